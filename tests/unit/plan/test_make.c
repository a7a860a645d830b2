#include "valley.h"

#include <math.h>

/* What must hold in any plan. */
static void
check_shape(const Valley *v, const ZfPlan *plan)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t r = 0; r < plan->n_routes; r++) {
        const ZfRoute *route = &plan->routes[r];
        g_assert_cmpint(route->number, ==, (int)r + 1);
        g_assert_cmpuint(route->n_stops, >, 0);
        g_assert_cmpint(route->depart_s, >=, 9 * 3600);
        g_assert_cmpint(route->return_s, <=, 17 * 3600);
        int32_t clock = route->depart_s;
        for (uint32_t i = 0; i < route->n_stops; i++) {
            const ZfStop *stop = &plan->stops[route->first_stop + i];
            const ZfLeg *leg = &plan->legs[stop->leg];
            g_assert_cmpint(stop->number, ==, (int)i + 1);
            g_assert_cmpint(stop->arrive_s, ==, clock + leg->seconds);
            g_assert_cmpint(stop->begin_s, >=, stop->arrive_s);
            g_assert_true(g_hash_table_add(seen, (gpointer)stop->duty));
            g_assert_cmpuint(leg->n_points, >, 0);
            g_assert_cmpuint(leg->road_to, <=, leg->n_points);
            g_assert_true(leg->estimated == !v->graph);
            clock = stop->leave_s;
        }
        g_assert_cmpint(route->return_s, ==, clock + plan->legs[route->home_leg].seconds);
        if (r > 0) {
            g_assert_cmpint(route->date, >=, plan->routes[r - 1].date);
        }
    }
    for (size_t i = 0; i < plan->n_unplanned; i++) {
        g_assert_true(g_hash_table_add(seen, (gpointer)plan->unplanned[i].duty));
    }
    g_assert_cmpuint(g_hash_table_size(seen), ==, v->duties->n);
    g_assert_cmpuint(strlen(plan->hash), ==, 12);
}

static void
test_everything_fits(void)
{
    for (int network = 0; network <= 1; network++) {
        g_auto(Valley) v = valley_new(40, 2, 3, network);
        ZfPlanOptions options = valley_options();
        g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
        check_shape(&v, plan);
        g_assert_cmpuint(plan->n_unplanned, ==, 0);
        g_assert_cmpstr(plan->campaign, ==, "2026");
    }
}

static void
test_cues(void)
{
    g_auto(Valley) v = valley_new(20, 1, 2, true);
    ZfPlanOptions options = valley_options();
    g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
    size_t stops = 0;
    size_t ends = 0;
    size_t turns = 0;
    for (size_t i = 0; i < plan->n_cues; i++) {
        stops += plan->cues[i].kind == ZF_CUE_STOP;
        ends += plan->cues[i].kind == ZF_CUE_END;
        turns += plan->cues[i].kind == ZF_CUE_LEFT || plan->cues[i].kind == ZF_CUE_RIGHT;
    }
    g_assert_cmpuint(stops, >=, 15);
    g_assert_cmpuint(ends, ==, plan->n_routes);
    g_assert_cmpuint(turns, >, 5);
}

static void
test_same_seed_same_plan(void)
{
    g_auto(Valley) v = valley_new(30, 2, 2, true);
    ZfPlanOptions options = valley_options();
    g_autoptr(ZfPlan) a = valley_plan(&v, &options);
    options.threads = 2;
    g_autoptr(ZfPlan) b = valley_plan(&v, &options);
    g_assert_cmpstr(a->hash, ==, b->hash);
    g_assert_cmpint(a->cost, ==, b->cost);
}

static const ZfUnplanned *
unplanned(const ZfPlan *plan, const char *duty)
{
    for (size_t i = 0; i < plan->n_unplanned; i++) {
        if (strcmp(plan->unplanned[i].duty, duty) == 0) {
            return &plan->unplanned[i];
        }
    }
    g_assert_not_reached();
}

