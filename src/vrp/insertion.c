#include "vrp/insertion.h"

/* After so many neighbours too far away to be worth a closer look, those still further are not. */
#define VAIN 6
/* Of more routes, so many are tried at their ends. */
#define ENDS_MAX 128

/* What does not change while one visit is tried in many places. */
typedef struct Trying {
    int32_t visit;
    int32_t place;
    int64_t pairs;  /* costs of all its served partners */
    int64_t demand; /* where Core.plain */
    uint64_t kinds; /* likewise */
    Spot best;
} Trying;

Insertion *
zf_vrp_insertion_new(State *state)
{
    Insertion *in = g_new0(Insertion, 1);
    in->s = state;
    in->stamp = g_new0(uint32_t, state->c->n + 1);
    in->share = 256;
    in->only_type = ZF_VRP_NONE;
    in->base = g_new0(Base, state->c->r + 1);
    return in;
}

void
zf_vrp_insertion_free(Insertion *insertion)
{
    if (insertion) {
        g_free(insertion->stamp);
        g_free(insertion->base);
        g_free(insertion);
    }
}

/* Whether the route can hold the visit at all, as far as its place in it does not matter. ret: cost
 * of being there, or IMPOSSIBLE. */
static int64_t
route_base(const State *s, const Trying *t, int32_t shift)
{
    const Core *c = s->c;
    const Route *r = &s->route[shift];
    const ZfVrpShift *sh = &c->p->shifts[shift];
    if (s->closed[shift] || core_entry(c, t->visit, shift)->n == 0 || r->len >= sh->max_visits) {
        return IMPOSSIBLE;
    }
    const int64_t *demand = c->demand + (size_t)t->visit * (size_t)c->n_dims;
    for (int32_t d = 0; d < c->n_dims; d++) {
        if (r->load[d] + demand[d] > sh->capacity[d]) {
            return IMPOSSIBLE;
        }
    }
    if (c->has_series && !zf_vrp_state_series_ok(s, t->visit, sh->day)) {
        return IMPOSSIBLE;
    }
    return core_assign(c, t->visit, shift) + core_spread_with(c, &r->moments, t->visit) + t->pairs -
           s->discount[shift] + (r->len == 0 ? sh->fixed_cost : 0);
}

/* The fixed cost of an empty shift as far as it counts for this visit. */
static int64_t
opening_cost(const Insertion *in, const Trying *t, int32_t shift)
{
    const Core *c = in->s->c;
    const ZfVrpShift *sh = &c->p->shifts[shift];
    int64_t share = in->share;
    for (int32_t d = 0; d < c->n_dims; d++) {
        int64_t demand = c->demand[(size_t)t->visit * (size_t)c->n_dims + (size_t)d];
        int64_t part = sh->capacity[d] > 0 && sh->capacity[d] < ZF_VRP_FAR
                           ? 256 * demand / sh->capacity[d]
                           : 0;
        share = MAX(share, part);
    }
    return sh->fixed_cost / 256 * MIN(share, 256);
}

/* Does the whole route, breaks and locked orders included, allow the visit at pos? */
static bool
schedule_allows(const Insertion *in, int32_t shift, int32_t pos, int32_t visit, Times *times)
{
    State *s = in->s;
    const Route *r = &s->route[shift];
    for (int32_t i = 1, k = 0; i <= r->len + 1; i++) {
        if (i == pos) {
            s->scratch[k++] = visit;
        }
        if (i <= r->len) {
            s->scratch[k++] = r->node[i].visit;
        }
    }
    return zf_vrp_schedule_times(s->scheduler, shift, s->scratch, r->len + 1, times);
}

