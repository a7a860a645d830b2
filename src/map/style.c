#include "map/styleint.h"

#include <math.h>
#include <string.h>

#include "map/maperror.h"

#define MAX_BYTES (4u << 20)
#define PIXEL_MM  (25.4 / 96)

G_DEFINE_QUARK(zf_map_error, zf_map_error)

extern const ZfEmbedded zf_map_styles[];

typedef enum Kind { COLOUR, NUMBER, LENGTH, LENGTHS, PAIR, TEXT, FONT, WORD } Kind;

static const struct {
    const char *name;
    ZfLayerType type;
    Kind kind;
    bool layout;
} properties[ZF_PROPERTY_COUNT] = {
    [ZF_PROPERTY_BACKGROUND_COLOR] = {"background-color", ZF_LAYER_BACKGROUND, COLOUR, false},
    [ZF_PROPERTY_FILL_COLOR] = {"fill-color", ZF_LAYER_FILL, COLOUR, false},
    [ZF_PROPERTY_FILL_OPACITY] = {"fill-opacity", ZF_LAYER_FILL, NUMBER, false},
    [ZF_PROPERTY_FILL_OUTLINE_COLOR] = {"fill-outline-color", ZF_LAYER_FILL, COLOUR, false},
    [ZF_PROPERTY_LINE_COLOR] = {"line-color", ZF_LAYER_LINE, COLOUR, false},
    [ZF_PROPERTY_LINE_WIDTH] = {"line-width", ZF_LAYER_LINE, LENGTH, false},
    [ZF_PROPERTY_LINE_DASHARRAY] = {"line-dasharray", ZF_LAYER_LINE, LENGTHS, false},
    [ZF_PROPERTY_LINE_CAP] = {"line-cap", ZF_LAYER_LINE, WORD, true},
    [ZF_PROPERTY_LINE_JOIN] = {"line-join", ZF_LAYER_LINE, WORD, true},
    [ZF_PROPERTY_LINE_OPACITY] = {"line-opacity", ZF_LAYER_LINE, NUMBER, false},
    [ZF_PROPERTY_CIRCLE_RADIUS] = {"circle-radius", ZF_LAYER_CIRCLE, LENGTH, false},
    [ZF_PROPERTY_CIRCLE_COLOR] = {"circle-color", ZF_LAYER_CIRCLE, COLOUR, false},
    [ZF_PROPERTY_CIRCLE_STROKE_COLOR] = {"circle-stroke-color", ZF_LAYER_CIRCLE, COLOUR, false},
    [ZF_PROPERTY_CIRCLE_STROKE_WIDTH] = {"circle-stroke-width", ZF_LAYER_CIRCLE, LENGTH, false},
    [ZF_PROPERTY_TEXT_FIELD] = {"text-field", ZF_LAYER_SYMBOL, TEXT, true},
    [ZF_PROPERTY_TEXT_SIZE] = {"text-size", ZF_LAYER_SYMBOL, LENGTH, true},
    [ZF_PROPERTY_TEXT_COLOR] = {"text-color", ZF_LAYER_SYMBOL, COLOUR, false},
    [ZF_PROPERTY_TEXT_OPACITY] = {"text-opacity", ZF_LAYER_SYMBOL, NUMBER, false},
    [ZF_PROPERTY_TEXT_HALO_COLOR] = {"text-halo-color", ZF_LAYER_SYMBOL, COLOUR, false},
    [ZF_PROPERTY_TEXT_HALO_WIDTH] = {"text-halo-width", ZF_LAYER_SYMBOL, LENGTH, false},
    [ZF_PROPERTY_TEXT_FONT] = {"text-font", ZF_LAYER_SYMBOL, FONT, true},
    [ZF_PROPERTY_TEXT_LETTER_SPACING] = {"text-letter-spacing", ZF_LAYER_SYMBOL, NUMBER, true},
    [ZF_PROPERTY_SYMBOL_SORT_KEY] = {"symbol-sort-key", ZF_LAYER_SYMBOL, NUMBER, true},
    [ZF_PROPERTY_VISIBILITY] = {"visibility", ZF_LAYER_SYMBOL, WORD, true},
    [ZF_PROPERTY_BACKGROUND_OPACITY] = {"background-opacity", ZF_LAYER_BACKGROUND, NUMBER, false},
    [ZF_PROPERTY_FILL_TRANSLATE] = {"fill-translate", ZF_LAYER_FILL, PAIR, false},
    [ZF_PROPERTY_LINE_TRANSLATE] = {"line-translate", ZF_LAYER_LINE, PAIR, false},
    [ZF_PROPERTY_LINE_OFFSET] = {"line-offset", ZF_LAYER_LINE, LENGTH, false},
    [ZF_PROPERTY_LINE_GAP_WIDTH] = {"line-gap-width", ZF_LAYER_LINE, LENGTH, false},
    [ZF_PROPERTY_LINE_MITER_LIMIT] = {"line-miter-limit", ZF_LAYER_LINE, NUMBER, true},
    [ZF_PROPERTY_CIRCLE_OPACITY] = {"circle-opacity", ZF_LAYER_CIRCLE, NUMBER, false},
    [ZF_PROPERTY_CIRCLE_STROKE_OPACITY] = {"circle-stroke-opacity", ZF_LAYER_CIRCLE, NUMBER, false},
    [ZF_PROPERTY_CIRCLE_TRANSLATE] = {"circle-translate", ZF_LAYER_CIRCLE, PAIR, false},
    [ZF_PROPERTY_TEXT_TRANSFORM] = {"text-transform", ZF_LAYER_SYMBOL, WORD, true},
    [ZF_PROPERTY_TEXT_LINE_HEIGHT] = {"text-line-height", ZF_LAYER_SYMBOL, NUMBER, true},
    [ZF_PROPERTY_TEXT_MAX_WIDTH] = {"text-max-width", ZF_LAYER_SYMBOL, NUMBER, true},
    [ZF_PROPERTY_TEXT_JUSTIFY] = {"text-justify", ZF_LAYER_SYMBOL, WORD, true},
    [ZF_PROPERTY_TEXT_PADDING] = {"text-padding", ZF_LAYER_SYMBOL, LENGTH, true},
    [ZF_PROPERTY_TEXT_TRANSLATE] = {"text-translate", ZF_LAYER_SYMBOL, PAIR, false},
    [ZF_PROPERTY_TEXT_OFFSET] = {"text-offset", ZF_LAYER_SYMBOL, PAIR, true},
    [ZF_PROPERTY_TEXT_ANCHOR] = {"text-anchor", ZF_LAYER_SYMBOL, WORD, true},
};

