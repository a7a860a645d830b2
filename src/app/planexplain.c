/* Why a home is visited then, or not at all; and what the whole plan leaves out. */
#include "app/planexplain.h"

#include "app/figures.h"
#include "app/inside.h"
#include "app/jsonpieces.h"
#include "app/people.h"
#include "coverage/coverage.h"
#include "say/say.h"

ZfPlan *
plan_needed(ZfApp *app, GError **error)
{
    GError *failure = NULL;
    ZfPlan *plan = zf_app_plan(app, &failure);
    if (plan) {
        return plan;
    }
    if (failure) {
        g_propagate_error(error, failure);
    } else {
        g_set_error_literal(error, ZF_APP_ERROR, ZF_APP_ERROR_NOTHING,
                            _("there is no plan yet; make one with “zoufang plan”"));
    }
    return NULL;
}

/* ---- a home in words ---- */

static void
say_planned(GString *out, const ZfPlan *plan, const ZfPlanWhy *why, const ZfPlanInput *input,
            ZfLang lang)
{
    const ZfRoute *route = &plan->routes[why->route];
    const ZfStop *stop = &plan->stops[why->stop];
    g_autofree char *day = zf_say_date(lang, route->date);
    g_autofree char *times = zf_say_times(lang, stop->begin_s, stop->leave_s);
    g_string_append_printf(out, _("Planned: %s %s, route %d, stop %d, %s, team %s.\n"), day,
                           zf_say_weekday(lang, route->date), route->number, stop->number, times,
                           route->team_name);
    if (why->locked) {
        g_string_append(out, _("You locked it there.\n"));
    }
    if (why->preferred >= 0) {
        g_string_append_printf(out,
                               why->preferred_kept
                                   ? _("%s, who is responsible for it or came last time, goes.\n")
                                   : _("%s, who is responsible for it or came last time, does not "
                                       "go this time.\n"),
                               input->snapshot->volunteers[why->preferred].name);
    }
    if (stop->reasons) {
        g_autofree char *reasons = zf_say_priorities(lang, stop->reasons);
        g_string_append_printf(out, _("It comes early because: %s.\n"), reasons);
    }
}

static void
say_slots(GString *out, const ZfPlanWhy *why, const ZfPlanInput *input, ZfLang lang)
{
    if (why->windows >= 0) {
        g_string_append_printf(out, _("Days on which it can be visited at all: %d.\n"),
                               why->windows);
    }
    g_string_append_printf(out, _("Shifts that could do it if they did nothing else: %d.\n"),
                           why->shifts_able);
    for (int i = 0; i < ZF_UNPLANNED_COUNT; i++) {
        if (why->shifts_short >> i & 1) {
            g_string_append_printf(out, _("What rules other shifts out: %s.\n"),
                                   zf_say_unplanned_reason(lang, (ZfUnplannedReason)i));
        }
    }
    size_t n = MIN(why->n_slots, 5);
    g_string_append(out, n ? _("It would also fit here:\n") : _("It fits nowhere else.\n"));
    for (size_t i = 0; i < n; i++) {
        const ZfPlanSlot *slot = &why->slots[i];
        const ZfShift *shift = &input->snapshot->shifts[slot->shift];
        g_autofree char *day = zf_say_date(lang, shift->date);
        g_autofree char *time = zf_time_format(slot->begin_s);
        g_autofree char *extra = zf_say_duration(lang, slot->extra_s);
        const char *team =
            shift->team_index >= 0 ? input->snapshot->teams[shift->team_index].name : shift->team;
        g_string_append_printf(out, _("  %s %s, team %s, %s more on the way\n"), day, time, team,
                               extra);
    }
}

