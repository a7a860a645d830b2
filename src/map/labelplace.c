#include "map/labelplace.h"

#include <math.h>
#include <string.h>

#define CELL     0.5
#define MAX_HURT 60000

/* Of all hurt above and to the left of each corner, so that any box is four numbers: made where a
 * placer is asked so often between two changes that it pays. */
typedef struct Sums {
    uint32_t *at; /* (nx + 1) × (ny + 1), NULL until then */
    bool valid;   /* nothing has changed since */
    size_t asked; /* cells looked at one by one since the last change */
} Sums;

struct ZfPlacer {
    ZfArena *arena;
    ZfRect bounds;
    int nx, ny;
    uint8_t *blocked; /* nx × ny */
    uint16_t *hurt;
    Sums *sums;
};

typedef struct Cells {
    int x1, y1, x2, y2; /* both included */
} Cells;

ZfPlacer *
zf_placer_new(ZfRect bounds)
{
    ZfPlacer *placer = g_new0(ZfPlacer, 1);
    placer->arena = zf_arena_new(0);
    placer->bounds = bounds;
    placer->nx = (int)ceil(bounds.w / CELL);
    placer->ny = (int)ceil(bounds.h / CELL);
    size_t cells = (size_t)MAX(placer->nx, 1) * (size_t)MAX(placer->ny, 1);
    placer->blocked = zf_arena_array(placer->arena, uint8_t, cells);
    placer->hurt = zf_arena_array(placer->arena, uint16_t, cells);
    placer->sums = zf_arena_array(placer->arena, Sums, 1);
    return placer;
}

void
zf_placer_free(ZfPlacer *placer)
{
    if (placer) {
        zf_arena_free(placer->arena);
        g_free(placer);
    }
}

ZfRect
zf_placer_bounds(const ZfPlacer *placer)
{
    return placer->bounds;
}

/* Floating point is rounded to micrometres first, so that noise cannot move a cell border. */
static int
cell_of(double mm)
{
    int64_t um = llround(CLAMP(mm, -1e5, 1e5) * 1000);
    int64_t cell = (int64_t)(CELL * 1000);
    return (int)(um >= 0 ? um / cell : -((-um + cell - 1) / cell));
}

static Cells
cells_of(const ZfPlacer *placer, ZfRect box)
{
    return (Cells){cell_of(box.x - placer->bounds.x), cell_of(box.y - placer->bounds.y),
                   cell_of(box.x + box.w - placer->bounds.x - 0.002),
                   cell_of(box.y + box.h - placer->bounds.y - 0.002)};
}

static Cells
clipped(const ZfPlacer *placer, Cells c)
{
    return (Cells){MAX(c.x1, 0), MAX(c.y1, 0), MIN(c.x2, placer->nx - 1),
                   MIN(c.y2, placer->ny - 1)};
}

void
zf_placer_block(ZfPlacer *placer, ZfRect box)
{
    Cells c = clipped(placer, cells_of(placer, box));
    for (int y = c.y1; y <= c.y2 && c.x1 <= c.x2; y++) {
        memset(placer->blocked + (size_t)y * placer->nx + c.x1, 1, (size_t)c.x2 - (size_t)c.x1 + 1);
    }
}

static int
compare_doubles(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Where the rings cross the horizontal line at y, from left to right. */
static void
find_crossings(const ZfMm *points, const uint32_t *rings, uint32_t n_rings, double y,
               GArray *crossings)
{
    g_array_set_size(crossings, 0);
    for (uint32_t r = 0; r < n_rings; r++) {
        uint32_t n = rings[r + 1] - rings[r];
        const ZfMm *p = points + rings[r];
        for (uint32_t i = 0; i < n; i++) {
            ZfMm a = p[i];
            ZfMm b = p[(i + 1) % n];
            if ((a.y <= y) != (b.y <= y)) {
                double x = a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x);
                g_array_append_val(crossings, x);
            }
        }
    }
    g_array_sort(crossings, compare_doubles);
}

