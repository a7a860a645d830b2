/* Every node of a grid gets the least of what the stretches near it give: time there and then
 * straight on foot. The outline of what stays below the limit is the area. */
#include "road/reacharea.h"

#include "road/contour.h"
#include "road/graphimpl.h"

#include <math.h>

static const double WIDTH_M = 100;
static const double CELL_M = 10;
static const double MAX_NODES = 1.5e6;
static const double M_PER_DEGREE = 111320;

/* One leg of a stretch, longitudes unwrapped. */
typedef struct Stretch {
    double ax, ay, bx, by; /* degrees */
    uint32_t a_ds, b_ds;
} Stretch;

typedef struct Area {
    ZfRaster raster;
    const ZfBarriers *barriers;
    double width_m;
    double cell_m;
    double pace; /* ds a metre off the road */
    uint32_t limit_ds;
    double middle_lon; /* longitudes are taken the short way round from here */
    GArray *stretches;
} Area;

static double
unwrap(const Area *area, double lon)
{
    double off = lon - area->middle_lon;
    return off > 180 ? lon - 360 : off < -180 ? lon + 360 : lon;
}

static void
add_stretch(Area *area, ZfLonLat a, ZfLonLat b, uint32_t a_ds, uint32_t b_ds)
{
    Stretch stretch = {unwrap(area, a.lon), a.lat, unwrap(area, b.lon), b.lat, a_ds, b_ds};
    if (MIN(a_ds, b_ds) <= area->limit_ds) {
        g_array_append_val(area->stretches, stretch);
    }
}

static void
add_legs(Area *area, const ZfRoadSnaps *from)
{
    for (size_t i = 0; i < from->n; i++) {
        const ZfRoadSnap *snap = &from->snaps[i];
        if (snap->flags & ZF_ROAD_SNAP_NONE) {
            continue;
        }
        const ZfLonLat *points = from->legs + snap->leg_first;
        double whole = snap->leg_n ? zf_line_length_m(points, snap->leg_n) : 0;
        double gone = 0;
        if (whole <= 0) {
            add_stretch(area, snap->at, snap->at, snap->leg_ds, snap->leg_ds);
        }
        for (uint32_t k = 0; whole > 0 && k + 1 < snap->leg_n; k++) {
            double next = gone + zf_distance_m(points[k], points[k + 1]);
            add_stretch(area, points[k], points[k + 1], (uint32_t)(gone / whole * snap->leg_ds),
                        (uint32_t)(next / whole * snap->leg_ds));
            gone = next;
        }
    }
}

static void
add_stretches(Area *area, const ZfRoadReach *reach)
{
    const ZfLines *lines = reach->lines;
    for (uint32_t i = 0; i < lines->n_lines; i++) {
        for (uint32_t k = lines->lines[i]; k + 1 < lines->lines[i + 1]; k++) {
            add_stretch(area, lines->points[k], lines->points[k + 1], reach->time_ds[k],
                        reach->time_ds[k + 1]);
        }
    }
}

static void
collect(Area *area, const ZfRoadReach *reach, const ZfRoadReach *walked, const ZfRoadSnaps *from)
{
    if (reach->lines->n_points > 0) {
        area->middle_lon = reach->lines->points[0].lon;
    } else if (from->n > 0) {
        area->middle_lon = from->snaps[0].point.lon;
    }
    add_stretches(area, reach);
    if (walked) {
        add_stretches(area, walked);
    }
    add_legs(area, from);
}

static double
metres_lon(double lat)
{
    return M_PER_DEGREE * MAX(cos(lat * G_PI / 180), 0.01);
}

/* A grid around all stretches with room for the width, and a rim. */
static void
lay_grid(Area *area, const ZfRoadAreaOptions *options)
{
    ZfBox box = zf_box_empty();
    for (guint i = 0; i < area->stretches->len; i++) {
        const Stretch *s = &g_array_index(area->stretches, Stretch, i);
        zf_box_add(&box, (ZfLonLat){s->ax, s->ay});
        zf_box_add(&box, (ZfLonLat){s->bx, s->by});
    }
    double kx = metres_lon((box.min_lat + box.max_lat) / 2);
    area->width_m = options && options->width_m > 0 ? options->width_m : WIDTH_M;
    double width = (box.max_lon - box.min_lon) * kx + 2 * area->width_m;
    double height = (box.max_lat - box.min_lat) * M_PER_DEGREE + 2 * area->width_m;
    area->cell_m = options && options->cell_m > 0 ? options->cell_m : CELL_M;
    area->cell_m = MAX(area->cell_m, sqrt(width * height / MAX_NODES));
    area->width_m = MAX(area->width_m, area->cell_m * 1.5);
    double margin = area->width_m + 3 * area->cell_m;
    ZfRaster *raster = &area->raster;
    raster->step_lon = area->cell_m / kx;
    raster->step_lat = area->cell_m / M_PER_DEGREE;
    raster->lon0 = box.min_lon - margin / kx;
    raster->lat0 = box.min_lat - margin / M_PER_DEGREE;
    raster->columns = (uint32_t)ceil((box.max_lon - raster->lon0 + margin / kx) / raster->step_lon);
    raster->rows =
        (uint32_t)ceil((box.max_lat - raster->lat0 + margin / M_PER_DEGREE) / raster->step_lat);
    size_t n = (size_t)raster->columns * raster->rows;
    raster->values = g_new(float, n + 1);
    for (size_t i = 0; i < n; i++) {
        raster->values[i] = (float)(area->cell_m * area->pace);
    }
}

