#include "coverage/coverage.h"

#include "township.h"

static ZfCoverage *
compute(const ZfSnapshot *s, ZfAudience audience)
{
    ZfCoverageOptions options = ZF_COVERAGE_OPTIONS_INIT;
    options.as_of = evening(day(2026, 1, 25));
    options.audience = audience;
    g_autoptr(GError) error = NULL;
    ZfCoverage *c = zf_coverage_compute(s, NULL, NULL, 0, &options, &error);
    g_assert_no_error(error);
    return c;
}

/* A county of towns and villages with n children each, the first v of them seen. */
typedef struct Village {
    const char *code;
    const char *town;
    int n;
    int seen;
} Village;

static ZfSnapshot *
county(const Village *villages, size_t n)
{
    Town t = town_new();
    g_array_set_size(t.areas, 0);
    g_array_set_size(t.homes, 0);
    g_array_set_size(t.persons, 0);
    town_area(&t, "C", "", ZF_LEVEL_COUNTY);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || strcmp(villages[i].town, villages[i - 1].town) != 0) {
            town_area(&t, villages[i].town, "C", ZF_LEVEL_TOWN);
        }
        town_area(&t, villages[i].code, villages[i].town, ZF_LEVEL_VILLAGE);
        for (int k = 0; k < villages[i].n; k++) {
            g_autofree char *home = g_strdup_printf("%s-%d", villages[i].code, k);
            g_autofree char *child = g_strdup_printf("%s-c", home);
            town_home(&t, home, villages[i].code, "");
            town_child(&t, child, home, ZF_SEX_MALE, day(2016, 1, 1));
            if (k < villages[i].seen) {
                town_visit(&t, home, day(2026, 1, 12), ZF_OUTCOME_SEEN);
            }
        }
    }
    return town_finish(&t);
}

static const ZfCoverageRow *
row(const ZfCoverage *c, const char *code)
{
    for (size_t i = 0; i < c->n_rows; i++) {
        if (strcmp(c->rows[i].code, code) == 0) {
            return &c->rows[i];
        }
    }
    g_assert_not_reached();
}

static const Village example[] = {
    {"A1", "A", 40, 20}, {"A2", "A", 3, 1},   {"A3", "A", 30, 15},
    {"B1", "B", 74, 71}, {"B2", "B", 50, 25}, {"B3", "B", 60, 30},
};

static void
test_planner_sees_all(void)
{
    g_autoptr(ZfSnapshot) s = county(example, G_N_ELEMENTS(example));
    g_autoptr(ZfCoverage) c = compute(s, ZF_AUDIENCE_PLANNER);
    g_assert_cmpint(c->k, ==, 0);
    g_assert_cmpint(row(c, "A2")->counts.in_scope, ==, 3);
    g_assert_cmpint(row(c, "A2")->class_seen, ==, ZF_CLASS_FEW); /* its ratio means nothing */
    g_assert_cmpint(row(c, "A2")->shown, ==, ZF_SHOWN_EXACT);
    g_assert_cmpuint(c->n_unvisited, ==, 257 - 162);
}

static void
test_county(void)
{
    g_autoptr(ZfSnapshot) s = county(example, G_N_ELEMENTS(example));
    g_autoptr(ZfCoverage) c = compute(s, ZF_AUDIENCE_COUNTY);
    g_assert_cmpint(c->k, ==, 5);
    g_assert_cmpuint(c->n_unvisited, ==, 0);
    const ZfCoverageRow *few = row(c, "A2");
    g_assert_cmpint(few->shown, ==, ZF_SHOWN_FEW);
    g_assert_true(zf_count_hidden(few->counts.in_scope));
    g_assert_true(zf_count_hidden(few->counts.seen));
    g_assert_cmpint(few->class_seen, ==, ZF_CLASS_FEW);
    /* A − A1 − A3 must not give it away: the smaller neighbour goes too */
    g_assert_cmpint(row(c, "A3")->shown, ==, ZF_SHOWN_HIDDEN);
    g_assert_cmpint(row(c, "A1")->shown, !=, ZF_SHOWN_HIDDEN);
    g_assert_cmpint(row(c, "A1")->counts.in_scope, ==, 40);
    g_assert_cmpint(row(c, "A")->counts.in_scope, ==, 73);
    /* 3 of 74 not seen: a bound, and another village's figure goes with it */
    const ZfCoverageRow *bound = row(c, "B1");
    g_assert_cmpint(bound->shown, ==, ZF_SHOWN_BOUND);
    g_assert_cmpint(bound->counts.in_scope, ==, 74);
    g_assert_cmpint(zf_count_at_least(bound->counts.seen), ==, 70);
    bool other =
        zf_count_hidden(row(c, "B2")->counts.seen) || zf_count_hidden(row(c, "B3")->counts.seen);
    g_assert_true(other);
    g_assert_cmpint(c->total.counts.in_scope, ==, 257);
    g_assert_cmpint(c->total.counts.seen, ==, 162);
    g_assert_cmpint(c->trend[2].seen, ==, 160); /* in steps of k */
}

