/* locate: gridded village maps on which homes without a known position are marked by cell, and what
 * comes back on them. */
#pragma once

#include "app/grid.h"
#include "app/imports.h"
#include "app/workspace.h"

typedef struct ZfLocateRequest {
    const char *output; /* FILE.pdf */
    const char *area;   /* code or name: of it and below; NULL = everywhere */
    bool bw;
} ZfLocateRequest;

typedef struct ZfLocateReport {
    size_t maps;
    size_t homes;
    int32_t pages;
} ZfLocateReport;

/* Draws a map of every village with homes that are in the ledger and not located to the house
 * (coverage.h, set L), for the planner and the village worker alone. Numbers are drawn where there
 * are none yet; the same map has the same number again. findings: villages nobody knows the place
 * of, which have no map. Errors: NOTHING when every home is located. */
bool zf_app_locate_map(ZfApp *app, const ZfLocateRequest *request, ZfLocateReport *report,
                       ZfFindings *findings, const ZfProgress *progress,
                       GError **error) ZF_CHECK_RESULT;

/* A home of a map as the keyer sees it. */
typedef struct ZfLocateHome {
    char *household; /* key */
    char *label;     /* number and address */
    bool known;      /* still in the ledger */
    bool located;    /* its position is known to the house by now, */
    bool measured;   /* and not from a cell: a cell does not replace it */
    char *cell;      /* keyed so far, NULL = not marked */
} ZfLocateHome;

typedef struct ZfLocateSheet {
    char *number; /* as printed */
    char *village;
    ZfCellGrid grid;
    ZfLang lang;      /* of the campaign */
    GPtrArray *homes; /* ZfLocateHome in printed order */
} ZfLocateSheet;
void zf_locate_sheet_free(ZfLocateSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfLocateSheet, zf_locate_sheet_free)

/* number: as typed. ret: false on failure; *sheet NULL when no gridded map has that number. */
bool zf_app_locate_open(ZfApp *app, const char *number, ZfLocateSheet **sheet,
                        GError **error) ZF_CHECK_RESULT;

/* Makes positions of the cells that were keyed into sheet->homes: one import, which can be undone;
 * every home of the map is one of its rows. */
ZfImportReport *zf_app_locate_keep(ZfApp *app, const ZfLocateSheet *sheet,
                                   GError **error) ZF_CHECK_RESULT;

/* The same from a table, one row a home in printed order (or with its number on the map). */
ZfImportReport *zf_app_locate_file(ZfApp *app, const ZfLocateSheet *sheet,
                                   const ZfImportRequest *request, const ZfProgress *progress,
                                   GError **error) ZF_CHECK_RESULT;

/* Its homes as a grid. filled: with what is known of their position; else a table to fill in. */
ZfGrid *zf_app_locate_grid(const ZfLocateSheet *sheet, bool filled);
