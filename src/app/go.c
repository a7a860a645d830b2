#include "app/go.h"

#include <string.h>

#include "app/campaigns.h"
#include "app/figures.h"
#include "app/gofiles.h"
#include "app/inside.h"
#include "app/keeping.h"
#include "app/people.h"
#include "app/reports.h"
#include "draw/draw.h"
#include "ingest/ingest.h"
#include "say/say.h"

void
zf_go_report_free(ZfGoReport *report)
{
    if (!report) {
        return;
    }
    g_ptr_array_unref(report->files);
    g_ptr_array_unref(report->what);
    g_free(report->folder);
    g_free(report);
}

typedef struct Go {
    const ZfGoRequest *request;
    ZfGoSay say;
    ZfGoFindings findings;
    void *user;
    const ZfProgress *progress;
    ZfApp *app;
    ZfGoReport *report;
    GPtrArray *inputs; /* GoFile */
    bool moved;        /* a file has changed something: those behind it are looked at anew */
} Go;

static void G_GNUC_PRINTF(2, 3) tell(const Go *go, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    g_autofree char *line = g_strdup_vprintf(format, list);
    va_end(list);
    go->say(go->user, line);
}

static void
add_output(Go *go, const char *name, const char *what)
{
    g_ptr_array_add(go->report->files, g_build_filename(go->report->folder, name, NULL));
    g_ptr_array_add(go->report->what, g_strdup(what));
}

static char *
output(const Go *go, const char *name)
{
    return g_build_filename(go->report->folder, name, NULL);
}

/* ---- 1 files ---- */

static bool
recognise(Go *go, GError **error)
{
    tell(go, _("1  Files in %s"), go->request->folder);
    go->inputs = go_files_find(go->request->folder, go->request->as, error);
    if (!go->inputs) {
        return false;
    }
    for (guint i = 0; i < go->inputs->len; i++) {
        const GoFile *file = g_ptr_array_index(go->inputs, i);
        g_autofree char *name = zf_text_pad(file->name, 28, false);
        tell(go, "   %s %s", name, file->why);
    }
    return true;
}

static bool
open_database(Go *go, GError **error)
{
    bool fresh = !g_file_test(go->request->db, G_FILE_TEST_EXISTS);
    if (fresh && !zf_app_create(go->request->db, error)) {
        return false;
    }
    go->app = zf_app_open(go->request->db, true, error);
    if (!go->app) {
        return false;
    }
    zf_app_select(go->app, go->request->campaign, 0);
    tell(go, fresh ? _("   new database %s") : _("   database %s is there already"),
         go->request->db);
    return true;
}

/* ---- 2 campaign ---- */

static const char *
campaign_name(const ZfGoRequest *request)
{
    return request->campaign ? request->campaign : "campaign";
}

static bool
has_setting(const char *const *settings, const char *key)
{
    g_autofree char *prefix = g_strdup_printf("%s=", key);
    for (size_t i = 0; settings && settings[i]; i++) {
        if (g_str_has_prefix(settings[i], prefix)) {
            return true;
        }
    }
    return false;
}

static bool
no_children(ZfApp *app, GError **error, bool *ret)
{
    ZfStoreCounts counts;
    if (!zf_store_counts(app->store, &counts, error)) {
        return false;
    }
    *ret = counts.children == 0;
    return true;
}

/* The table of the campaign's own questions, NULL = none. */
static const char *
questions_file(const Go *go)
{
    for (guint i = 0; i < go->inputs->len; i++) {
        const GoFile *file = g_ptr_array_index(go->inputs, i);
        if (file->questions) {
            return file->path;
        }
    }
    return NULL;
}

