/* Random networks: the hierarchy equals plain Dijkstra in every cell, paths equal their cells, and
 * blocks and the nearest of each row are the same
 * cells, and nothing depends on the number of threads. ZF_TEST_ROUNDS sets how many networks
 * (default 300). On every seventh a vehicle is taken and left where trying every place says.
 */
#include "road/gates.h"
#include "road/road.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const classes[] = {"residential", "tertiary", "track",  "path",
                                      "footway",     "steps",    "service"};

/* Positions on a small grid, so that ways meet, run over each other and close on themselves. */
static ZfLonLat
random_position(ZfRng *rng, uint32_t side)
{
    return (ZfLonLat){110 + zf_rng_below(rng, side) * 0.001, 28 + zf_rng_below(rng, side) * 0.001};
}

static void
add_random_way(ZfWays *ways, ZfRng *rng, uint32_t side, int64_t id)
{
    ZfLonLat points[6];
    size_t n = 2 + zf_rng_below(rng, 5);
    points[0] = random_position(rng, side);
    for (size_t i = 1; i < n; i++) {
        points[i] = points[i - 1];
        double *value = zf_rng_chance(rng, 1, 2) ? &points[i].lon : &points[i].lat;
        *value += (zf_rng_range(rng, -1, 1)) * 0.001;
    }
    ZfWayTag tags[5] = {{"highway", classes[zf_rng_below(rng, G_N_ELEMENTS(classes))]}};
    size_t n_tags = 1;
    if (zf_rng_chance(rng, 1, 3)) {
        tags[n_tags++] = (ZfWayTag){"oneway", zf_rng_chance(rng, 1, 4) ? "-1" : "yes"};
    }
    if (zf_rng_chance(rng, 1, 8)) {
        tags[n_tags++] = (ZfWayTag){"layer", "1"};
    }
    if (zf_rng_chance(rng, 1, 8)) {
        tags[n_tags++] = (ZfWayTag){"access", zf_rng_chance(rng, 1, 2) ? "private" : "no"};
    }
    zf_ways_add(ways, id, points, n, tags, n_tags);
}

static ZfWays *
random_ways(ZfRng *rng)
{
    ZfWays *ways = zf_ways_new();
    uint32_t side = 3 + zf_rng_below(rng, 12);
    uint32_t n = 5 + zf_rng_below(rng, side * side);
    for (uint32_t i = 0; i < n; i++) {
        add_random_way(ways, rng, side, i + 1);
    }
    for (uint32_t i = 0; i < n / 10; i++) {
        const ZfWayTag tag = {"barrier", zf_rng_chance(rng, 1, 2) ? "gate" : "bollard"};
        zf_ways_add_node(ways, random_position(rng, side), &tag, 1);
    }
    return ways;
}

enum { HOMES = 40 };

static void
random_homes(ZfRng *rng, ZfLonLat *homes)
{
    for (int i = 0; i < HOMES; i++) {
        homes[i] = (ZfLonLat){110 + zf_rng_unit(rng) * 0.012, 28 + zf_rng_unit(rng) * 0.012};
        if (zf_rng_chance(rng, 1, 3)) {
            homes[i] = random_position(rng, 12); /* on a junction */
        }
        if (i > 0 && zf_rng_chance(rng, 1, 10)) {
            homes[i] = homes[i - 1];
        }
    }
}

static bool
same_tables(const ZfRoadTable *a, const ZfRoadTable *b)
{
    size_t bytes = (size_t)a->rows * a->cols * sizeof(uint32_t);
    return a->rows == b->rows && a->cols == b->cols && memcmp(a->time_ds, b->time_ds, bytes) == 0 &&
           memcmp(a->dist_dm, b->dist_dm, bytes) == 0;
}

