#include "draw/lettersint.h"
#include "draw/quicktext.h"

#include <math.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

#define LANGUAGE "zh-cn"
/* Layouts are made in points; MM turns them into millimetres. */
#define MEASURE_ROOM 20.0 /* mm: narrower texts are broken wherever they must */
#define MM           (25.4 / 72.0)

/* Cairo 1.16 reads a font's subroutine once for all glyphs that share it, and so miscounts the
 * hints of the second one; it then embeds every subroutine of the font's part: 0.8 MB for that of
 * the Hanzi, which the Latin letters bring about. So Latin letters and signs come from the same
 * font loaded in another way (a hinting flag, without effect here), which Cairo keeps as a font of
 * its own: 20 KB, and 50 KB for the Hanzi. They are marked by a weight one step off, which no font
 * has and which is taken back here. */
#define APART 1

static void
split_fonts(FcPattern *pattern, gpointer data)
{
    (void)data;
    double weight = 0;
    if (FcPatternGetDouble(pattern, FC_WEIGHT, 0, &weight) == FcResultMatch &&
        weight > floor(weight)) {
        FcPatternDel(pattern, FC_WEIGHT);
        FcPatternAddDouble(pattern, FC_WEIGHT, floor(weight));
        FcPatternDel(pattern, FC_AUTOHINT);
        FcPatternAddBool(pattern, FC_AUTOHINT, FcTrue);
    }
}

/* Hanzi and their punctuation, which share no hints. */
static bool
is_hanzi(gunichar c)
{
    return (c >= 0x2e80 && c < 0xa000) || (c >= 0xf900 && c < 0xfb00) ||
           (c >= 0xfe30 && c < 0xfe50) || (c >= 0xff00 && c <= 0xff20) || c >= 0x20000;
}

/* Cut fonts have so few subroutines that this does not matter. */
#define CUT "zf-cut"

static bool
is_cut(PangoContext *context)
{
    return g_object_get_data(G_OBJECT(pango_context_get_font_map(context)), CUT) != NULL;
}

static PangoFontMap *
fontmap_new(ZfLetters *letters)
{
    PangoFontMap *fontmap = pango_cairo_font_map_new();
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fontmap), 72);
    FcConfig *config = letters ? zf_letters_config(letters) : NULL;
    if (config) {
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fontmap), config);
        FcConfigDestroy(config); /* the map has its own reference */
        g_object_set_data(G_OBJECT(fontmap), CUT, fontmap);
    } else {
        pango_fc_font_map_set_default_substitute(PANGO_FC_FONT_MAP(fontmap), split_fonts, NULL,
                                                 NULL);
    }
    return fontmap;
}

/* Two a thread, whole and cut fonts, for all its papers: finding and opening fonts costs more than
 * many a page. */
static PangoFontMap *
thread_fontmap(ZfLetters *letters)
{
    static GPrivate own[2] = {G_PRIVATE_INIT(g_object_unref), G_PRIVATE_INIT(g_object_unref)};
    static GPrivate own_serial;
    unsigned serial = zf_letters_serial(letters);
    PangoFontMap *fontmap = g_private_get(&own[serial > 0]);
    if (fontmap && (serial == 0 || GPOINTER_TO_UINT(g_private_get(&own_serial)) == serial)) {
        return fontmap;
    }
    fontmap = fontmap_new(serial > 0 ? letters : NULL);
    g_private_replace(&own[serial > 0], fontmap);
    if (serial > 0) {
        g_private_set(&own_serial, GUINT_TO_POINTER(serial));
    }
    return fontmap;
}

PangoContext *
zf_pango_context_new(PangoFontMap **fontmap, ZfLetters *letters)
{
    *fontmap = g_object_ref(thread_fontmap(letters));
    PangoContext *context = pango_font_map_create_context(*fontmap);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string(LANGUAGE));
    return context;
}

