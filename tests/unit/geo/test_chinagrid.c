#include "geo/geo.h"

#include <math.h>

/* WGS-84, GCJ-02 and BD-09 of the same places, from the published implementations. */
static const struct {
    ZfLonLat wgs, gcj, bd;
} places[] = {
    {{116.404, 39.915},
     {116.41024449916938, 39.91640428150164},
     {116.416627243787, 39.922699552216}},
    {{121.5272106, 31.1774276},
     {121.531541859215, 31.17530398364597},
     {121.538015686439, 31.181328606874}},
    {{113.912316, 22.543847},
     {113.9171764808363, 22.540796131694766},
     {113.923684729267, 22.546667437751}},
    {{121.0917077, 30.6107779},
     {121.09626927850977, 30.608604368560773},
     {121.10271724622564, 30.61484575976839}},
};

static void
assert_near(ZfLonLat a, ZfLonLat b, double tolerance_deg)
{
    g_assert_cmpfloat_with_epsilon(a.lon, b.lon, tolerance_deg);
    g_assert_cmpfloat_with_epsilon(a.lat, b.lat, tolerance_deg);
}

static void
test_known(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        assert_near(zf_wgs84_to_gcj02(places[i].wgs), places[i].gcj, 1e-12);
        assert_near(zf_wgs84_to_bd09(places[i].wgs), places[i].bd, 1e-11);
        assert_near(zf_gcj02_to_bd09(places[i].gcj), places[i].bd, 1e-11);
        assert_near(zf_gcj02_to_wgs84(places[i].gcj), places[i].wgs, 2e-11);
        assert_near(zf_bd09_to_wgs84(places[i].bd), places[i].wgs, 2e-11);
    }
    ZfLonLat p = {116.404, 39.915};
    assert_near(zf_gcj02_to_bd09(p), (ZfLonLat){116.41036949371029, 39.92133699351021}, 1e-12);
    /* the published inverse is a closed form, right to 0.22 m */
    assert_near(zf_bd09_to_gcj02(p), (ZfLonLat){116.39762729119315, 39.90865673957631}, 2.5e-6);
}

static void
test_there_and_back(void)
{
    ZfRng rng;
    zf_rng_init(&rng, 7, 0);
    for (int i = 0; i < 20000; i++) {
        ZfLonLat p = {73.0 + 64.0 * zf_rng_unit(&rng), 2.0 + 53.0 * zf_rng_unit(&rng)};
        assert_near(zf_gcj02_to_wgs84(zf_wgs84_to_gcj02(p)), p, 2e-11);
        assert_near(zf_bd09_to_gcj02(zf_gcj02_to_bd09(p)), p, 2e-11);
        assert_near(zf_bd09_to_wgs84(zf_wgs84_to_bd09(p)), p, 4e-11);
        double shift = zf_distance_m(p, zf_wgs84_to_gcj02(p));
        g_assert_cmpfloat(shift, >, 1.0);
        g_assert_cmpfloat(shift, <, 730.0);
    }
}

static void
test_outside(void)
{
    ZfLonLat vaduz = {9.52, 47.14};
    g_assert_false(zf_chinagrid_covers(vaduz));
    g_assert_true(zf_chinagrid_covers((ZfLonLat){110.0, 28.0}));
    assert_near(zf_wgs84_to_gcj02(vaduz), vaduz, 1e-15);
    assert_near(zf_gcj02_to_wgs84(vaduz), vaduz, 1e-15);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/chinagrid/known", test_known);
    g_test_add_func("/chinagrid/there-and-back", test_there_and_back);
    g_test_add_func("/chinagrid/outside", test_outside);
    return g_test_run();
}
