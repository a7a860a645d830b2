/* The map of all routes of a plan: each in its colour and pattern with its number, every stop
 * numbered, and the list of routes with team, day, stops and kilometres. */
#include "map/framepaint.h"
#include "map/mapsheet.h"
#include "map/outline.h"

#include <math.h>
#include <string.h>

#include "say/say.h"

#define ROW 4.9

ZfStroke
zf_map_route_stroke(int32_t number, bool bw)
{
    /* told apart by everybody, also by people who do not see red or green (a test looks); dark
     * enough on white */
    static const uint32_t colours[6] = {0x2196F3, 0x5B2C06, 0xB8860B, 0x56007F, 0x00838F, 0x000000};
    static const struct {
        double dash[4];
        unsigned n;
    } patterns[4] = {{{0}, 0}, {{4, 1.3}, 2}, {{4, 1.2, 0.9, 1.2}, 4}, {{1.3, 1.1}, 2}};
    int32_t i = number > 0 ? number - 1 : 0;
    unsigned pattern = bw ? (unsigned)(i % 4) : (unsigned)(i / 6 % 4);
    ZfStroke stroke = {.width = bw && i / 4 % 2 == 1 ? 0.65 : 1.0,
                       .join = ZF_JOIN_ROUND,
                       .n_dash = patterns[pattern].n};
    memcpy(stroke.dash, patterns[pattern].dash, sizeof patterns[pattern].dash);
    stroke.cap = stroke.n_dash == 0 ? ZF_CAP_ROUND : ZF_CAP_BUTT;
    stroke.colour = bw ? ZF_COLOUR_BLACK : zf_colour_rgb(colours[i % 6]);
    return stroke;
}

/* What one page shows. */
typedef struct RoutePage {
    ZfMapSheet *sheet;
    const ZfMapInput *input;
    const ZfMapOptions *options;
    GHashTable *homes; /* id -> index + 1 */
    GPtrArray *routes; /* of const ZfRoute */
    GArray *lines;     /* ZfFrameLine */
    GArray *stops;     /* ZfFrameStop */
    GArray *marks;     /* ZfFrameMark */
    GArray *points;    /* ZfLonLat: everything that must be on the map */
    ZfStroke *strokes; /* two a route: road and lane */
    GStringChunk *texts;
    ZfGround *ground;
    ZfStyle *own;
} RoutePage;

static void
add_leg(RoutePage *page, const ZfLeg *leg, const ZfStroke *strokes, int32_t number)
{
    const ZfLonLat *points = page->input->plan->points + leg->first_point;
    bool road = leg->road_to > leg->road_from + 1;
    uint32_t from = road ? leg->road_from : leg->n_points;
    uint32_t to = road ? leg->road_to : leg->n_points;
    const struct {
        ZfFrameLineKind kind;
        uint32_t first, last;
    } parts[3] = {{ZF_FRAME_LANE, 0, road ? from + 1 : leg->n_points},
                  {ZF_FRAME_ROUTE, from, to},
                  {ZF_FRAME_LANE, to > 0 ? to - 1 : 0, leg->n_points}};
    for (int i = 0; i < 3; i++) {
        if (parts[i].first < leg->n_points && parts[i].last > parts[i].first + 1 &&
            (i < 2 || road)) {
            ZfFrameLine line = {.kind = parts[i].kind,
                                .points = points + parts[i].first,
                                .n = parts[i].last - parts[i].first,
                                .route = number,
                                .stroke = &strokes[parts[i].kind == ZF_FRAME_LANE]};
            g_array_append_val(page->lines, line);
        }
    }
    g_array_append_vals(page->points, points, leg->n_points);
}

static const ZfHousehold *
home_of(const RoutePage *page, const char *id)
{
    gpointer index = g_hash_table_lookup(page->homes, id);
    return index ? &page->input->households[GPOINTER_TO_SIZE(index) - 1] : NULL;
}

/* Where a stop is: the home, the area of a village duty, or the end of its leg. */
static ZfLonLat
stop_point(const RoutePage *page, const ZfStop *stop)
{
    const ZfPlan *plan = page->input->plan;
    const ZfHousehold *home = home_of(page, stop->household);
    if (home && home->has_point) {
        return home->point;
    }
    const ZfLeg *leg = &plan->legs[stop->leg];
    return leg->n_points > 0 ? plan->points[leg->first_point + leg->n_points - 1] : (ZfLonLat){0};
}

