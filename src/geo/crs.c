#include "geo/geo.h"
#include "geo/projcalls.h"

#include <math.h>
#include <string.h>

G_DEFINE_QUARK(zf_geo_error_quark, zf_geo_error)

#define MAX_SPEC 65536

typedef enum { KIND_WGS84, KIND_GCJ02, KIND_BD09, KIND_PROJ } Kind;

struct ZfCrs {
    Kind kind;
    char *name;
    char *spec;
    bool projected;
    PJ_CONTEXT *context;
    PJ *pj; /* from this system to WGS-84, both x then y; KIND_PROJ only */
};

static void
pj_free(PJ *pj)
{
    proj_destroy(pj);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PJ, pj_free)

static void
keep_quiet(void *user, int level, const char *message)
{
    (void)user;
    (void)level;
    (void)message;
}

/* Lower-case letters and digits only: "Xian_1980", "Xi'an 1980" -> "xian1980". */
static char *
squeeze(const char *text)
{
    GString *ret = g_string_new(NULL);
    for (; text && *text; text++) {
        if (g_ascii_isalnum(*text)) {
            g_string_append_c(ret, g_ascii_tolower(*text));
        }
    }
    return g_string_free(ret, FALSE);
}

static bool
names_old_datum(const char *text)
{
    static const char *const old[] = {"beijing1954", "beijing54", "pekin1954", "newbeijing",
                                      "xian1980",    "xian80",    "peking1954"};
    g_autofree char *name = squeeze(text);
    for (size_t i = 0; i < G_N_ELEMENTS(old); i++) {
        if (strstr(name, old[i])) {
            return true;
        }
    }
    return false;
}

/* A datum nobody named on one of the two old Chinese ellipsoids: a .prj written by hand. */
static bool
has_old_ellipsoid(PJ_CONTEXT *context, const PJ *geodetic, const char *datum)
{
    g_autoptr(PJ) ellipsoid = proj_get_ellipsoid(context, geodetic);
    double a = 0.0;
    if (!ellipsoid || !proj_ellipsoid_get_parameters(context, ellipsoid, &a, NULL, NULL, NULL)) {
        return false;
    }
    g_autofree char *name = squeeze(datum);
    bool unnamed = name[0] == '\0' || g_str_has_prefix(name, "unknown") ||
                   g_str_has_prefix(name, "unnamed") || g_str_has_prefix(name, "notspecified");
    return a == 6378140.0 || (a == 6378245.0 && unnamed);
}

static bool
is_old_chinese(PJ_CONTEXT *context, const PJ *crs)
{
    g_autoptr(PJ) geodetic = proj_crs_get_geodetic_crs(context, crs);
    if (names_old_datum(proj_get_name(crs))) {
        return true;
    }
    if (!geodetic) {
        return false;
    }
    g_autoptr(PJ) datum = proj_crs_get_datum_forced(context, geodetic);
    const char *datum_name = datum ? proj_get_name(datum) : "";
    return names_old_datum(proj_get_name(geodetic)) || names_old_datum(datum_name) ||
           has_old_ellipsoid(context, geodetic, datum_name);
}

/* The horizontal half of a compound system; takes over crs. */
static PJ *
horizontal(PJ_CONTEXT *context, PJ *crs)
{
    if (!crs || proj_get_type(crs) != PJ_TYPE_COMPOUND_CRS) {
        return crs;
    }
    PJ *inner = proj_crs_get_sub_crs(context, crs, 0);
    proj_destroy(crs);
    return inner;
}

static bool
type_is_projected(PJ_CONTEXT *context, const PJ *crs)
{
    if (proj_get_type(crs) == PJ_TYPE_BOUND_CRS) {
        g_autoptr(PJ) source = proj_get_source_crs(context, crs);
        return source && proj_get_type(source) == PJ_TYPE_PROJECTED_CRS;
    }
    return proj_get_type(crs) == PJ_TYPE_PROJECTED_CRS;
}

/* ret: "EPSG:n" when the definition carries that code or is surely that system, else NULL. */
static char *
epsg_of(PJ_CONTEXT *context, const PJ *crs)
{
    const char *authority = proj_get_id_auth_name(crs, 0);
    if (authority && g_ascii_strcasecmp(authority, "EPSG") == 0) {
        return g_strdup_printf("EPSG:%s", proj_get_id_code(crs, 0));
    }
    int *confidence = NULL;
    PJ_OBJ_LIST *list = proj_identify(context, crs, "EPSG", NULL, &confidence);
    char *ret = NULL;
    if (list && proj_list_get_count(list) > 0 && confidence[0] >= 90) {
        g_autoptr(PJ) found = proj_list_get(context, list, 0);
        const char *code = found ? proj_get_id_code(found, 0) : NULL;
        ret = code ? g_strdup_printf("EPSG:%s", code) : NULL;
    }
    proj_int_list_destroy(confidence);
    proj_list_destroy(list);
    return ret;
}

