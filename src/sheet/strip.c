/* How the way is cut into pages: whole steps from cue to cue, as many as fit; a step longer than a
 * page is cut first. */
#include "sheet/strip.h"

#include <math.h>

#define MARGIN_MM  9.0
#define LARGEST    5000.0 /* 1:5 000, unless there is almost nothing to show */
#define TURNS      24
#define LOOP_SHARE 0.35
#define HEAD_MM    8.0 /* plates at the top and bottom */

#define LONG_M 6000.0 /* of a step without a cue: farther than this only its ends are shown */
#define END_M  1000.0 /* of such an end */
#define PACE_M 50.0   /* how finely long steps are cut */

/* The last one a little larger than 1:10 000, for what rounding and projections add. */
static const double limits[] = {5000, 6000, 7500, 0.99 * ZF_STRIP_SCALE};
#define SMALLEST limits[G_N_ELEMENTS(limits) - 1]
#define TRANSIT  (0.99 * ZF_STRIP_TRANSIT)

typedef struct Fit {
    double scale;
    double up_deg;
    bool loop;
} Fit;

ZfRect
zf_sheet_strip_rect(bool large)
{
    return (ZfRect){20, 31, 98, large ? 217 : 231};
}

static const ZfWayNode *
node_at(const ZfSheetWay *way, uint32_t i)
{
    return &g_array_index(way->nodes, ZfWayNode, i);
}

/* Points of the way between two distances: [first, behind). */
static void
span(const ZfSheetWay *way, double from_m, double to_m, uint32_t *first, uint32_t *behind)
{
    uint32_t a = 0;
    while (a < way->n_points && way->at_m[a] < from_m) {
        a++;
    }
    uint32_t b = a;
    while (b < way->n_points && way->at_m[b] <= to_m) {
        b++;
    }
    *first = a;
    *behind = b;
}

/* Denominator at which the way from node to node fits, turned so that this direction is up. */
static double
scale_for(const ZfSheetWay *way, uint32_t a, uint32_t b, uint32_t first, uint32_t behind,
          double up_deg)
{
    double s = sin(up_deg * G_PI / 180);
    double c = cos(up_deg * G_PI / 180);
    double x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY;
    for (uint32_t i = first; i < behind; i++) {
        double x = way->xy[i].x * c - way->xy[i].y * s;
        double y = way->xy[i].x * s + way->xy[i].y * c;
        x0 = MIN(x0, x), x1 = MAX(x1, x), y0 = MIN(y0, y), y1 = MAX(y1, y);
    }
    for (uint32_t i = a; i <= b; i++) {
        const ZfXY places[2] = {node_at(way, i)->xy, node_at(way, i)->stop_xy};
        for (int k = 0; k < 2; k++) {
            double x = places[k].x * c - places[k].y * s;
            double y = places[k].x * s + places[k].y * c;
            x0 = MIN(x0, x), x1 = MAX(x1, x), y0 = MIN(y0, y), y1 = MAX(y1, y);
        }
    }
    ZfRect rect = zf_sheet_strip_rect(way->large);
    double w = (x1 - x0) * 1000 / (rect.w - 2 * MARGIN_MM);
    double h = (y1 - y0) * 1000 / (rect.h - 2 * (MARGIN_MM + HEAD_MM));
    return round(MAX(w, h));
}

static double
turned_by(double a, double b)
{
    double d = fabs(fmod(a - b + 540, 360) - 180);
    return d;
}

/* The turn at which the piece fits best with its travel upwards; a loop may lie anyhow, unless
 * north is to be up. */
