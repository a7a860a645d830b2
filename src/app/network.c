#include "app/network.h"

#include <stdlib.h>
#include <string.h>

#include "app/layers.h"

/* How near a bridge's or ford's end a leg may cross the water. */
#define CROSSING_M        15.0
#define MAX_PROFILE_BYTES (1 << 20)

static GArray *
parse_tags(const char *text, char **copy)
{
    GArray *tags = g_array_new(FALSE, FALSE, sizeof(ZfWayTag));
    g_autoptr(GPtrArray) pairs = layers_split_tags(text, copy);
    for (guint i = 0; i + 1 < pairs->len; i += 2) {
        ZfWayTag tag = {g_ptr_array_index(pairs, i), g_ptr_array_index(pairs, i + 1)};
        g_array_append_val(tags, tag);
    }
    return tags;
}

/* "w123" and "w123.2" are way 123; anything else has no number. */
static int64_t
way_number(const char *id)
{
    return *id == 'w' ? g_ascii_strtoll(id + 1, NULL, 10) : 0;
}

static bool
has_tag(const GArray *tags, const char *key, const char *value)
{
    for (guint i = 0; i < tags->len; i++) {
        const ZfWayTag *tag = &g_array_index(tags, ZfWayTag, i);
        if (strcmp(tag->key, key) == 0 && (!value || strcmp(tag->value, value) == 0)) {
            return true;
        }
    }
    return false;
}

/* A road nobody walks across. */
static bool
is_fast_road(const ZfRoadProfiles *profiles, const ZfRoad *road)
{
    const char *class = zf_road_profiles_class(profiles, road->highway);
    return class && (strcmp(class, "motorway") == 0 || strcmp(class, "trunk") == 0);
}

static void
add_way(Network *network, const ZfRoadProfiles *profiles, const ZfRoad *road)
{
    g_autofree char *copy = NULL;
    g_autoptr(GArray) tags = parse_tags(road->tags, &copy);
    zf_ways_add(network->ways, way_number(road->id), road->points, road->n_points,
                (const ZfWayTag *)(void *)tags->data, tags->len);
    bool fast = is_fast_road(profiles, road);
    bool bridge = has_tag(tags, "bridge", NULL) && !has_tag(tags, "bridge", "no");
    if (fast && !bridge && !has_tag(tags, "tunnel", "yes")) {
        zf_barriers_add_line(network->barriers, road->points, road->n_points);
    }
    if (!fast && (bridge || has_tag(tags, "ford", "yes"))) {
        for (uint32_t i = 0; i < road->n_points; i++) {
            zf_barriers_add_crossing(network->barriers, road->points[i], CROSSING_M);
        }
    }
}

static void
add_node(Network *network, const ZfRoadBarrier *barrier)
{
    g_autofree char *copy = NULL;
    g_autoptr(GArray) tags = parse_tags(barrier->tags, &copy);
    zf_ways_add_node(network->ways, barrier->point, (const ZfWayTag *)(void *)tags->data,
                     tags->len);
    if (has_tag(tags, "railway", "level_crossing") || has_tag(tags, "railway", "crossing") ||
        has_tag(tags, "ford", NULL)) {
        zf_barriers_add_crossing(network->barriers, barrier->point, CROSSING_M);
    }
}

static void
add_water(Network *network, const ZfWater *water)
{
    if (water->shape) {
        zf_barriers_add_polygon(network->barriers, water->shape);
        return;
    }
    /* A brook is stepped over; a line with a river's name stands for a river. */
    for (uint32_t i = 0; water->lines && i < water->lines->n_lines; i++) {
        uint32_t first = water->lines->lines[i];
        if (strstr(water->name, "河") || strstr(water->name, "江")) {
            zf_barriers_add_line(network->barriers, water->lines->points + first,
                                 water->lines->lines[i + 1] - first);
        }
    }
}

