#include "vrp_random.h"

/* A shift along a line: places 0 (base) … 4 at 0, 10, 20, 30, 40; a second counts one metre. */
typedef struct Line {
    ZfVrpProblem problem;
    ZfVrpShift shifts[2];
    ZfVrpVisit visits[4];
    ZfVrpWindow windows[4];
    ZfVrpBreak breaks[1];
    ZfVrpMatrix matrix;
    int32_t entries[25];
} Line;

static void
line_init(Line *line)
{
    for (int32_t i = 0; i < 5; i++) {
        for (int32_t j = 0; j < 5; j++) {
            line->entries[5 * i + j] = 10 * ABS(i - j);
        }
    }
    line->matrix = (ZfVrpMatrix){5, line->entries, line->entries};
    for (int32_t i = 0; i < 2; i++) {
        line->shifts[i] = (ZfVrpShift)ZF_VRP_SHIFT_INIT;
        line->shifts[i].start_place = line->shifts[i].end_place = 0;
        line->shifts[i].close = 200;
        line->shifts[i].team = i;
        line->shifts[i].day = i;
    }
    for (int32_t i = 0; i < 4; i++) {
        line->visits[i] = (ZfVrpVisit)ZF_VRP_VISIT_INIT;
        line->visits[i].place = i + 1;
        line->visits[i].service = 5;
        line->visits[i].prize = 1000;
    }
    line->problem = (ZfVrpProblem){.shifts = line->shifts,
                                   .visits = line->visits,
                                   .windows = line->windows,
                                   .breaks = line->breaks,
                                   .matrices = &line->matrix,
                                   .n_shifts = 2,
                                   .n_visits = 4,
                                   .n_windows = 0,
                                   .n_matrices = 1,
                                   .n_teams = 2};
}

static ZfVrpResult *
solve(const Line *line)
{
    g_autoptr(GError) error = NULL;
    ZfVrpOptions options = {.iterations = 500};
    ZfVrpResult *result = zf_vrp_solve(&line->problem, &options, NULL, &error);
    g_assert_no_error(error);
    g_autoptr(GPtrArray) found = zf_vrp_check(&line->problem, result);
    g_assert_cmpuint(found->len, ==, 0);
    return result;
}

static guint
violations(const Line *line, const ZfVrpResult *result)
{
    g_autoptr(GPtrArray) found = zf_vrp_check(&line->problem, result);
    return found->len;
}

static void
test_known(void)
{
    Line line;
    line_init(&line);
    g_autoptr(ZfVrpResult) result = solve(&line);
    g_assert_cmpint(result->cost.total, ==, 80);
    g_assert_cmpint(result->cost.routes, ==, 1);
    g_assert_true(result->complete);
    /* the earliest end, and no sooner away than that needs */
    const ZfVrpRoute *route = &result->routes[result->routes[0].n_visits ? 0 : 1];
    g_assert_cmpint(route->depart, ==, 0);
    g_assert_cmpint(route->end, ==, 100);
}

static void
test_waiting(void)
{
    Line line;
    line_init(&line);
    line.problem.n_visits = 1;
    line.problem.n_windows = 1;
    line.visits[0].n_windows = 1;
    line.windows[0] = (ZfVrpWindow){ZF_VRP_ANY_DAY, 50, 60};
    g_autoptr(ZfVrpResult) result = solve(&line);
    const ZfVrpRoute *route = &result->routes[result->routes[0].n_visits ? 0 : 1];
    g_assert_cmpint(route->depart, ==, 40);
    g_assert_cmpint(route->end, ==, 65);
    g_assert_cmpint(route->wait, ==, 0);
}

static void
test_break(void)
{
    Line line;
    line_init(&line);
    line.problem.n_shifts = 1;
    line.problem.n_breaks = 1;
    line.breaks[0] = (ZfVrpBreak){30, 45, 20};
    line.shifts[0].n_breaks = 1;
    g_autoptr(ZfVrpResult) result = solve(&line);
    g_assert_cmpint(result->routes[0].n_stops, ==, 4 + (result->routes[0].depart < 50));
    g_assert_cmpint(result->cost.served, ==, 4);
}

