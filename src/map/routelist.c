/* What stands beside the map of routes: the legend, and each route with its line, team, day, stops
 * and kilometres. */
#include "map/routemap.h"

#include <math.h>
#include <string.h>

#include "say/say.h"

#define ROW     ZF_ROUTE_ROW
#define COLUMNS 3    /* of what has no room in the panel */
#define LEGEND  40.0 /* mm, at most */

static bool
is_pdf(const ZfRouteMap *map)
{
    return map->options->format == ZF_PAPER_PDF;
}

/* "9 停 · 9.1 千米", on an overview with the page of its numbers. */
static char *
figures_of(const ZfRouteMap *map, uint32_t index)
{
    ZfLang lang = map->options->lang;
    const ZfRoute *route = &map->input->plan->routes[index];
    g_autofree char *stops = g_strdup_printf("%u", route->n_stops);
    g_autofree char *count = zf_say_fill(lang, ZF_SAY_STOP_COUNT, stops);
    g_autofree char *km = zf_say_km(route->metres, 1);
    g_autofree char *both =
        g_strdup_printf("%s · %s %s", count, km, zf_say(lang, ZF_SAY_KILOMETRES));
    if (!map->page->overview || map->page_of[index] == 0) {
        return g_steal_pointer(&both);
    }
    g_autofree char *number = g_strdup_printf("%u", map->page_of[index]);
    g_autofree char *page = zf_say_fill(lang, ZF_SAY_ROUTE_ON_PAGE, number);
    return g_strdup_printf("%s · %s", both, page);
}

static void
link_row(const ZfRouteMap *map, uint32_t index, ZfRect row)
{
    if (map->page->overview && map->page_of[index] > 0) {
        g_autofree char *dest = g_strdup_printf("routes-%u", map->page_of[index]);
        zf_canvas_link(map->sheet->canvas, row, dest);
    }
}

static void
draw_row(const ZfRouteMap *map, uint32_t index, double x, double y, double width)
{
    ZfCanvas *canvas = map->sheet->canvas;
    ZfLang lang = map->options->lang;
    const ZfRoute *route = &map->input->plan->routes[index];
    ZfStroke stroke = zf_map_route_stroke(route->number, map->options->bw);
    g_autofree char *number = g_strdup_printf("%02d", route->number);
    g_autofree char *date = zf_say_date(lang, route->date);
    bool all_one_day = map->page->overview && map->page->day != ZF_DATE_NONE; /* the title has it */
    g_autofree char *text = all_one_day ? g_strdup(route->team_name)
                                        : g_strdup_printf("%s · %s", date, route->team_name);
    g_autofree char *figures = figures_of(map, index);
    ZfLettering white = {
        .size = 2.8, .bold = true, .colour = ZF_COLOUR_WHITE, .align = ZF_ALIGN_CENTRE};
    ZfLettering plain = {.size = 2.8};
    ZfLettering right = {.size = 2.8, .align = ZF_ALIGN_RIGHT};
    double middle = y + ROW / 2;
    zf_canvas_rounded(canvas, (ZfRect){x, middle - 1.9, 5.4, 3.8}, 0.4, stroke.colour, NULL);
    zf_canvas_text_mid(canvas, &white, x + 2.7, middle, number);
    zf_canvas_line(canvas, x + 6.4, middle, x + 14.4, middle, &stroke);
    double end = zf_canvas_text_mid(canvas, &right, x + width, middle, figures);
    double room = width - end - 17.5;
    size_t fits = zf_canvas_text_fit(canvas, &plain, room, text);
    if (fits < strlen(text)) { /* a long list of names is cut here, the sheet has it in full */
        fits = zf_canvas_text_fit(canvas, &plain, room - 3, text);
        g_autofree char *head = g_strndup(text, fits);
        g_autofree char *cut = g_strconcat(head, "…", NULL);
        zf_canvas_text_mid(canvas, &plain, x + 16, middle, cut);
    } else {
        zf_canvas_text_mid(canvas, &plain, x + 16, middle, text);
    }
    link_row(map, index, (ZfRect){x, y, width, ROW});
}

