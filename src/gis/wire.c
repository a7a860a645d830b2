#include "gis/wire.h"

#include "gis/gis.h"

#include <string.h>

#define NO_TEXT    UINT32_MAX
#define MAX_LAYERS 1000
#define MAX_FIELDS 2000
#define MAX_TAGS   100000

static void
put(GByteArray *out, const void *bytes, size_t size)
{
    g_byte_array_append(out, bytes, (guint)size);
}

void
wire_put_byte(GByteArray *out, uint8_t value)
{
    put(out, &value, 1);
}

static void
put_count(GByteArray *out, uint32_t count)
{
    put(out, &count, sizeof count);
}

void
wire_put_number(GByteArray *out, int64_t value)
{
    put(out, &value, sizeof value);
}

void
wire_put_real(GByteArray *out, double value)
{
    put(out, &value, sizeof value);
}

void
wire_put_text(GByteArray *out, const char *text)
{
    if (!text) {
        put_count(out, NO_TEXT);
        return;
    }
    size_t n = strlen(text);
    put_count(out, (uint32_t)n);
    put(out, text, n + 1);
}

void
wire_put_box(GByteArray *out, const ZfBox *box)
{
    wire_put_byte(out, box != NULL);
    if (box) {
        put(out, box, sizeof *box);
    }
}

void
wire_put_floats(GByteArray *out, const float *values, size_t n)
{
    put(out, values, n * sizeof *values);
}

void
wire_put_error(GByteArray *out, const GError *error)
{
    wire_put_byte(out, error->domain == ZF_GEO_ERROR);
    wire_put_number(out, error->code);
    wire_put_text(out, error->message);
}

void
wire_put_findings(GByteArray *out, const ZfFindings *findings)
{
    size_t n = zf_findings_count(findings);
    put_count(out, (uint32_t)n);
    for (size_t i = 0; i < n; i++) {
        const ZfFinding *finding = zf_findings_get(findings, i);
        wire_put_byte(out, (uint8_t)finding->severity);
        wire_put_text(out, finding->code);
        wire_put_text(out, finding->file);
        wire_put_text(out, finding->sheet);
        wire_put_number(out, finding->row);
        wire_put_number(out, finding->column);
        wire_put_text(out, finding->value);
        wire_put_text(out, finding->message);
        wire_put_text(out, finding->advice);
    }
}

void
wire_put_layers(GByteArray *out, const GArray *layers)
{
    put_count(out, layers->len);
    for (guint i = 0; i < layers->len; i++) {
        const ZfGisLayer *layer = &g_array_index(layers, ZfGisLayer, i);
        wire_put_text(out, layer->name);
        wire_put_byte(out, (uint8_t)layer->kind);
        wire_put_text(out, layer->crs);
        wire_put_number(out, layer->n_features);
        put_count(out, (uint32_t)layer->n_fields);
        for (size_t k = 0; k < layer->n_fields; k++) {
            wire_put_text(out, layer->fields[k].name);
            wire_put_byte(out, (uint8_t)layer->fields[k].type);
        }
    }
}

static void
put_geometry(GByteArray *out, const ZfGisGeometry *geometry)
{
    const ZfLines *lines = geometry->lines;
    const ZfPolygon *polygon = geometry->polygon;
    wire_put_byte(out, (uint8_t)geometry->kind);
    if (geometry->kind == ZF_GIS_POINT) {
        put(out, &geometry->point, sizeof geometry->point);
    } else if (geometry->kind == ZF_GIS_LINES) {
        put_count(out, lines->n_points);
        put_count(out, lines->n_lines);
        put(out, lines->points, lines->n_points * sizeof *lines->points);
        put(out, lines->lines, (lines->n_lines + 1u) * sizeof *lines->lines);
    } else if (geometry->kind == ZF_GIS_POLYGON) {
        put_count(out, polygon->n_points);
        put_count(out, polygon->n_rings);
        put_count(out, polygon->n_parts);
        put(out, polygon->points, polygon->n_points * sizeof *polygon->points);
        put(out, polygon->rings, (polygon->n_rings + 1u) * sizeof *polygon->rings);
        put(out, polygon->parts, (polygon->n_parts + 1u) * sizeof *polygon->parts);
    }
}

