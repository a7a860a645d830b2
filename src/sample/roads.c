#include "sample/roads.h"

#include "sample/noise.h"

#include <math.h>
#include <string.h>

#define BEYOND    700.0 /* roads lead out of the land */
#define NO_NODE   UINT32_MAX
#define MAX_RIDGE 1500.0 /* how far a path goes over a ridge */

enum { CHANNEL_ROAD = 31 };

static void
road_free(gpointer data)
{
    Road *road = data;
    g_free(road->nodes);
    g_free(road);
}

const char *
road_class_name(RoadClass class)
{
    static const char *const names[] = {"secondary", "tertiary", "unclassified", "residential",
                                        "track",     "path",     "footway",      "steps"};
    return names[class];
}

uint32_t
roads_node(Settlement *settlement, ZfXY at)
{
    g_array_append_val(settlement->nodes, at);
    return settlement->nodes->len - 1;
}

Road *
roads_add(Settlement *settlement, const uint32_t *nodes, size_t n, RoadClass class, int stream)
{
    if (!settlement->roads) {
        settlement->roads = g_ptr_array_new_with_free_func(road_free);
    }
    Road *road = g_new0(Road, 1);
    road->nodes = g_memdup2(nodes, n * sizeof *nodes);
    road->n_nodes = (uint32_t)n;
    road->class = class;
    road->stream = stream;
    g_ptr_array_add(settlement->roads, road);
    return road;
}

void
roads_wind(Settlement *settlement, uint32_t from, ZfXY to, double sway, double step, ZfRng *rng,
           GArray *list)
{
    ZfXY a = roads_at(settlement, from);
    double dx = to.x - a.x;
    double dy = to.y - a.y;
    double length = hypot(dx, dy);
    int n = MAX((int)(length / step), 1);
    double phase = 2.0 * G_PI * zf_rng_unit(rng);
    for (int i = 1; i <= n; i++) {
        double t = (double)i / n;
        double off = sway * (sin(9.0 * t + phase) * t * (1.0 - t) * 4.0);
        ZfXY at = {a.x + t * dx - off * dy / length, a.y + t * dy + off * dx / length};
        uint32_t node = roads_node(settlement, at);
        g_array_append_val(list, node);
    }
}

/* Where the road of a valley runs beside point i of its stream. */
static ZfXY
beside(const Terrain *terrain, const Stream *stream, guint i, double offset)
{
    ZfXY a = stream_point(stream, i > 1 ? i - 2 : 0)->at;
    ZfXY b = stream_point(stream, MIN(i + 2, stream->points->len - 1))->at;
    double length = MAX(hypot(b.x - a.x, b.y - a.y), 1.0);
    ZfXY at = stream_point(stream, i)->at;
    double swing = 1.0 + 0.3 * noise_at(terrain->seed, CHANNEL_ROAD, at.x, at.y, 320.0);
    return (ZfXY){at.x - offset * swing * (b.y - a.y) / length,
                  at.y + offset * swing * (b.x - a.x) / length};
}

static bool
near_land(const Terrain *terrain, ZfXY at)
{
    return fabs(at.x) < terrain->width / 2 + BEYOND && fabs(at.y) < terrain->height / 2 + BEYOND;
}

typedef struct Valley {
    uint32_t *nodes; /* one per stream point, NO_NODE where there is no road */
    uint32_t top;    /* the last node upstream, or NO_NODE */
} Valley;

/* The road node of the parent's valley nearest to where the stream joins. */
static uint32_t
node_near(const Valley *valley, guint n, int at)
{
    g_assert(valley->nodes);
    for (int d = 0; d < 16; d++) {
        int tries[] = {at + d + 1, at - d};
        for (int k = 0; k < 2; k++) {
            if (tries[k] >= 0 && tries[k] < (int)n && valley->nodes[tries[k]] != NO_NODE) {
                return valley->nodes[tries[k]];
            }
        }
    }
    return NO_NODE;
}

static const double offsets[] = {135.0, 42.0, 26.0, 16.0};

/* Roads change their class on the way up: kilometres from the mouth. */
static RoadClass
class_at(const Stream *stream, guint i)
{
    double share = (double)i / stream->points->len;
    double length = stream->points->len * STREAM_STEP;
    switch (stream->depth) {
    case 0: return ROAD_SECONDARY;
    case 1: return length > 2600.0 && share < 0.75 ? ROAD_TERTIARY : ROAD_UNCLASSIFIED;
    case 2: return share < 0.65 ? ROAD_UNCLASSIFIED : ROAD_TRACK;
    default: return ROAD_TRACK;
    }
}

