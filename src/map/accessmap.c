/* The map of access: how many minutes it is to the nearest service place. For planner, village and
 * volunteers a dot for each home, its shade by the minutes, its shape by whether it is hard to
 * reach; for county and public no homes, but a tile for each village with the minutes of its middle
 * home, in steps of five. */
#include "map/framepaint.h"
#include "map/mapsheet.h"
#include "map/outline.h"

#include <math.h>
#include <string.h>

#include "say/say.h"

typedef enum Band { BAND_NEAR, BAND_MIDDLE, BAND_FAR, BAND_BEYOND, BAND_NEVER, BAND_COUNT } Band;

static const char *const band_layers[BAND_COUNT] = {"access-near", "access-middle", "access-far",
                                                    "access-beyond", "access-never"};

typedef struct Work {
    ZfMapSheet sheet;
    const ZfMapInput *input;
    const ZfMapOptions *options;
    const ZfStyle *style;
    const ZfAccess *access;
    ZfFrameView view;
    bool coarse;              /* villages instead of homes */
    int32_t minutes[3];       /* where the first three bands end */
    size_t count[BAND_COUNT]; /* homes, or villages when coarse */
    GPtrArray *texts;         /* of marks */
} Work;

static Band
band_of(const Work *work, int32_t seconds)
{
    if (seconds == ZF_ACCESS_NEVER) {
        return BAND_NEVER;
    }
    int32_t minutes = (seconds + 59) / 60;
    for (int band = 0; band < 3; band++) {
        if (minutes <= work->minutes[band]) {
            return (Band)band;
        }
    }
    return BAND_BEYOND;
}

static int32_t
seconds_of(const ZfAccessHome *home)
{
    return home->nearest < 0 ? ZF_ACCESS_NEVER : home->trips[home->nearest].seconds;
}

/* ret: the area of a row as the map has it; NULL = not on it, or not a village. */
static const ZfArea *
village_of(const Work *work, const ZfAccessRow *row)
{
    const ZfMapInput *input = work->input;
    int32_t area = input->area_place ? input->area_place[row->area] : row->area;
    if (area < 0 || (size_t)area >= input->n_areas) {
        return NULL;
    }
    ZfAreaLevel level = zf_area_unit_level(input->areas, input->n_areas);
    return input->areas[area].level == level ? &input->areas[area] : NULL;
}

/* Villages of few homes would tell of single ones. */
static bool
hides(const Work *work, const ZfAccessRow *row)
{
    return row->homes == 0 || row->homes < work->input->access_k;
}

static void
count_all(Work *work)
{
    static const int quarters[3] = {1, 2, 4};
    for (int band = 0; band < 3; band++) {
        work->minutes[band] = (work->access->limit_s * quarters[band] / 4 + 59) / 60;
    }
    for (size_t i = 0; !work->coarse && i < work->access->n_homes; i++) {
        work->count[band_of(work, seconds_of(&work->access->homes[i]))]++;
    }
    for (size_t i = 0; work->coarse && i < work->access->n_rows; i++) {
        const ZfAccessRow *row = &work->access->rows[i];
        if (village_of(work, row) && !hides(work, row)) {
            work->count[band_of(work, row->nearest_median_s)]++;
        }
    }
}

static bool
take_view(Work *work, GError **error)
{
    const ZfMapInput *input = work->input;
    g_autoptr(GArray) points = zf_map_area_points(input);
    for (size_t i = 0; !work->coarse && i < work->access->n_homes; i++) {
        g_array_append_val(points, input->households[work->access->homes[i].household].point);
    }
    return zf_map_fit(&work->sheet, points, &work->view, error);
}

/* ---- dots ---- */

static bool
dot_of(const Work *work, Band band, ZfDot *ret)
{
    const ZfLayer *layer = zf_style_find(work->style, band_layers[band]);
    const ZfProp props[] = {zf_prop_text("state", band_layers[band])};
    ZfLook look = {.feature = {props, 1, zf_style_zoom(work->view.scale), NULL},
                   .bw = work->options->bw};
    if (!layer || !zf_layer_shows(layer, &look)) {
        return false;
    }
    *ret = zf_layer_dot(layer, &look);
    return true;
}