static const char *const layer_types[] = {"background", "fill", "line", "circle", "symbol"};

static void
layer_free(ZfLayer *layer)
{
    if (!layer) {
        return;
    }
    for (int where = 0; where < 3; where++) {
        for (int p = 0; p < ZF_PROPERTY_COUNT; p++) {
            zf_expression_free(layer->values[where][p]);
        }
        zf_expression_free(layer->hatch[where]);
    }
    zf_expression_free(layer->filter);
    zf_expression_free(layer->priority);
    zf_expression_free(layer->leader);
    g_free(layer->id);
    g_free(layer->source_layer);
    g_free(layer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfLayer, layer_free)

void
zf_style_free(ZfStyle *style)
{
    if (style) {
        g_ptr_array_unref(style->layers);
        g_hash_table_unref(style->hatches);
        g_free(style);
    }
}

static bool
fail(GError **error, const char *layer, const char *key, const char *what)
{
    g_set_error(error, ZF_MAP_ERROR, ZF_MAP_ERROR_STYLE, _("layer “%s”, key “%s”: %s"), layer, key,
                what);
    return false;
}

static int
find_property(const char *name, ZfLayerType type)
{
    for (int p = 0; p < ZF_PROPERTY_COUNT; p++) {
        if (strcmp(name, properties[p].name) == 0 &&
            (properties[p].type == type || p == ZF_PROPERTY_VISIBILITY)) {
            return p;
        }
    }
    return -1;
}

/* A literal must be of the property's kind; what an expression gives is looked at when drawing. */
static bool
check_literal(const ZfLayer *layer, const char *key, Kind kind, const ZfExpression *value,
              GError **error)
{
    const ZfValue *literal = zf_expression_literal(value);
    ZfColour colour;
    if (!literal) {
        return true;
    }
    bool good = kind == COLOUR
                    ? literal->kind == ZF_VALUE_TEXT && zf_colour_parse(literal->text, &colour)
                : kind == LENGTHS || kind == PAIR  ? literal->kind == ZF_VALUE_LIST
                : kind == NUMBER || kind == LENGTH ? literal->kind == ZF_VALUE_NUMBER
                                                   : literal->kind == ZF_VALUE_TEXT;
    if (good && kind == LENGTHS) {
        double sum = 0;
        for (unsigned i = 0; i < literal->n_list; i++) {
            good = good && literal->list[i] >= 0;
            sum += literal->list[i];
        }
        good = good && literal->n_list <= 8 && (literal->n_list == 0 || sum > 0);
    }
    if (good && kind == PAIR) {
        good = literal->n_list == 2 && fabs(literal->list[0]) < 1e6 && fabs(literal->list[1]) < 1e6;
    }
    if (good && (kind == NUMBER || kind == LENGTH)) {
        good = isfinite(literal->number) && fabs(literal->number) < 1e6;
    }
    return good || fail(error, layer->id, key, _("not a value of this kind"));
}

static bool
set_value(ZfLayer *layer, int where, const char *key, int p, const json_t *json, GError **error)
{
    if (p < 0) {
        return fail(error, layer->id, key, _("unknown key"));
    }
    if (properties[p].kind == FONT && json_is_array(json)) {
        json = json_array_get(json, 0); /* the font is fixed; its weight counts */
    }
    g_autofree char *place = g_strdup_printf(_("layer “%s”, key “%s”"), layer->id, key);
    zf_expression_free(g_steal_pointer(&layer->values[where][p]));
    layer->values[where][p] = zf_expression_new(json, place, error);
    return layer->values[where][p] &&
           check_literal(layer, key, properties[p].kind, layer->values[where][p], error);
}

static bool
read_properties(ZfLayer *layer, json_t *object, bool layout, GError **error)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
    {
        int p = find_property(key, layer->type);
        if (p >= 0 && properties[p].layout != layout) {
            p = -1;
        }
        if (!set_value(layer, 0, key, p, value, error)) {
            return false;
        }
    }
    return true;
}

