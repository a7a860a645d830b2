#include "vrp/core.h"

#include "vrp/around.h"

#include <stdlib.h>
#include <string.h>

#define NEAR_MAX 100
#define SOLO_MAX 12
#define SQUARE   64 /* entries of a matrix looked at together */

/* -- shift types --------------------------------------------------------------------------------
 */

#define KEY_SIZE 25

static void
shift_key(const Core *c, int32_t i, bool team_matters, int64_t key[KEY_SIZE])
{
    const ZfVrpShift *s = &c->p->shifts[i];
    /* shifts with breaks stay types of their own */
    const int64_t fields[KEY_SIZE] = {team_matters ? s->team : 0,
                                      s->day,
                                      s->matrix,
                                      s->start_place,
                                      s->end_place,
                                      s->open,
                                      s->close,
                                      s->max_duration,
                                      s->max_distance,
                                      s->max_visits,
                                      s->free_duration,
                                      s->capacity[0],
                                      s->capacity[1],
                                      s->capacity[2],
                                      s->capacity[3],
                                      (int64_t)s->skills,
                                      s->n_breaks ? i + 1 : 0,
                                      s->fixed_cost,
                                      s->rate_distance,
                                      s->rate_travel,
                                      s->rate_duration,
                                      s->rate_wait,
                                      s->rate_overtime,
                                      0,
                                      0};
    memcpy(key, fields, sizeof fields);
}

typedef struct Keyed {
    int64_t key[KEY_SIZE];
    int32_t shift;
} Keyed;

static int
keyed_compare(const void *a, const void *b)
{
    const Keyed *x = a;
    const Keyed *y = b;
    for (size_t i = 0; i < KEY_SIZE; i++) {
        if (x->key[i] != y->key[i]) {
            return x->key[i] < y->key[i] ? -1 : 1;
        }
    }
    return (x->shift > y->shift) - (x->shift < y->shift);
}

static bool
team_matters(const ZfVrpProblem *p)
{
    bool matters = p->n_forbidden > 0 || p->weights.balance_teams > 0;
    for (int32_t i = 0; i < p->n_visits && !matters; i++) {
        const ZfVrpVisit *v = &p->visits[i];
        matters = v->lock_team >= 0 || v->preferred_team >= 0 || v->earlier_team >= 0;
    }
    return matters;
}

static void
make_types(Core *c)
{
    bool teams = team_matters(c->p);
    g_autofree Keyed *keyed = g_new(Keyed, c->r + 1);
    for (int32_t i = 0; i < c->r; i++) {
        shift_key(c, i, teams, keyed[i].key);
        keyed[i].shift = i;
    }
    qsort(keyed, (size_t)c->r, sizeof(Keyed), keyed_compare);
    c->type = zf_arena_array(c->arena, int32_t, (size_t)c->r);
    c->type_first = zf_arena_array(c->arena, int32_t, (size_t)c->r + 1);
    c->type_shift = zf_arena_array(c->arena, int32_t, (size_t)c->r);
    for (int32_t i = 0; i < c->r; i++) {
        if (i == 0 || memcmp(keyed[i].key, keyed[i - 1].key, sizeof keyed[i].key) != 0) {
            c->type_first[c->n_types++] = i;
        }
        c->type[keyed[i].shift] = c->n_types - 1;
        c->type_shift[i] = keyed[i].shift;
    }
    c->type_first[c->n_types] = c->r;
}

/* -- what a visit may do in a type --------------------------------------------------------------
 */

static bool
allowed(const ZfVrpVisit *v, const ZfVrpShift *s)
{
    return (v->skills & ~s->skills) == 0 && (v->lock_team < 0 || v->lock_team == s->team) &&
           (v->lock_day == ZF_VRP_ANY_DAY || v->lock_day == s->day);
}

static int
win_compare(const void *a, const void *b)
{
    const Win *x = a;
    const Win *y = b;
    return x->open != y->open ? (x->open < y->open ? -1 : 1)
                              : (x->close > y->close) - (x->close < y->close);
}

