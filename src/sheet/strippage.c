/* A page of the route map. */
#include "sheet/ink.h"
#include "sheet/strip.h"

#include <math.h>
#include <string.h>

#define INSETS       2
#define INSET_W      42.0
#define INSET_H      41.0
#define CHAIN_MM     30.0 /* dense stops nearer than this belong to one inset */
#define CROWD_MM     3.5  /* a home with two others nearer than this belongs to one */
#define SAME_PLACE_M 5.0
#define INSET_MIN    1000 /* 1:1 000 */
#define LARGE_LINE   6.8  /* from line to line of a legend in large type */
#define AHEAD_MM     6.0  /* how far ahead the arrow to the next page looks */

typedef struct Inset {
    GArray *stops; /* indices in the route */
    ZfFrameView view;
    char letter;
} Inset;

typedef struct StripPage {
    ZfSheetDraft *draft;
    ZfCanvas *canvas;
    const ZfSheetStrip *strip;
    uint32_t index;
    ZfFrameView view;
    GStringChunk *texts;
    GArray *stops;      /* ZfFrameStop */
    GArray *stop_index; /* uint32_t: in the route, for each of them */
    GArray *marks;      /* ZfFrameMark */
    GArray *covered;    /* ZfRect */
    GArray *sheets;     /* ZfFrameSheet */
    Inset insets[INSETS];
    unsigned n_insets;
    char *inset_of; /* n_stops letters, 0 = none */
    bool letters;
} StripPage;

static void
part_name(const StripPage *p, char **ret)
{
    ZfLang lang = p->draft->lang;
    uint32_t n = p->draft->strips->len;
    if (n <= 2) {
        ZfSay say = n == 1          ? ZF_SAY_PART_ONLY
                    : p->index == 0 ? ZF_SAY_PART_UPPER
                                    : ZF_SAY_PART_LOWER;
        *ret = g_strdup(zf_say(lang, say));
        return;
    }
    g_autofree char *ordinal = zf_say_ordinal(lang, (int)p->index + 1);
    *ret = zf_say_fill(lang, ZF_SAY_PART_N, ordinal);
}

char *
zf_sheet_strip_stops(const ZfSheetDraft *draft, const ZfSheetStrip *strip)
{
    if (strip->n_stops == 0) {
        return g_strdup(zf_say(draft->lang, ZF_SAY_NO_STOPS));
    }
    g_autofree char *a = g_strdup_printf("%d", draft->stops[strip->first_stop].number);
    g_autofree char *b =
        g_strdup_printf("%d", draft->stops[strip->first_stop + strip->n_stops - 1].number);
    return strip->n_stops == 1 ? zf_say_fill(draft->lang, ZF_SAY_STOPS_ONE, a)
                               : zf_say_fill(draft->lang, ZF_SAY_STOPS_RANGE, a, b);
}

/* "村委会", "停 7": what stands at a node. */
static char *
node_name(const ZfSheetDraft *draft, uint32_t i)
{
    const ZfWayNode *node = &g_array_index(draft->way->nodes, ZfWayNode, i);
    if (node->stop) {
        g_autofree char *number = g_strdup_printf("%d", draft->stops[node->first_stop].number);
        return zf_say_fill(draft->lang, ZF_SAY_STOPS_ONE, number);
    }
    if (i == 0 || node->end) {
        return g_strdup(draft->route->base);
    }
    const ZfCue *cue = node->cue;
    if (cue != NULL && (cue->landmark[0] != '\0' || cue->road[0] != '\0')) {
        return g_strdup(cue->landmark[0] != '\0' ? cue->landmark : cue->road);
    }
    g_autofree char *km = zf_say_km((int64_t)llround(node->at_m), 2);
    return g_strconcat(km, " ", zf_say(draft->lang, ZF_SAY_FIG_KM), NULL);
}

static ZfSay
what_is_up(const ZfSheetStrip *strip)
{
    return strip->up_deg == 0 ? ZF_SAY_UP_IS_NORTH
           : strip->loop      ? ZF_SAY_UP_SEE_NORTH
                              : ZF_SAY_UP_IS_TRAVEL;
}

