/* Every property and every print: key that styles/README.md lists changes what is drawn. */
#include "county.h"
#include "map/ground.h"
#include "map/styleint.h"

#include <string.h>

static const ZfLonLat centre = {109.85, 29.0};

static ZfLonLat
metres(double x, double y)
{
    ZfProjection projection = zf_projection_at(centre);
    return zf_unproject(&projection, (ZfXY){x, y});
}

/* What each kind of layer has before one thing is changed; LAYOUT and PAINT end where more may
 * come. */
typedef struct Base {
    const char *head, *layout, *paint, *metadata;
} Base;

static const Base bases[] = {
    [ZF_LAYER_BACKGROUND] = {"\"id\":\"b\",\"type\":\"background\"", "",
                             "\"background-color\":\"#ffeecc\"", ""},
    [ZF_LAYER_FILL] = {"\"id\":\"f\",\"type\":\"fill\",\"source-layer\":\"water\"", "",
                       "\"fill-color\":\"#3e8fc4\"", ""},
    [ZF_LAYER_LINE] = {"\"id\":\"l\",\"type\":\"line\",\"source-layer\":\"road\"", "",
                       "\"line-color\":\"#b02117\",\"line-width\":5", "\"print:line-width\":1.1"},
    [ZF_LAYER_CIRCLE] = {"\"id\":\"c\",\"type\":\"circle\",\"source-layer\":\"home\"", "",
                         "\"circle-radius\":9,\"circle-color\":\"#8f2d00\","
                         "\"circle-stroke-width\":2",
                         ""},
    [ZF_LAYER_SYMBOL] = {"\"id\":\"hamlet\",\"type\":\"symbol\",\"source-layer\":\"place\"",
                         "\"text-field\":[\"get\",\"name\"],\"text-size\":14",
                         "\"text-halo-width\":1", ""},
};

static const struct {
    const char *key, *value;
} changes[] = {
    {"background-color", "\"#ccffcc\""},
    {"background-opacity", "0.4"},
    {"fill-color", "\"#123456\""},
    {"fill-opacity", "0.5"},
    {"fill-outline-color", "\"#000000\""},
    {"fill-translate", "[6,-4]"},
    {"line-color", "\"#00ff00\""},
    {"line-width", "9"},
    {"line-dasharray", "[2,1]"},
    {"line-cap", "\"round\""},
    {"line-join", "\"round\""},
    {"line-opacity", "0.5"},
    {"line-translate", "[0,7]"},
    {"line-offset", "8"},
    {"line-gap-width", "6"},
    {"line-miter-limit", "1.01"},
    {"circle-radius", "12"},
    {"circle-color", "\"#00ff00\""},
    {"circle-stroke-color", "\"#00ff00\""},
    {"circle-stroke-width", "4"},
    {"circle-opacity", "0.5"},
    {"circle-stroke-opacity", "0.5"},
    {"circle-translate", "[5,5]"},
    {"text-field", "[\"concat\",[\"get\",\"name\"],\"!\"]"},
    {"text-size", "18"},
    {"text-color", "\"#ff0000\""},
    {"text-opacity", "0.5"},
    {"text-halo-color", "\"#ffff00\""},
    {"text-halo-width", "3"},
    {"text-font", "[\"Noto Sans CJK SC Bold\"]"},
    {"text-letter-spacing", "0.3"},
    {"text-transform", "\"uppercase\""},
    {"text-max-width", "5"},
    {"text-line-height", "2"},
    {"text-justify", "\"left\""},
    {"text-padding", "60"},
    {"text-translate", "[9,9]"},
    {"text-offset", "[0,2]"},
    {"text-anchor", "\"top-left\""},
    {"symbol-sort-key", "[\"match\",[\"get\",\"name\"],\"Fir Tree Lane\",0,1]"},
    {"visibility", "\"none\""},
    /* without print: */
    {"unit", "\"pt\""},
    {"hatch", "\"h\""},
    {"min-scale", "5000"},
    {"max-scale", "20000"},
    {"priority", "[\"match\",[\"get\",\"name\"],\"Fir Tree Lane\",1,0]"},
};

/* These show only where something else is set too. */
static const struct {
    const char *key, *with;
} companions[] = {
    {"text-line-height", "\"text-max-width\":5"},
    {"text-justify", "\"text-max-width\":5"},
};

static void
add_object(GString *json, const char *name, const char *base, const char *key, const char *value,
           const char *prefix)
{
    g_string_append_printf(json, ",\"%s\":{%s", name, base);
    if (key) {
        g_string_append_printf(json, "%s\"%s%s\":%s", *base ? "," : "", prefix, key, value);
    }
    g_string_append_c(json, '}');
}

