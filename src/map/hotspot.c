#include "map/hotspot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SQRT3 1.7320508075688772

static const int64_t steps[][ZF_HOTSPOT_CLASSES] = {
    {1, 3, 6, 11},     {1, 6, 11, 21},     {1, 11, 21, 41},    {1, 21, 41, 81},
    {1, 51, 101, 201}, {1, 101, 201, 401}, {1, 201, 401, 801},
};

/* Hexagons that stand on a corner: rows are 3/2 of a side apart, every other one is shifted. */
static ZfMm
middle_of(int32_t column, int32_t row)
{
    double side = ZF_HOTSPOT_MM / SQRT3;
    return (ZfMm){(column + (row % 2 != 0 ? 0.5 : 0)) * ZF_HOTSPOT_MM, row * 1.5 * side};
}

/* The nearest middle of the two rows around the point; the upper left one of equals. */
static ZfHotspot
cell_of(ZfMm p)
{
    double side = ZF_HOTSPOT_MM / SQRT3;
    int32_t first = (int32_t)floor(p.y / (1.5 * side));
    ZfHotspot best = {.area = -1};
    double least = INFINITY;
    for (int32_t row = first; row <= first + 1; row++) {
        double shift = row % 2 != 0 ? 0.5 : 0;
        int32_t column = (int32_t)lround(p.x / ZF_HOTSPOT_MM - shift);
        ZfMm middle = middle_of(column, row);
        double away = hypot(p.x - middle.x, p.y - middle.y);
        if (away < least - 1e-9) {
            least = away;
            best = (ZfHotspot){.middle = middle, .column = column, .row = row, .area = -1};
        }
    }
    return best;
}

typedef struct Entry {
    ZfHotspot cell;
    ZfHotspotPoint point;
} Entry;

static int
compare_entries(gconstpointer a, gconstpointer b)
{
    const Entry *x = a;
    const Entry *y = b;
    if (x->cell.row != y->cell.row) {
        return x->cell.row < y->cell.row ? -1 : 1;
    }
    if (x->cell.column != y->cell.column) {
        return x->cell.column < y->cell.column ? -1 : 1;
    }
    return (x->point.area > y->point.area) - (x->point.area < y->point.area);
}

static int
compare_spots(gconstpointer a, gconstpointer b)
{
    const ZfHotspot *x = a;
    const ZfHotspot *y = b;
    if (x->weight != y->weight) {
        return x->weight > y->weight ? -1 : 1;
    }
    if (x->row != y->row) {
        return x->row < y->row ? -1 : 1;
    }
    return (x->column > y->column) - (x->column < y->column);
}

/* Adds up the entries of one cell, which are sorted by area. ret: how many they are. */
static size_t
add_up(const Entry *entries, size_t n, ZfHotspot *ret)
{
    int64_t most = 0;
    int64_t here = 0;
    size_t i = 0;
    *ret = entries[0].cell;
    for (; i < n && entries[i].cell.row == ret->row && entries[i].cell.column == ret->column; i++) {
        const ZfHotspotPoint *point = &entries[i].point;
        here = i > 0 && entries[i - 1].point.area == point->area ? here : 0;
        here += point->weight;
        ret->weight += point->weight;
        ret->points++;
        if (here > most) {
            most = here;
            ret->area = point->area;
        }
    }
    return i;
}

/* spots: heaviest first. */
static const int64_t *
choose_floors(const GArray *spots)
{
    for (size_t i = 0; i + 1 < G_N_ELEMENTS(steps); i++) {
        guint most = spots->len / 7; /* the first cell that must not be of the highest class */
        if (spots->len == 0 ||
            g_array_index(spots, ZfHotspot, most).weight < steps[i][ZF_HOTSPOT_CLASSES - 1]) {
            return steps[i];
        }
    }
    return steps[G_N_ELEMENTS(steps) - 1];
}

GArray *
zf_hotspots_gather(const ZfHotspotPoint *points, size_t n, int64_t floors[ZF_HOTSPOT_CLASSES])
{
    g_autofree Entry *entries = g_new0(Entry, n + 1);
    for (size_t i = 0; i < n; i++) {
        entries[i] = (Entry){cell_of(points[i].at), points[i]};
    }
    qsort(entries, n, sizeof *entries, compare_entries);
    GArray *spots = g_array_new(FALSE, TRUE, sizeof(ZfHotspot));
    for (size_t i = 0; i < n;) {
        ZfHotspot spot;
        i += add_up(entries + i, n - i, &spot);
        g_array_append_val(spots, spot);
    }
    g_array_sort(spots, compare_spots);
    memcpy(floors, choose_floors(spots), sizeof *steps);
    for (guint i = 0; i < spots->len; i++) {
        ZfHotspot *spot = &g_array_index(spots, ZfHotspot, i);
        while (spot->class + 1 < ZF_HOTSPOT_CLASSES && spot->weight >= floors[spot->class + 1]) {
            spot->class ++;
        }
    }
    return spots;
}

void
zf_hotspot_path(ZfCanvas *canvas, ZfMm middle)
{
    ZfMm corners[6];
    for (int i = 0; i < 6; i++) {
        double angle = (60 * i - 90) * G_PI / 180;
        corners[i] = (ZfMm){middle.x + ZF_HOTSPOT_MM / SQRT3 * cos(angle),
                            middle.y + ZF_HOTSPOT_MM / SQRT3 * sin(angle)};
    }
    zf_canvas_begin(canvas);
    zf_canvas_add_ring(canvas, corners, 6);
}