/* A new campaign needs its days; what it counts follows from what the files hold. */
static bool
make_campaign(Go *go, GError **error)
{
    const ZfGoRequest *request = go->request;
    const char *const *settings = request->settings;
    if (!has_setting(settings, "from") || !has_setting(settings, "to")) {
        g_set_error_literal(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE,
                            _("when is the campaign? Say its first and last day: --from 2026-02-09 "
                              "--to 2026-02-15"));
        return false;
    }
    bool homes_only;
    if (!no_children(go->app, error, &homes_only)) {
        return false;
    }
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    const char *unit = homes_only ? "unit=household" : "unit=child";
    g_ptr_array_add(all, (gpointer)unit);
    const char *lang = request->lang == ZF_LANG_ZH ? "lang=zh_CN" : "lang=en";
    g_ptr_array_add(all, (gpointer)lang);
    for (size_t i = 0; settings[i]; i++) {
        g_ptr_array_add(all, (gpointer)settings[i]);
    }
    g_ptr_array_add(all, NULL);
    return zf_app_campaign_new(go->app, campaign_name(request),
                               (const char *const *)(void *)all->pdata, questions_file(go), error);
}

/* ret: what the campaign is called after: the only town of the data, else its only county, else "".
 */
static const char *
common_place(const ZfSnapshot *snapshot)
{
    const ZfAreaLevel levels[] = {ZF_LEVEL_TOWN, ZF_LEVEL_COUNTY};
    for (size_t l = 0; l < G_N_ELEMENTS(levels); l++) {
        const char *name = "";
        size_t n = 0;
        for (size_t i = 0; i < snapshot->n_areas; i++) {
            if (snapshot->areas[i].level == levels[l]) {
                name = snapshot->areas[i].name;
                n++;
            }
        }
        if (n == 1) {
            return name;
        }
    }
    return "";
}

static bool
name_campaign(Go *go, const char *id, GError **error)
{
    g_autoptr(ZfSnapshot) snapshot = zf_app_snapshot(go->app, false, ZF_DATE_NONE, error);
    if (!snapshot) {
        return false;
    }
    if (*snapshot->campaign.title) {
        return true;
    }
    const char *place = common_place(snapshot);
    const char *between = *place ? " · " : "";
    ZfCivil first = zf_date_to_civil(snapshot->campaign.from);
    g_autofree char *title =
        snapshot->campaign.lang == ZF_LANG_ZH
            ? g_strdup_printf("title=%s%s%d 年走访", place, between, first.year)
            : g_strdup_printf("title=%s%sHome visits %d", place, between, first.year);
    g_autofree char *where = g_strdup_printf("place=%s", place);
    const char *settings[] = {title, where, NULL};
    return zf_app_campaign_edit(go->app, id, settings, NULL, error);
}

static bool
settle_campaign(Go *go, GError **error)
{
    g_autoptr(ZfCampaigns) campaigns = zf_store_campaigns(go->app->store, error);
    if (!campaigns) {
        return false;
    }
    bool known = go->request->campaign == NULL && campaigns->n > 0;
    for (size_t i = 0; i < campaigns->n && !known; i++) {
        known = strcmp(campaigns->items[i].id, campaign_name(go->request)) == 0;
    }
    if (!known && !make_campaign(go, error)) {
        return false;
    }
    g_autofree char *id = zf_app_campaign_id(go->app, error);
    if (!id) {
        return false;
    }
    bool changes = questions_file(go) || (go->request->settings && go->request->settings[0]);
    if (known && changes &&
        !zf_app_campaign_edit(go->app, id, go->request->settings, questions_file(go), error)) {
        return false;
    }
    return name_campaign(go, id, error);
}

/* ---- 3 import ---- */

