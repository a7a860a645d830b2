/* record: results keyed in printed order. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"

static char *date;
static gboolean show;
static char *blank;
static char *errors;
static char *encoding;
static gboolean dry_run;

static const GOptionEntry entries[] = {
    {"date", 0, 0, G_OPTION_ARG_STRING, &date, N_("visited on another day than planned"),
     N_("DATE")},
    {"show", 0, 0, G_OPTION_ARG_NONE, &show, N_("show what is recorded, change nothing"), NULL},
    {"blank", 0, 0, G_OPTION_ARG_FILENAME, &blank,
     N_("write an empty table of the sheet to fill in: .xlsx or .csv"), N_("FILE")},
    {"errors", 0, 0, G_OPTION_ARG_FILENAME, &errors,
     N_("with a table: workbook for the rows that need mending"), N_("FILE")},
    {"encoding", 0, 0, G_OPTION_ARG_STRING, &encoding,
     N_("with a table: of a text table, when it cannot be told"), N_("NAME")},
    {"dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run,
     N_("with a table: tell what would happen, change nothing"), NULL},
    {NULL},
};

static const GOptionEntry *
options(void)
{
    return entries;
}

/* Reads a line; NULL at the end of the input. */
static char *
ask(const char *question)
{
    char buffer[1024];
    fprintf(stderr, "  %s ", question);
    fflush(stderr);
    if (!fgets(buffer, sizeof buffer, stdin)) {
        return NULL;
    }
    g_autofree char *line = g_utf8_make_valid(buffer, -1);
    return zf_text_clean(line, NULL);
}

static const char *const outcome_words[ZF_OUTCOME_COUNT] = {
    N_("child seen, all done"), N_("guardian only"), N_("nobody"), N_("refused"),
    N_("away with parents"),    N_("boarding"),      N_("moved"),  N_("no such home"),
    N_("no way through"),       N_("other"),
};

static void
print_outcomes(void)
{
    for (int i = 0; i < ZF_OUTCOME_COUNT; i++) {
        fprintf(stderr, "%d %s   ", (i + 1) % 10, _(outcome_words[i]));
    }
    fprintf(stderr, "\n%s\n", _("Enter: skip this stop.   q: stop here; what was keyed is kept."));
}

/* Digits 1 … n as a set; false when anything else stands there. */
static bool
parse_digits(const char *text, unsigned n, uint32_t *bits)
{
    *bits = 0;
    for (const char *p = text; *p; p++) {
        if (*p == ' ' || *p == ',') {
            continue;
        }
        if (*p < '1' || *p > (char)('0' + n)) {
            return false;
        }
        *bits |= 1u << (*p - '1');
    }
    return true;
}

/* ret: false at the end of the input. */
static bool
ask_set(const char *question, unsigned n, uint32_t *bits)
{
    while (true) {
        g_autofree char *text = ask(question);
        if (!text) {
            return false;
        }
        if (parse_digits(text, n, bits)) {
            return true;
        }
        fprintf(stderr, _("  type digits from 1 to %u, or Enter\n"), n);
    }
}

static bool
ask_text(GStringChunk *chunk, const char *question, const char **ret)
{
    g_autofree char *text = ask(question);
    if (!text) {
        return false;
    }
    *ret = g_string_chunk_insert(chunk, text);
    return true;
}

