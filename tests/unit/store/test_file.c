/* Making, opening and refusing database files. */
#include "storetest.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void
test_create(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(GError) error = NULL;
    struct stat st;
    g_assert_cmpint(stat(s->path, &st), ==, 0);
    g_assert_cmpint(st.st_mode & 0777, ==, 0600);
    g_autofree char *id = query(s->path, "PRAGMA application_id");
    g_assert_cmpstr(id, ==, "2054124902");
    g_autofree char *journal = query(s->path, "PRAGMA journal_mode");
    g_assert_cmpstr(journal, ==, "wal");
    g_autofree char *layers = query(s->path, "SELECT count(*) FROM geometry_columns");
    g_assert_cmpint(atoi(layers), >=, 9);
    g_assert_cmpint(zf_store_data_version(s->store, &error), ==, 0);
    g_assert_false(zf_store_create(s->path, &error));
    g_assert_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_EXISTS);
    g_clear_error(&error);
    g_autofree char *nowhere = g_build_filename(s->folder, "no", "where.db", NULL);
    g_assert_false(zf_store_create(nowhere, &error));
    g_assert_error(error, ZF_FILE_ERROR, ZF_FILE_ERROR_WRITE);
    /* nothing but the database and what SQLite keeps beside it */
    GDir *dir = g_dir_open(s->folder, 0, NULL);
    const char *name;
    while ((name = g_dir_read_name(dir))) {
        g_assert_true(g_str_has_prefix(name, "zoufang.db"));
    }
    g_dir_close(dir);
}

/* Every new database is the same bytes: nothing in it knows the day. */
static void
test_same_bytes(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autofree char *other = g_build_filename(s->folder, "other.db", NULL);
    g_autofree char *third = g_build_filename(s->folder, "third.db", NULL);
    g_autoptr(GError) error = NULL;
    g_assert_true(zf_store_create(other, &error));
    g_assert_true(zf_store_create(third, &error));
    g_autofree char *a = zf_file_sha256(other, &error);
    g_autofree char *b = zf_file_sha256(third, &error);
    g_assert_cmpstr(a, ==, b);
    g_autofree char *days =
        query(other, "SELECT group_concat(DISTINCT timestamp) FROM spatialite_history");
    g_assert_cmpstr(days, ==, "1970-01-01T00:00:00.000Z");
}

static void
refuse(const char *path, ZfStoreMode mode, int code)
{
    g_autoptr(GError) error = NULL;
    ZfStore *store = zf_store_open(path, mode, &error);
    g_assert_null(store);
    g_assert_error(error, ZF_STORE_ERROR, code);
    g_assert_nonnull(strstr(error->message, path));
}

static void
run(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    char *message = NULL;
    g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
    sqlite3_exec(db, sql, NULL, NULL, &message);
    g_assert_cmpstr(message, ==, NULL);
    sqlite3_close(db);
}

static void
test_refuse(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autofree char *other = g_build_filename(s->folder, "other", NULL);
    refuse(other, ZF_STORE_READ, ZF_STORE_ERROR_MISSING);
    g_assert_true(
        g_file_set_contents(other, "only text, long enough to look like a head", -1, NULL));
    refuse(other, ZF_STORE_READ, ZF_STORE_ERROR_NOT_OURS);
    g_assert_true(g_file_set_contents(other, "", 0, NULL));
    refuse(other, ZF_STORE_WRITE, ZF_STORE_ERROR_NOT_OURS);
    refuse(s->folder, ZF_STORE_READ, ZF_STORE_ERROR_NOT_OURS);
    g_unlink(other);
    run(other, "CREATE TABLE t (x); PRAGMA user_version = 3");
    refuse(other, ZF_STORE_WRITE, ZF_STORE_ERROR_NOT_OURS);
    g_clear_pointer(&s->store, zf_store_close);
    run(s->path, "PRAGMA user_version = 99");
    refuse(s->path, ZF_STORE_WRITE, ZF_STORE_ERROR_NEWER);
    refuse(s->path, ZF_STORE_READ, ZF_STORE_ERROR_NEWER);
}

static void
test_damaged(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_clear_pointer(&s->store, zf_store_close);
    g_autofree char *bytes = NULL;
    gsize size;
    g_assert_true(g_file_get_contents(s->path, &bytes, &size, NULL));
    memset(bytes + 100, 0xee, size - 100);
    g_assert_true(g_file_set_contents(s->path, bytes, (gssize)size, NULL));
    refuse(s->path, ZF_STORE_WRITE, ZF_STORE_ERROR_DAMAGED);
}

