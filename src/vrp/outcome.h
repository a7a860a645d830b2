/* outcome: a plan as the caller gets it: schedules, cost in parts, reasons. Private to vrp. */
#pragma once

#include "vrp/state.h"

/* Fills plan, routes, stops, cost, complete. The plan must be possible. */
void zf_vrp_outcome_fill(const Core *core, const ZfVrpPlan *plan, ZfVrpResult *result);

/* Fills unserved and misses. s holds the plan. */
void zf_vrp_outcome_reasons(State *s, ZfVrpResult *result);
