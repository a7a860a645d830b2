#include "map/frameplace.h"
#include "map/linename.h"
#include "map/scene.h"

#include <math.h>
#include <string.h>

#include "say/say.h"

#define ARROW_EVERY 28.0 /* mm of route between arrowheads */
#define ARROW       3.5
#define RING        4.0  /* around the one home of an inset */
#define CIRCLE_FROM 5000 /* uncertainty circles from this scale on */

/* One frame while it is painted. */
typedef struct Work {
    const ZfFrame *frame;
    ZfCanvas *canvas;
    ZfBrush brush;
    ZfScene *scene; /* NULL without ground */
    ZfPlacer *placer;
    ZfStopPlan *stops;
    GString *dump;
} Work;

#define LARGE   ZF_PT(14) /* least lettering in large type */
#define LARGE_R 4.3       /* two figures of 14 pt in a symbol */

static const char *const size_names[] = {"cover", "strip", "inset"};
static const double stop_radius[] = {2.9, 3.2, 3.0};

static double
letter_size(const ZfFrame *frame, double size)
{
    return frame->large ? fmax(size, LARGE) : size;
}

static const char *
line_kind(ZfFrameLineKind kind)
{
    static const char *const names[] = {"route", "lane", "rain"};
    return names[kind];
}

static void
draw_lines(Work *work, const ZfLayer *layer)
{
    for (size_t i = 0; i < work->frame->n_lines; i++) {
        const ZfFrameLine *line = &work->frame->lines[i];
        const ZfProp props[] = {zf_prop_text("kind", line_kind(line->kind)),
                                zf_prop_number("number", line->route),
                                zf_prop_text("size", work->brush.size)};
        ZfLook look = {.feature = {props, G_N_ELEMENTS(props), work->brush.zoom,
                                   work->brush.scratch, "LineString"},
                       .bw = work->frame->bw};
        if (!zf_layer_shows(layer, &look)) {
            continue;
        }
        ZfStroke stroke = zf_layer_stroke(layer, &look);
        bool casing = strstr(layer->id, "casing") != NULL;
        if (line->stroke) {
            double width = line->stroke->width + 0.6;
            stroke = casing ? (ZfStroke){.width = width, .colour = ZF_COLOUR_WHITE} : *line->stroke;
        } else if (!casing && !zf_colour_is_none(line->colour)) {
            stroke.colour = line->colour;
        }
        zf_brush_add_line(&work->brush, line->points, line->n);
        zf_canvas_stroke(work->canvas, &stroke);
        zf_canvas_begin(work->canvas);
    }
}

int32_t
zf_frame_contour_step(double scale)
{
    return scale <= 15000 ? 20 : scale <= 60000 ? 100 : 0;
}

/* Greys that drop out of a photocopy: they never carry what the work needs. */
static void
draw_contours(Work *work, bool index)
{
    const ZfContours *contours = work->frame->ground->input.contours;
    int32_t step = zf_frame_contour_step(work->frame->view.scale);
    if (contours == NULL || step == 0) {
        return;
    }
    zf_canvas_begin(work->canvas);
    for (size_t i = 0; i < contours->n_lines; i++) {
        const ZfContour *line = &contours->lines[i];
        if (line->height_m % step == 0 && (line->height_m % 100 == 0) == index &&
            zf_box_meets(line->box, work->brush.box)) {
            zf_brush_add_line(&work->brush, &contours->points[line->first], line->n);
        }
    }
    zf_canvas_stroke(work->canvas, &(ZfStroke){.width = index ? 0.25 : 0.16,
                                               .colour = zf_colour_grey(index ? 0.55 : 0.66)});
    zf_canvas_begin(work->canvas);
}

static void
draw_layers(Work *work)
{
    const ZfFrame *frame = work->frame;
    for (size_t i = 0; i < zf_style_layers(work->brush.style); i++) {
        const ZfLayer *layer = zf_style_layer(work->brush.style, i);
        const char *source = layer->source_layer;
        bool hidden = (strcmp(source, "house") == 0 && !(frame->show & ZF_FRAME_SHOW_HOUSES)) ||
                      (strcmp(source, "area") == 0 && !(frame->show & ZF_FRAME_SHOW_BORDERS));
        if (strcmp(source, "route") == 0) {
            draw_lines(work, layer);
        } else if (work->scene && (strcmp(source, "road") == 0 || strcmp(source, "water") == 0)) {
            zf_scene_draw(work->scene, &work->brush, i);
        } else if (frame->ground && !hidden) {
            zf_brush_ground_layer(&work->brush, layer, frame->ground);
        }
        if (i == 0 && frame->ground) { /* on the background, under all else */
            draw_contours(work, false);
            draw_contours(work, true);
        }
    }
}

