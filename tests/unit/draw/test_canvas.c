#include "draw/draw.h"

static void
test_colours(void)
{
    ZfColour c;
    g_assert_true(zf_colour_parse("#8f2d00", &c));
    g_assert_cmpfloat_with_epsilon(c.r, 0x8f / 255.0, 1e-9);
    g_assert_true(zf_colour_parse("#fff", &c));
    g_assert_cmpfloat_with_epsilon(c.b, 1, 1e-9);
    g_assert_true(zf_colour_parse("#00000080", &c));
    g_assert_cmpfloat_with_epsilon(c.a, 128 / 255.0, 1e-9);
    g_assert_true(zf_colour_parse("rgb(255, 0,51)", &c));
    g_assert_cmpfloat_with_epsilon(c.b, 0.2, 1e-9);
    g_assert_true(zf_colour_parse("rgba(0,0,0,0.5)", &c));
    g_assert_cmpfloat_with_epsilon(c.a, 0.5, 1e-9);
    g_assert_true(zf_colour_parse("transparent", &c));
    g_assert_true(zf_colour_is_none(c));
    static const char *const wrong[] = {
        "", "#", "#12", "#12345g", "red", "rgb(1,2)", "rgb(1,2,3", "rgb(1,2,300)", "rgba(1,2,3)"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_assert_false(zf_colour_parse(wrong[i], &c));
    }
    /* the contrasts of the map's specification */
    g_assert_cmpfloat_with_epsilon(zf_colour_contrast(zf_colour_rgb(0x8F2D00), ZF_COLOUR_WHITE),
                                   8.3, 0.1);
    g_assert_cmpfloat_with_epsilon(
        zf_colour_contrast(zf_colour_rgb(0xD9692B), zf_colour_rgb(0x1B1B1B)), 4.9, 0.1);
}

static void
test_rects(void)
{
    ZfRect a = {0, 0, 10, 10};
    g_assert_true(zf_rect_meets(a, (ZfRect){9, 9, 5, 5}));
    g_assert_false(zf_rect_meets(a, (ZfRect){10, 0, 5, 5})); /* an edge is not enough */
    g_assert_true(zf_rect_within((ZfRect){0, 0, 10, 10}, a));
    g_assert_false(zf_rect_within((ZfRect){0, 0, 10.1, 10}, a));
    ZfRect grown = zf_rect_grow(a, 2);
    g_assert_cmpfloat(grown.x, ==, -2);
    g_assert_cmpfloat(grown.w, ==, 14);
}

static GBytes *
draw_all(bool grey, GError **error)
{
    static const ZfHatch hatches[] = {
        {ZF_HATCH_LINES, 45, .width = 0.3, .pitch = 1.2},
        {ZF_HATCH_CROSSED, 45, .width = 0.3, .pitch = 1.2},
        {ZF_HATCH_BROKEN, 135, .width = 0.3, .pitch = 2, .dash = 1.5, .gap = 0.9},
        {ZF_HATCH_DOTS, 0, .width = 0.5, .pitch = 1.7},
        {ZF_HATCH_CROSSES, 0, .width = 0.2, .pitch = 4, .dash = 1},
        {ZF_HATCH_NONE}};
    g_autoptr(ZfPaper) paper = zf_paper_new(
        &(ZfPaperOptions){.format = ZF_PAPER_PNG, .dpi = 60, .grey = grey, .created = 1770000000});
    ZfCanvas *page = zf_paper_page(paper, 100, 60, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(hatches); i++) {
        zf_canvas_begin(page);
        zf_canvas_add_rect(page, (ZfRect){2 + 15.0 * (double)i, 2, 12, 12}, 0);
        zf_canvas_add_circle(page, 8 + 15.0 * (double)i, 8, 3); /* a hole */
        zf_canvas_fill(page, zf_colour_rgb(0xF5BE82));
        zf_canvas_hatch(page, &hatches[i]);
        zf_canvas_stroke(page, &(ZfStroke){.width = 0.2});
    }
    zf_canvas_save(page);
    zf_canvas_translate(page, 50, 40);
    zf_canvas_rotate(page, 30);
    zf_canvas_scale(page, 2);
    zf_canvas_rounded(page, (ZfRect){-5, -3, 10, 6}, 1, zf_colour_rgb(0x1F4E79), NULL);
    zf_canvas_restore(page);
    const ZfMm line[3] = {{2, 30}, {20, 50}, {38, 30}};
    zf_canvas_polyline(page, line, 3,
                       &(ZfStroke){.width = 1, .dash = {0, 1.5}, .n_dash = 2, .cap = ZF_CAP_ROUND});
    zf_canvas_polygon(page, line, 3, zf_colour_rgb(0xD9692B), NULL);
    return zf_paper_finish(paper, error);
}

static void
test_drawing(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) first = draw_all(false, &error);
    g_assert_no_error(error);
    g_autoptr(GBytes) second = draw_all(false, &error);
    g_autoptr(GBytes) grey = draw_all(true, &error);
    g_assert_no_error(error);
    g_assert_true(g_bytes_equal(first, second));
    g_assert_false(g_bytes_equal(first, grey));
}

/* A pitch of nothing would be an endless loop. */
static void
test_hatch_bound(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    ZfCanvas *page = zf_paper_page(paper, 100, 60, NULL);
    zf_canvas_begin(page);
    zf_canvas_add_rect(page, (ZfRect){0, 0, 20, 20}, 0);
    zf_canvas_hatch(page, &(ZfHatch){ZF_HATCH_DOTS, 0, .width = 0.1, .pitch = 1e-6});
    g_assert_null(zf_paper_error(paper));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/draw/canvas/colours", test_colours);
    g_test_add_func("/draw/canvas/rects", test_rects);
    g_test_add_func("/draw/canvas/drawing", test_drawing);
    g_test_add_func("/draw/canvas/hatch-bound", test_hatch_bound);
    return g_test_run();
}
