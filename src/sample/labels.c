#include "sample/labels.h"

#include "sample/noise.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CHANNEL_RIM = 11, CHANNEL_ROUGH };

static const int neighbour_column[] = {1, 0, -1, 0};
static const int neighbour_row[] = {0, 1, 0, -1};

static bool
inside_raster(const Labels *labels, int column, int row)
{
    return column >= 0 && row >= 0 && column < labels->columns && row < labels->rows;
}

/* Marks with value the cells reachable from start over cells that hold want. ret: how many. */
static int
flood(const Labels *labels, int32_t *marks, int start, int32_t want, int32_t value)
{
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(int));
    int n = 0;
    marks[start] = value;
    g_array_append_val(stack, start);
    while (stack->len > 0) {
        int cell = g_array_index(stack, int, stack->len - 1);
        g_array_set_size(stack, stack->len - 1);
        n++;
        for (int k = 0; k < 4; k++) {
            int column = cell % labels->columns + neighbour_column[k];
            int row = cell / labels->columns + neighbour_row[k];
            int next = row * labels->columns + column;
            if (inside_raster(labels, column, row) && labels->cell[next] == want &&
                marks[next] != value) {
                marks[next] = value;
                g_array_append_val(stack, next);
            }
        }
    }
    return n;
}

Labels *
labels_land(const Terrain *terrain)
{
    Labels *labels = g_new0(Labels, 1);
    labels->columns = (int)ceil(terrain->width / CELL) + 4;
    labels->rows = (int)ceil(terrain->height / CELL) + 4;
    labels->origin = (ZfXY){-labels->columns * CELL / 2, -labels->rows * CELL / 2};
    size_t n = (size_t)labels->columns * (size_t)labels->rows;
    labels->cell = g_new(int32_t, n);
    for (size_t i = 0; i < n; i++) {
        int column = (int)(i % (size_t)labels->columns);
        int row = (int)(i / (size_t)labels->columns);
        ZfXY at = labels_middle(labels, column, row);
        double u = 2.0 * at.x / terrain->width;
        double v = 2.0 * at.y / terrain->height;
        double rim = noise_at(terrain->seed, CHANNEL_RIM, at.x, at.y, 1700.0);
        bool in = u * u * u * u + v * v * v * v < 0.72 + 0.26 * rim;
        bool frame =
            column < 1 || row < 1 || column >= labels->columns - 1 || row >= labels->rows - 1;
        labels->cell[i] = in && !frame ? 0 : -1;
    }
    /* lakes of outside become land, islands of land go */
    g_autofree int32_t *marks = g_new0(int32_t, n);
    flood(labels, marks, 0, -1, 1);
    int middle = labels->rows / 2 * labels->columns + labels->columns / 2;
    flood(labels, marks, middle, 0, 2);
    for (size_t i = 0; i < n; i++) {
        labels->cell[i] = marks[i] == 1 || (labels->cell[i] == 0 && marks[i] != 2) ? -1 : 0;
    }
    return labels;
}

void
labels_free(Labels *labels)
{
    if (labels) {
        g_free(labels->cell);
        g_free(labels);
    }
}

/* The middles of every step-th cell of the land. */
static GArray *
land_cells(const Labels *labels, int step)
{
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(ZfXY));
    for (int row = step / 2; row < labels->rows; row += step) {
        for (int column = step / 2; column < labels->columns; column += step) {
            if (labels->cell[row * labels->columns + column] >= 0) {
                ZfXY at = labels_middle(labels, column, row);
                g_array_append_val(cells, at);
            }
        }
    }
    return cells;
}

/* Of twelve random cells each time the one farthest from all places so far. */
static void
scatter(const GArray *cells, ZfRng *rng, int n, ZfXY *ret)
{
    for (int i = 0; i < n; i++) {
        double best = -1.0;
        for (int k = 0; k < 12; k++) {
            ZfXY at = g_array_index(cells, ZfXY, zf_rng_below(rng, cells->len));
            double nearest = INFINITY;
            for (int j = 0; j < i; j++) {
                nearest = MIN(nearest, hypot(ret[j].x - at.x, ret[j].y - at.y));
            }
            if (nearest > best) {
                best = nearest;
                ret[i] = at;
            }
        }
    }
}

/* Moves every place to the middle of the cells nearest to it. */
static void
even_out(const GArray *cells, int n, ZfXY *places)
{
    g_autoptr(ZfPointIndex) index = zf_point_index_new(places, (size_t)n);
    g_autofree ZfXY *sums = g_new0(ZfXY, n);
    g_autofree int *counts = g_new0(int, n);
    for (guint i = 0; i < cells->len; i++) {
        ZfXY at = g_array_index(cells, ZfXY, i);
        int32_t nearest = zf_point_index_nearest(index, at, INFINITY, NULL);
        sums[nearest].x += at.x;
        sums[nearest].y += at.y;
        counts[nearest]++;
    }
    for (int i = 0; i < n; i++) {
        if (counts[i] > 0) {
            places[i] = (ZfXY){sums[i].x / counts[i], sums[i].y / counts[i]};
        }
    }
}

