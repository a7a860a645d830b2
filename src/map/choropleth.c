#include "map/choropleth.h"

#include <math.h>
#include <string.h>

#include "map/linename.h"
#include "map/mapsheet.h"
#include "map/scene.h"
#include "say/say.h"

#define FIT_MARGIN 11.0 /* mm between the county and the frame */
#define FIT_DENSE  6.5  /* the same where a hundred names want room */
#define MANY       40   /* communities */
#define BULLETIN   2.5  /* the same in a bulletin */
#define THIN_MM    0.05 /* how far a fill may stray from its border, on paper */
#define LABEL_LINE 1.12 /* line heights of labels, times their size */

const ZfCoverageRow *
zf_choropleth_row(const ZfCoverage *coverage, const ZfArea *area)
{
    for (size_t i = 0; coverage && i < coverage->n_rows; i++) {
        const ZfCoverageRow *row = &coverage->rows[i];
        if (row->level == area->level && strcmp(row->code, area->code) == 0) {
            return row;
        }
    }
    return NULL;
}

const char *
zf_choropleth_class(const ZfChoropleth *c, int class)
{
    static const char *const changes[] = {"fell_much", "fell", "same", "rose", "rose_much"};
    return c->input->before && class <= ZF_CHANGE_ROSE_MUCH ? changes[class]
                                                            : zf_code(ZF_CODES_CLASS, class);
}

static int32_t
part_of(const ZfMapInput *input, const ZfCoverageRow *row)
{
    return input->by_seen ? row->counts.seen : row->counts.complete;
}

static bool
has_figures(const ZfCoverageRow *row)
{
    return row && row->counts.in_scope > 0;
}

/* By exact ratios, not by the rounded per cents. */
static int
change_of(const ZfMapInput *input, const ZfCoverageRow *before, const ZfCoverageRow *now)
{
    if (!has_figures(before) || !has_figures(now)) {
        return ZF_CHANGE_NO_DATA;
    }
    int class = input->by_seen ? (int)now->class_seen : (int)now->class_complete;
    if (before->shown != ZF_SHOWN_EXACT || now->shown != ZF_SHOWN_EXACT || class == ZF_CLASS_FEW) {
        return ZF_CHANGE_HIDDEN;
    }
    int64_t n = now->counts.in_scope;
    int64_t m = before->counts.in_scope;
    int64_t by = (int64_t)part_of(input, now) * m - (int64_t)part_of(input, before) * n;
    int64_t point = n * m; /* one hundred points */
    return by * 10 <= -point   ? ZF_CHANGE_FELL_MUCH
           : by * 50 <= -point ? ZF_CHANGE_FELL
           : by * 10 >= point  ? ZF_CHANGE_ROSE_MUCH
           : by * 50 >= point  ? ZF_CHANGE_ROSE
                               : ZF_CHANGE_SAME;
}

char *
zf_choropleth_change_figure(const ZfChoropleth *c, const ZfCoverageRow *before,
                            const ZfCoverageRow *now)
{
    ZfLang lang = c->options->lang;
    int change = change_of(c->input, before, now);
    if (change == ZF_CHANGE_NO_DATA) {
        return g_strdup(zf_say_class(lang, ZF_CLASS_NO_DATA));
    }
    if (change == ZF_CHANGE_HIDDEN) {
        return g_strdup(zf_say(lang, ZF_SAY_HIDDEN));
    }
    g_autofree char *first =
        zf_say_percent(lang, part_of(c->input, before), before->counts.in_scope, 0);
    g_autofree char *second = zf_say_percent(lang, part_of(c->input, now), now->counts.in_scope, 0);
    for (int i = 0; i < 2; i++) { /* the legend says that they are per cents */
        char *text = i == 0 ? first : second;
        if (g_str_has_suffix(text, " %")) {
            text[strlen(text) - 2] = '\0';
        }
    }
    return g_strdup_printf("%s→%s", first, second);
}

static char *
figure_of(const ZfMapInput *input, const ZfMapOptions *options, const ZfCoverageRow *row,
          ZfClass class)
{
    ZfLang lang = options->lang;
    if (!row || class == ZF_CLASS_NO_DATA) {
        return g_strdup(zf_say_class(lang, ZF_CLASS_NO_DATA));
    }
    int32_t part = input->by_seen ? row->counts.seen : row->counts.complete;
    g_autofree char *figure =
        zf_say_shown(lang, row->shown, part, row->counts.in_scope, input->coverage->k);
    if (class == ZF_CLASS_UNDECIDED) {
        return g_strconcat(lang == ZF_LANG_ZH ? "抽 " : "sample ", figure, NULL);
    }
    return g_steal_pointer(&figure);
}

