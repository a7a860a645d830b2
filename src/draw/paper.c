#include "draw/paperint.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <string.h>

#include "draw/pdffont.h"
#include "draw/pngpalette.h"
#include "draw/pngsize.h"
#include "draw/quicktext.h"
#include "draw/svgnames.h"

G_DEFINE_QUARK(zf_draw_error, zf_draw_error)

/* A0 at 300 dpi has 139 million. */
#define MAX_PIXELS 150e6
#define MAX_SIDE   32000.0
#define MM         (72.0 / 25.4)
#define FINE_DPI   250 /* from there on edges of 16 greys look as those of 256 */

static void
face_free(gpointer face)
{
    cairo_font_face_destroy(face);
}

ZfPaper *
zf_paper_new(const ZfPaperOptions *options)
{
    ZfPaper *paper = g_new0(ZfPaper, 1);
    paper->format = options->format;
    paper->dpi = options->dpi > 0 ? options->dpi : 200;
    paper->grey = options->grey;
    paper->bytes = g_byte_array_new();
    paper->pictures = g_ptr_array_new();
    paper->dests = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    paper->links = g_ptr_array_new_with_free_func(g_free);
    paper->faces = g_ptr_array_new_with_free_func(face_free);
    paper->letters = options->letters;
    paper->lang = options->lang;
    paper->pango = zf_pango_context_new(&paper->fontmap, options->letters);
    if (paper->format == ZF_PAPER_PDF) {
        zf_paper_pdf_open(paper, options);
    }
    return paper;
}

static void
canvas_free(ZfCanvas *canvas)
{
    if (canvas) {
        g_clear_pointer(&canvas->cr, cairo_destroy);
        g_clear_pointer(&canvas->picture, cairo_surface_destroy);
        g_free(canvas);
    }
}

void
zf_paper_free(ZfPaper *paper)
{
    if (!paper) {
        return;
    }
    canvas_free(paper->page);
    for (guint i = 0; i < paper->pictures->len; i++) {
        canvas_free(paper->pictures->pdata[i]);
    }
    g_clear_pointer(&paper->cr, cairo_destroy);
    if (paper->surface) {
        cairo_surface_finish(paper->surface);
        cairo_surface_destroy(paper->surface);
    }
    g_clear_pointer(&paper->bytes, g_byte_array_unref);
    g_ptr_array_unref(paper->pictures);
    g_ptr_array_unref(paper->links);
    g_hash_table_unref(paper->dests);
    zf_quick_free(paper);
    g_clear_object(&paper->pango_whole);
    g_clear_object(&paper->fontmap_whole);
    g_object_unref(paper->pango);
    g_object_unref(paper->fontmap);
    g_clear_error(&paper->error);
    g_free(paper->context);
    g_free(paper);
}

ZfLetters *
zf_paper_letters(const ZfPaper *paper)
{
    return paper->letters;
}

void
zf_paper_set_context(ZfPaper *paper, const char *context)
{
    g_free(paper->context);
    paper->context = g_strdup(context);
}

const GError *
zf_paper_error(const ZfPaper *paper)
{
    return paper->error;
}

void
zf_paper_fail(ZfPaper *paper, GError *error)
{
    if (paper->error) {
        g_error_free(error);
        return;
    }
    if (paper->context) {
        g_prefix_error(&error, "%s: ", paper->context);
    }
    paper->error = error;
}

void
zf_paper_fail_with(ZfPaper *paper, ZfDrawError code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    zf_paper_fail(paper, g_error_new_valist(ZF_DRAW_ERROR, (gint)code, format, args));
    va_end(args);
}

unsigned
zf_paper_pages(const ZfPaper *paper)
{
    return paper->pages;
}

cairo_status_t
zf_paper_collect(void *paper, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(((ZfPaper *)paper)->bytes, data, length);
    return CAIRO_STATUS_SUCCESS;
}

typedef struct Pixels {
    void *memory;
    size_t size;
} Pixels;

static void
pixels_free(void *data)
{
    Pixels *pixels = data;
    zf_memory_unmap(pixels->memory, pixels->size);
    g_free(pixels);
}

/* A4 at 300 dpi has 35 MB. */
static cairo_surface_t *
image_surface(int width, int height)
{
    static const cairo_user_data_key_t key;
    int stride = cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, width);
    Pixels *pixels = g_new0(Pixels, 1);
    pixels->size = (size_t)stride * (size_t)height;
    pixels->memory = zf_memory_map(pixels->size);
    cairo_surface_t *image = cairo_image_surface_create_for_data(pixels->memory, CAIRO_FORMAT_RGB24,
                                                                 width, height, stride);
    if (cairo_surface_set_user_data(image, &key, pixels, pixels_free) != CAIRO_STATUS_SUCCESS) {
        g_error("out of memory");
    }
    return image;
}

