/* storefile: making, opening and closing the database file, and what can go wrong with it. */
#pragma once

#include "base/base.h"

#define ZF_STORE_ERROR (zf_store_error_quark())
GQuark zf_store_error_quark(void);
typedef enum {
    ZF_STORE_ERROR_EXISTS,    /* create: there is a file already */
    ZF_STORE_ERROR_MISSING,   /* open: there is no such file */
    ZF_STORE_ERROR_NOT_OURS,  /* not a database, or another program's */
    ZF_STORE_ERROR_NEWER,     /* made by a newer zoufang */
    ZF_STORE_ERROR_OLDER,     /* made by an older one and opened for reading only */
    ZF_STORE_ERROR_LOCKED,    /* another run is writing */
    ZF_STORE_ERROR_READ_ONLY, /* file or folder cannot be written */
    ZF_STORE_ERROR_FULL,      /* disk full; nothing was lost */
    ZF_STORE_ERROR_DAMAGED,   /* the file is damaged: take the last backup */
    ZF_STORE_ERROR_UNKNOWN,   /* no campaign, plan, run, sheet, home … of that name */
    ZF_STORE_ERROR_STALE,     /* the data has moved on since the plan was made */
    ZF_STORE_ERROR_CONFLICT,  /* undo: a later change stands on it; a record that contradicts */
    ZF_STORE_ERROR_INVALID,   /* a record that must not be stored: empty key, unknown reference */
    ZF_STORE_ERROR_FAILED,    /* anything else */
} ZfStoreError;

typedef struct ZfStore ZfStore;

typedef enum ZfStoreMode { ZF_STORE_READ, ZF_STORE_WRITE } ZfStoreMode;

/* Makes an empty database, mode 0600, whole or not at all; folders are not made. It is opened with
 * zf_store_open afterwards. Every new one is the same bytes. Errors: EXISTS; ZF_FILE_ERROR_WRITE.
 */
bool zf_store_create(const char *path, GError **error) ZF_CHECK_RESULT;

/* Opens it; for writing, an older schema is migrated first (one transaction). A file in a folder
 * that cannot be written is opened for reading all the same.
 * Errors: MISSING, NOT_OURS, NEWER, OLDER, LOCKED, READ_ONLY, DAMAGED, FULL. */
ZfStore *zf_store_open(const char *path, ZfStoreMode mode, GError **error) ZF_CHECK_RESULT;

/* Closes it; the log file beside it is folded in when this was the last user. NULL is fine. */
void zf_store_close(ZfStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfStore, zf_store_close)

const char *zf_store_path(const ZfStore *store);

/* ret: the version of the data as of now; grows with every change (see store.h). -1 and error when
 * it cannot be read. */
int64_t zf_store_data_version(ZfStore *store, GError **error) ZF_CHECK_RESULT;
