/* Making and opening the file. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/embedded.h"
#include "store/db.h"
#include "store/store.h"

/* "zouf" */
#define APPLICATION_ID 0x7a6f7566

extern const ZfEmbedded zf_store_migrations[];

/* The schema version the migrations lead to: they are 001.sql, 002.sql … */
static int
newest_version(void)
{
    int n = 0;
    while (zf_store_migrations[n].name) {
        n++;
    }
    return n;
}

static bool
pragma_int(ZfStore *store, const char *name, int64_t *ret, GError **error)
{
    g_autofree char *sql = g_strdup_printf("PRAGMA %s", name);
    return zf_db_get(store, sql, ret, error, "");
}

/* Sets a pragma and reads it back: SQLite ignores silently what it cannot do. */
static bool
set_pragma(ZfStore *store, const char *name, const char *value, int64_t expected, GError **error)
{
    g_autofree char *sql = g_strdup_printf("PRAGMA %s = %s", name, value);
    char *message = NULL;
    int64_t got = 0;
    if (sqlite3_exec(store->db, sql, NULL, NULL, &message) != SQLITE_OK) {
        sqlite3_free(message);
        return zf_db_fail(store, error);
    }
    if (!pragma_int(store, name, &got, error)) {
        return false;
    }
    if (got != expected) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_FAILED,
                    _("%s: SQLite does not accept %s = %s"), store->path, name, value);
        return false;
    }
    return true;
}

static bool
set_journal(ZfStore *store, const char *mode, GError **error)
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

/* What holds for every connection. */
static bool
set_common(ZfStore *store, GError **error)
{
    return set_pragma(store, "foreign_keys", "ON", 1, error) &&
           set_pragma(store, "recursive_triggers", "ON", 1, error) &&
           set_pragma(store, "cell_size_check", "ON", 1, error) &&
           set_pragma(store, "cache_size", "-65536", -65536, error) &&
           set_pragma(store, "temp_store", "MEMORY", 2, error);
}

static bool
migrate_one(ZfStore *store, void *user, GError **error)
{
    int version = *(const int *)user;
    g_autofree char *set = g_strdup_printf("PRAGMA user_version = %d", version + 1);
    return zf_db_script(store, zf_store_migrations[version].bytes, error) &&
           zf_db_script(store, set, error);
}

/* From the version the file has to the newest. */
static bool
migrate(ZfStore *store, int version, GError **error)
{
    if (version == newest_version()) {
        return true;
    }
    if (!zf_db_load_spatialite(store, error)) {
        return false;
    }
    /* CreateSpatialIndex fills the index by itself, RecoverGeometryColumn looks at every row. */
    for (int v = version; v < newest_version(); v++) {
        if (!zf_db_write(store, migrate_one, &v, error)) {
            g_prefix_error(error, _("cannot bring the database to version %d: "), v + 1);
            return false;
        }
    }
    return true;
}

/* Fills an empty file. The journal is off: the file is nobody's until it is renamed. */
static bool
build(ZfStore *store, GError **error)
{
    g_autofree char *id = g_strdup_printf("PRAGMA application_id = %d", APPLICATION_ID);
    return set_pragma(store, "page_size", "8192", 8192, error) &&
           set_journal(store, "off", error) && set_common(store, error) &&
           zf_db_load_spatialite(store, error) && zf_db_script(store, id, error) &&
           zf_db_script(store,
                        "SELECT InitSpatialMetaData(1, 'NONE');"
                        "SELECT InsertEpsgSrid(4326);",
                        error) &&
           migrate(store, 0, error) && set_journal(store, "wal", error);
}

static void
remove_part(const char *part)
{
    static const char *const tails[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < G_N_ELEMENTS(tails); i++) {
        g_autofree char *name = g_strconcat(part, tails[i], NULL);
        g_unlink(name);
    }
}

#define ROOM (1024 * 1024) /* bytes; an empty database takes a third */

static void
cannot_make(const char *path, int why, GError **error)
{
    int code = why == ENOSPC || why == EDQUOT ? ZF_STORE_ERROR_FULL : ZF_STORE_ERROR_READ_ONLY;
    bool forbidden = why == EACCES || why == EPERM || why == EROFS;
    g_set_error(error, ZF_STORE_ERROR, code, _("%s: the file cannot be made: %s"), path,
                forbidden ? _("no right to write there; choose a folder of your own, or ask "
                              "for that right")
                          : g_strerror(why));
}

/* ret: false when the file cannot be made; it is empty and only its owner's. Looks first whether
 * there is room: SpatiaLite writes to the standard error itself when there is none. */
static bool
make_empty(const char *part, const char *path, GError **error)
{
    int fd = open(part, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0) {
        cannot_make(path, errno, error);
        return false;
    }
    int why = posix_fallocate(fd, 0, ROOM);
    bool full = why == ENOSPC || why == EDQUOT;
    if (ftruncate(fd, 0) != 0 && !full) {
        why = errno;
        full = true;
    }
    close(fd);
    if (full) {
        g_unlink(part);
        cannot_make(path, why, error);
    }
    return !full;
}

