/* Why a duty found no place, in the planner's words. */
#include "plan/decode.h"

static ZfUnplannedReason
reason_of(const ZfPlanProblem *problem, const ZfVrpMiss *miss, int32_t visit)
{
    const ZfVrpVisit *v = &problem->vrp.visits[visit];
    const ZfVrpShift *shift = &problem->vrp.shifts[miss->shift];
    switch (miss->constraint) {
    case ZF_VRP_CONSTRAINT_LOCK:
    case ZF_VRP_CONSTRAINT_ORDER: return ZF_UNPLANNED_LOCK;
    case ZF_VRP_CONSTRAINT_FORBIDDEN: return ZF_UNPLANNED_PAIR;
    case ZF_VRP_CONSTRAINT_SKILLS:
        return v->skills & ~shift->skills & ~ZF_PLAN_SIZE_BITS ? ZF_UNPLANNED_SKILL
                                                               : ZF_UNPLANNED_TEAM_SIZE;
    case ZF_VRP_CONSTRAINT_DAY: return ZF_UNPLANNED_NO_SHIFT;
    case ZF_VRP_CONSTRAINT_WAY: return ZF_UNPLANNED_UNREACHABLE;
    case ZF_VRP_CONSTRAINT_WINDOW:
        /* without windows it is the shift that is too short for the way and the visit */
        return v->n_windows > 0 ? ZF_UNPLANNED_WINDOW : ZF_UNPLANNED_TIME;
    case ZF_VRP_CONSTRAINT_SERIES: return ZF_UNPLANNED_GAP;
    case ZF_VRP_CONSTRAINT_VISITS: return ZF_UNPLANNED_VISITS;
    case ZF_VRP_CONSTRAINT_DISTANCE: return ZF_UNPLANNED_DISTANCE;
    case ZF_VRP_CONSTRAINT_CAPACITY:
    case ZF_VRP_CONSTRAINT_DURATION:
    case ZF_VRP_CONSTRAINT_TIME:
    case ZF_VRP_CONSTRAINT_PRICE: break;
    }
    return ZF_UNPLANNED_TIME;
}

static bool
in_seconds(ZfVrpConstraint constraint)
{
    return constraint == ZF_VRP_CONSTRAINT_WINDOW || constraint == ZF_VRP_CONSTRAINT_DURATION ||
           constraint == ZF_VRP_CONSTRAINT_TIME;
}

/* Travel and service that the visit would add as the at-th of the shift; -1 = no way. */
static int64_t
added_seconds(const ZfPlanProblem *problem, const ZfVrpPlan *plan, int32_t shift_index,
              int32_t visit, int32_t at)
{
    const ZfVrpProblem *vrp = &problem->vrp;
    const ZfVrpShift *shift = &vrp->shifts[shift_index];
    const ZfVrpMatrix *ways = &vrp->matrices[shift->matrix];
    const int32_t *route = plan->visits + plan->first[shift_index];
    int32_t count = plan->first[shift_index + 1] - plan->first[shift_index];
    int32_t before = at > 0 ? vrp->visits[route[at - 1]].place : shift->start_place;
    int32_t after = at < count ? vrp->visits[route[at]].place : shift->end_place;
    int32_t here = vrp->visits[visit].place;
    int64_t there = zf_vrp_matrix_duration(ways, before, here);
    int64_t back = zf_vrp_matrix_duration(ways, here, after);
    if (there >= ZF_TRAVEL_NEVER || back >= ZF_TRAVEL_NEVER) {
        return -1;
    }
    int64_t without = count > 0 ? zf_vrp_matrix_duration(ways, before, after) : 0;
    return MAX(there + back - without, 0) + vrp->visits[visit].service;
}