static const char *
no_duty_words(ZfNoDuty why)
{
    switch (why) {
    case ZF_NO_DUTY_OUT_OF_SCOPE: return _("nobody there is in this campaign's scope");
    case ZF_NO_DUTY_DONE: return _("it has been visited as often as required");
    case ZF_NO_DUTY_ACCOUNTED: return _("its children are accounted for elsewhere");
    case ZF_NO_DUTY_REFUSED: return _("it refused the visit");
    case ZF_NO_DUTY_MOVED: return _("it has moved away");
    case ZF_NO_DUTY_NOT_FOUND: return _("no such home was found");
    case ZF_NO_DUTY_ATTEMPTS: return _("it was tried in vain too often; the village worker goes");
    default: return _("it still has a visit to come");
    }
}

/* ---- a home as JSON ---- */

static json_t *
date_or_null(ZfDate date)
{
    g_autofree char *text = date == ZF_DATE_NONE ? NULL : zf_date_format(date);
    return json_string(text); /* NULL of NULL */
}

static void
set_date(json_t *object, const char *key, ZfDate date)
{
    json_t *value = date_or_null(date);
    json_object_set_new(object, key, value ? value : json_null());
}

static void
set_time(json_t *object, const char *key, int32_t seconds)
{
    g_autofree char *text = zf_time_format(seconds);
    json_object_set_new(object, key, json_string(text));
}

static json_t *
slots_json(const ZfPlanWhy *why, const ZfPlanInput *input)
{
    json_t *slots = json_array();
    for (size_t i = 0; i < why->n_slots; i++) {
        const ZfPlanSlot *slot = &why->slots[i];
        const ZfShift *shift = &input->snapshot->shifts[slot->shift];
        json_t *item = json_object();
        set_date(item, "date", shift->date);
        json_object_set_new(item, "team",
                            json_string(shift->team_index >= 0
                                            ? input->snapshot->teams[shift->team_index].name
                                            : shift->team));
        set_time(item, "begin", slot->begin_s);
        json_object_set_new(item, "extra_s", json_integer(slot->extra_s));
        json_array_append_new(slots, item);
    }
    return slots;
}

static void
set_planned(json_t *item, const ZfPlan *plan, const ZfPlanWhy *why, const ZfPlanInput *input,
            ZfLang lang)
{
    const ZfRoute *route = &plan->routes[why->route];
    const ZfStop *stop = &plan->stops[why->stop];
    json_object_set_new(item, "route", json_integer(route->number));
    json_object_set_new(item, "stop", json_integer(stop->number));
    json_object_set_new(item, "team", json_string(route->team_name));
    set_date(item, "date", route->date);
    set_time(item, "begin", stop->begin_s);
    set_time(item, "leave", stop->leave_s);
    json_object_set_new(item, "locked", json_boolean(why->locked));
    if (why->preferred >= 0) {
        json_object_set_new(item, "responsible",
                            json_string(input->snapshot->volunteers[why->preferred].name));
        json_object_set_new(item, "responsible_goes", json_boolean(why->preferred_kept));
    }
    g_autofree char *early = zf_say_priorities(lang, stop->reasons);
    json_object_set_new(item, "early_because", json_string(early));
}

static void
set_unplanned(json_t *item, const ZfUnplanned *one, ZfLang lang)
{
    g_autofree char *words = zf_say_unplanned(lang, one);
    json_object_set_new(item, "reason", json_string(zf_code(ZF_CODES_UNPLANNED, (int)one->reason)));
    json_object_set_new(item, "why", json_string(words));
    json_object_set_new(item, "short_s", json_integer(one->short_s));
    json_object_set_new(item, "forced_s", json_integer(one->forced_s));
    json_object_set_new(item, "pushes", json_string(one->pushes));
    json_object_set_new(item, "nearest_team", json_string(one->team_name));
    set_date(item, "nearest_date", one->date);
}

