#include "vrp/fleet.h"

#define TYPES_TRIED 64 /* of many types a few are drawn */
#define TYPES_DRAWN 8
#define ROUTES_MAX  12 /* of one trial, that are looked at */

/* The ways of a route by the means of another shift. ret: false where there is no way. */
static bool
ways_by(const State *s, int32_t a, int32_t b, int64_t *distance, int64_t *travel)
{
    const Route *r = &s->route[a];
    const ZfVrpShift *to = &s->c->p->shifts[b];
    const ZfVrpMatrix *leg = core_leg(s->c, b);
    *distance = *travel = 0;
    for (int32_t i = 0; i <= r->len; i++) {
        int32_t here = i == 0 ? to->start_place : r->node[i].place;
        int32_t next = i == r->len ? to->end_place : r->node[i + 1].place;
        int64_t time = leg_time(leg, here, next);
        if (time >= ZF_VRP_NO_WAY) {
            return false;
        }
        *distance += leg_distance(leg, here, next);
        *travel += time;
    }
    return true;
}

/* What the route of shift a would cost driven by shift b, prizes, pairs and durations left aside,
 * or INT64_MAX. */
static int64_t
cost_by(const State *s, int32_t a, int32_t b)
{
    const Core *c = s->c;
    const Route *r = &s->route[a];
    const ZfVrpShift *from = &c->p->shifts[a];
    const ZfVrpShift *to = &c->p->shifts[b];
    for (int32_t d = 0; d < c->n_dims; d++) {
        if (r->load[d] > to->capacity[d]) {
            return INT64_MAX;
        }
    }
    if (r->len > to->max_visits) {
        return INT64_MAX;
    }
    int64_t distance = r->distance;
    int64_t travel = r->travel;
    if (from->matrix != to->matrix) {
        if (!ways_by(s, a, b, &distance, &travel)) {
            return INT64_MAX;
        }
    } else if (from->start_place != to->start_place || from->end_place != to->end_place) {
        const ZfVrpMatrix *leg = core_leg(c, b);
        int32_t first = r->node[1].place;
        int32_t last = r->node[r->len].place;
        distance += leg_distance(leg, to->start_place, first) - r->node[0].next_distance +
                    leg_distance(leg, last, to->end_place) - r->node[r->len].next_distance;
        travel += leg_time(leg, to->start_place, first) - r->node[0].next_time +
                  leg_time(leg, last, to->end_place) - r->node[r->len].next_time;
    }
    if (distance > to->max_distance) {
        return INT64_MAX;
    }
    int64_t assign = r->assign;
    for (int32_t i = 1; i <= r->len && (c->assign || c->choosy); i++) {
        int32_t v = r->node[i].visit;
        if (core_entry(c, v, b)->n == 0) {
            return INT64_MAX;
        }
        assign += core_assign(c, v, b) - core_assign(c, v, a);
    }
    return to->fixed_cost + to->rate_distance * distance + to->rate_travel * travel + assign;
}

/* What even hours gain when shifts a and b exchange their routes, their lengths staying alike. */
static int64_t
balance_gain(const State *s, int32_t a, int32_t b)
{
    const Core *c = s->c;
    int32_t from = c->p->shifts[a].team;
    int32_t to = c->p->shifts[b].team;
    int64_t more = s->route[a].duration - s->route[b].duration;
    if (from == to || c->p->weights.balance_teams == 0) {
        return 0;
    }
    return core_team_cost(c, from, s->team_hours[from]) + core_team_cost(c, to, s->team_hours[to]) -
           core_team_cost(c, from, s->team_hours[from] - more) -
           core_team_cost(c, to, s->team_hours[to] + more);
}

/* The part of a route's cost that cost_by tells of another shift. */
static int64_t
cost_now(const State *s, int32_t a)
{
    const Route *r = &s->route[a];
    const ZfVrpShift *sh = &s->c->p->shifts[a];
    return s->c->time_costs ? sh->fixed_cost + sh->rate_distance * r->distance +
                                  sh->rate_travel * r->travel + r->assign
                            : r->cost;
}

static int32_t
contents(const State *s, int32_t shift, int32_t *seq)
{
    for (int32_t i = 0; i < s->route[shift].len; i++) {
        seq[i] = s->route[shift].node[i + 1].visit;
    }
    return s->route[shift].len;
}

/* Exchanges what two shifts do, one of which may be empty; back again where that costs more. */
static bool
exchange(State *s, int32_t a, int32_t b)
{
    int64_t before = s->total;
    if (s->c->has_series && s->c->p->shifts[a].day != s->c->p->shifts[b].day) {
        return false;
    }
    g_autofree int32_t *seq = g_new(int32_t, s->route[a].len + s->route[b].len + 1);
    int32_t n_a = contents(s, a, seq);
    int32_t n_b = contents(s, b, seq + n_a);
    if (!zf_vrp_state_set_two(s, a, seq + n_a, n_b, b, seq, n_a)) {
        return false;
    }
    if (s->total < before) {
        return true;
    }
    bool back = zf_vrp_state_set_two(s, a, seq, n_a, b, seq + n_a, n_b);
    g_assert(back && s->total == before);
    return false;
}

