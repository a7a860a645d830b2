#include "sheet/ink.h"

#include <string.h>

ZfLettering
zf_ink(double points, bool bold, ZfAlign align)
{
    return (ZfLettering){.size = ZF_PT(points), .bold = bold, .align = align};
}

double
zf_ink_left(ZfCanvas *canvas, double points, bool bold, double x, double base, const char *text)
{
    ZfLettering style = zf_ink(points, bold, ZF_ALIGN_LEFT);
    return zf_canvas_text(canvas, &style, x, base, text);
}

void
zf_ink_centre(ZfCanvas *canvas, double points, bool bold, double x, double base, const char *text)
{
    ZfLettering style = zf_ink(points, bold, ZF_ALIGN_CENTRE);
    zf_canvas_text(canvas, &style, x, base, text);
}

void
zf_ink_right(ZfCanvas *canvas, double points, bool bold, double x, double base, const char *text)
{
    ZfLettering style = zf_ink(points, bold, ZF_ALIGN_RIGHT);
    zf_canvas_text(canvas, &style, x, base, text);
}

double
zf_ink_width(ZfCanvas *canvas, double points, bool bold, const char *text)
{
    ZfLettering style = zf_ink(points, bold, ZF_ALIGN_LEFT);
    return zf_canvas_text_size(canvas, &style, text).width;
}

double
zf_ink_must(ZfCanvas *canvas, double points, bool bold, double x, double base, double width,
            const char *text)
{
    if (zf_ink_width(canvas, points, bold, text) > width) {
        zf_paper_fail(zf_canvas_paper(canvas),
                      g_error_new(ZF_DRAW_ERROR, ZF_DRAW_ERROR_FIT,
                                  _("“%s” does not fit into %.0f mm"), text, width));
    }
    return zf_ink_left(canvas, points, bold, x, base, text);
}

double
zf_ink_shrunk(ZfCanvas *canvas, double points, bool bold, double x, double base, double width,
              const char *text)
{
    while (points > 8 && zf_ink_width(canvas, points, bold, text) > width) {
        points -= 0.5;
    }
    return zf_ink_must(canvas, points, bold, x, base, width, text);
}

unsigned
zf_ink_lines(double points, double width, const char *text)
{
    ZfLettering style = zf_ink(points, false, ZF_ALIGN_LEFT);
    style.width = width;
    return zf_font_size(&style, text).lines;
}

char *
zf_ink_cut(ZfCanvas *canvas, double points, bool bold, double width, const char *text)
{
    if (zf_ink_width(canvas, points, bold, text) <= width) {
        return g_strdup(text);
    }
    ZfLettering style = zf_ink(points, bold, ZF_ALIGN_LEFT);
    double room = MAX(width - zf_ink_width(canvas, points, bold, "…"), 0);
    g_autofree char *head = g_strndup(text, zf_canvas_text_fit(canvas, &style, room, text));
    return g_strconcat(head, "…", NULL);
}

size_t
zf_ink_break(ZfCanvas *canvas, double points, double width, const char *text)
{
    static const char *const commas[] = {"，", "；", "、", ",", ";"};
    ZfLettering style = zf_ink(points, false, ZF_ALIGN_LEFT);
    size_t fits = zf_canvas_text_fit(canvas, &style, width, text);
    if (text[fits] == '\0') {
        return fits;
    }
    size_t best = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(commas); i++) {
        const char *hit = g_strrstr_len(text, (gssize)fits, commas[i]);
        best = hit != NULL ? MAX(best, (size_t)(hit - text) + strlen(commas[i])) : best;
    }
    const char *blank = best == 0 ? g_strrstr_len(text, (gssize)fits, " ") : NULL;
    best = blank != NULL ? (size_t)(blank - text) + 1 : best;
    return best > 0 ? best : fits;
}

char *
zf_ink_phrase(ZfCanvas *canvas, double points, double width, const char *text)
{
    static const char *const commas[] = {"，", "；", "、", ",", ";"};
    size_t end = zf_ink_break(canvas, points, width, text);
    if (text[end] == '\0') {
        return g_strdup(text);
    }
    g_autofree char *piece = g_strndup(text, end);
    for (size_t i = 0; i < G_N_ELEMENTS(commas); i++) {
        if (g_str_has_suffix(piece, commas[i])) {
            return g_strndup(piece, end - strlen(commas[i]));
        }
    }
    return zf_ink_cut(canvas, points, false, width, text);
}

void
zf_ink_rule(ZfCanvas *canvas, double x1, double y1, double x2, double y2, double width,
            double white)
{
    zf_canvas_line(canvas, x1, y1, x2, y2,
                   &(ZfStroke){.width = width, .colour = zf_colour_grey(white)});
}

void
zf_ink_frame(ZfCanvas *canvas, ZfRect rect, double width)
{
    zf_canvas_rect(canvas, rect, (ZfColour){0}, &(ZfStroke){.width = width});
}

void
zf_ink_tint(ZfCanvas *canvas, ZfRect rect)
{
    zf_canvas_rect(canvas, rect, zf_colour_grey(ZF_TINT), NULL);
}

void
zf_ink_plate(ZfCanvas *canvas, ZfRect rect, ZfColour colour, double points, const char *text)
{
    zf_canvas_rect(canvas, rect, zf_colour_is_none(colour) ? ZF_COLOUR_BLACK : colour, NULL);
    ZfLettering style = zf_ink(points, true, ZF_ALIGN_CENTRE);
    style.colour = ZF_COLOUR_WHITE;
    zf_canvas_text_mid(canvas, &style, rect.x + rect.w / 2, rect.y + rect.h / 2, text);
}

void
zf_ink_box(ZfCanvas *canvas, double x, double y, double size, double points, const char *label)
{
    ZfLettering style = zf_ink(points, false, ZF_ALIGN_LEFT);
    zf_canvas_check_box(canvas, x, y, size, &style, label);
}