/* A key that is changed must not stand there already. */
static char *
without(const char *base, const char *key)
{
    if (!key) {
        return g_strdup(base);
    }
    g_autofree char *pattern =
        g_strdup_printf(",?\"(print:)?%s\":([^,\\[{\"]+|\"[^\"]*\"|\\[[^\\]]*\\]+)", key);
    g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
    char *rest = g_regex_replace_literal(regex, base, -1, 0, "", 0, NULL);
    if (*rest == ',') {
        memmove(rest, rest + 1, strlen(rest));
    }
    return rest;
}

static void
add_layer(GString *json, const Base *base, const char *key, const char *value, bool layout,
          bool print)
{
    g_autofree char *layouts = without(base->layout, key);
    g_autofree char *paints = without(base->paint, key);
    g_autofree char *metadata = without(base->metadata, key);
    g_autoptr(GString) both = g_string_new(layouts);
    for (size_t i = 0; key && i < G_N_ELEMENTS(companions); i++) {
        if (strcmp(companions[i].key, key) == 0) {
            g_string_append_printf(both, ",%s", companions[i].with);
        }
    }
    g_string_append_printf(json, ",{%s", base->head);
    add_object(json, "layout", both->str, layout && !print && value ? key : NULL, value, "");
    add_object(json, "paint", paints, !layout && !print && value ? key : NULL, value, "");
    add_object(json, "metadata", metadata, print && value ? key : NULL, value, "print:");
    g_string_append_c(json, '}');
}

static void
draw_page(ZfCanvas *page, const ZfStyle *style)
{
    ZfLonLat road_points[] = {metres(-600, -200), metres(-100, 150), metres(-20, -220),
                              metres(600, 100)};
    ZfRoad road = {.id = "r",
                   .name = "Long Road",
                   .highway = "tertiary",
                   .tags = "",
                   .points = road_points,
                   .n_points = 4};
    ZfLonLat pond[] = {metres(200, -300), metres(500, -300), metres(420, -80), metres(200, -300)};
    uint32_t rings[] = {0, 4};
    uint32_t parts[] = {0, 1};
    ZfPolygon shape = {
        .points = pond, .n_points = 4, .rings = rings, .n_rings = 1, .parts = parts, .n_parts = 1};
    ZfWater water = {.id = "w", .name = "Pond", .shape = &shape};
    ZfPlace places[2] = {{.id = "1", .area = ""}, {.id = "2", .area = ""}};
    places[0].name = "Elm Tree Corner";
    places[0].point = metres(-10, 300);
    places[1].name = "Fir Tree Lane";
    places[1].point = metres(30, 310);
    places[0].kind = places[1].kind = ZF_PLACE_HAMLET;
    g_autoptr(ZfGround) ground = zf_ground_new(&(ZfGroundInput){.roads = &road,
                                                                .n_roads = 1,
                                                                .water = &water,
                                                                .n_water = 1,
                                                                .places = places,
                                                                .n_places = 2});
    ZfFrame frame = {.view = {{20, 30, 170, 110}, centre, 10000, 0},
                     .lang = ZF_LANG_EN,
                     .style = style,
                     .ground = ground,
                     .show = ZF_FRAME_SHOW_NAMES};
    g_free(zf_frame_paint(page, &frame));
    ZfLook look = {.feature = {.zoom = zf_style_zoom(10000)}};
    ZfDot dot = zf_layer_dot(zf_style_find(style, "c"), &look);
    if (zf_layer_shows(zf_style_find(style, "c"), &look)) {
        zf_canvas_circle(page, 100 + dot.shift.x, 200 + dot.shift.y, dot.r, dot.fill, &dot.stroke);
    }
}

/* The drawing with one key changed (value NULL: without it), as SVG. */
static GBytes *
draw(ZfLayerType type, const char *key, const char *value, bool layout, bool print)
{
    g_autoptr(GString) json = g_string_new(
        "{\"version\":8,\"metadata\":{\"print:hatches\":{\"h\":{\"kind\":\"lines\",\"width\":0.3,"
        "\"pitch\":1}}},\"layers\":[");
    for (size_t i = 0; i < G_N_ELEMENTS(bases); i++) {
        bool here = i == type;
        add_layer(json, &bases[i], here ? key : NULL, here ? value : NULL, layout, print);
    }
    g_string_append(json, "]}");
    char *comma = strstr(json->str, "[,{");
    comma[1] = ' ';
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfStyle) style = zf_style_parse(json->str, json->len, "test", &error);
    g_assert_no_error(error);
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_SVG});
    draw_page(zf_paper_page(paper, 210, 297, NULL), style);
    GBytes *svg = zf_paper_finish(paper, &error);
    g_assert_no_error(error);
    return svg;
}

static void
expect_change(ZfLayerType type, const char *key, const char *value, bool layout, bool print)
{
    g_autoptr(GBytes) before = draw(type, key, NULL, layout, print);
    g_autoptr(GBytes) again = draw(type, key, NULL, layout, print);
    g_autoptr(GBytes) after = draw(type, key, value, layout, print);
    g_assert_true(g_bytes_equal(before, again));
    if (g_bytes_equal(before, after)) {
        g_error("%s changes nothing", key);
    }
}

