#include <string.h>

#include "plan/problem.h"

static const ZfDuty *
find_duty(const ZfDuties *duties, const char *id)
{
    for (size_t i = 0; i < duties->n; i++) {
        if (strcmp(duties->duties[i].id, id) == 0) {
            return &duties->duties[i];
        }
    }
    return NULL;
}

static bool
left_out(const ZfPlan *plan, const char *duty)
{
    for (size_t i = 0; i < plan->n_unplanned; i++) {
        if (strcmp(plan->unplanned[i].duty, duty) == 0) {
            return true;
        }
    }
    return false;
}

static bool
has_stop(const ZfPlan *plan, const ZfRoute *route, const char *duty)
{
    for (uint32_t i = 0; i < route->n_stops; i++) {
        if (strcmp(plan->stops[route->first_stop + i].duty, duty) == 0) {
            return true;
        }
    }
    return false;
}

static bool
planned(const ZfPlan *plan, const char *duty)
{
    for (size_t r = 0; r < plan->n_routes; r++) {
        if (has_stop(plan, &plan->routes[r], duty)) {
            return true;
        }
    }
    return false;
}

static const ZfRoute *
same_route(const ZfPlan *plan, const ZfRoute *route)
{
    for (size_t r = 0; r < plan->n_routes; r++) {
        const ZfRoute *other = &plan->routes[r];
        if (other->date == route->date && strcmp(other->team, route->team) == 0 &&
            strcmp(other->shift, route->shift) == 0) {
            return other;
        }
    }
    return NULL;
}

static const ZfShift *
shift_of(const ZfSnapshot *s, const ZfRoute *route)
{
    for (size_t i = 0; i < s->n_shifts; i++) {
        const ZfShift *shift = &s->shifts[i];
        if (shift->date == route->date && strcmp(shift->team, route->team) == 0 &&
            strcmp(shift->id, route->shift) == 0 && !shift->cancelled && shift->team_index >= 0) {
            return shift;
        }
    }
    return NULL;
}

/* Could the duty still be done by that shift at that time, as far as the home is asked? */
static bool
home_allows(const ZfPlanInput *input, const ZfDuty *duty, const ZfShift *shift, int32_t begin_s)
{
    uint64_t has = zf_plan_team_skills(&input->snapshot->teams[shift->team_index]);
    bool open = duty->n_windows == 0;
    for (int32_t i = 0; i < duty->n_windows; i++) {
        const ZfDutyWindow *w = &input->duties->windows[duty->first_window + i];
        open = open || (w->date == shift->date && w->from_s <= begin_s && begin_s <= w->to_s);
    }
    return open && (zf_plan_duty_skills(duty) & ~has) == 0;
}

/* Is something in the route now that was not before? */
static bool
took_in(const ZfPlan *before, const ZfRoute *then, const ZfPlan *after, const ZfRoute *now)
{
    for (uint32_t i = 0; now && i < now->n_stops; i++) {
        if (!has_stop(before, then, after->stops[now->first_stop + i].duty)) {
            return true;
        }
    }
    return false;
}

static ZfPlanChangeWhy
why_moved(const ZfPlan *before, const ZfPlan *after, const ZfPlanInput *input,
          const ZfPlanDifference *item)
{
    const ZfRoute *then = &before->routes[item->old_route];
    const ZfRoute *now = &after->routes[item->new_route];
    const ZfStop *stop = &before->stops[item->old_stop];
    const ZfDuty *duty = find_duty(input->duties, item->duty);
    const ZfShift *shift = shift_of(input->snapshot, then);
    if (!shift) {
        return ZF_PLAN_WHY_SHIFT;
    }
    int32_t team = shift->team_index;
    if (duty && ((duty->locked_team >= 0 && duty->locked_team != team) ||
                 (duty->locked_date != ZF_DATE_NONE && duty->locked_date != then->date))) {
        return ZF_PLAN_WHY_LOCK;
    }
    if (duty && !home_allows(input, duty, shift, stop->begin_s)) {
        return ZF_PLAN_WHY_HOME;
    }
    const ZfRoute *asked = item->change == ZF_PLAN_TIME ? now : same_route(after, then);
    return took_in(before, then, after, asked) ? ZF_PLAN_WHY_OTHERS : ZF_PLAN_WHY_WAYS;
}

ZfPlanChangeWhy
zf_plan_diff_why(const ZfPlan *before, const ZfPlan *after, const ZfPlanInput *input,
                 const ZfPlanDifference *item)
{
    switch (item->change) {
    case ZF_PLAN_ADDED:
        return planned(before, item->duty)    ? ZF_PLAN_WHY_AGAIN
               : left_out(before, item->duty) ? ZF_PLAN_WHY_ROOM
                                              : ZF_PLAN_WHY_NEW;
    case ZF_PLAN_DROPPED:
        return left_out(after, item->duty) ? ZF_PLAN_WHY_NO_ROOM : ZF_PLAN_WHY_SETTLED;
    case ZF_PLAN_TEAM:
    case ZF_PLAN_DAY:
    case ZF_PLAN_TIME: break;
    }
    return why_moved(before, after, input, item);
}
