/* relax: what would give a place to those left out? Private to plan.
 *
 * Looked for one by one: more days behind the last, more teams on all days, longer days, more
 * visits a shift (longer days and more visits together where neither alone helps). Wanted is a
 * place for every visit left out that could be made if its shifts did nothing else, and for those
 * that the change itself makes possible. The least amount is found by search: a plan for the
 * changed problem is looked for from the present one, and passes the optimiser's checker before it
 * counts. */
#pragma once

#include "plan/problem.h"

/* The most that is tried. */
#define ZF_RELAX_DAYS_MAX   60
#define ZF_RELAX_TEAMS_MAX  60
#define ZF_RELAX_STEP_S     1800        /* days get longer by this, */
#define ZF_RELAX_STEPS_MAX  8           /* so many times, */
#define ZF_RELAX_LATEST_S   (22 * 3600) /* and end by this time */
#define ZF_RELAX_VISITS_MAX 30

/* A problem with more of something. Visits and shifts are those of the problem it was made from,
 * the added shifts behind them. */
typedef struct ZfRelaxed {
    ZfVrpProblem vrp;
    ZfVrpPlan start;   /* the plan as it is */
    int32_t *visit_of; /* by duty, -1 */
    GArray *shifts;
    GArray *visits;
    GArray *forbidden;
    ZfPlanProblem *own; /* with more days */
    ZfPlanInput input;
    ZfSnapshot snapshot;
    ZfDuties *duties;
} ZfRelaxed;

/* By shift: is it on its team's last day? These are the days that more days repeat. */
bool *zf_relaxed_last_days(const ZfVrpProblem *vrp);
/* amount: days, teams, extra_s, visits; with teams also skills and team_size, with days until.
 * bases: with teams, for each the shift of the problem whose team it sets out like. now: the plan.
 * NULL with error: what zf_plan_problem_new fails with, or the options' duties do not match. */
ZfRelaxed *zf_relaxed_new(const ZfPlanProblem *problem, const ZfPlanOptions *options,
                          const ZfVrpPlan *now, const ZfRelaxation *amount, const int32_t *bases,
                          GError **error) ZF_CHECK_RESULT;
void zf_relaxed_free(ZfRelaxed *relaxed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfRelaxed, zf_relaxed_free)

/* Fills in plan->relaxations and which of plan->unplanned they place. budget: iterations for all
 * searches together. Cancelled: what was found so far. */
bool zf_plan_relax(ZfPlan *plan, const ZfPlanProblem *problem, const ZfVrpResult *result,
                   const ZfPlanOptions *options, int64_t budget, const ZfProgress *progress,
                   GError **error) ZF_CHECK_RESULT;
