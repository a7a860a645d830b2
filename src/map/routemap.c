/* The map of the routes of a plan: each in its colour and pattern with its number, every stop
 * numbered, and the list of routes with team, day, stops and kilometres; where that is too much for
 * one page, an overview and pages with the numbers (routepages.h). */
#include "map/routemap.h"

#include <math.h>
#include <string.h>

#include "say/say.h"

#define THIN_MM   0.3 /* the way to the first stop on an overview */
#define MARGIN_MM 9.0

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

/* fit: it must be on the map. */
static void
add_leg(ZfRouteMap *map, const ZfLeg *leg, const ZfStroke *strokes, int32_t number, bool fit)
{
    const ZfLonLat *points = map->input->plan->points + leg->first_point;
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
            g_array_append_val(map->lines, line);
        }
    }
    if (fit) {
        g_array_append_vals(map->points, points, leg->n_points);
    }
}

static const ZfHousehold *
home_of(const ZfRouteMap *map, const char *id)
{
    gpointer index = g_hash_table_lookup(map->homes, id);
    return index ? &map->input->households[GPOINTER_TO_SIZE(index) - 1] : NULL;
}

/* Where a stop is: the home, the area of a village duty, or the end of its leg. */
static ZfLonLat
stop_point(const ZfRouteMap *map, const ZfStop *stop)
{
    const ZfPlan *plan = map->input->plan;
    const ZfHousehold *home = home_of(map, stop->household);
    if (home && home->has_point) {
        return home->point;
    }
    const ZfLeg *leg = &plan->legs[stop->leg];
    return leg->n_points > 0 ? plan->points[leg->first_point + leg->n_points - 1] : (ZfLonLat){0};
}

static void
add_stop(ZfRouteMap *map, const ZfStop *stop, ZfColour colour)
{
    const ZfHousehold *home = home_of(map, stop->household);
    bool located = !home || (home->location >= ZF_LOCATION_GEOCODED && home->has_point);
    g_autofree char *number = g_strdup_printf("%d", stop->number);
    ZfFrameStop mark = {.point = stop_point(map, stop),
                        .number = g_string_chunk_insert(map->texts, number),
                        .state = !located           ? ZF_STOP_NOT_LOCATED
                                 : stop->fixed_time ? ZF_STOP_FIXED_TIME
                                 : stop->repeat     ? ZF_STOP_REPEAT
                                                    : ZF_STOP_LOCATED,
                        .colour = colour,
                        .dot_only = map->page->overview};
    g_array_append_val(map->stops, mark);
    g_array_append_val(map->points, mark.point);
}

/* The number of the route stands in the middle of its way among the stops. */
static void
add_plate(ZfRouteMap *map, const ZfRoute *route, const ZfStroke *stroke)
{
    const ZfPlan *plan = map->input->plan;
    uint32_t middle = route->n_stops / 2;
    const ZfLeg *leg = &plan->legs[plan->stops[route->first_stop + middle].leg];
    uint32_t at = middle == 0 ? leg->n_points - 1 : leg->n_points / 2;
    g_autofree char *number = g_strdup_printf("%02d", route->number);
    ZfFrameMark mark = {.kind = ZF_FRAME_LETTER,
                        .point =
                            leg->n_points > 0 ? plan->points[leg->first_point + at] : route->point,
                        .sign = g_string_chunk_insert(map->texts, number),
                        .colour = stroke->colour,
                        .always = true};
    g_array_append_val(map->marks, mark);
}

/* One mark for each place that routes start from. */
static void
add_base(ZfRouteMap *map, const ZfRoute *route)
{
    for (guint i = 0; i < map->marks->len; i++) {
        const ZfFrameMark *mark = &g_array_index(map->marks, ZfFrameMark, i);
        if (mark->kind == ZF_FRAME_SEAT && zf_distance_m(mark->point, route->point) < 5) {
            return;
        }
    }
    ZfFrameMark mark = {
        .kind = ZF_FRAME_SEAT, .point = route->point, .name = route->base, .always = true};
    g_array_append_val(map->marks, mark);
    if (map->page->parts == 1) {
        g_array_append_val(map->points, route->point);
    }
}

/* On an overview the ways to the first stop and back are thin, so that one sees who is where; on a
 * part of a day they may leave the map. */
