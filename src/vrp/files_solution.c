/* Solutions as the field writes them, out and in. */
#include "vrp/files_scan.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

/* -- writing ------------------------------------------------------------------------------------
 */

static double
leg_length(const ZfVrpFile *file, int32_t a, int32_t b)
{
    if (a < 0 || b < 0) {
        return 0;
    }
    double dx = file->x[a] - file->x[b];
    double dy = file->y[a] - file->y[b];
    return sqrt(dx * dx + dy * dy);
}

static double
route_length(const ZfVrpFile *file, const ZfVrpPlan *plan, int32_t r)
{
    const ZfVrpShift *s = &file->problem.shifts[r];
    if (plan->first[r] == plan->first[r + 1]) {
        return 0;
    }
    double sum = 0;
    int32_t at = s->start_place;
    for (int32_t i = plan->first[r]; i < plan->first[r + 1]; i++) {
        int32_t next = file->problem.visits[plan->visits[i]].place;
        sum += leg_length(file, at, next);
        at = next;
    }
    return sum + leg_length(file, at, s->end_place);
}

double
zf_vrp_file_length(const ZfVrpFile *file, const ZfVrpPlan *plan)
{
    double sum = 0;
    for (int32_t r = 0; r < plan->n_shifts; r++) {
        sum += route_length(file, plan, r);
    }
    return file->measured ? sum : NAN;
}

int64_t
zf_vrp_file_score(const ZfVrpFile *file, const ZfVrpResult *result)
{
    int64_t score = 0;
    for (int32_t i = 0; i < result->plan.first[result->plan.n_shifts]; i++) {
        score += file->problem.visits[result->plan.visits[i]].prize;
    }
    return file->score_unit ? score / file->score_unit : 0;
}

/* Fixed costs, prizes and what else is not a length, by the real distances for the rest. */
static double
real_cost(const ZfVrpFile *file, const ZfVrpResult *result)
{
    double scale = (double)file->scale;
    if (!file->measured) {
        return (double)result->cost.total / scale;
    }
    double sum = (double)(result->cost.total - result->cost.distance) / scale;
    for (int32_t r = 0; r < result->plan.n_shifts; r++) {
        sum += file->problem.shifts[r].rate_distance * route_length(file, &result->plan, r);
    }
    return sum;
}

double
zf_vrp_file_cost(const ZfVrpFile *file, const ZfVrpResult *result, bool *whole)
{
    *whole = true;
    if (file->score_unit) {
        return (double)zf_vrp_file_score(file, result);
    }
    if (file->format == ZF_VRP_FORMAT_VROOM) {
        /* rounded route by route, as VROOM does */
        int64_t cost = 0;
        for (int32_t r = 0; r < result->n_routes; r++) {
            cost += zf_vrp_vroom_cost(file, &result->routes[r]);
        }
        return (double)cost;
    }
    if (file->rounding == ZF_VRP_ROUNDING_DOUBLE) {
        *whole = false;
        return real_cost(file, result);
    }
    return (double)result->cost.total;
}

double
zf_vrp_file_trace_cost(const ZfVrpFile *file, const ZfVrpTrace *trace)
{
    if (file->score_unit) {
        int64_t all = 0;
        for (int32_t i = 0; i < file->problem.n_visits; i++) {
            all += file->problem.visits[i].prize;
        }
        int64_t whole = (all - trace->cost + file->score_unit - 1) / file->score_unit;
        return (double)whole;
    }
    if (file->format == ZF_VRP_FORMAT_VROOM) {
        int64_t whole = (trace->cost - trace->prizes) / file->cost_unit;
        return (double)whole;
    }
    return file->rounding == ZF_VRP_ROUNDING_DOUBLE ? (double)trace->cost / (double)file->scale
                                                    : (double)trace->cost;
}

static void
append_cost(const ZfVrpFile *file, const ZfVrpResult *result, GString *text)
{
    bool whole;
    double cost = zf_vrp_file_cost(file, result, &whole);
    g_autofree char *number = zf_text_from_double(cost, whole ? 0 : 4);
    g_string_append_printf(text, "%s %s\n", file->score_unit ? "Score" : "Cost", number);
}

bool
zf_vrp_file_mixed(const ZfVrpFile *file)
{
    const ZfVrpProblem *p = &file->problem;
    const ZfVrpShift *a = &p->shifts[0];
    for (int32_t i = 1; i < p->n_shifts; i++) {
        const ZfVrpShift *b = &p->shifts[i];
        if (a->team != b->team || a->start_place != b->start_place ||
            a->rate_distance != b->rate_distance || a->fixed_cost != b->fixed_cost ||
            a->max_duration != b->max_duration || a->max_distance != b->max_distance ||
            memcmp(a->capacity, b->capacity, sizeof a->capacity) != 0) {
            return true;
        }
    }
    return false;
}

