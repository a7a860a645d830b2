#include "road/pathimpl.h"
#include "road/pieceshape.h"

#include <math.h>

ZfRoadRun
zf_road_run_edge(const ZfRoadGraph *graph, uint32_t arc)
{
    const ZfRoadEdge *edge = &graph->edges[arc / 2];
    uint32_t first = edge->first_piece;
    uint32_t last = first + edge->n_pieces - 1;
    ZfRoadRun run = {.first_piece = first,
                     .last_piece = last,
                     .last_dm = graph->pieces[last].len_dm,
                     .from_node = true,
                     .to_node = true};
    if (arc % 2) {
        run = (ZfRoadRun){.first_piece = last,
                          .first_dm = graph->pieces[last].len_dm,
                          .last_piece = first,
                          .back = true,
                          .from_node = true,
                          .to_node = true};
    }
    return run;
}

ZfRoadRun
zf_road_run_leave(const ZfRoadGraph *graph, const ZfRoadSnap *snap, int end)
{
    ZfRoadRun run = zf_road_run_edge(graph, graph->pieces[snap->piece].edge * 2 + (end == 0));
    run.first_piece = snap->piece;
    run.first_dm = MIN(snap->offset_dm, graph->pieces[snap->piece].len_dm);
    run.from_node = false;
    return run;
}

ZfRoadRun
zf_road_run_arrive(const ZfRoadGraph *graph, const ZfRoadSnap *snap, int end)
{
    ZfRoadRun run = zf_road_run_edge(graph, graph->pieces[snap->piece].edge * 2 + (end == 1));
    run.last_piece = snap->piece;
    run.last_dm = MIN(snap->offset_dm, graph->pieces[snap->piece].len_dm);
    run.to_node = false;
    run.end_at = snap->at;
    return run;
}

void
zf_road_draft_init(ZfRoadDraft *draft, const ZfRoadGraph *graph)
{
    *draft = (ZfRoadDraft){.graph = graph};
    draft->points = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    draft->at_ds = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    draft->at_dm = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    draft->parts = g_array_new(FALSE, TRUE, sizeof(ZfRoadPart));
    draft->part_ways = g_array_new(FALSE, FALSE, sizeof(uint32_t));
}

void
zf_road_draft_clear(ZfRoadDraft *draft)
{
    g_array_unref(draft->points);
    g_array_unref(draft->at_ds);
    g_array_unref(draft->at_dm);
    g_array_unref(draft->parts);
    g_array_unref(draft->part_ways);
}

/* Adds a point; the same position again only moves its clock on. */
static void
add_point(ZfRoadDraft *draft, ZfLonLat point, uint32_t at_ds, uint32_t at_dm)
{
    guint n = draft->points->len;
    if (n > 0) {
        const ZfLonLat *last = &g_array_index(draft->points, ZfLonLat, n - 1);
        if (last->lon == point.lon && last->lat == point.lat) {
            g_array_index(draft->at_ds, uint32_t, n - 1) = at_ds;
            g_array_index(draft->at_dm, uint32_t, n - 1) = at_dm;
            return;
        }
    }
    g_array_append_val(draft->points, point);
    g_array_append_val(draft->at_ds, at_ds);
    g_array_append_val(draft->at_dm, at_dm);
}

static bool
same_way(const ZfRoadGraph *graph, uint32_t a, uint32_t b)
{
    if (a == b) {
        return true;
    }
    if (a == UINT32_MAX || b == UINT32_MAX) {
        return false;
    }
    const ZfRoadWayInfo *x = &graph->ways[a];
    const ZfRoadWayInfo *y = &graph->ways[b];
    /* texts are kept once each: equal pointers are equal texts */
    return x->name == y->name && x->way_class == y->way_class && x->flags == y->flags;
}

/* Opens a part, or goes on with the last one when it is of the same way. */
static ZfRoadPart *
open_part(ZfRoadDraft *draft, ZfRoadPartKind kind, uint32_t way)
{
    guint n = draft->parts->len;
    if (n > 0 && g_array_index(draft->parts, ZfRoadPart, n - 1).kind == kind &&
        same_way(draft->graph, g_array_index(draft->part_ways, uint32_t, n - 1), way)) {
        return &g_array_index(draft->parts, ZfRoadPart, n - 1);
    }
    ZfRoadPart part = {.kind = kind, .first = draft->points->len ? draft->points->len - 1 : 0};
    if (way != UINT32_MAX) {
        const ZfRoadWayInfo *info = &draft->graph->ways[way];
        part.way_id = info->id;
        part.name = info->name;
        part.way_class = info->way_class;
        part.bridge = info->flags & ZF_ROAD_WAY_BRIDGE;
        part.tunnel = info->flags & ZF_ROAD_WAY_TUNNEL;
        part.steps = info->flags & ZF_ROAD_WAY_STEPS;
        part.roundabout = info->flags & ZF_ROAD_WAY_ROUNDABOUT;
    }
    g_array_append_val(draft->parts, part);
    g_array_append_val(draft->part_ways, way);
    return &g_array_index(draft->parts, ZfRoadPart, n);
}