static void
tell_import(Go *go, const GoFile *file, const ZfImportReport *report)
{
    if (report->repeated && report->fates[ZF_FATE_QUARANTINED] == 0) {
        tell(go, _("   %s: as before"), file->name);
    } else if (report->rows == 0) {
        tell(go, _("   %s: %s"), file->name, report->note);
    } else {
        g_autofree char *line = zf_import_report_line(report);
        tell(go, _("   %s: %s"), file->name, line);
    }
    if (!report->repeated && report->records_changed + report->records_left > 0) {
        tell(go,
             _("      records (homes, people, categories): %zu new, %zu changed, %zu not in it any "
               "more"),
             report->records_new, report->records_changed, report->records_left);
    }
    go->findings(go->user, report->findings);
    if (report->errors) {
        g_ptr_array_add(go->report->files, g_strdup(report->errors));
        g_ptr_array_add(go->report->what, g_strdup(_("rows to mend and import again")));
    }
    go->report->quarantined += report->fates[ZF_FATE_QUARANTINED];
    go->report->set_aside += report->set_aside;
}

static char *
corrections_path(const Go *go, const GoFile *file)
{
    g_autofree char *stem = g_strdup(file->name);
    char *dot = strrchr(stem, '.');
    if (dot) {
        *dot = '\0';
    }
    g_autofree char *name = g_strdup_printf(_("%s-corrections.xlsx"), stem);
    return output(go, name);
}

/* The day that a setting of the campaign names ("from="); 0 = none. */
static ZfDate
day_setting(const char *const *settings, const char *name)
{
    ZfDate day = 0;
    for (size_t i = 0; settings && settings[i]; i++) {
        if (g_str_has_prefix(settings[i], name)) {
            (void)zf_date_parse(settings[i] + strlen(name), &day);
        }
    }
    return day;
}

/* The system a file of this name was read in when it was imported last: who answered once is not
 * asked again. ret: owned by the caller, NULL when it is new. */
static char *
crs_before(const Go *go, const GoFile *file)
{
    char *crs = NULL;
    g_autoptr(GPtrArray) runs = zf_store_runs(go->app->store, NULL);
    for (guint i = 0; runs && i < runs->len; i++) {
        const ZfImportRun *run = g_ptr_array_index(runs, i);
        g_autofree char *name = g_path_get_basename(run->file);
        if (run->kind == file->kind && !run->undone && *run->crs && strcmp(name, file->name) == 0) {
            g_free(crs);
            crs = g_strdup(run->crs);
        }
    }
    return crs;
}

/* No file carries these systems itself: somebody said so. */
static bool
is_only_said(const char *crs)
{
    return crs && (strcmp(crs, "gcj02") == 0 || strcmp(crs, "bd09") == 0);
}

static bool
import_one(Go *go, const GoFile *file, GError **error)
{
    g_autofree char *errors = corrections_path(go, file);
    ZfImportRequest request = {.kind = file->kind,
                               .file = file->path,
                               .crs = go_is_osm(file->name) ? NULL : go->request->crs,
                               .accept_totals = go->request->accept_totals,
                               .errors = errors,
                               .once = !go->moved && !go_kind_needs_campaign(file->kind),
                               .from = day_setting(go->request->settings, "from="),
                               .to = day_setting(go->request->settings, "to="),
                               .seed = 1};
    g_autofree char *before = go->request->crs ? NULL : crs_before(go, file);
    if (file->kind == ZF_IMPORT_AREAS && is_only_said(before)) {
        request.crs = before;
    }
    GError *failure = NULL;
    g_autoptr(ZfImportReport) report = zf_app_import(go->app, &request, go->progress, &failure);
    bool asked = g_error_matches(failure, ZF_INGEST_ERROR, ZF_INGEST_ERROR_CRS);
    if (asked && (before || request.crs)) { /* what fits another file need not fit this one */
        g_clear_error(&failure);
        request.crs = request.crs ? NULL : before;
        report = zf_app_import(go->app, &request, go->progress, &failure);
    }
    if (!report) {
        g_propagate_error(error, failure);
        return false;
    }
    if (before && request.crs == before && !report->repeated) {
        tell(go, _("   %s: read in %s, as the time before"), file->name, before);
    }
    go->moved = go->moved || (report->rows > 0 && !report->repeated);
    tell_import(go, file, report);
    return true;
}