static bool
load_layers(ZfApp *app, Network *network, const ZfRoadProfiles *profiles, GError **error)
{
    network->roads = zf_store_load_roads(app->store, zf_box_empty(), error);
    network->water = network->roads ? zf_store_load_water(app->store, zf_box_empty(), error) : NULL;
    if (!network->water) {
        return false;
    }
    network->ways = zf_ways_new();
    network->barriers = zf_barriers_new();
    for (guint i = 0; i < network->roads->roads->len; i++) {
        add_way(network, profiles, &g_array_index(network->roads->roads, ZfRoad, i));
    }
    for (guint i = 0; i < network->roads->barriers->len; i++) {
        add_node(network, &g_array_index(network->roads->barriers, ZfRoadBarrier, i));
    }
    for (guint i = 0; i < network->water->water->len; i++) {
        add_water(network, &g_array_index(network->water->water, ZfWater, i));
    }
    zf_barriers_index(network->barriers);
    return true;
}

static bool
load_dem(ZfApp *app, Network *network, ZfFindings *findings, GError **error)
{
    g_autofree char *gone = NULL;
    g_auto(GStrv) paths = layers_dem_files(app->store, &gone, error);
    if (!paths) {
        return false;
    }
    if (network->ways->n_ways == 0 || (!*paths && !gone)) {
        return true;
    }
    if (gone) {
        zf_findings_add_at(findings, ZF_SEVERITY_WARNING, "no-dem", gone, NULL, 0, 0, NULL,
                           _("this height file is not there any more"),
                           _("put it back, or import it again; ways there are timed as if flat"));
    }
    if (!*paths) {
        return true;
    }
    GError *failure = NULL;
    ZfBox box = zf_ways_box(network->ways);
    network->dem = zf_dem_read((const char *const *)paths, g_strv_length(paths), &box, &failure);
    if (!network->dem) {
        zf_findings_add_at(findings, ZF_SEVERITY_WARNING, "no-dem", paths[0], NULL, 0, 0, NULL,
                           failure->message, _("ways are timed as if flat"));
        g_clear_error(&failure);
        return true;
    }
    network->heights = zf_road_heights_dem(network->dem);
    return true;
}

static GArray *
road_closures(const ZfClosures *closures)
{
    GArray *ret = g_array_new(FALSE, TRUE, sizeof(ZfRoadClosure));
    for (size_t i = 0; i < closures->n; i++) {
        const ZfClosure *closure = &closures->items[i];
        int64_t number = way_number(closure->road);
        ZfRoadClosure one = {.way_id = number,
                             .name = number ? NULL : closure->road,
                             .from = closure->from,
                             .to = closure->to,
                             .rain_only = closure->when == ZF_WEATHER_RAIN,
                             .ice_only = closure->when == ZF_WEATHER_ICE};
        g_array_append_val(ret, one);
    }
    return ret;
}

static const ZfRoadMode modes[ZF_MODE_COUNT] = {
    [ZF_MODE_FOOT] = ZF_ROAD_FOOT,   [ZF_MODE_BICYCLE] = ZF_ROAD_BICYCLE,
    [ZF_MODE_EBIKE] = ZF_ROAD_EBIKE, [ZF_MODE_MOTORCYCLE] = ZF_ROAD_MOTORCYCLE,
    [ZF_MODE_CAR] = ZF_ROAD_CAR,
};

/* What graphs are made of. */
typedef struct Builder {
    Network *network;
    const NetworkOptions *options;
    const char *cache;
    const ZfRoadProfiles *profiles;
    const GArray *closures; /* ZfRoadClosure */
    ZfFindings *findings;
    const ZfProgress *progress;
} Builder;

static bool
build_graph(const Builder *b, ZfDate day, int mode, ZfRoadGraph **ret, GError **error)
{
    const NetworkOptions *options = b->options;
    const Network *network = b->network;
    ZfRoadGraphOptions wanted = {
        .profile = zf_road_profiles_get(b->profiles, modes[mode]),
        .closures = (const ZfRoadClosure *)(void *)b->closures->data,
        .n_closures = b->closures->len,
        .day = day,
        .weather = (ZfRoadWeather)options->weather,
        .heights = network->dem ? &network->heights : NULL,
        .bases = options->bases,
        .n_bases = options->n_bases,
        .threads = options->threads,
        .cache = b->cache,
    };
    GError *failure = NULL;
    *ret = zf_road_graph_new(network->ways, &wanted, b->progress, &failure);
    if (*ret) {
        return true;
    }
    if (g_error_matches(failure, ZF_ROAD_ERROR, ZF_ROAD_ERROR_EMPTY)) {
        zf_findings_add_at(b->findings, ZF_SEVERITY_WARNING, "no-network", NULL, NULL, 0, 0,
                           zf_code(ZF_CODES_MODE, mode), failure->message,
                           _("ways are estimated in a straight line; import roads"));
        g_clear_error(&failure);
        return true;
    }
    g_propagate_error(error, failure);
    return false;
}

