#include "store/schema.h"

#include <string.h>

#include "base/embedded.h"
#include "store/store.h"

extern const ZfEmbedded zf_store_migrations[];

int
zf_schema_newest(void)
{
    int n = 0;
    while (zf_store_migrations[n].name) {
        n++;
    }
    return n;
}

bool
zf_schema_pragma(ZfStore *store, const char *name, int64_t *ret, GError **error)
{
    g_autofree char *sql = g_strdup_printf("PRAGMA %s", name);
    return zf_db_get(store, sql, ret, error, "");
}

bool
zf_schema_set(ZfStore *store, const char *name, const char *value, int64_t expected, GError **error)
{
    g_autofree char *sql = g_strdup_printf("PRAGMA %s = %s", name, value);
    char *message = NULL;
    int64_t got = 0;
    if (sqlite3_exec(store->db, sql, NULL, NULL, &message) != SQLITE_OK) {
        sqlite3_free(message);
        return zf_db_fail(store, error);
    }
    if (!zf_schema_pragma(store, name, &got, error)) {
        return false;
    }
    if (got != expected) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_FAILED,
                    _("%s: SQLite does not accept %s = %s"), store->path, name, value);
        return false;
    }
    return true;
}

bool
zf_schema_set_journal(ZfStore *store, const char *mode, GError **error)
{
    g_autofree char *sql = g_strdup_printf("PRAGMA journal_mode = %s", mode);
    sqlite3_stmt *stmt = zf_db_statement(store, sql, error);
    bool row;
    if (!stmt || !zf_db_step(store, stmt, &row, error)) {
        return false;
    }
    g_autofree char *got = row ? zf_db_text_dup(stmt, 0) : g_strdup("");
    sqlite3_reset(stmt);
    if (g_ascii_strcasecmp(got, mode) != 0) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_FAILED,
                    _("%s: SQLite does not accept %s = %s"), store->path, "journal_mode", mode);
        return false;
    }
    return true;
}

bool
zf_schema_set_common(ZfStore *store, GError **error)
{
    return zf_schema_set(store, "foreign_keys", "ON", 1, error) &&
           zf_schema_set(store, "recursive_triggers", "ON", 1, error) &&
           zf_schema_set(store, "cell_size_check", "ON", 1, error) &&
           zf_schema_set(store, "cache_size", "-65536", -65536, error) &&
           zf_schema_set(store, "temp_store", "MEMORY", 2, error);
}

static bool
migrate_one(ZfStore *store, void *user, GError **error)
{
    int version = *(const int *)user;
    g_autofree char *set = g_strdup_printf("PRAGMA user_version = %d", version + 1);
    return zf_db_script(store, zf_store_migrations[version].bytes, error) &&
           zf_db_script(store, set, error);
}

bool
zf_schema_migrate(ZfStore *store, int version, GError **error)
{
    if (version == zf_schema_newest()) {
        return true;
    }
    if (!zf_db_load_spatialite(store, error)) {
        return false;
    }
    /* CreateSpatialIndex fills the index by itself, RecoverGeometryColumn looks at every row. */
    for (int v = version; v < zf_schema_newest(); v++) {
        if (!zf_db_write(store, migrate_one, &v, error)) {
            g_prefix_error(error, _("cannot bring the database to version %d: "), v + 1);
            return false;
        }
    }
    return true;
}

bool
zf_schema_build(ZfStore *store, GError **error)
{
    g_autofree char *id = g_strdup_printf("PRAGMA application_id = %d", ZF_APPLICATION_ID);
    return zf_schema_set(store, "page_size", "8192", 8192, error) &&
           zf_schema_set_journal(store, "off", error) && zf_schema_set_common(store, error) &&
           zf_db_load_spatialite(store, error) && zf_db_script(store, id, error) &&
           zf_db_script(store,
                        "SELECT InitSpatialMetaData(1, 'NONE');"
                        "SELECT InsertEpsgSrid(4326);",
                        error) &&
           zf_schema_migrate(store, 0, error) &&
           /* SpatiaLite's diary is the one place that knows the day */
           zf_db_script(store,
                        "UPDATE spatialite_history SET timestamp = '1970-01-01T00:00:00.000Z'",
                        error) &&
           zf_schema_set_journal(store, "wal", error);
}