/* ---- results of an earlier round ---- */

/* ret: the earliest day when every row was refused because it lies before the campaign. */
static ZfDate
earliest_if_all_early(const ZfImportReport *report)
{
    size_t early = 0;
    ZfDate first = ZF_DATE_NONE;
    for (size_t i = 0; i < zf_findings_count(report->findings); i++) {
        const ZfFinding *finding = zf_findings_get(report->findings, i);
        ZfDate day;
        if (strcmp(finding->code, "visit-early") == 0 && finding->value &&
            zf_date_parse(finding->value, &day)) {
            first = first == ZF_DATE_NONE ? day : MIN(first, day);
            early++;
        }
    }
    bool all =
        early > 0 && early == report->fates[ZF_FATE_QUARANTINED] && report->fates[ZF_FATE_NEW] == 0;
    return all ? first : ZF_DATE_NONE;
}

/* A campaign of its own for what was done before this one began. current: of an existing one. */
static bool
make_earlier(Go *go, const char *current, const char *earlier, ZfDate first, GError **error)
{
    g_autoptr(ZfCampaigns) campaigns = zf_store_campaigns(go->app->store, error);
    if (!campaigns) {
        return false;
    }
    const ZfCampaign *now = NULL;
    for (size_t i = 0; i < campaigns->n; i++) {
        if (strcmp(campaigns->items[i].id, earlier) == 0) {
            return true;
        }
        now = strcmp(campaigns->items[i].id, current) == 0 ? &campaigns->items[i] : now;
    }
    g_assert(now);
    g_autofree char *day = zf_date_format(first);
    g_autofree char *last = zf_date_format(now->from - 1);
    g_autofree char *from = g_strdup_printf("from=%s", day);
    g_autofree char *to = g_strdup_printf("to=%s", last);
    g_autofree char *unit = g_strdup_printf("unit=%s", zf_code(ZF_CODES_UNIT, (int)now->unit));
    const char *settings[] = {from, to, unit, NULL};
    return zf_app_campaign_new(go->app, earlier, settings, NULL, error) &&
           zf_app_campaign_use(go->app, current, error);
}

/* Results are tried first: a file that lies wholly before the campaign belongs to an earlier one.
 */
static bool
import_visits(Go *go, const GoFile *file, GError **error)
{
    ZfImportRequest request = {.kind = file->kind, .file = file->path, .dry_run = true};
    g_autoptr(ZfImportReport) tried = zf_app_import(go->app, &request, go->progress, error);
    if (!tried) {
        return false;
    }
    ZfDate first = earliest_if_all_early(tried);
    if (first == ZF_DATE_NONE) {
        return import_one(go, file, error);
    }
    g_autofree char *current = zf_app_campaign_id(go->app, error);
    if (!current) {
        return false;
    }
    g_autofree char *earlier = g_strdup_printf("%s-earlier", current);
    if (!make_earlier(go, current, earlier, first, error)) {
        return false;
    }
    tell(go, _("   %s lies before the campaign: kept as the earlier round “%s”"), file->name,
         earlier);
    zf_app_select(go->app, earlier, 0);
    bool good = import_one(go, file, error);
    zf_app_select(go->app, current, 0);
    return good;
}

static bool
import_kinds(Go *go, bool before_campaign, GError **error)
{
    for (guint i = 0; i < go->inputs->len; i++) {
        const GoFile *file = g_ptr_array_index(go->inputs, i);
        if (file->skip || go_kind_needs_campaign(file->kind) == before_campaign) {
            continue;
        }
        bool good = file->kind == ZF_IMPORT_VISITS ? import_visits(go, file, error)
                                                   : import_one(go, file, error);
        if (!good) {
            return false;
        }
    }
    return true;
}

/* ---- 4 figures ---- */

