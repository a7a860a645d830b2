#include "store/blob.h"

#include <math.h>
#include <string.h>

#define SRID      4326
#define HEAD_SIZE 43 /* up to and with the class */
#define BOX_AT    6
#define CLASS_AT  39

enum { CLASS_POINT = 1, CLASS_LINE, CLASS_POLYGON, CLASS_LINES = 5, CLASS_POLYGONS };

static void
put_byte(GByteArray *out, uint8_t byte)
{
    g_byte_array_append(out, &byte, 1);
}

static void
put_int(GByteArray *out, uint32_t value)
{
    uint32_t le = GUINT32_TO_LE(value);
    g_byte_array_append(out, (const guint8 *)&le, sizeof le);
}

static void
put_double(GByteArray *out, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    bits = GUINT64_TO_LE(bits);
    g_byte_array_append(out, (const guint8 *)&bits, sizeof bits);
}

static void
put_point(GByteArray *out, ZfLonLat point)
{
    put_double(out, point.lon);
    put_double(out, point.lat);
}

static void
put_head(GByteArray *out, ZfBox box, uint32_t class)
{
    put_byte(out, 0x00);
    put_byte(out, 0x01);
    put_int(out, SRID);
    put_double(out, box.min_lon);
    put_double(out, box.min_lat);
    put_double(out, box.max_lon);
    put_double(out, box.max_lat);
    put_byte(out, 0x7c);
    put_int(out, class);
}

static ZfBox
box_of(const ZfLonLat *points, uint32_t n)
{
    ZfBox box = zf_box_empty();
    for (uint32_t i = 0; i < n; i++) {
        zf_box_add(&box, points[i]);
    }
    return box;
}

void
zf_blob_point(GByteArray *out, ZfLonLat point)
{
    put_head(out, box_of(&point, 1), CLASS_POINT);
    put_point(out, point);
    put_byte(out, 0xfe);
}

/* n points, and the first again with closed. */
static void
put_points(GByteArray *out, const ZfLonLat *points, uint32_t n, bool closed)
{
    put_int(out, n + (closed ? 1 : 0));
    for (uint32_t i = 0; i < n; i++) {
        put_point(out, points[i]);
    }
    if (closed) {
        put_point(out, points[0]);
    }
}

void
zf_blob_line(GByteArray *out, const ZfLonLat *points, uint32_t n)
{
    g_assert(n >= 2);
    put_head(out, box_of(points, n), CLASS_LINE);
    put_points(out, points, n, false);
    put_byte(out, 0xfe);
}

void
zf_blob_lines(GByteArray *out, const ZfLines *lines)
{
    g_assert(lines);
    put_head(out, box_of(lines->points, lines->n_points), CLASS_LINES);
    put_int(out, lines->n_lines);
    for (uint32_t i = 0; i < lines->n_lines; i++) {
        put_byte(out, 0x69);
        put_int(out, CLASS_LINE);
        put_points(out, lines->points + lines->lines[i], lines->lines[i + 1] - lines->lines[i],
                   false);
    }
    put_byte(out, 0xfe);
}

void
zf_blob_polygon(GByteArray *out, const ZfPolygon *polygon)
{
    g_assert(polygon);
    put_head(out, box_of(polygon->points, polygon->n_points), CLASS_POLYGONS);
    put_int(out, polygon->n_parts);
    for (uint32_t p = 0; p < polygon->n_parts; p++) {
        put_byte(out, 0x69);
        put_int(out, CLASS_POLYGON);
        put_int(out, polygon->parts[p + 1] - polygon->parts[p]);
        for (uint32_t r = polygon->parts[p]; r < polygon->parts[p + 1]; r++) {
            put_points(out, polygon->points + polygon->rings[r],
                       polygon->rings[r + 1] - polygon->rings[r], true);
        }
    }
    put_byte(out, 0xfe);
}

/* What is left to read; `bad` once it ran out. */
typedef struct Reader {
    const uint8_t *at;
    size_t left;
    bool little;
    bool bad;
} Reader;

static const uint8_t *
take(Reader *reader, size_t n)
{
    if (reader->bad || reader->left < n) {
        reader->bad = true;
        return NULL;
    }
    const uint8_t *at = reader->at;
    reader->at += n;
    reader->left -= n;
    return at;
}

static uint32_t
take_int(Reader *reader)
{
    const uint8_t *at = take(reader, 4);
    if (!at) {
        return 0;
    }
    uint32_t value;
    memcpy(&value, at, sizeof value);
    return reader->little ? GUINT32_FROM_LE(value) : GUINT32_FROM_BE(value);
}

