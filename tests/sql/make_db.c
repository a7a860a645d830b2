/* make_db PATH: the database the queries of this folder are asked of. */
#include "storetest.h"

#include <stdio.h>

static void
add_layers(ZfStore *store)
{
    g_autoptr(ZfBatch) roads = zf_batch_new(ZF_IMPORT_ROADS);
    roads->file = "roads.osm";
    ZfRoad *road = zf_batch_add_road(roads);
    road->id = "w1";
    road->name = "村道";
    road->highway = "track";
    road->tags = "highway=track\nsurface=gravel";
    road->points = g_new(ZfLonLat, 2);
    road->points[0] = (ZfLonLat){110, 28.005};
    road->points[1] = (ZfLonLat){110.03, 28.005};
    road->n_points = 2;
    ZfRoadBarrier *barrier = zf_batch_add_barrier(roads);
    barrier->point = (ZfLonLat){110.01, 28.005};
    barrier->tags = "barrier=gate";
    must_import(store, roads, "2026-01-01", NULL);
    g_autoptr(ZfBatch) water = zf_batch_new(ZF_IMPORT_WATER);
    water->file = "roads.osm";
    ZfWater *pond = zf_batch_add_water(water);
    pond->id = "p1";
    pond->name = "水塘";
    pond->shape = square(110.002, 28.002, 0.001);
    must_import(store, water, "2026-01-01", NULL);
    g_autoptr(ZfBatch) places = zf_batch_new(ZF_IMPORT_PLACES);
    places->file = "places.csv";
    ZfPlace *place = zf_batch_add_place(places);
    place->id = "o1";
    place->kind = ZF_PLACE_OFFICE;
    place->name = "村委会";
    place->point = (ZfLonLat){110.005, 28.005};
    must_import(store, places, "2026-01-01", NULL);
}

static void
add_visits(ZfStore *store)
{
    ZfVisit visits[3] = {zf_visit_empty(), zf_visit_empty(), zf_visit_empty()};
    static const char *const homes[] = {"h0", "h1", "h3"};
    for (int i = 0; i < 3; i++) {
        visits[i].campaign = "w";
        visits[i].household = homes[i];
        visits[i].date = day("2026-02-02") + i;
        visits[i].outcome = i == 1 ? ZF_OUTCOME_NOBODY : ZF_OUTCOME_SEEN;
        visits[i].clear = ZF_CLEAR_ALL;
        visits[i].safe = 0x3f;
        visits[i].signed_by_guardian = true;
    }
    g_assert_true(zf_store_visits_add(store, visits, 3, NULL, NULL));
}

static void
add_plan(ZfStore *store)
{
    g_autoptr(GError) error = NULL;
    static ZfLonLat points[] = {{110.005, 28.005}, {110.011, 28.001}};
    ZfStop stop = {.duty = "h4#1",
                   .household = "h4",
                   .area = "A2",
                   .number = 1,
                   .arrive_s = 34200,
                   .begin_s = 34200,
                   .leave_s = 35700,
                   .children = 1,
                   .team_size = 2,
                   .leg = 0};
    ZfLeg legs[] = {{.seconds = 600, .metres = 700, .n_points = 2, .road_to = 2},
                    {.seconds = 600, .metres = 700, .n_points = 2, .road_to = 2}};
    ZfRoute route = {.number = 1,
                     .shift = "s",
                     .team = "t",
                     .team_name = "一组",
                     .date = day("2026-02-06"),
                     .base = "乡政府",
                     .point = points[0],
                     .n_stops = 1,
                     .home_leg = 1,
                     .depart_s = 33600,
                     .return_s = 36300,
                     .metres = 1400,
                     .children = 1};
    ZfPlan plan = {.campaign = "w",
                   .data_version = zf_store_data_version(store, NULL),
                   .made = 1767225600,
                   .options = "",
                   .hash = "0123456789ab",
                   .routes = &route,
                   .n_routes = 1,
                   .stops = &stop,
                   .n_stops = 1,
                   .legs = legs,
                   .n_legs = 2,
                   .points = points,
                   .n_points = 2};
    g_assert_true(zf_store_plan_save(store, &plan, &error));
    g_assert_no_error(error);
    g_autoptr(ZfSheetRow) sheet = zf_store_sheet_draw(store, plan.number, 1, 4, &error);
    g_assert_no_error(error);
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    if (argc != 2) {
        fputs("usage: make_db PATH\n", stderr);
        return 2;
    }
    g_assert_true(zf_store_create(argv[1], &error));
    g_autoptr(ZfStore) store = zf_store_open(argv[1], ZF_STORE_WRITE, &error);
    g_assert_no_error(error);
    g_autoptr(ZfBatch) areas = sample_areas(2);
    g_autoptr(ZfBatch) ledger = sample_ledger(2, 6);
    must_import(store, areas, "2026-01-01", NULL);
    must_import(store, ledger, "2026-01-01", NULL);
    add_layers(store);
    ZfCampaign campaign = sample_campaign();
    g_assert_true(zf_store_campaign_save(store, &campaign, &error));
    add_visits(store);
    add_plan(store);
    g_assert_true(zf_store_set_setting(store, "as_of", "2026-02-05", &error));
    return 0;
}
