/* The cover: who, where, when, the whole route at a glance, the rules, whom to phone, and the
 * control of the paper. */
#include "sheet/cover.h"

#include "sheet/ink.h"
#include "sheet/strip.h"

#include <math.h>
#include <string.h>

#define LEFT       20.0
#define RIGHT      198.0
#define MAP        ((ZfRect){20, 81, 178, 104})
#define RULES      ZF_COVER_RULES
#define RULE_WIDTH 89.0

typedef struct Cover {
    ZfSheetDraft *draft;
    ZfCanvas *canvas;
    ZfLang lang;
    const ZfRoute *route;
} Cover;

void
zf_cover_plate(const ZfSheetDraft *draft, ZfCanvas *canvas)
{
    bool large = draft->options->large;
    g_autofree char *number = g_strdup_printf("%02d", draft->route->number);
    g_autofree char *ordinal = zf_say_ordinal(draft->lang, draft->route->number);
    g_autofree char *name = zf_say_fill(draft->lang, ZF_SAY_ROUTE_ORDINAL, ordinal);
    zf_canvas_rect(canvas, (ZfRect){LEFT, 20, 34, large ? 27 : 25}, ZF_COLOUR_BLACK, NULL);
    ZfLettering white = zf_ink(strlen(number) > 2 ? 40 : 52, true, ZF_ALIGN_CENTRE);
    white.colour = ZF_COLOUR_WHITE;
    zf_canvas_text(canvas, &white, 37, large ? 38 : 38.2, number);
    white.size = ZF_PT(zf_sheet_points(draft, 10.5));
    zf_canvas_text(canvas, &white, 37, large ? 44.6 : 43.2, name);
}

static GPtrArray *
groups_of(const ZfSheetDraft *draft)
{
    GPtrArray *groups = g_ptr_array_new();
    for (uint32_t i = 0; i < draft->n_stops; i++) {
        int32_t home = zf_snapshot_household(draft->snapshot, draft->stops[i].household);
        const char *group =
            home >= 0 && !draft->homes[i]->talk ? draft->snapshot->households[home].group : "";
        bool known = group[0] == '\0';
        for (guint j = 0; j < groups->len && !known; j++) {
            known = strcmp(groups->pdata[j], group) == 0;
        }
        if (!known) {
            g_ptr_array_add(groups, (char *)group);
        }
    }
    return groups;
}

char *
zf_cover_place(const ZfSheetDraft *draft)
{
    g_autoptr(GArray) areas = zf_sheet_areas(draft);
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < areas->len; i++) {
        const ZfArea *area = &draft->snapshot->areas[g_array_index(areas, int32_t, i)];
        g_string_append_printf(names, "%s%s", i > 0 ? zf_say(draft->lang, ZF_SAY_LIST_COMMA) : "",
                               area->name);
    }
    g_autofree char *villages = g_string_free(names, FALSE);
    const char *place = draft->campaign->place;
    g_autoptr(GPtrArray) groups = groups_of(draft);
    if (areas->len == 1 && groups->len > 0) {
        g_ptr_array_add(groups, NULL);
        g_autofree char *list =
            g_strjoinv(zf_say(draft->lang, ZF_SAY_LIST_COMMA), (char **)groups->pdata);
        return g_strconcat(place, place[0] != '\0' && draft->lang == ZF_LANG_EN ? ", " : "",
                           villages, " · ", list, NULL);
    }
    return g_strconcat(place, place[0] != '\0' && villages[0] != '\0' ? " · " : "", villages, NULL);
}

char *
zf_cover_window(const ZfSheetDraft *draft)
{
    const ZfCampaign *campaign = draft->campaign;
    g_autofree char *dates = zf_say_dates(draft->lang, campaign->from, campaign->to);
    g_autofree char *times = g_strdup_printf("%d", campaign->required_visits);
    return campaign->required_visits > 1
               ? zf_say_fill(draft->lang, ZF_SAY_WINDOW_MANY, dates, times)
               : zf_say_fill(draft->lang, ZF_SAY_WINDOW_ONE, dates);
}

