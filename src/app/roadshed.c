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
    GError *failure = NULL;
    ZfRoadAreaOptions how = {.barriers = roads->barriers};
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

ZfGrid *
zf_roads_reach(const ZfRoads *roads, const ZfLonLat *from, size_t n_from, const unsigned *minutes,
               size_t n, const ZfProgress *progress, GError **error)
{
    g_autoptr(ZfRoadSnaps) snaps = roads_snap(roads, from, n_from, progress, error);
    if (!snaps) {
        return NULL;
    }
    g_autoptr(ZfGrid) grid = zf_grid_new("reach", "");
    zf_grid_column(grid, "minutes", _("minutes"), ZF_GRID_INT);
    zf_grid_column(grid, "km2", _("km²"), ZF_GRID_REAL);
    for (size_t i = 0; i < n; i++) {
        if (!add_area(roads, snaps, minutes[i], grid, progress, error)) {
            return NULL;
        }
    }
    return g_steal_pointer(&grid);
}