static ZfLonLat
wrapped(double lon, double lat)
{
    return (ZfLonLat){lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon, lat};
}

/* What one stretch gives one node. */
static void
reach_node(Area *area, const Stretch *s, uint32_t column, uint32_t row)
{
    const ZfRaster *raster = &area->raster;
    float *value = &raster->values[(size_t)row * raster->columns + column];
    double lon = raster->lon0 + column * raster->step_lon;
    double lat = raster->lat0 + row * raster->step_lat;
    double kx = metres_lon(lat);
    double ux = (s->bx - s->ax) * kx;
    double uy = (s->by - s->ay) * M_PER_DEGREE;
    double px = (lon - s->ax) * kx;
    double py = (lat - s->ay) * M_PER_DEGREE;
    double square = ux * ux + uy * uy;
    double t = square > 0 ? CLAMP((px * ux + py * uy) / square, 0, 1) : 0;
    double off = hypot(px - t * ux, py - t * uy);
    double there = s->a_ds + t * ((double)s->b_ds - s->a_ds);
    double over =
        MAX(there + off * area->pace - area->limit_ds, (off - area->width_m) * area->pace);
    if (over >= (double)*value) {
        return;
    }
    ZfLonLat foot = wrapped(s->ax + t * (s->bx - s->ax), s->ay + t * (s->by - s->ay));
    if (area->barriers && zf_barriers_block(area->barriers, wrapped(lon, lat), foot)) {
        return;
    }
    *value = (float)over;
}

static uint32_t
index_at(double where, double origin, double step, uint32_t n)
{
    double i = (where - origin) / step;
    return i < 1 ? 1 : i > n - 2 ? n - 2 : (uint32_t)i;
}

static void
reach_around(Area *area, const Stretch *s)
{
    const ZfRaster *raster = &area->raster;
    double kx = metres_lon(s->ay);
    double room = area->width_m + area->cell_m * 1.5;
    double left = (area->limit_ds - (double)MIN(s->a_ds, s->b_ds)) / area->pace;
    room = MIN(room, left + area->cell_m * 1.5);
    uint32_t c0 =
        index_at(MIN(s->ax, s->bx) - room / kx, raster->lon0, raster->step_lon, raster->columns);
    uint32_t c1 =
        index_at(MAX(s->ax, s->bx) + room / kx, raster->lon0, raster->step_lon, raster->columns);
    uint32_t r0 = index_at(MIN(s->ay, s->by) - room / M_PER_DEGREE, raster->lat0, raster->step_lat,
                           raster->rows);
    uint32_t r1 = index_at(MAX(s->ay, s->by) + room / M_PER_DEGREE, raster->lat0, raster->step_lat,
                           raster->rows);
    for (uint32_t row = r0; row <= r1; row++) {
        for (uint32_t column = c0; column <= c1; column++) {
            reach_node(area, s, column, row);
        }
    }
}

static int
compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Nodes of one row that lie in a polygon are in the water. */
static void
drown_row(Area *area, const ZfPolygon *polygon, uint32_t row, GArray *crossings)
{
    ZfRaster *raster = &area->raster;
    double lat = raster->lat0 + row * raster->step_lat;
    g_array_set_size(crossings, 0);
    for (uint32_t r = 0; r < polygon->n_rings; r++) {
        uint32_t first = polygon->rings[r];
        uint32_t end = polygon->rings[r + 1];
        for (uint32_t i = first, j = end - 1; i < end; j = i++) {
            ZfLonLat p = polygon->points[i];
            ZfLonLat q = polygon->points[j];
            if ((p.lat > lat) != (q.lat > lat)) {
                double px = unwrap(area, p.lon);
                double lon = px + (unwrap(area, q.lon) - px) * (lat - p.lat) / (q.lat - p.lat);
                g_array_append_val(crossings, lon);
            }
        }
    }
    g_array_sort(crossings, compare_doubles);
    for (guint i = 0; i + 1 < crossings->len; i += 2) {
        double from = ceil((g_array_index(crossings, double, i) - raster->lon0) / raster->step_lon);
        double to =
            floor((g_array_index(crossings, double, i + 1) - raster->lon0) / raster->step_lon);
        for (double c = MAX(from, 0); c <= to && c < raster->columns; c++) {
            raster->values[(size_t)row * raster->columns + (size_t)c] =
                (float)(area->cell_m * area->pace);
        }
    }
}

