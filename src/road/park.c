/* One search over the foot graph from every gate at once. A gate is a place where a stretch of the
 * foot graph ends on the vehicle's roads; on the same road both graphs have the same stretches, so
 * a home that stands on one parks in front of its door. */
#include "road/park.h"
#include "road/pieceshape.h"

#include "road/pathimpl.h"
#include "road/table.h"

#include <math.h>
#include <string.h>

/* Two positions that mean one place on the road. */
static const double SAME_M = 1;

typedef struct Gate {
    ZfRoadSnap walk; /* on the foot graph */
    ZfRoadSnap park; /* on the vehicle's graph */
} Gate;

typedef struct Parking {
    const ZfRoadGraph *graph;
    const ZfRoadGraph *walk;
    ZfSegSearch *near;
    ZfRoadSnaps *starts; /* NULL = driving counts nothing */
    bool from_all;
    GArray *gates;       /* Gate */
    uint64_t *drive;     /* one a gate: what driving there costs */
    uint32_t *gate_of;   /* one a foot piece: gate at its a, +1; 0 = none */
    uint32_t *gate_of_b; /* at its b */
    ZfRoadSearch *search;
} Parking;

/* ret: whether the vehicle's roads pass here; its place there. */
static bool
find_park(Parking *parking, ZfLonLat at, ZfRoadSnap *ret)
{
    ZfSegHit hit;
    zf_segsearch_begin(parking->near, parking->graph->index, at, SAME_M);
    while (zf_segsearch_next(parking->near, &hit)) {
        if (zf_road_piece_is_main(parking->graph, hit.segment->owner)) {
            *ret = zf_road_snap_hit(parking->graph, at, &hit, NULL);
            return true;
        }
    }
    return false;
}

/* Makes a gate of one end of a foot piece when it is one. ret: its number + 1, or 0. */
static uint32_t
make_gate(Parking *parking, uint32_t p, bool at_b)
{
    const ZfRoadGraph *walk = parking->walk;
    const ZfRoadPiece *piece = &walk->pieces[p];
    Gate gate = {0};
    g_autofree ZfLonLat *shape = zf_road_piece_shape(walk, piece);
    ZfLonLat at = shape[at_b ? piece->n_vertices - 1 : 0];
    if (!find_park(parking, at, &gate.park)) {
        return 0;
    }
    gate.walk =
        (ZfRoadSnap){.point = at, .at = at, .piece = p, .offset_dm = at_b ? piece->len_dm : 0};
    g_array_append_val(parking->gates, gate);
    return parking->gates->len;
}

/* What driving to each of n places costs from the nearest of starts. */
static bool
drive_from(const Parking *parking, const ZfRoadSnaps *starts, const ZfRoadSnaps *to, uint64_t *ret,
           const ZfProgress *progress, GError **error)
{
    g_autofree uint32_t *time_ds = g_new(uint32_t, to->n);
    g_autofree uint32_t *dist_dm = g_new(uint32_t, to->n);
    if (!zf_road_nearest(parking->graph, starts, to, NULL, time_ds, dist_dm, progress, error)) {
        return false;
    }
    for (size_t i = 0; i < to->n; i++) {
        /* the main part hangs together: either none of the places is reached or all are */
        ret[i] = time_ds[i] == ZF_ROAD_NEVER ? 0 : zf_road_cost(time_ds[i], dist_dm[i]);
    }
    return true;
}

/* The mean over all starts. */
static bool
drive_from_all(const Parking *parking, const ZfRoadSnaps *to, uint64_t *ret,
               const ZfProgress *progress, GError **error)
{
    size_t n = to->n;
    size_t n_starts = parking->starts->n;
    g_autofree uint64_t *drive = g_new(uint64_t, n);
    g_autofree uint64_t *time_ds = g_new0(uint64_t, n);
    g_autofree uint64_t *dist_dm = g_new0(uint64_t, n);
    for (size_t s = 0; s < n_starts; s++) {
        const ZfRoadSnaps one = {.snaps = &parking->starts->snaps[s], .n = 1};
        if (!drive_from(parking, &one, to, drive, progress, error)) {
            return false;
        }
        for (size_t i = 0; i < n; i++) {
            time_ds[i] += drive[i] >> 32;
            dist_dm[i] += (uint32_t)drive[i];
        }
    }
    for (size_t i = 0; i < n; i++) {
        ret[i] = zf_road_cost((uint32_t)(time_ds[i] / n_starts), (uint32_t)(dist_dm[i] / n_starts));
    }
    return true;
}

