#include "vrp/vrp.h"

#include <stdlib.h>

#define MAX_VISITS (1 << 20)
#define MAX_SHIFTS (1 << 17)
#define MAX_PLACES 46000 /* n * n stays below 2^31 */
#define MAX_ITEMS  (1 << 26)

/* -- validation ---------------------------------------------------------------------------------
 */

static bool
fail(GError **error, const char *what, int64_t index, const char *problem)
{
    g_set_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_PROBLEM, _("%s %ld: %s"), what, index, problem);
    return false;
}

static bool
within(int64_t x, int64_t lo, int64_t hi)
{
    return x >= lo && x <= hi;
}

static bool
slice_ok(int32_t first, int32_t n, int32_t total)
{
    return n >= 0 && n <= total && (n == 0 || within(first, 0, (int64_t)total - n));
}

static bool
sizes_valid(const ZfVrpProblem *p, GError **error)
{
    const struct {
        const char *what;
        int64_t n;
        int64_t max;
        const void *items;
    } sizes[] = {
        {N_("shifts"), p->n_shifts, MAX_SHIFTS, p->shifts},
        {N_("visits"), p->n_visits, MAX_VISITS, p->visits},
        {N_("windows"), p->n_windows, MAX_ITEMS, p->windows},
        {N_("breaks"), p->n_breaks, MAX_ITEMS, p->breaks},
        {N_("matrices"), p->n_matrices, 64, p->matrices},
        {N_("groups"), p->n_groups, MAX_VISITS, p->groups},
        {N_("forbidden pairs"), p->n_forbidden, MAX_ITEMS, p->forbidden},
        {N_("pairs"), p->n_pairs, MAX_ITEMS, p->pairs},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        if (!within(sizes[i].n, 0, sizes[i].max) || (sizes[i].n > 0 && !sizes[i].items)) {
            return fail(error, _(sizes[i].what), sizes[i].n, _("too many, or missing"));
        }
    }
    if (!within(p->n_teams, 0, MAX_SHIFTS)) {
        return fail(error, _("teams"), p->n_teams, _("too many, or missing"));
    }
    const ZfVrpWeights *w = &p->weights;
    if (!within(w->spread, 0, 10000) || (w->spread > 0 && p->n_visits > 65536) ||
        !within(w->balance_teams, 0, 1000000) || !within(w->balance_days, 0, 1000000) ||
        !within(w->other_team, 0, ZF_VRP_COST_MAX) || !within(w->other_day, 0, ZF_VRP_COST_MAX)) {
        return fail(error, _("weights"), 0, _("out of range"));
    }
    return true;
}

/* Nothing negative, nothing above the largest, and a diagonal of zeros. */
static bool
entries_valid(const int32_t *entries, size_t n)
{
    for (size_t i = 0; entries && i < n; i++) {
        const int32_t *row = entries + i * n;
        int32_t signs = 0;
        int32_t largest = 0;
        for (size_t j = 0; j < n; j++) {
            signs |= row[j];
            largest = MAX(largest, row[j]);
        }
        if (signs < 0 || largest > ZF_VRP_NO_WAY || row[i] != 0) {
            return false;
        }
    }
    return true;
}

static bool
matrix_valid(const ZfVrpProblem *p, int32_t k, GError **error)
{
    const ZfVrpMatrix *m = &p->matrices[k];
    if (!within(m->n, 0, MAX_PLACES)) {
        return fail(error, _("matrix"), k, _("its size is out of range"));
    }
    if (m->ways && (m->duration || m->distance || (!m->ways->x && m->ways->n != m->n))) {
        return fail(error, _("matrix"), k, _("its size is out of range"));
    }
    if (!entries_valid(m->duration, (size_t)m->n) ||
        (m->distance != m->duration && !entries_valid(m->distance, (size_t)m->n))) {
        return fail(error, _("matrix"), k, _("an entry is negative or too large"));
    }
    return true;
}

static bool
place_valid(const ZfVrpProblem *p, int32_t place)
{
    for (int32_t k = 0; k < p->n_matrices; k++) {
        if (place >= p->matrices[k].n) {
            return false;
        }
    }
    return place >= 0;
}

static bool
rates_valid(const ZfVrpShift *s)
{
    const int32_t rates[] = {s->rate_distance, s->rate_travel, s->rate_duration, s->rate_wait,
                             s->rate_overtime};
    for (size_t i = 0; i < G_N_ELEMENTS(rates); i++) {
        if (!within(rates[i], 0, 1000000)) {
            return false;
        }
    }
    return within(s->fixed_cost, 0, ZF_VRP_COST_MAX);
}

