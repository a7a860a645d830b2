/* Is a plan true to its input? Arithmetic of its own: it shares the tables with the making of
 * plans, but neither the optimiser's problem nor its schedules. */
#include <stdarg.h>
#include <string.h>

#include "plan/problem.h"

typedef struct Checker {
    const ZfPlan *plan;
    const ZfPlanInput *input;
    const ZfPlanOptions *options;
    const ZfPlanProblem *problem; /* for its places and tables, and for the optimiser's checker */
    ZfFindings *findings;
    GHashTable *duties; /* key -> index + 1 */
    GHashTable *shifts; /* key -> index + 1 */
    int32_t *route_of;  /* by duty: route of the plan, -1 */
    int32_t *shift_of;  /* by route: shift of the snapshot, -1 */
    int32_t *on_shift;  /* by shift: route, -1 */
    bool *listed;       /* by duty: among the unplanned */
} Checker;

/* A visit in a route as the checker sees it. */
typedef struct Item {
    int32_t duty;
    int32_t place;
} Item;

static void G_GNUC_PRINTF(3, 4) tell(Checker *c, const char *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    zf_findings_add(c->findings, ZF_SEVERITY_STOP, code, message);
}

static const ZfDuty *
duty_at(const Checker *c, int32_t index)
{
    return &c->input->duties->duties[index];
}

/* -- who
 * ------------------------------------------------------------------------------------------- */

static bool
team_has(const ZfTeam *team, int32_t volunteer)
{
    for (int32_t i = 0; i < team->n_members; i++) {
        if (team->member_index[i] == volunteer) {
            return true;
        }
    }
    return false;
}

/* NULL when this team may do the duty on that day, else what forbids it. */
static const char *
forbids(const Checker *c, const ZfShift *shift, const ZfDuty *duty)
{
    const ZfTeam *team = &c->input->snapshot->teams[shift->team_index];
    if (duty->skills & ~team->skills) {
        return _("the team lacks a skill that is asked for");
    }
    if (team->n_members < MIN(duty->team_size, ZF_TEAM_MAX)) {
        return _("the team is too small");
    }
    if (duty->pair_required && duty->preferred_volunteer >= 0 &&
        !team_has(team, duty->preferred_volunteer)) {
        return _("the paired volunteer is not in the team");
    }
    if ((duty->locked_team >= 0 && duty->locked_team != shift->team_index) ||
        (duty->locked_date != ZF_DATE_NONE && duty->locked_date != shift->date)) {
        return _("the planner locked it to another team or day");
    }
    return NULL;
}

/* When the visit can begin on that day at `time_s` or later; -1 = not any more. close: the end of
 * that window. */
static int64_t
earliest(const Checker *c, const ZfDuty *duty, ZfDate date, int64_t time_s, int64_t *close)
{
    int64_t best = -1;
    *close = INT32_MAX;
    if (duty->n_windows == 0) {
        return time_s;
    }
    for (int32_t i = 0; i < duty->n_windows; i++) {
        const ZfDutyWindow *w = &c->input->duties->windows[duty->first_window + i];
        int64_t begin = MAX(time_s, w->from_s);
        if (w->date == date && begin <= w->to_s && (best < 0 || begin < best)) {
            best = begin;
            *close = w->to_s;
        }
    }
    return best;
}

/* Days between the home's visits, those in the plan: true when `date` keeps the distance. */
static bool
keeps_gap(const Checker *c, int32_t index, ZfDate date)
{
    const ZfDuty *duty = duty_at(c, index);
    for (int32_t step = -1; step <= 1 && duty->household >= 0; step += 2) {
        int32_t other = index + step;
        if (other < 0 || (size_t)other >= c->input->duties->n ||
            duty_at(c, other)->household != duty->household || c->route_of[other] < 0) {
            continue;
        }
        ZfDate there = c->plan->routes[c->route_of[other]].date;
        int32_t gap = step < 0 ? MAX(duty->gap_days, 1) : MAX(duty_at(c, other)->gap_days, 1);
        if ((step < 0 ? date - there : there - date) < gap) {
            return false;
        }
    }
    return true;
}

/* -- a route's time
 * ---------------------------------------------------------------------------------- */

#define REST_BEFORE (-1) /* sets out after the rest */
#define REST_LATER  (-2) /* is home before it */

