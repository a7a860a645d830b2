/* The cover in large type: its first page has who, where, when and the map, the next one or two the
 * pages, the rules, whom to phone and the control of the paper. */
#include "sheet/cover.h"

#include "sheet/ink.h"
#include "sheet/strip.h"

#include <math.h>
#include <string.h>

#define LEFT   20.0
#define RIGHT  198.0
#define WIDTH  (RIGHT - LEFT)
#define PT     ZF_SHEET_LARGE
#define LINE   6.9 /* from base to base */
#define MAP    ((ZfRect){LEFT, 123.4, WIDTH, 117.6})
#define TILE   6.4
#define RULE_W (WIDTH - TILE - 2)

typedef struct Cover {
    const ZfSheetDraft *draft;
    ZfCanvas *canvas;
    ZfLang lang;
    const ZfRoute *route;
} Cover;

/* ---- first page */

/* Wrapped into the box, cut with … behind so many lines: only what stands in full elsewhere. */
static void
wrapped(const Cover *c, double x, double base, double width, unsigned lines, const char *text)
{
    ZfLettering style = zf_ink(PT, false, ZF_ALIGN_LEFT);
    style.width = width;
    style.line_height = 1.3;
    g_autofree char *cut = g_strdup(text);
    for (double room = width * lines; zf_canvas_text_size(c->canvas, &style, cut).lines > lines;
         room -= 5) {
        g_free(cut);
        cut = zf_ink_cut(c->canvas, PT, false, room, text);
    }
    zf_canvas_text(c->canvas, &style, x, base, cut);
}

static void
title(const Cover *c)
{
    g_autofree char *n = g_strdup_printf("%d", c->draft->day);
    g_autofree char *day = zf_say_fill(c->lang, ZF_SAY_DAY_N, n);
    double x = 58 + zf_ink_left(c->canvas, 26, true, 58, 29, day) + 4;
    g_autofree char *date = zf_say_date(c->lang, c->route->date);
    g_autofree char *weekday =
        zf_say_fill(c->lang, ZF_SAY_DATE_WEEKDAY, date, zf_say_weekday(c->lang, c->route->date));
    zf_ink_must(c->canvas, 15, true, x, 29, ZF_SHEET_CODE_LEFT - x, weekday);
    g_autofree char *place = zf_cover_place(c->draft);
    wrapped(c, 58, 36.4, 108, 1, place);
    g_autofree char *window = zf_cover_window(c->draft);
    wrapped(c, 58, 43.2, 108, 2, window);
    zf_sheet_page_code(c->draft, c->canvas, 1, ZF_SHEET_CODE_HEAD);
    zf_ink_right(c->canvas, PT, false, RIGHT, 55, zf_say(c->lang, ZF_SAY_SCAN_RETURN));
    zf_ink_rule(c->canvas, LEFT, 57.4, RIGHT, 57.4, 0.5, 0);
}

/* A large figure and its unit. ret: x behind. */
static double
figure(const Cover *c, double x, const char *number, ZfSay unit)
{
    x += zf_ink_left(c->canvas, 22, true, x, 66.8, number) + 1.4;
    return x + zf_ink_left(c->canvas, PT, false, x, 66.8, zf_say(c->lang, unit));
}

