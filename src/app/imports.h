/* imports: files in. One transaction a file; every row's fate is kept; the same file again changes
 * nothing. */
#pragma once

#include "app/grid.h"
#include "app/workspace.h"

typedef struct ZfImportRequest {
    ZfImportKind kind;
    const char *file;
    const char *const *map; /* "FIELD=COLUMN", NULL-terminated; NULL = none */
    const char *sheet;
    const char *layer;
    const char *where;
    int64_t limit;
    uint64_t seed;
    const char *crs;
    const char *encoding;
    const char *village;
    const char
        *visit_sheet;       /* visits: the printed sheet they were written on; NULL = as they say */
    const char *locate_map; /* households: the gridded map they were marked on; NULL = none */
    const char *errors;     /* where to write the correction workbook; NULL = nowhere */
    bool accept_totals;
    bool dry_run;
    bool close_left; /* who is not in the ledger any more has left it */
    /* nothing is changed when these bytes are what this file was last time: of two files that say
     * different things of a child, the earlier one does not come up again */
    bool once;
    /* The days of the campaign that is about to be made, for ages; used while there is none yet.
     * 0 = not known. */
    ZfDate from, to;
} ZfImportRequest;

typedef struct ZfImportReport {
    ZfImportKind kind;
    char *file;
    int64_t run;
    bool repeated; /* these very bytes were in already: nothing changed */
    bool dry_run;
    size_t rows;
    size_t fates[ZF_FATE_COUNT];
    size_t set_aside; /* rows that were taken without a part of them (a mistyped ID) */
    size_t records_new, records_changed, records_same, records_left;
    char *note;   /* how coordinates were taken, and the like; "" = nothing to say */
    char *errors; /* the correction workbook that was written, NULL = none */
    ZfFindings *findings;
    ZfGrid *columns; /* how columns were understood; may have no rows */
    ZfGrid *scores;  /* hypotheses on coordinates; may have no rows */
    ZfGrid *changes; /* new, left, changed; may have no rows */
    ZfGrid *extra;   /* roads: km by village; NULL = nothing more */
} ZfImportReport;

void zf_import_report_free(ZfImportReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfImportReport, zf_import_report_free)

/* ret: what happened; NULL when the file as a whole could not be taken: nothing changed then. */
ZfImportReport *zf_app_import(ZfApp *app, const ZfImportRequest *request,
                              const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;

/* Writes a batch that was made here. */
ZfImportReport *zf_app_import_batch(ZfApp *app, const ZfBatch *batch,
                                    GError **error) ZF_CHECK_RESULT;

/* ret: the conservation line: "312 rows = 300 taken (12 new, …) + 2 merged + 3 not taken + 7 no
 * data", owned by the caller. */
char *zf_import_report_line(const ZfImportReport *report);
/* ret: everything as JSON. */
char *zf_import_report_json(const ZfImportReport *report);

/* Takes a run back. */
bool zf_app_import_undo(ZfApp *app, int64_t run, GError **error) ZF_CHECK_RESULT;
/* The runs so far, with their sums. */
ZfGrid *zf_app_import_runs(ZfApp *app, GError **error) ZF_CHECK_RESULT;
/* The rows of one run and where each ended. */
ZfGrid *zf_app_import_rows(ZfApp *app, int64_t run, GError **error) ZF_CHECK_RESULT;
