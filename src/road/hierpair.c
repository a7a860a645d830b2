/* One pair: a climb from both ends at once, from the lowest rank up. When a node's turn comes all
 * that lies below it is done, so that its costs are the least there are: no queue by cost is needed
 * (a set of bits holds whose turn is to come), every node has one turn for both ends, and what it
 * held can be forgotten at once. Delling, Goldberg, Nowatzyk and Werneck ("PHAST", 2011) sweep
 * whole graphs in this order. */
#include "road/hierarchy.h"

#include "road/rankset.h"

#include <string.h>

/* What is known of a rank, of the climb from s (ZF_ROAD_UP) and of that from t (ZF_ROAD_DOWN). */
typedef struct Costs {
    uint64_t of[2]; /* ZF_ROAD_INFINITE = not reached */
} Costs;

struct ZfRoadClimber {
    const ZfRoadHierarchy *h;
    Costs *costs;     /* one a rank, all infinite between climbs */
    uint32_t *arc[2]; /* index of the rung that led there; UINT32_MAX - end where a climb begins */
    ZfRankSet todo;
};

ZfRoadClimber *
zf_road_climber_new(const ZfRoadHierarchy *h)
{
    ZfRoadClimber *climber = g_new0(ZfRoadClimber, 1);
    climber->h = h;
    climber->costs = g_new(Costs, (size_t)h->n + 1);
    memset(climber->costs, 0xff, ((size_t)h->n + 1) * sizeof(Costs));
    for (int way = 0; way < 2; way++) {
        climber->arc[way] = g_new(uint32_t, (size_t)h->n + 1);
    }
    zf_rank_set_init(&climber->todo, h->n);
    return climber;
}

void
zf_road_climber_free(ZfRoadClimber *climber)
{
    if (climber) {
        g_free(climber->costs);
        g_free(climber->arc[0]);
        g_free(climber->arc[1]);
        zf_rank_set_clear(&climber->todo);
        g_free(climber);
    }
}

static inline void
reach(ZfRoadClimber *climber, int way, uint32_t rank, uint64_t cost, uint32_t arc)
{
    uint64_t *known = &climber->costs[rank].of[way];
    if (cost < *known) {
        *known = cost;
        climber->arc[way][rank] = arc;
        zf_rank_set_add(&climber->todo, rank);
    }
}

static void
seed(ZfRoadClimber *climber, int way, uint32_t rank, uint64_t cost, uint32_t end)
{
    reach(climber, way, rank, cost, UINT32_MAX - end);
}

/* true when a higher node is known to reach rank for less: then nothing best leads on from here. */
static inline bool
stalled(const ZfRoadClimber *climber, int way, uint32_t rank, uint64_t cost)
{
    const ZfRoadHierarchy *h = climber->h;
    size_t against = 2 * (size_t)rank + !way;
    for (uint32_t i = h->first[against]; i < h->first[against + 1]; i++) {
        const ZfRoadRung *rung = &h->rungs[i];
        uint64_t above = climber->costs[rung->head].of[way];
        if (zf_road_cost_add(above, zf_road_rung_cost(rung)) < cost) {
            return true;
        }
    }
    return false;
}

static inline void
climb(ZfRoadClimber *climber, int way, uint32_t rank, uint64_t cost)
{
    const ZfRoadHierarchy *h = climber->h;
    if (stalled(climber, way, rank, cost)) {
        return;
    }
    size_t at = 2 * (size_t)rank + (size_t)way;
    for (uint32_t i = h->first[at]; i < h->first[at + 1]; i++) {
        const ZfRoadRung *rung = &h->rungs[i];
        reach(climber, way, rung->head, cost + zf_road_rung_cost(rung), i);
    }
}

/* ---- unpacking ---- */

/* ret: the via of the rung of rank that leads to or comes from head. */
static uint32_t
find_via(const ZfRoadHierarchy *h, uint32_t rank, uint32_t way, uint32_t head)
{
    size_t at = 2 * (size_t)rank + way;
    for (uint32_t i = h->first[at]; i < h->first[at + 1]; i++) {
        if (h->rungs[i].head == head) {
            return h->via[i];
        }
    }
    g_assert_not_reached();
}

