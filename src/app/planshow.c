/* The plan as grids and sentences. */
#include <jansson.h>
#include <string.h>

#include "app/figures.h"
#include "app/inside.h"
#include "app/people.h"
#include "app/planhuman.h"
#include "app/planexplain.h"
#include "app/jsonpieces.h"
#include "coverage/coverage.h"
#include "say/say.h"

/* The points of all legs of a route, one behind the other. */
static GArray *
route_line(const ZfPlan *plan, const ZfRoute *route)
{
    GArray *points = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    for (uint32_t i = 0; i <= route->n_stops; i++) {
        uint32_t index =
            i < route->n_stops ? plan->stops[route->first_stop + i].leg : route->home_leg;
        const ZfLeg *leg = &plan->legs[index];
        g_array_append_vals(points, plan->points + leg->first_point, leg->n_points);
    }
    return points;
}

ZfGrid *
zf_app_routes(ZfApp *app, ZfLang lang, GError **error)
{
    g_autoptr(ZfPlan) plan = plan_needed(app, error);
    if (!plan) {
        return NULL;
    }
    bool rested = false;
    for (size_t i = 0; i < plan->n_routes; i++) {
        rested |= plan->routes[i].rest_s > 0;
    }
    ZfGrid *grid = zf_grid_new("routes", _("Routes"));
    zf_grid_column(grid, "route", _("route"), ZF_GRID_INT);
    zf_grid_column(grid, "date", _("day"), ZF_GRID_DATE);
    zf_grid_column(grid, "team", _("team"), ZF_GRID_TEXT);
    zf_grid_column(grid, "base", _("sets out at"), ZF_GRID_TEXT);
    zf_grid_column(grid, "mode", _("travels"), ZF_GRID_TEXT);
    zf_grid_column(grid, "depart", _("out"), ZF_GRID_TIME);
    zf_grid_column(grid, "return", _("back"), ZF_GRID_TIME);
    if (rested) {
        zf_grid_column(grid, "rest", _("rest"), ZF_GRID_TEXT);
    }
    zf_grid_column(grid, "stops", _("stops"), ZF_GRID_INT);
    zf_grid_column(grid, "children", _("children"), ZF_GRID_INT);
    zf_grid_column(grid, "km", _("km"), ZF_GRID_REAL);
    zf_grid_column(grid, "travel_min", _("minutes on the way"), ZF_GRID_INT);
    zf_grid_column(grid, "service_min", _("minutes at homes"), ZF_GRID_INT);
    for (size_t i = 0; i < plan->n_routes; i++) {
        const ZfRoute *route = &plan->routes[i];
        g_autoptr(GArray) line = route_line(plan, route);
        g_autofree char *rest = zf_say_rest(lang, route);
        zf_grid_row(grid);
        zf_grid_int(grid, route->number);
        zf_grid_int(grid, route->date);
        zf_grid_text(grid, route->team_name);
        zf_grid_text(grid, route->base);
        zf_grid_text(grid, zf_say_mode(lang, route->mode));
        zf_grid_int(grid, route->depart_s);
        zf_grid_int(grid, route->return_s);
        if (rested) {
            zf_grid_text(grid, rest);
        }
        zf_grid_int(grid, route->n_stops);
        zf_grid_int(grid, route->children);
        zf_grid_real(grid, route->metres / 1000.0, 1);
        zf_grid_int(grid, (route->travel_s + 30) / 60);
        zf_grid_int(grid, (route->service_s + 30) / 60);
        if (line->len > 1) {
            zf_grid_line(grid, (const ZfLonLat *)(void *)line->data, line->len);
        }
    }
    return grid;
}

static void
stop_row(ZfGrid *grid, const ZfSnapshot *snapshot, const ZfPlan *plan, const ZfRoute *route,
         const ZfStop *stop)
{
    int32_t home = zf_snapshot_household(snapshot, stop->household);
    int32_t area = zf_snapshot_area(snapshot, stop->area);
    const ZfLeg *leg = &plan->legs[stop->leg];
    zf_grid_row(grid);
    zf_grid_int(grid, route->number);
    zf_grid_int(grid, stop->number);
    zf_grid_text(grid, stop->household);
    zf_grid_text(grid, home >= 0 ? snapshot->households[home].number : "");
    zf_grid_text(grid, area >= 0 ? snapshot->areas[area].name : stop->area);
    zf_grid_text(grid, home >= 0 ? snapshot->households[home].address : "");
    zf_grid_int(grid, stop->arrive_s);
    zf_grid_int(grid, stop->begin_s);
    zf_grid_int(grid, stop->leave_s);
    zf_grid_int(grid, stop->children);
    zf_grid_int(grid, leg->metres);
    zf_grid_int(grid, (leg->seconds + 30) / 60);
    zf_grid_int(grid, stop->locked);
    if (home >= 0 && snapshot->households[home].has_point) {
        zf_grid_point(grid, snapshot->households[home].point);
    } else if (area >= 0 && snapshot->areas[area].has_point) {
        zf_grid_point(grid, snapshot->areas[area].point);
    }
}

