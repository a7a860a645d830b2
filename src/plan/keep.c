#include "plan/keep.h"

#include <string.h>

/* Less than what zf_plan_diff tells as another time. */
#define SLACK_S (14 * 60)

/* Iterations of the first two steps: to begin with, for each visit that looks for a place and could
 * have one, and for each of these that the plan before had no room for as well. */
#define ITERATIONS_MIN  500
#define ITERATIONS_FREE 100
#define ITERATIONS_LEFT 8
/* Of the third step, unless the caller says how long to search: it begins at a finished plan, and
 * what these do not find room for, the full search of a new plan hardly ever does. */
#define ITERATIONS_MOVE 5000

typedef enum Hold {
    HOLD_TIMES,
    HOLD_ORDER,
} Hold;

/* The problem with its planned visits held; borrows everything else from the problem. */
typedef struct Held {
    ZfVrpProblem vrp;
    GArray *visits;  /* ZfVrpVisit */
    GArray *windows; /* ZfVrpWindow */
    int64_t looking; /* iterations for the visits that look for a place */
} Held;

static void
held_clear(Held *held)
{
    g_array_unref(held->visits);
    g_array_unref(held->windows);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Held, held_clear)

static bool
may_serve(const ZfVrpShift *shift, const ZfVrpVisit *visit)
{
    return (visit->lock_team == ZF_VRP_NONE || visit->lock_team == shift->team) &&
           (visit->lock_day == ZF_VRP_ANY_DAY || visit->lock_day == shift->day) &&
           (visit->skills & ~shift->skills) == 0;
}

/* ret: the first moment from `at` on when the visit may begin on that day; -1 = none. */
static int64_t
begin_from(const ZfVrpProblem *vrp, const ZfVrpVisit *visit, int32_t day, int64_t at)
{
    int64_t best = visit->n_windows == 0 ? at : -1;
    for (int32_t i = 0; i < visit->n_windows; i++) {
        const ZfVrpWindow *w = &vrp->windows[visit->first_window + i];
        bool here = w->day == ZF_VRP_ANY_DAY || w->day == day;
        if (here && w->close >= at) {
            int64_t begin = MAX(w->open, at);
            best = best < 0 ? begin : MIN(best, begin);
        }
    }
    return best;
}

/* Could the shift do the visit if it did nothing else? */
static bool
fits_alone(const ZfVrpProblem *vrp, const ZfVrpShift *shift, const ZfVrpVisit *visit)
{
    const ZfVrpMatrix *m = &vrp->matrices[shift->matrix];
    int64_t out = zf_vrp_matrix_duration(m, shift->start_place, visit->place);
    int64_t back = zf_vrp_matrix_duration(m, visit->place, shift->end_place);
    int64_t begin = begin_from(vrp, visit, shift->day, shift->open + out);
    return may_serve(shift, visit) && out < ZF_VRP_NO_WAY && back < ZF_VRP_NO_WAY && begin >= 0 &&
           begin + visit->service + back <= shift->close;
}

/* Only for what some shift could do it is worth looking for a place. ret: iterations, for all such
 * visits that are not there. */
static int64_t
looking(const ZfPlanProblem *problem, const bool *is_there)
{
    const ZfVrpProblem *vrp = &problem->vrp;
    int64_t iterations = 0;
    for (int32_t v = 0; v < vrp->n_visits; v++) {
        bool fits = false;
        for (int32_t r = 0; r < vrp->n_shifts && !is_there[v] && !fits; r++) {
            fits = fits_alone(vrp, &vrp->shifts[r], &vrp->visits[v]);
        }
        if (fits) {
            iterations += problem->left_before[v] ? ITERATIONS_LEFT : ITERATIONS_FREE;
        }
    }
    return iterations;
}

/* The time at which the visit began, as the only window of that day. ret: false when the home is
 * not to be had then any more. */
static bool
hold_time(const ZfVrpProblem *vrp, const ZfVrpVisit *visit, int32_t day, int64_t begin,
          ZfVrpWindow *ret)
{
    *ret = (ZfVrpWindow){day, begin, begin + SLACK_S};
    for (int32_t i = 0; i < visit->n_windows; i++) {
        const ZfVrpWindow *w = &vrp->windows[visit->first_window + i];
        bool here = w->day == ZF_VRP_ANY_DAY || w->day == day;
        if (here && w->open <= begin && begin <= w->close) {
            ret->close = MIN(ret->close, w->close);
            return true;
        }
    }
    return visit->n_windows == 0;
}