static bool
write_figures(Go *go, GError **error)
{
    g_autoptr(ZfFigures) figures = zf_app_figures(go->app, NULL, error);
    if (!figures) {
        return false;
    }
    ZfLang lang = figures->snapshot->campaign.lang;
    g_autofree char *summary = zf_figures_summary(figures, go->request->lang);
    g_auto(GStrv) lines = g_strsplit(g_strstrip(summary), "\n", -1);
    for (char **line = lines; *line; line++) {
        tell(go, "   %s", *line);
    }
    g_autoptr(ZfGrid) coverage = zf_figures_coverage(figures, ZF_BY_ALL, lang);
    g_autoptr(ZfGrid) unvisited = zf_figures_homes(figures, lang);
    g_autofree char *a = output(go, "coverage.xlsx");
    g_autofree char *b = output(go, "unvisited.xlsx");
    if (!zf_grid_write(coverage, ZF_FORMAT_XLSX, a, error) ||
        !zf_grid_write(unvisited, ZF_FORMAT_XLSX, b, error)) {
        return false;
    }
    add_output(go, "coverage.xlsx", _("coverage, village by village"));
    add_output(go, "unvisited.xlsx", _("homes still to visit, with reasons"));
    return true;
}

/* ---- 5 plan ---- */

/* Few are told here; all of them stand in a file. */
static bool
tell_differences(Go *go, const ZfGrid *differences, GError **error)
{
    size_t n = zf_grid_rows(differences);
    if (n == 0 || n > 12) {
        tell(go, "   %s", zf_grid_title(differences));
    } else {
        g_autofree char *text = zf_grid_to_text(differences);
        g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);
        for (char **line = lines; *line; line++) {
            tell(go, "   %s", *line);
        }
    }
    if (n == 0) {
        return true;
    }
    g_autofree char *path = output(go, "changes.xlsx");
    if (!zf_grid_write(differences, ZF_FORMAT_XLSX, path, error)) {
        return false;
    }
    add_output(go, "changes.xlsx", _("what became different in the plan, and why"));
    return true;
}

static bool
make_plan(Go *go, bool *planned, GError **error)
{
    ZfPlanRequest request = go->request->plan;
    GError *failure = NULL;
    bool stands = false;
    g_autoptr(ZfPlan) previous = zf_app_plan(go->app, &failure);
    if (failure) {
        g_propagate_error(error, failure);
        return false;
    }
    if (!zf_app_plan_stands(go->app, &request, &stands, error)) {
        return false;
    }
    if (stands) {
        tell(go, _("   nothing it depends on has changed: plan %ld stands as it is"),
             (long)previous->number);
        go->report->unplanned = previous->n_unplanned;
        *planned = true;
        return true;
    }
    request.keep = previous != NULL;
    g_autoptr(ZfPlanReport) report = zf_app_plan_make(go->app, &request, go->progress, &failure);
    if (!report) {
        bool nothing = g_error_matches(failure, ZF_APP_ERROR, ZF_APP_ERROR_NOTHING) ||
                       go_is_empty_plan(failure);
        if (!nothing) {
            g_propagate_error(error, failure);
            return false;
        }
        tell(go, "   %s", failure->message);
        g_clear_error(&failure);
        *planned = false;
        return true;
    }
    go->findings(go->user, report->findings);
    g_autofree char *text = zf_plan_report_text(report, go->request->lang);
    g_auto(GStrv) lines = g_strsplit(g_strstrip(text), "\n", -1);
    for (char **line = lines; *line; line++) {
        tell(go, "   %s", *line);
    }
    if (report->differences && !tell_differences(go, report->differences, error)) {
        return false;
    }
    go->report->unplanned = report->plan->n_unplanned;
    *planned = true;
    return true;
}

