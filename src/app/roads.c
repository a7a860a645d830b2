#include "app/roads.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "app/roadsint.h"
#include "app/workspace.h"
#include "app/jsonpieces.h"
#include "gis/gis.h"

enum { MAX_PROFILE_BYTES = 1 << 20 };

static double
seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

double
roads_cpu_s(void)
{
    struct rusage own;
    struct rusage reader; /* of the process that read the file, once it is over */
    getrusage(RUSAGE_SELF, &own);
    getrusage(RUSAGE_CHILDREN, &reader);
    return seconds_of(own.ru_utime) + seconds_of(own.ru_stime) + seconds_of(reader.ru_utime) +
           seconds_of(reader.ru_stime);
}

double
roads_rss_mb(void)
{
    struct rusage own;
    struct rusage reader;
    getrusage(RUSAGE_SELF, &own);
    getrusage(RUSAGE_CHILDREN, &reader);
    return (double)(own.ru_maxrss + reader.ru_maxrss) / 1024; /* both stood there at once */
}

/* "class=等级" … as columns of the reader. copies: owns the texts. */
static bool
parse_maps(const char *const *maps, GArray *columns, GPtrArray *copies, GError **error)
{
    static const char *const known[] = {"class",  "name",   "oneway", "speed", "surface",
                                        "bridge", "tunnel", "layer",  NULL};
    for (size_t i = 0; maps && maps[i]; i++) {
        char *copy = g_strdup(maps[i]);
        g_ptr_array_add(copies, copy);
        char *equals = strchr(copy, '=');
        if (equals) {
            *equals = 0;
        }
        if (!equals || !equals[1] || !g_strv_contains(known, copy)) {
            g_autofree char *names = g_strjoinv(_(", "), (char **)known);
            g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE,
                        _("--map %s: write what a column holds and its name, for instance "
                          "class=等级; there are %s"),
                        maps[i], names);
            return false;
        }
        ZfWayTag column = {copy, equals + 1};
        g_array_append_val(columns, column);
    }
    return true;
}

static ZfRoadProfiles *
load_profiles(const char *path, GError **error)
{
    ZfRoadProfiles *profiles = zf_road_profiles_default();
    size_t size = 0;
    g_autofree char *text = path ? zf_file_read(path, MAX_PROFILE_BYTES, &size, error) : NULL;
    if (path && (!text || !zf_road_profiles_override(profiles, text, size, error))) {
        g_prefix_error(error, _("%s: "), path);
        zf_road_profiles_free(profiles);
        return NULL;
    }
    return profiles;
}

static bool
read_file(ZfRoads *roads, const ZfRoadsOptions *options, ZfFindings *findings,
          const ZfProgress *progress, GError **error)
{
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(ZfWayTag));
    g_autoptr(GPtrArray) copies = g_ptr_array_new_with_free_func(g_free);
    if (!parse_maps(options->maps, columns, copies, error)) {
        return false;
    }
    ZfRoadReadOptions how = {.layer = options->layer,
                             .where = options->where,
                             .crs = options->crs,
                             .encoding = options->encoding,
                             .profiles = roads->profiles,
                             .columns = (const ZfWayTag *)(void *)columns->data,
                             .n_columns = columns->len};
    roads->barriers = options->barriers ? zf_barriers_new() : NULL;
    roads->landmarks = options->landmarks ? zf_road_landmarks_new() : NULL;
    ZfRoadReadExtras extras = {.barriers = roads->barriers, .landmarks = roads->landmarks};
    how.extras = &extras;
    roads->ways = zf_road_read(options->file, &how, findings, progress, error);
    if (!roads->ways) {
        return false;
    }
    const char *const ends[] = {".osm", ".osm.gz", ".pbf", ".osm.bz2"};
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
        roads->osm |= g_str_has_suffix(options->file, ends[i]);
    }
    roads->n_barriers = extras.n_barriers;
    if (!roads->osm) {
        g_clear_pointer(&roads->barriers, zf_barriers_free);
    }
    if (roads->barriers) {
        zf_barriers_index(roads->barriers);
    }
    return true;
}

static bool
read_dem(ZfRoads *roads, const char *path, GError **error)
{
    if (!path) {
        return true;
    }
    ZfBox box = zf_ways_box(roads->ways);
    roads->dem = zf_dem_read(&path, 1, &box, error);
    return roads->dem != NULL;
}

/* Closures of names or way numbers, for the whole time. */
static ZfRoadClosure *
make_closures(const char *const *close, size_t *n)
{
    *n = close ? g_strv_length((char **)close) : 0;
    ZfRoadClosure *closures = g_new0(ZfRoadClosure, *n + 1);
    for (size_t i = 0; i < *n; i++) {
        int64_t id = 0;
        bool number = zf_text_to_int64(close[i], &id) && id != 0;
        closures[i] = (ZfRoadClosure){.way_id = number ? id : 0,
                                      .name = number ? NULL : close[i],
                                      .from = ZF_DATE_NONE,
                                      .to = ZF_DATE_NONE};
    }
    return closures;
}

