/* Dijkstra, "A note on two problems in connexion with graphs", 1959. */
#include "road/dijkstra.h"

#include <string.h>

ZfRoadSearch *
zf_road_search_new(const ZfRoadGraph *graph)
{
    ZfRoadSearch *search = g_new0(ZfRoadSearch, 1);
    search->n = graph->n_nodes;
    search->cost = g_new(uint64_t, graph->n_nodes + 1u);
    search->parent = g_new(uint32_t, graph->n_nodes + 1u);
    search->from = g_new(uint32_t, graph->n_nodes + 1u);
    return search;
}

void
zf_road_search_free(ZfRoadSearch *search)
{
    if (search) {
        g_free(search->cost);
        g_free(search->parent);
        g_free(search->from);
        g_free(search->queue.items);
        g_free(search);
    }
}

void
zf_road_search_begin(ZfRoadSearch *search)
{
    memset(search->cost, 0xff, search->n * sizeof *search->cost);
    search->queue.n = 0;
}

void
zf_road_search_seed(ZfRoadSearch *search, uint32_t node, uint64_t cost, uint32_t number)
{
    if (cost < search->cost[node]) {
        search->cost[node] = cost;
        search->parent[node] = UINT32_MAX;
        search->from[node] = number;
        zf_cost_queue_push(&search->queue, (ZfCostEntry){cost, node});
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
    while (search->queue.n > 0) {
        ZfCostEntry entry = zf_cost_queue_pop(&search->queue);
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
                zf_cost_queue_push(&search->queue, (ZfCostEntry){cost, arc->head});
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
