/* profileimpl: what a profile holds once its sections are read. Private to road. */
#pragma once

#include "road/road.h"

/* One value of a table: a speed, a percentage or seconds, by the table. */
typedef struct ZfRoadRule {
    double number; /* 0 = forbidden outright */
    bool no;       /* class: forbidden unless a tag allows it; others: not passable */
    bool push;     /* class: dismounted */
} ZfRoadRule;

typedef enum ZfRoadSection {
    ZF_ROAD_SECTION_CLASS,
    ZF_ROAD_SECTION_SURFACE,
    ZF_ROAD_SECTION_TRACKTYPE,
    ZF_ROAD_SECTION_SMOOTHNESS,
    ZF_ROAD_SECTION_SAC_SCALE,
    ZF_ROAD_SECTION_TAGS,
    ZF_ROAD_SECTION_RAIN,
    ZF_ROAD_SECTION_ICE,
    ZF_ROAD_SECTION_BARRIER,
    ZF_ROAD_N_SECTIONS,
} ZfRoadSection;

typedef enum ZfRoadAccess {
    ZF_ROAD_ACCESS_NO,
    ZF_ROAD_ACCESS_ASK,
    ZF_ROAD_ACCESS_YES,
} ZfRoadAccess;

typedef enum ZfRoadSlope {
    ZF_ROAD_SLOPE_NONE,
    ZF_ROAD_SLOPE_TOBLER,
    ZF_ROAD_SLOPE_RIDE,
} ZfRoadSlope;

struct ZfRoadProfile {
    ZfRoadMode mode;
    double kmh;
    double offroad_kmh;
    double ask_s;
    double ferry_wait_s;
    double ferry_kmh;
    bool maxspeed;
    ZfRoadSlope slope;
    char **access; /* general to special */
    char **oneway;
    char **nostop;
    GHashTable *sections[ZF_ROAD_N_SECTIONS]; /* text -> ZfRoadRule; every section exists */
    GHashTable *access_values;                /* text -> ZfRoadAccess + 1; shared */
    GHashTable *classes;                      /* text -> OSM class; shared */
    char hash[65];
};

/* ret: the rule or NULL. */
const ZfRoadRule *zf_road_profile_rule(const ZfRoadProfile *profile, ZfRoadSection section,
                                       const char *value);
/* ret: the OSM class of a way under this profile's word list ("ferry", "platform" and "pier" where
 * there is no highway), NULL when it is no way at all. */
const char *zf_road_profile_way_class(const ZfRoadProfile *profile, const ZfWay *way);