/* Where durations do not matter: can the visit be at pos in time? */
static bool
in_time(const Insertion *in, int32_t shift, int32_t pos, const Trying *t, int64_t to, int64_t from)
{
    const Core *c = in->s->c;
    const Route *r = &in->s->route[shift];
    const Node *a = &r->node[pos - 1];
    int64_t ready = a->pre.e + (a->visit >= 0 ? c->service[a->visit] : 0);
    int64_t begin = core_begin(c, core_entry(c, t->visit, shift), ready + to);
    if (begin >= CORE_NEVER || begin + c->service[t->visit] + from > a[1].suf.l) {
        return false;
    }
    Times times;
    return (!r->slow && !(c->has_order && c->p->visits[t->visit].lock_order > 0)) ||
           schedule_allows(in, shift, pos, t->visit, &times);
}

/* The route's duration with the visit at pos, or -1. */
static int64_t
duration_with(const Insertion *in, int32_t shift, int32_t pos, const Trying *t, int64_t to,
              int64_t from)
{
    const State *s = in->s;
    const Core *c = s->c;
    const Route *r = &s->route[shift];
    const Entry *e = core_entry(c, t->visit, shift);
    Seg seg = {c->service[t->visit], c->win[e->first].open, c->win[e->first + e->n - 1].close};
    if (!seg_join(&r->node[pos - 1].pre, to, &seg, &seg) ||
        !seg_join(&seg, from, &r->node[pos].suf, &seg)) {
        return -1;
    }
    if (r->slow || e->n > 1 || c->p->visits[t->visit].lock_order > 0) {
        Times times;
        return schedule_allows(in, shift, pos, t->visit, &times) ? times.end - times.depart : -1;
    }
    return seg.d;
}

/* Costs of the route that follow from its duration, with and without the visit. */
static int64_t
time_cost(const State *s, int32_t shift, int64_t base, int64_t duration, int64_t travel,
          int64_t distance, int64_t work)
{
    const Core *c = s->c;
    const Route *r = &s->route[shift];
    const ZfVrpShift *sh = &c->p->shifts[shift];
    int64_t fixed = r->len == 0 ? sh->fixed_cost : 0;
    int64_t before = r->cost - r->assign;
    int64_t after = core_route_cost(c, sh, distance, travel, work, duration);
    int64_t delta = base - fixed + after - before;
    if (c->p->weights.balance_teams) {
        int64_t hours = s->team_hours[sh->team];
        delta += core_team_cost(c, sh->team, hours + duration - r->duration) -
                 core_team_cost(c, sh->team, hours);
    }
    return delta;
}

/* true for the positions to be passed over. */
static inline bool
blinks(Insertion *in)
{
    if (in->blink == 0 || --in->until > 0) {
        return false;
    }
    in->until = 1 + zf_rng_below(in->rng, 2 * in->blink);
    return true;
}

static void
try_at(Insertion *in, Trying *t, int32_t shift, int32_t pos, int64_t base)
{
    State *s = in->s;
    const Core *c = s->c;
    const Route *r = &s->route[shift];
    const Fast *f = &c->fast[shift];
    const Node *a = &r->node[pos - 1];
    const Node *b = &r->node[pos];
    int64_t d1 = way(fast_distances_to(f, t->place), a->place);
    int64_t d2 = way(fast_distances_from(f, t->place), b->place);
    int64_t t1 = f->alike ? d1 : way(fast_times_to(f, t->place), a->place);
    int64_t t2 = f->alike ? d2 : way(fast_times_from(f, t->place), b->place);
    int64_t more_d = d1 + d2 - (r->len ? a->next_distance : 0);
    int64_t more_t = t1 + t2 - (r->len ? a->next_time : 0);
    int64_t delta = base + f->rate_distance * more_d + f->rate_travel * more_t;
    if (delta >= t->best.delta || r->distance + more_d > f->max_distance || blinks(in)) {
        return;
    }
    if (c->has_no_way && (d1 >= ZF_VRP_NO_WAY || d2 >= ZF_VRP_NO_WAY || t1 >= ZF_VRP_NO_WAY ||
                          t2 >= ZF_VRP_NO_WAY)) {
        return;
    }
    if (c->has_time) {
        int64_t setup1 = 0;
        int64_t setup2 = 0;
        int64_t setup0 = 0;
        if (c->has_setup) {
            int64_t setup = b->visit >= 0 ? c->setup[b->visit] : 0;
            setup1 = a->place != t->place ? c->setup[t->visit] : 0;
            setup2 = b->place != t->place ? setup : 0;
            setup0 = b->place != a->place ? setup : 0;
        }
        if (c->quick) {
            if (in_time(in, shift, pos, t, t1 + setup1, t2 + setup2)) {
                t->best = (Spot){t->visit, shift, pos, delta};
            }
            return;
        }
        int64_t duration = duration_with(in, shift, pos, t, t1 + setup1, t2 + setup2);
        if (duration < 0 || duration > f->max_duration) {
            return;
        }
        if (c->time_costs) {
            delta = time_cost(s, shift, base, duration, r->travel + more_t, r->distance + more_d,
                              r->work + c->service[t->visit] + setup1 + setup2 - setup0);
            if (delta >= t->best.delta) {
                return;
            }
        }
    }
    t->best = (Spot){t->visit, shift, pos, delta};
}

