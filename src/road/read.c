#include "road/read.h"

#include "road/readimpl.h"

#include <math.h>
#include <string.h>

/* ret: whether the box of the line touches the wanted one. */
bool
zf_road_read_wants(const ZfRoadReadOptions *options, const ZfLonLat *points, size_t n)
{
    if (!options || !options->box) {
        return true;
    }
    ZfBox box = zf_box_empty();
    for (size_t i = 0; i < n; i++) {
        zf_box_add(&box, points[i]);
    }
    const ZfBox *wanted = options->box;
    return n > 0 && box.min_lon <= wanted->max_lon && box.max_lon >= wanted->min_lon &&
           box.min_lat <= wanted->max_lat && box.max_lat >= wanted->min_lat;
}

bool
zf_road_read_layer(ZfGisSource *source, const ZfGisReadOptions *how, const char *stage,
                   bool (*take)(void *user, const ZfGisReader *reader, const ZfGisFeature *feature,
                                GError **error),
                   void *user, const ZfProgress *progress, GError **error)
{
    g_autoptr(ZfGisReader) reader = zf_gis_read(source, how, error);
    if (!reader) {
        return false;
    }
    const ZfGisFeature *feature;
    for (int64_t n = 0;; n++) {
        if (n % 1024 == 0) {
            zf_progress_report(progress, stage, n, 0);
            if (zf_progress_stop(progress, error)) {
                return false;
            }
        }
        if (!zf_gis_next(reader, &feature, error)) {
            return false;
        }
        if (!feature) {
            return true;
        }
        if (!take(user, reader, feature, error)) {
            return false;
        }
    }
}

/* ---- OpenStreetMap ---- */

typedef struct OsmJob {
    ZfWays *ways;
    const ZfRoadReadOptions *options;
    GHashTable *known; /* line_key of every way; NULL until a relation of lines asks */
} OsmJob;

static bool
tag_is(const ZfGisFeature *feature, const char *key, const char *value)
{
    const char *found = zf_gis_tag(feature, key);
    return found && strcmp(found, value) == 0;
}

/* ZfGisTag and ZfWayTag say the same. ret: owned by the caller. */
static ZfWayTag *
way_tags(const ZfGisFeature *feature)
{
    ZfWayTag *tags = g_new(ZfWayTag, feature->n_tags + 1);
    for (size_t i = 0; i < feature->n_tags; i++) {
        tags[i] = (ZfWayTag){feature->tags[i].key, feature->tags[i].value};
    }
    return tags;
}

static bool
is_way(const ZfGisFeature *feature)
{
    return zf_gis_tag(feature, "highway") || tag_is(feature, "route", "ferry") ||
           tag_is(feature, "railway", "platform") ||
           tag_is(feature, "public_transport", "platform") || tag_is(feature, "man_made", "pier");
}

/* What else is wanted of a feature. */
static void
take_extras(const OsmJob *job, const ZfGisFeature *feature)
{
    ZfRoadReadExtras *extras = job->options ? job->options->extras : NULL;
    if (extras && extras->barriers) {
        extras->n_barriers += zf_road_take_barrier(extras->barriers, job->options, feature, true);
    }
    if (extras && extras->landmarks) {
        zf_road_take_landmark(extras->landmarks, feature);
    }
}

static bool
take_osm_line(void *user, const ZfGisReader *reader, const ZfGisFeature *feature, GError **error)
{
    (void)reader;
    (void)error;
    OsmJob *job = user;
    const ZfLines *lines = feature->geometry.lines;
    take_extras(job, feature);
    if (feature->geometry.kind != ZF_GIS_LINES || !is_way(feature)) {
        return true;
    }
    g_autofree ZfWayTag *tags = way_tags(feature);
    for (uint32_t i = 0; i < lines->n_lines; i++) {
        const ZfLonLat *points = lines->points + lines->lines[i];
        size_t n = lines->lines[i + 1] - lines->lines[i];
        if (zf_road_read_wants(job->options, points, n)) {
            zf_ways_add(job->ways, feature->osm_id, points, n, tags, feature->n_tags);
        }
    }
    return true;
}

/* Equal for a line and the same line backwards. */
static int64_t
line_key(const ZfLonLat *points, size_t n)
{
    uint64_t sum = n;
    for (size_t i = 0; i < n; i++) {
        uint64_t lon = (uint64_t)llround(points[i].lon * 1e7);
        uint64_t lat = (uint64_t)llround(points[i].lat * 1e7);
        sum += (lon * 0x9E3779B97F4A7C15u ^ lat) * 0xC2B2AE3D27D4EB4Fu;
    }
    return (int64_t)sum;
}

/* ret: whether the line is new; it is known from now on. */
static bool
note_line(OsmJob *job, const ZfLonLat *points, size_t n)
{
    int64_t key = line_key(points, n);
    return g_hash_table_add(job->known, g_memdup2(&key, sizeof key));
}

static void
note_ways(OsmJob *job)
{
    job->known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (size_t i = 0; i < job->ways->n_ways; i++) {
        note_line(job, job->ways->ways[i].points, job->ways->ways[i].n_points);
    }
}

/* A ferry or road whose tags stand on the relation of its ways. Members that say themselves what
 * they are were read before: their own tags count. */
