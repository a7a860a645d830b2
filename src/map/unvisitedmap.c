/* The map of homes not visited yet: a dot for each, its shape and size by what is planned, and the
 * villages with the most of them. For planner, village and volunteers only. */
#include "map/framepaint.h"
#include "map/hotspot.h"
#include "map/mapsheet.h"
#include "map/outline.h"

#include <math.h>
#include <string.h>

#include "say/say.h"

typedef enum Dot { DOT_SCHEDULED, DOT_UNSCHEDULED, DOT_OVERDUE, DOT_COUNT } Dot;

static const char *const dot_states[DOT_COUNT] = {"scheduled", "unscheduled", "overdue"};
static const char *const dot_layers[DOT_COUNT] = {"home-scheduled", "home-unscheduled",
                                                  "home-overdue"};
static const ZfSay dot_words[DOT_COUNT] = {ZF_SAY_UNVISITED_SCHEDULED, ZF_SAY_UNVISITED_UNSCHEDULED,
                                           ZF_SAY_UNVISITED_OVERDUE};

#define SPOTS_LISTED 10

typedef struct Village {
    const ZfArea *area;
    int32_t homes;
    int32_t units;
} Village;

typedef struct Work {
    ZfMapSheet sheet;
    const ZfMapInput *input;
    const ZfMapOptions *options;
    const ZfStyle *style;
    ZfFrameView view;
    size_t count[DOT_COUNT];
    size_t no_place;
    Village *villages; /* by number of homes, worst first */
    size_t n_villages;
    GArray *spots; /* of ZfHotspot, for the map of hot spots; NULL = dots */
    int64_t floors[ZF_HOTSPOT_CLASSES];
} Work;

static Dot
dot_of(const ZfUnvisited *home)
{
    return home->overdue_days > 0              ? DOT_OVERDUE
           : home->state == ZF_STATE_SCHEDULED ? DOT_SCHEDULED
                                               : DOT_UNSCHEDULED;
}

static int32_t
units_of(const Work *work, const ZfUnvisited *home)
{
    return work->input->coverage->unit == ZF_UNIT_CHILD ? home->children : 1;
}

static int
compare_villages(gconstpointer a, gconstpointer b)
{
    const Village *x = a;
    const Village *y = b;
    if (x->units != y->units) {
        return x->units > y->units ? -1 : 1;
    }
    if (x->homes != y->homes) {
        return x->homes > y->homes ? -1 : 1;
    }
    return zf_text_compare(x->area->code, y->area->code);
}

static void
count_all(Work *work)
{
    const ZfCoverage *coverage = work->input->coverage;
    g_autofree Village *by_area = g_new0(Village, work->input->n_areas + 1);
    work->villages = g_new0(Village, work->input->n_areas + 1);
    for (size_t i = 0; i < coverage->n_unvisited; i++) {
        const ZfUnvisited *home = &coverage->unvisited[i];
        work->count[dot_of(home)]++;
        work->no_place += !work->input->households[home->household].has_point;
        int32_t area = home->area;
        area = area >= 0 && work->input->area_place ? work->input->area_place[area] : area;
        if (area >= 0 && (size_t)area < work->input->n_areas) {
            by_area[area].homes++;
            by_area[area].units += units_of(work, home);
        }
    }
    for (size_t i = 0; i < work->input->n_areas; i++) {
        if (by_area[i].homes > 0) {
            by_area[i].area = &work->input->areas[i];
            work->villages[work->n_villages++] = by_area[i];
        }
    }
    if (work->n_villages > 0) {
        qsort(work->villages, work->n_villages, sizeof *work->villages, compare_villages);
    }
}

static bool
take_view(Work *work, GError **error)
{
    const ZfMapInput *input = work->input;
    g_autoptr(GArray) points = zf_map_area_points(input);
    for (size_t i = 0; i < input->coverage->n_unvisited; i++) {
        const ZfHousehold *home = &input->households[input->coverage->unvisited[i].household];
        if (home->has_point) {
            g_array_append_val(points, home->point);
        }
    }
    return zf_map_fit(&work->sheet, points, &work->view, error);
}

