/* shape: measuring and mending polygons. */
#pragma once

#include "geo/types.h"

/* Square metres, holes taken off; 0 for NULL. Exact at any size: the shape is laid on an
 * equal-area cylinder of the WGS-84 ellipsoid (Snyder 1987, eq. 10-1, 3-12). */
double zf_polygon_area_m2(const ZfPolygon *polygon);
ZfBox zf_polygon_box(const ZfPolygon *polygon);
ZfBox zf_lines_box(const ZfLines *lines);

/* true inside or on the border, judged on a grid of 1e-7° (1 cm) without rounding errors, as
 * ZfAreaIndex does. O(points): for many points use a ZfAreaIndex. */
bool zf_polygon_holds(const ZfPolygon *polygon, ZfLonLat point);
/* Metres from a point to the nearest border, inside or out; 0 on it. Meant for tens of
 * kilometres: measured on the plane that touches the point. INFINITY for a NULL polygon. */
double zf_polygon_border_distance_m(const ZfPolygon *polygon, ZfLonLat point);
/* The same for lines; nearest, when not NULL, is the closest position on them. */
double zf_lines_distance_m(const ZfLines *lines, ZfLonLat point, ZfLonLat *nearest);

/* Makes a polygon valid (GEOS MakeValid by structure, polygonal parts kept), orders its rings as
 * ZfPolygon says. A valid polygon comes back point by point.
 * changed_m2: how much area was gained or lost; may be NULL.
 * Errors: ZF_GEO_ERROR_INVALID when nothing with an area remains. */
ZfPolygon *zf_polygon_repair(const ZfPolygon *polygon, double *changed_m2,
                             GError **error) ZF_CHECK_RESULT;

/* The union of n polygons, NULL ones skipped. Errors: ZF_GEO_ERROR_INVALID. */
ZfPolygon *zf_polygon_union(const ZfPolygon *const *polygons, size_t n,
                            GError **error) ZF_CHECK_RESULT;

/* What both share, and what a has beyond b. ret: true with *ret NULL when nothing with an area is
 * left; both polygons must be valid. Errors: ZF_GEO_ERROR_INVALID. */
bool zf_polygon_intersect(const ZfPolygon *a, const ZfPolygon *b, ZfPolygon **ret,
                          GError **error) ZF_CHECK_RESULT;
bool zf_polygon_subtract(const ZfPolygon *a, const ZfPolygon *b, ZfPolygon **ret,
                         GError **error) ZF_CHECK_RESULT;

/* Narrow ground that a polygon almost encloses: what widening it by half a width and narrowing it
 * again adds, holes left out. ret: true with *ret NULL when there is none.
 * Errors: ZF_GEO_ERROR_INVALID. */
bool zf_polygon_slits(const ZfPolygon *polygon, double width_m, ZfPolygon **ret,
                      GError **error) ZF_CHECK_RESULT;

/* Pole of inaccessibility: the inner point farthest from the border, to precision_m, by a
 * quadtree of cells with a cap on their number (never hangs on slivers; always inside).
 * distance_m: its distance from the border; may be NULL. */
ZfLonLat zf_polygon_pole(const ZfPolygon *polygon, double precision_m, double *distance_m);

/* Douglas–Peucker in metres, end points kept; ret_keep: n flags. */
void zf_line_simplify(const ZfLonLat *points, size_t n, double tolerance_m, bool *ret_keep);
