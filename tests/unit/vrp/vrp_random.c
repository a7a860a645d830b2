#include "vrp_random.h"

#include <string.h>

static int32_t
pick(ZfRng *rng, int32_t lo, int32_t hi)
{
    return zf_rng_range(rng, lo, hi);
}

static void
make_matrices(RandomProblem *random, ZfRng *rng, int32_t places, bool odd)
{
    int32_t x[RANDOM_VISITS + 2];
    int32_t y[RANDOM_VISITS + 2];
    for (int32_t i = 0; i < places; i++) {
        x[i] = pick(rng, 0, 100);
        y[i] = pick(rng, 0, 100);
    }
    bool holes = odd && zf_rng_chance(rng, 1, 2);
    bool crooked = odd && zf_rng_chance(rng, 1, 2); /* the triangle inequality fails */
    for (int32_t k = 0; k < 2; k++) {
        for (int32_t i = 0; i < places; i++) {
            for (int32_t j = 0; j < places; j++) {
                int32_t d = ABS(x[i] - x[j]) + ABS(y[i] - y[j]);
                int32_t *time = &random->entries[2 * k][i * places + j];
                int32_t *metres = &random->entries[2 * k + 1][i * places + j];
                *time = i == j ? 0 : 1 + d / (k + 1) + pick(rng, 0, crooked ? 60 : 3);
                *metres = i == j ? 0 : 10 * d + pick(rng, 0, 20);
                if (holes && i != j && zf_rng_chance(rng, 1, 12)) {
                    *time = *metres = ZF_VRP_NO_WAY;
                }
            }
        }
        random->matrices[k] =
            (ZfVrpMatrix){places, random->entries[2 * k], random->entries[2 * k + 1]};
    }
}

static void
make_shift(RandomProblem *random, ZfRng *rng, int32_t i, int32_t places)
{
    ZfVrpShift s = ZF_VRP_SHIFT_INIT;
    s.team = pick(rng, 0, 1);
    s.day = pick(rng, 0, 2);
    s.matrix = pick(rng, 0, 1);
    s.start_place = zf_rng_chance(rng, 1, 8) ? ZF_VRP_NONE : pick(rng, places - 2, places - 1);
    s.end_place = zf_rng_chance(rng, 1, 8) ? ZF_VRP_NONE : pick(rng, places - 2, places - 1);
    s.open = pick(rng, 0, 60);
    s.close = s.open + pick(rng, 100, 500);
    s.max_duration = zf_rng_chance(rng, 1, 3) ? pick(rng, 100, 400) : ZF_VRP_FAR;
    s.max_distance = zf_rng_chance(rng, 1, 4) ? pick(rng, 1000, 4000) : ZF_VRP_FAR;
    s.max_visits = zf_rng_chance(rng, 1, 4) ? pick(rng, 1, 3) : INT32_MAX;
    s.free_duration = zf_rng_chance(rng, 1, 3) ? pick(rng, 50, 300) : ZF_VRP_FAR;
    s.rate_overtime = 2;
    s.capacity[0] = zf_rng_chance(rng, 1, 2) ? pick(rng, 3, 12) : ZF_VRP_FAR;
    s.capacity[1] = zf_rng_chance(rng, 1, 4) ? pick(rng, 3, 12) : ZF_VRP_FAR;
    s.skills = (uint64_t)pick(rng, 0, 3);
    s.fixed_cost = zf_rng_chance(rng, 1, 3) ? pick(rng, 0, 200) : 0;
    s.rate_distance = pick(rng, 0, 2);
    s.rate_travel = pick(rng, 0, 2);
    s.rate_duration = zf_rng_chance(rng, 1, 2) ? pick(rng, 0, 2) : 0;
    s.rate_wait = zf_rng_chance(rng, 1, 3) ? pick(rng, 0, 2) : 0;
    s.first_break = 2 * i;
    s.n_breaks = zf_rng_chance(rng, 1, 2) ? pick(rng, 0, 2) : 0;
    for (int32_t k = 0; k < 2; k++) {
        int64_t at = s.open + pick(rng, 20, 120) + 130 * k;
        random->breaks[2 * i + k] = (ZfVrpBreak){at, at + pick(rng, 0, 60), pick(rng, 10, 40)};
    }
    random->shifts[i] = s;
}

