#include "plan/travelrows.h"

#include <string.h>

enum { SIDE = 26, HOMES = SIDE * SIDE };

/* Homes about 100 m from each other, none quite in line. */
static ZfLonLat
home_at(int32_t i)
{
    return (ZfLonLat){110.0 + 0.001 * (i % SIDE) + 0.00007 * (i * 31 % 11),
                      28.0 + 0.0009 * (double)(i / SIDE) + 0.00005 * (i * 17 % 13)};
}

static ZfPlanPlaces *
places_new(void)
{
    ZfPlanPlaces *places = g_new0(ZfPlanPlaces, 1);
    places->points = g_new(ZfLonLat, HOMES);
    places->n = HOMES;
    places->shift_place = g_new(int32_t, 3);
    places->duty_place = g_new0(int32_t, 1);
    places->shift_place[0] = 5;
    places->shift_place[1] = -1;
    places->shift_place[2] = 5;
    for (int32_t i = 0; i < HOMES; i++) {
        places->points[i] = home_at(i);
    }
    return places;
}

/* Roads along every second line of homes, one-way every fourth, joined at one end alone. */
static ZfWays *
roads(void)
{
    ZfWays *ways = zf_ways_new();
    ZfLonLat join[SIDE];
    for (int32_t y = 0; y < SIDE; y++) {
        ZfLonLat line[SIDE];
        for (int32_t x = 0; x < SIDE; x++) {
            line[x] = (ZfLonLat){110.0 + 0.001 * x, 28.0 + 0.0009 * y};
        }
        const ZfWayTag tags[] = {{"highway", "residential"}, {"oneway", y % 4 == 2 ? "yes" : "no"}};
        const ZfWayTag walk[] = {{"highway", "footway"}};
        if (y % 2 == 0) {
            zf_ways_add(ways, y, line, SIDE, tags, 2);
        }
        join[y] = line[0];
        const ZfLonLat path[] = {line[y % SIDE], {line[y % SIDE].lon, line[0].lat + 0.0009}};
        zf_ways_add(ways, 100 + y, path, 2, walk, 1);
    }
    const ZfWayTag main_road[] = {{"highway", "tertiary"}};
    zf_ways_add(ways, 99, join, SIDE, main_road, 1);
    return ways;
}

/* The one way of travelling these places have. */
static ZfTravel *
add_travel(ZfPlanPlaces *places, ZfTravelMode mode)
{
    ZfTravel *travel = g_new0(ZfTravel, 1);
    travel->mode = mode;
    places->travels = g_new(ZfTravel *, 1);
    places->travels[0] = travel;
    places->n_travels = 1;
    return travel;
}

/* Every entry can be gone, and is exact where it says so; learning makes it exact. */
static void
check_rows(ZfPlanPlaces *places, ZfTravel *travel)
{
    g_autoptr(GError) error = NULL;
    travel->rows = zf_travel_rows_new(places, travel, 3, 2, NULL, &error);
    g_assert_no_error(error);
    size_t unknown = 0;
    int64_t more = 0;
    int64_t whole = 0;
    g_autoptr(GArray) far = g_array_new(FALSE, FALSE, sizeof(ZfVrpWayEntry));
    for (int32_t i = 0; i < HOMES; i += 3) {
        for (int32_t j = 0; j < HOMES; j++) {
            int32_t exact = zf_travel_way(places, travel, i, j).seconds;
            int32_t most = zf_travel_most_seconds(places, travel, i, j);
            bool known = zf_vrp_way_rows_know(travel->rows, i, j);
            g_assert_cmpint(most, >=, exact);
            g_assert_true(!known || most == exact);
            whole += exact;
            more += most - exact;
            if (!known && unknown++ % 97 == 0) {
                ZfVrpWayEntry way = {i, j, 0};
                g_array_append_val(far, way);
            }
        }
    }
    g_assert_cmpuint(unknown, >, 1000);
    g_assert_cmpint(more, >, 0);
    g_assert_cmpint(more, <, whole / 20);
    g_assert_true(zf_vrp_way_rows_know(travel->rows, 5, HOMES - 1));
    g_autofree ZfVrpWayEntry *asked = g_memdup2(far->data, far->len * sizeof(ZfVrpWayEntry));
    g_assert_cmpuint(zf_travel_learn(places, travel, asked, far->len), ==, far->len);
    for (guint i = 0; i < far->len; i++) {
        const ZfVrpWayEntry *way = &g_array_index(far, ZfVrpWayEntry, i);
        g_assert_cmpint(zf_travel_most_seconds(places, travel, way->from, way->to), ==,
                        zf_travel_way(places, travel, way->from, way->to).seconds);
    }
    memcpy(asked, far->data, far->len * sizeof(ZfVrpWayEntry));
    g_assert_cmpuint(zf_travel_learn(places, travel, asked, far->len), ==, 0);
}

static void
test_straight(void)
{
    g_autoptr(ZfPlanPlaces) places = places_new();
    check_rows(places, add_travel(places, ZF_MODE_FOOT));
}

