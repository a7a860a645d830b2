/* grid: positions as whole 1e-7 degrees, on which left, right and between are exact. Private. */
#pragma once

#include "geo/types.h"

#include <math.h>

#define GRID_PER_DEGREE 1e7

typedef struct Grid {
    int32_t x, y;
} Grid;

/* false for what is no position on the globe (NaN included). */
static inline bool
grid_from(ZfLonLat p, Grid *ret)
{
    if (!(p.lon >= -180.0 && p.lon <= 180.0 && p.lat >= -90.0 && p.lat <= 90.0)) {
        return false;
    }
    ret->x = (int32_t)lrint(p.lon * GRID_PER_DEGREE);
    ret->y = (int32_t)lrint(p.lat * GRID_PER_DEGREE);
    return true;
}

/* One step of the crossing rule for the edge a–b: counts edges to the east of p. ret: true when p
 * lies on the edge. The two products are compared, not subtracted: each is below 2^63. */
static inline bool
grid_edge_test(Grid a, Grid b, Grid p, unsigned *crossings)
{
    if (a.y > b.y) {
        Grid swap = a;
        a = b;
        b = swap;
    }
    if (p.y < a.y || p.y > b.y) {
        return false;
    }
    if (a.y == b.y) {
        return p.x >= MIN(a.x, b.x) && p.x <= MAX(a.x, b.x);
    }
    int64_t left = ((int64_t)b.x - a.x) * ((int64_t)p.y - a.y);
    int64_t right = ((int64_t)p.x - a.x) * ((int64_t)b.y - a.y);
    if (left == right) {
        return true;
    }
    if (left > right && p.y < b.y) {
        (*crossings)++;
    }
    return false;
}
