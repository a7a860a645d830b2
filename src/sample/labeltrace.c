/* From a raster of villages to borders: chains of cell edges from junction to junction, each
 * smoothed once and then used by the villages on both its sides. */
#include "sample/labels.h"

#include "sample/noise.h"

#include <math.h>

#define SMOOTHING  4
#define BEND       44.0  /* metres */
#define BEND_SCALE 390.0 /* metres; BEND * 4 / BEND_SCALE < 1 keeps the map one to one */

enum { CHANNEL_BEND_X = 21, CHANNEL_BEND_Y };

/* East, north, west, south. */
static const int step_column[] = {1, 0, -1, 0};
static const int step_row[] = {0, 1, 0, -1};

typedef struct Chain {
    GArray *points; /* ZfXY */
    int start, end; /* corners */
    int32_t left, right;
} Chain;

typedef struct Tracer {
    const Labels *labels;
    uint64_t seed;
    int corner_columns;
    uint8_t *walked; /* by corner: a bit for each direction */
    GArray *chains;
} Tracer;

static int32_t
label_at(const Labels *labels, int column, int row)
{
    if (column < 0 || row < 0 || column >= labels->columns || row >= labels->rows) {
        return -1;
    }
    return labels->cell[row * labels->columns + column];
}

/* The villages to the left and right of the edge that leaves a corner in a direction. */
static void
sides(const Labels *labels, int column, int row, int direction, int32_t *left, int32_t *right)
{
    static const int left_column[] = {0, -1, -1, 0};
    static const int left_row[] = {0, 0, -1, -1};
    *left = label_at(labels, column + left_column[direction], row + left_row[direction]);
    int turned = (direction + 3) % 4; /* the cell to the right is the left one of the next turn */
    *right = label_at(labels, column + left_column[turned], row + left_row[turned]);
}

static bool
has_edge(const Labels *labels, int column, int row, int direction)
{
    int32_t left;
    int32_t right;
    sides(labels, column, row, direction, &left, &right);
    return left != right;
}

static int
degree(const Labels *labels, int column, int row)
{
    int n = 0;
    for (int k = 0; k < 4; k++) {
        n += has_edge(labels, column, row, k);
    }
    return n;
}

static ZfXY
corner_at(const Labels *labels, int column, int row)
{
    return (ZfXY){labels->origin.x + column * CELL, labels->origin.y + row * CELL};
}

/* Follows edges from a corner until the next junction, or around to where it began. */
static void
walk(Tracer *tracer, int column, int row, int direction)
{
    const Labels *labels = tracer->labels;
    Chain chain = {.points = g_array_new(FALSE, FALSE, sizeof(ZfXY)),
                   .start = row * tracer->corner_columns + column};
    sides(labels, column, row, direction, &chain.left, &chain.right);
    ZfXY at = corner_at(labels, column, row);
    g_array_append_val(chain.points, at);
    for (;;) {
        tracer->walked[row * tracer->corner_columns + column] |= (uint8_t)(1 << direction);
        column += step_column[direction];
        row += step_row[direction];
        int corner = row * tracer->corner_columns + column;
        int back = (direction + 2) % 4;
        tracer->walked[corner] |= (uint8_t)(1 << back);
        at = corner_at(labels, column, row);
        g_array_append_val(chain.points, at);
        chain.end = corner;
        if (corner == chain.start || degree(labels, column, row) != 2) {
            break;
        }
        for (int k = 0; k < 4; k++) {
            if (k != back && has_edge(labels, column, row, k)) {
                direction = k;
                break;
            }
        }
    }
    g_array_append_val(tracer->chains, chain);
}

static void
walk_all(Tracer *tracer, bool junctions)
{
    const Labels *labels = tracer->labels;
    for (int row = 0; row <= labels->rows; row++) {
        for (int column = 0; column <= labels->columns; column++) {
            int n = degree(labels, column, row);
            if (n < 2 || (junctions && n == 2)) {
                continue;
            }
            for (int k = 0; k < 4; k++) {
                bool walked = tracer->walked[row * tracer->corner_columns + column] >> k & 1;
                if (!walked && has_edge(labels, column, row, k)) {
                    walk(tracer, column, row, k);
                }
            }
        }
    }
}

/* Corners round off: every point moves to the middle of its neighbours; ends stay. */
static void
smooth(Chain *chain)
{
    guint n = chain->points->len;
    ZfXY *points = (ZfXY *)(void *)chain->points->data;
    if (n < 3) {
        return;
    }
    bool loop = chain->start == chain->end;
    g_autofree ZfXY *before = g_new(ZfXY, n);
    for (int pass = 0; pass < SMOOTHING; pass++) {
        for (guint i = 0; i < n; i++) {
            before[i] = points[i];
        }
        for (guint i = 0; i < n; i++) {
            bool is_end = i == 0 || i == n - 1;
            if (is_end && !loop) {
                continue;
            }
            ZfXY a = before[is_end ? n - 2 : i - 1];
            ZfXY b = before[is_end ? 1 : i + 1];
            points[i].x = 0.5 * before[i].x + 0.25 * (a.x + b.x);
            points[i].y = 0.5 * before[i].y + 0.25 * (a.y + b.y);
        }
    }
}

