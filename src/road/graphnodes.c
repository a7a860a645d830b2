/* Step 2: equal positions are one node, where ways must be cut, and which nodes are barriers. */
#include "road/build.h"

#include "road/bulk.h"

#include <math.h>
#include <string.h>

/* Open addressing over vertex positions; slots hold node + 1. */
typedef struct Places {
    uint32_t *slots;
    ZfRoadVertex *at; /* of each node */
    uint32_t mask;
    uint32_t n;
} Places;

static uint32_t
hash_vertex(ZfRoadVertex vertex)
{
    uint64_t h = ((uint64_t)(uint32_t)vertex.lon << 32 | (uint32_t)vertex.lat);
    h = (h ^ (h >> 31)) * 0x9E3779B97F4A7C15u;
    h = (h ^ (h >> 29)) * 0xBF58476D1CE4E5B9u;
    return (uint32_t)(h >> 32);
}

/* ret: the slot of that position, or the empty one where it belongs. */
static uint32_t
slot_of(const Places *places, ZfRoadVertex vertex)
{
    uint32_t slot = hash_vertex(vertex) & places->mask;
    while (places->slots[slot]) {
        ZfRoadVertex at = places->at[places->slots[slot] - 1];
        if (at.lon == vertex.lon && at.lat == vertex.lat) {
            break;
        }
        slot = (slot + 1) & places->mask;
    }
    return slot;
}

static void
number_places(ZfRoadBuild *build, Places *places)
{
    const ZfRoadGraph *graph = build->graph;
    uint32_t size = 16;
    while (size < graph->n_vertices * 2u) {
        size *= 2;
    }
    *places = (Places){.slots = zf_bulk_new(uint32_t, size),
                       .at = zf_bulk_new(ZfRoadVertex, graph->n_vertices),
                       .mask = size - 1};
    memset(places->slots, 0, size * sizeof *places->slots);
    build->node_of = zf_bulk_new(uint32_t, graph->n_vertices);
    for (uint32_t i = 0; i < graph->n_vertices; i++) {
        uint32_t slot = slot_of(places, graph->vertices[i]);
        if (!places->slots[slot]) {
            places->at[places->n] = graph->vertices[i];
            places->slots[slot] = ++places->n;
        }
        build->node_of[i] = places->slots[slot] - 1;
    }
    build->n_nodes = places->n;
}

/* One level at a place where ways of different layers pass through. */
typedef struct Level {
    uint32_t place;
    int8_t layer;
    uint32_t node;
} Level;

static int
compare_levels(const void *a, const void *b)
{
    const Level *x = a;
    const Level *y = b;
    if (x->place != y->place) {
        return x->place < y->place ? -1 : 1;
    }
    return (x->layer > y->layer) - (x->layer < y->layer);
}

static const int8_t NO_LAYER = 127;

/* ret: places that ways of different layers pass through, each with its levels, sorted. */
static GArray *
find_levels(const ZfRoadBuild *build, uint32_t n_places)
{
    const ZfRoadGraph *graph = build->graph;
    GArray *levels = g_array_new(FALSE, FALSE, sizeof(Level));
    g_autofree int8_t *layer = g_malloc(n_places + 1u);
    g_autofree bool *mixed = g_new0(bool, n_places + 1u);
    memset(layer, NO_LAYER, n_places + 1u);
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t w = 0; w < graph->n_ways; w++) {
            for (uint32_t i = build->way_first[w] + 1; i + 1 < build->way_first[w + 1]; i++) {
                uint32_t place = build->node_of[i];
                if (pass == 0) {
                    mixed[place] |= layer[place] != NO_LAYER && layer[place] != build->layers[w];
                    layer[place] = build->layers[w];
                } else if (mixed[place]) {
                    Level level = {.place = place, .layer = build->layers[w]};
                    g_array_append_val(levels, level);
                }
            }
        }
    }
    g_array_sort(levels, compare_levels);
    return levels;
}

