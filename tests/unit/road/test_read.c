/* Reading files; the real extracts are used where they are. */
#include "gis/gis.h"
#include "road/road.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static char *
fuzz_file(const char *name)
{
    return g_build_filename(g_getenv("ZF_SOURCE_DIR"), "tests", "fuzz", "corpus", "roadread", name,
                            NULL);
}

static void
test_osm(void)
{
    g_autofree char *path = fuzz_file("good.osm");
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfWays) ways = zf_road_read(path, NULL, NULL, NULL, &error);
    g_assert_no_error(error);
    /* the way with a missing node has one point left and is no line */
    g_assert_cmpuint(ways->n_ways, ==, 1);
    g_assert_cmpuint(ways->n_nodes, ==, 1);
    g_assert_cmpint(ways->ways[0].id, ==, 1);
    g_assert_cmpstr(zf_way_tag(&ways->ways[0], "name"), ==, "山路");
    g_autoptr(ZfBarriers) barriers = zf_barriers_new();
    size_t n = 0;
    g_assert_true(zf_barriers_read(barriers, path, NULL, NULL, &n, NULL, &error));
    g_assert_cmpuint(n, ==, 1);
    const ZfBox far = {1, 1, 2, 2};
    const ZfRoadReadOptions options = {.box = &far};
    g_assert_null(zf_road_read(path, &options, NULL, NULL, &error));
    g_assert_error(error, ZF_ROAD_ERROR, ZF_ROAD_ERROR_READ);
}

static size_t
count_ways(const ZfWays *ways, int64_t id)
{
    size_t n = 0;
    for (size_t i = 0; i < ways->n_ways; i++) {
        n += ways->ways[i].id == id;
    }
    return n;
}

/* ret: seconds from a to b, -1 when there is no way. */
static int
seconds_between(const ZfWays *ways, ZfRoadMode mode, ZfLonLat a, ZfLonLat b)
{
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    const ZfRoadGraphOptions options = {.profile = zf_road_profiles_get(profiles, mode),
                                        .day = ZF_DATE_NONE};
    const ZfRoadSnapOptions near = {.far_m = 20};
    const ZfLonLat points[] = {a, b};
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfRoadGraph) graph = zf_road_graph_new(ways, &options, NULL, &error);
    g_assert_no_error(error);
    g_autoptr(ZfRoadSnaps) snaps = zf_road_snap(graph, points, 2, &near, NULL, &error);
    uint32_t time_ds;
    uint32_t dist_dm;
    bool found = zf_road_pair(graph, &snaps->snaps[0], &snaps->snaps[1], &time_ds, &dist_dm);
    return found ? (int)zf_road_seconds(time_ds) : -1;
}

/* What relations say: a plaza of two ways with a hole is crossed, a ferry's untagged ways are
 * sailed (its missing member is passed over), a member's own tags stand, a ring that lacks a member
 * and a bus line are no ways. */
static void
test_relations(void)
{
    g_autofree char *path = fuzz_file("relations.osm");
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfWays) ways = zf_road_read(path, NULL, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(count_ways(ways, 201), ==, 2); /* rim and hole */
    g_assert_cmpuint(count_ways(ways, 202), ==, 2);
    g_assert_cmpuint(count_ways(ways, 203), ==, 0);
    g_assert_cmpuint(count_ways(ways, 109), ==, 1);
    g_assert_cmpuint(count_ways(ways, 204) + count_ways(ways, 205), ==, 0);
    g_assert_cmpuint(ways->n_ways, ==, 9);
    const ZfLonLat west = {109.9992, 28};
    const ZfLonLat east = {110.006, 28.0028};
    const ZfLonLat north = {110.0038, 28.005};
    g_assert_cmpint(seconds_between(ways, ZF_ROAD_FOOT, west, east), >, 600);
    g_assert_cmpint(seconds_between(ways, ZF_ROAD_FOOT, west, north), >, 600);
    /* the plaza is for people on foot; the northern ferry says itself that it takes no cars */
    g_assert_cmpint(seconds_between(ways, ZF_ROAD_CAR, (ZfLonLat){110.0012, 28.001}, east), >, 600);
    g_assert_cmpint(seconds_between(ways, ZF_ROAD_CAR, (ZfLonLat){110.0012, 28.001}, north), ==,
                    -1);
}

