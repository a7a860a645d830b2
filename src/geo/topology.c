/* What needs a topology engine: GEOS through its reentrant interface, one context a call. */
#include "geo/geo.h"

#include <geos_c.h>
#include <math.h>

typedef struct Geos {
    GEOSContextHandle_t handle;
    char *message; /* the last complaint */
} Geos;

static void
keep_message(const char *message, void *user)
{
    Geos *geos = user;
    g_free(geos->message);
    geos->message = g_strdup(message);
}

static void
ignore_notice(const char *message, void *user)
{
    (void)message;
    (void)user;
}

static void
geos_start(Geos *geos)
{
    geos->message = NULL;
    geos->handle = GEOS_init_r();
    GEOSContext_setErrorMessageHandler_r(geos->handle, keep_message, geos);
    GEOSContext_setNoticeMessageHandler_r(geos->handle, ignore_notice, geos);
}

static void
geos_stop(Geos *geos)
{
    GEOS_finish_r(geos->handle);
    g_free(geos->message);
}

static void
set_invalid(const Geos *geos, GError **error)
{
    g_set_error(error, ZF_GEO_ERROR, ZF_GEO_ERROR_INVALID, _("the area's shape cannot be used: %s"),
                geos->message ? geos->message : _("nothing with an area is left"));
}

static GEOSGeometry *
ring_to_geos(Geos *geos, const ZfLonLat *points, uint32_t n)
{
    GEOSCoordSequence *sequence = GEOSCoordSeq_create_r(geos->handle, n + 1, 2);
    for (uint32_t i = 0; sequence && i <= n; i++) {
        const ZfLonLat *p = &points[i == n ? 0 : i];
        GEOSCoordSeq_setXY_r(geos->handle, sequence, i, p->lon, p->lat);
    }
    return sequence ? GEOSGeom_createLinearRing_r(geos->handle, sequence) : NULL;
}

static GEOSGeometry *
part_to_geos(Geos *geos, const ZfPolygon *polygon, uint32_t p)
{
    g_autoptr(GPtrArray) rings = g_ptr_array_new();
    for (uint32_t r = polygon->parts[p]; r < polygon->parts[p + 1]; r++) {
        uint32_t start = polygon->rings[r];
        uint32_t n = polygon->rings[r + 1] - start;
        GEOSGeometry *ring = n >= 3 ? ring_to_geos(geos, polygon->points + start, n) : NULL;
        if (ring) {
            g_ptr_array_add(rings, ring);
        } else if (r == polygon->parts[p]) {
            return NULL;
        }
    }
    if (rings->len == 0) {
        return NULL;
    }
    return GEOSGeom_createPolygon_r(geos->handle, rings->pdata[0],
                                    (GEOSGeometry **)rings->pdata + 1, rings->len - 1);
}

/* Appends the parts of a polygon to a list of GEOS polygons. */
static void
collect_parts(Geos *geos, const ZfPolygon *polygon, GPtrArray *list)
{
    for (uint32_t p = 0; polygon && p < polygon->n_parts; p++) {
        GEOSGeometry *part = part_to_geos(geos, polygon, p);
        if (part) {
            g_ptr_array_add(list, part);
        }
    }
}

static GEOSGeometry *
collection(Geos *geos, int type, GPtrArray *list)
{
    return GEOSGeom_createCollection_r(geos->handle, type, (GEOSGeometry **)list->pdata, list->len);
}

static GEOSGeometry *
polygon_to_geos(Geos *geos, const ZfPolygon *polygon)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new();
    collect_parts(geos, polygon, parts);
    return collection(geos, GEOS_MULTIPOLYGON, parts);
}

static void
ring_from_geos(Geos *geos, const GEOSGeometry *ring, ZfPolygonBuilder *builder)
{
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(geos->handle, ring);
    unsigned n = 0;
    GEOSCoordSeq_getSize_r(geos->handle, sequence, &n);
    zf_polygon_builder_ring(builder);
    for (unsigned i = 0; i < n; i++) {
        ZfLonLat p;
        GEOSCoordSeq_getXY_r(geos->handle, sequence, i, &p.lon, &p.lat);
        zf_polygon_builder_add(builder, p);
    }
}

