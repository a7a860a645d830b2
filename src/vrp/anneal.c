#include "vrp/anneal.h"

#include "vrp/fleet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const Tuning zf_vrp_tuning = {
    .ruin = {.average = 10, .longest = 10},
    .hot = 1,
    .cold = 0.01,
    .near = 30,
    .blink = 100,
};

#define LOG_SIZE      1024
#define RAZE_MAX      60
#define HOT_RATE      100   /* with fewer iterations a visit it begins cooler, */
#define HOT_LEAST     0.1   /* down to this part */
#define TYPES_BUILT   12    /* so many types of shifts are tried one by one for the first plan */
#define PAIRS_BUILT   40000 /* and each two of them, while so few visits have to be put in */
#define CHECKED_MAX   12    /* visits of a problem whose every trial is counted anew */
#define CHOOSING      3     /* so much hotter where visits have to be left out */
#define LOOK_EVERY    32    /* visits put in between two looks at the clock */
#define WIDE          4     /* one in so many looks a little further than near by */
#define FALLBACK_MUST 2     /* likewise, of visits that must be served */
#define RAZE          48    /* one trial in so many takes whole routes, */
#define RAZE_FIXED    12    /* where a route has a price of its own, */
#define RAZE_BOUND    200   /* and where little can move between routes */
#define ENDS_ROUTE    5     /* with fewer visits a route, neighbours tell of most ends, too */
#define SHUFFLE       4     /* one trial in so many moves a route to a shift of another kind */
#define HOT_BOUND     2     /* so much hotter begins what is bound by the kind of shift; */
#define COLD_BOUND    0.05  /* it ends less cold: who goes with whom is settled long before; */
#define LONGEST_BOUND 5     /* shorter strings of more routes find more of it, */
#define NEAR_BOUND    15    /* and so many neighbours are enough: all may share a shift with it */
#define FULL_ROUTE    10 /* with fewer visits in a route the ways to the base count for too much, */
#define COOL_ROUTE    0.3 /* and it begins cooler, down to this part */
#define FALLBACK      16  /* one failed insertion in so many is tried in every route */

/* Natural logarithm through + - * / alone, so that every machine gets the same bits; x > 0. */
static double
plain_log(double x)
{
    static const double ln2 = 0.69314718055994530942;
    double sum = 0;
    for (; x < 0.75; x *= 2) {
        sum -= ln2;
    }
    for (; x > 1.5; x /= 2) {
        sum += ln2;
    }
    double y = (x - 1) / (x + 1);
    double power = y;
    double series = 0;
    for (int i = 1; i < 40; i += 2) {
        series += power / i;
        power *= y * y;
    }
    return sum + 2 * series;
}

/* -ln of a uniform number, from a table. */
static double
exponential(ZfRng *rng)
{
    static double table[LOG_SIZE];
    static gsize ready;
    if (g_once_init_enter(&ready)) {
        for (int i = 0; i < LOG_SIZE; i++) {
            table[i] = -plain_log((i + 0.5) / LOG_SIZE);
        }
        g_once_init_leave(&ready, 1);
    }
    return table[zf_rng_u64(rng) & (LOG_SIZE - 1)];
}

/* -- orders of putting back ---------------------------------------------------------------------
 */

enum {
    ORDER_RANDOM,
    ORDER_LOAD,
    ORDER_FAR,
    ORDER_CLOSE,
    ORDER_WIDTH,
    ORDER_OPEN,
    ORDER_SHUT,
    ORDER_PRIZE,
    ORDER_CHOOSY,      /* those that few types of shifts may serve, then the farthest */
    ORDER_CHOOSY_MIXED /* the same with distances a little wrong */
};

static void
add_order(Annealer *a, int32_t order, int32_t times)
{
    while (times-- > 0 && a->n_orders < (int32_t)G_N_ELEMENTS(a->orders)) {
        a->orders[a->n_orders++] = order;
    }
}

