#include "vrp/crew.h"

#include <stdlib.h>
#include <string.h>

#define ISLANDS_MAX  300  /* visits; beyond, parts */
#define ISLANDS      6    /* members */
#define ISLAND_STEPS 1500 /* for each visit and member at least; else fewer members */
#define FIRST_PART   0.5  /* of the budget, before plans are put together */
#define ROUNDS       8
#define RACE         0.2  /* of the budget, to choose among first plans, */
#define RACE_HOT     0.3  /* of the first temperature meanwhile; */
#define RACE_RATE    100  /* with fewer steps for each visit the best is taken as it is */
#define REHEATED     0.15 /* of the first temperature, after plans are put together */
#define PART_VISITS  250  /* a part has about so many, */
#define LARGE_PART   500  /* or in large problems so many */
#define LARGE        2000
#define PARTS_MAX    16
#define EPOCH_STEPS  8 /* for each visit of a part, until parts are divided anew, */
#define EPOCH_LEAST  1000
#define EPOCHS       12 /* but the budget is enough for so many */

/* What there is to be served: visits, of a group one. */
static int32_t
tasks(const Core *core)
{
    return core->n - core->group_first[core->p->n_groups] + core->p->n_groups;
}

int32_t
zf_vrp_crew_size(const Core *core, double steps)
{
    int32_t n = tasks(core);
    if (n <= ISLANDS_MAX) {
        double enough = steps / (1.0 + ISLAND_STEPS * (double)n);
        return CLAMP((int32_t)MIN(enough, 100), 1, ISLANDS);
    }
    /* the members of a group lie in several parts, and none could choose freely among them */
    if (core->has_series || core->p->n_groups > 0 || core->n_near == 0) {
        return 1;
    }
    return CLAMP(n / (n > LARGE ? LARGE_PART : PART_VISITS), 1, PARTS_MAX);
}

/* -- running together ---------------------------------------------------------------------------
 */

typedef struct Shared {
    Crew *crew;
    const Stint *stints;
} Shared;

static bool
run_member(void *user, size_t item, unsigned worker, GError **error)
{
    const Shared *shared = user;
    (void)worker;
    (void)error;
    shared->crew->search(shared->crew->user, (int32_t)item, &shared->stints[item]);
    return true;
}

static void
run_all(Crew *crew, const Stint *stints)
{
    Shared shared = {crew, stints};
    g_autofree int64_t *before = g_new0(int64_t, crew->n);
    for (int32_t i = 0; i < crew->n; i++) {
        before[i] = crew->member[i]->iterations;
    }
    bool good =
        zf_pool_run((unsigned)crew->threads, (size_t)crew->n, run_member, &shared, NULL, NULL);
    g_assert(good);
    for (int32_t i = 0; i < crew->n; i++) {
        crew->done += crew->member[i]->iterations - before[i];
    }
}

/* Takes the best plan of a member over, if it is better. */
static void
take_best(Crew *crew, const Annealer *a)
{
    if (a->best_total < crew->total) {
        crew->total = a->best_total;
        zf_vrp_kept_plan(a->best, &crew->plan);
    }
}

/* -- which first plan ---------------------------------------------------------------------------
 */

/* Searches from each of the first plans that differ in kind for a little while, and goes on with
 * the best. ret: the part of the budget that took. */
static double
race(Crew *crew)
{
    Annealer *a = crew->member[0];
    double steps = crew->budget > 0 ? (double)crew->budget : crew->expected;
    if (a->n_starts < 2 || steps < RACE_RATE * (double)crew->core->n) {
        return 0;
    }
    double hot = a->hot;
    a->hot = hot * RACE_HOT;
    int64_t from = 0;
    take_best(crew, a);
    for (int32_t i = 0; i < a->n_starts; i++) {
        Stint stint = {.first = RACE * i / a->n_starts, .last = RACE * (i + 1) / a->n_starts};
        int64_t to = (int64_t)(stint.last * (double)crew->budget);
        stint.steps = crew->budget > 0 ? to - from : INT64_MAX;
        stint.warm_from = stint.first;
        stint.warm_to = stint.until = stint.last;
        from = to;
        zf_vrp_annealer_follow(a, a, &a->start[i].plan);
        int64_t before = a->iterations;
        crew->search(crew->user, 0, &stint);
        crew->done += a->iterations - before;
        take_best(crew, a);
    }
    a->hot = hot;
    zf_vrp_annealer_follow(a, a, &crew->plan);
    return RACE;
}

