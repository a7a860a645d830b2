#include "ingesttest.h"

#define HEAD "村,组,户编号,地址,经度,纬度\n"

static const ZfIngestOptions WGS = {.crs = "wgs84"};

static void
test_plain(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    g_autoptr(ZfIngest) in =
        read_csv(&s, ZF_IMPORT_HOUSEHOLDS,
                 "村,组,户编号,地址,户主,电话,经度,纬度,可访时间\n"
                 "柏垭村,三社,12,柏垭村3组12号,王大,13800000000,109.011111,28.011111,上午\n"
                 "松林村,2组,7,,,,,,\n",
                 &WGS);
    g_assert_cmpuint(in->batch->households->len, ==, 2);
    const ZfHousehold *a = HOME(in, 0);
    g_assert_cmpstr(a->id, ==, "h-990101201201-12");
    g_assert_cmpstr(a->declared_area, ==, "990101201201");
    g_assert_cmpstr(a->located_area, ==, "990101201201");
    g_assert_cmpstr(a->group, ==, "3组");
    g_assert_cmpint(a->location, ==, ZF_LOCATION_POINT);
    g_assert_cmpfloat_with_epsilon(a->point.lon, 109.011111, 1e-9);
    g_assert_cmpint(a->accuracy_m, <=, ZF_LOCATED_M);
    g_assert_cmpint(a->window_to_s, ==, 12 * 3600);
    g_assert_cmpstr(PERSON(in, 0)->name, ==, "王大");
    g_assert_cmpint(PERSON(in, 0)->role, ==, ZF_ROLE_CARER);
    /* case 48: no position: the village's circle */
    const ZfHousehold *b = HOME(in, 1);
    g_assert_cmpint(b->location, ==, ZF_LOCATION_VILLAGE);
    g_assert_true(b->has_point);
    g_assert_cmpint(b->accuracy_m, >, 1000);
    g_assert_cmpuint(zf_batch_count(in->batch, ZF_FATE_NEW), ==, 2);
    g_assert_cmpuint(zf_batch_count(in->batch, ZF_FATE_EXCLUDED), ==, 1);
    g_assert_cmpuint(in->batch->rows->len, ==, 3);
}

/* DOMAIN cases 25, 26 and 27 */
static void
test_villages(void)
{
    static const struct {
        const char *village, *town, *want, *finding;
    } cases[] = {{"990101201201", "", "990101201201", NULL},
                 {"柏垭村", "", "990101201201", NULL},
                 {"柏垭", "", "990101201201", NULL},
                 {"柏垭村村民委员会", "", "990101201201", NULL},
                 {"柏桠村", "", "990101201201", "village-fuzzy"},
                 {"老柏村", "", "990101201201", NULL},
                 {"990101201299", "", "990101201201", NULL},
                 {"河口", "", "990101202202", NULL},
                 {"鹿鸣乡松林村", "", "990101201202", NULL},
                 {"新民村", "石桥镇", "990101202201", NULL},
                 {"石桥镇新民村", "", "990101202201", NULL},
                 {"新民村", "", NULL, "village-ambiguous"},
                 {"天上村", "", NULL, "village-unknown"}};
    g_auto(Scratch) s;
    scratch_init(&s);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text =
            g_strdup_printf("村,乡镇,户编号,地址\n%s,%s,1,a\n", cases[i].village, cases[i].town);
        g_autoptr(ZfIngest) in = read_csv(&s, ZF_IMPORT_HOUSEHOLDS, text, &WGS);
        g_test_message("%s %s", cases[i].village, cases[i].town);
        if (cases[i].want) {
            g_assert_cmpstr(HOME(in, 0)->declared_area, ==, cases[i].want);
        } else {
            g_assert_cmpint(fate_of(in, 2), ==, ZF_FATE_QUARANTINED);
        }
        g_assert_true(!cases[i].finding || find_code(in, cases[i].finding));
        g_assert_true(cases[i].finding || zf_findings_count(in->findings) == 0);
    }
}

