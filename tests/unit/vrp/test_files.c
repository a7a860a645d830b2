#include "vrp/vrp.h"

#include <math.h>
#include <string.h>

static const char vrplib[] = "NAME : square\nTYPE : CVRP\nDIMENSION : 5\nVEHICLES : 2\n"
                             "EDGE_WEIGHT_TYPE : EUC_2D\nCAPACITY : 4\nNODE_COORD_SECTION\n"
                             "1 0 0\n2 3 4\n3 3 5\n4 -3 4\n5 -3 5\nDEMAND_SECTION\n"
                             "1 0\n2 2\n3 2\n4 2\n5 2\nDEPOT_SECTION\n1\n-1\nEOF\n";

static const char solomon[] = "S1\n\nVEHICLE\nNUMBER     CAPACITY\n  2         10\n\nCUSTOMER\n"
                              "CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE\n\n"
                              "0 0 0 0 0 100 0\n1 3 4 5 0 50 10\n2 6 8 5 60 80 10\n";

static const char cordeau[] = "2 1 2 2\n0 10\n0 10\n1 0 1 0 5 1 1 1\n2 10 1 0 5 1 1 1\n"
                              "3 0 0 0 0 0 0\n4 10 0 0 0 0 0\n";

static const char toptw[] = "1 1 2 1\n0 0\n0 0.0 0.0 0.0 0.0 0 0 0 20\n"
                            "1 3.0 4.0 1.0 7.0 1 1 1 0 10\n2 30.0 40.0 1.0 9.0 1 1 1 0 10\n";

static const char vroom[] =
    "{\"jobs\":[{\"id\":7,\"location_index\":1,\"service\":10,\"skills\":[3],\"priority\":5,"
    "\"time_windows\":[[0,50],[80,90]]},{\"id\":9,\"location_index\":2,\"delivery\":[1],"
    "\"skills\":[8]}],\"vehicles\":[{\"id\":4,\"start_index\":0,\"end_index\":0,\"capacity\":[1],"
    "\"skills\":[3],\"time_window\":[0,100]}],"
    "\"matrices\":{\"car\":{\"durations\":[[0,5,6],[5,0,2],[6,2,0]]}}}";

static ZfVrpFile *
parse(const char *text, ZfVrpRounding rounding)
{
    g_autoptr(GError) error = NULL;
    ZfVrpFileOptions options = {.rounding = rounding};
    ZfVrpFile *file = zf_vrp_file_parse(text, strlen(text), "test", &options, &error);
    g_assert_no_error(error);
    return file;
}

static char *
solve(const ZfVrpFile *file, int64_t *cost)
{
    ZfVrpOptions options = {.iterations = 500};
    g_autoptr(ZfVrpResult) result = zf_vrp_solve(&file->problem, &options, NULL, NULL);
    g_autoptr(GPtrArray) violations = zf_vrp_check(&file->problem, result);
    g_assert_cmpuint(violations->len, ==, 0);
    *cost = result->cost.total;
    return zf_vrp_file_solution(file, result);
}

static void
test_vrplib(void)
{
    g_autoptr(ZfVrpFile) file = parse(vrplib, ZF_VRP_ROUNDING_AUTO);
    g_assert_cmpint(file->format, ==, ZF_VRP_FORMAT_VRPLIB);
    g_assert_cmpint(file->problem.n_visits, ==, 4);
    g_assert_cmpint(file->problem.n_shifts, ==, 2);
    int64_t cost;
    g_autofree char *text = solve(file, &cost);
    /* 5 + 1 + round(5.83) on either side */
    g_assert_cmpint(cost, ==, 24);
    g_assert_nonnull(strstr(text, "Cost 24\n"));
}

static void
test_solomon(void)
{
    g_autoptr(ZfVrpFile) file = parse(solomon, ZF_VRP_ROUNDING_AUTO);
    g_assert_cmpint(file->rounding, ==, ZF_VRP_ROUNDING_DIMACS);
    int64_t cost;
    g_autofree char *text = solve(file, &cost);
    g_assert_cmpstr(text, ==, "Route #1: 1 2\nCost 200\n");
}

static void
test_cordeau(void)
{
    g_autoptr(ZfVrpFile) file = parse(cordeau, ZF_VRP_ROUNDING_AUTO);
    g_assert_cmpint(file->format, ==, ZF_VRP_FORMAT_CORDEAU);
    int64_t cost;
    g_autofree char *text = solve(file, &cost);
    g_assert_cmpstr(text, ==, "Route #1: 1\nRoute #2: 2\nCost 4\n");
}

