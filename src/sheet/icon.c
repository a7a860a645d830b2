/* Signs of the cue column. */
#include "sheet/ink.h"
#include "sheet/strip.h"

#include <math.h>

#define BOX   7.2
#define SHAFT 1.1

static const ZfStroke thick = {.width = SHAFT, .cap = ZF_CAP_BUTT, .join = ZF_JOIN_MITER};
static const ZfStroke thin = {.width = 0.4, .cap = ZF_CAP_ROUND};

/* A head pointing that way (degrees clockwise from up), its tip at x, y. */
static void
head(ZfCanvas *canvas, double x, double y, double angle)
{
    double a = angle * G_PI / 180;
    double dx = sin(a);
    double dy = -cos(a);
    const ZfMm points[3] = {{x, y},
                            {x - 2.3 * dx - 1.6 * dy, y - 2.3 * dy + 1.6 * dx},
                            {x - 2.3 * dx + 1.6 * dy, y - 2.3 * dy - 1.6 * dx}};
    zf_canvas_polygon(canvas, points, 3, ZF_COLOUR_BLACK, NULL);
}

/* Comes from below and leaves at that angle. */
static void
turn(ZfCanvas *canvas, double x, double y, double angle)
{
    double a = angle * G_PI / 180;
    double bend = fabs(angle) > 100 ? -1.6 : fabs(angle) > 60 ? -0.7 : 0;
    double root = x - 1.3 * sin(a);
    ZfMm tip = {root + 3.9 * sin(a), y + bend - (fabs(angle) > 100 ? 3.6 : 2.9) * cos(a)};
    const ZfMm way[3] = {
        {root, y + 2.8}, {root, y + bend}, {tip.x - 1.8 * sin(a), tip.y + 1.8 * cos(a)}};
    zf_canvas_polyline(canvas, way, 3, &thick);
    head(canvas, tip.x, tip.y, angle);
}

static void
u_turn(ZfCanvas *canvas, double x, double y)
{
    const ZfMm way[] = {{x + 1.5, y + 2.7}, {x + 1.5, y - 2}, {x - 1.3, y - 2}, {x - 1.3, y + 0.7}};
    zf_canvas_polyline(canvas, way, G_N_ELEMENTS(way), &thick);
    head(canvas, x - 1.3, y + 2.6, 180);
}

static void
rails(ZfCanvas *canvas, double x, double y)
{
    for (int side = -1; side <= 1; side += 2) {
        const ZfMm rail[] = {{x + side * 2.6, y - 2.6},
                             {x + side * 1.9, y - 1.5},
                             {x + side * 1.9, y + 1.5},
                             {x + side * 2.6, y + 2.6}};
        zf_canvas_polyline(canvas, rail, G_N_ELEMENTS(rail), &thin);
    }
}

static void
wave(ZfCanvas *canvas, double x, double y)
{
    zf_canvas_begin(canvas);
    zf_canvas_move_to(canvas, x - 2.9, y);
    zf_canvas_curve_to(canvas, x - 1.9, y - 1.4, x - 1, y + 1.4, x, y);
    zf_canvas_curve_to(canvas, x + 1, y - 1.4, x + 1.9, y + 1.4, x + 2.9, y);
    zf_canvas_stroke(canvas, &thin);
}

static void
flag(ZfCanvas *canvas, double x, double y)
{
    zf_canvas_line(canvas, x - 1.3, y - 2.7, x - 1.3, y + 2.7, &(ZfStroke){.width = 0.6});
    const ZfMm pennant[] = {{x - 1.3, y - 2.7}, {x + 2.2, y - 1.2}, {x - 1.3, y + 0.3}};
    zf_canvas_polygon(canvas, pennant, 3, ZF_COLOUR_BLACK, NULL);
}

static void
road_end(ZfCanvas *canvas, double x, double y)
{
    zf_canvas_line(canvas, x, y + 2.8, x, y - 1, &thick);
    zf_canvas_line(canvas, x - 2.4, y - 1, x + 2.4, y - 1, &thick);
    zf_canvas_line(canvas, x, y - 2.7, x, y - 1.8, &(ZfStroke){.width = 0.6});
}

