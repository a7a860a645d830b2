/* Step 3: ways are cut into pieces with a length, a time each way, and what is paid at their ends.
 */
#include "road/build.h"

#include "road/bulk.h"

#include <math.h>

/* Which kind of ground a way belongs to; something is paid where two kinds meet. */
enum { ZONE_OPEN = 1, ZONE_PRIVATE = 2, ZONE_FERRY = 4 };

static uint8_t
zone_of(const ZfRoadUse *use)
{
    return use->wait_s > 0 ? ZONE_FERRY : use->ask_s > 0 ? ZONE_PRIVATE : ZONE_OPEN;
}

double
zf_road_slope_factor(ZfRoadSlope slope, double grade)
{
    double s = CLAMP(grade, -0.4, 0.4);
    switch (slope) {
    case ZF_ROAD_SLOPE_TOBLER:
        /* 6·e^(−3.5·|s + 0.05|) km/h (Tobler, "Three presentations on geographical analysis",
         * 1993), scaled to 1 on the flat. */
        return exp(3.5 * (fabs(s + 0.05) - 0.05));
    case ZF_ROAD_SLOPE_RIDE:
        /* A rider of steady power: each per cent up costs a seventh of the time, each per cent
         * down gives 2 % up to a fifth; steeper descents are braked. */
        return s >= 0 ? 1 + s * 14 : s > -0.1 ? 1 + MAX(s, -0.1) * 2 : 0.8 + (-0.1 - s) * 4;
    case ZF_ROAD_SLOPE_NONE: break;
    }
    return 1;
}

/* Mean factors of both directions along a piece, from heights a step apart. */
typedef struct Slopes {
    double forward;
    double backward;
} Slopes;

static ZfLonLat
along(const ZfLonLat *points, uint32_t n, const double *at_m, double where_m)
{
    uint32_t k = 1;
    while (k + 1 < n && at_m[k] < where_m) {
        k++;
    }
    double span = at_m[k] - at_m[k - 1];
    double t = span > 0 ? CLAMP((where_m - at_m[k - 1]) / span, 0, 1) : 0;
    return (ZfLonLat){points[k - 1].lon + t * (points[k].lon - points[k - 1].lon),
                      points[k - 1].lat + t * (points[k].lat - points[k - 1].lat)};
}

/* Voids between two known heights lie on the line between them; at the ends they are as high as the
 * nearest known one, without any everything is flat. */
static void
fill_voids(double *height_m, uint32_t n)
{
    uint32_t known = UINT32_MAX;
    for (uint32_t i = 0; i < n; i++) {
        if (!isfinite(height_m[i])) {
            continue;
        }
        uint32_t from = known == UINT32_MAX ? 0 : known + 1;
        for (uint32_t k = from; k < i; k++) {
            double t = known == UINT32_MAX ? 1 : (double)(k - known) / (i - known);
            double before = known == UINT32_MAX ? height_m[i] : height_m[known];
            height_m[k] = before + t * (height_m[i] - before);
        }
        known = i;
    }
    for (uint32_t k = known == UINT32_MAX ? 0 : known + 1; k < n; k++) {
        height_m[k] = known == UINT32_MAX ? 0 : height_m[known];
    }
}

/* Heights at equal steps of at least step_m. */
static bool
measure_slopes(const ZfRoadHeights *heights, ZfRoadSlope slope, const ZfLonLat *points, uint32_t n,
               const double *at_m, Slopes *ret, GError **error)
{
    double length = at_m[n - 1];
    double step = heights->step_m > 0 ? heights->step_m : 30;
    uint32_t n_steps = (uint32_t)MAX(1, floor(length / step));
    g_autofree ZfLonLat *samples = g_new(ZfLonLat, n_steps + 1u);
    g_autofree double *height_m = g_new(double, n_steps + 1u);
    for (uint32_t i = 0; i <= n_steps; i++) {
        samples[i] = along(points, n, at_m, length * i / n_steps);
    }
    if (!heights->sample(heights->user, samples, n_steps + 1u, height_m, error)) {
        return false;
    }
    fill_voids(height_m, n_steps + 1);
    /* a run shorter than the step would turn the model's noise into walls */
    double run = MAX(length / n_steps, step);
    *ret = (Slopes){0, 0};
    for (uint32_t i = 0; i < n_steps; i++) {
        double grade = (height_m[i + 1] - height_m[i]) / run;
        ret->forward += zf_road_slope_factor(slope, grade) / n_steps;
        ret->backward += zf_road_slope_factor(slope, -grade) / n_steps;
    }
    return true;
}

