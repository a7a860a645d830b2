#include "vrp/solve.h"

#include "vrp/crew.h"
#include "vrp/outcome.h"

#include <time.h>

#define ITERATIONS_A_SECOND 70000 /* roughly, to choose a temperature by */
#define CROWDED             0.55  /* of the time of all shifts is work, the ways not counted */
#define GRACE               0.25 /* of what the tables took: time for a first plan, if they took all */
#define TRACE_MAX           4096
#define CLOCK_EVERY         32
#define WORKERS_MAX         64
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
    Crew crew;
    GMutex lock; /* of what follows, while members search */
    GArray *trace;
    double start_wall;
    double start_cpu;
    double built_by; /* used when no more visits are put into the first plan, of the time */
    int64_t best;    /* total told last */
    int64_t told;    /* step told last */
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

/* How much of the time is used up, 0 … 1; 0 without a limit. */
static double
time_used(const Run *run)
{
    double used = 0;
    double spare = finishing(run);
    if (run->options->time_s > 0) {
        used = (seconds_of(CLOCK_MONOTONIC) - run->start_wall + spare) / run->options->time_s;
    }
    if (run->options->cpu_s > 0) {
        used = MAX(used, (seconds_of(CLOCK_PROCESS_CPUTIME_ID) - run->start_cpu + spare) /
                             run->options->cpu_s);
    }
    return used;
}

/* Cost without the stand-ins for visits that must be served: how many of them are missing. */
static ZfVrpTrace
shown_cost(const Run *run, const State *s, int32_t *missing)
{
    const ZfVrpProblem *p = run->core->p;
    const Core *c = run->core;
    ZfVrpTrace shown = {.cost = s->total};
    *missing = 0;
    for (int32_t i = 0; i < s->n_absent; i++) {
        const ZfVrpVisit *v = &p->visits[s->absent[i]];
        bool must = v->group < 0 && v->prize == ZF_VRP_MUST;
        *missing += must;
        shown.prizes += v->group < 0 && !must ? v->prize : 0;
    }
    for (int32_t g = 0; g < p->n_groups; g++) {
        if (!s->group_served[g] && c->group_first[g + 1] > c->group_first[g]) {
            bool must = p->groups[g].prize == ZF_VRP_MUST;
            *missing += must;
            shown.prizes += must ? 0 : p->groups[g].prize;
        }
    }
    shown.cost -= *missing * c->must;
    return shown;
}

static void
note_best(Run *run, const State *s, int64_t step)
{
    int32_t missing;
    ZfVrpTrace entry = shown_cost(run, s, &missing);
    run->best = s->total;
    run->told = MAX(run->told, step);
    if (run->options->watch) {
        run->options->watch(run->options->watch_user, run->told, entry.cost, missing);
    }
    if (run->trace->len == TRACE_MAX) {
        /* every second one is enough */
        for (guint i = 0; i < TRACE_MAX / 2; i++) {
            g_array_index(run->trace, ZfVrpTrace, i) =
                g_array_index(run->trace, ZfVrpTrace, 2 * i + 1);
        }
        g_array_set_size(run->trace, TRACE_MAX / 2);
    }
    entry.iteration = run->told;
    entry.cpu_s = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - run->start_cpu;
    g_array_append_val(run->trace, entry);
}

static void
tell_progress(Run *run, double used)
{
    int32_t part = (int32_t)(used * REPORT_PARTS);
    g_mutex_lock(&run->lock);
    if (part > run->last_part) {
        zf_progress_report(run->progress, _("improving the plan"), part, REPORT_PARTS);
        run->last_part = part;
    }
    g_mutex_unlock(&run->lock);
}