static void
choose_orders(Annealer *a)
{
    const Core *c = a->s->c;
    bool varied = false;
    for (int32_t i = 1; i < c->n; i++) {
        varied = varied || state_prize(a->s, i) != state_prize(a->s, 0);
    }
    add_order(a, ORDER_PRIZE, varied ? 4 : 0);
    add_order(a, ORDER_RANDOM, 4);
    add_order(a, ORDER_LOAD, c->n_dims ? 3 : 0);
    add_order(a, ORDER_FAR, 2);
    add_order(a, ORDER_CLOSE, 1);
    add_order(a, ORDER_WIDTH, c->p->n_windows ? 2 : 0);
    add_order(a, ORDER_OPEN, c->p->n_windows ? 1 : 0);
    add_order(a, ORDER_SHUT, c->p->n_windows ? 1 : 0);
}

/* How many types of shifts a visit may go into. */
static int32_t
choice_of(const Core *c, int32_t v)
{
    int32_t n = 0;
    for (int32_t t = 0; t < c->n_types; t++) {
        n += core_entry_of(c, v, t)->n > 0;
    }
    return n;
}

static int64_t
order_key(Annealer *a, int32_t order, int32_t v)
{
    const Core *c = a->s->c;
    switch (order) {
    case ORDER_LOAD: return -c->load_sum[v];
    case ORDER_FAR: return -c->far[v];
    case ORDER_CLOSE: return c->far[v];
    case ORDER_WIDTH: return c->hull[v].close - c->hull[v].open;
    case ORDER_OPEN: return c->hull[v].open;
    case ORDER_CHOOSY: return ((int64_t)choice_of(c, v) << 42) - MIN(c->far[v], INT64_C(1) << 41);
    case ORDER_CHOOSY_MIXED:
        return ((int64_t)choice_of(c, v) << 42) -
               MIN(c->far[v], INT64_C(1) << 41) / 256 * zf_rng_range(&a->rng, 160, 256);
    case ORDER_SHUT: return -c->hull[v].close;
    default: return -state_prize(a->s, v);
    }
}

/* Shuffles, then sorts stably. */
static void
sort_items(Annealer *a, int32_t order, int32_t n)
{
    for (int32_t i = n - 1; i > 0; i--) {
        int32_t j = (int32_t)zf_rng_below(&a->rng, (uint32_t)i + 1);
        int32_t swap = a->items[i];
        a->items[i] = a->items[j];
        a->items[j] = swap;
    }
    if (order == ORDER_RANDOM) {
        return;
    }
    for (int32_t i = 0; i < n; i++) {
        int32_t v = a->items[i];
        int64_t key = order_key(a, order, v);
        int32_t j = i;
        for (; j > 0 && a->keys[j - 1] > key; j--) {
            a->keys[j] = a->keys[j - 1];
            a->items[j] = a->items[j - 1];
        }
        a->keys[j] = key;
        a->items[j] = v;
    }
}

/* -- the annealer -------------------------------------------------------------------------------
 */

/* Are visits tied to kinds of shifts that cost the same? How many shifts of which kind are used is
 * then decided early, for no single change makes a difference there. */
static bool
bound_by_kind(const Core *c)
{
    return c->choosy && !c->priced;
}

/* Tuned to the problem. */
static Tuning
tuning_for(const Core *c, Tuning tuning)
{
    if (bound_by_kind(c)) {
        tuning.cold = MAX(tuning.cold, COLD_BOUND);
        tuning.ruin.longest = MIN(tuning.ruin.longest, LONGEST_BOUND);
        tuning.near = MIN(tuning.near, NEAR_BOUND);
    }
    return tuning;
}

Annealer *
zf_vrp_annealer_new(const Core *core, uint64_t seed, uint64_t stream, const Tuning *tuning)
{
    Annealer *a = g_new0(Annealer, 1);
    size_t n = (size_t)core->n + 1;
    a->s = zf_vrp_state_new(core);
    a->in = zf_vrp_insertion_new(a->s);
    a->tuning = tuning_for(core, *tuning);
    zf_rng_init(&a->rng, seed, stream);
    a->best = zf_vrp_kept_new(core->r);
    a->plan.first = g_new0(int32_t, core->r + 1);
    a->plan.visits = g_new0(int32_t, n);
    a->plan.n_shifts = core->r;
    a->items = g_new(int32_t, 2 * n + 64);
    a->keys = g_new(int64_t, 2 * n + 64);
    choose_orders(a);
    return a;
}

