/* keep: a plan after a small change, changed little. Private to plan. */
#pragma once

#include "plan/problem.h"

/* Solves a problem that starts from the plan before (problem->start, problem->begin):
 *
 * 1. Every visit planned before keeps its team, its day and, to less than a quarter of an hour, its
 *    time; only what is new, or can no longer be where it was, looks for a place.
 * 2. When that leaves out what some shift could do if it did nothing else: teams, days and the
 *    order of the stops stay, also of what found its place in the first step; times may move.
 * 3. When that leaves out a visit that the plan before had, or that is new, and that some shift
 *    could do: everything may move, each other team or day at a price. It counts only where it
 *    leaves out less.
 *
 * Nobody comes to a home before the time of the plan before because a visit ahead of it fell away,
 * as long as the route still comes home in time so.
 *
 * When most visits are new there is nothing to keep: only step 3. The steps but the last have a
 * budget that follows the number of free visits that some shift could do, so one changed visit is
 * settled in a fraction of a second, however many homes nobody can visit at their hours.
 * ret: of problem->vrp itself, with its reasons; owned by the caller. Errors: those of vrp. */
ZfVrpResult *zf_plan_keep_solve(const ZfPlanProblem *problem, const ZfVrpOptions *options,
                                const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;
