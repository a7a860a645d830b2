#include "map/expression.h"

#include <math.h>
#include <string.h>

#include "map/maperror.h"

#define MAX_DEPTH 24
#define MAX_ARGS  512

typedef enum Op {
    OP_LITERAL,
    OP_GET,
    OP_HAS,
    OP_ZOOM,
    OP_EQ,
    OP_NE,
    OP_LT,
    OP_LE,
    OP_GT,
    OP_GE,
    OP_ALL,
    OP_ANY,
    OP_NOT,
    OP_IN,
    OP_MATCH,
    OP_CASE,
    OP_STEP,
    OP_INTERPOLATE,
    OP_COALESCE,
    OP_TO_STRING,
    OP_TO_NUMBER,
    OP_CONCAT,
    OP_ADD,
    OP_SUBTRACT,
    OP_MULTIPLY,
    OP_DIVIDE,
    OP_MIN,
    OP_MAX,
    OP_MODULO,
    OP_POWER,
    OP_ABS,
    OP_CEIL,
    OP_FLOOR,
    OP_ROUND,
    OP_SQRT,
    OP_LN,
    OP_LOG2,
    OP_LOG10,
    OP_LENGTH,
    OP_UPCASE,
    OP_DOWNCASE,
    OP_NUMBER_FORMAT,
    OP_RGB,
    OP_RGBA,
    OP_TO_BOOLEAN,
    OP_TYPEOF,
    OP_GEOMETRY_TYPE,
    OP_ID,
} Op;

static const struct {
    const char *name;
    Op op;
    unsigned least, most; /* arguments */
} operators[] = {
    {"literal", OP_LITERAL, 1, 1},
    {"get", OP_GET, 1, 1},
    {"has", OP_HAS, 1, 1},
    {"zoom", OP_ZOOM, 0, 0},
    {"==", OP_EQ, 2, 2},
    {"!=", OP_NE, 2, 2},
    {"<", OP_LT, 2, 2},
    {"<=", OP_LE, 2, 2},
    {">", OP_GT, 2, 2},
    {">=", OP_GE, 2, 2},
    {"all", OP_ALL, 0, MAX_ARGS},
    {"any", OP_ANY, 0, MAX_ARGS},
    {"!", OP_NOT, 1, 1},
    {"in", OP_IN, 2, 2},
    {"match", OP_MATCH, 4, MAX_ARGS},
    {"case", OP_CASE, 3, MAX_ARGS},
    {"step", OP_STEP, 2, MAX_ARGS},
    {"interpolate", OP_INTERPOLATE, 4, MAX_ARGS},
    {"coalesce", OP_COALESCE, 1, MAX_ARGS},
    {"to-string", OP_TO_STRING, 1, 1},
    {"to-number", OP_TO_NUMBER, 1, MAX_ARGS},
    {"concat", OP_CONCAT, 1, MAX_ARGS},
    {"+", OP_ADD, 1, MAX_ARGS},
    {"-", OP_SUBTRACT, 1, 2},
    {"*", OP_MULTIPLY, 1, MAX_ARGS},
    {"/", OP_DIVIDE, 2, 2},
    {"min", OP_MIN, 1, MAX_ARGS},
    {"max", OP_MAX, 1, MAX_ARGS},
    {"%", OP_MODULO, 2, 2},
    {"^", OP_POWER, 2, 2},
    {"abs", OP_ABS, 1, 1},
    {"ceil", OP_CEIL, 1, 1},
    {"floor", OP_FLOOR, 1, 1},
    {"round", OP_ROUND, 1, 1},
    {"sqrt", OP_SQRT, 1, 1},
    {"ln", OP_LN, 1, 1},
    {"log2", OP_LOG2, 1, 1},
    {"log10", OP_LOG10, 1, 1},
    {"length", OP_LENGTH, 1, 1},
    {"upcase", OP_UPCASE, 1, 1},
    {"downcase", OP_DOWNCASE, 1, 1},
    {"number-format", OP_NUMBER_FORMAT, 2, 2},
    {"rgb", OP_RGB, 3, 3},
    {"rgba", OP_RGBA, 4, 4},
    {"to-boolean", OP_TO_BOOLEAN, 1, 1},
    {"typeof", OP_TYPEOF, 1, 1},
    {"geometry-type", OP_GEOMETRY_TYPE, 0, 0},
    {"id", OP_ID, 0, 0},
};

