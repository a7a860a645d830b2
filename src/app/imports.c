#include "app/imports.h"

#include <string.h>
#include <sys/stat.h>

#include "app/changewords.h"
#include "app/inside.h"
#include "app/layers.h"
#include "ingest/ingest.h"
#include "say/say.h"

void
zf_import_report_free(ZfImportReport *report)
{
    if (!report) {
        return;
    }
    g_free(report->file);
    g_free(report->note);
    g_free(report->errors);
    zf_findings_free(report->findings);
    zf_grid_free(report->columns);
    zf_grid_free(report->scores);
    zf_grid_free(report->changes);
    zf_grid_free(report->extra);
    g_free(report);
}

/* ---- what ingest must know ---- */

typedef struct Known {
    ZfSnapshot *snapshot;
    GArray *stops;    /* ZfIngestStop */
    ZfBatch *layers;  /* water, for homes */
    GPtrArray *water; /* const ZfPolygon *, borrowed from it */
    GStringChunk *texts;
} Known;

static void
known_clear(Known *known)
{
    zf_snapshot_free(known->snapshot);
    zf_batch_free(known->layers);
    if (known->water) {
        g_ptr_array_unref(known->water);
    }
    if (known->stops) {
        g_array_unref(known->stops);
        g_string_chunk_free(known->texts);
    }
}

static bool
add_stops(ZfApp *app, Known *known, const ZfSheetRow *row, GError **error)
{
    g_autoptr(ZfPlan) plan = zf_store_sheet_stops(app->store, row->sheet.number, error);
    g_autoptr(GArray) circles =
        plan ? zf_store_sheet_circles(app->store, row->sheet.number, error) : NULL;
    if (!circles) {
        return false;
    }
    for (size_t r = 0; r < plan->n_routes; r++) {
        const ZfRoute *route = &plan->routes[r];
        for (uint32_t i = 0; i < route->n_stops; i++) {
            const ZfStop *stop = &plan->stops[route->first_stop + i];
            ZfIngestStop record = {
                .sheet = g_string_chunk_insert_const(known->texts, row->sheet.number),
                .stop = stop->number,
                .household = g_string_chunk_insert_const(known->texts, stop->household),
                .campaign = g_string_chunk_insert_const(known->texts, row->campaign),
                .team = g_string_chunk_insert_const(known->texts, route->team),
                .date = route->date,
                .grid = zf_app_stop_grid(circles, stop->number),
            };
            g_array_append_val(known->stops, record);
        }
    }
    return true;
}

static bool
load_water(ZfApp *app, Known *known, GError **error)
{
    known->layers = zf_store_load_water(app->store, zf_box_empty(), error);
    known->water = g_ptr_array_new();
    for (guint i = 0; known->layers && i < known->layers->water->len; i++) {
        const ZfWater *water = &g_array_index(known->layers->water, ZfWater, i);
        if (water->shape) {
            g_ptr_array_add(known->water, water->shape);
        }
    }
    return known->layers != NULL;
}

/* The homes of a gridded map are its stops, all on one grid. */
static bool
add_map(ZfApp *app, Known *known, const char *number, GError **error)
{
    g_autoptr(ZfLocateMap) map = NULL;
    if (!zf_store_locate_find(app->store, number, &map, error)) {
        return false;
    }
    for (guint i = 0; map && i < map->homes->len; i++) {
        ZfIngestStop record = {
            .sheet = g_string_chunk_insert_const(known->texts, map->number),
            .stop = (int32_t)i + 1,
            .household =
                g_string_chunk_insert_const(known->texts, g_ptr_array_index(map->homes, i)),
            .campaign = g_string_chunk_insert_const(known->texts, map->campaign),
            .team = "",
            .date = ZF_DATE_NONE,
            .grid = map->grid,
        };
        g_array_append_val(known->stops, record);
    }
    return true;
}

