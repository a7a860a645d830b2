/* contour: lines of equal height through a grid of heights, for the ground under a map. */
#pragma once

#include "geo/types.h"

/* values[row * columns + column], row 0 the northernmost, metres, NAN where nothing is known; the
 * value stands at lon0 + column * step_lon, lat0 - row * step_lat (degrees, both steps positive).
 */
typedef struct ZfHeightGrid {
    const float *values;
    uint32_t columns, rows;
    double lon0, lat0;
    double step_lon, step_lat;
} ZfHeightGrid;

/* points[first] … points[first + n - 1]; a closed line repeats its first point. */
typedef struct ZfContour {
    int32_t height_m;
    uint32_t first;
    uint32_t n;
    ZfBox box;
} ZfContour;

typedef struct ZfContours {
    ZfContour *lines; /* by height, then from the north-west on */
    size_t n_lines;
    ZfLonLat *points;
    size_t n_points;
} ZfContours;

/* Lines at every multiple of interval_m (> 0), none shorter than least_points. Heights are smoothed
 * over their neighbours first, so that a line does not tremble with the grid's noise; a height that
 * falls on a line lies above it. At most 200 heights are drawn: the interval grows by tens then.
 * The same grid gives the same lines. Never NULL; free with zf_contours_free. */
ZfContours *zf_contours_new(const ZfHeightGrid *grid, int32_t interval_m, uint32_t least_points);
void zf_contours_free(ZfContours *contours);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfContours, zf_contours_free)
