#include "map/frameplace.h"

#include "map/pointgroup.h"

#include <math.h>
#include <string.h>

#define DOT       0.65
#define SAME_SPOT 0.7  /* mm */
#define RING      0.45 /* mm: the white ring around symbols */
#define RUN_LEAST 3    /* so many stops at least share a symbol */
#define REACH     14.0 /* longest ordinary leader */
#define NOWHERE   SIZE_MAX

/* By stop: the first one on the same spot of paper; NOWHERE = not numbered in this frame. */
static size_t *
spots_of(const ZfFrameLens *lens, ZfRect rect, const ZfFrameStop *stops, size_t n)
{
    size_t *spot = g_new(size_t, n + 1);
    g_autofree ZfMm *at = g_new(ZfMm, n + 1);
    for (size_t i = 0; i < n; i++) {
        at[i] = zf_frame_to_paper(lens, stops[i].point);
        bool here = !stops[i].dot_only && zf_rect_within((ZfRect){at[i].x, at[i].y, 0, 0}, rect);
        spot[i] = here ? i : NOWHERE;
        for (size_t j = 0; j < i && spot[i] == i; j++) {
            if (spot[j] == j && hypot(at[i].x - at[j].x, at[i].y - at[j].y) < SAME_SPOT) {
                spot[i] = j;
            }
        }
    }
    return spot;
}

/* A block for each group, at its first stop's home. */
static void
make_blocks(ZfStopPlan *plan, const ZfFrameLens *lens, const ZfFrameStop *stops, size_t n,
            const size_t *group)
{
    unsigned filled = 0;
    for (unsigned b = 0; b < plan->n_blocks; b++) {
        g_free(plan->blocks[b].run);
    }
    plan->n_blocks = plan->n_signs = plan->n_spots = 0;
    for (size_t i = 0; i < n; i++) {
        if (group[i] != i) {
            continue;
        }
        ZfStopBlock *block = &plan->blocks[plan->n_blocks];
        *block = (ZfStopBlock){.first = filled};
        plan->places[plan->n_blocks++] =
            (ZfPointLabel){.at = zf_frame_to_paper(lens, stops[i].point)};
        for (size_t j = i; j < n; j++) {
            if (group[j] == i) {
                plan->order[filled++] = (unsigned)j;
                block->n++;
            }
        }
    }
}

/* The homes of stops that share the block of another: points on which nothing may stand. Behind the
 * blocks and signs. */
