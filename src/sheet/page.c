/* What is the same on every page of a worksheet. */
#include "sheet/ink.h"
#include "sheet/sheetint.h"

#include <string.h>

#define EDGE_X      17.2 /* mm: base of what runs along the binding edge */
#define EDGE_TOP    20.0
#define EDGE_BOTTOM 276.0
#define EDGE_SOURCE 90.0 /* mm, at most */
#define EDGE_PT     8
#define RED_END     (ZF_SHEET_CODE_X - 0.9) /* of the red box beside the code */
#define RED_TEXT    (RED_END - 44 - 0.5)    /* room for its words, which begin at 44 */

static void
watermark(const ZfSheetDraft *draft, ZfCanvas *canvas)
{
    static const ZfMm anchors[] = {{52, 98}, {120, 150}, {52, 205}, {120, 262}};
    g_autofree char *text = g_strconcat(draft->recipient, " ", draft->number, NULL);
    ZfLettering style = zf_ink(22, true, ZF_ALIGN_LEFT);
    style.colour = zf_colour_grey(0.935);
    style.size *= MIN(1, 84 / zf_canvas_text_size(canvas, &style, text).width);
    for (size_t i = 0; i < G_N_ELEMENTS(anchors); i++) {
        zf_canvas_save(canvas);
        zf_canvas_translate(canvas, anchors[i].x, anchors[i].y);
        zf_canvas_rotate(canvas, -28.6);
        zf_canvas_text(canvas, &style, 0, 0, text);
        zf_canvas_restore(canvas);
    }
}

/* White around, so that nothing touches them; the fourth is hollow and fixes which way is up. */
void
zf_sheet_marks(ZfCanvas *canvas)
{
    static const ZfMm marks[] = {{20, 12}, {193, 12}, {20, 280}, {193, 280}};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        ZfRect mark = {marks[i].x, marks[i].y, 5, 5};
        zf_canvas_rect(canvas, zf_rect_grow(mark, 2.5), ZF_COLOUR_WHITE, NULL);
        if (i < 3) {
            zf_canvas_rect(canvas, mark, ZF_COLOUR_BLACK, NULL);
        } else {
            zf_ink_frame(canvas, zf_rect_grow(mark, -0.6), 1.2);
        }
    }
}

/* Along the binding edge, from below up; ret: its length. */
static double
edge_text(ZfCanvas *canvas, double y, const char *text)
{
    zf_canvas_save(canvas);
    zf_canvas_translate(canvas, EDGE_X, y);
    zf_canvas_rotate(canvas, -90);
    double width = zf_ink_left(canvas, EDGE_PT, false, 0, 0, text);
    zf_canvas_restore(canvas);
    return width;
}

double
zf_sheet_source(ZfCanvas *canvas, ZfLang lang, const char *source)
{
    if (!source || !*source) {
        return 0;
    }
    g_autofree char *line = zf_say_fill(lang, ZF_SAY_FOOT_SOURCE, source);
    g_autofree char *cut = zf_ink_cut(canvas, EDGE_PT, false, EDGE_SOURCE, line);
    double width = zf_ink_width(canvas, EDGE_PT, false, cut);
    edge_text(canvas, EDGE_TOP + width, cut);
    return width + 5;
}

static void
edge_line(const ZfSheetDraft *draft, ZfCanvas *canvas, const char *page)
{
    const ZfCampaign *campaign = draft->campaign;
    const char *to = campaign->return_to[0] != '\0' ? campaign->return_to : campaign->place;
    to = to[0] != '\0' ? to : draft->route->base;
    g_autofree char *line = zf_say_fill(draft->lang, ZF_SAY_EDGE, draft->recipient, draft->number,
                                        draft->date, page, to);
    double source = zf_sheet_source(canvas, draft->lang, draft->input->source);
    g_autofree char *cut =
        zf_ink_cut(canvas, EDGE_PT, false, EDGE_BOTTOM - EDGE_TOP - source, line);
    edge_text(canvas, EDGE_BOTTOM, cut);
    zf_ink_rule(canvas, 11, 148.5, 14, 148.5, 0.2, 0.5);
}

static void
foot_line(const ZfSheetDraft *draft, ZfCanvas *canvas, const char *page, const char *total)
{
    g_autofree char *route = g_strdup_printf("%02d", draft->route->number);
    g_autofree char *left = zf_say_fill(draft->lang, ZF_SAY_FOOT_ROUTE, route);
    g_autofree char *right = total != NULL ? g_strconcat(page, " / ", total, NULL) : g_strdup(page);
    ZfLettering grey = zf_ink(9, false, ZF_ALIGN_LEFT);
    grey.colour = zf_colour_grey(0.25);
    zf_canvas_text(canvas, &grey, 28, 284, left);
    grey.align = ZF_ALIGN_RIGHT;
    zf_canvas_text(canvas, &grey, 190, 284, right);
    zf_ink_centre(canvas, zf_sheet_points(draft, 10.5), true, 109, 284,
                  zf_say(draft->lang, ZF_SAY_FOOT_KEEP));
}

