/* map, sheets: paper. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"

static char *output;
static char *style;
static char *paper;
static gint dpi;
static gboolean bw;
static char *audience;
static char *area;
static char *day;
static gint64 route;
static char *volunteer;
static char *mode;
static gint limit;
static char *weather;
static char *as_of;
static char *lang;
static char *since;
static char *multiples;

static const GOptionEntry map_entries[] = {
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("file: .png, .svg or .pdf"), N_("FILE")},
    {"style", 0, 0, G_OPTION_ARG_FILENAME, &style, N_("a MapLibre style file"), N_("FILE")},
    {"paper", 0, 0, G_OPTION_ARG_STRING, &paper,
     N_("A4, A3, A2, A1 or A0; A4, but coverage and change as large as the villages' names need"),
     N_("SIZE")},
    {"dpi", 0, 0, G_OPTION_ARG_INT, &dpi, N_("of a PNG; 150"), N_("N")},
    {"bw", 0, 0, G_OPTION_ARG_NONE, &bw, N_("black and white, for the copier"), NULL},
    {"for", 0, 0, G_OPTION_ARG_STRING, &audience,
     N_("planner, village, volunteer, county or public: hides what they may not see"), N_("WHOM")},
    {"area", 0, 0, G_OPTION_ARG_STRING, &area, N_("only there: code or name"), N_("AREA")},
    {"day", 0, 0, G_OPTION_ARG_STRING, &day, N_("routes of one day"), N_("DATE")},
    {"route", 0, 0, G_OPTION_ARG_INT64, &route, N_("of routes: only this one"), N_("N")},
    {"volunteer", 0, 0, G_OPTION_ARG_STRING, &volunteer, N_("of routes: only with this volunteer"),
     N_("NAME")},
    {"mode", 0, 0, G_OPTION_ARG_STRING, &mode,
     N_("of access: foot, bicycle, ebike, motorcycle or car"), N_("HOW")},
    {"limit", 0, 0, G_OPTION_ARG_INT, &limit,
     N_("of access: farther than so many minutes is hard to reach (60)"), N_("MINUTES")},
    {"weather", 0, 0, G_OPTION_ARG_STRING, &weather, N_("of access: dry, rain or ice"),
     N_("WHICH")},
    {"as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, N_("as it was then: 2026-02-15 or with 18:00"),
     N_("DATE")},
    {"since", 0, 0, G_OPTION_ARG_STRING, &since,
     N_("of change: since that day of this campaign (default: since the end of the last)"),
     N_("DATE")},
    {"multiples", 0, 0, G_OPTION_ARG_STRING, &multiples,
     N_("of coverage: a small map for each day or week"), N_("EACH")},
    {"paper-lang", 0, 0, G_OPTION_ARG_STRING, &lang,
     N_("language of the map: zh_CN or en (default: the campaign's)"), N_("LANG")},
    {NULL},
};

static const GOptionEntry *
map_options(void)
{
    return map_entries;
}

/* Reads --mode, --limit, --weather. */
static bool
read_access(ZfSession *session, ZfMapRequest *request)
{
    if (request->what != ZF_MAP_WANT_ACCESS && (mode || limit || weather)) {
        zf_session_usage(session, "map", _("--mode, --limit and --weather are for “map access”"));
        return false;
    }
    request->mode = mode;
    request->limit_minutes = limit;
    return zf_session_access(session, "map", limit, weather, &request->weather);
}

/* Reads --route and --volunteer. */
static bool
read_routes(ZfSession *session, ZfMapRequest *request)
{
    if (request->what != ZF_MAP_WANT_ROUTES && (route != 0 || volunteer)) {
        zf_session_usage(session, "map", _("--route and --volunteer are for “map routes”"));
        return false;
    }
    if (route < 0 || route > INT32_MAX) {
        zf_session_usage(session, "map", _("--route is a number from 1"));
        return false;
    }
    request->route = (int32_t)route;
    request->volunteer = volunteer;
    return true;
}

/* Reads --since and --multiples. */
static bool
read_times(ZfSession *session, ZfMapRequest *request)
{
    if (since && request->what != ZF_MAP_WANT_CHANGE) {
        zf_session_usage(session, "map", _("--since is for “map change”"));
        return false;
    }
    if (multiples && request->what != ZF_MAP_WANT_COVERAGE) {
        zf_session_usage(session, "map", _("--multiples is for “map coverage”"));
        return false;
    }
    bool day_each = g_strcmp0(multiples, "day") == 0;
    bool week_each = g_strcmp0(multiples, "week") == 0;
    if (multiples && !day_each && !week_each) {
        zf_session_usage(session, "map", _("--multiples %s: day or week"), multiples);
        return false;
    }
    request->multiples = day_each    ? ZF_MULTIPLES_DAY
                         : week_each ? ZF_MULTIPLES_WEEK
                                     : ZF_MULTIPLES_NONE;
    return zf_session_as_of(session, "map", since, &request->since);
}