static void
test_lines(void)
{
    g_autofree char *path = fuzz_file("lines.geojson");
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfFindings) findings = zf_findings_new();
    g_autoptr(ZfWays) ways = zf_road_read(path, NULL, findings, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(ways->n_ways, ==, 3);
    g_assert_cmpstr(zf_way_tag(&ways->ways[0], "highway"), ==, "tertiary");
    g_assert_cmpstr(zf_way_tag(&ways->ways[0], "name"), ==, "山路");
    g_assert_cmpstr(zf_way_tag(&ways->ways[0], "oneway"), ==, "no");
    g_assert_cmpint(ways->ways[0].id, ==, ways->ways[1].id);
    g_assert_cmpstr(zf_way_tag(&ways->ways[2], "highway"), ==, "road");
    g_assert_cmpstr(zf_way_tag(&ways->ways[2], "oneway"), ==, "yes");
    size_t odd = 0;
    size_t others = 0;
    for (size_t i = 0; i < zf_findings_count(findings); i++) {
        const ZfFinding *finding = zf_findings_get(findings, i);
        odd += strcmp(finding->code, "road-class") == 0;
        others += strcmp(finding->code, "road-not-a-line") == 0;
    }
    g_assert_cmpuint(odd, ==, 1);
    g_assert_cmpuint(others, ==, 1);
    /* a column of other words as the class: nothing is known then */
    const ZfWayTag column = {"class", "单向"};
    const ZfRoadReadOptions options = {.columns = &column, .n_columns = 1};
    g_autoptr(ZfWays) wrong = zf_road_read(path, &options, NULL, NULL, &error);
    g_assert_cmpstr(zf_way_tag(&wrong->ways[0], "highway"), ==, "road");
}

static void
test_missing(void)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(zf_road_read("/nowhere/roads.osm", NULL, NULL, NULL, &error));
    g_assert_nonnull(error);
}

static char *
data_file(const char *folder, const char *name)
{
    const char *data = g_getenv("ZF_DATA");
    g_autofree char *beside =
        g_build_filename(g_getenv("ZF_SOURCE_DIR"), "..", "shared", "data", NULL);
    char *path = g_build_filename(data ? data : beside, folder, name, NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_clear_pointer(&path, g_free);
    }
    return path;
}

/* A folder of its own; ret: owned by the caller. */
static char *
scratch(void)
{
    g_autoptr(GError) error = NULL;
    char *folder = g_dir_make_tmp("zf-read-XXXXXX", &error);
    g_assert_no_error(error);
    return folder;
}

static void
clean(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir)) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_remove(path);
    }
    g_rmdir(folder);
}