static void
title(const StripPage *p)
{
    ZfLang lang = p->draft->lang;
    g_autofree char *number = g_strdup_printf("%02d", p->draft->route->number);
    zf_ink_plate(p->canvas, (ZfRect){20, 19.5, 14, 9}, ZF_COLOUR_BLACK, 15, number);
    g_autofree char *part = NULL;
    part_name(p, &part);
    g_autofree char *text = zf_say_fill(lang, ZF_SAY_STRIP_TITLE, part);
    double points = zf_sheet_points(p->draft, 10.5);
    double x = 37 + zf_ink_left(p->canvas, 15, true, 37, 26.2, text) + 3;
    g_autofree char *digits = zf_say_number((int64_t)llround(p->view.scale));
    g_autofree char *scale = zf_say_fill(lang, ZF_SAY_SCALE, digits);
    const char *up = zf_say(lang, what_is_up(p->strip));
    double behind = MAX(zf_ink_width(p->canvas, points, true, up),
                        zf_ink_width(p->canvas, points, false, scale));
    double room = 198 - behind - 3 - x;
    g_autofree char *stops = zf_sheet_strip_stops(p->draft, p->strip);
    g_autofree char *from = node_name(p->draft, p->strip->first_node);
    g_autofree char *to = node_name(p->draft, p->strip->last_node);
    g_autofree char *range = zf_say_fill(lang, ZF_SAY_STRIP_FROM_TO, stops, from, to);
    bool fits = zf_ink_width(p->canvas, points, false, range) <= room;
    g_autofree char *cut = zf_ink_cut(p->canvas, points, false, room, fits ? range : stops);
    zf_ink_left(p->canvas, points, false, x, 26.2, cut);
    zf_ink_right(p->canvas, points, true, 198, 23.6, up);
    zf_ink_right(p->canvas, points, false, 198, p->draft->options->large ? 29.4 : 28.6, scale);
}

static void
take_stops(StripPage *p)
{
    g_autoptr(GArray) all = zf_sheet_frame_stops(p->draft, 0, p->draft->n_stops, p->texts);
    const ZfWayNode *from = &g_array_index(p->draft->way->nodes, ZfWayNode, p->strip->first_node);
    uint32_t k = 0;
    for (uint32_t i = 0; i < p->draft->n_stops; i++) {
        if (!p->draft->homes[i]->has_point) {
            continue;
        }
        ZfFrameStop stop = g_array_index(all, ZfFrameStop, k++);
        bool here = i >= p->strip->first_stop && i < p->strip->first_stop + p->strip->n_stops;
        /* where the page begins the last stop is repeated; the others of other pages are dots */
        here |= from->stop && i >= from->first_stop && i < from->first_stop + from->n_stops;
        stop.dot_only = !here;
        stop.accuracy_m = here ? stop.accuracy_m : 0;
        g_array_append_val(p->stops, stop);
        g_array_append_val(p->stop_index, i);
    }
}

static ZfFrame
frame_of(const StripPage *p)
{
    const ZfSheetDraft *draft = p->draft;
    return (ZfFrame){
        .ground = draft->input->ground,
        .view = p->view,
        .size = ZF_FRAME_STRIP,
        .lang = draft->lang,
        .bw = draft->options->bw,
        .show = ZF_FRAME_SHOW_ALL & ~(unsigned)(ZF_FRAME_SHOW_GRID | ZF_FRAME_SHOW_BORDERS),
        .lines = (const ZfFrameLine *)(const void *)draft->way->lines->data,
        .n_lines = draft->way->lines->len,
        .stops = (const ZfFrameStop *)(const void *)p->stops->data,
        .n_stops = p->stops->len,
        .marks = (const ZfFrameMark *)(const void *)p->marks->data,
        .n_marks = p->marks->len,
        .sheets = (const ZfFrameSheet *)(const void *)p->sheets->data,
        .n_sheets = p->sheets->len,
        .has_flag = p->strip->first_node == 0 || p->index + 1 == draft->strips->len,
        .flag = draft->route->point,
        .flag_label = draft->route->base,
        .covered = (const ZfRect *)(const void *)p->covered->data,
        .n_covered = p->covered->len,
        .frame_width = 0.6,
        .large = draft->options->large,
    };
}