void
wire_put_feature(GByteArray *out, const ZfGisFeature *feature, size_t n_values)
{
    wire_put_number(out, feature->fid);
    wire_put_number(out, feature->row);
    wire_put_byte(out, (uint8_t)feature->osm_type);
    wire_put_number(out, feature->osm_id);
    for (size_t i = 0; i < n_values; i++) {
        wire_put_text(out, feature->values[i]);
    }
    put_count(out, (uint32_t)feature->n_tags);
    for (size_t i = 0; i < feature->n_tags; i++) {
        wire_put_text(out, feature->tags[i].key);
        wire_put_text(out, feature->tags[i].value);
    }
    put_geometry(out, &feature->geometry);
}

/* ret: the next size bytes, or NULL when there are not so many. */
static const void *
take(WireIn *in, size_t size)
{
    if (in->broken || in->size - in->at < size) {
        in->broken = true;
        return NULL;
    }
    const void *ret = in->bytes + in->at;
    in->at += size;
    return ret;
}

static void
take_into(WireIn *in, void *ret, size_t size)
{
    const void *bytes = take(in, size);
    if (bytes) {
        memcpy(ret, bytes, size);
    } else {
        memset(ret, 0, size);
    }
}

uint8_t
wire_byte(WireIn *in)
{
    uint8_t ret;
    take_into(in, &ret, sizeof ret);
    return ret;
}

static uint32_t
take_count(WireIn *in)
{
    uint32_t ret;
    take_into(in, &ret, sizeof ret);
    return ret;
}

int64_t
wire_number(WireIn *in)
{
    int64_t ret;
    take_into(in, &ret, sizeof ret);
    return ret;
}

double
wire_real(WireIn *in)
{
    double ret;
    take_into(in, &ret, sizeof ret);
    return ret;
}

const char *
wire_text(WireIn *in)
{
    uint32_t n = take_count(in);
    if (in->broken || n == NO_TEXT) {
        return NULL;
    }
    const char *text = take(in, (size_t)n + 1);
    if (!text || text[n] != '\0' || !g_utf8_validate_len(text, n, NULL)) {
        in->broken = true;
        return NULL;
    }
    return text;
}

/* A text where there must be one. */
static const char *
need_text(WireIn *in)
{
    const char *text = wire_text(in);
    in->broken = in->broken || !text;
    return text ? text : "";
}

bool
wire_box(WireIn *in, ZfBox *ret)
{
    bool any = wire_byte(in) != 0;
    if (any) {
        take_into(in, ret, sizeof *ret);
    }
    return any && !in->broken;
}

void
wire_error(WireIn *in, GError **error)
{
    GQuark domain = wire_byte(in) ? ZF_GEO_ERROR : ZF_GIS_ERROR;
    int code = (int)wire_number(in);
    const char *message = need_text(in);
    g_propagate_error(error, g_error_new_literal(domain, code, message));
}

void
wire_findings(WireIn *in, ZfFindings *findings)
{
    uint32_t n = take_count(in);
    for (uint32_t i = 0; i < n && !in->broken; i++) {
        uint8_t severity = wire_byte(in);
        const char *code = need_text(in);
        const char *file = wire_text(in);
        const char *sheet = wire_text(in);
        int64_t row = wire_number(in);
        int64_t column = wire_number(in);
        const char *value = wire_text(in);
        const char *message = need_text(in);
        const char *advice = wire_text(in);
        in->broken = in->broken || severity > ZF_SEVERITY_STOP || row < 0 || column < 0 ||
                     column > INT32_MAX;
        if (!in->broken && findings) {
            zf_findings_add_at(findings, (ZfSeverity)severity, code, file, sheet, row,
                               (int32_t)column, value, message, advice);
        }
    }
}

void
wire_layer_clear(gpointer data)
{
    ZfGisLayer *layer = data;
    g_free(layer->name);
    g_free(layer->crs);
    for (size_t i = 0; i < layer->n_fields; i++) {
        g_free(layer->fields[i].name);
    }
    g_free(layer->fields);
}

void
wire_layers(WireIn *in, GArray *layers)
{
    uint32_t n = take_count(in);
    in->broken = in->broken || n > MAX_LAYERS;
    for (uint32_t i = 0; i < n && !in->broken; i++) {
        ZfGisLayer layer = {.name = g_strdup(need_text(in))};
        uint8_t kind = wire_byte(in);
        layer.kind = (ZfGisKind)kind;
        layer.crs = g_strdup(wire_text(in));
        layer.n_features = wire_number(in);
        uint32_t n_fields = take_count(in);
        in->broken = in->broken || kind > ZF_GIS_MIXED || n_fields > MAX_FIELDS;
        layer.fields = g_new0(ZfGisField, in->broken ? 1 : MAX(n_fields, 1));
        for (uint32_t k = 0; k < n_fields && !in->broken; k++) {
            layer.fields[k].name = g_strdup(need_text(in));
            uint8_t type = wire_byte(in);
            in->broken = in->broken || type > ZF_GIS_DATE;
            layer.fields[k].type = (ZfGisType)type;
            layer.n_fields++;
        }
        g_array_append_val(layers, layer);
    }
}