static void
make_visit(RandomProblem *random, ZfRng *rng, int32_t i)
{
    ZfVrpVisit v = ZF_VRP_VISIT_INIT;
    v.place = i > 0 && zf_rng_chance(rng, 1, 5) ? random->visits[i - 1].place : i;
    v.service = pick(rng, 0, 40);
    v.setup = zf_rng_chance(rng, 1, 3) ? pick(rng, 1, 20) : 0;
    v.first_window = 3 * i;
    v.n_windows = zf_rng_chance(rng, 1, 2) ? pick(rng, 1, 3) : 0;
    for (int32_t k = 0; k < 3; k++) {
        int32_t open = pick(rng, 0, 350);
        int32_t day = zf_rng_chance(rng, 1, 2) ? ZF_VRP_ANY_DAY : pick(rng, 0, 2);
        random->windows[3 * i + k] = (ZfVrpWindow){day, open, open + pick(rng, 0, 150)};
    }
    v.skills = zf_rng_chance(rng, 1, 3) ? (uint64_t)pick(rng, 0, 3) : 0;
    v.demand[0] = pick(rng, 0, 5);
    v.demand[1] = pick(rng, 0, 3);
    v.prize = zf_rng_chance(rng, 1, 3) ? ZF_VRP_MUST : pick(rng, 0, 2000);
    if (zf_rng_chance(rng, 1, 5)) {
        v.group = pick(rng, 0, 1);
        v.prize = 0;
    }
    v.preferred_team = zf_rng_chance(rng, 1, 4) ? pick(rng, 0, 1) : ZF_VRP_NONE;
    v.preferred_cost = pick(rng, 0, 100);
    v.earlier_team = zf_rng_chance(rng, 1, 4) ? pick(rng, 0, 1) : ZF_VRP_NONE;
    v.earlier_day = zf_rng_chance(rng, 1, 4) ? pick(rng, 0, 2) : ZF_VRP_NONE;
    v.lock_team = zf_rng_chance(rng, 1, 12) ? pick(rng, 0, 1) : ZF_VRP_NONE;
    v.lock_day = zf_rng_chance(rng, 1, 12) ? pick(rng, 0, 2) : ZF_VRP_ANY_DAY;
    v.lock_order = zf_rng_chance(rng, 1, 6) ? pick(rng, 1, 3) : 0;
    if (i > 0 && zf_rng_chance(rng, 1, 5)) {
        v.after = i - 1;
        v.gap_min = pick(rng, 0, 1);
        v.gap_max = v.gap_min + pick(rng, 0, 2);
    }
    random->visits[i] = v;
}

