/* settle: roads along the valleys, groups along the roads, places in the groups. Private. */
#pragma once

#include "model/model.h"
#include "sample/partition.h"

typedef enum RoadClass {
    ROAD_SECONDARY,
    ROAD_TERTIARY,
    ROAD_UNCLASSIFIED,
    ROAD_RESIDENTIAL,
    ROAD_TRACK,
    ROAD_PATH,
    ROAD_FOOTWAY,
    ROAD_STEPS,
} RoadClass;

typedef struct Road {
    uint32_t *nodes;
    uint32_t n_nodes;
    RoadClass class;
    int stream; /* whose valley it follows, or -1 */
    bool bridge;
} Road;

/* A group (村民小组): houses along the valley road, a lane, and some up a footway. */
typedef struct Group {
    int village;
    int number;   /* 1 … */
    ZfXY at;      /* on the road */
    ZfXY road[9]; /* the road before and behind it */
    int n_road;
    ZfXY lane[4];
    int n_lane;
    ZfXY footway[6];
    int n_footway;
} Group;

typedef struct Place {
    ZfXY at;
    ZfPlaceKind kind;
    int village;
    int group;    /* 1 …, 0 = none */
    bool of_town; /* the town hall, the central school … */
} Place;

typedef struct Settlement {
    const Terrain *terrain;
    const Land *land;
    ZfProjection projection;
    ZfPolygon **areas; /* n villages, WGS-84 */
    ZfAreaIndex *index;
    GArray *nodes;    /* ZfXY */
    GPtrArray *roads; /* Road */
    GArray *groups;   /* Group, by village */
    int *first_group; /* n villages + 1 */
    GArray *places;   /* Place, by village */
    GPtrArray *ponds; /* ZfPolygon, WGS-84 */
    double road_m;
} Settlement;

/* terrain and land must outlive it. centre: where on Earth 0, 0 is. */
Settlement *settlement_new(const Terrain *terrain, const Land *land, ZfLonLat centre);
void settlement_free(Settlement *settlement);

static inline const Group *
settlement_group(const Settlement *settlement, int i)
{
    return &g_array_index(settlement->groups, Group, i);
}

/* A place for a house of a group of about so many: inside its village, not in the water. */
ZfLonLat settlement_house(const Settlement *settlement, const Group *group, int houses, ZfRng *rng);

/* ret: "secondary" …, as OpenStreetMap says. */
const char *road_class_name(RoadClass class);

ZfLonLat settlement_lonlat(const Settlement *settlement, ZfXY at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Settlement, settlement_free)
