/* The hierarchy as it is searched: in the order of ranks, links by rising head. */
#include "road/bulk.h"
#include "road/contract.h"

enum { MAX_LINKS = 1 << 28, BLOCK = 4096 };

/* ret: the ranks of the nodes. Highest come the nodes above node 0, then those above node 1 that
 * have no rank yet, and so on: whatever lies above a node has a higher rank. */
static uint32_t *
give_ranks(const ZfRoadShrinking *graph)
{
    uint32_t n = graph->n;
    uint32_t *ranks = zf_bulk_new(uint32_t, n + 1u);
    g_autofree uint32_t *stack = zf_bulk_new(uint32_t, n + 1u);
    g_autofree uint32_t *next = g_new0(uint32_t, n + 1u); /* link to look at; out, then in */
    g_autofree bool *entered = g_new0(bool, n + 1u);
    uint32_t rank = n;
    for (uint32_t root = 0; root < n; root++) {
        uint32_t depth = 0;
        if (!entered[root]) {
            entered[root] = true;
            stack[depth++] = root;
        }
        while (depth > 0) {
            uint32_t v = stack[depth - 1];
            uint32_t k = next[v]++;
            const ZfRoadLinks *out = &graph->out[v];
            if (k == out->n + graph->in[v].n) {
                ranks[v] = --rank;
                depth--;
                continue;
            }
            uint32_t head = k < out->n ? out->items[k].head : graph->in[v].items[k - out->n].head;
            if (!entered[head]) {
                entered[head] = true;
                stack[depth++] = head;
            }
        }
    }
    return ranks;
}

typedef struct Layout {
    const ZfRoadShrinking *graph;
    ZfRoadHierarchy *h;
    const uint32_t *ranks;
    const uint32_t *node_at;
} Layout;

/* Lists are short; heads differ. */
static void
sort_links(const ZfRoadLinks *list)
{
    for (uint32_t i = 1; i < list->n; i++) {
        ZfRoadLink link = list->items[i];
        uint32_t via = list->vias[i];
        uint32_t k = i;
        for (; k > 0 && list->items[k - 1].head > link.head; k--) {
            list->items[k] = list->items[k - 1];
            list->vias[k] = list->vias[k - 1];
        }
        list->items[k] = link;
        list->vias[k] = via;
    }
}

/* Lays the links of one node out from k on; heads and shortcuts become ranks. */
static void
lay_links(const Layout *layout, uint32_t k, const ZfRoadLinks *list)
{
    const uint32_t *ranks = layout->ranks;
    for (uint32_t i = 0; i < list->n; i++) {
        list->items[i].head = ranks[list->items[i].head];
    }
    sort_links(list);
    for (uint32_t i = 0; i < list->n; i++, k++) {
        const ZfRoadLink *link = &list->items[i];
        uint32_t via = list->vias[i];
        layout->h->rungs[k] = (ZfRoadRung){.dist_dm = (uint32_t)link->cost,
                                           .time_ds = (uint32_t)(link->cost >> 32),
                                           .head = link->head};
        layout->h->via[k] =
            via & ZF_ROAD_SHORTCUT ? ranks[via & ~ZF_ROAD_SHORTCUT] | ZF_ROAD_SHORTCUT : via;
    }
}

static void
lay_block(void *user, size_t item, unsigned worker)
{
    (void)worker;
    const Layout *layout = user;
    uint32_t end = (uint32_t)MIN((size_t)layout->graph->n, (item + 1) * BLOCK);
    for (uint32_t r = (uint32_t)item * BLOCK; r < end; r++) {
        uint32_t v = layout->node_at[r];
        lay_links(layout, layout->h->first[2 * r], &layout->graph->out[v]);
        lay_links(layout, layout->h->first[2 * r + 1], &layout->graph->in[v]);
    }
}

ZfRoadHierarchy *
zf_road_lay_out(const ZfRoadShrinking *graph, const uint32_t *number, ZfStepper *stepper)
{
    uint32_t n = graph->n;
    g_autofree uint32_t *ranks = give_ranks(graph);
    g_autofree uint32_t *node_at = zf_bulk_new(uint32_t, n + 1u);
    for (uint32_t v = 0; v < n; v++) {
        node_at[ranks[v]] = v;
    }
    ZfRoadHierarchy *h = g_new0(ZfRoadHierarchy, 1);
    h->n = n;
    h->rank = zf_bulk_new(uint32_t, n + 1u);
    h->first = zf_bulk_new(uint32_t, 2u * n + 1u);
    uint64_t total = 0;
    for (uint32_t r = 0; r < n; r++) {
        h->first[2 * r] = (uint32_t)total;
        h->first[2 * r + 1] = (uint32_t)(total + graph->out[node_at[r]].n);
        total += (uint64_t)graph->out[node_at[r]].n + graph->in[node_at[r]].n;
    }
    g_assert(total < MAX_LINKS);
    h->first[2 * n] = (uint32_t)total;
    h->rungs = zf_bulk_new(ZfRoadRung, total + 1);
    h->via = zf_bulk_new(uint32_t, total + 1);
    Layout layout = {.graph = graph, .h = h, .ranks = ranks, .node_at = node_at};
    bool good = zf_stepper_run(stepper, (n + BLOCK - 1) / BLOCK, lay_block, &layout, NULL, NULL);
    g_assert(good);
    for (uint32_t node = 0; node < n; node++) {
        h->rank[node] = ranks[number[node]];
    }
    return h;
}

void
zf_road_hierarchy_free(ZfRoadHierarchy *hierarchy)
{
    if (hierarchy) {
        if (!hierarchy->map) {
            g_free(hierarchy->rank);
            g_free(hierarchy->first);
            g_free(hierarchy->rungs);
            g_free(hierarchy->via);
        }
        g_clear_pointer(&hierarchy->map, g_mapped_file_unref);
        g_free(hierarchy);
    }
}

/* Heads and times of the arcs, node offsets and ranks; metres are apart. */
size_t
zf_road_hierarchy_bytes(const ZfRoadHierarchy *hierarchy)
{
    uint32_t n = hierarchy->n;
    return hierarchy->first[2 * n] * 2 * sizeof(uint32_t) + 3 * (n + 1u) * sizeof(uint32_t);
}
