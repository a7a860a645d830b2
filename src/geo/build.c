#include "geo/build.h"

static ZfLonLat *
points_of(GArray *points)
{
    return (ZfLonLat *)(void *)points->data;
}

static uint32_t
start_of(const GArray *starts, guint i, guint end)
{
    return i < starts->len ? g_array_index(starts, uint32_t, i) : end;
}

/* Twice the signed area on the plain lon/lat plane, about the first point. */
static double
signed_area2(const ZfLonLat *ring, uint32_t n)
{
    double sum = 0.0;
    for (uint32_t i = 1; i + 1 < n; i++) {
        sum += (ring[i].lon - ring[0].lon) * (ring[i + 1].lat - ring[0].lat) -
               (ring[i + 1].lon - ring[0].lon) * (ring[i].lat - ring[0].lat);
    }
    return sum;
}

static void
orient(ZfLonLat *ring, uint32_t n, bool counter_clockwise)
{
    if ((signed_area2(ring, n) > 0.0) == counter_clockwise) {
        return;
    }
    for (uint32_t i = 0, j = n - 1; i < j; i++, j--) {
        ZfLonLat swap = ring[i];
        ring[i] = ring[j];
        ring[j] = swap;
    }
}

/* Copies without points that repeat the one before. ret: how many. */
static uint32_t
copy_distinct(const ZfLonLat *from, uint32_t n, ZfLonLat *to)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (kept == 0 || from[i].lon != to[kept - 1].lon || from[i].lat != to[kept - 1].lat) {
            to[kept++] = from[i];
        }
    }
    return kept;
}

ZfPolygonBuilder
zf_polygon_builder(void)
{
    return (ZfPolygonBuilder){g_array_new(FALSE, FALSE, sizeof(ZfLonLat)),
                              g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                              g_array_new(FALSE, FALSE, sizeof(uint32_t))};
}

void
zf_polygon_builder_clear(ZfPolygonBuilder *builder)
{
    g_clear_pointer(&builder->points, g_array_unref);
    g_clear_pointer(&builder->rings, g_array_unref);
    g_clear_pointer(&builder->parts, g_array_unref);
}

void
zf_polygon_builder_part(ZfPolygonBuilder *builder)
{
    uint32_t start = builder->rings->len;
    g_array_append_val(builder->parts, start);
}

void
zf_polygon_builder_ring(ZfPolygonBuilder *builder)
{
    if (builder->parts->len == 0) {
        zf_polygon_builder_part(builder);
    }
    uint32_t start = builder->points->len;
    g_array_append_val(builder->rings, start);
}

void
zf_polygon_builder_add(ZfPolygonBuilder *builder, ZfLonLat point)
{
    if (builder->rings->len == 0) {
        zf_polygon_builder_ring(builder);
    }
    g_array_append_val(builder->points, point);
}

/* Appends ring i to the polygon when it has three points or more. */
static bool
take_ring(const ZfPolygonBuilder *builder, guint i, bool shell, ZfPolygon *polygon)
{
    uint32_t start = start_of(builder->rings, i, builder->points->len);
    uint32_t end = start_of(builder->rings, i + 1, builder->points->len);
    if (start == end) {
        return false;
    }
    ZfLonLat *to = polygon->points + polygon->n_points;
    uint32_t n = copy_distinct(points_of(builder->points) + start, end - start, to);
    while (n > 1 && to[n - 1].lon == to[0].lon && to[n - 1].lat == to[0].lat) {
        n--;
    }
    if (n < 3) {
        return false;
    }
    orient(to, n, shell);
    polygon->n_points += n;
    polygon->rings[++polygon->n_rings] = polygon->n_points;
    return true;
}

ZfPolygon *
zf_polygon_builder_finish(ZfPolygonBuilder *builder)
{
    ZfPolygon *polygon = g_new0(ZfPolygon, 1);
    polygon->points = g_new(ZfLonLat, MAX(builder->points->len, 1));
    polygon->rings = g_new0(uint32_t, builder->rings->len + 1);
    polygon->parts = g_new0(uint32_t, builder->parts->len + 1);
    for (guint p = 0; p < builder->parts->len; p++) {
        uint32_t end = start_of(builder->parts, p + 1, builder->rings->len);
        for (uint32_t first = start_of(builder->parts, p, 0), r = first; r < end; r++) {
            if (!take_ring(builder, r, r == first, polygon) && r == first) {
                break; /* without its shell a part is nothing */
            }
        }
        if (polygon->n_rings > polygon->parts[polygon->n_parts]) {
            polygon->parts[++polygon->n_parts] = polygon->n_rings;
        }
    }
    g_array_set_size(builder->points, 0);
    g_array_set_size(builder->rings, 0);
    g_array_set_size(builder->parts, 0);
    if (polygon->n_parts == 0) {
        g_clear_pointer(&polygon, zf_polygon_free);
    }
    return polygon;
}

ZfLinesBuilder
zf_lines_builder(void)
{
    return (ZfLinesBuilder){g_array_new(FALSE, FALSE, sizeof(ZfLonLat)),
                            g_array_new(FALSE, FALSE, sizeof(uint32_t))};
}

void
zf_lines_builder_clear(ZfLinesBuilder *builder)
{
    g_clear_pointer(&builder->points, g_array_unref);
    g_clear_pointer(&builder->lines, g_array_unref);
}

void
zf_lines_builder_line(ZfLinesBuilder *builder)
{
    uint32_t start = builder->points->len;
    g_array_append_val(builder->lines, start);
}

void
zf_lines_builder_add(ZfLinesBuilder *builder, ZfLonLat point)
{
    if (builder->lines->len == 0) {
        zf_lines_builder_line(builder);
    }
    g_array_append_val(builder->points, point);
}

ZfLines *
zf_lines_builder_finish(ZfLinesBuilder *builder)
{
    ZfLines *lines = g_new0(ZfLines, 1);
    lines->points = g_new(ZfLonLat, MAX(builder->points->len, 1));
    lines->lines = g_new0(uint32_t, builder->lines->len + 1);
    for (guint i = 0; i < builder->lines->len; i++) {
        uint32_t start = start_of(builder->lines, i, 0);
        uint32_t end = start_of(builder->lines, i + 1, builder->points->len);
        uint32_t n = copy_distinct(points_of(builder->points) + start, end - start,
                                   lines->points + lines->n_points);
        if (n >= 2) {
            lines->n_points += n;
            lines->lines[++lines->n_lines] = lines->n_points;
        }
    }
    g_array_set_size(builder->points, 0);
    g_array_set_size(builder->lines, 0);
    if (lines->n_lines == 0) {
        g_clear_pointer(&lines, zf_lines_free);
    }
    return lines;
}
