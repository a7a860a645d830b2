/* The list of imports, their rows, and taking one back. */
#include "store/importing.h"

#include <string.h>

int64_t
zf_store_find_run(ZfStore *store, ZfImportKind kind, const char *sha256, GError **error)
{
    int64_t number = 0;
    if (!zf_db_get(store,
                   "SELECT max(number) FROM import_run WHERE kind = ? AND sha256 = ? AND undone IS "
                   "NULL",
                   &number, error, "ss", zf_code(ZF_CODES_IMPORT, (int)kind), sha256)) {
        return -1;
    }
    return number;
}

static bool
use_fate(ZfStore *store, sqlite3_stmt *stmt, void *user, GError **error)
{
    (void)store;
    (void)error;
    ZfImportRun *run = user;
    int fate;
    if (zf_code_find(ZF_CODES_FATE, (const char *)sqlite3_column_text(stmt, 0), &fate)) {
        run->fates[fate] = sqlite3_column_int64(stmt, 1);
    }
    return true;
}

static bool
read_fates(ZfStore *store, ZfImportRun *run, GError **error)
{
    return zf_db_each(store, "SELECT fate, count(*) FROM import_row WHERE run = ? GROUP BY fate",
                      use_fate, run, error, "l", run->number);
}

static ZfImportRun *
read_run(sqlite3_stmt *stmt)
{
    int kind = 0;
    ZfImportRun *run = g_new0(ZfImportRun, 1);
    run->number = sqlite3_column_int64(stmt, 0);
    zf_code_find(ZF_CODES_IMPORT, (const char *)sqlite3_column_text(stmt, 1), &kind);
    run->kind = (ZfImportKind)kind;
    run->file = zf_db_text_dup(stmt, 2);
    run->sha256 = zf_db_text_dup(stmt, 3);
    run->crs = zf_db_text_dup(stmt, 4);
    run->at = zf_db_stamp(stmt, 5);
    run->valid_from = zf_db_date(stmt, 6);
    run->undone = sqlite3_column_type(stmt, 7) != SQLITE_NULL;
    run->records_new = sqlite3_column_int64(stmt, 8);
    run->records_changed = sqlite3_column_int64(stmt, 9);
    return run;
}

static void
run_free(gpointer run)
{
    zf_import_run_free(run);
}

static bool
use_run(ZfStore *store, sqlite3_stmt *stmt, void *user, GError **error)
{
    (void)store;
    (void)error;
    g_ptr_array_add(user, read_run(stmt));
    return true;
}

static bool
list_runs(ZfStore *store, void *user, GError **error)
{
    GPtrArray *runs = user;
    bool ok = zf_db_each(store,
                         "SELECT number, kind, file, sha256, crs, at, valid_from, undone, "
                         "records_new, records_changed FROM import_run ORDER BY number",
                         use_run, runs, error, "");
    for (guint i = 0; ok && i < runs->len; i++) {
        ok = read_fates(store, g_ptr_array_index(runs, i), error);
    }
    return ok;
}

GPtrArray *
zf_store_runs(ZfStore *store, GError **error)
{
    g_autoptr(GPtrArray) runs = g_ptr_array_new_with_free_func(run_free);
    return zf_db_read(store, list_runs, runs, error) ? g_steal_pointer(&runs) : NULL;
}

/* A run by its number. *found: false when there is none. */
static bool
find_run(ZfStore *store, int64_t number, ZfImportRun *run, int64_t *version, GError **error)
{
    sqlite3_stmt *stmt = zf_db_statement(
        store, "SELECT kind, file, undone, data_version FROM import_run WHERE number = ?", error);
    bool row;
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "l", number);
    if (!zf_db_step(store, stmt, &row, error)) {
        return false;
    }
    int kind = 0;
    if (row) {
        zf_code_find(ZF_CODES_IMPORT, (const char *)sqlite3_column_text(stmt, 0), &kind);
        run->file = zf_db_text_dup(stmt, 1);
        run->undone = sqlite3_column_type(stmt, 2) != SQLITE_NULL;
        *version = sqlite3_column_int64(stmt, 3);
        sqlite3_reset(stmt);
    }
    run->number = number;
    run->kind = (ZfImportKind)kind;
    if (!row || run->undone) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_UNKNOWN,
                    row ? _("import run %d was taken back before")
                        : _("there is no import run %d; see the list of imports"),
                    (int)number);
        return false;
    }
    return true;
}

