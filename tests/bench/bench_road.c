/* bench_road FILE [--mode M] [--tiles 1,3,11] [--repeat N] [--rows N] [--threads N]: the figures of
 * the road engine in one table, in CPU seconds, the least of N runs (3). A graph of TILES × TILES
 * copies of the extract is laid side by side, joined along their borders. Buildings of the file are
 * the homes. The calibration is one plain Dijkstra over the same graph: what is divided by it can
 * be compared between machines; plain rows with several threads tell what the machine itself adds
 * when both its cores are busy. ROWS rows (20) of each table are compared with plain Dijkstra. */
#include "gis/gis.h"
#include "road/road.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

typedef struct Options {
    const char *file;
    ZfRoadMode mode;
    int tiles[8];
    int n_tiles;
    int repeat;
    size_t rows;
    unsigned threads; /* for the last columns */
} Options;

typedef struct Figures {
    size_t nodes;
    double plain_s;
    double build_s;
    double pair_s;
    double path_s;
    double small_s;  /* 1000² */
    double large_s;  /* 5000² */
    double all_s;    /* one to all nodes, and to 5000 homes */
    double row_s;    /* 1 × 5000 */
    double column_s; /* 5000 × 1 */
    double few_s;    /* 10 × 5000 */
    double snap_s;
    double bytes;
    double more_table; /* CPU with several threads against one */
    double more_build;
    double wall_table; /* wall time of 5000² with several threads, by that with one */
    double wall_build; /* wall time of building, likewise */
    double more_plain; /* of plain rows, which share nothing: what the machine itself adds */
    size_t wrong;
    size_t compared;
} Figures;

static double
cpu_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double
wall_s(void)
{
    return (double)g_get_monotonic_time() / 1e6;
}

static GArray *
read_buildings(const char *path)
{
    GArray *points = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    g_autoptr(ZfGisSource) source = zf_gis_open(path, NULL, NULL, NULL);
    const ZfGisReadOptions how = {.layer = "multipolygons"};
    g_autoptr(ZfGisReader) reader = source ? zf_gis_read(source, &how, NULL) : NULL;
    const ZfGisFeature *feature;
    while (reader && zf_gis_next(reader, &feature, NULL) && feature) {
        if (zf_gis_tag(feature, "building") && feature->geometry.kind == ZF_GIS_POLYGON) {
            ZfBox box = zf_gis_geometry_box(&feature->geometry);
            ZfLonLat middle = {(box.min_lon + box.max_lon) / 2, (box.min_lat + box.max_lat) / 2};
            g_array_append_val(points, middle);
        }
    }
    return points;
}

enum { BANDS = 8 };

/* The outermost road points of eight bands of a box, on one side. */
static void
find_rim(const ZfWays *ways, ZfBox box, bool east_west, bool high, ZfLonLat *rim)
{
    bool found[BANDS] = {false};
    for (size_t i = 0; i < ways->n_ways; i++) {
        const ZfWay *way = &ways->ways[i];
        const char *kind = zf_way_tag(way, "highway");
        if (!kind || (strcmp(kind, "residential") != 0 && strcmp(kind, "unclassified") != 0 &&
                      strcmp(kind, "track") != 0)) {
            continue;
        }
        for (uint32_t k = 0; k < way->n_points; k++) {
            ZfLonLat p = way->points[k];
            double across = east_west ? (p.lat - box.min_lat) / (box.max_lat - box.min_lat)
                                      : (p.lon - box.min_lon) / (box.max_lon - box.min_lon);
            int band = CLAMP((int)(across * BANDS), 0, BANDS - 1);
            double out = east_west ? p.lon : p.lat;
            double best = east_west ? rim[band].lon : rim[band].lat;
            if (!found[band] || (high ? out > best : out < best)) {
                rim[band] = p;
                found[band] = true;
            }
        }
    }
    for (int band = 1; band < BANDS; band++) {
        rim[band] = found[band] ? rim[band] : rim[band - 1];
    }
}