struct ZfExpression {
    Op op;
    ZfValue literal;     /* OP_LITERAL */
    char *text;          /* its text; the key of get and has */
    double *list;        /* its numbers */
    GStrv texts;         /* a literal list of texts, for in and match */
    ZfExpression **args; /* n_args */
    unsigned n_args;
    unsigned least_decimals, most_decimals; /* number-format */
};

void
zf_expression_free(ZfExpression *expression)
{
    if (!expression) {
        return;
    }
    for (unsigned i = 0; i < expression->n_args; i++) {
        zf_expression_free(expression->args[i]);
    }
    g_free(expression->args);
    g_free(expression->text);
    g_free(expression->list);
    g_strfreev(expression->texts);
    g_free(expression);
}

const ZfValue *
zf_expression_literal(const ZfExpression *expression)
{
    return expression->op == OP_LITERAL && !expression->texts ? &expression->literal : NULL;
}

static void *
fail(GError **error, const char *where, const char *what)
{
    g_set_error(error, ZF_MAP_ERROR, ZF_MAP_ERROR_STYLE, _("%s: %s"), where, what);
    return NULL;
}

/* A list of numbers, or of texts. */
static ZfExpression *
literal_list(const json_t *json, const char *where, GError **error)
{
    g_autoptr(ZfExpression) made = g_new0(ZfExpression, 1);
    size_t n = json_array_size(json);
    bool texts = n > 0 && json_is_string(json_array_get(json, 0));
    if (n > MAX_ARGS) {
        return fail(error, where, _("too long a list"));
    }
    made->list = g_new0(double, n + 1);
    made->texts = texts ? g_new0(char *, n + 1) : NULL;
    for (size_t i = 0; i < n; i++) {
        const json_t *item = json_array_get(json, i);
        if (texts ? !json_is_string(item) : !json_is_number(item)) {
            return fail(error, where, _("a list must hold only numbers or only texts"));
        }
        if (texts) {
            made->texts[i] = g_strdup(json_string_value(item));
        } else {
            made->list[i] = json_number_value(item);
        }
    }
    made->literal = (ZfValue){.kind = ZF_VALUE_LIST, .list = made->list, .n_list = (unsigned)n};
    return g_steal_pointer(&made);
}

static ZfExpression *
literal_scalar(const json_t *json, const char *where, GError **error)
{
    g_autoptr(ZfExpression) made = g_new0(ZfExpression, 1);
    if (json_is_string(json)) {
        made->text = g_strdup(json_string_value(json));
        made->literal = (ZfValue){.kind = ZF_VALUE_TEXT, .text = made->text};
    } else if (json_is_number(json)) {
        made->literal = (ZfValue){.kind = ZF_VALUE_NUMBER, .number = json_number_value(json)};
    } else if (json_is_boolean(json)) {
        made->literal = (ZfValue){.kind = ZF_VALUE_BOOL, .truth = json_is_true(json)};
    } else if (!json_is_null(json)) {
        return fail(error, where, _("an object is not a value"));
    }
    return g_steal_pointer(&made);
}

static ZfExpression *compile(const json_t *json, const char *where, unsigned depth, GError **error);

/* Labels of match may be lists of values without the word literal. */
static bool
is_label(Op op, size_t argument, size_t n_args)
{
    return op == OP_MATCH && argument > 0 && argument + 1 < n_args && argument % 2 == 1;
}

static ZfExpression *
compile_argument(Op op, const json_t *item, size_t argument, size_t n_args, const char *where,
                 unsigned depth, GError **error)
{
    if (is_label(op, argument, n_args) && json_is_array(item)) {
        return literal_list(item, where, error);
    }
    return compile(item, where, depth, error);
}

