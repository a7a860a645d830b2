#include "store/change.h"

#include <string.h>

#include "store/blob.h"
#include "store/store.h"

void
zf_change_init(ZfChange *change, ZfStore *store, int64_t run, int64_t version)
{
    *change =
        (ZfChange){.store = store, .run = run, .version = version, .scratch = g_byte_array_new()};
}

void
zf_change_clear(ZfChange *change)
{
    g_clear_pointer(&change->scratch, g_byte_array_unref);
}

static bool
note(ZfChange *change, const char *table, int64_t pk, const GByteArray *old, GError **error)
{
    if (change->run == 0) {
        return true;
    }
    return zf_db_run(change->store,
                     "INSERT INTO import_change (run, seq, tab, rec, old) VALUES (?, ?, ?, ?, ?)",
                     error, "llslb", change->run, ++change->seq, table, pk, old ? old->data : NULL,
                     old ? (size_t)old->len : (size_t)0);
}

bool
zf_change_note_new(ZfChange *change, const char *table, int64_t pk, GError **error)
{
    return note(change, table, pk, NULL, error);
}

static void
put_int(GByteArray *out, uint32_t value)
{
    value = GUINT32_TO_LE(value);
    g_byte_array_append(out, (const guint8 *)&value, sizeof value);
}

static void
put_bytes(GByteArray *out, uint8_t type, const void *bytes, int size)
{
    g_byte_array_append(out, &type, 1);
    put_int(out, (uint32_t)size);
    g_byte_array_append(out, bytes ? bytes : (const guint8 *)"", (guint)size);
}

static void
put_eight(GByteArray *out, uint8_t type, uint64_t bits)
{
    bits = GUINT64_TO_LE(bits);
    g_byte_array_append(out, &type, 1);
    g_byte_array_append(out, (const guint8 *)&bits, sizeof bits);
}

static void
put_column(GByteArray *out, sqlite3_stmt *stmt, int i)
{
    static const uint8_t null = 0;
    double real;
    uint64_t bits;
    switch (sqlite3_column_type(stmt, i)) {
    case SQLITE_NULL: g_byte_array_append(out, &null, 1); break;
    case SQLITE_INTEGER: put_eight(out, 1, (uint64_t)sqlite3_column_int64(stmt, i)); break;
    case SQLITE_FLOAT:
        real = sqlite3_column_double(stmt, i);
        memcpy(&bits, &real, sizeof bits);
        put_eight(out, 2, bits);
        break;
    case SQLITE_TEXT: {
        const void *text = sqlite3_column_text(stmt, i);
        put_bytes(out, 3, text, sqlite3_column_bytes(stmt, i));
        break;
    }
    default: {
        const void *blob = sqlite3_column_blob(stmt, i);
        put_bytes(out, 4, blob, sqlite3_column_bytes(stmt, i));
    }
    }
}

bool
zf_change_keep(ZfChange *change, const char *table, int64_t pk, GError **error)
{
    if (change->run == 0) {
        return true;
    }
    g_autofree char *sql = g_strdup_printf("SELECT * FROM \"%s\" WHERE rowid = ?", table);
    sqlite3_stmt *stmt = zf_db_statement(change->store, sql, error);
    bool row;
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "l", pk);
    if (!zf_db_step(change->store, stmt, &row, error)) {
        return false;
    }
    g_assert(row);
    g_autoptr(GByteArray) old = g_byte_array_new();
    int n = sqlite3_column_count(stmt);
    put_int(old, (uint32_t)n);
    for (int i = 0; i < n; i++) {
        put_column(old, stmt, i);
    }
    sqlite3_reset(stmt);
    return note(change, table, pk, old, error);
}

static const ZfTable *const all_tables[] = {
    &zf_table_area,  &zf_table_household, &zf_table_person, &zf_table_volunteer, &zf_table_visit,
    &zf_table_place, &zf_table_water,     &zf_table_road,   &zf_table_barrier,   &zf_table_activity,
};

const ZfTable *
zf_table_find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(all_tables); i++) {
        if (strcmp(all_tables[i]->name, name) == 0) {
            return all_tables[i];
        }
    }
    return NULL;
}

bool
zf_index_set(ZfStore *store, const char *table, const char *column, int64_t pk, ZfBox box,
             GError **error)
{
    g_autofree char *sql = NULL;
    if (zf_box_is_empty(box)) {
        sql = g_strdup_printf("DELETE FROM \"idx_%s_%s\" WHERE pkid = ?", table, column);
        return zf_db_run(store, sql, error, "l", pk);
    }
    sql = g_strdup_printf("INSERT OR REPLACE INTO \"idx_%s_%s\" (pkid, xmin, xmax, ymin, ymax) "
                          "VALUES (?, ?, ?, ?, ?)",
                          table, column);
    return zf_db_run(store, sql, error, "ldddd", pk, box.min_lon, box.max_lon, box.min_lat,
                     box.max_lat);
}

/* Takes a record out of all its indexes. */
static bool
unindex(ZfStore *store, const ZfTable *layout, int64_t pk, GError **error)
{
    for (int i = 0; layout && i < layout->n_fields; i++) {
        const ZfField *field = &layout->fields[i];
        if ((field->flags & ZF_COLUMN_INDEXED) &&
            !zf_index_set(store, layout->name, field->column, pk, zf_box_empty(), error)) {
            return false;
        }
    }
    return true;
}