/* The windows of v that open in shift s, sorted and joined, onto the end of wins. */
static Entry
make_entry(const ZfVrpProblem *p, const ZfVrpVisit *v, const ZfVrpShift *s, GArray *wins)
{
    guint first = wins->len;
    if (v->n_windows == 0) {
        Win always = {-2 * ZF_VRP_FAR, 2 * ZF_VRP_FAR};
        g_array_append_val(wins, always);
        return (Entry){(int32_t)first, 1};
    }
    for (int32_t i = 0; i < v->n_windows; i++) {
        const ZfVrpWindow *w = &p->windows[v->first_window + i];
        if ((w->day == ZF_VRP_ANY_DAY || w->day == s->day) && w->close >= s->open &&
            w->open <= s->close) {
            Win win = {w->open, w->close};
            g_array_append_val(wins, win);
        }
    }
    guint n = wins->len - first;
    if (n < 2) {
        return (Entry){(int32_t)first, (int32_t)n};
    }
    Win *w = &g_array_index(wins, Win, first);
    qsort(w, n, sizeof(Win), win_compare);
    guint kept = 1;
    for (guint i = 1; i < n; i++) {
        if (w[i].open <= w[kept - 1].close + 1) {
            w[kept - 1].close = MAX(w[kept - 1].close, w[i].close);
        } else {
            w[kept++] = w[i];
        }
    }
    g_array_set_size(wins, first + kept);
    return (Entry){(int32_t)first, (int32_t)kept};
}

static int64_t
assign_cost(const ZfVrpProblem *p, const ZfVrpVisit *v, const ZfVrpShift *s)
{
    int64_t cost = 0;
    if (v->preferred_team >= 0 && v->preferred_team != s->team) {
        cost += v->preferred_cost;
    }
    if (v->earlier_team >= 0 && v->earlier_team != s->team) {
        cost += p->weights.other_team;
    }
    if (v->earlier_day >= 0 && v->earlier_day != s->day) {
        cost += p->weights.other_day;
    }
    return cost;
}

static int
forbidden_compare(const void *a, const void *b)
{
    const ZfVrpForbidden *x = a;
    const ZfVrpForbidden *y = b;
    return x->visit != y->visit ? (x->visit > y->visit) - (x->visit < y->visit)
                                : (x->team > y->team) - (x->team < y->team);
}

static void
make_entries(Core *c)
{
    const ZfVrpProblem *p = c->p;
    size_t cells = (size_t)c->n * (size_t)c->n_types;
    c->entry = zf_arena_array(c->arena, Entry, cells);
    g_autofree int64_t *assign = g_new(int64_t, cells + 1);
    bool any_assign = false;
    g_autofree ZfVrpForbidden *forbidden =
        g_memdup2(p->forbidden, sizeof(ZfVrpForbidden) * (size_t)p->n_forbidden);
    if (forbidden) {
        qsort(forbidden, (size_t)p->n_forbidden, sizeof(ZfVrpForbidden), forbidden_compare);
    }
    g_autoptr(GArray) wins = g_array_new(FALSE, FALSE, sizeof(Win));
    for (int32_t v = 0; v < c->n; v++) {
        for (int32_t t = 0; t < c->n_types; t++) {
            const ZfVrpShift *s = &p->shifts[c->type_shift[c->type_first[t]]];
            size_t cell = (size_t)v * (size_t)c->n_types + (size_t)t;
            ZfVrpForbidden key = {v, s->team};
            bool never = forbidden && bsearch(&key, forbidden, (size_t)p->n_forbidden,
                                              sizeof(ZfVrpForbidden), forbidden_compare);
            if (!never && allowed(&p->visits[v], s)) {
                c->entry[cell] = make_entry(p, &p->visits[v], s, wins);
            }
            c->choosy = c->choosy || c->entry[cell].n == 0;
            assign[cell] = assign_cost(p, &p->visits[v], s);
            any_assign = any_assign || assign[cell] != 0;
        }
    }
    c->win = zf_arena_array(c->arena, Win, wins->len);
    if (wins->len) {
        memcpy(c->win, wins->data, sizeof(Win) * wins->len);
    }
    if (any_assign) {
        c->assign = zf_arena_array(c->arena, int64_t, cells);
        memcpy(c->assign, assign, sizeof(int64_t) * cells);
    }
}

