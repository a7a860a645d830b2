/* mode: the means of travel, units, and what can go wrong. */
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
