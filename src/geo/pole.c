/* Pole of inaccessibility by best-first search over square cells. */
#include "geo/shape.h"

#include "geo/distance.h"
#include "geo/projection.h"

#include <math.h>

#define MAX_CELLS 4096

typedef struct Edge {
    ZfXY a, b;
} Edge;

typedef struct Cell {
    ZfXY middle;
    double half;     /* half its side */
    double distance; /* of the middle from the border, negative outside */
    double bound;    /* the farthest any of its points can be */
} Cell;

typedef struct Search {
    const Edge *edges;
    size_t n_edges;
    GArray *heap; /* Cell, the highest bound on top */
    Cell best;
    double precision;
    unsigned made;
} Search;

static double
signed_distance(const Search *search, ZfXY p)
{
    double best2 = INFINITY;
    bool inside = false;
    for (size_t i = 0; i < search->n_edges; i++) {
        ZfXY a = search->edges[i].a;
        ZfXY b = search->edges[i].b;
        double dx = b.x - a.x;
        double dy = b.y - a.y;
        if ((a.y > p.y) != (b.y > p.y) && p.x < dx * (p.y - a.y) / dy + a.x) {
            inside = !inside;
        }
        double length2 = dx * dx + dy * dy;
        double t = length2 > 0.0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length2 : 0.0;
        t = CLAMP(t, 0.0, 1.0);
        double ex = a.x + t * dx - p.x;
        double ey = a.y + t * dy - p.y;
        best2 = MIN(best2, ex * ex + ey * ey);
    }
    return inside ? sqrt(best2) : -sqrt(best2);
}

static Cell
cell_at(Search *search, double x, double y, double half)
{
    Cell cell = {{x, y}, half, signed_distance(search, (ZfXY){x, y}), 0.0};
    cell.bound = cell.distance + half * G_SQRT2;
    search->made++;
    return cell;
}

static Cell *
heap_cells(const Search *search)
{
    return (Cell *)(void *)search->heap->data;
}

static void
swap_cells(Cell *a, Cell *b)
{
    Cell keep = *a;
    *a = *b;
    *b = keep;
}

static void
heap_push(Search *search, Cell cell)
{
    if (cell.distance > search->best.distance) {
        search->best = cell;
    }
    if (cell.bound <= search->best.distance + search->precision) {
        return;
    }
    g_array_append_val(search->heap, cell);
    Cell *cells = heap_cells(search);
    for (guint i = search->heap->len - 1; i > 0 && cells[i].bound > cells[(i - 1) / 2].bound;
         i = (i - 1) / 2) {
        swap_cells(&cells[i], &cells[(i - 1) / 2]);
    }
}

static Cell
heap_pop(Search *search)
{
    Cell *cells = heap_cells(search);
    Cell top = cells[0];
    guint n = search->heap->len - 1;
    cells[0] = cells[n];
    g_array_set_size(search->heap, n);
    for (guint i = 0;;) {
        guint big = i;
        for (guint child = 2 * i + 1; child <= 2 * i + 2 && child < n; child++) {
            if (cells[child].bound > cells[big].bound) {
                big = child;
            }
        }
        if (big == i) {
            return top;
        }
        swap_cells(&cells[i], &cells[big]);
        i = big;
    }
}

static int
compare_doubles(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The middle of the widest stretch of the inside at height y: a start that is surely inside. */
static void
try_row(Search *search, double y)
{
    g_autoptr(GArray) xs = g_array_new(FALSE, FALSE, sizeof(double));
    for (size_t i = 0; i < search->n_edges; i++) {
        ZfXY a = search->edges[i].a;
        ZfXY b = search->edges[i].b;
        if ((a.y > y) != (b.y > y)) {
            double x = a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y);
            g_array_append_val(xs, x);
        }
    }
    g_array_sort(xs, compare_doubles);
    double width = 0.0;
    double x = 0.0;
    for (guint i = 0; i + 1 < xs->len; i += 2) {
        double left = g_array_index(xs, double, i);
        double right = g_array_index(xs, double, i + 1);
        if (right - left > width) {
            width = right - left;
            x = 0.5 * (left + right);
        }
    }
    if (width > 0.0) {
        heap_push(search, cell_at(search, x, y, 0.0));
    }
}