static void
test_toptw(void)
{
    g_autoptr(ZfVrpFile) file = parse(toptw, ZF_VRP_ROUNDING_AUTO);
    g_assert_cmpint(file->format, ==, ZF_VRP_FORMAT_TOPTW);
    int64_t cost;
    g_autofree char *text = solve(file, &cost);
    g_assert_cmpstr(text, ==, "Route #1: 1\nScore 7\n");
}

static void
test_vroom(void)
{
    g_autoptr(ZfVrpFile) file = parse(vroom, ZF_VRP_ROUNDING_AUTO);
    g_assert_cmpint(file->format, ==, ZF_VRP_FORMAT_VROOM);
    g_assert_cmpint(file->problem.visits[0].n_windows, ==, 2);
    int64_t cost;
    g_autofree char *text = solve(file, &cost);
    g_assert_nonnull(strstr(text, "\"unassigned\": 1"));
    g_assert_nonnull(strstr(text, "\"id\": 9"));
    g_assert_nonnull(strstr(text, "\"duration\": 10"));
}

/* Line of places 0, 100, 200 seconds from each other, 1 km each; a vehicle with everything. */
static const char vroom_rich[] =
    "{\"jobs\":[{\"id\":1,\"description\":\"first\",\"location_index\":1,\"location\":[110.5,28.5],"
    "\"setup\":30,\"service\":60,\"delivery\":[2,1],\"priority\":3,\"time_windows\":[[1000,1100]]},"
    "{\"id\":2,\"location_index\":1,\"location\":[110.5,28.5],\"setup\":30,\"service\":60,"
    "\"delivery\":[1]},{\"id\":3,\"location_index\":2,\"location\":[110.6,28.5]}],"
    "\"vehicles\":[{\"id\":9,\"profile\":\"foot\",\"description\":\"who\",\"start_index\":0,"
    "\"start\":[110.4,28.5],\"end_index\":0,\"end\":[110.4,28.5],\"capacity\":[3,3],"
    "\"speed_factor\":2,\"max_tasks\":2,\"max_travel_time\":150,"
    "\"costs\":{\"fixed\":7,\"per_hour\":1800},\"time_window\":[0,5000],"
    "\"breaks\":[{\"id\":4,\"description\":\"noon\",\"service\":300,\"time_windows\":[[1061,1100]]}"
    "]}],"
    "\"matrices\":{\"foot\":{\"durations\":[[0,100,200],[100,0,100],[200,100,0]],"
    "\"distances\":[[0,1000,2000],[1000,0,1000],[2000,1000,0]]}}}";

static void
test_vroom_rich(void)
{
    g_autoptr(ZfVrpFile) file = parse(vroom_rich, ZF_VRP_ROUNDING_AUTO);
    int64_t cost;
    g_autofree char *out = solve(file, &cost);
    /* two tasks at most, and 150 s of travel at twice the speed: 1 and 2, not 3 (200 s) */
    static const char *const wanted[] = {
        "\"unassigned\": 1", "\"description\": \"who\"", "\"description\": \"first\"",
        "\"description\": \"noon\"", "\"priority\": 3", "\"setup\": 30",
        /* both jobs and the break; the set-up is spent once */
        "\"service\": 420", "\"duration\": 100", "\"distance\": 2000",
        /* 7 + 100 s / 2 */
        "\"cost\": 57", "\"type\": \"break\"", "\"id\": 4"};
    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
        g_test_message("%s", wanted[i]);
        g_assert_nonnull(strstr(out, wanted[i]));
    }
    ZfVrpOptions options = {.iterations = 500};
    g_autoptr(ZfVrpResult) result = zf_vrp_solve(&file->problem, &options, NULL, NULL);
    bool whole;
    g_assert_cmpfloat(zf_vrp_file_cost(file, result, &whole), ==, 57);
    g_autofree char *svg = zf_vrp_file_svg(file, &result->plan, NULL);
    g_assert_nonnull(svg);
    /* with less time to travel nobody can be reached */
    g_autofree char *less = g_strdup(vroom_rich);
    memcpy(strstr(less, ":150,"), ": 50,", 5);
    g_autoptr(ZfVrpFile) other = parse(less, ZF_VRP_ROUNDING_AUTO);
    g_autofree char *none = solve(other, &cost);
    g_assert_nonnull(strstr(none, "\"unassigned\": 3"));
}