/* The surface of a page of a format that holds only one; nowhere after a failure. */
static cairo_surface_t *
single_surface(ZfPaper *paper, double width_mm, double height_mm)
{
    double width = ceil(width_mm / 25.4 * paper->dpi - 1e-6);
    double height = ceil(height_mm / 25.4 * paper->dpi - 1e-6);
    bool measure = paper->format == ZF_PAPER_MEASURE;
    if (paper->pages > 0 && !measure) {
        zf_paper_fail_with(paper, ZF_DRAW_ERROR_FORMAT,
                           _("a PNG or SVG file holds one page; write a PDF, or one page a file"));
    } else if (paper->format == ZF_PAPER_PNG &&
               (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS)) {
        zf_paper_fail_with(paper, ZF_DRAW_ERROR_SIZE,
                           _("a picture of %.0f × %.0f dots is too large; lower --dpi, or write a "
                             "PDF"),
                           width, height);
    } else if (paper->format == ZF_PAPER_PNG) {
        return image_surface((int)width, (int)height);
    } else if (paper->format == ZF_PAPER_SVG) {
        cairo_surface_t *svg = cairo_svg_surface_create_for_stream(zf_paper_collect, paper,
                                                                   width_mm * MM, height_mm * MM);
        cairo_svg_surface_set_document_unit(svg, CAIRO_SVG_UNIT_PT);
        return svg;
    }
    return cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
}

static void
end_page(ZfPaper *paper)
{
    if (!paper->page) {
        return;
    }
    g_assert(paper->page->saved == 0 && paper->page->tags == 0); /* all restored, all ended */
    if (paper->format == ZF_PAPER_PDF) {
        cairo_show_page(paper->cr);
    } else {
        g_clear_pointer(&paper->cr, cairo_destroy);
    }
    g_clear_pointer(&paper->page, canvas_free);
}

static void
begin_page(ZfPaper *paper, double width_mm, double height_mm)
{
    double unit = MM;
    if (paper->format != ZF_PAPER_PDF) {
        if (paper->surface) {
            /* keep the first page; whatever follows is drawn nowhere */
            cairo_surface_t *rest = single_surface(paper, width_mm, height_mm);
            paper->cr = cairo_create(rest);
            cairo_surface_destroy(rest);
        } else {
            paper->surface = single_surface(paper, width_mm, height_mm);
            paper->cr = cairo_create(paper->surface);
            if (paper->format == ZF_PAPER_PNG && paper->dpi >= FINE_DPI) {
                cairo_set_antialias(paper->cr, CAIRO_ANTIALIAS_FAST);
            }
        }
        unit = paper->format == ZF_PAPER_PNG ? paper->dpi / 25.4 : MM;
    } else {
        cairo_pdf_surface_set_size(paper->surface, width_mm * MM, height_mm * MM);
    }
    cairo_identity_matrix(paper->cr);
    cairo_scale(paper->cr, unit, unit);
}

static void
set_up(cairo_t *cr)
{
    cairo_set_fill_rule(cr, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_set_tolerance(cr, 0.1);
}

ZfCanvas *
zf_paper_page(ZfPaper *paper, double width_mm, double height_mm, const char *label)
{
    g_assert(!paper->finished && width_mm > 0 && height_mm > 0);
    end_page(paper);
    if (paper->format == ZF_PAPER_MEASURE && paper->surface) {
        g_clear_pointer(&paper->surface, cairo_surface_destroy);
    }
    begin_page(paper, width_mm, height_mm);
    paper->pages++;
    set_up(paper->cr);
    if (paper->format == ZF_PAPER_PNG || paper->format == ZF_PAPER_SVG) {
        cairo_set_source_rgb(paper->cr, 1, 1, 1);
        cairo_paint(paper->cr);
    }
    if (paper->format == ZF_PAPER_PDF && label) {
        cairo_pdf_surface_set_page_label(paper->surface, label);
    }
    if (paper->format == ZF_PAPER_PDF) {
        /* an element of its own for each page; it must be closed before a picture is placed, which
         * Cairo 1.16 cannot do inside a tag */
        cairo_tag_begin(paper->cr, "Part", NULL);
        cairo_tag_end(paper->cr, "Part");
    }
    ZfCanvas *page = g_new0(ZfCanvas, 1);
    page->paper = paper;
    page->cr = cairo_reference(paper->cr);
    page->width = width_mm;
    page->height = height_mm;
    paper->page = page;
    return page;
}

ZfCanvas *
zf_paper_picture(ZfPaper *paper, double width_mm, double height_mm)
{
    ZfCanvas *picture = g_new0(ZfCanvas, 1);
    picture->paper = paper;
    picture->width = width_mm;
    picture->height = height_mm;
    cairo_rectangle_t extents = {0, 0, width_mm * MM, height_mm * MM};
    picture->picture = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents);
    picture->cr = cairo_create(picture->picture);
    cairo_scale(picture->cr, MM, MM);
    set_up(picture->cr);
    g_ptr_array_add(paper->pictures, picture);
    return picture;
}

