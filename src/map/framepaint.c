#include "map/framepaint.h"

#include <math.h>
#include <string.h>

#define NEAR_MM 0.05
#define THIN_MM 0.1 /* how far a thinned line may stray, on paper */
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
                     .zoom = zf_style_zoom(view->scale),
                     .bw = bw,
                     .size = size,
                     .points = g_array_new(FALSE, FALSE, sizeof(ZfMm)),
                     .pieces = g_array_new(FALSE, TRUE, sizeof(uint32_t)),
                     .ring = g_array_new(FALSE, FALSE, sizeof(ZfLonLat)),
                     .keep = g_array_new(FALSE, TRUE, sizeof(bool)),
                     .scratch = g_string_chunk_new(256)};
    brush.mm_per_m = brush.lens.mm_per_m;
    brush.box = view_box(&brush.lens, view->rect);
    return brush;
}

void
zf_brush_clear(ZfBrush *brush)
{
    g_clear_pointer(&brush->points, g_array_unref);
    g_clear_pointer(&brush->pieces, g_array_unref);
    g_clear_pointer(&brush->ring, g_array_unref);
    g_clear_pointer(&brush->keep, g_array_unref);
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

/* Appends what thinning leaves of a line as one piece. closed: its last point is its first again,
 * and is not repeated. */
static void
append_piece(ZfBrush *brush, const ZfLonLat *line, size_t n, bool closed, GArray *points,
             GArray *pieces)
{
    g_array_set_size(brush->keep, (guint)n);
    bool *keep = (bool *)(void *)brush->keep->data;
    zf_line_simplify(line, n, THIN_MM / brush->mm_per_m, keep);
    guint before = points->len;
    for (size_t i = 0; i + (closed ? 1 : 0) < n; i++) {
        if (keep[i]) {
            ZfMm p = zf_frame_to_paper(&brush->lens, line[i]);
            g_array_append_val(points, p);
        }
    }
    if (points->len - before < (closed ? 3u : 2u)) { /* a speck */
        g_array_set_size(points, before);
        return;
    }
    uint32_t end = points->len;
    g_array_append_val(pieces, end);
}

static bool
segment_near(ZfBox box, ZfLonLat a, ZfLonLat b)
{
    return fmax(a.lon, b.lon) >= box.min_lon && fmin(a.lon, b.lon) <= box.max_lon &&
           fmax(a.lat, b.lat) >= box.min_lat && fmin(a.lat, b.lat) <= box.max_lat;
}

void
zf_brush_cut_line(ZfBrush *brush, const ZfLonLat *line, size_t n, GArray *points, GArray *pieces)
{
    size_t i = 0;
    while (i + 1 < n) {
        if (!segment_near(brush->box, line[i], line[i + 1])) {
            i++;
            continue;
        }
        size_t first = i;
        while (i + 1 < n && segment_near(brush->box, line[i], line[i + 1])) {
            i++;
        }
        append_piece(brush, line + first, i - first + 1, false, points, pieces);
    }
}

/* How far a point lies inside one side of a box; negative outside. */
static double
inside_side(ZfBox box, int side, ZfLonLat p)
{
    switch (side) {
    case 0: return p.lon - box.min_lon;
    case 1: return box.max_lon - p.lon;
    case 2: return p.lat - box.min_lat;
    default: return box.max_lat - p.lat;
    }
}

/* Sutherland and Hodgman, Reentrant polygon clipping, 1974: one side after the other. */
static void
clip_side(GArray *ring, ZfBox box, int side, GArray *ret)
{
    g_array_set_size(ret, 0);
    for (guint i = 0; i < ring->len; i++) {
        ZfLonLat a = g_array_index(ring, ZfLonLat, i);
        ZfLonLat b = g_array_index(ring, ZfLonLat, (i + 1) % ring->len);
        double da = inside_side(box, side, a);
        double db = inside_side(box, side, b);
        if (da >= 0) {
            g_array_append_val(ret, a);
        }
        if ((da >= 0) != (db >= 0)) {
            double t = da / (da - db);
            ZfLonLat cut = {a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
            g_array_append_val(ret, cut);
        }
    }
}

void
zf_brush_cut_polygon(ZfBrush *brush, const ZfPolygon *polygon, GArray *points, GArray *pieces)
{
    g_autoptr(GArray) other = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    for (uint32_t r = 0; r < polygon->n_rings; r++) {
        uint32_t first = polygon->rings[r];
        GArray *ring = brush->ring;
        g_array_set_size(ring, 0);
        g_array_append_vals(ring, polygon->points + first, polygon->rings[r + 1] - first);
        for (int side = 0; side < 4; side += 2) {
            clip_side(ring, brush->box, side, other);
            clip_side(other, brush->box, side + 1, ring);
        }
        if (ring->len >= 3) {
            ZfLonLat again = g_array_index(ring, ZfLonLat, 0);
            g_array_append_val(ring, again);
            append_piece(brush, (const ZfLonLat *)(const void *)ring->data, ring->len, true, points,
                         pieces);
        }
    }
}

static void
forget_pieces(ZfBrush *brush)
{
    g_array_set_size(brush->points, 0);
    g_array_set_size(brush->pieces, 0);
    g_array_set_size(brush->pieces, 1);
}

static void
add_pieces(ZfBrush *brush, bool rings)
{
    for (guint i = 0; i + 1 < brush->pieces->len; i++) {
        uint32_t first = g_array_index(brush->pieces, uint32_t, i);
        uint32_t end = g_array_index(brush->pieces, uint32_t, i + 1);
        const ZfMm *p = &g_array_index(brush->points, ZfMm, first);
        if (rings) {
            zf_canvas_add_ring(brush->canvas, p, end - first);
        } else {
            zf_canvas_add_line(brush->canvas, p, end - first);
        }
    }
}

void
zf_brush_add_line(ZfBrush *brush, const ZfLonLat *points, size_t n)
{
    forget_pieces(brush);
    zf_brush_cut_line(brush, points, n, brush->points, brush->pieces);
    add_pieces(brush, false);
}

void
zf_brush_add_polygon(ZfBrush *brush, const ZfPolygon *polygon)
{
    forget_pieces(brush);
    zf_brush_cut_polygon(brush, polygon, brush->points, brush->pieces);
    add_pieces(brush, true);
}

void
zf_brush_draw(ZfBrush *brush, const ZfLayer *layer, const ZfLook *look)
{
    zf_layer_paint(brush->style, layer, look, brush->canvas);
}

static ZfLook
look_at(const ZfBrush *brush, const ZfProp *props, size_t n)
{
    return (ZfLook){.feature = {props, n, brush->zoom, brush->scratch, "Polygon"}, .bw = brush->bw};
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
        }
    }
    zf_brush_draw(brush, layer, &look);
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
    if (strcmp(layer->source_layer, "house") == 0) {
        draw_houses(brush, layer, ground);
    } else if (strcmp(layer->source_layer, "area") == 0) {
        draw_areas(brush, layer, ground);
    }
}
