/* Step 1: which ways this profile may use, and their vertices. */
#include "road/build.h"

#include "road/bulk.h"
#include "road/chords.h"

#include <math.h>
#include <string.h>

bool
zf_road_vertex(ZfLonLat point, ZfRoadVertex *ret)
{
    if (!(fabs(point.lon) <= 180.00000005) || !(fabs(point.lat) <= 90.00000005)) {
        return false;
    }
    ret->lon = (int32_t)llround(point.lon * 1e7);
    ret->lat = (int32_t)llround(point.lat * 1e7);
    if (ret->lon <= -1800000000) {
        ret->lon = 1800000000;
    }
    return true;
}

bool
zf_road_closure_names(const ZfRoadClosure *closure, const ZfWay *way)
{
    if (closure->way_id) {
        return closure->way_id == way->id;
    }
    const char *name = zf_way_tag(way, "name");
    return closure->name && name && strcmp(closure->name, name) == 0;
}

bool
zf_road_closure_holds(const ZfRoadClosure *closure, ZfDate day)
{
    bool dated = closure->from != ZF_DATE_NONE || closure->to != ZF_DATE_NONE;
    return !dated ||
           (day != ZF_DATE_NONE && (closure->from == ZF_DATE_NONE || day >= closure->from) &&
            (closure->to == ZF_DATE_NONE || day <= closure->to));
}

static bool
is_closed(const ZfRoadGraphOptions *options, const ZfWay *way)
{
    for (size_t i = 0; i < options->n_closures; i++) {
        const ZfRoadClosure *closure = &options->closures[i];
        bool now = zf_road_closure_holds(closure, options->day);
        bool weather = (!closure->rain_only && !closure->ice_only) ||
                       (closure->rain_only && options->weather != ZF_ROAD_DRY) ||
                       (closure->ice_only && options->weather == ZF_ROAD_ICE);
        if (now && weather && zf_road_closure_names(closure, way)) {
            return true;
        }
    }
    return false;
}

static bool
tag_is_on(const ZfWay *way, const char *key)
{
    const char *value = zf_way_tag(way, key);
    return value && strcmp(value, "no") != 0 && strcmp(value, "0") != 0;
}

static int8_t
layer_of(const ZfWay *way)
{
    const char *text = zf_way_tag(way, "layer");
    int64_t layer = 0;
    if (!text || !zf_text_to_int64(text, &layer)) {
        return 0;
    }
    return (int8_t)CLAMP(layer, -20, 20);
}

static ZfRoadWayInfo
info_of(ZfRoadGraph *graph, const ZfRoadProfile *profile, const ZfWay *way, const ZfRoadUse *use)
{
    const char *name = zf_way_tag(way, "name");
    name = name ? name : zf_way_tag(way, "ref");
    const char *way_class = zf_road_profile_way_class(profile, way);
    const char *tunnel = zf_way_tag(way, "tunnel");
    bool covered = tag_is_on(way, "tunnel") && strcmp(tunnel, "building_passage") != 0;
    ZfRoadWayInfo info = {
        .id = way->id,
        .name = name ? g_string_chunk_insert_const(graph->texts, name) : NULL,
        .way_class = g_string_chunk_insert_const(graph->texts, way_class),
    };
    info.flags =
        (tag_is_on(way, "bridge") ? ZF_ROAD_WAY_BRIDGE : 0u) | (covered ? ZF_ROAD_WAY_TUNNEL : 0u) |
        (strcmp(way_class, "steps") == 0 ? ZF_ROAD_WAY_STEPS : 0u) |
        (strcmp(way_class, "ferry") == 0 ? ZF_ROAD_WAY_FERRY : 0u) |
        (use->roundabout ? ZF_ROAD_WAY_ROUNDABOUT : 0u) |
        (use->ask_s > 0 ? ZF_ROAD_WAY_PRIVATE : 0u) | (use->stop ? 0u : ZF_ROAD_WAY_NOSTOP);
    return info;
}

/* The way's vertices without repeating a position. to: room for all its points; NULL = they are
 * only counted. ret: how many, 0 when the way is broken. */
static uint32_t
take_vertices(const ZfWay *way, ZfRoadVertex *to)
{
    uint32_t n = 0;
    ZfRoadVertex last = {0, 0};
    for (uint32_t i = 0; i < way->n_points; i++) {
        ZfRoadVertex vertex;
        if (!zf_road_vertex(way->points[i], &vertex)) {
            return 0;
        }
        if (n == 0 || last.lon != vertex.lon || last.lat != vertex.lat) {
            if (to) {
                to[n] = vertex;
            }
            last = vertex;
            n++;
        }
    }
    return n >= 2 ? n : 0;
}

static size_t
count_points(const ZfWays *ways)
{
    size_t n = 0;
    for (size_t i = 0; i < ways->n_ways; i++) {
        n += ways->ways[i].n_points;
    }
    return n;
}

