/* solve: the budget, the clock and the annealers. Private to vrp. */
#pragma once

#include "vrp/anneal.h"

/* zf_vrp_solve with other settings: for measuring. */
ZfVrpResult *zf_vrp_solve_tuned(const ZfVrpProblem *problem, const ZfVrpOptions *options,
                                const Tuning *tuning, const ZfProgress *progress, GError **error);

/* Valid indices, each visit once at most. */
bool zf_vrp_plan_valid(const ZfVrpProblem *p, const ZfVrpPlan *plan, GError **error);
