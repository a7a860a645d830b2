/* What layers draw with, put together from several properties. */
#include "map/styleint.h"

#include <math.h>
#include <string.h>

/* MapLibre's world is 512 pixels of 1/96 inch wide at zoom 0, all around the equator: 1:295829355;
 * editors show tiles of 256 pixels, whose zoom is one more. */
#define SCALE_OF_ZOOM_0 559082264.0

double
zf_style_zoom(double denominator)
{
    return log2(SCALE_OF_ZOOM_0 / denominator);
}

double
zf_style_scale(double zoom)
{
    return SCALE_OF_ZOOM_0 / exp2(zoom);
}

ZfMm
zf_layer_pair(const ZfLayer *layer, ZfProperty property, const ZfLook *look)
{
    ZfValue value;
    double scale;
    if (!zf_layer_value(layer, property, look, &value, &scale) || value.kind != ZF_VALUE_LIST ||
        value.n_list != 2) {
        return (ZfMm){0, 0};
    }
    double unit = property == ZF_PROPERTY_TEXT_OFFSET ? 1 : scale;
    return (ZfMm){value.list[0] * unit, value.list[1] * unit};
}

static double
opacity(const ZfLayer *layer, ZfProperty property, const ZfLook *look)
{
    return CLAMP(zf_layer_number(layer, property, look, 1), 0, 1);
}

ZfDot
zf_layer_dot(const ZfLayer *layer, const ZfLook *look)
{
    ZfDot dot = {
        .r = zf_layer_length(layer, ZF_PROPERTY_CIRCLE_RADIUS, look, 1),
        .fill = zf_layer_colour(layer, ZF_PROPERTY_CIRCLE_COLOR, look, ZF_COLOUR_WHITE),
        .shift = zf_layer_pair(layer, ZF_PROPERTY_CIRCLE_TRANSLATE, look),
    };
    dot.stroke.width = zf_layer_length(layer, ZF_PROPERTY_CIRCLE_STROKE_WIDTH, look, 0.2);
    dot.stroke.colour =
        zf_layer_colour(layer, ZF_PROPERTY_CIRCLE_STROKE_COLOR, look, ZF_COLOUR_BLACK);
    dot.fill.a *= opacity(layer, ZF_PROPERTY_CIRCLE_OPACITY, look);
    dot.stroke.colour.a *= opacity(layer, ZF_PROPERTY_CIRCLE_STROKE_OPACITY, look);
    return dot;
}

static bool
says(const ZfLayer *layer, ZfProperty property)
{
    return layer->values[0][property] || layer->values[1][property] || layer->values[2][property];
}

bool
zf_layer_is_plain(const ZfLayer *layer)
{
    return !says(layer, ZF_PROPERTY_LINE_TRANSLATE) && !says(layer, ZF_PROPERTY_LINE_OFFSET) &&
           !says(layer, ZF_PROPERTY_LINE_GAP_WIDTH);
}

static void
paint_line(const ZfLayer *layer, const ZfLook *look, ZfCanvas *canvas)
{
    ZfStroke stroke = zf_layer_stroke(layer, look);
    ZfMm shift = zf_layer_pair(layer, ZF_PROPERTY_LINE_TRANSLATE, look);
    double offset = zf_layer_length(layer, ZF_PROPERTY_LINE_OFFSET, look, 0);
    double gap = zf_layer_length(layer, ZF_PROPERTY_LINE_GAP_WIDTH, look, 0);
    if (shift.x != 0 || shift.y != 0) {
        zf_canvas_shift(canvas, shift.x, shift.y);
    }
    if (gap > 0) {
        zf_canvas_stroke_beside(canvas, &stroke, offset + (gap + stroke.width) / 2);
        zf_canvas_stroke_beside(canvas, &stroke, offset - (gap + stroke.width) / 2);
    } else if (offset != 0) {
        zf_canvas_stroke_beside(canvas, &stroke, offset);
    } else {
        zf_canvas_stroke(canvas, &stroke);
    }
}