static Fit
fit(const ZfSheetWay *way, uint32_t a, uint32_t b, bool north_up)
{
    uint32_t first = 0;
    uint32_t behind = 0;
    span(way, node_at(way, a)->at_m, node_at(way, b)->end_m, &first, &behind);
    double dx = node_at(way, b)->xy.x - node_at(way, a)->xy.x;
    double dy = node_at(way, b)->xy.y - node_at(way, a)->xy.y;
    double bearing = round(fmod(atan2(dx, dy) * 180 / G_PI + 360, 360));
    double length = MAX(node_at(way, b)->at_m - node_at(way, a)->at_m, 1);
    bool loop = hypot(dx, dy) < LOOP_SHARE * length;
    double wanted = loop || north_up ? 0 : bearing;
    Fit best = {scale_for(way, a, b, first, behind, wanted), wanted, loop};
    for (int i = 0; i < TURNS && !north_up; i++) {
        double up = i * 360.0 / TURNS;
        double off = turned_by(up, wanted);
        if (!loop && off > 45) {
            continue;
        }
        double scale = scale_for(way, a, b, first, behind, up);
        /* a tenth larger is not worth a turn of the head */
        if (scale < best.scale * 0.9 ||
            (scale < best.scale && off < turned_by(best.up_deg, wanted))) {
            best = (Fit){scale, up, loop};
        }
    }
    return best;
}

static void
add_strip(const ZfSheetWay *way, GArray *strips, uint32_t a, uint32_t b, Fit f)
{
    ZfSheetStrip strip = {.first_node = a,
                          .last_node = b,
                          .up_deg = f.up_deg,
                          .scale = MAX(f.scale, LARGEST),
                          .loop = f.loop};
    for (uint32_t i = a + 1; i <= b; i++) {
        const ZfWayNode *node = node_at(way, i);
        if (node->stop) {
            strip.first_stop = strip.n_stops == 0 ? node->first_stop : strip.first_stop;
            strip.n_stops += node->n_stops;
        }
    }
    g_array_append_val(strips, strip);
}

/* How far from a node one page may reach towards the next, in paces; at least one. */
static double
reach(ZfSheetWay *way, uint32_t a, double smallest, bool north_up)
{
    double from = node_at(way, a)->end_m;
    double to = node_at(way, a + 1)->at_m;
    double best = MIN(from + PACE_M, (from + to) / 2);
    for (double at = from + PACE_M; at < to - PACE_M; at += PACE_M) {
        zf_sheet_way_cut(way, a, at, false);
        bool fits = fit(way, a, a + 1, north_up).scale <= smallest;
        g_array_remove_index(way->nodes, a + 1);
        if (!fits) {
            break;
        }
        best = at;
    }
    /* pieces of one length look better than a short rest */
    return from + (to - from) / ceil((to - from) / (best - from));
}

/* How far before the home at the end of a step a page begins on which it can be found, in paces. */
static double
home_from(ZfSheetWay *way, uint32_t a, bool north_up)
{
    double from = node_at(way, a)->end_m;
    double to = node_at(way, a + 1)->at_m;
    double best = MAX(to - PACE_M, (from + to) / 2);
    for (double at = to - PACE_M; at > from + PACE_M; at -= PACE_M) {
        zf_sheet_way_cut(way, a, at, false);
        bool fits = fit(way, a + 1, a + 2, north_up).scale <= SMALLEST;
        g_array_remove_index(way->nodes, a + 1);
        if (!fits) {
            break;
        }
        best = at;
    }
    return best;
}

/* Cuts the steps that no page can show at the smallest scale: that of transit, where no home lies
 * at the end. */
static void
cut_long_steps(ZfSheetWay *way, double smallest, bool north_up)
{
    for (uint32_t a = 0; a + 1 < way->nodes->len; a++) {
        double length = node_at(way, a + 1)->at_m - node_at(way, a)->end_m;
        bool home = node_at(way, a + 1)->stop && smallest > SMALLEST;
        if (node_at(way, a)->gap || length < 2 * PACE_M ||
            fit(way, a, a + 1, north_up).scale <= (home ? SMALLEST : smallest)) {
            continue;
        }
        if (home) { /* what is before it is looked at again */
            zf_sheet_way_cut(way, a, home_from(way, a, north_up), false);
            a--;
            continue;
        }
        double at = reach(way, a, smallest, north_up);
        double to = node_at(way, a + 1)->at_m;
        if (length <= LONG_M || node_at(way, a)->cut) {
            zf_sheet_way_cut(way, a, at, false);
            continue;
        }
        /* the end first, as the cut before it moves the nodes behind */
        zf_sheet_way_cut(way, a, to - END_M, false);
        zf_sheet_way_cut(way, a, MIN(at, node_at(way, a)->end_m + END_M), true);
    }
}

