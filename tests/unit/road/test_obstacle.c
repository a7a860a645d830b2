#include "road/road.h"

static const ZfLonLat lake[] = {{1, 1}, {2, 1}, {2, 2}, {1, 2}};

static ZfBarriers *
make_barriers(void)
{
    ZfBarriers *barriers = zf_barriers_new();
    uint32_t rings[] = {0, 4};
    uint32_t parts[] = {0, 1};
    const ZfPolygon polygon = {(ZfLonLat *)lake, rings, parts, 4, 1, 1};
    zf_barriers_add_polygon(barriers, &polygon);
    const ZfLonLat rail[] = {{5, 0}, {5, 5}, {6, 9}};
    zf_barriers_add_line(barriers, rail, 3);
    zf_barriers_add_crossing(barriers, (ZfLonLat){5, 3}, 50);
    g_assert_cmpuint(zf_barriers_count(barriers), ==, 6);
    zf_barriers_index(barriers);
    zf_barriers_index(barriers);
    return barriers;
}

static void
test_block(void)
{
    g_autoptr(ZfBarriers) barriers = make_barriers();
    static const struct {
        ZfLonLat a, b;
        bool blocked;
    } legs[] = {
        {{0, 0}, {0, 3}, false},        /* past the lake */
        {{0, 1.5}, {3, 1.5}, true},     /* across it */
        {{0.5, 1.5}, {1.5, 0.5}, true}, /* touching a corner */
        {{1.5, 1.5}, {3, 1.5}, false},  /* out of it: a house in the lake */
        {{3, 1.5}, {1.5, 1.5}, true},   /* into it */
        {{4, 1}, {6, 1}, true},         /* over the railway */
        {{4, 3}, {6, 3}, false},        /* at the crossing */
        {{4, 3.01}, {6, 3.01}, true},   /* a kilometre beside it */
        {{5, 1}, {5, 2}, true},         /* along the rails */
        {{4, 1}, {5, 1}, false},        /* to a road that is the barrier itself */
        {{4, 1}, {4.9999999, 1}, false}, {{7, 7}, {7, 7}, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(legs); i++) {
        g_test_message("leg %zu", i);
        g_assert_cmpint(zf_barriers_block(barriers, legs[i].a, legs[i].b), ==, legs[i].blocked);
        ZfBarriersHome home = {.home = legs[i].a};
        for (int again = 0; again < 2; again++) {
            g_assert_cmpint(zf_barriers_block_from(barriers, &home, legs[i].b), ==,
                            legs[i].blocked);
        }
    }
}

static void
test_empty(void)
{
    g_autoptr(ZfBarriers) barriers = zf_barriers_new();
    zf_barriers_index(barriers);
    g_assert_false(zf_barriers_block(barriers, (ZfLonLat){0, 0}, (ZfLonLat){1, 1}));
    zf_barriers_free(NULL);
}

/* Against every segment by hand, in whole numbers of the same grid. */
static void
test_random(void)
{
    enum { N = 60 };
    ZfRng rng;
    zf_rng_init(&rng, 3, 3);
    ZfLonLat ends[N][2];
    g_autoptr(ZfBarriers) barriers = zf_barriers_new();
    for (int i = 0; i < N; i++) {
        for (int k = 0; k < 2; k++) {
            ends[i][k] = (ZfLonLat){zf_rng_below(&rng, 40), zf_rng_below(&rng, 40)};
        }
        zf_barriers_add_line(barriers, ends[i], 2);
    }
    zf_barriers_index(barriers);
    int blocked = 0;
    for (int round = 0; round < 2000; round++) {
        /* on quarters, so that no three points fall on a line by chance of the grid */
        ZfLonLat a = {zf_rng_below(&rng, 40) + 0.25, zf_rng_below(&rng, 40) + 0.25};
        ZfLonLat b = {a.lon + zf_rng_range(&rng, -3, 3), a.lat + zf_rng_range(&rng, -3, 3) + 0.5};
        bool wanted = false;
        for (int i = 0; i < N && !wanted; i++) {
            ZfLonLat c = ends[i][0];
            ZfLonLat d = ends[i][1];
#define SIDE(p, q, r) ((q.lon - p.lon) * (r.lat - p.lat) - (q.lat - p.lat) * (r.lon - p.lon))
            double ca = SIDE(c, d, a), cb = SIDE(c, d, b), ac = SIDE(a, b, c), ad = SIDE(a, b, d);
            wanted = ca * cb <= 0 && ac * ad <= 0 && cb != 0;
        }
        g_assert_cmpint(zf_barriers_block(barriers, a, b), ==, wanted);
        blocked += wanted;
    }
    g_assert_cmpint(blocked, >, 200);
    g_assert_cmpint(blocked, <, 1800);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/obstacle/block", test_block);
    g_test_add_func("/obstacle/empty", test_empty);
    g_test_add_func("/obstacle/random", test_random);
    return g_test_run();
}