/* ret: false when the visit has to look for another place. */
static bool
hold_visit(Held *held, const ZfPlanProblem *problem, Hold how, int32_t v, int32_t shift_index,
           int32_t order)
{
    ZfVrpVisit *visit = &g_array_index(held->visits, ZfVrpVisit, v);
    const ZfVrpShift *shift = &problem->vrp.shifts[shift_index];
    ZfVrpWindow window;
    bool there = visit->earlier_team == shift->team && visit->earlier_day == shift->day;
    if (!may_serve(shift, visit) ||
        (how == HOLD_TIMES &&
         (!there || problem->begin[v] < 0 ||
          !hold_time(&problem->vrp, visit, shift->day, problem->begin[v], &window)))) {
        return false;
    }
    visit->lock_team = shift->team;
    visit->lock_day = shift->day;
    visit->prize = ZF_VRP_MUST; /* nothing new pushes it out */
    if (how == HOLD_TIMES) {
        visit->first_window = (int32_t)held->windows->len;
        visit->n_windows = 1;
        g_array_append_val(held->windows, window);
    } else {
        visit->lock_order = order;
    }
    return true;
}

/* HOLD_TIMES: every visit of `at` that the plan before had in the same shift is held there.
 * HOLD_ORDER: every visit of `at`, also what found its place in the first step: only what has none
 * looks for one, and nobody else's time changes without need. */
static Held
held_init(const ZfPlanProblem *problem, const ZfVrpPlan *at, Hold how)
{
    const ZfVrpProblem *vrp = &problem->vrp;
    Held held = {.vrp = *vrp,
                 .visits = g_array_new(FALSE, FALSE, sizeof(ZfVrpVisit)),
                 .windows = g_array_new(FALSE, FALSE, sizeof(ZfVrpWindow))};
    g_array_append_vals(held.visits, vrp->visits, (guint)vrp->n_visits);
    if (vrp->n_windows > 0) {
        g_array_append_vals(held.windows, vrp->windows, (guint)vrp->n_windows);
    }
    g_autofree bool *is_held = g_new0(bool, (gsize)vrp->n_visits);
    for (int32_t r = 0; r < at->n_shifts; r++) {
        for (int32_t k = at->first[r]; k < at->first[r + 1]; k++) {
            int32_t v = at->visits[k];
            is_held[v] = hold_visit(&held, problem, how, v, r, k - at->first[r] + 1);
        }
    }
    held.looking = looking(problem, is_held);
    held.vrp.visits = (const ZfVrpVisit *)(void *)held.visits->data;
    held.vrp.windows = (const ZfVrpWindow *)(void *)held.windows->data;
    held.vrp.n_windows = (int32_t)held.windows->len;
    return held;
}

static ZfVrpResult *
solve_held(const ZfPlanProblem *problem, const ZfVrpPlan *start, Hold how,
           const ZfVrpOptions *options, const ZfProgress *progress, GError **error)
{
    g_auto(Held) held = held_init(problem, start, how);
    ZfVrpOptions search = *options;
    int64_t budget = held.looking > 0 ? ITERATIONS_MIN + held.looking : 1;
    search.iterations = options->iterations > 0 ? MIN(budget, options->iterations) : budget;
    search.time_s = search.cpu_s = 0;
    search.start = start;
    search.no_reasons = true;
    return zf_vrp_solve(&held.vrp, &search, progress, error);
}

/* -- times
 * --------------------------------------------------------------------------------------- */

/* When it began in the plan before, if it was with this shift; else 0. */
static int64_t
announced(const ZfPlanProblem *problem, const ZfVrpShift *shift, int32_t v)
{
    const ZfVrpVisit *visit = &problem->vrp.visits[v];
    bool same = visit->earlier_team == shift->team && visit->earlier_day == shift->day;
    return same ? MAX(problem->begin[v], 0) : 0;
}

/* What is new at the head of a route need not wait for the first stop of the plan before. */
static void
leave_later(const ZfPlanProblem *problem, ZfVrpRoute *route, ZfVrpStop *stops)
{
    const ZfVrpShift *shift = &problem->vrp.shifts[route->shift];
    int32_t head = 0;
    while (head < route->n_stops && stops[head].visit != ZF_VRP_NONE &&
           announced(problem, shift, stops[head].visit) == 0) {
        head++;
    }
    bool known = head < route->n_stops && stops[head].visit != ZF_VRP_NONE;
    int64_t later = known ? stops[head].wait : 0;
    for (int32_t i = head - 1; i >= 0 && later > 0; i--) {
        const ZfVrpVisit *visit = &problem->vrp.visits[stops[i].visit];
        bool free = begin_from(&problem->vrp, visit, shift->day, stops[i].start + later) ==
                    stops[i].start + later;
        later = free && stops[i].wait == 0 ? later : 0;
    }
    if (head == 0 || later <= 0) {
        return;
    }
    for (int32_t i = 0; i < head; i++) {
        stops[i].arrive += later;
        stops[i].start += later;
        stops[i].depart += later;
    }
    stops[head].arrive += later;
    stops[head].wait -= later;
    route->depart += later;
    route->wait -= later;
}

