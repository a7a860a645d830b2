#include "road/contour.h"
#include "road/road.h"

#include <math.h>
#include <string.h>

/* A raster drawn in letters, '#' inside; row 0 is the southernmost, the last one drawn. */
static ZfPolygon *
contour_of(const char *const *rows, uint32_t n)
{
    uint32_t columns = (uint32_t)strlen(rows[0]);
    g_autofree float *values = g_new(float, (size_t)n *columns);
    for (uint32_t r = 0; r < n; r++) {
        for (uint32_t c = 0; c < columns; c++) {
            values[(size_t)r * columns + c] = rows[n - 1 - r][c] == '#' ? -1 : 1;
        }
    }
    ZfRaster raster = {0, 0, 1e-3, 1e-3, columns, n, values};
    return zf_contour(&raster);
}

static void
test_contour(void)
{
    static const char *const ring[] = {".......", ".#####.", ".#...#.", ".#.#.#.",
                                       ".#...#.", ".#####.", "......."};
    g_autoptr(ZfPolygon) polygon = contour_of(ring, 7);
    /* a ring with a hole, and a speck inside the hole */
    g_assert_cmpuint(polygon->n_parts, ==, 2);
    g_assert_cmpuint(polygon->n_rings, ==, 3);
    g_assert_true(zf_polygon_holds(polygon, (ZfLonLat){0.001, 0.001}));
    g_assert_false(zf_polygon_holds(polygon, (ZfLonLat){0.002, 0.002}));
    g_assert_true(zf_polygon_holds(polygon, (ZfLonLat){0.003, 0.003}));
    g_autoptr(GError) error = NULL;
    double changed = -1;
    g_autoptr(ZfPolygon) repaired = zf_polygon_repair(polygon, &changed, &error);
    g_assert_no_error(error);
    g_assert_cmpfloat(changed, <, 1e-6); /* valid as it is */
    static const char *const nothing[] = {"...", "...", "..."};
    g_assert_null(contour_of(nothing, 3));
}

static void
test_saddle(void)
{
    /* corner to corner: never touching, in either diagonal */
    static const char *const rows[] = {"......", ".#..#.", "..##..", "..##..", ".#..#.", "......"};
    g_autoptr(ZfPolygon) polygon = contour_of(rows, 6);
    double changed = -1;
    g_autoptr(ZfPolygon) repaired = zf_polygon_repair(polygon, &changed, NULL);
    g_assert_nonnull(repaired);
    g_assert_cmpfloat(changed, <, 1e-6);
    g_assert_cmpuint(polygon->n_parts, ==, repaired->n_parts);
}

static ZfWays *
straight_road(double lon)
{
    ZfWays *ways = zf_ways_new();
    const ZfWayTag tags[] = {{"highway", "residential"}};
    double end = MIN(lon + 0.01, 180);
    const ZfLonLat points[] = {{lon, 0}, {end, 0}};
    zf_ways_add(ways, 1, points, 2, tags, 1);
    if (end < lon + 0.01) {
        /* as files have it: the way is cut at the antimeridian */
        const ZfLonLat rest[] = {{-180, 0}, {lon + 0.01 - 360, 0}};
        zf_ways_add(ways, 2, rest, 2, tags, 1);
    }
    return ways;
}

static ZfPolygon *
area_of(double lon, uint32_t limit_ds, const ZfBarriers *barriers)
{
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    g_autoptr(ZfWays) ways = straight_road(lon);
    ZfRoadGraphOptions options = {.profile = zf_road_profiles_get(profiles, ZF_ROAD_FOOT),
                                  .day = ZF_DATE_NONE};
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfRoadGraph) graph = zf_road_graph_new(ways, &options, NULL, &error);
    g_assert_no_error(error);
    const ZfLonLat at = {lon + 0.005, 0};
    g_autoptr(ZfRoadSnaps) from = zf_road_snap(graph, &at, 1, NULL, NULL, &error);
    g_autoptr(ZfRoadReach) reach = zf_road_reach(graph, from, limit_ds, NULL, &error);
    g_assert_no_error(error);
    ZfRoadAreaOptions how = {.barriers = barriers, .width_m = 60, .cell_m = 5};
    ZfPolygon *area = zf_road_reach_area(graph, reach, from, limit_ds, &how, NULL, &error);
    g_assert_no_error(error);
    return area;
}

static double
metres_north(double m)
{
    return m / 110574.0;
}

