#include "plan/human.h"

#include <math.h>
#include <string.h>

#include "geo/geo.h"
#include "plan/teams.h"

/* Areas that touch by less than this do not overlap: homes at one place share a position. */
#define TOUCH_M 1.0

typedef struct Territory {
    const ZfXY *stops; /* in order */
    int32_t n;
    ZfXY *hull; /* counter-clockwise, no point twice */
    int32_t n_hull;
    ZfXY low; /* of the box around */
    ZfXY high;
} Territory;

/* -- hulls --------------------------------------------------------------------------------------
 */

static int
compare_xy(const void *a, const void *b)
{
    const ZfXY *p = a;
    const ZfXY *q = b;
    if (p->x != q->x) {
        return p->x < q->x ? -1 : 1;
    }
    return (p->y > q->y) - (p->y < q->y);
}

static double
turn(ZfXY a, ZfXY b, ZfXY c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/* Andrew's monotone chain. */
static void
make_hull(Territory *t)
{
    g_autofree ZfXY *sorted = g_memdup2(t->stops, sizeof(ZfXY) * (gsize)t->n);
    qsort(sorted, (size_t)t->n, sizeof(ZfXY), compare_xy);
    t->hull = g_new0(ZfXY, 2 * t->n + 1);
    int32_t k = 0;
    for (int32_t i = 0; i < t->n; i++) {
        while (k >= 2 && turn(t->hull[k - 2], t->hull[k - 1], sorted[i]) <= 0) {
            k--;
        }
        t->hull[k++] = sorted[i];
    }
    int32_t lower = k + 1;
    for (int32_t i = t->n - 2; i >= 0; i--) {
        while (k >= lower && turn(t->hull[k - 2], t->hull[k - 1], sorted[i]) <= 0) {
            k--;
        }
        t->hull[k++] = sorted[i];
    }
    t->n_hull = MAX(1, k - 1);
    t->low = t->high = t->stops[0];
    for (int32_t i = 1; i < t->n; i++) {
        t->low = (ZfXY){MIN(t->low.x, t->stops[i].x), MIN(t->low.y, t->stops[i].y)};
        t->high = (ZfXY){MAX(t->high.x, t->stops[i].x), MAX(t->high.y, t->stops[i].y)};
    }
}

static void
shadow(const ZfXY *points, int32_t n, ZfXY axis, double *from, double *to)
{
    *from = INFINITY;
    *to = -INFINITY;
    for (int32_t i = 0; i < n; i++) {
        double at = points[i].x * axis.x + points[i].y * axis.y;
        *from = MIN(*from, at);
        *to = MAX(*to, at);
    }
}

static bool
apart_along(const Territory *a, const Territory *b, ZfXY axis)
{
    double length = hypot(axis.x, axis.y);
    if (length < 1e-9) {
        return false;
    }
    double from[2];
    double to[2];
    axis = (ZfXY){axis.x / length, axis.y / length};
    shadow(a->hull, a->n_hull, axis, &from[0], &to[0]);
    shadow(b->hull, b->n_hull, axis, &from[1], &to[1]);
    return to[0] < from[1] + TOUCH_M || to[1] < from[0] + TOUCH_M;
}

static bool
apart_by_edges(const Territory *a, const Territory *b, const Territory *edges)
{
    for (int32_t i = 0; i < edges->n_hull; i++) {
        ZfXY p = edges->hull[i];
        ZfXY q = edges->hull[(i + 1) % edges->n_hull];
        if (apart_along(a, b, (ZfXY){q.y - p.y, p.x - q.x}) ||
            apart_along(a, b, (ZfXY){q.x - p.x, q.y - p.y})) {
            return true;
        }
    }
    return false;
}

/* Two convex shapes are apart when a line lies between them, and then one along an edge does. */
static bool
overlap(const Territory *a, const Territory *b)
{
    return a->low.x < b->high.x && b->low.x < a->high.x && a->low.y < b->high.y &&
           b->low.y < a->high.y && !apart_by_edges(a, b, a) && !apart_by_edges(a, b, b);
}

/* -- crossing -----------------------------------------------------------------------------------
 */

static bool
segments_cross(ZfXY a, ZfXY b, ZfXY c, ZfXY d)
{
    double t1 = turn(a, b, c);
    double t2 = turn(a, b, d);
    double t3 = turn(c, d, a);
    double t4 = turn(c, d, b);
    return ((t1 > 0 && t2 < 0) || (t1 < 0 && t2 > 0)) && ((t3 > 0 && t4 < 0) || (t3 < 0 && t4 > 0));
}

static bool
cross(const Territory *a, const Territory *b)
{
    if (a->low.x > b->high.x || b->low.x > a->high.x || a->low.y > b->high.y ||
        b->low.y > a->high.y) {
        return false;
    }
    for (int32_t i = 0; i + 1 < a->n; i++) {
        for (int32_t j = 0; j + 1 < b->n; j++) {
            if (segments_cross(a->stops[i], a->stops[i + 1], b->stops[j], b->stops[j + 1])) {
                return true;
            }
        }
    }
    return false;
}

/* -- the plan on a plane ------------------------------------------------------------------------
 */

typedef struct Plane {
    const ZfPlan *plan;
    ZfProjection projection;
    ZfXY *at;         /* by stop */
    int32_t *route;   /* by stop */
    Territory *areas; /* by route */
} Plane;

/* A leg ends at its home's door. */
static ZfLonLat
stop_point(const ZfPlan *plan, const ZfStop *stop)
{
    const ZfLeg *leg = &plan->legs[stop->leg];
    return leg->n_points > 0 ? plan->points[leg->first_point + leg->n_points - 1] : (ZfLonLat){0};
}

static Plane
plane_open(const ZfPlan *plan)
{
    ZfBox box = zf_box_empty();
    for (size_t i = 0; i < plan->n_stops; i++) {
        zf_box_add(&box, stop_point(plan, &plan->stops[i]));
    }
    Plane p = {plan, zf_projection_for_box(box), g_new0(ZfXY, plan->n_stops + 1),
               g_new0(int32_t, plan->n_stops + 1), g_new0(Territory, plan->n_routes + 1)};
    for (size_t r = 0; r < plan->n_routes; r++) {
        const ZfRoute *route = &plan->routes[r];
        for (uint32_t i = route->first_stop; i < route->first_stop + route->n_stops; i++) {
            p.at[i] = zf_project(&p.projection, stop_point(plan, &plan->stops[i]));
            p.route[i] = (int32_t)r;
        }
        p.areas[r] = (Territory){.stops = p.at + route->first_stop, .n = (int32_t)route->n_stops};
        make_hull(&p.areas[r]);
    }
    return p;
}

static void
plane_close(Plane *p)
{
    for (size_t r = 0; r < p->plan->n_routes; r++) {
        g_free(p->areas[r].hull);
    }
    g_free(p->areas);
    g_free(p->route);
    g_free(p->at);
}

static void
count_pairs(const Plane *p, ZfPlanHuman *ret)
{
    for (size_t a = 0; a < p->plan->n_routes; a++) {
        for (size_t b = a + 1; b < p->plan->n_routes; b++) {
            ret->pairs++;
            ret->crossing += cross(&p->areas[a], &p->areas[b]);
            ret->overlapping += overlap(&p->areas[a], &p->areas[b]);
        }
    }
}

static void
count_strays(const Plane *p, ZfPlanHuman *ret)
{
    for (size_t i = 0; i < p->plan->n_stops; i++) {
        Territory here = {.stops = &p->at[i],
                          .n = 1,
                          .hull = &p->at[i],
                          .n_hull = 1,
                          .low = p->at[i],
                          .high = p->at[i]};
        bool stray = false;
        for (size_t r = 0; r < p->plan->n_routes && !stray; r++) {
            stray = (int32_t)r != p->route[i] && overlap(&here, &p->areas[r]);
        }
        ret->strays += stray;
    }
}

/* Visits at one and the same home are no neighbours. */
static void
count_neighbours(const Plane *p, const ZfPointIndex *index, ZfPlanHuman *ret)
{
    const ZfStop *stops = p->plan->stops;
    for (size_t i = 0; i < p->plan->n_stops; i++) {
        int32_t near[4 * ZF_PLAN_NEIGHBOURS + 1];
        size_t n =
            zf_point_index_k_nearest(index, p->at[i], G_N_ELEMENTS(near), INFINITY, near, NULL);
        int32_t taken = 0;
        for (size_t k = 0; k < n && taken < ZF_PLAN_NEIGHBOURS; k++) {
            if (near[k] != (int32_t)i &&
                strcmp(stops[near[k]].household, stops[i].household) != 0) {
                ret->neighbours++;
                ret->neighbours_together += p->route[near[k]] == p->route[i];
                taken++;
            }
        }
    }
}

static double
distance_to(ZfXY a, ZfXY b, ZfXY at)
{
    double dx = b.x - a.x;
    double dy = b.y - a.y;
    double length2 = dx * dx + dy * dy;
    double t = length2 > 0 ? ((at.x - a.x) * dx + (at.y - a.y) * dy) / length2 : 0;
    t = CLAMP(t, 0, 1);
    return hypot(a.x + t * dx - at.x, a.y + t * dy - at.y);
}

static void
pass_along(const Plane *p, const ZfPointIndex *index, const ZfLeg *leg, int32_t route, bool *passed,
           GArray *near)
{
    for (uint32_t i = leg->road_from; i + 1 < leg->road_to; i++) {
        ZfXY a = zf_project(&p->projection, p->plan->points[leg->first_point + i]);
        ZfXY b = zf_project(&p->projection, p->plan->points[leg->first_point + i + 1]);
        g_array_set_size(near, 0);
        zf_point_index_within(index, (ZfXY){(a.x + b.x) / 2, (a.y + b.y) / 2},
                              hypot(a.x - b.x, a.y - b.y) / 2 + ZF_PLAN_DOOR_M, near);
        for (guint k = 0; k < near->len; k++) {
            int32_t stop = g_array_index(near, int32_t, k);
            if (p->route[stop] != route && distance_to(a, b, p->at[stop]) <= ZF_PLAN_DOOR_M) {
                passed[stop] = true;
            }
        }
    }
}

static void
count_passed(const Plane *p, const ZfPointIndex *index, ZfPlanHuman *ret)
{
    g_autofree bool *passed = g_new0(bool, p->plan->n_stops + 1);
    g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(int32_t));
    for (size_t r = 0; r < p->plan->n_routes; r++) {
        const ZfRoute *route = &p->plan->routes[r];
        for (uint32_t i = 0; i <= route->n_stops; i++) {
            const ZfLeg *leg =
                &p->plan->legs[i < route->n_stops ? p->plan->stops[route->first_stop + i].leg
                                                  : route->home_leg];
            if (!leg->estimated) {
                pass_along(p, index, leg, (int32_t)r, passed, near);
            }
        }
    }
    for (size_t i = 0; i < p->plan->n_stops; i++) {
        ret->passed += passed[i];
    }
}

