#include "sample/terrain.h"

#include "sample/noise.h"

#include <math.h>

#define BIN         500.0
#define MARGIN      2500.0 /* streams run on beyond the land */
#define REACH       2200.0 /* a stream shapes the land this far */
#define MAX_DEPTH   3
#define MAX_STREAMS 20000

enum { CHANNEL_HILL = 1, CHANNEL_BUMP, CHANNEL_FLAT };

static void
stream_clear(gpointer data)
{
    Stream *stream = data;
    g_array_unref(stream->points);
}

static int
bin_column(const Terrain *terrain, double x)
{
    return CLAMP((int)floor((x + terrain->width / 2 + MARGIN) / BIN), 0, terrain->bin_columns - 1);
}

static int
bin_row(const Terrain *terrain, double y)
{
    return CLAMP((int)floor((y + terrain->height / 2 + MARGIN) / BIN), 0, terrain->bin_rows - 1);
}

/* While streams grow: how near another one is, by a coarse net of their points. */
typedef struct Net {
    GHashTable *cells; /* cell number -> GArray of StreamRef */
} Net;

typedef struct StreamRef {
    ZfXY at;
    int stream;
    int point;
} StreamRef;

#define NET_CELL 400.0

static gpointer
net_key(int column, int row)
{
    return GINT_TO_POINTER((row + 2000) * 4001 + column + 2000 + 1);
}

static void
net_add(Net *net, ZfXY at, int stream, int point)
{
    gpointer key = net_key((int)floor(at.x / NET_CELL), (int)floor(at.y / NET_CELL));
    GArray *list = g_hash_table_lookup(net->cells, key);
    if (!list) {
        list = g_array_new(FALSE, FALSE, sizeof(StreamRef));
        g_hash_table_insert(net->cells, key, list);
    }
    StreamRef ref = {at, stream, point};
    g_array_append_val(list, ref);
}

/* true when a point of another stream lies within limit; the stretch of the parent around the
 * mouth does not count. */
static bool
net_blocked(const Net *net, ZfXY at, double limit, int self, int parent, int mouth)
{
    int column = (int)floor(at.x / NET_CELL);
    int row = (int)floor(at.y / NET_CELL);
    int reach = (int)ceil(limit / NET_CELL);
    for (int r = row - reach; r <= row + reach; r++) {
        for (int c = column - reach; c <= column + reach; c++) {
            const GArray *list = g_hash_table_lookup(net->cells, net_key(c, r));
            for (guint i = 0; list && i < list->len; i++) {
                const StreamRef *ref = &g_array_index(list, StreamRef, i);
                bool own =
                    ref->stream == self || (ref->stream == parent && ABS(ref->point - mouth) < 12);
                if (!own && hypot(ref->at.x - at.x, ref->at.y - at.y) < limit) {
                    return true;
                }
            }
        }
    }
    return false;
}

static bool
outside(const Terrain *terrain, ZfXY at, double margin)
{
    return fabs(at.x) > terrain->width / 2 + margin || fabs(at.y) > terrain->height / 2 + margin;
}

static void
add_river(Terrain *terrain, ZfRng *rng, Net *net)
{
    Stream river = {g_array_new(FALSE, FALSE, sizeof(StreamPoint)), 0, -1, 0, 34.0};
    double phase[3];
    for (int i = 0; i < 3; i++) {
        phase[i] = 2.0 * G_PI * zf_rng_unit(rng);
    }
    double end = terrain->width / 2 + MARGIN - 200.0;
    double swing = MIN(terrain->height * 0.13, 2500.0);
    for (double x = -end; x <= end; x += STREAM_STEP) {
        double y = swing * sin(2.0 * G_PI * x / MAX(terrain->width * 0.9, 6000.0) + phase[0]) +
                   170.0 * sin(2.0 * G_PI * x / 1900.0 + phase[1]) +
                   70.0 * sin(2.0 * G_PI * x / 870.0 + phase[2]);
        StreamPoint point = {{x, y}, 212.0 + (x + end) * 0.0022};
        g_array_append_val(river.points, point);
        net_add(net, point.at, 0, (int)river.points->len - 1);
    }
    g_array_append_val(terrain->streams, river);
}

/* The direction upstream at a point of a stream, radians. */
static double
heading(const Stream *stream, int i)
{
    int last = (int)stream->points->len - 1;
    ZfXY a = stream_point(stream, (size_t)MAX(i - 2, 0))->at;
    ZfXY b = stream_point(stream, (size_t)MIN(i + 2, last))->at;
    return atan2(b.y - a.y, b.x - a.x);
}