/* ret: stop now. */
static bool
look_around(Run *run, Annealer *a, const Stint *stint, int64_t done)
{
    double clock = time_used(run);
    if (clock >= stint->until || zf_progress_cancelled(run->progress)) {
        return true;
    }
    double used = stint->first;
    if (stint->steps < INT64_MAX) {
        used += (stint->last - stint->first) * (double)done / (double)MAX(1, stint->steps);
    }
    used = MAX(used, clock);
    double warmth = (used - stint->warm_from) / (stint->warm_to - stint->warm_from);
    zf_vrp_annealer_cool(a, (int32_t)(CLAMP(warmth, 0, 1) * (ZF_VRP_STEPS - 1)));
    tell_progress(run, used);
    return false;
}

/* -- the search ---------------------------------------------------------------------------------
 */

/* Steps to be expected. */
static double
expected_steps(const Run *run)
{
    const ZfVrpOptions *o = run->options;
    double steps = run->crew.budget > 0 ? (double)run->crew.budget : 1e12;
    double speed = ITERATIONS_A_SECOND;
    steps = o->time_s > 0 ? MIN(steps, speed * o->time_s) : steps;
    return o->cpu_s > 0 ? MIN(steps, speed * o->cpu_s) : steps;
}

static void
search(void *user, int32_t member, const Stint *stint)
{
    Run *run = user;
    Annealer *a = run->crew.member[member];
    bool divided = zf_vrp_crew_divides(run->core, run->crew.n);
    int64_t begun = (int64_t)(stint->first * (double)run->crew.budget);
    for (int64_t done = 0; done < stint->steps; done++) {
        if (done % CLOCK_EVERY == 0 && look_around(run, a, stint, done)) {
            break;
        }
        if (zf_vrp_annealer_iterate(a) && !divided) {
            g_mutex_lock(&run->lock);
            if (a->best_total < run->best) {
                note_best(run, a->s, MAX(begun, run->crew.done) + done + 1);
            }
            g_mutex_unlock(&run->lock);
        }
    }
}

static void
found_better(void *user)
{
    Run *run = user;
    note_best(run, run->crew.member[0]->s, run->crew.done);
}

static bool
is_over(void *user)
{
    const Run *run = user;
    return time_used(run) >= 1 || zf_progress_cancelled(run->progress);
}

static bool
too_late_to_build(void *user)
{
    const Run *run = user;
    return time_used(run) >= run->built_by;
}

/* The members, the first of them with a first plan. */
static void
make_crew(Run *run, const Tuning *tuning)
{
    const ZfVrpOptions *o = run->options;
    Crew *crew = &run->crew;
    run->built_by = MAX(1, (1 + GRACE) * time_used(run));
    double expected = expected_steps(run);
    int32_t n =
        o->workers > 0 ? MIN(o->workers, WORKERS_MAX) : zf_vrp_crew_size(run->core, expected);
    /* no crew larger than there is work for */
    n = CLAMP(n, 1, MAX(1, run->core->n / 2));
    crew->core = run->core;
    crew->n = n;
    crew->threads = o->threads;
    crew->expected = expected;
    crew->search = search;
    crew->better = found_better;
    crew->over = is_over;
    crew->user = run;
    crew->member = g_new0(Annealer *, n);
    zf_rng_init(&crew->rng, o->seed, UINT64_MAX);
    for (int32_t i = 0; i < n; i++) {
        crew->member[i] = zf_vrp_annealer_new(run->core, o->seed, (uint64_t)i, tuning);
        crew->member[i]->stop = too_late_to_build;
        crew->member[i]->stop_user = run;
    }
    bool divided = n == 1 || zf_vrp_crew_divides(run->core, n);
    double rate = expected / MAX(1, run->core->n);
    zf_vrp_annealer_build(crew->member[0], o->start, divided ? rate : rate / (2 * n));
}

static void
free_crew(Crew *crew)
{
    for (int32_t i = 0; i < crew->n; i++) {
        zf_vrp_annealer_free(crew->member[i]);
    }
    g_free(crew->member);
    zf_vrp_plan_clear(&crew->plan);
}

