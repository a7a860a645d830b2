/* shape: measuring and mending polygons. */
#pragma once

#include "geo/types.h"

/* Square metres (projected about the shape's own middle), holes taken off. */
double zf_polygon_area_m2(const ZfPolygon *polygon);
ZfBox zf_polygon_box(const ZfPolygon *polygon);
ZfBox zf_lines_box(const ZfLines *lines);

/* true inside or on the border. O(points): for many points use a ZfAreaIndex. */
bool zf_polygon_holds(const ZfPolygon *polygon, ZfLonLat point);
/* Metres from a point to the nearest border; 0 on it. */
double zf_polygon_border_distance_m(const ZfPolygon *polygon, ZfLonLat point);

/* Makes a polygon valid (GEOS MakeValid, polygonal parts kept), orders its rings as ZfPolygon says.
 * changed_m2: how much area was gained or lost; may be NULL.
 * Errors: ZF_GEO_ERROR_INVALID when nothing with an area remains. */
ZfPolygon *zf_polygon_repair(const ZfPolygon *polygon, double *changed_m2,
                             GError **error) ZF_CHECK_RESULT;

/* The union of n polygons. Errors: ZF_GEO_ERROR_INVALID. */
ZfPolygon *zf_polygon_union(const ZfPolygon *const *polygons, size_t n,
                            GError **error) ZF_CHECK_RESULT;

/* Pole of inaccessibility: the inner point farthest from the border, to precision_m, by a
 * quadtree of cells with a cap on their number (never hangs on slivers; always inside).
 * distance_m: its distance from the border; may be NULL. */
ZfLonLat zf_polygon_pole(const ZfPolygon *polygon, double precision_m, double *distance_m);

/* Douglas–Peucker in metres, end points kept; ret_keep: n flags. */
void zf_line_simplify(const ZfLonLat *points, size_t n, double tolerance_m, bool *ret_keep);
