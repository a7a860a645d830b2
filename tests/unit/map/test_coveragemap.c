#include "county.h"
#include "picture.h"
#include "map/choropleth.h"
#include "map/mapsheet.h"

#include <math.h>
#include <string.h>

static ZfMapInput
input_of(const County *county)
{
    return (ZfMapInput){.campaign = &county->campaign,
                        .issue = 6,
                        .check = "7c1f-90be-22d4",
                        .areas = county->areas,
                        .n_areas = county->n_areas,
                        .roads = county->roads,
                        .n_roads = 1,
                        .water = county->water,
                        .n_water = 1,
                        .coverage = county->coverage,
                        .day = ZF_DATE_NONE};
}

static GBytes *
make(const County *county, const ZfMapOptions *options, char **placed)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfPaper) paper = zf_paper_new(
        &(ZfPaperOptions){.format = options->format, .dpi = 60, .created = 1770000000});
    ZfMapInput input = input_of(county);
    bool good = zf_map_coverage(paper, &input, options, placed, &error);
    g_assert_no_error(error);
    g_assert_true(good);
    GBytes *bytes = zf_paper_finish(paper, &error);
    g_assert_no_error(error);
    return bytes;
}

static unsigned
count(const char *text, const char *part)
{
    unsigned n = 0;
    for (const char *at = text; (at = strstr(at, part)); at += strlen(part)) {
        n++;
    }
    return n;
}

/* The dump of the small county, compared with the stored one (tests/golden/map). */
static void
test_golden(void)
{
    g_autoptr(County) county = county_new(6, 4, 4000, false, ZF_LANG_ZH);
    g_autofree char *placed = NULL;
    ZfMapOptions options = {
        .format = ZF_PAPER_PDF, .audience = ZF_AUDIENCE_COUNTY, .lang = ZF_LANG_ZH};
    g_autoptr(GBytes) bytes = make(county, &options, &placed);
    g_autofree char *path =
        g_build_filename(g_getenv("ZF_SOURCE_DIR"), "tests", "golden", "map", "coverage.txt", NULL);
    if (g_getenv("ZF_RENEW")) {
        g_assert_true(g_file_set_contents(path, placed, -1, NULL));
    }
    g_autofree char *stored = NULL;
    g_assert_true(g_file_get_contents(path, &stored, NULL, NULL));
    g_assert_cmpstr(placed, ==, stored);
}

/* The dump with what the style says of village names put before the rest of it. */
static char *
placed_with(const char *extra)
{
    g_autoptr(County) county = county_new(12, 8, 700, true, ZF_LANG_ZH);
    g_autofree char *path =
        g_build_filename(g_getenv("ZF_SOURCE_DIR"), "styles", "coverage.json", NULL);
    g_autofree char *json = NULL;
    g_assert_true(g_file_get_contents(path, &json, NULL, NULL));
    char *at = strstr(strstr(json, "\"village-name\""), "\"metadata\": {");
    g_assert_nonnull(at);
    at += strlen("\"metadata\": {");
    g_autofree char *head = g_strndup(json, (gsize)(at - json));
    g_autofree char *changed = g_strconcat(head, extra, at, NULL);
    g_autoptr(ZfStyle) style = zf_style_parse(changed, strlen(changed), "test", NULL);
    g_assert_nonnull(style);
    char *placed = NULL;
    ZfMapOptions options = {
        .format = ZF_PAPER_PDF, .audience = ZF_AUDIENCE_COUNTY, .lang = ZF_LANG_ZH, .style = style};
    g_autoptr(GBytes) bytes = make(county, &options, &placed);
    return placed;
}

/* Where names crowd each other, those of the higher priority stand. */
static void
test_priority(void)
{
    g_autofree char *plain = placed_with("");
    g_autofree char *other = placed_with("\"print:priority\": [\"length\", [\"get\", \"name\"]], ");
    g_assert_cmpstr(plain, !=, other);
}

