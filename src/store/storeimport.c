/* An import from end to end: one transaction, every row's fate. */
#include "store/importing.h"

#include <string.h>

ZfImportOptions
zf_import_options_default(void)
{
    return (ZfImportOptions){.valid_from = ZF_DATE_NONE, .now = ZF_STAMP_NONE};
}

static void
change_free(gpointer data)
{
    ZfImportChange *change = data;
    g_free(change->record);
    g_free(change->key);
    g_free(change->label);
    g_free(change->fields);
    g_free(change);
}

static void
list(ZfImporting *job, ZfChangeKind kind, const char *table, const char *key, const char *label,
     const char *fields)
{
    if (job->result->changes->len >= ZF_IMPORT_CHANGES_MAX) {
        return;
    }
    ZfImportChange *change = g_new0(ZfImportChange, 1);
    change->kind = kind;
    change->record = g_strdup(table);
    change->key = g_strdup(key);
    change->label = g_strdup(label && *label ? label : key);
    change->fields = g_strdup(fields ? fields : "");
    g_ptr_array_add(job->result->changes, change);
}

void
zf_importing_raise(GHashTable *states, const char *key, ZfPutState state)
{
    int have = GPOINTER_TO_INT(g_hash_table_lookup(states, key));
    if ((int)state + 1 > have) {
        g_hash_table_insert(states, (gpointer)key, GINT_TO_POINTER((int)state + 1));
    }
}

void
zf_importing_record(ZfImporting *job, GHashTable *states, const char *table, const char *key,
                    const char *label, ZfPutState state, const char *fields)
{
    zf_importing_raise(states, key, state);
    switch (state) {
    case ZF_PUT_SAME: job->result->records_same++; break;
    case ZF_PUT_CHANGED:
        job->result->records_changed++;
        list(job, ZF_CHANGE_CHANGED, table, key, label, fields);
        break;
    case ZF_PUT_NEW:
        job->result->records_new++;
        list(job, ZF_CHANGE_NEW, table, key, label, NULL);
        break;
    }
}

void
zf_importing_left(ZfImporting *job, const char *table, const char *key, const char *label)
{
    job->result->records_left++;
    list(job, ZF_CHANGE_LEFT, table, key, label, NULL);
}

char *
zf_importing_name(ZfImporting *job, const char *sql, const char *id, GError **error)
{
    ZfStore *store = job->change.store;
    sqlite3_stmt *stmt = zf_db_statement(store, sql, error);
    bool row = false;
    if (!stmt) {
        return NULL;
    }
    zf_db_bind(stmt, "s", id);
    if (!zf_db_step(store, stmt, &row, error)) {
        return NULL;
    }
    char *name = row ? zf_db_text_dup(stmt, 0) : g_strdup(id);
    sqlite3_reset(stmt);
    return name;
}

bool
zf_importing_tick(ZfImporting *job, GError **error)
{
    if (job->done++ % 1024 != 0) {
        return true;
    }
    zf_progress_report(job->options.progress, _("writing to the database"), job->done, job->total);
    return !zf_progress_stop(job->options.progress, error);
}

static int
compare_change(gconstpointer a, gconstpointer b)
{
    const ZfImportChange *p = *(ZfImportChange *const *)a;
    const ZfImportChange *q = *(ZfImportChange *const *)b;
    int order = (int)p->kind - (int)q->kind;
    order = order ? order : strcmp(p->record, q->record);
    return order ? order : zf_text_compare(p->key, q->key);
}

/* What a row that ingest took as NEW has become. Rows whose record is not in the batch (all of it
 * was merged elsewhere) keep their fate. */
static ZfFate
row_fate(const ZfImporting *job, const ZfRow *row)
{
    static const ZfFate fates[] = {ZF_FATE_SAME, ZF_FATE_CHANGED, ZF_FATE_NEW};
    if (row->fate != ZF_FATE_NEW) {
        return row->fate;
    }
    int own = GPOINTER_TO_INT(g_hash_table_lookup(job->persons, row->key));
    int related = 0;
    if (own) {
        const char *home = g_hash_table_lookup(job->family, row->key);
        related = home ? GPOINTER_TO_INT(g_hash_table_lookup(job->homes, home)) : 0;
    } else {
        own = GPOINTER_TO_INT(g_hash_table_lookup(job->homes, row->key));
    }
    if (!own) {
        own = GPOINTER_TO_INT(g_hash_table_lookup(job->states, row->key));
    }
    if (!own) {
        return row->fate;
    }
    if (own == ZF_PUT_SAME + 1 && related > ZF_PUT_SAME + 1) {
        own = ZF_PUT_CHANGED + 1;
    }
    return fates[own - 1];
}

static void
judge_rows(ZfImporting *job)
{
    ZfImportResult *result = job->result;
    result->n_rows = job->batch->rows->len;
    result->row_fates = g_new(uint8_t, MAX(result->n_rows, 1));
    for (size_t i = 0; i < result->n_rows; i++) {
        ZfFate fate = row_fate(job, &g_array_index(job->batch->rows, ZfRow, i));
        result->row_fates[i] = (uint8_t)fate;
        result->fates[fate]++;
    }
}

static bool
write_rows(ZfImporting *job, GError **error)
{
    ZfStore *store = job->change.store;
    sqlite3_stmt *stmt =
        zf_db_statement(store,
                        "INSERT INTO import_row (run, seq, sheet, row, fate, key, reason) "
                        "VALUES (?, ?, ?, ?, ?, ?, ?)",
                        error);
    if (!stmt) {
        return false;
    }
    for (guint i = 0; i < job->batch->rows->len; i++) {
        const ZfRow *row = &g_array_index(job->batch->rows, ZfRow, i);
        zf_db_bind(stmt, "llslsss", job->change.run, (int64_t)i, row->sheet, row->row,
                   zf_code(ZF_CODES_FATE, job->result->row_fates[i]), row->key, row->reason);
        if (!zf_db_done(store, stmt, error)) {
            return false;
        }
    }
    return true;
}