/* -- islands ------------------------------------------------------------------------------------
 */

typedef struct Cross {
    const Core *c;
    const ZfVrpPlan *a;
    const ZfVrpPlan *b;
    int32_t *in_a;  /* shift of a visit in a, or none */
    bool *given_up; /* shifts of a whose routes are exchanged */
    bool *taken;    /* visits that stay where they are */
    int32_t *from;  /* where the route of a shift comes from: its shift in b, or none: from a */
} Cross;

static int32_t
length(const ZfVrpPlan *plan, int32_t shift)
{
    g_assert(plan->first);
    return plan->first[shift + 1] - plan->first[shift];
}

/* Gives up to k routes of a near the seed up. ret: how many. */
static int32_t
give_up(Cross *x, int32_t seed, int32_t k)
{
    const Core *c = x->c;
    const int32_t *near = &c->near[(size_t)seed * (size_t)c->n_near];
    int32_t n = 0;
    for (int32_t i = -1; i < c->n_near && n < k; i++) {
        int32_t v = i < 0 ? seed : near[i];
        int32_t shift = v < 0 ? ZF_VRP_NONE : x->in_a[v];
        if (shift >= 0 && !x->given_up[shift]) {
            x->given_up[shift] = true;
            n++;
        }
    }
    return n;
}

/* A shift for b's route: the same one, or one of its type. */
static int32_t
shift_for(const Cross *x, int32_t shift)
{
    const Core *c = x->c;
    int32_t type = c->type[shift];
    for (int32_t i = c->type_first[type] - 1; i < c->type_first[type + 1]; i++) {
        int32_t s = i < c->type_first[type] ? shift : c->type_shift[i];
        if (x->from[s] < 0 && (x->given_up[s] || length(x->a, s) == 0)) {
            return s;
        }
    }
    return ZF_VRP_NONE;
}

/* Routes of b of which more than half are visits of routes given up. */
static void
choose_routes(Cross *x)
{
    for (int32_t s = 0; s < x->c->r; s++) {
        int32_t freed = 0;
        for (int32_t i = x->b->first[s]; i < x->b->first[s + 1]; i++) {
            freed += !x->taken[x->b->visits[i]];
        }
        if (2 * freed > length(x->b, s)) {
            int32_t to = shift_for(x, s);
            if (to >= 0) {
                x->from[to] = s;
            }
        }
    }
}

static void
compose(const Cross *x, ZfVrpPlan *child)
{
    int32_t n = 0;
    for (int32_t s = 0; s < x->c->r; s++) {
        child->first[s] = n;
        const ZfVrpPlan *source = x->from[s] >= 0 ? x->b : x->a;
        int32_t shift = x->from[s] >= 0 ? x->from[s] : s;
        for (int32_t i = source->first[shift]; i < source->first[shift + 1]; i++) {
            int32_t v = source->visits[i];
            if (source == x->a ? !x->given_up[s] : !x->taken[v]) {
                child->visits[n++] = v;
            }
        }
    }
    child->first[x->c->r] = n;
}

/* Who belongs to a group of which somebody stays has his turn, too. */
static void
take_groups(Cross *x)
{
    const Core *c = x->c;
    for (int32_t g = 0; g < c->p->n_groups; g++) {
        bool stays = false;
        for (int32_t i = c->group_first[g]; i < c->group_first[g + 1]; i++) {
            stays = stays || x->taken[c->group_member[i]];
        }
        for (int32_t i = c->group_first[g]; i < c->group_first[g + 1]; i++) {
            x->taken[c->group_member[i]] = stays;
        }
    }
}

