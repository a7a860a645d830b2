#include "testdata.h"

#include <math.h>
#include <string.h>

static void
test_write_read(void)
{
    enum { COLUMNS = 40, ROWS = 30 };
    g_autofree char *a = scratch("a.tif");
    g_autofree char *b = scratch("b.tif");
    g_autofree float *values = g_new(float, COLUMNS *ROWS);
    for (int i = 0; i < COLUMNS * ROWS; i++) {
        values[i] = (float)(200 + i % COLUMNS + 2 * (i / COLUMNS));
    }
    values[5 * COLUMNS + 7] = NAN;
    ZfDem dem = {values, COLUMNS, ROWS, 110.0, 28.5, 0.001, 0.001};
    g_autoptr(GError) error = NULL;
    g_assert_true(zf_dem_write(&dem, a, &error));
    g_assert_true(zf_dem_write(&dem, b, &error));
    g_assert_no_error(error);
    g_autofree char *sum_a = zf_file_sha256(a, NULL);
    g_autofree char *sum_b = zf_file_sha256(b, NULL);
    g_assert_cmpstr(sum_a, ==, sum_b);

    const char *paths[] = {a};
    g_autoptr(ZfDem) all = zf_dem_read(paths, 1, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(all->columns, ==, COLUMNS);
    g_assert_cmpuint(all->rows, ==, ROWS);
    for (int i = 0; i < COLUMNS * ROWS; i++) {
        g_assert_true(isnan(values[i]) ? isnan(all->values[i])
                                       : fabsf(all->values[i] - values[i]) < 1e-3F);
    }
    float between = zf_dem_sample(all, (ZfLonLat){110.0 + 0.0105, 28.5 - 0.0105});
    g_assert_cmpfloat_with_epsilon(between, 200.0 + 10.5 + 21.0, 1e-3);
    g_assert_true(isnan(zf_dem_sample(all, (ZfLonLat){111.0, 28.5})));
    g_assert_true(isnan(zf_dem_sample(all, (ZfLonLat){110.007, 28.495})));
    g_assert_false(isnan(zf_dem_sample(all, (ZfLonLat){110.0073, 28.495}))); /* beside the hole */

    ZfBox box = {110.01, 28.48, 110.015, 28.49};
    g_autoptr(ZfDem) window = zf_dem_read(paths, 1, &box, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(window->columns, <, 12);
    ZfBox got = zf_dem_box(window);
    g_assert_true(got.min_lon <= box.min_lon && got.max_lat >= box.max_lat);
    g_assert_cmpfloat_with_epsilon(zf_dem_sample(window, (ZfLonLat){110.0125, 28.485}),
                                   zf_dem_sample(all, (ZfLonLat){110.0125, 28.485}), 1e-3);
    ZfBox elsewhere = {10, 10, 11, 11};
    g_assert_null(zf_dem_read(paths, 1, &elsewhere, &error));
    g_assert_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_READ);
}

static void
test_srtm(void)
{
    g_autofree char *south = real_data("dem/N49E011.hgt.zip");
    g_autofree char *north = south ? real_data("dem/N50E011.hgt.zip") : NULL;
    if (!north) {
        return;
    }
    const char *paths[] = {south, north};
    ZfBox box = {11.5, 49.9, 11.8, 50.1}; /* across the seam */
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfDem) dem = zf_dem_read(paths, 2, &box, &error);
    g_assert_no_error(error);
    g_assert_cmpfloat_with_epsilon(dem->step_lon, 1.0 / 1200.0, 1e-9);
    unsigned holes = 0;
    for (uint32_t i = 0; i < dem->columns * dem->rows; i++) {
        holes += isnan(dem->values[i]);
        g_assert_true(isnan(dem->values[i]) || (dem->values[i] > 250 && dem->values[i] < 1060));
    }
    g_assert_cmpuint(holes, <, dem->columns * dem->rows / 50);
    /* Bayreuth's market place lies at some 340 m */
    g_assert_cmpfloat_with_epsilon(zf_dem_sample(dem, (ZfLonLat){11.577, 49.945}), 342.0, 15.0);
    float a = zf_dem_sample(dem, (ZfLonLat){11.7, 49.9999});
    float b = zf_dem_sample(dem, (ZfLonLat){11.7, 50.0001});
    g_assert_cmpfloat(fabsf(a - b), <, 10.0F);
}

static void
test_refused(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = scratch("x.tif");
    put_file(text, "II*", 3);
    const char *paths[] = {text};
    g_assert_null(zf_dem_read(paths, 1, NULL, &error));
    g_assert_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_READ);
    g_clear_error(&error);
    paths[0] = "a.doc";
    g_assert_null(zf_dem_read(paths, 1, NULL, &error));
    g_assert_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_READ);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/dem/write-read", test_write_read);
    g_test_add_func("/dem/srtm", test_srtm);
    g_test_add_func("/dem/refused", test_refused);
    return g_test_run();
}