static void
title(const Cover *c)
{
    g_autofree char *n = g_strdup_printf("%d", c->draft->day);
    g_autofree char *day = zf_say_fill(c->lang, ZF_SAY_DAY_N, n);
    double x = 58 + zf_ink_left(c->canvas, 26, true, 58, 29.6, day) + 4;
    g_autofree char *date = zf_say_date(c->lang, c->route->date);
    g_autofree char *weekday =
        zf_say_fill(c->lang, ZF_SAY_DATE_WEEKDAY, date, zf_say_weekday(c->lang, c->route->date));
    zf_ink_must(c->canvas, 15, true, x, 29.6, ZF_SHEET_CODE_LEFT - x, weekday);
    g_autofree char *place = zf_cover_place(c->draft);
    g_autofree char *place_cut = zf_ink_cut(c->canvas, 12, false, ZF_SHEET_CODE_LEFT - 58, place);
    zf_ink_left(c->canvas, 12, false, 58, 36.6, place_cut);
    g_autofree char *window = zf_cover_window(c->draft);
    zf_ink_must(c->canvas, 10.5, false, 58, 43.6, ZF_SHEET_CODE_LEFT - 58, window);
    zf_sheet_page_code(c->draft, c->canvas, 1, ZF_SHEET_CODE_HEAD);
    zf_ink_right(c->canvas, 9.5, false, ZF_SHEET_CODE_LEFT, 22.6,
                 zf_say(c->lang, ZF_SAY_SCAN_RETURN));
    zf_ink_rule(c->canvas, LEFT, 51.3, RIGHT, 51.3, 0.5, 0);
}

/* A large figure and its unit. ret: x behind. */
static double
figure(const Cover *c, double x, const char *number, ZfSay unit)
{
    x += zf_ink_left(c->canvas, 22, true, x, 58.8, number) + 1.4;
    return x + zf_ink_left(c->canvas, 10.5, false, x, 58.8, zf_say(c->lang, unit)) + 1.4;
}

/* The rest beside what stands there, or alone where there is no room for both. */
static char *
rest_note(const Cover *c, const char *at_home)
{
    const ZfRoute *route = c->route;
    if (route->rest_s == 0) {
        return g_strdup(at_home);
    }
    g_autofree char *when = zf_say_rest(c->lang, route);
    g_autofree char *rest = zf_say_fill(c->lang, ZF_SAY_NOTE_REST, when);
    g_autofree char *both = g_strconcat(at_home, "  ", rest, NULL);
    bool fits = zf_ink_width(c->canvas, 9, false, both) <= 50;
    return fits ? g_steal_pointer(&both) : g_steal_pointer(&rest);
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
    figure(c, 20, stops, ZF_SAY_FIG_STOPS);
    figure(c, 46, children, ZF_SAY_FIG_CHILDREN);
    figure(c, c->lang == ZF_LANG_ZH ? 76 : 80, km, ZF_SAY_FIG_KM);
    double x = figure(c, 107, hours, ZF_SAY_FIG_HOURS);
    figure(c, x, rest, ZF_SAY_FIG_MINUTES);
    g_autofree char *travel = zf_say_duration(c->lang, c->route->travel_s);
    g_autofree char *way =
        zf_say_fill(c->lang, ZF_SAY_NOTE_TRAVEL, zf_say_mode(c->lang, c->route->mode), travel);
    g_autofree char *stay = zf_say_duration(c->lang, c->route->service_s / (int)c->draft->n_stops);
    g_autofree char *at_home = zf_say_fill(c->lang, ZF_SAY_NOTE_STAY, stay);
    g_autofree char *way_cut = zf_ink_cut(c->canvas, 9, false, 50, way);
    g_autofree char *second = rest_note(c, at_home);
    g_autofree char *home_cut = zf_ink_cut(c->canvas, 9, false, 50, second);
    zf_ink_left(c->canvas, 9, false, 148, 54.5, way_cut);
    zf_ink_left(c->canvas, 9, false, 148, 58.8, home_cut);
    zf_ink_rule(c->canvas, LEFT, 60.9, RIGHT, 60.9, 0.35, 0);
}

