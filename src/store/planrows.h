/* planrows: the arrays of a plan as rows of route, stop, leg, cue and unplanned. Private. */
#pragma once

#include "model/plan.h"
#include "store/db.h"

/* Within a transaction, for a plan whose rows are not there. Errors: INVALID when its indices point
 * outside its arrays. */
bool zf_plan_rows_write(ZfStore *store, const ZfPlan *plan, int64_t number, GError **error);
/* Fills the arrays of plan->number; ways: legs, their points and cues too. */
bool zf_plan_rows_read(ZfStore *store, ZfPlan *plan, bool ways, GError **error);
/* Only a route and its stops; the stops' ways are not read. No route: nothing. */
bool zf_plan_rows_read_route(ZfStore *store, ZfPlan *plan, int32_t route, GError **error);
