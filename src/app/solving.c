#include "app/solving.h"

#include <jansson.h>
#include <math.h>
#include <string.h>
#include <time.h>

#include "app/workspace.h"
#include "vrp/vrp.h"

#define SOLUTION_MAX ((size_t)64 << 20)
/* What is left of a time after the file was read is kept above this, and what writing the result
 * takes is kept below. */
#define TIME_MIN_S 0.01

void
zf_solve_report_free(ZfSolveReport *report)
{
    if (report) {
        g_free(report->solution);
        g_free(report->json);
        g_free(report->summary);
        g_free(report);
    }
}

static bool
usage(GError **error, const char *format, const char *word)
{
    g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE, format, word);
    return false;
}

static bool
read_request(const ZfSolveRequest *q, ZfVrpFileOptions *how, GError **error)
{
    *how = (ZfVrpFileOptions){.vehicles = (int32_t)CLAMP(q->vehicles, 0, 100000)};
    if (q->format && !zf_vrp_format_parse(q->format, &how->format)) {
        return usage(error, _("--format %s: auto, vrplib, solomon, cordeau, toptw or vroom"),
                     q->format);
    }
    if (q->rounding && !zf_vrp_rounding_parse(q->rounding, &how->rounding)) {
        return usage(error, _("--rounding %s: round, dimacs, exact, double or matrix"),
                     q->rounding);
    }
    if (q->time_s < 0 || q->cpu_s < 0 || q->iterations < 0 || q->threads < 0 || q->workers < 0 ||
        q->vehicles < 0 || !isfinite(q->time_s) || !isfinite(q->cpu_s)) {
        return usage(error, "%s", _("times and numbers are not negative"));
    }
    return true;
}

static double
cpu_now(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
    return (double)ts.tv_sec + (double)ts.tv_nsec * 1e-9;
}

typedef struct Run {
    const ZfSolveRequest *request;
    ZfVrpFile *file;
    ZfVrpResult *result;
    double read_s; /* until the search began */
    double read_cpu_s;
    GPtrArray *violations;
} Run;

static bool
search(Run *run, const ZfProgress *progress, GError **error)
{
    const ZfSolveRequest *q = run->request;
    ZfVrpOptions options = {
        .seed = q->seed,
        .iterations = q->iterations,
        .time_s = q->time_s > 0 ? MAX(TIME_MIN_S, q->time_s - run->read_s) : 0,
        .cpu_s = q->cpu_s > 0 ? MAX(TIME_MIN_S, q->cpu_s - run->read_cpu_s) : 0,
        .workers = (int32_t)MIN(q->workers, 1024),
        .threads = (int32_t)MIN(q->threads, 1024),
        .no_reasons = true,
    };
    run->result = zf_vrp_solve(&run->file->problem, &options, progress, error);
    return run->result != NULL;
}

/* A solution that breaks limits is a finding, told by the checker, not an error. */
static bool
evaluate(Run *run, GError **error)
{
    size_t size;
    const char *path = run->request->evaluate;
    g_autofree char *text = zf_file_read(path, SOLUTION_MAX, &size, error);
    g_auto(ZfVrpPlan) plan = {0};
    if (!text || !zf_vrp_file_read_solution(run->file, text, size, path, &plan, error)) {
        return false;
    }
    run->result = zf_vrp_evaluate(&run->file->problem, &plan, error);
    return run->result || (g_prefix_error(error, _("%s: "), path), false);
}

static json_t *
cost_json(double cost, bool whole)
{
    return whole ? json_integer((json_int_t)cost) : json_real(cost);
}

static json_t *
routes_json(const Run *run, json_t *unserved)
{
    const ZfVrpPlan *plan = &run->result->plan;
    const ZfVrpProblem *p = &run->file->problem;
    json_t *routes = json_array();
    g_autofree bool *served = g_new0(bool, p->n_visits + 1);
    g_autofree bool *group = g_new0(bool, p->n_groups + 1);
    bool mixed = zf_vrp_file_mixed(run->file);
    for (int32_t r = 0; r < plan->n_shifts; r++) {
        json_t *route = json_array();
        for (int32_t i = plan->first[r]; i < plan->first[r + 1]; i++) {
            int32_t v = plan->visits[i];
            served[v] = true;
            if (p->visits[v].group >= 0) {
                group[p->visits[v].group] = true;
            }
            json_array_append_new(route, json_integer(run->file->customer[v]));
        }
        if (mixed || json_array_size(route) > 0) {
            json_array_append_new(routes, route);
        } else {
            json_decref(route);
        }
    }
    /* of alternatives, one is enough */
    for (int32_t v = 0; v < p->n_visits; v++) {
        if (!served[v] && (p->visits[v].group < 0 || !group[p->visits[v].group])) {
            json_array_append_new(unserved, json_integer(run->file->customer[v]));
        }
    }
    return routes;
}

