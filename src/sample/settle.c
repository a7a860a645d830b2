#include "sample/settle.h"

#include "sample/roads.h"

#include <math.h>
#include <string.h>

#define MIN_GROUPS  4
#define MAX_GROUPS  7
#define GROUP_APART 330.0

ZfLonLat
settlement_lonlat(const Settlement *settlement, ZfXY at)
{
    ZfLonLat p = zf_unproject(&settlement->projection, at);
    return (ZfLonLat){rint(p.lon * 1e7) / 1e7, rint(p.lat * 1e7) / 1e7};
}

static int32_t
village_at(const Settlement *settlement, ZfXY at)
{
    ZfLonLat p = settlement_lonlat(settlement, at);
    int32_t village;
    zf_area_index_locate(settlement->index, &p, 1, &village);
    return village;
}

/* Borders on the globe: each point of the plane comes out the same for both villages. */
static void
place_areas(Settlement *settlement)
{
    int n = settlement->land->n;
    settlement->areas = g_new0(ZfPolygon *, n);
    for (int i = 0; i < n; i++) {
        ZfPolygon *area = zf_polygon_copy(settlement->land->borders[i]);
        for (uint32_t k = 0; k < area->n_points; k++) {
            ZfXY at = {area->points[k].lon, area->points[k].lat};
            area->points[k] = settlement_lonlat(settlement, at);
        }
        settlement->areas[i] = area;
    }
    settlement->index =
        zf_area_index_new((const ZfPolygon *const *)settlement->areas, NULL, (size_t)n);
}

/* Where a node stands: its road and its place in it. */
typedef struct Spot {
    uint32_t node;
    uint32_t road;
    uint32_t position;
} Spot;

/* The spots of each village on roads a house may stand at. */
static GPtrArray *
spots_by_village(const Settlement *settlement)
{
    GPtrArray *ret = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    for (int i = 0; i < settlement->land->n; i++) {
        g_ptr_array_add(ret, g_array_new(FALSE, FALSE, sizeof(Spot)));
    }
    for (guint r = 0; r < settlement->roads->len; r++) {
        const Road *road = settlement->roads->pdata[r];
        if (road->class >= ROAD_PATH) {
            continue;
        }
        for (uint32_t i = 0; i < road->n_nodes; i++) {
            ZfXY at = roads_at(settlement, road->nodes[i]);
            int32_t village = village_at(settlement, at);
            ZfLonLat p = settlement_lonlat(settlement, at);
            if (village >= 0 &&
                zf_polygon_border_distance_m(settlement->areas[village], p) > 45.0) {
                Spot spot = {road->nodes[i], r, i};
                g_array_append_val((GArray *)ret->pdata[village], spot);
            }
        }
    }
    return ret;
}

/* A village no road passes gets a track from its heart to the nearest road. */
static void
open_up(Settlement *settlement, GPtrArray *spots, ZfRng *rng)
{
    guint n_nodes = settlement->nodes->len;
    g_autofree ZfXY *nodes = g_memdup2(settlement->nodes->data, n_nodes * sizeof(ZfXY));
    g_autoptr(ZfPointIndex) index = zf_point_index_new(nodes, n_nodes);
    for (int v = 0; v < settlement->land->n; v++) {
        GArray *own = spots->pdata[v];
        if (own->len >= MIN_GROUPS) {
            continue;
        }
        ZfXY seed = settlement->land->seeds[v];
        int32_t from = zf_point_index_nearest(index, seed, INFINITY, NULL);
        g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        uint32_t start = (uint32_t)from;
        g_array_append_val(list, start);
        ZfXY beyond = {seed.x + 260.0 * cos(v), seed.y + 260.0 * sin(v)};
        roads_wind(settlement, start, seed, 50.0, 60.0, rng, list);
        roads_wind(settlement, g_array_index(list, uint32_t, list->len - 1), beyond, 20.0, 60.0,
                   rng, list);
        roads_add(settlement, (const uint32_t *)(const void *)list->data, list->len, ROAD_TRACK,
                  -1);
        for (guint i = 0; i < list->len; i++) {
            uint32_t node = g_array_index(list, uint32_t, i);
            if (village_at(settlement, roads_at(settlement, node)) == v) {
                Spot spot = {node, settlement->roads->len - 1, i};
                g_array_append_val(own, spot);
            }
        }
    }
}

