/* Tables: RPHAST (Delling, Goldberg and Werneck, "Faster batched shortest paths in road networks",
 * 2011). The nodes from which targets can be reached downwards are found once; then sixteen sources
 * at a time climb together and one sweep down over those nodes gives all their costs. Sources are
 * taken along a space-filling curve, so that sixteen of them climb over nearly the same nodes. */
#include "road/hierarchy.h"

#include "road/bulk.h"
#include "road/hiersweep.h"
#include "road/rankset.h"

#include <string.h>

enum { LANES = ZF_ROAD_LANES };

/* ---- what all workers share ---- */

typedef struct Table {
    const ZfRoadHierarchy *h;
    const ZfRoadSpot *from;
    const ZfRoadSpot *to;
    size_t rows;
    size_t cols;
    uint32_t *time_ds;
    uint32_t *dist_dm;
    uint32_t *order; /* rows along the curve */
    ZfRoadWalk down;
    uint32_t *place; /* in the walk, of each rank; UINT32_MAX = not in it */
    ZfRoadTarget *targets;
    GHashTable *by_edge; /* edge -> first target + 1 */
    uint32_t *next_same; /* next target on the same edge + 1 */
    struct Scratch *scratch;
} Table;

/* ret: all ranks from which a target can be reached by going down, falling; their number in *n. */
static uint32_t *
find_down(const Table *table, uint32_t *n)
{
    const ZfRoadHierarchy *h = table->h;
    ZfRankSet seen;
    zf_rank_set_init(&seen, h->n);
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    *n = 0;
    for (size_t j = 0; j < 2 * table->cols; j++) {
        const ZfRoadSpot *to = &table->to[j / 2];
        if (to->edge == UINT32_MAX) {
            continue;
        }
        uint32_t rank = h->rank[j % 2 ? to->b : to->a];
        for (bool on = !zf_rank_set_has(&seen, rank); on;) {
            zf_rank_set_add(&seen, rank);
            ++*n;
            for (uint32_t k = h->first[2 * rank + 1]; k < h->first[2 * rank + 2]; k++) {
                if (!zf_rank_set_has(&seen, h->rungs[k].head)) {
                    g_array_append_val(stack, h->rungs[k].head);
                }
            }
            on = false;
            while (stack->len > 0 && !on) {
                rank = g_array_index(stack, uint32_t, stack->len - 1);
                g_array_set_size(stack, stack->len - 1);
                on = !zf_rank_set_has(&seen, rank);
            }
        }
    }
    uint32_t *ranks = g_new(uint32_t, *n + 1u);
    size_t from = 0;
    for (uint32_t i = *n; i-- > 0;) {
        bool found = zf_rank_set_take(&seen, &from, &ranks[i]);
        g_assert(found);
    }
    zf_rank_set_clear(&seen);
    return ranks;
}

static void
make_down(Table *table)
{
    const ZfRoadHierarchy *h = table->h;
    ZfRoadWalk *walk = &table->down;
    g_autofree uint32_t *ranks = find_down(table, &walk->n);
    table->place = zf_bulk_new(uint32_t, h->n + 1u);
    memset(table->place, 0xff, h->n * sizeof(uint32_t));
    size_t arcs = 0;
    for (uint32_t v = 0; v < walk->n; v++) {
        table->place[ranks[v]] = v;
        arcs += h->first[2 * ranks[v] + 2] - h->first[2 * ranks[v] + 1];
    }
    walk->first = zf_bulk_new(uint32_t, walk->n + 1u);
    walk->other = zf_bulk_new(uint32_t, arcs + 1);
    walk->cost = zf_bulk_new(ZfRoadLane, arcs + 1);
    uint32_t k = 0;
    for (uint32_t v = 0; v < walk->n; v++) {
        walk->first[v] = k;
        for (uint32_t i = h->first[2 * ranks[v] + 1]; i < h->first[2 * ranks[v] + 2]; i++, k++) {
            walk->other[k] = table->place[h->rungs[i].head];
            walk->cost[k] = zf_road_lane(zf_road_rung_cost(&h->rungs[i]));
        }
    }
    walk->first[walk->n] = k;
}

