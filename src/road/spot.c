#include "road/spot.h"

/* part of whole, by length; rounded. */
static uint32_t
share(uint32_t whole_ds, uint32_t part_dm, uint32_t len_dm)
{
    return (uint32_t)(((uint64_t)whole_ds * part_dm + len_dm / 2) / len_dm);
}

/* What is paid before and behind a place at the very end of a piece. */
typedef struct Border {
    uint32_t before_ds;  /* of the piece before it */
    uint32_t own_a_ds;   /* when the place is the piece's beginning */
    uint32_t own_b_ds;   /* when it is its end */
    uint32_t behind_ds;  /* of the piece behind it */
    uint32_t ferry_a_ds; /* when the place is a ferry's landing: paid on board, not on land */
    uint32_t ferry_b_ds;
} Border;

/* A ferry is waited for also by who stands at its landing. */
static bool
is_ferry(const ZfRoadGraph *graph, const ZfRoadPiece *piece)
{
    return graph->ways[piece->way].flags & ZF_ROAD_WAY_FERRY;
}

static Border
border_at(const ZfRoadGraph *graph, const ZfRoadEdge *edge, uint32_t p, uint32_t offset_dm)
{
    const ZfRoadPiece *piece = &graph->pieces[p];
    Border border = {0};
    if (offset_dm == 0) {
        bool first = p == edge->first_piece || is_ferry(graph, piece - 1);
        border.before_ds = first ? 0 : piece[-1].extra_b_ds;
        border.own_a_ds = piece->extra_a_ds;
        border.ferry_a_ds = is_ferry(graph, piece) ? piece->extra_a_ds : 0;
    } else if (offset_dm == piece->len_dm) {
        bool last = p + 1 == edge->first_piece + edge->n_pieces || is_ferry(graph, piece + 1);
        border.own_b_ds = piece->extra_b_ds;
        border.behind_ds = last ? 0 : piece[1].extra_a_ds;
        border.ferry_b_ds = is_ferry(graph, piece) ? piece->extra_b_ds : 0;
    }
    return border;
}

/* before_ds, whole_ds: to the piece, and of the piece, in one direction. */
static ZfRoadClock
clock_at(const ZfRoadPiece *piece, Border border, uint32_t before_ds, uint32_t whole_ds,
         uint32_t offset_dm, uint32_t pos_dm)
{
    uint32_t inside = before_ds + piece->extra_a_ds + share(whole_ds, offset_dm, piece->len_dm);
    uint32_t near = inside - border.own_a_ds - border.before_ds + border.ferry_b_ds;
    uint32_t far = inside + border.own_b_ds + border.behind_ds - border.ferry_a_ds;
    return (ZfRoadClock){zf_road_cost(near, pos_dm), zf_road_cost(far, pos_dm)};
}

/* At the very end of an edge one stands at its node: nothing need be travelled against a one-way
 * edge. */
static void
stand_at_nodes(const ZfRoadEdge *edge, ZfRoadSpot *spot)
{
    if (spot->pos_dm == 0) {
        spot->leave_a = spot->arrive_a = 0;
    }
    if (spot->pos_dm == edge->len_dm) {
        spot->leave_b = spot->arrive_b = 0;
    }
}

ZfRoadSpot
zf_road_spot(const ZfRoadGraph *graph, const ZfRoadSnap *snap)
{
    ZfRoadSpot spot = {.edge = UINT32_MAX,
                       .leave_a = ZF_ROAD_INFINITE,
                       .leave_b = ZF_ROAD_INFINITE,
                       .arrive_a = ZF_ROAD_INFINITE,
                       .arrive_b = ZF_ROAD_INFINITE,
                       .leg = ZF_ROAD_INFINITE,
                       .ahead = {ZF_ROAD_INFINITE, ZF_ROAD_INFINITE},
                       .back = {ZF_ROAD_INFINITE, ZF_ROAD_INFINITE},
                       .point = snap->point};
    if (snap->piece == UINT32_MAX) {
        return spot;
    }
    g_assert(snap->piece < graph->n_pieces);
    const ZfRoadPiece *piece = &graph->pieces[snap->piece];
    const ZfRoadEdge *edge = &graph->edges[piece->edge];
    uint32_t offset = MIN(snap->offset_dm, piece->len_dm);
    uint32_t pos = piece->before_dm + offset;
    Border border = border_at(graph, edge, snap->piece, offset);
    spot.edge = piece->edge;
    spot.a = edge->a;
    spot.b = edge->b;
    spot.pos_dm = pos;
    spot.leg = zf_road_cost(snap->leg_ds, snap->leg_dm);
    if (edge->fwd_ds != ZF_ROAD_NEVER) {
        spot.ahead = clock_at(piece, border, piece->before_fwd_ds, piece->fwd_ds, offset, pos);
        spot.arrive_a = spot.ahead.near;
        spot.leave_b = zf_road_cost(edge->fwd_ds, edge->len_dm) - spot.ahead.far;
    }
    if (edge->bwd_ds != ZF_ROAD_NEVER) {
        spot.back = clock_at(piece, border, piece->before_bwd_ds, piece->bwd_ds, offset, pos);
        spot.leave_a = spot.back.near;
        spot.arrive_b = zf_road_cost(edge->bwd_ds, edge->len_dm) - spot.back.far;
    }
    stand_at_nodes(edge, &spot);
    return spot;
}

ZfRoadSpot *
zf_road_spots(const ZfRoadGraph *graph, const ZfRoadSnap *snaps, size_t n)
{
    ZfRoadSpot *spots = g_new(ZfRoadSpot, n + 1);
    for (size_t i = 0; i < n; i++) {
        spots[i] = zf_road_spot(graph, &snaps[i]);
    }
    return spots;
}

uint64_t
zf_road_spot_direct(const ZfRoadSpot *s, const ZfRoadSpot *t, bool *forward)
{
    if (s->edge == UINT32_MAX || s->edge != t->edge) {
        return ZF_ROAD_INFINITE;
    }
    bool ahead = t->pos_dm >= s->pos_dm;
    if (forward) {
        *forward = ahead;
    }
    if (t->pos_dm == s->pos_dm) {
        return 0;
    }
    uint64_t from = ahead ? s->ahead.far : t->back.far;
    uint64_t to = ahead ? t->ahead.near : s->back.near;
    return from == ZF_ROAD_INFINITE || to == ZF_ROAD_INFINITE ? ZF_ROAD_INFINITE : to - from;
}
