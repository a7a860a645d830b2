#include "county.h"

#include <math.h>
#include <string.h>

#define EDGE 12 /* points an edge is broken into */

static const ZfLonLat origin = {109.85, 29.0};

/* A number in [-1, 1] that depends on three integers only. */
static double
noise(int a, int b, int c)
{
    ZfRng rng;
    zf_rng_init(&rng, (uint64_t)(a + 100) * 1000003 + (uint64_t)(b + 100), (uint64_t)c);
    return zf_rng_unit(&rng) * 2 - 1;
}

static ZfLonLat
corner(int x, int y, double size_m)
{
    double east = (x + 0.28 * noise(x, y, 1)) * size_m;
    double north = (y + 0.28 * noise(x, y, 2)) * size_m;
    ZfProjection projection = zf_projection_at(origin);
    return zf_unproject(&projection, (ZfXY){east, north});
}

/* The winding edge from corner to corner without its last point; the same points either way. */
static size_t
edge(ZfLonLat *into, int x1, int y1, int x2, int y2, double size_m)
{
    bool back = x1 > x2 || y1 > y2;
    int ax = back ? x2 : x1, ay = back ? y2 : y1;
    ZfLonLat a = corner(ax, ay, size_m);
    ZfLonLat b = corner(back ? x1 : x2, back ? y1 : y2, size_m);
    int which = x1 == x2 ? 3 : 4;
    for (int i = 0; i < EDGE; i++) {
        int k = back ? EDGE - i : i;
        double t = (double)k / EDGE;
        double off = k == 0 || k == EDGE ? 0 : 0.1 * noise(ax * 50 + k, ay, which);
        into[i] = (ZfLonLat){a.lon + t * (b.lon - a.lon) - off * (b.lat - a.lat),
                             a.lat + t * (b.lat - a.lat) + off * (b.lon - a.lon)};
    }
    return EDGE;
}

static ZfPolygon *
cell(int x, int y, double size_m)
{
    ZfPolygon *polygon = g_new0(ZfPolygon, 1);
    polygon->points = g_new(ZfLonLat, 4 * EDGE);
    polygon->rings = g_new0(uint32_t, 2);
    polygon->parts = g_new0(uint32_t, 2);
    size_t n = edge(polygon->points, x, y, x + 1, y, size_m);
    n += edge(polygon->points + n, x + 1, y, x + 1, y + 1, size_m);
    n += edge(polygon->points + n, x + 1, y + 1, x, y + 1, size_m);
    n += edge(polygon->points + n, x, y + 1, x, y, size_m);
    polygon->n_points = polygon->rings[1] = (uint32_t)n;
    polygon->n_rings = polygon->parts[1] = 1;
    polygon->n_parts = 1;
    return polygon;
}

static const char *
kept(County *county, char *text)
{
    const char *copy = g_string_chunk_insert(county->texts, text);
    g_free(text);
    return copy;
}

static void
add_figures(County *county, ZfCoverageRow *row, int i)
{
    static const ZfClass classes[] = {
        ZF_CLASS_UNDER_50,     ZF_CLASS_UNDER_80, ZF_CLASS_UNDER_TARGET, ZF_CLASS_TARGET,
        ZF_CLASS_UNDER_TARGET, ZF_CLASS_UNDER_80, ZF_CLASS_TARGET};
    static const int percent[] = {44, 71, 86, 98, 90, 62, 96};
    int n = 40 + i * 37 % 60;
    row->counts = (ZfCounts){.registered = n + 5,
                             .in_scope = n,
                             .located = n - 1,
                             .assigned = n - 2,
                             .attempted = n - 3,
                             .contacted = n - 4};
    row->counts.complete = n * percent[i % 7] / 100;
    row->counts.seen = row->counts.complete + 2;
    row->class_complete = row->class_seen = classes[i % 7];
    if (i == 5) {
        row->class_complete = ZF_CLASS_UNDECIDED;
    } else if (i == 9) {
        row->class_complete = ZF_CLASS_FEW;
        row->shown = ZF_SHOWN_FEW;
    } else if (i == 11) {
        row->class_complete = ZF_CLASS_NO_DATA;
        row->counts = (ZfCounts){0};
    } else if (i == 13) {
        row->shown = ZF_SHOWN_BOUND;
    }
    (void)county;
}

static void
add_counts(ZfCounts *sum, const ZfCounts *more)
{
    sum->registered += more->registered;
    sum->in_scope += more->in_scope;
    sum->located += more->located;
    sum->assigned += more->assigned;
    sum->attempted += more->attempted;
    sum->contacted += more->contacted;
    sum->seen += more->seen;
    sum->complete += more->complete;
}

