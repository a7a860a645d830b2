#include "road/table.h"

#include "road/bulk.h"
#include "road/hierarchy.h"
#include "road/pieceshape.h"

#include <math.h>
#include <string.h>

/* From many places at once; costs count the first leg, and each node knows who reaches it. */
typedef struct Spread {
    const ZfRoadHierarchy *hierarchy;
    ZfRoadSpot *spots;
    uint64_t *cost;   /* by rank */
    uint32_t *winner; /* by rank: index of from */
} Spread;

static void
seed(Spread *spread, uint32_t node, uint64_t cost, uint32_t which)
{
    uint32_t rank = spread->hierarchy->rank[node];
    if (cost < spread->cost[rank]) {
        spread->cost[rank] = cost;
        spread->winner[rank] = which;
    }
}

static void
spread_init(Spread *spread, const ZfRoadGraph *graph, const ZfRoadSnaps *from)
{
    spread->hierarchy = graph->hierarchy;
    spread->spots = zf_road_spots(graph, from->snaps, from->n);
    spread->cost = zf_bulk_new(uint64_t, graph->n_nodes + 1u);
    spread->winner = zf_bulk_new(uint32_t, graph->n_nodes + 1u);
    memset(spread->cost, 0xff, graph->n_nodes * sizeof(uint64_t));
    memset(spread->winner, 0xff, graph->n_nodes * sizeof(uint32_t));
    for (size_t i = 0; i < from->n; i++) {
        const ZfRoadSpot *spot = &spread->spots[i];
        if (spot->edge != UINT32_MAX) {
            seed(spread, spot->a, zf_road_cost_add(spot->leave_a, spot->leg), (uint32_t)i);
            seed(spread, spot->b, zf_road_cost_add(spot->leave_b, spot->leg), (uint32_t)i);
        }
    }
    zf_road_hierarchy_spread(spread->hierarchy, spread->cost, spread->winner);
}

static void
spread_clear(Spread *spread)
{
    g_free(spread->spots);
    g_free(spread->cost);
    g_free(spread->winner);
}

/* Indices of spots by edge: a chain per edge, for the places one edge shares. */
typedef struct ByEdge {
    GHashTable *first; /* edge + 1 -> index + 1 */
    uint32_t *next;
} ByEdge;

static ByEdge
by_edge(const ZfRoadSpot *spots, size_t n)
{
    ByEdge by = {g_hash_table_new(NULL, NULL), g_new0(uint32_t, n + 1)};
    for (size_t i = n; i-- > 0;) {
        if (spots[i].edge != UINT32_MAX) {
            gpointer key = GUINT_TO_POINTER(spots[i].edge + 1);
            by.next[i] = GPOINTER_TO_UINT(g_hash_table_lookup(by.first, key));
            g_hash_table_replace(by.first, key, GUINT_TO_POINTER((uint32_t)i + 1));
        }
    }
    return by;
}

static void
by_edge_clear(ByEdge *by)
{
    g_hash_table_destroy(by->first);
    g_free(by->next);
}

typedef struct Nearest {
    uint64_t cost;
    uint32_t which;
} Nearest;

static void
better(Nearest *best, uint64_t cost, uint32_t which)
{
    if (cost < best->cost ||
        (cost == best->cost && cost != ZF_ROAD_INFINITE && which < best->which)) {
        *best = (Nearest){cost, which};
    }
}

