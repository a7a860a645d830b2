/* symbol: the signs of the sheets and maps. Meaning is carried by shape and pattern; colour only
 * repeats it. */
#pragma once

#include "draw/lettering.h"

typedef enum ZfStopState {
    ZF_STOP_LOCATED,     /* solid black disc, white number */
    ZF_STOP_NOT_LOCATED, /* white disc, dashed ring, black number */
    ZF_STOP_FIXED_TIME,  /* solid black square, side 2r */
    ZF_STOP_REPEAT,      /* ring 0.4 around a disc of r − 0.62 */
    ZF_STOP_DONE,        /* white disc, grey number, tick across */
    ZF_STOP_STANDBY,     /* white diamond, half-diagonal 1.3 r */
} ZfStopState;

/* r: 2.9 on a cover, 3.2 on a strip, 3.0 in an inset, at least 2.4 in a legend. number: one to
 * three characters. colour: of the solid parts, none = black. A white ring of 0.45 surrounds it. */
void zf_canvas_stop(ZfCanvas *canvas, double x, double y, double r, ZfStopState state,
                    const char *number, ZfColour colour);
/* Stops of one place that share a symbol ("12–15"), as wide as zf_stop_run_half says. */
void zf_canvas_stop_run(ZfCanvas *canvas, double x, double y, double r, ZfStopState state,
                        const char *numbers, ZfColour colour);
/* Half the width of such a symbol without its white ring; states: located, not located, fixed
 * time. */
double zf_stop_run_half(double r, const char *numbers);
/* Half the width or height of what zf_canvas_stop covers, white ring included. */
double zf_stop_reach(double r, ZfStopState state);

/* Rounded square with one Hanzi (文 医 店 庙 井 树 坊), centred. size 4.6 on maps. */
void zf_canvas_landmark(ZfCanvas *canvas, double x, double y, double size, const char *hanzi);
/* Triangle with one Hanzi (漫 水 滑 犬), its centre at x, y; half: half its width, 4 on maps. */
void zf_canvas_hazard(ZfCanvas *canvas, double x, double y, double half, const char *hanzi);
/* Framed Hanzi of a task mark (女 双), its left top corner at x, y; size 4.4. */
void zf_canvas_mark(ZfCanvas *canvas, double x, double y, double size, const char *hanzi);
/* Start flag: ring at x, y, pole 8 mm up, pennant in colour (none = black). */
void zf_canvas_flag(ZfCanvas *canvas, double x, double y, ZfColour colour);
/* Split north arrow of that length around x, y, pointing up when angle is 0, clockwise; word at its
 * tip ("北", "N", or NULL) in letters of size mm. */
void zf_canvas_north(ZfCanvas *canvas, double x, double y, double length, double angle,
                     const char *word, double size);
/* Black arrowhead on white, its middle at x, y; angle of travel in degrees clockwise from right. */
void zf_canvas_arrowhead(ZfCanvas *canvas, double x, double y, double angle, double length,
                         ZfColour colour);

typedef struct ZfScaleBar {
    double scale;             /* denominator: 11000 for 1:11 000 */
    double max_width;         /* mm the bar may take, 0 = 45 */
    unsigned parts;           /* 2 … 5, 0 = 4 where the round length allows it */
    const char *metres;       /* "米" */
    const char *kilometres;   /* "千米"; used from 2 km on */
    const char *walk_minutes; /* "步行分"; NULL = no second row */
    double walk_m_per_min;    /* 0 = 67 */
    double size;              /* of the lettering, mm; 0 = 9.5 pt */
    bool plate;               /* on white */
} ZfScaleBar;

/* Alternating bar, distances above, walking minutes below; left end of its figures at x, top at y.
 * ret: the box it covers. zf_canvas_scale_bar_size: the same without drawing, at 0, 0. */
ZfRect zf_canvas_scale_bar(ZfCanvas *canvas, double x, double y, const ZfScaleBar *bar);
ZfRect zf_canvas_scale_bar_size(ZfCanvas *canvas, const ZfScaleBar *bar);
