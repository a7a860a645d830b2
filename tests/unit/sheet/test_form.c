#include "sheet/block.h"
#include "sheet/ink.h"

/* Where an item of a row ends: its box, a gap of 1, its words. */
static double
end_of(ZfCanvas *canvas, const ZfFormItem *item, ZfLang lang, const ZfBlockSize *size)
{
    double words = zf_ink_width(canvas, size->points, false, zf_say(lang, item->say));
    switch (item->kind) {
    case ZF_FORM_BOX: return item->x + size->box + 1 + words;
    case ZF_FORM_WORD: return item->x + words;
    default: return item->x + item->w;
    }
}

/* In every language and size nothing touches its neighbour and nothing leaves the block. */
static void
test_fits(void)
{
    for (int lang = 0; lang < 2; lang++) {
        for (int large = 0; large < 2; large++) {
            g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
            ZfCanvas *canvas = zf_paper_page(paper, 210, 297, NULL);
            const ZfBlockSize *size = zf_block_size(large);
            const ZfFormItem *items = zf_form_layout((ZfLang)lang, large)->items;
            for (const ZfFormItem *item = items; item->kind != ZF_FORM_END; item++) {
                double end = end_of(canvas, item, (ZfLang)lang, size);
                bool next_in_row = item[1].kind != ZF_FORM_END && item[1].row == item->row;
                double limit = next_in_row ? item[1].x : 178;
                /* safety boxes follow the last word of their row */
                if (item->kind == ZF_FORM_WORD && item->say == ZF_SAY_HAZARD_IN) {
                    limit = zf_form_layout((ZfLang)lang, large)->safety_x[0];
                }
                if (end > limit) {
                    g_error("%s ends at %.1f, beyond %.1f", zf_say((ZfLang)lang, item->say), end,
                            limit);
                }
            }
        }
    }
}

static void
row_fits(ZfCanvas *canvas, const double *x, const char *(*say)(ZfLang, unsigned), ZfLang lang,
         const ZfBlockSize *size)
{
    for (unsigned bit = 0; bit < 6; bit++) {
        double end =
            x[bit] + size->box + 1 + zf_ink_width(canvas, size->points, false, say(lang, bit));
        g_assert_cmpfloat(end, <=, bit < 5 ? x[bit + 1] : 178);
    }
}

static void
test_sets_fit(void)
{
    for (int lang = 0; lang < 2; lang++) {
        for (int large = 0; large < 2; large++) {
            g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
            ZfCanvas *canvas = zf_paper_page(paper, 210, 297, NULL);
            const ZfFormLayout *form = zf_form_layout((ZfLang)lang, large);
            row_fits(canvas, form->clear_x, zf_say_clear, (ZfLang)lang, zf_block_size(large));
            row_fits(canvas, form->safety_x, zf_say_safety, (ZfLang)lang, zf_block_size(large));
        }
    }
}

/* The positions that later reading of photographs relies on (millimetres from the block's left). */
static void
test_positions(void)
{
    const ZfFormItem *items = zf_form_layout(ZF_LANG_ZH, false)->items;
    static const struct {
        ZfSay say;
        int row;
        double x;
    } expected[] = {
        {ZF_SAY_OUT_SEEN, 1, 56},     {ZF_SAY_OUT_GUARDIAN, 1, 88.5},
        {ZF_SAY_OUT_REFUSED, 1, 162}, {ZF_SAY_OUT_BOARDING, 2, 93.5},
        {ZF_SAY_OUT_NO_ROAD, 2, 143}, {ZF_SAY_MODE_VIDEO, 3, 85},
        {ZF_SAY_CARE_WEAK, 6, 100},   {ZF_SAY_HAZARD_REPORTED, 6, 159},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
        bool found = false;
        for (const ZfFormItem *item = items; item->kind != ZF_FORM_END; item++) {
            if (item->say == expected[i].say && item->kind == ZF_FORM_BOX) {
                g_assert_cmpint(item->row, ==, expected[i].row);
                g_assert_cmpfloat(item->x, ==, expected[i].x);
                found = true;
            }
        }
        g_assert_true(found);
    }
}

static void
test_break(void)
{
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    ZfCanvas *canvas = zf_paper_page(paper, 210, 297, NULL);
    const char *text = "小店对面，右手第一家，蓝铁门";
    size_t all = zf_ink_break(canvas, 10.5, 100, text);
    g_assert_cmpuint(all, ==, strlen(text));
    size_t some = zf_ink_break(canvas, 10.5, 42, text);
    g_assert_cmpuint(some, ==, strlen("小店对面，右手第一家，"));
    g_autofree char *phrase = zf_ink_phrase(canvas, 10.5, 42, text);
    g_assert_cmpstr(phrase, ==, "小店对面，右手第一家");
    g_autofree char *cut = zf_ink_phrase(canvas, 10.5, 12, text);
    g_assert_true(g_str_has_suffix(cut, "…"));
    g_assert_cmpfloat(zf_ink_width(canvas, 10.5, false, cut), <=, 12);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/form/fits", test_fits);
    g_test_add_func("/form/sets-fit", test_sets_fit);
    g_test_add_func("/form/positions", test_positions);
    g_test_add_func("/ink/break", test_break);
    return g_test_run();
}
