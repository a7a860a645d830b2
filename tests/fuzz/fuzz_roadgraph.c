/* Networks: bytes become ways on a small grid; the fast table equals the plain one, paths equal
 * their cells. */
#include "road/road.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const classes[] = {"residential", "path", "track", "steps", "motorway", "国道"};
static const char *const values[] = {"yes", "no", "-1", "private", "1"};
static const char *const keys[] = {"oneway", "access",        "layer",   "bridge",
                                   "foot",   "motor_vehicle", "junction"};

/* A way takes a length byte, two tag bytes and one byte a point. ret: bytes used, 0 at the end. */
static size_t
take_way(ZfWays *ways, const uint8_t *data, size_t size)
{
    size_t n = size ? 1u + data[0] % 6 : 0;
    if (size < 3 + n) {
        return 0;
    }
    ZfLonLat points[6];
    for (size_t i = 0; i < n; i++) {
        points[i] = (ZfLonLat){110 + (data[3 + i] & 15) * 0.001, 28 + (data[3 + i] >> 4) * 0.001};
    }
    ZfWayTag tags[] = {
        {"highway", classes[data[1] % G_N_ELEMENTS(classes)]},
        {keys[data[2] % G_N_ELEMENTS(keys)], values[data[2] / 8 % G_N_ELEMENTS(values)]}};
    zf_ways_add(ways, data[1], points, n, tags, 2);
    if (data[1] > 240) {
        const ZfWayTag bollard = {"barrier", "bollard"};
        zf_ways_add_node(ways, points[0], &bollard, 1);
    }
    return 3 + n;
}

static void
check(const ZfRoadGraph *graph)
{
    ZfLonLat homes[12];
    for (int i = 0; i < 12; i++) {
        homes[i] = (ZfLonLat){110 + i * 0.00137, 28 + i * 7 % 12 * 0.00137};
    }
    homes[11] = homes[10];
    g_autoptr(ZfRoadSnaps) snaps = zf_road_snap(graph, homes, 12, NULL, NULL, NULL);
    ZfRoadTableOptions fast = {.method = ZF_ROAD_FAST, .threads = 1};
    ZfRoadTableOptions plain = {.method = ZF_ROAD_PLAIN, .threads = 1};
    g_autoptr(ZfRoadTable) a = zf_road_table(graph, snaps, snaps, &fast, NULL, NULL);
    g_autoptr(ZfRoadTable) b = zf_road_table(graph, snaps, snaps, &plain, NULL, NULL);
    g_assert_cmpint(memcmp(a->time_ds, b->time_ds, sizeof(uint32_t) * 144), ==, 0);
    g_assert_cmpint(memcmp(a->dist_dm, b->dist_dm, sizeof(uint32_t) * 144), ==, 0);
    for (size_t i = 0; i < 11; i++) {
        ZfRoadPathOptions options = {.cues = true};
        g_autoptr(ZfRoadPath) path = zf_road_path(graph, snaps, i, snaps, i + 1, &options);
        g_assert_cmpuint(path ? path->time_ds : ZF_ROAD_NEVER, ==, a->time_ds[i * 12 + i + 1]);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1 || size > 2000) {
        return 0;
    }
    g_autoptr(ZfWays) ways = zf_ways_new();
    for (size_t at = 1, used; (used = take_way(ways, data + at, size - at)) > 0; at += used) {
    }
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    ZfRoadGraphOptions options = {
        .profile = zf_road_profiles_get(profiles, (ZfRoadMode)(data[0] % ZF_ROAD_N_MODES)),
        .day = ZF_DATE_NONE,
        .weather = (ZfRoadWeather)(data[0] / 8 % 3)};
    g_autoptr(ZfRoadGraph) graph = zf_road_graph_new(ways, &options, NULL, NULL);
    if (graph) {
        check(graph);
    }
    return 0;
}