ZfGrid *
zf_app_stops(ZfApp *app, int32_t number, ZfLang lang, GError **error)
{
    (void)lang;
    g_autoptr(ZfPlan) plan = plan_needed(app, error);
    g_autoptr(ZfSnapshot) snapshot = plan ? zf_app_snapshot(app, false, ZF_DATE_NONE, error) : NULL;
    if (!snapshot) {
        return NULL;
    }
    g_autofree char *title = g_strdup_printf(_("Route %d"), number);
    g_autoptr(ZfGrid) grid = zf_grid_new("stops", title);
    zf_grid_column(grid, "route", _("route"), ZF_GRID_INT);
    zf_grid_column(grid, "stop", _("stop"), ZF_GRID_INT);
    zf_grid_column(grid, "household", _("home"), ZF_GRID_TEXT);
    zf_grid_column(grid, "number", _("number"), ZF_GRID_TEXT);
    zf_grid_column(grid, "village", _("village"), ZF_GRID_TEXT);
    zf_grid_column(grid, "address", _("address"), ZF_GRID_TEXT);
    zf_grid_column(grid, "arrive", _("there"), ZF_GRID_TIME);
    zf_grid_column(grid, "begin", _("begins"), ZF_GRID_TIME);
    zf_grid_column(grid, "leave", _("leaves"), ZF_GRID_TIME);
    zf_grid_column(grid, "children", _("children"), ZF_GRID_INT);
    zf_grid_column(grid, "leg_m", _("metres to it"), ZF_GRID_INT);
    zf_grid_column(grid, "leg_min", _("minutes to it"), ZF_GRID_INT);
    zf_grid_column(grid, "locked", _("locked"), ZF_GRID_BOOL);
    for (size_t i = 0; i < plan->n_routes; i++) {
        const ZfRoute *route = &plan->routes[i];
        for (uint32_t j = 0; route->number == number && j < route->n_stops; j++) {
            stop_row(grid, snapshot, plan, route, &plan->stops[route->first_stop + j]);
        }
    }
    if (zf_grid_rows(grid) == 0) {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_NOTHING,
                    _("there is no route %d; the plan has 1 to %zu"), number, plan->n_routes);
        return NULL;
    }
    return g_steal_pointer(&grid);
}

ZfGrid *
zf_app_unplanned(ZfApp *app, ZfLang lang, GError **error)
{
    g_autoptr(ZfPlan) plan = plan_needed(app, error);
    g_autoptr(ZfSnapshot) snapshot = plan ? zf_app_snapshot(app, false, ZF_DATE_NONE, error) : NULL;
    if (!snapshot) {
        return NULL;
    }
    ZfGrid *grid = zf_grid_new("unplanned", _("Left out, and why"));
    zf_grid_column(grid, "household", _("home"), ZF_GRID_TEXT);
    zf_grid_column(grid, "number", _("number"), ZF_GRID_TEXT);
    zf_grid_column(grid, "village", _("village"), ZF_GRID_TEXT);
    zf_grid_column(grid, "address", _("address"), ZF_GRID_TEXT);
    zf_grid_column(grid, "priority", _("priority"), ZF_GRID_INT);
    zf_grid_column(grid, "reason", _("reason"), ZF_GRID_TEXT);
    zf_grid_column(grid, "why", _("in words"), ZF_GRID_TEXT);
    zf_grid_column(grid, "short_s", _("seconds short"), ZF_GRID_INT);
    zf_grid_column(grid, "team", _("nearest team"), ZF_GRID_TEXT);
    zf_grid_column(grid, "date", _("nearest day"), ZF_GRID_DATE);
    for (size_t i = 0; i < plan->n_unplanned; i++) {
        const ZfUnplanned *one = &plan->unplanned[i];
        int32_t home = zf_snapshot_household(snapshot, one->household);
        int32_t area = zf_snapshot_area(snapshot, one->area);
        g_autofree char *why = zf_say_unplanned(lang, one);
        zf_grid_row(grid);
        zf_grid_text(grid, *one->household ? one->household : one->duty);
        zf_grid_text(grid, home >= 0 ? snapshot->households[home].number : "");
        zf_grid_text(grid, area >= 0 ? snapshot->areas[area].name : one->area);
        zf_grid_text(grid, home >= 0 ? snapshot->households[home].address : "");
        zf_grid_int(grid, one->priority);
        zf_grid_text(grid, zf_code(ZF_CODES_UNPLANNED, (int)one->reason));
        zf_grid_text(grid, why);
        zf_grid_int(grid, one->short_s);
        zf_grid_text(grid, one->team_name);
        zf_grid_int(grid, one->date);
        if (home >= 0 && snapshot->households[home].has_point) {
            zf_grid_point(grid, snapshot->households[home].point);
        }
    }
    return grid;
}

