/* Two levels. The box of all areas is cut into rows and columns; a cell knows which areas reach
 * into it and which cover it whole, in the order of their keys. Where a cell is covered only in
 * part, the crossing rule runs over the edges of that area that touch the cell's row. */
#include "geo/areaindex.h"

#include "geo/grid.h"
#include "geo/shape.h"

#include <math.h>
#include <string.h>

#define MAX_SIDE 1024
#define WHOLE    0x80000000u /* in a candidate: the area covers the whole cell */

typedef struct Edge {
    Grid a, b;
} Edge;

typedef struct Area {
    int32_t id; /* as the caller counts */
    const ZfPolygon *polygon;
    ZfBox box;
    int32_t first_row; /* of the slabs below */
    int32_t n_rows;
    uint32_t slabs; /* where its n_rows + 1 offsets stand in slab_starts */
} Area;

struct ZfAreaIndex {
    Area *areas; /* in the order of their keys */
    uint32_t n_areas;
    int64_t x0, y0;        /* the grid corner of the first cell */
    int64_t width, height; /* of a cell, grid units */
    int32_t columns, rows;
    GArray *slab_starts; /* uint32_t offsets into edges */
    GArray *edges;       /* Edge, by area and row */
    uint32_t *cells;     /* columns * rows + 1 offsets into candidates */
    uint32_t *candidates;
};

static int32_t
row_of(const ZfAreaIndex *index, int32_t y)
{
    return (int32_t)(((int64_t)y - index->y0) / index->height);
}

static int32_t
column_of(const ZfAreaIndex *index, int32_t x)
{
    return (int32_t)(((int64_t)x - index->x0) / index->width);
}

static const Edge *
slab(const ZfAreaIndex *index, const Area *area, int32_t row, uint32_t *n)
{
    const uint32_t *starts =
        &g_array_index(index->slab_starts, uint32_t, area->slabs + (row - area->first_row));
    *n = starts[1] - starts[0];
    return (const Edge *)(const void *)index->edges->data + starts[0];
}

static bool
area_holds(const ZfAreaIndex *index, const Area *area, int32_t row, Grid p)
{
    uint32_t n;
    const Edge *edges = slab(index, area, row, &n);
    unsigned crossings = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (grid_edge_test(edges[i].a, edges[i].b, p, &crossings)) {
            return true;
        }
    }
    return crossings % 2 == 1;
}

/* The edges of a polygon on the grid, those without a length left out. */
static void
grid_edges(const ZfPolygon *polygon, GArray *ret)
{
    for (uint32_t r = 0; r < polygon->n_rings; r++) {
        uint32_t start = polygon->rings[r];
        uint32_t end = polygon->rings[r + 1];
        Grid before;
        if (end == start || !grid_from(polygon->points[end - 1], &before)) {
            continue;
        }
        for (uint32_t i = start; i < end; i++) {
            Edge edge = {.a = before};
            if (!grid_from(polygon->points[i], &edge.b)) {
                continue;
            }
            if (edge.a.x != edge.b.x || edge.a.y != edge.b.y) {
                g_array_append_val(ret, edge);
            }
            before = edge.b;
        }
    }
}