static void
from_geos(Geos *geos, const GEOSGeometry *geometry, ZfPolygonBuilder *builder)
{
    if (GEOSGeomTypeId_r(geos->handle, geometry) == GEOS_POLYGON) {
        if (GEOSisEmpty_r(geos->handle, geometry)) {
            return;
        }
        zf_polygon_builder_part(builder);
        ring_from_geos(geos, GEOSGetExteriorRing_r(geos->handle, geometry), builder);
        int holes = GEOSGetNumInteriorRings_r(geos->handle, geometry);
        for (int i = 0; i < holes; i++) {
            ring_from_geos(geos, GEOSGetInteriorRingN_r(geos->handle, geometry, i), builder);
        }
        return;
    }
    if (GEOSGeomTypeId_r(geos->handle, geometry) < GEOS_MULTIPOINT) {
        return; /* points and lines left over by the repair have no area */
    }
    int n = GEOSGetNumGeometries_r(geos->handle, geometry);
    for (int i = 0; i < n; i++) {
        from_geos(geos, GEOSGetGeometryN_r(geos->handle, geometry, i), builder);
    }
}

/* Takes over the geometry; NULL when it was NULL or has no area. */
static ZfPolygon *
take_polygon(Geos *geos, GEOSGeometry *geometry)
{
    if (!geometry) {
        return NULL;
    }
    g_auto(ZfPolygonBuilder) builder = zf_polygon_builder();
    from_geos(geos, geometry, &builder);
    GEOSGeom_destroy_r(geos->handle, geometry);
    return zf_polygon_builder_finish(&builder);
}

static GEOSGeometry *
make_valid(Geos *geos, const GEOSGeometry *geometry)
{
    GEOSMakeValidParams *params = GEOSMakeValidParams_create_r(geos->handle);
    GEOSMakeValidParams_setMethod_r(geos->handle, params, GEOS_MAKE_VALID_STRUCTURE);
    GEOSMakeValidParams_setKeepCollapsed_r(geos->handle, params, 0);
    GEOSGeometry *valid = GEOSMakeValidWithParams_r(geos->handle, geometry, params);
    GEOSMakeValidParams_destroy_r(geos->handle, params);
    return valid;
}

static bool
has_only_numbers(const ZfPolygon *polygon)
{
    for (uint32_t i = 0; i < polygon->n_points; i++) {
        if (!isfinite(polygon->points[i].lon) || !isfinite(polygon->points[i].lat)) {
            return false;
        }
    }
    return true;
}

ZfPolygon *
zf_polygon_repair(const ZfPolygon *polygon, double *changed_m2, GError **error)
{
    if (!has_only_numbers(polygon)) {
        g_set_error(error, ZF_GEO_ERROR, ZF_GEO_ERROR_INVALID,
                    _("the area's shape cannot be used: %s"), _("a position is not a number"));
        return NULL;
    }
    Geos geos;
    geos_start(&geos);
    GEOSGeometry *geometry = polygon_to_geos(&geos, polygon);
    ZfPolygon *ret = NULL;
    if (geometry && GEOSisValid_r(geos.handle, geometry) == 1) {
        ret = take_polygon(&geos, geometry);
    } else if (geometry) {
        ret = take_polygon(&geos, make_valid(&geos, geometry));
        GEOSGeom_destroy_r(geos.handle, geometry);
    }
    double area = ret ? zf_polygon_area_m2(ret) : 0.0;
    if (!ret || area <= 0.0) {
        set_invalid(&geos, error);
        g_clear_pointer(&ret, zf_polygon_free);
    } else if (changed_m2) {
        *changed_m2 = fabs(area - zf_polygon_area_m2(polygon));
    }
    geos_stop(&geos);
    return ret;
}

ZfPolygon *
zf_polygon_union(const ZfPolygon *const *polygons, size_t n, GError **error)
{
    Geos geos;
    geos_start(&geos);
    g_autoptr(GPtrArray) parts = g_ptr_array_new();
    for (size_t i = 0; i < n; i++) {
        collect_parts(&geos, polygons[i], parts);
    }
    GEOSGeometry *all = collection(&geos, GEOS_GEOMETRYCOLLECTION, parts);
    GEOSGeometry *joined = GEOSUnaryUnion_r(geos.handle, all);
    if (!joined) { /* a noding trouble: snap to the grid of 1e-9 degrees, 0.1 mm */
        joined = GEOSUnaryUnionPrec_r(geos.handle, all, 1e-9);
    }
    GEOSGeom_destroy_r(geos.handle, all);
    ZfPolygon *ret = take_polygon(&geos, joined);
    if (!ret) {
        set_invalid(&geos, error);
    }
    geos_stop(&geos);
    return ret;
}