/* What driving to each of n places costs; nothing where nobody knows from where. */
static bool
drive_to(const Parking *parking, const ZfRoadSnap *places, size_t n, uint64_t *ret,
         const ZfProgress *progress, GError **error)
{
    memset(ret, 0, n * sizeof *ret);
    if (!parking->starts || n == 0) {
        return true;
    }
    const ZfRoadSnaps to = {.snaps = (ZfRoadSnap *)places, .n = n};
    return parking->from_all ? drive_from_all(parking, &to, ret, progress, error)
                             : drive_from(parking, parking->starts, &to, ret, progress, error);
}

static bool
drive_to_gates(Parking *parking, const ZfProgress *progress, GError **error)
{
    guint n = parking->gates->len;
    g_autofree ZfRoadSnap *places = g_new(ZfRoadSnap, n + 1);
    for (guint i = 0; i < n; i++) {
        places[i] = g_array_index(parking->gates, Gate, i).park;
    }
    parking->drive = g_new(uint64_t, n + 1);
    return drive_to(parking, places, n, parking->drive, progress, error);
}

static bool
find_gates(Parking *parking, const ZfProgress *progress, GError **error)
{
    const ZfRoadGraph *walk = parking->walk;
    parking->gate_of = g_new0(uint32_t, walk->n_pieces + 1u);
    parking->gate_of_b = g_new0(uint32_t, walk->n_pieces + 1u);
    zf_road_search_begin(parking->search);
    for (uint32_t p = 0; p < walk->n_pieces; p++) {
        if (!zf_road_piece_is_main(walk, p)) {
            continue;
        }
        parking->gate_of[p] = make_gate(parking, p, false);
        parking->gate_of_b[p] = make_gate(parking, p, true);
    }
    if (!drive_to_gates(parking, progress, error)) {
        return false;
    }
    for (guint i = 0; i < parking->gates->len; i++) {
        ZfRoadSpot spot = zf_road_spot(walk, &g_array_index(parking->gates, Gate, i).walk);
        zf_road_search_seed_spot(parking->search, &spot, parking->drive[i], i);
    }
    zf_road_search_run(parking->search, walk, ZF_ROAD_INFINITE);
    return true;
}

/* The best gate on the home's own foot edge. ret: driving and walking. */
static uint64_t
direct_gate(const Parking *parking, const ZfRoadSpot *home, uint32_t *ret_gate)
{
    const ZfRoadEdge *edge = &parking->walk->edges[home->edge];
    uint64_t best = ZF_ROAD_INFINITE;
    for (uint32_t p = edge->first_piece; p < edge->first_piece + edge->n_pieces; p++) {
        uint32_t numbers[2] = {parking->gate_of[p], parking->gate_of_b[p]};
        for (int i = 0; i < 2; i++) {
            if (numbers[i]) {
                ZfRoadSpot gate = zf_road_spot(
                    parking->walk, &g_array_index(parking->gates, Gate, numbers[i] - 1).walk);
                uint64_t cost = zf_road_cost_add(zf_road_spot_direct(&gate, home, NULL),
                                                 parking->drive[numbers[i] - 1]);
                if (cost < best) {
                    best = cost;
                    *ret_gate = numbers[i] - 1;
                }
            }
        }
    }
    return best;
}

/* The walk from a gate to the home's place on the foot graph, as runs. */
static void
walk_runs(const Parking *parking, const ZfRoadSnap *home, const ZfRoadSpot *spot, int end,
          uint32_t *gate, GArray *runs)
{
    const ZfRoadSearch *search = parking->search;
    ZfRoadRun run = zf_road_run_arrive(parking->walk, home, end);
    g_array_append_val(runs, run);
    uint32_t node = end ? spot->b : spot->a;
    while (search->parent[node] != UINT32_MAX) {
        run = zf_road_run_edge(parking->walk, parking->walk->arcs[search->parent[node]].id);
        g_array_append_val(runs, run);
        node = search->from[node];
    }
    *gate = search->from[node];
    const ZfRoadSnap *start = &g_array_index(parking->gates, Gate, *gate).walk;
    ZfRoadSpot from = zf_road_spot(parking->walk, start);
    int leaves = from.b == node && (from.a != node || from.leave_b < from.leave_a);
    run = zf_road_run_leave(parking->walk, start, leaves);
    g_array_append_val(runs, run);
    zf_road_runs_reverse(runs, 0);
}