static Nearest
nearest_of(const Spread *spread, const ByEdge *by, const ZfRoadSpot *to)
{
    Nearest best = {ZF_ROAD_INFINITE, UINT32_MAX};
    if (to->edge != UINT32_MAX) {
        uint32_t a = spread->hierarchy->rank[to->a];
        uint32_t b = spread->hierarchy->rank[to->b];
        uint64_t by_a = zf_road_cost_add(spread->cost[a], to->arrive_a);
        uint64_t by_b = zf_road_cost_add(spread->cost[b], to->arrive_b);
        better(&best, zf_road_cost_add(by_a, to->leg), spread->winner[a]);
        better(&best, zf_road_cost_add(by_b, to->leg), spread->winner[b]);
        uint32_t i =
            GPOINTER_TO_UINT(g_hash_table_lookup(by->first, GUINT_TO_POINTER(to->edge + 1)));
        for (; i; i = by->next[i - 1]) {
            const ZfRoadSpot *from = &spread->spots[i - 1];
            better(&best, zf_road_spot_total(from, to, ZF_ROAD_INFINITE), i - 1);
        }
    }
    return best;
}

bool
zf_road_nearest(const ZfRoadGraph *graph, const ZfRoadSnaps *from, const ZfRoadSnaps *to,
                int32_t *which, uint32_t *time_ds, uint32_t *dist_dm, const ZfProgress *progress,
                GError **error)
{
    if (zf_progress_stop(progress, error)) {
        return false;
    }
    Spread spread;
    spread_init(&spread, graph, from);
    ByEdge by = by_edge(spread.spots, from->n);
    for (size_t j = 0; j < to->n; j++) {
        ZfRoadSpot spot = zf_road_spot(graph, &to->snaps[j]);
        Nearest best = nearest_of(&spread, &by, &spot);
        bool never = best.cost == ZF_ROAD_INFINITE;
        if (which) {
            which[j] = never ? -1 : (int32_t)best.which;
        }
        if (time_ds) {
            time_ds[j] = never ? ZF_ROAD_NEVER : (uint32_t)(best.cost >> 32);
        }
        if (dist_dm) {
            dist_dm[j] = never ? ZF_ROAD_NEVER : (uint32_t)best.cost;
        }
    }
    by_edge_clear(&by);
    spread_clear(&spread);
    return true;
}

/* ---- reach ---- */

typedef struct Drawing {
    const ZfRoadGraph *graph;
    GArray *points;
    GArray *time_ds;
    GArray *lines;
    uint32_t limit_ds;
} Drawing;

/* A line from where a piece is entered, going on until its end or the limit; clock: time at entry
 * of the offset from_dm. Direction by back. */
static void
draw_piece(Drawing *drawing, const ZfRoadPiece *piece, uint32_t from_dm, bool back,
           uint32_t clock_ds)
{
    uint32_t whole = back ? piece->bwd_ds : piece->fwd_ds;
    uint32_t left_dm = back ? from_dm : piece->len_dm - from_dm;
    if (clock_ds > drawing->limit_ds || left_dm == 0 || whole == ZF_ROAD_NEVER) {
        return;
    }
    guint first = drawing->points->len;
    double gone_m = 0;
    double total_m = 0;
    g_autofree ZfLonLat *shape = zf_road_piece_shape(drawing->graph, piece);
    for (uint32_t k = 0; k + 1 < piece->n_vertices; k++) {
        total_m += zf_distance_m(shape[k], shape[k + 1]);
    }
    double start = (double)(back ? piece->len_dm - from_dm : from_dm) / piece->len_dm * total_m;
    double pace = total_m > 0 ? (double)whole / total_m : 0; /* ds a metre */
    ZfLonLat last = {0, 0};
    for (uint32_t i = 0; i < piece->n_vertices; i++) {
        ZfLonLat here = shape[back ? piece->n_vertices - 1 - i : i];
        double step = i > 0 ? zf_distance_m(last, here) : 0;
        double low = MAX(start, gone_m);
        double high =
            MIN(gone_m + step, pace > 0 ? start + (drawing->limit_ds - clock_ds) / pace : 1e18);
        if (i > 0 && step > 0 && high > low) {
            double ends[2] = {low, high};
            for (int e = drawing->points->len > first; e < 2; e++) {
                double t = (ends[e] - gone_m) / step;
                ZfLonLat at = {last.lon + t * (here.lon - last.lon),
                               last.lat + t * (here.lat - last.lat)};
                uint32_t at_ds = clock_ds + (uint32_t)llround((ends[e] - start) * pace);
                g_array_append_val(drawing->points, at);
                g_array_append_val(drawing->time_ds, at_ds);
            }
        }
        gone_m += step;
        last = here;
    }
    if (drawing->points->len > first) {
        g_array_append_val(drawing->lines, drawing->points->len);
    }
}

