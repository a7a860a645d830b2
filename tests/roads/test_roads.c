/* Runs every drawn network of this folder; README.md beside it explains the files. */
#include "road/road.h"

#include <math.h>
#include <string.h>

static const ZfLonLat CENTRE = {110.1, 28.77};

typedef struct Network {
    char *path;
    ZfProjection projection;
    ZfLonLat at[128];
    bool known[128];
    ZfWays *ways;
    ZfBarriers *barriers;
    bool has_barriers;
    double slope; /* of the option dem: */
    bool hole;    /* of the option void: nothing is known 130 … 250 m east of the first column */
    ZfRoadHeights heights;
} Network;

static ZfLonLat
position(const Network *network, char letter)
{
    if (letter <= 0 || !network->known[(int)letter]) {
        g_error("%s: position '%c' is not drawn", network->path, letter);
    }
    return network->at[(int)letter];
}

static void
read_map_line(Network *network, const char *line, int row, double step)
{
    for (int column = 0; line[column]; column++) {
        char c = line[column];
        if (g_ascii_isalnum(c)) {
            ZfXY xy = {column * step, -row * step};
            ZfLonLat point = zf_unproject(&network->projection, xy);
            network->at[(int)c] =
                (ZfLonLat){round(point.lon * 1e7) / 1e7, round(point.lat * 1e7) / 1e7};
            network->known[(int)c] = true;
        }
    }
}

/* Words key=value into tags; words must outlive them. */
static size_t
read_tags(char **words, ZfWayTag *tags, size_t room)
{
    size_t n = 0;
    for (size_t i = 0; words[i] && n < room; i++) {
        char *equals = strchr(words[i], '=');
        if (equals) {
            *equals = 0;
            tags[n++] = (ZfWayTag){words[i], equals + 1};
        }
    }
    return n;
}

static void
read_way(Network *network, const char *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    for (const char *c = words[0]; *c; c++) {
        ZfLonLat point = position(network, *c);
        g_array_append_val(points, point);
    }
    ZfWayTag tags[24];
    size_t n = read_tags(words + 1, tags, G_N_ELEMENTS(tags));
    zf_ways_add(network->ways, (int64_t)network->ways->n_ways + 1, (ZfLonLat *)points->data,
                points->len, tags, n);
}

static void
read_node(Network *network, const char *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    ZfWayTag tags[24];
    size_t n = read_tags(words + 1, tags, G_N_ELEMENTS(tags));
    zf_ways_add_node(network->ways, position(network, words[0][0]), tags, n);
}

static void
read_barrier(Network *network, const char *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    network->has_barriers = true;
    size_t n = strlen(words[1]);
    g_autofree ZfLonLat *points = g_new(ZfLonLat, n);
    for (size_t i = 0; i < n; i++) {
        points[i] = position(network, words[1][i]);
    }
    if (strcmp(words[0], "line") == 0) {
        zf_barriers_add_line(network->barriers, points, n);
    } else if (strcmp(words[0], "polygon") == 0) {
        uint32_t rings[] = {0, (uint32_t)n};
        uint32_t parts[] = {0, 1};
        ZfPolygon polygon = {points, rings, parts, (uint32_t)n, 1, 1};
        zf_barriers_add_polygon(network->barriers, &polygon);
    } else {
        zf_barriers_add_crossing(network->barriers, points[0], g_ascii_strtod(words[2], NULL));
    }
}

static bool
sample_slope(void *user, const ZfLonLat *points, size_t n, double *ret_m, GError **error)
{
    (void)error;
    const Network *network = user;
    for (size_t i = 0; i < n; i++) {
        double x = zf_project(&network->projection, points[i]).x;
        ret_m[i] = network->hole && x > 130 && x < 250 ? (double)NAN : x * network->slope;
    }
    return true;
}

