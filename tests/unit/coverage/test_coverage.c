#include "coverage/coverage.h"

#include "township.h"

static const ZfCoverageRow *
row(const ZfCoverage *c, const char *code)
{
    for (size_t i = 0; i < c->n_rows; i++) {
        if (strcmp(c->rows[i].code, code) == 0) {
            return &c->rows[i];
        }
    }
    g_assert_not_reached();
}

static ZfCoverage *
compute(const ZfSnapshot *s, ZfDate t, bool groups)
{
    ZfCoverageOptions options = ZF_COVERAGE_OPTIONS_INIT;
    options.as_of = evening(t);
    options.groups = groups;
    g_autoptr(GError) error = NULL;
    ZfCoverage *c = zf_coverage_compute(s, NULL, NULL, 0, &options, &error);
    g_assert_no_error(error);
    return c;
}

static void
test_scope(void)
{
    Town t = town_new();
    g_autoptr(ZfSnapshot) s = town_finish(&t);
    g_autoptr(ZfCoverage) c = compute(s, day(2026, 1, 20), false);
    g_assert_cmpint(c->total.counts.registered, ==, 9); /* 8 children and the empty home */
    g_assert_cmpint(c->total.counts.in_scope, ==, 7);
    g_assert_cmpint(c->conservation.by_scope[ZF_SCOPE_AGE], ==, 1);
    g_assert_cmpint(c->conservation.by_scope[ZF_SCOPE_EXITED], ==, 1);
    g_assert_true(c->conservation.holds);
    g_assert_cmpint(c->total.counts.households, ==, 6);
    g_assert_cmpint(row(c, "V1")->counts.in_scope, ==, 4);
    g_assert_cmpint(row(c, "V2")->counts.registered, ==, 2);
    g_assert_cmpint(row(c, "V2")->counts.in_scope, ==, 0);
    g_assert_cmpint(row(c, "V2")->class_seen, ==, ZF_CLASS_NO_DATA);
    g_assert_cmpint(row(c, "T")->counts.in_scope, ==, 5);
    g_assert_cmpint(row(c, "T/")->counts.in_scope, ==, 1);
    g_assert_cmpint(row(c, "")->counts.in_scope, ==, 1); /* nobody vanishes */
    g_assert_cmpint(row(c, "C")->counts.in_scope, ==, 6);
    g_assert_cmpint(c->villages, ==, 2);
    /* tree order, parents before their rows */
    static const char *const order[] = {"C", "T", "V1", "V2", "T/", "U", "V3", ""};
    g_assert_cmpuint(c->n_rows, ==, G_N_ELEMENTS(order));
    for (size_t i = 0; i < c->n_rows; i++) {
        g_assert_cmpstr(c->rows[i].code, ==, order[i]);
    }
}

static void
test_household_unit(void)
{
    Town t = town_new();
    t.s->campaign.unit = ZF_UNIT_HOUSEHOLD;
    town_visit(&t, "h1", day(2026, 1, 12), ZF_OUTCOME_SEEN)->seen = "c1";
    g_autoptr(ZfSnapshot) s = town_finish(&t);
    g_autoptr(ZfCoverage) c = compute(s, day(2026, 1, 20), false);
    g_assert_cmpint(c->total.counts.registered, ==, 8);
    g_assert_cmpint(c->total.counts.in_scope, ==, 6);
    g_assert_cmpint(c->total.counts.seen, ==, 0); /* c2 is still to be seen */
    g_assert_cmpint(c->total.counts.obligation_met, ==, 1);
    g_assert_cmpint(c->conservation.by_scope[ZF_SCOPE_AGE], ==, 1);
    g_assert_cmpuint(c->n_unvisited, ==, 6);
}

