/* access: how long it takes to the nearest service place, home by home and community by community.
 * app asks the roads, coverage adds up, map and report show. */
#pragma once

#include "model/snapshot.h"

/* No way there. */
#define ZF_ACCESS_NEVER INT32_MAX

typedef enum ZfService {
    ZF_SERVICE_CHILDREN, /* 儿童之家 */
    ZF_SERVICE_SCHOOL,
    ZF_SERVICE_CLINIC,
    ZF_SERVICE_OFFICE, /* village office, town hall */
} ZfService;
#define ZF_SERVICE_COUNT 4

/* Why a home is hard to reach; several may hold. */
typedef enum ZfAccessReason {
    ZF_ACCESS_FAR = 1 << 0,      /* the nearest place is farther than the limit */
    ZF_ACCESS_STEEP = 1 << 1,    /* it would not be, were the land flat */
    ZF_ACCESS_FERRY = 1 << 2,    /* the way crosses by ferry */
    ZF_ACCESS_OFF_ROAD = 1 << 3, /* more than ZF_ACCESS_LEG_M from the road it is reached from */
    ZF_ACCESS_NO_ROAD = 1 << 4,  /* no road within 3 km */
    ZF_ACCESS_WATER = 1 << 5,    /* every road near lies beyond water, a railway or a motorway */
    ZF_ACCESS_NO_WAY = 1 << 6,   /* there are roads, but none leads to any place */
} ZfAccessReason;
#define ZF_ACCESS_REASONS 7
#define ZF_ACCESS_LEG_M   1000

/* The nearest place of one kind. */
typedef struct ZfAccessTrip {
    int32_t place;   /* index in the snapshot's places; -1 = none is reached */
    int32_t seconds; /* ZF_ACCESS_NEVER without one */
    int32_t metres;
} ZfAccessTrip;

typedef struct ZfAccessHome {
    int32_t household;                    /* index in the snapshot */
    ZfAccessTrip trips[ZF_SERVICE_COUNT]; /* by ZfService */
    int32_t nearest;                      /* ZfService of the shortest; -1 = none is reached */
    int32_t leg_m;                        /* off the road, the last part */
    int32_t flat_s;                       /* the shortest as if flat; ZF_ACCESS_NEVER without one */
    bool ferry;                           /* the shortest crosses by ferry */
    bool no_road;                         /* no road near enough */
    bool blocked;                         /* none without crossing a barrier */
    uint32_t reasons;                     /* ZfAccessReason; 0 = not hard to reach */
} ZfAccessHome;

/* One area, its homes and those of all areas below it. */
typedef struct ZfAccessRow {
    int32_t area;      /* index in the snapshot; -1 = all */
    int32_t homes;     /* with a position */
    int32_t unlocated; /* without one: nothing is known of them */
    int32_t hard;      /* hard to reach */
    int32_t by_reason[ZF_ACCESS_REASONS];
    int32_t median_s[ZF_SERVICE_COUNT];  /* ZF_ACCESS_NEVER: half of the homes or more reach none */
    int32_t longest_s[ZF_SERVICE_COUNT]; /* of the homes that reach one; ZF_ACCESS_NEVER: none */
    int32_t nearest_median_s;
} ZfAccessRow;

typedef struct ZfAccess {
    ZfTravelMode mode;
    int32_t limit_s;     /* farther is hard to reach */
    bool estimated;      /* without roads: straight lines */
    ZfAccessHome *homes; /* those with a position, by household */
    size_t n_homes;
    ZfAccessRow *rows; /* areas with homes, in tree order */
    size_t n_rows;
    ZfAccessRow total;
} ZfAccess;

/* NULL is fine. */
void zf_access_free(ZfAccess *access);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfAccess, zf_access_free)
