/* Where the labels of a coverage map go: inside their polygon at full size, else smaller, else in
 * an inset, else short, else as a number with name and figures in a list. Never over each other,
 * never left out. */
#include "map/choropleth.h"

#include <math.h>
#include <string.h>

#include "map/mapsheet.h"
#include "map/scene.h"
#include "say/say.h"

#define BORDER_MM   0.45 /* least distance between a label and its border */
#define CLEAR_CAP   5.0  /* mm: more clearance than this is not worth more */
#define INSET_MAX_W 46.0
#define INSET_MAX_H 44.0
#define INSET_HEAD  5.0
#define KEY_SIZE    3.6
#define CALL_REACH  60.0 /* mm: longest leader to a label outside */
#define CALL_CLEAR  2.0  /* mm between such a label and the county, its halo included */
#define DOT_CLEAR   1.3  /* mm between the dot of such a leader and another leader */
#define MAX_CALLED  12
#define WALKED      200000 /* largest denominator with walking minutes: two hours */
#define FEW         40     /* so many communities at most are searched finely */

/* Where a name breaks into two lines: at the blank nearest to its middle, or, for Hanzi, so that
 * 村 and 社区 do not stand alone. ret: 0 when it is too short. */
static size_t
break_of(const char *name)
{
    size_t length = strlen(name);
    size_t best = 0;
    for (size_t i = 1; i + 1 < length; i++) {
        if (name[i] == ' ' && (best == 0 || llabs((long long)(2 * i) - (long long)length) <
                                                llabs((long long)(2 * best) - (long long)length))) {
            best = i;
        }
    }
    glong characters = g_utf8_strlen(name, -1);
    if (best > 0 || characters < 4 || (unsigned char)*name < 0x80) {
        return best;
    }
    return (size_t)(g_utf8_offset_to_pointer(name, characters / 2) - name);
}

char *
zf_unit_area_name(const ZfUnitArea *unit, int fit, ZfLabelForm form)
{
    static const char *const endings[] = {"村民委员会", "居民委员会", "村委会",
                                          "居委会",     "社区",       "村"};
    g_autofree char *name = g_strdup(unit->name);
    for (size_t i = 0; fit >= ZF_FIT_SHORT && i < G_N_ELEMENTS(endings); i++) {
        size_t rest = strlen(name) - MIN(strlen(name), strlen(endings[i]));
        if (g_str_has_suffix(name, endings[i]) && g_utf8_strlen(name, (gssize)rest) >= 2) {
            name[rest] = '\0';
            break;
        }
    }
    if (form != ZF_FORM_WRAPPED) {
        return g_steal_pointer(&name);
    }
    size_t at = break_of(name);
    if (at == 0) {
        return NULL;
    }
    g_autofree char *head = g_strndup(name, at);
    return g_strconcat(head, "\n", name + at + (name[at] == ' '), NULL);
}

/* Long names in letters are two lines first of all. */
static bool
is_long(const char *name)
{
    return strlen(name) > 9 && (unsigned char)*name < 0x80 && strchr(name, ' ');
}

/* ret: false when the unit's name has no such form. */
static bool
label_size(const ZfChoropleth *c, ZfCanvas *canvas, const ZfUnitArea *unit, int fit,
           ZfLabelForm form, ZfRect *ret)
{
    ZfLettering name = zf_choropleth_lettering(c, "village-name", fit, c->n_units);
    ZfLettering figure = zf_choropleth_lettering(c, "village-figure", fit, c->n_units);
    g_autofree char *text = zf_unit_area_name(unit, fit, form);
    if (!text || (form == ZF_FORM_TWO_LINES && is_long(unit->name))) {
        return false;
    }
    ZfTextSize a = zf_canvas_text_size(canvas, &name, text);
    ZfTextSize b = zf_canvas_text_size(canvas, &figure, unit->figure);
    *ret = form == ZF_FORM_ONE_LINE
               ? (ZfRect){0, 0, a.width + 0.35 * name.size + b.width + 0.6, a.height + 0.6}
               : (ZfRect){0, 0, fmax(a.width, b.width) + 0.6, a.height + b.height + 0.6};
    return true;
}

static bool
inside_rings(const ZfUnitArea *unit, double x, double y)
{
    bool inside = false;
    for (uint32_t r = 0; r < unit->n_rings; r++) {
        const ZfMm *p = unit->points + unit->rings[r];
        uint32_t n = unit->rings[r + 1] - unit->rings[r];
        for (uint32_t i = 0, j = n - 1; i < n; j = i++) {
            if ((p[i].y > y) != (p[j].y > y) &&
                x < (p[j].x - p[i].x) * (y - p[i].y) / (p[j].y - p[i].y) + p[i].x) {
                inside = !inside;
            }
        }
    }
    return inside;
}

/* Distance from a box to a point, 0 inside. */
static double
box_distance(ZfRect box, ZfMm p)
{
    double dx = fmax(fmax(box.x - p.x, p.x - box.x - box.w), 0);
    double dy = fmax(fmax(box.y - p.y, p.y - box.y - box.h), 0);
    return hypot(dx, dy);
}

