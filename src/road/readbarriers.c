/* What bars the way off the roads, from files. */
#include "road/readimpl.h"

#include <string.h>

/* A railway is walked across within this of its level crossing. */
static const double CROSSING_M = 15;

typedef struct BarrierJob {
    ZfBarriers *barriers;
    const ZfRoadReadOptions *options;
    bool osm;
    size_t n;
} BarrierJob;

static bool
is_one_of(const ZfGisFeature *feature, const char *key, const char *const *values)
{
    const char *value = zf_gis_tag(feature, key);
    return value && g_strv_contains(values, value);
}

static bool
is_off(const ZfGisFeature *feature, const char *key)
{
    const char *value = zf_gis_tag(feature, key);
    return !value || strcmp(value, "no") == 0;
}

/* A line on the ground that nobody crosses on foot. */
static bool
line_bars(const ZfGisFeature *feature)
{
    static const char *const rails[] = {"rail", "light_rail", "narrow_gauge", "preserved", NULL};
    static const char *const fast[] = {"motorway", "motorway_link", NULL};
    static const char *const rivers[] = {"river", "canal", NULL};
    static const char *const coast[] = {"coastline", NULL};
    if (!is_off(feature, "tunnel") || !is_off(feature, "bridge") || !is_off(feature, "covered")) {
        return false;
    }
    return is_one_of(feature, "railway", rails) || is_one_of(feature, "highway", fast) ||
           is_one_of(feature, "waterway", rivers) || is_one_of(feature, "natural", coast);
}

static bool
area_bars(const ZfGisFeature *feature)
{
    static const char *const natural[] = {"water", "glacier", NULL};
    static const char *const waterway[] = {"riverbank", "dock", NULL};
    static const char *const landuse[] = {"reservoir", "basin", "aquaculture", NULL};
    return is_off(feature, "tunnel") && zf_gis_tag(feature, "intermittent") == NULL &&
           (is_one_of(feature, "natural", natural) || is_one_of(feature, "waterway", waterway) ||
            is_one_of(feature, "landuse", landuse));
}

bool
zf_road_take_barrier(ZfBarriers *barriers, const ZfRoadReadOptions *options,
                     const ZfGisFeature *feature, bool osm)
{
    static const char *const crossings[] = {"level_crossing", "crossing", NULL};
    const ZfGisGeometry *shape = &feature->geometry;
    if (shape->kind == ZF_GIS_LINES && (!osm || line_bars(feature)) &&
        zf_road_read_wants(options, shape->lines->points, shape->lines->n_points)) {
        for (uint32_t i = 0; i < shape->lines->n_lines; i++) {
            uint32_t first = shape->lines->lines[i];
            zf_barriers_add_line(barriers, shape->lines->points + first,
                                 shape->lines->lines[i + 1] - first);
        }
        return true;
    }
    if (shape->kind == ZF_GIS_POLYGON && (!osm || area_bars(feature)) &&
        zf_road_read_wants(options, shape->polygon->points, shape->polygon->n_points)) {
        zf_barriers_add_polygon(barriers, shape->polygon);
        return true;
    }
    if (shape->kind == ZF_GIS_POINT && osm && is_one_of(feature, "railway", crossings)) {
        zf_barriers_add_crossing(barriers, shape->point, CROSSING_M);
        return true;
    }
    return false;
}

static bool
take_barrier(void *user, const ZfGisReader *reader, const ZfGisFeature *feature, GError **error)
{
    (void)reader;
    (void)error;
    BarrierJob *job = user;
    job->n += zf_road_take_barrier(job->barriers, job->options, feature, job->osm);
    return true;
}

bool
zf_barriers_read(ZfBarriers *barriers, const char *path, const ZfRoadReadOptions *options,
                 ZfFindings *findings, size_t *n_added, const ZfProgress *progress, GError **error)
{
    ZfGisOpenOptions open = {.encoding = options ? options->encoding : NULL};
    g_autoptr(ZfGisSource) source = zf_gis_open(path, &open, findings, error);
    if (!source) {
        return false;
    }
    BarrierJob job = {.barriers = barriers, .options = options, .osm = zf_gis_is_osm(source)};
    static const char *const layers[] = {"lines", "multipolygons", "points"};
    const char *stage = _("reading water and railways");
    bool good = true;
    for (size_t i = 0; good && job.osm && i < G_N_ELEMENTS(layers); i++) {
        const ZfGisReadOptions how = {.layer = layers[i]};
        good = zf_road_read_layer(source, &how, stage, take_barrier, &job, progress, error);
    }
    if (!job.osm) {
        const ZfGisReadOptions how = {.layer = options ? options->layer : NULL,
                                      .where = options ? options->where : NULL,
                                      .crs = options && options->crs ? options->crs : "auto"};
        good = zf_road_read_layer(source, &how, stage, take_barrier, &job, progress, error);
    }
    if (n_added) {
        *n_added = job.n;
    }
    return good;
}
