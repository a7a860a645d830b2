#include "gis/vectorwrite.h"

#include "gis/gdalscope.h"
#include "gis/ogrgeometry.h"

#include <glib/gstdio.h>
#include <string.h>

#define DEFAULT_STAMP   946684800 /* 2000-01-01 */
#define ROWS_PER_COMMIT 65536

typedef struct Target {
    const char *suffix;
    const char *driver;
    bool several_layers;
    bool any_crs;
} Target;

static const Target targets[] = {
    {".gpkg", "GPKG", true, true},         {".shp", "ESRI Shapefile", false, true},
    {".geojson", "GeoJSON", false, false}, {".json", "GeoJSON", false, false},
    {".kml", "LIBKML", true, false},       {".gpx", "GPX", true, false},
    {".fgb", "FlatGeobuf", false, true},
};

struct ZfGisWriter {
    char *path;
    char *part;
    const Target *target;
    ZfGisWriteOptions options;
    char *encoding;
    char *date; /* what the file says it was made at, ISO 8601 */
    GDALDatasetH data;
    OGRLayerH layer;
    ZfGisKind kind;
    size_t n_fields;
    unsigned n_layers;
    ZfCrs *crs; /* NULL: WGS-84 */
    unsigned uncommitted;
    GdalScope scope;
};

static bool
is_shape(const ZfGisWriter *writer)
{
    return strcmp(writer->target->suffix, ".shp") == 0;
}

/* The name of a companion of a shapefile. */
static char *
companion(const char *shp, const char *extension)
{
    return g_strdup_printf("%.*s%s", (int)(strlen(shp) - 4), shp, extension);
}

static const char *const companions[] = {".shx", ".dbf", ".prj", ".cpg"};

static void
enter(ZfGisWriter *writer)
{
    gdal_enter(&writer->scope);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", writer->date);
}

static bool
leave(ZfGisWriter *writer, GError **error)
{
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", NULL);
    return gdal_leave(&writer->scope, ZF_GIS_ERROR_WRITE, writer->path, error);
}

static char *
stamp_text(ZfStamp stamp)
{
    if (stamp == 0) {
        stamp = g_getenv("SOURCE_DATE_EPOCH") ? zf_stamp_now() : DEFAULT_STAMP;
    }
    ZfCivil day = zf_date_to_civil(zf_stamp_date(stamp));
    int64_t second = stamp - 86400 * (int64_t)zf_stamp_date(stamp);
    return g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02d.000Z", day.year, day.month, day.day,
                           (int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60));
}

ZfGisWriter *
zf_gis_writer_new(const char *path, const ZfGisWriteOptions *options, GError **error)
{
    const Target *target = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(targets) && !target; i++) {
        target = gdal_ends_with(path, targets[i].suffix) ? &targets[i] : NULL;
    }
    if (!target) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_FORMAT,
                    _("%s: map data are written as .gpkg, .shp, .geojson, .kml, .gpx or .fgb"),
                    path);
        return NULL;
    }
    g_autoptr(ZfGisWriter) writer = g_new0(ZfGisWriter, 1);
    writer->path = g_strdup(path);
    writer->part = zf_file_part_path(path);
    writer->target = target;
    writer->options = options ? *options : (ZfGisWriteOptions){0};
    writer->encoding = g_strdup(writer->options.encoding);
    writer->date = stamp_text(writer->options.stamp);
    if (!gis_can_write(writer->part, path, error)) {
        return NULL;
    }
    enter(writer);
    char **creation = NULL;
    if (strcmp(target->driver, "GPX") == 0) {
        creation = CSLSetNameValue(creation, "GPX_USE_EXTENSIONS", "YES");
    }
    writer->data = GDALCreate(GDALGetDriverByName(target->driver), writer->part, 0, 0, 0,
                              GDT_Unknown, creation);
    CSLDestroy(creation);
    return leave(writer, error) ? g_steal_pointer(&writer) : NULL;
}

static char **
layer_options(const ZfGisWriter *writer, const ZfGisWriteLayer *layer)
{
    char **options = NULL;
    const char *driver = writer->target->driver;
    if (strcmp(driver, "GeoJSON") == 0) {
        int decimals = writer->options.decimals > 0 ? writer->options.decimals : 7;
        g_autofree char *text = g_strdup_printf("%d", decimals);
        options = CSLSetNameValue(options, "RFC7946", "YES");
        options = CSLSetNameValue(options, "COORDINATE_PRECISION", text);
    } else if (strcmp(driver, "ESRI Shapefile") == 0) {
        g_autofree char *day = g_strndup(writer->date, 10);
        options = CSLSetNameValue(options, "DBF_DATE_LAST_UPDATE", day);
        options =
            CSLSetNameValue(options, "ENCODING", writer->encoding ? writer->encoding : "UTF-8");
    } else if (strcmp(driver, "FlatGeobuf") == 0) {
        options = CSLSetNameValue(options, "SPATIAL_INDEX", "NO"); /* it would reorder the rows */
    } else if (strcmp(driver, "GPKG") == 0) {
        options = CSLSetNameValue(options, "GEOMETRY_NAME", "geom");
    } else if (strcmp(driver, "GPX") == 0 && layer->kind == ZF_GIS_LINES &&
               g_strcmp0(layer->name, "tracks") == 0) {
        options = CSLSetNameValue(options, "FORCE_GPX_TRACK", "YES");
    }
    return options;
}

