#include "ingesttest.h"

static char *
real_path(const char *name)
{
    const char *data = g_getenv("ZF_DATA");
    const char *source = g_getenv("ZF_SOURCE_DIR");
    char *path = data ? g_build_filename(data, name, NULL)
                      : g_build_filename(source ? source : ".", "..", "shared", "data", name, NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_clear_pointer(&path, g_free);
    }
    return path;
}

static ZfIngest *
read_alone(const char *path, ZfImportKind kind, const ZfIngestOptions *options)
{
    g_autoptr(GError) error = NULL;
    ZfIngestContext nothing = {.today = ZF_DATE_NONE};
    ZfIngest *in = zf_ingest_file(kind, path, &nothing, options, NULL, &error);
    g_assert_no_error(error);
    return in;
}

static const ZfArea *
area_of(const ZfIngest *in, const char *code)
{
    for (guint i = 0; i < in->batch->areas->len; i++) {
        if (strcmp(AREA(in, i)->code, code) == 0) {
            return AREA(in, i);
        }
    }
    return NULL;
}

/* DOMAIN cases 56 and 57 */
static void
test_table(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    g_autofree char *path =
        write_text(&s, "村.csv",
                   "XZQDM,XZQMC,乡镇,联系人,联系人电话,别名,经度,纬度\n"
                   "990101203201.0,甲村,云台乡,王大,13800000000,旧甲村、甲坪,109.1,28.1\n"
                   "9901012032020000000,乙村,云台乡,,,,109.2,28.1\n"
                   "990101203201,甲村,云台乡,,,,,\n"
                   ",,,,,,,\n");
    ZfIngestOptions wgs = {.crs = "wgs84"};
    g_autoptr(ZfIngest) in = read_alone(path, ZF_IMPORT_AREAS, &wgs);
    const ZfArea *a = area_of(in, "990101203201");
    g_assert_nonnull(a);
    g_assert_cmpstr(a->name, ==, "甲村");
    g_assert_cmpint(a->level, ==, ZF_LEVEL_VILLAGE);
    g_assert_cmpstr(a->aliases, ==, "旧甲村|甲坪");
    g_assert_cmpstr(a->contact_phone, ==, "13800000000");
    g_assert_true(a->has_point);
    const ZfArea *b = area_of(in, "990101203202");
    g_assert_nonnull(b);
    const ZfArea *town = area_of(in, "990101203000");
    g_assert_nonnull(town);
    g_assert_cmpstr(town->name, ==, "云台乡");
    g_assert_cmpstr(b->parent, ==, "990101203000");
    g_assert_cmpuint(zf_batch_count(in->batch, ZF_FATE_MERGED), ==, 1);
}

/* The county's own list has no header: columns by number. */
static void
test_yongshun(void)
{
    g_autofree char *path = real_path("china/cn_433127_adcode.csv");
    if (!path) {
        g_test_skip("the list of villages is not here (ZF_DATA)");
        return;
    }
    const char *const map[] = {"code=1", "parent=2", "name=3", "lon=13", "lat=N", NULL};
    ZfIngestOptions options = {.map = map, .crs = "gcj02"};
    g_autoptr(ZfIngest) in = read_alone(path, ZF_IMPORT_AREAS, &options);
    g_assert_cmpuint(in->batch->rows->len, ==, 325);
    g_assert_cmpuint(zf_batch_count(in->batch, ZF_FATE_NEW), ==, 325);
    const ZfArea *village = area_of(in, "433127238209");
    g_assert_cmpstr(village->name, ==, "山河村");
    g_assert_cmpstr(village->parent, ==, "433127238000");
    g_assert_cmpint(village->level, ==, ZF_LEVEL_VILLAGE);
    g_assert_cmpint(area_of(in, "433127000000")->level, ==, ZF_LEVEL_COUNTY);
    ZfLonLat wgs = zf_gcj02_to_wgs84((ZfLonLat){109.878362, 29.148016});
    g_assert_cmpfloat_with_epsilon(village->point.lon, wgs.lon, 1e-9);
    /* without --crs it must not guess */
    ZfIngestContext nothing = {.today = ZF_DATE_NONE};
    ZfIngestOptions open = {.map = map};
    g_autoptr(GError) error = NULL;
    g_assert_null(zf_ingest_file(ZF_IMPORT_AREAS, path, &nothing, &open, NULL, &error));
    g_assert_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_CRS);
}