static void
caption(const Cover *c, double x, const char *text)
{
    zf_ink_must(c->canvas, 9, false, x + 1, 65, 55, text);
}

/* Up to two visitors with a line each, three closer together, more in one list. */
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
    caption(c, LEFT, head);
    const char *sign = zf_say(c->lang, ZF_SAY_SIGNATURE);
    int32_t lines = MIN(MAX(n, 1), 3);
    double pitch = lines == 3 ? 4.6 : 6.6;
    GString *rest = g_string_new(NULL);
    for (int32_t i = 0; i < MAX(n, 1); i++) {
        int32_t who = team != NULL && n > 0 ? team->member_index[i] : -1;
        const char *name = who >= 0 ? snapshot->volunteers[who].name : c->route->team_name;
        if (i < 3) {
            double base = (lines == 3 ? 69.4 : 70.6) + i * pitch;
            double room = 73 - zf_ink_width(c->canvas, 10.5, false, sign) - 28;
            g_autofree char *cut = zf_ink_cut(c->canvas, 10.5, false, room, name);
            zf_ink_left(c->canvas, 10.5, false, LEFT + 1, base, cut);
            double x = LEFT + 1 + MAX(16, zf_ink_width(c->canvas, 10.5, false, cut) + 2);
            x += zf_ink_left(c->canvas, 10.5, false, x, base, sign) + 1;
            zf_ink_rule(c->canvas, x, base + 0.8, 90, base + 0.8, 0.2, 0);
        } else {
            g_string_append_printf(rest, "%s%s",
                                   rest->len > 0 ? zf_say(c->lang, ZF_SAY_LIST_COMMA) : "+ ", name);
        }
    }
    if (rest->len > 0) {
        g_autofree char *cut = zf_ink_cut(c->canvas, 9, false, 40, rest->str);
        zf_ink_right(c->canvas, 9, false, 92, 65, cut);
    }
    g_string_free(rest, TRUE);
}

static void
contacts(const Cover *c)
{
    g_autoptr(GArray) areas = zf_sheet_areas(c->draft);
    g_autofree char *n = g_strdup_printf("%u", areas->len);
    g_autofree char *head = areas->len > 1 ? zf_say_fill(c->lang, ZF_SAY_VILLAGE_CONTACTS, n)
                                           : g_strdup(zf_say(c->lang, ZF_SAY_VILLAGE_CONTACT));
    caption(c, 93, head);
    zf_ink_rule(c->canvas, 92.5, 62.2, 92.5, 78.6, 0.2, 0.3);
    double base = 70.6;
    for (guint i = 0; i < areas->len && base < 80; i++) {
        const ZfArea *area = &c->draft->snapshot->areas[g_array_index(areas, int32_t, i)];
        if (area->contact_name[0] == '\0' && area->contact_phone[0] == '\0') {
            continue;
        }
        g_autofree char *who = g_strconcat(area->name, "  ", area->contact_name, NULL);
        if (areas->len == 1) {
            g_autofree char *cut = zf_ink_cut(c->canvas, 10.5, true, 53, who);
            zf_ink_left(c->canvas, 10.5, true, 94, base, cut);
            zf_ink_shrunk(c->canvas, 10.5, true, 94, base + 6.6, 54, area->contact_phone);
            base += 6.6;
        } else {
            /* the others stand in the heads of their home pages */
            double phone = zf_ink_width(c->canvas, 10.5, true, area->contact_phone);
            g_autofree char *cut = zf_ink_cut(c->canvas, 10.5, false, 53 - phone - 1.5, who);
            zf_ink_left(c->canvas, 10.5, false, 94, base, cut);
            zf_ink_right(c->canvas, 10.5, true, 148, base, area->contact_phone);
        }
        base += 6.6;
    }
    if (base == 70.6) {
        zf_ink_must(c->canvas, 10.5, false, 94, base, 54, zf_say(c->lang, ZF_SAY_NO_CONTACT));
    }
}