/* child: a, but where k of its routes are, routes of b. */
static void
cross(Crew *crew, const ZfVrpPlan *a, const ZfVrpPlan *b, ZfVrpPlan *child)
{
    const Core *c = crew->core;
    g_autofree int32_t *in_a = g_new(int32_t, c->n + 1);
    g_autofree int32_t *from = g_new(int32_t, c->r + 1);
    g_autofree bool *given_up = g_new0(bool, c->r + 1);
    g_autofree bool *taken = g_new0(bool, c->n + 1);
    Cross x = {c, a, b, in_a, given_up, taken, from};
    for (int32_t v = 0; v < c->n; v++) {
        in_a[v] = ZF_VRP_NONE;
    }
    int32_t used = 0;
    for (int32_t s = 0; s < c->r; s++) {
        from[s] = ZF_VRP_NONE;
        used += length(a, s) > 0;
        for (int32_t i = a->first[s]; i < a->first[s + 1]; i++) {
            in_a[a->visits[i]] = s;
        }
    }
    int32_t seed = (int32_t)zf_rng_below(&crew->rng, (uint32_t)c->n);
    give_up(&x, seed, zf_rng_range(&crew->rng, 1, MAX(1, used / 2)));
    for (int32_t v = 0; v < c->n; v++) {
        taken[v] = in_a[v] >= 0 && !given_up[in_a[v]];
    }
    take_groups(&x);
    choose_routes(&x);
    compose(&x, child);
}

static ZfVrpPlan
plan_like(const Core *core)
{
    return (ZfVrpPlan){core->r, g_new0(int32_t, core->r + 1), g_new0(int32_t, core->n + 1)};
}

/* The stint of each member in a round that takes the budget from first to last. */
static void
island_stints(const Crew *crew, Stint *stints, double first, double last)
{
    int32_t threads = crew->threads > 0 ? crew->threads : (int32_t)zf_pool_cores();
    int32_t turns = (crew->n + threads - 1) / threads;
    double budget = (double)crew->budget;
    for (int32_t i = 0; i < crew->n; i++) {
        Stint *t = &stints[i];
        if (crew->budget > 0) {
            t->first = first + (last - first) * i / crew->n;
            t->last = first + (last - first) * (i + 1) / crew->n;
            t->steps = (int64_t)(t->last * budget + 0.5) - (int64_t)(t->first * budget + 0.5);
        } else {
            int32_t turn = i / threads;
            t->first = first + (last - first) * turn / turns;
            t->last = first + (last - first) * (turn + 1) / turns;
            t->steps = INT64_MAX;
        }
        t->warm_from = t->first;
        t->warm_to = t->until = t->last;
    }
}

static void
search_islands(Crew *crew, double begin)
{
    g_autofree Stint *stints = g_new0(Stint, crew->n);
    g_autofree ZfVrpPlan *best = g_new0(ZfVrpPlan, crew->n);
    g_autofree int64_t *total = g_new0(int64_t, crew->n);
    ZfVrpPlan child = plan_like(crew->core);
    double hot = crew->member[0]->hot;
    zf_vrp_kept_plan(crew->member[0]->best, &crew->plan);
    for (int32_t i = 0; i < crew->n; i++) {
        best[i] = plan_like(crew->core);
        total[i] = INT64_MAX;
        if (i > 0) {
            zf_vrp_annealer_follow(crew->member[i], crew->member[0], &crew->plan);
        }
    }
    for (int32_t round = 0; round <= ROUNDS && (round == 0 || !crew->over(crew->user)); round++) {
        double step = (1 - FIRST_PART) / ROUNDS;
        island_stints(crew, stints, round ? FIRST_PART + step * (round - 1) : begin,
                      FIRST_PART + step * round);
        for (int32_t i = 0; i < crew->n && round > 0; i++) {
            int32_t other = (int32_t)zf_rng_below(&crew->rng, (uint32_t)crew->n - 1);
            cross(crew, &best[i], &best[other + (other >= i)], &child);
            crew->member[i]->hot = hot * REHEATED;
            zf_vrp_annealer_follow(crew->member[i], crew->member[i], &child);
            zf_vrp_annealer_fill(crew->member[i]);
        }
        run_all(crew, stints);
        for (int32_t i = 0; i < crew->n; i++) {
            const Annealer *a = crew->member[i];
            if (a->best_total < total[i]) {
                total[i] = a->best_total;
                zf_vrp_kept_plan(a->best, &best[i]);
            }
            take_best(crew, a);
        }
    }
    for (int32_t i = 0; i < crew->n; i++) {
        zf_vrp_plan_clear(&best[i]);
    }
    zf_vrp_plan_clear(&child);
}

/* -- parts --------------------------------------------------------------------------------------
 */

typedef struct Split {
    int64_t key;
    int32_t shift;
} Split;

static int
split_compare(const void *x, const void *y)
{
    const Split *a = x;
    const Split *b = y;
    return a->key != b->key ? (a->key < b->key ? -1 : 1)
                            : (a->shift > b->shift) - (a->shift < b->shift);
}