static void
test_same_bytes(void)
{
    g_autoptr(County) county = county_new(6, 4, 4000, false, ZF_LANG_ZH);
    for (int format = ZF_PAPER_PDF; format <= ZF_PAPER_PNG; format++) {
        for (int bw = 0; bw < 2; bw++) {
            ZfMapOptions options = {.format = (ZfPaperFormat)format,
                                    .audience = ZF_AUDIENCE_COUNTY,
                                    .lang = ZF_LANG_ZH,
                                    .bw = bw};
            g_autoptr(GBytes) first = make(county, &options, NULL);
            g_autoptr(GBytes) second = make(county, &options, NULL);
            g_assert_true(g_bytes_equal(first, second));
        }
    }
}

/* Labels stay inside their polygons, never meet, and nobody is missing — in both languages. */
static void
check_labels(int columns, int rows, bool points, ZfLang lang)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(County) county = county_new(columns, rows, 4000, points, lang);
    ZfMapInput input = input_of(county);
    ZfMapOptions options = {.lang = lang, .audience = ZF_AUDIENCE_COUNTY};
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    ZfCanvas *page = zf_paper_page(paper, 297, 210, NULL);
    g_autoptr(ZfChoropleth) c =
        zf_choropleth_new(page, (ZfRect){12, 31, 187, 158}, &input, &options, true, &error);
    g_assert_no_error(error);
    size_t sum = 0;
    for (int class = 0; class < ZF_CLASS_COUNT; class ++) {
        sum += c->by_class[class];
    }
    g_assert_cmpuint(sum, ==, (size_t)(columns * rows));
    unsigned keys = 0;
    for (size_t i = 0; i < c->n_units; i++) {
        const ZfUnitArea *unit = &c->units[i];
        g_assert_cmpint(unit->fate, !=, ZF_LABEL_NONE);
        keys += unit->fate == ZF_LABEL_KEY;
        for (size_t j = 0; j < i && unit->fate == ZF_LABEL_INSIDE; j++) {
            if (c->units[j].fate == ZF_LABEL_INSIDE) {
                g_assert_false(zf_rect_meets(unit->label, c->units[j].label));
            }
        }
        for (size_t j = 0; j < c->n_towns; j++) {
            g_assert_false(c->towns[j].placed && zf_rect_meets(unit->label, c->towns[j].box));
        }
    }
    g_assert_cmpuint(keys, ==, c->n_keys);
}

static void
test_labels(void)
{
    check_labels(6, 4, false, ZF_LANG_ZH);
    check_labels(6, 4, false, ZF_LANG_EN);
    check_labels(12, 9, false, ZF_LANG_ZH);
    check_labels(12, 9, true, ZF_LANG_ZH);
    check_labels(1, 1, false, ZF_LANG_ZH);
    check_labels(1, 1, true, ZF_LANG_EN);
}

/* ---- black and white: borders are seen between hatched villages */

/* true when two villages of one town have both points. */
static bool
is_between(const ZfChoropleth *c, size_t unit, ZfMm a, ZfMm b)
{
    for (size_t j = 0; j < c->n_units; j++) {
        const ZfUnitArea *other = &c->units[j];
        bool has_a = false, has_b = false;
        for (uint32_t k = 0; j != unit && k < other->rings[1]; k++) {
            has_a |= hypot(other->points[k].x - a.x, other->points[k].y - a.y) < 0.01;
            has_b |= hypot(other->points[k].x - b.x, other->points[k].y - b.y) < 0.01;
        }
        if (has_a && has_b) {
            return other->area->parent_index == c->units[unit].area->parent_index;
        }
    }
    return false;
}

