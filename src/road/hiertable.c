/* Tables: RPHAST (Delling, Goldberg and Werneck, "Faster batched shortest paths in road networks",
 * 2011). The nodes from which targets can be reached downwards are found once; then sixteen sources
 * at a time climb together and one sweep down over those nodes gives all their costs. Sources are
 * taken along a space-filling curve, so that sixteen of them climb over nearly the same nodes. */
#include "road/hierarchy.h"

#include "road/segindex.h"

#include <string.h>

enum { LANES = 16 };

/* Signed, so that common processors can compare four at once. Two FARs can still be added. */
typedef int64_t Cost;
static const Cost FAR = (Cost)1 << 61;

static Cost
cost_of(uint64_t cost)
{
    return cost >= (uint64_t)FAR ? FAR : (Cost)cost;
}

/* Arcs in the order they are walked: node v of the walk is written from its arcs, whose other ends
 * come earlier in it. */
typedef struct Walk {
    uint32_t n;
    uint32_t *first; /* n + 1 */
    uint32_t *other; /* numbers in the walk */
    Cost *cost;
} Walk;

static inline __attribute__((always_inline)) void
sweep_body(const Walk *walk, Cost *lanes)
{
    for (uint32_t v = 0; v < walk->n; v++) {
        Cost *restrict to = __builtin_assume_aligned(lanes + (size_t)v * LANES, 64);
        for (uint32_t i = walk->first[v]; i < walk->first[v + 1]; i++) {
            const Cost *restrict from =
                __builtin_assume_aligned(lanes + (size_t)walk->other[i] * LANES, 64);
            Cost add = walk->cost[i];
            for (int k = 0; k < LANES; k++) {
                Cost cost = from[k] + add;
                to[k] = cost < to[k] ? cost : to[k];
            }
        }
    }
}

static void
sweep_plain(const Walk *walk, Cost *lanes)
{
    sweep_body(walk, lanes);
}

#ifdef __x86_64__
__attribute__((target("avx2"))) static void
sweep_wide(const Walk *walk, Cost *lanes)
{
    sweep_body(walk, lanes);
}
#endif

/* The same integers either way. */
static void
sweep(const Walk *walk, Cost *lanes)
{
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx2")) {
        sweep_wide(walk, lanes);
        return;
    }
#endif
    sweep_plain(walk, lanes);
}

/* ---- what all workers share ---- */

/* A target as the sweep sees it. */
typedef struct Target {
    uint32_t a; /* numbers in the down walk; UINT32_MAX when the edge cannot be reached so */
    uint32_t b;
    Cost by_a; /* from a to the home, leg included */
    Cost by_b;
} Target;

typedef struct Table {
    const ZfRoadHierarchy *h;
    const ZfRoadSpot *from;
    const ZfRoadSpot *to;
    size_t rows;
    size_t cols;
    uint32_t *time_ds;
    uint32_t *dist_dm;
    uint32_t *order; /* rows along the curve */
    Walk down;
    uint32_t *down_rank;   /* of each number in the walk */
    uint32_t *down_number; /* of each rank, UINT32_MAX = not in it */
    Target *targets;
    GHashTable *by_edge; /* edge -> first target + 1 */
    uint32_t *next_same; /* next target on the same edge + 1 */
    struct Scratch *scratch;
} Table;

/* One worker's. */
typedef struct Scratch {
    Cost *down_lanes;
    Cost *up_lanes;
    void *down_block; /* as allocated, before alignment */
    void *up_block;
    size_t up_room;
    uint32_t *up_number; /* of each rank, UINT32_MAX = not climbed */
    GArray *heap;        /* ranks to climb from, smallest first */
    GArray *up_rank;     /* climbed, by rising rank */
} Scratch;

static Cost *
aligned_lanes(size_t n, void **block)
{
    *block = g_malloc(n * LANES * sizeof(Cost) + 64);
    return (Cost *)(((uintptr_t)*block + 63) & ~(uintptr_t)63);
}

static int
compare_falling(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;
    return (x < y) - (x > y);
}

/* Adds a rank to the down walk's set. */
static void
want(Table *table, GArray *ranks, uint32_t rank)
{
    if (table->down_number[rank] == UINT32_MAX) {
        table->down_number[rank] = 0;
        g_array_append_val(ranks, rank);
    }
}

