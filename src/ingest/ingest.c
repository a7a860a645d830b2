#include "ingest/ingest.h"

#include <inttypes.h>
#include <string.h>

#include "ingest/corrections.h"
#include "ingest/source.h"

G_DEFINE_QUARK(zf_ingest_error, zf_ingest_error)

static ZfIngest *
ingest_new(ZfImportKind kind)
{
    ZfIngest *ingest = g_new0(ZfIngest, 1);
    ingest->batch = zf_batch_new(kind);
    ingest->findings = zf_findings_new();
    ingest->columns = g_array_new(FALSE, TRUE, sizeof(ZfIngestColumn));
    ingest->scores = g_array_new(FALSE, TRUE, sizeof(ZfIngestScore));
    ingest->note = "";
    ingest->bad = g_ptr_array_new_with_free_func(zf_bad_row_free);
    return ingest;
}

void
zf_ingest_free(ZfIngest *ingest)
{
    if (!ingest) {
        return;
    }
    zf_batch_free(ingest->batch);
    zf_findings_free(ingest->findings);
    g_array_unref(ingest->columns);
    g_array_unref(ingest->scores);
    g_ptr_array_unref(ingest->bad);
    g_free(ingest);
}

/* The file's bytes and every option that changes what is made of them. */
static char *
fingerprint(const char *path, ZfImportKind kind, const ZfIngestOptions *options, GError **error)
{
    g_autofree char *bytes = zf_file_sha256(path, error);
    if (!bytes) {
        return NULL;
    }
    g_autoptr(GString) all = g_string_new(bytes);
    const char *const texts[] = {options->sheet, options->layer,    options->where,
                                 options->crs,   options->encoding, options->village};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_string_append_printf(all, "\x1f%s", texts[i] ? texts[i] : "");
    }
    for (size_t i = 0; options->map && options->map[i]; i++) {
        g_string_append_printf(all, "\x1f%s", options->map[i]);
    }
    g_string_append_printf(all, "\x1f%s %" PRId64 " %" PRIu64, zf_code(ZF_CODES_IMPORT, kind),
                           options->limit, (guint64)options->seed);
    const char *const papers[] = {options->visit_sheet, options->locate_map};
    for (size_t i = 0; i < G_N_ELEMENTS(papers); i++) {
        if (papers[i]) {
            g_string_append_printf(all, "\x1f%s", papers[i]);
        }
    }
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, all->str, (gssize)all->len);
}

/* #REF! and formulas nobody calculated, in a column that is used; ragged lines of a CSV. */
static void
quarantine_defects(In *in)
{
    for (guint i = zf_in_next(in, 0); i < in->rows->len; i = zf_in_next(in, i + 1)) {
        InRow *row = ZF_IN_ROW(in, i);
        for (int w = 0; w < ZF_WHOM_COUNT && row->fate < 0; w++) {
            for (int f = 0; f < ZF_F_COUNT && row->fate < 0; f++) {
                const ZfCell *cell = zf_in_cell(in, row, (ZfWhom)w, (ZfField)f);
                bool used = f != ZF_F_SERIAL && f != ZF_F_AGE;
                if (used && (cell->kind == ZF_CELL_ERROR || cell->kind == ZF_CELL_UNCOMPUTED)) {
                    zf_in_quarantine(in, row, (ZfWhom)w, (ZfField)f, "formula",
                                     cell->kind == ZF_CELL_ERROR
                                         ? _("the formula in this cell gives an error")
                                         : _("the formula in this cell was never calculated"),
                                     _("open the file in Excel or WPS and save it again, or type "
                                       "the value itself"));
                }
            }
        }
        if (row->fate < 0 && row->ragged) {
            zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_COUNT, "ragged",
                             _("this line has more or fewer fields than the others"),
                             _("put texts that hold a comma into quotes, or correct the line"));
        }
    }
}

/* Codes and numbers typed with a Chinese keyboard: full-width digits, blanks nobody sees. They are
 * read as plain ones everywhere; here it is said. */