/* -- people -------------------------------------------------------------------------------------
 */

typedef struct Crew {
    int64_t hours;
    int64_t offer; /* the time that it offers */
} Crew;

static Crew *
crew_of(GHashTable *by_team, const char *team)
{
    Crew *crew = g_hash_table_lookup(by_team, team);
    if (!crew) {
        crew = g_new0(Crew, 1);
        g_hash_table_insert(by_team, (gpointer)team, crew);
    }
    return crew;
}

/* The shifts from the first to the last day that anybody goes. */
static void
add_offers(GHashTable *by_team, const ZfPlan *plan, const ZfSnapshot *s)
{
    ZfDate first = plan->routes[0].date;
    ZfDate last = first;
    for (size_t r = 1; r < plan->n_routes; r++) {
        first = MIN(first, plan->routes[r].date);
        last = MAX(last, plan->routes[r].date);
    }
    for (size_t i = 0; i < s->n_shifts; i++) {
        const ZfShift *shift = &s->shifts[i];
        int32_t length = shift->to_s - shift->from_s;
        if (shift->max_duration_s > 0) {
            length = MIN(length, shift->max_duration_s);
        }
        if (!shift->cancelled && length > 0 && shift->date >= first && shift->date <= last) {
            crew_of(by_team, shift->team)->offer += length;
        }
    }
}

