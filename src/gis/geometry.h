/* geometry: one feature's shape, in whatever coordinates it has. */
#pragma once

#include "geo/geo.h"

typedef enum ZfGisKind {
    ZF_GIS_NONE, /* no geometry, or an empty one */
    ZF_GIS_POINT,
    ZF_GIS_LINES,
    ZF_GIS_POLYGON,
    ZF_GIS_MIXED, /* of a layer only: its features differ, or it is not known before reading */
} ZfGisKind;

/* The one member that kind names is set. In a file's own coordinates .lon is x (easting) and .lat
 * is y (northing). Heights and measures are left aside, arcs become straight legs. */
typedef struct ZfGisGeometry {
    ZfGisKind kind;
    ZfLonLat point; /* the first of several points */
    ZfLines *lines;
    ZfPolygon *polygon; /* not repaired: see zf_polygon_repair */
} ZfGisGeometry;

void zf_gis_geometry_clear(ZfGisGeometry *geometry);

/* Moves every position from crs to WGS-84, in place. On failure the geometry is as it was.
 * Errors: ZF_GEO_ERROR_TRANSFORM. */
bool zf_gis_geometry_to_wgs84(ZfGisGeometry *geometry, ZfCrs *crs, GError **error) ZF_CHECK_RESULT;

/* The box of its positions; of a point the point itself. */
ZfBox zf_gis_geometry_box(const ZfGisGeometry *geometry);

/* ret: a word for people in the user's language: "points", "lines", "areas" … */
const char *zf_gis_kind_name(ZfGisKind kind);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ZfGisGeometry, zf_gis_geometry_clear)
