#include "plan/decode.h"

#include <math.h>
#include <string.h>

/* -- arrays that grow
 * ------------------------------------------------------------------------------ */

/* The plan's arrays while it is being made. */
typedef struct Arrays {
    GArray *routes;
    GArray *stops;
    GArray *legs;
    GArray *points;
    GArray *cues;
} Arrays;

static GArray *
array_of(gsize size, const void *items, size_t n)
{
    GArray *array = g_array_new(FALSE, FALSE, (guint)size);
    return n ? g_array_append_vals(array, items, (guint)n) : array;
}

static Arrays
arrays_open(const ZfPlan *plan)
{
    return (Arrays){array_of(sizeof(ZfRoute), plan->routes, plan->n_routes),
                    array_of(sizeof(ZfStop), plan->stops, plan->n_stops),
                    array_of(sizeof(ZfLeg), plan->legs, plan->n_legs),
                    array_of(sizeof(ZfLonLat), plan->points, plan->n_points),
                    array_of(sizeof(ZfCue), plan->cues, plan->n_cues)};
}

#define CLOSE(field, count, array)                                                                 \
    g_free(plan->field);                                                                           \
    plan->count = (array)->len;                                                                    \
    plan->field = (void *)g_array_free((array), FALSE);

static void
arrays_close(Arrays *a, ZfPlan *plan)
{
    CLOSE(routes, n_routes, a->routes)
    CLOSE(stops, n_stops, a->stops)
    CLOSE(legs, n_legs, a->legs)
    CLOSE(points, n_points, a->points)
    CLOSE(cues, n_cues, a->cues)
}

/* -- legs
 * ------------------------------------------------------------------------------------------ */

/* One leg to be drawn: from place to place. */
typedef struct Trip {
    int32_t from;
    int32_t to;
    const ZfTravel *travel;
    bool home; /* back to the base */
} Trip;

typedef struct Drawer {
    const ZfPlanProblem *problem;
    const ZfRoadPlace *landmarks;
    size_t n_landmarks;
    const Trip *trips;
    ZfRoadPath **paths;
} Drawer;

static bool
draw_trip(void *user, size_t item, unsigned worker, GError **error)
{
    (void)worker;
    (void)error;
    Drawer *d = user;
    const Trip *trip = &d->trips[item];
    const ZfPlanPlaces *places = d->problem->places;
    const ZfTravel *travel = trip->travel;
    if (trip->from == trip->to) {
        return true;
    }
    if (!travel->graph) {
        d->paths[item] = zf_road_path_straight(places->points[trip->from], places->points[trip->to],
                                               ZF_PLAN_DETOUR_PERCENT, zf_travel_kmh(travel->mode));
        return true;
    }
    ZfRoadPathOptions options = {.cues = true, .places = d->landmarks, .n_places = d->n_landmarks};
    d->paths[item] = zf_road_path(travel->graph, travel->snaps, (size_t)trip->from, travel->snaps,
                                  (size_t)trip->to, &options);
    return true;
}

static ZfCueKind
cue_kind(const ZfRoadCue *cue, bool on_foot, bool home)
{
    switch (cue->kind) {
    case ZF_ROAD_CUE_START: return ZF_CUE_START;
    case ZF_ROAD_CUE_STRAIGHT: return ZF_CUE_STRAIGHT;
    case ZF_ROAD_CUE_SLIGHT_LEFT: return ZF_CUE_SLIGHT_LEFT;
    case ZF_ROAD_CUE_LEFT: return ZF_CUE_LEFT;
    case ZF_ROAD_CUE_SHARP_LEFT: return ZF_CUE_SHARP_LEFT;
    case ZF_ROAD_CUE_SLIGHT_RIGHT: return ZF_CUE_SLIGHT_RIGHT;
    case ZF_ROAD_CUE_RIGHT: return ZF_CUE_RIGHT;
    case ZF_ROAD_CUE_SHARP_RIGHT: return ZF_CUE_SHARP_RIGHT;
    case ZF_ROAD_CUE_U_TURN: return ZF_CUE_U_TURN;
    case ZF_ROAD_CUE_ROUNDABOUT: return ZF_CUE_ROUNDABOUT;
    case ZF_ROAD_CUE_BRIDGE: return ZF_CUE_BRIDGE;
    case ZF_ROAD_CUE_FERRY: return ZF_CUE_FERRY;
    case ZF_ROAD_CUE_STEPS: return ZF_CUE_STEPS;
    case ZF_ROAD_CUE_ROAD:
        return cue->side == ZF_ROAD_LEFT    ? ZF_CUE_LEFT
               : cue->side == ZF_ROAD_RIGHT ? ZF_CUE_RIGHT
                                            : ZF_CUE_STRAIGHT;
    case ZF_ROAD_CUE_WALK: return on_foot ? ZF_CUE_ROAD_ENDS : ZF_CUE_PARK;
    case ZF_ROAD_CUE_ARRIVE: break;
    }
    return home ? ZF_CUE_END : ZF_CUE_STOP;
}

