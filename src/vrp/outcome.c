#include "vrp/outcome.h"

static void
add_route_cost(const Core *c, const ZfVrpRoute *route, ZfVrpCost *cost)
{
    const ZfVrpShift *s = &c->p->shifts[route->shift];
    int64_t duration = route->end - route->depart;
    int64_t over = MAX(0, duration - s->free_duration);
    cost->routes++;
    cost->served += route->n_visits;
    cost->distance_m += route->distance;
    cost->travel_s += route->travel;
    cost->duration_s += duration;
    cost->service_s += route->service;
    cost->overtime_s += over;
    cost->distance += s->rate_distance * route->distance;
    cost->travel += s->rate_travel * route->travel;
    cost->duration += s->rate_duration * duration;
    /* breaks count as waiting: time paid that is neither way nor work */
    cost->wait_s += duration - route->travel - route->service;
    cost->wait += s->rate_wait * (duration - route->travel - route->service);
    cost->overtime += s->rate_overtime * over;
    cost->fixed += s->fixed_cost;
    cost->balance += (int64_t)((__int128)c->p->weights.balance_days * duration * duration / 3600);
}

static void
add_visit_costs(const Core *c, const int32_t *shift_of, ZfVrpCost *cost)
{
    const ZfVrpProblem *p = c->p;
    g_autofree bool *group_served = g_new0(bool, p->n_groups + 1);
    for (int32_t i = 0; i < c->n; i++) {
        const ZfVrpVisit *v = &p->visits[i];
        if (shift_of[i] >= 0) {
            const ZfVrpShift *s = &p->shifts[shift_of[i]];
            if (v->preferred_team >= 0 && v->preferred_team != s->team) {
                cost->continuity += v->preferred_cost;
            }
            cost->stability +=
                v->earlier_team >= 0 && v->earlier_team != s->team ? p->weights.other_team : 0;
            cost->stability +=
                v->earlier_day >= 0 && v->earlier_day != s->day ? p->weights.other_day : 0;
            if (v->group >= 0) {
                group_served[v->group] = true;
            }
        } else if (v->group < 0) {
            cost->unserved++;
            cost->unserved_must += v->prize == ZF_VRP_MUST;
            cost->prizes += v->prize == ZF_VRP_MUST ? 0 : v->prize;
        }
    }
    for (int32_t g = 0; g < p->n_groups; g++) {
        if (!group_served[g] && c->group_first[g + 1] > c->group_first[g]) {
            cost->unserved++;
            cost->unserved_must += p->groups[g].prize == ZF_VRP_MUST;
            cost->prizes += p->groups[g].prize == ZF_VRP_MUST ? 0 : p->groups[g].prize;
        }
    }
    for (int32_t i = 0; i < p->n_pairs; i++) {
        int32_t a = shift_of[p->pairs[i].a];
        int32_t b = shift_of[p->pairs[i].b];
        cost->compactness += a >= 0 && b >= 0 && a != b ? p->pairs[i].cost : 0;
    }
}

void
zf_vrp_outcome_fill(const Core *core, const ZfVrpPlan *plan, ZfVrpResult *result)
{
    const ZfVrpProblem *p = core->p;
    g_autoptr(Scheduler) scheduler = zf_vrp_scheduler_new(core);
    g_autofree int32_t *shift_of = g_new(int32_t, core->n + 1);
    g_autofree int64_t *hours = g_new0(int64_t, p->n_teams + 1);
    GArray *stops = g_array_new(FALSE, FALSE, sizeof(ZfVrpStop));
    for (int32_t i = 0; i < core->n; i++) {
        shift_of[i] = ZF_VRP_NONE;
    }
    result->plan = zf_vrp_plan_copy(plan);
    result->n_routes = core->r;
    result->routes = g_new0(ZfVrpRoute, core->r + 1);
    ZfVrpCost *cost = &result->cost;
    *cost = (ZfVrpCost){0};
    for (int32_t r = 0; r < core->r; r++) {
        ZfVrpRoute *route = &result->routes[r];
        int32_t first = plan->first[r];
        int32_t first_stop = (int32_t)stops->len;
        zf_vrp_schedule_stops(scheduler, r, plan->visits + first, plan->first[r + 1] - first, stops,
                              route);
        route->first_stop = first_stop;
        Moments moments = {0};
        for (int32_t i = first; i < plan->first[r + 1]; i++) {
            shift_of[plan->visits[i]] = r;
            moments = core_moments(core, moments, plan->visits[i], 1);
        }
        cost->compactness += core_spread(core, &moments);
        if (route->n_visits > 0) {
            add_route_cost(core, route, cost);
            hours[p->shifts[r].team] += route->end - route->depart;
        }
    }
    for (int32_t t = 0; t < p->n_teams; t++) {
        cost->balance += core_team_cost(core, t, hours[t]);
    }
    add_visit_costs(core, shift_of, cost);
    cost->total = cost->distance + cost->travel + cost->duration + cost->wait + cost->overtime +
                  cost->fixed + cost->prizes + cost->compactness + cost->continuity +
                  cost->stability + cost->balance;
    result->complete = cost->unserved_must == 0;
    result->n_stops = (int32_t)stops->len;
    result->stops = (ZfVrpStop *)(void *)g_array_free(stops, FALSE);
}
