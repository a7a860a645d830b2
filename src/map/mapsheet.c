#include "map/mapsheet.h"
#include "map/outline.h"

#include <math.h>

#include "say/say.h"

#define MARGIN        12.0
#define TOP           31.0
#define FOOT          16.8 /* from the bottom edge to the footer rule */
#define PANEL         81.0
#define GAP           5.0
#define UPRIGHT_PANEL 74.0

static void
lay_out_across(ZfMapSheet *sheet)
{
    double bottom = sheet->height - FOOT - 4.2;
    double right = sheet->width - MARGIN - PANEL - GAP;
    sheet->frame = (ZfRect){MARGIN, TOP, right - MARGIN, bottom - TOP};
    sheet->columns[0] = (ZfRect){right + GAP, TOP, PANEL, bottom - TOP};
    sheet->n_columns = 1;
}

/* Upright: the panel stands below the map in three columns. */
static void
lay_out_upright(ZfMapSheet *sheet)
{
    double bottom = sheet->height - FOOT - 4.2;
    double panel = UPRIGHT_PANEL;
    double width = sheet->width - 2 * MARGIN;
    sheet->frame = (ZfRect){MARGIN, TOP, width, bottom - TOP - panel};
    double y = sheet->frame.y + sheet->frame.h + 4;
    double column = (width - 2 * GAP) / 3;
    sheet->n_columns = 3;
    for (unsigned i = 0; i < sheet->n_columns; i++) {
        sheet->columns[i] = (ZfRect){MARGIN + i * (column + GAP), y, column, panel - 4};
    }
}

static ZfMapSheet
sheet_of(const ZfMapInput *input, const ZfMapOptions *options, double w, double h)
{
    double factor = sqrt(fmax(fmin(w, h) / 210, 0.5));
    ZfMapSheet sheet = {.input = input,
                        .options = options,
                        .width = w / factor,
                        .height = h / factor,
                        .factor = factor};
    if (w >= h) {
        lay_out_across(&sheet);
    } else {
        lay_out_upright(&sheet);
    }
    sheet.y = sheet.columns[0].y;
    return sheet;
}

/* The denominator at which the areas fit, on real paper. */
static double
scale_on(const ZfMapSheet *sheet, const GArray *points)
{
    ZfFrameView view = zf_frame_fit(sheet->frame, (const ZfLonLat *)(const void *)points->data,
                                    points->len, 6, 0, 1000);
    return view.scale / sheet->factor;
}

ZfMapSheet
zf_map_sheet(const ZfMapInput *input, const ZfMapOptions *options)
{
    double w = options->width_mm > 0 ? options->width_mm : 297;
    double h = options->height_mm > 0 ? options->height_mm : 210;
    ZfMapSheet sheet = sheet_of(input, options, w, h);
    g_autoptr(GArray) points = options->best_fit ? zf_map_area_points(input) : NULL;
    if (points && points->len > 1) {
        ZfMapSheet turned = sheet_of(input, options, h, w);
        return scale_on(&turned, points) < 0.95 * scale_on(&sheet, points) ? turned : sheet;
    }
    return sheet;
}

void
zf_map_sheet_page(ZfMapSheet *sheet, ZfPaper *paper, double extra_mm, const char *label)
{
    sheet->canvas = zf_paper_page(paper, sheet->width * sheet->factor,
                                  (sheet->height + extra_mm) * sheet->factor, label);
    zf_canvas_save(sheet->canvas);
    zf_canvas_scale(sheet->canvas, sheet->factor);
    sheet->column = 0;
    sheet->y = sheet->columns[0].y;
}

void
zf_map_sheet_end(ZfMapSheet *sheet)
{
    zf_canvas_restore(sheet->canvas);
}

void
zf_map_sheet_keep(ZfMapSheet *sheet, double height)
{
    ZfRect column = sheet->columns[sheet->column];
    if (sheet->y + height > column.y + column.h + 1e-6 && sheet->column + 1 < sheet->n_columns) {
        sheet->column++;
        sheet->y = sheet->columns[sheet->column].y;
    }
}

ZfRect
zf_map_sheet_section(ZfMapSheet *sheet, double height)
{
    zf_map_sheet_keep(sheet, height);
    ZfRect column = sheet->columns[sheet->column];
    ZfRect section = {column.x, sheet->y, column.w, column.y + column.h - sheet->y};
    sheet->y += height;
    return section;
}