ZfBatch *
zf_store_run_rows(ZfStore *store, int64_t run, GError **error)
{
    int64_t kind = -1;
    if (!zf_db_get(store, "SELECT 1 FROM import_run WHERE number = ?", &kind, error, "l", run)) {
        return NULL;
    }
    if (kind < 0) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_UNKNOWN,
                    _("there is no import run %d; see the list of imports"), (int)run);
        return NULL;
    }
    sqlite3_stmt *stmt = zf_db_statement(
        store,
        "SELECT r.sheet, r.row, r.fate, r.key, r.reason, i.kind FROM import_row r JOIN import_run "
        "i ON i.number = r.run WHERE r.run = ? ORDER BY r.seq",
        error);
    if (!stmt) {
        return NULL;
    }
    g_autoptr(ZfBatch) batch = zf_batch_new(ZF_IMPORT_AREAS);
    zf_db_bind(stmt, "l", run);
    for (bool row = true; row;) {
        int value = 0;
        if (!zf_db_step(store, stmt, &row, error)) {
            return NULL;
        }
        if (!row) {
            break;
        }
        if (zf_code_find(ZF_CODES_IMPORT, (const char *)sqlite3_column_text(stmt, 5), &value)) {
            batch->kind = (ZfImportKind)value;
        }
        value = ZF_FATE_EXCLUDED;
        zf_code_find(ZF_CODES_FATE, (const char *)sqlite3_column_text(stmt, 2), &value);
        zf_batch_add_row(batch, (const char *)sqlite3_column_text(stmt, 0),
                         sqlite3_column_int64(stmt, 1), (ZfFate)value,
                         (const char *)sqlite3_column_text(stmt, 3),
                         (const char *)sqlite3_column_text(stmt, 4));
    }
    return g_steal_pointer(&batch);
}

/* Taking back. */
typedef struct Undoing {
    ZfImportRun run;
    int64_t version; /* of the data after the run */
    ZfImportResult *result;
} Undoing;

/* No later run may have touched the same records (it may have removed them). */
static bool
check_later_runs(ZfStore *store, const Undoing *undoing, GError **error)
{
    sqlite3_stmt *stmt = zf_db_statement(
        store,
        "SELECT tab, run, count(*) FROM import_change WHERE run > ?1 AND (tab, rec) IN (SELECT "
        "tab, "
        "rec FROM import_change WHERE run = ?1) GROUP BY run, tab ORDER BY run DESC, tab LIMIT 1",
        error);
    bool row;
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "l", undoing->run.number);
    if (!zf_db_step(store, stmt, &row, error)) {
        return false;
    }
    if (row) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_CONFLICT,
                    NG_("import run %d cannot be taken back: %d of its records (%s) was changed by "
                        "run %d since; take that one back first",
                        "import run %d cannot be taken back: %d of its records (%s) were changed "
                        "by run %d since; take that one back first",
                        (unsigned long)sqlite3_column_int(stmt, 2)),
                    (int)undoing->run.number, sqlite3_column_int(stmt, 2),
                    (const char *)sqlite3_column_text(stmt, 0), sqlite3_column_int(stmt, 1));
        sqlite3_reset(stmt);
    }
    return !row;
}

/* Every record must still be as the run left it. */
static bool
check_untouched(ZfStore *store, const Undoing *undoing, const char *table, GError **error)
{
    int64_t n = 0;
    g_autofree char *sql = g_strdup_printf(
        "SELECT count(*) FROM \"%s\" WHERE changed <> ?1 AND pk IN (SELECT rec FROM import_change "
        "WHERE run = ?2 AND tab = ?3)",
        table);
    if (!zf_db_get(store, sql, &n, error, "lls", undoing->version, undoing->run.number, table)) {
        return false;
    }
    if (n > 0) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_CONFLICT,
                    NG_("import run %d cannot be taken back: %d of its records (%s) was changed by "
                        "hand since",
                        "import run %d cannot be taken back: %d of its records (%s) were changed "
                        "by hand since",
                        (unsigned long)n),
                    (int)undoing->run.number, (int)n, table);
    }
    return n == 0;
}