/* Counts the middles of border pieces, and those that are dark and have paper on both sides. */
static void
count_borders(const ZfChoropleth *c, const Picture *picture, unsigned *n, unsigned *seen)
{
    const double dot = 25.4 / picture->dpi;
    const double off = 0.3; /* mm: within the white edge, beyond the line */
    for (size_t i = 0; i < c->n_units; i++) {
        const ZfUnitArea *unit = &c->units[i];
        for (uint32_t k = 0; k + 1 < unit->rings[1]; k++) {
            ZfMm a = unit->points[k];
            ZfMm b = unit->points[k + 1];
            double length = hypot(b.x - a.x, b.y - a.y);
            if (length < 0.5 || !is_between(c, i, a, b)) {
                continue;
            }
            ZfMm m = {(a.x + b.x) / 2, (a.y + b.y) / 2};
            double nx = off * (a.y - b.y) / length;
            double ny = off * (b.x - a.x) / length;
            ZfRect line = {m.x - dot, m.y - dot, 2 * dot, 2 * dot};
            ZfRect left = {m.x + nx, m.y + ny, 0.01, 0.01};
            ZfRect right = {m.x - nx, m.y - ny, 0.01, 0.01};
            (*n)++;
            *seen += picture_darkest(picture, line) < 140 && picture_darkest(picture, left) > 200 &&
                     picture_darkest(picture, right) > 200;
        }
    }
}

static void
test_bw_borders(void)
{
    const double dpi = 300;
    g_autoptr(GError) error = NULL;
    g_autoptr(County) county = county_new(6, 4, 4000, false, ZF_LANG_ZH);
    for (size_t i = 0; i < county->coverage->n_rows; i++) {
        county->coverage->rows[i].class_complete = ZF_CLASS_UNDER_50; /* the densest hatch */
    }
    ZfMapInput input = input_of(county);
    input.n_roads = input.n_water = 0;
    ZfMapOptions options = {.lang = ZF_LANG_ZH, .audience = ZF_AUDIENCE_PLANNER, .bw = true};
    g_autoptr(ZfPaper) paper = zf_paper_new(
        &(ZfPaperOptions){.format = ZF_PAPER_PNG, .dpi = dpi, .grey = true, .created = 1});
    ZfCanvas *page = zf_paper_page(paper, 297, 210, NULL);
    g_autoptr(ZfChoropleth) c = zf_choropleth_new(page, (ZfRect){12, 12, 273, 186}, &input,
                                                  &options, ZF_CHOROPLETH_BARE, &error);
    g_assert_no_error(error);
    zf_choropleth_draw(c, page);
    g_autoptr(GBytes) bytes = zf_paper_finish(paper, &error);
    g_assert_no_error(error);
    gsize size;
    const uint8_t *data = g_bytes_get_data(bytes, &size);
    g_auto(Picture) picture = picture_unpack(data, size, dpi);
    unsigned n = 0, seen = 0;
    count_borders(c, &picture, &n, &seen);
    g_assert_cmpuint(n, >, 200);
    g_assert_cmpuint(seen * 100, >=, n * 97);
}

