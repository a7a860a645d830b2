/* core: a problem made ready for searching; read only once built. Private to vrp.
 *
 * Shifts that cannot be told apart by any visit share a *type*; what a visit may do in a shift of a
 * type (windows, or not at all) and what being there costs is looked up by (visit, type). */
#pragma once

#include "vrp/vrp.h"

/* A stretch of a route: its shortest duration, and the earliest and latest times to begin it that
 * reach it (Vidal, Crainic, Gendreau and Prins, "A hybrid genetic algorithm with adaptive diversity
 * management …", Computers & OR 40, 2013, without time warp: a stretch too late is no stretch). */
typedef struct Seg {
    int64_t d;
    int64_t e;
    int64_t l;
} Seg;

/* The sums that the spread of some visits follows from. */
typedef struct Moments {
    int64_t n;
    int64_t x;
    int64_t y;
    int64_t squares;
} Moments;

typedef struct Entry {
    int32_t first; /* into win */
    int32_t n;     /* 0: never */
} Entry;

/* All ways from one place, or all to it. */
typedef struct Row {
    const int32_t *entries; /* by the other place; NULL: worked out by ways */
    const ZfVrpWays *ways;  /* or NULL: all 0 */
    int32_t place;
    bool to;
} Row;

/* Not in the common case: ways of a matrix that is not laid out. */
int64_t zf_vrp_core_far_way(Row row, int32_t other);

/* The way between the row's place and another; 0 from or to nowhere. */
static inline int64_t
way(Row row, int32_t other)
{
    if (G_LIKELY(row.entries)) {
        return other >= 0 ? row.entries[other] : 0;
    }
    return row.ways && other >= 0 ? zf_vrp_core_far_way(row, other) : 0;
}

typedef struct Win {
    int64_t open;
    int64_t close;
} Win;

/* What trying a place needs of a shift, in one cache line. The transposes make all ways to and from
 * one place lie side by side. */
typedef struct Fast {
    const int32_t *duration;    /* or NULL */
    const int32_t *distance;    /* or NULL */
    const int32_t *duration_to; /* [to * n + from]; the same where ways are alike both ways */
    const int32_t *distance_to;
    int32_t n;
    int32_t rate_distance;
    int32_t rate_travel;
    int32_t rate; /* of a unit of way, where Core.one_way */
    int32_t start_place;
    int32_t end_place;
    int64_t max_distance;
    int64_t max_duration;
    const ZfVrpWays *time_ways; /* where duration is NULL, or NULL */
    const ZfVrpWays *distance_ways;
    bool timed; /* there are durations; */
    bool alike; /* and they are the distances, or there are neither */
} Fast;

static inline Row
fast_row(const Fast *f, const int32_t *entries, const ZfVrpWays *ways, int32_t place, bool to)
{
    return (Row){entries ? entries + (size_t)place * (size_t)f->n : NULL, ways, place, to};
}

static inline Row
fast_times_from(const Fast *f, int32_t place)
{
    return fast_row(f, f->duration, f->time_ways, place, false);
}

static inline Row
fast_times_to(const Fast *f, int32_t place)
{
    return fast_row(f, f->duration_to, f->time_ways, place, true);
}

static inline Row
fast_distances_from(const Fast *f, int32_t place)
{
    return fast_row(f, f->distance, f->distance_ways, place, false);
}

static inline Row
fast_distances_to(const Fast *f, int32_t place)
{
    return fast_row(f, f->distance_to, f->distance_ways, place, true);
}

