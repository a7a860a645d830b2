#include "valley.h"

static ZfPlanOptions
relaxing(void)
{
    ZfPlanOptions options = valley_options();
    options.iterations = 48000;
    options.relax = true;
    return options;
}

/* The first of the kind: more days, teams, seconds or visits. */
static const ZfRelaxation *
relaxation(const ZfPlan *plan, bool days, bool teams, bool hours, bool visits)
{
    for (size_t i = 0; i < plan->n_relaxations; i++) {
        const ZfRelaxation *r = &plan->relaxations[i];
        if ((r->days > 0) == days && (r->teams > 0) == teams && (r->extra_s > 0) == hours &&
            (r->visits > 0) == visits) {
            return r;
        }
    }
    return NULL;
}

/* What a plan for the same homes leaves out with other teams, days, hours and visits a shift. */
static size_t
left_with(int homes, int teams, int days, int more_s, int more_visits)
{
    g_auto(Valley) v = valley_new(homes, teams, days, true);
    for (size_t i = 0; i < v.s->n_shifts; i++) {
        v.s->shifts[i].to_s += more_s;
        v.s->shifts[i].max_visits += more_visits;
    }
    ZfPlanOptions options = valley_options();
    options.iterations = 8000;
    g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
    return plan->n_unplanned;
}

/* 40 homes, 24 seats: what is said to do does, and one less does not. */
static void
test_least(void)
{
    g_auto(Valley) v = valley_new(40, 1, 2, true);
    ZfPlanOptions options = relaxing();
    g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
    g_assert_cmpuint(plan->n_unplanned, ==, 16);
    const ZfRelaxation *days = relaxation(plan, true, false, false, false);
    const ZfRelaxation *teams = relaxation(plan, false, true, false, false);
    const ZfRelaxation *both = relaxation(plan, false, false, true, true);
    g_assert_nonnull(days);
    g_assert_nonnull(teams);
    g_assert_nonnull(both); /* the seats keep longer days from helping, and the hours more seats */
    g_assert_null(relaxation(plan, false, false, true, false));
    g_assert_null(relaxation(plan, false, false, false, true));
    g_assert_cmpint(days->days, ==, 2);
    g_assert_true(days->least);
    g_assert_cmpint(days->until, ==, valley_day(12));
    g_assert_cmpint(days->placed, ==, 16);
    g_assert_cmpint(teams->teams, ==, 1);
    g_assert_cmpint(teams->team_size, ==, 2);
    g_assert_cmpstr(teams->base, ==, "村委会");
    g_assert_cmpint(both->visits, ==, 8);
    g_assert_cmpuint(left_with(40, 1, 4, 0, 0), ==, 0);
    g_assert_cmpuint(left_with(40, 1, 3, 0, 0), >, 0);
    g_assert_cmpuint(left_with(40, 2, 2, 0, 0), ==, 0);
    g_assert_cmpuint(left_with(40, 1, 2, both->extra_s, both->visits), ==, 0);
    g_assert_cmpuint(left_with(40, 1, 2, both->extra_s - 1800, both->visits), >, 0);
    g_assert_cmpuint(left_with(40, 1, 2, both->extra_s, both->visits - 1), >, 0);
    for (size_t i = 0; i < plan->n_unplanned; i++) {
        g_assert_true(plan->unplanned[i].relaxable);
    }
}

/* Hours bind, not seats. */
static void
test_hours(void)
{
    g_auto(Valley) v = valley_new(24, 1, 2, true);
    for (size_t i = 0; i < v.s->n_shifts; i++) {
        v.s->shifts[i].max_visits = 100;
        v.s->shifts[i].to_s = 13 * 3600;
        v.s->shifts[i].max_duration_s = 4 * 3600;
    }
    ZfPlanOptions options = relaxing();
    g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
    g_assert_cmpuint(plan->n_unplanned, >, 4);
    const ZfRelaxation *hours = relaxation(plan, false, false, true, false);
    g_assert_nonnull(hours);
    g_assert_cmpint(hours->placed, ==, (int)plan->n_unplanned);
    g_assert_cmpint(hours->extra_s % 1800, ==, 0);
    for (size_t i = 0; i < v.s->n_shifts; i++) {
        v.s->shifts[i].to_s += hours->extra_s;
        v.s->shifts[i].max_duration_s += hours->extra_s;
    }
    options.relax = false;
    options.iterations = 8000;
    g_autoptr(ZfPlan) longer = valley_plan(&v, &options);
    g_assert_cmpuint(longer->n_unplanned, ==, 0);
    g_assert_cmpuint(longer->n_relaxations, ==, 0);
}

