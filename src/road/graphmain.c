/* Steps 5 and 6: what can be snapped to; strong components, and the arcs of the main part. */
#include "road/build.h"

#include "road/bulk.h"

#include <math.h>
#include <string.h>

/* A base on a scrap of road shorter than this does not choose the main part. */
static const double SCRAP_KM = 1;
static const double BASE_REACH_M = 3000;

/* What threads gather segments with. first: of each piece, one more than there are pieces. */
typedef struct Gathering {
    const ZfRoadGraph *graph;
    const uint32_t *first;
    ZfSegment *segments;
} Gathering;

enum { PORTION = 4096 };

/* false when a stretch cannot be snapped to. */
static bool
segment_of(const ZfRoadGraph *graph, uint32_t p, uint32_t k, ZfSegment *ret)
{
    ZfRoadVertex a = zf_road_piece_vertex(graph, &graph->pieces[p], k);
    ZfRoadVertex b = zf_road_piece_vertex(graph, &graph->pieces[p], k + 1);
    if (llabs((int64_t)a.lon - b.lon) > 1800000000) {
        /* +180 seen from the west is -180; what really crosses it (ways are cut there) cannot be
         * snapped to */
        *(a.lon > 0 ? &a.lon : &b.lon) *= MAX(a.lon, b.lon) == 1800000000 ? -1 : 1;
        if (llabs((int64_t)a.lon - b.lon) > 1800000000) {
            return false;
        }
    }
    *ret = (ZfSegment){a.lon, a.lat, b.lon, b.lat, p, k};
    return true;
}

static bool
gather_portion(void *user, size_t item, unsigned worker, GError **error)
{
    (void)worker;
    (void)error;
    const Gathering *g = user;
    uint32_t end = (uint32_t)MIN((size_t)g->graph->n_pieces, (item + 1) * PORTION);
    for (uint32_t p = (uint32_t)item * PORTION; p < end; p++) {
        ZfSegment *segment = &g->segments[g->first[p]];
        for (uint32_t k = 0; segment < &g->segments[g->first[p + 1]]; k++) {
            segment += segment_of(g->graph, p, k, segment);
        }
    }
    return true;
}

/* ret: where the segments of each piece begin, and behind the last one. */
static uint32_t *
place_segments(const ZfRoadGraph *graph)
{
    const uint32_t never = ZF_ROAD_WAY_BRIDGE | ZF_ROAD_WAY_TUNNEL | ZF_ROAD_WAY_NOSTOP;
    uint32_t *first = zf_bulk_new(uint32_t, graph->n_pieces + 1u);
    uint32_t n = 0;
    for (uint32_t i = 0; i < graph->n_pieces; i++) {
        const ZfRoadPiece *piece = &graph->pieces[i];
        bool stops = !(graph->ways[piece->way].flags & never);
        first[i] = n;
        for (uint32_t k = 0; stops && k + 1 < piece->n_vertices; k++) {
            ZfSegment segment;
            n += segment_of(graph, i, k, &segment);
        }
    }
    first[graph->n_pieces] = n;
    return first;
}

void
zf_road_build_index(ZfRoadBuild *build)
{
    ZfRoadGraph *graph = build->graph;
    unsigned threads = build->options->threads;
    g_autofree uint32_t *first = place_segments(graph);
    uint32_t n = first[graph->n_pieces];
    Gathering gathering = {graph, first, zf_bulk_new(ZfSegment, n + 1u)};
    size_t portions = (graph->n_pieces + PORTION - 1) / PORTION;
    bool good = zf_pool_run(threads, portions, gather_portion, &gathering, NULL, NULL);
    g_assert(good);
    graph->index = zf_segindex_new(gathering.segments, n, threads);
}

/* ---- strong components (Tarjan, "Depth-first search and linear graph algorithms", 1972) ---- */

/* Directed arcs among building nodes. */
typedef struct Links {
    uint32_t *first; /* n_nodes + 1 */
    uint32_t *heads;
} Links;

static Links
make_links(const ZfRoadBuild *build)
{
    const ZfRoadGraph *graph = build->graph;
    Links links = {.first = g_new0(uint32_t, build->n_nodes + 2u),
                   .heads = g_new(uint32_t, graph->n_edges * 2u + 1)};
    for (uint32_t e = 0; e < graph->n_edges; e++) {
        links.first[build->edge_a[e] + 2] += graph->edges[e].fwd_ds != ZF_ROAD_NEVER;
        links.first[build->edge_b[e] + 2] += graph->edges[e].bwd_ds != ZF_ROAD_NEVER;
    }
    for (uint32_t i = 2; i < build->n_nodes + 2u; i++) {
        links.first[i] += links.first[i - 1];
    }
    for (uint32_t e = 0; e < graph->n_edges; e++) {
        uint32_t a = build->edge_a[e];
        uint32_t b = build->edge_b[e];
        if (graph->edges[e].fwd_ds != ZF_ROAD_NEVER) {
            links.heads[links.first[a + 1]++] = b;
        }
        if (graph->edges[e].bwd_ds != ZF_ROAD_NEVER) {
            links.heads[links.first[b + 1]++] = a;
        }
    }
    return links;
}

