#include "plan/decode.h"
#include "plan/keep.h"

/* The optimiser tells its own stage; a planner reads this one. */
static void
report(void *user, const char *stage, int64_t done, int64_t total)
{
    (void)stage;
    zf_progress_report(user, _("planning the routes"), done, total);
}

static bool
cancelled(void *user)
{
    return zf_progress_cancelled(user);
}

static ZfVrpResult *
solve(const ZfPlanProblem *problem, const ZfPlanOptions *options, const ZfProgress *progress,
      GError **error)
{
    ZfProgress inner = {report, cancelled, (void *)progress};
    ZfVrpOptions search = {.seed = options->seed,
                           .iterations = options->iterations,
                           .time_s = options->time_s,
                           .workers = options->workers,
                           .threads = options->threads};
    const ZfProgress *inside = progress ? &inner : NULL;
    return problem->start.n_shifts > 0 ? zf_plan_keep_solve(problem, &search, inside, error)
                                       : zf_vrp_solve(&problem->vrp, &search, inside, error);
}

static void
describe(ZfPlan *plan, const ZfPlanInput *input, const ZfPlanOptions *options,
         const ZfVrpResult *result)
{
    plan->campaign = zf_plan_text(plan, input->snapshot->campaign.id);
    plan->data_version = input->snapshot->data_version;
    plan->made = options->made == ZF_STAMP_NONE ? zf_stamp_now() : options->made;
    plan->seed = options->seed;
    plan->iterations = result->iterations;
    plan->options = zf_plan_text(plan, options->text);
}

ZfPlan *
zf_plan_make(const ZfPlanInput *input, const ZfPlanOptions *options, const ZfProgress *progress,
             GError **error)
{
    const ZfPlanOptions defaults = ZF_PLAN_OPTIONS_INIT;
    const ZfPlanOptions *o = options ? options : &defaults;
    g_autoptr(ZfPlanProblem) problem = zf_plan_problem_new(input, o, progress, error);
    if (!problem) {
        return NULL;
    }
    g_autoptr(ZfVrpResult) result = solve(problem, o, progress, error);
    if (!result) {
        return NULL;
    }
    g_autoptr(ZfPlan) plan = zf_plan_new();
    if (o->keep && input->previous) {
        zf_plan_copy_routes(plan, input->previous, o->from);
    }
    if (!zf_plan_decode(plan, problem, result, o->threads, progress, error)) {
        return NULL;
    }
    zf_plan_decode_unplanned(plan, problem, result);
    describe(plan, input, o, result);
    zf_plan_set_hash(plan);
    return g_steal_pointer(&plan);
}
