/* Marching squares: in each cell of four heights a line enters and leaves where its height lies
 * between two neighbours; the pieces of a line hang together at those places. */
#include "geo/contour.h"

#include <math.h>

#define HEIGHTS 200
#define NO_EDGE UINT32_MAX

/* A place where a line crosses an edge of the grid. Edge 2 (row * columns + column) runs east from
 * that corner, the one behind it south. */
typedef struct Crossing {
    uint64_t edge;
    ZfLonLat point;
    uint32_t next[2]; /* crossings of the same line beside it, NO_EDGE = none */
    bool taken;
} Crossing;

typedef struct Tracer {
    const ZfHeightGrid *grid;
    float *values; /* smoothed */
    double height;
    GArray *crossings;
    GHashTable *by_edge; /* edge + 1 -> index + 1 */
    GArray *lines;
    GArray *points;
    uint32_t least;
} Tracer;

/* The mean of the known heights around, the middle counting four times. */
static float *
smoothed(const ZfHeightGrid *grid)
{
    float *ret = g_new(float, (size_t)grid->columns * grid->rows);
    for (uint32_t row = 0; row < grid->rows; row++) {
        for (uint32_t column = 0; column < grid->columns; column++) {
            size_t here = (size_t)row * grid->columns + column;
            float sum = 0;
            float weight = 0;
            for (uint32_t r = row > 0 ? row - 1 : 0; r <= MIN(row + 1, grid->rows - 1); r++) {
                for (uint32_t c = column > 0 ? column - 1 : 0;
                     c <= MIN(column + 1, grid->columns - 1); c++) {
                    float value = grid->values[(size_t)r * grid->columns + c];
                    float w = r == row && c == column ? 4 : 1;
                    sum += isnan(value) ? 0 : w * value;
                    weight += isnan(value) ? 0 : w;
                }
            }
            ret[here] = isnan(grid->values[here]) ? NAN : sum / weight;
        }
    }
    return ret;
}

static float
value_at(const Tracer *t, uint32_t row, uint32_t column)
{
    return t->values[(size_t)row * t->grid->columns + column];
}

/* The crossing on an edge, made when it is not there yet. */
static uint32_t
crossing_on(Tracer *t, uint32_t row, uint32_t column, bool south)
{
    uint64_t edge = 2 * ((uint64_t)row * t->grid->columns + column) + (south ? 1 : 0);
    gpointer key = GSIZE_TO_POINTER(edge + 1);
    gpointer found = g_hash_table_lookup(t->by_edge, key);
    if (found) {
        return GPOINTER_TO_UINT(found) - 1;
    }
    double a = (double)value_at(t, row, column);
    double b = (double)(south ? value_at(t, row + 1, column) : value_at(t, row, column + 1));
    double part = (t->height - a) / (b - a);
    Crossing crossing = {
        .edge = edge,
        .point = {t->grid->lon0 + (column + (south ? 0 : part)) * t->grid->step_lon,
                  t->grid->lat0 - (row + (south ? part : 0)) * t->grid->step_lat},
        .next = {NO_EDGE, NO_EDGE}};
    g_array_append_val(t->crossings, crossing);
    g_hash_table_insert(t->by_edge, key, GUINT_TO_POINTER(t->crossings->len));
    return t->crossings->len - 1;
}

static void
join(Tracer *t, uint32_t a, uint32_t b)
{
    Crossing *x = &g_array_index(t->crossings, Crossing, a);
    Crossing *y = &g_array_index(t->crossings, Crossing, b);
    x->next[x->next[0] == NO_EDGE ? 0 : 1] = b;
    y->next[y->next[0] == NO_EDGE ? 0 : 1] = a;
}

/* Sides of a cell: north, east, south, west. */
static uint32_t
side(Tracer *t, uint32_t row, uint32_t column, int which)
{
    switch (which) {
    case 0: return crossing_on(t, row, column, false);
    case 1: return crossing_on(t, row, column + 1, true);
    case 2: return crossing_on(t, row + 1, column, false);
    default: return crossing_on(t, row, column, true);
    }
}