/* 0 where nobody asks how far. */
static int32_t
metres_to(const Checker *c, const ZfShift *shift, int32_t from, int32_t to)
{
    const ZfPlanPlaces *places = c->problem->places;
    return shift->max_metres > 0
               ? zf_travel_way(places, zf_travel_of(places, shift), from, to).metres
               : 0;
}

/* Can the shift serve these n in this order, and rest after so many of them? */
static bool
fits_so(const Checker *c, const ZfShift *shift, int32_t base, const Item *items, size_t n,
        const ZfRest *rest, int32_t rest_after)
{
    const ZfPlanPlaces *places = c->problem->places;
    const ZfTravel *way = zf_travel_of(places, shift);
    int64_t clock = shift->from_s;
    int64_t waited = 0;
    int64_t metres = 0;
    int64_t slack = INT32_MAX; /* by how much the departure can be put off without coming late */
    int32_t at = base;
    if (rest_after == REST_BEFORE) {
        clock = MAX(clock, rest->from_s + rest->length_s);
    }
    int64_t depart = clock;
    for (size_t i = 0; i < n; i++) {
        const ZfDuty *duty = duty_at(c, items[i].duty);
        int32_t travel = zf_travel_most_seconds(places, way, at, items[i].place);
        int64_t close;
        int64_t begin = earliest(c, duty, shift->date, clock + travel, &close);
        if (travel >= ZF_TRAVEL_NEVER || begin < 0) {
            return false;
        }
        waited += begin - clock - travel;
        slack = MIN(slack, waited + close - begin);
        clock = begin + duty->service_s;
        metres += metres_to(c, shift, at, items[i].place);
        at = items[i].place;
        if (rest_after == (int32_t)i + 1) {
            int64_t rests = MAX(clock, rest->from_s);
            if (rests > rest->to_s) {
                return false;
            }
            waited += rests - clock;
            slack = MIN(slack, waited + rest->to_s - rests);
            clock = rests + rest->length_s;
        }
    }
    int32_t back = zf_travel_most_seconds(places, way, at, base);
    int64_t away = clock + back - depart - MIN(slack, waited);
    metres += metres_to(c, shift, at, base);
    return back < ZF_TRAVEL_NEVER && clock + back <= shift->to_s + shift->overtime_s &&
           (rest_after != REST_LATER || clock + back <= rest->to_s) &&
           (shift->max_metres <= 0 || metres <= shift->max_metres) &&
           (shift->max_duration_s <= 0 || away <= shift->max_duration_s) &&
           (shift->max_visits <= 0 || n <= (size_t)shift->max_visits);
}

static bool
fits(const Checker *c, const ZfShift *shift, int32_t base, const Item *items, size_t n)
{
    ZfRest rest = zf_shift_rest(&c->input->snapshot->campaign, shift);
    if (rest.length_s <= 0) {
        return fits_so(c, shift, base, items, n, &rest, 0);
    }
    for (int32_t after = REST_LATER; after <= (int32_t)n; after++) {
        if (after != 0 && fits_so(c, shift, base, items, n, &rest, after)) {
            return true;
        }
    }
    return false;
}

/* -- routes
 * ---------------------------------------------------------------------------------------- */

static int32_t
look_up(GHashTable *index, const char *key)
{
    return GPOINTER_TO_INT(g_hash_table_lookup(index, key)) - 1;
}

static bool
is_past(const Checker *c, const ZfRoute *route)
{
    return c->options->from != ZF_DATE_NONE && route->date < c->options->from;
}

static void
check_stop(Checker *c, const ZfRoute *route, const ZfShift *shift, const ZfStop *stop,
           int32_t travel_s, int64_t clock)
{
    int32_t index = look_up(c->duties, stop->duty);
    if (index < 0) {
        tell(c, "plan-duty", _("route %d, stop %d: %s is not to be visited any more"),
             route->number, stop->number, stop->household);
        return;
    }
    const ZfDuty *duty = duty_at(c, index);
    const char *why = forbids(c, shift, duty);
    int64_t close;
    if (why) {
        tell(c, "plan-team", _("route %d, stop %d: %s"), route->number, stop->number, why);
    }
    if (stop->arrive_s != clock + travel_s || stop->begin_s < stop->arrive_s ||
        stop->leave_s != stop->begin_s + duty->service_s) {
        tell(c, "plan-time", _("route %d, stop %d: the times do not add up"), route->number,
             stop->number);
    }
    if (earliest(c, duty, route->date, stop->begin_s, &close) != stop->begin_s) {
        tell(c, "plan-window", _("route %d, stop %d: the home cannot be visited at that time"),
             route->number, stop->number);
    }
    if (!keeps_gap(c, index, route->date)) {
        tell(c, "plan-gap", _("route %d, stop %d: too soon after the home's other visit"),
             route->number, stop->number);
    }
}

