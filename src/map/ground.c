#include "map/ground.h"

#include <math.h>
#include <string.h>

#define GRID 64 /* cells along each side of the index */

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

static int
cell_along(double value, double min, double max)
{
    double cell = max > min ? floor((value - min) / (max - min) * GRID) : 0;
    return (int)CLAMP(cell, 0, GRID - 1);
}

/* ret: false when the box is empty or lies beside the index. */
static bool
cells_of(const ZfGroundIndex *index, ZfBox box, int ret[4])
{
    if (zf_box_is_empty(box) || zf_box_is_empty(index->box) || !zf_box_meets(box, index->box)) {
        return false;
    }
    ret[0] = cell_along(box.min_lon, index->box.min_lon, index->box.max_lon);
    ret[1] = cell_along(box.max_lon, index->box.min_lon, index->box.max_lon);
    ret[2] = cell_along(box.min_lat, index->box.min_lat, index->box.max_lat);
    ret[3] = cell_along(box.max_lat, index->box.min_lat, index->box.max_lat);
    return true;
}

/* first: the box of the first thing; the others follow stride bytes apart. */
static ZfGroundIndex
index_new(const ZfBox *first, size_t stride, size_t n)
{
    ZfGroundIndex index = {.box = zf_box_empty(), .starts = g_new0(uint32_t, GRID * GRID + 2)};
    for (size_t i = 0; i < n; i++) {
        zf_box_join(&index.box, *(const ZfBox *)(const void *)((const char *)first + i * stride));
    }
    for (int pass = 0; pass < 2; pass++) { /* count, then fill: starts[c + 1] runs along cell c */
        for (size_t i = 0; i < n; i++) {
            int c[4];
            if (!cells_of(&index, *(const ZfBox *)(const void *)((const char *)first + i * stride),
                          c)) {
                continue;
            }
            for (int y = c[2]; y <= c[3]; y++) {
                for (int x = c[0]; x <= c[1]; x++) {
                    uint32_t *at = &index.starts[y * GRID + x + (pass == 0 ? 2 : 1)];
                    if (pass == 1) {
                        index.members[*at] = (uint32_t)i;
                    }
                    (*at)++;
                }
            }
        }
        for (size_t c = 2; pass == 0 && c < GRID * GRID + 2; c++) {
            index.starts[c] += index.starts[c - 1];
        }
        if (pass == 0) {
            index.members = g_new(uint32_t, index.starts[GRID * GRID + 1] + 1);
        }
    }
    return index;
}

static int
compare_numbers(gconstpointer a, gconstpointer b)
{
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

void
zf_ground_find(const ZfGroundIndex *index, ZfBox box, GArray *found)
{
    int c[4];
    g_array_set_size(found, 0);
    if (!cells_of(index, box, c)) {
        return;
    }
    for (int y = c[2]; y <= c[3]; y++) {
        uint32_t first = index->starts[y * GRID + c[0]];
        uint32_t end = index->starts[y * GRID + c[1] + 1];
        g_array_append_vals(found, index->members + first, end - first);
    }
    g_array_sort(found, compare_numbers);
    guint kept = 0;
    for (guint i = 0; i < found->len; i++) {
        uint32_t number = g_array_index(found, uint32_t, i);
        if (kept == 0 || g_array_index(found, uint32_t, kept - 1) != number) {
            g_array_index(found, uint32_t, kept++) = number;
        }
    }
    g_array_set_size(found, kept);
}

static double
own_length(const ZfWater *water, ZfBox box)
{
    if (water->shape) {
        return zf_distance_m((ZfLonLat){box.min_lon, box.min_lat},
                             (ZfLonLat){box.max_lon, box.max_lat});
    }
    double length = 0;
    for (uint32_t l = 0; water->lines && l < water->lines->n_lines; l++) {
        uint32_t first = water->lines->lines[l];
        length +=
            zf_line_length_m(water->lines->points + first, water->lines->lines[l + 1] - first);
    }
    return length;
}

/* Rivers come in many pieces: what counts is the length of all that have the name. */
static void
take_lengths(ZfGround *ground)
{
    g_autoptr(GHashTable) of_name = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < ground->n_water; i++) {
            ZfGroundWater *water = &ground->water[i];
            const char *name = water->water->name;
            if (water->water->shape || !name || !*name) {
                continue;
            }
            double *sum = g_hash_table_lookup(of_name, name);
            if (!sum) {
                sum = g_new0(double, 1);
                g_hash_table_insert(of_name, (gpointer)name, sum);
            }
            if (pass == 0) {
                *sum += water->length_m;
            } else {
                water->length_m = *sum;
            }
        }
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
        ground->water[i] =
            (ZfGroundWater){.water = water, .box = box, .length_m = own_length(water, box)};
    }
    take_lengths(ground);
    ground->road_index = index_new(&ground->roads->box, sizeof *ground->roads, ground->n_roads);
    ground->water_index = index_new(&ground->water->box, sizeof *ground->water, ground->n_water);
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
        g_free(ground->road_index.starts);
        g_free(ground->road_index.members);
        g_free(ground->water_index.starts);
        g_free(ground->water_index.members);
        g_free(ground->roads);
        g_free(ground->water);
        g_free(ground->house_boxes);
        g_free(ground->area_boxes);
        g_free(ground);
    }
}