void
labels_spread(const Labels *labels, const Terrain *terrain, int n, ZfXY *ret)
{
    ZfRng rng;
    zf_rng_init(&rng, terrain->seed, 2);
    g_autoptr(GArray) cells = land_cells(labels, 3);
    scatter(cells, &rng, n, ret);
    for (int i = 0; i < 6; i++) {
        even_out(cells, n, ret);
    }
    g_autoptr(GArray) on_streams = g_array_new(FALSE, FALSE, sizeof(ZfXY));
    for (guint s = 0; s < terrain->streams->len; s++) {
        const Stream *stream = terrain_stream(terrain, s);
        for (guint i = 0; i < stream->points->len; i++) {
            ZfXY at = stream_point(stream, i)->at;
            g_array_append_val(on_streams, at);
        }
    }
    const ZfXY *points = (const ZfXY *)(const void *)on_streams->data;
    g_autoptr(ZfPointIndex) index = zf_point_index_new(points, on_streams->len);
    for (int i = 0; i < n; i++) {
        int32_t nearest = zf_point_index_nearest(index, ret[i], 800.0, NULL);
        bool taken = nearest < 0;
        for (int j = 0; j < i && !taken; j++) {
            taken = hypot(ret[j].x - points[nearest].x, ret[j].y - points[nearest].y) < 500.0;
        }
        if (taken) {
            continue;
        }
        ZfXY at = points[nearest];
        int column = (int)floor((at.x - labels->origin.x) / CELL);
        int row = (int)floor((at.y - labels->origin.y) / CELL);
        if (inside_raster(labels, column, row) &&
            labels->cell[row * labels->columns + column] >= 0) {
            ret[i] = at;
        }
    }
}

/* A binary heap of cells by cost, then by cell: the order is total. */
typedef struct Front {
    int64_t cost;
    int32_t cell;
    int32_t label;
} Front;

static bool
sooner(const Front *a, const Front *b)
{
    return a->cost < b->cost || (a->cost == b->cost && a->cell < b->cell);
}

