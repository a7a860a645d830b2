#include "draw/draw.h"

/* Every state and sign draws, on paper and in pictures. */
static void
test_signs(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PDF});
    ZfCanvas *page = zf_paper_page(paper, 210, 297, NULL);
    for (int state = ZF_STOP_LOCATED; state <= ZF_STOP_STANDBY; state++) {
        zf_canvas_stop(page, 20 + 10 * state, 20, 3.2, (ZfStopState)state, "12", ZF_COLOUR_BLACK);
        zf_canvas_stop(page, 20 + 10 * state, 40, 1.2, (ZfStopState)state, "123",
                       zf_colour_rgb(0xB02117));
    }
    g_assert_cmpfloat_with_epsilon(zf_stop_reach(3, ZF_STOP_LOCATED), 3.45, 1e-9);
    g_assert_cmpfloat_with_epsilon(zf_stop_reach(3, ZF_STOP_STANDBY), 4.35, 1e-9);
    zf_canvas_landmark(page, 20, 60, 4.6, "文");
    zf_canvas_hazard(page, 40, 60, 4, "漫");
    zf_canvas_mark(page, 60, 60, 4.4, "女");
    zf_canvas_flag(page, 80, 60, zf_colour_rgb(0xB02117));
    zf_canvas_north(page, 100, 60, 10, 120, "北", ZF_PT(10.5));
    zf_canvas_arrowhead(page, 120, 60, 45, 3.5, ZF_COLOUR_BLACK);
    g_autoptr(GBytes) bytes = zf_paper_finish(paper, &error);
    g_assert_no_error(error);
}

/* The bar is a round length that fits, at any scale. */
static void
test_scale_bar(void)
{
    static const double scales[] = {500,   1000,  2500,   5000,   7000,   11000,
                                    25000, 60000, 100000, 250000, 600000, 2500000};
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    ZfCanvas *page = zf_paper_page(paper, 210, 297, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(scales); i++) {
        ZfScaleBar bar = {.scale = scales[i],
                          .max_width = 40,
                          .metres = "米",
                          .kilometres = "千米",
                          .walk_minutes = "步行分",
                          .plate = true};
        ZfRect size = zf_canvas_scale_bar_size(page, &bar);
        ZfRect drawn = zf_canvas_scale_bar(page, 30, 40, &bar);
        g_assert_cmpfloat(size.w, ==, drawn.w);
        g_assert_cmpfloat(drawn.x, ==, 30);
        g_assert_cmpfloat(size.w, >, 20);
        g_assert_cmpfloat(size.w, <, 70);
    }
    g_assert_null(zf_paper_error(paper));
}

static void
test_qr(void)
{
    g_assert_cmpuint(zf_qr_modules("LM702143X-123-7C1F90"), ==, 25);
    g_assert_cmpuint(zf_qr_modules("geo:29.00431,109.84312"), ==, 25);
    g_autofree char *long_text = g_strnfill(4000, 'x');
    g_assert_cmpuint(zf_qr_modules(long_text), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/draw/symbol/signs", test_signs);
    g_test_add_func("/draw/symbol/scale-bar", test_scale_bar);
    g_test_add_func("/draw/symbol/qr", test_qr);
    return g_test_run();
}