static void
try_route(Insertion *in, Trying *t, int32_t shift)
{
    int64_t base = route_base(in->s, t, shift);
    if (base == IMPOSSIBLE) {
        return;
    }
    for (int32_t pos = 1; pos <= in->s->route[shift].len + 1; pos++) {
        try_at(in, t, shift, pos, base);
    }
}

static void
try_empty_of(Insertion *in, Trying *t, int32_t type)
{
    int32_t shift = zf_vrp_state_empty_of(in->s, type);
    int64_t base = shift >= 0 ? route_base(in->s, t, shift) : IMPOSSIBLE;
    if (base == IMPOSSIBLE) {
        return;
    }
    int64_t fixed = in->s->c->p->shifts[shift].fixed_cost;
    if (in->share < 256 && fixed > 0) {
        base += opening_cost(in, t, shift) - fixed;
    }
    try_at(in, t, shift, 1, base);
}

/* types: n of them at most, -1 ends them; NULL = 0 … n - 1. */
static void
try_empty(Insertion *in, Trying *t, const int32_t *types, int32_t n)
{
    if (in->only_type >= 0) {
        try_empty_of(in, t, in->only_type);
        return;
    }
    for (int32_t i = 0; i < n && (!types || types[i] >= 0); i++) {
        try_empty_of(in, t, types ? types[i] : i);
    }
}

static void
try_everywhere(Insertion *in, Trying *t)
{
    const Core *c = in->s->c;
    for (int32_t shift = 0; shift < c->r; shift++) {
        if (in->s->route[shift].len > 0) {
            try_route(in, t, shift);
        }
    }
    try_empty(in, t, NULL, c->n_types);
}

/* Can being between places a and b, which are so far apart, be cheaper than the best? */
static inline bool
promising(const Trying *t, const Fast *f, int64_t base, int32_t a, int32_t b, int64_t distance,
          int64_t time)
{
    int64_t d = way(fast_distances_to(f, t->place), a) + way(fast_distances_from(f, t->place), b) -
                distance;
    if (f->alike || f->rate_travel == 0) {
        return base + (f->rate_distance + f->rate_travel) * d < t->best.delta;
    }
    int64_t s = way(fast_times_to(f, t->place), a) + way(fast_times_from(f, t->place), b) - time;
    return base + f->rate_distance * d + f->rate_travel * s < t->best.delta;
}

static inline int64_t
base_of(Insertion *in, const Trying *t, int32_t shift)
{
    Base *base = &in->base[shift];
    if (base->stamp != in->now) {
        base->stamp = in->now;
        base->cost = route_base(in->s, t, shift);
    }
    return base->cost;
}

