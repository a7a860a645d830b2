/* plancheck: the independent look at a stored plan. */
#pragma once

#include "app/inside.h"

/* Recomputes the plan's problem and tries every position for every home left out. */
bool plan_check(ZfApp *app, const ZfSnapshot *snapshot, const ZfPlan *plan, ZfFindings *findings,
                const ZfProgress *progress, GError **error);
