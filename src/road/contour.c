#include "road/contour.h"

#include <math.h>

static const uint32_t NONE = UINT32_MAX;

/* Edges of the grid are numbered: 2 × node for the one to the east, + 1 for the one to the north.
 * Every crossed edge is left by one segment and reached by one; inside lies on the left. */
typedef struct Tracer {
    const ZfRaster *raster;
    uint32_t *next; /* edge -> edge; NONE */
} Tracer;

static bool
inside(const ZfRaster *raster, uint32_t column, uint32_t row)
{
    return raster->values[(size_t)row * raster->columns + column] < 0;
}

static void
join(Tracer *tracer, const uint32_t edges[4], int from, int to)
{
    tracer->next[edges[from]] = edges[to];
}

enum { S, E, N, W };

/* The one or two segments of the square whose lower left node is column, row. */
static void
add_square(Tracer *tracer, uint32_t column, uint32_t row)
{
    /* by the corners inside (1 lower left, 2 lower right, 4 upper right, 8 upper left): from, to,
     * from, to; -1 = none. 5 and 10 are the saddles, here with corners apart. */
    static const int8_t cases[16][4] = {
        {-1, -1, -1, -1}, {S, W, -1, -1}, {E, S, -1, -1}, {E, W, -1, -1},
        {N, E, -1, -1},   {S, W, N, E},   {N, S, -1, -1}, {N, W, -1, -1},
        {W, N, -1, -1},   {S, N, -1, -1}, {E, S, W, N},   {E, N, -1, -1},
        {W, E, -1, -1},   {S, E, -1, -1}, {W, S, -1, -1}, {-1, -1, -1, -1},
    };
    static const int8_t joined[2][4] = {{S, E, N, W}, {W, S, E, N}};
    const ZfRaster *raster = tracer->raster;
    unsigned corners = (unsigned)inside(raster, column, row) |
                       (unsigned)inside(raster, column + 1, row) << 1 |
                       (unsigned)inside(raster, column + 1, row + 1) << 2 |
                       (unsigned)inside(raster, column, row + 1) << 3;
    const int8_t *segments = cases[corners];
    uint32_t node = row * raster->columns + column;
    if (corners == 5 || corners == 10) {
        const float *v = raster->values + node;
        double middle = ((double)v[0] + v[1] + v[raster->columns] + v[raster->columns + 1]) / 4;
        segments = middle < 0 ? joined[corners == 10] : segments;
    }
    const uint32_t edges[4] = {[S] = node * 2,
                               [E] = (node + 1) * 2 + 1,
                               [N] = (node + raster->columns) * 2,
                               [W] = node * 2 + 1};
    for (int i = 0; i < 4 && segments[i] >= 0; i += 2) {
        join(tracer, edges, segments[i], segments[i + 1]);
    }
}

/* Where the outline crosses an edge; never quite at a node, so that rings do not touch. */
static ZfLonLat
crossing(const ZfRaster *raster, uint32_t edge)
{
    uint32_t node = edge / 2;
    uint32_t other = edge % 2 ? node + raster->columns : node + 1;
    double a = raster->values[node];
    double b = raster->values[other];
    double t = CLAMP(a / (a - b), 0.02, 0.98);
    double column = node % raster->columns + (edge % 2 ? 0 : t);
    uint32_t line = node / raster->columns;
    double row = line + (edge % 2 ? t : 0);
    return (ZfLonLat){raster->lon0 + column * raster->step_lon,
                      raster->lat0 + row * raster->step_lat};
}

typedef struct Ring {
    GArray *points; /* ZfLonLat */
    double area;    /* of square degrees; holes are negative */
    ZfBox box;
} Ring;

static void
ring_clear(gpointer data)
{
    g_array_unref(((Ring *)data)->points);
}

static bool
on_line(ZfLonLat a, ZfLonLat b, ZfLonLat c)
{
    double cross = (b.lon - a.lon) * (c.lat - b.lat) - (b.lat - a.lat) * (c.lon - b.lon);
    return fabs(cross) < 1e-15;
}

static void
add_point(GArray *points, ZfLonLat point)
{
    guint n = points->len;
    if (n >= 2 && on_line(g_array_index(points, ZfLonLat, n - 2),
                          g_array_index(points, ZfLonLat, n - 1), point)) {
        g_array_set_size(points, n - 1);
    }
    g_array_append_val(points, point);
}

