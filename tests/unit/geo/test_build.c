#include "geo/geo.h"

static void
add_ring(ZfPolygonBuilder *builder, const double *xy, size_t n)
{
    zf_polygon_builder_ring(builder);
    for (size_t i = 0; i < n; i++) {
        zf_polygon_builder_add(builder, (ZfLonLat){xy[2 * i], xy[2 * i + 1]});
    }
}

static void
test_polygon(void)
{
    const double clockwise[] = {0, 0, 0, 4, 4, 4, 4, 4, 4, 0, 0, 0};
    const double hole[] = {1, 1, 2, 1, 2, 2, 1, 2};
    const double thin[] = {9, 9, 9, 9, 8, 8};
    g_auto(ZfPolygonBuilder) builder = zf_polygon_builder();
    zf_polygon_builder_part(&builder);
    add_ring(&builder, thin, 3); /* dropped with its hole */
    add_ring(&builder, hole, 4);
    zf_polygon_builder_part(&builder);
    add_ring(&builder, clockwise, 6);
    add_ring(&builder, hole, 4);
    add_ring(&builder, thin, 3);
    g_autoptr(ZfPolygon) polygon = zf_polygon_builder_finish(&builder);
    g_assert_nonnull(polygon);
    g_assert_cmpuint(polygon->n_parts, ==, 1);
    g_assert_cmpuint(polygon->n_rings, ==, 2);
    g_assert_cmpuint(polygon->n_points, ==, 8);
    g_assert_cmpfloat(polygon->points[0].lon, ==, 4.0); /* turned counter-clockwise */
    g_assert_cmpfloat(polygon->points[0].lat, ==, 0.0);
    g_assert_cmpfloat(polygon->points[5].lat, ==, 2.0); /* the hole turned clockwise */
    g_assert_null(zf_polygon_builder_finish(&builder));
    g_autoptr(ZfPolygon) copy = zf_polygon_copy(polygon);
    g_assert_cmpmem(copy->points, 8 * sizeof *copy->points, polygon->points,
                    8 * sizeof *polygon->points);
}

static void
test_lines(void)
{
    g_auto(ZfLinesBuilder) builder = zf_lines_builder();
    zf_lines_builder_add(&builder, (ZfLonLat){1, 1});
    zf_lines_builder_add(&builder, (ZfLonLat){1, 1});
    zf_lines_builder_line(&builder);
    zf_lines_builder_add(&builder, (ZfLonLat){1, 1});
    zf_lines_builder_add(&builder, (ZfLonLat){1, 1});
    zf_lines_builder_add(&builder, (ZfLonLat){2, 1});
    g_autoptr(ZfLines) lines = zf_lines_builder_finish(&builder);
    g_assert_cmpuint(lines->n_lines, ==, 1);
    g_assert_cmpuint(lines->lines[1], ==, 2);
    g_autoptr(ZfLines) copy = zf_lines_copy(lines);
    g_assert_cmpuint(copy->n_points, ==, 2);
    g_assert_null(zf_lines_builder_finish(&builder));
}

static void
test_box(void)
{
    ZfBox box = zf_box_empty();
    g_assert_true(zf_box_is_empty(box));
    zf_box_join(&box, zf_box_empty());
    g_assert_true(zf_box_is_empty(box));
    zf_box_add(&box, (ZfLonLat){1, 2});
    zf_box_join(&box, (ZfBox){0, 3, 0, 4});
    g_assert_true(zf_box_holds(box, (ZfLonLat){0, 4}));
    g_assert_true(zf_box_holds(box, (ZfLonLat){1, 2}));
    g_assert_false(zf_box_holds(box, (ZfLonLat){1.01, 2}));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/build/polygon", test_polygon);
    g_test_add_func("/build/lines", test_lines);
    g_test_add_func("/build/box", test_box);
    return g_test_run();
}
