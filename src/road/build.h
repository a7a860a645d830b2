/* build: a graph in the making. Private to road; the steps are called by graph.c in this order. */
#pragma once

#include "road/graphimpl.h"

typedef struct ZfRoadBuild {
    ZfRoadGraph *graph;
    const ZfWays *ways;
    ZfWays *chords; /* across plazas; NULL = none */
    const ZfRoadGraphOptions *options;
    /* one a used way */
    ZfRoadUse *uses;
    uint32_t *way_first; /* n_ways + 1 offsets into graph->vertices */
    int8_t *layers;
    /* one a vertex */
    uint32_t *node_of;
    /* one a building node */
    uint32_t n_nodes;
    uint8_t *node_flags;     /* ZF_ROAD_NODE_… */
    uint32_t *node_delay_ds; /* of a barrier */
    /* one an edge: building nodes at its ends */
    uint32_t *edge_a;
    uint32_t *edge_b;
} ZfRoadBuild;

enum {
    ZF_ROAD_NODE_STOP = 1 << 0,    /* pieces end here */
    ZF_ROAD_NODE_BLOCKED = 1 << 1, /* a barrier: nothing passes */
};

/* 1: ways this profile may use, their vertices. */
bool zf_road_build_ways(ZfRoadBuild *build, const ZfProgress *progress, GError **error);
/* 2: equal positions are one node; where ways must be cut. */
void zf_road_build_nodes(ZfRoadBuild *build);
/* 3: pieces with length and time. */
bool zf_road_build_pieces(ZfRoadBuild *build, const ZfProgress *progress, GError **error);
/* 4: chains of pieces become edges. */
void zf_road_build_edges(ZfRoadBuild *build);
/* 5: the index of stretches to snap to. */
void zf_road_build_index(ZfRoadBuild *build);
/* 6: the main part, its nodes and arcs, the statistics. */
bool zf_road_build_main(ZfRoadBuild *build, GError **error);
