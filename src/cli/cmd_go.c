/* go: the planner's one command. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/terminal.h"

static char **as;
static char **settings;
static char *from;
static char *to;
static char *unit;
static char *title;
static char *crs;
static char *prefer;
static double seconds;
static gint64 iterations;
static gint64 seed = 1;
static gboolean bw;
static gboolean accept_totals;

static const GOptionEntry entries[] = {
    {"from", 0, 0, G_OPTION_ARG_STRING, &from, N_("first day of the campaign"), N_("DATE")},
    {"to", 0, 0, G_OPTION_ARG_STRING, &to, N_("last day of the campaign"), N_("DATE")},
    {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("what is counted: child or household"),
     N_("UNIT")},
    {"title", 0, 0, G_OPTION_ARG_STRING, &title, N_("title on sheets and maps"), N_("TEXT")},
    {"set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &settings,
     N_("any other setting of the campaign; again for each"), N_("SETTING=VALUE")},
    {"as", 0, 0, G_OPTION_ARG_STRING_ARRAY, &as,
     N_("what a file is where that cannot be told; again for each"), N_("FILE=KIND")},
    {"crs", 0, 0, G_OPTION_ARG_STRING, &crs,
     N_("coordinates are: auto, wgs84, gcj02 (AMap), bd09 (Baidu), EPSG:n"), N_("SYSTEM")},
    {"accept-totals", 0, 0, G_OPTION_ARG_NONE, &accept_totals,
     N_("typed totals that are wrong only warn"), NULL},
    {"prefer", 0, 0, G_OPTION_ARG_STRING, &prefer, N_("balanced (default), compact or short"),
     N_("WHAT")},
    {"time", 0, 0, G_OPTION_ARG_DOUBLE, &seconds, N_("look for better routes so long"),
     N_("SECONDS")},
    {"iterations", 0, 0, G_OPTION_ARG_INT64, &iterations,
     N_("so many steps instead: the same plan on any machine"), N_("N")},
    {"seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_("another start, another plan"), N_("N")},
    {"bw", 0, 0, G_OPTION_ARG_NONE, &bw, N_("black and white, for the copier"), NULL},
    {NULL},
};

static const GOptionEntry *
options(void)
{
    return entries;
}

static void
say(void *user, const char *line)
{
    ZfSession *session = user;
    terminal_clear_bar();
    if (!session->quiet) {
        /* stdout is the answer's alone when that is JSON */
        FILE *to_whom = session->json ? stderr : stdout;
        fprintf(to_whom, "%s\n", line);
        fflush(to_whom);
    }
}

static void
findings_of(void *user, const ZfFindings *findings)
{
    zf_session_findings(user, findings);
}

static char **
collect_settings(void)
{
    GStrvBuilder *builder = g_strv_builder_new();
    const struct {
        const char *key;
        const char *value;
    } named[] = {{"from", from}, {"to", to}, {"unit", unit}, {"title", title}};
    for (size_t i = 0; i < G_N_ELEMENTS(named); i++) {
        if (named[i].value) {
            g_autofree char *setting = g_strdup_printf("%s=%s", named[i].key, named[i].value);
            g_strv_builder_add(builder, setting);
        }
    }
    for (int i = 0; settings && settings[i]; i++) {
        g_strv_builder_add(builder, settings[i]);
    }
    char **ret = g_strv_builder_end(builder);
    g_strv_builder_unref(builder);
    return ret;
}

static void
print_result(ZfSession *session, const ZfGoReport *report)
{
    if (session->json) {
        g_autofree char *json = zf_go_report_json(report);
        fputs(json, stdout);
        return;
    }
    if (session->quiet) {
        return;
    }
    printf("\n%s\n", _("Open these:"));
    for (guint i = 0; i < report->files->len; i++) {
        g_autofree char *path = zf_text_pad(g_ptr_array_index(report->files, i), 44, false);
        printf("  %s %s\n", path, (char *)g_ptr_array_index(report->what, i));
    }
    if (report->quarantined > 0) {
        printf(NG_("%zu row was not taken: mend it in the correction workbook, put it into the "
                   "folder, run “go” again.\n",
                   "%zu rows were not taken: mend them in the correction workbook, put it into the "
                   "folder, run “go” again.\n",
                   report->quarantined),
               report->quarantined);
    }
    if (report->set_aside > 0) {
        printf(NG_("%zu row was taken without its ID number: mend it in the correction workbook, "
                   "put it into the folder, run “go” again.\n",
                   "%zu rows were taken without their ID number: mend them in the correction "
                   "workbook, put it into the folder, run “go” again.\n",
                   report->set_aside),
               report->set_aside);
    }
    if (report->unplanned > 0) {
        printf(NG_("%zu home could not be planned; the list says why and what would help.\n",
                   "%zu homes could not be planned; the list says why and what would help.\n",
                   report->unplanned),
               report->unplanned);
    }
}

static ZfExit
run_go(ZfSession *session, int argc, char **argv)
{
    if (argc > 1) {
        return zf_session_usage(session, "go", _("go takes one folder"));
    }
    const char *folder = argc > 0 ? argv[0] : session->folder;
    g_autofree char *db = g_build_filename(folder, "zoufang.db", NULL);
    g_auto(GStrv) all = collect_settings();
    ZfGoRequest request = {.folder = folder,
                           .db = db,
                           .as = (const char *const *)as,
                           .settings = (const char *const *)all,
                           .campaign = session->campaign,
                           .crs = crs,
                           .accept_totals = accept_totals,
                           .plan = ZF_PLAN_REQUEST_INIT,
                           .bw = bw,
                           .lang = session->lang};
    ZfPlanWords words = {
        .prefer = prefer, .seconds = seconds, .iterations = iterations, .seed = seed};
    if (!zf_session_plan_words(session, "go", &words, &request.plan)) {
        return ZF_EXIT_USAGE;
    }
    GError *error = NULL;
    g_autoptr(ZfGoReport) report =
        zf_app_go(&request, say, findings_of, session, &session->progress, &error);
    if (!report) {
        return zf_session_fail(session, error);
    }
    print_result(session, report);
    bool found = report->quarantined + report->set_aside + report->unplanned + report->lacking > 0;
    return found ? ZF_EXIT_FINDINGS : ZF_EXIT_DONE;
}

const ZfCommand zf_command_go = {
    .name = "go",
    .arguments = "DIR",
    .summary = N_("the one command: files in, coverage, plan, maps and sheets out"),
    .help = N_("Looks at every file in DIR (and DIR/in), says what it is, imports it, makes the "
               "campaign, plans, draws, and fills DIR/out with a folder for the day. What it "
               "cannot decide stops it with the option that answers. Run it again whenever a "
               "file changed: it takes up the change, keeps the plan where possible, and says "
               "what became different."),
    .examples = N_("zoufang go luming --from 2026-02-02 --to 2026-02-06\n"
                   "zoufang go luming"),
    .options = options,
    .run = run_go,
};
