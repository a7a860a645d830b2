/* VROOM's JSON, API 1.x: https://github.com/VROOM-Project/vroom/blob/master/docs/API.md
 * Jobs with one place each, matrices in the file. What cannot be kept is an error, not a guess. */
#include "vrp/files_build.h"

#include <jansson.h>
#include <string.h>

/* json_t has no cleanup of its own: borrowed references everywhere, one owner in read. */
typedef struct Vroom {
    ZfVrpFile *file;
    const char *name;
    GArray *windows;     /* ZfVrpWindow */
    GArray *breaks;      /* ZfVrpBreak */
    GPtrArray *profiles; /* names, in the order of matrices; borrowed */
    GArray *skills;      /* int64_t, one a bit */
    int32_t n_places;
} Vroom;

static bool G_GNUC_PRINTF(3, 4) fail(const Vroom *f, GError **error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *what = g_strdup_vprintf(format, args);
    va_end(args);
    g_set_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_FILE, "%s: %s", f->name, what);
    return false;
}

static int64_t
get_int(const json_t *object, const char *key, int64_t missing)
{
    const json_t *value = json_object_get(object, key);
    return json_is_integer(value) ? json_integer_value(value)
           : json_is_real(value)  ? (int64_t)CLAMP(json_real_value(value), -1e12, 1e12)
                                  : missing;
}

/* Keys that would change the meaning and are not kept. */
static bool
refuse_keys(const Vroom *f, const json_t *object, const char *const *keys, const char *what,
            GError **error)
{
    for (; *keys; keys++) {
        if (json_object_get(object, *keys)) {
            return fail(f, error, _("\"%s\" of a %s is not supported"), *keys, what);
        }
    }
    return true;
}

/* -- matrices -----------------------------------------------------------------------------------
 */

/* ret: n × n entries in the arena, or NULL. */
static int32_t *
read_square(Vroom *f, const json_t *rows, size_t n, GError **error)
{
    int32_t *entries = zf_arena_array(f->file->arena, int32_t, n * n);
    for (size_t i = 0; i < n; i++) {
        const json_t *row = json_array_get(rows, i);
        if (json_array_size(row) != n) {
            fail(f, error, _("matrix row %d has not as many numbers as there are rows"), (int)i);
            return NULL;
        }
        for (size_t j = 0; j < n; j++) {
            const json_t *value = json_array_get(row, j);
            int64_t d = json_is_integer(value) ? json_integer_value(value) : -1;
            if (d < 0 || d > UINT32_MAX) {
                fail(f, error, _("matrix row %d holds something else than whole numbers"), (int)i);
                return NULL;
            }
            /* VROOM writes very large numbers for "no way" */
            entries[i * n + j] = i == j ? 0 : (int32_t)MIN(d, ZF_VRP_NO_WAY);
        }
    }
    return entries;
}

static bool
read_matrix(Vroom *f, const json_t *durations, const json_t *distances, ZfVrpMatrix *matrix,
            GError **error)
{
    size_t n = json_array_size(durations);
    if (n == 0 || n > ZF_VRP_FILE_NODES || (f->n_places && (size_t)f->n_places != n)) {
        return fail(f, error, _("the matrices are missing, too large, or differ in size"));
    }
    f->n_places = (int32_t)n;
    matrix->n = f->n_places;
    matrix->duration = read_square(f, durations, n, error);
    if (!matrix->duration) {
        return false;
    }
    if (distances) {
        matrix->distance = read_square(f, distances, n, error);
    }
    return !distances || matrix->distance;
}

static bool
read_matrices(Vroom *f, const json_t *root, GError **error)
{
    json_t *matrices = json_object_get(root, "matrices");
    const json_t *old = json_object_get(root, "matrix");
    size_t n = json_object_size(matrices);
    if (n > 64 || (n == 0 && !old)) {
        return fail(f, error,
                    _("it has no \"matrices\": travel times between places must be in the file"));
    }
    ZfVrpMatrix *list = zf_arena_array(f->file->arena, ZfVrpMatrix, n + 1);
    if (n == 0) {
        g_ptr_array_add(f->profiles, (gpointer) "car");
        if (!read_matrix(f, old, NULL, &list[0], error)) {
            return false;
        }
    }
    const char *key;
    json_t *value;
    json_object_foreach(matrices, key, value)
    {
        if (json_object_get(value, "costs")) {
            return fail(f, error, _("\"%s\" of a %s is not supported"), "costs", "matrix");
        }
        if (!read_matrix(f, json_object_get(value, "durations"),
                         json_object_get(value, "distances"), &list[f->profiles->len], error)) {
            return false;
        }
        g_ptr_array_add(f->profiles, (gpointer)key);
    }
    f->file->problem.matrices = list;
    f->file->problem.n_matrices = (int32_t)f->profiles->len;
    return true;
}

