/* areaindex: which area holds a point — built once, asked millions of times. An int32 1e-7° grid
 * with row slabs and exact int64 orientation: the same answer everywhere, 10–40 ns a point. */
#pragma once

#include "geo/types.h"

typedef struct ZfAreaIndex ZfAreaIndex;

/* polygons: n shapes, NULL allowed (such an area holds nothing); borrowed until the index is freed.
 * keys: n texts, the order of which settles shared borders and overlaps (the smaller wins); may be
 * NULL, then the smaller index wins. */
ZfAreaIndex *zf_area_index_new(const ZfPolygon *const *polygons, const char *const *keys, size_t n);
void zf_area_index_free(ZfAreaIndex *index);

/* points: n positions; ret: n area indices, -1 where no area holds the point. */
void zf_area_index_locate(const ZfAreaIndex *index, const ZfLonLat *points, size_t n, int32_t *ret);

/* The nearest area within limit_m of a point that lies in none; distance_m may be NULL.
 * ret: its index, or -1. */
int32_t zf_area_index_nearest(const ZfAreaIndex *index, ZfLonLat point, double limit_m,
                              double *distance_m);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfAreaIndex, zf_area_index_free)
