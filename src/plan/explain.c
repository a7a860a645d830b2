/* Why this day and team, or why not; and where else. */
#include <string.h>

#include "plan/problem.h"
#include "plan/teams.h"

typedef struct Explainer {
    const ZfPlan *plan;
    const ZfPlanInput *input;
    const ZfPlanProblem *problem; /* NULL: there is nothing left to plan */
    ZfVrpPlan now;                /* the plan in the problem's words */
    ZfVrpPlan empty;
} Explainer;

/* Where the plan has this duty; -1, -1 when it does not. */
static void
find_stop(const ZfPlan *plan, const char *duty, int32_t *route, int32_t *stop)
{
    *route = *stop = -1;
    for (size_t r = 0; r < plan->n_routes; r++) {
        for (uint32_t i = 0; i < plan->routes[r].n_stops; i++) {
            uint32_t at = plan->routes[r].first_stop + i;
            if (strcmp(plan->stops[at].duty, duty) == 0) {
                *route = (int32_t)r; /* the last one: earlier ones are past */
                *stop = (int32_t)at;
            }
        }
    }
}

static int32_t
find_unplanned(const ZfPlan *plan, const char *duty)
{
    for (size_t i = 0; i < plan->n_unplanned; i++) {
        if (strcmp(plan->unplanned[i].duty, duty) == 0) {
            return (int32_t)i;
        }
    }
    return -1;
}

/* The plan without one visit, and the shift it was in (-1). */
static ZfVrpPlan
without(const ZfVrpPlan *plan, int32_t visit, int32_t *shift)
{
    ZfVrpPlan copy = zf_vrp_plan_copy(plan);
    int32_t n = 0;
    *shift = -1;
    for (int32_t s = 0; s < plan->n_shifts; s++) {
        copy.first[s] = n;
        for (int32_t i = plan->first[s]; i < plan->first[s + 1]; i++) {
            if (plan->visits[i] == visit) {
                *shift = s;
            } else {
                copy.visits[n++] = plan->visits[i];
            }
        }
    }
    copy.first[plan->n_shifts] = n;
    return copy;
}

static int32_t
route_of_shift(const Explainer *e, int32_t shift)
{
    const ZfShift *record = &e->input->snapshot->shifts[shift];
    for (size_t r = 0; r < e->plan->n_routes; r++) {
        if (strcmp(e->plan->routes[r].shift, record->id) == 0) {
            return (int32_t)r;
        }
    }
    return -1;
}

static bool
add_slots(const Explainer *e, int32_t visit, ZfPlanWhy *why, GError **error)
{
    int32_t own;
    int32_t n = 0;
    g_autoptr(GError) failed = NULL;
    g_auto(ZfVrpPlan) rest = without(&e->now, visit, &own);
    g_autofree ZfVrpSlot *slots = zf_vrp_slots(&e->problem->vrp, &rest, visit, &n, &failed);
    if (failed) {
        g_propagate_error(error, g_steal_pointer(&failed));
        return false;
    }
    why->slots = g_new0(ZfPlanSlot, (gsize)n + 1);
    for (int32_t i = 0; i < n; i++) {
        int32_t shift = e->problem->shift_of[slots[i].shift];
        if (slots[i].shift != own) {
            why->slots[why->n_slots++] = (ZfPlanSlot){.shift = shift,
                                                      .route = route_of_shift(e, shift),
                                                      .position = slots[i].position,
                                                      .begin_s = (int32_t)slots[i].start,
                                                      .extra_s = (int32_t)slots[i].extra_travel};
        }
    }
    return true;
}

static bool
is_forbidden(const ZfVrpProblem *vrp, int32_t visit, int32_t team)
{
    for (int32_t i = 0; i < vrp->n_forbidden; i++) {
        if (vrp->forbidden[i].visit == visit && vrp->forbidden[i].team == team) {
            return true;
        }
    }
    return false;
}

/* What rules the shift out before any other visit comes into it. */
static ZfUnplannedReason
rule_out(const ZfPlanProblem *problem, int32_t visit, int32_t shift)
{
    const ZfVrpProblem *vrp = &problem->vrp;
    const ZfVrpVisit *v = &vrp->visits[visit];
    const ZfVrpShift *s = &vrp->shifts[shift];
    const ZfVrpMatrix *matrix = &vrp->matrices[s->matrix];
    uint64_t missing = v->skills & ~s->skills;
    if ((v->lock_team != ZF_VRP_NONE && v->lock_team != s->team) ||
        (v->lock_day != ZF_VRP_ANY_DAY && v->lock_day != s->day)) {
        return ZF_UNPLANNED_LOCK;
    }
    if (is_forbidden(vrp, visit, s->team)) {
        return ZF_UNPLANNED_PAIR;
    }
    if (missing) {
        return missing & ~ZF_PLAN_SIZE_BITS ? ZF_UNPLANNED_SKILL : ZF_UNPLANNED_TEAM_SIZE;
    }
    if (zf_vrp_matrix_duration(matrix, s->start_place, v->place) >= ZF_TRAVEL_NEVER ||
        zf_vrp_matrix_duration(matrix, v->place, s->end_place) >= ZF_TRAVEL_NEVER) {
        return ZF_UNPLANNED_UNREACHABLE;
    }
    return v->n_windows > 0 ? ZF_UNPLANNED_WINDOW : ZF_UNPLANNED_TIME;
}

