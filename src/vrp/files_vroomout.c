/* VROOM's JSON output: https://github.com/VROOM-Project/vroom/blob/master/docs/API.md */
#include "vrp/files_vroom.h"

#include <string.h>

typedef struct Out {
    const ZfVrpFile *file;
    const ZfVrpResult *result;
    int32_t dims;  /* capacities that are used */
    bool measured; /* every matrix has distances */
    bool picks_up;
} Out;

/* The sums that routes and summary tell alike. */
typedef struct Sums {
    int64_t load[ZF_VRP_DIMS];
    int64_t cost;
    int64_t setup;
    int64_t service; /* with breaks, without set-ups */
    int64_t travel;
    int64_t distance;
    int64_t wait;
    int64_t priority;
} Sums;

static json_t *
amounts(const Out *x, const int64_t *load)
{
    json_t *list = json_array();
    for (int32_t d = 0; d < x->dims; d++) {
        json_array_append_new(list, json_integer(load[d]));
    }
    return list;
}

static void
put_sums(const Out *x, json_t *object, const Sums *sums)
{
    static const int64_t nothing[ZF_VRP_DIMS];
    json_object_set_new(object, "cost", json_integer(sums->cost));
    json_object_set_new(object, "delivery", amounts(x, x->picks_up ? nothing : sums->load));
    json_object_set_new(object, "amount", amounts(x, x->picks_up ? nothing : sums->load));
    json_object_set_new(object, "pickup", amounts(x, x->picks_up ? sums->load : nothing));
    json_object_set_new(object, "setup", json_integer(sums->setup));
    json_object_set_new(object, "service", json_integer(sums->service));
    json_object_set_new(object, "duration", json_integer(sums->travel));
    json_object_set_new(object, "waiting_time", json_integer(sums->wait));
    json_object_set_new(object, "priority", json_integer(sums->priority));
    if (x->measured) {
        json_object_set_new(object, "distance", json_integer(sums->distance));
    }
    json_object_set_new(object, "violations", json_array());
}

static int64_t
priority_of(const Out *x, int32_t visit)
{
    return (x->file->problem.visits[visit].prize / x->file->prize_unit - 1) / 4;
}

static void
put_place(const Out *x, json_t *object, int32_t place)
{
    if (place < 0) {
        return;
    }
    json_object_set_new(object, "location_index", json_integer(place));
    if (x->file->n_points > 0) {
        json_object_set_new(object, "location",
                            json_pack("[f,f]", x->file->x[place], x->file->y[place]));
    }
}

static void
put_text(json_t *object, const char *text)
{
    if (text) {
        json_object_set_new(object, "description", json_string(text));
    }
}

/* On the way along one route. */
typedef struct Way {
    const ZfVrpShift *shift;
    json_t *steps;
    int32_t place;
    int64_t travel;
    int64_t distance;
    int64_t load[ZF_VRP_DIMS];
} Way;

static void
move(const Out *x, Way *way, int32_t to)
{
    const ZfVrpMatrix *m = &x->file->problem.matrices[way->shift->matrix];
    const int32_t *ways = x->file->vroom->distances[way->shift->matrix];
    if (way->place >= 0 && to >= 0) {
        size_t at = (size_t)way->place * (size_t)m->n + (size_t)to;
        way->travel += zf_vrp_matrix_duration(m, way->place, to);
        way->distance += ways ? ways[at] : 0;
    }
    way->place = to >= 0 ? to : way->place;
}

static json_t *
add_step(const Out *x, Way *way, const char *type, int32_t place, int64_t arrival,
         const ZfVrpStop *stop)
{
    json_t *object =
        json_pack("{s:s, s:I, s:I, s:I, s:I, s:I, s:o, s:[]}", "type", type, "setup",
                  (json_int_t)(stop ? stop->setup : 0), "service",
                  (json_int_t)(stop ? stop->depart - stop->start : 0), "waiting_time",
                  (json_int_t)(stop ? stop->wait : 0), "arrival", (json_int_t)arrival, "duration",
                  (json_int_t)way->travel, "load", amounts(x, way->load), "violations");
    put_place(x, object, place);
    if (x->measured) {
        json_object_set_new(object, "distance", json_integer(way->distance));
    }
    json_array_append_new(way->steps, object);
    return object;
}

static void
add_job(const Out *x, Way *way, const ZfVrpStop *stop, Sums *sums)
{
    const ZfVrpVisit *v = &x->file->problem.visits[stop->visit];
    move(x, way, v->place);
    for (int32_t d = 0; d < x->dims; d++) {
        way->load[d] += x->picks_up ? v->demand[d] : -v->demand[d];
    }
    json_t *object = add_step(x, way, "job", v->place, stop->arrive, stop);
    json_object_set_new(object, "id", json_integer(x->file->customer[stop->visit]));
    put_text(object, x->file->vroom->job_text[stop->visit]);
    sums->setup += stop->setup;
    sums->priority += priority_of(x, stop->visit);
}

/* Breaks stand in the order of the file; those had before or after the route are no stops. */
static int32_t
find_rest(const Out *x, const Way *way, const ZfVrpStop *stop, int32_t from)
{
    const ZfVrpBreak *breaks = x->file->problem.breaks + way->shift->first_break;
    while (from + 1 < way->shift->n_breaks &&
           (stop->start < breaks[from].earliest || stop->start > breaks[from].latest ||
            stop->depart - stop->start != breaks[from].length)) {
        from++;
    }
    return from;
}

