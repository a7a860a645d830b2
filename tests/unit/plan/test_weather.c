/* A street of three homes east of the office, the middle stretch with a way round, by hand:
 *
 *              +--20--+
 *              |      |
 *     B --11-- 1 --12-- 2 --13-- 3          978 m a stretch, 1 113 m up and down
 */
#include <string.h>

#include "plan/weather.h"

#define LON  110.1
#define LAT  28.7
#define STEP 0.01

static ZfLonLat
at(int x, int y)
{
    return (ZfLonLat){LON + x * STEP, LAT + y * STEP};
}

static ZfRoadGraph *
street(int closed)
{
    const ZfWayTag tag = {"highway", "residential"};
    g_autoptr(ZfWays) ways = zf_ways_new();
    for (int x = 0; x < 3; x++) {
        const ZfLonLat ends[] = {at(x, 0), at(x + 1, 0)};
        if (closed != 11 + x) {
            zf_ways_add(ways, 11 + x, ends, 2, &tag, 1);
        }
    }
    const ZfLonLat round[] = {at(1, 0), at(1, 1), at(2, 1), at(2, 0)};
    zf_ways_add(ways, 20, round, 4, &tag, 1);
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    const ZfLonLat base = at(0, 0);
    const ZfRoadGraphOptions options = {.profile = zf_road_profiles_get(profiles, ZF_ROAD_FOOT),
                                        .day = ZF_DATE_NONE,
                                        .bases = &base,
                                        .n_bases = 1};
    g_autoptr(GError) error = NULL;
    ZfRoadGraph *graph = zf_road_graph_new(ways, &options, NULL, &error);
    g_assert_no_error(error);
    return graph;
}

/* A route over stops[0 … 2] (where they stand on the street) and back, with its dry times. */
typedef struct Walked {
    ZfPlan plan;
    ZfRoute route;
    ZfStop stops[3];
    ZfLeg legs[4];
    ZfLonLat points[4];
} Walked;

static void
walk(Walked *w, const int *stops)
{
    memset(w, 0, sizeof *w);
    g_autoptr(ZfRoadGraph) dry = street(0);
    w->route = (ZfRoute){.number = 1,
                         .mode = ZF_MODE_FOOT,
                         .point = at(0, 0),
                         .n_stops = 3,
                         .home_leg = 3,
                         .return_s = 36000};
    int before = 0;
    for (uint32_t i = 0; i < 4; i++) {
        int here = i < 3 ? stops[i] : 0;
        w->points[i] = at(here, 0);
        const ZfLonLat ends[] = {at(before, 0), at(here, 0)};
        g_autoptr(ZfRoadSnaps) snaps = zf_road_snap(dry, ends, 2, NULL, NULL, NULL);
        uint32_t time_ds;
        uint32_t dist_dm;
        g_assert_true(zf_road_pair(dry, &snaps->snaps[0], &snaps->snaps[1], &time_ds, &dist_dm));
        w->legs[i] =
            (ZfLeg){.seconds = (int32_t)zf_road_seconds(time_ds), .first_point = i, .n_points = 1};
        before = here;
        if (i < 3) {
            w->stops[i] = (ZfStop){.number = (int32_t)i + 1, .leg = i};
        }
    }
    w->plan = (ZfPlan){.routes = &w->route,
                       .n_routes = 1,
                       .stops = w->stops,
                       .n_stops = 3,
                       .legs = w->legs,
                       .n_legs = 4,
                       .points = w->points,
                       .n_points = 4};
}

static ZfPlanWeather *
in_weather(const Walked *w, int closed)
{
    g_autoptr(ZfRoadGraph) graph = street(closed);
    const ZfSnapshot snapshot = {0};
    const ZfPlanInput input = {.snapshot = &snapshot, .graphs = {[ZF_MODE_FOOT] = graph}};
    g_autoptr(GError) error = NULL;
    ZfPlanWeather *ret = zf_plan_weather(&w->plan, &input, NULL, &error);
    g_assert_no_error(error);
    return ret;
}

static void
assert_list(const GArray *list, const char *expected)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < list->len; i++) {
        g_string_append_printf(text, "%s%d", i > 0 ? " " : "", g_array_index(list, int32_t, i));
    }
    g_assert_cmpstr(text->str, ==, expected);
}

static void
test_nothing(void)
{
    Walked w;
    walk(&w, (const int[]){1, 2, 3});
    ZfPlanWeather *all = in_weather(&w, 0);
    g_assert_true(all->known);
    g_assert_cmpint(all->extra_s, ==, 0);
    g_assert_false(zf_plan_weather_matters(all));
    zf_plan_weather_free(all, 1);
    w.legs[1].estimated = true; /* nothing is known of a straight line */
    all = in_weather(&w, 12);
    g_assert_false(all->known);
    g_assert_false(zf_plan_weather_matters(all));
    zf_plan_weather_free(all, 1);
}

/* There and back round the closed stretch: 4 × 1 113 m at 5.037 km/h are 53 minutes. */
static void
test_way_round(void)
{
    Walked w;
    walk(&w, (const int[]){1, 2, 3});
    ZfPlanWeather *all = in_weather(&w, 12);
    g_assert_true(zf_plan_weather_matters(all));
    g_assert_cmpint(all->extra_s, >, 52 * 60);
    g_assert_cmpint(all->extra_s, <, 54 * 60);
    assert_list(all->slow, "2");
    assert_list(all->lost, "");
    assert_list(all->order, "");
    zf_plan_weather_free(all, 1);
}

static void
test_lost(void)
{
    Walked w;
    walk(&w, (const int[]){1, 2, 3});
    ZfPlanWeather *all = in_weather(&w, 13);
    g_assert_true(zf_plan_weather_matters(all));
    assert_list(all->lost, "3");
    assert_list(all->slow, "");
    g_assert_cmpint(all->extra_s, <, 0);
    zf_plan_weather_free(all, 1);
}

/* The plan goes 2, 1, 3 for reasons of its own; round the closed stretch that costs four ways. */
static void
test_order(void)
{
    Walked w;
    walk(&w, (const int[]){2, 1, 3});
    ZfPlanWeather *all = in_weather(&w, 12);
    g_assert_true(all->order->len == 3);
    g_assert_cmpint(all->saves_s, >, ZF_PLAN_WEATHER_SAVES_S);
    /* out and back once: home 1 (stop 2) first or last */
    int32_t first = g_array_index(all->order, int32_t, 0);
    int32_t last = g_array_index(all->order, int32_t, 2);
    g_assert_true(first == 2 || last == 2);
    zf_plan_weather_free(all, 1);
    w.stops[1].fixed_time = true; /* who is bound to a time is not moved */
    all = in_weather(&w, 12);
    assert_list(all->order, "");
    g_assert_cmpint(all->saves_s, ==, 0);
    zf_plan_weather_free(all, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plan/weather/nothing", test_nothing);
    g_test_add_func("/plan/weather/way-round", test_way_round);
    g_test_add_func("/plan/weather/lost", test_lost);
    g_test_add_func("/plan/weather/order", test_order);
    return g_test_run();
}
