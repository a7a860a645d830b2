/* The cache file of the road engine: whatever it holds, the answers are those of plain search. The
 * first byte tells whether the first entry's key and all checksums are made to hold, so that what
 * lies behind them is met. */
#include "road/cache.h"
#include "road/road.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SIDE = 4, HOMES = 6, FIRST_KEY = 64 };

/* A little lattice; corpus/roadcache/good is the file it makes. */
static ZfWays *
make_ways(void)
{
    ZfWays *ways = zf_ways_new();
    for (int i = 0; i < SIDE * SIDE; i++) {
        ZfLonLat at = {110 + i % SIDE * 0.002, 28 + i / SIDE * 0.002};
        const ZfLonLat east[] = {at, {at.lon + 0.002, at.lat}};
        const ZfLonLat north[] = {at, {at.lon, at.lat + 0.002}};
        const ZfWayTag tag = {"highway", i % 3 ? "residential" : "track"};
        zf_ways_add(ways, 2 * i + 1, east, 2, &tag, 1);
        zf_ways_add(ways, 2 * i + 2, north, 2, &tag, 1);
    }
    return ways;
}

static void
check(const ZfRoadGraph *graph)
{
    ZfLonLat homes[HOMES];
    for (int i = 0; i < HOMES; i++) {
        homes[i] = (ZfLonLat){110 + i * 0.00137, 28 + i * 5 % HOMES * 0.00137};
    }
    g_autoptr(ZfRoadSnaps) snaps = zf_road_snap(graph, homes, HOMES, NULL, NULL, NULL);
    const ZfRoadTableOptions plain = {.method = ZF_ROAD_PLAIN, .threads = 1};
    g_autoptr(ZfRoadTable) b = zf_road_table(graph, snaps, snaps, &plain, NULL, NULL);
    g_autoptr(ZfRoadTable) a = zf_road_table(graph, snaps, snaps, NULL, NULL, NULL);
    for (size_t cell = 0; cell < HOMES * HOMES; cell++) {
        g_autoptr(ZfRoadPath) path =
            zf_road_path(graph, snaps, cell / HOMES, snaps, cell % HOMES, NULL);
        /* shortcuts that are missing make a way longer, none makes it shorter or breaks it */
        g_assert_cmpuint(a->time_ds[cell], >=, b->time_ds[cell]);
        g_assert_cmpuint(path ? path->time_ds : ZF_ROAD_NEVER, >=, b->time_ds[cell]);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char *path;
    if (size < 1 || size > 60000) {
        return 0;
    }
    if (!path) {
        path = g_strdup_printf("%s/zf-fuzz-cache-%d", g_get_tmp_dir(), (int)getpid());
    }
    g_autofree char *bytes = g_memdup2(data, size);
    g_autoptr(ZfWays) ways = make_ways();
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    ZfRoadGraphOptions options = {
        .profile = zf_road_profiles_get(profiles, ZF_ROAD_FOOT), .day = ZF_DATE_NONE, .threads = 1};
    if (data[0] & 1 && size > 1 + FIRST_KEY + sizeof(ZfRoadCacheKey)) {
        g_autoptr(ZfRoadGraph) plain = zf_road_graph_new(ways, &options, NULL, NULL);
        ZfRoadCacheKey key = zf_road_cache_key(plain, zf_road_profile_hash(options.profile));
        memcpy(bytes + 1 + FIRST_KEY, &key, sizeof key);
        zf_road_cache_seal(bytes + 1, size - 1);
    }
    g_assert_true(g_file_set_contents(path, bytes + 1, (gssize)size - 1, NULL));
    options.cache = path;
    g_autoptr(ZfRoadGraph) graph = zf_road_graph_new(ways, &options, NULL, NULL);
    check(graph);
    g_remove(path);
    return 0;
}