static void
run(Search *search, ZfXY lo, ZfXY hi)
{
    for (int i = 1; i < 16; i++) {
        try_row(search, lo.y + (hi.y - lo.y) * (i + 0.0137) / 16.0);
    }
    double width = hi.x - lo.x;
    double height = hi.y - lo.y;
    double side = MAX(MIN(width, height), MAX(width, height) / 64.0);
    if (!(side > 0.0)) {
        return;
    }
    for (double x = lo.x; x < hi.x; x += side) {
        for (double y = lo.y; y < hi.y; y += side) {
            heap_push(search, cell_at(search, x + side / 2, y + side / 2, side / 2));
        }
    }
    while (search->heap->len > 0 && search->made < MAX_CELLS) {
        Cell cell = heap_pop(search);
        if (cell.bound <= search->best.distance + search->precision) {
            return;
        }
        double h = cell.half / 2;
        for (int k = 0; k < 4; k++) {
            heap_push(search, cell_at(search, cell.middle.x + (k & 1 ? h : -h),
                                      cell.middle.y + (k & 2 ? h : -h), h));
        }
    }
}

/* How positions become metres: by a true projection, or, without one, degrees stretched evenly
 * about the middle. What is straight stays straight then, so inside surely stays inside. */
typedef struct Plane {
    ZfProjection projection;
    bool stretched;
    double east, north; /* metres in a degree, when stretched */
} Plane;

static Plane
plane_for(ZfBox box, bool stretched)
{
    const double d = 0.01;
    Plane plane = {.projection = zf_projection_for_box(box), .stretched = stretched};
    ZfLonLat m = plane.projection.centre;
    plane.east = zf_distance_m(m, (ZfLonLat){m.lon + d, m.lat}) / d;
    plane.north = zf_distance_m(m, (ZfLonLat){m.lon, m.lat + d}) / d;
    return plane;
}

static ZfXY
to_plane(const Plane *plane, ZfLonLat p)
{
    if (!plane->stretched) {
        return zf_project(&plane->projection, p);
    }
    ZfLonLat m = plane->projection.centre;
    return (ZfXY){(p.lon - m.lon) * plane->east, (p.lat - m.lat) * plane->north};
}

static ZfLonLat
from_plane(const Plane *plane, ZfXY p)
{
    if (!plane->stretched) {
        return zf_unproject(&plane->projection, p);
    }
    ZfLonLat m = plane->projection.centre;
    return (ZfLonLat){m.lon + p.x / plane->east, m.lat + p.y / plane->north};
}

static Edge *
plane_edges(const ZfPolygon *polygon, const Plane *plane, ZfXY *lo, ZfXY *hi)
{
    Edge *edges = g_new0(Edge, polygon->n_points);
    *lo = (ZfXY){INFINITY, INFINITY};
    *hi = (ZfXY){-INFINITY, -INFINITY};
    for (uint32_t r = 0; r < polygon->n_rings; r++) {
        uint32_t start = polygon->rings[r];
        uint32_t end = polygon->rings[r + 1];
        for (uint32_t i = start; i < end; i++) {
            ZfXY p = to_plane(plane, polygon->points[i]);
            *lo = (ZfXY){MIN(lo->x, p.x), MIN(lo->y, p.y)};
            *hi = (ZfXY){MAX(hi->x, p.x), MAX(hi->y, p.y)};
            edges[i].a = p;
            edges[i > start ? i - 1 : end - 1].b = p;
        }
    }
    return edges;
}

/* ret: false when nothing inside was found. */
static bool
search_pole(const ZfPolygon *polygon, const Plane *plane, double precision_m, ZfLonLat *ret,
            double *distance)
{
    ZfXY lo;
    ZfXY hi;
    g_autofree Edge *edges = plane_edges(polygon, plane, &lo, &hi);
    g_autoptr(GArray) heap = g_array_new(FALSE, FALSE, sizeof(Cell));
    Search search = {.edges = edges,
                     .n_edges = polygon->n_points,
                     .heap = heap,
                     .best = {.distance = -INFINITY},
                     .precision = MAX(precision_m, 0.0)};
    run(&search, lo, hi);
    if (!(search.best.distance >= 0.0)) {
        return false;
    }
    *ret = from_plane(plane, search.best.middle);
    *distance = search.best.distance;
    return true;
}

ZfLonLat
zf_polygon_pole(const ZfPolygon *polygon, double precision_m, double *distance_m)
{
    /* nothing inside: a polygon without an area; its first point is as good as any */
    ZfLonLat pole = polygon->points[0];
    double distance = 0.0;
    Plane plane = plane_for(zf_polygon_box(polygon), false);
    if (!search_pole(polygon, &plane, precision_m, &pole, &distance) ||
        !zf_polygon_holds(polygon, pole)) { /* a sliver that bends away from its projection */
        plane.stretched = true;
        search_pole(polygon, &plane, precision_m, &pole, &distance);
    }
    if (distance_m) {
        *distance_m = distance;
    }
    return pole;
}