static bool
write_plan(Go *go, GError **error)
{
    g_autofree char *campaign = zf_app_campaign_id(go->app, error);
    g_autoptr(ZfSnapshot) snapshot =
        campaign ? zf_app_snapshot(go->app, false, ZF_DATE_NONE, error) : NULL;
    if (!snapshot) {
        return false;
    }
    ZfLang lang = snapshot->campaign.lang;
    g_autoptr(ZfGrid) routes = zf_app_routes(go->app, lang, error);
    g_autoptr(ZfGrid) unplanned = routes ? zf_app_unplanned(go->app, lang, error) : NULL;
    g_autofree char *a = output(go, "routes.xlsx");
    g_autofree char *b = output(go, "routes.gpx");
    g_autofree char *c = output(go, "unplanned.xlsx");
    if (!unplanned || !zf_grid_write(routes, ZF_FORMAT_XLSX, a, error) ||
        !zf_grid_write(routes, ZF_FORMAT_GPX, b, error)) {
        return false;
    }
    add_output(go, "routes.xlsx", _("the routes: who, when, how far"));
    add_output(go, "routes.gpx", _("the routes for a phone's map"));
    if (zf_grid_rows(unplanned) > 0) {
        if (!zf_grid_write(unplanned, ZF_FORMAT_XLSX, c, error)) {
            return false;
        }
        add_output(go, "unplanned.xlsx", _("homes that found no place, and why"));
    }
    return true;
}

/* ---- 6 paper ---- */

/* A character without a glyph must not keep a township from its papers: it is named, and 〓 stands
 * for it. ret: the failure was that and is told; any other is propagated. */
static bool
lacks_glyph(Go *go, GError *failure, const char *name, GError **error)
{
    if (!g_error_matches(failure, ZF_DRAW_ERROR, ZF_DRAW_ERROR_GLYPH)) {
        g_propagate_prefixed_error(error, failure, _("%s: "), name);
        return false;
    }
    g_auto(GStrv) lines = g_strsplit(failure->message, "\n", -1);
    tell(go, _("   %s: %s"), name, lines[0]);
    for (char **line = lines + 1; lines[0] && *line; line++) {
        tell(go, "   %s", *line);
    }
    g_error_free(failure);
    go->report->lacking++;
    return true;
}

static bool
draw_one_map(Go *go, ZfMapWanted what, const char *name, const char *words, GError **error)
{
    g_autofree char *path = output(go, name);
    ZfMapRequest request = {.what = what,
                            .output = path,
                            .bw = go->request->bw,
                            .audience = ZF_AUDIENCE_PLANNER,
                            .day = ZF_DATE_NONE,
                            .as_of = ZF_STAMP_NONE,
                            .lang = -1};
    ZfMapPlacing placing = {0};
    request.placing = &placing;
    GError *failure = NULL;
    bool drawn = zf_app_map(go->app, &request, NULL, NULL, &failure);
    if (!drawn) {
        if (!lacks_glyph(go, failure, name, error)) {
            return false;
        }
        failure = NULL;
        request.stand_in = true;
        drawn = zf_app_map(go->app, &request, NULL, NULL, &failure);
        tell(go, drawn ? _("   %s: drawn, with 〓 in their place") : _("   %s: not drawn"), name);
        if (!drawn && !lacks_glyph(go, failure, name, error)) {
            return false;
        }
    }
    if (drawn) {
        add_output(go, name, words);
    }
    if (drawn && placing.paper[0] != '\0') {
        tell(go,
             _("   %s: on %s, for on A4 only %ld of %ld names would stand inside their village; "
               "“zoufang map coverage --paper A4” keeps to A4"),
             name, placing.paper, (long)placing.on_a4, (long)placing.names);
    }
    return true;
}