/* The only village of a county: its small figure is the total's too. */
static void
test_single(void)
{
    const Village one[] = {{"A1", "A", 4, 2}};
    g_autoptr(ZfSnapshot) s = county(one, 1);
    g_autoptr(ZfCoverage) c = compute(s, ZF_AUDIENCE_PUBLIC);
    g_assert_true(zf_count_hidden(c->total.counts.in_scope));
    g_assert_true(zf_count_hidden(row(c, "C")->counts.in_scope));
    g_assert_true(zf_count_hidden(c->forecast.remaining));
    g_assert_true(zf_count_hidden(c->conservation.by_scope[ZF_SCOPE_IN]));
    g_assert_true(zf_count_hidden(c->conservation.by_state[ZF_STATE_SEEN]));
}

static void
test_secret_categories(void)
{
    const Village one[] = {{"A1", "A", 40, 20}};
    g_autoptr(ZfSnapshot) s = county(one, 1);
    for (int i = 0; i < 3; i++) {
        s->persons[i].categories |= ZF_CATEGORY_ABUSED;
    }
    g_autoptr(ZfCoverage) c = compute(s, ZF_AUDIENCE_PLANNER);
    g_assert_cmpuint(c->n_categories, ==, 2);
    g_assert_cmpstr(c->categories[1].code, ==, "abused");
    g_assert_cmpint(c->categories[1].shown, ==, ZF_SHOWN_FEW);
    g_assert_true(zf_count_hidden(c->categories[1].counts.in_scope));
    g_assert_cmpint(c->categories[0].counts.in_scope, ==, 40);
    g_autoptr(ZfCoverage) public = compute(s, ZF_AUDIENCE_PUBLIC);
    g_assert_cmpuint(public->n_categories, ==, 1);
}

/* -- an attacker
 * ------------------------------------------------------------------------------------ */

/* Everything a reader can say about one figure over all rows: bounds that shrink by the sums. */
typedef struct Guess {
    int64_t lo;
    int64_t hi;
} Guess;

static int32_t
figure(const ZfCounts *c, int which)
{
    return which == 0 ? c->in_scope : which == 1 ? c->seen : c->complete;
}

static bool
tighten(Guess *whole, Guess **parts, int n)
{
    int64_t lo = 0;
    int64_t hi = 0;
    bool changed = false;
    for (int i = 0; i < n; i++) {
        lo += parts[i]->lo;
        hi += parts[i]->hi;
    }
    Guess old = *whole;
    whole->lo = MAX(whole->lo, lo);
    whole->hi = MIN(whole->hi, hi);
    changed = old.lo != whole->lo || old.hi != whole->hi;
    for (int i = 0; i < n; i++) {
        Guess before = *parts[i];
        parts[i]->lo = MAX(before.lo, whole->lo - (hi - before.hi));
        parts[i]->hi = MIN(before.hi, whole->hi - (lo - before.lo));
        lo += parts[i]->lo - before.lo;
        hi += parts[i]->hi - before.hi;
        changed = changed || before.lo != parts[i]->lo || before.hi != parts[i]->hi;
    }
    return changed;
}

/* Propagates the sums of the tree and S = seen + not seen until nothing moves. */
static void
attack(const ZfCoverage *c, Guess *guess)
{
    size_t n = c->n_rows + 1;
    bool changed = true;
    for (int round = 0; changed && round < 200; round++) {
        changed = false;
        for (int f = 0; f < 3; f++) {
            for (size_t p = 0; p < n; p++) {
                Guess *parts[64];
                int count = 0;
                for (size_t i = 0; i + 1 < n; i++) {
                    bool child = p == n - 1 ? c->rows[i].parent < 0 : c->rows[i].parent == (int)p;
                    if (child) {
                        parts[count++] = &guess[i * 3 + (size_t)f];
                    }
                }
                changed = (count && tighten(&guess[p * 3 + (size_t)f], parts, count)) || changed;
            }
        }
        for (size_t i = 0; i < n; i++) {
            for (size_t f = 1; f < 3; f++) { /* seen and complete are at most S */
                Guess *S = &guess[i * 3];
                Guess *g = &guess[i * 3 + f];
                changed = changed || g->hi > S->hi || S->lo < g->lo;
                g->hi = MIN(g->hi, S->hi);
                S->lo = MAX(S->lo, g->lo);
            }
        }
    }
}