static PJ *
parse_definition(PJ_CONTEXT *context, const char *spec)
{
    if (strstr(spec, "+init=") || strstr(spec, "grids=")) {
        return NULL; /* these read files of the spec's choosing */
    }
    if (!strpbrk(spec, ":+[{")) {
        return NULL; /* PROJ would take a bare word for part of some system's name */
    }
    bool is_proj = strstr(spec, "+proj=") != NULL && strstr(spec, "+type=crs") == NULL;
    g_autofree char *text = is_proj ? g_strconcat(spec, " +type=crs", NULL) : g_strdup(spec);
    PJ *crs = horizontal(context, proj_create(context, g_strstrip(text)));
    if (crs && !proj_is_crs(crs)) {
        proj_destroy(crs);
        return NULL;
    }
    return crs;
}

/* Fills pj, name, spec and projected. */
static bool
open_definition(ZfCrs *ret, const char *spec, GError **error)
{
    proj_calls_load();
    ret->context = proj_context_create();
    proj_log_func(ret->context, NULL, keep_quiet);
    proj_context_set_enable_network(ret->context, 0);
    g_autoptr(PJ) crs = parse_definition(ret->context, spec);
    if (!crs) {
        g_set_error(error, ZF_GEO_ERROR, ZF_GEO_ERROR_CRS,
                    _("\"%.60s\" is not a coordinate system known here; give EPSG:n, wgs84, gcj02 "
                      "or bd09"),
                    spec);
        return false;
    }
    if (is_old_chinese(ret->context, crs)) {
        g_set_error(error, ZF_GEO_ERROR, ZF_GEO_ERROR_CRS,
                    _("%s: Beijing 1954 and Xi'an 1980 cannot be converted without local "
                      "parameters (30-100 m off); ask for the data in CGCS2000"),
                    proj_get_name(crs));
        return false;
    }
    g_autoptr(PJ) wgs84 = proj_create(ret->context, "EPSG:4326");
    g_autoptr(PJ) raw = proj_create_crs_to_crs_from_pj(ret->context, crs, wgs84, NULL, NULL);
    ret->pj = raw ? proj_normalize_for_visualization(ret->context, raw) : NULL;
    if (!ret->pj) {
        g_set_error(error, ZF_GEO_ERROR, ZF_GEO_ERROR_CRS,
                    _("%s: a coordinate system without a known place on Earth; give --crs"),
                    proj_get_name(crs));
        return false;
    }
    ret->projected = type_is_projected(ret->context, crs);
    char *epsg = epsg_of(ret->context, crs);
    ret->spec = epsg ? epsg : g_strdup(spec);
    const char *name = proj_get_name(crs);
    ret->name = g_strdup(name && *name ? name : ret->spec);
    return true;
}

ZfCrs *
zf_crs_new(const char *spec, GError **error)
{
    static const struct {
        const char *spec, *name;
        Kind kind;
    } own[] = {{"wgs84", "WGS 84", KIND_WGS84},
               {"gcj02", "GCJ-02", KIND_GCJ02},
               {"bd09", "BD-09", KIND_BD09},
               {"EPSG:4326", "WGS 84", KIND_WGS84},
               {"EPSG:4490", "China Geodetic Coordinate System 2000", KIND_WGS84}};
    if (strlen(spec) > MAX_SPEC) {
        g_set_error(error, ZF_GEO_ERROR, ZF_GEO_ERROR_CRS,
                    _("the description of the coordinate system is too long"));
        return NULL;
    }
    g_autoptr(ZfCrs) crs = g_new0(ZfCrs, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(own); i++) {
        if (g_ascii_strcasecmp(spec, own[i].spec) == 0) {
            crs->kind = own[i].kind;
            crs->name = g_strdup(own[i].name);
            crs->spec = g_strdup(own[i].spec);
            return g_steal_pointer(&crs);
        }
    }
    crs->kind = KIND_PROJ;
    if (!open_definition(crs, spec, error)) {
        return NULL;
    }
    if (!crs->projected &&
        (strcmp(crs->spec, "EPSG:4326") == 0 || strcmp(crs->spec, "EPSG:4490") == 0)) {
        crs->kind = KIND_WGS84; /* the transformation would change nothing */
    }
    return g_steal_pointer(&crs);
}

