/* decode: the optimiser's result as routes with times, ways and cues. Private to plan. */
#pragma once

#include "plan/problem.h"

/* Adds routes, stops, legs, points and cues behind those the plan already has; cost too. */
bool zf_plan_decode(ZfPlan *plan, const ZfPlanProblem *problem, const ZfVrpResult *result,
                    int32_t threads, const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;

/* Adds what was left out, with reasons. */
void zf_plan_decode_unplanned(ZfPlan *plan, const ZfPlanProblem *problem,
                              const ZfVrpResult *result);

/* Copies the routes of `from` that lie before `day` behind those of plan. */
void zf_plan_copy_routes(ZfPlan *plan, const ZfPlan *from, ZfDate day);
