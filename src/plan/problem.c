#include "plan/problem.h"

#include <math.h>
#include <string.h>

/* In costs; a second of travel is ZF_PLAN_RATE_TRAVEL. */
typedef struct Taste {
    int32_t outing_s; /* of a team's going out at all, in seconds of travel */
    int32_t duration; /* of a second away from the base; longer than the day: OVERTIME_RATE more */
    int32_t balance;  /* ZfVrpWeights.balance_teams */
    int32_t spread_s; /* of a visit as far from the middle of its route as routes are wide, in
                         seconds of travel */
} Taste;

static const Taste tastes[] = {
    [ZF_PREFER_BALANCED] = {600, 1, 1, 180},
    [ZF_PREFER_COMPACT] = {1200, 1, 0, 270},
    [ZF_PREFER_SHORT] = {1200, 1, 0, 0},
};

#define OVERTIME_RATE  (4 * ZF_PLAN_RATE_TRAVEL)    /* of a second beyond the length of the day */
#define PREFERRED_COST (600 * ZF_PLAN_RATE_TRAVEL)  /* somebody else than the paired volunteer */
#define KEEP_COST      (7200 * ZF_PLAN_RATE_TRAVEL) /* another team, another day than before */

/* What leaving a duty out costs, in prize units, by priority: two of a class weigh one of the next.
 */
static const int64_t class_prize[] = {1, 2, 4, 8};

uint64_t
zf_plan_team_skills(const ZfTeam *team)
{
    uint64_t skills = team->skills & ~ZF_PLAN_SIZE_BITS;
    for (int32_t size = 2; size <= MIN(team->n_members, ZF_TEAM_MAX); size++) {
        skills |= ZF_PLAN_SIZE_BIT(size);
    }
    return skills;
}

uint64_t
zf_plan_duty_skills(const ZfDuty *duty)
{
    int32_t size = MIN(duty->team_size, ZF_TEAM_MAX);
    return (duty->skills & ~ZF_PLAN_SIZE_BITS) | (size >= 2 ? ZF_PLAN_SIZE_BIT(size) : 0);
}

/* -- shifts
 * ---------------------------------------------------------------------------------------- */

static bool
is_used(const ZfShift *shift, const ZfPlanOptions *options)
{
    return !shift->cancelled && shift->team_index >= 0 && shift->from_s < shift->to_s &&
           shift->date != ZF_DATE_NONE &&
           (options->from == ZF_DATE_NONE || shift->date >= options->from) &&
           (options->to == ZF_DATE_NONE || shift->date <= options->to);
}

static bool *
used_shifts(ZfPlanProblem *problem, const ZfPlanOptions *options)
{
    const ZfSnapshot *s = problem->input->snapshot;
    bool *used = g_new0(bool, s->n_shifts + 1);
    problem->day0 = INT32_MAX;
    problem->day_last = INT32_MIN;
    for (size_t i = 0; i < s->n_shifts; i++) {
        used[i] = is_used(&s->shifts[i], options);
        if (used[i]) {
            problem->day0 = MIN(problem->day0, s->shifts[i].date);
            problem->day_last = MAX(problem->day_last, s->shifts[i].date);
        }
    }
    return used;
}

/* The first and the last day that anybody of the roster names; false when nobody names one. */
static bool
roster_days(const ZfSnapshot *s, ZfDate *first, ZfDate *last)
{
    *first = INT32_MAX;
    *last = INT32_MIN;
    for (size_t i = 0; i < s->n_volunteers; i++) {
        g_auto(GStrv) days = g_strsplit(s->volunteers[i].days, ",", -1);
        for (char **day = days; *day; day++) {
            ZfDate date;
            if (zf_date_parse(*day, &date)) {
                *first = MIN(*first, date);
                *last = MAX(*last, date);
            }
        }
    }
    return *first <= *last;
}

static void
set_no_shift(const ZfSnapshot *s, GError **error)
{
    ZfDate first, last;
    if (!roster_days(s, &first, &last)) {
        g_set_error(error, ZF_PLAN_ERROR, ZF_PLAN_ERROR_EMPTY,
                    _("no team has a shift on these days: make teams and shifts first (team), or "
                      "choose other days"));
        return;
    }
    g_autofree char *from = zf_date_format(first);
    g_autofree char *to = zf_date_format(last);
    g_set_error(error, ZF_PLAN_ERROR, ZF_PLAN_ERROR_EMPTY,
                _("no team has a shift on these days: the days in the roster run from %s to %s. "
                  "Choose days among these (--from, --to), or mend the days in the roster"),
                from, to);
}

