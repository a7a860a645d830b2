/* Nothing here calls the solver or its helpers: only the structs of vrp.h are shared. Times are
 * found by driving forwards alone, the latest departure by bisection. */
#include "vrp/check.h"

#include <string.h>

#define MAX_VIOLATIONS 1000
#define UNREACHED      INT64_MAX

typedef struct Check {
    const ZfVrpProblem *p;
    const ZfVrpResult *result;
    GPtrArray *found;
    int32_t *shift_of; /* of a visit, or ZF_VRP_NONE */
    int32_t *later;    /* of a visit: the one that names it as after, or ZF_VRP_NONE */
    int64_t *hours;    /* of a team */
    int64_t *share;    /* likewise: see team_shares */
} Check;

/* A route as the checker sees it. */
typedef struct Drive {
    int64_t depart;
    int64_t end;
    int64_t travel;
    int64_t distance;
    int64_t service;
} Drive;

static void
violation_free(gpointer data)
{
    ZfVrpViolation *violation = data;
    g_free(violation->message);
    g_free(violation);
}

static void G_GNUC_PRINTF(4, 5) add(Check *x, int32_t shift, int32_t visit, const char *format, ...)
{
    if (x->found->len >= MAX_VIOLATIONS) {
        return;
    }
    va_list args;
    va_start(args, format);
    ZfVrpViolation *violation = g_new0(ZfVrpViolation, 1);
    *violation = (ZfVrpViolation){shift, visit, g_strdup_vprintf(format, args)};
    va_end(args);
    g_ptr_array_add(x->found, violation);
}

/* -- one route ----------------------------------------------------------------------------------
 */

static int64_t
way(const ZfVrpProblem *p, const ZfVrpShift *s, bool metres, int32_t a, int32_t b)
{
    const ZfVrpMatrix *m = &p->matrices[s->matrix];
    return metres ? zf_vrp_matrix_distance(m, a, b) : zf_vrp_matrix_duration(m, a, b);
}

static int64_t
setup_at(const ZfVrpProblem *p, int32_t visit, int32_t place_before)
{
    return p->visits[visit].place == place_before ? 0 : p->visits[visit].setup;
}

/* The first moment at or after t that some window of the visit allows. */
static int64_t
open_at(const ZfVrpProblem *p, const ZfVrpShift *s, int32_t visit, int64_t t)
{
    const ZfVrpVisit *v = &p->visits[visit];
    int64_t begin = v->n_windows == 0 ? t : UNREACHED;
    for (int32_t i = 0; i < v->n_windows; i++) {
        const ZfVrpWindow *w = &p->windows[v->first_window + i];
        if ((w->day == ZF_VRP_ANY_DAY || w->day == s->day) && t <= w->close) {
            begin = MIN(begin, MAX(t, w->open));
        }
    }
    return begin;
}

/* Leaves at t with the breaks before `had` behind. ret: the earliest end, or UNREACHED. */
static int64_t
drive_from(const ZfVrpProblem *p, int32_t shift, const int32_t *visits, int32_t n, int64_t t,
           int32_t had)
{
    const ZfVrpShift *s = &p->shifts[shift];
    const ZfVrpBreak *breaks = s->n_breaks ? p->breaks + s->first_break : NULL;
    int64_t at[18]; /* by breaks had */
    for (int32_t j = 0; j <= s->n_breaks; j++) {
        at[j] = j == had ? t : UNREACHED;
    }
    int32_t place = s->start_place;
    for (int32_t i = 0; i < n; i++) {
        int32_t next = p->visits[visits[i]].place;
        int64_t more = way(p, s, false, place, next) + setup_at(p, visits[i], place);
        for (int32_t j = had; j <= s->n_breaks; j++) {
            if (at[j] != UNREACHED) {
                int64_t begin = open_at(p, s, visits[i], at[j] + more);
                at[j] = begin == UNREACHED ? UNREACHED : begin + p->visits[visits[i]].service;
            }
        }
        for (int32_t j = had; j < s->n_breaks; j++) {
            if (at[j] != UNREACHED && at[j] <= breaks[j].latest) {
                at[j + 1] = MIN(at[j + 1], MAX(at[j], breaks[j].earliest) + breaks[j].length);
            }
        }
        place = next;
    }
    int64_t end = UNREACHED;
    for (int32_t j = had; j <= s->n_breaks; j++) {
        if (at[j] == UNREACHED) {
            continue;
        }
        int64_t back = at[j] + way(p, s, false, place, s->end_place);
        bool good = back <= s->close;
        for (int32_t k = j; k < s->n_breaks; k++) {
            good = good && back <= breaks[k].latest;
        }
        end = good ? MIN(end, back) : end;
    }
    return end;
}