typedef GEOSGeometry *(*Overlay)(GEOSContextHandle_t, const GEOSGeometry *, const GEOSGeometry *);

static bool
overlay(const ZfPolygon *a, const ZfPolygon *b, Overlay function, ZfPolygon **ret, GError **error)
{
    Geos geos;
    geos_start(&geos);
    GEOSGeometry *ga = polygon_to_geos(&geos, a);
    GEOSGeometry *gb = polygon_to_geos(&geos, b);
    GEOSGeometry *result = ga && gb ? function(geos.handle, ga, gb) : NULL;
    bool ok = result != NULL;
    if (ok) {
        *ret = take_polygon(&geos, result);
    } else {
        set_invalid(&geos, error);
    }
    GEOSGeom_destroy_r(geos.handle, ga);
    GEOSGeom_destroy_r(geos.handle, gb);
    geos_stop(&geos);
    return ok;
}

bool
zf_polygon_intersect(const ZfPolygon *a, const ZfPolygon *b, ZfPolygon **ret, GError **error)
{
    return overlay(a, b, GEOSIntersection_r, ret, error);
}

bool
zf_polygon_subtract(const ZfPolygon *a, const ZfPolygon *b, ZfPolygon **ret, GError **error)
{
    return overlay(a, b, GEOSDifference_r, ret, error);
}

/* The shells alone, on a plane of metres (project) or back from it. */
static ZfPolygon *
shells_on_plane(const ZfPolygon *polygon, const ZfProjection *plane, bool back)
{
    g_auto(ZfPolygonBuilder) builder = zf_polygon_builder();
    for (uint32_t p = 0; p < polygon->n_parts; p++) {
        uint32_t shell = polygon->parts[p];
        zf_polygon_builder_part(&builder);
        zf_polygon_builder_ring(&builder);
        for (uint32_t i = polygon->rings[shell]; i < polygon->rings[shell + 1]; i++) {
            ZfLonLat at = polygon->points[i];
            if (back) {
                at = zf_unproject(plane, (ZfXY){at.lon, at.lat});
            } else {
                ZfXY xy = zf_project(plane, at);
                at = (ZfLonLat){xy.x, xy.y};
            }
            zf_polygon_builder_add(&builder, at);
        }
    }
    return zf_polygon_builder_finish(&builder);
}

/* Buffer out, buffer in, take the original off; corners stay corners, so that nothing is added at
 * convex ones. Takes nothing over. */
static GEOSGeometry *
closing_rest(Geos *geos, const GEOSGeometry *shape, double half)
{
    const int segments = 2;
    GEOSGeometry *wide = GEOSBufferWithStyle_r(geos->handle, shape, half, segments,
                                               GEOSBUF_CAP_ROUND, GEOSBUF_JOIN_MITRE, 2.0);
    GEOSGeometry *closed = wide ? GEOSBufferWithStyle_r(geos->handle, wide, -half, segments,
                                                        GEOSBUF_CAP_ROUND, GEOSBUF_JOIN_MITRE, 2.0)
                                : NULL;
    GEOSGeometry *rest = closed ? GEOSDifference_r(geos->handle, closed, shape) : NULL;
    GEOSGeom_destroy_r(geos->handle, wide);
    GEOSGeom_destroy_r(geos->handle, closed);
    return rest;
}

bool
zf_polygon_slits(const ZfPolygon *polygon, double width_m, ZfPolygon **ret, GError **error)
{
    Geos geos;
    geos_start(&geos);
    ZfProjection plane = zf_projection_for_box(zf_polygon_box(polygon));
    g_autoptr(ZfPolygon) flat = shells_on_plane(polygon, &plane, false);
    GEOSGeometry *shape = flat ? polygon_to_geos(&geos, flat) : NULL;
    GEOSGeometry *rest = shape ? closing_rest(&geos, shape, width_m / 2) : NULL;
    bool ok = rest != NULL;
    if (ok) {
        g_autoptr(ZfPolygon) slits = take_polygon(&geos, rest);
        *ret = slits ? shells_on_plane(slits, &plane, true) : NULL;
    } else {
        set_invalid(&geos, error);
    }
    GEOSGeom_destroy_r(geos.handle, shape);
    geos_stop(&geos);
    return ok;
}