/* All ranks from which a target can be reached by going down. */
static GArray *
find_down(Table *table)
{
    const ZfRoadHierarchy *h = table->h;
    GArray *ranks = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    table->down_number = g_new(uint32_t, h->n + 1u);
    memset(table->down_number, 0xff, h->n * sizeof(uint32_t));
    for (size_t j = 0; j < table->cols; j++) {
        const ZfRoadSpot *to = &table->to[j];
        if (to->edge != UINT32_MAX) {
            want(table, ranks, h->rank[to->a]);
            want(table, ranks, h->rank[to->b]);
        }
    }
    for (guint i = 0; i < ranks->len; i++) {
        uint32_t rank = g_array_index(ranks, uint32_t, i);
        for (uint32_t k = h->down.first[rank]; k < h->down.first[rank + 1]; k++) {
            want(table, ranks, h->down.head[k]);
        }
    }
    g_array_sort(ranks, compare_falling);
    return ranks;
}

static void
make_down(Table *table)
{
    const ZfRoadHierarchy *h = table->h;
    g_autoptr(GArray) ranks = find_down(table);
    Walk *walk = &table->down;
    size_t arcs = 0;
    for (guint i = 0; i < ranks->len; i++) {
        uint32_t rank = g_array_index(ranks, uint32_t, i);
        table->down_number[rank] = i;
        arcs += h->down.first[rank + 1] - h->down.first[rank];
    }
    walk->n = ranks->len;
    walk->first = g_new(uint32_t, walk->n + 1u);
    walk->other = g_new(uint32_t, arcs + 1);
    walk->cost = g_new(Cost, arcs + 1);
    table->down_rank = g_memdup2(ranks->data, walk->n * sizeof(uint32_t));
    uint32_t k = 0;
    for (uint32_t v = 0; v < walk->n; v++) {
        uint32_t rank = table->down_rank[v];
        walk->first[v] = k;
        for (uint32_t i = h->down.first[rank]; i < h->down.first[rank + 1]; i++, k++) {
            walk->other[k] = table->down_number[h->down.head[i]];
            walk->cost[k] = cost_of(h->down.cost[i]);
        }
    }
    walk->first[walk->n] = k;
}

static void
make_targets(Table *table)
{
    table->targets = g_new(Target, table->cols + 1);
    table->by_edge = g_hash_table_new(NULL, NULL);
    table->next_same = g_new0(uint32_t, table->cols + 1);
    for (size_t j = table->cols; j-- > 0;) {
        const ZfRoadSpot *to = &table->to[j];
        gpointer key = GUINT_TO_POINTER(to->edge);
        table->next_same[j] = GPOINTER_TO_UINT(g_hash_table_lookup(table->by_edge, key));
        g_hash_table_replace(table->by_edge, key, GUINT_TO_POINTER((uint32_t)j + 1));
        table->targets[j] = (Target){.a = UINT32_MAX, .b = UINT32_MAX, .by_a = FAR, .by_b = FAR};
        if (to->edge != UINT32_MAX) {
            table->targets[j] = (Target){.a = table->down_number[table->h->rank[to->a]],
                                         .b = table->down_number[table->h->rank[to->b]],
                                         .by_a = cost_of(zf_road_cost_add(to->arrive_a, to->leg)),
                                         .by_b = cost_of(zf_road_cost_add(to->arrive_b, to->leg))};
        }
    }
}

typedef struct Key {
    uint32_t place;
    uint32_t row;
} Key;

static int
compare_keys(const void *a, const void *b)
{
    const Key *x = a;
    const Key *y = b;
    if (x->place != y->place) {
        return x->place < y->place ? -1 : 1;
    }
    return (x->row > y->row) - (x->row < y->row);
}

static void
order_rows(Table *table)
{
    g_autofree Key *keys = g_new(Key, table->rows + 1);
    ZfBox box = zf_box_empty();
    for (size_t i = 0; i < table->rows; i++) {
        if (table->from[i].edge != UINT32_MAX) {
            zf_box_add(&box, table->from[i].point);
        }
    }
    for (size_t i = 0; i < table->rows; i++) {
        const ZfRoadSpot *from = &table->from[i];
        double x = (from->point.lon - box.min_lon) / MAX(box.max_lon - box.min_lon, 1e-9);
        double y = (from->point.lat - box.min_lat) / MAX(box.max_lat - box.min_lat, 1e-9);
        bool placed = from->edge != UINT32_MAX;
        keys[i].row = (uint32_t)i;
        keys[i].place = placed ? zf_hilbert((uint32_t)(x * 65535), (uint32_t)(y * 65535)) : 0;
    }
    qsort(keys, table->rows, sizeof *keys, compare_keys);
    table->order = g_new(uint32_t, table->rows + 1);
    for (size_t i = 0; i < table->rows; i++) {
        table->order[i] = keys[i].row;
    }
}

/* ---- sixteen rows ---- */