void
zf_crs_free(ZfCrs *crs)
{
    if (!crs) {
        return;
    }
    g_free(crs->name);
    g_free(crs->spec);
    if (crs->pj) {
        proj_destroy(crs->pj);
    }
    if (crs->context) {
        proj_context_destroy(crs->context);
    }
    g_free(crs);
}

const char *
zf_crs_name(const ZfCrs *crs)
{
    return crs->name;
}

const char *
zf_crs_spec(const ZfCrs *crs)
{
    return crs->spec;
}

bool
zf_crs_is_projected(const ZfCrs *crs)
{
    return crs->projected;
}

bool
zf_crs_is_wgs84(const ZfCrs *crs)
{
    return crs->kind == KIND_WGS84;
}

/* Without height or time. */
static PJ_COORD
at_point(double x, double y)
{
    return (PJ_COORD){.v = {x, y, 0.0, HUGE_VAL}};
}

static bool
set_outside(const ZfCrs *crs, double x, double y, GError **error)
{
    g_autofree char *a = zf_text_from_double(x, 7);
    g_autofree char *b = zf_text_from_double(y, 7);
    g_set_error(error, ZF_GEO_ERROR, ZF_GEO_ERROR_TRANSFORM,
                _("%s, %s is not a position in %s; are the two numbers in the right order?"), a, b,
                crs->name);
    return false;
}

static bool
is_position(double lon, double lat)
{
    return lon >= -180.0 && lon <= 180.0 && lat >= -90.0 && lat <= 90.0;
}

bool
zf_crs_to_wgs84(ZfCrs *crs, double x, double y, ZfLonLat *ret, GError **error)
{
    ZfLonLat p = {x, y};
    if (!isfinite(x) || !isfinite(y) || (crs->kind != KIND_PROJ && !is_position(x, y))) {
        return set_outside(crs, x, y, error);
    }
    switch (crs->kind) {
    case KIND_WGS84: break;
    case KIND_GCJ02: p = zf_gcj02_to_wgs84(p); break;
    case KIND_BD09: p = zf_bd09_to_wgs84(p); break;
    case KIND_PROJ: {
        proj_errno_reset(crs->pj);
        PJ_COORD out = proj_trans(crs->pj, PJ_FWD, at_point(x, y));
        p = (ZfLonLat){out.xy.x, out.xy.y};
        break;
    }
    }
    if (!is_position(p.lon, p.lat)) { /* NaN and infinity too */
        return set_outside(crs, x, y, error);
    }
    *ret = p;
    return true;
}

bool
zf_crs_from_wgs84(ZfCrs *crs, ZfLonLat point, double *x, double *y, GError **error)
{
    ZfLonLat p = point;
    if (!is_position(p.lon, p.lat)) {
        return set_outside(crs, p.lon, p.lat, error);
    }
    switch (crs->kind) {
    case KIND_WGS84: break;
    case KIND_GCJ02: p = zf_wgs84_to_gcj02(p); break;
    case KIND_BD09: p = zf_wgs84_to_bd09(p); break;
    case KIND_PROJ: {
        proj_errno_reset(crs->pj);
        PJ_COORD out = proj_trans(crs->pj, PJ_INV, at_point(p.lon, p.lat));
        p = (ZfLonLat){out.xy.x, out.xy.y};
        break;
    }
    }
    if (!isfinite(p.lon) || !isfinite(p.lat)) {
        return set_outside(crs, point.lon, point.lat, error);
    }
    *x = p.lon;
    *y = p.lat;
    return true;
}

int
zf_gauss_kruger_epsg(double lon, bool zone_prefix)
{
    if (!(lon >= 73.5 && lon <= 136.5)) {
        return 0;
    }
    int zone = (int)floor((lon + 1.5) / 3.0);
    zone = CLAMP(zone, 25, 45);
    return (zone_prefix ? 4513 : 4534) + (zone - 25);
}

int
zf_gauss_kruger_zones_apart(ZfLonLat a, ZfLonLat b, double slack_deg)
{
    double east = b.lon - a.lon;
    int zones = (int)lround(east / 3.0);
    bool apart = fabs(b.lat - a.lat) <= slack_deg && fabs(east - 3.0 * zones) <= slack_deg;
    return apart ? 3 * zones : 0;
}
