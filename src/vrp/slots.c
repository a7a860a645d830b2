#include "vrp/insertion.h"
#include "vrp/solve.h"

#include <stdlib.h>

static int
slot_compare(const void *a, const void *b)
{
    const ZfVrpSlot *x = a;
    const ZfVrpSlot *y = b;
    return x->extra_cost != y->extra_cost ? (x->extra_cost < y->extra_cost ? -1 : 1)
                                          : (x->shift > y->shift) - (x->shift < y->shift);
}

/* Travel and the begin of the service once the visit is there. */
static void
fill_slot(State *s, int32_t visit, GArray *stops, ZfVrpSlot *slot)
{
    const Route *r = &s->route[slot->shift];
    int32_t k = 0;
    for (int32_t i = 0; i <= r->len; i++) {
        if (i == slot->position) {
            s->scratch[k++] = visit;
        }
        if (i < r->len) {
            s->scratch[k++] = r->node[i + 1].visit;
        }
    }
    g_autofree int32_t *seq = g_memdup2(s->scratch, sizeof(int32_t) * (size_t)k);
    ZfVrpRoute route;
    g_array_set_size(stops, 0);
    zf_vrp_schedule_stops(s->scheduler, slot->shift, seq, k, stops, &route);
    slot->extra_travel = route.travel - r->travel;
    for (guint i = 0; i < stops->len; i++) {
        if (g_array_index(stops, ZfVrpStop, i).visit == visit) {
            slot->start = g_array_index(stops, ZfVrpStop, i).start;
        }
    }
}

static ZfVrpSlot *
find_slots(State *s, int32_t visit, int32_t *n)
{
    Insertion *in = zf_vrp_insertion_new(s);
    g_autoptr(GArray) slots = g_array_new(FALSE, FALSE, sizeof(ZfVrpSlot));
    g_autoptr(GArray) stops = g_array_new(FALSE, FALSE, sizeof(ZfVrpStop));
    for (int32_t shift = 0; shift < s->c->r; shift++) {
        Spot spot = zf_vrp_insertion_best_in(in, visit, shift);
        if (spot.delta != IMPOSSIBLE) {
            ZfVrpSlot slot = {.shift = shift, .position = spot.pos - 1, .extra_cost = spot.delta};
            fill_slot(s, visit, stops, &slot);
            g_array_append_val(slots, slot);
        }
    }
    zf_vrp_insertion_free(in);
    *n = (int32_t)slots->len;
    if (slots->len == 0) {
        return NULL;
    }
    qsort(slots->data, slots->len, sizeof(ZfVrpSlot), slot_compare);
    return (ZfVrpSlot *)(void *)g_array_steal(slots, NULL);
}

ZfVrpSlot *
zf_vrp_slots(const ZfVrpProblem *problem, const ZfVrpPlan *plan, int32_t visit, int32_t *n,
             GError **error)
{
    *n = 0;
    if (!zf_vrp_problem_valid(problem, error) || !zf_vrp_plan_valid(problem, plan, error)) {
        return NULL;
    }
    if (visit < 0 || visit >= problem->n_visits) {
        g_set_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_PROBLEM, _("there is no visit %d"), visit);
        return NULL;
    }
    g_autoptr(Core) core = zf_vrp_core_new(problem);
    State *s = zf_vrp_state_new(core);
    zf_vrp_state_load(s, plan);
    ZfVrpSlot *slots = NULL;
    if (core->n - s->n_absent != plan->first[plan->n_shifts] || s->route_of[visit] >= 0) {
        g_set_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_PROBLEM,
                    _("the plan breaks a limit, or serves visit %d already"), visit);
    } else {
        slots = find_slots(s, visit, n);
    }
    zf_vrp_state_free(s);
    return slots;
}