static void
compare_crews(GHashTable *by_team, ZfPlanHuman *ret)
{
    GHashTableIter iter;
    gpointer value;
    Crew sum = {0, 0};
    ret->least_s = INT64_MAX;
    ret->least_load = INT32_MAX;
    g_hash_table_iter_init(&iter, by_team);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Crew *crew = value;
        int32_t load = crew->offer > 0 ? (int32_t)(1000 * crew->hours / crew->offer) : 0;
        ret->least_s = MIN(ret->least_s, crew->hours);
        ret->most_s = MAX(ret->most_s, crew->hours);
        ret->least_load = MIN(ret->least_load, load);
        ret->most_load = MAX(ret->most_load, load);
        sum = (Crew){sum.hours + crew->hours, sum.offer + crew->offer};
        ret->teams++;
    }
    ret->mean_s = ret->teams > 0 ? sum.hours / ret->teams : 0;
    ret->mean_load = sum.offer > 0 ? (int32_t)(1000 * sum.hours / sum.offer) : 0;
}

static void
count_hours(const ZfPlan *plan, const ZfSnapshot *s, ZfPlanHuman *ret)
{
    g_autoptr(GHashTable) by_team = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    ret->shortest_s = INT32_MAX;
    for (size_t r = 0; r < plan->n_routes; r++) {
        const ZfRoute *route = &plan->routes[r];
        int32_t day = route->return_s - route->depart_s;
        ret->travel_s += route->travel_s;
        ret->shortest_s = MIN(ret->shortest_s, day);
        ret->longest_s = MAX(ret->longest_s, day);
        crew_of(by_team, route->team)->hours += day;
    }
    if (s) {
        add_offers(by_team, plan, s);
    }
    compare_crews(by_team, ret);
}

