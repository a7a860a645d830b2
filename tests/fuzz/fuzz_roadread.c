/* Road files: any bytes named .osm or .geojson (the first byte chooses) give an error or ways from
 * which a graph can be tried. */
#include "road/road.h"

#include <glib/gstdio.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1) {
        return 0;
    }
    g_autofree char *path = g_strdup_printf("%s/zf-fuzz-roadread-%d.%s", g_get_tmp_dir(),
                                            (int)getpid(), data[0] == '{' ? "geojson" : "osm");
    if (!g_file_set_contents(path, (const char *)data, (gssize)size, NULL)) {
        return 0;
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfFindings) findings = zf_findings_new();
    g_autoptr(ZfWays) ways = zf_road_read(path, NULL, findings, NULL, &error);
    g_assert_true((ways == NULL) == (error != NULL));
    g_autoptr(ZfBarriers) barriers = zf_barriers_new();
    if (zf_barriers_read(barriers, path, NULL, NULL, NULL, NULL, NULL)) {
        zf_barriers_index(barriers);
    }
    g_unlink(path);
    if (ways) {
        g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
        ZfRoadGraphOptions options = {.profile = zf_road_profiles_get(profiles, ZF_ROAD_FOOT)};
        g_autoptr(ZfRoadGraph) graph = zf_road_graph_new(ways, &options, NULL, NULL);
    }
    return 0;
}