/* -- small parts --------------------------------------------------------------------------------
 */

static bool
read_skills(Vroom *f, const json_t *list, uint64_t *ret, GError **error)
{
    *ret = 0;
    for (size_t i = 0; i < json_array_size(list); i++) {
        int64_t skill = json_integer_value(json_array_get(list, i));
        guint bit = 0;
        while (bit < f->skills->len && g_array_index(f->skills, int64_t, bit) != skill) {
            bit++;
        }
        if (bit == f->skills->len) {
            if (bit == 64) {
                return fail(f, error, _("more than 64 different skills"));
            }
            g_array_append_val(f->skills, skill);
        }
        *ret |= UINT64_C(1) << bit;
    }
    return true;
}

static bool
read_window(const json_t *pair, int64_t *open, int64_t *close)
{
    if (json_array_size(pair) != 2 || !json_is_integer(json_array_get(pair, 0)) ||
        !json_is_integer(json_array_get(pair, 1))) {
        return false;
    }
    *open = json_integer_value(json_array_get(pair, 0));
    *close = json_integer_value(json_array_get(pair, 1));
    return *open >= 0 && *open <= *close && *close < ZF_VRP_FAR;
}

static bool
read_load(const Vroom *f, const json_t *list, int64_t *load, GError **error)
{
    if (json_array_size(list) > ZF_VRP_DIMS) {
        return fail(f, error, _("more than %d capacities"), ZF_VRP_DIMS);
    }
    for (size_t i = 0; i < json_array_size(list); i++) {
        load[i] = json_integer_value(json_array_get(list, i));
        if (load[i] < 0 || load[i] > ZF_VRP_FAR) {
            return fail(f, error, _("an amount is out of range"));
        }
    }
    return true;
}

static bool
read_place(const Vroom *f, const json_t *object, const char *key, int32_t *place)
{
    int64_t at = get_int(object, key, -1);
    *place = (int32_t)CLAMP(at, -1, INT32_MAX);
    return at >= 0 && at < f->n_places;
}

/* -- jobs ---------------------------------------------------------------------------------------
 */

static bool
read_job(Vroom *f, const json_t *job, ZfVrpVisit *v, int64_t unit, GError **error)
{
    static const char *const refused[] = {"pickup", "service_per_type", "setup_per_type", NULL};
    int64_t id = get_int(job, "id", -1);
    *v = (ZfVrpVisit)ZF_VRP_VISIT_INIT;
    if (!refuse_keys(f, job, refused, "job", error) ||
        !read_skills(f, json_object_get(job, "skills"), &v->skills, error)) {
        return false;
    }
    if (!read_place(f, job, "location_index", &v->place)) {
        return fail(f, error, _("job %ld has no valid \"location_index\""), id);
    }
    const json_t *load = json_object_get(job, "delivery");
    if (!read_load(f, load ? load : json_object_get(job, "amount"), v->demand, error)) {
        return false;
    }
    int64_t priority = get_int(job, "priority", 0);
    v->service = get_int(job, "service", 0);
    v->setup = get_int(job, "setup", 0);
    if (id < 0 || priority < 0 || priority > 100 || v->service < 0 || v->service > ZF_VRP_FAR ||
        v->setup < 0 || v->setup > ZF_VRP_FAR) {
        return fail(f, error, _("job %ld has a number out of range"), id);
    }
    /* priorities before the number of visits, that before the way */
    v->prize = (4 * priority + 1) * unit;
    const json_t *windows = json_object_get(job, "time_windows");
    v->first_window = (int32_t)f->windows->len;
    v->n_windows = (int32_t)json_array_size(windows);
    for (size_t i = 0; i < json_array_size(windows); i++) {
        ZfVrpWindow window = {.day = ZF_VRP_ANY_DAY};
        if (!read_window(json_array_get(windows, i), &window.open, &window.close)) {
            return fail(f, error, _("job %ld has a bad time window"), id);
        }
        g_array_append_val(f->windows, window);
    }
    return true;
}