/* -- lists --------------------------------------------------------------------------------------
 */

static void
copy_visits(Core *c)
{
    const ZfVrpProblem *p = c->p;
    size_t n = (size_t)c->n;
    c->place = zf_arena_array(c->arena, int32_t, n);
    c->service = zf_arena_array(c->arena, int64_t, n);
    c->setup = zf_arena_array(c->arena, int64_t, n);
    c->prize = zf_arena_array(c->arena, int64_t, n);
    c->series_next = zf_arena_array(c->arena, int32_t, n);
    c->load_sum = zf_arena_array(c->arena, int64_t, n);
    c->hull = zf_arena_array(c->arena, Win, n);
    for (int32_t i = 0; i < c->n; i++) {
        c->series_next[i] = ZF_VRP_NONE;
    }
    for (int32_t i = 0; i < c->n; i++) {
        const ZfVrpVisit *v = &p->visits[i];
        c->place[i] = v->place;
        c->service[i] = v->service;
        c->setup[i] = v->setup;
        c->prize[i] = v->prize == ZF_VRP_MUST ? c->must : v->prize;
        c->optional = c->optional || (v->group < 0 && v->prize != ZF_VRP_MUST);
        c->has_setup = c->has_setup || v->setup > 0;
        c->has_order = c->has_order || v->lock_order > 0;
        if (v->after >= 0) {
            c->series_next[v->after] = i;
            c->has_series = true;
        }
        c->hull[i] = (Win){2 * ZF_VRP_FAR, -2 * ZF_VRP_FAR};
        for (int32_t t = 0; t < c->n_types; t++) {
            const Entry *e = &c->entry[(size_t)i * (size_t)c->n_types + (size_t)t];
            if (e->n) {
                c->hull[i].open = MIN(c->hull[i].open, c->win[e->first].open);
                c->hull[i].close = MAX(c->hull[i].close, c->win[e->first + e->n - 1].close);
            }
        }
        for (int32_t d = 0; d < ZF_VRP_DIMS; d++) {
            c->load_sum[i] += v->demand[d];
            c->n_dims = v->demand[d] > 0 ? MAX(c->n_dims, d + 1) : c->n_dims;
        }
    }
}

static void
copy_demands(Core *c)
{
    c->demand = zf_arena_array(c->arena, int64_t, (size_t)c->n * (size_t)c->n_dims);
    for (int32_t i = 0; i < c->n; i++) {
        for (int32_t d = 0; d < c->n_dims; d++) {
            c->demand[i * c->n_dims + d] = c->p->visits[i].demand[d];
        }
    }
}

static void
make_groups(Core *c)
{
    const ZfVrpProblem *p = c->p;
    c->group_prize = zf_arena_array(c->arena, int64_t, (size_t)p->n_groups);
    c->group_first = zf_arena_array(c->arena, int32_t, (size_t)p->n_groups + 2);
    c->group_member = zf_arena_array(c->arena, int32_t, (size_t)c->n);
    for (int32_t i = 0; i < c->n; i++) {
        if (p->visits[i].group >= 0) {
            c->group_first[p->visits[i].group + 2]++;
        }
    }
    for (int32_t g = 0; g < p->n_groups; g++) {
        c->group_first[g + 2] += c->group_first[g + 1];
        c->group_prize[g] = p->groups[g].prize == ZF_VRP_MUST ? c->must : p->groups[g].prize;
        c->optional = c->optional || p->groups[g].prize != ZF_VRP_MUST;
    }
    for (int32_t i = 0; i < c->n; i++) {
        if (p->visits[i].group >= 0) {
            c->group_member[c->group_first[p->visits[i].group + 1]++] = i;
        }
    }
}

