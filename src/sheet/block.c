/* Household blocks: everything below their heads. */
#include "sheet/ask.h"
#include "sheet/block.h"
#include "sheet/ink.h"

#include <string.h>

#define LEFT          20.0
#define WIDTH         178.0
#define INSET         45.0
#define CAPTION       20.2 /* width of the words beside the code */
#define LARGE_REMARKS 5.5  /* base of the words in their row: they end above the page code */
/* The code that opens the stop on a phone: a link of 24 characters has 25 modules, of 6 dots each
 * at 200 dots an inch. The outermost module of its white edge lies below the lines around it. */
#define NAVIGATION 25.146
#define NAV_EDGE   0.762

const ZfBlockSize *
zf_block_size(bool large)
{
    static const ZfBlockSize standard = {
        .height = 79.5,
        .pitch = 81,
        .head = 10.5,
        .plate = 14,
        .row = 6,
        .box = 4.5,
        .label_x = 45.5,
        .label_w = 9,
        .points = 10.5,
        .number_points = 26,
        .line_1 = 4.4,
        .line_2 = 9.2,
    };
    static const ZfBlockSize big = {
        .height = 119.6,
        .pitch = 121.4,
        .head = 14.6,
        .plate = 18,
        .row = 7.5,
        .box = 6,
        .label_x = 45.5,
        .label_w = 12.6,
        .points = 14,
        .number_points = 34,
        .line_1 = 5.9,
        .line_2 = 12.6,
    };
    return large ? &big : &standard;
}

/* A block being drawn. */
typedef struct Block {
    ZfSheetDraft *draft;
    ZfCanvas *canvas;
    const ZfBlockSize *size;
    const ZfFormLayout *form;
    const ZfSheetSlot *slot;
    const ZfSheetHome *home;
    const ZfStop *stop;
    double y;
    double end; /* of words in its free row: the page code stands beside the last one of a page */
    bool large;
} Block;

static double
row_top(const Block *b, double row)
{
    if (b->large && row >= 8) {
        return b->y + 83.6 + (row - 8) * b->size->row;
    }
    return b->y + b->size->head + row * b->size->row;
}

static void
label_cell(const Block *b, double x, double w, double row, double rows, ZfSay say)
{
    double height = rows * b->size->row;
    ZfRect cell = {LEFT + x, row_top(b, row), w, height};
    zf_ink_tint(b->canvas, cell);
    const char *text = zf_say(b->draft->lang, say);
    double points = b->size->points;
    while (points > (b->large ? ZF_SHEET_LARGE : 8.5) &&
           zf_ink_width(b->canvas, points, true, text) > w - 0.4) {
        points -= 0.5;
    }
    ZfLettering style = zf_ink(points, true, ZF_ALIGN_CENTRE);
    zf_canvas_text_mid(b->canvas, &style, cell.x + w / 2, cell.y + height / 2, text);
}

static void
tick(const Block *b, double x, double row, const char *label)
{
    zf_ink_box(b->canvas, LEFT + x, row_top(b, row) + b->size->row / 2, b->size->box,
               b->size->points, label);
}

static void
word(const Block *b, double x, double row, const char *text)
{
    ZfLettering style = zf_ink(b->size->points, false, ZF_ALIGN_LEFT);
    zf_canvas_text_mid(b->canvas, &style, LEFT + x, row_top(b, row) + b->size->row / 2, text);
}

static void
form_items(const Block *b)
{
    for (const ZfFormItem *item = b->form->items; item->kind != ZF_FORM_END; item++) {
        const char *text = zf_say(b->draft->lang, item->say);
        double base = row_top(b, item->row) + b->size->row / 2 + 1.6;
        switch (item->kind) {
        case ZF_FORM_BOX: tick(b, item->x, item->row, text); break;
        case ZF_FORM_WORD: word(b, item->x, item->row, text); break;
        case ZF_FORM_LABEL: label_cell(b, item->x, item->w, item->row, 1, item->say); break;
        case ZF_FORM_BLANK:
            zf_ink_rule(b->canvas, LEFT + item->x, base, LEFT + item->x + item->w, base, 0.2, 0);
            break;
        case ZF_FORM_END: break;
        }
    }
    double clear = b->large ? 8 : 4;
    for (unsigned bit = 0; bit < ZF_CLEAR_COUNT; bit++) {
        tick(b, b->form->clear_x[bit], clear, zf_say_clear(b->draft->lang, bit));
    }
    for (unsigned bit = 0; bit < ZF_SAFETY_COUNT; bit++) {
        tick(b, b->form->safety_x[bit], clear + 1, zf_say_safety(b->draft->lang, bit));
    }
}

