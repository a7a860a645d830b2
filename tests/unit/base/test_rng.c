#include "base/base.h"

static void
test_fixed(void)
{
    ZfRng a;
    ZfRng b;
    zf_rng_init(&a, 1, 0);
    zf_rng_init(&b, 1, 1);
    uint64_t first = zf_rng_u64(&a);
    g_assert_cmpuint(first, !=, zf_rng_u64(&b));
    zf_rng_init(&b, 1, 0);
    g_assert_cmpuint(first, ==, zf_rng_u64(&b));
}

static void
test_below(void)
{
    ZfRng rng;
    zf_rng_init(&rng, 7, 0);
    unsigned counts[6] = {0};
    for (int i = 0; i < 60000; i++) {
        counts[zf_rng_below(&rng, 6)]++;
        double unit = zf_rng_unit(&rng);
        g_assert_true(unit >= 0 && unit < 1);
        int32_t r = zf_rng_range(&rng, -3, 4);
        g_assert_true(r >= -3 && r <= 4);
    }
    for (int i = 0; i < 6; i++) {
        g_assert_cmpuint(counts[i], >, 9600);
        g_assert_cmpuint(counts[i], <, 10400);
    }
    zf_rng_range(&rng, INT32_MIN, INT32_MAX);
    g_assert_cmpint(zf_rng_range(&rng, 5, 5), ==, 5);
}

static void
test_shuffle(void)
{
    ZfRng rng;
    zf_rng_init(&rng, 3, 0);
    uint32_t items[100];
    for (uint32_t i = 0; i < 100; i++) {
        items[i] = i;
    }
    zf_rng_shuffle(&rng, items, 100);
    uint32_t sum = 0;
    uint32_t moved = 0;
    for (uint32_t i = 0; i < 100; i++) {
        sum += items[i];
        moved += items[i] != i;
    }
    g_assert_cmpuint(sum, ==, 4950);
    g_assert_cmpuint(moved, >, 80);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rng/fixed", test_fixed);
    g_test_add_func("/rng/below", test_below);
    g_test_add_func("/rng/shuffle", test_shuffle);
    return g_test_run();
}
