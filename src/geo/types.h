/* types: positions and shapes, as plain structs every folder shares.
 *
 * Everything stored or handed between folders is WGS-84 longitude, latitude in degrees
 * (EPSG:4326 with the order fixed to lon, lat). Metres live in a ZfProjection only. */
#pragma once

#include "base/base.h"

typedef struct ZfLonLat {
    double lon; /* degrees, -180 … 180 */
    double lat; /* degrees, -90 … 90 */
} ZfLonLat;

typedef struct ZfXY {
    double x; /* metres to the east of the projection's centre */
    double y; /* metres to the north */
} ZfXY;

typedef struct ZfBox {
    double min_lon, min_lat, max_lon, max_lat; /* empty when min_lon > max_lon */
} ZfBox;

/* One or more polygons with holes, flat: part p has the rings parts[p] … parts[p+1]-1, the first
 * its shell, the others its holes; ring r has the points rings[r] … rings[r+1]-1. Rings are closed
 * without repeating the first point. Shells run counter-clockwise, holes clockwise. */
typedef struct ZfPolygon {
    ZfLonLat *points;
    uint32_t *rings; /* n_rings + 1 offsets into points */
    uint32_t *parts; /* n_parts + 1 offsets into rings */
    uint32_t n_points;
    uint32_t n_rings;
    uint32_t n_parts;
} ZfPolygon;

/* One or more lines, flat: line i has the points lines[i] … lines[i+1]-1. */
typedef struct ZfLines {
    ZfLonLat *points;
    uint32_t *lines; /* n_lines + 1 offsets into points */
    uint32_t n_points;
    uint32_t n_lines;
} ZfLines;

/* NULL is fine for all of these. */
void zf_polygon_free(ZfPolygon *polygon);
ZfPolygon *zf_polygon_copy(const ZfPolygon *polygon);
void zf_lines_free(ZfLines *lines);
ZfLines *zf_lines_copy(const ZfLines *lines);

ZfBox zf_box_empty(void);
void zf_box_add(ZfBox *box, ZfLonLat point);
void zf_box_join(ZfBox *box, ZfBox other);
bool zf_box_is_empty(ZfBox box);
bool zf_box_holds(ZfBox box, ZfLonLat point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfPolygon, zf_polygon_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfLines, zf_lines_free)