static void
add_villages(County *county, int columns, int rows, double size_m, bool points_only, ZfLang lang)
{
    static const char *const names[] = {"河湾",   "龙潭",   "白石", "石桥", "双井", "大坪",
                                        "高坡",   "红岩",   "茶园", "铜鼓", "新塘", "松林",
                                        "杨柳",   "观音桥", "金竹", "半山", "沙坝", "花果",
                                        "石板沟", "月亮湾", "城西", "城东", "南门", "柳坪"};
    static const char *const english[] = {"Hewan",      "Longtan", "Baishi", "Shiqiao Old Mill",
                                          "Shuangjing", "Daping"};
    ZfCoverage *coverage = county->coverage;
    for (int i = 0; i < columns * rows; i++) {
        int x = i % columns, y = i / columns;
        int town = x * 3 / columns;
        ZfArea *area = &county->areas[county->n_areas++];
        *area = zf_area_empty();
        area->code = kept(county, g_strdup_printf("9901%02d2%02d", town, i));
        area->name = lang == ZF_LANG_ZH ? kept(county, g_strdup_printf("%s村", names[i % 24]))
                                        : kept(county, g_strdup(english[i % 6]));
        area->level = ZF_LEVEL_VILLAGE;
        area->parent_index = town;
        area->shape = points_only ? NULL : cell(x, y, size_m);
        area->has_point = points_only;
        area->point = corner(x, y, size_m);
        ZfCoverageRow *row = &coverage->rows[coverage->n_rows++];
        *row = (ZfCoverageRow){.code = area->code,
                               .name = area->name,
                               .level = ZF_LEVEL_VILLAGE,
                               .last_visit = ZF_DATE_NONE};
        add_figures(county, row, i);
        add_counts(&coverage->rows[town].counts, &row->counts);
        add_counts(&coverage->total.counts, &row->counts);
    }
}

static ZfLonLat *
across(int columns, int rows, double size_m, bool river)
{
    ZfLonLat *points = g_new(ZfLonLat, 40);
    ZfProjection projection = zf_projection_at(origin);
    for (int i = 0; i < 40; i++) {
        double t = i / 39.0 * 1.2 - 0.1;
        double x = river ? t * columns : (t + 0.03 * sin(t * 20)) * columns;
        double y =
            river ? (0.85 - 0.7 * t + 0.04 * sin(t * 25)) * rows : (0.35 + 0.2 * sin(t * 4)) * rows;
        points[i] = zf_unproject(&projection, (ZfXY){x * size_m, y * size_m});
    }
    return points;
}

County *
county_new(int columns, int rows, double size_m, bool points_only, ZfLang lang)
{
    static const char *const towns[] = {"青溪镇", "白石镇", "柳坪乡"};
    static const char *const town_names[] = {"Qingxi", "Baishi", "Liuping"};
    County *county = g_new0(County, 1);
    size_t n = (size_t)(columns * rows) + 3;
    county->texts = g_string_chunk_new(1024);
    county->areas = g_new0(ZfArea, n);
    county->coverage = g_new0(ZfCoverage, 1);
    county->coverage->rows = g_new0(ZfCoverageRow, n);
    county->coverage->k = 5;
    county->coverage->unit = ZF_UNIT_CHILD;
    zf_stamp_parse("2026-02-15 18:00", false, &county->coverage->as_of);
    for (int t = 0; t < 3; t++) {
        ZfArea *area = &county->areas[county->n_areas++];
        *area = zf_area_empty();
        area->code = kept(county, g_strdup_printf("9901%02d", t));
        area->name = lang == ZF_LANG_ZH ? towns[t] : town_names[t];
        area->level = ZF_LEVEL_TOWN;
        area->has_point = true;
        area->point = corner((2 * t + 1) * columns / 6, rows / 2, size_m);
        county->coverage->rows[county->coverage->n_rows++] = (ZfCoverageRow){
            .code = area->code, .name = area->name, .level = ZF_LEVEL_TOWN, .area = t};
    }
    add_villages(county, columns, rows, size_m, points_only, lang);
    ZfCoverage *c = county->coverage;
    c->conservation.registered = c->total.counts.registered;
    c->conservation.by_scope[ZF_SCOPE_IN] = c->total.counts.in_scope;
    c->forecast = (ZfForecast){.verdict = ZF_VERDICT_LATE,
                               .remaining = 190,
                               .seen_7_days = 67,
                               .needed_per_day_x10 = 136,
                               .finish = 20519,
                               .late_days = 6};
    county->roads[0] = (ZfRoad){.id = "1",
                                .name = "",
                                .highway = "primary",
                                .tags = "",
                                .points = across(columns, rows, size_m, false),
                                .n_points = 40};
    ZfLines *river = g_new0(ZfLines, 1);
    river->points = across(columns, rows, size_m, true);
    river->lines = g_new0(uint32_t, 2);
    river->lines[1] = river->n_points = 40;
    river->n_lines = 1;
    county->water[0] = (ZfWater){"w", "云川河", NULL, river};
    county->campaign = zf_campaign_default();
    county->campaign.title = lang == ZF_LANG_ZH ? "云川县 2026 年寒假走访" : "Yunchuan 2026";
    county->campaign.organiser = "云川县未保办";
    county->campaign.source = "示例数据，非真实地域";
    return county;
}

void
county_free(County *county)
{
    for (size_t i = 0; i < county->n_areas; i++) {
        zf_polygon_free(county->areas[i].shape);
    }
    g_free(county->areas);
    g_free(county->coverage->rows);
    g_free(county->coverage);
    g_free(county->roads[0].points);
    zf_lines_free(county->water[0].lines);
    g_string_chunk_free(county->texts);
    g_free(county);
}