/* Earliest time to leave with `had` breaks behind. */
static int64_t
leave_after(const ZfVrpProblem *p, int32_t shift, int32_t had)
{
    const ZfVrpShift *s = &p->shifts[shift];
    int64_t t = s->open;
    for (int32_t j = 0; j < had; j++) {
        const ZfVrpBreak *b = &p->breaks[s->first_break + j];
        t = MAX(t, b->earliest + b->length);
    }
    return t;
}

static int64_t
earliest_end(const ZfVrpProblem *p, int32_t shift, const int32_t *visits, int32_t n)
{
    int64_t end = UNREACHED;
    for (int32_t had = 0; had <= p->shifts[shift].n_breaks; had++) {
        int64_t t = leave_after(p, shift, had);
        if (t <= p->shifts[shift].close) {
            end = MIN(end, drive_from(p, shift, visits, n, t, had));
        }
    }
    return end;
}

static int64_t
latest_departure(const ZfVrpProblem *p, int32_t shift, const int32_t *visits, int32_t n,
                 int64_t end)
{
    int64_t best = INT64_MIN;
    for (int32_t had = 0; had <= p->shifts[shift].n_breaks; had++) {
        int64_t lo = leave_after(p, shift, had);
        if (lo > end || drive_from(p, shift, visits, n, lo, had) > end) {
            continue;
        }
        int64_t hi = end;
        while (lo < hi) {
            int64_t mid = lo + (hi - lo + 1) / 2;
            if (drive_from(p, shift, visits, n, mid, had) <= end) {
                lo = mid;
            } else {
                hi = mid - 1;
            }
        }
        best = MAX(best, lo);
    }
    return best;
}

/* ret: NULL when the shift may drive this, else what is wrong; owned by the caller. */
static char *
drive(const ZfVrpProblem *p, int32_t shift, const int32_t *visits, int32_t n, Drive *ret)
{
    const ZfVrpShift *s = &p->shifts[shift];
    int64_t load[ZF_VRP_DIMS] = {0};
    int32_t place = s->start_place;
    int32_t order = 0;
    *ret = (Drive){0};
    for (int32_t i = 0; i <= n; i++) {
        int32_t next = i < n ? p->visits[visits[i]].place : s->end_place;
        int64_t seconds = way(p, s, false, place, next);
        int64_t metres = way(p, s, true, place, next);
        if (seconds >= ZF_VRP_NO_WAY || metres >= ZF_VRP_NO_WAY) {
            return g_strdup(_("there is no way between two stops"));
        }
        ret->travel += seconds;
        ret->distance += metres;
        if (i < n) {
            const ZfVrpVisit *v = &p->visits[visits[i]];
            ret->service += v->service + setup_at(p, visits[i], place);
            for (int32_t d = 0; d < ZF_VRP_DIMS; d++) {
                load[d] += v->demand[d];
            }
            if (v->lock_order > 0 && v->lock_order < order) {
                return g_strdup(_("a locked order is not kept"));
            }
            order = MAX(order, v->lock_order);
        }
        place = next;
    }
    for (int32_t d = 0; d < ZF_VRP_DIMS; d++) {
        if (load[d] > s->capacity[d]) {
            return g_strdup_printf(_("capacity %d is exceeded"), d);
        }
    }
    if (n > s->max_visits) {
        return g_strdup(_("more visits than allowed"));
    }
    if (ret->distance > s->max_distance) {
        return g_strdup(_("farther than allowed"));
    }
    ret->end = earliest_end(p, shift, visits, n);
    if (ret->end == UNREACHED) {
        return g_strdup(_("it cannot keep its times"));
    }
    ret->depart = latest_departure(p, shift, visits, n, ret->end);
    if (ret->end - ret->depart > s->max_duration) {
        return g_strdup(_("longer than allowed"));
    }
    return NULL;
}