/* Arrowheads along the whole way, whatever pieces it comes in. */
static void
draw_arrows(Work *work)
{
    double until = ARROW_EVERY / 2;
    ZfRect inside = zf_rect_grow(work->frame->view.rect, -ARROW);
    for (size_t i = 0; i < work->frame->n_lines; i++) {
        const ZfFrameLine *line = &work->frame->lines[i];
        if (line->kind != ZF_FRAME_ROUTE) {
            continue;
        }
        zf_brush_project(&work->brush, line->points, line->n);
        const ZfMm *p = (const ZfMm *)work->brush.points->data;
        for (guint k = 1; k < work->brush.points->len; k++) {
            double length = hypot(p[k].x - p[k - 1].x, p[k].y - p[k - 1].y);
            double angle = atan2(p[k].y - p[k - 1].y, p[k].x - p[k - 1].x) * 180 / G_PI;
            double done = 0;
            while (length - done >= until) {
                done += until;
                until = ARROW_EVERY;
                double t = done / length;
                ZfMm at = {p[k - 1].x + t * (p[k].x - p[k - 1].x),
                           p[k - 1].y + t * (p[k].y - p[k - 1].y)};
                if (zf_rect_within((ZfRect){at.x, at.y, 0, 0}, inside)) {
                    zf_canvas_arrowhead(work->canvas, at.x, at.y, angle, ARROW, ZF_COLOUR_BLACK);
                }
            }
            until -= length - done;
        }
    }
}

static bool
is_one_home(const ZfFrame *frame)
{
    return frame->n_stops == 1 && frame->size == ZF_FRAME_INSET &&
           frame->stops[0].state != ZF_STOP_NOT_LOCATED;
}

static void
draw_circles(Work *work)
{
    const ZfFrame *frame = work->frame;
    ZfStroke dashed = {.width = 0.55, .dash = {2.2, 1.3}, .n_dash = 2};
    for (size_t i = 0; i < frame->n_stops; i++) {
        const ZfFrameStop *stop = &frame->stops[i];
        ZfMm p = zf_frame_to_paper(&work->brush.lens, stop->point);
        if (stop->accuracy_m > 0 && frame->view.scale <= CIRCLE_FROM) {
            zf_canvas_circle(work->canvas, p.x, p.y, stop->accuracy_m * work->brush.mm_per_m,
                             (ZfColour){0}, &dashed);
        }
        if (stop->dot_only) {
            zf_canvas_circle(work->canvas, p.x, p.y, 0.95, ZF_COLOUR_WHITE, NULL);
            zf_canvas_circle(work->canvas, p.x, p.y, 0.65,
                             zf_colour_is_none(stop->colour) ? ZF_COLOUR_BLACK : stop->colour,
                             NULL);
        }
    }
    if (is_one_home(frame)) { /* the ring around the house that is meant */
        ZfMm p = zf_frame_to_paper(&work->brush.lens, frame->stops[0].point);
        zf_canvas_circle(work->canvas, p.x, p.y, RING, (ZfColour){0}, &(ZfStroke){.width = 0.55});
    }
}

static void
sheet_corners(const ZfFrameView *view, ZfLonLat *ret)
{
    ZfFrameLens lens = zf_frame_lens(view);
    ZfRect r = view->rect;
    ret[0] = zf_frame_to_ground(&lens, (ZfMm){r.x, r.y});
    ret[1] = zf_frame_to_ground(&lens, (ZfMm){r.x + r.w, r.y});
    ret[2] = zf_frame_to_ground(&lens, (ZfMm){r.x + r.w, r.y + r.h});
    ret[3] = zf_frame_to_ground(&lens, (ZfMm){r.x, r.y + r.h});
}

/* The box around a sheet's label that is turned along its edge. */
static ZfRect
turned_box(ZfMm middle, double angle_deg, double w, double h)
{
    double c = fabs(cos(angle_deg * G_PI / 180));
    double sn = fabs(sin(angle_deg * G_PI / 180));
    double bw = w * c + h * sn;
    double bh = w * sn + h * c;
    return (ZfRect){middle.x - bw / 2, middle.y - bh / 2, bw, bh};
}

static void
note(Work *work, const char *what, const char *name, ZfRect box)
{
    g_autofree char *x = zf_text_from_double(box.x + box.w / 2, 1);
    g_autofree char *y = zf_text_from_double(box.y + box.h / 2, 1);
    g_string_append_printf(work->dump, "%s %s at %s %s\n", what, name, x, y);
}

/* The label runs along an edge, readable from below: where it hides least of the way and nothing
 * that has its place already. Where there is no such place it is left out: the index of pages tells
 * it too. */
