/* Plans after a change: little moves, nothing is left out that finds room, and it is said why. */
#include "valley.h"

typedef struct Moved {
    int teams;
    int days;
    int times;
    int added;
    int dropped;
    int whys[ZF_PLAN_WHY_COUNT];
} Moved;

static Moved
count(const Valley *v, const ZfPlan *before, const ZfPlan *after, ZfDate from)
{
    Moved moved = {0};
    g_autoptr(ZfPlanDiff) diff = zf_plan_diff(before, after, from);
    for (size_t i = 0; i < diff->n; i++) {
        const ZfPlanDifference *item = &diff->items[i];
        moved.teams += item->change == ZF_PLAN_TEAM;
        moved.days += item->change == ZF_PLAN_DAY;
        moved.times += item->change == ZF_PLAN_TIME;
        moved.added += item->change == ZF_PLAN_ADDED;
        moved.dropped += item->change == ZF_PLAN_DROPPED;
        moved.whys[zf_plan_diff_why(before, after, &v->input, item)]++;
    }
    return moved;
}

static int
others(const Moved *moved)
{
    return moved->teams + moved->days + moved->times;
}

/* The plan after `before`; it is sound. */
static ZfPlan *
again(Valley *v, const ZfPlan *before, ZfDate from)
{
    ZfPlanOptions options = valley_options();
    options.keep = true;
    options.from = from;
    v->input.previous = before;
    ZfPlan *after = valley_plan(v, &options);
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfFindings) findings = zf_findings_new();
    options.keep = false;
    g_assert_true(zf_plan_check(after, &v->input, &options, findings, &error));
    g_assert_no_error(error);
    for (size_t i = 0; i < zf_findings_count(findings); i++) {
        g_test_message("%s", zf_findings_get(findings, i)->message);
    }
    g_assert_cmpuint(zf_findings_count(findings), ==, 0);
    return after;
}

static ZfPlan *
first(Valley *v)
{
    ZfPlanOptions options = valley_options();
    v->input.previous = NULL;
    return valley_plan(v, &options);
}

/* Nothing has changed: nothing changes, whatever the seed. */
static void
test_same(void)
{
    g_auto(Valley) v = valley_new(60, 3, 3, true);
    g_autoptr(ZfPlan) before = first(&v);
    g_autoptr(ZfPlan) after = again(&v, before, ZF_DATE_NONE);
    Moved moved = count(&v, before, after, ZF_DATE_NONE);
    g_assert_cmpint(others(&moved) + moved.added + moved.dropped, ==, 0);
    for (size_t i = 0; i < before->n_stops; i++) {
        g_assert_cmpint(before->stops[i].begin_s, ==, after->stops[i].begin_s);
    }
}

static void
test_home_added(void)
{
    g_auto(Valley) v = valley_new(60, 3, 3, true);
    for (size_t hidden = 0; hidden < 60; hidden += 12) {
        ZfDuty all = v.duties->duties[hidden];
        ZfDuty last = v.duties->duties[59];
        v.duties->duties[hidden] = last;
        v.duties->n = 59;
        g_autoptr(ZfPlan) before = first(&v);
        v.duties->duties[hidden] = all;
        v.duties->duties[59] = last;
        v.duties->n = 60;
        g_autoptr(ZfPlan) after = again(&v, before, ZF_DATE_NONE);
        Moved moved = count(&v, before, after, ZF_DATE_NONE);
        g_assert_cmpuint(after->n_unplanned, ==, 0);
        g_assert_cmpint(moved.added, ==, 1);
        g_assert_cmpint(moved.whys[ZF_PLAN_WHY_NEW], ==, 1);
        g_assert_cmpint(others(&moved), ==, 0);
    }
}

static void
test_home_gone(void)
{
    g_auto(Valley) v = valley_new(60, 3, 3, true);
    g_autoptr(ZfPlan) before = first(&v);
    for (size_t gone = 0; gone < 60; gone += 7) {
        ZfDuty was = v.duties->duties[gone];
        v.duties->duties[gone] = v.duties->duties[59];
        v.duties->n = 59;
        g_autoptr(ZfPlan) after = again(&v, before, ZF_DATE_NONE);
        Moved moved = count(&v, before, after, ZF_DATE_NONE);
        g_assert_cmpint(moved.dropped, ==, 1);
        g_assert_cmpint(moved.whys[ZF_PLAN_WHY_SETTLED], ==, 1);
        g_assert_cmpint(others(&moved), ==, 0);
        v.duties->duties[gone] = was;
        v.duties->n = 60;
    }
}

