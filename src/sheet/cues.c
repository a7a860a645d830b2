/* The cue column: distances, signs and what to do, from the bottom up as the way runs. */
#include "sheet/ink.h"
#include "sheet/strip.h"

#include <math.h>
#include <string.h>

#define TOP           36.2 /* of the first row that can be used */
#define BOTTOM        (ZF_SHEET_CODE_MAP - 0.5)
#define PITCH         16.6
#define LARGE_BOTTOM  238.9
#define LARGE_PITCH   25.0
#define LARGE_SYMBOLS 3   /* side by side before the planned time */
#define LARGE_R       4.3 /* of the stop symbols: two figures of 14 pt */
#define TEXT_X        146.0
#define RIGHT         198.0
#define MAP_END       118.0

static double
pitch_of(const ZfSheetDraft *draft)
{
    return draft->options->large ? LARGE_PITCH : PITCH;
}

/* Letters of the cues. */
static double
body(const ZfSheetDraft *draft)
{
    return zf_sheet_points(draft, 10.5);
}

static unsigned
most_lines(const ZfSheetDraft *draft)
{
    return draft->options->large ? 3 : 2;
}

static const ZfWayNode *
node_at(const ZfSheetDraft *draft, uint32_t i)
{
    return &g_array_index(draft->way->nodes, ZfWayNode, i);
}

bool
zf_sheet_cues_rise(const ZfSheetDraft *draft, const ZfSheetStrip *strip, const ZfFrameView *view)
{
    ZfFrameLens lens = zf_frame_lens(view);
    double last = INFINITY;
    for (uint32_t i = strip->first_node; i <= strip->last_node; i++) {
        double y = zf_frame_to_paper(&lens, node_at(draft, i)->point).y;
        if (y > last + 2.5) {
            return false;
        }
        last = MIN(last, y);
    }
    return true;
}

/* Middles of the rows, first cue lowest: each near its place on the map, none nearer to the next
 * than the pitch. */
static double *
rows(const ZfSheetDraft *draft, const ZfSheetStrip *strip, const ZfFrameView *view, bool letters)
{
    ZfFrameLens lens = zf_frame_lens(view);
    uint32_t n = strip->last_node - strip->first_node + 1;
    double *y = g_new(double, n);
    double pitch = pitch_of(draft);
    double highest = TOP + pitch / 2;
    double lowest = (draft->options->large ? LARGE_BOTTOM : BOTTOM) - pitch / 2;
    for (uint32_t i = 0; i < n; i++) {
        double wanted = zf_frame_to_paper(&lens, node_at(draft, strip->first_node + i)->point).y;
        if (letters) {
            wanted = lowest - i * MAX(pitch, (lowest - highest) / n);
        }
        double limit = i == 0 ? lowest : y[i - 1] - pitch;
        y[i] = MIN(wanted, limit);
    }
    double floor = highest;
    for (uint32_t i = n; i > 0; i--) {
        y[i - 1] = MAX(y[i - 1], floor);
        floor = y[i - 1] + pitch;
    }
    return y;
}

static void
head(const ZfSheetDraft *draft, ZfCanvas *canvas)
{
    ZfLang lang = draft->lang;
    double points = zf_sheet_points(draft, 9);
    zf_ink_centre(canvas, points, false, 129, 34.4, zf_say(lang, ZF_SAY_CUE_DISTANCE));
    zf_ink_left(canvas, points, false, TEXT_X, 34.4, zf_say(lang, ZF_SAY_CUE_TEXT));
    zf_ink_right(canvas, points, false, RIGHT, 34.4, zf_say(lang, ZF_SAY_CUE_ARRIVE));
    zf_ink_rule(canvas, 121, 36, RIGHT, 36, 0.5, 0);
}

/* Metres from a node to the next place where something is to be done. */
static double
then_m(const ZfSheetDraft *draft, uint32_t i)
{
    uint32_t k = i + 1;
    while (k < draft->way->nodes->len && node_at(draft, k)->cut) {
        k++;
    }
    return k < draft->way->nodes->len ? node_at(draft, k)->at_m - node_at(draft, i)->end_m : -1;
}

static const ZfCue *
cue_at(const ZfWayNode *node)
{
    static const ZfCue start = {.kind = ZF_CUE_START, .road = "", .highway = "", .landmark = ""};
    static const ZfCue end = {.kind = ZF_CUE_END, .road = "", .highway = "", .landmark = ""};
    return node->cue != NULL ? node->cue : node->end ? &end : &start;
}