/* Homes in one building: enlarging them would show nothing more. */
static bool
same_place(const ZfLonLat *points, guint n)
{
    for (guint i = 1; i < n; i++) {
        if (zf_distance_m(points[0], points[i]) > SAME_PLACE_M) {
            return false;
        }
    }
    return true;
}

/* Stops with two others within a few millimetres are marked too: their leaders could be drawn, but
 * nobody could tell whose they are. */
static void
add_crowds(const StripPage *p, const ZfFrameLens *lens, bool *dense)
{
    for (guint i = 0; i < p->stops->len; i++) {
        const ZfFrameStop *stop = &g_array_index(p->stops, ZfFrameStop, i);
        ZfMm at = zf_frame_to_paper(lens, stop->point);
        unsigned near = 0;
        for (guint j = 0; j < p->stops->len && !stop->dot_only; j++) {
            const ZfFrameStop *other = &g_array_index(p->stops, ZfFrameStop, j);
            ZfMm there = zf_frame_to_paper(lens, other->point);
            double apart = hypot(there.x - at.x, there.y - at.y);
            near += j != i && !other->dot_only && apart < CROWD_MM;
        }
        dense[i] |= near >= 2;
    }
}

/* Groups of dense stops that lie together become insets. */
static void
find_insets(StripPage *p)
{
    ZfFrame frame = frame_of(p);
    g_autofree bool *dense = zf_frame_dense(p->canvas, &frame);
    ZfFrameLens lens = zf_frame_lens(&p->view);
    add_crowds(p, &lens, dense);
    g_autofree bool *taken = g_new0(bool, p->stops->len + 1);
    for (guint i = 0; i < p->stops->len && p->n_insets < INSETS; i++) {
        const ZfFrameStop *first = &g_array_index(p->stops, ZfFrameStop, i);
        if (!dense[i] || taken[i] || first->dot_only) {
            continue;
        }
        Inset inset = {g_array_new(FALSE, FALSE, sizeof(uint32_t)), p->view,
                       (char)('A' + p->n_insets)};
        g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
        ZfMm at = zf_frame_to_paper(&lens, first->point);
        for (guint j = i; j < p->stops->len; j++) {
            const ZfFrameStop *stop = &g_array_index(p->stops, ZfFrameStop, j);
            ZfMm there = zf_frame_to_paper(&lens, stop->point);
            if (taken[j] || stop->dot_only ||
                hypot(there.x - at.x, there.y - at.y) > CHAIN_MM / 2) {
                continue;
            }
            taken[j] = true;
            g_array_append_val(points, stop->point);
            g_array_append_val(inset.stops, j);
        }
        ZfRect size = {0, 0, INSET_W, INSET_H};
        inset.view = zf_frame_fit(size, (const ZfLonLat *)(const void *)points->data, points->len,
                                  8, p->view.up_deg, INSET_MIN);
        if (points->len < 2 ||
            same_place((const ZfLonLat *)(const void *)points->data, points->len) ||
            inset.view.scale * 1.8 > p->view.scale) {
            g_array_unref(inset.stops);
            continue;
        }
        p->insets[p->n_insets++] = inset;
    }
}

/* Where the letter of the framed area stands: off its upper right corner, hiding none of it. */
static ZfLonLat
beside_inset(const Inset *inset)
{
    ZfFrameLens lens = zf_frame_lens(&inset->view);
    ZfRect rect = inset->view.rect;
    double off = 0.14 * rect.w;
    return zf_frame_to_ground(&lens, (ZfMm){rect.x + rect.w + off, rect.y - off});
}

/* The frame tells which box is emptiest; what lies in it is then drawn around it. */
static void
place_insets(StripPage *p)
{
    for (unsigned i = 0; i < p->n_insets; i++) {
        Inset *inset = &p->insets[i];
        ZfFrame frame = frame_of(p);
        inset->view.rect = zf_frame_free_box(&frame, INSET_W, INSET_H);
        ZfRect kept = zf_rect_grow(inset->view.rect, 1);
        g_array_append_val(p->covered, kept);
        ZfFrameSheet outline = {.view = inset->view, .label = NULL, .solid = true};
        g_array_append_val(p->sheets, outline);
        char letter[2] = {inset->letter, '\0'};
        ZfFrameMark mark = {.kind = ZF_FRAME_LETTER,
                            .point = beside_inset(inset),
                            .sign = g_string_chunk_insert_const(p->texts, letter),
                            .always = true};
        g_array_append_val(p->marks, mark);
        for (guint j = 0; j < inset->stops->len; j++) {
            uint32_t k = g_array_index(inset->stops, uint32_t, j);
            g_array_index(p->stops, ZfFrameStop, k).dot_only = true;
            p->inset_of[g_array_index(p->stop_index, uint32_t, k)] = inset->letter;
        }
    }
}

