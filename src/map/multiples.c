/* Coverage as small multiples: a map a day or a week, all at one scale with one legend, so that an
 * eye sees how a campaign went over the villages. */
#include "map/coveragemap.h"

#include <math.h>
#include <string.h>

#include "say/say.h"

#define A_PAGE     12
#define HEAD       9.6 /* mm above each map */
#define GAP        3.0
#define FULL_LINES 110.0 /* mm: as wide a map has lines of full width */
#define MEASURE    16.0  /* mm: of the panel, for the scale bar and north */
#define NORTH_MM   10.0

typedef struct Grid {
    unsigned columns, rows;
    double w, h; /* of a cell */
} Grid;

/* Width of all villages over their height, on the ground. */
static double
shape_of(const ZfMapInput *input)
{
    ZfBox box = zf_box_empty();
    g_autoptr(GArray) points = zf_map_area_points(input);
    for (guint i = 0; i < points->len; i++) {
        zf_box_add(&box, g_array_index(points, ZfLonLat, i));
    }
    double middle = (box.min_lat + box.max_lat) / 2 * G_PI / 180;
    double w = (box.max_lon - box.min_lon) * cos(middle);
    double h = box.max_lat - box.min_lat;
    return points->len > 1 && w > 0 && h > 0 ? w / h : 1;
}

/* The grid on which the maps become largest. */
static Grid
grid_for(ZfRect frame, unsigned n, double shape)
{
    Grid best = {0};
    double largest = -1;
    for (unsigned columns = 1; columns <= n; columns++) {
        Grid grid = {.columns = columns, .rows = (n + columns - 1) / columns};
        grid.w = (frame.w - (columns - 1) * GAP) / columns;
        grid.h = (frame.h - (grid.rows - 1) * GAP) / grid.rows;
        double size = fmin(grid.w, (grid.h - HEAD) * shape);
        grid.h = fmin(grid.h, HEAD + 1.08 * grid.w / shape); /* no higher than the map wants */
        if (size > largest) {
            largest = size;
            best = grid;
        }
    }
    return best;
}

/* "12 月 3 日 · 45/360（13 %）", the date strong. */
static void
draw_head(ZfMapSheet *sheet, const ZfMapInput *input, ZfRect cell)
{
    ZfLang lang = sheet->options->lang;
    const ZfCoverage *coverage = input->coverage;
    const ZfCounts *counts = &coverage->total.counts;
    g_autofree char *date = zf_say_date(lang, zf_stamp_date(coverage->as_of));
    g_autofree char *ratio =
        coverage->total.shown == ZF_SHOWN_EXACT
            ? zf_say_ratio(lang, input->by_seen ? counts->seen : counts->complete, counts->in_scope,
                           0)
            : g_strdup(zf_say(lang, ZF_SAY_HIDDEN));
    ZfLettering bold = {.size = 3.6, .bold = true};
    ZfLettering plain = {.size = 3, .colour = zf_colour_rgb(ZF_MAP_GREY)};
    zf_canvas_text(sheet->canvas, &bold, cell.x, cell.y + 3.6, date);
    zf_canvas_text(sheet->canvas, &plain, cell.x, cell.y + 7.8, ratio);
}

typedef struct Job {
    ZfPaper *paper;
    const ZfMapInput *input;
    const ZfMapOptions *options;
    unsigned a_page, pages;
    GString *dump;
} Job;

static char *
subtitle_of(const Job *job)
{
    ZfLang lang = job->options->lang;
    const ZfMapInput *input = job->input;
    ZfDate first = zf_stamp_date(input->moments[0]->as_of);
    ZfDate last = zf_stamp_date(input->moments[input->n_moments - 1]->as_of);
    g_autofree char *days = zf_say_dates(lang, first, last);
    return g_strdup_printf("%s · %s", days, zf_say(lang, ZF_SAY_MULTIPLES_LAST));
}

/* The scale of all maps and where north is, once. scale: the denominator on this page. */
static void
draw_measure(ZfMapSheet *sheet, double scale)
{
    ZfLang lang = sheet->options->lang;
    ZfRect at = zf_map_sheet_section(sheet, MEASURE);
    ZfScaleBar bar = {.scale = scale,
                      .max_width = at.w - 3 * NORTH_MM,
                      .metres = zf_say(lang, ZF_SAY_METRES),
                      .kilometres = zf_say(lang, ZF_SAY_KILOMETRES)};
    ZfRect size = zf_canvas_scale_bar_size(sheet->canvas, &bar);
    zf_canvas_scale_bar(sheet->canvas, at.x, at.y + (MEASURE - size.h) / 2, &bar);
    zf_canvas_north(sheet->canvas, at.x + at.w - NORTH_MM / 2, at.y + MEASURE / 2 + 1, NORTH_MM, 0,
                    zf_say(lang, ZF_SAY_NORTH), ZF_PT(10.5));
}