static void
figures(const Cover *c)
{
    int32_t minutes = (c->route->return_s - c->route->depart_s + 30) / 60;
    g_autofree char *stops = g_strdup_printf("%u", c->draft->n_stops);
    g_autofree char *children = g_strdup_printf("%d", c->draft->children);
    g_autofree char *km = zf_say_km(c->route->metres, 1);
    g_autofree char *hours = g_strdup_printf("%d", minutes / 60);
    g_autofree char *rest = g_strdup_printf("%d", minutes % 60);
    double x = figure(c, LEFT, stops, ZF_SAY_FIG_STOPS) + 9;
    x = figure(c, x, children, ZF_SAY_FIG_CHILDREN) + 9;
    x = figure(c, x, km, ZF_SAY_FIG_KM) + 9;
    x = figure(c, x, hours, ZF_SAY_FIG_HOURS) + 2;
    figure(c, x, rest, ZF_SAY_FIG_MINUTES);
    g_autofree char *travel = zf_say_duration(c->lang, c->route->travel_s);
    g_autofree char *way =
        zf_say_fill(c->lang, ZF_SAY_NOTE_TRAVEL, zf_say_mode(c->lang, c->route->mode), travel);
    g_autofree char *stay = zf_say_duration(c->lang, c->route->service_s / (int)c->draft->n_stops);
    g_autofree char *at_home = zf_say_fill(c->lang, ZF_SAY_NOTE_STAY, stay);
    g_autoptr(GString) notes = g_string_new(NULL);
    g_string_append_printf(notes, "%s · %s", way, at_home);
    if (c->route->rest_s > 0) {
        g_autofree char *when = zf_say_rest(c->lang, c->route);
        g_autofree char *said = zf_say_fill(c->lang, ZF_SAY_NOTE_REST, when);
        g_string_append_printf(notes, " · %s", said);
    }
    wrapped(c, LEFT, 74.4, WIDTH, 2, notes->str);
    zf_ink_rule(c->canvas, LEFT, 83.9, RIGHT, 83.9, 0.35, 0);
}

/* Up to three visitors with a line each, the others in one list. */
static void
visitors(const Cover *c)
{
    const ZfSnapshot *snapshot = c->draft->snapshot;
    int32_t index = zf_snapshot_team(snapshot, c->route->team);
    const ZfTeam *team = index >= 0 ? &snapshot->teams[index] : NULL;
    int32_t n = team != NULL ? team->n_members : 0;
    g_autofree char *size = g_strdup_printf("%d", n);
    g_autofree char *head = n > 1 ? zf_say_fill(c->lang, ZF_SAY_VISITORS, size)
                                  : g_strdup(zf_say(c->lang, ZF_SAY_VISITOR_ONE));
    zf_ink_left(c->canvas, PT, false, LEFT, 90.4, head);
    const char *sign = zf_say(c->lang, ZF_SAY_SIGNATURE);
    double sign_w = zf_ink_width(c->canvas, PT, false, sign);
    g_autoptr(GString) rest = g_string_new(NULL);
    for (int32_t i = 0; i < MAX(n, 1); i++) {
        int32_t who = team != NULL && n > 0 ? team->member_index[i] : -1;
        const char *name = who >= 0 ? snapshot->volunteers[who].name : c->route->team_name;
        if (i >= 3 || (i == 2 && n > 3)) {
            g_string_append_printf(rest, "%s%s",
                                   rest->len > 0 ? zf_say(c->lang, ZF_SAY_LIST_COMMA) : "+ ", name);
            continue;
        }
        double base = 98.4 + i * 8.8;
        g_autofree char *cut = zf_ink_cut(c->canvas, PT, false, 78 - sign_w - 26, name);
        double w = zf_ink_left(c->canvas, PT, false, LEFT, base, cut);
        double x = LEFT + MAX(18, w + 2);
        x += zf_ink_left(c->canvas, PT, false, x, base, sign) + 1;
        zf_ink_rule(c->canvas, x, base + 1, 98, base + 1, 0.2, 0);
    }
    if (rest->len > 0) {
        g_autofree char *cut = zf_ink_cut(c->canvas, PT, false, 78, rest->str);
        zf_ink_left(c->canvas, PT, false, LEFT, 116, cut);
    }
}

