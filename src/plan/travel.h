/* travel: the places of a plan and how long it takes from each to each. Private to plan. */
#pragma once

#include "plan/plan.h"

/* Between all places, for one means of travel. */
typedef struct ZfTravel {
    const ZfRoadGraph *graph; /* NULL: straight line times a factor */
    ZfRoadSnaps *snaps;       /* of the places; NULL without a graph */
    int32_t *seconds;         /* n × n, from * n + to; ZF_TRAVEL_NEVER where there is no way */
    int32_t *metres;
} ZfTravel;

#define ZF_TRAVEL_NEVER (1 << 30)

typedef struct ZfPlanPlaces {
    ZfLonLat *points;
    int32_t n;
    int32_t *shift_place;            /* by shift of the snapshot; -1 = not used by this plan */
    int32_t *duty_place;             /* by duty; -1 = nobody knows where */
    ZfTravel *travel[ZF_MODE_COUNT]; /* NULL where no shift travels so */
    bool lent;                       /* points and travel belong to other places */
} ZfPlanPlaces;

/* used: by shift of the snapshot. Errors: ZF_PLAN_ERROR_LARGE, those of road. */
ZfPlanPlaces *zf_plan_places_new(const ZfPlanInput *input, const bool *used, int32_t threads,
                                 const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;
void zf_plan_places_free(ZfPlanPlaces *places);
/* The same places and tables for a snapshot with shifts added behind the old ones: shift_place is
 * by its shifts, taken over. The duties are the same. ret: must not outlive places. */
ZfPlanPlaces *zf_plan_places_lend(const ZfPlanPlaces *places, int32_t *shift_place,
                                  size_t n_duties);

static inline int32_t
zf_travel_seconds(const ZfPlanPlaces *places, ZfTravelMode mode, int32_t from, int32_t to)
{
    return places->travel[mode]->seconds[(size_t)from * (size_t)places->n + (size_t)to];
}

static inline int32_t
zf_travel_metres(const ZfPlanPlaces *places, ZfTravelMode mode, int32_t from, int32_t to)
{
    return places->travel[mode]->metres[(size_t)from * (size_t)places->n + (size_t)to];
}

/* km/h where there is no network. */
double zf_travel_kmh(ZfTravelMode mode);

/* Where a duty is; false when nobody knows. */
bool zf_duty_point(const ZfSnapshot *snapshot, const ZfDuty *duty, ZfLonLat *ret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfPlanPlaces, zf_plan_places_free)