static double
distance(ZfXY a, ZfXY b)
{
    return hypot(a.x - b.x, a.y - b.y);
}

/* The first group stands nearest to the village's heart, each further one farthest from all. */
static guint
choose_spots(const Settlement *settlement, const GArray *spots, ZfXY seed, guint want,
             guint *chosen)
{
    guint n = 0;
    while (n < want) {
        double best = -INFINITY;
        for (guint i = 0; i < spots->len; i++) {
            ZfXY at = roads_at(settlement, g_array_index(spots, Spot, i).node);
            double score = n == 0 ? -distance(at, seed) : INFINITY;
            for (guint k = 0; k < n; k++) {
                ZfXY other = roads_at(settlement, g_array_index(spots, Spot, chosen[k]).node);
                score = MIN(score, distance(at, other));
            }
            if (score > best) {
                best = score;
                chosen[n] = i;
            }
        }
        if (n > 0 && best < GROUP_APART) {
            break;
        }
        n++;
    }
    return n;
}

/* true when a line of lane or footway may go there. */
static bool
is_dry_land(const Settlement *settlement, ZfXY at, int village)
{
    return village_at(settlement, at) == village &&
           terrain_water_distance(settlement->terrain, at, 3, 40.0) > 8.0;
}

/* A line out of a node, away from it in steps that wander; ends where the village ends. */
static int
branch_off(Settlement *settlement, uint32_t from, double direction, double step, int steps,
           int village, ZfRng *rng, RoadClass class, ZfXY *ret)
{
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_array_append_val(list, from);
    ZfXY at = roads_at(settlement, from);
    int n = 0;
    ret[n++] = at;
    for (int i = 1; i < steps; i++) {
        direction += 0.5 * (zf_rng_unit(rng) - 0.5);
        at = (ZfXY){at.x + step * cos(direction), at.y + step * sin(direction)};
        if (!is_dry_land(settlement, at, village)) {
            break;
        }
        uint32_t node = roads_node(settlement, at);
        g_array_append_val(list, node);
        ret[n++] = at;
    }
    if (n >= 2) {
        roads_add(settlement, (const uint32_t *)(const void *)list->data, list->len, class, -1);
    }
    return n >= 2 ? n : 0;
}

static void
build_group(Settlement *settlement, const Spot *spot, int village, int number, ZfRng *rng)
{
    const Road *road = settlement->roads->pdata[spot->road];
    Group group = {village, number, roads_at(settlement, spot->node), .n_road = 0};
    uint32_t from = spot->position > 4 ? spot->position - 4 : 0;
    for (uint32_t i = from; i < road->n_nodes && i <= spot->position + 4; i++) {
        ZfXY at = roads_at(settlement, road->nodes[i]);
        if (village_at(settlement, at) == village) {
            group.road[group.n_road++] = at;
        }
    }
    ZfXY a = roads_at(settlement, road->nodes[spot->position > 0 ? spot->position - 1 : 0]);
    ZfXY b = roads_at(settlement, road->nodes[MIN(spot->position + 1, road->n_nodes - 1)]);
    double along = atan2(b.y - a.y, b.x - a.x);
    /* the lane goes to the drier side */
    ZfXY left = {group.at.x - 60.0 * sin(along), group.at.y + 60.0 * cos(along)};
    ZfXY right = {group.at.x + 60.0 * sin(along), group.at.y - 60.0 * cos(along)};
    double side = terrain_water_distance(settlement->terrain, left, 3, 200.0) >=
                          terrain_water_distance(settlement->terrain, right, 3, 200.0)
                      ? 1.0
                      : -1.0;
    uint32_t node = spot->node;
    group.n_lane =
        branch_off(settlement, node, along + side * (1.2 + 0.5 * zf_rng_unit(rng)),
                   30.0 + 25.0 * zf_rng_unit(rng), 4, village, rng, ROAD_RESIDENTIAL, group.lane);
    if (zf_rng_chance(rng, 4, 5)) {
        uint32_t base = group.n_lane > 0 ? settlement->nodes->len - 1 : node;
        bool steps = zf_rng_chance(rng, 1, 6);
        group.n_footway =
            branch_off(settlement, base, along + side * (1.0 + 1.2 * zf_rng_unit(rng)),
                       45.0 + 40.0 * zf_rng_unit(rng), 6, village, rng,
                       steps ? ROAD_STEPS : ROAD_FOOTWAY, group.footway);
    }
    g_array_append_val(settlement->groups, group);
}

