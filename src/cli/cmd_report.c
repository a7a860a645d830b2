/* report: the mandated tables and the bulletin. */
#include <stdio.h>

#include "cli/commands.h"

static char *output;
static char *audience;
static char *area;
static char *as_of;
static gboolean bw;

static const GOptionEntry entries[] = {
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("file: .xlsx, .csv or .pdf"), N_("FILE")},
    {"for", 0, 0, G_OPTION_ARG_STRING, &audience,
     N_("planner, village, volunteer, county or public: hides what they may not see"), N_("WHOM")},
    {"area", 0, 0, G_OPTION_ARG_STRING, &area, N_("only there: code or name"), N_("AREA")},
    {"as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, N_("as it was then: 2026-02-15 or with 18:00"),
     N_("DATE")},
    {"bw", 0, 0, G_OPTION_ARG_NONE, &bw, N_("black and white, for the copier"), NULL},
    {NULL},
};

static const GOptionEntry *
options(void)
{
    return entries;
}

static ZfExit
run_report(ZfSession *session, int argc, char **argv)
{
    if (argc != 1) {
        g_autofree char *names = g_strjoinv(_(", "), (char **)zf_app_report_names());
        return zf_session_usage(session, "report", _("say which report: %s"), names);
    }
    if (!output) {
        return zf_session_usage(session, "report",
                                _("say where to with -o FILE.xlsx (or .csv, .pdf)"));
    }
    ZfReportRequest request = {.what = argv[0],
                               .output = output,
                               .audience = ZF_AUDIENCE_PLANNER,
                               .area = area,
                               .as_of = ZF_STAMP_NONE,
                               .bw = bw};
    if (!zf_session_audience(session, "report", audience, &request.audience) ||
        !zf_session_as_of(session, "report", as_of, &request.as_of)) {
        return ZF_EXIT_USAGE;
    }
    g_autoptr(ZfApp) app = zf_session_open(session, true);
    GError *error = NULL;
    if (!app) {
        return ZF_EXIT_FAILED;
    }
    if (!zf_app_report(app, &request, &error)) {
        return zf_session_fail(session, error);
    }
    return zf_session_wrote(session, output);
}

const ZfCommand zf_command_report = {
    .name = "report",
    .arguments = "NAME",
    .summary = N_("the mandated tables, lists and the township's bulletin"),
    .help =
        N_("NAME is unvisited, overdue, coverage, village, summary, activities, ledger, "
           "hardship, unpaired, near-water, wishes, agreements, wives, unplanned, answers, "
           "tally, bulletin or village-page: answers and tally are those to the campaign's own "
           "questions, village-page has figures, map and list of the homes still to visit, a "
           "page a village. Tables are written as .xlsx, .csv or .pdf, the bulletin and village "
           "pages as .pdf. Lists with names "
           "are for the planner and, for one village, for its worker (--for village --area)."),
    .examples = N_("zoufang report bulletin -o bulletin.pdf\n"
                   "zoufang report ledger -o ledger.xlsx\n"
                   "zoufang report village-page --for village --area 莲岭村 -o page.pdf\n"
                   "zoufang report unvisited --for village --area 莲岭村 -o todo.pdf"),
    .options = options,
    .run = run_report,
};
