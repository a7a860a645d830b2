/* The head of a household block: number at both ends, who and where, how to find it. */
#include "sheet/ask.h"
#include "sheet/block.h"
#include "sheet/ink.h"

#include <string.h>

#define FIND_WIDTH 142.0
#define GAP        3.0

static void
number_plate(const ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t stop, ZfRect rect, double points)
{
    g_autofree char *number = g_strdup_printf("%d", draft->stops[stop].number);
    double shrunk = strlen(number) > 2 ? points * 0.75 : points;
    if (draft->states[stop] != ZF_STOP_NOT_LOCATED) {
        zf_ink_plate(canvas, rect, ZF_COLOUR_BLACK, shrunk, number);
        return;
    }
    ZfStroke dashed = {.width = 0.6, .dash = {1.6, 1.1}, .n_dash = 2};
    zf_canvas_rect(canvas, zf_rect_grow(rect, -0.6), ZF_COLOUR_WHITE, &dashed);
    ZfLettering style = zf_ink(shrunk, true, ZF_ALIGN_CENTRE);
    zf_canvas_text_mid(canvas, &style, rect.x + rect.w / 2, rect.y + rect.h / 2, number);
}

/* Planned time and task marks at the right. ret: x where they begin. */
static double
head_right(const ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t stop, double right, double y,
           const ZfBlockSize *size)
{
    const ZfStop *s = &draft->stops[stop];
    double points = size->points > 11 ? size->points : 12;
    g_autofree char *time = zf_say_times(draft->lang, s->begin_s, s->leave_s);
    zf_ink_right(canvas, points, true, right, y + size->line_1, time);
    double x = right - zf_ink_width(canvas, points, true, time) - 3;
    double mark = size->points > 11 ? 6.2 : 4.4;
    double top = y + size->line_1 - 0.36 * ZF_PT(points) - mark / 2;
    if (draft->homes[stop]->two) {
        x -= mark;
        zf_canvas_mark(canvas, x, top, mark, zf_say(draft->lang, ZF_SAY_MARK_TWO));
        x -= 0.8;
    }
    if (draft->homes[stop]->female) {
        x -= mark;
        zf_canvas_mark(canvas, x, top, mark, zf_say(draft->lang, ZF_SAY_MARK_FEMALE));
        x -= 0.8;
    }
    return x - 2;
}

static char *
find_text(const ZfSheetDraft *draft, uint32_t stop, const char *before)
{
    const ZfSheetHome *home = draft->homes[stop];
    ZfLang lang = draft->lang;
    if (before[0] != '\0' && home->find[0] == '\0' && home->located) {
        return g_strdup(before); /* the room is for the address */
    }
    const char *find = home->find[0] != '\0' ? home->find : zf_say(lang, ZF_SAY_FIND_NONE);
    g_autofree char *marked =
        home->located ? g_strdup(find) : zf_say_fill(lang, ZF_SAY_FIND_MARK, find);
    g_autofree char *whole = draft->options->large && home->find[0] != '\0'
                                 ? g_strdup(marked)
                                 : zf_say_fill(lang, ZF_SAY_FIND, marked);
    return before[0] != '\0' ? g_strconcat(before, "  ", whole, NULL) : g_steal_pointer(&whole);
}

/* Code, address and carer as far as they fit. ret: what did not and goes before the second line. */
static char *
head_first_line(const ZfSheetDraft *draft, ZfCanvas *canvas, const ZfSheetSlot *slot, double x,
                double right, double base, const ZfBlockSize *size)
{
    const ZfSheetHome *home = draft->homes[slot->stop];
    g_autofree char *code =
        slot->more
            ? g_strconcat(home->code, "（", zf_say(draft->lang, ZF_SAY_CONTINUED), "）", NULL)
            : g_strdup(home->code);
    x += zf_ink_must(canvas, size->points, true, x, base, right - x, code) + GAP;
    double address = zf_ink_width(canvas, size->points, true, home->address);
    if (x + address > right) {
        return g_strconcat(home->address, home->carer[0] != '\0' ? "  " : "", home->carer, NULL);
    }
    x += zf_ink_left(canvas, size->points, true, x, base, home->address) + GAP;
    const char *second = home->talk ? zf_say(draft->lang, ZF_SAY_VILLAGE_DUTY) : home->carer;
    if (x + zf_ink_width(canvas, size->points, true, second) > right) {
        return g_strdup(second);
    }
    zf_ink_left(canvas, size->points, true, x, base, second);
    return g_strdup("");
}