/* Where and how to walk. */
typedef struct Walk {
    uint64_t total; /* driving to the gate and walking to the home's place on the foot graph */
    uint64_t cost;  /* the walk alone */
    ZfRoadSnap park;
    GArray *runs; /* from the gate */
} Walk;

/* A home in three ways. drive: what driving there costs. */
typedef struct Home {
    ZfRoadSnap on_foot;
    ZfRoadSnap
        door; /* where the vehicle's roads pass its place on the foot graph; may be nowhere */
    uint64_t drive_door;
    uint64_t drive_straight; /* to where a straight leg begins */
} Home;

/* false when no gate can be walked from. */
static bool
best_walk(Parking *parking, const Home *home, Walk *walk)
{
    if (home->on_foot.piece == UINT32_MAX) {
        return false;
    }
    ZfRoadSpot spot = zf_road_spot(parking->walk, &home->on_foot);
    int end;
    uint32_t gate = 0;
    uint64_t door = home->door.piece == UINT32_MAX ? ZF_ROAD_INFINITE : home->drive_door;
    uint64_t through = zf_road_search_to(parking->search, &spot, &end);
    uint64_t direct = direct_gate(parking, &spot, &gate);
    if (door <= MIN(direct, through)) {
        *walk = (Walk){door, 0, home->door, walk->runs};
        return door != ZF_ROAD_INFINITE;
    }
    if (direct <= through) {
        const ZfRoadSnap *start = &g_array_index(parking->gates, Gate, gate).walk;
        ZfRoadSpot from = zf_road_spot(parking->walk, start);
        zf_road_run_direct(start, &home->on_foot, &from, &spot, walk->runs);
    } else {
        walk_runs(parking, &home->on_foot, &spot, end, &gate, walk->runs);
    }
    walk->total = MIN(direct, through);
    walk->cost = walk->total - parking->drive[gate];
    walk->park = g_array_index(parking->gates, Gate, gate).park;
    return true;
}

/* Replaces a snap by the walk; the leg's points go from the home to the gate. */
static void
take_walk(const Parking *parking, const ZfRoadSnap *home, const Walk *walk, ZfRoadSnap *snap,
          GArray *legs)
{
    uint64_t total = walk->cost + zf_road_cost(home->leg_ds, home->leg_dm);
    ZfRoadDraft draft;
    zf_road_draft_init(&draft, parking->walk);
    for (guint i = 0; i < walk->runs->len; i++) {
        zf_road_draft_run(&draft, &g_array_index(walk->runs, ZfRoadRun, i));
    }
    snap->piece = walk->park.piece;
    snap->offset_dm = walk->park.offset_dm;
    snap->at = walk->park.at;
    snap->leg_ds = (uint32_t)(total >> 32);
    snap->leg_dm = (uint32_t)total;
    snap->extra_dm = 0;
    snap->flags = (home->flags & ~(uint32_t)ZF_ROAD_SNAP_NONE) |
                  (walk->runs->len > 0 ? ZF_ROAD_SNAP_PARKED : 0u);
    snap->leg_first = legs->len;
    g_array_append_val(legs, snap->point);
    for (guint i = draft.points->len; i-- > 0;) {
        g_array_append_val(legs, g_array_index(draft.points, ZfLonLat, i));
    }
    if (draft.points->len == 0 && total > 0) {
        g_array_append_val(legs, snap->at);
    }
    snap->leg_n = legs->len - snap->leg_first;
    snap->leg_n = snap->leg_n < 2 ? 0 : snap->leg_n;
    zf_road_draft_clear(&draft);
}