static void
count_known(const ZfPlan *plan, const ZfSnapshot *s, const ZfDuties *duties, ZfPlanHuman *ret)
{
    g_autoptr(GHashTable) by_id = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < duties->n; i++) {
        g_hash_table_insert(by_id, (gpointer)duties->duties[i].id, &duties->duties[i]);
    }
    for (size_t r = 0; r < plan->n_routes; r++) {
        const ZfRoute *route = &plan->routes[r];
        for (uint32_t i = 0; i < route->n_stops; i++) {
            const ZfDuty *duty =
                g_hash_table_lookup(by_id, plan->stops[route->first_stop + i].duty);
            if (duty && duty->preferred_volunteer >= 0) {
                ret->known++;
                ret->known_kept += zf_plan_goes_along(s, route->team, duty->preferred_volunteer);
            }
        }
    }
}

ZfPlanHuman
zf_plan_human(const ZfPlan *plan, const ZfSnapshot *snapshot, const ZfDuties *duties)
{
    ZfPlanHuman ret = {.stops = (int32_t)plan->n_stops};
    if (plan->n_routes == 0) {
        return ret;
    }
    Plane p = plane_open(plan);
    g_autoptr(ZfPointIndex) index = zf_point_index_new(p.at, plan->n_stops);
    count_pairs(&p, &ret);
    count_strays(&p, &ret);
    count_neighbours(&p, index, &ret);
    count_passed(&p, index, &ret);
    count_hours(plan, snapshot, &ret);
    if (snapshot && duties) {
        count_known(plan, snapshot, duties, &ret);
    }
    plane_close(&p);
    return ret;
}
