/* geo: where things are — coordinate systems, the Chinese shifted grids, distances, polygons and
 * the spatial index. Computes; reads no files. */
#pragma once

#include "base/base.h"
#include "geo/types.h"

#define ZF_GEO_ERROR (zf_geo_error_quark())
GQuark zf_geo_error_quark(void);
typedef enum {
    ZF_GEO_ERROR_INVALID,   /* a shape that cannot be repaired */
    ZF_GEO_ERROR_CRS,       /* an unknown or unusable coordinate system */
    ZF_GEO_ERROR_TRANSFORM, /* a point outside what the transformation can do */
} ZfGeoError;

#include "geo/build.h"
#include "geo/chinagrid.h"
#include "geo/contour.h"
#include "geo/crs.h"
#include "geo/distance.h"
#include "geo/projection.h"
#include "geo/shape.h"
#include "geo/areaindex.h"
#include "geo/pointindex.h"
