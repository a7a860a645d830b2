/* human: how a plan looks to those who walk it — territories, neighbours, even days. Included by
 * "plan/plan.h". */
#pragma once

#include "model/model.h"

#define ZF_PLAN_NEIGHBOURS 3  /* nearest homes looked at */
#define ZF_PLAN_DOOR_M     20 /* a way this near to a home passes its door */

/* Of all routes of the plan. snapshot: for the time that teams offer; with
 * duties for continuity too; both may be NULL. */
ZfPlanHuman zf_plan_human(const ZfPlan *plan, const ZfSnapshot *snapshot, const ZfDuties *duties);
