#include "plan/weather.h"

#include <string.h>

static const int32_t MATTERS_S = 60;

/* One route in the weather: its base, its stops, where it ends. */
typedef struct Walk {
    const ZfPlan *plan;
    const ZfRoute *route;
    size_t n; /* n_stops + 2 places */
    const ZfRoadSnaps *snaps;
    ZfRoadTable *table;
} Walk;

static const ZfLeg *
leg_to(const Walk *walk, uint32_t place)
{
    const ZfRoute *route = walk->route;
    uint32_t leg = place <= route->n_stops ? walk->plan->stops[route->first_stop + place - 1].leg
                                           : route->home_leg;
    return &walk->plan->legs[leg];
}

/* ret: n places, owned by the caller; NULL when a leg was estimated. */
static ZfLonLat *
places_of(const Walk *walk)
{
    g_autofree ZfLonLat *places = g_new(ZfLonLat, walk->n);
    places[0] = walk->route->point;
    for (uint32_t i = 1; i < walk->n; i++) {
        const ZfLeg *leg = leg_to(walk, i);
        if (leg->estimated || leg->n_points == 0) {
            return NULL;
        }
        places[i] = walk->plan->points[leg->first_point + leg->n_points - 1];
    }
    return g_steal_pointer(&places);
}

/* ret: seconds, -1 = no way. */
static int64_t
seconds(const Walk *walk, uint32_t from, uint32_t to)
{
    uint32_t time_ds = walk->table->time_ds[from * walk->n + to];
    return time_ds == ZF_ROAD_NEVER ? -1 : (int64_t)zf_road_seconds(time_ds);
}

static int64_t
length_of(const Walk *walk, const GArray *order)
{
    int64_t sum = 0;
    for (guint i = 1; i < order->len; i++) {
        sum +=
            seconds(walk, g_array_index(order, uint32_t, i - 1), g_array_index(order, uint32_t, i));
    }
    return sum;
}

static int32_t
number_of(const Walk *walk, uint32_t place)
{
    return walk->plan->stops[walk->route->first_stop + place - 1].number;
}

/* What the plan takes from a place to a later one. */
static int64_t
planned_s(const Walk *walk, uint32_t from, uint32_t to)
{
    int64_t sum = 0;
    for (uint32_t i = from + 1; i <= to; i++) {
        sum += leg_to(walk, i)->seconds;
    }
    return sum;
}

/* Who is left far off every road because the own one is closed is not reached across the fields. */
static bool
is_too_far(const Walk *walk, uint32_t from, uint32_t to)
{
    int64_t now = seconds(walk, from, to);
    int64_t more = now - planned_s(walk, from, to);
    uint32_t stop = to + 1 < walk->n ? to : from;
    bool wide = walk->snaps->snaps[stop].flags & ZF_ROAD_SNAP_WIDE;
    return now < 0 || more > ZF_PLAN_WEATHER_DETOUR_S || (wide && more >= MATTERS_S);
}

/* Base, the stops that can be reached and left, the end. Those lost are told. */
static GArray *
order_as_planned(const Walk *walk, ZfPlanWeather *ret)
{
    GArray *order = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    uint32_t end = (uint32_t)walk->n - 1;
    uint32_t last = 0;
    g_array_append_val(order, last);
    for (uint32_t i = 1; i < end; i++) {
        if (is_too_far(walk, last, i) || is_too_far(walk, i, end)) {
            int32_t number = number_of(walk, i);
            g_array_append_val(ret->lost, number);
        } else {
            g_array_append_val(order, i);
            last = i;
        }
    }
    g_array_append_val(order, end);
    return order;
}

/* Turns order[from … to] round. */
static void
turn_round(GArray *order, guint from, guint to)
{
    uint32_t *items = (uint32_t *)(void *)order->data;
    for (; from < to; from++, to--) {
        uint32_t swap = items[from];
        items[from] = items[to];
        items[to] = swap;
    }
}

/* Moves order[from] to place to. */
static void
move_one(GArray *order, guint from, guint to)
{
    uint32_t place = g_array_index(order, uint32_t, from);
    g_array_remove_index(order, from);
    g_array_insert_val(order, to, place);
}

/* Tries one change, keeps it when it saves. way: 0 a stretch turned round, 1 a stop moved. */
static bool
try_change(const Walk *walk, GArray *order, guint i, guint k, int way, int64_t *length)
{
    if (way == 0) {
        turn_round(order, i, k);
    } else {
        move_one(order, i, k);
    }
    int64_t now = length_of(walk, order);
    if (now < *length) {
        *length = now;
        return true;
    }
    if (way == 0) {
        turn_round(order, i, k);
    } else {
        move_one(order, k, i);
    }
    return false;
}

