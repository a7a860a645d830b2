/* roads: building the road lines of a settlement. Private. */
#pragma once

#include "sample/settle.h"

uint32_t roads_node(Settlement *settlement, ZfXY at);
static inline ZfXY
roads_at(const Settlement *settlement, uint32_t node)
{
    return g_array_index(settlement->nodes, ZfXY, node);
}
/* nodes are copied. */
Road *roads_add(Settlement *settlement, const uint32_t *nodes, size_t n, RoadClass class,
                int stream);

/* A winding line from one node to another place; the new nodes go to the end of list. */
void roads_wind(Settlement *settlement, uint32_t from, ZfXY to, double sway, double step,
                ZfRng *rng, GArray *list);

/* The roads of the valleys and the paths over the ridges between them. */
void roads_along_valleys(Settlement *settlement, ZfRng *rng);

/* Wherever a road crosses a stream, a short bridge. Call when all roads are there. */
void roads_build_bridges(Settlement *settlement);
