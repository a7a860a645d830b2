/* Geometry to bytes and back. */
#include "store/blob.h"

#include "storetest.h"

#include <string.h>

static void
test_point(void)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    ZfLonLat point = {110.123456789, -28.000000001};
    ZfLonLat back;
    ZfBox box;
    zf_blob_point(bytes, point);
    g_assert_cmpuint(bytes->len, ==, 60);
    g_assert_true(zf_blob_read_point(bytes->data, bytes->len, &back));
    g_assert_cmpint(memcmp(&back, &point, sizeof back), ==, 0);
    g_assert_true(zf_blob_read_box(bytes->data, bytes->len, &box));
    g_assert_cmpfloat(box.max_lat, ==, point.lat);
    for (guint n = 0; n < bytes->len; n++) {
        g_assert_false(zf_blob_read_point(bytes->data, n, &back));
    }
    g_assert_false(zf_blob_read_point(NULL, 0, &back));
    g_assert_null(zf_blob_read_polygon(bytes->data, bytes->len));
}

static void
test_polygon(void)
{
    g_auto(ZfPolygonBuilder) builder = zf_polygon_builder();
    for (int part = 0; part < 2; part++) {
        zf_polygon_builder_part(&builder);
        zf_polygon_builder_ring(&builder);
        zf_polygon_builder_add(&builder, (ZfLonLat){part * 10, 0});
        zf_polygon_builder_add(&builder, (ZfLonLat){part * 10 + 9, 0});
        zf_polygon_builder_add(&builder, (ZfLonLat){part * 10 + 9, 9});
        zf_polygon_builder_add(&builder, (ZfLonLat){part * 10, 9});
        zf_polygon_builder_ring(&builder);
        zf_polygon_builder_add(&builder, (ZfLonLat){part * 10 + 1, 1});
        zf_polygon_builder_add(&builder, (ZfLonLat){part * 10 + 1, 2});
        zf_polygon_builder_add(&builder, (ZfLonLat){part * 10 + 2, 2});
    }
    g_autoptr(ZfPolygon) polygon = zf_polygon_builder_finish(&builder);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    zf_blob_polygon(bytes, polygon);
    g_autoptr(ZfPolygon) back = zf_blob_read_polygon(bytes->data, bytes->len);
    g_assert_cmpuint(back->n_parts, ==, 2);
    g_assert_cmpuint(back->n_rings, ==, 4);
    g_assert_cmpuint(back->n_points, ==, 14);
    g_assert_cmpint(memcmp(back->points, polygon->points, 14 * sizeof(ZfLonLat)), ==, 0);
    for (guint n = 0; n < bytes->len; n++) {
        g_autoptr(ZfPolygon) cut = zf_blob_read_polygon(bytes->data, n);
        g_assert_null(cut);
    }
    /* more rings than bytes */
    memset(bytes->data + 43, 0xff, 4);
    g_assert_null(zf_blob_read_polygon(bytes->data, bytes->len));
}

static void
test_lines(void)
{
    ZfLonLat points[] = {{1, 2}, {3, 4}, {5, 6}};
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    uint32_t n = 0;
    zf_blob_line(bytes, points, 3);
    g_autofree ZfLonLat *line = zf_blob_read_line(bytes->data, bytes->len, &n);
    g_assert_cmpuint(n, ==, 3);
    g_assert_cmpint(memcmp(line, points, sizeof points), ==, 0);
    g_autoptr(ZfLines) as_lines = zf_blob_read_lines(bytes->data, bytes->len);
    g_assert_cmpuint(as_lines->n_lines, ==, 1);
    g_byte_array_set_size(bytes, 0);
    zf_blob_lines(bytes, as_lines);
    g_autoptr(ZfLines) back = zf_blob_read_lines(bytes->data, bytes->len);
    g_assert_cmpuint(back->n_points, ==, 3);
    g_assert_null(zf_blob_read_line(bytes->data, bytes->len, &n));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/store/blob/point", test_point);
    g_test_add_func("/store/blob/polygon", test_polygon);
    g_test_add_func("/store/blob/lines", test_lines);
    return g_test_run();
}
