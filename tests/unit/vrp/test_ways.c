#include "vrp_random.h"

/* A network whose ways obey the triangle inequality: 40 places, arcs at random, all shortest ways.
 */
enum { N = 40, HUBS = 5, NEAR = 6 };

typedef struct Net {
    int32_t way[N * N];
} Net;

static void
net_init(Net *net, uint64_t seed)
{
    ZfRng rng;
    zf_rng_init(&rng, seed, 0);
    for (int32_t i = 0; i < N; i++) {
        for (int32_t j = 0; j < N; j++) {
            bool arc = j == (i + 1) % N || zf_rng_below(&rng, 12) == 0;
            net->way[i * N + j] = i == j ? 0 : arc ? 1 + (int32_t)zf_rng_below(&rng, 300) : 1 << 20;
        }
    }
    for (int32_t k = 0; k < N; k++) {
        for (int32_t i = 0; i < N; i++) {
            for (int32_t j = 0; j < N; j++) {
                net->way[i * N + j] =
                    MIN(net->way[i * N + j], net->way[i * N + k] + net->way[k * N + j]);
            }
        }
    }
}

static ZfVrpWayRows *
rows_new(const Net *net)
{
    const int32_t hubs[HUBS] = {0, 7, 30, 12, 21};
    ZfVrpWayRows *rows = zf_vrp_way_rows_new(N, hubs, HUBS);
    int32_t *from = zf_vrp_way_rows_table(rows, false);
    int32_t *to = zf_vrp_way_rows_table(rows, true);
    for (int32_t h = 0; h < HUBS; h++) {
        for (int32_t i = 0; i < N; i++) {
            from[h * N + i] = net->way[hubs[h] * N + i];
            to[h * N + i] = net->way[i * N + hubs[h]];
        }
    }
    zf_vrp_way_rows_link(rows);
    for (int32_t i = 0; i < N; i++) {
        ZfVrpWayEntry entries[NEAR];
        for (int32_t k = 0; k < NEAR; k++) {
            int32_t to_place = (i + NEAR - k) % N;
            entries[k] = (ZfVrpWayEntry){i, to_place, net->way[i * N + to_place]};
        }
        zf_vrp_way_rows_add(rows, entries, NEAR);
    }
    return rows;
}

/* Exact where it is known, a way that can be gone elsewhere; what is added is known then. */
static void
test_rows(void)
{
    Net net;
    net_init(&net, 1);
    g_autoptr(ZfVrpWayRows) rows = rows_new(&net);
    int32_t longer = 0;
    for (int32_t i = 0; i < N; i++) {
        for (int32_t j = 0; j < N; j++) {
            int32_t entry = zf_vrp_ways_entry(&rows->ways, i, j);
            bool known = zf_vrp_way_rows_know(rows, i, j);
            bool should = i == j || rows->ways.hub[i] >= 0 || rows->ways.hub[j] >= 0 ||
                          (j - i + N) % N <= NEAR;
            g_assert_cmpint(known, ==, should);
            g_assert_cmpint(entry, >=, net.way[i * N + j]);
            g_assert_cmpint(entry, <=, rows->ways.most);
            g_assert_true(!known || entry == net.way[i * N + j]);
            longer += entry > net.way[i * N + j];
        }
    }
    g_assert_cmpint(longer, >, 100);
    g_assert_false(rows->ways.missing);
    const ZfVrpWayEntry more[] = {{9, 3, net.way[9 * N + 3]},
                                  {2, 39, net.way[2 * N + 39]},
                                  {9, 3, net.way[9 * N + 3]},
                                  {2, 3, net.way[2 * N + 3]}};
    g_assert_false(zf_vrp_way_rows_know(rows, 9, 3));
    zf_vrp_way_rows_add(rows, more, G_N_ELEMENTS(more));
    for (size_t i = 0; i < G_N_ELEMENTS(more); i++) {
        g_assert_true(zf_vrp_way_rows_know(rows, more[i].from, more[i].to));
        g_assert_cmpint(zf_vrp_ways_entry(&rows->ways, more[i].from, more[i].to), ==,
                        more[i].entry);
    }
    g_assert_cmpint(zf_vrp_ways_entry(&rows->ways, 2, 4), ==, net.way[2 * N + 4]);
}

static void
test_no_way(void)
{
    const int32_t hubs[] = {1};
    g_autoptr(ZfVrpWayRows) rows = zf_vrp_way_rows_new(3, hubs, 1);
    zf_vrp_way_rows_table(rows, false)[0] = 5;
    zf_vrp_way_rows_table(rows, false)[1] = zf_vrp_way_rows_table(rows, true)[1] = 0;
    zf_vrp_way_rows_link(rows);
    g_assert_true(rows->ways.missing);
    g_assert_cmpint(zf_vrp_ways_entry(&rows->ways, 1, 0), ==, 5);
    g_assert_cmpint(zf_vrp_ways_entry(&rows->ways, 0, 1), ==, ZF_VRP_NO_WAY);
    g_assert_cmpint(zf_vrp_ways_entry(&rows->ways, 0, 2), ==, ZF_VRP_NO_WAY);
    g_assert_cmpint(zf_vrp_ways_entry(&rows->ways, 2, 2), ==, 0);
}

/* A plan made by rows and hubs keeps its limits when the true ways are put in their place; then
 * more may fit. */
