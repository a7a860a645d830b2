/* One way: its stretches to draw, and what a person must do where. */
#include <string.h>

#include "app/roadsint.h"
#include "plan/plan.h"
#include "say/say.h"

typedef struct Maker {
    const ZfRoads *roads;
    const ZfRoadPath *path;
    const ZfRoadSnap *from;
    const ZfRoadSnap *to;
    ZfGrid *grid;
    ZfGrid *shapes;
    ZfLang lang;
    bool cues;
    json_t *parts;
    json_t *told;
} Maker;

static void
add_columns(ZfGrid *grid, bool cues)
{
    zf_grid_column(grid, "what", _("what"), ZF_GRID_TEXT);
    if (cues) {
        zf_grid_detail(grid);
    }
    zf_grid_column(grid, "text", cues ? _("what to do") : _("way"), ZF_GRID_TEXT);
    zf_grid_column(grid, "name", _("name"), ZF_GRID_TEXT);
    zf_grid_detail(grid);
    zf_grid_column(grid, "class", _("class"), ZF_GRID_TEXT);
    zf_grid_detail(grid);
    zf_grid_column(grid, "at_metres", _("m so far"), ZF_GRID_INT);
    zf_grid_column(grid, "at_seconds", _("s so far"), ZF_GRID_INT);
    zf_grid_detail(grid);
    zf_grid_column(grid, "at_minutes", _("min so far"), ZF_GRID_REAL);
    zf_grid_column(grid, "metres", _("m from here"), ZF_GRID_INT);
    zf_grid_column(grid, "seconds", _("s from here"), ZF_GRID_INT);
    zf_grid_detail(grid);
}

typedef struct Row {
    const char *what;
    const char *text;
    const char *name;
    const char *class;
    uint32_t at_dm, at_ds, dm, ds;
} Row;

static void
add_row(ZfGrid *grid, const Row *row)
{
    zf_grid_row(grid);
    zf_grid_text(grid, row->what);
    zf_grid_text(grid, row->text);
    zf_grid_text(grid, row->name);
    zf_grid_text(grid, row->class);
    zf_grid_int(grid, zf_road_metres(row->at_dm));
    zf_grid_int(grid, zf_road_seconds(row->at_ds));
    zf_grid_real(grid, row->at_ds / 600.0, 1);
    zf_grid_int(grid, zf_road_metres(row->dm));
    zf_grid_int(grid, zf_road_seconds(row->ds));
}

static json_t *
row_json(const Row *row)
{
    json_t *object = json_object();
    const char *keys[] = {"what", "text", "name", "class"};
    const char *values[] = {row->what, row->text, row->name, row->class};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        json_object_set_new(object, keys[i], values[i] ? json_string(values[i]) : json_null());
    }
    const char *numbers[] = {"at_metres", "at_seconds", "metres", "seconds"};
    uint32_t figures[] = {zf_road_metres(row->at_dm), zf_road_seconds(row->at_ds),
                          zf_road_metres(row->dm), zf_road_seconds(row->ds)};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        json_object_set_new(object, numbers[i], json_integer(figures[i]));
    }
    return object;
}

static const char *
part_word(const ZfRoadPart *part)
{
    switch (part->kind) {
    case ZF_ROAD_PART_LEG: return "walk";
    case ZF_ROAD_PART_FERRY: return "ferry";
    default:
        return part->steps ? "steps" : part->bridge ? "bridge" : part->tunnel ? "tunnel" : "road";
    }
}

/* Away from the vehicle's roads: beside all roads, or from where the vehicle stands also along ways
 * of its walkers. */
static const char *
leg_text(const Maker *maker, uint32_t part)
{
    const ZfRoadSnap *snap = part == 0 ? maker->from : maker->to;
    return snap->flags & ZF_ROAD_SNAP_PARKED ? _("on foot") : _("off the road");
}

static void
add_parts(const Maker *maker)
{
    for (uint32_t i = 0; i < maker->path->n_parts; i++) {
        const ZfRoadPart *part = &maker->path->parts[i];
        const char *class = part->way_class;
        Row row = {.what = part_word(part),
                   .text = part->name ? part->name
                           : class    ? zf_say_highway(maker->lang, class)
                                      : leg_text(maker, i),
                   .name = part->name,
                   .class = class,
                   .at_dm = maker->path->at_dm[part->first],
                   .at_ds = maker->path->at_ds[part->first],
                   .dm = part->dist_dm,
                   .ds = part->time_ds};
        json_array_append_new(maker->parts, row_json(&row));
        const ZfLonLat *points = maker->path->points + part->first;
        add_row(maker->shapes, &row);
        zf_grid_line(maker->shapes, points, part->last - part->first + 1);
        if (!maker->cues) {
            add_row(maker->grid, &row);
            zf_grid_line(maker->grid, points, part->last - part->first + 1);
        }
    }
}

