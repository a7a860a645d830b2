#include "map/styleint.h"

#include <string.h>

#include "map/maperror.h"

static void
test_defaults(void)
{
    for (int kind = ZF_STYLE_COVERAGE; kind <= ZF_STYLE_SHEET; kind++) {
        g_autoptr(ZfStyle) style = zf_style_new_default((ZfStyleKind)kind);
        g_assert_cmpuint(zf_style_layers(style), >, 5);
    }
}

/* Each text with what its message must say. */
static void
test_errors(void)
{
    static const struct {
        const char *json;
        const char *says;
    } cases[] = {
        {"{", "line 1"},
        {"{\"version\":7,\"layers\":[]}", "version"},
        {"{\"version\":8,\"layers\":[]}", "layers"},
        {"{\"version\":8,\"wind\":1,\"layers\":[]}", "wind"},
        {"{\"version\":8,\"layers\":[{\"id\":\"a\",\"type\":\"raster\"}]}", "type"},
        {"{\"version\":8,\"layers\":[{\"id\":\"a\",\"type\":\"fill\",\"paint\":{\"fill-colour\":\"#"
         "fff\"}}]}",
         "“a”, key “fill-colour”"},
        {"{\"version\":8,\"layers\":[{\"id\":\"a\",\"type\":\"fill\",\"paint\":{\"fill-color\":"
         "\"mauve\"}}]}",
         "fill-color"},
        {"{\"version\":8,\"layers\":[{\"id\":\"a\",\"type\":\"fill\",\"paint\":{\"line-width\":2}}]"
         "}",
         "line-width"},
        {"{\"version\":8,\"layers\":[{\"id\":\"a\",\"type\":\"line\",\"paint\":{\"line-width\":["
         "\"sin\",2]}}]}",
         "“sin”"},
        {"{\"version\":8,\"layers\":[{\"id\":\"a\",\"type\":\"line\",\"metadata\":{\"print:wind\":"
         "2}}]}",
         "print:wind"},
        {"{\"version\":8,\"layers\":[{\"id\":\"a\",\"type\":\"line\",\"filter\":[\"==\",1]}]}",
         "filter"},
        {"{\"version\":8,\"metadata\":{\"print:hatches\":{\"h\":{\"kind\":\"waves\"}}},\"layers\":["
         "]}",
         "kind"},
        {"{\"version\":8,\"layers\":[{\"id\":\"a\",\"type\":\"line\",\"paint\":{\"line-width\":"
         "[\"interpolate\",[\"cubic\"],[\"zoom\"],1,2]}}]}",
         "interpolate"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        ZfStyle *style = zf_style_parse(cases[i].json, strlen(cases[i].json), "x.json", &error);
        g_assert_null(style);
        g_assert_error(error, ZF_MAP_ERROR, ZF_MAP_ERROR_STYLE);
        g_assert_nonnull(strstr(error->message, cases[i].says));
        g_assert_true(g_str_has_prefix(error->message, "x.json"));
    }
}

static ZfValue
eval(const char *json, const ZfFeature *feature)
{
    g_autoptr(GError) error = NULL;
    json_t *parsed = json_loads(json, JSON_DECODE_ANY, NULL);
    g_assert_nonnull(parsed);
    g_autoptr(ZfExpression) expression = zf_expression_new(parsed, "test", &error);
    g_assert_no_error(error);
    json_decref(parsed);
    ZfValue value = zf_expression_eval(expression, feature);
    if (value.kind == ZF_VALUE_TEXT) { /* may live in the expression */
        value.text = g_string_chunk_insert(feature->scratch, value.text);
    }
    return value;
}

static void
test_expressions(void)
{
    static const struct {
        const char *json;
        double number;
        const char *text;
    } cases[] = {
        {"[\"+\", 1, 2, [\"get\", \"n\"]]", 10, NULL},
        {"[\"-\", [\"get\", \"n\"]]", -7, NULL},
        {"[\"/\", 1, 0]", 0, NULL},
        {"[\"min\", 3, 2, 5]", 2, NULL},
        {"[\"max\", 3, 2, 5]", 5, NULL},
        {"[\"*\", 3, 2]", 6, NULL},
        {"[\"zoom\"]", 14, NULL},
        {"[\"match\", [\"get\", \"t\"], \"a\", 1, [\"b\", \"红\"], 2, 3]", 2, NULL},
        {"[\"match\", [\"get\", \"n\"], [1, 7], \"yes\", \"no\"]", 0, "yes"},
        {"[\"case\", [\">\", [\"get\", \"n\"], 9], \"big\", [\"!\", false], \"small\", \"?\"]", 0,
         "small"},
        {"[\"step\", [\"get\", \"n\"], 0, 5, 1, 7, 2, 8, 3]", 2, NULL},
        {"[\"interpolate\", [\"linear\"], [\"get\", \"n\"], 5, 0, 9, 8]", 4, NULL},
        {"[\"interpolate\", [\"linear\"], 1, 5, 3, 9, 8]", 3, NULL},
        {"[\"interpolate\", [\"linear\"], 99, 5, 3, 9, 8]", 8, NULL},
        {"[\"coalesce\", [\"get\", \"none\"], [\"get\", \"t\"]]", 0, "红"},
        {"[\"concat\", [\"get\", \"t\"], \"-\", [\"to-string\", 1.5]]", 0, "红-1.5"},
        {"[\"to-number\", \"x\", \"12\"]", 12, NULL},
        {"[\"case\", [\"has\", \"none\"], 1, [\"in\", [\"get\", \"t\"], [\"literal\", [\"绿\", "
         "\"红\"]]], 2, 3]",
         2, NULL},
        {"[\"case\", [\"all\", true, [\"<=\", 1, 1]], 1, 2]", 1, NULL},
        {"[\"case\", [\"any\", false, [\"<\", 1, 1]], 1, 2]", 2, NULL},
        {"[\"case\", [\"!=\", \"a\", \"b\"], 1, 2]", 1, NULL},
        {"[\"case\", [\">=\", \"a\", \"b\"], 1, 2]", 2, NULL},
    };
    g_autoptr(GStringChunk) scratch = g_string_chunk_new(64);
    const ZfProp props[] = {zf_prop_number("n", 7), zf_prop_text("t", "红")};
    ZfFeature feature = {props, 2, 14, scratch};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        ZfValue value = eval(cases[i].json, &feature);
        if (cases[i].text) {
            g_assert_cmpint(value.kind, ==, ZF_VALUE_TEXT);
            g_assert_cmpstr(value.text, ==, cases[i].text);
        } else {
            g_assert_cmpint(value.kind, ==, ZF_VALUE_NUMBER);
            g_assert_cmpfloat_with_epsilon(value.number, cases[i].number, 1e-12);
        }
    }
}