static void
symbol_row(ZfRouteMap *map, ZfStopState state, ZfSay say)
{
    ZfRect at = zf_map_sheet_section(map->sheet, 6);
    zf_canvas_stop(map->sheet->canvas, at.x + 3, at.y + 2.8, 2.4, state, "1", ZF_COLOUR_BLACK);
    zf_canvas_text_mid(map->sheet->canvas, &(ZfLettering){.size = 3}, at.x + 8, at.y + 2.8,
                       zf_say(map->options->lang, say));
}

/* On an overview: what its dots are, and where their numbers stand. */
static void
overview_legend(ZfRouteMap *map)
{
    ZfCanvas *canvas = map->sheet->canvas;
    ZfLang lang = map->options->lang;
    ZfRect at = zf_map_sheet_section(map->sheet, 5.2);
    zf_canvas_circle(canvas, at.x + 3, at.y + 2.6, 0.65, ZF_COLOUR_BLACK, NULL);
    zf_canvas_text_mid(canvas, &(ZfLettering){.size = 3}, at.x + 8, at.y + 2.6,
                       zf_say(lang, map->options->bw ? ZF_SAY_ROUTE_DOT_BW : ZF_SAY_ROUTE_DOT));
    at = zf_map_sheet_section(map->sheet, 5.2);
    zf_canvas_line(canvas, at.x + 0.5, at.y + 2.6, at.x + 6.5, at.y + 2.6,
                   &(ZfStroke){.width = 0.3});
    zf_canvas_text_mid(canvas, &(ZfLettering){.size = 3}, at.x + 8, at.y + 2.6,
                       zf_say(lang, ZF_SAY_ROUTE_APPROACH));
    ZfSay where = is_pdf(map) ? ZF_SAY_ROUTE_NUMBERS_BEHIND : ZF_SAY_ROUTE_NUMBERS_ELSEWHERE;
    ZfLettering note = {.size = 3, .bold = true, .width = at.w};
    zf_map_sheet_section(map->sheet, 1);
    ZfTextSize size = zf_canvas_text_size(canvas, &note, zf_say(lang, where));
    at = zf_map_sheet_section(map->sheet, size.height + 1);
    zf_canvas_text_box(canvas, &note, (ZfRect){at.x, at.y, at.w, size.height + 1}, false,
                       zf_say(lang, where));
}

static void
numbers_legend(ZfRouteMap *map)
{
    static const struct {
        ZfStopState state;
        ZfSay say;
    } rows[] = {{ZF_STOP_LOCATED, ZF_SAY_STATE_LOCATED},
                {ZF_STOP_NOT_LOCATED, ZF_SAY_STATE_NOT_LOCATED},
                {ZF_STOP_FIXED_TIME, ZF_SAY_STATE_FIXED},
                {ZF_STOP_REPEAT, ZF_SAY_STATE_REPEAT}};
    for (size_t k = 0; k < G_N_ELEMENTS(rows); k++) {
        bool used = false;
        for (guint i = 0; i < map->stops->len; i++) {
            used = used || g_array_index(map->stops, ZfFrameStop, i).state == rows[k].state;
        }
        if (used) {
            symbol_row(map, rows[k].state, rows[k].say);
        }
    }
}

/* How many routes find room in the panel; the legend takes what it takes. */
static unsigned
panel_rows(const ZfRouteMap *map)
{
    double room = 0;
    for (unsigned i = 0; i < map->sheet->n_columns; i++) {
        room += floor((map->sheet->columns[i].h - (i == 0 ? LEGEND : 0)) / ROW);
    }
    return (unsigned)MAX(room, 1);
}

static unsigned
rest_of(const ZfRouteMap *map)
{
    unsigned inside = panel_rows(map);
    return map->page->n > inside ? map->page->n - inside : 0;
}

