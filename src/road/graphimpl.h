/* graphimpl: what a graph is made of. Private to road.
 *
 * way    as used by this graph: identity, name, class, flags
 * vertex a position of a way, integers of 1e-7 degrees; a way's vertices stand in a row
 * piece  a stretch of one way between two places where something happens; places to snap to
 * edge   one or more pieces in a chain without a junction; what is searched
 * node   an end of edges. Those of the main part are numbered 0 … n_nodes-1. */
#pragma once

#include "road/profileimpl.h"
#include "road/segindex.h"

#define ZF_ROAD_NO_NODE UINT32_MAX

enum {
    ZF_ROAD_WAY_BRIDGE = 1 << 0,
    ZF_ROAD_WAY_TUNNEL = 1 << 1,
    ZF_ROAD_WAY_STEPS = 1 << 2,
    ZF_ROAD_WAY_FERRY = 1 << 3,
    ZF_ROAD_WAY_ROUNDABOUT = 1 << 4,
    ZF_ROAD_WAY_PRIVATE = 1 << 5,
    ZF_ROAD_WAY_NOSTOP = 1 << 6,
};

typedef struct ZfRoadWayInfo {
    int64_t id;
    const char *name; /* or NULL */
    const char *way_class;
    uint32_t flags;
} ZfRoadWayInfo;

typedef struct ZfRoadVertex {
    int32_t lon; /* 1e-7 degrees */
    int32_t lat;
} ZfRoadVertex;

/* All numbers in the direction of its edge; fwd/bwd without the extras. */
typedef struct ZfRoadPiece {
    uint32_t first;      /* where its shape begins (pieceshape.h); while building, lowest vertex */
    uint32_t n_vertices; /* at least 2 */
    uint32_t way;
    uint32_t edge;
    uint32_t a; /* the nodes at its ends, building numbers */
    uint32_t b;
    uint32_t len_dm;
    uint32_t fwd_ds; /* ZF_ROAD_NEVER = not that way */
    uint32_t bwd_ds;
    uint32_t extra_a_ds; /* gates and waiting at its ends, paid when an end is passed */
    uint32_t extra_b_ds;
    uint32_t before_dm;     /* of the edge, from its a to the piece */
    uint32_t before_fwd_ds; /* from the edge's a to the piece */
    uint32_t before_bwd_ds; /* from the piece to the edge's a */
    bool reversed;          /* runs against its way */
} ZfRoadPiece;

typedef struct ZfRoadEdge {
    uint32_t a; /* main nodes, or ZF_ROAD_NO_NODE when the edge is not in the main part */
    uint32_t b;
    uint32_t first_piece;
    uint32_t n_pieces;
    uint32_t len_dm;
    uint32_t fwd_ds; /* whole, extras included; ZF_ROAD_NEVER = not that way */
    uint32_t bwd_ds;
} ZfRoadEdge;

/* Out of a node. Arc 2e runs along edge e, 2e + 1 against it. */
typedef struct ZfRoadArc {
    uint64_t cost;
    uint32_t head;
    uint32_t id;
} ZfRoadArc;

struct ZfRoadHierarchy;
typedef struct ZfRoadClimbers ZfRoadClimbers;

struct ZfRoadGraph {
    ZfRoadMode mode;
    double offroad_kmh;
    ZfRoadStats stats;
    GStringChunk *texts;
    ZfRoadWayInfo *ways;
    ZfRoadVertex *vertices; /* while building; NULL once shapes hold them */
    uint8_t *shapes;
    ZfRoadVertex origin; /* what the first vertices of shapes are counted from */
    ZfRoadPiece *pieces; /* those of one edge in a row, in its order */
    ZfRoadEdge *edges;
    uint32_t n_ways;
    uint32_t n_vertices;
    uint32_t n_pieces;
    uint32_t n_edges;
    uint32_t n_nodes;
    uint32_t *first_arc; /* n_nodes + 1 */
    ZfRoadArc *arcs;
    ZfSegIndex *index; /* of all stretches one may stop on, main part or not */
    struct ZfRoadHierarchy *hierarchy;
    ZfRoadClimbers *climbers;
};

/* A cost is time and length in one number, ordered as the pair is. */
#define ZF_ROAD_INFINITE UINT64_MAX

static inline uint64_t
zf_road_cost(uint32_t time_ds, uint32_t dist_dm)
{
    return time_ds == ZF_ROAD_NEVER ? ZF_ROAD_INFINITE : (uint64_t)time_ds << 32 | dist_dm;
}

static inline uint64_t
zf_road_cost_add(uint64_t a, uint64_t b)
{
    return a == ZF_ROAD_INFINITE || b == ZF_ROAD_INFINITE ? ZF_ROAD_INFINITE : a + b;
}

static inline bool
zf_road_piece_is_main(const ZfRoadGraph *graph, uint32_t piece)
{
    return graph->edges[graph->pieces[piece].edge].a != ZF_ROAD_NO_NODE;
}

/* While building: vertex k of a piece in the direction of its edge. */
static inline ZfRoadVertex
zf_road_piece_vertex(const ZfRoadGraph *graph, const ZfRoadPiece *piece, uint32_t k)
{
    return graph->vertices[piece->first + (piece->reversed ? piece->n_vertices - 1 - k : k)];
}

static inline ZfLonLat
zf_road_lonlat(ZfRoadVertex vertex)
{
    return (ZfLonLat){(double)vertex.lon / 1e7, (double)vertex.lat / 1e7};
}

/* Rounds to 1e-7 degrees; false when it is no position. The antimeridian is +180. */
bool zf_road_vertex(ZfLonLat point, ZfRoadVertex *ret);

/* The factor on time of a straight leg that is walked there and back, voids flat. */
double zf_road_leg_factor(const struct ZfRoadHeights *heights, ZfLonLat a, ZfLonLat b);

/* Tobler's and the rider's factor on time for a rise over run; 1 on the flat. */
double zf_road_slope_factor(ZfRoadSlope slope, double grade);
