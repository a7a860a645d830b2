#include "testdata.h"

#include <string.h>

typedef struct Counts {
    unsigned all, points, lines, polygons, none, named;
} Counts;

/* Reads a layer to its end; crs NULL leaves coordinates as they are. */
static Counts
count(ZfGisSource *source, const char *layer, const char *where, const char *crs, ZfBox *box)
{
    g_autoptr(GError) error = NULL;
    ZfGisReadOptions options = {.layer = layer, .where = where, .crs = crs};
    g_autoptr(ZfGisReader) reader = zf_gis_read(source, &options, &error);
    g_assert_no_error(error);
    Counts counts = {0};
    const ZfGisFeature *feature;
    *box = zf_box_empty();
    while (zf_gis_next(reader, &feature, &error) && feature) {
        counts.all++;
        g_assert_cmpint(feature->row, ==, counts.all);
        counts.points += feature->geometry.kind == ZF_GIS_POINT;
        counts.lines += feature->geometry.kind == ZF_GIS_LINES;
        counts.polygons += feature->geometry.kind == ZF_GIS_POLYGON;
        counts.none += feature->geometry.kind == ZF_GIS_NONE;
        counts.named += zf_gis_value(reader, feature, "name") != NULL;
        zf_box_join(box, zf_gis_geometry_box(&feature->geometry));
        for (size_t i = 1; i < feature->n_tags; i++) {
            g_assert_cmpint(strcmp(feature->tags[i - 1].key, feature->tags[i].key), <, 0);
        }
    }
    g_assert_no_error(error);
    return counts;
}

static void
test_liechtenstein(void)
{
    g_autofree char *path = real_data("osm/liechtenstein-2021.osm.pbf");
    if (!path) {
        return;
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfFindings) findings = zf_findings_new();
    g_autoptr(ZfGisSource) source = zf_gis_open(path, NULL, findings, &error);
    g_assert_no_error(error);
    g_assert_true(zf_gis_is_osm(source));
    g_assert_cmpuint(zf_gis_n_layers(source), ==, 5);
    ZfBox box;
    Counts communes = count(source, "multipolygons",
                            "boundary = 'administrative' AND admin_level = '8'", "auto", &box);
    g_assert_cmpuint(communes.polygons, ==, 11);
    g_assert_cmpuint(communes.all, ==, 11);
    g_assert_cmpfloat(box.min_lon, >, 9.4);
    g_assert_cmpfloat(box.max_lat, <, 47.3);
    Counts roads = count(source, "lines", "highway IS NOT NULL", NULL, &box);
    g_assert_cmpuint(roads.lines, ==, roads.all);
    g_assert_cmpuint(roads.all, >, 6500);
    Counts buildings = count(source, "multipolygons", "building IS NOT NULL", NULL, &box);
    g_assert_cmpuint(buildings.polygons, >, 13500);
    Counts wheel =
        count(source, "points", "hstore_get_value(other_tags, 'wheelchair') = 'yes'", NULL, &box);
    g_assert_cmpuint(wheel.points, >, 10);
}

static void
test_osm_gz(void)
{
    g_autofree char *path = real_data("osm/north-bayreuth.osm.gz");
    if (!path) {
        return;
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfGisSource) source = zf_gis_open(path, NULL, NULL, &error);
    g_assert_no_error(error);
    ZfBox box;
    Counts places = count(source, "points", "place = 'village'", NULL, &box);
    g_assert_cmpuint(places.points, ==, 22);
    g_assert_cmpuint(places.named, ==, 22);
}

static const char osm_xml[] =
    "<?xml version='1.0'?><osm version='0.6'>"
    "<node id='1' lat='28.1' lon='110.1'/><node id='2' lat='28.2' lon='110.1'/>"
    "<node id='3' lat='28.2' lon='110.2'/>"
    "<node id='4' lat='28.15' lon='110.1'><tag k='barrier' v='gate'/>"
    "<tag k='note' v='say &quot;hi&quot; \\ bye'/></node>"
    "<way id='10'><nd ref='1'/><nd ref='4'/><nd ref='2'/><tag k='highway' v='track'/>"
    "<tag k='addr:street' v='鹿溪路'/><tag k='surface' v='gravel'/></way>"
    "<way id='11'><nd ref='1'/><nd ref='2'/><nd ref='3'/><nd ref='1'/>"
    "<tag k='natural' v='water'/></way></osm>";

