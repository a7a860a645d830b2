#include "vrp_random.h"

#define MUST (INT64_C(1) << 40)

/* Visits ZF_VRP_TEST_CASES (or 1000) problems of 3 … 6 visits. */
static int64_t
n_cases(int64_t usual)
{
    const char *text = g_getenv("ZF_VRP_CASES");
    return text ? g_ascii_strtoll(text, NULL, 10) : usual;
}

static void
fail_on(const GPtrArray *violations, uint64_t seed)
{
    for (guint i = 0; i < violations->len; i++) {
        const ZfVrpViolation *violation = g_ptr_array_index(violations, i);
        g_test_message("problem %" G_GUINT64_FORMAT ": %s", seed, violation->message);
    }
    g_assert_cmpuint(violations->len, ==, 0);
}

static void
test_brute_force(void)
{
    int64_t cases = n_cases(1000);
    int64_t missed = 0;
    for (int64_t i = 0; i < cases; i++) {
        uint64_t seed = (uint64_t)i;
        RandomProblem random;
        random_problem_init(&random, seed, 3 + (int32_t)(i % 4) + (i % 100 == 0));
        g_autoptr(GError) error = NULL;
        ZfVrpOptions options = {.seed = seed, .iterations = 3000};
        g_autoptr(ZfVrpResult) result = zf_vrp_solve(&random.problem, &options, NULL, &error);
        g_assert_no_error(error);
        g_autoptr(GPtrArray) violations = zf_vrp_check(&random.problem, result);
        fail_on(violations, seed);
        int64_t found = result->cost.total + result->cost.unserved_must * MUST;
        int64_t best = brute_force(&random.problem, MUST);
        g_assert_cmpint(found, >=, best);
        if (found != best) {
            g_test_message("problem %" G_GINT64_FORMAT ": %" G_GINT64_FORMAT
                           " found, %" G_GINT64_FORMAT " possible",
                           i, found, best);
            missed++;
        }
    }
    g_assert_cmpint(missed, ==, 0);
}

static void
test_repeatable(void)
{
    for (uint64_t seed = 0; seed < 20; seed++) {
        RandomProblem random;
        random_problem_init(&random, seed, 8);
        ZfVrpOptions options = {.seed = seed, .iterations = 200};
        g_autoptr(ZfVrpResult) a = zf_vrp_solve(&random.problem, &options, NULL, NULL);
        g_autoptr(ZfVrpResult) b = zf_vrp_solve(&random.problem, &options, NULL, NULL);
        g_assert_cmpmem(a->plan.first, sizeof(int32_t) * (RANDOM_SHIFTS + 1), b->plan.first,
                        sizeof(int32_t) * (RANDOM_SHIFTS + 1));
        size_t n = sizeof(int32_t) * (size_t)a->plan.first[RANDOM_SHIFTS];
        g_assert_cmpmem(a->plan.visits, n, b->plan.visits, n);
    }
}

static void
test_empty(void)
{
    ZfVrpProblem problem = {0};
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfVrpResult) result = zf_vrp_solve(&problem, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(result->complete);
    g_assert_cmpint(result->cost.total, ==, 0);
}

static void
test_no_shift(void)
{
    RandomProblem random;
    random_problem_init(&random, 1, 5);
    random.problem.n_shifts = 0;
    g_autoptr(ZfVrpResult) result = zf_vrp_solve(&random.problem, NULL, NULL, NULL);
    g_autoptr(GPtrArray) violations = zf_vrp_check(&random.problem, result);
    fail_on(violations, 1);
    g_assert_cmpint(result->cost.served, ==, 0);
}

static void
test_evaluate(void)
{
    for (uint64_t seed = 0; seed < 50; seed++) {
        RandomProblem random;
        random_problem_init(&random, seed, 6);
        ZfVrpOptions options = {.iterations = 300};
        g_autoptr(GError) error = NULL;
        g_autoptr(ZfVrpResult) a = zf_vrp_solve(&random.problem, &options, NULL, NULL);
        g_autoptr(ZfVrpResult) b = zf_vrp_evaluate(&random.problem, &a->plan, &error);
        g_assert_no_error(error);
        g_assert_cmpint(a->cost.total, ==, b->cost.total);
        g_assert_cmpint(a->n_misses, ==, b->n_misses);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/vrp/solve/brute-force", test_brute_force);
    g_test_add_func("/vrp/solve/repeatable", test_repeatable);
    g_test_add_func("/vrp/solve/empty", test_empty);
    g_test_add_func("/vrp/solve/no-shift", test_no_shift);
    g_test_add_func("/vrp/solve/evaluate", test_evaluate);
    return g_test_run();
}