static ZfWays *
tile(const ZfWays *ways, int tiles)
{
    ZfWays *all = zf_ways_new();
    ZfBox box = zf_ways_box(ways);
    double width = box.max_lon - box.min_lon;
    double height = box.max_lat - box.min_lat;
    ZfLonLat rims[4][BANDS];
    for (int side = 0; side < 4; side++) {
        find_rim(ways, box, side < 2, side % 2, rims[side]);
    }
    const ZfWayTag road[] = {{"highway", "unclassified"}};
    for (int x = 0; x < tiles; x++) {
        for (int y = 0; y < tiles; y++) {
            g_autoptr(GArray) moved = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
            for (size_t i = 0; i < ways->n_ways; i++) {
                const ZfWay *way = &ways->ways[i];
                g_array_set_size(moved, 0);
                for (uint32_t k = 0; k < way->n_points; k++) {
                    ZfLonLat p = {way->points[k].lon + x * width, way->points[k].lat + y * height};
                    g_array_append_val(moved, p);
                }
                zf_ways_add(all, way->id, (ZfLonLat *)moved->data, moved->len, way->tags,
                            way->n_tags);
            }
            for (int band = 0; band < BANDS; band++) {
                for (int side = 0; side < 2; side++) {
                    ZfLonLat a = rims[side * 2 + 1][band];
                    ZfLonLat b = rims[side * 2][band];
                    ZfLonLat ends[] = {{a.lon + x * width, a.lat + y * height},
                                       {b.lon + (x + !side) * width, b.lat + (y + side) * height}};
                    if (x + !side < tiles && y + side < tiles) {
                        zf_ways_add(all, 0, ends, 2, road, 1);
                    }
                }
            }
        }
    }
    return all;
}

/* n homes spread over all tiles, on roads. */
static ZfRoadSnaps *
snap_homes(const ZfRoadGraph *graph, const GArray *buildings, ZfBox box, int tiles, size_t n)
{
    g_autofree ZfLonLat *homes = g_new(ZfLonLat, n);
    for (size_t i = 0; i < n; i++) {
        size_t at = i % (size_t)(tiles * tiles);
        homes[i] = g_array_index(buildings, ZfLonLat, i * 7919 % buildings->len);
        homes[i].lon += (double)(at % (size_t)tiles) * (box.max_lon - box.min_lon);
        homes[i].lat += (double)(at / (size_t)tiles) * (box.max_lat - box.min_lat);
    }
    const ZfRoadSnapOptions options = {.threads = 1};
    return zf_road_snap(graph, homes, n, &options, NULL, NULL);
}

static double
bench_table(const ZfRoadGraph *graph, const ZfRoadSnaps *snaps, size_t n, unsigned threads,
            int repeat)
{
    ZfRoadSnaps some = *snaps;
    some.n = n;
    const ZfRoadTableOptions options = {.method = ZF_ROAD_FAST, .threads = threads};
    double best = 1e9;
    for (int r = 0; r < repeat; r++) {
        double start = cpu_s();
        g_autoptr(ZfRoadTable) table = zf_road_table(graph, &some, &some, &options, NULL, NULL);
        best = MIN(best, cpu_s() - start);
    }
    return best;
}

static double
bench_shape(const ZfRoadGraph *graph, const ZfRoadSnaps *snaps, size_t rows, size_t cols,
            int repeat)
{
    ZfRoadSnaps from = *snaps;
    ZfRoadSnaps to = *snaps;
    from.n = rows;
    to.n = cols;
    const ZfRoadTableOptions options = {.method = ZF_ROAD_FAST, .threads = 1};
    double best = 1e9;
    for (int r = 0; r < repeat; r++) {
        double start = cpu_s();
        g_autoptr(ZfRoadTable) table = zf_road_table(graph, &from, &to, &options, NULL, NULL);
        best = MIN(best, cpu_s() - start);
    }
    return best;
}

static double
bench_all(const ZfRoadGraph *graph, const ZfRoadSnaps *snaps, int repeat)
{
    ZfRoadSnaps one = *snaps;
    one.n = 1;
    g_autofree uint32_t *time_ds = g_new(uint32_t, snaps->n);
    double best = 1e9;
    for (int r = 0; r < repeat; r++) {
        double start = cpu_s();
        g_assert_true(zf_road_nearest(graph, &one, snaps, NULL, time_ds, NULL, NULL, NULL));
        best = MIN(best, cpu_s() - start);
    }
    return best;
}