static void
children_row(const Block *b)
{
    uint32_t per = b->large ? 2 : 3;
    if (b->home->n_children == 0) {
        tick(b, b->form->child_x[0], 0, zf_say(b->draft->lang, ZF_SAY_CHILDREN_BLANK));
        return;
    }
    for (uint32_t i = 0; i < per && b->slot->first_child + i < b->home->n_children; i++) {
        g_autofree char *text = zf_ink_cut(b->canvas, b->size->points, false, b->form->child_w,
                                           b->home->children[b->slot->first_child + i]);
        tick(b, b->form->child_x[i], 0, text);
    }
}

/* Rules between the rows right of the labels. */
static void
row_rules(const Block *b, const double *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double x =
            b->large && rows[i] >= 8 ? LEFT + 12 : LEFT + b->size->label_x + b->size->label_w;
        zf_ink_rule(b->canvas, x, row_top(b, rows[i]), LEFT + WIDTH, row_top(b, rows[i]), 0.18,
                    ZF_FAINT);
    }
}

/* What of "how to find it" did not fit into the head: beside the remarks' heading, else in the free
 * row below, else in both. */
static void
remarks(const Block *b, const char *rest, double x, double row_x, double right)
{
    if (rest == NULL) {
        return;
    }
    const double upper = b->y + 58;
    const double lower = b->y + 66.5;
    g_autofree char *text = g_strconcat("→", rest, NULL);
    double width = zf_ink_width(b->canvas, 10.5, false, text);
    if (width <= right - x) {
        zf_ink_left(b->canvas, 10.5, false, x, upper, text);
        return;
    }
    size_t cut = width <= b->end - row_x ? 0 : zf_ink_break(b->canvas, 10.5, right - x, text);
    g_autofree char *first = g_strndup(text, cut);
    zf_ink_left(b->canvas, 10.5, false, x, upper, first);
    zf_ink_must(b->canvas, 10.5, false, row_x, lower, b->end - row_x, text + cut);
}

/* Inset, navigation code and what it says. */
static void
left_column(const Block *b)
{
    ZfLang lang = b->draft->lang;
    double top = b->y + b->size->head;
    zf_block_map(b->draft, b->canvas, b->slot->stop, LEFT, top);
    double code = top + INSET;
    if (!b->home->has_point) {
        zf_ink_rule(b->canvas, LEFT, code, LEFT + b->size->label_x, code, 0.3, 0);
        ZfLettering style = zf_ink(b->size->points, false, ZF_ALIGN_LEFT);
        zf_canvas_text_box(b->canvas, &style, (ZfRect){LEFT + 3, code + 4, 40, 16}, false,
                           zf_say(lang, ZF_SAY_NO_POSITION_NOTE));
        return;
    }
    g_autofree char *link =
        zf_sheet_navigation(b->draft->campaign->navigation, lang, b->home->point, b->stop->number);
    zf_canvas_qr(b->canvas, LEFT + 0.3 - NAV_EDGE, code + 0.2 - NAV_EDGE, NAVIGATION, link);
    zf_ink_rule(b->canvas, LEFT, code, LEFT + b->size->label_x, code, 0.3, 0);
    double x = LEFT + 25;
    g_autofree char *number = g_strdup_printf("%d", b->stop->number);
    g_autofree char *stop = zf_say_fill(lang, ZF_SAY_NAV_STOP, number);
    g_autofree char *before = g_strdup_printf("%d", b->stop->number - 1);
    ZfSay at_start = b->large ? ZF_SAY_NAV_FROM_START_SHORT : ZF_SAY_NAV_FROM_START;
    ZfSay at_stop = b->large ? ZF_SAY_NAV_FROM_STOP_SHORT : ZF_SAY_NAV_FROM_STOP;
    g_autofree char *from =
        b->slot->stop == 0 ? g_strdup(zf_say(lang, at_start)) : zf_say_fill(lang, at_stop, before);
    int32_t seconds = b->draft->plan->legs[b->stop->leg].seconds;
    g_autofree char *time = zf_say_duration(lang, seconds);
    const char *mode = zf_say_mode(lang, b->draft->route->mode);
    double points = b->size->points;
    double first = code + (b->large ? 4.9 : 5.4);
    double step = b->large ? 5.8 : 5.2;
    zf_ink_left(b->canvas, points, true, x, first, zf_say(lang, ZF_SAY_SCAN_NAVIGATE));
    zf_ink_left(b->canvas, points, false, x, first + step, stop);
    if (b->large) {
        zf_ink_must(b->canvas, points, false, x, first + 2 * step, CAPTION, from);
    } else {
        zf_ink_shrunk(b->canvas, points, false, x, first + 2 * step, CAPTION, from);
    }
    g_autofree char *said = g_strconcat(mode, " ", time, NULL);
    bool fits = zf_ink_width(b->canvas, points, false, said) <= CAPTION;
    zf_ink_left(b->canvas, points, false, x, first + 3 * step, fits ? said : time);
}

