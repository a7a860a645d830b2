/* Step 4: pieces that follow each other without a junction become one edge. */
#include "road/build.h"

#include "road/bulk.h"

#include <string.h>

/* One end of a piece at a node. */
typedef struct End {
    uint32_t piece;
    bool at_b;
} End;

typedef struct Ends {
    uint32_t *first; /* n_nodes + 1 */
    End *ends;
} Ends;

static Ends
collect_ends(const ZfRoadBuild *build)
{
    const ZfRoadGraph *graph = build->graph;
    Ends ends = {.first = g_new0(uint32_t, build->n_nodes + 2u),
                 .ends = zf_bulk_new(End, graph->n_pieces * 2u + 1)};
    for (uint32_t i = 0; i < graph->n_pieces; i++) {
        ends.first[graph->pieces[i].a + 2]++;
        ends.first[graph->pieces[i].b + 2]++;
    }
    for (uint32_t i = 2; i < build->n_nodes + 2u; i++) {
        ends.first[i] += ends.first[i - 1];
    }
    for (uint32_t i = 0; i < graph->n_pieces; i++) {
        ends.ends[ends.first[graph->pieces[i].a + 1]++] = (End){i, false};
        ends.ends[ends.first[graph->pieces[i].b + 1]++] = (End){i, true};
    }
    return ends;
}

/* May one set out from this end along the piece, may one arrive there? */
static bool
can_leave(const ZfRoadPiece *piece, bool at_b)
{
    return (at_b ? piece->bwd_ds : piece->fwd_ds) != ZF_ROAD_NEVER;
}

static bool
can_arrive(const ZfRoadPiece *piece, bool at_b)
{
    return (at_b ? piece->fwd_ds : piece->bwd_ds) != ZF_ROAD_NEVER;
}

/* ret: true when a chain can run through the node: two ends of two pieces, with the same
 * directions open. */
static bool
runs_through(const ZfRoadGraph *graph, const Ends *ends, uint32_t node)
{
    uint32_t first = ends->first[node];
    if (ends->first[node + 1] - first != 2) {
        return false;
    }
    End x = ends->ends[first];
    End y = ends->ends[first + 1];
    const ZfRoadPiece *p = &graph->pieces[x.piece];
    const ZfRoadPiece *q = &graph->pieces[y.piece];
    return x.piece != y.piece && can_arrive(p, x.at_b) == can_leave(q, y.at_b) &&
           can_leave(p, x.at_b) == can_arrive(q, y.at_b);
}

/* Turns a piece round, so that it runs in its edge's direction. */
static void
reverse(ZfRoadPiece *piece)
{
    uint32_t swap = piece->a;
    piece->a = piece->b;
    piece->b = swap;
    swap = piece->fwd_ds;
    piece->fwd_ds = piece->bwd_ds;
    piece->bwd_ds = swap;
    swap = piece->extra_a_ds;
    piece->extra_a_ds = piece->extra_b_ds;
    piece->extra_b_ds = swap;
    piece->reversed = !piece->reversed;
}

typedef struct Chains {
    ZfRoadBuild *build;
    const Ends *ends;
    bool *taken; /* pieces already in an edge */
    ZfRoadPiece *out;
    uint32_t n_out;
} Chains;

/* Follows the chain that sets out with a piece from one of its ends, until a junction. */
static void
follow(Chains *chains, End start)
{
    ZfRoadGraph *graph = chains->build->graph;
    uint32_t edge = graph->n_edges++;
    ZfRoadEdge *record = &graph->edges[edge];
    *record = (ZfRoadEdge){.first_piece = chains->n_out};
    End at = start;
    for (;;) {
        chains->taken[at.piece] = true;
        ZfRoadPiece piece = graph->pieces[at.piece];
        if (at.at_b) {
            reverse(&piece);
        }
        piece.edge = edge;
        chains->out[chains->n_out++] = piece;
        record->n_pieces++;
        uint32_t node = piece.b;
        if (!runs_through(graph, chains->ends, node)) {
            break;
        }
        const End *pair = &chains->ends->ends[chains->ends->first[node]];
        at = pair[0].piece == at.piece ? pair[1] : pair[0];
        if (chains->taken[at.piece]) {
            break;
        }
    }
}

static uint32_t
sum(uint32_t total, uint32_t part)
{
    return total == ZF_ROAD_NEVER || part == ZF_ROAD_NEVER ? ZF_ROAD_NEVER : total + part;
}

/* Running sums along the edge. */
static void
add_up(ZfRoadBuild *build, uint32_t e)
{
    ZfRoadGraph *graph = build->graph;
    ZfRoadEdge *edge = &graph->edges[e];
    for (uint32_t i = 0; i < edge->n_pieces; i++) {
        ZfRoadPiece *piece = &graph->pieces[edge->first_piece + i];
        uint32_t extras = piece->extra_a_ds + piece->extra_b_ds;
        piece->before_dm = edge->len_dm;
        piece->before_fwd_ds = edge->fwd_ds;
        piece->before_bwd_ds = edge->bwd_ds;
        edge->len_dm += piece->len_dm;
        edge->fwd_ds = sum(edge->fwd_ds, sum(piece->fwd_ds, extras));
        edge->bwd_ds = sum(edge->bwd_ds, sum(piece->bwd_ds, extras));
    }
    build->edge_a[e] = graph->pieces[edge->first_piece].a;
    build->edge_b[e] = graph->pieces[edge->first_piece + edge->n_pieces - 1].b;
}

void
zf_road_build_edges(ZfRoadBuild *build)
{
    ZfRoadGraph *graph = build->graph;
    Ends ends = collect_ends(build);
    Chains chains = {.build = build,
                     .ends = &ends,
                     .taken = g_new0(bool, graph->n_pieces + 1u),
                     .out = zf_bulk_new(ZfRoadPiece, graph->n_pieces + 1u)};
    graph->edges = zf_bulk_new(ZfRoadEdge, graph->n_pieces + 1u);
    for (uint32_t node = 0; node < build->n_nodes; node++) {
        bool junction = !runs_through(graph, &ends, node);
        for (uint32_t k = ends.first[node]; junction && k < ends.first[node + 1]; k++) {
            if (!chains.taken[ends.ends[k].piece]) {
                follow(&chains, ends.ends[k]);
            }
        }
    }
    /* what is left are rings without a junction */
    for (uint32_t i = 0; i < graph->n_pieces; i++) {
        if (!chains.taken[i]) {
            follow(&chains, (End){i, false});
        }
    }
    g_assert(chains.n_out == graph->n_pieces);
    g_free(graph->pieces);
    graph->pieces = chains.out;
    graph->edges = g_renew(ZfRoadEdge, graph->edges, graph->n_edges + 1u);
    build->edge_a = g_new(uint32_t, graph->n_edges + 1u);
    build->edge_b = g_new(uint32_t, graph->n_edges + 1u);
    for (uint32_t e = 0; e < graph->n_edges; e++) {
        add_up(build, e);
    }
    g_free(chains.taken);
    g_free(ends.first);
    g_free(ends.ends);
}
