/* hierarchy: the contraction hierarchy of a graph's main part (Geisberger, Sanders, Schultes and
 * Delling, "Contraction hierarchies", 2008). Private to road.
 *
 * Nodes are numbered by rank, 0 the least important, contracted first. Every node keeps the arcs to
 * and from higher ranks, shortcuts among them; a shortest path goes up and then down. */
#pragma once

#include "road/spot.h"

/* via: a graph arc's id, or this bit and the rank of the node a shortcut leads over. */
#define ZF_ROAD_SHORTCUT (1u << 31)

/* Arcs of node r: first[r] … first[r + 1] - 1. Heads have higher ranks. */
typedef struct ZfRoadLadder {
    uint32_t *first;
    uint32_t *head;
    uint64_t *cost;
    uint32_t *via;
} ZfRoadLadder;

typedef struct ZfRoadHierarchy {
    uint32_t n;
    uint32_t *rank;    /* of each node */
    ZfRoadLadder up;   /* arcs out of r */
    ZfRoadLadder down; /* arcs into r: the head is where they come from */
} ZfRoadHierarchy;

/* ret: NULL only when cancelled. */
ZfRoadHierarchy *zf_road_hierarchy_new(const ZfRoadGraph *graph, const ZfProgress *progress,
                                       GError **error);
void zf_road_hierarchy_free(ZfRoadHierarchy *hierarchy);
size_t zf_road_hierarchy_bytes(const ZfRoadHierarchy *hierarchy);

/* A two-sided search from spot to spot. ret: the least cost through nodes, without legs,
 * ZF_ROAD_INFINITE when there is none. arcs: ids of the graph's arcs from s's edge to t's edge,
 * appended; s_end, t_end: which ends of the edges (0 = a). All three may be NULL. */
uint64_t zf_road_hierarchy_pair(const ZfRoadHierarchy *hierarchy, const ZfRoadSpot *s,
                                const ZfRoadSpot *t, GArray *arcs, int *s_end, int *t_end);

/* Fills rows × cols cells (table.h) for all spots. */
bool zf_road_hierarchy_table(const ZfRoadHierarchy *hierarchy, const ZfRoadSpot *from, size_t rows,
                             const ZfRoadSpot *to, size_t cols, uint32_t *time_ds,
                             uint32_t *dist_dm, unsigned threads, const ZfProgress *progress,
                             GError **error);