/* Puts a record into its indexes as its geometry in the table says. */
static bool
reindex(ZfStore *store, const ZfTable *layout, int64_t pk, GError **error)
{
    for (int i = 0; layout && i < layout->n_fields; i++) {
        const ZfField *field = &layout->fields[i];
        if (!(field->flags & ZF_COLUMN_INDEXED)) {
            continue;
        }
        g_autofree char *sql =
            g_strdup_printf("SELECT \"%s\" FROM \"%s\" WHERE pk = ?", field->column, layout->name);
        sqlite3_stmt *stmt = zf_db_statement(store, sql, error);
        bool row;
        if (!stmt) {
            return false;
        }
        zf_db_bind(stmt, "l", pk);
        if (!zf_db_step(store, stmt, &row, error)) {
            return false;
        }
        ZfBox box = zf_box_empty();
        if (row) {
            const void *blob = sqlite3_column_blob(stmt, 0);
            zf_blob_read_box(blob, (size_t)sqlite3_column_bytes(stmt, 0), &box);
            sqlite3_reset(stmt);
        }
        if (!zf_index_set(store, layout->name, field->column, pk, box, error)) {
            return false;
        }
    }
    return true;
}

static bool
delete_row(ZfStore *store, const char *table, int64_t pk, GError **error)
{
    g_autofree char *sql = g_strdup_printf("DELETE FROM \"%s\" WHERE rowid = ?", table);
    return zf_db_run(store, sql, error, "l", pk);
}

bool
zf_change_delete(ZfChange *change, const char *table, const ZfTable *layout, int64_t pk,
                 GError **error)
{
    return zf_change_keep(change, table, pk, error) && unindex(change->store, layout, pk, error) &&
           delete_row(change->store, table, pk, error);
}

/* Reads one kept column onto parameter i. ret: bytes used, 0 when it is no such thing. */
static size_t
bind_kept(sqlite3_stmt *stmt, int i, const uint8_t *at, size_t left)
{
    uint64_t bits;
    double real;
    uint32_t size;
    if (left >= 1 && at[0] == 0) {
        sqlite3_bind_null(stmt, i);
        return 1;
    }
    if (left >= 9 && (at[0] == 1 || at[0] == 2)) {
        memcpy(&bits, at + 1, sizeof bits);
        bits = GUINT64_FROM_LE(bits);
        memcpy(&real, &bits, sizeof real);
        if (at[0] == 1) {
            sqlite3_bind_int64(stmt, i, (int64_t)bits);
        } else {
            sqlite3_bind_double(stmt, i, real);
        }
        return 9;
    }
    if (left < 5 || at[0] > 4) {
        return 0;
    }
    memcpy(&size, at + 1, sizeof size);
    size = GUINT32_FROM_LE(size);
    if (size > left - 5) {
        return 0;
    }
    if (at[0] == 3) {
        sqlite3_bind_text(stmt, i, (const char *)at + 5, (int)size, SQLITE_TRANSIENT);
    } else {
        sqlite3_bind_blob(stmt, i, at + 5, (int)size, SQLITE_TRANSIENT);
    }
    return 5 + size;
}

/* "INSERT INTO t (first n columns) VALUES (?, …)"; NULL when the table has fewer. */
static char *
restore_sql(ZfStore *store, const char *table, uint32_t n, GError **error)
{
    g_autoptr(GString) names = g_string_new(NULL);
    g_autoptr(GString) marks = g_string_new(NULL);
    sqlite3_stmt *stmt =
        zf_db_statement(store, "SELECT name FROM pragma_table_info(?) ORDER BY cid", error);
    bool row = true;
    if (!stmt) {
        return NULL;
    }
    zf_db_bind(stmt, "s", table);
    uint32_t have = 0;
    while (have < n) {
        if (!zf_db_step(store, stmt, &row, error)) {
            return NULL;
        }
        if (!row) {
            g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_DAMAGED,
                        _("%s: the record of an import is damaged; go back to the last backup"),
                        store->path);
            return NULL;
        }
        g_string_append_printf(names, "%s\"%s\"", have ? ", " : "",
                               (const char *)sqlite3_column_text(stmt, 0));
        g_string_append(marks, have ? ", ?" : "?");
        have++;
    }
    sqlite3_reset(stmt);
    return g_strdup_printf("INSERT INTO \"%s\" (%s) VALUES (%s)", table, names->str, marks->str);
}

static bool
insert_kept(ZfStore *store, const char *table, const uint8_t *old, size_t size, GError **error)
{
    uint32_t n = 0;
    if (size >= 4) {
        memcpy(&n, old, sizeof n);
    }
    n = GUINT32_FROM_LE(n);
    g_autofree char *sql = restore_sql(store, table, n, error);
    sqlite3_stmt *stmt = sql ? zf_db_statement(store, sql, error) : NULL;
    if (!stmt) {
        return false;
    }
    size_t at = 4;
    for (uint32_t i = 0; i < n; i++) {
        size_t used = at <= size ? bind_kept(stmt, (int)i + 1, old + at, size - at) : 0;
        if (used == 0) {
            g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_DAMAGED,
                        _("%s: the record of an import is damaged; go back to the last backup"),
                        store->path);
            return false;
        }
        at += used;
    }
    return zf_db_done(store, stmt, error);
}

bool
zf_change_restore(ZfStore *store, const char *table, int64_t pk, const void *old, size_t size,
                  GError **error)
{
    const ZfTable *layout = zf_table_find(table);
    if (!delete_row(store, table, pk, error)) {
        return false;
    }
    if (!old) {
        return unindex(store, layout, pk, error);
    }
    return insert_kept(store, table, old, size, error) && reindex(store, layout, pk, error);
}

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