static void
add_stream(Terrain *terrain, Net *net, Stream stream)
{
    for (guint i = 0; i < stream.points->len; i++) {
        net_add(net, stream_point(&stream, i)->at, (int)terrain->streams->len, (int)i);
    }
    g_array_append_val(terrain->streams, stream);
}

static void
grow_branch(Terrain *terrain, ZfRng *rng, Net *net, int parent_index, int at, int side)
{
    static const double longest[] = {0.0, 16000.0, 4200.0, 1500.0};
    static const double apart[] = {0.0, 820.0, 560.0, 400.0};
    static const double fall[] = {0.0, 0.013, 0.035, 0.075};
    static const double widths[] = {0.0, 9.0, 4.0, 2.0};
    const Stream *parent = terrain_stream(terrain, (size_t)parent_index);
    int depth = parent->depth + 1;
    StreamPoint point = *stream_point(parent, (size_t)at);
    Stream branch = {g_array_new(FALSE, FALSE, sizeof(StreamPoint)), depth, parent_index, at,
                     widths[depth]};
    int self = (int)terrain->streams->len;
    double tilt = side * (G_PI / 2 - 0.25 - 0.3 * zf_rng_unit(rng));
    double direction = heading(parent, at) + tilt;
    double limit = longest[depth] * (0.6 + 0.4 * zf_rng_unit(rng));
    double straight = direction;
    double steer = 0.0;
    g_array_append_val(branch.points, point);
    for (double length = 0.0; length < limit; length += STREAM_STEP) {
        steer =
            0.75 * steer + 0.15 * (2.0 * zf_rng_unit(rng) - 1.0) - 0.025 * (direction - straight);
        direction += steer;
        point.at.x += STREAM_STEP * cos(direction);
        point.at.y += STREAM_STEP * sin(direction);
        point.bed += STREAM_STEP * fall[depth] * (0.6 + 1.2 * length / longest[depth]);
        if (outside(terrain, point.at, 900.0) ||
            net_blocked(net, point.at, apart[depth], self, parent_index, at)) {
            break;
        }
        g_array_append_val(branch.points, point);
    }
    if (branch.points->len < 5) {
        g_array_unref(branch.points);
        return;
    }
    add_stream(terrain, net, branch);
}

static void
add_branches(Terrain *terrain, ZfRng *rng, Net *net)
{
    static const int gap[] = {11, 9, 7}; /* points between two mouths, on both sides together */
    for (guint s = 0; s < terrain->streams->len && s < MAX_STREAMS; s++) {
        int depth = terrain_stream(terrain, s)->depth;
        if (depth >= MAX_DEPTH) {
            continue;
        }
        int side = zf_rng_chance(rng, 1, 2) ? 1 : -1;
        int n = (int)terrain_stream(terrain, s)->points->len;
        for (int at = 5 + (int)zf_rng_below(rng, 5); at < n - 2;
             at += gap[depth] + (int)zf_rng_below(rng, 7)) {
            if (!outside(terrain, stream_point(terrain_stream(terrain, s), (size_t)at)->at, 300)) {
                grow_branch(terrain, rng, net, (int)s, at, side);
            }
            side = -side;
        }
    }
}

/* The nearest stream point, looking ever farther. ret: its distance, INFINITY beyond limit. */
static double
net_nearest(const Net *net, ZfXY at, double limit, StreamRef *ret)
{
    int column = (int)floor(at.x / NET_CELL);
    int row = (int)floor(at.y / NET_CELL);
    double best = INFINITY;
    for (int reach = 0; reach * NET_CELL < limit && (reach - 1) * NET_CELL <= best; reach++) {
        for (int r = row - reach; r <= row + reach; r++) {
            for (int c = column - reach; c <= column + reach; c++) {
                bool ring = ABS(r - row) == reach || ABS(c - column) == reach;
                const GArray *list = ring ? g_hash_table_lookup(net->cells, net_key(c, r)) : NULL;
                for (guint i = 0; list && i < list->len; i++) {
                    const StreamRef *ref = &g_array_index(list, StreamRef, i);
                    double distance = hypot(ref->at.x - at.x, ref->at.y - at.y);
                    if (distance < best) {
                        best = distance;
                        *ret = *ref;
                    }
                }
            }
        }
    }
    return best;
}