/* "补充问题 1—4（共 7 题）". */
static char *
ask_text(const ZfSheetDraft *draft, const ZfSheetSlot *slot)
{
    uint32_t first;
    uint32_t last;
    zf_sheet_ask_range(draft->ask, slot->ask - 1, &first, &last);
    g_autofree char *a = g_strdup_printf("%u", first);
    g_autofree char *b = g_strdup_printf("%u", last);
    g_autofree char *n = g_strdup_printf("%zu", draft->snapshot->n_questions);
    return zf_say_fill(draft->lang, ZF_SAY_ASK_RANGE, a, b, n);
}

/* What stands at the right of the second line: the rest after this visit, the last visit. ret: its
 * width. */
static double
head_notes(const ZfSheetDraft *draft, ZfCanvas *canvas, const ZfSheetSlot *slot, double right,
           double base)
{
    const ZfRoute *route = draft->route;
    /* in large type it stands beside the signature */
    bool told_here = slot->ask == 0 && !draft->options->large;
    const char *last = told_here ? draft->homes[slot->stop]->last : "";
    g_autofree char *told =
        last[0] != '\0' ? zf_say_fill(draft->lang, ZF_SAY_LAST_VISIT, last) : g_strdup("");
    double width = 0;
    if (told[0] != '\0') {
        zf_ink_right(canvas, 9, false, right, base, told);
        width = zf_ink_width(canvas, 9, false, told) + 2;
    }
    if (route->rest_s > 0 && draft->stops[slot->stop].number == route->rest_after) {
        g_autofree char *when = zf_say_rest(draft->lang, route);
        g_autofree char *rest = zf_say_fill(draft->lang, ZF_SAY_HEAD_REST, when);
        double points = draft->options->large ? 14 : 9;
        zf_ink_right(canvas, points, true, right - width, base, rest);
        width += zf_ink_width(canvas, points, true, rest) + 2;
    }
    return width;
}

char *
zf_block_head(const ZfSheetDraft *draft, ZfCanvas *canvas, const ZfSheetSlot *slot, double y)
{
    const ZfBlockSize *size = zf_block_size(draft->options->large);
    number_plate(draft, canvas, slot->stop, (ZfRect){20, y, size->plate, size->head},
                 size->number_points);
    number_plate(draft, canvas, slot->stop, (ZfRect){198 - size->plate, y, size->plate, size->head},
                 size->number_points);
    double left = 20 + size->plate + 2;
    double right = 198 - size->plate - 2;
    double edge = head_right(draft, canvas, slot->stop, right, y, size);
    g_autofree char *before =
        head_first_line(draft, canvas, slot, left, edge, y + size->line_1, size);
    zf_ink_rule(canvas, 20, y + size->head, 198, y + size->head, 0.3, 0);
    const ZfSheetHome *home = draft->homes[slot->stop];
    double notes = head_notes(draft, canvas, slot, right, y + size->line_2);
    if (home->talk) {
        return NULL;
    }
    if (slot->ask > 0) {
        g_autofree char *asked = ask_text(draft, slot);
        zf_ink_left(canvas, size->points, false, left, y + size->line_2, asked);
        return NULL;
    }
    double width = MIN(FIND_WIDTH, right - left - notes);
    g_autofree char *find = find_text(draft, slot->stop, before);
    size_t cut = zf_ink_break(canvas, size->points, width, find);
    g_autofree char *shown = g_strndup(find, cut);
    zf_ink_left(canvas, size->points, false, left, y + size->line_2, shown);
    return find[cut] != '\0' && !slot->more ? g_strdup(find + cut) : NULL;
}
