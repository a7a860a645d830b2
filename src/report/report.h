/* report: tables and mandated forms (DOMAIN §6) as XLSX, CSV or PDF, and the bulletin on one page.
 *
 *     ZfReportInput input = {.snapshot = snapshot, .coverage = coverage, .plan = plan};
 *     g_autoptr(GPtrArray) tables = zf_report_make(ZF_REPORT_UNVISITED, &input, error);
 *     if (tables == NULL || !zf_report_save(tables, "out/unvisited.xlsx", error)) {
 *         return false;
 *     }
 *
 * A table is built once and written in three formats, so that they cannot differ. Who may read what
 * is decided here (DOMAIN §7): lists of homes are refused to county and public, a village worker
 * sees one village and the last four digits of an ID, figures come out as disclosure control left
 * them in the coverage. The three secret categories stand in no table. */
#pragma once

#include "base/base.h"
#include "draw/draw.h"
#include "map/map.h"
#include "model/model.h"
#include "say/say.h"

#define ZF_REPORT_ERROR (zf_report_error_quark())
GQuark zf_report_error_quark(void);
typedef enum {
    ZF_REPORT_ERROR_AUDIENCE, /* the audience may not read this */
    ZF_REPORT_ERROR_AREA,     /* there is no such area, or a village worker's is missing */
    ZF_REPORT_ERROR_FORMAT,   /* not .xlsx, .csv or .pdf */
} ZfReportError;

typedef enum ZfReportKind {
    ZF_REPORT_UNVISITED,
    ZF_REPORT_OVERDUE,
    ZF_REPORT_COVERAGE,
    ZF_REPORT_VILLAGE,    /* one line a village */
    ZF_REPORT_SUMMARY,    /* 活动情况汇总表, 21 columns */
    ZF_REPORT_ACTIVITIES, /* 活动统计表 */
    ZF_REPORT_LEDGER,     /* 留守儿童信息台账: children left behind, a sheet a village */
    ZF_REPORT_HARDSHIP,   /* 困境儿童信息台账: all others */
    ZF_REPORT_UNPAIRED,
    ZF_REPORT_NEAR_WATER,
    ZF_REPORT_WISHES,
    ZF_REPORT_AGREEMENTS,
    ZF_REPORT_WIVES,
    ZF_REPORT_UNPLANNED,
    ZF_REPORT_ANSWERS, /* what homes answered to the campaign's own questions */
    ZF_REPORT_TALLY,   /* how often which answer */
} ZfReportKind;
#define ZF_REPORT_COUNT 16

/* Names for the command line: "unvisited", "near-water" …; false when there is no such. */
const char *zf_report_code(ZfReportKind kind);
bool zf_report_find(const char *code, ZfReportKind *ret);

typedef struct ZfReportInput {
    const ZfSnapshot *snapshot; /* with persons */
    const ZfCoverage *coverage; /* computed for the audience below */
    const ZfPlan *plan;         /* or NULL */
    ZfAudience audience;
    const char *area; /* only this area and below; NULL or "" = everything */
} ZfReportInput;

/* One sheet of a report. */
typedef struct ZfReport ZfReport;
void zf_report_free(ZfReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfReport, zf_report_free)

/* ret: ZfReport, at least one (an empty list has its heads); owned by the caller.
 * Errors: ZF_REPORT_ERROR_AUDIENCE, ZF_REPORT_ERROR_AREA. */
GPtrArray *zf_report_make(ZfReportKind kind, const ZfReportInput *input,
                          GError **error) ZF_CHECK_RESULT;

/* By the ending: .xlsx a sheet each, with title and notes; .csv heads and rows of all of them, for
 * programs; .pdf on A4, or A3 where there are very many columns.
 * Errors: ZF_REPORT_ERROR_FORMAT, ZF_DRAW_ERROR, ZF_TABLE_ERROR, ZF_FILE_ERROR. */
bool zf_report_save(const GPtrArray *reports, const char *path, GError **error) ZF_CHECK_RESULT;

/* What stands in a table, for tests and terminals. Row 0 … n-1 are data and totals; texts live as
 * long as the report. */
size_t zf_report_rows(const ZfReport *report);
size_t zf_report_columns(const ZfReport *report);
const char *zf_report_title(const ZfReport *report);
const char *zf_report_head(const ZfReport *report, size_t column);
/* Owned by the caller. */
char *zf_report_cell(const ZfReport *report, size_t row, size_t column);

typedef struct ZfBulletinInput {
    const ZfSnapshot *snapshot;
    /* of one township or village: its areas, itself among them; NULL = everything */
    const ZfArea *areas;
    size_t n_areas;
    const char *place; /* its name; NULL = the campaign's */
    const ZfCoverage *coverage;
    const ZfCoverage *last; /* of the issue before, or NULL */
    const ZfPlan *plan;     /* or NULL; says what would place those it leaves out */
    ZfAudience audience;
    int32_t issue;      /* 0 = none */
    const char *check;  /* hash of the data */
    const char *source; /* of what lies under the map; NULL or "" = none */
    const ZfRoad *roads;
    size_t n_roads;
    const ZfWater *water;
    size_t n_water;
    bool bw;
    ZfStamp created; /* as for worksheets */
} ZfBulletinInput;

/* The township bulletin, one A4 page (look/map, SPEC §4). Errors: ZF_DRAW_ERROR, ZF_MAP_ERROR,
 * ZF_FILE_ERROR. */
bool zf_report_bulletin(const ZfBulletinInput *input, const char *out_pdf,
                        GError **error) ZF_CHECK_RESULT;

typedef struct ZfVillagePageInput {
    const char *source;         /* of what lies under the map; NULL or "" = none */
    const ZfSnapshot *snapshot; /* with persons */
    const ZfCoverage *coverage; /* with the homes still to visit */
    ZfAudience audience;        /* planner or village */
    const char *area;           /* code: of it and below; NULL or "" = every village */
    const ZfRoad *roads;
    size_t n_roads;
    const ZfWater *water;
    size_t n_water;
    bool bw;
    ZfStamp created; /* as for worksheets */
} ZfVillagePageInput;

/* A page for each village with somebody in scope, for its worker: figures, a map of the homes still
 * to visit, the list of them by the same numbers. Errors: ZF_REPORT_ERROR_AUDIENCE,
 * ZF_REPORT_ERROR_AREA, ZF_DRAW_ERROR, ZF_FILE_ERROR. */
bool zf_report_village_pages(const ZfVillagePageInput *input, const char *out_pdf,
                             GError **error) ZF_CHECK_RESULT;
