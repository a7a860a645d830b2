/* The closing pages in large type: sections one below the other, as many on a page as fit. */
#include "sheet/closing.h"

#include "sheet/ink.h"

#define LEFT     20.0
#define RIGHT    198.0
#define WIDTH    (RIGHT - LEFT)
#define PT       ZF_SHEET_LARGE
#define ROW      10.5
#define HEAD     8.0
#define BOX      6.0
#define BASE     6.9 /* of a text in a row */
#define LINE     6.9
#define NEW_ROWS 5
#define FIX_ROWS 3
#define WHY_ROWS 3
#define PER_LINE 12 /* stops or pages to tick */
#define SIGN     20.0
#define LETTERS  "KLMNP"

typedef struct Closing {
    const ZfSheetDraft *draft;
    ZfCanvas *canvas;
    ZfLang lang;
    uint32_t page;
} Closing;

static ZfLettering
wrapping(double width)
{
    ZfLettering style = zf_ink(PT, false, ZF_ALIGN_LEFT);
    style.width = width;
    return style;
}

static double
title_height(const char *note)
{
    return 9 + zf_ink_lines(PT, WIDTH, note) * LINE + 1;
}

/* Number tile, title, and below what to do. ret: y below. */
static double
section(const Closing *c, double y, const char *number, ZfSay title, const char *note)
{
    zf_ink_plate(c->canvas, (ZfRect){LEFT, y, 7.4, 7.4}, ZF_COLOUR_BLACK, PT, number);
    zf_ink_left(c->canvas, 16, true, 30, y + 5.8, zf_say(c->lang, title));
    ZfLettering style = wrapping(WIDTH);
    zf_canvas_text(c->canvas, &style, LEFT, y + 13.4, note);
    return y + title_height(note);
}

/* Tinted head of a table. ret: y of its first row. */
static double
table_head(const Closing *c, double y, const double *x, const ZfSay *heads, unsigned n)
{
    zf_ink_tint(c->canvas, (ZfRect){LEFT, y, WIDTH, HEAD});
    for (unsigned i = 0; i < n; i++) {
        zf_ink_must(c->canvas, PT, true, x[i] + 1, y + 5.8, x[i + 1] - x[i] - 1,
                    zf_say(c->lang, heads[i]));
    }
    return y + HEAD;
}

/* The same and all its rules. */
static double
table(const Closing *c, double y, const double *x, const ZfSay *heads, unsigned n, unsigned rows,
      double row)
{
    table_head(c, y, x, heads, n);
    double bottom = y + HEAD + rows * row;
    for (unsigned i = 1; i < n; i++) {
        zf_ink_rule(c->canvas, x[i], y, x[i], bottom, 0.2, 0);
    }
    for (unsigned i = 1; i < rows; i++) {
        zf_ink_rule(c->canvas, LEFT, y + HEAD + i * row, RIGHT, y + HEAD + i * row, 0.2, 0);
    }
    zf_ink_frame(c->canvas, (ZfRect){LEFT, y, WIDTH, HEAD + rows * row}, 0.35);
    return y + HEAD;
}

static void
say_at(const Closing *c, double x, double base, ZfSay say)
{
    zf_ink_left(c->canvas, PT, false, x, base, zf_say(c->lang, say));
}

/* ret: x behind. */
static double
tick(const Closing *c, double x, double mid, const char *label, const char *what, unsigned row,
     const char *word)
{
    ZfLettering style = zf_ink(PT, false, ZF_ALIGN_LEFT);
    zf_sheet_spot(c->draft, c->page, what, row, word, x, mid, BOX);
    return zf_canvas_check_box(c->canvas, x, mid, BOX, &style, label);
}

/* ---- the sections, each with its height */

static double
new_height(const ZfSheetDraft *draft, uint32_t pages)
{
    (void)pages;
    return title_height(zf_say(draft->lang, ZF_SAY_NEW_HOMES_NOTE)) + HEAD + NEW_ROWS * 2 * ROW;
}