/* What no change of this sort can help is named; the others find their place. */
static void
test_hopeless(void)
{
    g_auto(Valley) v = valley_new(30, 1, 2, true);
    v.s->households[3].has_point = false; /* and its village has none */
    v.s->households[4].point.lat += 0.5;  /* no road for 50 km */
    v.duties->duties[5].locked_date = valley_day(1);
    ZfPlanOptions options = relaxing();
    g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
    const ZfRelaxation *days = relaxation(plan, true, false, false, false);
    g_assert_nonnull(days);
    g_assert_cmpint(days->placed, ==, (int)plan->n_unplanned - 3);
    size_t hopeless = 0;
    for (size_t i = 0; i < plan->n_unplanned; i++) {
        ZfUnplannedReason reason = plan->unplanned[i].reason;
        bool helped = reason == ZF_UNPLANNED_TIME || reason == ZF_UNPLANNED_VISITS;
        g_assert_true(plan->unplanned[i].relaxable == helped);
        hopeless += !helped;
    }
    g_assert_cmpuint(hopeless, ==, 3);
}

/* Nothing helps at all. */
static void
test_nothing(void)
{
    g_auto(Valley) v = valley_new(10, 1, 2, true);
    v.s->households[4].point.lat += 0.5;
    ZfPlanOptions options = relaxing();
    g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
    g_assert_cmpuint(plan->n_unplanned, ==, 1);
    g_assert_cmpuint(plan->n_relaxations, ==, 0);
}

/* A team that can do what nobody can. */
static void
test_skills(void)
{
    g_auto(Valley) v = valley_new(10, 1, 2, true);
    v.duties->duties[2].skills = UINT64_C(1) << ZF_SKILL_LAW;
    v.duties->duties[3].team_size = 3;
    ZfPlanOptions options = relaxing();
    g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
    g_assert_cmpuint(plan->n_unplanned, ==, 2);
    g_assert_cmpuint(plan->n_relaxations, ==, 1);
    g_assert_cmpint(plan->relaxations[0].teams, ==, 1);
    g_assert_cmpint(plan->relaxations[0].team_size, ==, 3);
    g_assert_true(plan->relaxations[0].skills >> ZF_SKILL_LAW & 1);
    g_assert_cmpint(plan->relaxations[0].placed, ==, 2);
}

/* A home that can be visited from the 13th on only. */
static ZfDuties *
duties_until(void *user, ZfDate to)
{
    ZfDuties *duties = valley_duties(((const Valley *)user)->s);
    duties->windows = g_new0(ZfDutyWindow, 1);
    duties->n_windows = 1;
    duties->duties[1].n_windows = 1;
    duties->windows[0] = to >= valley_day(13) ? (ZfDutyWindow){valley_day(13), 0, 86400}
                                              : (ZfDutyWindow){valley_day(9), -1, -1};
    return duties;
}

static void
test_later_windows(void)
{
    g_auto(Valley) v = valley_new(10, 1, 2, true);
    zf_duties_free(v.duties);
    v.duties = duties_until(&v, valley_day(10));
    v.input.duties = v.duties;
    ZfPlanOptions options = relaxing();
    options.to = valley_day(10);
    options.duties_until = duties_until;
    options.user = &v;
    g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
    g_assert_cmpuint(plan->n_unplanned, ==, 1);
    g_assert_cmpuint(plan->n_relaxations, ==, 1);
    g_assert_cmpint(plan->relaxations[0].days, ==, 3);
}

static void
test_repeatable(void)
{
    g_auto(Valley) v = valley_new(50, 2, 1, true);
    ZfPlanOptions options = relaxing();
    g_autoptr(ZfPlan) a = valley_plan(&v, &options);
    options.threads = 2;
    g_autoptr(ZfPlan) b = valley_plan(&v, &options);
    g_assert_cmpuint(a->n_relaxations, >, 1);
    g_assert_cmpuint(a->n_relaxations, ==, b->n_relaxations);
    for (size_t i = 0; i < a->n_relaxations; i++) {
        const ZfRelaxation *p = &a->relaxations[i];
        const ZfRelaxation *q = &b->relaxations[i];
        g_assert_cmpint(p->days, ==, q->days);
        g_assert_cmpint(p->teams, ==, q->teams);
        g_assert_cmpint(p->extra_s, ==, q->extra_s);
        g_assert_cmpint(p->visits, ==, q->visits);
        g_assert_cmpint(p->placed, ==, q->placed);
    }
}

static void
test_not_asked(void)
{
    g_auto(Valley) v = valley_new(40, 1, 2, true);
    ZfPlanOptions options = valley_options();
    g_autoptr(ZfPlan) plan = valley_plan(&v, &options);
    g_assert_cmpuint(plan->n_unplanned, ==, 16);
    g_assert_cmpuint(plan->n_relaxations, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/relax/least", test_least);
    g_test_add_func("/relax/hours", test_hours);
    g_test_add_func("/relax/hopeless", test_hopeless);
    g_test_add_func("/relax/nothing", test_nothing);
    g_test_add_func("/relax/skills", test_skills);
    g_test_add_func("/relax/later-windows", test_later_windows);
    g_test_add_func("/relax/repeatable", test_repeatable);
    g_test_add_func("/relax/not-asked", test_not_asked);
    return g_test_run();
}