static void
test_sets(void)
{
    Town t = town_new();
    t.s->campaign.required_visits = 2;
    ZfDate d = day(2026, 1, 12);
    town_complete(town_visit(&t, "h1", d, ZF_OUTCOME_SEEN)); /* both children */
    t.s->visits = NULL;
    ZfVisit *again = town_visit(&t, "h1", d, ZF_OUTCOME_SEEN); /* same day: counts once */
    again->seen = "c1";
    town_visit(&t, "h2", d, ZF_OUTCOME_REFUSED)->sheet = "LM7";
    ZfVisit *call = town_visit(&t, "h3", d, ZF_OUTCOME_SEEN);
    call->mode = ZF_VISIT_VIDEO;                             /* nobody is seen by video … */
    call->verified = true;                                   /* … but accounted for */
    town_visit(&t, "h6", day(2026, 1, 30), ZF_OUTCOME_SEEN); /* after as-of */
    ZfVisit *boards = town_visit(&t, "h7", d, ZF_OUTCOME_BOARDING);
    boards->verified = false;
    g_autoptr(ZfSnapshot) s = town_finish(&t);
    g_autoptr(ZfCoverage) c = compute(s, day(2026, 1, 20), true);
    const ZfCounts *n = &c->total.counts;
    g_assert_cmpint(n->in_scope, ==, 7);
    g_assert_cmpint(n->located, ==, 7);
    g_assert_cmpint(n->assigned, ==, 1);
    g_assert_cmpint(n->attempted, ==, 5);
    g_assert_cmpint(n->contacted, ==, 4);
    g_assert_cmpint(n->seen, ==, 2);
    g_assert_cmpint(n->complete, ==, 2);
    g_assert_cmpint(n->accounted, ==, 1);
    g_assert_cmpint(n->barred, ==, 1);
    g_assert_cmpint(zf_counts_missing(n), ==, 4);
    g_assert_cmpint(n->unscheduled, ==, 4);
    g_assert_cmpint(n->households_seen, ==, 1);
    g_assert_cmpint(n->obligation, ==, 14);
    g_assert_cmpint(n->obligation_met, ==, 2);
    g_assert_cmpint(c->villages_reached, ==, 1);
    g_assert_cmpint(row(c, "V1/1组")->counts.in_scope, ==, 3);
    g_assert_cmpint(row(c, "V1/2组")->counts.barred, ==, 1);
    /* unvisited: what S − V says, accounted homes last */
    int32_t children = 0;
    for (size_t i = 0; i < c->n_unvisited; i++) {
        children += c->unvisited[i].children;
    }
    g_assert_cmpint(children, ==, n->in_scope - n->seen);
    g_assert_cmpint(c->unvisited[c->n_unvisited - 1].state, ==, ZF_STATE_ACCOUNTED);
    g_assert_cmpstr(s->households[c->unvisited[c->n_unvisited - 1].household].id, ==, "h3");
}

static void
test_complete_needs_everything(void)
{
    for (int missing = 0; missing < 4; missing++) {
        Town t = town_new();
        ZfVisit *v = town_visit(&t, "h2", day(2026, 1, 12), ZF_OUTCOME_SEEN);
        town_complete(v);
        v->clear &= missing == 0 ? ~(uint32_t)ZF_CLEAR_OTHER : ZF_CLEAR_ALL;
        v->safe &= missing == 1 ? ~(uint32_t)ZF_SAFETY_GAS : 0x1fu;
        v->signed_by_guardian = missing != 2;
        v->hazard = missing == 1 ? 0 : ZF_SAFETY_GAS;
        g_array_index(t.homes, ZfHousehold, 1).traits = missing == 3 ? ZF_TRAIT_NEAR_WATER : 0;
        g_autoptr(ZfSnapshot) s = town_finish(&t);
        g_autoptr(ZfCoverage) c = compute(s, day(2026, 1, 20), false);
        g_assert_cmpint(c->total.counts.seen, ==, 1);
        g_assert_cmpint(c->total.counts.complete, ==, 0);
    }
}

static void
test_plan_and_sheets(void)
{
    Town t = town_new();
    g_autoptr(ZfSnapshot) s = town_finish(&t);
    g_autoptr(ZfPlan) plan = zf_plan_new();
    plan->number = 4;
    plan->n_routes = 2;
    plan->routes = g_new0(ZfRoute, 2);
    plan->n_stops = 2;
    plan->stops = g_new0(ZfStop, 2);
    for (int i = 0; i < 2; i++) {
        plan->routes[i] = (ZfRoute){.number = i + 1,
                                    .date = day(2026, 1, 19 + 2 * i),
                                    .first_stop = (uint32_t)i,
                                    .n_stops = 1};
        plan->stops[i] = (ZfStop){.duty = "", .household = i ? "h2" : "h1", .area = "V1"};
    }
    const ZfSheet sheet = {.number = "LM7", .plan = 4, .route = 2};
    ZfCoverageOptions options = ZF_COVERAGE_OPTIONS_INIT;
    options.as_of = evening(day(2026, 1, 20));
    g_autoptr(ZfCoverage) c = zf_coverage_compute(s, plan, NULL, 0, &options, NULL);
    g_assert_cmpint(c->total.counts.assigned, ==, 3);
    g_assert_cmpint(c->total.counts.scheduled, ==, 1); /* h1's day is gone */
    g_autoptr(ZfCoverage) d = zf_coverage_compute(s, plan, &sheet, 1, &options, NULL);
    g_assert_cmpint(d->total.counts.assigned, ==, 1);
    for (size_t i = 0; i < d->n_unvisited; i++) {
        bool h2 = strcmp(s->households[d->unvisited[i].household].id, "h2") == 0;
        g_assert_cmpint(d->unvisited[i].planned_route, ==, h2 ? 2 : 0);
    }
}