/* One duty for each thing that can be wrong with it. */
static void
test_reasons(void)
{
    g_auto(Valley) v = valley_new(20, 2, 2, true);
    ZfDuty *d = v.duties->duties;
    v.duties->windows = g_new0(ZfDutyWindow, 4);
    v.duties->n_windows = 4;
    v.duties->windows[0] = (ZfDutyWindow){valley_day(9), -1, -1};       /* never */
    v.duties->windows[1] = (ZfDutyWindow){valley_day(20), 0, 86400};    /* no shift then */
    v.duties->windows[2] = (ZfDutyWindow){valley_day(9), 72000, 75600}; /* at night */
    v.duties->windows[3] = (ZfDutyWindow){valley_day(15), 0, 86400};
    d[0].n_windows = 1;
    d[1].first_window = 1;
    d[1].n_windows = 1;
    d[2].first_window = 2;
    d[2].n_windows = 1;
    d[3].skills = 1u << ZF_SKILL_LAW;
    d[4].team_size = 3;
    v.s->households[5].has_point = false; /* and its village has none */
    v.s->households[6].point.lat += 0.5;  /* no road for 50 km */
    d[7].service_s = 9 * 3600;
    d[8].nth = 2; /* its next visit only after the last shift */
    d[8].first_window = 3;
    d[8].n_windows = 1;
    d[9].locked_date = valley_day(1);
    ZfPlanOptions options = valley_options();
    g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
    check_shape(&v, plan);
    static const ZfUnplannedReason reasons[] = {ZF_UNPLANNED_WINDOW,      ZF_UNPLANNED_NO_SHIFT,
                                                ZF_UNPLANNED_WINDOW,      ZF_UNPLANNED_SKILL,
                                                ZF_UNPLANNED_TEAM_SIZE,   ZF_UNPLANNED_NO_POSITION,
                                                ZF_UNPLANNED_UNREACHABLE, ZF_UNPLANNED_TIME,
                                                ZF_UNPLANNED_GAP,         ZF_UNPLANNED_LOCK};
    g_assert_cmpuint(plan->n_unplanned, ==, G_N_ELEMENTS(reasons));
    for (size_t i = 0; i < G_N_ELEMENTS(reasons); i++) {
        g_assert_cmpint(unplanned(plan, d[i].id)->reason, ==, reasons[i]);
    }
    g_assert_cmpint(unplanned(plan, d[7].id)->short_s, >=, 3600);
    g_assert_cmpint(unplanned(plan, d[7].id)->forced_s, >=, 9 * 3600);
    g_assert_cmpint(unplanned(plan, d[7].id)->date, !=, ZF_DATE_NONE);
}

/* More homes than the teams can do: the important ones are done, the others say TIME or VISITS. */
static void
test_priority(void)
{
    g_auto(Valley) v = valley_new(60, 1, 2, false);
    for (size_t i = 0; i < v.duties->n; i += 4) {
        v.duties->duties[i].priority = 3;
    }
    ZfPlanOptions options = valley_options();
    g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
    check_shape(&v, plan);
    g_assert_cmpuint(plan->n_stops, >=, 20);
    for (size_t i = 0; i < plan->n_unplanned; i++) {
        g_assert_cmpint(plan->unplanned[i].priority, ==, 0);
        ZfUnplannedReason reason = plan->unplanned[i].reason;
        g_assert_true(reason == ZF_UNPLANNED_TIME || reason == ZF_UNPLANNED_VISITS);
    }
}

static void
test_people(void)
{
    g_auto(Valley) v = valley_new(12, 3, 1, false);
    v.s->teams[1].n_members = 1; /* v2 alone */
    v.s->teams[2].members[0] = v.s->volunteers[5].id;
    zf_snapshot_link(v.s); /* t2: no woman */
    v.duties->duties[0].skills = 1u << ZF_SKILL_FEMALE;
    v.duties->duties[0].team_size = 2;
    v.duties->duties[1].preferred_volunteer = 5;
    v.duties->duties[1].pair_required = true;
    v.duties->duties[2].preferred_volunteer = 2;
    v.duties->duties[3].locked_team = 2;
    ZfPlanOptions options = valley_options();
    g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
    check_shape(&v, plan);
    static const char *const teams[] = {"t0", "t2", "t1", "t2"};
    int found = 0;
    for (size_t r = 0; r < plan->n_routes; r++) {
        for (uint32_t i = 0; i < plan->routes[r].n_stops; i++) {
            const ZfStop *stop = &plan->stops[plan->routes[r].first_stop + i];
            for (int k = 0; k < 4; k++) {
                if (strcmp(stop->duty, v.duties->duties[k].id) == 0) {
                    g_assert_cmpstr(plan->routes[r].team, ==, teams[k]);
                    g_assert_true(stop->locked == (k == 3));
                    found++;
                }
            }
        }
    }
    g_assert_cmpint(found, ==, 4);
}

