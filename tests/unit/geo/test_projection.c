#include "geo/geo.h"

#include <math.h>

/* Against a full Gauss-Krüger: (28.775999, 110.106775) is 412776.2409 E, 3184769.7251 N in
 * EPSG:4546 (central meridian 111, GRS80, which differs from WGS-84 by 0.1 mm in the axis). */
static void
test_known(void)
{
    ZfProjection p = zf_projection_at((ZfLonLat){111.0, 0.0});
    ZfXY a = zf_project(&p, (ZfLonLat){110.106775, 28.775999});
    g_assert_cmpfloat_with_epsilon(a.x + 500000.0, 412776.2409, 2e-4);
    g_assert_cmpfloat_with_epsilon(a.y, 3184769.7251, 2e-4);
    ZfProjection q = zf_projection_at((ZfLonLat){117.0, 0.0});
    ZfXY b = zf_project(&q, (ZfLonLat){116.404, 39.915});
    g_assert_cmpfloat_with_epsilon(b.x + 500000.0, 449042.0474, 2e-4);
    g_assert_cmpfloat_with_epsilon(b.y, 4420261.2200, 2e-4);
}

static void
test_there_and_back(void)
{
    ZfRng rng;
    zf_rng_init(&rng, 3, 0);
    for (int i = 0; i < 5000; i++) {
        ZfLonLat centre = {-180.0 + 360.0 * zf_rng_unit(&rng), -75.0 + 150.0 * zf_rng_unit(&rng)};
        ZfProjection p = zf_projection_at(centre);
        ZfXY xy = {-90000.0 + 180000.0 * zf_rng_unit(&rng),
                   -90000.0 + 180000.0 * zf_rng_unit(&rng)};
        ZfLonLat back = zf_unproject(&p, xy);
        ZfXY again = zf_project(&p, back);
        g_assert_cmpfloat_with_epsilon(again.x, xy.x, 1e-6);
        g_assert_cmpfloat_with_epsilon(again.y, xy.y, 1e-6);
    }
    ZfProjection p = zf_projection_at((ZfLonLat){110.0, 28.0});
    ZfXY zero = zf_project(&p, p.centre);
    g_assert_cmpfloat(zero.x, ==, 0.0);
    g_assert_cmpfloat(zero.y, ==, 0.0);
}

static void
test_lengths(void)
{
    ZfProjection p = zf_projection_at((ZfLonLat){110.0, 28.0});
    for (double lon = 109.2; lon < 110.8; lon += 0.1) {
        for (double lat = 27.2; lat < 28.8; lat += 0.1) {
            ZfLonLat a = {lon, lat};
            ZfLonLat b = {lon + 0.01, lat + 0.01};
            ZfXY pa = zf_project(&p, a);
            ZfXY pb = zf_project(&p, b);
            double plane = hypot(pb.x - pa.x, pb.y - pa.y);
            g_assert_cmpfloat(fabs(plane / zf_distance_m(a, b) - 1.0), <, 1.1e-4);
        }
    }
}

static void
test_box(void)
{
    ZfProjection none = zf_projection_for_box(zf_box_empty());
    g_assert_cmpfloat(none.centre.lon, ==, 0.0);
    ZfProjection some = zf_projection_for_box((ZfBox){110.0, 28.0, 111.0, 29.0});
    g_assert_cmpfloat(some.centre.lon, ==, 110.5);
    g_assert_cmpfloat(some.centre.lat, ==, 28.5);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/projection/known", test_known);
    g_test_add_func("/projection/there-and-back", test_there_and_back);
    g_test_add_func("/projection/lengths", test_lengths);
    g_test_add_func("/projection/box", test_box);
    return g_test_run();
}