/* DOMAIN cases 40, 43, 44, 45 and 46 */
static void
test_positions(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    g_autoptr(ZfIngest) in = read_csv(&s, ZF_IMPORT_HOUSEHOLDS,
                                      HEAD "柏垭村,1组,1,a,109.011111,28.011111\n"
                                           "柏垭村,9组,2,b,0,0\n"
                                           "柏垭村,1组,3,c,109.01,28.01\n"
                                           "柏垭村,1组,4,d,109.020501,28.011111\n"
                                           "柏垭村,1组,5,e,109.031111,28.011111\n"
                                           "柏垭村,1组,6,f,108.5,28.011111\n"
                                           ",,7,g,109.011112,28.011111\n"
                                           ",,8,h,108.51111,28.011111\n"
                                           "柏垭村,1组,9,i,107°75′,28°1′\n"
                                           ",,10,j,,\n"
                                           "柏垭村,1组,11,k,\"109°0′40″E，28°0′40″N\",\n",
                                      &WGS);
    static const ZfFate fates[] = {ZF_FATE_NEW,         ZF_FATE_NEW,         ZF_FATE_NEW,
                                   ZF_FATE_NEW,         ZF_FATE_QUARANTINED, ZF_FATE_QUARANTINED,
                                   ZF_FATE_NEW,         ZF_FATE_QUARANTINED, ZF_FATE_QUARANTINED,
                                   ZF_FATE_QUARANTINED, ZF_FATE_NEW};
    for (size_t i = 0; i < G_N_ELEMENTS(fates); i++) {
        g_test_message("row %d", (int)i + 2);
        g_assert_cmpint(fate_of(in, (int64_t)i + 2), ==, fates[i]);
    }
    g_assert_cmpint(HOME(in, 1)->location, ==, ZF_LOCATION_VILLAGE);
    g_assert_nonnull(find_code(in, "coordinate-placeholder"));
    g_assert_cmpint(HOME(in, 2)->accuracy_m, ==, 1100);
    g_assert_nonnull(find_code(in, "border"));
    const ZfFinding *far = find_code(in, "outside-village");
    g_assert_cmpint(far->row, ==, 6);
    g_assert_nonnull(strstr(far->message, "松林村"));
    g_assert_cmpstr(HOME(in, 4)->declared_area, ==, "");
    g_assert_cmpstr(HOME(in, 4)->located_area, ==, "990101201201");
    g_assert_nonnull(find_code(in, "outside-all"));
    g_assert_nonnull(find_code(in, "coordinate-unread"));
    g_assert_nonnull(find_code(in, "no-place"));
    g_assert_cmpfloat_with_epsilon(HOME(in, 5)->point.lon, 109 + 40 / 3600.0, 1e-9);
}

/* Homes spread over the villages, written in another system. */
static char *
homes_in(const char *crs, bool swapped, int n)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfCrs) to = zf_crs_new(crs, &error);
    g_assert_no_error(error);
    GString *out = g_string_new("村,乡镇,户编号,经度,纬度\n");
    static const struct {
        const char *village, *town;
        double lon;
    } villages[] = {{"柏垭村", "鹿鸣乡", 109.01},
                    {"松林村", "鹿鸣乡", 109.03},
                    {"新民村", "鹿鸣乡", 109.05},
                    {"新民村", "石桥镇", 109.07},
                    {"河口社区", "石桥镇", 109.09}};
    ZfRng rng;
    zf_rng_init(&rng, 5, 0);
    for (int i = 0; i < n; i++) {
        int v = i % 5;
        ZfLonLat at = {villages[v].lon + (zf_rng_unit(&rng) - 0.5) * 0.0198,
                       28.01 + (zf_rng_unit(&rng) - 0.5) * 0.0198};
        double x;
        double y;
        g_assert_true(zf_crs_from_wgs84(to, at, &x, &y, &error));
        g_string_append_printf(out, "%s,%s,%d,%.6f,%.6f\n", villages[v].village, villages[v].town,
                               i, swapped ? y : x, swapped ? x : y);
    }
    return g_string_free(out, FALSE);
}

/* DOMAIN cases 37, 38, 39, 41 and 42 */
static void
test_fit(void)
{
    static const struct {
        const char *crs;
        bool swapped;
        const char *told;
    } cases[] = {{"wgs84", false, "wgs84"},        {"wgs84", true, "wgs84"},
                 {"gcj02", false, "gcj02"},        {"gcj02", true, "gcj02"},
                 {"bd09", false, "bd09"},          {"EPSG:4524", false, "EPSG:4524"},
                 {"EPSG:4524", true, "EPSG:4524"}, {"EPSG:4545", false, "EPSG:4545"},
                 {"EPSG:4545", true, "EPSG:4545"}};
    g_auto(Scratch) s;
    scratch_init(&s);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s %d", cases[i].crs, cases[i].swapped);
        g_autofree char *text = homes_in(cases[i].crs, cases[i].swapped, 100);
        g_autoptr(ZfIngest) in = read_csv(&s, ZF_IMPORT_HOUSEHOLDS, text, NULL);
        g_assert_cmpstr(in->batch->crs, ==, cases[i].told);
        g_assert_cmpuint(in->batch->households->len, ==, 100);
        for (guint k = 0; k < 100; k++) {
            g_assert_cmpstr(HOME(in, k)->declared_area, ==, HOME(in, k)->located_area);
        }
        if (in->scores->len > 0) { /* one reading alone needs no contest */
            const ZfIngestScore *best = &g_array_index(in->scores, ZfIngestScore, 0);
            g_assert_true(best->chosen);
            g_assert_cmpint(best->inside, ==, 100);
        }
    }
}

