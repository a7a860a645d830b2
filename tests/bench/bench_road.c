/* bench_road FILE [MODE] [ROWS] [TILES]: figures of the road engine on a real extract, in CPU
 * seconds of one thread. Buildings of the file are the homes; ROWS of them make the table, 20 rows
 * of which are compared with plain Dijkstra. ROWS plain rows are the calibration that lets ratios
 * travel. TILES > 1 lays TILES × TILES copies of the network side by side, joined at their borders.
 */
#include "gis/gis.h"
#include "road/road.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static double
cpu_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
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

static void
report_snaps(const ZfRoadSnaps *snaps, double seconds)
{
    size_t none = 0, wide = 0, moved = 0, blocked = 0, parked = 0;
    uint64_t legs = 0;
    uint32_t longest = 0;
    for (size_t i = 0; i < snaps->n; i++) {
        const ZfRoadSnap *snap = &snaps->snaps[i];
        none += (snap->flags & ZF_ROAD_SNAP_NONE) > 0;
        wide += (snap->flags & ZF_ROAD_SNAP_WIDE) > 0;
        moved += (snap->flags & ZF_ROAD_SNAP_MOVED) > 0;
        blocked += (snap->flags & ZF_ROAD_SNAP_BLOCKED) > 0;
        parked += (snap->flags & ZF_ROAD_SNAP_PARKED) > 0;
        legs += snap->leg_dm;
        longest = MAX(longest, snap->leg_dm);
    }
    printf("snap: %zu homes %.3f s; none %zu, wide %zu, moved %zu, blocked %zu, parked %zu; "
           "mean leg %.1f m, longest %.1f m\n",
           snaps->n, seconds, none, wide, moved, blocked, parked,
           (double)legs / 10 / (double)MAX(snaps->n, 1), longest / 10.0);
}

static uint64_t
checksum(const ZfRoadTable *table)
{
    uint64_t sum = 1469598103934665603u;
    for (size_t i = 0; i < (size_t)table->rows * table->cols; i++) {
        sum = (sum ^ table->time_ds[i]) * 1099511628211u;
        sum = (sum ^ table->dist_dm[i]) * 1099511628211u;
    }
    return sum;
}

/* The first n of snaps that stand on a road, spread over all. */
static ZfRoadSnaps
pick(const ZfRoadSnaps *all, size_t n)
{
    ZfRoadSnaps some = *all;
    some.snaps = g_new(ZfRoadSnap, n + 1);
    some.n = 0;
    for (size_t i = 0; i < all->n && some.n < n; i++) {
        size_t k = (i * 7919) % all->n;
        if (!(all->snaps[k].flags & ZF_ROAD_SNAP_NONE)) {
            some.snaps[some.n++] = all->snaps[k];
        }
    }
    return some;
}