static bool
check_shape(Op op, const json_t *json, const char *where, GError **error)
{
    size_t n = json_array_size(json) - 1;
    if ((op == OP_MATCH && n % 2 != 0) || (op == OP_CASE && n % 2 != 1) ||
        (op == OP_STEP && n % 2 != 0) || (op == OP_INTERPOLATE && n % 2 != 0)) {
        fail(error, where, _("an expression lacks its last value"));
        return false;
    }
    if (op == OP_INTERPOLATE) {
        const char *how = json_string_value(json_array_get(json_array_get(json, 1), 0));
        if (g_strcmp0(how, "linear") != 0) {
            fail(error, where, _("interpolate knows only [\"linear\"]"));
            return false;
        }
    }
    if ((op == OP_GET || op == OP_HAS) && !json_is_string(json_array_get(json, 1))) {
        fail(error, where, _("get and has take the name of a property"));
        return false;
    }
    return true;
}

/* {"min-fraction-digits": 0, "max-fraction-digits": 3}: other keys speak of languages. */
static bool
read_number_format(ZfExpression *made, const json_t *options, const char *where, GError **error)
{
    const char *key;
    json_t *value;
    made->most_decimals = 3;
    if (!json_is_object(options)) {
        fail(error, where, _("number-format needs an object of options"));
        return false;
    }
    json_object_foreach((json_t *)options, key, value)
    {
        bool least = strcmp(key, "min-fraction-digits") == 0;
        if ((!least && strcmp(key, "max-fraction-digits") != 0) || !json_is_integer(value) ||
            json_integer_value(value) < 0 || json_integer_value(value) > 9) {
            g_autofree char *text =
                g_strdup_printf(_("number-format: “%s” is not min-fraction-digits or "
                                  "max-fraction-digits of 0 to 9"),
                                key);
            fail(error, where, text);
            return false;
        }
        *(least ? &made->least_decimals : &made->most_decimals) =
            (unsigned)json_integer_value(value);
    }
    made->most_decimals = MAX(made->most_decimals, made->least_decimals);
    return true;
}

static ZfExpression *
compile_operator(size_t which, const json_t *json, const char *where, unsigned depth,
                 GError **error)
{
    Op op = operators[which].op;
    size_t n = json_array_size(json) - 1;
    if (n < operators[which].least || n > operators[which].most) {
        g_autofree char *text =
            g_strdup_printf(_("“%s” has too few or too many values"), operators[which].name);
        return fail(error, where, text);
    }
    if (!check_shape(op, json, where, error)) {
        return NULL;
    }
    g_autoptr(ZfExpression) made = g_new0(ZfExpression, 1);
    made->op = op;
    if (op == OP_GET || op == OP_HAS) {
        made->text = g_strdup(json_string_value(json_array_get(json, 1)));
        return g_steal_pointer(&made);
    }
    if (op == OP_NUMBER_FORMAT) {
        if (!read_number_format(made, json_array_get(json, 2), where, error)) {
            return NULL;
        }
        n = 1;
    }
    size_t skip = op == OP_INTERPOLATE ? 1 : 0; /* ["linear"] */
    made->args = g_new0(ZfExpression *, n);
    for (size_t i = skip; i < n; i++) {
        const json_t *item = json_array_get(json, i + 1);
        made->args[i - skip] = compile_argument(op, item, i, n, where, depth + 1, error);
        if (!made->args[i - skip]) {
            return NULL;
        }
        made->n_args++;
    }
    return g_steal_pointer(&made);
}

