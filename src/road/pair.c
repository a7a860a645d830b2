/* One pair at a time, from as many threads as ask: what a search works with is lent by the graph.
 */
#include "road/graphimpl.h"

#include "road/hierarchy.h"
#include "road/table.h"

struct ZfRoadClimbers {
    GMutex lock;
    GPtrArray *spare; /* ZfRoadClimber */
};

ZfRoadClimbers *
zf_road_climbers_new(void)
{
    ZfRoadClimbers *climbers = g_new0(ZfRoadClimbers, 1);
    g_mutex_init(&climbers->lock);
    climbers->spare = g_ptr_array_new_with_free_func((GDestroyNotify)zf_road_climber_free);
    return climbers;
}

void
zf_road_climbers_free(ZfRoadClimbers *climbers)
{
    if (climbers) {
        g_ptr_array_unref(climbers->spare);
        g_mutex_clear(&climbers->lock);
        g_free(climbers);
    }
}

ZfRoadClimber *
zf_road_climbers_take(const ZfRoadGraph *graph)
{
    ZfRoadClimbers *climbers = graph->climbers;
    g_mutex_lock(&climbers->lock);
    guint n = climbers->spare->len;
    ZfRoadClimber *climber = n > 0 ? g_ptr_array_steal_index_fast(climbers->spare, n - 1) : NULL;
    g_mutex_unlock(&climbers->lock);
    return climber ? climber : zf_road_climber_new(graph->hierarchy);
}

void
zf_road_climbers_give(const ZfRoadGraph *graph, ZfRoadClimber *climber)
{
    g_mutex_lock(&graph->climbers->lock);
    g_ptr_array_add(graph->climbers->spare, climber);
    g_mutex_unlock(&graph->climbers->lock);
}

bool
zf_road_pair(const ZfRoadGraph *graph, const ZfRoadSnap *from, const ZfRoadSnap *to,
             uint32_t *time_ds, uint32_t *dist_dm)
{
    ZfRoadSpot s = zf_road_spot(graph, from);
    ZfRoadSpot t = zf_road_spot(graph, to);
    ZfRoadClimber *climber = zf_road_climbers_take(graph);
    uint64_t through = zf_road_climber_pair(climber, &s, &t, NULL, NULL, NULL);
    zf_road_climbers_give(graph, climber);
    uint64_t cost = zf_road_spot_total(&s, &t, through);
    bool never = cost == ZF_ROAD_INFINITE;
    *time_ds = never ? ZF_ROAD_NEVER : (uint32_t)(cost >> 32);
    *dist_dm = never ? ZF_ROAD_NEVER : (uint32_t)cost;
    return !never;
}
