/* labelplace: where labels and symbols can stand without covering each other. A raster of quarter
 * square millimetres: blocked or free, and how much it would hurt to cover a cell. All costs are
 * integers; the same calls in the same order give the same places. */
#pragma once

#include "draw/draw.h"

typedef struct ZfPlacer ZfPlacer;

/* bounds: nothing is placed outside. */
ZfPlacer *zf_placer_new(ZfRect bounds);
void zf_placer_free(ZfPlacer *placer);
ZfRect zf_placer_bounds(const ZfPlacer *placer);

/* Cells touched by box are taken. */
void zf_placer_block(ZfPlacer *placer, ZfRect box);
/* The inside and border of rings (even-odd) are taken. ring r: points rings[r] … rings[r + 1] - 1.
 */
void zf_placer_block_rings(ZfPlacer *placer, const ZfMm *points, const uint32_t *rings,
                           uint32_t n_rings);
/* Covering it costs hurt a cell (adds up, at most 60 000). */
void zf_placer_avoid(ZfPlacer *placer, ZfRect box, unsigned hurt);
/* The same along a line of that half width. */
void zf_placer_avoid_line(ZfPlacer *placer, const ZfMm *points, size_t n, double half,
                          unsigned hurt);

#define ZF_PLACER_BLOCKED INT64_MAX
/* ret: mean hurt a cell × 16 of what box covers, or ZF_PLACER_BLOCKED. */
int64_t zf_placer_cost(const ZfPlacer *placer, ZfRect box);
/* Blocked cells under box, cells outside the bounds counted too. */
int64_t zf_placer_overlap(const ZfPlacer *placer, ZfRect box);
/* Blocked cells under a line: how much a leader would cross. */
int64_t zf_placer_crossing(const ZfPlacer *placer, ZfMm from, ZfMm to);

/* Do the segments a–b and c–d meet? */
bool zf_segments_cross(ZfMm a, ZfMm b, ZfMm c, ZfMm d);
/* From p to the segment a–b. */
double zf_segment_distance(ZfMm a, ZfMm b, ZfMm p);

/* A place for a box of w × h beside anchor: eight positions, then leaders up to reach mm in sixteen
 * directions; the cheapest. distance: from the anchor to the box's edge, for leaders; may be NULL.
 * ret: false when everything within reach is blocked. */
bool zf_placer_beside(const ZfPlacer *placer, ZfMm anchor, double w, double h, double gap,
                      double reach, ZfRect *ret, double *distance);
/* The free place nearest to anchor anywhere in the bounds. */
bool zf_placer_anywhere(const ZfPlacer *placer, ZfMm anchor, double w, double h, ZfRect *ret);
/* The place with the least overlap; always finds one. */
ZfRect zf_placer_least(const ZfPlacer *placer, ZfMm anchor, double w, double h);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfPlacer, zf_placer_free)
