/* files: the field's public instance files as problems, and solutions as the field writes them.
 * Included by "vrp/vrp.h". The file alone is opened, nothing beside it. */
#pragma once

#include "vrp/vrp.h"

typedef enum ZfVrpFormat {
    ZF_VRP_FORMAT_AUTO,
    ZF_VRP_FORMAT_VRPLIB, /* TSPLIB-like, with the extensions for fleets, windows, prizes, groups */
    ZF_VRP_FORMAT_SOLOMON, /* also Gehring and Homberger */
    ZF_VRP_FORMAT_CORDEAU, /* several bases: type 2 */
    ZF_VRP_FORMAT_TOPTW,   /* team orienteering with windows */
    ZF_VRP_FORMAT_VROOM,   /* VROOM's JSON input with matrices */
} ZfVrpFormat;

/* How real distances become integers. */
typedef enum ZfVrpRounding {
    ZF_VRP_ROUNDING_AUTO,   /* VRPLIB round, Solomon dimacs, Cordeau and TOPTW double */
    ZF_VRP_ROUNDING_ROUND,  /* nearest integer, scale 1 */
    ZF_VRP_ROUNDING_DIMACS, /* × 10, truncated, scale 10 */
    ZF_VRP_ROUNDING_EXACT,  /* × 1000, nearest, scale 1000 */
    ZF_VRP_ROUNDING_DOUBLE, /* × 10000, nearest, scale 10000; print the cost by zf_vrp_file_length
                             */
    ZF_VRP_ROUNDING_MATRIX, /* the file's own integer matrix, scale 1 */
} ZfVrpRounding;

typedef struct ZfVrpFileOptions {
    ZfVrpFormat format;
    ZfVrpRounding rounding;
    int32_t
        vehicles; /* instead of the file's number, where the fleet is of one kind; 0: the file's */
} ZfVrpFileOptions;

typedef struct ZfVrpFile {
    ZfVrpProblem problem; /* its arrays belong to the file */
    ZfVrpFormat format;
    ZfVrpRounding rounding;
    char *name;
    int64_t scale;      /* times and distances are the file's numbers times this */
    int64_t score_unit; /* TOPTW: a prize is the score times this; else 0 */
    int64_t prize_unit; /* VROOM: a prize is (4 * priority + 1) times this */
    int64_t cost_unit;  /* VROOM: costs are the file's times this */
    bool picks_up;      /* VROOM: demands are picked up, not delivered */
    int64_t *customer;  /* of a visit: its number in solution files, or VROOM's job id */
    int64_t *vehicle;   /* of a shift: likewise */
    int32_t n_points;   /* places with coordinates, all or none */
    bool measured;      /* the distances are the straight lengths between these points */
    double *x;
    double *y;
    struct ZfVrpVroom *vroom; /* what VROOM's output tells again; private */
    ZfArena *arena;
} ZfVrpFile;

/* "vrplib", "solomon", …, and "round", "dimacs", …; "auto" is one of either. */
bool zf_vrp_format_parse(const char *text, ZfVrpFormat *ret);
bool zf_vrp_rounding_parse(const char *text, ZfVrpRounding *ret);

/* Options NULL: all automatic. A file packed with gzip is unpacked. Errors: ZF_FILE_ERROR_*,
 * ZF_VRP_ERROR_FILE with the line or key. */
ZfVrpFile *zf_vrp_file_read(const char *path, const ZfVrpFileOptions *options,
                            GError **error) ZF_CHECK_RESULT;
/* The same from memory; name is for messages. */
ZfVrpFile *zf_vrp_file_parse(const char *text, size_t size, const char *name,
                             const ZfVrpFileOptions *options, GError **error) ZF_CHECK_RESULT;
void zf_vrp_file_free(ZfVrpFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfVrpFile, zf_vrp_file_free)

/* ret: the length of all ways by real distances, without any rounding; NAN where the file's
 * distances are no straight lengths. */
double zf_vrp_file_length(const ZfVrpFile *file, const ZfVrpPlan *plan);
/* TOPTW: the score collected. */
int64_t zf_vrp_file_score(const ZfVrpFile *file, const ZfVrpResult *result);

/* The cost as the field writes it: TOPTW the score (more is better), VROOM without what leaving
 * jobs out costs, else the total; ROUNDING_DOUBLE is computed anew from the real distances.
 * whole: the number has no fraction. */
double zf_vrp_file_cost(const ZfVrpFile *file, const ZfVrpResult *result, bool *whole);
/* Likewise for an entry of a trace, by the rounded distances; VROOM's not rounded route by route,
 * so that it may differ by one a route. */
double zf_vrp_file_trace_cost(const ZfVrpFile *file, const ZfVrpTrace *trace);

/* Where vehicles differ, the number of a route is the vehicle's, so those that stay at home are
 * listed too. */
bool zf_vrp_file_mixed(const ZfVrpFile *file);
/* ret: "Route #1: 5 3 …" and "Cost …" as CVRPLIB has it, or VROOM's JSON for a VROOM file; owned by
 * the caller. */
char *zf_vrp_file_solution(const ZfVrpFile *file, const ZfVrpResult *result);
/* Reads what zf_vrp_file_solution and other programs write. Where the vehicles are not all alike,
 * route k is vehicle k. plan: cleared by the caller; untouched on failure. The plan names each
 * visit once at most, but need not keep any limit. Errors: ZF_VRP_ERROR_FILE. */
bool zf_vrp_file_read_solution(const ZfVrpFile *file, const char *text, size_t size,
                               const char *name, ZfVrpPlan *plan, GError **error) ZF_CHECK_RESULT;

/* ret: a picture of the plan as SVG, one colour a route, owned by the caller; NULL with
 * ZF_VRP_ERROR_FILE when the file has no coordinates. */
char *zf_vrp_file_svg(const ZfVrpFile *file, const ZfVrpPlan *plan, GError **error);
