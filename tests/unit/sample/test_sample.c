#include "sample/sample.h"

#include "gis/gis.h"
#include "sample/settle.h"
#include "table/table.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
make(const char *name, const ZfSampleOptions *options, ZfSampleReport *report)
{
    g_autofree char *root = g_dir_make_tmp("zf-sample-XXXXXX", NULL);
    char *folder = g_build_filename(root, name, NULL);
    ZfSampleOptions own = *options;
    own.folder = folder;
    g_autoptr(GError) error = NULL;
    bool ok = zf_sample_write(&own, NULL, report, &error);
    g_assert_no_error(error);
    g_assert_true(ok);
    return folder;
}

static char *
in(const char *folder, const char *name)
{
    return g_build_filename(folder, name, NULL);
}

/* Every file twice, byte for byte; and no other files. */
static void
test_same_bytes(void)
{
    for (int clean = 0; clean < 2; clean++) {
        ZfSampleOptions options = {.villages = 3, .households = 40, .seed = 7, .clean = clean};
        g_auto(ZfSampleReport) a = {0};
        g_auto(ZfSampleReport) b = {0};
        g_autofree char *one = make("a", &options, &a);
        g_autofree char *two = make("b", &options, &b);
        g_assert_cmpuint(a.files->len, ==, b.files->len);
        for (guint i = 0; i < a.files->len; i++) {
            g_autofree char *left = in(one, a.files->pdata[i]);
            g_autofree char *right = in(two, a.files->pdata[i]);
            g_autoptr(GError) error = NULL;
            g_autofree char *left_sum = zf_file_sha256(left, &error);
            g_assert_no_error(error);
            g_autofree char *right_sum = zf_file_sha256(right, &error);
            g_assert_cmpstr(left_sum, ==, right_sum);
        }
    }
}

/* The township that is kept in data/geo is the one this generator writes. */
static void
test_committed(void)
{
    ZfSampleOptions options = {.villages = 8, .households = 240, .seed = 1};
    g_auto(ZfSampleReport) report = {0};
    g_autofree char *folder = make("committed", &options, &report);
    static const char *const more[] = {"villages.shx", "villages.dbf", "villages.prj"};
    g_autofree char *kept = g_build_filename(g_getenv("ZF_SOURCE_DIR"), "data", "geo", NULL);
    for (guint i = 0; i < report.files->len + G_N_ELEMENTS(more); i++) {
        const char *name =
            i < report.files->len ? report.files->pdata[i] : more[i - report.files->len];
        g_autofree char *left = in(kept, name);
        g_autofree char *right = in(folder, name);
        g_autoptr(GError) error = NULL;
        g_autofree char *left_sum = zf_file_sha256(left, &error);
        g_assert_no_error(error);
        g_autofree char *right_sum = zf_file_sha256(right, &error);
        g_assert_no_error(error);
        if (strcmp(left_sum, right_sum) != 0) {
            g_error("%s in data/geo is not what the generator writes; write it again", name);
        }
    }
}