static void
draw_dot(Work *work, Dot dot, double x, double y)
{
    const ZfLayer *layer = zf_style_find(work->style, dot_layers[dot]);
    const ZfProp props[] = {zf_prop_text("state", dot_states[dot])};
    ZfLook look = {.feature = {props, 1, zf_style_zoom(work->view.scale), NULL},
                   .bw = work->options->bw};
    if (!layer || !zf_layer_shows(layer, &look)) {
        return;
    }
    ZfDot mark = zf_layer_dot(layer, &look);
    double r = mark.r;
    x += mark.shift.x;
    y += mark.shift.y;
    if (dot == DOT_OVERDUE) { /* told apart by its shape too */
        const ZfMm corners[3] = {{x, y - 1.15 * r}, {x + r, y + 0.7 * r}, {x - r, y + 0.7 * r}};
        zf_canvas_polygon(work->sheet.canvas, corners, 3, mark.fill, &mark.stroke);
    } else {
        zf_canvas_circle(work->sheet.canvas, x, y, r, mark.fill, &mark.stroke);
    }
}

/* The worst lie on top: they are drawn last. */
static void
draw_dots(Work *work)
{
    const ZfCoverage *coverage = work->input->coverage;
    ZfFrameLens lens = zf_frame_lens(&work->view);
    zf_canvas_save(work->sheet.canvas);
    zf_canvas_begin(work->sheet.canvas);
    zf_canvas_add_rect(work->sheet.canvas, work->view.rect, 0);
    zf_canvas_clip(work->sheet.canvas);
    for (int dot = 0; dot < DOT_COUNT; dot++) {
        for (size_t i = 0; i < coverage->n_unvisited; i++) {
            const ZfUnvisited *home = &coverage->unvisited[i];
            const ZfHousehold *household = &work->input->households[home->household];
            if (dot_of(home) == (Dot)dot && household->has_point) {
                ZfMm p = zf_frame_to_paper(&lens, household->point);
                draw_dot(work, (Dot)dot, p.x, p.y);
            }
        }
    }
    zf_canvas_restore(work->sheet.canvas);
}

/* ---- hot spots ---- */

static void
gather_spots(Work *work)
{
    const ZfCoverage *coverage = work->input->coverage;
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(ZfHotspotPoint));
    ZfFrameLens lens = zf_frame_lens(&work->view);
    for (size_t i = 0; i < coverage->n_unvisited; i++) {
        const ZfUnvisited *home = &coverage->unvisited[i];
        const ZfHousehold *household = &work->input->households[home->household];
        int32_t area = home->area;
        area = area >= 0 && work->input->area_place ? work->input->area_place[area] : area;
        ZfHotspotPoint point = {.weight = MAX(units_of(work, home), 1), .area = area};
        if (household->has_point) {
            point.at = zf_frame_to_paper(&lens, household->point);
            g_array_append_val(points, point);
        }
    }
    work->spots = zf_hotspots_gather((const ZfHotspotPoint *)(const void *)points->data,
                                     points->len, work->floors);
}

static ZfColour
draw_cell(const Work *work, ZfMm middle, unsigned class)
{
    const ZfLayer *layer = zf_style_find(work->style, "hotspot");
    const ZfProp props[] = {zf_prop_number("class", class)};
    ZfLook look = {.feature = {props, 1, zf_style_zoom(work->view.scale), NULL, "Polygon"},
                   .bw = work->options->bw};
    if (!layer || !zf_layer_shows(layer, &look)) {
        return ZF_COLOUR_WHITE;
    }
    zf_hotspot_path(work->sheet.canvas, middle);
    zf_layer_paint(work->style, layer, &look, work->sheet.canvas);
    return zf_layer_colour(layer, ZF_PROPERTY_FILL_COLOR, &look, ZF_COLOUR_WHITE);
}

/* The worst are numbered as in the list. */
static void
draw_spots(Work *work)
{
    zf_canvas_save(work->sheet.canvas);
    zf_canvas_begin(work->sheet.canvas);
    zf_canvas_add_rect(work->sheet.canvas, work->view.rect, 0);
    zf_canvas_clip(work->sheet.canvas);
    for (guint i = 0; i < work->spots->len; i++) {
        const ZfHotspot *spot = &g_array_index(work->spots, ZfHotspot, i);
        ZfColour ground = draw_cell(work, spot->middle, spot->class);
        if (i >= SPOTS_LISTED) {
            continue;
        }
        bool dark = zf_colour_contrast(ground, ZF_COLOUR_WHITE) >
                    zf_colour_contrast(ground, ZF_COLOUR_BLACK);
        ZfLettering style = {.size = 3.4,
                             .bold = true,
                             .align = ZF_ALIGN_CENTRE,
                             .colour = dark ? ZF_COLOUR_WHITE : ZF_COLOUR_BLACK};
        char number[8];
        g_snprintf(number, sizeof number, "%u", i + 1);
        zf_canvas_text_mid(work->sheet.canvas, &style, spot->middle.x, spot->middle.y, number);
    }
    zf_canvas_restore(work->sheet.canvas);
}

