/* graph: what one means of travel can use, on one day, in one weather; ready for queries. */
#pragma once

#include "road/profile.h"

typedef struct ZfRoadGraph ZfRoadGraph;

/* A road shut for a while. It holds for the ways with that id, or (id 0) with exactly that name. */
typedef struct ZfRoadClosure {
    int64_t way_id;
    const char *name; /* NULL with an id */
    ZfDate from;      /* ZF_DATE_NONE = always since */
    ZfDate to;        /* last day; ZF_DATE_NONE = for ever */
    bool rain_only;   /* shut when it rains (or freezes) */
    bool ice_only;    /* shut when there is ice */
} ZfRoadClosure;

/* On that day, in the weather it is for; with ZF_DATE_NONE, is it one without dates? */
bool zf_road_closure_holds(const ZfRoadClosure *closure, ZfDate day);

/* Is that way the one, or one of those, that the closure names? Whenever it is shut. */
bool zf_road_closure_names(const ZfRoadClosure *closure, const ZfWay *way);

/* Heights along lines, for slopes. ret: n heights in metres, NAN where there is none. Called from
 * several threads at once. */
typedef struct ZfRoadHeights {
    bool (*sample)(void *user, const ZfLonLat *points, size_t n, double *ret_m, GError **error);
    void *user;
    double step_m; /* heights are read this far apart at least (30; SRTM3: 90); 0 = 30 */
} ZfRoadHeights;

/* Heights of an elevation model (gis/dem.h), at steps of its cells. dem must outlive their use. */
struct ZfDem;
ZfRoadHeights zf_road_heights_dem(const struct ZfDem *dem);

typedef struct ZfRoadGraphOptions {
    const ZfRoadProfile *profile; /* needed; may go once the graph is made */
    const ZfRoadClosure *closures;
    size_t n_closures;
    ZfDate day; /* closures are judged by it; ZF_DATE_NONE = those without dates only */
    ZfRoadWeather weather;
    const ZfRoadHeights *heights; /* NULL = flat */
    /* The teams' bases: the graph's main part is the one most of them stand on; without bases (or
     * where they stand on scraps) the longest. */
    const ZfLonLat *bases;
    size_t n_bases;
    unsigned threads; /* 0 = all cores; never changes the result */
    /* A file that keeps what takes longest from run to run; made and renewed as needed, damaged
     * contents are made anew, never believed. NULL = none. Never changes the result; where it
     * cannot be written everything works without. */
    const char *cache;
} ZfRoadGraphOptions;

typedef struct ZfRoadStats {
    size_t ways;           /* given */
    size_t ways_used;      /* allowed for this means of travel */
    size_t ways_closed;    /* shut by a closure */
    size_t ways_broken;    /* fewer than two different points, or positions that are none */
    size_t nodes;          /* of the main part: junctions and ends */
    size_t edges;          /* of the main part: between them, both directions counted once */
    size_t islands;        /* strong components outside the main part that hold a road */
    double main_km;        /* length of the main part */
    double island_km;      /* of all the rest */
    uint64_t search_bytes; /* arrays that queries walk over */
    uint64_t shape_bytes;  /* what the roads' shapes take in memory, as differences */
    bool from_cache;       /* the hierarchy came out of the cache */
    ZfBox box;             /* of the main part */
} ZfRoadStats;

/* Builds a graph. ways may go afterwards.
 * Nodes are joined at equal 1e-7° positions, but not across a difference of `layer` (unless a way
 * ends there: a bridge's end meets the road). Chains between junctions are one edge.
 * Errors: ZF_ROAD_ERROR_EMPTY, ZF_ROAD_ERROR_LARGE, those of heights, cancelled. */
ZfRoadGraph *zf_road_graph_new(const ZfWays *ways, const ZfRoadGraphOptions *options,
                               const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;
void zf_road_graph_free(ZfRoadGraph *graph);

ZfRoadMode zf_road_graph_mode(const ZfRoadGraph *graph);
const ZfRoadStats *zf_road_graph_stats(const ZfRoadGraph *graph);

/* Random places on the roads of the main part where one may stop, spread evenly over their length.
 * ret: n positions, the same for the same seed. */
void zf_road_graph_scatter(const ZfRoadGraph *graph, size_t n, uint64_t seed, ZfLonLat *ret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfRoadGraph, zf_road_graph_free)