void
zf_vrp_annealer_free(Annealer *a)
{
    if (a) {
        zf_vrp_insertion_free(a->in);
        zf_vrp_state_free(a->s);
        zf_vrp_kept_free(a->best);
        zf_vrp_plan_clear(&a->plan);
        for (int32_t i = 0; i < a->n_starts; i++) {
            zf_vrp_plan_clear(&a->start[i].plan);
        }
        g_free(a->items);
        g_free(a->keys);
        g_free(a);
    }
}

static void
keep_best(Annealer *a)
{
    a->best_total = a->s->total;
    zf_vrp_state_begin(a->s);
    zf_vrp_state_keep(a->s, a->best);
}

/* Does every change cost what it was said to? */
static bool
counted(const Annealer *a)
{
#ifdef ZF_VRP_RECOUNT
    return a->s->total == zf_vrp_state_recount(a->s);
#else
    return a->s->c->n > CHECKED_MAX || a->s->total == zf_vrp_state_recount(a->s);
#endif
}

static void
put_in(Annealer *a, const Spot *spot, int64_t prize)
{
    State *s = a->s;
    bool exact = s->route[spot->route].len > 0 || a->in->share == 256;
    int64_t before = s->total;
    zf_vrp_state_insert(s, spot->route, spot->pos, spot->visit);
    g_assert(!exact || s->total == before + spot->delta - prize);
}

static bool
no_time(const Annealer *a)
{
    return a->stop && a->stop(a->stop_user);
}

/* Puts the items in, one after the other. ret: false, and the rest left out, at the end of time or
 * once the total must become more than `most`, supposing that no visit comes in for less than
 * nothing. */
static bool
recreate(Annealer *a, int32_t n, bool bold, int64_t most)
{
    State *s = a->s;
    /* opening a shift may pay only once several visits share it */
    int64_t worth = bold ? 4 : 1;
    int64_t hope = 0;
    for (int32_t i = 0; i < n && most < INT64_MAX; i++) {
        hope += state_prize(s, a->items[i]);
    }
    for (int32_t i = 0; i < n; i++) {
        int32_t v = a->items[i];
        int64_t prize = state_prize(s, v);
        hope -= prize;
        if (!a->annealing && i % LOOK_EVERY == LOOK_EVERY - 1 && no_time(a)) {
            return false;
        }
        /* looking everywhere for what found no room near by is dear and seldom helps */
        bool must = prize >= s->c->must;
        bool fallback = !a->annealing || zf_rng_chance(&a->rng, 1, must ? FALLBACK_MUST : FALLBACK);
        a->in->wide = must || !a->annealing || zf_rng_chance(&a->rng, 1, WIDE);
        Spot spot = zf_vrp_insertion_best(a->in, v, fallback);
        if (spot.delta != IMPOSSIBLE && spot.delta / worth < prize) {
            put_in(a, &spot, prize);
        }
        if (most < INT64_MAX && s->total - hope > most) {
            return false;
        }
    }
    return true;
}

typedef struct First {
    int64_t prize;
    int64_t width;
    int64_t far;
    int32_t visit;
} First;

static int
first_compare(const void *x, const void *y)
{
    const First *a = x;
    const First *b = y;
    if (a->prize != b->prize) {
        return a->prize > b->prize ? -1 : 1;
    }
    if (a->width != b->width) {
        return a->width < b->width ? -1 : 1;
    }
    if (a->far != b->far) {
        return a->far > b->far ? -1 : 1;
    }
    return (a->visit > b->visit) - (a->visit < b->visit);
}

static int32_t
absent_in_order(Annealer *a)
{
    const Core *c = a->s->c;
    int32_t n = a->s->n_absent;
    g_autofree First *first = g_new(First, n + 1);
    for (int32_t i = 0; i < n; i++) {
        int32_t v = a->s->absent[i];
        first[i] = (First){state_prize(a->s, v), c->hull[v].close - c->hull[v].open, c->far[v], v};
    }
    qsort(first, (size_t)n, sizeof(First), first_compare);
    for (int32_t i = 0; i < n; i++) {
        a->items[i] = first[i].visit;
    }
    return n;
}