void
zf_sheet_page_frame(const ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t page, const char *head)
{
    bool counted = page <= draft->n_pages;
    g_autofree char *number =
        counted ? g_strdup_printf("%u", page) : g_strdup_printf("+%u", page - draft->n_pages);
    g_autofree char *total = counted ? g_strdup_printf("%u", draft->n_pages) : NULL;
    g_autofree char *of =
        counted ? zf_say_fill(draft->lang, ZF_SAY_PAGE_OF, number, total) : g_strdup(number);
    g_autofree char *right = g_strconcat(draft->number, "   ", of, NULL);
    watermark(draft, canvas);
    zf_sheet_marks(canvas);
    double points = zf_sheet_points(draft, 10.5);
    zf_ink_right(canvas, points, false, 190, 16.1, right);
    double room = 190 - 28 - 4 - zf_ink_width(canvas, points, false, right);
    const char *rest = strstr(head, "    ");
    bool both = !rest || zf_ink_width(canvas, points, true, head) <= room;
    g_autofree char *words = g_strndup(head, both ? strlen(head) : (size_t)(rest - head));
    g_autofree char *left = zf_ink_cut(canvas, points, true, room, words);
    zf_ink_left(canvas, points, true, 28, 16.1, left);
    foot_line(draft, canvas, number, total);
    edge_line(draft, canvas, number);
    if (counted) {
        g_autofree char *dest = zf_sheet_dest_page(draft, page);
        zf_canvas_dest(canvas, dest, 0, 0);
    }
}

void
zf_sheet_spot(const ZfSheetDraft *draft, uint32_t page, const char *what, uint32_t row,
              const char *word, double x, double mid, double size)
{
    if (draft->spots == NULL) {
        return;
    }
    ZfSheetSpot spot = {.page = page, .at = {x, mid - size / 2, size, size}};
    g_autofree char *number = row > 0 ? g_strdup_printf("-%u", row) : g_strdup("");
    g_snprintf(spot.name, sizeof spot.name, "%s%s%s%s", what, number, word[0] != '\0' ? "-" : "",
               word);
    g_array_append_val(draft->spots, spot);
}

double
zf_sheet_points(const ZfSheetDraft *draft, double points)
{
    return draft->options->large ? MAX(points, ZF_SHEET_LARGE) : points;
}

void
zf_sheet_page_code(const ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t page, double y)
{
    g_autofree char *code = zf_sheet_code(draft->number, (int)page, draft->plan->hash);
    if (code == NULL) {
        zf_paper_fail(zf_canvas_paper(canvas),
                      g_error_new(ZF_SHEET_ERROR, ZF_SHEET_ERROR_NUMBER,
                                  _("the sheet number “%s” is too long for a page code"),
                                  draft->number));
        return;
    }
    zf_canvas_qr(canvas, ZF_SHEET_CODE_X, y, ZF_SHEET_CODE_SIZE, code);
}

char *
zf_sheet_hotline(const ZfSheetDraft *draft)
{
    const ZfCampaign *campaign = draft->campaign;
    if (campaign->hotline[0] == '\0') {
        return g_strdup(campaign->hotlines[0] == '\0' ? zf_say(draft->lang, ZF_SAY_HOTLINE_BLANK)
                                                      : "");
    }
    return g_strconcat(campaign->hotline_name, campaign->hotline_name[0] != '\0' ? " " : "",
                       campaign->hotline, NULL);
}

char *
zf_sheet_hotlines(const ZfSheetDraft *draft, ZfCanvas *canvas, double points, double width,
                  const char *between)
{
    g_autofree char *named = zf_sheet_hotline(draft);
    bool bare = zf_ink_width(canvas, points, true, named) > width;
    const char *first = bare ? draft->campaign->hotline : named;
    g_auto(GStrv) lines = g_strsplit(draft->campaign->hotlines, "\n", -1);
    GString *ret = g_string_new(first);
    for (char **line = lines; *line != NULL; line++) {
        size_t before = ret->len;
        g_string_append_printf(ret, "%s%s", ret->len > 0 ? between : "", *line);
        if (zf_ink_width(canvas, points, true, ret->str) > width) {
            g_string_truncate(ret, before);
            break;
        }
    }
    return g_string_free(ret, FALSE);
}