typedef struct Core {
    const ZfVrpProblem *p;
    ZfArena *arena;
    int32_t n; /* visits */
    int32_t r; /* shifts */

    int32_t *place;
    int64_t *service;
    int64_t *setup;
    int64_t *prize;       /* of a visit without a group; MUST replaced by must */
    int64_t *group_prize; /* likewise */
    int64_t must;         /* what a visit that must be served counts when it is not */
    int32_t *group_first; /* n_groups + 1, into group_member */
    int32_t *group_member;
    int32_t *series_next; /* the visit after this one, or -1 */
    int32_t n_dims;       /* capacity dimensions in use */

    Fast *fast; /* of a shift */
    bool fixed_costs;
    bool mixed;        /* shifts differ in more than who drives: in cost, room or base */
    bool choosy;       /* some visits may go into some types of shifts only */
    bool priced;       /* what a route costs depends on which shift drives it, */
    bool rates_differ; /* and not only because of where that begins */
    bool one_way;      /* all shifts have the same ways, and one matrix says what they cost */
    bool way_is_time;  /* then: all ways are times; else distances */
    int32_t *near_way; /* and the ways from and to each of near: pairs */

    /* Whether a visit may join a route that serves others, and what that costs but for the ways,
     * follow from the types it may go into and from one load alone. */
    bool plain;
    uint64_t *kinds; /* then, of a visit: bit t: it may go into shifts of type t */

    int32_t n_types;
    int32_t *type;       /* of a shift */
    int32_t *type_first; /* n_types + 1, into type_shift */
    int32_t *type_shift;
    Entry *entry;    /* [visit * n_types + type] */
    int64_t *assign; /* likewise: continuity and stability; NULL when always 0 */
    Win *win;

    int32_t n_near;
    int32_t *near;     /* [visit * n_near]: nearest first, -1 behind the last */
    int32_t n_solo;    /* cheapest types to serve a visit alone, */
    int32_t *solo;     /* [visit * n_solo], -1 behind the last */
    int64_t *far;      /* cheapest way out and back, to sort by */
    int64_t *load_sum; /* demand over all dimensions, to sort by */
    Win *hull;         /* earliest and latest begin over all shifts */

    int32_t *pair_first; /* n + 1 */
    int32_t *pair_to;
    int64_t *pair_cost;

    int64_t *demand; /* [visit * n_dims + dimension] */

    int32_t *team_share; /* of a team: ZfVrpWeights.balance_teams, share */

    bool quick;      /* there are times, but nothing depends on how long a route takes */
    bool links_tell; /* whether a visit may go somewhere follows from the times in links */
    bool limited_distance;
    bool has_time; /* windows, times or rates on times: segments are kept */
    bool has_setup;
    bool has_no_way;
    bool has_series;
    bool has_order;
    bool time_costs; /* the duration of a route costs something */
    bool optional;   /* some visit or group need not be served */
} Core;

/* The way that all ways are, where Core.one_way. */
static inline Row
core_way_from(const Core *c, int32_t place)
{
    return c->way_is_time ? fast_times_from(c->fast, place) : fast_distances_from(c->fast, place);
}

static inline Row
core_way_to(const Core *c, int32_t place)
{
    return c->way_is_time ? fast_times_to(c->fast, place) : fast_distances_to(c->fast, place);
}

/* problem must be valid and outlive the core. */
Core *zf_vrp_core_new(const ZfVrpProblem *problem);
void zf_vrp_core_free(Core *core);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Core, zf_vrp_core_free)

/* The matrix of a shift. */
static inline const ZfVrpMatrix *
core_leg(const Core *c, int32_t shift)
{
    return &c->p->matrices[c->p->shifts[shift].matrix];
}

/* Wide, so that sums of "no way" do not overflow. */
static inline int64_t
leg_time(const ZfVrpMatrix *leg, int32_t a, int32_t b)
{
    return zf_vrp_matrix_duration(leg, a, b);
}

static inline int64_t
leg_distance(const ZfVrpMatrix *leg, int32_t a, int32_t b)
{
    return zf_vrp_matrix_distance(leg, a, b);
}

static inline int64_t
leg_cost(const ZfVrpMatrix *leg, const ZfVrpShift *shift, int32_t a, int32_t b)
{
    return shift->rate_distance * leg_distance(leg, a, b) +
           shift->rate_travel * leg_time(leg, a, b);
}