/* Does the segment touch the box? (Liang–Barsky) */
static bool
segment_meets(ZfRect box, ZfMm a, ZfMm b)
{
    const double p[4] = {a.x - b.x, b.x - a.x, a.y - b.y, b.y - a.y};
    const double q[4] = {a.x - box.x, box.x + box.w - a.x, a.y - box.y, box.y + box.h - a.y};
    double t0 = 0;
    double t1 = 1;
    for (int i = 0; i < 4; i++) {
        if (p[i] == 0) {
            if (q[i] < 0) {
                return false;
            }
        } else if (p[i] < 0) {
            t0 = fmax(t0, q[i] / p[i]);
        } else {
            t1 = fmin(t1, q[i] / p[i]);
        }
    }
    return t0 <= t1;
}

/* A box that shall lie inside a polygon, and how near its border may come. */
typedef struct Clearing {
    ZfRect box, grown;
    double nearest2, least2; /* mm² */
} Clearing;

/* ret: false when the border's piece from a to b meets the box or its end comes too near. */
static bool
is_clear_of(Clearing *c, ZfMm a, ZfMm b)
{
    const ZfRect *g = &c->grown;
    bool apart = (a.x < g->x && b.x < g->x) || (a.y < g->y && b.y < g->y) ||
                 (a.x > g->x + g->w && b.x > g->x + g->w) ||
                 (a.y > g->y + g->h && b.y > g->y + g->h);
    if (!apart && segment_meets(*g, a, b)) {
        return false;
    }
    double x2 = c->box.x + c->box.w;
    double y2 = c->box.y + c->box.h;
    double dx = b.x < c->box.x ? c->box.x - b.x : b.x > x2 ? b.x - x2 : 0;
    double dy = b.y < c->box.y ? c->box.y - b.y : b.y > y2 ? b.y - y2 : 0;
    double away = dx * dx + dy * dy;
    c->nearest2 = away < c->nearest2 ? away : c->nearest2;
    return c->nearest2 >= c->least2;
}

/* hint: the piece of border that was in the way of the box before, which mostly is in the way of
 * this one too; begins with 0.
 * ret: how far the border stays from the box, at most cap; negative when it does not lie inside, or
 * (any number) when it stays no farther than enough. */
static double
clearance(const ZfUnitArea *unit, ZfRect box, double cap, double enough, uint32_t *hint)
{
    Clearing c = {box, zf_rect_grow(box, BORDER_MM), cap * cap, enough > 0 ? enough * enough : 0};
    const ZfMm *points = unit->points;
    if (*hint > 0 && !is_clear_of(&c, points[*hint - 1], points[*hint])) {
        return -1;
    }
    for (uint32_t r = 0; r < unit->n_rings; r++) {
        uint32_t first = unit->rings[r];
        uint32_t end = unit->rings[r + 1];
        for (uint32_t i = first; i < end; i++) {
            if (!is_clear_of(&c, points[i > first ? i - 1 : end - 1], points[i])) {
                *hint = i > first ? i : 0;
                return -1;
            }
        }
    }
    return inside_rings(unit, box.x + box.w / 2, box.y + box.h / 2) ? sqrt(c.nearest2) : -1;
}

/* The best place for a w × h box inside the unit's polygon, on a grid of places step apart. What
 * cannot be better than the best is left out, in the order of what it costs to see that. */
static bool
place_on_grid(const ZfUnitArea *unit, const ZfPlacer *placer, double w, double h, double step,
              ZfRect *ret, bool *crossed)
{
    int64_t best = INT64_MIN;
    uint32_t hint = 0;
    double cap = fmin(CLEAR_CAP, fmin(unit->box.w - w, unit->box.h - h) / 2);
    if (cap < 0) {
        return false;
    }
    for (double y = unit->box.y; y + h <= unit->box.y + unit->box.h; y += step) {
        for (double x = unit->box.x; x + w <= unit->box.x + unit->box.w; x += step) {
            ZfRect box = {x, y, w, h};
            double away = hypot(x + w / 2 - unit->middle.x, y + h / 2 - unit->middle.y);
            int64_t most = llround(cap * 1000) - llround(away * 120);
            int64_t hurt = most > best ? zf_placer_cost(placer, box) : ZF_PLACER_BLOCKED;
            if (hurt == ZF_PLACER_BLOCKED || most - hurt * 20 <= best) {
                continue;
            }
            int64_t lost = hurt * 20 + llround(away * 120);
            double enough = best == INT64_MIN ? 0 : (double)(best + lost - 1) / 1000;
            double clear = clearance(unit, box, cap, enough, &hint);
            int64_t score = llround(clear * 1000) - lost;
            if (clear >= 0 && score > best) {
                best = score;
                *ret = box;
                *crossed = hurt > 0;
            }
        }
    }
    return best != INT64_MIN;
}

/* The places of place_on_grid along one axis. */
static unsigned
grid_of(double from, double length, double size, double step, double *ret, unsigned most)
{
    unsigned n = 0;
    for (double at = from; at + size <= from + length && n < most; at += step) {
        ret[n++] = at;
    }
    return n;
}

