#include "road/table.h"

#include "road/bulk.h"
#include "road/dijkstra.h"
#include "road/hierarchy.h"

#include <math.h>

static const uint64_t MAX_CELLS = (uint64_t)1 << 31;

static ZfRoadTable *
table_alloc(size_t rows, size_t cols, GError **error)
{
    if ((uint64_t)rows * cols > MAX_CELLS || rows > UINT32_MAX || cols > UINT32_MAX) {
        g_set_error(error, ZF_ROAD_ERROR, ZF_ROAD_ERROR_LARGE,
                    _("a table of %zu × %zu travel times does not fit in memory; take fewer homes "
                      "or rows at a time"),
                    rows, cols);
        return NULL;
    }
    ZfRoadTable *table = g_new0(ZfRoadTable, 1);
    table->rows = (uint32_t)rows;
    table->cols = (uint32_t)cols;
    table->time_ds = zf_bulk_new(uint32_t, rows * cols + 1);
    table->dist_dm = zf_bulk_new(uint32_t, rows * cols + 1);
    return table;
}

void
zf_road_table_free(ZfRoadTable *table)
{
    if (table) {
        g_free(table->time_ds);
        g_free(table->dist_dm);
        g_free(table);
    }
}

typedef struct PlainJob {
    const ZfRoadGraph *graph;
    const ZfRoadSpot *from;
    const ZfRoadSpot *to;
    ZfRoadTable *table;
    ZfRoadSearch **searches; /* one a worker, made when first needed */
} PlainJob;

static void
set_cell(ZfRoadTable *table, size_t row, size_t col, uint64_t cost)
{
    size_t cell = row * table->cols + col;
    bool never = cost == ZF_ROAD_INFINITE;
    table->time_ds[cell] = never ? ZF_ROAD_NEVER : (uint32_t)(cost >> 32);
    table->dist_dm[cell] = never ? ZF_ROAD_NEVER : (uint32_t)cost;
}

static bool
plain_row(void *user, size_t item, unsigned worker, GError **error)
{
    (void)error;
    PlainJob *job = user;
    if (!job->searches[worker]) {
        job->searches[worker] = zf_road_search_new(job->graph);
    }
    ZfRoadSearch *search = job->searches[worker];
    const ZfRoadSpot *from = &job->from[item];
    zf_road_search_begin(search);
    zf_road_search_seed_spot(search, from, 0, 0);
    zf_road_search_run(search, job->graph, ZF_ROAD_INFINITE);
    for (uint32_t j = 0; j < job->table->cols; j++) {
        uint64_t through = zf_road_search_to(search, &job->to[j], NULL);
        set_cell(job->table, item, j, zf_road_spot_total(from, &job->to[j], through));
    }
    return true;
}

static bool
fill_plain(const ZfRoadGraph *graph, const ZfRoadSpot *from, const ZfRoadSpot *to,
           ZfRoadTable *table, unsigned threads, const ZfProgress *progress, GError **error)
{
    threads = threads ? threads : zf_pool_cores();
    PlainJob job = {.graph = graph, .from = from, .to = to, .table = table};
    job.searches = g_new0(ZfRoadSearch *, threads);
    bool good = zf_pool_run(threads, table->rows, plain_row, &job, progress, error);
    for (unsigned i = 0; i < threads; i++) {
        zf_road_search_free(job.searches[i]);
    }
    g_free(job.searches);
    return good;
}

ZfRoadTable *
zf_road_table_rows(const ZfRoadGraph *graph, const ZfRoadSnaps *from, size_t first, size_t n,
                   const ZfRoadSnaps *to, const ZfRoadTableOptions *options,
                   const ZfProgress *progress, GError **error)
{
    g_assert(first <= from->n && n <= from->n - first);
    g_autoptr(ZfRoadTable) table = table_alloc(n, to->n, error);
    if (!table) {
        return NULL;
    }
    g_autofree ZfRoadSpot *rows = zf_road_spots(graph, from->snaps + first, n);
    g_autofree ZfRoadSpot *cols = zf_road_spots(graph, to->snaps, to->n);
    unsigned threads = options ? options->threads : 0;
    bool plain = options && options->method == ZF_ROAD_PLAIN;
    bool good =
        plain ? fill_plain(graph, rows, cols, table, threads, progress, error)
              : zf_road_hierarchy_table(graph->hierarchy, rows, n, cols, to->n, table->time_ds,
                                        table->dist_dm, threads, progress, error);
    return good ? g_steal_pointer(&table) : NULL;
}

bool
zf_road_table_blocks(const ZfRoadGraph *graph, const ZfRoadSnaps *from, const ZfRoadSnaps *to,
                     const ZfRoadTableOptions *options, ZfRoadBlockFunc func, void *user,
                     const ZfProgress *progress, GError **error)
{
    size_t cells = options && options->block_cells ? options->block_cells : ZF_ROAD_BLOCK_CELLS;
    size_t block = MAX(cells / MAX(to->n, 1), 1);
    for (size_t first = 0; first < from->n; first += block) {
        g_autoptr(ZfRoadTable) table = zf_road_table_rows(
            graph, from, first, MIN(block, from->n - first), to, options, progress, error);
        if (!table || !func(user, table, first, error)) {
            return false;
        }
    }
    return true;
}

ZfRoadTable *
zf_road_table(const ZfRoadGraph *graph, const ZfRoadSnaps *from, const ZfRoadSnaps *to,
              const ZfRoadTableOptions *options, const ZfProgress *progress, GError **error)
{
    return zf_road_table_rows(graph, from, 0, from->n, to, options, progress, error);
}

void
zf_road_straight(ZfLonLat a, ZfLonLat b, unsigned factor_percent, double kmh, uint32_t *time_ds,
                 uint32_t *dist_dm)
{
    g_assert(kmh > 0 && factor_percent >= 100);
    double metres = zf_distance_m(a, b) * factor_percent / 100;
    bool good = isfinite(metres) && metres < 1e8;
    *dist_dm = good ? (uint32_t)llround(metres * 10) : ZF_ROAD_NEVER;
    *time_ds = good ? (uint32_t)llround(metres * 36 / kmh) : ZF_ROAD_NEVER;
}

ZfRoadTable *
zf_road_table_straight(const ZfLonLat *from, size_t n_from, const ZfLonLat *to, size_t n_to,
                       unsigned factor_percent, double kmh)
{
    ZfRoadTable *table = table_alloc(n_from, n_to, NULL);
    g_assert(table);
    table->straight = true;
    for (size_t i = 0; i < n_from; i++) {
        for (size_t j = 0; j < n_to; j++) {
            size_t cell = i * n_to + j;
            zf_road_straight(from[i], to[j], factor_percent, kmh, &table->time_ds[cell],
                             &table->dist_dm[cell]);
        }
    }
    return table;
}
