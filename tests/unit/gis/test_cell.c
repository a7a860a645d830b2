/* Reading in a process of its own gives what reading here gives, and survives what kills it. */
#include "gis/cell.h"
#include "testdata.h"

#include <cpl_conv.h>
#include <gdal.h>
#include <ogr_api.h>
#include <signal.h>
#include <string.h>

/* Everything a file gives, as text. */
static char *
read_all(const char *path, bool here)
{
    zf_gis_read_here(here);
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfFindings) findings = zf_findings_new();
    GString *text = g_string_new(NULL);
    g_autoptr(ZfGisSource) source = zf_gis_open(path, NULL, findings, &error);
    for (size_t i = 0; source && i < zf_gis_n_layers(source); i++) {
        const ZfGisLayer *layer = zf_gis_layer(source, i);
        g_string_append_printf(text, "layer %s %d %s %" G_GINT64_FORMAT " osm %d\n", layer->name,
                               (int)layer->kind, layer->crs, layer->n_features,
                               zf_gis_is_osm(source));
        ZfGisReadOptions options = {.layer = layer->name};
        g_clear_error(&error);
        g_autoptr(ZfGisReader) reader = zf_gis_read(source, &options, &error);
        const ZfGisFeature *feature;
        while (reader && zf_gis_next(reader, &feature, &error) && feature) {
            ZfBox box = zf_gis_geometry_box(&feature->geometry);
            g_string_append_printf(text, "%ld %ld %c %ld kind %d box %a %a %a %a",
                                   (long)feature->fid, (long)feature->row,
                                   feature->osm_type ? feature->osm_type : '-',
                                   (long)feature->osm_id, (int)feature->geometry.kind, box.min_lon,
                                   box.min_lat, box.max_lon, box.max_lat);
            for (size_t k = 0; k < layer->n_fields; k++) {
                g_string_append_printf(text, " %s=%s", layer->fields[k].name,
                                       feature->values[k] ? feature->values[k] : "(none)");
            }
            for (size_t k = 0; k < feature->n_tags; k++) {
                g_string_append_printf(text, " %s:%s", feature->tags[k].key,
                                       feature->tags[k].value);
            }
            if (feature->geometry.kind == ZF_GIS_POLYGON) {
                const ZfPolygon *polygon = feature->geometry.polygon;
                g_string_append_printf(text, " %u %u %u", polygon->n_points, polygon->n_rings,
                                       polygon->n_parts);
            }
            g_string_append_c(text, '\n');
        }
    }
    if (error) {
        g_string_append_printf(text, "error %d %s\n", error->code, error->message);
    }
    for (size_t i = 0; i < zf_findings_count(findings); i++) {
        const ZfFinding *finding = zf_findings_get(findings, i);
        g_string_append_printf(text, "finding %d %s %s %s\n", (int)finding->severity, finding->code,
                               finding->file, finding->message);
    }
    return g_string_free(text, FALSE);
}

static void
expect_same(const char *path)
{
    g_autofree char *here = read_all(path, true);
    g_autofree char *far = read_all(path, false);
    g_assert_cmpstr(far, ==, here);
}

static const char squares[] =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"甲\",\"n\":1.5,\"d\":null},"
    "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[2,1],[2,2],[1,1]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":null,\"n\":2,\"d\":\"x\"},"
    "\"geometry\":{\"type\":\"MultiLineString\",\"coordinates\":[[[1,1],[2,1]],[[3,3],[4,4]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"\",\"n\":3,\"d\":\"y\"},\"geometry\":null},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"丁\",\"n\":4,\"d\":\"z\"},"
    "\"geometry\":{\"type\":\"Point\",\"coordinates\":[5,6]}}]}";

static void
test_same(void)
{
    g_autofree char *good = scratch("good.geojson");
    g_autofree char *cut = scratch("cut.geojson");
    g_autofree char *other = scratch("other.shp");
    g_autofree char *empty = scratch("empty.gpkg");
    put_file(good, squares, (gssize)strlen(squares));
    put_file(cut, squares, (gssize)strlen(squares) - 40);
    put_file(other, squares, (gssize)strlen(squares));
    put_file(empty, "", 0);
    expect_same(good);
    expect_same(cut);
    expect_same(other);
    expect_same(empty);
    expect_same("/nowhere/at/all.kml");
#if !defined(__SANITIZE_ADDRESS__) /* a minute, for the same code */
    g_autofree char *real = real_data("osm/liechtenstein-2021.osm.pbf");
    if (real) {
        expect_same(real);
    }
#endif
}

