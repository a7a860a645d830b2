/* db: the connection — statements, transactions and what SQLite's complaints mean to people.
 * Private to the store. */
#pragma once

#include <sqlite3.h>

#include "store/storefile.h"

struct ZfStore {
    sqlite3 *db;
    char *path;
    bool write;
    void *spatial;          /* SpatiaLite's cache, NULL until zf_db_load_spatialite */
    GHashTable *statements; /* SQL -> sqlite3_stmt, kept prepared */
};

/* Opens the bare connection and sets its pragmas; nothing is checked about the contents. */
ZfStore *zf_db_connect(const char *path, int sqlite_flags, GError **error);
/* SpatiaLite's functions on this connection: needed to make, migrate and check, not to read. */
bool zf_db_load_spatialite(ZfStore *store, GError **error);

/* Sets error to what the last failed call on the connection means; what: "" or a few words in
 * front. ret: false, always. */
bool zf_db_fail(ZfStore *store, GError **error);
bool zf_db_fail_with(ZfStore *store, int code, GError **error);

/* ret: the statement, reset and without bindings; owned by the store; NULL on failure. A statement
 * is in use until its next request: nested loops need different SQL. */
sqlite3_stmt *zf_db_statement(ZfStore *store, const char *sql, GError **error);

/* Binds from the first parameter on, by letters:
 * s text (NULL as "") · k key (NULL and "" as NULL) · i int · l int64_t · d double ·
 * D ZfDate · S ZfStamp · b pointer, size_t */
void zf_db_bind(sqlite3_stmt *stmt, const char *letters, ...);

void zf_db_bind_list(sqlite3_stmt *stmt, const char *letters, va_list args);

/* ret: true with a row or without (row says which). The statement is reset at its end. */
bool zf_db_step(ZfStore *store, sqlite3_stmt *stmt, bool *row, GError **error);
/* Steps a statement that gives no row. */
bool zf_db_done(ZfStore *store, sqlite3_stmt *stmt, GError **error);
/* Binds and runs one statement. */
bool zf_db_run(ZfStore *store, const char *sql, GError **error, const char *letters, ...);
/* The same for a query: the first column of the first row; *ret stays when there is no row. */
bool zf_db_get(ZfStore *store, const char *sql, int64_t *ret, GError **error, const char *letters,
               ...);
/* The same for a query with any number of rows: use is called for each, and may fail. */
typedef bool (*ZfDbRow)(ZfStore *store, sqlite3_stmt *stmt, void *user, GError **error);
bool zf_db_each(ZfStore *store, const char *sql, ZfDbRow use, void *user, GError **error,
                const char *letters, ...);
/* Several statements without parameters; a SELECT must not give 0 (SpatiaLite's way of failing). */
bool zf_db_script(ZfStore *store, const char *sql, GError **error);

/* Column readers; texts come from chunk ("" for NULL). */
const char *zf_db_text(sqlite3_stmt *stmt, int column, GStringChunk *chunk);
char *zf_db_text_dup(sqlite3_stmt *stmt, int column);
ZfDate zf_db_date(sqlite3_stmt *stmt, int column);
ZfStamp zf_db_stamp(sqlite3_stmt *stmt, int column);

/* Days and moments as they stand in the file: "2026-02-09", "2026-02-09 14:30:05". */
#define ZF_DB_DATE_SIZE  16
#define ZF_DB_STAMP_SIZE 40
void zf_db_date_text(ZfDate date, char text[ZF_DB_DATE_SIZE]);
void zf_db_stamp_text(ZfStamp stamp, char text[ZF_DB_STAMP_SIZE]);

/* One piece of work as one transaction: committed when work says true, else rolled back. */
typedef bool (*ZfDbWork)(ZfStore *store, void *user, GError **error);
bool zf_db_write(ZfStore *store, ZfDbWork work, void *user, GError **error);
bool zf_db_read(ZfStore *store, ZfDbWork work, void *user, GError **error);

/* Within zf_db_write: the data has changed. version may be NULL. */
bool zf_db_bump(ZfStore *store, int64_t *version, GError **error);
