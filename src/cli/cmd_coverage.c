/* coverage, unvisited: the figures. */
#include <stdio.h>

#include "cli/commands.h"

static char *by;
static char *as_of;
static char *audience;
static char *format;
static char *output;
static char *area;

static const GOptionEntry coverage_entries[] = {
    {"by", 0, 0, G_OPTION_ARG_STRING, &by, N_("group, village, town, county or category"),
     N_("WHAT")},
    {"as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, N_("as it was then: 2026-02-15 or with 18:00"),
     N_("DATE")},
    {"for", 0, 0, G_OPTION_ARG_STRING, &audience,
     N_("planner, village, volunteer, county or public: hides what they may not see"), N_("WHOM")},
    {"area", 0, 0, G_OPTION_ARG_STRING, &area, N_("only there: code or name"), N_("AREA")},
    {"format", 0, 0, G_OPTION_ARG_STRING, &format, N_("table, json, csv, xlsx, geojson, gpkg"),
     N_("FORM")},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("write a file"), N_("FILE")},
    {NULL},
};

static const GOptionEntry *
coverage_options(void)
{
    return coverage_entries;
}

/* Reads --as-of, --for, --area. */
static bool
read_options(ZfSession *session, const char *command, ZfFiguresOptions *options)
{
    *options = (ZfFiguresOptions){.as_of = ZF_STAMP_NONE, .area = area};
    return zf_session_as_of(session, command, as_of, &options->as_of) &&
           zf_session_audience(session, command, audience, &options->audience);
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
               "The number to act on is “not accounted for”: neither seen nor verified elsewhere."),
    .examples = N_("zoufang coverage --by village\n"
                   "zoufang coverage --as-of 2026-02-15 --for public --format csv\n"
                   "zoufang coverage -o coverage.gpkg"),
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
    .examples = N_("zoufang unvisited --area 柏垭村\n"
                   "zoufang unvisited -o unvisited.xlsx"),
    .options = coverage_options,
    .run = run_unvisited,
};