/* The rest begins as soon as it may. ret: the time after it, -1 = too late. */
static int64_t
rest_at(const ZfVrpBreak *rest, ZfVrpStop *stop, int64_t clock)
{
    g_assert(rest);
    stop->arrive = clock;
    stop->start = MAX(clock, rest->earliest);
    stop->wait = stop->start - clock;
    stop->depart = stop->start + rest->length;
    return stop->start <= rest->latest ? stop->depart : -1;
}

/* A route that rests nowhere on its way sets out after the rest or is home before it. */
static bool
rests(const ZfVrpBreak *rest, const ZfVrpRoute *route)
{
    return !rest || route->n_stops > route->n_visits ||
           route->depart >= rest->earliest + rest->length || route->end <= rest->latest;
}

/* The stops of one route anew. ret: false when it would not do so; stops are then of no use. */
static bool
retime(const ZfPlanProblem *problem, ZfVrpRoute *route, ZfVrpStop *stops)
{
    const ZfVrpShift *shift = &problem->vrp.shifts[route->shift];
    const ZfVrpBreak *rest = shift->n_breaks > 0 ? &problem->vrp.breaks[shift->first_break] : NULL;
    int64_t clock = shift->open;
    int64_t wait = 0;
    for (int32_t i = 0; i < route->n_stops; i++) {
        ZfVrpStop *stop = &stops[i];
        if (stop->visit == ZF_VRP_NONE) {
            clock = rest_at(rest, stop, clock);
            wait += stop->wait;
            if (clock < 0) {
                return false;
            }
            continue;
        }
        const ZfVrpVisit *visit = &problem->vrp.visits[stop->visit];
        int64_t earliest = MAX(clock + stop->travel, announced(problem, shift, stop->visit));
        int64_t begin = begin_from(&problem->vrp, visit, shift->day, earliest);
        if (begin < 0) {
            return false;
        }
        if (i == 0) {
            route->depart = begin - stop->travel;
            clock = route->depart;
        }
        stop->arrive = clock + stop->travel;
        stop->start = begin;
        stop->wait = begin - stop->arrive;
        stop->depart = begin + visit->service;
        wait += stop->wait;
        clock = stop->depart;
    }
    route->wait = wait;
    route->end = clock + route->last_travel;
    leave_later(problem, route, stops);
    return route->end <= shift->close && route->end - route->depart <= shift->max_duration &&
           rests(rest, route);
}

/* Gives the stops of result the times of the plan before, where the route still comes home in time
 * so: nobody comes to a home before the time announced because a visit ahead of it fell away. */
static void
keep_times(const ZfPlanProblem *problem, ZfVrpResult *result)
{
    for (int32_t r = 0; r < result->n_routes; r++) {
        ZfVrpRoute route = result->routes[r];
        if (route.n_stops == 0) {
            continue;
        }
        ZfVrpStop *stops = result->stops + route.first_stop;
        g_autofree ZfVrpStop *tried = g_memdup2(stops, sizeof(ZfVrpStop) * (gsize)route.n_stops);
        if (retime(problem, &route, tried)) {
            memcpy(stops, tried, sizeof(ZfVrpStop) * (gsize)route.n_stops);
            result->routes[r] = route;
        }
    }
}

/* -- steps
 * --------------------------------------------------------------------------------------- */

/* Which visits the plan has; n_visits of them, owned by the caller. */
static bool *
there_in(const ZfPlanProblem *problem, const ZfVrpPlan *plan)
{
    bool *is_there = g_new0(bool, (gsize)problem->vrp.n_visits + 1);
    for (int32_t i = 0; i < plan->first[plan->n_shifts]; i++) {
        is_there[plan->visits[i]] = true;
    }
    return is_there;
}

