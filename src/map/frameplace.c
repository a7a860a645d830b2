#include "map/frameplace.h"

#include <math.h>

#define DOT       0.65
#define SAME_SPOT 0.7  /* mm */
#define RING      0.45 /* mm: the white ring around symbols */
#define RUN_LEAST 3    /* so many stops at least share a symbol */
#define REACH     14.0 /* longest ordinary leader */

/* Homes on one spot of paper go into one block; a block starts at its first stop's place. */
static void
group_stops(ZfStopPlan *plan, const ZfFrameLens *lens, ZfRect rect, const ZfFrameStop *stops,
            size_t n)
{
    g_autofree bool *taken = g_new0(bool, n + 1);
    unsigned filled = 0;
    for (size_t i = 0; i < n; i++) {
        ZfMm p = zf_frame_to_paper(lens, stops[i].point);
        taken[i] = stops[i].dot_only || !zf_rect_within((ZfRect){p.x, p.y, 0, 0}, rect);
    }
    for (size_t i = 0; i < n; i++) {
        if (taken[i]) {
            continue;
        }
        ZfMm anchor = zf_frame_to_paper(lens, stops[i].point);
        ZfStopBlock *block = &plan->blocks[plan->n_blocks];
        *block = (ZfStopBlock){.first = filled};
        plan->places[plan->n_blocks++].at = anchor;
        for (size_t j = i; j < n; j++) {
            ZfMm p = zf_frame_to_paper(lens, stops[j].point);
            if (!taken[j] && (j == i || hypot(p.x - anchor.x, p.y - anchor.y) < SAME_SPOT)) {
                taken[j] = true;
                plan->order[filled++] = (unsigned)j;
                block->n++;
            }
        }
    }
}

static double
pitch_of(const ZfStopPlan *plan)
{
    return 2 * (plan->r + RING);
}

static bool
same_look(const ZfFrameStop *a, const ZfFrameStop *b)
{
    return a->state == b->state && a->colour.r == b->colour.r && a->colour.g == b->colour.g &&
           a->colour.b == b->colour.b;
}

/* ret: "12–15" for three and more stops that follow each other and look alike; else NULL. */
static char *
run_of(const ZfStopPlan *plan, const ZfStopBlock *block, const ZfFrameStop *stops)
{
    const ZfFrameStop *first = &stops[plan->order[block->first]];
    gint64 number = 0;
    bool plain = first->state == ZF_STOP_LOCATED || first->state == ZF_STOP_NOT_LOCATED ||
                 first->state == ZF_STOP_FIXED_TIME;
    if (block->n < RUN_LEAST || !plain || !zf_text_to_int64(first->number, &number)) {
        return NULL;
    }
    for (unsigned i = 1; i < block->n; i++) {
        const ZfFrameStop *stop = &stops[plan->order[block->first + i]];
        gint64 other;
        if (!same_look(stop, first) || !zf_text_to_int64(stop->number, &other) ||
            other != number + i) {
            return NULL;
        }
    }
    return g_strdup_printf("%s–%" G_GINT64_FORMAT, first->number, number + block->n - 1);
}

static void
size_block(const ZfStopPlan *plan, unsigned b, const ZfFrameStop *stops)
{
    ZfStopBlock *block = &plan->blocks[b];
    ZfPointLabel *place = &plan->places[b];
    unsigned n = block->n;
    g_assert(n > 0);
    block->run = run_of(plan, block, stops);
    if (block->run) {
        block->columns = 1;
        place->w = 2 * (zf_stop_run_half(plan->r, block->run) + RING);
        place->h = place->pitch = pitch_of(plan);
        return;
    }
    block->columns = n <= 4 ? n : (unsigned)ceil(sqrt(n * 2.0));
    unsigned rows = (n + block->columns - 1) / block->columns;
    place->pitch = pitch_of(plan);
    place->w = block->columns * pitch_of(plan);
    place->h = rows * pitch_of(plan);
}

/* Later names keep away from symbols, dots and leaders. */
static void
block_placed(const ZfStopPlan *plan, ZfPlacer *placer)
{
    for (unsigned i = 0; i < plan->n_blocks + plan->n_signs; i++) {
        const ZfPointLabel *place = &plan->places[i];
        zf_placer_block(placer, place->box);
        if (place->leader) {
            const ZfMm leader[2] = {place->at, place->end};
            double half = DOT + 0.2;
            ZfRect dot = {place->at.x - half, place->at.y - half, 2 * half, 2 * half};
            if (i < plan->n_blocks) {
                zf_placer_block(placer, dot);
            }
            zf_placer_avoid_line(placer, leader, 2, 0.5, 400);
        }
    }
}

