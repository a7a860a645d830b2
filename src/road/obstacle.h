/* obstacle: what nobody walks across away from the roads — water, railways, motorways. */
#pragma once

#include "geo/geo.h"

typedef struct ZfBarriers ZfBarriers;

/* Starts empty. Add everything, then hand it to zf_road_snap; it is indexed at its first use and
 * from then on must not grow. */
ZfBarriers *zf_barriers_new(void);
void zf_barriers_free(ZfBarriers *barriers);

/* A lake, a wide river. A home inside one (a boat, a wrong outline) is let out of it. */
void zf_barriers_add_polygon(ZfBarriers *barriers, const ZfPolygon *polygon);
/* A railway, a motorway, a river drawn as a line. */
void zf_barriers_add_line(ZfBarriers *barriers, const ZfLonLat *points, size_t n);
/* A place where lines and shores can be crossed within radius_m: level crossing, ford, footbridge.
 */
void zf_barriers_add_crossing(ZfBarriers *barriers, ZfLonLat at, double radius_m);

size_t zf_barriers_count(const ZfBarriers *barriers);
/* The polygons as they were added. */
size_t zf_barriers_n_polygons(const ZfBarriers *barriers);
const ZfPolygon *zf_barriers_polygon(const ZfBarriers *barriers, size_t i);
/* true when the straight way from the home a to b crosses one. Touching counts, but not within a
 * metre of b, which may lie on the barrier itself (a highway that is walked along); the polygons
 * the home itself stands in do not count. Thread-safe once indexed. */
bool zf_barriers_block(const ZfBarriers *barriers, ZfLonLat a, ZfLonLat b);

/* Many legs from one home: which polygons hold it is kept between calls. Begin with {.home = a}. */
typedef struct ZfBarriersHome {
    ZfLonLat home;
    uint32_t polygon[8]; /* number + 1 of the polygons asked for last */
    bool inside[8];
} ZfBarriersHome;

bool zf_barriers_block_from(const ZfBarriers *barriers, ZfBarriersHome *home, ZfLonLat b);
/* Builds the index; calling it again does nothing. */
void zf_barriers_index(ZfBarriers *barriers);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfBarriers, zf_barriers_free)
