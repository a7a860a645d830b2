/* The closing page: what the paper could not know beforehand, and the hand-back. */
#include "sheet/closing.h"

#include "sheet/ink.h"
#include "sheet/sheetint.h"

#define LEFT           20.0
#define RIGHT          198.0
#define ROW            8.5
#define HEAD           5.6
#define GAP            5.6
#define PER_ROW        16 /* stops to tick */
#define BOX            4.5
#define PAGES_PER_LINE 9
#define LETTERS        "KLMNPQRSTU"

const char *const zf_closing_fixes[ZF_CLOSING_FIXES] = {"house", "no-way", "bridge", "new-way",
                                                        "name"};

typedef struct Closing {
    const ZfSheetDraft *draft;
    ZfCanvas *canvas;
    ZfLang lang;
    uint32_t page;
    unsigned new_rows;
    unsigned fix_rows;
    unsigned stop_lines;
    unsigned why_rows;
    unsigned page_lines;
} Closing;

static unsigned
page_lines(uint32_t n)
{
    return (n + PAGES_PER_LINE - 1) / PAGES_PER_LINE;
}

/* Many stops or pages need lines that others give up. */
static void
share_out(Closing *c)
{
    c->stop_lines = (c->draft->n_stops + PER_ROW - 1) / PER_ROW;
    c->page_lines = page_lines(c->draft->n_pages);
    c->new_rows = 5;
    c->fix_rows = 5;
    c->why_rows = 3;
    unsigned extra = c->stop_lines - 1 + c->page_lines - 1;
    while (extra > 0 && c->new_rows + c->fix_rows + c->why_rows > 3) {
        if (c->fix_rows > 2) {
            c->fix_rows--;
        } else if (c->why_rows > 2) {
            c->why_rows--;
        } else if (c->new_rows > 1) {
            c->new_rows--;
        } else if (c->fix_rows > 1) {
            c->fix_rows--;
        } else {
            c->why_rows--;
        }
        extra--;
    }
}

/* Number tile, title and what to do. ret: y below. */
static double
section(const Closing *c, double y, const char *number, ZfSay title, const char *note)
{
    zf_ink_plate(c->canvas, (ZfRect){LEFT, y, 6.4, 6.4}, ZF_COLOUR_BLACK, 12.5, number);
    double x = 28.2;
    x += zf_ink_left(c->canvas, 12.5, true, x, y + 4.8, zf_say(c->lang, title)) + 2.5;
    zf_ink_must(c->canvas, 10.5, false, x, y + 4.8, RIGHT - x, note);
    return y + 7.2;
}

/* Tinted head and frame of a table. ret: y of its first row. */
static double
table_head(const Closing *c, double y, const double *x, const ZfSay *heads, unsigned n,
           bool centred)
{
    zf_ink_tint(c->canvas, (ZfRect){LEFT, y, RIGHT - LEFT, HEAD});
    for (unsigned i = 0; i < n; i++) {
        const char *text = zf_say(c->lang, heads[i]);
        if (centred) {
            zf_ink_centre(c->canvas, 9.5, true, (x[i] + x[i + 1]) / 2, y + 4, text);
        } else {
            zf_ink_must(c->canvas, 9.5, true, x[i] + 1, y + 4, x[i + 1] - x[i] - 1, text);
        }
    }
    return y + HEAD;
}

static void
table_rules(const Closing *c, double top, unsigned rows, const double *x, unsigned n)
{
    double bottom = top + HEAD + rows * ROW;
    for (unsigned i = 1; i < n; i++) {
        zf_ink_rule(c->canvas, x[i], top, x[i], bottom, 0.2, 0);
    }
    for (unsigned row = 1; row < rows; row++) {
        double y = top + HEAD + row * ROW;
        zf_ink_rule(c->canvas, LEFT, y, RIGHT, y, 0.2, 0);
    }
    zf_ink_frame(c->canvas, (ZfRect){LEFT, top, RIGHT - LEFT, HEAD + rows * ROW}, 0.35);
}

static void
say_at(const Closing *c, double x, double base, ZfSay say)
{
    zf_ink_left(c->canvas, 10.5, false, x, base, zf_say(c->lang, say));
}

static void
tick(const Closing *c, double x, double mid, ZfSay say, const char *what, unsigned row,
     const char *word)
{
    zf_ink_box(c->canvas, x, mid, BOX, 10.5, zf_say(c->lang, say));
    zf_sheet_spot(c->draft, c->page, what, row, word, x, mid, BOX);
}

