#include "draw/symbol.h"

#include <math.h>

#define HEIGHT 1.4

#define FIGURE_GAP 1.2 /* mm between figures */
#define USUAL      ZF_PT(9.5)

/* What the bar will show: a round length in parts. */
typedef struct BarPlan {
    double length_m;
    double width; /* mm */
    unsigned parts;
    bool kilometres;
} BarPlan;

static double
size_of(const ZfScaleBar *bar)
{
    return bar->size > 0 ? bar->size : USUAL;
}

/* The longest of 1, 2, 3, 4, 5 × 10^n metres that fits. */
static BarPlan
plan_bar(const ZfScaleBar *bar)
{
    double max_mm = bar->max_width > 0 ? bar->max_width : 45;
    double max_m = max_mm * bar->scale / 1000;
    double power = pow(10, floor(log10(max_m) + 1e-9));
    double factor = floor(max_m / power + 1e-9);
    BarPlan plan = {.parts = bar->parts};
    static const unsigned usual[10] = {2, 2, 2, 3, 4, 5, 3, 4, 4, 5};
    static const double length[10] = {1, 1, 2, 3, 4, 5, 6, 6, 8, 8};
    int i = (int)CLAMP(factor, 1, 9);
    plan.length_m = length[i] * power;
    if (plan.parts == 0) {
        plan.parts = usual[i];
    }
    plan.width = plan.length_m / bar->scale * 1000;
    plan.kilometres = plan.length_m >= 2000 && bar->kilometres;
    return plan;
}

/* Every which part has its figure: where all would touch every second, or none but the ends. */
static unsigned
figure_step(ZfCanvas *canvas, const ZfLettering *style, const BarPlan *plan, double unit)
{
    double widest = 0;
    for (unsigned i = 1; i < plan->parts; i++) {
        g_autofree char *figure = zf_text_from_double(plan->length_m * i / plan->parts / unit, 2);
        widest = fmax(widest, zf_canvas_text_size(canvas, style, figure).width);
    }
    double part = plan->width / plan->parts;
    return widest + FIGURE_GAP <= part                               ? 1
           : plan->parts % 2 == 0 && widest + FIGURE_GAP <= 2 * part ? 2
                                                                     : plan->parts;
}

static void
draw_figures(ZfCanvas *canvas, const ZfScaleBar *bar, const BarPlan *plan, double x, double base)
{
    ZfLettering style = {.size = size_of(bar), .align = ZF_ALIGN_CENTRE};
    double unit = plan->kilometres ? 1000 : 1;
    unsigned step = figure_step(canvas, &style, plan, unit);
    for (unsigned i = 0; i <= plan->parts; i += step) {
        double at = plan->length_m * i / plan->parts;
        g_autofree char *figure = zf_text_from_double(at / unit, 2);
        double end = x + plan->width * i / plan->parts;
        if (i == plan->parts) {
            double half = zf_canvas_text_size(canvas, &style, figure).width / 2;
            g_autofree char *whole =
                g_strdup_printf("%s %s", figure, plan->kilometres ? bar->kilometres : bar->metres);
            ZfLettering left = style;
            left.align = ZF_ALIGN_LEFT;
            zf_canvas_text(canvas, &left, end - half, base, whole);
        } else {
            zf_canvas_text(canvas, &style, end, base, figure);
        }
    }
}

static void
draw_minutes(ZfCanvas *canvas, const ZfScaleBar *bar, const BarPlan *plan, double x, double y)
{
    double speed = bar->walk_m_per_min > 0 ? bar->walk_m_per_min : 67;
    double minutes = plan->length_m / speed;
    static const double steps[] = {1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 480, 960};
    size_t k = 0;
    while (k + 1 < G_N_ELEMENTS(steps) && minutes / steps[k] > 4.5) {
        k++;
    }
    ZfLettering style = {.size = size_of(bar), .align = ZF_ALIGN_CENTRE};
    double per_minute = speed / bar->scale * 1000;
    ZfStroke tick = {.width = 0.25};
    double end = x + plan->width;
    zf_canvas_line(canvas, x, y, end, y, &tick);
    for (double m = 0; m <= minutes + 1e-9; m += steps[k]) {
        double at = x + m * per_minute;
        g_autofree char *figure = zf_text_from_double(m, 0);
        zf_canvas_line(canvas, at, y, at, y + 1, &tick);
        zf_canvas_text(canvas, &style, at, y + 4.3 + size_of(bar) - USUAL, figure);
    }
    ZfLettering left = style;
    left.align = ZF_ALIGN_LEFT;
    zf_canvas_text(canvas, &left, end + 1.2, y + 4.3 + size_of(bar) - USUAL, bar->walk_minutes);
}

static ZfRect
cover_of(ZfCanvas *canvas, const ZfScaleBar *bar, const BarPlan *plan)
{
    ZfLettering style = {.size = size_of(bar)};
    const char *unit = plan->kilometres ? bar->kilometres : bar->metres;
    g_autofree char *last = g_strdup_printf("%.0f %s", plan->length_m, unit);
    double behind = zf_canvas_text_size(canvas, &style, last).width;
    if (bar->walk_minutes) {
        behind = fmax(behind, zf_canvas_text_size(canvas, &style, bar->walk_minutes).width + 1.2);
    }
    return (ZfRect){0, 0, 3 + plan->width + behind,
                    (bar->walk_minutes ? 12 : 7) +
                        (bar->walk_minutes ? 2 : 1) * (size_of(bar) - USUAL)};
}

ZfRect
zf_canvas_scale_bar_size(ZfCanvas *canvas, const ZfScaleBar *bar)
{
    BarPlan plan = plan_bar(bar);
    return cover_of(canvas, bar, &plan);
}

ZfRect
zf_canvas_scale_bar(ZfCanvas *canvas, double x, double y, const ZfScaleBar *bar)
{
    g_assert(bar->scale > 0);
    BarPlan plan = plan_bar(bar);
    ZfRect cover = cover_of(canvas, bar, &plan);
    cover.x = x;
    cover.y = y;
    if (bar->plate) {
        zf_canvas_rect(canvas, cover, ZF_COLOUR_WHITE, NULL);
    }
    double left = x + 2;
    double more = size_of(bar) - USUAL;
    double top = y + 4.6 + more;
    double part = plan.width / plan.parts;
    draw_figures(canvas, bar, &plan, left, y + 3.6 + more);
    for (unsigned i = 0; i < plan.parts; i++) {
        zf_canvas_rect(canvas, (ZfRect){left + i * part, top, part, HEIGHT},
                       i % 2 == 0 ? ZF_COLOUR_BLACK : ZF_COLOUR_WHITE, &(ZfStroke){.width = 0.25});
    }
    if (bar->walk_minutes) {
        draw_minutes(canvas, bar, &plan, left, top + HEIGHT + 0.5);
    }
    return cover;
}