/* One a mode that is asked for, on one day. */
static bool
build_graphs(const Builder *b, ZfDate day, ZfRoadGraph **ret, GError **error)
{
    for (int mode = 0; mode < ZF_MODE_COUNT && b->network->ways->n_ways > 0; mode++) {
        zf_progress_report(b->progress, _("roads"), mode, ZF_MODE_COUNT);
        if ((b->options->modes >> mode & 1) && !build_graph(b, day, mode, &ret[mode], error)) {
            return false;
        }
    }
    return true;
}

/* ret: which closures hold on that day, a letter each. */
static char *
closed_on(const GArray *closures, ZfDate day)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < closures->len; i++) {
        bool now = zf_road_closure_holds(&g_array_index(closures, ZfRoadClosure, i), day);
        g_string_append_c(text, now ? 'x' : '.');
    }
    return g_string_free(text, FALSE);
}

/* Days on which other closures hold have graphs of their own, those with the same ones share them.
 */
static bool
add_changes(const Builder *b, GError **error)
{
    Network *network = b->network;
    char *before = closed_on(b->closures, b->options->day);
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_hash_table_insert(known, before, g_memdup2(network->graphs, sizeof network->graphs));
    for (size_t i = 0; i < b->options->n_days; i++) {
        g_autofree char *now = closed_on(b->closures, b->options->days[i]);
        if (strcmp(now, before) == 0) {
            continue;
        }
        ZfRoadGraph **graphs = g_hash_table_lookup(known, now);
        if (!graphs) {
            graphs = g_new0(ZfRoadGraph *, ZF_MODE_COUNT);
            bool good = build_graphs(b, b->options->days[i], graphs, error);
            for (int mode = 0; mode < ZF_MODE_COUNT; mode++) {
                g_ptr_array_add(network->more, graphs[mode]);
            }
            if (!good) {
                g_free(graphs);
                return false;
            }
            g_hash_table_insert(known, g_strdup(now), graphs);
        }
        ZfPlanRoads change = {.from = b->options->days[i]};
        for (int mode = 0; mode < ZF_MODE_COUNT; mode++) {
            change.graphs[mode] = graphs[mode];
        }
        g_array_append_val(network->changes, change);
        g_hash_table_lookup_extended(known, now, (gpointer *)&before, NULL);
    }
    return true;
}

G_STATIC_ASSERT((int)ZF_ROAD_DRY == (int)ZF_WEATHER_DRY &&
                (int)ZF_ROAD_RAIN == (int)ZF_WEATHER_RAIN &&
                (int)ZF_ROAD_ICE == (int)ZF_WEATHER_ICE);

/* The planner's own speeds and rules, where there are some. */
static bool
override_profiles(ZfApp *app, ZfRoadProfiles *profiles, GError **error)
{
    g_autofree char *path = g_build_filename(app->folder, "profiles.ini", NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        return true;
    }
    size_t size;
    g_autofree char *text = zf_file_read(path, MAX_PROFILE_BYTES, &size, error);
    if (!text) {
        return false;
    }
    if (!zf_road_profiles_override(profiles, text, size, error)) {
        g_prefix_error(error, _("%s: "), path);
        return false;
    }
    return true;
}