void
zf_placer_block_rings(ZfPlacer *placer, const ZfMm *points, const uint32_t *rings, uint32_t n_rings)
{
    g_autoptr(GArray) crossings = g_array_new(FALSE, FALSE, sizeof(double));
    double top = INFINITY;
    double bottom = -INFINITY;
    for (uint32_t i = rings[0]; n_rings > 0 && i < rings[n_rings]; i++) {
        top = fmin(top, points[i].y);
        bottom = fmax(bottom, points[i].y);
    }
    int first = MAX(cell_of(top - placer->bounds.y), 0);
    int last = MIN(cell_of(bottom - placer->bounds.y), placer->ny - 1);
    for (int row = first; row <= last; row++) {
        double y = placer->bounds.y + (row + 0.5) * CELL;
        find_crossings(points, rings, n_rings, y, crossings);
        for (guint i = 0; i + 1 < crossings->len; i += 2) {
            double left = g_array_index(crossings, double, i);
            double right = g_array_index(crossings, double, i + 1);
            zf_placer_block(placer, (ZfRect){left - CELL / 2, y - 0.01, right - left + CELL, 0.02});
        }
    }
}

void
zf_placer_avoid(ZfPlacer *placer, ZfRect box, unsigned hurt)
{
    Cells c = clipped(placer, cells_of(placer, box));
    placer->sums->valid = false;
    placer->sums->asked = 0;
    for (int y = c.y1; y <= c.y2; y++) {
        for (int x = c.x1; x <= c.x2; x++) {
            uint16_t *cell = &placer->hurt[(size_t)y * placer->nx + x];
            *cell = (uint16_t)MIN(*cell + hurt, MAX_HURT);
        }
    }
}

/* The part of a segment inside the bounds (Liang–Barsky), so that a road that runs far out of the
 * frame costs no time. */
static bool
clip_segment(ZfRect bounds, ZfMm *a, ZfMm *b)
{
    double dx = b->x - a->x;
    double dy = b->y - a->y;
    const double p[4] = {-dx, dx, -dy, dy};
    const double q[4] = {a->x - bounds.x, bounds.x + bounds.w - a->x, a->y - bounds.y,
                         bounds.y + bounds.h - a->y};
    double t0 = 0;
    double t1 = 1;
    for (int i = 0; i < 4; i++) {
        if (p[i] == 0) {
            if (q[i] < 0) {
                return false;
            }
        } else if (p[i] < 0) {
            t0 = fmax(t0, q[i] / p[i]);
        } else {
            t1 = fmin(t1, q[i] / p[i]);
        }
    }
    if (t0 > t1) {
        return false;
    }
    ZfMm from = *a;
    *a = (ZfMm){from.x + t0 * dx, from.y + t0 * dy};
    *b = (ZfMm){from.x + t1 * dx, from.y + t1 * dy};
    return true;
}

void
zf_placer_avoid_line(ZfPlacer *placer, const ZfMm *points, size_t n, double half, unsigned hurt)
{
    for (size_t i = 0; i + 1 < n; i++) {
        ZfMm a = points[i];
        ZfMm b = points[i + 1];
        if (!clip_segment(zf_rect_grow(placer->bounds, half), &a, &b)) {
            continue;
        }
        double length = hypot(b.x - a.x, b.y - a.y);
        int steps = (int)ceil(length / CELL);
        for (int s = 0; s < MAX(steps, 1); s++) {
            double t = steps > 0 ? (double)s / steps : 0;
            ZfRect spot = {a.x + t * (b.x - a.x) - half, a.y + t * (b.y - a.y) - half, 2 * half,
                           2 * half};
            zf_placer_avoid(placer, spot, hurt);
        }
    }
}

/* Sums may wrap around: differences of them are right as long as a box has less than 2^32. */
static void
sum_hurt(const ZfPlacer *placer)
{
    size_t across = (size_t)placer->nx + 1;
    if (!placer->sums->at) {
        placer->sums->at = zf_arena_array(placer->arena, uint32_t, across * (placer->ny + 1));
    }
    for (int y = 0; y < placer->ny; y++) {
        const uint16_t *hurt = placer->hurt + (size_t)y * placer->nx;
        const uint32_t *above = placer->sums->at + (size_t)y * across + 1;
        uint32_t *sums = placer->sums->at + (size_t)(y + 1) * across + 1;
        uint32_t row = 0;
        for (int x = 0; x < placer->nx; x++) {
            row += hurt[x];
            sums[x] = above[x] + row;
        }
    }
    placer->sums->valid = true;
}