static void
report_mended_texts(In *in)
{
    static const ZfField fields[] = {ZF_F_CODE,  ZF_F_VILLAGE_CODE, ZF_F_NUMBER, ZF_F_ID,
                                     ZF_F_PHONE, ZF_F_BIRTH,        ZF_F_LON,    ZF_F_LAT,
                                     ZF_F_DATE,  ZF_F_SHEET,        ZF_F_STOP};
    for (guint i = zf_in_next(in, 0); i < in->rows->len; i = zf_in_next(in, i + 1)) {
        InRow *row = ZF_IN_ROW(in, i);
        for (int w = 0; w < ZF_WHOM_COUNT; w++) {
            for (size_t f = 0; f < G_N_ELEMENTS(fields); f++) {
                const ZfCell *cell = zf_in_cell(in, row, (ZfWhom)w, fields[f]);
                bool changed = false;
                g_autofree char *clean =
                    cell->kind == ZF_CELL_TEXT ? zf_text_clean(cell->text, &changed) : NULL;
                if (changed) {
                    zf_in_find(in, row, (ZfWhom)w, fields[f], ZF_SEVERITY_FIXED, "plain-characters",
                               _("full-width or invisible characters were read as plain ones"),
                               NULL);
                }
            }
        }
    }
}

/* The one column without which no row of a kind says anything; COUNT: none such. */
static ZfField
needed_field(const In *in)
{
    if (in->options->locate_map) {
        return ZF_F_CELL;
    }
    if (in->options->visit_sheet) {
        return ZF_F_OUTCOME; /* the sheet knows its day and its stops */
    }
    switch (in->kind) {
    case ZF_IMPORT_LEDGER:
    case ZF_IMPORT_VOLUNTEERS: return ZF_F_NAME;
    case ZF_IMPORT_PAIRINGS: return ZF_F_VOLUNTEER;
    case ZF_IMPORT_VISITS: return ZF_F_DATE;
    case ZF_IMPORT_ACTIVITIES: return ZF_F_TITLE;
    default: return ZF_F_COUNT;
    }
}

static const char *
needed_words(ZfField field)
{
    return field == ZF_F_NAME        ? _("the name (姓名)")
           : field == ZF_F_VOLUNTEER ? _("the volunteer (志愿者)")
           : field == ZF_F_DATE      ? _("the day (日期)")
           : field == ZF_F_OUTCOME   ? _("the outcome (结果)")
           : field == ZF_F_CELL      ? _("the cell (图上格)")
                                     : _("what was done (活动内容)");
}

static bool
has_needed_column(const In *in, GError **error)
{
    ZfField field = needed_field(in);
    g_autoptr(GString) list = g_string_new(NULL);
    guint n = 0;
    for (guint t = 0; t < in->tables->len && field != ZF_F_COUNT; t++) {
        const InTable *table = g_ptr_array_index(in->tables, t);
        if (table->column[ZF_WHOM_SELF][field] >= 0) {
            return true;
        }
        for (guint c = 0; c < table->headers->len && n < 20; c++) {
            const char *header = g_ptr_array_index(table->headers, c);
            if (*header) {
                g_string_append_printf(list, "%s%s", n++ ? _(", ") : "", header);
            }
        }
    }
    if (field == ZF_F_COUNT) {
        return true;
    }
    g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_HEADER,
                _("%s: no column is known as %s; it has: %s. Say which it is, for example --map "
                  "%s=C; or is it another kind of file?"),
                in->file, needed_words(field), list->str, zf_field_code(field));
    return false;
}

static bool
run_handler(In *in, GError **error)
{
    switch (in->kind) {
    case ZF_IMPORT_AREAS: return zf_in_areas(in, error);
    case ZF_IMPORT_HOUSEHOLDS:
        return in->options->locate_map ? zf_in_cells(in, error) : zf_in_households(in, error);
    case ZF_IMPORT_LEDGER: return zf_in_ledger(in, error);
    case ZF_IMPORT_VOLUNTEERS: return zf_in_volunteers(in, error);
    case ZF_IMPORT_PAIRINGS: return zf_in_pairings(in, error);
    case ZF_IMPORT_VISITS: return zf_in_visits(in, error);
    case ZF_IMPORT_PLACES: return zf_in_places(in, error);
    case ZF_IMPORT_ACTIVITIES: return zf_in_activities(in, error);
    case ZF_IMPORT_ROADS:
    case ZF_IMPORT_WATER:
    case ZF_IMPORT_DEM: break;
    }
    g_assert_not_reached();
}

/* Every row in exactly one fate: the batch's rows are made here and nowhere else. */
static void
write_fates(In *in)
{
    for (guint i = 0; i < in->rows->len; i++) {
        const InRow *row = ZF_IN_ROW(in, i);
        g_assert(row->fate >= 0);
        zf_batch_add_row(in->batch, zf_batch_text(in->batch, zf_in_table(in, row)->name),
                         row->number, (ZfFate)row->fate, row->key, row->reason);
    }
    ZfIngestCounts counts = zf_ingest_counts(in->out);
    size_t sum = 0;
    for (int f = 0; f < ZF_FATE_COUNT; f++) {
        sum += counts.fates[f];
    }
    g_assert(sum == in->rows->len);
}