static void
ferry(ZfCanvas *canvas, double x, double y)
{
    const ZfMm hull[] = {
        {x - 2.6, y - 0.4}, {x + 2.6, y - 0.4}, {x + 1.7, y + 1.1}, {x - 1.7, y + 1.1}};
    zf_canvas_polygon(canvas, hull, G_N_ELEMENTS(hull), ZF_COLOUR_BLACK, NULL);
    zf_canvas_line(canvas, x, y - 0.4, x, y - 2.7, &(ZfStroke){.width = 0.6});
    wave(canvas, x, y + 2.2);
}

static void
steps(ZfCanvas *canvas, double x, double y)
{
    const ZfMm stairs[] = {{x - 2.7, y + 2.4}, {x - 0.9, y + 2.4}, {x - 0.9, y + 0.7},
                           {x + 0.9, y + 0.7}, {x + 0.9, y - 1},   {x + 2.7, y - 1}};
    zf_canvas_polyline(canvas, stairs, G_N_ELEMENTS(stairs), &(ZfStroke){.width = 0.6});
    head(canvas, x - 1, y - 2.6, 45);
}

void
zf_sheet_draw_icon(ZfCanvas *canvas, double x, double y, ZfCueKind kind)
{
    ZfRect box = {x - BOX / 2, y - BOX / 2, BOX, BOX};
    zf_canvas_rounded(canvas, box, 0.9, ZF_COLOUR_WHITE, &(ZfStroke){.width = 0.35});
    switch (kind) {
    case ZF_CUE_START: flag(canvas, x, y); break;
    case ZF_CUE_STRAIGHT: turn(canvas, x, y, 0); break;
    case ZF_CUE_SLIGHT_LEFT: turn(canvas, x, y, -40); break;
    case ZF_CUE_LEFT: turn(canvas, x, y, -90); break;
    case ZF_CUE_SHARP_LEFT: turn(canvas, x, y, -140); break;
    case ZF_CUE_SLIGHT_RIGHT: turn(canvas, x, y, 40); break;
    case ZF_CUE_RIGHT: turn(canvas, x, y, 90); break;
    case ZF_CUE_SHARP_RIGHT: turn(canvas, x, y, 140); break;
    case ZF_CUE_U_TURN: u_turn(canvas, x, y); break;
    case ZF_CUE_ROUNDABOUT:
        zf_canvas_circle(canvas, x, y - 0.3, 1.5, (ZfColour){0}, &(ZfStroke){.width = 0.8});
        zf_canvas_line(canvas, x, y + 2.8, x, y + 1.2, &thick);
        head(canvas, x + 2.9, y - 0.3, 90);
        break;
    case ZF_CUE_BRIDGE:
        rails(canvas, x, y);
        turn(canvas, x, y, 0);
        break;
    case ZF_CUE_FORD:
        turn(canvas, x, y, 0);
        wave(canvas, x, y + 0.8);
        break;
    case ZF_CUE_FERRY: ferry(canvas, x, y); break;
    case ZF_CUE_STEPS: steps(canvas, x, y); break;
    case ZF_CUE_ROAD_ENDS: road_end(canvas, x, y); break;
    case ZF_CUE_PARK: {
        ZfLettering letter = zf_ink(15, true, ZF_ALIGN_CENTRE);
        zf_canvas_text_mid(canvas, &letter, x, y, "P");
        break;
    }
    case ZF_CUE_STOP: zf_canvas_circle(canvas, x, y, 2.1, ZF_COLOUR_BLACK, NULL); break;
    case ZF_CUE_END:
        zf_canvas_circle(canvas, x, y, 2.3, (ZfColour){0}, &(ZfStroke){.width = 0.6});
        zf_canvas_circle(canvas, x, y, 1.1, ZF_COLOUR_BLACK, NULL);
        break;
    }
}