/* A stream from a place without any down to the nearest one, winding a little. */
static void
drain(Terrain *terrain, ZfRng *rng, Net *net, ZfXY from, const StreamRef *to)
{
    const Stream *parent = terrain_stream(terrain, (size_t)to->stream);
    StreamPoint point = *stream_point(parent, (size_t)to->point);
    int depth = MIN(parent->depth + 1, MAX_DEPTH);
    Stream stream = {g_array_new(FALSE, FALSE, sizeof(StreamPoint)), depth, to->stream, to->point,
                     depth == 1   ? 9.0
                     : depth == 2 ? 4.0
                                  : 2.5};
    double length = hypot(from.x - point.at.x, from.y - point.at.y);
    double along = atan2(from.y - point.at.y, from.x - point.at.x);
    double phase = 2.0 * G_PI * zf_rng_unit(rng);
    ZfXY start = point.at;
    double bed = point.bed;
    for (double s = 0.0; s < length; s += STREAM_STEP) {
        double sway = 110.0 * sin(s / 330.0 + phase) * MIN(s / 500.0, 1.0);
        point.at.x = start.x + s * cos(along) - sway * sin(along);
        point.at.y = start.y + s * sin(along) + sway * cos(along);
        point.bed = bed + s * (0.02 + 0.012 * s / length);
        g_array_append_val(stream.points, point);
    }
    add_stream(terrain, net, stream);
}

/* No place of the land is far from a stream: from the river outwards, what is left dry gets one. */
static void
drain_the_rest(Terrain *terrain, ZfRng *rng, Net *net)
{
    double half_w = terrain->width / 2 + 600.0;
    double half_h = terrain->height / 2 + 600.0;
    for (double far = 0.0; far <= half_h; far += 300.0) {
        for (double x = -half_w; x <= half_w; x += 300.0) {
            for (int side = -1; side <= 1; side += 2) {
                ZfXY at = {x + 90.0 * zf_rng_unit(rng), side * far + 90.0 * zf_rng_unit(rng)};
                StreamRef ref = {0};
                double distance = net_nearest(net, at, 40000.0, &ref);
                if (distance > 950.0 && isfinite(distance)) {
                    drain(terrain, rng, net, at, &ref);
                }
            }
        }
    }
}

static void
fill_bins(Terrain *terrain)
{
    terrain->bin_columns = (int)ceil((terrain->width + 2 * MARGIN) / BIN) + 1;
    terrain->bin_rows = (int)ceil((terrain->height + 2 * MARGIN) / BIN) + 1;
    guint n_bins = (guint)(terrain->bin_columns * terrain->bin_rows);
    g_array_set_size(terrain->bin_starts, n_bins + 2);
    uint32_t *starts = (uint32_t *)(void *)terrain->bin_starts->data;
    for (int pass = 0; pass < 2; pass++) {
        for (guint s = 0; s < terrain->streams->len; s++) {
            const Stream *stream = terrain_stream(terrain, s);
            for (guint i = 0; i < stream->points->len; i++) {
                ZfXY at = stream_point(stream, i)->at;
                guint bin = (guint)(bin_row(terrain, at.y) * terrain->bin_columns +
                                    bin_column(terrain, at.x));
                if (pass == 0) {
                    starts[bin + 2]++;
                } else {
                    uint64_t item = (uint64_t)s << 32 | i;
                    g_array_index(terrain->bin_items, uint64_t, starts[bin + 1]++) = item;
                }
            }
        }
        for (guint bin = 2; pass == 0 && bin < n_bins + 2; bin++) {
            starts[bin] += starts[bin - 1];
        }
        g_array_set_size(terrain->bin_items, starts[n_bins + 1]);
    }
}

static void
free_list(gpointer list)
{
    g_array_unref(list);
}

Terrain *
terrain_new(uint64_t seed, double width, double height)
{
    Terrain *terrain = g_new0(Terrain, 1);
    terrain->seed = seed;
    terrain->width = width;
    terrain->height = height;
    terrain->streams = g_array_new(FALSE, FALSE, sizeof(Stream));
    g_array_set_clear_func(terrain->streams, stream_clear);
    terrain->bin_starts = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    terrain->bin_items = g_array_new(FALSE, TRUE, sizeof(uint64_t));
    ZfRng rng;
    zf_rng_init(&rng, seed, 1);
    Net net = {g_hash_table_new_full(NULL, NULL, NULL, free_list)};
    add_river(terrain, &rng, &net);
    add_branches(terrain, &rng, &net);
    drain_the_rest(terrain, &rng, &net);
    g_hash_table_unref(net.cells);
    fill_bins(terrain);
    return terrain;
}

