#include "vrp/vrp.h"

#include <stdlib.h>
#include <string.h>

ZfVrpWayRows *
zf_vrp_way_rows_new(int32_t n, const int32_t *hubs, int32_t n_hubs)
{
    ZfVrpWayRows *rows = g_new0(ZfVrpWayRows, 1);
    size_t cells = (size_t)n * (size_t)n_hubs;
    int32_t *hub = g_new(int32_t, n + 1);
    for (int32_t i = 0; i < n; i++) {
        hub[i] = -1;
    }
    for (int32_t i = 0; i < n_hubs; i++) {
        g_assert(hubs[i] >= 0 && hubs[i] < n && hub[hubs[i]] < 0);
        hub[hubs[i]] = i;
    }
    int32_t *from = g_new(int32_t, cells + 1);
    int32_t *to = g_new(int32_t, cells + 1);
    for (size_t i = 0; i < cells; i++) {
        from[i] = to[i] = ZF_VRP_NO_WAY;
    }
    rows->n_hubs = n_hubs;
    rows->ways = (ZfVrpWays){.times = true,
                             .n = n,
                             .first = g_new0(size_t, n + 1),
                             .to = g_new0(int32_t, 1),
                             .entry = g_new0(int32_t, 1),
                             .hub = hub,
                             .near_hub = g_new0(int32_t, n + 1),
                             .to_near = g_new0(int32_t, n + 1),
                             .from_near = g_new0(int32_t, n + 1),
                             .from_hub = from,
                             .to_hub = to};
    return rows;
}

void
zf_vrp_way_rows_free(ZfVrpWayRows *rows)
{
    if (rows) {
        g_free((void *)rows->ways.first);
        g_free((void *)rows->ways.to);
        g_free((void *)rows->ways.entry);
        g_free((void *)rows->ways.hub);
        g_free((void *)rows->ways.near_hub);
        g_free((void *)rows->ways.to_near);
        g_free((void *)rows->ways.from_near);
        g_free((void *)rows->ways.from_hub);
        g_free((void *)rows->ways.to_hub);
        g_free(rows);
    }
}

int32_t *
zf_vrp_way_rows_table(ZfVrpWayRows *rows, bool to_hub)
{
    return (int32_t *)(to_hub ? rows->ways.to_hub : rows->ways.from_hub);
}

void
zf_vrp_way_rows_link(ZfVrpWayRows *rows)
{
    ZfVrpWays *w = &rows->ways;
    int32_t *near = (int32_t *)w->near_hub;
    int32_t *to_near = (int32_t *)w->to_near;
    int32_t *from_near = (int32_t *)w->from_near;
    int64_t longest = 0;
    w->missing = rows->n_hubs == 0;
    for (int32_t i = 0; i < w->n; i++) {
        int64_t best = INT64_MAX;
        int64_t out = 0;
        for (int32_t h = 0; h < rows->n_hubs; h++) {
            int64_t from = w->from_hub[(size_t)h * (size_t)w->n + (size_t)i];
            int64_t to = w->to_hub[(size_t)h * (size_t)w->n + (size_t)i];
            w->missing = w->missing || from >= ZF_VRP_NO_WAY || to >= ZF_VRP_NO_WAY;
            if (from + to < best) {
                best = from + to;
                near[i] = h;
            }
            out = from < ZF_VRP_NO_WAY ? MAX(out, from) : out;
            out = to < ZF_VRP_NO_WAY ? MAX(out, to) : out;
        }
        to_near[i] = from_near[i] = ZF_VRP_NO_WAY;
        if (rows->n_hubs > 0) {
            size_t at = (size_t)near[i] * (size_t)w->n + (size_t)i;
            to_near[i] = w->to_hub[at];
            from_near[i] = w->from_hub[at];
        }
        longest = MAX(longest, out + (best < ZF_VRP_NO_WAY ? best : 0));
    }
    w->most = (int32_t)MIN(longest, ZF_VRP_NO_WAY - 1);
}

