#include "gis/local.h"

#include "gis/hstore.h"
#include "gis/ogrgeometry.h"
#include "gis/openvector.h"
#include "gis/wire.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LAYERS      1000
#define MAX_FIELDS      2000
#define MAX_VALUE_BYTES (1u << 20)

struct LocalSource {
    char *path;
    OpenVector open;
    GArray *layers; /* ZfGisLayer */
    ZfFindings *findings;
    LocalReader *reader; /* the one that is reading, or NULL */
    GdalScope scope;
};

struct LocalReader {
    LocalSource *source; /* NULL once another reader took over */
    const ZfGisLayer *layer;
    size_t index;
    OGRLayerH handle;
    bool is_result; /* handle came from ExecuteSQL */
    ZfCrs *crs;     /* NULL: the file's own coordinates stay */
    ZfGisFeature feature;
    GPtrArray *values; /* char *, owned, one per field */
    GArray *tags;      /* ZfGisTag */
    char *other_tags;  /* what tags point into */
    bool said_mixed, said_digits, said_text;
};

/* ret: valid UTF-8 whatever GDAL hands over; names in old zips and files are GBK. */
static char *
valid_text(const char *text)
{
    if (g_utf8_validate(text, -1, NULL)) {
        return g_strdup(text);
    }
    char *converted = g_convert(text, -1, "UTF-8", "GB18030", NULL, NULL, NULL);
    return converted ? converted : g_utf8_make_valid(text, -1);
}

static char *
layer_crs(OGRLayerH layer)
{
    OGRSpatialReferenceH srs = OGR_L_GetSpatialRef(layer);
    if (!srs) {
        return NULL;
    }
    const char *authority = OSRGetAuthorityName(srs, NULL);
    const char *code = OSRGetAuthorityCode(srs, NULL);
    if (authority && code && g_ascii_strcasecmp(authority, "EPSG") == 0) {
        return g_strdup_printf("EPSG:%s", code);
    }
    char *wkt = NULL;
    char *ret = NULL;
    if (OSRExportToWkt(srs, &wkt) == OGRERR_NONE && wkt && *wkt) {
        ret = g_utf8_make_valid(wkt, -1);
    }
    VSIFree(wkt);
    return ret;
}

static ZfGisType
field_type(OGRFieldDefnH field)
{
    switch (OGR_Fld_GetType(field)) {
    case OFTInteger:
    case OFTInteger64: return ZF_GIS_INTEGER;
    case OFTReal: return ZF_GIS_REAL;
    case OFTDate: return ZF_GIS_DATE;
    default: return ZF_GIS_TEXT;
    }
}

static void
describe_layer(OGRLayerH handle, bool is_osm, ZfGisLayer *layer)
{
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(handle);
    int n = OGR_FD_GetFieldCount(definition);
    *layer = (ZfGisLayer){.name = valid_text(OGR_L_GetName(handle)),
                          .kind = ogr_kind(OGR_FD_GetGeomType(definition)),
                          .crs = layer_crs(handle),
                          .n_features = is_osm ? -1 : OGR_L_GetFeatureCount(handle, TRUE),
                          .fields = g_new0(ZfGisField, MAX(n, 1)),
                          .n_fields = (size_t)MAX(n, 0)};
    for (int i = 0; i < n; i++) {
        OGRFieldDefnH field = OGR_FD_GetFieldDefn(definition, i);
        layer->fields[i] = (ZfGisField){valid_text(OGR_Fld_GetNameRef(field)), field_type(field)};
    }
}

static bool
describe_layers(LocalSource *source, GError **error)
{
    gdal_enter(&source->scope);
    int n = GDALDatasetGetLayerCount(source->open.data);
    bool too_many = n > MAX_LAYERS;
    for (int i = 0; i < n && !too_many; i++) {
        OGRLayerH handle = GDALDatasetGetLayer(source->open.data, i);
        too_many = OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(handle)) > MAX_FIELDS;
        ZfGisLayer layer;
        describe_layer(handle, source->open.is_osm, &layer);
        g_array_append_val(source->layers, layer);
    }
    bool ok = gdal_leave(&source->scope, ZF_GIS_ERROR_READ, source->path, error);
    gdal_report_warnings(&source->scope, source->path, source->findings);
    if (ok && too_many) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_LIMIT, _("%s has too many layers or fields"),
                    source->path);
        return false;
    }
    return ok;
}

