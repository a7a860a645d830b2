/* terrain: a river, its side valleys and the hills between them, on a plane of metres. Private. */
#pragma once

#include "geo/geo.h"

#define STREAM_STEP 90.0 /* metres between two points of a stream */

typedef struct StreamPoint {
    ZfXY at;
    double bed; /* metres above the sea */
} StreamPoint;

typedef struct Stream {
    GArray *points; /* StreamPoint, from the mouth upstream */
    int depth;      /* 0 the river, 1 its side valleys … */
    int parent;     /* index, -1 for the river */
    int at;         /* the point of the parent it flows into */
    double width;   /* metres of water */
} Stream;

typedef struct Terrain {
    uint64_t seed;
    double width, height; /* of the land, metres; the middle is 0, 0 */
    GArray *streams;      /* Stream */
    GArray *bin_starts;   /* where the points of a bin start */
    GArray *bin_items;    /* stream << 32 | point */
    int bin_columns, bin_rows;
} Terrain;

Terrain *terrain_new(uint64_t seed, double width, double height);
void terrain_free(Terrain *terrain);

static inline const Stream *
terrain_stream(const Terrain *terrain, size_t i)
{
    return &g_array_index(terrain->streams, Stream, i);
}

static inline const StreamPoint *
stream_point(const Stream *stream, size_t i)
{
    return &g_array_index(stream->points, StreamPoint, i);
}

/* Metres above the sea. */
double terrain_height(const Terrain *terrain, ZfXY at);
/* Metres to the nearest water's edge of a stream, at most limit (<= 2000); depth_max: only streams
 * up to that depth. */
double terrain_water_distance(const Terrain *terrain, ZfXY at, int depth_max, double limit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Terrain, terrain_free)