/* hard: a triangle; without any way a square stood on its corner. */
static void
draw_dot(Work *work, Band band, bool hard, double x, double y)
{
    ZfDot dot;
    if (!dot_of(work, band, &dot)) {
        return;
    }
    double r = dot.r * (hard ? 1.3 : 1);
    x += dot.shift.x;
    y += dot.shift.y;
    if (band == BAND_NEVER) {
        const ZfMm corners[4] = {{x, y - r}, {x + r, y}, {x, y + r}, {x - r, y}};
        zf_canvas_polygon(work->sheet.canvas, corners, 4, dot.fill, &dot.stroke);
    } else if (hard) {
        const ZfMm corners[3] = {{x, y - 1.1 * r}, {x + r, y + 0.7 * r}, {x - r, y + 0.7 * r}};
        zf_canvas_polygon(work->sheet.canvas, corners, 3, dot.fill, &dot.stroke);
    } else {
        zf_canvas_circle(work->sheet.canvas, x, y, r, dot.fill, &dot.stroke);
    }
}

/* The farthest lie on top: they are drawn last. */
static void
draw_dots(Work *work)
{
    ZfFrameLens lens = zf_frame_lens(&work->view);
    zf_canvas_save(work->sheet.canvas);
    zf_canvas_begin(work->sheet.canvas);
    zf_canvas_add_rect(work->sheet.canvas, work->view.rect, 0);
    zf_canvas_clip(work->sheet.canvas);
    for (int layer = 0; layer < 2 * BAND_COUNT; layer++) {
        bool hard = layer >= BAND_COUNT;
        Band band = (Band)(layer % BAND_COUNT);
        for (size_t i = 0; i < work->access->n_homes; i++) {
            const ZfAccessHome *home = &work->access->homes[i];
            if (band_of(work, seconds_of(home)) == band && (home->reasons != 0) == hard) {
                ZfMm p = zf_frame_to_paper(&lens, work->input->households[home->household].point);
                draw_dot(work, band, hard, p.x, p.y);
            }
        }
    }
    zf_canvas_restore(work->sheet.canvas);
}

/* Names keep clear of the dots. */
static GArray *
dot_boxes(const Work *work)
{
    GArray *boxes = g_array_new(FALSE, FALSE, sizeof(ZfRect));
    ZfFrameLens lens = zf_frame_lens(&work->view);
    for (size_t i = 0; !work->coarse && i < work->access->n_homes; i++) {
        int32_t household = work->access->homes[i].household;
        ZfMm p = zf_frame_to_paper(&lens, work->input->households[household].point);
        ZfRect box = {p.x - 0.8, p.y - 0.8, 1.6, 1.6};
        g_array_append_val(boxes, box);
    }
    return boxes;
}

/* ---- marks ---- */

static bool
is_service(ZfPlaceKind kind)
{
    return kind == ZF_PLACE_CHILDREN || kind == ZF_PLACE_SCHOOL || kind == ZF_PLACE_CLINIC ||
           kind == ZF_PLACE_OFFICE;
}

/* The places the minutes lead to; between homes they must be on the map. */
static void
mark_places(const Work *work, GArray *marks)
{
    for (size_t i = 0; i < work->input->n_places; i++) {
        const ZfPlace *place = &work->input->places[i];
        if (is_service(place->kind)) {
            ZfFrameMark mark = {.kind = ZF_FRAME_LANDMARK,
                                .point = place->point,
                                .sign = zf_say_place_sign(place->kind),
                                .always = !work->coarse};
            g_array_append_val(marks, mark);
        }
    }
}

static char *
tile_text(const ZfAccessRow *row)
{
    if (row->nearest_median_s == ZF_ACCESS_NEVER) {
        return g_strdup("—");
    }
    int32_t minutes = (row->nearest_median_s + 59) / 60;
    return g_strdup_printf("%d", (minutes + 4) / 5 * 5);
}

