/* quicktext: the short way for most of what is written — Hanzi, digits and a few signs, each its
 * own glyph with its own width whatever stands beside it. Shaping them one by one once and placing
 * glyphs directly is some thirty times faster than a layout for each text. Everything else (letters
 * kern, other scripts join) goes through Pango. */
#pragma once

#include "draw/paperint.h"

typedef struct ZfQuickGlyph {
    unsigned long glyph;     /* in the font; 0 = not known to be quick */
    cairo_font_face_t *face; /* one of the paper's */
    double width;            /* of an em */
    double top, bottom;      /* of its ink above and below the base, of an em */
} ZfQuickGlyph;

/* ret: how many characters text has when all of them go the short way, else -1. */
long zf_quick_length(ZfPaper *paper, const ZfLettering *lettering, const char *text);
/* Only for such texts. */
ZfTextSize zf_quick_size(ZfPaper *paper, const ZfLettering *lettering, const char *text);
/* One line with its left end and base there. */
void zf_quick_draw(ZfCanvas *canvas, const ZfLettering *lettering, double left, double base,
                   const char *text);
void zf_quick_free(ZfPaper *paper);