/* A bend of the whole plane: what was apart stays apart, junctions move along. */
static void
bend(const Tracer *tracer, Chain *chain)
{
    for (guint i = 0; i < chain->points->len; i++) {
        ZfXY *p = &g_array_index(chain->points, ZfXY, i);
        double dx = noise_at(tracer->seed, CHANNEL_BEND_X, p->x, p->y, BEND_SCALE);
        double dy = noise_at(tracer->seed, CHANNEL_BEND_Y, p->x, p->y, BEND_SCALE);
        p->x = rint((p->x + BEND * dx) * 100.0) / 100.0;
        p->y = rint((p->y + BEND * dy) * 100.0) / 100.0;
    }
}

/* A chain as one village sees it, that village to its left. */
typedef struct Side {
    const Chain *chain;
    bool backward;
    bool used;
} Side;

static int
side_start(const Side *side)
{
    return side->backward ? side->chain->end : side->chain->start;
}

static int
side_end(const Side *side)
{
    return side->backward ? side->chain->start : side->chain->end;
}

static void
add_side(const Side *side, ZfPolygonBuilder *builder)
{
    guint n = side->chain->points->len;
    for (guint i = 0; i + 1 < n; i++) { /* the last point is the first of the next chain */
        ZfXY at = g_array_index(side->chain->points, ZfXY, side->backward ? n - 1 - i : i);
        zf_polygon_builder_add(builder, (ZfLonLat){at.x, at.y});
    }
}

static double
ring_area(const GArray *points, guint first)
{
    double sum = 0.0;
    for (guint i = first, j = points->len - 1; i < points->len; j = i++) {
        ZfLonLat a = g_array_index(points, ZfLonLat, j);
        ZfLonLat b = g_array_index(points, ZfLonLat, i);
        sum += a.lon * b.lat - b.lon * a.lat;
    }
    return sum;
}

/* Links the sides of one village into rings. A village is one piece: its ring that runs
 * counter-clockwise is the shell and comes first. */
static ZfPolygon *
link_sides(GArray *sides_of)
{
    g_auto(ZfPolygonBuilder) shell = zf_polygon_builder();
    g_auto(ZfPolygonBuilder) holes = zf_polygon_builder();
    for (guint first = 0; first < sides_of->len; first++) {
        Side *side = &g_array_index(sides_of, Side, first);
        if (side->used) {
            continue;
        }
        guint start = holes.points->len;
        zf_polygon_builder_ring(&holes);
        int begin = side_start(side);
        while (side && !side->used) {
            side->used = true;
            add_side(side, &holes);
            int at = side_end(side);
            side = NULL;
            for (guint i = 0; at != begin && i < sides_of->len; i++) {
                Side *next = &g_array_index(sides_of, Side, i);
                if (!next->used && side_start(next) == at) {
                    side = next;
                    break;
                }
            }
        }
        if (ring_area(holes.points, start) > 0.0) {
            zf_polygon_builder_ring(&shell);
            g_array_append_vals(shell.points, &g_array_index(holes.points, ZfLonLat, start),
                                holes.points->len - start);
            g_array_set_size(holes.points, start);
            g_array_set_size(holes.rings, holes.rings->len - 1);
        }
    }
    for (guint r = 0; r < holes.rings->len; r++) {
        guint from = g_array_index(holes.rings, uint32_t, r);
        guint to = r + 1 < holes.rings->len ? g_array_index(holes.rings, uint32_t, r + 1)
                                            : holes.points->len;
        zf_polygon_builder_ring(&shell);
        g_array_append_vals(shell.points, &g_array_index(holes.points, ZfLonLat, from), to - from);
    }
    return zf_polygon_builder_finish(&shell);
}

static void
chain_clear(gpointer data)
{
    g_array_unref(((Chain *)data)->points);
}

static void
take_side(GPtrArray *by_village, int32_t village, const Chain *chain, bool backward)
{
    if (village >= 0) {
        Side side = {chain, backward, false};
        g_array_append_val((GArray *)by_village->pdata[village], side);
    }
}

static void
unref_array(gpointer array)
{
    g_array_unref(array);
}

ZfPolygon **
labels_trace(const Labels *labels, uint64_t seed, int n)
{
    Tracer tracer = {.labels = labels, .seed = seed, .corner_columns = labels->columns + 1};
    g_autofree uint8_t *walked =
        g_malloc0((size_t)(labels->columns + 1) * (size_t)(labels->rows + 1));
    g_autoptr(GArray) chains = g_array_new(FALSE, FALSE, sizeof(Chain));
    g_array_set_clear_func(chains, chain_clear);
    tracer.walked = walked;
    tracer.chains = chains;
    walk_all(&tracer, true);
    walk_all(&tracer, false); /* loops without a junction */
    g_autoptr(GPtrArray) by_village = g_ptr_array_new_with_free_func(unref_array);
    for (int i = 0; i < n; i++) {
        g_ptr_array_add(by_village, g_array_new(FALSE, FALSE, sizeof(Side)));
    }
    for (guint i = 0; i < chains->len; i++) {
        Chain *chain = &g_array_index(chains, Chain, i);
        smooth(chain);
        bend(&tracer, chain);
        take_side(by_village, chain->left, chain, false);
        take_side(by_village, chain->right, chain, true);
    }
    ZfPolygon **ret = g_new0(ZfPolygon *, n);
    for (int i = 0; i < n; i++) {
        ret[i] = link_sides(by_village->pdata[i]);
        g_assert(ret[i]); /* every village has its seed's cell */
    }
    return ret;
}