static bool
read_hatch_name(ZfLayer *layer, int where, const char *key, const json_t *value, GError **error)
{
    g_autofree char *place = g_strdup_printf(_("layer “%s”, key “%s”"), layer->id, key);
    zf_expression_free(g_steal_pointer(&layer->hatch[where]));
    layer->hatch[where] = zf_expression_new(value, place, error);
    return layer->hatch[where] != NULL;
}

static const char *const print_keys[] = {"unit",   "hatch",    "min-scale", "max-scale",
                                         "legend", "priority", "leader"};

static bool
read_unit(ZfLayer *layer, const char *key, const json_t *value, GError **error)
{
    static const struct {
        const char *name;
        double mm;
    } units[] = {{"mm", 1}, {"pt", 25.4 / 72}, {"px", PIXEL_MM}};
    const char *name = json_string_value(value);
    for (size_t i = 0; name && i < G_N_ELEMENTS(units); i++) {
        if (strcmp(name, units[i].name) == 0) {
            layer->unit_mm = units[i].mm;
            return true;
        }
    }
    return fail(error, layer->id, key, _("mm, pt or px"));
}

static bool
read_scale(const ZfLayer *layer, const char *key, const json_t *value, double *ret, GError **error)
{
    *ret = json_number_value(value);
    return (json_is_number(value) && *ret > 0 && *ret < 1e9) ||
           fail(error, layer->id, key, _("the denominator of a scale, such as 25000"));
}

