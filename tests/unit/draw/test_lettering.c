#include "draw/draw.h"
#include "draw/paperint.h"
#include "draw/quicktext.h"

#include <string.h>

static ZfCanvas *
page_of(ZfPaper *paper)
{
    return zf_paper_page(paper, 210, 297, NULL);
}

static void
test_sizes(void)
{
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    ZfCanvas *page = page_of(paper);
    ZfLettering style = {.size = 4};
    ZfTextSize hanzi = zf_canvas_text_size(page, &style, "走访");
    g_assert_cmpfloat_with_epsilon(hanzi.width, 8, 0.01); /* one em each */
    g_assert_cmpuint(hanzi.lines, ==, 1);
    g_assert_cmpfloat_with_epsilon(hanzi.height, 5.6, 1e-9);
    g_assert_cmpfloat(hanzi.ink_top, >, 3);
    style.letter_space = 1;
    g_assert_cmpfloat_with_epsilon(zf_canvas_text_size(page, &style, "走访").width, 9, 0.01);
    style = (ZfLettering){.size = 4, .width = 9};
    g_assert_cmpuint(zf_canvas_text_size(page, &style, "走访走访走").lines, ==, 3);
    g_assert_cmpuint(zf_canvas_text_size(page, &(ZfLettering){.size = 4}, "a\nb").lines, ==, 2);
    g_assert_cmpfloat(zf_canvas_text_size(page, &(ZfLettering){.size = 4}, "").width, ==, 0);
    g_assert_cmpuint(zf_canvas_text_fit(page, &(ZfLettering){.size = 4}, 9, "走访走访"), ==, 6);
    g_assert_cmpuint(zf_canvas_text_fit(page, &(ZfLettering){.size = 4}, 0.5, "走访"), ==, 0);
}

/* The same layout on every kind of paper: a picture and a PDF agree. */
static void
test_same_everywhere(void)
{
    double widths[3];
    for (int format = ZF_PAPER_PDF; format <= ZF_PAPER_SVG; format++) {
        g_autoptr(ZfPaper) paper =
            zf_paper_new(&(ZfPaperOptions){.format = (ZfPaperFormat)format, .dpi = 97});
        ZfCanvas *page = page_of(paper);
        widths[format] = zf_canvas_text_size(page, &(ZfLettering){.size = 3.35, .bold = true},
                                             "鹿鸣乡 2026 AVATAR 12:30—13:05")
                             .width;
    }
    g_assert_cmpfloat(widths[0], ==, widths[1]);
    g_assert_cmpfloat(widths[0], ==, widths[2]);
}

static void
test_missing_glyph(void)
{
    gunichar missing = 0;
    g_assert_true(zf_font_covers("柏垭村 ①②③ → ≥ ＜ ～ − ×", NULL));
    g_assert_false(zf_font_covers("好\xF4\x80\x80\x80", &missing)); /* a private character */
    g_assert_cmpuint(missing, ==, 0x100000);
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PDF});
    ZfCanvas *page = page_of(paper);
    zf_paper_set_context(paper, "stop 7");
    zf_canvas_text(page, &(ZfLettering){.size = 4}, 10, 10, "田\xF4\x80\x80\x80某");
    zf_paper_set_context(paper, NULL);
    zf_canvas_text(page, &(ZfLettering){.size = 4}, 10, 20, "\xF4\x80\x80\x81");
    const GError *kept = zf_paper_error(paper);
    g_assert_error(kept, ZF_DRAW_ERROR, ZF_DRAW_ERROR_GLYPH);
    g_assert_true(g_str_has_prefix(kept->message, "stop 7: "));
    g_assert_nonnull(strstr(kept->message, "U+100000"));
    g_autoptr(GError) error = NULL;
    g_assert_null(zf_paper_finish(paper, &error));
    g_assert_error(error, ZF_DRAW_ERROR, ZF_DRAW_ERROR_GLYPH);
}

static void
expect_fit_error(void (*draw)(ZfCanvas *page))
{
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    draw(page_of(paper));
    g_assert_error(zf_paper_error(paper), ZF_DRAW_ERROR, ZF_DRAW_ERROR_FIT);
}

static void
draw_in_small_box(ZfCanvas *page)
{
    zf_canvas_text_box(page, &(ZfLettering){.size = 4}, (ZfRect){10, 10, 10, 6}, false,
                       "这段文字放不进去");
}

static void
draw_too_many_lines(ZfCanvas *page)
{
    zf_canvas_text(page, &(ZfLettering){.size = 4, .width = 10, .max_lines = 2}, 10, 10,
                   "这段文字放不进去");
}

static void
draw_long_code(ZfCanvas *page)
{
    g_autofree char *text = g_strnfill(300, 'x');
    zf_canvas_qr(page, 10, 10, 20, text);
}