/* Rows of the table against plain Dijkstra, whose time is the calibration. */
static void
compare(const ZfRoadGraph *graph, const ZfRoadSnaps *snaps, size_t rows, Figures *ret)
{
    ZfRoadSnaps one = *snaps;
    one.n = 1;
    ret->plain_s = 1e9;
    for (size_t i = 0; i < rows; i++) {
        one.snaps = snaps->snaps + i * 37 % snaps->n;
        ZfRoadTableOptions options = {.method = ZF_ROAD_PLAIN, .threads = 1};
        double start = cpu_s();
        g_autoptr(ZfRoadTable) plain = zf_road_table(graph, &one, snaps, &options, NULL, NULL);
        ret->plain_s = MIN(ret->plain_s, cpu_s() - start);
        options.method = ZF_ROAD_FAST;
        g_autoptr(ZfRoadTable) fast = zf_road_table(graph, &one, snaps, &options, NULL, NULL);
        for (size_t j = 0; j < snaps->n; j++) {
            ret->wrong +=
                plain->time_ds[j] != fast->time_ds[j] || plain->dist_dm[j] != fast->dist_dm[j];
            ret->compared++;
        }
    }
}

static void
bench_pairs(const ZfRoadGraph *graph, const ZfRoadSnaps *snaps, int repeat, Figures *ret)
{
    enum { PAIRS = 2000, PATHS = 100 };
    ret->pair_s = ret->path_s = 1e9;
    uint64_t sum = 0;
    for (int r = 0; r <= repeat; r++) {
        double start = cpu_s();
        for (size_t i = 0; i < PAIRS; i++) {
            const ZfRoadSnap *to = &snaps->snaps[(i * 1733 + 911) % snaps->n];
            uint32_t time_ds, dist_dm;
            zf_road_pair(graph, &snaps->snaps[i % snaps->n], to, &time_ds, &dist_dm);
            sum += time_ds;
        }
        ret->pair_s = MIN(ret->pair_s, (cpu_s() - start) / PAIRS);
        start = cpu_s();
        for (size_t i = 0; i < PATHS; i++) {
            const ZfRoadPathOptions options = {.cues = true};
            size_t to = (i * 1733 + 911) % snaps->n;
            g_autoptr(ZfRoadPath) path = zf_road_path(graph, snaps, i, snaps, to, &options);
            sum += path ? path->n_cues : 0;
        }
        ret->path_s = MIN(ret->path_s, (cpu_s() - start) / PATHS);
    }
    g_assert_cmpuint(sum, >, 0);
}

/* CPU seconds and wall time of building once, where they are less. */
static ZfRoadGraph *
build_once(const ZfWays *ways, const Options *options, unsigned threads, double *ret_s,
           double *wall)
{
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    const ZfRoadGraphOptions how = {.profile = zf_road_profiles_get(profiles, options->mode),
                                    .day = ZF_DATE_NONE,
                                    .threads = threads};
    double start = cpu_s();
    double start_wall = wall_s();
    ZfRoadGraph *graph = zf_road_graph_new(ways, &how, NULL, NULL);
    *ret_s = MIN(*ret_s, cpu_s() - start);
    *wall = MIN(*wall, wall_s() - start_wall);
    g_assert_nonnull(graph);
    return graph;
}

/* With one thread and with several in turns, so that both meet the same other work. None of the
 * graphs before is left when one is built: who builds beside one pays for fresh memory, which
 * once made several threads look a fifth dearer than they are. */
static ZfRoadGraph *
bench_build(const ZfWays *ways, const Options *options, Figures *ret)
{
    double more_s = 1e9;
    double wall[2] = {1e9, 1e9};
    bool more = options->threads > 1;
    ret->build_s = 1e9;
    int repeat = ways->n_ways > 500000 ? MIN(options->repeat, 2) : options->repeat;
    g_autoptr(ZfRoadGraph) graph = NULL;
    for (int r = 0; r < repeat; r++) {
        zf_road_graph_free(g_steal_pointer(&graph));
        if (more) {
            zf_road_graph_free(build_once(ways, options, options->threads, &more_s, &wall[1]));
        }
        graph = build_once(ways, options, 1, &ret->build_s, &wall[0]);
    }
    ret->more_build = more ? more_s / ret->build_s : 1;
    ret->wall_build = more ? wall[1] / wall[0] : 1;
    return g_steal_pointer(&graph);
}

