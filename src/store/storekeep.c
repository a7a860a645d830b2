/* Settings, published figures, the access log, and backups. */
#include "store/reading.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

char *
zf_store_setting(ZfStore *store, const char *key, GError **error)
{
    bool row;
    sqlite3_stmt *stmt = zf_db_statement(store, "SELECT value FROM setting WHERE name = ?", error);
    if (!stmt) {
        return NULL;
    }
    zf_db_bind(stmt, "s", key);
    if (!zf_db_step(store, stmt, &row, error) || !row) {
        return NULL;
    }
    char *value = zf_db_text_dup(stmt, 0);
    sqlite3_reset(stmt);
    return value;
}

typedef struct Setting {
    const char *key;
    const char *value;
} Setting;

static bool
set_setting(ZfStore *store, void *user, GError **error)
{
    const Setting *setting = user;
    if (!setting->value) {
        return zf_db_run(store, "DELETE FROM setting WHERE name = ?", error, "s", setting->key);
    }
    return zf_db_run(store,
                     "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE "
                     "SET value = excluded.value",
                     error, "ss", setting->key, setting->value);
}

bool
zf_store_set_setting(ZfStore *store, const char *key, const char *value, GError **error)
{
    Setting setting = {key, value};
    return zf_db_write(store, set_setting, &setting, error);
}

/* ---- published figures */

typedef struct IssueEdit {
    const ZfIssue *issue;
    int64_t number;
} IssueEdit;

static bool
add_issue(ZfStore *store, void *user, GError **error)
{
    IssueEdit *edit = user;
    const ZfIssue *issue = edit->issue;
    int64_t known = 0;
    if (!zf_db_get(store, "SELECT 1 FROM campaign WHERE id = ?", &known, error, "s",
                   issue->campaign)) {
        return false;
    }
    if (!known) {
        return zf_store_unknown(_("there is no campaign “%s”"), issue->campaign, error);
    }
    if (!zf_db_run(store,
                   "INSERT INTO issue (campaign, audience, as_of, published, hash, figures) "
                   "VALUES (?, ?, ?, ?, ?, ?)",
                   error, "ssSSss", issue->campaign, issue->audience, issue->as_of,
                   issue->published, issue->hash, issue->figures)) {
        return false;
    }
    edit->number = sqlite3_last_insert_rowid(store->db);
    return true;
}

int64_t
zf_store_issue_add(ZfStore *store, const ZfIssue *issue, GError **error)
{
    IssueEdit edit = {issue, 0};
    return zf_db_write(store, add_issue, &edit, error) ? edit.number : -1;
}

static void
issue_free(gpointer issue)
{
    zf_issue_free(issue);
}

static bool
use_issue(ZfStore *store, sqlite3_stmt *stmt, void *user, GError **error)
{
    (void)store;
    (void)error;
    ZfIssue *issue = g_new0(ZfIssue, 1);
    issue->number = sqlite3_column_int64(stmt, 0);
    issue->campaign = zf_db_text_dup(stmt, 1);
    issue->audience = zf_db_text_dup(stmt, 2);
    issue->as_of = zf_db_stamp(stmt, 3);
    issue->published = zf_db_stamp(stmt, 4);
    issue->hash = zf_db_text_dup(stmt, 5);
    issue->figures = zf_db_text_dup(stmt, 6);
    g_ptr_array_add(user, issue);
    return true;
}

GPtrArray *
zf_store_issues(ZfStore *store, const char *campaign, GError **error)
{
    g_autoptr(GPtrArray) issues = g_ptr_array_new_with_free_func(issue_free);
    bool ok = zf_db_each(store,
                         "SELECT number, campaign, audience, as_of, published, hash, figures FROM "
                         "issue WHERE ?1 IS NULL OR campaign = ?1 ORDER BY number",
                         use_issue, issues, error, "k", campaign);
    return ok ? g_steal_pointer(&issues) : NULL;
}

/* ---- the access log */

typedef struct AuditEdit {
    const char *action;
    const char *detail;
} AuditEdit;

static bool
add_audit(ZfStore *store, void *user, GError **error)
{
    const AuditEdit *edit = user;
    return zf_audit_add(store, edit->action, edit->detail, error);
}

bool
zf_audit_add(ZfStore *store, const char *action, const char *detail, GError **error)
{
    return zf_db_run(store, "INSERT INTO audit (at, user, action, detail) VALUES (?, ?, ?, ?)",
                     error, "Ssss", zf_stamp_now(), g_get_user_name(), action, detail);
}

bool
zf_store_audit(ZfStore *store, const char *action, const char *detail, GError **error)
{
    AuditEdit edit = {action, detail};
    return zf_db_write(store, add_audit, &edit, error);
}

static void
entry_free(gpointer entry)
{
    zf_audit_entry_free(entry);
}

static bool
use_entry(ZfStore *store, sqlite3_stmt *stmt, void *user, GError **error)
{
    (void)store;
    (void)error;
    ZfAuditEntry *entry = g_new0(ZfAuditEntry, 1);
    entry->number = sqlite3_column_int64(stmt, 0);
    entry->at = zf_db_stamp(stmt, 1);
    entry->user = zf_db_text_dup(stmt, 2);
    entry->action = zf_db_text_dup(stmt, 3);
    entry->detail = zf_db_text_dup(stmt, 4);
    g_ptr_array_add(user, entry);
    return true;
}

GPtrArray *
zf_store_audit_list(ZfStore *store, size_t limit, GError **error)
{
    g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(entry_free);
    bool ok = zf_db_each(store,
                         "SELECT number, at, user, action, detail FROM (SELECT * FROM audit ORDER "
                         "BY number DESC LIMIT ?) ORDER BY number",
                         use_entry, entries, error, "l", limit ? (int64_t)limit : (int64_t)-1);
    return ok ? g_steal_pointer(&entries) : NULL;
}

/* ---- backup */

bool
zf_store_backup(ZfStore *store, const char *path, GError **error)
{
    if (g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_EXISTS,
                    _("%s is there already; it was left as it is"), path);
        return false;
    }
    g_autofree char *part = zf_file_part_path(path);
    int fd = open(part, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_READ_ONLY,
                    _("%s: the copy cannot be made; choose a folder you may write to"), path);
        return false;
    }
    close(fd);
    /* VACUUM INTO takes an empty file that is there. */
    bool reader = sqlite3_db_readonly(store->db, "main") == 1;
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
    bool ok = (!reader || zf_db_run(store, "PRAGMA query_only = OFF", error, "")) &&
              zf_db_run(store, "VACUUM INTO ?", error, "s", part) &&
              (!reader || zf_db_run(store, "PRAGMA query_only = ON", error, ""));
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (!ok) {
        g_unlink(part);
        return false;
    }
    return zf_file_commit(part, path, error);
}