static void
cell(Tracer *t, uint32_t row, uint32_t column)
{
    /* by corners above the line, 1 = NW, 2 = NE, 4 = SE, 8 = SW: pairs of sides joined by a line */
    static const int8_t pairs[16][4] = {
        {-1, -1, -1, -1}, {3, 0, -1, -1}, {0, 1, -1, -1}, {3, 1, -1, -1},
        {1, 2, -1, -1},   {3, 0, 1, 2},   {0, 2, -1, -1}, {3, 2, -1, -1},
        {2, 3, -1, -1},   {2, 0, -1, -1}, {0, 1, 2, 3},   {2, 1, -1, -1},
        {1, 3, -1, -1},   {1, 0, -1, -1}, {0, 3, -1, -1}, {-1, -1, -1, -1}};
    const float v[4] = {value_at(t, row, column), value_at(t, row, column + 1),
                        value_at(t, row + 1, column + 1), value_at(t, row + 1, column)};
    unsigned above = 0;
    for (unsigned i = 0; i < 4; i++) {
        if (isnan(v[i])) {
            return;
        }
        above |= (double)v[i] >= t->height ? 1u << i : 0;
    }
    for (unsigned i = 0; i < 4 && pairs[above][i] >= 0; i += 2) {
        uint32_t a = side(t, row, column, pairs[above][i]);
        uint32_t b = side(t, row, column, pairs[above][i + 1]);
        join(t, a, b);
    }
}

/* Follows a line from one of its crossings to its end, or around. */
static void
follow(Tracer *t, uint32_t start)
{
    ZfContour line = {
        .height_m = (int32_t)t->height, .first = t->points->len, .box = zf_box_empty()};
    uint32_t at = start;
    while (at != NO_EDGE) {
        Crossing *here = &g_array_index(t->crossings, Crossing, at);
        here->taken = true;
        g_array_append_val(t->points, here->point);
        zf_box_add(&line.box, here->point);
        uint32_t next = NO_EDGE;
        bool around = false;
        for (unsigned i = 0; i < 2; i++) {
            if (here->next[i] != NO_EDGE) {
                bool free_one = !g_array_index(t->crossings, Crossing, here->next[i]).taken;
                next = free_one ? here->next[i] : next;
                around |= here->next[i] == start && t->points->len - line.first > 2;
            }
        }
        if (next == NO_EDGE && around) {
            g_array_append_val(t->points, g_array_index(t->crossings, Crossing, start).point);
        }
        at = next;
    }
    line.n = t->points->len - line.first;
    if (line.n < MAX(t->least, 2)) {
        g_array_set_size(t->points, line.first);
        return;
    }
    g_array_append_val(t->lines, line);
}

static void
trace(Tracer *t, int32_t height)
{
    t->height = height;
    g_array_set_size(t->crossings, 0);
    g_hash_table_remove_all(t->by_edge);
    for (uint32_t row = 0; row + 1 < t->grid->rows; row++) {
        for (uint32_t column = 0; column + 1 < t->grid->columns; column++) {
            cell(t, row, column);
        }
    }
    for (int open = 1; open >= 0; open--) { /* lines with ends first, then rings */
        for (uint32_t i = 0; i < t->crossings->len; i++) {
            const Crossing *c = &g_array_index(t->crossings, Crossing, i);
            if (!c->taken && (!open || c->next[1] == NO_EDGE)) {
                follow(t, i);
            }
        }
    }
}

ZfContours *
zf_contours_new(const ZfHeightGrid *grid, int32_t interval_m, uint32_t least_points)
{
    g_assert(interval_m > 0);
    Tracer t = {.grid = grid,
                .values = smoothed(grid),
                .crossings = g_array_new(FALSE, FALSE, sizeof(Crossing)),
                .by_edge = g_hash_table_new(NULL, NULL),
                .lines = g_array_new(FALSE, FALSE, sizeof(ZfContour)),
                .points = g_array_new(FALSE, FALSE, sizeof(ZfLonLat)),
                .least = least_points};
    double low = INFINITY;
    double high = -INFINITY;
    for (size_t i = 0; i < (size_t)grid->columns * grid->rows; i++) {
        bool known = isfinite(t.values[i]) && fabsf(t.values[i]) < 20000;
        t.values[i] = known ? t.values[i] : NAN;
        low = known ? MIN(low, (double)t.values[i]) : low;
        high = known ? MAX(high, (double)t.values[i]) : high;
    }
    double interval = interval_m;
    while (high - low > interval * HEIGHTS) {
        interval *= 10;
    }
    for (double h = ceil(low / interval) * interval; low < high && h <= high; h += interval) {
        trace(&t, (int32_t)h);
    }
    g_free(t.values);
    g_array_unref(t.crossings);
    g_hash_table_unref(t.by_edge);
    ZfContours *ret = g_new0(ZfContours, 1);
    ret->n_lines = t.lines->len;
    ret->lines = (ZfContour *)(void *)g_array_free(t.lines, FALSE);
    ret->n_points = t.points->len;
    ret->points = (ZfLonLat *)(void *)g_array_free(t.points, FALSE);
    return ret;
}

void
zf_contours_free(ZfContours *contours)
{
    if (!contours) {
        return;
    }
    g_free(contours->lines);
    g_free(contours->points);
    g_free(contours);
}
