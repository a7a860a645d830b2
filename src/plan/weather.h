/* weather: what a plan's routes become when it rains or freezes — how much longer they take, whom
 * no way leads to then, and the order that is quicker. The plan itself stays as it is.
 *
 * input->graphs are those of the weather, everything else as for zf_plan_make. */
#pragma once

#include "plan/plan.h"

/* Of one route. Stops are told by their numbers on the sheet. */
typedef struct ZfPlanWeather {
    bool known;      /* false: a leg was estimated or the base is cut off; nothing else is set */
    int32_t extra_s; /* more on the way than planned, in the plan's order, without those lost */
    GArray *slow;    /* int32_t: stops the way to which takes a minute and more longer */
    GArray *lost;    /* int32_t: stops that no road leads near or back from, or one of more than
                      * ZF_PLAN_WEATHER_DETOUR_S more than planned */
    GArray *order;   /* int32_t: all stops but the lost, as is quicker; empty = as planned */
    int32_t saves_s; /* what the order saves against the plan's in this weather */
} ZfPlanWeather;

/* ret: one a route of the plan, NULL when cancelled. An order is given only where no visit is bound
 * to a time and it saves ZF_PLAN_WEATHER_SAVES_S and more. */
#define ZF_PLAN_WEATHER_SAVES_S  180
#define ZF_PLAN_WEATHER_DETOUR_S 3600
ZfPlanWeather *zf_plan_weather(const ZfPlan *plan, const ZfPlanInput *input,
                               const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;
void zf_plan_weather_free(ZfPlanWeather *weather, size_t n_routes);
/* ret: whether there is something to say. */
bool zf_plan_weather_matters(const ZfPlanWeather *weather);