static char *
report_json(const Run *run, bool feasible)
{
    const ZfVrpResult *result = run->result;
    bool whole;
    double cost = zf_vrp_file_cost(run->file, result, &whole);
    json_t *trace = json_array();
    for (int32_t i = 0; i < result->n_trace; i++) {
        double then = zf_vrp_file_trace_cost(run->file, &result->trace[i]);
        json_array_append_new(trace, json_pack("[f,o]", run->read_cpu_s + result->trace[i].cpu_s,
                                               cost_json(then, whole)));
    }
    json_t *unserved = json_array();
    json_t *routes = routes_json(run, unserved);
    json_t *root = json_pack("{s:o, s:o, s:o, s:I, s:b, s:{s:f, s:f, s:o}}", "cost",
                             cost_json(cost, whole), "routes", routes, "unserved", unserved,
                             "iterations", (json_int_t)result->iterations, "feasible",
                             (int)feasible, "timing", "seconds", run->read_s + result->seconds,
                             "cpu_s", run->read_cpu_s + result->cpu_s, "trace", trace);
    char *text = json_dumps(root, JSON_REAL_PRECISION(12));
    char *ret = g_strconcat(text, "\n", NULL);
    free(text);
    json_decref(root);
    return ret;
}

static char *
report_summary(const Run *run)
{
    const ZfVrpCost *cost = &run->result->cost;
    GString *out = g_string_new(NULL);
    g_string_append_printf(out,
                           NG_("%d route, %d served, %d left out; %ld iterations, %.2f s CPU",
                               "%d routes, %d served, %d left out; %ld iterations, %.2f s CPU",
                               (unsigned long)cost->routes),
                           cost->routes, cost->served, cost->unserved,
                           (long)run->result->iterations, run->read_cpu_s + run->result->cpu_s);
    if (!run->result->complete) {
        g_string_append_printf(out, "\n");
        g_string_append_printf(out, _("not everybody who must be served could be: missing %d"),
                               cost->unserved_must);
    }
    for (guint i = 0; i < MIN(run->violations->len, 10); i++) {
        const ZfVrpViolation *violation = g_ptr_array_index(run->violations, i);
        g_string_append_printf(out, "\n%s", violation->message);
    }
    return g_string_free(out, FALSE);
}

static bool
write_files(const Run *run, const ZfSolveReport *report, GError **error)
{
    const ZfSolveRequest *q = run->request;
    if (q->output && !zf_file_write(q->output, report->solution, strlen(report->solution), error)) {
        return false;
    }
    if (!q->draw) {
        return true;
    }
    g_autofree char *svg = zf_vrp_file_svg(run->file, &run->result->plan, error);
    return svg && zf_file_write(q->draw, svg, strlen(svg), error);
}

ZfSolveReport *
zf_app_solve(const ZfSolveRequest *request, const ZfProgress *progress, GError **error)
{
    ZfVrpFileOptions how;
    if (!read_request(request, &how, error)) {
        return NULL;
    }
    g_autoptr(ZfVrpFile) file = zf_vrp_file_read(request->file, &how, error);
    if (!file) {
        return NULL;
    }
    Run run = {.request = request,
               .file = file,
               .read_s = (double)g_get_monotonic_time() / 1e6 - request->wall_at_start,
               .read_cpu_s = cpu_now()};
    if (!(request->evaluate ? evaluate(&run, error) : search(&run, progress, error))) {
        return NULL;
    }
    g_autoptr(ZfVrpResult) result = run.result;
    g_autoptr(GPtrArray) violations = run.violations = zf_vrp_check(&file->problem, result);
    g_autoptr(ZfSolveReport) report = g_new0(ZfSolveReport, 1);
    report->feasible = result->complete && violations->len == 0;
    report->solution = zf_vrp_file_solution(file, result);
    report->json = report_json(&run, report->feasible);
    report->summary = report_summary(&run);
    return write_files(&run, report, error) ? g_steal_pointer(&report) : NULL;
}
