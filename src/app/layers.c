#include "app/layers.h"

#include <math.h>
#include <string.h>

#include "app/inside.h"
#include "gis/gis.h"
#include "ingest/ingest.h"
#include "road/road.h"

#define ROADS_MARGIN_M 10000.0
#define ZONE_SLACK_DEG 0.5 /* the middle of a road file from that of the areas */

ZfBox
layers_box(const ZfSnapshot *snapshot, double margin_m)
{
    ZfBox box = zf_snapshot_box(snapshot);
    if (zf_box_is_empty(box)) {
        return box;
    }
    double lat = margin_m / 110574.0;
    double narrow = cos(MIN(80.0, MAX(fabs(box.min_lat), fabs(box.max_lat))) * G_PI / 180);
    double lon = margin_m / (111320.0 * narrow);
    return (ZfBox){.min_lon = box.min_lon - lon,
                   .min_lat = box.min_lat - lat,
                   .max_lon = box.max_lon + lon,
                   .max_lat = box.max_lat + lat};
}

static bool
boxes_touch(ZfBox a, ZfBox b)
{
    return a.min_lon <= b.max_lon && b.min_lon <= a.max_lon && a.min_lat <= b.max_lat &&
           b.min_lat <= a.max_lat;
}

static ZfBox
box_of(const ZfLonLat *points, size_t n)
{
    ZfBox box = zf_box_empty();
    for (size_t i = 0; i < n; i++) {
        zf_box_add(&box, points[i]);
    }
    return box;
}

/* ---- tags as text ---- */

static void
append_escaped(GString *out, const char *text)
{
    for (const char *p = text; *p; p++) {
        if (*p == '\\' || *p == '\n') {
            g_string_append_c(out, '\\');
        }
        g_string_append_c(out, *p == '\n' ? 'n' : *p);
    }
}

static int
compare_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* ret: "key=value" lines sorted by key; owned by the caller. */
static char *
format_tags(const ZfWayTag *tags, size_t n)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < n; i++) {
        GString *line = g_string_new(NULL);
        append_escaped(line, tags[i].key);
        g_string_append_c(line, '=');
        append_escaped(line, tags[i].value);
        g_ptr_array_add(lines, g_string_free(line, FALSE));
    }
    g_ptr_array_sort(lines, compare_text);
    g_ptr_array_add(lines, NULL);
    return g_strjoinv("\n", (char **)lines->pdata);
}

static void
unescape(char *text)
{
    char *to = text;
    for (const char *p = text; *p; p++) {
        if (*p == '\\' && p[1]) {
            p++;
            *to++ = *p == 'n' ? '\n' : *p;
        } else {
            *to++ = *p;
        }
    }
    *to = '\0';
}

GPtrArray *
layers_split_tags(const char *tags, char **copy)
{
    GPtrArray *pairs = g_ptr_array_new();
    *copy = g_strdup(tags);
    char *line = *copy;
    while (line && *line) {
        char *end = strchr(line, '\n');
        if (end) {
            *end++ = '\0';
        }
        char *equals = strchr(line, '=');
        if (equals) {
            *equals = '\0';
            unescape(line);
            unescape(equals + 1);
            g_ptr_array_add(pairs, line);
            g_ptr_array_add(pairs, equals + 1);
        }
        line = end;
    }
    return pairs;
}

/* ---- roads ---- */

static const char *
tag_or_empty(const ZfWay *way, const char *key)
{
    const char *value = zf_way_tag(way, key);
    return value ? value : "";
}

/* Kilometres of road inside each area, each piece counted where its middle lies. */
static double *
metres_by_area(const ZfBatch *batch, const ZfSnapshot *known)
{
    size_t n = known->n_areas;
    double *metres = g_new0(double, n + 1);
    g_autofree const ZfPolygon **shapes = g_new0(const ZfPolygon *, n + 1);
    g_autofree const char **codes = g_new0(const char *, n + 1);
    for (size_t i = 0; i < n; i++) {
        bool village = known->areas[i].level == ZF_LEVEL_VILLAGE;
        shapes[i] = village ? known->areas[i].shape : NULL;
        codes[i] = known->areas[i].code;
    }
    g_autoptr(ZfAreaIndex) index = zf_area_index_new(shapes, codes, n);
    for (guint r = 0; r < batch->roads->len; r++) {
        const ZfRoad *road = &g_array_index(batch->roads, ZfRoad, r);
        for (uint32_t i = 0; i + 1 < road->n_points; i++) {
            ZfLonLat a = road->points[i];
            ZfLonLat b = road->points[i + 1];
            ZfLonLat middle = {(a.lon + b.lon) / 2, (a.lat + b.lat) / 2};
            int32_t area;
            zf_area_index_locate(index, &middle, 1, &area);
            if (area >= 0) {
                metres[area] += zf_distance_m(a, b);
            }
        }
    }
    return metres;
}

