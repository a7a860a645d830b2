/* figures: coverage and the homes still to visit, as grids, JSON and a few lines for a terminal. */
#pragma once

#include "app/grid.h"
#include "app/workspace.h"

typedef struct ZfFiguresOptions {
    ZfStamp as_of; /* ZF_STAMP_NONE = now */
    ZfAudience audience;
    bool groups;      /* rows for groups too */
    const char *area; /* code or name; NULL = everywhere */
    bool names;       /* load the names of persons too */
    bool ways;        /* load the ways of the plan too */
} ZfFiguresOptions;

/* What coverage was computed from, and the coverage. */
typedef struct ZfFigures {
    ZfSnapshot *snapshot;
    ZfPlan *plan; /* NULL = none yet */
    ZfCoverage *coverage;
} ZfFigures;

/* options NULL = now, for the planner. Errors: no campaign, unknown area. */
ZfFigures *zf_app_figures(ZfApp *app, const ZfFiguresOptions *options,
                          GError **error) ZF_CHECK_RESULT;
/* What options say, as it was then; since ZF_STAMP_NONE: at the end of the campaign before this one
 * (that which began last of those that began earlier). Errors: NOTHING when there is none. */
ZfFigures *zf_app_figures_before(ZfApp *app, const ZfFiguresOptions *options, ZfStamp since,
                                 GError **error) ZF_CHECK_RESULT;
/* What options say at the end of each day, or each week, of the campaign up to its as_of, which is
 * the last. ret: ZfFigures, at least one. */
GPtrArray *zf_app_figures_series(ZfApp *app, const ZfFiguresOptions *options, bool weekly,
                                 GError **error) ZF_CHECK_RESULT;
void zf_figures_free(ZfFigures *figures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfFigures, zf_figures_free)

/* What `coverage --by` says; CATEGORY lists the overlapping categories. */
typedef enum ZfFiguresBy {
    ZF_BY_ALL,
    ZF_BY_GROUP,
    ZF_BY_VILLAGE,
    ZF_BY_TOWN,
    ZF_BY_COUNTY,
    ZF_BY_CATEGORY,
} ZfFiguresBy;
bool zf_figures_by_parse(const char *text, ZfFiguresBy *ret);

/* Rows with the counts and ratios of the ladder; shapes of areas go along. lang: of the words. */
ZfGrid *zf_figures_coverage(const ZfFigures *figures, ZfFiguresBy by, ZfLang lang);
/* Homes still to visit, worst first, with reason and overdue days; positions go along for the
 * planner. Empty for county and public (coverage holds no homes for them). */
ZfGrid *zf_figures_homes(const ZfFigures *figures, ZfLang lang);

/* ret: headline lines: not accounted for, coverage, ladder, conservation, forecast. */
char *zf_figures_summary(const ZfFigures *figures, ZfLang lang);
/* ret: all of it as one JSON object, with keys that stay. */
char *zf_figures_json(const ZfFigures *figures, ZfFiguresBy by);

/* ret: the area meant by a code or a name; -1 with an error that lists the candidates. */
int32_t zf_app_find_area(const ZfSnapshot *snapshot, const char *text, GError **error);
/* The area itself and everything below it, for maps of one township. placed: by area of the
 * snapshot, its index among them or -1. ret and placed: owned by the caller. */
ZfArea *zf_app_areas_below(const ZfSnapshot *snapshot, const char *text, size_t *n,
                           int32_t **placed, GError **error) ZF_CHECK_RESULT;