static void
take_unit(ZfChoropleth *c, ZfUnitArea *unit, const ZfArea *area)
{
    unit->area = area;
    unit->row = zf_choropleth_row(c->input->coverage, area);
    unit->before = zf_choropleth_row(c->input->before, area);
    if (c->input->before) {
        unit->class = change_of(c->input, unit->before, unit->row);
        unit->figure = zf_choropleth_change_figure(c, unit->before, unit->row);
    } else {
        unit->class = !unit->row          ? (int)ZF_CLASS_NO_DATA
                      : c->input->by_seen ? (int)unit->row->class_seen
                                          : (int)unit->row->class_complete;
        unit->figure = figure_of(c->input, c->options, unit->row, unit->class);
    }
    unit->name = g_strdup(area->name);
    c->by_class[unit->class]++;
    c->with_data += unit->class != ZF_CLASS_NO_DATA;
    c->has_shapes = c->has_shapes || area->shape;
    c->has_points = c->has_points || (!area->shape && area->has_point);
    if (unit->row && unit->class != ZF_CLASS_NO_DATA && unit->class != ZF_CLASS_UNDECIDED) {
        c->shown[unit->row->shown] = true;
    }
}

static bool
take_units(ZfChoropleth *c, GError **error)
{
    const ZfMapInput *input = c->input;
    c->unit_level = zf_area_unit_level(input->areas, input->n_areas);
    c->units = g_new0(ZfUnitArea, input->n_areas + 1);
    for (size_t i = 0; i < input->n_areas; i++) {
        const ZfArea *area = &input->areas[i];
        if (area->level == c->unit_level) { /* without a place: listed, not drawn */
            take_unit(c, &c->units[c->n_units++], area);
        }
    }
    if (!c->has_shapes && !c->has_points) {
        g_set_error(error, ZF_MAP_ERROR, ZF_MAP_ERROR_EMPTY,
                    _("no area has a border or a position; import them with “zoufang import "
                      "areas FILE” from a file that holds polygons or points"));
        return false;
    }
    return true;
}

static void
take_view(ZfChoropleth *c, double margin)
{
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    for (size_t i = 0; i < c->n_units; i++) {
        const ZfArea *area = c->units[i].area;
        if (area->shape) {
            g_array_append_vals(points, area->shape->points, area->shape->n_points);
        } else if (area->has_point) {
            g_array_append_val(points, area->point);
        }
    }
    c->view = zf_frame_fit(c->rect, (const ZfLonLat *)points->data, points->len, margin, 0, 1000);
}

/* Twice the area of a ring on paper, and its centre of mass. */
static double
ring_area(const ZfMm *p, uint32_t n, ZfMm *centre)
{
    double area = 0;
    double x = 0;
    double y = 0;
    for (uint32_t i = 0; i < n; i++) {
        ZfMm q = p[(i + 1) % n];
        double cross = p[i].x * q.y - q.x * p[i].y;
        area += cross;
        x += (p[i].x + q.x) * cross;
        y += (p[i].y + q.y) * cross;
    }
    *centre = area != 0 ? (ZfMm){x / (3 * area), y / (3 * area)} : p[0];
    return fabs(area);
}

/* Labels go into the largest part of a community, not into an exclave. */
static void
take_largest_part(ZfUnitArea *unit, const ZfPolygon *shape)
{
    double largest = -1;
    for (uint32_t part = 0; part < shape->n_parts; part++) {
        uint32_t ring = shape->parts[part];
        const ZfMm *p = unit->points + unit->rings[ring];
        uint32_t n = unit->rings[ring + 1] - unit->rings[ring];
        ZfMm centre;
        double area = n > 0 ? ring_area(p, n, &centre) : -1;
        if (area <= largest) {
            continue;
        }
        largest = area;
        double x1 = INFINITY, y1 = INFINITY, x2 = -INFINITY, y2 = -INFINITY;
        for (uint32_t i = 0; i < n; i++) {
            x1 = fmin(x1, p[i].x);
            y1 = fmin(y1, p[i].y);
            x2 = fmax(x2, p[i].x);
            y2 = fmax(y2, p[i].y);
        }
        unit->box = (ZfRect){x1, y1, x2 - x1, y2 - y1};
        unit->middle = centre;
    }
}

/* Appends a ring thinned to THIN_MM, which the line of the border hides. */
static void
project_ring(ZfUnitArea *unit, const ZfFrameLens *lens, uint32_t ring, bool *keep)
{
    const ZfPolygon *shape = unit->area->shape;
    const ZfLonLat *points = shape->points + shape->rings[ring];
    uint32_t n = shape->rings[ring + 1] - shape->rings[ring];
    uint32_t end = unit->rings[ring];
    uint32_t kept = 0;
    if (n > 0) {
        zf_line_simplify(points, n, THIN_MM / lens->mm_per_m, keep);
    }
    for (uint32_t i = 0; i < n; i++) {
        kept += keep[i];
    }
    for (uint32_t i = 0; i < n; i++) {
        if (keep[i] || kept < 3) { /* a speck stays what it is */
            unit->points[end++] = zf_frame_to_paper(lens, points[i]);
        }
    }
    unit->rings[ring + 1] = end;
}