static void
mark_tiles(Work *work, GArray *marks)
{
    for (size_t i = 0; i < work->access->n_rows; i++) {
        const ZfAccessRow *row = &work->access->rows[i];
        const ZfArea *area = village_of(work, row);
        ZfDot dot;
        ZfLonLat at;
        if (!area || !zf_map_area_place(area, &at) || hides(work, row) ||
            !dot_of(work, band_of(work, row->nearest_median_s), &dot)) {
            continue;
        }
        char *text = tile_text(row);
        g_ptr_array_add(work->texts, text);
        ZfFrameMark mark = {.kind = ZF_FRAME_LETTER,
                            .point = at,
                            .sign = text,
                            .always = true,
                            .colour = dot.stroke.colour};
        g_array_append_val(marks, mark);
    }
}

static char *
draw_base(Work *work)
{
    const ZfMapInput *input = work->input;
    g_autoptr(ZfGround) ground = zf_map_ground(input);
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(ZfFrameMark));
    g_autoptr(GArray) dots = dot_boxes(work);
    if (work->coarse) {
        mark_tiles(work, marks);
    }
    mark_places(work, marks);
    zf_map_village_names(input, marks);
    ZfFrame frame = {.ground = ground,
                     .view = work->view,
                     .style = work->style,
                     .lang = work->options->lang,
                     .bw = work->options->bw,
                     .show = ZF_FRAME_SHOW_NORTH | ZF_FRAME_SHOW_SCALE | ZF_FRAME_SHOW_BORDERS |
                             ZF_FRAME_SHOW_LANDMARKS,
                     .marks = (const ZfFrameMark *)marks->data,
                     .n_marks = marks->len,
                     .covered = (const ZfRect *)dots->data,
                     .n_covered = dots->len,
                     .frame_width = 0.35};
    return zf_frame_paint(work->sheet.canvas, &frame);
}

/* ---- panel ---- */

static void
panel_row(Work *work, const char *word, size_t count, bool villages)
{
    ZfLang lang = work->options->lang;
    ZfRect at = zf_map_sheet_section(&work->sheet, 5.2);
    ZfLettering right = {.size = 3.1, .align = ZF_ALIGN_RIGHT};
    g_autofree char *number = zf_say_number((int64_t)count);
    g_autofree char *text = villages ? zf_say_fill(lang, ZF_SAY_CLASS_VILLAGES, number)
                                     : zf_say_units(lang, ZF_UNIT_HOUSEHOLD, (int64_t)count);
    zf_canvas_text_mid(work->sheet.canvas, &(ZfLettering){.size = 3.1}, at.x + 6, at.y + 2.4, word);
    zf_canvas_text_mid(work->sheet.canvas, &right, at.x + at.w, at.y + 2.4, text);
}

static char *
band_word(const Work *work, Band band)
{
    ZfLang lang = work->options->lang;
    if (band == BAND_NEVER) {
        return g_strdup(zf_say(lang, ZF_SAY_ACCESS_NEVER));
    }
    g_autofree char *number =
        g_strdup_printf("%d", work->minutes[band == BAND_BEYOND ? BAND_FAR : band]);
    return zf_say_fill(lang, band == BAND_BEYOND ? ZF_SAY_ACCESS_OVER : ZF_SAY_ACCESS_UP_TO,
                       number);
}

static void
draw_bands(Work *work)
{
    g_autofree char *mode = g_strdup(zf_say_mode(work->options->lang, work->access->mode));
    g_autofree char *heading =
        zf_say_fill(work->options->lang,
                    work->coarse ? ZF_SAY_ACCESS_LEGEND_MIDDLE : ZF_SAY_ACCESS_LEGEND, mode);
    zf_map_panel_heading(&work->sheet, heading);
    for (int band = 0; band < BAND_COUNT; band++) {
        g_autofree char *word = band_word(work, (Band)band);
        panel_row(work, word, work->count[band], work->coarse);
        double x = work->sheet.columns[work->sheet.column].x + 2.2;
        double y = work->sheet.y - 2.8;
        ZfDot dot;
        if (work->coarse && dot_of(work, (Band)band, &dot)) {
            zf_canvas_rounded(work->sheet.canvas, (ZfRect){x - 2, y - 2, 4, 4}, 0.5,
                              dot.stroke.colour, NULL);
        } else {
            draw_dot(work, (Band)band, band >= BAND_BEYOND, x, y);
        }
    }
}