/* "前行 1.2 公里，接第 3 页": where a long step is cut. next_page: it goes on there; NULL = here.
 */
static char *
cut_words(const ZfSheetDraft *draft, uint32_t i, const char *next_page)
{
    g_autofree char *length = zf_say_distance(draft->lang, llround(then_m(draft, i)));
    if (next_page == NULL) {
        return zf_say_fill(draft->lang, ZF_SAY_CUT_FROM, length);
    }
    return zf_say_fill(draft->lang, node_at(draft, i)->gap ? ZF_SAY_CUT_GAP : ZF_SAY_CUT_ON, length,
                       next_page);
}

/* The page on a line of its own where both do not fit into one. */
static char *
with_next_page(const ZfSheetDraft *draft, ZfCanvas *canvas, const char *cue, const char *page)
{
    double room = RIGHT - TEXT_X;
    g_autofree char *line = zf_say_fill(draft->lang, ZF_SAY_CUE_NEXT_PAGE, cue, page);
    bool below = zf_ink_width(canvas, body(draft), false, line) > room &&
                 zf_ink_width(canvas, body(draft), false, cue) <= room - 2;
    return below ? zf_say_fill(draft->lang, ZF_SAY_CUE_NEXT_PAGE_BELOW, cue, page)
                 : g_steal_pointer(&line);
}

/* A cue with as much detail as fits into two lines. next_page: NULL, or where the way goes on.
 * ret: with a page NULL when not even the least fits; without one the least at least. */
static char *
cue_words(const ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t i, const char *next_page)
{
    static const unsigned details[] = {ZF_CUE_DETAIL_ALL,
                                       ZF_CUE_DETAIL_ROAD | ZF_CUE_DETAIL_LANDMARK,
                                       ZF_CUE_DETAIL_LANDMARK | ZF_CUE_DETAIL_DISTANCE,
                                       ZF_CUE_DETAIL_ROAD | ZF_CUE_DETAIL_DISTANCE,
                                       ZF_CUE_DETAIL_DISTANCE,
                                       0};
    ZfLettering style = zf_ink(body(draft), false, ZF_ALIGN_LEFT);
    style.width = RIGHT - TEXT_X;
    for (size_t k = 0; k < G_N_ELEMENTS(details); k++) {
        g_autofree char *cue =
            zf_say_cue(draft->lang, cue_at(node_at(draft, i)), (int32_t)lround(then_m(draft, i)),
                       draft->route->base, details[k]);
        g_autofree char *text =
            next_page != NULL ? with_next_page(draft, canvas, cue, next_page) : g_strdup(cue);
        bool least = next_page == NULL && k + 1 == G_N_ELEMENTS(details);
        if (least || zf_canvas_text_size(canvas, &style, text).lines <= most_lines(draft)) {
            return g_steal_pointer(&text);
        }
    }
    return NULL;
}

/* next_page: the row is the page's last and the way goes on there; else NULL. Where no room is left
 * for it, the plate on the map says it alone; smaller letters where even the least does not fit. */
static void
fitted_cue(const ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t i, const char *next_page,
           double mid)
{
    static const double smaller[] = {9.5, 9, 8, 7, 6};
    g_autofree char *text = node_at(draft, i)->cut ? cut_words(draft, i, next_page)
                                                   : cue_words(draft, canvas, i, next_page);
    if (text == NULL) {
        text = cue_words(draft, canvas, i, NULL);
    }
    ZfLettering style = zf_ink(body(draft), false, ZF_ALIGN_LEFT);
    style.width = RIGHT - TEXT_X;
    unsigned lines = zf_canvas_text_size(canvas, &style, text).lines;
    style.max_lines = most_lines(draft);
    size_t steps = draft->options->large ? 0 : G_N_ELEMENTS(smaller);
    for (size_t k = 0; k < steps && lines > style.max_lines; k++) {
        style = zf_ink(smaller[k], false, ZF_ALIGN_LEFT);
        style.width = RIGHT - TEXT_X;
        lines = zf_canvas_text_size(canvas, &style, text).lines;
        style.max_lines = smaller[k] <= 9 ? 3 : 2; /* so many have room */
    }
    double half = draft->options->large ? LARGE_PITCH / 2 - 0.5 : 6.5;
    ZfRect box = {TEXT_X, mid - half, RIGHT - TEXT_X, 2 * half};
    zf_canvas_text_box(canvas, &style, box, true, text);
}

