#include "map/labelplace.h"

/* Boxes placed one after the other never meet. */
static void
test_never_overlap(void)
{
    g_autoptr(ZfPlacer) placer = zf_placer_new((ZfRect){10, 20, 100, 80});
    ZfRng rng;
    zf_rng_init(&rng, 7, 0);
    ZfRect placed[200];
    unsigned n = 0;
    for (int i = 0; i < 200; i++) {
        ZfMm anchor = {10 + zf_rng_unit(&rng) * 100, 20 + zf_rng_unit(&rng) * 80};
        ZfRect box;
        if (!zf_placer_beside(placer, anchor, 6, 4, 1, 14, &box, NULL)) {
            continue;
        }
        g_assert_true(zf_rect_within(box, (ZfRect){10, 20, 100, 80}));
        for (unsigned j = 0; j < n; j++) {
            g_assert_false(zf_rect_meets(box, placed[j]));
        }
        zf_placer_block(placer, box);
        placed[n++] = box;
    }
    g_assert_cmpuint(n, >, 100);
}

static void
test_cost_and_anywhere(void)
{
    g_autoptr(ZfPlacer) placer = zf_placer_new((ZfRect){0, 0, 40, 40});
    zf_placer_avoid(placer, (ZfRect){0, 0, 20, 40}, 10);
    g_assert_cmpint(zf_placer_cost(placer, (ZfRect){2, 2, 5, 5}), ==, 160);
    g_assert_cmpint(zf_placer_cost(placer, (ZfRect){25, 2, 5, 5}), ==, 0);
    g_assert_cmpint(zf_placer_cost(placer, (ZfRect){38, 2, 5, 5}), ==, ZF_PLACER_BLOCKED);
    zf_placer_block(placer, (ZfRect){0, 0, 40, 30});
    g_assert_cmpint(zf_placer_cost(placer, (ZfRect){25, 2, 5, 5}), ==, ZF_PLACER_BLOCKED);
    ZfRect box;
    g_assert_true(zf_placer_anywhere(placer, (ZfMm){5, 5}, 6, 6, &box));
    g_assert_cmpfloat(box.y, >=, 30);
    zf_placer_block(placer, (ZfRect){0, 0, 40, 40});
    g_assert_false(zf_placer_anywhere(placer, (ZfMm){5, 5}, 6, 6, &box));
    box = zf_placer_least(placer, (ZfMm){20, 20}, 6, 6);
    g_assert_cmpint(zf_placer_overlap(placer, box), >, 0);
    g_assert_cmpint(zf_placer_crossing(placer, (ZfMm){1, 1}, (ZfMm){39, 39}), >, 50);
}

/* A line that runs far outside costs no time and leaves its mark only inside. */
static void
test_long_line(void)
{
    g_autoptr(ZfPlacer) placer = zf_placer_new((ZfRect){0, 0, 40, 40});
    const ZfMm line[2] = {{-1e5, 20}, {1e5, 20}};
    zf_placer_avoid_line(placer, line, 2, 0.5, 50);
    g_assert_cmpint(zf_placer_cost(placer, (ZfRect){10, 18, 4, 4}), >, 0);
    g_assert_cmpint(zf_placer_cost(placer, (ZfRect){10, 2, 4, 4}), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/map/labelplace/never-overlap", test_never_overlap);
    g_test_add_func("/map/labelplace/cost", test_cost_and_anywhere);
    g_test_add_func("/map/labelplace/long-line", test_long_line);
    return g_test_run();
}