/* The same, of 5000² and of plain rows. */
static void
bench_threads(const ZfRoadGraph *graph, const ZfRoadSnaps *snaps, const Options *options,
              Figures *ret)
{
    ZfRoadSnaps rows = *snaps;
    rows.n = 64;
    double table[2] = {1e9, 1e9};
    double wall[2] = {1e9, 1e9};
    double plain[2] = {1e9, 1e9};
    for (int r = 0; r < options->repeat; r++) {
        for (int more = 0; more < 2; more++) {
            unsigned threads = more ? options->threads : 1;
            double start_wall = wall_s();
            table[more] = MIN(table[more], bench_table(graph, snaps, 5000, threads, 1));
            wall[more] = MIN(wall[more], wall_s() - start_wall);
            const ZfRoadTableOptions how = {.method = ZF_ROAD_PLAIN, .threads = threads};
            double start = cpu_s();
            zf_road_table_free(zf_road_table(graph, &rows, &rows, &how, NULL, NULL));
            plain[more] = MIN(plain[more], cpu_s() - start);
        }
    }
    ret->large_s = table[0];
    ret->more_table = table[1] / table[0];
    ret->wall_table = wall[1] / wall[0];
    ret->more_plain = plain[1] / plain[0];
}

static Figures
bench(const ZfWays *one, const GArray *buildings, const Options *options, int tiles)
{
    Figures ret = {0};
    ZfBox box = zf_ways_box(one);
    g_autoptr(ZfWays) many = tiles > 1 ? tile(one, tiles) : NULL;
    const ZfWays *ways = many ? many : one;
    g_autoptr(ZfRoadGraph) graph = bench_build(ways, options, &ret);
    const ZfRoadStats *stats = zf_road_graph_stats(graph);
    ret.nodes = stats->nodes;
    ret.bytes = (double)stats->search_bytes;
    printf("# tiles %d: %zu nodes, %zu edges, main part %.0f km, %zu islands of %.0f km\n", tiles,
           stats->nodes, stats->edges, stats->main_km, stats->islands, stats->island_km);
    ret.snap_s = 1e9;
    for (int r = 0; r < options->repeat; r++) {
        double start = cpu_s();
        zf_road_snaps_free(snap_homes(graph, buildings, box, tiles, buildings->len));
        ret.snap_s = MIN(ret.snap_s, cpu_s() - start);
    }
    g_autoptr(ZfRoadSnaps) snaps = snap_homes(graph, buildings, box, tiles, 5000);
    bench_pairs(graph, snaps, options->repeat, &ret);
    ret.small_s = bench_table(graph, snaps, 1000, 1, options->repeat);
    bench_threads(graph, snaps, options, &ret);
    ret.all_s = bench_all(graph, snaps, options->repeat);
    ret.row_s = bench_shape(graph, snaps, 1, 5000, options->repeat);
    ret.column_s = bench_shape(graph, snaps, 5000, 1, options->repeat);
    ret.few_s = bench_shape(graph, snaps, 10, 5000, options->repeat);
    compare(graph, snaps, options->rows, &ret);
    return ret;
}

