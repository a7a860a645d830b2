/* From which places somebody sets out by vehicle: a walk to every gate, then only those places
 * which no drive from another one reaches sooner than that walk. What is left gives every path its
 * least total of walking and driving, whatever the target. */
#include "road/gates.h"
#include "road/park.h"
#include "road/table.h"

#include <math.h>
#include <string.h>

/* How a place is walked to. */
typedef enum Means { STRAIGHT, DOOR, ALONG_EDGE, THROUGH } Means;

typedef struct Departure {
    ZfRoadSnap at; /* on the vehicle's graph; its leg is the cost of the walk */
    Means means;
    uint32_t point; /* whose it is; UINT32_MAX = the search knows */
    uint32_t gate;
} Departure;

typedef struct Setting {
    ZfRoadGates *gates;
    ZfRoadSnaps *on_foot;
    ZfRoadSnaps *straight;
    GArray *departures; /* Departure */
    bool *has;          /* one a point: it has some place of its own */
} Setting;

static uint64_t
leg_cost(const ZfRoadSnap *snap)
{
    return zf_road_cost(snap->leg_ds, snap->leg_dm);
}

static void
add_departure(Setting *setting, const ZfRoadSnap *at, Means means, size_t point, uint32_t gate,
              uint64_t walk)
{
    Departure departure = {*at, means, (uint32_t)point, gate};
    departure.at.leg_ds = (uint32_t)(walk >> 32);
    departure.at.leg_dm = (uint32_t)walk;
    g_array_append_val(setting->departures, departure);
}

/* Straight to the vehicle's roads, or to where they pass the point's place on the foot graph. */
static void
add_nearest(Setting *setting, size_t i)
{
    const ZfRoadSnap *straight = &setting->straight->snaps[i];
    const ZfRoadSnap *on_foot = &setting->on_foot->snaps[i];
    ZfRoadSnap door;
    setting->has[i] = straight->piece != UINT32_MAX;
    if (setting->has[i]) {
        add_departure(setting, straight, STRAIGHT, i, 0, leg_cost(straight));
    }
    if (on_foot->piece == UINT32_MAX) {
        return;
    }
    if (zf_road_gates_park(setting->gates, on_foot->at, &door)) {
        add_departure(setting, &door, DOOR, i, 0, leg_cost(on_foot));
        setting->has[i] = true;
    }
    /* the main part of the foot graph hangs together */
    setting->has[i] = setting->has[i] || setting->gates->n > 0;
    ZfRoadSpot spot = zf_road_spot(setting->gates->walk, on_foot);
    zf_road_search_seed_spot(setting->gates->search, &spot, leg_cost(on_foot), (uint32_t)i);
}

/* The gates on the foot edge a point stands on, without leaving it. */
static void
add_along_edge(Setting *setting, size_t i)
{
    const ZfRoadGates *gates = setting->gates;
    const ZfRoadSnap *on_foot = &setting->on_foot->snaps[i];
    if (on_foot->piece == UINT32_MAX) {
        return;
    }
    const ZfRoadSpot home = zf_road_spot(gates->walk, on_foot);
    const ZfRoadEdge *edge = &gates->walk->edges[home.edge];
    for (size_t end = 2 * (size_t)edge->first_piece;
         end < 2 * ((size_t)edge->first_piece + edge->n_pieces); end++) {
        if (gates->at_end[end]) {
            const ZfRoadGate *gate = &gates->gates[gates->at_end[end] - 1];
            ZfRoadSpot spot = zf_road_spot(gates->walk, &gate->walk);
            uint64_t walk =
                zf_road_cost_add(zf_road_spot_direct(&home, &spot, NULL), leg_cost(on_foot));
            if (walk != ZF_ROAD_INFINITE) {
                add_departure(setting, &gate->park, ALONG_EDGE, i, gates->at_end[end] - 1, walk);
            }
        }
    }
}

