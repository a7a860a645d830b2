/* Making and opening the file. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/embedded.h"
#include "store/schema.h"
#include "store/store.h"

/* The empty database that make_empty.c made when the program was built. */
extern const ZfEmbedded zf_store_empty[];
#define EMPTY_LIMIT ((size_t)64 << 20)

bool
zf_store_create(const char *path, GError **error)
{
    if (g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_EXISTS,
                    _("%s is there already; it was left as it is"), path);
        return false;
    }
    size_t size = 0;
    g_autofree char *bytes = zf_file_gunzip(zf_store_empty[0].bytes, zf_store_empty[0].size,
                                            EMPTY_LIMIT, path, &size, error);
    return bytes && zf_file_write(path, bytes, size, error);
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
    if (!zf_schema_pragma(store, "application_id", &id, error) ||
        !zf_schema_pragma(store, "user_version", &version, error)) {
        return -1;
    }
    if (id != ZF_APPLICATION_ID || version < 1) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_NOT_OURS,
                    _("%s is a database of another program"), store->path);
        return -1;
    }
    if (version > zf_schema_newest()) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_NEWER,
                    _("%s was made by a newer zoufang (schema %d, this program knows %d); install "
                      "the newer program"),
                    store->path, (int)version, zf_schema_newest());
        return -1;
    }
    return (int)version;
}

static bool
prepare_writer(ZfStore *store, int version, GError **error)
{
    return zf_schema_set_journal(store, "wal", error) &&
           zf_schema_set(store, "synchronous", "FULL", 2, error) &&
           zf_schema_set(store, "journal_size_limit", "67108864", 67108864, error) &&
           zf_schema_set_common(store, error) && zf_schema_migrate(store, version, error);
}

static bool
prepare_reader(ZfStore *store, int version, GError **error)
{
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    if (version < zf_schema_newest()) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_OLDER,
                    _("%s was made by an older zoufang; run once a command that writes, to bring "
                      "it up to date"),
                    store->path);
        return false;
    }
    return zf_schema_set(store, "query_only", "ON", 1, error) && zf_schema_set_common(store, error);
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
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, version == zf_schema_newest(), NULL);
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