static inline const Entry *
core_entry(const Core *c, int32_t visit, int32_t shift)
{
    return &c->entry[(size_t)visit * (size_t)c->n_types + (size_t)c->type[shift]];
}

static inline const Entry *
core_entry_of(const Core *c, int32_t visit, int32_t type)
{
    return &c->entry[(size_t)visit * (size_t)c->n_types + (size_t)type];
}

static inline int64_t
core_assign(const Core *c, int32_t visit, int32_t shift)
{
    return c->assign ? c->assign[(size_t)visit * (size_t)c->n_types + (size_t)c->type[shift]] : 0;
}

/* The cost of a route's quantities: everything but prizes, pairs, assignment and team balance. */
static inline int64_t
core_route_cost(const Core *c, const ZfVrpShift *s, int64_t distance, int64_t travel, int64_t work,
                int64_t duration)
{
    int64_t cost = s->fixed_cost + s->rate_distance * distance + s->rate_travel * travel;
    if (c->time_costs) {
        cost += s->rate_duration * duration + s->rate_wait * (duration - travel - work);
        if (duration > s->free_duration) {
            cost += s->rate_overtime * (duration - s->free_duration);
        }
        if (c->p->weights.balance_days) {
            cost += (int64_t)((__int128)c->p->weights.balance_days * duration * duration / 3600);
        }
    }
    return cost;
}

static inline int64_t
core_team_cost(const Core *c, int32_t team, int64_t hours)
{
    return c->p->weights.balance_teams ? (int64_t)((__int128)c->p->weights.balance_teams * hours *
                                                   (hours * c->team_share[team] / 1024) / 3600)
                                       : 0;
}

static inline Moments
core_moments(const Core *c, Moments m, int32_t visit, int32_t sign)
{
    int64_t x = c->p->visits[visit].x;
    int64_t y = c->p->visits[visit].y;
    return (Moments){m.n + sign, m.x + sign * x, m.y + sign * y,
                     m.squares + sign * (x * x + y * y)};
}

static inline int64_t
core_spread(const Core *c, const Moments *m)
{
    return m->n < 2
               ? 0
               : c->p->weights.spread * (m->squares - (m->x * m->x + m->y * m->y) / m->n) / 1024;
}

/* What the visit adds to the spread of a route. */
static inline int64_t
core_spread_with(const Core *c, const Moments *m, int32_t visit)
{
    if (c->p->weights.spread == 0) {
        return 0;
    }
    Moments with = core_moments(c, *m, visit, 1);
    return core_spread(c, &with) - core_spread(c, m);
}

#define CORE_NEVER (4 * ZF_VRP_FAR)

/* ret: earliest begin at or after t, CORE_NEVER when all windows are over. */
static inline int64_t
core_begin(const Core *c, const Entry *e, int64_t t)
{
    const Win *w = &c->win[e->first];
    for (int32_t i = 0; i < e->n; i++, w++) {
        if (t <= w->close) {
            return t > w->open ? t : w->open;
        }
    }
    return CORE_NEVER;
}

/* ret: latest begin at or before t, -CORE_NEVER when none. */
static inline int64_t
core_latest(const Core *c, const Entry *e, int64_t t)
{
    const Win *w = &c->win[e->first + e->n - 1];
    for (int32_t i = e->n; i > 0; i--, w--) {
        if (t >= w->open) {
            return t < w->close ? t : w->close;
        }
    }
    return -CORE_NEVER;
}

/* b after a, t between them. false when it cannot be reached in time. */
static inline bool
seg_join(const Seg *a, int64_t t, const Seg *b, Seg *ret)
{
    int64_t delta = a->d + t;
    if (a->e + delta > b->l) {
        return false;
    }
    int64_t wait = b->e - delta - a->l;
    wait = wait > 0 ? wait : 0;
    int64_t e = b->e - delta;
    e = (e > a->e ? e : a->e) - wait;
    int64_t l = b->l - delta;
    l = l < a->l ? l : a->l;
    *ret = (Seg){delta + b->d + wait, e, l};
    return true;
}
