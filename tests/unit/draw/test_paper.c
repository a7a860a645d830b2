#include "draw/draw.h"
#include "draw/pdffont.h"
#include "draw/pngpalette.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

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
        g_assert_true(g_bytes_equal(first, second));
    }
}

/* With L, 口 and F together Cairo 1.16 embeds every subroutine of the font: 870 KB. */
static void
test_small_fonts(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfPaper) paper =
        zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PDF, .created = 1770000000});
    ZfCanvas *page = zf_paper_page(paper, 210, 297, "1");
    zf_canvas_text(page, &(ZfLettering){.size = 5}, 20, 30, "L口F 走访");
    zf_canvas_text(page, &(ZfLettering){.size = 5, .bold = true}, 20, 50, "L口F 鹿鸣乡");
    g_autoptr(GBytes) bytes = zf_paper_finish(paper, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(g_bytes_get_size(bytes), <, 40000);
    g_autofree char *folder = g_dir_make_tmp("zf-fonts-XXXXXX", &error);
    g_autofree char *path = g_build_filename(folder, "small.pdf", NULL);
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    g_assert_true(g_file_set_contents(path, data, (gssize)size, &error));
    g_autofree char *qpdf = g_find_program_in_path("qpdf");
    g_autofree char *reader = g_find_program_in_path("pdftotext");
    if (qpdf && reader) {
        const char *check[] = {qpdf, "--check", path, NULL};
        const char *read[] = {reader, path, "-", NULL};
        int status;
        g_autofree char *text = NULL;
        g_autofree char *said = NULL;
        g_assert_true(g_spawn_sync(NULL, (char **)check, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said,
                                   NULL, &status, &error));
        g_assert_cmpint(status, ==, 0);
        g_assert_true(g_spawn_sync(NULL, (char **)read, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text,
                                   NULL, &status, &error));
        g_assert_nonnull(strstr(text, "L口F 走访"));
        g_assert_nonnull(strstr(text, "L口F 鹿鸣乡"));
    }
    g_remove(path);
    g_rmdir(folder);
}

/* Few colours come back as they are; many close ones within the tolerance; noise is refused. */
static void
test_palette(void)
{
    enum { SIDE = 90 };
    g_autofree uint32_t *pixels = g_new(uint32_t, SIDE * SIDE);
    for (int kind = 0; kind < 3; kind++) {
        uint32_t seed = 9;
        for (uint32_t i = 0; i < SIDE * SIDE; i++) {
            seed = seed * 1664525u + 1013904223u;
            pixels[i] = kind == 0   ? i % 200 * 0x010101u
                        : kind == 1 ? 0x8F2D00u + (i % 97 << 8) + i % 89
                                    : seed >> 8;
        }
        g_autoptr(GByteArray) png = g_byte_array_new();
        bool good = zf_png_write_palette(pixels, SIDE, SIDE, SIDE, png);
        g_assert_cmpint(good, ==, kind < 2);
        g_assert_cmpint(png->len > 0, ==, good);
        if (!good) {
            continue;
        }
        g_autoptr(GError) error = NULL;
        g_autofree char *folder = g_dir_make_tmp("zf-png-XXXXXX", &error);
        g_autofree char *path = g_build_filename(folder, "x.png", NULL);
        g_assert_true(g_file_set_contents(path, (const char *)png->data, png->len, &error));
        cairo_surface_t *image = cairo_image_surface_create_from_png(path);
        g_assert_cmpint(cairo_surface_status(image), ==, CAIRO_STATUS_SUCCESS);
        g_assert_cmpint(cairo_image_surface_get_width(image), ==, SIDE);
        const unsigned char *data = cairo_image_surface_get_data(image);
        for (size_t y = 0; y < SIDE; y++) {
            const uint32_t *row =
                (const uint32_t *)(const void *)(data +
                                                 y * (size_t)cairo_image_surface_get_stride(image));
            for (size_t x = 0; x < SIDE; x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    int a = (int)(row[x] >> shift & 255);
                    int b = (int)(pixels[y * SIDE + x] >> shift & 255);
                    g_assert_cmpint(ABS(a - b), <=, kind == 0 ? 0 : 24);
                }
            }
        }
        cairo_surface_destroy(image);
        g_remove(path);
        g_rmdir(folder);
    }
}

