#include "map/scene.h"

#include <string.h>

/* The properties a style may ask for; ret: how many. */
static size_t
item_props(const ZfBrush *brush, const ZfSceneItem *item, ZfProp *ret)
{
    size_t n = 0;
    if (item->road) {
        const ZfRoad *road = item->road->road;
        ret[n++] = zf_prop_text("class", road->highway);
        ret[n++] = zf_prop_text("kind", zf_road_kind(road->highway));
        ret[n++] = zf_prop_text("name", road->name);
        ret[n++] = zf_prop_bool("bridge", item->road->bridge);
        ret[n++] = zf_prop_bool("tunnel", item->road->tunnel);
    } else {
        const ZfWater *water = item->water->water;
        ret[n++] = zf_prop_text("kind", water->shape ? "area" : "line");
        ret[n++] = zf_prop_text("name", water->name);
        ret[n++] = zf_prop_number("length", item->water->length_m * brush->mm_per_m);
    }
    ret[n++] = zf_prop_text("size", brush->size);
    g_assert(n <= ZF_SCENE_PROPS);
    return n;
}

static ZfLook
look_at(const ZfBrush *brush, const ZfSceneItem *item, const ZfProp *props, size_t n)
{
    bool area = item->water && item->water->water->shape;
    return (ZfLook){
        .feature = {props, n, brush->zoom, brush->scratch, area ? "Polygon" : "LineString"},
        .bw = brush->bw};
}

ZfLook
zf_scene_look(const ZfBrush *brush, const ZfSceneItem *item, ZfProp *props)
{
    return look_at(brush, item, props, item_props(brush, item, props));
}

static const char *
item_source(const ZfSceneItem *item)
{
    return item->road ? "road" : "water";
}

static void
find_layers(ZfScene *scene, const ZfBrush *brush)
{
    scene->shows = g_new0(bool, (size_t)scene->items->len * scene->n_layers + 1);
    for (guint i = 0; i < scene->items->len; i++) {
        ZfSceneItem *item = &g_array_index(scene->items, ZfSceneItem, i);
        ZfProp props[ZF_SCENE_PROPS];
        ZfLook look = zf_scene_look(brush, item, props);
        for (size_t l = 0; l < scene->n_layers; l++) {
            const ZfLayer *layer = zf_style_layer(brush->style, l);
            bool shows =
                strcmp(layer->source_layer, item_source(item)) == 0 && zf_layer_shows(layer, &look);
            scene->shows[i * scene->n_layers + l] = shows;
            item->shown = item->shown || shows;
        }
    }
}

static void
project_item(ZfScene *scene, ZfBrush *brush, ZfSceneItem *item)
{
    item->first = scene->pieces->len - 1;
    if (item->road) {
        const ZfRoad *road = item->road->road;
        zf_brush_cut_line(brush, road->points, road->n_points, scene->points, scene->pieces);
    } else if (item->water->water->shape) {
        zf_brush_cut_polygon(brush, item->water->water->shape, scene->points, scene->pieces);
    } else if (item->water->water->lines) {
        const ZfLines *lines = item->water->water->lines;
        for (uint32_t l = 0; l < lines->n_lines; l++) {
            uint32_t first = lines->lines[l];
            zf_brush_cut_line(brush, lines->points + first, lines->lines[l + 1] - first,
                              scene->points, scene->pieces);
        }
    }
    item->n_pieces = scene->pieces->len - 1 - item->first;
}

ZfScene *
zf_scene_new(ZfBrush *brush, const ZfGround *ground)
{
    ZfScene *scene = g_new0(ZfScene, 1);
    scene->items = g_array_new(FALSE, TRUE, sizeof(ZfSceneItem));
    scene->pieces = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    scene->points = g_array_new(FALSE, FALSE, sizeof(ZfMm));
    scene->n_layers = zf_style_layers(brush->style);
    g_array_set_size(scene->pieces, 1);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    zf_ground_find(&ground->road_index, brush->box, found);
    for (guint i = 0; i < found->len; i++) {
        const ZfGroundRoad *road = &ground->roads[g_array_index(found, uint32_t, i)];
        ZfSceneItem item = {.road = road};
        if (*zf_road_kind(road->road->highway) && zf_box_meets(road->box, brush->box)) {
            g_array_append_val(scene->items, item);
        }
    }
    zf_ground_find(&ground->water_index, brush->box, found);
    for (guint i = 0; i < found->len; i++) {
        ZfSceneItem item = {.water = &ground->water[g_array_index(found, uint32_t, i)]};
        if (zf_box_meets(item.water->box, brush->box)) {
            g_array_append_val(scene->items, item);
        }
    }
    find_layers(scene, brush);
    for (guint i = 0; i < scene->items->len; i++) {
        ZfSceneItem *item = &g_array_index(scene->items, ZfSceneItem, i);
        if (item->shown) {
            project_item(scene, brush, item);
        }
    }
    return scene;
}

