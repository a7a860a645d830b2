/* results: what volunteers wrote on a sheet, keyed in printed order. */
#pragma once

#include "app/grid.h"
#include "app/imports.h"
#include "app/workspace.h"

/* One stop of a sheet as the keyer sees it. */
typedef struct ZfRecordStop {
    int32_t number;
    char *household;
    char *village;
    char *address;
    int32_t children;
    ZfCellGrid grid;   /* in which it was marked; no columns = it was located when printed */
    bool talk;         /* a village duty: the campaign's questions are not asked */
    bool recorded;     /* something is in already */
    char *visit;       /* its id, to be superseded; "" = none */
    ZfOutcome outcome; /* of it */
} ZfRecordStop;

typedef struct ZfRecordSheet {
    char *sheet; /* as printed */
    char *team_name;
    ZfDate date;
    int32_t route;
    ZfLang lang;            /* of the campaign */
    GPtrArray *stops;       /* ZfRecordStop in printed order */
    ZfQuestions *questions; /* asked at every home beside the boxes */
} ZfRecordSheet;

void zf_record_sheet_free(ZfRecordSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfRecordSheet, zf_record_sheet_free)

/* number: as typed (case, hyphens, O for 0 do not matter). */
ZfRecordSheet *zf_app_record_open(ZfApp *app, const char *number, GError **error) ZF_CHECK_RESULT;

/* Adds what stands at a stop; visit's sheet, stop, household, date and supersedes are filled in
 * here. A stop that has a result already is superseded, nothing is overwritten. */
bool zf_app_record_add(ZfApp *app, const ZfRecordSheet *sheet, const ZfRecordStop *stop,
                       ZfVisit *visit, GError **error) ZF_CHECK_RESULT;

/* Makes the middle of the cell in which a stop's home was marked its position: an import of one
 * row. Errors: USAGE when its grid has no such cell. */
bool zf_app_record_cell(ZfApp *app, const ZfRecordSheet *sheet, const ZfRecordStop *stop,
                        const char *cell, GError **error) ZF_CHECK_RESULT;

/* The same from a table: one row a stop in printed order (or with the stop's number), columns as in
 * a file of visits; rows without an outcome are stops not visited. request: file, errors, dry_run …
 * as for an import; what is recorded already is corrected. */
ZfImportReport *zf_app_record_file(ZfApp *app, const char *number, const ZfImportRequest *request,
                                   const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;
/* Such a table, still to be filled in. */
ZfGrid *zf_app_record_blank(ZfApp *app, const char *number, GError **error) ZF_CHECK_RESULT;

/* Stops of a sheet and what is recorded for them. */
ZfGrid *zf_app_record_show(ZfApp *app, const char *number, ZfLang lang,
                           GError **error) ZF_CHECK_RESULT;

/* The register of sheets: issue and return; all, or only those that are out. */
bool zf_app_sheet_issue(ZfApp *app, const char *number, const char *to,
                        GError **error) ZF_CHECK_RESULT;
bool zf_app_sheet_return(ZfApp *app, const char *number, int32_t pages,
                         GError **error) ZF_CHECK_RESULT;
ZfGrid *zf_app_sheet_list(ZfApp *app, bool outstanding, GError **error) ZF_CHECK_RESULT;
