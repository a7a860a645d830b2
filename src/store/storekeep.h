/* storekeep: keeping — settings, published figures, the access log, backups and the check. */
#pragma once

#include "store/storefile.h"

/* Settings of this database, small texts by key ("lang", "dem.file"). ret: owned by the caller,
 * NULL without error when it is not set. A NULL value removes it. */
char *zf_store_setting(ZfStore *store, const char *key, GError **error) ZF_CHECK_RESULT;
bool zf_store_set_setting(ZfStore *store, const char *key, const char *value,
                          GError **error) ZF_CHECK_RESULT;

/* Figures as they were published: never changed afterwards; the next issue hides what the
 * difference to this one would reveal. */
typedef struct ZfIssue {
    int64_t number;
    const char *campaign;
    const char *audience; /* code of ZfAudience */
    ZfStamp as_of;
    ZfStamp published;
    const char *hash;    /* of the figures, as printed */
    const char *figures; /* JSON of the published rows, opaque to the store */
} ZfIssue;
void zf_issue_free(ZfIssue *issue);
/* ret: its number, -1 on failure. issue->number is not looked at. */
int64_t zf_store_issue_add(ZfStore *store, const ZfIssue *issue, GError **error) ZF_CHECK_RESULT;
/* ret: ZfIssue by number, figures included. */
GPtrArray *zf_store_issues(ZfStore *store, const char *campaign, GError **error) ZF_CHECK_RESULT;

/* Who did what when: append-only. action: a short code, "export"; detail: without names of
 * persons. */
bool zf_store_audit(ZfStore *store, const char *action, const char *detail,
                    GError **error) ZF_CHECK_RESULT;
typedef struct ZfAuditEntry {
    int64_t number;
    ZfStamp at;
    char *user; /* login name */
    char *action;
    char *detail;
} ZfAuditEntry;
void zf_audit_entry_free(ZfAuditEntry *entry);
/* ret: ZfAuditEntry, the last `limit` ones (0 = all), oldest first. */
GPtrArray *zf_store_audit_list(ZfStore *store, size_t limit, GError **error) ZF_CHECK_RESULT;

/* A whole copy in one file, taken while others may write. Errors: EXISTS, READ_ONLY, FULL. */
bool zf_store_backup(ZfStore *store, const char *path, GError **error) ZF_CHECK_RESULT;

/* Independent check of the file: pages and indexes, references, spatial index against tables,
 * geometry valid and where it can be, conservation of every import run, visits superseded at most
 * once, plans against their stops. Findings go to findings (codes "store-…"); none means sound.
 * ret: false only when the check itself could not run. */
bool zf_store_check(ZfStore *store, ZfFindings *findings, const ZfProgress *progress,
                    GError **error) ZF_CHECK_RESULT;