/* The campaign when there is one that can be told, else none: areas come before campaigns. */
static bool
load_known(ZfApp *app, const ZfImportRequest *request, Known *known, GError **error)
{
    ZfImportKind kind = request->kind;
    g_autofree char *campaign = zf_app_campaign_id(app, NULL);
    known->snapshot =
        zf_store_load(app->store, campaign, ZF_LOAD_NAMES | ZF_LOAD_ALL, ZF_DATE_NONE, error);
    known->stops = g_array_new(FALSE, TRUE, sizeof(ZfIngestStop));
    known->texts = g_string_chunk_new(4096);
    if (!known->snapshot) {
        return false;
    }
    if (request->locate_map) {
        return add_map(app, known, request->locate_map, error);
    }
    if (kind == ZF_IMPORT_HOUSEHOLDS || kind == ZF_IMPORT_LEDGER) {
        return load_water(app, known, error);
    }
    if (kind != ZF_IMPORT_VISITS) {
        return true;
    }
    g_autoptr(GPtrArray) rows = zf_store_sheets(app->store, NULL, false, error);
    for (guint i = 0; rows && i < rows->len; i++) {
        if (!add_stops(app, known, g_ptr_array_index(rows, i), error)) {
            return false;
        }
    }
    return rows != NULL;
}

/* ---- reports ---- */

static ZfGrid *
columns_grid(const ZfIngest *in)
{
    ZfGrid *grid = zf_grid_new("columns", _("How the columns were understood"));
    zf_grid_column(grid, "sheet", _("sheet"), ZF_GRID_TEXT);
    zf_grid_column(grid, "column", _("column"), ZF_GRID_TEXT);
    zf_grid_column(grid, "header", _("header"), ZF_GRID_TEXT);
    zf_grid_column(grid, "field", _("field"), ZF_GRID_TEXT);
    for (guint i = 0; in && i < in->columns->len; i++) {
        const ZfIngestColumn *column = &g_array_index(in->columns, ZfIngestColumn, i);
        g_autofree char *letter = zf_column_name(column->column);
        zf_grid_row(grid);
        zf_grid_text(grid, column->sheet);
        zf_grid_text(grid, letter);
        zf_grid_text(grid, column->header);
        zf_grid_text(grid, *column->field ? column->field : _("(not used)"));
    }
    return grid;
}

static ZfGrid *
scores_grid(const ZfIngest *in)
{
    ZfGrid *grid = zf_grid_new("scores", _("How coordinates could be read"));
    zf_grid_column(grid, "crs", _("system"), ZF_GRID_TEXT);
    zf_grid_column(grid, "inside", _("homes in their village"), ZF_GRID_INT);
    zf_grid_column(grid, "of", _("of"), ZF_GRID_INT);
    zf_grid_column(grid, "chosen", _("taken"), ZF_GRID_BOOL);
    for (guint i = 0; in && i < in->scores->len; i++) {
        const ZfIngestScore *score = &g_array_index(in->scores, ZfIngestScore, i);
        zf_grid_row(grid);
        zf_grid_text(grid, score->crs);
        zf_grid_int(grid, score->inside);
        zf_grid_int(grid, score->of);
        zf_grid_int(grid, score->chosen);
    }
    return grid;
}

static ZfGrid *
changes_grid(const ZfImportResult *result)
{
    static const char *const kinds[] = {N_("new"), N_("left"), N_("changed")};
    ZfGrid *grid = zf_grid_new("changes", _("What became different"));
    zf_grid_column(grid, "change", _("change"), ZF_GRID_TEXT);
    zf_grid_column(grid, "record", _("what"), ZF_GRID_TEXT);
    zf_grid_column(grid, "label", _("who or where"), ZF_GRID_TEXT);
    zf_grid_column(grid, "fields", _("fields"), ZF_GRID_TEXT);
    for (guint i = 0; result->changes && i < result->changes->len; i++) {
        const ZfImportChange *change = g_ptr_array_index(result->changes, i);
        zf_grid_row(grid);
        zf_grid_text(grid, _(kinds[change->kind]));
        g_autofree char *fields = change_fields(change->fields);
        zf_grid_text(grid, change_record(change->record));
        zf_grid_text(grid, change->label);
        zf_grid_text(grid, fields);
    }
    return grid;
}