/* ret: 1 north, 2 north-east … 8 north-west. */
static int32_t
octant(double bearing_deg)
{
    long long tenths = llround(bearing_deg * 10);
    return (int32_t)((tenths + 225) / 450 % 8) + 1;
}

ZfCue
zf_plan_cue(const ZfRoadCue *cue, ZfLonLat at, bool on_foot, bool home)
{
    return (ZfCue){
        .kind = cue_kind(cue, on_foot, home),
        .point = at,
        .metres = (int32_t)zf_road_metres(cue->dist_dm),
        .seconds = (int32_t)zf_road_seconds(cue->time_ds),
        .count = cue->kind == ZF_ROAD_CUE_ROUNDABOUT ? cue->exit_no
                 : cue->kind == ZF_ROAD_CUE_WALK     ? (int32_t)zf_road_seconds(cue->next_ds)
                 : cue->kind == ZF_ROAD_CUE_ARRIVE   ? (int32_t)cue->side
                 : cue->kind == ZF_ROAD_CUE_START    ? octant(cue->bearing_deg)
                                                     : 0,
        .road = cue->name ? cue->name : "",
        .highway = cue->way_class ? cue->way_class : "",
        .landmark = "",
        .landmark_kind = ZF_PLACE_OTHER,
    };
}

char *
zf_plan_cue_road(const ZfRoadCue *cue)
{
    enum { SOON_DM = 600 };
    if (!cue->then_name || (!cue->name && cue->first_dm > SOON_DM)) {
        return g_strdup(cue->name);
    }
    return cue->name ? g_strconcat(cue->name, " → ", cue->then_name, NULL)
                     : g_strdup(cue->then_name);
}

static void
add_cues(ZfPlan *plan, const Drawer *d, const Trip *trip, const ZfRoadPath *path, Arrays *a)
{
    const ZfSnapshot *s = d->problem->input->snapshot;
    for (uint32_t i = 0; i < path->n_cues; i++) {
        const ZfRoadCue *cue = &path->cues[i];
        const ZfPlace *place = cue->place >= 0 ? &s->places[cue->place] : NULL;
        ZfCue item = zf_plan_cue(cue, path->points[cue->point], trip->travel->mode == ZF_MODE_FOOT,
                                 trip->home);
        g_autofree char *road = zf_plan_cue_road(cue);
        item.road = zf_plan_text(plan, road);
        item.highway = zf_plan_text(plan, cue->way_class);
        item.landmark = zf_plan_text(plan, place ? place->name : NULL);
        item.landmark_kind = place ? place->kind : ZF_PLACE_OTHER;
        g_array_append_val(a->cues, item);
    }
}

/* ret: index of the leg. */
static uint32_t
add_leg(ZfPlan *plan, const Drawer *d, size_t trip_index, Arrays *a)
{
    const Trip *trip = &d->trips[trip_index];
    const ZfPlanPlaces *places = d->problem->places;
    const ZfRoadPath *path = d->paths[trip_index];
    ZfTravelWay way = zf_travel_way(places, trip->travel, trip->from, trip->to);
    ZfLeg leg = {.seconds = way.seconds,
                 .metres = way.metres,
                 .estimated = !trip->travel->graph,
                 .first_point = a->points->len,
                 .first_cue = a->cues->len};
    if (!path) {
        g_array_append_val(a->points, places->points[trip->to]);
    } else {
        g_array_append_vals(a->points, path->points, path->n_points);
        add_cues(plan, d, trip, path, a);
        bool found = false;
        for (uint32_t i = 0; i < path->n_parts; i++) {
            const ZfRoadPart *part = &path->parts[i];
            if (part->kind == ZF_ROAD_PART_ROAD || part->kind == ZF_ROAD_PART_FERRY) {
                leg.road_from = found ? leg.road_from : part->first;
                leg.road_to = part->last + 1;
                found = true;
            }
        }
    }
    leg.n_points = a->points->len - leg.first_point;
    leg.n_cues = a->cues->len - leg.first_cue;
    g_array_append_val(a->legs, leg);
    return a->legs->len - 1;
}

/* -- routes
 * ---------------------------------------------------------------------------------------- */

