/* hatch: fills of lines, dots and crosses, drawn as vectors; they keep their look on any printer
 * and in grey. Patterns are anchored to the canvas, so neighbouring areas do not show seams and a
 * legend swatch shows the very fill of the map. */
#pragma once

#include "draw/canvas.h"

typedef enum ZfHatchKind {
    ZF_HATCH_NONE,
    ZF_HATCH_LINES,   /* parallel lines at an angle */
    ZF_HATCH_CROSSED, /* the same twice, at angle and angle + 90 */
    ZF_HATCH_BROKEN,  /* dashed parallel lines, every other one shifted by half a period */
    ZF_HATCH_DOTS,    /* staggered dots of diameter width */
    ZF_HATCH_CROSSES, /* small × of dash mm on a staggered grid of pitch */
} ZfHatchKind;

typedef struct ZfHatch {
    ZfHatchKind kind;
    double angle; /* degrees, 0 = horizontal, 45 = falling to the right, 135 = rising */
    double width; /* line width, or dot diameter */
    double pitch; /* distance between lines, rows of dots, crosses */
    double dash;  /* BROKEN: length of a dash; CROSSES: size of a cross */
    double gap;   /* BROKEN: length of a gap */
    ZfColour colour;
} ZfHatch;

/* Hatches the current path. Kept under a million strokes by widening the pitch (never reached on
 * paper up to A0). */
void zf_canvas_hatch(ZfCanvas *canvas, const ZfHatch *hatch);