/* Sorts the edges of one area into its rows; an edge stands in each row it touches. */
static void
fill_slabs(ZfAreaIndex *index, Area *area, const GArray *edges)
{
    const Edge *list = (const Edge *)(const void *)edges->data;
    int32_t lo = INT32_MAX;
    int32_t hi = INT32_MIN;
    for (guint i = 0; i < edges->len; i++) {
        lo = MIN(lo, row_of(index, MIN(list[i].a.y, list[i].b.y)));
        hi = MAX(hi, row_of(index, MAX(list[i].a.y, list[i].b.y)));
    }
    area->first_row = lo;
    area->n_rows = edges->len > 0 ? hi - lo + 1 : 0;
    area->slabs = index->slab_starts->len;
    g_autofree uint32_t *at = g_new0(uint32_t, area->n_rows + 2);
    for (guint i = 0; i < edges->len; i++) {
        int32_t first = row_of(index, MIN(list[i].a.y, list[i].b.y)) - lo;
        int32_t last = row_of(index, MAX(list[i].a.y, list[i].b.y)) - lo;
        for (int32_t row = first; row <= last; row++) {
            at[row + 1]++;
        }
    }
    at[0] = index->edges->len;
    for (int32_t row = 0; row < area->n_rows; row++) {
        at[row + 1] += at[row];
    }
    g_array_append_vals(index->slab_starts, at, area->n_rows + 1u);
    g_array_set_size(index->edges, at[area->n_rows]);
    Edge *all = (Edge *)(void *)index->edges->data;
    for (guint i = 0; i < edges->len; i++) {
        int32_t first = row_of(index, MIN(list[i].a.y, list[i].b.y)) - lo;
        int32_t last = row_of(index, MAX(list[i].a.y, list[i].b.y)) - lo;
        for (int32_t row = first; row <= last; row++) {
            all[at[row]++] = list[i];
        }
    }
}

/* The cells of one row that a border may touch; first > last when there are none. */
typedef struct Touched {
    uint8_t *columns; /* a flag for each */
    int32_t first, last;
} Touched;

/* Marks the columns of one row an edge may touch, generously. */
static void
mark_edge(const ZfAreaIndex *index, const Edge *edge, int32_t row, Touched *touched)
{
    double bottom = (double)(index->y0 + row * index->height) - 1.0;
    double top = bottom + (double)index->height + 2.0;
    Grid a = edge->a.y <= edge->b.y ? edge->a : edge->b;
    Grid b = edge->a.y <= edge->b.y ? edge->b : edge->a;
    double x1 = a.x;
    double x2 = b.x;
    if (b.y > a.y) {
        double slope = ((double)b.x - a.x) / ((double)b.y - a.y);
        if (a.y < bottom) {
            x1 = a.x + slope * (bottom - a.y);
        }
        if (b.y > top) {
            x2 = a.x + slope * (top - a.y);
        }
    }
    double lo = floor((MIN(x1, x2) - (double)index->x0 - 1.0) / (double)index->width);
    double hi = floor((MAX(x1, x2) - (double)index->x0 + 1.0) / (double)index->width);
    int32_t first = (int32_t)CLAMP(lo, 0.0, index->columns - 1.0);
    int32_t last = (int32_t)CLAMP(hi, 0.0, index->columns - 1.0);
    memset(touched->columns + first, 1, (size_t)(last - first) + 1);
    touched->first = MIN(touched->first, first);
    touched->last = MAX(touched->last, last);
}

typedef struct Entry {
    uint32_t cell;
    uint32_t candidate;
} Entry;

/* Enters one area into the cells of one row.
 * scratch: a zero for each column, zero again afterwards.
 * whole: cells some smaller area covers already. */
static void
enter_row(const ZfAreaIndex *index, uint32_t rank, int32_t row, uint8_t *scratch, uint8_t *whole,
          GArray *entries)
{
    const Area *area = &index->areas[rank];
    Touched touched = {scratch, INT32_MAX, -1};
    uint32_t n;
    const Edge *edges = slab(index, area, row, &n);
    for (uint32_t i = 0; i < n; i++) {
        mark_edge(index, &edges[i], row, &touched);
    }
    bool inside = false;
    for (int32_t column = touched.first; column <= touched.last; column++) {
        uint32_t cell = (uint32_t)row * (uint32_t)index->columns + (uint32_t)column;
        bool border = scratch[column];
        if (!border && scratch[column - 1]) { /* a run without a border is all in or all out */
            Grid middle = {(int32_t)(index->x0 + column * index->width + index->width / 2),
                           (int32_t)(index->y0 + row * index->height + index->height / 2)};
            inside = area_holds(index, area, row, middle);
        }
        if (whole[cell] || (!border && !inside)) {
            continue;
        }
        Entry entry = {cell, border ? rank : rank | WHOLE};
        whole[cell] = !border;
        g_array_append_val(entries, entry);
    }
    if (touched.last >= 0) {
        memset(scratch + touched.first, 0, (size_t)(touched.last - touched.first) + 1);
    }
}