static bool
read_jobs(Vroom *f, const json_t *root, int64_t unit, GError **error)
{
    const json_t *jobs = json_object_get(root, "jobs");
    size_t n = json_array_size(jobs);
    if (n > 1u << 20) {
        return fail(f, error, _("too many jobs"));
    }
    ZfVrpVisit *visits = zf_arena_array(f->file->arena, ZfVrpVisit, n);
    f->file->customer = zf_arena_array(f->file->arena, int64_t, n);
    for (size_t i = 0; i < n; i++) {
        const json_t *job = json_array_get(jobs, i);
        if (!read_job(f, job, &visits[i], unit, error)) {
            return false;
        }
        f->file->customer[i] = get_int(job, "id", 0);
    }
    f->file->problem.visits = visits;
    f->file->problem.n_visits = (int32_t)n;
    f->file->problem.windows = (const ZfVrpWindow *)(const void *)f->windows->data;
    f->file->problem.n_windows = (int32_t)f->windows->len;
    return true;
}

/* -- vehicles -----------------------------------------------------------------------------------
 */

static bool
read_breaks(Vroom *f, const json_t *vehicle, ZfVrpShift *s, int64_t id, GError **error)
{
    const json_t *breaks = json_object_get(vehicle, "breaks");
    s->first_break = (int32_t)f->breaks->len;
    s->n_breaks = (int32_t)json_array_size(breaks);
    for (size_t i = 0; i < json_array_size(breaks); i++) {
        const json_t *item = json_array_get(breaks, i);
        const json_t *windows = json_object_get(item, "time_windows");
        ZfVrpBreak b = {.length = get_int(item, "service", 0)};
        if (json_array_size(windows) != 1 || json_object_get(item, "max_load") || b.length < 0 ||
            b.length > ZF_VRP_FAR ||
            !read_window(json_array_get(windows, 0), &b.earliest, &b.latest)) {
            return fail(f, error,
                        _("vehicle %ld: a break needs one time window and no \"max_load\""), id);
        }
        g_array_append_val(f->breaks, b);
    }
    return true;
}

static bool
read_costs(Vroom *f, const json_t *costs, ZfVrpShift *s, GError **error)
{
    int64_t per_hour = get_int(costs, "per_hour", 3600);
    int64_t per_km = get_int(costs, "per_km", 0);
    int64_t per_task_hour = get_int(costs, "per_task_hour", 0);
    int64_t fixed = get_int(costs, "fixed", 0);
    if (per_hour < 0 || per_hour > 100000 || per_km < 0 || per_km > 100000 || per_task_hour != 0 ||
        fixed < 0 || fixed > 1000000000) {
        return fail(f, error, _("the costs of a vehicle are out of range or not supported"));
    }
    /* one unit is a 3600th where that comes out even, else times and ways are weighed by 3600ths */
    s->rate_travel = (int32_t)per_hour;
    s->rate_distance = (int32_t)(per_km * 18 / 5);
    s->fixed_cost = fixed * 3600;
    return true;
}

static bool
read_vehicle(Vroom *f, const json_t *vehicle, ZfVrpShift *s, GError **error)
{
    static const char *const refused[] = {"steps", "max_travel_time", "type", NULL};
    int64_t id = get_int(vehicle, "id", -1);
    *s = (ZfVrpShift)ZF_VRP_SHIFT_INIT;
    const json_t *speed = json_object_get(vehicle, "speed_factor");
    if (id < 0 || (speed && json_number_value(speed) != 1.0)) {
        return fail(f, error, _("a vehicle without \"id\", or with a \"speed_factor\""));
    }
    if (!refuse_keys(f, vehicle, refused, "vehicle", error) ||
        !read_skills(f, json_object_get(vehicle, "skills"), &s->skills, error) ||
        !read_breaks(f, vehicle, s, id, error) ||
        !read_costs(f, json_object_get(vehicle, "costs"), s, error)) {
        return false;
    }
    const char *profile = json_string_value(json_object_get(vehicle, "profile"));
    guint at = 0;
    while (at < f->profiles->len &&
           strcmp(profile ? profile : "car", g_ptr_array_index(f->profiles, at)) != 0) {
        at++;
    }
    if (at == f->profiles->len) {
        return fail(f, error, _("vehicle %ld: no matrix for its profile"), id);
    }
    s->matrix = (int32_t)at;
    bool start = json_object_get(vehicle, "start_index") != NULL;
    bool end = json_object_get(vehicle, "end_index") != NULL;
    if ((!start && !end) || (start && !read_place(f, vehicle, "start_index", &s->start_place)) ||
        (end && !read_place(f, vehicle, "end_index", &s->end_place))) {
        return fail(f, error, _("vehicle %ld needs a valid \"start_index\" or \"end_index\""), id);
    }
    const json_t *window = json_object_get(vehicle, "time_window");
    if (window && !read_window(window, &s->open, &s->close)) {
        return fail(f, error, _("vehicle %ld has a bad time window"), id);
    }
    s->max_visits = (int32_t)CLAMP(get_int(vehicle, "max_tasks", INT32_MAX), 0, INT32_MAX);
    s->max_distance = CLAMP(get_int(vehicle, "max_distance", ZF_VRP_FAR), 0, ZF_VRP_FAR);
    return read_load(f, json_object_get(vehicle, "capacity"), s->capacity, error);
}