static void
front_push(GArray *heap, Front item)
{
    g_array_append_val(heap, item);
    Front *items = (Front *)(void *)heap->data;
    guint i = heap->len - 1;
    while (i > 0 && sooner(&item, &items[(i - 1) / 2])) {
        items[i] = items[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    items[i] = item;
}

static Front
front_pop(GArray *heap)
{
    Front *items = (Front *)(void *)heap->data;
    Front top = items[0];
    Front last = items[heap->len - 1];
    g_array_set_size(heap, heap->len - 1);
    guint n = heap->len;
    guint i = 0;
    while (2 * i + 1 < n) {
        guint child = 2 * i + 1;
        if (child + 1 < n && sooner(&items[child + 1], &items[child])) {
            child++;
        }
        if (!sooner(&items[child], &last)) {
            break;
        }
        items[i] = items[child];
        i = child;
    }
    if (n > 0) {
        items[i] = last;
    }
    return top;
}

/* What it costs to cross each cell: heights from every second cell, the river on top. */
static int32_t *
crossing_costs(const Labels *labels, const Terrain *terrain)
{
    size_t n = (size_t)labels->columns * (size_t)labels->rows;
    g_autofree float *heights = g_new0(float, n);
    int32_t *costs = g_new0(int32_t, n);
    for (int row = 0; row < labels->rows; row++) {
        for (int column = 0; column < labels->columns; column++) {
            int cell = row * labels->columns + column;
            int even = (row & ~1) * labels->columns + (column & ~1);
            if (cell != even) {
                heights[cell] = heights[even];
            } else {
                heights[cell] = (float)terrain_height(terrain, labels_middle(labels, column, row));
            }
        }
    }
    for (int row = 0; row < labels->rows; row++) {
        for (int column = 0; column < labels->columns; column++) {
            int cell = row * labels->columns + column;
            int up = MAX(row - 2, 0) * labels->columns + column;
            int left = row * labels->columns + MAX(column - 2, 0);
            double steep = fabs(heights[cell] - heights[up]) + fabs(heights[cell] - heights[left]);
            double high = MAX(heights[cell] - 300.0, 0.0);
            ZfXY at = labels_middle(labels, column, row);
            bool river = terrain_water_distance(terrain, at, 0, 60.0) < 20.0;
            double rough = 1.0 + 0.6 * noise_at(terrain->seed, CHANNEL_ROUGH, at.x, at.y, 260.0);
            costs[cell] =
                (int32_t)lrint((60.0 + 1.2 * steep + 0.35 * high) * rough + (river ? 500.0 : 0.0));
        }
    }
    return costs;
}

static void
spread_out(Labels *labels, const int32_t *costs, const ZfXY *seeds, int n)
{
    g_autoptr(GArray) heap = g_array_new(FALSE, FALSE, sizeof(Front));
    size_t n_cells = (size_t)labels->columns * (size_t)labels->rows;
    for (size_t i = 0; i < n_cells; i++) {
        labels->cell[i] = labels->cell[i] < 0 ? -1 : n; /* n: nobody's yet */
    }
    for (int i = 0; i < n; i++) {
        int column = (int)floor((seeds[i].x - labels->origin.x) / CELL);
        int row = (int)floor((seeds[i].y - labels->origin.y) / CELL);
        front_push(heap, (Front){0, row * labels->columns + column, i});
    }
    while (heap->len > 0) {
        Front front = front_pop(heap);
        if (labels->cell[front.cell] != n) {
            continue;
        }
        labels->cell[front.cell] = front.label;
        for (int k = 0; k < 4; k++) {
            int column = front.cell % labels->columns + neighbour_column[k];
            int row = front.cell / labels->columns + neighbour_row[k];
            int next = row * labels->columns + column;
            if (inside_raster(labels, column, row) && labels->cell[next] == n) {
                front_push(heap, (Front){front.cost + costs[next], next, front.label});
            }
        }
    }
}

/* A cell three of whose neighbours agree on another village goes to it. */
static bool
round_off(Labels *labels)
{
    bool changed = false;
    for (int row = 1; row < labels->rows - 1; row++) {
        for (int column = 1; column < labels->columns - 1; column++) {
            int cell = row * labels->columns + column;
            int32_t other[4];
            for (int k = 0; k < 4; k++) {
                other[k] =
                    labels->cell[cell + neighbour_row[k] * labels->columns + neighbour_column[k]];
            }
            for (int k = 0; k < 2 && labels->cell[cell] >= 0; k++) {
                int same = 0;
                for (int j = 0; j < 4; j++) {
                    same += other[j] == other[k];
                }
                if (same >= 3 && other[k] >= 0 && other[k] != labels->cell[cell]) {
                    labels->cell[cell] = other[k];
                    changed = true;
                }
            }
        }
    }
    return changed;
}

/* Two cells of one village (or of the outside) that meet at a corner only: one more joins them. */
static bool
join_corners(Labels *labels)
{
    bool changed = false;
    for (int row = 0; row + 1 < labels->rows; row++) {
        for (int column = 0; column + 1 < labels->columns; column++) {
            int32_t *a = &labels->cell[row * labels->columns + column];
            int32_t *b = a + 1;
            int32_t *c = a + labels->columns;
            int32_t *d = c + 1;
            if (*a == *d && *b != *a && *c != *a) {
                *(*a < 0 ? a : b) = *a < 0 ? *b : *a;
                changed = true;
            } else if (*b == *c && *a != *b && *d != *b) {
                *(*b < 0 ? b : a) = *b < 0 ? *a : *b;
                changed = true;
            }
        }
    }
    return changed;
}

/* Pieces that lost touch with their seed go to a neighbour. */
static bool
gather(Labels *labels, const ZfXY *seeds, int n)
{
    size_t n_cells = (size_t)labels->columns * (size_t)labels->rows;
    g_autofree int32_t *marks = g_new0(int32_t, n_cells);
    for (int i = 0; i < n; i++) {
        int column = (int)floor((seeds[i].x - labels->origin.x) / CELL);
        int row = (int)floor((seeds[i].y - labels->origin.y) / CELL);
        int start = row * labels->columns + column;
        if (labels->cell[start] == i) {
            flood(labels, marks, start, i, 1);
        }
    }
    bool changed = false;
    for (int cell = 0; cell < (int)n_cells; cell++) {
        if (labels->cell[cell] < 0 || marks[cell]) {
            continue;
        }
        for (int k = 0; k < 4 && !marks[cell]; k++) {
            int column = cell % labels->columns + neighbour_column[k];
            int row = cell / labels->columns + neighbour_row[k];
            int next = row * labels->columns + column;
            if (inside_raster(labels, column, row) && labels->cell[next] >= 0 && marks[next]) {
                labels->cell[cell] = labels->cell[next];
                marks[cell] = 1;
                changed = true;
            }
        }
    }
    return changed;
}

void
labels_grow(Labels *labels, const Terrain *terrain, const ZfXY *seeds, int n)
{
    g_autofree int32_t *costs = crossing_costs(labels, terrain);
    spread_out(labels, costs, seeds, n);
    for (int pass = 0; pass < 4; pass++) {
        round_off(labels);
    }
    for (int pass = 0; pass < 60; pass++) {
        bool joined = join_corners(labels);
        bool gathered = gather(labels, seeds, n);
        if (!joined && !gathered) {
            break;
        }
    }
}