static ZfExpression *
compile(const json_t *json, const char *where, unsigned depth, GError **error)
{
    if (depth > MAX_DEPTH) {
        return fail(error, where, _("an expression is nested too deeply"));
    }
    if (!json_is_array(json)) {
        return literal_scalar(json, where, error);
    }
    const char *name = json_string_value(json_array_get(json, 0));
    if (!name) {
        return literal_list(json, where, error);
    }
    if (strcmp(name, "literal") == 0 && json_array_size(json) == 2) {
        const json_t *item = json_array_get(json, 1);
        return json_is_array(item) ? literal_list(item, where, error)
                                   : literal_scalar(item, where, error);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(operators); i++) {
        if (strcmp(name, operators[i].name) == 0) {
            return compile_operator(i, json, where, depth, error);
        }
    }
    g_autofree char *text = g_strdup_printf(_("unknown operator “%s”"), name);
    return fail(error, where, text);
}

ZfExpression *
zf_expression_new(const json_t *json, const char *where, GError **error)
{
    return compile(json, where, 0, error);
}

const char *
zf_expression_operator(size_t i)
{
    return i < G_N_ELEMENTS(operators) ? operators[i].name : NULL;
}

static ZfValue
number_value(double number)
{
    return (ZfValue){.kind = ZF_VALUE_NUMBER, .number = number};
}

static ZfValue
bool_value(bool truth)
{
    return (ZfValue){.kind = ZF_VALUE_BOOL, .truth = truth};
}

static const ZfValue *
find_prop(const ZfFeature *feature, const char *key)
{
    for (size_t i = 0; i < feature->n; i++) {
        if (strcmp(feature->props[i].key, key) == 0) {
            return &feature->props[i].value;
        }
    }
    return NULL;
}

static bool
same(const ZfValue *a, const ZfValue *b)
{
    if (a->kind != b->kind) {
        return false;
    }
    switch (a->kind) {
    case ZF_VALUE_NULL: return true;
    case ZF_VALUE_BOOL: return a->truth == b->truth;
    case ZF_VALUE_NUMBER: return a->number == b->number;
    case ZF_VALUE_TEXT: return strcmp(a->text, b->text) == 0;
    case ZF_VALUE_LIST: return false;
    }
    return false;
}

static bool
truth_of(const ZfValue *value)
{
    return value->kind == ZF_VALUE_BOOL     ? value->truth
           : value->kind == ZF_VALUE_NUMBER ? value->number != 0
           : value->kind == ZF_VALUE_TEXT   ? *value->text != '\0'
                                            : false;
}

/* A literal list of labels, or one value. */
static bool
matches(const ZfExpression *label, const ZfValue *value, const ZfFeature *feature)
{
    if (label->op == OP_LITERAL && label->texts) {
        return value->kind == ZF_VALUE_TEXT &&
               g_strv_contains((const char *const *)label->texts, value->text);
    }
    ZfValue other = zf_expression_eval(label, feature);
    if (other.kind != ZF_VALUE_LIST) {
        return same(&other, value);
    }
    for (unsigned i = 0; i < other.n_list; i++) {
        if (value->kind == ZF_VALUE_NUMBER && other.list[i] == value->number) {
            return true;
        }
    }
    return false;
}

static ZfValue
eval_match(const ZfExpression *e, const ZfFeature *feature)
{
    ZfValue input = zf_expression_eval(e->args[0], feature);
    for (unsigned i = 1; i + 1 < e->n_args; i += 2) {
        if (matches(e->args[i], &input, feature)) {
            return zf_expression_eval(e->args[i + 1], feature);
        }
    }
    return zf_expression_eval(e->args[e->n_args - 1], feature);
}

static ZfValue
eval_case(const ZfExpression *e, const ZfFeature *feature)
{
    for (unsigned i = 0; i + 1 < e->n_args; i += 2) {
        ZfValue condition = zf_expression_eval(e->args[i], feature);
        if (truth_of(&condition)) {
            return zf_expression_eval(e->args[i + 1], feature);
        }
    }
    return zf_expression_eval(e->args[e->n_args - 1], feature);
}

static ZfValue
eval_step(const ZfExpression *e, const ZfFeature *feature)
{
    double input = zf_expression_eval(e->args[0], feature).number;
    unsigned best = 1;
    for (unsigned i = 2; i + 1 < e->n_args; i += 2) {
        if (input >= zf_expression_eval(e->args[i], feature).number) {
            best = i + 1;
        }
    }
    return zf_expression_eval(e->args[best], feature);
}