/* A road that is shut but is not there would be open after all: a slip of the pen. */
static bool
check_closures(const ZfWays *ways, const char *const *close, GError **error)
{
    size_t n;
    g_autofree ZfRoadClosure *closures = make_closures(close, &n);
    for (size_t k = 0; k < n; k++) {
        bool found = false;
        for (size_t i = 0; i < ways->n_ways && !found; i++) {
            found = zf_road_closure_names(&closures[k], &ways->ways[i]);
        }
        if (!found) {
            g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE,
                        _("--close %s: the file has no road of that name or number"), close[k]);
            return false;
        }
    }
    return true;
}

static bool
parse_words(const ZfRoadsOptions *options, ZfRoadMode *mode, ZfRoadWeather *weather, GError **error)
{
    *mode = ZF_ROAD_FOOT;
    if (options->mode && !zf_road_mode_parse(options->mode, mode)) {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE,
                    _("--mode %s: there are foot, bicycle, ebike, motorcycle, car"), options->mode);
        return false;
    }
    int value = ZF_WEATHER_DRY;
    if (options->weather && !zf_code_find(ZF_CODES_WEATHER, options->weather, &value)) {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE, _("--weather %s: dry, rain or ice"),
                    options->weather);
        return false;
    }
    *weather = (ZfRoadWeather)value;
    return true;
}

static bool
build_graphs(ZfRoads *roads, const ZfRoadsOptions *options, ZfRoadMode mode, ZfRoadWeather weather,
             const ZfProgress *progress, GError **error)
{
    size_t n_closures;
    g_autofree ZfRoadClosure *closures = make_closures(options->close, &n_closures);
    if (roads->dem) {
        roads->heights = zf_road_heights_dem(roads->dem);
    }
    ZfRoadGraphOptions how = {.profile = zf_road_profiles_get(roads->profiles, mode),
                              .closures = closures,
                              .n_closures = n_closures,
                              .day = ZF_DATE_NONE,
                              .weather = weather,
                              .heights = roads->dem ? &roads->heights : NULL,
                              .threads = options->threads};
    zf_progress_report(progress, _("roads"), 0, 0);
    double start = roads_cpu_s();
    roads->graph = zf_road_graph_new(roads->ways, &how, progress, error);
    roads->timing.build_s = roads_cpu_s() - start;
    if (!roads->graph) {
        return false;
    }
    if (mode != ZF_ROAD_FOOT && options->barriers) {
        how.profile = zf_road_profiles_get(roads->profiles, ZF_ROAD_FOOT);
        g_autoptr(GError) failure = NULL;
        roads->walk = zf_road_graph_new(roads->ways, &how, progress, &failure);
        if (!roads->walk && !g_error_matches(failure, ZF_ROAD_ERROR, ZF_ROAD_ERROR_EMPTY)) {
            g_propagate_error(error, g_steal_pointer(&failure));
            return false;
        }
    }
    return true;
}

ZfRoads *
zf_roads_open(const ZfRoadsOptions *options, ZfFindings *findings, const ZfProgress *progress,
              GError **error)
{
    ZfRoadMode mode;
    ZfRoadWeather weather;
    if (!parse_words(options, &mode, &weather, error)) {
        return NULL;
    }
    g_autoptr(ZfRoads) roads = g_new0(ZfRoads, 1);
    roads->file = g_strdup(options->file);
    roads->threads = options->threads;
    roads->profiles = load_profiles(options->profile, error);
    double start = roads_cpu_s();
    if (!roads->profiles || !read_file(roads, options, findings, progress, error) ||
        !check_closures(roads->ways, options->close, error) ||
        !read_dem(roads, options->dem, error)) {
        return NULL;
    }
    roads->timing.read_s = roads_cpu_s() - start;
    if (!build_graphs(roads, options, mode, weather, progress, error)) {
        g_prefix_error(error, _("%s: "), options->file);
        return NULL;
    }
    roads->timing.rss_mb = roads_rss_mb();
    return g_steal_pointer(&roads);
}

void
zf_roads_free(ZfRoads *roads)
{
    if (!roads) {
        return;
    }
    zf_road_graph_free(roads->graph);
    zf_road_graph_free(roads->walk);
    zf_road_profiles_free(roads->profiles);
    zf_ways_free(roads->ways);
    zf_barriers_free(roads->barriers);
    zf_road_landmarks_free(roads->landmarks);
    zf_dem_free(roads->dem);
    g_free(roads->file);
    g_free(roads);
}

