/* contract: the graph while it is contracted, as the steps of contract.c, the witness searches and
 * the laying out of the hierarchy see it. Private to road. */
#pragma once

#include "road/costqueue.h"
#include "road/hierarchy.h"

/* A way between two nodes that are left: what a search reads of it. */
typedef struct ZfRoadLink {
    uint64_t cost;
    uint32_t head;
    uint32_t hops; /* graph arcs in it */
} ZfRoadLink;

typedef struct ZfRoadLinks {
    ZfRoadLink *items;
    uint32_t *vias; /* of each: a graph arc's id, or ZF_ROAD_SHORTCUT and the node it leads over */
    uint32_t n;
    uint32_t room; /* a power of two, or 0 */
} ZfRoadLinks;

/* Where lists of links lie, in huge pages: a search jumps from list to list. What is outgrown is
 * used again for a list of that room; all is freed at once. One for each region of nodes. */
typedef struct ZfRoadLinkStore {
    _Alignas(64) GPtrArray *slabs;
    ZfRoadLink *next;
    uint32_t *next_via;
    size_t left;
    ZfRoadLinks spare[32]; /* by the logarithm of the room; one leads on to the next */
} ZfRoadLinkStore;

void zf_road_link_store_init(ZfRoadLinkStore *store);
void zf_road_link_store_clear(ZfRoadLinkStore *store);

/* Makes room for n links in an empty list. */
void zf_road_links_reserve(ZfRoadLinks *links, uint32_t n, ZfRoadLinkStore *store);
/* Adds a link or betters the one there is. */
void zf_road_links_add(ZfRoadLinks *links, ZfRoadLink link, uint32_t via, ZfRoadLinkStore *store);
void zf_road_links_remove(ZfRoadLinks *links, uint32_t head);

/* Nodes are numbered along a walk through the graph, so that neighbours lie near in memory. */
typedef struct ZfRoadShrinking {
    uint32_t n;
    ZfRoadLinks *out;
    ZfRoadLinks *in;
    uint64_t *gone; /* one bit a node: contracted, or chosen to be in this round */
} ZfRoadShrinking;

static inline bool
zf_road_bit(const uint64_t *bits, uint32_t node)
{
    return bits[node / 64] >> node % 64 & 1;
}

/* ---- witnesses ---- */

/* A node as a witness search sees it. */
typedef struct ZfRoadMark {
    uint64_t cost;
    uint32_t stamp;  /* equals now when cost holds */
    uint32_t wanted; /* equals now when the node is a target */
} ZfRoadMark;

/* One worker's, in cache lines of its own: it is written at every step of a search, and two workers
 * in one line would wait for each other all the time. */
typedef struct ZfRoadFinder {
    _Alignas(64) ZfRoadMark *marks;
    uint32_t now;
    ZfCostQueue queue;
} ZfRoadFinder;

void zf_road_finder_init(ZfRoadFinder *finder, uint32_t n);
void zf_road_finder_clear(ZfRoadFinder *finder);

typedef struct ZfRoadShortcut {
    uint32_t from;
    uint32_t via;
    ZfRoadLink link;
} ZfRoadShortcut;

/* What shortcuts over a node come to. */
typedef struct ZfRoadBalance {
    uint32_t arcs;
    uint32_t hops;
} ZfRoadBalance;

/* Which pairs of v's neighbours need a shortcut over v. Only nodes that are not gone serve as
 * witnesses. pops: nodes one search may settle. found: ZfRoadShortcut, appended; may be NULL. */
ZfRoadBalance zf_road_bridge_over(const ZfRoadShrinking *graph, ZfRoadFinder *finder, uint32_t v,
                                  unsigned pops, GArray *found);

/* ---- the result ---- */

/* The hierarchy of a graph that has shrunk to nothing: every node's links lead to what was left
 * when it was contracted. number: of the graph's nodes. */
ZfRoadHierarchy *zf_road_lay_out(const ZfRoadShrinking *graph, const uint32_t *number,
                                 ZfStepper *stepper);