/* The smallest scale of a page to node b, already reaching b - 1: transit, as long as no home lies
 * on it. */
static double
limit_to(const ZfSheetWay *way, uint32_t b, uint32_t stops, double limit, double transit)
{
    return stops == 0 && !node_at(way, b)->stop ? MAX(limit, transit) : limit;
}

static GArray *
cut(const ZfSheetWay *way, double limit, double transit, bool north_up)
{
    GArray *strips = g_array_new(FALSE, FALSE, sizeof(ZfSheetStrip));
    uint32_t n = way->nodes->len;
    uint32_t cues = way->large ? ZF_STRIP_CUES_LARGE : ZF_STRIP_CUES;
    for (uint32_t a = 0; a + 1 < n;) {
        if (node_at(way, a)->gap) {
            a++;
            continue;
        }
        uint32_t b = a + 1;
        uint32_t stops = node_at(way, b)->n_stops;
        Fit best = fit(way, a, b, north_up);
        while (b + 1 < n && !node_at(way, b)->gap && b + 1 - a < cues &&
               stops + node_at(way, b + 1)->n_stops <= ZF_STRIP_STOPS) {
            Fit longer = fit(way, a, b + 1, north_up);
            double allowed = limit_to(way, b + 1, stops, limit, transit);
            double most = MAX(allowed, best.scale);
            /* behind one long step only more of that kind, so that homes stay readable */
            if (longer.scale > most ||
                (most > allowed && fit(way, b, b + 1, north_up).scale <= allowed)) {
                break;
            }
            best = longer;
            b++;
            stops += node_at(way, b)->n_stops;
        }
        add_strip(way, strips, a, b, best);
        a = b;
    }
    return strips;
}

/* On foot as large as a handful of pages allows; by vehicle more of the way on a page. */
static size_t
first_limit(ZfTravelMode mode)
{
    return mode == ZF_MODE_FOOT ? 0 : G_N_ELEMENTS(limits) - 1;
}

GArray *
zf_sheet_strips(const ZfSheetDraft *draft)
{
    bool north_up = draft->options->north_up;
    uint32_t enough = (draft->n_stops + 3) / 4;
    bool on_foot = draft->route->mode == ZF_MODE_FOOT;
    double transit = on_foot ? SMALLEST : TRANSIT;
    cut_long_steps(draft->way, transit, north_up);
    for (size_t i = first_limit(draft->route->mode);; i++) {
        GArray *strips = cut(draft->way, limits[i], transit, north_up);
        if (strips->len <= enough || i + 1 == G_N_ELEMENTS(limits)) {
            return strips;
        }
        g_array_unref(strips);
    }
}

ZfFrameView
zf_sheet_strip_view(const ZfSheetDraft *draft, const ZfSheetStrip *strip)
{
    const ZfSheetWay *way = draft->way;
    uint32_t a = 0;
    uint32_t b = 0;
    span(way, node_at(way, strip->first_node)->at_m, node_at(way, strip->last_node)->end_m, &a, &b);
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    g_array_append_vals(points, &way->points[a], b - a);
    for (uint32_t i = strip->first_node; i <= strip->last_node; i++) {
        g_array_append_val(points, node_at(way, i)->point);
        g_array_append_val(points, node_at(way, i)->stop_point);
    }
    /* What the margins show beyond the last cue is what the next page repeats. */
    ZfRect inner = zf_sheet_strip_rect(way->large);
    inner.y += HEAD_MM;
    inner.h -= 2 * HEAD_MM;
    ZfFrameView view = zf_frame_fit(inner, (const ZfLonLat *)(const void *)points->data,
                                    points->len, MARGIN_MM, strip->up_deg, LARGEST);
    view.rect = zf_sheet_strip_rect(way->large);
    return view;
}