static void
add_through(Setting *setting)
{
    const ZfRoadGates *gates = setting->gates;
    zf_road_search_run(gates->search, gates->walk, ZF_ROAD_INFINITE);
    for (uint32_t g = 0; g < gates->n; g++) {
        ZfRoadSpot spot = zf_road_spot(gates->walk, &gates->gates[g].walk);
        uint64_t walk = zf_road_search_to(gates->search, &spot, NULL);
        if (walk != ZF_ROAD_INFINITE) {
            add_departure(setting, &gates->gates[g].park, THROUGH, UINT32_MAX, g, walk);
        }
    }
}

/* What is paid where a place lies on the border of two pieces (a gate, private land): nothing by
 * who sets out right there, but by who drives past. */
static uint32_t
passing_ds(const ZfRoadGraph *graph, const ZfRoadSnap *at)
{
    const ZfRoadPiece *piece = &graph->pieces[at->piece];
    const ZfRoadEdge *edge = &graph->edges[piece->edge];
    uint32_t ds = 0;
    if (at->offset_dm == 0) {
        ds += piece->extra_a_ds + (at->piece > edge->first_piece ? piece[-1].extra_b_ds : 0);
    }
    if (at->offset_dm >= piece->len_dm) {
        bool last = at->piece + 1 == edge->first_piece + edge->n_pieces;
        ds += piece->extra_b_ds + (last ? 0 : piece[1].extra_a_ds);
    }
    return ds;
}

/* Drops what is reached and passed as soon by driving from another place. */
static bool
keep_best(Setting *setting, const ZfProgress *progress, GError **error)
{
    GArray *departures = setting->departures;
    guint n = departures->len;
    g_autofree ZfRoadSnap *places = g_new(ZfRoadSnap, n + 1);
    g_autofree ZfRoadSnap *targets = g_new(ZfRoadSnap, n + 1);
    g_autofree int32_t *which = g_new(int32_t, n + 1);
    g_autofree uint32_t *time_ds = g_new(uint32_t, n + 1);
    for (guint i = 0; i < n; i++) {
        places[i] = targets[i] = g_array_index(departures, Departure, i).at;
        targets[i].leg_ds = targets[i].leg_dm = 0;
        targets[i].point.lon = NAN; /* nobody's home: none is there without its walk */
    }
    const ZfRoadSnaps from = {.snaps = places, .n = n};
    const ZfRoadSnaps to = {.snaps = targets, .n = n};
    const ZfRoadGraph *graph = setting->gates->graph;
    if (!zf_road_nearest(graph, &from, &to, which, time_ds, NULL, progress, error)) {
        return false;
    }
    guint kept = 0;
    for (guint i = 0; i < n; i++) {
        if (which[i] == (int32_t)i ||
            places[i].leg_ds < time_ds[i] + passing_ds(graph, &places[i])) {
            g_array_index(departures, Departure, kept++) = g_array_index(departures, Departure, i);
        }
    }
    g_array_set_size(departures, kept);
    return true;
}

/* ret: the point the walk begins at. */
static uint32_t
walk_to_gate(const Setting *setting, const Departure *departure, GArray *runs)
{
    const ZfRoadGates *gates = setting->gates;
    const ZfRoadSnap *to = &gates->gates[departure->gate].walk;
    if (departure->means == ALONG_EDGE) {
        const ZfRoadSnap *from = &setting->on_foot->snaps[departure->point];
        ZfRoadSpot s = zf_road_spot(gates->walk, from);
        ZfRoadSpot t = zf_road_spot(gates->walk, to);
        zf_road_run_direct(from, to, &s, &t, runs);
        return departure->point;
    }
    uint32_t node;
    uint32_t point = zf_road_gates_trace(gates, to, &node, runs);
    zf_road_gates_leave(gates, &setting->on_foot->snaps[point], node, runs);
    return point;
}