static int64_t
hurt_of(const ZfPlacer *placer, Cells c)
{
    Sums *sums = placer->sums;
    size_t across = (size_t)placer->nx + 1;
    if (!sums->valid && sums->asked > across * (size_t)placer->ny) {
        sum_hurt(placer);
    }
    if (sums->valid) {
        const uint32_t *top = sums->at + (size_t)c.y1 * across;
        const uint32_t *bottom = sums->at + (size_t)(c.y2 + 1) * across;
        return (uint32_t)(bottom[c.x2 + 1] - bottom[c.x1] - top[c.x2 + 1] + top[c.x1]);
    }
    int64_t sum = 0;
    for (int y = c.y1; y <= c.y2; y++) {
        const uint16_t *hurt = placer->hurt + (size_t)y * placer->nx;
        for (int x = c.x1; x <= c.x2; x++) {
            sum += hurt[x];
        }
    }
    sums->asked += (size_t)c.x2 - (size_t)c.x1 + 1 * (size_t)(c.y2 - c.y1 + 1);
    return sum;
}

int64_t
zf_placer_cost(const ZfPlacer *placer, ZfRect box)
{
    if (!zf_rect_within(box, placer->bounds)) {
        return ZF_PLACER_BLOCKED;
    }
    Cells c = clipped(placer, cells_of(placer, box));
    if (c.x1 > c.x2 || c.y1 > c.y2) {
        return 0;
    }
    size_t w = (size_t)c.x2 - (size_t)c.x1 + 1;
    for (int y = c.y1; y <= c.y2; y++) {
        if (memchr(placer->blocked + (size_t)y * placer->nx + c.x1, 1, w)) {
            return ZF_PLACER_BLOCKED;
        }
    }
    return hurt_of(placer, c) * 16 / ((int64_t)w * (c.y2 - c.y1 + 1));
}

int64_t
zf_placer_overlap(const ZfPlacer *placer, ZfRect box)
{
    Cells whole = cells_of(placer, box);
    Cells c = clipped(placer, whole);
    int64_t inside = (int64_t)MAX(c.x2 - c.x1 + 1, 0) * MAX(c.y2 - c.y1 + 1, 0);
    int64_t all = (int64_t)(whole.x2 - whole.x1 + 1) * (whole.y2 - whole.y1 + 1);
    int64_t overlap = 4 * (all - inside); /* outside is worse than on top of something */
    for (int y = c.y1; y <= c.y2; y++) {
        for (int x = c.x1; x <= c.x2; x++) {
            overlap += placer->blocked[(size_t)y * placer->nx + x];
        }
    }
    return overlap;
}

int64_t
zf_placer_crossing(const ZfPlacer *placer, ZfMm from, ZfMm to)
{
    int steps = (int)ceil(hypot(to.x - from.x, to.y - from.y) / CELL);
    int64_t crossed = 0;
    for (int s = 1; s < steps; s++) {
        double t = (double)s / steps;
        int x = cell_of(from.x + t * (to.x - from.x) - placer->bounds.x);
        int y = cell_of(from.y + t * (to.y - from.y) - placer->bounds.y);
        if (x >= 0 && y >= 0 && x < placer->nx && y < placer->ny) {
            crossed += placer->blocked[(size_t)y * placer->nx + x];
        }
    }
    return crossed;
}