/* Two villages' contacts; the others stand in the heads of their home pages. */
static void
contacts(const Cover *c)
{
    g_autoptr(GArray) areas = zf_sheet_areas(c->draft);
    g_autofree char *n = g_strdup_printf("%u", areas->len);
    g_autofree char *head = areas->len > 1 ? zf_say_fill(c->lang, ZF_SAY_VILLAGE_CONTACTS, n)
                                           : g_strdup(zf_say(c->lang, ZF_SAY_VILLAGE_CONTACT));
    zf_ink_must(c->canvas, PT, false, 103, 90.4, RIGHT - 103, head);
    zf_ink_rule(c->canvas, 100.5, 85.4, 100.5, 121.4, 0.2, 0.3);
    unsigned lines = 0;
    for (guint i = 0; i < areas->len && lines < 2; i++) {
        const ZfArea *area = &c->draft->snapshot->areas[g_array_index(areas, int32_t, i)];
        if (area->contact_name[0] == '\0' && area->contact_phone[0] == '\0') {
            continue;
        }
        double base = 97 + lines++ * 6.6;
        double phone = zf_ink_width(c->canvas, PT, true, area->contact_phone);
        g_autofree char *who = g_strconcat(area->name, " ", area->contact_name, NULL);
        g_autofree char *cut = zf_ink_cut(c->canvas, PT, false, RIGHT - 103 - phone - 2, who);
        zf_ink_left(c->canvas, PT, false, 103, base, cut);
        zf_ink_right(c->canvas, PT, true, RIGHT, base, area->contact_phone);
    }
    if (lines == 0) {
        zf_ink_must(c->canvas, PT, false, 103, 97, RIGHT - 103, zf_say(c->lang, ZF_SAY_NO_CONTACT));
    }
}

static void
meeting(const Cover *c)
{
    zf_ink_rule(c->canvas, 103, 106.8, RIGHT, 106.8, 0.2, 0.3);
    double x = 103;
    x += zf_ink_left(c->canvas, PT, false, x, 112.8, zf_say(c->lang, ZF_SAY_MEETING)) + 3;
    g_autofree char *base = zf_ink_cut(c->canvas, PT, true, RIGHT - x, c->route->base);
    zf_ink_left(c->canvas, PT, true, x, 112.8, base);
    g_autofree char *there = zf_time_format(MAX(c->route->depart_s - 15 * 60, 0));
    g_autofree char *leave = zf_time_format(c->route->depart_s);
    g_autofree char *times = zf_say_fill(c->lang, ZF_SAY_MEETING_TIMES, there, leave);
    zf_ink_must(c->canvas, PT, true, 103, 119.4, RIGHT - 103, times);
}

/* A place in the legend's lines that is w wide. */
static void
legend_place(double *x, double *y, double w)
{
    if (*x + w > RIGHT) {
        *x = LEFT;
        *y += 7.4;
    }
}

static void
legend_line(const Cover *c, double *x, double *y, const ZfStroke *stroke, ZfSay say)
{
    const char *word = zf_say(c->lang, say);
    double w = 12 + zf_ink_width(c->canvas, PT, false, word);
    legend_place(x, y, w);
    zf_canvas_line(c->canvas, *x, *y, *x + 10, *y, stroke);
    zf_ink_left(c->canvas, PT, false, *x + 11.5, *y + 1.8, word);
    *x += w + 5;
}

static void
legend(const Cover *c, double scale)
{
    ZfStroke route = {.width = 1.2, .colour = c->draft->accent};
    ZfStroke straight = {.width = 0.8, .dash = {2.6, 1.5}, .n_dash = 2};
    ZfStroke sheets = {.width = 0.4, .dash = {0, 1}, .n_dash = 2, .cap = ZF_CAP_ROUND};
    double x = LEFT;
    double y = 246;
    if (zf_cover_has_line(c->draft, ZF_FRAME_ROUTE)) {
        legend_line(c, &x, &y, &route, ZF_SAY_LEGEND_ROUTE);
    }
    if (zf_cover_has_line(c->draft, ZF_FRAME_RAIN)) {
        legend_line(c, &x, &y, &straight, ZF_SAY_LEGEND_ESTIMATED);
    }
    legend_line(c, &x, &y, &sheets, ZF_SAY_LEGEND_SHEETS);
    g_autofree char *digits = zf_say_number((int64_t)llround(scale));
    int32_t step = zf_frame_contour_step(scale);
    g_autofree char *metres = g_strdup_printf("%d", step);
    bool relief = c->draft->input->relief && step > 0;
    g_autofree char *text = relief ? zf_say_fill(c->lang, ZF_SAY_SCALE_CONTOURS, digits, metres)
                                   : zf_say_fill(c->lang, ZF_SAY_SCALE, digits);
    double w = zf_ink_width(c->canvas, PT, false, text);
    legend_place(&x, &y, w);
    zf_ink_left(c->canvas, PT, false, x, y + 1.8, text);
    y += 7.6;
    zf_sheet_legend_states(c->draft, c->canvas, NULL, LEFT, y, RIGHT, 2.5, 4);
    g_autofree char *more = zf_say_fill(c->lang, ZF_SAY_COVER_MORE, "2");
    ZfRect box = {LEFT, 269, WIDTH, 8.4};
    zf_ink_frame(c->canvas, box, 0.35);
    ZfLettering style = zf_ink(PT, true, ZF_ALIGN_CENTRE);
    zf_canvas_text_mid(c->canvas, &style, LEFT + WIDTH / 2, box.y + box.h / 2, more);
    g_autofree char *dest = zf_sheet_dest_page(c->draft, 2);
    zf_canvas_link(c->canvas, box, dest);
}

