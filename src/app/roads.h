/* roads: the road engine on any file of roads, without a database — what a network holds, one way
 * through it, a table from many to many, and what lies within reach. */
#pragma once

#include "app/grid.h"
#include "model/model.h"

typedef struct ZfRoadsOptions {
    const char *file;         /* OpenStreetMap (.osm, .osm.gz, .osm.pbf) or any file of lines */
    const char *layer;        /* of a file of lines with several; NULL = the only one */
    const char *where;        /* SQL condition on attributes, not for OpenStreetMap; or NULL */
    const char *crs;          /* NULL or "auto", "EPSG:4545", "gcj02" … */
    const char *encoding;     /* of a map file's texts: NULL or "auto", "GB18030" … */
    const char *const *maps;  /* "class=等级" …, NULL-ended, or NULL */
    const char *profile;      /* INI file laid over the built-in profiles, or NULL */
    const char *dem;          /* elevation model, or NULL: flat */
    const char *mode;         /* foot, bicycle, ebike, motorcycle, car; NULL = foot */
    const char *weather;      /* dry, rain, ice; NULL = dry */
    const char *const *close; /* names or way numbers of roads that are shut, NULL-ended, or NULL */
    bool barriers;            /* read water, railways and motorways too: legs do not cross them */
    bool landmarks;           /* read what cues may mention too */
    unsigned threads;         /* 0 = all cores; never changes a result */
} ZfRoadsOptions;

/* A file read, and its graph. */
typedef struct ZfRoads ZfRoads;

/* CPU seconds of the process, all threads together. */
typedef struct ZfRoadsTiming {
    double read_s;
    double build_s;     /* graph and hierarchy */
    double snap_s;      /* positions to the road */
    double table_s;     /* all cells */
    double plain_row_s; /* one row by plain Dijkstra: what the others are measured by; 0 = none */
    double rss_mb;      /* most memory held at once */
} ZfRoadsTiming;

/* findings: what was odd in the file. Errors: ZF_APP_ERROR_USAGE, those of road and gis. */
ZfRoads *zf_roads_open(const ZfRoadsOptions *options, ZfFindings *findings,
                       const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;
void zf_roads_free(ZfRoads *roads);

/* What the network holds, as name and figure. */
ZfGrid *zf_roads_stats(const ZfRoads *roads);
/* The same as one object: ways, nodes, edges, islands …, and timing. */
char *zf_roads_stats_json(const ZfRoads *roads);

/* Positions that the nearest way does not serve: taken from an island to another road ("moved"),
 * or because the nearest lies beyond water, a railway or a motorway ("detour"), or in reach of no
 * road ("no_road"), of islands only ("no_way"), of none without crossing ("no_crossing").
 * summary: how many of how many, owned by the caller. Errors: cancelled. */
ZfGrid *zf_roads_snap(const ZfRoads *roads, const ZfLonLat *points, size_t n, char **summary,
                      const ZfProgress *progress, GError **error);

/* ---- one way ---- */

typedef struct ZfRoadsRoute {
    ZfGrid *grid;    /* to read: its stretches, or with cues what to do where; with shapes */
    ZfGrid *shapes;  /* for a map: its stretches, and with cues their places */
    char *summary;   /* "3.2 km, 40 min" and what there is to say about both ends */
    char *json;      /* all of it as one object */
    int64_t metres;  /* -1 = there is no way */
    int64_t seconds; /* -1 = there is no way */
} ZfRoadsRoute;

/* cues: what a person must do where, in lang. Errors: cancelled. */
ZfRoadsRoute *zf_roads_route(const ZfRoads *roads, ZfLonLat from, ZfLonLat to, bool cues,
                             ZfLang lang, const ZfProgress *progress, GError **error);
void zf_roads_route_free(ZfRoadsRoute *route);

/* ---- a table ---- */

typedef struct ZfRoadsMatrixOptions {
    const ZfLonLat *points; /* from each to each; NULL: random places on the network */
    size_t n;
    uint64_t seed;      /* of the random places */
    size_t oracle;      /* so many rows are compared with plain Dijkstra */
    const char *output; /* CSV of from, to, seconds, metres; or NULL */
} ZfRoadsMatrixOptions;

typedef struct ZfRoadsMatrix {
    size_t nodes;
    size_t edges;
    size_t rows;
    size_t cols;
    size_t unreachable; /* cells without a way */
    size_t unsnapped;   /* positions without a road in reach */
    char checksum[17];  /* FNV-1a over time and length of every cell, row by row */
    size_t oracle;      /* rows compared */
    size_t mismatches;  /* cells that differ */
    ZfRoadsTiming timing;
} ZfRoadsMatrix;

/* Errors: ZF_APP_ERROR_USAGE, cancelled, what the file system says. */
bool zf_roads_matrix(const ZfRoads *roads, const ZfRoadsMatrixOptions *options, ZfRoadsMatrix *ret,
                     const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;
ZfGrid *zf_roads_matrix_grid(const ZfRoadsMatrix *matrix);
char *zf_roads_matrix_json(const ZfRoadsMatrix *matrix);

/* ---- reach ---- */

/* The areas that are reached within so many minutes of the nearest of the places, the smallest
 * first, with shapes; by vehicle with walks to it and from where it is left. minutes: n, rising.
 * lost: the places that reach no road, and why, owned by the caller; NULL when all do. ret: no rows
 * when none does. Errors: cancelled. */
ZfGrid *zf_roads_reach(const ZfRoads *roads, const ZfLonLat *from, size_t n_from,
                       const unsigned *minutes, size_t n, char **lost, const ZfProgress *progress,
                       GError **error);

/* ---- for the command line ---- */

/* "110.1,28.7"; false when it is no position. */
bool zf_roads_parse_point(const char *text, ZfLonLat *ret);
/* Positions of a table (.csv, .xlsx) with a longitude and a latitude column (lon, lng, longitude,
 * x, 经度 …); crs: what they are in, NULL = wgs84. Or of a map file: the middles of an
 * OpenStreetMap's buildings, or of any features. ret: owned by the caller.
 * Errors name the file and the cell. */
ZfLonLat *zf_roads_read_points(const char *path, const char *crs, size_t *n, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfRoads, zf_roads_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfRoadsRoute, zf_roads_route_free)
