#include "geo/types.h"

void
zf_polygon_free(ZfPolygon *polygon)
{
    if (!polygon) {
        return;
    }
    g_free(polygon->points);
    g_free(polygon->rings);
    g_free(polygon->parts);
    g_free(polygon);
}

ZfPolygon *
zf_polygon_copy(const ZfPolygon *polygon)
{
    if (!polygon) {
        return NULL;
    }
    ZfPolygon *copy = g_new(ZfPolygon, 1);
    *copy = *polygon;
    copy->points = g_memdup2(polygon->points, polygon->n_points * sizeof *copy->points);
    copy->rings = g_memdup2(polygon->rings, (polygon->n_rings + 1u) * sizeof *copy->rings);
    copy->parts = g_memdup2(polygon->parts, (polygon->n_parts + 1u) * sizeof *copy->parts);
    return copy;
}

void
zf_lines_free(ZfLines *lines)
{
    if (!lines) {
        return;
    }
    g_free(lines->points);
    g_free(lines->lines);
    g_free(lines);
}

ZfLines *
zf_lines_copy(const ZfLines *lines)
{
    if (!lines) {
        return NULL;
    }
    ZfLines *copy = g_new(ZfLines, 1);
    *copy = *lines;
    copy->points = g_memdup2(lines->points, lines->n_points * sizeof *copy->points);
    copy->lines = g_memdup2(lines->lines, (lines->n_lines + 1u) * sizeof *copy->lines);
    return copy;
}

ZfBox
zf_box_empty(void)
{
    return (ZfBox){.min_lon = 1e9, .min_lat = 1e9, .max_lon = -1e9, .max_lat = -1e9};
}

void
zf_box_add(ZfBox *box, ZfLonLat point)
{
    box->min_lon = MIN(box->min_lon, point.lon);
    box->min_lat = MIN(box->min_lat, point.lat);
    box->max_lon = MAX(box->max_lon, point.lon);
    box->max_lat = MAX(box->max_lat, point.lat);
}

void
zf_box_join(ZfBox *box, ZfBox other)
{
    if (!zf_box_is_empty(other)) {
        zf_box_add(box, (ZfLonLat){other.min_lon, other.min_lat});
        zf_box_add(box, (ZfLonLat){other.max_lon, other.max_lat});
    }
}

bool
zf_box_is_empty(ZfBox box)
{
    return box.min_lon > box.max_lon;
}

bool
zf_box_holds(ZfBox box, ZfLonLat point)
{
    return point.lon >= box.min_lon && point.lon <= box.max_lon && point.lat >= box.min_lat &&
           point.lat <= box.max_lat;
}
