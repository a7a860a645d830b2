/* storeimport: what a file brought goes in, comes out again, and is accounted for row by row.
 *
 * Rules of merging, for a record whose key is known already:
 * - "" and unknown never erase what is known; every other value replaces it.
 * - Fields edited by hand (storeedit.h) stay as edited; a differing import is counted in kept.
 * - A position is not replaced by one from a worse source (FIELD > POINT > GEOCODED > GROUP >
 *   VILLAGE > NONE), unless the new one is good to the house (GEOCODED or better, ZF_LOCATED_M) and
 *   the old one is not (marked in a large cell).
 * - A changed position, village, group or home, or a changed set of categories closes the old state
 *   on options.valid_from and keeps it (position_past, membership_past, residence_past,
 *   person_category).
 * - visits are append-only: a known id, or a known stop of a sheet, with other content is an error
 *   (ZF_STORE_ERROR_CONFLICT); supersedes makes the older one history.
 * - a home that brings nothing but its id and located_area is located anew, after new borders.
 * - roads and water are whole layers: what an earlier run of the same file name brought and this
 *   one no longer has is removed. Everything else that is missing now is only reported (left).
 * The same content again changes nothing: all SAME, data_version stays, no run is recorded, and
 * result.run names the earlier run of these bytes if there was one. */
#pragma once

#include "store/storefile.h"
#include "model/batch.h"

typedef struct ZfImportOptions {
    bool dry_run;      /* all of it, then rolled back */
    bool close_left;   /* persons and homes that left the ledger get their exit on valid_from */
    ZfDate valid_from; /* since when what changed holds; ZF_DATE_NONE = the day of `now` */
    ZfStamp now;       /* moment of the import; ZF_STAMP_NONE = zf_stamp_now() */
    const ZfProgress *progress;
} ZfImportOptions;

/* NULL options stand for this. */
ZfImportOptions zf_import_options_default(void);

typedef enum ZfChangeKind { ZF_CHANGE_NEW, ZF_CHANGE_LEFT, ZF_CHANGE_CHANGED } ZfChangeKind;

/* One line of "yesterday's ledger again": for the planner's eyes, it may name a person. */
typedef struct ZfImportChange {
    ZfChangeKind kind;
    char *record; /* "household", "person", "area" … */
    char *key;
    char *label;  /* number, name or address */
    char *fields; /* CHANGED: the fields that differ, ',' between: "address,point" */
} ZfImportChange;

/* Lists are cut after this many lines, the counts never. */
#define ZF_IMPORT_CHANGES_MAX 20000

typedef struct ZfImportResult {
    int64_t run;   /* number of the import run; 0 = dry run, or nothing new and never seen before */
    bool repeated; /* nothing changed at all */
    size_t fates[ZF_FATE_COUNT]; /* rows of the file; they sum to the batch's rows */
    uint8_t *row_fates;          /* ZfFate of every row, in the batch's order */
    size_t n_rows;
    size_t records_new; /* records of any kind */
    size_t records_changed;
    size_t records_same;
    size_t records_left;
    size_t kept;        /* fields edited by hand that the file would have changed */
    GPtrArray *changes; /* ZfImportChange, by kind, record, key */
    int64_t data_version;
} ZfImportResult;

void zf_import_result_clear(ZfImportResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ZfImportResult, zf_import_result_clear)

/* Writes a batch. result: cleared and filled; may be NULL.
 * Errors: CONFLICT (visits), INVALID (a record without a key, or one that refers to nothing known:
 * the message says which), LOCKED, FULL, ZF_PROGRESS_ERROR_CANCELLED. */
bool zf_store_import(ZfStore *store, const ZfBatch *batch, const ZfImportOptions *options,
                     ZfImportResult *result, GError **error) ZF_CHECK_RESULT;

/* Takes a run back: every record is again as it was before it, byte for byte; the run stays in the
 * list as undone. result: records_new = taken out, records_changed = put back; may be NULL.
 * Errors: UNKNOWN; CONFLICT when records were changed or are used since (the message says by which
 * run, or that it was by hand, and how many). */
bool zf_store_undo(ZfStore *store, int64_t run, ZfImportResult *result,
                   GError **error) ZF_CHECK_RESULT;

typedef struct ZfImportRun {
    int64_t number;
    ZfImportKind kind;
    char *file;
    char *sha256;
    char *crs;
    ZfStamp at;
    ZfDate valid_from;
    bool undone;
    int64_t fates[ZF_FATE_COUNT];
    int64_t records_new;
    int64_t records_changed;
} ZfImportRun;

void zf_import_run_free(ZfImportRun *run);

/* ret: ZfImportRun by number; NULL on failure. */
GPtrArray *zf_store_runs(ZfStore *store, GError **error) ZF_CHECK_RESULT;

/* The rows of a run as ZfRow in a batch's rows (nothing else in it), in the file's order. */
ZfBatch *zf_store_run_rows(ZfStore *store, int64_t run, GError **error) ZF_CHECK_RESULT;
