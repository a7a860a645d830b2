/* Several searches together: exact numbers of steps, the same plan on any number of threads. */
#include "vrp/vrp.h"

#define VISITS 420
#define SHIFTS 40
#define TEAMS  8
#define GROUPS 10
#define PLACES (VISITS + TEAMS)

typedef struct Town {
    ZfVrpProblem problem;
    ZfVrpShift shifts[SHIFTS];
    ZfVrpVisit visits[VISITS];
    ZfVrpWindow windows[2 * VISITS];
    ZfVrpGroup groups[GROUPS];
    ZfVrpPair pairs[VISITS];
    ZfVrpMatrix matrix;
    int32_t *entries;
} Town;

static void
draw_visit(Town *town, ZfRng *rng, int32_t i, bool series)
{
    ZfVrpVisit *v = &town->visits[i];
    *v = (ZfVrpVisit)ZF_VRP_VISIT_INIT;
    v->place = i;
    v->service = zf_rng_range(rng, 300, 2400);
    v->prize = i % 3 == 0 ? ZF_VRP_MUST : zf_rng_range(rng, 2000, 20000);
    v->first_window = 2 * i;
    v->n_windows = i % 4 == 0 ? 2 : 0;
    if (i < 3 * GROUPS) {
        v->group = i / 3;
        v->prize = 0;
    }
    if (series && i % 50 == 49) {
        v->after = i - 1;
        v->gap_min = 1;
        v->gap_max = 3;
    }
    for (int32_t k = 0; k < 2; k++) {
        int64_t open = 28800 + k * 14400 + zf_rng_range(rng, 0, 3600);
        town->windows[2 * i + k] =
            (ZfVrpWindow){zf_rng_range(rng, 0, 4), open, open + zf_rng_range(rng, 1800, 9000)};
    }
    town->pairs[i] = (ZfVrpPair){i, i + 1, 50};
}

static Town *
town_new(int32_t n, uint64_t seed, bool series)
{
    Town *town = g_new0(Town, 1);
    ZfRng rng;
    zf_rng_init(&rng, seed, 0);
    int32_t x[PLACES];
    int32_t y[PLACES];
    town->entries = g_new(int32_t, (size_t)PLACES * PLACES);
    for (int32_t i = 0; i < PLACES; i++) {
        x[i] = zf_rng_range(&rng, 0, 9000);
        y[i] = zf_rng_range(&rng, 0, 9000);
    }
    for (int32_t i = 0; i < PLACES; i++) {
        for (int32_t j = 0; j < PLACES; j++) {
            town->entries[i * PLACES + j] = ABS(x[i] - x[j]) + ABS(y[i] - y[j]);
        }
    }
    town->matrix = (ZfVrpMatrix){PLACES, town->entries, town->entries};
    for (int32_t i = 0; i < SHIFTS; i++) {
        ZfVrpShift *s = &town->shifts[i];
        *s = (ZfVrpShift)ZF_VRP_SHIFT_INIT;
        s->team = i % TEAMS;
        s->day = i / TEAMS;
        s->start_place = s->end_place = VISITS + s->team;
        s->open = 28800;
        s->close = 64800;
        s->max_duration = 30000;
        s->rate_duration = i % 2;
    }
    for (int32_t g = 0; g < GROUPS; g++) {
        town->groups[g].prize = g % 2 ? ZF_VRP_MUST : 9000;
    }
    for (int32_t i = 0; i < n; i++) {
        draw_visit(town, &rng, i, series);
    }
    town->problem = (ZfVrpProblem){.shifts = town->shifts,
                                   .n_shifts = SHIFTS,
                                   .visits = town->visits,
                                   .n_visits = n,
                                   .windows = town->windows,
                                   .n_windows = 2 * n,
                                   .groups = town->groups,
                                   .n_groups = GROUPS,
                                   .pairs = town->pairs,
                                   .n_pairs = n - 1,
                                   .matrices = &town->matrix,
                                   .n_matrices = 1,
                                   .n_teams = TEAMS,
                                   .weights = {.balance_teams = 1}};
    return town;
}

static void
town_free(Town *town)
{
    g_free(town->entries);
    g_free(town);
}

static ZfVrpResult *
solved(const Town *town, int64_t iterations, int32_t workers, int32_t threads)
{
    ZfVrpOptions options = {
        .seed = 7, .iterations = iterations, .workers = workers, .threads = threads};
    g_autoptr(GError) error = NULL;
    ZfVrpResult *result = zf_vrp_solve(&town->problem, &options, NULL, &error);
    g_assert_no_error(error);
    g_autoptr(GPtrArray) violations = zf_vrp_check(&town->problem, result);
    for (guint i = 0; i < violations->len; i++) {
        const ZfVrpViolation *violation = g_ptr_array_index(violations, i);
        g_test_message("%d workers: %s", workers, violation->message);
    }
    g_assert_cmpuint(violations->len, ==, 0);
    g_assert_cmpint(result->iterations, ==, iterations);
    g_assert_cmpint(result->trace[result->n_trace - 1].cost, ==, result->cost.total);
    g_assert_cmpint(result->trace[result->n_trace - 1].prizes, ==, result->cost.prizes);
    for (int32_t i = 1; i < result->n_trace; i++) {
        g_assert_cmpint(result->trace[i].iteration, >=, result->trace[i - 1].iteration);
    }
    return result;
}

static bool
same_plan(const ZfVrpPlan *a, const ZfVrpPlan *b)
{
    size_t shifts = sizeof(int32_t) * (SHIFTS + 1);
    return memcmp(a->first, b->first, shifts) == 0 &&
           memcmp(a->visits, b->visits, sizeof(int32_t) * (size_t)a->first[SHIFTS]) == 0;
}

static void
threads_never_matter(int32_t n, bool series)
{
    Town *town = town_new(n, (uint64_t)n, series);
    g_autoptr(ZfVrpResult) alone = solved(town, 2003, 1, 1);
    for (int32_t workers = 2; workers <= 5; workers += 3) {
        g_autoptr(ZfVrpResult) one = solved(town, 2003, workers, 1);
        g_autoptr(ZfVrpResult) three = solved(town, 2003, workers, 3);
        g_assert_true(same_plan(&one->plan, &three->plan));
        g_assert_false(same_plan(&one->plan, &alone->plan));
    }
    town_free(town);
}

static void
test_islands(void)
{
    threads_never_matter(90, false);
    threads_never_matter(90, true);
}

static void
test_parts(void)
{
    threads_never_matter(VISITS, false);
    threads_never_matter(VISITS, true);
}

/* Fewer steps than members, and none too many. */
static void
test_few_steps(void)
{
    Town *town = town_new(VISITS, 1, false);
    g_autoptr(ZfVrpResult) few = solved(town, 3, 8, 2);
    g_autoptr(ZfVrpResult) one = solved(town, 1, 1, 1);
    town_free(town);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/vrp/crew/islands", test_islands);
    g_test_add_func("/vrp/crew/parts", test_parts);
    g_test_add_func("/vrp/crew/few-steps", test_few_steps);
    return g_test_run();
}