static void
add_shifts(ZfPlanProblem *problem, const bool *used, const ZfPlanOptions *options)
{
    const ZfSnapshot *s = problem->input->snapshot;
    const Taste *taste = &tastes[options->prefer];
    ZfVrpShift *shifts = g_new(ZfVrpShift, s->n_shifts + 1);
    ZfVrpBreak *breaks = g_new(ZfVrpBreak, s->n_shifts + 1);
    int32_t n = 0;
    int32_t n_breaks = 0;
    problem->shift_of = g_new(int32_t, s->n_shifts + 1);
    problem->problem_of = g_new(int32_t, s->n_shifts + 1);
    for (size_t i = 0; i < s->n_shifts; i++) {
        const ZfShift *shift = &s->shifts[i];
        int32_t place = problem->places->shift_place[i];
        problem->problem_of[i] = -1;
        if (!used[i] || place < 0) {
            continue;
        }
        ZfVrpShift item = ZF_VRP_SHIFT_INIT;
        item.team = shift->team_index;
        item.day = shift->date - problem->day0;
        item.matrix = zf_travel_of(problem->places, shift)->number;
        item.start_place = item.end_place = place;
        item.open = shift->from_s;
        item.close = shift->to_s + shift->overtime_s;
        if (shift->overtime_s > 0) {
            item.free_duration = shift->to_s - shift->from_s;
            item.rate_overtime = OVERTIME_RATE;
        }
        item.max_distance = shift->max_metres > 0 ? shift->max_metres : ZF_VRP_FAR;
        item.max_duration = shift->max_duration_s > 0 ? shift->max_duration_s : ZF_VRP_FAR;
        item.max_visits = shift->max_visits > 0 ? shift->max_visits : INT32_MAX;
        item.skills = zf_plan_team_skills(&s->teams[shift->team_index]);
        item.rate_travel = ZF_PLAN_RATE_TRAVEL;
        item.fixed_cost = taste->outing_s * ZF_PLAN_RATE_TRAVEL;
        item.rate_duration = taste->duration;
        ZfRest rest = zf_shift_rest(&s->campaign, shift);
        item.first_break = n_breaks;
        item.n_breaks = rest.length_s > 0;
        if (rest.length_s > 0) {
            breaks[n_breaks++] = (ZfVrpBreak){rest.from_s, rest.to_s, rest.length_s};
        }
        problem->problem_of[i] = n;
        problem->shift_of[n] = (int32_t)i;
        shifts[n++] = item;
    }
    problem->vrp.shifts = shifts;
    problem->vrp.n_shifts = n;
    problem->vrp.breaks = breaks;
    problem->vrp.n_breaks = n_breaks;
    problem->vrp.n_teams = (int32_t)s->n_teams;
}

static void
add_matrices(ZfPlanProblem *problem)
{
    const ZfPlanPlaces *places = problem->places;
    ZfVrpMatrix *matrices = g_new(ZfVrpMatrix, places->n_travels + 1);
    for (int32_t i = 0; i < places->n_travels; i++) {
        const ZfTravel *travel = places->travels[i];
        matrices[i] = (ZfVrpMatrix){places->n, travel->seconds, travel->metres,
                                    travel->rows ? &travel->rows->ways : NULL};
    }
    problem->vrp.matrices = matrices;
    problem->vrp.n_matrices = places->n_travels;
}

/* By volunteer: the first of their teams, in order of ids, that has a shift. */
static void
find_teams(ZfPlanProblem *problem)
{
    const ZfSnapshot *s = problem->input->snapshot;
    g_autofree bool *works = g_new0(bool, s->n_teams + 1);
    for (int32_t i = 0; i < problem->vrp.n_shifts; i++) {
        works[problem->vrp.shifts[i].team] = true;
    }
    problem->team_of = g_new(int32_t, s->n_volunteers + 1);
    for (size_t i = 0; i < s->n_volunteers; i++) {
        problem->team_of[i] = -1;
    }
    for (size_t t = s->n_teams; t-- > 0;) {
        for (int32_t m = 0; works[t] && m < s->teams[t].n_members; m++) {
            if (s->teams[t].member_index[m] >= 0) {
                problem->team_of[s->teams[t].member_index[m]] = (int32_t)t;
            }
        }
    }
}

