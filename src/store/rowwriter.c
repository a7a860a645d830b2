/* Rows put into a table: inserted, or compared with what is known and updated. */
#include "store/change.h"

#include <string.h>

#include "store/store.h"

bool
zf_writer_init(ZfWriter *writer, ZfChange *change, const ZfTable *table, GError **error)
{
    *writer = (ZfWriter){.change = change, .table = table, .fields = g_string_new(NULL)};
    g_assert(table->n_fields <= ZF_TABLE_FIELDS_MAX);
    g_autofree char *columns = zf_table_columns(table, true);
    g_autofree char *find = g_strdup_printf("SELECT %s FROM %s WHERE %s = ?", columns, table->name,
                                            table->fields[0].column);
    g_autoptr(GString) insert = g_string_new(NULL);
    g_autoptr(GString) update = g_string_new(NULL);
    g_autoptr(GString) marks = g_string_new(NULL);
    g_string_printf(insert, "INSERT INTO %s (", table->name);
    g_string_printf(update, "UPDATE %s SET ", table->name);
    for (int i = 0; i < table->n_fields; i++) {
        g_string_append_printf(insert, "%s, ", table->fields[i].column);
        g_string_append_printf(update, "%s = ?, ", table->fields[i].column);
        g_string_append(marks, "?, ");
    }
    g_string_append_printf(insert, "changed) VALUES (%s?)", marks->str);
    g_string_append(update, "changed = ? WHERE pk = ?");
    g_autofree char *count = g_strdup_printf("SELECT EXISTS (SELECT 1 FROM %s)", table->name);
    int64_t exists = 0;
    writer->find = zf_db_statement(change->store, find, error);
    writer->insert = writer->find ? zf_db_statement(change->store, insert->str, error) : NULL;
    writer->update = writer->insert ? zf_db_statement(change->store, update->str, error) : NULL;
    if (!writer->update || !zf_db_get(change->store, count, &exists, error, "")) {
        return false;
    }
    writer->empty = exists == 0;
    return true;
}

void
zf_writer_clear(ZfWriter *writer)
{
    if (writer->fields) {
        g_string_free(writer->fields, TRUE);
    }
    *writer = (ZfWriter){0};
}

/* Sets the spatial indexes of what differs (NULL: of everything that has a geometry). */
static bool
set_indexes(ZfWriter *w, const void *row, const bool *differs, GError **error)
{
    for (int i = 0; i < w->table->n_fields; i++) {
        const ZfField *field = &w->table->fields[i];
        if (!(field->flags & ZF_COLUMN_INDEXED) || (differs && !differs[i]) ||
            (!differs && zf_field_unknown(field, row))) {
            continue;
        }
        if (!zf_index_set(w->change->store, w->table->name, field->column, w->pk,
                          zf_field_box(field, row), error)) {
            return false;
        }
    }
    return true;
}

static bool
insert_row(ZfWriter *w, const void *row, GError **error)
{
    ZfChange *change = w->change;
    int n = w->table->n_fields;
    for (int i = 0; i < n; i++) {
        zf_field_bind(&w->table->fields[i], row, w->insert, i + 1, change->scratch);
    }
    sqlite3_bind_int64(w->insert, n + 1, change->version);
    if (!zf_db_done(change->store, w->insert, error)) {
        const char *key = *(const char *const *)row;
        g_prefix_error(error, "%s %s: ", w->table->name, key);
        return false;
    }
    w->pk = sqlite3_last_insert_rowid(change->store->db);
    return set_indexes(w, row, NULL, error) &&
           zf_change_note_new(change, w->table->name, w->pk, error);
}

/* Which fields of the row differ from what is known. ret: any. */
static bool
compare(ZfWriter *w, void *row, bool *keep, bool *differs)
{
    bool any = false;
    for (int i = 1; i < w->table->n_fields; i++) {
        const ZfField *field = &w->table->fields[i];
        if (w->by_hand) {
            keep[i] = w->only && !(field->edit & w->only);
        } else if ((field->flags & ZF_COLUMN_STAYS) && zf_field_unknown(field, row)) {
            keep[i] = true;
        }
        differs[i] = !keep[i] && !zf_field_equal(field, row, w->find, i + 1, w->change->scratch);
        if (differs[i]) {
            any = true;
            g_string_append_printf(w->fields, "%s%s", w->fields->len ? "," : "", field->column);
        }
    }
    return any;
}

static bool
update_row(ZfWriter *w, void *row, const bool *differs, GError **error)
{
    ZfChange *change = w->change;
    int n = w->table->n_fields;
    for (int i = 0; i < n; i++) {
        if (differs[i]) {
            zf_field_bind(&w->table->fields[i], row, w->update, i + 1, change->scratch);
        } else {
            sqlite3_bind_value(w->update, i + 1, sqlite3_column_value(w->find, i + 1));
        }
    }
    sqlite3_bind_int64(w->update, n + 1, change->version);
    sqlite3_bind_int64(w->update, n + 2, w->pk);
    if (!zf_db_done(change->store, w->update, error)) {
        g_prefix_error(error, "%s %s: ", w->table->name, *(const char *const *)row);
        return false;
    }
    return set_indexes(w, row, differs, error);
}