/* The prizes of what it leaves out, of the visits that the plan before had or did not know. */
static int64_t
newly_left_out(const ZfPlanProblem *problem, const ZfVrpPlan *plan)
{
    g_autofree bool *is_there = there_in(problem, plan);
    int64_t sum = 0;
    for (int32_t v = 0; v < problem->vrp.n_visits; v++) {
        sum += is_there[v] || problem->left_before[v] ? 0 : problem->vrp.visits[v].prize;
    }
    return sum;
}

/* Is one of these a visit that some shift could do if it did less else? */
static bool
room_if_moved(const ZfPlanProblem *problem, const ZfVrpResult *result)
{
    for (int32_t i = 0; i < result->n_unserved; i++) {
        const ZfVrpUnserved *unserved = &result->unserved[i];
        const ZfVrpMiss *nearest = &result->misses[unserved->first_miss];
        if (!problem->left_before[unserved->visit] && unserved->n_misses > 0 &&
            nearest->constraint >= ZF_VRP_CONSTRAINT_SERIES &&
            problem->vrp.visits[unserved->visit].prize > 0) {
            return true;
        }
    }
    return false;
}

static bool
mostly_new(const ZfPlanProblem *problem)
{
    int32_t kept = problem->start.first[problem->start.n_shifts];
    return kept < problem->vrp.n_visits / 2;
}

/* ret: with its reasons, and the iterations of the search that found it. */
static ZfVrpResult *
evaluate(const ZfPlanProblem *problem, const ZfVrpPlan *plan, int64_t iterations, GError **error)
{
    ZfVrpResult *result = zf_vrp_evaluate(&problem->vrp, plan, error);
    if (result) {
        result->iterations = iterations;
    }
    return result;
}

/* Is there a visit outside the plan that could have a place? */
static bool
some_look(const ZfPlanProblem *problem, const ZfVrpPlan *plan)
{
    g_autofree bool *is_there = there_in(problem, plan);
    return looking(problem, is_there) > 0;
}

/* Steps 1 and 2. */
static ZfVrpResult *
keep_places(const ZfPlanProblem *problem, const ZfVrpOptions *options, const ZfProgress *progress,
            GError **error)
{
    g_autoptr(ZfVrpResult) best =
        solve_held(problem, &problem->start, HOLD_TIMES, options, progress, error);
    if (best && some_look(problem, &best->plan)) {
        ZfVrpResult *more = solve_held(problem, &best->plan, HOLD_ORDER, options, progress, error);
        zf_vrp_result_free(best);
        best = more;
    }
    return best ? evaluate(problem, &best->plan, best->iterations, error) : NULL;
}

/* Step 3, without reasons. start: where it begins; NULL = at the plan before. */
static ZfVrpResult *
move_all(const ZfPlanProblem *problem, const ZfVrpPlan *start, const ZfVrpOptions *options,
         const ZfProgress *progress, GError **error)
{
    ZfVrpOptions search = *options;
    search.start = start ? start : &problem->start;
    search.no_reasons = true;
    return zf_vrp_solve(&problem->vrp, &search, progress, error);
}

static ZfVrpResult *
run_steps(const ZfPlanProblem *problem, const ZfVrpOptions *options, const ZfProgress *progress,
          GError **error)
{
    if (mostly_new(problem)) {
        g_autoptr(ZfVrpResult) anew = move_all(problem, NULL, options, progress, error);
        return anew ? evaluate(problem, &anew->plan, anew->iterations, error) : NULL;
    }
    g_autoptr(ZfVrpResult) kept = keep_places(problem, options, progress, error);
    if (!kept || !room_if_moved(problem, kept)) {
        return g_steal_pointer(&kept);
    }
    ZfVrpOptions search = *options;
    bool told = search.iterations > 0 || search.time_s > 0 || search.cpu_s > 0;
    if (!told) {
        search.iterations = MIN(zf_vrp_default_iterations(&problem->vrp), ITERATIONS_MOVE);
    }
    g_autoptr(ZfVrpResult) moved = move_all(problem, &kept->plan, &search, progress, error);
    if (!moved) {
        return NULL;
    }
    /* the reasons take as long as the search: only for what is taken */
    return newly_left_out(problem, &moved->plan) < newly_left_out(problem, &kept->plan)
               ? evaluate(problem, &moved->plan, moved->iterations, error)
               : g_steal_pointer(&kept);
}

ZfVrpResult *
zf_plan_keep_solve(const ZfPlanProblem *problem, const ZfVrpOptions *options,
                   const ZfProgress *progress, GError **error)
{
    ZfVrpResult *result = run_steps(problem, options, progress, error);
    if (result) {
        keep_times(problem, result);
    }
    return result;
}