static gpointer
take_array(WireIn *in, size_t n, size_t each)
{
    const void *bytes = take(in, n * each);
    return bytes ? g_memdup2(bytes, n * each) : NULL;
}

/* n + 1 offsets that begin at 0, never fall, and end at end. */
static bool
offsets_fit(const uint32_t *offsets, uint32_t n, uint32_t end)
{
    bool ok = offsets && offsets[0] == 0 && offsets[n] == end;
    for (uint32_t i = 0; ok && i < n; i++) {
        ok = offsets[i] <= offsets[i + 1];
    }
    return ok;
}

float *
wire_floats(WireIn *in, size_t n)
{
    return take_array(in, n, sizeof(float));
}

static void
take_lines(WireIn *in, ZfGisGeometry *geometry)
{
    g_autoptr(ZfLines) lines = g_new0(ZfLines, 1);
    lines->n_points = take_count(in);
    lines->n_lines = take_count(in);
    lines->points = take_array(in, lines->n_points, sizeof *lines->points);
    lines->lines = take_array(in, (size_t)lines->n_lines + 1, sizeof *lines->lines);
    if (in->broken || !offsets_fit(lines->lines, lines->n_lines, lines->n_points)) {
        in->broken = true;
        return;
    }
    geometry->lines = g_steal_pointer(&lines);
    geometry->kind = ZF_GIS_LINES;
}

static void
take_polygon(WireIn *in, ZfGisGeometry *geometry)
{
    g_autoptr(ZfPolygon) polygon = g_new0(ZfPolygon, 1);
    polygon->n_points = take_count(in);
    polygon->n_rings = take_count(in);
    polygon->n_parts = take_count(in);
    polygon->points = take_array(in, polygon->n_points, sizeof *polygon->points);
    polygon->rings = take_array(in, (size_t)polygon->n_rings + 1, sizeof *polygon->rings);
    polygon->parts = take_array(in, (size_t)polygon->n_parts + 1, sizeof *polygon->parts);
    if (in->broken || !offsets_fit(polygon->rings, polygon->n_rings, polygon->n_points) ||
        !offsets_fit(polygon->parts, polygon->n_parts, polygon->n_rings)) {
        in->broken = true;
        return;
    }
    geometry->polygon = g_steal_pointer(&polygon);
    geometry->kind = ZF_GIS_POLYGON;
}

static void
take_geometry(WireIn *in, ZfGisGeometry *geometry)
{
    switch (wire_byte(in)) {
    case ZF_GIS_NONE: break;
    case ZF_GIS_POINT:
        take_into(in, &geometry->point, sizeof geometry->point);
        geometry->kind = ZF_GIS_POINT;
        break;
    case ZF_GIS_LINES: take_lines(in, geometry); break;
    case ZF_GIS_POLYGON: take_polygon(in, geometry); break;
    default: in->broken = true;
    }
}

void
wire_feature(WireIn *in, ZfGisFeature *feature, size_t n_values, GPtrArray *values, GArray *tags)
{
    g_ptr_array_set_size(values, 0);
    g_array_set_size(tags, 0);
    *feature = (ZfGisFeature){0};
    feature->fid = wire_number(in);
    feature->row = wire_number(in);
    feature->osm_type = (char)wire_byte(in);
    feature->osm_id = wire_number(in);
    for (size_t i = 0; i < n_values; i++) {
        g_ptr_array_add(values, (gpointer)wire_text(in));
    }
    uint32_t n_tags = take_count(in);
    in->broken = in->broken || n_tags > MAX_TAGS;
    for (uint32_t i = 0; i < n_tags && !in->broken; i++) {
        ZfGisTag tag = {.key = need_text(in)};
        tag.value = need_text(in);
        g_array_append_val(tags, tag);
    }
    take_geometry(in, &feature->geometry);
    feature->values = (const char *const *)values->pdata;
    feature->tags = (const ZfGisTag *)(const void *)tags->data;
    feature->n_tags = tags->len;
}
