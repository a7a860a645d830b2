/* pointindex: which of many points are near — a static k-d tree over metres on a plane. Answers
 * are settled by distance, then by the smaller index, so they never depend on how it was built. */
#pragma once

#include "geo/types.h"

typedef struct ZfPointIndex ZfPointIndex;

/* points: n finite positions (at most INT32_MAX), copied. O(n log n), 20 bytes a point. */
ZfPointIndex *zf_point_index_new(const ZfXY *points, size_t n);
void zf_point_index_free(ZfPointIndex *index);

/* The nearest point within limit_m (INFINITY: anywhere). ret: its index, -1 when there is none;
 * distance_m may be NULL and is untouched then. */
int32_t zf_point_index_nearest(const ZfPointIndex *index, ZfXY at, double limit_m,
                               double *distance_m);

/* The k nearest within limit_m, nearest first.
 * ret: k indices; distances_m: k distances, may be NULL. Returns how many were found. */
size_t zf_point_index_k_nearest(const ZfPointIndex *index, ZfXY at, size_t k, double limit_m,
                                int32_t *ret, double *distances_m);

/* Appends the indices (int32_t) of all points within radius_m, the radius included, in rising
 * order, to ret. */
void zf_point_index_within(const ZfPointIndex *index, ZfXY at, double radius_m, GArray *ret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfPointIndex, zf_point_index_free)