/* What a county's survey office hands over: a shapefile in GBK, Gauss-Krüger, without a .cpg. */
static void
test_gauss_kruger(void)
{
    g_autofree char *folder = scratch();
    g_autofree char *path = g_build_filename(folder, "roads.shp", NULL);
    g_autoptr(GError) error = NULL;
    const ZfGisWriteField fields[] = {{"DLDJ", ZF_GIS_TEXT, .width = 20},
                                      {"LXMC", ZF_GIS_TEXT, .width = 40},
                                      {"oneway", ZF_GIS_TEXT, .width = 10},
                                      {"speed", ZF_GIS_INTEGER}};
    const ZfGisWriteLayer layer = {"roads", ZF_GIS_LINES, fields, 4, .crs = "EPSG:4546"};
    const ZfGisWriteOptions how = {.encoding = "GBK", .no_cpg = true};
    g_autoptr(ZfGisWriter) writer = zf_gis_writer_new(path, &how, &error);
    g_assert_no_error(error);
    g_assert_true(zf_gis_writer_layer(writer, &layer, &error));
    ZfLonLat points[] = {{110.1067750, 28.7759990}, {110.1167750, 28.7759990}};
    uint32_t offsets[] = {0, 2};
    ZfLines lines = {points, offsets, 2, 1};
    const ZfGisGeometry shape = {.kind = ZF_GIS_LINES, .lines = &lines};
    const char *values[] = {"乡道", "鹿溪路", "单行", "30"};
    g_assert_true(zf_gis_writer_add(writer, &shape, values, &error));
    g_assert_true(zf_gis_writer_close(writer, &error));
    g_assert_no_error(error);
    g_autoptr(ZfWays) ways = zf_road_read(path, NULL, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(ways->n_ways, ==, 1);
    g_assert_cmpstr(zf_way_tag(&ways->ways[0], "highway"), ==, "tertiary");
    g_assert_cmpstr(zf_way_tag(&ways->ways[0], "name"), ==, "鹿溪路");
    g_assert_cmpstr(zf_way_tag(&ways->ways[0], "oneway"), ==, "yes");
    g_assert_cmpstr(zf_way_tag(&ways->ways[0], "maxspeed"), ==, "30");
    for (int i = 0; i < 2; i++) {
        g_assert_cmpfloat(fabs(ways->ways[0].points[i].lon - points[i].lon), <, 1e-6);
        g_assert_cmpfloat(fabs(ways->ways[0].points[i].lat - points[i].lat), <, 1e-6);
    }
    clean(folder);
}

static ZfWays *
read_text(const char *text, GError **error)
{
    g_autofree char *folder = scratch();
    g_autofree char *path = g_build_filename(folder, "roads.geojson", NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    ZfWays *ways = zf_road_read(path, NULL, NULL, NULL, error);
    clean(folder);
    return ways;
}

/* Heights are left aside, parts of a multiline are ways of one id, an empty layer is an error. */
static void
test_odd_lines(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfWays) ways = read_text(
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
        "{\"highway\":\"track\"},\"geometry\":{\"type\":\"MultiLineString\",\"coordinates\":"
        "[[[110,28,500],[110.1,28,510]],[[110.1,28,510],[110.1,28.1,600],[110.2,28.1,1]]]}}]}",
        &error);
    g_assert_no_error(error);
    g_assert_cmpuint(ways->n_ways, ==, 2);
    g_assert_cmpint(ways->ways[0].id, ==, ways->ways[1].id);
    g_assert_cmpuint(ways->ways[1].n_points, ==, 3);
    g_assert_cmpfloat(ways->ways[1].points[2].lon, ==, 110.2);
    g_assert_null(read_text("{\"type\":\"FeatureCollection\",\"features\":[]}", &error));
    g_assert_error(error, ZF_ROAD_ERROR, ZF_ROAD_ERROR_READ);
}

/* A real extract: nobody on an island, the fast table is the plain one. */
static void
check_extract(const char *path, ZfRoadMode mode)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfWays) ways = zf_road_read(path, NULL, NULL, NULL, &error);
    g_assert_no_error(error);
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    ZfRoadGraphOptions options = {.profile = zf_road_profiles_get(profiles, mode),
                                  .day = ZF_DATE_NONE};
    g_autoptr(ZfRoadGraph) graph = zf_road_graph_new(ways, &options, NULL, &error);
    g_assert_no_error(error);
    const ZfRoadStats *stats = zf_road_graph_stats(graph);
    g_test_message("%s: %zu nodes, %zu edges, %.1f km, %zu islands", zf_road_mode_name(mode),
                   stats->nodes, stats->edges, stats->main_km, stats->islands);
    enum { N = 120 };
    ZfLonLat points[N];
    for (size_t i = 0; i < N; i++) {
        const ZfWay *way = &ways->ways[i * 7919 % ways->n_ways];
        points[i] = way->points[way->n_points / 2];
    }
    g_autoptr(ZfRoadSnaps) snaps = zf_road_snap(graph, points, N, NULL, NULL, NULL);
    ZfRoadTableOptions fast = {.method = ZF_ROAD_FAST};
    ZfRoadTableOptions plain = {.method = ZF_ROAD_PLAIN};
    g_autoptr(ZfRoadTable) a = zf_road_table(graph, snaps, snaps, &fast, NULL, NULL);
    g_autoptr(ZfRoadTable) b = zf_road_table(graph, snaps, snaps, &plain, NULL, NULL);
    g_assert_cmpint(memcmp(a->time_ds, b->time_ds, N * N * sizeof(uint32_t)), ==, 0);
    g_assert_cmpint(memcmp(a->dist_dm, b->dist_dm, N * N * sizeof(uint32_t)), ==, 0);
    for (size_t i = 0; i < N * N; i++) {
        bool none = (snaps->snaps[i / N].flags | snaps->snaps[i % N].flags) & ZF_ROAD_SNAP_NONE;
        g_assert_true(none || a->time_ds[i] != ZF_ROAD_NEVER);
    }
}