static const char *
change_of(const char *key)
{
    for (size_t i = 0; i < G_N_ELEMENTS(changes); i++) {
        if (strcmp(changes[i].key, key) == 0) {
            return changes[i].value;
        }
    }
    return NULL;
}

static char *
readme(void)
{
    g_autofree char *path =
        g_build_filename(g_getenv("ZF_SOURCE_DIR"), "styles", "README.md", NULL);
    char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

static void
test_properties(void)
{
    g_autofree char *text = readme();
    ZfLayerType type;
    bool layout;
    size_t n = 0;
    for (const char *key; (key = zf_style_property(n, &type, &layout)); n++) {
        const char *value = change_of(key);
        g_autofree char *entry = g_strdup_printf("`%s`", key);
        g_assert_nonnull(value);
        if (!strstr(text, entry)) {
            g_error("styles/README.md does not speak of %s", entry);
        }
        /* on paper what stands in metadata wins, so lines are changed there */
        bool print = strcmp(key, "line-width") == 0;
        expect_change(type, key, value, layout, print);
    }
    g_assert_cmpuint(n, >=, 41);
}

/* The coverage map of a small county with something added to a layer of the built-in style. */
static GBytes *
coverage(const char *layer, const char *added)
{
    g_autofree char *path =
        g_build_filename(g_getenv("ZF_SOURCE_DIR"), "styles", "coverage.json", NULL);
    g_autofree char *json = NULL;
    g_assert_true(g_file_get_contents(path, &json, NULL, NULL));
    g_autofree char *id = g_strdup_printf("{\"id\": \"%s\"", layer);
    char *at = strstr(json, id);
    g_assert_nonnull(at);
    char *metadata = strstr(at, "\"metadata\": {") + strlen("\"metadata\": {");
    g_autoptr(GString) changed = g_string_new_len(json, metadata - json);
    g_string_append_printf(changed, "%s%s", added, metadata);
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfStyle) style = zf_style_parse(changed->str, changed->len, "test", &error);
    g_assert_no_error(error);
    g_autoptr(County) county = county_new(6, 4, 4000, false, ZF_LANG_ZH);
    /* too long for its village: it is called out beside the county */
    county->areas[county->n_areas - 1].name = "枫香垭口上坪下坪杨梅岭大水井联合行政村";
    ZfMapInput input = {.campaign = &county->campaign,
                        .areas = county->areas,
                        .n_areas = county->n_areas,
                        .roads = county->roads,
                        .n_roads = 2,
                        .water = county->water,
                        .n_water = 1,
                        .coverage = county->coverage};
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_SVG});
    ZfMapOptions options = {.format = ZF_PAPER_SVG, .lang = ZF_LANG_ZH, .style = style};
    g_assert_true(zf_map_coverage(paper, &input, &options, NULL, &error));
    GBytes *svg = zf_paper_finish(paper, &error);
    g_assert_no_error(error);
    return svg;
}

static void
test_print_keys(void)
{
    static const ZfLayerType types[] = {ZF_LAYER_LINE,  ZF_LAYER_FILL,   ZF_LAYER_LINE,
                                        ZF_LAYER_LINE,  ZF_LAYER_SYMBOL, ZF_LAYER_SYMBOL,
                                        ZF_LAYER_SYMBOL};
    g_autofree char *text = readme();
    g_autoptr(GBytes) before = coverage("river", "");
    for (size_t i = 0; zf_style_print_key(i); i++) {
        const char *key = zf_style_print_key(i);
        g_autofree char *entry = g_strdup_printf("`print:%s`", key);
        if (!strstr(text, entry)) {
            g_error("styles/README.md does not speak of %s", entry);
        }
        if (strcmp(key, "legend") == 0) {
            g_autoptr(GBytes) after = coverage("river", "\"print:legend\": false, ");
            g_assert_false(g_bytes_equal(before, after));
        } else if (strcmp(key, "leader") == 0) {
            g_autoptr(GBytes) thick = coverage("village-name", "\"print:leader\": 0.6, ");
            g_autoptr(GBytes) none = coverage("village-name", "\"print:leader\": 0, ");
            g_assert_false(g_bytes_equal(before, thick));
            g_assert_false(g_bytes_equal(before, none));
        } else {
            expect_change(types[i], key, change_of(key), false, true);
        }
    }
}

static void
test_scale(void)
{
    g_assert_cmpfloat_with_epsilon(zf_style_scale(zf_style_zoom(25000)), 25000, 1e-6);
    g_assert_cmpfloat_with_epsilon(zf_style_zoom(559082264.0 / 1024), 10, 1e-12);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/map/styleprops/properties", test_properties);
    g_test_add_func("/map/styleprops/print-keys", test_print_keys);
    g_test_add_func("/map/styleprops/scale", test_scale);
    return g_test_run();
}