ZfMm
zf_frame_mark_size(const ZfFrame *frame, ZfFrameMarkKind kind)
{
    double k = frame->large ? 1.48 : 1; /* their characters in 14 pt */
    switch (kind) {
    case ZF_FRAME_HAZARD: return (ZfMm){8 * k, 6.4 * k};
    case ZF_FRAME_LETTER: return (ZfMm){4.4 * k, 4.4 * k};
    case ZF_FRAME_LANDMARK: return (ZfMm){4.8 * k, 4.8 * k};
    case ZF_FRAME_SEAT: return (ZfMm){3, 3};
    default: return (ZfMm){0};
    }
}

static void
add_signs(ZfStopPlan *plan, const ZfFrameLens *lens, const ZfFrame *frame)
{
    for (size_t i = 0; i < frame->n_marks; i++) {
        const ZfFrameMark *mark = &frame->marks[i];
        ZfMm at = zf_frame_to_paper(lens, mark->point);
        ZfMm size = zf_frame_mark_size(frame, mark->kind);
        if (mark->always && size.x > 0 &&
            zf_rect_within((ZfRect){at.x, at.y, 0, 0}, frame->view.rect)) {
            plan->signs[plan->n_signs] = (unsigned)i;
            plan->places[plan->n_blocks + plan->n_signs++] =
                (ZfPointLabel){.at = at,
                               .w = size.x,
                               .h = size.y,
                               .on_point = true,
                               .fixed = mark->kind == ZF_FRAME_SEAT,
                               .no_dot = true};
        }
    }
}

const ZfPointLabel *
zf_stop_plan_sign(const ZfStopPlan *plan, size_t mark)
{
    for (unsigned i = 0; i < plan->n_signs; i++) {
        if (plan->signs[i] == mark) {
            return &plan->places[plan->n_blocks + i];
        }
    }
    return NULL;
}

static void
place_all(ZfStopPlan *plan, const ZfPlacer *placer, unsigned first, bool hasty)
{
    ZfPointRoom room = {.bounds = zf_placer_bounds(placer),
                        .raster = placer,
                        .dot = DOT,
                        .tied = true,
                        .hasty = hasty};
    unsigned n = plan->n_blocks + plan->n_signs - first;
    zf_point_labels_place(&room, plan->places + first, n);
    zf_point_labels_force(&room, plan->places + first, n);
}

/* Symbols on their homes whatever stands there, and signs around them. */
static void
place_on_spots(ZfStopPlan *plan, ZfPlacer *placer)
{
    for (unsigned b = 0; b < plan->n_blocks; b++) {
        ZfPointLabel *place = &plan->places[b];
        place->box =
            (ZfRect){place->at.x - place->w / 2, place->at.y - place->h / 2, place->w, place->h};
        place->end = place->at;
        place->placed = true;
        zf_placer_block(placer, place->box);
    }
    place_all(plan, placer, plan->n_blocks, false);
}

ZfStopPlan *
zf_stop_plan_new(ZfPlacer *placer, const ZfFrameLens *lens, const ZfFrame *frame, double r,
                 ZfStopWhere where, bool hasty)
{
    ZfStopPlan *plan = g_new0(ZfStopPlan, 1);
    plan->order = g_new0(unsigned, frame->n_stops + 1);
    plan->blocks = g_new0(ZfStopBlock, frame->n_stops + 1);
    plan->places = g_new0(ZfPointLabel, frame->n_stops + frame->n_marks + 1);
    plan->signs = g_new0(unsigned, frame->n_marks + 1);
    plan->r = r;
    group_stops(plan, lens, frame->view.rect, frame->stops, frame->n_stops);
    for (unsigned b = 0; b < plan->n_blocks; b++) {
        size_block(plan, b, frame->stops);
        plan->places[b].on_point = where == ZF_STOP_ON_HOMES;
    }
    add_signs(plan, lens, frame);
    if (where == ZF_STOP_ON_CENTRE) {
        place_on_spots(plan, placer);
    } else {
        place_all(plan, placer, 0, hasty);
    }
    block_placed(plan, placer);
    return plan;
}

void
zf_stop_plan_free(ZfStopPlan *plan)
{
    if (plan) {
        for (unsigned b = 0; b < plan->n_blocks; b++) {
            g_free(plan->blocks[b].run);
        }
        g_free(plan->order);
        g_free(plan->blocks);
        g_free(plan->places);
        g_free(plan->signs);
        g_free(plan);
    }
}