static void
check_paths(const ZfRoadGraph *graph, const ZfRoadSnaps *snaps, const ZfRoadTable *table)
{
    for (size_t i = 0; i < HOMES; i += 3) {
        size_t j = (i * 7 + 5) % HOMES;
        size_t cell = i * HOMES + j;
        for (int method = ZF_ROAD_FAST; method <= ZF_ROAD_PLAIN; method++) {
            ZfRoadPathOptions options = {.method = (ZfRoadMethod)method, .cues = true};
            g_autoptr(ZfRoadPath) path = zf_road_path(graph, snaps, i, snaps, j, &options);
            if (!path) {
                g_assert_cmpuint(table->time_ds[cell], ==, ZF_ROAD_NEVER);
                continue;
            }
            g_assert_cmpuint(path->time_ds, ==, table->time_ds[cell]);
            g_assert_cmpuint(path->dist_dm, ==, table->dist_dm[cell]);
            for (uint32_t k = 1; k < path->n_points; k++) {
                g_assert_cmpuint(path->at_ds[k], >=, path->at_ds[k - 1]);
                g_assert_cmpuint(path->at_dm[k], >=, path->at_dm[k - 1]);
            }
            /* what is drawn is as long as what is counted, up to the rounding of its points */
            double drawn = zf_line_length_m(path->points, path->n_points);
            g_assert_cmpfloat_with_epsilon(drawn, path->dist_dm / 10.0, 1 + drawn * 0.002);
            if (path->n_parts > 0) {
                g_assert_cmpint(path->cues[0].kind, ==, ZF_ROAD_CUE_START);
                g_assert_cmpint(path->cues[path->n_cues - 1].kind, ==, ZF_ROAD_CUE_ARRIVE);
            }
        }
    }
}

/* Pairs asked one by one are the table's cells. */
static void
check_pairs(const ZfRoadGraph *graph, const ZfRoadSnaps *snaps, const ZfRoadTable *table)
{
    for (size_t cell = 0; cell < HOMES * HOMES; cell += 7) {
        uint32_t time_ds;
        uint32_t dist_dm;
        bool found = zf_road_pair(graph, &snaps->snaps[cell / HOMES], &snaps->snaps[cell % HOMES],
                                  &time_ds, &dist_dm);
        g_assert_cmpuint(time_ds, ==, table->time_ds[cell]);
        g_assert_cmpuint(dist_dm, ==, table->dist_dm[cell]);
        g_assert_true(found == (time_ds != ZF_ROAD_NEVER));
    }
}

/* Blocks are held against the whole table. */
typedef struct Blocks {
    const ZfRoadTable *whole;
    size_t next;  /* row that has to come */
    size_t count; /* of blocks */
} Blocks;

static bool
check_block(void *user, const ZfRoadTable *block, size_t first, GError **error)
{
    (void)error;
    Blocks *blocks = user;
    g_assert_cmpuint(first, ==, blocks->next);
    size_t bytes = (size_t)block->rows * block->cols * sizeof(uint32_t);
    size_t cell = first * block->cols;
    g_assert_cmpint(memcmp(block->time_ds, blocks->whole->time_ds + cell, bytes), ==, 0);
    g_assert_cmpint(memcmp(block->dist_dm, blocks->whole->dist_dm + cell, bytes), ==, 0);
    blocks->next += block->rows;
    blocks->count++;
    return true;
}

static bool
refuse_block(void *user, const ZfRoadTable *block, size_t first, GError **error)
{
    (void)block;
    *(size_t *)user = first;
    if (first > 0) {
        g_set_error(error, ZF_ROAD_ERROR, ZF_ROAD_ERROR_LARGE, "enough");
    }
    return first == 0;
}

static void
check_blocks(const ZfRoadGraph *graph, const ZfRoadSnaps *snaps, const ZfRoadTable *whole)
{
    ZfRoadTableOptions options = {.threads = 1, .block_cells = 11 * HOMES + 3};
    Blocks blocks = {.whole = whole};
    g_assert_true(
        zf_road_table_blocks(graph, snaps, snaps, &options, check_block, &blocks, NULL, NULL));
    g_assert_cmpuint(blocks.next, ==, HOMES);
    g_assert_cmpuint(blocks.count, ==, 4);
    options.block_cells = 1; /* less than a row: a row at a time */
    blocks = (Blocks){.whole = whole};
    g_assert_true(
        zf_road_table_blocks(graph, snaps, snaps, &options, check_block, &blocks, NULL, NULL));
    g_assert_cmpuint(blocks.count, ==, HOMES);
    blocks = (Blocks){.whole = whole};
    g_assert_true(
        zf_road_table_blocks(graph, snaps, snaps, NULL, check_block, &blocks, NULL, NULL));
    g_assert_cmpuint(blocks.count, ==, 1);
    /* the function stops it, with its own words */
    size_t last = 0;
    g_autoptr(GError) error = NULL;
    options.block_cells = 10 * HOMES;
    g_assert_false(
        zf_road_table_blocks(graph, snaps, snaps, &options, refuse_block, &last, NULL, &error));
    g_assert_cmpuint(last, ==, 10);
    g_assert_cmpstr(error->message, ==, "enough");
}

typedef struct Near {
    uint64_t cost;
    uint32_t col;
} Near;

