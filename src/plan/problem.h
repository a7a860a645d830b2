/* problem: shifts and duties as the optimiser's integers, and the way back. Private to plan. */
#pragma once

#include "plan/travel.h"
#include "vrp/vrp.h"

/* Skills of the optimiser's problem above those of people: "at least s in the team", s = 2 … 6. */
#define ZF_PLAN_SIZE_BIT(s) (UINT64_C(1) << (55 + (s)))
#define ZF_PLAN_SIZE_BITS   (UINT64_C(0x3f) << 56)

/* Cost of a second of travel. */
#define ZF_PLAN_RATE_TRAVEL 10

typedef struct ZfPlanProblem {
    const ZfPlanInput *input;
    ZfPlanPlaces *places;
    ZfDate day0;         /* day 0 of the problem: the first shift's */
    ZfDate day_last;     /* the last shift's */
    int32_t *shift_of;   /* by shift of the problem: index in the snapshot */
    int32_t *problem_of; /* by shift of the snapshot: index in the problem, -1 */
    int32_t *duty_of;    /* by visit: index in duties */
    int32_t *visit_of;   /* by duty: visit, -1 = settled before */
    int32_t *settled;    /* by duty: ZfUnplannedReason of those without a visit */
    int32_t *team_of;    /* by volunteer: a team of theirs that has a shift, -1 */
    ZfVrpPlan start;     /* the previous plan in the problem's words; n_shifts 0 = none */
    int64_t *begin;      /* with start, by visit: when it began in the previous plan, -1 */
    bool *left_before;   /* with start, by visit: the previous plan had no room for it */
    ZfVrpProblem vrp;    /* its arrays are owned here */
} ZfPlanProblem;

/* Errors: ZF_PLAN_ERROR_EMPTY, ZF_PLAN_ERROR_LARGE, those of road and vrp. */
ZfPlanProblem *zf_plan_problem_new(const ZfPlanInput *input, const ZfPlanOptions *options,
                                   const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;
/* The same from places known already, which it takes over. */
ZfPlanProblem *zf_plan_problem_at(const ZfPlanInput *input, const ZfPlanOptions *options,
                                  ZfPlanPlaces *places, GError **error) ZF_CHECK_RESULT;
void zf_plan_problem_free(ZfPlanProblem *problem);

/* Where not all ways are laid out: makes those that the plan goes known exactly. ret: how many were
 * not. */
size_t zf_plan_problem_learn(const ZfPlanProblem *problem, const ZfVrpPlan *plan);

/* A plan's routes from options->from on as the optimiser's plan; duties that are no more, and
 * routes of shifts that are no more, are left out. The ways it goes are learned. */
ZfVrpPlan zf_plan_problem_read(const ZfPlanProblem *problem, const ZfPlan *plan, ZfDate from);

/* The bits a team of the snapshot brings. */
uint64_t zf_plan_team_skills(const ZfTeam *team);
/* and those a duty asks for. */
uint64_t zf_plan_duty_skills(const ZfDuty *duty);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfPlanProblem, zf_plan_problem_free)
