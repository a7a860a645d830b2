#include "vrp/solve.h"

#include "vrp/outcome.h"

#include <time.h>

#define ITERATIONS_A_SECOND 70000 /* roughly, to choose a temperature by */
#define CROWDED             0.55  /* of the time of all shifts is work, the ways not counted */
#define TRACE_MAX           4096
#define CLOCK_EVERY         32
#define REPORT_PARTS        1000

/* -- clocks and the trace -----------------------------------------------------------------------
 */

static double
seconds_of(clockid_t clock)
{
    struct timespec ts;
    clock_gettime(clock, &ts);
    return (double)ts.tv_sec + (double)ts.tv_nsec * 1e-9;
}

typedef struct Run {
    const Core *core;
    const ZfVrpOptions *options;
    const ZfProgress *progress;
    Annealer *a;
    GArray *trace;
    double start_wall;
    double start_cpu;
    int64_t budget;
    int32_t last_part;
} Run;

/* What finishing takes at least, in seconds. */
static double
finishing(const Run *run)
{
    return 0.003 + 4e-6 * run->core->n;
}

static bool
time_is_up(void *user)
{
    const Run *run = user;
    const ZfVrpOptions *o = run->options;
    return (o->time_s > 0 && seconds_of(CLOCK_MONOTONIC) - run->start_wall > o->time_s) ||
           (o->cpu_s > 0 && seconds_of(CLOCK_PROCESS_CPUTIME_ID) - run->start_cpu > o->cpu_s);
}

/* How much of the budget is used up, 0 … 1. */
static double
used_up(const Run *run)
{
    double used = 0;
    double spare = finishing(run);
    if (run->budget > 0) {
        used = (double)run->a->iterations / (double)run->budget;
    }
    if (run->options->time_s > 0) {
        used = MAX(used,
                   (seconds_of(CLOCK_MONOTONIC) - run->start_wall + spare) / run->options->time_s);
    }
    if (run->options->cpu_s > 0) {
        used = MAX(used, (seconds_of(CLOCK_PROCESS_CPUTIME_ID) - run->start_cpu + spare) /
                             run->options->cpu_s);
    }
    return used;
}

/* Cost without the stand-ins for visits that must be served. */
static int64_t
shown_cost(const Run *run, int32_t *missing)
{
    const ZfVrpProblem *p = run->core->p;
    const State *s = run->a->s;
    int64_t cost = s->total;
    *missing = 0;
    for (int32_t i = 0; i < s->n_absent; i++) {
        const ZfVrpVisit *v = &p->visits[s->absent[i]];
        *missing += v->group < 0 && v->prize == ZF_VRP_MUST;
    }
    for (int32_t g = 0; g < p->n_groups; g++) {
        *missing += !s->group_served[g] && p->groups[g].prize == ZF_VRP_MUST &&
                    run->core->group_first[g + 1] > run->core->group_first[g];
    }
    return cost - *missing * run->core->must;
}

static void
note_best(Run *run)
{
    int32_t missing;
    int64_t cost = shown_cost(run, &missing);
    if (run->options->watch) {
        run->options->watch(run->options->watch_user, run->a->iterations, cost, missing);
    }
    if (run->trace->len == TRACE_MAX) {
        /* every second one is enough */
        for (guint i = 0; i < TRACE_MAX / 2; i++) {
            g_array_index(run->trace, ZfVrpTrace, i) =
                g_array_index(run->trace, ZfVrpTrace, 2 * i + 1);
        }
        g_array_set_size(run->trace, TRACE_MAX / 2);
    }
    ZfVrpTrace entry = {run->a->iterations, seconds_of(CLOCK_PROCESS_CPUTIME_ID) - run->start_cpu,
                        cost};
    g_array_append_val(run->trace, entry);
}

/* ret: stop now. */
static bool
look_around(Run *run)
{
    double used = used_up(run);
    if (used >= 1 || zf_progress_cancelled(run->progress)) {
        return true;
    }
    zf_vrp_annealer_cool(run->a, (int32_t)(used * ZF_VRP_STEPS));
    int32_t part = (int32_t)(used * REPORT_PARTS);
    if (part != run->last_part) {
        zf_progress_report(run->progress, _("improving the plan"), part, REPORT_PARTS);
        run->last_part = part;
    }
    return false;
}

/* -- the search ---------------------------------------------------------------------------------
 */

/* Iterations to be expected for each visit. */
static double
visits_rate(const Run *run)
{
    const ZfVrpOptions *o = run->options;
    double iterations = run->budget > 0 ? (double)run->budget : 1e12;
    double speed = ITERATIONS_A_SECOND;
    iterations = o->time_s > 0 ? MIN(iterations, speed * o->time_s) : iterations;
    iterations = o->cpu_s > 0 ? MIN(iterations, speed * o->cpu_s) : iterations;
    return iterations / MAX(1, run->core->n);
}

static void
anneal(Run *run)
{
    zf_vrp_annealer_build(run->a, run->options->start, visits_rate(run));
    note_best(run);
    if (run->core->n == 0 || run->core->r == 0) {
        return;
    }
    for (;;) {
        if (run->a->iterations % CLOCK_EVERY == 0 && look_around(run)) {
            break;
        }
        if (zf_vrp_annealer_iterate(run->a)) {
            note_best(run);
        }
    }
    int64_t before = run->a->best_total;
    zf_vrp_annealer_finish(run->a, time_is_up, run);
    if (run->a->best_total < before) {
        note_best(run);
    }
}