static void
park_home(Parking *parking, const Home *home, ZfRoadSnaps *snaps, size_t i, GArray *legs)
{
    ZfRoadSnap *snap = &snaps->snaps[i];
    g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(ZfRoadRun));
    Walk walk = {.runs = runs};
    bool walks = best_walk(parking, home, &walk);
    uint64_t walked = walks ? walk.total + zf_road_cost(home->on_foot.leg_ds, home->on_foot.leg_dm)
                            : ZF_ROAD_INFINITE;
    uint64_t straight = snap->piece == UINT32_MAX
                            ? ZF_ROAD_INFINITE
                            : home->drive_straight + zf_road_cost(snap->leg_ds, snap->leg_dm);
    if (walked < straight) {
        take_walk(parking, &home->on_foot, &walk, snap, legs);
        return;
    }
    uint32_t first = legs->len;
    if (snap->leg_n > 0) {
        g_array_append_vals(legs, snaps->legs + snap->leg_first, snap->leg_n);
    }
    snap->leg_first = first;
}

/* ret: n homes, NULL on error. */
static Home *
make_homes(Parking *parking, const ZfRoadSnaps *on_foot, const ZfRoadSnaps *straight,
           const ZfProgress *progress, GError **error)
{
    size_t n = straight->n;
    g_autofree Home *homes = g_new0(Home, n + 1);
    g_autofree ZfRoadSnap *places = g_new0(ZfRoadSnap, 2 * n + 1);
    g_autofree uint64_t *drive = g_new(uint64_t, 2 * n + 1);
    for (size_t i = 0; i < n; i++) {
        Home *home = &homes[i];
        home->on_foot = on_foot->snaps[i];
        home->door.piece = UINT32_MAX;
        if (home->on_foot.piece != UINT32_MAX) {
            find_park(parking, home->on_foot.at, &home->door);
        }
        places[2 * i] = home->door;
        places[2 * i + 1] = straight->snaps[i];
        places[2 * i + 1].leg_ds = places[2 * i + 1].leg_dm = 0;
    }
    if (!drive_to(parking, places, 2 * n, drive, progress, error)) {
        return NULL;
    }
    for (size_t i = 0; i < n; i++) {
        homes[i].drive_door = drive[2 * i];
        homes[i].drive_straight = drive[2 * i + 1];
    }
    return g_steal_pointer(&homes);
}

static bool
park_homes(Parking *parking, const ZfRoadSnaps *on_foot, ZfRoadSnaps *snaps,
           const ZfProgress *progress, GError **error)
{
    if (!find_gates(parking, progress, error)) {
        return false;
    }
    g_autofree Home *homes = make_homes(parking, on_foot, snaps, progress, error);
    if (!homes) {
        return false;
    }
    GArray *legs = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    for (size_t i = 0; i < snaps->n; i++) {
        park_home(parking, &homes[i], snaps, i, legs);
    }
    g_free(snaps->legs);
    snaps->n_legs = legs->len;
    snaps->legs = (ZfLonLat *)g_array_free(legs, FALSE);
    return true;
}

bool
zf_road_park(const ZfRoadGraph *graph, const ZfRoadSnapOptions *options, ZfRoadSnaps *snaps,
             const ZfProgress *progress, GError **error)
{
    g_autofree ZfLonLat *points = g_new(ZfLonLat, snaps->n + 1);
    for (size_t i = 0; i < snaps->n; i++) {
        points[i] = snaps->snaps[i].point;
    }
    ZfRoadSnapOptions straight = *options;
    straight.walk = NULL;
    g_autoptr(ZfRoadSnaps) on_foot =
        zf_road_snap(options->walk, points, snaps->n, &straight, progress, error);
    g_autoptr(ZfRoadSnaps) starts =
        on_foot && options->n_starts > 0
            ? zf_road_snap(graph, options->starts, options->n_starts, &straight, progress, error)
            : NULL;
    if (!on_foot || (options->n_starts > 0 && !starts)) {
        return false;
    }
    Parking parking = {
        .graph = graph, .walk = options->walk, .starts = starts, .from_all = options->from_all};
    parking.near = zf_segsearch_new();
    parking.gates = g_array_new(FALSE, FALSE, sizeof(Gate));
    parking.search = zf_road_search_new(options->walk);
    bool good = park_homes(&parking, on_foot, snaps, progress, error);
    zf_segsearch_free(parking.near);
    zf_road_search_free(parking.search);
    g_array_free(parking.gates, TRUE);
    g_free(parking.gate_of);
    g_free(parking.gate_of_b);
    g_free(parking.drive);
    return good;
}