/* The time that each team offers, against the most. */
static void
make_shares(Core *c)
{
    const ZfVrpProblem *p = c->p;
    int64_t most = 0;
    int64_t *offer = zf_arena_array(c->arena, int64_t, (size_t)p->n_teams + 1);
    c->team_share = zf_arena_array(c->arena, int32_t, (size_t)p->n_teams + 1);
    for (int32_t i = 0; i < p->n_shifts; i++) {
        const ZfVrpShift *s = &p->shifts[i];
        offer[s->team] += MIN(s->max_duration, MAX(0, s->close - s->open));
        most = MAX(most, offer[s->team]);
    }
    for (int32_t t = 0; t < p->n_teams; t++) {
        bool endless = most >= ZF_VRP_FAR / 2 || offer[t] == 0;
        c->team_share[t] = endless ? 1024 : (int32_t)MIN(1024 * 1024, 1024 * most / offer[t]);
    }
}

static void
make_pairs(Core *c)
{
    const ZfVrpProblem *p = c->p;
    c->pair_first = zf_arena_array(c->arena, int32_t, (size_t)c->n + 2);
    c->pair_to = zf_arena_array(c->arena, int32_t, 2 * (size_t)p->n_pairs);
    c->pair_cost = zf_arena_array(c->arena, int64_t, 2 * (size_t)p->n_pairs);
    for (int32_t i = 0; i < p->n_pairs; i++) {
        c->pair_first[p->pairs[i].a + 2]++;
        c->pair_first[p->pairs[i].b + 2]++;
    }
    for (int32_t i = 0; i < c->n; i++) {
        c->pair_first[i + 2] += c->pair_first[i + 1];
    }
    for (int32_t i = 0; i < p->n_pairs; i++) {
        const ZfVrpPair *q = &p->pairs[i];
        int32_t a = c->pair_first[q->a + 1]++;
        int32_t b = c->pair_first[q->b + 1]++;
        c->pair_to[a] = q->b;
        c->pair_to[b] = q->a;
        c->pair_cost[a] = c->pair_cost[b] = q->cost;
    }
}

/* -- neighbours ---------------------------------------------------------------------------------
 */

#define FEW 12 /* keys that insertion sorts soonest */

/* Keys lo … hi - 1 parted by the one in the middle: none before *left is larger, none from *right
 * on is smaller, and what lies between is the same. Both parts are smaller than the whole. */
static void
part_keys(uint64_t *keys, size_t lo, size_t hi, size_t *left, size_t *right)
{
    uint64_t pivot = keys[lo + (hi - lo) / 2];
    size_t i = lo;
    size_t j = hi;
    while (i < j) {
        while (keys[i] < pivot) {
            i++;
        }
        while (keys[j - 1] > pivot) {
            j--;
        }
        if (i < j) {
            uint64_t swap = keys[i];
            keys[i++] = keys[--j];
            keys[j] = swap;
        }
    }
    *left = j;
    *right = i;
}

static void
sort_keys(uint64_t *keys, size_t n)
{
    while (n > FEW) {
        size_t left;
        size_t right;
        part_keys(keys, 0, n, &left, &right);
        if (left < n - right) {
            sort_keys(keys, left);
            keys += right;
            n -= right;
        } else {
            sort_keys(keys + right, n - right);
            n = left;
        }
    }
    for (size_t i = 1; i < n; i++) {
        uint64_t key = keys[i];
        size_t at = i;
        for (; at > 0 && keys[at - 1] > key; at--) {
            keys[at] = keys[at - 1];
        }
        keys[at] = key;
    }
}

/* The k smallest of n keys to the front, sorted. */
static void
smallest_first(uint64_t *keys, size_t n, size_t k)
{
    size_t lo = 0;
    size_t hi = n;
    while (k < hi && hi - lo > FEW) {
        size_t left;
        size_t right;
        part_keys(keys, lo, hi, &left, &right);
        if (k <= left) {
            hi = left;
        } else if (k > right) {
            lo = right;
        } else {
            hi = right;
            break;
        }
    }
    sort_keys(keys, hi);
}