static void
test_osm_tags(void)
{
    g_autofree char *path = scratch("small.osm");
    put_file(path, osm_xml, -1);
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfGisSource) source = zf_gis_open(path, NULL, NULL, &error);
    g_assert_no_error(error);
    ZfGisReadOptions lines = {.layer = "LINES", .crs = "auto"};
    const ZfGisFeature *feature;
    g_autoptr(ZfGisReader) roads = zf_gis_read(source, &lines, &error);
    g_assert_true(zf_gis_next(roads, &feature, &error));
    g_assert_cmpint(feature->osm_id, ==, 10);
    g_assert_cmpint(feature->osm_type, ==, 'w');
    g_assert_cmpuint(feature->n_tags, ==, 3);
    g_assert_cmpstr(zf_gis_tag(feature, "addr:street"), ==, "鹿溪路");
    g_assert_cmpstr(zf_gis_tag(feature, "surface"), ==, "gravel");
    g_assert_cmpstr(zf_gis_tag(feature, "highway"), ==, "track");
    g_assert_null(zf_gis_tag(feature, "name"));
    g_assert_cmpuint(feature->geometry.lines->n_points, ==, 3);
    ZfGisReadOptions points = {.layer = "points"};
    g_autoptr(ZfGisReader) gates = zf_gis_read(source, &points, &error);
    g_assert_true(zf_gis_next(gates, &feature, &error));
    g_assert_cmpstr(zf_gis_tag(feature, "note"), ==, "say \"hi\" \\ bye");
    g_assert_cmpint(feature->osm_type, ==, 'n');
    ZfGisReadOptions areas = {.layer = "multipolygons"};
    g_autoptr(ZfGisReader) ponds = zf_gis_read(source, &areas, &error);
    g_assert_true(zf_gis_next(ponds, &feature, &error));
    g_assert_cmpint(feature->osm_id, ==, 11);
    g_assert_cmpint(feature->osm_type, ==, 'w');
    g_assert_cmpint(feature->geometry.kind, ==, ZF_GIS_POLYGON);
    g_assert_true(zf_gis_next(ponds, &feature, &error));
    g_assert_null(feature);
}

static const char json[] =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"code\":433127100201,\"name\":\"司城村\",\"area\":1.5,"
    "\"since\":\"2016-03-04\",\"big\":433127100201.0},\"geometry\":{\"type\":\"Polygon\","
    "\"coordinates\":[[[110.1,28.1],[110.2,28.1],[110.2,28.2],[110.1,28.1]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"code\":7,\"name\":null,\"area\":0.1},"
    "\"geometry\":{\"type\":\"Point\",\"coordinates\":[110.5,28.5,300]}},"
    "{\"type\":\"Feature\",\"properties\":{\"code\":8},\"geometry\":null}]}";

