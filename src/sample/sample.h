/* sample: a made-up township, or a county of them, written as the files that really arrive — for
 * training, demonstrations, tests and benchmarks. No person in it exists.
 *
 * Side valleys run down to one river; villages share winding borders exactly; roads follow the
 * valleys; groups and homes lie along them. Names are put together from syllables, ID numbers begin
 * with 990101, an area code nobody has been given, and end in a right check digit (GB 11643-1999),
 * telephone numbers begin with 14000. The place is a spot in the hills of western Hunan; the
 * terrain is not the one that is there.
 *
 * The same options give the same bytes. People are made and written village by village, so a
 * million homes need no more memory than one township's ledger.
 *
 * Files (as they arrive): villages.shp (.shx .dbf .prj; CGCS2000 Gauss-Krüger, GBK, no .cpg),
 * dem.tif, roads.osm (with water and settlements' names), places.csv, ledger_留守.xlsx and
 * ledger_困境.xlsx (of a county one pair a town: ledger_留守_鹿溪镇.xlsx), volunteers.xlsx,
 * pairings.csv (GBK), visits_上一轮.csv (GBK), README.txt.
 * clean: villages.gpkg, dem.tif, roads.osm, places.csv, ledger.csv, volunteers.csv, pairings.csv,
 * visits.csv, README.txt: UTF-8, WGS-84, one row of headers, no flaws. */
#pragma once

#include "base/base.h"

#define ZF_SAMPLE_MAX_VILLAGES   1000
#define ZF_SAMPLE_MAX_HOUSEHOLDS 2000000

typedef struct ZfSampleOptions {
    const char *folder; /* made when missing; files of the same names are replaced */
    int32_t villages;   /* 1 … ZF_SAMPLE_MAX_VILLAGES, 0 = 20 */
    int32_t households; /* in the ledgers; 0 = 30 a village; at least one a village */
    int32_t teams;      /* of two volunteers; 0 = one for 40 homes; at most 5000 */
    uint64_t seed;
    ZfDate start; /* first day of the campaign, 0 = 2026-02-02; five days follow */
    bool clean;
} ZfSampleOptions;

/* What was written, for tests and for the line that is shown. */
typedef struct ZfSampleReport {
    ZfDate start; /* first day of the campaign; the roster's days are this and the four after it */
    int32_t towns;
    int32_t villages;
    int32_t groups;
    int64_t households;
    int64_t children;    /* distinct */
    int64_t left_behind; /* rows of the 留守 ledgers */
    int64_t hardship;    /* rows of the 困境 ledgers; some children stand in both */
    int64_t with_point;  /* homes with coordinates; the others have an address only */
    int64_t volunteers;
    int64_t teams;
    int64_t pairings;
    int64_t visits; /* rows of the earlier round */
    int64_t places;
    double road_m;
    /* the natural flaws, counted in ledger rows; all 0 when clean */
    int64_t full_width;  /* digits typed in full width */
    int64_t missing_id;  /* no ID number */
    int64_t odd_group;   /* 3组, 第三村民小组 … for 三组 */
    int64_t odd_date;    /* 2014.3.5, 2014年3月5日 … */
    int64_t wrong_check; /* ID with a wrong last digit */
    GPtrArray *files;    /* char *, names in the folder, in the order written */
} ZfSampleReport;

/* report may be NULL. Errors: ZF_FILE_ERROR_WRITE, ZF_GIS_ERROR_WRITE, ZF_TABLE_ERROR_WRITE,
 * ZF_PROGRESS_ERROR_CANCELLED. */
bool zf_sample_write(const ZfSampleOptions *options, const ZfProgress *progress,
                     ZfSampleReport *report, GError **error) ZF_CHECK_RESULT;
void zf_sample_report_clear(ZfSampleReport *report);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ZfSampleReport, zf_sample_report_clear)