/* How much nearer a route is to visit p than to visit q, in the mean. */
static int64_t
leaning(const State *s, int32_t shift, int32_t p, int32_t q)
{
    const Core *c = s->c;
    const ZfVrpMatrix *m = &c->p->matrices[c->p->shifts[0].matrix];
    bool timed = zf_vrp_matrix_timed(m);
    const Route *r = &s->route[shift];
    int64_t sum = 0;
    for (int32_t i = 1; i <= r->len; i++) {
        int32_t to = r->node[i].place;
        sum += timed ? (int64_t)zf_vrp_matrix_duration(m, c->place[p], to) -
                           zf_vrp_matrix_duration(m, c->place[q], to)
                     : (int64_t)zf_vrp_matrix_distance(m, c->place[p], to) -
                           zf_vrp_matrix_distance(m, c->place[q], to);
    }
    return sum / MAX(1, r->len);
}

/* Divides routes into n parts of about as many visits: first + 0 … n - 1. */
static void
divide(const State *s, ZfRng *rng, Split *routes, int32_t n_routes, int32_t n, int32_t first,
       int32_t *part)
{
    if (n == 1 || n_routes == 0) {
        for (int32_t i = 0; i < n_routes; i++) {
            part[routes[i].shift] = first;
        }
        return;
    }
    const Route *one = &s->route[routes[zf_rng_below(rng, (uint32_t)n_routes)].shift];
    const Route *two = &s->route[routes[zf_rng_below(rng, (uint32_t)n_routes)].shift];
    int32_t p = one->node[1 + zf_rng_below(rng, (uint32_t)one->len)].visit;
    int32_t q = two->node[1 + zf_rng_below(rng, (uint32_t)two->len)].visit;
    int64_t visits = 0;
    for (int32_t i = 0; i < n_routes; i++) {
        routes[i].key = leaning(s, routes[i].shift, p, q);
        visits += s->route[routes[i].shift].len;
    }
    qsort(routes, (size_t)n_routes, sizeof(Split), split_compare);
    int64_t want = visits * (n / 2) / n;
    int32_t k = 0;
    for (int64_t have = 0; k < n_routes && have < want; k++) {
        have += s->route[routes[k].shift].len;
    }
    divide(s, rng, routes, k, n / 2, first, part);
    divide(s, rng, routes + k, n_routes - k, n - n / 2, first + n / 2, part);
}

/* Absent visits go to the part of the nearest served one; groups stay together. */
static void
place_absent(const State *s, const int32_t *part_of_shift, int32_t *part_of_visit)
{
    const Core *c = s->c;
    for (int32_t i = 0; i < s->n_absent; i++) {
        int32_t v = s->absent[i];
        const int32_t *near = &c->near[(size_t)v * (size_t)c->n_near];
        part_of_visit[v] = 0;
        for (int32_t k = 0; k < c->n_near && near[k] >= 0; k++) {
            int32_t route = s->route_of[near[k]];
            if (route >= 0) {
                part_of_visit[v] = part_of_shift[route];
                break;
            }
        }
    }
    for (int32_t g = 0; g < c->p->n_groups; g++) {
        for (int32_t i = c->group_first[g] + 1; i < c->group_first[g + 1]; i++) {
            part_of_visit[c->group_member[i]] = part_of_visit[c->group_member[c->group_first[g]]];
        }
    }
}

static void
make_parts(Crew *crew, const State *s, int32_t *part_of_shift, int32_t *part_of_visit)
{
    const Core *c = crew->core;
    g_autofree Split *routes = g_new0(Split, c->r + 1);
    int32_t n = 0;
    int32_t next = (int32_t)zf_rng_below(&crew->rng, (uint32_t)crew->n);
    for (int32_t i = 0; i < c->r; i++) {
        int32_t shift = c->type_shift[i];
        if (s->route[shift].len > 0) {
            routes[n++] = (Split){0, shift};
        } else {
            /* the empty ones of a type in turn */
            part_of_shift[shift] = next;
            next = (next + 1) % crew->n;
        }
    }
    divide(s, &crew->rng, routes, n, crew->n, 0, part_of_shift);
    memset(part_of_visit, 0, sizeof(int32_t) * (size_t)c->n);
    place_absent(s, part_of_shift, part_of_visit);
}

