/* ink: short ways to letter and rule a form; sizes in points, positions in millimetres. */
#pragma once

#include "draw/draw.h"

/* Share of white of tints and fine rules. */
#define ZF_TINT  0.88
#define ZF_FAINT 0.20

ZfLettering zf_ink(double points, bool bold, ZfAlign align);

/* Left, centred, right at x. ret: width. */
double zf_ink_left(ZfCanvas *canvas, double points, bool bold, double x, double base,
                   const char *text);
void zf_ink_centre(ZfCanvas *canvas, double points, bool bold, double x, double base,
                   const char *text);
void zf_ink_right(ZfCanvas *canvas, double points, bool bold, double x, double base,
                  const char *text);
double zf_ink_width(ZfCanvas *canvas, double points, bool bold, const char *text);

/* As zf_ink_left, but the text must fit into width: else the paper fails naming it. */
double zf_ink_must(ZfCanvas *canvas, double points, bool bold, double x, double base, double width,
                   const char *text);
/* The same in smaller letters, down to 8 points, before it fails. */
double zf_ink_shrunk(ZfCanvas *canvas, double points, bool bold, double x, double base,
                     double width, const char *text);
/* Cut with … where it does not fit: only for what stands in full elsewhere. Owned by the caller. */
char *zf_ink_cut(ZfCanvas *canvas, double points, bool bold, double width, const char *text);

/* How many lines a text takes, wrapped into width mm. */
unsigned zf_ink_lines(double points, double width, const char *text);

/* Where a text of several phrases may be broken: behind the last comma that fits, else the last
 * blank, else wherever it must. ret: bytes of the first piece. */
size_t zf_ink_break(ZfCanvas *canvas, double points, double width, const char *text);
/* The first phrases that fit, without the comma at their end; … only where not even one fits. Owned
 * by the caller. */
char *zf_ink_phrase(ZfCanvas *canvas, double points, double width, const char *text);

/* A rule of that width and white share. */
void zf_ink_rule(ZfCanvas *canvas, double x1, double y1, double x2, double y2, double width,
                 double white);
void zf_ink_frame(ZfCanvas *canvas, ZfRect rect, double width);
void zf_ink_tint(ZfCanvas *canvas, ZfRect rect);
/* White lettering on a filled plate, centred. colour none = black. */
void zf_ink_plate(ZfCanvas *canvas, ZfRect rect, ZfColour colour, double points, const char *text);
/* One box with its label, centred on y; label in points. */
void zf_ink_box(ZfCanvas *canvas, double x, double y, double size, double points,
                const char *label);