static void
build_groups(Settlement *settlement, ZfRng *rng)
{
    g_autoptr(GPtrArray) spots = spots_by_village(settlement);
    open_up(settlement, spots, rng);
    for (int v = 0; v < settlement->land->n; v++) {
        const GArray *own = spots->pdata[v];
        settlement->first_group[v] = (int)settlement->groups->len;
        guint chosen[MAX_GROUPS] = {0};
        guint want = (guint)zf_rng_range(rng, MIN_GROUPS, MAX_GROUPS);
        guint n = own->len > 0
                      ? choose_spots(settlement, own, settlement->land->seeds[v], want, chosen)
                      : 0;
        for (guint i = 0; i < n; i++) {
            build_group(settlement, &g_array_index(own, Spot, chosen[i]), v, (int)i + 1, rng);
        }
        if (n == 0) { /* nothing but the heart itself */
            Group group = {v, 1, settlement->land->seeds[v], .road[0] = settlement->land->seeds[v],
                           .n_road = 1};
            g_array_append_val(settlement->groups, group);
        }
    }
    settlement->first_group[settlement->land->n] = (int)settlement->groups->len;
}

/* A point beside a line of points, offset to one side. */
static ZfXY
beside_line(const ZfXY *line, int n, double t, double offset)
{
    double s = t * (n - 1);
    int i = MIN((int)s, MAX(n - 2, 0));
    ZfXY a = line[i];
    ZfXY b = line[MIN(i + 1, n - 1)];
    double length = MAX(distance(a, b), 1e-6);
    double u = n > 1 ? s - i : 0.0;
    return (ZfXY){a.x + u * (b.x - a.x) - offset * (b.y - a.y) / length,
                  a.y + u * (b.y - a.y) + offset * (b.x - a.x) / length};
}

/* Where a house might stand; the more houses, the farther they reach. */
static ZfXY
try_house(const Group *group, int houses, ZfRng *rng)
{
    double crowd = MAX(1.0, sqrt(houses / 12.0));
    double offset = 13.0 + 24.0 * crowd * zf_rng_unit(rng);
    offset = zf_rng_chance(rng, 1, 2) ? offset : -offset;
    uint32_t lot = zf_rng_below(rng, 100);
    if (lot < 34 && group->n_lane > 0) {
        return beside_line(group->lane, group->n_lane, zf_rng_unit(rng), offset);
    }
    if (lot < 56 && group->n_footway > 0) {
        double t = 0.35 + 0.65 * zf_rng_unit(rng);
        return beside_line(group->footway, group->n_footway, t, offset * 0.6);
    }
    return beside_line(group->road, MAX(group->n_road, 1), zf_rng_unit(rng), offset);
}

ZfLonLat
settlement_house(const Settlement *settlement, const Group *group, int houses, ZfRng *rng)
{
    for (int i = 0; i < 14; i++) {
        ZfXY at = try_house(group, houses, rng);
        if (is_dry_land(settlement, at, group->village)) {
            return settlement_lonlat(settlement, at);
        }
    }
    return settlement_lonlat(settlement, group->at);
}

static void
add_place(Settlement *settlement, const Group *group, ZfPlaceKind kind, bool of_town, ZfRng *rng)
{
    ZfXY at = group->at;
    for (int i = 0; i < 20; i++) {
        double angle = 2.0 * G_PI * zf_rng_unit(rng);
        double r = 18.0 + 30.0 * zf_rng_unit(rng);
        ZfXY spot = {group->at.x + r * cos(angle), group->at.y + r * sin(angle)};
        if (is_dry_land(settlement, spot, group->village)) {
            at = spot;
            break;
        }
    }
    Place place = {at, kind, group->village, group->number, of_town};
    g_array_append_val(settlement->places, place);
}