/* ret: NULL when this visit may be in that shift at all. */
static const char *
refuses(const Check *x, int32_t visit, int32_t shift)
{
    const ZfVrpVisit *v = &x->p->visits[visit];
    const ZfVrpShift *s = &x->p->shifts[shift];
    if (v->skills & ~s->skills) {
        return _("a skill is missing");
    }
    if (v->lock_team != ZF_VRP_NONE && v->lock_team != s->team) {
        return _("it is locked to another team");
    }
    if (v->lock_day != ZF_VRP_ANY_DAY && v->lock_day != s->day) {
        return _("it is locked to another day");
    }
    for (int32_t i = 0; i < x->p->n_forbidden; i++) {
        if (x->p->forbidden[i].visit == visit && x->p->forbidden[i].team == s->team) {
            return _("this team must not go there");
        }
    }
    return NULL;
}

static bool
series_kept(const Check *x, int32_t visit, int32_t day)
{
    const ZfVrpVisit *v = &x->p->visits[visit];
    int32_t later = x->later[visit];
    if (v->after >= 0 && x->shift_of[v->after] >= 0) {
        int64_t gap = (int64_t)day - x->p->shifts[x->shift_of[v->after]].day;
        if (gap < v->gap_min || gap > v->gap_max) {
            return false;
        }
    }
    if (later >= 0 && x->shift_of[later] >= 0) {
        int64_t gap = (int64_t)x->p->shifts[x->shift_of[later]].day - day;
        return gap >= x->p->visits[later].gap_min && gap <= x->p->visits[later].gap_max;
    }
    return true;
}

/* -- the schedule as reported -------------------------------------------------------------------
 */

static void
check_breaks(Check *x, const ZfVrpRoute *route)
{
    const ZfVrpShift *s = &x->p->shifts[route->shift];
    int32_t at = route->first_stop;
    for (int32_t j = 0; j < s->n_breaks; j++) {
        const ZfVrpBreak *b = &x->p->breaks[s->first_break + j];
        int32_t end = route->first_stop + route->n_stops;
        int32_t k = at;
        while (k < end && x->result->stops[k].visit != ZF_VRP_NONE) {
            k++;
        }
        bool here = k < end && x->result->stops[k].start >= b->earliest &&
                    x->result->stops[k].start <= b->latest &&
                    x->result->stops[k].depart == x->result->stops[k].start + b->length;
        bool before = route->depart >= b->earliest + b->length;
        bool after = route->end <= b->latest;
        if (here) {
            at = k + 1;
        } else if (!before && !after) {
            add(x, route->shift, ZF_VRP_NONE, _("shift %d: break %d is not taken"), route->shift,
                j);
        }
    }
}

static void
check_stops(Check *x, const ZfVrpRoute *route, const int32_t *visits, const Drive *d)
{
    const ZfVrpProblem *p = x->p;
    const ZfVrpShift *s = &p->shifts[route->shift];
    int64_t t = route->depart;
    int64_t wait = 0;
    int32_t place = s->start_place;
    int32_t served = 0;
    for (int32_t k = route->first_stop; k < route->first_stop + route->n_stops; k++) {
        const ZfVrpStop *stop = &x->result->stops[k];
        bool good;
        if (stop->visit == ZF_VRP_NONE) {
            good = stop->arrive == t && stop->start >= t && stop->travel == 0;
        } else if (served >= route->n_visits || stop->visit != visits[served]) {
            add(x, route->shift, stop->visit, _("shift %d: its stops are not its visits"),
                route->shift);
            return;
        } else {
            int32_t next = p->visits[stop->visit].place;
            good = stop->travel == way(p, s, false, place, next) &&
                   stop->distance == way(p, s, true, place, next) &&
                   stop->setup == setup_at(p, stop->visit, place) &&
                   stop->arrive == t + stop->travel && stop->start >= stop->arrive + stop->setup &&
                   open_at(p, s, stop->visit, stop->start) == stop->start &&
                   stop->depart == stop->start + p->visits[stop->visit].service;
            place = next;
            served++;
        }
        if (!good || stop->wait != stop->start - stop->arrive - stop->setup) {
            add(x, route->shift, stop->visit, _("shift %d: the times of stop %d are wrong"),
                route->shift, k - route->first_stop + 1);
        }
        wait += stop->wait;
        t = stop->depart;
    }
    bool sums = served == route->n_visits && t + route->last_travel == route->end &&
                route->last_travel == way(p, s, false, place, s->end_place) &&
                route->last_distance == way(p, s, true, place, s->end_place) &&
                route->travel == d->travel && route->distance == d->distance &&
                route->service == d->service && route->wait == wait && route->depart == d->depart &&
                route->end == d->end;
    if (!sums) {
        add(x, route->shift, ZF_VRP_NONE, _("shift %d: its times or sums are wrong"), route->shift);
    }
}

