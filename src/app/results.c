#include "app/results.h"

#include "app/inside.h"
#include "say/say.h"

static void
stop_free(gpointer data)
{
    ZfRecordStop *stop = data;
    g_free(stop->household);
    g_free(stop->village);
    g_free(stop->address);
    g_free(stop->visit);
    g_free(stop);
}

void
zf_record_sheet_free(ZfRecordSheet *sheet)
{
    if (!sheet) {
        return;
    }
    g_free(sheet->sheet);
    g_free(sheet->team_name);
    g_ptr_array_unref(sheet->stops);
    zf_questions_free(sheet->questions);
    g_free(sheet);
}

static ZfRecordStop *
make_stop(const ZfSnapshot *snapshot, const GArray *circles, const ZfStop *planned,
          const ZfVisits *visits)
{
    ZfRecordStop *stop = g_new0(ZfRecordStop, 1);
    int32_t area = zf_snapshot_area(snapshot, planned->area);
    int32_t home = zf_snapshot_household(snapshot, planned->household);
    stop->number = planned->number;
    stop->household = g_strdup(planned->household);
    stop->village = g_strdup(area >= 0 ? snapshot->areas[area].name : "");
    stop->address = home < 0 ? g_strdup("")
                             : g_strdup_printf("%s%s%s", snapshot->households[home].group,
                                               *snapshot->households[home].group ? " " : "",
                                               snapshot->households[home].address);
    stop->children = planned->children;
    stop->talk = home < 0;
    stop->grid = zf_app_stop_grid(circles, planned->number);
    stop->visit = g_strdup("");
    for (size_t i = 0; i < visits->n; i++) {
        if (visits->items[i].stop == planned->number) {
            g_free(stop->visit);
            stop->visit = g_strdup(visits->items[i].id);
            stop->outcome = visits->items[i].outcome;
            stop->recorded = true;
        }
    }
    return stop;
}

ZfRecordSheet *
zf_app_record_open(ZfApp *app, const char *number, GError **error)
{
    g_autoptr(ZfSheetRow) row = zf_store_sheet_find(app->store, number, error);
    if (!row) {
        return NULL;
    }
    g_autoptr(ZfPlan) plan = zf_store_sheet_stops(app->store, row->sheet.number, error);
    g_autoptr(ZfVisits) visits =
        plan ? zf_store_visits_on(app->store, row->sheet.number, error) : NULL;
    g_autoptr(ZfSnapshot) snapshot =
        visits ? zf_store_load(app->store, row->campaign, 0, ZF_DATE_NONE, error) : NULL;
    g_autoptr(ZfQuestions) questions =
        snapshot ? zf_store_questions(app->store, row->campaign, error) : NULL;
    g_autoptr(GArray) circles =
        questions ? zf_store_sheet_circles(app->store, row->sheet.number, error) : NULL;
    if (!circles) {
        return NULL;
    }
    ZfRecordSheet *sheet = g_new0(ZfRecordSheet, 1);
    sheet->sheet = g_strdup(row->sheet.number);
    sheet->team_name = g_strdup(row->team_name);
    sheet->date = row->date;
    sheet->route = row->sheet.route;
    sheet->lang = snapshot->campaign.lang;
    sheet->questions = g_steal_pointer(&questions);
    sheet->stops = g_ptr_array_new_with_free_func(stop_free);
    for (size_t i = 0; i < plan->n_stops; i++) {
        g_ptr_array_add(sheet->stops, make_stop(snapshot, circles, &plan->stops[i], visits));
    }
    return sheet;
}

bool
zf_app_record_add(ZfApp *app, const ZfRecordSheet *sheet, const ZfRecordStop *stop, ZfVisit *visit,
                  GError **error)
{
    visit->sheet = sheet->sheet;
    visit->stop = stop->number;
    visit->household = stop->household;
    visit->supersedes = stop->visit;
    if (visit->date == ZF_DATE_NONE) {
        visit->date = sheet->date;
    }
    if (!*visit->visitors) {
        visit->visitors = sheet->team_name;
    }
    return zf_store_visits_add(app->store, visit, 1, NULL, error);
}

bool
zf_app_record_cell(ZfApp *app, const ZfRecordSheet *sheet, const ZfRecordStop *stop,
                   const char *cell, GError **error)
{
    g_autoptr(ZfSnapshot) snapshot =
        zf_store_load(app->store, NULL, ZF_LOAD_ALL, ZF_DATE_NONE, error);
    if (!snapshot) {
        return false;
    }
    g_autoptr(ZfBatch) batch = zf_batch_new(ZF_IMPORT_HOUSEHOLDS);
    batch->file = zf_batch_text(batch, sheet->sheet);
    if (!zf_app_cell_home(batch, snapshot, stop->household, &stop->grid, cell)) {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_CHOICE, _("there is no cell “%s”"), cell);
        return false;
    }
    zf_batch_add_row(batch, sheet->sheet, stop->number, ZF_FATE_NEW,
                     zf_batch_text(batch, stop->household), "");
    g_autoptr(ZfImportReport) report = zf_app_import_batch(app, batch, error);
    return report != NULL;
}