/* The outer frame; the last one of a page makes room for the page code. */
static void
block_frame(const Block *b, bool notch)
{
    double w = WIDTH;
    double h = b->size->height;
    double nx = ZF_SHEET_CODE_X - LEFT;
    double ny = ZF_SHEET_CODE_FOOT - b->y;
    const ZfMm whole[] = {{0, 0}, {w, 0}, {w, h}, {0, h}};
    const ZfMm cut[] = {{0, 0}, {w, 0}, {w, ny}, {nx, ny}, {nx, h}, {0, h}};
    zf_canvas_save(b->canvas);
    zf_canvas_translate(b->canvas, LEFT, b->y);
    zf_canvas_begin(b->canvas);
    if (notch) {
        zf_canvas_add_ring(b->canvas, cut, G_N_ELEMENTS(cut));
    } else {
        zf_canvas_add_ring(b->canvas, whole, G_N_ELEMENTS(whole));
    }
    zf_canvas_stroke(b->canvas, &(ZfStroke){.width = 0.6, .join = ZF_JOIN_MITER});
    zf_canvas_restore(b->canvas);
}

static void
standard_bottom(const Block *b, const char *rest)
{
    ZfLang lang = b->draft->lang;
    double x = LEFT + b->size->label_x;
    double right = LEFT + WIDTH;
    zf_ink_rule(b->canvas, x, b->y + 52.5, right, b->y + 52.5, 0.3, 0);
    zf_ink_rule(b->canvas, x, b->y + 61, right, b->y + 61, 0.2, ZF_FAINT);
    zf_ink_rule(b->canvas, x, b->y + 69.5, right, b->y + 69.5, 0.2, 0);
    zf_ink_rule(b->canvas, LEFT + 104, b->y + 52.5, LEFT + 104, b->y + 61, 0.2, ZF_FAINT);
    zf_ink_rule(b->canvas, LEFT + 94, b->y + 69.5, LEFT + 94, b->y + 79.5, 0.2, ZF_FAINT);
    zf_ink_left(b->canvas, 10.5, true, x + 1, b->y + 58, zf_say(lang, ZF_SAY_WISH));
    double remark = LEFT + 105.5;
    remark += zf_ink_left(b->canvas, 10.5, true, remark, b->y + 58, zf_say(lang, ZF_SAY_REMARKS));
    remarks(b, rest, remark + 2, x + 1, right - 1);
    zf_ink_left(b->canvas, 10.5, false, x + 1, b->y + 75.5, zf_say(lang, ZF_SAY_SIGN_GUARDIAN));
    zf_ink_left(b->canvas, 10.5, false, LEFT + 95.5, b->y + 75.5,
                zf_say(lang, ZF_SAY_SIGN_VOLUNTEER));
}

