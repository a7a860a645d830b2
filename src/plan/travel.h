/* travel: the places of a plan and how long it takes from each to each. Private to plan. */
#pragma once

#include "plan/plan.h"
#include "vrp/vrp.h"

/* Between all places, for one means of travel and the roads of some days. From ZF_VRP_WAYS_FROM
 * places on the table is not laid out: near places and hubs are known, and whatever else is asked
 * for exactly is worked out then and there. */
typedef struct ZfTravel {
    ZfTravelMode mode;
    int32_t number;           /* in travels */
    const ZfRoadGraph *graph; /* NULL: straight line times a factor */
    ZfRoadSnaps *snaps;       /* of the places; NULL without a graph */
    int32_t *seconds;         /* n × n, from * n + to; ZF_TRAVEL_NEVER where there is no way */
    int32_t *metres;
    ZfVrpWayRows *rows; /* instead of the two; or NULL */
} ZfTravel;

#define ZF_TRAVEL_NEVER (1 << 30)

typedef struct ZfPlanPlaces {
    ZfLonLat *points;
    int32_t n;
    int32_t *shift_place; /* by shift of the snapshot; -1 = not used by this plan */
    int32_t *duty_place;  /* by duty; -1 = nobody knows where */
    const ZfPlanInput *input;
    ZfTravel **travels; /* as the shifts of this plan travel */
    int32_t n_travels;
    bool lent; /* points and travels belong to other places */
} ZfPlanPlaces;

/* used: by shift of the snapshot. Errors: ZF_PLAN_ERROR_LARGE, those of road. */
ZfPlanPlaces *zf_plan_places_new(const ZfPlanInput *input, const bool *used, int32_t threads,
                                 const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;
void zf_plan_places_free(ZfPlanPlaces *places);
/* The same places and tables for a snapshot with shifts added behind the old ones: shift_place is
 * by its shifts, taken over. The duties are the same. ret: must not outlive places. */
ZfPlanPlaces *zf_plan_places_lend(const ZfPlanPlaces *places, int32_t *shift_place,
                                  size_t n_duties);

/* How that shift, or one like it, travels. */
const ZfTravel *zf_travel_of(const ZfPlanPlaces *places, const ZfShift *shift);

/* Of the same way; ZF_TRAVEL_NEVER where there is none. Any number of threads may ask. */
typedef struct ZfTravelWay {
    int32_t seconds;
    int32_t metres;
} ZfTravelWay;
static inline ZfTravelWay
zf_travel_way_of(uint32_t time_ds, uint32_t dist_dm)
{
    uint32_t seconds = zf_road_seconds(time_ds);
    uint32_t metres = zf_road_metres(dist_dm);
    bool never = seconds >= ZF_TRAVEL_NEVER || metres >= ZF_TRAVEL_NEVER;
    return never ? (ZfTravelWay){ZF_TRAVEL_NEVER, ZF_TRAVEL_NEVER}
                 : (ZfTravelWay){(int32_t)seconds, (int32_t)metres};
}
ZfTravelWay zf_travel_way(const ZfPlanPlaces *places, const ZfTravel *travel, int32_t from,
                          int32_t to);

/* Quick to ask for: the seconds of a way that can be gone, the shortest one where the table is laid
 * out, where the places are near each other, at a base, and on the way of a plan that was learned
 * (zf_plan_problem_read). */
static inline int32_t
zf_travel_most_seconds(const ZfPlanPlaces *places, const ZfTravel *travel, int32_t from, int32_t to)
{
    return travel->rows ? zf_vrp_ways_entry(&travel->rows->ways, from, to)
                        : travel->seconds[(size_t)from * (size_t)places->n + (size_t)to];
}

/* Makes these ways known exactly from now on; the seconds of the entries are filled in here. Those
 * known already are passed over. ret: how many were not known. */
size_t zf_travel_learn(const ZfPlanPlaces *places, const ZfTravel *travel, ZfVrpWayEntry *ways,
                       size_t n);

/* km/h where there is no network. */
double zf_travel_kmh(ZfTravelMode mode);

/* Where a duty is; false when nobody knows. */
bool zf_duty_point(const ZfSnapshot *snapshot, const ZfDuty *duty, ZfLonLat *ret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfPlanPlaces, zf_plan_places_free)
