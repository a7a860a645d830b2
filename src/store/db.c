#include "store/db.h"

#include <stdio.h>
#include <string.h>

#include "store/spatialcalls.h"
#include "store/store.h"

G_DEFINE_QUARK(zf_store_error, zf_store_error)

/* Another writer is waited for this long. */
#define BUSY_MS 5000

static bool
is_write_error(int code)
{
    return code == SQLITE_READONLY || code == SQLITE_CANTOPEN || code == SQLITE_PERM ||
           code == SQLITE_AUTH;
}

bool
zf_db_fail_with(ZfStore *store, int code, GError **error)
{
    const char *path = store->path;
    /* A quota or a limit on file sizes ends here, and a disk without room for the file that readers
     * share; SQLite calls only ENOSPC while writing a full disk. */
    bool full = code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_SHMSIZE;
    int kind = full ? SQLITE_FULL : code & 0xff;
    switch (kind) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_LOCKED,
                    _("%s: another run is writing to the database; wait until it has ended, then "
                      "try again"),
                    path);
        return false;
    case SQLITE_FULL:
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_FULL,
                    _("%s: the disk is full, over quota or faulty; nothing was lost: free some "
                      "space, then run the command again"),
                    path);
        return false;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_DAMAGED,
                    _("%s: the database is damaged; go back to the last backup"), path);
        return false;
    default: break;
    }
    if (is_write_error(kind)) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_READ_ONLY,
                    _("%s: the database or its folder cannot be written; copy it to a folder of "
                      "your own or ask for the right to write there"),
                    path);
    } else if (kind == SQLITE_CONSTRAINT) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_INVALID,
                    _("%s: a record contradicts the others (%s)"), path, sqlite3_errmsg(store->db));
    } else {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_FAILED, _("%s: the database says: %s"),
                    path, sqlite3_errmsg(store->db));
    }
    return false;
}

bool
zf_db_fail(ZfStore *store, GError **error)
{
    return zf_db_fail_with(store, sqlite3_extended_errcode(store->db), error);
}

static void
finalize(gpointer stmt)
{
    sqlite3_finalize(stmt);
}

void
zf_store_close(ZfStore *store)
{
    if (!store) {
        return;
    }
    g_hash_table_unref(store->statements);
    sqlite3_close(store->db);
    if (store->spatial) {
        zf_spatial_close(store->spatial);
    }
    g_free(store->path);
    g_free(store);
}

ZfStore *
zf_db_connect(const char *path, int sqlite_flags, GError **error)
{
    g_autoptr(ZfStore) store = g_new0(ZfStore, 1);
    store->path = g_strdup(path);
    store->write = (sqlite_flags & SQLITE_OPEN_READWRITE) != 0;
    store->statements = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, finalize);
    /* Debian's SQLite takes "file:" at the front of any name as a URI. */
    bool uri = (sqlite_flags & SQLITE_OPEN_URI) != 0;
    g_autofree char *name =
        g_strconcat(!uri && g_str_has_prefix(path, "file:") ? "./" : "", path, NULL);
    if (sqlite3_open_v2(name, &store->db, sqlite_flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
        zf_db_fail(store, error);
        return NULL;
    }
    sqlite3_extended_result_codes(store->db, 1);
    sqlite3_busy_timeout(store->db, BUSY_MS);
    sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 2);
    /* The spatial index is kept by change.c; SpatiaLite's triggers are for QGIS. */
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    return g_steal_pointer(&store);
}

bool
zf_db_load_spatialite(ZfStore *store, GError **error)
{
    if (store->spatial) {
        return true;
    }
    store->spatial = zf_spatial_open(store->db);
    if (!store->spatial) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_FAILED,
                    _("%s: the SpatiaLite library cannot be used"), store->path);
        return false;
    }
    return true;
}

sqlite3_stmt *
zf_db_statement(ZfStore *store, const char *sql, GError **error)
{
    sqlite3_stmt *stmt = g_hash_table_lookup(store->statements, sql);
    if (stmt) {
        sqlite3_reset(stmt);
        sqlite3_clear_bindings(stmt);
        return stmt;
    }
    if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) !=
        SQLITE_OK) {
        zf_db_fail(store, error);
        return NULL;
    }
    g_hash_table_insert(store->statements, g_strdup(sql), stmt);
    return stmt;
}

static void
bind_date(sqlite3_stmt *stmt, int i, ZfDate date)
{
    if (date == ZF_DATE_NONE) {
        sqlite3_bind_null(stmt, i);
    } else {
        char text[ZF_DB_DATE_SIZE];
        zf_db_date_text(date, text);
        sqlite3_bind_text(stmt, i, text, -1, SQLITE_TRANSIENT);
    }
}

