/* vectorwrite: features out to GPKG, SHP, GeoJSON, KML, GPX, FlatGeobuf. The same calls give the
 * same bytes on any day. The file appears when the writer is closed, whole or not at all.
 *
 *     ZfGisWriteField fields[] = {{"XZQDM", ZF_GIS_TEXT, .width = 12}, {"XZQMC", ZF_GIS_TEXT}};
 *     ZfGisWriteLayer layer = {"villages", ZF_GIS_POLYGON, fields, 2, .crs = "EPSG:4525"};
 *     g_autoptr(ZfGisWriter) writer = zf_gis_writer_new("villages.shp", NULL, &error);
 *     zf_gis_writer_layer(writer, &layer, &error);
 *     const char *values[] = {"433127100201", "司城村"};
 *     zf_gis_writer_add(writer, &geometry, values, &error); …
 *     zf_gis_writer_close(writer, &error); */
#pragma once

#include "gis/geometry.h"
#include "gis/vector.h"

typedef struct ZfGisWriter ZfGisWriter;

typedef struct ZfGisWriteField {
    const char *name; /* SHP: at most 10 bytes; GPX takes name, desc, cmt, sym, type, ele … */
    ZfGisType type;
    int width;    /* SHP: bytes, 0 = 80 (text), 10 (integer), 19 (real) */
    int decimals; /* SHP: of a real */
} ZfGisWriteField;

typedef struct ZfGisWriteLayer {
    const char *name; /* GPX: "waypoints", "routes" or "tracks", by kind when NULL */
    ZfGisKind kind;
    const ZfGisWriteField *fields;
    size_t n_fields;
    const char *crs; /* written in; NULL = WGS-84. SHP and GPKG only, an EPSG code. */
} ZfGisWriteLayer;

typedef struct ZfGisWriteOptions {
    ZfStamp stamp; /* the moment files claim to be made; 0 = 2000-01-01 or SOURCE_DATE_EPOCH */
    int decimals;  /* of degrees in GeoJSON; 0 = 7, one centimetre */
    const char *encoding; /* SHP: of attributes, "GBK"; NULL = UTF-8 */
    bool no_cpg;          /* SHP: leave the .cpg out, as many programs do */
} ZfGisWriteOptions;

/* The kind follows from the name: .gpkg .shp .geojson .json .kml .gpx .fgb. options may be NULL;
 * copied. Errors: ZF_GIS_ERROR_FORMAT, _WRITE. */
ZfGisWriter *zf_gis_writer_new(const char *path, const ZfGisWriteOptions *options,
                               GError **error) ZF_CHECK_RESULT;
/* Begins a layer; all but GPKG, KML and GPX have one. What is added goes to the last one begun. */
bool zf_gis_writer_layer(ZfGisWriter *writer, const ZfGisWriteLayer *layer,
                         GError **error) ZF_CHECK_RESULT;
/* geometry: WGS-84, of the layer's kind or ZF_GIS_NONE; values: one text per field, NULL = none;
 * numbers as zf_text_from_double writes them, days as YYYY-MM-DD. */
bool zf_gis_writer_add(ZfGisWriter *writer, const ZfGisGeometry *geometry,
                       const char *const *values, GError **error) ZF_CHECK_RESULT;
/* Puts the file in its place. Errors: ZF_GIS_ERROR_WRITE, ZF_FILE_ERROR_WRITE. */
bool zf_gis_writer_close(ZfGisWriter *writer, GError **error) ZF_CHECK_RESULT;
/* Not closed: nothing is left behind. */
void zf_gis_writer_free(ZfGisWriter *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfGisWriter, zf_gis_writer_free)