/* Appends the graph arcs of a hierarchy arc between two ranks. */
static void
unpack(const ZfRoadHierarchy *h, uint32_t from, uint32_t to, uint32_t via, GArray *arcs)
{
    if (!(via & ZF_ROAD_SHORTCUT)) {
        g_array_append_val(arcs, via);
        return;
    }
    uint32_t middle = via & ~ZF_ROAD_SHORTCUT;
    unpack(h, from, middle, find_via(h, middle, ZF_ROAD_DOWN, from), arcs);
    unpack(h, middle, to, find_via(h, middle, ZF_ROAD_UP, to), arcs);
}

static bool
is_seed(uint32_t arc)
{
    return arc >= UINT32_MAX - 1;
}

/* ret: the rank below from which a rung leads up (or down to which it leads). */
static uint32_t
tail_of(const ZfRoadHierarchy *h, uint32_t arc)
{
    uint32_t low = 0;
    for (uint32_t high = 2 * h->n - 1; low < high;) {
        uint32_t middle = low + (high - low + 1) / 2;
        if (h->first[middle] <= arc) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return low / 2;
}

static void
unpack_path(const ZfRoadClimber *climber, uint32_t meet, GArray *arcs, int *s_end, int *t_end)
{
    const ZfRoadHierarchy *h = climber->h;
    const uint32_t *up = climber->arc[ZF_ROAD_UP];
    const uint32_t *down = climber->arc[ZF_ROAD_DOWN];
    g_autoptr(GArray) chain = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    uint32_t rank = meet;
    for (; !is_seed(up[rank]); rank = tail_of(h, g_array_index(chain, uint32_t, chain->len - 1))) {
        g_array_append_val(chain, up[rank]);
    }
    *s_end = (int)(UINT32_MAX - up[rank]);
    for (guint i = chain->len; i-- > 0;) {
        uint32_t arc = g_array_index(chain, uint32_t, i);
        unpack(h, rank, h->rungs[arc].head, h->via[arc], arcs);
        rank = h->rungs[arc].head;
    }
    while (!is_seed(down[rank])) {
        uint32_t arc = down[rank];
        uint32_t to = tail_of(h, arc);
        unpack(h, rank, to, h->via[arc], arcs);
        rank = to;
    }
    *t_end = (int)(UINT32_MAX - down[rank]);
}

/* Climbs from all seeds. ret: the least sum of both costs. *meet: the smallest rank that has it. */
static uint64_t
climb_both(ZfRoadClimber *climber, uint32_t *meet)
{
    uint64_t best = ZF_ROAD_INFINITE;
    uint32_t rank;
    for (size_t from = 0; zf_rank_set_take(&climber->todo, &from, &rank);) {
        Costs costs = climber->costs[rank];
        climber->costs[rank] = (Costs){{ZF_ROAD_INFINITE, ZF_ROAD_INFINITE}};
        uint64_t sum = zf_road_cost_add(costs.of[0], costs.of[1]);
        if (sum < best) {
            best = sum;
            *meet = rank;
        }
        for (int way = 0; way < 2; way++) {
            if (costs.of[way] < best) {
                climb(climber, way, rank, costs.of[way]);
            }
        }
    }
    return best;
}

uint64_t
zf_road_climber_pair(ZfRoadClimber *climber, const ZfRoadSpot *s, const ZfRoadSpot *t, GArray *arcs,
                     int *s_end, int *t_end)
{
    if (s->edge == UINT32_MAX || t->edge == UINT32_MAX) {
        return ZF_ROAD_INFINITE;
    }
    const uint32_t *rank = climber->h->rank;
    seed(climber, ZF_ROAD_UP, rank[s->a], s->leave_a, 0);
    seed(climber, ZF_ROAD_UP, rank[s->b], s->leave_b, 1);
    seed(climber, ZF_ROAD_DOWN, rank[t->a], t->arrive_a, 0);
    seed(climber, ZF_ROAD_DOWN, rank[t->b], t->arrive_b, 1);
    uint32_t meet = UINT32_MAX;
    uint64_t best = climb_both(climber, &meet);
    if (best != ZF_ROAD_INFINITE && arcs && s_end && t_end) {
        unpack_path(climber, meet, arcs, s_end, t_end);
    }
    return best;
}