static void
insert_attribute(PangoAttrList *list, PangoAttribute *attribute)
{
    pango_attr_list_insert(list, attribute);
}

static void
mark_runs(PangoAttrList *list, PangoWeight weight, const char *text)
{
    for (const char *p = text; *p != '\0';) {
        const char *end = p;
        while (*end != '\0' && !is_hanzi(g_utf8_get_char(end))) {
            end = g_utf8_next_char(end);
        }
        if (end > p) {
            PangoAttribute *apart = pango_attr_weight_new(weight + APART);
            apart->start_index = (guint)(p - text);
            apart->end_index = (guint)(end - text);
            insert_attribute(list, apart);
        }
        p = *end == '\0' ? end : g_utf8_next_char(end);
    }
}

/* ret: behind the unit that begins at p: letters, or at most two hanzi ("公里"). */
static const char *
behind_unit(const char *p)
{
    const char *end = p;
    while (g_ascii_isalpha(*end)) {
        end++;
    }
    for (int i = 0; i < 2 && end - p <= 3 && is_hanzi(g_utf8_get_char(end)); i++) {
        end = g_utf8_next_char(end);
    }
    return end;
}

/* No line ends between a figure and its unit: "走 150 米", "2.0 公里". */
static void
keep_measures(PangoAttrList *list, const char *text)
{
    for (const char *space = strchr(text, ' '); space; space = strchr(space + 1, ' ')) {
        const char *start = space;
        while (start > text && (g_ascii_isdigit(start[-1]) || start[-1] == '.')) {
            start--;
        }
        const char *end = behind_unit(space + 1);
        if (start < space && end > space + 1) {
            PangoAttribute *whole = pango_attr_allow_breaks_new(FALSE);
            whole->start_index = (guint)(start - text);
            whole->end_index = (guint)(end - text);
            insert_attribute(list, whole);
        }
    }
}

PangoLayout *
zf_layout_new(PangoContext *context, const ZfLettering *lettering, const char *text)
{
    g_assert(lettering->size > 0);
    PangoLayout *layout = pango_layout_new(context);
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, ZF_FONT_FAMILY);
    PangoWeight weight = lettering->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL;
    pango_font_description_set_weight(font, weight);
    pango_font_description_set_absolute_size(font, round(lettering->size / MM * PANGO_SCALE));
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    PangoAttrList *attributes = pango_attr_list_new();
    insert_attribute(attributes, pango_attr_fallback_new(FALSE));
    if (lettering->letter_space != 0) {
        int units = (int)lround(lettering->letter_space / MM * PANGO_SCALE);
        insert_attribute(attributes, pango_attr_letter_spacing_new(units));
    }
    if (!is_cut(context)) {
        mark_runs(attributes, weight, text);
    }
    if (lettering->width >= MEASURE_ROOM) {
        keep_measures(attributes, text);
    }
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
    if (lettering->width > 0) {
        pango_layout_set_width(layout, (int)lround(lettering->width / MM * PANGO_SCALE));
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    }
    pango_layout_set_text(layout, text, -1);
    return layout;
}

/* ret: the first character of a layout without a glyph, 0 when all are there. */
static gunichar
first_missing(PangoLayout *layout)
{
    if (pango_layout_get_unknown_glyphs_count(layout) == 0) {
        return 0;
    }
    const char *text = pango_layout_get_text(layout);
    for (GSList *l = pango_layout_get_lines_readonly(layout); l; l = l->next) {
        PangoLayoutLine *line = l->data;
        for (GSList *r = line->runs; r; r = r->next) {
            const PangoLayoutRun *run = r->data;
            const PangoGlyphString *glyphs = run->glyphs;
            for (int i = 0; i < glyphs->num_glyphs; i++) {
                if (glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) {
                    return g_utf8_get_char(text + run->item->offset + glyphs->log_clusters[i]);
                }
            }
        }
    }
    return 0xFFFD;
}