static void
test_read_only(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(GError) error = NULL;
    g_clear_pointer(&s->store, zf_store_close);
    ZfStore *reader = zf_store_open(s->path, ZF_STORE_READ, &error);
    g_assert_no_error(error);
    ZfCampaign campaign = sample_campaign();
    g_assert_false(zf_store_campaign_save(reader, &campaign, &error));
    g_assert_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_READ_ONLY);
    zf_store_close(reader);
    g_clear_error(&error);
    if (geteuid() == 0) {
        g_test_message("root may write everywhere: the folder's rights are not tried");
        return;
    }
    g_assert_cmpint(g_chmod(s->folder, 0500), ==, 0);
    reader = zf_store_open(s->path, ZF_STORE_READ, &error);
    g_assert_no_error(error);
    g_assert_cmpint(zf_store_data_version(reader, &error), ==, 0);
    zf_store_close(reader);
    g_assert_cmpint(g_chmod(s->folder, 0700), ==, 0);
}

/* Somebody else writes and does not end. */
static void
test_locked(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(GError) error = NULL;
    sqlite3 *other = NULL;
    g_assert_cmpint(sqlite3_open(s->path, &other), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
    ZfCampaign campaign = sample_campaign();
    gint64 began = g_get_monotonic_time();
    g_assert_false(zf_store_campaign_save(s->store, &campaign, &error));
    g_assert_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_LOCKED);
    g_assert_cmpint(g_get_monotonic_time() - began, >, 4 * G_USEC_PER_SEC);
    /* readers do not wait */
    g_autoptr(ZfSnapshot) snapshot = zf_store_load(s->store, NULL, 0, ZF_DATE_NONE, NULL);
    g_assert_nonnull(snapshot);
    sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_close(other);
    g_clear_error(&error);
    g_assert_true(zf_store_campaign_save(s->store, &campaign, &error));
}

/* Imports the ledger and takes it back, in a process of its own. */
static pid_t
import_and_undo(const char *path, const ZfBatch *ledger)
{
    pid_t pid = fork();
    if (pid == 0) {
        ZfImportResult result = {0};
        ZfStore *store = zf_store_open(path, ZF_STORE_WRITE, NULL);
        bool ok = store && zf_store_import(store, ledger, NULL, &result, NULL) &&
                  zf_store_undo(store, result.run, NULL, NULL);
        zf_store_close(store);
        _exit(ok ? 0 : 1);
    }
    return pid;
}

static void
check_whole(const char *path, int homes_expected)
{
    g_autofree char *sound = query(path, "PRAGMA integrity_check");
    g_assert_cmpstr(sound, ==, "ok");
    g_autofree char *homes = query(path, "SELECT count(*) FROM household");
    g_autofree char *children = query(path, "SELECT count(*) FROM person WHERE role = 'child'");
    g_autofree char *boxes = query(path, "SELECT count(*) FROM idx_household_geom");
    g_autofree char *rows =
        query(path, "SELECT count(*) FROM import_change WHERE tab = 'household'");
    g_assert_cmpstr(homes, ==, children);
    g_assert_cmpstr(homes, ==, boxes);
    g_assert_cmpstr(homes, ==, rows);
    g_assert_true(atoi(homes) == 0 || atoi(homes) == homes_expected);
}

/* A killed import, or undo, leaves the database as before or after. */
static void
test_kill(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(ZfBatch) areas = sample_areas(4);
    g_autoptr(ZfBatch) ledger = sample_ledger(4, 800);
    must_import(s->store, areas, "2026-01-01", NULL);
    g_clear_pointer(&s->store, zf_store_close);
    int status;
    gint64 began = g_get_monotonic_time();
    g_assert_cmpint(waitpid(import_and_undo(s->path, ledger), &status, 0), >, 0);
    g_assert_cmpint(status, ==, 0);
    gint64 whole = g_get_monotonic_time() - began;
#ifdef __SANITIZE_ADDRESS__ /* each round starts a process of its own: slow there */
    int rounds = 6;
#else
    int rounds = g_test_slow() ? 300 : 50;
#endif
    int killed = 0;
    for (int i = 0; i < rounds; i++) {
        pid_t pid = import_and_undo(s->path, ledger);
        g_usleep((gulong)(whole * (i * 17 % rounds) / rounds));
        kill(pid, SIGKILL);
        g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
        killed += WIFSIGNALED(status);
        check_whole(s->path, 800);
    }
    g_assert_cmpint(killed, >, rounds / 4);
    g_assert_cmpint(waitpid(import_and_undo(s->path, ledger), &status, 0), >, 0);
    g_assert_cmpint(status, ==, 0);
    check_whole(s->path, 800);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/store/create", test_create);
    g_test_add_func("/store/same-bytes", test_same_bytes);
    g_test_add_func("/store/refuse", test_refuse);
    g_test_add_func("/store/damaged", test_damaged);
    g_test_add_func("/store/read-only", test_read_only);
    g_test_add_func("/store/locked", test_locked);
    g_test_add_func("/store/kill", test_kill);
    return g_test_run();
}
