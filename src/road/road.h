/* road: the road engine — ways in, a graph per means of travel, homes snapped to it, tables of time
 * and metres, paths and the places where a person must decide.
 *
 *     ways ── profile ──► graph ── snap(points) ──► table, path + cues, reach
 *
 * Example, from the homes of a township to a table:
 *     g_autoptr(ZfWays) ways = zf_road_read("roads.osm.pbf", NULL, NULL, findings, NULL, &error);
 *     g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
 *     ZfRoadGraphOptions options = {.profile = zf_road_profiles_get(profiles, ZF_ROAD_FOOT)};
 *     g_autoptr(ZfRoadGraph) graph = zf_road_graph_new(ways, &options, NULL, &error);
 *     g_autoptr(ZfRoadSnaps) snaps = zf_road_snap(graph, points, n, NULL, NULL, &error);
 *     g_autoptr(ZfRoadTable) table = zf_road_table(graph, snaps, snaps, NULL, NULL, &error);
 *     table->time_ds[i * table->cols + j];
 *
 * Units: time in deciseconds (_ds), length in decimetres (_dm), both uint32_t; sums up to 13 years
 * and ten times round the Earth. A path is the lexicographic least of time, then length, in every
 * query, so that a table's two halves belong to the same path. Everything that is compared is an
 * integer: same input, same bytes, for any number of threads.
 *
 * Other folders include this header alone; the headers it names are its chapters. */
#pragma once

#include "base/base.h"
#include "geo/geo.h"

#define ZF_ROAD_ERROR (zf_road_error_quark())
GQuark zf_road_error_quark(void);
typedef enum {
    ZF_ROAD_ERROR_PROFILE, /* the profile file is wrong: message names section and key */
    ZF_ROAD_ERROR_READ,    /* a road file that cannot be read or holds no lines */
    ZF_ROAD_ERROR_EMPTY,   /* no way this means of travel may use: see zf_road_table_straight */
    ZF_ROAD_ERROR_LARGE,   /* more than a graph or a table can hold */
} ZfRoadError;

typedef enum ZfRoadMode {
    ZF_ROAD_FOOT,
    ZF_ROAD_BICYCLE,
    ZF_ROAD_EBIKE,
    ZF_ROAD_MOTORCYCLE,
    ZF_ROAD_CAR,
    ZF_ROAD_N_MODES,
} ZfRoadMode;

/* Whatever cannot be reached. */
#define ZF_ROAD_NEVER UINT32_MAX

/* Rounded up: a planner's minute must not be short. ZF_ROAD_NEVER stays. */
static inline uint32_t
zf_road_seconds(uint32_t time_ds)
{
    return time_ds == ZF_ROAD_NEVER ? time_ds : time_ds / 10 + (time_ds % 10 > 0);
}

static inline uint32_t
zf_road_metres(uint32_t dist_dm)
{
    return dist_dm == ZF_ROAD_NEVER ? dist_dm : dist_dm / 10 + (dist_dm % 10 > 4);
}

/* ret: "foot", "bicycle", "ebike", "motorcycle", "car". */
const char *zf_road_mode_name(ZfRoadMode mode);
/* The other way; false when there is none of that name. */
bool zf_road_mode_parse(const char *name, ZfRoadMode *ret);

#include "road/way.h"
#include "road/profile.h"
#include "road/graph.h"
#include "road/obstacle.h"
#include "road/snap.h"
#include "road/table.h"
#include "road/path.h"