/* "car,rain,close:NAME" */
static ZfRoadGraph *
make_graph(Network *network, const ZfRoadProfiles *profiles, const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, ",", -1);
    ZfRoadMode mode;
    if (!zf_road_mode_parse(words[0], &mode)) {
        g_error("%s: no mode %s", network->path, words[0]);
    }
    ZfRoadClosure closures[8];
    ZfLonLat bases[8];
    network->slope = 0;
    network->hole = false;
    network->heights = (ZfRoadHeights){sample_slope, network, 30};
    ZfRoadGraphOptions options = {.profile = zf_road_profiles_get(profiles, mode),
                                  .day = ZF_DATE_NONE,
                                  .closures = closures,
                                  .bases = bases};
    for (size_t i = 1; words[i]; i++) {
        if (strcmp(words[i], "rain") == 0) {
            options.weather = ZF_ROAD_RAIN;
        } else if (strcmp(words[i], "ice") == 0) {
            options.weather = ZF_ROAD_ICE;
        } else if (g_str_has_prefix(words[i], "close:") || g_str_has_prefix(words[i], "wet:")) {
            bool wet = words[i][0] == 'w';
            closures[options.n_closures++] = (ZfRoadClosure){.name = strchr(words[i], ':') + 1,
                                                             .from = ZF_DATE_NONE,
                                                             .to = ZF_DATE_NONE,
                                                             .rain_only = wet};
        } else if (g_str_has_prefix(words[i], "base:")) {
            bases[options.n_bases++] = position(network, words[i][5]);
        } else if (g_str_has_prefix(words[i], "dem:")) {
            network->slope = g_ascii_strtod(words[i] + 4, NULL) / 100;
            options.heights = &network->heights;
        } else if (strcmp(words[i], "void") == 0) {
            network->hole = true;
        } else {
            g_error("%s: no option %s", network->path, words[i]);
        }
    }
    g_autoptr(GError) error = NULL;
    ZfRoadGraph *graph = zf_road_graph_new(network->ways, &options, NULL, &error);
    g_assert_true(graph || g_error_matches(error, ZF_ROAD_ERROR, ZF_ROAD_ERROR_EMPTY));
    return graph;
}

static char
letter_at(const Network *network, ZfLonLat point)
{
    for (int c = 0; c < 128; c++) {
        if (network->known[c] && fabs(network->at[c].lon - point.lon) < 1.5e-7 &&
            fabs(network->at[c].lat - point.lat) < 1.5e-7) {
            return (char)c;
        }
    }
    return 0;
}

static char
nearest_letter(const Network *network, ZfLonLat point)
{
    char best = 0;
    double distance = 1e18;
    for (int c = 0; c < 128; c++) {
        double d = network->known[c] ? zf_distance_m(network->at[c], point) : 1e18;
        if (d < distance - 1e-6) {
            distance = d;
            best = (char)c;
        }
    }
    return best;
}

static char *
path_letters(const Network *network, const ZfRoadPath *path)
{
    GString *letters = g_string_new(NULL);
    for (uint32_t i = 0; i < path->n_points; i++) {
        char c = letter_at(network, path->points[i]);
        if (c) {
            g_string_append_c(letters, c);
        }
    }
    return g_string_free(letters, FALSE);
}

static const char *const cue_names[] = {
    [ZF_ROAD_CUE_START] = "start",
    [ZF_ROAD_CUE_STRAIGHT] = "straight",
    [ZF_ROAD_CUE_SLIGHT_LEFT] = "slight-left",
    [ZF_ROAD_CUE_LEFT] = "left",
    [ZF_ROAD_CUE_SHARP_LEFT] = "sharp-left",
    [ZF_ROAD_CUE_SLIGHT_RIGHT] = "slight-right",
    [ZF_ROAD_CUE_RIGHT] = "right",
    [ZF_ROAD_CUE_SHARP_RIGHT] = "sharp-right",
    [ZF_ROAD_CUE_U_TURN] = "u-turn",
    [ZF_ROAD_CUE_ROUNDABOUT] = "roundabout",
    [ZF_ROAD_CUE_BRIDGE] = "bridge",
    [ZF_ROAD_CUE_FERRY] = "ferry",
    [ZF_ROAD_CUE_STEPS] = "steps",
    [ZF_ROAD_CUE_ROAD] = "road",
    [ZF_ROAD_CUE_WALK] = "walk",
    [ZF_ROAD_CUE_ARRIVE] = "arrive",
};

