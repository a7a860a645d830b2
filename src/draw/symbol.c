#include "draw/symbol.h"

#include <math.h>

#define RING    0.45 /* white around every stop */
#define DIAMOND 1.3

double
zf_stop_reach(double r, ZfStopState state)
{
    return (state == ZF_STOP_STANDBY ? DIAMOND * r : r) + RING;
}

static void
diamond(ZfCanvas *canvas, double x, double y, double half)
{
    const ZfMm corners[4] = {{x, y - half}, {x + half, y}, {x, y + half}, {x - half, y}};
    zf_canvas_begin(canvas);
    zf_canvas_add_ring(canvas, corners, 4);
}

/* One digit 0.68, two 0.58, three 0.44 of the diameter. */
static void
stop_number(ZfCanvas *canvas, double x, double y, double r, const char *number, ZfColour colour)
{
    static const double share[] = {0.68, 0.68, 0.58, 0.44};
    long n = g_utf8_strlen(number, -1);
    ZfLettering style = {.size = 2 * r * share[CLAMP(n, 0, 3)],
                         .bold = true,
                         .colour = colour,
                         .align = ZF_ALIGN_CENTRE};
    zf_canvas_text_mid(canvas, &style, x, y, number);
}

static void
stop_ground(ZfCanvas *canvas, double x, double y, double r, ZfStopState state)
{
    if (state == ZF_STOP_FIXED_TIME) {
        ZfRect box = {x - r - RING, y - r - RING, 2 * (r + RING), 2 * (r + RING)};
        zf_canvas_rect(canvas, box, ZF_COLOUR_WHITE, NULL);
    } else if (state == ZF_STOP_STANDBY) {
        diamond(canvas, x, y, DIAMOND * r + RING);
        zf_canvas_fill(canvas, ZF_COLOUR_WHITE);
        zf_canvas_begin(canvas);
    } else {
        zf_canvas_circle(canvas, x, y, r + RING, ZF_COLOUR_WHITE, NULL);
    }
}

void
zf_canvas_stop(ZfCanvas *canvas, double x, double y, double r, ZfStopState state,
               const char *number, ZfColour colour)
{
    ZfColour solid = zf_colour_is_none(colour) ? ZF_COLOUR_BLACK : colour;
    ZfColour grey = zf_colour_grey(0.35);
    ZfColour digits = ZF_COLOUR_WHITE;
    double fine = fmin(1, r / 2.4); /* very small symbols have finer rings */
    stop_ground(canvas, x, y, r, state);
    switch (state) {
    case ZF_STOP_LOCATED: zf_canvas_circle(canvas, x, y, r, solid, NULL); break;
    case ZF_STOP_FIXED_TIME:
        zf_canvas_rect(canvas, (ZfRect){x - r, y - r, 2 * r, 2 * r}, solid, NULL);
        break;
    case ZF_STOP_REPEAT:
        zf_canvas_circle(canvas, x, y, r - 0.2 * fine, (ZfColour){0},
                         &(ZfStroke){.width = 0.4 * fine, .colour = solid});
        zf_canvas_circle(canvas, x, y, r - 0.62 * fine, solid, NULL);
        break;
    case ZF_STOP_NOT_LOCATED: {
        /* whole periods around the ring, so that the dashes close */
        double radius = r - 0.225 * fine;
        double period = 2 * G_PI * radius / round(2 * G_PI * radius / (1.5 * fine));
        ZfStroke ring = {.width = 0.45 * fine,
                         .colour = solid,
                         .dash = {period * 0.6, period * 0.4},
                         .n_dash = 2};
        zf_canvas_circle(canvas, x, y, radius, ZF_COLOUR_WHITE, &ring);
        digits = ZF_COLOUR_BLACK;
        break;
    }
    case ZF_STOP_DONE:
        zf_canvas_circle(canvas, x, y, r - 0.15, ZF_COLOUR_WHITE,
                         &(ZfStroke){.width = 0.3, .colour = grey});
        digits = zf_colour_grey(0.45);
        break;
    case ZF_STOP_STANDBY:
        diamond(canvas, x, y, DIAMOND * r - 0.2);
        zf_canvas_fill(canvas, ZF_COLOUR_WHITE);
        zf_canvas_stroke(canvas, &(ZfStroke){.width = 0.4, .colour = solid});
        zf_canvas_begin(canvas);
        digits = ZF_COLOUR_BLACK;
        break;
    }
    stop_number(canvas, x, y, state == ZF_STOP_REPEAT ? r - 0.3 : r, number, digits);
    if (state == ZF_STOP_DONE) {
        const ZfMm tick[3] = {{x - 0.75 * r, y + 0.05 * r},
                              {x - 0.2 * r, y + 0.65 * r},
                              {x + 0.95 * r, y - 0.85 * r}};
        zf_canvas_polyline(canvas, tick, 3, &(ZfStroke){.width = 0.55, .join = ZF_JOIN_ROUND});
    }
}

