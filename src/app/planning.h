/* planning: duties to routes, and why. */
#pragma once

#include "app/grid.h"
#include "app/workspace.h"

typedef enum ZfPrefer { ZF_WANT_BALANCED, ZF_WANT_COMPACT, ZF_WANT_SHORT } ZfPrefer;
bool zf_prefer_parse(const char *text, ZfPrefer *ret);

typedef struct ZfPlanRequest {
    ZfDate from; /* ZF_DATE_NONE = the campaign's window, never before today */
    ZfDate to;
    ZfStamp as_of;      /* ZF_STAMP_NONE = now */
    double time_s;      /* > 0: stop then (gives up repeatability) */
    int64_t iterations; /* 0 = by the size of the problem */
    uint64_t seed;
    unsigned threads; /* 0 = all cores; never changes the plan */
    ZfPrefer prefer;
    ZfWeather weather;
    bool keep; /* change the current plan as little as possible */
} ZfPlanRequest;

#define ZF_PLAN_REQUEST_INIT                                                                       \
    {                                                                                              \
        .from = ZF_DATE_NONE, .to = ZF_DATE_NONE, .as_of = ZF_STAMP_NONE, .seed = 1                \
    }

typedef struct ZfPlanReport {
    ZfPlan *plan;         /* as stored */
    ZfSnapshot *snapshot; /* it was made from; with names of volunteers only as teams carry them */
    size_t duties;        /* still to be made; stops of days that have passed are not among them */
    size_t estimated;     /* legs without a road network */
    ZfFindings *findings; /* homes off every road, moved snaps, … */
    ZfGrid *differences;  /* to the plan before (--keep); NULL = none */
    ZfPlanHuman human;    /* how it looks to those who walk it */
    double solve_cpu_s;   /* of the optimiser */
} ZfPlanReport;

void zf_plan_report_free(ZfPlanReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfPlanReport, zf_plan_report_free)

/* Makes teams and shifts where there are none, plans, stores the plan. request NULL = defaults. */
ZfPlanReport *zf_app_plan_make(ZfApp *app, const ZfPlanRequest *request, const ZfProgress *progress,
                               GError **error) ZF_CHECK_RESULT;

/* true when the current plan was made from this very data, for the same days and with the same
 * wishes (request NULL = defaults): planning again would only change what is printed already. */
bool zf_app_plan_stands(ZfApp *app, const ZfPlanRequest *request, bool *ret,
                        GError **error) ZF_CHECK_RESULT;

/* ret: a few lines for people: routes, stops, hours, kilometres, left out by reason. */
char *zf_plan_report_text(const ZfPlanReport *report, ZfLang lang);
char *zf_plan_report_json(const ZfPlanReport *report);

/* The current plan. routes: one row a route, with its line; stops: one row a stop, with its point;
 * unplanned: what was left out and why. */
ZfGrid *zf_app_routes(ZfApp *app, ZfLang lang, GError **error) ZF_CHECK_RESULT;
ZfGrid *zf_app_stops(ZfApp *app, int32_t route, ZfLang lang, GError **error) ZF_CHECK_RESULT;
/* What becomes of the routes in rain or on ice, by the roads shut and slow then: one row for each
 * route that takes a minute and more longer or cannot reach a stop; with the order that is quicker
 * there. findings: as zf_app_plan_make's. */
ZfGrid *zf_app_routes_weather(ZfApp *app, ZfWeather weather, ZfLang lang, ZfFindings *findings,
                              const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;
ZfGrid *zf_app_unplanned(ZfApp *app, ZfLang lang, GError **error) ZF_CHECK_RESULT;

/* Why a home is visited on that day, or why not at all: text for people, or one JSON object.
 * household: id or number. */
char *zf_app_explain(ZfApp *app, const char *household, ZfLang lang, bool json,
                     GError **error) ZF_CHECK_RESULT;
/* The same of the whole plan: what it leaves out, why, and what would place it. */
char *zf_app_explain_plan(ZfApp *app, ZfLang lang, bool json, GError **error) ZF_CHECK_RESULT;
