/* What only a PDF has: metadata, tags, outline, links and places to jump to. Cairo 1.16 writes a
 * damaged file when there is a link but no structure tag, so one Document tag is always open. */
#include "draw/paperint.h"

#include <cairo-pdf.h>
#include <string.h>

static void
set_metadata(ZfPaper *paper, cairo_pdf_metadata_t key, const char *text)
{
    if (text) {
        cairo_pdf_surface_set_metadata(paper->surface, key, text);
    }
}

static void
set_dates(ZfPaper *paper, ZfStamp created)
{
    ZfStamp stamp = created == 0 || created == ZF_STAMP_NONE ? zf_stamp_now() : created;
    ZfCivil day = zf_date_to_civil(zf_stamp_date(stamp));
    int rest = (int)(stamp - (ZfStamp)zf_stamp_date(stamp) * 86400);
    g_autofree char *iso = g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02dZ", day.year, day.month,
                                           day.day, rest / 3600, rest / 60 % 60, rest % 60);
    set_metadata(paper, CAIRO_PDF_METADATA_CREATE_DATE, iso);
    set_metadata(paper, CAIRO_PDF_METADATA_MOD_DATE, iso);
}

void
zf_paper_pdf_open(ZfPaper *paper, const ZfPaperOptions *options)
{
    paper->surface = cairo_pdf_surface_create_for_stream(zf_paper_collect, paper, 100, 100);
    cairo_pdf_surface_restrict_to_version(paper->surface, CAIRO_PDF_VERSION_1_5);
    set_metadata(paper, CAIRO_PDF_METADATA_TITLE, options->title);
    set_metadata(paper, CAIRO_PDF_METADATA_AUTHOR, options->author);
    set_metadata(paper, CAIRO_PDF_METADATA_SUBJECT, options->subject);
    set_metadata(paper, CAIRO_PDF_METADATA_KEYWORDS, options->keywords);
    set_metadata(paper, CAIRO_PDF_METADATA_CREATOR, "zoufang");
    set_dates(paper, options->created);
    paper->cr = cairo_create(paper->surface);
    cairo_tag_begin(paper->cr, "Document", NULL);
}

void
zf_paper_pdf_close(ZfPaper *paper)
{
    cairo_tag_end(paper->cr, "Document");
}

static bool
is_pdf_page(const ZfCanvas *canvas)
{
    return canvas->paper->format == ZF_PAPER_PDF && !canvas->picture;
}

static bool
is_plain_name(const char *name)
{
    for (const char *c = name; *c; c++) {
        if (!g_ascii_isalnum(*c) && *c != '-' && *c != '_') {
            return false;
        }
    }
    return *name != '\0';
}

int
zf_paper_outline(ZfPaper *paper, int parent, const char *text, const char *dest)
{
    if (paper->format != ZF_PAPER_PDF) {
        return 0;
    }
    g_assert(is_plain_name(dest));
    g_ptr_array_add(paper->links, g_strdup(dest));
    g_autofree char *attributes = g_strdup_printf("dest='%s'", dest);
    return cairo_pdf_surface_add_outline(paper->surface, parent, text, attributes,
                                         parent == 0 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
}

void
zf_canvas_tag_begin(ZfCanvas *canvas, const char *tag)
{
    canvas->tags++;
    if (is_pdf_page(canvas)) {
        cairo_tag_begin(canvas->cr, tag, NULL);
    }
}

void
zf_canvas_tag_end(ZfCanvas *canvas, const char *tag)
{
    g_assert(canvas->tags > 0);
    canvas->tags--;
    if (is_pdf_page(canvas)) {
        cairo_tag_end(canvas->cr, tag);
    }
}

/* Cairo reads tag attributes in the units of the page, with a point as decimal sign. */
static char *
number(double value)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strdup(g_ascii_formatd(buffer, sizeof buffer, "%.3f", value));
}

void
zf_canvas_dest(ZfCanvas *canvas, const char *name, double x, double y)
{
    g_assert(is_plain_name(name));
    g_hash_table_add(canvas->paper->dests, g_strdup(name));
    if (!is_pdf_page(canvas)) {
        return;
    }
    g_autofree char *x_text = number(x);
    g_autofree char *y_text = number(y);
    g_autofree char *attributes = g_strdup_printf("name='%s' x=%s y=%s", name, x_text, y_text);
    cairo_tag_begin(canvas->cr, CAIRO_TAG_DEST, attributes);
    cairo_tag_end(canvas->cr, CAIRO_TAG_DEST);
}

void
zf_canvas_link(ZfCanvas *canvas, ZfRect rect, const char *dest)
{
    g_assert(is_plain_name(dest));
    g_ptr_array_add(canvas->paper->links, g_strdup(dest));
    if (!is_pdf_page(canvas)) {
        return;
    }
    g_autofree char *x = number(rect.x);
    g_autofree char *y = number(rect.y);
    g_autofree char *w = number(rect.w);
    g_autofree char *h = number(rect.h);
    g_autofree char *attributes = g_strdup_printf("dest='%s' rect=[%s %s %s %s]", dest, x, y, w, h);
    cairo_tag_begin(canvas->cr, CAIRO_TAG_LINK, attributes);
    cairo_tag_end(canvas->cr, CAIRO_TAG_LINK);
}