static bool
check_links(ZfPaper *paper)
{
    for (guint i = 0; i < paper->links->len; i++) {
        const char *name = paper->links->pdata[i];
        if (!g_hash_table_contains(paper->dests, name)) {
            zf_paper_fail_with(paper, ZF_DRAW_ERROR_LINK, _("no page has the place “%s”"), name);
            return false;
        }
    }
    return true;
}

static bool
write_palette(ZfPaper *paper)
{
    cairo_surface_t *image = paper->surface;
    cairo_surface_flush(image);
    const unsigned char *pixels = cairo_image_surface_get_data(image);
    return pixels &&
           zf_png_write_palette((const uint32_t *)(const void *)pixels,
                                (uint32_t)cairo_image_surface_get_width(image),
                                (uint32_t)cairo_image_surface_get_height(image),
                                (size_t)cairo_image_surface_get_stride(image) / 4, paper->bytes);
}

static bool
close_surface(ZfPaper *paper)
{
    if (paper->format == ZF_PAPER_PDF) {
        zf_paper_pdf_close(paper);
    }
    g_clear_pointer(&paper->cr, cairo_destroy);
    cairo_status_t status = CAIRO_STATUS_SUCCESS;
    if (paper->format == ZF_PAPER_PNG && !paper->error && !write_palette(paper)) {
        status = cairo_surface_write_to_png_stream(paper->surface, zf_paper_collect, paper);
    }
    cairo_surface_finish(paper->surface);
    if (status == CAIRO_STATUS_SUCCESS) {
        status = cairo_surface_status(paper->surface);
    }
    if (status != CAIRO_STATUS_SUCCESS) {
        zf_paper_fail_with(paper, ZF_DRAW_ERROR_OUTPUT, _("drawing failed: %s"),
                           cairo_status_to_string(status));
    }
    return paper->error == NULL;
}

GBytes *
zf_paper_finish(ZfPaper *paper, GError **error)
{
    g_assert(!paper->finished && paper->pages > 0); /* never an empty file */
    paper->finished = true;
    if (paper->cr && cairo_status(paper->cr) != CAIRO_STATUS_SUCCESS) {
        zf_paper_fail_with(paper, ZF_DRAW_ERROR_OUTPUT, _("drawing failed: %s"),
                           cairo_status_to_string(cairo_status(paper->cr)));
    }
    end_page(paper);
    if (!check_links(paper) || !close_surface(paper)) {
        g_propagate_error(error, g_error_copy(paper->error));
        return NULL;
    }
    if (paper->format == ZF_PAPER_PDF) {
        zf_pdf_prune_fonts(paper->bytes, paper->lang);
    } else if (paper->format == ZF_PAPER_PNG) {
        zf_png_set_dpi(paper->bytes, paper->dpi);
    } else if (paper->format == ZF_PAPER_SVG) {
        GByteArray *renumbered = zf_svg_renumber(paper->bytes);
        g_byte_array_unref(paper->bytes);
        paper->bytes = renumbered;
    }
    return g_byte_array_free_to_bytes(g_steal_pointer(&paper->bytes));
}

bool
zf_paper_save(ZfPaper *paper, const char *path, GError **error)
{
    g_autoptr(GBytes) bytes = zf_paper_finish(paper, error);
    if (!bytes) {
        return false;
    }
    gsize size;
    gconstpointer data = g_bytes_get_data(bytes, &size);
    return zf_file_write(path, data, size, error);
}

bool
zf_paper_format_of(const char *path, ZfPaperFormat *ret, GError **error)
{
    static const struct {
        const char *ending;
        ZfPaperFormat format;
    } known[] = {{".pdf", ZF_PAPER_PDF}, {".png", ZF_PAPER_PNG}, {".svg", ZF_PAPER_SVG}};
    g_autofree char *lower = g_ascii_strdown(path, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
        if (g_str_has_suffix(lower, known[i].ending)) {
            *ret = known[i].format;
            return true;
        }
    }
    g_set_error(error, ZF_DRAW_ERROR, ZF_DRAW_ERROR_FORMAT,
                _("%s: what kind of file? Let its name end in .pdf, .png or .svg"), path);
    return false;
}

bool
zf_paper_size_of(const char *name, bool landscape, double *width_mm, double *height_mm)
{
    static const struct {
        const char *name;
        double w, h;
    } sizes[] = {{"A5", 148, 210}, {"A4", 210, 297}, {"A3", 297, 420},
                 {"A2", 420, 594}, {"A1", 594, 841}, {"A0", 841, 1189}};
    size_t length = strlen(name);
    bool across = landscape || (length == 3 && (name[2] == 'L' || name[2] == 'l'));
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        bool same = g_ascii_strncasecmp(name, sizes[i].name, 2) == 0;
        if (same && (length == 2 || (length == 3 && (name[2] == 'L' || name[2] == 'l')))) {
            *width_mm = across ? sizes[i].h : sizes[i].w;
            *height_mm = across ? sizes[i].w : sizes[i].h;
            return true;
        }
    }
    return false;
}
