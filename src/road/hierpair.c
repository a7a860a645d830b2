/* One pair: two upward searches that meet. */
#include "road/hierarchy.h"

#include <string.h>

/* A search's costs and the rungs they came by stand apart: while it runs only costs are read. Both
 * searches' stand side by side, at 2 × rank + way. */
typedef struct Labels {
    uint64_t *cost1; /* cost + 1; 0 = not reached */
    uint32_t *arc;   /* index of the rung that led there; UINT32_MAX - end at a seed */
} Labels;

typedef struct Entry {
    uint64_t cost;
    uint32_t rank;
} Entry;

/* What one of the two searches works with. */
typedef struct Side {
    const ZfRoadHierarchy *h;
    uint32_t way; /* ZF_ROAD_UP: forwards from s; ZF_ROAD_DOWN: backwards from t */
    Labels labels;
    Entry *heap; /* four children each */
    uint32_t n_heap;
    uint32_t heap_room;
    uint32_t *touched; /* ranks with a label */
    uint32_t n_touched;
    uint32_t touched_room;
} Side;

struct ZfRoadClimber {
    const ZfRoadHierarchy *h;
    Side up;
    Side down;
};

/* Fresh pages are zero: only what searches touch is paid for. */
ZfRoadClimber *
zf_road_climber_new(const ZfRoadHierarchy *h)
{
    ZfRoadClimber *climber = g_new0(ZfRoadClimber, 1);
    climber->h = h;
    Labels labels = {g_new0(uint64_t, 2 * (size_t)h->n + 2),
                     g_new0(uint32_t, 2 * (size_t)h->n + 2)};
    climber->up = (Side){.h = h, .way = ZF_ROAD_UP, .labels = labels};
    climber->down = (Side){.h = h, .way = ZF_ROAD_DOWN, .labels = labels};
    return climber;
}

void
zf_road_climber_free(ZfRoadClimber *climber)
{
    if (climber) {
        Side *sides[2] = {&climber->up, &climber->down};
        g_free(climber->up.labels.cost1);
        g_free(climber->up.labels.arc);
        for (int i = 0; i < 2; i++) {
            g_free(sides[i]->heap);
            g_free(sides[i]->touched);
        }
        g_free(climber);
    }
}

static void
push(Side *side, Entry entry)
{
    if (side->n_heap == side->heap_room) {
        side->heap_room = MAX(256, side->heap_room * 2);
        side->heap = g_renew(Entry, side->heap, side->heap_room);
    }
    Entry *items = side->heap;
    uint32_t i = side->n_heap++;
    while (i > 0 && entry.cost < items[(i - 1) / 4].cost) {
        items[i] = items[(i - 1) / 4];
        i = (i - 1) / 4;
    }
    items[i] = entry;
}

/* ret: the least of four children; no jump depends on what they cost. */
static inline uint32_t
least_of_four(const Entry *items, uint32_t child)
{
    uint32_t a = child + (items[child + 1].cost < items[child].cost);
    uint32_t b = child + 2 + (items[child + 3].cost < items[child + 2].cost);
    return items[b].cost < items[a].cost ? b : a;
}

static Entry
pop(Side *side)
{
    Entry *items = side->heap;
    Entry top = items[0];
    uint32_t n = --side->n_heap;
    Entry last = items[n];
    uint32_t i = 0;
    for (uint32_t child = 1; child < n; child = 4 * i + 1) {
        uint32_t best = child;
        if (child + 4 <= n) {
            best = least_of_four(items, child);
        } else {
            for (uint32_t k = child + 1; k < n; k++) {
                best = items[k].cost < items[best].cost ? k : best;
            }
        }
        if (items[best].cost >= last.cost) {
            break;
        }
        items[i] = items[best];
        i = best;
    }
    items[i] = last;
    return top;
}

/* Gives a rank a better label. */
static inline void
reach(Side *side, uint32_t rank, uint64_t cost, uint32_t arc)
{
    size_t at = 2 * (size_t)rank + side->way;
    uint64_t before = side->labels.cost1[at];
    if (before != 0 && cost + 1 >= before) {
        return;
    }
    if (before == 0) {
        if (side->n_touched == side->touched_room) {
            side->touched_room = MAX(256, side->touched_room * 2);
            side->touched = g_renew(uint32_t, side->touched, side->touched_room);
        }
        side->touched[side->n_touched++] = rank;
        __builtin_prefetch(&side->h->first[2 * (size_t)rank]);
    }
    side->labels.cost1[at] = cost + 1;
    side->labels.arc[at] = arc;
    push(side, (Entry){cost, rank});
}

static void
seed(Side *side, uint32_t rank, uint64_t cost, uint32_t end)
{
    if (cost != ZF_ROAD_INFINITE) {
        reach(side, rank, cost, UINT32_MAX - end);
    }
}

static void
forget(Side *side)
{
    for (uint32_t i = 0; i < side->n_touched; i++) {
        side->labels.cost1[2 * (size_t)side->touched[i] + side->way] = 0;
    }
    side->n_touched = 0;
    side->n_heap = 0;
}