static void
check_limits(Checker *c, const ZfRoute *route, const ZfShift *shift)
{
    bool early = route->depart_s < shift->from_s;
    bool late = route->return_s > shift->to_s + shift->overtime_s;
    bool longer =
        shift->max_duration_s > 0 && route->return_s - route->depart_s > shift->max_duration_s;
    bool more = shift->max_visits > 0 && route->n_stops > (uint32_t)shift->max_visits;
    if (early || late || longer) {
        tell(c, "plan-shift", _("route %d: longer than the team's day"), route->number);
    }
    if (shift->max_metres > 0 && route->metres > shift->max_metres) {
        tell(c, "plan-metres", _("route %d: a longer way than the team goes in a day"),
             route->number);
    }
    if (more) {
        tell(c, "plan-visits", _("route %d: more visits than the team makes in a day"),
             route->number);
    }
}

/* Does the team rest on its way, or is it not on its way then? */
static void
check_rest(Checker *c, const ZfRoute *route, const ZfRest *rest)
{
    bool away = route->depart_s < rest->from_s + rest->length_s && route->return_s > rest->to_s;
    if (rest->length_s > 0 && route->rest_s == 0 && away) {
        tell(c, "plan-rest", _("route %d: the team does not rest"), route->number);
    }
    if (route->rest_s > 0 &&
        (route->rest_s != rest->length_s || route->rest_begin_s < rest->from_s ||
         route->rest_begin_s > rest->to_s || route->rest_after < 1 ||
         route->rest_after > (int32_t)route->n_stops ||
         route->rest_begin_s <
             c->plan->stops[route->first_stop + (uint32_t)route->rest_after - 1].leave_s)) {
        tell(c, "plan-rest", _("route %d: the team rests at another time than it should"),
             route->number);
    }
}

static void
check_route(Checker *c, const ZfRoute *route, int32_t shift_index)
{
    const ZfShift *shift = &c->input->snapshot->shifts[shift_index];
    const ZfPlanPlaces *places = c->problem->places;
    const ZfTravel *way = zf_travel_of(places, shift);
    int32_t base = places->shift_place[shift_index];
    int32_t at = base;
    ZfRest rest = zf_shift_rest(&c->input->snapshot->campaign, shift);
    int64_t clock = route->depart_s;
    check_rest(c, route, &rest);
    for (uint32_t i = 0; i < route->n_stops; i++) {
        const ZfStop *stop = &c->plan->stops[route->first_stop + i];
        int32_t duty = look_up(c->duties, stop->duty);
        int32_t place = duty >= 0 ? places->duty_place[duty] : -1;
        int32_t travel = c->plan->legs[stop->leg].seconds;
        if (place >= 0 && at >= 0) {
            travel = zf_travel_way(places, way, at, place).seconds;
        }
        if (travel >= ZF_TRAVEL_NEVER) {
            tell(c, "plan-way", _("route %d, stop %d: no way leads there"), route->number,
                 stop->number);
        }
        check_stop(c, route, shift, stop, travel, clock);
        bool rests = route->rest_s > 0 && route->rest_after == (int32_t)i + 1;
        clock = rests ? route->rest_begin_s + route->rest_s : stop->leave_s;
        at = place;
    }
    int32_t back = at >= 0 ? zf_travel_way(places, way, at, base).seconds
                           : c->plan->legs[route->home_leg].seconds;
    if (route->return_s != clock + back) {
        tell(c, "plan-time", _("route %d: the way home does not add up"), route->number);
    }
    check_limits(c, route, shift);
}

