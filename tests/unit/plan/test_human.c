#include "plan/plan.h"

/* Stops on a grid of about 100 m (lon, lat in thousandths of a degree around 110, 28). */
typedef struct Sketch {
    ZfPlan *plan;
    GArray *routes;
    GArray *stops;
    GArray *legs;
    GArray *points;
} Sketch;

static Sketch
sketch_new(void)
{
    return (Sketch){zf_plan_new(), g_array_new(FALSE, TRUE, sizeof(ZfRoute)),
                    g_array_new(FALSE, TRUE, sizeof(ZfStop)),
                    g_array_new(FALSE, TRUE, sizeof(ZfLeg)),
                    g_array_new(FALSE, TRUE, sizeof(ZfLonLat))};
}

static uint32_t
add_leg(Sketch *s, const int *from, const int *to)
{
    ZfLonLat ends[2] = {{110 + from[0] / 1000.0, 28 + from[1] / 1000.0},
                        {110 + to[0] / 1000.0, 28 + to[1] / 1000.0}};
    ZfLeg leg = {.first_point = s->points->len, .n_points = 2, .road_to = 2};
    g_array_append_vals(s->points, ends, 2);
    g_array_append_val(s->legs, leg);
    return s->legs->len - 1;
}

static void
add_route(Sketch *s, const char *team, int32_t hours, const int (*at)[2], int n)
{
    ZfRoute route = {.number = (int32_t)s->routes->len + 1,
                     .shift = "",
                     .team = team,
                     .team_name = team,
                     .base = "",
                     .first_stop = s->stops->len,
                     .n_stops = (uint32_t)n,
                     .depart_s = 28800,
                     .return_s = 28800 + hours * 3600,
                     .travel_s = 600};
    for (int i = 0; i < n; i++) {
        g_autofree char *home = g_strdup_printf("%s-%d-%d", team, at[i][0], at[i][1]);
        const char *key = zf_plan_text(s->plan, home);
        ZfStop stop = {.duty = key, .household = key, .area = ""};
        stop.leg = add_leg(s, at[i > 0 ? i - 1 : 0], at[i]);
        g_array_append_val(s->stops, stop);
    }
    route.home_leg = add_leg(s, at[n - 1], at[n - 1]);
    g_array_append_val(s->routes, route);
}

static ZfPlanHuman
measure(Sketch *s)
{
    ZfPlan *plan = s->plan;
    plan->n_routes = s->routes->len;
    plan->n_stops = s->stops->len;
    plan->n_legs = s->legs->len;
    plan->n_points = s->points->len;
    plan->routes = (ZfRoute *)(void *)g_array_free(s->routes, FALSE);
    plan->stops = (ZfStop *)(void *)g_array_free(s->stops, FALSE);
    plan->legs = (ZfLeg *)(void *)g_array_free(s->legs, FALSE);
    plan->points = (ZfLonLat *)(void *)g_array_free(s->points, FALSE);
    ZfPlanHuman human = zf_plan_human(plan, NULL, NULL);
    zf_plan_free(plan);
    return human;
}

static void
test_empty(void)
{
    Sketch s = sketch_new();
    ZfPlanHuman h = measure(&s);
    g_assert_cmpint(h.stops, ==, 0);
    g_assert_cmpint(h.pairs, ==, 0);
}

/* Two squares side by side, and a third route somewhere else. */
static void
test_apart(void)
{
    static const int a[][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    static const int b[][2] = {{3, 0}, {4, 0}, {4, 1}, {3, 1}};
    static const int c[][2] = {{20, 20}};
    Sketch s = sketch_new();
    add_route(&s, "a", 4, a, 4);
    add_route(&s, "b", 6, b, 4);
    add_route(&s, "a", 1, c, 1);
    ZfPlanHuman h = measure(&s);
    g_assert_cmpint(h.pairs, ==, 3);
    g_assert_cmpint(h.crossing, ==, 0);
    g_assert_cmpint(h.overlapping, ==, 0);
    g_assert_cmpint(h.strays, ==, 0);
    g_assert_cmpint(h.passed, ==, 0);
    /* of the squares all three neighbours, of the single stop none */
    g_assert_cmpint(h.neighbours, ==, 27);
    g_assert_cmpint(h.neighbours_together, ==, 24);
    g_assert_cmpint(h.shortest_s, ==, 3600);
    g_assert_cmpint(h.longest_s, ==, 6 * 3600);
    g_assert_cmpint(h.teams, ==, 2);
    g_assert_cmpint(h.least_s, ==, 5 * 3600);
    g_assert_cmpint(h.most_s, ==, 6 * 3600);
    g_assert_cmpint(h.mean_s, ==, 5 * 3600 + 1800);
    g_assert_cmpint(h.travel_s, ==, 1800);
}

/* A cross: the ways cross, the areas (two lines) overlap; a route that ends at another's door. */
static void
test_cross(void)
{
    static const int a[][2] = {{0, 2}, {4, 2}};
    static const int b[][2] = {{2, 0}, {2, 4}};
    Sketch s = sketch_new();
    add_route(&s, "a", 1, a, 2);
    add_route(&s, "b", 1, b, 2);
    ZfPlanHuman h = measure(&s);
    g_assert_cmpint(h.crossing, ==, 1);
    g_assert_cmpint(h.overlapping, ==, 1);
    g_assert_cmpint(h.strays, ==, 0);
}

static void
test_stray(void)
{
    static const int a[][2] = {{0, 0}, {4, 0}, {4, 4}, {0, 4}};
    static const int b[][2] = {{2, 2}, {9, 8}};
    static const int c[][2] = {{2, 0}};
    Sketch s = sketch_new();
    add_route(&s, "a", 1, a, 4);
    add_route(&s, "b", 1, b, 2);
    add_route(&s, "c", 1, c, 1);
    ZfPlanHuman h = measure(&s);
    /* a and b; c lies on the edge of a, whose way along it passes the door of c */
    g_assert_cmpint(h.overlapping, ==, 1);
    g_assert_cmpint(h.strays, ==, 1);
    g_assert_cmpint(h.passed, ==, 1);
    g_assert_cmpint(h.crossing, ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plan/human/empty", test_empty);
    g_test_add_func("/plan/human/apart", test_apart);
    g_test_add_func("/plan/human/cross", test_cross);
    g_test_add_func("/plan/human/stray", test_stray);
    return g_test_run();
}