void
random_problem_init(RandomProblem *random, uint64_t seed, int32_t n)
{
    ZfRng rng;
    zf_rng_init(&rng, seed, 77);
    memset(random, 0, sizeof *random);
    int32_t places = n + 2;
    make_matrices(random, &rng, places, seed % 4 == 3);
    for (int32_t i = 0; i < RANDOM_SHIFTS; i++) {
        make_shift(random, &rng, i, places);
    }
    for (int32_t i = 0; i < n; i++) {
        make_visit(random, &rng, i);
    }
    random->groups[0].prize = pick(&rng, 0, 2000);
    random->groups[1].prize = ZF_VRP_MUST;
    for (int32_t i = 0; i < 2; i++) {
        random->forbidden[i] = (ZfVrpForbidden){pick(&rng, 0, n - 1), pick(&rng, 0, 1)};
    }
    int32_t n_pairs = 0;
    for (int32_t a = 0; a < n && zf_rng_chance(&rng, 3, 4); a++) {
        for (int32_t b = a + 1; b < n && n_pairs < 2 * RANDOM_VISITS; b++) {
            if (zf_rng_chance(&rng, 1, 4)) {
                random->pairs[n_pairs++] = (ZfVrpPair){a, b, pick(&rng, 0, 60)};
            }
        }
    }
    random->problem = (ZfVrpProblem){
        .shifts = random->shifts,
        .visits = random->visits,
        .windows = random->windows,
        .breaks = random->breaks,
        .matrices = random->matrices,
        .groups = random->groups,
        .forbidden = random->forbidden,
        .pairs = random->pairs,
        .n_shifts = RANDOM_SHIFTS,
        .n_visits = n,
        .n_windows = 3 * n,
        .n_breaks = 2 * RANDOM_SHIFTS,
        .n_matrices = 2,
        .n_groups = 2,
        .n_forbidden = zf_rng_chance(&rng, 1, 3) ? 2 : 0,
        .n_pairs = n_pairs,
        .n_teams = 2,
    };
    ZfVrpWeights *w = &random->problem.weights;
    w->balance_teams = zf_rng_chance(&rng, 1, 3) ? pick(&rng, 1, 20) : 0;
    w->balance_days = zf_rng_chance(&rng, 1, 3) ? pick(&rng, 1, 20) : 0;
    w->spread = zf_rng_chance(&rng, 1, 3) ? pick(&rng, 1, 40) : 0;
    for (int32_t i = 0; i < n; i++) {
        random->visits[i].x = pick(&rng, -50, 50);
        random->visits[i].y = pick(&rng, -50, 50);
    }
    w->other_team = pick(&rng, 0, 50);
    w->other_day = pick(&rng, 0, 50);
}

/* -- all plans ----------------------------------------------------------------------------------
 */

/* Ways to drive one set of visits in one shift that no other way beats in both cost and duration.
 */
typedef struct Way {
    int64_t cost;
    int64_t duration;
} Way;

typedef struct Brute {
    const ZfVrpProblem *p;
    int64_t must;
    GArray *ways[RANDOM_SHIFTS][1 << RANDOM_VISITS];
    int32_t shift_of[RANDOM_VISITS];
    int64_t best;
    int64_t share[2]; /* of the hours of a team, in 1024ths */
} Brute;

static void
keep_way(GArray *ways, Way way)
{
    for (guint i = 0; i < ways->len; i++) {
        const Way *w = &g_array_index(ways, Way, i);
        if (w->cost <= way.cost && w->duration <= way.duration) {
            return;
        }
    }
    g_array_append_val(ways, way);
}

static void
permute(Brute *b, int32_t shift, int32_t *seq, int32_t n, uint32_t set)
{
    Way way;
    if (zf_vrp_check_route(b->p, shift, seq, n, &way.cost, &way.duration)) {
        keep_way(b->ways[shift][set], way);
    }
    for (int32_t v = 0; v < b->p->n_visits; v++) {
        if (!(set >> v & 1)) {
            seq[n] = v;
            permute(b, shift, seq, n + 1, set | 1u << v);
        }
    }
}

static bool
plan_allowed(const Brute *b)
{
    int32_t served[2] = {0, 0};
    for (int32_t i = 0; i < b->p->n_visits; i++) {
        const ZfVrpVisit *v = &b->p->visits[i];
        if (b->shift_of[i] < 0) {
            continue;
        }
        if (v->group >= 0 && ++served[v->group] > 1) {
            return false;
        }
        if (v->after >= 0 && b->shift_of[v->after] >= 0) {
            int32_t gap =
                b->p->shifts[b->shift_of[i]].day - b->p->shifts[b->shift_of[v->after]].day;
            if (gap < v->gap_min || gap > v->gap_max) {
                return false;
            }
        }
    }
    return true;
}

