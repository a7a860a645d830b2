#include "shapes.h"

static void
test_shared_border(void)
{
    g_autoptr(ZfPolygon) west = box_polygon(110.0, 28.0, 0.1, 0.1);
    g_autoptr(ZfPolygon) east = box_polygon(110.1, 28.0, 0.1, 0.1);
    const ZfPolygon *areas[] = {west, NULL, east};
    const char *keys[] = {"b", "c", "a"};
    ZfLonLat points[] = {{110.05, 28.05}, {110.15, 28.05}, {110.1, 28.05}, {110.25, 28.05},
                         {110.0, 28.0},   {NAN, 28.0},     {110.2, 28.1},  {110.05, 28.10001}};
    int32_t got[8];
    g_autoptr(ZfAreaIndex) by_key = zf_area_index_new(areas, keys, 3);
    zf_area_index_locate(by_key, points, 8, got);
    const int32_t expected[] = {0, 2, 2, -1, 0, -1, 2, -1};
    g_assert_cmpmem(got, sizeof got, expected, sizeof expected);
    g_autoptr(ZfAreaIndex) by_order = zf_area_index_new(areas, NULL, 3);
    zf_area_index_locate(by_order, points, 8, got);
    g_assert_cmpint(got[2], ==, 0); /* the smaller index has the border now */

    double distance;
    g_assert_cmpint(zf_area_index_nearest(by_key, points[7], 100.0, &distance), ==, 0);
    g_assert_cmpfloat_with_epsilon(distance, 1.108, 0.01);
    g_assert_cmpint(zf_area_index_nearest(by_key, points[3], 100.0, NULL), ==, -1);
    g_assert_cmpint(zf_area_index_nearest(by_key, points[3], 10000.0, NULL), ==, 2);
    g_assert_cmpint(zf_area_index_nearest(by_key, points[5], 10000.0, NULL), ==, -1);
}

static void
test_nothing(void)
{
    g_autoptr(ZfAreaIndex) empty = zf_area_index_new(NULL, NULL, 0);
    ZfLonLat p = {0, 0};
    int32_t got = 7;
    zf_area_index_locate(empty, &p, 1, &got);
    g_assert_cmpint(got, ==, -1);
    g_assert_cmpint(zf_area_index_nearest(empty, p, 1e9, NULL), ==, -1);
    g_autoptr(ZfPolygon) world = box_polygon(-180.0, -90.0, 360.0, 180.0);
    const ZfPolygon *areas[] = {world};
    g_autoptr(ZfAreaIndex) all = zf_area_index_new(areas, NULL, 1);
    ZfLonLat corners[] = {{-180, -90}, {180, 90}, {0, 0}, {179.9999999, -89.9999999}};
    int32_t in[4];
    zf_area_index_locate(all, corners, 4, in);
    for (int i = 0; i < 4; i++) {
        g_assert_cmpint(in[i], ==, 0);
    }
}

/* The index answers as looking through all areas one by one does. */
static void
test_random(void)
{
    ZfRng rng;
    zf_rng_init(&rng, 5, 0);
    for (int round = 0; round < 12; round++) {
        enum { AREAS = 40, POINTS = 20000 };
        ZfPolygon *areas[AREAS];
        for (int i = 0; i < AREAS; i++) {
            ZfLonLat centre = {110.0 + zf_rng_unit(&rng), 28.0 + zf_rng_unit(&rng)};
            areas[i] = random_star(&rng, centre, 0.02 + 0.2 * zf_rng_unit(&rng),
                                   3 + zf_rng_below(&rng, 200));
        }
        g_autoptr(ZfAreaIndex) index =
            zf_area_index_new((const ZfPolygon *const *)areas, NULL, AREAS);
        for (int k = 0; k < POINTS; k++) {
            ZfLonLat p = {109.7 + 1.6 * zf_rng_unit(&rng), 27.7 + 1.6 * zf_rng_unit(&rng)};
            if (k % 8 == 0) { /* a corner itself */
                const ZfPolygon *area = areas[zf_rng_below(&rng, AREAS)];
                p = area->points[zf_rng_below(&rng, area->n_points)];
            }
            int32_t expected = -1;
            for (int i = 0; i < AREAS && expected < 0; i++) {
                expected = zf_polygon_holds(areas[i], p) ? i : -1;
            }
            int32_t got;
            zf_area_index_locate(index, &p, 1, &got);
            g_assert_cmpint(got, ==, expected);
        }
        for (int i = 0; i < AREAS; i++) {
            zf_polygon_free(areas[i]);
        }
    }
}

/* A winding border of 187 points about 4 km across. */
static ZfPolygon *
village(ZfLonLat centre, double phase)
{
    g_auto(ZfPolygonBuilder) builder = zf_polygon_builder();
    for (int i = 0; i < 187; i++) {
        double angle = 2.0 * G_PI * i / 187.0;
        double r = 0.02 * (1.0 + 0.15 * sin(3.0 * angle + phase) + 0.03 * sin(17.0 * angle));
        zf_polygon_builder_add(
            &builder, (ZfLonLat){centre.lon + r * cos(angle), centre.lat + r * sin(angle)});
    }
    return zf_polygon_builder_finish(&builder);
}

/* 3 000 areas of 187 points: what a province holds. Prints what it took under --verbose. */
static void
test_speed(void)
{
    enum { SIDE = 55, POINTS = 1000000 };
    ZfRng rng;
    zf_rng_init(&rng, 9, 0);
    g_autoptr(GPtrArray) areas = g_ptr_array_new_with_free_func((GDestroyNotify)zf_polygon_free);
    for (int i = 0; i < SIDE * SIDE; i++) {
        ZfLonLat centre = {108.0 + 0.04 * (i % SIDE), 26.0 + 0.04 * (i / SIDE)};
        g_ptr_array_add(areas, village(centre, (double)zf_rng_below(&rng, 7)));
    }
    g_autofree ZfLonLat *points = g_new(ZfLonLat, POINTS);
    g_autofree int32_t *got = g_new(int32_t, POINTS);
    for (int i = 0; i < POINTS; i++) {
        points[i] = (ZfLonLat){108.0 + 2.2 * zf_rng_unit(&rng), 26.0 + 2.2 * zf_rng_unit(&rng)};
    }
    gint64 t0 = g_get_monotonic_time();
    g_autoptr(ZfAreaIndex) index =
        zf_area_index_new((const ZfPolygon *const *)areas->pdata, NULL, areas->len);
    gint64 t1 = g_get_monotonic_time();
    zf_area_index_locate(index, points, POINTS, got);
    gint64 t2 = g_get_monotonic_time();
    g_test_message("built in %.1f ms, %.1f ns a point", (double)(t1 - t0) / 1000.0,
                   (double)(t2 - t1) * 1000.0 / POINTS);
    int held = 0;
    for (int i = 0; i < POINTS; i++) {
        held += got[i] >= 0;
    }
    g_assert_cmpint(held, >, POINTS / 2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/areaindex/shared-border", test_shared_border);
    g_test_add_func("/areaindex/nothing", test_nothing);
    g_test_add_func("/areaindex/random", test_random);
    g_test_add_func("/areaindex/speed", test_speed);
    return g_test_run();
}