bool
zf_store_create(const char *path, GError **error)
{
    if (g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_EXISTS,
                    _("%s is there already; it was left as it is"), path);
        return false;
    }
    g_autofree char *part = zf_file_part_path(path);
    if (!make_empty(part, path, error)) {
        return false;
    }
    ZfStore *store = zf_db_connect(part, SQLITE_OPEN_READWRITE, error);
    bool ok = store && build(store, error);
    zf_store_close(store);
    if (!ok) {
        remove_part(part);
        return false;
    }
    return zf_file_commit(part, path, error);
}

/* Looks at the first bytes, so that a text file is not called a damaged database. */
static bool
looks_like_sqlite(const char *path, GError **error)
{
    char head[16] = {0};
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 && errno == ENOENT) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_MISSING,
                    _("there is no database %s; make one with: zoufang init"), path);
        return false;
    }
    if (fd < 0) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_READ_ONLY, _("cannot read %s: %s"), path,
                    errno == EACCES ? _("no right to read it; ask its owner for that right")
                                    : g_strerror(errno));
        return false;
    }
    bool ok = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
              read(fd, head, sizeof head) == (ssize_t)sizeof head &&
              memcmp(head, "SQLite format 3", sizeof head) == 0;
    close(fd);
    if (!ok) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_NOT_OURS,
                    _("%s is not a database of zoufang"), path);
    }
    return ok;
}

/* ret: the schema version, -1 when the file is not ours or newer. */
static int
check_kind(ZfStore *store, GError **error)
{
    int64_t id = 0;
    int64_t version = 0;
    if (!pragma_int(store, "application_id", &id, error) ||
        !pragma_int(store, "user_version", &version, error)) {
        return -1;
    }
    if (id != APPLICATION_ID || version < 1) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_NOT_OURS,
                    _("%s is a database of another program"), store->path);
        return -1;
    }
    if (version > newest_version()) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_NEWER,
                    _("%s was made by a newer zoufang (schema %d, this program knows %d); install "
                      "the newer program"),
                    store->path, (int)version, newest_version());
        return -1;
    }
    return (int)version;
}

static bool
prepare_writer(ZfStore *store, int version, GError **error)
{
    return set_journal(store, "wal", error) && set_pragma(store, "synchronous", "FULL", 2, error) &&
           set_pragma(store, "journal_size_limit", "67108864", 67108864, error) &&
           set_common(store, error) && migrate(store, version, error);
}

static bool
prepare_reader(ZfStore *store, int version, GError **error)
{
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    if (version < newest_version()) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_OLDER,
                    _("%s was made by an older zoufang; run once a command that writes, to bring "
                      "it up to date"),
                    store->path);
        return false;
    }
    return set_pragma(store, "query_only", "ON", 1, error) && set_common(store, error);
}

static bool
is_empty_or_missing(const char *path)
{
    struct stat st;
    return stat(path, &st) != 0 || st.st_size == 0;
}

/* A database at rest that we may not write to, or in such a folder: SQLite could not make the
 * shared memory file it wants beside it (or makes one that nobody can write later either), and
 * needs to be told that nobody writes. */
static ZfStore *
connect_reader(const char *path, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *wal = g_strconcat(path, "-wal", NULL);
    bool writer = access(folder, W_OK) == 0 && access(path, W_OK) == 0;
    if (writer || !is_empty_or_missing(wal)) {
        return zf_db_connect(path, SQLITE_OPEN_READONLY, error);
    }
    g_autofree char *escaped = g_uri_escape_string(path, "/", FALSE);
    g_autofree char *uri = g_strdup_printf("file:%s?immutable=1", escaped);
    ZfStore *store = zf_db_connect(uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
    if (store) {
        g_free(store->path);
        store->path = g_strdup(path);
    }
    return store;
}

ZfStore *
zf_store_open(const char *path, ZfStoreMode mode, GError **error)
{
    if (!looks_like_sqlite(path, error)) {
        return NULL;
    }
    bool write = mode == ZF_STORE_WRITE;
    if (write && access(path, W_OK) != 0) {
        /* SQLite would open it for reading and make files that nobody can write later. */
        g_autofree char *name = g_strdup(path);
        zf_db_fail_with(&(ZfStore){.path = name}, SQLITE_READONLY, error);
        return NULL;
    }
    g_autoptr(ZfStore) store =
        write ? zf_db_connect(path, SQLITE_OPEN_READWRITE, error) : connect_reader(path, error);
    int version = store ? check_kind(store, error) : -1;
    if (version < 0) {
        return NULL;
    }
    if (write && sqlite3_db_readonly(store->db, "main") == 1) {
        zf_db_fail_with(store, SQLITE_READONLY, error);
        return NULL;
    }
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, version == newest_version(), NULL);
    if (!(write ? prepare_writer(store, version, error) : prepare_reader(store, version, error))) {
        return NULL;
    }
    return g_steal_pointer(&store);
}

const char *
zf_store_path(const ZfStore *store)
{
    return store->path;
}

int64_t
zf_store_data_version(ZfStore *store, GError **error)
{
    int64_t version = -1;
    if (!zf_db_get(store, "SELECT value FROM meta WHERE name = 'data_version'", &version, error,
                   "")) {
        return -1;
    }
    return version;
}