/* true when a higher node reaches rank for less: then nothing best leads on from here. */
static bool
stalled(const Side *side, uint32_t rank, uint64_t cost)
{
    const ZfRoadHierarchy *h = side->h;
    const uint64_t *cost1 = side->labels.cost1 + side->way;
    size_t against = 2 * (size_t)rank + !side->way;
    for (uint32_t i = h->first[against]; i < h->first[against + 1]; i++) {
        const ZfRoadRung *rung = &h->rungs[i];
        uint64_t above = cost1[2 * (size_t)rung->head];
        if (above && above - 1 + zf_road_rung_cost(rung) < cost) {
            return true;
        }
    }
    return false;
}

/* Settles one node; what would cost limit or more is left out. ret: its rank, or UINT32_MAX when
 * nothing best leads over it. */
static uint32_t
step(Side *side, uint64_t limit)
{
    const ZfRoadHierarchy *h = side->h;
    Entry entry = pop(side);
    if (side->n_heap > 0) {
        __builtin_prefetch(&h->rungs[h->first[2 * (size_t)side->heap[0].rank]]);
    }
    size_t at = 2 * (size_t)entry.rank + side->way;
    if (entry.cost + 1 != side->labels.cost1[at] || stalled(side, entry.rank, entry.cost)) {
        return UINT32_MAX;
    }
    for (uint32_t i = h->first[at]; i < h->first[at + 1]; i++) {
        const ZfRoadRung *rung = &h->rungs[i];
        uint64_t cost = entry.cost + zf_road_rung_cost(rung);
        if (cost < limit) {
            reach(side, rung->head, cost, i);
        }
    }
    return entry.rank;
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

static uint32_t
arc_of(const Side *side, uint32_t rank)
{
    return side->labels.arc[2 * (size_t)rank + side->way];
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
unpack_path(const ZfRoadHierarchy *h, const Side *up, const Side *down, uint32_t meet, GArray *arcs,
            int *s_end, int *t_end)
{
    g_autoptr(GArray) chain = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    uint32_t rank = meet;
    for (uint32_t arc = arc_of(up, rank); !is_seed(arc); arc = arc_of(up, rank)) {
        g_array_append_val(chain, rank);
        rank = tail_of(h, arc);
    }
    *s_end = (int)(UINT32_MAX - arc_of(up, rank));
    for (guint i = chain->len; i-- > 0;) {
        uint32_t to = g_array_index(chain, uint32_t, i);
        unpack(h, rank, to, h->via[arc_of(up, to)], arcs);
        rank = to;
    }
    for (uint32_t arc = arc_of(down, rank); !is_seed(arc); arc = arc_of(down, rank)) {
        uint32_t to = tail_of(h, arc);
        unpack(h, rank, to, h->via[arc], arcs);
        rank = to;
    }
    *t_end = (int)(UINT32_MAX - arc_of(down, rank));
}

/* The smaller rank wins among meeting places of equal cost. */
static void
meet_at(const Side *up, const Side *down, uint32_t rank, uint64_t *best, uint32_t *meet)
{
    uint64_t a = up->labels.cost1[2 * (size_t)rank + ZF_ROAD_UP];
    uint64_t b = down->labels.cost1[2 * (size_t)rank + ZF_ROAD_DOWN];
    if (a && b && (a + b - 2 < *best || (a + b - 2 == *best && rank < *meet))) {
        *best = a + b - 2;
        *meet = rank;
    }
}

uint64_t
zf_road_climber_pair(ZfRoadClimber *climber, const ZfRoadSpot *s, const ZfRoadSpot *t, GArray *arcs,
                     int *s_end, int *t_end)
{
    if (s->edge == UINT32_MAX || t->edge == UINT32_MAX) {
        return ZF_ROAD_INFINITE;
    }
    const ZfRoadHierarchy *h = climber->h;
    Side *up = &climber->up;
    Side *down = &climber->down;
    seed(up, h->rank[s->a], s->leave_a, 0);
    seed(up, h->rank[s->b], s->leave_b, 1);
    seed(down, h->rank[t->a], t->arrive_a, 0);
    seed(down, h->rank[t->b], t->arrive_b, 1);
    uint64_t best = ZF_ROAD_INFINITE;
    uint32_t meet = UINT32_MAX;
    while (up->n_heap > 0 || down->n_heap > 0) {
        uint64_t a = up->n_heap > 0 ? up->heap[0].cost : ZF_ROAD_INFINITE;
        uint64_t b = down->n_heap > 0 ? down->heap[0].cost : ZF_ROAD_INFINITE;
        if (MIN(a, b) > best) {
            break;
        }
        uint32_t rank = step(a <= b ? up : down, best);
        if (rank != UINT32_MAX) {
            meet_at(up, down, rank, &best, &meet);
        }
    }
    if (best != ZF_ROAD_INFINITE && arcs && s_end && t_end) {
        unpack_path(h, up, down, meet, arcs, s_end, t_end);
    }
    forget(up);
    forget(down);
    return best;
}