/* args: input, stop, value, stop, value … */
static ZfValue
eval_interpolate(const ZfExpression *e, const ZfFeature *feature)
{
    double input = zf_expression_eval(e->args[0], feature).number;
    double low_stop = 0;
    double low = 0;
    for (unsigned i = 1; i + 1 < e->n_args; i += 2) {
        double stop = zf_expression_eval(e->args[i], feature).number;
        double value = zf_expression_eval(e->args[i + 1], feature).number;
        if (input <= stop) {
            double share = i == 1 || stop <= low_stop ? 1 : (input - low_stop) / (stop - low_stop);
            return number_value(i == 1 ? value : low + share * (value - low));
        }
        low_stop = stop;
        low = value;
    }
    return number_value(low);
}

static ZfValue
eval_compare(const ZfExpression *e, const ZfFeature *feature)
{
    ZfValue a = zf_expression_eval(e->args[0], feature);
    ZfValue b = zf_expression_eval(e->args[1], feature);
    if (e->op == OP_EQ || e->op == OP_NE) {
        return bool_value(same(&a, &b) == (e->op == OP_EQ));
    }
    if (a.kind != b.kind || (a.kind != ZF_VALUE_NUMBER && a.kind != ZF_VALUE_TEXT)) {
        return bool_value(false);
    }
    int order = a.kind == ZF_VALUE_TEXT ? strcmp(a.text, b.text)
                                        : (a.number > b.number) - (a.number < b.number);
    return bool_value(e->op == OP_LT   ? order < 0
                      : e->op == OP_LE ? order <= 0
                      : e->op == OP_GT ? order > 0
                                       : order >= 0);
}

static ZfValue
eval_arithmetic(const ZfExpression *e, const ZfFeature *feature)
{
    double result = zf_expression_eval(e->args[0], feature).number;
    if (e->op == OP_SUBTRACT && e->n_args == 1) {
        return number_value(-result);
    }
    for (unsigned i = 1; i < e->n_args; i++) {
        double next = zf_expression_eval(e->args[i], feature).number;
        switch (e->op) {
        case OP_ADD: result += next; break;
        case OP_SUBTRACT: result -= next; break;
        case OP_MULTIPLY: result *= next; break;
        case OP_DIVIDE: result = next != 0 ? result / next : 0; break;
        case OP_MIN: result = fmin(result, next); break;
        default: result = fmax(result, next); break;
        }
    }
    return number_value(result);
}

static const char *
text_of(const ZfValue *value, const ZfFeature *feature)
{
    if (value->kind == ZF_VALUE_TEXT) {
        return value->text;
    }
    if (value->kind == ZF_VALUE_BOOL) {
        return value->truth ? "true" : "false";
    }
    if (value->kind != ZF_VALUE_NUMBER || !feature->scratch) {
        return "";
    }
    g_autofree char *text = zf_text_from_double(value->number, 6);
    return g_string_chunk_insert(feature->scratch, text);
}

static ZfValue
eval_concat(const ZfExpression *e, const ZfFeature *feature)
{
    g_autoptr(GString) joined = g_string_new(NULL);
    for (unsigned i = 0; i < e->n_args; i++) {
        ZfValue part = zf_expression_eval(e->args[i], feature);
        g_string_append(joined, text_of(&part, feature));
    }
    const char *kept = feature->scratch ? g_string_chunk_insert(feature->scratch, joined->str) : "";
    return (ZfValue){.kind = ZF_VALUE_TEXT, .text = kept};
}

static ZfValue
eval_to_number(const ZfExpression *e, const ZfFeature *feature)
{
    for (unsigned i = 0; i < e->n_args; i++) {
        ZfValue value = zf_expression_eval(e->args[i], feature);
        double number = value.number;
        if (value.kind == ZF_VALUE_NUMBER ||
            (value.kind == ZF_VALUE_TEXT && zf_text_to_double(value.text, &number))) {
            return number_value(number);
        }
    }
    return number_value(0);
}

