/* ogrgeometry: between OGR's geometries and ours. Private. */
#pragma once

#include "gis/gdalcalls.h"
#include "gis/geometry.h"

ZfGisKind ogr_kind(OGRwkbGeometryType type);

/* ret: always filled, of the highest kind found (areas before lines before points); false when
 * something else was there too: further points, other kinds. geometry may be NULL. */
bool ogr_read_geometry(OGRGeometryH geometry, ZfGisGeometry *ret);

/* ret: owned by the caller, NULL for ZF_GIS_NONE. */
OGRGeometryH ogr_write_geometry(const ZfGisGeometry *geometry, bool always_multi);