static char *
cue_text(const ZfRoadPath *path)
{
    static const char *const sides[] = {"", "-left", "-right"};
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < path->n_cues; i++) {
        const ZfRoadCue *cue = &path->cues[i];
        g_string_append_printf(text, "%s%s%s", i ? "," : "", cue_names[cue->kind],
                               sides[cue->side]);
        if (cue->exit_no) {
            g_string_append_printf(text, "-%u", cue->exit_no);
        }
        if (cue->name) {
            g_string_append_printf(text, ":%s", cue->name);
        }
    }
    return g_string_free(text, FALSE);
}

/* Path, fast table and plain table must agree; the path's own sums too. */
static void
check_agreement(const Network *network, const char *line, const ZfRoadGraph *graph,
                const ZfRoadSnaps *snaps, const ZfRoadPath *path)
{
    for (int method = ZF_ROAD_FAST; method <= ZF_ROAD_PLAIN; method++) {
        ZfRoadTableOptions options = {.method = (ZfRoadMethod)method, .threads = 1};
        g_autoptr(ZfRoadTable) table = zf_road_table(graph, snaps, snaps, &options, NULL, NULL);
        uint32_t time_ds = path ? path->time_ds : ZF_ROAD_NEVER;
        uint32_t dist_dm = path ? path->dist_dm : ZF_ROAD_NEVER;
        if (table->time_ds[1] != time_ds || table->dist_dm[1] != dist_dm) {
            g_printerr("%s: %s: the path takes %u ds, %u dm, the table says %u, %u\n",
                       network->path, line, time_ds, dist_dm, table->time_ds[1], table->dist_dm[1]);
            g_test_fail();
        }
    }
    if (path && path->n_parts) {
        uint32_t last = path->n_points - 1;
        g_assert_cmpuint(path->at_ds[last], ==, path->time_ds);
        g_assert_cmpuint(path->at_dm[last], ==, path->dist_dm);
        g_assert_cmpuint(path->parts[path->n_parts - 1].last, ==, last);
    }
}

static void
expect(const Network *network, const char *line, const char *what, const char *got,
       const char *wanted)
{
    if (strcmp(got, wanted) != 0) {
        g_printerr("%s: %s: %s is %s, not %s\n", network->path, line, what, got, wanted);
        g_test_fail();
    }
}

/* FROM>TO = LETTERS time=S dist=M cues … */
static void
check_path(const Network *network, const char *line, const ZfRoadGraph *graph, char **words)
{
    const ZfLonLat points[] = {position(network, words[1][0]), position(network, words[1][2])};
    ZfRoadSnapOptions snap = {.barriers = network->has_barriers ? network->barriers : NULL,
                              .heights = network->slope != 0 ? &network->heights : NULL};
    g_autoptr(ZfRoadSnaps) snaps = zf_road_snap(graph, points, 2, &snap, NULL, NULL);
    for (int method = ZF_ROAD_FAST; method <= ZF_ROAD_PLAIN; method++) {
        ZfRoadPathOptions options = {.cues = true, .method = (ZfRoadMethod)method};
        g_autoptr(ZfRoadPath) path = zf_road_path(graph, snaps, 0, snaps, 1, &options);
        check_agreement(network, line, graph, snaps, path);
        g_autofree char *letters = path ? path_letters(network, path) : g_strdup("none");
        for (size_t i = 2; words[i]; i++) {
            g_autofree char *got = NULL;
            if (strcmp(words[i], "=") == 0) {
                expect(network, line, "the path", letters, words[++i]);
            } else if (strcmp(words[i], "cues") == 0) {
                got = cue_text(path);
                expect(network, line, "the list of cues", got, words[++i]);
            } else if (g_str_has_prefix(words[i], "time=")) {
                got = g_strdup_printf("time=%u", (path->time_ds + 5) / 10);
                expect(network, line, "the time", got, words[i]);
            } else if (g_str_has_prefix(words[i], "dist=")) {
                got = g_strdup_printf("dist=%u", zf_road_metres(path->dist_dm));
                expect(network, line, "the length", got, words[i]);
            } else {
                g_error("%s: %s: what is %s?", network->path, line, words[i]);
            }
        }
    }
}

