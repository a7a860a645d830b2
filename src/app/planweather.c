#include "app/planweather.h"

#include <string.h>

#include "app/network.h"
#include "app/planexplain.h"
#include "say/say.h"

enum { FEW = 3 }; /* numbers that are told on paper */

ZfPlanWeather *
plan_weather_load(ZfApp *app, const ZfSnapshot *snapshot, const ZfPlan *plan, ZfWeather weather,
                  ZfFindings *findings, const ZfProgress *progress, GError **error)
{
    g_autofree ZfLonLat *bases = g_new0(ZfLonLat, plan->n_routes + 1);
    g_autofree ZfDate *dates = g_new(ZfDate, plan->n_routes + 1);
    NetworkOptions options = {
        .modes = 1u << ZF_MODE_FOOT, .weather = weather, .bases = bases, .n_bases = plan->n_routes};
    for (size_t i = 0; i < plan->n_routes; i++) {
        bases[i] = plan->routes[i].point;
        options.modes |= 1u << plan->routes[i].mode;
        dates[i] = plan->routes[i].date;
    }
    g_autoptr(GArray) days = network_days(dates, plan->n_routes, ZF_DATE_NONE, ZF_DATE_NONE);
    options.days = (const ZfDate *)(void *)days->data;
    options.n_days = days->len;
    options.day = days->len > 0 ? options.days[0] : snapshot->campaign.from;
    g_autoptr(Network) network = network_load(app, &options, findings, progress, error);
    if (!network) {
        return NULL;
    }
    ZfPlanInput input = {.snapshot = snapshot};
    network_lend(network, &input);
    return zf_plan_weather(plan, &input, progress, error);
}

/* "3、5、9": at most most of them, then "…". */
static char *
numbers(const GArray *list, guint most, const char *comma)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < MIN(list->len, most); i++) {
        g_string_append_printf(out, "%s%d", i > 0 ? comma : "", g_array_index(list, int32_t, i));
    }
    if (list->len > most) {
        g_string_append(out, "…");
    }
    return g_string_free(out, FALSE);
}

static int32_t
minutes(int32_t seconds)
{
    return (seconds + 59) / 60;
}

char **
plan_weather_words(const ZfPlanWeather *weather, const ZfRoute *route, ZfLang lang)
{
    if (!zf_plan_weather_matters(weather)) {
        return NULL;
    }
    const char *comma = zf_say(lang, ZF_SAY_LIST_COMMA);
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    if (weather->lost->len > 0) {
        g_autofree char *lost = numbers(weather->lost, FEW, comma);
        g_ptr_array_add(words, zf_say_fill(lang, ZF_SAY_RAIN_LOST, lost));
    }
    if (weather->extra_s >= 60) {
        g_autofree char *more = g_strdup_printf("%d", minutes(weather->extra_s));
        g_autofree char *back = zf_time_format(route->return_s + weather->extra_s);
        g_ptr_array_add(words, zf_say_fill(lang, ZF_SAY_RAIN_MORE, more, back));
    }
    if (weather->order->len > 0) {
        g_autofree char *order = numbers(weather->order, weather->order->len, "–");
        g_autofree char *less = g_strdup_printf("%d", minutes(weather->saves_s));
        g_ptr_array_add(words, zf_say_fill(lang, ZF_SAY_RAIN_ORDER, order, less));
    }
    if (weather->slow->len > 0) {
        g_autofree char *slow = numbers(weather->slow, FEW, comma);
        g_ptr_array_add(words, zf_say_fill(lang, ZF_SAY_RAIN_SLOW, slow));
    }
    g_ptr_array_add(words, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&words), FALSE);
}

static void
put_row(ZfGrid *grid, const ZfPlanWeather *weather, const ZfRoute *route, ZfLang lang)
{
    g_autofree char *slow = numbers(weather->slow, G_MAXUINT, " ");
    g_autofree char *lost = numbers(weather->lost, G_MAXUINT, " ");
    g_autofree char *order = numbers(weather->order, G_MAXUINT, " ");
    zf_grid_row(grid);
    zf_grid_int(grid, route->number);
    zf_grid_int(grid, route->date);
    zf_grid_text(grid, route->team_name);
    zf_grid_text(grid, zf_say_mode(lang, route->mode));
    zf_grid_int(grid, route->return_s);
    zf_grid_int(grid, route->return_s + weather->extra_s);
    zf_grid_int(grid, weather->extra_s < 0 ? 0 : minutes(weather->extra_s));
    zf_grid_text(grid, slow);
    zf_grid_text(grid, lost);
    zf_grid_text(grid, order);
    zf_grid_int(grid, minutes(weather->saves_s));
}

ZfGrid *
zf_app_routes_weather(ZfApp *app, ZfWeather weather, ZfLang lang, ZfFindings *findings,
                      const ZfProgress *progress, GError **error)
{
    g_autoptr(ZfPlan) plan = plan_needed(app, error);
    g_autoptr(ZfSnapshot) snapshot = plan ? zf_app_snapshot(app, false, ZF_DATE_NONE, error) : NULL;
    ZfPlanWeather *all =
        snapshot ? plan_weather_load(app, snapshot, plan, weather, findings, progress, error)
                 : NULL;
    if (!all) {
        return NULL;
    }
    size_t changed = 0;
    for (size_t i = 0; i < plan->n_routes; i++) {
        changed += zf_plan_weather_matters(&all[i]);
    }
    g_autofree char *title =
        g_strdup_printf(weather == ZF_WEATHER_ICE ? _("On ice these routes change: %zu of %zu")
                                                  : _("In rain these routes change: %zu of %zu"),
                        changed, plan->n_routes);
    ZfGrid *grid = zf_grid_new("weather", title);
    zf_grid_column(grid, "route", _("route"), ZF_GRID_INT);
    zf_grid_column(grid, "date", _("day"), ZF_GRID_DATE);
    zf_grid_column(grid, "team", _("team"), ZF_GRID_TEXT);
    zf_grid_column(grid, "mode", _("travels"), ZF_GRID_TEXT);
    zf_grid_column(grid, "return", _("back"), ZF_GRID_TIME);
    zf_grid_column(grid, "weather_return", _("back in this weather"), ZF_GRID_TIME);
    zf_grid_column(grid, "extra_min", _("minutes more"), ZF_GRID_INT);
    zf_grid_column(grid, "slow", _("slow before stops"), ZF_GRID_TEXT);
    zf_grid_column(grid, "lost", _("no way to stops"), ZF_GRID_TEXT);
    zf_grid_column(grid, "order", _("quicker order"), ZF_GRID_TEXT);
    zf_grid_column(grid, "saves_min", _("minutes it saves"), ZF_GRID_INT);
    for (size_t i = 0; i < plan->n_routes; i++) {
        if (zf_plan_weather_matters(&all[i])) {
            put_row(grid, &all[i], &plan->routes[i], lang);
        }
    }
    zf_plan_weather_free(all, plan->n_routes);
    return grid;
}
