/* The locator: where the areas of a map lie in their county, in a corner of it. */
#include "map/mapsheet.h"
#include "map/outline.h"

#include <string.h>

#include "say/say.h"

#define CAPTION 4.2

static void
add_shapes(ZfBrush *brush, const ZfArea *areas, size_t n)
{
    zf_canvas_begin(brush->canvas);
    for (size_t i = 0; i < n; i++) {
        if (areas[i].shape) {
            zf_brush_add_polygon(brush, areas[i].shape);
        }
    }
}

static void
add_points(ZfBrush *brush, const ZfArea *areas, size_t n, ZfAreaLevel level, double r)
{
    zf_canvas_begin(brush->canvas);
    for (size_t i = 0; i < n; i++) {
        if (areas[i].level == level && !areas[i].shape && areas[i].has_point) {
            ZfMm p = zf_frame_to_paper(&brush->lens, areas[i].point);
            zf_canvas_add_circle(brush->canvas, p.x, p.y, r);
        }
    }
}

/* The county's name, or that of what lies above all. */
static const char *
name_of(const ZfMapInput *input)
{
    for (size_t i = 0; i < input->n_wider; i++) {
        if (input->wider[i].parent_index < 0 && *input->wider[i].name) {
            return input->wider[i].name;
        }
    }
    return "";
}

void
zf_map_locator_draw(ZfCanvas *canvas, ZfRect box, const ZfMapInput *input,
                    const ZfMapOptions *options)
{
    ZfMapInput wider = {.areas = input->wider, .n_areas = input->n_wider};
    g_autoptr(GArray) points = zf_map_area_points(&wider);
    ZfRect map = {box.x, box.y, box.w, box.h - CAPTION};
    if (points->len < 2) {
        return;
    }
    ZfFrameView view =
        zf_frame_fit(map, (const ZfLonLat *)(const void *)points->data, points->len, 1.6, 0, 1000);
    ZfBrush brush =
        zf_brush_new(canvas, zf_style_default(ZF_STYLE_COVERAGE), &view, options->bw, "sheet");
    ZfColour here = options->bw ? ZF_COLOUR_BLACK : zf_colour_rgb(0x1F4E79);
    ZfAreaLevel level = zf_area_unit_level(input->wider, input->n_wider);
    zf_canvas_rect(canvas, zf_rect_grow(box, 0.6), ZF_COLOUR_WHITE, NULL);
    add_shapes(&brush, input->wider, input->n_wider);
    zf_canvas_fill(canvas, zf_colour_grey(0.88));
    zf_canvas_stroke(canvas, &(ZfStroke){.width = 0.1, .colour = zf_colour_grey(0.6)});
    add_points(&brush, input->wider, input->n_wider, level, 0.5);
    zf_canvas_fill(canvas, zf_colour_grey(0.6));
    add_shapes(&brush, input->areas, input->n_areas);
    zf_canvas_fill(canvas, here);
    add_points(&brush, input->areas, input->n_areas, level, 0.8);
    zf_canvas_fill(canvas, here);
    zf_canvas_begin(canvas);
    ZfLettering small = {.size = 2.6, .align = ZF_ALIGN_CENTRE};
    g_autofree char *caption = zf_say_fill(options->lang, ZF_SAY_LOCATOR_IN, name_of(input));
    double width = zf_canvas_text_size(canvas, &small, caption).width;
    small.size *= MIN(1, (box.w - 1.5) / MAX(width, 1));
    zf_canvas_text_mid(canvas, &small, box.x + box.w / 2, box.y + box.h - CAPTION / 2, caption);
    zf_canvas_rect(canvas, box, (ZfColour){0}, &(ZfStroke){.width = 0.3});
    zf_brush_clear(&brush);
}