static OGRwkbGeometryType
layer_type(const ZfGisWriter *writer, const ZfGisWriteLayer *layer)
{
    switch (layer->kind) {
    case ZF_GIS_POINT: return wkbPoint;
    case ZF_GIS_LINES:
        if (strcmp(writer->target->driver, "GPX") == 0) {
            return g_strcmp0(layer->name, "tracks") == 0 ? wkbMultiLineString : wkbLineString;
        }
        return is_shape(writer) ? wkbLineString : wkbMultiLineString;
    case ZF_GIS_POLYGON: return is_shape(writer) ? wkbPolygon : wkbMultiPolygon;
    case ZF_GIS_NONE: return wkbNone;
    case ZF_GIS_MIXED: break;
    }
    return wkbUnknown;
}

static void
create_field(OGRLayerH layer, const ZfGisWriteField *field)
{
    static const OGRFieldType types[] = {[ZF_GIS_TEXT] = OFTString,
                                         [ZF_GIS_INTEGER] = OFTInteger64,
                                         [ZF_GIS_REAL] = OFTReal,
                                         [ZF_GIS_DATE] = OFTDate};
    OGRFieldDefnH definition = OGR_Fld_Create(field->name, types[field->type]);
    if (field->width > 0) {
        OGR_Fld_SetWidth(definition, field->width);
        OGR_Fld_SetPrecision(definition, field->decimals);
    }
    OGR_L_CreateField(layer, definition, FALSE);
    OGR_Fld_Destroy(definition);
}

static int
epsg_of(const ZfCrs *crs)
{
    int64_t code = 0;
    const char *spec = crs ? zf_crs_spec(crs) : "EPSG:4326";
    if (g_str_has_prefix(spec, "EPSG:") && zf_text_to_int64(spec + 5, &code)) {
        return (int)code;
    }
    return 0;
}

static bool
open_crs(ZfGisWriter *writer, const ZfGisWriteLayer *layer, GError **error)
{
    g_clear_pointer(&writer->crs, zf_crs_free);
    if (!layer->crs) {
        return true;
    }
    writer->crs = zf_crs_new(layer->crs, error);
    if (!writer->crs) {
        return false;
    }
    if (g_ascii_strcasecmp(layer->crs, "wgs84") == 0) {
        g_clear_pointer(&writer->crs, zf_crs_free);
    } else if (!writer->target->any_crs || epsg_of(writer->crs) == 0) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_CRS,
                    _("%s cannot be written in the coordinate system %s"), writer->path,
                    layer->crs);
        return false;
    }
    return true;
}

bool
zf_gis_writer_layer(ZfGisWriter *writer, const ZfGisWriteLayer *layer, GError **error)
{
    g_assert(writer->data);
    if (writer->n_layers > 0 && !writer->target->several_layers) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_WRITE, _("%s can hold one layer only"),
                    writer->path);
        return false;
    }
    if (!open_crs(writer, layer, error)) {
        return false;
    }
    bool gpx_points = strcmp(writer->target->driver, "GPX") == 0 && layer->kind == ZF_GIS_POINT;
    const char *name = layer->name ? layer->name : gpx_points ? "waypoints" : "routes";
    enter(writer);
    if (writer->uncommitted > 0) {
        GDALDatasetCommitTransaction(writer->data);
        writer->uncommitted = 0;
    }
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
    OSRImportFromEPSG(srs, epsg_of(writer->crs));
    OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
    char **options = layer_options(writer, layer);
    writer->layer =
        GDALDatasetCreateLayer(writer->data, name, srs, layer_type(writer, layer), options);
    CSLDestroy(options);
    OSRDestroySpatialReference(srs);
    for (size_t i = 0; writer->layer && i < layer->n_fields; i++) {
        create_field(writer->layer, &layer->fields[i]);
    }
    writer->kind = layer->kind;
    writer->n_fields = layer->n_fields;
    writer->n_layers++;
    return leave(writer, error);
}