static void
draw_places(Work *work)
{
    size_t count[ZF_PLACE_COUNT] = {0};
    for (size_t i = 0; i < work->input->n_places; i++) {
        count[work->input->places[i].kind]++;
    }
    zf_map_sheet_rule(&work->sheet);
    zf_map_panel_heading(&work->sheet, zf_say(work->options->lang, ZF_SAY_ACCESS_PLACES));
    for (int kind = 0; kind < ZF_PLACE_COUNT; kind++) {
        if (!is_service((ZfPlaceKind)kind) || count[kind] == 0) {
            continue;
        }
        ZfRect at = zf_map_sheet_section(&work->sheet, 5.2);
        ZfLettering sign = {.size = 2.8, .align = ZF_ALIGN_CENTRE};
        ZfLettering right = {.size = 3.1, .align = ZF_ALIGN_RIGHT};
        g_autofree char *number = zf_say_number((int64_t)count[kind]);
        zf_canvas_rect(work->sheet.canvas, (ZfRect){at.x + 0.3, at.y + 0.5, 3.8, 3.8},
                       ZF_COLOUR_WHITE, &(ZfStroke){.width = 0.25});
        zf_canvas_text_mid(work->sheet.canvas, &sign, at.x + 2.2, at.y + 2.4,
                           zf_say_place_sign((ZfPlaceKind)kind));
        zf_canvas_text_mid(work->sheet.canvas, &(ZfLettering){.size = 3.1}, at.x + 6, at.y + 2.4,
                           zf_say_place(work->options->lang, (ZfPlaceKind)kind));
        zf_canvas_text_mid(work->sheet.canvas, &right, at.x + at.w, at.y + 2.4, number);
    }
}

/* The hard to reach, by reason. */
static void
draw_reasons(Work *work)
{
    const ZfAccessRow *total = &work->access->total;
    ZfLang lang = work->options->lang;
    zf_map_sheet_rule(&work->sheet);
    zf_map_panel_heading(&work->sheet, zf_say(lang, ZF_SAY_ACCESS_HARD));
    panel_row(work, zf_say(lang, ZF_SAY_ACCESS_HARD_ALL), (size_t)total->hard, false);
    for (unsigned bit = 0; bit < ZF_ACCESS_REASONS; bit++) {
        if (total->by_reason[bit] > 0) {
            panel_row(work, zf_say_access_reason(lang, bit), (size_t)total->by_reason[bit], false);
        }
    }
    if (total->unlocated > 0) {
        panel_row(work, zf_say_location(lang, ZF_LOCATION_NONE), (size_t)total->unlocated, false);
    }
}

typedef struct Village {
    const ZfArea *area;
    const ZfAccessRow *row;
} Village;

static int
compare_villages(gconstpointer a, gconstpointer b)
{
    const Village *x = a;
    const Village *y = b;
    if (x->row->hard != y->row->hard) {
        return x->row->hard > y->row->hard ? -1 : 1;
    }
    if (x->row->nearest_median_s != y->row->nearest_median_s) {
        return x->row->nearest_median_s > y->row->nearest_median_s ? -1 : 1;
    }
    return zf_text_compare(x->area->code, y->area->code);
}

