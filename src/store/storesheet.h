/* storesheet: the register of worksheets on paper.
 *
 * A sheet number has nine characters in three groups, "KM7-0214-3X": opaque (it tells nothing about
 * the place or the people), from the 31 characters 0-9 and A-Z without I, L, O, U and Z; the last
 * one is a check character: with the values v1 … v8 of the others, Σ i·vᵢ mod 31, so one wrong
 * character or two swapped ones are always noticed. It is drawn from the plan's hash and the
 * route's number: the same database always draws the same. */
#pragma once

#include "store/storefile.h"
#include "model/plan.h"

/* A sheet and what is known about it; owns every text, also the sheet's. */
typedef struct ZfSheetRow {
    ZfSheet sheet;
    char *campaign;
    char *hash;      /* of the plan it shows */
    char *team_name; /* who has the route */
    ZfDate date;
    int32_t stops;
    int32_t recorded; /* stops with a result */
    bool outdated;    /* its plan is not the campaign's current one any more */
} ZfSheetRow;
void zf_sheet_row_free(ZfSheetRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfSheetRow, zf_sheet_row_free)

/* The sheet of a route: drawn at the first call, the same at every later one, also for a later plan
 * with the same hash. pages: stored when not 0. Errors: UNKNOWN plan or route. */
ZfSheetRow *zf_store_sheet_draw(ZfStore *store, int64_t plan, int32_t route, int32_t pages,
                                GError **error) ZF_CHECK_RESULT;

/* Cleans a number as people type it: lower case, no hyphens, O for 0, I or L for 1.
 * ret: as printed, or NULL when the check character is wrong. Owned by the caller. */
char *zf_sheet_number_clean(const char *typed);

/* Errors: UNKNOWN (also for a wrong check character, which the message says). */
ZfSheetRow *zf_store_sheet_find(ZfStore *store, const char *number, GError **error) ZF_CHECK_RESULT;
/* ret: ZfSheetRow by date, route. outstanding: only those issued and not returned.
 * campaign NULL = all. */
GPtrArray *zf_store_sheets(ZfStore *store, const char *campaign, bool outstanding,
                           GError **error) ZF_CHECK_RESULT;

/* The stops of a sheet in printed order, as in the plan it was drawn from (also of an older plan).
 * ret: a plan with that one route, without legs' geometry. */
ZfPlan *zf_store_sheet_stops(ZfStore *store, const char *number, GError **error) ZF_CHECK_RESULT;

/* Handing out and taking back; both are kept in the audit log. Errors: UNKNOWN; CONFLICT when it is
 * out already (returned already, never issued). */
bool zf_store_sheet_issue(ZfStore *store, const char *number, const char *to, ZfStamp at,
                          GError **error) ZF_CHECK_RESULT;
bool zf_store_sheet_return(ZfStore *store, const char *number, int32_t pages, ZfStamp at,
                           GError **error) ZF_CHECK_RESULT;
