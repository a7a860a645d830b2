/* dijkstra: the plain search over the arcs of a graph. What the hierarchy is checked against, and
 * what answers questions about everything around a place. Private to road. */
#pragma once

#include "road/costqueue.h"
#include "road/spot.h"

typedef struct ZfRoadSearch {
    uint64_t *cost;   /* one a node, ZF_ROAD_INFINITE = not reached */
    uint32_t *parent; /* the arc's place in graph->arcs it was reached by; UINT32_MAX at a seed */
    uint32_t *from;   /* the node before, or the seed's number */
    ZfCostQueue queue;
    uint32_t n;
} ZfRoadSearch;

ZfRoadSearch *zf_road_search_new(const ZfRoadGraph *graph);
void zf_road_search_free(ZfRoadSearch *search);

/* Forgets everything; then seeds are added; then it is run. */
void zf_road_search_begin(ZfRoadSearch *search);
/* number: kept in from[node] of the seed that wins. */
void zf_road_search_seed(ZfRoadSearch *search, uint32_t node, uint64_t cost, uint32_t number);
/* Seeds both ends of a spot's edge with the cost of leaving it. */
void zf_road_search_seed_spot(ZfRoadSearch *search, const ZfRoadSpot *spot, uint64_t extra,
                              uint32_t number);
/* Settles every node that costs at most limit. */
void zf_road_search_run(ZfRoadSearch *search, const ZfRoadGraph *graph, uint64_t limit);
/* The least cost to a spot's ends and on to it. end: which end, 0 = a, 1 = b; may be NULL. */
uint64_t zf_road_search_to(const ZfRoadSearch *search, const ZfRoadSpot *spot, int *end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfRoadSearch, zf_road_search_free)
