/* drawing: maps and worksheets of the current state. */
#pragma once

#include "app/mapplacing.h"
#include "app/workspace.h"

typedef enum ZfMapWanted {
    ZF_MAP_WANT_COVERAGE,
    ZF_MAP_WANT_UNVISITED,
    ZF_MAP_WANT_ROUTES,
    ZF_MAP_WANT_ATLAS,
    ZF_MAP_WANT_ACCESS,
    ZF_MAP_WANT_HOTSPOTS,
    ZF_MAP_WANT_CHANGE,
} ZfMapWanted;

typedef enum ZfMultiples { ZF_MULTIPLES_NONE, ZF_MULTIPLES_DAY, ZF_MULTIPLES_WEEK } ZfMultiples;
bool zf_map_wanted_parse(const char *text, ZfMapWanted *ret);

typedef struct ZfMapRequest {
    ZfMapWanted what;
    const char *output; /* .png, .svg or .pdf */
    const char *style;  /* file; NULL = ours */
    const char *paper;  /* "A4" … "A0"; NULL = A4, coverage and change as large as names need */
    int dpi;            /* of PNG; 0 = 150 */
    bool bw;
    bool stand_in; /* 〓 where the font has no glyph, instead of an error */
    ZfAudience audience;
    const char *area;      /* only there */
    ZfDate day;            /* routes of one day; ZF_DATE_NONE = all */
    int32_t route;         /* routes: only this one; 0 = all */
    const char *volunteer; /* routes: only of a team with this member; NULL = all */
    ZfStamp as_of;         /* ZF_STAMP_NONE = now */
    ZfStamp since;         /* change: since then; ZF_STAMP_NONE = since the last campaign's end */
    ZfMultiples multiples; /* coverage: a small map for each day or week of the campaign */
    int lang;              /* ZfLang, -1 = the campaign's */
    /* access: as in app/access.h */
    const char *mode;
    int32_t limit_minutes;
    ZfWeather weather;
    ZfMapPlacing *placing; /* filled when not NULL */
} ZfMapRequest;

/* findings: what was odd in the roads; progress: of access. */
bool zf_app_map(ZfApp *app, const ZfMapRequest *request, ZfFindings *findings,
                const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;

typedef struct ZfSheetsRequest {
    const char *output;    /* FILE.pdf, or a folder (ends with / or exists): one PDF a route
                            * and index.pdf */
    int32_t route;         /* 0 = all */
    ZfDate day;            /* ZF_DATE_NONE = all */
    const char *volunteer; /* only routes of a team with this member; NULL = all */
    bool blind, names, phone, large, bw, north_up;
    bool stand_in; /* as for maps */
    unsigned threads;
} ZfSheetsRequest;

typedef struct ZfSheetsReport {
    size_t routes;
    int64_t pages;
    GPtrArray *files; /* paths that were written */
} ZfSheetsReport;
void zf_sheets_report_free(ZfSheetsReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfSheetsReport, zf_sheets_report_free)

/* Draws sheet numbers where there are none yet; a reprint has the same. */
ZfSheetsReport *zf_app_sheets(ZfApp *app, const ZfSheetsRequest *request,
                              const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;