/* A copy of the geometry in the layer's coordinates. */
static bool
to_layer_crs(ZfGisWriter *writer, const ZfGisGeometry *geometry, ZfGisGeometry *ret, GError **error)
{
    *ret = *geometry;
    ret->lines = geometry->kind == ZF_GIS_LINES ? zf_lines_copy(geometry->lines) : NULL;
    ret->polygon = geometry->kind == ZF_GIS_POLYGON ? zf_polygon_copy(geometry->polygon) : NULL;
    uint32_t n = ret->lines ? ret->lines->n_points : ret->polygon ? ret->polygon->n_points : 1;
    ZfLonLat *points = ret->lines     ? ret->lines->points
                       : ret->polygon ? ret->polygon->points
                                      : &ret->point;
    for (uint32_t i = 0; geometry->kind != ZF_GIS_NONE && i < n; i++) {
        double x;
        double y;
        if (!zf_crs_from_wgs84(writer->crs, points[i], &x, &y, error)) {
            zf_gis_geometry_clear(ret);
            return false;
        }
        points[i] = (ZfLonLat){x, y};
    }
    return true;
}

bool
zf_gis_writer_add(ZfGisWriter *writer, const ZfGisGeometry *geometry, const char *const *values,
                  GError **error)
{
    g_assert(writer->layer);
    g_auto(ZfGisGeometry) moved = {.kind = ZF_GIS_NONE};
    if (writer->crs && !to_layer_crs(writer, geometry, &moved, error)) {
        return false;
    }
    enter(writer);
    if (writer->uncommitted == 0) {
        if (GDALDatasetTestCapability(writer->data, ODsCTransactions)) {
            GDALDatasetStartTransaction(writer->data, FALSE);
        }
    }
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(writer->layer));
    for (size_t i = 0; i < writer->n_fields; i++) {
        if (values[i]) {
            OGR_F_SetFieldString(feature, (int)i, values[i]);
        } else {
            OGR_F_SetFieldNull(feature, (int)i);
        }
    }
    OGRwkbGeometryType type = OGR_L_GetGeomType(writer->layer);
    bool multi = type == wkbMultiPolygon || type == wkbMultiLineString;
    OGR_F_SetGeometryDirectly(feature, ogr_write_geometry(writer->crs ? &moved : geometry, multi));
    OGRErr failed = OGR_L_CreateFeature(writer->layer, feature);
    OGR_F_Destroy(feature);
    if (++writer->uncommitted == ROWS_PER_COMMIT) {
        GDALDatasetCommitTransaction(writer->data);
        writer->uncommitted = 0;
    }
    if (!leave(writer, error)) {
        return false;
    }
    if (failed != OGRERR_NONE) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_WRITE, _("%s cannot be written"),
                    writer->path);
        return false;
    }
    return true;
}

static bool
close_data(ZfGisWriter *writer, GError **error)
{
    if (!writer->data) {
        return true;
    }
    enter(writer);
    if (writer->uncommitted > 0 && GDALDatasetTestCapability(writer->data, ODsCTransactions)) {
        GDALDatasetCommitTransaction(writer->data);
    }
    GDALClose(writer->data);
    writer->data = NULL;
    writer->layer = NULL;
    return leave(writer, error);
}

static void
remove_parts(const ZfGisWriter *writer)
{
    g_unlink(writer->part);
    for (size_t i = 0; is_shape(writer) && i < G_N_ELEMENTS(companions); i++) {
        g_autofree char *part = companion(writer->part, companions[i]);
        g_unlink(part);
    }
}

/* Everything of a shapefile but the .shp, which comes last and makes it whole. */
static bool
commit_companions(const ZfGisWriter *writer, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(companions); i++) {
        g_autofree char *part = companion(writer->part, companions[i]);
        g_autofree char *path = companion(writer->path, companions[i]);
        bool wanted = g_file_test(part, G_FILE_TEST_EXISTS) &&
                      !(writer->options.no_cpg && strcmp(companions[i], ".cpg") == 0);
        if (!wanted) {
            g_unlink(part);
            g_unlink(path); /* one from before would lie */
        } else if (!zf_file_commit(part, path, error)) {
            return false;
        }
    }
    return true;
}

bool
zf_gis_writer_close(ZfGisWriter *writer, GError **error)
{
    return close_data(writer, error) && (!is_shape(writer) || commit_companions(writer, error)) &&
           zf_file_commit(writer->part, writer->path, error);
}

void
zf_gis_writer_free(ZfGisWriter *writer)
{
    if (!writer) {
        return;
    }
    if (!close_data(writer, NULL)) {
        /* given up anyway */
    }
    remove_parts(writer);
    zf_crs_free(writer->crs);
    gdal_scope_clear(&writer->scope);
    g_free(writer->path);
    g_free(writer->part);
    g_free(writer->encoding);
    g_free(writer->date);
    g_free(writer);
}