static int
compare_near(const void *a, const void *b)
{
    const Near *x = a;
    const Near *y = b;
    if (x->cost != y->cost) {
        return x->cost < y->cost ? -1 : 1;
    }
    return (x->col > y->col) - (x->col < y->col);
}

/* Rows of near against sorted rows of the plain table. */
static void
check_near(const ZfRoadGraph *graph, const ZfRoadSnaps *snaps, const ZfRoadTable *table,
           const ZfRoadNearOptions *options)
{
    g_autoptr(ZfRoadNearRows) rows = zf_road_near_rows(graph, snaps, snaps, options, NULL, NULL);
    g_assert_cmpuint(rows->rows, ==, HOMES);
    for (uint32_t i = 0; i < HOMES; i++) {
        Near all[HOMES];
        size_t n = 0;
        for (uint32_t j = 0; j < HOMES; j++) {
            size_t cell = (size_t)i * HOMES + j;
            bool far = table->time_ds[cell] == ZF_ROAD_NEVER ||
                       (options->limit_ds && table->time_ds[cell] > options->limit_ds);
            if (!far && !(options->others && i == j)) {
                all[n++] = (Near){(uint64_t)table->time_ds[cell] << 32 | table->dist_dm[cell], j};
            }
        }
        qsort(all, n, sizeof *all, compare_near);
        size_t first = rows->first[i];
        g_assert_cmpuint(rows->first[i + 1] - first, ==, MIN(n, options->k));
        for (size_t k = 0; k < MIN(n, options->k); k++) {
            const ZfRoadNear *near = &rows->near[first + k];
            g_assert_cmpuint(near->col, ==, all[k].col);
            g_assert_cmpuint((uint64_t)near->time_ds << 32 | near->dist_dm, ==, all[k].cost);
        }
    }
}

static void
check_graph(const ZfRoadGraph *graph, const ZfLonLat *homes)
{
    g_autoptr(ZfRoadSnaps) snaps = zf_road_snap(graph, homes, HOMES, NULL, NULL, NULL);
    ZfRoadTableOptions fast = {.method = ZF_ROAD_FAST, .threads = 1};
    ZfRoadTableOptions two = {.method = ZF_ROAD_FAST, .threads = 2};
    ZfRoadTableOptions plain = {.method = ZF_ROAD_PLAIN, .threads = 1};
    g_autoptr(ZfRoadTable) a = zf_road_table(graph, snaps, snaps, &fast, NULL, NULL);
    g_autoptr(ZfRoadTable) b = zf_road_table(graph, snaps, snaps, &plain, NULL, NULL);
    g_autoptr(ZfRoadTable) c = zf_road_table(graph, snaps, snaps, &two, NULL, NULL);
    g_assert_true(same_tables(a, b));
    g_assert_true(same_tables(a, c));
    /* nobody stands on an island: whoever is snapped reaches everybody who is */
    for (size_t i = 0; i < HOMES * HOMES; i++) {
        bool none =
            (snaps->snaps[i / HOMES].flags | snaps->snaps[i % HOMES].flags) & ZF_ROAD_SNAP_NONE;
        g_assert_true(none || a->time_ds[i] != ZF_ROAD_NEVER);
    }
    /* row blocks are the same rows */
    g_autoptr(ZfRoadTable) rows = zf_road_table_rows(graph, snaps, 7, 9, snaps, &fast, NULL, NULL);
    g_assert_cmpint(memcmp(rows->time_ds, a->time_ds + 7 * HOMES, 9 * HOMES * 4), ==, 0);
    check_paths(graph, snaps, a);
    check_pairs(graph, snaps, a);
    check_blocks(graph, snaps, a);
    check_near(graph, snaps, b, &(ZfRoadNearOptions){.k = 7, .others = true, .threads = 2});
    check_near(graph, snaps, b, &(ZfRoadNearOptions){.k = 1, .threads = 1});
    check_near(graph, snaps, b, &(ZfRoadNearOptions){.k = 999, .limit_ds = 3000, .threads = 1});

    /* the nearest of the first five is the least of their rows */
    ZfRoadSnaps few = *snaps;
    few.n = 5;
    int32_t which[HOMES];
    uint32_t time_ds[HOMES];
    uint32_t dist_dm[HOMES];
    g_assert_true(zf_road_nearest(graph, &few, snaps, which, time_ds, dist_dm, NULL, NULL));
    for (size_t j = 0; j < HOMES; j++) {
        uint64_t best = UINT64_MAX;
        for (size_t i = 0; i < 5; i++) {
            best = MIN(best, (uint64_t)a->time_ds[i * HOMES + j] << 32 | a->dist_dm[i * HOMES + j]);
        }
        g_assert_cmpuint(time_ds[j], ==, (uint32_t)(best >> 32));
        g_assert_cmpuint(dist_dm[j], ==, (uint32_t)best);
        if (time_ds[j] == ZF_ROAD_NEVER) {
            g_assert_cmpint(which[j], ==, -1);
            continue;
        }
        for (int32_t i = 0; i <= which[j]; i++) {
            size_t cell = (size_t)i * HOMES + j;
            bool same = a->time_ds[cell] == time_ds[j] && a->dist_dm[cell] == dist_dm[j];
            g_assert_true(same == (i == which[j]));
        }
    }
}