static void
draw_inset(const StripPage *p, const Inset *inset)
{
    g_autoptr(GArray) stops = g_array_new(FALSE, FALSE, sizeof(ZfFrameStop));
    for (guint j = 0; j < inset->stops->len; j++) {
        ZfFrameStop stop =
            g_array_index(p->stops, ZfFrameStop, g_array_index(inset->stops, uint32_t, j));
        stop.dot_only = false;
        g_array_append_val(stops, stop);
    }
    ZfRect box = inset->view.rect;
    ZfRect tile = {box.x, box.y, 6.5, 6.5};
    ZfFrame frame = frame_of(p);
    frame.view = inset->view;
    frame.size = ZF_FRAME_INSET;
    frame.show =
        ZF_FRAME_SHOW_SCALE | ZF_FRAME_SHOW_ARROWS | ZF_FRAME_SHOW_HOUSES | ZF_FRAME_SHOW_LANDMARKS;
    frame.stops = (const ZfFrameStop *)(const void *)stops->data;
    frame.n_stops = stops->len;
    frame.n_marks = 0;
    frame.n_sheets = 0;
    frame.has_flag = false;
    frame.covered = &tile;
    frame.n_covered = 1;
    g_free(zf_frame_paint(p->canvas, &frame));
    char letter[2] = {inset->letter, '\0'};
    zf_ink_plate(p->canvas, tile, ZF_COLOUR_BLACK, zf_sheet_points(p->draft, 13), letter);
}

static ZfRect
plate_rect(const StripPage *p, const char *text, bool out)
{
    ZfRect strip = zf_sheet_strip_rect(p->draft->options->large);
    double w = zf_ink_width(p->canvas, zf_sheet_points(p->draft, 12), true, text) + 5;
    return out ? (ZfRect){strip.x, strip.y, w, 7.6}
               : (ZfRect){strip.x + strip.w - w, strip.y + strip.h - 7.6, w, 7.6};
}

/* Where on the page the way goes on behind the last node: one of eight arrows. */
static char *
arrow_on(const StripPage *p)
{
    const ZfSheetWay *way = p->draft->way;
    const ZfWayNode *last = &g_array_index(way->nodes, ZfWayNode, p->strip->last_node);
    ZfFrameLens lens = zf_frame_lens(&p->view);
    ZfMm from = zf_frame_to_paper(&lens, last->point);
    ZfMm to = from;
    for (uint32_t i = 0; i < way->n_points; i++) {
        if (way->at_m[i] > last->end_m) {
            to = zf_frame_to_paper(&lens, way->points[i]);
            if (hypot(to.x - from.x, to.y - from.y) >= AHEAD_MM) {
                break;
            }
        }
    }
    double turns = atan2(to.x - from.x, from.y - to.y) / (2 * G_PI);
    unsigned eighth = (unsigned)lround(turns * 8 + 8) % 8;
    const char *arrows = zf_say(p->draft->lang, ZF_SAY_ARROWS);
    const char *arrow = g_utf8_offset_to_pointer(arrows, eighth);
    return g_strndup(arrow, (gsize)(g_utf8_next_char(arrow) - arrow));
}

static char *
plate_text(const StripPage *p, bool out)
{
    ZfLang lang = p->draft->lang;
    if (out && p->index + 1 == p->draft->strips->len) {
        return g_strdup(zf_say(lang, ZF_SAY_OUT_PLATE_END));
    }
    if (!out && p->index == 0) {
        return g_strdup(zf_say(lang, ZF_SAY_IN_PLATE_START));
    }
    uint32_t page = zf_sheet_page_of_strip(p->draft, p->index) + (out ? 1 : -1u);
    g_autofree char *number = g_strdup_printf("%u", page);
    if (!out) {
        return zf_say_fill(lang, ZF_SAY_IN_PLATE, number);
    }
    g_autofree char *arrow = arrow_on(p);
    return zf_say_fill(lang, ZF_SAY_OUT_PLATE, number, arrow);
}