/* Which shift each route is, and where each duty is planned. */
static void
place_routes(Checker *c)
{
    const ZfSnapshot *s = c->input->snapshot;
    for (size_t r = 0; r < c->plan->n_routes; r++) {
        const ZfRoute *route = &c->plan->routes[r];
        int32_t shift = look_up(c->shifts, route->shift);
        c->shift_of[r] = -1;
        if (is_past(c, route)) {
            continue;
        }
        bool same = shift >= 0 && c->problem->places->shift_place[shift] >= 0 &&
                    s->shifts[shift].date == route->date &&
                    strcmp(s->shifts[shift].team, route->team) == 0;
        if (!same || c->on_shift[shift] >= 0) {
            tell(c, "plan-shift", _("route %d: team %s has no such shift (any more)"),
                 route->number, route->team_name);
            continue;
        }
        c->shift_of[r] = shift;
        c->on_shift[shift] = (int32_t)r;
        for (uint32_t i = 0; i < route->n_stops; i++) {
            const ZfStop *stop = &c->plan->stops[route->first_stop + i];
            int32_t duty = look_up(c->duties, stop->duty);
            if (duty >= 0 && c->route_of[duty] >= 0) {
                tell(c, "plan-twice", _("route %d, stop %d: this visit is planned twice"),
                     route->number, stop->number);
            } else if (duty >= 0) {
                c->route_of[duty] = (int32_t)r;
            }
        }
    }
}

/* -- what was left out
 * ------------------------------------------------------------------------------- */

static void
check_all_there(Checker *c)
{
    for (size_t i = 0; i < c->plan->n_unplanned; i++) {
        int32_t duty = look_up(c->duties, c->plan->unplanned[i].duty);
        if (duty >= 0) {
            c->listed[duty] = true;
        }
    }
    for (size_t i = 0; i < c->input->duties->n; i++) {
        const ZfDuty *duty = duty_at(c, (int32_t)i);
        if (c->route_of[i] < 0 && !c->listed[i]) {
            tell(c, "plan-lost", _("%s is neither planned nor among those left out"), duty->id);
        } else if (c->route_of[i] >= 0 && c->listed[i]) {
            tell(c, "plan-twice", _("%s is both planned and left out"), duty->id);
        }
    }
}

/* The items of what a shift does now; room for one more. */
static Item *
items_of(const Checker *c, int32_t shift, size_t *n)
{
    const ZfRoute *route = c->on_shift[shift] >= 0 ? &c->plan->routes[c->on_shift[shift]] : NULL;
    Item *items = g_new(Item, (gsize)(route ? route->n_stops : 0) + 1);
    *n = 0;
    for (uint32_t i = 0; route && i < route->n_stops; i++) {
        int32_t duty = look_up(c->duties, c->plan->stops[route->first_stop + i].duty);
        if (duty >= 0 && c->problem->places->duty_place[duty] >= 0) {
            items[(*n)++] = (Item){duty, c->problem->places->duty_place[duty]};
        }
    }
    return items;
}

/* A stop locked in the plan before keeps its team and day (see keep). */
static bool
locked_away(const Checker *c, int32_t index, const ZfShift *shift)
{
    int32_t visit = c->problem->visit_of[index];
    const ZfVrpVisit *v = visit >= 0 ? &c->problem->vrp.visits[visit] : NULL;
    return v && ((v->lock_team != ZF_VRP_NONE && v->lock_team != shift->team_index) ||
                 (v->lock_day != ZF_VRP_ANY_DAY && v->lock_day != shift->date - c->problem->day0));
}

/* Position at which the duty fits into the shift, -1 = nowhere. */
static int32_t
find_room(const Checker *c, int32_t index, int32_t shift_index, const Item *items, size_t n)
{
    const ZfShift *shift = &c->input->snapshot->shifts[shift_index];
    int32_t base = c->problem->places->shift_place[shift_index];
    Item item = {index, c->problem->places->duty_place[index]};
    int64_t close;
    if (item.place < 0 || forbids(c, shift, duty_at(c, index)) ||
        earliest(c, duty_at(c, index), shift->date, 0, &close) < 0 ||
        !keeps_gap(c, index, shift->date) || locked_away(c, index, shift) ||
        (shift->max_visits > 0 && n >= (size_t)shift->max_visits)) {
        return -1;
    }
    g_autofree Item *with = g_new(Item, n + 1);
    for (size_t at = 0; at <= n; at++) {
        memcpy(with, items, at * sizeof(Item));
        with[at] = item;
        if (at < n) {
            memcpy(with + at + 1, items + at, (n - at) * sizeof(Item));
        }
        if (fits(c, shift, base, with, n + 1)) {
            return (int32_t)at;
        }
    }
    return -1;
}