static int64_t
plan_cost(const Brute *b)
{
    int64_t cost = 0;
    bool member[2] = {false, false};
    bool served[2] = {false, false};
    for (int32_t i = 0; i < b->p->n_visits; i++) {
        const ZfVrpVisit *v = &b->p->visits[i];
        if (v->group >= 0) {
            member[v->group] = true;
            served[v->group] = served[v->group] || b->shift_of[i] >= 0;
        } else if (b->shift_of[i] < 0) {
            cost += v->prize == ZF_VRP_MUST ? b->must : v->prize;
        }
    }
    for (int32_t g = 0; g < 2; g++) {
        if (member[g] && !served[g]) {
            cost += b->p->groups[g].prize == ZF_VRP_MUST ? b->must : b->p->groups[g].prize;
        }
    }
    for (int32_t i = 0; i < b->p->n_pairs; i++) {
        int32_t s = b->shift_of[b->p->pairs[i].a];
        int32_t t = b->shift_of[b->p->pairs[i].b];
        cost += s >= 0 && t >= 0 && s != t ? b->p->pairs[i].cost : 0;
    }
    return cost;
}

static void
combine(Brute *b, int32_t shift, int64_t cost, const int64_t hours[2])
{
    if (shift == b->p->n_shifts) {
        for (int32_t t = 0; t < 2; t++) {
            cost += b->p->weights.balance_teams * hours[t] * (hours[t] * b->share[t] / 1024) / 3600;
        }
        b->best = MIN(b->best, cost);
        return;
    }
    g_assert(shift < RANDOM_SHIFTS);
    uint32_t set = 0;
    for (int32_t i = 0; i < b->p->n_visits; i++) {
        set |= b->shift_of[i] == shift ? 1u << i : 0;
    }
    const GArray *ways = b->ways[shift][set];
    for (guint i = 0; i < ways->len; i++) {
        const Way *way = &g_array_index(ways, Way, i);
        int64_t more[2] = {hours[0], hours[1]};
        more[b->p->shifts[shift].team] += way->duration;
        combine(b, shift + 1, cost + way->cost, more);
    }
}

static void
assign(Brute *b, int32_t visit)
{
    if (visit == b->p->n_visits) {
        if (plan_allowed(b)) {
            const int64_t hours[2] = {0, 0};
            combine(b, 0, plan_cost(b), hours);
        }
        return;
    }
    for (int32_t s = -1; s < b->p->n_shifts; s++) {
        b->shift_of[visit] = s;
        assign(b, visit + 1);
    }
}

static void
make_shares(Brute *b)
{
    int64_t offer[2] = {0, 0};
    for (int32_t s = 0; s < b->p->n_shifts; s++) {
        const ZfVrpShift *shift = &b->p->shifts[s];
        offer[shift->team] += MIN(shift->max_duration, MAX(0, shift->close - shift->open));
    }
    int64_t most = MAX(offer[0], offer[1]);
    for (int32_t t = 0; t < 2; t++) {
        bool endless = most >= ZF_VRP_FAR / 2 || offer[t] == 0;
        b->share[t] = endless ? 1024 : MIN(1024 * 1024, 1024 * most / offer[t]);
    }
}

int64_t
brute_force(const ZfVrpProblem *problem, int64_t must)
{
    g_assert(problem->n_visits <= RANDOM_VISITS && problem->n_shifts <= RANDOM_SHIFTS);
    Brute *b = g_new0(Brute, 1);
    b->p = problem;
    b->must = must;
    b->best = INT64_MAX;
    make_shares(b);
    int32_t seq[RANDOM_VISITS];
    for (int32_t s = 0; s < problem->n_shifts; s++) {
        for (uint32_t set = 0; set < 1u << problem->n_visits; set++) {
            b->ways[s][set] = g_array_new(FALSE, FALSE, sizeof(Way));
        }
        permute(b, s, seq, 0, 0);
    }
    assign(b, 0);
    for (int32_t s = 0; s < problem->n_shifts; s++) {
        for (uint32_t set = 0; set < 1u << problem->n_visits; set++) {
            g_array_unref(b->ways[s][set]);
        }
    }
    int64_t best = b->best;
    g_free(b);
    return best;
}
