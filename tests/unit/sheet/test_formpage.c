/* data/form/boxes.csv says where marks, codes and boxes stand; here it is laid on rendered pages.
 * ZF_RENEW=1 writes the table and the drawings anew. */
#include "fixture.h"
#include "sheet/block.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "model/model.h"

#define DPI  200
#define DARK 110 /* grey of a line's middle, at most */
#define PALE 215 /* of an empty box, at least: the watermark is 238 */

/* A line of the table. */
typedef struct Spot {
    int lang;     /* -1 = any */
    int large;    /* -1 = both sizes */
    char from[8]; /* "page" or "block": where x and y are counted from */
    char name[32];
    ZfRect at;
} Spot;

static char *
form_path(const char *name)
{
    return g_build_filename(g_getenv("ZF_SOURCE_DIR"), "data", "form", name, NULL);
}

/* ---- the table, from the layouts */

static void
add(GArray *spots, int lang, int large, const char *from, const char *name, ZfRect at)
{
    Spot spot = {.lang = lang, .large = large, .at = at};
    g_strlcpy(spot.from, from, sizeof spot.from);
    g_strlcpy(spot.name, name, sizeof spot.name);
    g_array_append_val(spots, spot);
}

static ZfRect
page_code(double y)
{
    return (ZfRect){ZF_SHEET_CODE_X, y, ZF_SHEET_CODE_SIZE, ZF_SHEET_CODE_SIZE};
}

static void
add_page(GArray *spots)
{
    add(spots, -1, -1, "page", "mark-1", (ZfRect){20, 12, 5, 5});
    add(spots, -1, -1, "page", "mark-2", (ZfRect){193, 12, 5, 5});
    add(spots, -1, -1, "page", "mark-3", (ZfRect){20, 280, 5, 5});
    add(spots, -1, -1, "page", "mark-4-hollow", (ZfRect){193, 280, 5, 5});
    add(spots, -1, -1, "page", "code-cover", page_code(ZF_SHEET_CODE_HEAD));
    add(spots, -1, 0, "page", "code-route", page_code(ZF_SHEET_CODE_MAP));
    add(spots, -1, 1, "page", "code-route", page_code(ZF_SHEET_CODE_FOOT));
    add(spots, -1, -1, "page", "code-homes", page_code(ZF_SHEET_CODE_FOOT));
    add(spots, -1, 0, "page", "block-1", (ZfRect){20, 20, 178, 79.5});
    add(spots, -1, 0, "page", "block-2", (ZfRect){20, 101, 178, 79.5});
    add(spots, -1, 0, "page", "block-3", (ZfRect){20, 182, 178, 79.5});
    add(spots, -1, 1, "page", "block-1", (ZfRect){20, 20, 178, 119.6});
    add(spots, -1, 1, "page", "block-2", (ZfRect){20, 141.4, 178, 119.6});
    add(spots, -1, 0, "block", "code-navigation", (ZfRect){0, 55.5, 24, 24});
    add(spots, -1, 1, "block", "code-navigation", (ZfRect){0, 59.6, 24, 24});
}

