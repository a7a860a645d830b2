/* What a run changes is noted, and can be put back. */
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