static ZfGrid *
road_grid(const ZfBatch *batch, const ZfSnapshot *known, ZfFindings *findings, const char *file)
{
    g_autofree double *metres = metres_by_area(batch, known);
    ZfGrid *grid = zf_grid_new("road_km", _("Roads by village"));
    zf_grid_column(grid, "code", _("code"), ZF_GRID_TEXT);
    zf_grid_column(grid, "name", _("name"), ZF_GRID_TEXT);
    zf_grid_column(grid, "km", _("km"), ZF_GRID_REAL);
    for (size_t i = 0; i < known->n_areas; i++) {
        const ZfArea *area = &known->areas[i];
        if (area->level != ZF_LEVEL_VILLAGE || !area->shape) {
            continue;
        }
        zf_grid_row(grid);
        zf_grid_text(grid, area->code);
        zf_grid_text(grid, area->name);
        zf_grid_real(grid, metres[i] / 1000, 1);
        if (metres[i] < 1) {
            zf_findings_add_at(findings, ZF_SEVERITY_WARNING, "no-roads", file, NULL, 0, 0,
                               area->name, _("there is no road in this village"),
                               _("ways there are estimated in a straight line; give a road file "
                                 "that reaches it"));
        }
    }
    return grid;
}

static void
add_road(ZfBatch *batch, const ZfWay *way, const char *id)
{
    g_autofree char *tags = format_tags(way->tags, way->n_tags);
    ZfRoad *road = zf_batch_add_road(batch);
    road->id = zf_batch_text_unique(batch, id);
    road->name = zf_batch_text(batch, tag_or_empty(way, "name"));
    road->highway = zf_batch_text(batch, tag_or_empty(way, "highway"));
    road->tags = zf_batch_text(batch, tags);
    road->points = g_memdup2(way->points, way->n_points * sizeof *way->points);
    road->n_points = way->n_points;
}

static char *
road_id(const ZfWay *way, GHashTable *used)
{
    char *id = g_strdup_printf("w%ld", (long)way->id);
    for (int i = 2; !g_hash_table_add(used, g_strdup(id)); i++) {
        g_free(id);
        id = g_strdup_printf("w%ld.%d", (long)way->id, i);
    }
    return id;
}

static void
add_roads(ZfBatch *batch, const ZfWays *ways, ZfBox box, const char *sheet)
{
    g_autoptr(GHashTable) used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < ways->n_ways; i++) {
        const ZfWay *way = &ways->ways[i];
        int64_t row = (int64_t)i + 1;
        g_autofree char *id = road_id(way, used);
        if (way->n_points < 2) {
            zf_batch_add_row(batch, sheet, row, ZF_FATE_QUARANTINED, "",
                             _("a line of fewer than two points"));
        } else if (!zf_box_is_empty(box) && !boxes_touch(box, box_of(way->points, way->n_points))) {
            zf_batch_add_row(batch, sheet, row, ZF_FATE_OUTSIDE, "",
                             _("more than 10 km from every area"));
        } else {
            add_road(batch, way, id);
            zf_batch_add_row(batch, sheet, row, ZF_FATE_NEW, id, "");
        }
    }
    for (size_t i = 0; i < ways->n_nodes; i++) {
        const ZfWayNode *node = &ways->nodes[i];
        if (zf_box_is_empty(box) || zf_box_holds(box, node->at)) {
            g_autofree char *tags = format_tags(node->tags, node->n_tags);
            ZfRoadBarrier *barrier = zf_batch_add_barrier(batch);
            barrier->point = node->at;
            barrier->tags = zf_batch_text(batch, tags);
        }
    }
}

/* The batch's file and fingerprint: its bytes and the options that matter. */
static bool
name_batch(ZfBatch *batch, const ZfImportRequest *request, ZfBox box, GError **error)
{
    g_autofree char *sum = zf_file_sha256(request->file, error);
    if (!sum) {
        return false;
    }
    g_autofree char *name = g_path_get_basename(request->file);
    g_autofree char *all = g_strdup_printf(
        "%s|%s|%s|%ld,%ld,%ld,%ld", sum, request->layer ? request->layer : "",
        request->where ? request->where : "", lround(box.min_lon * 1e5), lround(box.min_lat * 1e5),
        lround(box.max_lon * 1e5), lround(box.max_lat * 1e5));
    g_autofree char *mixed = g_compute_checksum_for_string(G_CHECKSUM_SHA256, all, -1);
    batch->file = zf_batch_text(batch, name);
    batch->sha256 = zf_batch_text(batch, mixed);
    batch->crs = zf_batch_text(batch, "EPSG:4326");
    return true;
}