/* The visits to choose from: n of them, or NULL: all. */
typedef struct Choice {
    const int32_t *visits;
    int32_t n;
} Choice;

/* The visits by their ways there and back from v, then by index: keys of the k nearest,
 * sorted. keys has room for 4 k. ret: how many. */
static size_t
nearest_keys(const Core *c, Row from, Row to, Choice choice, int32_t v, uint64_t *keys, size_t k)
{
    size_t n = 0;
    uint64_t limit = UINT64_MAX;
    bool alike = from.ways && from.ways->x; /* straight lines are, both ways */
    for (int32_t i = 0; i < choice.n; i++) {
        int32_t u = choice.visits ? choice.visits[i] : i;
        int64_t there = way(from, c->place[u]);
        int64_t d = alike ? 2 * there : there + way(to, c->place[u]);
        uint64_t key = (uint64_t)d << 21 | (uint64_t)u;
        if (key >= limit || u == v) {
            continue;
        }
        keys[n++] = key;
        if (n >= 4 * k) {
            /* what is behind the k-th of these is out of the question */
            smallest_first(keys, n, k);
            n = k;
            limit = keys[k - 1];
        }
    }
    smallest_first(keys, n, MIN(n, k));
    return MIN(n, k);
}

/* Sets of types: those that a visit may go into. */
static uint64_t *
type_sets(const Core *c, size_t words)
{
    uint64_t *sets = g_new0(uint64_t, (size_t)c->n * words + 1);
    for (int32_t v = 0; v < c->n; v++) {
        const Entry *entry = &c->entry[(size_t)v * (size_t)c->n_types];
        for (int32_t t = 0; t < c->n_types; t++) {
            sets[(size_t)v * words + (size_t)t / 64] |= (uint64_t)(entry[t].n > 0) << (t % 64);
        }
    }
    return sets;
}

static bool
share_type(const uint64_t *sets, size_t words, int32_t a, int32_t b)
{
    const uint64_t *x = sets + (size_t)a * words;
    const uint64_t *y = sets + (size_t)b * words;
    for (size_t i = 0; i < words; i++) {
        if (x[i] & y[i]) {
            return true;
        }
    }
    return false;
}

static void
make_near(Core *c)
{
    c->n_near = MIN(NEAR_MAX, MAX(0, c->n - 1));
    c->near = zf_arena_array(c->arena, int32_t, (size_t)c->n * (size_t)c->n_near);
    if (c->r == 0) {
        c->n_near = 0;
        return;
    }
    const ZfVrpMatrix *m = &c->p->matrices[c->p->shifts[0].matrix];
    const Fast *f = &c->fast[0];
    bool by_time = f->timed && (f->rate_distance == 0 || !zf_vrp_matrix_measured(m));
    /* where some can never share a shift, twice as many as wanted: those are left out */
    size_t most = MAX(1, (c->choosy ? 2 : 1) * (size_t)c->n_near);
    g_autofree uint64_t *keys = g_new(uint64_t, 4 * most + 1);
    size_t words = (size_t)c->n_types / 64 + 1;
    g_autofree uint64_t *sets = c->choosy ? type_sets(c, words) : NULL;
    g_autoptr(Around) around = m->ways ? zf_vrp_around_new(m->ways, c->place, c->n) : NULL;
    for (int32_t v = 0; v < c->n; v++) {
        int32_t place = c->place[v];
        Row from = by_time ? fast_times_from(f, place) : fast_distances_from(f, place);
        Row to = by_time ? fast_times_to(f, place) : fast_distances_to(f, place);
        Choice choice = {NULL, c->n};
        if (around) {
            choice.visits = zf_vrp_around_find(around, v, (int32_t)most, &choice.n);
        }
        size_t wanted = nearest_keys(c, from, to, choice, v, keys, most);
        int32_t kept = 0;
        for (size_t i = 0; i < wanted && kept < c->n_near; i++) {
            int32_t u = (int32_t)(keys[i] & ((1 << 21) - 1));
            if (!sets || share_type(sets, words, v, u)) {
                c->near[(size_t)v * (size_t)c->n_near + (size_t)kept++] = u;
            }
        }
        for (; kept < c->n_near; kept++) {
            c->near[(size_t)v * (size_t)c->n_near + (size_t)kept] = ZF_VRP_NONE;
        }
    }
}