static bool
read_number(const ZfLayer *layer, const char *key, const json_t *value, ZfExpression **ret,
            GError **error)
{
    g_autofree char *place = g_strdup_printf(_("layer “%s”, key “%s”"), layer->id, key);
    zf_expression_free(g_steal_pointer(ret));
    *ret = zf_expression_new(value, place, error);
    return *ret && check_literal(layer, key, NUMBER, *ret, error);
}

/* ret: false for a key of that name with an error; *known tells whether it is one. */
static bool
read_print_key(ZfLayer *layer, const char *name, const char *key, const json_t *value, bool *known,
               GError **error)
{
    *known = true;
    if (strcmp(name, "legend") == 0) {
        layer->legend = json_is_true(value);
        return json_is_boolean(value) || fail(error, layer->id, key, _("true or false"));
    }
    if (strcmp(name, "unit") == 0) {
        return read_unit(layer, key, value, error);
    }
    if (strcmp(name, "min-scale") == 0) {
        return read_scale(layer, key, value, &layer->min_scale, error);
    }
    if (strcmp(name, "max-scale") == 0) {
        return read_scale(layer, key, value, &layer->max_scale, error);
    }
    if (strcmp(name, "priority") == 0) {
        return read_number(layer, key, value, &layer->priority, error);
    }
    if (strcmp(name, "leader") == 0) {
        return read_number(layer, key, value, &layer->leader, error);
    }
    *known = false;
    return true;
}

static bool
read_metadata(ZfLayer *layer, json_t *object, GError **error)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
    {
        if (!g_str_has_prefix(key, "print:")) {
            continue; /* other programs' notes */
        }
        const char *name = key + strlen("print:");
        int where = g_str_has_prefix(name, "bw-") ? 2 : 1;
        const char *bare = where == 2 ? name + strlen("bw-") : name;
        bool known;
        bool good = read_print_key(layer, name, key, value, &known, error);
        if (!known && strcmp(bare, "hatch") == 0) {
            good = read_hatch_name(layer, where, key, value, error);
        } else if (!known) {
            good = set_value(layer, where, key, find_property(bare, layer->type), value, error);
        }
        if (!good) {
            return false;
        }
    }
    return true;
}

static bool
read_layer_key(ZfLayer *layer, const char *key, json_t *value, GError **error)
{
    if (strcmp(key, "id") == 0 || strcmp(key, "type") == 0 || strcmp(key, "source") == 0) {
        return true;
    }
    if (strcmp(key, "source-layer") == 0 && json_is_string(value)) {
        g_free(layer->source_layer);
        layer->source_layer = g_strdup(json_string_value(value));
        return true;
    }
    if (strcmp(key, "filter") == 0) {
        g_autofree char *place = g_strdup_printf(_("layer “%s”, key “%s”"), layer->id, key);
        layer->filter = zf_expression_new(value, place, error);
        return layer->filter != NULL;
    }
    if ((strcmp(key, "minzoom") == 0 || strcmp(key, "maxzoom") == 0) && json_is_number(value)) {
        *(key[1] == 'i' ? &layer->min_zoom : &layer->max_zoom) = json_number_value(value);
        return true;
    }
    if (strcmp(key, "layout") == 0 || strcmp(key, "paint") == 0) {
        return read_properties(layer, value, key[0] == 'l', error);
    }
    if (strcmp(key, "metadata") == 0) {
        return read_metadata(layer, value, error);
    }
    return fail(error, layer->id, key, _("unknown key"));
}