void
zf_unit_area_project(ZfUnitArea *unit, const ZfFrameLens *lens)
{
    const ZfPolygon *shape = unit->area->shape;
    g_clear_pointer(&unit->points, g_free);
    g_clear_pointer(&unit->rings, g_free);
    if (!shape) {
        unit->middle = zf_frame_to_paper(lens, unit->area->point);
        unit->box = (ZfRect){unit->middle.x, unit->middle.y, 0, 0};
        return;
    }
    g_autofree bool *keep = g_new(bool, shape->n_points + 1);
    unit->points = g_new(ZfMm, shape->n_points + 1);
    unit->rings = g_new0(uint32_t, shape->n_rings + 1);
    unit->n_rings = shape->n_rings;
    for (uint32_t r = 0; r < shape->n_rings; r++) {
        project_ring(unit, lens, r, keep);
    }
    take_largest_part(unit, shape);
}

static ZfGround *
make_ground(ZfChoropleth *c)
{
    const ZfMapInput *input = c->input;
    ZfGroundInput ground = {.roads = input->roads,
                            .n_roads = input->n_roads,
                            .water = input->water,
                            .n_water = input->n_water};
    return zf_ground_new(&ground);
}

ZfChoropleth *
zf_choropleth_new(ZfCanvas *canvas, ZfRect rect, const ZfMapInput *input,
                  const ZfMapOptions *options, ZfChoroplethKind kind, GError **error)
{
    g_autoptr(ZfChoropleth) c = g_new0(ZfChoropleth, 1);
    c->input = input;
    c->options = options;
    c->kind = kind;
    c->rect = rect;
    c->own_style = options->style ? NULL : zf_style_new_default(ZF_STYLE_COVERAGE);
    c->style = options->style ? options->style : c->own_style;
    if (!take_units(c, error)) {
        return NULL;
    }
    take_view(c, kind != ZF_CHOROPLETH_SHEET ? BULLETIN
                 : c->n_units > MANY         ? FIT_DENSE
                                             : FIT_MARGIN);
    c->ground = make_ground(c);
    c->outline = zf_outline_new(input->areas, input->n_areas, c->unit_level);
    ZfFrameLens lens = zf_frame_lens(&c->view);
    for (size_t i = 0; i < c->n_units; i++) {
        zf_unit_area_project(&c->units[i], &lens);
    }
    zf_choropleth_place(c, canvas);
    return g_steal_pointer(&c);
}

void
zf_choropleth_free(ZfChoropleth *c)
{
    if (!c) {
        return;
    }
    for (size_t i = 0; i < c->n_units; i++) {
        g_free(c->units[i].figure);
        g_free(c->units[i].name);
        g_free(c->units[i].points);
        g_free(c->units[i].rings);
    }
    for (size_t i = 0; i < c->n_towns; i++) {
        g_free(c->towns[i].figure);
    }
    g_free(c->units);
    g_free(c->towns);
    zf_ground_free(c->ground);
    zf_outline_free(c->outline);
    zf_placer_free(c->inside);
    zf_placer_free(c->outside);
    g_free(c->turns);
    zf_placer_free(c->inset_inside);
    zf_style_free(c->own_style);
    g_free(c);
}

ZfLook
zf_choropleth_look(const ZfChoropleth *c, const ZfProp *props, size_t n)
{
    return (ZfLook){.feature = {props, n, zf_style_zoom(c->view.scale), NULL},
                    .bw = c->options->bw};
}

ZfLettering
zf_choropleth_lettering(const ZfChoropleth *c, const char *layer_id, int fit, size_t count)
{
    const ZfLayer *layer = zf_style_find(c->style, layer_id);
    const ZfProp props[] = {zf_prop_number("fit", MIN(fit, ZF_FIT_LEAST)),
                            zf_prop_number("count", (double)count)};
    ZfLook look = zf_choropleth_look(c, props, G_N_ELEMENTS(props));
    ZfLettering style = layer ? zf_layer_lettering(layer, &look) : (ZfLettering){.size = 3};
    style.align = ZF_ALIGN_CENTRE;
    style.line_height = LABEL_LINE;
    return style;
}

void
zf_choropleth_fill(const ZfChoropleth *c, ZfCanvas *canvas, int class)
{
    const ZfLayer *layer = zf_style_find(c->style, "class");
    const ZfProp props[] = {zf_prop_text("class", zf_choropleth_class(c, class))};
    ZfLook look = zf_choropleth_look(c, props, 1);
    if (layer) {
        zf_canvas_fill(canvas,
                       zf_layer_colour(layer, ZF_PROPERTY_FILL_COLOR, &look, ZF_COLOUR_WHITE));
        ZfHatch hatch = zf_layer_hatch(c->style, layer, &look);
        zf_canvas_hatch(canvas, &hatch);
    }
}

