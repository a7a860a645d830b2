#include "county.h"
#include "map/outline.h"

#include <math.h>

static void
test_levels(void)
{
    g_autoptr(County) county = county_new(6, 4, 4000, false, ZF_LANG_ZH);
    g_assert_cmpint(zf_area_unit_level(county->areas, county->n_areas), ==, ZF_LEVEL_VILLAGE);
    g_assert_cmpint(zf_area_unit_level(county->areas, 3), ==, ZF_LEVEL_TOWN);
    g_assert_cmpint(zf_area_town(county->areas, county->n_areas, 0), ==, 0);
    g_assert_cmpint(zf_area_town(county->areas, county->n_areas, 3), ==, 0);
    g_assert_cmpint(zf_area_town(county->areas, county->n_areas, 3 + 5), ==, 2);
}

static double
length_m(const GArray *line)
{
    return zf_line_length_m((const ZfLonLat *)line->data, line->len);
}

/* Two borders run between three towns, each drawn once, none along the outer border. */
static void
test_shared_once(void)
{
    g_autoptr(County) county = county_new(6, 4, 4000, false, ZF_LANG_ZH);
    g_autoptr(ZfOutline) outline = zf_outline_new(county->areas, county->n_areas, ZF_LEVEL_VILLAGE);
    g_assert_nonnull(outline->outer);
    double whole = zf_polygon_area_m2(outline->outer);
    double parts = 0;
    for (size_t i = 3; i < county->n_areas; i++) {
        parts += zf_polygon_area_m2(county->areas[i].shape);
    }
    g_assert_cmpfloat(fabs(whole - parts), <, 0.005 * whole);
    double total = 0;
    for (guint i = 0; i < outline->towns->len; i++) {
        total += length_m(outline->towns->pdata[i]);
    }
    g_assert_cmpfloat(total, >, 2 * 4 * 4000 * 0.9);
    g_assert_cmpfloat(total, <, 2 * 4 * 4000 * 2.2); /* winding, but not twice */
}

static void
test_without_shapes(void)
{
    g_autoptr(County) county = county_new(3, 2, 4000, true, ZF_LANG_ZH);
    g_autoptr(ZfOutline) outline = zf_outline_new(county->areas, county->n_areas, ZF_LEVEL_VILLAGE);
    g_assert_null(outline->outer);
    g_assert_cmpuint(outline->towns->len, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/map/outline/levels", test_levels);
    g_test_add_func("/map/outline/shared-once", test_shared_once);
    g_test_add_func("/map/outline/without-shapes", test_without_shapes);
    return g_test_run();
}
