#include "testdata.h"

#include <string.h>

static ZfGisGeometry
square(double lon, double lat)
{
    g_auto(ZfPolygonBuilder) builder = zf_polygon_builder();
    const double corner[][2] = {{0, 0}, {0.0123456, 0}, {0.0123456, 0.01}, {0, 0.01}};
    for (int i = 0; i < 4; i++) {
        zf_polygon_builder_add(&builder, (ZfLonLat){lon + corner[i][0], lat + corner[i][1]});
    }
    return (ZfGisGeometry){.kind = ZF_GIS_POLYGON, .polygon = zf_polygon_builder_finish(&builder)};
}

static const ZfGisWriteField fields[] = {{"XZQDM", ZF_GIS_TEXT, .width = 12},
                                         {"XZQMC", ZF_GIS_TEXT, .width = 30},
                                         {"DAY", ZF_GIS_DATE},
                                         {"COUNT", ZF_GIS_INTEGER},
                                         {"AREA", ZF_GIS_REAL, .width = 12, .decimals = 2}};

static void
write_villages(const char *path, const char *crs, const ZfGisWriteOptions *options)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfGisWriter) writer = zf_gis_writer_new(path, options, &error);
    g_assert_no_error(error);
    ZfGisWriteLayer layer = {"villages", ZF_GIS_POLYGON, fields, G_N_ELEMENTS(fields), crs};
    g_assert_true(zf_gis_writer_layer(writer, &layer, &error));
    for (int i = 0; i < 3; i++) {
        g_auto(ZfGisGeometry) geometry = square(110.1 + 0.0123456 * i, 28.7);
        g_autofree char *code = g_strdup_printf("43312710020%d", i);
        const char *values[] = {code, i == 2 ? NULL : "鹿溪村镕", "2026-02-03", "17", "12.5"};
        g_assert_true(zf_gis_writer_add(writer, &geometry, values, &error));
        g_assert_no_error(error);
    }
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
    g_assert_true(zf_gis_writer_close(writer, &error));
    g_assert_no_error(error);
}

static void
check_villages(const char *path, const char *layer_crs, ZfFindings *findings, bool kml)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfGisSource) source = zf_gis_open(path, NULL, findings, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(zf_gis_layer(source, 0)->crs, ==, layer_crs);
    g_assert_cmpint(zf_gis_layer(source, 0)->n_features, ==, 3);
    ZfGisReadOptions options = {.crs = layer_crs ? "auto" : "EPSG:4525"};
    g_autoptr(ZfGisReader) reader = zf_gis_read(source, &options, &error);
    g_assert_no_error(error);
    const ZfGisFeature *feature;
    for (int i = 0; i < 3; i++) {
        g_assert_true(zf_gis_next(reader, &feature, &error));
        g_autofree char *code = g_strdup_printf("43312710020%d", i);
        g_assert_cmpstr(zf_gis_value(reader, feature, "XZQDM"), ==, code);
        g_assert_cmpstr(zf_gis_value(reader, feature, "XZQMC"), ==, i == 2 ? NULL : "鹿溪村镕");
        if (!kml) {
            g_assert_cmpstr(zf_gis_value(reader, feature, "DAY"), ==, "2026-02-03");
        }
        g_assert_cmpstr(zf_gis_value(reader, feature, "COUNT"), ==, "17");
        g_assert_cmpstr(zf_gis_value(reader, feature, "AREA"), ==, "12.5");
        g_auto(ZfGisGeometry) expected = square(110.1 + 0.0123456 * i, 28.7);
        g_assert_cmpuint(feature->geometry.polygon->n_points, ==, 4);
        ZfBox a = zf_gis_geometry_box(&expected);
        ZfBox b = zf_gis_geometry_box(&feature->geometry);
        g_assert_cmpfloat_with_epsilon(a.min_lon, b.min_lon, 6e-8);
        g_assert_cmpfloat_with_epsilon(a.max_lat, b.max_lat, 6e-8);
    }
    g_assert_true(zf_gis_next(reader, &feature, &error));
    g_assert_null(feature);
}