unsigned
zf_stop_plan_crowded(const ZfStopPlan *plan)
{
    unsigned crowded = 0;
    for (unsigned b = 0; b < plan->n_blocks; b++) {
        crowded += plan->places[b].crowded ? plan->blocks[b].n : 0;
    }
    return crowded;
}

bool
zf_stop_plan_is_dense(const ZfStopPlan *plan, unsigned block)
{
    const ZfPointLabel *place = &plan->places[block];
    double dx =
        fmax(fmax(place->box.x - place->at.x, place->at.x - place->box.x - place->box.w), 0);
    double dy =
        fmax(fmax(place->box.y - place->at.y, place->at.y - place->box.y - place->box.h), 0);
    return place->crowded || hypot(dx, dy) > REACH || plan->blocks[block].n > 1;
}

static ZfMm
symbol_place(const ZfStopPlan *plan, unsigned b, unsigned i)
{
    double pitch = pitch_of(plan);
    if (plan->blocks[b].run) {
        return (ZfMm){plan->places[b].box.x + plan->places[b].w / 2,
                      plan->places[b].box.y + plan->places[b].h / 2};
    }
    unsigned column = i % plan->blocks[b].columns;
    unsigned row = i / plan->blocks[b].columns;
    ZfRect box = plan->places[b].box;
    return (ZfMm){box.x + (column + 0.5) * pitch, box.y + (row + 0.5) * pitch};
}

static ZfColour
solid(ZfColour colour)
{
    return zf_colour_is_none(colour) ? ZF_COLOUR_BLACK : colour;
}

static void
draw_leaders(const ZfStopPlan *plan, ZfCanvas *canvas, const ZfFrameStop *stops)
{
    double fine = fmin(1, plan->r / 2.4);
    ZfStroke white = {.width = 1.1 * fine, .colour = ZF_COLOUR_WHITE};
    ZfStroke line = {.width = fmax(0.18, 0.3 * fine)};
    for (unsigned b = 0; b < plan->n_blocks; b++) {
        const ZfPointLabel *place = &plan->places[b];
        if (place->leader) {
            zf_canvas_line(canvas, place->at.x, place->at.y, place->end.x, place->end.y, &white);
            zf_canvas_line(canvas, place->at.x, place->at.y, place->end.x, place->end.y, &line);
        }
    }
    for (unsigned b = 0; b < plan->n_blocks; b++) {
        const ZfPointLabel *place = &plan->places[b];
        if (place->leader || place->crowded) {
            zf_canvas_circle(canvas, place->at.x, place->at.y, DOT + 0.3, ZF_COLOUR_WHITE, NULL);
            zf_canvas_circle(canvas, place->at.x, place->at.y, DOT,
                             solid(stops[plan->order[plan->blocks[b].first]].colour), NULL);
        }
    }
}

static void
dump_place(GString *dump, const char *what, const char *name, ZfMm at, ZfMm symbol)
{
    g_autofree char *x1 = zf_text_from_double(at.x, 1);
    g_autofree char *y1 = zf_text_from_double(at.y, 1);
    g_autofree char *x2 = zf_text_from_double(symbol.x, 1);
    g_autofree char *y2 = zf_text_from_double(symbol.y, 1);
    g_string_append_printf(dump, "%s %s at %s %s symbol %s %s\n", what, name, x1, y1, x2, y2);
}

void
zf_stop_plan_draw(const ZfStopPlan *plan, ZfCanvas *canvas, const ZfFrameStop *stops, GString *dump)
{
    unsigned crowded = zf_stop_plan_crowded(plan);
    draw_leaders(plan, canvas, stops);
    for (unsigned b = 0; b < plan->n_blocks; b++) {
        const ZfStopBlock *block = &plan->blocks[b];
        for (unsigned i = 0; i < block->n; i++) {
            const ZfFrameStop *stop = &stops[plan->order[block->first + i]];
            ZfMm p = symbol_place(plan, b, i);
            if (!block->run) {
                zf_canvas_stop(canvas, p.x, p.y, plan->r, stop->state, stop->number,
                               solid(stop->colour));
            } else if (i == 0) {
                zf_canvas_stop_run(canvas, p.x, p.y, plan->r, stop->state, block->run,
                                   solid(stop->colour));
            }
            dump_place(dump, "stop", stop->number, plan->places[b].at, p);
        }
    }
    if (crowded > 0) {
        g_string_append_printf(dump, "crowded %u\n", crowded);
    }
    size_t crossings = zf_point_labels_crossings(plan->places, plan->n_blocks + plan->n_signs);
    if (crossings > 0) {
        g_string_append_printf(dump, "crossings %zu\n", crossings);
    }
}