static void
fill_cells(ZfAreaIndex *index)
{
    size_t n_cells = (size_t)index->columns * (size_t)index->rows;
    g_autofree uint8_t *whole = g_malloc0(MAX(n_cells, 1));
    g_autofree uint8_t *scratch = g_malloc0((size_t)index->columns);
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(Entry));
    for (uint32_t rank = 0; rank < index->n_areas; rank++) {
        const Area *area = &index->areas[rank];
        for (int32_t row = 0; row < area->n_rows; row++) {
            enter_row(index, rank, area->first_row + row, scratch, whole, entries);
        }
    }
    index->cells = g_new0(uint32_t, n_cells + 2);
    index->candidates = g_new(uint32_t, MAX(entries->len, 1));
    for (guint i = 0; i < entries->len; i++) {
        index->cells[g_array_index(entries, Entry, i).cell + 2]++;
    }
    for (size_t cell = 2; cell < n_cells + 2; cell++) {
        index->cells[cell] += index->cells[cell - 1];
    }
    for (guint i = 0; i < entries->len; i++) { /* areas come in order, so cells keep it */
        const Entry *entry = &g_array_index(entries, Entry, i);
        index->candidates[index->cells[entry->cell + 1]++] = entry->candidate;
    }
}

static int
compare_keys(gconstpointer a, gconstpointer b, gpointer user)
{
    const char *const *keys = user;
    int32_t x = ((const Area *)a)->id;
    int32_t y = ((const Area *)b)->id;
    int order = keys ? g_strcmp0(keys[x], keys[y]) : 0;
    return order ? order : (x > y) - (x < y);
}

/* Lays the rows and columns over the box of all areas: about as many rows as the edges ask for,
 * but no more than keeps the slabs in proportion to them. */
static void
lay_grid(ZfAreaIndex *index, ZfBox box, size_t n_edges, double edge_height)
{
    Grid lo = {0, 0};
    Grid hi = {0, 0};
    if (!zf_box_is_empty(box)) {
        grid_from((ZfLonLat){box.min_lon, box.min_lat}, &lo);
        grid_from((ZfLonLat){box.max_lon, box.max_lat}, &hi);
    }
    double total = MAX((double)hi.y - lo.y, 1.0);
    double side = CLAMP(2.0 * sqrt((double)n_edges), 16.0, MAX_SIDE);
    /* each edge stands in about 1 + its height / row height slabs */
    double average = edge_height / MAX((double)n_edges, 1.0) / total;
    side = MIN(side, MAX(16.0, 32.0 / MAX(average, 1e-9)));
    index->x0 = lo.x;
    index->y0 = lo.y;
    index->width = ((int64_t)hi.x - lo.x) / (int64_t)side + 1;
    index->height = ((int64_t)hi.y - lo.y) / (int64_t)side + 1;
    index->columns = column_of(index, hi.x) + 1;
    index->rows = row_of(index, hi.y) + 1;
}

/* The box of the part of a polygon that lies on the globe. */
static ZfBox
grid_box(const ZfPolygon *polygon)
{
    ZfBox box = zf_box_empty();
    Grid ignored;
    for (uint32_t i = 0; polygon && i < polygon->n_points; i++) {
        if (grid_from(polygon->points[i], &ignored)) {
            zf_box_add(&box, polygon->points[i]);
        }
    }
    return box;
}