static void
plate(const StripPage *p, bool out)
{
    g_autofree char *text = plate_text(p, out);
    ZfRect rect = plate_rect(p, text, out);
    zf_ink_plate(p->canvas, rect, ZF_COLOUR_BLACK, zf_sheet_points(p->draft, 12), text);
    bool inner = out ? p->index + 1 < p->draft->strips->len : true;
    if (inner) {
        uint32_t page = out             ? zf_sheet_page_of_strip(p->draft, p->index) + 1
                        : p->index == 0 ? 1
                                        : zf_sheet_page_of_strip(p->draft, p->index) - 1;
        g_autofree char *dest = zf_sheet_dest_page(p->draft, page);
        zf_canvas_link(p->canvas, rect, dest);
    }
}

/* Where the next page begins to repeat, only where the way leaves upwards. ret: 0 = there is no
 * such line. */
static double
overlap_y(const StripPage *p)
{
    if (p->letters || p->index + 1 == p->draft->strips->len) {
        return 0;
    }
    ZfFrameLens lens = zf_frame_lens(&p->view);
    const ZfWayNode *last = &g_array_index(p->draft->way->nodes, ZfWayNode, p->strip->last_node);
    double y = zf_frame_to_paper(&lens, last->point).y - 4;
    ZfRect strip = zf_sheet_strip_rect(p->draft->options->large);
    return last->gap || y < strip.y + 9 || y > strip.y + 40 ? 0 : y;
}

static char *
overlap_text(const StripPage *p)
{
    g_autofree char *page = g_strdup_printf("%u", zf_sheet_page_of_strip(p->draft, p->index) + 1);
    return zf_say_fill(p->draft->lang, ZF_SAY_OVERLAP, page);
}

/* Its words stand at the left, where no north arrow is, unless the plate is there. */
static bool
overlap_at_left(const StripPage *p, double y)
{
    return y >= zf_sheet_strip_rect(p->draft->options->large).y + 12.6;
}

static void
overlap_line(const StripPage *p)
{
    double y = overlap_y(p);
    if (y == 0) {
        return;
    }
    ZfRect strip = zf_sheet_strip_rect(p->draft->options->large);
    zf_canvas_line(p->canvas, strip.x, y, strip.x + strip.w, y,
                   &(ZfStroke){.width = 0.25, .dash = {3, 1, 0.5, 1}, .n_dash = 4});
    g_autofree char *text = overlap_text(p);
    bool left = overlap_at_left(p, y);
    ZfLettering style =
        zf_ink(zf_sheet_points(p->draft, 9), false, left ? ZF_ALIGN_LEFT : ZF_ALIGN_RIGHT);
    style.plate = 0.5;
    zf_canvas_text(p->canvas, &style, left ? strip.x + 1.5 : strip.x + strip.w - 1, y - 1.2, text);
}

static void
cue_letters(StripPage *p)
{
    for (uint32_t i = p->strip->first_node; p->letters && i <= p->strip->last_node; i++) {
        const ZfWayNode *node = &g_array_index(p->draft->way->nodes, ZfWayNode, i);
        if (node->stop && node->cue == NULL) {
            continue; /* the stop's number says it */
        }
        char letter[2] = {(char)('a' + (i - p->strip->first_node)), '\0'};
        ZfFrameMark mark = {.kind = ZF_FRAME_NAME,
                            .point = node->point,
                            .sign = "",
                            .name = g_string_chunk_insert_const(p->texts, letter),
                            .always = true};
        g_array_append_val(p->marks, mark);
    }
}

