/* contour: the outline of where a grid of values is below zero, by marching squares (Lorensen and
 * Cline, 1987, in two dimensions), with its holes. Private to road. */
#pragma once

#include "geo/geo.h"

typedef struct ZfRaster {
    double lon0; /* of the column 0; may run beyond 180 */
    double lat0; /* of the row 0, the southernmost */
    double step_lon;
    double step_lat;
    uint32_t columns;
    uint32_t rows;
    float *values; /* row * columns + column; < 0 = inside. The rim is outside. */
} ZfRaster;

/* ret: NULL when nothing is inside. */
ZfPolygon *zf_contour(const ZfRaster *raster);