/* Every road can be reached from every other: nobody lives on an island. */
static uint32_t
root_of(uint32_t *parent, uint32_t i)
{
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

static void
test_roads_connected(void)
{
    g_autoptr(Terrain) terrain = terrain_new(6, 16000, 12000);
    g_autoptr(Land) land = land_new(terrain, 30, 2);
    g_autoptr(Settlement) settlement = settlement_new(terrain, land, (ZfLonLat){110.2, 28.9});
    guint n = settlement->nodes->len;
    g_autofree uint32_t *parent = g_new(uint32_t, n);
    for (guint i = 0; i < n; i++) {
        parent[i] = i;
    }
    unsigned bridges = 0;
    for (guint r = 0; r < settlement->roads->len; r++) {
        const Road *road = settlement->roads->pdata[r];
        g_assert_cmpuint(road->n_nodes, >=, 2);
        bridges += road->bridge;
        for (uint32_t i = 1; i < road->n_nodes; i++) {
            parent[root_of(parent, road->nodes[i])] = root_of(parent, road->nodes[0]);
        }
    }
    const Road *first = settlement->roads->pdata[0];
    for (guint r = 0; r < settlement->roads->len; r++) {
        const Road *road = settlement->roads->pdata[r];
        g_assert_cmpuint(root_of(parent, road->nodes[0]), ==, root_of(parent, first->nodes[0]));
    }
    g_assert_cmpuint(bridges, >, 20);
}

static void
test_areas(void)
{
    ZfSampleOptions options = {.villages = 8, .households = 60, .seed = 1};
    g_auto(ZfSampleReport) report = {0};
    g_autofree char *folder = make("areas", &options, &report);
    g_autofree char *path = in(folder, "villages.shp");
    g_autofree char *cpg = in(folder, "villages.cpg");
    g_assert_false(g_file_test(cpg, G_FILE_TEST_EXISTS));
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfGisSource) source = zf_gis_open(path, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(zf_gis_layer(source, 0)->crs, ==, "EPSG:4525");
    g_assert_cmpint(zf_gis_layer(source, 0)->n_features, ==, 8);
    ZfGisReadOptions read = {.crs = "auto"};
    g_autoptr(ZfGisReader) reader = zf_gis_read(source, &read, &error);
    const ZfGisFeature *feature;
    int towns = 0;
    while (zf_gis_next(reader, &feature, &error) && feature) {
        const char *code = zf_gis_value(reader, feature, "XZQDM");
        g_assert_cmpuint(strlen(code), ==, 12);
        g_assert_true(g_str_has_prefix(code, "990101100"));
        towns += g_str_has_suffix(zf_gis_value(reader, feature, "XZQMC"), "社区");
    }
    g_assert_no_error(error);
    g_assert_cmpint(towns, ==, 1);

    g_autofree char *dem_path = in(folder, "dem.tif");
    const char *dems[] = {dem_path};
    g_autoptr(ZfDem) dem = zf_dem_read(dems, 1, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpfloat(zf_dem_sample(dem, (ZfLonLat){110.2, 28.9}), >, 150.0F);

    g_autofree char *osm = in(folder, "roads.osm");
    g_autoptr(ZfGisSource) roads = zf_gis_open(osm, NULL, NULL, &error);
    g_assert_no_error(error);
    static const char *const wanted[] = {"secondary",   "tertiary", "unclassified",
                                         "residential", "track",    "path"};
    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
        g_autofree char *where = g_strdup_printf("highway = '%s'", wanted[i]);
        ZfGisReadOptions lines = {.layer = "lines", .where = where};
        g_autoptr(ZfGisReader) some = zf_gis_read(roads, &lines, &error);
        g_assert_true(zf_gis_next(some, &feature, &error));
        g_assert_nonnull(feature);
    }
    ZfGisReadOptions water = {.layer = "multipolygons", .where = "natural = 'water'"};
    g_autoptr(ZfGisReader) ponds = zf_gis_read(roads, &water, &error);
    g_assert_true(zf_gis_next(ponds, &feature, &error));
    g_assert_nonnull(feature);
}

/* Rows of the ledgers as counted, with what is wrong in them as counted. */
static void
test_ledgers(void)
{
    ZfSampleOptions options = {.villages = 6, .households = 600, .seed = 11};
    g_auto(ZfSampleReport) report = {0};
    g_autofree char *folder = make("ledgers", &options, &report);
    g_assert_cmpint(report.households, ==, 600);
    g_assert_cmpint(report.children, >, 700);
    g_assert_cmpint(report.left_behind, >, report.hardship);
    g_assert_cmpint(report.left_behind + report.hardship, >, report.children);
    g_assert_cmpint(report.full_width, >, 0);
    g_assert_cmpint(report.odd_group, >, 0);
    static const char *const names[] = {"ledger_留守.xlsx", "ledger_困境.xlsx"};
    int64_t rows = 0;
    int64_t without_id = 0;
    for (int i = 0; i < 2; i++) {
        g_autofree char *path = in(folder, names[i]);
        g_autoptr(GError) error = NULL;
        g_autoptr(ZfWorkbook) book = zf_workbook_open(path, NULL, NULL, &error);
        g_assert_no_error(error);
        g_assert_cmpuint(book->n_sheets, ==, 6);
        int64_t before = rows;
        for (size_t s = 0; s < book->n_sheets; s++) {
            const ZfTab *tab = &book->sheets[s];
            g_assert_cmpstr(zf_tab_cell(tab, 3, 1)->text, ==, "儿童基本情况");
            g_assert_cmpstr(zf_tab_cell(tab, 4, 2)->text, ==, "姓名");
            g_assert_nonnull(zf_tab_merge_at(tab, 3, 5));
            uint32_t row = 5;
            for (; zf_tab_cell(tab, row, 0)->kind == ZF_CELL_NUMBER; row++) {
                without_id += zf_tab_cell(tab, row, 6)->kind == ZF_CELL_EMPTY;
                rows++;
            }
            g_assert_cmpstr(zf_tab_cell(tab, row, 0)->text, ==, "合计");
        }
        g_assert_cmpint(rows - before, ==, i == 0 ? report.left_behind : report.hardship);
    }
    g_assert_cmpint(without_id, ==, report.missing_id);
    g_autofree char *visits = in(folder, "visits_上一轮.csv");
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfWorkbook) book = zf_workbook_open(visits, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(book->encoding, ==, "GB18030");
    g_assert_cmpuint(book->sheets[0].n_rows, ==, (guint)report.visits + 1);
}

static void
test_county(void)
{
    ZfSampleOptions options = {.villages = 45, .households = 45, .seed = 2, .clean = true};
    g_auto(ZfSampleReport) report = {0};
    g_autofree char *folder = make("county", &options, &report);
    g_assert_cmpint(report.towns, ==, 2);
    g_assert_cmpint(report.villages, ==, 45);
    g_assert_cmpint(report.households, ==, 45);
    g_assert_cmpint(report.full_width + report.missing_id + report.odd_group, ==, 0);
    g_autofree char *path = in(folder, "ledger.csv");
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfWorkbook) book = zf_workbook_open(path, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(book->sheets[0].n_rows, ==, (guint)report.children + 1);
}

static void
test_smallest(void)
{
    ZfSampleOptions options = {.villages = 1, .households = 1, .teams = 1, .seed = 99};
    g_auto(ZfSampleReport) report = {0};
    g_autofree char *folder = make("one", &options, &report);
    g_assert_cmpint(report.households, ==, 1);
    g_assert_cmpint(report.teams, ==, 1);
    ZfSampleOptions nowhere = {.folder = "/proc/no/such/place", .villages = 1};
    g_autoptr(GError) error = NULL;
    g_assert_false(zf_sample_write(&nowhere, NULL, NULL, &error));
    g_assert_error(error, ZF_FILE_ERROR, ZF_FILE_ERROR_WRITE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sample/same-bytes", test_same_bytes);
    g_test_add_func("/sample/committed", test_committed);
    g_test_add_func("/sample/roads-connected", test_roads_connected);
    g_test_add_func("/sample/areas", test_areas);
    g_test_add_func("/sample/ledgers", test_ledgers);
    g_test_add_func("/sample/county", test_county);
    g_test_add_func("/sample/smallest", test_smallest);
    return g_test_run();
}
