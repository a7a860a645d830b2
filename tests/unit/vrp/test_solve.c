#include "vrp_random.h"

/* under a sanitizer the same loops, fewer times */
#ifdef __SANITIZE_ADDRESS__
#define CASES 200
#else
#define CASES 1500
#endif

#define MUST (INT64_C(1) << 40)

/* ZF_VRP_CASES asks for more. */
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
    int64_t cases = n_cases(CASES);
    int64_t missed = 0;
    for (int64_t i = 0; i < cases; i++) {
        uint64_t seed = (uint64_t)i;
        RandomProblem random;
        random_problem_init(&random, seed, 3 + (int32_t)(i % 4) + (i % 100 == 0));
        g_autoptr(GError) error = NULL;
        ZfVrpOptions options = {
            .seed = seed, .iterations = 3000, .workers = 1 + (int32_t)(i / 4 % 3), .threads = 1};
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
            missed += seed % 4 != 3;
        }
    }
    /* of the problems where visits can be put in one by one, nearly all */
    g_assert_cmpint(200 * missed, <=, cases);
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
        g_assert_cmpint(a->plan.first[RANDOM_SHIFTS], ==, b->plan.first[RANDOM_SHIFTS]);
        for (int32_t i = 0; i < a->plan.first[RANDOM_SHIFTS]; i++) {
            g_assert_cmpint(a->plan.visits[i], ==, b->plan.visits[i]);
        }
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

/* Every slot is possible, costs what it says, and the cheapest is the cheapest of all places. */
static void
test_slots(void)
{
    int32_t tried = 0;
    for (uint64_t seed = 0; seed < 200; seed++) {
        RandomProblem random;
        random_problem_init(&random, seed, 7);
        ZfVrpOptions options = {.iterations = 200};
        g_autoptr(ZfVrpResult) a = zf_vrp_solve(&random.problem, &options, NULL, NULL);
        if (a->plan.first[RANDOM_SHIFTS] == 0) {
            continue;
        }
        /* take the last visit of the plan out and ask where it could go */
        g_auto(ZfVrpPlan) plan = zf_vrp_plan_copy(&a->plan);
        int32_t out = plan.visits[plan.first[RANDOM_SHIFTS] - 1];
        for (int32_t r = RANDOM_SHIFTS; r > 0 && plan.first[r] == a->plan.first[RANDOM_SHIFTS];
             r--) {
            plan.first[r]--;
        }
        g_autoptr(GError) error = NULL;
        g_autoptr(ZfVrpResult) without = zf_vrp_evaluate(&random.problem, &plan, &error);
        if (!without) {
            continue; /* shorter is not always possible */
        }
        int32_t n;
        g_autofree ZfVrpSlot *slots = zf_vrp_slots(&random.problem, &plan, out, &n, &error);
        g_assert_no_error(error);
        g_assert_cmpint(n, >, 0);
        int64_t prize = without->cost.prizes - a->cost.prizes;
        g_assert_cmpint(slots[0].extra_cost, <=, a->cost.total - without->cost.total + prize);
        for (int32_t i = 1; i < n; i++) {
            g_assert_cmpint(slots[i - 1].extra_cost, <=, slots[i].extra_cost);
        }
        tried++;
    }
    g_assert_cmpint(tried, >, 100);
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
    g_test_add_func("/vrp/solve/slots", test_slots);
    return g_test_run();
}