static void
meeting(const Cover *c)
{
    zf_ink_rule(c->canvas, 149.5, 62.2, 149.5, 78.6, 0.2, 0.3);
    caption(c, 150, zf_say(c->lang, ZF_SAY_MEETING));
    g_autofree char *base = zf_ink_cut(c->canvas, 10.5, true, 47, c->route->base);
    zf_ink_left(c->canvas, 10.5, true, 151, 70.6, base);
    g_autofree char *there = zf_time_format(MAX(c->route->depart_s - 15 * 60, 0));
    g_autofree char *leave = zf_time_format(c->route->depart_s);
    g_autofree char *times = zf_say_fill(c->lang, ZF_SAY_MEETING_TIMES, there, leave);
    zf_ink_must(c->canvas, 10.5, true, 151, 77.2, 47, times);
}

static ZfFrameView
overview(const ZfSheetDraft *draft, ZfRect rect)
{
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    g_array_append_vals(points, draft->way->points, draft->way->n_points);
    return zf_frame_fit(rect, (const ZfLonLat *)(const void *)points->data, points->len, 9, 0,
                        2000);
}

double
zf_cover_map(const ZfSheetDraft *draft, ZfCanvas *canvas, ZfRect rect)
{
    ZfFrameView view = overview(draft, rect);
    g_autoptr(GStringChunk) texts = g_string_chunk_new(128);
    g_autoptr(GArray) stops = zf_sheet_frame_stops(draft, 0, draft->n_stops, texts);
    g_autoptr(GArray) sheets = g_array_new(FALSE, FALSE, sizeof(ZfFrameSheet));
    for (uint32_t i = 0; i < draft->strips->len; i++) {
        const ZfSheetStrip *strip = &g_array_index(draft->strips, ZfSheetStrip, i);
        g_autofree char *page = g_strdup_printf("%u", zf_sheet_page_of_strip(draft, i));
        g_autofree char *label = zf_say_fill(draft->lang, ZF_SAY_SHEET_AREA, page);
        ZfFrameSheet sheet = {.view = zf_sheet_strip_view(draft, strip),
                              .label = g_string_chunk_insert_const(texts, label)};
        g_array_append_val(sheets, sheet);
    }
    g_autofree char *flag =
        g_strconcat(zf_say(draft->lang, ZF_SAY_START_END), " ", draft->route->base, NULL);
    bool foot = draft->route->mode == ZF_MODE_FOOT;
    unsigned hide = ZF_FRAME_SHOW_GRID | (foot ? 0u : (unsigned)ZF_FRAME_SHOW_MINUTES);
    ZfFrame frame = {
        .ground = draft->input->ground,
        .view = view,
        .size = ZF_FRAME_COVER,
        .lang = draft->lang,
        .bw = draft->options->bw,
        .show = ZF_FRAME_SHOW_ALL & ~hide,
        .lines = (const ZfFrameLine *)(const void *)draft->way->lines->data,
        .n_lines = draft->way->lines->len,
        .stops = (const ZfFrameStop *)(const void *)stops->data,
        .n_stops = stops->len,
        .sheets = (const ZfFrameSheet *)(const void *)sheets->data,
        .n_sheets = sheets->len,
        .has_flag = true,
        .flag = draft->route->point,
        .flag_label = flag,
        .frame_width = 0.6,
        .large = draft->options->large,
    };
    g_free(zf_frame_paint(canvas, &frame));
    return view.scale;
}

bool
zf_cover_has_line(const ZfSheetDraft *draft, ZfFrameLineKind kind)
{
    for (guint i = 0; i < draft->way->lines->len; i++) {
        if (g_array_index(draft->way->lines, ZfFrameLine, i).kind == kind) {
            return true;
        }
    }
    return false;
}