/* Rates in 3600ths are divided again where all of them allow it. */
static void
simplify_rates(ZfVrpShift *shifts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (shifts[i].rate_travel % 3600 || shifts[i].rate_distance % 3600) {
            return;
        }
    }
    for (size_t i = 0; i < n; i++) {
        shifts[i].rate_travel /= 3600;
        shifts[i].rate_distance /= 3600;
        shifts[i].fixed_cost /= 3600;
    }
}

static bool
read_vehicles(Vroom *f, const json_t *root, GError **error)
{
    const json_t *vehicles = json_object_get(root, "vehicles");
    size_t n = json_array_size(vehicles);
    if (n == 0 || n > 100000) {
        return fail(f, error, _("no vehicles, or too many"));
    }
    ZfVrpShift *shifts = zf_arena_array(f->file->arena, ZfVrpShift, n);
    f->file->vehicle = zf_arena_array(f->file->arena, int64_t, n);
    for (size_t i = 0; i < n; i++) {
        const json_t *vehicle = json_array_get(vehicles, i);
        if (!read_vehicle(f, vehicle, &shifts[i], error)) {
            return false;
        }
        shifts[i].team = (int32_t)i;
        f->file->vehicle[i] = get_int(vehicle, "id", 0);
    }
    simplify_rates(shifts, n);
    f->file->problem.shifts = shifts;
    f->file->problem.n_shifts = f->file->problem.n_teams = (int32_t)n;
    f->file->problem.breaks = (const ZfVrpBreak *)(const void *)f->breaks->data;
    f->file->problem.n_breaks = (int32_t)f->breaks->len;
    return true;
}

static bool
read_root(Vroom *f, const json_t *root, GError **error)
{
    if (json_array_size(json_object_get(root, "shipments")) > 0) {
        return fail(f, error, _("\"%s\" of a %s is not supported"), "shipments", "problem");
    }
    if (!read_matrices(f, root, error) || !read_vehicles(f, root, error)) {
        return false;
    }
    f->file->prize_unit = zf_vrp_prize_unit(&f->file->problem);
    return read_jobs(f, root, f->file->prize_unit, error);
}

bool
zf_vrp_read_vroom(const char *text, size_t size, const ZfVrpFileOptions *options, ZfVrpFile *file,
                  GError **error)
{
    (void)options;
    json_error_t where;
    json_t *root = json_loadb(text, size, JSON_REJECT_DUPLICATES, &where);
    if (!root) {
        g_set_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_FILE, _("%s, line %d: %s"), file->name,
                    where.line, where.text);
        return false;
    }
    Vroom f = {
        .file = file,
        .name = file->name,
        .windows = g_array_new(FALSE, TRUE, sizeof(ZfVrpWindow)),
        .breaks = g_array_new(FALSE, TRUE, sizeof(ZfVrpBreak)),
        .profiles = g_ptr_array_new(),
        .skills = g_array_new(FALSE, TRUE, sizeof(int64_t)),
    };
    file->scale = 1;
    bool good = json_is_object(root) && read_root(&f, root, error);
    if (good) {
        /* what grew in arrays moves to the arena */
        ZfVrpWindow *windows = zf_arena_array(file->arena, ZfVrpWindow, f.windows->len);
        ZfVrpBreak *breaks = zf_arena_array(file->arena, ZfVrpBreak, f.breaks->len);
        for (guint i = 0; i < f.windows->len; i++) {
            windows[i] = g_array_index(f.windows, ZfVrpWindow, i);
        }
        for (guint i = 0; i < f.breaks->len; i++) {
            breaks[i] = g_array_index(f.breaks, ZfVrpBreak, i);
        }
        file->problem.windows = windows;
        file->problem.breaks = breaks;
        good = zf_vrp_problem_valid(&file->problem, error);
    } else if (error && !*error) {
        fail(&f, error, _("the outermost value is no object"));
    }
    g_array_unref(f.windows);
    g_array_unref(f.breaks);
    g_ptr_array_unref(f.profiles);
    g_array_unref(f.skills);
    json_decref(root);
    return good;
}

/* -- output -------------------------------------------------------------------------------------
 */