/* A header with nothing below it. */
static void
report_empty(In *in)
{
    for (guint i = 0; i < in->rows->len; i++) {
        if (ZF_IN_ROW(in, i)->fate != ZF_FATE_EXCLUDED) {
            return;
        }
    }
    zf_findings_add_at(in->findings, ZF_SEVERITY_WARNING, "no-rows", in->file, NULL, 0, 0, NULL,
                       in->rows->len == 0 ? _("the file holds nothing: no shapes and no rows")
                                          : _("there are columns, but not one row of data"),
                       _("look whether it is the right file and sheet"));
}

static bool
run(In *in, GError **error)
{
    if (!zf_in_read(in, error)) {
        return false;
    }
    zf_progress_report(in->progress, _("Checking rows"), 0, in->rows->len);
    if (!has_needed_column(in, error)) {
        return false;
    }
    quarantine_defects(in);
    report_mended_texts(in);
    if (zf_progress_stop(in->progress, error) || !run_handler(in, error)) {
        return false;
    }
    report_empty(in);
    write_fates(in);
    zf_corrections_collect(in);
    return true;
}

/* A piece of a shapefile instead of its .shp, or a .shp that is not there while its pieces are. */
static bool
is_whole(const char *path, GError **error)
{
    static const char *const pieces[] = {".shp", ".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx"};
    const char *dot = strrchr(path, '.');
    size_t piece = 0;
    while (dot && piece < G_N_ELEMENTS(pieces) && g_ascii_strcasecmp(dot, pieces[piece]) != 0) {
        piece++;
    }
    if (!dot || piece == G_N_ELEMENTS(pieces)) {
        return true;
    }
    if (piece > 0) {
        g_set_error(
            error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_KIND,
            _("%s is only one piece of a shapefile; give the .shp of the same name, with the "
              ".shx, .dbf and .prj beside it"),
            path);
        return false;
    }
    g_autoptr(GString) there = g_string_new(NULL);
    for (size_t i = 1; i < G_N_ELEMENTS(pieces); i++) {
        g_autofree char *other = g_strdup_printf("%.*s%s", (int)(dot - path), path, pieces[i]);
        if (g_file_test(other, G_FILE_TEST_EXISTS)) {
            g_string_append_printf(there, "%s%s", there->len ? " " : "", pieces[i]);
        }
    }
    if (there->len == 0 || g_file_test(path, G_FILE_TEST_EXISTS)) {
        return true;
    }
    g_set_error(
        error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_KIND,
        _("%s is missing; of this shapefile only %s is there: put the .shp of the same name "
          "beside it"),
        path, there->str);
    return false;
}

ZfIngest *
zf_ingest_file(ZfImportKind kind, const char *path, const ZfIngestContext *context,
               const ZfIngestOptions *options, const ZfProgress *progress, GError **error)
{
    if (kind == ZF_IMPORT_ROADS || kind == ZF_IMPORT_WATER || kind == ZF_IMPORT_DEM) {
        g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_KIND,
                    _("%s: roads, water and elevation are not read as tables"), path);
        return NULL;
    }
    g_autoptr(In) in = zf_in_new(kind, path, context, options, progress);
    g_autofree char *sum =
        is_whole(path, error) ? fingerprint(path, kind, in->options, error) : NULL;
    if (!sum) {
        return NULL;
    }
    g_autoptr(ZfIngest) out = ingest_new(kind);
    in->out = out;
    in->batch = out->batch;
    in->findings = out->findings;
    out->batch->file = zf_batch_text(out->batch, path);
    out->batch->sha256 = zf_batch_text(out->batch, sum);
    if (!run(in, error)) {
        return NULL;
    }
    return g_steal_pointer(&out);
}

ZfIngestCounts
zf_ingest_counts(const ZfIngest *ingest)
{
    const ZfBatch *batch = ingest->batch;
    ZfIngestCounts counts = {.rows = batch->rows->len};
    for (int f = 0; f < ZF_FATE_COUNT; f++) {
        counts.fates[f] = zf_batch_count(batch, (ZfFate)f);
    }
    const GArray *const arrays[] = {batch->areas,      batch->households, batch->persons,
                                    batch->volunteers, batch->pairings,   batch->visits,
                                    batch->places,     batch->activities};
    for (size_t i = 0; i < G_N_ELEMENTS(arrays); i++) {
        counts.records += arrays[i]->len;
    }
    return counts;
}