static void
check_route(Check *x, int32_t shift, ZfVrpCost *cost)
{
    const ZfVrpPlan *plan = &x->result->plan;
    const ZfVrpShift *s = &x->p->shifts[shift];
    const ZfVrpRoute *route = &x->result->routes[shift];
    const int32_t *visits = plan->visits + plan->first[shift];
    int32_t n = plan->first[shift + 1] - plan->first[shift];
    if (route->shift != shift || route->n_visits != n) {
        add(x, shift, ZF_VRP_NONE, _("shift %d: its times or sums are wrong"), shift);
        return;
    }
    for (int32_t i = 0; i < n; i++) {
        const char *why = refuses(x, visits[i], shift);
        if (why) {
            add(x, shift, visits[i], _("shift %d, visit %d: %s"), shift, visits[i], why);
        }
        if (!series_kept(x, visits[i], s->day)) {
            add(x, shift, visits[i], _("shift %d, visit %d: %s"), shift, visits[i],
                _("too near to, or too far from, its series"));
        }
    }
    if (n == 0) {
        return;
    }
    Drive d;
    g_autofree char *why = drive(x->p, shift, visits, n, &d);
    if (why) {
        add(x, shift, ZF_VRP_NONE, _("shift %d: %s"), shift, why);
        return;
    }
    check_stops(x, route, visits, &d);
    check_breaks(x, route);
    int64_t duration = d.end - d.depart;
    int64_t idle = duration - d.travel - d.service;
    int64_t over = duration > s->free_duration ? duration - s->free_duration : 0;
    x->hours[s->team] += duration;
    cost->routes += 1;
    cost->served += n;
    cost->distance_m += d.distance;
    cost->travel_s += d.travel;
    cost->duration_s += duration;
    cost->wait_s += idle;
    cost->service_s += d.service;
    cost->overtime_s += over;
    cost->distance += d.distance * s->rate_distance;
    cost->travel += d.travel * s->rate_travel;
    cost->duration += duration * s->rate_duration;
    cost->wait += idle * s->rate_wait;
    cost->overtime += over * s->rate_overtime;
    cost->fixed += s->fixed_cost;
    cost->balance += duration * x->p->weights.balance_days / 3600 * duration +
                     duration * x->p->weights.balance_days % 3600 * duration / 3600;
}

/* -- costs that hang on visits ------------------------------------------------------------------
 */

static int64_t
placing_cost(const Check *x, int32_t visit, int32_t shift, int64_t *continuity, int64_t *stability)
{
    const ZfVrpVisit *v = &x->p->visits[visit];
    const ZfVrpShift *s = &x->p->shifts[shift];
    *continuity =
        v->preferred_team != ZF_VRP_NONE && v->preferred_team != s->team ? v->preferred_cost : 0;
    *stability = 0;
    if (v->earlier_team != ZF_VRP_NONE && v->earlier_team != s->team) {
        *stability += x->p->weights.other_team;
    }
    if (v->earlier_day != ZF_VRP_NONE && v->earlier_day != s->day) {
        *stability += x->p->weights.other_day;
    }
    return *continuity + *stability;
}