static void
close_part(ZfRoadDraft *draft, ZfRoadPart *part, uint32_t time_ds, uint32_t dist_dm)
{
    part->time_ds += time_ds;
    part->dist_dm += dist_dm;
    part->last = draft->points->len - 1;
    draft->time_ds += time_ds;
    draft->dist_dm += dist_dm;
}

static uint32_t
share(uint64_t whole, uint64_t part, uint64_t of)
{
    g_assert(of > 0);
    return (uint32_t)((whole * part + of / 2) / of);
}

static ZfLonLat
between(ZfLonLat a, ZfLonLat b, double t)
{
    return (ZfLonLat){(double)llround((a.lon + t * (b.lon - a.lon)) * 1e7) / 1e7,
                      (double)llround((a.lat + t * (b.lat - a.lat)) * 1e7) / 1e7};
}

/* The vertices of a piece with their running length, scaled to end at len_dm. */
static double *
vertex_dm(const ZfRoadPiece *piece, const ZfLonLat *shape)
{
    g_assert(piece->n_vertices >= 2);
    double *at = g_new(double, piece->n_vertices);
    at[0] = 0;
    for (uint32_t k = 1; k < piece->n_vertices; k++) {
        at[k] = at[k - 1] + zf_distance_m(shape[k - 1], shape[k]);
    }
    double total = at[piece->n_vertices - 1];
    for (uint32_t k = 0; k < piece->n_vertices; k++) {
        at[k] = total > 0 ? at[k] / total * piece->len_dm : 0;
    }
    return at;
}

static ZfLonLat
point_at(const ZfRoadPiece *piece, const ZfLonLat *shape, const double *at, double where)
{
    g_assert(piece->n_vertices >= 2);
    uint32_t k = 1;
    while (k + 1 < piece->n_vertices && at[k] < where) {
        k++;
    }
    double span = at[k] - at[k - 1];
    double t = span > 0 ? CLAMP((where - at[k - 1]) / span, 0, 1) : 0;
    return between(shape[k - 1], shape[k], t);
}

/* Vertices within this of an offset are the offset's own place. */
static const double SAME_DM = 0.6;

/* Points of the piece between two offsets and at the second, in the way of travel (the first is
 * there already, or the draft is empty). The clock runs evenly from start_ds over spent_ds.
 * end_at: exactly where the second lies, NULL = to be computed. */
static void
add_piece_points(ZfRoadDraft *draft, const ZfRoadPiece *piece, uint32_t from_dm, uint32_t to_dm,
                 uint32_t start_ds, uint32_t spent_ds, const ZfLonLat *end_at)
{
    g_autofree ZfLonLat *shape = zf_road_piece_shape(draft->graph, piece);
    g_autofree double *at = vertex_dm(piece, shape);
    bool back = to_dm < from_dm;
    uint32_t span = back ? from_dm - to_dm : to_dm - from_dm;
    uint32_t n = piece->n_vertices;
    double low = (back ? to_dm : from_dm) + SAME_DM;
    double high = (back ? from_dm : to_dm) - SAME_DM;
    if (draft->points->len == 0) {
        add_point(draft, point_at(piece, shape, at, from_dm), start_ds, draft->dist_dm);
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t k = back ? n - 1 - i : i;
        if (at[k] > low && at[k] < high) {
            double gone = back ? from_dm - at[k] : at[k] - from_dm;
            uint32_t gone_dm = (uint32_t)CLAMP(llround(gone), 0, span);
            add_point(draft, shape[k], start_ds + share(spent_ds, gone_dm, span),
                      draft->dist_dm + gone_dm);
        }
    }
    add_point(draft, end_at ? *end_at : point_at(piece, shape, at, to_dm), start_ds + spent_ds,
              draft->dist_dm + span);
}

/* One piece of a run. pay_first, pay_last: what stands at the ends it passes, in the way of
 * travel. */
