/* hiersweep: what a table spends its time in — sixteen rows at once, down over the nodes that lead
 * to targets and out into the cells. Private to road. */
#pragma once

#include "road/spot.h"

enum { ZF_ROAD_LANES = 16 };

/* Signed, so that common processors can compare four at once. Two FARs can still be added. */
typedef int64_t ZfRoadLane;
static const ZfRoadLane ZF_ROAD_FAR = (ZfRoadLane)1 << 61;

static inline ZfRoadLane
zf_road_lane(uint64_t cost)
{
    return cost >= (uint64_t)ZF_ROAD_FAR ? ZF_ROAD_FAR : (ZfRoadLane)cost;
}

/* to = min(to, from + add), lane by lane. */
static inline void
zf_road_lower(ZfRoadLane *restrict to, const ZfRoadLane *restrict from, ZfRoadLane add)
{
    for (int k = 0; k < ZF_ROAD_LANES; k++) {
        ZfRoadLane cost = from[k] + add;
        to[k] = cost < to[k] ? cost : to[k];
    }
}

/* Nodes in the order they are swept; each takes its costs from nodes before it. */
typedef struct ZfRoadWalk {
    uint32_t n;
    uint32_t *first; /* n + 1 */
    uint32_t *other; /* place in the walk each arc comes from */
    ZfRoadLane *cost;
} ZfRoadWalk;

/* Sixteen costs (ZF_ROAD_LANES) that a place of the walk begins with. */
typedef struct ZfRoadStart {
    uint32_t place;
    const ZfRoadLane *lanes; /* aligned to 64 bytes */
} ZfRoadStart;

/* lanes: 16 costs for each place, aligned to 64 bytes, all overwritten. starts: by rising place;
 * all other places begin with FAR. */
void zf_road_sweep(const ZfRoadWalk *walk, const ZfRoadStart *starts, size_t n_starts,
                   ZfRoadLane *lanes);

/* A target as the sweep sees it: the places of its edge's ends and the costs from there. */
typedef struct ZfRoadTarget {
    uint32_t a;
    uint32_t b;
    ZfRoadLane by_a; /* leg included; FAR = not that way */
    ZfRoadLane by_b;
} ZfRoadTarget;

/* Writes lane k of every target into its cell of row rows[k], for k < n. */
void zf_road_write_cells(const ZfRoadTarget *targets, size_t cols, const ZfRoadLane *lanes,
                         const uint32_t *rows, int n, uint32_t *time_ds, uint32_t *dist_dm);
