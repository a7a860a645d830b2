#include "model/model.h"

static void
test_add(void)
{
    g_autoptr(ZfBatch) batch = zf_batch_new(ZF_IMPORT_LEDGER);
    ZfHousehold *household = zf_batch_add_household(batch);
    g_assert_cmpstr(household->address, ==, "");
    g_assert_cmpint(household->back_date, ==, ZF_DATE_NONE);
    household->id = zf_batch_text(batch, "h1");
    ZfPerson *person = zf_batch_add_person(batch);
    person->household = zf_batch_text(batch, "h1");
    g_assert_true(person->household == household->id); /* interned */
    ZfRoad *road = zf_batch_add_road(batch);
    road->points = g_new0(ZfLonLat, 2);
    road->n_points = 2;
    zf_batch_add_row(batch, "一组", 4, ZF_FATE_NEW, "h1", "");
    zf_batch_add_row(batch, "一组", 5, ZF_FATE_EXCLUDED, "", "total");
    zf_batch_add_row(batch, NULL, 6, ZF_FATE_NEW, NULL, NULL);
    g_assert_cmpuint(zf_batch_count(batch, ZF_FATE_NEW), ==, 2);
    g_assert_cmpuint(zf_batch_count(batch, ZF_FATE_EXCLUDED), ==, 1);
    zf_batch_add_area(batch);
    zf_batch_add_volunteer(batch);
    zf_batch_add_pairing(batch);
    zf_batch_add_visit(batch);
    zf_batch_add_place(batch);
    zf_batch_add_water(batch);
    zf_batch_add_barrier(batch);
    zf_batch_add_activity(batch);
}

static void
test_plan_hash(void)
{
    g_autoptr(ZfPlan) plan = zf_plan_new();
    plan->routes = g_new0(ZfRoute, 1);
    plan->n_routes = 1;
    plan->routes[0].team = "t1";
    plan->stops = g_new0(ZfStop, 1);
    plan->n_stops = 1;
    plan->routes[0].n_stops = 1;
    plan->stops[0].duty = "h1#1";
    zf_plan_set_hash(plan);
    g_autofree char *first = g_strdup(plan->hash);
    g_assert_cmpuint(strlen(first), ==, 12);
    zf_plan_set_hash(plan);
    g_assert_cmpstr(first, ==, plan->hash);
    plan->stops[0].arrive_s = 60;
    zf_plan_set_hash(plan);
    g_assert_cmpstr(first, !=, plan->hash);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/batch/add", test_add);
    g_test_add_func("/batch/plan-hash", test_plan_hash);
    return g_test_run();
}