static ZfImportReport *
make_report(const ZfImportRequest *request, const ZfImportResult *result, size_t rows)
{
    ZfImportReport *report = g_new0(ZfImportReport, 1);
    report->kind = request->kind;
    report->file = g_strdup(request->file);
    report->run = result->run;
    report->repeated = result->repeated;
    report->dry_run = request->dry_run;
    report->rows = rows;
    memcpy(report->fates, result->fates, sizeof report->fates);
    report->records_new = result->records_new;
    report->records_changed = result->records_changed;
    report->records_same = result->records_same;
    report->records_left = result->records_left;
    report->note = g_strdup("");
    report->changes = changes_grid(result);
    return report;
}

/* ---- importing ---- */

/* The corrections must not take the place of what they are to correct. */
static bool
errors_are_apart(const ZfImportRequest *request, GError **error)
{
    struct stat input;
    struct stat output;
    if (!request->errors || stat(request->file, &input) != 0 ||
        stat(request->errors, &output) != 0 || input.st_dev != output.st_dev ||
        input.st_ino != output.st_ino) {
        return true;
    }
    g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE,
                _("--errors %s is the file that is read; give the corrections another name"),
                request->errors);
    return false;
}

static bool
write_corrections(const ZfImportRequest *request, const ZfIngest *in, ZfImportReport *report,
                  GError **error)
{
    if (!request->errors || in->bad->len == 0) {
        return true;
    }
    if (!zf_ingest_write_corrections(in, request->errors, error)) {
        return false;
    }
    report->errors = g_strdup(request->errors);
    return true;
}

static ZfIngestOptions
ingest_options(const ZfImportRequest *request)
{
    return (ZfIngestOptions){
        .map = request->map,
        .sheet = request->sheet,
        .layer = request->layer,
        .where = request->where,
        .limit = request->limit,
        .seed = request->seed,
        .crs = request->crs,
        .encoding = request->encoding,
        .village = request->village,
        .visit_sheet = request->visit_sheet,
        .locate_map = request->locate_map,
        .accept_totals = request->accept_totals,
    };
}

static ZfImportOptions
store_options(const ZfImportRequest *request, const ZfProgress *progress)
{
    ZfImportOptions options = zf_import_options_default();
    options.dry_run = request->dry_run;
    options.close_left = request->close_left;
    options.progress = progress;
    return options;
}

/* ret: whether the last import of a file of this name and kind had these bytes and options. */
static bool
is_known(ZfApp *app, const ZfImportRequest *request, const ZfBatch *batch, bool *ret,
         GError **error)
{
    *ret = false;
    g_autoptr(GPtrArray) runs = request->once ? zf_store_runs(app->store, error) : NULL;
    g_autofree char *base = g_path_get_basename(request->file);
    for (guint i = 0; runs && i < runs->len; i++) {
        const ZfImportRun *run = g_ptr_array_index(runs, i);
        g_autofree char *name = g_path_get_basename(run->file);
        if (run->kind == request->kind && !run->undone && strcmp(name, base) == 0) {
            *ret = *run->sha256 && strcmp(run->sha256, batch->sha256) == 0;
        }
    }
    return runs || !request->once;
}

/* What a trial counted as changed is as it was when nothing is to be changed. */
static void
count_as_same(ZfImportReport *report)
{
    report->repeated = true;
    report->dry_run = false;
    report->fates[ZF_FATE_SAME] += report->fates[ZF_FATE_CHANGED] + report->fates[ZF_FATE_NEW];
    report->fates[ZF_FATE_CHANGED] = 0;
    report->fates[ZF_FATE_NEW] = 0;
    report->records_new = 0;
    report->records_changed = 0;
    report->records_left = 0;
}