static void
add_pond(Settlement *settlement, const Group *group, ZfRng *rng)
{
    double angle = 2.0 * G_PI * zf_rng_unit(rng);
    ZfXY middle = {group->at.x + 95.0 * cos(angle), group->at.y + 95.0 * sin(angle)};
    if (!is_dry_land(settlement, middle, group->village) ||
        terrain_water_distance(settlement->terrain, middle, 3, 100.0) < 45.0) {
        return;
    }
    double radius = 12.0 + 16.0 * zf_rng_unit(rng);
    g_auto(ZfPolygonBuilder) builder = zf_polygon_builder();
    for (int i = 0; i < 14; i++) {
        double a = 2.0 * G_PI * i / 14.0;
        double r = radius * (0.8 + 0.3 * zf_rng_unit(rng));
        ZfXY at = {middle.x + 1.3 * r * cos(a), middle.y + r * sin(a)};
        zf_polygon_builder_add(&builder, settlement_lonlat(settlement, at));
    }
    g_ptr_array_add(settlement->ponds, zf_polygon_builder_finish(&builder));
}

static void
build_places(Settlement *settlement, ZfRng *rng)
{
    const Land *land = settlement->land;
    for (int v = 0; v < land->n; v++) {
        const Group *heart = settlement_group(settlement, settlement->first_group[v]);
        bool seat = land->seat[land->town[v]] == v;
        int n = settlement->first_group[v + 1] - settlement->first_group[v];
        add_place(settlement, heart, ZF_PLACE_OFFICE, false, rng);
        if (seat) {
            add_place(settlement, heart, ZF_PLACE_OFFICE, true, rng);
            add_place(settlement, heart, ZF_PLACE_SCHOOL, true, rng);
            add_place(settlement, heart, ZF_PLACE_CLINIC, true, rng);
        } else {
            if (v % 4 == 1) {
                add_place(settlement, heart, ZF_PLACE_SCHOOL, false, rng);
            }
            if (zf_rng_chance(rng, 3, 4)) {
                add_place(settlement, heart, ZF_PLACE_CLINIC, false, rng);
            }
        }
        if (seat || zf_rng_chance(rng, 3, 5)) {
            add_place(settlement, heart, ZF_PLACE_CHILDREN, false, rng);
        }
        for (int g = 0; g < n; g++) {
            const Group *group = settlement_group(settlement, settlement->first_group[v] + g);
            if (g == 0 || zf_rng_chance(rng, 1, 3)) {
                add_place(settlement, group, ZF_PLACE_SHOP, false, rng);
            }
            if (zf_rng_chance(rng, 1, 5)) {
                add_place(settlement, group, ZF_PLACE_TREE, false, rng);
            }
            if (zf_rng_chance(rng, 2, 5)) {
                add_pond(settlement, group, rng);
            }
        }
    }
}

static double
total_length(const Settlement *settlement)
{
    double sum = 0.0;
    for (guint r = 0; r < settlement->roads->len; r++) {
        const Road *road = settlement->roads->pdata[r];
        for (uint32_t i = 1; i < road->n_nodes; i++) {
            sum += distance(roads_at(settlement, road->nodes[i - 1]),
                            roads_at(settlement, road->nodes[i]));
        }
    }
    return sum;
}

Settlement *
settlement_new(const Terrain *terrain, const Land *land, ZfLonLat centre)
{
    Settlement *settlement = g_new0(Settlement, 1);
    settlement->terrain = terrain;
    settlement->land = land;
    settlement->projection = zf_projection_at(centre);
    settlement->nodes = g_array_new(FALSE, FALSE, sizeof(ZfXY));
    settlement->groups = g_array_new(FALSE, TRUE, sizeof(Group));
    settlement->places = g_array_new(FALSE, FALSE, sizeof(Place));
    settlement->ponds = g_ptr_array_new_with_free_func((GDestroyNotify)zf_polygon_free);
    settlement->first_group = g_new0(int, land->n + 1);
    ZfRng rng;
    zf_rng_init(&rng, terrain->seed, 3);
    place_areas(settlement);
    roads_along_valleys(settlement, &rng);
    build_groups(settlement, &rng);
    build_places(settlement, &rng);
    roads_build_bridges(settlement);
    settlement->road_m = total_length(settlement);
    return settlement;
}

void
settlement_free(Settlement *settlement)
{
    if (!settlement) {
        return;
    }
    for (int i = 0; i < settlement->land->n; i++) {
        zf_polygon_free(settlement->areas[i]);
    }
    g_free(settlement->areas);
    zf_area_index_free(settlement->index);
    g_array_unref(settlement->nodes);
    g_ptr_array_unref(settlement->roads);
    g_array_unref(settlement->groups);
    g_array_unref(settlement->places);
    g_ptr_array_unref(settlement->ponds);
    g_free(settlement->first_group);
    g_free(settlement);
}
