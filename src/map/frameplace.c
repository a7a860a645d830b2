#include "map/frameplace.h"
#include "map/turn.h"

#include <math.h>

#define DOT       0.65
#define SAME_SPOT 0.7  /* mm */
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
        ZfStopBlock *block = &plan->blocks[plan->n_blocks++];
        *block = (ZfStopBlock){.anchor = zf_frame_to_paper(lens, stops[i].point), .first = filled};
        for (size_t j = i; j < n; j++) {
            ZfMm p = zf_frame_to_paper(lens, stops[j].point);
            if (!taken[j] &&
                (j == i || hypot(p.x - block->anchor.x, p.y - block->anchor.y) < SAME_SPOT)) {
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
    return 2 * (plan->r + 0.45);
}

static void
size_block(const ZfStopPlan *plan, ZfStopBlock *block)
{
    unsigned n = block->n;
    g_assert(n > 0);
    block->columns = n <= 4 ? n : (unsigned)ceil(sqrt(n * 2.0));
    unsigned rows = (n + block->columns - 1) / block->columns;
    block->box.w = block->columns * pitch_of(plan);
    block->box.h = rows * pitch_of(plan);
}

/* ret: false when the block could only be put on top of something. */
static bool
place_block(const ZfPlacer *placer, ZfStopBlock *block)
{
    double w = block->box.w;
    double h = block->box.h;
    bool placed = zf_placer_beside(placer, block->anchor, w, h, 1.1, REACH, &block->box, NULL) ||
                  zf_placer_anywhere(placer, block->anchor, w, h, &block->box);
    if (!placed) {
        block->box = zf_placer_least(placer, block->anchor, w, h);
    }
    double dx = fmax(fmax(block->box.x - block->anchor.x, block->anchor.x - block->box.x - w), 0);
    double dy = fmax(fmax(block->box.y - block->anchor.y, block->anchor.y - block->box.y - h), 0);
    block->away = hypot(dx, dy);
    block->leader = block->away > 0.3;
    block->crowded = !placed;
    return placed;
}

/* ret: false when something stands there already. */
static bool
place_on_home(ZfPlacer *placer, ZfStopBlock *block)
{
    ZfRect box = {block->anchor.x - block->box.w / 2, block->anchor.y - block->box.h / 2,
                  block->box.w, block->box.h};
    if (zf_placer_cost(placer, box) == ZF_PLACER_BLOCKED) {
        return false;
    }
    block->box = box;
    zf_placer_block(placer, box);
    return true;
}

/* Homes with the fewest ways out first: those in the thick of other homes. */
static unsigned
neighbours(const ZfStopPlan *plan, unsigned i)
{
    unsigned count = 0;
    for (unsigned j = 0; j < plan->n_blocks; j++) {
        ZfMm a = plan->blocks[i].anchor;
        ZfMm b = plan->blocks[j].anchor;
        count += hypot(a.x - b.x, a.y - b.y) < 9 ? plan->blocks[j].n : 0;
    }
    return count;
}

static void
place_all(ZfStopPlan *plan, ZfPlacer *placer, ZfStopWhere where)
{
    g_autofree ZfTurn *turns = g_new0(ZfTurn, plan->n_blocks + 1);
    for (unsigned i = 0; i < plan->n_blocks; i++) {
        ZfMm a = plan->blocks[i].anchor;
        ZfRect dot = {a.x - DOT - 0.2, a.y - DOT - 0.2, 2 * DOT + 0.4, 2 * DOT + 0.4};
        if (where == ZF_STOP_BESIDE) {
            zf_placer_block(placer, dot);
        }
        turns[i] = (ZfTurn){i, neighbours(plan, i)};
    }
    zf_turns_sort(turns, plan->n_blocks);
    for (unsigned t = 0; t < plan->n_blocks; t++) {
        ZfStopBlock *block = &plan->blocks[turns[t].item];
        size_block(plan, block);
        if (where == ZF_STOP_ON_HOMES && place_on_home(placer, block)) {
            continue;
        }
        place_block(placer, block);
        zf_placer_block(placer, block->box);
        const ZfMm leader[2] = {block->anchor,
                                {block->box.x + block->box.w / 2, block->box.y + block->box.h / 2}};
        zf_placer_avoid_line(placer, leader, 2, 0.5, 400);
    }
}

static void
place_on_spots(ZfStopPlan *plan, ZfPlacer *placer)
{
    for (unsigned i = 0; i < plan->n_blocks; i++) {
        ZfStopBlock *block = &plan->blocks[i];
        size_block(plan, block);
        block->box.x = block->anchor.x - block->box.w / 2;
        block->box.y = block->anchor.y - block->box.h / 2;
        zf_placer_block(placer, block->box);
    }
}

ZfStopPlan *
zf_stop_plan_new(ZfPlacer *placer, const ZfFrameLens *lens, ZfRect rect, const ZfFrameStop *stops,
                 size_t n, double r, ZfStopWhere where)
{
    ZfStopPlan *plan = g_new0(ZfStopPlan, 1);
    plan->order = g_new0(unsigned, n + 1);
    plan->blocks = g_new0(ZfStopBlock, n + 1);
    plan->r = r;
    group_stops(plan, lens, rect, stops, n);
    if (where == ZF_STOP_ON_CENTRE) {
        place_on_spots(plan, placer);
    } else {
        place_all(plan, placer, where);
    }
    return plan;
}

void
zf_stop_plan_free(ZfStopPlan *plan)
{
    if (plan) {
        g_free(plan->order);
        g_free(plan->blocks);
        g_free(plan);
    }
}

static ZfMm
symbol_place(const ZfStopPlan *plan, const ZfStopBlock *block, unsigned i)
{
    double pitch = pitch_of(plan);
    unsigned column = i % block->columns;
    unsigned row = i / block->columns;
    return (ZfMm){block->box.x + (column + 0.5) * pitch, block->box.y + (row + 0.5) * pitch};
}

/* The symbol of the block that is nearest to the home: where the leader ends. */
static ZfMm
leader_end(const ZfStopPlan *plan, const ZfStopBlock *block)
{
    ZfMm best = symbol_place(plan, block, 0);
    for (unsigned i = 1; i < block->n; i++) {
        ZfMm p = symbol_place(plan, block, i);
        if (hypot(p.x - block->anchor.x, p.y - block->anchor.y) <
            hypot(best.x - block->anchor.x, best.y - block->anchor.y) - 1e-9) {
            best = p;
        }
    }
    return best;
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
        const ZfStopBlock *block = &plan->blocks[b];
        ZfMm end = leader_end(plan, block);
        ZfMm a = block->anchor;
        if (!block->leader) {
            continue;
        }
        zf_canvas_line(canvas, a.x, a.y, end.x, end.y, &white);
        zf_canvas_line(canvas, a.x, a.y, end.x, end.y, &line);
    }
    for (unsigned b = 0; b < plan->n_blocks; b++) {
        const ZfStopBlock *block = &plan->blocks[b];
        if (!block->leader) {
            continue;
        }
        zf_canvas_circle(canvas, block->anchor.x, block->anchor.y, DOT + 0.3, ZF_COLOUR_WHITE,
                         NULL);
        zf_canvas_circle(canvas, block->anchor.x, block->anchor.y, DOT,
                         solid(stops[plan->order[block->first]].colour), NULL);
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
    unsigned crowded = 0;
    draw_leaders(plan, canvas, stops);
    for (unsigned b = 0; b < plan->n_blocks; b++) {
        const ZfStopBlock *block = &plan->blocks[b];
        crowded += block->crowded ? block->n : 0;
        for (unsigned i = 0; i < block->n; i++) {
            const ZfFrameStop *stop = &stops[plan->order[block->first + i]];
            ZfMm p = symbol_place(plan, block, i);
            zf_canvas_stop(canvas, p.x, p.y, plan->r, stop->state, stop->number,
                           solid(stop->colour));
            dump_place(dump, "stop", stop->number, block->anchor, p);
        }
    }
    if (crowded > 0) {
        g_string_append_printf(dump, "crowded %u\n", crowded);
    }
}
