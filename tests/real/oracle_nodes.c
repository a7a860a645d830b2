/* Tables against plain Dijkstra over all columns: oracle_nodes [ROWS].
 *
 * For every extract and means of travel ROWS (100) random places are the rows and every node of the
 * network is a column; both halves of the table, times and lengths, of every cell are compared with
 * one plain search a row, and as many pairs with their cells.
 * Data: $ZF_DATA, else ../shared/data beside the source tree; skipped, and says so, where neither
 * is.
 */
#include "road/pieceshape.h"
#include "road/road.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A snap right at a node: the end of an edge. */
static ZfRoadSnap
at_node(const ZfRoadGraph *graph, uint32_t edge, bool b)
{
    const ZfRoadEdge *e = &graph->edges[edge];
    uint32_t piece = b ? e->first_piece + e->n_pieces - 1 : e->first_piece;
    const ZfRoadPiece *p = &graph->pieces[piece];
    g_autofree ZfLonLat *shape = zf_road_piece_shape(graph, p);
    ZfLonLat at = shape[b ? p->n_vertices - 1 : 0];
    return (ZfRoadSnap){.point = at, .at = at, .piece = piece, .offset_dm = b ? p->len_dm : 0};
}

/* ret: one snap a node, in the order of their numbers. */
static ZfRoadSnap *
all_nodes(const ZfRoadGraph *graph)
{
    ZfRoadSnap *snaps = g_new0(ZfRoadSnap, graph->n_nodes + 1u);
    g_autofree bool *seen = g_new0(bool, graph->n_nodes + 1u);
    size_t n = 0;
    for (uint32_t i = 0; i < graph->n_edges; i++) {
        for (int b = 0; b < 2; b++) {
            uint32_t node = b ? graph->edges[i].b : graph->edges[i].a;
            if (node != ZF_ROAD_NO_NODE && !seen[node]) {
                seen[node] = true;
                snaps[node] = at_node(graph, i, b);
                n++;
            }
        }
    }
    g_assert_cmpuint(n, ==, graph->n_nodes);
    return snaps;
}

static size_t
differing(const ZfRoadTable *a, const ZfRoadTable *b)
{
    size_t n = 0;
    for (size_t i = 0; i < (size_t)a->rows * a->cols; i++) {
        n += a->time_ds[i] != b->time_ds[i] || a->dist_dm[i] != b->dist_dm[i];
    }
    return n;
}

/* Pairs spread over the table. */
static size_t
differing_pairs(const ZfRoadGraph *graph, const ZfRoadSnaps *from, const ZfRoadSnaps *to,
                const ZfRoadTable *table)
{
    size_t wrong = 0;
    size_t cells = (size_t)table->rows * table->cols;
    size_t stride = MAX(cells / 20000, 1);
    for (size_t cell = 0; cell < cells; cell += stride) {
        uint32_t time_ds;
        uint32_t dist_dm;
        bool found = zf_road_pair(graph, &from->snaps[cell / table->cols],
                                  &to->snaps[cell % table->cols], &time_ds, &dist_dm);
        wrong += time_ds != table->time_ds[cell] || dist_dm != table->dist_dm[cell] || !found;
    }
    return wrong;
}

/* ret: whether nothing differs. */
static bool
check(const ZfRoadGraph *graph, size_t n_rows, int number, const char *what)
{
    g_autofree ZfLonLat *places = g_new(ZfLonLat, n_rows);
    zf_road_graph_scatter(graph, n_rows, 7, places);
    g_autoptr(ZfRoadSnaps) from = zf_road_snap(graph, places, n_rows, NULL, NULL, NULL);
    g_autofree ZfRoadSnap *nodes = all_nodes(graph);
    const ZfRoadSnaps to = {.snaps = nodes, .n = graph->n_nodes};
    const ZfRoadTableOptions one = {.method = ZF_ROAD_PLAIN, .threads = 1};
    g_autoptr(ZfRoadTable) fast = zf_road_table(graph, from, &to, NULL, NULL, NULL);
    g_autoptr(ZfRoadTable) plain = zf_road_table(graph, from, &to, &one, NULL, NULL);
    size_t wrong = differing(fast, plain);
    size_t pairs = differing_pairs(graph, from, &to, plain);
    printf("%s %d %s: %zu of %zu cells differ (%zu rows, %u columns), %zu pairs\n",
           wrong + pairs == 0 ? "ok" : "not ok", number, what, wrong,
           n_rows * (size_t)graph->n_nodes, n_rows, graph->n_nodes, pairs);
    fflush(stdout);
    return wrong + pairs == 0;
}

static int
check_extract(const char *path, size_t rows, int *number)
{
    int failed = 0;
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfWays) ways = zf_road_read(path, NULL, NULL, NULL, &error);
    g_assert_no_error(error);
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    for (int mode = 0; mode < ZF_ROAD_N_MODES; mode++) {
        const ZfRoadGraphOptions options = {
            .profile = zf_road_profiles_get(profiles, (ZfRoadMode)mode), .day = ZF_DATE_NONE};
        g_autoptr(ZfRoadGraph) graph = zf_road_graph_new(ways, &options, NULL, &error);
        g_assert_no_error(error);
        g_autofree char *name = g_path_get_basename(path);
        g_autofree char *what =
            g_strdup_printf("%s, %s", name, zf_road_mode_name((ZfRoadMode)mode));
        failed += !check(graph, rows, ++*number, what);
    }
    return failed;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int
main(int argc, char **argv)
{
    size_t rows = argc > 1 ? (size_t)CLAMP(atoi(argv[1]), 1, 100000) : 100;
    const char *data = g_getenv("ZF_DATA");
    const char *tests = g_getenv("G_TEST_SRCDIR");
    g_autofree char *beside = g_strconcat(tests ? tests : "tests", "/../../shared/data", NULL);
    g_autofree char *folder = g_build_filename(data ? data : beside, "osm", NULL);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir)) {
        if (g_str_has_suffix(name, ".osm.pbf") || g_str_has_suffix(name, ".osm.gz")) {
            g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
        }
    }
    if (paths->len == 0) {
        printf("1..0 # SKIP real extracts are not here ($ZF_DATA or ../shared/data)\n");
        return 0;
    }
    g_ptr_array_sort(paths, compare_names);
    printf("1..%u\n", paths->len * ZF_ROAD_N_MODES);
    int number = 0;
    int failed = 0;
    for (guint i = 0; i < paths->len; i++) {
        failed += check_extract(g_ptr_array_index(paths, i), rows, &number);
    }
    return failed > 0;
}
