/* way: road lines as they come from a file or the database, before any means of travel is chosen.
 */
#pragma once

#include "road/mode.h"

/* One key and value of OpenStreetMap's vocabulary. Files in other words are translated by
 * zf_road_read; who fills ways by hand writes OSM's words or the Chinese classes of profiles.ini.
 * Keys that count: highway (the class), route=ferry + duration, oneway, oneway:<mode>, access,
 * foot, vehicle, bicycle, motor_vehicle, motorcycle, motorcar, surface, tracktype, smoothness,
 * sac_scale, maxspeed, junction, bridge, tunnel, layer, area, name, ref, barrier. */
typedef struct ZfWayTag {
    const char *key;
    const char *value;
} ZfWayTag;

typedef struct ZfWay {
    int64_t id; /* OSM way id or row number; closures name it. Need not be unique. */
    const ZfLonLat *points;
    const ZfWayTag *tags;
    uint32_t n_points;
    uint32_t n_tags;
} ZfWay;

/* A tagged point on ways: a gate, a bollard, a ford, a level crossing. */
typedef struct ZfWayNode {
    ZfLonLat at;
    const ZfWayTag *tags;
    uint32_t n_tags;
} ZfWayNode;

/* Ways and nodes; owns all it points to. Read the arrays, add through the functions. */
typedef struct ZfWays {
    ZfWay *ways;
    ZfWayNode *nodes;
    size_t n_ways;
    size_t n_nodes;
    struct ZfWaysStore *store;
} ZfWays;

ZfWays *zf_ways_new(void);
void zf_ways_free(ZfWays *ways);

/* Adds a copy. Tags with an empty value are left out. A way of fewer than two points is kept (and
 * ignored by graphs), so that indices follow the caller's.
 * points: n positions, finite; tags: n_tags pairs. ret: the way's index. */
size_t zf_ways_add(ZfWays *ways, int64_t id, const ZfLonLat *points, size_t n, const ZfWayTag *tags,
                   size_t n_tags);
size_t zf_ways_add_node(ZfWays *ways, ZfLonLat at, const ZfWayTag *tags, size_t n_tags);

/* ret: the value of key, or NULL. */
const char *zf_way_tag(const ZfWay *way, const char *key);
/* ret: its length in metres. */
double zf_way_length_m(const ZfWay *way);
/* ret: the box of all ways with at least one point. */
ZfBox zf_ways_box(const ZfWays *ways);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfWays, zf_ways_free)