static void
report_no_crs(const LocalSource *source)
{
    for (guint i = 0; source->findings && i < source->layers->len; i++) {
        const ZfGisLayer *layer = &g_array_index(source->layers, ZfGisLayer, i);
        if (layer->crs || layer->kind == ZF_GIS_NONE) {
            continue;
        }
        zf_findings_add_at(
            source->findings, ZF_SEVERITY_WARNING, "no-crs", source->path, layer->name, 0, 0, NULL,
            source->open.is_shape
                ? _("the .prj that belongs to this .shp is missing: its coordinate system is not "
                    "known")
                : _("the file does not say in which coordinate system it is"),
            _("put the .prj beside it, or give --crs"));
    }
}

LocalSource *
local_open(const char *path, const ZfGisOpenOptions *options, ZfFindings *findings, GError **error)
{
    g_autoptr(LocalSource) source = g_new0(LocalSource, 1);
    source->path = g_strdup(path);
    source->findings = findings;
    source->layers = g_array_new(FALSE, TRUE, sizeof(ZfGisLayer));
    g_array_set_clear_func(source->layers, wire_layer_clear);
    if (!open_vector(path, options->encoding, findings, &source->open, error) ||
        !describe_layers(source, error)) {
        return NULL;
    }
    if (!options->crs_given) {
        report_no_crs(source);
    }
    return g_steal_pointer(&source);
}

GArray *
local_layers(const LocalSource *source)
{
    return source->layers;
}

bool
local_is_osm(const LocalSource *source)
{
    return source->open.is_osm;
}

static void
release_reader(LocalSource *source)
{
    LocalReader *reader = source->reader;
    if (!reader) {
        return;
    }
    gdal_enter(&source->scope);
    if (reader->is_result) {
        GDALDatasetReleaseResultSet(source->open.data, reader->handle);
    } else {
        OGR_L_SetAttributeFilter(reader->handle, NULL);
        OGR_L_SetSpatialFilter(reader->handle, NULL);
    }
    gdal_leave(&source->scope, ZF_GIS_ERROR_READ, source->path, NULL);
    reader->handle = NULL;
    reader->source = NULL;
    source->reader = NULL;
}

void
local_source_free(LocalSource *source)
{
    if (!source) {
        return;
    }
    release_reader(source);
    open_vector_close(&source->open);
    gdal_scope_clear(&source->scope);
    g_array_unref(source->layers);
    g_free(source->path);
    g_free(source);
}

static ZfCrs *
reader_crs(const LocalSource *source, const ZfGisLayer *layer, const char *spec, GError **error)
{
    if (g_ascii_strcasecmp(spec, "auto") != 0) {
        return zf_crs_new(spec, error);
    }
    if (!layer->crs) {
        g_set_error(error, ZF_GEO_ERROR, ZF_GEO_ERROR_CRS,
                    _("%s does not say in which coordinate system it is; give --crs (for example "
                      "EPSG:4490, gcj02)"),
                    source->path);
        return NULL;
    }
    ZfCrs *crs = zf_crs_new(layer->crs, error);
    if (!crs) {
        g_prefix_error(error, _("%s: "), source->path);
    }
    return crs;
}

/* OpenStreetMap is read through a query: OGR then builds this layer alone. */
static OGRLayerH
start_layer(LocalReader *reader, const ZfGisReadOptions *options)
{
    LocalSource *source = reader->source;
    if (source->open.is_osm) {
        g_autofree char *sql = g_strdup_printf("SELECT * FROM \"%s\"", reader->layer->name);
        reader->is_result = true;
        return GDALDatasetExecuteSQL(source->open.data, sql, NULL, NULL);
    }
    OGRLayerH handle = GDALDatasetGetLayer(source->open.data, (int)reader->index);
    if (handle && options && options->box) {
        OGR_L_SetSpatialFilterRect(handle, options->box->min_lon, options->box->min_lat,
                                   options->box->max_lon, options->box->max_lat);
    }
    OGR_L_ResetReading(handle);
    return handle;
}

/* Sets the condition. Some drivers take any and fail with the first feature only, so that one is
 * tried; not of OpenStreetMap, whose query starts but once. */
static bool
set_where(LocalReader *reader, const char *where, GError **error)
{
    LocalSource *source = reader->source;
    gdal_enter(&source->scope);
    bool good = OGR_L_SetAttributeFilter(reader->handle, where) == OGRERR_NONE;
    if (good && !source->open.is_osm) {
        OGRFeatureH feature = OGR_L_GetNextFeature(reader->handle);
        if (feature) {
            OGR_F_Destroy(feature);
        }
        OGR_L_ResetReading(reader->handle);
    }
    if (gdal_leave(&source->scope, ZF_GIS_ERROR_WHERE, where, NULL) && good) {
        return true;
    }
    g_autoptr(GString) list = g_string_new(NULL);
    for (size_t i = 0; i < reader->layer->n_fields && i < 40; i++) {
        g_string_append_printf(list, "%s%s", i ? _(", ") : "", reader->layer->fields[i].name);
    }
    g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_WHERE,
                _("%s: the condition --where \"%s\" is wrong; the columns of layer %s are: %s"),
                source->path, where, reader->layer->name, list->str);
    return false;
}