static void
bind_stamp(sqlite3_stmt *stmt, int i, ZfStamp stamp)
{
    if (stamp == ZF_STAMP_NONE) {
        sqlite3_bind_null(stmt, i);
    } else {
        char text[ZF_DB_STAMP_SIZE];
        zf_db_stamp_text(stamp, text);
        sqlite3_bind_text(stmt, i, text, -1, SQLITE_TRANSIENT);
    }
}

static void
bind_text(sqlite3_stmt *stmt, int i, const char *text, bool key)
{
    if (key && (!text || !*text)) {
        sqlite3_bind_null(stmt, i);
    } else {
        sqlite3_bind_text(stmt, i, text ? text : "", -1, SQLITE_TRANSIENT);
    }
}

static void
bind_blob(sqlite3_stmt *stmt, int i, const void *bytes, size_t size)
{
    if (bytes) {
        sqlite3_bind_blob64(stmt, i, bytes, size, SQLITE_TRANSIENT);
    } else {
        sqlite3_bind_null(stmt, i);
    }
}

void
zf_db_bind_list(sqlite3_stmt *stmt, const char *letters, va_list args)
{
    for (int i = 1; *letters; letters++, i++) {
        switch (*letters) {
        case 's': bind_text(stmt, i, va_arg(args, const char *), false); break;
        case 'k': bind_text(stmt, i, va_arg(args, const char *), true); break;
        case 'i': sqlite3_bind_int(stmt, i, va_arg(args, int)); break;
        case 'l': sqlite3_bind_int64(stmt, i, va_arg(args, int64_t)); break;
        case 'd': sqlite3_bind_double(stmt, i, va_arg(args, double)); break;
        case 'D': bind_date(stmt, i, va_arg(args, ZfDate)); break;
        case 'S': bind_stamp(stmt, i, va_arg(args, ZfStamp)); break;
        case 'b': {
            const void *bytes = va_arg(args, const void *);
            bind_blob(stmt, i, bytes, va_arg(args, size_t));
            break;
        }
        default: g_assert_not_reached();
        }
    }
}

void
zf_db_bind(sqlite3_stmt *stmt, const char *letters, ...)
{
    va_list args;
    va_start(args, letters);
    zf_db_bind_list(stmt, letters, args);
    va_end(args);
}

bool
zf_db_step(ZfStore *store, sqlite3_stmt *stmt, bool *row, GError **error)
{
    int code = sqlite3_step(stmt);
    *row = code == SQLITE_ROW;
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code != SQLITE_DONE) {
        zf_db_fail_with(store, code, error);
    }
    sqlite3_reset(stmt);
    return code == SQLITE_DONE;
}

bool
zf_db_done(ZfStore *store, sqlite3_stmt *stmt, GError **error)
{
    bool row;
    if (!zf_db_step(store, stmt, &row, error)) {
        return false;
    }
    g_assert(!row);
    return true;
}

bool
zf_db_run(ZfStore *store, const char *sql, GError **error, const char *letters, ...)
{
    sqlite3_stmt *stmt = zf_db_statement(store, sql, error);
    if (!stmt) {
        return false;
    }
    va_list args;
    va_start(args, letters);
    zf_db_bind_list(stmt, letters, args);
    va_end(args);
    return zf_db_done(store, stmt, error);
}

bool
zf_db_each(ZfStore *store, const char *sql, ZfDbRow use, void *user, GError **error,
           const char *letters, ...)
{
    sqlite3_stmt *stmt = zf_db_statement(store, sql, error);
    if (!stmt) {
        return false;
    }
    va_list args;
    va_start(args, letters);
    zf_db_bind_list(stmt, letters, args);
    va_end(args);
    for (bool row = true; row;) {
        if (!zf_db_step(store, stmt, &row, error) || (row && !use(store, stmt, user, error))) {
            return false;
        }
    }
    return true;
}

bool
zf_db_get(ZfStore *store, const char *sql, int64_t *ret, GError **error, const char *letters, ...)
{
    sqlite3_stmt *stmt = zf_db_statement(store, sql, error);
    if (!stmt) {
        return false;
    }
    va_list args;
    va_start(args, letters);
    zf_db_bind_list(stmt, letters, args);
    va_end(args);
    bool row;
    if (!zf_db_step(store, stmt, &row, error)) {
        return false;
    }
    if (row) {
        *ret = sqlite3_column_int64(stmt, 0);
        sqlite3_reset(stmt);
    }
    return true;
}