/* The most promising empty shift for a route. ret: the shift the route is driven by afterwards. */
static int32_t
move_to_empty(State *s, ZfRng *rng, int32_t a)
{
    const Core *c = s->c;
    bool all = c->n_types <= TYPES_TRIED;
    int64_t now = cost_now(s, a);
    int64_t best = INT64_MAX;
    int32_t to = ZF_VRP_NONE;
    for (int32_t i = 0; i < (all ? c->n_types : TYPES_DRAWN); i++) {
        int32_t t = all ? i : (int32_t)zf_rng_below(rng, (uint32_t)c->n_types);
        if (s->type_empty[t] == 0 || t == c->type[a] ||
            core_entry_of(c, s->route[a].node[1].visit, t)->n == 0) {
            continue;
        }
        int32_t b = zf_vrp_state_empty_of(s, t);
        int64_t cost = cost_by(s, a, b);
        cost = cost == INT64_MAX ? cost : cost - balance_gain(s, a, b);
        if (cost < best && cost < now) {
            best = cost;
            to = b;
        }
    }
    return to >= 0 && exchange(s, a, to) ? to : a;
}

void
zf_vrp_fleet_improve(State *s, ZfRng *rng)
{
    const Core *c = s->c;
    int32_t routes[ROUTES_MAX];
    int32_t n = 0;
    for (int32_t i = 0; i < s->n_touched && n < ROUTES_MAX; i++) {
        if (s->route[s->touched[i]].len > 0) {
            routes[n++] = s->touched[i];
        }
    }
    for (int32_t i = 0; i < n; i++) {
        routes[i] = move_to_empty(s, rng, routes[i]);
    }
    for (int32_t i = 0; i < n; i++) {
        for (int32_t j = i + 1; j < n; j++) {
            int32_t a = routes[i];
            int32_t b = routes[j];
            if (c->type[a] == c->type[b] || s->route[a].len == 0 || s->route[b].len == 0) {
                continue;
            }
            int64_t hoped = cost_now(s, a) + cost_now(s, b) + balance_gain(s, a, b);
            int64_t to_b = cost_by(s, a, b);
            int64_t to_a = to_b == INT64_MAX ? INT64_MAX : cost_by(s, b, a);
            if (to_a < INT64_MAX && to_a + to_b < hoped) {
                exchange(s, a, b);
            }
        }
    }
}

void
zf_vrp_fleet_shuffle(State *s, ZfRng *rng)
{
    const Core *c = s->c;
    if (s->n_touched == 0) {
        return;
    }
    int32_t a = s->touched[zf_rng_below(rng, (uint32_t)s->n_touched)];
    int32_t t = (int32_t)zf_rng_below(rng, (uint32_t)c->n_types);
    if (s->route[a].len == 0 || t == c->type[a] || s->type_empty[t] == 0) {
        return;
    }
    int32_t b = zf_vrp_state_empty_of(s, t);
    if (c->has_series && c->p->shifts[a].day != c->p->shifts[b].day) {
        return;
    }
    for (int32_t i = 1; i <= s->route[a].len; i++) {
        if (core_entry(c, s->route[a].node[i].visit, b)->n == 0) {
            return;
        }
    }
    g_autofree int32_t *seq = g_new(int32_t, s->route[a].len + 1);
    int32_t n = contents(s, a, seq);
    zf_vrp_state_set_two(s, a, seq, 0, b, seq, n);
}

/* -- even hours ---------------------------------------------------------------------------------
 */

#define EVEN_PASSES 32

/* Does the exchange of a's route for b's, which may have none, promise to pay? */
static bool
evens_out(const State *s, int32_t a, int32_t b)
{
    if (core_entry(s->c, s->route[a].node[1].visit, b)->n == 0) {
        return false; /* as soon told for all that are held where they are */
    }
    int64_t gain = balance_gain(s, a, b);
    if (gain <= 0) {
        return false;
    }
    gain += cost_now(s, a) + (s->route[b].len > 0 ? cost_now(s, b) : 0);
    int64_t to_b = cost_by(s, a, b);
    int64_t to_a = to_b < INT64_MAX && s->route[b].len > 0 ? cost_by(s, b, a) : 0;
    return to_b < INT64_MAX && to_a < INT64_MAX && to_a + to_b < gain;
}

void
zf_vrp_fleet_even(State *s)
{
    const Core *c = s->c;
    bool more = c->p->weights.balance_teams > 0;
    for (int32_t pass = 0; pass < EVEN_PASSES && more; pass++) {
        more = false;
        for (int32_t a = 0; a < c->r; a++) {
            for (int32_t b = 0; b < c->r && s->route[a].len > 0; b++) {
                bool again = b < a && s->route[b].len > 0;
                if (!again && !s->closed[a] && !s->closed[b] && evens_out(s, a, b)) {
                    zf_vrp_state_begin(s);
                    more = exchange(s, a, b) || more;
                }
            }
        }
    }
    zf_vrp_state_begin(s);
}