static void
test_fit_fails(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    read_fails(&s, ZF_IMPORT_HOUSEHOLDS, HEAD "柏垭村,1组,1,a,109.011111,28.011111\n", NULL,
               ZF_INGEST_ERROR, ZF_INGEST_ERROR_CRS, "--crs gcj02");
    read_fails(&s, ZF_IMPORT_HOUSEHOLDS, HEAD ",1组,1,a,412776.2,3184769.7\n", NULL,
               ZF_INGEST_ERROR, ZF_INGEST_ERROR_CRS, "EPSG");
    ZfIngestOptions metres = {.crs = "EPSG:4545"};
    read_fails(&s, ZF_IMPORT_HOUSEHOLDS, HEAD "柏垭村,1组,1,a,109.011111,28.011111\n", &metres,
               ZF_INGEST_ERROR, ZF_INGEST_ERROR_CRS, "degrees");
    /* the header says it */
    g_autoptr(ZfIngest) in =
        read_csv(&s, ZF_IMPORT_HOUSEHOLDS,
                 "村,户编号,坐标（GPS）\n柏垭村,1,\"109.011111,28.011111\"\n", NULL);
    g_assert_cmpstr(in->batch->crs, ==, "wgs84");
    /* outside China there is nothing to tell apart */
    g_autoptr(ZfIngest) abroad =
        read_csv(&s, ZF_IMPORT_HOUSEHOLDS, "number,lon,lat\n1,9.5,47.1\n", NULL);
    g_assert_cmpstr(abroad->batch->crs, ==, "wgs84");
}

/* DOMAIN cases 43 and 47 */
static void
test_crowd(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    g_autoptr(GString) text = g_string_new(HEAD);
    for (int i = 0; i < 8; i++) {
        g_string_append_printf(text, "柏垭村,%d组,%d,a%d,109.010001,28.010001\n", i, i, i);
    }
    g_string_append(text, "松林村,1组,99,b,109.030001,28.010001\n");
    g_autoptr(ZfIngest) in = read_csv(&s, ZF_IMPORT_HOUSEHOLDS, text->str, &WGS);
    g_assert_cmpint(HOME(in, 0)->location, ==, ZF_LOCATION_VILLAGE);
    g_assert_cmpint(HOME(in, 8)->location, ==, ZF_LOCATION_POINT);
    g_assert_nonnull(find_code(in, "crowd"));
}

/* DOMAIN case 48 */
static void
test_group_circle(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    g_autoptr(ZfIngest) in = read_csv(&s, ZF_IMPORT_HOUSEHOLDS,
                                      HEAD "柏垭村,1组,1,a,109.011111,28.011111\n"
                                           "柏垭村,1组,2,b,109.012111,28.011111\n"
                                           "柏垭村,1组,3,c,109.011111,28.012111\n"
                                           "柏垭村,一组,4,d,,\n",
                                      &WGS);
    const ZfHousehold *home = HOME(in, 3);
    g_assert_cmpint(home->location, ==, ZF_LOCATION_GROUP);
    g_assert_cmpint(home->accuracy_m, >, 100);
    g_assert_cmpint(home->accuracy_m, <, 400);
}

static void
test_twice(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    g_autoptr(ZfIngest) in = read_csv(&s, ZF_IMPORT_HOUSEHOLDS,
                                      HEAD "柏垭村,1组,1,a,,\n柏垭村,1组,1,a,,\n柏垭村,1组,1,b,,\n"
                                           "松林村,1组,1,b,,\n",
                                      &WGS);
    g_assert_cmpint(fate_of(in, 3), ==, ZF_FATE_MERGED);
    g_assert_cmpint(fate_of(in, 4), ==, ZF_FATE_QUARANTINED);
    g_assert_cmpint(fate_of(in, 5), ==, ZF_FATE_NEW);
    g_assert_cmpuint(in->batch->households->len, ==, 2);
}

