/* plan, routes, explain. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"

static char *from;
static char *to;
static double seconds;
static gint64 iterations;
static gint64 seed = 1;
static gint threads;
static char *prefer;
static char *weather;
static gboolean keep;

static const GOptionEntry entries[] = {
    {"from", 0, 0, G_OPTION_ARG_STRING, &from, N_("first day (default: the campaign's, or today)"),
     N_("DATE")},
    {"to", 0, 0, G_OPTION_ARG_STRING, &to, N_("last day"), N_("DATE")},
    {"time", 0, 0, G_OPTION_ARG_DOUBLE, &seconds,
     N_("look for better routes so long; another run may then give another plan"), N_("SECONDS")},
    {"iterations", 0, 0, G_OPTION_ARG_INT64, &iterations,
     N_("so many steps instead: the same plan on any machine"), N_("N")},
    {"seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_("another start, another plan"), N_("N")},
    {"threads", 0, 0, G_OPTION_ARG_INT, &threads, N_("cores to use; never changes the plan"),
     N_("N")},
    {"prefer", 0, 0, G_OPTION_ARG_STRING, &prefer, N_("balanced (default), compact or short"),
     N_("WHAT")},
    {"weather", 0, 0, G_OPTION_ARG_STRING, &weather,
     N_("dry, rain or ice: roads closed then are not used"), N_("WEATHER")},
    {"keep", 0, 0, G_OPTION_ARG_NONE, &keep, N_("change the current plan as little as possible"),
     NULL},
    {NULL},
};

static const GOptionEntry *
options(void)
{
    return entries;
}

static bool
read_options(ZfSession *session, ZfPlanRequest *request)
{
    ZfPlanWords words = {.prefer = prefer,
                         .weather = weather,
                         .seconds = seconds,
                         .iterations = iterations,
                         .seed = seed,
                         .threads = threads};
    *request = (ZfPlanRequest)ZF_PLAN_REQUEST_INIT;
    request->keep = keep;
    return zf_session_date(session, "from", from, &request->from) &&
           zf_session_date(session, "to", to, &request->to) &&
           zf_session_plan_words(session, "plan", &words, request);
}

static ZfExit
run_plan(ZfSession *session, int argc, char **argv)
{
    (void)argv;
    ZfPlanRequest request;
    if (argc > 0) {
        return zf_session_usage(session, "plan", _("plan takes no files"));
    }
    if (!read_options(session, &request)) {
        return ZF_EXIT_USAGE;
    }
    g_autoptr(ZfApp) app = zf_session_open(session, true);
    GError *error = NULL;
    g_autoptr(ZfPlanReport) report =
        app ? zf_app_plan_make(app, &request, &session->progress, &error) : NULL;
    if (!report) {
        return app ? zf_session_fail(session, error) : ZF_EXIT_FAILED;
    }
    zf_session_findings(session, report->findings);
    g_autofree char *text =
        session->json ? zf_plan_report_json(report) : zf_plan_report_text(report, session->lang);
    fputs(text, stdout);
    if (report->differences && !session->json) {
        /* a plan made anew differs everywhere: the number is enough */
        bool any = keep && zf_grid_rows(report->differences) > 0;
        g_autofree char *differences = any ? zf_grid_to_text(report->differences) : NULL;
        printf("%s%s", any ? differences : zf_grid_title(report->differences), any ? "" : "\n");
    }
    return report->plan->n_unplanned > 0 ? ZF_EXIT_FINDINGS : ZF_EXIT_DONE;
}

const ZfCommand zf_command_plan = {
    .name = "plan",
    .arguments = "",
    .summary = N_("make the routes: who visits which homes on which day"),
    .help = N_("Every home that still has to be visited is put on a route where a team has room, "
               "time and the skills it needs; what cannot be put anywhere is listed with the "
               "reason. The same data, options and seed give the same plan on any machine, unless "
               "--time is given.\n"
               "With --keep homes keep their team, day and time: what is new looks for a place "
               "among them, and others move only where something would be left out otherwise. "
               "What changed is listed with the reason."),
    .examples = N_("zoufang plan\n"
                   "zoufang plan --prefer compact --time 60\n"
                   "zoufang plan --keep --from 2026-02-04"),
    .options = options,
    .run = run_plan,
};

/* ---- routes ---- */

static char *format;
static char *output;
static gint64 route;
static gboolean unplanned;
static char *route_weather;