static void
test_liechtenstein(void)
{
    g_autofree char *path = real_path("osm/liechtenstein-2021.osm.pbf");
    if (!path) {
        g_test_skip("the extract of Liechtenstein is not here (ZF_DATA)");
        return;
    }
    g_autoptr(ZfIngest) in = read_alone(path, ZF_IMPORT_AREAS, NULL);
    size_t villages = 0;
    for (guint i = 0; i < in->batch->areas->len; i++) {
        g_assert_nonnull(AREA(in, i)->shape);
        villages += AREA(in, i)->level == ZF_LEVEL_VILLAGE;
        g_test_message("%s %s", AREA(in, i)->code, AREA(in, i)->name);
    }
    g_assert_cmpuint(villages, ==, 11);
    /* 300 of its buildings as homes */
    ZfIngestOptions options = {
        .layer = "multipolygons", .where = "building IS NOT NULL", .limit = 300, .seed = 1};
    ZfSnapshot *known = zf_snapshot_new();
    for (guint i = 0; i < in->batch->areas->len; i++) {
        const ZfArea *area = AREA(in, i);
        ZfArea *copy = add_known_area(known, area->code, area->name, area->level, "");
        copy->shape = zf_polygon_copy(area->shape);
        copy->has_point = true;
        copy->point = area->point;
    }
    zf_snapshot_link(known);
    ZfIngestContext context = {.known = known, .today = ZF_DATE_NONE};
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfIngest) homes =
        zf_ingest_file(ZF_IMPORT_HOUSEHOLDS, path, &context, &options, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(homes->batch->rows->len, ==, 300);
    size_t taken = zf_batch_count(homes->batch, ZF_FATE_NEW);
    g_test_message("%" G_GSIZE_FORMAT " homes, %s", taken, homes->batch->crs);
    g_assert_cmpuint(taken, >, 250);
    g_assert_cmpuint(taken + zf_batch_count(homes->batch, ZF_FATE_QUARANTINED), ==, 300);
    g_autoptr(ZfIngest) same =
        zf_ingest_file(ZF_IMPORT_HOUSEHOLDS, path, &context, &options, NULL, &error);
    g_assert_cmpstr(HOME(same, 7)->id, ==, HOME(homes, 7)->id);
    zf_snapshot_free(known);
}

/* A GeoJSON of two overlapping squares and a bow tie. */
static void
test_shapes(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    g_autofree char *path = write_text(
        &s, "areas.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":["
        "{\"type\":\"Feature\",\"properties\":{\"code\":\"1\",\"name\":\"A\"},\"geometry\":{"
        "\"type\":"
        "\"Polygon\",\"coordinates\":[[[9,47],[9.01,47],[9.01,47.01],[9,47.01],[9,47]]]}},"
        "{\"type\":\"Feature\",\"properties\":{\"code\":\"2\",\"name\":\"B\"},\"geometry\":{"
        "\"type\":"
        "\"Polygon\",\"coordinates\":[[[9.009,47],[9.02,47],[9.02,47.01],[9.009,47.01],[9.009,47]]]"
        "}},"
        "{\"type\":\"Feature\",\"properties\":{\"code\":\"1\",\"name\":\"A\"},\"geometry\":{"
        "\"type\":"
        "\"Polygon\",\"coordinates\":[[[9,47.01],[9.01,47.01],[9.01,47.02],[9,47.02],[9,47.01]]]}}]"
        "}");
    g_autoptr(ZfIngest) in = read_alone(path, ZF_IMPORT_AREAS, NULL);
    g_assert_cmpuint(in->batch->areas->len, ==, 2);
    g_assert_cmpuint(zf_batch_count(in->batch, ZF_FATE_MERGED), ==, 1);
    g_assert_cmpfloat_with_epsilon(zf_polygon_area_m2(AREA(in, 0)->shape) /
                                       zf_polygon_area_m2(AREA(in, 1)->shape),
                                   2 / 1.1, 0.01);
    g_assert_nonnull(find_code(in, "areas-overlap"));
    g_autofree char *tie = write_text(
        &s, "tie.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{"
        "\"name\":"
        "\"A\"},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[9,47],[9.01,47.01]]}}]}");
    g_autoptr(GError) error = NULL;
    ZfIngestContext nothing = {.today = ZF_DATE_NONE};
    g_assert_null(zf_ingest_file(ZF_IMPORT_AREAS, tie, &nothing, NULL, NULL, &error));
    g_assert_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_GEOMETRY);
    g_assert_nonnull(strstr(error->message, "Polygonize"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ingest/areas/case56-57-table", test_table);
    g_test_add_func("/ingest/areas/yongshun", test_yongshun);
    g_test_add_func("/ingest/areas/liechtenstein", test_liechtenstein);
    g_test_add_func("/ingest/areas/case54-55-57-shapes", test_shapes);
    return g_test_run();
}