#define RUN_SIZE 1.16 /* of the numbers, in radii */

double
zf_stop_run_half(double r, const char *numbers)
{
    /* digits and the dash are about 0.56 of their size wide */
    return r * (0.55 + 0.28 * RUN_SIZE * (double)g_utf8_strlen(numbers, -1));
}

void
zf_canvas_stop_run(ZfCanvas *canvas, double x, double y, double r, ZfStopState state,
                   const char *numbers, ZfColour colour)
{
    ZfColour solid = zf_colour_is_none(colour) ? ZF_COLOUR_BLACK : colour;
    double half = zf_stop_run_half(r, numbers);
    double round = state == ZF_STOP_FIXED_TIME ? 0 : r;
    bool open = state == ZF_STOP_NOT_LOCATED;
    ZfRect box = {x - half, y - r, 2 * half, 2 * r};
    ZfStroke dashed = {.width = 0.45, .colour = solid, .dash = {0.9, 0.6}, .n_dash = 2};
    zf_canvas_rounded(canvas, zf_rect_grow(box, RING), round + RING, ZF_COLOUR_WHITE, NULL);
    if (open) {
        zf_canvas_rounded(canvas, zf_rect_grow(box, -0.225), round, ZF_COLOUR_WHITE, &dashed);
    } else {
        zf_canvas_rounded(canvas, box, round, solid, NULL);
    }
    ZfLettering style = {.size = RUN_SIZE * r,
                         .bold = true,
                         .align = ZF_ALIGN_CENTRE,
                         .colour = open ? ZF_COLOUR_BLACK : ZF_COLOUR_WHITE};
    zf_canvas_text_mid(canvas, &style, x, y, numbers);
}

static void
hanzi_at(ZfCanvas *canvas, double x, double y, double size, const char *hanzi)
{
    ZfLettering style = {.size = size, .align = ZF_ALIGN_CENTRE};
    zf_canvas_text_mid(canvas, &style, x, y, hanzi);
}

void
zf_canvas_landmark(ZfCanvas *canvas, double x, double y, double size, const char *hanzi)
{
    ZfRect box = {x - size / 2, y - size / 2, size, size};
    zf_canvas_rounded(canvas, zf_rect_grow(box, 0.5), 1.2, ZF_COLOUR_WHITE, NULL);
    zf_canvas_rounded(canvas, box, 0.8, ZF_COLOUR_WHITE, &(ZfStroke){.width = 0.35});
    hanzi_at(canvas, x, y, fmin(ZF_PT(9.5) * fmax(1, size / 4.6), 0.74 * size), hanzi);
}

void
zf_canvas_hazard(ZfCanvas *canvas, double x, double y, double half, const char *hanzi)
{
    /* the height of a regular triangle; its centre of weight lies at two thirds */
    double height = half * 1.5;
    const ZfMm corners[3] = {
        {x, y - 0.6 * height}, {x + half, y + 0.4 * height}, {x - half, y + 0.4 * height}};
    ZfStroke white = {.width = 1.35, .colour = ZF_COLOUR_WHITE, .join = ZF_JOIN_ROUND};
    zf_canvas_polygon(canvas, corners, 3, ZF_COLOUR_WHITE, &white);
    zf_canvas_polygon(canvas, corners, 3, ZF_COLOUR_WHITE, &(ZfStroke){.width = 0.45});
    hanzi_at(canvas, x, y + 0.12 * height, ZF_PT(9.5) * half / 4, hanzi);
}