/* In large type what does not fit beside the remarks' heading goes on in the free cell below the
 * wish. */
static void
large_remarks(const Block *b, const char *rest, double x, double wish, double middle)
{
    if (rest == NULL) {
        return;
    }
    g_autofree char *text = g_strconcat("→", rest, NULL);
    double room = LEFT + WIDTH - 1 - x;
    if (zf_ink_width(b->canvas, 14, false, text) <= room) {
        zf_ink_left(b->canvas, 14, false, x, wish + LARGE_REMARKS, text);
        return;
    }
    size_t cut = zf_ink_break(b->canvas, 14, room, text);
    g_autofree char *first = g_strndup(text, cut);
    zf_ink_left(b->canvas, 14, false, x, wish + LARGE_REMARKS, first);
    zf_ink_must(b->canvas, 14, false, LEFT + 1, wish + 16.7, middle - LEFT - 2, text + cut);
}

static void
large_bottom(const Block *b, const char *rest)
{
    ZfLang lang = b->draft->lang;
    double right = LEFT + WIDTH;
    double middle = LEFT + 80;
    double guardian = row_top(b, 8) - 9;
    zf_ink_rule(b->canvas, LEFT + b->size->label_x, guardian, right, guardian, 0.2, 0);
    zf_ink_left(b->canvas, 14, false, LEFT + b->size->label_x + 1, guardian + 6.2,
                zf_say(lang, ZF_SAY_SIGN_GUARDIAN));
    if (b->home->last[0] != '\0') {
        g_autofree char *last = zf_say_fill(lang, ZF_SAY_LAST_VISIT, b->home->last);
        zf_ink_right(b->canvas, 14, false, right - 1, guardian + 6.2, last);
    }
    zf_ink_rule(b->canvas, LEFT, row_top(b, 8), right, row_top(b, 8), 0.3, 0);
    double wish = row_top(b, 10);
    zf_ink_rule(b->canvas, LEFT, wish, right, wish, 0.3, 0);
    zf_ink_rule(b->canvas, LEFT, wish + 10, right, wish + 10, 0.2, ZF_FAINT);
    zf_ink_rule(b->canvas, middle, wish, middle, b->y + b->size->height, 0.2, ZF_FAINT);
    zf_ink_left(b->canvas, 14, true, LEFT + 1, wish + LARGE_REMARKS, zf_say(lang, ZF_SAY_WISH));
    double remark = middle + 1.5;
    remark += zf_ink_left(b->canvas, 14, true, remark, wish + LARGE_REMARKS,
                          zf_say(lang, ZF_SAY_REMARKS));
    large_remarks(b, rest, remark + 2, wish, middle);
    zf_ink_left(b->canvas, 14, false, middle + 1.5, wish + 16.7,
                zf_say(lang, ZF_SAY_SIGN_VOLUNTEER));
}

static void
standard_rows(const Block *b)
{
    static const double rules[] = {1, 3, 4, 5, 6};
    label_cell(b, b->size->label_x, b->size->label_w, 0, 1, ZF_SAY_ROW_SEEN);
    label_cell(b, b->size->label_x, b->size->label_w, 1, 2, ZF_SAY_ROW_OUTCOME);
    label_cell(b, b->size->label_x, b->size->label_w, 3, 1, ZF_SAY_ROW_MODE);
    label_cell(b, b->size->label_x, b->size->label_w, 4, 1, ZF_SAY_ROW_CLEAR);
    label_cell(b, b->size->label_x, b->size->label_w, 5, 1, ZF_SAY_ROW_SAFETY);
    label_cell(b, b->size->label_x, b->size->label_w, 6, 1, ZF_SAY_ROW_CARE);
    row_rules(b, rules, G_N_ELEMENTS(rules));
}

