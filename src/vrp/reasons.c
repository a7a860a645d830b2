/* Why a visit is not in a shift, judged with the plan as it stands. */
#include "vrp/outcome.h"

#include <stdlib.h>

#define PUSH_LOOKED 3 /* misses for which a visit to push out is looked for */

typedef struct Reasons {
    State *s;
    const Core *c;
    GArray *misses;
    int32_t *seq; /* n + 1 */
} Reasons;

static bool
is_forbidden(const ZfVrpProblem *p, int32_t visit, int32_t team)
{
    for (int32_t i = 0; i < p->n_forbidden; i++) {
        if (p->forbidden[i].visit == visit && p->forbidden[i].team == team) {
            return true;
        }
    }
    return false;
}

/* Days to the nearest window, 0 when there is one on the day. */
static int64_t
days_short(const ZfVrpProblem *p, const ZfVrpVisit *v, int32_t day)
{
    int64_t nearest = v->n_windows ? INT64_MAX : 0;
    for (int32_t i = 0; i < v->n_windows; i++) {
        const ZfVrpWindow *w = &p->windows[v->first_window + i];
        int64_t days = w->day == ZF_VRP_ANY_DAY ? 0 : ABS((int64_t)w->day - day);
        nearest = MIN(nearest, days);
    }
    return nearest;
}

/* Seconds between the shift and the nearest window of its day. */
static int64_t
window_short(const ZfVrpProblem *p, const ZfVrpVisit *v, const ZfVrpShift *s)
{
    int64_t nearest = INT64_MAX;
    for (int32_t i = 0; i < v->n_windows; i++) {
        const ZfVrpWindow *w = &p->windows[v->first_window + i];
        if (w->day == ZF_VRP_ANY_DAY || w->day == s->day) {
            nearest = MIN(nearest, MAX(w->open - s->close, s->open - w->close));
        }
    }
    return nearest;
}

static int64_t
series_short(const State *s, int32_t visit, int32_t day)
{
    const ZfVrpProblem *p = s->c->p;
    const int32_t other[2] = {p->visits[visit].after, s->c->series_next[visit]};
    int64_t worst = 0;
    for (int i = 0; i < 2; i++) {
        if (other[i] < 0 || s->route_of[other[i]] < 0) {
            continue;
        }
        const ZfVrpVisit *later = &p->visits[i == 0 ? visit : other[i]];
        int64_t there = p->shifts[s->route_of[other[i]]].day;
        int64_t gap = i == 0 ? day - there : there - day;
        worst = MAX(worst, MAX(later->gap_min - gap, gap - later->gap_max));
    }
    return worst;
}

/* The first excess in the order of ZfVrpConstraint. */
static ZfVrpMiss
judge(const Excess *e)
{
    for (int32_t d = 0; d < ZF_VRP_DIMS; d++) {
        if (e->load[d] > 0) {
            return (ZfVrpMiss){
                .constraint = ZF_VRP_CONSTRAINT_CAPACITY, .dimension = d, .short_by = e->load[d]};
        }
    }
    const struct {
        ZfVrpConstraint constraint;
        int64_t short_by;
    } rest[] = {
        {ZF_VRP_CONSTRAINT_VISITS, e->visits},     {ZF_VRP_CONSTRAINT_DISTANCE, e->distance},
        {ZF_VRP_CONSTRAINT_DURATION, e->duration}, {ZF_VRP_CONSTRAINT_TIME, e->time},
        {ZF_VRP_CONSTRAINT_ORDER, e->order},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rest); i++) {
        if (rest[i].short_by > 0) {
            return (ZfVrpMiss){.constraint = rest[i].constraint, .short_by = rest[i].short_by};
        }
    }
    return (ZfVrpMiss){.constraint = ZF_VRP_CONSTRAINT_PRICE};
}