static void
drown(Area *area)
{
    const ZfRaster *raster = &area->raster;
    g_autoptr(GArray) crossings = g_array_new(FALSE, FALSE, sizeof(double));
    for (size_t i = 0; area->barriers && i < zf_barriers_n_polygons(area->barriers); i++) {
        const ZfPolygon *polygon = zf_barriers_polygon(area->barriers, i);
        ZfBox box = zf_polygon_box(polygon);
        double top = raster->lat0 + (raster->rows - 1) * raster->step_lat;
        if (box.min_lat > top || box.max_lat < raster->lat0) {
            continue;
        }
        uint32_t first = index_at(box.min_lat, raster->lat0, raster->step_lat, raster->rows);
        uint32_t last = index_at(box.max_lat, raster->lat0, raster->step_lat, raster->rows);
        for (uint32_t row = first; row <= last; row++) {
            drown_row(area, polygon, row, crossings);
        }
    }
}

/* What lies between two longitudes, moved by shift degrees. false on failure. */
static bool
cut(const ZfPolygon *polygon, double west, double east, double shift, ZfPolygon **ret,
    GError **error)
{
    ZfLonLat points[] = {{west, -90}, {east, -90}, {east, 90}, {west, 90}};
    uint32_t rings[] = {0, 4};
    uint32_t parts[] = {0, 1};
    ZfPolygon window = {points, rings, parts, 4, 1, 1};
    if (!zf_polygon_intersect(polygon, &window, ret, error)) {
        return false;
    }
    for (uint32_t i = 0; *ret && i < (*ret)->n_points; i++) {
        (*ret)->points[i].lon = CLAMP((*ret)->points[i].lon + shift, -180, 180);
    }
    return true;
}

/* Parts end at the antimeridian. Takes polygon over. */
static ZfPolygon *
cut_at_antimeridian(ZfPolygon *polygon, GError **error)
{
    ZfBox box = zf_polygon_box(polygon);
    if (box.min_lon >= -180 && box.max_lon <= 180) {
        return polygon;
    }
    g_autoptr(ZfPolygon) whole = polygon;
    g_autoptr(ZfPolygon) middle = NULL;
    g_autoptr(ZfPolygon) west = NULL;
    g_autoptr(ZfPolygon) east = NULL;
    if (!cut(whole, -180, 180, 0, &middle, error) || !cut(whole, 180, 540, -360, &east, error) ||
        !cut(whole, -540, -180, 360, &west, error)) {
        return NULL;
    }
    const ZfPolygon *pieces[] = {west, middle, east};
    return zf_polygon_union(pieces, G_N_ELEMENTS(pieces), error);
}

ZfPolygon *
zf_road_reach_area(const ZfRoadGraph *graph, const ZfRoadReach *reach, const ZfRoadSnaps *from,
                   uint32_t limit_ds, const ZfRoadAreaOptions *options, const ZfProgress *progress,
                   GError **error)
{
    Area area = {.barriers = options ? options->barriers : NULL,
                 .pace = 36 / graph->offroad_kmh,
                 .limit_ds = limit_ds};
    area.stretches = g_array_new(FALSE, FALSE, sizeof(Stretch));
    collect(&area, reach, options ? options->walked : NULL, from);
    ZfPolygon *polygon = NULL;
    bool stopped = false;
    if (area.stretches->len > 0) {
        lay_grid(&area, options);
        for (guint i = 0; i < area.stretches->len && !stopped; i++) {
            reach_around(&area, &g_array_index(area.stretches, Stretch, i));
            stopped = i % 1024 == 0 && zf_progress_stop(progress, error);
        }
        drown(&area);
        polygon = stopped ? NULL : zf_contour(&area.raster);
    }
    g_array_unref(area.stretches);
    g_free(area.raster.values);
    return polygon ? cut_at_antimeridian(polygon, error) : NULL;
}