/* -- visits
 * ---------------------------------------------------------------------------------------- */

typedef struct Builder {
    ZfPlanProblem *problem;
    GArray *visits;    /* ZfVrpVisit */
    GArray *windows;   /* ZfVrpWindow */
    GArray *forbidden; /* ZfVrpForbidden */
    bool *day_works;   /* by day of the problem */
} Builder;

/* The duty's windows on days of the problem. ret: false when none of them can be met: reason. */
static bool
add_windows(Builder *b, const ZfDuty *duty, ZfVrpVisit *visit, ZfUnplannedReason *reason)
{
    const ZfPlanProblem *p = b->problem;
    bool later = duty->n_windows > 0;
    bool any = false;
    visit->first_window = (int32_t)b->windows->len;
    for (int32_t i = 0; i < duty->n_windows; i++) {
        const ZfDutyWindow *w = &p->input->duties->windows[duty->first_window + i];
        any = any || w->to_s >= 0;
        later = later && (w->date > p->day_last || w->to_s < 0);
        if (w->to_s >= MAX(w->from_s, 0) && w->date >= p->day0 && w->date <= p->day_last &&
            b->day_works[w->date - p->day0]) {
            ZfVrpWindow item = {w->date - p->day0, w->from_s, w->to_s};
            g_array_append_val(b->windows, item);
        }
    }
    visit->n_windows = (int32_t)b->windows->len - visit->first_window;
    if (visit->n_windows > 0 || duty->n_windows == 0) {
        return true;
    }
    *reason = duty->nth > 1 && later ? ZF_UNPLANNED_GAP
              : any                  ? ZF_UNPLANNED_NO_SHIFT
                                     : ZF_UNPLANNED_WINDOW;
    return false;
}

static bool
has_member(const ZfTeam *team, int32_t volunteer)
{
    for (int32_t i = 0; i < team->n_members; i++) {
        if (team->member_index[i] == volunteer) {
            return true;
        }
    }
    return false;
}

static void
add_people(Builder *b, const ZfDuty *duty, ZfVrpVisit *visit)
{
    const ZfPlanProblem *p = b->problem;
    const ZfSnapshot *s = p->input->snapshot;
    int32_t who = duty->preferred_volunteer;
    if (who < 0) {
        return;
    }
    if (p->team_of[who] >= 0) {
        visit->preferred_team = p->team_of[who];
        visit->preferred_cost = PREFERRED_COST;
    }
    for (size_t t = 0; duty->pair_required && t < s->n_teams; t++) {
        if (!has_member(&s->teams[t], who)) {
            ZfVrpForbidden item = {(int32_t)b->visits->len, (int32_t)t};
            g_array_append_val(b->forbidden, item);
        }
    }
}

/* ret: false when the duty is settled before the optimiser sees it. */
static bool
add_visit(Builder *b, int32_t index, ZfUnplannedReason *reason)
{
    const ZfPlanProblem *p = b->problem;
    const ZfDuty *duty = &p->input->duties->duties[index];
    ZfVrpVisit visit = ZF_VRP_VISIT_INIT;
    visit.place = p->places->duty_place[index];
    visit.service = MAX(duty->service_s, 0);
    visit.skills = zf_plan_duty_skills(duty);
    if (visit.place < 0) {
        *reason = ZF_UNPLANNED_NO_POSITION;
        return false;
    }
    if (duty->locked_date != ZF_DATE_NONE) {
        if (duty->locked_date < p->day0 || duty->locked_date > p->day_last) {
            *reason = ZF_UNPLANNED_LOCK;
            return false;
        }
        visit.lock_day = duty->locked_date - p->day0;
    }
    visit.lock_team = duty->locked_team >= 0 ? duty->locked_team : ZF_VRP_NONE;
    if (!add_windows(b, duty, &visit, reason)) {
        return false;
    }
    add_people(b, duty, &visit);
    g_array_append_val(b->visits, visit);
    return true;
}

