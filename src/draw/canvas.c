#include "draw/paperint.h"

#include <math.h>

double
zf_canvas_width(const ZfCanvas *canvas)
{
    return canvas->width;
}

double
zf_canvas_height(const ZfCanvas *canvas)
{
    return canvas->height;
}

ZfPaper *
zf_canvas_paper(ZfCanvas *canvas)
{
    return canvas->paper;
}

bool
zf_rect_meets(ZfRect a, ZfRect b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

bool
zf_rect_within(ZfRect a, ZfRect b)
{
    return a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w && a.y + a.h <= b.y + b.h;
}

ZfRect
zf_rect_grow(ZfRect rect, double by_mm)
{
    return (ZfRect){rect.x - by_mm, rect.y - by_mm, rect.w + 2 * by_mm, rect.h + 2 * by_mm};
}

void
zf_canvas_save(ZfCanvas *canvas)
{
    cairo_save(canvas->cr);
    canvas->saved++;
}

void
zf_canvas_restore(ZfCanvas *canvas)
{
    g_assert(canvas->saved > 0);
    cairo_restore(canvas->cr);
    canvas->saved--;
}

void
zf_canvas_translate(ZfCanvas *canvas, double x, double y)
{
    cairo_translate(canvas->cr, x, y);
}

void
zf_canvas_rotate(ZfCanvas *canvas, double degrees)
{
    cairo_rotate(canvas->cr, degrees * G_PI / 180);
}

void
zf_canvas_scale(ZfCanvas *canvas, double factor)
{
    g_assert(factor > 0);
    cairo_scale(canvas->cr, factor, factor);
}

void
zf_canvas_begin(ZfCanvas *canvas)
{
    cairo_new_path(canvas->cr);
}

void
zf_canvas_move_to(ZfCanvas *canvas, double x, double y)
{
    cairo_move_to(canvas->cr, x, y);
}

void
zf_canvas_line_to(ZfCanvas *canvas, double x, double y)
{
    cairo_line_to(canvas->cr, x, y);
}

void
zf_canvas_curve_to(ZfCanvas *canvas, double x1, double y1, double x2, double y2, double x, double y)
{
    cairo_curve_to(canvas->cr, x1, y1, x2, y2, x, y);
}

void
zf_canvas_close(ZfCanvas *canvas)
{
    cairo_close_path(canvas->cr);
}

void
zf_canvas_add_line(ZfCanvas *canvas, const ZfMm *points, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i == 0) {
            cairo_move_to(canvas->cr, points[i].x, points[i].y);
        } else {
            cairo_line_to(canvas->cr, points[i].x, points[i].y);
        }
    }
}

void
zf_canvas_add_ring(ZfCanvas *canvas, const ZfMm *points, size_t n)
{
    zf_canvas_add_line(canvas, points, n);
    if (n > 0) {
        cairo_close_path(canvas->cr);
    }
}

void
zf_canvas_add_rect(ZfCanvas *canvas, ZfRect rect, double radius)
{
    cairo_t *cr = canvas->cr;
    double r = fmin(radius, fmin(rect.w, rect.h) / 2);
    if (r <= 0) {
        cairo_rectangle(cr, rect.x, rect.y, rect.w, rect.h);
        return;
    }
    double right = rect.x + rect.w;
    double bottom = rect.y + rect.h;
    cairo_new_sub_path(cr);
    cairo_arc(cr, right - r, rect.y + r, r, -G_PI / 2, 0);
    cairo_arc(cr, right - r, bottom - r, r, 0, G_PI / 2);
    cairo_arc(cr, rect.x + r, bottom - r, r, G_PI / 2, G_PI);
    cairo_arc(cr, rect.x + r, rect.y + r, r, G_PI, 3 * G_PI / 2);
    cairo_close_path(cr);
}

void
zf_canvas_add_circle(ZfCanvas *canvas, double x, double y, double r)
{
    cairo_new_sub_path(canvas->cr);
    cairo_arc(canvas->cr, x, y, r, 0, 2 * G_PI);
    cairo_close_path(canvas->cr);
}