/* Many columns nobody knows beside the few that matter. */
static void
test_wide(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    g_autoptr(ZfIngest) in = read_csv(&s, ZF_IMPORT_HOUSEHOLDS,
                                      "甲,乙,丙,丁,戊,己,庚,辛,壬,癸,子,丑,村,组,户编号,地址\n"
                                      "1,2,3,4,5,6,7,8,9,10,11,12,柏垭村,1组,1,a\n",
                                      &WGS);
    g_assert_cmpstr(HOME(in, 0)->number, ==, "1");
}

/* The correction workbook can be imported again once mended; here it is read as it is. */
static void
test_corrections(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfIngest) in = read_csv(&s, ZF_IMPORT_HOUSEHOLDS,
                                      HEAD "天上村,1组,1,=1+1,109.011111,28.011111\n"
                                           "柏垭村,1组,2,b,109.011111,28.011111\n",
                                      &WGS);
    g_autofree char *path = g_build_filename(s.folder, "更正.xlsx", NULL);
    g_assert_true(zf_ingest_write_corrections(in, path, &error));
    g_assert_no_error(error);
    g_autoptr(ZfWorkbook) book = zf_workbook_open(path, NULL, NULL, &error);
    g_assert_no_error(error);
    const ZfTab *tab = &book->sheets[0];
    g_assert_cmpstr(zf_tab_cell(tab, 3, 0)->text, ==, "2");
    g_assert_cmpstr(zf_tab_cell(tab, 3, 1)->text, ==, "A2");
    g_assert_cmpstr(zf_tab_cell(tab, 3, 3)->text, ==, "天上村");
    g_assert_cmpstr(zf_tab_cell(tab, 3, 6)->text, ==, "=1+1");
    g_autoptr(ZfIngest) again = read_file(&s, ZF_IMPORT_HOUSEHOLDS, path, &WGS);
    g_assert_cmpuint(again->batch->households->len, ==, 0);
    g_assert_nonnull(find_code(again, "village-unknown"));
    g_assert_cmpint(find_code(again, "village-unknown")->row, ==, 3);
}

/* DOMAIN cases 31 and 34, and files nobody can use */
static void
test_bad_files(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    read_fails(&s, ZF_IMPORT_HOUSEHOLDS, "一,二\n1,2\n", NULL, ZF_INGEST_ERROR,
               ZF_INGEST_ERROR_HEADER, "--map");
    g_autoptr(ZfIngest) ragged =
        read_csv(&s, ZF_IMPORT_HOUSEHOLDS,
                 HEAD "柏垭村,1组,1,a,b,,\n柏垭村,1组,2,a,,\n柏垭村,1组,3,a,,\n", &WGS);
    g_assert_cmpint(fate_of(ragged, 2), ==, ZF_FATE_QUARANTINED);
    g_assert_cmpint(fate_of(ragged, 3), ==, ZF_FATE_NEW);
    ZfIngestOptions wrong = {.map = (const char *const[]){"nmae=1", NULL}};
    read_fails(&s, ZF_IMPORT_HOUSEHOLDS, HEAD "柏垭村,1组,1,a,,\n", &wrong, ZF_INGEST_ERROR,
               ZF_INGEST_ERROR_HEADER, "nmae");
    /* without any village known */
    ZfIngestContext nothing = {.today = ZF_DATE_NONE};
    g_autoptr(GError) error = NULL;
    g_autofree char *path = write_text(&s, "x.csv", HEAD "柏垭村,1组,1,a,,\n");
    g_assert_null(zf_ingest_file(ZF_IMPORT_HOUSEHOLDS, path, &nothing, NULL, NULL, &error));
    g_assert_nonnull(strstr(error->message, "areas first"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ingest/households/plain", test_plain);
    g_test_add_func("/ingest/households/case25-26-27-villages", test_villages);
    g_test_add_func("/ingest/households/case40-43-44-45-46-positions", test_positions);
    g_test_add_func("/ingest/households/case37-38-39-41-42-fit", test_fit);
    g_test_add_func("/ingest/households/case42-fit-fails", test_fit_fails);
    g_test_add_func("/ingest/households/case43-47-crowd", test_crowd);
    g_test_add_func("/ingest/households/case48-group-circle", test_group_circle);
    g_test_add_func("/ingest/households/wide", test_wide);
    g_test_add_func("/ingest/households/twice", test_twice);
    g_test_add_func("/ingest/households/corrections", test_corrections);
    g_test_add_func("/ingest/households/case31-bad-files", test_bad_files);
    return g_test_run();
}