static bool
shift_valid(const ZfVrpProblem *p, int32_t i, GError **error)
{
    const ZfVrpShift *s = &p->shifts[i];
    if (!within(s->team, 0, (int64_t)p->n_teams - 1) || !within(s->day, 0, 1000000) ||
        !within(s->matrix, 0, (int64_t)p->n_matrices - 1)) {
        return fail(error, _("shift"), i, _("its team, day or matrix is out of range"));
    }
    if ((s->start_place != ZF_VRP_NONE && !place_valid(p, s->start_place)) ||
        (s->end_place != ZF_VRP_NONE && !place_valid(p, s->end_place))) {
        return fail(error, _("shift"), i, _("its start or end is no place of the matrices"));
    }
    bool limits = within(s->open, -ZF_VRP_FAR, ZF_VRP_FAR) &&
                  within(s->close, s->open, ZF_VRP_FAR) && within(s->max_duration, 0, ZF_VRP_FAR) &&
                  within(s->max_distance, 0, ZF_VRP_FAR) && s->max_visits >= 0 &&
                  within(s->free_duration, 0, ZF_VRP_FAR);
    for (size_t d = 0; d < ZF_VRP_DIMS; d++) {
        limits = limits && within(s->capacity[d], 0, ZF_VRP_FAR);
    }
    if (!limits || !rates_valid(s)) {
        return fail(error, _("shift"), i, _("a time, limit or rate is out of range"));
    }
    if (!slice_ok(s->first_break, s->n_breaks, p->n_breaks) || s->n_breaks > 16) {
        return fail(error, _("shift"), i, _("its breaks are out of range"));
    }
    return true;
}

static bool
visit_valid(const ZfVrpProblem *p, int32_t i, GError **error)
{
    const ZfVrpVisit *v = &p->visits[i];
    if (!place_valid(p, v->place)) {
        return fail(error, _("visit"), i, _("it is at no place of the matrices"));
    }
    bool numbers = within(v->service, 0, ZF_VRP_FAR) && within(v->setup, 0, ZF_VRP_FAR) &&
                   (v->prize == ZF_VRP_MUST || within(v->prize, 0, ZF_VRP_COST_MAX)) &&
                   within(v->preferred_cost, 0, ZF_VRP_COST_MAX) &&
                   within(v->x, -ZF_VRP_PLANE, ZF_VRP_PLANE) &&
                   within(v->y, -ZF_VRP_PLANE, ZF_VRP_PLANE);
    for (size_t d = 0; d < ZF_VRP_DIMS; d++) {
        numbers = numbers && within(v->demand[d], 0, ZF_VRP_FAR);
    }
    if (!numbers) {
        return fail(error, _("visit"), i,
                    _("a time, demand, prize, cost or position is out of range"));
    }
    if (!slice_ok(v->first_window, v->n_windows, p->n_windows)) {
        return fail(error, _("visit"), i, _("its windows are out of range"));
    }
    if (!within(v->group, -1, (int64_t)p->n_groups - 1) ||
        (v->group != ZF_VRP_NONE && v->prize != 0)) {
        return fail(error, _("visit"), i, _("its group is out of range, or it has a prize itself"));
    }
    if (v->after == i || !within(v->after, -1, (int64_t)p->n_visits - 1) ||
        (v->after >= 0 && v->gap_min > v->gap_max)) {
        return fail(error, _("visit"), i, _("its series is out of range"));
    }
    return true;
}

/* A visit may be named as `after` once, and following `after` must come to an end. */
static bool
series_valid(const ZfVrpProblem *p, GError **error)
{
    g_autofree int32_t *next = g_new(int32_t, p->n_visits + 1);
    for (int32_t i = 0; i < p->n_visits; i++) {
        next[i] = ZF_VRP_NONE;
    }
    int64_t linked = 0;
    int64_t reached = 0;
    for (int32_t i = 0; i < p->n_visits; i++) {
        int32_t before = p->visits[i].after;
        if (before >= 0) {
            if (next[before] != ZF_VRP_NONE) {
                return fail(error, _("visit"), before, _("two visits follow it in its series"));
            }
            next[before] = i;
            linked++;
        }
    }
    for (int32_t i = 0; i < p->n_visits; i++) {
        for (int32_t j = next[i]; p->visits[i].after < 0 && j >= 0; j = next[j]) {
            reached++;
        }
    }
    return reached == linked || fail(error, _("visit"), 0, _("a series runs in a circle"));
}