static void
spot_legend(Work *work)
{
    ZfLang lang = work->options->lang;
    size_t count[ZF_HOTSPOT_CLASSES] = {0};
    for (guint i = 0; i < work->spots->len; i++) {
        count[g_array_index(work->spots, ZfHotspot, i).class]++;
    }
    zf_map_panel_heading(&work->sheet, zf_say(lang, ZF_SAY_HOTSPOT_CELL));
    int64_t above = 0; /* where the class above begins; 0 = there is none */
    for (unsigned class = ZF_HOTSPOT_CLASSES; class -- > 0;) {
        ZfRect at = zf_map_sheet_section(&work->sheet, ZF_HOTSPOT_MM + 1);
        int64_t from = work->floors[class];
        g_autofree char *least = zf_say_number(from);
        g_autofree char *word = above == 0
                                    ? zf_say_fill(lang, ZF_SAY_HOTSPOT_FROM, least)
                                    : g_strdup_printf("%ld — %ld", (long)from, (long)(above - 1));
        above = from;
        g_autofree char *cells = g_strdup_printf("%zu", count[class]);
        double y = at.y + ZF_HOTSPOT_MM / 2 + 0.4;
        draw_cell(work, (ZfMm){at.x + 3.2, y}, class);
        zf_canvas_text_mid(work->sheet.canvas, &(ZfLettering){.size = 3.2, .bold = true}, at.x + 9,
                           y, word);
        zf_canvas_text_mid(work->sheet.canvas, &(ZfLettering){.size = 3.2, .align = ZF_ALIGN_RIGHT},
                           at.x + at.w, y, cells);
    }
    ZfFrameLens lens = zf_frame_lens(&work->view);
    g_autofree char *wide = zf_say_distance(lang, llround(ZF_HOTSPOT_MM / lens.mm_per_m));
    g_autofree char *note = zf_say_fill(lang, ZF_SAY_HOTSPOT_WIDE, wide);
    ZfRect at = zf_map_sheet_section(&work->sheet, 4.6);
    zf_canvas_text_mid(work->sheet.canvas, &(ZfLettering){.size = 2.9}, at.x, at.y + 2.2, note);
}

static void
spot_list(Work *work)
{
    ZfLang lang = work->options->lang;
    zf_map_sheet_rule(&work->sheet);
    zf_map_panel_heading(&work->sheet, zf_say(lang, ZF_SAY_HOTSPOT_WORST));
    for (guint i = 0; i < MIN(work->spots->len, SPOTS_LISTED); i++) {
        const ZfHotspot *spot = &g_array_index(work->spots, ZfHotspot, i);
        ZfRect at = zf_map_sheet_section(&work->sheet, 5);
        g_autofree char *number = g_strdup_printf("%u", i + 1);
        g_autofree char *units = zf_say_units(lang, work->input->coverage->unit, spot->weight);
        zf_canvas_text_mid(work->sheet.canvas, &(ZfLettering){.size = 3.2, .bold = true}, at.x,
                           at.y + 2.4, number);
        zf_canvas_text_mid(work->sheet.canvas, &(ZfLettering){.size = 3.2}, at.x + 7, at.y + 2.4,
                           spot->area >= 0 ? work->input->areas[spot->area].name : "—");
        zf_canvas_text_mid(work->sheet.canvas, &(ZfLettering){.size = 3.2, .align = ZF_ALIGN_RIGHT},
                           at.x + at.w, at.y + 2.4, units);
    }
}