static void
test_roads(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfWays) ways = roads();
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    ZfRoadGraphOptions options = {.profile = zf_road_profiles_get(profiles, ZF_ROAD_CAR),
                                  .day = ZF_DATE_NONE};
    g_autoptr(ZfRoadGraph) graph = zf_road_graph_new(ways, &options, NULL, &error);
    options.profile = zf_road_profiles_get(profiles, ZF_ROAD_FOOT);
    g_autoptr(ZfRoadGraph) foot = zf_road_graph_new(ways, &options, NULL, &error);
    g_assert_no_error(error);
    g_autoptr(ZfPlanPlaces) places = places_new();
    ZfTravel *travel = add_travel(places, ZF_MODE_CAR);
    const ZfRoadSnapOptions how = {.walk = foot};
    travel->graph = graph;
    travel->snaps = zf_road_snap(graph, places->points, HOMES, &how, NULL, &error);
    g_assert_no_error(error);
    check_rows(places, travel);
}

/* Fewer places than have rows of their own: all is known. */
static void
test_few(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfPlanPlaces) places = places_new();
    places->n = 30;
    ZfTravel *travel = add_travel(places, ZF_MODE_FOOT);
    travel->rows = zf_travel_rows_new(places, travel, 3, 1, NULL, &error);
    g_assert_no_error(error);
    for (int32_t i = 0; i < places->n * places->n; i++) {
        g_assert_true(zf_vrp_way_rows_know(travel->rows, i / places->n, i % places->n));
    }
}

/* A home 100 m from C and 200 m from B, each at the end of a road: B ---- A and C ---- D, joined
 * far away. ret: metres walked at the home by who sets out from the base. */
static uint32_t
walked_m(const ZfRoadGraph *car, const ZfRoadGraph *foot, ZfLonLat home, ZfLonLat base)
{
    g_autoptr(GError) error = NULL;
    ZfHousehold household = {.point = home, .has_point = true};
    ZfShift shift = {.mode = ZF_MODE_CAR, .point = base};
    ZfSnapshot snapshot = {
        .households = &household, .n_households = 1, .shifts = &shift, .n_shifts = 1};
    ZfDuty duty = {.household = 0, .area = -1};
    ZfDuties duties = {.duties = &duty, .n = 1};
    ZfPlanInput input = {.snapshot = &snapshot, .duties = &duties};
    input.graphs[ZF_MODE_CAR] = car;
    input.graphs[ZF_MODE_FOOT] = foot;
    g_autoptr(GArray) bases = zf_plan_bases(&input, ZF_MODE_CAR, 0);
    g_assert_cmpuint(bases->len, ==, 1);
    g_autoptr(GArray) none = zf_plan_bases(&input, ZF_MODE_BICYCLE, 0);
    g_assert_cmpuint(none->len, ==, 0);
    const bool used[] = {true};
    g_autoptr(ZfPlanPlaces) places = zf_plan_places_new(&input, used, 1, NULL, &error);
    g_assert_no_error(error);
    const ZfRoadSnap *snap = &zf_travel_of(places, &shift)->snaps->snaps[places->duty_place[0]];
    g_assert_true(snap->flags & ZF_ROAD_SNAP_PARKED);
    return zf_road_metres(snap->leg_dm);
}

static void
test_parking(void)
{
    g_autoptr(ZfWays) ways = zf_ways_new();
    const ZfLonLat a = {110, 28};
    const ZfLonLat b = {110.010, 28};
    const ZfLonLat home = {110.012, 28};
    const ZfLonLat c = {110.013, 28};
    const ZfLonLat d = {110.023, 28};
    const ZfLonLat roads[][2] = {
        {a, b}, {c, d}, {a, {110, 27.95}}, {{110, 27.95}, {110.023, 27.95}}, {d, {110.023, 27.95}}};
    const ZfLonLat path[] = {b, home, c};
    for (size_t i = 0; i < G_N_ELEMENTS(roads); i++) {
        zf_ways_add(ways, (int64_t)i + 1, roads[i], 2, &(ZfWayTag){"highway", "residential"}, 1);
    }
    zf_ways_add(ways, 9, path, 3, &(ZfWayTag){"highway", "path"}, 1);
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    ZfRoadGraphOptions options = {.profile = zf_road_profiles_get(profiles, ZF_ROAD_CAR),
                                  .day = ZF_DATE_NONE};
    g_autoptr(ZfRoadGraph) car = zf_road_graph_new(ways, &options, NULL, NULL);
    options.profile = zf_road_profiles_get(profiles, ZF_ROAD_FOOT);
    g_autoptr(ZfRoadGraph) foot = zf_road_graph_new(ways, &options, NULL, NULL);
    g_assert_cmpuint(walked_m(car, foot, home, a), ==, 197);
    g_assert_cmpuint(walked_m(car, foot, home, d), ==, 98);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plan/travelrows/straight", test_straight);
    g_test_add_func("/plan/travelrows/roads", test_roads);
    g_test_add_func("/plan/travelrows/few", test_few);
    g_test_add_func("/plan/travelrows/parking", test_parking);
    return g_test_run();
}