static void
check_glyphs(ZfCanvas *canvas, PangoLayout *layout, const char *text)
{
    gunichar missing = first_missing(layout);
    if (missing == 0) {
        return;
    }
    char character[7] = {0};
    g_unichar_to_utf8(missing, character);
    zf_paper_fail_with(canvas->paper, ZF_DRAW_ERROR_GLYPH,
                       _("the font %s has no glyph for “%s” (U+%04X) in “%s”; replace this "
                         "character before printing"),
                       ZF_FONT_FAMILY, character, (unsigned)missing, text);
}

/* ret: a layout of valid text, "" after a failure; owned by the caller. */
static PangoLayout *
layout_new(ZfCanvas *canvas, const ZfLettering *lettering, const char *text)
{
    if (!g_utf8_validate(text, -1, NULL)) {
        zf_paper_fail_with(canvas->paper, ZF_DRAW_ERROR_GLYPH, _("a text is not valid UTF-8"));
        text = "";
    }
    ZfPaper *paper = canvas->paper;
    PangoLayout *layout = zf_layout_new(paper->pango, lettering, text);
    if (is_cut(paper->pango) && pango_layout_get_unknown_glyphs_count(layout) > 0) {
        g_object_unref(layout); /* a character that was not foreseen */
        if (!paper->pango_whole) {
            paper->pango_whole = zf_pango_context_new(&paper->fontmap_whole, NULL);
        }
        layout = zf_layout_new(paper->pango_whole, lettering, text);
    }
    check_glyphs(canvas, layout, text);
    return layout;
}

static double
line_step(const ZfLettering *lettering)
{
    return lettering->size * (lettering->line_height > 0 ? lettering->line_height : 1.4);
}

static double
line_width(PangoLayoutLine *line)
{
    PangoRectangle logical;
    pango_layout_line_get_extents(line, NULL, &logical);
    return (double)logical.width / PANGO_SCALE * MM;
}

static ZfTextSize
size_of(PangoLayout *layout, const ZfLettering *lettering)
{
    ZfTextSize size = {.lines = (unsigned)pango_layout_get_line_count(layout)};
    size.height = size.lines * line_step(lettering);
    for (unsigned i = 0; i < size.lines; i++) {
        PangoLayoutLine *line = pango_layout_get_line_readonly(layout, (int)i);
        PangoRectangle ink;
        pango_layout_line_get_extents(line, &ink, NULL);
        size.width = fmax(size.width, line_width(line));
        if (i == 0) {
            size.ink_top = -(double)ink.y / PANGO_SCALE * MM;
        }
        size.ink_bottom = (double)(ink.y + ink.height) / PANGO_SCALE * MM;
    }
    return size;
}

ZfTextSize
zf_canvas_text_size(ZfCanvas *canvas, const ZfLettering *lettering, const char *text)
{
    if (zf_quick_length(canvas->paper, lettering, text) >= 0) {
        return zf_quick_size(canvas->paper, lettering, text);
    }
    g_autoptr(PangoLayout) layout = layout_new(canvas, lettering, text);
    return size_of(layout, lettering);
}

static double
line_left(const ZfLettering *lettering, double x, double width)
{
    return lettering->align == ZF_ALIGN_CENTRE  ? x - width / 2
           : lettering->align == ZF_ALIGN_RIGHT ? x - width
                                                : x;
}

/* The box behind all lines: from a little above the first capital to below the last descender. */
static void
draw_plate(ZfCanvas *canvas, const ZfLettering *lettering, ZfTextSize size, double x, double base)
{
    double pad = lettering->plate;
    ZfRect box = {line_left(lettering, x, size.width) - pad, base - 0.88 * lettering->size - pad,
                  size.width + 2 * pad,
                  (size.lines - 1) * line_step(lettering) + 1.06 * lettering->size + 2 * pad};
    ZfColour colour =
        zf_colour_is_none(lettering->plate_colour) ? ZF_COLOUR_WHITE : lettering->plate_colour;
    zf_canvas_rounded(canvas, box, lettering->plate_radius, colour, NULL);
}

