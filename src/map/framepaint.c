#include "map/framepaint.h"

#include <math.h>
#include <string.h>

#define NEAR_MM 0.05
#define EDGE_MM 6.0

static ZfBox
view_box(const ZfFrameLens *lens, ZfRect rect)
{
    ZfRect wide = zf_rect_grow(rect, EDGE_MM);
    ZfBox box = zf_box_empty();
    for (int i = 0; i <= 4; i++) { /* edges bow a little: look at five points of each */
        for (int j = 0; j <= 4; j++) {
            ZfMm p = {wide.x + wide.w * i / 4, wide.y + wide.h * j / 4};
            zf_box_add(&box, zf_frame_to_ground(lens, p));
        }
    }
    return box;
}

ZfBrush
zf_brush_new(ZfCanvas *canvas, const ZfStyle *style, const ZfFrameView *view, bool bw,
             const char *size)
{
    ZfBrush brush = {.canvas = canvas,
                     .style = style,
                     .lens = zf_frame_lens(view),
                     .rect = view->rect,
                     .zoom = log2(559082264.0 / view->scale),
                     .bw = bw,
                     .size = size,
                     .points = g_array_new(FALSE, FALSE, sizeof(ZfMm)),
                     .scratch = g_string_chunk_new(256)};
    brush.mm_per_m = brush.lens.mm_per_m;
    brush.box = view_box(&brush.lens, view->rect);
    return brush;
}

void
zf_brush_clear(ZfBrush *brush)
{
    g_clear_pointer(&brush->points, g_array_unref);
    g_clear_pointer(&brush->scratch, g_string_chunk_free);
}

const char *
zf_road_kind(const char *highway)
{
    static const struct {
        const char *class;
        const char *kind;
    } kinds[] = {{"motorway", "main"},
                 {"trunk", "main"},
                 {"primary", "main"},
                 {"secondary", "main"},
                 {"tertiary", "road"},
                 {"track", "track"},
                 {"path", "path"},
                 {"footway", "path"},
                 {"steps", "path"},
                 {"bridleway", "path"},
                 {"cycleway", "path"},
                 {"service", "track"},
                 {"", ""}};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        size_t length = strlen(kinds[i].class);
        bool link = length > 0 && strncmp(highway, kinds[i].class, length) == 0 &&
                    strcmp(highway + length, "_link") == 0;
        if (link || strcmp(highway, kinds[i].class) == 0) {
            return kinds[i].kind;
        }
    }
    return "road";
}

void
zf_brush_project(ZfBrush *brush, const ZfLonLat *points, size_t n)
{
    g_array_set_size(brush->points, 0);
    for (size_t i = 0; i < n; i++) {
        ZfMm p = zf_frame_to_paper(&brush->lens, points[i]);
        if (brush->points->len > 0 && i + 1 < n) {
            ZfMm last = g_array_index(brush->points, ZfMm, brush->points->len - 1);
            if (hypot(p.x - last.x, p.y - last.y) < NEAR_MM) {
                continue;
            }
        }
        g_array_append_val(brush->points, p);
    }
}

static bool
segment_near(ZfRect rect, ZfMm a, ZfMm b)
{
    return fmax(a.x, b.x) >= rect.x && fmin(a.x, b.x) <= rect.x + rect.w &&
           fmax(a.y, b.y) >= rect.y && fmin(a.y, b.y) <= rect.y + rect.h;
}

void
zf_brush_add_line(ZfBrush *brush, const ZfLonLat *points, size_t n)
{
    zf_brush_project(brush, points, n);
    const ZfMm *p = (const ZfMm *)brush->points->data;
    ZfRect near = zf_rect_grow(brush->rect, EDGE_MM);
    bool pen_down = false;
    for (guint i = 1; i < brush->points->len; i++) {
        if (!segment_near(near, p[i - 1], p[i])) {
            pen_down = false;
            continue;
        }
        if (!pen_down) {
            zf_canvas_move_to(brush->canvas, p[i - 1].x, p[i - 1].y);
        }
        zf_canvas_line_to(brush->canvas, p[i].x, p[i].y);
        pen_down = true;
    }
}

void
zf_brush_add_polygon(ZfBrush *brush, const ZfPolygon *polygon)
{
    for (uint32_t r = 0; r < polygon->n_rings; r++) {
        uint32_t first = polygon->rings[r];
        zf_brush_project(brush, polygon->points + first, polygon->rings[r + 1] - first);
        zf_canvas_add_ring(brush->canvas, (const ZfMm *)brush->points->data, brush->points->len);
    }
}

void
zf_brush_draw(ZfBrush *brush, const ZfLayer *layer, const ZfLook *look)
{
    if (layer->type == ZF_LAYER_FILL) {
        ZfColour colour = zf_layer_colour(layer, ZF_PROPERTY_FILL_COLOR, look, (ZfColour){0});
        colour.a *= CLAMP(zf_layer_number(layer, ZF_PROPERTY_FILL_OPACITY, look, 1), 0, 1);
        ZfHatch hatch = zf_layer_hatch(brush->style, layer, look);
        zf_canvas_fill(brush->canvas, colour);
        zf_canvas_hatch(brush->canvas, &hatch);
    } else if (layer->type == ZF_LAYER_LINE) {
        ZfStroke stroke = zf_layer_stroke(layer, look);
        zf_canvas_stroke(brush->canvas, &stroke);
    }
    zf_canvas_begin(brush->canvas);
}