static ZfImportReport *
import_table(ZfApp *app, const ZfImportRequest *request, const ZfProgress *progress, GError **error)
{
    Known known = {0};
    g_autoptr(ZfIngest) in = NULL;
    if (!errors_are_apart(request, error)) {
        return NULL;
    }
    if (load_known(app, request, &known, error)) {
        ZfCampaign *campaign = &known.snapshot->campaign;
        if (campaign->from <= 0 && request->from > 0) {
            campaign->from = request->from;
            campaign->to = MAX(request->from, request->to);
        }
        ZfIngestContext context = {
            .known = known.snapshot,
            .stops = (const ZfIngestStop *)(void *)known.stops->data,
            .n_stops = known.stops->len,
            .water = known.water ? (const ZfPolygon *const *)(void *)known.water->pdata : NULL,
            .n_water = known.water ? known.water->len : 0,
            .today = zf_stamp_date(zf_app_now()),
        };
        ZfIngestOptions options = ingest_options(request);
        in = zf_ingest_file(request->kind, request->file, &context, &options, progress, error);
    }
    known_clear(&known);
    if (!in) {
        return NULL;
    }
    g_auto(ZfImportResult) result = {0};
    ZfImportOptions options = store_options(request, progress);
    bool known_bytes;
    if (!is_known(app, request, in->batch, &known_bytes, error)) {
        return NULL;
    }
    options.dry_run = options.dry_run || known_bytes;
    if (!zf_store_import(app->store, in->batch, &options, &result, error)) {
        return NULL;
    }
    g_autoptr(ZfImportReport) report = make_report(request, &result, in->batch->rows->len);
    if (known_bytes && !request->dry_run) {
        count_as_same(report);
    }
    report->set_aside = in->bad->len - zf_batch_count(in->batch, ZF_FATE_QUARANTINED);
    report->findings = g_steal_pointer(&in->findings);
    report->columns = columns_grid(in);
    report->scores = scores_grid(in);
    g_free(report->note);
    report->note = g_strdup(in->note);
    return write_corrections(request, in, report, error) ? g_steal_pointer(&report) : NULL;
}

static ZfImportReport *
import_layer(ZfApp *app, const ZfImportRequest *request, const ZfProgress *progress, GError **error)
{
    g_autoptr(ZfSnapshot) known = zf_store_load(app->store, NULL, 0, ZF_DATE_NONE, error);
    g_autoptr(ZfFindings) findings = zf_findings_new();
    g_autoptr(ZfGrid) extra = NULL;
    g_autoptr(ZfBatch) batch =
        !known ? NULL
        : request->kind == ZF_IMPORT_ROADS
            ? layers_read_roads(request, known, findings, &extra, progress, error)
            : layers_read_water(request, known, findings, progress, error);
    if (!batch) {
        return NULL;
    }
    layers_report_wet_homes(batch, known, true, request->file, findings);
    g_auto(ZfImportResult) result = {0};
    ZfImportOptions options = store_options(request, progress);
    if (!zf_store_import(app->store, batch, &options, &result, error)) {
        return NULL;
    }
    ZfImportReport *report = make_report(request, &result, batch->rows->len);
    report->findings = g_steal_pointer(&findings);
    report->columns = columns_grid(NULL);
    report->scores = scores_grid(NULL);
    report->extra = g_steal_pointer(&extra);
    return report;
}

ZfImportReport *
zf_app_import_batch(ZfApp *app, const ZfBatch *batch, GError **error)
{
    g_auto(ZfImportResult) result = {0};
    ZfImportRequest request = {.kind = batch->kind, .file = batch->file};
    ZfImportOptions options = store_options(&request, NULL);
    if (!zf_store_import(app->store, batch, &options, &result, error)) {
        return NULL;
    }
    ZfImportReport *report = make_report(&request, &result, batch->rows->len);
    report->findings = zf_findings_new();
    report->columns = columns_grid(NULL);
    report->scores = scores_grid(NULL);
    return report;
}

static ZfImportReport *
import_dem(ZfApp *app, const ZfImportRequest *request, GError **error)
{
    g_autofree char *note = NULL;
    if (!layers_check_dem(request->file, &note, error)) {
        return NULL;
    }
    if (!request->dry_run && !layers_add_dem(app->store, request->file, error)) {
        return NULL;
    }
    ZfImportResult nothing = {0};
    ZfImportReport *report = make_report(request, &nothing, 0);
    report->findings = zf_findings_new();
    report->columns = columns_grid(NULL);
    report->scores = scores_grid(NULL);
    g_free(report->note);
    report->note = g_steal_pointer(&note);
    return report;
}