static bool
layer_type_of(const char *name, ZfLayerType *ret)
{
    for (size_t i = 0; name && i < G_N_ELEMENTS(layer_types); i++) {
        if (strcmp(name, layer_types[i]) == 0) {
            *ret = (ZfLayerType)i;
            return true;
        }
    }
    return false;
}

static ZfLayer *
read_layer(json_t *json, GError **error)
{
    g_autoptr(ZfLayer) layer = g_new0(ZfLayer, 1);
    const char *id = json_string_value(json_object_get(json, "id"));
    const char *type = json_string_value(json_object_get(json, "type"));
    layer->id = g_strdup(id ? id : "?");
    layer->source_layer = g_strdup("");
    layer->max_zoom = 99;
    layer->legend = true;
    layer->unit_mm = 1;
    if (!id || !layer_type_of(type, &layer->type)) {
        fail(error, layer->id, "type",
             _("every layer needs an id and one of the types background, fill, line, circle, "
               "symbol"));
        return NULL;
    }
    const char *key;
    json_t *value;
    json_object_foreach(json, key, value)
    {
        if (!read_layer_key(layer, key, value, error)) {
            return NULL;
        }
    }
    return g_steal_pointer(&layer);
}

static bool
hatch_kind_of(const char *name, ZfHatchKind *ret)
{
    static const char *const names[] = {"none", "lines", "crossed", "broken", "dots", "crosses"};
    for (size_t i = 0; name && i < G_N_ELEMENTS(names); i++) {
        if (strcmp(name, names[i]) == 0) {
            *ret = (ZfHatchKind)i;
            return true;
        }
    }
    return false;
}

static bool
read_hatch(ZfStyle *style, const char *name, json_t *json, GError **error)
{
    ZfHatch hatch = {0};
    const char *key;
    json_t *value;
    json_object_foreach(json, key, value)
    {
        double number = json_number_value(value);
        bool positive = json_is_number(value) && number > 0 && number < 1000;
        bool good =
            strcmp(key, "kind") == 0 ? hatch_kind_of(json_string_value(value), &hatch.kind)
            : strcmp(key, "color") == 0
                ? json_is_string(value) && zf_colour_parse(json_string_value(value), &hatch.colour)
            : strcmp(key, "angle") == 0 ? json_is_number(value)
                                        : positive;
        double *length = strcmp(key, "angle") == 0   ? &hatch.angle
                         : strcmp(key, "width") == 0 ? &hatch.width
                         : strcmp(key, "pitch") == 0 ? &hatch.pitch
                         : strcmp(key, "dash") == 0  ? &hatch.dash
                         : strcmp(key, "gap") == 0   ? &hatch.gap
                                                     : NULL;
        bool word = strcmp(key, "kind") == 0 || strcmp(key, "color") == 0;
        if (!good || (!length && !word)) {
            return fail(error, "print:hatches", key, _("unknown key or value"));
        }
        if (length) {
            *length = number;
        }
    }
    bool complete = hatch.kind == ZF_HATCH_NONE || (hatch.pitch >= 0.2 && hatch.width > 0);
    complete = complete && (hatch.kind != ZF_HATCH_BROKEN || (hatch.dash > 0.1 && hatch.gap > 0.1));
    complete = complete && (hatch.kind != ZF_HATCH_CROSSES || hatch.dash > 0);
    if (!complete) {
        return fail(error, "print:hatches", name, _("a hatch needs kind, width and pitch"));
    }
    g_hash_table_insert(style->hatches, g_strdup(name), g_memdup2(&hatch, sizeof hatch));
    return true;
}