static bool
put_known(ZfWriter *w, void *row, ZfPutState *state, GError **error)
{
    bool keep[ZF_TABLE_FIELDS_MAX] = {false};
    bool differs[ZF_TABLE_FIELDS_MAX] = {false};
    w->pk = sqlite3_column_int64(w->find, 0);
    g_string_truncate(w->fields, 0);
    if (w->protect) {
        w->protect(w, w->find, row, keep);
    }
    *state = compare(w, row, keep, differs) ? ZF_PUT_CHANGED : ZF_PUT_SAME;
    if (*state == ZF_PUT_SAME) {
        return true;
    }
    return zf_change_keep(w->change, w->table->name, w->pk, error) &&
           (!w->differing || w->differing(w, w->find, row, differs, error)) &&
           update_row(w, row, differs, error);
}

bool
zf_writer_put(ZfWriter *writer, void *row, ZfPutState *state, GError **error)
{
    const char *key = *(const char *const *)row;
    if (!key || !*key) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_INVALID,
                    _("%s: a record for the table %s has no key"), writer->change->store->path,
                    writer->table->name);
        return false;
    }
    sqlite3_reset(writer->find);
    sqlite3_bind_text(writer->find, 1, key, -1, SQLITE_STATIC);
    bool known;
    if (!zf_db_step(writer->change->store, writer->find, &known, error)) {
        return false;
    }
    if (!known) {
        *state = ZF_PUT_NEW;
        return insert_row(writer, row, error);
    }
    bool ok = put_known(writer, row, state, error);
    sqlite3_reset(writer->find);
    return ok;
}

static bool
insert_value(ZfChange *change, const char *table, const char *parent, const char *key,
             const char *column, const char *value, GError **error)
{
    g_autofree char *sql =
        g_strdup_printf("INSERT INTO %s (%s, %s, changed) VALUES (?, ?, ?)", table, parent, column);
    return zf_db_run(change->store, sql, error, "ssl", key, value, change->version) &&
           zf_change_note_new(change, table, sqlite3_last_insert_rowid(change->store->db), error);
}

bool
zf_change_list(ZfChange *change, const char *table, const char *parent, const char *key,
               const char *column, const char *const *wanted, ZfPutState *state, GError **error)
{
    g_autofree char *sql =
        g_strdup_printf("SELECT pk, %s FROM %s WHERE %s = ? ORDER BY pk", column, table, parent);
    g_autoptr(GArray) gone = g_array_new(FALSE, FALSE, sizeof(int64_t));
    g_autoptr(GPtrArray) have = g_ptr_array_new_with_free_func(g_free);
    sqlite3_stmt *stmt = zf_db_statement(change->store, sql, error);
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "s", key);
    for (bool row = true; row;) {
        if (!zf_db_step(change->store, stmt, &row, error)) {
            return false;
        }
        if (!row) {
            break;
        }
        char *value = zf_db_text_dup(stmt, 1);
        g_ptr_array_add(have, value);
        if (!g_strv_contains(wanted, value)) {
            int64_t pk = sqlite3_column_int64(stmt, 0);
            g_array_append_val(gone, pk);
        }
    }
    bool differs = gone->len > 0;
    for (guint i = 0; i < gone->len; i++) {
        if (!zf_change_delete(change, table, NULL, g_array_index(gone, int64_t, i), error)) {
            return false;
        }
    }
    for (; *wanted; wanted++) {
        if (g_ptr_array_find_with_equal_func(have, *wanted, g_str_equal, NULL)) {
            continue;
        }
        differs = true;
        if (!insert_value(change, table, parent, key, column, *wanted, error)) {
            return false;
        }
    }
    if (differs && *state == ZF_PUT_SAME) {
        *state = ZF_PUT_CHANGED;
    }
    return true;
}

static bool
upsert(ZfStore *store, const ZfTable *table, const void *row, GByteArray *scratch, GError **error)
{
    g_autoptr(GString) sql = g_string_new(NULL);
    g_autoptr(GString) marks = g_string_new(NULL);
    g_autoptr(GString) sets = g_string_new(NULL);
    g_string_printf(sql, "INSERT INTO %s (", table->name);
    for (int i = 0; i < table->n_fields; i++) {
        const char *column = table->fields[i].column;
        g_string_append_printf(sql, "%s%s", i ? ", " : "", column);
        g_string_append(marks, i ? ", ?" : "?");
        if (i > 0) {
            g_string_append_printf(sets, "%s%s = excluded.%s", i > 1 ? ", " : "", column, column);
        }
    }
    g_string_append_printf(sql, ") VALUES (%s) ON CONFLICT (%s) DO UPDATE SET %s", marks->str,
                           table->fields[0].column, sets->str);
    sqlite3_stmt *stmt = zf_db_statement(store, sql->str, error);
    if (!stmt) {
        return false;
    }
    for (int i = 0; i < table->n_fields; i++) {
        zf_field_bind(&table->fields[i], row, stmt, i + 1, scratch);
    }
    return zf_db_done(store, stmt, error);
}

bool
zf_row_put(ZfStore *store, const ZfTable *table, const void *row, bool *changed, GError **error)
{
    g_autofree char *columns = zf_table_columns(table, true);
    g_autofree char *sql = g_strdup_printf("SELECT %s FROM %s WHERE %s = ?", columns, table->name,
                                           table->fields[0].column);
    g_autoptr(GByteArray) scratch = g_byte_array_new();
    sqlite3_stmt *stmt = zf_db_statement(store, sql, error);
    bool same;
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "s", *(const char *const *)row);
    if (!zf_db_step(store, stmt, &same, error)) {
        return false;
    }
    for (int i = 0; same && i < table->n_fields; i++) {
        same = zf_field_equal(&table->fields[i], row, stmt, i + 1, scratch);
    }
    sqlite3_reset(stmt);
    if (same) {
        return true;
    }
    *changed = true;
    return upsert(store, table, row, scratch, error);
}
