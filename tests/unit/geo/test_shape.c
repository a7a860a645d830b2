#include "shapes.h"

static void
test_area(void)
{
    g_autoptr(ZfPolygon) degree = box_polygon(110.0, 28.0, 1.0, 1.0);
    /* between 28 and 29 north the ellipsoid has 1/360 of a zone: 10 842 km² by Karney's planimeter
     * for geodesic edges, which bulge a little; exact for the zone below */
    g_assert_cmpfloat_with_epsilon(zf_polygon_area_m2(degree) / 1e6, 10842.0, 12.0);
    g_autoptr(ZfPolygon) world = box_polygon(-180.0, -90.0, 360.0, 180.0);
    g_assert_cmpfloat_with_epsilon(zf_polygon_area_m2(world) / 1e6, 510065621.724, 0.01);
    g_assert_cmpfloat(zf_polygon_area_m2(NULL), ==, 0.0);

    ZfLonLat shell[] = {{110, 28}, {110.1, 28}, {110.1, 28.1}, {110, 28.1}};
    ZfLonLat hole[] = {{110.05, 28.05}, {110.06, 28.05}, {110.06, 28.06}, {110.05, 28.06}};
    g_auto(ZfPolygonBuilder) builder = zf_polygon_builder();
    add_ring(&builder, shell, 4);
    add_ring(&builder, hole, 4);
    g_autoptr(ZfPolygon) pierced = zf_polygon_builder_finish(&builder);
    g_autoptr(ZfPolygon) full = polygon_of(shell, 4);
    g_autoptr(ZfPolygon) inner = polygon_of(hole, 4);
    g_assert_cmpfloat_with_epsilon(zf_polygon_area_m2(pierced),
                                   zf_polygon_area_m2(full) - zf_polygon_area_m2(inner), 1e-3);
    g_assert_true(zf_polygon_holds(pierced, (ZfLonLat){110.02, 28.02}));
    g_assert_false(zf_polygon_holds(pierced, (ZfLonLat){110.055, 28.055}));
    g_assert_true(zf_polygon_holds(pierced, (ZfLonLat){110.05, 28.055})); /* the hole's border */
    g_assert_true(zf_polygon_holds(pierced, (ZfLonLat){110.1, 28.1}));
    g_assert_false(zf_polygon_holds(pierced, (ZfLonLat){110.1000002, 28.1}));
    g_assert_false(zf_polygon_holds(NULL, (ZfLonLat){110.1, 28.1}));
    ZfBox box = zf_polygon_box(pierced);
    g_assert_cmpfloat(box.max_lat, ==, 28.1);
}

static void
test_border_distance(void)
{
    g_autoptr(ZfPolygon) box = box_polygon(110.0, 28.0, 0.1, 0.1);
    ZfLonLat east = {110.11, 28.05};
    double expected = zf_distance_m((ZfLonLat){110.1, 28.05}, east);
    g_assert_cmpfloat_with_epsilon(zf_polygon_border_distance_m(box, east), expected, 0.01);
    g_assert_cmpfloat(zf_polygon_border_distance_m(box, (ZfLonLat){110.05, 28.0}), <, 1e-6);
    g_assert_true(isinf(zf_polygon_border_distance_m(NULL, east)));

    g_auto(ZfLinesBuilder) builder = zf_lines_builder();
    zf_lines_builder_add(&builder, (ZfLonLat){110.0, 28.0});
    zf_lines_builder_add(&builder, (ZfLonLat){110.1, 28.0});
    g_autoptr(ZfLines) lines = zf_lines_builder_finish(&builder);
    ZfLonLat nearest;
    double d = zf_lines_distance_m(lines, (ZfLonLat){110.05, 28.001}, &nearest);
    g_assert_cmpfloat_with_epsilon(d, 110.83, 0.05);
    g_assert_cmpfloat_with_epsilon(nearest.lon, 110.05, 1e-9);
    g_assert_cmpfloat_with_epsilon(nearest.lat, 28.0, 1e-9);
    ZfBox lines_box = zf_lines_box(lines);
    g_assert_cmpfloat(lines_box.max_lon, ==, 110.1);
}