static bool
read_root(ZfStyle *style, json_t *root, GError **error)
{
    static const char *const known[] = {"version", "name",   "metadata", "sources",
                                        "layers",  "glyphs", "sprite",   NULL};
    const char *key;
    json_t *value;
    json_object_foreach(root, key, value)
    {
        if (!g_strv_contains(known, key)) {
            return fail(error, "-", key, _("unknown key"));
        }
    }
    if (json_integer_value(json_object_get(root, "version")) != 8) {
        return fail(error, "-", "version", _("must be 8"));
    }
    json_t *hatches = json_object_get(json_object_get(root, "metadata"), "print:hatches");
    json_object_foreach(hatches, key, value)
    {
        if (!read_hatch(style, key, value, error)) {
            return false;
        }
    }
    json_t *layers = json_object_get(root, "layers");
    if (!json_is_array(layers) || json_array_size(layers) == 0) {
        return fail(error, "-", "layers", _("a style needs layers"));
    }
    size_t i;
    json_array_foreach(layers, i, value)
    {
        ZfLayer *layer = read_layer(value, error);
        if (!layer) {
            return false;
        }
        g_ptr_array_add(style->layers, layer);
    }
    return true;
}

static void
layer_destroy(gpointer layer)
{
    layer_free(layer);
}

ZfStyle *
zf_style_parse(const char *json, size_t size, const char *name, GError **error)
{
    json_error_t where;
    json_t *root = json_loadb(json, size, JSON_REJECT_DUPLICATES, &where);
    if (!root) {
        g_set_error(error, ZF_MAP_ERROR, ZF_MAP_ERROR_STYLE,
                    _("%s, line %d: here it is not JSON, or a key stands twice; look for a comma, "
                      "a quote or a bracket that is missing or too many"),
                    name, where.line);
        return NULL;
    }
    g_autoptr(ZfStyle) style = g_new0(ZfStyle, 1);
    style->layers = g_ptr_array_new_with_free_func(layer_destroy);
    style->hatches = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    bool good = read_root(style, root, error);
    json_decref(root);
    if (!good) {
        g_prefix_error(error, _("%s: "), name);
        return NULL;
    }
    return g_steal_pointer(&style);
}

ZfStyle *
zf_style_load(const char *path, GError **error)
{
    size_t size;
    g_autofree char *json = zf_file_read(path, MAX_BYTES, &size, error);
    return json ? zf_style_parse(json, size, path, error) : NULL;
}

ZfStyle *
zf_style_new_default(ZfStyleKind kind)
{
    static const char *const names[] = {"coverage.json", "routes.json", "sheet.json"};
    const ZfEmbedded *file = zf_embedded_find(zf_map_styles, names[kind]);
    g_autoptr(GError) error = NULL;
    ZfStyle *style = zf_style_parse(file->bytes, file->size, file->name, &error);
    if (!style) {
        g_error("%s", error->message); /* a test reads all three */
    }
    return style;
}

const ZfStyle *
zf_style_default(ZfStyleKind kind)
{
    static ZfStyle *styles[3]; /* live as long as the program */
    if (g_once_init_enter(&styles[kind])) {
        g_once_init_leave(&styles[kind], zf_style_new_default(kind));
    }
    return styles[kind];
}

size_t
zf_style_layers(const ZfStyle *style)
{
    return style->layers->len;
}

const ZfLayer *
zf_style_layer(const ZfStyle *style, size_t i)
{
    return style->layers->pdata[i];
}

const ZfLayer *
zf_style_find(const ZfStyle *style, const char *id)
{
    for (guint i = 0; i < style->layers->len; i++) {
        const ZfLayer *layer = style->layers->pdata[i];
        if (strcmp(layer->id, id) == 0) {
            return layer;
        }
    }
    return NULL;
}

/* The value that counts for this look; scale: millimetres of one unit. */
bool
zf_layer_value(const ZfLayer *layer, ZfProperty property, const ZfLook *look, ZfValue *ret,
               double *scale)
{
    for (int where = look->bw ? 2 : 1; where >= 0; where--) {
        const ZfExpression *value = layer->values[where][property];
        if (value) {
            *ret = zf_expression_eval(value, &look->feature);
            *scale = where == 0 ? PIXEL_MM : layer->unit_mm;
            return ret->kind != ZF_VALUE_NULL;
        }
    }
    return false;
}