/* Lays out one departure as a snap. ret: whose it is. */
static uint32_t
lay_departure(const Setting *setting, const Departure *departure, ZfRoadSnap *ret, GArray *legs)
{
    if (departure->means == STRAIGHT) {
        *ret = setting->straight->snaps[departure->point];
        ret->leg_first = legs->len;
        if (ret->leg_n > 0) {
            g_array_append_vals(legs,
                                setting->straight->legs +
                                    setting->straight->snaps[departure->point].leg_first,
                                ret->leg_n);
        }
        return departure->point;
    }
    g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(ZfRoadRun));
    uint32_t point =
        departure->means == DOOR ? departure->point : walk_to_gate(setting, departure, runs);
    const ZfRoadSnap *on_foot = &setting->on_foot->snaps[point];
    *ret = (ZfRoadSnap){.point = on_foot->point};
    zf_road_gates_leg(setting->gates, on_foot, &departure->at,
                      leg_cost(&departure->at) - leg_cost(on_foot), runs, false, ret, legs);
    return point;
}

/* ret: the departures, then the points that have none. */
static ZfRoadSnaps *
lay_out(const Setting *setting, uint32_t **of)
{
    size_t n_points = setting->straight->n;
    guint n = setting->departures->len;
    GArray *legs = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    ZfRoadSnaps *snaps = g_new0(ZfRoadSnaps, 1);
    snaps->snaps = g_new0(ZfRoadSnap, n + n_points + 1);
    *of = g_new(uint32_t, n + n_points + 1);
    for (snaps->n = 0; snaps->n < n; snaps->n++) {
        (*of)[snaps->n] =
            lay_departure(setting, &g_array_index(setting->departures, Departure, snaps->n),
                          &snaps->snaps[snaps->n], legs);
    }
    for (size_t i = 0; i < n_points; i++) {
        if (!setting->has[i]) {
            (*of)[snaps->n] = (uint32_t)i;
            snaps->snaps[snaps->n++] = setting->straight->snaps[i];
        }
    }
    snaps->n_legs = legs->len;
    snaps->legs = (ZfLonLat *)(void *)g_array_free(legs, FALSE);
    return snaps;
}

/* On foot one sets out where one stands. */
static ZfRoadSnaps *
depart_on_foot(const ZfRoadGraph *graph, const ZfLonLat *points, size_t n,
               const ZfRoadSnapOptions *options, uint32_t **of, const ZfProgress *progress,
               GError **error)
{
    ZfRoadSnaps *snaps = zf_road_snap(graph, points, n, options, progress, error);
    if (snaps) {
        *of = g_new(uint32_t, n + 1);
        for (size_t i = 0; i < n; i++) {
            (*of)[i] = (uint32_t)i;
        }
    }
    return snaps;
}

ZfRoadSnaps *
zf_road_depart(const ZfRoadGraph *graph, const ZfLonLat *points, size_t n,
               const ZfRoadSnapOptions *options, uint32_t **of, const ZfProgress *progress,
               GError **error)
{
    if (!options || !options->walk) {
        return depart_on_foot(graph, points, n, options, of, progress, error);
    }
    ZfRoadSnapOptions plain = *options;
    plain.walk = NULL;
    g_autoptr(ZfRoadSnaps) straight = zf_road_snap(graph, points, n, &plain, progress, error);
    g_autoptr(ZfRoadSnaps) on_foot =
        straight ? zf_road_snap(options->walk, points, n, &plain, progress, error) : NULL;
    if (!on_foot) {
        return NULL;
    }
    Setting setting = {.straight = straight, .on_foot = on_foot};
    setting.gates = zf_road_gates_new(graph, options->walk);
    setting.departures = g_array_new(FALSE, FALSE, sizeof(Departure));
    setting.has = g_new0(bool, n + 1);
    zf_road_search_begin(setting.gates->search);
    for (size_t i = 0; i < n; i++) {
        add_nearest(&setting, i);
    }
    for (size_t i = 0; i < n; i++) {
        add_along_edge(&setting, i);
    }
    add_through(&setting);
    ZfRoadSnaps *snaps = keep_best(&setting, progress, error) ? lay_out(&setting, of) : NULL;
    zf_road_gates_free(setting.gates);
    g_array_free(setting.departures, TRUE);
    g_free(setting.has);
    return snaps;
}