static void
anneal(Run *run)
{
    Annealer *first = run->crew.member[0];
    note_best(run, first->s, 0);
    if (run->core->n == 0 || run->core->r == 0) {
        return;
    }
    zf_vrp_crew_search(&run->crew);
    int64_t before = first->best_total;
    zf_vrp_annealer_finish(first, time_is_up, run);
    if (first->best_total < before) {
        note_best(run, first->s, run->crew.done);
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

static ZfVrpResult *
search_once(const ZfVrpProblem *problem, const ZfVrpOptions *options, const Tuning *tuning,
            const ZfProgress *progress, GError **error)
{
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
        .trace = g_array_new(FALSE, FALSE, sizeof(ZfVrpTrace)),
        .start_wall = wall,
        .start_cpu = cpu,
        .crew = {.budget = MAX(0, options->iterations)},
        .last_part = -1,
    };
    if (run.crew.budget == 0 && options->time_s <= 0 && options->cpu_s <= 0) {
        run.crew.budget = zf_vrp_default_iterations(problem);
    }
    g_mutex_init(&run.lock);
    make_crew(&run, tuning);
    anneal(&run);
    ZfVrpResult *result = g_new0(ZfVrpResult, 1);
    const Annealer *first = run.crew.member[0];
    zf_vrp_outcome_fill(core, &first->plan, result);
    if (!options->no_reasons) {
        zf_vrp_outcome_reasons(first->s, result);
    }
    result->iterations = run.crew.done;
    result->n_trace = (int32_t)run.trace->len;
    result->trace = (ZfVrpTrace *)(void *)g_array_free(run.trace, FALSE);
    free_crew(&run.crew);
    g_mutex_clear(&run.lock);
    result->seconds = seconds_of(CLOCK_MONOTONIC) - wall;
    result->cpu_s = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    return result;
}

#define EVENLY_FROM 3 /* iterations */

/* Good routes first, in two thirds of the budget, then even hours: where hours count from the
 * beginning, they freeze the routes before these are good. Whole routes change hands first, then
 * visits. */
static ZfVrpResult *
search_evenly(const ZfVrpProblem *problem, const ZfVrpOptions *options, const Tuning *tuning,
              const ZfProgress *progress, GError **error)
{
    ZfVrpProblem uneven = *problem;
    uneven.weights.balance_teams = 0;
    ZfVrpOptions first = *options;
    ZfVrpOptions second = *options;
    if (options->iterations <= 0 && options->time_s <= 0 && options->cpu_s <= 0) {
        second.iterations = zf_vrp_default_iterations(problem);
    }
    first.iterations = (2 * second.iterations + 2) / 3;
    first.time_s = 2 * options->time_s / 3;
    first.cpu_s = 2 * options->cpu_s / 3;
    first.no_reasons = true;
    second.iterations -= first.iterations;
    second.time_s -= first.time_s;
    second.cpu_s -= first.cpu_s;
    g_autoptr(ZfVrpResult) routes = search_once(&uneven, &first, tuning, progress, error);
    if (!routes) {
        return NULL;
    }
    second.start = &routes->plan;
    ZfVrpResult *even = search_once(problem, &second, tuning, progress, error);
    for (int32_t i = 0; even && i < even->n_trace; i++) {
        even->trace[i].iteration += routes->iterations;
        even->trace[i].cpu_s += routes->cpu_s;
    }
    if (even) {
        even->iterations += routes->iterations;
        even->seconds += routes->seconds;
        even->cpu_s += routes->cpu_s;
    }
    return even;
}

ZfVrpResult *
zf_vrp_solve_tuned(const ZfVrpProblem *problem, const ZfVrpOptions *options, const Tuning *tuning,
                   const ZfProgress *progress, GError **error)
{
    const ZfVrpOptions defaults = {0};
    options = options ? options : &defaults;
    bool few = options->iterations > 0 && options->iterations < EVENLY_FROM;
    return problem->weights.balance_teams > 0 && !options->start && !few
               ? search_evenly(problem, options, tuning, progress, error)
               : search_once(problem, options, tuning, progress, error);
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
