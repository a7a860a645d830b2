#include "road/gates.h"
#include "road/table.h"

#include <math.h>

ZfRoadReach *
zf_road_reach_walk(const ZfRoadGraph *graph, const ZfRoadGraph *walk, const ZfRoadSnaps *from,
                   uint32_t limit_ds, const ZfProgress *progress, GError **error)
{
    ZfRoadGates *gates = zf_road_gates_new(graph, walk);
    g_autofree ZfRoadSnap *parks = g_new(ZfRoadSnap, gates->n + 1);
    g_autofree ZfRoadSnap *walkers = g_new(ZfRoadSnap, gates->n + 1);
    g_autofree uint32_t *time_ds = g_new(uint32_t, gates->n + 1);
    g_autofree uint32_t *dist_dm = g_new(uint32_t, gates->n + 1);
    for (uint32_t i = 0; i < gates->n; i++) {
        walkers[i] = gates->gates[i].walk;
        parks[i] = gates->gates[i].park;
        parks[i].point.lon = NAN; /* nobody's home: the way there counts */
    }
    const ZfRoadSnaps to = {.snaps = parks, .n = gates->n};
    bool good = zf_road_nearest(graph, from, &to, NULL, time_ds, dist_dm, progress, error);
    size_t n = 0;
    for (uint32_t i = 0; good && i < gates->n; i++) {
        if (time_ds[i] <= limit_ds) {
            walkers[n] = walkers[i];
            walkers[n].leg_ds = time_ds[i];
            walkers[n++].leg_dm = dist_dm[i];
        }
    }
    zf_road_gates_free(gates);
    const ZfRoadSnaps parked = {.snaps = walkers, .n = n};
    return good ? zf_road_reach(walk, &parked, limit_ds, progress, error) : NULL;
}