static double
new_homes(const Closing *c, double y)
{
    static const double x[] = {20, 30, 63.5, 129, 151, 198};
    static const ZfSay heads[] = {ZF_SAY_NEW_LETTER, ZF_SAY_NEW_WHERE, ZF_SAY_NEW_FIND,
                                  ZF_SAY_NEW_NAME, ZF_SAY_NEW_TOLD};
    double top = section(c, y, "1", ZF_SAY_NEW_HOMES, zf_say(c->lang, ZF_SAY_NEW_HOMES_NOTE));
    double row = table_head(c, top, x, heads, 5, false);
    for (unsigned i = 0; i < c->new_rows; i++, row += ROW) {
        char letter[2] = {LETTERS[i], '\0'};
        zf_ink_centre(c->canvas, 12, true, 25, row + 5.8, letter);
        say_at(c, x[1] + 1.2, row + 5.8, ZF_SAY_BLANK_PAGE_STOP);
        tick(c, x[4] + 1.5, row + ROW / 2, ZF_SAY_NEW_TOLD_YES, "new", i + 1, "told");
        tick(c, x[4] + 28, row + ROW / 2, ZF_SAY_NEW_TOLD_NO, "new", i + 1, "not-told");
    }
    table_rules(c, top, c->new_rows, x, 5);
    return row + GAP;
}

static double
corrections(const Closing *c, double y)
{
    static const double x[] = {20, 49.5, 141.7, 198};
    static const ZfSay heads[] = {ZF_SAY_FIX_WHERE, ZF_SAY_FIX_WHAT, ZF_SAY_FIX_NOTE};
    static const double boxes[] = {50.8, 73.7, 92.4, 108, 126.7};
    static const double boxes_en[] = {50.8, 68.5, 88.5, 108, 124.5};
    static const ZfSay what[] = {ZF_SAY_FIX_HOUSE, ZF_SAY_FIX_NO_ROAD, ZF_SAY_FIX_BRIDGE,
                                 ZF_SAY_FIX_NEW_ROAD, ZF_SAY_FIX_NAME};
    double top = section(c, y, "2", ZF_SAY_FIXES, zf_say(c->lang, ZF_SAY_FIXES_NOTE));
    double row = table_head(c, top, x, heads, 3, false);
    for (unsigned i = 0; i < c->fix_rows; i++, row += ROW) {
        say_at(c, x[0] + 1.2, row + 5.8, ZF_SAY_BLANK_PAGE_STOP);
        for (unsigned j = 0; j < G_N_ELEMENTS(what); j++) {
            tick(c, c->lang == ZF_LANG_ZH ? boxes[j] : boxes_en[j], row + ROW / 2, what[j], "fix",
                 i + 1, zf_closing_fixes[j]);
        }
    }
    table_rules(c, top, c->fix_rows, x, 3);
    return row + GAP;
}

static double
counts(const Closing *c, double y)
{
    static const double x[] = {20, 49, 74, 90, 106, 138, 165, 180, 198};
    static const ZfSay heads[] = {
        ZF_SAY_COUNT_SEEN, ZF_SAY_COUNT_GUARDIAN,  ZF_SAY_COUNT_NOBODY, ZF_SAY_COUNT_REFUSED,
        ZF_SAY_COUNT_AWAY, ZF_SAY_COUNT_NOT_FOUND, ZF_SAY_COUNT_OTHER,  ZF_SAY_COUNT_TOTAL};
    g_autofree char *homes = g_strdup_printf("%d", c->draft->homes_n);
    g_autofree char *children = g_strdup_printf("%d", c->draft->children);
    g_autofree char *note = zf_say_fill(c->lang, ZF_SAY_COUNTS_NOTE, homes);
    double top = section(c, y, "3", ZF_SAY_COUNTS, note);
    double row = table_head(c, top, x, heads, 8, true);
    for (unsigned i = 0; i < 8; i++) {
        zf_ink_right(c->canvas, 9, false, x[i + 1] - 1, row + 5.8,
                     zf_say(c->lang, ZF_SAY_COUNT_HOMES));
        zf_ink_right(c->canvas, 9, false, x[i + 1] - 1, row + ROW + 5.8,
                     zf_say(c->lang, ZF_SAY_COUNT_PEOPLE));
    }
    table_rules(c, top, 2, x, 8);
    zf_ink_frame(c->canvas, (ZfRect){x[7], row, x[8] - x[7], ROW}, 0.8);
    g_autofree char *printed = zf_say_fill(c->lang, ZF_SAY_COUNTS_PREPRINTED, homes, children);
    zf_ink_must(c->canvas, 10.5, false, LEFT, row + 2 * ROW + 4.7, RIGHT - LEFT, printed);
    return row + 2 * ROW + 4.7 + GAP;
}