/* A given way as the profile sees it. */
typedef struct Judged {
    ZfRoadUse use;
    uint32_t n_vertices; /* 0 = broken */
    uint32_t first;      /* its first vertex, when it is used */
    bool usable;
    bool closed;
} Judged;

/* What threads judge the given ways with: each way has a place of its own. */
typedef struct Judging {
    const ZfRoadBuild *build;
    const ZfWays *ways;
    Judged *judged; /* one a way */
} Judging;

enum { JUDGE_CHUNK = 512 };

static bool
judge_chunk(void *user, size_t item, unsigned worker, GError **error)
{
    (void)worker;
    (void)error;
    const Judging *j = user;
    const ZfRoadGraphOptions *options = j->build->options;
    size_t end = MIN(j->ways->n_ways, (item + 1) * JUDGE_CHUNK);
    for (size_t i = item * JUDGE_CHUNK; i < end; i++) {
        const ZfWay *way = &j->ways->ways[i];
        Judged *judged = &j->judged[i];
        judged->n_vertices = take_vertices(way, NULL);
        judged->usable = judged->n_vertices > 0 &&
                         zf_road_profile_use(options->profile, way, options->weather, &judged->use);
        judged->closed = judged->usable && is_closed(options, way);
    }
    return true;
}

static bool
is_used(const Judged *judged)
{
    return judged->usable && !judged->closed;
}

static void
add_way(ZfRoadBuild *build, const ZfWay *way, Judged *judged)
{
    ZfRoadGraph *graph = build->graph;
    graph->stats.ways_broken += judged->n_vertices == 0;
    graph->stats.ways_closed += judged->closed;
    if (!is_used(judged)) {
        return;
    }
    uint32_t k = graph->n_ways++;
    build->uses[k] = judged->use;
    build->layers[k] = layer_of(way);
    build->way_first[k] = judged->first = graph->n_vertices;
    graph->ways[k] = info_of(graph, build->options->profile, way, &judged->use);
    graph->n_vertices += judged->n_vertices;
    build->way_first[k + 1] = graph->n_vertices;
}

static bool
place_chunk(void *user, size_t item, unsigned worker, GError **error)
{
    (void)worker;
    (void)error;
    const Judging *j = user;
    size_t end = MIN(j->ways->n_ways, (item + 1) * JUDGE_CHUNK);
    for (size_t i = item * JUDGE_CHUNK; i < end; i++) {
        if (is_used(&j->judged[i])) {
            take_vertices(&j->ways->ways[i], j->build->graph->vertices + j->judged[i].first);
        }
    }
    return true;
}

static bool
add_ways(ZfRoadBuild *build, const ZfWays *ways, const ZfProgress *progress, GError **error)
{
    g_autofree Judged *judged = zf_bulk_new(Judged, ways->n_ways + 1);
    Judging judging = {.build = build, .ways = ways, .judged = judged};
    unsigned threads = build->options->threads;
    size_t chunks = (ways->n_ways + JUDGE_CHUNK - 1) / JUDGE_CHUNK;
    if (!zf_pool_run(threads, chunks, judge_chunk, &judging, progress, error)) {
        return false;
    }
    for (size_t i = 0; i < ways->n_ways; i++) {
        add_way(build, &ways->ways[i], &judged[i]);
    }
    return zf_pool_run(threads, chunks, place_chunk, &judging, progress, error);
}

bool
zf_road_build_ways(ZfRoadBuild *build, const ZfProgress *progress, GError **error)
{
    ZfRoadGraph *graph = build->graph;
    const ZfWays *ways = build->ways;
    build->chords = zf_road_area_chords(ways);
    size_t n_chords = build->chords ? build->chords->n_ways : 0;
    size_t n_points = count_points(ways) + n_chords * 2;
    size_t n_ways = ways->n_ways + n_chords;
    if (n_points > INT32_MAX / 2 || n_ways > INT32_MAX / 2) {
        g_set_error(error, ZF_ROAD_ERROR, ZF_ROAD_ERROR_LARGE,
                    _("the road file has more than a billion points; cut it to the area needed"));
        return false;
    }
    graph->stats.ways = ways->n_ways;
    graph->ways = g_new0(ZfRoadWayInfo, n_ways + 1);
    graph->vertices = zf_bulk_new(ZfRoadVertex, n_points + 1);
    build->uses = g_new0(ZfRoadUse, n_ways + 1);
    build->layers = g_new0(int8_t, n_ways + 1);
    build->way_first = g_new0(uint32_t, n_ways + 2);
    if (!add_ways(build, ways, progress, error)) {
        return false;
    }
    graph->stats.ways_used = graph->n_ways;
    size_t closed = graph->stats.ways_closed;
    if (build->chords && !add_ways(build, build->chords, progress, error)) {
        return false;
    }
    graph->stats.ways_closed = closed;
    if (graph->n_ways == 0) {
        g_set_error(error, ZF_ROAD_ERROR, ZF_ROAD_ERROR_EMPTY,
                    _("there is no road that can be used by this means of travel (%s)"),
                    zf_road_mode_name(graph->mode));
        return false;
    }
    return true;
}