static void
add_spots(ZfStopPlan *plan, const ZfFrameLens *lens, const ZfFrameStop *stops, size_t n,
          const size_t *spot, const size_t *group)
{
    for (size_t i = 0; i < n; i++) {
        if (spot[i] == i && group[i] != i) {
            plan->spots[plan->n_spots] = (unsigned)i;
            plan->places[plan->n_blocks + plan->n_signs + plan->n_spots++] =
                (ZfPointLabel){.at = zf_frame_to_paper(lens, stops[i].point), .fixed = true};
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

/* Not wider than half the frame. */
static void
size_block(const ZfStopPlan *plan, unsigned b, const ZfFrame *frame)
{
    ZfStopBlock *block = &plan->blocks[b];
    ZfPointLabel *place = &plan->places[b];
    unsigned n = block->n;
    g_assert(n > 0);
    block->run = run_of(plan, block, frame->stops);
    if (block->run) {
        block->columns = 1;
        place->w = 2 * (zf_stop_run_half(plan->r, block->run) + RING);
        place->h = place->pitch = pitch_of(plan);
        return;
    }
    block->columns = n <= 4 ? n : (unsigned)ceil(sqrt(n * 2.0));
    double half = frame->view.rect.w / 2;
    block->columns = MIN(block->columns, (unsigned)fmax(1, half / pitch_of(plan)));
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
    for (unsigned k = 0; k < plan->n_spots; k++) {
        ZfMm at = plan->places[plan->n_blocks + plan->n_signs + k].at;
        zf_placer_block(placer, zf_rect_grow((ZfRect){at.x, at.y, 0, 0}, DOT + 0.2));
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

static ZfPointRoom
room_of(const ZfPlacer *placer, bool hasty)
{
    return (ZfPointRoom){.bounds = zf_placer_bounds(placer),
                         .raster = placer,
                         .dot = DOT,
                         .tied = true,
                         .hasty = hasty};
}

/* Symbols on their homes whatever stands there, and signs around them. */
static void
place_on_spots(ZfStopPlan *plan, ZfPlacer *placer)
{
    ZfPointRoom room = room_of(placer, false);
    for (unsigned b = 0; b < plan->n_blocks; b++) {
        ZfPointLabel *place = &plan->places[b];
        place->box =
            (ZfRect){place->at.x - place->w / 2, place->at.y - place->h / 2, place->w, place->h};
        place->end = place->at;
        place->placed = true;
        zf_placer_block(placer, place->box);
    }
    zf_point_labels_place(&room, plan->places + plan->n_blocks, plan->n_signs);
    zf_point_labels_force(&room, plan->places + plan->n_blocks, plan->n_signs);
}

/* What a plan is made of: which stops stand on which spot, and which share a block. */
typedef struct Layout {
    ZfStopPlan *plan;
    const ZfPlacer *placer;
    const ZfFrameLens *lens;
    const ZfFrame *frame;
    bool on_homes;
    const size_t *spot;
    const size_t *group;
} Layout;

static void
lay_out(const Layout *layout)
{
    const ZfFrame *frame = layout->frame;
    ZfStopPlan *plan = layout->plan;
    make_blocks(plan, layout->lens, frame->stops, frame->n_stops, layout->group);
    for (unsigned b = 0; b < plan->n_blocks; b++) {
        size_block(plan, b, frame);
        plan->places[b].on_point = layout->on_homes;
    }
    add_signs(plan, layout->lens, frame);
    add_spots(plan, layout->lens, frame->stops, frame->n_stops, layout->spot, layout->group);
}

/* ret: how many stops found no place. */
static size_t
place_beside(ZfStopPlan *plan, const ZfPlacer *placer, bool hasty)
{
    ZfPointRoom room = room_of(placer, hasty);
    zf_point_labels_place(&room, plan->places, plan->n_blocks + plan->n_signs + plan->n_spots);
    size_t missing = 0;
    for (unsigned b = 0; b < plan->n_blocks; b++) {
        missing += plan->places[b].placed ? 0 : plan->blocks[b].n;
    }
    return missing;
}

static size_t
lay_out_again(void *user, const ZfPointLabel **labels)
{
    const Layout *layout = user;
    lay_out(layout);
    *labels = layout->plan->places;
    return place_beside(layout->plan, layout->placer, false);
}

ZfStopPlan *
zf_stop_plan_new(ZfPlacer *placer, const ZfFrameLens *lens, const ZfFrame *frame, double r,
                 ZfStopWhere where, bool last)
{
    size_t n = frame->n_stops;
    ZfStopPlan *plan = g_new0(ZfStopPlan, 1);
    plan->order = g_new0(unsigned, n + 1);
    plan->blocks = g_new0(ZfStopBlock, n + 1);
    plan->places = g_new0(ZfPointLabel, n + frame->n_marks + 1);
    plan->signs = g_new0(unsigned, frame->n_marks + 1);
    plan->spots = g_new0(unsigned, n + 1);
    plan->r = r;
    g_autofree size_t *spot = spots_of(lens, frame->view.rect, frame->stops, n);
    g_autofree size_t *group = g_memdup2(spot, (n + 1) * sizeof *spot);
    Layout layout = {plan, placer, lens, frame, where == ZF_STOP_ON_HOMES, spot, group};
    lay_out(&layout);
    if (where == ZF_STOP_ON_CENTRE) {
        place_on_spots(plan, placer);
    } else {
        ZfPointRoom room = room_of(placer, false);
        size_t missing = place_beside(plan, placer, !last);
        if (last) {
            zf_point_groups_join(&(ZfPointGroups){group, n, r, 2, lay_out_again, &layout},
                                 plan->places, missing);
        }
        zf_point_labels_force(&room, plan->places, plan->n_blocks + plan->n_signs);
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
        g_free(plan->spots);
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
    for (unsigned k = 0; k < plan->n_spots; k++) {
        ZfMm at = plan->places[plan->n_blocks + plan->n_signs + k].at;
        zf_canvas_circle(canvas, at.x, at.y, DOT + 0.3, ZF_COLOUR_WHITE, NULL);
        zf_canvas_circle(canvas, at.x, at.y, DOT, solid(stops[plan->spots[k]].colour), NULL);
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