void
zf_map_sheet_rule(ZfMapSheet *sheet)
{
    ZfRect column = sheet->columns[sheet->column];
    if (sheet->y <= column.y + 1) {
        return;
    }
    sheet->y += 1.6;
    zf_canvas_line(sheet->canvas, column.x, sheet->y, column.x + column.w, sheet->y,
                   &(ZfStroke){.width = 0.2, .colour = zf_colour_grey(0.45)});
    sheet->y += 2.2;
}

static ZfSay
edition_of(ZfAudience audience)
{
    static const ZfSay editions[] = {
        [ZF_AUDIENCE_PLANNER] = ZF_SAY_EDITION_PLANNER,
        [ZF_AUDIENCE_VILLAGE] = ZF_SAY_EDITION_VILLAGE,
        [ZF_AUDIENCE_VOLUNTEER] = ZF_SAY_EDITION_VOLUNTEER,
        [ZF_AUDIENCE_COUNTY] = ZF_SAY_EDITION_COUNTY,
        [ZF_AUDIENCE_PUBLIC] = ZF_SAY_EDITION_PUBLIC,
    };
    return editions[audience];
}

static const char *
approval_of(const ZfMapInput *input)
{
    return input->campaign && input->campaign->map_approval ? input->campaign->map_approval : "";
}

/* ret: how far it reaches to the left. */
static double
draw_stamp(ZfMapSheet *sheet)
{
    ZfLang lang = sheet->options->lang;
    double x = sheet->width - MARGIN;
    ZfLettering bold = {.size = 3.3, .bold = true, .align = ZF_ALIGN_RIGHT};
    ZfLettering grey = {.size = 3, .colour = zf_colour_rgb(ZF_MAP_GREY), .align = ZF_ALIGN_RIGHT};
    ZfLettering plain = {.size = 3, .align = ZF_ALIGN_RIGHT};
    const char *number = approval_of(sheet->input);
    g_autofree char *approval =
        zf_say_fill(lang, ZF_SAY_MAP_APPROVAL, *number ? number : "________________");
    double width = zf_canvas_text(sheet->canvas, &bold, x, 17.6,
                                  zf_say(lang, edition_of(sheet->options->audience)));
    if (sheet->options->audience != ZF_AUDIENCE_PUBLIC) {
        width = fmax(width,
                     zf_canvas_text(sheet->canvas, &grey, x, 22.3, zf_say(lang, ZF_SAY_INTERNAL)));
    }
    return x - fmax(width, zf_canvas_text(sheet->canvas, &plain, x, 26.6, approval));
}

void
zf_map_sheet_title(ZfMapSheet *sheet, const char *title, const char *subtitle)
{
    double right = draw_stamp(sheet) - 4;
    ZfLettering bold = {.size = 7.6, .bold = true};
    ZfLettering small = {.size = 3.6};
    double width = zf_canvas_text_size(sheet->canvas, &bold, title).width;
    double second = zf_canvas_text_size(sheet->canvas, &small, subtitle).width;
    bold.size *= fmin(1, (right - MARGIN) / fmax(width, 1));
    small.size *= fmin(1, (right - MARGIN) / fmax(second, 1));
    zf_canvas_tag_begin(sheet->canvas, "H1");
    zf_canvas_text(sheet->canvas, &bold, MARGIN, 19.4, title);
    zf_canvas_tag_end(sheet->canvas, "H1");
    zf_canvas_text(sheet->canvas, &small, MARGIN, 26.6, subtitle);
}

void
zf_map_sheet_footer(ZfMapSheet *sheet, const char *figures, bool points, unsigned page,
                    unsigned pages)
{
    ZfLang lang = sheet->options->lang;
    const ZfCampaign *campaign = sheet->input->campaign;
    double y = sheet->height - FOOT;
    double right = sheet->width - MARGIN;
    ZfLettering left = {.size = 2.6};
    ZfLettering end = {.size = 2.6, .align = ZF_ALIGN_RIGHT};
    zf_canvas_line(sheet->canvas, MARGIN, y, right, y, &(ZfStroke){.width = 0.35});
    g_autoptr(GString) second = g_string_new(zf_say(lang, ZF_SAY_FOOT_CRS));
    if (!points) {
        g_string_append_printf(second, " · %s", zf_say(lang, ZF_SAY_FOOT_NO_POINTS));
    }
    if (campaign && campaign->organiser && *campaign->organiser) {
        g_string_append_printf(second, " · %s", campaign->organiser);
    }
    if (figures) {
        zf_canvas_text(sheet->canvas, &left, MARGIN, y + 4.1, figures);
    }
    zf_canvas_text(sheet->canvas, &left, MARGIN, y + (figures ? 8 : 4.1), second->str);
    if (campaign && campaign->source && *campaign->source) {
        g_autofree char *source = zf_say_fill(lang, ZF_SAY_FOOT_SOURCE, campaign->source);
        zf_canvas_text(sheet->canvas, &end, right, y + 4.1, source);
    }
    g_autofree char *this_page = g_strdup_printf("%u", page);
    g_autofree char *all_pages = g_strdup_printf("%u", pages);
    g_autofree char *number = zf_say_fill(lang, ZF_SAY_PAGE_OF_TOTAL, this_page, all_pages);
    zf_canvas_text(sheet->canvas, &end, right, y + 8, number);
}