/* 0, 1, 2 … as middle, middle - 1, middle + 1 …, within n. */
static unsigned
from_middle(unsigned i, unsigned n)
{
    unsigned middle = n / 2;
    unsigned away = (i + 1) / 2;
    if (i > 2 * MIN(middle, n - 1 - middle)) { /* one side is used up */
        return middle > n - 1 - middle ? n - 1 - i : i;
    }
    return i % 2 == 1 ? middle - away : middle + away;
}

/* Would place_on_grid find a place? Looked for from the middle, where most are. */
static bool
has_place(const ZfUnitArea *unit, const ZfPlacer *placer, double w, double h, double step)
{
    enum { MOST = 128 };
    double xs[MOST], ys[MOST];
    uint32_t hint = 0;
    double cap = fmin(CLEAR_CAP, fmin(unit->box.w - w, unit->box.h - h) / 2);
    if (cap < 0) {
        return false;
    }
    unsigned columns = grid_of(unit->box.x, unit->box.w, w, step, xs, MOST);
    unsigned rows = grid_of(unit->box.y, unit->box.h, h, step, ys, MOST);
    for (unsigned i = 0; i < rows; i++) {
        for (unsigned j = 0; j < columns; j++) {
            ZfRect box = {xs[from_middle(j, columns)], ys[from_middle(i, rows)], w, h};
            if (zf_placer_cost(placer, box) != ZF_PLACER_BLOCKED &&
                clearance(unit, box, cap, 0, &hint) >= 0) {
                return true;
            }
        }
    }
    return false;
}

static double
grid_step(const ZfUnitArea *unit)
{
    return fmax(0.5, fmax(unit->box.w, unit->box.h) / 40);
}

static bool
place_inside(const ZfChoropleth *c, const ZfUnitArea *unit, const ZfPlacer *placer, double w,
             double h, ZfRect *ret, bool *crossed)
{
    double step = grid_step(unit);
    return place_on_grid(unit, placer, w, h, step, ret, crossed) ||
           (c->n_units <= FEW && place_on_grid(unit, placer, w, h, step / 3, ret, crossed));
}

/* Roads, rivers and seats under the labels. around: labels outside the county keep off them
 * altogether; NULL = there are none. */
static void
fill_inside(ZfChoropleth *c, ZfPlacer *placer, ZfPlacer *around, const ZfFrameView *view)
{
    ZfBrush brush = zf_brush_new(NULL, c->style, view, c->options->bw, "sheet");
    g_autoptr(ZfScene) scene = zf_scene_new(&brush, c->ground);
    for (guint i = 0; i < scene->items->len; i++) {
        const ZfSceneItem *item = &g_array_index(scene->items, ZfSceneItem, i);
        for (uint32_t p = 0; p < item->n_pieces; p++) {
            size_t n;
            const ZfMm *points = zf_scene_piece(scene, item->first + p, &n);
            zf_placer_avoid_line(placer, points, n, 0.5, 30);
            if (around) {
                zf_placer_avoid_line(around, points, n, 0.7, 2500);
            }
        }
        c->has_road = c->has_road || (item->road && item->n_pieces > 0);
        c->has_river = c->has_river || (item->water && item->n_pieces > 0);
    }
    for (size_t i = 0; i < c->input->n_areas; i++) {
        const ZfArea *area = &c->input->areas[i];
        if (area->level == ZF_LEVEL_TOWN && area->has_point && c->unit_level != ZF_LEVEL_TOWN) {
            ZfMm p = zf_frame_to_paper(&brush.lens, area->point);
            zf_placer_block(placer, (ZfRect){p.x - 1.5, p.y - 1.5, 3, 3});
        }
    }
    zf_brush_clear(&brush);
}

static void
fill_outside(ZfChoropleth *c)
{
    for (size_t i = 0; i < c->n_units; i++) {
        const ZfUnitArea *unit = &c->units[i];
        if (unit->points) {
            zf_placer_block_rings(c->outside, unit->points, unit->rings, unit->n_rings);
        } else if (unit->area->has_point) {
            zf_placer_block(c->outside, zf_rect_grow(unit->box, 3));
        }
    }
}

/* The corner for a piece of furniture, or the nearest place that is free and cuts through no road
 * or river; taken in both rasters. */
static ZfRect
take_place(ZfChoropleth *c, double w, double h, double corner_x, double corner_y)
{
    ZfRect box = {corner_x, corner_y, w, h};
    ZfMm anchor = {corner_x + w / 2, corner_y + h / 2};
    ZfRect other;
    int64_t cost = zf_placer_cost(c->outside, box);
    if (cost > 0 && zf_placer_anywhere(c->outside, anchor, w, h, &other)) {
        double away = hypot(other.x - box.x, other.y - box.y);
        int64_t least = zf_placer_cost(c->outside, other) + llround(40 * away);
        box = cost == ZF_PLACER_BLOCKED || least < cost ? other : box;
    }
    zf_placer_block(c->outside, box);
    zf_placer_block(c->inside, box);
    return box;
}

