/* blob: geometry as SpatiaLite keeps it. Private to the store.
 *
 * The format (SpatiaLite's "BLOB-Geometry", https://www.gaia-gis.it/gaia-sins/BLOB-Geometry.html):
 *   00 | 01 little endian | int32 SRID | min x, min y, max x, max y | 7C | int32 class | body | FE
 *   body of a point (class 1): x y · line (2): int32 n, then x y … · polygon (3): int32 rings, each
 *   as a line, closed · multi-line (5), multi-polygon (6): int32 n, each 69, int32 class, body.
 * Everything is written as SRID 4326, longitude then latitude. */
#pragma once

#include "geo/geo.h"

/* Appended to out. Lines with fewer than two points and NULL shapes are a programmer's mistake. */
void zf_blob_point(GByteArray *out, ZfLonLat point);
void zf_blob_line(GByteArray *out, const ZfLonLat *points, uint32_t n);
void zf_blob_lines(GByteArray *out, const ZfLines *lines);
void zf_blob_polygon(GByteArray *out, const ZfPolygon *polygon);

/* Only lon and lat, 16 bytes. */
void zf_blob_bare_point(GByteArray *out, ZfLonLat point);
ZfLonLat zf_blob_read_bare_point(const uint8_t *bytes);

/* Reading back; sizes and counts are checked. false, or NULL: not a geometry of that kind (single
 * lines and polygons are taken as multi ones). */
bool zf_blob_read_point(const void *blob, size_t size, ZfLonLat *ret);
ZfLonLat *zf_blob_read_line(const void *blob, size_t size, uint32_t *n);
ZfLines *zf_blob_read_lines(const void *blob, size_t size);
ZfPolygon *zf_blob_read_polygon(const void *blob, size_t size);
/* The box in its head. */
bool zf_blob_read_box(const void *blob, size_t size, ZfBox *ret);