/* The solid colour under a label, none when a hatch lies there. */
static ZfColour
ground_colour(const ZfChoropleth *c, int class)
{
    const ZfLayer *layer = zf_style_find(c->style, "class");
    const ZfProp props[] = {zf_prop_text("class", zf_choropleth_class(c, class))};
    ZfLook look = zf_choropleth_look(c, props, 1);
    if (!layer || zf_layer_hatch(c->style, layer, &look).kind != ZF_HATCH_NONE) {
        return (ZfColour){0};
    }
    return zf_layer_colour(layer, ZF_PROPERTY_FILL_COLOR, &look, ZF_COLOUR_WHITE);
}

static void
draw_areas(const ZfChoropleth *c, ZfBrush *brush, const ZfLayer *layer)
{
    for (size_t i = 0; i < c->n_units; i++) {
        const ZfUnitArea *unit = &c->units[i];
        if (!unit->area->shape) {
            continue;
        }
        const ZfProp props[] = {zf_prop_text("level", "village"),
                                zf_prop_text("name", unit->area->name),
                                zf_prop_text("class", zf_choropleth_class(c, unit->class)),
                                zf_prop_text("size", brush->size)};
        ZfLook look = {
            .feature = {props, G_N_ELEMENTS(props), brush->zoom, brush->scratch, "Polygon"},
            .bw = brush->bw};
        if (layer->type != ZF_LAYER_SYMBOL && zf_layer_shows(layer, &look)) {
            zf_brush_add_polygon(brush, unit->area->shape);
            zf_brush_draw(brush, layer, &look);
        }
    }
}

/* Slivers between badly fitting villages are holes of the union: not a county border. */
static void
add_outer(ZfBrush *brush, const ZfPolygon *outer)
{
    for (uint32_t r = 0; r < outer->n_rings; r++) {
        uint32_t first = outer->rings[r];
        zf_brush_project(brush, outer->points + first, outer->rings[r + 1] - first);
        const ZfMm *p = (const ZfMm *)brush->points->data;
        double area = 0;
        for (guint i = 0; i < brush->points->len; i++) {
            ZfMm q = p[(i + 1) % brush->points->len];
            area += p[i].x * q.y - q.x * p[i].y;
        }
        if (fabs(area) / 2 > 2) {
            zf_canvas_add_ring(brush->canvas, p, brush->points->len);
        }
    }
}

static void
draw_borders(const ZfChoropleth *c, ZfBrush *brush, const ZfLayer *layer)
{
    const ZfProp county[] = {zf_prop_text("level", "county")};
    const ZfProp town[] = {zf_prop_text("level", "town")};
    ZfLook look = {.feature = {county, 1, brush->zoom, brush->scratch}, .bw = brush->bw};
    if (c->outline->outer && zf_layer_shows(layer, &look)) {
        add_outer(brush, c->outline->outer);
        zf_brush_draw(brush, layer, &look);
    }
    look.feature.props = town;
    for (guint i = 0; i < c->outline->towns->len && zf_layer_shows(layer, &look); i++) {
        const GArray *line = c->outline->towns->pdata[i];
        zf_brush_add_line(brush, (const ZfLonLat *)line->data, line->len);
        zf_brush_draw(brush, layer, &look);
    }
}

/* What lies around a township, without names: its map does not float. */
static void
draw_neighbours(const ZfChoropleth *c, ZfBrush *brush)
{
    for (size_t i = 0; i < c->input->n_wider; i++) {
        if (c->input->wider[i].shape && c->input->wider[i].level == c->unit_level) {
            zf_brush_add_polygon(brush, c->input->wider[i].shape);
        }
    }
    zf_canvas_fill(brush->canvas, zf_colour_rgb(0xF1F1EF));
    zf_canvas_stroke(brush->canvas, &(ZfStroke){.width = 0.15, .colour = zf_colour_grey(0.78)});
    zf_canvas_begin(brush->canvas);
}

static bool
is_line_layer(const ZfLayer *layer)
{
    return strcmp(layer->source_layer, "water") == 0 || strcmp(layer->source_layer, "road") == 0;
}

/* Everything but labels, through any view; on the main map rivers have their names where no
 * village is. */