/* Minutes on foot as far as somebody would walk. */
ZfScaleBar
zf_choropleth_bar(const ZfChoropleth *c)
{
    ZfLang lang = c->options->lang;
    bool small = c->kind == ZF_CHOROPLETH_BULLETIN;
    return (ZfScaleBar){
        .scale = c->view.scale,
        .max_width = small ? 20 : 41,
        .parts = 2,
        .plate = true,
        .metres = zf_say(lang, ZF_SAY_METRES),
        .kilometres = zf_say(lang, ZF_SAY_KILOMETRES),
        .walk_minutes =
            !small && c->view.scale <= WALKED ? zf_say(lang, ZF_SAY_WALK_MINUTES) : NULL,
    };
}

static void
place_furniture(ZfChoropleth *c, ZfCanvas *canvas)
{
    ZfRect r = zf_rect_grow(c->rect, -2.5);
    ZfScaleBar bar = zf_choropleth_bar(c);
    ZfRect size = zf_canvas_scale_bar_size(canvas, &bar);
    double height = size.h + 4;
    c->scale = take_place(c, size.w, height, r.x + r.w - size.w, r.y + r.h - height);
    c->north = take_place(c, 7, 15, r.x + r.w - 8, r.y + 1);
}

static const ZfLabelForm order[] = {ZF_FORM_TWO_LINES, ZF_FORM_WRAPPED, ZF_FORM_ONE_LINE};

/* Tries the forms of a label at one size; the first that finds a place stays. */
static bool
place_label(const ZfChoropleth *c, ZfCanvas *canvas, ZfUnitArea *unit, const ZfPlacer *placer,
            int fit)
{
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
        ZfRect size;
        if (label_size(c, canvas, unit, fit, order[i], &size) &&
            place_inside(c, unit, placer, size.w, size.h, &unit->label, &unit->crossed)) {
            unit->fit = fit;
            unit->form = order[i];
            return true;
        }
    }
    return false;
}

static size_t
place_villages(ZfChoropleth *c, ZfCanvas *canvas, int fit)
{
    size_t placed = 0;
    for (size_t i = 0; i < c->n_units; i++) {
        ZfUnitArea *unit = &c->units[c->turns[i]];
        if (unit->fate == ZF_LABEL_NONE && unit->points &&
            place_label(c, canvas, unit, c->inside, fit)) {
            unit->fate = ZF_LABEL_INSIDE;
            zf_placer_block(c->inside, unit->label);
            placed++;
        }
    }
    return placed;
}

/* Would place_label find a place, where there are many communities? */
static bool
label_fits(const ZfChoropleth *c, ZfCanvas *canvas, const ZfUnitArea *unit, int fit)
{
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
        ZfRect size;
        if (label_size(c, canvas, unit, fit, order[i], &size) &&
            has_place(unit, c->inside, size.w, size.h, grid_step(unit))) {
            return true;
        }
    }
    return false;
}

/* Labels of one size look calm: the largest at which three in four find room is the first. */
static void
choose_fit(ZfChoropleth *c, ZfCanvas *canvas)
{
    for (c->first_fit = ZF_FIT_FULL; c->n_units > FEW && c->first_fit < ZF_FIT_LEAST;
         c->first_fit++) {
        size_t fitting = 0, with = 0;
        for (size_t i = 0; i < c->n_units; i++) {
            const ZfUnitArea *unit = &c->units[i];
            with += unit->points != NULL;
            fitting += unit->points && label_fits(c, canvas, unit, c->first_fit);
        }
        if (4 * fitting >= 3 * with) {
            return;
        }
    }
}

static double
symbol_radius(const ZfChoropleth *c)
{
    const ZfLayer *layer = zf_style_find(c->style, "point");
    const ZfProp props[] = {zf_prop_number("count", (double)c->n_units)};
    ZfLook look = zf_choropleth_look(c, props, 1);
    return layer ? zf_layer_length(layer, ZF_PROPERTY_CIRCLE_RADIUS, &look, 2) : 2;
}

/* Communities without a border: a symbol at their point, the label beside it. */
static void
place_points(ZfChoropleth *c, ZfCanvas *canvas)
{
    double r = symbol_radius(c);
    for (size_t i = 0; i < c->n_units; i++) {
        const ZfUnitArea *unit = &c->units[i];
        if (!unit->points && unit->area->has_point) {
            zf_placer_block(c->inside, zf_rect_grow(unit->box, r + 0.1));
        }
    }
    for (size_t i = 0; i < c->n_units; i++) {
        ZfUnitArea *unit = &c->units[c->turns[i]];
        if (unit->points || !unit->area->has_point) {
            continue;
        }
        for (int fit = ZF_FIT_SMALL; fit < ZF_FIT_COUNT && unit->fate == ZF_LABEL_NONE; fit++) {
            ZfLabelForm form = is_long(unit->name) ? ZF_FORM_WRAPPED : ZF_FORM_TWO_LINES;
            ZfRect size;
            if (label_size(c, canvas, unit, fit, form, &size) &&
                zf_placer_beside(c->inside, unit->middle, size.w, size.h, r + 0.2, r + 0.9,
                                 &unit->label, NULL)) {
                unit->fate = ZF_LABEL_INSIDE;
                unit->fit = fit;
                unit->form = form;
                zf_placer_block(c->inside, unit->label);
                zf_placer_block(c->outside, unit->label);
            }
        }
    }
}

