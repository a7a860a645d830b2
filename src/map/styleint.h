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
    ZF_PROPERTY_BACKGROUND_OPACITY,
    ZF_PROPERTY_FILL_TRANSLATE,
    ZF_PROPERTY_LINE_TRANSLATE,
    ZF_PROPERTY_LINE_OFFSET,
    ZF_PROPERTY_LINE_GAP_WIDTH,
    ZF_PROPERTY_LINE_MITER_LIMIT,
    ZF_PROPERTY_CIRCLE_OPACITY,
    ZF_PROPERTY_CIRCLE_STROKE_OPACITY,
    ZF_PROPERTY_CIRCLE_TRANSLATE,
    ZF_PROPERTY_TEXT_TRANSFORM,
    ZF_PROPERTY_TEXT_LINE_HEIGHT,
    ZF_PROPERTY_TEXT_MAX_WIDTH,
    ZF_PROPERTY_TEXT_JUSTIFY,
    ZF_PROPERTY_TEXT_PADDING,
    ZF_PROPERTY_TEXT_TRANSLATE,
    ZF_PROPERTY_TEXT_OFFSET,
    ZF_PROPERTY_TEXT_ANCHOR,
    ZF_PROPERTY_COUNT
} ZfProperty;

typedef struct ZfLayer {
    char *id;
    ZfLayerType type;
    char *source_layer; /* "" for background */
    double min_zoom, max_zoom;
    /* what is asked of paper alone */
    double min_scale, max_scale; /* denominators: drawn from 1:max to 1:min; 0 = any */
    double unit_mm;              /* of lengths under print: */
    bool legend;                 /* listed in the legend of lines */
    ZfExpression *priority;      /* which label goes first, the largest; NULL = 0 */
    ZfExpression *leader;        /* width of a label's leader, 0 = none; NULL = the usual */
    ZfExpression *filter;        /* NULL = everything */
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
/* The value that counts for this look; scale: millimetres of one unit. ret: false when there is
 * none.
 */
bool zf_layer_value(const ZfLayer *layer, ZfProperty property, const ZfLook *look, ZfValue *ret,
                    double *scale);
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
/* A circle layer's dot. */
typedef struct ZfDot {
    double r;
    ZfColour fill;
    ZfStroke stroke;
    ZfMm shift;
} ZfDot;
ZfDot zf_layer_dot(const ZfLayer *layer, const ZfLook *look);
/* Fills or strokes the path that has been begun, as a fill or line layer says, and forgets it. */
void zf_layer_paint(const ZfStyle *style, const ZfLayer *layer, const ZfLook *look,
                    ZfCanvas *canvas);
/* true when a line layer's strokes are plain: all that have the same stroke can be drawn at once.
 */
bool zf_layer_is_plain(const ZfLayer *layer);
/* What a symbol layer writes: its text-field, in the letters that text-transform wants. otherwise:
 * when it says nothing. Owned by the caller. */
char *zf_layer_words(const ZfLayer *layer, const ZfLook *look, const char *otherwise);
/* Two numbers: lengths in mm, or plain (text-offset). */
ZfMm zf_layer_pair(const ZfLayer *layer, ZfProperty property, const ZfLook *look);
/* Labels are placed by falling priority, then rising symbol-sort-key. */
double zf_layer_rank(const ZfLayer *layer, const ZfLook *look);
/* Width of a leader; otherwise when the layer does not say. */
double zf_layer_leader(const ZfLayer *layer, const ZfLook *look, double otherwise);
/* The paper under everything, of the background layer; white when there is none. */
ZfColour zf_style_background(const ZfStyle *style, double zoom, bool bw);

/* The i-th property's name, NULL behind the last; its layer and whether it stands in layout. */
const char *zf_style_property(size_t i, ZfLayerType *type, bool *layout);
/* The print:KEYs beside properties, one by one; NULL behind the last. */
const char *zf_style_print_key(size_t i);

/* MapLibre's zoom of a map 1:denominator, and back. */
double zf_style_zoom(double denominator);
double zf_style_scale(double zoom);

/* The hatch of a fill, kind NONE when it has none. */
ZfHatch zf_layer_hatch(const ZfStyle *style, const ZfLayer *layer, const ZfLook *look);
