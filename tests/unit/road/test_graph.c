/* Graphs, snapping and the rest of the interface where a drawing says too little. */
#include "road/road.h"

#include "gis/gis.h"

#include <math.h>
#include <string.h>

static const ZfWayTag ROAD[] = {{"highway", "unclassified"}};

static ZfRoadGraph *
graph_of(const ZfWays *ways, ZfRoadMode mode, GError **error)
{
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    ZfRoadGraphOptions options = {.profile = zf_road_profiles_get(profiles, mode),
                                  .day = ZF_DATE_NONE};
    return zf_road_graph_new(ways, &options, NULL, error);
}

static void
test_empty(void)
{
    g_autoptr(ZfWays) ways = zf_ways_new();
    g_autoptr(GError) error = NULL;
    g_assert_null(graph_of(ways, ZF_ROAD_FOOT, &error));
    g_assert_error(error, ZF_ROAD_ERROR, ZF_ROAD_ERROR_EMPTY);
    g_clear_error(&error);
    /* nothing but broken ways */
    const ZfLonLat same[] = {{1, 1}, {1, 1}};
    const ZfLonLat bad[] = {{1, 1}, {NAN, 2}, {3, 400}};
    zf_ways_add(ways, 1, same, 2, ROAD, 1);
    zf_ways_add(ways, 2, bad, 3, ROAD, 1);
    zf_ways_add(ways, 3, same, 1, ROAD, 1);
    g_assert_null(graph_of(ways, ZF_ROAD_CAR, &error));
    g_assert_error(error, ZF_ROAD_ERROR, ZF_ROAD_ERROR_EMPTY);
    g_clear_error(&error);
    /* a one-way street alone leads nowhere and back */
    const ZfLonLat street[] = {{1, 1}, {1.001, 1}};
    const ZfWayTag oneway[] = {{"highway", "residential"}, {"oneway", "yes"}};
    zf_ways_add(ways, 4, street, 2, oneway, 2);
    g_assert_null(graph_of(ways, ZF_ROAD_CAR, &error));
    g_assert_error(error, ZF_ROAD_ERROR, ZF_ROAD_ERROR_EMPTY);
    g_autoptr(ZfRoadGraph) foot = graph_of(ways, ZF_ROAD_FOOT, NULL);
    g_assert_nonnull(foot);
    g_assert_cmpuint(zf_road_graph_stats(foot)->ways_broken, ==, 3);
    g_assert_cmpint(zf_road_graph_mode(foot), ==, ZF_ROAD_FOOT);
}

static void
test_stats(void)
{
    g_autoptr(ZfWays) ways = zf_ways_new();
    const ZfLonLat a[] = {{110, 28}, {110.001, 28}, {110.002, 28}};
    const ZfLonLat b[] = {{110.002, 28}, {110.003, 28}};
    const ZfLonLat c[] = {{110.5, 28}, {110.501, 28}};
    zf_ways_add(ways, 1, a, 3, ROAD, 1);
    zf_ways_add(ways, 2, b, 2, ROAD, 1);
    zf_ways_add(ways, 3, c, 2, ROAD, 1);
    g_autoptr(ZfRoadGraph) graph = graph_of(ways, ZF_ROAD_FOOT, NULL);
    const ZfRoadStats *stats = zf_road_graph_stats(graph);
    g_assert_cmpuint(stats->ways_used, ==, 3);
    /* two ways in a row are one edge */
    g_assert_cmpuint(stats->nodes, ==, 2);
    g_assert_cmpuint(stats->edges, ==, 1);
    g_assert_cmpuint(stats->islands, ==, 1);
    g_assert_cmpfloat_with_epsilon(stats->main_km, 0.2951, 0.0005);
    g_assert_cmpfloat_with_epsilon(stats->island_km, 0.0984, 0.0005);
    g_assert_cmpfloat(stats->box.max_lon, ==, 110.003);
}