void
terrain_free(Terrain *terrain)
{
    if (!terrain) {
        return;
    }
    g_array_unref(terrain->streams);
    g_array_unref(terrain->bin_starts);
    g_array_unref(terrain->bin_items);
    g_free(terrain);
}

/* Squared distance from p to the leg of a stream that begins at point i; t: where on it. */
static double
leg_distance2(const Stream *stream, uint32_t i, ZfXY p, double *t)
{
    ZfXY a = stream_point(stream, i)->at;
    ZfXY b = i + 1 < stream->points->len ? stream_point(stream, i + 1)->at : a;
    double dx = b.x - a.x;
    double dy = b.y - a.y;
    double length2 = dx * dx + dy * dy;
    *t = length2 > 0.0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length2 : 0.0;
    *t = CLAMP(*t, 0.0, 1.0);
    double ex = a.x + *t * dx - p.x;
    double ey = a.y + *t * dy - p.y;
    return ex * ex + ey * ey;
}

/* How high the land stands above the bed at a distance from a stream: a flat floor, then a slope
 * that eases off. */
static double
rise(int depth, double distance)
{
    static const double floors[] = {210.0, 85.0, 32.0, 14.0};
    static const double heights[] = {330.0, 270.0, 215.0, 170.0};
    double flat = floors[depth];
    if (distance < flat) {
        return 4.0 * distance / flat;
    }
    return 4.0 + heights[depth] * (1.0 - exp(-(distance - flat) / 720.0));
}

typedef void (*LegFunc)(const Stream *stream, uint32_t i, double distance2, double t, void *user);

static void
for_legs_near(const Terrain *terrain, ZfXY p, double reach, LegFunc func, void *user)
{
    int c0 = bin_column(terrain, p.x - reach);
    int c1 = bin_column(terrain, p.x + reach);
    int r0 = bin_row(terrain, p.y - reach);
    int r1 = bin_row(terrain, p.y + reach);
    const uint32_t *starts = (const uint32_t *)(const void *)terrain->bin_starts->data;
    for (int r = r0; r <= r1; r++) {
        uint32_t end = starts[r * terrain->bin_columns + c1 + 1];
        for (uint32_t k = starts[r * terrain->bin_columns + c0]; k < end; k++) {
            uint64_t item = g_array_index(terrain->bin_items, uint64_t, k);
            const Stream *stream = terrain_stream(terrain, (size_t)(item >> 32));
            double t;
            double d2 = leg_distance2(stream, (uint32_t)item, p, &t);
            if (d2 <= reach * reach) {
                func(stream, (uint32_t)item, d2, t, user);
            }
        }
    }
}

static void
lowest(const Stream *stream, uint32_t i, double distance2, double t, void *user)
{
    double *height = user;
    double bed = stream_point(stream, i)->bed;
    if (i + 1 < stream->points->len) {
        bed += t * (stream_point(stream, i + 1)->bed - bed);
    }
    *height = MIN(*height, bed + rise(stream->depth, sqrt(distance2)));
}

double
terrain_height(const Terrain *terrain, ZfXY at)
{
    double height = 1400.0;
    for_legs_near(terrain, at, REACH, lowest, &height);
    double above = CLAMP((height - 230.0) / 150.0, 0.0, 1.0);
    double hill = noise_at(terrain->seed, CHANNEL_HILL, at.x, at.y, 1300.0);
    double bump = noise_at(terrain->seed, CHANNEL_BUMP, at.x, at.y, 310.0);
    double flat = noise_at(terrain->seed, CHANNEL_FLAT, at.x, at.y, 180.0);
    return height + above * (26.0 * hill + 9.0 * bump) + 0.8 * flat;
}

typedef struct Water {
    int depth_max;
    double best;
} Water;

static void
nearest_water(const Stream *stream, uint32_t i, double distance2, double t, void *user)
{
    Water *water = user;
    (void)i;
    (void)t;
    if (stream->depth <= water->depth_max) {
        water->best = MIN(water->best, MAX(sqrt(distance2) - stream->width / 2, 0.0));
    }
}

double
terrain_water_distance(const Terrain *terrain, ZfXY at, int depth_max, double limit)
{
    Water water = {depth_max, limit};
    for_legs_near(terrain, at, limit + 20.0, nearest_water, &water);
    return water.best;
}
