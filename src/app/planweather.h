/* planweather: the plan's routes in rain and on ice, as a grid and as lines for worksheets. */
#pragma once

#include "app/inside.h"
#include "app/planning.h"
#include "plan/plan.h"

/* ret: one a route of the plan; zf_plan_weather_free with plan->n_routes. */
ZfPlanWeather *plan_weather_load(ZfApp *app, const ZfSnapshot *snapshot, const ZfPlan *plan,
                                 ZfWeather weather, ZfFindings *findings,
                                 const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;

/* ret: sentences for a worksheet, what matters most first, NULL-terminated; NULL when the weather
 * changes nothing. */
char **plan_weather_words(const ZfPlanWeather *weather, const ZfRoute *route, ZfLang lang);