/* "停 12—17": more homes at one place than symbols have room. */
static void
stops_in_words(const ZfSheetDraft *draft, ZfCanvas *canvas, const ZfWayNode *node, double y)
{
    uint32_t last = node->first_stop + node->n_stops - 1;
    g_autofree char *a = g_strdup_printf("%d", draft->stops[node->first_stop].number);
    g_autofree char *b = g_strdup_printf("%d", draft->stops[last].number);
    g_autofree char *text = zf_say_fill(draft->lang, ZF_SAY_STOPS_RANGE, a, b);
    ZfLettering style = zf_ink(14, true, ZF_ALIGN_LEFT);
    double w = zf_canvas_text_mid(canvas, &style, TEXT_X, y, text);
    g_autofree char *dest = zf_sheet_dest_stop(draft, node->first_stop);
    zf_canvas_link(canvas, (ZfRect){TEXT_X, y - 3, w, 6}, dest);
}

static void
stop_symbols(const ZfSheetDraft *draft, ZfCanvas *canvas, const ZfWayNode *node, double y)
{
    bool large = draft->options->large;
    double step = large ? 2 * LARGE_R + 0.9 : MIN(6.9, 39.0 / node->n_stops);
    double r = large ? LARGE_R : MIN(2.9, step / 2 - 0.3);
    if (large && node->n_stops > LARGE_SYMBOLS) {
        stops_in_words(draft, canvas, node, y);
        return;
    }
    for (uint32_t i = 0; i < node->n_stops; i++) {
        uint32_t stop = node->first_stop + i;
        g_autofree char *number = g_strdup_printf("%d", draft->stops[stop].number);
        double x = TEXT_X + r + 0.1 + i * step;
        zf_canvas_stop(canvas, x, y, r, draft->states[stop], number, ZF_COLOUR_BLACK);
        g_autofree char *dest = zf_sheet_dest_stop(draft, stop);
        zf_canvas_link(canvas, (ZfRect){x - r, y - r, 2 * r, 2 * r}, dest);
    }
}

/* "左转小路，走 110 米"; "" where the way simply passes the home. */
static char *
turn_off(const ZfSheetDraft *draft, const ZfWayNode *node)
{
    if (node->cue == NULL) {
        return g_strdup("");
    }
    return zf_say_cue(draft->lang, node->cue, (int32_t)lround(node->end_m - node->at_m), NULL,
                      ZF_CUE_DETAIL_ROAD | ZF_CUE_DETAIL_DISTANCE);
}

/* How to turn off, and the first words of how to find the home, as far as they fit. */
static char *
stop_words(const ZfSheetDraft *draft, ZfCanvas *canvas, const ZfWayNode *node, const char *way,
           double room)
{
    const ZfSheetHome *home = draft->homes[node->first_stop];
    const char *find = home->find[0] != '\0' ? home->find : home->address;
    if (way[0] == '\0') {
        return zf_ink_phrase(canvas, body(draft), room, find);
    }
    const char *comma = draft->lang == ZF_LANG_ZH ? "，" : ", ";
    g_autofree char *both = g_strconcat(way, comma, find, NULL);
    size_t end = zf_ink_break(canvas, body(draft), room, both);
    bool more = both[end] == '\0' || end > strlen(way) + strlen(comma);
    return more ? zf_ink_phrase(canvas, body(draft), room, both)
                : zf_ink_cut(canvas, body(draft), false, room, way);
}

/* One line, in large type two. */
static void
stop_lines(const ZfSheetDraft *draft, ZfCanvas *canvas, double base, const char *text)
{
    ZfLettering style = zf_ink(body(draft), false, ZF_ALIGN_LEFT);
    style.width = draft->options->large ? RIGHT - TEXT_X : 0;
    style.line_height = 1.3;
    style.max_lines = 2;
    zf_canvas_text(canvas, &style, TEXT_X, base, text);
}