/* Runs one statement of a script; a row whose first column is the integer 0 is a failure. */
static bool
run_scripted(ZfStore *store, sqlite3_stmt *stmt, GError **error)
{
    for (;;) {
        int code = sqlite3_step(stmt);
        if (code == SQLITE_DONE) {
            return true;
        }
        if (code != SQLITE_ROW) {
            return zf_db_fail_with(store, code, error);
        }
        if (sqlite3_column_type(stmt, 0) == SQLITE_INTEGER && sqlite3_column_int(stmt, 0) == 0) {
            g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_FAILED, _("%s: failed: %s"),
                        store->path, sqlite3_sql(stmt));
            return false;
        }
    }
}

bool
zf_db_script(ZfStore *store, const char *sql, GError **error)
{
    while (*sql) {
        sqlite3_stmt *stmt = NULL;
        if (sqlite3_prepare_v2(store->db, sql, -1, &stmt, &sql) != SQLITE_OK) {
            return zf_db_fail(store, error);
        }
        bool ok = !stmt || run_scripted(store, stmt, error);
        sqlite3_finalize(stmt);
        if (!ok) {
            return false;
        }
    }
    return true;
}

const char *
zf_db_text(sqlite3_stmt *stmt, int column, GStringChunk *chunk)
{
    const char *text = (const char *)sqlite3_column_text(stmt, column);
    return text && *text ? g_string_chunk_insert_const(chunk, text) : "";
}

char *
zf_db_text_dup(sqlite3_stmt *stmt, int column)
{
    const char *text = (const char *)sqlite3_column_text(stmt, column);
    return g_strdup(text ? text : "");
}

ZfDate
zf_db_date(sqlite3_stmt *stmt, int column)
{
    ZfDate date = ZF_DATE_NONE;
    const char *text = (const char *)sqlite3_column_text(stmt, column);
    return text && zf_date_parse(text, &date) ? date : ZF_DATE_NONE;
}

ZfStamp
zf_db_stamp(sqlite3_stmt *stmt, int column)
{
    ZfStamp stamp = ZF_STAMP_NONE;
    const char *text = (const char *)sqlite3_column_text(stmt, column);
    return text && zf_stamp_parse(text, false, &stamp) ? stamp : ZF_STAMP_NONE;
}

void
zf_db_date_text(ZfDate date, char text[ZF_DB_DATE_SIZE])
{
    ZfCivil civil = zf_date_to_civil(date);
    g_snprintf(text, ZF_DB_DATE_SIZE, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

void
zf_db_stamp_text(ZfStamp stamp, char text[ZF_DB_STAMP_SIZE])
{
    ZfDate date = zf_stamp_date(stamp);
    int s = (int)(stamp - (ZfStamp)date * 86400);
    char day[ZF_DB_DATE_SIZE];
    zf_db_date_text(date, day);
    g_snprintf(text, ZF_DB_STAMP_SIZE, "%s %02d:%02d:%02d", day, s / 3600, s / 60 % 60, s % 60);
}

/* Statements that are still at a row would hold the transaction open. */
static void
reset_all(ZfStore *store)
{
    sqlite3_stmt *stmt = NULL;
    while ((stmt = sqlite3_next_stmt(store->db, stmt))) {
        if (sqlite3_stmt_busy(stmt)) {
            sqlite3_reset(stmt);
        }
    }
}

static bool
transaction(ZfStore *store, const char *begin, ZfDbWork work, void *user, GError **error)
{
    if (!zf_db_run(store, begin, error, "")) {
        return false;
    }
    bool ok = work(store, user, error);
    reset_all(store);
    if (ok && zf_db_run(store, "COMMIT", error, "")) {
        return true;
    }
    /* SQLite has rolled back by itself after some failures (disk full). */
    if (!sqlite3_get_autocommit(store->db)) {
        zf_db_run(store, "ROLLBACK", NULL, "");
    }
    return false;
}

bool
zf_db_write(ZfStore *store, ZfDbWork work, void *user, GError **error)
{
    if (!store->write) {
        return zf_db_fail_with(store, SQLITE_READONLY, error);
    }
    return transaction(store, "BEGIN IMMEDIATE", work, user, error);
}

bool
zf_db_read(ZfStore *store, ZfDbWork work, void *user, GError **error)
{
    return transaction(store, "BEGIN", work, user, error);
}

bool
zf_db_bump(ZfStore *store, int64_t *version, GError **error)
{
    int64_t ret = 0;
    if (!zf_db_run(store, "UPDATE meta SET value = value + 1 WHERE name = 'data_version'", error,
                   "") ||
        !zf_db_get(store, "SELECT value FROM meta WHERE name = 'data_version'", &ret, error, "")) {
        return false;
    }
    if (version) {
        *version = ret;
    }
    return true;
}
