#include "sample/mapfiles.h"

#include "gis/gis.h"
#include "sample/noise.h"
#include "sample/outfile.h"
#include "sample/roads.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { CHANNEL_BANK = 51 };

bool
mapfiles_areas(const Township *township, const char *path, bool clean, GError **error)
{
    static const ZfGisWriteField fields[] = {{"XZQDM", ZF_GIS_TEXT, .width = 12},
                                             {"XZQMC", ZF_GIS_TEXT, .width = 60},
                                             {"XZMC", ZF_GIS_TEXT, .width = 60}};
    /* surveys hand out both kinds: with the zone's number in the easting and without */
    double lon = township->settlement->projection.centre.lon;
    g_autofree char *crs =
        g_strdup_printf("EPSG:%d", zf_gauss_kruger_epsg(lon, township->seed % 2 == 1));
    ZfGisWriteOptions options = {.encoding = clean ? NULL : "GBK", .no_cpg = !clean};
    g_autoptr(ZfGisWriter) writer = zf_gis_writer_new(path, &options, error);
    ZfGisWriteLayer layer = {"villages", ZF_GIS_POLYGON, fields, G_N_ELEMENTS(fields),
                             clean ? NULL : crs};
    if (!writer || !zf_gis_writer_layer(writer, &layer, error)) {
        return false;
    }
    for (int i = 0; i < township->land->n; i++) {
        const Village *village = &township->villages[i];
        ZfGisGeometry geometry = {.kind = ZF_GIS_POLYGON,
                                  .polygon = township->settlement->areas[i]};
        const char *values[] = {village->code, village->name, village->town};
        if (!zf_gis_writer_add(writer, &geometry, values, error)) {
            return false;
        }
    }
    return zf_gis_writer_close(writer, error);
}

bool
mapfiles_dem(const Township *township, const char *path, GError **error)
{
    const Settlement *settlement = township->settlement;
    double step = township->land->n <= 30 ? 1.0 / 3600.0 : 1.0 / 1200.0;
    ZfBox box = zf_box_empty();
    for (int i = 0; i < township->land->n; i++) {
        zf_box_join(&box, zf_polygon_box(settlement->areas[i]));
    }
    double west = floor((box.min_lon - 0.008) / step);
    double north = ceil((box.max_lat + 0.008) / step);
    ZfDem dem = {.columns = (uint32_t)(ceil((box.max_lon + 0.008) / step) - west) + 1,
                 .rows = (uint32_t)(north - floor((box.min_lat - 0.008) / step)) + 1,
                 .lon0 = west * step,
                 .lat0 = north * step,
                 .step_lon = step,
                 .step_lat = step};
    g_autofree float *values = g_new(float, (size_t)dem.columns *dem.rows);
    for (uint32_t row = 0; row < dem.rows; row++) {
        for (uint32_t column = 0; column < dem.columns; column++) {
            ZfLonLat p = {dem.lon0 + column * step, dem.lat0 - row * step};
            double height =
                terrain_height(township->terrain, zf_project(&settlement->projection, p));
            values[(size_t)row * dem.columns + column] = (float)(rint(height * 10.0) / 10.0);
        }
    }
    dem.values = values;
    return zf_dem_write(&dem, path, error);
}

/* Numbers of OpenStreetMap: road nodes come first, then those of the water. */
typedef struct Osm {
    OutFile *file;
    const Settlement *settlement;
    int64_t next_node;
    GString *ways; /* kept back: nodes must stand before them */
    int64_t next_way;
} Osm;

