#include "coverage/coverage.h"

/* DOMAIN §5: α = β = 10 %, 95 % against 80 %; N = 0 stands for infinity. */
static void
test_lot_table(void)
{
    static const int32_t table[][3] = {{20, 14, 1},  {30, 15, 1},  {40, 21, 2}, {60, 22, 2},
                                       {100, 24, 2}, {200, 31, 3}, {0, 32, 3}};
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autoptr(GError) error = NULL;
        ZfLotPlan plan;
        g_assert_true(zf_lot_plan(table[i][0], 950, 800, 100, 100, &plan, &error));
        g_assert_no_error(error);
        g_assert_cmpint(plan.n, ==, table[i][1]);
        g_assert_cmpint(plan.d, ==, table[i][2]);
    }
}

static void
test_lot_edges(void)
{
    g_autoptr(GError) error = NULL;
    ZfLotPlan plan = {-1, -1};
    g_assert_false(zf_lot_plan(60, 800, 950, 100, 100, &plan, &error));
    g_assert_error(error, ZF_COVERAGE_ERROR, ZF_COVERAGE_ERROR_SAMPLE);
    g_assert_cmpint(plan.n, ==, -1);
    g_clear_error(&error);
    g_assert_false(zf_lot_plan(0, 801, 800, 1, 1, &plan, &error));
    g_assert_error(error, ZF_COVERAGE_ERROR, ZF_COVERAGE_ERROR_SAMPLE);
    /* a tiny lot: looking at everybody always decides */
    g_assert_true(zf_lot_plan(3, 950, 800, 1, 1, &plan, NULL));
    g_assert_cmpint(plan.n, <=, 3);
}

/* Against plain enumeration of all samples of small lots. */
static void
test_accept_enumerated(void)
{
    for (int32_t N = 1; N <= 10; N++) {
        for (int32_t M = 0; M <= N; M++) {
            for (int32_t n = 0; n <= N; n++) {
                for (int32_t d = 0; d <= n; d++) {
                    int64_t all = 0;
                    int64_t good = 0;
                    for (uint32_t set = 0; set < 1u << N; set++) {
                        if (__builtin_popcount(set) == n) {
                            all++;
                            good += __builtin_popcount(set & ((1u << M) - 1)) <= d;
                        }
                    }
                    double got = zf_accept_probability(N, M, n, d);
                    g_assert_cmpfloat_with_epsilon(got, (double)good / (double)all, 1e-12);
                }
            }
        }
    }
}

static void
test_discovery(void)
{
    static const int32_t table[][3] = {{60, 3, 38},  {60, 5, 27},  {60, 10, 15},
                                       {100, 3, 63}, {100, 5, 45}, {100, 10, 25}};
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        g_assert_cmpint(zf_discovery_size(table[i][0], table[i][1], 50), ==, table[i][2]);
    }
    g_assert_cmpint(zf_discovery_size(7, 7, 50), ==, 1);
    g_assert_cmpint(zf_discovery_size(100, 1, 50), ==, 95);
}

static void
test_wilson(void)
{
    /* worked by hand for 28 of 30: centre 0.88412, half-width 0.09769 */
    ZfInterval infinite = zf_wilson(28, 30, 0);
    g_assert_cmpint(infinite.lower, ==, 7867);
    g_assert_cmpint(infinite.upper, ==, 9816);
    /* a lot of 60: the effective size is 30 * 59 / 30 = 59 */
    ZfInterval lot = zf_wilson(28, 30, 60);
    g_assert_cmpint(lot.lower, >, infinite.lower);
    g_assert_cmpint(lot.upper, <, infinite.upper);
    ZfInterval full = zf_wilson(28, 30, 30);
    g_assert_cmpint(full.lower, ==, 9333);
    g_assert_cmpint(full.upper, ==, 9333);
    for (int32_t n = 1; n <= 60; n++) {
        for (int32_t k = 0; k <= n; k++) {
            ZfInterval i = zf_wilson(k, n, 100);
            g_assert_cmpint(i.lower, >=, 0);
            g_assert_cmpint(i.upper, <=, 10000);
            g_assert_cmpint(i.lower * n, <=, 10000 * k);
            g_assert_cmpint(i.upper * n, >=, 10000 * k);
        }
    }
    g_assert_cmpint(zf_class_of_sample(28, 30, 60, 950), ==, ZF_CLASS_UNDECIDED);
    g_assert_cmpint(zf_class_of_sample(10, 30, 60, 950), ==, ZF_CLASS_UNDER_50);
    g_assert_cmpint(zf_class_of_sample(200, 200, 0, 950), ==, ZF_CLASS_TARGET);
    g_assert_cmpint(zf_class_of_sample(29, 30, 30, 950), ==, ZF_CLASS_TARGET);
    g_assert_cmpint(zf_class_of_sample(0, 0, 30, 950), ==, ZF_CLASS_NO_DATA);
}

