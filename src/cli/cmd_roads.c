/* roads: the road engine on any file of roads. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"

static char **from;
static char *to;
static char *mode;
static char *dem;
static char *format;
static char *output;
static char *points;
static char *points_crs;
static gint64 random_n = G_MININT64; /* = not given */
static gint64 seed = 1;
static gint64 oracle;
static char *minutes;
static gboolean cues;
static char *weather;
static char **closed;
static char *profile;
static char **maps;
static char *layer;
static char *where;
static char *crs;
static char *encoding;
static gint threads;

enum { THREADS_MAX = 256 }; /* each costs memory; none changes a result */

static const GOptionEntry entries[] = {
    {"mode", 0, 0, G_OPTION_ARG_STRING, &mode, N_("foot, bicycle, ebike, motorcycle or car"),
     N_("HOW")},
    {"from", 0, 0, G_OPTION_ARG_STRING_ARRAY, &from,
     N_("where to set out; for reach again for each place"), N_("LON,LAT")},
    {"to", 0, 0, G_OPTION_ARG_STRING, &to, N_("where to go"), N_("LON,LAT")},
    {"cues", 0, 0, G_OPTION_ARG_NONE, &cues, N_("say what to do where one must decide"), NULL},
    {"dem", 0, 0, G_OPTION_ARG_FILENAME, &dem, N_("elevation model: slopes count"), N_("FILE")},
    {"points", 0, 0, G_OPTION_ARG_FILENAME, &points,
     N_("table of positions with columns lon and lat (经度, 纬度)"), N_("FILE")},
    {"points-crs", 0, 0, G_OPTION_ARG_STRING, &points_crs,
     N_("the positions are: wgs84, gcj02 (AMap), bd09 (Baidu), EPSG:n"), N_("SYSTEM")},
    {"random", 0, 0, G_OPTION_ARG_INT64, &random_n, N_("so many random places on the roads"),
     N_("N")},
    {"seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_("other random places"), N_("N")},
    {"oracle", 0, 0, G_OPTION_ARG_INT64, &oracle,
     N_("compare so many rows with a plain Dijkstra search"), N_("N")},
    {"minutes", 0, 0, G_OPTION_ARG_STRING, &minutes, N_("limits of reach, for instance 15,30,60"),
     N_("LIST")},
    {"weather", 0, 0, G_OPTION_ARG_STRING, &weather, N_("dry, rain or ice"), N_("WHICH")},
    {"close", 0, 0, G_OPTION_ARG_STRING_ARRAY, &closed,
     N_("this road is shut: name or way number; again for each"), N_("ROAD")},
    {"profile", 0, 0, G_OPTION_ARG_FILENAME, &profile,
     N_("own speeds and rules, laid over those of profiles.ini"), N_("FILE.ini")},
    {"map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &maps,
     N_("what a column of a road layer holds: class=等级, oneway=单行; again for each"),
     N_("WHAT=COLUMN")},
    {"layer", 0, 0, G_OPTION_ARG_STRING, &layer, N_("layer of a map file"), N_("NAME")},
    {"where", 0, 0, G_OPTION_ARG_STRING, &where, N_("only features for which this holds"),
     N_("SQL")},
    {"crs", 0, 0, G_OPTION_ARG_STRING, &crs,
     N_("coordinates are: auto, wgs84, gcj02 (AMap), bd09 (Baidu), EPSG:n"), N_("SYSTEM")},
    {"encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, N_("auto, UTF-8, GB18030 …"), N_("NAME")},
    {"threads", 0, 0, G_OPTION_ARG_INT, &threads, N_("processor cores to use; 0 = all"), N_("N")},
    {"format", 0, 0, G_OPTION_ARG_STRING, &format, N_("table, json, csv, xlsx, geojson, gpkg"),
     N_("FORM")},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("write a file"), N_("FILE")},
    {NULL},
};

static const GOptionEntry *
options(void)
{
    return entries;
}

/* ret: NULL when that failed; exit_code tells how. */
static ZfRoads *
open_roads(ZfSession *session, const char *file, bool barriers, ZfExit *exit_code)
{
    ZfRoadsOptions how = {
        .file = file,
        .layer = layer,
        .where = where,
        .crs = crs,
        .encoding = encoding,
        .maps = (const char *const *)maps,
        .profile = profile,
        .dem = dem,
        .mode = mode,
        .weather = weather,
        .close = (const char *const *)closed,
        .barriers = barriers,
        .landmarks = cues,
        .threads = (unsigned)threads,
    };
    g_autoptr(ZfFindings) findings = zf_findings_new();
    GError *error = NULL;
    ZfRoads *roads = zf_roads_open(&how, findings, &session->progress, &error);
    zf_session_findings(session, findings);
    if (!roads) {
        *exit_code = zf_session_fail(session, error);
    }
    return roads;
}

/* The answer as JSON on stdout or in a file. */
static ZfExit
print_json(ZfSession *session, const char *text, const char *path)
{
    GError *error = NULL;
    if (path && strcmp(path, "-") != 0) {
        if (!zf_file_write(path, text, strlen(text), &error)) {
            return zf_session_fail(session, error);
        }
        zf_session_note(session, _("wrote %s"), path);
    } else {
        fputs(text, stdout);
    }
    return ZF_EXIT_DONE;
}

static bool
wants_json(const ZfSession *session)
{
    ZfFormat form = ZF_FORMAT_TABLE;
    if (format) {
        return zf_format_parse(format, &form) && form == ZF_FORMAT_JSON;
    }
    bool named = output && zf_format_of_path(output, &form);
    return session->json || (named && form == ZF_FORMAT_JSON);
}

static ZfExit
run_stats(ZfSession *session, const char *file)
{
    ZfExit failed;
    g_autoptr(ZfRoads) roads = open_roads(session, file, true, &failed);
    if (!roads) {
        return failed;
    }
    if (wants_json(session)) {
        g_autofree char *json = zf_roads_stats_json(roads);
        return print_json(session, json, output);
    }
    g_autoptr(ZfGrid) grid = zf_roads_stats(roads);
    return zf_session_grid(session, grid, format, output);
}

static bool
parse_place(ZfSession *session, const char *option, const char *text, ZfLonLat *ret)
{
    if (text && zf_roads_parse_point(text, ret)) {
        return true;
    }
    zf_session_usage(session, "roads",
                     text ? _("--%s %s: write longitude and latitude in degrees: 110.1067,28.7760")
                          : _("--%s%s is missing: longitude and latitude in degrees, for instance "
                              "110.1067,28.7760"),
                     option, text ? text : "");
    return false;
}

static ZfExit
run_route(ZfSession *session, const char *file)
{
    ZfLonLat a, b;
    if (!parse_place(session, "from", from ? from[0] : NULL, &a) ||
        !parse_place(session, "to", to, &b)) {
        return ZF_EXIT_USAGE;
    }
    ZfExit failed;
    g_autoptr(ZfRoads) roads = open_roads(session, file, true, &failed);
    if (!roads) {
        return failed;
    }
    GError *error = NULL;
    g_autoptr(ZfRoadsRoute) route =
        zf_roads_route(roads, a, b, cues, session->lang, &session->progress, &error);
    if (!route) {
        return zf_session_fail(session, error);
    }
    ZfFormat form = ZF_FORMAT_TABLE;
    if (format) {
        zf_format_parse(format, &form);
    } else if (output) {
        zf_format_of_path(output, &form);
    }
    ZfExit ret = ZF_EXIT_DONE;
    if (wants_json(session)) {
        ret = print_json(session, route->json, output);
    } else if (route->metres >= 0) {
        ret = zf_session_grid(session, form < ZF_FORMAT_GEOJSON ? route->grid : route->shapes,
                              format, output);
    }
    zf_session_note(session, "%s", route->summary);
    return ret == ZF_EXIT_DONE && route->metres < 0 ? ZF_EXIT_FINDINGS : ret;
}

static ZfExit
run_matrix(ZfSession *session, const char *file)
{
    bool random = random_n != G_MININT64;
    if ((points != NULL) == random) {
        return zf_session_usage(session, "roads",
                                _("roads matrix takes either --points FILE or --random N"));
    }
    if (oracle < 0 || (random && (random_n < 1 || random_n > 1000000))) {
        return zf_session_usage(session, "roads",
                                _("--random N: 1 to 1000000; --oracle N: 0 or more"));
    }
    GError *error = NULL;
    ZfRoadsMatrixOptions how = {.n = random ? (size_t)random_n : 0,
                                .seed = (uint64_t)seed,
                                .oracle = (size_t)oracle,
                                .output = output};
    g_autofree ZfLonLat *places =
        points ? zf_roads_read_points(points, points_crs, &how.n, &error) : NULL;
    if (points && !places) {
        return zf_session_fail(session, error);
    }
    how.points = places;
    ZfExit failed;
    g_autoptr(ZfRoads) roads = open_roads(session, file, points != NULL, &failed);
    ZfRoadsMatrix matrix;
    if (!roads) {
        return failed;
    }
    if (!zf_roads_matrix(roads, &how, &matrix, &session->progress, &error)) {
        return zf_session_fail(session, error);
    }
    ZfExit ret = ZF_EXIT_DONE;
    if (session->json || (format && strcmp(format, "json") == 0)) {
        g_autofree char *json = zf_roads_matrix_json(&matrix);
        ret = print_json(session, json, NULL);
    } else {
        g_autoptr(ZfGrid) grid = zf_roads_matrix_grid(&matrix);
        ret = zf_session_grid(session, grid, format, NULL);
    }
    if (output) {
        zf_session_note(session, _("wrote %s"), output);
    }
    return matrix.mismatches > 0 ? ZF_EXIT_FAILED : ret;
}

/* "15,30,60", rising. ret: owned by the caller. */
static unsigned *
parse_minutes(const char *text, size_t *n)
{
    g_auto(GStrv) fields = g_strsplit(text ? text : "15,30,60", ",", -1);
    *n = g_strv_length(fields);
    unsigned *list = g_new0(unsigned, *n + 1);
    for (size_t i = 0; i < *n; i++) {
        int64_t value = 0;
        if (!zf_text_to_int64(g_strstrip(fields[i]), &value) || value < 1 || value > 100000 ||
            (i > 0 && value <= (int64_t)list[i - 1])) {
            g_free(list);
            return NULL;
        }
        list[i] = (unsigned)value;
    }
    return list;
}

/* --from …, or the positions of --points. */
static ZfLonLat *
reach_places(ZfSession *session, size_t *n, ZfExit *ret)
{
    *ret = ZF_EXIT_USAGE;
    if (points && from) {
        zf_session_usage(session, "roads", _("roads reach takes either --from or --points FILE"));
        return NULL;
    }
    if (points) {
        GError *error = NULL;
        ZfLonLat *places = zf_roads_read_points(points, points_crs, n, &error);
        if (!places) {
            *ret = zf_session_fail(session, error);
        }
        return places;
    }
    *n = from ? g_strv_length(from) : 0;
    g_autofree ZfLonLat *places = g_new0(ZfLonLat, *n + 1);
    for (size_t i = 0; i < MAX(*n, 1); i++) {
        if (!parse_place(session, "from", from ? from[i] : NULL, &places[i])) {
            return NULL;
        }
    }
    return g_steal_pointer(&places);
}

static ZfExit
run_reach(ZfSession *session, const char *file)
{
    size_t n;
    g_autofree unsigned *list = parse_minutes(minutes, &n);
    if (!list) {
        return zf_session_usage(session, "roads",
                                _("--minutes %s: write whole minutes, rising: 15,30,60"), minutes);
    }
    size_t n_places;
    ZfExit ret;
    g_autofree ZfLonLat *places = reach_places(session, &n_places, &ret);
    if (!places) {
        return ret;
    }
    ZfExit failed;
    g_autoptr(ZfRoads) roads = open_roads(session, file, true, &failed);
    if (!roads) {
        return failed;
    }
    GError *error = NULL;
    g_autofree char *lost = NULL;
    g_autoptr(ZfGrid) grid =
        zf_roads_reach(roads, places, n_places, list, n, &lost, &session->progress, &error);
    if (!grid) {
        return zf_session_fail(session, error);
    }
    bool empty = zf_grid_rows(grid) == 0;
    ret = empty && output ? ZF_EXIT_DONE : zf_session_grid(session, grid, format, output);
    if (lost) {
        zf_session_note(session, "%s", lost);
    }
    return ret == ZF_EXIT_DONE && lost ? ZF_EXIT_FINDINGS : ret;
}

static ZfExit
run_snap(ZfSession *session, const char *file)
{
    if (!points) {
        return zf_session_usage(session, "roads", _("roads snap needs --points FILE"));
    }
    GError *error = NULL;
    size_t n;
    g_autofree ZfLonLat *places = zf_roads_read_points(points, points_crs, &n, &error);
    if (!places) {
        return zf_session_fail(session, error);
    }
    ZfExit failed;
    g_autoptr(ZfRoads) roads = open_roads(session, file, true, &failed);
    if (!roads) {
        return failed;
    }
    g_autofree char *summary = NULL;
    g_autoptr(ZfGrid) grid = zf_roads_snap(roads, places, n, &summary, &session->progress, &error);
    if (!grid) {
        return zf_session_fail(session, error);
    }
    ZfExit ret = zf_session_grid(session, grid, format, output);
    zf_session_note(session, "%s", summary);
    return ret;
}

/* ret: an option that was given and means nothing to this verb; NULL = none. */
static const char *
stray_option(const char *verb)
{
    const struct {
        const char *name;
        bool given;
        const char *verbs;
    } options[] = {{"--from", from != NULL, "route reach"},
                   {"--to", to != NULL, "route"},
                   {"--cues", cues, "route"},
                   {"--points", points != NULL, "matrix snap reach"},
                   {"--points-crs", points_crs != NULL, "matrix snap reach"},
                   {"--random", random_n != G_MININT64, "matrix"},
                   {"--seed", seed != 1, "matrix"},
                   {"--oracle", oracle != 0, "matrix"},
                   {"--minutes", minutes != NULL, "reach"}};
    for (size_t i = 0; i < G_N_ELEMENTS(options); i++) {
        if (options[i].given && !strstr(options[i].verbs, verb)) {
            return options[i].name;
        }
    }
    return NULL;
}

static ZfExit
run(ZfSession *session, int argc, char **argv)
{
    static const struct {
        const char *verb;
        ZfExit (*run)(ZfSession *session, const char *file);
    } verbs[] = {{"stats", run_stats},
                 {"route", run_route},
                 {"matrix", run_matrix},
                 {"reach", run_reach},
                 {"snap", run_snap}};
    for (size_t i = 0; argc == 2 && i < G_N_ELEMENTS(verbs); i++) {
        if (strcmp(argv[0], verbs[i].verb) == 0) {
            const char *stray = stray_option(verbs[i].verb);
            if (stray) {
                return zf_session_usage(session, "roads", _("%s does not go with roads %s"), stray,
                                        verbs[i].verb);
            }
            return threads < 0 || threads > THREADS_MAX
                       ? zf_session_usage(session, "roads", _("--threads %d: 0 to %d"), threads,
                                          THREADS_MAX)
                       : verbs[i].run(session, argv[1]);
        }
    }
    return zf_session_usage(
        session, "roads",
        _("write roads stats, route, matrix, reach or snap, and one file of roads"));
}

const ZfCommand zf_command_roads = {
    .name = "roads",
    .arguments = "stats|route|matrix|reach|snap FILE",
    .summary = N_("the road engine on any file of roads"),
    .help = N_(
        "FILE is OpenStreetMap (.osm, .osm.gz, .osm.pbf) or any file of lines: shapefile, "
        "GeoPackage, GeoJSON, KML … with columns for class, name, one-way and speed. Which "
        "columns and words stand for what is written in profiles.ini; --map and --profile change "
        "it. No database is needed.\n"
        "stats: what the network holds. route: one way, with --cues as instructions. matrix: "
        "times and lengths from each place to each, with what it cost to compute them; -o writes "
        "them as CSV (from, to, seconds, metres). reach: the areas within reach of the nearest of "
        "the places, each a --from or all the --points. snap: the --points that the nearest way "
        "does not serve, because it is an "
        "island or lies beyond water, with the extra metres; a map file gives its buildings.\n"
        "Positions are longitude,latitude in degrees (WGS-84). A place away from the roads is "
        "walked to, never across water, railways or motorways; with a vehicle, route and reach "
        "count the walk to it, the drive and the walk from where it is parked, least together; in "
        "a "
        "matrix every place has one parking, from which the vehicle leaves again: where driving "
        "there from 16 of the places (all if there are fewer) and walking take least on the "
        "average. Seconds are CPU seconds of all threads."),
    .examples = N_(
        "zoufang roads stats town.osm.pbf --mode ebike\n"
        "zoufang roads route town.osm.pbf --from 9.52,47.14 --to 9.55,47.22 --mode foot --cues\n"
        "zoufang roads matrix town.osm.pbf --mode car --random 1000 --seed 1 --oracle 100 --json\n"
        "zoufang roads reach town.osm.pbf --from 9.52,47.14 --minutes 15,30,60 -o reach.geojson"),
    .options = options,
    .run = run,
};