static const char *
name_of(ZfSay say)
{
    static const struct {
        ZfSay say;
        const char *name;
    } names[] = {
        {ZF_SAY_OUT_SEEN, "outcome-seen"},
        {ZF_SAY_OUT_GUARDIAN, "outcome-guardian"},
        {ZF_SAY_DIGIT_1, "outcome-nobody-1"},
        {ZF_SAY_DIGIT_2, "outcome-nobody-2"},
        {ZF_SAY_DIGIT_3_TIMES, "outcome-nobody-3"},
        {ZF_SAY_OUT_REFUSED, "outcome-refused"},
        {ZF_SAY_OUT_WITH_PARENTS, "outcome-with-parents"},
        {ZF_SAY_OUT_BOARDING, "outcome-boarding"},
        {ZF_SAY_OUT_MOVED, "outcome-moved"},
        {ZF_SAY_OUT_NOT_FOUND, "outcome-not-found"},
        {ZF_SAY_OUT_NO_ROAD, "outcome-no-road"},
        {ZF_SAY_OUT_OTHER, "outcome-other"},
        {ZF_SAY_MODE_IN_PERSON, "mode-in-person"},
        {ZF_SAY_MODE_PHONE, "mode-phone"},
        {ZF_SAY_MODE_VIDEO, "mode-video"},
        {ZF_SAY_ALL_SAFE, "safety-all-safe"},
        {ZF_SAY_CARE_SIGNED, "care-signed"},
        {ZF_SAY_CARE_UNSIGNED, "care-unsigned"},
        {ZF_SAY_CARE_WEAK, "care-weak"},
        {ZF_SAY_HAZARD_REMOVED, "hazard-removed"},
        {ZF_SAY_HAZARD_REPORTED, "hazard-reported"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (names[i].say == say) {
            return names[i].name;
        }
    }
    g_error("a box without a name in the table");
}

/* Large: rows 8 and 9 run across the whole block, below the inset and the code. */
static ZfRect
box_at(const ZfBlockSize *size, double x, unsigned row)
{
    double top = row >= 8 ? 83.6 + (row - 8) * size->row : size->head + row * size->row;
    return (ZfRect){x, top + (size->row - size->box) / 2, size->box, size->box};
}

static void
add_boxes(GArray *spots, int lang, int large)
{
    static const char *const clear[] = {"data", "basics", "care", "social", "growth", "other"};
    static const char *const safety[] = {"electricity", "gas",  "water",
                                         "fire",        "food", "near-water"};
    const ZfBlockSize *size = zf_block_size(large);
    const ZfFormLayout *form = zf_form_layout((ZfLang)lang, large);
    for (int i = 0; i < 3 && form->child_x[i] > 0; i++) {
        g_autofree char *name = g_strdup_printf("child-%d", i + 1);
        add(spots, lang, large, "block", name, box_at(size, form->child_x[i], 0));
    }
    for (const ZfFormItem *item = form->items; item->kind != ZF_FORM_END; item++) {
        if (item->kind == ZF_FORM_BOX) {
            add(spots, lang, large, "block", name_of(item->say), box_at(size, item->x, item->row));
        }
    }
    for (int i = 0; i < 6; i++) {
        g_autofree char *facts = g_strdup_printf("six-%s", clear[i]);
        g_autofree char *danger = g_strdup_printf("safety-%s", safety[i]);
        add(spots, lang, large, "block", facts, box_at(size, form->clear_x[i], large ? 8 : 4));
        add(spots, lang, large, "block", danger, box_at(size, form->safety_x[i], large ? 9 : 5));
    }
}

static const char *const langs[] = {[ZF_LANG_ZH] = "zh_CN", [ZF_LANG_EN] = "en"};
static const char *const sizes[] = {"standard", "large"};

static char *
table_text(const GArray *spots)
{
    GString *text = g_string_new("language,size,from,name,x_mm,y_mm,width_mm,height_mm\n");
    for (guint i = 0; i < spots->len; i++) {
        const Spot *s = &g_array_index(spots, Spot, i);
        g_string_append_printf(text, "%s,%s,%s,%s,%g,%g,%g,%g\n", s->lang < 0 ? "" : langs[s->lang],
                               s->large < 0 ? "" : sizes[s->large], s->from, s->name, s->at.x,
                               s->at.y, s->at.w, s->at.h);
    }
    return g_string_free(text, FALSE);
}

static void
draw_rect(GString *svg, ZfRect at, const char *style, const char *name)
{
    g_string_append_printf(svg,
                           "<rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\" %s>"
                           "<title>%s</title></rect>\n",
                           at.x, at.y, at.w, at.h, style, name);
}

/* A page of homes with what the table has for it; the first block's boxes carry their x and y. */
static char *
drawing(const GArray *spots, int large)
{
    GString *svg = g_string_new("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"210mm\" "
                                "height=\"297mm\" viewBox=\"0 0 210 297\" font-size=\"1.9\" "
                                "font-family=\"sans-serif\">\n"
                                "<rect width=\"210\" height=\"297\" fill=\"#fff\"/>\n");
    for (guint i = 0; i < spots->len; i++) {
        const Spot *s = &g_array_index(spots, Spot, i);
        bool wanted = (s->large < 0 || s->large == large) && (s->lang < 0 || s->lang == ZF_LANG_ZH);
        bool page = strcmp(s->from, "page") == 0;
        if (!wanted || g_str_has_prefix(s->name, "code-cover") ||
            g_str_has_prefix(s->name, "code-route")) {
            continue;
        }
        bool block = g_str_has_prefix(s->name, "block-");
        bool mark = g_str_has_prefix(s->name, "mark-");
        for (int b = 0; b < (page ? 1 : 3 - large); b++) {
            ZfRect at = s->at;
            at.x += page ? 0 : 20;
            at.y += page ? 0 : 20 + b * (large ? 121.4 : 81);
            draw_rect(svg, at,
                      mark    ? strstr(s->name, "hollow") ? "fill=\"none\" stroke=\"#000\""
                                                          : "fill=\"#000\""
                      : block ? "fill=\"none\" stroke=\"#1F4E79\" stroke-width=\"0.4\""
                              : "fill=\"#D6E9F5\" stroke=\"#8F2D00\" stroke-width=\"0.2\"",
                      s->name);
            if (b == 0 && !mark) {
                g_string_append_printf(svg, "<text x=\"%g\" y=\"%g\">%g, %g</text>\n",
                                       at.x + (block ? 15 : 0), at.y - 0.25, s->at.x, s->at.y);
            }
        }
    }
    g_string_append(svg, "</svg>\n");
    return g_string_free(svg, FALSE);
}

static GArray *
make_table(void)
{
    GArray *spots = g_array_new(FALSE, TRUE, sizeof(Spot));
    add_page(spots);
    for (int lang = 0; lang < 2; lang++) {
        for (int large = 0; large < 2; large++) {
            add_boxes(spots, lang, large);
        }
    }
    return spots;
}

static void
check_file(const char *name, const char *text)
{
    g_autofree char *path = form_path(name);
    g_autofree char *stored = NULL;
    if (g_getenv("ZF_RENEW")) {
        g_assert_true(g_file_set_contents(path, text, -1, NULL));
    }
    g_assert_true(g_file_get_contents(path, &stored, NULL, NULL));
    g_assert_cmpstr(stored, ==, text);
}

/* What is documented is what the program lays out. */
static void
test_table(void)
{
    g_autoptr(GArray) spots = make_table();
    g_autofree char *table = table_text(spots);
    check_file("boxes.csv", table);
    for (int large = 0; large < 2; large++) {
        g_autofree char *svg = drawing(spots, large);
        g_autofree char *name = g_strdup_printf("%s.svg", sizes[large]);
        check_file(name, svg);
    }
}

/* ---- the table, on rendered pages */

/* ret: the table as it is in the file. */
static GArray *
read_table(void)
{
    GArray *spots = g_array_new(FALSE, TRUE, sizeof(Spot));
    g_autofree char *path = form_path("boxes.csv");
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (size_t i = 1; lines[i] && *lines[i]; i++) {
        g_auto(GStrv) cells = g_strsplit(lines[i], ",", -1);
        g_assert_cmpuint(g_strv_length(cells), ==, 8);
        int lang = strcmp(cells[0], "zh_CN") == 0 ? ZF_LANG_ZH : *cells[0] ? ZF_LANG_EN : -1;
        int large = strcmp(cells[1], "large") == 0 ? 1 : *cells[1] ? 0 : -1;
        ZfRect at = {g_ascii_strtod(cells[4], NULL), g_ascii_strtod(cells[5], NULL),
                     g_ascii_strtod(cells[6], NULL), g_ascii_strtod(cells[7], NULL)};
        add(spots, lang, large, cells[2], cells[3], at);
    }
    return spots;
}

typedef struct Picture {
    int width, height;
    const uint8_t *dots;
    char *bytes;
} Picture;

static Picture
render(const char *pdf, uint32_t page, const char *folder)
{
    g_autofree char *root = g_build_filename(folder, "page", NULL);
    g_autofree char *command = g_strdup_printf("pdftoppm -r %d -gray -singlefile -f %u -l %u %s %s",
                                               DPI, page, page, pdf, root);
    g_autofree char *pgm = g_strconcat(root, ".pgm", NULL);
    Picture ret = {0};
    gsize size = 0;
    g_assert_true(g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL));
    g_assert_true(g_file_get_contents(pgm, &ret.bytes, &size, NULL));
    int used = 0;
    g_assert_cmpint(sscanf(ret.bytes, "P5 %d %d 255%n", &ret.width, &ret.height, &used), ==, 2);
    g_assert_cmpuint(size, ==, (gsize)used + 1 + (gsize)ret.width * (gsize)ret.height);
    ret.dots = (const uint8_t *)ret.bytes + used + 1;
    g_remove(pgm);
    return ret;
}