static ZfLook
look_at(const ZfBrush *brush, const ZfProp *props, size_t n)
{
    return (ZfLook){.feature = {props, n, brush->zoom, brush->scratch}, .bw = brush->bw};
}

static void
draw_roads(ZfBrush *brush, const ZfLayer *layer, const ZfGround *ground)
{
    for (size_t i = 0; i < ground->n_roads; i++) {
        const ZfGroundRoad *r = &ground->roads[i];
        const char *kind = zf_road_kind(r->road->highway);
        if (*kind == '\0' || !zf_box_meets(r->box, brush->box)) {
            continue;
        }
        const ZfProp props[] = {
            zf_prop_text("class", r->road->highway), zf_prop_text("kind", kind),
            zf_prop_text("name", r->road->name),     zf_prop_bool("bridge", r->bridge),
            zf_prop_bool("tunnel", r->tunnel),       zf_prop_text("size", brush->size)};
        ZfLook look = look_at(brush, props, G_N_ELEMENTS(props));
        if (zf_layer_shows(layer, &look)) {
            zf_brush_add_line(brush, r->road->points, r->road->n_points);
            zf_brush_draw(brush, layer, &look);
        }
    }
}

static void
draw_water(ZfBrush *brush, const ZfLayer *layer, const ZfGround *ground)
{
    for (size_t i = 0; i < ground->n_water; i++) {
        const ZfWater *water = ground->water[i].water;
        if (!zf_box_meets(ground->water[i].box, brush->box)) {
            continue;
        }
        const ZfProp props[] = {zf_prop_text("kind", water->shape ? "area" : "line"),
                                zf_prop_text("name", water->name),
                                zf_prop_text("size", brush->size)};
        ZfLook look = look_at(brush, props, G_N_ELEMENTS(props));
        if (!zf_layer_shows(layer, &look)) {
            continue;
        }
        if (water->shape) {
            zf_brush_add_polygon(brush, water->shape);
        }
        for (uint32_t l = 0; water->lines && l < water->lines->n_lines; l++) {
            uint32_t first = water->lines->lines[l];
            zf_brush_add_line(brush, water->lines->points + first,
                              water->lines->lines[l + 1] - first);
        }
        zf_brush_draw(brush, layer, &look);
    }
}

/* Houses without a footprint are squares of 8 m, at least 0.6 mm. */
static void
draw_houses(ZfBrush *brush, const ZfLayer *layer, const ZfGround *ground)
{
    const ZfProp props[] = {zf_prop_text("size", brush->size)};
    ZfLook look = look_at(brush, props, G_N_ELEMENTS(props));
    if (!zf_layer_shows(layer, &look)) {
        return;
    }
    double side = fmax(0.6, 8 * brush->mm_per_m);
    for (size_t i = 0; i < ground->input.n_houses; i++) {
        if (zf_box_holds(brush->box, ground->input.houses[i])) {
            ZfMm p = zf_frame_to_paper(&brush->lens, ground->input.houses[i]);
            zf_canvas_add_rect(brush->canvas, (ZfRect){p.x - side / 2, p.y - side / 2, side, side},
                               0);
            zf_brush_draw(brush, layer, &look);
        }
    }
    for (size_t i = 0; i < ground->input.n_house_shapes; i++) {
        if (zf_box_meets(ground->house_boxes[i], brush->box)) {
            zf_brush_add_polygon(brush, ground->input.house_shapes[i]);
            zf_brush_draw(brush, layer, &look);
        }
    }
}

static const char *
level_name(ZfAreaLevel level)
{
    static const char *const names[] = {"province", "city", "county", "town", "village", "group"};
    return names[level];
}

static void
draw_areas(ZfBrush *brush, const ZfLayer *layer, const ZfGround *ground)
{
    for (size_t i = 0; i < ground->input.n_areas; i++) {
        const ZfArea *area = &ground->input.areas[i];
        if (!area->shape || !zf_box_meets(ground->area_boxes[i], brush->box)) {
            continue;
        }
        const ZfProp props[] = {zf_prop_text("level", level_name(area->level)),
                                zf_prop_text("name", area->name),
                                zf_prop_text("size", brush->size)};
        ZfLook look = look_at(brush, props, G_N_ELEMENTS(props));
        if (zf_layer_shows(layer, &look)) {
            zf_brush_add_polygon(brush, area->shape);
            zf_brush_draw(brush, layer, &look);
        }
    }
}

void
zf_brush_ground_layer(ZfBrush *brush, const ZfLayer *layer, const ZfGround *ground)
{
    if (strcmp(layer->source_layer, "road") == 0) {
        draw_roads(brush, layer, ground);
    } else if (strcmp(layer->source_layer, "water") == 0) {
        draw_water(brush, layer, ground);
    } else if (strcmp(layer->source_layer, "house") == 0) {
        draw_houses(brush, layer, ground);
    } else if (strcmp(layer->source_layer, "area") == 0) {
        draw_areas(brush, layer, ground);
    }
}