typedef struct Tarjan {
    const Links *links;
    uint32_t *component; /* UINT32_MAX while open */
    uint32_t *low;       /* 0 = not seen */
    uint32_t *next;      /* arc to look at next */
    uint32_t *open;      /* nodes whose component is not known yet */
    uint32_t *way;       /* nodes on the way from the root */
    uint32_t n_open;
    uint32_t n_way;
    uint32_t seen;
    uint32_t n_components;
} Tarjan;

static void
enter(Tarjan *t, uint32_t node)
{
    t->low[node] = ++t->seen;
    t->next[node] = t->links->first[node];
    t->open[t->n_open++] = node;
    t->way[t->n_way++] = node;
}

/* Closes the node on top of the way; order: its number when it was entered. */
static void
leave(Tarjan *t, uint32_t node, uint32_t order)
{
    t->n_way--;
    if (t->low[node] == order) {
        uint32_t member;
        do {
            member = t->open[--t->n_open];
            t->component[member] = t->n_components;
        } while (member != node);
        t->n_components++;
    } else if (t->n_way > 0) {
        uint32_t parent = t->way[t->n_way - 1];
        t->low[parent] = MIN(t->low[parent], t->low[node]);
    }
}

static void
search_from(Tarjan *t, uint32_t *order, uint32_t root)
{
    enter(t, root);
    order[root] = t->low[root];
    while (t->n_way > 0) {
        uint32_t node = t->way[t->n_way - 1];
        if (t->next[node] == t->links->first[node + 1]) {
            leave(t, node, order[node]);
            continue;
        }
        uint32_t head = t->links->heads[t->next[node]++];
        if (t->low[head] == 0) {
            enter(t, head);
            order[head] = t->low[head];
        } else if (t->component[head] == UINT32_MAX) {
            t->low[node] = MIN(t->low[node], order[head]);
        }
    }
}

/* ret: the component of every building node, owned by the caller. */
static uint32_t *
find_components(const ZfRoadBuild *build, uint32_t *n_components)
{
    uint32_t n = build->n_nodes;
    Links links = make_links(build);
    Tarjan t = {.links = &links,
                .component = g_new(uint32_t, n + 1u),
                .low = g_new0(uint32_t, n + 1u),
                .next = g_new0(uint32_t, n + 1u),
                .open = g_new(uint32_t, n + 1u),
                .way = g_new(uint32_t, n + 1u)};
    g_autofree uint32_t *order = g_new0(uint32_t, n + 1u);
    memset(t.component, 0xff, (n + 1u) * sizeof *t.component);
    for (uint32_t node = 0; node < n; node++) {
        if (t.low[node] == 0) {
            search_from(&t, order, node);
        }
    }
    g_free(t.low);
    g_free(t.next);
    g_free(t.open);
    g_free(t.way);
    g_free(links.first);
    g_free(links.heads);
    *n_components = t.n_components;
    return t.component;
}

/* ---- the main part ---- */

/* ret: the component an edge lies in, UINT32_MAX when it leads from one into another. */
static uint32_t
edge_component(const ZfRoadBuild *build, const uint32_t *component, uint32_t edge)
{
    uint32_t a = component[build->edge_a[edge]];
    return a == component[build->edge_b[edge]] ? a : UINT32_MAX;
}

static uint32_t
component_of_base(const ZfRoadBuild *build, const uint32_t *component, ZfLonLat base)
{
    g_autoptr(ZfSegSearch) search = zf_segsearch_new();
    ZfSegHit hit;
    ZfRoadVertex vertex;
    if (!zf_road_vertex(base, &vertex)) {
        return UINT32_MAX;
    }
    zf_segsearch_begin(search, build->graph->index, base, BASE_REACH_M);
    return zf_segsearch_next(search, &hit)
               ? edge_component(build, component, build->graph->pieces[hit.segment->owner].edge)
               : UINT32_MAX;
}

/* The component most bases stand on; without them, and among equals, the longest, then the first.
 */
static uint32_t
choose_main(const ZfRoadBuild *build, const uint32_t *component, const double *km, uint32_t n)
{
    g_autofree uint32_t *votes = g_new0(uint32_t, n);
    for (size_t i = 0; i < build->options->n_bases; i++) {
        uint32_t c = component_of_base(build, component, build->options->bases[i]);
        if (c != UINT32_MAX && km[c] >= SCRAP_KM) {
            votes[c]++;
        }
    }
    uint32_t best = 0;
    for (uint32_t c = 1; c < n; c++) {
        if (votes[c] > votes[best] || (votes[c] == votes[best] && km[c] > km[best])) {
            best = c;
        }
    }
    return best;
}