/* ---- reports ---- */

static void
totals(const ZfPlan *plan, int64_t *stops, int64_t *children, int64_t *metres, int64_t *travel_s,
       int64_t *service_s)
{
    *stops = *children = *metres = *travel_s = *service_s = 0;
    for (size_t i = 0; i < plan->n_routes; i++) {
        *stops += plan->routes[i].n_stops;
        *children += plan->routes[i].children;
        *metres += plan->routes[i].metres;
        *travel_s += plan->routes[i].travel_s;
        *service_s += plan->routes[i].service_s;
    }
}

char *
zf_plan_report_text(const ZfPlanReport *report, ZfLang lang)
{
    const ZfPlan *plan = report->plan;
    int64_t stops;
    int64_t children;
    int64_t metres;
    int64_t travel_s;
    int64_t service_s;
    totals(plan, &stops, &children, &metres, &travel_s, &service_s);
    GString *out = g_string_new(NULL);
    g_autofree char *km = zf_say_km(metres, 1);
    g_autofree char *travel = zf_say_duration(lang, travel_s);
    g_autofree char *service = zf_say_duration(lang, service_s);
    g_string_append_printf(out,
                           _("Plan %ld: routes %zu, visits %ld of %zu, children %ld, %s km, %s on "
                             "the way, %s at homes\n"),
                           (long)plan->number, plan->n_routes, (long)stops,
                           (size_t)stops + plan->n_unplanned, (long)children, km, travel, service);
    if (report->estimated > 0) {
        g_string_append_printf(
            out,
            NG_("%zu way is estimated in a straight line: there is no road network for it\n",
                "%zu ways are estimated in a straight line: there is no road network for them\n",
                report->estimated),
            report->estimated);
    }
    plan_human_text(out, &report->human, lang);
    plan_say_left_out(out, plan, lang);
    return g_string_free(out, FALSE);
}

char *
zf_plan_report_json(const ZfPlanReport *report)
{
    const ZfPlan *plan = report->plan;
    int64_t stops;
    int64_t children;
    int64_t metres;
    int64_t travel_s;
    int64_t service_s;
    totals(plan, &stops, &children, &metres, &travel_s, &service_s);
    int64_t duties = stops + (int64_t)plan->n_unplanned; /* days that have passed in both */
    json_t *reasons = plan_reasons_json(plan);
    json_t *root = json_pack(
        "{s:I,s:s,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:o,s:o,s:o,s:{s:f}}", "plan",
        (json_int_t)plan->number, "hash", plan->hash, "routes", (json_int_t)plan->n_routes,
        "duties", (json_int_t)duties, "passed", (json_int_t)(duties - (int64_t)report->duties),
        "stops", (json_int_t)stops, "children", (json_int_t)children, "unplanned",
        (json_int_t)plan->n_unplanned, "metres", (json_int_t)metres, "travel_s",
        (json_int_t)travel_s, "service_s", (json_int_t)service_s, "estimated_legs",
        (json_int_t)report->estimated, "cost", (json_int_t)plan->cost, "unplanned_by_reason",
        reasons, "relaxations", plan_relaxations_json(plan), "human",
        plan_human_json(&report->human), "timing", "solve_cpu_s", report->solve_cpu_s);
    if (report->differences) {
        g_autofree char *differences = zf_grid_to_json(report->differences);
        json_t *grid = json_loads(differences, 0, NULL);
        g_assert(grid);
        json_object_update(root, grid);
        json_decref(grid);
    }
    return json_print(root);
}
