/* table: times and lengths from many to many, from one to all, and to the nearest. */
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
    unsigned threads; /* 0 = all cores; never changes the result */
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

/* Every stretch of road that can be reached from the nearest of from within limit_ds, cut where the
 * limit falls: line i of lines has time_ds[k] at its point k. */
typedef struct ZfRoadReach {
    ZfLines *lines;
    uint32_t *time_ds; /* one a point of lines */
} ZfRoadReach;

ZfRoadReach *zf_road_reach(const ZfRoadGraph *graph, const ZfRoadSnaps *from, uint32_t limit_ds,
                           const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;
void zf_road_reach_free(ZfRoadReach *reach);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfRoadTable, zf_road_table_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfRoadReach, zf_road_reach_free)