/* The first day is over; one of its homes was not reached. */
static void
test_visit_failed(void)
{
    g_auto(Valley) v = valley_new(60, 3, 3, true);
    g_autoptr(ZfPlan) before = first(&v);
    ZfDate second = valley_day(10);
    const char *failed = before->stops[1].duty;
    size_t kept = 0;
    for (size_t i = 0; i < v.duties->n; i++) {
        bool done = false;
        for (size_t r = 0; r < before->n_routes && before->routes[r].date < second; r++) {
            for (uint32_t k = 0; k < before->routes[r].n_stops; k++) {
                const char *duty = before->stops[before->routes[r].first_stop + k].duty;
                done = done ||
                       (strcmp(duty, v.duties->duties[i].id) == 0 && strcmp(duty, failed) != 0);
            }
        }
        if (!done) {
            v.duties->duties[kept++] = v.duties->duties[i];
        }
    }
    v.duties->n = kept;
    g_autoptr(ZfPlan) after = again(&v, before, second);
    Moved moved = count(&v, before, after, second);
    g_assert_cmpuint(after->n_unplanned, ==, 0);
    g_assert_cmpint(moved.added, ==, 1);
    g_assert_cmpint(moved.whys[ZF_PLAN_WHY_AGAIN], ==, 1);
    g_assert_cmpint(others(&moved), ==, 0);
}

/* A team falls ill: its visits go to others, and only they move. */
static void
test_team_ill(void)
{
    g_auto(Valley) v = valley_new(60, 3, 3, true);
    g_autoptr(ZfPlan) before = first(&v);
    const ZfRoute *ill = &before->routes[before->n_routes / 2];
    int its = (int)ill->n_stops;
    for (size_t i = 0; i < v.s->n_shifts; i++) {
        v.s->shifts[i].cancelled = strcmp(v.s->shifts[i].id, ill->shift) == 0;
    }
    g_autoptr(ZfPlan) after = again(&v, before, ZF_DATE_NONE);
    Moved moved = count(&v, before, after, ZF_DATE_NONE);
    g_assert_cmpuint(after->n_unplanned, ==, 0);
    g_assert_cmpint(moved.whys[ZF_PLAN_WHY_SHIFT], ==, its);
    g_assert_cmpint(others(&moved) - its, <=, 3);
}

/* A road is closed: the way round is longer. */
static void
test_road_closed(void)
{
    g_auto(Valley) v = valley_new(60, 3, 3, true);
    g_autoptr(ZfPlan) before = first(&v);
    zf_road_graph_free(v.graph);
    v.graph = valley_graph_without(ZF_ROAD_FOOT, 4);
    v.input.graphs[ZF_MODE_FOOT] = v.graph;
    g_autoptr(ZfPlan) after = again(&v, before, ZF_DATE_NONE);
    Moved moved = count(&v, before, after, ZF_DATE_NONE);
    g_assert_cmpuint(after->n_unplanned, ==, 0);
    g_assert_cmpint(others(&moved), <=, 3);
}

/* A home is to be visited at another hour: it moves, and little else. */
static void
test_other_window(void)
{
    g_auto(Valley) v = valley_new(60, 3, 3, true);
    g_autoptr(ZfPlan) before = first(&v);
    const ZfStop *stop = &before->stops[0];
    v.duties->windows = g_new0(ZfDutyWindow, 1);
    v.duties->n_windows = 1;
    v.duties->windows[0] = (ZfDutyWindow){valley_day(11), 14 * 3600, 16 * 3600};
    for (size_t i = 0; i < v.duties->n; i++) {
        v.duties->duties[i].n_windows = strcmp(v.duties->duties[i].id, stop->duty) == 0;
    }
    g_autoptr(ZfPlan) after = again(&v, before, ZF_DATE_NONE);
    Moved moved = count(&v, before, after, ZF_DATE_NONE);
    g_assert_cmpuint(after->n_unplanned, ==, 0);
    g_assert_cmpint(moved.whys[ZF_PLAN_WHY_HOME], ==, 1);
    g_assert_cmpint(others(&moved), <=, 4);
}