static void
test_fit(void)
{
    expect_fit_error(draw_in_small_box);
    expect_fit_error(draw_too_many_lines);
    expect_fit_error(draw_long_code);
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    ZfCanvas *page = page_of(paper);
    g_assert_cmpuint(zf_canvas_text_box(page, &(ZfLettering){.size = 4}, (ZfRect){10, 10, 20, 12},
                                        true, "这段文字放得进去"),
                     ==, 2);
    g_assert_null(zf_paper_error(paper));
    zf_canvas_text(page, &(ZfLettering){.size = 4}, 10, 10, "bad \xFF bytes");
    g_assert_error(zf_paper_error(paper), ZF_DRAW_ERROR, ZF_DRAW_ERROR_GLYPH);
}

/* Hanzi and Latin letters together do not bring the whole font into the file. */
static void
test_small_fonts(void)
{
    g_autoptr(ZfPaper) paper =
        zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PDF, .created = 1770000000});
    ZfCanvas *page = page_of(paper);
    for (int bold = 0; bold <= 1; bold++) {
        zf_canvas_text(page, &(ZfLettering){.size = 4, .bold = bold != 0}, 10, 20,
                       "F树I 鹿鸣乡 LM7-0214-3X ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789");
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = zf_paper_finish(paper, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(g_bytes_get_size(bytes), <, 250000);
}

/* Whatever the order of characters, the short way gives the widths and the ink that Pango gives. */
static void
test_quick(void)
{
    static const char *const parts[] = {"0",  "1",  "7",  "4",  "/",  " ",  "·",  "、", "（",
                                        "）", "：", "村", "鹿", "一", "乡", "㐂", "9"};
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    zf_paper_page(paper, 210, 297, NULL);
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    for (int round = 0; round < 400; round++) {
        g_autoptr(GString) text = g_string_new("村");
        int n = g_rand_int_range(rand, 0, 9);
        for (int i = 0; i < n; i++) {
            g_string_append(text, parts[g_rand_int_range(rand, 0, G_N_ELEMENTS(parts))]);
        }
        g_string_append(text, "9");
        ZfLettering style = {.size = 2 + g_rand_int_range(rand, 0, 5), .bold = round % 2};
        g_assert_cmpint(zf_quick_length(paper, &style, text->str), ==, n + 2);
        ZfTextSize quick = zf_quick_size(paper, &style, text->str);
        g_autoptr(PangoLayout) layout = zf_layout_new(paper->pango, &style, text->str);
        PangoRectangle ink, logical;
        pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), &ink, &logical);
        double unit = 25.4 / 72 / PANGO_SCALE;
        g_assert_cmpfloat_with_epsilon(quick.width, logical.width * unit, 0.005);
        g_assert_cmpfloat_with_epsilon(quick.ink_top, -ink.y * unit, 0.01);
        g_assert_cmpfloat_with_epsilon(quick.ink_bottom, (ink.y + ink.height) * unit, 0.01);
    }
    ZfLettering style = {.size = 3};
    g_assert_cmpint(zf_quick_length(paper, &style, "AV"), ==, -1);
    g_assert_cmpint(zf_quick_length(paper, &style, "村\n村"), ==, -1);
    g_assert_cmpint(zf_quick_length(paper, &style, "བོད"), ==, -1);
    g_assert_cmpint(zf_quick_length(paper, &style, "\xff"), ==, -1);
    style.width = 5;
    g_assert_cmpint(zf_quick_length(paper, &style, "村村"), ==, -1); /* would wrap */
}

/* Whatever the width, no line ends between a figure and its unit. */
static void
test_measures(void)
{
    static const char *const texts[] = {"过桥（漫水不要过），走 190 米",
                                        "右转上白水溪路，走 2.0 公里接第 3 页",
                                        "sharp left, Luxi road, 140 m, then 2.5 km on foot"};
    static const char *const units[] = {"190 米", "2.0 公里", "140 m"};
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    page_of(paper);
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        for (double width = 20; width < 70; width += 0.7) {
            g_autoptr(PangoLayout) layout =
                zf_layout_new(paper->pango, &(ZfLettering){.size = 3.7, .width = width}, texts[i]);
            size_t at = (size_t)(strstr(texts[i], units[i]) - texts[i]);
            bool together = false;
            for (GSList *l = pango_layout_get_lines_readonly(layout); l; l = l->next) {
                const PangoLayoutLine *line = l->data;
                size_t from = (size_t)line->start_index;
                together |= from <= at && at + strlen(units[i]) <= from + (size_t)line->length;
            }
            g_assert_true(together);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/draw/lettering/sizes", test_sizes);
    g_test_add_func("/draw/lettering/same-everywhere", test_same_everywhere);
    g_test_add_func("/draw/lettering/missing-glyph", test_missing_glyph);
    g_test_add_func("/draw/lettering/fit", test_fit);
    g_test_add_func("/draw/lettering/small-fonts", test_small_fonts);
    g_test_add_func("/draw/lettering/measures", test_measures);
    g_test_add_func("/draw/lettering/quick", test_quick);
    return g_test_run();
}
