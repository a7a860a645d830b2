#include "geo/geo.h"

#include <string.h>

static ZfCrs *
must_open(const char *spec)
{
    g_autoptr(GError) error = NULL;
    ZfCrs *crs = zf_crs_new(spec, &error);
    g_assert_no_error(error);
    g_assert_nonnull(crs);
    return crs;
}

static void
assert_there_and_back(ZfCrs *crs, double x, double y, double lon, double lat, double metres)
{
    g_autoptr(GError) error = NULL;
    ZfLonLat p;
    g_assert_true(zf_crs_to_wgs84(crs, x, y, &p, &error));
    g_assert_no_error(error);
    g_assert_cmpfloat(zf_distance_m(p, (ZfLonLat){lon, lat}), <, metres);
    double bx;
    double by;
    g_assert_true(zf_crs_from_wgs84(crs, p, &bx, &by, &error));
    double unit = zf_crs_is_projected(crs) ? 1e-3 : 1e-9;
    g_assert_cmpfloat_with_epsilon(bx, x, unit);
    g_assert_cmpfloat_with_epsilon(by, y, unit);
}

static void
test_gauss_kruger(void)
{
    g_autoptr(ZfCrs) plain = must_open("epsg:4546");
    g_assert_cmpstr(zf_crs_spec(plain), ==, "EPSG:4546");
    g_assert_true(zf_crs_is_projected(plain));
    g_assert_false(zf_crs_is_wgs84(plain));
    assert_there_and_back(plain, 412776.2409, 3184769.7251, 110.106775, 28.775999, 0.01);
    g_autoptr(ZfCrs) prefixed = must_open("EPSG:4525");
    assert_there_and_back(prefixed, 37412776.2409, 3184769.7251, 110.106775, 28.775999, 0.01);
    g_assert_cmpint(zf_gauss_kruger_epsg(110.106775, false), ==, 4546);
    g_assert_cmpint(zf_gauss_kruger_epsg(110.106775, true), ==, 4525);
    g_assert_cmpint(zf_gauss_kruger_epsg(73.5, true), ==, 4513);
    g_assert_cmpint(zf_gauss_kruger_epsg(136.5, false), ==, 4554);
    g_assert_cmpint(zf_gauss_kruger_epsg(73.4, false), ==, 0);
    g_assert_cmpint(zf_gauss_kruger_epsg(-73.4, false), ==, 0);
}

static void
test_zones_apart(void)
{
    static const struct {
        double lon, lat;
        int expected;
    } cases[] = {{90.31, 44.02, 3}, {81.28, 44.0, -6}, {87.3, 44.0, 0},
                 {87.39, 44.09, 0}, {90.45, 44.0, 0},  {90.3, 44.2, 0},
                 {88.8, 44.0, 0},   {87.3, 41.0, 0},   {72.21, 43.95, -15}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        ZfLonLat b = {cases[i].lon, cases[i].lat};
        g_assert_cmpint(zf_gauss_kruger_zones_apart((ZfLonLat){87.3, 44.0}, b, 0.1), ==,
                        cases[i].expected);
    }
}

/* As ArcGIS writes it into a .prj. */
static const char esri[] =
    "PROJCS[\"CGCS2000_3_Degree_GK_CM_111E\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\","
    "DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\","
    "0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],"
    "PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],"
    "PARAMETER[\"Central_Meridian\",111.0],PARAMETER[\"Scale_Factor\",1.0],"
    "PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";

static void
test_texts(void)
{
    g_autoptr(ZfCrs) wkt = must_open(esri);
    g_assert_cmpstr(zf_crs_spec(wkt), ==, "EPSG:4546");
    assert_there_and_back(wkt, 412776.2409, 3184769.7251, 110.106775, 28.775999, 0.01);
    g_autoptr(ZfCrs) proj =
        must_open("+proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m");
    assert_there_and_back(proj, 412776.2409, 3184769.7251, 110.106775, 28.775999, 0.01);
    g_autoptr(ZfCrs) geographic = must_open("EPSG:4490");
    g_assert_false(zf_crs_is_projected(geographic));
    g_assert_true(zf_crs_is_wgs84(geographic));
    assert_there_and_back(geographic, 110.0, 28.0, 110.0, 28.0, 1e-6);
    g_autoptr(ZfCrs) nad = must_open("EPSG:4269"); /* latitude first by the authority */
    assert_there_and_back(nad, -75.0, 45.0, -75.0, 45.0, 3.0);
}

static void
test_grids(void)
{
    g_autoptr(ZfCrs) gcj = must_open("GCJ02");
    g_assert_cmpstr(zf_crs_spec(gcj), ==, "gcj02");
    assert_there_and_back(gcj, 116.41024449916938, 39.91640428150164, 116.404, 39.915, 1e-4);
    g_autoptr(ZfCrs) bd = must_open("bd09");
    assert_there_and_back(bd, 116.416627243787, 39.922699552216, 116.404, 39.915, 1e-3);
    g_autoptr(ZfCrs) wgs = must_open("wgs84");
    g_assert_true(zf_crs_is_wgs84(wgs));
    g_assert_nonnull(strstr(zf_crs_name(wgs), "WGS"));
    assert_there_and_back(wgs, 116.404, 39.915, 116.404, 39.915, 1e-6);
}

static void
test_refused(void)
{
    const char *bad[] = {
        "",
        "EPSG:999999",
        "nonsense",
        "+init=epsg:4326",
        "EPSG:4214", /* Beijing 1954 */
        "EPSG:4610", /* Xian 1980 */
        "EPSG:2379", /* Xian 1980 / 3-degree Gauss-Kruger CM 108E */
        "EPSG:2433", /* Beijing 1954 / 3-degree Gauss-Kruger CM 105E */
        "+proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=500000 +a=6378140 +rf=298.257 +units=m",
        "+proj=tmerc +lat_0=0 +lon_0=111 +k=1 +x_0=500000 +ellps=krass +units=m",
        ("LOCAL_CS[\"village grid\",LOCAL_DATUM[\"here\",0],UNIT[\"metre\",1],AXIS[\"x\",EAST],"
         "AXIS[\"y\",NORTH]]"),
    };
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(ZfCrs) crs = zf_crs_new(bad[i], &error);
        if (crs) {
            g_error("%s was taken as %s", bad[i], zf_crs_name(crs));
        }
        g_assert_error(error, ZF_GEO_ERROR, ZF_GEO_ERROR_CRS);
    }
}

static void
test_outside(void)
{
    g_autoptr(ZfCrs) wgs = must_open("wgs84");
    g_autoptr(ZfCrs) gk = must_open("EPSG:4546");
    ZfLonLat p = {1, 2};
    g_autoptr(GError) error = NULL;
    g_assert_false(zf_crs_to_wgs84(wgs, 412776.0, 3184769.0, &p, &error));
    g_assert_error(error, ZF_GEO_ERROR, ZF_GEO_ERROR_TRANSFORM);
    g_clear_error(&error);
    g_assert_false(zf_crs_to_wgs84(gk, 1e12, 1e12, &p, &error));
    g_assert_error(error, ZF_GEO_ERROR, ZF_GEO_ERROR_TRANSFORM);
    g_assert_cmpfloat(p.lon, ==, 1.0); /* untouched */
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/crs/gauss-kruger", test_gauss_kruger);
    g_test_add_func("/geo/crs/zones-apart", test_zones_apart);
    g_test_add_func("/crs/texts", test_texts);
    g_test_add_func("/crs/grids", test_grids);
    g_test_add_func("/crs/refused", test_refused);
    g_test_add_func("/crs/outside", test_outside);
    return g_test_run();
}
