#include <string.h>

#include "plan/plan.h"

/* Routes of one stop each: duty, team, day, begin. */
typedef struct Row {
    const char *duty;
    const char *team;
    ZfDate date;
    int32_t begin_s;
} Row;

static ZfPlan *
make(const Row *rows, size_t n)
{
    ZfPlan *plan = zf_plan_new();
    plan->routes = g_new0(ZfRoute, n);
    plan->stops = g_new0(ZfStop, n);
    plan->n_routes = plan->n_stops = n;
    for (size_t i = 0; i < n; i++) {
        plan->routes[i] = (ZfRoute){
            .team = rows[i].team, .date = rows[i].date, .first_stop = (uint32_t)i, .n_stops = 1};
        plan->stops[i] = (ZfStop){.duty = rows[i].duty, .begin_s = rows[i].begin_s};
    }
    return plan;
}

static void
test_diff(void)
{
    const Row before[] = {{"a#1", "t1", 10, 36000},
                          {"b#1", "t1", 10, 36000},
                          {"c#1", "t1", 11, 36000},
                          {"d#1", "t1", 11, 36000},
                          {"e#1", "t1", 11, 36000}};
    const Row after[] = {{"b#1", "t1", 10, 36899},
                         {"c#1", "t2", 12, 36000},
                         {"d#1", "t1", 12, 36000},
                         {"e#1", "t1", 11, 36900},
                         {"f#1", "t1", 12, 36000}};
    g_autoptr(ZfPlan) p = make(before, G_N_ELEMENTS(before));
    g_autoptr(ZfPlan) q = make(after, G_N_ELEMENTS(after));
    g_autoptr(ZfPlanDiff) diff = zf_plan_diff(p, q, ZF_DATE_NONE);
    static const ZfPlanChange changes[] = {ZF_PLAN_DROPPED, ZF_PLAN_TEAM, ZF_PLAN_DAY, ZF_PLAN_TIME,
                                           ZF_PLAN_ADDED};
    static const char *const duties[] = {"a#1", "c#1", "d#1", "e#1", "f#1"};
    g_assert_cmpuint(diff->same, ==, 1);
    g_assert_cmpuint(diff->n, ==, G_N_ELEMENTS(changes));
    for (size_t i = 0; i < diff->n; i++) {
        g_assert_cmpint(diff->items[i].change, ==, changes[i]);
        g_assert_cmpstr(diff->items[i].duty, ==, duties[i]);
    }
    g_autoptr(ZfPlanDiff) late = zf_plan_diff(p, q, 11);
    g_assert_cmpuint(late->n, ==, 4);
    g_assert_cmpuint(late->same, ==, 0);
    g_autoptr(ZfPlanDiff) none = zf_plan_diff(p, p, ZF_DATE_NONE);
    g_assert_cmpuint(none->n, ==, 0);
    g_assert_cmpuint(none->same, ==, 5);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plan/diff", test_diff);
    return g_test_run();
}