/* Sample of a line and its word. ret: x behind. */
static double
legend_line(const Cover *c, double x, const ZfStroke *stroke, bool arrow, ZfSay say)
{
    double length = arrow ? 13 : 9;
    zf_canvas_line(c->canvas, x, 190.2, x + length, 190.2, stroke);
    if (arrow) {
        zf_canvas_arrowhead(c->canvas, x + length / 2, 190.2, 0, 3.5, ZF_COLOUR_BLACK);
    }
    x += length + 1.2;
    return x + zf_ink_left(c->canvas, 9, false, x, 191.6, zf_say(c->lang, say)) + 4;
}

static void
legend(const Cover *c, double scale)
{
    double x = zf_sheet_legend_states(c->draft, c->canvas, NULL, LEFT, 190.2, RIGHT, 2.5, 4);
    ZfStroke route = {.width = 1.2, .colour = c->draft->accent};
    ZfStroke straight = {.width = 0.8, .dash = {2.6, 1.5}, .n_dash = 2};
    ZfStroke sheets = {.width = 0.4, .dash = {0, 1}, .n_dash = 2, .cap = ZF_CAP_ROUND};
    if (zf_cover_has_line(c->draft, ZF_FRAME_ROUTE)) {
        x = legend_line(c, x, &route, true, ZF_SAY_LEGEND_ROUTE);
    }
    if (zf_cover_has_line(c->draft, ZF_FRAME_RAIN)) {
        x = legend_line(c, x, &straight, false, ZF_SAY_LEGEND_ESTIMATED);
    }
    x = legend_line(c, x, &sheets, false, ZF_SAY_LEGEND_SHEETS);
    g_autofree char *digits = zf_say_number((int64_t)llround(scale));
    g_autofree char *text = zf_say_fill(c->lang, ZF_SAY_SCALE, digits);
    int32_t step = zf_frame_contour_step(scale);
    if (c->draft->input->relief && step > 0) {
        g_autofree char *metres = g_strdup_printf("%d", step);
        g_autofree char *both = zf_say_fill(c->lang, ZF_SAY_SCALE_CONTOURS, digits, metres);
        if (x + zf_ink_width(c->canvas, 9, false, both) < RIGHT) {
            zf_ink_right(c->canvas, 9, false, RIGHT, 191.6, both);
            return;
        }
    }
    zf_ink_right(c->canvas, 9, false, RIGHT, 191.6, text);
}

char *
zf_cover_index_text(const ZfSheetDraft *draft, const ZfSheetPage *page)
{
    ZfLang lang = draft->lang;
    switch (page->kind) {
    case ZF_SHEET_COVER:
        return g_strdup(zf_say(lang, page->first > 0 ? ZF_SAY_INDEX_RULES : ZF_SAY_INDEX_COVER));
    case ZF_SHEET_CLOSING: return g_strdup(zf_say(lang, ZF_SAY_INDEX_CLOSING));
    case ZF_SHEET_STRIP: {
        const ZfSheetStrip *strip = &g_array_index(draft->strips, ZfSheetStrip, page->first);
        g_autofree char *stops = zf_sheet_strip_stops(draft, strip);
        return zf_say_fill(lang, ZF_SAY_INDEX_STRIP, stops);
    }
    default: {
        uint32_t first = g_array_index(draft->slots, ZfSheetSlot, page->first).stop;
        uint32_t last = g_array_index(draft->slots, ZfSheetSlot, page->first + page->n - 1).stop;
        g_autofree char *a = g_strdup_printf("%d", draft->stops[first].number);
        g_autofree char *b = g_strdup_printf("%d", draft->stops[last].number);
        g_autofree char *stops = first == last ? zf_say_fill(lang, ZF_SAY_STOPS_ONE, a)
                                               : zf_say_fill(lang, ZF_SAY_STOPS_RANGE, a, b);
        return zf_say_fill(lang, ZF_SAY_INDEX_HOMES, stops);
    }
    }
}

/* One cell a page; more than eight in two rows with the number beside one line, more than twenty in
 * three. Where not even the figures of its stops find room the number stands alone. */
