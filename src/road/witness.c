#include "road/bulk.h"
#include "road/contract.h"

#include <string.h>

void
zf_road_finder_init(ZfRoadFinder *finder, uint32_t n)
{
    *finder = (ZfRoadFinder){.marks = zf_bulk_new(ZfRoadMark, n + 1u)};
    memset(finder->marks, 0, (n + 1u) * sizeof *finder->marks);
}

void
zf_road_finder_clear(ZfRoadFinder *finder)
{
    g_free(finder->marks);
    g_free(finder->queue.items);
}

static inline void
relax(ZfRoadFinder *finder, uint32_t node, uint64_t cost)
{
    ZfRoadMark *mark = &finder->marks[node];
    if (mark->stamp != finder->now || cost < mark->cost) {
        mark->stamp = finder->now;
        mark->cost = cost;
        zf_cost_queue_push(&finder->queue, (ZfCostEntry){cost, node});
    }
}

/* Looks for ways from one node to the wanted ones that do without avoid and without anything that
 * is gone and cost no more than limit; afterwards the cost of a stamped node is an upper bound. */
static void
search_witnesses(const ZfRoadShrinking *graph, ZfRoadFinder *finder, uint32_t from, uint32_t avoid,
                 uint64_t limit, uint32_t n_wanted, unsigned pops)
{
    finder->queue.n = 0;
    relax(finder, from, 0);
    while (finder->queue.n > 0 && pops-- > 0) {
        ZfCostEntry entry = zf_cost_queue_pop(&finder->queue);
        const ZfRoadMark *mark = &finder->marks[entry.node];
        if (entry.cost > mark->cost) {
            continue;
        }
        if (entry.cost >= limit || (mark->wanted == finder->now && --n_wanted == 0)) {
            break;
        }
        const ZfRoadLinks *links = &graph->out[entry.node];
        for (uint32_t i = 0; i < links->n; i++) {
            const ZfRoadLink *link = &links->items[i];
            uint64_t cost = entry.cost + link->cost;
            if (cost <= limit && link->head != avoid && !zf_road_bit(graph->gone, link->head)) {
                relax(finder, link->head, cost);
            }
        }
    }
}

/* A stamp of 32 bits could come round on very large graphs. */
static void
next_stamp(ZfRoadFinder *finder, uint32_t n)
{
    if (++finder->now == 0) {
        memset(finder->marks, 0, n * sizeof *finder->marks);
        finder->now = 1;
    }
}

/* Marks whom links reach but back. farthest: the dearest of them. ret: how many. */
static uint32_t
want(ZfRoadFinder *finder, const ZfRoadLinks *links, uint32_t back, uint64_t *farthest)
{
    uint32_t n = 0;
    *farthest = 0;
    for (uint32_t k = 0; k < links->n; k++) {
        const ZfRoadLink *link = &links->items[k];
        if (link->head != back) {
            finder->marks[link->head].wanted = finder->now;
            *farthest = MAX(*farthest, link->cost);
            n++;
        }
    }
    return n;
}

/* Shortcuts from in's head over v wherever no witness is as cheap. */
static ZfRoadBalance
bridge_from(const ZfRoadShrinking *graph, const ZfRoadFinder *finder, uint32_t v,
            const ZfRoadLink *in, GArray *found)
{
    ZfRoadBalance added = {0, 0};
    for (uint32_t k = 0; k < graph->out[v].n; k++) {
        const ZfRoadLink *out = &graph->out[v].items[k];
        const ZfRoadMark *mark = &finder->marks[out->head];
        ZfRoadShortcut shortcut = {.from = in->head,
                                   .via = v | ZF_ROAD_SHORTCUT,
                                   .link = {.cost = in->cost + out->cost,
                                            .head = out->head,
                                            .hops = in->hops + out->hops}};
        bool witness = mark->stamp == finder->now && mark->cost <= shortcut.link.cost;
        if (out->head != in->head && !witness) {
            added.arcs++;
            added.hops += shortcut.link.hops;
            if (found) {
                g_array_append_val(found, shortcut);
            }
        }
    }
    return added;
}

ZfRoadBalance
zf_road_bridge_over(const ZfRoadShrinking *graph, ZfRoadFinder *finder, uint32_t v, unsigned pops,
                    GArray *found)
{
    ZfRoadBalance sum = {0, 0};
    for (uint32_t i = 0; i < graph->in[v].n; i++) {
        const ZfRoadLink *in = &graph->in[v].items[i];
        uint64_t farthest;
        next_stamp(finder, graph->n);
        uint32_t n_wanted = want(finder, &graph->out[v], in->head, &farthest);
        if (n_wanted == 0) {
            continue;
        }
        search_witnesses(graph, finder, in->head, v, in->cost + farthest, n_wanted, pops);
        ZfRoadBalance added = bridge_from(graph, finder, v, in, found);
        sum.arcs += added.arcs;
        sum.hops += added.hops;
    }
    return sum;
}