/* What is asked when somebody was met. */
static bool
ask_seen(ZfVisit *visit, GStringChunk *chunk)
{
    uint32_t missing;
    uint32_t hazard;
    if (!ask_set(_("六清, digits of those NOT clear (1 data 2 basics 3 important 4 social 5 growth "
                   "6 other), Enter: all clear:"),
                 ZF_CLEAR_COUNT, &missing) ||
        !ask_set(_("Hazards found (1 electricity 2 gas 3 water 4 fire 5 food 6 near water), Enter: "
                   "all safe:"),
                 ZF_SAFETY_COUNT, &hazard)) {
        return false;
    }
    visit->clear = ZF_CLEAR_ALL & ~missing;
    visit->hazard = hazard;
    visit->safe = ((1u << ZF_SAFETY_COUNT) - 1) & ~hazard;
    visit->signed_by_guardian = true;
    if (hazard) {
        g_autofree char *state = ask(_("Hazard: 1 removed on the spot, Enter: reported:"));
        if (!state) {
            return false;
        }
        visit->hazard_state = strcmp(state, "1") == 0 ? ZF_HAZARD_REMOVED : ZF_HAZARD_REPORTED;
    }
    g_autofree char *agreement =
        ask(_("Care agreement: 1 signed, 2 not signed, Enter: not asked:"));
    if (!agreement) {
        return false;
    }
    visit->agreement = strcmp(agreement, "1") == 0   ? ZF_AGREEMENT_SIGNED
                       : strcmp(agreement, "2") == 0 ? ZF_AGREEMENT_MISSING
                                                     : ZF_AGREEMENT_UNKNOWN;
    g_autofree char *sign = ask(_("Signed by the guardian? n: no, Enter: yes:"));
    if (!sign) {
        return false;
    }
    visit->signed_by_guardian = strcmp(sign, "n") != 0;
    return ask_text(chunk, _("Wish (Enter: none):"), &visit->wish);
}

static bool
ask_away(ZfVisit *visit)
{
    g_autofree char *answer =
        ask(_("Checked with the family, the school or the new place? y: yes, Enter: no:"));
    if (!answer) {
        return false;
    }
    visit->verified = strcmp(answer, "y") == 0;
    return true;
}

/* "良好" -> "1 良好  2 一般 …", "0–20 人". */
static char *
answer_words(const ZfQuestion *question)
{
    if (question->kind == ZF_QUESTION_NUMBER) {
        return g_strdup_printf(" (%d–%d%s%s)", question->min, question->max,
                               *question->unit ? " " : "", question->unit);
    }
    GString *words = g_string_new(NULL);
    g_auto(GStrv) options = g_strsplit(question->options, "\n", -1);
    for (guint i = 0; options[i]; i++) {
        g_string_append_printf(words, "%s%u %s", i > 0 ? "  " : " (", i + 1, options[i]);
    }
    g_string_append(words, words->len ? ")" : "");
    return g_string_free(words, FALSE);
}

/* ret: false at the end of the input. */
static bool
ask_question(const ZfQuestion *question, GString *answers)
{
    g_autofree char *words = answer_words(question);
    g_autofree char *line = g_strdup_printf("%s%s:", question->text, words);
    while (true) {
        g_autofree char *text = ask(line);
        if (!text) {
            return false;
        }
        g_autofree char *answer = zf_answer_parse(question, text);
        if (answer) {
            zf_answers_add(answers, question->key, answer);
            return true;
        }
        fprintf(stderr, "  %s\n",
                question->kind == ZF_QUESTION_ONE    ? _("type the number of one option, or Enter")
                : question->kind == ZF_QUESTION_MANY ? _("type numbers of options, or Enter")
                : question->kind == ZF_QUESTION_NUMBER ? _("type such a number, or Enter")
                                                       : _("that is too long"));
    }
}

/* The campaign's own questions, where somebody was met. */
static bool
ask_questions(const ZfRecordSheet *sheet, const ZfRecordStop *stop, ZfVisit *visit,
              GStringChunk *chunk)
{
    if (stop->talk ||
        (visit->outcome != ZF_OUTCOME_SEEN && visit->outcome != ZF_OUTCOME_GUARDIAN)) {
        return true;
    }
    g_autoptr(GString) answers = g_string_new(NULL);
    for (size_t i = 0; i < sheet->questions->n; i++) {
        if (!ask_question(&sheet->questions->items[i], answers)) {
            return false;
        }
    }
    visit->answers = g_string_chunk_insert(chunk, answers->str);
    return true;
}