/* The home's visits keep their distance: each names the one before it. */
static void
add_series(Builder *b)
{
    const ZfPlanProblem *p = b->problem;
    const ZfDuty *duties = p->input->duties->duties;
    int32_t before = -1;
    for (guint v = 0; v < b->visits->len; v++) {
        const ZfDuty *duty = &duties[p->duty_of[v]];
        bool same = before >= 0 && duty->household >= 0 &&
                    duties[p->duty_of[before]].household == duty->household;
        if (same) {
            ZfVrpVisit *visit = &g_array_index(b->visits, ZfVrpVisit, v);
            visit->after = before;
            visit->gap_min = MAX(duty->gap_days, 1);
        }
        before = (int32_t)v;
    }
}

static void
add_visits(ZfPlanProblem *problem)
{
    size_t n = problem->input->duties->n;
    Builder b = {problem, g_array_new(FALSE, FALSE, sizeof(ZfVrpVisit)),
                 g_array_new(FALSE, FALSE, sizeof(ZfVrpWindow)),
                 g_array_new(FALSE, FALSE, sizeof(ZfVrpForbidden)), NULL};
    b.day_works = g_new0(bool, (gsize)(problem->day_last - problem->day0) + 1);
    for (int32_t i = 0; i < problem->vrp.n_shifts; i++) {
        b.day_works[problem->vrp.shifts[i].day] = true;
    }
    problem->duty_of = g_new0(int32_t, n + 1);
    problem->visit_of = g_new(int32_t, n + 1);
    problem->settled = g_new(int32_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        ZfUnplannedReason reason = ZF_UNPLANNED_TIME;
        bool added = add_visit(&b, (int32_t)i, &reason);
        problem->settled[i] = (int32_t)reason;
        problem->visit_of[i] = added ? (int32_t)b.visits->len - 1 : -1;
        if (added) {
            problem->duty_of[b.visits->len - 1] = (int32_t)i;
        }
    }
    add_series(&b);
    g_free(b.day_works);
    problem->vrp.n_visits = (int32_t)b.visits->len;
    problem->vrp.n_windows = (int32_t)b.windows->len;
    problem->vrp.n_forbidden = (int32_t)b.forbidden->len;
    problem->vrp.visits = (ZfVrpVisit *)(void *)g_array_free(b.visits, FALSE);
    problem->vrp.windows = (ZfVrpWindow *)(void *)g_array_free(b.windows, FALSE);
    problem->vrp.forbidden = (ZfVrpForbidden *)(void *)g_array_free(b.forbidden, FALSE);
}

/* -- the previous plan
 * ------------------------------------------------------------------------------- */

static int32_t
shift_of_route(const ZfPlanProblem *problem, const ZfRoute *route)
{
    const ZfSnapshot *s = problem->input->snapshot;
    int32_t best = -1;
    for (int32_t i = 0; i < problem->vrp.n_shifts; i++) {
        const ZfShift *shift = &s->shifts[problem->shift_of[i]];
        if (shift->date != route->date || strcmp(shift->team, route->team) != 0) {
            continue;
        }
        if (strcmp(shift->id, route->shift) == 0) {
            return i;
        }
        best = best < 0 ? i : best;
    }
    return best;
}

/* By duty key: index + 1. */
static GHashTable *
index_duties(const ZfDuties *duties)
{
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < duties->n; i++) {
        g_hash_table_insert(index, (gpointer)duties->duties[i].id, GINT_TO_POINTER(i + 1));
    }
    return index;
}

size_t
zf_plan_problem_learn(const ZfPlanProblem *problem, const ZfVrpPlan *plan)
{
    const ZfVrpProblem *vrp = &problem->vrp;
    size_t unknown = 0;
    for (int32_t t = 0; t < problem->places->n_travels; t++) {
        const ZfTravel *travel = problem->places->travels[t];
        if (!travel->rows) {
            continue;
        }
        g_autoptr(GArray) ways = g_array_new(FALSE, FALSE, sizeof(ZfVrpWayEntry));
        for (int32_t r = 0; r < plan->n_shifts; r++) {
            /* from and to a base all is known */
            for (int32_t i = plan->first[r] + 1; i < plan->first[r + 1]; i++) {
                ZfVrpWayEntry way = {vrp->visits[plan->visits[i - 1]].place,
                                     vrp->visits[plan->visits[i]].place, 0};
                if (vrp->shifts[r].matrix == t) {
                    g_array_append_val(ways, way);
                }
            }
        }
        unknown += zf_travel_learn(problem->places, travel, (ZfVrpWayEntry *)(void *)ways->data,
                                   ways->len);
    }
    return unknown;
}

