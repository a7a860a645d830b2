#include "geo/shape.h"

#include "geo/distance.h"
#include "geo/grid.h"

#include <math.h>
#include <string.h>

#define WGS84_A  6378137.0
#define WGS84_E2 6.69437999014131705754e-3
#define DEG      (G_PI / 180.0)

/* Snyder's q: half the area of the ellipsoid between the equator and a latitude, per radian and
 * squared axis. */
static double
authalic_q(double lat_deg)
{
    const double e = sqrt(WGS84_E2);
    double s = sin(lat_deg * DEG);
    return (1.0 - WGS84_E2) * (s / (1.0 - WGS84_E2 * s * s) + atanh(e * s) / e);
}

static double
ring_area_m2(const ZfLonLat *ring, uint32_t n)
{
    double sum = 0.0;
    double q0 = authalic_q(ring[0].lat);
    double before = authalic_q(ring[n - 1].lat) - q0;
    for (uint32_t i = 0, j = n - 1; i < n; j = i++) {
        double here = authalic_q(ring[i].lat) - q0;
        sum += (ring[i].lon - ring[j].lon) * (here + before);
        before = here;
    }
    return fabs(sum) * DEG * WGS84_A * WGS84_A / 4.0;
}

double
zf_polygon_area_m2(const ZfPolygon *polygon)
{
    double sum = 0.0;
    for (uint32_t p = 0; polygon && p < polygon->n_parts; p++) {
        for (uint32_t r = polygon->parts[p]; r < polygon->parts[p + 1]; r++) {
            uint32_t start = polygon->rings[r];
            uint32_t n = polygon->rings[r + 1] - start;
            double area = n >= 3 ? ring_area_m2(polygon->points + start, n) : 0.0;
            sum += r == polygon->parts[p] ? area : -area;
        }
    }
    return sum;
}

ZfBox
zf_polygon_box(const ZfPolygon *polygon)
{
    ZfBox box = zf_box_empty();
    for (uint32_t i = 0; polygon && i < polygon->n_points; i++) {
        zf_box_add(&box, polygon->points[i]);
    }
    return box;
}

ZfBox
zf_lines_box(const ZfLines *lines)
{
    ZfBox box = zf_box_empty();
    for (uint32_t i = 0; lines && i < lines->n_points; i++) {
        zf_box_add(&box, lines->points[i]);
    }
    return box;
}

bool
zf_polygon_holds(const ZfPolygon *polygon, ZfLonLat point)
{
    Grid p;
    if (!polygon || !grid_from(point, &p)) {
        return false;
    }
    unsigned crossings = 0;
    for (uint32_t r = 0; r < polygon->n_rings; r++) {
        uint32_t start = polygon->rings[r];
        uint32_t end = polygon->rings[r + 1];
        Grid before;
        if (end == start || !grid_from(polygon->points[end - 1], &before)) {
            continue;
        }
        for (uint32_t i = start; i < end; i++) {
            Grid here;
            if (!grid_from(polygon->points[i], &here)) {
                continue;
            }
            /* an edge that is a point of the grid is no edge, as in ZfAreaIndex: a ring of nothing
             * but such edges holds nothing */
            bool is_edge = before.x != here.x || before.y != here.y;
            if (is_edge && grid_edge_test(before, here, p, &crossings)) {
                return true;
            }
            before = here;
        }
    }
    return crossings % 2 == 1;
}

/* Metres east and north of a point, on the plane that touches the ellipsoid there. */
typedef struct Plane {
    ZfLonLat at;
    double east, north; /* metres in a degree */
} Plane;

static Plane
plane_at(ZfLonLat at)
{
    double s = sin(at.lat * DEG);
    double w2 = 1.0 - WGS84_E2 * s * s;
    double prime = WGS84_A / sqrt(w2);
    return (Plane){at, prime * cos(at.lat * DEG) * DEG, prime * (1.0 - WGS84_E2) / w2 * DEG};
}