/* Names keep clear of the dots, or of the cells. */
static GArray *
dot_boxes(const Work *work)
{
    if (work->spots) {
        GArray *cells = g_array_new(FALSE, FALSE, sizeof(ZfRect));
        for (guint i = 0; i < work->spots->len; i++) {
            ZfMm p = g_array_index(work->spots, ZfHotspot, i).middle;
            ZfRect box = {p.x - 2.6, p.y - 3, 5.2, 6};
            g_array_append_val(cells, box);
        }
        return cells;
    }
    const ZfCoverage *coverage = work->input->coverage;
    GArray *boxes = g_array_new(FALSE, FALSE, sizeof(ZfRect));
    ZfFrameLens lens = zf_frame_lens(&work->view);
    for (size_t i = 0; i < coverage->n_unvisited; i++) {
        const ZfHousehold *home = &work->input->households[coverage->unvisited[i].household];
        if (home->has_point) {
            ZfMm p = zf_frame_to_paper(&lens, home->point);
            ZfRect box = {p.x - 0.9, p.y - 0.9, 1.8, 1.8};
            g_array_append_val(boxes, box);
        }
    }
    return boxes;
}

static char *
draw_base(Work *work)
{
    const ZfMapInput *input = work->input;
    g_autoptr(ZfGround) ground = zf_map_ground(input);
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(ZfFrameMark));
    g_autoptr(GArray) dots = dot_boxes(work);
    zf_map_village_names(input, marks);
    ZfFrame frame = {.ground = ground,
                     .view = work->view,
                     .style = work->style,
                     .lang = work->options->lang,
                     .bw = work->options->bw,
                     .show = ZF_FRAME_SHOW_NORTH | ZF_FRAME_SHOW_SCALE | ZF_FRAME_SHOW_BORDERS,
                     .marks = (const ZfFrameMark *)marks->data,
                     .n_marks = marks->len,
                     .covered = (const ZfRect *)dots->data,
                     .n_covered = dots->len,
                     .frame_width = 0.35};
    return zf_frame_paint(work->sheet.canvas, &frame);
}

static void
legend_row(Work *work, int dot, const char *word, size_t count)
{
    ZfLang lang = work->options->lang;
    ZfRect at = zf_map_sheet_section(&work->sheet, 5.4);
    ZfLettering right = {.size = 3.2, .align = ZF_ALIGN_RIGHT};
    g_autofree char *number = zf_say_units(lang, ZF_UNIT_HOUSEHOLD, (int64_t)count);
    if (dot >= 0) {
        draw_dot(work, (Dot)dot, at.x + 2, at.y + 2.4);
    }
    zf_canvas_text_mid(work->sheet.canvas, &(ZfLettering){.size = 3.2, .bold = true}, at.x + 6,
                       at.y + 2.4, word);
    zf_canvas_text_mid(work->sheet.canvas, &right, at.x + at.w, at.y + 2.4, number);
}

/* The worst villages, as many as find room; the last line says how many are not listed. */
static void
draw_villages(Work *work)
{
    ZfLang lang = work->options->lang;
    zf_map_sheet_rule(&work->sheet);
    zf_map_panel_heading(&work->sheet, zf_say(lang, ZF_SAY_MISSING));
    int32_t most = work->n_villages > 0 ? MAX(work->villages[0].units, 1) : 1;
    size_t shown = 0;
    for (; shown < work->n_villages; shown++) {
        ZfRect column = work->sheet.columns[work->sheet.column];
        bool last = work->sheet.column + 1 == work->sheet.n_columns;
        if (last && work->sheet.y + 10 > column.y + column.h) {
            break;
        }
        const Village *village = &work->villages[shown];
        ZfRect at = zf_map_sheet_section(&work->sheet, 4.75);
        g_autofree char *units = zf_say_units(lang, work->input->coverage->unit, village->units);
        ZfLettering right = {.size = 2.9, .align = ZF_ALIGN_RIGHT};
        double middle = at.y + 2.2;
        zf_canvas_text_mid(work->sheet.canvas, &(ZfLettering){.size = 2.9}, at.x, middle,
                           village->area->name);
        zf_canvas_text_mid(work->sheet.canvas, &right, at.x + 46, middle, units);
        zf_canvas_rect(work->sheet.canvas,
                       (ZfRect){at.x + 48, at.y + 0.6, (at.w - 48) * village->units / most, 3.2},
                       work->options->bw ? zf_colour_grey(0.5) : zf_colour_rgb(0x8F2D00), NULL);
    }
    if (shown < work->n_villages) {
        g_autofree char *rest = g_strdup_printf("… +%zu", work->n_villages - shown);
        ZfRect at = zf_map_sheet_section(&work->sheet, 4.75);
        zf_canvas_text_mid(work->sheet.canvas, &(ZfLettering){.size = 2.9}, at.x, at.y + 2.2, rest);
    }
}