static void
copy_start(Annealer *a, Start *start, int32_t kind)
{
    if (!start->plan.first) {
        start->plan = (ZfVrpPlan){a->s->c->r, g_new0(int32_t, a->s->c->r + 1),
                                  g_new0(int32_t, a->s->c->n + 1)};
    }
    zf_vrp_state_save(a->s, &start->plan);
    start->total = a->s->total;
    start->kind = kind;
}

/* Where what a route costs depends on the kind of its shift, remembers the plan if it is the best
 * of its kind and not worse than those of too many others. */
static void
note_start(Annealer *a, int32_t kind)
{
    Start *worst = NULL;
    if (!a->s->c->rates_differ) {
        return;
    }
    for (int32_t i = 0; i < a->n_starts; i++) {
        Start *start = &a->start[i];
        if (start->kind == kind) {
            if (a->s->total < start->total) {
                copy_start(a, start, kind);
            }
            return;
        }
        worst = !worst || start->total > worst->total ? start : worst;
    }
    if (a->n_starts < STARTS_MAX) {
        copy_start(a, &a->start[a->n_starts++], kind);
    } else if (a->s->total < worst->total) {
        copy_start(a, worst, kind);
    }
}

/* Lets those go that are much worse than the best. */
static void
sift_starts(Annealer *a)
{
    int32_t n = 0;
    for (int32_t i = 0; i < a->n_starts; i++) {
        if (a->start[i].total / 5 <= a->best_total / 4) {
            a->start[n++] = a->start[i];
        } else {
            zf_vrp_plan_clear(&a->start[i].plan);
        }
    }
    a->n_starts = n;
}

/* Everything put in, in the order of items, then in the order of need. share: of the fixed costs.
 */
static void
build_once(Annealer *a, const int32_t *types, int32_t n_types, int32_t order, int32_t share)
{
    zf_vrp_state_clear(a->s);
    int32_t n = absent_in_order(a);
    if (order >= 0) {
        sort_items(a, order, n);
    }
    a->in->share = share;
    for (int32_t i = 0; i < n_types; i++) {
        a->in->only_type = types[i];
        recreate(a, n, false, INT64_MAX);
        n = absent_in_order(a);
    }
    a->in->only_type = ZF_VRP_NONE;
    a->in->share = 256;
    recreate(a, n, false, INT64_MAX);
    if (a->s->total < a->best_total) {
        keep_best(a);
    }
}

/* Several orders, and the best plan of them. Where visits may go into some types of shifts only,
 * those with the least choice come first, or the others have taken their room. Where shifts differ
 * in cost or room, which of them are sent far away decides the plan, and no later change of a few
 * visits puts it right: each two types have their turn to be filled first. */
static void
build_anew(Annealer *a)
{
    static const int32_t orders[] = {
        -1,           ORDER_FAR,          ORDER_PRIZE,        ORDER_OPEN,        ORDER_RANDOM,
        ORDER_CHOOSY, ORDER_CHOOSY_MIXED, ORDER_CHOOSY_MIXED, ORDER_CHOOSY_MIXED};
    const Core *c = a->s->c;
    int32_t tries = c->n > 2000 ? 2 : (int32_t)G_N_ELEMENTS(orders);
    int32_t types = c->mixed && c->n_types <= TYPES_BUILT ? c->n_types : 0;
    bool pairs = (int64_t)types * types * c->n <= PAIRS_BUILT;
    bool in_need = c->p->n_windows > 0 || a->orders[0] == ORDER_PRIZE;
    a->best_total = INT64_MAX;
    for (int32_t i = 0; i < tries && (i == 0 || !no_time(a)); i++) {
        /* where all need the same, that is the order by distance */
        if (orders[i] == ORDER_FAR ? !in_need : orders[i] >= ORDER_CHOOSY && !c->choosy) {
            continue;
        }
        build_once(a, NULL, 0, orders[i], 256);
        note_start(a, ZF_VRP_NONE);
    }
    for (int32_t i = 0; i < types && !no_time(a); i++) {
        build_once(a, &i, 1, ORDER_FAR, 0);
        note_start(a, i);
        for (int32_t j = 0; j < types && pairs; j++) {
            const int32_t pair[2] = {i, j};
            if (i != j) {
                build_once(a, pair, 2, ORDER_FAR, 0);
                note_start(a, i);
            }
        }
    }
    sift_starts(a);
    zf_vrp_kept_plan(a->best, &a->plan);
    zf_vrp_state_load(a->s, &a->plan);
    keep_best(a);
}