static void
test_draw(void)
{
    g_autofree int32_t *a = zf_sample_draw(7, 100, 24);
    g_autofree int32_t *b = zf_sample_draw(7, 100, 24);
    g_autofree int32_t *c = zf_sample_draw(8, 100, 24);
    int same = 0;
    for (int i = 0; i < 24; i++) {
        g_assert_cmpint(a[i], ==, b[i]);
        g_assert_true(a[i] >= 0 && a[i] < 100 && (i == 0 || a[i] > a[i - 1]));
        same += a[i] == c[i];
    }
    g_assert_cmpint(same, <, 24);
    g_autofree int32_t *all = zf_sample_draw(1, 5, 5);
    for (int i = 0; i < 5; i++) {
        g_assert_cmpint(all[i], ==, i);
    }
}

static void
check_exchange(const ZfExchange *x)
{
    g_autofree bool *used = g_new0(bool, x->n);
    for (int32_t i = 0; i < x->n; i++) {
        g_assert_cmpint(x->checker[i], !=, i);
        g_assert_false(used[x->checker[i]]);
        used[x->checker[i]] = true;
    }
}

static void
test_exchange(void)
{
    g_autoptr(GError) error = NULL;
    ZfLonLat points[40];
    ZfRng rng;
    zf_rng_init(&rng, 3, 0);
    for (int i = 0; i < 40; i++) {
        points[i] = (ZfLonLat){110 + 0.2 * zf_rng_unit(&rng), 28 + 0.2 * zf_rng_unit(&rng)};
    }
    g_auto(ZfExchange) none = {0};
    g_assert_false(zf_exchange_make(points, 1, 10000, &none, &error));
    g_assert_error(error, ZF_COVERAGE_ERROR, ZF_COVERAGE_ERROR_SAMPLE);
    g_clear_error(&error);
    for (int32_t n = 2; n <= 40; n++) {
        g_auto(ZfExchange) x = {0};
        g_assert_true(zf_exchange_make(points, n, 50000, &x, &error));
        g_assert_no_error(error);
        check_exchange(&x);
        g_assert_cmpint(x.reciprocal, ==, n == 2 ? 1 : 0);
        g_assert_cmpint(x.too_far, ==, 0);
    }
}

/* Two pairs far apart: within the limit only the reciprocal answer is left. */
static void
test_exchange_limit(void)
{
    const ZfLonLat points[] = {{110, 28}, {110.01, 28}, {111, 28}, {111.01, 28}};
    g_auto(ZfExchange) x = {0};
    g_assert_true(zf_exchange_make(points, 4, 5000, &x, NULL));
    check_exchange(&x);
    g_assert_cmpint(x.too_far, ==, 0);
    g_assert_cmpint(x.reciprocal, ==, 2);
    g_auto(ZfExchange) wide = {0};
    g_assert_true(zf_exchange_make(points, 4, 500000, &wide, NULL));
    check_exchange(&wide);
    g_assert_cmpint(wide.reciprocal, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sampling/lot-table", test_lot_table);
    g_test_add_func("/sampling/lot-edges", test_lot_edges);
    g_test_add_func("/sampling/accept-enumerated", test_accept_enumerated);
    g_test_add_func("/sampling/discovery", test_discovery);
    g_test_add_func("/sampling/wilson", test_wilson);
    g_test_add_func("/sampling/draw", test_draw);
    g_test_add_func("/sampling/exchange", test_exchange);
    g_test_add_func("/sampling/exchange-limit", test_exchange_limit);
    return g_test_run();
}