void
zf_canvas_add_arc(ZfCanvas *canvas, double x, double y, double r, double from, double to)
{
    cairo_new_sub_path(canvas->cr);
    cairo_arc(canvas->cr, x, y, r, from * G_PI / 180, to * G_PI / 180);
}

void
zf_canvas_fill(ZfCanvas *canvas, ZfColour colour)
{
    if (!zf_colour_is_none(colour)) {
        zf_canvas_source(canvas, colour, colour);
        cairo_fill_preserve(canvas->cr);
    }
}

void
zf_canvas_stroke(ZfCanvas *canvas, const ZfStroke *stroke)
{
    static const cairo_line_cap_t caps[] = {CAIRO_LINE_CAP_BUTT, CAIRO_LINE_CAP_ROUND,
                                            CAIRO_LINE_CAP_SQUARE};
    static const cairo_line_join_t joins[] = {CAIRO_LINE_JOIN_MITER, CAIRO_LINE_JOIN_ROUND,
                                              CAIRO_LINE_JOIN_BEVEL};
    g_assert(stroke->n_dash <= G_N_ELEMENTS(stroke->dash));
    cairo_t *cr = canvas->cr;
    if (stroke->width <= 0) {
        return;
    }
    zf_canvas_source(canvas, stroke->colour, ZF_COLOUR_BLACK);
    cairo_set_line_width(cr, stroke->width);
    cairo_set_miter_limit(cr, stroke->miter > 0 ? stroke->miter : 10);
    cairo_set_line_cap(cr, caps[stroke->cap]);
    cairo_set_line_join(cr, joins[stroke->join]);
    cairo_set_dash(cr, stroke->dash, (int)stroke->n_dash, stroke->dash_offset);
    cairo_stroke_preserve(cr);
}

void
zf_canvas_clip(ZfCanvas *canvas)
{
    g_assert(canvas->saved > 0); /* a clip lasts until its restore */
    cairo_clip_preserve(canvas->cr);
}

void
zf_canvas_shift(ZfCanvas *canvas, double x, double y)
{
    cairo_path_t *path = cairo_copy_path(canvas->cr);
    cairo_new_path(canvas->cr);
    cairo_translate(canvas->cr, x, y);
    cairo_append_path(canvas->cr, path);
    cairo_translate(canvas->cr, -x, -y);
    cairo_path_destroy(path);
}

/* The direction from a to b, length 1; none when they are one point. */
static ZfMm
direction(ZfMm a, ZfMm b)
{
    double length = hypot(b.x - a.x, b.y - a.y);
    return length > 0 ? (ZfMm){(b.x - a.x) / length, (b.y - a.y) / length} : (ZfMm){0, 0};
}

static void
add_beside(ZfCanvas *canvas, const ZfMm *line, size_t n, bool closed, double by)
{
    for (size_t i = 0; i < n; i++) {
        bool first = i == 0 && !closed;
        bool last = i + 1 == n && !closed;
        ZfMm before = direction(line[i == 0 ? n - 1 : i - 1], line[i]);
        ZfMm after = direction(line[i], line[i + 1 == n ? 0 : i + 1]);
        before = first ? after : before;
        after = last ? before : after;
        double share = fmax(1 + before.x * after.x + before.y * after.y, 0.5);
        ZfMm p = {line[i].x - by * (before.y + after.y) / share,
                  line[i].y + by * (before.x + after.x) / share};
        if (i == 0) {
            cairo_move_to(canvas->cr, p.x, p.y);
        } else {
            cairo_line_to(canvas->cr, p.x, p.y);
        }
    }
    if (closed && n > 0) {
        cairo_close_path(canvas->cr);
    }
}

static void
end_line(ZfCanvas *canvas, GArray *line, bool closed, double by)
{
    if (line->len > 1) {
        add_beside(canvas, (const ZfMm *)(const void *)line->data, line->len, closed, by);
    }
    g_array_set_size(line, 0);
}

