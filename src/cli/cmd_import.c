/* import: files in, one kind at a time. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"

static char **maps;
static char *sheet;
static char *layer;
static char *where;
static gint64 limit;
static gint64 seed = 1;
static char *crs;
static char *encoding;
static char *village;
static char *errors;
static gboolean dry_run;
static gboolean accept_totals;
static gboolean close_left;

static const GOptionEntry entries[] = {
    {"map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &maps,
     N_("what a column holds: name=姓名, or by letter name=C; again for each"), N_("FIELD=COLUMN")},
    {"sheet", 0, 0, G_OPTION_ARG_STRING, &sheet, N_("only this worksheet"), N_("NAME")},
    {"layer", 0, 0, G_OPTION_ARG_STRING, &layer, N_("layer of a map file"), N_("NAME")},
    {"where", 0, 0, G_OPTION_ARG_STRING, &where, N_("only features for which this holds"),
     N_("SQL")},
    {"limit", 0, 0, G_OPTION_ARG_INT64, &limit, N_("only so many, drawn by lot"), N_("N")},
    {"seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_("another lot"), N_("N")},
    {"crs", 0, 0, G_OPTION_ARG_STRING, &crs,
     N_("coordinates are: auto, wgs84, gcj02 (AMap), bd09 (Baidu), EPSG:n"), N_("SYSTEM")},
    {"encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, N_("auto, UTF-8, GB18030 …"), N_("NAME")},
    {"village", 0, 0, G_OPTION_ARG_STRING, &village, N_("where rows that name no village live"),
     N_("AREA")},
    {"errors", 0, 0, G_OPTION_ARG_FILENAME, &errors,
     N_("write the rows that were not taken here, to mend and import again"), N_("FILE.xlsx")},
    {"accept-totals", 0, 0, G_OPTION_ARG_NONE, &accept_totals,
     N_("typed totals that are wrong only warn"), NULL},
    {"close-left", 0, 0, G_OPTION_ARG_NONE, &close_left,
     N_("who is not in the ledger any more has left it"), NULL},
    {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run, N_("say what would happen, change nothing"),
     NULL},
    {NULL},
};

static const GOptionEntry *
options(void)
{
    return entries;
}

static void
print_grid(ZfSession *session, const ZfGrid *grid, bool always)
{
    if (grid && zf_grid_rows(grid) > 0 && (always || session->verbose)) {
        g_autofree char *text = zf_grid_to_text(grid);
        zf_session_note(session, "%s", text);
    }
}

static void
print_result(const ZfImportReport *report)
{
    bool rows = report->kind != ZF_IMPORT_DEM; /* a grid has none */
    g_autofree char *line = rows ? zf_import_report_line(report) : g_strdup(report->note);
    printf(_("%s: %s\n"), report->file, line);
    if (report->set_aside > 0) {
        printf(_("%zu of the rows taken had a part set aside (an ID number): see above\n"),
               report->set_aside);
    }
    if (report->records_left > 0) {
        bool people = report->kind == ZF_IMPORT_HOUSEHOLDS || report->kind == ZF_IMPORT_LEDGER;
        printf(!people      ? NG_("%zu that an earlier version of this file named is not in it any "
                                       "more; it stays as it was\n",
                                  "%zu that an earlier version of this file named are not in it any "
                                       "more; they stay as they were\n",
                                  report->records_left)
               : close_left ? NG_("%zu that an earlier version of this file named is not in it any "
                                  "more: it has left\n",
                                  "%zu that an earlier version of this file named are not in it "
                                  "any more: they have left\n",
                                  report->records_left)
                            : NG_("%zu that an earlier version of this file named is not in it any "
                                  "more; --close-left ends it\n",
                                  "%zu that an earlier version of this file named are not in it "
                                  "any more; --close-left ends them\n",
                                  report->records_left),
               report->records_left);
    }
    bool data = report->rows > report->fates[ZF_FATE_EXCLUDED];
    if (report->repeated && data && report->fates[ZF_FATE_QUARANTINED] == 0 &&
        report->records_left == 0) {
        printf("%s\n", _("nothing changed: all of this was in already"));
    } else if (report->dry_run) {
        printf("%s\n", _("dry run: nothing was changed"));
    } else if (report->run > 0) {
        printf(_("import run %ld; “zoufang import undo %ld” takes it back\n"), (long)report->run,
               (long)report->run);
    }
}

static ZfExit
print_report(ZfSession *session, const ZfImportReport *report)
{
    zf_session_findings(session, report->findings);
    if (session->json) {
        g_autofree char *json = zf_import_report_json(report);
        fputs(json, stdout);
    } else {
        print_grid(session, report->columns, false);
        print_grid(session, report->scores, true);
        print_grid(session, report->extra, true);
        print_grid(session, report->changes,
                   report->records_changed + report->records_left > 0 &&
                       zf_grid_rows(report->changes) <= 40);
        if (*report->note && report->kind != ZF_IMPORT_DEM) {
            zf_session_note(session, "%s", report->note);
        }
        if (!session->quiet) {
            print_result(report);
        }
    }
    if (report->errors) {
        zf_session_note(session,
                        _("the rows to correct stand in %s; mend them there and "
                          "import that file the same way"),
                        report->errors);
    }
    return report->fates[ZF_FATE_QUARANTINED] + report->set_aside > 0 ? ZF_EXIT_FINDINGS
                                                                      : ZF_EXIT_DONE;
}

