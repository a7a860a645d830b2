/* The nearest of each row: a plain search that ends with the k-th of them. Columns stand in its
 * queue beside the nodes, behind all of them, so that they come out by cost and then by number. */
#include "road/bulk.h"
#include "road/dijkstra.h"
#include "road/table.h"

#include <string.h>

enum { CHUNK = 64 }; /* rows handed to a thread at once */

/* A column as seen from a node. */
typedef struct Call {
    uint64_t cost; /* from the node to the home */
    uint32_t col;
} Call;

typedef struct Lists {
    uint32_t *first; /* one a node (or edge), and one more */
    Call *calls;     /* of an edge without costs */
} Lists;

/* One worker's, in cache lines of its own. All costs are infinite between rows. */
typedef struct Searcher {
    _Alignas(64) uint64_t *cost; /* of nodes, then of columns */
    uint32_t *touched;
    uint32_t n_touched;
    ZfCostQueue queue;
} Searcher;

typedef struct Job {
    const ZfRoadGraph *graph;
    const ZfRoadNearOptions *options;
    const ZfRoadSpot *from;
    const ZfRoadSpot *to;
    size_t rows;
    size_t cols;
    Lists by_node;
    Lists by_edge;
    Searcher *searchers;
    ZfRoadNear *near; /* k a row */
    uint32_t *n_near; /* one a row */
} Job;

/* ---- who is called at a node or an edge ---- */

static void
lists_clear(Lists *lists)
{
    g_free(lists->first);
    g_free(lists->calls);
}

/* Sorts calls by key, stably. keys: n of them, below n_keys. */
static Lists
lists_make(const uint32_t *keys, const Call *calls, size_t n, size_t n_keys)
{
    Lists lists = {g_new0(uint32_t, n_keys + 2), g_new(Call, n + 1)};
    for (size_t i = 0; i < n; i++) {
        lists.first[keys[i] + 2]++;
    }
    for (size_t i = 0; i < n_keys; i++) {
        lists.first[i + 2] += lists.first[i + 1];
    }
    for (size_t i = 0; i < n; i++) {
        lists.calls[lists.first[keys[i] + 1]++] = calls[i];
    }
    return lists;
}

static void
make_lists(Job *job)
{
    g_autofree uint32_t *nodes = g_new(uint32_t, 2 * job->cols + 1);
    g_autofree uint32_t *edges = g_new(uint32_t, job->cols + 1);
    g_autofree Call *calls = g_new(Call, 2 * job->cols + 1);
    g_autofree Call *plain = g_new(Call, job->cols + 1);
    size_t n = 0;
    size_t n_plain = 0;
    for (size_t j = 0; j < job->cols; j++) {
        const ZfRoadSpot *to = &job->to[j];
        if (to->edge == UINT32_MAX) {
            continue;
        }
        edges[n_plain] = to->edge;
        plain[n_plain++] = (Call){0, (uint32_t)j};
        const uint32_t ends[2] = {to->a, to->b};
        const uint64_t costs[2] = {to->arrive_a, to->arrive_b};
        for (int end = 0; end < 2; end++) {
            if (costs[end] != ZF_ROAD_INFINITE) {
                nodes[n] = ends[end];
                calls[n++] = (Call){zf_road_cost_add(costs[end], to->leg), (uint32_t)j};
            }
        }
    }
    job->by_node = lists_make(nodes, calls, n, job->graph->n_nodes);
    job->by_edge = lists_make(edges, plain, n_plain, job->graph->n_edges);
}

/* ---- one row ---- */

/* what: a node, or the number of nodes + a column. */
static inline void
lower(Searcher *searcher, uint32_t what, uint64_t cost)
{
    uint64_t *known = &searcher->cost[what];
    if (cost < *known) {
        if (*known == ZF_ROAD_INFINITE) {
            searcher->touched[searcher->n_touched++] = what;
        }
        *known = cost;
        zf_cost_queue_push(&searcher->queue, (ZfCostEntry){cost, what});
    }
}

static void
begin(const Job *job, Searcher *searcher, const ZfRoadSpot *from)
{
    if (from->edge == UINT32_MAX) {
        return;
    }
    lower(searcher, from->a, zf_road_cost_add(from->leave_a, from->leg));
    lower(searcher, from->b, zf_road_cost_add(from->leave_b, from->leg));
    const Lists *here = &job->by_edge;
    for (uint32_t i = here->first[from->edge]; i < here->first[from->edge + 1]; i++) {
        uint32_t col = here->calls[i].col;
        lower(searcher, job->graph->n_nodes + col,
              zf_road_spot_total(from, &job->to[col], ZF_ROAD_INFINITE));
    }
}

static void
settle(const Job *job, Searcher *searcher, uint32_t node, uint64_t cost)
{
    const ZfRoadGraph *graph = job->graph;
    const Lists *here = &job->by_node;
    for (uint32_t i = here->first[node]; i < here->first[node + 1]; i++) {
        lower(searcher, graph->n_nodes + here->calls[i].col, cost + here->calls[i].cost);
    }
    for (uint32_t i = graph->first_arc[node]; i < graph->first_arc[node + 1]; i++) {
        lower(searcher, graph->arcs[i].head, cost + graph->arcs[i].cost);
    }
}