/* Balance shares the work out; without it one person does it all. */
static void
test_balance(void)
{
    Line line;
    line_init(&line);
    for (int32_t i = 0; i < 4; i++) {
        line.visits[i].service = 25;
    }
    line.problem.weights.balance_teams = 100;
    g_autoptr(ZfVrpResult) result = solve(&line);
    g_assert_cmpint(result->cost.routes, ==, 2);
}

/* A team that comes for half the time has half the work. */
static void
test_balance_offer(void)
{
    enum { N = 12 };
    ZfVrpVisit visits[N];
    const int32_t zero[1] = {0};
    const ZfVrpMatrix matrix = {1, zero, zero};
    for (int32_t i = 0; i < N; i++) {
        visits[i] = (ZfVrpVisit)ZF_VRP_VISIT_INIT;
        visits[i].service = 600;
    }
    ZfVrpShift shifts[3];
    for (int32_t i = 0; i < 3; i++) {
        shifts[i] = (ZfVrpShift)ZF_VRP_SHIFT_INIT;
        shifts[i].team = i > 0;
        shifts[i].day = i / 2;
        shifts[i].close = 7200;
    }
    Line line = {.problem = {.shifts = shifts,
                             .visits = visits,
                             .matrices = &matrix,
                             .n_shifts = 3,
                             .n_visits = N,
                             .n_matrices = 1,
                             .n_teams = 2,
                             .weights = {.balance_teams = 10}}};
    g_autoptr(ZfVrpResult) result = solve(&line);
    g_assert_cmpint(result->plan.first[1], ==, 4);
}

/* Where ways cost nothing, homes that lie together go together: two clusters by turns. */
static void
test_spread(void)
{
    enum { N = 12 };
    ZfVrpVisit visits[N];
    const int32_t zero[1] = {0};
    const ZfVrpMatrix matrix = {1, zero, zero};
    for (int32_t i = 0; i < N; i++) {
        visits[i] = (ZfVrpVisit)ZF_VRP_VISIT_INIT;
        visits[i].x = i % 2 ? 100 : -100;
        visits[i].y = i;
    }
    ZfVrpShift shifts[2] = {ZF_VRP_SHIFT_INIT, ZF_VRP_SHIFT_INIT};
    Line line = {.problem = {.shifts = shifts,
                             .visits = visits,
                             .matrices = &matrix,
                             .n_shifts = 2,
                             .n_visits = N,
                             .n_matrices = 1,
                             .n_teams = 1,
                             .weights = {.spread = 1024}}};
    g_autoptr(ZfVrpResult) result = solve(&line);
    const ZfVrpPlan *plan = &result->plan;
    g_assert_cmpint(plan->first[1], ==, N / 2);
    for (int32_t s = 0; s < 2; s++) {
        for (int32_t i = plan->first[s]; i < plan->first[s + 1]; i++) {
            g_assert_cmpint(plan->visits[i] % 2, ==, plan->visits[plan->first[s]] % 2);
        }
    }
    /* of 0, 2, … 10 about 5: 25 + 9 + 1 + 1 + 9 + 25; and as much of 1, 3, … 11 */
    g_assert_cmpint(result->cost.compactness, ==, 140);
    visits[3].x = ZF_VRP_PLANE + 1;
    g_autoptr(GError) error = NULL;
    g_assert_false(zf_vrp_problem_valid(&line.problem, &error));
    g_assert_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_PROBLEM);
}

static void
test_reasons(void)
{
    Line line;
    line_init(&line);
    line.problem.n_shifts = 1;
    line.shifts[0].max_visits = 2;
    line.visits[2].skills = 4;
    line.visits[3].prize = 900;
    line.visits[3].lock_day = 1;
    g_autoptr(ZfVrpResult) result = solve(&line);
    g_assert_cmpint(result->n_unserved, ==, 2);
    g_assert_cmpint(result->unserved[0].visit, ==, 2);
    const ZfVrpMiss *miss = &result->misses[result->unserved[0].first_miss];
    g_assert_cmpint(miss->constraint, ==, ZF_VRP_CONSTRAINT_SKILLS);
    g_assert_cmpint(miss->short_by, ==, 4);
    miss = &result->misses[result->unserved[1].first_miss];
    g_assert_cmpint(miss->constraint, ==, ZF_VRP_CONSTRAINT_LOCK);
}