static bool
draw_sheets(Go *go, GError **error)
{
    g_autofree char *path = output(go, "sheets.pdf");
    ZfSheetsRequest request = {.output = path, .day = ZF_DATE_NONE, .bw = go->request->bw};
    GError *failure = NULL;
    g_autoptr(ZfSheetsReport) sheets = zf_app_sheets(go->app, &request, go->progress, &failure);
    if (!sheets) {
        if (!lacks_glyph(go, failure, "sheets.pdf", error)) {
            return false;
        }
        request.stand_in = true;
        sheets = zf_app_sheets(go->app, &request, go->progress, error);
        if (!sheets) {
            g_prefix_error(error, _("%s: "), "sheets.pdf");
            return false;
        }
        tell(go, _("   %s: drawn, with 〓 in their place"), "sheets.pdf");
    }
    add_output(go, "sheets.pdf", _("worksheets for the volunteers"));
    tell(go, NG_("   %zu worksheet, %ld pages", "   %zu worksheets, %ld pages", sheets->routes),
         sheets->routes, (long)sheets->pages);
    return true;
}

static bool
draw_maps(Go *go, bool planned, GError **error)
{
    return (!planned || draw_one_map(go, ZF_MAP_WANT_ROUTES, "routes.pdf",
                                     _("map of the routes, day by day"), error)) &&
           draw_one_map(go, ZF_MAP_WANT_COVERAGE, "coverage.pdf", _("coverage map"), error) &&
           draw_one_map(go, ZF_MAP_WANT_UNVISITED, "unvisited.pdf",
                        _("map of the homes still to visit (internal)"), error);
}

static bool
draw_bulletin(Go *go, GError **error)
{
    g_autofree char *path = output(go, "bulletin.pdf");
    ZfReportRequest request = {.what = "bulletin",
                               .output = path,
                               .audience = ZF_AUDIENCE_PLANNER,
                               .as_of = ZF_STAMP_NONE,
                               .bw = go->request->bw};
    GError *failure = NULL;
    if (!zf_app_report(go->app, &request, &failure)) {
        return lacks_glyph(go, failure, "bulletin.pdf", error);
    }
    add_output(go, "bulletin.pdf", _("the township's bulletin for officials"));
    return true;
}

static bool
make_out_folder(Go *go, GError **error)
{
    g_autofree char *day = zf_date_format(zf_stamp_date(zf_app_now()));
    go->report->folder = g_build_filename(go->request->folder, "out", day, NULL);
    return zf_file_make_folder(go->report->folder, error);
}

static bool
run(Go *go, GError **error)
{
    bool planned = false;
    if (!recognise(go, error) || !open_database(go, error) || !make_out_folder(go, error)) {
        return false;
    }
    tell(go, _("2  Import"));
    if (!import_kinds(go, true, error) || !settle_campaign(go, error) ||
        !import_kinds(go, false, error)) {
        return false;
    }
    tell(go, _("3  Plan"));
    if (!make_plan(go, &planned, error)) {
        return false;
    }
    /* sheets before figures: what is on a sheet counts as assigned */
    tell(go, _("4  Worksheets"));
    if (!planned) {
        tell(go, _("   none, as there is no plan"));
    } else if (!draw_sheets(go, error) || !write_plan(go, error)) {
        return false;
    }
    tell(go, _("5  Coverage and maps"));
    return write_figures(go, error) && draw_maps(go, planned, error) && draw_bulletin(go, error);
}

ZfGoReport *
zf_app_go(const ZfGoRequest *request, ZfGoSay say, ZfGoFindings findings, void *user,
          const ZfProgress *progress, GError **error)
{
    g_autoptr(ZfGoReport) report = g_new0(ZfGoReport, 1);
    report->files = g_ptr_array_new_with_free_func(g_free);
    report->what = g_ptr_array_new_with_free_func(g_free);
    Go go = {.request = request,
             .say = say,
             .findings = findings,
             .user = user,
             .progress = progress,
             .report = report};
    bool good = run(&go, error);
    zf_app_close(go.app);
    g_clear_pointer(&go.inputs, g_ptr_array_unref);
    return good ? g_steal_pointer(&report) : NULL;
}
