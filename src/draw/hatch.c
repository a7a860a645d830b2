#include "draw/paperint.h"

#include <math.h>

#define MAX_STROKES 1e6

/* The box to be hatched in the turned coordinates of the pattern. */
typedef struct Span {
    double x1, y1, x2, y2;
} Span;

static double
bounded_pitch(double pitch, double along, double across, double step)
{
    double strokes = (across / pitch + 2) * (along / step + 2);
    return strokes > MAX_STROKES ? pitch * strokes / MAX_STROKES : pitch;
}

static void
hatch_lines(cairo_t *cr, const ZfHatch *hatch, Span span)
{
    double pitch = bounded_pitch(hatch->pitch, 1, span.y2 - span.y1, 1);
    for (double i = floor(span.y1 / pitch); i <= ceil(span.y2 / pitch); i++) {
        cairo_move_to(cr, span.x1 - hatch->width, i * pitch);
        cairo_line_to(cr, span.x2 + hatch->width, i * pitch);
    }
    cairo_stroke(cr);
}

/* Dashes hang on the pattern's own zero, not on where a line happens to begin. */
static void
hatch_broken(cairo_t *cr, const ZfHatch *hatch, Span span)
{
    double period = hatch->dash + hatch->gap;
    double pitch = bounded_pitch(hatch->pitch, span.x2 - span.x1, span.y2 - span.y1, period);
    const double dashes[2] = {hatch->dash, hatch->gap};
    cairo_set_dash(cr, dashes, 2, 0);
    for (double i = floor(span.y1 / pitch); i <= ceil(span.y2 / pitch); i++) {
        double shift = fmod(fabs(i), 2) * period / 2;
        double start = floor((span.x1 - shift) / period) * period + shift;
        cairo_move_to(cr, start, i * pitch);
        cairo_line_to(cr, span.x2 + period, i * pitch);
        cairo_stroke(cr);
    }
}

/* Staggered places: rows half a pitch apart, every other one shifted by half a pitch, which makes
 * the nearest neighbours pitch / √2 apart. */
static void
hatch_places(cairo_t *cr, const ZfHatch *hatch, Span span, bool dots)
{
    double pitch = bounded_pitch(hatch->pitch, span.x2 - span.x1, span.y2 - span.y1, hatch->pitch);
    double half = hatch->dash / 2;
    for (double j = floor(span.y1 / pitch * 2); j <= ceil(span.y2 / pitch * 2); j++) {
        double shift = fmod(fabs(j), 2) / 2;
        for (double i = floor(span.x1 / pitch) - 1; i <= ceil(span.x2 / pitch); i++) {
            double x = (i + shift) * pitch;
            double y = j * pitch / 2;
            if (dots) {
                cairo_new_path(cr);
                cairo_arc(cr, x, y, hatch->width / 2, 0, 2 * G_PI);
                cairo_fill(cr);
            } else {
                cairo_move_to(cr, x - half, y - half);
                cairo_line_to(cr, x + half, y + half);
                cairo_move_to(cr, x - half, y + half);
                cairo_line_to(cr, x + half, y - half);
                cairo_stroke(cr);
            }
        }
    }
}

static void
hatch_once(ZfCanvas *canvas, const cairo_path_t *path, const ZfHatch *hatch, double angle)
{
    cairo_t *cr = canvas->cr;
    cairo_save(cr);
    cairo_new_path(cr);
    cairo_append_path(cr, path);
    cairo_clip_preserve(cr);
    cairo_rotate(cr, angle * G_PI / 180);
    Span span;
    cairo_path_extents(cr, &span.x1, &span.y1, &span.x2, &span.y2);
    cairo_new_path(cr);
    zf_canvas_source(canvas, hatch->colour, ZF_COLOUR_BLACK);
    cairo_set_line_width(cr, hatch->width);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
    cairo_set_dash(cr, NULL, 0, 0);
    if (hatch->kind == ZF_HATCH_BROKEN) {
        hatch_broken(cr, hatch, span);
    } else if (hatch->kind == ZF_HATCH_DOTS || hatch->kind == ZF_HATCH_CROSSES) {
        hatch_places(cr, hatch, span, hatch->kind == ZF_HATCH_DOTS);
    } else {
        hatch_lines(cr, hatch, span);
    }
    cairo_restore(cr);
}

void
zf_canvas_hatch(ZfCanvas *canvas, const ZfHatch *hatch)
{
    if (hatch->kind == ZF_HATCH_NONE) {
        return;
    }
    g_assert(hatch->pitch > 0 && (hatch->kind != ZF_HATCH_BROKEN || hatch->dash > 0));
    cairo_path_t *path = cairo_copy_path(canvas->cr);
    hatch_once(canvas, path, hatch, hatch->angle);
    if (hatch->kind == ZF_HATCH_CROSSED) {
        hatch_once(canvas, path, hatch, hatch->angle + 90);
    }
    cairo_new_path(canvas->cr);
    cairo_append_path(canvas->cr, path);
    cairo_path_destroy(path);
}