static void
draw_halo(ZfCanvas *canvas, const ZfLettering *lettering, PangoLayoutLine *line)
{
    cairo_t *cr = canvas->cr;
    cairo_new_path(cr);
    cairo_move_to(cr, 0, 0);
    pango_cairo_layout_line_path(cr, line);
    zf_canvas_source(canvas, lettering->halo_colour, ZF_COLOUR_WHITE);
    cairo_set_line_width(cr, 2 * lettering->halo / MM);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_dash(cr, NULL, 0, 0);
    cairo_stroke(cr);
}

static void
draw_line(ZfCanvas *canvas, const ZfLettering *lettering, PangoLayoutLine *line, double left,
          double base)
{
    cairo_t *cr = canvas->cr;
    cairo_save(cr);
    cairo_translate(cr, left, base);
    cairo_scale(cr, MM, MM);
    if (lettering->halo > 0) {
        draw_halo(canvas, lettering, line);
    }
    zf_canvas_source(canvas, lettering->colour, ZF_COLOUR_BLACK);
    cairo_move_to(cr, 0, 0);
    pango_cairo_show_layout_line(cr, line);
    cairo_restore(cr);
    cairo_new_path(cr);
}

static void
draw_layout(ZfCanvas *canvas, const ZfLettering *lettering, PangoLayout *layout, double x,
            double base)
{
    ZfTextSize size = size_of(layout, lettering);
    if (lettering->max_lines > 0 && size.lines > lettering->max_lines) {
        zf_paper_fail_with(canvas->paper, ZF_DRAW_ERROR_FIT,
                           _("“%s” needs %u lines; there is room for %u"),
                           pango_layout_get_text(layout), size.lines, lettering->max_lines);
    }
    if (lettering->plate > 0 && size.width > 0) {
        draw_plate(canvas, lettering, size, x, base);
    }
    for (unsigned i = 0; i < size.lines; i++) {
        PangoLayoutLine *line = pango_layout_get_line_readonly(layout, (int)i);
        double left = line_left(lettering, x, line_width(line));
        draw_line(canvas, lettering, line, left, base + i * line_step(lettering));
    }
}

/* One line of characters that go the short way. */
static double
draw_quick(ZfCanvas *canvas, const ZfLettering *lettering, double x, double base, const char *text)
{
    ZfTextSize size = zf_quick_size(canvas->paper, lettering, text);
    if (lettering->plate > 0) {
        draw_plate(canvas, lettering, size, x, base);
    }
    zf_quick_draw(canvas, lettering, line_left(lettering, x, size.width), base, text);
    return size.width;
}

double
zf_canvas_text(ZfCanvas *canvas, const ZfLettering *lettering, double x, double base,
               const char *text)
{
    if (zf_quick_length(canvas->paper, lettering, text) >= 0) {
        return draw_quick(canvas, lettering, x, base, text);
    }
    g_autoptr(PangoLayout) layout = layout_new(canvas, lettering, text);
    draw_layout(canvas, lettering, layout, x, base);
    return size_of(layout, lettering).width;
}

/* The base of the first line when all lines are centred on y. */
static double
middle_base(const ZfLettering *lettering, unsigned lines, double y)
{
    return y + 0.36 * lettering->size - (lines - 1) * line_step(lettering) / 2;
}

double
zf_canvas_text_mid(ZfCanvas *canvas, const ZfLettering *lettering, double x, double y,
                   const char *text)
{
    if (zf_quick_length(canvas->paper, lettering, text) >= 0) {
        return draw_quick(canvas, lettering, x, middle_base(lettering, 1, y), text);
    }
    g_autoptr(PangoLayout) layout = layout_new(canvas, lettering, text);
    ZfTextSize size = size_of(layout, lettering);
    draw_layout(canvas, lettering, layout, x, middle_base(lettering, size.lines, y));
    return size.width;
}