static bool
read_map(ZfSession *session, const char *what, ZfMapRequest *request)
{
    *request = (ZfMapRequest){.output = output,
                              .style = style,
                              .paper = paper,
                              .dpi = dpi,
                              .bw = bw,
                              .area = area,
                              .day = ZF_DATE_NONE,
                              .as_of = ZF_STAMP_NONE,
                              .since = ZF_STAMP_NONE,
                              .lang = -1};
    if (!zf_map_wanted_parse(what, &request->what)) {
        zf_session_usage(
            session, "map",
            _("there are the maps coverage, change, unvisited, hotspots, routes, atlas, "
              "access and locate"));
        return false;
    }
    if (!read_access(session, request) || !read_times(session, request) ||
        !read_routes(session, request)) {
        return false;
    }
    if (!output) {
        zf_session_usage(session, "map", _("say where to with -o FILE.pdf (or .png, .svg)"));
        return false;
    }
    if (!zf_session_audience(session, "map", audience, &request->audience) ||
        !zf_session_as_of(session, "map", as_of, &request->as_of)) {
        return false;
    }
    if (lang && !zf_code_find(ZF_CODES_LANG, lang, &request->lang)) {
        zf_session_usage(session, "map", _("--paper-lang %s: zh_CN or en"), lang);
        return false;
    }
    if (dpi < 0 || dpi > 1200) {
        zf_session_usage(session, "map", _("--dpi is from 36 to 1200"));
        return false;
    }
    return zf_session_date(session, "day", day, &request->day);
}

/* The gridded maps: paper for the village worker, with a register of its own. */
static ZfExit
run_locate(ZfSession *session)
{
    ZfAudience whom = ZF_AUDIENCE_VILLAGE;
    if (style || paper || dpi || day || mode || limit || weather || as_of || lang) {
        return zf_session_usage(session, "map", _("“map locate” takes -o, --area, --bw and --for"));
    }
    if (!output) {
        return zf_session_usage(session, "map", _("say where to with -o FILE.pdf (or .png, .svg)"));
    }
    if (audience && !zf_session_audience(session, "map", audience, &whom)) {
        return ZF_EXIT_USAGE;
    }
    if (whom != ZF_AUDIENCE_VILLAGE && whom != ZF_AUDIENCE_PLANNER) {
        return zf_session_usage(session, "map",
                                _("“map locate” names homes and is for planner and village alone"));
    }
    g_autoptr(ZfApp) app = zf_session_open(session, true);
    if (!app) {
        return ZF_EXIT_FAILED;
    }
    GError *error = NULL;
    ZfLocateRequest request = {.output = output, .area = area, .bw = bw};
    ZfLocateReport report;
    g_autoptr(ZfFindings) findings = zf_findings_new();
    bool good = zf_app_locate_map(app, &request, &report, findings, &session->progress, &error);
    zf_session_findings(session, findings);
    if (!good) {
        return zf_session_fail(session, error);
    }
    if (session->json) {
        g_autofree char *json = zf_locate_report_json(&report, output);
        fputs(json, stdout);
    } else {
        zf_session_note(session, _("wrote %s"), output);
        printf(_("villages %zu, homes to be located %zu, pages %d\n"), report.maps, report.homes,
               (int)report.pages);
    }
    return zf_findings_count(findings) > 0 ? ZF_EXIT_FINDINGS : ZF_EXIT_DONE;
}