ZfAreaIndex *
zf_area_index_new(const ZfPolygon *const *polygons, const char *const *keys, size_t n)
{
    ZfAreaIndex *index = g_new0(ZfAreaIndex, 1);
    index->areas = g_new0(Area, MAX(n, 1));
    index->slab_starts = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    index->edges = g_array_new(FALSE, FALSE, sizeof(Edge));
    g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(Edge));
    ZfBox all = zf_box_empty();
    double edge_height = 0.0;
    size_t n_edges = 0;
    for (size_t i = 0; i < n; i++) {
        ZfBox box = grid_box(polygons[i]);
        if (zf_box_is_empty(box)) {
            continue;
        }
        index->areas[index->n_areas++] =
            (Area){.id = (int32_t)i, .polygon = polygons[i], .box = box};
        zf_box_join(&all, box);
        g_array_set_size(edges, 0);
        grid_edges(polygons[i], edges);
        n_edges += edges->len;
        for (guint e = 0; e < edges->len; e++) {
            const Edge *edge = &g_array_index(edges, Edge, e);
            edge_height += fabs((double)edge->b.y - edge->a.y);
        }
    }
    g_qsort_with_data(index->areas, (gint)index->n_areas, sizeof(Area), compare_keys,
                      (gpointer)keys);
    lay_grid(index, all, n_edges, edge_height);
    for (uint32_t rank = 0; rank < index->n_areas; rank++) {
        g_array_set_size(edges, 0);
        grid_edges(index->areas[rank].polygon, edges);
        fill_slabs(index, &index->areas[rank], edges);
    }
    fill_cells(index);
    return index;
}

void
zf_area_index_free(ZfAreaIndex *index)
{
    if (!index) {
        return;
    }
    g_free(index->areas);
    g_array_unref(index->slab_starts);
    g_array_unref(index->edges);
    g_free(index->cells);
    g_free(index->candidates);
    g_free(index);
}

static int32_t
locate(const ZfAreaIndex *index, ZfLonLat point)
{
    Grid p;
    if (!grid_from(point, &p) || p.x < index->x0 || p.y < index->y0) {
        return -1;
    }
    int32_t row = row_of(index, p.y);
    int32_t column = column_of(index, p.x);
    if (row >= index->rows || column >= index->columns) {
        return -1;
    }
    size_t cell = (size_t)row * (size_t)index->columns + (size_t)column;
    for (uint32_t i = index->cells[cell]; i < index->cells[cell + 1]; i++) {
        uint32_t candidate = index->candidates[i];
        const Area *area = &index->areas[candidate & ~WHOLE];
        if (candidate & WHOLE || area_holds(index, area, row, p)) {
            return area->id;
        }
    }
    return -1;
}

void
zf_area_index_locate(const ZfAreaIndex *index, const ZfLonLat *points, size_t n, int32_t *ret)
{
    for (size_t i = 0; i < n; i++) {
        ret[i] = locate(index, points[i]);
    }
}

int32_t
zf_area_index_nearest(const ZfAreaIndex *index, ZfLonLat point, double limit_m, double *distance_m)
{
    Grid ignored;
    if (!grid_from(point, &ignored)) {
        return -1;
    }
    /* a degree is at least 110.5 km of latitude, and cos times 111 km of longitude */
    double reach_lat = limit_m / 110000.0;
    double shrink = cos(MIN(fabs(point.lat) + reach_lat, 89.9) * G_PI / 180.0);
    double reach_lon = limit_m / (110000.0 * shrink);
    double best = INFINITY;
    int32_t ret = -1;
    for (uint32_t rank = 0; rank < index->n_areas; rank++) {
        const Area *area = &index->areas[rank];
        if (point.lon < area->box.min_lon - reach_lon ||
            point.lon > area->box.max_lon + reach_lon ||
            point.lat < area->box.min_lat - reach_lat ||
            point.lat > area->box.max_lat + reach_lat) {
            continue;
        }
        double distance = zf_polygon_holds(area->polygon, point)
                              ? 0.0
                              : zf_polygon_border_distance_m(area->polygon, point);
        if (distance <= limit_m && distance < best) {
            best = distance;
            ret = area->id;
        }
    }
    if (ret >= 0 && distance_m) {
        *distance_m = best;
    }
    return ret;
}