static void
first_page(const Cover *c)
{
    zf_cover_plate(c->draft, c->canvas);
    title(c);
    figures(c);
    visitors(c);
    contacts(c);
    meeting(c);
    legend(c, zf_cover_map(c->draft, c->canvas, MAP));
}

/* ---- the next pages: blocks one below the other */

/* Cells of two lines, of many pages one line each. */
static uint32_t
index_columns(uint32_t n)
{
    return n > 24 ? 5 : 4;
}

static double
index_cell(uint32_t n)
{
    return n > 24 ? 8 : 14;
}

static double
index_height(uint32_t n)
{
    return ceil(n / (double)index_columns(n)) * index_cell(n);
}

static void
index_block(const Cover *c, double y)
{
    const ZfSheetDraft *draft = c->draft;
    uint32_t n = draft->n_pages;
    uint32_t per = index_columns(draft->n_most); /* as it was laid out */
    double w = WIDTH / per;
    double h = index_cell(draft->n_most);
    for (uint32_t i = 0; i < n; i++) {
        const ZfSheetPage *page = &g_array_index(draft->pages, ZfSheetPage, i);
        uint32_t line = i / per;
        ZfRect cell = {LEFT + i % per * w, y + line * h, w, h};
        bool here = page->kind == ZF_SHEET_COVER && page->first == 1;
        zf_canvas_rect(c->canvas, cell, here ? zf_colour_grey(ZF_TINT) : (ZfColour){0},
                       &(ZfStroke){.width = 0.25});
        g_autofree char *number = g_strdup_printf("%u", i + 1);
        ZfLettering big = zf_ink(h > 10 ? 18 : PT, true, ZF_ALIGN_LEFT);
        double x = cell.x + 1.4;
        x += zf_canvas_text_mid(c->canvas, &big, x, cell.y + h / 2, number) + 1.6;
        g_autofree char *text = zf_cover_index_text(draft, page);
        char *second = strchr(text, '\n');
        *second++ = '\0';
        double room = cell.x + w - x - 0.4;
        bool stops = page->kind == ZF_SHEET_STRIP || page->kind == ZF_SHEET_HOMES;
        g_autofree char *a =
            zf_ink_cut(c->canvas, PT, false, room, h > 10 || !stops ? text : second);
        g_autofree char *b = zf_ink_cut(c->canvas, PT, false, room, second);
        zf_ink_left(c->canvas, PT, false, x, cell.y + 5.8, a);
        if (h > 10) {
            zf_ink_left(c->canvas, PT, false, x, cell.y + 12, b);
        }
        g_autofree char *dest = zf_sheet_dest_page(draft, i + 1);
        zf_canvas_link(c->canvas, cell, dest);
    }
}

static bool
has_rain(const ZfSheetDraft *draft)
{
    return draft->rain != NULL && draft->rain[0] != NULL;
}

static double
rules_height(const ZfSheetDraft *draft)
{
    char *texts[ZF_COVER_RULES + 1];
    zf_cover_rules(draft, RULE_W, texts);
    double height = 8;
    for (unsigned i = 0; texts[i] != NULL; i++) {
        height += zf_ink_lines(PT, RULE_W, texts[i]) * LINE + 1.2;
        g_free(texts[i]);
    }
    for (unsigned i = 0; has_rain(draft) && draft->rain[i] != NULL; i++) {
        height += zf_ink_lines(PT, RULE_W, draft->rain[i]) * LINE + 1.2;
    }
    return height;
}