static bool
add_able(const Explainer *e, int32_t visit, ZfPlanWhy *why, GError **error)
{
    int32_t n = 0;
    g_autoptr(GError) failed = NULL;
    g_autofree bool *able = g_new0(bool, (gsize)e->problem->vrp.n_shifts + 1);
    g_autofree ZfVrpSlot *slots = zf_vrp_slots(&e->problem->vrp, &e->empty, visit, &n, &failed);
    if (failed) {
        g_propagate_error(error, g_steal_pointer(&failed));
        return false;
    }
    why->shifts_able = n;
    for (int32_t i = 0; i < n; i++) {
        able[slots[i].shift] = true;
    }
    for (int32_t s = 0; s < e->problem->vrp.n_shifts; s++) {
        if (!able[s]) {
            why->shifts_short |= UINT64_C(1) << rule_out(e->problem, visit, s);
        }
    }
    return true;
}

static bool
explain_duty(const Explainer *e, int32_t index, ZfPlanWhy *why, GError **error)
{
    const ZfDuty *duty = &e->input->duties->duties[index];
    *why = (ZfPlanWhy){.duty = index,
                       .unplanned = find_unplanned(e->plan, duty->id),
                       .preferred = duty->preferred_volunteer,
                       .windows = duty->n_windows > 0 ? duty->n_windows : -1};
    find_stop(e->plan, duty->id, &why->route, &why->stop);
    why->locked = duty->locked_team >= 0 || duty->locked_date != ZF_DATE_NONE ||
                  (why->stop >= 0 && e->plan->stops[why->stop].locked);
    why->preferred_kept =
        why->preferred >= 0 && why->route >= 0 &&
        zf_plan_goes_along(e->input->snapshot, e->plan->routes[why->route].team, why->preferred);
    if (duty->n_windows == 1 && e->input->duties->windows[duty->first_window].to_s < 0) {
        why->windows = 0; /* the one that can never be met */
    }
    int32_t visit = e->problem ? e->problem->visit_of[index] : -1;
    if (e->problem && visit < 0) {
        why->shifts_short |= UINT64_C(1) << e->problem->settled[index];
    }
    return visit < 0 || (add_slots(e, visit, why, error) && add_able(e, visit, why, error));
}

/* Stops of the home whose duties are no more: done since the plan was made. */
static void
add_done(const Explainer *e, const char *household, const ZfPlanWhys *known, GArray *items)
{
    for (size_t r = 0; r < e->plan->n_routes; r++) {
        for (uint32_t i = 0; i < e->plan->routes[r].n_stops; i++) {
            uint32_t at = e->plan->routes[r].first_stop + i;
            bool told = strcmp(e->plan->stops[at].household, household) != 0;
            for (size_t k = 0; !told && k < known->n; k++) {
                const ZfDuty *duty = &e->input->duties->duties[known->items[k].duty];
                told = strcmp(duty->id, e->plan->stops[at].duty) == 0;
            }
            if (!told) {
                ZfPlanWhy why = {.duty = -1,
                                 .route = (int32_t)r,
                                 .stop = (int32_t)at,
                                 .unplanned = -1,
                                 .preferred = -1,
                                 .windows = -1};
                g_array_append_val(items, why);
            }
        }
    }
}

static bool
explain_all(const Explainer *e, int32_t household, GArray *items, GError **error)
{
    const ZfDuties *duties = e->input->duties;
    for (size_t i = 0; i < duties->n; i++) {
        if (duties->duties[i].household == household) {
            ZfPlanWhy why;
            bool good = explain_duty(e, (int32_t)i, &why, error);
            g_array_append_val(items, why);
            if (!good) {
                return false;
            }
        }
    }
    ZfPlanWhys known = {(ZfPlanWhy *)(void *)items->data, items->len};
    g_autoptr(GArray) done = g_array_new(FALSE, FALSE, sizeof(ZfPlanWhy));
    add_done(e, e->input->snapshot->households[household].id, &known, done);
    if (done->len) {
        g_array_append_vals(items, done->data, done->len);
    }
    return true;
}

ZfPlanWhys *
zf_plan_explain(const ZfPlan *plan, const ZfPlanInput *input, const ZfPlanOptions *options,
                int32_t household, GError **error)
{
    const ZfPlanOptions defaults = ZF_PLAN_OPTIONS_INIT;
    const ZfPlanOptions *o = options ? options : &defaults;
    g_autoptr(GError) failed = NULL;
    g_autoptr(ZfPlanProblem) problem = zf_plan_problem_new(input, o, NULL, &failed);
    if (!problem && !g_error_matches(failed, ZF_PLAN_ERROR, ZF_PLAN_ERROR_EMPTY)) {
        g_propagate_error(error, g_steal_pointer(&failed));
        return NULL;
    }
    Explainer e = {.plan = plan, .input = input, .problem = problem};
    if (problem) {
        e.now = zf_plan_problem_read(problem, plan, o->from);
        e.empty.n_shifts = problem->vrp.n_shifts;
        e.empty.first = g_new0(int32_t, (gsize)problem->vrp.n_shifts + 1);
        e.empty.visits = g_new0(int32_t, 1);
    }
    GArray *items = g_array_new(FALSE, TRUE, sizeof(ZfPlanWhy));
    bool good = explain_all(&e, household, items, error);
    zf_vrp_plan_clear(&e.now);
    zf_vrp_plan_clear(&e.empty);
    g_autoptr(ZfPlanWhys) whys = g_new0(ZfPlanWhys, 1);
    whys->n = items->len;
    whys->items = (ZfPlanWhy *)(void *)g_array_free(items, FALSE);
    return good ? g_steal_pointer(&whys) : NULL;
}

void
zf_plan_whys_free(ZfPlanWhys *whys)
{
    if (whys) {
        for (size_t i = 0; i < whys->n; i++) {
            g_free(whys->items[i].slots);
        }
        g_free(whys->items);
        g_free(whys);
    }
}