static void
add_place(GArray *places, ZfRoadSnap place, uint32_t time_ds, uint32_t dist_dm)
{
    if (time_ds != ZF_ROAD_NEVER && place.piece != UINT32_MAX) {
        place.leg_ds = time_ds;
        place.leg_dm = dist_dm;
        place.point.lon = NAN; /* nobody's home: no cell is 0 for being the same place */
        g_array_append_val(places, place);
    }
}

/* ret: every place somebody at home may leave a vehicle at, its leg the walk between the two. */
static GArray *
all_places(ZfRoadGates *gates, const ZfLonLat *home, bool to_home)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(ZfRoadSnap));
    g_autoptr(ZfRoadSnaps) straight = zf_road_snap(gates->graph, home, 1, NULL, NULL, NULL);
    g_autoptr(ZfRoadSnaps) on_foot = zf_road_snap(gates->walk, home, 1, NULL, NULL, NULL);
    const ZfRoadSnap *foot = &on_foot->snaps[0];
    add_place(places, straight->snaps[0], straight->snaps[0].leg_ds, straight->snaps[0].leg_dm);
    ZfRoadSnap door;
    if (foot->piece != UINT32_MAX && zf_road_gates_park(gates, foot->at, &door)) {
        add_place(places, door, foot->leg_ds, foot->leg_dm);
    }
    g_autofree ZfRoadSnap *ends = g_new(ZfRoadSnap, gates->n + 1);
    for (uint32_t g = 0; g < gates->n; g++) {
        ends[g] = gates->gates[g].walk;
        ends[g].point.lon = NAN;
    }
    const ZfRoadSnaps walks = {.snaps = ends, .n = gates->n};
    g_autoptr(ZfRoadTable) table = zf_road_table(gates->walk, to_home ? &walks : on_foot,
                                                 to_home ? on_foot : &walks, NULL, NULL, NULL);
    for (uint32_t g = 0; g < gates->n; g++) {
        add_place(places, gates->gates[g].park, table->time_ds[g], table->dist_dm[g]);
    }
    return places;
}

/* ret: the least of all pairs of places. */
static uint64_t
least_total(const ZfRoadGraph *graph, const GArray *from, const GArray *to)
{
    const ZfRoadSnaps a = {.snaps = (ZfRoadSnap *)(void *)from->data, .n = from->len};
    const ZfRoadSnaps b = {.snaps = (ZfRoadSnap *)(void *)to->data, .n = to->len};
    g_autoptr(ZfRoadTable) table = zf_road_table(graph, &a, &b, NULL, NULL, NULL);
    uint64_t best = UINT64_MAX;
    for (size_t i = 0; i < (size_t)from->len * to->len; i++) {
        best = MIN(best, (uint64_t)table->time_ds[i] << 32 | table->dist_dm[i]);
    }
    return best;
}

/* Walking to a vehicle, driving, and walking on take the least time together. */
static void
check_vehicle(const ZfRoadGraph *graph, const ZfRoadGraph *walk, const ZfLonLat *homes)
{
    ZfRoadSnapOptions options = {.walk = walk};
    g_autofree uint32_t *of = NULL;
    g_autoptr(ZfRoadSnaps) starts = zf_road_depart(graph, homes, 1, &options, &of, NULL, NULL);
    options.starts = starts;
    g_autoptr(ZfRoadSnaps) ends = zf_road_snap(graph, homes, HOMES, &options, NULL, NULL);
    uint32_t time_ds[HOMES];
    uint32_t dist_dm[HOMES];
    g_assert_true(zf_road_nearest(graph, starts, ends, NULL, time_ds, dist_dm, NULL, NULL));
    ZfRoadGates *gates = zf_road_gates_new(graph, walk);
    g_autoptr(GArray) from = all_places(gates, &homes[0], false);
    for (size_t j = 1; j < HOMES && from->len > 0; j += 5) {
        g_autoptr(GArray) to = all_places(gates, &homes[j], true);
        bool same = homes[j].lon == homes[0].lon && homes[j].lat == homes[0].lat;
        if (to->len > 0 && !same) {
            g_assert_cmpuint((uint64_t)time_ds[j] << 32 | dist_dm[j], ==,
                             least_total(graph, from, to));
        }
    }
    zf_road_gates_free(gates);
}