/* Darkest and mean grey in a rectangle of the page. */
static void
look(const Picture *picture, ZfRect at, int *darkest, double *mean)
{
    double dot = 25.4 / DPI;
    int x1 = (int)floor(at.x / dot), x2 = (int)ceil((at.x + at.w) / dot);
    int y1 = (int)floor(at.y / dot), y2 = (int)ceil((at.y + at.h) / dot);
    g_assert_true(x1 >= 0 && y1 >= 0 && x2 <= picture->width && y2 <= picture->height);
    double sum = 0;
    *darkest = 255;
    for (int y = y1; y < y2; y++) {
        for (int x = x1; x < x2; x++) {
            uint8_t grey = picture->dots[y * picture->width + x];
            *darkest = MIN(*darkest, grey);
            sum += grey;
        }
    }
    *mean = sum / MAX((x2 - x1) * (y2 - y1), 1);
}

static void
check_mark(const Picture *picture, const Spot *spot)
{
    int darkest;
    double mean;
    look(picture, zf_rect_grow(spot->at, -1.6), &darkest, &mean);
    bool hollow = strstr(spot->name, "hollow") != NULL;
    g_assert_true(hollow ? mean > PALE : mean < 20);
    look(picture, (ZfRect){spot->at.x + 0.2, spot->at.y + 0.2, 0.8, spot->at.h - 0.4}, &darkest,
         &mean);
    g_assert_cmpfloat(mean, <, 60);
    look(picture, (ZfRect){spot->at.x - 1.5, spot->at.y, 1.2, spot->at.h}, &darkest, &mean);
    g_assert_cmpfloat(mean, >, 250); /* white around */
}