/* --map name=ROADNAME as pairs. words keeps the texts. ret: how many pairs. */
static size_t
map_columns(const char *const *map, ZfWayTag **columns, char ***words)
{
    size_t n = map ? g_strv_length((char **)map) : 0;
    *columns = g_new0(ZfWayTag, n + 1);
    *words = g_new0(char *, n + 1);
    size_t found = 0;
    for (size_t i = 0; i < n; i++) {
        char *word = (*words)[i] = g_strdup(map[i]);
        char *equals = strchr(word, '=');
        if (equals) {
            *equals = '\0';
            (*columns)[found++] = (ZfWayTag){word, equals + 1};
        }
    }
    return found;
}

static ZfLonLat
middle_of(ZfBox box)
{
    return (ZfLonLat){(box.min_lon + box.max_lon) / 2, (box.min_lat + box.max_lat) / 2};
}

/* Another place's file, or the right one beside areas that were read in the wrong zone. */
static void
report_no_roads(const ZfSnapshot *known, ZfBox roads, const char *file, ZfFindings *findings)
{
    ZfBox areas = zf_snapshot_box(known);
    int east =
        zf_box_is_empty(roads) || zf_box_is_empty(areas)
            ? 0
            : zf_gauss_kruger_zones_apart(middle_of(areas), middle_of(roads), ZONE_SLACK_DEG);
    if (east == 0) {
        zf_findings_add_at(findings, ZF_SEVERITY_WARNING, "no-roads-at-all", file, NULL, 0, 0, NULL,
                           _("no road lies near the areas"),
                           _("is it the right file? Ways are estimated in a straight line until "
                             "there are roads"));
        return;
    }
    g_autofree char *message = g_strdup_printf(
        east > 0 ? _("no road lies near the areas; all lie %d degrees east of them, neither north "
                     "nor south")
                 : _("no road lies near the areas; all lie %d degrees west of them, neither north "
                     "nor south"),
        abs(east));
    zf_findings_add_at(findings, ZF_SEVERITY_WARNING, "no-roads-at-all", file, NULL, 0, 0, NULL,
                       message,
                       _("the areas were probably read in the wrong Gauss-Krüger zone: take their "
                         "import back and read them with another --crs"));
}

ZfBatch *
layers_read_roads(const ZfImportRequest *request, const ZfSnapshot *known, ZfFindings *findings,
                  ZfGrid **extra, const ZfProgress *progress, GError **error)
{
    ZfBox box = layers_box(known, ROADS_MARGIN_M);
    g_autofree ZfWayTag *columns = NULL;
    g_auto(GStrv) words = NULL;
    size_t n_columns = map_columns(request->map, &columns, &words);
    ZfRoadReadOptions options = {.layer = request->layer,
                                 .where = request->where,
                                 .crs = request->crs,
                                 .encoding = request->encoding,
                                 .columns = columns,
                                 .n_columns = n_columns};
    g_autoptr(ZfWays) ways = zf_road_read(request->file, &options, findings, progress, error);
    g_autoptr(ZfBatch) batch = zf_batch_new(ZF_IMPORT_ROADS);
    if (!ways || !name_batch(batch, request, box, error)) {
        return NULL;
    }
    add_roads(batch, ways, box, request->layer ? request->layer : "lines");
    if (batch->roads->len == 0) {
        report_no_roads(known, zf_ways_box(ways), request->file, findings);
    }
    *extra = road_grid(batch, known, findings, request->file);
    return g_steal_pointer(&batch);
}

/* ---- water ---- */

static bool
is_water(const ZfGisFeature *feature, bool osm)
{
    if (!osm) {
        return true;
    }
    static const char *const wet[][2] = {
        {"natural", "water"},   {"waterway", "riverbank"}, {"waterway", "river"},
        {"waterway", "stream"}, {"waterway", "canal"},     {"landuse", "reservoir"},
        {"landuse", "basin"},   {"natural", "wetland"},    {"waterway", "ditch"},
        {"waterway", "drain"},  {"leisure", "fish_pond"},  {"landuse", "aquaculture"}};
    for (size_t i = 0; i < G_N_ELEMENTS(wet); i++) {
        if (g_strcmp0(zf_gis_tag(feature, wet[i][0]), wet[i][1]) == 0) {
            return true;
        }
    }
    return false;
}