static void
test_true_ways(void)
{
    for (uint64_t seed = 1; seed <= 20; seed++) {
        Net net;
        net_init(&net, seed);
        g_autoptr(ZfVrpWayRows) rows = rows_new(&net);
        ZfVrpShift shifts[3];
        ZfVrpVisit visits[N];
        ZfVrpWindow windows[N];
        for (int32_t i = 0; i < 3; i++) {
            shifts[i] = (ZfVrpShift)ZF_VRP_SHIFT_INIT;
            shifts[i].start_place = shifts[i].end_place = i == 2 ? 7 : 0;
            shifts[i].close = 2500;
            shifts[i].max_duration = 1800;
            shifts[i].team = i;
        }
        for (int32_t i = 0; i < N; i++) {
            visits[i] = (ZfVrpVisit)ZF_VRP_VISIT_INIT;
            visits[i].place = i;
            visits[i].service = 20;
            visits[i].prize = 100000;
            visits[i].first_window = i;
            visits[i].n_windows = i % 3 == 0;
            windows[i] = (ZfVrpWindow){ZF_VRP_ANY_DAY, 50 * i, 50 * i + 900};
        }
        ZfVrpMatrix matrix = {.n = N, .ways = &rows->ways};
        ZfVrpProblem problem = {.shifts = shifts,
                                .visits = visits,
                                .windows = windows,
                                .matrices = &matrix,
                                .n_shifts = 3,
                                .n_visits = N,
                                .n_windows = N,
                                .n_matrices = 1,
                                .n_teams = 3};
        g_autoptr(GError) error = NULL;
        ZfVrpOptions options = {.iterations = 300, .seed = seed};
        g_autoptr(ZfVrpResult) result = zf_vrp_solve(&problem, &options, NULL, &error);
        g_assert_no_error(error);
        g_assert_cmpint(result->cost.served, >, 5);
        g_autoptr(GPtrArray) found = zf_vrp_check(&problem, result);
        g_assert_cmpuint(found->len, ==, 0);
        matrix = (ZfVrpMatrix){.n = N, .duration = net.way};
        g_autoptr(ZfVrpResult) exact = zf_vrp_evaluate(&problem, &result->plan, &error);
        g_assert_no_error(error);
        g_assert_cmpint(exact->cost.travel_s, <=, result->cost.travel_s);
    }
}

static char *
plane_text(int32_t n, ZfRng *rng)
{
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "TYPE : CVRP\nDIMENSION : %d\nEDGE_WEIGHT_TYPE : EUC_2D\n", n);
    g_string_append(text, "CAPACITY : 40\n");
    g_string_append(text, "NODE_COORD_SECTION\n");
    for (int32_t i = 1; i <= n; i++) {
        /* some far out, so that most cells are empty, and many at one place */
        uint32_t span = i % 500 == 0 ? 100000 : 800;
        g_string_append_printf(text, "%d %u %u\n", i, zf_rng_below(rng, span),
                               zf_rng_below(rng, span));
    }
    g_string_append(text, "DEMAND_SECTION\n1 0\n");
    for (int32_t i = 2; i <= n; i++) {
        g_string_append_printf(text, "%d 2\n", i);
    }
    g_string_append(text, "DEPOT_SECTION\n1\n-1\nEOF\n");
    return g_string_free(text, FALSE);
}

/* Straight lines that are not laid out give the plan that those laid out give. */
static void
test_plane(void)
{
    ZfRng rng;
    zf_rng_init(&rng, 5, 0);
    g_autofree char *text = plane_text(ZF_VRP_WAYS_FROM, &rng);
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfVrpFile) file = zf_vrp_file_parse(text, strlen(text), "plane", NULL, &error);
    g_assert_no_error(error);
    const ZfVrpMatrix *large = &file->problem.matrices[0];
    g_assert_nonnull(large->ways);
    g_assert_null(large->distance);
    size_t n = (size_t)large->n;
    g_autofree int32_t *entries = g_new(int32_t, n * n);
    for (size_t i = 0; i < n * n; i++) {
        entries[i] = zf_vrp_matrix_distance(large, (int32_t)(i / n), (int32_t)(i % n));
        g_assert_cmpint(entries[i], <=, large->ways->most);
    }
    const ZfVrpMatrix laid_out = {.n = large->n, .distance = entries};
    ZfVrpProblem same = file->problem;
    same.matrices = &laid_out;
    ZfVrpOptions options = {.iterations = 200, .threads = 1, .no_reasons = true};
    g_autoptr(ZfVrpResult) a = zf_vrp_solve(&file->problem, &options, NULL, NULL);
    g_autoptr(ZfVrpResult) b = zf_vrp_solve(&same, &options, NULL, NULL);
    g_assert_cmpint(a->cost.total, ==, b->cost.total);
    g_assert_cmpmem(a->plan.visits, sizeof(int32_t) * (size_t)a->cost.served, b->plan.visits,
                    sizeof(int32_t) * (size_t)b->cost.served);
    g_autoptr(GPtrArray) found = zf_vrp_check(&file->problem, a);
    g_assert_cmpuint(found->len, ==, 0);
}

/* Fewer are laid out. */
static void
test_small(void)
{
    ZfRng rng;
    zf_rng_init(&rng, 6, 0);
    g_autofree char *text = plane_text(ZF_VRP_WAYS_FROM - 1, &rng);
    g_autoptr(ZfVrpFile) file = zf_vrp_file_parse(text, strlen(text), "plane", NULL, NULL);
    g_assert_nonnull(file);
    g_assert_null(file->problem.matrices[0].ways);
    g_assert_nonnull(file->problem.matrices[0].distance);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/vrp/ways/rows", test_rows);
    g_test_add_func("/vrp/ways/no-way", test_no_way);
    g_test_add_func("/vrp/ways/true-ways", test_true_ways);
    g_test_add_func("/vrp/ways/plane", test_plane);
    g_test_add_func("/vrp/ways/small", test_small);
    return g_test_run();
}
