#include "map/outline.h"

#include <math.h>
#include <string.h>

/* An edge without direction, in micro-degrees (0.1 m). */
typedef struct Edge {
    int32_t x1, y1, x2, y2;
} Edge;

static guint
edge_hash(gconstpointer key)
{
    const Edge *e = key;
    uint64_t h = (uint32_t)e->x1 * 0x9E3779B97F4A7C15u;
    h = (h ^ (uint32_t)e->y1) * 0xBF58476D1CE4E5B9u;
    h = (h ^ (uint32_t)e->x2) * 0x94D049BB133111EBu;
    h = (h ^ (uint32_t)e->y2) * 0x9E3779B97F4A7C15u;
    return (guint)(h >> 32);
}

static gboolean
edge_equal(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(Edge)) == 0;
}

static Edge
edge_of(ZfLonLat a, ZfLonLat b)
{
    Edge e = {(int32_t)lround(a.lon * 1e6), (int32_t)lround(a.lat * 1e6),
              (int32_t)lround(b.lon * 1e6), (int32_t)lround(b.lat * 1e6)};
    if (e.x1 > e.x2 || (e.x1 == e.x2 && e.y1 > e.y2)) {
        return (Edge){e.x2, e.y2, e.x1, e.y1};
    }
    return e;
}

/* ret: true when it was not there before. */
static bool
add_edge(GHashTable *edges, Edge e)
{
    if (g_hash_table_contains(edges, &e)) {
        return false;
    }
    return g_hash_table_add(edges, g_memdup2(&e, sizeof e));
}

static void
add_polygon_edges(GHashTable *edges, const ZfPolygon *polygon)
{
    for (uint32_t r = 0; polygon && r < polygon->n_rings; r++) {
        uint32_t first = polygon->rings[r];
        uint32_t n = polygon->rings[r + 1] - first;
        for (uint32_t i = 0; i < n; i++) {
            add_edge(edges,
                     edge_of(polygon->points[first + i], polygon->points[first + (i + 1) % n]));
        }
    }
}

/* The runs of a ring's edges that nobody drew before. */
static void
add_ring_lines(GPtrArray *lines, GHashTable *drawn, const ZfLonLat *ring, uint32_t n)
{
    GArray *line = NULL;
    for (uint32_t i = 0; i < n; i++) {
        ZfLonLat a = ring[i];
        ZfLonLat b = ring[(i + 1) % n];
        if (!add_edge(drawn, edge_of(a, b))) {
            line = NULL;
            continue;
        }
        if (!line) {
            line = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
            g_ptr_array_add(lines, line);
            g_array_append_val(line, a);
        }
        g_array_append_val(line, b);
    }
}

ZfAreaLevel
zf_area_unit_level(const ZfArea *areas, size_t n)
{
    ZfAreaLevel lowest = ZF_LEVEL_PROVINCE;
    for (size_t i = 0; i < n; i++) {
        if (areas[i].level <= ZF_LEVEL_VILLAGE && areas[i].level > lowest) {
            lowest = areas[i].level;
        }
    }
    return lowest;
}

int32_t
zf_area_town(const ZfArea *areas, size_t n, size_t area)
{
    int32_t at = (int32_t)area;
    for (int hops = 0; hops < 8 && at >= 0 && (size_t)at < n; hops++) {
        if (areas[at].level == ZF_LEVEL_TOWN) {
            return at;
        }
        at = areas[at].parent_index;
    }
    return -1;
}

static void
free_polygon(gpointer polygon)
{
    zf_polygon_free(polygon);
}

/* Borders that cross themselves stop a union: mended copies are tried then. */
static ZfPolygon *
join_repaired(GPtrArray *shapes)
{
    g_autoptr(GPtrArray) good = g_ptr_array_new_with_free_func(free_polygon);
    for (guint i = 0; i < shapes->len; i++) {
        ZfPolygon *repaired = zf_polygon_repair(shapes->pdata[i], NULL, NULL);
        if (repaired) {
            g_ptr_array_add(good, repaired);
        }
    }
    return good->len == 0
               ? NULL
               : zf_polygon_union((const ZfPolygon *const *)good->pdata, good->len, NULL);
}

/* The two ends of edges that meet in a corner, for walking along them. */
typedef struct Corner {
    int32_t x, y;
    uint32_t edges[2];
    unsigned n;
} Corner;

static guint
corner_hash(gconstpointer key)
{
    const Corner *c = key;
    uint64_t h = (uint32_t)c->x * 0x9E3779B97F4A7C15u;
    return (guint)((h ^ (uint32_t)c->y) * 0xBF58476D1CE4E5B9u >> 32);
}

static gboolean
corner_equal(gconstpointer a, gconstpointer b)
{
    const Corner *x = a;
    const Corner *y = b;
    return x->x == y->x && x->y == y->y;
}

/* ret: the edges that only one ring has; NULL when an edge has more than two. */
static GArray *
single_edges(GPtrArray *shapes)
{
    g_autoptr(GHashTable) counts = g_hash_table_new_full(edge_hash, edge_equal, g_free, NULL);
    g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(Edge));
    for (guint i = 0; i < shapes->len; i++) {
        const ZfPolygon *shape = shapes->pdata[i];
        for (uint32_t r = 0; r < shape->n_rings; r++) {
            uint32_t first = shape->rings[r];
            uint32_t n = shape->rings[r + 1] - first;
            for (uint32_t k = 0; k < n; k++) {
                Edge e = edge_of(shape->points[first + k], shape->points[first + (k + 1) % n]);
                guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, &e));
                if (e.x1 == e.x2 && e.y1 == e.y2) {
                    continue;
                }
                if (count == 0) {
                    g_array_append_val(order, e);
                } else if (count >= 2) {
                    return NULL;
                }
                g_hash_table_insert(counts, g_memdup2(&e, sizeof e), GUINT_TO_POINTER(count + 1));
            }
        }
    }
    GArray *single = g_array_new(FALSE, FALSE, sizeof(Edge));
    for (guint i = 0; i < order->len; i++) {
        Edge e = g_array_index(order, Edge, i);
        if (GPOINTER_TO_UINT(g_hash_table_lookup(counts, &e)) == 1) {
            g_array_append_val(single, e);
        }
    }
    return single;
}

