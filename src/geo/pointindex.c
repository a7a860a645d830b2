/* The tree is the order of one array: the middle of each span splits it, by x on even depths and
 * by y on odd ones; spans of up to LEAF points are looked through. */
#include "geo/pointindex.h"

#include <math.h>
#include <string.h>

#define LEAF      8
#define MAX_DEPTH 64

typedef struct Entry {
    ZfXY at;
    int32_t id;
} Entry;

struct ZfPointIndex {
    Entry *entries;
    size_t n;
};

static inline double
axis_of(const Entry *entry, unsigned axis)
{
    return axis ? entry->at.y : entry->at.x;
}

static inline bool
before(const Entry *a, const Entry *b, unsigned axis)
{
    double x = axis_of(a, axis);
    double y = axis_of(b, axis);
    return x < y || (x == y && a->id < b->id);
}

static inline void
swap_entries(Entry *a, Entry *b)
{
    Entry keep = *a;
    *a = *b;
    *b = keep;
}

/* Hoare's selection: puts the entry that belongs at k there, smaller ones before it. The order is
 * total, so the result is the same whatever the pivots. */
static void
select_entry(Entry *entries, size_t lo, size_t hi, size_t k, unsigned axis)
{
    while (lo < hi) {
        Entry pivot = entries[lo + (hi - lo) / 2];
        size_t i = lo;
        size_t j = hi;
        for (;;) {
            while (before(&entries[i], &pivot, axis)) {
                i++;
            }
            while (before(&pivot, &entries[j], axis)) {
                j--;
            }
            if (i >= j) {
                break;
            }
            swap_entries(&entries[i++], &entries[j--]);
        }
        if (i == j) { /* the pivot itself */
            i++;
            j = j > 0 ? j - 1 : 0;
        }
        if (k <= j && j >= lo) {
            hi = j;
        } else if (k >= i) {
            lo = i;
        } else {
            return;
        }
    }
}

static void
arrange(Entry *entries, size_t lo, size_t hi, unsigned axis)
{
    while (hi - lo > LEAF) {
        size_t middle = lo + (hi - lo) / 2;
        select_entry(entries, lo, hi - 1, middle, axis);
        axis = !axis;
        arrange(entries, lo, middle, axis);
        lo = middle + 1;
    }
}

ZfPointIndex *
zf_point_index_new(const ZfXY *points, size_t n)
{
    g_assert(n <= INT32_MAX);
    ZfPointIndex *index = g_new(ZfPointIndex, 1);
    index->n = n;
    index->entries = g_new(Entry, MAX(n, 1));
    for (size_t i = 0; i < n; i++) {
        g_assert(isfinite(points[i].x) && isfinite(points[i].y));
        index->entries[i] = (Entry){points[i], (int32_t)i};
    }
    arrange(index->entries, 0, n, 0);
    return index;
}

void
zf_point_index_free(ZfPointIndex *index)
{
    if (index) {
        g_free(index->entries);
        g_free(index);
    }
}

/* What a walk through the tree looks for: the best `want` so far, worst on top of a small sorted
 * list, or everything within the limit when ids is set. */
typedef struct Walk {
    ZfXY at;
    double limit2;
    int32_t *best;
    double *best2;
    size_t found, want;
    GArray *ids;
} Walk;

static void
consider(Walk *walk, const Entry *entry)
{
    double dx = entry->at.x - walk->at.x;
    double dy = entry->at.y - walk->at.y;
    double d2 = dx * dx + dy * dy;
    if (d2 > walk->limit2) {
        return;
    }
    if (walk->ids) {
        g_array_append_val(walk->ids, entry->id);
        return;
    }
    size_t i = walk->found;
    while (i > 0 && (d2 < walk->best2[i - 1] ||
                     (d2 == walk->best2[i - 1] && entry->id < walk->best[i - 1]))) {
        i--;
    }
    if (i == walk->want) {
        return;
    }
    size_t last = walk->found < walk->want ? walk->found++ : walk->found - 1;
    memmove(walk->best + i + 1, walk->best + i, (last - i) * sizeof *walk->best);
    memmove(walk->best2 + i + 1, walk->best2 + i, (last - i) * sizeof *walk->best2);
    walk->best[i] = entry->id;
    walk->best2[i] = d2;
    if (walk->found == walk->want) {
        walk->limit2 = walk->best2[walk->want - 1];
    }
}

typedef struct Span {
    size_t lo, hi;
    unsigned axis;
    double least2; /* no point of the span is nearer */
} Span;

static void
walk_tree(const ZfPointIndex *index, Walk *walk)
{
    Span stack[MAX_DEPTH];
    size_t depth = 0;
    stack[depth++] = (Span){0, index->n, 0, 0.0};
    while (depth > 0) {
        Span span = stack[--depth];
        if (span.least2 > walk->limit2) {
            continue;
        }
        while (span.hi - span.lo > LEAF) {
            size_t middle = span.lo + (span.hi - span.lo) / 2;
            const Entry *split = &index->entries[middle];
            double d = (span.axis ? walk->at.y : walk->at.x) - axis_of(split, span.axis);
            consider(walk, split);
            Span far = {span.lo, middle, !span.axis, MAX(span.least2, d * d)};
            if (d <= 0.0) {
                far.lo = middle + 1;
                far.hi = span.hi;
                span.hi = middle;
            } else {
                span.lo = middle + 1;
            }
            span.axis = !span.axis;
            g_assert(depth < MAX_DEPTH);
            stack[depth++] = far;
        }
        for (size_t i = span.lo; i < span.hi; i++) {
            consider(walk, &index->entries[i]);
        }
    }
}

size_t
zf_point_index_k_nearest(const ZfPointIndex *index, ZfXY at, size_t k, double limit_m, int32_t *ret,
                         double *distances_m)
{
    if (k == 0 || !(limit_m >= 0.0)) {
        return 0;
    }
    double few[16];
    g_autofree double *many = k > G_N_ELEMENTS(few) ? g_new(double, k) : NULL;
    Walk walk = {
        .at = at, .limit2 = limit_m * limit_m, .best = ret, .best2 = many ? many : few, .want = k};
    walk_tree(index, &walk);
    for (size_t i = 0; distances_m && i < walk.found; i++) {
        distances_m[i] = sqrt(walk.best2[i]);
    }
    return walk.found;
}

int32_t
zf_point_index_nearest(const ZfPointIndex *index, ZfXY at, double limit_m, double *distance_m)
{
    int32_t ret = -1;
    double distance;
    if (zf_point_index_k_nearest(index, at, 1, limit_m, &ret, &distance) == 0) {
        return -1;
    }
    if (distance_m) {
        *distance_m = distance;
    }
    return ret;
}

static int
compare_ids(gconstpointer a, gconstpointer b)
{
    int32_t x = *(const int32_t *)a;
    int32_t y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

void
zf_point_index_within(const ZfPointIndex *index, ZfXY at, double radius_m, GArray *ret)
{
    if (!(radius_m >= 0.0)) {
        return;
    }
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int32_t));
    Walk walk = {.at = at, .limit2 = radius_m * radius_m, .ids = ids};
    walk_tree(index, &walk);
    g_array_sort(ids, compare_ids);
    if (ids->len > 0) {
        g_array_append_vals(ret, ids->data, ids->len);
    }
}