void
zf_scene_free(ZfScene *scene)
{
    if (scene) {
        g_array_unref(scene->items);
        g_array_unref(scene->pieces);
        g_array_unref(scene->points);
        g_free(scene->shows);
        g_free(scene);
    }
}

const ZfMm *
zf_scene_piece(const ZfScene *scene, uint32_t piece, size_t *n)
{
    const uint32_t *starts = (const uint32_t *)(const void *)scene->pieces->data;
    *n = starts[piece + 1] - starts[piece];
    return (const ZfMm *)(const void *)scene->points->data + starts[piece];
}

static void
add_item(const ZfScene *scene, const ZfSceneItem *item, ZfCanvas *canvas)
{
    bool area = item->water && item->water->water->shape;
    for (uint32_t p = 0; p < item->n_pieces; p++) {
        size_t n;
        const ZfMm *points = zf_scene_piece(scene, item->first + p, &n);
        if (area) {
            zf_canvas_add_ring(canvas, points, n);
        } else {
            zf_canvas_add_line(canvas, points, n);
        }
    }
}

static bool
same_colour(ZfColour a, ZfColour b)
{
    return a.r == b.r && a.g == b.g && a.b == b.b && a.a == b.a;
}

static bool
same_stroke(const ZfStroke *a, const ZfStroke *b)
{
    bool same = a->width == b->width && same_colour(a->colour, b->colour) && a->cap == b->cap &&
                a->join == b->join && a->miter == b->miter && a->n_dash == b->n_dash &&
                a->dash_offset == b->dash_offset;
    for (unsigned i = 0; same && i < a->n_dash; i++) {
        same = a->dash[i] == b->dash[i];
    }
    return same;
}

/* See-through strokes are drawn one by one: joined ones would not darken where they cross. */
static void
draw_strokes(const ZfScene *scene, ZfBrush *brush, size_t index)
{
    const ZfLayer *layer = zf_style_layer(brush->style, index);
    ZfStroke last = {0};
    bool waiting = false;
    bool plain = zf_layer_is_plain(layer);
    for (guint i = 0; i < scene->items->len; i++) {
        const ZfSceneItem *item = &g_array_index(scene->items, ZfSceneItem, i);
        if (!scene->shows[i * scene->n_layers + index] || item->n_pieces == 0) {
            continue;
        }
        ZfProp props[ZF_SCENE_PROPS];
        ZfLook look = zf_scene_look(brush, item, props);
        if (!plain) {
            add_item(scene, item, brush->canvas);
            zf_brush_draw(brush, layer, &look);
            continue;
        }
        ZfStroke stroke = zf_layer_stroke(layer, &look);
        if (waiting && !(same_stroke(&stroke, &last) && stroke.colour.a >= 1)) {
            zf_canvas_stroke(brush->canvas, &last);
            zf_canvas_begin(brush->canvas);
        }
        add_item(scene, item, brush->canvas);
        last = stroke;
        waiting = true;
    }
    if (waiting) {
        zf_canvas_stroke(brush->canvas, &last);
        zf_canvas_begin(brush->canvas);
    }
}

void
zf_scene_draw(const ZfScene *scene, ZfBrush *brush, size_t index)
{
    const ZfLayer *layer = zf_style_layer(brush->style, index);
    if (layer->type == ZF_LAYER_LINE) {
        draw_strokes(scene, brush, index);
        return;
    }
    if (layer->type == ZF_LAYER_SYMBOL) { /* linename.h */
        return;
    }
    for (guint i = 0; i < scene->items->len; i++) {
        const ZfSceneItem *item = &g_array_index(scene->items, ZfSceneItem, i);
        if (scene->shows[i * scene->n_layers + index] && item->n_pieces > 0) {
            ZfProp props[ZF_SCENE_PROPS];
            ZfLook look = zf_scene_look(brush, item, props);
            add_item(scene, item, brush->canvas);
            zf_brush_draw(brush, layer, &look);
        }
    }
}
