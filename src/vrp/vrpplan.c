#include "vrp/vrp.h"

#include <string.h>

G_DEFINE_QUARK(zf_vrp_error, zf_vrp_error)

void
zf_vrp_plan_clear(ZfVrpPlan *plan)
{
    g_free(plan->first);
    g_free(plan->visits);
    *plan = (ZfVrpPlan){0};
}

ZfVrpPlan
zf_vrp_plan_copy(const ZfVrpPlan *plan)
{
    size_t n = (size_t)plan->n_shifts;
    return (ZfVrpPlan){
        .n_shifts = plan->n_shifts,
        .first = g_memdup2(plan->first, (n + 1) * sizeof(int32_t)),
        .visits = g_memdup2(plan->visits, (size_t)plan->first[n] * sizeof(int32_t)),
    };
}

void
zf_vrp_result_free(ZfVrpResult *result)
{
    if (!result) {
        return;
    }
    zf_vrp_plan_clear(&result->plan);
    g_free(result->routes);
    g_free(result->stops);
    g_free(result->unserved);
    g_free(result->misses);
    g_free(result->trace);
    g_free(result);
}
