#include "map/styleint.h"

#include <math.h>
#include <string.h>

#include "map/maperror.h"
#include "map/mapjob.h"

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

/* Every operator with what it gives for name "Ab村", n 7.5, flag true at zoom 12; each result is
 * one that no other operator of the same arguments gives. */
static void
test_operators(void)
{
    static const struct {
        const char *operator, * json, *gives;
    } cases[] = {
        {"literal", "[\"to-string\",[\"literal\",\"get\"]]", "get"},
        {"get", "[\"get\",\"name\"]", "Ab村"},
        {"has", "[\"to-string\",[\"has\",\"wind\"]]", "false"},
        {"zoom", "[\"to-string\",[\"zoom\"]]", "12"},
        {"==", "[\"to-string\",[\"==\",[\"get\",\"n\"],7.5]]", "true"},
        {"!=", "[\"to-string\",[\"!=\",[\"get\",\"n\"],7.5]]", "false"},
        {"<", "[\"to-string\",[\"<\",7.5,[\"get\",\"n\"]]]", "false"},
        {"<=", "[\"to-string\",[\"<=\",7.5,[\"get\",\"n\"]]]", "true"},
        {">", "[\"to-string\",[\">\",7.5,[\"get\",\"n\"]]]", "false"},
        {">=", "[\"to-string\",[\">=\",7.5,[\"get\",\"n\"]]]", "true"},
        {"all", "[\"to-string\",[\"all\",true,false]]", "false"},
        {"any", "[\"to-string\",[\"any\",true,false]]", "true"},
        {"!", "[\"to-string\",[\"!\",true]]", "false"},
        {"in", "[\"to-string\",[\"in\",[\"get\",\"name\"],[\"literal\",[\"x\",\"Ab村\"]]]]",
         "true"},
        {"match", "[\"match\",[\"get\",\"n\"],7.5,\"a\",\"b\"]", "a"},
        {"case", "[\"case\",[\"get\",\"flag\"],\"c\",\"d\"]", "c"},
        {"step", "[\"step\",[\"zoom\"],\"s\",12,\"t\",13,\"u\"]", "t"},
        {"interpolate", "[\"to-string\",[\"interpolate\",[\"linear\"],[\"zoom\"],10,0,14,4]]", "2"},
        {"coalesce", "[\"coalesce\",[\"get\",\"wind\"],\"e\"]", "e"},
        {"to-string", "[\"to-string\",7.5]", "7.5"},
        {"to-number", "[\"to-string\",[\"+\",1,[\"to-number\",\"41\"]]]", "42"},
        {"concat", "[\"concat\",[\"get\",\"name\"],\"/\",[\"get\",\"n\"]]", "Ab村/7.5"},
        {"+", "[\"to-string\",[\"+\",7.5,2]]", "9.5"},
        {"-", "[\"to-string\",[\"-\",7.5,2]]", "5.5"},
        {"*", "[\"to-string\",[\"*\",7.5,2]]", "15"},
        {"/", "[\"to-string\",[\"/\",7.5,2]]", "3.75"},
        {"min", "[\"to-string\",[\"min\",7.5,2]]", "2"},
        {"max", "[\"to-string\",[\"max\",7.5,2]]", "7.5"},
        {"%", "[\"to-string\",[\"%\",7.5,2]]", "1.5"},
        {"^", "[\"to-string\",[\"^\",7.5,2]]", "56.25"},
        {"abs", "[\"to-string\",[\"abs\",-7.2]]", "7.2"},
        {"ceil", "[\"to-string\",[\"ceil\",-7.2]]", "-7"},
        {"floor", "[\"to-string\",[\"floor\",-7.2]]", "-8"},
        {"round", "[\"to-string\",[\"round\",7.5]]", "8"},
        {"sqrt", "[\"to-string\",[\"sqrt\",100]]", "10"},
        {"ln", "[\"to-string\",[\"round\",[\"ln\",100]]]", "5"},
        {"log2", "[\"to-string\",[\"round\",[\"log2\",100]]]", "7"},
        {"log10", "[\"to-string\",[\"log10\",100]]", "2"},
        {"length", "[\"to-string\",[\"length\",[\"get\",\"name\"]]]", "3"},
        {"upcase", "[\"upcase\",[\"get\",\"name\"]]", "AB村"},
        {"downcase", "[\"downcase\",[\"get\",\"name\"]]", "ab村"},
        {"number-format",
         "[\"number-format\",[\"get\",\"n\"],{\"min-fraction-digits\":2,\"max-fraction-digits\":3}"
         "]",
         "7.50"},
        {"rgb", "[\"rgb\",255,[\"*\",2,[\"get\",\"n\"]],0]", "rgb(255,15,0)"},
        {"rgba", "[\"rgba\",255,0,400,0.5]", "rgba(255,0,255,0.5)"},
        {"to-boolean", "[\"to-string\",[\"to-boolean\",\"\"]]", "false"},
        {"typeof", "[\"typeof\",[\"get\",\"n\"]]", "number"},
        {"geometry-type", "[\"geometry-type\"]", "Polygon"},
        {"id", "[\"id\"]", "v17"},
    };
    const ZfProp props[] = {zf_prop_text("name", "Ab村"), zf_prop_number("n", 7.5),
                            zf_prop_bool("flag", true), zf_prop_text("id", "v17")};
    GStringChunk *scratch = g_string_chunk_new(64);
    ZfFeature feature = {props, G_N_ELEMENTS(props), 12, scratch, "Polygon"};
    for (size_t o = 0; zf_expression_operator(o); o++) {
        bool tried = false;
        for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
            if (strcmp(cases[i].operator, zf_expression_operator(o)) != 0) {
                continue;
            }
            g_autoptr(GError) error = NULL;
            json_t *json = json_loads(cases[i].json, 0, NULL);
            g_assert_nonnull(json);
            g_autoptr(ZfExpression) expression = zf_expression_new(json, "test", &error);
            g_assert_no_error(error);
            ZfValue value = zf_expression_eval(expression, &feature);
            g_assert_cmpint(value.kind, ==, ZF_VALUE_TEXT);
            g_assert_cmpstr(value.text, ==, cases[i].gives);
            json_decref(json);
            tried = true;
        }
        g_assert_true(tried);
    }
    g_string_chunk_free(scratch);
}