static void
begin_annealing(Annealer *a)
{
    a->in->n_near = a->tuning.near;
    a->in->rng = &a->rng;
    a->annealing = true;
    a->in->blink = a->tuning.blink;
    a->in->until = 1;
}

void
zf_vrp_annealer_follow(Annealer *a, const Annealer *leader, const ZfVrpPlan *plan)
{
    if (a != leader) {
        a->hot = leader->hot;
        a->in->ends = leader->in->ends;
        a->unit = leader->unit;
        a->cold = leader->cold;
        a->prize = leader->prize;
    }
    begin_annealing(a);
    zf_vrp_state_load(a->s, plan);
    zf_vrp_state_open(a->s, NULL, NULL, 0);
    keep_best(a);
}

void
zf_vrp_annealer_fill(Annealer *a)
{
    a->annealing = false;
    a->in->share = 256;
    a->in->only_type = ZF_VRP_NONE;
    recreate(a, absent_in_order(a), false, INT64_MAX);
    a->annealing = true;
    keep_best(a);
}

/* One trial in how many takes whole routes. */
static uint32_t
razed_of(const Core *c)
{
    return c->fixed_costs ? RAZE_FIXED : bound_by_kind(c) ? RAZE_BOUND : RAZE;
}

/* What the first temperature is multiplied by. */
static double
warmth(const State *s)
{
    if (bound_by_kind(s->c)) {
        return HOT_BOUND;
    }
    double mean = (double)(s->c->n - s->n_absent) / MAX(1, s->n_used);
    return s->c->rates_differ ? CLAMP(mean / FULL_ROUTE, COOL_ROUTE, 1) : 1;
}

/* Are some ways only worked out when asked for, or would be if nobody had laid them out? */
static bool
is_large(const ZfVrpProblem *problem)
{
    for (int32_t i = 0; i < problem->n_matrices; i++) {
        if (problem->matrices[i].n >= ZF_VRP_WAYS_FROM) {
            return true;
        }
    }
    return false;
}

void
zf_vrp_annealer_build(Annealer *a, const ZfVrpPlan *start, double rate)
{
    State *s = a->s;
    a->in->n_near = a->tuning.near;
    a->annealing = false;
    if (start) {
        zf_vrp_state_load(s, start);
        recreate(a, absent_in_order(a), false, INT64_MAX);
        zf_vrp_fleet_even(s);
        keep_best(a);
    } else {
        build_anew(a);
    }
    double cost = 0;
    int32_t ways = 0;
    for (int32_t r = 0; r < s->c->r; r++) {
        const Route *route = &s->route[r];
        const ZfVrpShift *sh = &s->c->p->shifts[r];
        if (route->len > 0) {
            cost += (double)sh->rate_distance * (double)route->distance +
                    (double)sh->rate_travel * (double)route->travel;
            ways += route->len + 1;
        }
    }
    a->unit = ways && cost > 0 ? cost / ways : 1;
    a->cold = a->tuning.cold;
    if (s->c->optional && s->n_absent > s->c->n / 100 && s->c->p->n_groups == 0) {
        /* which visits to leave out is a harder question than which way to go */
        a->unit *= CHOOSING;
        a->cold /= CHOOSING;
    }
    /* where many are left out, plans that give one up for another must be passed through */
    double prize = 0;
    for (int32_t i = 0; i < s->n_absent; i++) {
        int64_t worth = state_prize(s, s->absent[i]);
        prize += worth < s->c->must ? (double)worth : 0;
    }
    a->prize = s->n_absent > s->c->n / 100 ? prize / s->n_absent : 0;
    a->in->ends = s->c->n - s->n_absent >= ENDS_ROUTE * s->n_used && !is_large(s->c->p);
    begin_annealing(a);
    a->hot = a->tuning.hot * MAX(HOT_LEAST, MIN(1, rate / HOT_RATE));
    a->hot *= warmth(s);
    a->hot = MAX(a->hot, a->prize / a->unit);
    zf_vrp_annealer_cool(a, 0);
}