static void
add_route(ZfRouteMap *map, const ZfRoute *route, ZfStroke *strokes)
{
    const ZfPlan *plan = map->input->plan;
    bool whole = map->page->parts == 1;
    strokes[0] = zf_map_route_stroke(route->number, map->options->bw);
    strokes[1] = strokes[0];
    strokes[1].width = 0.5;
    strokes[2] = (ZfStroke){.width = THIN_MM, .colour = strokes[0].colour};
    strokes[3] = strokes[2];
    const ZfStroke *away = map->page->overview ? &strokes[2] : strokes;
    add_base(map, route);
    for (uint32_t s = 0; s < route->n_stops; s++) {
        const ZfStop *stop = &plan->stops[route->first_stop + s];
        add_leg(map, &plan->legs[stop->leg], s == 0 ? away : strokes, route->number,
                s > 0 || whole);
        add_stop(map, stop, strokes[0].colour);
    }
    add_leg(map, &plan->legs[route->home_leg], away, route->number, whole);
    add_plate(map, route, strokes);
}

/* Small enough that all symbols together take at most a tenth of the frame. */
static double
stop_radius(const ZfRouteMap *map)
{
    double area = map->sheet->frame.w * map->sheet->frame.h;
    double r = sqrt(area / 10 / (4 * MAX(map->stops->len, 1u))) - 0.45;
    return CLAMP(r, 1.6, 2.4);
}

ZfFrame
zf_route_map_frame(const ZfRouteMap *map)
{
    return (ZfFrame){.ground = map->ground,
                     .view = map->view,
                     .style = map->style,
                     .lang = map->options->lang,
                     .bw = map->options->bw,
                     .show = ZF_FRAME_SHOW_NORTH | ZF_FRAME_SHOW_SCALE | ZF_FRAME_SHOW_BORDERS |
                             ZF_FRAME_SHOW_LINE_NAMES |
                             (map->page->n <= 4 && !map->page->overview ? ZF_FRAME_SHOW_ARROWS : 0),
                     .lines = (const ZfFrameLine *)(const void *)map->lines->data,
                     .n_lines = map->lines->len,
                     .stops = (const ZfFrameStop *)(const void *)map->stops->data,
                     .n_stops = map->stops->len,
                     .marks = (const ZfFrameMark *)(const void *)map->marks->data,
                     .n_marks = map->marks->len,
                     .sheets = (const ZfFrameSheet *)(const void *)map->sheets->data,
                     .n_sheets = map->sheets->len,
                     .covered = (const ZfRect *)(const void *)map->covered->data,
                     .n_covered = map->covered->len,
                     .frame_width = 0.35,
                     .stop_r = stop_radius(map),
                     .on_homes = true};
}

static void
map_clear(ZfRouteMap *map)
{
    g_array_unref(map->lines);
    g_array_unref(map->stops);
    g_array_unref(map->marks);
    g_array_unref(map->points);
    g_array_unref(map->covered);
    g_array_unref(map->sheets);
    g_string_chunk_free(map->texts);
    g_free(map->strokes);
}

static void
map_fill(ZfRouteMap *map)
{
    const ZfRoutePage *page = map->page;
    map->lines = g_array_new(FALSE, FALSE, sizeof(ZfFrameLine));
    map->stops = g_array_new(FALSE, FALSE, sizeof(ZfFrameStop));
    map->marks = g_array_new(FALSE, FALSE, sizeof(ZfFrameMark));
    map->points = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    map->covered = g_array_new(FALSE, FALSE, sizeof(ZfRect));
    map->sheets = g_array_new(FALSE, FALSE, sizeof(ZfFrameSheet));
    map->texts = g_string_chunk_new(256);
    map->strokes = g_new0(ZfStroke, 4 * page->n + 1);
    for (unsigned i = 0; i < page->n; i++) {
        add_route(map, &map->input->plan->routes[page->routes[i]], &map->strokes[4 * i]);
    }
    zf_map_village_names(map->input, map->marks);
    map->view = zf_frame_fit(map->sheet->frame, (const ZfLonLat *)(const void *)map->points->data,
                             map->points->len, MARGIN_MM, 0, 1000);
}

/* What all pages share. */
typedef struct Book {
    ZfPaper *paper;
    const GPtrArray *pages; /* of ZfRoutePage */
    unsigned *first;        /* by page: its number */
    unsigned total;
    unsigned *page_of; /* by route */
    GString *dump;
} Book;

