/* One pair: two upward searches that meet. */
#include "road/hierarchy.h"

#include <string.h>

typedef struct Label {
    uint64_t cost1; /* cost + 1; 0 = not reached */
    uint32_t from;  /* rank below, or the seed's end */
    uint32_t arc;   /* index in the ladder; UINT32_MAX at a seed */
} Label;

typedef struct Entry {
    uint64_t cost;
    uint32_t rank;
} Entry;

typedef struct Side {
    const ZfRoadLadder *ladder;  /* to climb */
    const ZfRoadLadder *against; /* the other, to see that a label is beaten from above */
    Label *labels;
    GArray *heap;
} Side;

static bool
less(Entry a, Entry b)
{
    return a.cost != b.cost ? a.cost < b.cost : a.rank < b.rank;
}

static void
push(GArray *heap, Entry entry)
{
    g_array_append_val(heap, entry);
    Entry *items = (Entry *)heap->data;
    size_t i = heap->len - 1;
    while (i > 0 && less(entry, items[(i - 1) / 2])) {
        items[i] = items[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    items[i] = entry;
}

static Entry
pop(GArray *heap)
{
    Entry *items = (Entry *)heap->data;
    Entry top = items[0];
    Entry last = items[heap->len - 1];
    g_array_set_size(heap, heap->len - 1);
    size_t i = 0;
    for (size_t child = 1; child < heap->len; child = 2 * i + 1) {
        if (child + 1 < heap->len && less(items[child + 1], items[child])) {
            child++;
        }
        if (!less(items[child], last)) {
            break;
        }
        items[i] = items[child];
        i = child;
    }
    if (heap->len > 0) {
        items[i] = last;
    }
    return top;
}

static void
seed(Side *side, uint32_t rank, uint64_t cost, uint32_t end)
{
    if (cost == ZF_ROAD_INFINITE) {
        return;
    }
    Label *label = &side->labels[rank];
    if (label->cost1 == 0 || cost + 1 < label->cost1) {
        *label = (Label){cost + 1, end, UINT32_MAX};
        push(side->heap, (Entry){cost, rank});
    }
}

/* true when a higher node reaches rank for less: then nothing best leads on from here. */
static bool
stalled(const Side *side, uint32_t rank, uint64_t cost)
{
    const ZfRoadLadder *against = side->against;
    for (uint32_t i = against->first[rank]; i < against->first[rank + 1]; i++) {
        uint64_t above = side->labels[against->head[i]].cost1;
        if (above && above - 1 + against->cost[i] < cost) {
            return true;
        }
    }
    return false;
}

/* Settles one node. ret: its rank, or UINT32_MAX when it was an old entry. */
static uint32_t
step(Side *side)
{
    Entry entry = pop(side->heap);
    if (entry.cost + 1 != side->labels[entry.rank].cost1) {
        return UINT32_MAX;
    }
    if (stalled(side, entry.rank, entry.cost)) {
        return entry.rank;
    }
    const ZfRoadLadder *ladder = side->ladder;
    for (uint32_t i = ladder->first[entry.rank]; i < ladder->first[entry.rank + 1]; i++) {
        uint64_t cost = entry.cost + ladder->cost[i];
        Label *label = &side->labels[ladder->head[i]];
        if (label->cost1 == 0 || cost + 1 < label->cost1) {
            *label = (Label){cost + 1, entry.rank, i};
            push(side->heap, (Entry){cost, ladder->head[i]});
        }
    }
    return entry.rank;
}

/* ---- unpacking ---- */

static uint32_t
find_arc(const ZfRoadLadder *ladder, uint32_t rank, uint32_t head)
{
    for (uint32_t i = ladder->first[rank]; i < ladder->first[rank + 1]; i++) {
        if (ladder->head[i] == head) {
            return i;
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
    unpack(h, from, middle, h->down.via[find_arc(&h->down, middle, from)], arcs);
    unpack(h, middle, to, h->up.via[find_arc(&h->up, middle, to)], arcs);
}

static void
unpack_path(const ZfRoadHierarchy *h, const Side *up, const Side *down, uint32_t meet, GArray *arcs,
            int *s_end, int *t_end)
{
    g_autoptr(GArray) chain = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    uint32_t rank = meet;
    while (up->labels[rank].arc != UINT32_MAX) {
        g_array_append_val(chain, rank);
        rank = up->labels[rank].from;
    }
    *s_end = (int)up->labels[rank].from;
    for (guint i = chain->len; i-- > 0;) {
        uint32_t to = g_array_index(chain, uint32_t, i);
        const Label *label = &up->labels[to];
        unpack(h, label->from, to, h->up.via[label->arc], arcs);
    }
    for (rank = meet; down->labels[rank].arc != UINT32_MAX; rank = down->labels[rank].from) {
        const Label *label = &down->labels[rank];
        unpack(h, rank, label->from, h->down.via[label->arc], arcs);
    }
    *t_end = (int)down->labels[rank].from;
}

/* The smaller rank wins among meeting places of equal cost. */
static void
meet_at(const Side *up, const Side *down, uint32_t rank, uint64_t *best, uint32_t *meet)
{
    uint64_t a = up->labels[rank].cost1;
    uint64_t b = down->labels[rank].cost1;
    if (a && b && (a + b - 2 < *best || (a + b - 2 == *best && rank < *meet))) {
        *best = a + b - 2;
        *meet = rank;
    }
}

uint64_t
zf_road_hierarchy_pair(const ZfRoadHierarchy *h, const ZfRoadSpot *s, const ZfRoadSpot *t,
                       GArray *arcs, int *s_end, int *t_end)
{
    if (s->edge == UINT32_MAX || t->edge == UINT32_MAX) {
        return ZF_ROAD_INFINITE;
    }
    /* fresh pages are zero: only what the search touches is paid for */
    Side up = {&h->up, &h->down, g_new0(Label, h->n), g_array_new(FALSE, FALSE, sizeof(Entry))};
    Side down = {&h->down, &h->up, g_new0(Label, h->n), g_array_new(FALSE, FALSE, sizeof(Entry))};
    seed(&up, h->rank[s->a], s->leave_a, 0);
    seed(&up, h->rank[s->b], s->leave_b, 1);
    seed(&down, h->rank[t->a], t->arrive_a, 0);
    seed(&down, h->rank[t->b], t->arrive_b, 1);
    uint64_t best = ZF_ROAD_INFINITE;
    uint32_t meet = UINT32_MAX;
    while (up.heap->len > 0 || down.heap->len > 0) {
        uint64_t a = up.heap->len ? g_array_index(up.heap, Entry, 0).cost : ZF_ROAD_INFINITE;
        uint64_t b = down.heap->len ? g_array_index(down.heap, Entry, 0).cost : ZF_ROAD_INFINITE;
        if (MIN(a, b) > best) {
            break;
        }
        uint32_t rank = step(a <= b ? &up : &down);
        if (rank != UINT32_MAX) {
            meet_at(&up, &down, rank, &best, &meet);
        }
    }
    if (best != ZF_ROAD_INFINITE && arcs) {
        unpack_path(h, &up, &down, meet, arcs, s_end, t_end);
    }
    g_free(up.labels);
    g_free(down.labels);
    g_array_free(up.heap, TRUE);
    g_array_free(down.heap, TRUE);
    return best;
}