static char *
snap_text(const Network *network, const ZfRoadSnap *snap)
{
    if (snap->flags & ZF_ROAD_SNAP_NONE) {
        return g_strdup(snap->flags & ZF_ROAD_SNAP_BLOCKED ? "none blocked" : "none");
    }
    return g_strdup_printf("%c leg=%u%s%s%s%s%s", nearest_letter(network, snap->at),
                           zf_road_metres(snap->leg_dm),
                           snap->flags & ZF_ROAD_SNAP_WIDE ? " wide" : "",
                           snap->flags & ZF_ROAD_SNAP_MOVED ? " moved" : "",
                           snap->flags & ZF_ROAD_SNAP_BLOCKED ? " blocked" : "",
                           snap->flags & ZF_ROAD_SNAP_PARKED ? " parked" : "",
                           snap->flags & ZF_ROAD_SNAP_FERRY ? " ferry" : "");
}

/* snap X = … ; park X = … ; park X from YZ = … (the nearest); park X among YZ = … (the mean) */
static void
check_snap(Network *network, const char *line, const ZfRoadGraph *graph,
           const ZfRoadProfiles *profiles, char **words)
{
    const ZfLonLat point = position(network, words[2][0]);
    bool park = strcmp(words[1], "park") == 0;
    g_autoptr(ZfRoadGraph) walk = park ? make_graph(network, profiles, "foot") : NULL;
    ZfRoadSnapOptions options = {.barriers = network->has_barriers ? network->barriers : NULL,
                                 .walk = walk};
    ZfLonLat points[8];
    size_t n_points = 0;
    g_autofree uint32_t *of = NULL;
    bool among = strcmp(words[3], "among") == 0;
    bool driven = among || strcmp(words[3], "from") == 0;
    for (size_t i = 0; driven && words[4][i] && i < G_N_ELEMENTS(points); i++) {
        points[n_points++] = position(network, words[4][i]);
    }
    g_autoptr(ZfRoadSnaps) starts =
        among    ? zf_road_snap(graph, points, n_points, NULL, NULL, NULL)
        : driven ? zf_road_depart(graph, points, n_points, &options, &of, NULL, NULL)
                 : NULL;
    options.from_all = among;
    options.starts = starts;
    g_autoptr(ZfRoadSnaps) snaps = zf_road_snap(graph, &point, 1, &options, NULL, NULL);
    g_autofree char *text = snap_text(network, &snaps->snaps[0]);
    g_autofree char *wanted = g_strjoinv(" ", words + (driven ? 6 : 4));
    bool timed = strstr(wanted, " time=");
    g_autofree char *got =
        timed ? g_strdup_printf("%s time=%u", text, (snaps->snaps[0].leg_ds + 5) / 10)
              : g_strdup(text);
    expect(network, line, "the snap", got, wanted);
}