/* The box around all that have no label yet, or nothing when they are spread over the county. */
static bool
inset_target(const ZfChoropleth *c, ZfRect *ret)
{
    double x1 = INFINITY, y1 = INFINITY, x2 = -INFINITY, y2 = -INFINITY;
    for (size_t i = 0; i < c->n_units; i++) {
        const ZfUnitArea *unit = &c->units[i];
        if (unit->fate == ZF_LABEL_NONE && unit->points) {
            x1 = fmin(x1, unit->box.x);
            y1 = fmin(y1, unit->box.y);
            x2 = fmax(x2, unit->box.x + unit->box.w);
            y2 = fmax(y2, unit->box.y + unit->box.h);
        }
    }
    *ret = (ZfRect){x1, y1, x2 - x1, y2 - y1};
    return x1 < x2 && ret->w < INSET_MAX_W * 0.72 && ret->h < (INSET_MAX_H - INSET_HEAD) * 0.72;
}

/* The largest round scale at which the target fits, and the frame it then needs. */
static bool
inset_view(ZfChoropleth *c, ZfRect target)
{
    ZfFrameLens lens = zf_frame_lens(&c->view);
    const ZfLonLat corners[2] = {
        zf_frame_to_ground(&lens, (ZfMm){target.x, target.y}),
        zf_frame_to_ground(&lens, (ZfMm){target.x + target.w, target.y + target.h})};
    ZfRect room = {0, 0, INSET_MAX_W, INSET_MAX_H - INSET_HEAD};
    c->inset_view = zf_frame_fit(room, corners, 2, 1.5, 0, 1000);
    double factor = c->view.scale / c->inset_view.scale;
    if (factor < 1.3) {
        return false;
    }
    c->inset_view.rect.w = fmin(room.w, target.w * factor + 4);
    c->inset_view.rect.h = fmin(room.h, target.h * factor + 4);
    c->inset_view.rect.w = fmax(c->inset_view.rect.w, 30);
    return true;
}

/* Takes back an inset that did not help. */
static void
forget_inset(ZfChoropleth *c)
{
    c->inset = (ZfRect){0};
    g_clear_pointer(&c->inset_inside, zf_placer_free);
}

static unsigned
label_inset(ZfChoropleth *c, ZfCanvas *canvas)
{
    unsigned placed = 0;
    ZfFrameLens lens = zf_frame_lens(&c->inset_view);
    ZfFrameLens main = zf_frame_lens(&c->view);
    c->inset_inside = zf_placer_new(zf_rect_grow(c->inset_view.rect, -0.6));
    fill_inside(c, c->inset_inside, NULL, &c->inset_view);
    for (size_t i = 0; i < c->n_units; i++) {
        ZfUnitArea *unit = &c->units[i];
        if (unit->fate != ZF_LABEL_NONE || !unit->points) {
            continue;
        }
        zf_unit_area_project(unit, &lens);
        for (int fit = 0; fit < ZF_FIT_SHORT && unit->fate == ZF_LABEL_NONE; fit++) {
            if (place_label(c, canvas, unit, c->inset_inside, fit)) {
                unit->fate = ZF_LABEL_INSET;
                zf_placer_block(c->inset_inside, unit->label);
                placed++;
            }
        }
        zf_unit_area_project(unit, &main);
    }
    return placed;
}

/* In the emptiest corner, else wherever there is room. ret: false when there is none. */
static bool
take_corner(ZfChoropleth *c, double w, double h, ZfRect *ret)
{
    ZfRect r = zf_rect_grow(c->rect, -0.6);
    const ZfRect corners[4] = {{r.x, r.y, w, h},
                               {r.x + r.w - w, r.y, w, h},
                               {r.x, r.y + r.h - h, w, h},
                               {r.x + r.w - w, r.y + r.h - h, w, h}};
    int64_t least = ZF_PLACER_BLOCKED;
    for (int i = 0; i < 4; i++) {
        int64_t hurt = zf_placer_cost(c->outside, corners[i]);
        if (hurt < least) {
            least = hurt;
            *ret = corners[i];
        }
    }
    return least < ZF_PLACER_BLOCKED ||
           zf_placer_anywhere(c->outside, (ZfMm){r.x + w / 2, r.y + h / 2}, w, h, ret);
}

static void
place_inset(ZfChoropleth *c, ZfCanvas *canvas)
{
    ZfRect target;
    if (!inset_target(c, &target) || !inset_view(c, target)) {
        return;
    }
    double w = c->inset_view.rect.w;
    double h = c->inset_view.rect.h + INSET_HEAD;
    if (!take_corner(c, w + 2, h + 2, &c->inset)) {
        c->inset = (ZfRect){0};
        return;
    }
    c->inset = (ZfRect){c->inset.x + 1, c->inset.y + 1, w, h};
    c->inset_view.rect.x = c->inset.x;
    c->inset_view.rect.y = c->inset.y + INSET_HEAD;
    if (label_inset(c, canvas) == 0) {
        forget_inset(c);
        return;
    }
    zf_placer_block(c->outside, zf_rect_grow(c->inset, 1));
    zf_placer_block(c->inside, zf_rect_grow(c->inset, 1));
}

