/* expression: MapLibre style expressions, compiled once, evaluated per feature. */
#pragma once

#include "base/base.h"

#include <jansson.h>

typedef enum ZfValueKind {
    ZF_VALUE_NULL,
    ZF_VALUE_BOOL,
    ZF_VALUE_NUMBER,
    ZF_VALUE_TEXT,
    ZF_VALUE_LIST, /* of numbers */
} ZfValueKind;

typedef struct ZfValue {
    ZfValueKind kind;
    bool truth;
    unsigned n_list;
    double number;
    const char *text;
    const double *list;
} ZfValue;

typedef struct ZfProp {
    const char *key;
    ZfValue value;
} ZfProp;

/* What an expression looks at. */
typedef struct ZfFeature {
    const ZfProp *props;
    size_t n;
    double zoom;
    GStringChunk *scratch; /* takes texts that are made by concat and to-string */
    const char *geometry;  /* "Point", "LineString", "Polygon"; NULL = Point */
} ZfFeature;

static inline ZfProp
zf_prop_text(const char *key, const char *text)
{
    return (ZfProp){key, {.kind = ZF_VALUE_TEXT, .text = text}};
}

static inline ZfProp
zf_prop_number(const char *key, double number)
{
    return (ZfProp){key, {.kind = ZF_VALUE_NUMBER, .number = number}};
}

static inline ZfProp
zf_prop_bool(const char *key, bool truth)
{
    return (ZfProp){key, {.kind = ZF_VALUE_BOOL, .truth = truth}};
}

typedef struct ZfExpression ZfExpression;

/* where: "layer “roads”: line-width", for messages (ZF_MAP_ERROR_STYLE). */
ZfExpression *zf_expression_new(const json_t *json, const char *where,
                                GError **error) ZF_CHECK_RESULT;
void zf_expression_free(ZfExpression *expression);
/* The names of all operators, one by one; NULL behind the last. */
const char *zf_expression_operator(size_t i);
/* Texts live as long as the expression, the feature or its scratch. */
ZfValue zf_expression_eval(const ZfExpression *expression, const ZfFeature *feature);
/* The literal it is, or NULL. */
const ZfValue *zf_expression_literal(const ZfExpression *expression);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfExpression, zf_expression_free)