/* No room for the new home where it can be visited: another one makes way. */
static void
test_makes_room(void)
{
    g_auto(Valley) v = valley_new(23, 2, 1, true);
    /* only team 0 has a woman: eleven homes ask for one, then only the last does */
    v.s->volunteers[2].skills = 0;
    v.s->teams[0].skills = UINT64_C(1) << ZF_SKILL_FEMALE;
    v.s->teams[1].skills = 0;
    for (size_t i = 0; i < v.duties->n; i++) {
        v.duties->duties[i].service_s = 900;
    }
    v.duties->n = 22;
    for (size_t i = 0; i < 11; i++) {
        v.duties->duties[i].skills = UINT64_C(1) << ZF_SKILL_FEMALE;
    }
    v.s->shifts[0].max_visits = 11;
    g_autoptr(ZfPlan) before = first(&v);
    g_assert_cmpuint(before->n_unplanned, ==, 0);
    for (size_t i = 0; i < 11; i++) {
        v.duties->duties[i].skills = 0;
    }
    v.duties->n = 23;
    v.duties->duties[22].skills = UINT64_C(1) << ZF_SKILL_FEMALE;
    g_autoptr(ZfPlan) after = again(&v, before, ZF_DATE_NONE);
    Moved moved = count(&v, before, after, ZF_DATE_NONE);
    g_assert_cmpuint(after->n_unplanned, ==, 0);
    g_assert_cmpint(moved.added, ==, 1);
    g_assert_cmpint(moved.teams, ==, 1);
    g_assert_cmpint(moved.whys[ZF_PLAN_WHY_OTHERS], >=, 1);
}

/* More homes than fit: those planned stay planned, whatever new ones ask. */
static void
test_crowded(void)
{
    g_auto(Valley) v = valley_new(80, 2, 2, true);
    v.duties->n = 78;
    g_autoptr(ZfPlan) before = first(&v);
    g_assert_cmpuint(before->n_unplanned, >, 10);
    v.duties->n = 80;
    g_autoptr(ZfPlan) after = again(&v, before, ZF_DATE_NONE);
    Moved moved = count(&v, before, after, ZF_DATE_NONE);
    g_assert_cmpint(moved.dropped, ==, 0);
    g_assert_cmpuint(after->n_stops, >=, before->n_stops);
    g_assert_cmpint(others(&moved), <=, 3);
}

/* Homes that are in at night only are not searched for, until one of them names another hour. */
static void
test_night(void)
{
    g_auto(Valley) v = valley_new(60, 3, 3, true);
    v.duties->windows = g_new0(ZfDutyWindow, 2);
    v.duties->n_windows = 2;
    v.duties->windows[0] = (ZfDutyWindow){valley_day(11), 20 * 3600, 21 * 3600};
    v.duties->windows[1] = (ZfDutyWindow){valley_day(11), 14 * 3600, 16 * 3600};
    for (size_t i = 0; i < 10; i++) {
        v.duties->duties[i].n_windows = 1;
    }
    g_autoptr(ZfPlan) before = first(&v);
    g_assert_cmpuint(before->n_unplanned, ==, 10);
    g_autoptr(ZfPlan) same = again(&v, before, ZF_DATE_NONE);
    Moved moved = count(&v, before, same, ZF_DATE_NONE);
    g_assert_cmpuint(same->n_unplanned, ==, 10);
    g_assert_cmpint(others(&moved), ==, 0);
    g_assert_cmpint(same->iterations, ==, 1);
    v.duties->duties[3].first_window = 1;
    g_autoptr(ZfPlan) after = again(&v, before, ZF_DATE_NONE);
    moved = count(&v, before, after, ZF_DATE_NONE);
    g_assert_cmpuint(after->n_unplanned, ==, 9);
    g_assert_cmpint(moved.added, ==, 1);
    g_assert_cmpint(others(&moved), ==, 0);
    g_assert_cmpint(after->iterations, >, 100);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/keep/same", test_same);
    g_test_add_func("/keep/home-added", test_home_added);
    g_test_add_func("/keep/home-gone", test_home_gone);
    g_test_add_func("/keep/visit-failed", test_visit_failed);
    g_test_add_func("/keep/team-ill", test_team_ill);
    g_test_add_func("/keep/road-closed", test_road_closed);
    g_test_add_func("/keep/other-window", test_other_window);
    g_test_add_func("/keep/makes-room", test_makes_room);
    g_test_add_func("/keep/crowded", test_crowded);
    g_test_add_func("/keep/night", test_night);
    return g_test_run();
}