static void
page_index(const Cover *c)
{
    const ZfSheetDraft *draft = c->draft;
    uint32_t n = draft->n_pages;
    uint32_t lines = n > 20 ? 3 : n > 8 ? 2 : 1;
    uint32_t per = (n + lines - 1) / lines;
    double w = (RIGHT - LEFT) / per;
    double h = lines == 3 ? 4.4 : 10.6 / lines;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t line = i / per;
        ZfRect cell = {LEFT + i % per * w, 195 + line * h, w, h};
        zf_canvas_rect(c->canvas, cell, i == 0 ? zf_colour_grey(ZF_TINT) : (ZfColour){0},
                       &(ZfStroke){.width = 0.25});
        g_autofree char *number = g_strdup_printf("%u", i + 1);
        ZfLettering big = zf_ink(lines == 1 ? 15 : 11, true, ZF_ALIGN_LEFT);
        double x = cell.x + 1.4;
        x += zf_canvas_text_mid(c->canvas, &big, x, cell.y + h / 2, number) + 1.4;
        const ZfSheetPage *page = &g_array_index(draft->pages, ZfSheetPage, i);
        g_autofree char *text = zf_cover_index_text(draft, page);
        char *second = strchr(text, '\n');
        *second++ = '\0';
        double room = cell.x + w - x - 0.4;
        if (lines == 1) {
            g_autofree char *a = zf_ink_cut(c->canvas, 9, false, room, text);
            g_autofree char *b = zf_ink_cut(c->canvas, 9, false, room, second);
            zf_ink_left(c->canvas, 9, false, x, cell.y + 4.4, a);
            zf_ink_left(c->canvas, 9, false, x, cell.y + 8.8, b);
        } else {
            bool stops = page->kind == ZF_SHEET_STRIP || page->kind == ZF_SHEET_HOMES;
            const char *words = stops ? second : text;
            const char *figures = words + strcspn(words, "0123456789");
            bool tight = zf_ink_width(c->canvas, 9, false, words) > room && figures[0] != '\0';
            const char *shown = tight ? figures : words;
            ZfLettering style = zf_ink(9, false, ZF_ALIGN_LEFT);
            if (zf_ink_width(c->canvas, 9, false, shown) <= room) {
                zf_canvas_text_mid(c->canvas, &style, x, cell.y + h / 2, shown);
            }
        }
        g_autofree char *dest = zf_sheet_dest_page(draft, i + 1);
        zf_canvas_link(c->canvas, cell, dest);
    }
}

/* The female visitor by name where somebody is needed. */
static char *
pair_rule(const ZfSheetDraft *draft, double width)
{
    const ZfSnapshot *snapshot = draft->snapshot;
    bool wanted = false;
    for (uint32_t i = 0; i < draft->n_stops; i++) {
        wanted |= draft->homes[i]->female;
    }
    int32_t index = zf_snapshot_team(snapshot, draft->route->team);
    for (int32_t i = 0; wanted && index >= 0 && i < snapshot->teams[index].n_members; i++) {
        int32_t who = snapshot->teams[index].member_index[i];
        if (who >= 0 && snapshot->volunteers[who].sex == ZF_SEX_FEMALE) {
            g_autofree char *text =
                zf_say_fill(draft->lang, ZF_SAY_RULE_PAIR_FEMALE, snapshot->volunteers[who].name);
            ZfLettering style = zf_ink(zf_sheet_points(draft, 10.5), false, ZF_ALIGN_LEFT);
            if (zf_font_size(&style, text).width <= width) {
                return g_steal_pointer(&text);
            }
        }
    }
    return g_strdup(zf_say(draft->lang, ZF_SAY_RULE_PAIR));
}