/* The villages with most homes that are hard to reach, as many as find room. */
static void
draw_villages(Work *work)
{
    g_autoptr(GArray) villages = g_array_new(FALSE, FALSE, sizeof(Village));
    for (size_t i = 0; i < work->access->n_rows; i++) {
        Village village = {village_of(work, &work->access->rows[i]), &work->access->rows[i]};
        if (village.area && village.row->hard > 0) {
            g_array_append_val(villages, village);
        }
    }
    g_array_sort(villages, compare_villages);
    if (villages->len > 0) {
        zf_map_sheet_rule(&work->sheet);
        zf_map_panel_heading(&work->sheet, zf_say(work->options->lang, ZF_SAY_ACCESS_VILLAGES));
    }
    for (guint i = 0; i < villages->len; i++) {
        ZfRect column = work->sheet.columns[work->sheet.column];
        bool last = work->sheet.column + 1 == work->sheet.n_columns;
        ZfLettering right = {.size = 2.9, .align = ZF_ALIGN_RIGHT};
        if (last && work->sheet.y + 10 > column.y + column.h) {
            g_autofree char *rest = g_strdup_printf("… +%u", villages->len - i);
            ZfRect at = zf_map_sheet_section(&work->sheet, 4.75);
            zf_canvas_text_mid(work->sheet.canvas, &(ZfLettering){.size = 2.9}, at.x, at.y + 2.2,
                               rest);
            return;
        }
        const Village *village = &g_array_index(villages, Village, i);
        ZfRect at = zf_map_sheet_section(&work->sheet, 4.75);
        g_autofree char *text = g_strdup_printf("%d / %d", village->row->hard, village->row->homes);
        zf_canvas_text_mid(work->sheet.canvas, &(ZfLettering){.size = 2.9}, at.x, at.y + 2.2,
                           village->area->name);
        zf_canvas_text_mid(work->sheet.canvas, &right, at.x + at.w, at.y + 2.2, text);
    }
}

static char *
subtitle_of(const Work *work)
{
    ZfLang lang = work->options->lang;
    const ZfAccessRow *total = &work->access->total;
    g_autofree char *limit = zf_say_duration(lang, work->access->limit_s);
    g_autofree char *hard = zf_say_number(total->hard);
    g_autofree char *homes = zf_say_number(total->homes);
    g_autofree char *as_of = zf_say_as_of(lang, work->input->as_of);
    g_autofree char *text =
        work->coarse ? zf_say_fill(lang, ZF_SAY_SUBTITLE_ACCESS_COARSE,
                                   zf_say_mode(lang, work->access->mode), as_of)
                     : zf_say_fill(lang, ZF_SAY_SUBTITLE_ACCESS, hard, homes, limit, as_of);
    return work->access->estimated
               ? g_strconcat(text, " · ", zf_say(lang, ZF_SAY_ACCESS_ESTIMATED), NULL)
               : g_steal_pointer(&text);
}

static void
draw(Work *work, ZfPaper *paper, char **placed)
{
    g_autofree char *title = zf_map_title(work->input, work->options, ZF_SAY_TITLE_ACCESS);
    g_autofree char *subtitle = subtitle_of(work);
    zf_map_sheet_page(&work->sheet, paper, 0, "1");
    zf_map_sheet_title(&work->sheet, title, subtitle);
    g_autofree char *dump = draw_base(work);
    if (!work->coarse) {
        draw_dots(work);
    }
    draw_bands(work);
    draw_places(work);
    if (!work->coarse) {
        draw_reasons(work);
        draw_villages(work);
    }
    zf_map_sheet_footer(&work->sheet, NULL, !work->coarse, 1, 1);
    zf_map_sheet_end(&work->sheet);
    if (placed) {
        *placed = g_strdup_printf("%snear %zu\nmiddle %zu\nfar %zu\nbeyond %zu\nnever %zu\n", dump,
                                  work->count[0], work->count[1], work->count[2], work->count[3],
                                  work->count[4]);
    }
}

bool
zf_map_access(ZfPaper *paper, const ZfMapInput *input, const ZfMapOptions *options, char **placed,
              GError **error)
{
    g_assert(input->access && (input->households || input->access->n_homes == 0));
    if (!zf_map_check_audience(input, options, false, error)) {
        return false;
    }
    g_autoptr(ZfStyle) own = options->style ? NULL : zf_style_new_default(ZF_STYLE_ROUTES);
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    Work work = {.sheet = zf_map_sheet(input, options),
                 .input = input,
                 .options = options,
                 .style = options->style ? options->style : own,
                 .access = input->access,
                 .coarse = options->audience >= ZF_AUDIENCE_COUNTY,
                 .texts = texts};
    count_all(&work);
    if (!take_view(&work, error)) {
        return false;
    }
    draw(&work, paper, placed);
    return true;
}
