#include "draw/draw.h"

#include <string.h>

/* One page with a little of everything; the bytes of the file. */
static GBytes *
make(ZfPaperFormat format, GError **error)
{
    g_autoptr(ZfPaper) paper = zf_paper_new(
        &(ZfPaperOptions){.format = format, .dpi = 100, .title = "走访", .created = 1770000000});
    ZfCanvas *page = zf_paper_page(paper, 210, 297, "1");
    zf_canvas_text(page, &(ZfLettering){.size = ZF_PT(10.5)}, 20, 30, "鹿鸣乡 2026 年寒假走访");
    zf_canvas_rect(page, (ZfRect){20, 40, 30, 20}, zf_colour_rgb(0xD9692B),
                   &(ZfStroke){.width = 0.35});
    zf_canvas_stop(page, 30, 80, 3.2, ZF_STOP_NOT_LOCATED, "12", ZF_COLOUR_BLACK);
    zf_canvas_qr(page, 60, 80, 24, "LM-07-0214-3/1/7c1f");
    return zf_paper_finish(paper, error);
}

static void
test_formats(void)
{
    static const char *const magic[] = {"%PDF-1.5", "\x89PNG\r\n", "<?xml"};
    for (int format = ZF_PAPER_PDF; format <= ZF_PAPER_SVG; format++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) first = make((ZfPaperFormat)format, &error);
        g_assert_no_error(error);
        g_autoptr(GBytes) second = make((ZfPaperFormat)format, &error);
        g_assert_no_error(error);
        gsize size;
        const char *data = g_bytes_get_data(first, &size);
        g_assert_cmpuint(size, >, 1000);
        g_assert_cmpint(memcmp(data, magic[format], strlen(magic[format])), ==, 0);
        if (format != ZF_PAPER_SVG) {
            g_assert_true(g_bytes_equal(first, second));
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/draw/paper/formats", test_formats);
    return g_test_run();
}