/* depart X = every place X sets out from; drive X>Y = time=S, walking at both ends counted */
static void
check_departure(Network *network, const char *line, const ZfRoadGraph *graph,
                const ZfRoadProfiles *profiles, char **words)
{
    const ZfLonLat from = position(network, words[2][0]);
    g_autoptr(ZfRoadGraph) walk = make_graph(network, profiles, "foot");
    ZfRoadSnapOptions options = {.barriers = network->has_barriers ? network->barriers : NULL,
                                 .walk = walk};
    g_autofree uint32_t *of = NULL;
    g_autoptr(ZfRoadSnaps) starts = zf_road_depart(graph, &from, 1, &options, &of, NULL, NULL);
    g_autoptr(GString) got = g_string_new(NULL);
    if (strcmp(words[1], "drive") == 0) {
        const ZfLonLat to = position(network, words[2][2]);
        uint32_t time_ds;
        options.starts = starts;
        g_autoptr(ZfRoadSnaps) ends = zf_road_snap(graph, &to, 1, &options, NULL, NULL);
        g_assert_true(zf_road_nearest(graph, starts, ends, NULL, &time_ds, NULL, NULL, NULL));
        g_string_printf(got, "time=%u", (time_ds + 5) / 10);
    }
    for (size_t i = 0; strcmp(words[1], "depart") == 0 && i < starts->n; i++) {
        g_autofree char *text = snap_text(network, &starts->snaps[i]);
        g_string_append_printf(got, "%s%s", i ? ", " : "", text);
        g_assert_cmpuint(of[i], ==, 0);
        g_assert_true(starts->snaps[i].leg_n == 0 ||
                      starts->legs[starts->snaps[i].leg_first].lon == from.lon);
    }
    g_autofree char *wanted = g_strjoinv(" ", words + 4);
    expect(network, line, "the departure", got->str, wanted);
}

static void
check_line(Network *network, const ZfRoadProfiles *profiles, const char *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    g_autoptr(ZfRoadGraph) graph = make_graph(network, profiles, words[0]);
    if (!graph) {
        expect(network, line, "the graph", "empty", words[1]);
    } else if (strcmp(words[1], "snap") == 0 || strcmp(words[1], "park") == 0) {
        check_snap(network, line, graph, profiles, words);
    } else if (strcmp(words[1], "depart") == 0 || strcmp(words[1], "drive") == 0) {
        check_departure(network, line, graph, profiles, words);
    } else {
        check_path(network, line, graph, words);
    }
}

static void
read_line(Network *network, char section, const char *line, int row, double step)
{
    if (section == 'm') {
        read_map_line(network, line, row, step);
    } else if (section == 'w') {
        read_way(network, line);
    } else if (section == 'n') {
        read_node(network, line);
    } else if (section == 'b') {
        read_barrier(network, line);
    }
}

static void
test_map(gconstpointer data)
{
    Network network = {.path = (char *)data, .projection = zf_projection_at(CENTRE)};
    network.ways = zf_ways_new();
    network.barriers = zf_barriers_new();
    g_autoptr(ZfRoadProfiles) profiles = zf_road_profiles_default();
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(network.path, &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    char section = 0;
    int row = 0;
    int checked = 0;
    double step = 100;
    for (size_t i = 0; lines[i]; i++) {
        if (lines[i][0] == '[') {
            section = lines[i][1];
            step = section == 'm' ? g_ascii_strtod(lines[i] + 4, NULL) : step;
            if (section == 'e') {
                zf_barriers_index(network.barriers);
            }
        } else if (lines[i][0] != '#' && section == 'e' && lines[i][0]) {
            check_line(&network, profiles, lines[i]);
            checked++;
        } else if (lines[i][0] != '#' && (section == 'm' || lines[i][0])) {
            read_line(&network, section, lines[i], row, step);
            row += section == 'm';
        }
    }
    g_assert_cmpint(checked, >, 0);
    zf_ways_free(network.ways);
    zf_barriers_free(network.barriers);
}

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autofree char *folder = g_build_filename(g_getenv("ZF_SOURCE_DIR"), "tests", "roads", NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_assert_nonnull(dir);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir)) {
        if (g_str_has_suffix(name, ".map")) {
            g_ptr_array_add(names, g_strdup(name));
        }
    }
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *name = g_strconcat("/roads/", names->pdata[i], NULL);
        g_test_add_data_func_full(name, g_build_filename(folder, names->pdata[i], NULL), test_map,
                                  g_free);
    }
    return g_test_run();
}
