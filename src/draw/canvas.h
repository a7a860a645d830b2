/* canvas: paths, fills, strokes, clips and where things lie. */
#pragma once

#include "draw/paper.h"

/* 0 … 1 each. All zero = "none": nothing is filled; strokes and lettering take black instead. */
typedef struct ZfColour {
    double r, g, b;
    double a; /* 1 = opaque */
} ZfColour;

#define ZF_COLOUR_BLACK ((ZfColour){0, 0, 0, 1})
#define ZF_COLOUR_WHITE ((ZfColour){1, 1, 1, 1})

/* 0xRRGGBB, opaque. */
ZfColour zf_colour_rgb(uint32_t rrggbb);
/* A grey of this share of white: 0 black, 1 white. */
ZfColour zf_colour_grey(double white);
/* "#RGB", "#RRGGBB", "#RRGGBBAA", "rgb(r,g,b)", "rgba(r,g,b,a)", "white", "black", "transparent".
 */
bool zf_colour_parse(const char *text, ZfColour *ret);
/* WCAG 2 contrast of two opaque colours, 1 … 21. */
double zf_colour_contrast(ZfColour a, ZfColour b);
bool zf_colour_is_none(ZfColour colour);

typedef struct ZfMm {
    double x, y;
} ZfMm;

typedef struct ZfRect {
    double x, y, w, h;
} ZfRect;

bool zf_rect_meets(ZfRect a, ZfRect b);  /* they share more than an edge */
bool zf_rect_within(ZfRect a, ZfRect b); /* a lies in b */
ZfRect zf_rect_grow(ZfRect rect, double by_mm);

typedef enum { ZF_CAP_BUTT, ZF_CAP_ROUND, ZF_CAP_SQUARE } ZfCap;
typedef enum { ZF_JOIN_MITER, ZF_JOIN_ROUND, ZF_JOIN_BEVEL } ZfJoin;

typedef struct ZfStroke {
    double width;
    ZfColour colour; /* none = black */
    double dash[8];  /* on, off, on, …; a 0 with a round cap is a dot */
    unsigned n_dash; /* 0 = unbroken */
    double dash_offset;
    ZfCap cap;
    ZfJoin join;
    double miter; /* a pointed join longer than this many widths is cut; 0 = 10 */
} ZfStroke;

double zf_canvas_width(const ZfCanvas *canvas);
double zf_canvas_height(const ZfCanvas *canvas);
ZfPaper *zf_canvas_paper(ZfCanvas *canvas);

/* State: transformation and clip. Every save needs its restore before the page ends. */
void zf_canvas_save(ZfCanvas *canvas);
void zf_canvas_restore(ZfCanvas *canvas);
void zf_canvas_translate(ZfCanvas *canvas, double x, double y);
void zf_canvas_rotate(ZfCanvas *canvas, double degrees);
void zf_canvas_scale(ZfCanvas *canvas, double factor);

/* The path. begin empties it; fill, stroke, clip and hatch leave it in place, so that one outline
 * can be filled and then stroked. Holes: even-odd rule. */
void zf_canvas_begin(ZfCanvas *canvas);
void zf_canvas_move_to(ZfCanvas *canvas, double x, double y);
void zf_canvas_line_to(ZfCanvas *canvas, double x, double y);
void zf_canvas_curve_to(ZfCanvas *canvas, double x1, double y1, double x2, double y2, double x,
                        double y);
void zf_canvas_close(ZfCanvas *canvas);
void zf_canvas_add_line(ZfCanvas *canvas, const ZfMm *points, size_t n);
void zf_canvas_add_ring(ZfCanvas *canvas, const ZfMm *points, size_t n); /* closed */
void zf_canvas_add_rect(ZfCanvas *canvas, ZfRect rect, double radius);
void zf_canvas_add_circle(ZfCanvas *canvas, double x, double y, double r);
/* From angle to angle clockwise, degrees, 0 = to the right. */
void zf_canvas_add_arc(ZfCanvas *canvas, double x, double y, double r, double from, double to);

void zf_canvas_fill(ZfCanvas *canvas, ZfColour colour);
void zf_canvas_stroke(ZfCanvas *canvas, const ZfStroke *stroke);
void zf_canvas_clip(ZfCanvas *canvas); /* until the restore */
/* Moves the path that has been begun. */
void zf_canvas_shift(ZfCanvas *canvas, double x, double y);
/* Strokes lines beside the path, to the right of its direction (by < 0: to the left); the path
 * stays. Corners are mitred as far as twice the distance. */
void zf_canvas_stroke_beside(ZfCanvas *canvas, const ZfStroke *stroke, double by);

/* Shapes at once: each begins its own path. stroke NULL = none. */
void zf_canvas_line(ZfCanvas *canvas, double x1, double y1, double x2, double y2,
                    const ZfStroke *stroke);
void zf_canvas_rect(ZfCanvas *canvas, ZfRect rect, ZfColour fill, const ZfStroke *stroke);
void zf_canvas_rounded(ZfCanvas *canvas, ZfRect rect, double radius, ZfColour fill,
                       const ZfStroke *stroke);
void zf_canvas_circle(ZfCanvas *canvas, double x, double y, double r, ZfColour fill,
                      const ZfStroke *stroke);
void zf_canvas_polyline(ZfCanvas *canvas, const ZfMm *points, size_t n, const ZfStroke *stroke);
void zf_canvas_polygon(ZfCanvas *canvas, const ZfMm *points, size_t n, ZfColour fill,
                       const ZfStroke *stroke);

/* Places a picture of the same paper with its top left corner at x, y. Not while a tag is open
 * (asserted). */
void zf_canvas_picture(ZfCanvas *canvas, ZfCanvas *picture, double x, double y);

/* PDF only, nothing elsewhere. A structure tag ("H1", "P", "Figure", "Table"); one "Document" is
 * always open around all pages. Every begin needs its end on the same page. */
void zf_canvas_tag_begin(ZfCanvas *canvas, const char *tag);
void zf_canvas_tag_end(ZfCanvas *canvas, const char *tag);
/* A place to jump to. name: ASCII letters, digits, - and _ (asserted), once per paper. */
void zf_canvas_dest(ZfCanvas *canvas, const char *name, double x, double y);
/* A field that jumps there. A name never set fails the paper at its end. */
void zf_canvas_link(ZfCanvas *canvas, ZfRect rect, const char *dest);