static bool
lists_valid(const ZfVrpProblem *p, GError **error)
{
    for (int32_t i = 0; i < p->n_windows; i++) {
        const ZfVrpWindow *w = &p->windows[i];
        if (!within(w->open, -ZF_VRP_FAR, ZF_VRP_FAR) || !within(w->close, w->open, ZF_VRP_FAR) ||
            w->day < ZF_VRP_ANY_DAY) {
            return fail(error, _("window"), i, _("it ends before it begins, or is out of range"));
        }
    }
    for (int32_t i = 0; i < p->n_breaks; i++) {
        const ZfVrpBreak *b = &p->breaks[i];
        if (!within(b->earliest, -ZF_VRP_FAR, ZF_VRP_FAR) ||
            !within(b->latest, b->earliest, ZF_VRP_FAR) || !within(b->length, 0, ZF_VRP_FAR)) {
            return fail(error, _("break"), i, _("it ends before it begins, or is out of range"));
        }
    }
    for (int32_t i = 0; i < p->n_groups; i++) {
        if (p->groups[i].prize != ZF_VRP_MUST && !within(p->groups[i].prize, 0, ZF_VRP_COST_MAX)) {
            return fail(error, _("group"), i, _("its prize is out of range"));
        }
    }
    for (int32_t i = 0; i < p->n_forbidden; i++) {
        if (!within(p->forbidden[i].visit, 0, (int64_t)p->n_visits - 1) ||
            !within(p->forbidden[i].team, 0, (int64_t)p->n_teams - 1)) {
            return fail(error, _("forbidden pair"), i, _("out of range"));
        }
    }
    for (int32_t i = 0; i < p->n_pairs; i++) {
        const ZfVrpPair *q = &p->pairs[i];
        if (q->a < 0 || q->a >= q->b || q->b >= p->n_visits ||
            !within(q->cost, 0, ZF_VRP_COST_MAX)) {
            return fail(error, _("pair"), i, _("out of range"));
        }
    }
    return true;
}

bool
zf_vrp_problem_valid(const ZfVrpProblem *problem, GError **error)
{
    if (!sizes_valid(problem, error)) {
        return false;
    }
    for (int32_t i = 0; i < problem->n_matrices; i++) {
        if (!matrix_valid(problem, i, error)) {
            return false;
        }
    }
    for (int32_t i = 0; i < problem->n_shifts; i++) {
        if (!shift_valid(problem, i, error)) {
            return false;
        }
    }
    for (int32_t i = 0; i < problem->n_visits; i++) {
        if (!visit_valid(problem, i, error)) {
            return false;
        }
    }
    return lists_valid(problem, error) && series_valid(problem, error);
}

/* -- helpers for whoever makes a problem --------------------------------------------------------
 */

static int64_t
largest_entry(const int32_t *entries, int32_t n)
{
    int32_t largest = 0;
    for (size_t i = 0; entries && i < (size_t)n * (size_t)n; i++) {
        int32_t way = entries[i] < ZF_VRP_NO_WAY ? entries[i] : 0;
        largest = MAX(largest, way);
    }
    return largest;
}

static int64_t
longest_shift(const ZfVrpShift *s)
{
    return MIN(s->max_duration, MAX(0, s->close - s->open));
}

/* The most that one visit adds to a spread: its squared distance from the middle of the others. */
static int64_t
spread_most(const ZfVrpProblem *p)
{
    if (p->weights.spread == 0 || p->n_visits == 0) {
        return 0;
    }
    int64_t low[2] = {INT32_MAX, INT32_MAX};
    int64_t high[2] = {INT32_MIN, INT32_MIN};
    for (int32_t i = 0; i < p->n_visits; i++) {
        const int64_t at[2] = {p->visits[i].x, p->visits[i].y};
        for (int k = 0; k < 2; k++) {
            low[k] = MIN(low[k], at[k]);
            high[k] = MAX(high[k], at[k]);
        }
    }
    int64_t across =
        (high[0] - low[0]) * (high[0] - low[0]) + (high[1] - low[1]) * (high[1] - low[1]);
    return p->weights.spread * across / 1024 + 2;
}

/* The most a visit can cost through pairs, spread, preference and stability. */
static int64_t
soft_cost(const ZfVrpProblem *p)
{
    g_autofree int64_t *sum = g_new0(int64_t, p->n_visits + 1);
    for (int32_t i = 0; i < p->n_pairs; i++) {
        sum[p->pairs[i].a] = MIN(sum[p->pairs[i].a] + p->pairs[i].cost, ZF_VRP_COST_MAX);
        sum[p->pairs[i].b] = MIN(sum[p->pairs[i].b] + p->pairs[i].cost, ZF_VRP_COST_MAX);
    }
    int64_t largest = 0;
    for (int32_t i = 0; i < p->n_visits; i++) {
        largest = MAX(largest, sum[i] + p->visits[i].preferred_cost);
    }
    return largest + spread_most(p) + p->weights.other_team + p->weights.other_day;
}