static void
make_solo(Core *c)
{
    c->n_solo = MIN(SOLO_MAX, c->n_types);
    c->solo = zf_arena_array(c->arena, int32_t, (size_t)c->n * (size_t)c->n_solo);
    c->far = zf_arena_array(c->arena, int64_t, (size_t)c->n);
    g_autofree uint64_t *keys = g_new(uint64_t, c->n_types + 1);
    for (int32_t v = 0; v < c->n; v++) {
        size_t n = 0;
        for (int32_t t = 0; t < c->n_types; t++) {
            int32_t shift = c->type_shift[c->type_first[t]];
            const ZfVrpShift *s = &c->p->shifts[shift];
            if (core_entry(c, v, shift)->n) {
                const ZfVrpMatrix *leg = core_leg(c, shift);
                int64_t cost = s->fixed_cost + core_assign(c, v, shift) +
                               leg_cost(leg, s, s->start_place, c->place[v]) +
                               leg_cost(leg, s, c->place[v], s->end_place);
                c->far[v] = n == 0 ? cost : MIN(c->far[v], cost);
                keys[n++] = (uint64_t)MIN(cost, INT64_C(1) << 44) << 18 | (uint64_t)t;
            }
        }
        smallest_first(keys, n, MIN(n, (size_t)c->n_solo));
        for (size_t i = 0; i < (size_t)c->n_solo; i++) {
            c->solo[(size_t)v * (size_t)c->n_solo + i] =
                i < n ? (int32_t)(keys[i] & ((1 << 18) - 1)) : ZF_VRP_NONE;
        }
    }
}

/* -- fast access --------------------------------------------------------------------------------
 */

int64_t
zf_vrp_core_far_way(Row row, int32_t other)
{
    return row.to ? zf_vrp_ways_entry(row.ways, other, row.place)
                  : zf_vrp_ways_entry(row.ways, row.place, other);
}

/* ret: the transpose, or the matrix itself where it is symmetric; NULL for NULL. */
static const int32_t *
transpose(Core *c, const int32_t *entries, int32_t size)
{
    size_t n = (size_t)size;
    bool symmetric = true;
    /* square by square, so that both sides stay in the cache */
    for (size_t a = 0; entries && a < n && symmetric; a += SQUARE) {
        for (size_t b = 0; b <= a && symmetric; b += SQUARE) {
            for (size_t i = a; i < MIN(n, a + SQUARE); i++) {
                for (size_t j = b; j < MIN(i, b + SQUARE); j++) {
                    symmetric &= entries[i * n + j] == entries[j * n + i];
                }
            }
        }
    }
    if (!entries || symmetric) {
        return entries;
    }
    int32_t *turned = zf_arena_array(c->arena, int32_t, n * n);
    for (size_t a = 0; a < n; a += SQUARE) {
        for (size_t b = 0; b < n; b += SQUARE) {
            for (size_t i = a; i < MIN(n, a + SQUARE); i++) {
                for (size_t j = b; j < MIN(n, b + SQUARE); j++) {
                    turned[j * n + i] = entries[i * n + j];
                }
            }
        }
    }
    return turned;
}