static void
test_repair(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfPolygon) good = box_polygon(110.0, 28.0, 0.1, 0.1);
    double changed = -1.0;
    g_autoptr(ZfPolygon) same = zf_polygon_repair(good, &changed, &error);
    g_assert_no_error(error);
    g_assert_cmpfloat(changed, ==, 0.0);
    g_assert_cmpmem(same->points, 4 * sizeof *same->points, good->points, 4 * sizeof *good->points);

    /* a bow tie: the two lobes cancel in the plain sum, so the change is the whole area */
    ZfLonLat bow[] = {{110, 28}, {110.1, 28.1}, {110.1, 28}, {110, 28.1}};
    g_autoptr(ZfPolygon) tie = polygon_of(bow, 4);
    g_autoptr(ZfPolygon) mended = zf_polygon_repair(tie, &changed, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(mended->n_parts, ==, 2);
    double half = zf_polygon_area_m2(good) / 2.0;
    g_assert_cmpfloat_with_epsilon(zf_polygon_area_m2(mended), half, half / 1000);
    g_assert_cmpfloat_with_epsilon(changed, half, half / 1000);

    ZfLonLat flat[] = {{110, 28}, {110.1, 28}, {110.05, 28}};
    g_autoptr(ZfPolygon) line = polygon_of(flat, 3);
    g_assert_null(zf_polygon_repair(line, NULL, &error));
    g_assert_error(error, ZF_GEO_ERROR, ZF_GEO_ERROR_INVALID);
    g_clear_error(&error);
    ZfLonLat bad[] = {{110, 28}, {110.1, NAN}, {110.05, 28}};
    g_autoptr(ZfPolygon) nan = polygon_of(bad, 3);
    g_assert_null(zf_polygon_repair(nan, NULL, &error));
    g_assert_error(error, ZF_GEO_ERROR, ZF_GEO_ERROR_INVALID);
}

static void
test_overlay(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfPolygon) a = box_polygon(110.0, 28.0, 0.1, 0.1);
    g_autoptr(ZfPolygon) b = box_polygon(110.1, 28.0, 0.1, 0.1);
    g_autoptr(ZfPolygon) c = box_polygon(110.05, 28.0, 0.1, 0.1);
    const ZfPolygon *all[] = {a, NULL, b};
    g_autoptr(ZfPolygon) joined = zf_polygon_union(all, 3, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(joined->n_parts, ==, 1);
    double area = zf_polygon_area_m2(a);
    g_assert_cmpfloat_with_epsilon(zf_polygon_area_m2(joined), 2 * area, area * 1e-9);
    g_assert_null(zf_polygon_union(all + 1, 1, &error));
    g_assert_error(error, ZF_GEO_ERROR, ZF_GEO_ERROR_INVALID);
    g_clear_error(&error);

    g_autoptr(ZfPolygon) shared = NULL;
    g_assert_true(zf_polygon_intersect(a, c, &shared, &error));
    g_assert_cmpfloat_with_epsilon(zf_polygon_area_m2(shared), area / 2, area * 1e-6);
    g_autoptr(ZfPolygon) rest = NULL;
    g_assert_true(zf_polygon_subtract(a, c, &rest, &error));
    g_assert_cmpfloat_with_epsilon(zf_polygon_area_m2(rest), area / 2, area * 1e-6);
    ZfPolygon *nothing = a;
    g_assert_true(zf_polygon_intersect(a, b, &nothing, &error)); /* they share an edge only */
    g_assert_null(nothing);
}