/* The scale bar stands aside of a river that runs through its corner. */
static void
test_bar_off_river(void)
{
    const ZfRect rect = {12, 31, 187, 158};
    g_autoptr(County) county = county_new(6, 4, 4000, false, ZF_LANG_ZH);
    ZfMapInput input = input_of(county);
    ZfMapOptions options = {.lang = ZF_LANG_ZH, .audience = ZF_AUDIENCE_PLANNER};
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    ZfCanvas *page = zf_paper_page(paper, 297, 210, NULL);
    input.n_water = 0;
    g_autoptr(ZfChoropleth) dry =
        zf_choropleth_new(page, rect, &input, &options, ZF_CHOROPLETH_SHEET, NULL);
    ZfRect corner = dry->scale;
    ZfFrameLens lens = zf_frame_lens(&dry->view);
    ZfLines *river = county->water[0].lines;
    for (uint32_t i = 0; i < river->n_points; i++) { /* down through the middle of the bar */
        double t = i / (double)(river->n_points - 1);
        river->points[i] = zf_frame_to_ground(
            &lens, (ZfMm){corner.x + corner.w / 2 + 4 * sin(9 * t), rect.y + t * rect.h});
    }
    input.n_water = 1;
    g_autoptr(ZfChoropleth) wet =
        zf_choropleth_new(page, rect, &input, &options, ZF_CHOROPLETH_SHEET, NULL);
    g_assert_true(zf_rect_within(wet->scale, rect));
    lens = zf_frame_lens(&wet->view);
    for (uint32_t i = 0; i + 1 < river->n_points; i++) {
        ZfMm a = zf_frame_to_paper(&lens, river->points[i]);
        ZfMm b = zf_frame_to_paper(&lens, river->points[i + 1]);
        for (int k = 0; k <= 20; k++) {
            ZfRect at = {a.x + (b.x - a.x) * k / 20, a.y + (b.y - a.y) * k / 20, 0.01, 0.01};
            g_assert_false(zf_rect_meets(wet->scale, at));
            g_assert_false(zf_rect_meets(wet->north, at));
        }
    }
}

/* A list that has no room beside the map: another page of a PDF. */
static void
test_key_pages(void)
{
    g_autoptr(County) county = county_new(16, 12, 3000, false, ZF_LANG_ZH);
    g_autofree char *placed = NULL;
    ZfMapOptions options = {
        .format = ZF_PAPER_PDF, .audience = ZF_AUDIENCE_COUNTY, .lang = ZF_LANG_ZH};
    g_autoptr(GBytes) bytes = make(county, &options, &placed);
    g_assert_cmpuint(count(placed, " key "), >, 100);
    g_assert_cmpuint(count(placed, " missing "), ==, 0);
}

static void
expect_error(const ZfMapInput *input, const ZfMapOptions *options, int code, bool unvisited)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    bool good = unvisited ? zf_map_unvisited(paper, input, options, NULL, &error)
                          : zf_map_coverage(paper, input, options, NULL, &error);
    g_assert_false(good);
    g_assert_error(error, ZF_MAP_ERROR, code);
}

static void
test_refusals(void)
{
    g_autoptr(County) county = county_new(3, 2, 4000, false, ZF_LANG_ZH);
    ZfMapInput input = input_of(county);
    ZfMapOptions options = {.lang = ZF_LANG_ZH, .audience = ZF_AUDIENCE_PUBLIC};
    expect_error(&input, &options, ZF_MAP_ERROR_APPROVAL, false);
    expect_error(&input, &options, ZF_MAP_ERROR_AUDIENCE, true);
    options.audience = ZF_AUDIENCE_COUNTY;
    expect_error(&input, &options, ZF_MAP_ERROR_AUDIENCE, true);
    input.n_areas = 0;
    expect_error(&input, &options, ZF_MAP_ERROR_EMPTY, false);
    input = input_of(county);
    county->campaign.map_approval = "GS(2026)0001";
    options.audience = ZF_AUDIENCE_PUBLIC;
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    g_assert_true(zf_map_coverage(paper, &input, &options, NULL, &error));
    g_assert_no_error(error);
}

/* Every size of paper, both ways round, draws without an error. */
static void
test_papers(void)
{
    static const char *const sizes[] = {"A4", "A4L", "A3", "A3L", "A1L", "A0"};
    g_autoptr(County) county = county_new(6, 4, 4000, false, ZF_LANG_ZH);
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        ZfMapOptions options = {
            .format = ZF_PAPER_PDF, .audience = ZF_AUDIENCE_PLANNER, .lang = ZF_LANG_ZH};
        g_assert_true(zf_paper_size_of(sizes[i], false, &options.width_mm, &options.height_mm));
        g_autofree char *placed = NULL;
        g_autoptr(GBytes) bytes = make(county, &options, &placed);
        g_assert_cmpuint(g_bytes_get_size(bytes), >, 10000);
        g_assert_cmpuint(count(placed, " inside "), >=, 20);
    }
}