static bool
ask_rest(const ZfRecordSheet *sheet, const ZfRecordStop *stop, ZfVisit *visit, GStringChunk *chunk)
{
    g_autofree char *mode = ask(_("How: Enter in person, 2 by phone, 3 by video:"));
    if (!mode) {
        return false;
    }
    visit->mode = strcmp(mode, "2") == 0   ? ZF_VISIT_PHONE
                  : strcmp(mode, "3") == 0 ? ZF_VISIT_VIDEO
                                           : ZF_VISIT_IN_PERSON;
    bool good = true;
    if (visit->outcome == ZF_OUTCOME_SEEN) {
        good = ask_seen(visit, chunk);
    } else if (visit->outcome == ZF_OUTCOME_WITH_PARENTS || visit->outcome == ZF_OUTCOME_BOARDING ||
               visit->outcome == ZF_OUTCOME_MOVED) {
        good = ask_away(visit);
    } else if (visit->outcome == ZF_OUTCOME_NOBODY) {
        visit->nobody_count = 1;
    }
    return good && ask_text(chunk, _("Note (Enter: none):"), &visit->note) &&
           ask_questions(sheet, stop, visit, chunk);
}

/* Where visitors marked a home that was not located. ret: false at the end of the input. */
static bool
ask_cell(const ZfCellGrid *grid, const char *question, char **ret)
{
    char last[ZF_CELL_NAME_MAX];
    int32_t column;
    int32_t row;
    zf_cell_name(grid->columns - 1, grid->rows - 1, last);
    g_autofree char *line = g_strdup_printf(question, last);
    while (true) {
        g_autofree char *text = ask(line);
        if (!text) {
            return false;
        }
        if (!*text || strcmp(text, "q") == 0 || zf_cell_parse(grid, text, &column, &row)) {
            *ret = g_steal_pointer(&text);
            return true;
        }
        fprintf(stderr, _("  type a letter and a figure up to %s, or Enter\n"), last);
    }
}

typedef enum Answer {
    ANSWER_VISIT,
    ANSWER_SKIP,
    ANSWER_QUIT,
    ANSWER_LAST, /* a visit, and the input ended behind it */
} Answer;

static Answer
ask_stop(const ZfRecordSheet *sheet, const ZfRecordStop *stop, ZfVisit *visit, GStringChunk *chunk)
{
    fprintf(stderr, "\n[%d] %s %s", stop->number, stop->village, stop->address);
    if (stop->recorded) {
        fprintf(stderr, _("  (recorded already: %s; a new entry corrects it)"),
                _(outcome_words[stop->outcome]));
    }
    fputc('\n', stderr);
    while (true) {
        g_autofree char *text = ask(_("Outcome (1–9, 0):"));
        if (!text || strcmp(text, "q") == 0) {
            return ANSWER_QUIT;
        }
        if (!*text) {
            return ANSWER_SKIP;
        }
        if (strlen(text) == 1 && g_ascii_isdigit(*text)) {
            visit->outcome = (ZfOutcome)((*text - '0' + 9) % 10);
            return ask_rest(sheet, stop, visit, chunk) ? ANSWER_VISIT : ANSWER_QUIT;
        }
    }
}

static ZfExit
key_sheet(ZfSession *session, ZfApp *app, const ZfRecordSheet *sheet, ZfDate day)
{
    size_t keyed = 0;
    print_outcomes();
    for (guint i = 0; i < sheet->stops->len; i++) {
        const ZfRecordStop *stop = g_ptr_array_index(sheet->stops, i);
        GStringChunk *chunk = g_string_chunk_new(256);
        ZfVisit visit = zf_visit_empty();
        visit.date = day;
        Answer answer = ask_stop(sheet, stop, &visit, chunk);
        GError *error = NULL;
        g_autofree char *cell = NULL;
        if (answer == ANSWER_VISIT && stop->grid.columns > 0 &&
            !ask_cell(&stop->grid, _("Cell marked on its small map (A1–%s, Enter: none):"),
                      &cell)) {
            answer = ANSWER_LAST;
        }
        bool visited = answer == ANSWER_VISIT || answer == ANSWER_LAST;
        bool good = !visited || zf_app_record_add(app, sheet, stop, &visit, &error);
        if (good && cell && *cell && strcmp(cell, "q") != 0) {
            good = zf_app_record_cell(app, sheet, stop, cell, &error);
        }
        g_string_chunk_free(chunk);
        if (!good) {
            return zf_session_fail(session, error);
        }
        keyed += visited;
        if (answer == ANSWER_QUIT || answer == ANSWER_LAST || (cell && strcmp(cell, "q") == 0)) {
            break;
        }
    }
    fputc('\n', stderr);
    if (session->json) {
        g_autofree char *json = zf_keyed_json(sheet->sheet, keyed, sheet->stops->len);
        fputs(json, stdout);
    } else {
        printf(_("%s: %zu of %u stops keyed\n"), sheet->sheet, keyed, sheet->stops->len);
    }
    return ZF_EXIT_DONE;
}