ZfImportReport *
zf_app_record_file(ZfApp *app, const char *number, const ZfImportRequest *request,
                   const ZfProgress *progress, GError **error)
{
    g_autoptr(ZfSheetRow) row = zf_store_sheet_find(app->store, number, error);
    if (!row) {
        return NULL;
    }
    ZfImportRequest visits = *request;
    visits.kind = ZF_IMPORT_VISITS;
    visits.visit_sheet = row->sheet.number;
    /* the sheet says which campaign it is of, whatever is the current one */
    char *chosen = app->campaign;
    app->campaign = row->campaign;
    ZfImportReport *report = zf_app_import(app, &visits, progress, error);
    app->campaign = chosen;
    return report;
}

/* Heads that a file of visits is read by, in the campaign's language. */
typedef struct Head {
    const char *key;
    const char *head[2]; /* en, zh */
    ZfGridType type;
} Head;

static const Head filled_heads[] = {
    {"sheet", {"sheet", "任务单号"}, ZF_GRID_TEXT},
    {"stop", {"stop", "序号"}, ZF_GRID_INT},
    {"address", {"address", "地址"}, ZF_GRID_TEXT},
    {"date", {"date", "日期"}, ZF_GRID_DATE},
};
static const Head blank_heads[] = {
    {"outcome", {"outcome", "结果"}, ZF_GRID_TEXT},
    {"mode", {"mode", "方式"}, ZF_GRID_TEXT},
    {"clear", {"clear", "六清"}, ZF_GRID_TEXT},
    {"safe", {"safe", "安全"}, ZF_GRID_TEXT},
    {"hazard", {"hazard", "隐患"}, ZF_GRID_TEXT},
    {"agreement", {"agreement", "委托照护"}, ZF_GRID_TEXT},
    {"signed", {"signed", "监护人签字"}, ZF_GRID_TEXT},
    {"wish", {"wish", "微心愿"}, ZF_GRID_TEXT},
    {"note", {"note", "备注"}, ZF_GRID_TEXT},
    {"cell", {"cell", "图上格"}, ZF_GRID_TEXT}, /* the last: only where a home stands in a circle */
};

static size_t
n_blank_heads(const ZfRecordSheet *sheet)
{
    for (guint i = 0; i < sheet->stops->len; i++) {
        const ZfRecordStop *stop = g_ptr_array_index(sheet->stops, i);
        if (stop->grid.columns > 0) {
            return G_N_ELEMENTS(blank_heads);
        }
    }
    return G_N_ELEMENTS(blank_heads) - 1;
}

static void
blank_row(ZfGrid *grid, const ZfRecordSheet *sheet, const ZfRecordStop *stop)
{
    g_autofree char *address = g_strdup_printf("%s %s", stop->village, stop->address);
    zf_grid_row(grid);
    zf_grid_text(grid, sheet->sheet);
    zf_grid_int(grid, stop->number);
    zf_grid_text(grid, address);
    zf_grid_int(grid, sheet->date);
    for (size_t i = 0; i < n_blank_heads(sheet) + sheet->questions->n; i++) {
        zf_grid_text(grid, "");
    }
}

ZfGrid *
zf_app_record_blank(ZfApp *app, const char *number, GError **error)
{
    g_autoptr(ZfRecordSheet) sheet = zf_app_record_open(app, number, error);
    if (!sheet) {
        return NULL;
    }
    int zh = sheet->lang == ZF_LANG_ZH;
    g_autofree char *title = g_strdup_printf(_("Results of sheet %s"), sheet->sheet);
    ZfGrid *grid = zf_grid_new("results", title);
    for (size_t i = 0; i < G_N_ELEMENTS(filled_heads); i++) {
        zf_grid_column(grid, filled_heads[i].key, filled_heads[i].head[zh], filled_heads[i].type);
    }
    for (size_t i = 0; i < n_blank_heads(sheet); i++) {
        zf_grid_column(grid, blank_heads[i].key, blank_heads[i].head[zh], blank_heads[i].type);
    }
    for (size_t i = 0; i < sheet->questions->n; i++) {
        const char *key = sheet->questions->items[i].key;
        zf_grid_column(grid, key, key, ZF_GRID_TEXT);
    }
    for (guint i = 0; i < sheet->stops->len; i++) {
        blank_row(grid, sheet, g_ptr_array_index(sheet->stops, i));
    }
    return grid;
}