/* styles/README.md speaks of every operator. */
static void
test_readme(void)
{
    g_autofree char *path =
        g_build_filename(g_getenv("ZF_SOURCE_DIR"), "styles", "README.md", NULL);
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    for (size_t o = 0; zf_expression_operator(o); o++) {
        g_autofree char *entry = g_strdup_printf("`%s`", zf_expression_operator(o));
        g_assert_nonnull(strstr(text, entry));
    }
}

/* What a reader who does not see red, or green, is shown (Viénot, Brettel and Mollon, Digital video
 * colourmaps for checking the legibility of displays by dichromats, 1999: linear light). */
static void
simulate(const double *rgb, bool protan, double *ret)
{
    static const double kept[2][9] = {
        {0.29275, 0.70725, 0, 0.29275, 0.70725, 0, -0.02234, 0.02234, 1},  /* deutan */
        {0.11238, 0.88762, 0, 0.11238, 0.88762, 0, 0.00401, -0.00401, 1}}; /* protan */
    const double *m = kept[protan];
    for (int i = 0; i < 3; i++) {
        ret[i] = m[3 * i] * rgb[0] + m[3 * i + 1] * rgb[1] + m[3 * i + 2] * rgb[2];
        ret[i] = CLAMP(ret[i], 0, 1);
    }
}