void
zf_canvas_stroke_beside(ZfCanvas *canvas, const ZfStroke *stroke, double by)
{
    cairo_path_t *path = cairo_copy_path(canvas->cr);
    cairo_path_t *flat = cairo_copy_path_flat(canvas->cr);
    g_autoptr(GArray) line = g_array_new(FALSE, FALSE, sizeof(ZfMm));
    cairo_new_path(canvas->cr);
    for (int i = 0; i < flat->num_data; i += flat->data[i].header.length) {
        const cairo_path_data_t *data = &flat->data[i];
        if (data->header.type == CAIRO_PATH_CLOSE_PATH) {
            end_line(canvas, line, true, by);
            continue;
        }
        if (data->header.type == CAIRO_PATH_MOVE_TO) {
            end_line(canvas, line, false, by);
        }
        ZfMm p = {data[1].point.x, data[1].point.y};
        g_array_append_val(line, p);
    }
    end_line(canvas, line, false, by);
    zf_canvas_stroke(canvas, stroke);
    cairo_new_path(canvas->cr);
    cairo_append_path(canvas->cr, path);
    cairo_path_destroy(flat);
    cairo_path_destroy(path);
}

static void
paint_shape(ZfCanvas *canvas, ZfColour fill, const ZfStroke *stroke)
{
    zf_canvas_fill(canvas, fill);
    if (stroke) {
        zf_canvas_stroke(canvas, stroke);
    }
    zf_canvas_begin(canvas);
}

void
zf_canvas_line(ZfCanvas *canvas, double x1, double y1, double x2, double y2, const ZfStroke *stroke)
{
    zf_canvas_begin(canvas);
    zf_canvas_move_to(canvas, x1, y1);
    zf_canvas_line_to(canvas, x2, y2);
    paint_shape(canvas, (ZfColour){0}, stroke);
}

void
zf_canvas_rect(ZfCanvas *canvas, ZfRect rect, ZfColour fill, const ZfStroke *stroke)
{
    zf_canvas_rounded(canvas, rect, 0, fill, stroke);
}

void
zf_canvas_rounded(ZfCanvas *canvas, ZfRect rect, double radius, ZfColour fill,
                  const ZfStroke *stroke)
{
    zf_canvas_begin(canvas);
    zf_canvas_add_rect(canvas, rect, radius);
    paint_shape(canvas, fill, stroke);
}

void
zf_canvas_circle(ZfCanvas *canvas, double x, double y, double r, ZfColour fill,
                 const ZfStroke *stroke)
{
    zf_canvas_begin(canvas);
    zf_canvas_add_circle(canvas, x, y, r);
    paint_shape(canvas, fill, stroke);
}

void
zf_canvas_polyline(ZfCanvas *canvas, const ZfMm *points, size_t n, const ZfStroke *stroke)
{
    zf_canvas_begin(canvas);
    zf_canvas_add_line(canvas, points, n);
    paint_shape(canvas, (ZfColour){0}, stroke);
}

void
zf_canvas_polygon(ZfCanvas *canvas, const ZfMm *points, size_t n, ZfColour fill,
                  const ZfStroke *stroke)
{
    zf_canvas_begin(canvas);
    zf_canvas_add_ring(canvas, points, n);
    paint_shape(canvas, fill, stroke);
}

void
zf_canvas_picture(ZfCanvas *canvas, ZfCanvas *picture, double x, double y)
{
    g_assert(canvas->tags == 0); /* Cairo 1.16 spoils the file otherwise */
    g_assert(picture->picture && picture->paper == canvas->paper && picture != canvas);
    cairo_t *cr = canvas->cr;
    cairo_save(cr);
    cairo_translate(cr, x, y);
    cairo_scale(cr, 25.4 / 72, 25.4 / 72);
    cairo_set_source_surface(cr, picture->picture, 0, 0);
    cairo_paint(cr);
    cairo_restore(cr);
}