static int64_t
osm_node(Osm *osm, ZfLonLat p, const char *tags)
{
    char lon[G_ASCII_DTOSTR_BUF_SIZE];
    char lat[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(lon, sizeof lon, "%.7f", p.lon);
    g_ascii_formatd(lat, sizeof lat, "%.7f", p.lat);
    int64_t id = osm->next_node++;
    out_printf(osm->file, " <node id=\"%ld\" version=\"1\" lat=\"%s\" lon=\"%s\"%s\n", (long)id,
               lat, lon, tags ? ">" : "/>");
    if (tags) {
        out_printf(osm->file, "%s </node>\n", tags);
    }
    return id;
}

static void
way_begin(Osm *osm)
{
    g_string_append_printf(osm->ways, " <way id=\"%ld\" version=\"1\">\n", (long)osm->next_way++);
}

static void
way_ref(Osm *osm, int64_t node)
{
    g_string_append_printf(osm->ways, "  <nd ref=\"%ld\"/>\n", (long)node);
}

static void
way_tag(Osm *osm, const char *key, const char *value)
{
    g_string_append_printf(osm->ways, "  <tag k=\"%s\" v=\"%s\"/>\n", key, value);
}

static void
way_end(Osm *osm)
{
    g_string_append(osm->ways, " </way>\n");
}

/* What a valley is called; the same number always the same. */
static void
stream_name(int stream, char ret[NAME_BYTES])
{
    static const char *const heads[] = {"清", "白", "黑", "小", "响", "沙", "冷", "甘",
                                        "碧", "浑", "猫", "蛇", "茶", "杉", "桃", "柏"};
    static const char *const tails[] = {"水溪", "岩溪", "沟", "竹溪", "冲溪", "坝溪", "龙沟"};
    if (stream == 0) {
        g_strlcpy(ret, "鹿溪", NAME_BYTES);
        return;
    }
    snprintf(ret, NAME_BYTES, "%s%s", heads[stream * 7 % 16], tails[stream * 5 % 7]);
}

static void
tag_road(Osm *osm, const Road *road)
{
    static const char *const surfaces[] = {"asphalt", "concrete", "concrete", "concrete",
                                           "gravel",  "ground",   "concrete", "stone"};
    char name[NAME_BYTES];
    way_tag(osm, "highway", road_class_name(road->class));
    way_tag(osm, "surface", surfaces[road->class]);
    if (road->class == ROAD_SECONDARY) {
        way_tag(osm, "name", "鹿溪路");
        way_tag(osm, "ref", "X001");
    } else if (road->class == ROAD_TERTIARY) {
        stream_name(road->stream, name);
        g_autofree char *full = g_strconcat(name, "路", NULL);
        way_tag(osm, "name", full);
    } else if (road->class == ROAD_TRACK) {
        way_tag(osm, "tracktype", "grade3");
    }
    if (road->bridge) {
        way_tag(osm, "bridge", "yes");
        way_tag(osm, "layer", "1");
    }
}

static void
write_roads(Osm *osm)
{
    const Settlement *settlement = osm->settlement;
    for (guint i = 0; i < settlement->nodes->len; i++) {
        osm_node(osm, settlement_lonlat(settlement, roads_at(settlement, i)), NULL);
    }
    for (guint r = 0; r < settlement->roads->len; r++) {
        const Road *road = settlement->roads->pdata[r];
        way_begin(osm);
        for (uint32_t i = 0; i < road->n_nodes; i++) {
            way_ref(osm, road->nodes[i] + 1);
        }
        tag_road(osm, road);
        way_end(osm);
    }
}

static ZfXY
bank(const Osm *osm, const Stream *stream, guint i, double side)
{
    ZfXY a = stream_point(stream, i > 0 ? i - 1 : 0)->at;
    ZfXY b = stream_point(stream, MIN(i + 1, stream->points->len - 1))->at;
    ZfXY at = stream_point(stream, i)->at;
    double length = MAX(hypot(b.x - a.x, b.y - a.y), 1.0);
    double swing =
        noise_at(osm->settlement->terrain->seed, CHANNEL_BANK, at.x, at.y + 900 * side, 240.0);
    double half = side * stream->width / 2 * (1.0 + 0.3 * swing);
    return (ZfXY){at.x - half * (b.y - a.y) / length, at.y + half * (b.x - a.x) / length};
}

/* The river as areas of a kilometre or two, end to end. */
static void
write_river(Osm *osm)
{
    enum { PIECE = 20 };
    const Stream *river = terrain_stream(osm->settlement->terrain, 0);
    guint n = river->points->len;
    for (guint from = 0; from + 1 < n; from += PIECE) {
        guint to = MIN(from + PIECE, n - 1);
        int64_t first = osm->next_node;
        for (guint i = from; i <= to; i++) {
            osm_node(osm, settlement_lonlat(osm->settlement, bank(osm, river, i, 1.0)), NULL);
        }
        for (guint i = to + 1; i-- > from;) {
            osm_node(osm, settlement_lonlat(osm->settlement, bank(osm, river, i, -1.0)), NULL);
        }
        way_begin(osm);
        for (int64_t node = first; node < osm->next_node; node++) {
            way_ref(osm, node);
        }
        way_ref(osm, first);
        way_tag(osm, "natural", "water");
        way_tag(osm, "water", "river");
        way_tag(osm, "name", "鹿溪");
        way_end(osm);
    }
}

static void
write_streams(Osm *osm)
{
    const Terrain *terrain = osm->settlement->terrain;
    for (guint s = 0; s < terrain->streams->len; s++) {
        const Stream *stream = terrain_stream(terrain, s);
        char name[NAME_BYTES];
        int64_t first = osm->next_node;
        for (guint i = 0; i < stream->points->len; i++) {
            osm_node(osm, settlement_lonlat(osm->settlement, stream_point(stream, i)->at), NULL);
        }
        way_begin(osm);
        for (int64_t node = osm->next_node; node-- > first;) { /* downstream, as OSM has it */
            way_ref(osm, node);
        }
        stream_name((int)s, name);
        way_tag(osm, "waterway", stream->depth == 0 ? "river" : "stream");
        way_tag(osm, "name", name);
        way_end(osm);
    }
}

static void
write_ponds(Osm *osm)
{
    for (guint i = 0; i < osm->settlement->ponds->len; i++) {
        const ZfPolygon *pond = osm->settlement->ponds->pdata[i];
        int64_t first = osm->next_node;
        for (uint32_t k = 0; k < pond->n_points; k++) {
            osm_node(osm, pond->points[k], NULL);
        }
        way_begin(osm);
        for (int64_t node = first; node < osm->next_node; node++) {
            way_ref(osm, node);
        }
        way_ref(osm, first);
        way_tag(osm, "natural", "water");
        way_tag(osm, "water", "pond");
        way_end(osm);
    }
}

/* Names of villages and hamlets, for the map. */
static void
write_names(Osm *osm, const Township *township)
{
    static const char *const tails[] = {"家湾", "家院子", "家坪", "家冲", "家寨", "家屋场"};
    ZfRng rng;
    zf_rng_init(&rng, township->seed, 6);
    for (guint g = 0; g < osm->settlement->groups->len; g++) {
        const Group *group = settlement_group(osm->settlement, (int)g);
        const Village *village = &township->villages[group->village];
        g_autofree char *hamlet = g_strconcat(names_family(&rng), NAMES_PICK(&rng, tails), NULL);
        bool heart = group->number == 1;
        g_autofree char *tags =
            g_strdup_printf("  <tag k=\"place\" v=\"%s\"/>\n  <tag k=\"name\" v=\"%s\"/>\n",
                            heart ? "village" : "hamlet", heart ? village->name : hamlet);
        osm_node(osm, settlement_lonlat(osm->settlement, group->at), tags);
    }
}

bool
mapfiles_roads(const Township *township, const char *path, GError **error)
{
    g_autoptr(OutFile) file = out_open(path, false, error);
    if (!file) {
        return false;
    }
    g_autoptr(GString) ways = g_string_new(NULL);
    Osm osm = {file, township->settlement, 1, ways, 1};
    out_text(file, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<osm version=\"0.6\" generator=\"zoufang sample\">\n"
                   " <note>made up; no place on Earth looks like this</note>\n");
    write_roads(&osm);
    write_river(&osm);
    write_streams(&osm);
    write_ponds(&osm);
    write_names(&osm, township);
    out_text(file, ways->str);
    out_text(file, "</osm>\n");
    return out_close(file, error);
}

void
mapfiles_office_name(const Village *village, char ret[NAME_BYTES * 2])
{
    bool urban = g_str_has_suffix(village->name, "社区");
    snprintf(ret, NAME_BYTES * 2, "%s%s", village->name, urban ? "居委会" : "委会");
}

/* What a place is called and of what kind it is, in the planner's words. */
static const char *
name_place(const Township *township, const Place *place, char ret[NAME_BYTES * 3])
{
    const Village *village = &township->villages[place->village];
    char office[NAME_BYTES * 2];
    char count[NAME_BYTES];
    names_number(place->group, count);
    int town = (int)strlen(village->town) - 3;
    int stem = (int)strlen(village->name) - (g_str_has_suffix(village->name, "社区") ? 6 : 3);
    switch (place->kind) {
    case ZF_PLACE_OFFICE:
        mapfiles_office_name(village, office);
        snprintf(ret, NAME_BYTES * 3, "%s%s", place->of_town ? village->town : office,
                 place->of_town ? "人民政府" : "");
        return place->of_town ? "政府" : "村委会";
    case ZF_PLACE_SCHOOL:
        snprintf(ret, NAME_BYTES * 3, "%.*s%s", place->of_town ? town : stem,
                 place->of_town ? village->town : village->name,
                 place->of_town ? "中心小学" : "小学");
        return "学校";
    case ZF_PLACE_CLINIC:
        snprintf(ret, NAME_BYTES * 3, "%s%s", place->of_town ? village->town : village->name,
                 place->of_town ? "卫生院" : "卫生室");
        return "卫生室";
    case ZF_PLACE_CHILDREN:
        snprintf(ret, NAME_BYTES * 3, "%s儿童之家", village->name);
        return "儿童之家";
    case ZF_PLACE_SHOP:
        snprintf(ret, NAME_BYTES * 3, "%.*s%s组小卖部", stem, village->name, count);
        return "小卖部";
    default: snprintf(ret, NAME_BYTES * 3, "%.*s%s组大树", stem, village->name, count);
    }
    return "大树";
}

bool
mapfiles_places(const Township *township, const char *path, bool clean, GError **error)
{
    static const char *const arriving[] = {"名称", "类型", "村", "坐标（高德）"};
    static const char *const plain[] = {"名称", "类型", "村代码", "经度（WGS84）", "纬度（WGS84）"};
    g_autoptr(OutFile) file = out_open(path, !clean, error);
    if (!file) {
        return false;
    }
    const char *const *headers = clean ? plain : arriving;
    for (size_t i = 0; i < (clean ? G_N_ELEMENTS(plain) : G_N_ELEMENTS(arriving)); i++) {
        out_field(file, headers[i], i == 0);
    }
    out_line(file);
    const Settlement *settlement = township->settlement;
    for (guint i = 0; i < settlement->places->len; i++) {
        const Place *place = &g_array_index(settlement->places, Place, i);
        const Village *village = &township->villages[place->village];
        char name[NAME_BYTES * 3];
        char lon[G_ASCII_DTOSTR_BUF_SIZE];
        char lat[G_ASCII_DTOSTR_BUF_SIZE];
        const char *kind = name_place(township, place, name);
        ZfLonLat at = settlement_lonlat(settlement, place->at);
        at = clean ? at : zf_wgs84_to_gcj02(at);
        g_ascii_formatd(lon, sizeof lon, clean ? "%.7f" : "%.6f", at.lon);
        g_ascii_formatd(lat, sizeof lat, clean ? "%.7f" : "%.6f", at.lat);
        g_autofree char *both = g_strdup_printf("%s,%s", lon, lat);
        out_field(file, name, true);
        out_field(file, kind, false);
        out_field(file, clean ? village->code : village->name, false);
        out_field(file, clean ? lon : both, false);
        if (clean) {
            out_field(file, lat, false);
        }
        out_line(file);
    }
    return out_close(file, error);
}