static ZfExit
run_map(ZfSession *session, int argc, char **argv)
{
    ZfMapRequest request;
    if (argc == 1 && strcmp(argv[0], "locate") == 0) {
        return run_locate(session);
    }
    if (argc != 1) {
        return zf_session_usage(
            session, "map",
            _("there are the maps coverage, change, unvisited, hotspots, routes, "
              "atlas, access and locate"));
    }
    if (!read_map(session, argv[0], &request)) {
        return ZF_EXIT_USAGE;
    }
    g_autoptr(ZfApp) app = zf_session_open(session, false);
    GError *error = NULL;
    if (!app) {
        return ZF_EXIT_FAILED;
    }
    ZfMapPlacing placing = {0};
    request.placing = &placing;
    g_autoptr(ZfFindings) findings = zf_findings_new();
    bool good = zf_app_map(app, &request, findings, &session->progress, &error);
    zf_session_findings(session, findings);
    if (!good) {
        return zf_session_fail(session, error);
    }
    if (placing.paper[0] != '\0') {
        zf_session_note(session,
                        _("drawn on %s: on A4 only %ld of %ld names would stand inside their "
                          "village; “--paper A4” keeps to A4"),
                        placing.paper, (long)placing.on_a4, (long)placing.names);
    }
    return zf_session_done(session, zf_map_json(output, &placing), _("wrote %s"), output);
}

const ZfCommand zf_command_map = {
    .name = "map",
    .arguments = "coverage|change|unvisited|hotspots|routes|atlas|access|locate",
    .summary = N_("draw a map"),
    .help =
        N_("coverage: villages by how many are visited. change: by how much that changed since the "
           "last campaign, or since a day. unvisited: homes still to visit, for "
           "internal use only. hotspots: where they lie close together, in cells, with the ten "
           "worst. routes: the plan; what is too much for one page gets an overview without stop "
           "numbers and, in a PDF, pages by day and place with all of them. atlas: a page for each "
           "village with every home numbered and listed, for internal use only. access: minutes "
           "to the nearest 儿童之家, school, clinic or village office, and the homes that are "
           "hard to reach with the reasons; for county and public villages alone. locate: for each "
           "village with homes nobody has located a map in lettered cells and the list of these "
           "homes; the village worker writes the cells, “zoufang record NUMBER” takes them."),
    .examples = N_("zoufang map coverage -o coverage.pdf\n"
                   "zoufang map coverage --for county --bw -o county.pdf\n"
                   "zoufang map coverage --multiples week -o weeks.pdf\n"
                   "zoufang map change -o change.pdf\n"
                   "zoufang map access --mode ebike --limit 45 -o access.pdf\n"
                   "zoufang map locate -o locate.pdf\n"
                   "zoufang map routes -o routes.pdf\n"
                   "zoufang map routes --day 2026-02-04 -o routes.png --dpi 300"),
    .options = map_options,
    .run = run_map,
};

/* ---- sheets ---- */

static gboolean blind;
static gboolean names;
static gboolean phone;
static gboolean large;
static gboolean north_up;
static gint threads;
static char *to;
static gint64 pages;

static const GOptionEntry sheet_entries[] = {
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
     N_("FILE.pdf for all in one, DIR/ for one file a route and an index"), N_("FILE")},
    {"route", 0, 0, G_OPTION_ARG_INT64, &route, N_("only this route"), N_("N")},
    {"day", 0, 0, G_OPTION_ARG_STRING, &day, N_("only this day"), N_("DATE")},
    {"volunteer", 0, 0, G_OPTION_ARG_STRING, &volunteer, N_("only with this volunteer"),
     N_("NAME")},
    {"blind", 0, 0, G_OPTION_ARG_NONE, &blind, N_("for spot checks: no earlier result"), NULL},
    {"names", 0, 0, G_OPTION_ARG_NONE, &names,
     N_("with a tear-off list of full names for the village worker"), NULL},
    {"phone", 0, 0, G_OPTION_ARG_NONE, &phone, N_("with a list for visits by phone"), NULL},
    {"large", 0, 0, G_OPTION_ARG_NONE, &large,
     N_("large type: nothing to be read is smaller than 14 pt"), NULL},
    {"north-up", 0, 0, G_OPTION_ARG_NONE, &north_up,
     N_("route maps with north up, not the direction of travel"), NULL},
    {"bw", 0, 0, G_OPTION_ARG_NONE, &bw, N_("black and white, for the copier"), NULL},
    {"threads", 0, 0, G_OPTION_ARG_INT, &threads, N_("cores to use; never changes a byte"),
     N_("N")},
    {"to", 0, 0, G_OPTION_ARG_STRING, &to, N_("issue: to whom"), N_("NAME")},
    {"pages", 0, 0, G_OPTION_ARG_INT64, &pages, N_("return: how many pages came back"), N_("N")},
    {NULL},
};

static const GOptionEntry *
sheet_options(void)
{
    return sheet_entries;
}