/* ret: where the way stands in its row, or SIZE_MAX. */
static size_t
find(const ZfVrpWays *w, int32_t from, int32_t to)
{
    size_t low = w->first[from];
    size_t n = w->first[from + 1] - low;
    while (n > 1) {
        size_t half = n / 2;
        low = w->to[low + half] <= to ? low + half : low;
        n -= half;
    }
    return n == 1 && w->to[low] == to ? low : SIZE_MAX;
}

int32_t
zf_vrp_ways_by_rows(const ZfVrpWays *w, int32_t from, int32_t to)
{
    size_t n = (size_t)w->n;
    if (from == to) {
        return 0;
    }
    if (w->hub[from] >= 0) {
        return w->from_hub[(size_t)w->hub[from] * n + (size_t)to];
    }
    if (w->hub[to] >= 0) {
        return w->to_hub[(size_t)w->hub[to] * n + (size_t)from];
    }
    size_t at = find(w, from, to);
    if (at != SIZE_MAX) {
        return w->entry[at];
    }
    int64_t by_a =
        (int64_t)w->to_near[from] + w->from_hub[(size_t)w->near_hub[from] * n + (size_t)to];
    int64_t by_b =
        (int64_t)w->from_near[to] + w->to_hub[(size_t)w->near_hub[to] * n + (size_t)from];
    return (int32_t)MIN(MIN(by_a, by_b), ZF_VRP_NO_WAY);
}

bool
zf_vrp_way_rows_know(const ZfVrpWayRows *rows, int32_t from, int32_t to)
{
    const ZfVrpWays *w = &rows->ways;
    return from == to || w->hub[from] >= 0 || w->hub[to] >= 0 || find(w, from, to) != SIZE_MAX;
}

static int
compare_entries(const void *a, const void *b)
{
    const ZfVrpWayEntry *x = a;
    const ZfVrpWayEntry *y = b;
    return x->from != y->from ? (x->from > y->from) - (x->from < y->from)
                              : (x->to > y->to) - (x->to < y->to);
}

/* The row of a place and the new entries for it, both by rising end, become one. ret: the new end.
 */
static size_t
merge_row(const ZfVrpWays *w, int32_t from, const ZfVrpWayEntry *entries, size_t n, int32_t *to,
          int32_t *entry, size_t at)
{
    size_t old = w->first[from];
    size_t old_end = w->first[from + 1];
    for (size_t i = 0; i < n || old < old_end;) {
        bool add = old == old_end || (i < n && entries[i].to < w->to[old]);
        if (add) {
            to[at] = entries[i].to;
            entry[at++] = entries[i].entry;
        } else {
            to[at] = w->to[old];
            entry[at++] = w->entry[old++];
        }
        while (i < n && entries[i].to == to[at - 1]) {
            i++;
        }
    }
    return at;
}

void
zf_vrp_way_rows_add(ZfVrpWayRows *rows, const ZfVrpWayEntry *entries, size_t n)
{
    ZfVrpWays *w = &rows->ways;
    g_autofree ZfVrpWayEntry *sorted = g_memdup2(entries, n * sizeof *entries);
    bool in_order = true;
    for (size_t i = 1; i < n; i++) {
        in_order = in_order && compare_entries(&sorted[i - 1], &sorted[i]) <= 0;
    }
    if (!in_order) {
        qsort(sorted, n, sizeof *sorted, compare_entries);
    }
    size_t room = w->first[w->n] + n + 1;
    int32_t *to = g_new(int32_t, room);
    int32_t *entry = g_new(int32_t, room);
    size_t *first = g_new(size_t, w->n + 1);
    size_t at = 0;
    size_t next = 0;
    for (int32_t i = 0; i < w->n; i++) {
        first[i] = at;
        size_t begin = next;
        while (next < n && sorted[next].from == i) {
            next++;
        }
        at = merge_row(w, i, sorted + begin, next - begin, to, entry, at);
    }
    first[w->n] = at;
    g_free((void *)w->first);
    g_free((void *)w->to);
    g_free((void *)w->entry);
    w->first = first;
    w->to = to;
    w->entry = entry;
}
