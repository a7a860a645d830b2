#include "map/frame.h"

#include <math.h>

ZfFrameLens
zf_frame_lens(const ZfFrameView *view)
{
    g_assert(view->scale > 0);
    double turn = view->up_deg * G_PI / 180;
    return (ZfFrameLens){
        .projection = zf_projection_at(view->centre),
        .middle = {view->rect.x + view->rect.w / 2, view->rect.y + view->rect.h / 2},
        .mm_per_m = 1000 / view->scale,
        .cos_up = cos(turn),
        .sin_up = sin(turn)};
}

ZfMm
zf_frame_to_paper(const ZfFrameLens *lens, ZfLonLat point)
{
    ZfXY m = zf_project(&lens->projection, point);
    /* the compass direction up_deg = (sin, cos) runs up, its right-hand side to the right */
    double right = m.x * lens->cos_up - m.y * lens->sin_up;
    double up = m.x * lens->sin_up + m.y * lens->cos_up;
    return (ZfMm){lens->middle.x + right * lens->mm_per_m, lens->middle.y - up * lens->mm_per_m};
}

ZfLonLat
zf_frame_to_ground(const ZfFrameLens *lens, ZfMm paper)
{
    double right = (paper.x - lens->middle.x) / lens->mm_per_m;
    double up = (lens->middle.y - paper.y) / lens->mm_per_m;
    ZfXY m = {right * lens->cos_up + up * lens->sin_up, -right * lens->sin_up + up * lens->cos_up};
    return zf_unproject(&lens->projection, m);
}

/* The next round denominator that is not smaller. */
static double
round_scale(double scale)
{
    static const double steps[] = {1, 1.1, 1.2, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 10};
    double power = pow(10, floor(log10(scale) + 1e-12));
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        if (steps[i] * power >= scale * (1 - 1e-9)) {
            return round(steps[i] * power);
        }
    }
    return round(10 * power);
}

/* How far, of a box's half width or height, the outermost points on paper may lie from its edge: a
 * lens bends its sides by less. Only where north is up. */
static double
bend_of(ZfBox box)
{
    double wide = (box.max_lon - box.min_lon) / 2 * G_PI / 180;
    double high = (box.max_lat - box.min_lat) / 2 * G_PI / 180;
    double steepest = fmax(fabs(box.min_lat), fabs(box.max_lat)) * G_PI / 180;
    /* meridians lean by the sine of the latitude, parallels bow by half of that; twice for safety
     */
    double lean = 2 * high * tan(fmin(steepest, 1.5));
    double bow = high > 0 ? wide * wide / 2 / high : INFINITY;
    return wide < 0.05 && high < 0.05 ? 0.002 + 2 * lean + bow : INFINITY;
}

/* Can the point be outermost on paper? */
static bool
is_outer(ZfBox box, double bend, ZfLonLat point)
{
    double x = fabs(2 * point.lon - box.min_lon - box.max_lon);
    double y = fabs(2 * point.lat - box.min_lat - box.max_lat);
    return x >= (box.max_lon - box.min_lon) * (1 - bend) ||
           y >= (box.max_lat - box.min_lat) * (1 - bend);
}

ZfFrameView
zf_frame_fit(ZfRect rect, const ZfLonLat *points, size_t n, double margin_mm, double up_deg,
             double min_scale)
{
    ZfBox box = zf_box_empty();
    for (size_t i = 0; i < n; i++) {
        zf_box_add(&box, points[i]);
    }
    ZfFrameView view = {.rect = rect, .scale = 1, .up_deg = up_deg};
    if (n > 0) {
        view.centre = (ZfLonLat){(box.min_lon + box.max_lon) / 2, (box.min_lat + box.max_lat) / 2};
    }
    ZfFrameLens lens = zf_frame_lens(&view);
    double x1 = INFINITY, y1 = INFINITY, x2 = -INFINITY, y2 = -INFINITY;
    double bend = up_deg == 0 ? bend_of(box) : INFINITY;
    for (size_t i = 0; i < n; i++) {
        if (!is_outer(box, bend, points[i])) { /* most are not, and projecting costs */
            continue;
        }
        ZfMm p = zf_frame_to_paper(&lens, points[i]);
        x1 = fmin(x1, p.x);
        y1 = fmin(y1, p.y);
        x2 = fmax(x2, p.x);
        y2 = fmax(y2, p.y);
    }
    double scale = fmax(min_scale, 1);
    if (n > 0) { /* the lens above counts in metres × 1000: one unit of scale */
        double room_x = fmax(rect.w - 2 * margin_mm, rect.w / 4);
        double room_y = fmax(rect.h - 2 * margin_mm, rect.h / 4);
        scale = fmax(scale, fmax((x2 - x1) / room_x, (y2 - y1) / room_y));
        view.centre = zf_frame_to_ground(&lens, (ZfMm){(x1 + x2) / 2, (y1 + y2) / 2});
    }
    view.scale = round_scale(scale);
    return view;
}