ZfGrid *
zf_app_record_show(ZfApp *app, const char *number, ZfLang lang, GError **error)
{
    g_autoptr(ZfRecordSheet) sheet = zf_app_record_open(app, number, error);
    if (!sheet) {
        return NULL;
    }
    g_autofree char *day = zf_date_format(sheet->date);
    g_autofree char *title =
        g_strdup_printf(_("Sheet %s · %s · %s"), sheet->sheet, day, sheet->team_name);
    ZfGrid *grid = zf_grid_new("stops", title);
    zf_grid_column(grid, "stop", _("stop"), ZF_GRID_INT);
    zf_grid_column(grid, "household", _("home"), ZF_GRID_TEXT);
    zf_grid_column(grid, "village", _("village"), ZF_GRID_TEXT);
    zf_grid_column(grid, "address", _("address"), ZF_GRID_TEXT);
    zf_grid_column(grid, "children", _("children"), ZF_GRID_INT);
    zf_grid_column(grid, "outcome", _("outcome"), ZF_GRID_TEXT);
    for (guint i = 0; i < sheet->stops->len; i++) {
        const ZfRecordStop *stop = g_ptr_array_index(sheet->stops, i);
        zf_grid_row(grid);
        zf_grid_int(grid, stop->number);
        zf_grid_text(grid, stop->household);
        zf_grid_text(grid, stop->village);
        zf_grid_text(grid, stop->address);
        zf_grid_int(grid, stop->children);
        zf_grid_text(grid, stop->recorded ? zf_say_outcome(lang, stop->outcome) : "");
    }
    return grid;
}

bool
zf_app_sheet_issue(ZfApp *app, const char *number, const char *to, GError **error)
{
    return zf_store_sheet_issue(app->store, number, to, zf_app_now(), error);
}

bool
zf_app_sheet_return(ZfApp *app, const char *number, int32_t pages, GError **error)
{
    return zf_store_sheet_return(app->store, number, pages, zf_app_now(), error);
}

static void
sheet_row(ZfGrid *grid, const ZfSheetRow *row)
{
    g_autofree char *issued = zf_stamp_format(row->sheet.issued);
    g_autofree char *returned = zf_stamp_format(row->sheet.returned);
    zf_grid_row(grid);
    zf_grid_text(grid, row->sheet.number);
    zf_grid_int(grid, row->sheet.route);
    zf_grid_int(grid, row->date);
    zf_grid_text(grid, row->team_name);
    zf_grid_int(grid, row->stops);
    zf_grid_int(grid, row->recorded);
    zf_grid_int(grid, row->sheet.pages);
    zf_grid_text(grid, issued);
    zf_grid_text(grid, row->sheet.issued_to);
    zf_grid_text(grid, returned);
    zf_grid_int(grid, row->outdated);
}

ZfGrid *
zf_app_sheet_list(ZfApp *app, bool outstanding, GError **error)
{
    g_autofree char *campaign = zf_app_campaign_id(app, error);
    g_autoptr(GPtrArray) rows =
        campaign ? zf_store_sheets(app->store, campaign, outstanding, error) : NULL;
    if (!rows) {
        return NULL;
    }
    ZfGrid *grid = zf_grid_new("sheets", outstanding ? _("Sheets that are out") : _("Sheets"));
    zf_grid_column(grid, "sheet", _("sheet"), ZF_GRID_TEXT);
    zf_grid_column(grid, "route", _("route"), ZF_GRID_INT);
    zf_grid_column(grid, "date", _("day"), ZF_GRID_DATE);
    zf_grid_column(grid, "team", _("team"), ZF_GRID_TEXT);
    zf_grid_column(grid, "stops", _("stops"), ZF_GRID_INT);
    zf_grid_column(grid, "recorded", _("recorded"), ZF_GRID_INT);
    zf_grid_column(grid, "pages", _("pages"), ZF_GRID_INT);
    zf_grid_column(grid, "issued", _("issued"), ZF_GRID_TEXT);
    zf_grid_column(grid, "issued_to", _("to"), ZF_GRID_TEXT);
    zf_grid_column(grid, "returned", _("returned"), ZF_GRID_TEXT);
    zf_grid_column(grid, "outdated", _("of an older plan"), ZF_GRID_BOOL);
    for (guint i = 0; i < rows->len; i++) {
        sheet_row(grid, g_ptr_array_index(rows, i));
    }
    return grid;
}