void
zf_vrp_annealer_cool(Annealer *a, int32_t step)
{
    /* the 1024th root by ten square roots, which are exact everywhere */
    double root = a->cold / a->hot;
    for (int i = 0; i < 10; i++) {
        root = sqrt(root);
    }
    double t = a->unit * a->hot;
    for (int32_t i = 0; i < step; i++) {
        t *= root;
    }
    a->temperature = t;
}

/* A shift with a fixed cost never pays for its first visit: now and then the cost is shared with
 * those to come. Where shifts differ, the kind that is opened is left to chance now and then: the
 * cheapest for one visit is seldom the best for those that follow. */
static void
choose_openings(Annealer *a)
{
    const Core *c = a->s->c;
    bool opens = c->fixed_costs ? zf_rng_chance(&a->rng, 1, 2) : c->priced && a->tuning.ruin.raze;
    a->in->share = 256;
    a->in->only_type = ZF_VRP_NONE;
    if (!opens) {
        return;
    }
    if (c->fixed_costs) {
        a->in->share = zf_rng_range(&a->rng, 0, 255);
    }
    if (c->n_types > 1 && zf_rng_chance(&a->rng, 2, 3)) {
        a->in->only_type = (int32_t)zf_rng_below(&a->rng, (uint32_t)c->n_types);
    }
}

bool
zf_vrp_annealer_iterate(Annealer *a)
{
    State *s = a->s;
    a->iterations++;
    zf_vrp_state_begin(s);
    a->tuning.ruin.deep = zf_rng_chance(&a->rng, 1, 16);
    a->tuning.ruin.raze =
        zf_rng_chance(&a->rng, 1, razed_of(s->c)) ? zf_rng_range(&a->rng, 10, RAZE_MAX) : 0;
    int32_t n = zf_vrp_ruin(s, &a->rng, &a->tuning.ruin, a->items);
    choose_openings(a);
    a->in->blink = a->tuning.ruin.deep ? a->tuning.blink / 16 : a->tuning.blink;
    int32_t order = a->orders[zf_rng_below(&a->rng, (uint32_t)a->n_orders)];
    sort_items(a, order, n);
    int64_t allowed = (int64_t)(a->temperature * exponential(&a->rng));
    bool certain = !s->c->fixed_costs && !s->c->priced && s->c->p->n_pairs == 0 &&
                   !s->c->time_costs && s->c->n > CHECKED_MAX;
    if (!recreate(a, n, a->tuning.ruin.deep && s->c->optional,
                  certain ? s->saved_total + allowed : INT64_MAX)) {
        zf_vrp_state_undo(s);
        return false;
    }
    if ((s->c->priced || s->c->p->weights.balance_teams > 0) && s->c->n_types > 1) {
        zf_vrp_fleet_improve(s, &a->rng);
    }
    if (bound_by_kind(s->c) && zf_rng_chance(&a->rng, 1, SHUFFLE)) {
        zf_vrp_fleet_shuffle(s, &a->rng);
    }
    g_assert(counted(a));
    if (s->total >= s->saved_total + allowed && s->total != s->saved_total) {
        zf_vrp_state_undo(s);
        return false;
    }
    if (s->total < a->best_total) {
        keep_best(a);
        return true;
    }
    return false;
}

void
zf_vrp_annealer_finish(Annealer *a, StopFunc stop, void *user)
{
    State *s = a->s;
    zf_vrp_kept_plan(a->best, &a->plan);
    zf_vrp_state_load(s, &a->plan);
    g_assert(s->total == a->best_total);
    a->in->n_near = 0;
    a->annealing = false;
    a->in->blink = 0;
    a->in->share = 256;
    a->in->only_type = ZF_VRP_NONE;
    bool more = true;
    while (more) {
        int64_t before = s->total;
        zf_vrp_polish(s, stop, user);
        zf_vrp_state_begin(s);
        recreate(a, absent_in_order(a), false, INT64_MAX);
        zf_vrp_fleet_even(s);
        more = s->total < before && !(stop && stop(user));
    }
    g_assert(s->total == zf_vrp_state_recount(s));
    keep_best(a);
    zf_vrp_kept_plan(a->best, &a->plan);
}