static void
sheet_label(Work *work, const ZfMm *corners, const char *text)
{
    static const double shares[] = {0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9};
    ZfLettering style = {.size = letter_size(work->frame, ZF_PT(9)),
                         .bold = true,
                         .align = ZF_ALIGN_CENTRE,
                         .plate = 0.4};
    ZfRect inside = zf_rect_grow(work->frame->view.rect, -1.5);
    ZfTextSize size = zf_canvas_text_size(work->canvas, &style, text);
    int64_t least = ZF_PLACER_BLOCKED;
    ZfMm best = {0, 0};
    double best_angle = 0;
    for (size_t k = 0; k < 4 * G_N_ELEMENTS(shares) && least > 0; k++) {
        ZfMm a = corners[k % 4];
        ZfMm b = corners[(k + 1) % 4];
        double t = shares[k / 4];
        ZfMm at = {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
        double angle = atan2(b.y - a.y, b.x - a.x) * 180 / G_PI;
        angle = angle > 90 ? angle - 180 : angle <= -90 ? angle + 180 : angle;
        ZfRect box = turned_box(at, angle, size.width + 1.5, size.height + 1);
        int64_t hidden = zf_placer_cost(work->placer, box);
        if (zf_rect_within(box, inside) && hidden < least) {
            least = hidden;
            best = at;
            best_angle = angle;
        }
    }
    if (least == ZF_PLACER_BLOCKED) {
        return;
    }
    ZfRect box = turned_box(best, best_angle, size.width + 1.5, size.height + 1);
    zf_canvas_save(work->canvas);
    zf_canvas_translate(work->canvas, best.x, best.y);
    zf_canvas_rotate(work->canvas, best_angle);
    zf_canvas_text_mid(work->canvas, &style, 0, 0, text);
    zf_canvas_restore(work->canvas);
    zf_placer_block(work->placer, box);
    note(work, "sheet", text, box);
}

static void
corners_on_paper(const Work *work, const ZfFrameSheet *sheet, ZfMm corners[4])
{
    ZfLonLat ground[4];
    sheet_corners(&sheet->view, ground);
    for (int c = 0; c < 4; c++) {
        corners[c] = zf_frame_to_paper(&work->brush.lens, ground[c]);
    }
}

static void
draw_sheets(Work *work)
{
    for (size_t i = 0; i < work->frame->n_sheets; i++) {
        const ZfFrameSheet *sheet = &work->frame->sheets[i];
        ZfMm corners[4];
        corners_on_paper(work, sheet, corners);
        ZfStroke white = {.width = 1.1, .colour = ZF_COLOUR_WHITE};
        ZfStroke dots = {.width = 0.4, .dash = {0, 1.4}, .n_dash = 2, .cap = ZF_CAP_ROUND};
        ZfStroke solid = {.width = 0.35};
        zf_canvas_polygon(work->canvas, corners, 4, (ZfColour){0}, &white);
        zf_canvas_polygon(work->canvas, corners, 4, (ZfColour){0}, sheet->solid ? &solid : &dots);
    }
}

static void
label_sheets(Work *work)
{
    for (size_t i = 0; i < work->frame->n_sheets; i++) {
        const ZfFrameSheet *sheet = &work->frame->sheets[i];
        if (sheet->label) {
            ZfMm corners[4];
            corners_on_paper(work, sheet, corners);
            sheet_label(work, corners, sheet->label);
        }
    }
}

/* A 20 m grid for homes that are to be found: columns A …, rows 1 …, from the top left. */
static void
draw_grid(Work *work)
{
    ZfRect r = work->frame->view.rect;
    double step = 20 * work->brush.mm_per_m;
    unsigned n = (unsigned)CLAMP(floor((fmin(r.w, r.h) - 7) / step), 1, 9);
    double x0 = r.x + (r.w - n * step) / 2;
    double y0 = r.y + (r.h - n * step) / 2;
    ZfStroke dots = {.width = 0.2, .dash = {0.4, 0.8}, .n_dash = 2, .colour = zf_colour_grey(0.35)};
    ZfLettering small = {.size = ZF_PT(9), .bold = true, .align = ZF_ALIGN_CENTRE};
    for (unsigned i = 0; i <= n; i++) {
        zf_canvas_line(work->canvas, x0 + i * step, r.y, x0 + i * step, r.y + r.h, &dots);
        zf_canvas_line(work->canvas, r.x, y0 + i * step, r.x + r.w, y0 + i * step, &dots);
    }
    for (unsigned i = 0; i < n; i++) {
        char letter[2] = {(char)('A' + i), 0};
        char digit[2] = {(char)('1' + i), 0};
        zf_canvas_text_mid(work->canvas, &small, x0 + (i + 0.5) * step, r.y + 2, letter);
        zf_canvas_text_mid(work->canvas, &small, r.x + 2, y0 + (i + 0.5) * step, digit);
    }
}

/* What nothing may cover, and what had better stay free. */
static void
fill_placer(Work *work)
{
    const ZfFrame *frame = work->frame;
    for (size_t i = 0; i < frame->n_covered; i++) {
        zf_placer_block(work->placer, frame->covered[i]);
    }
    for (size_t i = 0; i < frame->n_lines; i++) {
        const ZfFrameLine *line = &frame->lines[i];
        zf_brush_project(&work->brush, line->points, line->n);
        zf_placer_avoid_line(work->placer, (const ZfMm *)work->brush.points->data,
                             work->brush.points->len, 0.7, line->kind == ZF_FRAME_ROUTE ? 60 : 30);
    }
    for (guint i = 0; work->scene && i < work->scene->items->len; i++) {
        const ZfSceneItem *item = &g_array_index(work->scene->items, ZfSceneItem, i);
        for (uint32_t p = 0; item->road && p < item->n_pieces; p++) {
            size_t n;
            const ZfMm *points = zf_scene_piece(work->scene, item->first + p, &n);
            zf_placer_avoid_line(work->placer, points, n, 0.5, 2);
        }
    }
    for (size_t i = 0; i < frame->n_stops; i++) {
        ZfMm p = zf_frame_to_paper(&work->brush.lens, frame->stops[i].point);
        zf_placer_avoid(work->placer, (ZfRect){p.x - 3, p.y - 3, 6, 6}, 40);
    }
    if (is_one_home(frame)) {
        ZfMm p = zf_frame_to_paper(&work->brush.lens, frame->stops[0].point);
        zf_placer_block(work->placer, (ZfRect){p.x - RING, p.y - RING, 2 * RING, 2 * RING});
    }
    if (frame->has_flag) {
        ZfMm p = zf_frame_to_paper(&work->brush.lens, frame->flag);
        zf_placer_block(work->placer, (ZfRect){p.x - 1.6, p.y - 8.4, 7, 10});
    }
}

static void
corners_of(const Work *work, double w, double h, ZfRect corners[4])
{
    ZfRect r = zf_rect_grow(work->frame->view.rect, -1.2);
    corners[0] = (ZfRect){r.x + r.w - w, r.y, w, h};
    corners[1] = (ZfRect){r.x + r.w - w, r.y + r.h - h, w, h};
    corners[2] = (ZfRect){r.x, r.y + r.h - h, w, h};
    corners[3] = (ZfRect){r.x, r.y, w, h};
}

static bool
has_free_corner(const Work *work, double w, double h)
{
    ZfRect corners[4];
    corners_of(work, w, h, corners);
    bool found = false;
    for (unsigned i = 0; i < 4 && !found; i++) {
        found = zf_placer_cost(work->placer, corners[i]) != ZF_PLACER_BLOCKED;
    }
    return found;
}

/* The corner in which a box covers least; blocked from then on. */
static ZfRect
take_corner(Work *work, double w, double h, const int *order, unsigned n)
{
    ZfRect corners[4];
    corners_of(work, w, h, corners);
    ZfRect best = corners[order[0]];
    int64_t least = INT64_MAX;
    for (unsigned i = 0; i < n; i++) {
        ZfRect box = corners[order[i]];
        int64_t cost = zf_placer_cost(work->placer, box);
        int64_t total =
            cost == ZF_PLACER_BLOCKED ? 1000000 + zf_placer_overlap(work->placer, box) : cost;
        total += 4 * i;
        if (total < least) {
            least = total;
            best = box;
        }
    }
    zf_placer_block(work->placer, best);
    return best;
}

/* The longest bar up to 14 mm that finds a free corner, else the longest that fits the frame. */
static void
draw_small_bar(Work *work)
{
    static const double lengths[] = {10, 20, 50, 100, 200, 500, 1000, 2000, 5000};
    static const int order[4] = {2, 1, 0, 3};
    double per_m = work->brush.mm_per_m;
    ZfLettering style = {.size = letter_size(work->frame, ZF_PT(9))};
    double h = 1.45 * style.size;
    double w = 0;
    double length = 0;
    g_autofree char *text = NULL;
    bool free = false;
    for (size_t k = G_N_ELEMENTS(lengths); k-- > 0 && !free;) {
        double mm = lengths[k] * per_m;
        if (mm > 14 || (text && mm < 3)) {
            continue;
        }
        g_autofree char *figure = zf_text_from_double(lengths[k], 0);
        g_autofree char *words =
            g_strdup_printf("%s %s", figure, zf_say(work->frame->lang, ZF_SAY_METRES));
        double wide = mm + 2.5 + zf_canvas_text_size(work->canvas, &style, words).width;
        free = has_free_corner(work, wide, h);
        if (free || !text || w > work->frame->view.rect.w - 2.4) {
            g_free(text);
            text = g_steal_pointer(&words);
            w = wide;
            length = mm;
        }
    }
    if (!text) {
        return; /* at a scale for which there is no such bar */
    }
    ZfRect box = take_corner(work, w, h, order, 4);
    note(work, "scale", text, box);
    zf_canvas_rect(work->canvas, box, ZF_COLOUR_WHITE, NULL);
    zf_canvas_rect(work->canvas, (ZfRect){box.x + 0.6, box.y + h / 2 - 0.4, length, 0.9},
                   ZF_COLOUR_BLACK, NULL);
    zf_canvas_text_mid(work->canvas, &style, box.x + length + 1.6, box.y + h / 2, text);
}

static void
draw_scale(Work *work)
{
    static const int order[4] = {1, 2, 3, 0};
    if (!(work->frame->show & ZF_FRAME_SHOW_SCALE)) {
        return;
    }
    if (work->frame->size == ZF_FRAME_INSET) {
        draw_small_bar(work);
        return;
    }
    ZfLang lang = work->frame->lang;
    bool minutes = work->frame->show & ZF_FRAME_SHOW_MINUTES;
    ZfScaleBar bar = {.scale = work->frame->view.scale,
                      .max_width = work->frame->size == ZF_FRAME_STRIP ? 30 : 40,
                      .metres = zf_say(lang, ZF_SAY_METRES),
                      .kilometres = zf_say(lang, ZF_SAY_KILOMETRES),
                      .walk_minutes = minutes ? zf_say(lang, ZF_SAY_WALK_MINUTES) : NULL,
                      .size = work->frame->large ? LARGE : 0,
                      .plate = true};
    ZfRect size = zf_canvas_scale_bar_size(work->canvas, &bar);
    ZfRect box = take_corner(work, size.w, size.h, order, 4);
    zf_canvas_scale_bar(work->canvas, box.x, box.y, &bar);
}

static void
draw_north(Work *work)
{
    static const int order[4] = {0, 3, 1, 2};
    if (!(work->frame->show & ZF_FRAME_SHOW_NORTH)) {
        return;
    }
    bool small = work->frame->size == ZF_FRAME_INSET;
    double length = small ? 5.5 : 10;
    double side = small ? 6.5 : 16;
    ZfRect box = take_corner(work, small ? 4 : side, side, order, 4);
    double turn = -work->frame->view.up_deg;
    double word = small ? 0 : 2; /* room beyond the tip */
    zf_canvas_north(work->canvas, box.x + box.w / 2 - word * sin(turn * G_PI / 180),
                    box.y + box.h / 2 + word * cos(turn * G_PI / 180), length, turn,
                    small ? NULL : zf_say(work->frame->lang, ZF_SAY_NORTH),
                    letter_size(work->frame, ZF_PT(10.5)));
}

static void
dropped(Work *work, const char *what, const char *name)
{
    g_string_append_printf(work->dump, "dropped %s %s\n", what, name);
}

/* A text beside a point; false when there is no room. */
static bool
label_beside(Work *work, ZfMm p, double gap, double reach, const ZfLettering *style,
             const char *text)
{
    ZfTextSize size = zf_canvas_text_size(work->canvas, style, text);
    ZfRect box;
    double h = 1.16 * style->size;
    if (!zf_placer_beside(work->placer, p, size.width + 0.6, h, gap, reach, &box, NULL)) {
        return false;
    }
    zf_placer_block(work->placer, box);
    zf_canvas_text_mid(work->canvas, style, box.x + 0.3, box.y + h / 2, text);
    note(work, "label", text, box);
    return true;
}

static bool
in_frame(const Work *work, ZfMm p)
{
    return zf_rect_within((ZfRect){p.x, p.y, 0, 0}, work->frame->view.rect);
}

/* The sign stands on its place if that is free, else close by; found: where it must be drawn, with
 * a leader if need be; NULL = where there is room. */
static void
draw_sign(Work *work, const ZfFrameMark *mark, const ZfPointLabel *found)
{
    ZfMm size = zf_frame_mark_size(work->frame, mark->kind);
    double w = size.x;
    double h = size.y;
    ZfMm p = zf_frame_to_paper(&work->brush.lens, mark->point);
    ZfRect box = {p.x - w / 2, p.y - h / 2, w, h};
    if (!in_frame(work, p)) {
        return;
    }
    if (found) {
        box = found->box;
    } else if (zf_placer_cost(work->placer, box) == ZF_PLACER_BLOCKED &&
               !zf_placer_beside(work->placer, p, w, h, 0.3, 2.5, &box, NULL)) {
        dropped(work, "sign", mark->sign ? mark->sign : "seat");
        return;
    }
    zf_placer_block(work->placer, box);
    ZfMm middle = {box.x + w / 2, box.y + h / 2};
    if (found && found->leader && hypot(middle.x - p.x, middle.y - p.y) > 3 + w / 2) {
        zf_canvas_line(work->canvas, p.x, p.y, found->end.x, found->end.y,
                       &(ZfStroke){.width = 0.3});
    }
    if (mark->kind == ZF_FRAME_HAZARD) {
        zf_canvas_hazard(work->canvas, middle.x, middle.y + 0.4, w / 2, mark->sign);
    } else if (mark->kind == ZF_FRAME_LETTER) {
        ZfLettering white = {
            .size = 0.7727 * w, .bold = true, .colour = ZF_COLOUR_WHITE, .align = ZF_ALIGN_CENTRE};
        ZfColour tile = zf_colour_is_none(mark->colour) ? ZF_COLOUR_BLACK : mark->colour;
        if (g_utf8_strlen(mark->sign, -1) > 2) {
            white.size *= 0.7;
        }
        zf_canvas_rounded(work->canvas, zf_rect_grow(box, 0.25), 0.7, ZF_COLOUR_WHITE, NULL);
        zf_canvas_rounded(work->canvas, box, 0.5, tile, NULL);
        zf_canvas_text_mid(work->canvas, &white, middle.x, middle.y, mark->sign);
    } else if (mark->kind == ZF_FRAME_SEAT) {
        zf_canvas_circle(work->canvas, middle.x, middle.y, 1.6, ZF_COLOUR_WHITE, NULL);
        zf_canvas_circle(work->canvas, middle.x, middle.y, 1.15, ZF_COLOUR_WHITE,
                         &(ZfStroke){.width = 0.4});
        zf_canvas_circle(work->canvas, middle.x, middle.y, 0.5, ZF_COLOUR_BLACK, NULL);
    } else {
        zf_canvas_landmark(work->canvas, middle.x, middle.y, w - 0.2, mark->sign);
    }
    note(work, "sign", mark->sign ? mark->sign : "seat", box);
    if (mark->name && *mark->name) {
        ZfLettering style = {.size = letter_size(work->frame, ZF_PT(9)), .plate = 0.25};
        if (!label_beside(work, middle, w / 2 + 0.5, w / 2 + (found ? 6 : 1.2), &style,
                          mark->name)) {
            dropped(work, "name", mark->name);
        }
    }
}

/* Where a text of that size stands when its anchor is at p. */
static ZfRect
name_box(const ZfLayer *layer, const ZfLook *look, ZfMm p, const ZfLettering *style,
         ZfTextSize size)
{
    const char *anchor = zf_layer_text(layer, ZF_PROPERTY_TEXT_ANCHOR, look, "center");
    ZfMm offset = zf_layer_pair(layer, ZF_PROPERTY_TEXT_OFFSET, look);
    double w = size.width + 0.6;
    double h = size.height - size.height / size.lines + 1.16 * style->size;
    double x = g_str_has_suffix(anchor, "left") ? 0 : g_str_has_suffix(anchor, "right") ? w : w / 2;
    double y = g_str_has_prefix(anchor, "top") ? 0 : g_str_has_prefix(anchor, "bottom") ? h : h / 2;
    return (ZfRect){p.x - x + offset.x * style->size, p.y - y + offset.y * style->size, w, h};
}

static void
draw_name(Work *work, ZfLonLat at, const char *name)
{
    ZfMm p = zf_frame_to_paper(&work->brush.lens, at);
    const ZfLayer *layer = zf_style_find(work->brush.style, "hamlet");
    const ZfProp props[] = {zf_prop_text("name", name), zf_prop_text("size", work->brush.size)};
    ZfLook look = {.feature = {props, G_N_ELEMENTS(props), work->brush.zoom, work->brush.scratch},
                   .bw = work->frame->bw};
    if (!in_frame(work, p) || !layer || !zf_layer_shows(layer, &look)) {
        return;
    }
    g_autofree char *text = zf_layer_words(layer, &look, name);
    ZfLettering style = zf_layer_lettering(layer, &look);
    style.size = letter_size(work->frame, style.size);
    ZfAlign align = style.align;
    ZfRect box = name_box(layer, &look, p, &style, zf_canvas_text_size(work->canvas, &style, text));
    ZfMm shift = zf_layer_pair(layer, ZF_PROPERTY_TEXT_TRANSLATE, &look);
    ZfRect room = zf_rect_grow(box, zf_layer_length(layer, ZF_PROPERTY_TEXT_PADDING, &look, 0));
    style.align = ZF_ALIGN_LEFT;
    if (zf_placer_cost(work->placer, room) < 8 * 16) {
        zf_placer_block(work->placer, room);
        style.align = align;
        double x = align == ZF_ALIGN_LEFT    ? box.x + 0.3
                   : align == ZF_ALIGN_RIGHT ? box.x + box.w - 0.3
                                             : box.x + box.w / 2;
        zf_canvas_text_mid(work->canvas, &style, x + shift.x, box.y + box.h / 2 + shift.y, text);
        note(work, "label", text, box);
    } else if (!label_beside(work, p, 1, 8, &style, text)) {
        dropped(work, "name", text);
    }
}

static void
draw_marks(Work *work, bool always)
{
    const ZfFrame *frame = work->frame;
    for (size_t i = 0; i < frame->n_marks; i++) {
        const ZfFrameMark *mark = &frame->marks[i];
        if (mark->always != always) {
            continue;
        }
        if (mark->kind == ZF_FRAME_NAME) {
            draw_name(work, mark->point, mark->name);
        } else {
            draw_sign(work, mark, always ? zf_stop_plan_sign(work->stops, i) : NULL);
        }
    }
}

/* Places in view, in the order in which their names are placed. */
typedef struct Ranked {
    const ZfPlace *place;
    double rank;
} Ranked;

static int
compare_rank(gconstpointer a, gconstpointer b)
{
    const Ranked *x = a;
    const Ranked *y = b;
    if (x->rank != y->rank) {
        return x->rank < y->rank ? -1 : 1;
    }
    return (x->place > y->place) - (x->place < y->place);
}

static GArray *
places_in_view(const Work *work)
{
    const ZfFrame *frame = work->frame;
    const ZfLayer *layer = zf_style_find(work->brush.style, "hamlet");
    GArray *ret = g_array_new(FALSE, FALSE, sizeof(Ranked));
    for (size_t i = 0; frame->ground && i < frame->ground->input.n_places; i++) {
        Ranked one = {&frame->ground->input.places[i], 0};
        const ZfProp props[] = {zf_prop_text("name", one.place->name)};
        ZfLook look = {.feature = {props, 1, work->brush.zoom, work->brush.scratch},
                       .bw = frame->bw};
        if (zf_box_holds(work->brush.box, one.place->point)) {
            one.rank = layer ? zf_layer_rank(layer, &look) : 0;
            g_array_append_val(ret, one);
        }
    }
    g_array_sort(ret, compare_rank);
    return ret;
}

static void
draw_places(Work *work, bool names)
{
    g_autoptr(GArray) places = places_in_view(work);
    for (guint i = 0; i < places->len; i++) {
        const ZfPlace *place = g_array_index(places, Ranked, i).place;
        const char *sign = zf_say_place_sign(place->kind);
        if (names && place->kind == ZF_PLACE_HAMLET) {
            draw_name(work, place->point, place->name);
        } else if (!names && sign) {
            ZfFrameMark mark = {.kind = ZF_FRAME_LANDMARK,
                                .point = place->point,
                                .sign = sign,
                                .name = place->name};
            draw_sign(work, &mark, NULL);
        }
    }
}

static void
draw_line_names(Work *work)
{
    for (size_t i = 0; work->scene && i < work->scene->n_layers; i++) {
        const ZfLayer *layer = zf_style_layer(work->brush.style, i);
        bool lines =
            strcmp(layer->source_layer, "road") == 0 || strcmp(layer->source_layer, "water") == 0;
        if (layer->type == ZF_LAYER_SYMBOL && lines) {
            zf_line_names_draw(work->scene, &work->brush, work->placer, i, work->dump);
        }
    }
}

static void
draw_flag(Work *work)
{
    const ZfFrame *frame = work->frame;
    if (!frame->has_flag) {
        return;
    }
    ZfMm p = zf_frame_to_paper(&work->brush.lens, frame->flag);
    if (!in_frame(work, p)) {
        return;
    }
    const ZfLayer *layer = zf_style_find(work->brush.style, "route");
    ZfLook look = {.feature = {.zoom = work->brush.zoom}, .bw = frame->bw};
    ZfColour accent = layer ? zf_layer_colour(layer, ZF_PROPERTY_LINE_COLOR, &look, ZF_COLOUR_BLACK)
                            : ZF_COLOUR_BLACK;
    zf_canvas_flag(work->canvas, p.x, p.y, accent);
    ZfLettering style = {.size = letter_size(frame, ZF_PT(9.5)), .bold = true, .plate = 0.3};
    if (frame->flag_label && !label_beside(work, p, 1.6, 14, &style, frame->flag_label)) {
        dropped(work, "label", frame->flag_label);
    }
}

/* Fewer symbols fit when they are large: try the size of the specification first, then smaller. */
static void
place_stops(Work *work)
{
    const ZfFrame *frame = work->frame;
    bool rough = frame->size == ZF_FRAME_INSET && frame->n_stops == 1 &&
                 frame->stops[0].state == ZF_STOP_NOT_LOCATED;
    ZfStopWhere where = rough             ? ZF_STOP_ON_CENTRE
                        : frame->on_homes ? ZF_STOP_ON_HOMES
                                          : ZF_STOP_BESIDE;
    double r = frame->stop_r > 0 ? frame->stop_r
               : frame->large    ? LARGE_R
                                 : stop_radius[frame->size];
    int sizes = frame->large ? 1 : 4;
    for (int attempt = 0; attempt < sizes; attempt++, r *= 0.88) {
        g_clear_pointer(&work->stops, zf_stop_plan_free);
        g_clear_pointer(&work->placer, zf_placer_free);
        work->placer = zf_placer_new(zf_rect_grow(frame->view.rect, -0.8));
        fill_placer(work);
        work->stops = zf_stop_plan_new(work->placer, &work->brush.lens, frame, r, where,
                                       attempt + 1 == sizes);
        if (zf_stop_plan_crowded(work->stops) == 0) {
            return;
        }
    }
}

static void
work_begin(Work *work, ZfCanvas *canvas, const ZfFrame *frame, const ZfStyle *style)
{
    *work = (Work){
        .frame = frame,
        .canvas = canvas,
        .brush = zf_brush_new(canvas, style, &frame->view, frame->bw, size_names[frame->size]),
        .dump = g_string_new(NULL)};
    work->brush.least_size = frame->large ? LARGE : 0;
    work->scene = frame->ground ? zf_scene_new(&work->brush, frame->ground) : NULL;
}

static void
work_end(Work *work)
{
    zf_brush_clear(&work->brush);
    zf_scene_free(work->scene);
    zf_placer_free(work->placer);
    zf_stop_plan_free(work->stops);
}

char *
zf_frame_paint(ZfCanvas *canvas, const ZfFrame *frame)
{
    Work work;
    work_begin(&work, canvas, frame,
               frame->style ? frame->style : zf_style_default(ZF_STYLE_SHEET));
    zf_canvas_save(canvas);
    zf_canvas_begin(canvas);
    zf_canvas_add_rect(canvas, frame->view.rect, 0);
    zf_canvas_clip(canvas);
    zf_canvas_fill(canvas, zf_style_background(work.brush.style, work.brush.zoom, frame->bw));
    zf_canvas_begin(canvas);
    draw_layers(&work);
    if (frame->show & ZF_FRAME_SHOW_GRID) {
        draw_grid(&work);
    }
    if (frame->show & ZF_FRAME_SHOW_ARROWS) {
        draw_arrows(&work);
    }
    draw_circles(&work);
    place_stops(&work);
    draw_sheets(&work);
    draw_scale(&work);
    draw_north(&work);
    draw_marks(&work, true);
    zf_stop_plan_draw(work.stops, canvas, frame->stops, work.dump);
    draw_flag(&work);
    label_sheets(&work);
    draw_marks(&work, false);
    if (frame->show & ZF_FRAME_SHOW_LANDMARKS) {
        draw_places(&work, false);
    }
    if (frame->show & ZF_FRAME_SHOW_NAMES) {
        draw_places(&work, true);
    }
    if (frame->show & (ZF_FRAME_SHOW_NAMES | ZF_FRAME_SHOW_LINE_NAMES)) {
        draw_line_names(&work);
    }
    zf_canvas_restore(canvas);
    ZfStroke line = {.width = frame->frame_width > 0 ? frame->frame_width : 0.6};
    zf_canvas_rect(canvas, frame->view.rect, (ZfColour){0}, &line);
    char *dump = g_string_free(g_steal_pointer(&work.dump), FALSE);
    work_end(&work);
    return dump;
}

bool *
zf_frame_dense(ZfCanvas *canvas, const ZfFrame *frame)
{
    Work work;
    work_begin(&work, canvas, frame,
               frame->style ? frame->style : zf_style_default(ZF_STYLE_SHEET));
    place_stops(&work);
    bool *dense = g_new0(bool, frame->n_stops + 1);
    for (unsigned b = 0; b < work.stops->n_blocks; b++) {
        const ZfStopBlock *block = &work.stops->blocks[b];
        for (unsigned i = 0; i < block->n; i++) {
            dense[work.stops->order[block->first + i]] = zf_stop_plan_is_dense(work.stops, b);
        }
    }
    g_string_free(work.dump, TRUE);
    work_end(&work);
    return dense;
}

ZfRect
zf_frame_free_box(const ZfFrame *frame, double w, double h)
{
    Work work;
    work_begin(&work, NULL, frame, frame->style ? frame->style : zf_style_default(ZF_STYLE_SHEET));
    work.placer = zf_placer_new(zf_rect_grow(frame->view.rect, -0.8));
    fill_placer(&work);
    for (size_t i = 0; i < frame->n_stops; i++) {
        ZfMm p = zf_frame_to_paper(&work.brush.lens, frame->stops[i].point);
        zf_placer_block(work.placer, (ZfRect){p.x - 4, p.y - 4, 8, 8});
    }
    ZfRect r = zf_rect_grow(frame->view.rect, -0.8);
    ZfRect best = {r.x, r.y, w, h};
    int64_t least = INT64_MAX;
    for (double y = r.y; y + h <= r.y + r.h + 1e-6; y += 2) {
        for (double x = r.x; x + w <= r.x + r.w + 1e-6; x += 2) {
            ZfRect box = {x, y, w, h};
            int64_t cost = zf_placer_cost(work.placer, box);
            /* along an edge rather than in the middle */
            int64_t edge = llround(fmin(x - r.x, r.x + r.w - x - w) * 4);
            int64_t total = cost == ZF_PLACER_BLOCKED
                                ? 100000000 + zf_placer_overlap(work.placer, box)
                                : cost * 16 + edge;
            if (total < least) {
                least = total;
                best = box;
            }
        }
    }
    g_string_free(work.dump, TRUE);
    work_end(&work);
    return best;
}