/* ret: what is to be seen at a cue, "" = nothing. */
static const char *
landmark_of(const Maker *maker, const ZfRoadCue *cue)
{
    if (cue->place < 0 || !maker->roads->landmarks) {
        return "";
    }
    const ZfRoadPlace *place =
        &g_array_index(maker->roads->landmarks->places, ZfRoadPlace, (guint)cue->place);
    int kind = ZF_PLACE_OTHER;
    if (place->name) {
        return place->name;
    }
    return zf_code_find(ZF_CODES_PLACE, place->kind, &kind)
               ? zf_say_place(maker->lang, (ZfPlaceKind)kind)
               : zf_say(maker->lang, ZF_SAY_POND);
}

static void
add_cue(const Maker *maker, const ZfRoadCue *cue)
{
    bool foot = zf_road_graph_mode(maker->roads->graph) == ZF_ROAD_FOOT;
    ZfCue said = zf_plan_cue(cue, maker->path->points[cue->point], foot, false);
    g_autofree char *road = zf_plan_cue_road(cue);
    said.road = road ? road : "";
    said.landmark = landmark_of(maker, cue);
    g_autofree char *text = zf_say_cue(maker->lang, &said, (int32_t)zf_road_metres(cue->next_dm),
                                       NULL, ZF_CUE_DETAIL_ALL);
    Row row = {.what = "cue",
               .text = text,
               .name = cue->name,
               .class = cue->way_class,
               .at_dm = cue->dist_dm,
               .at_ds = cue->time_ds,
               .dm = cue->next_dm,
               .ds = cue->next_ds};
    json_array_append_new(maker->told, row_json(&row));
    ZfLonLat at = maker->path->points[cue->point];
    add_row(maker->grid, &row);
    zf_grid_point(maker->grid, at);
    add_row(maker->shapes, &row);
    zf_grid_point(maker->shapes, at);
}

static json_t *
end_json(const ZfRoadSnap *snap)
{
    return json_pack("{s:f,s:f,s:I,s:I,s:b,s:b,s:b,s:b,s:I}", "lon", snap->at.lon, "lat",
                     snap->at.lat, "leg_metres", (json_int_t)zf_road_metres(snap->leg_dm),
                     "leg_seconds", (json_int_t)zf_road_seconds(snap->leg_ds), "far",
                     (snap->flags & ZF_ROAD_SNAP_WIDE) != 0, "moved",
                     (snap->flags & ZF_ROAD_SNAP_MOVED) != 0, "blocked",
                     (snap->flags & ZF_ROAD_SNAP_BLOCKED) != 0, "parked",
                     (snap->flags & ZF_ROAD_SNAP_PARKED) != 0, "extra_metres",
                     (json_int_t)zf_road_metres(snap->extra_dm));
}

void
roads_say_end(GString *text, const char *which, const ZfRoadSnap *snap, ZfLang lang)
{
    if (snap->flags & ZF_ROAD_SNAP_NONE) {
        g_string_append_printf(text,
                               snap->flags & ZF_ROAD_SNAP_BLOCKED
                                   ? _("; %s: no road can be reached without crossing water, "
                                       "a railway or a motorway")
                                   : _("; %s: there is no road within 3 km"),
                               which);
        return;
    }
    if (snap->leg_dm >= 300) {
        g_autofree char *leg = zf_say_distance(lang, zf_road_metres(snap->leg_dm));
        g_string_append_printf(text,
                               snap->flags & ZF_ROAD_SNAP_PARKED
                                   ? _("; %s: %s on foot from where the vehicle is left")
                                   : _("; %s: %s off the road"),
                               which, leg);
    }
    if (snap->flags & ZF_ROAD_SNAP_MOVED) {
        g_autofree char *extra = zf_say_distance(lang, zf_road_metres(snap->extra_dm));
        g_string_append_printf(text, _("; %s: the nearest road is an island, %s farther"), which,
                               extra);
    }
}

static char *
make_summary(const Maker *maker)
{
    const ZfRoadPath *path = maker->path;
    ZfLang lang = maker->lang;
    GString *text = g_string_new(NULL);
    if (path) {
        g_autofree char *length = zf_say_distance(lang, zf_road_metres(path->dist_dm));
        g_autofree char *time = zf_say_duration(lang, zf_road_seconds(path->time_ds));
        g_string_append_printf(text, _("%s, %s"), length, time);
    } else {
        g_string_append(text, _("there is no way"));
    }
    roads_say_end(text, _("start"), maker->from, lang);
    roads_say_end(text, _("end"), maker->to, lang);
    return g_string_free(text, FALSE);
}