ZfVrpPlan
zf_plan_problem_read(const ZfPlanProblem *problem, const ZfPlan *plan, ZfDate from)
{
    int32_t n_shifts = problem->vrp.n_shifts;
    g_autoptr(GHashTable) index = index_duties(problem->input->duties);
    g_autofree bool *taken = g_new0(bool, (gsize)problem->vrp.n_visits + 1);
    g_autofree int32_t *route_of = g_new(int32_t, (gsize)n_shifts + 1);
    ZfVrpPlan ret = {n_shifts, g_new0(int32_t, (gsize)n_shifts + 1),
                     g_new(int32_t, (gsize)problem->vrp.n_visits + 1)};
    for (int32_t i = 0; i < n_shifts; i++) {
        route_of[i] = -1;
    }
    for (size_t r = 0; r < plan->n_routes; r++) {
        bool past = from != ZF_DATE_NONE && plan->routes[r].date < from;
        int32_t shift = past ? -1 : shift_of_route(problem, &plan->routes[r]);
        if (shift >= 0 && route_of[shift] < 0) {
            route_of[shift] = (int32_t)r;
        }
    }
    int32_t n = 0;
    for (int32_t i = 0; i < n_shifts; i++) {
        ret.first[i] = n;
        const ZfRoute *route = route_of[i] >= 0 ? &plan->routes[route_of[i]] : NULL;
        for (uint32_t k = 0; route && k < route->n_stops; k++) {
            const char *key = plan->stops[route->first_stop + k].duty;
            int32_t duty = GPOINTER_TO_INT(g_hash_table_lookup(index, key)) - 1;
            int32_t visit = duty >= 0 ? problem->visit_of[duty] : -1;
            if (visit >= 0 && !taken[visit]) {
                taken[visit] = true;
                ret.visits[n++] = visit;
            }
        }
    }
    ret.first[n_shifts] = n;
    zf_plan_problem_learn(problem, &ret);
    return ret;
}

static int32_t
visit_of_key(const ZfPlanProblem *problem, GHashTable *index, const char *key)
{
    int32_t duty = GPOINTER_TO_INT(g_hash_table_lookup(index, key)) - 1;
    return duty >= 0 ? problem->visit_of[duty] : -1;
}

/* When the visits of start began, and which the previous plan had no room for. */
static void
read_times(ZfPlanProblem *problem, const ZfPlan *previous, ZfDate from)
{
    g_autoptr(GHashTable) index = index_duties(problem->input->duties);
    problem->begin = g_new(int64_t, (gsize)problem->vrp.n_visits + 1);
    problem->left_before = g_new0(bool, (gsize)problem->vrp.n_visits + 1);
    for (int32_t v = 0; v < problem->vrp.n_visits; v++) {
        problem->begin[v] = -1;
    }
    for (size_t r = 0; r < previous->n_routes; r++) {
        const ZfRoute *route = &previous->routes[r];
        bool past = from != ZF_DATE_NONE && route->date < from;
        for (uint32_t k = 0; !past && k < route->n_stops; k++) {
            const ZfStop *stop = &previous->stops[route->first_stop + k];
            int32_t visit = visit_of_key(problem, index, stop->duty);
            if (visit >= 0) {
                problem->begin[visit] = stop->begin_s;
            }
        }
    }
    for (size_t i = 0; i < previous->n_unplanned; i++) {
        int32_t visit = visit_of_key(problem, index, previous->unplanned[i].duty);
        ZfUnplannedReason reason = previous->unplanned[i].reason;
        if (visit >= 0 && (reason == ZF_UNPLANNED_TIME || reason == ZF_UNPLANNED_VISITS)) {
            problem->left_before[visit] = true;
        }
    }
}

