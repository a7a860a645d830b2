#include "app/planhuman.h"

static int
percent(int64_t part, int64_t whole)
{
    return whole > 0 ? (int)((100 * part + whole / 2) / whole) : 0;
}

static void
say_days(GString *out, const ZfPlanHuman *h, ZfLang lang)
{
    g_autofree char *shortest = zf_say_duration(lang, h->shortest_s);
    g_autofree char *longest = zf_say_duration(lang, h->longest_s);
    g_autofree char *least = zf_say_duration(lang, h->least_s);
    g_autofree char *most = zf_say_duration(lang, h->most_s);
    if (h->teams < 2) {
        g_string_append_printf(out, _("Days away: the shortest %s, the longest %s\n"), shortest,
                               longest);
        return;
    }
    g_string_append_printf(out,
                           _("Days away: the shortest %s, the longest %s; a team has from %s to "
                             "%s in all"),
                           shortest, longest, least, most);
    if (h->mean_load > 0) {
        g_string_append_printf(out,
                               _(", %d %% to %d %% of the time it offers: a spread of %d %% of the "
                                 "mean\n"),
                               percent(h->least_load, 1000), percent(h->most_load, 1000),
                               percent(h->most_load - h->least_load, h->mean_load));
    } else {
        g_string_append_printf(out, _(", a spread of %d %% of the mean\n"),
                               percent(h->most_s - h->least_s, h->mean_s));
    }
}

static void
say_prices(GString *out, const ZfPlanHuman *h, ZfLang lang)
{
    g_autofree char *balance = zf_say_duration(lang, MAX(h->balance_price_s, 0));
    g_autofree char *compact = zf_say_duration(lang, MAX(h->compact_price_s, 0));
    if (h->balance_price_s > 0) {
        g_string_append_printf(out, _("Even hours cost %s more on the way (%d %%)\n"), balance,
                               percent(h->balance_price_s, h->travel_s));
    }
    if (h->compact_price_s > 0) {
        g_string_append_printf(out, _("Compact routes cost %s more on the way (%d %%)\n"), compact,
                               percent(h->compact_price_s, h->travel_s));
    }
}

void
plan_human_text(GString *out, const ZfPlanHuman *h, ZfLang lang)
{
    if (h->stops == 0) {
        return;
    }
    say_days(out, h, lang);
    if (h->pairs > 0) {
        g_string_append_printf(
            out,
            _("On the map: pairs of routes %d, overlapping %d, crossing %d; %d %% of nearest "
              "neighbours are in one route; homes passed at the door by another route %d\n"),
            h->pairs, h->overlapping, h->crossing, percent(h->neighbours_together, h->neighbours),
            h->passed);
    }
    if (h->known > 0) {
        g_string_append_printf(
            out, _("Visited by who is responsible for them or came last time: %d of %d homes\n"),
            h->known_kept, h->known);
    }
    say_prices(out, h, lang);
}

json_t *
plan_human_json(const ZfPlanHuman *h)
{
    return json_pack("{s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:I, s:I, s:I, s:i, s:i, "
                     "s:i, s:i, s:i, s:I, "
                     "s:I}",
                     "route_pairs", h->pairs, "crossing_pairs", h->crossing, "overlapping_pairs",
                     h->overlapping, "stops_in_other_areas", h->strays, "neighbours", h->neighbours,
                     "neighbours_together", h->neighbours_together, "passed_by", h->passed,
                     "shortest_day_s", h->shortest_s, "longest_day_s", h->longest_s, "teams",
                     h->teams, "least_hours_s", (json_int_t)h->least_s, "most_hours_s",
                     (json_int_t)h->most_s, "mean_hours_s", (json_int_t)h->mean_s,
                     "least_load_permille", h->least_load, "most_load_permille", h->most_load,
                     "mean_load_permille", h->mean_load, "known", h->known, "known_kept",
                     h->known_kept, "balance_price_s", (json_int_t)h->balance_price_s,
                     "compact_price_s", (json_int_t)h->compact_price_s);
}