/* Stretches are turned round and stops moved as long as that saves; routes have few stops. */
static int64_t
improve(const Walk *walk, GArray *order)
{
    int64_t length = length_of(walk, order);
    for (bool better = true; better;) {
        better = false;
        for (guint i = 1; i + 1 < order->len; i++) {
            for (guint k = 1; k + 1 < order->len; k++) {
                better |= k > i && try_change(walk, order, i, k, 0, &length);
                better |= k != i && try_change(walk, order, i, k, 1, &length);
            }
        }
    }
    return length;
}

static bool
is_bound(const Walk *walk)
{
    for (uint32_t i = 0; i < walk->route->n_stops; i++) {
        if (walk->plan->stops[walk->route->first_stop + i].fixed_time) {
            return true;
        }
    }
    return false;
}

static void
find_order(const Walk *walk, GArray *order, int64_t planned, ZfPlanWeather *ret)
{
    int64_t best = is_bound(walk) ? planned : improve(walk, order);
    if (planned - best < ZF_PLAN_WEATHER_SAVES_S) {
        return;
    }
    ret->saves_s = (int32_t)(planned - best);
    for (guint i = 1; i + 1 < order->len; i++) {
        int32_t number = number_of(walk, g_array_index(order, uint32_t, i));
        g_array_append_val(ret->order, number);
    }
}

static void
find_slow(const Walk *walk, const GArray *order, ZfPlanWeather *ret)
{
    for (guint i = 1; i + 1 < order->len; i++) {
        uint32_t from = g_array_index(order, uint32_t, i - 1);
        uint32_t to = g_array_index(order, uint32_t, i);
        int32_t number = number_of(walk, to);
        if (seconds(walk, from, to) - planned_s(walk, from, to) >= MATTERS_S) {
            g_array_append_val(ret->slow, number);
        }
    }
}

static void
judge(const Walk *walk, ZfPlanWeather *ret)
{
    ret->known = seconds(walk, 0, (uint32_t)walk->n - 1) >= 0;
    if (!ret->known) {
        return;
    }
    g_autoptr(GArray) order = order_as_planned(walk, ret);
    int64_t planned = length_of(walk, order);
    ret->extra_s = (int32_t)(planned - planned_s(walk, 0, (uint32_t)walk->n - 1));
    find_slow(walk, order, ret);
    find_order(walk, order, planned, ret);
}

static bool
look_at(const ZfPlan *plan, const ZfRoute *route, const ZfPlanInput *input, ZfPlanWeather *ret,
        const ZfProgress *progress, GError **error)
{
    const ZfRoadGraph *graph = zf_plan_graph(input, route->mode, route->date);
    Walk walk = {.plan = plan, .route = route, .n = route->n_stops + 2u};
    g_autofree ZfLonLat *places = graph ? places_of(&walk) : NULL;
    if (!places) {
        return true;
    }
    const ZfRoadTableOptions one = {.threads = 1};
    g_autoptr(ZfRoadSnaps) snaps =
        zf_plan_snap(input, route->mode, route->date, places, walk.n, 1, progress, error);
    walk.table = snaps ? zf_road_table(graph, snaps, snaps, &one, progress, error) : NULL;
    walk.snaps = snaps;
    if (!walk.table) {
        return false;
    }
    judge(&walk, ret);
    zf_road_table_free(walk.table);
    return true;
}

ZfPlanWeather *
zf_plan_weather(const ZfPlan *plan, const ZfPlanInput *input, const ZfProgress *progress,
                GError **error)
{
    ZfPlanWeather *all = g_new0(ZfPlanWeather, plan->n_routes + 1);
    for (size_t i = 0; i < plan->n_routes; i++) {
        all[i].slow = g_array_new(FALSE, FALSE, sizeof(int32_t));
        all[i].lost = g_array_new(FALSE, FALSE, sizeof(int32_t));
        all[i].order = g_array_new(FALSE, FALSE, sizeof(int32_t));
    }
    for (size_t i = 0; i < plan->n_routes; i++) {
        if (!look_at(plan, &plan->routes[i], input, &all[i], progress, error)) {
            zf_plan_weather_free(all, plan->n_routes);
            return NULL;
        }
    }
    return all;
}

void
zf_plan_weather_free(ZfPlanWeather *weather, size_t n_routes)
{
    for (size_t i = 0; weather && i < n_routes; i++) {
        g_array_unref(weather[i].slow);
        g_array_unref(weather[i].lost);
        g_array_unref(weather[i].order);
    }
    g_free(weather);
}

bool
zf_plan_weather_matters(const ZfPlanWeather *weather)
{
    return weather->known &&
           (weather->extra_s >= MATTERS_S || weather->slow->len > 0 || weather->lost->len > 0);
}
