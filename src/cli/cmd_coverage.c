/* coverage, unvisited: the figures. */
#include <stdio.h>

#include "cli/commands.h"

static char *by;
static char *as_of;
static char *audience;
static char *format;
static char *output;
static char *area;
static gboolean access_wanted;
static char *mode;
static gint limit;
static char *weather;

/* What coverage and unvisited both take. */
#define SHARED_ENTRIES                                                                               \
    {"as-of",   0, 0, G_OPTION_ARG_STRING, &as_of, N_("as it was then: 2026-02-15 or with 18:00"),   \
     N_("DATE")},                                                                                    \
        {"for",                                                                                      \
         0,                                                                                          \
         0,                                                                                          \
         G_OPTION_ARG_STRING,                                                                        \
         &audience,                                                                                  \
         N_("planner, village, volunteer, county or public: hides what they may not see"),           \
         N_("WHOM")},                                                                                \
        {"area", 0, 0, G_OPTION_ARG_STRING, &area, N_("only there: code or name"), N_("AREA")},      \
        {"format",  0, 0, G_OPTION_ARG_STRING, &format, N_("table, json, csv, xlsx, geojson, gpkg"), \
         N_("FORM")},                                                                                \
    {                                                                                                \
        "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("write a file"), N_("FILE")             \
    }

static const GOptionEntry coverage_entries[] = {
    {"by", 0, 0, G_OPTION_ARG_STRING, &by, N_("group, village, town, county or category"),
     N_("WHAT")},
    SHARED_ENTRIES,
    {"access", 0, 0, G_OPTION_ARG_NONE, &access_wanted,
     N_("minutes to the nearest 儿童之家, school, clinic and office instead, and who is hard to "
        "reach; with --by home a row a home"),
     NULL},
    {"mode", 0, 0, G_OPTION_ARG_STRING, &mode,
     N_("of access: foot, bicycle, ebike, motorcycle or car"), N_("HOW")},
    {"limit", 0, 0, G_OPTION_ARG_INT, &limit,
     N_("of access: farther than so many minutes is hard to reach (60)"), N_("MINUTES")},
    {"weather", 0, 0, G_OPTION_ARG_STRING, &weather, N_("of access: dry, rain or ice"),
     N_("WHICH")},
    {NULL},
};

static const GOptionEntry *
coverage_options(void)
{
    return coverage_entries;
}

static const GOptionEntry unvisited_entries[] = {
    SHARED_ENTRIES,
    {NULL},
};

static const GOptionEntry *
unvisited_options(void)
{
    return unvisited_entries;
}

/* Reads --as-of, --for, --area. */
static bool
read_options(ZfSession *session, const char *command, ZfFiguresOptions *options)
{
    *options = (ZfFiguresOptions){.as_of = ZF_STAMP_NONE, .area = area};
    return zf_session_as_of(session, command, as_of, &options->as_of) &&
           zf_session_audience(session, command, audience, &options->audience);
}

/* coverage --access */
static ZfExit
run_access(ZfSession *session)
{
    ZfAccessOptions options = {
        .as_of = ZF_STAMP_NONE, .area = area, .mode = mode, .limit_minutes = limit};
    bool homes = by && strcmp(by, "home") == 0;
    if (by && !homes && strcmp(by, "village") != 0 && strcmp(by, "all") != 0) {
        return zf_session_usage(session, "coverage", _("--access --by %s: village or home"), by);
    }
    if (!zf_session_access(session, "coverage", limit, weather, &options.weather) ||
        !zf_session_as_of(session, "coverage", as_of, &options.as_of) ||
        !zf_session_audience(session, "coverage", audience, &options.audience)) {
        return ZF_EXIT_USAGE;
    }
    if (homes && options.audience >= ZF_AUDIENCE_COUNTY) {
        return zf_session_usage(session, "coverage",
                                _("a list of homes is not for the county or the public; "
                                  "“zoufang coverage --for %s” gives figures"),
                                audience);
    }
    g_autoptr(ZfApp) app = zf_session_open(session, false);
    if (!app) {
        return ZF_EXIT_FAILED;
    }
    GError *error = NULL;
    g_autoptr(ZfFindings) findings = zf_findings_new();
    g_autoptr(ZfAccessFigures) figures =
        zf_app_access(app, &options, findings, &session->progress, &error);
    zf_session_findings(session, findings);
    if (!figures) {
        return zf_session_fail(session, error);
    }
    g_autoptr(ZfGrid) grid =
        homes ? zf_access_homes(figures, session->lang) : zf_access_rows(figures, session->lang);
    ZfExit ret = zf_session_grid(session, grid, format, output);
    if (ret == ZF_EXIT_DONE) {
        g_autofree char *summary = zf_access_summary(figures, session->lang);
        zf_session_note(session, "%s", summary);
    }
    return ret;
}

static ZfExit
run_coverage(ZfSession *session, int argc, char **argv)
{
    (void)argv;
    ZfFiguresBy what = ZF_BY_ALL;
    ZfFiguresOptions options;
    if (argc > 0) {
        return zf_session_usage(session, "coverage", _("coverage takes no files"));
    }
    if (access_wanted) {
        return run_access(session);
    }
    if (by && !zf_figures_by_parse(by, &what)) {
        return zf_session_usage(session, "coverage",
                                _("--by %s: group, village, town, county or category"), by);
    }
    if (!read_options(session, "coverage", &options)) {
        return ZF_EXIT_USAGE;
    }
    options.groups = what == ZF_BY_GROUP;
    g_autoptr(ZfApp) app = zf_session_open(session, false);
    GError *error = NULL;
    g_autoptr(ZfFigures) figures = app ? zf_app_figures(app, &options, &error) : NULL;
    if (!figures) {
        return app ? zf_session_fail(session, error) : ZF_EXIT_FAILED;
    }
    if (session->json && !format && !output) {
        g_autofree char *json = zf_figures_json(figures, what);
        fputs(json, stdout);
        return ZF_EXIT_DONE;
    }
    g_autoptr(ZfGrid) grid = zf_figures_coverage(figures, what, session->lang);
    ZfExit ret = zf_session_grid(session, grid, format, output);
    if (ret == ZF_EXIT_DONE) {
        g_autofree char *summary = zf_figures_summary(figures, session->lang);
        zf_session_note(session, "%s", summary);
    }
    return ret;
}

const ZfCommand zf_command_coverage = {
    .name = "coverage",
    .arguments = "",
    .summary = N_("how many are visited, village by village"),
    .help = N_("Counts every child (or home, as the campaign says) in exactly one place: "
               "registered, in scope, located, assigned, attempted, contacted, seen, complete. "
               "Refused, inaccessible and unassigned ones stay in the denominator.\n"
               "The number to act on is “not accounted for”: neither seen nor verified elsewhere.\n"
               "With --access: how many minutes it takes on the imported roads, with their slopes "
               "and closures, from the nearest 儿童之家, school, clinic and office to each home. "
               "A home is hard to reach when the nearest of them is farther than the limit, when "
               "the way needs a ferry, when the last kilometre or more has no road, or when there "
               "is no way at all."),
    .examples = N_("zoufang coverage --by village\n"
                   "zoufang coverage --as-of 2026-02-05 --for public --format csv\n"
                   "zoufang coverage -o coverage.gpkg\n"
                   "zoufang coverage --access --by home -o access.xlsx"),
    .options = coverage_options,
    .run = run_coverage,
};

static ZfExit
run_unvisited(ZfSession *session, int argc, char **argv)
{
    (void)argv;
    ZfFiguresOptions options;
    if (argc > 0) {
        return zf_session_usage(session, "unvisited", _("unvisited takes no files"));
    }
    if (!read_options(session, "unvisited", &options)) {
        return ZF_EXIT_USAGE;
    }
    if (options.audience >= ZF_AUDIENCE_COUNTY) {
        return zf_session_usage(session, "unvisited",
                                _("a list of homes is not for the county or the public; "
                                  "“zoufang coverage --for %s” gives figures"),
                                audience);
    }
    g_autoptr(ZfApp) app = zf_session_open(session, false);
    GError *error = NULL;
    g_autoptr(ZfFigures) figures = app ? zf_app_figures(app, &options, &error) : NULL;
    if (!figures) {
        return app ? zf_session_fail(session, error) : ZF_EXIT_FAILED;
    }
    g_autoptr(ZfGrid) grid = zf_figures_homes(figures, session->lang);
    return zf_session_grid(session, grid, format, output);
}

const ZfCommand zf_command_unvisited = {
    .name = "unvisited",
    .arguments = "",
    .summary = N_("the homes still to visit, with reasons"),
    .help = N_("Worst first: days overdue, then urgency. Accounted-for homes stand last."),
    .examples = N_("zoufang unvisited --area 莲岭村\n"
                   "zoufang unvisited -o unvisited.xlsx"),
    .options = unvisited_options,
    .run = run_unvisited,
};