static void
bench_tables(const ZfRoadGraph *graph, const ZfRoadSnaps *all, size_t n)
{
    ZfRoadSnaps some = pick(all, n);
    ZfRoadSnaps few = some;
    few.n = MIN(20, some.n);
    ZfRoadTableOptions fast = {.method = ZF_ROAD_FAST, .threads = 1};
    ZfRoadTableOptions plain = {.method = ZF_ROAD_PLAIN, .threads = 1};
    double start = cpu_s();
    g_autoptr(ZfRoadTable) table = zf_road_table(graph, &some, &some, &fast, NULL, NULL);
    double fast_s = cpu_s() - start;
    start = cpu_s();
    g_autoptr(ZfRoadTable) oracle = zf_road_table(graph, &few, &some, &plain, NULL, NULL);
    double plain_s = cpu_s() - start;
    size_t wrong = 0;
    size_t never = 0;
    for (size_t i = 0; i < few.n * some.n; i++) {
        wrong += table->time_ds[i] != oracle->time_ds[i] || table->dist_dm[i] != oracle->dist_dm[i];
        never += table->time_ds[i] == ZF_ROAD_NEVER;
    }
    printf("table: %zu² %.4f s, one plain row %.5f s, checksum %016" G_GINT64_MODIFIER
           "x, mismatches %zu of %zu, unreachable %zu\n",
           some.n, fast_s, plain_s / (double)MAX(few.n, 1), checksum(table), wrong, few.n * some.n,
           never);
    start = cpu_s();
    size_t cues = 0;
    size_t pairs = MIN(500, some.n / 2);
    for (size_t i = 0; i < pairs; i++) {
        ZfRoadPathOptions options = {.cues = true};
        g_autoptr(ZfRoadPath) path = zf_road_path(graph, &some, i, &some, some.n - 1 - i, &options);
        size_t cell = i * some.n + some.n - 1 - i;
        g_assert_true(path && path->time_ds == table->time_ds[cell] &&
                      path->dist_dm == table->dist_dm[cell]);
        cues += path->n_cues;
    }
    printf("paths: %zu in %.4f s, %.1f cues each\n", pairs, cpu_s() - start,
           (double)cues / (double)MAX(pairs, 1));
    g_free(some.snaps);
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

static int
bench(const char *file, ZfRoadMode mode, size_t rows, int tiles)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    double start = cpu_s();
    g_autoptr(ZfWays) ways = zf_road_read(file, NULL, NULL, NULL, &error);
    g_autoptr(ZfBarriers) barriers = zf_barriers_new();
    if (!ways || !zf_barriers_read(barriers, file, NULL, NULL, NULL, NULL, &error)) {
        fprintf(stderr, "%s\n", error->message);
        return 1;
    }
    zf_barriers_index(barriers);
    if (tiles > 1) {
        ZfWays *one = ways;
        ways = tile(one, tiles);
        zf_ways_free(one);
    }
    printf("read: %.3f s, %zu ways, %zu barrier points, %zu barrier segments\n", cpu_s() - start,
           ways->n_ways, ways->n_nodes, zf_barriers_count(barriers));
    start = cpu_s();
    ZfRoadGraphOptions options = {
        .profile = zf_road_profiles_get(profiles, mode), .day = ZF_DATE_NONE, .threads = 1};
    g_autoptr(ZfRoadGraph) graph = zf_road_graph_new(ways, &options, NULL, &error);
    if (!graph) {
        fprintf(stderr, "%s\n", error->message);
        return 1;
    }
    const ZfRoadStats *stats = zf_road_graph_stats(graph);
    printf("build: %.3f s, %zu nodes, %zu edges, %.1f km, %zu islands of %.1f km, %.2f MB\n",
           cpu_s() - start, stats->nodes, stats->edges, stats->main_km, stats->islands,
           stats->island_km, (double)stats->search_bytes / 1e6);
    g_autoptr(GArray) homes = read_buildings(file);
    ZfRoadSnapOptions snap = {.barriers = barriers, .threads = 1};
    start = cpu_s();
    g_autoptr(ZfRoadSnaps) snaps =
        zf_road_snap(graph, (ZfLonLat *)homes->data, homes->len, &snap, NULL, &error);
    report_snaps(snaps, cpu_s() - start);
    if (mode != ZF_ROAD_FOOT) {
        options.profile = zf_road_profiles_get(profiles, ZF_ROAD_FOOT);
        g_autoptr(ZfRoadGraph) walk = zf_road_graph_new(ways, &options, NULL, &error);
        snap.walk = walk;
        start = cpu_s();
        g_autoptr(ZfRoadSnaps) parked =
            zf_road_snap(graph, (ZfLonLat *)homes->data, homes->len, &snap, NULL, &error);
        report_snaps(parked, cpu_s() - start);
    }
    if (tiles > 1) {
        zf_road_snaps_free(snaps);
        g_array_set_size(homes, 0);
        for (size_t i = 0; i < ways->n_ways; i += 17) {
            g_array_append_val(homes, ways->ways[i].points[0]);
        }
        snaps = zf_road_snap(graph, (ZfLonLat *)homes->data, homes->len, NULL, NULL, &error);
    }
    bench_tables(graph, snaps, rows);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("memory: %.1f MB\n", (double)usage.ru_maxrss / 1024);
    return 0;
}

int
main(int argc, char **argv)
{
    ZfRoadMode mode = ZF_ROAD_FOOT;
    if (argc < 2 || (argc > 2 && !zf_road_mode_parse(argv[2], &mode))) {
        fprintf(stderr, "usage: bench_road FILE [MODE] [ROWS] [TILES]\n");
        return 2;
    }
    return bench(argv[1], mode, argc > 3 ? (size_t)atoi(argv[3]) : 1000,
                 argc > 4 ? atoi(argv[4]) : 1);
}