/* By team: 1024 times the most time that any team offers against the time it offers. */
static int64_t *
team_shares(const ZfVrpProblem *p)
{
    int64_t *share = g_new0(int64_t, p->n_teams + 1);
    int64_t most = 0;
    for (int32_t i = 0; i < p->n_shifts; i++) {
        const ZfVrpShift *s = &p->shifts[i];
        share[s->team] += MAX(0, MIN(s->max_duration, s->close - s->open));
        most = MAX(most, share[s->team]);
    }
    for (int32_t t = 0; t < p->n_teams; t++) {
        share[t] = most >= ZF_VRP_FAR / 2 || share[t] == 0 ? 1024 : 1024 * most / share[t];
        share[t] = MIN(share[t], 1024 * 1024);
    }
    return share;
}

static int64_t
team_cost(const Check *x, int32_t team, int64_t hours)
{
    int64_t scaled = x->share[team] * hours / 1024;
    int64_t w = x->p->weights.balance_teams * hours;
    return w / 3600 * scaled + w % 3600 * scaled / 3600;
}

/* Squared distances of some visits from their middle, at weights.spread. extra: one more, or none.
 */
static int64_t
spread_cost(const ZfVrpProblem *p, const int32_t *visits, int32_t n, int32_t extra)
{
    int64_t sum_x = 0;
    int64_t sum_y = 0;
    int64_t squares = 0;
    int32_t all = n + (extra != ZF_VRP_NONE);
    for (int32_t i = 0; i < all; i++) {
        const ZfVrpVisit *v = &p->visits[i < n ? visits[i] : extra];
        sum_x += v->x;
        sum_y += v->y;
        squares += (int64_t)v->x * v->x + (int64_t)v->y * v->y;
    }
    return all < 1 ? 0
                   : p->weights.spread * (squares - (sum_x * sum_x + sum_y * sum_y) / all) / 1024;
}

static void
check_groups(Check *x, ZfVrpCost *cost)
{
    const ZfVrpProblem *p = x->p;
    for (int32_t g = 0; g < p->n_groups; g++) {
        int32_t members = 0;
        int32_t served = 0;
        for (int32_t i = 0; i < p->n_visits; i++) {
            members += p->visits[i].group == g;
            served += p->visits[i].group == g && x->shift_of[i] >= 0;
        }
        if (served > 1) {
            add(x, ZF_VRP_NONE, ZF_VRP_NONE, _("group %d is served more than once"), g);
        }
        if (members > 0 && served == 0) {
            cost->unserved += 1;
            cost->unserved_must += p->groups[g].prize == ZF_VRP_MUST;
            cost->prizes += p->groups[g].prize == ZF_VRP_MUST ? 0 : p->groups[g].prize;
        }
    }
}

static void
add_visit_costs(Check *x, ZfVrpCost *cost)
{
    const ZfVrpProblem *p = x->p;
    for (int32_t i = 0; i < p->n_visits; i++) {
        const ZfVrpVisit *v = &p->visits[i];
        if (x->shift_of[i] >= 0) {
            int64_t continuity;
            int64_t stability;
            placing_cost(x, i, x->shift_of[i], &continuity, &stability);
            cost->continuity += continuity;
            cost->stability += stability;
        } else if (v->group == ZF_VRP_NONE) {
            cost->unserved += 1;
            cost->unserved_must += v->prize == ZF_VRP_MUST;
            cost->prizes += v->prize == ZF_VRP_MUST ? 0 : v->prize;
        }
    }
    for (int32_t i = 0; i < p->n_pairs; i++) {
        int32_t a = x->shift_of[p->pairs[i].a];
        int32_t b = x->shift_of[p->pairs[i].b];
        if (a >= 0 && b >= 0 && a != b) {
            cost->compactness += p->pairs[i].cost;
        }
    }
    for (int32_t s = 0; s < p->n_shifts && p->weights.spread > 0; s++) {
        const ZfVrpPlan *plan = &x->result->plan;
        cost->compactness += spread_cost(p, plan->visits + plan->first[s],
                                         plan->first[s + 1] - plan->first[s], ZF_VRP_NONE);
    }
    for (int32_t t = 0; t < p->n_teams; t++) {
        cost->balance += team_cost(x, t, x->hours[t]);
    }
    check_groups(x, cost);
    cost->total = cost->distance + cost->travel + cost->duration + cost->wait + cost->overtime +
                  cost->fixed + cost->prizes + cost->compactness + cost->continuity +
                  cost->stability + cost->balance;
}