static const GOptionEntry route_entries[] = {
    {"route", 0, 0, G_OPTION_ARG_INT64, &route, N_("the stops of one route"), N_("N")},
    {"unplanned", 0, 0, G_OPTION_ARG_NONE, &unplanned, N_("what was left out, and why"), NULL},
    {"weather", 0, 0, G_OPTION_ARG_STRING, &route_weather,
     N_("rain or ice: which routes change then, and how"), N_("WEATHER")},
    {"format", 0, 0, G_OPTION_ARG_STRING, &format,
     N_("table, json, csv, xlsx, gpx, kml, geojson, gpkg"), N_("FORM")},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("write a file"), N_("FILE")},
    {NULL},
};

static const GOptionEntry *
route_options(void)
{
    return route_entries;
}

/* What rain or ice makes of the plan's routes. */
static ZfExit
run_routes_weather(ZfSession *session, ZfApp *app)
{
    bool ice = strcmp(route_weather, "ice") == 0;
    if (!ice && strcmp(route_weather, "rain") != 0) {
        return zf_session_usage(session, "routes", _("--weather %s: rain or ice"), route_weather);
    }
    GError *error = NULL;
    g_autoptr(ZfFindings) findings = zf_findings_new();
    g_autoptr(ZfGrid) grid =
        zf_app_routes_weather(app, ice ? ZF_WEATHER_ICE : ZF_WEATHER_RAIN, session->lang, findings,
                              &session->progress, &error);
    if (!grid) {
        return zf_session_fail(session, error);
    }
    zf_session_findings(session, findings);
    return zf_session_grid(session, grid, format, output);
}

static ZfExit
run_routes(ZfSession *session, int argc, char **argv)
{
    (void)argv;
    if (argc > 0) {
        return zf_session_usage(session, "routes", _("routes takes no files"));
    }
    g_autoptr(ZfApp) app = zf_session_open(session, false);
    if (!app) {
        return ZF_EXIT_FAILED;
    }
    if (route_weather) {
        return run_routes_weather(session, app);
    }
    GError *error = NULL;
    g_autoptr(ZfGrid) grid = unplanned   ? zf_app_unplanned(app, session->lang, &error)
                             : route > 0 ? zf_app_stops(app, (int32_t)route, session->lang, &error)
                                         : zf_app_routes(app, session->lang, &error);
    return grid ? zf_session_grid(session, grid, format, output) : zf_session_fail(session, error);
}

const ZfCommand zf_command_routes = {
    .name = "routes",
    .arguments = "",
    .summary = N_("the plan: routes, their stops, what was left out"),
    .help = N_("As a table or as a file for a phone (GPX, KML) or QGIS (GPKG, GeoJSON). Files hold "
               "positions and stop numbers, no names.\n"
               "--weather lists the routes that take longer when it rains or freezes, by the roads "
               "closed or slow then (close --when, profiles.ini): back at what time, before which "
               "stops it is slow, to which no way leads, and an order that is quicker. Worksheets "
               "say the same of rain in a line on their cover."),
    .examples = N_("zoufang routes\n"
                   "zoufang routes --route 7\n"
                   "zoufang routes -o routes.gpx\n"
                   "zoufang routes --unplanned\n"
                   "zoufang routes --weather rain"),
    .options = route_options,
    .run = run_routes,
};

static ZfExit
run_explain(ZfSession *session, int argc, char **argv)
{
    if (argc > 1) {
        return zf_session_usage(session, "explain",
                                _("explain takes one home, its number or id; or nothing"));
    }
    g_autoptr(ZfApp) app = zf_session_open(session, false);
    if (!app) {
        return ZF_EXIT_FAILED;
    }
    GError *error = NULL;
    g_autofree char *text = argc == 1
                                ? zf_app_explain(app, argv[0], session->lang, session->json, &error)
                                : zf_app_explain_plan(app, session->lang, session->json, &error);
    if (!text) {
        return zf_session_fail(session, error);
    }
    fputs(text, stdout);
    return ZF_EXIT_DONE;
}

const ZfCommand zf_command_explain = {
    .name = "explain",
    .arguments = "[HOME]",
    .summary = N_("why a home is visited on that day, or why not"),
    .help = N_("HOME is its number or id. Without it: what the plan leaves out, why, and the least "
               "that would give it a place: more days, more teams, longer days or more visits a "
               "day, each found by a search whose plan was checked."),
    .examples = N_("zoufang explain 990101100201-0004\n"
                   "zoufang explain"),
    .run = run_explain,
};
