/* What lies within reach, as areas. */
#include "app/roadsint.h"

static bool
add_area(const ZfRoads *roads, const ZfRoadSnaps *from, unsigned minutes, ZfGrid *grid,
         const ZfProgress *progress, GError **error)
{
    uint32_t limit_ds = minutes * 600;
    g_autoptr(ZfRoadReach) reach = zf_road_reach(roads->graph, from, limit_ds, progress, error);
    if (!reach) {
        return false;
    }
    g_autoptr(ZfRoadReach) walked = NULL;
    if (roads->walk) {
        walked = zf_road_reach_walk(roads->graph, roads->walk, from, limit_ds, progress, error);
        if (!walked) {
            return false;
        }
    }
    GError *failure = NULL;
    ZfRoadAreaOptions how = {.barriers = roads->barriers, .walked = walked};
    g_autoptr(ZfPolygon) area =
        zf_road_reach_area(roads->graph, reach, from, limit_ds, &how, progress, &failure);
    if (failure) {
        g_propagate_error(error, failure);
        return false;
    }
    zf_grid_row(grid);
    zf_grid_int(grid, minutes);
    zf_grid_real(grid, zf_polygon_area_m2(area) / 1e6, 3);
    if (area) {
        zf_grid_polygon(grid, area);
    }
    return true;
}

/* ret: the places that reach no road, and why; NULL when there are none. n: how many. */
static char *
say_lost(const ZfRoadSnaps *snaps, size_t n_from, size_t *n)
{
    g_autoptr(GString) why = g_string_new(NULL);
    *n = 0;
    for (size_t i = 0; i < snaps->n; i++) {
        if (snaps->snaps[i].flags & ZF_ROAD_SNAP_NONE) {
            char place[64];
            const ZfRoadSnap *snap = &snaps->snaps[i];
            g_snprintf(place, sizeof place, "%.6f,%.6f", snap->point.lon, snap->point.lat);
            roads_say_end(why, place, snap, ZF_LANG_EN);
            ++*n;
        }
    }
    return *n == 0 ? NULL
                   : g_strdup_printf(_("%zu of %zu places reach no road%s"), *n, n_from, why->str);
}

ZfGrid *
zf_roads_reach(const ZfRoads *roads, const ZfLonLat *from, size_t n_from, const unsigned *minutes,
               size_t n, char **lost, const ZfProgress *progress, GError **error)
{
    size_t n_lost;
    g_autofree uint32_t *of = NULL;
    const ZfRoadSnapOptions how = roads_snap_options(roads);
    g_autoptr(ZfRoadSnaps) snaps =
        zf_road_depart(roads->graph, from, n_from, &how, &of, progress, error);
    if (!snaps) {
        return NULL;
    }
    g_autoptr(ZfGrid) grid = zf_grid_new("reach", "");
    zf_grid_column(grid, "minutes", _("minutes"), ZF_GRID_INT);
    zf_grid_column(grid, "km2", _("km²"), ZF_GRID_REAL);
    g_autofree char *why = say_lost(snaps, n_from, &n_lost);
    for (size_t i = 0; i < n && n_lost < n_from; i++) {
        if (!add_area(roads, snaps, minutes[i], grid, progress, error)) {
            return NULL;
        }
    }
    *lost = g_steal_pointer(&why);
    return g_steal_pointer(&grid);
}