static void
heap_push(GArray *heap, uint32_t rank)
{
    g_array_append_val(heap, rank);
    uint32_t *items = (uint32_t *)heap->data;
    size_t i = heap->len - 1;
    for (; i > 0 && rank < items[(i - 1) / 2]; i = (i - 1) / 2) {
        items[i] = items[(i - 1) / 2];
    }
    items[i] = rank;
}

static uint32_t
heap_pop(GArray *heap)
{
    uint32_t *items = (uint32_t *)heap->data;
    uint32_t top = items[0];
    uint32_t last = items[heap->len - 1];
    uint32_t n = heap->len - 1;
    g_array_set_size(heap, n);
    uint32_t i = 0;
    for (uint32_t child = 1; child < n; child = 2 * i + 1) {
        child += child + 1 < n && items[child + 1] < items[child];
        if (items[child] >= last) {
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

/* ret: the lanes of a rank that is climbed from, empty ones when it is new. */
static Cost *
climbed(Scratch *scratch, uint32_t rank)
{
    uint32_t number = scratch->up_number[rank];
    if (number == UINT32_MAX) {
        number = scratch->up_rank->len;
        scratch->up_number[rank] = number;
        g_array_append_val(scratch->up_rank, rank);
        heap_push(scratch->heap, rank);
        if (number >= scratch->up_room) {
            void *block;
            size_t room = MAX(1024, scratch->up_room * 2);
            Cost *lanes = aligned_lanes(room, &block);
            memcpy(lanes, scratch->up_lanes, scratch->up_room * LANES * sizeof(Cost));
            g_free(scratch->up_block);
            scratch->up_block = block;
            scratch->up_lanes = lanes;
            scratch->up_room = room;
        }
        Cost *fresh = scratch->up_lanes + (size_t)number * LANES;
        for (int k = 0; k < LANES; k++) {
            fresh[k] = FAR;
        }
    }
    return scratch->up_lanes + (size_t)number * LANES;
}

static void
seed(const Table *table, Scratch *scratch, const ZfRoadSpot *from, int lane)
{
    if (from->edge == UINT32_MAX) {
        return;
    }
    const uint32_t nodes[2] = {from->a, from->b};
    const uint64_t costs[2] = {from->leave_a, from->leave_b};
    for (int end = 0; end < 2; end++) {
        if (costs[end] != ZF_ROAD_INFINITE) {
            Cost *lanes = climbed(scratch, table->h->rank[nodes[end]]);
            lanes[lane] = MIN(lanes[lane], cost_of(costs[end] + from->leg));
        }
    }
}

/* Upwards from all seeds, every node after all below it. */
static void
climb(const Table *table, Scratch *scratch)
{
    const ZfRoadLadder *up = &table->h->up;
    while (scratch->heap->len > 0) {
        uint32_t rank = heap_pop(scratch->heap);
        for (uint32_t i = up->first[rank]; i < up->first[rank + 1]; i++) {
            Cost *to = climbed(scratch, up->head[i]);
            const Cost *from = scratch->up_lanes + (size_t)scratch->up_number[rank] * LANES;
            Cost add = cost_of(up->cost[i]);
            for (int k = 0; k < LANES; k++) {
                Cost cost = from[k] + add;
                to[k] = cost < to[k] ? cost : to[k];
            }
        }
    }
}

/* Puts what was climbed where the sweep begins, and forgets it. */
static void
hand_over(const Table *table, Scratch *scratch)
{
    size_t n = (size_t)table->down.n * LANES;
    for (size_t i = 0; i < n; i++) {
        scratch->down_lanes[i] = FAR;
    }
    for (guint i = 0; i < scratch->up_rank->len; i++) {
        uint32_t rank = g_array_index(scratch->up_rank, uint32_t, i);
        uint32_t number = table->down_number[rank];
        if (number != UINT32_MAX) {
            memcpy(scratch->down_lanes + (size_t)number * LANES,
                   scratch->up_lanes + (size_t)i * LANES, LANES * sizeof(Cost));
        }
        scratch->up_number[rank] = UINT32_MAX;
    }
    g_array_set_size(scratch->up_rank, 0);
}

static void
write_cell(const Table *table, size_t row, size_t col, Cost cost)
{
    size_t cell = row * table->cols + col;
    bool never = cost >= FAR;
    table->time_ds[cell] = never ? ZF_ROAD_NEVER : (uint32_t)(cost >> 32);
    table->dist_dm[cell] = never ? ZF_ROAD_NEVER : (uint32_t)cost;
}

/* Columns in blocks, so that each row is written in runs. */
static void
write_rows(const Table *table, const Scratch *scratch, size_t first, int n)
{
    enum { BLOCK = 16 };
    Cost cells[BLOCK][LANES];
    for (size_t block = 0; block < table->cols; block += BLOCK) {
        size_t width = MIN(BLOCK, table->cols - block);
        for (size_t j = 0; j < width; j++) {
            const Target *target = &table->targets[block + j];
            if (target->a == UINT32_MAX) {
                for (int k = 0; k < LANES; k++) {
                    cells[j][k] = FAR;
                }
                continue;
            }
            const Cost *a = scratch->down_lanes + (size_t)target->a * LANES;
            const Cost *b = scratch->down_lanes + (size_t)target->b * LANES;
            for (int k = 0; k < LANES; k++) {
                Cost by_a = a[k] + target->by_a;
                Cost by_b = b[k] + target->by_b;
                cells[j][k] = by_a < by_b ? by_a : by_b;
            }
        }
        for (int k = 0; k < n; k++) {
            size_t row = table->order[first + (size_t)k];
            for (size_t j = 0; j < width; j++) {
                write_cell(table, row, block + j, cells[j][k]);
            }
        }
    }
}

/* Targets on the row's own edge may be nearer along it, and the same home is 0 away. */
static void
mend_row(const Table *table, size_t row)
{
    const ZfRoadSpot *from = &table->from[row];
    uint32_t j =
        GPOINTER_TO_UINT(g_hash_table_lookup(table->by_edge, GUINT_TO_POINTER(from->edge)));
    for (; j; j = table->next_same[j - 1]) {
        size_t cell = row * table->cols + (j - 1);
        uint64_t through = zf_road_cost(table->time_ds[cell], table->dist_dm[cell]);
        uint64_t direct = zf_road_spot_total(from, &table->to[j - 1], ZF_ROAD_INFINITE);
        uint64_t cost = MIN(through, direct);
        write_cell(table, row, j - 1, cost_of(cost));
    }
}

static bool
do_rows(void *user, size_t item, unsigned worker, GError **error)
{
    (void)error;
    Table *table = user;
    Scratch *scratch = &table->scratch[worker];
    size_t first = item * LANES;
    int n = (int)MIN((size_t)LANES, table->rows - first);
    for (int k = 0; k < n; k++) {
        seed(table, scratch, &table->from[table->order[first + (size_t)k]], k);
    }
    climb(table, scratch);
    hand_over(table, scratch);
    sweep(&table->down, scratch->down_lanes);
    write_rows(table, scratch, first, n);
    for (int k = 0; k < n; k++) {
        mend_row(table, table->order[first + (size_t)k]);
    }
    return true;
}

static void
scratch_init(Scratch *scratch, const Table *table)
{
    *scratch = (Scratch){.heap = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                         .up_rank = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                         .up_number = g_new(uint32_t, table->h->n + 1u)};
    memset(scratch->up_number, 0xff, table->h->n * sizeof(uint32_t));
    scratch->down_lanes = aligned_lanes(table->down.n, &scratch->down_block);
    scratch->up_room = 1024;
    scratch->up_lanes = aligned_lanes(scratch->up_room, &scratch->up_block);
}

static void
scratch_clear(Scratch *scratch)
{
    g_array_unref(scratch->heap);
    g_array_unref(scratch->up_rank);
    g_free(scratch->up_number);
    g_free(scratch->down_block);
    g_free(scratch->up_block);
}

static void
table_clear(Table *table)
{
    g_free(table->order);
    g_free(table->down.first);
    g_free(table->down.other);
    g_free(table->down.cost);
    g_free(table->down_rank);
    g_free(table->down_number);
    g_free(table->targets);
    g_free(table->next_same);
    g_hash_table_destroy(table->by_edge);
}

bool
zf_road_hierarchy_table(const ZfRoadHierarchy *h, const ZfRoadSpot *from, size_t rows,
                        const ZfRoadSpot *to, size_t cols, uint32_t *time_ds, uint32_t *dist_dm,
                        unsigned threads, const ZfProgress *progress, GError **error)
{
    Table table = {.h = h,
                   .from = from,
                   .to = to,
                   .rows = rows,
                   .cols = cols,
                   .time_ds = time_ds,
                   .dist_dm = dist_dm};
    make_down(&table);
    make_targets(&table);
    order_rows(&table);
    size_t blocks = (rows + LANES - 1) / LANES;
    threads = threads ? threads : zf_pool_cores();
    threads = (unsigned)CLAMP((size_t)threads, 1, MAX(blocks, 1));
    table.scratch = g_new0(Scratch, threads);
    for (unsigned i = 0; i < threads; i++) {
        scratch_init(&table.scratch[i], &table);
    }
    bool good = zf_pool_run(threads, blocks, do_rows, &table, progress, error);
    for (unsigned i = 0; i < threads; i++) {
        scratch_clear(&table.scratch[i]);
    }
    g_free(table.scratch);
    table_clear(&table);
    return good;
}