/* More features than one block holds, left in the middle, and read again with other options. */
static void
test_left_early(void)
{
    g_autofree char *path = scratch("many.geojson");
    GString *text = g_string_new("{\"type\":\"FeatureCollection\",\"features\":[");
    for (int i = 0; i < 9000; i++) {
        g_string_append_printf(text,
                               "%s{\"type\":\"Feature\",\"properties\":{\"n\":%d},\"geometry\":"
                               "{\"type\":\"Point\",\"coordinates\":[%d,5]}}",
                               i ? "," : "", i, i % 100);
    }
    g_string_append(text, "]}");
    put_file(path, text->str, (gssize)text->len);
    g_string_free(text, TRUE);
    zf_gis_read_here(false);
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfGisSource) source = zf_gis_open(path, NULL, NULL, &error);
    g_assert_no_error(error);
    static const int stops[] = {0, 1, 1999, 2000, 2001, 6500};
    for (size_t i = 0; i < G_N_ELEMENTS(stops); i++) {
        g_autoptr(ZfGisReader) reader = zf_gis_read(source, NULL, &error);
        g_assert_no_error(error);
        const ZfGisFeature *feature;
        for (int n = 0; n < stops[i]; n++) {
            g_assert_true(zf_gis_next(reader, &feature, &error));
            g_assert_cmpint(g_ascii_strtoll(feature->values[0], NULL, 10), ==, n);
        }
    }
    ZfGisReadOptions options = {.where = "n >= 8990"};
    g_autoptr(ZfGisReader) last = zf_gis_read(source, &options, &error);
    g_assert_no_error(error);
    const ZfGisFeature *feature;
    int n = 0;
    while (zf_gis_next(last, &feature, &error) && feature) {
        g_assert_cmpint(feature->row, ==, ++n);
    }
    g_assert_no_error(error);
    g_assert_cmpint(n, ==, 10);
    options.where = "nonsense is not sql";
    g_assert_null(zf_gis_read(source, &options, &error));
    g_assert_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_WHERE);
}

static void
copy(const char *from, const char *to)
{
    g_autofree char *bytes = NULL;
    size_t size = 0;
    g_assert_true(g_file_get_contents(from, &bytes, &size, NULL));
    put_file(to, bytes, (gssize)size);
}

/* A GeoPackage copied while a map program has it open: its last change stands in the -wal. */
static void
test_journal(void)
{
    g_autofree char *live = scratch("live.gpkg");
    g_autofree char *live_wal = scratch("live.gpkg-wal");
    g_autofree char *copied = scratch("copied.gpkg");
    g_autofree char *copied_wal = scratch("copied.gpkg-wal");
    GDALAllRegister();
    CPLSetThreadLocalConfigOption("OGR_SQLITE_JOURNAL", "WAL");
    GDALDatasetH data = GDALCreate(GDALGetDriverByName("GPKG"), live, 0, 0, 0, GDT_Unknown, NULL);
    OGRLayerH layer = GDALDatasetCreateLayer(data, "villages", NULL, wkbPoint, NULL);
    OGRFieldDefnH field = OGR_Fld_Create("name", OFTString);
    OGR_L_CreateField(layer, field, 1);
    OGR_Fld_Destroy(field);
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    OGR_F_SetFieldString(feature, 0, "after");
    g_assert_cmpint(OGR_L_CreateFeature(layer, feature), ==, OGRERR_NONE);
    OGR_F_Destroy(feature);
    GDALFlushCache(data);
    copy(live, copied);
    copy(live_wal, copied_wal);
    GDALClose(data);
    CPLSetThreadLocalConfigOption("OGR_SQLITE_JOURNAL", NULL);
    g_autofree char *before = zf_file_sha256(copied_wal, NULL);
    expect_same(copied);
    g_autofree char *text = read_all(copied, false);
    g_assert_nonnull(strstr(text, "name=after"));
    g_autofree char *after = zf_file_sha256(copied_wal, NULL);
    g_assert_cmpstr(before, ==, after);
}

static void
crash(int channel, gpointer data)
{
    (void)channel;
    (void)data;
    raise(SIGABRT);
}

static void
talk_nonsense(int channel, gpointer data)
{
    (void)data;
    zf_channel_send(channel, "\x07\x00\x00\x00nonsense", 12);
}

static void
test_dies(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GByteArray) message = g_byte_array_new();
    const char *path = "village.shp";
    g_autoptr(Cell) cell = cell_start(&path, 1, crash, NULL, &error);
    g_assert_no_error(error);
    g_assert_false(cell_receive(cell, message, &error));
    g_assert_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_READ);
    g_assert_nonnull(strstr(error->message, "village.shp"));
    g_clear_error(&error);
    g_assert_false(cell_ask_block(cell, &error) && cell_receive(cell, message, &error));
    g_clear_error(&error);

    g_autoptr(Cell) liar = cell_start(&path, 1, talk_nonsense, NULL, &error);
    g_assert_true(cell_receive(liar, message, &error));
    WireIn in = cell_reply(message, NULL, &error);
    g_assert_null(in.bytes);
    g_assert_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_READ);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cell/same", test_same);
    g_test_add_func("/cell/left-early", test_left_early);
    g_test_add_func("/cell/journal", test_journal);
    g_test_add_func("/cell/dies", test_dies);
    return g_test_run();
}