static void
keep_previous(ZfPlanProblem *problem, const ZfPlanOptions *options)
{
    const ZfPlan *previous = problem->input->previous;
    ZfVrpVisit *visits = (ZfVrpVisit *)problem->vrp.visits;
    problem->start = zf_plan_problem_read(problem, previous, options->from);
    for (int32_t i = 0; i < problem->start.n_shifts; i++) {
        const ZfVrpShift *shift = &problem->vrp.shifts[i];
        for (int32_t k = problem->start.first[i]; k < problem->start.first[i + 1]; k++) {
            visits[problem->start.visits[k]].earlier_team = shift->team;
            visits[problem->start.visits[k]].earlier_day = shift->day;
        }
    }
    read_times(problem, previous, options->from);
    problem->vrp.weights.other_team = KEEP_COST;
    problem->vrp.weights.other_day = KEEP_COST;
}

/* -- all together
 * ---------------------------------------------------------------------------------- */

/* The radius that routes have when those that are needed share the homes evenly, in units of the
 * plane. */
#define RADIUS_UNITS 100

/* The visits on a plane around their middle. ret: mean of the squared distances from it. */
static double
flatten(const ZfPlanProblem *problem, ZfXY *at)
{
    const ZfVrpProblem *vrp = &problem->vrp;
    const ZfLonLat *points = problem->places->points;
    ZfBox box = zf_box_empty();
    for (int32_t i = 0; i < vrp->n_visits; i++) {
        zf_box_add(&box, points[vrp->visits[i].place]);
    }
    ZfProjection projection = zf_projection_for_box(box);
    ZfXY sum = {0, 0};
    for (int32_t i = 0; i < vrp->n_visits; i++) {
        at[i] = zf_project(&projection, points[vrp->visits[i].place]);
        sum = (ZfXY){sum.x + at[i].x, sum.y + at[i].y};
    }
    double squares = 0;
    for (int32_t i = 0; i < vrp->n_visits; i++) {
        at[i] = (ZfXY){at[i].x - sum.x / vrp->n_visits, at[i].y - sum.y / vrp->n_visits};
        squares += at[i].x * at[i].x + at[i].y * at[i].y;
    }
    return squares / vrp->n_visits;
}

/* Routes that the visits need at least, a quarter of the time at homes spent on the way. */
static int32_t
routes_needed(const ZfVrpProblem *vrp)
{
    double work = 0;
    double time = 0;
    double places = 0;
    for (int32_t i = 0; i < vrp->n_visits; i++) {
        work += 1.25 * (double)vrp->visits[i].service;
    }
    for (int32_t i = 0; i < vrp->n_shifts; i++) {
        const ZfVrpShift *s = &vrp->shifts[i];
        time += (double)MIN(s->close - s->open, s->max_duration) / vrp->n_shifts;
        places += (double)MIN(s->max_visits, vrp->n_visits) / vrp->n_shifts;
    }
    double routes = MAX(work / MAX(time, 1), vrp->n_visits / MAX(places, 1));
    return CLAMP((int32_t)ceil(routes), 1, MAX(vrp->n_shifts, 1));
}

/* Positions, and the weight by which a visit at that radius costs so many seconds of travel. */
static void
add_spread(ZfPlanProblem *problem, int32_t seconds)
{
    ZfVrpProblem *vrp = &problem->vrp;
    ZfVrpVisit *visits = (ZfVrpVisit *)vrp->visits;
    g_autofree ZfXY *at = g_new(ZfXY, (gsize)vrp->n_visits + 1);
    double radius = sqrt(MAX(flatten(problem, at), 1) / routes_needed(vrp));
    double farthest = 1;
    for (int32_t i = 0; i < vrp->n_visits; i++) {
        farthest = MAX(farthest, MAX(fabs(at[i].x), fabs(at[i].y)));
    }
    double unit = MAX(radius / RADIUS_UNITS, farthest / (ZF_VRP_PLANE - 1));
    for (int32_t i = 0; i < vrp->n_visits; i++) {
        visits[i].x = (int32_t)lround(at[i].x / unit);
        visits[i].y = (int32_t)lround(at[i].y / unit);
    }
    double across = radius * radius / (unit * unit);
    vrp->weights.spread =
        (int32_t)CLAMP(lround(seconds * ZF_PLAN_RATE_TRAVEL * 1024.0 / across), 1, 10000);
}