/* Gives every level but a place's first a node of its own. */
static void
number_levels(ZfRoadBuild *build, GArray *levels)
{
    guint kept = 0;
    for (guint i = 0; i < levels->len; i++) {
        Level *level = &g_array_index(levels, Level, i);
        const Level *last = kept ? &g_array_index(levels, Level, kept - 1) : NULL;
        if (last && compare_levels(last, level) == 0) {
            continue;
        }
        level->node = last && last->place == level->place ? build->n_nodes++ : level->place;
        g_array_index(levels, Level, kept++) = *level;
    }
    g_array_set_size(levels, kept);
}

/* ret: the node of the level nearest to layer (the lower one on a tie). */
static uint32_t
node_at_level(const GArray *levels, uint32_t place, int8_t layer)
{
    guint low = 0;
    guint high = levels->len;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (g_array_index(levels, Level, middle).place < place) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    uint32_t node = place;
    int best = INT32_MAX;
    for (; low < levels->len && g_array_index(levels, Level, low).place == place; low++) {
        const Level *level = &g_array_index(levels, Level, low);
        if (abs(level->layer - layer) < best) {
            best = abs(level->layer - layer);
            node = level->node;
        }
    }
    return node;
}

static void
split_levels(ZfRoadBuild *build, const GArray *levels)
{
    const ZfRoadGraph *graph = build->graph;
    for (uint32_t w = 0; levels->len > 0 && w < graph->n_ways; w++) {
        for (uint32_t i = build->way_first[w]; i < build->way_first[w + 1]; i++) {
            build->node_of[i] = node_at_level(levels, build->node_of[i], build->layers[w]);
        }
    }
}

/* Pieces end where ways begin and end and wherever a node is used twice. */
static void
mark_stops(ZfRoadBuild *build)
{
    const ZfRoadGraph *graph = build->graph;
    g_autofree bool *used = g_new0(bool, build->n_nodes);
    build->node_flags = g_new0(uint8_t, build->n_nodes);
    build->node_delay_ds = g_new0(uint32_t, build->n_nodes);
    for (uint32_t w = 0; w < graph->n_ways; w++) {
        uint32_t last = build->way_first[w + 1] - 1;
        for (uint32_t i = build->way_first[w]; i <= last; i++) {
            uint32_t node = build->node_of[i];
            if (used[node] || i == build->way_first[w] || i == last) {
                build->node_flags[node] |= ZF_ROAD_NODE_STOP;
            }
            used[node] = true;
        }
    }
}

static void
mark_barrier(ZfRoadBuild *build, uint32_t node, bool pass, double delay_s)
{
    build->node_flags[node] |= ZF_ROAD_NODE_STOP;
    if (pass) {
        uint32_t delay_ds = (uint32_t)llround(delay_s * 10);
        build->node_delay_ds[node] = MAX(build->node_delay_ds[node], delay_ds);
    } else {
        build->node_flags[node] |= ZF_ROAD_NODE_BLOCKED;
    }
}

static void
mark_barriers(ZfRoadBuild *build, const Places *places, const GArray *levels)
{
    for (size_t i = 0; i < build->ways->n_nodes; i++) {
        const ZfWayNode *node = &build->ways->nodes[i];
        ZfRoadVertex vertex;
        double delay_s;
        bool pass = zf_road_profile_pass(build->options->profile, node, &delay_s);
        if ((pass && delay_s <= 0) || !zf_road_vertex(node->at, &vertex)) {
            continue;
        }
        uint32_t slot = places->slots[slot_of(places, vertex)];
        if (!slot) {
            continue;
        }
        mark_barrier(build, slot - 1, pass, delay_s);
        for (guint k = 0; k < levels->len; k++) {
            const Level *level = &g_array_index(levels, Level, k);
            if (level->place == slot - 1 && level->node != slot - 1) {
                mark_barrier(build, level->node, pass, delay_s);
            }
        }
    }
}

void
zf_road_build_nodes(ZfRoadBuild *build)
{
    Places places;
    number_places(build, &places);
    g_autoptr(GArray) levels = find_levels(build, places.n);
    number_levels(build, levels);
    split_levels(build, levels);
    mark_stops(build);
    mark_barriers(build, &places, levels);
    g_free(places.slots);
    g_free(places.at);
}