double
zf_road_leg_factor(const ZfRoadHeights *heights, ZfLonLat a, ZfLonLat b)
{
    const ZfLonLat points[] = {a, b};
    const double at_m[] = {0, zf_distance_m(a, b)};
    Slopes slopes;
    bool good = measure_slopes(heights, ZF_ROAD_SLOPE_TOBLER, points, 2, at_m, &slopes, NULL);
    return good ? (slopes.forward + slopes.backward) / 2 : 1;
}

static uint32_t
time_ds(double length_m, double kmh, double factor)
{
    return kmh > 0 ? (uint32_t)MIN(llround(length_m * 36 / kmh * factor), INT32_MAX / 4)
                   : ZF_ROAD_NEVER;
}

/* Length of the way's vertices first … last. at_m: n running lengths, may be NULL. */
static double
length_m(const ZfRoadGraph *graph, uint32_t first, uint32_t n, double *at_m)
{
    double sum = 0;
    for (uint32_t k = 0; k < n; k++) {
        if (k > 0) {
            sum += zf_distance_m(zf_road_lonlat(graph->vertices[first + k - 1]),
                                 zf_road_lonlat(graph->vertices[first + k]));
        }
        if (at_m) {
            at_m[k] = sum;
        }
    }
    return sum;
}

/* The whole length of a way. */
static double
way_m(const ZfRoadBuild *build, uint32_t way)
{
    uint32_t first = build->way_first[way];
    return length_m(build->graph, first, build->way_first[way + 1] - first, NULL);
}

static bool
set_times(const ZfRoadBuild *build, ZfRoadPiece *piece, GError **error)
{
    const ZfRoadGraph *graph = build->graph;
    const ZfRoadUse *use = &build->uses[piece->way];
    const ZfRoadWayInfo *way = &graph->ways[piece->way];
    uint32_t n = piece->n_vertices;
    g_assert(n >= 2);
    g_autofree double *at_m = g_new(double, n);
    double length = length_m(graph, piece->first, n, at_m);
    piece->len_dm = (uint32_t)CLAMP(llround(length * 10), 1, INT32_MAX / 4);
    Slopes slopes = {1, 1};
    bool flat = way->flags & (ZF_ROAD_WAY_BRIDGE | ZF_ROAD_WAY_TUNNEL | ZF_ROAD_WAY_FERRY);
    if (build->options->heights && !flat && build->options->profile->slope != ZF_ROAD_SLOPE_NONE) {
        g_autofree ZfLonLat *points = g_new0(ZfLonLat, n);
        for (uint32_t k = 0; k < n; k++) {
            points[k] = zf_road_lonlat(graph->vertices[piece->first + k]);
        }
        if (!measure_slopes(build->options->heights, build->options->profile->slope, points, n,
                            at_m, &slopes, error)) {
            return false;
        }
    }
    double forward = use->forward_kmh;
    double backward = use->backward_kmh;
    double ferry_kmh = use->ferry_s > 0 ? way_m(build, piece->way) / use->ferry_s * 3.6 : 0;
    if (ferry_kmh > 0) {
        forward = forward > 0 ? ferry_kmh : 0;
        backward = backward > 0 ? ferry_kmh : 0;
    }
    piece->fwd_ds = time_ds(length, forward, slopes.forward);
    piece->bwd_ds = time_ds(length, backward, slopes.backward);
    return true;
}

typedef struct Timing {
    const ZfRoadBuild *build;
    ZfRoadPiece *pieces;
    size_t n;
} Timing;

enum { TIME_CHUNK = 512 };

static bool
time_chunk(void *user, size_t item, unsigned worker, GError **error)
{
    (void)worker;
    const Timing *timing = user;
    size_t end = MIN(timing->n, (item + 1) * TIME_CHUNK);
    for (size_t i = item * TIME_CHUNK; i < end; i++) {
        if (!set_times(timing->build, &timing->pieces[i], error)) {
            return false;
        }
    }
    return true;
}