/* print:KEY is millimetres and wins over paint; print:bw-KEY wins over both in black and white. */
static void
test_print_keys(void)
{
    const char *json =
        "{\"version\":8,\"layers\":[{\"id\":\"a\",\"type\":\"line\",\"source-layer\":\"road\","
        "\"minzoom\":10,\"filter\":[\"==\",[\"get\",\"kind\"],\"main\"],"
        "\"paint\":{\"line-color\":\"#ff0000\",\"line-width\":4,\"line-dasharray\":[2,1]},"
        "\"metadata\":{\"print:line-width\":0.5,\"print:bw-line-color\":\"#000000\"}}]}";
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfStyle) style = zf_style_parse(json, strlen(json), "x", &error);
    g_assert_no_error(error);
    const ZfLayer *layer = zf_style_find(style, "a");
    const ZfProp props[] = {zf_prop_text("kind", "main")};
    ZfLook look = {.feature = {props, 1, 12, NULL}};
    g_assert_true(zf_layer_shows(layer, &look));
    ZfStroke stroke = zf_layer_stroke(layer, &look);
    g_assert_cmpfloat_with_epsilon(stroke.width, 0.5, 1e-9);
    g_assert_cmpfloat_with_epsilon(stroke.dash[0], 1.0, 1e-9); /* two line widths */
    g_assert_cmpfloat_with_epsilon(stroke.colour.r, 1, 1e-9);
    look.bw = true;
    g_assert_cmpfloat_with_epsilon(zf_layer_stroke(layer, &look).colour.r, 0, 1e-9);
    look.feature.zoom = 9;
    g_assert_false(zf_layer_shows(layer, &look));
    look.feature.zoom = 12;
    look.feature.n = 0;
    g_assert_false(zf_layer_shows(layer, &look));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/map/style/defaults", test_defaults);
    g_test_add_func("/map/style/errors", test_errors);
    g_test_add_func("/map/style/expressions", test_expressions);
    g_test_add_func("/map/style/print-keys", test_print_keys);
    return g_test_run();
}