static json_t *
why_json(const ZfPlan *plan, const ZfPlanWhy *why, const ZfPlanInput *input, ZfLang lang)
{
    bool planned = why->route >= 0;
    json_t *item = json_object();
    json_object_set_new(item, "state",
                        json_string(planned               ? "planned"
                                    : why->unplanned >= 0 ? "left_out"
                                                          : "not_in_plan"));
    if (planned) {
        set_planned(item, plan, why, input, lang);
    } else if (why->unplanned >= 0) {
        set_unplanned(item, &plan->unplanned[why->unplanned], lang);
    }
    json_t *ruled_out = json_array();
    for (int i = 0; i < ZF_UNPLANNED_COUNT; i++) {
        if (why->shifts_short >> i & 1) {
            json_array_append_new(ruled_out, json_string(zf_code(ZF_CODES_UNPLANNED, i)));
        }
    }
    json_object_set_new(item, "days_open",
                        why->windows >= 0 ? json_integer(why->windows) : json_null());
    json_object_set_new(item, "shifts_able", json_integer(why->shifts_able));
    json_object_set_new(item, "ruled_out_by", ruled_out);
    json_object_set_new(item, "would_also_fit", slots_json(why, input));
    return item;
}

static char *
home_json(const ZfPlan *plan, const ZfPlanWhys *whys, const ZfPlanInput *input, int32_t home,
          const char *none, ZfLang lang)
{
    const ZfHousehold *record = &input->snapshot->households[home];
    json_t *visits = json_array();
    for (size_t i = 0; i < whys->n; i++) {
        json_array_append_new(visits, why_json(plan, &whys->items[i], input, lang));
    }
    return json_print(json_pack("{s:I,s:s,s:s,s:s,s:s,s:s?,s:o}", "plan", (json_int_t)plan->number,
                                "household", record->id, "number", record->number, "group",
                                record->group, "address", record->address, "not_planned_because",
                                none, "visits", visits));
}

/* ---- a home ---- */

/* Names the one home in whose stead it could be planned. */
static void
say_pushes(GString *out, const ZfUnplanned *one, const ZfPlanInput *input)
{
    int32_t other = zf_snapshot_household(input->snapshot, one->pushes);
    if (other >= 0) {
        const ZfHousehold *home = &input->snapshot->households[other];
        g_string_append_printf(out,
                               _("It would fit there if home %s (%s%s) were left out instead.\n"),
                               home->id, home->group, home->address);
    }
}

static char *
home_text(const ZfPlan *plan, const ZfPlanWhys *whys, const ZfPlanInput *input, int32_t home,
          const char *none, ZfLang lang)
{
    const ZfHousehold *record = &input->snapshot->households[home];
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "%s %s%s\n", record->id, record->group, record->address);
    if (none) {
        g_string_append_printf(out, _("Not planned: %s.\n"), none);
    }
    for (size_t i = 0; i < whys->n; i++) {
        const ZfPlanWhy *why = &whys->items[i];
        if (why->route >= 0) {
            say_planned(out, plan, why, input, lang);
        } else if (why->unplanned >= 0) {
            g_autofree char *reason = zf_say_unplanned(lang, &plan->unplanned[why->unplanned]);
            g_string_append_printf(out, _("Not planned: %s\n"), reason);
            say_pushes(out, &plan->unplanned[why->unplanned], input);
        }
        say_slots(out, why, input, lang);
    }
    return g_string_free(out, FALSE);
}

char *
zf_app_explain(ZfApp *app, const char *household, ZfLang lang, bool json, GError **error)
{
    g_autoptr(ZfPlan) plan = plan_needed(app, error);
    g_autoptr(ZfSnapshot) snapshot = plan ? zf_app_snapshot(app, true, ZF_DATE_NONE, error) : NULL;
    int32_t home = snapshot ? zf_app_find_household(snapshot, household, error) : -1;
    if (home < 0) {
        return NULL;
    }
    ZfPlanRequest request = ZF_PLAN_REQUEST_INIT;
    request.as_of = plan->made;
    g_autoptr(ZfFindings) findings = zf_findings_new();
    g_autoptr(PlanInput) input = plan_input_load(app, snapshot, &request, findings, NULL, error);
    ZfPlanOptions options = ZF_PLAN_OPTIONS_INIT;
    options.from = plan_first_day(snapshot, &request);
    options.to = snapshot->campaign.to;
    g_autoptr(ZfPlanWhys) whys =
        input ? zf_plan_explain(plan, &input->plan, &options, home, error) : NULL;
    if (!whys) {
        return NULL;
    }
    ZfDutiesOptions duties = ZF_DUTIES_OPTIONS_INIT;
    duties.as_of = plan->made;
    const char *none = whys->n == 0 ? no_duty_words(zf_duties_none(snapshot, &duties, home)) : NULL;
    return json ? home_json(plan, whys, &input->plan, home, none, lang)
                : home_text(plan, whys, &input->plan, home, none, lang);
}