static void
flush(Settlement *settlement, GArray *run, RoadClass class, int stream)
{
    if (run->len >= 2) {
        roads_add(settlement, (const uint32_t *)(const void *)run->data, run->len, class, stream);
        uint32_t last = g_array_index(run, uint32_t, run->len - 1);
        g_array_set_size(run, 0);
        g_array_append_val(run, last);
    }
}

static void
build_valley(Settlement *settlement, ZfRng *rng, int s, Valley *valleys)
{
    const Terrain *terrain = settlement->terrain;
    const Stream *stream = terrain_stream(terrain, (size_t)s);
    guint n = stream->points->len;
    Valley *valley = &valleys[s];
    valley->top = NO_NODE;
    double side = zf_rng_chance(rng, 1, 2) ? 1.0 : -1.0;
    g_autoptr(GArray) run = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    guint first = 0;
    if (stream->parent >= 0) {
        const Stream *parent = terrain_stream(terrain, (size_t)stream->parent);
        uint32_t from = node_near(&valleys[stream->parent], parent->points->len, stream->at);
        if (from == NO_NODE) {
            return;
        }
        g_array_append_val(run, from);
        first = (guint)ceil((offsets[parent->depth] * 1.3 + 25.0) / STREAM_STEP);
    }
    guint last = n - MIN(n, stream->depth == 0 ? 0 : 2);
    if (stream->depth == 3 && last < first + 3) {
        return;
    }
    for (guint i = first; i < last; i++) {
        ZfXY at = beside(terrain, stream, i, side * offsets[stream->depth]);
        if (!near_land(terrain, at)) {
            if (stream->depth > 0) {
                break;
            }
            continue;
        }
        valley->nodes[i] = roads_node(settlement, at);
        valley->top = valley->nodes[i];
        g_array_append_val(run, valley->nodes[i]);
        if (run->len >= 30 || class_at(stream, i) != class_at(stream, i + 1)) {
            flush(settlement, run, class_at(stream, i), s);
        }
    }
    flush(settlement, run, class_at(stream, last), s);
}

/* From the top of a valley a path climbs over to the next one, steep pieces as steps. */
static void
build_ridge_path(Settlement *settlement, ZfRng *rng, int s, const Valley *valleys,
                 const ZfPointIndex *index, const GArray *owners)
{
    const Terrain *terrain = settlement->terrain;
    const Stream *stream = terrain_stream(terrain, (size_t)s);
    int32_t found[64];
    ZfXY top = roads_at(settlement, valleys[s].top);
    size_t n = zf_point_index_k_nearest(index, top, G_N_ELEMENTS(found), MAX_RIDGE, found, NULL);
    for (size_t i = 0; i < n; i++) {
        int owner = g_array_index(owners, int, found[i]);
        if (owner == s || owner == stream->parent ||
            terrain_stream(terrain, (size_t)owner)->parent == s) {
            continue;
        }
        g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        g_array_append_val(list, valleys[s].top);
        uint32_t goal = (uint32_t)found[i];
        roads_wind(settlement, valleys[s].top, roads_at(settlement, goal), 60.0, 70.0, rng, list);
        g_array_index(list, uint32_t, list->len - 1) = goal;
        const uint32_t *nodes = (const uint32_t *)(const void *)list->data;
        guint cut = MIN(2, list->len - 1);
        bool steep = list->len > 4 && zf_rng_chance(rng, 1, 3);
        roads_add(settlement, nodes, cut + 1, steep ? ROAD_STEPS : ROAD_PATH, -1);
        if (cut + 1 < list->len) {
            roads_add(settlement, nodes + cut, list->len - cut, ROAD_PATH, -1);
        }
        return;
    }
}

void
roads_along_valleys(Settlement *settlement, ZfRng *rng)
{
    const Terrain *terrain = settlement->terrain;
    guint n = terrain->streams->len;
    g_autofree Valley *valleys = g_new0(Valley, n);
    g_autoptr(GArray) owners = g_array_new(FALSE, FALSE, sizeof(int));
    for (guint s = 0; s < n; s++) {
        guint points = terrain_stream(terrain, s)->points->len;
        valleys[s].nodes = g_new(uint32_t, points);
        memset(valleys[s].nodes, 0xff, points * sizeof(uint32_t));
        build_valley(settlement, rng, (int)s, valleys);
        while (owners->len < settlement->nodes->len) {
            int owner = (int)s;
            g_array_append_val(owners, owner);
        }
    }
    g_autoptr(ZfPointIndex) index = zf_point_index_new(
        (const ZfXY *)(const void *)settlement->nodes->data, settlement->nodes->len);
    for (guint s = 1; s < n; s++) {
        if (valleys[s].top != NO_NODE && zf_rng_chance(rng, 45, 100)) {
            build_ridge_path(settlement, rng, (int)s, valleys, index, owners);
        }
    }
    for (guint s = 0; s < n; s++) {
        g_free(valleys[s].nodes);
    }
}