Network *
network_load(ZfApp *app, const NetworkOptions *options, ZfFindings *findings,
             const ZfProgress *progress, GError **error)
{
    g_autoptr(Network) network = g_new0(Network, 1);
    network->changes = g_array_new(FALSE, TRUE, sizeof(ZfPlanRoads));
    network->more = g_ptr_array_new_with_free_func((GDestroyNotify)zf_road_graph_free);
    g_autoptr(ZfClosures) stored = zf_store_closures(app->store, error);
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    if (!stored || !override_profiles(app, profiles, error) ||
        !load_layers(app, network, profiles, error) || !load_dem(app, network, findings, error)) {
        return NULL;
    }
    for (int mode = 0; mode < ZF_MODE_COUNT; mode++) {
        network->kmh[mode] = zf_road_profile_kmh(zf_road_profiles_get(profiles, modes[mode]));
    }
    g_autoptr(GArray) closures = road_closures(stored);
    g_autofree char *cache = g_strconcat(zf_store_path(app->store), "-roads", NULL);
    const Builder b = {network, options, cache, profiles, closures, findings, progress};
    return build_graphs(&b, options->day, network->graphs, error) && add_changes(&b, error)
               ? g_steal_pointer(&network)
               : NULL;
}

static int
compare_date(const void *a, const void *b)
{
    ZfDate x = *(const ZfDate *)a;
    ZfDate y = *(const ZfDate *)b;
    return (x > y) - (x < y);
}

GArray *
network_days(const ZfDate *dates, size_t n, ZfDate from, ZfDate to)
{
    GArray *days = g_array_new(FALSE, FALSE, sizeof(ZfDate));
    for (size_t i = 0; i < n; i++) {
        if ((from == ZF_DATE_NONE || dates[i] >= from) && (to == ZF_DATE_NONE || dates[i] <= to)) {
            g_array_append_val(days, dates[i]);
        }
    }
    g_array_sort(days, compare_date);
    guint kept = 0;
    for (guint i = 0; i < days->len; i++) {
        ZfDate day = g_array_index(days, ZfDate, i);
        if (kept == 0 || g_array_index(days, ZfDate, kept - 1) != day) {
            g_array_index(days, ZfDate, kept++) = day;
        }
    }
    g_array_set_size(days, kept);
    return days;
}

void
network_lend(const Network *network, ZfPlanInput *input)
{
    for (int mode = 0; mode < ZF_MODE_COUNT; mode++) {
        input->graphs[mode] = network->graphs[mode];
    }
    input->changes = (const ZfPlanRoads *)(void *)network->changes->data;
    input->n_changes = network->changes->len;
    input->barriers = network->barriers;
    input->heights = network->dem ? &network->heights : NULL;
}

static void
add_moved(ZfFindings *findings, const ZfHousehold *home, const ZfRoadSnap *at)
{
    const char *name = *home->number ? home->number : home->id;
    if (at->flags & ZF_ROAD_SNAP_NONE) {
        zf_findings_add_at(findings, ZF_SEVERITY_WARNING, "no-road-home", NULL, NULL, 0, 0, name,
                           at->flags & ZF_ROAD_SNAP_BLOCKED
                               ? _("no road can be reached without crossing water, a railway or a "
                                   "motorway")
                               : _("there is no road within 3 km"),
                           _("import the missing way or crossing, or correct the home's position"));
        return;
    }
    g_autofree char *message =
        g_strdup_printf(at->flags & ZF_ROAD_SNAP_MOVED
                            ? _("the nearest way hangs together with no other; the home is reached "
                                "from another road, %u m farther")
                            : _("the nearest road lies beyond water, a railway or a motorway; the "
                                "home is reached from another one, %u m farther"),
                        zf_road_metres(at->extra_dm));
    zf_findings_add_at(findings, ZF_SEVERITY_WARNING, "moved-home", NULL, NULL, 0, 0, name, message,
                       _("look whether a way is missing in the road file"));
}

/* A leg of more than 300 m with no way under it; once a home, whatever the means of travel. */
static void
add_far(ZfFindings *findings, const ZfHousehold *home, const ZfRoadSnap *at)
{
    const char *name = *home->number ? home->number : home->id;
    for (size_t i = 0; i < zf_findings_count(findings); i++) {
        const ZfFinding *told = zf_findings_get(findings, i);
        if (strcmp(told->code, "far-home") == 0 && g_strcmp0(told->value, name) == 0) {
            return;
        }
    }
    g_autofree char *message = g_strdup_printf(
        _("from the nearest road there are %u m without a way; they are timed as walked straight"),
        zf_road_metres(at->leg_dm));
    zf_findings_add_at(findings, ZF_SEVERITY_WARNING, "far-home", NULL, NULL, 0, 0, name, message,
                       _("look whether a footpath is missing in the road file, or correct the "
                         "home's position"));
}