/* Two lines a home: where and who; how to find it. */
static void
new_draw(const Closing *c, double y)
{
    static const double x[] = {20, 36, 86, 130, 198};
    static const ZfSay heads[] = {ZF_SAY_NEW_LETTER, ZF_SAY_FIX_WHERE, ZF_SAY_NEW_NAME,
                                  ZF_SAY_NEW_TOLD};
    double top = section(c, y, "1", ZF_SAY_NEW_HOMES, zf_say(c->lang, ZF_SAY_NEW_HOMES_NOTE));
    double row = table_head(c, top, x, heads, G_N_ELEMENTS(heads));
    for (unsigned i = 0; i < NEW_ROWS; i++, row += 2 * ROW) {
        char letter[2] = {LETTERS[i], '\0'};
        zf_ink_rule(c->canvas, LEFT, row, RIGHT, row, 0.3, 0);
        zf_ink_centre(c->canvas, 16, true, 28, row + ROW + 2, letter);
        say_at(c, x[1] + 1.2, row + BASE, ZF_SAY_BLANK_PAGE_STOP);
        double told = x[3] + 2;
        told = tick(c, told, row + ROW / 2, zf_say(c->lang, ZF_SAY_NEW_TOLD_YES), "new", i + 1,
                    "told") +
               5;
        tick(c, told, row + ROW / 2, zf_say(c->lang, ZF_SAY_NEW_TOLD_NO), "new", i + 1, "not-told");
        zf_ink_rule(c->canvas, x[1], row + ROW, RIGHT, row + ROW, 0.18, ZF_FAINT);
        zf_ink_rule(c->canvas, x[2], row, x[2], row + ROW, 0.2, 0);
        zf_ink_rule(c->canvas, x[3], row, x[3], row + ROW, 0.2, 0);
        say_at(c, x[1] + 1.2, row + ROW + BASE, ZF_SAY_NEW_FIND);
    }
    zf_ink_rule(c->canvas, x[1], top, x[1], row, 0.2, 0);
    zf_ink_frame(c->canvas, (ZfRect){LEFT, top, WIDTH, row - top}, 0.35);
}

static double
fix_height(const ZfSheetDraft *draft, uint32_t pages)
{
    (void)pages;
    return title_height(zf_say(draft->lang, ZF_SAY_FIXES_NOTE)) + HEAD + FIX_ROWS * 2 * ROW;
}

/* Two lines a place: what is wrong; a note. */
static void
fix_draw(const Closing *c, double y)
{
    static const double x[] = {20, 64, 198};
    static const ZfSay heads[] = {ZF_SAY_FIX_WHERE, ZF_SAY_FIX_WHAT};
    static const ZfSay what[] = {ZF_SAY_FIX_HOUSE, ZF_SAY_FIX_NO_ROAD, ZF_SAY_FIX_BRIDGE,
                                 ZF_SAY_FIX_NEW_ROAD, ZF_SAY_FIX_NAME};
    double top = section(c, y, "2", ZF_SAY_FIXES, zf_say(c->lang, ZF_SAY_FIXES_NOTE));
    double row = table(c, top, x, heads, G_N_ELEMENTS(heads), FIX_ROWS, 2 * ROW);
    for (unsigned i = 0; i < FIX_ROWS; i++, row += 2 * ROW) {
        say_at(c, x[0] + 1.2, row + BASE, ZF_SAY_BLANK_PAGE_STOP);
        double at = x[1] + 1.5;
        for (unsigned j = 0; j < G_N_ELEMENTS(what); j++) {
            at = tick(c, at, row + ROW / 2, zf_say(c->lang, what[j]), "fix", i + 1,
                      zf_closing_fixes[j]) +
                 2.2;
        }
        say_at(c, x[1] + 1.5, row + ROW + BASE, ZF_SAY_FIX_NOTE);
    }
}

#define COUNT_ROWS 4

static char *
printed_text(const ZfSheetDraft *draft)
{
    g_autofree char *homes = g_strdup_printf("%d", draft->homes_n);
    g_autofree char *children = g_strdup_printf("%d", draft->children);
    return zf_say_fill(draft->lang, ZF_SAY_COUNTS_PREPRINTED, homes, children);
}

static char *
counts_note(const ZfSheetDraft *draft)
{
    g_autofree char *homes = g_strdup_printf("%d", draft->homes_n);
    return zf_say_fill(draft->lang, ZF_SAY_COUNTS_NOTE, homes);
}