static void
test_overdue(void)
{
    Town t = town_new();
    t.s->campaign.interval_days = 10;
    town_visit(&t, "h2", day(2026, 1, 12), ZF_OUTCOME_SEEN);
    g_autoptr(ZfSnapshot) s = town_finish(&t);
    g_autoptr(ZfCoverage) c = compute(s, day(2026, 1, 25), false);
    g_assert_cmpint(c->total.counts.overdue, ==, 1);
    g_assert_cmpint(c->total.counts.overdue_days, ==, 3);
    g_autoptr(ZfCoverage) later = compute(s, day(2026, 2, 10), false);
    g_assert_cmpint(later->total.counts.overdue, ==, 6);
    g_assert_cmpint(later->total.counts.overdue_days, ==, 19);
    g_assert_cmpint(row(later, "V3")->counts.overdue_days, ==, 2);
    g_assert_cmpint(later->unvisited[0].overdue_days, ==, 2);
}

static void
test_forecast(void)
{
    Town t = town_new();
    town_visit(&t, "h1", day(2026, 1, 12), ZF_OUTCOME_SEEN);
    town_visit(&t, "h2", day(2026, 1, 18), ZF_OUTCOME_SEEN);
    g_autoptr(ZfSnapshot) s = town_finish(&t);
    g_autoptr(ZfCoverage) c = compute(s, day(2026, 1, 20), false);
    g_assert_cmpuint(c->n_trend, ==, 11);
    g_assert_cmpint(c->trend[2].seen, ==, 2);
    g_assert_cmpint(c->trend[10].seen, ==, 3);
    /* 7 units at 95 % by day 30: 6.65 * 11 / 30 */
    g_assert_cmpint(c->trend[10].needed_x100, ==, 244);
    g_assert_cmpint(c->forecast.remaining, ==, 4);
    g_assert_cmpint(c->forecast.seen_7_days, ==, 1);
    g_assert_cmpint(c->forecast.finish, ==, day(2026, 2, 17)); /* 28 days on */
    g_assert_cmpint(c->forecast.verdict, ==, ZF_VERDICT_LATE);
    g_assert_cmpint(c->forecast.late_days, ==, 9);
    g_assert_cmpint(c->forecast.needed_per_day_x10, ==, 3); /* 4 in 19 days */
    g_autoptr(ZfCoverage) still = compute(s, day(2026, 2, 8), false);
    g_assert_cmpint(still->forecast.verdict, ==, ZF_VERDICT_NO_PACE);
    g_assert_cmpint(still->forecast.finish, ==, ZF_DATE_NONE);
}

static void
test_areas_and_talks(void)
{
    Town t = town_new();
    t.s->campaign.areas = "V3, V1";
    ZfActivity talk = zf_activity_empty();
    talk.id = "a1";
    talk.kind = "talk";
    talk.area = "V3";
    talk.date = day(2026, 1, 15);
    g_array_append_val(t.activities, talk);
    g_autoptr(ZfSnapshot) s = town_finish(&t);
    g_autoptr(ZfCoverage) c = compute(s, day(2026, 1, 20), false);
    g_assert_cmpint(c->total.counts.in_scope, ==, 5);
    g_assert_cmpint(c->conservation.by_scope[ZF_SCOPE_AREA], ==, 3); /* h4 h7 h8 */
    g_assert_cmpint(c->villages_talked, ==, 1);
    g_assert_cmpint(row(c, "C")->talks, ==, 1);
    ZfCoverageOptions options = ZF_COVERAGE_OPTIONS_INIT;
    options.as_of = evening(day(2026, 1, 20));
    options.area = "T";
    g_autoptr(ZfCoverage) part = zf_coverage_compute(s, NULL, NULL, 0, &options, NULL);
    g_assert_cmpint(part->total.counts.registered, ==, 7);
    g_assert_cmpstr(part->rows[0].code, ==, "T");
    options.area = "X";
    g_autoptr(GError) error = NULL;
    g_assert_null(zf_coverage_compute(s, NULL, NULL, 0, &options, &error));
    g_assert_error(error, ZF_COVERAGE_ERROR, ZF_COVERAGE_ERROR_AREA);
}

static void
test_class(void)
{
    g_assert_cmpint(zf_class_of(0, 0, 950), ==, ZF_CLASS_NO_DATA);
    g_assert_cmpint(zf_class_of(49, 100, 950), ==, ZF_CLASS_UNDER_50);
    g_assert_cmpint(zf_class_of(50, 100, 950), ==, ZF_CLASS_UNDER_80);
    g_assert_cmpint(zf_class_of(799, 1000, 950), ==, ZF_CLASS_UNDER_80);
    g_assert_cmpint(zf_class_of(80, 100, 950), ==, ZF_CLASS_UNDER_TARGET);
    g_assert_cmpint(zf_class_of(949999, 1000000, 950), ==, ZF_CLASS_UNDER_TARGET);
    g_assert_cmpint(zf_class_of(95, 100, 950), ==, ZF_CLASS_TARGET);
    g_assert_cmpint(zf_class_of(60, 100, 600), ==, ZF_CLASS_TARGET);
}