/* ret: of a day's roads. */
static ZfRoadSnaps *
snap_homes(const Network *network, ZfRoadGraph *const *graphs, int mode, const ZfLonLat *points,
           size_t n, const ZfProgress *progress, GError **error)
{
    const ZfRoadSnapOptions how = {.barriers = network->barriers,
                                   .walk = mode == ZF_MODE_FOOT ? NULL : graphs[ZF_MODE_FOOT]};
    return zf_road_snap(graphs[mode], points, n, &how, progress, error);
}

/* 0 = nothing is to be said of it. */
static int
badness(const ZfRoadSnap *at)
{
    return at->flags & ZF_ROAD_SNAP_NONE                                                  ? 3
           : at->flags & (ZF_ROAD_SNAP_MOVED | ZF_ROAD_SNAP_BLOCKED)                      ? 2
           : (at->flags & (ZF_ROAD_SNAP_WIDE | ZF_ROAD_SNAP_PARKED)) == ZF_ROAD_SNAP_WIDE ? 1
                                                                                          : 0;
}

/* What is shut on some days only says nothing about the file: a home is judged by its best day. */
static bool
take_better(const Network *network, int mode, const ZfLonLat *points, ZfRoadSnaps *snaps,
            const ZfProgress *progress, GError **error)
{
    for (guint k = 0; k < network->changes->len; k++) {
        const ZfPlanRoads *change = &g_array_index(network->changes, ZfPlanRoads, k);
        if (!change->graphs[mode] || change->graphs[mode] == network->graphs[mode]) {
            continue;
        }
        g_autoptr(ZfRoadSnaps) other = snap_homes(network, (ZfRoadGraph *const *)change->graphs,
                                                  mode, points, snaps->n, progress, error);
        if (!other) {
            return false;
        }
        for (size_t i = 0; i < snaps->n; i++) {
            if (badness(&other->snaps[i]) < badness(&snaps->snaps[i])) {
                snaps->snaps[i] = other->snaps[i];
            }
        }
    }
    return true;
}

bool
network_list_moved(const Network *network, int mode, const ZfSnapshot *snapshot,
                   ZfFindings *findings, const ZfProgress *progress, GError **error)
{
    if (!network->graphs[mode]) {
        return true;
    }
    g_autofree ZfLonLat *points = g_new(ZfLonLat, snapshot->n_households + 1);
    g_autofree size_t *homes = g_new(size_t, snapshot->n_households + 1);
    size_t n = 0;
    for (size_t i = 0; i < snapshot->n_households; i++) {
        if (snapshot->households[i].has_point) {
            points[n] = snapshot->households[i].point;
            homes[n++] = i;
        }
    }
    g_autoptr(ZfRoadSnaps) snaps =
        snap_homes(network, network->graphs, mode, points, n, progress, error);
    if (!snaps || !take_better(network, mode, points, snaps, progress, error)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        const ZfHousehold *home = &snapshot->households[homes[i]];
        int bad = badness(&snaps->snaps[i]);
        if (bad > 1) {
            add_moved(findings, home, &snaps->snaps[i]);
        } else if (bad == 1) {
            add_far(findings, home, &snaps->snaps[i]);
        }
    }
    return true;
}

void
network_free(Network *network)
{
    if (!network) {
        return;
    }
    zf_batch_free(network->roads);
    zf_batch_free(network->water);
    zf_ways_free(network->ways);
    zf_barriers_free(network->barriers);
    zf_dem_free(network->dem);
    for (int mode = 0; mode < ZF_MODE_COUNT; mode++) {
        zf_road_graph_free(network->graphs[mode]);
    }
    g_array_unref(network->changes);
    g_ptr_array_unref(network->more);
    g_free(network);
}