static double
counts_height(const ZfSheetDraft *draft, uint32_t pages)
{
    (void)pages;
    g_autofree char *note = counts_note(draft);
    g_autofree char *printed = printed_text(draft);
    return title_height(note) + HEAD + COUNT_ROWS * ROW + 1 +
           zf_ink_lines(PT, WIDTH, printed) * LINE;
}

/* Four outcomes below each other, twice. */
static void
counts_draw(const Closing *c, double y)
{
    static const double x[] = {20, 61, 85, 109, 150, 174, 198};
    static const ZfSay heads[] = {ZF_SAY_COUNT_WHAT, ZF_SAY_COUNT_HOMES, ZF_SAY_COUNT_PEOPLE,
                                  ZF_SAY_COUNT_WHAT, ZF_SAY_COUNT_HOMES, ZF_SAY_COUNT_PEOPLE};
    static const ZfSay names[2][COUNT_ROWS] = {
        {ZF_SAY_COUNT_SEEN, ZF_SAY_COUNT_GUARDIAN, ZF_SAY_COUNT_NOBODY, ZF_SAY_COUNT_REFUSED},
        {ZF_SAY_COUNT_AWAY, ZF_SAY_COUNT_NOT_FOUND, ZF_SAY_COUNT_OTHER, ZF_SAY_COUNT_TOTAL}};
    g_autofree char *note = counts_note(c->draft);
    double top = section(c, y, "3", ZF_SAY_COUNTS, note);
    double row = table(c, top, x, heads, G_N_ELEMENTS(heads), COUNT_ROWS, ROW);
    for (unsigned i = 0; i < COUNT_ROWS; i++, row += ROW) {
        for (unsigned half = 0; half < 2; half++) {
            zf_ink_must(c->canvas, PT, names[half][i] == ZF_SAY_COUNT_TOTAL, x[3 * half] + 1,
                        row + BASE, 40, zf_say(c->lang, names[half][i]));
        }
    }
    zf_ink_frame(c->canvas, (ZfRect){x[4], row - ROW, x[5] - x[4], ROW}, 0.8);
    g_autofree char *printed = printed_text(c->draft);
    ZfLettering style = wrapping(WIDTH);
    zf_canvas_text(c->canvas, &style, LEFT, row + 6, printed);
}

static unsigned
lines_for(uint32_t n)
{
    return (n + PER_LINE - 1) / PER_LINE;
}

/* A box for each, in lines. */
static void
numbered_boxes(const Closing *c, double y, uint32_t n, bool stops)
{
    double cell = WIDTH / PER_LINE;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t line = i / PER_LINE;
        double x = LEFT + i % PER_LINE * cell;
        unsigned n_th = stops ? (unsigned)c->draft->stops[i].number : i + 1;
        g_autofree char *number = g_strdup_printf("%u", n_th);
        ZfLettering style = zf_ink(PT, true, ZF_ALIGN_LEFT);
        double mid = y + (line + 0.5) * ROW;
        zf_canvas_check_box(c->canvas, x + 0.8, mid, BOX, &style, number);
        zf_sheet_spot(c->draft, c->page, stops ? "stop" : "page", n_th, "", x + 0.8, mid, BOX);
    }
    zf_ink_frame(c->canvas, (ZfRect){LEFT, y, WIDTH, lines_for(n) * ROW}, 0.35);
}

static double
unfinished_height(const ZfSheetDraft *draft, uint32_t pages)
{
    (void)pages;
    return title_height(zf_say(draft->lang, ZF_SAY_UNFINISHED_NOTE)) +
           (lines_for(draft->n_stops) + WHY_ROWS) * ROW;
}

static void
unfinished_draw(const Closing *c, double y)
{
    double row = section(c, y, "4", ZF_SAY_UNFINISHED, zf_say(c->lang, ZF_SAY_UNFINISHED_NOTE));
    numbered_boxes(c, row, c->draft->n_stops, true);
    row += lines_for(c->draft->n_stops) * ROW;
    for (unsigned i = 0; i < WHY_ROWS; i++, row += ROW) {
        zf_ink_frame(c->canvas, (ZfRect){LEFT, row, WIDTH, ROW}, 0.25);
        say_at(c, 21, row + BASE, ZF_SAY_UNFINISHED_STOP);
        say_at(c, 42, row + BASE, ZF_SAY_UNFINISHED_WHY);
        say_at(c, 130, row + BASE, ZF_SAY_UNFINISHED_WHEN);
        zf_ink_rule(c->canvas, 128, row, 128, row + ROW, 0.2, 0);
    }
}