static void
make_targets(Table *table)
{
    table->targets = g_new(ZfRoadTarget, table->cols + 1);
    table->by_edge = g_hash_table_new(NULL, NULL);
    table->next_same = g_new0(uint32_t, table->cols + 1);
    for (size_t j = table->cols; j-- > 0;) {
        const ZfRoadSpot *to = &table->to[j];
        gpointer key = GUINT_TO_POINTER(to->edge);
        table->next_same[j] = GPOINTER_TO_UINT(g_hash_table_lookup(table->by_edge, key));
        g_hash_table_replace(table->by_edge, key, GUINT_TO_POINTER((uint32_t)j + 1));
        table->targets[j] = (ZfRoadTarget){.by_a = ZF_ROAD_FAR, .by_b = ZF_ROAD_FAR};
        if (to->edge != UINT32_MAX) {
            table->targets[j] =
                (ZfRoadTarget){.a = table->place[table->h->rank[to->a]],
                               .b = table->place[table->h->rank[to->b]],
                               .by_a = zf_road_lane(zf_road_cost_add(to->arrive_a, to->leg)),
                               .by_b = zf_road_lane(zf_road_cost_add(to->arrive_b, to->leg))};
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

/* One worker's. */
typedef struct Scratch {
    _Alignas(64) ZfRoadLane *down_lanes; /* cache lines of its own */
    ZfRoadLane *up_lanes;
    size_t up_room;
    uint32_t *up_number; /* of each rank, UINT32_MAX = not climbed */
    uint32_t n_up;
    ZfRankSet todo; /* to climb from */
    uint32_t *done; /* ranks climbed from, rising; up_room of them */
    uint32_t n_done;
    ZfRoadStart *starts; /* up_room */
} Scratch;

static void
make_room(Scratch *scratch, size_t room)
{
    ZfRoadLane *lanes = zf_bulk_new(ZfRoadLane, room * LANES);
    if (scratch->up_room > 0) {
        memcpy(lanes, scratch->up_lanes, scratch->up_room * LANES * sizeof(ZfRoadLane));
    }
    g_free(scratch->up_lanes);
    scratch->up_lanes = lanes;
    scratch->done = g_renew(uint32_t, scratch->done, room);
    scratch->starts = g_renew(ZfRoadStart, scratch->starts, room);
    scratch->up_room = room;
}

/* ret: the lanes of a rank that is climbed from, empty ones when it is new. */
static ZfRoadLane *
climbed(Scratch *scratch, uint32_t rank)
{
    uint32_t number = scratch->up_number[rank];
    if (number == UINT32_MAX) {
        number = scratch->n_up++;
        scratch->up_number[rank] = number;
        zf_rank_set_add(&scratch->todo, rank);
        if (number >= scratch->up_room) {
            make_room(scratch, scratch->up_room * 2);
        }
        ZfRoadLane *fresh = scratch->up_lanes + (size_t)number * LANES;
        for (int k = 0; k < LANES; k++) {
            fresh[k] = ZF_ROAD_FAR;
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
            ZfRoadLane *lanes = climbed(scratch, table->h->rank[nodes[end]]);
            lanes[lane] = MIN(lanes[lane], zf_road_lane(costs[end] + from->leg));
        }
    }
}

/* Upwards from all seeds, every node after all below it. */
static void
climb(const Table *table, Scratch *scratch)
{
    const ZfRoadHierarchy *h = table->h;
    uint32_t rank;
    for (size_t from = 0; zf_rank_set_take(&scratch->todo, &from, &rank);) {
        scratch->done[scratch->n_done++] = rank;
        for (uint32_t i = h->first[2 * rank]; i < h->first[2 * rank + 1]; i++) {
            ZfRoadLane *to = climbed(scratch, h->rungs[i].head);
            const ZfRoadLane *lanes = scratch->up_lanes + (size_t)scratch->up_number[rank] * LANES;
            zf_road_lower(to, lanes, zf_road_lane(zf_road_rung_cost(&h->rungs[i])));
        }
    }
}

/* Sweeps down from what was climbed, and forgets it. */
static void
descend(const Table *table, Scratch *scratch)
{
    size_t n = 0;
    for (uint32_t i = scratch->n_done; i-- > 0;) {
        uint32_t rank = scratch->done[i];
        const ZfRoadLane *lanes = scratch->up_lanes + (size_t)scratch->up_number[rank] * LANES;
        if (table->place[rank] != UINT32_MAX) {
            scratch->starts[n++] = (ZfRoadStart){table->place[rank], lanes};
        }
        scratch->up_number[rank] = UINT32_MAX;
    }
    zf_road_sweep(&table->down, scratch->starts, n, scratch->down_lanes);
    scratch->n_done = 0;
    scratch->n_up = 0;
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
        bool never = cost == ZF_ROAD_INFINITE;
        table->time_ds[cell] = never ? ZF_ROAD_NEVER : (uint32_t)(cost >> 32);
        table->dist_dm[cell] = never ? ZF_ROAD_NEVER : (uint32_t)cost;
    }
}

static bool
do_rows(void *user, size_t item, unsigned worker, GError **error)
{
    (void)error;
    Table *table = user;
    Scratch *scratch = &table->scratch[worker];
    const uint32_t *rows = table->order + item * LANES;
    int n = (int)MIN((size_t)LANES, table->rows - item * LANES);
    for (int k = 0; k < n; k++) {
        seed(table, scratch, &table->from[rows[k]], k);
    }
    climb(table, scratch);
    descend(table, scratch);
    zf_road_write_cells(table->targets, table->cols, scratch->down_lanes, rows, n, table->time_ds,
                        table->dist_dm);
    for (int k = 0; k < n; k++) {
        mend_row(table, rows[k]);
    }
    return true;
}

static void
scratch_init(Scratch *scratch, const Table *table)
{
    *scratch = (Scratch){.up_number = zf_bulk_new(uint32_t, table->h->n + 1u),
                         .down_lanes = zf_bulk_new(ZfRoadLane, (table->down.n + 1u) * LANES)};
    zf_rank_set_init(&scratch->todo, table->h->n);
    memset(scratch->up_number, 0xff, table->h->n * sizeof(uint32_t));
    for (int k = 0; k < LANES; k++) {
        scratch->down_lanes[k] = ZF_ROAD_FAR; /* read even if the walk is empty */
    }
    make_room(scratch, 1024);
}

static void
scratch_clear(Scratch *scratch)
{
    zf_rank_set_clear(&scratch->todo);
    g_free(scratch->up_number);
    g_free(scratch->down_lanes);
    g_free(scratch->up_lanes);
    g_free(scratch->done);
    g_free(scratch->starts);
}

static void
table_clear(Table *table)
{
    g_free(table->order);
    g_free(table->down.first);
    g_free(table->down.other);
    g_free(table->down.cost);
    g_free(table->place);
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
    table.scratch = zf_bulk_new(Scratch, threads);
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