bool
zf_layer_shows(const ZfLayer *layer, const ZfLook *look)
{
    double zoom = look->feature.zoom;
    if (zoom < layer->min_zoom || zoom >= layer->max_zoom) {
        return false;
    }
    double scale = zf_style_scale(zoom) * (1 + 1e-9); /* 1:25 000 itself is within 1:25 000 */
    if ((layer->min_scale > 0 && scale > layer->min_scale * (1 + 1e-6)) ||
        (layer->max_scale > 0 && scale < layer->max_scale)) {
        return false;
    }
    if (strcmp(zf_layer_text(layer, ZF_PROPERTY_VISIBILITY, look, "visible"), "none") == 0) {
        return false;
    }
    return !layer->filter || zf_expression_eval(layer->filter, &look->feature).truth;
}

double
zf_layer_length(const ZfLayer *layer, ZfProperty property, const ZfLook *look, double otherwise)
{
    ZfValue value;
    double scale;
    bool found = zf_layer_value(layer, property, look, &value, &scale);
    return found && value.kind == ZF_VALUE_NUMBER ? value.number * scale : otherwise;
}

double
zf_layer_number(const ZfLayer *layer, ZfProperty property, const ZfLook *look, double otherwise)
{
    ZfValue value;
    double scale;
    bool found = zf_layer_value(layer, property, look, &value, &scale);
    return found && value.kind == ZF_VALUE_NUMBER ? value.number : otherwise;
}

const char *
zf_layer_text(const ZfLayer *layer, ZfProperty property, const ZfLook *look, const char *otherwise)
{
    ZfValue value;
    double scale;
    bool found = zf_layer_value(layer, property, look, &value, &scale);
    return found && value.kind == ZF_VALUE_TEXT ? value.text : otherwise;
}

ZfColour
zf_layer_colour(const ZfLayer *layer, ZfProperty property, const ZfLook *look, ZfColour otherwise)
{
    const char *text = zf_layer_text(layer, property, look, NULL);
    ZfColour colour;
    return text && zf_colour_parse(text, &colour) ? colour : otherwise;
}

/* Is the dash array one of paper's? */
static bool
on_paper(const ZfLayer *layer, const ZfLook *look)
{
    return layer->values[1][ZF_PROPERTY_LINE_DASHARRAY] ||
           (look->bw && layer->values[2][ZF_PROPERTY_LINE_DASHARRAY]);
}

static void
set_dash(ZfStroke *stroke, const ZfLayer *layer, const ZfLook *look)
{
    ZfValue value;
    double scale;
    if (!zf_layer_value(layer, ZF_PROPERTY_LINE_DASHARRAY, look, &value, &scale) ||
        value.kind != ZF_VALUE_LIST) {
        return;
    }
    /* MapLibre counts dashes in line widths, paper in its unit */
    double unit = layer->values[0][ZF_PROPERTY_LINE_DASHARRAY] && !on_paper(layer, look)
                      ? stroke->width
                      : scale;
    stroke->n_dash = MIN(value.n_list, (unsigned)G_N_ELEMENTS(stroke->dash));
    for (unsigned i = 0; i < stroke->n_dash; i++) {
        stroke->dash[i] = value.list[i] * unit;
    }
}