static unsigned
rows_a_page(const ZfRouteMap *map)
{
    const ZfRect *frame = &map->sheet->frame;
    double bottom = map->sheet->n_columns == 1 ? frame->y + frame->h : map->sheet->height - 21;
    return (unsigned)((bottom - frame->y) / ROW);
}

double
zf_route_list_extra(const ZfRouteMap *map)
{
    unsigned rows = is_pdf(map) ? 0 : (rest_of(map) + COLUMNS - 1) / COLUMNS;
    return rows > 0 ? rows * ROW + 4 : 0;
}

unsigned
zf_route_list_pages(const ZfRouteMap *map)
{
    unsigned a_page = COLUMNS * rows_a_page(map);
    return is_pdf(map) ? (rest_of(map) + a_page - 1) / a_page : 0;
}

/* Routes first … in columns from y down. */
static void
draw_columns(const ZfRouteMap *map, unsigned first, unsigned n, unsigned rows, double y)
{
    double column = (map->sheet->width - 24) / COLUMNS;
    for (unsigned k = 0; k < n; k++) {
        unsigned across = k / rows;
        draw_row(map, map->page->routes[first + k], 12 + across * column, y + k % rows * ROW,
                 column - 4);
    }
}

void
zf_route_list_draw(ZfRouteMap *map)
{
    zf_map_panel_heading(map->sheet, zf_say(map->options->lang, ZF_SAY_LEGEND));
    if (map->page->overview) {
        overview_legend(map);
    } else {
        numbers_legend(map);
    }
    zf_map_sheet_rule(map->sheet);
    unsigned inside = MIN(panel_rows(map), map->page->n);
    for (unsigned i = 0; i < inside; i++) {
        ZfRect at = zf_map_sheet_section(map->sheet, ROW);
        draw_row(map, map->page->routes[i], at.x, at.y, at.w);
    }
    unsigned rest = map->page->n - inside;
    if (rest > 0 && !is_pdf(map)) {
        draw_columns(map, inside, rest, (rest + COLUMNS - 1) / COLUMNS, map->sheet->height - 4);
    }
}

void
zf_route_list_page(ZfRouteMap *map, unsigned k)
{
    unsigned a_page = COLUMNS * rows_a_page(map);
    unsigned first = panel_rows(map) + k * a_page;
    draw_columns(map, first, MIN(a_page, map->page->n - first), rows_a_page(map),
                 map->sheet->frame.y);
}

char *
zf_route_list_subtitle(const ZfRouteMap *map)
{
    ZfLang lang = map->options->lang;
    int64_t metres = 0;
    ZfDate first = ZF_DATE_NONE;
    ZfDate last = ZF_DATE_NONE;
    for (unsigned i = 0; i < map->page->n; i++) {
        const ZfRoute *route = &map->input->plan->routes[map->page->routes[i]];
        metres += route->metres;
        first = first == ZF_DATE_NONE ? route->date : MIN(first, route->date);
        last = last == ZF_DATE_NONE ? route->date : MAX(last, route->date);
    }
    g_autofree char *routes = zf_say_number(map->page->n);
    g_autofree char *stops = zf_say_number(map->stops->len);
    g_autofree char *km = zf_say_km(metres, 1);
    g_autofree char *days = zf_say_dates(lang, first, last);
    g_autofree char *all = zf_say_fill(lang, ZF_SAY_SUBTITLE_ROUTES, routes, stops, km, days);
    if (map->page->overview) {
        return g_strdup_printf("%s · %s", zf_say(lang, ZF_SAY_ROUTE_OVERVIEW), all);
    }
    if (map->page->parts == 1) {
        return g_steal_pointer(&all);
    }
    g_autofree char *part = g_strdup_printf("%u", map->page->part);
    g_autofree char *parts = g_strdup_printf("%u", map->page->parts);
    g_autofree char *which = zf_say_fill(lang, ZF_SAY_ROUTE_PART, part, parts);
    return g_strdup_printf("%s · %s", all, which);
}
