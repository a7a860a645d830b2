#include "geo/geo.h"

/* Reference lengths by geodesics on WGS-84 (Karney 2013). */
static void
test_known(void)
{
    /* a degree along the equator and along a meridian, and a diagonal in Hunan */
    g_assert_cmpfloat_with_epsilon(zf_distance_m((ZfLonLat){0, 0}, (ZfLonLat){1, 0}), 111319.491,
                                   1.0);
    g_assert_cmpfloat_with_epsilon(zf_distance_m((ZfLonLat){0, 0}, (ZfLonLat){0, 1}), 110574.389,
                                   1.0);
    ZfLonLat line[] = {{110.0, 28.0}, {110.5, 28.5}, {110.5, 28.5}, {110.0, 28.0}};
    double there = zf_distance_m(line[0], line[1]);
    g_assert_cmpfloat_with_epsilon(there, 74013.490, 0.5);
    g_assert_cmpfloat(zf_line_length_m(line, 4), ==, 2.0 * there);
    g_assert_cmpfloat(zf_line_length_m(line, 1), ==, 0.0);
    g_assert_cmpfloat(zf_line_length_m(NULL, 0), ==, 0.0);
}

static void
test_antimeridian(void)
{
    double across = zf_distance_m((ZfLonLat){179.999, -17}, (ZfLonLat){-179.999, -17});
    double plain = zf_distance_m((ZfLonLat){10.0, -17}, (ZfLonLat){10.002, -17});
    g_assert_cmpfloat_with_epsilon(across, plain, 1e-6);
    g_assert_cmpfloat_with_epsilon(zf_bearing_deg((ZfLonLat){179.999, 0}, (ZfLonLat){-179.999, 0}),
                                   90.0, 1e-9);
}

static void
test_bearing(void)
{
    ZfLonLat a = {110.0, 28.0};
    g_assert_cmpfloat(zf_bearing_deg(a, a), ==, 0.0);
    g_assert_cmpfloat_with_epsilon(zf_bearing_deg(a, (ZfLonLat){110.0, 28.1}), 0.0, 1e-9);
    g_assert_cmpfloat_with_epsilon(zf_bearing_deg(a, (ZfLonLat){110.0, 27.9}), 180.0, 1e-9);
    g_assert_cmpfloat_with_epsilon(zf_bearing_deg(a, (ZfLonLat){109.9, 28.0}), 270.0, 1e-9);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/distance/known", test_known);
    g_test_add_func("/distance/antimeridian", test_antimeridian);
    g_test_add_func("/distance/bearing", test_bearing);
    return g_test_run();
}