/* Nobody works out a hidden small figure, nor the small remainder behind a hidden one. */
static void
test_attack(void)
{
    ZfRng rng;
    zf_rng_init(&rng, 17, 0);
    size_t hidden = 0;
    for (int round = 0; round < 150; round++) {
        Village villages[14];
        char codes[14][4];
        int n = zf_rng_range(&rng, 3, 14);
        for (int i = 0; i < n; i++) {
            static const char *const towns[] = {"A", "B", "D"};
            g_snprintf(codes[i], sizeof codes[i], "%s%d", towns[i * 3 / n], i % 10);
            int size =
                zf_rng_chance(&rng, 1, 3) ? zf_rng_range(&rng, 0, 6) : zf_rng_range(&rng, 5, 40);
            villages[i] =
                (Village){codes[i], towns[i * 3 / n], size, size ? zf_rng_range(&rng, 0, size) : 0};
        }
        g_autoptr(ZfSnapshot) s = county(villages, (size_t)n);
        g_autoptr(ZfCoverage) truth = compute(s, ZF_AUDIENCE_PLANNER);
        g_autoptr(ZfCoverage) c = compute(s, ZF_AUDIENCE_COUNTY);
        g_autofree Guess *guess = g_new(Guess, (c->n_rows + 1) * 3);
        for (size_t i = 0; i <= c->n_rows; i++) {
            const ZfCoverageRow *r = i < c->n_rows ? &c->rows[i] : &c->total;
            for (int f = 0; f < 3; f++) {
                int32_t value = figure(&r->counts, f);
                guess[i * 3 + (size_t)f] = zf_count_hidden(value)
                                               ? (Guess){MAX(zf_count_at_least(value), 1), 10000}
                                               : (Guess){value, value};
                hidden += zf_count_hidden(value);
            }
        }
        attack(c, guess);
        for (size_t i = 0; i <= c->n_rows; i++) {
            const ZfCoverageRow *r = i < c->n_rows ? &c->rows[i] : &c->total;
            const ZfCoverageRow *t = i < c->n_rows ? &truth->rows[i] : &truth->total;
            for (int f = 0; f < 3; f++) {
                int32_t value = figure(&t->counts, f);
                const Guess *g = &guess[i * 3 + (size_t)f];
                g_assert_cmpint(g->lo, <=, value);
                g_assert_cmpint(g->hi, >=, value);
                bool secret = value > 0 && value < c->k;
                g_assert_true(!secret || zf_count_hidden(figure(&r->counts, f)));
                g_assert_true(!secret || g->lo < g->hi);
            }
        }
    }
    g_assert_cmpuint(hidden, >, 1000);
}

/* The mark on the paper tells figures apart that a reader sees, and no others. */
static void
test_data_check(void)
{
    static const Village first[] = {{"V1", "T1", 3, 1}, {"V2", "T1", 3, 2}, {"V3", "T1", 60, 30}};
    static const Village other[] = {{"V1", "T1", 3, 2}, {"V2", "T1", 3, 1}, {"V3", "T1", 60, 30}};
    g_autoptr(ZfSnapshot) a = county(first, G_N_ELEMENTS(first));
    g_autoptr(ZfSnapshot) b = county(other, G_N_ELEMENTS(other));
    char *checks[4];
    const ZfSnapshot *snapshots[] = {a, b};
    for (int i = 0; i < 4; i++) {
        g_autoptr(ZfCoverage) c =
            compute(snapshots[i % 2], i < 2 ? ZF_AUDIENCE_PLANNER : ZF_AUDIENCE_PUBLIC);
        checks[i] = zf_coverage_check(c);
        g_assert_cmpuint(strlen(checks[i]), ==, 14);
        g_autofree char *again = zf_coverage_check(c);
        g_assert_cmpstr(again, ==, checks[i]);
    }
    g_assert_cmpstr(checks[0], !=, checks[1]);
    g_assert_cmpstr(checks[2], ==, checks[3]);
    g_assert_cmpstr(checks[0], !=, checks[2]);
    for (int i = 0; i < 4; i++) {
        g_free(checks[i]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/disclosure/planner", test_planner_sees_all);
    g_test_add_func("/disclosure/county", test_county);
    g_test_add_func("/disclosure/single", test_single);
    g_test_add_func("/disclosure/secret-categories", test_secret_categories);
    g_test_add_func("/disclosure/data-check", test_data_check);
    g_test_add_func("/disclosure/attack", test_attack);
    return g_test_run();
}