static void
add_piece(ZfRoadDraft *draft, uint32_t p, uint32_t from_dm, uint32_t to_dm, bool back,
          bool pay_first, bool pay_last, const ZfLonLat *end_at)
{
    const ZfRoadPiece *piece = &draft->graph->pieces[p];
    uint32_t whole = back ? piece->bwd_ds : piece->fwd_ds;
    uint32_t low = MIN(from_dm, to_dm);
    uint32_t high = MAX(from_dm, to_dm);
    uint32_t moving = share(whole, high, piece->len_dm) - share(whole, low, piece->len_dm);
    uint32_t first = !pay_first ? 0 : back ? piece->extra_b_ds : piece->extra_a_ds;
    uint32_t last = !pay_last ? 0 : back ? piece->extra_a_ds : piece->extra_b_ds;
    bool ferry = draft->graph->ways[piece->way].flags & ZF_ROAD_WAY_FERRY;
    ZfRoadPart *part = open_part(draft, ferry ? ZF_ROAD_PART_FERRY : ZF_ROAD_PART_ROAD, piece->way);
    add_piece_points(draft, piece, from_dm, to_dm, draft->time_ds + first, moving, end_at);
    g_array_index(draft->at_ds, uint32_t, draft->at_ds->len - 1) += last;
    close_part(draft, part, first + moving + last, high - low);
}

static bool
is_ferry(const ZfRoadGraph *graph, uint32_t piece)
{
    return graph->ways[graph->pieces[piece].way].flags & ZF_ROAD_WAY_FERRY;
}

/* Who sets out where two pieces meet, or arrives there, has nothing to do with the one that is not
 * travelled: what is paid between them is not paid (spot.h), but a ferry is waited for. */
static ZfRoadRun
without_ends(const ZfRoadGraph *graph, ZfRoadRun run)
{
    while (!run.from_node && run.first_piece != run.last_piece &&
           run.first_dm == (run.back ? 0 : graph->pieces[run.first_piece].len_dm)) {
        run.first_piece += run.back ? -1u : 1u;
        run.first_dm = run.back ? graph->pieces[run.first_piece].len_dm : 0;
        run.from_node = is_ferry(graph, run.first_piece);
    }
    while (!run.to_node && run.first_piece != run.last_piece &&
           run.last_dm == (run.back ? graph->pieces[run.last_piece].len_dm : 0)) {
        run.last_piece += run.back ? 1u : -1u;
        run.last_dm = run.back ? 0 : graph->pieces[run.last_piece].len_dm;
        run.to_node = is_ferry(graph, run.last_piece);
    }
    run.from_node |= is_ferry(graph, run.first_piece) &&
                     run.first_dm == (run.back ? graph->pieces[run.first_piece].len_dm : 0);
    run.to_node |= is_ferry(graph, run.last_piece) &&
                   run.last_dm == (run.back ? 0 : graph->pieces[run.last_piece].len_dm);
    return run;
}

void
zf_road_draft_run(ZfRoadDraft *draft, const ZfRoadRun *whole)
{
    const ZfRoadGraph *graph = draft->graph;
    const ZfRoadRun shorter = without_ends(graph, *whole);
    const ZfRoadRun *run = &shorter;
    for (uint32_t p = run->first_piece;; p = run->back ? p - 1 : p + 1) {
        uint32_t len = graph->pieces[p].len_dm;
        bool first = p == run->first_piece;
        bool last = p == run->last_piece;
        uint32_t from = first ? run->first_dm : run->back ? len : 0;
        uint32_t to = last ? run->last_dm : run->back ? 0 : len;
        /* whoever stands at a node passes no gate to get there (spot.c) */
        if (from != to || !first || !last) {
            add_piece(draft, p, from, to, run->back, !first || run->from_node,
                      !last || run->to_node, last && !run->to_node ? &run->end_at : NULL);
        }
        if (last) {
            break;
        }
    }
}

void
zf_road_draft_leg(ZfRoadDraft *draft, const ZfRoadSnaps *snaps, const ZfRoadSnap *snap,
                  bool to_road)
{
    if (draft->points->len == 0) {
        add_point(draft, to_road ? snap->point : snap->at, 0, 0);
    }
    if (snap->leg_n == 0) {
        return;
    }
    const ZfLonLat *legs = snaps->legs + snap->leg_first;
    ZfRoadPart *part = open_part(draft, ZF_ROAD_PART_LEG, UINT32_MAX);
    double total = zf_line_length_m(legs, snap->leg_n);
    double gone = 0;
    for (uint32_t i = 0; i < snap->leg_n; i++) {
        ZfLonLat point = legs[to_road ? i : snap->leg_n - 1 - i];
        if (i > 0) {
            gone += zf_distance_m(legs[to_road ? i - 1 : snap->leg_n - i], point);
        }
        double t = total > 0 ? MIN(gone / total, 1) : 1;
        add_point(draft, point, draft->time_ds + (uint32_t)llround(t * snap->leg_ds),
                  draft->dist_dm + (uint32_t)llround(t * snap->leg_dm));
    }
    part->ferry = (snap->flags & ZF_ROAD_SNAP_FERRY) != 0;
    close_part(draft, part, snap->leg_ds, snap->leg_dm);
}
