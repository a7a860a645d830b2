/* One to all: PHAST (Delling, Goldberg, Nowatzyk and Werneck, "PHAST: hardware-accelerated shortest
 * path trees", 2011). Whoever is reached hands his costs up, then everybody takes the least from
 * above; both are one pass over the ranks in order, without a queue. */
#include "road/hierarchy.h"

static inline bool
is_better(uint64_t cost, uint32_t winner, uint64_t than_cost, uint32_t than_winner)
{
    return cost < than_cost || (cost == than_cost && winner < than_winner);
}

static void
hand_up(const ZfRoadHierarchy *h, uint64_t *cost, uint32_t *winner)
{
    for (uint32_t rank = 0; rank < h->n; rank++) {
        if (cost[rank] == ZF_ROAD_INFINITE) {
            continue;
        }
        for (uint32_t i = h->first[2 * rank]; i < h->first[2 * rank + 1]; i++) {
            const ZfRoadRung *rung = &h->rungs[i];
            uint64_t through = cost[rank] + zf_road_rung_cost(rung);
            if (is_better(through, winner[rank], cost[rung->head], winner[rung->head])) {
                cost[rung->head] = through;
                winner[rung->head] = winner[rank];
            }
        }
    }
}

static void
take_down(const ZfRoadHierarchy *h, uint64_t *cost, uint32_t *winner)
{
    for (uint32_t rank = h->n; rank-- > 0;) {
        uint64_t best = cost[rank];
        uint32_t who = winner[rank];
        for (uint32_t i = h->first[2 * rank + 1]; i < h->first[2 * rank + 2]; i++) {
            const ZfRoadRung *rung = &h->rungs[i];
            if (cost[rung->head] == ZF_ROAD_INFINITE) {
                continue;
            }
            uint64_t through = cost[rung->head] + zf_road_rung_cost(rung);
            if (is_better(through, winner[rung->head], best, who)) {
                best = through;
                who = winner[rung->head];
            }
        }
        cost[rank] = best;
        winner[rank] = who;
    }
}

void
zf_road_hierarchy_spread(const ZfRoadHierarchy *h, uint64_t *cost, uint32_t *winner)
{
    hand_up(h, cost, winner);
    take_down(h, cost, winner);
}