/* White under the text, accent as frame and plate. */
static void
red_ground(const ZfSheetDraft *draft, ZfCanvas *canvas, ZfRect box)
{
    zf_canvas_rect(canvas, box, ZF_COLOUR_WHITE,
                   &(ZfStroke){.width = 0.7, .colour = draft->accent});
}

/* In large type the short words; the cover has all of them. */
static void
large_red_box(const ZfSheetDraft *draft, ZfCanvas *canvas)
{
    ZfLang lang = draft->lang;
    red_ground(draft, canvas, (ZfRect){20, 264, RED_END - 20, 13.2});
    zf_canvas_rect(canvas, (ZfRect){20, 264, 22, 13.2}, draft->accent, NULL);
    ZfLettering white = zf_ink(14, true, ZF_ALIGN_CENTRE);
    white.colour = ZF_COLOUR_WHITE;
    zf_canvas_text(canvas, &white, 31, 269.4, zf_say(lang, ZF_SAY_HOTLINE_PLATE_1));
    zf_canvas_text(canvas, &white, 31, 275.6, zf_say(lang, ZF_SAY_HOTLINE_PLATE_2));
    zf_ink_must(canvas, 14, false, 44, 269.4, RED_TEXT, zf_say(lang, ZF_SAY_HOTLINE_SHORT));
    g_autofree char *numbers = zf_sheet_hotlines(draft, canvas, 14, RED_TEXT, "   ");
    zf_ink_must(canvas, 14, true, 44, 275.8, RED_TEXT, numbers);
}

void
zf_sheet_red_box(const ZfSheetDraft *draft, ZfCanvas *canvas)
{
    if (draft->options->large) {
        large_red_box(draft, canvas);
        return;
    }
    ZfLang lang = draft->lang;
    red_ground(draft, canvas, (ZfRect){20, 264, RED_END - 20, 13.2});
    ZfRect plate = {20, 264, 22, 13.2};
    zf_canvas_rect(canvas, plate, draft->accent, NULL);
    ZfLettering white = zf_ink(12, true, ZF_ALIGN_CENTRE);
    white.colour = ZF_COLOUR_WHITE;
    zf_canvas_text(canvas, &white, 31, 269.6, zf_say(lang, ZF_SAY_HOTLINE_PLATE_1));
    white.size = ZF_PT(10.5);
    zf_canvas_text(canvas, &white, 31, 275, zf_say(lang, ZF_SAY_HOTLINE_PLATE_2));
    zf_ink_must(canvas, 10.5, false, 44, 267.7, RED_TEXT, zf_say(lang, ZF_SAY_HOTLINE_ALL_1));
    zf_ink_must(canvas, 10.5, false, 44, 271.7, RED_TEXT, zf_say(lang, ZF_SAY_HOTLINE_ALL_2));
    g_autofree char *numbers = zf_sheet_hotlines(draft, canvas, 10.5, RED_TEXT, "   ");
    zf_ink_must(canvas, 10.5, true, 44, 275.7, RED_TEXT, numbers);
}

void
zf_sheet_red_line(const ZfSheetDraft *draft, ZfCanvas *canvas)
{
    ZfLang lang = draft->lang;
    red_ground(draft, canvas, (ZfRect){20, 270, 178, 8.2});
    zf_ink_plate(canvas, (ZfRect){20, 270, 24, 8.2}, draft->accent, 10.5,
                 zf_say(lang, ZF_SAY_HOTLINE_PLATE));
    const char *words = zf_say(lang, ZF_SAY_HOTLINE_SHORT);
    double end = 46 + zf_ink_left(canvas, 10.5, false, 46, 275.4, words) + 3;
    g_autofree char *numbers = zf_sheet_hotlines(draft, canvas, 10.5, 196 - end, "  ");
    double width = zf_ink_width(canvas, 10.5, true, numbers);
    zf_ink_must(canvas, 10.5, true, 196 - width, 275.4, 197 - end, numbers);
}

uint32_t
zf_sheet_stack(const double *heights, size_t n, uint32_t *page, double *y)
{
    const double top = 20;
    const double bottom = ZF_SHEET_CODE_FOOT - 0.4;
    const double gap = 6;
    double at = top;
    uint32_t now = 0;
    for (size_t i = 0; i < n; i++) {
        if (at > top && at + heights[i] > bottom) {
            at = top;
            now++;
        }
        page[i] = now;
        y[i] = at;
        at += heights[i] + gap;
    }
    return now + 1;
}
