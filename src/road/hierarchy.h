/* hierarchy: the contraction hierarchy of a graph's main part (Geisberger, Sanders, Schultes and
 * Delling, "Contraction hierarchies", 2008). Private to road.
 *
 * Nodes are numbered by rank: every arc that is kept leads between a node and one of higher rank,
 * shortcuts among them, and a shortest path goes up and then down. Among the numberings for which
 * this holds it is the one in which nodes that are near each other have near ranks. */
#pragma once

#include "road/spot.h"

/* via: a graph arc's id, or this bit and the rank of the node a shortcut leads over. */
#define ZF_ROAD_SHORTCUT (1u << 31)

/* What a search reads of an arc: 12 bytes. */
typedef struct ZfRoadRung {
    uint32_t dist_dm;
    uint32_t time_ds;
    uint32_t head; /* of higher rank */
} ZfRoadRung;

/* Arcs out of rank r are rungs first[2r] … first[2r + 1] - 1, arcs into it (the head is where they
 * come from) first[2r + 1] … first[2r + 2] - 1; either by rising head. */
typedef struct ZfRoadHierarchy {
    uint32_t n;
    uint32_t *rank;  /* of each node */
    uint32_t *first; /* 2n + 1 */
    ZfRoadRung *rungs;
    uint32_t *via;    /* one a rung */
    GMappedFile *map; /* where all that lies, read-only; NULL = it is owned */
} ZfRoadHierarchy;

enum { ZF_ROAD_UP = 0, ZF_ROAD_DOWN = 1 };

static inline uint64_t
zf_road_rung_cost(const ZfRoadRung *rung)
{
    return (uint64_t)rung->time_ds << 32 | rung->dist_dm;
}

/* threads: 0 = all cores; one graph has one hierarchy. ret: NULL only when cancelled. */
ZfRoadHierarchy *zf_road_hierarchy_new(const ZfRoadGraph *graph, unsigned threads,
                                       const ZfProgress *progress, GError **error);
void zf_road_hierarchy_free(ZfRoadHierarchy *hierarchy);
size_t zf_road_hierarchy_bytes(const ZfRoadHierarchy *hierarchy);

/* What searches for one pair work with; one a thread. */
typedef struct ZfRoadClimber ZfRoadClimber;
ZfRoadClimber *zf_road_climber_new(const ZfRoadHierarchy *hierarchy);
void zf_road_climber_free(ZfRoadClimber *climber);

/* A two-sided search from spot to spot. ret: the least cost through nodes, without legs,
 * ZF_ROAD_INFINITE when there is none. arcs: ids of the graph's arcs from s's edge to t's edge,
 * appended; s_end, t_end: which ends of the edges (0 = a). All three may be NULL. */
uint64_t zf_road_climber_pair(ZfRoadClimber *climber, const ZfRoadSpot *s, const ZfRoadSpot *t,
                              GArray *arcs, int *s_end, int *t_end);

/* Climbers a graph lends to whoever asks, from any thread. */
ZfRoadClimbers *zf_road_climbers_new(void);
void zf_road_climbers_free(ZfRoadClimbers *climbers);
ZfRoadClimber *zf_road_climbers_take(const ZfRoadGraph *graph);
void zf_road_climbers_give(const ZfRoadGraph *graph, ZfRoadClimber *climber);

/* Fills rows × cols cells (table.h) for all spots. */
bool zf_road_hierarchy_table(const ZfRoadHierarchy *hierarchy, const ZfRoadSpot *from, size_t rows,
                             const ZfRoadSpot *to, size_t cols, uint32_t *time_ds,
                             uint32_t *dist_dm, unsigned threads, const ZfProgress *progress,
                             GError **error);

/* From many to all. cost, winner: n each, by rank; the places to set out from hold their costs and
 * numbers, all others ZF_ROAD_INFINITE and UINT32_MAX. Afterwards every rank has the least cost
 * and, among equals, the smallest number. */
void zf_road_hierarchy_spread(const ZfRoadHierarchy *hierarchy, uint64_t *cost, uint32_t *winner);
