#include "draw/quicktext.h"

#include <math.h>
#include <string.h>

#define MM       (25.4 / 72.0)
#define TRIAL    100.0 /* mm: size at which glyphs are measured */
#define ON_STACK 64

/* Hanzi and signs without kerning or joining in Noto Sans CJK; a test compares their widths with
 * Pango's. */
static bool
is_plain(gunichar c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= '0' && c <= '9') ||
           c == '/' || c == ' ' || c == 0xB7 /* · */ || c == 0x3001 /* 、 */ ||
           c == 0xFF08 /* （ */ || c == 0xFF09 /* ） */ || c == 0xFF1A /* ： */;
}

static void
measure(ZfPaper *paper, bool bold, gunichar c, ZfQuickGlyph *ret)
{
    char text[7] = {0};
    g_unichar_to_utf8(c, text);
    g_autoptr(PangoLayout) layout =
        zf_layout_new(paper->pango, &(ZfLettering){.size = TRIAL, .bold = bold}, text);
    PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);
    const PangoLayoutRun *run = line && line->runs && !line->runs->next ? line->runs->data : NULL;
    if (!run || run->glyphs->num_glyphs != 1 ||
        (run->glyphs->glyphs[0].glyph & PANGO_GLYPH_UNKNOWN_FLAG)) {
        return;
    }
    PangoRectangle ink;
    pango_layout_line_get_extents(line, &ink, NULL);
    ret->glyph = run->glyphs->glyphs[0].glyph;
    ret->width = run->glyphs->glyphs[0].geometry.width * MM / PANGO_SCALE / TRIAL;
    ret->top = -ink.y * MM / PANGO_SCALE / TRIAL;
    ret->bottom = (ink.y + ink.height) * MM / PANGO_SCALE / TRIAL;
    cairo_scaled_font_t *font =
        pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(run->item->analysis.font));
    ret->face = cairo_scaled_font_get_font_face(font);
    if (!g_ptr_array_find(paper->faces, ret->face, NULL)) {
        g_ptr_array_add(paper->faces, cairo_font_face_reference(ret->face));
    }
}

static const ZfQuickGlyph *
glyph_of(ZfPaper *paper, bool bold, gunichar c)
{
    if (!paper->glyphs[bold]) {
        paper->glyphs[bold] = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    }
    ZfQuickGlyph *glyph = g_hash_table_lookup(paper->glyphs[bold], GUINT_TO_POINTER(c));
    if (!glyph) {
        glyph = g_new0(ZfQuickGlyph, 1);
        measure(paper, bold, c, glyph);
        g_hash_table_insert(paper->glyphs[bold], GUINT_TO_POINTER(c), glyph);
    }
    return glyph;
}

long
zf_quick_length(ZfPaper *paper, const ZfLettering *lettering, const char *text)
{
    long n = 0;
    double width = 0;
    if (lettering->halo > 0 || lettering->letter_space != 0 || *text == '\0') {
        return -1;
    }
    for (const char *at = text; *at; at = g_utf8_next_char(at), n++) {
        gunichar c = g_utf8_get_char_validated(at, -1);
        if (c == (gunichar)-1 || c == (gunichar)-2 || !is_plain(c)) {
            return -1;
        }
        const ZfQuickGlyph *glyph = glyph_of(paper, lettering->bold, c);
        if (glyph->glyph == 0) {
            return -1;
        }
        width += glyph->width * lettering->size;
    }
    /* a blank at the end does not count where lines are wrapped */
    return lettering->width > 0 && width > lettering->width - 0.01 ? -1 : n;
}

ZfTextSize
zf_quick_size(ZfPaper *paper, const ZfLettering *lettering, const char *text)
{
    ZfTextSize size = {.lines = 1, .ink_top = -INFINITY, .ink_bottom = -INFINITY};
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        const ZfQuickGlyph *glyph = glyph_of(paper, lettering->bold, g_utf8_get_char(at));
        size.width += glyph->width * lettering->size;
        if (*at != ' ') {
            size.ink_top = fmax(size.ink_top, glyph->top * lettering->size);
            size.ink_bottom = fmax(size.ink_bottom, glyph->bottom * lettering->size);
        }
    }
    if (size.ink_top == -INFINITY) { /* only blanks */
        size.ink_top = size.ink_bottom = 0;
    }
    size.height = lettering->size * (lettering->line_height > 0 ? lettering->line_height : 1.4);
    return size;
}

/* Glyphs of one face that follow each other. */
typedef struct Run {
    cairo_glyph_t glyphs[ON_STACK];
    cairo_text_cluster_t clusters[ON_STACK];
    int n;
    const char *text; /* of the first */
    cairo_font_face_t *face;
} Run;

static void
show_run(cairo_t *cr, Run *run, const char *end)
{
    if (run->n > 0) {
        cairo_set_font_face(cr, run->face);
        cairo_show_text_glyphs(cr, run->text, (int)(end - run->text), run->glyphs, run->n,
                               run->clusters, run->n, 0);
        run->n = 0;
    }
}

void
zf_quick_draw(ZfCanvas *canvas, const ZfLettering *lettering, double left, double base,
              const char *text)
{
    cairo_t *cr = canvas->cr;
    Run run = {.n = 0};
    cairo_save(cr);
    cairo_set_font_size(cr, lettering->size);
    cairo_set_font_options(cr, pango_cairo_context_get_font_options(canvas->paper->pango));
    zf_canvas_source(canvas, lettering->colour, ZF_COLOUR_BLACK);
    const char *at = text;
    for (const char *next; *at; at = next) {
        const ZfQuickGlyph *glyph = glyph_of(canvas->paper, lettering->bold, g_utf8_get_char(at));
        next = g_utf8_next_char(at);
        if (run.n == ON_STACK || (run.n > 0 && glyph->face != run.face)) {
            show_run(cr, &run, at);
        }
        if (run.n == 0) {
            run.text = at;
            run.face = glyph->face;
        }
        run.glyphs[run.n] = (cairo_glyph_t){.index = glyph->glyph, .x = left, .y = base};
        run.clusters[run.n++] =
            (cairo_text_cluster_t){.num_bytes = (int)(next - at), .num_glyphs = 1};
        left += glyph->width * lettering->size;
    }
    show_run(cr, &run, at);
    cairo_restore(cr);
    cairo_new_path(cr);
}

void
zf_quick_free(ZfPaper *paper)
{
    for (int bold = 0; bold < 2; bold++) {
        g_clear_pointer(&paper->glyphs[bold], g_hash_table_unref);
    }
    g_clear_pointer(&paper->faces, g_ptr_array_unref);
}