char *
zf_vrp_file_solution(const ZfVrpFile *file, const ZfVrpResult *result)
{
    if (file->format == ZF_VRP_FORMAT_VROOM) {
        return zf_vrp_write_vroom(file, result);
    }
    GString *text = g_string_new(NULL);
    bool fleet = zf_vrp_file_mixed(file);
    int32_t count = 0;
    for (int32_t r = 0; r < result->plan.n_shifts; r++) {
        int32_t first = result->plan.first[r];
        int32_t end = result->plan.first[r + 1];
        if (first == end && !fleet) {
            continue;
        }
        g_string_append_printf(text, "Route #%d:", ++count);
        for (int32_t i = first; i < end; i++) {
            g_string_append_printf(text, " %" G_GINT64_FORMAT,
                                   file->customer[result->plan.visits[i]]);
        }
        g_string_append_c(text, '\n');
    }
    append_cost(file, result, text);
    return g_string_free(text, FALSE);
}

/* -- reading a solution -------------------------------------------------------------------------
 */

typedef struct Reading {
    const ZfVrpFile *file;
    const char *name;
    GHashTable *visit; /* number of a customer → its index + 1 */
    GPtrArray *routes; /* of GArray of int32_t, one a shift */
    bool *seen;
} Reading;

static bool G_GNUC_PRINTF(3, 4)
    reading_fail(const Reading *x, GError **error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *what = g_strdup_vprintf(format, args);
    va_end(args);
    g_set_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_FILE, "%s: %s", x->name, what);
    return false;
}

static bool
take_customer(Reading *x, int64_t number, GArray *route, GError **error)
{
    int32_t visit = GPOINTER_TO_INT(g_hash_table_lookup(x->visit, &number)) - 1;
    if (visit < 0) {
        return reading_fail(x, error, _("the instance has no customer %ld"), (long)number);
    }
    if (x->seen[visit]) {
        return reading_fail(x, error, _("customer %ld stands there twice"), (long)number);
    }
    x->seen[visit] = true;
    g_array_append_val(route, visit);
    return true;
}

static bool
read_route_line(Reading *x, const char *numbers, GError **error)
{
    if (x->routes->len == (guint)x->file->problem.n_shifts) {
        return reading_fail(x, error, _("it has more routes than there are vehicles (%d)"),
                            x->file->problem.n_shifts);
    }
    GArray *route = g_array_new(FALSE, FALSE, sizeof(int32_t));
    g_ptr_array_add(x->routes, route);
    g_auto(GStrv) words = g_strsplit_set(numbers, " \t", -1);
    for (char **word = words; *word; word++) {
        int64_t number;
        if (!**word) {
            continue;
        }
        if (!zf_text_to_int64(*word, &number)) {
            return reading_fail(x, error, _("“%s” is no customer"), *word);
        }
        if (!take_customer(x, number, route, error)) {
            return false;
        }
    }
    return true;
}

static bool
read_lines(Reading *x, const char *text, size_t size, GError **error)
{
    Scan scan = zf_vrp_scan_init(text, size, x->name);
    for (char *next = zf_vrp_scan_line(&scan); next; next = zf_vrp_scan_line(&scan)) {
        g_autofree char *line = next;
        const char *colon = strchr(line, ':');
        if (g_ascii_strncasecmp(line, "route", 5) == 0 && colon &&
            !read_route_line(x, colon + 1, error)) {
            return false;
        }
    }
    return x->routes->len > 0 || reading_fail(x, error, _("no line “Route #1: …” was found"));
}

static void
take_plan(const Reading *x, ZfVrpPlan *plan)
{
    int32_t n = x->file->problem.n_shifts;
    *plan = (ZfVrpPlan){n, g_new0(int32_t, n + 1), g_new0(int32_t, x->file->problem.n_visits + 1)};
    for (int32_t r = 0; r < n; r++) {
        plan->first[r + 1] = plan->first[r];
        const GArray *route =
            (guint)r < x->routes->len ? g_ptr_array_index(x->routes, (guint)r) : NULL;
        for (guint i = 0; route && i < route->len; i++) {
            plan->visits[plan->first[r + 1]++] = g_array_index(route, int32_t, i);
        }
    }
}

bool
zf_vrp_file_read_solution(const ZfVrpFile *file, const char *text, size_t size, const char *name,
                          ZfVrpPlan *plan, GError **error)
{
    Reading x = {
        .file = file,
        .name = name,
        .visit = g_hash_table_new(g_int64_hash, g_int64_equal),
        .routes = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref),
        .seen = g_new0(bool, file->problem.n_visits + 1),
    };
    for (int32_t i = 0; i < file->problem.n_visits; i++) {
        g_hash_table_insert(x.visit, &file->customer[i], GINT_TO_POINTER(i + 1));
    }
    bool good = read_lines(&x, text, size, error);
    if (good) {
        take_plan(&x, plan);
    }
    g_hash_table_unref(x.visit);
    g_ptr_array_unref(x.routes);
    g_free(x.seen);
    return good;
}
