/* lettering: text in "Noto Sans CJK SC", regular and bold, as searchable text in PDF. Metrics are
 * the same in every format (no hinting, no rounding), so a layout measured once fits everywhere.
 * The font must have every character: a missing one is an error naming text and character; there
 * is no silent fallback to another font. */
#pragma once

#include "draw/canvas.h"

/* Points to millimetres. */
#define ZF_PT(points) ((points)*25.4 / 72.0)

typedef enum { ZF_ALIGN_LEFT, ZF_ALIGN_CENTRE, ZF_ALIGN_RIGHT } ZfAlign;

typedef struct ZfLettering {
    double size; /* em in mm: 3.35, or ZF_PT(10.5) */
    bool bold;
    ZfColour colour;     /* none = black */
    ZfAlign align;       /* what x means: left end, middle or right end of each line */
    double width;        /* wrap to this width; 0 = only at line breaks */
    double line_height;  /* times size; 0 = 1.4 */
    unsigned max_lines;  /* more is an error; 0 = any number */
    double letter_space; /* added between characters */
    double halo;         /* white (or halo_colour) this far around the glyphs; 0 = none */
    ZfColour halo_colour;
    double plate; /* white (or plate_colour) box with this padding behind; 0 = none */
    ZfColour plate_colour;
    double plate_radius;
} ZfLettering;

typedef struct ZfTextSize {
    double width;  /* of the longest line */
    double height; /* lines × line height */
    unsigned lines;
    double ink_top;    /* of the first line above its base */
    double ink_bottom; /* of the last line below its base */
} ZfTextSize;

ZfTextSize zf_canvas_text_size(ZfCanvas *canvas, const ZfLettering *lettering, const char *text);

/* Draws text with the base line of its first line at base. ret: the width of the longest line. */
double zf_canvas_text(ZfCanvas *canvas, const ZfLettering *lettering, double x, double base,
                      const char *text);
/* Optically centred on y (base = y + 0.36 size for one line). */
double zf_canvas_text_mid(ZfCanvas *canvas, const ZfLettering *lettering, double x, double y,
                          const char *text);
/* Wraps into the box, from its top or vertically centred; a text that does not fit is an error.
 * ret: lines used. */
unsigned zf_canvas_text_box(ZfCanvas *canvas, const ZfLettering *lettering, ZfRect box, bool middle,
                            const char *text);

/* ret: how many bytes of text fit into width on one line (whole characters). */
size_t zf_canvas_text_fit(ZfCanvas *canvas, const ZfLettering *lettering, double width,
                          const char *text);

/* The size of a text, as zf_canvas_text_size says it. Needs no paper: for laying out before there
 * is one. A character without a glyph counts as the font's sign for it. */
ZfTextSize zf_font_size(const ZfLettering *lettering, const char *text);

/* true when the font has every character; else missing gets the first that it lacks (may be NULL).
 * Needs no paper: for checking a ledger before printing. */
bool zf_font_covers(const char *text, gunichar *missing);
/* characters: a set of GUINT_TO_POINTER(gunichar); leaves in it what the font lacks. */
void zf_font_keep_missing(GHashTable *characters);