static bool
was_visited(const ZfSnapshot *s, const ZfDuty *duty)
{
    size_t first;
    return duty->nth > 1 ||
           (duty->household >= 0 && zf_snapshot_visits(s, duty->household, &first) > 0);
}

/* Its hour is not free, or the planner set its day. */
static bool
is_fixed(const ZfPlanProblem *problem, const ZfDuty *duty)
{
    for (int32_t i = 0; i < duty->n_windows; i++) {
        const ZfDutyWindow *w = &problem->input->duties->windows[duty->first_window + i];
        if (w->from_s > 0 || w->to_s < 86400) {
            return true;
        }
    }
    return duty->locked_date != ZF_DATE_NONE;
}

static ZfStop
make_stop(ZfPlan *plan, const ZfPlanProblem *problem, const ZfVrpStop *from)
{
    const ZfSnapshot *s = problem->input->snapshot;
    const ZfDuty *duty = &problem->input->duties->duties[problem->duty_of[from->visit]];
    const ZfVrpVisit *visit = &problem->vrp.visits[from->visit];
    return (ZfStop){
        .duty = zf_plan_text(plan, duty->id),
        .household =
            zf_plan_text(plan, duty->household >= 0 ? s->households[duty->household].id : NULL),
        .area = zf_plan_text(plan, duty->area >= 0 ? s->areas[duty->area].code : NULL),
        .arrive_s = (int32_t)from->arrive,
        .begin_s = (int32_t)from->start,
        .leave_s = (int32_t)from->depart,
        .children = duty->children,
        .priority = duty->priority,
        .reasons = duty->reasons,
        .skills = duty->skills,
        .team_size = duty->team_size,
        .fixed_time = is_fixed(problem, duty),
        .repeat = was_visited(s, duty),
        .locked = visit->lock_team != ZF_VRP_NONE || visit->lock_day != ZF_VRP_ANY_DAY,
    };
}

static ZfRoute
make_route(ZfPlan *plan, const ZfPlanProblem *problem, const ZfVrpRoute *from)
{
    const ZfSnapshot *s = problem->input->snapshot;
    const ZfShift *shift = &s->shifts[problem->shift_of[from->shift]];
    return (ZfRoute){
        .shift = zf_plan_text(plan, shift->id),
        .team = zf_plan_text(plan, shift->team),
        .team_name = zf_plan_text(plan, s->teams[shift->team_index].name),
        .date = shift->date,
        .mode = shift->mode,
        .base = zf_plan_text(plan, shift->base),
        .point = shift->point,
        .depart_s = (int32_t)from->depart,
        .return_s = (int32_t)from->end,
        .travel_s = (int32_t)from->travel,
        .service_s = (int32_t)from->service,
        .wait_s = (int32_t)from->wait,
    };
}

static GArray *
list_trips(const ZfPlanProblem *problem, const ZfVrpResult *result)
{
    GArray *trips = g_array_new(FALSE, FALSE, sizeof(Trip));
    for (int32_t r = 0; r < result->n_routes; r++) {
        const ZfVrpRoute *route = &result->routes[r];
        const ZfVrpShift *shift = &problem->vrp.shifts[route->shift];
        int32_t from = shift->start_place;
        const ZfTravel *travel = problem->places->travels[shift->matrix];
        for (int32_t i = 0; i < route->n_stops; i++) {
            int32_t visit = result->stops[route->first_stop + i].visit;
            if (visit == ZF_VRP_NONE) {
                continue; /* a rest */
            }
            Trip trip = {from, problem->vrp.visits[visit].place, travel, false};
            g_array_append_val(trips, trip);
            from = trip.to;
        }
        if (route->n_stops > 0) {
            Trip trip = {from, shift->end_place, travel, true};
            g_array_append_val(trips, trip);
        }
    }
    return trips;
}

static void
add_route(ZfPlan *plan, const Drawer *d, const ZfVrpResult *result, const ZfVrpRoute *from,
          size_t *trip, Arrays *a)
{
    ZfRoute route = make_route(plan, d->problem, from);
    route.number = (int32_t)a->routes->len + 1;
    route.first_stop = a->stops->len;
    for (int32_t i = 0; i < from->n_stops; i++) {
        const ZfVrpStop *at = &result->stops[from->first_stop + i];
        if (at->visit == ZF_VRP_NONE) {
            route.rest_begin_s = (int32_t)at->start;
            route.rest_s = (int32_t)(at->depart - at->start);
            route.rest_after = (int32_t)route.n_stops;
            continue;
        }
        ZfStop stop = make_stop(plan, d->problem, at);
        stop.number = (int32_t)++route.n_stops;
        stop.leg = add_leg(plan, d, (*trip)++, a);
        route.metres += g_array_index(a->legs, ZfLeg, stop.leg).metres;
        route.children += stop.children;
        g_array_append_val(a->stops, stop);
    }
    route.home_leg = add_leg(plan, d, (*trip)++, a);
    route.metres += g_array_index(a->legs, ZfLeg, route.home_leg).metres;
    g_array_append_val(a->routes, route);
}