static void
test_bulletin_rectangle(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(County) county = county_new(6, 4, 4000, false, ZF_LANG_ZH);
    ZfMapInput input = input_of(county);
    ZfMapOptions options = {.lang = ZF_LANG_ZH, .audience = ZF_AUDIENCE_COUNTY};
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PDF});
    ZfCanvas *page = zf_paper_page(paper, 210, 297, NULL);
    g_assert_true(zf_map_coverage_in(page, (ZfRect){14, 80, 96, 86}, &input, &options, &error));
    g_autoptr(GBytes) bytes = zf_paper_finish(paper, &error);
    g_assert_no_error(error);
}

/* Where no paper is asked for it is as large as the names need, and no larger. */
static void
test_grow(void)
{
    static const int columns[] = {6, 12, 16};
    int size = 4;
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++) {
        g_autoptr(County) county = county_new(columns[i], columns[i] - 2, 3000, false, ZF_LANG_ZH);
        unsigned n = (unsigned)(columns[i] * (columns[i] - 2));
        g_autofree char *placed = NULL;
        ZfMapOptions options = {.format = ZF_PAPER_PDF, .grow = true, .lang = ZF_LANG_ZH};
        g_autoptr(GBytes) bytes = make(county, &options, &placed);
        size = g_str_has_prefix(placed, "paper A") ? placed[strlen("paper A")] - '0' : 4;
        g_assert_cmpuint(100 * count(placed, " inside fit "), >=, 96 * n);
        if (size < 4) {
            g_autofree char *smaller = NULL;
            char name[3] = {'A', (char)('0' + size + 1), 0};
            options.grow = false;
            g_assert_true(zf_paper_size_of(name, true, &options.width_mm, &options.height_mm));
            g_autoptr(GBytes) other = make(county, &options, &smaller);
            g_assert_cmpuint(100 * count(smaller, " inside fit "), <, 96 * n);
            g_assert_null(strstr(smaller, "paper "));
        }
        g_assert_true(i > 0 || size == 4);
    }
    g_assert_cmpint(size, <, 4);
}

/* A heading goes to the next column with what it is the heading of. */
static void
test_kept_together(void)
{
    ZfMapSheet sheet = {
        .columns = {{10, 200, 60, 50}, {75, 200, 60, 50}}, .n_columns = 2, .y = 235};
    zf_map_sheet_keep(&sheet, 15);
    g_assert_cmpuint(sheet.column, ==, 0);
    zf_map_sheet_keep(&sheet, 15.5);
    g_assert_cmpuint(sheet.column, ==, 1);
    g_assert_cmpfloat(sheet.y, ==, 200);
    ZfRect heading = zf_map_sheet_section(&sheet, 6);
    g_assert_cmpfloat(heading.x, ==, 75);
    zf_map_sheet_keep(&sheet, 500); /* no column is left */
    g_assert_cmpuint(sheet.column, ==, 1);
    g_assert_cmpfloat(sheet.y, ==, 206);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/map/coverage/golden", test_golden);
    g_test_add_func("/map/coverage/priority", test_priority);
    g_test_add_func("/map/coverage/same-bytes", test_same_bytes);
    g_test_add_func("/map/coverage/labels", test_labels);
    g_test_add_func("/map/coverage/key-pages", test_key_pages);
    g_test_add_func("/map/coverage/bw-borders", test_bw_borders);
    g_test_add_func("/map/coverage/bar-off-river", test_bar_off_river);
    g_test_add_func("/map/coverage/refusals", test_refusals);
    g_test_add_func("/map/coverage/papers", test_papers);
    g_test_add_func("/map/coverage/bulletin-rectangle", test_bulletin_rectangle);
    g_test_add_func("/map/coverage/kept-together", test_kept_together);
    g_test_add_func("/map/coverage/grow", test_grow);
    return g_test_run();
}
