/* Geometry out of a database that another program may have written: any bytes are read or refused,
 * and what was read is written and read again as the same. */
#include <string.h>

#include "store/blob.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
again_polygon(const ZfPolygon *polygon)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    zf_blob_polygon(bytes, polygon);
    g_autoptr(ZfPolygon) back = zf_blob_read_polygon(bytes->data, bytes->len);
    g_assert(back && back->n_points == polygon->n_points && back->n_rings == polygon->n_rings);
}

static void
again_lines(const ZfLines *lines)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    zf_blob_lines(bytes, lines);
    g_autoptr(ZfLines) back = zf_blob_read_lines(bytes->data, bytes->len);
    g_assert(back && back->n_points == lines->n_points && back->n_lines == lines->n_lines);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ZfLonLat point;
    ZfBox box;
    uint32_t n = 0;
    zf_blob_read_box(data, size, &box);
    if (zf_blob_read_point(data, size, &point)) {
        g_autoptr(GByteArray) bytes = g_byte_array_new();
        ZfLonLat back;
        zf_blob_point(bytes, point);
        g_assert(zf_blob_read_point(bytes->data, bytes->len, &back));
        g_assert(memcmp(&back, &point, sizeof back) == 0);
    }
    g_autofree ZfLonLat *line = zf_blob_read_line(data, size, &n);
    g_assert(!line || n >= 2);
    g_autoptr(ZfLines) lines = zf_blob_read_lines(data, size);
    if (lines) {
        again_lines(lines);
    }
    g_autoptr(ZfPolygon) polygon = zf_blob_read_polygon(data, size);
    if (polygon) {
        again_polygon(polygon);
    }
    return 0;
}
