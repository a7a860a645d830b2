/* read: road lines and what bars the way, from files — through gis. */
#pragma once

#include "road/obstacle.h"
#include "road/path.h"
#include "road/profile.h"

/* Places to mention in cues: schools, shops, ponds …; areas by the points of their outlines. Kinds
 * are "office", "school", "clinic", "temple", "shop", "well", "bus_stop", "other" and "pond". */
typedef struct ZfRoadLandmarks {
    GArray *places;      /* ZfRoadPlace */
    GStringChunk *texts; /* their names */
} ZfRoadLandmarks;

ZfRoadLandmarks *zf_road_landmarks_new(void);
void zf_road_landmarks_free(ZfRoadLandmarks *landmarks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfRoadLandmarks, zf_road_landmarks_free)

/* What else is taken from an OpenStreetMap file while its roads are read, so that each layer is
 * parsed once. Either may be NULL. */
typedef struct ZfRoadReadExtras {
    ZfBarriers *barriers;       /* as zf_barriers_read adds them */
    ZfRoadLandmarks *landmarks; /* added */
    size_t n_barriers;          /* how many barriers came */
} ZfRoadReadExtras;

typedef struct ZfRoadReadOptions {
    const char *layer; /* of a file that is not OpenStreetMap's; NULL = the only one with lines */
    const char *where; /* SQL condition on attributes, not for OpenStreetMap; or NULL */
    const char *crs;   /* NULL or "auto": the file's own; "EPSG:4545" … */
    const char *encoding; /* of attributes, as ZfGisOpenOptions has it; or NULL */
    const ZfBox *box;     /* only lines whose box touches it (WGS-84); NULL = all */
    /* The words for classes and columns; NULL = the built-in ones. */
    const ZfRoadProfiles *profiles;
    /* The file's columns where they are called otherwise: "class", "name", "oneway", "speed",
     * "surface", "bridge", "tunnel", "layer" → column; n_columns pairs. */
    const ZfWayTag *columns;
    size_t n_columns;
    ZfRoadReadExtras *extras; /* NULL = roads alone */
} ZfRoadReadOptions;

/* Reads the ways of a file: OpenStreetMap (.pbf, .osm, .osm.gz …: lines, plazas, barriers at
 * points) or any layer of lines. Parts of a multiline are ways of one id (the row).
 * findings may be NULL; they get "road-no-class" (no class column: all lines count as roads),
 * "road-class" (an unknown class, once per word: counts as a road), "road-not-a-line".
 * Errors: ZF_ROAD_ERROR_READ when nothing usable is in it; those of gis. */
ZfWays *zf_road_read(const char *path, const ZfRoadReadOptions *options, ZfFindings *findings,
                     const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;

/* Adds to barriers what an OpenStreetMap file knows of them: water, rivers, coastline, railways,
 * motorways (not in tunnels nor on bridges), and where railways are crossed. Of any other file: its
 * polygons and lines. n_added may be NULL. */
bool zf_barriers_read(ZfBarriers *barriers, const char *path, const ZfRoadReadOptions *options,
                      ZfFindings *findings, size_t *n_added, const ZfProgress *progress,
                      GError **error) ZF_CHECK_RESULT;