static void
draw_map(const ZfChoropleth *c, ZfCanvas *canvas, const ZfFrameView *view)
{
    ZfBrush brush = zf_brush_new(canvas, c->style, view, c->options->bw, "sheet");
    g_autoptr(ZfScene) scene = zf_scene_new(&brush, c->ground);
    zf_canvas_save(canvas);
    zf_canvas_begin(canvas);
    zf_canvas_add_rect(canvas, view->rect, 0);
    zf_canvas_clip(canvas);
    zf_canvas_fill(canvas, zf_style_background(c->style, brush.zoom, c->options->bw));
    zf_canvas_begin(canvas);
    if (c->kind == ZF_CHOROPLETH_BULLETIN) {
        draw_neighbours(c, &brush);
    }
    for (size_t i = 0; i < zf_style_layers(c->style); i++) {
        const ZfLayer *layer = zf_style_layer(c->style, i);
        if (strcmp(layer->source_layer, "area") == 0) {
            draw_areas(c, &brush, layer);
        } else if (strcmp(layer->source_layer, "border") == 0) {
            draw_borders(c, &brush, layer);
        } else {
            zf_scene_draw(scene, &brush, i);
        }
        if (layer->type == ZF_LAYER_SYMBOL && view == &c->view && c->kind != ZF_CHOROPLETH_BARE &&
            is_line_layer(layer)) {
            zf_line_names_draw(scene, &brush, c->outside, i, NULL);
        }
    }
    zf_canvas_restore(canvas);
    zf_brush_clear(&brush);
}

/* In the class colour, or on white where the symbol is hatched. */
static void
draw_symbol_number(const ZfChoropleth *c, ZfCanvas *canvas, const ZfUnitArea *unit, double r)
{
    char number[12];
    g_snprintf(number, sizeof number, "%u", unit->key);
    ZfColour ground = ground_colour(c, unit->class);
    ZfLettering style = {.size = r * (unit->key < 10    ? 1.4
                                      : unit->key < 100 ? 1.2
                                                        : 0.92),
                         .bold = true,
                         .align = ZF_ALIGN_CENTRE};
    if (zf_colour_is_none(ground)) {
        zf_canvas_circle(canvas, unit->middle.x, unit->middle.y, 0.82 * r, ZF_COLOUR_WHITE, NULL);
    } else if (zf_colour_contrast(ground, ZF_COLOUR_WHITE) >
               zf_colour_contrast(ground, ZF_COLOUR_BLACK)) {
        style.colour = ZF_COLOUR_WHITE;
    }
    zf_canvas_text_mid(canvas, &style, unit->middle.x, unit->middle.y, number);
}

static void
draw_symbol(const ZfChoropleth *c, ZfCanvas *canvas, const ZfUnitArea *unit)
{
    const ZfLayer *layer = zf_style_find(c->style, "point");
    const ZfProp props[] = {zf_prop_text("class", zf_choropleth_class(c, unit->class)),
                            zf_prop_number("count", (double)c->n_units)};
    ZfLook look = zf_choropleth_look(c, props, G_N_ELEMENTS(props));
    if (unit->area->shape || !unit->area->has_point || !layer) {
        return;
    }
    ZfDot dot = zf_layer_dot(layer, &look);
    double r = dot.r;
    ZfMm at = {unit->middle.x + dot.shift.x, unit->middle.y + dot.shift.y};
    zf_canvas_circle(canvas, at.x, at.y, r + 0.35, ZF_COLOUR_WHITE, NULL);
    zf_canvas_begin(canvas);
    zf_canvas_add_circle(canvas, at.x, at.y, r);
    zf_choropleth_fill(c, canvas, unit->class);
    zf_canvas_stroke(canvas, &dot.stroke);
    zf_canvas_begin(canvas);
    if (unit->fate == ZF_LABEL_KEY) {
        draw_symbol_number(c, canvas, unit, r);
    }
}

static void
draw_key_number(ZfCanvas *canvas, const ZfUnitArea *unit)
{
    char number[8];
    g_snprintf(number, sizeof number, "%u", unit->key);
    ZfMm p = {unit->label.x + unit->label.w / 2, unit->label.y + unit->label.h / 2};
    double r = unit->label.w / 2 - 0.1;
    ZfLettering style = {.size = unit->key < 100 ? 2.4 * r / 1.7 : 1.9 * r / 1.7,
                         .bold = true,
                         .align = ZF_ALIGN_CENTRE};
    if (hypot(p.x - unit->middle.x, p.y - unit->middle.y) > 2.5 && !unit->area->shape) {
        zf_canvas_line(canvas, unit->middle.x, unit->middle.y, p.x, p.y, &(ZfStroke){.width = 0.2});
    }
    zf_canvas_circle(canvas, p.x, p.y, r, ZF_COLOUR_WHITE, &(ZfStroke){.width = 0.2});
    zf_canvas_text_mid(canvas, &style, p.x, p.y, number);
}

