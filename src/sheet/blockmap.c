/* The map beside a household block: the home, the last steps to it; or the circle it lies in. */
#include "sheet/block.h"
#include "sheet/ink.h"
#include "sheet/strip.h"

#include <math.h>

#define SIDE       45.0
#define NEAREST    2000.0 /* 1:2 000 … 1:5 000 */
#define FARTHEST   5000.0
#define NOTE       5.0 /* height of the words under a circle */
#define NOTE_LARGE 6.6
/* a smaller map of a circle has no room for landmarks beside its letters and figures */
#define LANDMARKS_TO 10000.0

/* The larger the gap between home and road, the smaller the scale, so that the turn-off shows. */
static double
located_scale(const ZfSheetDraft *draft, uint32_t stop)
{
    ZfLonLat home = draft->homes[stop]->point;
    double nearest = INFINITY;
    for (guint i = 0; i < draft->way->lines->len; i++) {
        const ZfFrameLine *line = &g_array_index(draft->way->lines, ZfFrameLine, i);
        if (line->kind != ZF_FRAME_ROUTE ||
            g_array_index(draft->way->leg_of_line, uint32_t, i) - stop > 1) {
            continue;
        }
        for (size_t k = 0; k < line->n; k++) {
            nearest = MIN(nearest, zf_distance_m(home, line->points[k]));
        }
    }
    double needed = isfinite(nearest) ? (nearest + 10) * 1000 / (SIDE / 2 - 4) : NEAREST;
    double step = ceil(CLAMP(needed, NEAREST, FARTHEST) / 500) * 500;
    return step;
}

static double
circle_scale(int32_t accuracy_m)
{
    static const double steps[] = {2,  2.5, 3,  4,  5,   6,   8,   10,  12.5, 15,  20,  25,  30,
                                   40, 50,  60, 80, 100, 125, 150, 200, 250,  300, 400, 500, 1000};
    double needed = accuracy_m * 2 / 36.0;
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        if (steps[i] >= needed) {
            return steps[i] * 1000;
        }
    }
    return needed * 1000;
}

static double
note_height(const ZfSheetDraft *draft)
{
    return draft->options->large ? NOTE_LARGE : NOTE;
}

/* Where the words of the search grid will stand: the note at the foot, the letters above the
 * circle, the figures beside it. */
static void
grid_boxes(ZfRect rect, double r, double note, ZfRect ret[3])
{
    double x = rect.x + rect.w / 2;
    double y = rect.y + rect.h / 2;
    ret[0] = (ZfRect){rect.x, rect.y + rect.h - note, rect.w, note};
    ret[1] = (ZfRect){x - r, y - r - 4, 2 * r, 5};
    ret[2] = (ZfRect){x - r - 3.5, y - r, 4.5, 2 * r};
}

/* How wide a cell is, in the corner that the circle leaves free: a bar of its width. */
static void
cell_bar(const ZfSheetDraft *draft, ZfCanvas *canvas, int32_t cell_m, ZfRect rect, double w)
{
    double right = rect.x + rect.w - 1.2;
    double y = rect.y + rect.h - note_height(draft) - 0.8;
    g_autofree char *length = zf_say_distance(draft->lang, cell_m);
    ZfLettering style = zf_ink(zf_sheet_points(draft, 9), false, ZF_ALIGN_RIGHT);
    style.plate = 0.3;
    zf_canvas_text(canvas, &style, right, y - 1, length);
    zf_canvas_line(canvas, right - w, y, right, y, &(ZfStroke){.width = 0.7});
}