static void
print_figures(const Options *options, const Figures *all, const GArray *buildings)
{
    printf("\n| nodes | plain row | build | pair | path, cues | 1000² | 5000² | search arrays | "
           "snap %u | build, %u threads | its wall time | 5000², %u threads | its wall time | "
           "plain rows, %u "
           "threads | wrong cells "
           "|\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n",
           buildings->len, options->threads, options->threads, options->threads);
    for (int i = 0; i < options->n_tiles; i++) {
        const Figures *f = &all[i];
        printf("| %zu | %.2f ms | %.3f s | %.1f µs | %.0f µs | %.1f ms | %.3f s | %.2f MB | "
               "%.3f s | × %.2f | × %.2f | × %.2f | × %.2f | × %.2f | %zu of %zu |\n",
               f->nodes, f->plain_s * 1e3, f->build_s, f->pair_s * 1e6, f->path_s * 1e6,
               f->small_s * 1e3, f->large_s, f->bytes / 1e6, f->snap_s, f->more_build,
               f->wall_build, f->more_table, f->wall_table, f->more_plain, f->wrong, f->compared);
    }
    printf("\nother shapes:\n\n| nodes | one to all | 1 × 5000 | 5000 × 1 | 10 × 5000 |\n"
           "|---|---|---|---|---|\n");
    for (int i = 0; i < options->n_tiles; i++) {
        const Figures *f = &all[i];
        printf("| %zu | %.2f ms | %.2f ms | %.2f ms | %.2f ms |\n", f->nodes, f->all_s * 1e3,
               f->row_s * 1e3, f->column_s * 1e3, f->few_s * 1e3);
    }
    printf("\nin plain rows:\n\n| nodes | build | pair | 1000² | 5000² |\n|---|---|---|---|---|\n");
    for (int i = 0; i < options->n_tiles; i++) {
        const Figures *f = &all[i];
        printf("| %zu | %.0f | %.4f | %.2f | %.1f |\n", f->nodes, f->build_s / f->plain_s,
               f->pair_s / f->plain_s, f->small_s / f->plain_s, f->large_s / f->plain_s);
    }
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("\npeak memory %.0f MB\n", (double)usage.ru_maxrss / 1024);
}

static int
run(const Options *options)
{
    g_autoptr(GError) error = NULL;
    double start = cpu_s();
    g_autoptr(ZfWays) ways = zf_road_read(options->file, NULL, NULL, NULL, &error);
    if (!ways) {
        fprintf(stderr, "%s\n", error->message);
        return 1;
    }
    printf("# %s, %s: read %.2f s\n", options->file, zf_road_mode_name(options->mode),
           cpu_s() - start);
    g_autoptr(GArray) buildings = read_buildings(options->file);
    if (buildings->len == 0) {
        fprintf(stderr, "no buildings in %s\n", options->file);
        return 1;
    }
    Figures all[G_N_ELEMENTS(options->tiles)];
    for (int i = 0; i < options->n_tiles; i++) {
        all[i] = bench(ways, buildings, options, options->tiles[i]);
        fflush(stdout);
    }
    print_figures(options, all, buildings);
    size_t wrong = 0;
    for (int i = 0; i < options->n_tiles; i++) {
        wrong += all[i].wrong;
    }
    return wrong > 0;
}

static bool
set_option(Options *options, const char *name, const char *value)
{
    if (strcmp(name, "--mode") == 0) {
        return zf_road_mode_parse(value, &options->mode);
    }
    if (strcmp(name, "--tiles") == 0) {
        g_auto(GStrv) list = g_strsplit(value, ",", (int)G_N_ELEMENTS(options->tiles));
        options->n_tiles = 0;
        for (size_t i = 0; list[i]; i++) {
            options->tiles[options->n_tiles++] = CLAMP(atoi(list[i]), 1, 30);
        }
        return options->n_tiles > 0;
    }
    int number = atoi(value);
    if (strcmp(name, "--repeat") == 0) {
        options->repeat = CLAMP(number, 1, 100);
    } else if (strcmp(name, "--rows") == 0) {
        options->rows = (size_t)CLAMP(number, 1, 5000);
    } else if (strcmp(name, "--threads") == 0) {
        options->threads = (unsigned)CLAMP(number, 1, 64);
    } else {
        return false;
    }
    return true;
}

int
main(int argc, char **argv)
{
    Options options = {.mode = ZF_ROAD_FOOT,
                       .tiles = {1, 3, 11},
                       .n_tiles = 3,
                       .repeat = 3,
                       .rows = 20,
                       .threads = 2};
    bool good = argc > 1 && argc % 2 == 0;
    for (int i = 2; good && i < argc; i += 2) {
        good = set_option(&options, argv[i], argv[i + 1]);
    }
    if (!good) {
        fprintf(stderr, "usage: bench_road FILE [--mode M] [--tiles 1,3,11] [--repeat N] "
                        "[--rows N] [--threads N]\n");
        return 2;
    }
    options.file = argv[1];
    return run(&options);
}