static void
make_fast(Core *c)
{
    const ZfVrpProblem *p = c->p;
    const int32_t *turned[64][2];
    for (int32_t k = 0; k < p->n_matrices; k++) {
        const ZfVrpMatrix *m = &p->matrices[k];
        turned[k][0] = transpose(c, m->duration, m->n);
        turned[k][1] = m->distance == m->duration ? turned[k][0] : transpose(c, m->distance, m->n);
    }
    c->fast = zf_arena_array(c->arena, Fast, (size_t)c->r);
    for (int32_t i = 0; i < c->r; i++) {
        const ZfVrpShift *s = &p->shifts[i];
        const ZfVrpMatrix *m = &p->matrices[s->matrix];
        c->fast[i] = (Fast){.duration = m->duration,
                            .distance = m->distance,
                            .duration_to = turned[s->matrix][0],
                            .distance_to = turned[s->matrix][1],
                            .n = m->n,
                            .rate_distance = s->rate_distance,
                            .rate_travel = s->rate_travel,
                            .start_place = s->start_place,
                            .end_place = s->end_place,
                            .max_distance = s->max_distance,
                            .max_duration = s->max_duration,
                            .time_ways = m->ways && m->ways->times ? m->ways : NULL,
                            .distance_ways = m->ways && m->ways->lengths ? m->ways : NULL,
                            .timed = zf_vrp_matrix_timed(m),
                            .alike = m->duration == m->distance &&
                                     zf_vrp_matrix_timed(m) == zf_vrp_matrix_measured(m)};
    }
}

/* After near. */
static void
make_one_way(Core *c)
{
    const ZfVrpProblem *p = c->p;
    if (c->r == 0) {
        return;
    }
    const Fast *f = &c->fast[0];
    const ZfVrpMatrix *m = &p->matrices[p->shifts[0].matrix];
    bool breaks = false;
    bool distance_counts = false;
    bool timed = f->timed;
    bool measured = zf_vrp_matrix_measured(m);
    c->one_way = timed || measured;
    for (int32_t i = 0; i < c->r; i++) {
        const ZfVrpShift *s = &p->shifts[i];
        c->one_way = c->one_way && s->matrix == p->shifts[0].matrix;
        breaks = breaks || s->n_breaks > 0;
        c->limited_distance = c->limited_distance || s->max_distance < ZF_VRP_FAR;
        distance_counts = distance_counts || s->rate_distance != 0;
        const ZfVrpShift *t = &p->shifts[0];
        c->fixed_costs = c->fixed_costs || s->fixed_cost > 0;
        c->rates_differ = c->rates_differ || s->fixed_cost != t->fixed_cost ||
                          s->rate_distance != t->rate_distance || s->rate_travel != t->rate_travel;
        c->priced = c->priced || s->start_place != t->start_place || s->end_place != t->end_place ||
                    s->fixed_cost != t->fixed_cost || s->rate_distance != t->rate_distance ||
                    s->rate_travel != t->rate_travel || s->matrix != t->matrix;
        c->mixed = c->mixed || c->priced || s->max_visits != t->max_visits ||
                   memcmp(s->capacity, t->capacity, sizeof s->capacity) != 0;
        c->fast[i].rate = (timed ? s->rate_travel : 0) + (measured ? s->rate_distance : 0);
    }
    distance_counts = distance_counts || c->limited_distance;
    c->one_way = c->one_way && (!timed || !measured || f->alike || !distance_counts);
    c->one_way = c->one_way && !(c->limited_distance && !measured);
    c->links_tell =
        c->quick && timed && !c->has_no_way && !breaks && !c->has_order && !c->has_setup;
    if (!c->one_way) {
        return;
    }
    c->way_is_time = timed;
    c->near_way = zf_arena_array(c->arena, int32_t, 2 * (size_t)c->n * (size_t)c->n_near);
    for (int32_t v = 0; v < c->n; v++) {
        Row to = core_way_to(c, c->place[v]);
        Row from = core_way_from(c, c->place[v]);
        for (int32_t i = 0; i < c->n_near; i++) {
            size_t at = (size_t)v * (size_t)c->n_near + (size_t)i;
            if (c->near[at] >= 0) {
                int32_t place = c->place[c->near[at]];
                c->near_way[2 * at] = (int32_t)way(to, place);
                c->near_way[2 * at + 1] = (int32_t)way(from, place);
            }
        }
    }
}

