#include "draw/draw.h"

static const ZfTabularColumn columns[] = {
    {30, ZF_ALIGN_LEFT, true}, {20, ZF_ALIGN_RIGHT, false}, {40, ZF_ALIGN_LEFT, false}};
static const char *const heads[] = {"村", "未掌握", "说明"};

static void
test_check_box(void)
{
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    ZfCanvas *page = zf_paper_page(paper, 210, 297, NULL);
    ZfLettering style = {.size = 4};
    g_assert_cmpfloat_with_epsilon(zf_canvas_check_box(page, 56, 100, 4.5, &style, "拒访"), 69.5,
                                   0.01);
    g_assert_cmpfloat(zf_canvas_check_box(page, 56, 100, 4.5, &style, NULL), ==, 60.5);
}

/* Rows run over pages; each is drawn once, in order. */
static void
test_pages(void)
{
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    const char *cells[100 * 3];
    for (int i = 0; i < 100; i++) {
        cells[3 * i] = "南门社区";
        cells[3 * i + 1] = "22";
        cells[3 * i + 2] = i % 10 == 3 ? "很长的说明很长的说明很长的说明很长" : NULL;
    }
    ZfTabular tabular = {.columns = columns,
                         .n_columns = 3,
                         .heads = heads,
                         .cells = cells,
                         .n_rows = 100,
                         .row_height = 6,
                         .size = 3.35,
                         .upright = true,
                         .last_is_total = true};
    unsigned pages = 0;
    for (unsigned first = 0, next; first < 100; first = next) {
        ZfCanvas *page = zf_paper_page(paper, 210, 297, NULL);
        double bottom = zf_canvas_tabular(page, &tabular, 20, 20, 270, first, &next);
        g_assert_cmpuint(next, >, first);
        g_assert_cmpfloat(bottom, <=, 270.001);
        pages++;
    }
    g_assert_cmpuint(pages, ==, 3);
    g_assert_no_error(zf_paper_error(paper));
}

static void
test_row_too_high(void)
{
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    ZfCanvas *page = zf_paper_page(paper, 210, 297, NULL);
    const char *const cells[] = {"a", "b", "c"};
    ZfTabular tabular = {.columns = columns,
                         .n_columns = 3,
                         .cells = cells,
                         .n_rows = 1,
                         .row_height = 50,
                         .size = 3.35,
                         .zebra = true};
    unsigned next;
    zf_canvas_tabular(page, &tabular, 20, 20, 40, 0, &next);
    g_assert_cmpuint(next, ==, 1); /* no endless loop over pages */
    g_assert_error(zf_paper_error(paper), ZF_DRAW_ERROR, ZF_DRAW_ERROR_FIT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/draw/form/check-box", test_check_box);
    g_test_add_func("/draw/form/pages", test_pages);
    g_test_add_func("/draw/form/row-too-high", test_row_too_high);
    return g_test_run();
}