static void
add_costs(ZfPlanProblem *problem, const ZfPlanOptions *options)
{
    const Taste *taste = &tastes[options->prefer];
    ZfVrpVisit *visits = (ZfVrpVisit *)problem->vrp.visits;
    problem->vrp.weights.balance_teams = taste->balance;
    if (taste->spread_s > 0 && problem->vrp.n_visits > 0) {
        add_spread(problem, taste->spread_s);
    }
    if (options->keep && problem->input->previous) {
        keep_previous(problem, options);
    }
    for (int32_t i = 0; i < problem->vrp.n_visits; i++) {
        visits[i].prize = 0; /* so that it does not count in the unit */
    }
    int64_t unit = MIN(zf_vrp_prize_unit(&problem->vrp), ZF_VRP_COST_MAX / 8);
    for (int32_t i = 0; i < problem->vrp.n_visits; i++) {
        const ZfDuty *duty = &problem->input->duties->duties[problem->duty_of[i]];
        visits[i].prize = unit * class_prize[CLAMP(duty->priority, 0, 3)];
        if (problem->start.n_shifts > 0 && visits[i].earlier_team != ZF_VRP_NONE) {
            visits[i].prize += unit / 4; /* nothing of equal weight takes its place */
        }
    }
}

/* Fills in everything once the places are known. */
static bool
fill(ZfPlanProblem *problem, const bool *used, const ZfPlanOptions *options, GError **error)
{
    add_matrices(problem);
    add_shifts(problem, used, options);
    find_teams(problem);
    add_visits(problem);
    add_costs(problem, options);
    return zf_vrp_problem_valid(&problem->vrp, error);
}

ZfPlanProblem *
zf_plan_problem_new(const ZfPlanInput *input, const ZfPlanOptions *options,
                    const ZfProgress *progress, GError **error)
{
    g_autoptr(ZfPlanProblem) problem = g_new0(ZfPlanProblem, 1);
    problem->input = input;
    if (input->snapshot->n_households == 0) {
        g_set_error(error, ZF_PLAN_ERROR, ZF_PLAN_ERROR_EMPTY,
                    _("there are no homes yet; import homes or a ledger first"));
        return NULL;
    }
    if (input->duties->n == 0) {
        g_set_error(error, ZF_PLAN_ERROR, ZF_PLAN_ERROR_EMPTY,
                    _("there is nothing to plan: every home in scope is done or accounted for"));
        return NULL;
    }
    g_autofree bool *used = used_shifts(problem, options);
    if (problem->day0 > problem->day_last) {
        set_no_shift(input->snapshot, error);
        return NULL;
    }
    problem->places = zf_plan_places_new(input, used, options->threads, progress, error);
    return problem->places && fill(problem, used, options, error) ? g_steal_pointer(&problem)
                                                                  : NULL;
}

ZfPlanProblem *
zf_plan_problem_at(const ZfPlanInput *input, const ZfPlanOptions *options, ZfPlanPlaces *places,
                   GError **error)
{
    g_autoptr(ZfPlanProblem) problem = g_new0(ZfPlanProblem, 1);
    problem->input = input;
    problem->places = places;
    g_autofree bool *used = used_shifts(problem, options);
    return fill(problem, used, options, error) ? g_steal_pointer(&problem) : NULL;
}

void
zf_plan_problem_free(ZfPlanProblem *problem)
{
    if (problem) {
        zf_plan_places_free(problem->places);
        zf_vrp_plan_clear(&problem->start);
        g_free(problem->begin);
        g_free(problem->left_before);
        g_free(problem->shift_of);
        g_free(problem->problem_of);
        g_free(problem->duty_of);
        g_free(problem->visit_of);
        g_free(problem->settled);
        g_free(problem->team_of);
        g_free((void *)problem->vrp.shifts);
        g_free((void *)problem->vrp.breaks);
        g_free((void *)problem->vrp.visits);
        g_free((void *)problem->vrp.windows);
        g_free((void *)problem->vrp.matrices);
        g_free((void *)problem->vrp.forbidden);
        g_free(problem);
    }
}
