/* VROOM's JSON, API 1.x: https://github.com/VROOM-Project/vroom/blob/master/docs/API.md
 * Jobs with one place each, matrices in the file. What cannot be kept is an error, not a guess. */
#include "vrp/files_vroom.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

/* json_t has no cleanup of its own: borrowed references everywhere, one owner in read. */
typedef struct Vroom {
    ZfVrpFile *file;
    const char *name;
    GArray *windows;  /* ZfVrpWindow */
    GArray *breaks;   /* ZfVrpBreak */
    GArray *profiles; /* Profile */
    GArray *matrices; /* Derived */
    GArray *skills;   /* int64_t, one a bit */
    GArray *rests;    /* VroomRest, one a break */
    int32_t n_places;
    int32_t located; /* places with coordinates so far */
    bool delivers;   /* some job does, */
    bool picks_up;   /* some job does */
} Vroom;

/* One of "matrices": entries in the arena, or NULL. */
typedef struct Profile {
    const char *name; /* borrowed */
    const int32_t *durations;
    const int32_t *distances;
    const int32_t *costs;
} Profile;

/* What limits or costs beside the time are told by: the optimiser's matrix has two tables. */
typedef enum Second { SECOND_DISTANCES, SECOND_DURATIONS, SECOND_COSTS } Second;

/* A matrix as some vehicles see it. */
typedef struct Derived {
    int32_t profile;
    double speed;
    Second second;
    ZfVrpMatrix matrix;
} Derived;

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