static double
back_height(const ZfSheetDraft *draft, uint32_t pages)
{
    return title_height(zf_say(draft->lang, ZF_SAY_HAND_BACK_NOTE)) + 7 + lines_for(pages) * ROW +
           ROW + SIGN;
}

static void
back_draw(const Closing *c, double y)
{
    static const ZfSay who[] = {ZF_SAY_VOLUNTEER, ZF_SAY_VOLUNTEER, ZF_SAY_SIGN_VILLAGE,
                                ZF_SAY_SIGN_RECEIVER};
    double row = section(c, y, "5", ZF_SAY_HAND_BACK, zf_say(c->lang, ZF_SAY_HAND_BACK_NOTE));
    zf_ink_left(c->canvas, PT, true, LEFT, row + 5, zf_say(c->lang, ZF_SAY_HAND_BACK_PAGES));
    row += 7;
    numbered_boxes(c, row, c->draft->n_pages, false);
    row += lines_for(c->draft->n_pages) * ROW;
    zf_ink_frame(c->canvas, (ZfRect){LEFT, row, WIDTH, ROW}, 0.25);
    const char *copies = zf_say(c->lang, ZF_SAY_COPIES);
    double x = LEFT + 1;
    x += zf_ink_left(c->canvas, PT, false, x, row + BASE, copies) + 3;
    x = tick(c, x, row + ROW / 2, zf_say(c->lang, ZF_SAY_COPIES_NONE), "copies", 0, "none") + 6;
    tick(c, x, row + ROW / 2, zf_say(c->lang, ZF_SAY_COPIES_SOME), "copies", 0, "some");
    row += ROW;
    double w = WIDTH / G_N_ELEMENTS(who);
    for (unsigned i = 0; i < G_N_ELEMENTS(who); i++) {
        ZfRect cell = {LEFT + i * w, row, w, SIGN};
        zf_ink_frame(c->canvas, cell, 0.35);
        zf_ink_left(c->canvas, PT, true, cell.x + 1, row + 6, zf_say(c->lang, who[i]));
        zf_ink_right(c->canvas, PT, false, cell.x + w - 1, row + SIGN - 2,
                     zf_say(c->lang, ZF_SAY_BLANK_DAY_HOUR));
    }
}

static const struct {
    double (*height)(const ZfSheetDraft *, uint32_t pages);
    void (*draw)(const Closing *, double y);
} sections[] = {{new_height, new_draw},
                {fix_height, fix_draw},
                {counts_height, counts_draw},
                {unfinished_height, unfinished_draw},
                {back_height, back_draw}};
#define SECTIONS G_N_ELEMENTS(sections)

/* On which page (from 0) each section stands, and where. ret: number of pages. */
static uint32_t
lay_out(const ZfSheetDraft *draft, uint32_t pages, uint32_t page[SECTIONS], double y[SECTIONS])
{
    double heights[SECTIONS];
    for (size_t i = 0; i < SECTIONS; i++) {
        heights[i] = sections[i].height(draft, pages);
    }
    return zf_sheet_stack(heights, SECTIONS, page, y);
}

uint32_t
zf_closing_large_pages(const ZfSheetDraft *draft, uint32_t n_pages)
{
    uint32_t page[SECTIONS];
    double y[SECTIONS];
    return lay_out(draft, n_pages, page, y);
}

void
zf_closing_large_draw(const ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t part, uint32_t number)
{
    Closing c = {draft, canvas, draft->lang, number};
    uint32_t page[SECTIONS];
    double y[SECTIONS];
    lay_out(draft, draft->n_most, page, y);
    for (size_t i = 0; i < SECTIONS; i++) {
        if (page[i] == part) {
            sections[i].draw(&c, y[i]);
        }
    }
}