/* Four by four cells around the circle in which the home lies; the cell can be said by phone. */
static void
search_grid(const ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t stop, ZfRect rect, double scale)
{
    double r = draft->homes[stop]->accuracy_m * 1000 / scale;
    double x = rect.x + rect.w / 2;
    double y = rect.y + rect.h / 2;
    ZfStroke dots = {.width = 0.2, .dash = {0, 0.9}, .n_dash = 2, .cap = ZF_CAP_ROUND};
    for (int i = 0; i <= 4; i++) {
        double at = -r + i * r / 2;
        zf_canvas_line(canvas, x + at, y - r, x + at, y + r, &dots);
        zf_canvas_line(canvas, x - r, y + at, x + r, y + at, &dots);
    }
    ZfLettering style = zf_ink(zf_sheet_points(draft, 9), true, ZF_ALIGN_CENTRE);
    style.plate = 0.3;
    for (int i = 0; i < 4; i++) {
        double at = -0.75 * r + i * r / 2;
        char column[2] = {(char)('A' + i), '\0'};
        char row[2] = {(char)('1' + i), '\0'};
        zf_canvas_text_mid(canvas, &style, x + at, y - r - 1.2, column);
        zf_canvas_text_mid(canvas, &style, x - r - 1.4, y + at, row);
    }
    cell_bar(draft, canvas, draft->homes[stop]->accuracy_m / 2, rect, r / 2);
    zf_canvas_circle(canvas, x, y, r, (ZfColour){0},
                     &(ZfStroke){.width = 0.55, .dash = {2.2, 1.3}, .n_dash = 2});
    g_autofree char *number = g_strdup_printf("%d", draft->stops[stop].number);
    zf_canvas_stop(canvas, x, y, draft->options->large ? 4.3 : 3, draft->states[stop], number,
                   ZF_COLOUR_BLACK);
}

void
zf_block_map(ZfSheetDraft *draft, ZfCanvas *canvas, uint32_t stop, double x, double y)
{
    const ZfSheetHome *home = draft->homes[stop];
    ZfRect rect = {x, y, SIDE, SIDE};
    if (!home->has_point) {
        zf_canvas_rect(canvas, rect, ZF_COLOUR_WHITE, NULL);
        ZfLettering style = zf_ink(zf_sheet_points(draft, 10.5), true, ZF_ALIGN_CENTRE);
        zf_canvas_text(canvas, &style, x + SIDE / 2, y + SIDE / 2,
                       zf_say(draft->lang, ZF_SAY_NOT_ON_MAP));
        return;
    }
    /* the ways to it and on from it */
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(ZfFrameLine));
    for (guint i = 0; i < draft->way->lines->len; i++) {
        uint32_t leg = g_array_index(draft->way->leg_of_line, uint32_t, i);
        if (leg == stop || leg == stop + 1) {
            g_array_append_val(lines, g_array_index(draft->way->lines, ZfFrameLine, i));
        }
    }
    g_autoptr(GStringChunk) texts = g_string_chunk_new(32);
    g_autoptr(GArray) stops = zf_sheet_frame_stops(draft, stop, 1, texts);
    g_array_index(stops, ZfFrameStop, 0).accuracy_m = 0; /* the circle is drawn with its grid */
    unsigned show = ZF_FRAME_SHOW_NORTH | ZF_FRAME_SHOW_SCALE | ZF_FRAME_SHOW_ARROWS |
                    ZF_FRAME_SHOW_HOUSES | ZF_FRAME_SHOW_LANDMARKS;
    double scale = home->located ? located_scale(draft, stop) : circle_scale(home->accuracy_m);
    ZfRect covered[3];
    if (!home->located) {
        grid_boxes(rect, home->accuracy_m * 1000 / scale, note_height(draft), covered);
        show &= ~(unsigned)ZF_FRAME_SHOW_SCALE; /* a cell of the grid is the measure there */
        if (scale > LANDMARKS_TO) {
            show &= ~(unsigned)ZF_FRAME_SHOW_LANDMARKS;
        }
    }
    ZfFrame frame = {
        .ground = draft->input->ground,
        .view = {.rect = rect, .centre = home->point, .scale = scale},
        .size = ZF_FRAME_INSET,
        .lang = draft->lang,
        .bw = draft->options->bw,
        .show = show,
        .lines = (const ZfFrameLine *)(const void *)lines->data,
        .n_lines = lines->len,
        .stops = (const ZfFrameStop *)(const void *)stops->data,
        .n_stops = stops->len,
        .covered = covered,
        .n_covered = home->located ? 0 : G_N_ELEMENTS(covered),
        .frame_width = 0.3,
        .large = draft->options->large,
    };
    g_free(zf_frame_paint(canvas, &frame));
    if (!home->located) {
        search_grid(draft, canvas, stop, rect, frame.view.scale);
        ZfLettering style = zf_ink(zf_sheet_points(draft, 10.5), true, ZF_ALIGN_CENTRE);
        style.plate = 0.4;
        zf_canvas_text(canvas, &style, x + SIDE / 2, y + SIDE - 1.3,
                       zf_say(draft->lang, draft->options->large ? ZF_SAY_NOT_LOCATED_LARGE
                                                                 : ZF_SAY_NOT_LOCATED_NOTE));
    }
}