/* Does a leader cross one that stands already, or lead over its dot or under its own? */
static bool
crosses_leader(const ZfChoropleth *c, ZfMm from, ZfMm to)
{
    for (size_t i = 0; i < c->n_units; i++) {
        const ZfUnitArea *other = &c->units[i];
        ZfMm end = zf_unit_area_leader(other);
        if (other->fate == ZF_LABEL_CALLED &&
            (zf_segments_cross(from, to, other->middle, end) ||
             zf_segment_distance(from, to, other->middle) < DOT_CLEAR ||
             zf_segment_distance(other->middle, end, from) < DOT_CLEAR)) {
            return true;
        }
    }
    return false;
}

/* The nearest free box outside whose leader crosses no other leader, and as few labels as can be.
 */
static bool
place_called(ZfChoropleth *c, ZfUnitArea *unit, double w, double h)
{
    int64_t best = INT64_MAX;
    for (double y = c->rect.y + 1; y + h < c->rect.y + c->rect.h - 1; y += 1) {
        for (double x = c->rect.x + 1; x + w < c->rect.x + c->rect.w - 1; x += 1) {
            ZfRect box = {x, y, w, h};
            double away = box_distance(box, unit->middle);
            int64_t cost = llround(away * 40);
            if (away > CALL_REACH || cost >= best) {
                continue;
            }
            if (zf_placer_cost(c->outside, zf_rect_grow(box, CALL_CLEAR)) == ZF_PLACER_BLOCKED) {
                continue;
            }
            int64_t hurt = zf_placer_cost(c->outside, box);
            int64_t river = zf_placer_cost(c->inside, box);
            if (river == ZF_PLACER_BLOCKED) {
                continue;
            }
            hurt += 4 * river;
            ZfMm end = {CLAMP(unit->middle.x, x, x + w), CLAMP(unit->middle.y, y, y + h)};
            cost += hurt + 600 * zf_placer_crossing(c->inside, unit->middle, end);
            if (cost < best && !crosses_leader(c, unit->middle, end)) {
                best = cost;
                unit->label = box;
            }
        }
    }
    return best != INT64_MAX;
}

ZfMm
zf_unit_area_leader(const ZfUnitArea *unit)
{
    ZfRect box = unit->label;
    return (ZfMm){CLAMP(unit->middle.x, box.x, box.x + box.w),
                  CLAMP(unit->middle.y, box.y, box.y + box.h)};
}

double
zf_choropleth_leader(const ZfChoropleth *c)
{
    const ZfLayer *layer = zf_style_find(c->style, "village-name");
    ZfLook look = zf_choropleth_look(c, NULL, 0);
    return layer ? zf_layer_leader(layer, &look, 0.25) : 0.25;
}

/* A few communities too small for their names are called out beside the county; many are not:
 * numbers and a list are calmer then. Those nearest to the border first. */
static void
place_outside(ZfChoropleth *c, ZfCanvas *canvas)
{
    size_t waiting = 0;
    if (zf_choropleth_leader(c) == 0) {
        return;
    }
    for (size_t i = 0; i < c->n_units; i++) {
        waiting += c->units[i].fate == ZF_LABEL_NONE && c->units[i].points;
    }
    for (size_t i = 0; i < c->n_units && waiting <= MAX_CALLED; i++) {
        ZfUnitArea *unit = &c->units[c->turns[i]];
        if (unit->fate != ZF_LABEL_NONE || !unit->points) {
            continue;
        }
        ZfLabelForm form = is_long(unit->name) ? ZF_FORM_WRAPPED : ZF_FORM_TWO_LINES;
        int fit = MAX(c->first_fit, ZF_FIT_SMALL);
        ZfRect size;
        if (!label_size(c, canvas, unit, fit, form, &size)) {
            continue;
        }
        if (!inside_rings(unit, unit->middle.x, unit->middle.y)) {
            double clear;
            ZfLonLat pole = zf_polygon_pole(unit->area->shape, 50, &clear);
            ZfFrameLens lens = zf_frame_lens(&c->view);
            unit->middle = zf_frame_to_paper(&lens, pole);
        }
        if (place_called(c, unit, size.w, size.h)) {
            ZfMm middle = {unit->label.x + size.w / 2, unit->label.y + size.h / 2};
            const ZfMm leader[2] = {unit->middle, middle};
            unit->fate = ZF_LABEL_CALLED;
            unit->fit = fit;
            unit->form = form;
            zf_placer_block(c->outside, unit->label);
            zf_placer_avoid_line(c->outside, leader, 2, 0.6, 300);
            zf_placer_block(c->inside, (ZfRect){unit->middle.x - 1, unit->middle.y - 1, 2, 2});
        }
    }
}

