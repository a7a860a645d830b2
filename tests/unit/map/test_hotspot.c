#include "map/hotspot.h"

#include <math.h>

/* Every point is in one hexagon, near its middle; the heaviest comes first. */
static void
test_gather(void)
{
    enum { N = 3000 };
    static ZfHotspotPoint points[N];
    ZfRng rng;
    zf_rng_init(&rng, 7, 0);
    int64_t weight = 0;
    for (int i = 0; i < N; i++) {
        points[i] = (ZfHotspotPoint){{(double)zf_rng_range(&rng, -400, 2000) / 10,
                                      (double)zf_rng_range(&rng, -300, 1500) / 10},
                                     (int32_t)zf_rng_range(&rng, 1, 3),
                                     (int32_t)zf_rng_range(&rng, -1, 4)};
        weight += points[i].weight;
    }
    int64_t floors[ZF_HOTSPOT_CLASSES];
    guint highest = 0;
    g_autoptr(GArray) spots = zf_hotspots_gather(points, N, floors);
    int64_t sum = 0;
    int32_t n = 0;
    for (guint s = 0; s < spots->len; s++) {
        const ZfHotspot *spot = &g_array_index(spots, ZfHotspot, s);
        int64_t by_area[6] = {0};
        int64_t here = 0;
        for (int i = 0; i < N; i++) {
            double away = hypot(points[i].at.x - spot->middle.x, points[i].at.y - spot->middle.y);
            if (away < ZF_HOTSPOT_MM / 2 - 1e-6) { /* in the circle within: in it, surely */
                by_area[points[i].area + 1] += points[i].weight;
                here += points[i].weight;
            }
        }
        g_assert_cmpint(here, <=, spot->weight);
        if (here == spot->weight) {
            for (int a = 0; a < 6; a++) {
                g_assert_cmpint(by_area[a], <=, by_area[spot->area + 1]);
            }
        }
        g_assert_cmpint(spot->weight, >=, floors[spot->class]);
        highest += spot->class + 1 == ZF_HOTSPOT_CLASSES;
        if (s > 0) {
            g_assert_cmpint(spot->weight, <=, g_array_index(spots, ZfHotspot, s - 1).weight);
        }
        sum += spot->weight;
        n += spot->points;
    }
    g_assert_cmpint(sum, ==, weight);
    g_assert_cmpint(n, ==, N);
    g_assert_cmpuint(highest, <=, spots->len / 7);
    g_assert_cmpint(floors[0], ==, 1);
}

/* By hand: three homes of one hamlet, one apart; the order of the points does not count. */
static void
test_small(void)
{
    const ZfHotspotPoint points[] = {
        {{60, 30}, 2, 4}, {{60.5, 30}, 3, 2}, {{59.5, 30.2}, 1, 4}, {{90, 60}, 5, 1}};
    const ZfHotspotPoint turned[] = {points[3], points[2], points[1], points[0]};
    int64_t floors[ZF_HOTSPOT_CLASSES];
    g_autoptr(GArray) spots = zf_hotspots_gather(points, 4, floors);
    g_autoptr(GArray) again = zf_hotspots_gather(turned, 4, floors);
    g_assert_cmpuint(spots->len, ==, 2);
    const ZfHotspot *first = &g_array_index(spots, ZfHotspot, 0);
    g_assert_cmpint(first->weight, ==, 6);
    g_assert_cmpint(first->points, ==, 3);
    g_assert_cmpint(first->area, ==, 2);   /* three each: the smaller number */
    g_assert_cmpuint(first->class, ==, 2); /* 6 or more */
    g_assert_cmpint(floors[1], ==, 3);
    g_assert_cmpint(g_array_index(spots, ZfHotspot, 1).area, ==, 1);
    g_assert_cmpint(g_array_index(again, ZfHotspot, 0).area, ==, 2);
    g_autoptr(GArray) none = zf_hotspots_gather(NULL, 0, floors);
    g_assert_cmpuint(none->len, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/map/hotspot/gather", test_gather);
    g_test_add_func("/map/hotspot/small", test_small);
    return g_test_run();
}