static void
large_rows(const Block *b)
{
    static const double rules[] = {1, 5, 6, 9};
    label_cell(b, b->size->label_x, b->size->label_w, 0, 1, ZF_SAY_ROW_SEEN);
    label_cell(b, b->size->label_x, b->size->label_w, 1, 4, ZF_SAY_ROW_OUTCOME);
    label_cell(b, b->size->label_x, b->size->label_w, 5, 1, ZF_SAY_ROW_MODE);
    label_cell(b, b->size->label_x, b->size->label_w, 6, 2, ZF_SAY_ROW_CARE);
    label_cell(b, 0, 12, 8, 1, ZF_SAY_ROW_CLEAR);
    label_cell(b, 0, 12, 9, 1, ZF_SAY_ROW_SAFETY);
    row_rules(b, rules, G_N_ELEMENTS(rules));
}

/* A village duty: was the talk held, who came. */
static void
talk_rows(const Block *b)
{
    ZfLang lang = b->draft->lang;
    double x = b->size->label_x + b->size->label_w + 1.5;
    double step = b->large ? 1.4 : 1;
    label_cell(b, b->size->label_x, b->size->label_w, 0, 2, ZF_SAY_ROW_OUTCOME);
    tick(b, x, 0.5, zf_say(lang, ZF_SAY_TALK_HELD));
    tick(b, x + 25 * step, 0.5, zf_say(lang, ZF_SAY_TALK_NOT_HELD));
    word(b, x, 2.5, zf_say(lang, ZF_SAY_TALK_PEOPLE));
    word(b, x + 55 * step, 2.5, zf_say(lang, ZF_SAY_TALK_CHILDREN));
    static const double rules[] = {2, 4};
    row_rules(b, rules, G_N_ELEMENTS(rules));
    for (double line = 4; line <= 6; line += 2) {
        zf_ink_rule(b->canvas, LEFT + x, row_top(b, line), LEFT + WIDTH - 3, row_top(b, line), 0.2,
                    ZF_FAINT);
    }
}

void
zf_block_draw(ZfSheetDraft *draft, ZfCanvas *canvas, const ZfSheetSlot *slot, double y,
              bool last_slot)
{
    bool large = draft->options->large;
    Block b = {
        .draft = draft,
        .canvas = canvas,
        .size = zf_block_size(large),
        .form = zf_form_layout(draft->lang, large),
        .slot = slot,
        .home = draft->homes[slot->stop],
        .stop = &draft->stops[slot->stop],
        .y = y,
        .end = last_slot ? ZF_SHEET_CODE_LEFT : LEFT + WIDTH - 1,
        .large = large,
    };
    if (slot->ask > 0) {
        g_free(zf_block_head(draft, canvas, slot, y));
        zf_sheet_ask_draw(draft->ask, canvas, slot->ask - 1, y);
        block_frame(&b, last_slot);
        return;
    }
    if (!slot->more) {
        g_autofree char *dest = zf_sheet_dest_stop(draft, slot->stop);
        zf_canvas_dest(canvas, dest, LEFT, y - 2);
    }
    left_column(&b);
    double bottom = large ? row_top(&b, 8) : y + b.size->height;
    zf_ink_rule(canvas, LEFT + b.size->label_x, y + b.size->head, LEFT + b.size->label_x, bottom,
                0.3, 0);
    if (b.home->talk) {
        talk_rows(&b);
    } else if (large) {
        large_rows(&b);
        children_row(&b);
        form_items(&b);
    } else {
        standard_rows(&b);
        children_row(&b);
        form_items(&b);
    }
    g_autofree char *rest = zf_block_head(draft, canvas, slot, y);
    if (large) {
        large_bottom(&b, rest);
    } else {
        standard_bottom(&b, rest);
    }
    block_frame(&b, last_slot);
}

void
zf_sheet_draw_homes(ZfSheetDraft *draft, ZfCanvas *canvas, const ZfSheetPage *page)
{
    const ZfBlockSize *size = zf_block_size(draft->options->large);
    for (uint32_t i = 0; i < page->n; i++) {
        const ZfSheetSlot *slot = &g_array_index(draft->slots, ZfSheetSlot, page->first + i);
        g_autofree char *context = g_strdup_printf(_("route %d, stop %d"), draft->route->number,
                                                   draft->stops[slot->stop].number);
        zf_paper_set_context(zf_canvas_paper(canvas), context);
        zf_block_draw(draft, canvas, slot, 20 + i * size->pitch, i + 1 == draft->per_page);
    }
}
