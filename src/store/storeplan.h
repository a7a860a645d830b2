/* storeplan: plans with their routes, ways and cues. */
#pragma once

#include "store/storefile.h"
#include "model/plan.h"

/* Stores a plan and makes it the campaign's current one; sets plan->number. A plan that prints the
 * same as the current one (same hash) takes its place and its number, so sheets stay valid.
 * Errors: STALE when plan->data_version is not the database's any more; UNKNOWN campaign. */
bool zf_store_plan_save(ZfStore *store, ZfPlan *plan, GError **error) ZF_CHECK_RESULT;

/* number 0: the campaign's current plan. ret: exactly what was saved; NULL with UNKNOWN when there
 * is none. campaign may be NULL with a number. */
ZfPlan *zf_store_plan_load(ZfStore *store, const char *campaign, int64_t number,
                           GError **error) ZF_CHECK_RESULT;
/* The same without its ways: no legs, points and cues, so stops and routes have no leg either. */
ZfPlan *zf_store_plan_load_stops(ZfStore *store, const char *campaign, int64_t number,
                                 GError **error) ZF_CHECK_RESULT;

bool zf_store_plan_set_current(ZfStore *store, int64_t number, GError **error) ZF_CHECK_RESULT;
/* Errors: CONFLICT when sheets of it were issued. */
bool zf_store_plan_remove(ZfStore *store, int64_t number, GError **error) ZF_CHECK_RESULT;

typedef struct ZfPlanInfo {
    int64_t number;
    bool current;
    int64_t data_version;
    ZfStamp made;
    char *campaign;
    char *hash;
    char *options;
    int64_t routes;
    int64_t stops;
    int64_t unplanned;
    int64_t cost;
} ZfPlanInfo;
void zf_plan_info_free(ZfPlanInfo *info);
/* ret: ZfPlanInfo by number; campaign NULL = all. */
GPtrArray *zf_store_plans(ZfStore *store, const char *campaign, GError **error) ZF_CHECK_RESULT;