/* All four sides are drawn where they shall be, and what is sampled later is empty. */
static void
check_box(const Picture *picture, const Spot *spot, ZfRect at)
{
    const double w = 0.5;
    const ZfRect sides[4] = {{at.x - w / 2, at.y + at.h / 3, w, at.h / 3},
                             {at.x + at.w - w / 2, at.y + at.h / 3, w, at.h / 3},
                             {at.x + at.w / 3, at.y - w / 2, at.w / 3, w},
                             {at.x + at.w / 3, at.y + at.h - w / 2, at.w / 3, w}};
    int darkest;
    double mean;
    for (int i = 0; i < 4; i++) {
        look(picture, sides[i], &darkest, &mean);
        if (darkest > DARK) {
            g_error("%s: side %d is not drawn at %.1f %.1f", spot->name, i, at.x, at.y);
        }
    }
    look(picture, zf_rect_grow(at, -0.6), &darkest, &mean);
    if (darkest < PALE) {
        g_error("%s: something stands in it", spot->name);
    }
}

/* A code fills its square but for its white edge. */
static void
check_code(const Picture *picture, const Spot *spot, ZfRect at)
{
    int darkest;
    double mean;
    look(picture, zf_rect_grow(at, -4), &darkest, &mean);
    if (darkest > DARK || mean < 60 || mean > 200) {
        g_error("%s: no code at %.1f %.1f", spot->name, at.x, at.y);
    }
    look(picture, (ZfRect){at.x + 0.6, at.y + 3, 0.8, at.h - 6}, &darkest, &mean);
    g_assert_cmpfloat(mean, >, 240);
}