/* ---- the campaign as a whole ---- */

json_t *
plan_reasons_json(const ZfPlan *plan)
{
    json_t *reasons = json_object();
    for (size_t i = 0; i < plan->n_unplanned; i++) {
        const char *code = zf_code(ZF_CODES_UNPLANNED, (int)plan->unplanned[i].reason);
        json_int_t n = json_integer_value(json_object_get(reasons, code));
        json_object_set_new(reasons, code, json_integer(n + 1));
    }
    return reasons;
}

json_t *
plan_relaxations_json(const ZfPlan *plan)
{
    json_t *list = json_array();
    for (size_t i = 0; i < plan->n_relaxations; i++) {
        const ZfRelaxation *r = &plan->relaxations[i];
        g_autofree char *skills = zf_say_skills(ZF_LANG_EN, r->skills, NULL);
        json_t *item = json_pack("{s:i,s:i,s:i,s:s,s:s,s:i,s:i,s:i,s:b}", "days", r->days, "teams",
                                 r->teams, "team_size", r->team_size, "team_skills", skills,
                                 "team_base", r->base, "extra_s", r->extra_s, "extra_visits",
                                 r->visits, "placed", r->placed, "least_by_counting", r->least);
        set_date(item, "until", r->until);
        json_array_append_new(list, item);
    }
    return list;
}

void
plan_say_left_out(GString *out, const ZfPlan *plan, ZfLang lang)
{
    int counts[ZF_UNPLANNED_COUNT] = {0};
    for (size_t i = 0; i < plan->n_unplanned; i++) {
        counts[plan->unplanned[i].reason]++;
    }
    for (int i = 0; i < ZF_UNPLANNED_COUNT; i++) {
        if (counts[i] > 0) {
            g_string_append_printf(out, _("Left out: %d — %s\n"), counts[i],
                                   zf_say_unplanned_reason(lang, (ZfUnplannedReason)i));
        }
    }
    g_autofree char *relaxations = zf_say_relaxations(lang, plan);
    if (relaxations) {
        g_string_append_printf(out, "%s\n", relaxations);
    }
}

char *
zf_app_explain_plan(ZfApp *app, ZfLang lang, bool json, GError **error)
{
    g_autoptr(ZfPlan) plan = plan_needed(app, error);
    if (!plan) {
        return NULL;
    }
    g_autofree char *words = zf_say_relaxations(lang, plan);
    if (json) {
        return json_print(
            json_pack("{s:I,s:I,s:I,s:I,s:o,s:o,s:s?}", "plan", (json_int_t)plan->number, "routes",
                      (json_int_t)plan->n_routes, "stops", (json_int_t)plan->n_stops, "unplanned",
                      (json_int_t)plan->n_unplanned, "unplanned_by_reason", plan_reasons_json(plan),
                      "relaxations", plan_relaxations_json(plan), "in_words", words));
    }
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, _("Plan %ld: routes %zu, visits %zu.\n"), (long)plan->number,
                           plan->n_routes, plan->n_stops);
    if (plan->n_unplanned == 0) {
        g_string_append(out, _("Nothing is left out.\n"));
    }
    plan_say_left_out(out, plan, lang);
    return g_string_free(out, FALSE);
}