static void
compare_costs(Check *x, const ZfVrpCost *own)
{
    const ZfVrpCost *told = &x->result->cost;
#define PART(name)                                                                                 \
    if (own->name != told->name) {                                                                 \
        add(x, ZF_VRP_NONE, ZF_VRP_NONE, _("cost part %s is %ld, told %ld"), #name,                \
            (int64_t)own->name, (int64_t)told->name);                                              \
    }
    PART(total)
    PART(distance)
    PART(travel)
    PART(duration)
    PART(wait)
    PART(overtime)
    PART(fixed)
    PART(prizes)
    PART(compactness)
    PART(continuity)
    PART(stability)
    PART(balance)
    PART(distance_m)
    PART(travel_s)
    PART(duration_s)
    PART(wait_s)
    PART(service_s)
    PART(overtime_s)
    PART(routes)
    PART(served)
    PART(unserved)
    PART(unserved_must)
#undef PART
    if (x->result->complete != (own->unserved_must == 0)) {
        add(x, ZF_VRP_NONE, ZF_VRP_NONE, _("complete or not is told wrongly"));
    }
}

/* -- room ---------------------------------------------------------------------------------------
 */

static int64_t
drive_cost(const Check *x, int32_t shift, int32_t n, const Drive *d)
{
    const ZfVrpShift *s = &x->p->shifts[shift];
    if (n == 0) {
        return 0;
    }
    int64_t duration = d->end - d->depart;
    int64_t w = x->p->weights.balance_days * duration;
    return s->fixed_cost + s->rate_distance * d->distance + s->rate_travel * d->travel +
           s->rate_duration * duration + s->rate_wait * (duration - d->travel - d->service) +
           s->rate_overtime * MAX(0, duration - s->free_duration) + w / 3600 * duration +
           w % 3600 * duration / 3600;
}

/* Cost of the visit being in the shift beyond the driving. */
static int64_t
joining_cost(const Check *x, int32_t visit, int32_t shift)
{
    int64_t continuity;
    int64_t stability;
    int64_t cost = placing_cost(x, visit, shift, &continuity, &stability);
    for (int32_t i = 0; i < x->p->n_pairs; i++) {
        const ZfVrpPair *q = &x->p->pairs[i];
        if (q->a == visit || q->b == visit) {
            int32_t other = x->shift_of[q->a == visit ? q->b : q->a];
            cost += other >= 0 && other != shift ? q->cost : 0;
        }
    }
    return cost;
}

bool
zf_vrp_check_route(const ZfVrpProblem *problem, int32_t shift, const int32_t *visits, int32_t n,
                   int64_t *cost, int64_t *duration)
{
    const Check x = {.p = problem};
    Drive d;
    g_autofree char *why = drive(problem, shift, visits, n, &d);
    *cost = 0;
    *duration = 0;
    if (n == 0) {
        return true;
    }
    for (int32_t i = 0; i < n; i++) {
        int64_t continuity;
        int64_t stability;
        if (why || refuses(&x, visits[i], shift)) {
            return false;
        }
        *cost += placing_cost(&x, visits[i], shift, &continuity, &stability);
    }
    *cost += drive_cost(&x, shift, n, &d) + spread_cost(problem, visits, n, ZF_VRP_NONE);
    *duration = d.end - d.depart;
    return true;
}