static void
test_width(void)
{
    /* five minutes: 420 m along the road; beside the start up to 60 m, at the end nothing */
    g_autoptr(ZfPolygon) area = area_of(110, 3000, NULL);
    g_assert_cmpuint(area->n_parts, ==, 1);
    g_assert_true(zf_polygon_holds(area, (ZfLonLat){110.005, metres_north(55)}));
    g_assert_false(zf_polygon_holds(area, (ZfLonLat){110.005, metres_north(66)}));
    double east = 410 / 111320.0;
    g_assert_true(zf_polygon_holds(area, (ZfLonLat){110.005 + east, 0}));
    g_assert_false(zf_polygon_holds(area, (ZfLonLat){110.005 + east, metres_north(20)}));
    g_assert_false(zf_polygon_holds(area, (ZfLonLat){110.005 + 430 / 111320.0, 0}));
    g_autoptr(ZfPolygon) longer = area_of(110, 6000, NULL);
    g_assert_cmpfloat(zf_polygon_area_m2(longer), >, zf_polygon_area_m2(area));
}

static void
test_water(void)
{
    g_autoptr(ZfBarriers) barriers = zf_barriers_new();
    const ZfLonLat river[] = {{110, metres_north(30)}, {110.01, metres_north(30)}};
    zf_barriers_add_line(barriers, river, 2);
    ZfLonLat pond[] = {{110.0049, metres_north(-40)},
                       {110.0051, metres_north(-40)},
                       {110.0051, metres_north(-10)},
                       {110.0049, metres_north(-10)}};
    uint32_t rings[] = {0, 4};
    uint32_t parts[] = {0, 1};
    const ZfPolygon polygon = {pond, rings, parts, 4, 1, 1};
    zf_barriers_add_polygon(barriers, &polygon);
    zf_barriers_index(barriers);
    g_autoptr(ZfPolygon) area = area_of(110, 3000, barriers);
    g_assert_true(zf_polygon_holds(area, (ZfLonLat){110.005, metres_north(22)}));
    g_assert_false(zf_polygon_holds(area, (ZfLonLat){110.005, metres_north(38)}));
    g_assert_false(zf_polygon_holds(area, (ZfLonLat){110.005, metres_north(-25)})); /* a hole */
}

static void
test_antimeridian(void)
{
    g_autoptr(ZfPolygon) area = area_of(179.993, 6000, NULL);
    ZfBox box = zf_polygon_box(area);
    g_assert_cmpfloat(box.min_lon, >=, -180);
    g_assert_cmpfloat(box.max_lon, <=, 180);
    g_assert_true(zf_polygon_holds(area, (ZfLonLat){179.998, 0}));
    g_assert_true(zf_polygon_holds(area, (ZfLonLat){179.99999, 0}));
    g_assert_true(zf_polygon_holds(area, (ZfLonLat){-179.99999, 0}));
    g_assert_true(zf_polygon_holds(area, (ZfLonLat){-179.998, 0}));
    g_assert_false(zf_polygon_holds(area, (ZfLonLat){0, 0}));
}

static void
test_scatter(void)
{
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    g_autoptr(ZfWays) ways = straight_road(110);
    ZfRoadGraphOptions options = {.profile = zf_road_profiles_get(profiles, ZF_ROAD_FOOT),
                                  .day = ZF_DATE_NONE};
    g_autoptr(ZfRoadGraph) graph = zf_road_graph_new(ways, &options, NULL, NULL);
    ZfLonLat a[100], b[100];
    zf_road_graph_scatter(graph, 100, 5, a);
    zf_road_graph_scatter(graph, 100, 5, b);
    double mean = 0;
    for (int i = 0; i < 100; i++) {
        g_assert_cmpfloat(a[i].lon, ==, b[i].lon);
        g_assert_true(a[i].lon >= 110 && a[i].lon <= 110.01 && fabs(a[i].lat) < 1e-9);
        mean += (a[i].lon - 110) / 100;
    }
    g_assert_cmpfloat(fabs(mean - 0.005), <, 0.001);
    zf_road_graph_scatter(graph, 100, 6, b);
    g_assert_cmpfloat(a[0].lon, !=, b[0].lon);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/road/reacharea/contour", test_contour);
    g_test_add_func("/road/reacharea/saddle", test_saddle);
    g_test_add_func("/road/reacharea/width", test_width);
    g_test_add_func("/road/reacharea/water", test_water);
    g_test_add_func("/road/reacharea/antimeridian", test_antimeridian);
    g_test_add_func("/road/reacharea/scatter", test_scatter);
    return g_test_run();
}