static void
stop_row(const ZfSheetDraft *draft, ZfCanvas *canvas, const ZfWayNode *node, const char *insets,
         double mid)
{
    bool large = draft->options->large;
    double upper = mid - (large ? 6.8 : 3.2);
    double lower = mid + (large ? 3.4 : 5); /* base of the words */
    double hours = zf_sheet_points(draft, 12);
    stop_symbols(draft, canvas, node, upper);
    g_autofree char *time = zf_time_format(draft->stops[node->first_stop].begin_s);
    zf_ink_right(canvas, hours, true, RIGHT, upper + 0.36 * ZF_PT(hours), time);
    char letter[2] = {insets[node->first_stop], '\0'};
    g_autofree char *way = turn_off(draft, node);
    double room = (RIGHT - TEXT_X) * (large ? 1.65 : 1); /* two lines */
    if (letter[0] != '\0') {
        g_autofree char *bare = zf_say_fill(draft->lang, ZF_SAY_CUE_SEE_INSET, "", letter);
        room -= zf_ink_width(canvas, body(draft), false, bare);
        g_autofree char *where = stop_words(draft, canvas, node, way, room);
        g_autofree char *text = zf_say_fill(draft->lang, ZF_SAY_CUE_SEE_INSET, where, letter);
        stop_lines(draft, canvas, lower, text);
        return;
    }
    g_autofree char *where = stop_words(draft, canvas, node, way, room);
    stop_lines(draft, canvas, lower, where);
}

static void
distance(const ZfSheetDraft *draft, ZfCanvas *canvas, const ZfWayNode *node, double mid)
{
    g_autofree char *km = zf_say_km((int64_t)llround(node->at_m), 2);
    g_autofree char *number = g_strdup_printf("%d", (int)((MAX(node->at_s, 0) + 30) / 60));
    g_autofree char *minutes = zf_say_fill(draft->lang, ZF_SAY_MINUTES, number);
    zf_ink_centre(canvas, zf_sheet_points(draft, 13), true, 129, mid + 0.6, km);
    double below = draft->options->large ? 6.8 : 5.2;
    zf_ink_centre(canvas, zf_sheet_points(draft, 9), false, 129, mid + below, minutes);
}

/* From the place on the map to its row. */
static void
leader(ZfCanvas *canvas, ZfMm place, double mid)
{
    ZfStroke dots = {.width = 0.22, .dash = {0, 0.9}, .n_dash = 2, .cap = ZF_CAP_ROUND};
    if (place.x + 1.2 < MAP_END) {
        zf_canvas_line(canvas, place.x + 1.2, place.y, MAP_END, place.y, &dots);
    }
    zf_ink_rule(canvas, MAP_END, place.y, 121.3, mid, 0.25, 0);
    zf_canvas_circle(canvas, place.x, place.y, 0.75, ZF_COLOUR_WHITE, &(ZfStroke){.width = 0.25});
}

static ZfCueKind
kind_at(const ZfWayNode *node)
{
    return node->cut                         ? ZF_CUE_STRAIGHT
           : node->cue == NULL && node->stop ? ZF_CUE_STOP
                                             : cue_at(node)->kind;
}

void
zf_sheet_draw_cues(const ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t index,
                   const ZfFrameView *view, const char *insets, bool letters)
{
    const ZfSheetStrip *strip = &g_array_index(draft->strips, ZfSheetStrip, index);
    ZfFrameLens lens = zf_frame_lens(view);
    g_autofree double *y = rows(draft, strip, view, letters);
    head(draft, canvas);
    g_autofree char *next = g_strdup_printf("%u", zf_sheet_page_of_strip(draft, index) + 1);
    uint32_t n = strip->last_node - strip->first_node + 1;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t k = strip->first_node + i;
        const ZfWayNode *node = node_at(draft, k);
        double mid = y[i];
        if (node->stop) {
            g_autofree char *context = g_strdup_printf(_("route %d, stop %d"), draft->route->number,
                                                       draft->stops[node->first_stop].number);
            zf_paper_set_context(zf_canvas_paper(canvas), context);
        }
        if (!letters) {
            leader(canvas, zf_frame_to_paper(&lens, node->point), mid);
        } else if (!node->stop || node->cue != NULL) {
            char letter[2] = {(char)('a' + i), '\0'};
            zf_ink_left(canvas, body(draft), true, 120.5, mid - (draft->options->large ? 6 : 3.2),
                        letter);
        }
        distance(draft, canvas, node, mid);
        zf_sheet_draw_icon(canvas, 140.5, mid, kind_at(node));
        if (node->stop) {
            stop_row(draft, canvas, node, insets, mid);
        } else {
            bool on = i + 1 == n && index + 1 < draft->strips->len;
            fitted_cue(draft, canvas, k, on ? next : NULL, mid);
        }
        if (i + 1 < n) {
            zf_ink_rule(canvas, 121.5, mid - pitch_of(draft) / 2, RIGHT, mid - pitch_of(draft) / 2,
                        0.2, 0.3);
        }
    }
}