static void
paint_fill(const ZfStyle *style, const ZfLayer *layer, const ZfLook *look, ZfCanvas *canvas)
{
    ZfColour colour = zf_layer_colour(layer, ZF_PROPERTY_FILL_COLOR, look, (ZfColour){0});
    ZfMm shift = zf_layer_pair(layer, ZF_PROPERTY_FILL_TRANSLATE, look);
    colour.a *= opacity(layer, ZF_PROPERTY_FILL_OPACITY, look);
    ZfHatch hatch = zf_layer_hatch(style, layer, look);
    if (shift.x != 0 || shift.y != 0) {
        zf_canvas_shift(canvas, shift.x, shift.y);
    }
    zf_canvas_fill(canvas, colour);
    zf_canvas_hatch(canvas, &hatch);
    ZfColour outline = zf_layer_colour(layer, ZF_PROPERTY_FILL_OUTLINE_COLOR, look, (ZfColour){0});
    if (!zf_colour_is_none(outline)) { /* MapLibre's is one pixel wide too */
        zf_canvas_stroke(canvas, &(ZfStroke){.width = 25.4 / 96, .colour = outline});
    }
}

void
zf_layer_paint(const ZfStyle *style, const ZfLayer *layer, const ZfLook *look, ZfCanvas *canvas)
{
    if (layer->type == ZF_LAYER_FILL) {
        paint_fill(style, layer, look, canvas);
    } else if (layer->type == ZF_LAYER_LINE) {
        paint_line(layer, look, canvas);
    }
    zf_canvas_begin(canvas);
}

char *
zf_layer_words(const ZfLayer *layer, const ZfLook *look, const char *otherwise)
{
    const char *text = zf_layer_text(layer, ZF_PROPERTY_TEXT_FIELD, look, otherwise);
    const char *transform = zf_layer_text(layer, ZF_PROPERTY_TEXT_TRANSFORM, look, "none");
    if (strcmp(transform, "uppercase") == 0 && g_utf8_validate(text, -1, NULL)) {
        return g_utf8_strup(text, -1);
    }
    if (strcmp(transform, "lowercase") == 0 && g_utf8_validate(text, -1, NULL)) {
        return g_utf8_strdown(text, -1);
    }
    return g_strdup(text);
}

static double
number_of(const ZfExpression *expression, const ZfLook *look, double otherwise)
{
    if (!expression) {
        return otherwise;
    }
    ZfValue value = zf_expression_eval(expression, &look->feature);
    return value.kind == ZF_VALUE_NUMBER ? value.number : otherwise;
}

double
zf_layer_rank(const ZfLayer *layer, const ZfLook *look)
{
    double key = zf_layer_number(layer, ZF_PROPERTY_SYMBOL_SORT_KEY, look, 0);
    return -1e6 * number_of(layer->priority, look, 0) + key;
}

double
zf_layer_leader(const ZfLayer *layer, const ZfLook *look, double otherwise)
{
    return CLAMP(number_of(layer->leader, look, otherwise), 0, 5);
}

ZfColour
zf_style_background(const ZfStyle *style, double zoom, bool bw)
{
    ZfLook look = {.feature = {.zoom = zoom}, .bw = bw};
    for (size_t i = 0; i < zf_style_layers(style); i++) {
        const ZfLayer *layer = zf_style_layer(style, i);
        if (layer->type == ZF_LAYER_BACKGROUND && zf_layer_shows(layer, &look)) {
            ZfColour colour =
                zf_layer_colour(layer, ZF_PROPERTY_BACKGROUND_COLOR, &look, ZF_COLOUR_WHITE);
            double a = colour.a * opacity(layer, ZF_PROPERTY_BACKGROUND_OPACITY, &look);
            return (ZfColour){1 - a + a * colour.r, 1 - a + a * colour.g, 1 - a + a * colour.b, 1};
        }
    }
    return ZF_COLOUR_WHITE;
}