static void
forget(Searcher *searcher)
{
    for (uint32_t i = 0; i < searcher->n_touched; i++) {
        searcher->cost[searcher->touched[i]] = ZF_ROAD_INFINITE;
    }
    searcher->n_touched = 0;
    searcher->queue.n = 0;
}

/* Fills row and *n. */
static void
find_row(const Job *job, Searcher *searcher, size_t row, ZfRoadNear *near, uint32_t *n)
{
    uint32_t n_nodes = job->graph->n_nodes;
    uint32_t limit_ds = job->options->limit_ds ? job->options->limit_ds : UINT32_MAX;
    begin(job, searcher, &job->from[row]);
    for (*n = 0; searcher->queue.n > 0 && *n < job->options->k;) {
        ZfCostEntry entry = zf_cost_queue_pop(&searcher->queue);
        if (entry.cost >> 32 > limit_ds) {
            break;
        }
        if (entry.cost != searcher->cost[entry.node]) {
            continue;
        }
        if (entry.node < n_nodes) {
            settle(job, searcher, entry.node, entry.cost);
        } else if (!job->options->others || entry.node - n_nodes != row) {
            near[(*n)++] = (ZfRoadNear){.col = entry.node - n_nodes,
                                        .time_ds = (uint32_t)(entry.cost >> 32),
                                        .dist_dm = (uint32_t)entry.cost};
        }
    }
    forget(searcher);
}

static bool
find_chunk(void *user, size_t item, unsigned worker, GError **error)
{
    (void)error;
    Job *job = user;
    Searcher *searcher = &job->searchers[worker];
    size_t n_costs = job->graph->n_nodes + job->cols;
    if (!searcher->cost) {
        searcher->cost = g_new(uint64_t, n_costs + 1);
        memset(searcher->cost, 0xff, n_costs * sizeof(uint64_t));
        searcher->touched = g_new(uint32_t, n_costs + 1);
    }
    size_t end = MIN(job->rows, (item + 1) * CHUNK);
    for (size_t row = item * CHUNK; row < end; row++) {
        find_row(job, searcher, row, job->near + row * job->options->k, &job->n_near[row]);
    }
    return true;
}

/* ---- all rows ---- */

/* Closes the gaps of rows that are not full. */
static ZfRoadNearRows *
pack(Job *job)
{
    ZfRoadNearRows *ret = g_new0(ZfRoadNearRows, 1);
    ret->rows = job->rows;
    ret->first = g_new0(size_t, job->rows + 1);
    for (size_t row = 0; row < job->rows; row++) {
        memmove(job->near + ret->first[row], job->near + row * job->options->k,
                job->n_near[row] * sizeof(ZfRoadNear));
        ret->first[row + 1] = ret->first[row] + job->n_near[row];
    }
    ret->near = g_renew(ZfRoadNear, g_steal_pointer(&job->near), ret->first[job->rows] + 1);
    return ret;
}

static void
job_clear(Job *job, unsigned threads)
{
    for (unsigned i = 0; i < threads; i++) {
        g_free(job->searchers[i].cost);
        g_free(job->searchers[i].touched);
        g_free(job->searchers[i].queue.items);
    }
    g_free(job->searchers);
    lists_clear(&job->by_node);
    lists_clear(&job->by_edge);
    g_free(job->near);
    g_free(job->n_near);
}

ZfRoadNearRows *
zf_road_near_rows(const ZfRoadGraph *graph, const ZfRoadSnaps *from, const ZfRoadSnaps *to,
                  const ZfRoadNearOptions *options, const ZfProgress *progress, GError **error)
{
    g_assert(options->k > 0 && to->n < UINT32_MAX - graph->n_nodes);
    g_autofree ZfRoadSpot *rows = zf_road_spots(graph, from->snaps, from->n);
    g_autofree ZfRoadSpot *cols = zf_road_spots(graph, to->snaps, to->n);
    ZfRoadNearOptions how = *options;
    how.k = MIN(how.k, MAX(to->n, 1));
    Job job = {.graph = graph,
               .options = &how,
               .from = rows,
               .to = cols,
               .rows = from->n,
               .cols = to->n,
               .near = g_new(ZfRoadNear, from->n * how.k + 1),
               .n_near = g_new0(uint32_t, from->n + 1)};
    make_lists(&job);
    unsigned threads = how.threads ? how.threads : zf_pool_cores();
    job.searchers = zf_bulk_new(Searcher, threads);
    memset(job.searchers, 0, threads * sizeof *job.searchers);
    bool good =
        zf_pool_run(threads, (from->n + CHUNK - 1) / CHUNK, find_chunk, &job, progress, error);
    ZfRoadNearRows *ret = good ? pack(&job) : NULL;
    job_clear(&job, threads);
    return ret;
}

void
zf_road_near_rows_free(ZfRoadNearRows *rows)
{
    if (rows) {
        g_free(rows->first);
        g_free(rows->near);
        g_free(rows);
    }
}
