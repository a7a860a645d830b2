/* reacharea: the area within reach of roads that are within reach — what an isochrone is on paper.
 *
 *     g_autoptr(ZfRoadReach) reach = zf_road_reach(graph, from, 9000, NULL, &error);
 *     ZfRoadAreaOptions how = {.barriers = barriers};
 *     g_autoptr(ZfPolygon) area = zf_road_reach_area(graph, reach, from, 9000, &how, NULL, &error);
 */
#pragma once

#include "road/obstacle.h"
#include "road/table.h"

typedef struct ZfRoadAreaOptions {
    const ZfBarriers *barriers; /* NULL = nothing is in the way; indexed */
    const ZfRoadReach *walked;  /* stretches to add, of zf_road_reach_walk; NULL = none */
    double width_m;             /* how far one goes from the road at most; 0 = 100 */
    double cell_m;              /* 0 = as fine as the extent allows, 10 at least */
} ZfRoadAreaOptions;

/* Everywhere one can be within limit_ds: along the stretches of reach, then straight across country
 * at the profile's off-road speed, up to width_m, not across a barrier and not in the water. What
 * lies farther from every road than that is a hole. from: the places reach was made from; their
 * legs count too.
 * ret: shells and holes, NULL without error when nothing at all is in reach. Parts end at the
 * antimeridian. Errors: cancelled; those of geo where it is crossed. */
ZfPolygon *zf_road_reach_area(const ZfRoadGraph *graph, const ZfRoadReach *reach,
                              const ZfRoadSnaps *from, uint32_t limit_ds,
                              const ZfRoadAreaOptions *options, const ZfProgress *progress,
                              GError **error);