/* What is not kept is named. */
static void
test_vroom_refused(void)
{
    static const struct {
        const char *text;
        const char *named;
    } bad[] = {
        {"{\"jobs\":[],\"vehicles\":[{\"id\":1,\"start_index\":0,\"steps\":[]}],"
         "\"matrices\":{\"car\":{\"durations\":[[0]]}}}",
         "\"steps\" of a vehicle"},
        {"{\"jobs\":[{\"id\":1,\"location_index\":0,\"service_per_type\":{}}],"
         "\"vehicles\":[{\"id\":1,\"start_index\":0}],"
         "\"matrices\":{\"car\":{\"durations\":[[0]]}}}",
         "\"service_per_type\" of a job"},
        {"{\"jobs\":[{\"id\":1,\"location_index\":0,\"pickup\":[1]},"
         "{\"id\":2,\"location_index\":0,\"delivery\":[1]}],"
         "\"vehicles\":[{\"id\":1,\"start_index\":0}],"
         "\"matrices\":{\"car\":{\"durations\":[[0]]}}}",
         "\"pickup\""},
        {"{\"jobs\":[],\"vehicles\":[{\"id\":1,\"start_index\":0,\"breaks\":[{\"id\":1,"
         "\"time_windows\":[[0,1]],\"max_load\":[1]}]}],"
         "\"matrices\":{\"car\":{\"durations\":[[0]]}}}",
         "\"max_load\" of a break"},
        {"{\"jobs\":[],\"vehicles\":[{\"id\":1,\"start_index\":0,\"costs\":{\"per_task_hour\":1}}],"
         "\"matrices\":{\"car\":{\"durations\":[[0]]}}}",
         "\"per_task_hour\""},
        {"{\"jobs\":[],\"vehicles\":[{\"id\":1,\"start_index\":0,\"speed_factor\":0}],"
         "\"matrices\":{\"car\":{\"durations\":[[0]]}}}",
         "\"speed_factor\""},
        {"{\"jobs\":[],\"vehicles\":[{\"id\":1,\"start_index\":0,\"max_distance\":5}],"
         "\"matrices\":{\"car\":{\"durations\":[[0]]}}}",
         "\"distances\""},
        {"{\"relations\":[],\"jobs\":[],\"vehicles\":[],\"matrices\":{}}",
         "\"relations\" of a problem"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(ZfVrpFile) file =
            zf_vrp_file_parse(bad[i].text, strlen(bad[i].text), "test", NULL, &error);
        g_assert_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_FILE);
        g_test_message("%s", error->message);
        g_assert_nonnull(strstr(error->message, bad[i].named));
    }
}

/* What is written is read again, to the same cost; nonsense is refused with words. */
static void
test_solution(void)
{
    const char *const texts[] = {vrplib, solomon, cordeau, toptw};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(ZfVrpFile) file = parse(texts[i], ZF_VRP_ROUNDING_AUTO);
        int64_t cost;
        g_autofree char *text = solve(file, &cost);
        g_auto(ZfVrpPlan) plan = {0};
        g_autoptr(GError) error = NULL;
        g_assert_true(zf_vrp_file_read_solution(file, text, strlen(text), "sol", &plan, &error));
        g_autoptr(ZfVrpResult) result = zf_vrp_evaluate(&file->problem, &plan, &error);
        g_assert_no_error(error);
        g_assert_cmpint(result->cost.total, ==, cost);
        g_autofree char *again = zf_vrp_file_solution(file, result);
        g_assert_cmpstr(again, ==, text);
    }
    static const char *const bad[] = {"", "Route #1: 99\n", "Route #1: 1 1\n", "Route #1: x\n",
                                      "Route #1: 1\nRoute #2: 2\nRoute #3: 3\n"};
    g_autoptr(ZfVrpFile) file = parse(vrplib, ZF_VRP_ROUNDING_AUTO);
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_auto(ZfVrpPlan) plan = {0};
        g_autoptr(GError) error = NULL;
        g_assert_false(
            zf_vrp_file_read_solution(file, bad[i], strlen(bad[i]), "sol", &plan, &error));
        g_assert_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_FILE);
        g_assert_true(g_str_has_prefix(error->message, "sol: "));
        g_assert_null(plan.first);
    }
}

