#include "vrp/around.h"

#include <stdlib.h>

#define CELL_VISITS 4 /* in the mean */

/* Visits sorted into lists: by place, or by cell of a grid. */
struct Around {
    const ZfVrpWays *ways;
    const int32_t *place;
    int32_t n;
    int32_t *first; /* n_lists + 1, into visits */
    int32_t *visits;
    int32_t *found;
    /* of a plane */
    int32_t columns;
    int32_t rows;
    double cell; /* side of one */
    double min_x;
    double min_y;
};

static int32_t
column_of(const Around *a, int32_t place)
{
    return CLAMP((int32_t)((a->ways->x[place] - a->min_x) / a->cell), 0, a->columns - 1);
}

static int32_t
row_of(const Around *a, int32_t place)
{
    return CLAMP((int32_t)((a->ways->y[place] - a->min_y) / a->cell), 0, a->rows - 1);
}

static int32_t
list_of(const Around *a, int32_t visit)
{
    int32_t place = a->place[visit];
    return a->ways->x ? row_of(a, place) * a->columns + column_of(a, place) : place;
}

static void
lay_grid(Around *a)
{
    const ZfVrpWays *w = a->ways;
    double max_x = -INFINITY;
    double max_y = -INFINITY;
    a->min_x = a->min_y = INFINITY;
    for (int32_t v = 0; v < a->n; v++) {
        a->min_x = MIN(a->min_x, w->x[a->place[v]]);
        max_x = MAX(max_x, w->x[a->place[v]]);
        a->min_y = MIN(a->min_y, w->y[a->place[v]]);
        max_y = MAX(max_y, w->y[a->place[v]]);
    }
    double width = MAX(a->n > 0 ? max_x - a->min_x : 0, 1e-9);
    double height = MAX(a->n > 0 ? max_y - a->min_y : 0, 1e-9);
    double cells = a->n / (double)CELL_VISITS + 1;
    a->cell = MAX(sqrt(width * height / cells), MAX(width, height) / cells);
    a->columns = (int32_t)(width / a->cell) + 1;
    a->rows = (int32_t)(height / a->cell) + 1;
}

Around *
zf_vrp_around_new(const ZfVrpWays *ways, const int32_t *place, int32_t n)
{
    Around *a = g_new0(Around, 1);
    a->ways = ways;
    a->place = place;
    a->n = n;
    if (ways->x) {
        lay_grid(a);
    }
    int32_t lists = ways->x ? a->columns * a->rows : ways->n;
    a->first = g_new0(int32_t, lists + 2);
    a->visits = g_new(int32_t, n + 1);
    a->found = g_new(int32_t, n + 1);
    for (int32_t v = 0; v < n; v++) {
        a->first[list_of(a, v) + 2]++;
    }
    for (int32_t i = 0; i < lists; i++) {
        a->first[i + 2] += a->first[i + 1];
    }
    for (int32_t v = 0; v < n; v++) {
        a->visits[a->first[list_of(a, v) + 1]++] = v;
    }
    return a;
}

void
zf_vrp_around_free(Around *around)
{
    if (around) {
        g_free(around->first);
        g_free(around->visits);
        g_free(around->found);
        g_free(around);
    }
}

static int32_t
add_list(Around *a, int32_t list, int32_t n)
{
    for (int32_t i = a->first[list]; i < a->first[list + 1]; i++) {
        a->found[n++] = a->visits[i];
    }
    return n;
}

/* The cells at distance r from the middle one, a square's rim. */
static int32_t
add_rim(Around *a, int32_t column, int32_t row, int32_t r, int32_t n)
{
    for (int32_t y = MAX(row - r, 0); y <= MIN(row + r, a->rows - 1); y++) {
        bool whole = abs(y - row) == r;
        for (int32_t x = column - r; x <= column + r; x += whole || r == 0 ? 1 : 2 * r) {
            if (x >= 0 && x < a->columns) {
                n = add_list(a, y * a->columns + x, n);
            }
        }
    }
    return n;
}

/* Farther than any of what was found, v among them. */
static int64_t
farthest(const Around *a, int32_t v, int32_t n)
{
    int64_t far = 0;
    for (int32_t i = 0; i < n; i++) {
        far = MAX(far, zf_vrp_ways_entry(a->ways, a->place[v], a->place[a->found[i]]));
    }
    return far + 1;
}

/* Rim by rim until k others are found, and on until no nearer one can be outside. */
static int32_t
find_on_plane(Around *a, int32_t v, int32_t k)
{
    int32_t column = column_of(a, a->place[v]);
    int32_t row = row_of(a, a->place[v]);
    int32_t widest = MAX(a->columns, a->rows);
    int64_t far = INT64_MAX;
    int32_t n = 0;
    for (int32_t r = 0; r <= widest && (r - 1) * a->cell * a->ways->scale <= (double)far; r++) {
        n = add_rim(a, column, row, r, n);
        if (far == INT64_MAX && n > k) {
            far = farthest(a, v, n);
        }
    }
    return n;
}

static int32_t
find_in_row(Around *a, int32_t v)
{
    int32_t place = a->place[v];
    int32_t n = add_list(a, place, 0);
    for (size_t i = a->ways->first[place]; i < a->ways->first[place + 1]; i++) {
        n = add_list(a, a->ways->to[i], n);
    }
    return n;
}

const int32_t *
zf_vrp_around_find(Around *around, int32_t v, int32_t k, int32_t *n)
{
    *n = around->ways->x ? find_on_plane(around, v, k) : find_in_row(around, v);
    return around->found;
}