static void
reserve_plates(StripPage *p)
{
    for (int out = 0; out <= 1; out++) {
        g_autofree char *text = plate_text(p, out != 0);
        ZfRect rect = plate_rect(p, text, out != 0);
        g_array_append_val(p->covered, rect);
    }
    double y = overlap_y(p);
    if (y > 0) {
        g_autofree char *text = overlap_text(p);
        ZfRect strip = zf_sheet_strip_rect(p->draft->options->large);
        double w = zf_ink_width(p->canvas, zf_sheet_points(p->draft, 9), false, text) + 2;
        double h = p->draft->options->large ? 7 : 5.2;
        double x = overlap_at_left(p, y) ? strip.x : strip.x + strip.w - w;
        const ZfRect words = {x, y - h, w, h};
        const ZfRect line = {strip.x, y - 0.4, strip.w, 0.8};
        g_array_append_val(p->covered, words);
        g_array_append_val(p->covered, line);
    }
}

static void
clear(StripPage *p)
{
    for (unsigned i = 0; i < p->n_insets; i++) {
        g_array_unref(p->insets[i].stops);
    }
    g_array_unref(p->stops);
    g_array_unref(p->stop_index);
    g_array_unref(p->marks);
    g_array_unref(p->covered);
    g_array_unref(p->sheets);
    g_string_chunk_free(p->texts);
    g_free(p->inset_of);
}

double
zf_sheet_legend_states(const ZfSheetDraft *draft, ZfCanvas *canvas, const bool *shown, double x,
                       double y, double right, double r, double gap)
{
    const double left = x;
    static const ZfSay words[] = {
        [ZF_STOP_LOCATED] = ZF_SAY_STATE_LOCATED,  [ZF_STOP_NOT_LOCATED] = ZF_SAY_STATE_NOT_LOCATED,
        [ZF_STOP_FIXED_TIME] = ZF_SAY_STATE_FIXED, [ZF_STOP_REPEAT] = ZF_SAY_STATE_REPEAT,
        [ZF_STOP_DONE] = ZF_SAY_STATE_DONE,        [ZF_STOP_STANDBY] = ZF_SAY_STATE_STANDBY,
    };
    for (size_t state = 0; state < G_N_ELEMENTS(words); state++) {
        const char *number = NULL;
        g_autofree char *digits = NULL;
        for (uint32_t i = 0; i < draft->n_stops && number == NULL; i++) {
            if ((!shown || shown[i]) && draft->states[i] == (ZfStopState)state) {
                digits = g_strdup_printf("%d", draft->stops[i].number);
                number = digits;
            }
        }
        if (number == NULL) {
            continue;
        }
        ZfLettering style = zf_ink(zf_sheet_points(draft, 9), false, ZF_ALIGN_LEFT);
        const char *word = zf_say(draft->lang, words[state]);
        if (draft->options->large) { /* the sample has no number: none would be large enough */
            number = "";
            double end = x + 2 * r + 1 + zf_canvas_text_size(canvas, &style, word).width;
            y += end > right ? LARGE_LINE : 0;
            x = end > right ? left : x;
        }
        zf_canvas_stop(canvas, x + r, y, r, (ZfStopState)state, number, ZF_COLOUR_BLACK);
        x += 2 * r + 1;
        x += zf_canvas_text_mid(canvas, &style, x, y, word) + gap;
    }
    return x;
}

/* By stop: does it have a number on this page, on the map or in an inset? */
static bool *
numbered(const StripPage *p)
{
    bool *shown = g_new0(bool, p->draft->n_stops + 1);
    for (guint i = 0; i < p->stops->len; i++) {
        uint32_t stop = g_array_index(p->stop_index, uint32_t, i);
        shown[stop] = !g_array_index(p->stops, ZfFrameStop, i).dot_only || p->inset_of[stop] != 0;
    }
    return shown;
}