/* Is there more work than shifts have room for, or nearly so? Such problems are slower: again and
 * again, visits look for a place and find none. */
static bool
crowded(const ZfVrpProblem *p)
{
    double room = 0;
    double work = 0;
    for (int32_t i = 0; i < p->n_shifts; i++) {
        const ZfVrpShift *s = &p->shifts[i];
        room += (double)MAX(0, MIN(s->close - s->open, s->max_duration));
    }
    for (int32_t i = 0; i < p->n_visits; i++) {
        work += (double)(p->visits[i].service + p->visits[i].setup);
    }
    return work > CROWDED * room;
}

int64_t
zf_vrp_default_iterations(const ZfVrpProblem *problem)
{
    int64_t iterations = 50000 + 300 * (int64_t)problem->n_visits;
    return MIN(iterations, crowded(problem) ? 150000 : 450000);
}

bool
zf_vrp_plan_valid(const ZfVrpProblem *p, const ZfVrpPlan *plan, GError **error)
{
    bool ok = plan->n_shifts == p->n_shifts && plan->first && plan->first[0] == 0;
    for (int32_t r = 0; ok && r < plan->n_shifts; r++) {
        ok = plan->first[r + 1] >= plan->first[r];
    }
    ok = ok && plan->first[plan->n_shifts] <= p->n_visits;
    g_autofree bool *seen = g_new0(bool, p->n_visits + 1);
    for (int32_t i = 0; ok && i < plan->first[plan->n_shifts]; i++) {
        int32_t v = plan->visits[i];
        ok = v >= 0 && v < p->n_visits && !seen[v];
        if (ok) {
            seen[v] = true;
        }
    }
    if (!ok) {
        g_set_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_PROBLEM,
                    _("the plan does not belong to this problem"));
    }
    return ok;
}

ZfVrpResult *
zf_vrp_solve_tuned(const ZfVrpProblem *problem, const ZfVrpOptions *options, const Tuning *tuning,
                   const ZfProgress *progress, GError **error)
{
    const ZfVrpOptions defaults = {0};
    options = options ? options : &defaults;
    if (!zf_vrp_problem_valid(problem, error) ||
        (options->start && !zf_vrp_plan_valid(problem, options->start, error))) {
        return NULL;
    }
    double wall = seconds_of(CLOCK_MONOTONIC);
    double cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    zf_progress_report(progress, _("preparing the plan"), 0, 0);
    g_autoptr(Core) core = zf_vrp_core_new(problem);
    Run run = {
        .core = core,
        .options = options,
        .progress = progress,
        .a = zf_vrp_annealer_new(core, options->seed, 0, tuning),
        .trace = g_array_new(FALSE, FALSE, sizeof(ZfVrpTrace)),
        .start_wall = wall,
        .start_cpu = cpu,
        .budget = options->iterations,
        .last_part = -1,
    };
    if (run.budget <= 0 && options->time_s <= 0 && options->cpu_s <= 0) {
        run.budget = zf_vrp_default_iterations(problem);
    }
    anneal(&run);
    ZfVrpResult *result = g_new0(ZfVrpResult, 1);
    zf_vrp_outcome_fill(core, &run.a->plan, result);
    if (!options->no_reasons) {
        zf_vrp_outcome_reasons(run.a->s, result);
    }
    result->iterations = run.a->iterations;
    result->n_trace = (int32_t)run.trace->len;
    result->trace = (ZfVrpTrace *)(void *)g_array_free(run.trace, FALSE);
    zf_vrp_annealer_free(run.a);
    result->seconds = seconds_of(CLOCK_MONOTONIC) - wall;
    result->cpu_s = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    return result;
}

ZfVrpResult *
zf_vrp_solve(const ZfVrpProblem *problem, const ZfVrpOptions *options, const ZfProgress *progress,
             GError **error)
{
    return zf_vrp_solve_tuned(problem, options, &zf_vrp_tuning, progress, error);
}

ZfVrpResult *
zf_vrp_evaluate(const ZfVrpProblem *problem, const ZfVrpPlan *plan, GError **error)
{
    if (!zf_vrp_problem_valid(problem, error) || !zf_vrp_plan_valid(problem, plan, error)) {
        return NULL;
    }
    g_autoptr(Core) core = zf_vrp_core_new(problem);
    State *s = zf_vrp_state_new(core);
    zf_vrp_state_load(s, plan);
    ZfVrpResult *result = NULL;
    if (core->n - s->n_absent == plan->first[plan->n_shifts]) {
        result = g_new0(ZfVrpResult, 1);
        zf_vrp_outcome_fill(core, plan, result);
        zf_vrp_outcome_reasons(s, result);
    } else {
        for (int32_t r = 0; r < plan->n_shifts; r++) {
            for (int32_t i = plan->first[r]; i < plan->first[r + 1]; i++) {
                if (s->route_of[plan->visits[i]] < 0) {
                    g_set_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_PROBLEM,
                                _("visit %d breaks a limit of shift %d"), plan->visits[i], r);
                    r = plan->n_shifts - 1;
                    break;
                }
            }
        }
    }
    zf_vrp_state_free(s);
    return result;
}