/* The run stands before its rows and changes, which refer to it. */
static bool
begin_run(ZfImporting *job, GError **error)
{
    ZfStore *store = job->change.store;
    const ZfBatch *batch = job->batch;
    const char *kind = zf_code(ZF_CODES_IMPORT, (int)batch->kind);
    g_autofree char *base = g_path_get_basename(batch->file);
    int64_t version = 0;
    int64_t last = 0;
    if (!zf_db_get(store,
                   "SELECT max(number) FROM import_run WHERE kind = ? AND base = ? AND undone IS "
                   "NULL",
                   &job->previous, error, "ss", kind, base) ||
        !zf_db_get(store,
                   "SELECT max(number) FROM import_run WHERE kind = ? AND sha256 = ? AND sha256 <> "
                   "'' AND undone IS NULL",
                   &job->same_bytes, error, "ss", kind, batch->sha256) ||
        !zf_db_get(store, "SELECT value FROM meta WHERE name = 'data_version'", &version, error,
                   "") ||
        !zf_db_get(store, "SELECT max(number) FROM import_run", &last, error, "")) {
        return false;
    }
    zf_change_init(&job->change, store, last + 1, version + 1);
    return zf_db_run(store,
                     "INSERT INTO import_run (number, kind, file, base, sha256, crs, at, "
                     "valid_from, data_version, records_new, records_changed) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)",
                     error, "lsssssSDl", last + 1, kind, batch->file, base, batch->sha256,
                     batch->crs, job->options.now, job->options.valid_from, version + 1);
}

static bool
end_run(ZfImporting *job, bool changed, GError **error)
{
    ZfStore *store = job->change.store;
    ZfImportResult *result = job->result;
    int64_t version = job->change.version - 1;
    if (changed && !zf_db_bump(store, &version, error)) {
        return false;
    }
    result->data_version = version;
    result->run = job->change.run;
    return write_rows(job, error) &&
           zf_db_run(store,
                     "UPDATE import_run SET data_version = ?, records_new = ?, records_changed = ? "
                     "WHERE number = ?",
                     error, "llll", version, (int64_t)result->records_new,
                     (int64_t)result->records_changed, job->change.run);
}

/* Rolled back on purpose: a dry run, or nothing new. */
#define NOTHING_QUARK (g_quark_from_static_string("zf-store-nothing"))

static bool
work(ZfStore *store, void *user, GError **error)
{
    ZfImporting *job = user;
    job->change.store = store;
    if (!begin_run(job, error) || !zf_importing_places(job, error) ||
        !zf_importing_people(job, error) || !zf_importing_visits(job, error) ||
        !zf_importing_missing(job, error)) {
        return false;
    }
    judge_rows(job);
    bool changed = job->change.seq > 0;
    job->result->repeated = !changed;
    if (job->options.dry_run || (!changed && job->same_bytes)) {
        job->result->run = job->options.dry_run ? 0 : job->same_bytes;
        job->result->data_version = job->change.version - (changed ? 0 : 1);
        g_set_error_literal(error, NOTHING_QUARK, 0, "nothing");
        return false;
    }
    return end_run(job, changed, error);
}

static void
job_clear(ZfImporting *job)
{
    zf_change_clear(&job->change);
    g_clear_pointer(&job->states, g_hash_table_unref);
    g_clear_pointer(&job->homes, g_hash_table_unref);
    g_clear_pointer(&job->persons, g_hash_table_unref);
    g_clear_pointer(&job->family, g_hash_table_unref);
    g_clear_pointer(&job->keys, g_string_chunk_free);
}

static int64_t
count_records(const ZfBatch *batch)
{
    return (int64_t)batch->areas->len + batch->households->len + batch->persons->len +
           batch->volunteers->len + batch->pairings->len + batch->visits->len + batch->places->len +
           batch->water->len + batch->roads->len + batch->barriers->len + batch->activities->len;
}

bool
zf_store_import(ZfStore *store, const ZfBatch *batch, const ZfImportOptions *options,
                ZfImportResult *result, GError **error)
{
    g_auto(ZfImportResult) local = {.changes = g_ptr_array_new_with_free_func(change_free)};
    ZfImporting job = {.batch = batch,
                       .options = options ? *options : zf_import_options_default(),
                       .result = &local,
                       .states = g_hash_table_new(g_str_hash, g_str_equal),
                       .homes = g_hash_table_new(g_str_hash, g_str_equal),
                       .persons = g_hash_table_new(g_str_hash, g_str_equal),
                       .family = g_hash_table_new(g_str_hash, g_str_equal),
                       .keys = g_string_chunk_new(4096),
                       .total = count_records(batch)};
    if (job.options.now == ZF_STAMP_NONE) {
        job.options.now = zf_stamp_now();
    }
    if (job.options.valid_from == ZF_DATE_NONE) {
        job.options.valid_from = zf_stamp_date(job.options.now);
    }
    g_autoptr(GError) failure = NULL;
    bool ok =
        zf_db_write(store, work, &job, &failure) || g_error_matches(failure, NOTHING_QUARK, 0);
    job_clear(&job);
    if (!ok) {
        g_propagate_prefixed_error(error, g_steal_pointer(&failure), _("%s: "), batch->file);
        return false;
    }
    g_ptr_array_sort(local.changes, compare_change);
    if (result) {
        zf_import_result_clear(result);
        *result = local;
        local = (ZfImportResult){0};
    }
    return true;
}