/* The positions before and after each of the nearest served visits, each once. */
static void
try_near(Insertion *in, Trying *t, int32_t first, int32_t last)
{
    State *s = in->s;
    const Core *c = s->c;
    const int32_t *near = &c->near[(size_t)t->visit * (size_t)c->n_near];
    for (int32_t i = first; i < last && near[i] >= 0; i++) {
        int32_t u = near[i];
        const Link *link = &s->link[u];
        int32_t shift = link->route;
        int64_t base = shift < 0 ? IMPOSSIBLE : base_of(in, t, shift);
        if (base == IMPOSSIBLE) {
            continue;
        }
        const Fast *f = &c->fast[shift];
        if (in->stamp[u] != in->now) {
            in->stamp[u] = in->now;
            if (promising(t, f, base, c->place[u], link->next_place, link->next_distance,
                          link->next_time)) {
                try_at(in, t, shift, link->pos + 1, base);
            }
        }
        if (promising(t, f, base, link->prev_place, c->place[u], link->prev_distance,
                      link->prev_time)) {
            int32_t pos = link->pos;
            int32_t before = s->route[shift].node[pos - 1].visit;
            if (before < 0 || in->stamp[before] != in->now) {
                if (before >= 0) {
                    in->stamp[before] = in->now;
                }
                try_at(in, t, shift, pos, base);
            }
        }
    }
}

/* Can the visit be reached at `ready` and left early enough to be at the next by `latest`, the way
 * there being counted in? */
static inline bool
fits(const Core *c, const Entry *e, int64_t service, int64_t ready, int64_t latest)
{
    int64_t begin = core_begin(c, e, ready);
    return begin < CORE_NEVER && begin + service <= latest;
}

/* What links do not tell: more is the way round, to and from its parts. */
static bool
allowed_at(Insertion *in, const Trying *t, int32_t shift, int32_t pos, int64_t to, int64_t from,
           int64_t more)
{
    const Core *c = in->s->c;
    const Route *r = &in->s->route[shift];
    const Fast *f = &c->fast[shift];
    if (c->limited_distance && r->distance + more > f->max_distance) {
        return false;
    }
    if (!c->has_time || c->links_tell) {
        return true;
    }
    if (!f->timed) {
        to = from = 0;
    }
    if (c->has_setup) {
        const Node *a = &r->node[pos - 1];
        const Node *b = &r->node[pos];
        to += a->place != t->place ? c->setup[t->visit] : 0;
        from += b->visit >= 0 && b->place != t->place ? c->setup[b->visit] : 0;
    }
    if (c->quick) {
        return in_time(in, shift, pos, t, to, from);
    }
    int64_t duration = duration_with(in, shift, pos, t, to, from);
    return duration >= 0 && duration <= f->max_duration;
}

/* Has the place at pos been looked at already, from the visit before? */
static inline bool
behind_near(const Insertion *in, const Trying *t, int32_t shift, int32_t pos)
{
    int32_t before = in->s->route[shift].node[pos - 1].visit;
    return before >= 0 && before != t->visit && in->stamp[before] == in->now;
}

/* What joining the route of a shift costs but for the ways, or IMPOSSIBLE; its rate and ends. */
static inline int64_t
gate_of(Insertion *in, const Trying *t, int32_t shift, bool plain, Gate *gate)
{
    if (plain) {
        *gate = in->s->gate[shift];
        return gate->room >= t->demand && (gate->kind & t->kinds) ? 0 : IMPOSSIBLE;
    }
    const Fast *f = &in->s->c->fast[shift];
    *gate = (Gate){.rate = f->rate, .start = f->start_place, .end = f->end_place};
    return base_of(in, t, shift);
}

