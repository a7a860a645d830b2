/* Dijkstra, "A note on two problems in connexion with graphs", 1959; a 4-ary heap, entries are
 * added anew instead of being moved. */
#include "road/dijkstra.h"

#include <string.h>

typedef struct Entry {
    uint64_t cost;
    uint32_t node;
} Entry;

struct ZfRoadQueue {
    Entry *heap;
    size_t n;
    size_t room;
};

ZfRoadSearch *
zf_road_search_new(const ZfRoadGraph *graph)
{
    ZfRoadSearch *search = g_new0(ZfRoadSearch, 1);
    search->n = graph->n_nodes;
    search->cost = g_new(uint64_t, graph->n_nodes + 1u);
    search->parent = g_new(uint32_t, graph->n_nodes + 1u);
    search->from = g_new(uint32_t, graph->n_nodes + 1u);
    search->queue = g_new0(struct ZfRoadQueue, 1);
    return search;
}

void
zf_road_search_free(ZfRoadSearch *search)
{
    if (search) {
        g_free(search->cost);
        g_free(search->parent);
        g_free(search->from);
        g_free(search->queue->heap);
        g_free(search->queue);
        g_free(search);
    }
}

/* The node decides ties, so that the order of settling is one only. */
static bool
less(Entry a, Entry b)
{
    return a.cost != b.cost ? a.cost < b.cost : a.node < b.node;
}

static void
push(struct ZfRoadQueue *queue, Entry entry)
{
    if (queue->n == queue->room) {
        queue->room = MAX(1024, queue->room * 2);
        queue->heap = g_renew(Entry, queue->heap, queue->room);
    }
    size_t i = queue->n++;
    while (i > 0 && less(entry, queue->heap[(i - 1) / 4])) {
        queue->heap[i] = queue->heap[(i - 1) / 4];
        i = (i - 1) / 4;
    }
    queue->heap[i] = entry;
}

static Entry
pop(struct ZfRoadQueue *queue)
{
    Entry top = queue->heap[0];
    Entry last = queue->heap[--queue->n];
    size_t i = 0;
    for (;;) {
        size_t best = 4 * i + 1;
        if (best >= queue->n) {
            break;
        }
        size_t end = MIN(best + 4, queue->n);
        for (size_t child = best + 1; child < end; child++) {
            best = less(queue->heap[child], queue->heap[best]) ? child : best;
        }
        if (!less(queue->heap[best], last)) {
            break;
        }
        queue->heap[i] = queue->heap[best];
        i = best;
    }
    queue->heap[i] = last;
    return top;
}

void
zf_road_search_begin(ZfRoadSearch *search)
{
    memset(search->cost, 0xff, search->n * sizeof *search->cost);
    search->queue->n = 0;
}

void
zf_road_search_seed(ZfRoadSearch *search, uint32_t node, uint64_t cost, uint32_t number)
{
    if (cost < search->cost[node]) {
        search->cost[node] = cost;
        search->parent[node] = UINT32_MAX;
        search->from[node] = number;
        push(search->queue, (Entry){cost, node});
    }
}

void
zf_road_search_seed_spot(ZfRoadSearch *search, const ZfRoadSpot *spot, uint64_t extra,
                         uint32_t number)
{
    if (spot->edge == UINT32_MAX) {
        return;
    }
    if (spot->leave_a != ZF_ROAD_INFINITE) {
        zf_road_search_seed(search, spot->a, spot->leave_a + extra, number);
    }
    if (spot->leave_b != ZF_ROAD_INFINITE) {
        zf_road_search_seed(search, spot->b, spot->leave_b + extra, number);
    }
}

void
zf_road_search_run(ZfRoadSearch *search, const ZfRoadGraph *graph, uint64_t limit)
{
    while (search->queue->n > 0) {
        Entry entry = pop(search->queue);
        if (entry.cost > limit) {
            break;
        }
        if (entry.cost != search->cost[entry.node]) {
            continue;
        }
        uint32_t end = graph->first_arc[entry.node + 1];
        for (uint32_t i = graph->first_arc[entry.node]; i < end; i++) {
            const ZfRoadArc *arc = &graph->arcs[i];
            uint64_t cost = entry.cost + arc->cost;
            if (cost < search->cost[arc->head]) {
                search->cost[arc->head] = cost;
                search->parent[arc->head] = i;
                search->from[arc->head] = entry.node;
                push(search->queue, (Entry){cost, arc->head});
            }
        }
    }
}

uint64_t
zf_road_search_to(const ZfRoadSearch *search, const ZfRoadSpot *spot, int *end)
{
    if (spot->edge == UINT32_MAX) {
        return ZF_ROAD_INFINITE;
    }
    uint64_t by_a = zf_road_cost_add(search->cost[spot->a], spot->arrive_a);
    uint64_t by_b = zf_road_cost_add(search->cost[spot->b], spot->arrive_b);
    if (end) {
        *end = by_b < by_a;
    }
    return MIN(by_a, by_b);
}