static void
note_coverage(ZfSession *session, ZfApp *app)
{
    GError *error = NULL;
    g_autoptr(ZfFigures) figures = zf_app_figures(app, NULL, &error);
    if (figures) {
        g_autofree char *summary = zf_figures_summary(figures, session->lang);
        zf_session_note(session, "%s", summary);
    }
    g_clear_error(&error);
}

/* Results of a sheet from a table. */
static ZfExit
read_sheet(ZfSession *session, ZfApp *app, const char *number, const char *file)
{
    ZfImportRequest request = {
        .file = file, .encoding = encoding, .errors = errors, .dry_run = dry_run};
    GError *error = NULL;
    g_autoptr(ZfImportReport) report =
        zf_app_record_file(app, number, &request, &session->progress, &error);
    if (!report) {
        return zf_session_fail(session, error);
    }
    g_autofree char *json = session->json ? zf_import_report_json(report) : NULL;
    g_autofree char *line = zf_import_report_line(report);
    zf_session_findings(session, report->findings);
    printf(json ? "%s" : "%s\n", json ? json : line);
    if (report->errors) {
        zf_session_note(session, _("rows to mend: %s"), report->errors);
    }
    note_coverage(session, app);
    return report->fates[ZF_FATE_QUARANTINED] + report->set_aside > 0 ? ZF_EXIT_FINDINGS
                                                                      : ZF_EXIT_DONE;
}

/* ---- homes marked on a gridded map ---- */

static ZfExit
report_cells(ZfSession *session, ZfImportReport *report, GError *error)
{
    g_autoptr(ZfImportReport) own = report;
    if (!own) {
        return zf_session_fail(session, error);
    }
    g_autofree char *json = session->json ? zf_import_report_json(own) : NULL;
    g_autofree char *line = zf_import_report_line(own);
    zf_session_findings(session, own->findings);
    printf(json ? "%s" : "%s\n", json ? json : line);
    if (own->errors) {
        zf_session_note(session, _("rows to mend: %s"), own->errors);
    }
    if (own->run && !own->dry_run && !own->repeated) {
        zf_session_note(session, _("“zoufang import undo %d” takes it back"), (int)own->run);
    }
    return own->fates[ZF_FATE_QUARANTINED] > 0 ? ZF_EXIT_FINDINGS : ZF_EXIT_DONE;
}

/* Home by home; kept together at the end, or at q. */
static ZfExit
key_cells(ZfSession *session, ZfApp *app, const ZfLocateSheet *sheet)
{
    fprintf(stderr, _("%s, homes: %u. Enter: not marked.   q: keep what was keyed and stop.\n"),
            sheet->village, sheet->homes->len);
    for (guint i = 0; i < sheet->homes->len; i++) {
        ZfLocateHome *home = g_ptr_array_index(sheet->homes, i);
        fprintf(stderr, "\n[%u] %s%s\n", i + 1, home->label,
                !home->known     ? _("  (not in the ledger any more: cannot be marked)")
                : home->measured ? _("  (measured meanwhile: a cell does not replace it)")
                                 : "");
        char *cell = NULL;
        if (home->known && !home->measured && !ask_cell(&sheet->grid, _("Cell (A1–%s):"), &cell)) {
            break;
        }
        home->cell = cell;
        if (cell && (!*cell || strcmp(cell, "q") == 0)) {
            bool quit = *cell != '\0';
            g_clear_pointer(&home->cell, g_free);
            if (quit) {
                break;
            }
        }
    }
    fputc('\n', stderr);
    GError *error = NULL;
    ZfImportReport *report = zf_app_locate_keep(app, sheet, &error);
    return report_cells(session, report, error);
}