static void
add_stop(RoutePage *page, const ZfStop *stop, ZfColour colour)
{
    const ZfHousehold *home = home_of(page, stop->household);
    bool located = !home || (home->location >= ZF_LOCATION_GEOCODED && home->has_point);
    g_autofree char *number = g_strdup_printf("%d", stop->number);
    ZfFrameStop mark = {.point = stop_point(page, stop),
                        .number = g_string_chunk_insert(page->texts, number),
                        .state = !located           ? ZF_STOP_NOT_LOCATED
                                 : stop->fixed_time ? ZF_STOP_FIXED_TIME
                                 : stop->repeat     ? ZF_STOP_REPEAT
                                                    : ZF_STOP_LOCATED,
                        .colour = colour};
    g_array_append_val(page->stops, mark);
    g_array_append_val(page->points, mark.point);
}

/* The number of the route stands in the middle of its way. */
static void
add_plate(RoutePage *page, const ZfRoute *route, const ZfStroke *stroke)
{
    const ZfPlan *plan = page->input->plan;
    const ZfLeg *leg = route->n_stops > 0
                           ? &plan->legs[plan->stops[route->first_stop + route->n_stops / 2].leg]
                           : &plan->legs[route->home_leg];
    g_autofree char *number = g_strdup_printf("%02d", route->number);
    ZfFrameMark mark = {.kind = ZF_FRAME_LETTER,
                        .point = leg->n_points > 0
                                     ? plan->points[leg->first_point + leg->n_points / 2]
                                     : route->point,
                        .sign = g_string_chunk_insert(page->texts, number),
                        .colour = stroke->colour,
                        .always = true};
    g_array_append_val(page->marks, mark);
}

/* One mark for each place that routes start from. */
static void
add_base(RoutePage *page, const ZfRoute *route)
{
    for (guint i = 0; i < page->marks->len; i++) {
        const ZfFrameMark *mark = &g_array_index(page->marks, ZfFrameMark, i);
        if (mark->kind == ZF_FRAME_SEAT && zf_distance_m(mark->point, route->point) < 5) {
            return;
        }
    }
    ZfFrameMark mark = {
        .kind = ZF_FRAME_SEAT, .point = route->point, .name = route->base, .always = true};
    g_array_append_val(page->marks, mark);
    g_array_append_val(page->points, route->point);
}

static void
add_route(RoutePage *page, const ZfRoute *route, ZfStroke *strokes)
{
    const ZfPlan *plan = page->input->plan;
    strokes[0] = zf_map_route_stroke(route->number, page->options->bw);
    strokes[1] = strokes[0];
    strokes[1].width = 0.5;
    add_base(page, route);
    for (uint32_t s = 0; s < route->n_stops; s++) {
        const ZfStop *stop = &plan->stops[route->first_stop + s];
        add_leg(page, &plan->legs[stop->leg], strokes, route->number);
        add_stop(page, stop, strokes[0].colour);
    }
    if (route->n_stops > 0) {
        add_leg(page, &plan->legs[route->home_leg], strokes, route->number);
    }
    add_plate(page, route, strokes);
}

/* Small enough that all symbols together take at most a tenth of the frame. */
static double
stop_radius(const RoutePage *page)
{
    double area = page->sheet->frame.w * page->sheet->frame.h;
    double r = sqrt(area / 10 / (4 * MAX(page->stops->len, 1u))) - 0.45;
    return CLAMP(r, 1.15, 2.4);
}

static double
route_row(RoutePage *page, const ZfRoute *route, double x, double y, double width)
{
    ZfCanvas *canvas = page->sheet->canvas;
    ZfLang lang = page->options->lang;
    ZfStroke stroke = zf_map_route_stroke(route->number, page->options->bw);
    g_autofree char *number = g_strdup_printf("%02d", route->number);
    g_autofree char *stops = g_strdup_printf("%u", route->n_stops);
    g_autofree char *count = zf_say_fill(lang, ZF_SAY_STOP_COUNT, stops);
    g_autofree char *km = zf_say_km(route->metres, 1);
    g_autofree char *date = zf_say_date(lang, route->date);
    g_autofree char *text = g_strdup_printf("%s · %s", date, route->team_name);
    g_autofree char *figures =
        g_strdup_printf("%s · %s %s", count, km, zf_say(lang, ZF_SAY_KILOMETRES));
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
    return ROW;
}

static void
symbol_row(RoutePage *page, ZfStopState state, ZfSay say)
{
    ZfRect at = zf_map_sheet_section(page->sheet, 6);
    zf_canvas_stop(page->sheet->canvas, at.x + 3, at.y + 2.8, 2.4, state, "1", ZF_COLOUR_BLACK);
    zf_canvas_text_mid(page->sheet->canvas, &(ZfLettering){.size = 3}, at.x + 8, at.y + 2.8,
                       zf_say(page->options->lang, say));
}

