#include "road/gates.h"

#include "road/park.h"
#include "road/pieceshape.h"

/* Two positions that mean one place on the road. */
static const double SAME_M = 1;

bool
zf_road_gates_park(ZfRoadGates *gates, ZfLonLat at, ZfRoadSnap *ret)
{
    ZfSegHit hit;
    zf_segsearch_begin(gates->near, gates->graph->index, at, SAME_M);
    while (zf_segsearch_next(gates->near, &hit)) {
        if (zf_road_piece_is_main(gates->graph, hit.segment->owner)) {
            *ret = zf_road_snap_hit(gates->graph, at, &hit, NULL);
            return true;
        }
    }
    return false;
}

/* Makes a gate of one end of a foot piece when it is one. ret: its number + 1, or 0. */
static uint32_t
make_gate(ZfRoadGates *gates, uint32_t p, bool at_b, GArray *made)
{
    const ZfRoadPiece *piece = &gates->walk->pieces[p];
    ZfRoadGate gate = {0};
    g_autofree ZfLonLat *shape = zf_road_piece_shape(gates->walk, piece);
    ZfLonLat at = shape[at_b ? piece->n_vertices - 1 : 0];
    if (!zf_road_gates_park(gates, at, &gate.park)) {
        return 0;
    }
    gate.walk =
        (ZfRoadSnap){.point = at, .at = at, .piece = p, .offset_dm = at_b ? piece->len_dm : 0};
    g_array_append_val(made, gate);
    return made->len;
}

ZfRoadGates *
zf_road_gates_new(const ZfRoadGraph *graph, const ZfRoadGraph *walk)
{
    ZfRoadGates *gates = g_new0(ZfRoadGates, 1);
    GArray *made = g_array_new(FALSE, FALSE, sizeof(ZfRoadGate));
    gates->graph = graph;
    gates->walk = walk;
    gates->near = zf_segsearch_new();
    gates->search = zf_road_search_new(walk);
    gates->at_end = g_new0(uint32_t, 2 * ((size_t)walk->n_pieces + 1));
    for (uint32_t p = 0; p < walk->n_pieces; p++) {
        if (zf_road_piece_is_main(walk, p)) {
            gates->at_end[2 * (size_t)p] = make_gate(gates, p, false, made);
            gates->at_end[2 * (size_t)p + 1] = make_gate(gates, p, true, made);
        }
    }
    gates->n = made->len;
    gates->gates = (ZfRoadGate *)(void *)g_array_free(made, FALSE);
    return gates;
}

void
zf_road_gates_free(ZfRoadGates *gates)
{
    if (gates) {
        zf_segsearch_free(gates->near);
        zf_road_search_free(gates->search);
        g_free(gates->gates);
        g_free(gates->at_end);
        g_free(gates);
    }
}

uint32_t
zf_road_gates_trace(const ZfRoadGates *gates, const ZfRoadSnap *to, uint32_t *node, GArray *runs)
{
    const ZfRoadSearch *search = gates->search;
    const ZfRoadSpot spot = zf_road_spot(gates->walk, to);
    int end;
    zf_road_search_to(search, &spot, &end);
    ZfRoadRun run = zf_road_run_arrive(gates->walk, to, end);
    g_array_append_val(runs, run);
    *node = end ? spot.b : spot.a;
    while (search->parent[*node] != UINT32_MAX) {
        run = zf_road_run_edge(gates->walk, gates->walk->arcs[search->parent[*node]].id);
        g_array_append_val(runs, run);
        *node = search->from[*node];
    }
    return search->from[*node];
}

void
zf_road_gates_leave(const ZfRoadGates *gates, const ZfRoadSnap *from, uint32_t node, GArray *runs)
{
    ZfRoadSpot spot = zf_road_spot(gates->walk, from);
    int end = spot.b == node && (spot.a != node || spot.leave_b < spot.leave_a);
    ZfRoadRun run = zf_road_run_leave(gates->walk, from, end);
    g_array_append_val(runs, run);
    zf_road_runs_reverse(runs, 0);
}

void
zf_road_gates_leg(const ZfRoadGates *gates, const ZfRoadSnap *on_foot, const ZfRoadSnap *park,
                  uint64_t walked, const GArray *runs, bool to_home, ZfRoadSnap *snap, GArray *legs)
{
    uint64_t total = walked + zf_road_cost(on_foot->leg_ds, on_foot->leg_dm);
    ZfRoadDraft draft;
    zf_road_draft_init(&draft, gates->walk);
    for (guint i = 0; i < runs->len; i++) {
        zf_road_draft_run(&draft, &g_array_index(runs, ZfRoadRun, i));
    }
    snap->piece = park->piece;
    snap->offset_dm = park->offset_dm;
    snap->at = park->at;
    snap->leg_ds = (uint32_t)(total >> 32);
    snap->leg_dm = (uint32_t)total;
    snap->extra_dm = 0;
    snap->flags = (on_foot->flags & ~(uint32_t)ZF_ROAD_SNAP_NONE) |
                  (runs->len > 0 ? ZF_ROAD_SNAP_PARKED : 0u);
    for (guint i = 0; i < draft.parts->len; i++) {
        bool ferry = g_array_index(draft.parts, ZfRoadPart, i).kind == ZF_ROAD_PART_FERRY;
        snap->flags |= ferry ? ZF_ROAD_SNAP_FERRY : 0u;
    }
    snap->leg_first = legs->len;
    g_array_append_val(legs, snap->point);
    guint n = draft.points->len;
    for (guint i = 0; i < n; i++) {
        ZfLonLat point = g_array_index(draft.points, ZfLonLat, to_home ? n - 1 - i : i);
        g_array_append_val(legs, point);
    }
    if (n == 0 && total > 0) {
        g_array_append_val(legs, snap->at);
    }
    snap->leg_n = legs->len - snap->leg_first;
    snap->leg_n = snap->leg_n < 2 ? 0 : snap->leg_n;
    zf_road_draft_clear(&draft);
}