LocalReader *
local_read(LocalSource *source, size_t index, const ZfGisReadOptions *options, GError **error)
{
    const ZfGisLayer *layer = &g_array_index(source->layers, ZfGisLayer, index);
    g_autoptr(LocalReader) reader = g_new0(LocalReader, 1);
    reader->layer = layer;
    reader->index = index;
    reader->values = g_ptr_array_new_with_free_func(g_free);
    reader->tags = g_array_new(FALSE, FALSE, sizeof(ZfGisTag));
    if (options && options->crs) {
        reader->crs = reader_crs(source, layer, options->crs, error);
        if (!reader->crs) {
            return NULL;
        }
    }
    release_reader(source);
    reader->source = source;
    source->reader = reader;
    gdal_enter(&source->scope);
    reader->handle = start_layer(reader, options);
    bool ok = gdal_leave(&source->scope, ZF_GIS_ERROR_READ, source->path, error);
    if (ok && reader->handle && options && options->where) {
        ok = set_where(reader, options->where, error);
    }
    if (ok && !reader->handle) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_READ, _("%s cannot be read"), source->path);
        ok = false;
    }
    return ok ? g_steal_pointer(&reader) : NULL;
}

void
local_reader_free(LocalReader *reader)
{
    if (!reader) {
        return;
    }
    if (reader->source && reader->source->reader == reader) {
        if (reader->handle) {
            release_reader(reader->source);
        } else {
            reader->source->reader = NULL;
        }
    }
    zf_gis_geometry_clear(&reader->feature.geometry);
    g_ptr_array_unref(reader->values);
    g_array_unref(reader->tags);
    g_free(reader->other_tags);
    zf_crs_free(reader->crs);
    g_free(reader);
}

const ZfGisLayer *
local_reader_layer(const LocalReader *reader)
{
    return reader->layer;
}

static void
warn_once(LocalReader *reader, bool *said, const char *code, const char *field, const char *value,
          const char *message)
{
    if (*said || !reader->source->findings) {
        return;
    }
    *said = true;
    g_autofree char *text = field ? g_strdup_printf("%s: %s", field, message) : g_strdup(message);
    zf_findings_add_at(reader->source->findings, ZF_SEVERITY_WARNING, code, reader->source->path,
                       reader->layer->name, reader->feature.row, 0, value, text, NULL);
}

/* Shortest decimal text that reads back as the same double, without an exponent when it is whole.
 */
static char *
real_text(LocalReader *reader, const char *field, double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    if (!isfinite(value)) {
        return NULL;
    }
    if (value == floor(value) && fabs(value) < 1e18) {
        char *whole = g_strdup_printf("%" G_GINT64_FORMAT, (gint64)value);
        if (fabs(value) > 9007199254740992.0) {
            warn_once(reader, &reader->said_digits, "lost-digits", field, whole,
                      _("numbers of more than 15 digits are stored as fractions here; their last "
                        "digits are not to be trusted"));
        }
        return whole;
    }
    g_ascii_formatd(text, sizeof text, "%.15g", value);
    if (g_ascii_strtod(text, NULL) != value) {
        g_ascii_formatd(text, sizeof text, "%.17g", value);
    }
    return g_strdup(text);
}

static char *
string_text(LocalReader *reader, const char *field, const char *text)
{
    size_t n = strnlen(text, MAX_VALUE_BYTES + 1);
    if (n <= MAX_VALUE_BYTES && g_utf8_validate_len(text, n, NULL)) {
        return g_strndup(text, n);
    }
    char *valid = g_utf8_make_valid(text, (gssize)MIN(n, MAX_VALUE_BYTES));
    warn_once(reader, &reader->said_text, "bad-text", field, valid,
              _("some text could not be read whole; if names look wrong, give --encoding"));
    return valid;
}

/* Days as YYYY-MM-DD, moments with HH:MM:SS behind it unless that is midnight. */
static char *
date_text(OGRFeatureH feature, int i)
{
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int zone;
    OGR_F_GetFieldAsDateTime(feature, i, &year, &month, &day, &hour, &minute, &second, &zone);
    g_autofree char *date = g_strdup_printf("%04d-%02d-%02d", year, month, day);
    if (hour == 0 && minute == 0 && second == 0) {
        return g_steal_pointer(&date);
    }
    return g_strdup_printf("%s %02d:%02d:%02d", date, hour, minute, second);
}