unsigned
zf_canvas_text_box(ZfCanvas *canvas, const ZfLettering *lettering, ZfRect box, bool middle,
                   const char *text)
{
    ZfLettering wrapped = *lettering;
    wrapped.width = box.w;
    bool quick = zf_quick_length(canvas->paper, &wrapped, text) >= 0;
    g_autoptr(PangoLayout) layout = quick ? NULL : layout_new(canvas, &wrapped, text);
    ZfTextSize size =
        quick ? zf_quick_size(canvas->paper, &wrapped, text) : size_of(layout, &wrapped);
    double tight = size.height - line_step(&wrapped) + wrapped.size;
    if (tight > box.h + 1e-6 || size.width > box.w + 1e-3) {
        zf_paper_fail_with(canvas->paper, ZF_DRAW_ERROR_FIT,
                           _("“%s” does not fit into %.1f × %.1f mm"), text, box.w, box.h);
    }
    double x = lettering->align == ZF_ALIGN_CENTRE  ? box.x + box.w / 2
               : lettering->align == ZF_ALIGN_RIGHT ? box.x + box.w
                                                    : box.x;
    double base =
        middle ? middle_base(&wrapped, size.lines, box.y + box.h / 2) : box.y + 0.86 * wrapped.size;
    if (quick) {
        draw_quick(canvas, &wrapped, x, base, text);
    } else {
        draw_layout(canvas, &wrapped, layout, x, base);
    }
    return size.lines;
}

size_t
zf_canvas_text_fit(ZfCanvas *canvas, const ZfLettering *lettering, double width, const char *text)
{
    ZfLettering one = *lettering;
    one.width = 0;
    size_t characters = (size_t)g_utf8_strlen(text, -1);
    size_t low = 0;
    size_t high = characters;
    while (low < high) { /* the most characters that fit */
        size_t middle = (low + high + 1) / 2;
        g_autofree char *head = g_utf8_substring(text, 0, (glong)middle);
        if (zf_canvas_text_size(canvas, &one, head).width <= width) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return (size_t)(g_utf8_offset_to_pointer(text, (glong)low) - text);
}

ZfTextSize
zf_font_size(const ZfLettering *lettering, const char *text)
{
    PangoFontMap *fontmap = NULL;
    PangoContext *context = zf_pango_context_new(&fontmap, NULL);
    g_autoptr(PangoLayout) layout = zf_layout_new(context, lettering, text);
    ZfTextSize size = size_of(layout, lettering);
    g_object_unref(context);
    g_object_unref(fontmap);
    return size;
}

bool
zf_font_covers(const char *text, gunichar *missing)
{
    if (!g_utf8_validate(text, -1, NULL)) {
        if (missing) {
            *missing = 0xFFFD;
        }
        return false;
    }
    PangoFontMap *fontmap = NULL;
    PangoContext *context = zf_pango_context_new(&fontmap, NULL);
    g_autoptr(PangoLayout) layout = zf_layout_new(context, &(ZfLettering){.size = 4}, text);
    gunichar first = first_missing(layout);
    g_object_unref(context);
    g_object_unref(fontmap);
    if (first != 0 && missing) {
        *missing = first;
    }
    return first == 0;
}

void
zf_font_keep_missing(GHashTable *characters)
{
    GString *all = g_string_new(NULL);
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, characters);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        g_string_append_unichar(all, GPOINTER_TO_UINT(key));
    }
    bool covered = zf_font_covers(all->str, NULL);
    g_string_free(all, TRUE);
    if (covered) {
        g_hash_table_remove_all(characters);
        return;
    }
    g_hash_table_iter_init(&iter, characters);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        char one[7] = {0};
        g_unichar_to_utf8(GPOINTER_TO_UINT(key), one);
        if (zf_font_covers(one, NULL)) {
            g_hash_table_iter_remove(&iter);
        }
    }
}
