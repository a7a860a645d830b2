/* The cache file: same answers with and without, one file for several graphs, the same bytes for
 * any number of threads, and nothing damaged is ever believed. */
#include "road/road.h"

#include <glib/gstdio.h>
#include <string.h>

enum { SIDE = 9, HOMES = 20 };

typedef struct Fixture {
    ZfWays *ways;
    ZfRoadProfiles *profiles;
    ZfLonLat homes[HOMES];
    char *folder;
    char *path;
} Fixture;

/* data: how many streets cross each way, or NULL = SIDE. */
static void
set_up(Fixture *fixture, const void *data)
{
    int side = data ? GPOINTER_TO_INT(data) : SIDE;
    ZfRng rng;
    zf_rng_init(&rng, 11, 0);
    fixture->ways = zf_ways_new();
    for (int i = 0; i < side * side; i++) {
        ZfLonLat at = {110 + i % side * 0.002, 28 + i / side * 0.002};
        const ZfLonLat east[] = {at, {at.lon + 0.002, at.lat}};
        const ZfLonLat north[] = {at, {at.lon, at.lat + 0.002}};
        const ZfWayTag tag = {"highway", zf_rng_chance(&rng, 1, 3) ? "track" : "residential"};
        zf_ways_add(fixture->ways, 2 * i + 1, east, 2, &tag, 1);
        zf_ways_add(fixture->ways, 2 * i + 2, north, 2, &tag, 1);
    }
    for (int i = 0; i < HOMES; i++) {
        fixture->homes[i] =
            (ZfLonLat){110 + zf_rng_unit(&rng) * 0.016, 28 + zf_rng_unit(&rng) * 0.016};
    }
    fixture->profiles = zf_road_profiles_default();
    fixture->folder = g_dir_make_tmp("zf-cache-XXXXXX", NULL);
    fixture->path = g_build_filename(fixture->folder, "test.db-roads", NULL);
}

static void
tear_down(Fixture *fixture, const void *data)
{
    (void)data;
    g_remove(fixture->path);
    g_assert_cmpint(g_rmdir(fixture->folder), ==, 0);
    zf_ways_free(fixture->ways);
    zf_road_profiles_free(fixture->profiles);
    g_free(fixture->folder);
    g_free(fixture->path);
}

static ZfRoadGraph *
build(const Fixture *fixture, ZfRoadMode mode, int64_t closed, const char *cache, unsigned threads)
{
    const ZfRoadClosure closure = {.way_id = closed, .from = ZF_DATE_NONE, .to = ZF_DATE_NONE};
    const ZfRoadGraphOptions options = {.profile = zf_road_profiles_get(fixture->profiles, mode),
                                        .day = ZF_DATE_NONE,
                                        .closures = &closure,
                                        .n_closures = closed > 0,
                                        .threads = threads,
                                        .cache = cache};
    ZfRoadGraph *graph = zf_road_graph_new(fixture->ways, &options, NULL, NULL);
    g_assert_nonnull(graph);
    return graph;
}

static bool
from_cache(const ZfRoadGraph *graph)
{
    return zf_road_graph_stats(graph)->from_cache;
}

/* A table and a path are the plain search's. */
static void
check_answers(const Fixture *fixture, const ZfRoadGraph *graph)
{
    g_autoptr(ZfRoadSnaps) snaps = zf_road_snap(graph, fixture->homes, HOMES, NULL, NULL, NULL);
    const ZfRoadTableOptions plain = {.method = ZF_ROAD_PLAIN, .threads = 1};
    g_autoptr(ZfRoadTable) a = zf_road_table(graph, snaps, snaps, NULL, NULL, NULL);
    g_autoptr(ZfRoadTable) b = zf_road_table(graph, snaps, snaps, &plain, NULL, NULL);
    g_assert_cmpmem(a->time_ds, sizeof(uint32_t) * HOMES * HOMES, b->time_ds,
                    sizeof(uint32_t) * HOMES * HOMES);
    g_assert_cmpmem(a->dist_dm, sizeof(uint32_t) * HOMES * HOMES, b->dist_dm,
                    sizeof(uint32_t) * HOMES * HOMES);
    for (size_t i = 0; i + 1 < HOMES; i++) {
        g_autoptr(ZfRoadPath) path = zf_road_path(graph, snaps, i, snaps, i + 1, NULL);
        g_assert_cmpuint(path->time_ds, ==, a->time_ds[i * HOMES + i + 1]);
    }
}

static void
test_again(Fixture *fixture, const void *data)
{
    (void)data;
    g_autoptr(ZfRoadGraph) first = build(fixture, ZF_ROAD_FOOT, 0, fixture->path, 1);
    g_assert_false(from_cache(first));
    g_autofree char *one = NULL;
    g_autofree char *two = NULL;
    gsize n_one, n_two;
    g_assert_true(g_file_get_contents(fixture->path, &one, &n_one, NULL));
    g_autoptr(ZfRoadGraph) second = build(fixture, ZF_ROAD_FOOT, 0, fixture->path, 1);
    g_assert_true(from_cache(second));
    check_answers(fixture, first);
    check_answers(fixture, second);
    /* what was mapped stays when the file goes */
    g_assert_cmpint(g_remove(fixture->path), ==, 0);
    check_answers(fixture, second);
    g_autoptr(ZfRoadGraph) third = build(fixture, ZF_ROAD_FOOT, 0, fixture->path, 2);
    g_assert_false(from_cache(third));
    g_assert_true(g_file_get_contents(fixture->path, &two, &n_two, NULL));
    g_assert_true(n_one == n_two && memcmp(one, two, n_one) == 0);
}