static char *
unlocated_rule(const ZfSheetDraft *draft)
{
    GString *list = g_string_new(NULL);
    unsigned n = 0;
    for (uint32_t i = 0; i < draft->n_stops; i++) {
        if (draft->states[i] == ZF_STOP_NOT_LOCATED && n++ < 3) {
            g_string_append_printf(list, "%s%d",
                                   list->len > 0 ? zf_say(draft->lang, ZF_SAY_LIST_COMMA) : "",
                                   draft->stops[i].number);
        }
    }
    if (n > 3) {
        g_string_append(list, "…");
    }
    g_autofree char *stops = g_string_free(list, FALSE);
    return n > 0 ? zf_say_fill(draft->lang, ZF_SAY_RULE_UNLOCATED, stops)
                 : g_strdup(zf_say(draft->lang, ZF_SAY_RULE_ALL_LOCATED));
}

void
zf_cover_rules(const ZfSheetDraft *draft, double width, char *ret[ZF_COVER_RULES + 1])
{
    for (unsigned i = 0; i <= RULES; i++) {
        ret[i] = NULL;
    }
    if (draft->campaign->rules[0] != '\0') {
        g_auto(GStrv) own = g_strsplit(draft->campaign->rules, "\n", RULES);
        for (unsigned i = 0; i < RULES && own[i] != NULL; i++) {
            ret[i] = g_strdelimit(g_strdup(own[i]), "\n", ' ');
        }
        return;
    }
    g_autofree char *back = zf_time_format(draft->route->return_s);
    ret[0] = pair_rule(draft, width);
    ret[1] = g_strdup(zf_say(draft->lang, ZF_SAY_RULE_ASK));
    ret[2] = g_strdup(zf_say(draft->lang, ZF_SAY_RULE_TICK));
    ret[3] = unlocated_rule(draft);
    ret[4] = zf_say_fill(draft->lang, ZF_SAY_RULE_RETURN, back);
}

static void
rules(const Cover *c)
{
    zf_ink_left(c->canvas, 12.5, true, LEFT, 213.2, zf_say(c->lang, ZF_SAY_RULES_TITLE));
    char *texts[RULES + 2] = {NULL};
    zf_cover_rules(c->draft, RULE_WIDTH, texts);
    unsigned n = 0;
    while (n < RULES && texts[n] != NULL) {
        n++;
    }
    texts[n] = zf_sheet_rain_line(c->canvas, c->draft, RULE_WIDTH);
    double step = texts[n] && n == RULES ? 5.1 : 6.1;
    for (unsigned i = 0; texts[i] != NULL; i++) {
        double base = 219.2 + i * step;
        char number[2] = {(char)('1' + i), '\0'};
        zf_ink_plate(c->canvas, (ZfRect){LEFT, base - 3.7, 4.6, 4.6}, ZF_COLOUR_BLACK, 10, number);
        zf_ink_must(c->canvas, 10.5, false, LEFT + 6.2, base, RULE_WIDTH, texts[i]);
        g_free(texts[i]);
    }
}