static void
draw_label(const ZfChoropleth *c, ZfCanvas *canvas, const ZfUnitArea *unit, ZfRect box)
{
    ZfLettering name = zf_choropleth_lettering(c, "village-name", unit->fit, c->n_units);
    ZfLettering figure = zf_choropleth_lettering(c, "village-figure", unit->fit, c->n_units);
    bool on_fill = unit->area->shape && unit->fate != ZF_LABEL_CALLED;
    ZfColour ground = on_fill ? ground_colour(c, unit->class) : (ZfColour){0};
    bool plate = on_fill && zf_colour_is_none(ground);
    if (plate) {
        zf_canvas_rounded(canvas, zf_rect_grow(box, 0.15), 0.7, ZF_COLOUR_WHITE, NULL);
    } else {
        ZfColour under = on_fill ? ground : ZF_COLOUR_WHITE;
        if (zf_colour_contrast(under, ZF_COLOUR_WHITE) > zf_colour_contrast(under, name.colour)) {
            name.colour = ZF_COLOUR_WHITE;
            figure.colour = ZF_COLOUR_WHITE;
        }
        name.halo = figure.halo = unit->crossed ? 0.7 : 0;
        name.halo_colour = figure.halo_colour = under;
    }
    g_autofree char *text = zf_unit_area_name(unit, unit->fit, unit->form);
    unsigned lines = strchr(text, '\n') ? 2 : 1;
    double x = box.x + box.w / 2;
    if (unit->form == ZF_FORM_ONE_LINE) {
        double y = box.y + box.h / 2;
        name.align = ZF_ALIGN_LEFT;
        figure.align = ZF_ALIGN_RIGHT;
        zf_canvas_text_mid(canvas, &name, box.x + 0.3, y, text);
        zf_canvas_text_mid(canvas, &figure, box.x + box.w - 0.3, y, unit->figure);
        return;
    }
    double top = box.y + 0.3;
    double split = top + lines * LABEL_LINE * name.size;
    zf_canvas_text_mid(canvas, &name, x, (top + split) / 2, text);
    zf_canvas_text_mid(canvas, &figure, x, split + LABEL_LINE * figure.size / 2, unit->figure);
}

/* A leader from a dot in the polygon to the nearest edge of the label outside. */
static void
draw_called(const ZfChoropleth *c, ZfCanvas *canvas, const ZfUnitArea *unit)
{
    ZfRect box = unit->label;
    ZfMm end = zf_unit_area_leader(unit);
    double width = zf_choropleth_leader(c);
    zf_canvas_line(canvas, unit->middle.x, unit->middle.y, end.x, end.y,
                   &(ZfStroke){.width = width + 0.65, .colour = ZF_COLOUR_WHITE});
    zf_canvas_line(canvas, unit->middle.x, unit->middle.y, end.x, end.y,
                   &(ZfStroke){.width = width});
    zf_canvas_circle(canvas, unit->middle.x, unit->middle.y, 0.9, ZF_COLOUR_WHITE, NULL);
    zf_canvas_circle(canvas, unit->middle.x, unit->middle.y, 0.55, ZF_COLOUR_BLACK, NULL);
    draw_label(c, canvas, unit, box);
}

static void
draw_town(const ZfChoropleth *c, ZfCanvas *canvas, const ZfTownCall *town)
{
    if (!town->placed) {
        return;
    }
    ZfLettering name = zf_choropleth_lettering(c, "town-name", 0, c->n_towns);
    ZfLettering figure = zf_choropleth_lettering(c, "town-figure", 0, c->n_towns);
    double x = town->box.x + town->box.w / 2;
    zf_canvas_text(canvas, &name, x, town->box.y + name.size, town->area->name);
    zf_canvas_text(canvas, &figure, x, town->box.y + 1.25 * name.size + figure.size, town->figure);
}

/* Seats: the offices of towns. */
static void
draw_seats(const ZfChoropleth *c, ZfCanvas *canvas, const ZfFrameView *view)
{
    ZfFrameLens lens = zf_frame_lens(view);
    for (size_t i = 0; i < c->input->n_areas; i++) {
        const ZfArea *area = &c->input->areas[i];
        ZfMm p = zf_frame_to_paper(&lens, area->point);
        if (area->level != ZF_LEVEL_TOWN || !area->has_point || c->unit_level == ZF_LEVEL_TOWN ||
            !zf_rect_within((ZfRect){p.x - 1.3, p.y - 1.3, 2.6, 2.6}, view->rect)) {
            continue;
        }
        zf_canvas_circle(canvas, p.x, p.y, 1.15, ZF_COLOUR_WHITE, &(ZfStroke){.width = 0.4});
        zf_canvas_circle(canvas, p.x, p.y, 0.5, ZF_COLOUR_BLACK, NULL);
    }
}

