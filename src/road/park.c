/* One search over the foot graph from every gate at once. */
#include "road/park.h"

#include "road/gates.h"
#include "road/table.h"

#include <math.h>
#include <string.h>

typedef struct Parking {
    ZfRoadGates *gates;
    const ZfRoadSnaps *starts; /* NULL = driving counts nothing */
    bool from_all;
    uint64_t *drive; /* one a gate: what driving there costs */
} Parking;

/* What driving to each of n places costs from the nearest of starts. */
static bool
drive_from(const Parking *parking, const ZfRoadSnaps *starts, const ZfRoadSnaps *to, uint64_t *ret,
           const ZfProgress *progress, GError **error)
{
    g_autofree uint32_t *time_ds = g_new(uint32_t, to->n);
    g_autofree uint32_t *dist_dm = g_new(uint32_t, to->n);
    if (!zf_road_nearest(parking->gates->graph, starts, to, NULL, time_ds, dist_dm, progress,
                         error)) {
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
    if (!parking->starts || parking->starts->n == 0 || n == 0) {
        return true;
    }
    const ZfRoadSnaps to = {.snaps = (ZfRoadSnap *)places, .n = n};
    return parking->from_all ? drive_from_all(parking, &to, ret, progress, error)
                             : drive_from(parking, parking->starts, &to, ret, progress, error);
}

/* Searches on foot from every gate at once, driving there counted. */
static bool
walk_from_gates(Parking *parking, const ZfProgress *progress, GError **error)
{
    ZfRoadGates *gates = parking->gates;
    g_autofree ZfRoadSnap *places = g_new(ZfRoadSnap, gates->n + 1);
    for (uint32_t i = 0; i < gates->n; i++) {
        places[i] = gates->gates[i].park;
    }
    parking->drive = g_new(uint64_t, gates->n + 1);
    if (!drive_to(parking, places, gates->n, parking->drive, progress, error)) {
        return false;
    }
    zf_road_search_begin(gates->search);
    for (uint32_t i = 0; i < gates->n; i++) {
        ZfRoadSpot spot = zf_road_spot(gates->walk, &gates->gates[i].walk);
        zf_road_search_seed_spot(gates->search, &spot, parking->drive[i], i);
    }
    zf_road_search_run(gates->search, gates->walk, ZF_ROAD_INFINITE);
    return true;
}

/* The best gate on the home's own foot edge. ret: driving and walking. */
static uint64_t
direct_gate(const Parking *parking, const ZfRoadSpot *home, uint32_t *ret_gate)
{
    const ZfRoadGates *gates = parking->gates;
    const ZfRoadEdge *edge = &gates->walk->edges[home->edge];
    uint64_t best = ZF_ROAD_INFINITE;
    for (uint32_t end = 2 * edge->first_piece; end < 2 * (edge->first_piece + edge->n_pieces);
         end++) {
        uint32_t number = gates->at_end[end];
        if (number) {
            ZfRoadSpot gate = zf_road_spot(gates->walk, &gates->gates[number - 1].walk);
            uint64_t cost = zf_road_cost_add(zf_road_spot_direct(&gate, home, NULL),
                                             parking->drive[number - 1]);
            if (cost < best) {
                best = cost;
                *ret_gate = number - 1;
            }
        }
    }
    return best;
}

/* The walk from a gate to the home's place on the foot graph, as runs. ret: the gate. */
static uint32_t
walk_runs(const Parking *parking, const ZfRoadSnap *home, GArray *runs)
{
    const ZfRoadGates *gates = parking->gates;
    uint32_t node;
    uint32_t gate = zf_road_gates_trace(gates, home, &node, runs);
    zf_road_gates_leave(gates, &gates->gates[gate].walk, node, runs);
    return gate;
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
    const ZfRoadGates *gates = parking->gates;
    ZfRoadSpot spot = zf_road_spot(gates->walk, &home->on_foot);
    uint32_t gate = 0;
    uint64_t door = home->door.piece == UINT32_MAX ? ZF_ROAD_INFINITE : home->drive_door;
    uint64_t through = zf_road_search_to(gates->search, &spot, NULL);
    uint64_t direct = direct_gate(parking, &spot, &gate);
    if (door <= MIN(direct, through)) {
        *walk = (Walk){door, 0, home->door, walk->runs};
        return door != ZF_ROAD_INFINITE;
    }
    if (direct <= through) {
        const ZfRoadSnap *start = &gates->gates[gate].walk;
        ZfRoadSpot from = zf_road_spot(gates->walk, start);
        zf_road_run_direct(start, &home->on_foot, &from, &spot, walk->runs);
    } else {
        gate = walk_runs(parking, &home->on_foot, walk->runs);
    }
    walk->total = MIN(direct, through);
    walk->cost = walk->total - parking->drive[gate];
    walk->park = gates->gates[gate].park;
    return true;
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
        zf_road_gates_leg(parking->gates, &home->on_foot, &walk.park, walk.cost, walk.runs, true,
                          snap, legs);
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
            zf_road_gates_park(parking->gates, home->on_foot.at, &home->door);
        }
        places[2 * i] = home->door;
        places[2 * i + 1] = straight->snaps[i];
        places[2 * i + 1].leg_ds = places[2 * i + 1].leg_dm = 0;
        places[2 * i + 1].point.lon = NAN; /* a start that is the home has its leg all the same */
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
    if (!walk_from_gates(parking, progress, error)) {
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
    if (!on_foot) {
        return false;
    }
    Parking parking = {.starts = options->starts, .from_all = options->from_all};
    parking.gates = zf_road_gates_new(graph, options->walk);
    bool good = park_homes(&parking, on_foot, snaps, progress, error);
    zf_road_gates_free(parking.gates);
    g_free(parking.drive);
    return good;
}