static void
hotline(const Cover *c)
{
    ZfRect panel = {116, 209, 82, 35.6};
    zf_canvas_rect(c->canvas, panel, ZF_COLOUR_WHITE,
                   &(ZfStroke){.width = 0.7, .colour = c->draft->accent});
    zf_canvas_rect(c->canvas, (ZfRect){116, 209, 82, 7}, c->draft->accent, NULL);
    ZfLettering white = zf_ink(12, true, ZF_ALIGN_LEFT);
    white.colour = ZF_COLOUR_WHITE;
    zf_canvas_text_mid(c->canvas, &white, 119, 212.5, zf_say(c->lang, ZF_SAY_HOTLINE_TITLE));
    zf_ink_must(c->canvas, 10.5, false, 119, 220.6, 78, zf_say(c->lang, ZF_SAY_HOTLINE_1));
    zf_ink_must(c->canvas, 10.5, false, 119, 225.6, 78, zf_say(c->lang, ZF_SAY_HOTLINE_2));
    zf_ink_must(c->canvas, 10.5, false, 119, 230.6, 78, zf_say(c->lang, ZF_SAY_HOTLINE_3));
    zf_ink_rule(c->canvas, 119, 232.6, 195, 232.6, 0.2, 0.2);
    const ZfCampaign *campaign = c->draft->campaign;
    if (campaign->hotline[0] != '\0') {
        double width = zf_ink_width(c->canvas, 13, true, campaign->hotline);
        zf_ink_must(c->canvas, 13, true, 195 - width, 237.6, 76, campaign->hotline);
        g_autofree char *name =
            zf_ink_cut(c->canvas, 10.5, false, MAX(74 - width, 0), campaign->hotline_name);
        zf_ink_left(c->canvas, 10.5, false, 119, 237.4, name);
    } else {
        zf_ink_left(c->canvas, 10.5, false, 119, 237.4, zf_say(c->lang, ZF_SAY_HOTLINE_BLANK));
    }
    g_auto(GStrv) others = g_strsplit(campaign->hotlines, "\n", -1);
    GString *line = g_string_new(NULL);
    for (char **other = others; *other != NULL; other++) {
        size_t before = line->len;
        g_string_append_printf(line, "%s%s", line->len > 0 ? "   " : "", *other);
        if (zf_ink_width(c->canvas, 10.5, true, line->str) > 77) {
            g_string_truncate(line, before);
            break;
        }
    }
    zf_ink_left(c->canvas, 10.5, true, 119, 243, line->str);
    g_string_free(line, TRUE);
}

static void
control(const Cover *c)
{
    static const double x[] = {20, 34, 76, 98, 147, 198};
    zf_ink_rule(c->canvas, LEFT, 248, RIGHT, 248, 0.5, 0);
    g_autofree char *pages = g_strdup_printf("%u", c->draft->n_pages);
    double line = LEFT + 0.5;
    line +=
        zf_ink_left(c->canvas, 10.5, true, line, 252.6, zf_say(c->lang, ZF_SAY_CONTROL_TITLE)) + 4;
    g_autofree char *text =
        zf_say_fill(c->lang, ZF_SAY_CONTROL_LINE, pages, c->draft->number, c->draft->recipient);
    g_autofree char *cut = zf_ink_cut(c->canvas, 9.5, false, RIGHT - line, text);
    zf_ink_left(c->canvas, 9.5, false, line, 252.6, cut);
    static const ZfSay rows[] = {ZF_SAY_ISSUED, ZF_SAY_RETURNED};
    for (unsigned i = 0; i < 2; i++) {
        double y = 254.2 + i * 9;
        zf_canvas_rect(c->canvas, (ZfRect){x[0], y, x[1] - x[0], 9}, zf_colour_grey(ZF_TINT), NULL);
        zf_ink_centre(c->canvas, 10.5, true, (x[0] + x[1]) / 2, y + 5.8, zf_say(c->lang, rows[i]));
        zf_ink_left(c->canvas, 10.5, false, x[1] + 2, y + 5.8,
                    zf_say(c->lang, ZF_SAY_BLANK_MOMENT));
        zf_ink_left(c->canvas, 10.5, false, x[2] + 2, y + 5.8, zf_say(c->lang, ZF_SAY_PAGES));
        zf_ink_left(c->canvas, 10.5, false, x[3] + 2, y + 5.8, zf_say(c->lang, ZF_SAY_CLERK));
        zf_ink_left(c->canvas, 10.5, false, x[4] + 2, y + 5.8, zf_say(c->lang, ZF_SAY_VOLUNTEER));
        for (unsigned k = 0; k < 5; k++) {
            zf_ink_frame(c->canvas, (ZfRect){x[k], y, x[k + 1] - x[k], 9}, 0.25);
        }
    }
}

void
zf_sheet_draw_cover(ZfSheetDraft *draft, ZfCanvas *canvas)
{
    Cover c = {draft, canvas, draft->lang, draft->route};
    zf_cover_plate(draft, canvas);
    title(&c);
    figures(&c);
    visitors(&c);
    contacts(&c);
    meeting(&c);
    legend(&c, zf_cover_map(draft, canvas, MAP));
    page_index(&c);
    rules(&c);
    hotline(&c);
    control(&c);
}