static const char *
water_name(const ZfGisReader *reader, const ZfGisFeature *feature)
{
    static const char *const names[] = {"name", "NAME", "名称", "河流名称", "HLMC", "MC"};
    const char *tag = zf_gis_tag(feature, "name");
    for (size_t i = 0; !tag && i < G_N_ELEMENTS(names); i++) {
        tag = zf_gis_value(reader, feature, names[i]);
    }
    return tag ? tag : "";
}

static char *
water_id(const ZfGisFeature *feature, const char *layer)
{
    if (feature->osm_id) {
        return g_strdup_printf("%c%ld", feature->osm_type ? feature->osm_type : 'x',
                               (long)feature->osm_id);
    }
    return g_strdup_printf("%s/%ld", layer, (long)feature->row);
}

static void
add_water(ZfBatch *batch, const ZfGisReader *reader, const ZfGisFeature *feature, ZfBox box)
{
    const char *layer = zf_gis_reader_layer(reader)->name;
    const ZfGisGeometry *shape = &feature->geometry;
    if (shape->kind != ZF_GIS_LINES && shape->kind != ZF_GIS_POLYGON) {
        zf_batch_add_row(batch, layer, feature->row, ZF_FATE_QUARANTINED, "",
                         _("neither a line nor an area"));
        return;
    }
    if (!zf_box_is_empty(box) && !boxes_touch(box, zf_gis_geometry_box(shape))) {
        zf_batch_add_row(batch, layer, feature->row, ZF_FATE_OUTSIDE, "",
                         _("more than 10 km from every area"));
        return;
    }
    g_autofree char *id = water_id(feature, layer);
    ZfWater *water = zf_batch_add_water(batch);
    water->id = zf_batch_text_unique(batch, id);
    water->name = zf_batch_text(batch, water_name(reader, feature));
    water->lines = zf_lines_copy(shape->lines);
    water->shape = zf_polygon_copy(shape->polygon);
    zf_batch_add_row(batch, layer, feature->row, ZF_FATE_NEW, id, "");
}

static bool
read_water_layer(ZfBatch *batch, ZfGisSource *source, const ZfImportRequest *request,
                 const char *layer, ZfBox box, const ZfProgress *progress, GError **error)
{
    ZfGisReadOptions options = {
        .layer = layer, .where = request->where, .crs = request->crs ? request->crs : "auto"};
    g_autoptr(ZfGisReader) reader = zf_gis_read(source, &options, error);
    if (!reader) {
        return false;
    }
    const ZfGisFeature *feature;
    bool osm = zf_gis_is_osm(source);
    while (true) {
        if (!zf_gis_next(reader, &feature, error) || zf_progress_stop(progress, error)) {
            return false;
        }
        if (!feature) {
            return true;
        }
        if (is_water(feature, osm)) {
            add_water(batch, reader, feature, box);
        }
    }
}

/* ret: the layers that may hold water. */
static GPtrArray *
water_layers(ZfGisSource *source, const ZfImportRequest *request, ZfFindings *findings,
             GError **error)
{
    static const ZfGisKind wanted[] = {ZF_GIS_POLYGON, ZF_GIS_LINES};
    if (!request->layer && !zf_gis_is_osm(source)) {
        return zf_gis_choose_layers(source, request->file, wanted, G_N_ELEMENTS(wanted), findings,
                                    error);
    }
    GPtrArray *names = g_ptr_array_new();
    g_ptr_array_add(names, (gpointer)(request->layer ? request->layer : "lines"));
    if (!request->layer) {
        g_ptr_array_add(names, (gpointer) "multipolygons");
    }
    return names;
}

ZfBatch *
layers_read_water(const ZfImportRequest *request, const ZfSnapshot *known, ZfFindings *findings,
                  const ZfProgress *progress, GError **error)
{
    ZfBox box = layers_box(known, ROADS_MARGIN_M);
    ZfGisOpenOptions open = {.encoding = request->encoding,
                             .crs_given =
                                 request->crs && g_ascii_strcasecmp(request->crs, "auto") != 0};
    g_autoptr(ZfGisSource) source = zf_gis_open(request->file, &open, findings, error);
    g_autoptr(ZfBatch) batch = zf_batch_new(ZF_IMPORT_WATER);
    if (!source || !name_batch(batch, request, box, error)) {
        return NULL;
    }
    g_autoptr(GPtrArray) names = water_layers(source, request, findings, error);
    bool good = names != NULL;
    for (guint i = 0; good && i < names->len; i++) {
        good = read_water_layer(batch, source, request, g_ptr_array_index(names, i), box, progress,
                                error);
    }
    return good ? g_steal_pointer(&batch) : NULL;
}

