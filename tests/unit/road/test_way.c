#include "road/road.h"

#include <math.h>

static void
test_add(void)
{
    g_autoptr(ZfWays) ways = zf_ways_new();
    const ZfLonLat points[] = {{110, 28}, {110.001, 28}};
    const ZfWayTag tags[] = {{"highway", "path"}, {"name", ""}, {"ref", NULL}};
    g_assert_cmpuint(zf_ways_add(ways, 7, points, 2, tags, 3), ==, 0);
    g_assert_cmpuint(zf_ways_add(ways, 8, NULL, 0, NULL, 0), ==, 1);
    g_assert_cmpuint(ways->n_ways, ==, 2);
    g_assert_cmpuint(ways->ways[0].n_tags, ==, 1);
    g_assert_cmpstr(zf_way_tag(&ways->ways[0], "highway"), ==, "path");
    g_assert_null(zf_way_tag(&ways->ways[0], "name"));
    g_assert_cmpfloat_with_epsilon(zf_way_length_m(&ways->ways[0]), 98.4, 0.2);
    g_assert_cmpfloat(zf_way_length_m(&ways->ways[1]), ==, 0);
    ZfBox box = zf_ways_box(ways);
    g_assert_cmpfloat(box.max_lon, ==, 110.001);
}

static void
test_many(void)
{
    g_autoptr(ZfWays) ways = zf_ways_new();
    const ZfWayTag tag = {"highway", "steps"};
    for (int i = 0; i < 1000; i++) {
        const ZfLonLat points[] = {{i, 1}, {i, 2}};
        zf_ways_add(ways, i, points, 2, &tag, 1);
        zf_ways_add_node(ways, points[0], &tag, 1);
    }
    g_assert_cmpuint(ways->n_nodes, ==, 1000);
    g_assert_cmpfloat(ways->ways[999].points[1].lon, ==, 999);
    g_assert_cmpfloat(ways->nodes[500].at.lon, ==, 500);
    /* texts are kept once */
    g_assert_true(ways->ways[0].tags[0].value == ways->ways[999].tags[0].value);
}

static void
test_units(void)
{
    g_assert_cmpuint(zf_road_seconds(0), ==, 0);
    g_assert_cmpuint(zf_road_seconds(1), ==, 1);
    g_assert_cmpuint(zf_road_seconds(20), ==, 2);
    g_assert_cmpuint(zf_road_seconds(ZF_ROAD_NEVER), ==, ZF_ROAD_NEVER);
    g_assert_cmpuint(zf_road_metres(14), ==, 1);
    g_assert_cmpuint(zf_road_metres(15), ==, 2);
    g_assert_cmpuint(zf_road_metres(ZF_ROAD_NEVER), ==, ZF_ROAD_NEVER);
    ZfRoadMode mode;
    g_assert_true(zf_road_mode_parse("ebike", &mode));
    g_assert_cmpint(mode, ==, ZF_ROAD_EBIKE);
    g_assert_false(zf_road_mode_parse("horse", &mode));
    g_assert_cmpstr(zf_road_mode_name(ZF_ROAD_CAR), ==, "car");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/way/add", test_add);
    g_test_add_func("/way/many", test_many);
    g_test_add_func("/way/units", test_units);
    return g_test_run();
}