static void
assert_same(const char *a, const char *b, const char *extension)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *one = g_strdup_printf("%s.%s", a, extension);
    g_autofree char *two = g_strdup_printf("%s.%s", b, extension);
    g_autofree char *sum_one = zf_file_sha256(one, &error);
    g_assert_no_error(error);
    g_autofree char *sum_two = zf_file_sha256(two, &error);
    g_assert_cmpstr(sum_one, ==, sum_two);
}

static void
test_formats(void)
{
    static const char *const kinds[] = {"gpkg", "geojson", "kml", "fgb", "shp"};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *a = scratch("first");
        g_autofree char *b = scratch("second");
        g_autofree char *path_a = g_strdup_printf("%s.%s", a, kinds[i]);
        g_autofree char *path_b = g_strdup_printf("%s.%s", b, kinds[i]);
        write_villages(path_a, NULL, NULL);
        g_usleep(20000); /* clocks that tick in a file would show */
        write_villages(path_b, NULL, NULL);
        assert_same(a, b, kinds[i]);
        g_autoptr(ZfFindings) findings = zf_findings_new();
        check_villages(path_a, "EPSG:4326", findings, strcmp(kinds[i], "kml") == 0);
        g_assert_cmpuint(zf_findings_count(findings), ==, 0);
    }
    g_autofree char *a = scratch("first");
    g_autofree char *b = scratch("second");
    assert_same(a, b, "dbf");
    assert_same(a, b, "shx");
    assert_same(a, b, "prj");
}

static void
drop(const char *stem, const char *extension)
{
    g_autofree char *path = g_strdup_printf("%s.%s", stem, extension);
    g_assert_cmpint(g_unlink(path), ==, 0);
}

static void
assert_finding(const ZfFindings *findings, size_t i, const char *code)
{
    g_assert_cmpuint(zf_findings_count(findings), >, i);
    g_assert_cmpstr(zf_findings_get(findings, i)->code, ==, code);
}

/* As land surveys hand them out: Gauss-Krüger with zone, GBK names and no word about it; and then
 * with one piece after the other lost. */
static void
test_shapefile(void)
{
    g_autofree char *stem = scratch("村界");
    g_autofree char *path = g_strdup_printf("%s.shp", stem);
    ZfGisWriteOptions options = {.encoding = "GBK", .no_cpg = true};
    write_villages(path, "EPSG:4525", &options);
    g_autofree char *cpg = g_strdup_printf("%s.cpg", stem);
    g_assert_false(g_file_test(cpg, G_FILE_TEST_EXISTS));
    g_autofree char *dbf = g_strdup_printf("%s.dbf", stem);
    size_t size;
    g_autofree char *bytes = zf_file_read(dbf, 1 << 20, &size, NULL);
    g_assert_nonnull(memmem(bytes, size, "\xc2\xb9\xcf\xaa\xb4\xe5", 6)); /* 鹿溪村 */
    g_autofree char *prj = g_strdup_printf("%s.prj", stem);
    g_autofree char *wkt = zf_file_read(prj, 1 << 20, &size, NULL);
    g_assert_nonnull(strstr(wkt, "CGCS2000_3_Degree_GK_Zone_37"));

    g_autoptr(ZfFindings) findings = zf_findings_new();
    check_villages(path, "EPSG:4525", findings, false);
    assert_finding(findings, 0, "shp-encoding");
    g_assert_cmpuint(zf_findings_count(findings), ==, 1);

    drop(stem, "shx");
    drop(stem, "prj");
    g_autoptr(ZfFindings) fewer = zf_findings_new();
    check_villages(path, NULL, fewer, false);
    assert_finding(fewer, 0, "shp-no-shx");
    assert_finding(fewer, 1, "shp-encoding");
    assert_finding(fewer, 2, "no-crs");
    g_autofree char *shx = g_strdup_printf("%s.shx", stem);
    g_assert_false(g_file_test(shx, G_FILE_TEST_EXISTS)); /* nothing written beside it */

    drop(stem, "dbf");
    g_autoptr(ZfFindings) bare = zf_findings_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfGisSource) source = zf_gis_open(path, NULL, bare, &error);
    g_assert_no_error(error);
    assert_finding(bare, 0, "shp-no-dbf");
}

