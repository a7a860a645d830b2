#include "road/spot.h"

/* part of whole, by length; rounded. */
static uint32_t
share(uint32_t whole_ds, uint32_t part_dm, uint32_t len_dm)
{
    return (uint32_t)(((uint64_t)whole_ds * part_dm + len_dm / 2) / len_dm);
}

/* At the very end of a one-way edge one stands at its node: nothing need be travelled against it.
 */
static void
stand_at_nodes(const ZfRoadPiece *piece, const ZfRoadEdge *edge, ZfRoadSpot *spot)
{
    uint64_t at_a = zf_road_cost(piece->extra_a_ds, 0);
    uint64_t at_b = zf_road_cost(piece->extra_b_ds, 0);
    if (spot->pos_dm == 0) {
        spot->leave_a = MIN(spot->leave_a, at_a);
        spot->arrive_a = MIN(spot->arrive_a, at_a);
    }
    if (spot->pos_dm == edge->len_dm) {
        spot->leave_b = MIN(spot->leave_b, at_b);
        spot->arrive_b = MIN(spot->arrive_b, at_b);
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
                       .point = snap->point};
    if (snap->piece == UINT32_MAX) {
        return spot;
    }
    g_assert(snap->piece < graph->n_pieces);
    const ZfRoadPiece *piece = &graph->pieces[snap->piece];
    const ZfRoadEdge *edge = &graph->edges[piece->edge];
    uint32_t pos = piece->before_dm + MIN(snap->offset_dm, piece->len_dm);
    spot.edge = piece->edge;
    spot.a = edge->a;
    spot.b = edge->b;
    spot.pos_dm = pos;
    spot.leg = zf_road_cost(snap->leg_ds, snap->leg_dm);
    if (edge->fwd_ds != ZF_ROAD_NEVER) {
        uint32_t from_a = piece->before_fwd_ds + piece->extra_a_ds +
                          share(piece->fwd_ds, pos - piece->before_dm, piece->len_dm);
        spot.arrive_a = zf_road_cost(from_a, pos);
        spot.leave_b = zf_road_cost(edge->fwd_ds - from_a, edge->len_dm - pos);
    }
    if (edge->bwd_ds != ZF_ROAD_NEVER) {
        uint32_t to_a = piece->before_bwd_ds + piece->extra_a_ds +
                        share(piece->bwd_ds, pos - piece->before_dm, piece->len_dm);
        spot.leave_a = zf_road_cost(to_a, pos);
        spot.arrive_b = zf_road_cost(edge->bwd_ds - to_a, edge->len_dm - pos);
    }
    stand_at_nodes(piece, edge, &spot);
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
    bool ahead = t->pos_dm > s->pos_dm || (t->pos_dm == s->pos_dm && t->arrive_a >= s->arrive_a);
    if (forward) {
        *forward = ahead;
    }
    if (t->pos_dm == s->pos_dm) {
        return 0;
    }
    if (ahead) {
        return s->arrive_a == ZF_ROAD_INFINITE || t->arrive_a == ZF_ROAD_INFINITE
                   ? ZF_ROAD_INFINITE
                   : t->arrive_a - s->arrive_a;
    }
    return s->leave_a == ZF_ROAD_INFINITE || t->leave_a == ZF_ROAD_INFINITE
               ? ZF_ROAD_INFINITE
               : s->leave_a - t->leave_a;
}