static void
draw_panel(Work *work)
{
    ZfLang lang = work->options->lang;
    if (work->spots) {
        spot_legend(work);
        if (work->no_place > 0) {
            legend_row(work, -1, zf_say_location(lang, ZF_LOCATION_NONE), work->no_place);
        }
        spot_list(work);
        return;
    }
    zf_map_panel_heading(&work->sheet, zf_say(lang, ZF_SAY_LEGEND));
    for (int dot = DOT_COUNT - 1; dot >= 0; dot--) {
        legend_row(work, dot, zf_say(lang, dot_words[dot]), work->count[dot]);
    }
    if (work->no_place > 0) {
        legend_row(work, -1, zf_say_location(lang, ZF_LOCATION_NONE), work->no_place);
    }
    draw_villages(work);
}

static char *
subtitle_of(const Work *work)
{
    const ZfCoverage *coverage = work->input->coverage;
    ZfLang lang = work->options->lang;
    const ZfCounts *counts = &coverage->total.counts;
    g_autofree char *missing = zf_say_units(lang, coverage->unit, zf_counts_missing(counts));
    g_autofree char *planned = zf_say_units(lang, coverage->unit, counts->scheduled);
    g_autofree char *as_of = zf_say_as_of(lang, coverage->as_of);
    return zf_say_fill(lang, ZF_SAY_SUBTITLE_UNVISITED, missing, planned, as_of);
}

static void
draw(Work *work, ZfPaper *paper, char **placed)
{
    g_autofree char *title = zf_map_title(
        work->input, work->options, work->spots ? ZF_SAY_TITLE_HOTSPOTS : ZF_SAY_TITLE_UNVISITED);
    g_autofree char *subtitle = subtitle_of(work);
    zf_map_sheet_page(&work->sheet, paper, 0, "1");
    zf_map_sheet_title(&work->sheet, title, subtitle);
    g_autofree char *dump = draw_base(work);
    if (work->spots) {
        draw_spots(work);
    } else {
        draw_dots(work);
    }
    draw_panel(work);
    zf_map_sheet_footer(&work->sheet, NULL, true, 1, 1);
    zf_map_sheet_end(&work->sheet);
    if (placed) {
        g_autoptr(GString) spots = g_string_new(NULL);
        for (guint i = 0; work->spots && i < work->spots->len; i++) {
            const ZfHotspot *spot = &g_array_index(work->spots, ZfHotspot, i);
            g_string_append_printf(spots, "spot homes %d weight %ld class %u\n", spot->points,
                                   (long)spot->weight, spot->class);
        }
        *placed = g_strdup_printf("%s%sscheduled %zu\nunscheduled %zu\noverdue %zu\nno place %zu\n",
                                  dump, spots->str, work->count[0], work->count[1], work->count[2],
                                  work->no_place);
    }
}

static bool
draw_homes(ZfPaper *paper, const ZfMapInput *input, const ZfMapOptions *options, bool spots,
           char **placed, GError **error)
{
    g_assert(input->coverage && (input->households || input->coverage->n_unvisited == 0));
    if (!zf_map_check_audience(input, options, true, error)) {
        return false;
    }
    g_autoptr(ZfStyle) own = options->style ? NULL : zf_style_new_default(ZF_STYLE_ROUTES);
    Work work = {.sheet = zf_map_sheet(input, options),
                 .input = input,
                 .options = options,
                 .style = options->style ? options->style : own};
    count_all(&work);
    bool good = take_view(&work, error);
    if (good) {
        if (spots) {
            gather_spots(&work);
        }
        draw(&work, paper, placed);
    }
    g_clear_pointer(&work.spots, g_array_unref);
    g_free(work.villages);
    return good;
}

bool
zf_map_unvisited(ZfPaper *paper, const ZfMapInput *input, const ZfMapOptions *options,
                 char **placed, GError **error)
{
    return draw_homes(paper, input, options, false, placed, error);
}

bool
zf_map_hotspots(ZfPaper *paper, const ZfMapInput *input, const ZfMapOptions *options, char **placed,
                GError **error)
{
    return draw_homes(paper, input, options, true, placed, error);
}