/* ret: node for the end of a piece; behind a barrier every piece ends alone. */
static uint32_t
end_node(ZfRoadBuild *build, uint32_t vertex)
{
    uint32_t node = build->node_of[vertex];
    return build->node_flags[node] & ZF_ROAD_NODE_BLOCKED ? build->n_nodes++ : node;
}

static bool
is_stop(const ZfRoadBuild *build, uint32_t vertex)
{
    return build->node_flags[build->node_of[vertex]] & ZF_ROAD_NODE_STOP;
}

/* ret: how many pieces all ways come to. */
static uint32_t
count_pieces(const ZfRoadBuild *build)
{
    uint32_t n = 0;
    for (uint32_t w = 0; w < build->graph->n_ways; w++) {
        for (uint32_t i = build->way_first[w] + 1; i < build->way_first[w + 1]; i++) {
            n += is_stop(build, i);
        }
    }
    return n;
}

/* Appends the pieces of a way, without times. ret: how many there are now. */
static uint32_t
cut_way(ZfRoadBuild *build, uint32_t way, ZfRoadPiece *pieces, uint32_t n)
{
    uint32_t begin = build->way_first[way];
    for (uint32_t i = begin + 1; i < build->way_first[way + 1]; i++) {
        if (is_stop(build, i)) {
            ZfRoadPiece *piece = &pieces[n++];
            *piece = (ZfRoadPiece){.first = begin, .n_vertices = i - begin + 1, .way = way};
            piece->a = end_node(build, begin);
            piece->b = end_node(build, i);
            begin = i;
        }
    }
    return n;
}

/* What is paid at one end: half of a barrier's delay, the private gate, half of the waiting. */
static uint32_t
extra_ds(const ZfRoadBuild *build, const ZfRoadPiece *piece, uint32_t vertex, uint8_t zones)
{
    const ZfRoadUse *use = &build->uses[piece->way];
    uint32_t node = build->node_of[vertex];
    bool blocked = build->node_flags[node] & ZF_ROAD_NODE_BLOCKED;
    uint32_t extra = blocked ? 0 : build->node_delay_ds[node] / 2;
    uint8_t zone = zone_of(use);
    if (!blocked && (zones & ~zone)) {
        extra += zone == ZONE_FERRY     ? (uint32_t)llround(use->wait_s * 5)
                 : zone == ZONE_PRIVATE ? (uint32_t)llround(use->ask_s * 10)
                                        : 0;
    }
    return extra;
}

static void
set_extras(const ZfRoadBuild *build, ZfRoadPiece *pieces, uint32_t n)
{
    g_autofree uint8_t *zones = g_new0(uint8_t, build->n_nodes);
    for (uint32_t i = 0; i < n; i++) {
        uint8_t zone = zone_of(&build->uses[pieces[i].way]);
        zones[build->node_of[pieces[i].first]] |= zone;
        zones[build->node_of[pieces[i].first + pieces[i].n_vertices - 1]] |= zone;
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t a = pieces[i].first;
        uint32_t b = a + pieces[i].n_vertices - 1;
        pieces[i].extra_a_ds = extra_ds(build, &pieces[i], a, zones[build->node_of[a]]);
        pieces[i].extra_b_ds = extra_ds(build, &pieces[i], b, zones[build->node_of[b]]);
    }
}

bool
zf_road_build_pieces(ZfRoadBuild *build, const ZfProgress *progress, GError **error)
{
    ZfRoadGraph *graph = build->graph;
    uint32_t room = count_pieces(build);
    graph->pieces = zf_bulk_new(ZfRoadPiece, room + 1u);
    for (uint32_t w = 0; w < graph->n_ways; w++) {
        graph->n_pieces = cut_way(build, w, graph->pieces, graph->n_pieces);
    }
    g_assert(graph->n_pieces == room);
    Timing timing = {.build = build, .pieces = graph->pieces, .n = room};
    if (!zf_pool_run(build->options->threads, (room + TIME_CHUNK - 1) / TIME_CHUNK, time_chunk,
                     &timing, progress, error)) {
        return false;
    }
    set_extras(build, graph->pieces, graph->n_pieces);
    return true;
}
