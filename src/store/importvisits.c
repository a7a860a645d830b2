/* Visits and activities of a file; and what is missing since the last version of the file. */
#include "store/importing.h"

#include <string.h>

/* "07-01 2026-02-09" */
static char *
visit_label(ZfImporting *job, const ZfVisit *visit, GError **error)
{
    g_autofree char *home = zf_importing_name(job, ZF_SQL_HOME_NAME, visit->household, error);
    g_autofree char *day = zf_date_format(visit->date);
    return home ? g_strconcat(home, " ", day, NULL) : NULL;
}

static bool
put_visits(ZfImporting *job, GError **error)
{
    g_auto(ZfVisitWriter) writer = {0};
    if (job->batch->visits->len == 0) {
        return true;
    }
    if (!zf_visit_writer_init(&writer, &job->change, job->options.now, error)) {
        return false;
    }
    for (guint i = 0; i < job->batch->visits->len; i++) {
        const ZfVisit *visit = &g_array_index(job->batch->visits, ZfVisit, i);
        ZfPutState state;
        g_autofree char *id = NULL;
        if (!zf_importing_tick(job, error) || !zf_visit_put(&writer, visit, &state, &id, error)) {
            return false;
        }
        g_autofree char *label = visit_label(job, visit, error);
        if (!label) {
            return false;
        }
        zf_importing_record(job, job->states, "visit", g_string_chunk_insert(job->keys, id), label,
                            state, NULL);
    }
    return true;
}

static bool
put_activities(ZfImporting *job, GError **error)
{
    g_auto(ZfWriter) writer = {0};
    if (job->batch->activities->len == 0) {
        return true;
    }
    if (!zf_writer_init(&writer, &job->change, &zf_table_activity, error)) {
        return false;
    }
    for (guint i = 0; i < job->batch->activities->len; i++) {
        ZfActivity activity = g_array_index(job->batch->activities, ZfActivity, i);
        ZfPutState state;
        if (!zf_importing_tick(job, error) || !zf_writer_put(&writer, &activity, &state, error)) {
            return false;
        }
        zf_importing_record(job, job->states, "activity", activity.id, activity.title, state,
                            writer.fields->str);
    }
    return true;
}

bool
zf_importing_visits(ZfImporting *job, GError **error)
{
    return put_visits(job, error) && put_activities(job, error);
}

/* Somebody or something that is in the store now. */
typedef struct Left {
    char *table;
    char *key;
    char *label;
    bool gone;      /* has an exit already */
    bool can_leave; /* has a day of exit */
} Left;

static void
left_clear(gpointer data)
{
    Left *left = data;
    g_free(left->table);
    g_free(left->key);
    g_free(left->label);
}

/* What a row of find_left's query is: in which table it stands and how it is called. */
static Left
left_of(sqlite3_stmt *stmt, const char *key)
{
    static const struct {
        const char *table;
        int is, label, exit; /* columns; exit -1 none */
    } kinds[] = {{"person", 1, 2, 3},
                 {"household", 4, 5, 6},
                 {"area", 7, 7, -1},
                 {"volunteer", 8, 8, -1},
                 {"place", 9, 9, -1}};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (sqlite3_column_type(stmt, kinds[i].is) != SQLITE_NULL) {
            int exit = kinds[i].exit;
            return (Left){.table = g_strdup(kinds[i].table),
                          .key = g_strdup(key),
                          .label = zf_db_text_dup(stmt, kinds[i].label),
                          .gone = exit >= 0 && sqlite3_column_type(stmt, exit) != SQLITE_NULL,
                          .can_leave = exit >= 0};
        }
    }
    return (Left){.table = g_strdup("record"), .key = g_strdup(key)};
}

/* A row that is set aside still names its record, which has not left the file. */
static void
keep_set_aside(ZfImporting *job)
{
    for (guint i = 0; i < job->batch->rows->len; i++) {
        const ZfRow *row = &g_array_index(job->batch->rows, ZfRow, i);
        if (row->fate == ZF_FATE_QUARANTINED && *row->key) {
            zf_importing_raise(job->states, row->key, ZF_PUT_SAME);
        }
    }
}