static ZfXY
plane_xy(const Plane *plane, ZfLonLat p)
{
    double d = p.lon - plane->at.lon;
    d = d > 180.0 ? d - 360.0 : d < -180.0 ? d + 360.0 : d;
    return (ZfXY){d * plane->east, (p.lat - plane->at.lat) * plane->north};
}

/* Squared distance of the origin from the segment a–b; t: where on it, 0 … 1. */
static double
origin_to_segment2(ZfXY a, ZfXY b, double *t)
{
    double dx = b.x - a.x;
    double dy = b.y - a.y;
    double length2 = dx * dx + dy * dy;
    double u = length2 > 0.0 ? -(a.x * dx + a.y * dy) / length2 : 0.0;
    u = CLAMP(u, 0.0, 1.0);
    double x = a.x + u * dx;
    double y = a.y + u * dy;
    *t = u;
    return x * x + y * y;
}

double
zf_polygon_border_distance_m(const ZfPolygon *polygon, ZfLonLat point)
{
    Plane plane = plane_at(point);
    double best = INFINITY;
    double t;
    for (uint32_t r = 0; polygon && r < polygon->n_rings; r++) {
        uint32_t start = polygon->rings[r];
        uint32_t end = polygon->rings[r + 1];
        for (uint32_t i = start, j = end - 1; i < end; j = i++) {
            double d2 = origin_to_segment2(plane_xy(&plane, polygon->points[j]),
                                           plane_xy(&plane, polygon->points[i]), &t);
            best = MIN(best, d2);
        }
    }
    return sqrt(best);
}

double
zf_lines_distance_m(const ZfLines *lines, ZfLonLat point, ZfLonLat *nearest)
{
    Plane plane = plane_at(point);
    double best = INFINITY;
    for (uint32_t l = 0; lines && l < lines->n_lines; l++) {
        for (uint32_t i = lines->lines[l]; i + 1 < lines->lines[l + 1]; i++) {
            ZfLonLat a = lines->points[i];
            ZfLonLat b = lines->points[i + 1];
            double t;
            double d2 = origin_to_segment2(plane_xy(&plane, a), plane_xy(&plane, b), &t);
            if (d2 < best) {
                best = d2;
                if (nearest) {
                    *nearest = (ZfLonLat){a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
                }
            }
        }
    }
    return sqrt(best);
}

/* The point between first and last that lies farthest from their chord. */
static size_t
farthest(const ZfLonLat *points, size_t first, size_t last, double *distance_m)
{
    size_t best = first;
    double best2 = -1.0;
    double t;
    for (size_t i = first + 1; i < last; i++) {
        Plane plane = plane_at(points[i]);
        double d2 =
            origin_to_segment2(plane_xy(&plane, points[first]), plane_xy(&plane, points[last]), &t);
        if (d2 > best2) {
            best2 = d2;
            best = i;
        }
    }
    *distance_m = best2 < 0.0 ? 0.0 : sqrt(best2);
    return best;
}

void
zf_line_simplify(const ZfLonLat *points, size_t n, double tolerance_m, bool *ret_keep)
{
    if (n == 0) {
        return;
    }
    memset(ret_keep, 0, n * sizeof *ret_keep);
    ret_keep[0] = true;
    ret_keep[n - 1] = true;
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, 2 * sizeof(size_t));
    size_t span[2] = {0, n - 1};
    g_array_append_vals(stack, span, 1);
    while (stack->len > 0) {
        memcpy(span, stack->data + (stack->len - 1) * sizeof span, sizeof span);
        g_array_set_size(stack, stack->len - 1);
        double distance;
        size_t middle = farthest(points, span[0], span[1], &distance);
        if (middle == span[0] || distance <= tolerance_m) {
            continue;
        }
        ret_keep[middle] = true;
        size_t left[2] = {span[0], middle};
        size_t right[2] = {middle, span[1]};
        g_array_append_vals(stack, left, 1);
        g_array_append_vals(stack, right, 1);
    }
}