static bool
check_all_untouched(ZfStore *store, const Undoing *undoing, GError **error)
{
    sqlite3_stmt *stmt = zf_db_statement(
        store, "SELECT DISTINCT tab FROM import_change WHERE run = ? ORDER BY tab", error);
    g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func(g_free);
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "l", undoing->run.number);
    for (bool row = true; row;) {
        if (!zf_db_step(store, stmt, &row, error)) {
            return false;
        }
        if (row) {
            g_ptr_array_add(tables, zf_db_text_dup(stmt, 0));
        }
    }
    for (guint i = 0; i < tables->len; i++) {
        if (!check_untouched(store, undoing, g_ptr_array_index(tables, i), error)) {
            return false;
        }
    }
    return true;
}

static bool
use_change(ZfStore *store, sqlite3_stmt *stmt, void *user, GError **error)
{
    Undoing *undoing = user;
    const char *table = (const char *)sqlite3_column_text(stmt, 0);
    const void *old = sqlite3_column_blob(stmt, 2);
    if (!zf_change_restore(store, table, sqlite3_column_int64(stmt, 1), old,
                           (size_t)sqlite3_column_bytes(stmt, 2), error)) {
        return false;
    }
    if (zf_table_find(table)) {
        undoing->result->records_new += !old;
        undoing->result->records_changed += old != NULL;
    }
    return true;
}

/* From the last change to the first. */
static bool
restore_all(ZfStore *store, Undoing *undoing, GError **error)
{
    return zf_db_each(store,
                      "SELECT tab, rec, old FROM import_change WHERE run = ? ORDER BY seq DESC",
                      use_change, undoing, error, "l", undoing->run.number);
}

/* Records of the run that something else refers to now: the first reference that hangs. */
static bool
check_unused(ZfStore *store, const Undoing *undoing, GError **error)
{
    sqlite3_stmt *stmt = zf_db_statement(
        store, "SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY 1 ORDER BY 1",
        error);
    bool row;
    if (!stmt || !zf_db_step(store, stmt, &row, error)) {
        return false;
    }
    if (!row) {
        return true;
    }
    g_autofree char *table = zf_db_text_dup(stmt, 0);
    int n = sqlite3_column_int(stmt, 1);
    sqlite3_reset(stmt);
    g_set_error(
        error, ZF_STORE_ERROR, ZF_STORE_ERROR_CONFLICT,
        NG_("import run %d cannot be taken back: %d later record (%s) refers to what it brought",
            "import run %d cannot be taken back: %d later records (%s) refer to what it brought",
            (unsigned long)n),
        (int)undoing->run.number, n, table);
    return false;
}

static bool
undo(ZfStore *store, void *user, GError **error)
{
    Undoing *undoing = user;
    return find_run(store, undoing->run.number, &undoing->run, &undoing->version, error) &&
           zf_db_run(store, "PRAGMA defer_foreign_keys = ON", error, "") &&
           check_later_runs(store, undoing, error) && check_all_untouched(store, undoing, error) &&
           restore_all(store, undoing, error) && check_unused(store, undoing, error) &&
           zf_db_run(store, "DELETE FROM import_change WHERE run = ?", error, "l",
                     undoing->run.number) &&
           zf_db_run(store, "UPDATE import_run SET undone = ? WHERE number = ?", error, "Sl",
                     zf_stamp_now(), undoing->run.number) &&
           zf_db_bump(store, &undoing->result->data_version, error);
}

bool
zf_store_undo(ZfStore *store, int64_t run, ZfImportResult *result, GError **error)
{
    g_auto(ZfImportResult) local = {.run = run};
    Undoing undoing = {.run = {.number = run}, .result = &local};
    bool ok = zf_db_write(store, undo, &undoing, error);
    g_free(undoing.run.file);
    if (ok && result) {
        zf_import_result_clear(result);
        *result = local;
        local = (ZfImportResult){0};
    }
    return ok;
}