static void
test_pole(void)
{
    g_autoptr(ZfPolygon) box = box_polygon(110.0, 28.0, 0.1, 0.1);
    double distance;
    ZfLonLat pole = zf_polygon_pole(box, 1.0, &distance);
    g_assert_cmpfloat_with_epsilon(pole.lon, 110.05, 0.013); /* a ridge from north to south */
    g_assert_cmpfloat_with_epsilon(distance, 4914.0, 10.0);
    /* a sliver a kilometre long and 2 cm wide */
    g_autoptr(ZfPolygon) sliver = box_polygon(110.0, 28.0, 0.01, 0.0000002);
    pole = zf_polygon_pole(sliver, 0.001, &distance);
    g_assert_true(zf_polygon_holds(sliver, pole));

    ZfRng rng;
    zf_rng_init(&rng, 11, 0);
    for (int i = 0; i < 40; i++) {
        g_autoptr(ZfPolygon) star = random_star(&rng, (ZfLonLat){108.0, 30.0}, 0.1, 60);
        pole = zf_polygon_pole(star, 5.0, &distance);
        g_assert_true(zf_polygon_holds(star, pole));
        double reached = zf_polygon_border_distance_m(star, pole);
        g_assert_cmpfloat(fabs(reached - distance), <, 2.0);
        for (int k = 0; k < 300; k++) { /* no other place is farther in */
            ZfLonLat other = {107.9 + 0.2 * zf_rng_unit(&rng), 29.9 + 0.2 * zf_rng_unit(&rng)};
            if (zf_polygon_holds(star, other)) {
                g_assert_cmpfloat(zf_polygon_border_distance_m(star, other), <, distance + 8.0);
            }
        }
    }
}

static void
test_simplify(void)
{
    ZfLonLat line[] = {{110.0, 28.0},      {110.01, 28.00001}, {110.02, 28.0},
                       {110.03, 28.00001}, {110.04, 28.01},    {110.05, 28.0}};
    bool keep[6];
    zf_line_simplify(line, 6, 20.0, keep);
    g_assert_true(keep[0] && keep[3] && keep[4] && keep[5]);
    g_assert_false(keep[1] || keep[2]);
    zf_line_simplify(line, 6, 5000.0, keep);
    g_assert_true(keep[0] && keep[5] && !keep[4]);
    zf_line_simplify(line, 1, 1.0, keep);
    g_assert_true(keep[0]);
    zf_line_simplify(line, 0, 1.0, keep);
}

/* Two boxes 20 m apart: the slit between them is found, one of 100 m is not. */
static void
test_slits(void)
{
    for (int wide = 0; wide < 2; wide++) {
        double gap = wide ? 0.001 : 0.0002;
        g_autoptr(ZfPolygon) west = box_polygon(110.0, 28.0, 0.05, 0.05);
        g_autoptr(ZfPolygon) east = box_polygon(110.05 + gap, 28.0, 0.05, 0.05);
        const ZfPolygon *both[] = {west, east};
        g_autoptr(GError) error = NULL;
        g_autoptr(ZfPolygon) joined = zf_polygon_union(both, 2, &error);
        ZfPolygon *raw = NULL;
        g_assert_true(zf_polygon_slits(joined, 40, &raw, &error));
        g_assert_no_error(error);
        g_autoptr(ZfPolygon) slits = raw;
        if (wide) {
            g_assert_null(slits);
            continue;
        }
        g_assert_cmpuint(slits->n_parts, ==, 1);
        double whole = zf_distance_m((ZfLonLat){110.05, 28.0}, (ZfLonLat){110.05, 28.05}) *
                       zf_distance_m((ZfLonLat){110.05, 28.02}, (ZfLonLat){110.05 + gap, 28.02});
        g_assert_cmpfloat_with_epsilon(zf_polygon_area_m2(slits) / whole, 1.0, 0.02);
        g_assert_true(zf_polygon_holds(slits, (ZfLonLat){110.05 + gap / 2, 28.02}));
    }
    g_autoptr(ZfPolygon) alone = box_polygon(110.0, 28.0, 0.05, 0.05);
    ZfPolygon *none = NULL;
    g_assert_true(zf_polygon_slits(alone, 40, &none, NULL));
    g_assert_null(none);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/shape/area", test_area);
    g_test_add_func("/shape/border-distance", test_border_distance);
    g_test_add_func("/shape/repair", test_repair);
    g_test_add_func("/shape/overlay", test_overlay);
    g_test_add_func("/shape/slits", test_slits);
    g_test_add_func("/shape/pole", test_pole);
    g_test_add_func("/shape/simplify", test_simplify);
    return g_test_run();
}