static void
stop_boxes(const Closing *c, double y)
{
    const double cell = (RIGHT - LEFT) / PER_ROW;
    for (uint32_t i = 0; i < c->draft->n_stops; i++) {
        double x = LEFT + i % PER_ROW * cell;
        uint32_t line = i / PER_ROW;
        double mid = y + (line + 0.5) * ROW;
        g_autofree char *number = g_strdup_printf("%d", c->draft->stops[i].number);
        zf_ink_box(c->canvas, x + 0.6, mid, BOX, 10.5, NULL);
        zf_sheet_spot(c->draft, c->page, "stop", (uint32_t)c->draft->stops[i].number, "", x + 0.6,
                      mid, BOX);
        ZfLettering style = zf_ink(12, true, ZF_ALIGN_CENTRE);
        zf_canvas_text_mid(c->canvas, &style, x + (cell + 5) / 2, mid, number);
        if (i % PER_ROW > 0) {
            zf_ink_rule(c->canvas, x, mid - ROW / 2, x, mid + ROW / 2, 0.2, 0);
        }
    }
}

static double
unfinished(const Closing *c, double y)
{
    double top = section(c, y, "4", ZF_SAY_UNFINISHED, zf_say(c->lang, ZF_SAY_UNFINISHED_NOTE));
    stop_boxes(c, top);
    double row = top + c->stop_lines * ROW;
    unsigned rows = c->stop_lines + c->why_rows;
    for (unsigned i = 1; i < rows; i++) {
        zf_ink_rule(c->canvas, LEFT, top + i * ROW, RIGHT, top + i * ROW, 0.2, 0);
    }
    for (unsigned i = 0; i < c->why_rows; i++, row += ROW) {
        say_at(c, 21, row + 5.8, ZF_SAY_UNFINISHED_STOP);
        say_at(c, 35.5, row + 5.8, ZF_SAY_UNFINISHED_WHY);
        say_at(c, 144.5, row + 5.8, ZF_SAY_UNFINISHED_WHEN);
        zf_ink_rule(c->canvas, 142.5, row, 142.5, row + ROW, 0.2, 0);
    }
    zf_ink_frame(c->canvas, (ZfRect){LEFT, top, RIGHT - LEFT, rows * ROW}, 0.35);
    return row + GAP;
}

static void
page_boxes(const Closing *c, double y)
{
    for (uint32_t i = 0; i < c->draft->n_pages; i++) {
        uint32_t line = i / PAGES_PER_LINE;
        double x = 38 + i % PAGES_PER_LINE * 11.2;
        g_autofree char *number = g_strdup_printf("%u", i + 1);
        ZfLettering style = zf_ink(10.5, true, ZF_ALIGN_LEFT);
        zf_canvas_check_box(c->canvas, x, y + (line + 0.5) * ROW, BOX, &style, number);
        zf_sheet_spot(c->draft, c->page, "page", i + 1, "", x, y + (line + 0.5) * ROW, BOX);
    }
}

static void
hand_back(const Closing *c, double y)
{
    static const double x[] = {20, 56.8, 93.6, 130.4, 167.2}; /* the code stands behind */
    static const ZfSay who[] = {ZF_SAY_VOLUNTEER, ZF_SAY_VOLUNTEER, ZF_SAY_SIGN_VILLAGE,
                                ZF_SAY_SIGN_RECEIVER};
    double top = section(c, y, "5", ZF_SAY_HAND_BACK, zf_say(c->lang, ZF_SAY_HAND_BACK_NOTE));
    double height = c->page_lines * ROW;
    zf_ink_frame(c->canvas, (ZfRect){LEFT, top, RIGHT - LEFT, height}, 0.35);
    zf_ink_left(c->canvas, 10.5, true, 21, top + 5.8, zf_say(c->lang, ZF_SAY_HAND_BACK_PAGES));
    page_boxes(c, top);
    say_at(c, 142, top + 5.8, ZF_SAY_COPIES);
    double copies = 142 + zf_ink_width(c->canvas, 10.5, false, zf_say(c->lang, ZF_SAY_COPIES)) + 1;
    double mid = top + ROW / 2;
    tick(c, copies, mid, ZF_SAY_COPIES_NONE, "copies", 0, "none");
    tick(c, copies + 16, mid, ZF_SAY_COPIES_SOME, "copies", 0, "some");
    double sign = top + height;
    for (unsigned i = 0; i < 4; i++) {
        zf_ink_left(c->canvas, 10.5, true, x[i] + 1, sign + 4.8, zf_say(c->lang, who[i]));
        zf_ink_right(c->canvas, 9, false, x[i + 1] - 1, sign + 12,
                     zf_say(c->lang, ZF_SAY_BLANK_DAY_HOUR));
        zf_ink_frame(c->canvas, (ZfRect){x[i], sign, x[i + 1] - x[i], 13.2}, 0.35);
    }
}

void
zf_sheet_draw_closing(ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t page)
{
    Closing c = {.draft = draft, .canvas = canvas, .lang = draft->lang, .page = page};
    share_out(&c);
    double y = new_homes(&c, 20);
    y = corrections(&c, y);
    y = counts(&c, y);
    y = unfinished(&c, y);
    hand_back(&c, y);
}
