/* planinput: everything a plan is made from, loaded. */
#pragma once

#include "app/network.h"
#include "app/planning.h"
#include "plan/plan.h"

typedef struct PlanInput {
    ZfDuties *duties;
    Network *network;
    ZfPlan *previous; /* NULL = none */
    ZfPlanInput plan; /* points to the above and to the snapshot */
} PlanInput;

PlanInput *plan_input_load(ZfApp *app, const ZfSnapshot *snapshot, const ZfPlanRequest *request,
                           ZfFindings *findings, const ZfProgress *progress, GError **error);
void plan_input_free(PlanInput *input);
/* The first day that is planned: asked for, else today, never before the window. */
ZfDate plan_first_day(const ZfSnapshot *snapshot, const ZfPlanRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PlanInput, plan_input_free)