/* Where segment a–b meets c–d; t, u in 0 … 1. */
static bool
meet(ZfXY a, ZfXY b, ZfXY c, ZfXY d, double *t)
{
    double rx = b.x - a.x;
    double ry = b.y - a.y;
    double sx = d.x - c.x;
    double sy = d.y - c.y;
    double cross = rx * sy - ry * sx;
    if (fabs(cross) < 1e-9) {
        return false;
    }
    *t = ((c.x - a.x) * sy - (c.y - a.y) * sx) / cross;
    double u = ((c.x - a.x) * ry - (c.y - a.y) * rx) / cross;
    return *t >= 0.0 && *t <= 1.0 && u >= 0.0 && u <= 1.0;
}

/* The first stream a leg of road crosses; half: half the length of the bridge it needs. */
static bool
first_crossing(const Terrain *terrain, const ZfPointIndex *index, const GArray *refs, ZfXY a,
               ZfXY b, double *t, double *half)
{
    ZfXY middle = {(a.x + b.x) / 2, (a.y + b.y) / 2};
    double reach = hypot(b.x - a.x, b.y - a.y) / 2 + STREAM_STEP;
    g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(int32_t));
    zf_point_index_within(index, middle, reach, near);
    bool found = false;
    for (guint i = 0; i < near->len; i++) {
        uint64_t ref = g_array_index(refs, uint64_t, g_array_index(near, int32_t, i));
        const Stream *stream = terrain_stream(terrain, (size_t)(ref >> 32));
        guint point = (guint)(ref & 0xffffffffu);
        double at;
        if (point + 1 < stream->points->len &&
            meet(a, b, stream_point(stream, point)->at, stream_point(stream, point + 1)->at, &at) &&
            (!found || at < *t)) {
            found = true;
            *t = at;
            *half = stream->width / 2 + 5.0;
        }
    }
    return found;
}

void
roads_build_bridges(Settlement *settlement)
{
    const Terrain *terrain = settlement->terrain;
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(ZfXY));
    g_autoptr(GArray) refs = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    for (guint s = 0; s < terrain->streams->len; s++) {
        const Stream *stream = terrain_stream(terrain, s);
        for (guint i = 0; i < stream->points->len; i++) {
            uint64_t ref = (uint64_t)s << 32 | i;
            g_array_append_val(points, stream_point(stream, i)->at);
            g_array_append_val(refs, ref);
        }
    }
    g_autoptr(ZfPointIndex) index =
        zf_point_index_new((const ZfXY *)(const void *)points->data, points->len);
    guint n = settlement->roads->len; /* bridges go to the end */
    for (guint r = 0; r < n; r++) {
        Road *road = settlement->roads->pdata[r];
        for (uint32_t i = 0; !road->bridge && i + 1 < road->n_nodes; i++) {
            ZfXY a = roads_at(settlement, road->nodes[i]);
            ZfXY b = roads_at(settlement, road->nodes[i + 1]);
            double t = 0.0;
            double half = 0.0;
            double length = hypot(b.x - a.x, b.y - a.y);
            if (length < 8.0 || !first_crossing(terrain, index, refs, a, b, &t, &half)) {
                continue;
            }
            double from = MAX(t - half / length, 0.02);
            double to = MIN(t + half / length, 0.98);
            uint32_t ends[] = {
                roads_node(settlement, (ZfXY){a.x + from * (b.x - a.x), a.y + from * (b.y - a.y)}),
                roads_node(settlement, (ZfXY){a.x + to * (b.x - a.x), a.y + to * (b.y - a.y)})};
            /* what is left behind the bridge becomes a road of its own, looked at in its turn */
            g_autoptr(GArray) rest = g_array_new(FALSE, FALSE, sizeof(uint32_t));
            g_array_append_val(rest, ends[1]);
            g_array_append_vals(rest, road->nodes + i + 1, road->n_nodes - i - 1);
            RoadClass class = road->class == ROAD_STEPS ? ROAD_PATH : road->class;
            roads_add(settlement, ends, 2, class, road->stream)->bridge = true;
            roads_add(settlement, (const uint32_t *)(const void *)rest->data, rest->len,
                      road->class, road->stream);
            road = settlement->roads->pdata[r];
            road->nodes[i + 1] = ends[0];
            road->n_nodes = i + 2;
            n = settlement->roads->len;
            break;
        }
    }
}