static double
linear(double v)
{
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

/* CIE L*a*b*, D65. */
static void
lab_of(const double *rgb, double *ret)
{
    double xyz[3] = {(0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505,
                     0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2],
                     (0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089};
    for (int i = 0; i < 3; i++) {
        xyz[i] = xyz[i] > 0.008856 ? cbrt(xyz[i]) : 7.787 * xyz[i] + 16.0 / 116;
    }
    ret[0] = 116 * xyz[1] - 16;
    ret[1] = 500 * (xyz[0] - xyz[1]);
    ret[2] = 200 * (xyz[1] - xyz[2]);
}

/* The classes of coverage keep their order by lightness alone, and any two stay apart for people
 * who do not see red or green. */
static void
test_colour_blind(void)
{
    static const char *const classes[] = {"under_50", "under_80", "under_target", "target"};
    g_autoptr(ZfStyle) style = zf_style_new_default(ZF_STYLE_COVERAGE);
    const ZfLayer *layer = zf_style_find(style, "class");
    double lab[3][4][3];
    for (int c = 0; c < 4; c++) {
        const ZfProp props[] = {zf_prop_text("class", classes[c])};
        ZfLook look = {.feature = {props, 1, 10, NULL}};
        ZfColour colour = zf_layer_colour(layer, ZF_PROPERTY_FILL_COLOR, &look, ZF_COLOUR_WHITE);
        const double rgb[3] = {linear(colour.r), linear(colour.g), linear(colour.b)};
        double seen[3];
        lab_of(rgb, lab[0][c]);
        for (int kind = 0; kind < 2; kind++) {
            simulate(rgb, kind == 1, seen);
            lab_of(seen, lab[1 + kind][c]);
        }
    }
    for (int kind = 0; kind < 3; kind++) {
        for (int c = 0; c + 1 < 4; c++) {
            g_assert_cmpfloat(lab[kind][c + 1][0] - lab[kind][c][0], >=, 8);
            double away = 0;
            for (int i = 0; i < 3; i++) {
                double d = lab[kind][c + 1][i] - lab[kind][c][i];
                away += d * d;
            }
            g_assert_cmpfloat(sqrt(away), >=, 20);
        }
    }
}

/* Routes look different to everybody: by their pattern, or else by colours that stay apart. */
static void
test_routes_colour_blind(void)
{
    enum { ROUTES = 24 };
    double lab[ROUTES][3][3];
    ZfStroke strokes[ROUTES];
    for (int r = 0; r < ROUTES; r++) {
        strokes[r] = zf_map_route_stroke(r + 1, false);
        ZfColour c = strokes[r].colour;
        const double rgb[3] = {linear(c.r), linear(c.g), linear(c.b)};
        g_assert_cmpfloat(zf_colour_contrast(c, ZF_COLOUR_WHITE), >=, 3);
        lab_of(rgb, lab[r][0]);
        for (int kind = 0; kind < 2; kind++) {
            double seen[3];
            simulate(rgb, kind == 1, seen);
            lab_of(seen, lab[r][1 + kind]);
        }
    }
    for (int a = 0; a < ROUTES; a++) {
        for (int b = 0; b < a; b++) {
            bool same = strokes[a].n_dash == strokes[b].n_dash &&
                        memcmp(strokes[a].dash, strokes[b].dash, sizeof strokes[a].dash) == 0;
            for (int kind = 0; same && kind < 3; kind++) {
                double away = 0;
                for (int i = 0; i < 3; i++) {
                    double d = lab[a][kind][i] - lab[b][kind][i];
                    away += d * d;
                }
                g_assert_cmpfloat(sqrt(away), >=, 25);
            }
        }
    }
}

/* In black and white every cell of the hot spots has an edge that a copier keeps, however pale. */
static void
test_hotspot_edges(void)
{
    g_autoptr(ZfStyle) style = zf_style_new_default(ZF_STYLE_ROUTES);
    const ZfLayer *layer = zf_style_find(style, "hotspot");
    for (int c = 0; c < 4; c++) {
        const ZfProp props[] = {zf_prop_number("class", c)};
        ZfLook look = {.feature = {props, 1, 12, NULL, "Polygon"}, .bw = true};
        ZfColour edge =
            zf_layer_colour(layer, ZF_PROPERTY_FILL_OUTLINE_COLOR, &look, ZF_COLOUR_WHITE);
        g_assert_cmpfloat(zf_colour_contrast(edge, ZF_COLOUR_WHITE), >=, 4.5);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/map/style/defaults", test_defaults);
    g_test_add_func("/map/style/errors", test_errors);
    g_test_add_func("/map/style/expressions", test_expressions);
    g_test_add_func("/map/style/print-keys", test_print_keys);
    g_test_add_func("/map/style/operators", test_operators);
    g_test_add_func("/map/style/readme", test_readme);
    g_test_add_func("/map/style/colour-blind", test_colour_blind);
    g_test_add_func("/map/style/routes-colour-blind", test_routes_colour_blind);
    g_test_add_func("/map/style/hotspot-edges", test_hotspot_edges);
    return g_test_run();
}