static void
begin_page(const Book *book, ZfRouteMap *map, unsigned number, const char *subtitle)
{
    g_autofree char *title = zf_map_title(map->input, map->options, ZF_SAY_TITLE_ROUTES);
    g_autofree char *label = g_strdup_printf("%u", number);
    zf_map_sheet_page(map->sheet, book->paper, zf_route_list_extra(map), label);
    if (map->options->format == ZF_PAPER_PDF) {
        g_autofree char *dest = g_strdup_printf("routes-%u", number);
        zf_canvas_dest(map->sheet->canvas, dest, 0, 0);
        zf_paper_outline(book->paper, 0, subtitle, dest);
    }
    zf_map_sheet_title(map->sheet, title, subtitle);
}

static void
end_page(const Book *book, ZfRouteMap *map, unsigned number)
{
    zf_map_sheet_footer(map->sheet, NULL, true, number, book->total);
    zf_map_sheet_end(map->sheet);
}

static void
draw_page(const Book *book, ZfRouteMap *map, unsigned number)
{
    g_autofree char *subtitle = zf_route_list_subtitle(map);
    begin_page(book, map, number, subtitle);
    if (!map->page->overview) {
        zf_route_insets_find(map);
    }
    g_string_append_printf(book->dump, "page %u%s routes %u stops %u\n", number,
                           map->page->overview ? " overview" : "", map->page->n, map->stops->len);
    ZfFrame frame = zf_route_map_frame(map);
    g_autofree char *placed = zf_frame_paint(map->sheet->canvas, &frame);
    g_string_append(book->dump, placed);
    zf_route_insets_draw(map, book->dump);
    zf_route_list_draw(map);
    end_page(book, map, number);
    unsigned more = zf_route_list_pages(map);
    for (unsigned k = 0; k < more; k++) {
        begin_page(book, map, number + 1 + k, subtitle);
        zf_route_list_page(map, k);
        end_page(book, map, number + 1 + k);
    }
}

/* Numbers the pages, so that the overview can say where each route's stops are numbered. */
static void
number_pages(Book *book, const ZfMapInput *input, const ZfMapOptions *options)
{
    ZfMapSheet sheet = zf_map_sheet(input, options);
    book->first = g_new0(unsigned, book->pages->len + 1);
    book->page_of = g_new0(unsigned, input->plan->n_routes + 1);
    for (guint i = 0; i < book->pages->len; i++) {
        const ZfRoutePage *page = book->pages->pdata[i];
        ZfRouteMap map = {.sheet = &sheet, .input = input, .options = options, .page = page};
        book->first[i] = book->total + 1;
        book->total += 1 + zf_route_list_pages(&map);
        for (unsigned k = 0; k < page->n && !page->overview; k++) {
            book->page_of[page->routes[k]] = book->first[i];
        }
    }
}

bool
zf_map_routes(ZfPaper *paper, const ZfMapInput *input, const ZfMapOptions *options, char **placed,
              GError **error)
{
    g_assert(input->plan);
    if (!zf_map_check_audience(input, options, true, error)) {
        return false;
    }
    g_autoptr(GPtrArray) pages = zf_route_pages(input, options->format == ZF_PAPER_PDF);
    if (pages->len == 0) {
        g_set_error(error, ZF_MAP_ERROR, ZF_MAP_ERROR_EMPTY,
                    _("the plan has no such route; “zoufang routes” lists them"));
        return false;
    }
    g_autoptr(ZfGround) ground = zf_map_ground(input);
    g_autoptr(ZfStyle) own = zf_style_new_default(ZF_STYLE_ROUTES);
    g_autoptr(GHashTable) homes = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < input->n_households; i++) {
        g_hash_table_insert(homes, (gpointer)input->households[i].id, GSIZE_TO_POINTER(i + 1));
    }
    g_autoptr(GString) dump = g_string_new(NULL);
    Book book = {.paper = paper, .pages = pages, .dump = dump};
    number_pages(&book, input, options);
    bool good = true;
    for (guint i = 0; good && i < pages->len; i++) {
        zf_progress_report(options->progress, _("drawing maps"), i, pages->len);
        ZfMapSheet sheet = zf_map_sheet(input, options);
        ZfRouteMap map = {.sheet = &sheet,
                          .input = input,
                          .options = options,
                          .page = pages->pdata[i],
                          .page_of = book.page_of,
                          .homes = homes,
                          .ground = ground,
                          .style = options->style ? options->style : own};
        map_fill(&map);
        draw_page(&book, &map, book.first[i]);
        map_clear(&map);
        good = !zf_progress_stop(options->progress, error);
    }
    g_free(book.first);
    g_free(book.page_of);
    if (good && placed) {
        *placed = g_strdup(dump->str);
    }
    return good;
}
