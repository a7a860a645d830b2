/* projection: metres on a plane around the data, for everything that measures or draws. */
#pragma once

#include "geo/types.h"

/* A transverse Mercator on WGS-84 with scale 1 along the meridian of the centre, so angles are
 * kept and lengths are off by less than 0.01 % within 90 km of the central meridian. Pure C,
 * thread-safe, the same bits everywhere (Krüger's series to n^4; Karney, "Transverse Mercator with
 * an accuracy of a few nanometers", 2011). Longitudes are taken the short way round from the
 * centre, so data on both sides of the antimeridian stay together. Not for |Δλ| >= 90°. */
typedef struct ZfProjection {
    ZfLonLat centre;
    double y0; /* metres of the centre's meridian arc */
    double a1; /* rectifying radius */
    double alpha[4];
    double beta[4];
} ZfProjection;

ZfProjection zf_projection_at(ZfLonLat centre);
/* Centred on the middle of the box; an empty box gives 0, 0. */
ZfProjection zf_projection_for_box(ZfBox box);

ZfXY zf_project(const ZfProjection *projection, ZfLonLat point);
ZfLonLat zf_unproject(const ZfProjection *projection, ZfXY point);