static void
test_snap_limits(void)
{
    g_autoptr(ZfWays) ways = zf_ways_new();
    const ZfLonLat line[] = {{110, 28}, {110.1, 28}};
    zf_ways_add(ways, 1, line, 2, ROAD, 1);
    g_autoptr(ZfRoadGraph) graph = graph_of(ways, ZF_ROAD_FOOT, NULL);
    const ZfLonLat homes[] = {{110.05, 28.001}, {110.05, 28.01}, {110.05, 28.03},
                              {NAN, 28},        {500, 28},       {110.05, 28}};
    g_autoptr(ZfRoadSnaps) snaps = zf_road_snap(graph, homes, 6, NULL, NULL, NULL);
    g_assert_cmpuint(snaps->snaps[0].flags, ==, 0);
    g_assert_cmpuint(snaps->snaps[0].leg_n, ==, 2);
    /* 110.8 m at 3 km/h */
    g_assert_cmpuint(snaps->snaps[0].leg_ds, >, 1320);
    g_assert_cmpuint(snaps->snaps[0].leg_ds, <, 1340);
    g_assert_cmpuint(snaps->snaps[1].flags, ==, ZF_ROAD_SNAP_WIDE);
    g_assert_cmpuint(snaps->snaps[2].flags, ==, ZF_ROAD_SNAP_NONE);
    g_assert_cmpuint(snaps->snaps[3].flags, ==, ZF_ROAD_SNAP_NONE | ZF_ROAD_SNAP_BAD);
    g_assert_cmpuint(snaps->snaps[4].flags, ==, ZF_ROAD_SNAP_NONE | ZF_ROAD_SNAP_BAD);
    g_assert_cmpuint(snaps->snaps[5].leg_n, ==, 0);
    g_assert_null(zf_road_path(graph, snaps, 0, snaps, 2, NULL));
    g_autoptr(ZfRoadSnaps) none = zf_road_snap(graph, NULL, 0, NULL, NULL, NULL);
    g_assert_cmpuint(none->n, ==, 0);
    g_autoptr(ZfRoadTable) table = zf_road_table(graph, none, snaps, NULL, NULL, NULL);
    g_assert_cmpuint(table->rows, ==, 0);
    ZfRoadSnapOptions near = {.near_m = 50, .far_m = 60};
    g_autoptr(ZfRoadSnaps) close = zf_road_snap(graph, homes, 1, &near, NULL, NULL);
    g_assert_cmpuint(close->snaps[0].flags, ==, ZF_ROAD_SNAP_NONE);
}

/* A road over the 180th meridian, and a home on the other side of it. */
/* A home a hand's breadth off the road stands on it: no leg is drawn, none is counted. */
static void
test_snap_touching(void)
{
    g_autoptr(ZfWays) ways = zf_ways_new();
    const ZfLonLat line[] = {{110, 28}, {110.1, 28}};
    zf_ways_add(ways, 1, line, 2, ROAD, 1);
    g_autoptr(ZfRoadGraph) graph = graph_of(ways, ZF_ROAD_FOOT, NULL);
    const ZfLonLat homes[] = {{110.05, 28.00000043}, {110.06, 28}};
    g_autoptr(ZfRoadSnaps) snaps = zf_road_snap(graph, homes, 2, NULL, NULL, NULL);
    g_assert_cmpuint(snaps->snaps[0].leg_n, ==, 0);
    g_assert_cmpuint(snaps->snaps[0].leg_dm, ==, 0);
    g_assert_cmpuint(snaps->snaps[0].leg_ds, ==, 0);
    g_autoptr(ZfRoadTable) table = zf_road_table(graph, snaps, snaps, NULL, NULL, NULL);
    g_autoptr(ZfRoadPath) path = zf_road_path(graph, snaps, 0, snaps, 1, NULL);
    g_assert_cmpuint(path->time_ds, ==, table->time_ds[1]);
}

static void
test_antimeridian(void)
{
    g_autoptr(ZfWays) ways = zf_ways_new();
    const ZfLonLat west[] = {{179.99, -17}, {180, -17}};
    const ZfLonLat east[] = {{-180, -17}, {-179.99, -17}};
    zf_ways_add(ways, 1, west, 2, ROAD, 1);
    zf_ways_add(ways, 2, east, 2, ROAD, 1);
    g_autoptr(ZfRoadGraph) graph = graph_of(ways, ZF_ROAD_CAR, NULL);
    g_assert_cmpuint(zf_road_graph_stats(graph)->islands, ==, 0);
    g_assert_cmpfloat_with_epsilon(zf_road_graph_stats(graph)->main_km, 2.13, 0.01);
    const ZfLonLat homes[] = {{179.995, -17.0005}, {-179.995, -17.0005}, {-179.9999, -17.001}};
    g_autoptr(ZfRoadSnaps) snaps = zf_road_snap(graph, homes, 3, NULL, NULL, NULL);
    g_autoptr(ZfRoadTable) table = zf_road_table(graph, snaps, snaps, NULL, NULL, NULL);
    g_assert_cmpuint(zf_road_metres(table->dist_dm[1]), >, 1150);
    g_assert_cmpuint(zf_road_metres(table->dist_dm[1]), <, 1200);
    g_assert_cmpuint(snaps->snaps[2].leg_dm, <, 1200);
}