static ZfExit
import_file(ZfSession *session, ZfApp *app, ZfImportKind kind, const char *file)
{
    ZfImportRequest request = {
        .kind = kind,
        .file = file,
        .map = (const char *const *)maps,
        .sheet = sheet,
        .layer = layer,
        .where = where,
        .limit = limit,
        .seed = (uint64_t)seed,
        .crs = crs,
        .encoding = encoding,
        .village = village,
        .errors = errors,
        .accept_totals = accept_totals,
        .dry_run = dry_run,
        .close_left = close_left,
    };
    GError *error = NULL;
    g_autoptr(ZfImportReport) report = zf_app_import(app, &request, &session->progress, &error);
    return report ? print_report(session, report) : zf_session_fail(session, error);
}

static ZfExit
undo(ZfSession *session, int argc, char **argv)
{
    int64_t run;
    if (argc != 1 || !zf_text_to_int64(argv[0], &run)) {
        return zf_session_usage(session, "import",
                                _("import undo needs the number of a run; “zoufang import runs” "
                                  "lists them"));
    }
    g_autoptr(ZfApp) app = zf_session_open(session, true);
    GError *error = NULL;
    if (!app) {
        return ZF_EXIT_FAILED;
    }
    if (!zf_app_import_undo(app, run, &error)) {
        return zf_session_fail(session, error);
    }
    return zf_session_done(session, zf_done_json("undone", argv[0]), _("run %ld is taken back"),
                           (long)run);
}

static ZfExit
list(ZfSession *session, int argc, char **argv)
{
    int64_t run = 0;
    if (argc > 1 || (argc == 1 && !zf_text_to_int64(argv[0], &run))) {
        return zf_session_usage(session, "import", _("import runs takes one number at most"));
    }
    g_autoptr(ZfApp) app = zf_session_open(session, false);
    if (!app) {
        return ZF_EXIT_FAILED;
    }
    GError *error = NULL;
    g_autoptr(ZfGrid) grid =
        run ? zf_app_import_rows(app, run, &error) : zf_app_import_runs(app, &error);
    return grid ? zf_session_grid(session, grid, NULL, NULL) : zf_session_fail(session, error);
}

static ZfExit
run_import(ZfSession *session, int argc, char **argv)
{
    int kind;
    if (argc > 0 && strcmp(argv[0], "undo") == 0) {
        return undo(session, argc - 1, argv + 1);
    }
    if (argc > 0 && strcmp(argv[0], "runs") == 0) {
        return list(session, argc - 1, argv + 1);
    }
    if (argc < 2 || !zf_code_find(ZF_CODES_IMPORT, argv[0], &kind)) {
        return zf_session_usage(session, "import",
                                _("say what is in the file: import areas|households|ledger|"
                                  "volunteers|pairings|visits|roads|water|places|dem|activities "
                                  "FILE…"));
    }
    if (limit < 0) {
        return zf_session_usage(session, "import", _("--limit takes a number from 1 on"));
    }
    if (errors && !g_str_has_suffix(errors, ".xlsx")) {
        return zf_session_usage(session, "import", _("--errors %s: its name must end in .xlsx"),
                                errors);
    }
    g_autoptr(ZfApp) app = zf_session_open(session, true);
    ZfExit ret = app ? ZF_EXIT_DONE : ZF_EXIT_FAILED;
    for (int i = 1; app && i < argc; i++) {
        ZfExit one = import_file(session, app, (ZfImportKind)kind, argv[i]);
        if (one != ZF_EXIT_DONE && ret != ZF_EXIT_FAILED) {
            ret = one;
        }
    }
    return ret;
}

const ZfCommand zf_command_import = {
    .name = "import",
    .arguments = "KIND FILE… | undo RUN | runs [RUN]",
    .summary = N_("read boundaries, homes, ledgers, volunteers, roads … into the database"),
    .help =
        N_("KIND is areas, households, ledger, volunteers, pairings, visits, roads, water, "
           "places, dem or activities. Each file is taken whole or not at all; a bad row is "
           "left out, named with its cell, and kept in the correction workbook (--errors). "
           "The same file again changes nothing.\n"
           "Coordinates are found out when possible (--crs auto): the file's own system, else "
           "the one that puts the homes into the villages they claim.\n"
           "Fields for --map, among others: name, sex, birth, age, id, phone, address, village, "
           "village_code, town, group, number, lon, lat, lonlat, landmark, category, school, "
           "grade, boarding, traits, note, code, kind, base, mode, days, team, volunteer, date, "
           "outcome; of a parent or carer father.name, mother.phone, carer.relation."),
    .examples = N_("zoufang import areas villages.shp\n"
                   "zoufang import ledger ledger_留守.xlsx --errors 更正.xlsx\n"
                   "zoufang import households town.osm.pbf --layer multipolygons --where "
                   "\"building IS NOT NULL\" --limit 1500 --seed 1\n"
                   "zoufang import undo 3"),
    .options = options,
    .run = run_import,
};