/* Numbers for what found no room; communities without any place are only listed. */
static void
place_keys(ZfChoropleth *c)
{
    for (size_t i = 0; i < c->n_units; i++) {
        ZfUnitArea *unit = &c->units[i];
        bool crossed;
        if (unit->fate != ZF_LABEL_NONE) {
            continue;
        }
        unit->fate = ZF_LABEL_KEY;
        unit->key = ++c->n_keys;
        if (!unit->points) { /* the number stands in the symbol itself */
            continue;
        }
        bool placed = (unit->points && place_inside(c, unit, c->inside, KEY_SIZE, KEY_SIZE,
                                                    &unit->label, &crossed)) ||
                      zf_placer_beside(c->inside, unit->middle, KEY_SIZE, KEY_SIZE, 1.6, 14,
                                       &unit->label, NULL) ||
                      zf_placer_anywhere(c->inside, unit->middle, KEY_SIZE, KEY_SIZE, &unit->label);
        if (!placed) {
            unit->label = zf_placer_least(c->inside, unit->middle, KEY_SIZE, KEY_SIZE);
        }
        zf_placer_block(c->inside, unit->label);
        zf_placer_block(c->outside, unit->label);
    }
}

static double
key_width(const ZfChoropleth *c, ZfCanvas *canvas)
{
    double width = 0;
    for (size_t i = 0; i < c->n_units; i++) {
        const ZfUnitArea *unit = &c->units[i];
        if (unit->fate == ZF_LABEL_KEY) {
            g_autofree char *line = g_strdup_printf("%s  %s", unit->name, unit->figure);
            ZfLettering text = {.size = 2.9};
            width = fmax(width, zf_canvas_text_size(canvas, &text, line).width);
        }
    }
    return width + 7;
}

/* The list in one, two or more columns, wherever the county leaves room. */
static void
place_key_list(ZfChoropleth *c, ZfCanvas *canvas)
{
    if (c->n_keys == 0) {
        return;
    }
    c->key_width = key_width(c, canvas);
    ZfMm corner = {c->rect.x, c->rect.y + c->rect.h};
    for (unsigned columns = 1; columns <= 4; columns++) {
        unsigned rows = (c->n_keys + columns - 1) / columns;
        double w = columns * c->key_width;
        double h = rows * ZF_KEY_LINE + 0.1;
        ZfRect box;
        if (w < c->rect.w && h < c->rect.h &&
            zf_placer_anywhere(c->outside, corner, w + 2, h + 2, &box)) {
            c->key_list = (ZfRect){box.x + 1, box.y + 1, w, h};
            c->key_columns = columns;
            zf_placer_block(c->outside, box);
            return;
        }
    }
}

static char *
town_figure(const ZfChoropleth *c, const ZfArea *area)
{
    const ZfCoverageRow *row = zf_choropleth_row(c->input->coverage, area);
    ZfLang lang = c->options->lang;
    if (!row || row->counts.in_scope == 0) {
        return g_strdup(zf_say_class(lang, ZF_CLASS_NO_DATA));
    }
    if (c->input->before) {
        return zf_choropleth_change_figure(c, zf_choropleth_row(c->input->before, area), row);
    }
    int32_t part = c->input->by_seen ? row->counts.seen : row->counts.complete;
    return row->shown == ZF_SHOWN_EXACT
               ? zf_say_ratio(lang, part, row->counts.in_scope, 0)
               : zf_say_shown(lang, row->shown, part, row->counts.in_scope, c->input->coverage->k);
}

/* The middle of a town's communities on paper. */
static bool
town_middle(const ZfChoropleth *c, size_t town, ZfMm *ret)
{
    const ZfMapInput *input = c->input;
    double x = 0, y = 0;
    unsigned n = 0;
    for (size_t i = 0; i < c->n_units; i++) {
        const ZfUnitArea *unit = &c->units[i];
        size_t index = (size_t)(unit->area - input->areas);
        if ((unit->points || unit->area->has_point) &&
            zf_area_town(input->areas, input->n_areas, index) == (int32_t)town) {
            x += unit->box.x + unit->box.w / 2;
            y += unit->box.y + unit->box.h / 2;
            n++;
        }
    }
    *ret = (ZfMm){x / MAX(n, 1), y / MAX(n, 1)};
    return n > 0;
}

static double
town_distance(const ZfTownCall *town, ZfRect box)
{
    return hypot(box.x + box.w / 2 - town->middle.x, box.y + box.h / 2 - town->middle.y);
}

/* Two towns change places as long as that brings them nearer to their areas. */
static void
swap_towns(ZfChoropleth *c)
{
    bool better = true;
    for (int round = 0; better && round < 20; round++) {
        better = false;
        for (size_t i = 0; i < c->n_towns; i++) {
            for (size_t j = 0; j < i; j++) {
                ZfTownCall *a = &c->towns[i];
                ZfTownCall *b = &c->towns[j];
                double now = town_distance(a, a->box) + town_distance(b, b->box);
                double then = town_distance(a, b->box) + town_distance(b, a->box);
                if (a->placed && b->placed && then < now - 0.5) {
                    ZfRect box = a->box;
                    a->box = b->box;
                    b->box = box;
                    better = true;
                }
            }
        }
    }
}