/* What stands against the visit in this shift whatever else is in it. ret: found something. */
static bool
alone(Reasons *x, int32_t visit, int32_t shift, ZfVrpMiss *miss)
{
    const ZfVrpProblem *p = x->c->p;
    const ZfVrpVisit *v = &p->visits[visit];
    const ZfVrpShift *s = &p->shifts[shift];
    *miss = (ZfVrpMiss){.constraint = ZF_VRP_CONSTRAINT_LOCK};
    if ((v->lock_team >= 0 && v->lock_team != s->team) ||
        (v->lock_day != ZF_VRP_ANY_DAY && v->lock_day != s->day)) {
        return true;
    }
    miss->constraint = ZF_VRP_CONSTRAINT_FORBIDDEN;
    if (is_forbidden(p, visit, s->team)) {
        return true;
    }
    miss->constraint = ZF_VRP_CONSTRAINT_SKILLS;
    miss->short_by = (int64_t)(v->skills & ~s->skills);
    if (miss->short_by) {
        return true;
    }
    miss->constraint = ZF_VRP_CONSTRAINT_DAY;
    miss->short_by = days_short(p, v, s->day);
    if (miss->short_by) {
        return true;
    }
    miss->constraint = ZF_VRP_CONSTRAINT_WINDOW;
    if (core_entry(x->c, visit, shift)->n == 0) {
        miss->short_by = window_short(p, v, s);
        return true;
    }
    Excess e = zf_vrp_schedule_excess(x->s->scheduler, shift, &visit, 1);
    if (e.never) {
        /* others on the way may still give one, but that nobody would understand */
        miss->constraint = ZF_VRP_CONSTRAINT_WAY;
        return true;
    }
    e.order = false;
    *miss = judge(&e);
    if (miss->constraint == ZF_VRP_CONSTRAINT_TIME) {
        miss->constraint = ZF_VRP_CONSTRAINT_WINDOW;
    }
    if (miss->constraint != ZF_VRP_CONSTRAINT_PRICE) {
        return true;
    }
    *miss = (ZfVrpMiss){.constraint = ZF_VRP_CONSTRAINT_SERIES,
                        .short_by = series_short(x->s, visit, s->day)};
    return miss->short_by > 0;
}

static void
sequence_with(Reasons *x, int32_t shift, int32_t pos, int32_t visit, int32_t without)
{
    const Route *r = &x->s->route[shift];
    int32_t k = 0;
    for (int32_t i = 0; i <= r->len; i++) {
        if (i == pos) {
            x->seq[k++] = visit;
        }
        if (i < r->len && r->node[i + 1].visit != without) {
            x->seq[k++] = r->node[i + 1].visit;
        }
    }
}

/* What the route would cost more, each limit left aside. */
static int64_t
forced_cost(const Reasons *x, int32_t shift, int32_t pos, int32_t visit)
{
    const Core *c = x->c;
    const ZfVrpShift *s = &c->p->shifts[shift];
    const Route *r = &x->s->route[shift];
    const ZfVrpMatrix *leg = core_leg(c, shift);
    int32_t a = pos == 0 ? s->start_place : c->place[r->node[pos].visit];
    int32_t b = pos == r->len ? s->end_place : c->place[r->node[pos + 1].visit];
    int32_t v = c->place[visit];
    int64_t time = leg_time(leg, a, v) + leg_time(leg, v, b) - (r->len ? leg_time(leg, a, b) : 0);
    int64_t distance =
        leg_distance(leg, a, v) + leg_distance(leg, v, b) - (r->len ? leg_distance(leg, a, b) : 0);
    int64_t work = c->service[visit] + (a == v ? 0 : c->setup[visit]);
    int64_t duration = r->duration + MAX(0, time + work);
    int64_t cost = core_route_cost(c, s, r->distance + distance, r->travel + time, r->work + work,
                                   MAX(duration, r->travel + time + r->work + work)) -
                   (r->cost - r->assign) + core_assign(c, visit, shift) +
                   core_spread_with(c, &r->moments, visit);
    int64_t hours = x->s->team_hours[s->team];
    cost += core_team_cost(c, s->team, hours + duration - r->duration) -
            core_team_cost(c, s->team, hours);
    for (int32_t i = c->pair_first[visit]; i < c->pair_first[visit + 1]; i++) {
        int32_t other = x->s->route_of[c->pair_to[i]];
        cost += other >= 0 && other != shift ? c->pair_cost[i] : 0;
    }
    return MAX(0, cost);
}