/* After all that it looks at. */
static void
make_plain(Core *c)
{
    const ZfVrpProblem *p = c->p;
    c->plain = c->n_types <= 64 && c->n_dims <= 1 && !c->assign && !c->has_series &&
               p->n_pairs == 0 && p->weights.spread == 0;
    if (!c->plain) {
        return;
    }
    c->kinds = zf_arena_array(c->arena, uint64_t, (size_t)c->n);
    for (int32_t v = 0; v < c->n; v++) {
        for (int32_t t = 0; t < c->n_types; t++) {
            c->kinds[v] |= (uint64_t)(core_entry_of(c, v, t)->n > 0) << t;
        }
    }
}

/* -- the whole ----------------------------------------------------------------------------------
 */

static bool
has_no_way(const int32_t *entries, int32_t n)
{
    int32_t largest = 0;
    for (size_t i = 0; entries && i < (size_t)n * (size_t)n; i++) {
        largest = MAX(largest, entries[i]);
    }
    return largest >= ZF_VRP_NO_WAY;
}

static bool
matrix_has_no_way(const ZfVrpMatrix *m)
{
    return (m->ways && m->ways->missing) || has_no_way(m->duration, m->n) ||
           (m->distance != m->duration && has_no_way(m->distance, m->n));
}

static void
find_features(Core *c)
{
    const ZfVrpProblem *p = c->p;
    c->has_time = p->n_windows > 0;
    for (int32_t i = 0; i < c->r; i++) {
        const ZfVrpShift *s = &p->shifts[i];
        c->time_costs = c->time_costs || s->rate_duration || s->rate_wait || s->rate_overtime;
        c->has_time =
            c->has_time || s->n_breaks || s->close < ZF_VRP_FAR || s->max_duration < ZF_VRP_FAR;
    }
    c->time_costs = c->time_costs || p->weights.balance_days > 0 || p->weights.balance_teams > 0;
    c->has_time = c->has_time || c->time_costs;
    for (int32_t k = 0; k < p->n_matrices; k++) {
        c->has_no_way = c->has_no_way || matrix_has_no_way(&p->matrices[k]);
    }
}

static bool
max_duration(const ZfVrpProblem *p)
{
    bool any = false;
    for (int32_t i = 0; i < p->n_shifts; i++) {
        any = any || p->shifts[i].max_duration < ZF_VRP_FAR;
    }
    return any;
}

/* More than any saving could be worth, yet so that all visits together do not overflow. */
static int64_t
must_cost(const ZfVrpProblem *p)
{
    int64_t largest = zf_vrp_prize_unit(p);
    for (int32_t i = 0; i < p->n_visits; i++) {
        if (p->visits[i].prize != ZF_VRP_MUST) {
            largest = MAX(largest, p->visits[i].prize);
        }
    }
    for (int32_t i = 0; i < p->n_groups; i++) {
        if (p->groups[i].prize != ZF_VRP_MUST) {
            largest = MAX(largest, p->groups[i].prize);
        }
    }
    int64_t ceiling = (INT64_C(1) << 61) / (p->n_visits + 1);
    return MIN(2 * largest, ceiling);
}

Core *
zf_vrp_core_new(const ZfVrpProblem *problem)
{
    Core *c = g_new0(Core, 1);
    c->p = problem;
    c->arena = zf_arena_new(0);
    c->n = problem->n_visits;
    c->r = problem->n_shifts;
    c->must = must_cost(problem);
    find_features(c);
    make_fast(c);
    make_types(c);
    make_entries(c);
    copy_visits(c);
    copy_demands(c);
    make_groups(c);
    make_pairs(c);
    make_shares(c);
    c->has_time = c->has_time || c->has_order; /* the scheduler is asked with the segments */
    c->quick = c->has_time && !c->time_costs && !max_duration(problem);
    make_near(c);
    make_one_way(c);
    make_plain(c);
    make_solo(c);
    return c;
}

void
zf_vrp_core_free(Core *core)
{
    if (core) {
        zf_arena_free(core->arena);
        g_free(core);
    }
}