static void
test_zip(void)
{
    g_autofree char *stem = scratch("zipped");
    g_autofree char *path = g_strdup_printf("%s.shp", stem);
    ZfGisWriteOptions options = {.encoding = "GBK", .no_cpg = true};
    write_villages(path, "EPSG:4525", &options);
    g_autofree char *zip = g_strdup_printf("%s.zip", stem);
    g_autofree char *command = g_strdup_printf(
        "python3 -m zipfile -c %s %s.shp %s.shx %s.dbf %s.prj", zip, stem, stem, stem, stem);
    int status;
    if (!g_spawn_command_line_sync(command, NULL, NULL, &status, NULL) || status != 0) {
        g_test_skip("python3 is not here");
        return;
    }
    check_villages(zip, "EPSG:4525", NULL, false);
}

static void
test_gpx(void)
{
    g_autofree char *path = scratch("a.gpx");
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfGisWriter) writer = zf_gis_writer_new(path, NULL, &error);
    ZfGisWriteField name[] = {{"name", ZF_GIS_TEXT}};
    ZfGisWriteLayer stops = {NULL, ZF_GIS_POINT, name, 1, NULL};
    ZfGisWriteLayer way = {"tracks", ZF_GIS_LINES, name, 1, NULL};
    const char *values[] = {"3"};
    g_assert_true(zf_gis_writer_layer(writer, &stops, &error));
    ZfGisGeometry point = {.kind = ZF_GIS_POINT, .point = {110.1, 28.7}};
    g_assert_true(zf_gis_writer_add(writer, &point, values, &error));
    g_assert_true(zf_gis_writer_layer(writer, &way, &error));
    g_auto(ZfLinesBuilder) builder = zf_lines_builder();
    zf_lines_builder_add(&builder, (ZfLonLat){110.1, 28.7});
    zf_lines_builder_add(&builder, (ZfLonLat){110.2, 28.7});
    g_auto(ZfGisGeometry) line = {.kind = ZF_GIS_LINES, .lines = zf_lines_builder_finish(&builder)};
    g_assert_true(zf_gis_writer_add(writer, &line, values, &error));
    g_assert_true(zf_gis_writer_close(writer, &error));
    g_assert_no_error(error);
    size_t size;
    g_autofree char *text = zf_file_read(path, 1 << 20, &size, &error);
    g_assert_nonnull(strstr(text, "<wpt lat=\"28.7\" lon=\"110.1\">"));
    g_assert_nonnull(strstr(text, "<trkpt"));
}

static void
test_refused(void)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(zf_gis_writer_new("/nowhere/at/all/a.gpkg", NULL, &error));
    g_assert_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_WRITE);
    g_clear_error(&error);
    g_assert_null(zf_gis_writer_new("a.docx", NULL, &error));
    g_assert_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_FORMAT);
    g_clear_error(&error);
    g_autofree char *path = scratch("left.geojson");
    {
        g_autoptr(ZfGisWriter) writer = zf_gis_writer_new(path, NULL, &error);
        ZfGisWriteLayer layer = {"a", ZF_GIS_POLYGON, fields, G_N_ELEMENTS(fields), "EPSG:4525"};
        g_assert_false(zf_gis_writer_layer(writer, &layer, &error));
        g_assert_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_CRS);
        g_clear_error(&error);
        layer.crs = "wgs84";
        g_assert_true(zf_gis_writer_layer(writer, &layer, &error));
        g_assert_false(zf_gis_writer_layer(writer, &layer, &error));
        g_assert_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_WRITE);
    }
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/vectorwrite/formats", test_formats);
    g_test_add_func("/vectorwrite/shapefile", test_shapefile);
    g_test_add_func("/vectorwrite/zip", test_zip);
    g_test_add_func("/vectorwrite/gpx", test_gpx);
    g_test_add_func("/vectorwrite/refused", test_refused);
    return g_test_run();
}