static void
test_values(void)
{
    g_autofree char *path = scratch("a.geojson");
    put_file(path, json, -1);
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfGisSource) source = zf_gis_open(path, NULL, NULL, &error);
    g_assert_no_error(error);
    const ZfGisLayer *layer = zf_gis_layer(source, 0);
    g_assert_cmpint(layer->n_features, ==, 3);
    g_assert_cmpstr(layer->crs, ==, "EPSG:4326");
    ZfGisReadOptions options = {.crs = "gcj02"};
    g_autoptr(ZfGisReader) reader = zf_gis_read(source, &options, &error);
    const ZfGisFeature *feature;
    g_assert_true(zf_gis_next(reader, &feature, &error));
    g_assert_cmpstr(zf_gis_value(reader, feature, "CODE"), ==, "433127100201");
    g_assert_cmpstr(zf_gis_value(reader, feature, "big"), ==, "433127100201");
    g_assert_cmpstr(zf_gis_value(reader, feature, "name"), ==, "司城村");
    g_assert_cmpstr(zf_gis_value(reader, feature, "area"), ==, "1.5");
    g_assert_cmpstr(zf_gis_value(reader, feature, "since"), ==, "2016-03-04");
    g_assert_null(zf_gis_value(reader, feature, "nothing"));
    ZfLonLat moved = zf_gcj02_to_wgs84((ZfLonLat){110.1, 28.1});
    g_assert_cmpfloat(feature->geometry.polygon->points[0].lon, ==, moved.lon);
    g_assert_true(zf_gis_next(reader, &feature, &error));
    g_assert_cmpint(feature->geometry.kind, ==, ZF_GIS_POINT);
    g_assert_null(zf_gis_value(reader, feature, "name"));
    g_assert_cmpstr(zf_gis_value(reader, feature, "area"), ==, "0.1");
    g_assert_true(zf_gis_next(reader, &feature, &error));
    g_assert_cmpint(feature->geometry.kind, ==, ZF_GIS_NONE);
    g_assert_true(zf_gis_next(reader, &feature, &error));
    g_assert_null(feature);
    ZfGisReadOptions wrong = {.where = "no_such_field = 3"};
    g_assert_null(zf_gis_read(source, &wrong, &error));
    g_assert_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_WHERE);
    g_clear_error(&error);
    ZfGisReadOptions missing = {.layer = "nope"};
    g_assert_null(zf_gis_read(source, &missing, &error));
    g_assert_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_LAYER);
    g_clear_error(&error);
    ZfGisReadOptions where = {.where = "code = 7"};
    g_autoptr(ZfGisReader) some = zf_gis_read(source, &where, &error);
    g_assert_true(zf_gis_next(some, &feature, &error));
    g_assert_cmpint(feature->row, ==, 1);
    g_assert_true(zf_gis_next(some, &feature, &error));
    g_assert_null(feature);
}

static void
assert_refused(const char *path, ZfGisError code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfGisSource) source = zf_gis_open(path, NULL, NULL, &error);
    g_assert_null(source);
    g_assert_error(error, ZF_GIS_ERROR, (int)code);
}

static void
test_refused(void)
{
    g_autofree char *folder = scratch("");
    g_autofree char *none = scratch("none.shp");
    g_autofree char *text = scratch("a.txt");
    g_autofree char *bad = scratch("bad.gpkg");
    g_autofree char *empty = scratch("empty.zip");
    put_file(text, "x", 1);
    put_file(bad, "SQLite format 3 but not really", -1);
    put_file(empty, "PK\003\004 nothing", -1);
    assert_refused(none, ZF_GIS_ERROR_READ);
    assert_refused(folder, ZF_GIS_ERROR_READ);
    assert_refused("/vsicurl/http://127.0.0.1:9/a.geojson", ZF_GIS_ERROR_READ);
    assert_refused("PG:dbname=x", ZF_GIS_ERROR_READ);
    assert_refused(text, ZF_GIS_ERROR_FORMAT);
    assert_refused(bad, ZF_GIS_ERROR_READ);
    assert_refused(empty, ZF_GIS_ERROR_READ);
    g_assert_true(zf_gis_knows("村界.SHP"));
    g_assert_true(zf_gis_knows("x.osm.pbf"));
    g_assert_false(zf_gis_knows("x.xlsx"));
}

/* A file cut off in the middle is not half an import. */
static void
test_truncated(void)
{
    g_autofree char *path = scratch("cut.osm");
    put_file(path, osm_xml, (gssize)sizeof osm_xml - 60);
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfGisSource) source = zf_gis_open(path, NULL, NULL, &error);
    if (source) {
        ZfGisReadOptions options = {.layer = "lines"};
        g_autoptr(ZfGisReader) reader = zf_gis_read(source, &options, &error);
        const ZfGisFeature *feature = NULL;
        bool ok = reader != NULL;
        while (ok && zf_gis_next(reader, &feature, &error) && feature) {
        }
    }
    g_assert_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_READ);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/vector/liechtenstein", test_liechtenstein);
    g_test_add_func("/vector/osm-gz", test_osm_gz);
    g_test_add_func("/vector/osm-tags", test_osm_tags);
    g_test_add_func("/vector/values", test_values);
    g_test_add_func("/vector/refused", test_refused);
    g_test_add_func("/vector/truncated", test_truncated);
    return g_test_run();
}