/* Every key must be one of those listed: what is not kept is told, not left aside. */
static bool
known_keys(const Vroom *f, json_t *object, const char *const *keys, const char *what,
           GError **error)
{
    const char *key;
    json_t *value;
    if (!json_is_object(object)) {
        return fail(f, error, _("a %s is no object"), what);
    }
    json_object_foreach(object, key, value)
    {
        if (!g_strv_contains(keys, key)) {
            return fail(f, error, _("\"%s\" of a %s is not supported"), key, what);
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
read_table(Vroom *f, const json_t *rows, const int32_t **table, GError **error)
{
    size_t n = json_array_size(rows);
    if (!rows) {
        return true;
    }
    if (n == 0 || n > ZF_VRP_FILE_NODES || (f->n_places && (size_t)f->n_places != n)) {
        return fail(f, error, _("the matrices are missing, too large, or differ in size"));
    }
    f->n_places = (int32_t)n;
    *table = read_square(f, rows, n, error);
    return *table != NULL;
}

static bool
add_profile(Vroom *f, const char *name, const json_t *durations, const json_t *distances,
            const json_t *costs, GError **error)
{
    Profile profile = {.name = name};
    if (!durations) {
        return fail(f, error, _("the matrix of \"%s\" has no \"durations\""), name);
    }
    if (!read_table(f, durations, &profile.durations, error) ||
        !read_table(f, distances, &profile.distances, error) ||
        !read_table(f, costs, &profile.costs, error)) {
        return false;
    }
    g_array_append_val(f->profiles, profile);
    return true;
}

static bool
read_matrices(Vroom *f, const json_t *root, GError **error)
{
    static const char *const keys[] = {"durations", "distances", "costs", NULL};
    json_t *matrices = json_object_get(root, "matrices");
    const json_t *old = json_object_get(root, "matrix");
    size_t n = json_object_size(matrices);
    if (n > 64 || (n == 0 && !old)) {
        return fail(f, error,
                    _("it has no \"matrices\": travel times between places must be in the file"));
    }
    if (n == 0) {
        return add_profile(f, "car", old, NULL, NULL, error);
    }
    const char *key;
    json_t *value;
    json_object_foreach(matrices, key, value)
    {
        if (!known_keys(f, value, keys, "matrix", error) ||
            !add_profile(f, key, json_object_get(value, "durations"),
                         json_object_get(value, "distances"), json_object_get(value, "costs"),
                         error)) {
            return false;
        }
    }
    return true;
}

static const int32_t *
slower(Vroom *f, const int32_t *durations, double speed)
{
    size_t n = (size_t)f->n_places * (size_t)f->n_places;
    int32_t *entries = zf_arena_array(f->file->arena, int32_t, n);
    for (size_t i = 0; i < n; i++) {
        entries[i] = durations[i] >= ZF_VRP_NO_WAY
                         ? ZF_VRP_NO_WAY
                         : (int32_t)MIN(floor(durations[i] / speed + 0.5), ZF_VRP_NO_WAY);
    }
    return entries;
}

/* ret: the index of that matrix; -1 with error when there would be too many. */
static int32_t
derive(Vroom *f, int32_t profile_index, double speed, Second second, GError **error)
{
    const Profile *profile = &g_array_index(f->profiles, Profile, (guint)profile_index);
    for (guint i = 0; i < f->matrices->len; i++) {
        const Derived *d = &g_array_index(f->matrices, Derived, i);
        if (d->profile == profile_index && d->speed == speed && d->second == second) {
            return (int32_t)i;
        }
    }
    if (f->matrices->len == 64) {
        fail(f, error, _("more than 64 different profiles, speed factors and limits"));
        return -1;
    }
    const int32_t *durations =
        speed == 1 ? profile->durations : slower(f, profile->durations, speed);
    const int32_t *const seconds[] = {profile->distances, durations, profile->costs};
    Derived d = {profile_index, speed, second, {f->n_places, durations, seconds[second]}};
    g_array_append_val(f->matrices, d);
    return (int32_t)f->matrices->len - 1;
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

/* "location" beside "location_index" is for the picture. */
static bool
read_location(Vroom *f, const json_t *pair, int32_t place)
{
    ZfVrpFile *file = f->file;
    if (!pair) {
        return true;
    }
    const json_t *x = json_array_get(pair, 0);
    const json_t *y = json_array_get(pair, 1);
    if (json_array_size(pair) != 2 || !json_is_number(x) || !json_is_number(y)) {
        return false;
    }
    if (!file->x) {
        file->x = zf_arena_array(file->arena, double, f->n_places);
        file->y = zf_arena_array(file->arena, double, f->n_places);
        for (int32_t i = 0; i < f->n_places; i++) {
            file->x[i] = NAN;
        }
    }
    f->located += isnan(file->x[place]);
    file->x[place] = json_number_value(x);
    file->y[place] = json_number_value(y);
    return fabs(file->x[place]) < 1e9 && fabs(file->y[place]) < 1e9;
}

static bool
read_place(Vroom *f, const json_t *object, const char *index, const char *location, int32_t *place)
{
    int64_t at = get_int(object, index, -1);
    *place = (int32_t)CLAMP(at, -1, INT32_MAX);
    return at >= 0 && at < f->n_places && json_is_integer(json_object_get(object, index)) &&
           read_location(f, json_object_get(object, location), *place);
}

static const char *
read_description(const Vroom *f, const json_t *object)
{
    const char *text = json_string_value(json_object_get(object, "description"));
    return text ? zf_arena_strdup(f->file->arena, text) : NULL;
}

/* -- jobs ---------------------------------------------------------------------------------------
 */

/* VROOM wants set-up and service within a window together; the optimiser allows setting up before
 * it. Beginning late enough keeps both. Where the window is shorter than the set-up it becomes part
 * of the service, which then is never spared. */
static bool
read_windows(Vroom *f, const json_t *windows, ZfVrpVisit *v)
{
    v->first_window = (int32_t)f->windows->len;
    v->n_windows = (int32_t)json_array_size(windows);
    bool shorter = false;
    for (int32_t i = 0; i < v->n_windows; i++) {
        ZfVrpWindow window = {.day = ZF_VRP_ANY_DAY};
        if (!read_window(json_array_get(windows, (size_t)i), &window.open, &window.close)) {
            return false;
        }
        shorter = shorter || window.close - window.open < v->setup;
        g_array_append_val(f->windows, window);
    }
    if (shorter) {
        v->service += v->setup;
        v->setup = 0;
    }
    for (int32_t i = 0; i < v->n_windows; i++) {
        g_array_index(f->windows, ZfVrpWindow, (guint)(v->first_window + i)).open += v->setup;
    }
    return true;
}

/* What all jobs bring and what all take away are kept below the capacity apart from each other;
 * both in one route would have to be followed from stop to stop. */
static bool
read_loads(Vroom *f, const json_t *job, ZfVrpVisit *v, GError **error)
{
    const json_t *delivery = json_object_get(job, "delivery");
    const json_t *pickup = json_object_get(job, "pickup");
    delivery = delivery ? delivery : json_object_get(job, "amount");
    int64_t taken[ZF_VRP_DIMS] = {0};
    if (!read_load(f, delivery, v->demand, error) || !read_load(f, pickup, taken, error)) {
        return false;
    }
    for (int32_t d = 0; d < ZF_VRP_DIMS; d++) {
        f->delivers = f->delivers || v->demand[d] > 0;
        f->picks_up = f->picks_up || taken[d] > 0;
        v->demand[d] += taken[d];
    }
    if (f->delivers && f->picks_up) {
        return fail(f, error,
                    _("\"delivery\" and \"pickup\" in one problem are not supported: one of them "
                      "only"));
    }
    return true;
}

static bool
read_job(Vroom *f, json_t *job, ZfVrpVisit *v, int64_t unit, GError **error)
{
    static const char *const keys[] = {"id",     "description", "location", "location_index",
                                       "setup",  "service",     "delivery", "pickup",
                                       "amount", "skills",      "priority", "time_windows",
                                       NULL};
    int64_t id = get_int(job, "id", -1);
    *v = (ZfVrpVisit)ZF_VRP_VISIT_INIT;
    if (!known_keys(f, job, keys, "job", error) ||
        !read_skills(f, json_object_get(job, "skills"), &v->skills, error) ||
        !read_loads(f, job, v, error)) {
        return false;
    }
    if (!read_place(f, job, "location_index", "location", &v->place)) {
        return fail(f, error, _("job %ld has no valid \"location_index\""), id);
    }
    int64_t priority = get_int(job, "priority", 0);
    v->service = get_int(job, "service", 0);
    v->setup = get_int(job, "setup", 0);
    if (id < 0 || priority < 0 || priority > 100 || v->service < 0 || v->service > ZF_VRP_FAR / 4 ||
        v->setup < 0 || v->setup > ZF_VRP_FAR / 4) {
        return fail(f, error, _("job %ld has a number out of range"), id);
    }
    /* priorities before the number of visits, that before the way */
    v->prize = (4 * priority + 1) * unit;
    if (!read_windows(f, json_object_get(job, "time_windows"), v)) {
        return fail(f, error, _("job %ld has a bad time window"), id);
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
    f->file->vroom->job_text = zf_arena_array(f->file->arena, const char *, n);
    for (size_t i = 0; i < n; i++) {
        json_t *job = json_array_get(jobs, i);
        if (!read_job(f, job, &visits[i], unit, error)) {
            return false;
        }
        f->file->customer[i] = get_int(job, "id", 0);
        f->file->vroom->job_text[i] = read_description(f, job);
    }
    f->file->problem.visits = visits;
    f->file->problem.n_visits = (int32_t)n;
    return true;
}

/* -- vehicles -----------------------------------------------------------------------------------
 */

static bool
read_breaks(Vroom *f, const json_t *vehicle, ZfVrpShift *s, int64_t id, GError **error)
{
    static const char *const keys[] = {"id", "time_windows", "service", "description", NULL};
    const json_t *breaks = json_object_get(vehicle, "breaks");
    s->first_break = (int32_t)f->breaks->len;
    s->n_breaks = (int32_t)json_array_size(breaks);
    for (size_t i = 0; i < json_array_size(breaks); i++) {
        json_t *item = json_array_get(breaks, i);
        const json_t *windows = json_object_get(item, "time_windows");
        ZfVrpBreak b = {.length = get_int(item, "service", 0)};
        VroomRest rest = {get_int(item, "id", 0), read_description(f, item)};
        if (!known_keys(f, item, keys, "break", error)) {
            return false;
        }
        if (json_array_size(windows) != 1 || b.length < 0 || b.length > ZF_VRP_FAR ||
            !read_window(json_array_get(windows, 0), &b.earliest, &b.latest)) {
            return fail(f, error, _("vehicle %ld: a break needs one time window"), id);
        }
        g_array_append_val(f->breaks, b);
        g_array_append_val(f->rests, rest);
    }
    return true;
}

/* In 18000ths of VROOM's unit: a second is per_hour / 3600, a metre per_km / 1000. */
#define COST_UNIT 18000

static bool
read_costs(Vroom *f, json_t *costs, ZfVrpShift *s, GError **error)
{
    static const char *const keys[] = {"fixed", "per_hour", "per_km", NULL};
    if (costs && !known_keys(f, costs, keys, "cost", error)) {
        return false;
    }
    int64_t per_hour = get_int(costs, "per_hour", 3600);
    int64_t per_km = get_int(costs, "per_km", 0);
    int64_t fixed = get_int(costs, "fixed", 0);
    if (per_hour < 0 || per_hour > 200000 || per_km < 0 || per_km > 55000 || fixed < 0 ||
        fixed > 900000000) {
        return fail(f, error, _("the costs of a vehicle are out of range"));
    }
    s->rate_travel = (int32_t)(per_hour * 5);
    s->rate_distance = (int32_t)(per_km * 18);
    s->fixed_cost = fixed * COST_UNIT;
    return true;
}

/* The profile, at the vehicle's speed, with the second table that its limits and costs need. */
static bool
read_travel(Vroom *f, const json_t *vehicle, ZfVrpShift *s, int64_t id, GError **error)
{
    const char *name = json_string_value(json_object_get(vehicle, "profile"));
    int32_t at = 0;
    while (at < (int32_t)f->profiles->len &&
           strcmp(name ? name : "car", g_array_index(f->profiles, Profile, at).name) != 0) {
        at++;
    }
    if (at == (int32_t)f->profiles->len) {
        return fail(f, error, _("vehicle %ld: no matrix for its profile"), id);
    }
    const Profile *profile = &g_array_index(f->profiles, Profile, at);
    const json_t *factor = json_object_get(vehicle, "speed_factor");
    double speed = factor ? json_number_value(factor) : 1;
    if (!(speed >= 0.01 && speed <= 5)) {
        return fail(f, error, _("vehicle %ld: \"speed_factor\" must be above 0 and at most 5"), id);
    }
    int64_t far = get_int(vehicle, "max_distance", -1);
    int64_t long_time = get_int(vehicle, "max_travel_time", -1);
    bool by_way = far >= 0 || s->rate_distance > 0;
    if (by_way && !profile->distances) {
        return fail(f, error, _("vehicle %ld: its matrix has no \"distances\""), id);
    }
    if ((by_way + (long_time >= 0) + (profile->costs != NULL)) > 1) {
        return fail(f, error,
                    _("vehicle %ld: only one of \"max_travel_time\", a matrix of \"costs\", and "
                      "\"max_distance\" with \"per_km\" is supported"),
                    id);
    }
    Second second = profile->costs   ? SECOND_COSTS
                    : long_time >= 0 ? SECOND_DURATIONS
                                     : SECOND_DISTANCES;
    if (second == SECOND_COSTS) {
        if (json_object_get(json_object_get(vehicle, "costs"), "per_hour")) {
            return fail(
                f, error,
                _("vehicle %ld: \"per_hour\" beside a matrix of \"costs\" is not supported"), id);
        }
        s->rate_travel = 0;
        s->rate_distance = COST_UNIT;
    }
    int64_t limit = second == SECOND_DURATIONS ? long_time : far;
    s->max_distance = limit >= 0 ? MIN(limit, ZF_VRP_FAR) : ZF_VRP_FAR;
    s->matrix = derive(f, at, speed, second, error);
    return s->matrix >= 0;
}

static bool
read_vehicle(Vroom *f, json_t *vehicle, ZfVrpShift *s, GError **error)
{
    static const char *const keys[] = {
        "id",           "profile",   "description",     "start",        "start_index", "end",
        "end_index",    "capacity",  "costs",           "skills",       "time_window", "breaks",
        "speed_factor", "max_tasks", "max_travel_time", "max_distance", NULL};
    int64_t id = get_int(vehicle, "id", -1);
    *s = (ZfVrpShift)ZF_VRP_SHIFT_INIT;
    if (!known_keys(f, vehicle, keys, "vehicle", error)) {
        return false;
    }
    if (id < 0) {
        return fail(f, error, _("a vehicle without \"id\""));
    }
    if (!read_skills(f, json_object_get(vehicle, "skills"), &s->skills, error) ||
        !read_breaks(f, vehicle, s, id, error) ||
        !read_costs(f, json_object_get(vehicle, "costs"), s, error) ||
        !read_travel(f, vehicle, s, id, error)) {
        return false;
    }
    bool start = json_object_get(vehicle, "start") || json_object_get(vehicle, "start_index");
    bool end = json_object_get(vehicle, "end") || json_object_get(vehicle, "end_index");
    if ((!start && !end) ||
        (start && !read_place(f, vehicle, "start_index", "start", &s->start_place)) ||
        (end && !read_place(f, vehicle, "end_index", "end", &s->end_place))) {
        return fail(f, error, _("vehicle %ld needs a valid \"start_index\" or \"end_index\""), id);
    }
    const json_t *window = json_object_get(vehicle, "time_window");
    if (window && !read_window(window, &s->open, &s->close)) {
        return fail(f, error, _("vehicle %ld has a bad time window"), id);
    }
    s->max_visits = (int32_t)CLAMP(get_int(vehicle, "max_tasks", INT32_MAX), 0, INT32_MAX);
    const json_t *capacity = json_object_get(vehicle, "capacity");
    for (size_t d = 0; !capacity && d < ZF_VRP_DIMS; d++) {
        s->capacity[d] = ZF_VRP_FAR;
    }
    return read_load(f, capacity, s->capacity, error);
}

/* The greatest unit in which all costs are whole. */
static void
simplify_rates(ZfVrpFile *file, ZfVrpShift *shifts, size_t n)
{
    int64_t unit = COST_UNIT;
    for (size_t i = 0; i < n; i++) {
        const int64_t rates[] = {shifts[i].rate_travel, shifts[i].rate_distance};
        for (size_t k = 0; k < 2; k++) {
            for (int64_t a = rates[k]; a != 0;) { /* Euclid */
                int64_t rest = unit % a;
                unit = a;
                a = rest;
            }
        }
    }
    for (size_t i = 0; i < n; i++) {
        shifts[i].rate_travel = (int32_t)(shifts[i].rate_travel / unit);
        shifts[i].rate_distance = (int32_t)(shifts[i].rate_distance / unit);
        shifts[i].fixed_cost /= unit;
    }
    file->cost_unit = COST_UNIT / unit;
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
    f->file->vroom->vehicle_text = zf_arena_array(f->file->arena, const char *, n);
    for (size_t i = 0; i < n; i++) {
        json_t *vehicle = json_array_get(vehicles, i);
        if (!read_vehicle(f, vehicle, &shifts[i], error)) {
            return false;
        }
        shifts[i].team = (int32_t)i;
        f->file->vehicle[i] = get_int(vehicle, "id", 0);
        f->file->vroom->vehicle_text[i] = read_description(f, vehicle);
    }
    simplify_rates(f->file, shifts, n);
    f->file->problem.shifts = shifts;
    f->file->problem.n_shifts = f->file->problem.n_teams = (int32_t)n;
    return true;
}

/* The distances of the ways as they are, whatever the optimiser's second table is. */
static void
keep_matrices(Vroom *f)
{
    guint n = f->matrices->len;
    ZfVrpMatrix *matrices = zf_arena_array(f->file->arena, ZfVrpMatrix, n);
    const int32_t **ways = zf_arena_array(f->file->arena, const int32_t *, n);
    for (guint i = 0; i < n; i++) {
        const Derived *d = &g_array_index(f->matrices, Derived, i);
        matrices[i] = d->matrix;
        ways[i] = g_array_index(f->profiles, Profile, (guint)d->profile).distances;
    }
    f->file->problem.matrices = matrices;
    f->file->problem.n_matrices = (int32_t)n;
    f->file->vroom->distances = ways;
}

/* What grew in arrays moves to the arena. */
static void
keep_lists(Vroom *f)
{
    ZfVrpFile *file = f->file;
    ZfVrpWindow *windows = zf_arena_array(file->arena, ZfVrpWindow, f->windows->len);
    ZfVrpBreak *breaks = zf_arena_array(file->arena, ZfVrpBreak, f->breaks->len);
    VroomRest *rests = zf_arena_array(file->arena, VroomRest, f->rests->len);
    for (guint i = 0; i < f->windows->len; i++) {
        windows[i] = g_array_index(f->windows, ZfVrpWindow, i);
    }
    for (guint i = 0; i < f->breaks->len; i++) {
        breaks[i] = g_array_index(f->breaks, ZfVrpBreak, i);
        rests[i] = g_array_index(f->rests, VroomRest, i);
    }
    file->problem.windows = windows;
    file->problem.n_windows = (int32_t)f->windows->len;
    file->problem.breaks = breaks;
    file->problem.n_breaks = (int32_t)f->breaks->len;
    file->vroom->rests = rests;
}

/* A picture needs the coordinates of every place that is used. */
static void
keep_points(Vroom *f)
{
    ZfVrpFile *file = f->file;
    bool all = file->x != NULL;
    for (int32_t i = 0; all && i < file->problem.n_visits; i++) {
        all = !isnan(file->x[file->problem.visits[i].place]);
    }
    for (int32_t i = 0; all && i < file->problem.n_shifts; i++) {
        const ZfVrpShift *s = &file->problem.shifts[i];
        all = (s->start_place < 0 || !isnan(file->x[s->start_place])) &&
              (s->end_place < 0 || !isnan(file->x[s->end_place]));
    }
    int32_t some = 0;
    while (all && isnan(file->x[some])) {
        some++;
    }
    for (int32_t i = 0; all && i < f->n_places; i++) {
        bool unused = isnan(file->x[i]); /* lies where another does */
        file->x[i] = unused ? file->x[some] : file->x[i];
        file->y[i] = unused ? file->y[some] : file->y[i];
    }
    file->n_points = all ? f->n_places : 0;
}

static bool
read_root(Vroom *f, json_t *root, GError **error)
{
    static const char *const keys[] = {"jobs", "vehicles", "matrices", "matrix", "shipments", NULL};
    if (!known_keys(f, root, keys, "problem", error)) {
        return false;
    }
    if (json_array_size(json_object_get(root, "shipments")) > 0) {
        return fail(f, error, _("\"%s\" of a %s is not supported"), "shipments", "problem");
    }
    f->file->vroom = zf_arena_array(f->file->arena, VroomExtra, 1);
    if (!read_matrices(f, root, error) || !read_vehicles(f, root, error)) {
        return false;
    }
    keep_matrices(f);
    f->file->prize_unit = zf_vrp_prize_unit(&f->file->problem);
    if (!read_jobs(f, root, f->file->prize_unit, error)) {
        return false;
    }
    f->file->picks_up = f->picks_up;
    keep_lists(f);
    keep_points(f);
    return zf_vrp_problem_valid(&f->file->problem, error);
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
        .profiles = g_array_new(FALSE, TRUE, sizeof(Profile)),
        .matrices = g_array_new(FALSE, TRUE, sizeof(Derived)),
        .rests = g_array_new(FALSE, TRUE, sizeof(VroomRest)),
        .skills = g_array_new(FALSE, TRUE, sizeof(int64_t)),
    };
    file->scale = 1;
    bool good = read_root(&f, root, error);
    g_array_unref(f.windows);
    g_array_unref(f.breaks);
    g_array_unref(f.profiles);
    g_array_unref(f.matrices);
    g_array_unref(f.rests);
    g_array_unref(f.skills);
    json_decref(root);
    return good;
}