/* Tries every duty left out at every position of every shift. */
static void
try_left_out(Checker *c)
{
    const ZfSnapshot *s = c->input->snapshot;
    for (size_t k = 0; k < s->n_shifts; k++) {
        if (c->problem->places->shift_place[k] < 0) {
            continue;
        }
        size_t n;
        g_autofree Item *items = items_of(c, (int32_t)k, &n);
        for (size_t i = 0; i < c->input->duties->n; i++) {
            if (c->route_of[i] >= 0) {
                continue;
            }
            int32_t at = find_room(c, (int32_t)i, (int32_t)k, items, n);
            if (at >= 0) {
                g_autofree char *date = zf_date_format(s->shifts[k].date);
                tell(c, "plan-room", _("%s was left out, yet fits team %s on %s as visit %d"),
                     duty_at(c, (int32_t)i)->id, s->teams[s->shifts[k].team_index].name, date,
                     at + 1);
            }
        }
    }
}

/* -- the optimiser's checker
 * -------------------------------------------------------------------------- */

static void
ask_optimiser(Checker *c)
{
    g_autoptr(GError) error = NULL;
    g_auto(ZfVrpPlan) read = zf_plan_problem_read(c->problem, c->plan, c->options->from);
    g_autoptr(ZfVrpResult) result = zf_vrp_evaluate(&c->problem->vrp, &read, &error);
    if (!result) {
        tell(c, "plan-optimiser", _("the optimiser rejects it: %s"), error->message);
        return;
    }
    g_autoptr(GPtrArray) wrong = zf_vrp_check(&c->problem->vrp, result);
    for (guint i = 0; i < wrong->len; i++) {
        const ZfVrpViolation *violation = g_ptr_array_index(wrong, i);
        tell(c, "plan-optimiser", _("the optimiser's checker: %s"), violation->message);
    }
}

/* -- all together
 * ---------------------------------------------------------------------------------- */

static void
open_checker(Checker *c)
{
    const ZfSnapshot *s = c->input->snapshot;
    size_t n = c->input->duties->n;
    c->duties = g_hash_table_new(g_str_hash, g_str_equal);
    c->shifts = g_hash_table_new(g_str_hash, g_str_equal);
    c->route_of = g_new(int32_t, n + 1);
    c->shift_of = g_new(int32_t, c->plan->n_routes + 1);
    c->on_shift = g_new(int32_t, s->n_shifts + 1);
    c->listed = g_new0(bool, n + 1);
    for (size_t i = 0; i < n; i++) {
        g_hash_table_insert(c->duties, (gpointer)duty_at(c, (int32_t)i)->id,
                            GINT_TO_POINTER(i + 1));
        c->route_of[i] = -1;
    }
    for (size_t i = 0; i < s->n_shifts; i++) {
        g_hash_table_insert(c->shifts, (gpointer)s->shifts[i].id, GINT_TO_POINTER(i + 1));
        c->on_shift[i] = -1;
    }
}

static void
close_checker(Checker *c)
{
    g_hash_table_unref(c->duties);
    g_hash_table_unref(c->shifts);
    g_free(c->route_of);
    g_free(c->shift_of);
    g_free(c->on_shift);
    g_free(c->listed);
}

bool
zf_plan_check(const ZfPlan *plan, const ZfPlanInput *input, const ZfPlanOptions *options,
              ZfFindings *findings, GError **error)
{
    const ZfPlanOptions defaults = ZF_PLAN_OPTIONS_INIT;
    const ZfPlanOptions *o = options ? options : &defaults;
    if (strcmp(plan->campaign, input->snapshot->campaign.id) != 0) {
        g_set_error(error, ZF_PLAN_ERROR, ZF_PLAN_ERROR_STALE,
                    _("the plan belongs to the campaign %s, not to %s"), plan->campaign,
                    input->snapshot->campaign.id);
        return false;
    }
    g_autoptr(ZfPlanProblem) problem = zf_plan_problem_new(input, o, NULL, error);
    if (!problem) {
        return false;
    }
    Checker c = {
        .plan = plan, .input = input, .options = o, .problem = problem, .findings = findings};
    open_checker(&c);
    place_routes(&c);
    for (size_t r = 0; r < plan->n_routes; r++) {
        if (c.shift_of[r] >= 0) {
            check_route(&c, &plan->routes[r], c.shift_of[r]);
        }
    }
    check_all_there(&c);
    try_left_out(&c);
    ask_optimiser(&c);
    close_checker(&c);
    return true;
}