static void
test_closure_days(void)
{
    g_autoptr(ZfWays) ways = zf_ways_new();
    const ZfLonLat a[] = {{110, 28}, {110.01, 28}};
    const ZfLonLat b[] = {{110, 28}, {110.005, 28.01}, {110.01, 28}};
    zf_ways_add(ways, 11, a, 2, ROAD, 1);
    zf_ways_add(ways, 12, b, 3, ROAD, 1);
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    const ZfRoadClosure closure = {.way_id = 11, .from = 100, .to = 102};
    static const struct {
        ZfDate day;
        size_t closed;
    } days[] = {{99, 0}, {100, 1}, {102, 1}, {103, 0}, {ZF_DATE_NONE, 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(days); i++) {
        ZfRoadGraphOptions options = {.profile = zf_road_profiles_get(profiles, ZF_ROAD_FOOT),
                                      .closures = &closure,
                                      .n_closures = 1,
                                      .day = days[i].day};
        g_autoptr(ZfRoadGraph) graph = zf_road_graph_new(ways, &options, NULL, NULL);
        g_assert_cmpuint(zf_road_graph_stats(graph)->ways_closed, ==, days[i].closed);
    }
}

static void
test_straight(void)
{
    const ZfLonLat a = {110, 28};
    const ZfLonLat b = {110, 28.01};
    uint32_t time_ds;
    uint32_t dist_dm;
    zf_road_straight(a, b, 140, 5, &time_ds, &dist_dm);
    g_assert_cmpuint(zf_road_metres(dist_dm), ==, 1552);
    g_assert_cmpfloat_with_epsilon(time_ds, dist_dm * 0.72, 1);
    const ZfLonLat points[] = {{110, 28}, {110, 28.01}};
    g_autoptr(ZfRoadTable) table = zf_road_table_straight(points, 2, points, 2, 140, 5);
    g_assert_true(table->straight);
    g_assert_cmpuint(table->time_ds[0], ==, 0);
    g_assert_cmpuint(table->time_ds[1], ==, time_ds);
    g_assert_cmpuint(table->dist_dm[2], ==, dist_dm);
    g_autoptr(ZfRoadPath) path = zf_road_path_straight(a, b, 140, 5);
    g_assert_cmpint(path->parts[0].kind, ==, ZF_ROAD_PART_STRAIGHT);
    g_assert_cmpuint(path->at_ds[1], ==, time_ds);
}

static void
test_reach(void)
{
    g_autoptr(ZfWays) ways = zf_ways_new();
    const ZfLonLat line[] = {{110, 28}, {110.01, 28}, {110.02, 28}};
    zf_ways_add(ways, 1, line, 3, ROAD, 1);
    g_autoptr(ZfRoadGraph) graph = graph_of(ways, ZF_ROAD_FOOT, NULL);
    const ZfLonLat home = {110.01, 28};
    g_autoptr(ZfRoadSnaps) snaps = zf_road_snap(graph, &home, 1, NULL, NULL, NULL);
    /* 300 s at 5.037 km/h are 419.75 m both ways */
    g_autoptr(ZfRoadReach) reach = zf_road_reach(graph, snaps, 3000, NULL, NULL);
    double metres = 0;
    for (uint32_t i = 0; i < reach->lines->n_lines; i++) {
        uint32_t first = reach->lines->lines[i];
        uint32_t end = reach->lines->lines[i + 1];
        metres += zf_line_length_m(reach->lines->points + first, end - first);
        for (uint32_t k = first; k < end; k++) {
            g_assert_cmpuint(reach->time_ds[k], <=, 3001);
        }
    }
    g_assert_cmpfloat_with_epsilon(metres, 2 * 419.75, 1);
    g_autoptr(ZfRoadReach) nothing = zf_road_reach(graph, snaps, 0, NULL, NULL);
    g_assert_cmpuint(nothing->lines->n_lines, ==, 0);
}

static bool
cancelled(void *user)
{
    (void)user;
    return true;
}

static void
test_cancel(void)
{
    g_autoptr(ZfWays) ways = zf_ways_new();
    const ZfLonLat line[] = {{110, 28}, {110.01, 28}};
    zf_ways_add(ways, 1, line, 2, ROAD, 1);
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    ZfRoadGraphOptions options = {.profile = zf_road_profiles_get(profiles, ZF_ROAD_FOOT)};
    const ZfProgress stop = {.cancelled = cancelled};
    g_autoptr(GError) error = NULL;
    g_assert_null(zf_road_graph_new(ways, &options, &stop, &error));
    g_assert_error(error, ZF_PROGRESS_ERROR, ZF_PROGRESS_ERROR_CANCELLED);
    g_clear_error(&error);
    g_autoptr(ZfRoadGraph) graph = graph_of(ways, ZF_ROAD_FOOT, NULL);
    g_assert_null(zf_road_snap(graph, line, 2, NULL, &stop, &error));
    g_assert_error(error, ZF_PROGRESS_ERROR, ZF_PROGRESS_ERROR_CANCELLED);
}

static void
test_cue_place(void)
{
    g_autoptr(ZfWays) ways = zf_ways_new();
    const ZfLonLat a[] = {{110, 28}, {110.002, 28}, {110.004, 28}};
    const ZfLonLat b[] = {{110.002, 28}, {110.002, 28.002}};
    const ZfWayTag name[] = {{"highway", "unclassified"}, {"name", "村道"}};
    zf_ways_add(ways, 1, a, 3, ROAD, 1);
    zf_ways_add(ways, 2, b, 2, name, 2);
    g_autoptr(ZfRoadGraph) graph = graph_of(ways, ZF_ROAD_FOOT, NULL);
    const ZfLonLat ends[] = {{110, 28}, {110.002, 28.002}};
    g_autoptr(ZfRoadSnaps) snaps = zf_road_snap(graph, ends, 2, NULL, NULL, NULL);
    const ZfRoadPlace places[] = {{{110.0022, 28.0001}, "office", "村委会"},
                                  {{110.0021, 28.0001}, "shop", NULL}};
    ZfRoadPathOptions options = {.cues = true, .places = places, .n_places = 2};
    g_autoptr(ZfRoadPath) path = zf_road_path(graph, snaps, 0, snaps, 1, &options);
    g_assert_cmpuint(path->n_cues, ==, 3);
    const ZfRoadCue *turn = &path->cues[1];
    g_assert_cmpint(turn->kind, ==, ZF_ROAD_CUE_LEFT);
    g_assert_cmpint(turn->place, ==, 1);
    g_assert_cmpstr(turn->name, ==, "村道");
    g_assert_cmpstr(turn->way_class, ==, "unclassified");
    g_assert_cmpuint(turn->dist_dm, ==, path->cues[0].next_dm);
    g_assert_cmpuint(turn->dist_dm + turn->next_dm, ==, path->dist_dm);
    g_assert_cmpfloat_with_epsilon(turn->bearing_deg, 0, 0.1);
    g_assert_cmpint(path->cues[0].place, ==, -1);
}

static void
test_dem(void)
{
    /* one column of cells a hundred metres apart, rising to the north, with a void */
    float values[] = {NAN, 20, 10, 0};
    const ZfDem dem = {.values = values,
                       .columns = 1,
                       .rows = 4,
                       .lon0 = 110,
                       .lat0 = 28.0027,
                       .step_lon = 0.0009,
                       .step_lat = 0.0009};
    ZfRoadHeights heights = zf_road_heights_dem(&dem);
    const ZfLonLat points[] = {{110, 28}, {110, 28.00045}, {110, 28.0027}};
    double got[3];
    g_assert_true(heights.sample(heights.user, points, 3, got, NULL));
    g_assert_cmpfloat_with_epsilon(got[0], 0, 0.1);
    g_assert_cmpfloat_with_epsilon(got[1], 5, 0.1);
    g_assert_true(isnan(got[2]));
    g_assert_cmpfloat_with_epsilon(heights.step_m, 100, 1);
    g_autoptr(ZfWays) ways = zf_ways_new();
    const ZfLonLat line[] = {{110, 28}, {110, 28.0018}, {110, 28.0027}};
    zf_ways_add(ways, 1, line, 3, ROAD, 1);
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    ZfRoadGraphOptions options = {.profile = zf_road_profiles_get(profiles, ZF_ROAD_FOOT),
                                  .heights = &heights};
    g_autoptr(ZfRoadGraph) hilly = zf_road_graph_new(ways, &options, NULL, NULL);
    options.heights = NULL;
    g_autoptr(ZfRoadGraph) flat = zf_road_graph_new(ways, &options, NULL, NULL);
    g_autoptr(ZfRoadSnaps) a = zf_road_snap(hilly, line, 3, NULL, NULL, NULL);
    g_autoptr(ZfRoadSnaps) b = zf_road_snap(flat, line, 3, NULL, NULL, NULL);
    g_autoptr(ZfRoadTable) up = zf_road_table(hilly, a, a, NULL, NULL, NULL);
    g_autoptr(ZfRoadTable) even = zf_road_table(flat, b, b, NULL, NULL, NULL);
    /* a tenth up costs e^0.35 of the time over the half before the void, down no more than flat
     */
    g_assert_cmpuint(up->time_ds[2], >, even->time_ds[2] * 118 / 100);
    g_assert_cmpuint(up->time_ds[2], <, even->time_ds[2] * 125 / 100);
    g_assert_cmpuint(up->time_ds[6], <=, even->time_ds[6] + 1);
    g_assert_cmpuint(up->dist_dm[2], ==, even->dist_dm[2]);
}

/* A plaza round a building: nobody walks through the building. */
static void
test_plaza_hole(void)
{
    const ZfWayTag plaza[] = {{"highway", "pedestrian"}, {"area", "yes"}};
    const ZfWayTag path[] = {{"highway", "footway"}};
    const ZfLonLat rim[] = {{0, 0}, {0.002, 0}, {0.002, 0.002}, {0, 0.002}, {0, 0}};
    const ZfLonLat hole[] = {
        {0.0005, 0.0005}, {0.0005, 0.0015}, {0.0015, 0.0015}, {0.0015, 0.0005}, {0.0005, 0.0005}};
    const ZfLonLat in[] = {{-0.001, 0}, {0, 0}};
    const ZfLonLat out[] = {{0.002, 0.002}, {0.003, 0.002}};
    const ZfLonLat door[] = {{0.002, 0}, {0.003, 0}};
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    ZfRoadGraphOptions options = {.profile = zf_road_profiles_get(profiles, ZF_ROAD_FOOT),
                                  .day = ZF_DATE_NONE};
    uint32_t dist_dm[2];
    for (int holed = 0; holed < 2; holed++) {
        g_autoptr(ZfWays) some = zf_ways_new();
        zf_ways_add(some, 1, rim, 5, plaza, 2);
        if (holed) {
            zf_ways_add(some, 1, hole, 5, plaza, 2);
        }
        zf_ways_add(some, 2, in, 2, path, 1);
        zf_ways_add(some, 3, out, 2, path, 1);
        zf_ways_add(some, 4, door, 2, path, 1);
        g_autoptr(ZfRoadGraph) graph = zf_road_graph_new(some, &options, NULL, NULL);
        const ZfLonLat ends[] = {{-0.001, 0}, {0.003, 0.002}};
        g_autoptr(ZfRoadSnaps) snaps = zf_road_snap(graph, ends, 2, NULL, NULL, NULL);
        g_autoptr(ZfRoadTable) table = zf_road_table(graph, snaps, snaps, NULL, NULL, NULL);
        dist_dm[holed] = table->dist_dm[1];
    }
    /* 2 × 111.3 m of path; 314 m across, 444 m along the rim */
    g_assert_cmpuint(dist_dm[0], >, 5350);
    g_assert_cmpuint(dist_dm[0], <, 5390);
    g_assert_cmpuint(dist_dm[1], >, 6650);
    g_assert_cmpuint(dist_dm[1], <, 6690);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/graph/empty", test_empty);
    g_test_add_func("/graph/stats", test_stats);
    g_test_add_func("/graph/snap-limits", test_snap_limits);
    g_test_add_func("/graph/snap-touching", test_snap_touching);
    g_test_add_func("/graph/antimeridian", test_antimeridian);
    g_test_add_func("/graph/closure-days", test_closure_days);
    g_test_add_func("/graph/straight", test_straight);
    g_test_add_func("/graph/reach", test_reach);
    g_test_add_func("/graph/cancel", test_cancel);
    g_test_add_func("/graph/cue-place", test_cue_place);
    g_test_add_func("/graph/dem", test_dem);
    g_test_add_func("/graph/plaza-hole", test_plaza_hole);
    return g_test_run();
}
