#include "vrp/polish.h"

#define LONGEST 120 /* longer routes are left as the search made them */
#define STRETCH 3   /* stops moved together */

static void
current(const State *s, int32_t route, int32_t *seq)
{
    for (int32_t i = 0; i < s->route[route].len; i++) {
        seq[i] = s->route[route].node[i + 1].visit;
    }
}

/* What the ways of a route cost with this order, up to position `to`, from `from` on. */
static int64_t
ways_cost(const State *s, int32_t route, const int32_t *seq, int32_t n, int32_t from, int32_t to)
{
    const Core *c = s->c;
    const ZfVrpShift *sh = &c->p->shifts[route];
    const ZfVrpMatrix *leg = core_leg(c, route);
    int64_t cost = 0;
    for (int32_t i = from; i <= to; i++) {
        cost += leg_cost(leg, sh, i == 0 ? sh->start_place : c->place[seq[i - 1]],
                         i == n ? sh->end_place : c->place[seq[i]]);
    }
    return cost;
}

/* Can the route be no better, or not be driven, in this order? A bound that is quick to tell: the
 * order of visits, the earliest times without breaks and setups, and the cost without waiting. */
static bool
hopeless(const State *s, int32_t route, const int32_t *seq, int32_t n)
{
    const Core *c = s->c;
    const ZfVrpShift *sh = &c->p->shifts[route];
    const Route *r = &s->route[route];
    const ZfVrpMatrix *leg = core_leg(c, route);
    int64_t clock = sh->open;
    int64_t distance = 0;
    int64_t travel = 0;
    int32_t order = 0;
    for (int32_t i = 0; i <= n; i++) {
        int32_t here = i == 0 ? sh->start_place : c->place[seq[i - 1]];
        int32_t next = i == n ? sh->end_place : c->place[seq[i]];
        int64_t time = leg_time(leg, here, next);
        distance += leg_distance(leg, here, next);
        travel += time;
        clock += time;
        if (i < n) {
            int32_t place_in_order = c->has_order ? c->p->visits[seq[i]].lock_order : 0;
            clock = core_begin(c, core_entry(c, seq[i], route), clock);
            if (clock >= CORE_NEVER || (place_in_order > 0 && place_in_order < order)) {
                return true;
            }
            clock += c->service[seq[i]];
            order = MAX(order, place_in_order);
        }
    }
    if (clock > sh->close || !c->time_costs || c->has_setup) {
        return clock > sh->close;
    }
    int64_t shortest = travel + r->work;
    int64_t hours = s->team_hours[sh->team];
    int64_t least = core_route_cost(c, sh, distance, travel, r->work, shortest) + r->assign +
                    core_team_cost(c, sh->team, hours - r->duration + shortest) -
                    core_team_cost(c, sh->team, hours);
    return least >= r->cost;
}

/* old and seq differ in lo … hi alone. */
static bool
keep_if_better(State *s, int32_t route, const int32_t *old, const int32_t *seq, int32_t n,
               int32_t lo, int32_t hi)
{
    if ((!s->c->time_costs &&
         ways_cost(s, route, seq, n, lo, hi + 1) >= ways_cost(s, route, old, n, lo, hi + 1)) ||
        (s->c->has_time && hopeless(s, route, seq, n))) {
        return false;
    }
    zf_vrp_state_begin(s);
    if (zf_vrp_state_set(s, route, seq, n)) {
        if (s->total < s->saved_total) {
            return true;
        }
        zf_vrp_state_undo(s);
    }
    return false;
}

/* The order with stops from … to (both included) turned round. */
static bool
turn(State *s, int32_t route, int32_t from, int32_t to)
{
    int32_t n = s->route[route].len;
    int32_t old[LONGEST] = {0};
    int32_t seq[LONGEST] = {0};
    current(s, route, old);
    for (int32_t i = 0; i < n; i++) {
        seq[i] = i >= from && i <= to ? old[from + to - i] : old[i];
    }
    return keep_if_better(s, route, old, seq, n, from, to);
}

/* The order with `length` stops from `from` on taken out and put before the at-th of the rest. */
static bool
move(State *s, int32_t route, int32_t from, int32_t length, int32_t at, bool turned)
{
    int32_t n = s->route[route].len;
    int32_t old[LONGEST] = {0};
    int32_t seq[LONGEST] = {0};
    current(s, route, old);
    int32_t k = 0;
    int32_t rest = 0;
    for (int32_t i = 0; i <= n; i++) {
        if (i == n || i < from || i >= from + length) {
            for (int32_t j = 0; rest == at && j < length; j++) {
                seq[k++] = old[turned ? from + length - 1 - j : from + j];
            }
            if (i < n) {
                seq[k++] = old[i];
            }
            rest++;
        }
    }
    return keep_if_better(s, route, old, seq, n, MIN(from, at), MAX(from, at) + length - 1);
}

static bool
polish_route(State *s, int32_t route)
{
    int32_t n = s->route[route].len;
    for (int32_t from = 0; from + 1 < n; from++) {
        for (int32_t to = from + 1; to < n; to++) {
            if (turn(s, route, from, to)) {
                return true;
            }
        }
    }
    for (int32_t length = 1; length <= STRETCH && length < n; length++) {
        for (int32_t from = 0; from + length <= n; from++) {
            for (int32_t at = 0; at <= n - length; at++) {
                if (at != from && (move(s, route, from, length, at, false) ||
                                   (length > 1 && move(s, route, from, length, at, true)))) {
                    return true;
                }
            }
        }
    }
    return false;
}

bool
zf_vrp_polish(State *s, StopFunc stop, void *user)
{
    bool any = false;
    for (int32_t route = 0; route < s->c->r; route++) {
        if (s->route[route].len > 0 && stop && stop(user)) {
            break;
        }
        while (s->route[route].len <= LONGEST && polish_route(s, route)) {
            any = true;
        }
    }
    zf_vrp_state_begin(s);
    return any;
}