/* The least that forcing it into that shift would add; 0 where there is nothing to force. */
static int32_t
forced_seconds(const ZfPlanProblem *problem, const ZfVrpResult *result, const ZfVrpMiss *miss,
               int32_t visit)
{
    bool forcible = in_seconds(miss->constraint) || miss->constraint == ZF_VRP_CONSTRAINT_VISITS ||
                    miss->constraint == ZF_VRP_CONSTRAINT_DISTANCE ||
                    miss->constraint == ZF_VRP_CONSTRAINT_PRICE;
    int32_t count = result->plan.first[miss->shift + 1] - result->plan.first[miss->shift];
    int64_t least = -1;
    for (int32_t at = 0; forcible && at <= count; at++) {
        int64_t added = added_seconds(problem, &result->plan, miss->shift, visit, at);
        least = added >= 0 && (least < 0 || added < least) ? added : least;
    }
    return (int32_t)CLAMP(least, 0, INT32_MAX);
}

static ZfUnplanned
start_with(ZfPlan *plan, const ZfPlanProblem *problem, size_t index, ZfUnplannedReason reason)
{
    const ZfSnapshot *s = problem->input->snapshot;
    const ZfDuty *duty = &problem->input->duties->duties[index];
    return (ZfUnplanned){
        .duty = zf_plan_text(plan, duty->id),
        .household =
            zf_plan_text(plan, duty->household >= 0 ? s->households[duty->household].id : NULL),
        .area = zf_plan_text(plan, duty->area >= 0 ? s->areas[duty->area].code : NULL),
        .priority = duty->priority,
        .reason = reason,
        .team = "",
        .team_name = "",
        .pushes = "",
        .date = ZF_DATE_NONE,
    };
}

static ZfUnplanned
explain_miss(ZfPlan *plan, const ZfPlanProblem *problem, const ZfVrpResult *result,
             const ZfVrpUnserved *unserved)
{
    size_t duty = (size_t)problem->duty_of[unserved->visit];
    if (unserved->n_misses == 0) {
        return start_with(plan, problem, duty, ZF_UNPLANNED_NO_SHIFT);
    }
    const ZfSnapshot *s = problem->input->snapshot;
    const ZfVrpMiss *miss = &result->misses[unserved->first_miss];
    const ZfShift *shift = &s->shifts[problem->shift_of[miss->shift]];
    ZfUnplanned item = start_with(plan, problem, duty, reason_of(problem, miss, unserved->visit));
    item.team = zf_plan_text(plan, shift->team);
    item.team_name = zf_plan_text(plan, s->teams[shift->team_index].name);
    item.date = shift->date;
    item.short_s = in_seconds(miss->constraint) ? (int32_t)MIN(miss->short_by, INT32_MAX) : 0;
    item.forced_s = forced_seconds(problem, result, miss, unserved->visit);
    if (miss->pushed_out >= 0) {
        size_t out = (size_t)problem->duty_of[miss->pushed_out];
        int32_t household = problem->input->duties->duties[out].household;
        item.pushes = zf_plan_text(plan, household >= 0 ? s->households[household].id : NULL);
    }
    return item;
}

void
zf_plan_decode_unplanned(ZfPlan *plan, const ZfPlanProblem *problem, const ZfVrpResult *result)
{
    size_t n = problem->input->duties->n;
    g_autofree int32_t *unserved_of = g_new(int32_t, n + 1);
    GArray *list = g_array_new(FALSE, FALSE, sizeof(ZfUnplanned));
    for (size_t i = 0; i < n; i++) {
        unserved_of[i] = -1;
    }
    for (int32_t i = 0; i < result->n_unserved; i++) {
        unserved_of[problem->duty_of[result->unserved[i].visit]] = i;
    }
    for (size_t i = 0; i < n; i++) {
        ZfUnplanned item;
        if (problem->visit_of[i] < 0) {
            item = start_with(plan, problem, i, (ZfUnplannedReason)problem->settled[i]);
        } else if (unserved_of[i] >= 0) {
            item = explain_miss(plan, problem, result, &result->unserved[unserved_of[i]]);
        } else {
            continue;
        }
        g_array_append_val(list, item);
    }
    plan->n_unplanned = list->len;
    plan->unplanned = (ZfUnplanned *)(void *)g_array_free(list, FALSE);
}
