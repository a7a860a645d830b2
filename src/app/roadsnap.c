/* Which positions the nearest way does not serve. */
#include "app/roadsint.h"

/* ret: a stable word; NULL = the nearest way serves it. */
static const char *
state_of(const ZfRoadSnap *snap)
{
    if (snap->flags & ZF_ROAD_SNAP_NONE) {
        return snap->flags & ZF_ROAD_SNAP_BLOCKED ? "no_crossing"
               : snap->flags & ZF_ROAD_SNAP_MOVED ? "no_way"
                                                  : "no_road";
    }
    return snap->flags & ZF_ROAD_SNAP_MOVED     ? "moved"
           : snap->flags & ZF_ROAD_SNAP_BLOCKED ? "detour"
                                                : NULL;
}

static void
add_row(ZfGrid *grid, size_t row, const ZfRoadSnap *snap)
{
    bool none = (snap->flags & ZF_ROAD_SNAP_NONE) != 0;
    zf_grid_row(grid);
    zf_grid_int(grid, (int64_t)row);
    zf_grid_real(grid, snap->point.lon, 7);
    zf_grid_real(grid, snap->point.lat, 7);
    zf_grid_text(grid, state_of(snap));
    if (none) {
        zf_grid_none(grid);
        zf_grid_none(grid);
    } else {
        zf_grid_int(grid, zf_road_metres(snap->extra_dm));
        zf_grid_int(grid, zf_road_metres(snap->leg_dm));
    }
    zf_grid_point(grid, snap->point);
}

ZfGrid *
zf_roads_snap(const ZfRoads *roads, const ZfLonLat *points, size_t n, char **summary,
              const ZfProgress *progress, GError **error)
{
    double start = roads_cpu_s();
    const ZfRoadSnapOptions how = roads_snap_options(roads);
    g_autoptr(ZfRoadSnaps) snaps = zf_road_snap(roads->graph, points, n, &how, progress, error);
    if (!snaps) {
        return NULL;
    }
    double snap_s = roads_cpu_s() - start;
    ZfGrid *grid = zf_grid_new("snaps", "");
    zf_grid_column(grid, "row", _("no."), ZF_GRID_INT);
    zf_grid_column(grid, "lon", _("longitude"), ZF_GRID_REAL);
    zf_grid_column(grid, "lat", _("latitude"), ZF_GRID_REAL);
    zf_grid_column(grid, "state", _("state"), ZF_GRID_TEXT);
    zf_grid_column(grid, "extra_m", _("m more"), ZF_GRID_INT);
    zf_grid_column(grid, "off_road_m", _("m off the road"), ZF_GRID_INT);
    for (size_t i = 0; i < n; i++) {
        if (state_of(&snaps->snaps[i])) {
            add_row(grid, i + 1, &snaps->snaps[i]);
        }
    }
    *summary =
        g_strdup_printf(_("not served by the nearest way: %zu of %zu positions; %.3f CPU seconds"),
                        zf_grid_rows(grid), n, snap_s);
    return grid;
}