void
zf_canvas_mark(ZfCanvas *canvas, double x, double y, double size, const char *hanzi)
{
    zf_canvas_rounded(canvas, (ZfRect){x, y, size, size}, 0.6, ZF_COLOUR_WHITE,
                      &(ZfStroke){.width = 0.35});
    hanzi_at(canvas, x + size / 2, y + size / 2, 0.8 * size, hanzi);
}

void
zf_canvas_flag(ZfCanvas *canvas, double x, double y, ZfColour colour)
{
    ZfStroke pole = {.width = 0.45};
    ZfStroke ground = {.width = 1.5, .colour = ZF_COLOUR_WHITE};
    const ZfMm pennant[3] = {{x, y - 8}, {x + 5, y - 6.3}, {x, y - 4.6}};
    zf_canvas_line(canvas, x, y - 1.3, x, y - 8.3, &ground);
    zf_canvas_polygon(canvas, pennant, 3, ZF_COLOUR_WHITE,
                      &(ZfStroke){.width = 0.9, .colour = ZF_COLOUR_WHITE});
    zf_canvas_circle(canvas, x, y, 1.3, ZF_COLOUR_WHITE,
                     &(ZfStroke){.width = 1.2, .colour = ZF_COLOUR_WHITE});
    zf_canvas_circle(canvas, x, y, 1.3, ZF_COLOUR_WHITE, &(ZfStroke){.width = 0.45});
    zf_canvas_line(canvas, x, y - 1.3, x, y - 8, &pole);
    zf_canvas_polygon(canvas, pennant, 3, zf_colour_is_none(colour) ? ZF_COLOUR_BLACK : colour,
                      NULL);
}

void
zf_canvas_north(ZfCanvas *canvas, double x, double y, double length, double angle, const char *word,
                double size)
{
    double half = 0.26 * length;
    const ZfMm left[3] = {{0, -length / 2}, {-half, length / 2}, {0, 0.22 * length}};
    const ZfMm right[3] = {{0, -length / 2}, {half, length / 2}, {0, 0.22 * length}};
    ZfStroke outline = {.width = 0.25, .join = ZF_JOIN_MITER};
    zf_canvas_save(canvas);
    zf_canvas_translate(canvas, x, y);
    zf_canvas_rotate(canvas, angle);
    zf_canvas_polygon(canvas, left, 3, ZF_COLOUR_WHITE, &outline);
    zf_canvas_polygon(canvas, right, 3, ZF_COLOUR_BLACK, &outline);
    zf_canvas_restore(canvas);
    if (word) {
        /* beyond the tip, upright whatever the arrow's direction */
        double reach = length / 2 + 2.2 + 0.6 * (size - ZF_PT(10.5));
        double radians = angle * G_PI / 180;
        ZfLettering style = {.size = size, .bold = true, .align = ZF_ALIGN_CENTRE};
        zf_canvas_text_mid(canvas, &style, x + reach * sin(radians), y - reach * cos(radians),
                           word);
    }
}

static void
arrow_path(ZfCanvas *canvas, double length, double width)
{
    const ZfMm corners[4] = {
        {length / 2, 0}, {-length / 2, width / 2}, {-0.28 * length, 0}, {-length / 2, -width / 2}};
    zf_canvas_begin(canvas);
    zf_canvas_add_ring(canvas, corners, 4);
}

void
zf_canvas_arrowhead(ZfCanvas *canvas, double x, double y, double angle, double length,
                    ZfColour colour)
{
    double width = length * 3.1 / 3.5;
    ZfColour black = zf_colour_is_none(colour) ? ZF_COLOUR_BLACK : colour;
    zf_canvas_save(canvas);
    zf_canvas_translate(canvas, x, y);
    zf_canvas_rotate(canvas, angle);
    arrow_path(canvas, length, width);
    zf_canvas_stroke(canvas,
                     &(ZfStroke){.width = 1.1, .colour = ZF_COLOUR_WHITE, .join = ZF_JOIN_MITER});
    zf_canvas_fill(canvas, black);
    zf_canvas_begin(canvas);
    zf_canvas_restore(canvas);
}