/* The same where one matrix says all: links are looked at first, and often alone. */
static inline __attribute__((always_inline)) void
try_near_one_way(Insertion *in, Trying *t, int32_t first, int32_t last, bool plain)
{
    State *s = in->s;
    const Core *c = s->c;
    const int32_t *near = &c->near[(size_t)t->visit * (size_t)c->n_near];
    const int32_t *near_way = &c->near_way[2 * (size_t)t->visit * (size_t)c->n_near];
    Row from = core_way_from(c, t->place);
    Row to = core_way_to(c, t->place);
    bool general = c->time_costs || c->has_no_way;
    bool by_link = c->has_time && c->way_is_time;
    bool by_route = c->limited_distance || (c->has_time && !c->links_tell);
    int64_t service = c->service[t->visit];
    int32_t vain = 0;
    for (int32_t i = first; i < last && near[i] >= 0 && vain < VAIN; i++) {
        int32_t u = near[i];
        const Link *link = &s->link[u];
        int32_t shift = link->route;
        Gate gate;
        int64_t base = shift < 0 ? IMPOSSIBLE : gate_of(in, t, shift, plain, &gate);
        if (base == IMPOSSIBLE) {
            continue;
        }
        vain++;
        int64_t rate = gate.rate;
        int64_t room = t->best.delta == IMPOSSIBLE ? IMPOSSIBLE : t->best.delta - base;
        int64_t from_u = near_way[2 * i];
        int64_t to_u = near_way[2 * i + 1];
        int64_t least = 2 * MIN(from_u, to_u);
        int64_t next = c->way_is_time ? link->next_time : link->next_distance;
        int64_t prev = c->way_is_time ? link->prev_time : link->prev_distance;
        const Entry *e = by_link ? core_entry(c, t->visit, shift) : NULL;
        if (general) {
            /* times, too, cost something, but nothing less than nothing */
            if (rate * (from_u + way(from, link->next_place) - next) < room) {
                vain = 0;
                try_at(in, t, shift, link->pos + 1, base);
                room = t->best.delta == IMPOSSIBLE ? IMPOSSIBLE : t->best.delta - base;
            }
            if (rate * (way(to, link->prev_place) + to_u - prev) < room &&
                !behind_near(in, t, shift, link->pos)) {
                vain = 0;
                try_at(in, t, shift, link->pos, base);
            }
            in->stamp[u] = in->now;
            continue;
        }
        /* another visit nearer than u has had its turn; an end of the route has not */
        if (link->next_place == gate.end || rate * (least - next) < room) {
            vain = 0;
            int64_t to_next = way(from, link->next_place);
            int64_t more = from_u + to_next - next;
            if (rate * more < room && !blinks(in) &&
                (!by_link ||
                 fits(c, e, service, link->ready + from_u, link->next_latest - to_next)) &&
                (!by_route || allowed_at(in, t, shift, link->pos + 1, from_u, to_next, more))) {
                t->best = (Spot){t->visit, shift, link->pos + 1, base + rate * more};
                room = rate * more;
            }
        }
        if (link->prev_place == gate.start || rate * (least - prev) < room) {
            vain = 0;
            int64_t from_prev = way(to, link->prev_place);
            int64_t more = from_prev + to_u - prev;
            if (rate * more < room && !blinks(in) &&
                (!by_link ||
                 fits(c, e, service, link->prev_ready + from_prev, link->latest - to_u)) &&
                (!by_route || allowed_at(in, t, shift, link->pos, from_prev, to_u, more))) {
                t->best = (Spot){t->visit, shift, link->pos, base + rate * more};
            }
        }
    }
}

static void
try_range(Insertion *in, Trying *t, int32_t first, int32_t last)
{
    if (!in->s->c->one_way) {
        try_near(in, t, first, last);
    } else if (in->s->c->plain) {
        try_near_one_way(in, t, first, last, true);
    } else {
        try_near_one_way(in, t, first, last, false);
    }
}

/* The first and the last place of every route: its ways out and back are long and pass by visits
 * that are near neither end of them. Not where ways have to be worked out. */