static void
draw_legend(RoutePage *page)
{
    static const struct {
        ZfStopState state;
        ZfSay say;
    } rows[] = {{ZF_STOP_LOCATED, ZF_SAY_STATE_LOCATED},
                {ZF_STOP_NOT_LOCATED, ZF_SAY_STATE_NOT_LOCATED},
                {ZF_STOP_FIXED_TIME, ZF_SAY_STATE_FIXED},
                {ZF_STOP_REPEAT, ZF_SAY_STATE_REPEAT}};
    zf_map_panel_heading(page->sheet, zf_say(page->options->lang, ZF_SAY_LEGEND));
    for (size_t k = 0; k < G_N_ELEMENTS(rows); k++) {
        bool used = false;
        for (guint i = 0; i < page->stops->len; i++) {
            used = used || g_array_index(page->stops, ZfFrameStop, i).state == rows[k].state;
        }
        if (used) {
            symbol_row(page, rows[k].state, rows[k].say);
        }
    }
    zf_map_sheet_rule(page->sheet);
}

/* How many routes find room in the panel; the legend takes what it takes. */
static unsigned
panel_rows(const RoutePage *page)
{
    double room = 0;
    for (unsigned i = 0; i < page->sheet->n_columns; i++) {
        room += floor((page->sheet->columns[i].h - (i == 0 ? 40 : 0)) / ROW);
    }
    return (unsigned)MAX(room, 1);
}

static void
draw_list(RoutePage *page)
{
    unsigned inside = panel_rows(page);
    for (guint i = 0; i < page->routes->len && i < inside; i++) {
        ZfRect at = zf_map_sheet_section(page->sheet, ROW);
        route_row(page, page->routes->pdata[i], at.x, at.y, at.w);
    }
    double column = (page->sheet->width - 24) / 3;
    for (guint i = inside; i < page->routes->len; i++) { /* the rest below the footer */
        guint k = i - inside;
        guint row = k / 3;
        route_row(page, page->routes->pdata[i], 12 + k % 3 * column,
                  page->sheet->height - 4 + row * ROW, column - 4);
    }
}

static double
extra_height(const RoutePage *page)
{
    unsigned inside = panel_rows(page);
    unsigned rest = page->routes->len > inside ? page->routes->len - inside : 0;
    unsigned rows = (rest + 2) / 3;
    return rows > 0 ? rows * ROW + 4 : 0;
}

static char *
subtitle_of(const RoutePage *page)
{
    int64_t metres = 0;
    ZfDate first = ZF_DATE_NONE;
    ZfDate last = ZF_DATE_NONE;
    for (guint i = 0; i < page->routes->len; i++) {
        const ZfRoute *route = page->routes->pdata[i];
        metres += route->metres;
        first = first == ZF_DATE_NONE ? route->date : MIN(first, route->date);
        last = last == ZF_DATE_NONE ? route->date : MAX(last, route->date);
    }
    g_autofree char *routes = zf_say_number(page->routes->len);
    g_autofree char *stops = zf_say_number(page->stops->len);
    g_autofree char *km = zf_say_km(metres, 1);
    g_autofree char *days = zf_say_dates(page->options->lang, first, last);
    return zf_say_fill(page->options->lang, ZF_SAY_SUBTITLE_ROUTES, routes, stops, km, days);
}

static void
page_clear(RoutePage *page)
{
    g_ptr_array_unref(page->routes);
    g_array_unref(page->lines);
    g_array_unref(page->stops);
    g_array_unref(page->marks);
    g_array_unref(page->points);
    g_string_chunk_free(page->texts);
    g_free(page->strokes);
}

static void
page_fill(RoutePage *page, ZfDate day)
{
    const ZfPlan *plan = page->input->plan;
    page->routes = g_ptr_array_new();
    page->lines = g_array_new(FALSE, FALSE, sizeof(ZfFrameLine));
    page->stops = g_array_new(FALSE, FALSE, sizeof(ZfFrameStop));
    page->marks = g_array_new(FALSE, FALSE, sizeof(ZfFrameMark));
    page->points = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    page->texts = g_string_chunk_new(256);
    page->strokes = g_new0(ZfStroke, 2 * plan->n_routes + 1);
    for (size_t i = 0; i < plan->n_routes; i++) {
        const ZfRoute *route = &plan->routes[i];
        if (route->n_stops > 0 && (day == ZF_DATE_NONE || route->date == day)) {
            add_route(page, route, &page->strokes[2 * i]);
            g_ptr_array_add(page->routes, (gpointer)route);
        }
    }
    zf_map_village_names(page->input, page->marks);
}

