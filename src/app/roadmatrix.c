/* A table from each to each, a block of rows at a time. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "app/roadsint.h"
#include "app/workspace.h"

typedef struct Job {
    const ZfRoads *roads;
    const ZfRoadsMatrixOptions *options;
    ZfRoadSnaps *snaps;
    ZfRoadsMatrix *ret;
    uint64_t sum;
    FILE *csv; /* NULL = none */
    double plain_s;
    double block_start; /* CPU seconds when the block before was done with */
    const ZfProgress *progress;
} Job;

static void
count_cells(Job *job, const ZfRoadTable *table)
{
    size_t cells = (size_t)table->rows * table->cols;
    uint64_t sum = job->sum;
    for (size_t i = 0; i < cells; i++) {
        sum = (sum ^ table->time_ds[i]) * 1099511628211u;
        sum = (sum ^ table->dist_dm[i]) * 1099511628211u;
        job->ret->unreachable += table->time_ds[i] == ZF_ROAD_NEVER;
    }
    job->sum = sum;
}

/* from,to,seconds,metres, counted from 1; cells without a way are empty. */
static bool
write_rows(const Job *job, const ZfRoadTable *table, size_t first)
{
    for (size_t i = 0; i < table->rows; i++) {
        for (size_t j = 0; j < table->cols; j++) {
            size_t cell = i * table->cols + j;
            int done = table->time_ds[cell] == ZF_ROAD_NEVER
                           ? fprintf(job->csv, "%zu,%zu,,\n", first + i + 1, j + 1)
                           : fprintf(job->csv, "%zu,%zu,%u,%u\n", first + i + 1, j + 1,
                                     zf_road_seconds(table->time_ds[cell]),
                                     zf_road_metres(table->dist_dm[cell]));
            if (done < 0) {
                return false;
            }
        }
    }
    return true;
}

/* Rows of this block that the plain search does too: spread over all rows. */
static bool
compare_rows(Job *job, const ZfRoadTable *table, size_t first, GError **error)
{
    const ZfRoadTableOptions plain = {.method = ZF_ROAD_PLAIN, .threads = 1};
    size_t rows = job->snaps->n;
    size_t wanted = MIN(job->options->oracle, rows);
    for (size_t k = 0; k < wanted; k++) {
        size_t row = k * rows / wanted;
        if (row < first || row >= first + table->rows) {
            continue;
        }
        double start = roads_cpu_s();
        g_autoptr(ZfRoadTable) oracle = zf_road_table_rows(
            job->roads->graph, job->snaps, row, 1, job->snaps, &plain, job->progress, error);
        job->plain_s += roads_cpu_s() - start;
        if (!oracle) {
            return false;
        }
        size_t cell = (row - first) * table->cols;
        for (size_t j = 0; j < table->cols; j++) {
            job->ret->mismatches += oracle->time_ds[j] != table->time_ds[cell + j] ||
                                    oracle->dist_dm[j] != table->dist_dm[cell + j];
        }
        job->ret->oracle++;
    }
    return true;
}

/* Counts, writes and checks a block; the time the table itself took is up to now. */
static bool
take_block(void *user, const ZfRoadTable *table, size_t first, GError **error)
{
    Job *job = user;
    job->ret->timing.table_s += roads_cpu_s() - job->block_start;
    count_cells(job, table);
    if (job->csv && !write_rows(job, table, first)) {
        g_set_error(error, ZF_FILE_ERROR, ZF_FILE_ERROR_WRITE, _("%s cannot be written"),
                    job->options->output);
        return false;
    }
    bool good = compare_rows(job, table, first, error);
    job->block_start = roads_cpu_s();
    return good;
}

static bool
fill(Job *job, GError **error)
{
    const ZfRoadTableOptions fast = {.method = ZF_ROAD_FAST, .threads = job->roads->threads};
    job->block_start = roads_cpu_s();
    return zf_road_table_blocks(job->roads->graph, job->snaps, job->snaps, &fast, take_block, job,
                                job->progress, error);
}

/* The table with its CSV beside it, which appears whole or not at all. */
static bool
fill_and_write(Job *job, GError **error)
{
    if (!job->options->output) {
        return fill(job, error);
    }
    g_autofree char *part = zf_file_part_path(job->options->output);
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    job->csv = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!job->csv) {
        return zf_file_commit(part, job->options->output, error);
    }
    bool good = fputs("from,to,seconds,metres\n", job->csv) >= 0 && fill(job, error);
    if (fclose(job->csv) != 0 && good) {
        g_set_error(error, ZF_FILE_ERROR, ZF_FILE_ERROR_WRITE, _("%s cannot be written"),
                    job->options->output);
        good = false;
    }
    if (!good) {
        remove(part);
        return false;
    }
    return zf_file_commit(part, job->options->output, error);
}

enum { STARTS = 16 };

/* Puts the places on the graph. A vehicle leaves a place from where it was left there, so that
 * cells can be joined to a tour: every place has one parking, where driving there from some of
 * them, evenly taken, and walking take least on the average. */
static ZfRoadSnaps *
snap_places(const ZfRoads *roads, const ZfLonLat *points, size_t n, const ZfProgress *progress,
            GError **error)
{
    ZfRoadSnapOptions how = roads_snap_options(roads);
    if (!how.walk) {
        return zf_road_snap(roads->graph, points, n, &how, progress, error);
    }
    ZfLonLat some[STARTS];
    size_t n_some = MIN(n, STARTS);
    for (size_t i = 0; i < n_some; i++) {
        some[i] = points[n * i / n_some];
    }
    ZfRoadSnapOptions straight = how;
    straight.walk = NULL;
    g_autoptr(ZfRoadSnaps) starts =
        zf_road_snap(roads->graph, some, n_some, &straight, progress, error);
    how.starts = starts;
    how.from_all = true;
    return starts ? zf_road_snap(roads->graph, points, n, &how, progress, error) : NULL;
}