int64_t
zf_vrp_prize_unit(const ZfVrpProblem *problem)
{
    g_autofree int64_t *arc_s = g_new0(int64_t, problem->n_matrices + 1);
    g_autofree int64_t *arc_m = g_new0(int64_t, problem->n_matrices + 1);
    for (int32_t k = 0; k < problem->n_matrices; k++) {
        const ZfVrpMatrix *m = &problem->matrices[k];
        arc_s[k] = largest_entry(m->duration, m->n);
        arc_m[k] = largest_entry(m->distance, m->n);
        if (m->ways) {
            arc_s[k] = m->ways->times ? m->ways->most : arc_s[k];
            arc_m[k] = m->ways->lengths ? m->ways->most : arc_m[k];
        }
    }
    int64_t work = 0;
    for (int32_t i = 0; i < problem->n_visits; i++) {
        work = MAX(work, problem->visits[i].service + problem->visits[i].setup);
    }
    int64_t largest = 0;
    for (int32_t i = 0; i < problem->n_shifts; i++) {
        const ZfVrpShift *s = &problem->shifts[i];
        /* a longer detour than the whole shift is not possible; a window may add waiting */
        int64_t longer = MIN(longest_shift(s), 2 * arc_s[s->matrix] + work + 3600);
        int64_t cost = s->fixed_cost + 2 * arc_m[s->matrix] * s->rate_distance +
                       2 * arc_s[s->matrix] * s->rate_travel +
                       longer * ((int64_t)s->rate_duration + s->rate_wait + s->rate_overtime);
        int64_t hours = longest_shift(s) < ZF_VRP_FAR / 2 ? 8 * longest_shift(s) / 3600 + 1 : 50;
        cost += 2 * hours * longer *
                ((int64_t)problem->weights.balance_teams + problem->weights.balance_days);
        largest = MAX(largest, MIN(cost, ZF_VRP_COST_MAX));
    }
    return MIN(largest + soft_cost(problem) + 1, ZF_VRP_COST_MAX);
}

typedef struct Near {
    int64_t d;
    int32_t j;
} Near;

static int
near_compare(const void *a, const void *b)
{
    const Near *x = a;
    const Near *y = b;
    return x->d != y->d ? (x->d < y->d ? -1 : 1) : (x->j > y->j) - (x->j < y->j);
}

static int
pair_compare(const void *a, const void *b)
{
    const ZfVrpPair *x = a;
    const ZfVrpPair *y = b;
    return x->a != y->a ? (x->a > y->a) - (x->a < y->a) : (x->b > y->b) - (x->b < y->b);
}

static int64_t
there_and_back(const ZfVrpMatrix *m, int32_t a, int32_t b)
{
    return zf_vrp_matrix_timed(m)
               ? (int64_t)zf_vrp_matrix_duration(m, a, b) + zf_vrp_matrix_duration(m, b, a)
               : (int64_t)zf_vrp_matrix_distance(m, a, b) + zf_vrp_matrix_distance(m, b, a);
}

ZfVrpPair *
zf_vrp_nearest_pairs(const ZfVrpProblem *problem, int32_t k, int64_t cost, int32_t *n)
{
    int32_t visits = problem->n_visits;
    k = CLAMP(k, 0, MAX(0, visits - 1));
    g_autofree Near *near = g_new(Near, visits + 1);
    ZfVrpPair *pairs = g_new(ZfVrpPair, (size_t)visits * (size_t)k + 1);
    size_t count = 0;
    for (int32_t i = 0; i < visits; i++) {
        size_t m = 0;
        for (int32_t j = 0; j < visits; j++) {
            if (j != i) {
                near[m++] = (Near){there_and_back(&problem->matrices[0], problem->visits[i].place,
                                                  problem->visits[j].place),
                                   j};
            }
        }
        qsort(near, m, sizeof(Near), near_compare);
        for (int32_t t = 0; t < k; t++) {
            pairs[count++] = (ZfVrpPair){MIN(i, near[t].j), MAX(i, near[t].j), cost};
        }
    }
    qsort(pairs, count, sizeof(ZfVrpPair), pair_compare);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || pair_compare(&pairs[kept - 1], &pairs[i]) != 0) {
            pairs[kept++] = pairs[i];
        }
    }
    *n = (int32_t)kept;
    return pairs;
}
