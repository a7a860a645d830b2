#include "geo/geo.h"

#include <math.h>
#include <stdlib.h>

typedef struct Near {
    double distance2;
    int32_t id;
} Near;

static int
compare_near(const void *a, const void *b)
{
    const Near *x = a;
    const Near *y = b;
    if (x->distance2 != y->distance2) {
        return x->distance2 < y->distance2 ? -1 : 1;
    }
    return (x->id > y->id) - (x->id < y->id);
}

static void
check(const ZfPointIndex *index, const ZfXY *points, size_t n, ZfXY at, double limit)
{
    g_autofree Near *all = g_new(Near, MAX(n, 1));
    size_t within = 0;
    for (size_t i = 0; i < n; i++) {
        double dx = points[i].x - at.x;
        double dy = points[i].y - at.y;
        double d2 = dx * dx + dy * dy;
        if (d2 <= limit * limit) {
            all[within++] = (Near){d2, (int32_t)i};
        }
    }
    qsort(all, within, sizeof *all, compare_near);
    int32_t ids[20];
    double distances[20];
    size_t got = zf_point_index_k_nearest(index, at, 20, limit, ids, distances);
    g_assert_cmpuint(got, ==, MIN(within, 20));
    for (size_t i = 0; i < got; i++) {
        g_assert_cmpint(ids[i], ==, all[i].id);
        g_assert_cmpfloat(distances[i], ==, sqrt(all[i].distance2));
    }
    double distance = -1.0;
    int32_t nearest = zf_point_index_nearest(index, at, limit, &distance);
    g_assert_cmpint(nearest, ==, within > 0 ? all[0].id : -1);
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(int32_t));
    zf_point_index_within(index, at, limit, list);
    g_assert_cmpuint(list->len, ==, within);
    for (guint i = 1; i < list->len; i++) {
        g_assert_cmpint(g_array_index(list, int32_t, i - 1), <, g_array_index(list, int32_t, i));
    }
}

static void
test_random(void)
{
    ZfRng rng;
    zf_rng_init(&rng, 21, 0);
    for (int round = 0; round < 60; round++) {
        size_t n = zf_rng_below(&rng, 900);
        g_autofree ZfXY *points = g_new(ZfXY, MAX(n, 1));
        for (size_t i = 0; i < n; i++) { /* whole metres: many ties, many at one place */
            int32_t span = round % 3 == 0 ? 3 : 300;
            points[i] = (ZfXY){zf_rng_range(&rng, -span, span), zf_rng_range(&rng, -span, span)};
        }
        g_autoptr(ZfPointIndex) index = zf_point_index_new(points, n);
        for (int k = 0; k < 60; k++) {
            ZfXY at = {zf_rng_range(&rng, -320, 320), zf_rng_range(&rng, -320, 320)};
            check(index, points, n, at, k % 5 == 0 ? (double)INFINITY : zf_rng_range(&rng, 0, 150));
        }
    }
}

static void
test_edges(void)
{
    g_autoptr(ZfPointIndex) empty = zf_point_index_new(NULL, 0);
    g_assert_cmpint(zf_point_index_nearest(empty, (ZfXY){0, 0}, INFINITY, NULL), ==, -1);
    g_autofree ZfXY *same = g_new0(ZfXY, 100000);
    g_autoptr(ZfPointIndex) index = zf_point_index_new(same, 100000);
    double distance;
    g_assert_cmpint(zf_point_index_nearest(index, (ZfXY){3, 4}, INFINITY, &distance), ==, 0);
    g_assert_cmpfloat(distance, ==, 5.0);
    g_assert_cmpint(zf_point_index_nearest(index, (ZfXY){3, 4}, 4.9, NULL), ==, -1);
    g_assert_cmpint(zf_point_index_nearest(index, (ZfXY){3, 4}, -1.0, NULL), ==, -1);
    g_assert_cmpuint(zf_point_index_k_nearest(index, (ZfXY){0, 0}, 0, 1.0, NULL, NULL), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pointindex/random", test_random);
    g_test_add_func("/pointindex/edges", test_edges);
    return g_test_run();
}