/* Every member's routes, as they are (best: as they were at its best), in one plan. */
static void
gather(const Crew *crew, const int32_t *part_of_shift, bool best, ZfVrpPlan *plan)
{
    int32_t n = 0;
    for (int32_t shift = 0; shift < crew->core->r; shift++) {
        const Annealer *a = crew->member[part_of_shift[shift]];
        const Route *r = &a->s->route[shift];
        int32_t len = best ? a->best->len[shift] : r->len;
        plan->first[shift] = n;
        for (int32_t i = 0; i < len; i++) {
            plan->visits[n++] = best ? a->best->visits[shift][i] : r->node[i + 1].visit;
        }
    }
    plan->first[crew->core->r] = n;
}

/* Steps of one member between two meetings. */
static int64_t
epoch_steps(const Crew *crew)
{
    int64_t steps = MAX(EPOCH_LEAST, EPOCH_STEPS * (int64_t)(crew->core->n / crew->n));
    double budget = crew->budget > 0 ? (double)crew->budget : crew->expected;
    double most = budget / (double)crew->n / EPOCHS;
    return most < (double)steps ? MAX(1, (int64_t)most) : steps;
}

/* ret: false when the budget is used up. */
static bool
part_stints(const Crew *crew, Stint *stints, int64_t steps, double begin)
{
    int64_t left = crew->budget > 0 ? crew->budget - crew->done : INT64_MAX;
    if (crew->budget > 0 && left / crew->n < steps) {
        steps = left / crew->n + 1;
    }
    for (int32_t i = 0; i < crew->n; i++) {
        int64_t mine = left;
        if (crew->budget > 0) {
            mine = left * (i + 1) / crew->n - left * i / crew->n;
        }
        mine = MIN(mine, steps);
        double first = crew->budget > 0 ? (double)crew->done / (double)crew->budget : 0;
        double share = crew->budget > 0 ? (double)mine * crew->n / (double)crew->budget : 0;
        stints[i] = (Stint){mine, first, first + share, begin, 1, 1};
    }
    return left > 0 && !crew->over(crew->user);
}

static void
search_parts(Crew *crew, double begin)
{
    const Core *c = crew->core;
    g_autofree Stint *stints = g_new0(Stint, crew->n);
    g_autofree int32_t *part_of_shift = g_new0(int32_t, c->r + 1);
    g_autofree int32_t *part_of_visit = g_new0(int32_t, c->n + 1);
    ZfVrpPlan now = plan_like(c);
    ZfVrpPlan good = plan_like(c);
    Annealer *first = crew->member[0];
    int64_t steps = epoch_steps(crew);
    take_best(crew, first);
    zf_vrp_kept_plan(first->best, &now);
    while (part_stints(crew, stints, steps, begin)) {
        make_parts(crew, first->s, part_of_shift, part_of_visit);
        for (int32_t i = 0; i < crew->n; i++) {
            if (i > 0) {
                zf_vrp_annealer_follow(crew->member[i], first, &now);
            }
            zf_vrp_state_open(crew->member[i]->s, part_of_shift, part_of_visit, i);
        }
        run_all(crew, stints);
        gather(crew, part_of_shift, true, &good);
        gather(crew, part_of_shift, false, &now);
        zf_vrp_annealer_follow(first, first, &good);
        if (first->best_total < crew->total) {
            take_best(crew, first);
            crew->better(crew->user);
        }
        zf_vrp_annealer_follow(first, first, &now);
    }
    zf_vrp_plan_clear(&now);
    zf_vrp_plan_clear(&good);
}

bool
zf_vrp_crew_divides(const Core *core, int32_t n)
{
    return n > 1 && tasks(core) > ISLANDS_MAX && !core->has_series && core->n_near > 0;
}

void
zf_vrp_crew_search(Crew *crew)
{
    crew->plan = plan_like(crew->core);
    crew->total = INT64_MAX;
    crew->done = 0;
    double begin = race(crew);
    if (crew->n == 1) {
        int64_t left = crew->budget - crew->done;
        const Stint all = {crew->budget > 0 ? left : INT64_MAX, begin, 1, begin, 1, 1};
        run_all(crew, &all);
        take_best(crew, crew->member[0]);
    } else if (zf_vrp_crew_divides(crew->core, crew->n)) {
        search_parts(crew, begin);
    } else {
        search_islands(crew, begin);
    }
    zf_vrp_annealer_follow(crew->member[0], crew->member[0], &crew->plan);
}