static void
test_near_miss(void)
{
    Line line;
    line_init(&line);
    line.problem.n_shifts = 1;
    line.shifts[0].close = 95; /* the whole round takes 100 */
    line.visits[3].prize = 900;
    g_autoptr(ZfVrpResult) result = solve(&line);
    g_assert_cmpint(result->n_unserved, ==, 1);
    g_assert_cmpint(result->unserved[0].visit, ==, 3);
    const ZfVrpMiss *miss = &result->misses[result->unserved[0].first_miss];
    g_assert_cmpint(miss->constraint, ==, ZF_VRP_CONSTRAINT_TIME);
    g_assert_cmpint(miss->short_by, ==, 5);
    g_assert_cmpint(miss->extra_cost, ==, 20);
    g_assert_cmpint(miss->pushed_out, ==, 0);
}

/* Whatever is changed in a good result, the checker sees it. */
static void
test_changed(void)
{
    Line line;
    line_init(&line);
    line.problem.n_shifts = 1;
    g_autoptr(ZfVrpResult) result = solve(&line);
    int64_t *numbers[] = {&result->cost.total,       &result->cost.travel_s,
                          &result->routes[0].depart, &result->routes[0].travel,
                          &result->stops[1].arrive,  &result->stops[2].start,
                          &result->stops[3].wait,    &result->routes[0].end};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        ++*numbers[i];
        g_assert_cmpuint(violations(&line, result), >, 0);
        --*numbers[i];
    }
    g_assert_cmpuint(violations(&line, result), ==, 0);
    int32_t visit = result->plan.visits[0];
    result->plan.visits[0] = result->plan.visits[1];
    g_assert_cmpuint(violations(&line, result), >, 0);
    result->plan.visits[0] = 17;
    g_assert_cmpuint(violations(&line, result), >, 0);
    result->plan.visits[0] = visit;
    line.shifts[0].max_visits = 3;
    g_assert_cmpuint(violations(&line, result), >, 0);
    line.shifts[0].max_visits = 4;
    line.shifts[0].close = 99;
    g_assert_cmpuint(violations(&line, result), >, 0);
}

/* A visit left out though there is room is found. */
static void
test_room(void)
{
    Line line;
    line_init(&line);
    int32_t first[] = {0, 3, 3};
    int32_t visits[] = {0, 1, 2};
    ZfVrpPlan plan = {2, first, visits};
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfVrpResult) result = zf_vrp_evaluate(&line.problem, &plan, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(violations(&line, result), ==, 1);
    line.visits[3].prize = 20; /* not worth its 20 metres */
    g_autoptr(ZfVrpResult) again = zf_vrp_evaluate(&line.problem, &plan, &error);
    g_assert_cmpuint(violations(&line, again), ==, 0);
}

static void
test_invalid(void)
{
    Line line;
    for (int32_t i = 0; i < 6; i++) {
        line_init(&line);
        switch (i) {
        case 0: line.visits[1].place = 5; break;
        case 1: line.shifts[1].matrix = 1; break;
        case 2: line.entries[3] = -1; break;
        case 3: line.visits[2].after = 2; break;
        case 4: line.shifts[0].close = -1; break;
        default: line.visits[0].n_windows = 1; break;
        }
        g_autoptr(GError) error = NULL;
        g_autoptr(ZfVrpResult) result = zf_vrp_solve(&line.problem, NULL, NULL, &error);
        g_assert_null(result);
        g_assert_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_PROBLEM);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/vrp/check/known", test_known);
    g_test_add_func("/vrp/check/waiting", test_waiting);
    g_test_add_func("/vrp/check/break", test_break);
    g_test_add_func("/vrp/check/balance", test_balance);
    g_test_add_func("/vrp/check/balance-offer", test_balance_offer);
    g_test_add_func("/vrp/check/spread", test_spread);
    g_test_add_func("/vrp/check/reasons", test_reasons);
    g_test_add_func("/vrp/check/near-miss", test_near_miss);
    g_test_add_func("/vrp/check/changed", test_changed);
    g_test_add_func("/vrp/check/room", test_room);
    g_test_add_func("/vrp/check/invalid", test_invalid);
    return g_test_run();
}
