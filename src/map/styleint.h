/* styleint: a compiled style, and how layers read it. */
#pragma once

#include "draw/draw.h"
#include "map/expression.h"
#include "map/style.h"

typedef enum ZfLayerType {
    ZF_LAYER_BACKGROUND,
    ZF_LAYER_FILL,
    ZF_LAYER_LINE,
    ZF_LAYER_CIRCLE,
    ZF_LAYER_SYMBOL,
} ZfLayerType;

typedef enum ZfProperty {
    ZF_PROPERTY_BACKGROUND_COLOR,
    ZF_PROPERTY_FILL_COLOR,
    ZF_PROPERTY_FILL_OPACITY,
    ZF_PROPERTY_FILL_OUTLINE_COLOR,
    ZF_PROPERTY_LINE_COLOR,
    ZF_PROPERTY_LINE_WIDTH,
    ZF_PROPERTY_LINE_DASHARRAY,
    ZF_PROPERTY_LINE_CAP,
    ZF_PROPERTY_LINE_JOIN,
    ZF_PROPERTY_LINE_OPACITY,
    ZF_PROPERTY_CIRCLE_RADIUS,
    ZF_PROPERTY_CIRCLE_COLOR,
    ZF_PROPERTY_CIRCLE_STROKE_COLOR,
    ZF_PROPERTY_CIRCLE_STROKE_WIDTH,
    ZF_PROPERTY_TEXT_FIELD,
    ZF_PROPERTY_TEXT_SIZE,
    ZF_PROPERTY_TEXT_COLOR,
    ZF_PROPERTY_TEXT_OPACITY,
    ZF_PROPERTY_TEXT_HALO_COLOR,
    ZF_PROPERTY_TEXT_HALO_WIDTH,
    ZF_PROPERTY_TEXT_FONT,
    ZF_PROPERTY_TEXT_LETTER_SPACING,
    ZF_PROPERTY_SYMBOL_SORT_KEY,
    ZF_PROPERTY_VISIBILITY,
    ZF_PROPERTY_COUNT
} ZfProperty;

typedef struct ZfLayer {
    char *id;
    ZfLayerType type;
    char *source_layer; /* "" for background */
    double min_zoom, max_zoom;
    bool legend;
    ZfExpression *filter; /* NULL = everything */
    /* as MapLibre has it, for paper, for paper in black and white; NULL = not given */
    ZfExpression *values[3][ZF_PROPERTY_COUNT];
    ZfExpression *hatch[3]; /* [0] never used */
} ZfLayer;

struct ZfStyle {
    GPtrArray *layers;   /* of ZfLayer */
    GHashTable *hatches; /* name -> ZfHatch */
};

/* What a layer is asked with: the feature and whether it is printed in black and white. */
typedef struct ZfLook {
    ZfFeature feature;
    bool bw;
} ZfLook;

size_t zf_style_layers(const ZfStyle *style);
const ZfLayer *zf_style_layer(const ZfStyle *style, size_t i);
/* The first layer of that id, or NULL. */
const ZfLayer *zf_style_find(const ZfStyle *style, const char *id);

/* true when the layer's zoom range, visibility and filter let the feature through. */
bool zf_layer_shows(const ZfLayer *layer, const ZfLook *look);
/* Millimetres. */
double zf_layer_length(const ZfLayer *layer, ZfProperty property, const ZfLook *look,
                       double otherwise);
double zf_layer_number(const ZfLayer *layer, ZfProperty property, const ZfLook *look,
                       double otherwise);
ZfColour zf_layer_colour(const ZfLayer *layer, ZfProperty property, const ZfLook *look,
                         ZfColour otherwise);
const char *zf_layer_text(const ZfLayer *layer, ZfProperty property, const ZfLook *look,
                          const char *otherwise);
/* A line layer's stroke for a feature. */
ZfStroke zf_layer_stroke(const ZfLayer *layer, const ZfLook *look);
/* A symbol layer's lettering. */
ZfLettering zf_layer_lettering(const ZfLayer *layer, const ZfLook *look);
/* The hatch of a fill, kind NONE when it has none. */
ZfHatch zf_layer_hatch(const ZfStyle *style, const ZfLayer *layer, const ZfLook *look);
