/* distance: metres between positions. */
#pragma once

#include "geo/types.h"

/* Metres on the WGS-84 ellipsoid, by the local radii of curvature at the mean latitude: within
 * 0.1 % below 100 km, continuous across the antimeridian. */
double zf_distance_m(ZfLonLat a, ZfLonLat b);

/* Length of n points joined by straight legs. */
double zf_line_length_m(const ZfLonLat *points, size_t n);

/* Direction from a to b in degrees clockwise from north, 0 <= ret < 360; 0 when a equals b. */
double zf_bearing_deg(ZfLonLat a, ZfLonLat b);