/* The catalog says the language, whether fonts were pruned or not; qpdf reads the file. */
static void
test_lang(void)
{
    static const char *const texts[] = {"", "走访 abc"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(ZfPaper) paper =
            zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PDF, .lang = "zh-CN"});
        ZfCanvas *page = zf_paper_page(paper, 210, 297, "1");
        zf_canvas_rect(page, (ZfRect){20, 20, 30, 30}, ZF_COLOUR_BLACK, NULL);
        zf_canvas_text(page, &(ZfLettering){.size = 4}, 20, 60, texts[i]);
        g_autofree char *path = NULL;
        int file = g_file_open_tmp("zf-XXXXXX.pdf", &path, &error);
        g_assert_no_error(error);
        close(file);
        g_assert_true(zf_paper_save(paper, path, &error));
        g_autofree char *pdf = NULL;
        gsize size;
        g_assert_true(g_file_get_contents(path, &pdf, &size, NULL));
        const char *catalog = memmem(pdf, size, "/Type /Catalog", 14);
        const char *lang = memmem(pdf, size, "/Lang (zh-CN)", 13);
        g_assert_true(catalog && lang && ABS(catalog - lang) < 60);
        g_autofree char *check = g_find_program_in_path("qpdf");
        char flag[] = "--check";
        if (check) {
            char *command[] = {check, flag, path, NULL};
            int status;
            g_assert_true(g_spawn_sync(NULL, command, NULL,
                                       G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                                       NULL, NULL, NULL, NULL, &status, &error));
            g_assert_cmpint(status, ==, 0);
        }
        g_remove(path);
    }
}

/* Broken fonts and files that are not Cairo's stay what they are. */
static void
test_prune_refuses(void)
{
    static const uint8_t broken[] = {1, 0, 4, 4, 0, 1, 1, 1, 200, 'a', 0, 1, 4, 9, 9, 9, 9, 9};
    for (size_t n = 0; n <= sizeof broken; n++) {
        g_assert_null(zf_cff_prune(broken, n));
    }
    static const char *const files[] = {
        "", "%PDF-1.5\n", "startxref\n9999\n%%EOF\n",
        ("%PDF-1.5\n1 0 obj\nendobj\nxref\n0 900\n0000000000 65535 f "
         "\n0000000009 00000 n \ntrailer\nstartxref\n26\n%%EOF\n")};
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autoptr(GByteArray) pdf = g_byte_array_new();
        g_byte_array_append(pdf, (const guint8 *)files[i], (guint)strlen(files[i]));
        zf_pdf_prune_fonts(pdf, "en");
        g_assert_cmpuint(pdf->len, ==, strlen(files[i]));
        g_assert_true(pdf->len == 0 || memcmp(pdf->data, files[i], pdf->len) == 0);
    }
}

static void
test_formats_and_sizes(void)
{
    ZfPaperFormat format;
    g_autoptr(GError) error = NULL;
    g_assert_true(zf_paper_format_of("a/b.PDF", &format, &error));
    g_assert_cmpint(format, ==, ZF_PAPER_PDF);
    g_assert_true(zf_paper_format_of("b.svg", &format, &error));
    g_assert_cmpint(format, ==, ZF_PAPER_SVG);
    g_assert_false(zf_paper_format_of("b.jpg", &format, &error));
    g_assert_error(error, ZF_DRAW_ERROR, ZF_DRAW_ERROR_FORMAT);
    double w, h;
    g_assert_true(zf_paper_size_of("a4", false, &w, &h));
    g_assert_cmpfloat(h, ==, 297);
    g_assert_true(zf_paper_size_of("A3L", false, &w, &h));
    g_assert_cmpfloat(w, ==, 420);
    g_assert_true(zf_paper_size_of("A0", true, &w, &h));
    g_assert_cmpfloat(w, ==, 1189);
    g_assert_false(zf_paper_size_of("B5", false, &w, &h));
    g_assert_false(zf_paper_size_of("A44", false, &w, &h));
    g_assert_false(zf_paper_size_of("", false, &w, &h));
}

static void
expect_failure(ZfPaper *paper, int code)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path =
        g_build_filename(g_get_tmp_dir(), "zoufang-draw-never-written.pdf", NULL);
    g_assert_false(zf_paper_save(paper, path, &error));
    g_assert_error(error, ZF_DRAW_ERROR, code);
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

static void
test_failures(void)
{
    g_autoptr(ZfPaper) huge = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PNG, .dpi = 1200});
    ZfCanvas *page = zf_paper_page(huge, 841, 1189, NULL);
    zf_canvas_text(page, &(ZfLettering){.size = 4}, 20, 20, "走访"); /* draws nowhere */
    expect_failure(huge, ZF_DRAW_ERROR_SIZE);

    g_autoptr(ZfPaper) two = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PNG, .dpi = 20});
    zf_paper_page(two, 100, 100, NULL);
    page = zf_paper_page(two, 100, 100, NULL);
    zf_canvas_rect(page, (ZfRect){1, 1, 5, 5}, ZF_COLOUR_BLACK, NULL);
    expect_failure(two, ZF_DRAW_ERROR_FORMAT);

    g_autoptr(ZfPaper) link = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PDF});
    page = zf_paper_page(link, 100, 100, NULL);
    zf_canvas_link(page, (ZfRect){1, 1, 5, 5}, "nowhere");
    expect_failure(link, ZF_DRAW_ERROR_LINK);

    g_autoptr(ZfPaper) own = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PDF});
    zf_paper_page(own, 100, 100, NULL);
    zf_paper_fail(own, g_error_new(ZF_DRAW_ERROR, ZF_DRAW_ERROR_FIT, "too long"));
    expect_failure(own, ZF_DRAW_ERROR_FIT);
}