static double
side_of(ZfMm a, ZfMm b, ZfMm p)
{
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

bool
zf_segments_cross(ZfMm a, ZfMm b, ZfMm c, ZfMm d)
{
    return side_of(a, b, c) * side_of(a, b, d) <= 0 && side_of(c, d, a) * side_of(c, d, b) <= 0 &&
           fmax(a.x, b.x) >= fmin(c.x, d.x) && fmax(c.x, d.x) >= fmin(a.x, b.x) &&
           fmax(a.y, b.y) >= fmin(c.y, d.y) && fmax(c.y, d.y) >= fmin(a.y, b.y);
}

double
zf_segment_distance(ZfMm a, ZfMm b, ZfMm p)
{
    double dx = b.x - a.x;
    double dy = b.y - a.y;
    double length = dx * dx + dy * dy;
    double t = length > 0 ? CLAMP(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0, 1) : 0;
    return hypot(a.x + t * dx - p.x, a.y + t * dy - p.y);
}

/* The box whose nearest edge or corner lies distance away from anchor in direction i of sixteen. */
static ZfRect
box_in_direction(ZfMm anchor, double w, double h, double distance, int i)
{
    /* east first, then the diagonals to the right, as people read labels */
    static const int order[16] = {0, 14, 2, 8, 12, 4, 10, 6, 15, 1, 13, 3, 9, 7, 11, 5};
    double angle = order[i] * G_PI / 8;
    double ux = cos(angle);
    double uy = sin(angle);
    double x = anchor.x + ux * distance + (fabs(ux) < 0.2 ? 0 : ux > 0 ? 1 : -1) * w / 2;
    double y = anchor.y + uy * distance + (fabs(uy) < 0.2 ? 0 : uy > 0 ? 1 : -1) * h / 2;
    if (fabs(ux) > 0.2 && fabs(uy) > 0.2) { /* round corners: diagonals come closer */
        x -= (ux > 0 ? 1 : -1) * 0.15 * w;
        y -= (uy > 0 ? 1 : -1) * 0.15 * h;
    }
    return (ZfRect){x - w / 2, y - h / 2, w, h};
}

bool
zf_placer_beside(const ZfPlacer *placer, ZfMm anchor, double w, double h, double gap, double reach,
                 ZfRect *ret, double *distance)
{
    int64_t best = ZF_PLACER_BLOCKED;
    double step = 1;
    for (double d = gap; d <= reach + 1e-9; d += step, step *= 1.25) {
        int directions = d == gap ? 8 : 16;
        for (int i = 0; i < directions; i++) {
            ZfRect box = box_in_direction(anchor, w, h, d, i);
            int64_t cost = zf_placer_cost(placer, box);
            if (cost == ZF_PLACER_BLOCKED) {
                continue;
            }
            ZfMm middle = {box.x + w / 2, box.y + h / 2};
            cost += 40 * zf_placer_crossing(placer, anchor, middle) + i;
            cost += llround((d - gap) * 40);
            if (cost < best) {
                best = cost;
                *ret = box;
                if (distance) {
                    *distance = d;
                }
            }
        }
    }
    return best != ZF_PLACER_BLOCKED;
}

bool
zf_placer_anywhere(const ZfPlacer *placer, ZfMm anchor, double w, double h, ZfRect *ret)
{
    int64_t best = INT64_MAX;
    for (int y = 0; y < placer->ny; y += 2) {
        for (int x = 0; x < placer->nx; x += 2) {
            ZfRect box = {placer->bounds.x + x * CELL, placer->bounds.y + y * CELL, w, h};
            double away = hypot(box.x + w / 2 - anchor.x, box.y + h / 2 - anchor.y);
            int64_t cost = llround(away * 40);
            if (cost >= best) {
                continue;
            }
            int64_t hurt = zf_placer_cost(placer, box);
            if (hurt != ZF_PLACER_BLOCKED && cost + hurt < best) {
                best = cost + hurt;
                *ret = box;
            }
        }
    }
    return best != INT64_MAX;
}

ZfRect
zf_placer_least(const ZfPlacer *placer, ZfMm anchor, double w, double h)
{
    ZfRect best_box = {anchor.x - w / 2, anchor.y - h / 2, w, h};
    int64_t best = INT64_MAX;
    for (double d = 0; d <= 40; d += 2) {
        for (int i = 0; i < 16; i++) {
            ZfRect box = box_in_direction(anchor, w, h, d, i);
            int64_t cost = zf_placer_overlap(placer, box) * 100 + llround(d * 10);
            if (cost < best) {
                best = cost;
                best_box = box;
            }
        }
    }
    return best_box;
}