static void
add_stops(const Out *x, Way *way, const ZfVrpRoute *route, Sums *sums)
{
    int32_t rest = 0;
    for (int32_t i = 0; i < route->n_stops; i++) {
        const ZfVrpStop *stop = &x->result->stops[route->first_stop + i];
        sums->service += stop->depart - stop->start;
        sums->wait += stop->wait;
        if (stop->visit >= 0) {
            add_job(x, way, stop, sums);
            continue;
        }
        rest = find_rest(x, way, stop, rest);
        const VroomRest *break_ = &x->file->vroom->rests[way->shift->first_break + rest++];
        json_t *object = add_step(x, way, "break", ZF_VRP_NONE, stop->arrive, stop);
        json_object_set_new(object, "id", json_integer(break_->id));
        put_text(object, break_->text);
    }
}

int64_t
zf_vrp_vroom_cost(const ZfVrpFile *file, const ZfVrpRoute *route)
{
    const ZfVrpShift *s = &file->problem.shifts[route->shift];
    if (route->n_visits == 0) {
        return 0;
    }
    int64_t cost =
        s->fixed_cost + s->rate_travel * route->travel + s->rate_distance * route->distance;
    return (cost + file->cost_unit / 2) / file->cost_unit;
}

static json_t *
write_route(const Out *x, const ZfVrpRoute *route, Sums *total)
{
    const ZfVrpProblem *p = &x->file->problem;
    const ZfVrpShift *s = &p->shifts[route->shift];
    Way way = {.shift = s, .steps = json_array(), .place = s->start_place};
    Sums sums = {.cost = zf_vrp_vroom_cost(x->file, route)};
    const int32_t *visits = x->result->plan.visits + x->result->plan.first[route->shift];
    for (int32_t i = 0; i < route->n_visits; i++) {
        for (int32_t d = 0; d < x->dims; d++) {
            sums.load[d] += p->visits[visits[i]].demand[d];
        }
    }
    if (!x->picks_up) {
        memcpy(way.load, sums.load, sizeof way.load);
    }
    if (s->start_place >= 0) {
        add_step(x, &way, "start", s->start_place, route->depart, NULL);
    }
    add_stops(x, &way, route, &sums);
    if (s->end_place >= 0) {
        move(x, &way, s->end_place);
        add_step(x, &way, "end", s->end_place, route->end, NULL);
    }
    sums.travel = way.travel;
    sums.distance = way.distance;
    json_t *object = json_object();
    json_object_set_new(object, "vehicle", json_integer(x->file->vehicle[route->shift]));
    put_text(object, x->file->vroom->vehicle_text[route->shift]);
    put_sums(x, object, &sums);
    json_object_set_new(object, "steps", way.steps);
    for (int32_t d = 0; d < ZF_VRP_DIMS; d++) {
        total->load[d] += sums.load[d];
    }
    total->cost += sums.cost;
    total->setup += sums.setup;
    total->service += sums.service;
    total->travel += sums.travel;
    total->distance += sums.distance;
    total->wait += sums.wait;
    total->priority += sums.priority;
    return object;
}

static json_t *
write_unassigned(const Out *x)
{
    json_t *list = json_array();
    g_autofree bool *served = g_new0(bool, x->file->problem.n_visits + 1);
    for (int32_t i = 0; i < x->result->plan.first[x->result->plan.n_shifts]; i++) {
        served[x->result->plan.visits[i]] = true;
    }
    for (int32_t v = 0; v < x->file->problem.n_visits; v++) {
        if (!served[v]) {
            json_t *object =
                json_pack("{s:I, s:s}", "id", (json_int_t)x->file->customer[v], "type", "job");
            put_place(x, object, x->file->problem.visits[v].place);
            put_text(object, x->file->vroom->job_text[v]);
            json_array_append_new(list, object);
        }
    }
    return list;
}

static Out
look_around(const ZfVrpFile *file, const ZfVrpResult *result)
{
    Out x = {.file = file, .result = result, .measured = true, .picks_up = file->picks_up};
    for (int32_t i = 0; i < file->problem.n_matrices; i++) {
        x.measured = x.measured && file->vroom->distances[i];
    }
    for (int32_t i = 0; i < file->problem.n_visits; i++) {
        for (int32_t d = x.dims; d < ZF_VRP_DIMS; d++) {
            x.dims = file->problem.visits[i].demand[d] > 0 ? d + 1 : x.dims;
        }
    }
    return x;
}

char *
zf_vrp_write_vroom(const ZfVrpFile *file, const ZfVrpResult *result)
{
    const Out x = look_around(file, result);
    Sums total = {0};
    json_t *routes = json_array();
    for (int32_t r = 0; r < result->n_routes; r++) {
        if (result->routes[r].n_visits > 0) {
            json_array_append_new(routes, write_route(&x, &result->routes[r], &total));
        }
    }
    json_t *unassigned = write_unassigned(&x);
    json_t *summary = json_object();
    put_sums(&x, summary, &total);
    json_object_set_new(summary, "routes", json_integer((json_int_t)json_array_size(routes)));
    json_object_set_new(summary, "unassigned",
                        json_integer((json_int_t)json_array_size(unassigned)));
    json_t *root = json_pack("{s:i, s:o, s:o, s:o}", "code", 0, "summary", summary, "unassigned",
                             unassigned, "routes", routes);
    char *text = json_dumps(root, JSON_INDENT(1) | JSON_REAL_PRECISION(12));
    json_decref(root);
    /* jansson's memory is not GLib's */
    char *copy = g_strconcat(text, "\n", NULL);
    free(text);
    return copy;
}
