#include "model/plan.h"

ZfPlan *
zf_plan_new(void)
{
    ZfPlan *plan = g_new0(ZfPlan, 1);
    plan->campaign = "";
    plan->options = "";
    plan->hash = "";
    plan->made = ZF_STAMP_NONE;
    plan->texts = g_string_chunk_new(1 << 14);
    return plan;
}

void
zf_plan_free(ZfPlan *plan)
{
    if (!plan) {
        return;
    }
    g_free(plan->routes);
    g_free(plan->stops);
    g_free(plan->legs);
    g_free(plan->points);
    g_free(plan->cues);
    g_free(plan->unplanned);
    g_free(plan->relaxations);
    g_string_chunk_free(plan->texts);
    g_free(plan);
}

const char *
zf_plan_text(ZfPlan *plan, const char *text)
{
    return text && *text ? g_string_chunk_insert_const(plan->texts, text) : "";
}

void
zf_plan_set_hash(ZfPlan *plan)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (size_t r = 0; r < plan->n_routes; r++) {
        const ZfRoute *route = &plan->routes[r];
        g_autofree char *head = g_strdup_printf("%d|%s|%d|%d|%d\n", route->number, route->team,
                                                route->date, route->depart_s, route->return_s);
        g_checksum_update(sum, (const guchar *)head, -1);
        for (uint32_t i = 0; i < route->n_stops; i++) {
            const ZfStop *stop = &plan->stops[route->first_stop + i];
            g_autofree char *line = g_strdup_printf("%d|%s|%d|%d\n", stop->number, stop->duty,
                                                    stop->arrive_s, stop->leave_s);
            g_checksum_update(sum, (const guchar *)line, -1);
        }
    }
    g_autofree char *hash = g_strndup(g_checksum_get_string(sum), 12);
    plan->hash = zf_plan_text(plan, hash);
}

void
zf_duties_free(ZfDuties *duties)
{
    if (!duties) {
        return;
    }
    g_free(duties->duties);
    g_free(duties->windows);
    if (duties->texts) {
        g_string_chunk_free(duties->texts);
    }
    g_free(duties);
}
