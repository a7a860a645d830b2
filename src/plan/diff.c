#include <stdlib.h>
#include <string.h>

#include "plan/plan.h"

/* Earlier or later by less is no change worth telling. */
#define SAME_TIME_S 900

G_DEFINE_QUARK(zf_plan_error, zf_plan_error)

typedef struct Spot {
    const char *duty;
    int32_t route;
    int32_t stop;
} Spot;

static int
compare_spot(const void *a, const void *b)
{
    const Spot *p = a;
    const Spot *q = b;
    int order = zf_text_compare(p->duty, q->duty);
    return order ? order : (p->stop > q->stop) - (p->stop < q->stop);
}

static GArray *
spots_of(const ZfPlan *plan, ZfDate from)
{
    GArray *spots = g_array_new(FALSE, FALSE, sizeof(Spot));
    for (size_t r = 0; r < plan->n_routes; r++) {
        const ZfRoute *route = &plan->routes[r];
        for (uint32_t i = 0; (from == ZF_DATE_NONE || route->date >= from) && i < route->n_stops;
             i++) {
            int32_t stop = (int32_t)(route->first_stop + i);
            Spot spot = {plan->stops[stop].duty, (int32_t)r, stop};
            g_array_append_val(spots, spot);
        }
    }
    if (spots->len > 1) {
        qsort(spots->data, spots->len, sizeof(Spot), compare_spot);
    }
    return spots;
}

static bool
compare_places(const ZfPlan *before, const ZfPlan *after, ZfPlanDifference *item)
{
    const ZfRoute *p = &before->routes[item->old_route];
    const ZfRoute *q = &after->routes[item->new_route];
    int32_t shift_s = after->stops[item->new_stop].begin_s - before->stops[item->old_stop].begin_s;
    if (strcmp(p->team, q->team) != 0) {
        item->change = ZF_PLAN_TEAM;
    } else if (p->date != q->date) {
        item->change = ZF_PLAN_DAY;
    } else if (abs(shift_s) >= SAME_TIME_S) {
        item->change = ZF_PLAN_TIME;
    } else {
        return false;
    }
    return true;
}

ZfPlanDiff *
zf_plan_diff(const ZfPlan *before, const ZfPlan *after, ZfDate from)
{
    GArray *old = spots_of(before, from);
    GArray *new = spots_of(after, from);
    GArray *items = g_array_new(FALSE, FALSE, sizeof(ZfPlanDifference));
    ZfPlanDiff *diff = g_new0(ZfPlanDiff, 1);
    guint i = 0;
    guint j = 0;
    while (i < old->len || j < new->len) {
        const Spot *p = i < old->len ? &g_array_index(old, Spot, i) : NULL;
        const Spot *q = j < new->len ? &g_array_index(new, Spot, j) : NULL;
        int order = !p ? 1 : !q ? -1 : zf_text_compare(p->duty, q->duty);
        ZfPlanDifference item = {ZF_PLAN_DROPPED, NULL, -1, -1, -1, -1};
        if (p && order <= 0) {
            item.duty = p->duty;
            item.old_stop = p->stop;
            item.old_route = p->route;
            i++;
        }
        if (q && order >= 0) {
            item.change = ZF_PLAN_ADDED;
            item.duty = q->duty;
            item.new_stop = q->stop;
            item.new_route = q->route;
            j++;
        }
        if (order != 0 || compare_places(before, after, &item)) {
            g_array_append_val(items, item);
        } else {
            diff->same++;
        }
    }
    g_array_unref(old);
    g_array_unref(new);
    diff->n = items->len;
    diff->items = (ZfPlanDifference *)(void *)g_array_free(items, FALSE);
    return diff;
}

void
zf_plan_diff_free(ZfPlanDiff *diff)
{
    if (diff) {
        g_free(diff->items);
        g_free(diff);
    }
}
