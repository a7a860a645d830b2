/* table: times and lengths from many to many, whole, in blocks or the nearest of each row alone;
 * from one to all; and to the nearest. */
#pragma once

#include "road/snap.h"

/* Cell (i, j) = from i to j, including both legs: time_ds[i * cols + j]. */
typedef struct ZfRoadTable {
    uint32_t rows;
    uint32_t cols;
    uint32_t *time_ds; /* ZF_ROAD_NEVER where there is no way */
    uint32_t *dist_dm; /* of the same path; ZF_ROAD_NEVER likewise */
    bool straight;     /* estimated without roads: say so wherever it is shown */
} ZfRoadTable;

typedef enum ZfRoadMethod {
    ZF_ROAD_FAST,  /* the contraction hierarchy */
    ZF_ROAD_PLAIN, /* one Dijkstra a row: slow, to check the other */
} ZfRoadMethod;

typedef struct ZfRoadTableOptions {
    ZfRoadMethod method;
    unsigned threads;   /* 0 = all cores; never changes the result */
    size_t block_cells; /* of zf_road_table_blocks: at most so many at once (a row at least);
                         * 0 = ZF_ROAD_BLOCK_CELLS */
} ZfRoadTableOptions;

/* Two homes at the very same position are 0 apart; every other cell goes by road.
 * Errors: ZF_ROAD_ERROR_LARGE above 2^31 cells (take row blocks), cancelled. */
ZfRoadTable *zf_road_table(const ZfRoadGraph *graph, const ZfRoadSnaps *from, const ZfRoadSnaps *to,
                           const ZfRoadTableOptions *options, const ZfProgress *progress,
                           GError **error) ZF_CHECK_RESULT;

/* The same for the rows first … first + n - 1 of from alone. */
ZfRoadTable *zf_road_table_rows(const ZfRoadGraph *graph, const ZfRoadSnaps *from, size_t first,
                                size_t n, const ZfRoadSnaps *to, const ZfRoadTableOptions *options,
                                const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;
void zf_road_table_free(ZfRoadTable *table);

/* The whole table in blocks of rows, one after the other, so that no more than block_cells lie in
 * memory: what a table of any size is made with. A table up to 10 000 × 10 000 is one block.
 * func gets each block with the number of its first row; false with *error set stops.
 * ret: false with func's error, or those of zf_road_table. */
#define ZF_ROAD_BLOCK_CELLS ((size_t)10000 * 10000)
typedef bool (*ZfRoadBlockFunc)(void *user, const ZfRoadTable *block, size_t first, GError **error);
bool zf_road_table_blocks(const ZfRoadGraph *graph, const ZfRoadSnaps *from, const ZfRoadSnaps *to,
                          const ZfRoadTableOptions *options, ZfRoadBlockFunc func, void *user,
                          const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;

/* One cell of that table, false when there is no way. Any number of threads may ask at once. */
bool zf_road_pair(const ZfRoadGraph *graph, const ZfRoadSnap *from, const ZfRoadSnap *to,
                  uint32_t *time_ds, uint32_t *dist_dm);

/* Where there are no roads at all: straight line × factor at the profile's off-road speed … or any
 * other. factor_percent: 100 and more (140 is usual); kmh > 0. table->straight is set. */
ZfRoadTable *zf_road_table_straight(const ZfLonLat *from, size_t n_from, const ZfLonLat *to,
                                    size_t n_to, unsigned factor_percent, double kmh);
/* One cell of it. */
void zf_road_straight(ZfLonLat a, ZfLonLat b, unsigned factor_percent, double kmh,
                      uint32_t *time_ds, uint32_t *dist_dm);

/* For each of to: which of from reaches it first (smaller index on a tie), when, and how far.
 * which: -1 where none does. Any of the three may be NULL; n = to->n each. */
bool zf_road_nearest(const ZfRoadGraph *graph, const ZfRoadSnaps *from, const ZfRoadSnaps *to,
                     int32_t *which, uint32_t *time_ds, uint32_t *dist_dm,
                     const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;

/* The k nearest of to for each of from, for problems whose whole table would be too large: what is
 * kept is rows × k, whatever the number of columns. */
typedef struct ZfRoadNear {
    uint32_t col;
    uint32_t time_ds; /* the table's cell */
    uint32_t dist_dm;
} ZfRoadNear;

typedef struct ZfRoadNearRows {
    size_t rows;
    size_t *first; /* rows + 1: row i is near[first[i]] … near[first[i + 1] - 1] */
    ZfRoadNear *near;
} ZfRoadNearRows;

typedef struct ZfRoadNearOptions {
    size_t k;          /* at most so many a row; 1 and more */
    uint32_t limit_ds; /* nothing farther than this; 0 = however far */
    bool others;       /* from and to are the same places: leave cell (i, i) out */
    unsigned threads;  /* 0 = all cores; never changes the result */
} ZfRoadNearOptions;

/* Rows by rising time, then length, then column; shorter where fewer can be reached. Every search
 * ends with its last column: the cost is that of what lies near, not of the network.
 * Errors: cancelled. */
ZfRoadNearRows *zf_road_near_rows(const ZfRoadGraph *graph, const ZfRoadSnaps *from,
                                  const ZfRoadSnaps *to, const ZfRoadNearOptions *options,
                                  const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;
void zf_road_near_rows_free(ZfRoadNearRows *rows);

/* Every stretch of road that can be reached from the nearest of from within limit_ds, cut where the
 * limit falls: line i of lines has time_ds[k] at its point k. */
typedef struct ZfRoadReach {
    ZfLines *lines;
    uint32_t *time_ds; /* one a point of lines */
} ZfRoadReach;

ZfRoadReach *zf_road_reach(const ZfRoadGraph *graph, const ZfRoadSnaps *from, uint32_t limit_ds,
                           const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;

/* What is walked beyond that: every stretch of the foot graph walk that can be reached by leaving
 * the vehicle of graph where the two meet, the drive there counted. */
ZfRoadReach *zf_road_reach_walk(const ZfRoadGraph *graph, const ZfRoadGraph *walk,
                                const ZfRoadSnaps *from, uint32_t limit_ds,
                                const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;
void zf_road_reach_free(ZfRoadReach *reach);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfRoadTable, zf_road_table_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfRoadNearRows, zf_road_near_rows_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfRoadReach, zf_road_reach_free)