static void
page_draw(RoutePage *page, ZfPaper *paper, unsigned number, unsigned pages, GString *dump)
{
    g_autofree char *title = zf_map_title(page->input, page->options, ZF_SAY_TITLE_ROUTES);
    g_autofree char *subtitle = subtitle_of(page);
    g_autofree char *label = g_strdup_printf("%u", number);
    zf_map_sheet_page(page->sheet, paper, extra_height(page), label);
    zf_map_sheet_title(page->sheet, title, subtitle);
    ZfFrame frame = {.ground = page->ground,
                     .view = zf_frame_fit(page->sheet->frame, (const ZfLonLat *)page->points->data,
                                          page->points->len, 9, 0, 1000),
                     .style = page->options->style ? page->options->style : page->own,
                     .lang = page->options->lang,
                     .bw = page->options->bw,
                     .show = ZF_FRAME_SHOW_NORTH | ZF_FRAME_SHOW_SCALE | ZF_FRAME_SHOW_BORDERS |
                             ZF_FRAME_SHOW_LINE_NAMES |
                             (page->routes->len <= 4 ? ZF_FRAME_SHOW_ARROWS : 0),
                     .lines = (const ZfFrameLine *)page->lines->data,
                     .n_lines = page->lines->len,
                     .stops = (const ZfFrameStop *)page->stops->data,
                     .n_stops = page->stops->len,
                     .marks = (const ZfFrameMark *)page->marks->data,
                     .n_marks = page->marks->len,
                     .frame_width = 0.35,
                     .stop_r = stop_radius(page),
                     .on_homes = true};
    g_autofree char *placed = zf_frame_paint(page->sheet->canvas, &frame);
    g_string_append(dump, placed);
    draw_legend(page);
    draw_list(page);
    zf_map_sheet_footer(page->sheet, NULL, true, number, pages);
    zf_map_sheet_end(page->sheet);
}

/* The days that have routes, in order; one entry ZF_DATE_NONE for all on one page. */
static GArray *
days_of(const ZfMapInput *input, const ZfMapOptions *options)
{
    GArray *days = g_array_new(FALSE, FALSE, sizeof(ZfDate));
    ZfDate none = ZF_DATE_NONE;
    for (size_t i = 0; i < input->plan->n_routes; i++) { /* routes are sorted by date */
        const ZfRoute *route = &input->plan->routes[i];
        bool wanted =
            route->n_stops > 0 && (input->day == ZF_DATE_NONE || route->date == input->day);
        bool known = days->len > 0 && g_array_index(days, ZfDate, days->len - 1) == route->date;
        if (wanted && !known) {
            g_array_append_val(days, route->date);
        }
    }
    if (options->format != ZF_PAPER_PDF && days->len > 1) {
        g_array_set_size(days, 0);
        g_array_append_val(days, none);
    }
    return days;
}

bool
zf_map_routes(ZfPaper *paper, const ZfMapInput *input, const ZfMapOptions *options, char **placed,
              GError **error)
{
    g_assert(input->plan);
    if (!zf_map_check_audience(input, options, true, error)) {
        return false;
    }
    g_autoptr(GArray) days = days_of(input, options);
    if (days->len == 0) {
        g_set_error(error, ZF_MAP_ERROR, ZF_MAP_ERROR_EMPTY,
                    _("the plan has no route on that day; “zoufang routes” lists them"));
        return false;
    }
    g_autoptr(ZfGround) ground = zf_map_ground(input);
    g_autoptr(ZfStyle) own = zf_style_new_default(ZF_STYLE_ROUTES);
    g_autoptr(GHashTable) homes = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < input->n_households; i++) {
        g_hash_table_insert(homes, (gpointer)input->households[i].id, GSIZE_TO_POINTER(i + 1));
    }
    g_autoptr(GString) dump = g_string_new(NULL);
    for (guint i = 0; i < days->len; i++) {
        ZfMapSheet sheet = zf_map_sheet(input, options);
        RoutePage page = {.sheet = &sheet,
                          .input = input,
                          .options = options,
                          .homes = homes,
                          .ground = ground,
                          .own = own};
        page_fill(&page, g_array_index(days, ZfDate, i));
        page_draw(&page, paper, i + 1, days->len, dump);
        page_clear(&page);
    }
    if (placed) {
        *placed = g_strdup(dump->str);
    }
    return true;
}