/* Keys that were last named by an earlier run of the file and are not in this one, with what they
 * are. One that another file of the kind named since has only moved there. */
static GArray *
find_left(ZfImporting *job, GError **error)
{
    ZfStore *store = job->change.store;
    sqlite3_stmt *stmt = zf_db_statement(
        store,
        "SELECT r.key, p.id, p.name, p.exit_date, h.id, coalesce(nullif(h.number, ''), h.address), "
        "h.exit_date, a.name, v.name, c.name FROM (SELECT w.key AS key, max(w.run) AS run, w.seq "
        "AS seq FROM import_row w "
        "JOIN import_run n ON n.number = w.run WHERE n.kind = ? AND n.undone IS NULL AND "
        "w.key <> '' AND w.fate IN ('new', 'changed', 'same') GROUP BY w.key) r "
        "JOIN import_run b ON b.number = r.run AND b.base = ? "
        "LEFT JOIN person p ON p.id = r.key LEFT JOIN household h ON h.id = r.key "
        "LEFT JOIN area a ON a.code = r.key LEFT JOIN volunteer v ON v.id = r.key "
        "LEFT JOIN place c ON c.id = r.key "
        "ORDER BY r.run, r.seq",
        error);
    if (!stmt) {
        return NULL;
    }
    g_autoptr(GArray) ret = g_array_new(FALSE, TRUE, sizeof(Left));
    g_array_set_clear_func(ret, left_clear);
    g_autofree char *base = g_path_get_basename(job->batch->file);
    zf_db_bind(stmt, "ss", zf_code(ZF_CODES_IMPORT, (int)job->batch->kind), base);
    keep_set_aside(job);
    for (bool row = true; row;) {
        if (!zf_db_step(store, stmt, &row, error)) {
            return NULL;
        }
        const char *key = row ? (const char *)sqlite3_column_text(stmt, 0) : NULL;
        if (!key || g_hash_table_contains(job->persons, key) ||
            g_hash_table_contains(job->homes, key) || g_hash_table_contains(job->states, key)) {
            continue;
        }
        key = g_string_chunk_insert(job->keys, key);
        zf_importing_raise(job->states, key, ZF_PUT_SAME); /* once is enough */
        Left left = left_of(stmt, key);
        g_array_append_val(ret, left);
    }
    return g_steal_pointer(&ret);
}

/* They leave the ledger on valid_from. */
static bool
close_left(ZfImporting *job, const Left *left, GError **error)
{
    ZfChange *change = &job->change;
    g_autofree char *find = g_strdup_printf("SELECT pk FROM %s WHERE id = ?", left->table);
    g_autofree char *update = g_strdup_printf(
        "UPDATE %s SET exit_date = ?, exit_reason = ?, changed = ? WHERE pk = ?", left->table);
    int64_t pk = 0;
    return zf_db_get(change->store, find, &pk, error, "s", left->key) &&
           zf_change_keep(change, left->table, pk, error) &&
           zf_db_run(change->store, update, error, "Dsll", job->options.valid_from,
                     _("no longer in the ledger"), change->version, pk);
}

bool
zf_importing_missing(ZfImporting *job, GError **error)
{
    ZfImportKind kind = job->batch->kind;
    if (job->previous == 0 || kind == ZF_IMPORT_ROADS || kind == ZF_IMPORT_WATER ||
        kind == ZF_IMPORT_VISITS || kind == ZF_IMPORT_DEM) {
        return true;
    }
    g_autoptr(GArray) all = find_left(job, error);
    if (!all) {
        return false;
    }
    for (guint i = 0; i < all->len; i++) {
        const Left *left = &g_array_index(all, Left, i);
        if (left->gone) {
            continue;
        }
        zf_importing_left(job, left->table, left->key, left->label);
        if (job->options.close_left && left->can_leave && !close_left(job, left, error)) {
            return false;
        }
    }
    return true;
}