static void
test_real(void)
{
#ifdef __SANITIZE_ADDRESS__ /* reading is the same, and slow */
    static const char *const names[] = {"hamburg-hafen-ferry.osm.pbf", "fiji-ferry.osm.pbf"};
#else
    static const char *const names[] = {"liechtenstein-2021.osm.pbf", "north-bayreuth.osm.gz",
                                        "hamburg-hafen-ferry.osm.pbf", "fiji-ferry.osm.pbf"};
#endif
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = data_file("osm", names[i]);
        if (!path) {
            g_test_skip("real extracts are not here ($ZF_DATA or ../shared/data)");
            return;
        }
        check_extract(path, i == 1 ? ZF_ROAD_CAR : ZF_ROAD_FOOT);
    }
}

/* Hills: walking takes longer with slopes than on the flat, riding differs by direction. */
static void
test_real_heights(void)
{
    g_autofree char *roads = data_file("osm", "north-bayreuth.osm.gz");
    g_autofree char *south = data_file("dem", "N49E011.hgt.zip");
    g_autofree char *north = data_file("dem", "N50E011.hgt.zip");
    if (!roads || !south || !north) {
        g_test_skip("real extracts are not here ($ZF_DATA or ../shared/data)");
        return;
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfWays) ways = zf_road_read(roads, NULL, NULL, NULL, &error);
    g_assert_no_error(error);
    ZfBox box = zf_ways_box(ways);
    const char *files[] = {south, north};
    g_autoptr(ZfDem) dem = zf_dem_read(files, 2, &box, &error);
    g_assert_no_error(error);
    ZfRoadHeights heights = zf_road_heights_dem(dem);
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    uint64_t sums[2] = {0, 0};
    size_t uneven = 0;
    for (int hilly = 0; hilly < 2; hilly++) {
        ZfRoadGraphOptions options = {.profile = zf_road_profiles_get(profiles, ZF_ROAD_FOOT),
                                      .heights = hilly ? &heights : NULL};
        g_autoptr(ZfRoadGraph) graph = zf_road_graph_new(ways, &options, NULL, &error);
        g_assert_no_error(error);
        enum { N = 60 };
        ZfLonLat points[N];
        for (size_t i = 0; i < N; i++) {
            points[i] = ways->ways[i * 31 % ways->n_ways].points[0];
        }
        g_autoptr(ZfRoadSnaps) snaps = zf_road_snap(graph, points, N, NULL, NULL, NULL);
        g_autoptr(ZfRoadTable) table = zf_road_table(graph, snaps, snaps, NULL, NULL, NULL);
        for (size_t i = 0; i < N * N; i++) {
            sums[hilly] += table->time_ds[i] == ZF_ROAD_NEVER ? 0 : table->time_ds[i];
            uneven += hilly && table->time_ds[i] != table->time_ds[i % N * N + i / N];
        }
    }
    g_test_message("hills cost %.1f %%", 100.0 * (double)sums[1] / (double)sums[0] - 100);
    g_assert_cmpuint(sums[1], >, sums[0] * 101 / 100);
    g_assert_cmpuint(sums[1], <, sums[0] * 140 / 100);
    g_assert_cmpuint(uneven, >, 1000);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read/osm", test_osm);
    g_test_add_func("/read/relations", test_relations);
    g_test_add_func("/read/lines", test_lines);
    g_test_add_func("/read/missing", test_missing);
    g_test_add_func("/read/gauss-kruger", test_gauss_kruger);
    g_test_add_func("/read/odd-lines", test_odd_lines);
    g_test_add_func("/read/real", test_real);
    g_test_add_func("/read/real-heights", test_real_heights);
    return g_test_run();
}