static ZfExit
run_cells(ZfSession *session, ZfApp *app, const ZfLocateSheet *sheet, const char *file)
{
    if (show || blank) {
        g_autoptr(ZfGrid) grid = zf_app_locate_grid(sheet, show);
        return zf_session_grid(session, grid, NULL, show ? NULL : blank);
    }
    if (!file) {
        return key_cells(session, app, sheet);
    }
    ZfImportRequest request = {
        .file = file, .encoding = encoding, .errors = errors, .dry_run = dry_run};
    GError *error = NULL;
    ZfImportReport *report = zf_app_locate_file(app, sheet, &request, &session->progress, &error);
    return report_cells(session, report, error);
}

static ZfExit
run_record(ZfSession *session, int argc, char **argv)
{
    ZfDate day = ZF_DATE_NONE;
    if (argc < 1 || argc > 2) {
        return zf_session_usage(session, "record",
                                _("record needs the number of one sheet, as printed at its head"));
    }
    if (!zf_session_date(session, "date", date, &day)) {
        return ZF_EXIT_USAGE;
    }
    g_autoptr(ZfApp) app = zf_session_open(session, !show && !blank);
    if (!app) {
        return ZF_EXIT_FAILED;
    }
    GError *error = NULL;
    g_autoptr(ZfLocateSheet) cells = NULL;
    if (!zf_app_locate_open(app, argv[0], &cells, &error)) {
        return zf_session_fail(session, error);
    }
    if (cells) {
        return run_cells(session, app, cells, argc == 2 ? argv[1] : NULL);
    }
    if (show || blank) {
        g_autoptr(ZfGrid) grid = show ? zf_app_record_show(app, argv[0], session->lang, &error)
                                      : zf_app_record_blank(app, argv[0], &error);
        return grid ? zf_session_grid(session, grid, NULL, show ? NULL : blank)
                    : zf_session_fail(session, error);
    }
    if (argc == 2) {
        return read_sheet(session, app, argv[0], argv[1]);
    }
    g_autoptr(ZfRecordSheet) sheet = zf_app_record_open(app, argv[0], &error);
    if (!sheet) {
        return zf_session_fail(session, error);
    }
    ZfExit ret = key_sheet(session, app, sheet, day);
    if (ret == ZF_EXIT_DONE) {
        note_coverage(session, app);
    }
    return ret;
}

const ZfCommand zf_command_record = {
    .name = "record",
    .arguments = "SHEET [FILE]",
    .summary = N_("key in what came back on a sheet"),
    .help =
        N_("Asks stop by stop, in printed order; each answer is kept at once. A stop keyed "
           "twice is corrected, the earlier entry stays in the history. Coverage is up to date "
           "when the sheet is done. With FILE the answers come from a table, one row a stop in "
           "printed order; “--blank FILE” writes such a table with the stops in it. Rows "
           "without an outcome are stops that were not visited. Files of results of many sheets "
           "come in with “zoufang import visits”. Of a home that was not located the cell that "
           "was marked on its small map is asked too; with the number of a map of “map locate” the "
           "cells of its homes are asked and kept together at the end. The middle of the cell "
           "becomes the home's position, half its diagonal its precision; “import undo” takes it "
           "back."),
    .examples = N_("zoufang record KM7-0214-3X\n"
                   "zoufang record KM7-0214-3X --blank results.xlsx\n"
                   "zoufang record KM7-0214-3X results.xlsx\n"
                   "zoufang record 8C2-D41Q-7T"),
    .options = options,
    .run = run_record,
};