static void
check_spot(const Picture *picture, const Spot *spot, ZfSheetPageKind kind, ZfRect block)
{
    static const struct {
        const char *name;
        ZfSheetPageKind kind;
    } codes[] = {{"code-cover", ZF_SHEET_COVER},
                 {"code-route", ZF_SHEET_STRIP},
                 {"code-homes", ZF_SHEET_HOMES},
                 {"code-navigation", ZF_SHEET_HOMES}};
    ZfRect at = spot->at;
    if (strcmp(spot->from, "block") == 0) {
        at.x += block.x;
        at.y += block.y;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(codes); i++) {
        if (strcmp(spot->name, codes[i].name) == 0) {
            if (kind == codes[i].kind) {
                check_code(picture, spot, at);
            }
            return;
        }
    }
    if (g_str_has_prefix(spot->name, "mark-")) {
        check_mark(picture, spot);
    } else if (strcmp(spot->from, "block") == 0 && kind == ZF_SHEET_HOMES &&
               (!g_str_has_prefix(spot->name, "child-") || spot->name[6] == '1')) {
        check_box(picture, spot, at);
    }
}

static void
check_pages(int lang, int large, const char *folder)
{
    g_autoptr(GArray) spots = read_table();
    g_autoptr(Fixture) f = fixture_new((ZfLang)lang, 5, 1);
    ZfSheetOptions options = {.large = large, .created = 1770000000};
    ZfSheetInput input = fixture_input(f);
    g_autofree char *pdf = g_build_filename(folder, "sheet.pdf", NULL);
    g_autoptr(GError) error = NULL;
    g_assert_true(zf_sheet_render(&input, &options, pdf, NULL, NULL, &error));
    g_assert_no_error(error);
    g_autoptr(ZfSheetDraft) draft = zf_sheet_draft_new(&input, &options, &f->routes[0]);
    bool seen[8] = {false};
    unsigned checked = 0;
    for (guint p = 0; p < draft->pages->len; p++) {
        ZfSheetPageKind kind = g_array_index(draft->pages, ZfSheetPage, p).kind;
        if (seen[kind]) {
            continue;
        }
        seen[kind] = true;
        Picture picture = render(pdf, p + 1, folder);
        for (guint i = 0; i < spots->len; i++) {
            const Spot *spot = &g_array_index(spots, Spot, i);
            if ((spot->lang < 0 || spot->lang == lang) &&
                (spot->large < 0 || spot->large == large)) {
                check_spot(&picture, spot, kind, (ZfRect){20, 20, 0, 0});
                checked++;
            }
        }
        g_free(picture.bytes);
    }
    g_assert_true(seen[ZF_SHEET_COVER] && seen[ZF_SHEET_STRIP] && seen[ZF_SHEET_HOMES]);
    g_assert_cmpuint(checked, >, 100);
    g_remove(pdf);
}

/* A folder for pages to be drawn in; NULL, and the test is skipped, where none can be drawn. */
static char *
drawing_folder(void)
{
    g_autofree char *found = g_find_program_in_path("pdftoppm");
    if (!found) {
        g_test_skip("pdftoppm is not installed");
        return NULL;
    }
    return g_dir_make_tmp(NULL, NULL);
}

static void
test_drawn(void)
{
    g_autofree char *folder = drawing_folder();
    if (!folder) {
        return;
    }
    for (int lang = 0; lang < 2; lang++) {
        for (int large = 0; large < 2; large++) {
            check_pages(lang, large, folder);
        }
    }
    g_rmdir(folder);
}

/* ---- closing pages: their boxes move with the number of stops and pages */