/* ret: the value as ZfGisFeature promises, NULL where there is none; owned by the caller. */
static char *
field_text(LocalReader *reader, OGRFeatureH feature, int i)
{
    const char *name = reader->layer->fields[i].name;
    if (!OGR_F_IsFieldSetAndNotNull(feature, i)) {
        return NULL;
    }
    OGRFieldDefnH definition = OGR_F_GetFieldDefnRef(feature, i);
    switch (OGR_Fld_GetType(definition)) {
    case OFTInteger:
    case OFTInteger64:
        return g_strdup_printf("%" G_GINT64_FORMAT, (gint64)OGR_F_GetFieldAsInteger64(feature, i));
    case OFTReal: return real_text(reader, name, OGR_F_GetFieldAsDouble(feature, i));
    case OFTDate:
    case OFTDateTime: return date_text(feature, i);
    case OFTBinary: return NULL;
    default: return string_text(reader, name, OGR_F_GetFieldAsString(feature, i));
    }
}

static int
compare_tags(gconstpointer a, gconstpointer b)
{
    return strcmp(((const ZfGisTag *)a)->key, ((const ZfGisTag *)b)->key);
}

/* Ids and tags of an OSM feature from its fields. */
static bool
read_osm(LocalReader *reader)
{
    ZfGisFeature *feature = &reader->feature;
    bool ok = true;
    g_array_set_size(reader->tags, 0);
    g_clear_pointer(&reader->other_tags, g_free);
    feature->osm_type = strcmp(reader->layer->name, "points") == 0  ? 'n'
                        : strcmp(reader->layer->name, "lines") == 0 ? 'w'
                                                                    : 'r';
    for (size_t i = 0; i < reader->layer->n_fields; i++) {
        const char *name = reader->layer->fields[i].name;
        const char *value = reader->values->pdata[i];
        if (!value) {
            continue;
        }
        if (strcmp(name, "osm_id") == 0 || strcmp(name, "osm_way_id") == 0) {
            feature->osm_id = g_ascii_strtoll(value, NULL, 10);
            feature->osm_type = name[4] == 'w' ? 'w' : feature->osm_type;
        } else if (strcmp(name, "other_tags") == 0) {
            reader->other_tags = g_strdup(value);
            ok = hstore_split(reader->other_tags, reader->tags);
        } else {
            ZfGisTag tag = {name, value};
            g_array_append_val(reader->tags, tag);
        }
    }
    g_array_sort(reader->tags, compare_tags);
    feature->tags = (const ZfGisTag *)(const void *)reader->tags->data;
    feature->n_tags = reader->tags->len;
    return ok;
}

/* Fills reader->feature. ret: false with error when it cannot be used. */
static bool
take_feature(LocalReader *reader, OGRFeatureH handle, GError **error)
{
    ZfGisFeature *feature = &reader->feature;
    feature->fid = OGR_F_GetFID(handle);
    g_ptr_array_set_size(reader->values, 0);
    for (size_t i = 0; i < reader->layer->n_fields; i++) {
        g_ptr_array_add(reader->values, field_text(reader, handle, (int)i));
    }
    feature->values = (const char *const *)reader->values->pdata;
    if (reader->source->open.is_osm && !read_osm(reader)) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_READ,
                    _("%s: the tags of object %ld are broken"), reader->source->path,
                    (long)feature->osm_id);
        return false;
    }
    if (!ogr_read_geometry(OGR_F_GetGeometryRef(handle), &feature->geometry)) {
        warn_once(reader, &reader->said_mixed, "mixed-geometry", NULL, NULL,
                  _("some features hold several points or several kinds of shape; of each the "
                    "first point, or the areas, or the lines were taken"));
    }
    if (reader->crs && !zf_gis_geometry_to_wgs84(&feature->geometry, reader->crs, error)) {
        g_prefix_error(error, _("%s, layer %s, feature %ld: "), reader->source->path,
                       reader->layer->name, (long)feature->row);
        return false;
    }
    return true;
}

bool
local_next(LocalReader *reader, ZfGisFeature **ret, GError **error)
{
    LocalSource *source = reader->source;
    g_assert(source && reader->handle);
    zf_gis_geometry_clear(&reader->feature.geometry);
    gdal_enter(&source->scope);
    OGRFeatureH handle = OGR_L_GetNextFeature(reader->handle);
    GError *inner = NULL;
    bool taken = true;
    if (handle) {
        reader->feature.row++;
        taken = take_feature(reader, handle, &inner);
        OGR_F_Destroy(handle);
    }
    bool ok = gdal_leave(&source->scope, ZF_GIS_ERROR_READ, source->path, inner ? NULL : error);
    if (!taken) {
        g_propagate_error(error, inner);
    }
    if (!handle) {
        gdal_report_warnings(&source->scope, source->path, source->findings);
    }
    if (!ok || !taken) {
        return false;
    }
    *ret = handle ? &reader->feature : NULL;
    return true;
}
