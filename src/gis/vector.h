/* vector: reading features.
 *
 *     g_autoptr(ZfGisSource) source = zf_gis_open("villages.shp", NULL, findings, &error);
 *     ZfGisReadOptions options = {.crs = "auto"};
 *     g_autoptr(ZfGisReader) reader = zf_gis_read(source, &options, &error);
 *     const ZfGisFeature *feature;
 *     while ((ok = zf_gis_next(reader, &feature, &error)) && feature) { … }
 *
 * Kinds of file, by name: .shp (with its .dbf .shx .prj .cpg beside it), .zip and .shz (shapefiles
 * inside, or one file of another kind), .gpkg, .geojson .json .geojsonl, .kml .kmz .ovkml,
 * .osm .osm.gz .osm.pbf, .fgb, .tab .mif, .gpx. */
#pragma once

#include "gis/geometry.h"

typedef struct ZfGisSource ZfGisSource;
typedef struct ZfGisReader ZfGisReader;

typedef enum ZfGisType { ZF_GIS_TEXT, ZF_GIS_INTEGER, ZF_GIS_REAL, ZF_GIS_DATE } ZfGisType;

typedef struct ZfGisField {
    char *name; /* UTF-8, as in the file */
    ZfGisType type;
} ZfGisField;

typedef struct ZfGisLayer {
    char *name;
    ZfGisKind kind;
    char *crs; /* what zf_crs_new takes, "EPSG:4545" or WKT; NULL when the file is silent */
    int64_t n_features; /* -1 when only reading would tell (OSM) */
    ZfGisField *fields;
    size_t n_fields;
} ZfGisLayer;

typedef struct ZfGisOpenOptions {
    const char
        *encoding;  /* of attributes; NULL or "auto": UTF-8 when all bytes are, else GB18030 */
    bool crs_given; /* the user says the coordinate system: a file without one is no finding */
} ZfGisOpenOptions;

/* options and findings may be NULL. findings get: "shp-no-dbf", "shp-no-shx" (rebuilt), "no-crs"
 * (no .prj) "shp-encoding", and "gdal-warning" while reading; they must outlive the source. Errors:
 * ZF_GIS_ERROR_READ, _FORMAT, _LIMIT. */
ZfGisSource *zf_gis_open(const char *path, const ZfGisOpenOptions *options, ZfFindings *findings,
                         GError **error) ZF_CHECK_RESULT;
void zf_gis_source_free(ZfGisSource *source);

/* true for OpenStreetMap data, whose layers are points, lines, multilinestrings, multipolygons and
 * other_relations, and whose features carry tags. */
bool zf_gis_is_osm(const ZfGisSource *source);

/* true when the file's name ends like one of the kinds above; the file is not touched. */
bool zf_gis_knows(const char *path);

/* Layers in the file's order; live as long as the source. */
size_t zf_gis_n_layers(const ZfGisSource *source);
const ZfGisLayer *zf_gis_layer(const ZfGisSource *source, size_t i);
/* ret: the layer of that name (case does not matter where it is unique so), or NULL. */
const ZfGisLayer *zf_gis_find_layer(const ZfGisSource *source, const char *name);

/* The layers to read when none was named: those that hold the first of the wanted kinds that any
 * layer holds, when all of them have the same columns and coordinate system (the folders of a KML,
 * the sheets of a survey); what was taken and what not becomes a finding, "layers-taken". When that
 * does not tell, one NULL: reading without a name asks which. path: for the finding.
 * ret: names, borrowed from the source, in the file's order, at least one. Not for OpenStreetMap,
 * whose layers are known. Errors: those of zf_gis_read and zf_gis_next. */
GPtrArray *zf_gis_choose_layers(ZfGisSource *source, const char *path, const ZfGisKind *wanted,
                                size_t n_wanted, ZfFindings *findings,
                                GError **error) ZF_CHECK_RESULT;

typedef struct ZfGisReadOptions {
    const char *layer; /* NULL: the only one; with several an error that lists them */
    const char *where; /* SQL condition on attributes ("admin_level = '8'"), or NULL. On tags of OSM
                          that are no fields: hstore_get_value(other_tags, 'ele') = '512' */
    const char *crs;   /* NULL: coordinates stay the file's own; "auto": to WGS-84 from the CRS the
                          file names (an error when it names none); else from this one */
    ZfBox *box; /* only features whose box touches it, in the file's own coordinates; or NULL */
} ZfGisReadOptions;

typedef struct ZfGisTag {
    const char *key;
    const char *value;
} ZfGisTag;

/* All belongs to the reader and lives until its next step, but geometry may be stolen: take its
 * pointer and leave NULL behind. */
typedef struct ZfGisFeature {
    int64_t fid;   /* as the driver counts; -1 none */
    int64_t row;   /* counted from 1 in the order read, those the filter left out not counted */
    char osm_type; /* 'n', 'w', 'r', or 0 */
    int64_t osm_id;
    ZfGisGeometry geometry;
    /* One per field of the layer, NULL where there is none. Numbers without an exponent and
     * without a decimal point when they are whole ("433127100201" also when stored as a double),
     * days as YYYY-MM-DD, moments with HH:MM:SS. Valid UTF-8. */
    const char *const *values;
    const ZfGisTag *tags; /* OSM: all tags, sorted by key */
    size_t n_tags;
} ZfGisFeature;

/* options may be NULL. One reader of a source at a time: a new one ends the one before.
 * Errors: ZF_GIS_ERROR_LAYER, _WHERE, _READ; ZF_GEO_ERROR_CRS. */
ZfGisReader *zf_gis_read(ZfGisSource *source, const ZfGisReadOptions *options,
                         GError **error) ZF_CHECK_RESULT;
void zf_gis_reader_free(ZfGisReader *reader);
const ZfGisLayer *zf_gis_reader_layer(const ZfGisReader *reader);

/* ret: the next feature, NULL at the end. false when anything at all went wrong on the way: then
 * nothing read so far may be used. A geometry that cannot be moved to WGS-84 is an error naming the
 * row. Errors: ZF_GIS_ERROR_READ, _CRS, _LIMIT. */
bool zf_gis_next(ZfGisReader *reader, const ZfGisFeature **ret, GError **error) ZF_CHECK_RESULT;

/* ret: the value of a field, or of a tag, or NULL. */
const char *zf_gis_value(const ZfGisReader *reader, const ZfGisFeature *feature, const char *name);
const char *zf_gis_tag(const ZfGisFeature *feature, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfGisSource, zf_gis_source_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfGisReader, zf_gis_reader_free)
