#include "valley.h"

static ZfFindings *
check(const Valley *v, const ZfPlan *plan, const ZfPlanOptions *options)
{
    g_autoptr(GError) error = NULL;
    ZfFindings *findings = zf_findings_new();
    g_assert_true(zf_plan_check(plan, &v->input, options, findings, &error));
    g_assert_no_error(error);
    return findings;
}

static bool
tells(const ZfFindings *findings, const char *code)
{
    for (size_t i = 0; i < zf_findings_count(findings); i++) {
        if (strcmp(zf_findings_get(findings, i)->code, code) == 0) {
            return true;
        }
    }
    return false;
}

/* A crowded valley in which much is restricted. */
static Valley
crowded(bool network, uint64_t seed)
{
    Valley v = valley_new(70, 3, 3, network);
    ZfRng rng;
    zf_rng_init(&rng, seed, 1);
    v.duties->windows = g_new0(ZfDutyWindow, 2 * v.duties->n);
    for (size_t i = 0; i < v.duties->n; i++) {
        ZfDuty *duty = &v.duties->duties[i];
        duty->priority = zf_rng_range(&rng, 0, 3);
        duty->service_s = zf_rng_range(&rng, 1200, 3600);
        duty->skills = zf_rng_chance(&rng, 1, 3) ? 1u << ZF_SKILL_FEMALE : 0;
        duty->team_size = zf_rng_chance(&rng, 1, 4) ? 2 : 1;
        duty->preferred_volunteer = zf_rng_range(&rng, -1, 5);
        duty->pair_required = duty->preferred_volunteer >= 0 && zf_rng_chance(&rng, 1, 4);
        duty->first_window = (int32_t)v.duties->n_windows;
        duty->n_windows = zf_rng_range(&rng, 0, 2);
        for (int32_t k = 0; k < duty->n_windows; k++) {
            int32_t from = zf_rng_range(&rng, 8, 15) * 3600;
            v.duties->windows[v.duties->n_windows++] =
                (ZfDutyWindow){valley_day(zf_rng_range(&rng, 9, 11)), from, from + 3600};
        }
        if (i > 0 && zf_rng_chance(&rng, 1, 6) && duty[-1].nth == 1) {
            duty->household = duty[-1].household;
            duty->nth = 2;
            duty->gap_days = 1;
        }
    }
    v.s->teams[1].n_members = 1;
    v.s->shifts[0].max_duration_s = 4 * 3600;
    v.s->campaign.rest.length_s = seed % 3 ? 2700 : 0;
    v.s->shifts[1].rest = (ZfRest){12 * 3600, 12 * 3600, 3600};
    v.s->shifts[2].rest.length_s = ZF_REST_NONE;
    v.s->shifts[3].overtime_s = 1800;
    v.s->shifts[4].max_metres = 2500;
    zf_snapshot_link(v.s);
    return v;
}

static void
test_made_plans_are_true(void)
{
    for (uint64_t seed = 1; seed <= 6; seed++) {
        g_auto(Valley) v = crowded(seed % 2, seed);
        ZfPlanOptions options = valley_options();
        options.seed = seed;
        options.iterations = 400;
        options.prefer = (ZfPlanPrefer)(seed % 3);
        g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
        g_autoptr(ZfFindings) findings = check(&v, plan, &options);
        for (size_t i = 0; i < zf_findings_count(findings); i++) {
            g_test_message("seed %d: %s", (int)seed, zf_findings_get(findings, i)->message);
        }
        g_assert_cmpuint(zf_findings_count(findings), ==, 0);
        g_assert_cmpuint(plan->n_stops, >, 20);
    }
}

static void
test_breaches_are_found(void)
{
    g_auto(Valley) v = valley_new(20, 2, 2, true);
    ZfPlanOptions options = valley_options();
    g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
    ZfStop *stop = &plan->stops[1];
    ZfRoute *route = &plan->routes[0];
    ZfDuty *duties = v.duties->duties;

    stop->begin_s += 60;
    g_autoptr(ZfFindings) time = check(&v, plan, &options);
    g_assert_true(tells(time, "plan-time"));
    stop->begin_s -= 60;

    const char *kept = stop->duty;
    stop->duty = plan->stops[0].duty;
    g_autoptr(ZfFindings) twice = check(&v, plan, &options);
    g_assert_true(tells(twice, "plan-twice"));
    g_assert_true(tells(twice, "plan-lost"));
    g_assert_true(tells(twice, "plan-room"));
    stop->duty = "nobody#1";
    g_autoptr(ZfFindings) duty = check(&v, plan, &options);
    g_assert_true(tells(duty, "plan-duty"));
    stop->duty = kept;

    for (size_t i = 0; i < v.duties->n; i++) {
        duties[i].skills = 1u << ZF_SKILL_LAW;
    }
    g_autoptr(ZfFindings) team = check(&v, plan, &options);
    g_assert_true(tells(team, "plan-team"));
    g_assert_true(tells(team, "plan-optimiser"));
    for (size_t i = 0; i < v.duties->n; i++) {
        duties[i].skills = 0;
    }

    for (size_t i = 0; i < v.s->n_shifts; i++) {
        v.s->shifts[i].rest = (ZfRest){route->depart_s + 60, route->depart_s + 120, 600};
        v.s->shifts[i].max_metres = 100;
    }
    g_autoptr(ZfFindings) rest = check(&v, plan, &options);
    g_assert_true(tells(rest, "plan-rest"));
    g_assert_true(tells(rest, "plan-metres"));
    route->rest_after = 1;
    route->rest_s = 600;
    route->rest_begin_s = plan->stops[route->first_stop].leave_s;
    g_autoptr(ZfFindings) late = check(&v, plan, &options);
    g_assert_true(tells(late, "plan-rest"));
    g_assert_true(tells(late, "plan-time"));
    route->rest_s = 0;

    for (size_t i = 0; i < v.s->n_shifts; i++) {
        v.s->shifts[i].rest = (ZfRest){0};
        v.s->shifts[i].max_metres = 0;
        v.s->shifts[i].max_visits = 1;
        v.s->shifts[i].to_s = 10 * 3600;
    }
    g_autoptr(ZfFindings) limits = check(&v, plan, &options);
    g_assert_true(tells(limits, "plan-visits"));
    g_assert_true(tells(limits, "plan-shift"));

    route->shift = "gone";
    g_autoptr(ZfFindings) gone = check(&v, plan, &options);
    g_assert_true(tells(gone, "plan-shift"));

    g_autoptr(GError) error = NULL;
    plan->campaign = "other";
    g_assert_false(zf_plan_check(plan, &v.input, &options, gone, &error));
    g_assert_error(error, ZF_PLAN_ERROR, ZF_PLAN_ERROR_STALE);
}