/* Small maps have finer lines: they are drawn on a larger sheet and made smaller. */
static double
fine_of(double width)
{
    return CLAMP(width / FULL_LINES, 0.5, 1);
}

/* One small map; ret: NULL when there is nothing to draw; owned by the caller. */
static ZfChoropleth *
draw_cell(const Job *job, ZfMapSheet *sheet, ZfRect cell, size_t moment, GError **error)
{
    ZfMapInput then = *job->input;
    then.coverage = job->input->moments[moment];
    double fine = fine_of(cell.w);
    ZfRect map = {0, 0, cell.w / fine, (cell.h - HEAD) / fine};
    g_autoptr(ZfChoropleth) c =
        zf_choropleth_new(sheet->canvas, map, &then, job->options, ZF_CHOROPLETH_BARE, error);
    if (!c) {
        return NULL;
    }
    draw_head(sheet, &then, cell);
    zf_canvas_save(sheet->canvas);
    zf_canvas_translate(sheet->canvas, cell.x, cell.y + HEAD);
    zf_canvas_scale(sheet->canvas, fine);
    zf_choropleth_draw(c, sheet->canvas);
    zf_canvas_restore(sheet->canvas);
    g_autofree char *x = zf_text_from_double(cell.x, 1);
    g_autofree char *y = zf_text_from_double(cell.y, 1);
    g_autofree char *date = zf_date_format(zf_stamp_date(then.coverage->as_of));
    g_string_append_printf(job->dump, "map %s at %s %s\n", date, x, y);
    c->input = job->input; /* outlives this function; its coverage is the last moment's */
    return g_steal_pointer(&c);
}

static bool
draw_page(const Job *job, unsigned page, GError **error)
{
    ZfMapSheet sheet = zf_map_sheet(job->input, job->options);
    size_t first = (size_t)page * job->a_page;
    size_t n = MIN(job->input->n_moments - first, job->a_page);
    Grid grid = grid_for(sheet.frame, (unsigned)MIN(job->input->n_moments, job->a_page),
                         shape_of(job->input));
    ZfSay say = job->input->weekly ? ZF_SAY_TITLE_MULTIPLES_WEEK : ZF_SAY_TITLE_MULTIPLES_DAY;
    g_autofree char *title = zf_map_title(job->input, job->options, (int)say);
    g_autofree char *subtitle = subtitle_of(job);
    g_autofree char *label = g_strdup_printf("%u", page + 1);
    g_autoptr(ZfChoropleth) last = NULL;
    zf_map_sheet_page(&sheet, job->paper, 0, label);
    zf_map_sheet_title(&sheet, title, subtitle);
    for (size_t i = 0; i < n; i++) {
        size_t row = i / MAX(grid.columns, 1u);
        size_t column = i % MAX(grid.columns, 1u);
        ZfRect cell = {sheet.frame.x + (double)column * (grid.w + GAP),
                       sheet.frame.y + (double)row * (grid.h + GAP), grid.w, grid.h};
        g_clear_pointer(&last, zf_choropleth_free);
        last = draw_cell(job, &sheet, cell, first + i, error);
        if (!last) {
            return false;
        }
    }
    g_assert(last); /* a page has a map at least */
    double scale = last->view.scale / fine_of(grid.w);
    draw_measure(&sheet, scale);
    g_string_append_printf(job->dump, "scale 1:%.0f\n", scale);
    zf_map_panel_coverage(&sheet, last);
    g_autofree char *figures = zf_map_coverage_data(last);
    zf_map_sheet_footer(&sheet, figures, false, page + 1, job->pages);
    zf_map_sheet_end(&sheet);
    return true;
}

bool
zf_map_multiples(ZfPaper *paper, const ZfMapInput *input, const ZfMapOptions *options,
                 char **placed, GError **error)
{
    g_assert(input->n_moments > 0);
    if (!zf_map_check_audience(input, options, false, error)) {
        return false;
    }
    bool pdf = options->format == ZF_PAPER_PDF;
    if (!pdf && input->n_moments > ZF_MAP_MULTIPLES_MOST) {
        g_set_error(error, ZF_MAP_ERROR, ZF_MAP_ERROR_EMPTY,
                    _("%zu maps have no room on one page; write a PDF, or a map a week"),
                    input->n_moments);
        return false;
    }
    g_autoptr(GString) dump = g_string_new(NULL);
    ZfMapInput own = *input;
    own.coverage = input->moments[input->n_moments - 1];
    Job job = {paper, &own, options, pdf ? A_PAGE : (unsigned)input->n_moments, 1, dump};
    job.pages = (unsigned)((input->n_moments + job.a_page - 1) / job.a_page);
    for (unsigned page = 0; page < job.pages; page++) {
        if (!draw_page(&job, page, error)) {
            return false;
        }
    }
    if (placed) {
        *placed = g_strdup(dump->str);
    }
    return true;
}