/* Follows the outline from an edge and wipes it. */
static Ring
trace(Tracer *tracer, uint32_t start)
{
    Ring ring = {.points = g_array_new(FALSE, FALSE, sizeof(ZfLonLat)), .box = zf_box_empty()};
    uint32_t edge = start;
    while (tracer->next[edge] != NONE) {
        add_point(ring.points, crossing(tracer->raster, edge));
        uint32_t next = tracer->next[edge];
        tracer->next[edge] = NONE;
        edge = next;
    }
    const ZfLonLat *p = (const ZfLonLat *)(void *)ring.points->data;
    for (guint i = 0; i < ring.points->len; i++) {
        ZfLonLat q = p[(i + 1) % ring.points->len];
        ring.area +=
            (p[i].lon - p[0].lon) * (q.lat - p[0].lat) - (q.lon - p[0].lon) * (p[i].lat - p[0].lat);
        zf_box_add(&ring.box, p[i]);
    }
    ring.area /= 2;
    return ring;
}

static bool
ring_holds(const Ring *ring, ZfLonLat at)
{
    bool in = false;
    const ZfLonLat *p = (const ZfLonLat *)(void *)ring->points->data;
    for (guint i = 0, j = ring->points->len - 1;
         zf_box_holds(ring->box, at) && i < ring->points->len; j = i++) {
        if ((p[i].lat > at.lat) != (p[j].lat > at.lat) &&
            at.lon <
                (p[j].lon - p[i].lon) * (at.lat - p[i].lat) / (p[j].lat - p[i].lat) + p[i].lon) {
            in = !in;
        }
    }
    return in;
}

/* ret: the smallest shell around a hole, -1 when there is none. */
static int
shell_of(const GArray *rings, const Ring *hole)
{
    ZfLonLat at = g_array_index(hole->points, ZfLonLat, 0);
    int best = -1;
    for (guint i = 0; i < rings->len; i++) {
        const Ring *ring = &g_array_index(rings, Ring, i);
        bool smaller = best < 0 || ring->area < g_array_index(rings, Ring, best).area;
        if (ring->area > 0 && smaller && ring_holds(ring, at)) {
            best = (int)i;
        }
    }
    return best;
}

static void
build_ring(ZfPolygonBuilder *builder, const Ring *ring)
{
    zf_polygon_builder_ring(builder);
    for (guint i = 0; i < ring->points->len; i++) {
        zf_polygon_builder_add(builder, g_array_index(ring->points, ZfLonLat, i));
    }
}

static ZfPolygon *
build_polygon(const GArray *rings)
{
    g_autofree int *owner = g_new(int, rings->len + 1u);
    for (guint i = 0; i < rings->len; i++) {
        const Ring *ring = &g_array_index(rings, Ring, i);
        owner[i] = ring->area < 0 ? shell_of(rings, ring) : -1;
    }
    g_auto(ZfPolygonBuilder) builder = zf_polygon_builder();
    for (guint i = 0; i < rings->len; i++) {
        if (g_array_index(rings, Ring, i).area <= 0) {
            continue;
        }
        zf_polygon_builder_part(&builder);
        build_ring(&builder, &g_array_index(rings, Ring, i));
        for (guint k = 0; k < rings->len; k++) {
            if (owner[k] == (int)i) {
                build_ring(&builder, &g_array_index(rings, Ring, k));
            }
        }
    }
    return zf_polygon_builder_finish(&builder);
}

ZfPolygon *
zf_contour(const ZfRaster *raster)
{
    size_t nodes = (size_t)raster->columns * raster->rows;
    g_assert(nodes < UINT32_MAX / 2);
    Tracer tracer = {raster, g_new(uint32_t, nodes * 2 + 1)};
    for (size_t i = 0; i < nodes * 2; i++) {
        tracer.next[i] = NONE;
    }
    for (uint32_t row = 0; row + 1 < raster->rows; row++) {
        for (uint32_t column = 0; column + 1 < raster->columns; column++) {
            add_square(&tracer, column, row);
        }
    }
    g_autoptr(GArray) rings = g_array_new(FALSE, FALSE, sizeof(Ring));
    g_array_set_clear_func(rings, ring_clear);
    for (size_t i = 0; i < nodes * 2; i++) {
        if (tracer.next[i] != NONE) {
            Ring ring = trace(&tracer, (uint32_t)i);
            g_array_append_val(rings, ring);
        }
    }
    g_free(tracer.next);
    return build_polygon(rings);
}