/* A position as homes are placed by: of a house, not a circle for want of one. */
static bool
is_placed(const ZfHousehold *home, bool confirmed_too)
{
    return home->has_point && (home->location == ZF_LOCATION_POINT ||
                               (confirmed_too && home->location == ZF_LOCATION_FIELD));
}

void
layers_report_wet_homes(const ZfBatch *batch, const ZfSnapshot *known, bool confirmed_too,
                        const char *file, ZfFindings *findings)
{
    g_autoptr(GPtrArray) shapes = g_ptr_array_new();
    for (guint i = 0; i < batch->water->len; i++) {
        const ZfWater *water = &g_array_index(batch->water, ZfWater, i);
        if (water->shape) {
            g_ptr_array_add(shapes, water->shape);
        }
    }
    const ZfPolygon *const *all = (const ZfPolygon *const *)(void *)shapes->pdata;
    g_autoptr(ZfAreaIndex) index = zf_area_index_new(all, NULL, shapes->len);
    for (size_t i = 0; i < known->n_households && shapes->len > 0; i++) {
        const ZfHousehold *home = &known->households[i];
        int32_t lake = -1;
        if (is_placed(home, confirmed_too)) {
            zf_area_index_locate(index, &home->point, 1, &lake);
        }
        double shore = lake < 0 ? 0 : zf_polygon_border_distance_m(all[lake], home->point);
        if (shore <= ZF_INGEST_SHORE_M) {
            continue;
        }
        const char *village = home->area_index >= 0 ? known->areas[home->area_index].name : "";
        g_autofree char *message = g_strdup_printf(
            _("this home of %s now lies in the water, %.0f m from the shore"), village, shore);
        g_autofree char *advice =
            g_strdup_printf(_("look at its position; correct it with “zoufang household edit %s "
                              "point=LON,LAT”"),
                            *home->number ? home->number : home->id);
        zf_findings_add_at(findings, ZF_SEVERITY_WARNING, "home-in-water", file, NULL, 0, 0,
                           *home->number ? home->number : home->address, message, advice);
    }
}

/* ---- heights ---- */

#define DEM_SETTING "dem.file" /* paths, a line each */

char **
layers_dem_files(ZfStore *store, char **gone, GError **error)
{
    GError *failure = NULL;
    g_autofree char *all = zf_store_setting(store, DEM_SETTING, &failure);
    if (failure) {
        g_propagate_error(error, failure);
        return NULL;
    }
    g_auto(GStrv) paths = g_strsplit(all ? all : "", "\n", -1);
    GPtrArray *there = g_ptr_array_new();
    for (char **path = paths; *path; path++) {
        if (g_file_test(*path, G_FILE_TEST_EXISTS)) {
            g_ptr_array_add(there, g_strdup(*path));
        } else if (gone && !*gone && **path) {
            *gone = g_strdup(*path);
        }
    }
    g_ptr_array_add(there, NULL);
    return (char **)g_ptr_array_free(there, FALSE);
}

bool
layers_add_dem(ZfStore *store, const char *path, GError **error)
{
    g_auto(GStrv) known = layers_dem_files(store, NULL, error);
    if (!known) {
        return false;
    }
    g_autofree char *full = g_canonicalize_filename(path, NULL);
    g_autofree char *name = g_path_get_basename(full);
    g_autoptr(GString) all = g_string_new(full);
    for (char **other = known; *other; other++) {
        g_autofree char *base = g_path_get_basename(*other);
        if (strcmp(base, name) != 0) {
            g_string_append_printf(all, "\n%s", *other);
        }
    }
    return zf_store_set_setting(store, DEM_SETTING, all->str, error);
}

bool
layers_check_dem(const char *path, char **note, GError **error)
{
    g_autoptr(ZfDem) dem = zf_dem_read(&path, 1, NULL, error);
    if (!dem) {
        return false;
    }
    float low = INFINITY;
    float high = -INFINITY;
    size_t n = (size_t)dem->columns * dem->rows;
    for (size_t i = 0; i < n; i++) {
        if (!isnan(dem->values[i])) {
            low = MIN(low, dem->values[i]);
            high = MAX(high, dem->values[i]);
        }
    }
    *note = g_strdup_printf(_("heights from %.0f m to %.0f m, %u × %u cells"), (double)low,
                            (double)high, dem->columns, dem->rows);
    return true;
}