static double
take_double(Reader *reader)
{
    const uint8_t *at = take(reader, 8);
    if (!at) {
        return 0;
    }
    uint64_t bits;
    memcpy(&bits, at, sizeof bits);
    bits = reader->little ? GUINT64_FROM_LE(bits) : GUINT64_FROM_BE(bits);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static ZfLonLat
take_point(Reader *reader)
{
    double lon = take_double(reader);
    double lat = take_double(reader);
    reader->bad |= !isfinite(lon) || !isfinite(lat);
    return (ZfLonLat){lon, lat};
}

/* A count of things that take at least `each` bytes. */
static uint32_t
take_count(Reader *reader, size_t each)
{
    uint32_t n = take_int(reader);
    if (n > reader->left / each) {
        reader->bad = true;
        return 0;
    }
    return n;
}

/* ret: the class, 0 when it is no such blob. */
static uint32_t
open_blob(Reader *reader, const void *blob, size_t size)
{
    const uint8_t *bytes = blob;
    *reader = (Reader){.bad = true};
    if (!bytes || size < HEAD_SIZE + 1 || bytes[0] != 0x00 || bytes[1] > 1 ||
        bytes[CLASS_AT - 1] != 0x7c || bytes[size - 1] != 0xfe) {
        return 0;
    }
    *reader = (Reader){bytes + CLASS_AT, size - CLASS_AT - 1, bytes[1] == 1, false};
    return take_int(reader);
}

void
zf_blob_bare_point(GByteArray *out, ZfLonLat point)
{
    put_point(out, point);
}

ZfLonLat
zf_blob_read_bare_point(const uint8_t *bytes)
{
    Reader reader = {bytes, 16, true, false};
    return take_point(&reader);
}

bool
zf_blob_read_box(const void *blob, size_t size, ZfBox *ret)
{
    Reader reader;
    if (open_blob(&reader, blob, size) == 0) {
        return false;
    }
    Reader head = {(const uint8_t *)blob + BOX_AT, 32, reader.little, false};
    ret->min_lon = take_double(&head);
    ret->min_lat = take_double(&head);
    ret->max_lon = take_double(&head);
    ret->max_lat = take_double(&head);
    return true;
}

bool
zf_blob_read_point(const void *blob, size_t size, ZfLonLat *ret)
{
    Reader reader;
    if (open_blob(&reader, blob, size) != CLASS_POINT) {
        return false;
    }
    ZfLonLat point = take_point(&reader);
    if (reader.bad) {
        return false;
    }
    *ret = point;
    return true;
}

ZfLonLat *
zf_blob_read_line(const void *blob, size_t size, uint32_t *n)
{
    Reader reader;
    if (open_blob(&reader, blob, size) != CLASS_LINE) {
        return NULL;
    }
    uint32_t count = take_count(&reader, 16);
    if (reader.bad || count < 2) {
        return NULL;
    }
    ZfLonLat *points = g_new(ZfLonLat, count);
    for (uint32_t i = 0; i < count; i++) {
        points[i] = take_point(&reader);
    }
    *n = count;
    return points;
}

/* true when a member of a collection begins here. */
static bool
take_member(Reader *reader, uint32_t class)
{
    const uint8_t *mark = take(reader, 1);
    if (!mark || *mark != 0x69 || take_int(reader) != class) {
        reader->bad = true;
    }
    return !reader->bad;
}

static void
take_line(Reader *reader, ZfLinesBuilder *builder)
{
    uint32_t n = take_count(reader, 16);
    zf_lines_builder_line(builder);
    for (uint32_t i = 0; i < n && !reader->bad; i++) {
        zf_lines_builder_add(builder, take_point(reader));
    }
}

ZfLines *
zf_blob_read_lines(const void *blob, size_t size)
{
    Reader reader;
    uint32_t class = open_blob(&reader, blob, size);
    g_auto(ZfLinesBuilder) builder = zf_lines_builder();
    if (class == CLASS_LINE) {
        take_line(&reader, &builder);
    } else if (class == CLASS_LINES) {
        uint32_t n = take_count(&reader, 9);
        for (uint32_t i = 0; i < n && take_member(&reader, CLASS_LINE); i++) {
            take_line(&reader, &builder);
        }
    } else {
        return NULL;
    }
    g_autoptr(ZfLines) lines = zf_lines_builder_finish(&builder);
    return reader.bad ? NULL : g_steal_pointer(&lines);
}

static void
take_polygon(Reader *reader, ZfPolygonBuilder *builder)
{
    uint32_t rings = take_count(reader, 4);
    zf_polygon_builder_part(builder);
    for (uint32_t r = 0; r < rings && !reader->bad; r++) {
        uint32_t n = take_count(reader, 16);
        zf_polygon_builder_ring(builder);
        for (uint32_t i = 0; i < n && !reader->bad; i++) {
            zf_polygon_builder_add(builder, take_point(reader));
        }
    }
}

ZfPolygon *
zf_blob_read_polygon(const void *blob, size_t size)
{
    Reader reader;
    uint32_t class = open_blob(&reader, blob, size);
    g_auto(ZfPolygonBuilder) builder = zf_polygon_builder();
    if (class == CLASS_POLYGON) {
        take_polygon(&reader, &builder);
    } else if (class == CLASS_POLYGONS) {
        uint32_t n = take_count(&reader, 9);
        for (uint32_t i = 0; i < n && take_member(&reader, CLASS_POLYGON); i++) {
            take_polygon(&reader, &builder);
        }
    } else {
        return NULL;
    }
    g_autoptr(ZfPolygon) polygon = zf_polygon_builder_finish(&builder);
    return reader.bad ? NULL : g_steal_pointer(&polygon);
}
