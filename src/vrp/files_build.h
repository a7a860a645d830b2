/* files_build: from nodes and vehicles, as instance files have them, to a problem. Private to vrp.
 */
#pragma once

#include "vrp/files.h"

/* A customer or base; numbers as in the file. */
typedef struct FileNode {
    double x;
    double y;
    double service;
    double open;
    double close;
    double prize;   /* below 0: must be served */
    int64_t number; /* in solutions */
    int64_t demand[ZF_VRP_DIMS];
    int32_t group;
    bool base;
    bool windowed;
} FileNode;

typedef struct FileVehicle {
    int32_t base; /* index of its node */
    int64_t capacity[ZF_VRP_DIMS];
    double max_duration; /* below 0: none */
    double max_distance; /* likewise */
    int64_t fixed;
    int32_t unit; /* cost of a unit of distance */
    int32_t team; /* vehicles of a team may serve the same customers */
} FileVehicle;

typedef struct FileDraft {
    GArray *nodes;     /* FileNode */
    GArray *vehicles;  /* FileVehicle */
    GArray *forbidden; /* ZfVrpForbidden, visit still being a node index */
    int32_t *matrix;   /* of the file, [node * n + node], or NULL; owned */
    int32_t n_groups;
    bool scored; /* TOPTW */
    bool timed;  /* the ways take time */
    bool placed; /* the nodes have coordinates */
} FileDraft;

FileDraft *zf_vrp_draft_new(void);
void zf_vrp_draft_free(FileDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileDraft, zf_vrp_draft_free)

#define ZF_VRP_FILE_NODES 32000 /* a full matrix of 20 000 takes 1.6 GB */

/* Builds the problem of file, whose format, rounding and name are set. */
bool zf_vrp_draft_build(const FileDraft *draft, ZfVrpFile *file, GError **error);

/* The readers. */
bool zf_vrp_read_vrplib(const char *text, size_t size, const ZfVrpFileOptions *options,
                        ZfVrpFile *file, GError **error);
bool zf_vrp_read_solomon(const char *text, size_t size, const ZfVrpFileOptions *options,
                         ZfVrpFile *file, GError **error);
bool zf_vrp_read_cordeau(const char *text, size_t size, const ZfVrpFileOptions *options,
                         ZfVrpFile *file, GError **error);
bool zf_vrp_read_toptw(const char *text, size_t size, const ZfVrpFileOptions *options,
                       ZfVrpFile *file, GError **error);
bool zf_vrp_read_vroom(const char *text, size_t size, const ZfVrpFileOptions *options,
                       ZfVrpFile *file, GError **error);
/* ret: a route's cost in VROOM's units. */
int64_t zf_vrp_vroom_cost(const ZfVrpFile *file, const ZfVrpRoute *route);
char *zf_vrp_write_vroom(const ZfVrpFile *file, const ZfVrpResult *result);