static void
place_towns(ZfChoropleth *c, ZfCanvas *canvas)
{
    const ZfMapInput *input = c->input;
    size_t count = 0;
    for (size_t i = 0; i < input->n_areas; i++) {
        count += input->areas[i].level == ZF_LEVEL_TOWN;
    }
    if (c->unit_level == ZF_LEVEL_TOWN || count < 2) {
        return; /* one town: its name is the title's business */
    }
    c->towns = g_new0(ZfTownCall, count + 1);
    ZfLettering name = zf_choropleth_lettering(c, "town-name", 0, count);
    ZfLettering figure = zf_choropleth_lettering(c, "town-figure", 0, count);
    double w = 0;
    double h = 1.3 * name.size + 1.3 * figure.size;
    for (size_t i = 0; i < input->n_areas; i++) {
        ZfMm middle;
        if (input->areas[i].level == ZF_LEVEL_TOWN && town_middle(c, i, &middle)) {
            ZfTownCall *town = &c->towns[c->n_towns++];
            town->area = &input->areas[i];
            town->middle = middle;
            town->figure = town_figure(c, town->area);
            w = fmax(w, zf_canvas_text_size(canvas, &name, town->area->name).width);
            w = fmax(w, zf_canvas_text_size(canvas, &figure, town->figure).width);
        }
    }
    for (size_t i = 0; i < c->n_towns; i++) { /* all boxes alike, so that any two can swap */
        ZfTownCall *town = &c->towns[i];
        town->placed = zf_placer_anywhere(c->outside, town->middle, w + 4, h + 4, &town->box);
        if (town->placed) {
            zf_placer_block(c->outside, town->box);
            town->box = zf_rect_grow(town->box, -2);
        }
    }
    swap_towns(c);
}

/* What the style wants written in place of names and figures. */
static void
find_words(ZfChoropleth *c)
{
    const ZfLayer *name = zf_style_find(c->style, "village-name");
    const ZfLayer *figure = zf_style_find(c->style, "village-figure");
    g_autoptr(GStringChunk) scratch = g_string_chunk_new(256);
    for (size_t i = 0; i < c->n_units && name && figure; i++) {
        ZfUnitArea *unit = &c->units[i];
        const ZfProp props[] = {zf_prop_text("name", unit->name),
                                zf_prop_text("figure", unit->figure),
                                zf_prop_text("class", zf_choropleth_class(c, unit->class))};
        ZfLook look = zf_choropleth_look(c, props, G_N_ELEMENTS(props));
        look.feature.scratch = scratch;
        unit->rank = zf_layer_rank(name, &look);
        char *words[2] = {zf_layer_words(name, &look, unit->name),
                          zf_layer_words(figure, &look, unit->figure)};
        g_free(unit->name);
        g_free(unit->figure);
        unit->name = words[0];
        unit->figure = words[1];
    }
}

static void
place_locator(ZfChoropleth *c)
{
    ZfRect box;
    if (take_corner(c, ZF_LOCATOR_W + 2, ZF_LOCATOR_H + 2, &box)) {
        zf_placer_block(c->outside, box);
        c->locator = zf_rect_grow(box, -1);
    }
}

static int
compare_turns(gconstpointer a, gconstpointer b, gpointer units)
{
    const uint32_t *x = a;
    const uint32_t *y = b;
    double p = ((const ZfUnitArea *)units)[*x].rank;
    double q = ((const ZfUnitArea *)units)[*y].rank;
    return p != q ? (p < q ? -1 : 1) : (*x > *y) - (*x < *y);
}

/* The order in which the style wants the names placed. */
static void
order_units(ZfChoropleth *c)
{
    c->turns = g_new(uint32_t, c->n_units + 1);
    for (size_t i = 0; i < c->n_units; i++) {
        c->turns[i] = (uint32_t)i;
    }
    g_qsort_with_data(c->turns, (gint)c->n_units, sizeof *c->turns, compare_turns, c->units);
}

void
zf_choropleth_place(ZfChoropleth *c, ZfCanvas *canvas)
{
    bool towns = c->kind == ZF_CHOROPLETH_SHEET;
    find_words(c);
    order_units(c);
    ZfRect bounds = zf_rect_grow(c->rect, -0.6);
    c->inside = zf_placer_new(bounds);
    c->outside = zf_placer_new(bounds);
    fill_inside(c, c->inside, c->outside, &c->view);
    if (c->kind == ZF_CHOROPLETH_BARE) {
        return;
    }
    fill_outside(c);
    place_furniture(c, canvas);
    choose_fit(c, canvas);
    int last = c->n_units > FEW ? ZF_FIT_LEAST : ZF_FIT_SMALL;
    for (int fit = c->first_fit; fit <= last; fit++) {
        place_villages(c, canvas, fit);
    }
    if (towns) {
        place_inset(c, canvas);
        place_outside(c, canvas);
    } else {
        place_villages(c, canvas, ZF_FIT_SHORT);
    }
    place_points(c, canvas);
    place_keys(c);
    if (c->input->n_wider > 0 && towns) {
        place_locator(c);
    }
    if (towns) {
        place_towns(c, canvas);
    }
    place_key_list(c, canvas);
}