ZfImportReport *
zf_app_import(ZfApp *app, const ZfImportRequest *request, const ZfProgress *progress,
              GError **error)
{
    switch (request->kind) {
    case ZF_IMPORT_ROADS:
    case ZF_IMPORT_WATER: return import_layer(app, request, progress, error);
    case ZF_IMPORT_DEM: return import_dem(app, request, error);
    default: return import_table(app, request, progress, error);
    }
}

/* ---- showing ---- */

char *
zf_import_report_line(const ZfImportReport *report)
{
    const size_t *f = report->fates;
    return g_strdup_printf(NG_("%zu row = %zu new + %zu changed + %zu as before + %zu merged + %zu "
                               "out of scope + %zu not taken + %zu no data",
                               "%zu rows = %zu new + %zu changed + %zu as before + %zu merged + "
                               "%zu out of scope + %zu not taken + %zu no data",
                               report->rows),
                           report->rows, f[ZF_FATE_NEW], f[ZF_FATE_CHANGED], f[ZF_FATE_SAME],
                           f[ZF_FATE_MERGED], f[ZF_FATE_OUTSIDE], f[ZF_FATE_QUARANTINED],
                           f[ZF_FATE_EXCLUDED]);
}

bool
zf_app_import_undo(ZfApp *app, int64_t run, GError **error)
{
    return zf_store_undo(app->store, run, NULL, error);
}

ZfGrid *
zf_app_import_runs(ZfApp *app, GError **error)
{
    g_autoptr(GPtrArray) runs = zf_store_runs(app->store, error);
    if (!runs) {
        return NULL;
    }
    ZfGrid *grid = zf_grid_new("runs", _("Imports so far"));
    zf_grid_column(grid, "run", _("run"), ZF_GRID_INT);
    zf_grid_column(grid, "at", _("when"), ZF_GRID_TEXT);
    zf_grid_column(grid, "kind", _("kind"), ZF_GRID_TEXT);
    zf_grid_column(grid, "file", _("file"), ZF_GRID_TEXT);
    for (int i = 0; i < ZF_FATE_COUNT; i++) {
        zf_grid_column(grid, zf_code(ZF_CODES_FATE, i), zf_code(ZF_CODES_FATE, i), ZF_GRID_INT);
    }
    zf_grid_column(grid, "undone", _("undone"), ZF_GRID_BOOL);
    for (guint r = 0; r < runs->len; r++) {
        const ZfImportRun *run = g_ptr_array_index(runs, r);
        g_autofree char *at = zf_stamp_format(run->at);
        zf_grid_row(grid);
        zf_grid_int(grid, run->number);
        zf_grid_text(grid, at);
        zf_grid_text(grid, zf_code(ZF_CODES_IMPORT, (int)run->kind));
        zf_grid_text(grid, run->file);
        for (int i = 0; i < ZF_FATE_COUNT; i++) {
            zf_grid_int(grid, run->fates[i]);
        }
        zf_grid_int(grid, run->undone);
    }
    return grid;
}

ZfGrid *
zf_app_import_rows(ZfApp *app, int64_t run, GError **error)
{
    g_autoptr(ZfBatch) batch = zf_store_run_rows(app->store, run, error);
    if (!batch) {
        return NULL;
    }
    ZfGrid *grid = zf_grid_new("rows", _("Rows and where each ended"));
    zf_grid_column(grid, "sheet", _("sheet"), ZF_GRID_TEXT);
    zf_grid_column(grid, "row", _("row"), ZF_GRID_INT);
    zf_grid_column(grid, "fate", _("fate"), ZF_GRID_TEXT);
    zf_grid_column(grid, "key", _("record"), ZF_GRID_TEXT);
    zf_grid_column(grid, "reason", _("reason"), ZF_GRID_TEXT);
    for (guint i = 0; i < batch->rows->len; i++) {
        const ZfRow *row = &g_array_index(batch->rows, ZfRow, i);
        zf_grid_row(grid);
        zf_grid_text(grid, row->sheet);
        zf_grid_int(grid, row->row);
        zf_grid_text(grid, zf_code(ZF_CODES_FATE, (int)row->fate));
        zf_grid_text(grid, row->key);
        zf_grid_text(grid, row->reason);
    }
    return grid;
}