static void
test_windows_and_gaps(void)
{
    g_auto(Valley) v = valley_new(8, 1, 3, false);
    ZfPlanOptions options = valley_options();
    g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
    v.duties->windows = g_new0(ZfDutyWindow, 1);
    v.duties->n_windows = 1;
    v.duties->windows[0] = (ZfDutyWindow){valley_day(11), 6 * 3600, 6 * 3600};
    v.duties->duties[0].n_windows = 1;
    g_autoptr(ZfFindings) window = check(&v, plan, &options);
    g_assert_true(tells(window, "plan-window"));
    v.duties->duties[0].n_windows = 0;
    v.duties->duties[1].household = 0;
    v.duties->duties[1].nth = 2;
    v.duties->duties[1].gap_days = 20;
    g_autoptr(ZfFindings) gap = check(&v, plan, &options);
    g_assert_true(tells(gap, "plan-gap"));
}

static void
test_explain(void)
{
    g_auto(Valley) v = crowded(true, 3);
    ZfPlanOptions options = valley_options();
    g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
    size_t planned = 0;
    size_t left = 0;
    size_t slots = 0;
    for (size_t h = 0; h < v.s->n_households; h += 3) {
        g_autoptr(GError) error = NULL;
        g_autoptr(ZfPlanWhys) whys = zf_plan_explain(plan, &v.input, &options, (int32_t)h, &error);
        g_assert_no_error(error);
        for (size_t i = 0; i < whys->n; i++) {
            const ZfPlanWhy *why = &whys->items[i];
            const ZfDuty *duty = &v.duties->duties[why->duty];
            g_assert_cmpint(duty->household, ==, (int32_t)h);
            g_assert_true((why->stop >= 0) != (why->unplanned >= 0));
            if (why->stop >= 0) {
                g_assert_cmpstr(plan->stops[why->stop].duty, ==, duty->id);
                g_assert_cmpint(why->shifts_able, >, 0);
                planned++;
            } else {
                g_assert_cmpstr(plan->unplanned[why->unplanned].duty, ==, duty->id);
                g_assert_cmpuint(why->n_slots, ==, 0); /* or it would be in the plan */
                left++;
            }
            slots += why->n_slots;
            for (size_t k = 0; k < why->n_slots; k++) {
                g_assert_true(why->slots[k].route < 0 || why->slots[k].route != why->route);
            }
        }
    }
    g_assert_cmpuint(planned, >, 5);
    g_assert_cmpuint(left, >, 0);
    g_assert_cmpuint(slots, >, 0);
}

/* A home visited since the plan was made is still explained by the stop it had. */
static void
test_explain_done(void)
{
    g_auto(Valley) v = valley_new(5, 1, 1, false);
    ZfPlanOptions options = valley_options();
    g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
    v.duties->n = 4;
    g_autoptr(ZfPlanWhys) whys = zf_plan_explain(plan, &v.input, &options, 4, NULL);
    g_assert_cmpuint(whys->n, ==, 1);
    g_assert_cmpint(whys->items[0].duty, ==, -1);
    g_assert_cmpint(whys->items[0].route, ==, 0);
    v.duties->n = 0;
    g_autoptr(ZfPlanWhys) none = zf_plan_explain(plan, &v.input, &options, 4, NULL);
    g_assert_cmpuint(none->n, ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plancheck/made-plans-are-true", test_made_plans_are_true);
    g_test_add_func("/plancheck/breaches-are-found", test_breaches_are_found);
    g_test_add_func("/plancheck/windows-and-gaps", test_windows_and_gaps);
    g_test_add_func("/explain/all", test_explain);
    g_test_add_func("/explain/done", test_explain_done);
    return g_test_run();
}
