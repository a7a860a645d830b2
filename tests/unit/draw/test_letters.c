#include "draw/draw.h"

#include <string.h>

static const char *const samples[] = {
    "鹿鸣乡 2026 AVATAR 12:30—13:05",
    "office ffi fi → ≥ ＜ ～ − ×",
    "（走访）、①②③ “村” 30 %",
    "第 07 线 · Wärter",
};

static ZfLetters *
letters_of_samples(void)
{
    ZfLetters *letters = zf_letters_new();
    for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
        zf_letters_add(letters, samples[i]);
    }
    return letters;
}

/* Cut fonts measure as the whole ones do, ink and all. */
static void
test_same_sizes(void)
{
    g_autoptr(ZfLetters) letters = letters_of_samples();
    ZfTextSize sizes[2][G_N_ELEMENTS(samples)][2];
    for (int cut = 0; cut < 2; cut++) {
        g_autoptr(ZfPaper) paper = zf_paper_new(
            &(ZfPaperOptions){.format = ZF_PAPER_MEASURE, .letters = cut ? letters : NULL});
        ZfCanvas *page = zf_paper_page(paper, 210, 297, NULL);
        for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
            for (int bold = 0; bold < 2; bold++) {
                sizes[cut][i][bold] = zf_canvas_text_size(
                    page, &(ZfLettering){.size = 3.35, .bold = bold == 1}, samples[i]);
            }
        }
    }
    for (size_t i = 0; i < 2 * G_N_ELEMENTS(samples); i++) {
        ZfTextSize whole = sizes[0][i / 2][i % 2];
        ZfTextSize cut = sizes[1][i / 2][i % 2];
        g_assert_cmpfloat(whole.width, ==, cut.width);
        g_assert_cmpfloat(whole.ink_top, ==, cut.ink_top);
        g_assert_cmpfloat(whole.ink_bottom, ==, cut.ink_bottom);
    }
}

static GBytes *
draw(ZfLetters *letters, const char *text)
{
    g_autoptr(ZfPaper) paper = zf_paper_new(
        &(ZfPaperOptions){.format = ZF_PAPER_PDF, .created = 1000, .letters = letters});
    ZfCanvas *page = zf_paper_page(paper, 210, 297, NULL);
    zf_canvas_text(page, &(ZfLettering){.size = 4}, 20, 30, text);
    g_autoptr(GError) error = NULL;
    GBytes *pdf = zf_paper_finish(paper, &error);
    g_assert_no_error(error);
    return pdf;
}

static gpointer
draw_in_thread(gpointer letters)
{
    return draw(letters, samples[0]);
}

/* Several threads share the letters; the bytes are the same. */
static void
test_threads(void)
{
    g_autoptr(ZfLetters) letters = letters_of_samples();
    GThread *threads[4];
    for (size_t i = 0; i < G_N_ELEMENTS(threads); i++) {
        threads[i] = g_thread_new(NULL, draw_in_thread, letters);
    }
    g_autoptr(GBytes) first = draw(letters, samples[0]);
    for (size_t i = 0; i < G_N_ELEMENTS(threads); i++) {
        g_autoptr(GBytes) other = g_thread_join(threads[i]);
        g_assert_true(g_bytes_equal(first, other));
    }
}

static unsigned
fonts_of(GBytes *pdf)
{
    size_t size;
    const char *bytes = g_bytes_get_data(pdf, &size);
    unsigned n = 0;
    for (const char *at = bytes; (at = memmem(at, size - (size_t)(at - bytes), "/FontFile3", 10));
         at += 10) {
        n++;
    }
    return n;
}

/* A character that nobody foresaw is drawn all the same; a new set of letters is a new font, also
 * where the old one's place is taken. */
static void
test_unforeseen(void)
{
    for (int round = 0; round < 2; round++) {
        g_autoptr(ZfLetters) letters = letters_of_samples();
        g_autoptr(GBytes) foreseen = draw(letters, samples[0]);
        g_assert_cmpuint(fonts_of(foreseen), ==, 1);
        g_autoptr(GBytes) unforeseen = draw(letters, "柏垭 2026");
        g_assert_cmpuint(fonts_of(unforeseen), >=, 1);
        zf_letters_free(g_steal_pointer(&letters));
        letters = zf_letters_new();
        zf_letters_add(letters, "柏垭");
        g_autoptr(GBytes) again = draw(letters, "柏垭 2026");
        g_assert_cmpuint(fonts_of(again), ==, 1);
        g_assert_cmpuint(g_bytes_get_size(again), <, g_bytes_get_size(unforeseen));
    }
    g_autoptr(ZfLetters) letters = letters_of_samples();
    g_autoptr(ZfPaper) paper =
        zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PDF, .letters = letters});
    zf_canvas_text(zf_paper_page(paper, 210, 297, NULL), &(ZfLettering){.size = 4}, 10, 10,
                   "田\xF4\x80\x80\x80某");
    g_assert_error((GError *)zf_paper_error(paper), ZF_DRAW_ERROR, ZF_DRAW_ERROR_GLYPH);
}

/* ret: the picture of a text, as pixels. */
static GBytes *
paint(ZfLetters *letters, const char *text)
{
    g_autoptr(ZfPaper) paper =
        zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PNG, .dpi = 100, .letters = letters});
    zf_canvas_text(zf_paper_page(paper, 100, 20, NULL), &(ZfLettering){.size = 4}, 5, 10, text);
    g_autoptr(GError) error = NULL;
    GBytes *png = zf_paper_finish(paper, &error);
    g_assert_no_error(error);
    return png;
}

/* One document after the other in one program, each with its own letters: every glyph is the one
 * that the whole font has, whatever was drawn before. */
static void
test_one_after_the_other(void)
{
    static const char *const texts[] = {"鹿鸣乡走访路线", "柏垭村有效覆盖率", "石桥乡第 7 期简报",
                                        "鹿鸣乡走访路线"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(ZfLetters) letters = zf_letters_new();
        zf_letters_add(letters, texts[i]);
        g_autoptr(GBytes) pdf = draw(letters, texts[i]);
        g_assert_cmpuint(fonts_of(pdf), ==, 1);
        g_autoptr(GBytes) cut = paint(letters, texts[i]);
        g_autoptr(GBytes) whole = paint(NULL, texts[i]);
        g_assert_true(g_bytes_equal(cut, whole));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/draw/letters/same-sizes", test_same_sizes);
    g_test_add_func("/draw/letters/threads", test_threads);
    g_test_add_func("/draw/letters/one-after-the-other", test_one_after_the_other);
    g_test_add_func("/draw/letters/unforeseen", test_unforeseen);
    return g_test_run();
}
