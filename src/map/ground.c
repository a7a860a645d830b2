#include "map/ground.h"

#include <string.h>

/* true when tags ("key=value" lines) hold that key with another value than no. */
static bool
has_tag(const char *tags, const char *key)
{
    size_t length = strlen(key);
    for (const char *line = tags; line && *line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, key, length) == 0 && line[length] == '=') {
            return !g_str_has_prefix(line + length + 1, "no");
        }
        if (*line == '\0') {
            break;
        }
    }
    return false;
}

static ZfBox
points_box(const ZfLonLat *points, size_t n)
{
    ZfBox box = zf_box_empty();
    for (size_t i = 0; i < n; i++) {
        zf_box_add(&box, points[i]);
    }
    return box;
}

static void
take_roads(ZfGround *ground, const ZfGroundInput *input)
{
    ground->n_roads = input->n_roads;
    ground->roads = g_new0(ZfGroundRoad, input->n_roads + 1);
    for (size_t i = 0; i < input->n_roads; i++) {
        const ZfRoad *road = &input->roads[i];
        const char *tags = road->tags ? road->tags : "";
        ground->roads[i] = (ZfGroundRoad){.road = road,
                                          .box = points_box(road->points, road->n_points),
                                          .bridge = has_tag(tags, "bridge"),
                                          .tunnel = has_tag(tags, "tunnel")};
    }
}

ZfGround *
zf_ground_new(const ZfGroundInput *input)
{
    ZfGround *ground = g_new0(ZfGround, 1);
    ground->input = *input;
    take_roads(ground, input);
    ground->n_water = input->n_water;
    ground->water = g_new0(ZfGroundWater, input->n_water + 1);
    for (size_t i = 0; i < input->n_water; i++) {
        const ZfWater *water = &input->water[i];
        ZfBox box = water->shape   ? zf_polygon_box(water->shape)
                    : water->lines ? zf_lines_box(water->lines)
                                   : zf_box_empty();
        ground->water[i] = (ZfGroundWater){water, box};
    }
    ground->house_boxes = g_new0(ZfBox, input->n_house_shapes + 1);
    for (size_t i = 0; i < input->n_house_shapes; i++) {
        ground->house_boxes[i] = zf_polygon_box(input->house_shapes[i]);
    }
    ground->area_boxes = g_new0(ZfBox, input->n_areas + 1);
    for (size_t i = 0; i < input->n_areas; i++) {
        const ZfPolygon *shape = input->areas[i].shape;
        ground->area_boxes[i] = shape ? zf_polygon_box(shape) : zf_box_empty();
    }
    return ground;
}

void
zf_ground_free(ZfGround *ground)
{
    if (ground) {
        g_free(ground->roads);
        g_free(ground->water);
        g_free(ground->house_boxes);
        g_free(ground->area_boxes);
        g_free(ground);
    }
}