ZfRoadSnapOptions
roads_snap_options(const ZfRoads *roads)
{
    return (ZfRoadSnapOptions){.barriers = roads->barriers,
                               .walk = roads->walk,
                               .heights = roads->dem ? &roads->heights : NULL,
                               .threads = roads->threads};
}

/* ---- stats ---- */

static void
add_figure(ZfGrid *grid, const char *key, const char *title, double value, int decimals)
{
    zf_grid_row(grid);
    zf_grid_text(grid, key);
    zf_grid_text(grid, title);
    zf_grid_real(grid, value, decimals);
}

ZfGrid *
zf_roads_stats(const ZfRoads *roads)
{
    const ZfRoadStats *s = zf_road_graph_stats(roads->graph);
    ZfGrid *grid = zf_grid_new("stats", "");
    zf_grid_column(grid, "key", _("key"), ZF_GRID_TEXT);
    zf_grid_detail(grid);
    zf_grid_column(grid, "what", _("what"), ZF_GRID_TEXT);
    zf_grid_column(grid, "figure", _("figure"), ZF_GRID_REAL);
    add_figure(grid, "ways", _("ways in the file"), (double)s->ways, 0);
    add_figure(grid, "ways_used", _("ways this means of travel may use"), (double)s->ways_used, 0);
    add_figure(grid, "ways_closed", _("ways shut by --close"), (double)s->ways_closed, 0);
    add_figure(grid, "ways_broken", _("ways without two different positions"),
               (double)s->ways_broken, 0);
    add_figure(grid, "nodes", _("junctions and ends"), (double)s->nodes, 0);
    add_figure(grid, "edges", _("stretches between them"), (double)s->edges, 0);
    add_figure(grid, "main_km", _("km that hang together"), s->main_km, 1);
    add_figure(grid, "islands", _("islands of road"), (double)s->islands, 0);
    add_figure(grid, "island_km", _("km on islands"), s->island_km, 1);
    add_figure(grid, "barriers", _("waters, railways and motorways in the way"),
               (double)roads->n_barriers, 0);
    add_figure(grid, "search_mb", _("MB searched by queries"), (double)s->search_bytes / 1e6, 2);
    add_figure(grid, "shape_mb", _("MB of the roads' shapes"), (double)s->shape_bytes / 1e6, 2);
    add_figure(grid, "read_s", _("CPU seconds to read"), roads->timing.read_s, 3);
    add_figure(grid, "build_s", _("CPU seconds to build"), roads->timing.build_s, 3);
    add_figure(grid, "rss_mb", _("MB of memory at most"), roads->timing.rss_mb, 1);
    return grid;
}

static json_t *
seconds(double value)
{
    return json_real(round(value * 1e6) / 1e6);
}

json_t *
roads_timing_json(const ZfRoadsTiming *timing, bool table)
{
    json_t *object = json_object();
    json_object_set_new(object, "read_s", seconds(timing->read_s));
    json_object_set_new(object, "build_s", seconds(timing->build_s));
    if (table) {
        json_object_set_new(object, "snap_s", seconds(timing->snap_s));
        json_object_set_new(object, "table_s", seconds(timing->table_s));
    }
    if (timing->plain_row_s > 0) {
        json_object_set_new(object, "plain_row_s", seconds(timing->plain_row_s));
    }
    json_object_set_new(object, "rss_mb", seconds(timing->rss_mb));
    return object;
}

char *
zf_roads_stats_json(const ZfRoads *roads)
{
    const ZfRoadStats *s = zf_road_graph_stats(roads->graph);
    json_t *root =
        json_pack("{s:s,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:f,s:f,s:I,s:I,s:I}", "mode",
                  zf_road_mode_name(zf_road_graph_mode(roads->graph)), "ways", (json_int_t)s->ways,
                  "ways_used", (json_int_t)s->ways_used, "ways_closed", (json_int_t)s->ways_closed,
                  "ways_broken", (json_int_t)s->ways_broken, "nodes", (json_int_t)s->nodes, "edges",
                  (json_int_t)s->edges, "islands", (json_int_t)s->islands, "main_km",
                  round(s->main_km * 1000) / 1000, "island_km", round(s->island_km * 1000) / 1000,
                  "barriers", (json_int_t)roads->n_barriers, "search_bytes",
                  (json_int_t)s->search_bytes, "shape_bytes", (json_int_t)s->shape_bytes);
    if (!zf_box_is_empty(s->box)) {
        json_object_set_new(
            root, "box",
            json_pack("[f,f,f,f]", s->box.min_lon, s->box.min_lat, s->box.max_lon, s->box.max_lat));
    }
    json_object_set_new(root, "timing", roads_timing_json(&roads->timing, false));
    return roads_json_text(root);
}

char *
roads_json_text(json_t *root)
{
    return json_print(root);
}
