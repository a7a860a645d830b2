#include "plan/decode.h"
#include "plan/keep.h"
#include "plan/relax.h"

#include <time.h>

/* The optimiser tells its own stage; a planner reads this one, with the cost so far: minutes on the
 * way, and what else is weighed, as if it were walked. */
typedef struct Shown {
    const ZfProgress *progress;
    int64_t cost;
    int32_t missing;
    char stage[200];
} Shown;

static void
report(void *user, const char *stage, int64_t done, int64_t total)
{
    Shown *shown = user;
    (void)stage;
    g_snprintf(shown->stage, sizeof shown->stage,
               shown->missing > 0 ? _("planning the routes, cost %ld, %d without a place")
                                  : _("planning the routes, cost %ld"),
               (long)(shown->cost / ZF_PLAN_RATE_TRAVEL / 60), shown->missing);
    zf_progress_report(shown->progress, shown->stage, done, total);
}

static bool
cancelled(void *user)
{
    const Shown *shown = user;
    return zf_progress_cancelled(shown->progress);
}

static void
watch(void *user, int64_t iteration, int64_t cost, int32_t missing)
{
    Shown *shown = user;
    (void)iteration;
    shown->cost = cost;
    shown->missing = missing;
}

/* Are the ways not laid out (travel.h)? */
static bool
by_rows(const ZfPlanProblem *problem)
{
    bool any = false;
    for (int32_t i = 0; i < problem->places->n_travels; i++) {
        any = any || problem->places->travels[i]->rows;
    }
    return any;
}

/* Then those of the plan become known exactly, which can only make room: what was left out may fit
 * now, and is looked for once more, until the plan goes no way that is not known. ret: with its
 * reasons. */
static ZfVrpResult *
settle(const ZfPlanProblem *problem, ZfVrpResult *result, const ZfVrpOptions *options,
       GError **error)
{
    enum { ROUNDS = 8 };
    ZfVrpOptions again = *options;
    again.iterations = 1;
    again.time_s = 0;
    again.watch = NULL;
    again.no_reasons = true;
    bool keeps = problem->start.n_shifts > 0;
    int64_t iterations = result->iterations;
    bool unknown = zf_plan_problem_learn(problem, &result->plan) > 0;
    for (int round = 0; unknown && result && round < ROUNDS; round++) {
        g_autoptr(ZfVrpResult) old = result;
        again.start = &old->plan;
        result = keeps ? zf_plan_keep_solve(problem, &again, NULL, error)
                       : zf_vrp_solve(&problem->vrp, &again, NULL, error);
        unknown = result && zf_plan_problem_learn(problem, &result->plan) > 0;
    }
    if (result && (unknown || !keeps)) { /* else it has its times and reasons */
        g_autoptr(ZfVrpResult) old = result;
        result = zf_vrp_evaluate(&problem->vrp, &old->plan, error);
    }
    if (result) {
        result->iterations = iterations;
    }
    return result;
}

static ZfVrpResult *
solve(const ZfPlanProblem *problem, const ZfPlanOptions *options, const ZfProgress *progress,
      GError **error)
{
    Shown shown = {.progress = progress};
    ZfProgress inner = {report, cancelled, &shown};
    ZfVrpOptions search = {.seed = options->seed,
                           .iterations = options->iterations,
                           .time_s = options->time_s,
                           .workers = options->workers,
                           .threads = options->threads,
                           .watch = watch,
                           .watch_user = &shown,
                           .no_reasons = by_rows(problem)};
    const ZfProgress *inside = progress ? &inner : NULL;
    ZfVrpResult *result = problem->start.n_shifts > 0
                              ? zf_plan_keep_solve(problem, &search, inside, error)
                              : zf_vrp_solve(&problem->vrp, &search, inside, error);
    return result && search.no_reasons ? settle(problem, result, &search, error) : result;
}

/* -- what the wishes cost -----------------------------------------------------------------------
 */

static int64_t
budget_of(const ZfVrpProblem *vrp, const ZfPlanOptions *options)
{
    return options->iterations > 0 ? options->iterations : zf_vrp_default_iterations(vrp);
}

/* Travel of the best plan found from this one when the wishes are those of vrp. A plan that serves
 * others, or fewer, is no measure. */
static int64_t
travel_with(const ZfVrpProblem *vrp, const ZfVrpResult *plan, const ZfPlanOptions *options)
{
    ZfVrpOptions search = {.seed = options->seed,
                           .iterations = MAX(1, budget_of(vrp, options) / 5),
                           .workers = options->workers,
                           .threads = options->threads,
                           .start = &plan->plan,
                           .no_reasons = true};
    if (options->time_s > 0) {
        search.time_s = options->time_s / 5;
        search.iterations = 0;
    }
    g_autoptr(ZfVrpResult) other = zf_vrp_solve(vrp, &search, NULL, NULL);
    bool alike = other && other->cost.prizes == plan->cost.prizes &&
                 other->cost.unserved_must == plan->cost.unserved_must;
    return alike ? MIN(other->cost.travel_s, plan->cost.travel_s) : plan->cost.travel_s;
}

static void
price_wishes(const ZfPlanProblem *problem, const ZfVrpResult *result, const ZfPlanOptions *options,
             const ZfProgress *progress)
{
    ZfVrpProblem other = problem->vrp;
    bool wanted = !options->keep && !zf_progress_cancelled(progress);
    if (wanted && other.weights.balance_teams > 0) {
        zf_progress_report(progress, _("what even hours cost"), 0, 0);
        other.weights.balance_teams = 0;
        options->price->balance_price_s =
            result->cost.travel_s - travel_with(&other, result, options);
        other.weights = problem->vrp.weights;
    }
    if (wanted && other.weights.spread > 0) {
        zf_progress_report(progress, _("what compact routes cost"), 0, 0);
        other.weights.spread = 0;
        options->price->compact_price_s =
            result->cost.travel_s - travel_with(&other, result, options);
    }
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
    clock_t begun = clock();
    g_autoptr(ZfVrpResult) result = solve(problem, o, progress, error);
    if (!result) {
        return NULL;
    }
    if (o->solve_cpu_s) {
        *o->solve_cpu_s = (double)(clock() - begun) / CLOCKS_PER_SEC;
    }
    if (o->price) {
        o->price->balance_price_s = o->price->compact_price_s = 0;
        price_wishes(problem, result, o, progress);
    }
    g_autoptr(ZfPlan) plan = zf_plan_new();
    if (o->keep && input->previous) {
        zf_plan_copy_routes(plan, input->previous, o->from);
    }
    if (!zf_plan_decode(plan, problem, result, o->threads, progress, error)) {
        return NULL;
    }
    zf_plan_decode_unplanned(plan, problem, result);
    if (o->relax && plan->n_unplanned > 0 &&
        !zf_plan_relax(plan, problem, result, o, budget_of(&problem->vrp, o) / 3, progress,
                       error)) {
        return NULL;
    }
    describe(plan, input, o, result);
    zf_plan_set_hash(plan);
    return g_steal_pointer(&plan);
}