static bool
room_in(Check *x, int32_t visit, int32_t shift, int64_t prize, int32_t *seq)
{
    const ZfVrpPlan *plan = &x->result->plan;
    int32_t n = plan->first[shift + 1] - plan->first[shift];
    const ZfVrpShift *s = &x->p->shifts[shift];
    if (n + 1 > s->max_visits || refuses(x, visit, shift) ||
        open_at(x->p, s, visit, s->open) == UNREACHED || !series_kept(x, visit, s->day)) {
        return false;
    }
    if (n > 0) {
        memcpy(seq + 1, plan->visits + plan->first[shift], sizeof(int32_t) * (size_t)n);
    }
    Drive before = {0};
    g_autofree char *why = n ? drive(x->p, shift, seq + 1, n, &before) : NULL;
    if (why) {
        return false;
    }
    int64_t joining = joining_cost(x, visit, shift) +
                      spread_cost(x->p, plan->visits + plan->first[shift], n, visit) -
                      spread_cost(x->p, plan->visits + plan->first[shift], n, ZF_VRP_NONE);
    for (int32_t pos = 0; pos <= n; pos++) {
        if (pos > 0) {
            seq[pos - 1] = seq[pos];
        }
        seq[pos] = visit;
        Drive with;
        g_autofree char *not = drive(x->p, shift, seq, n + 1, &with);
        if (not ) {
            continue;
        }
        int64_t hours = x->hours[s->team];
        int64_t longer = with.end - with.depart - (before.end - before.depart);
        int64_t price = drive_cost(x, shift, n + 1, &with) - drive_cost(x, shift, n, &before) +
                        team_cost(x, s->team, hours + longer) - team_cost(x, s->team, hours) +
                        joining;
        if (prize == ZF_VRP_MUST || price < prize) {
            add(x, shift, visit, _("visit %d is left out, but fits into shift %d as stop %d"),
                visit, shift, pos + 1);
            return true;
        }
    }
    return false;
}

static void
check_room(Check *x)
{
    g_autofree int32_t *seq = g_new(int32_t, x->p->n_visits + 2);
    for (int32_t v = 0; v < x->p->n_visits; v++) {
        int32_t group = x->p->visits[v].group;
        bool wanted = x->shift_of[v] < 0;
        for (int32_t i = 0; i < x->p->n_visits && group >= 0 && wanted; i++) {
            wanted = x->p->visits[i].group != group || x->shift_of[i] < 0;
        }
        int64_t prize = group >= 0 ? x->p->groups[group].prize : x->p->visits[v].prize;
        for (int32_t shift = 0; wanted && shift < x->p->n_shifts; shift++) {
            if (room_in(x, v, shift, prize, seq)) {
                break;
            }
        }
    }
}

static bool
plan_readable(Check *x)
{
    const ZfVrpPlan *plan = &x->result->plan;
    bool good = plan->n_shifts == x->p->n_shifts && x->result->n_routes == plan->n_shifts &&
                plan->first[0] == 0;
    for (int32_t r = 0; good && r < plan->n_shifts; r++) {
        const ZfVrpRoute *route = &x->result->routes[r];
        good = plan->first[r + 1] >= plan->first[r] && route->n_stops >= 0 &&
               (route->n_stops == 0 || (route->first_stop >= 0 &&
                                        route->first_stop <= x->result->n_stops - route->n_stops));
        for (int32_t i = plan->first[r]; good && i < plan->first[r + 1]; i++) {
            int32_t v = plan->visits[i];
            good = v >= 0 && v < x->p->n_visits;
            if (good && x->shift_of[v] != ZF_VRP_NONE) {
                add(x, r, v, _("visit %d is served more than once"), v);
            }
            if (good) {
                x->shift_of[v] = r;
            }
        }
    }
    if (!good) {
        add(x, ZF_VRP_NONE, ZF_VRP_NONE, _("the plan does not belong to this problem"));
    }
    return good;
}

GPtrArray *
zf_vrp_check(const ZfVrpProblem *problem, const ZfVrpResult *result)
{
    Check x = {
        .p = problem,
        .result = result,
        .found = g_ptr_array_new_with_free_func(violation_free),
        .shift_of = g_new(int32_t, problem->n_visits + 1),
        .later = g_new(int32_t, problem->n_visits + 1),
        .hours = g_new0(int64_t, problem->n_teams + 1),
        .share = team_shares(problem),
    };
    for (int32_t i = 0; i < problem->n_visits; i++) {
        x.shift_of[i] = x.later[i] = ZF_VRP_NONE;
    }
    for (int32_t i = 0; i < problem->n_visits; i++) {
        if (problem->visits[i].after >= 0) {
            x.later[problem->visits[i].after] = i;
        }
    }
    if (plan_readable(&x)) {
        ZfVrpCost cost = {0};
        for (int32_t r = 0; r < problem->n_shifts; r++) {
            check_route(&x, r, &cost);
        }
        add_visit_costs(&x, &cost);
        compare_costs(&x, &cost);
        check_room(&x);
    }
    g_free(x.shift_of);
    g_free(x.later);
    g_free(x.hours);
    g_free(x.share);
    return x.found;
}
