/* Road lines of any file: columns are found by name, classes by the words of profiles.ini. */
#include "road/readimpl.h"

#include <string.h>

enum { CLASS, NAME, ONEWAY, SPEED, SURFACE, BRIDGE, TUNNEL, LAYER, N_COLUMNS };

static const struct {
    const char *what;
    const char *tag;
} columns[N_COLUMNS] = {
    [CLASS] = {"class", "highway"},     [NAME] = {"name", "name"},
    [ONEWAY] = {"oneway", "oneway"},    [SPEED] = {"speed", "maxspeed"},
    [SURFACE] = {"surface", "surface"}, [BRIDGE] = {"bridge", "bridge"},
    [TUNNEL] = {"tunnel", "tunnel"},    [LAYER] = {"layer", "layer"},
};

typedef struct LineJob {
    ZfWays *ways;
    const ZfRoadReadOptions *options;
    const ZfRoadProfiles *profiles;
    ZfFindings *findings;
    const char *path;
    const char *layer;
    int field[N_COLUMNS]; /* -1 = none */
    GHashTable *odd_classes;
    size_t n_other; /* features that are no lines */
} LineJob;

static int
find_field(const ZfGisLayer *layer, const char *name)
{
    for (size_t i = 0; i < layer->n_fields; i++) {
        if (g_ascii_strcasecmp(layer->fields[i].name, name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* The caller's column, else the first of the known names the layer has. */
static int
choose_field(const LineJob *job, const ZfGisLayer *layer, const char *what)
{
    for (size_t i = 0; job->options && i < job->options->n_columns; i++) {
        if (strcmp(job->options->columns[i].key, what) == 0) {
            return find_field(layer, job->options->columns[i].value);
        }
    }
    const char *const *names = zf_road_profiles_columns(job->profiles, what);
    for (size_t i = 0; names && names[i]; i++) {
        int field = find_field(layer, names[i]);
        if (field >= 0) {
            return field;
        }
    }
    return -1;
}

static void
add_finding(LineJob *job, const char *code, int64_t row, const char *value, const char *message,
            const char *advice)
{
    if (job->findings) {
        zf_findings_add_at(job->findings, ZF_SEVERITY_WARNING, code, job->path, job->layer, row, 0,
                           value, message, advice);
    }
}

/* An unknown class counts as a road, and is said once per word. */
static const char *
class_of(LineJob *job, const char *text, int64_t row)
{
    const char *known = text ? zf_road_profiles_class(job->profiles, text) : NULL;
    if (known || !text || !text[0]) {
        return known ? known : "road";
    }
    if (!g_hash_table_contains(job->odd_classes, text)) {
        g_hash_table_add(job->odd_classes, g_strdup(text));
        add_finding(job, "road-class", row, text,
                    _("this road class is not known; such roads are taken as ordinary roads"),
                    _("name the class in [classes] of a profile file"));
    }
    return "road";
}

static const char *
oneway_of(const char *text)
{
    static const char *const forward[] = {"yes", "true", "1",    "y",    "t", "f",
                                          "ft",  "是",   "单向", "单行", NULL};
    static const char *const backward[] = {"-1", "reverse", "tf", "逆向", "反向", NULL};
    g_autofree char *lower = g_ascii_strdown(text, -1);
    return g_strv_contains(forward, lower) ? "yes" : g_strv_contains(backward, lower) ? "-1" : "no";
}

static const char *
flag_of(const char *text)
{
    static const char *const off[] = {"no", "false", "0", "n", "f", "否", "无", NULL};
    g_autofree char *lower = g_ascii_strdown(text, -1);
    return g_strv_contains(off, lower) ? "no" : "yes";
}

/* The value of a column as a tag's. */
static const char *
value_of(LineJob *job, const ZfGisFeature *feature, int column)
{
    int field = job->field[column];
    const char *text = field >= 0 ? feature->values[field] : NULL;
    if (column == CLASS) {
        return class_of(job, text, feature->row);
    }
    if (!text || !text[0]) {
        return NULL;
    }
    switch (column) {
    case ONEWAY: return oneway_of(text);
    case BRIDGE:
    case TUNNEL: return flag_of(text);
    case SPEED: return strcmp(text, "0") == 0 ? NULL : text;
    default: return text;
    }
}

static bool
take_line(void *user, const ZfGisReader *reader, const ZfGisFeature *feature, GError **error)
{
    (void)reader;
    (void)error;
    LineJob *job = user;
    if (feature->geometry.kind != ZF_GIS_LINES) {
        job->n_other++;
        return true;
    }
    const ZfLines *lines = feature->geometry.lines;
    ZfWayTag tags[N_COLUMNS + 1];
    size_t n_tags = 0;
    for (int i = 0; i < N_COLUMNS; i++) {
        const char *value = value_of(job, feature, i);
        if (value) {
            tags[n_tags++] = (ZfWayTag){columns[i].tag, value};
        }
    }
    if (strcmp(tags[0].value, "ferry") == 0) {
        tags[0] = (ZfWayTag){"route", "ferry"};
    }
    for (uint32_t i = 0; i < lines->n_lines; i++) {
        const ZfLonLat *points = lines->points + lines->lines[i];
        size_t n = lines->lines[i + 1] - lines->lines[i];
        if (zf_road_read_wants(job->options, points, n)) {
            zf_ways_add(job->ways, feature->row, points, n, tags, n_tags);
        }
    }
    return true;
}

/* The layer asked for, else all that hold lines. ret: their names. */
static GPtrArray *
choose_layers(ZfGisSource *source, const char *path, const ZfRoadReadOptions *options,
              ZfFindings *findings, GError **error)
{
    static const ZfGisKind wanted[] = {ZF_GIS_LINES};
    if (!options || !options->layer) {
        return zf_gis_choose_layers(source, path, wanted, 1, findings, error);
    }
    GPtrArray *one = g_ptr_array_new();
    g_ptr_array_add(one, (gpointer)options->layer);
    return one;
}

/* Columns the caller named and the layer has not: a slip of the pen would pass for no column. */
static void
tell_missing(LineJob *job, const ZfGisLayer *layer)
{
    for (size_t i = 0; job->options && i < job->options->n_columns; i++) {
        const char *name = job->options->columns[i].value;
        if (find_field(layer, name) >= 0) {
            continue;
        }
        g_autoptr(GString) there = g_string_new(NULL);
        for (uint32_t k = 0; k < layer->n_fields; k++) {
            g_string_append_printf(there, "%s%s", k ? _(", ") : "", layer->fields[k].name);
        }
        g_autofree char *advice = g_strdup_printf(_("there are: %s"), there->str);
        add_finding(job, "road-no-column", 0, name, _("there is no such column"), advice);
    }
}

static void
find_fields(LineJob *job, const ZfGisLayer *layer)
{
    tell_missing(job, layer);
    for (int i = 0; i < N_COLUMNS; i++) {
        job->field[i] = choose_field(job, layer, columns[i].what);
    }
    if (job->field[CLASS] < 0) {
        add_finding(job, "road-no-class", 0, NULL,
                    _("no column tells the class of a road; all lines are taken as ordinary roads"),
                    _("say which column holds it, for instance class=等级"));
    }
}

/* Chooses the fields with a layer's first feature: the reader knows its layer then. */
static bool
take_first(void *user, const ZfGisReader *reader, const ZfGisFeature *feature, GError **error)
{
    LineJob *job = user;
    const char *layer = zf_gis_reader_layer(reader)->name;
    if (job->layer != layer) {
        job->layer = layer;
        find_fields(job, zf_gis_reader_layer(reader));
    }
    return take_line(user, reader, feature, error);
}

bool
zf_road_read_lines(ZfGisSource *source, const char *path, const ZfRoadReadOptions *options,
                   ZfWays *ways, ZfFindings *findings, const ZfProgress *progress, GError **error)
{
    const ZfRoadProfiles *given = options ? options->profiles : NULL;
    g_autoptr(ZfRoadProfiles) own = given ? NULL : zf_road_profiles_default();
    LineJob job = {.ways = ways,
                   .options = options,
                   .profiles = given ? given : own,
                   .findings = findings,
                   .path = path};
    job.odd_classes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) names = choose_layers(source, path, options, findings, error);
    bool good = names != NULL;
    for (guint i = 0; good && i < names->len; i++) {
        const ZfGisReadOptions how = {.layer = g_ptr_array_index(names, i),
                                      .where = options ? options->where : NULL,
                                      .crs = options && options->crs ? options->crs : "auto"};
        good =
            zf_road_read_layer(source, &how, _("reading roads"), take_first, &job, progress, error);
    }
    if (good && job.n_other > 0) {
        g_autofree char *count = g_strdup_printf("%zu", job.n_other);
        add_finding(&job, "road-not-a-line", 0, count,
                    _("some features are no lines and were left out"), NULL);
    }
    g_hash_table_destroy(job.odd_classes);
    return good;
}