static ZfValue
eval_coalesce(const ZfExpression *e, const ZfFeature *feature)
{
    ZfValue value = {0};
    for (unsigned i = 0; i < e->n_args && value.kind == ZF_VALUE_NULL; i++) {
        value = zf_expression_eval(e->args[i], feature);
    }
    return value;
}

static ZfValue
eval_logic(const ZfExpression *e, const ZfFeature *feature)
{
    for (unsigned i = 0; i < e->n_args; i++) {
        ZfValue value = zf_expression_eval(e->args[i], feature);
        if (truth_of(&value) == (e->op == OP_ANY)) {
            return bool_value(e->op == OP_ANY);
        }
    }
    return bool_value(e->op == OP_ALL);
}

/* Texts made here live in the feature's scratch; without one, for good: few and short ones. */
static ZfValue
made_text(const ZfFeature *feature, const char *text)
{
    const char *kept =
        feature->scratch ? g_string_chunk_insert(feature->scratch, text) : g_intern_string(text);
    return (ZfValue){.kind = ZF_VALUE_TEXT, .text = kept};
}

static double
number_of(const ZfExpression *e, unsigned argument, const ZfFeature *feature)
{
    return zf_expression_eval(e->args[argument], feature).number;
}

static ZfValue
eval_math(const ZfExpression *e, const ZfFeature *feature)
{
    double a = number_of(e, 0, feature);
    double b = e->n_args > 1 ? number_of(e, 1, feature) : 0;
    double result = 0;
    switch (e->op) {
    case OP_MODULO: result = b != 0 ? fmod(a, b) : 0; break;
    case OP_POWER: result = pow(a, b); break;
    case OP_ABS: result = fabs(a); break;
    case OP_CEIL: result = ceil(a); break;
    case OP_FLOOR: result = floor(a); break;
    case OP_ROUND: result = round(a); break;
    case OP_SQRT: result = a >= 0 ? sqrt(a) : 0; break;
    case OP_LN: result = a > 0 ? log(a) : 0; break;
    case OP_LOG2: result = a > 0 ? log2(a) : 0; break;
    default: result = a > 0 ? log10(a) : 0; break;
    }
    return number_value(isfinite(result) ? result : 0);
}

static ZfValue
eval_colour(const ZfExpression *e, const ZfFeature *feature)
{
    g_autoptr(GString) text = g_string_new(e->op == OP_RGB ? "rgb(" : "rgba(");
    for (unsigned i = 0; i < e->n_args; i++) {
        double most = i == 3 ? 1 : 255;
        double value = CLAMP(number_of(e, i, feature), 0, most);
        g_autofree char *part = zf_text_from_double(i == 3 ? value : round(value), i == 3 ? 3 : 0);
        g_string_append_printf(text, "%s%s", i > 0 ? "," : "", part);
    }
    g_string_append_c(text, ')');
    return made_text(feature, text->str);
}

/* Zeros that are not asked for go. */
static ZfValue
eval_number_format(const ZfExpression *e, const ZfFeature *feature)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE + 16];
    char format[8];
    double value = CLAMP(number_of(e, 0, feature), -1e15, 1e15);
    g_snprintf(format, sizeof format, "%%.%uf", e->most_decimals);
    g_ascii_formatd(buffer, sizeof buffer, format, value);
    size_t length = strlen(buffer);
    for (unsigned cut = e->most_decimals; cut > e->least_decimals && buffer[length - 1] == '0';
         cut--) {
        buffer[--length] = '\0';
    }
    if (buffer[length - 1] == '.') {
        buffer[length - 1] = '\0';
    }
    return made_text(feature, buffer);
}

