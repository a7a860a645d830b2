#include "road/build.h"

#include "road/cache.h"
#include "road/pieceshape.h"

static ZfRoadGraph *
graph_alloc(const ZfRoadProfile *profile)
{
    ZfRoadGraph *graph = g_new0(ZfRoadGraph, 1);
    graph->mode = profile->mode;
    graph->offroad_kmh = profile->offroad_kmh;
    graph->texts = g_string_chunk_new(4096);
    graph->climbers = zf_road_climbers_new();
    return graph;
}

void
zf_road_graph_free(ZfRoadGraph *graph)
{
    if (!graph) {
        return;
    }
    g_string_chunk_free(graph->texts);
    g_free(graph->ways);
    g_free(graph->vertices);
    g_free(graph->shapes);
    g_free(graph->pieces);
    g_free(graph->edges);
    g_free(graph->first_arc);
    g_free(graph->arcs);
    zf_segindex_free(graph->index);
    zf_road_climbers_free(graph->climbers);
    zf_road_hierarchy_free(graph->hierarchy);
    g_free(graph);
}

static bool
build_steps(ZfRoadBuild *build, const ZfProgress *progress, GError **error)
{
    if (!zf_road_build_ways(build, progress, error)) {
        return false;
    }
    zf_road_build_nodes(build);
    if (!zf_road_build_pieces(build, progress, error)) {
        return false;
    }
    zf_road_build_edges(build);
    zf_road_build_index(build);
    return zf_road_build_main(build, error) &&
           zf_road_shapes_encode(build->graph, build->options->threads, error);
}

/* Out of the cache, or new and into the cache. */
static bool
find_hierarchy(ZfRoadGraph *graph, const ZfRoadGraphOptions *options, const ZfProgress *progress,
               GError **error)
{
    if (!options->cache) {
        graph->hierarchy = zf_road_hierarchy_new(graph, options->threads, progress, error);
        return graph->hierarchy != NULL;
    }
    ZfRoadCacheKey key = zf_road_cache_key(graph, options->profile->hash);
    graph->hierarchy = zf_road_cache_load(options->cache, &key, graph);
    graph->stats.from_cache = graph->hierarchy != NULL;
    if (!graph->hierarchy) {
        graph->hierarchy = zf_road_hierarchy_new(graph, options->threads, progress, error);
    }
    if (graph->hierarchy && !graph->stats.from_cache &&
        !zf_road_cache_save(options->cache, &key, graph->hierarchy)) {
        g_debug("%s could not be written", options->cache);
    }
    return graph->hierarchy != NULL;
}

ZfRoadGraph *
zf_road_graph_new(const ZfWays *ways, const ZfRoadGraphOptions *options, const ZfProgress *progress,
                  GError **error)
{
    g_assert(options && options->profile);
    g_autoptr(ZfRoadGraph) graph = graph_alloc(options->profile);
    ZfRoadBuild build = {.graph = graph, .ways = ways, .options = options};
    bool good = build_steps(&build, progress, error);
    zf_ways_free(build.chords);
    g_free(build.uses);
    g_free(build.way_first);
    g_free(build.layers);
    g_free(build.node_of);
    g_free(build.node_flags);
    g_free(build.node_delay_ds);
    g_free(build.edge_a);
    g_free(build.edge_b);
    good = good && find_hierarchy(graph, options, progress, error);
    if (good) {
        graph->stats.search_bytes = zf_road_hierarchy_bytes(graph->hierarchy);
    }
    return good ? g_steal_pointer(&graph) : NULL;
}

ZfRoadMode
zf_road_graph_mode(const ZfRoadGraph *graph)
{
    return graph->mode;
}

const ZfRoadStats *
zf_road_graph_stats(const ZfRoadGraph *graph)
{
    return &graph->stats;
}