static void
test_keep(void)
{
    g_auto(Valley) v = valley_new(40, 2, 3, false);
    ZfPlanOptions options = valley_options();
    g_autoptr(ZfPlan) before = valley_plan(&v, &options);
    /* one home less, and again with the plan before */
    v.duties->duties[7] = v.duties->duties[v.duties->n - 1];
    v.duties->n--;
    v.input.previous = before;
    options.keep = true;
    g_autoptr(ZfPlan) after = valley_plan(&v, &options);
    check_shape(&v, after);
    g_autoptr(ZfPlanDiff) diff = zf_plan_diff(before, after, ZF_DATE_NONE);
    int moved = 0;
    for (size_t i = 0; i < diff->n; i++) {
        moved += diff->items[i].change == ZF_PLAN_TEAM || diff->items[i].change == ZF_PLAN_DAY;
    }
    g_assert_cmpint(moved, <=, 3);
    /* from the second day on: the first stays as it was */
    options.from = valley_day(10);
    g_autoptr(ZfPlan) later = valley_plan(&v, &options);
    size_t first_day = 0;
    while (first_day < before->n_routes && before->routes[first_day].date < options.from) {
        first_day++;
    }
    g_assert_cmpuint(first_day, >, 0);
    for (size_t r = 0; r < first_day; r++) {
        g_assert_cmpint(later->routes[r].date, ==, before->routes[r].date);
        g_assert_cmpuint(later->routes[r].n_stops, ==, before->routes[r].n_stops);
        g_assert_cmpstr(later->stops[later->routes[r].first_stop].duty, ==,
                        before->stops[before->routes[r].first_stop].duty);
    }
}

static void
test_series(void)
{
    g_auto(Valley) v = valley_new(6, 1, 5, false);
    ZfDuties *duties = v.duties;
    duties->duties[1] = duties->duties[0];
    duties->duties[1].id = "h0#2";
    duties->duties[1].nth = 2;
    ZfPlanOptions options = valley_options();
    g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
    check_shape(&v, plan);
    ZfDate first = ZF_DATE_NONE;
    ZfDate second = ZF_DATE_NONE;
    for (size_t r = 0; r < plan->n_routes; r++) {
        for (uint32_t i = 0; i < plan->routes[r].n_stops; i++) {
            const char *duty = plan->stops[plan->routes[r].first_stop + i].duty;
            first = strcmp(duty, "h0#1") == 0 ? plan->routes[r].date : first;
            second = strcmp(duty, "h0#2") == 0 ? plan->routes[r].date : second;
        }
    }
    g_assert_cmpint(first, !=, ZF_DATE_NONE);
    g_assert_cmpint(second - first, >=, 3);
}

/* A day of its own is not yet an appointment; an hour is. */
static void
test_fixed_time(void)
{
    g_auto(Valley) v = valley_new(2, 1, 2, false);
    v.duties->windows = g_new0(ZfDutyWindow, 2);
    v.duties->n_windows = 2;
    v.duties->windows[0] = (ZfDutyWindow){valley_day(10), 0, 86400};
    v.duties->windows[1] = (ZfDutyWindow){valley_day(10), 50400, 54000};
    for (int i = 0; i < 2; i++) {
        v.duties->duties[i].first_window = i;
        v.duties->duties[i].n_windows = 1;
    }
    ZfPlanOptions options = valley_options();
    g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
    g_assert_cmpuint(plan->n_stops, ==, 2);
    for (size_t i = 0; i < plan->n_stops; i++) {
        g_assert_true(plan->stops[i].fixed_time == (strcmp(plan->stops[i].duty, "h1#1") == 0));
    }
}

static void
test_errors(void)
{
    g_auto(Valley) v = valley_new(3, 1, 1, false);
    ZfPlanOptions options = valley_options();
    g_autoptr(GError) error = NULL;
    options.from = valley_day(20);
    g_assert_null(zf_plan_make(&v.input, &options, NULL, &error));
    g_assert_error(error, ZF_PLAN_ERROR, ZF_PLAN_ERROR_EMPTY);
    g_clear_error(&error);
    v.duties->n = 0;
    g_assert_null(zf_plan_make(&v.input, NULL, NULL, &error));
    g_assert_error(error, ZF_PLAN_ERROR, ZF_PLAN_ERROR_EMPTY);
}

static void
test_one_place(void)
{
    g_auto(Valley) v = valley_new(10, 1, 1, true);
    for (int i = 0; i < 10; i++) {
        v.s->households[i].point = v.s->shifts[0].point; /* all at the office */
    }
    ZfPlanOptions options = valley_options();
    g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
    check_shape(&v, plan);
    g_assert_cmpuint(plan->n_unplanned, ==, 0);
    g_assert_cmpint(plan->routes[0].metres, ==, 0);
}

/* Everybody rests between 11:30 and 13:00, or is not on the way then; days may be longer if need
 * be, but nobody goes farther than allowed. */