static ZfVrpMiss
look(Reasons *x, int32_t visit, int32_t shift)
{
    ZfVrpMiss best;
    if (alone(x, visit, shift, &best)) {
        best.position = -1;
        best.extra_cost = -1;
    } else {
        best = (ZfVrpMiss){.constraint = ZF_VRP_CONSTRAINT_LOCK, .short_by = INT64_MAX};
        int32_t len = x->s->route[shift].len;
        for (int32_t pos = 0; pos <= len; pos++) {
            sequence_with(x, shift, pos, visit, ZF_VRP_NONE);
            Excess e = zf_vrp_schedule_excess(x->s->scheduler, shift, x->seq, len + 1);
            ZfVrpMiss miss = {.constraint = ZF_VRP_CONSTRAINT_WAY};
            if (!e.never) {
                miss = judge(&e);
            }
            miss.position = pos;
            miss.extra_cost = e.never ? -1 : forced_cost(x, shift, pos, visit);
            if (miss.constraint == ZF_VRP_CONSTRAINT_PRICE) {
                miss.short_by = MAX(0, miss.extra_cost - state_prize(x->s, visit));
            }
            if (miss.constraint > best.constraint ||
                (miss.constraint == best.constraint && miss.short_by < best.short_by)) {
                best = miss;
            }
        }
    }
    best.shift = shift;
    best.pushed_out = ZF_VRP_NONE;
    return best;
}

static int
miss_compare(const void *a, const void *b)
{
    const ZfVrpMiss *x = a;
    const ZfVrpMiss *y = b;
    if (x->constraint != y->constraint) {
        return x->constraint > y->constraint ? -1 : 1;
    }
    if (x->short_by != y->short_by && x->constraint != ZF_VRP_CONSTRAINT_SKILLS) {
        return x->short_by < y->short_by ? -1 : 1;
    }
    return (x->shift > y->shift) - (x->shift < y->shift);
}

/* Would the visit fit somewhere once `out` is gone? */
static bool
fits_without(Reasons *x, int32_t visit, int32_t shift, int32_t out)
{
    int32_t len = x->s->route[shift].len;
    for (int32_t pos = 0; pos <= len; pos++) {
        Times times;
        sequence_with(x, shift, pos, visit, out);
        if (zf_vrp_schedule_times(x->s->scheduler, shift, x->seq, len, &times)) {
            return true;
        }
    }
    return false;
}

static int32_t
find_pushed_out(Reasons *x, int32_t visit, int32_t shift)
{
    const Route *r = &x->s->route[shift];
    int32_t best = ZF_VRP_NONE;
    int64_t best_prize = INT64_MAX;
    for (int32_t i = 1; i <= r->len; i++) {
        int32_t out = r->node[i].visit;
        const ZfVrpVisit *v = &x->c->p->visits[out];
        int64_t prize = state_prize(x->s, out);
        bool locked = v->lock_team >= 0 || v->lock_day >= 0 || v->lock_order > 0;
        if (!locked && (prize < best_prize || (prize == best_prize && out < best)) &&
            fits_without(x, visit, shift, out)) {
            best = out;
            best_prize = prize;
        }
    }
    return best;
}

static ZfVrpUnserved
explain(Reasons *x, int32_t visit)
{
    guint first = x->misses->len;
    for (int32_t shift = 0; shift < x->c->r; shift++) {
        ZfVrpMiss miss = look(x, visit, shift);
        g_array_append_val(x->misses, miss);
    }
    ZfVrpMiss *miss = &g_array_index(x->misses, ZfVrpMiss, first);
    if (x->c->r > 0) {
        qsort(miss, (size_t)x->c->r, sizeof(ZfVrpMiss), miss_compare);
    }
    for (int32_t i = 0; i < MIN(PUSH_LOOKED, x->c->r); i++) {
        if (miss[i].position >= 0 && miss[i].constraint != ZF_VRP_CONSTRAINT_PRICE) {
            miss[i].pushed_out = find_pushed_out(x, visit, miss[i].shift);
        }
    }
    return (ZfVrpUnserved){visit, (int32_t)first, x->c->r};
}

void
zf_vrp_outcome_reasons(State *s, ZfVrpResult *result)
{
    Reasons x = {
        .s = s,
        .c = s->c,
        .misses = g_array_new(FALSE, FALSE, sizeof(ZfVrpMiss)),
        .seq = g_new(int32_t, s->c->n + 2),
    };
    GArray *unserved = g_array_new(FALSE, FALSE, sizeof(ZfVrpUnserved));
    for (int32_t v = 0; v < s->c->n; v++) {
        int32_t group = s->c->p->visits[v].group;
        if (s->route_of[v] < 0 && (group < 0 || !s->group_served[group])) {
            ZfVrpUnserved entry = explain(&x, v);
            g_array_append_val(unserved, entry);
        }
    }
    result->n_unserved = (int32_t)unserved->len;
    result->unserved = (ZfVrpUnserved *)(void *)g_array_free(unserved, FALSE);
    result->n_misses = (int32_t)x.misses->len;
    result->misses = (ZfVrpMiss *)(void *)g_array_free(x.misses, FALSE);
    g_free(x.seq);
}