static ZfRoadPlace *
landmarks_of(const ZfSnapshot *s)
{
    ZfRoadPlace *landmarks = g_new(ZfRoadPlace, s->n_places + 1);
    for (size_t i = 0; i < s->n_places; i++) {
        landmarks[i] = (ZfRoadPlace){s->places[i].point, zf_code(ZF_CODES_PLACE, s->places[i].kind),
                                     s->places[i].name};
    }
    return landmarks;
}

bool
zf_plan_decode(ZfPlan *plan, const ZfPlanProblem *problem, const ZfVrpResult *result,
               int32_t threads, const ZfProgress *progress, GError **error)
{
    g_autofree ZfRoadPlace *landmarks = landmarks_of(problem->input->snapshot);
    g_autoptr(GArray) trips = list_trips(problem, result);
    Drawer d = {problem, landmarks, problem->input->snapshot->n_places,
                (const Trip *)(void *)trips->data, g_new0(ZfRoadPath *, trips->len + 1)};
    zf_progress_report(progress, _("drawing the routes"), 0, (int64_t)trips->len);
    /* a cancelled search still gives a plan; its ways are drawn without asking again */
    bool good = zf_pool_run((unsigned)threads, trips->len, draw_trip, &d, NULL, error);
    if (good) {
        Arrays a = arrays_open(plan);
        size_t trip = 0;
        /* shifts stand by date, team, start: so do routes */
        for (int32_t r = 0; r < result->n_routes; r++) {
            if (result->routes[r].n_stops > 0) {
                add_route(plan, &d, result, &result->routes[r], &trip, &a);
            }
        }
        arrays_close(&a, plan);
        plan->cost = result->cost.total;
    }
    for (guint i = 0; i < trips->len; i++) {
        zf_road_path_free(d.paths[i]);
    }
    g_free(d.paths);
    return good;
}

/* -- frozen routes
 * ----------------------------------------------------------------------------------- */

static uint32_t
copy_leg(ZfPlan *plan, const ZfPlan *from, uint32_t index, Arrays *a)
{
    ZfLeg leg = from->legs[index];
    uint32_t first_point = a->points->len;
    uint32_t first_cue = a->cues->len;
    if (leg.n_points) {
        g_array_append_vals(a->points, from->points + leg.first_point, leg.n_points);
    }
    for (uint32_t i = 0; i < leg.n_cues; i++) {
        ZfCue cue = from->cues[leg.first_cue + i];
        cue.road = zf_plan_text(plan, cue.road);
        cue.highway = zf_plan_text(plan, cue.highway);
        cue.landmark = zf_plan_text(plan, cue.landmark);
        g_array_append_val(a->cues, cue);
    }
    leg.first_point = first_point;
    leg.first_cue = first_cue;
    g_array_append_val(a->legs, leg);
    return a->legs->len - 1;
}

void
zf_plan_copy_routes(ZfPlan *plan, const ZfPlan *from, ZfDate day)
{
    Arrays a = arrays_open(plan);
    for (size_t r = 0; r < from->n_routes && day != ZF_DATE_NONE; r++) {
        ZfRoute route = from->routes[r];
        if (route.date >= day) {
            continue;
        }
        uint32_t first = route.first_stop;
        route.first_stop = a.stops->len;
        route.number = (int32_t)a.routes->len + 1;
        route.shift = zf_plan_text(plan, route.shift);
        route.team = zf_plan_text(plan, route.team);
        route.team_name = zf_plan_text(plan, route.team_name);
        route.base = zf_plan_text(plan, route.base);
        for (uint32_t i = 0; i < route.n_stops; i++) {
            ZfStop stop = from->stops[first + i];
            stop.duty = zf_plan_text(plan, stop.duty);
            stop.household = zf_plan_text(plan, stop.household);
            stop.area = zf_plan_text(plan, stop.area);
            stop.leg = copy_leg(plan, from, stop.leg, &a);
            g_array_append_val(a.stops, stop);
        }
        route.home_leg = copy_leg(plan, from, route.home_leg, &a);
        g_array_append_val(a.routes, route);
    }
    arrays_close(&a, plan);
}