static bool
add_corner(GHashTable *corners, int32_t x, int32_t y, uint32_t edge)
{
    Corner key = {.x = x, .y = y};
    Corner *corner = g_hash_table_lookup(corners, &key);
    if (!corner) {
        corner = g_memdup2(&key, sizeof key);
        g_hash_table_add(corners, corner);
    }
    if (corner->n == 2) {
        return false;
    }
    corner->edges[corner->n++] = edge;
    return true;
}

/* Along the edges from corner to corner until the first comes again. ret: false when that leaves
 * edges over: several parts, holes, or slivers between villages that do not fit. */
static bool
walk_ring(GHashTable *corners, GArray *edges, GArray *ring)
{
    const Edge *first = &g_array_index(edges, Edge, 0);
    Corner at = {.x = first->x1, .y = first->y1};
    uint32_t edge = 0;
    do {
        ZfLonLat point = {at.x / 1e6, at.y / 1e6};
        g_array_append_val(ring, point);
        const Edge *e = &g_array_index(edges, Edge, edge);
        bool forward = e->x1 == at.x && e->y1 == at.y;
        at.x = forward ? e->x2 : e->x1;
        at.y = forward ? e->y2 : e->y1;
        const Corner *corner = g_hash_table_lookup(corners, &at);
        if (!corner || corner->n != 2) {
            return false;
        }
        edge = corner->edges[corner->edges[0] == edge];
    } while (edge != 0 && ring->len <= edges->len);
    return ring->len == edges->len;
}

/* Villages whose borders fit corner by corner are joined by dropping the edges they share: many
 * times faster than a union. ret: NULL unless the whole is one ring. */
static ZfPolygon *
join_by_edges(GPtrArray *shapes)
{
    g_autoptr(GArray) edges = single_edges(shapes);
    if (!edges || edges->len < 3) {
        return NULL;
    }
    g_autoptr(GHashTable) corners = g_hash_table_new_full(corner_hash, corner_equal, g_free, NULL);
    for (guint i = 0; i < edges->len; i++) {
        const Edge *e = &g_array_index(edges, Edge, i);
        if (!add_corner(corners, e->x1, e->y1, i) || !add_corner(corners, e->x2, e->y2, i)) {
            return NULL;
        }
    }
    g_autoptr(GArray) ring = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    if (!walk_ring(corners, edges, ring)) {
        return NULL;
    }
    ZfPolygonBuilder builder = zf_polygon_builder();
    for (guint i = 0; i < ring->len; i++) {
        zf_polygon_builder_add(&builder, g_array_index(ring, ZfLonLat, i));
    }
    return zf_polygon_builder_finish(&builder);
}

static ZfPolygon *
join(GPtrArray *shapes)
{
    if (shapes->len == 0) {
        return NULL;
    }
    ZfPolygon *fitting = join_by_edges(shapes);
    if (fitting) {
        return fitting;
    }
    ZfPolygon *whole = zf_polygon_union((const ZfPolygon *const *)shapes->pdata, shapes->len, NULL);
    return whole ? whole : join_repaired(shapes);
}

static void
free_line(gpointer line)
{
    g_array_unref(line);
}

static void
add_town(ZfOutline *outline, GHashTable *drawn, const ZfArea *areas, size_t n, size_t town,
         ZfAreaLevel unit)
{
    g_autoptr(GPtrArray) shapes = g_ptr_array_new();
    for (size_t i = 0; i < n; i++) {
        if (areas[i].level == unit && areas[i].shape &&
            zf_area_town(areas, n, i) == (int32_t)town) {
            g_ptr_array_add(shapes, areas[i].shape);
        }
    }
    g_autoptr(ZfPolygon) whole = join(shapes);
    for (uint32_t r = 0; whole && r < whole->n_rings; r++) {
        uint32_t first = whole->rings[r];
        add_ring_lines(outline->towns, drawn, whole->points + first, whole->rings[r + 1] - first);
    }
}

ZfOutline *
zf_outline_new(const ZfArea *areas, size_t n, ZfAreaLevel unit)
{
    ZfOutline *outline = g_new0(ZfOutline, 1);
    outline->towns = g_ptr_array_new_with_free_func(free_line);
    g_autoptr(GPtrArray) shapes = g_ptr_array_new();
    for (size_t i = 0; i < n; i++) {
        if (areas[i].level == unit && areas[i].shape) {
            g_ptr_array_add(shapes, areas[i].shape);
        }
    }
    outline->outer = join(shapes);
    g_autoptr(GHashTable) drawn = g_hash_table_new_full(edge_hash, edge_equal, g_free, NULL);
    add_polygon_edges(drawn, outline->outer);
    for (size_t i = 0; i < n && unit == ZF_LEVEL_VILLAGE; i++) {
        if (areas[i].level == ZF_LEVEL_TOWN) {
            add_town(outline, drawn, areas, n, i, unit);
        }
    }
    return outline;
}

void
zf_outline_free(ZfOutline *outline)
{
    if (outline) {
        zf_polygon_free(outline->outer);
        g_ptr_array_unref(outline->towns);
        g_free(outline);
    }
}