static char *
make_json(const Maker *maker, double route_s)
{
    const ZfRoadPath *path = maker->path;
    json_t *root = json_object();
    json_object_set_new(root, "mode",
                        json_string(zf_road_mode_name(zf_road_graph_mode(maker->roads->graph))));
    json_object_set_new(root, "metres",
                        path ? json_integer(zf_road_metres(path->dist_dm)) : json_null());
    json_object_set_new(root, "seconds",
                        path ? json_integer(zf_road_seconds(path->time_ds)) : json_null());
    json_object_set_new(root, "from", end_json(maker->from));
    json_object_set_new(root, "to", end_json(maker->to));
    json_object_set(root, "parts", maker->parts);
    if (maker->cues) {
        json_object_set(root, "cues", maker->told);
    }
    json_t *timing = roads_timing_json(&maker->roads->timing, false);
    json_object_set_new(timing, "route_s", json_real(route_s));
    json_object_set_new(root, "timing", timing);
    return roads_json_text(root);
}

/* Both ends on the graph: with a vehicle where walking to it, driving and walking on take the least
 * time together. first: which of starts. */
static bool
snap_ends(const ZfRoads *roads, ZfLonLat from, ZfLonLat to, ZfRoadSnaps **starts,
          ZfRoadSnaps **ends, size_t *first, const ZfProgress *progress, GError **error)
{
    ZfRoadSnapOptions how = roads_snap_options(roads);
    g_autofree uint32_t *of = NULL;
    int32_t which;
    *starts = zf_road_depart(roads->graph, &from, 1, &how, &of, progress, error);
    how.starts = *starts;
    *ends = *starts ? zf_road_snap(roads->graph, &to, 1, &how, progress, error) : NULL;
    if (!*ends ||
        !zf_road_nearest(roads->graph, *starts, *ends, &which, NULL, NULL, progress, error)) {
        return false;
    }
    *first = which < 0 ? 0 : (size_t)which;
    return true;
}

ZfRoadsRoute *
zf_roads_route(const ZfRoads *roads, ZfLonLat from, ZfLonLat to, bool cues, ZfLang lang,
               const ZfProgress *progress, GError **error)
{
    double start = roads_cpu_s();
    g_autoptr(ZfRoadSnaps) starts = NULL;
    g_autoptr(ZfRoadSnaps) ends = NULL;
    size_t first;
    if (!snap_ends(roads, from, to, &starts, &ends, &first, progress, error)) {
        return NULL;
    }
    ZfRoadPathOptions how = {.cues = cues};
    if (roads->landmarks) {
        how.places = (const ZfRoadPlace *)(void *)roads->landmarks->places->data;
        how.n_places = roads->landmarks->places->len;
    }
    g_autoptr(ZfRoadPath) path = zf_road_path(roads->graph, starts, first, ends, 0, &how);
    double route_s = roads_cpu_s() - start;
    Maker maker = {.roads = roads,
                   .path = path,
                   .from = &starts->snaps[first],
                   .to = &ends->snaps[0],
                   .grid = zf_grid_new("route", ""),
                   .shapes = zf_grid_new("route", ""),
                   .lang = lang,
                   .cues = cues,
                   .parts = json_array(),
                   .told = json_array()};
    add_columns(maker.grid, cues);
    add_columns(maker.shapes, cues);
    if (path) {
        add_parts(&maker);
    }
    for (uint32_t i = 0; cues && path && i < path->n_cues; i++) {
        add_cue(&maker, &path->cues[i]);
    }
    ZfRoadsRoute *route = g_new0(ZfRoadsRoute, 1);
    route->grid = maker.grid;
    route->shapes = maker.shapes;
    route->metres = path ? (int64_t)zf_road_metres(path->dist_dm) : -1;
    route->seconds = path ? (int64_t)zf_road_seconds(path->time_ds) : -1;
    route->summary = make_summary(&maker);
    route->json = make_json(&maker, route_s);
    json_decref(maker.parts);
    json_decref(maker.told);
    return route;
}

void
zf_roads_route_free(ZfRoadsRoute *route)
{
    if (route) {
        zf_grid_free(route->grid);
        zf_grid_free(route->shapes);
        g_free(route->summary);
        g_free(route->json);
        g_free(route);
    }
}