static bool
take_osm_multiline(void *user, const ZfGisReader *reader, const ZfGisFeature *feature,
                   GError **error)
{
    (void)reader;
    (void)error;
    OsmJob *job = user;
    const ZfLines *lines = feature->geometry.lines;
    if (feature->geometry.kind != ZF_GIS_LINES || !is_way(feature)) {
        return true;
    }
    if (!job->known) {
        note_ways(job);
    }
    g_autofree ZfWayTag *tags = way_tags(feature);
    for (uint32_t i = 0; i < lines->n_lines; i++) {
        const ZfLonLat *points = lines->points + lines->lines[i];
        size_t n = lines->lines[i + 1] - lines->lines[i];
        if (zf_road_read_wants(job->options, points, n) && note_line(job, points, n)) {
            zf_ways_add(job->ways, feature->osm_id, points, n, tags, feature->n_tags);
        }
    }
    return true;
}

/* A plaza: its rings are ways marked as an area, which graphs lay chords across. */
static bool
take_osm_area(void *user, const ZfGisReader *reader, const ZfGisFeature *feature, GError **error)
{
    (void)reader;
    (void)error;
    OsmJob *job = user;
    const ZfPolygon *polygon = feature->geometry.polygon;
    take_extras(job, feature);
    if (feature->geometry.kind != ZF_GIS_POLYGON || !is_way(feature)) {
        return true;
    }
    g_autofree ZfWayTag *tags = way_tags(feature);
    size_t n_tags = feature->n_tags;
    if (!zf_gis_tag(feature, "area")) {
        tags[n_tags++] = (ZfWayTag){"area", "yes"};
    }
    for (uint32_t r = 0; r < polygon->n_rings; r++) {
        size_t n = polygon->rings[r + 1] - polygon->rings[r];
        g_autofree ZfLonLat *ring = g_new(ZfLonLat, n + 1);
        memcpy(ring, polygon->points + polygon->rings[r], n * sizeof *ring);
        ring[n] = ring[0];
        if (zf_road_read_wants(job->options, ring, n)) {
            zf_ways_add(job->ways, feature->osm_id, ring, n + 1, tags, n_tags);
        }
    }
    return true;
}

static bool
take_osm_point(void *user, const ZfGisReader *reader, const ZfGisFeature *feature, GError **error)
{
    (void)reader;
    (void)error;
    OsmJob *job = user;
    take_extras(job, feature);
    if (feature->geometry.kind == ZF_GIS_POINT && zf_gis_tag(feature, "barrier") &&
        zf_road_read_wants(job->options, &feature->geometry.point, 1)) {
        g_autofree ZfWayTag *tags = way_tags(feature);
        zf_ways_add_node(job->ways, feature->geometry.point, tags, feature->n_tags);
    }
    return true;
}

static bool
read_osm(ZfGisSource *source, OsmJob *job, const ZfProgress *progress, GError **error)
{
    const ZfGisReadOptions lines = {.layer = "lines"};
    const ZfGisReadOptions relations = {.layer = "multilinestrings"};
    const ZfGisReadOptions areas = {.layer = "multipolygons"};
    const ZfGisReadOptions points = {.layer = "points"};
    const char *stage = _("reading roads");
    return zf_road_read_layer(source, &lines, stage, take_osm_line, job, progress, error) &&
           zf_road_read_layer(source, &relations, stage, take_osm_multiline, job, progress,
                              error) &&
           zf_road_read_layer(source, &areas, stage, take_osm_area, job, progress, error) &&
           zf_road_read_layer(source, &points, stage, take_osm_point, job, progress, error);
}

ZfWays *
zf_road_read(const char *path, const ZfRoadReadOptions *options, ZfFindings *findings,
             const ZfProgress *progress, GError **error)
{
    const char *crs = options && options->crs ? options->crs : "auto";
    bool crs_given = g_ascii_strcasecmp(crs, "auto") != 0;
    ZfGisOpenOptions open = {.encoding = options ? options->encoding : NULL,
                             .crs_given = crs_given};
    g_autoptr(ZfGisSource) source = zf_gis_open(path, &open, findings, error);
    if (!source) {
        return NULL;
    }
    bool chosen = options && options->layer;
    if (zf_gis_is_osm(source) && (chosen || (crs_given && g_ascii_strcasecmp(crs, "wgs84") != 0))) {
        g_set_error(error, ZF_ROAD_ERROR, ZF_ROAD_ERROR_READ,
                    _("%s is OpenStreetMap data: always in WGS-84, and its roads are found by "
                      "themselves; leave out %s"),
                    path, chosen ? "--layer" : "--crs");
        return NULL;
    }
    g_autoptr(ZfWays) ways = zf_ways_new();
    OsmJob job = {.ways = ways, .options = options};
    bool good = zf_gis_is_osm(source)
                    ? read_osm(source, &job, progress, error)
                    : zf_road_read_lines(source, path, options, ways, findings, progress, error);
    g_clear_pointer(&job.known, g_hash_table_destroy);
    if (!good) {
        return NULL;
    }
    if (ways->n_ways == 0) {
        g_set_error(error, ZF_ROAD_ERROR, ZF_ROAD_ERROR_READ,
                    _("%s: there are no roads in it; give a file of road lines"), path);
        return NULL;
    }
    return g_steal_pointer(&ways);
}
