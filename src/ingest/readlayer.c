/* readlayer: a layer of a map file as rows: attributes become cells, the shape goes with them. */
#include <inttypes.h>
#include <string.h>

#include "ingest/source.h"

enum { MAX_FEATURES = 5 * 1000 * 1000 };

/* Which layers, when the user did not say: of OpenStreetMap the one with buildings and borders or
 * places, else all that hold what is wanted. ret: their names. */
static GPtrArray *
choose_layers(const In *in, ZfGisSource *source, GError **error)
{
    static const ZfGisKind areas[] = {ZF_GIS_POLYGON, ZF_GIS_POINT};
    static const ZfGisKind others[] = {ZF_GIS_POINT, ZF_GIS_POLYGON};
    if (!in->options->layer && !zf_gis_is_osm(source)) {
        return zf_gis_choose_layers(source, in->file, in->kind == ZF_IMPORT_AREAS ? areas : others,
                                    G_N_ELEMENTS(areas), in->findings, error);
    }
    GPtrArray *one = g_ptr_array_new();
    const char *name = in->options->layer             ? in->options->layer
                       : in->kind == ZF_IMPORT_PLACES ? "points"
                                                      : "multipolygons";
    g_ptr_array_add(one, (gpointer)name);
    return one;
}

/* OpenStreetMap: what is an area or a home when the user gave no condition. */
static const char *
default_where(In *in, const ZfGisSource *source)
{
    if (in->options->where || !zf_gis_is_osm(source)) {
        return in->options->where;
    }
    const char *where =
        in->kind == ZF_IMPORT_AREAS ? "boundary = 'administrative' AND admin_level = '8'"
        : in->kind == ZF_IMPORT_HOUSEHOLDS && !in->options->layer ? "building IS NOT NULL"
                                                                  : NULL;
    if (where) {
        g_autofree char *message = g_strdup_printf(
            in->kind == ZF_IMPORT_AREAS
                ? _("of OpenStreetMap the areas of communes were taken (--where \"%s\")")
                : _("of OpenStreetMap all buildings were taken (--where \"%s\")"),
            where);
        zf_findings_add_at(in->findings, ZF_SEVERITY_WARNING, "osm-default", in->file, NULL, 0, 0,
                           NULL, message, _("if others are meant, say which with --where"));
    }
    return where;
}

/* All tags of an OSM feature that are columns of this table, besides the layer's own fields. */
static const char *const OSM_TAGS[] = {
    "addr:street", "addr:housenumber", "addr:city", "amenity", "place",       "shop",
    "natural",     "highway",          "name:zh",   "ref",     "admin_level", "craft",
    "man_made",    "public_transport"};

static const char *
value_at(const ZfGisFeature *feature, const ZfGisLayer *layer, size_t column)
{
    if (column < layer->n_fields) {
        return feature->values[column];
    }
    return zf_gis_tag(feature, OSM_TAGS[column - layer->n_fields]);
}

static void
add_feature(In *in, const ZfGisLayer *layer, size_t n_columns, ZfGisFeature *feature)
{
    InRow row = {.number = feature->row,
                 .table = (int32_t)in->tables->len - 1,
                 .fate = -1,
                 .key = "",
                 .reason = "",
                 .osm_type = feature->osm_type,
                 .osm_id = feature->osm_id,
                 .geometry = feature->geometry};
    GArray *cells = g_array_sized_new(FALSE, FALSE, sizeof(ZfCell), 8);
    for (size_t c = 0; c < n_columns; c++) {
        const char *value = value_at(feature, layer, c);
        if (value && !zf_text_is_blank(value)) {
            ZfCell cell = {.text = g_string_chunk_insert_const(in->texts, value),
                           .column = (uint16_t)c,
                           .kind = ZF_CELL_TEXT};
            g_array_append_val(cells, cell);
        }
    }
    feature->geometry = (ZfGisGeometry){0}; /* the row has it now */
    row.n_cells = cells->len;
    gpointer block = g_array_free(cells, FALSE);
    g_ptr_array_add(in->blocks, block);
    row.cells = block;
    g_array_append_val(in->rows, row);
}