static double
rule(const Cover *c, unsigned i, double y, const char *text)
{
    char number[4];
    g_snprintf(number, sizeof number, "%u", i + 1);
    zf_ink_plate(c->canvas, (ZfRect){LEFT, y, TILE, TILE}, ZF_COLOUR_BLACK, PT, number);
    ZfLettering style = zf_ink(PT, false, ZF_ALIGN_LEFT);
    style.width = RULE_W;
    zf_canvas_text(c->canvas, &style, LEFT + TILE + 2, y + 4.9, text);
    return y + zf_ink_lines(PT, RULE_W, text) * LINE + 1.2;
}

static void
rules_block(const Cover *c, double y)
{
    zf_ink_left(c->canvas, 16, true, LEFT, y + 5, zf_say(c->lang, ZF_SAY_RULES_TITLE));
    char *texts[ZF_COVER_RULES + 1];
    zf_cover_rules(c->draft, RULE_W, texts);
    unsigned n = 0;
    y += 8;
    for (; texts[n] != NULL; n++) {
        y = rule(c, n, y, texts[n]);
        g_free(texts[n]);
    }
    for (unsigned i = 0; has_rain(c->draft) && c->draft->rain[i] != NULL; i++) {
        y = rule(c, n++, y, c->draft->rain[i]);
    }
}

/* The other numbers, as many on a line as fit; owned by the caller. */
static char *
other_numbers(const ZfSheetDraft *draft)
{
    g_auto(GStrv) others = g_strsplit(draft->campaign->hotlines, "\n", -1);
    return g_strjoinv("   ", others);
}

static double
hotline_height(const ZfSheetDraft *draft)
{
    g_autofree char *others = other_numbers(draft);
    return 9 + 3 * LINE + 10 +
           (others[0] != '\0' ? zf_ink_lines(PT, WIDTH - 8, others) * LINE + 2 : 2);
}

static void
hotline_block(const Cover *c, double y)
{
    static const ZfSay says[] = {ZF_SAY_HOTLINE_1, ZF_SAY_HOTLINE_2, ZF_SAY_HOTLINE_3};
    zf_canvas_rect(c->canvas, (ZfRect){LEFT, y, WIDTH, hotline_height(c->draft)}, ZF_COLOUR_WHITE,
                   &(ZfStroke){.width = 0.7, .colour = c->draft->accent});
    zf_canvas_rect(c->canvas, (ZfRect){LEFT, y, WIDTH, 8.6}, c->draft->accent, NULL);
    ZfLettering white = zf_ink(PT, true, ZF_ALIGN_LEFT);
    white.colour = ZF_COLOUR_WHITE;
    zf_canvas_text_mid(c->canvas, &white, LEFT + 3, y + 4.3, zf_say(c->lang, ZF_SAY_HOTLINE_TITLE));
    double base = y + 14.6;
    for (unsigned i = 0; i < G_N_ELEMENTS(says); i++, base += LINE) {
        zf_ink_must(c->canvas, PT, false, LEFT + 3, base, WIDTH - 6, zf_say(c->lang, says[i]));
    }
    zf_ink_rule(c->canvas, LEFT + 3, base - 4.4, RIGHT - 3, base - 4.4, 0.2, 0.2);
    base += 2.6;
    const ZfCampaign *campaign = c->draft->campaign;
    if (campaign->hotline[0] != '\0') {
        double width = zf_ink_width(c->canvas, 16, true, campaign->hotline);
        zf_ink_must(c->canvas, 16, true, RIGHT - 3 - width, base, WIDTH - 6, campaign->hotline);
        g_autofree char *name =
            zf_ink_cut(c->canvas, PT, false, MAX(WIDTH - 10 - width, 0), campaign->hotline_name);
        zf_ink_left(c->canvas, PT, false, LEFT + 3, base, name);
    } else {
        zf_ink_left(c->canvas, PT, false, LEFT + 3, base, zf_say(c->lang, ZF_SAY_HOTLINE_BLANK));
    }
    g_autofree char *others = other_numbers(c->draft);
    if (others[0] != '\0') {
        ZfLettering bold = zf_ink(PT, true, ZF_ALIGN_LEFT);
        bold.width = WIDTH - 6;
        zf_canvas_text(c->canvas, &bold, LEFT + 3, base + LINE, others);
    }
}