/* The letter of the inset on the corner of what it shows. */
static void
draw_inset_letter(ZfCanvas *canvas, ZfRect mark)
{
    ZfRect tile = {mark.x - 1.9, mark.y - 1.9, 3.8, 3.8};
    ZfLettering white = {
        .size = 2.9, .bold = true, .colour = ZF_COLOUR_WHITE, .align = ZF_ALIGN_CENTRE};
    zf_canvas_rect(canvas, zf_rect_grow(tile, 0.3), ZF_COLOUR_WHITE, NULL);
    zf_canvas_rect(canvas, tile, ZF_COLOUR_BLACK, NULL);
    zf_canvas_text_mid(canvas, &white, mark.x, mark.y, "A");
}

static void
draw_inset(const ZfChoropleth *c, ZfCanvas *canvas)
{
    const ZfRect map = c->inset_view.rect;
    ZfRect head = {c->inset.x, c->inset.y, c->inset.w, map.y - c->inset.y};
    ZfFrameLens lens = zf_frame_lens(&c->inset_view);
    ZfFrameLens main = zf_frame_lens(&c->view);
    ZfMm a = zf_frame_to_paper(&main, zf_frame_to_ground(&lens, (ZfMm){map.x, map.y}));
    ZfMm b =
        zf_frame_to_paper(&main, zf_frame_to_ground(&lens, (ZfMm){map.x + map.w, map.y + map.h}));
    ZfRect mark = {a.x, a.y, b.x - a.x, b.y - a.y};
    zf_canvas_rect(canvas, mark, (ZfColour){0},
                   &(ZfStroke){.width = 0.9, .colour = ZF_COLOUR_WHITE});
    zf_canvas_rect(canvas, mark, (ZfColour){0}, &(ZfStroke){.width = 0.4});
    draw_inset_letter(canvas, mark);
    zf_canvas_rect(canvas, zf_rect_grow(c->inset, 0.7), ZF_COLOUR_WHITE, NULL);
    draw_map(c, canvas, &c->inset_view);
    draw_seats(c, canvas, &c->inset_view);
    for (size_t i = 0; i < c->n_units; i++) {
        if (c->units[i].fate == ZF_LABEL_INSET) {
            draw_label(c, canvas, &c->units[i], c->units[i].label);
        }
    }
    g_autofree char *scale = g_strdup_printf("1:%.0f", c->inset_view.scale);
    ZfLettering bold = {.size = 2.8, .bold = true};
    ZfLettering small = {.size = 2.6, .colour = zf_colour_rgb(0x595959), .align = ZF_ALIGN_RIGHT};
    g_autofree char *title = zf_say_fill(c->options->lang, ZF_SAY_INSET, "A");
    zf_canvas_rect(canvas, head, ZF_COLOUR_WHITE, &(ZfStroke){.width = 0.4});
    zf_canvas_text_mid(canvas, &bold, head.x + 1.2, head.y + head.h / 2, title);
    zf_canvas_text_mid(canvas, &small, head.x + head.w - 1.2, head.y + head.h / 2, scale);
    zf_canvas_rect(canvas, c->inset, (ZfColour){0}, &(ZfStroke){.width = 0.45});
}

unsigned
zf_choropleth_key_list(const ZfChoropleth *c, ZfCanvas *canvas, ZfRect box, unsigned columns,
                       unsigned first)
{
    unsigned rows = (unsigned)(box.h / ZF_KEY_LINE);
    unsigned last = first + rows * columns;
    ZfLettering number = {.size = 2.3, .bold = true, .align = ZF_ALIGN_CENTRE};
    ZfLettering text = {.size = 2.9};
    for (size_t i = 0; i < c->n_units; i++) {
        const ZfUnitArea *unit = &c->units[i];
        if (unit->fate != ZF_LABEL_KEY || unit->key <= first || unit->key > last) {
            continue;
        }
        unsigned at = unit->key - 1 - first;
        unsigned column = at / rows;
        double x = box.x + column * (box.w / columns);
        double y = box.y + (at % rows + 0.5) * ZF_KEY_LINE;
        g_autofree char *digits = g_strdup_printf("%u", unit->key);
        g_autofree char *line = g_strdup_printf("%s  %s", unit->name, unit->figure);
        number.size = unit->key < 100 ? 2.3 : 1.8;
        zf_canvas_circle(canvas, x + 1.8, y, 1.65, ZF_COLOUR_WHITE, &(ZfStroke){.width = 0.2});
        zf_canvas_text_mid(canvas, &number, x + 1.8, y, digits);
        zf_canvas_text_mid(canvas, &text, x + 4.4, y, line);
    }
    return MIN(last, c->n_keys);
}