static bool
read_features(In *in, ZfGisReader *reader, size_t n_columns, GError **error)
{
    const ZfGisLayer *layer = zf_gis_reader_layer(reader);
    const ZfGisFeature *feature = NULL;
    for (;;) {
        if (!zf_gis_next(reader, &feature, error)) {
            return false;
        }
        if (!feature) {
            return true;
        }
        if (in->rows->len >= MAX_FEATURES) {
            g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_LIMIT,
                        _("%s: more than %d features; use --where to take fewer"), in->file,
                        MAX_FEATURES);
            return false;
        }
        add_feature(in, layer, n_columns, (ZfGisFeature *)feature);
        if (in->rows->len % 1024 == 0) {
            zf_progress_report(in->progress, _("Reading features"), in->rows->len,
                               MAX(layer->n_features, 0));
            if (zf_progress_stop(in->progress, error)) {
                return false;
            }
        }
    }
}

static int
compare_index(gconstpointer a, gconstpointer b)
{
    uint32_t p = *(const uint32_t *)a;
    uint32_t q = *(const uint32_t *)b;
    return p < q ? -1 : p > q;
}

/* Keeps options->limit rows, drawn with the seed, in the file's order. */
static void
draw_rows(In *in)
{
    guint n = in->rows->len;
    if (in->options->limit <= 0 || (int64_t)n <= in->options->limit) {
        return;
    }
    guint keep = (guint)in->options->limit;
    g_autofree uint32_t *order = g_new(uint32_t, n);
    for (guint i = 0; i < n; i++) {
        order[i] = i;
    }
    ZfRng rng;
    zf_rng_init(&rng, in->options->seed, 0);
    zf_rng_shuffle(&rng, order, n);
    qsort(order, keep, sizeof *order, compare_index);
    for (guint i = 0; i < keep; i++) { /* order rises, so i <= order[i] */
        InRow moved = *ZF_IN_ROW(in, i);
        *ZF_IN_ROW(in, i) = *ZF_IN_ROW(in, order[i]);
        *ZF_IN_ROW(in, order[i]) = moved;
    }
    g_array_set_size(in->rows, keep);
    g_autofree char *message =
        g_strdup_printf(NG_("%u of %u features was drawn with seed %" PRIu64,
                            "%u of %u features were drawn with seed %" PRIu64, keep),
                        keep, n, (guint64)in->options->seed);
    zf_findings_add_at(in->findings, ZF_SEVERITY_FIXED, "drawn", in->file, NULL, 0, 0, NULL,
                       message, NULL);
}

static InTable *
new_layer_table(In *in, const ZfGisLayer *layer, bool osm)
{
    InTable *table = g_new0(InTable, 1);
    table->name = g_string_chunk_insert(in->texts, layer->name);
    table->hint = "";
    table->layer = true;
    table->headers = g_ptr_array_new_with_free_func(g_free);
    for (size_t f = 0; f < layer->n_fields; f++) {
        g_ptr_array_add(table->headers, g_strdup(layer->fields[f].name));
    }
    for (size_t t = 0; osm && t < G_N_ELEMENTS(OSM_TAGS); t++) {
        g_ptr_array_add(table->headers, g_strdup(OSM_TAGS[t]));
    }
    table->n_columns = table->headers->len;
    g_ptr_array_add(in->tables, table);
    return table;
}

static bool
read_one_layer(In *in, ZfGisSource *source, const char *name, GError **error)
{
    /* coordinates stay the file's own: how to read them is settled later (--crs, .prj or fit) */
    ZfGisReadOptions options = {.layer = name, .where = default_where(in, source)};
    g_autoptr(ZfGisReader) reader = zf_gis_read(source, &options, error);
    if (!reader) {
        return false;
    }
    const ZfGisLayer *layer = zf_gis_reader_layer(reader);
    in->layer_osm = zf_gis_is_osm(source);
    if (!in->layer_crs) { /* of several layers it is the same */
        in->layer_crs = g_strdup(layer->crs);
    }
    InTable *table = new_layer_table(in, layer, in->layer_osm);
    return zf_in_map_columns(in, table, 0, 0, error) &&
           read_features(in, reader, table->n_columns, error);
}

bool
zf_in_read_layer(In *in, GError **error)
{
    const char *crs = in->options->crs;
    ZfGisOpenOptions open = {.encoding = in->options->encoding,
                             .crs_given = crs && g_ascii_strcasecmp(crs, "auto") != 0};
    g_autoptr(ZfGisSource) source = zf_gis_open(in->path, &open, in->findings, error);
    g_autoptr(GPtrArray) names = source ? choose_layers(in, source, error) : NULL;
    if (!names) {
        return false;
    }
    for (guint i = 0; i < names->len; i++) {
        if (!read_one_layer(in, source, g_ptr_array_index(names, i), error)) {
            return false;
        }
    }
    draw_rows(in);
    return true;
}