static json_t *
step(const char *type, int32_t place, int64_t setup, int64_t service, int64_t wait, int64_t arrival,
     int64_t travel)
{
    json_t *object =
        json_pack("{s:s, s:I, s:I, s:I, s:I, s:I, s:[]}", "type", type, "setup", (json_int_t)setup,
                  "service", (json_int_t)service, "waiting_time", (json_int_t)wait, "arrival",
                  (json_int_t)arrival, "duration", (json_int_t)travel, "violations");
    if (place >= 0) {
        json_object_set_new(object, "location_index", json_integer(place));
    }
    return object;
}

static int64_t
priority_of(const ZfVrpFile *file, int32_t visit, int64_t unit)
{
    return (file->problem.visits[visit].prize / unit - 1) / 4;
}

static json_t *
write_route(const ZfVrpFile *file, const ZfVrpResult *result, int32_t r, int64_t unit)
{
    const ZfVrpProblem *p = &file->problem;
    const ZfVrpRoute *route = &result->routes[r];
    const ZfVrpShift *s = &p->shifts[r];
    json_t *steps = json_array();
    int64_t travel = 0;
    int64_t setup = 0;
    int64_t priority = 0;
    if (s->start_place >= 0) {
        json_array_append_new(steps, step("start", s->start_place, 0, 0, 0, route->depart, 0));
    }
    for (int32_t i = 0; i < route->n_stops; i++) {
        const ZfVrpStop *stop = &result->stops[route->first_stop + i];
        travel += stop->travel;
        setup += stop->setup;
        bool job = stop->visit >= 0;
        json_t *object =
            step(job ? "job" : "break", job ? p->visits[stop->visit].place : -1, stop->setup,
                 stop->depart - stop->start, stop->wait, stop->arrive, travel);
        if (job) {
            json_object_set_new(object, "id", json_integer(file->customer[stop->visit]));
            priority += priority_of(file, stop->visit, unit);
        }
        json_array_append_new(steps, object);
    }
    if (s->end_place >= 0) {
        json_array_append_new(steps, step("end", s->end_place, 0, 0, 0, route->end, route->travel));
    }
    int64_t cost =
        s->fixed_cost + s->rate_travel * route->travel + s->rate_distance * route->distance;
    return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o, s:[]}", "vehicle",
                     (json_int_t)file->vehicle[r], "cost", (json_int_t)cost, "setup",
                     (json_int_t)setup, "service", (json_int_t)(route->service - setup), "duration",
                     (json_int_t)route->travel, "distance", (json_int_t)route->distance,
                     "waiting_time", (json_int_t)route->wait, "priority", (json_int_t)priority,
                     "steps", steps, "violations");
}

char *
zf_vrp_write_vroom(const ZfVrpFile *file, const ZfVrpResult *result)
{
    const ZfVrpCost *cost = &result->cost;
    int64_t unit = file->prize_unit;
    json_t *routes = json_array();
    json_t *unassigned = json_array();
    int64_t priority = 0;
    g_autofree bool *served = g_new0(bool, file->problem.n_visits + 1);
    for (int32_t r = 0; r < result->n_routes; r++) {
        if (result->routes[r].n_visits > 0) {
            json_array_append_new(routes, write_route(file, result, r, unit));
        }
    }
    for (int32_t i = 0; i < result->plan.first[result->plan.n_shifts]; i++) {
        served[result->plan.visits[i]] = true;
        priority += priority_of(file, result->plan.visits[i], unit);
    }
    for (int32_t v = 0; v < file->problem.n_visits; v++) {
        if (!served[v]) {
            json_array_append_new(unassigned,
                                  json_pack("{s:I, s:i, s:s}", "id", (json_int_t)file->customer[v],
                                            "location_index", file->problem.visits[v].place, "type",
                                            "job"));
        }
    }
    json_t *root = json_pack("{s:i, s:{s:I, s:i, s:i, s:I, s:I, s:I, s:I, s:I, s:[]}, s:o, s:o}",
                             "code", 0, "summary", "cost", (json_int_t)(cost->total - cost->prizes),
                             "routes", cost->routes, "unassigned", cost->unserved, "service",
                             (json_int_t)cost->service_s, "duration", (json_int_t)cost->travel_s,
                             "distance", (json_int_t)cost->distance_m, "waiting_time",
                             (json_int_t)cost->wait_s, "priority", (json_int_t)priority,
                             "violations", "unassigned", unassigned, "routes", routes);
    char *text = json_dumps(root, JSON_INDENT(1));
    json_decref(root);
    /* jansson's memory is not GLib's */
    char *copy = g_strdup(text);
    free(text);
    return copy;
}