bool
zf_map_check_audience(const ZfMapInput *input, const ZfMapOptions *options, bool points,
                      GError **error)
{
    if (points && options->audience >= ZF_AUDIENCE_COUNTY) {
        g_set_error(error, ZF_MAP_ERROR, ZF_MAP_ERROR_AUDIENCE,
                    _("a map that shows homes is for the planner, the village or the volunteers "
                      "only; draw “map coverage” for this audience"));
        return false;
    }
    if (options->audience == ZF_AUDIENCE_PUBLIC && *approval_of(input) == '\0') {
        g_set_error(error, ZF_MAP_ERROR, ZF_MAP_ERROR_APPROVAL,
                    _("a public map needs its map approval number (审图号): set it with “zoufang "
                      "campaign edit NAME map_approval=NUMBER”"));
        return false;
    }
    return true;
}

char *
zf_map_title(const ZfMapInput *input, const ZfMapOptions *options, int say)
{
    if (input->title) {
        return g_strdup(input->title);
    }
    const char *campaign = input->campaign && input->campaign->title ? input->campaign->title : "";
    g_autofree char *title = zf_say_fill(options->lang, (ZfSay)say, campaign);
    if (*campaign) {
        return g_steal_pointer(&title);
    }
    const char *rest = title;
    while (*rest == ':' || *rest == ' ' || g_str_has_prefix(rest, "：")) {
        rest = g_utf8_next_char(rest);
    }
    char *alone = g_strdup(rest);
    alone[0] = g_ascii_toupper(alone[0]);
    return alone;
}

ZfGround *
zf_map_ground(const ZfMapInput *input)
{
    return zf_ground_new(&(ZfGroundInput){.roads = input->roads,
                                          .n_roads = input->n_roads,
                                          .water = input->water,
                                          .n_water = input->n_water,
                                          .areas = input->areas,
                                          .n_areas = input->n_areas});
}

GArray *
zf_map_area_points(const ZfMapInput *input)
{
    GArray *points = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    for (size_t i = 0; i < input->n_areas; i++) {
        const ZfArea *area = &input->areas[i];
        if (area->shape) {
            g_array_append_vals(points, area->shape->points, area->shape->n_points);
        } else if (area->has_point) {
            g_array_append_val(points, area->point);
        }
    }
    return points;
}

bool
zf_map_area_place(const ZfArea *area, ZfLonLat *ret)
{
    if (!area->has_point && area->shape) {
        double distance_m;
        *ret = zf_polygon_pole(area->shape, 50, &distance_m);
        return true;
    }
    *ret = area->point;
    return area->has_point;
}

void
zf_map_village_names(const ZfMapInput *input, GArray *marks)
{
    ZfAreaLevel level = zf_area_unit_level(input->areas, input->n_areas);
    for (size_t i = 0; i < input->n_areas; i++) {
        const ZfArea *area = &input->areas[i];
        ZfLonLat at;
        if (area->level == level && zf_map_area_place(area, &at)) {
            ZfFrameMark mark = {.kind = ZF_FRAME_NAME, .point = at, .name = area->name};
            g_array_append_val(marks, mark);
        }
    }
}

bool
zf_map_fit(const ZfMapSheet *sheet, const GArray *points, ZfFrameView *ret, GError **error)
{
    if (points->len == 0) {
        g_set_error(error, ZF_MAP_ERROR, ZF_MAP_ERROR_EMPTY,
                    _("no area and no home has a position; there is nothing to draw"));
        return false;
    }
    *ret = zf_frame_fit(sheet->frame, (const ZfLonLat *)points->data, points->len, 6, 0, 1000);
    return true;
}