/* The boxes of a standard closing page with so many full lines of stops and of pages. */
static void
closing_lines(GString *text, int lang, uint32_t stop_lines, uint32_t page_lines)
{
    g_autoptr(Fixture) f = fixture_new((ZfLang)lang, 16 * stop_lines, 1);
    ZfSheetInput input = fixture_input(f);
    ZfSheetOptions options = {.created = 1};
    g_autoptr(ZfSheetDraft) draft = zf_sheet_draft_new(&input, &options, &f->routes[0]);
    g_autoptr(GArray) spots = g_array_new(FALSE, FALSE, sizeof(ZfSheetSpot));
    draft->spots = spots;
    draft->n_pages = 9 * page_lines;
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    zf_sheet_draw_closing(draft, zf_paper_page(paper, 210, 297, NULL), draft->n_pages);
    g_assert_null(zf_paper_error(paper));
    for (guint i = 0; i < spots->len; i++) {
        const ZfSheetSpot *spot = &g_array_index(spots, ZfSheetSpot, i);
        g_string_append_printf(text, "%s,%u,%u,%s,%g,%g,%g\n", langs[lang], stop_lines, page_lines,
                               spot->name, spot->at.x, spot->at.y, spot->at.w);
    }
}

static void
test_closing_table(void)
{
    static const uint32_t lines[][2] = {{1, 1}, {1, 2}, {2, 2}, {2, 3}};
    g_autoptr(GString) text =
        g_string_new("language,stop_lines,page_lines,name,x_mm,y_mm,side_mm\n");
    for (int lang = 0; lang < 2; lang++) {
        for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
            closing_lines(text, lang, lines[i][0], lines[i][1]);
        }
    }
    check_file("closing.csv", text->str);
}

/* Each box a closing page tells of is drawn there, and nothing stands in it. */
static void
check_closing(int lang, int large, uint32_t stops, const char *folder)
{
    g_autoptr(Fixture) f = fixture_new((ZfLang)lang, stops, 1);
    ZfSheetOptions options = {.large = large, .created = 1770000000};
    ZfSheetInput input = fixture_input(f);
    g_autofree char *pdf = g_build_filename(folder, "closing.pdf", NULL);
    g_assert_true(zf_sheet_render(&input, &options, pdf, NULL, NULL, NULL));
    g_autoptr(ZfSheetDraft) draft = zf_sheet_draft_new(&input, &options, &f->routes[0]);
    g_autoptr(GArray) spots = g_array_new(FALSE, FALSE, sizeof(ZfSheetSpot));
    draft->spots = spots;
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    zf_sheet_draft_draw(draft, paper, NULL);
    uint32_t page = 0;
    Picture picture = {0};
    unsigned boxes[4] = {0}; /* new and fix, stop, page, copies */
    for (guint i = 0; i < spots->len; i++) {
        const ZfSheetSpot *told = &g_array_index(spots, ZfSheetSpot, i);
        if (told->page != page) {
            g_free(picture.bytes);
            page = told->page;
            picture = render(pdf, page, folder);
        }
        Spot spot = {0};
        g_strlcpy(spot.name, told->name, sizeof spot.name);
        check_box(&picture, &spot, told->at);
        boxes[g_str_has_prefix(told->name, "stop")   ? 1
              : g_str_has_prefix(told->name, "page") ? 2
              : g_str_has_prefix(told->name, "copi") ? 3
                                                     : 0]++;
    }
    g_free(picture.bytes);
    g_assert_cmpuint(boxes[0], >=, 2 + 5);
    g_assert_cmpuint(boxes[1], ==, stops);
    g_assert_cmpuint(boxes[2], ==, draft->n_pages);
    g_assert_cmpuint(boxes[3], ==, 2);
    g_remove(pdf);
}

static void
test_closing_drawn(void)
{
    g_autofree char *folder = drawing_folder();
    if (!folder) {
        return;
    }
    for (int lang = 0; lang < 2; lang++) {
        check_closing(lang, 0, 19, folder);
        check_closing(lang, 1, 5, folder);
    }
    g_rmdir(folder);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sheet/form-page/table", test_table);
    g_test_add_func("/sheet/form-page/drawn", test_drawn);
    g_test_add_func("/sheet/form-page/closing-table", test_closing_table);
    g_test_add_func("/sheet/form-page/closing-drawn", test_closing_drawn);
    return g_test_run();
}
