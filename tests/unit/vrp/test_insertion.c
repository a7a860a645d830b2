/* Where a visit is tried: beside its neighbours, and at the ends of every route. */
#include "vrp/insertion.h"

#define VISITS  24
#define SHIFTS  6
#define PLACES  (VISITS + 1)
#define BASE    VISITS
#define CHANGES 4000

typedef struct Plane {
    ZfVrpProblem problem;
    ZfVrpShift shifts[SHIFTS];
    ZfVrpVisit visits[VISITS];
    ZfVrpMatrix matrix;
    int32_t entries[PLACES * PLACES];
    int32_t x[PLACES];
    int32_t y[PLACES];
} Plane;

/* Once x and y are set. */
static void
plane_finish(Plane *plane)
{
    for (int32_t i = 0; i < PLACES; i++) {
        for (int32_t j = 0; j < PLACES; j++) {
            plane->entries[i * PLACES + j] =
                ABS(plane->x[i] - plane->x[j]) + ABS(plane->y[i] - plane->y[j]);
        }
    }
    for (int32_t i = 0; i < VISITS; i++) {
        plane->visits[i] = (ZfVrpVisit)ZF_VRP_VISIT_INIT;
        plane->visits[i].place = i;
        plane->visits[i].prize = 10000;
    }
    for (int32_t i = 0; i < SHIFTS; i++) {
        plane->shifts[i] = (ZfVrpShift)ZF_VRP_SHIFT_INIT;
        plane->shifts[i].team = i;
        plane->shifts[i].start_place = plane->shifts[i].end_place = BASE;
    }
    plane->matrix = (ZfVrpMatrix){PLACES, plane->entries, plane->entries};
    plane->problem = (ZfVrpProblem){.shifts = plane->shifts,
                                    .visits = plane->visits,
                                    .matrices = &plane->matrix,
                                    .n_shifts = SHIFTS,
                                    .n_visits = VISITS,
                                    .n_matrices = 1,
                                    .n_teams = SHIFTS};
}

/* A route far out passes by a home that is near none of its stops. */
static void
test_on_the_way(void)
{
    g_autofree Plane *plane = g_new0(Plane, 1);
    for (int32_t i = 0; i < VISITS; i++) {
        plane->x[i] = i < 4 ? 1000 + 10 * i : 500;
        plane->y[i] = i < 5 ? 0 : i;
    }
    plane_finish(plane);
    g_autoptr(Core) core = zf_vrp_core_new(&plane->problem);
    State *s = zf_vrp_state_new(core);
    Insertion *in = zf_vrp_insertion_new(s);
    ZfRng rng;
    zf_rng_init(&rng, 1, 0);
    in->rng = &rng;
    const int32_t far[] = {0, 1, 2, 3};
    g_assert_true(zf_vrp_state_set(s, 2, far, 4));
    in->n_near = 3; /* all of them absent */
    in->ends = false;
    Spot spot = zf_vrp_insertion_best(in, 4, false);
    g_assert_cmpint(spot.delta, ==, 1000); /* a route of its own */
    in->ends = true;
    spot = zf_vrp_insertion_best(in, 4, false);
    g_assert_cmpint(spot.route, ==, 2);
    g_assert_true(spot.pos == 1 || spot.pos == 5);
    g_assert_cmpint(spot.delta, ==, 0);
    zf_vrp_insertion_free(in);
    zf_vrp_state_free(s);
}

/* Every open route that serves anything is among the ends once, as it is. */
static void
check_ends(const State *s)
{
    const int32_t *entries = s->c->p->matrices[0].duration;
    int32_t used = 0;
    for (int32_t i = 0; i < SHIFTS; i++) {
        const Route *r = &s->route[i];
        bool listed = r->len > 0 && !s->closed[i];
        g_assert_cmpint(s->ends_at[i] >= 0, ==, listed);
        if (listed) {
            const Ends *ends = &s->ends[s->ends_at[i]];
            used++;
            g_assert_cmpint(ends->shift, ==, i);
            g_assert_cmpint(ends->first, ==, r->node[1].visit);
            g_assert_cmpint(ends->last, ==, r->node[r->len].visit);
            g_assert_cmpint(ends->way_out, ==, entries[BASE * PLACES + ends->first]);
            g_assert_cmpint(ends->way_back, ==, entries[ends->last * PLACES + BASE]);
        }
    }
    g_assert_cmpint(s->n_ends, ==, used);
}

static void
change(State *s, ZfRng *rng)
{
    int32_t out[VISITS];
    int32_t shift = zf_rng_range(rng, 0, SHIFTS - 1);
    const Route *r = &s->route[shift];
    if (s->closed[shift]) {
        return;
    }
    if (r->len > 0 && !r->touched && zf_rng_chance(rng, 1, 2)) {
        int32_t from = zf_rng_range(rng, 1, r->len);
        zf_vrp_state_take(s, shift, from, zf_rng_range(rng, 1, r->len + 1 - from), 0, 0, out);
    } else if (s->n_absent > 0) {
        int32_t v = s->absent[zf_rng_below(rng, (uint32_t)s->n_absent)];
        zf_vrp_state_insert(s, shift, zf_rng_range(rng, 1, r->len + 1), v);
    }
}

static void
test_ends_follow(void)
{
    g_autofree Plane *plane = g_new0(Plane, 1);
    ZfRng rng;
    zf_rng_init(&rng, 7, 0);
    for (int32_t i = 0; i < PLACES; i++) {
        plane->x[i] = zf_rng_range(&rng, 0, 100);
        plane->y[i] = zf_rng_range(&rng, 0, 100);
    }
    plane_finish(plane);
    g_autoptr(Core) core = zf_vrp_core_new(&plane->problem);
    State *s = zf_vrp_state_new(core);
    for (int32_t k = 0; k < CHANGES; k++) {
        if (k % 200 == 0) {
            int32_t parts[SHIFTS];
            for (int32_t i = 0; i < SHIFTS; i++) {
                parts[i] = zf_rng_range(&rng, 0, 2);
            }
            bool all = zf_rng_chance(&rng, 1, 3);
            zf_vrp_state_begin(s);
            zf_vrp_state_open(s, all ? NULL : parts, NULL, 0);
        }
        change(s, &rng);
        check_ends(s);
        if (zf_rng_chance(&rng, 1, 4)) {
            zf_vrp_state_undo(s);
            check_ends(s);
        } else if (zf_rng_chance(&rng, 1, 3)) {
            zf_vrp_state_begin(s);
        }
    }
    zf_vrp_state_clear(s);
    check_ends(s);
    zf_vrp_state_free(s);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/vrp/insertion/on-the-way", test_on_the_way);
    g_test_add_func("/vrp/insertion/ends-follow", test_ends_follow);
    return g_test_run();
}