static void
test_inputs(Fixture *fixture, const void *data)
{
    (void)data;
    for (int pass = 0; pass < 2; pass++) {
        g_autoptr(ZfRoadGraph) foot = build(fixture, ZF_ROAD_FOOT, 0, fixture->path, 1);
        g_autoptr(ZfRoadGraph) car = build(fixture, ZF_ROAD_CAR, 0, fixture->path, 1);
        g_autoptr(ZfRoadGraph) closed = build(fixture, ZF_ROAD_FOOT, 7, fixture->path, 1);
        g_assert_cmpint(from_cache(foot), ==, pass);
        g_assert_cmpint(from_cache(car), ==, pass);
        g_assert_cmpint(from_cache(closed), ==, pass);
        check_answers(fixture, car);
        check_answers(fixture, closed);
    }
    /* another road: everything is new */
    const ZfLonLat diagonal[] = {fixture->ways->ways[0].points[0], {110.004, 28.004}};
    const ZfWayTag tag = {"highway", "residential"};
    zf_ways_add(fixture->ways, 1000, diagonal, 2, &tag, 1);
    g_autoptr(ZfRoadGraph) longer = build(fixture, ZF_ROAD_FOOT, 0, fixture->path, 1);
    g_assert_false(from_cache(longer));
    check_answers(fixture, longer);
}

/* Sixteen graphs fit; the oldest goes. */
static void
test_full(Fixture *fixture, const void *data)
{
    (void)data;
    for (int64_t way = 1; way <= 17; way++) {
        zf_road_graph_free(build(fixture, ZF_ROAD_FOOT, way, fixture->path, 1));
    }
    g_autoptr(ZfRoadGraph) second = build(fixture, ZF_ROAD_FOOT, 2, fixture->path, 1);
    g_assert_true(from_cache(second));
    g_autoptr(ZfRoadGraph) first = build(fixture, ZF_ROAD_FOOT, 1, fixture->path, 1);
    g_assert_false(from_cache(first));
}

/* Cut anywhere or with any byte changed, the file is made anew and the answers stay. */
static void
test_damaged(Fixture *fixture, const void *data)
{
    (void)data;
    zf_road_graph_free(build(fixture, ZF_ROAD_FOOT, 0, fixture->path, 1));
    g_autofree char *good = NULL;
    gsize size;
    g_assert_true(g_file_get_contents(fixture->path, &good, &size, NULL));
    for (size_t at = 0; at < size; at += at < 200 ? 7 : size / 20) {
        g_autofree char *bad = g_memdup2(good, size);
        bad[at] = (char)(bad[at] ^ 0x41);
        for (int cut = 0; cut < 2; cut++) {
            gssize length = (gssize)(cut ? at : size);
            g_assert_true(g_file_set_contents(fixture->path, cut ? good : bad, length, NULL));
            g_autoptr(ZfRoadGraph) graph = build(fixture, ZF_ROAD_FOOT, 0, fixture->path, 1);
            g_assert_false(from_cache(graph));
            check_answers(fixture, graph);
            g_autofree char *anew = NULL;
            gsize n;
            g_assert_true(g_file_get_contents(fixture->path, &anew, &n, NULL));
            g_assert_true(n == size && memcmp(anew, good, size) == 0);
        }
    }
}

static void
test_unwritable(Fixture *fixture, const void *data)
{
    (void)data;
    g_autofree char *nowhere = g_build_filename(fixture->folder, "none", "x.db-roads", NULL);
    g_autoptr(ZfRoadGraph) graph = build(fixture, ZF_ROAD_FOOT, 0, nowhere, 1);
    g_assert_false(from_cache(graph));
    check_answers(fixture, graph);
    g_autoptr(ZfRoadGraph) folder = build(fixture, ZF_ROAD_FOOT, 0, fixture->folder, 1);
    g_assert_false(from_cache(folder));
}

/* So large that threads share the work of building. */
enum { LARGE_SIDE = 102 };

static char *
built_with(Fixture *fixture, unsigned threads, gsize *size)
{
    char *bytes = NULL;
    zf_road_graph_free(build(fixture, ZF_ROAD_FOOT, 0, fixture->path, threads));
    g_assert_true(g_file_get_contents(fixture->path, &bytes, size, NULL));
    g_remove(fixture->path);
    return bytes;
}

static void
test_threads(Fixture *fixture, const void *data)
{
    (void)data;
    gsize size;
    g_autofree char *one = built_with(fixture, 1, &size);
    g_assert_cmpuint(size, >, 500000);
    gsize same;
    g_autofree char *three = built_with(fixture, 3, &same);
    g_assert_cmpuint(same, ==, size);
    g_assert_cmpint(memcmp(three, one, size), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/cache/again", Fixture, NULL, set_up, test_again, tear_down);
    g_test_add("/cache/inputs", Fixture, NULL, set_up, test_inputs, tear_down);
    g_test_add("/cache/full", Fixture, NULL, set_up, test_full, tear_down);
    g_test_add("/cache/damaged", Fixture, NULL, set_up, test_damaged, tear_down);
    g_test_add("/cache/unwritable", Fixture, NULL, set_up, test_unwritable, tear_down);
    g_test_add("/cache/threads", Fixture, GINT_TO_POINTER(LARGE_SIDE), set_up, test_threads,
               tear_down);
    return g_test_run();
}