/* Random townships: every sum holds whatever the rows. */
static void
test_random(void)
{
    ZfRng rng;
    zf_rng_init(&rng, 11, 0);
    for (int round = 0; round < 200; round++) {
        Town t = town_new();
        t.s->campaign.unit = round % 2 ? ZF_UNIT_HOUSEHOLD : ZF_UNIT_CHILD;
        for (int i = 0; i < 40; i++) {
            g_autofree char *home = g_strdup_printf("h%d", zf_rng_range(&rng, 1, 9));
            ZfVisit *v = town_visit(&t, home, day(2026, 1, 10) + zf_rng_range(&rng, 0, 40),
                                    (ZfOutcome)zf_rng_below(&rng, ZF_OUTCOME_COUNT));
            v->mode = (ZfVisitMode)zf_rng_below(&rng, 3);
            v->verified = zf_rng_chance(&rng, 1, 3);
            v->seen = zf_rng_chance(&rng, 1, 5) ? "c2,c3 , c6" : "";
            if (zf_rng_chance(&rng, 1, 2)) {
                town_complete(v);
            }
        }
        g_autoptr(ZfSnapshot) s = town_finish(&t);
        g_autoptr(ZfCoverage) c = compute(s, day(2026, 1, 25), round % 3 == 0);
        const ZfCounts *n = &c->total.counts;
        g_assert_true(c->conservation.holds);
        g_assert_cmpint(n->complete, <=, n->seen);
        g_assert_cmpint(n->seen, <=, n->contacted);
        g_assert_cmpint(n->contacted, <=, n->attempted);
        g_assert_cmpint(n->in_scope, <=, n->registered);
        g_assert_cmpint(zf_counts_missing(n), ==, n->scheduled + n->unscheduled);
        g_autofree ZfCounts *sums = g_new0(ZfCounts, c->n_rows);
        for (size_t i = 0; i < c->n_rows; i++) {
            int32_t parent = c->rows[i].parent;
            if (parent >= 0) {
                sums[parent].in_scope += c->rows[i].counts.in_scope;
                sums[parent].registered += c->rows[i].counts.registered;
                sums[parent].seen += c->rows[i].counts.seen;
            }
        }
        for (size_t i = 0; i < c->n_rows; i++) {
            if (sums[i].registered) {
                g_assert_cmpint(sums[i].registered, ==, c->rows[i].counts.registered);
                g_assert_cmpint(sums[i].in_scope, ==, c->rows[i].counts.in_scope);
                g_assert_cmpint(sums[i].seen, ==, c->rows[i].counts.seen);
            }
        }
    }
}

static void
test_empty(void)
{
    g_autoptr(ZfSnapshot) s = zf_snapshot_new();
    zf_snapshot_link(s);
    g_autoptr(ZfCoverage) c = compute(s, day(2026, 1, 25), true);
    g_assert_cmpuint(c->n_rows, ==, 0);
    g_assert_cmpint(c->total.counts.registered, ==, 0);
    g_assert_true(c->conservation.holds);
    g_assert_cmpint(c->forecast.verdict, ==, ZF_VERDICT_NOBODY);
}

/* Areas whose parents form a circle are entered once. */
static void
test_circle(void)
{
    Town t = town_new();
    g_array_index(t.areas, ZfArea, 0).parent = "V3";
    g_autoptr(ZfSnapshot) s = town_finish(&t);
    g_autoptr(ZfCoverage) c = compute(s, day(2026, 1, 25), false);
    g_assert_cmpint(c->total.counts.in_scope, ==, 7);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/coverage/scope", test_scope);
    g_test_add_func("/coverage/household-unit", test_household_unit);
    g_test_add_func("/coverage/sets", test_sets);
    g_test_add_func("/coverage/complete", test_complete_needs_everything);
    g_test_add_func("/coverage/plan-and-sheets", test_plan_and_sheets);
    g_test_add_func("/coverage/overdue", test_overdue);
    g_test_add_func("/coverage/forecast", test_forecast);
    g_test_add_func("/coverage/areas-and-talks", test_areas_and_talks);
    g_test_add_func("/coverage/class", test_class);
    g_test_add_func("/coverage/random", test_random);
    g_test_add_func("/coverage/empty", test_empty);
    g_test_add_func("/coverage/circle", test_circle);
    return g_test_run();
}