static void
test_cost(void)
{
    /* 5 + 1 + sqrt(34), twice, without any rounding */
    g_autoptr(ZfVrpFile) file = parse(vrplib, ZF_VRP_ROUNDING_DOUBLE);
    ZfVrpOptions options = {.iterations = 500};
    g_autoptr(ZfVrpResult) result = zf_vrp_solve(&file->problem, &options, NULL, NULL);
    bool whole = true;
    double cost = zf_vrp_file_cost(file, result, &whole);
    g_assert_false(whole);
    g_assert_cmpfloat_with_epsilon(cost, 2 * (6 + sqrt(34)), 1e-12);
    g_assert_cmpfloat_with_epsilon(
        zf_vrp_file_trace_cost(file, &result->trace[result->n_trace - 1]), cost, 1e-3);
    g_autoptr(ZfVrpFile) team = parse(toptw, ZF_VRP_ROUNDING_AUTO);
    g_autoptr(ZfVrpResult) score = zf_vrp_solve(&team->problem, &options, NULL, NULL);
    g_assert_cmpfloat(zf_vrp_file_cost(team, score, &whole), ==, 7);
    g_assert_true(whole);
    g_assert_cmpfloat(zf_vrp_file_trace_cost(team, &score->trace[score->n_trace - 1]), ==, 7);
}

static void
test_svg(void)
{
    g_autoptr(ZfVrpFile) file = parse(toptw, ZF_VRP_ROUNDING_AUTO);
    ZfVrpOptions options = {.iterations = 500};
    g_autoptr(ZfVrpResult) result = zf_vrp_solve(&file->problem, &options, NULL, NULL);
    g_autofree char *svg = zf_vrp_file_svg(file, &result->plan, NULL);
    g_assert_true(g_str_has_prefix(svg, "<svg "));
    /* the base at the lower left, the served customer, the one left out at the upper right */
    g_assert_nonnull(strstr(svg, "points=\"20,1300 116,1172 20,1300\""));
    g_assert_nonnull(strstr(svg, "<circle cx=\"116\" cy=\"1172\""));
    g_assert_nonnull(strstr(svg, "<circle cx=\"980\" cy=\"20\""));
    g_autoptr(ZfVrpFile) matrix = parse(vroom, ZF_VRP_ROUNDING_AUTO);
    g_autoptr(ZfVrpResult) other = zf_vrp_solve(&matrix->problem, &options, NULL, NULL);
    g_autoptr(GError) error = NULL;
    g_assert_null(zf_vrp_file_svg(matrix, &other->plan, &error));
    g_assert_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_FILE);
}

static void
test_names(void)
{
    ZfVrpFormat format = ZF_VRP_FORMAT_AUTO;
    ZfVrpRounding rounding = ZF_VRP_ROUNDING_AUTO;
    g_assert_true(zf_vrp_format_parse("toptw", &format));
    g_assert_cmpint(format, ==, ZF_VRP_FORMAT_TOPTW);
    g_assert_true(zf_vrp_rounding_parse("matrix", &rounding));
    g_assert_cmpint(rounding, ==, ZF_VRP_ROUNDING_MATRIX);
    g_assert_false(zf_vrp_format_parse("tsplib", &format));
    g_assert_false(zf_vrp_rounding_parse("", &rounding));
    g_assert_cmpint(format, ==, ZF_VRP_FORMAT_TOPTW);
}

/* Every file cut anywhere, or with a byte changed, is read or refused with words. */
static void
test_damaged(void)
{
    const char *const texts[] = {vrplib, solomon, cordeau, toptw, vroom, vroom_rich};
    ZfRng rng;
    zf_rng_init(&rng, 5, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        for (size_t k = 0; k < 400; k++) {
            g_autofree char *text = g_strdup(texts[i]);
            size_t size = strlen(text);
            if (k % 2) {
                size = zf_rng_below(&rng, (uint32_t)size);
            } else {
                text[zf_rng_below(&rng, (uint32_t)size)] = (char)(32 + zf_rng_below(&rng, 90));
            }
            g_autoptr(GError) error = NULL;
            g_autoptr(ZfVrpFile) file = zf_vrp_file_parse(text, size, "test", NULL, &error);
            g_assert_true((file != NULL) == (error == NULL));
        }
    }
}