static void
try_ends(Insertion *in, Trying *t)
{
    State *s = in->s;
    const Core *c = s->c;
    Row from = core_way_from(c, t->place);
    Row to = core_way_to(c, t->place);
    if (!from.entries || !to.entries) {
        return;
    }
    int32_t n = MIN(s->n_ends, ENDS_MAX);
    int32_t at = s->n_ends > n ? (int32_t)zf_rng_below(in->rng, (uint32_t)s->n_ends) : 0;
    for (int32_t i = 0; i < n; i++, at = at + 1 < s->n_ends ? at + 1 : 0) {
        const Ends *ends = &s->ends[at];
        int32_t shift = ends->shift;
        int64_t rate = ends->rate;
        int64_t out = way(to, ends->start) + way(from, ends->first) - ends->way_out;
        int64_t back = way(to, ends->last) + way(from, ends->end) - ends->way_back;
        if (rate * MIN(out, back) >= t->best.delta) {
            continue;
        }
        Gate gate;
        int64_t base = gate_of(in, t, shift, c->plain, &gate);
        if (base == IMPOSSIBLE) {
            continue;
        }
        if (base + rate * out < t->best.delta) {
            try_at(in, t, shift, 1, base);
        }
        if (base + rate * back < t->best.delta) {
            try_at(in, t, shift, s->route[shift].len + 1, base);
        }
    }
}

/* Fills, or clears, the part of the pair costs that being in a route spares. */
static int64_t
mark_discounts(State *s, int32_t visit, bool set)
{
    const Core *c = s->c;
    int64_t sum = 0;
    for (int32_t i = c->pair_first[visit]; i < c->pair_first[visit + 1]; i++) {
        int32_t shift = s->route_of[c->pair_to[i]];
        if (shift >= 0) {
            sum += c->pair_cost[i];
            s->discount[shift] = set ? s->discount[shift] + c->pair_cost[i] : 0;
        }
    }
    return sum;
}

static Trying
trying(const State *s, int32_t visit, Spot best)
{
    const Core *c = s->c;
    Trying t = {.visit = visit, .place = c->place[visit], .best = best};
    if (c->plain) {
        t.demand = c->n_dims > 0 ? c->demand[visit] : 0;
        t.kinds = c->kinds[visit];
    }
    return t;
}

static Spot
best_of_one(Insertion *in, int32_t visit, bool fallback, Spot best)
{
    State *s = in->s;
    Trying t = trying(s, visit, best);
    t.pairs = mark_discounts(s, visit, true);
    int64_t before = t.best.delta;
    if (in->n_near > 0) {
        int32_t all = s->c->n_near;
        int32_t few = MIN(all, in->n_near);
        in->now++;
        try_range(in, &t, 0, few);
        if (t.best.delta == before && few < all && in->wide) {
            /* better further away than in a shift of its own */
            try_range(in, &t, few, all);
        }
        if (s->c->one_way && in->ends && in->rng) {
            try_ends(in, &t);
        }
        try_empty(in, &t, &s->c->solo[(size_t)visit * (size_t)s->c->n_solo], s->c->n_solo);
        if (t.best.delta == before && before == IMPOSSIBLE && fallback) {
            try_everywhere(in, &t);
        }
    } else {
        try_everywhere(in, &t);
    }
    mark_discounts(s, visit, false);
    return t.best;
}

Spot
zf_vrp_insertion_best(Insertion *in, int32_t visit, bool fallback)
{
    const Core *c = in->s->c;
    int32_t group = c->p->visits[visit].group;
    Spot best = {visit, ZF_VRP_NONE, 0, IMPOSSIBLE};
    if (group < 0) {
        return best_of_one(in, visit, fallback, best);
    }
    if (in->s->group_served[group]) {
        return best;
    }
    for (int32_t i = c->group_first[group]; i < c->group_first[group + 1]; i++) {
        best = best_of_one(in, c->group_member[i], fallback, best);
    }
    return best;
}

Spot
zf_vrp_insertion_best_in(Insertion *in, int32_t visit, int32_t route)
{
    State *s = in->s;
    Trying t = trying(s, visit, (Spot){visit, ZF_VRP_NONE, 0, IMPOSSIBLE});
    int32_t group = s->c->p->visits[visit].group;
    if (group >= 0 && s->group_served[group]) {
        return t.best;
    }
    t.pairs = mark_discounts(s, visit, true);
    try_route(in, &t, route);
    mark_discounts(s, visit, false);
    return t.best;
}