static void
draw_furniture(const ZfChoropleth *c, ZfCanvas *canvas)
{
    ZfLang lang = c->options->lang;
    zf_canvas_north(canvas, c->north.x + c->north.w / 2, c->north.y + c->north.h / 2 - 1.5, 9, 0,
                    NULL, 0);
    ZfLettering word = {.size = 3.2, .bold = true, .align = ZF_ALIGN_CENTRE};
    zf_canvas_text_mid(canvas, &word, c->north.x + c->north.w / 2, c->north.y + c->north.h - 1.8,
                       zf_say(lang, ZF_SAY_NORTH));
    ZfScaleBar bar = zf_choropleth_bar(c);
    ZfRect size = zf_canvas_scale_bar(canvas, c->scale.x, c->scale.y, &bar);
    g_autofree char *number = zf_say_number((int64_t)c->view.scale);
    g_autofree char *scale = g_strconcat("1:", number, NULL);
    zf_canvas_text(canvas, &(ZfLettering){.size = 2.8, .colour = zf_colour_rgb(0x595959)},
                   c->scale.x + 2, c->scale.y + size.h + 2.6, scale);
}

void
zf_choropleth_draw(ZfChoropleth *c, ZfCanvas *canvas)
{
    draw_map(c, canvas, &c->view);
    if (c->kind != ZF_CHOROPLETH_BARE) {
        draw_seats(c, canvas, &c->view);
    }
    for (size_t i = 0; i < c->n_units; i++) {
        draw_symbol(c, canvas, &c->units[i]);
    }
    for (size_t i = 0; i < c->n_units; i++) {
        const ZfUnitArea *unit = &c->units[i];
        if (unit->fate == ZF_LABEL_INSIDE) {
            draw_label(c, canvas, unit, unit->label);
        } else if (unit->fate == ZF_LABEL_CALLED) {
            draw_called(c, canvas, unit);
        } else if (unit->fate == ZF_LABEL_KEY && unit->label.w > 0) {
            draw_key_number(canvas, unit);
        }
    }
    for (size_t i = 0; i < c->n_towns; i++) {
        draw_town(c, canvas, &c->towns[i]);
    }
    if (c->inset.w > 0) {
        draw_inset(c, canvas);
    }
    if (c->key_list.w > 0) {
        zf_choropleth_key_list(c, canvas, c->key_list, c->key_columns, 0);
    }
    if (c->locator.w > 0) {
        zf_map_locator_draw(canvas, c->locator, c->input, c->options);
    }
    if (c->kind != ZF_CHOROPLETH_BARE) {
        draw_furniture(c, canvas);
    }
    zf_canvas_rect(canvas, c->rect, (ZfColour){0}, &(ZfStroke){.width = 0.35});
}

/* Pairs of labels, key numbers and names of towns that cover each other. */
static size_t
count_overlaps(const ZfChoropleth *c)
{
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(ZfRect));
    size_t overlaps = 0;
    for (size_t i = 0; i < c->n_units; i++) {
        if (c->units[i].fate != ZF_LABEL_NONE) {
            ZfRect box = zf_rect_grow(c->units[i].label, -0.01);
            g_array_append_val(boxes, box);
        }
    }
    for (size_t i = 0; i < c->n_towns; i++) {
        if (c->towns[i].placed) {
            ZfRect box = zf_rect_grow(c->towns[i].box, -0.01);
            g_array_append_val(boxes, box);
        }
    }
    for (guint i = 0; i < boxes->len; i++) {
        for (guint j = 0; j < i; j++) {
            overlaps +=
                zf_rect_meets(g_array_index(boxes, ZfRect, i), g_array_index(boxes, ZfRect, j));
        }
    }
    return overlaps;
}

void
zf_choropleth_dump(const ZfChoropleth *c, GString *dump)
{
    static const char *const fates[] = {"missing", "inside", "inset", "called", "key"};
    for (size_t i = 0; i < c->n_units; i++) {
        const ZfUnitArea *unit = &c->units[i];
        g_autofree char *x = zf_text_from_double(unit->label.x + unit->label.w / 2, 1);
        g_autofree char *y = zf_text_from_double(unit->label.y + unit->label.h / 2, 1);
        g_string_append_printf(dump, "%s %s %s %s %s fit %d at %s %s\n", unit->area->code,
                               unit->name, unit->figure, zf_choropleth_class(c, unit->class),
                               fates[unit->fate], unit->fit, x, y);
    }
    for (size_t i = 0; i < c->n_towns; i++) {
        g_autofree char *x = zf_text_from_double(c->towns[i].box.x, 1);
        g_autofree char *y = zf_text_from_double(c->towns[i].box.y, 1);
        g_string_append_printf(dump, "town %s %s %s at %s %s\n", c->towns[i].area->name,
                               c->towns[i].figure, c->towns[i].placed ? "outside" : "in the panel",
                               x, y);
    }
    if (c->locator.w > 0) {
        g_autofree char *x = zf_text_from_double(c->locator.x, 1);
        g_autofree char *y = zf_text_from_double(c->locator.y, 1);
        g_string_append_printf(dump, "locator at %s %s\n", x, y);
    }
    g_string_append_printf(dump, "overlaps %zu\n", count_overlaps(c));
}