bool
zf_roads_matrix(const ZfRoads *roads, const ZfRoadsMatrixOptions *options, ZfRoadsMatrix *ret,
                const ZfProgress *progress, GError **error)
{
    const ZfRoadStats *stats = zf_road_graph_stats(roads->graph);
    *ret = (ZfRoadsMatrix){.nodes = stats->nodes,
                           .edges = stats->edges,
                           .rows = options->n,
                           .cols = options->n,
                           .timing = roads->timing};
    g_autofree ZfLonLat *places = NULL;
    if (!options->points) {
        places = g_new(ZfLonLat, options->n + 1);
        zf_road_graph_scatter(roads->graph, options->n, options->seed, places);
    }
    double start = roads_cpu_s();
    const ZfLonLat *points = places ? places : options->points;
    g_assert(points);
    g_autoptr(ZfRoadSnaps) snaps = snap_places(roads, points, options->n, progress, error);
    ret->timing.snap_s = roads_cpu_s() - start;
    if (!snaps) {
        return false;
    }
    for (size_t i = 0; i < snaps->n; i++) {
        ret->unsnapped += (snaps->snaps[i].flags & ZF_ROAD_SNAP_NONE) != 0;
    }
    Job job = {.roads = roads,
               .options = options,
               .snaps = snaps,
               .ret = ret,
               .sum = 14695981039346656037u,
               .progress = progress};
    if (!fill_and_write(&job, error)) {
        return false;
    }
    g_snprintf(ret->checksum, sizeof ret->checksum, "%016" G_GINT64_MODIFIER "x", job.sum);
    ret->timing.plain_row_s = ret->oracle ? job.plain_s / (double)ret->oracle : 0;
    ret->timing.rss_mb = roads_rss_mb();
    return true;
}

static void
add_figure(ZfGrid *grid, const char *key, const char *title, const char *value)
{
    zf_grid_row(grid);
    zf_grid_text(grid, key);
    zf_grid_text(grid, title);
    zf_grid_text(grid, value);
}

static void
add_count(ZfGrid *grid, const char *key, const char *title, size_t value)
{
    g_autofree char *text = g_strdup_printf("%zu", value);
    add_figure(grid, key, title, text);
}

static void
add_seconds(ZfGrid *grid, const char *key, const char *title, double value, int decimals)
{
    g_autofree char *text = zf_text_from_double(value, decimals);
    add_figure(grid, key, title, text);
}

ZfGrid *
zf_roads_matrix_grid(const ZfRoadsMatrix *m)
{
    ZfGrid *grid = zf_grid_new("matrix", "");
    zf_grid_column(grid, "key", _("key"), ZF_GRID_TEXT);
    zf_grid_detail(grid);
    zf_grid_column(grid, "what", _("what"), ZF_GRID_TEXT);
    zf_grid_column(grid, "figure", _("figure"), ZF_GRID_TEXT);
    add_count(grid, "nodes", _("junctions and ends"), m->nodes);
    add_count(grid, "edges", _("stretches between them"), m->edges);
    add_count(grid, "rows", _("rows"), m->rows);
    add_count(grid, "cols", _("columns"), m->cols);
    add_count(grid, "unreachable", _("cells without a way"), m->unreachable);
    add_count(grid, "unsnapped", _("positions without a road in reach"), m->unsnapped);
    add_figure(grid, "checksum", _("checksum of times and lengths"), m->checksum);
    if (m->oracle > 0) {
        add_count(grid, "oracle", _("rows compared with plain Dijkstra"), m->oracle);
        add_count(grid, "mismatches", _("cells that differ"), m->mismatches);
        add_seconds(grid, "plain_row_s", _("CPU seconds of a plain row"), m->timing.plain_row_s, 5);
    }
    add_seconds(grid, "read_s", _("CPU seconds to read"), m->timing.read_s, 3);
    add_seconds(grid, "build_s", _("CPU seconds to build"), m->timing.build_s, 3);
    add_seconds(grid, "snap_s", _("CPU seconds to snap"), m->timing.snap_s, 4);
    add_seconds(grid, "table_s", _("CPU seconds for the table"), m->timing.table_s, 4);
    add_seconds(grid, "rss_mb", _("MB of memory at most"), m->timing.rss_mb, 1);
    return grid;
}

char *
zf_roads_matrix_json(const ZfRoadsMatrix *m)
{
    json_t *root = json_pack("{s:I,s:I,s:I,s:I,s:I,s:I,s:s}", "nodes", (json_int_t)m->nodes,
                             "edges", (json_int_t)m->edges, "rows", (json_int_t)m->rows, "cols",
                             (json_int_t)m->cols, "unreachable", (json_int_t)m->unreachable,
                             "unsnapped", (json_int_t)m->unsnapped, "checksum", m->checksum);
    if (m->oracle > 0) {
        json_object_set_new(root, "oracle", json_integer((json_int_t)m->oracle));
        json_object_set_new(root, "mismatches", json_integer((json_int_t)m->mismatches));
    }
    json_object_set_new(root, "timing", roads_timing_json(&m->timing, true));
    return roads_json_text(root);
}