static char *
control_text(const ZfSheetDraft *draft, uint32_t n_pages)
{
    g_autofree char *pages = g_strdup_printf("%u", n_pages);
    return zf_say_fill(draft->lang, ZF_SAY_CONTROL_LINE_LARGE, pages, draft->number,
                       draft->recipient);
}

#define CONTROL_ROW 11.0

static double
control_height(const ZfSheetDraft *draft, uint32_t n_pages)
{
    g_autofree char *text = control_text(draft, n_pages);
    return 10 + zf_ink_lines(PT, WIDTH, text) * LINE + 2 * CONTROL_ROW;
}

static void
control_block(const Cover *c, double y)
{
    static const double x[] = {20, 39, 96, 118, 158, 198};
    static const ZfSay rows[] = {ZF_SAY_ISSUED, ZF_SAY_RETURNED};
    static const ZfSay heads[] = {ZF_SAY_BLANK_MOMENT, ZF_SAY_PAGES, ZF_SAY_CLERK,
                                  ZF_SAY_VOLUNTEER};
    zf_ink_rule(c->canvas, LEFT, y, RIGHT, y, 0.5, 0);
    zf_ink_left(c->canvas, 16, true, LEFT, y + 7, zf_say(c->lang, ZF_SAY_CONTROL_TITLE));
    g_autofree char *text = control_text(c->draft, c->draft->n_pages);
    ZfLettering style = zf_ink(PT, false, ZF_ALIGN_LEFT);
    style.width = WIDTH;
    zf_canvas_text(c->canvas, &style, LEFT, y + 14, text);
    y += 10 + zf_ink_lines(PT, WIDTH, text) * LINE;
    for (unsigned i = 0; i < 2; i++, y += CONTROL_ROW) {
        zf_ink_tint(c->canvas, (ZfRect){x[0], y, x[1] - x[0], CONTROL_ROW});
        zf_ink_centre(c->canvas, PT, true, (x[0] + x[1]) / 2, y + 7, zf_say(c->lang, rows[i]));
        for (unsigned k = 0; k < G_N_ELEMENTS(heads); k++) {
            zf_ink_must(c->canvas, PT, false, x[k + 1] + 1.5, y + 7, x[k + 2] - x[k + 1] - 1.5,
                        zf_say(c->lang, heads[k]));
        }
        for (unsigned k = 0; k < 5; k++) {
            zf_ink_frame(c->canvas, (ZfRect){x[k], y, x[k + 1] - x[k], CONTROL_ROW}, 0.25);
        }
    }
}

#define BLOCKS 4

/* On which page (from 0, behind the first) each block stands, and from which y. ret: number of
 * those pages. */
static uint32_t
lay_out(const ZfSheetDraft *draft, uint32_t n_pages, uint32_t page[BLOCKS], double y[BLOCKS])
{
    const double heights[BLOCKS] = {index_height(n_pages), rules_height(draft),
                                    hotline_height(draft), control_height(draft, n_pages)};
    return zf_sheet_stack(heights, BLOCKS, page, y);
}

uint32_t
zf_cover_large_pages(const ZfSheetDraft *draft, uint32_t n_pages)
{
    uint32_t page[BLOCKS];
    double y[BLOCKS];
    return 1 + lay_out(draft, n_pages, page, y);
}

void
zf_cover_large_draw(const ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t part)
{
    static void (*const draw[BLOCKS])(const Cover *, double) = {index_block, rules_block,
                                                                hotline_block, control_block};
    Cover c = {draft, canvas, draft->lang, draft->route};
    if (part == 0) {
        first_page(&c);
        return;
    }
    uint32_t page[BLOCKS];
    double y[BLOCKS];
    lay_out(draft, draft->n_most, page, y);
    for (unsigned i = 0; i < BLOCKS; i++) {
        if (page[i] + 1 == part) {
            draw[i](&c, y[i]);
        }
    }
}
