/* profile: how each means of travel uses a way — may it, how fast, what does it cost at a gate.
 * All of it stands in data/profiles.ini, which explains itself; a planner's own file overrides
 * single keys of it. */
#pragma once

#include "road/way.h"

typedef struct ZfRoadProfiles ZfRoadProfiles;
typedef struct ZfRoadProfile ZfRoadProfile;

typedef enum ZfRoadWeather {
    ZF_ROAD_DRY,
    ZF_ROAD_RAIN,
    ZF_ROAD_ICE,
} ZfRoadWeather;

/* The profiles built into the program. Never fails. */
ZfRoadProfiles *zf_road_profiles_default(void);
void zf_road_profiles_free(ZfRoadProfiles *profiles);

/* Lays the keys of an INI text over profiles; nothing changes on failure.
 * Errors: ZF_ROAD_ERROR_PROFILE names section, key and what is allowed there. */
bool zf_road_profiles_override(ZfRoadProfiles *profiles, const char *text, size_t size,
                               GError **error) ZF_CHECK_RESULT;

/* ret: owned by profiles, valid while they live and are not overridden again. */
const ZfRoadProfile *zf_road_profiles_get(const ZfRoadProfiles *profiles, ZfRoadMode mode);

/* SHA-256 of everything in it that changes a graph, 64 hexadecimal digits, owned by profiles. */
const char *zf_road_profile_hash(const ZfRoadProfile *profile);
ZfRoadMode zf_road_profile_mode(const ZfRoadProfile *profile);
/* Speed on a good flat road and off the road, km/h. */
double zf_road_profile_kmh(const ZfRoadProfile *profile);
double zf_road_profile_offroad_kmh(const ZfRoadProfile *profile);

/* ret: the OSM class a class column's text stands for ("乡道" → "tertiary"), the text itself when
 * it is an OSM class already, NULL when it is neither. */
const char *zf_road_profiles_class(const ZfRoadProfiles *profiles, const char *text);

/* ret: NULL-ended column names that may hold what ("class", "name", "oneway", "speed", "surface",
 * "bridge", "tunnel", "layer"), best first; NULL when there is nothing of that kind. */
const char *const *zf_road_profiles_columns(const ZfRoadProfiles *profiles, const char *what);

/* What one profile makes of one way. */
typedef struct ZfRoadUse {
    double forward_kmh;  /* 0 = not allowed that way */
    double backward_kmh; /* 0 = not allowed that way */
    double ferry_s;      /* the crossing's own time, whatever its length; 0 = by speed */
    double wait_s;       /* paid half at each end (a ferry), or at each end (private: ask_s) */
    double ask_s;        /* paid where the way meets one that is not private */
    bool push;           /* a bicycle is pushed here */
    bool stop;           /* one may stop and set out here (not on a motorway, ferry, bridge) */
    bool roundabout;     /* one-way by being a roundabout */
} ZfRoadUse;

/* false when neither direction is allowed. weather: may forbid or slow the way. */
bool zf_road_profile_use(const ZfRoadProfile *profile, const ZfWay *way, ZfRoadWeather weather,
                         ZfRoadUse *ret);
/* false when the node cannot be passed; delay_s: what passing it costs. */
bool zf_road_profile_pass(const ZfRoadProfile *profile, const ZfWayNode *node, double *delay_s);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfRoadProfiles, zf_road_profiles_free)