/* Along an edge from one of its ends, piece by piece. */
static void
draw_from_node(Drawing *drawing, uint32_t e, bool back, uint64_t cost)
{
    const ZfRoadGraph *graph = drawing->graph;
    const ZfRoadEdge *edge = &graph->edges[e];
    if (cost == ZF_ROAD_INFINITE || (back ? edge->bwd_ds : edge->fwd_ds) == ZF_ROAD_NEVER) {
        return;
    }
    uint64_t clock = cost >> 32;
    for (uint32_t i = 0; i < edge->n_pieces && clock <= drawing->limit_ds; i++) {
        const ZfRoadPiece *piece =
            &graph->pieces[edge->first_piece + (back ? edge->n_pieces - 1 - i : i)];
        clock += back ? piece->extra_b_ds : piece->extra_a_ds;
        if (clock <= drawing->limit_ds) {
            draw_piece(drawing, piece, back ? piece->len_dm : 0, back, (uint32_t)clock);
        }
        clock += (uint64_t)(back ? piece->bwd_ds : piece->fwd_ds) +
                 (back ? piece->extra_a_ds : piece->extra_b_ds);
    }
}

static void
draw_from_snaps(Drawing *drawing, const ZfRoadSnaps *from)
{
    for (size_t i = 0; i < from->n; i++) {
        const ZfRoadSnap *snap = &from->snaps[i];
        if (snap->piece != UINT32_MAX) {
            const ZfRoadPiece *piece = &drawing->graph->pieces[snap->piece];
            uint32_t offset = MIN(snap->offset_dm, piece->len_dm);
            draw_piece(drawing, piece, offset, false, snap->leg_ds);
            draw_piece(drawing, piece, offset, true, snap->leg_ds);
        }
    }
}

ZfRoadReach *
zf_road_reach(const ZfRoadGraph *graph, const ZfRoadSnaps *from, uint32_t limit_ds,
              const ZfProgress *progress, GError **error)
{
    if (zf_progress_stop(progress, error)) {
        return NULL;
    }
    Spread spread;
    spread_init(&spread, graph, from);
    Drawing drawing = {.graph = graph, .limit_ds = limit_ds};
    drawing.points = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    drawing.time_ds = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    drawing.lines = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    g_array_set_size(drawing.lines, 1);
    draw_from_snaps(&drawing, from);
    for (uint32_t e = 0; e < graph->n_edges; e++) {
        const ZfRoadEdge *edge = &graph->edges[e];
        if (edge->a != ZF_ROAD_NO_NODE) {
            const uint32_t *rank = spread.hierarchy->rank;
            draw_from_node(&drawing, e, false, spread.cost[rank[edge->a]]);
            draw_from_node(&drawing, e, true, spread.cost[rank[edge->b]]);
        }
    }
    spread_clear(&spread);
    ZfRoadReach *reach = g_new0(ZfRoadReach, 1);
    reach->lines = g_new0(ZfLines, 1);
    reach->lines->n_points = drawing.points->len;
    reach->lines->n_lines = drawing.lines->len - 1;
    reach->lines->points = (ZfLonLat *)g_array_free(drawing.points, FALSE);
    reach->lines->lines = (uint32_t *)g_array_free(drawing.lines, FALSE);
    reach->time_ds = (uint32_t *)g_array_free(drawing.time_ds, FALSE);
    return reach;
}

void
zf_road_reach_free(ZfRoadReach *reach)
{
    if (reach) {
        zf_lines_free(reach->lines);
        g_free(reach->time_ds);
        g_free(reach);
    }
}