static void
count_parts(ZfRoadBuild *build, const double *km, uint32_t n, uint32_t main)
{
    ZfRoadStats *stats = &build->graph->stats;
    double total = 0;
    for (uint32_t e = 0; e < build->graph->n_edges; e++) {
        total += (double)build->graph->edges[e].len_dm / 1e4;
    }
    for (uint32_t c = 0; c < n; c++) {
        stats->islands += c != main && km[c] > 0;
    }
    stats->main_km = km[main];
    stats->island_km = MAX(0, total - km[main]);
}

/* Numbers the nodes of the main part in building order, and sets the ends of its edges. */
static void
number_nodes(ZfRoadBuild *build, const uint32_t *component, uint32_t main)
{
    ZfRoadGraph *graph = build->graph;
    g_autofree uint32_t *number = g_new(uint32_t, build->n_nodes + 1u);
    memset(number, 0xff, (build->n_nodes + 1u) * sizeof *number);
    for (uint32_t e = 0; e < graph->n_edges; e++) {
        bool inside = edge_component(build, component, e) == main;
        graph->edges[e].a = inside ? build->edge_a[e] : ZF_ROAD_NO_NODE;
        graph->edges[e].b = inside ? build->edge_b[e] : ZF_ROAD_NO_NODE;
        if (!inside) {
            continue;
        }
        graph->stats.edges++;
        uint32_t *ends[2] = {&graph->edges[e].a, &graph->edges[e].b};
        for (int i = 0; i < 2; i++) {
            if (number[*ends[i]] == UINT32_MAX) {
                number[*ends[i]] = graph->n_nodes++;
            }
            *ends[i] = number[*ends[i]];
        }
    }
    graph->stats.nodes = graph->n_nodes;
}

/* Every way out of a node, self-loops left out: no path is shorter for them. */
static void
make_arcs(ZfRoadGraph *graph)
{
    uint32_t *first = g_new0(uint32_t, graph->n_nodes + 2u);
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t e = 0; e < graph->n_edges; e++) {
            const ZfRoadEdge *edge = &graph->edges[e];
            if (edge->a == ZF_ROAD_NO_NODE || edge->a == edge->b) {
                continue;
            }
            for (uint32_t back = 0; back < 2; back++) {
                uint32_t from = back ? edge->b : edge->a;
                uint32_t time = back ? edge->bwd_ds : edge->fwd_ds;
                if (time == ZF_ROAD_NEVER) {
                    continue;
                }
                if (pass == 0) {
                    first[from + 2]++;
                } else {
                    graph->arcs[first[from + 1]++] =
                        (ZfRoadArc){.cost = zf_road_cost(time, edge->len_dm),
                                    .head = back ? edge->a : edge->b,
                                    .id = e * 2 + back};
                }
            }
        }
        if (pass == 0) {
            for (uint32_t i = 2; i < graph->n_nodes + 2u; i++) {
                first[i] += first[i - 1];
            }
            graph->arcs = zf_bulk_new(ZfRoadArc, first[graph->n_nodes + 1] + 1u);
        }
    }
    graph->first_arc = first;
}

static ZfBox
main_box(const ZfRoadGraph *graph)
{
    ZfBox box = zf_box_empty();
    for (uint32_t i = 0; i < graph->n_pieces; i++) {
        const ZfRoadPiece *piece = &graph->pieces[i];
        for (uint32_t k = 0; zf_road_piece_is_main(graph, i) && k < piece->n_vertices; k++) {
            zf_box_add(&box, zf_road_lonlat(graph->vertices[piece->first + k]));
        }
    }
    return box;
}

bool
zf_road_build_main(ZfRoadBuild *build, GError **error)
{
    ZfRoadGraph *graph = build->graph;
    uint32_t n_components;
    g_autofree uint32_t *component = find_components(build, &n_components);
    g_autofree double *km = g_new0(double, n_components + 1u);
    for (uint32_t e = 0; e < graph->n_edges; e++) {
        uint32_t c = edge_component(build, component, e);
        if (c != UINT32_MAX) {
            km[c] += (double)graph->edges[e].len_dm / 1e4;
        }
    }
    uint32_t main = choose_main(build, component, km, n_components);
    if (km[main] <= 0) {
        g_set_error(error, ZF_ROAD_ERROR, ZF_ROAD_ERROR_EMPTY,
                    _("no road can be used there and back by this means of travel (%s)"),
                    zf_road_mode_name(graph->mode));
        return false;
    }
    count_parts(build, km, n_components, main);
    number_nodes(build, component, main);
    make_arcs(graph);
    graph->stats.box = main_box(graph);
    return true;
}
