#include "gis/geometry.h"

#include "gis/ogrgeometry.h"

void
zf_gis_geometry_clear(ZfGisGeometry *geometry)
{
    g_clear_pointer(&geometry->lines, zf_lines_free);
    g_clear_pointer(&geometry->polygon, zf_polygon_free);
    geometry->kind = ZF_GIS_NONE;
}

static ZfLonLat *
points_of(ZfGisGeometry *geometry, uint32_t *n)
{
    switch (geometry->kind) {
    case ZF_GIS_POINT: *n = 1; return &geometry->point;
    case ZF_GIS_LINES: *n = geometry->lines->n_points; return geometry->lines->points;
    case ZF_GIS_POLYGON: *n = geometry->polygon->n_points; return geometry->polygon->points;
    case ZF_GIS_NONE:
    case ZF_GIS_MIXED: break;
    }
    *n = 0;
    return NULL;
}

bool
zf_gis_geometry_to_wgs84(ZfGisGeometry *geometry, ZfCrs *crs, GError **error)
{
    uint32_t n;
    ZfLonLat *points = points_of(geometry, &n);
    g_autofree ZfLonLat *moved = g_new(ZfLonLat, MAX(n, 1));
    for (uint32_t i = 0; i < n; i++) {
        if (!zf_crs_to_wgs84(crs, points[i].lon, points[i].lat, &moved[i], error)) {
            return false;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        points[i] = moved[i];
    }
    return true;
}

ZfBox
zf_gis_geometry_box(const ZfGisGeometry *geometry)
{
    ZfBox box = zf_box_empty();
    switch (geometry->kind) {
    case ZF_GIS_POINT: zf_box_add(&box, geometry->point); break;
    case ZF_GIS_LINES: box = zf_lines_box(geometry->lines); break;
    case ZF_GIS_POLYGON: box = zf_polygon_box(geometry->polygon); break;
    case ZF_GIS_NONE:
    case ZF_GIS_MIXED: break;
    }
    return box;
}

const char *
zf_gis_kind_name(ZfGisKind kind)
{
    switch (kind) {
    case ZF_GIS_NONE: return _("no geometry");
    case ZF_GIS_POINT: return _("points");
    case ZF_GIS_LINES: return _("lines");
    case ZF_GIS_POLYGON: return _("areas");
    case ZF_GIS_MIXED: break;
    }
    return _("mixed geometry");
}

ZfGisKind
ogr_kind(OGRwkbGeometryType type)
{
    switch (OGR_GT_Flatten(type)) {
    case wkbNone: return ZF_GIS_NONE;
    case wkbPoint:
    case wkbMultiPoint: return ZF_GIS_POINT;
    case wkbLineString:
    case wkbMultiLineString:
    case wkbCircularString:
    case wkbCompoundCurve:
    case wkbMultiCurve: return ZF_GIS_LINES;
    case wkbPolygon:
    case wkbMultiPolygon:
    case wkbCurvePolygon:
    case wkbMultiSurface: return ZF_GIS_POLYGON;
    default: return ZF_GIS_MIXED;
    }
}

/* What was met on the way through a geometry. */
typedef struct Pieces {
    ZfPolygonBuilder polygon;
    ZfLinesBuilder lines;
    ZfLonLat point;
    unsigned n_points;
    bool deep; /* nested without end */
} Pieces;

static void
add_curve(OGRGeometryH curve, GArray *points)
{
    int n = OGR_G_GetPointCount(curve);
    guint start = points->len;
    if (n <= 0) {
        return;
    }
    g_array_set_size(points, start + (guint)n);
    ZfLonLat *to = &g_array_index(points, ZfLonLat, start);
    OGR_G_GetPoints(curve, &to->lon, sizeof *to, &to->lat, sizeof *to, NULL, 0);
}

static void
add_polygon(OGRGeometryH polygon, Pieces *pieces)
{
    int n = OGR_G_GetGeometryCount(polygon);
    zf_polygon_builder_part(&pieces->polygon);
    for (int i = 0; i < n; i++) {
        zf_polygon_builder_ring(&pieces->polygon);
        add_curve(OGR_G_GetGeometryRef(polygon, i), pieces->polygon.points);
    }
}

static void
add_pieces(OGRGeometryH geometry, Pieces *pieces, int depth)
{
    if (depth > 16) {
        pieces->deep = true;
        return;
    }
    switch (OGR_GT_Flatten(OGR_G_GetGeometryType(geometry))) {
    case wkbPoint:
        if (!OGR_G_IsEmpty(geometry) && pieces->n_points++ == 0) {
            pieces->point = (ZfLonLat){OGR_G_GetX(geometry, 0), OGR_G_GetY(geometry, 0)};
        }
        break;
    case wkbLineString:
        zf_lines_builder_line(&pieces->lines);
        add_curve(geometry, pieces->lines.points);
        break;
    case wkbPolygon: add_polygon(geometry, pieces); break;
    case wkbMultiPoint:
    case wkbMultiLineString:
    case wkbMultiPolygon:
    case wkbGeometryCollection:
        for (int i = 0, n = OGR_G_GetGeometryCount(geometry); i < n; i++) {
            add_pieces(OGR_G_GetGeometryRef(geometry, i), pieces, depth + 1);
        }
        break;
    default: {
        OGRGeometryH straight = OGR_G_GetLinearGeometry(geometry, 0.0, NULL);
        if (straight && OGR_G_GetGeometryType(straight) != OGR_G_GetGeometryType(geometry)) {
            add_pieces(straight, pieces, depth + 1);
        } else {
            pieces->deep = true;
        }
        OGR_G_DestroyGeometry(straight);
    }
    }
}

bool
ogr_read_geometry(OGRGeometryH geometry, ZfGisGeometry *ret)
{
    *ret = (ZfGisGeometry){.kind = ZF_GIS_NONE};
    if (!geometry) {
        return true;
    }
    Pieces pieces = {.polygon = zf_polygon_builder(), .lines = zf_lines_builder()};
    add_pieces(geometry, &pieces, 0);
    ret->polygon = zf_polygon_builder_finish(&pieces.polygon);
    ret->lines = zf_lines_builder_finish(&pieces.lines);
    bool whole = !pieces.deep && pieces.n_points <= 1 &&
                 (ret->polygon != NULL) + (ret->lines != NULL) + (pieces.n_points > 0) <= 1;
    if (ret->polygon) {
        ret->kind = ZF_GIS_POLYGON;
        g_clear_pointer(&ret->lines, zf_lines_free);
    } else if (ret->lines) {
        ret->kind = ZF_GIS_LINES;
    } else if (pieces.n_points > 0) {
        ret->kind = ZF_GIS_POINT;
        ret->point = pieces.point;
    }
    zf_polygon_builder_clear(&pieces.polygon);
    zf_lines_builder_clear(&pieces.lines);
    return whole;
}

static OGRGeometryH
ring_to_ogr(OGRwkbGeometryType type, const ZfLonLat *points, uint32_t n, bool close)
{
    OGRGeometryH ring = OGR_G_CreateGeometry(type);
    OGR_G_SetPoints(ring, (int)n, &points->lon, sizeof *points, &points->lat, sizeof *points, NULL,
                    0);
    if (close) {
        OGR_G_AddPoint_2D(ring, points[0].lon, points[0].lat);
    }
    return ring;
}

static OGRGeometryH
polygon_to_ogr(const ZfPolygon *polygon, bool multi)
{
    OGRGeometryH all = multi ? OGR_G_CreateGeometry(wkbMultiPolygon) : NULL;
    for (uint32_t p = 0; p < polygon->n_parts; p++) {
        OGRGeometryH part = OGR_G_CreateGeometry(wkbPolygon);
        for (uint32_t r = polygon->parts[p]; r < polygon->parts[p + 1]; r++) {
            uint32_t start = polygon->rings[r];
            OGR_G_AddGeometryDirectly(part, ring_to_ogr(wkbLinearRing, polygon->points + start,
                                                        polygon->rings[r + 1] - start, true));
        }
        if (!multi) {
            return part;
        }
        OGR_G_AddGeometryDirectly(all, part);
    }
    return all;
}

static OGRGeometryH
lines_to_ogr(const ZfLines *lines, bool multi)
{
    OGRGeometryH all = multi ? OGR_G_CreateGeometry(wkbMultiLineString) : NULL;
    for (uint32_t l = 0; l < lines->n_lines; l++) {
        uint32_t start = lines->lines[l];
        OGRGeometryH line =
            ring_to_ogr(wkbLineString, lines->points + start, lines->lines[l + 1] - start, false);
        if (!multi) {
            return line;
        }
        OGR_G_AddGeometryDirectly(all, line);
    }
    return all;
}

OGRGeometryH
ogr_write_geometry(const ZfGisGeometry *geometry, bool always_multi)
{
    switch (geometry->kind) {
    case ZF_GIS_POINT: {
        OGRGeometryH point = OGR_G_CreateGeometry(wkbPoint);
        OGR_G_SetPoint_2D(point, 0, geometry->point.lon, geometry->point.lat);
        return point;
    }
    case ZF_GIS_LINES:
        return lines_to_ogr(geometry->lines, always_multi || geometry->lines->n_lines > 1);
    case ZF_GIS_POLYGON:
        return polygon_to_ogr(geometry->polygon, always_multi || geometry->polygon->n_parts > 1);
    case ZF_GIS_NONE:
    case ZF_GIS_MIXED: break;
    }
    return NULL;
}