static void
test_refused(void)
{
    static const char *const bad[] = {
        "",
        "hello\n",
        "{\"jobs\":[]}",
        "{\"shipments\":[{}],\"vehicles\":[],\"matrices\":{}}",
        "DIMENSION : 999999999\nEDGE_WEIGHT_TYPE : EUC_2D\n",
        "DIMENSION : 3\nEDGE_WEIGHT_TYPE : GEO\nDEPOT_SECTION\n1\n-1\n",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(ZfVrpFile) file = zf_vrp_file_parse(bad[i], strlen(bad[i]), "test", NULL, &error);
        g_assert_null(file);
        g_assert_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_FILE);
    }
    g_autoptr(GError) error = NULL;
    g_assert_null(zf_vrp_file_read("/nonexistent", NULL, &error));
    g_assert_error(error, ZF_FILE_ERROR, ZF_FILE_ERROR_READ);
}

/* Files of the field: read, solved for a moment, found valid, not below the best known. */
static void
test_public(void)
{
    static const struct {
        const char *path;
        ZfVrpRounding rounding;
        int32_t visits;
        double best;
    } files[] = {
        {"cvrp-x/X-n101-k25.vrp", ZF_VRP_ROUNDING_ROUND, 100, 27591},
        {"vrptw-solomon/R101.txt", ZF_VRP_ROUNDING_DIMACS, 100, 16377},
        {"mdvrp-cordeau/p01.txt", ZF_VRP_ROUNDING_DOUBLE, 50, 576.86},
        {"sdvrptw/PR01.vrp", ZF_VRP_ROUNDING_EXACT, 48, 1655420},
        {"gvrp/M-n151-k12-C51-V4.vrp", ZF_VRP_ROUNDING_ROUND, 150, 483},
    };
    const char *data = g_getenv("ZF_DATA");
    const char *source = g_getenv("ZF_SOURCE_DIR");
    g_autofree char *folder =
        data ? g_strdup(data)
             : g_build_filename(source ? source : ".", "..", "shared", "data", NULL);
    g_autofree char *probe = g_build_filename(folder, "vrp", files[0].path, NULL);
    if (!g_file_test(probe, G_FILE_TEST_EXISTS)) {
        g_test_skip("the public instances are not there (ZF_DATA)");
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_build_filename(folder, "vrp", files[i].path, NULL);
        g_autoptr(GError) error = NULL;
        ZfVrpFileOptions how = {.rounding = files[i].rounding};
        g_autoptr(ZfVrpFile) file = zf_vrp_file_read(path, &how, &error);
        g_assert_no_error(error);
        g_assert_cmpint(file->problem.n_visits, ==, files[i].visits);
        ZfVrpOptions options = {.iterations = 20000, .seed = 1};
        g_autoptr(ZfVrpResult) result = zf_vrp_solve(&file->problem, &options, NULL, &error);
        g_assert_no_error(error);
        g_autoptr(GPtrArray) violations = zf_vrp_check(&file->problem, result);
        g_assert_cmpuint(violations->len, ==, 0);
        g_assert_true(result->complete);
        double cost = file->rounding == ZF_VRP_ROUNDING_DOUBLE
                          ? zf_vrp_file_length(file, &result->plan)
                          : (double)result->cost.total;
        g_test_message("%s: %.2f, %.2f %% above the best known", files[i].path, cost,
                       100 * (cost / files[i].best - 1));
        g_assert_cmpfloat(cost, >=, files[i].best);
        g_assert_cmpfloat(cost, <=, 1.06 * files[i].best);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/vrp/files/vrplib", test_vrplib);
    g_test_add_func("/vrp/files/solomon", test_solomon);
    g_test_add_func("/vrp/files/cordeau", test_cordeau);
    g_test_add_func("/vrp/files/toptw", test_toptw);
    g_test_add_func("/vrp/files/vroom", test_vroom);
    g_test_add_func("/vrp/files/vroom-rich", test_vroom_rich);
    g_test_add_func("/vrp/files/vroom-refused", test_vroom_refused);
    g_test_add_func("/vrp/files/solution", test_solution);
    g_test_add_func("/vrp/files/cost", test_cost);
    g_test_add_func("/vrp/files/svg", test_svg);
    g_test_add_func("/vrp/files/names", test_names);
    g_test_add_func("/vrp/files/damaged", test_damaged);
    g_test_add_func("/vrp/files/refused", test_refused);
    g_test_add_func("/vrp/files/public", test_public);
    return g_test_run();
}