static void
test_rest(void)
{
    g_auto(Valley) v = valley_new(60, 2, 2, true);
    ZfPlanOptions options = valley_options();
    v.s->campaign.rest.length_s = 2700;
    v.s->shifts[0].overtime_s = 3600;
    v.s->shifts[1].max_metres = 3000;
    g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
    int rests = 0;
    for (size_t r = 0; r < plan->n_routes; r++) {
        const ZfRoute *route = &plan->routes[r];
        const ZfShift *shift = v.s->shifts;
        while (strcmp(shift->id, route->shift) != 0) {
            shift++;
        }
        int32_t from = v.s->campaign.rest.from_s;
        int32_t to = v.s->campaign.rest.to_s;
        g_assert_true(route->rest_s == 2700 || route->depart_s >= from + 2700 ||
                      route->return_s <= to);
        g_assert_cmpint(route->return_s, <=, shift->to_s + shift->overtime_s);
        g_assert_true(shift->max_metres == 0 || route->metres <= shift->max_metres);
        if (route->rest_s > 0) {
            const ZfStop *before = &plan->stops[route->first_stop + route->rest_after - 1];
            g_assert_cmpint(route->rest_begin_s, >=, MAX(from, before->leave_s));
            g_assert_cmpint(route->rest_begin_s, <=, to);
            int32_t clock = route->rest_begin_s + route->rest_s;
            const ZfStop *next = before + 1;
            bool last = (uint32_t)route->rest_after == route->n_stops;
            g_assert_cmpint(last ? route->return_s : next->arrive_s, ==,
                            clock + plan->legs[last ? route->home_leg : next->leg].seconds);
            rests++;
        }
    }
    g_assert_cmpint(rests, >, 0);
    g_assert_cmpuint(plan->n_unplanned, >, 0); /* crowded: so that days are full */
    /* nothing changed: nothing changes, the rests included */
    options.keep = true;
    v.input.previous = plan;
    g_autoptr(ZfPlan) again = valley_plan(&v, &options);
    g_assert_cmpuint(again->n_routes, ==, plan->n_routes);
    for (size_t r = 0; r < plan->n_routes; r++) {
        g_assert_cmpint(again->routes[r].rest_begin_s, ==, plan->routes[r].rest_begin_s);
        g_assert_cmpint(again->routes[r].rest_after, ==, plan->routes[r].rest_after);
        g_assert_cmpint(again->routes[r].return_s, ==, plan->routes[r].return_s);
    }
}

/* Does the leg go along the road of the office? */
static bool
takes_closed(const ZfPlan *plan, const ZfLeg *leg)
{
    double lon = VALLEY_LON + 5 * VALLEY_STEP;
    bool takes = false;
    for (uint32_t i = leg->first_point; i + 1 < leg->first_point + leg->n_points; i++) {
        const ZfLonLat *at = &plan->points[i];
        takes = takes || (fabs(at[0].lon - lon) < 1e-6 && fabs(at[1].lon - lon) < 1e-6 &&
                          fabs(at[0].lat - at[1].lat) > VALLEY_STEP / 2);
    }
    return takes;
}

/* A road that is shut on the second day alone is gone on the others. */
static void
test_closed_day(void)
{
    g_auto(Valley) v = valley_new(60, 2, 3, true);
    g_autoptr(ZfRoadGraph) closed = valley_graph_without(ZF_ROAD_FOOT, 5);
    const ZfPlanRoads changes[] = {{valley_day(10), {[ZF_MODE_FOOT] = closed}},
                                   {valley_day(11), {[ZF_MODE_FOOT] = v.graph}}};
    v.input.changes = changes;
    v.input.n_changes = 2;
    ZfPlanOptions options = valley_options();
    g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
    check_shape(&v, plan);
    size_t taken[3] = {0};
    size_t routes[3] = {0};
    for (size_t r = 0; r < plan->n_routes; r++) {
        const ZfRoute *route = &plan->routes[r];
        size_t day = (size_t)(route->date - valley_day(9));
        routes[day]++;
        for (uint32_t i = 0; i < route->n_stops; i++) {
            taken[day] += takes_closed(plan, &plan->legs[plan->stops[route->first_stop + i].leg]);
        }
        taken[day] += takes_closed(plan, &plan->legs[route->home_leg]);
    }
    g_assert_true(routes[0] && routes[1] && routes[2]);
    g_assert_cmpuint(taken[0] + taken[2], >, 0);
    g_assert_cmpuint(taken[1], ==, 0);
    g_autoptr(ZfFindings) findings = zf_findings_new();
    g_autoptr(GError) error = NULL;
    g_assert_true(zf_plan_check(plan, &v.input, &options, findings, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(zf_findings_count(findings), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/make/everything-fits", test_everything_fits);
    g_test_add_func("/make/cues", test_cues);
    g_test_add_func("/make/same-seed-same-plan", test_same_seed_same_plan);
    g_test_add_func("/make/reasons", test_reasons);
    g_test_add_func("/make/priority", test_priority);
    g_test_add_func("/make/people", test_people);
    g_test_add_func("/make/keep", test_keep);
    g_test_add_func("/make/series", test_series);
    g_test_add_func("/make/fixed-time", test_fixed_time);
    g_test_add_func("/make/rest", test_rest);
    g_test_add_func("/make/errors", test_errors);
    g_test_add_func("/make/one-place", test_one_place);
    g_test_add_func("/make/closed-day", test_closed_day);
    return g_test_run();
}