static ZfExit
list_sheets(ZfSession *session, bool outstanding)
{
    g_autoptr(ZfApp) app = zf_session_open(session, false);
    if (!app) {
        return ZF_EXIT_FAILED;
    }
    GError *error = NULL;
    g_autoptr(ZfGrid) grid = zf_app_sheet_list(app, outstanding, &error);
    return grid ? zf_session_grid(session, grid, NULL, NULL) : zf_session_fail(session, error);
}

static ZfExit
hand_over(ZfSession *session, bool issue, const char *number)
{
    if (issue && !to) {
        return zf_session_usage(session, "sheets", _("say to whom with --to NAME"));
    }
    g_autoptr(ZfApp) app = zf_session_open(session, true);
    GError *error = NULL;
    if (!app) {
        return ZF_EXIT_FAILED;
    }
    bool good = issue ? zf_app_sheet_issue(app, number, to, &error)
                      : zf_app_sheet_return(app, number, (int32_t)pages, &error);
    if (!good) {
        return zf_session_fail(session, error);
    }
    char *json = zf_done_json(issue ? "issued" : "returned", number);
    return zf_session_done(session, json, issue ? _("sheet %s is out") : _("sheet %s is back"),
                           number);
}

static ZfExit
print_sheets(ZfSession *session)
{
    ZfSheetsRequest request = {.output = output,
                               .route = (int32_t)route,
                               .day = ZF_DATE_NONE,
                               .volunteer = volunteer,
                               .blind = blind,
                               .names = names,
                               .phone = phone,
                               .large = large,
                               .north_up = north_up,
                               .bw = bw,
                               .threads = (unsigned)MAX(threads, 0)};
    if (!output) {
        return zf_session_usage(session, "sheets",
                                _("say where to with -o FILE.pdf, or -o DIR/ for one file a "
                                  "route"));
    }
    if (!zf_session_date(session, "day", day, &request.day)) {
        return ZF_EXIT_USAGE;
    }
    g_autoptr(ZfApp) app = zf_session_open(session, true);
    GError *error = NULL;
    g_autoptr(ZfSheetsReport) report =
        app ? zf_app_sheets(app, &request, &session->progress, &error) : NULL;
    if (!report) {
        return app ? zf_session_fail(session, error) : ZF_EXIT_FAILED;
    }
    if (session->json) {
        g_autofree char *json = zf_sheets_report_json(report);
        fputs(json, stdout);
        return ZF_EXIT_DONE;
    }
    for (guint i = 0; i < report->files->len; i++) {
        zf_session_note(session, _("wrote %s"), (char *)g_ptr_array_index(report->files, i));
    }
    printf(_("routes %zu, pages %ld\n"), report->routes, (long)report->pages);
    return ZF_EXIT_DONE;
}

static ZfExit
run_sheets(ZfSession *session, int argc, char **argv)
{
    const char *verb = argc > 0 ? argv[0] : "";
    if (argc == 0) {
        return print_sheets(session);
    }
    if (argc == 1 && (strcmp(verb, "list") == 0 || strcmp(verb, "outstanding") == 0)) {
        return list_sheets(session, strcmp(verb, "outstanding") == 0);
    }
    if (argc == 2 && (strcmp(verb, "issue") == 0 || strcmp(verb, "return") == 0)) {
        return hand_over(session, strcmp(verb, "issue") == 0, argv[1]);
    }
    return zf_session_usage(session, "sheets",
                            _("sheets -o FILE.pdf | list | outstanding | issue SHEET --to NAME | "
                              "return SHEET --pages N"));
}

const ZfCommand zf_command_sheets = {
    .name = "sheets",
    .arguments = "[list | outstanding | issue SHEET | return SHEET]",
    .summary = N_("print worksheets for volunteers, and keep their register"),
    .help =
        N_("A sheet shows surnames and age bands only; it works without a phone and survives a "
           "copier. Its number is drawn once per route and version of the plan; a reprint has "
           "the same. “outstanding” lists what has been handed out and is not back.\n\n"
           "With “--large” all that has to be read has 14 points or more, and a sheet takes more "
           "pages. Smaller are only the line along the binding edge (for whom, number, source "
           "of the map), route and page in the foot, which the head repeats, and the figures "
           "of contours."),
    .examples = N_("zoufang sheets -o sheets.pdf\n"
                   "zoufang sheets -o out/sheets/ --day 2026-02-04\n"
                   "zoufang sheets issue KM7-0214-3X --to 韩琪子\n"
                   "zoufang sheets return KM7-0214-3X --pages 8"),
    .options = sheet_options,
    .run = run_sheets,
};
