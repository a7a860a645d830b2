#include "road/way.h"

#include <string.h>

/* Points and tags live in an arena (one life); keys and values are kept once each. */
struct ZfWaysStore {
    ZfArena *arena;
    GHashTable *texts; /* text -> itself, in the arena */
    size_t ways_room;
    size_t nodes_room;
};

ZfWays *
zf_ways_new(void)
{
    ZfWays *ways = g_new0(ZfWays, 1);
    ways->store = g_new0(struct ZfWaysStore, 1);
    ways->store->arena = zf_arena_new(0);
    ways->store->texts = g_hash_table_new(g_str_hash, g_str_equal);
    return ways;
}

void
zf_ways_free(ZfWays *ways)
{
    if (!ways) {
        return;
    }
    g_hash_table_destroy(ways->store->texts);
    zf_arena_free(ways->store->arena);
    g_free(ways->store);
    g_free(ways->ways);
    g_free(ways->nodes);
    g_free(ways);
}

static const char *
keep_text(struct ZfWaysStore *store, const char *text)
{
    const char *kept = g_hash_table_lookup(store->texts, text);
    if (!kept) {
        kept = zf_arena_strdup(store->arena, text);
        g_hash_table_add(store->texts, (gpointer)kept);
    }
    return kept;
}

static const ZfWayTag *
keep_tags(struct ZfWaysStore *store, const ZfWayTag *tags, size_t n, uint32_t *ret_n)
{
    ZfWayTag *kept = zf_arena_array(store->arena, ZfWayTag, n);
    uint32_t n_kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (tags[i].value && tags[i].value[0]) {
            kept[n_kept++] = (ZfWayTag){.key = keep_text(store, tags[i].key),
                                        .value = keep_text(store, tags[i].value)};
        }
    }
    *ret_n = n_kept;
    return kept;
}

/* Makes room for one more. */
static void *
grow(void *items, size_t n, size_t *room, size_t item_size)
{
    if (n < *room) {
        return items;
    }
    *room = *room ? *room * 2 : 256;
    return g_realloc_n(items, *room, item_size);
}

size_t
zf_ways_add(ZfWays *ways, int64_t id, const ZfLonLat *points, size_t n, const ZfWayTag *tags,
            size_t n_tags)
{
    g_assert(n <= UINT32_MAX);
    struct ZfWaysStore *store = ways->store;
    ways->ways = grow(ways->ways, ways->n_ways, &store->ways_room, sizeof *ways->ways);
    ZfLonLat *kept = zf_arena_array(store->arena, ZfLonLat, n);
    if (n > 0) {
        memcpy(kept, points, n * sizeof *kept);
    }
    ZfWay *way = &ways->ways[ways->n_ways];
    *way = (ZfWay){.id = id, .points = kept, .n_points = (uint32_t)n};
    way->tags = keep_tags(store, tags, n_tags, &way->n_tags);
    return ways->n_ways++;
}

size_t
zf_ways_add_node(ZfWays *ways, ZfLonLat at, const ZfWayTag *tags, size_t n_tags)
{
    struct ZfWaysStore *store = ways->store;
    ways->nodes = grow(ways->nodes, ways->n_nodes, &store->nodes_room, sizeof *ways->nodes);
    ZfWayNode *node = &ways->nodes[ways->n_nodes];
    *node = (ZfWayNode){.at = at};
    node->tags = keep_tags(store, tags, n_tags, &node->n_tags);
    return ways->n_nodes++;
}

const char *
zf_way_tag(const ZfWay *way, const char *key)
{
    for (uint32_t i = 0; i < way->n_tags; i++) {
        if (strcmp(way->tags[i].key, key) == 0) {
            return way->tags[i].value;
        }
    }
    return NULL;
}

double
zf_way_length_m(const ZfWay *way)
{
    return zf_line_length_m(way->points, way->n_points);
}

ZfBox
zf_ways_box(const ZfWays *ways)
{
    ZfBox box = zf_box_empty();
    for (size_t i = 0; i < ways->n_ways; i++) {
        for (uint32_t k = 0; k < ways->ways[i].n_points; k++) {
            zf_box_add(&box, ways->ways[i].points[k]);
        }
    }
    return box;
}
