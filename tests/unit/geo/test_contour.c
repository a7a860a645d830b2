#include "geo/geo.h"

#include <math.h>

#define SIDE 41

/* A round hill of 100 m in the middle of a plain, one value a thousandth of a degree. */
static void
make_hill(float *values)
{
    for (int row = 0; row < SIDE; row++) {
        for (int column = 0; column < SIDE; column++) {
            double r = hypot(row - SIDE / 2, column - SIDE / 2);
            values[row * SIDE + column] = (float)MAX(100 - 6 * r, 0);
        }
    }
}

static ZfHeightGrid
grid_of(const float *values)
{
    return (ZfHeightGrid){values, SIDE, SIDE, 105, 30, 0.001, 0.001};
}

/* One ring for each height around a hill, each inside the one below, all at the right distance. */
static void
test_hill(void)
{
    float values[SIDE * SIDE];
    make_hill(values);
    ZfHeightGrid grid = grid_of(values);
    g_autoptr(ZfContours) contours = zf_contours_new(&grid, 20, 4);
    g_assert_cmpuint(contours->n_lines, ==, 4); /* 20, 40, 60, 80; the top is smoothed below 100 */
    for (size_t i = 0; i < contours->n_lines; i++) {
        const ZfContour *line = &contours->lines[i];
        g_assert_cmpint(line->height_m, ==, 20 * ((int)i + 1));
        const ZfLonLat *p = &contours->points[line->first];
        g_assert_cmpfloat(p[0].lon, ==, p[line->n - 1].lon);
        g_assert_cmpfloat(p[0].lat, ==, p[line->n - 1].lat);
        double wanted = (100 - line->height_m) / 6.0;
        for (uint32_t k = 0; k < line->n; k++) {
            double r = hypot((p[k].lon - 105.02) * 1000, (p[k].lat - 29.98) * 1000);
            g_assert_cmpfloat(fabs(r - wanted), <, 0.6);
        }
    }
}

/* A slope gives open lines from border to border; what is not known is left out; a saddle and a
 * flat plain do no harm. */
static void
test_odd(void)
{
    float values[SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
        values[i] = (float)(i % SIDE) * 3;
    }
    ZfHeightGrid grid = grid_of(values);
    g_autoptr(ZfContours) slope = zf_contours_new(&grid, 50, 2);
    g_assert_cmpuint(slope->n_lines, ==, 2);
    g_assert_cmpuint(slope->lines[0].n, ==, SIDE);
    for (int i = 0; i < SIDE * SIDE; i++) {
        values[i] = i < SIDE * SIDE / 2 ? NAN : values[i];
    }
    g_autoptr(ZfContours) half = zf_contours_new(&grid, 50, 2);
    g_assert_cmpuint(half->lines[0].n, <, SIDE);
    for (int i = 0; i < SIDE * SIDE; i++) {
        values[i] = (float)((i / SIDE - 20) * (i % SIDE - 20));
    }
    g_autoptr(ZfContours) saddle = zf_contours_new(&grid, 1, 2);
    g_assert_cmpuint(saddle->n_lines, >, 10);
    for (int i = 0; i < SIDE * SIDE; i++) {
        values[i] = 40;
    }
    g_autoptr(ZfContours) flat = zf_contours_new(&grid, 20, 2);
    g_assert_cmpuint(flat->n_lines, ==, 0);
    for (int i = 0; i < SIDE * SIDE; i++) {
        values[i] = NAN;
    }
    g_autoptr(ZfContours) nothing = zf_contours_new(&grid, 20, 2);
    g_assert_cmpuint(nothing->n_lines, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geo/contour/hill", test_hill);
    g_test_add_func("/geo/contour/odd", test_odd);
    return g_test_run();
}