/* The whole way in small, this page's part of it thick: where one is on the route. */
static void
locator(const StripPage *p)
{
    const ZfSheetWay *way = p->draft->way;
    bool large = p->draft->options->large;
    const ZfRect box = {121, large ? 239.4 : 246.3, ZF_SHEET_CODE_LEFT - 121, 22.4};
    const double words = large ? 28 : 21;
    const ZfRect inner = {box.x + words, box.y, box.w - words, box.h};
    ZfFrameView view = zf_frame_fit(inner, way->points, way->n_points, 2, 0, 2000);
    ZfFrameLens lens = zf_frame_lens(&view);
    const ZfWayNode *from = &g_array_index(way->nodes, ZfWayNode, p->strip->first_node);
    const ZfWayNode *to = &g_array_index(way->nodes, ZfWayNode, p->strip->last_node);
    g_autoptr(GArray) whole = g_array_new(FALSE, FALSE, sizeof(ZfMm));
    g_autoptr(GArray) here = g_array_new(FALSE, FALSE, sizeof(ZfMm));
    ZfMm first = zf_frame_to_paper(&lens, from->point);
    ZfMm last = zf_frame_to_paper(&lens, to->stop_point);
    g_array_append_val(here, first);
    for (uint32_t i = 0; i < way->n_points; i++) {
        ZfMm at = zf_frame_to_paper(&lens, way->points[i]);
        g_array_append_val(whole, at);
        if (way->at_m[i] >= from->at_m && way->at_m[i] <= to->end_m) {
            g_array_append_val(here, at);
        }
    }
    g_array_append_val(here, last);
    zf_canvas_rect(p->canvas, box, ZF_COLOUR_WHITE, &(ZfStroke){.width = 0.35});
    const ZfStroke thin = {.width = 0.3, .join = ZF_JOIN_ROUND};
    const ZfStroke thick = {.width = 1.1, .join = ZF_JOIN_ROUND, .cap = ZF_CAP_ROUND};
    zf_canvas_polyline(p->canvas, (const ZfMm *)(void *)whole->data, whole->len, &thin);
    zf_canvas_polyline(p->canvas, (const ZfMm *)(void *)here->data, here->len, &thick);
    ZfMm base = zf_frame_to_paper(&lens, p->draft->route->point);
    zf_canvas_circle(p->canvas, base.x, base.y, 1, ZF_COLOUR_WHITE, &(ZfStroke){.width = 0.4});
    ZfLettering style = zf_ink(zf_sheet_points(p->draft, 9), false, ZF_ALIGN_LEFT);
    zf_canvas_text(p->canvas, &style, box.x + 1.5, box.y + (large ? 6 : 7),
                   zf_say(p->draft->lang, ZF_SAY_LOCATOR));
}

void
zf_sheet_draw_strip(ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t index)
{
    const ZfSheetStrip *strip = &g_array_index(draft->strips, ZfSheetStrip, index);
    StripPage p = {
        .draft = draft,
        .canvas = canvas,
        .strip = strip,
        .index = index,
        .view = zf_sheet_strip_view(draft, strip),
        .texts = g_string_chunk_new(256),
        .stops = g_array_new(FALSE, FALSE, sizeof(ZfFrameStop)),
        .stop_index = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
        .marks = g_array_new(FALSE, FALSE, sizeof(ZfFrameMark)),
        .covered = g_array_new(FALSE, FALSE, sizeof(ZfRect)),
        .sheets = g_array_new(FALSE, FALSE, sizeof(ZfFrameSheet)),
        .inset_of = g_new0(char, draft->n_stops + 1),
    };
    p.letters = !zf_sheet_cues_rise(draft, strip, &p.view);
    take_stops(&p);
    reserve_plates(&p);
    find_insets(&p);
    place_insets(&p);
    cue_letters(&p);
    title(&p);
    ZfFrame frame = frame_of(&p);
    g_free(zf_frame_paint(canvas, &frame));
    overlap_line(&p);
    for (unsigned i = 0; i < p.n_insets; i++) {
        draw_inset(&p, &p.insets[i]);
    }
    plate(&p, true);
    plate(&p, false);
    zf_sheet_draw_cues(draft, canvas, index, &p.view, p.inset_of, p.letters);
    bool large = draft->options->large;
    g_autofree bool *shown = numbered(&p);
    zf_sheet_legend_states(draft, canvas, shown, 21, large ? 252.4 : 266, large ? 118 : 198, 2.4,
                           3.5);
    locator(&p);
    if (large) {
        zf_sheet_red_box(draft, canvas);
    } else {
        zf_sheet_red_line(draft, canvas);
    }
    zf_sheet_page_code(draft, canvas, zf_sheet_page_of_strip(draft, index),
                       large ? ZF_SHEET_CODE_FOOT : ZF_SHEET_CODE_MAP);
    clear(&p);
}