static ZfValue
eval_case_of_letters(const ZfExpression *e, const ZfFeature *feature)
{
    ZfValue value = zf_expression_eval(e->args[0], feature);
    if (value.kind != ZF_VALUE_TEXT || !g_utf8_validate(value.text, -1, NULL)) {
        return value;
    }
    g_autofree char *changed =
        e->op == OP_UPCASE ? g_utf8_strup(value.text, -1) : g_utf8_strdown(value.text, -1);
    return made_text(feature, changed);
}

static ZfValue
eval_length(const ZfExpression *e, const ZfFeature *feature)
{
    ZfValue value = zf_expression_eval(e->args[0], feature);
    if (value.kind == ZF_VALUE_TEXT) {
        return number_value((double)g_utf8_strlen(value.text, -1));
    }
    return number_value(value.kind == ZF_VALUE_LIST ? value.n_list : 0);
}

static ZfValue
eval_typeof(const ZfExpression *e, const ZfFeature *feature)
{
    static const char *const names[] = {"null", "boolean", "number", "string", "array"};
    ZfValue value = zf_expression_eval(e->args[0], feature);
    return (ZfValue){.kind = ZF_VALUE_TEXT, .text = names[value.kind]};
}

static ZfValue
eval_id(const ZfFeature *feature)
{
    const ZfValue *id = find_prop(feature, "id");
    return id ? *id : (ZfValue){0};
}

ZfValue
zf_expression_eval(const ZfExpression *e, const ZfFeature *feature)
{
    ZfValue value;
    switch (e->op) {
    case OP_MODULO:
    case OP_POWER:
    case OP_ABS:
    case OP_CEIL:
    case OP_FLOOR:
    case OP_ROUND:
    case OP_SQRT:
    case OP_LN:
    case OP_LOG2:
    case OP_LOG10: return eval_math(e, feature);
    case OP_RGB:
    case OP_RGBA: return eval_colour(e, feature);
    case OP_NUMBER_FORMAT: return eval_number_format(e, feature);
    case OP_UPCASE:
    case OP_DOWNCASE: return eval_case_of_letters(e, feature);
    case OP_LENGTH: return eval_length(e, feature);
    case OP_TYPEOF: return eval_typeof(e, feature);
    case OP_ID: return eval_id(feature);
    case OP_GEOMETRY_TYPE:
        return (ZfValue){.kind = ZF_VALUE_TEXT,
                         .text = feature->geometry ? feature->geometry : "Point"};
    case OP_TO_BOOLEAN:
        value = zf_expression_eval(e->args[0], feature);
        return bool_value(truth_of(&value));
    case OP_LITERAL: return e->literal;
    case OP_GET: {
        const ZfValue *found = find_prop(feature, e->text);
        return found ? *found : (ZfValue){0};
    }
    case OP_HAS: return bool_value(find_prop(feature, e->text) != NULL);
    case OP_ZOOM: return number_value(feature->zoom);
    case OP_NOT:
        value = zf_expression_eval(e->args[0], feature);
        return bool_value(!truth_of(&value));
    case OP_IN:
        value = zf_expression_eval(e->args[0], feature);
        return bool_value(matches(e->args[1], &value, feature));
    case OP_ALL:
    case OP_ANY: return eval_logic(e, feature);
    case OP_MATCH: return eval_match(e, feature);
    case OP_CASE: return eval_case(e, feature);
    case OP_STEP: return eval_step(e, feature);
    case OP_INTERPOLATE: return eval_interpolate(e, feature);
    case OP_COALESCE: return eval_coalesce(e, feature);
    case OP_TO_STRING:
        value = zf_expression_eval(e->args[0], feature);
        return (ZfValue){.kind = ZF_VALUE_TEXT, .text = text_of(&value, feature)};
    case OP_TO_NUMBER: return eval_to_number(e, feature);
    case OP_CONCAT: return eval_concat(e, feature);
    case OP_EQ:
    case OP_NE:
    case OP_LT:
    case OP_LE:
    case OP_GT:
    case OP_GE: return eval_compare(e, feature);
    default: return eval_arithmetic(e, feature);
    }
}