ZfStroke
zf_layer_stroke(const ZfLayer *layer, const ZfLook *look)
{
    ZfStroke stroke = {0};
    stroke.width = zf_layer_length(layer, ZF_PROPERTY_LINE_WIDTH, look, PIXEL_MM);
    stroke.colour = zf_layer_colour(layer, ZF_PROPERTY_LINE_COLOR, look, ZF_COLOUR_BLACK);
    stroke.colour.a *= CLAMP(zf_layer_number(layer, ZF_PROPERTY_LINE_OPACITY, look, 1), 0, 1);
    stroke.miter = zf_layer_number(layer, ZF_PROPERTY_LINE_MITER_LIMIT, look, 0);
    const char *cap = zf_layer_text(layer, ZF_PROPERTY_LINE_CAP, look, "butt");
    const char *join = zf_layer_text(layer, ZF_PROPERTY_LINE_JOIN, look, "miter");
    stroke.cap = strcmp(cap, "round") == 0    ? ZF_CAP_ROUND
                 : strcmp(cap, "square") == 0 ? ZF_CAP_SQUARE
                                              : ZF_CAP_BUTT;
    stroke.join = strcmp(join, "round") == 0   ? ZF_JOIN_ROUND
                  : strcmp(join, "bevel") == 0 ? ZF_JOIN_BEVEL
                                               : ZF_JOIN_MITER;
    set_dash(&stroke, layer, look);
    return stroke;
}

ZfLettering
zf_layer_lettering(const ZfLayer *layer, const ZfLook *look)
{
    ZfLettering style = {0};
    style.size = zf_layer_length(layer, ZF_PROPERTY_TEXT_SIZE, look, 16 * PIXEL_MM);
    style.size = CLAMP(style.size, 0.5, 500);
    style.colour = zf_layer_colour(layer, ZF_PROPERTY_TEXT_COLOR, look, ZF_COLOUR_BLACK);
    style.colour.a *= CLAMP(zf_layer_number(layer, ZF_PROPERTY_TEXT_OPACITY, look, 1), 0, 1);
    style.halo = zf_layer_length(layer, ZF_PROPERTY_TEXT_HALO_WIDTH, look, 0);
    style.halo_colour = zf_layer_colour(layer, ZF_PROPERTY_TEXT_HALO_COLOR, look, ZF_COLOUR_WHITE);
    style.bold = g_str_has_suffix(zf_layer_text(layer, ZF_PROPERTY_TEXT_FONT, look, ""), "Bold");
    style.letter_space =
        zf_layer_number(layer, ZF_PROPERTY_TEXT_LETTER_SPACING, look, 0) * style.size;
    style.line_height = CLAMP(zf_layer_number(layer, ZF_PROPERTY_TEXT_LINE_HEIGHT, look, 0), 0, 9);
    style.width = zf_layer_number(layer, ZF_PROPERTY_TEXT_MAX_WIDTH, look, 0) * style.size;
    style.width = CLAMP(style.width, 0, 2000);
    const char *justify = zf_layer_text(layer, ZF_PROPERTY_TEXT_JUSTIFY, look, "center");
    style.align = strcmp(justify, "left") == 0    ? ZF_ALIGN_LEFT
                  : strcmp(justify, "right") == 0 ? ZF_ALIGN_RIGHT
                                                  : ZF_ALIGN_CENTRE;
    return style;
}

ZfHatch
zf_layer_hatch(const ZfStyle *style, const ZfLayer *layer, const ZfLook *look)
{
    for (int where = look->bw ? 2 : 1; where >= 1; where--) {
        if (layer->hatch[where]) {
            ZfValue value = zf_expression_eval(layer->hatch[where], &look->feature);
            const ZfHatch *hatch = value.kind == ZF_VALUE_TEXT
                                       ? g_hash_table_lookup(style->hatches, value.text)
                                       : NULL;
            return hatch ? *hatch : (ZfHatch){0};
        }
    }
    return (ZfHatch){0};
}

const char *
zf_style_property(size_t i, ZfLayerType *type, bool *layout)
{
    if (i >= ZF_PROPERTY_COUNT) {
        return NULL;
    }
    *type = properties[i].type;
    *layout = properties[i].layout;
    return properties[i].name;
}

const char *
zf_style_print_key(size_t i)
{
    return i < G_N_ELEMENTS(print_keys) ? print_keys[i] : NULL;
}