static void
test_random(void)
{
    const char *text = g_getenv("ZF_TEST_ROUNDS");
    int rounds = text ? atoi(text) : 300;
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    int graphs = 0;
    /* of some networks a means of travel may use nothing: others are drawn in their place */
    for (int round = 0; graphs < rounds; round++) {
        g_assert_cmpint(round, <, 2 * rounds + 20);
        ZfRng rng;
        zf_rng_init(&rng, 1, (uint64_t)round);
        g_autoptr(ZfWays) ways = random_ways(&rng);
        ZfLonLat homes[HOMES];
        random_homes(&rng, homes);
        ZfRoadMode mode = (ZfRoadMode)(round % ZF_ROAD_N_MODES);
        ZfRoadGraphOptions options = {.profile = zf_road_profiles_get(profiles, mode),
                                      .day = ZF_DATE_NONE};
        g_autoptr(ZfRoadGraph) graph = zf_road_graph_new(ways, &options, NULL, NULL);
        if (graph) {
            check_graph(graph, homes);
            graphs++;
        }
        options.profile = zf_road_profiles_get(profiles, ZF_ROAD_FOOT);
        g_autoptr(ZfRoadGraph) walk = graph && mode != ZF_ROAD_FOOT && round % 7 == 0
                                          ? zf_road_graph_new(ways, &options, NULL, NULL)
                                          : NULL;
        if (walk) {
            check_vehicle(graph, walk, homes);
        }
    }
    g_test_message("%d networks", graphs);
}

/* Times by brute force over a little network whose arcs are listed by hand: independent of the
 * reader, the graph and both searches. */
static void
test_floyd(void)
{
    enum { SIDE = 6, N = SIDE * SIDE };
    ZfRng rng;
    zf_rng_init(&rng, 5, 0);
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    g_autoptr(ZfWays) ways = zf_ways_new();
    static uint64_t cost[N][N];
    ZfLonLat at[N];
    for (int i = 0; i < N; i++) {
        at[i] = (ZfLonLat){110 + i % SIDE * 0.002, 28 + i / SIDE * 0.002};
        for (int j = 0; j < N; j++) {
            cost[i][j] = i == j ? 0 : UINT64_MAX / 4;
        }
    }
    for (int i = 0; i < N; i++) {
        for (int k = 0; k < 2; k++) {
            int j = k ? i + SIDE : i + 1;
            if (j >= N || (!k && j % SIDE == 0)) {
                continue;
            }
            static const double kmh[] = {22, 38, 28};
            static const char *const names[] = {"residential", "tertiary", "unclassified"};
            uint32_t kind = zf_rng_below(&rng, 3);
            const ZfWayTag tag = {"highway", names[kind]};
            const ZfLonLat points[] = {at[i], at[j]};
            zf_ways_add(ways, i, points, 2, &tag, 1);
            double metres = zf_distance_m(at[i], at[j]);
            uint64_t time = (uint64_t)(metres * 36 / kmh[kind] + 0.5);
            uint64_t dist = (uint64_t)(metres * 10 + 0.5);
            cost[i][j] = cost[j][i] = time << 32 | dist;
        }
    }
    for (int k = 0; k < N; k++) {
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                cost[i][j] = MIN(cost[i][j], cost[i][k] + cost[k][j]);
            }
        }
    }
    ZfRoadGraphOptions options = {.profile = zf_road_profiles_get(profiles, ZF_ROAD_CAR),
                                  .day = ZF_DATE_NONE};
    g_autoptr(ZfRoadGraph) graph = zf_road_graph_new(ways, &options, NULL, NULL);
    g_autoptr(ZfRoadSnaps) snaps = zf_road_snap(graph, at, N, NULL, NULL, NULL);
    g_autoptr(ZfRoadTable) table = zf_road_table(graph, snaps, snaps, NULL, NULL, NULL);
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            g_assert_cmpuint(table->time_ds[i * N + j], ==, (uint32_t)(cost[i][j] >> 32));
            g_assert_cmpuint(table->dist_dm[i * N + j], ==, (uint32_t)cost[i][j]);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/random/networks", test_random);
    g_test_add_func("/random/floyd", test_floyd);
    return g_test_run();
}