/* Runs a checking program; ret: its output, or NULL where it is not installed. */
static char *
run(const char *const *argv)
{
    g_autofree char *program = g_find_program_in_path(argv[0]);
    g_autofree char *out = NULL;
    g_autofree char *err = NULL;
    int status = 0;
    if (!program) {
        return NULL;
    }
    g_assert_true(g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out,
                               &err, &status, NULL));
    g_assert_cmpstr(strstr(err, "WARNING"), ==, NULL);
    g_assert_true(g_spawn_check_wait_status(status, NULL));
    return g_steal_pointer(&out);
}

/* Links, outline, tags, a shared picture, labels: a sound file with searchable Chinese. */
static void
test_pdf(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){
        .format = ZF_PAPER_PDF, .title = "走访任务单", .author = "民政办", .created = 1770000000});
    ZfCanvas *mark = zf_paper_picture(paper, 60, 20);
    zf_canvas_text(mark, &(ZfLettering){.size = 8, .colour = zf_colour_grey(0.93)}, 0, 12,
                   "周岚 07");
    for (int i = 0; i < 3; i++) {
        g_autofree char *name = g_strdup_printf("page-%d", i);
        ZfCanvas *page = zf_paper_page(paper, 210, 297, i == 0 ? "cover" : NULL);
        zf_canvas_picture(page, mark, 50, 100 + i);
        zf_canvas_dest(page, name, 20, 20);
        zf_canvas_tag_begin(page, "H1");
        zf_canvas_text(page, &(ZfLettering){.size = 5, .bold = true}, 20, 30, "见到儿童并完成");
        zf_canvas_tag_end(page, "H1");
        zf_canvas_link(page, (ZfRect){20, 40, 30, 8}, "page-2");
        int parent = zf_paper_outline(paper, 0, "封面", name);
        g_assert_cmpint(parent, >, 0);
        zf_paper_outline(paper, parent, "停 1", "page-0");
    }
    g_assert_cmpuint(zf_paper_pages(paper), ==, 3);
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp("zoufang-draw-XXXXXX.pdf", &path, &error);
    g_assert_no_error(error);
    g_assert_true(g_close(fd, NULL));
    g_assert_true(zf_paper_save(paper, path, &error));
    g_assert_no_error(error);
    g_autofree char *check = run((const char *const[]){"qpdf", "--check", path, NULL});
    g_autofree char *text = run((const char *const[]){"pdftotext", path, "-", NULL});
    g_autofree char *info = run((const char *const[]){"pdfinfo", path, NULL});
    g_autofree char *tags = run((const char *const[]){"pdfinfo", "-struct", path, NULL});
    (void)g_unlink(path);
    if (!check || !text || !info || !tags) {
        g_test_skip("qpdf or poppler-utils is not installed");
        return;
    }
    g_assert_nonnull(strstr(text, "见到儿童并完成"));
    for (const char *c = text; *c; c = g_utf8_next_char(c)) { /* no Kangxi radicals */
        gunichar u = g_utf8_get_char(c);
        g_assert_false(u >= 0x2E80 && u <= 0x2FDF);
    }
    g_assert_nonnull(strstr(info, "走访任务单"));
    /* one Document, everything else below it */
    g_assert_true(g_str_has_prefix(tags, "Document\n"));
    g_auto(GStrv) lines = g_strsplit(tags, "\n", -1);
    for (int i = 1; lines[i] && *lines[i]; i++) {
        g_assert_true(g_str_has_prefix(lines[i], "  "));
    }
    g_assert_nonnull(strstr(tags, "  H1"));
    g_assert_nonnull(strstr(tags, "  Link"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/draw/paper/formats", test_formats);
    g_test_add_func("/draw/paper/formats-and-sizes", test_formats_and_sizes);
    g_test_add_func("/draw/paper/small-fonts", test_small_fonts);
    g_test_add_func("/draw/paper/palette", test_palette);
    g_test_add_func("/draw/paper/prune-refuses", test_prune_refuses);
    g_test_add_func("/draw/paper/failures", test_failures);
    g_test_add_func("/draw/paper/pdf", test_pdf);
    g_test_add_func("/draw/paper/lang", test_lang);
    return g_test_run();
}
