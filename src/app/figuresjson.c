/* Coverage as one JSON object. */
#include <jansson.h>
#include <string.h>

#include "app/figures.h"
#include "app/jsonpieces.h"
#include "coverage/coverage.h"

static json_t *
count(int32_t n)
{
    return zf_count_hidden(n) ? json_null() : json_integer(n);
}

static json_t *
date(ZfDate day)
{
    g_autofree char *text = zf_date_format(day);
    return *text ? json_string(text) : json_null();
}

static json_t *
counts_to_json(const ZfCounts *c)
{
    json_t *object =
        json_pack("{s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "registered", count(c->registered),
                  "in_scope", count(c->in_scope), "located", count(c->located), "assigned",
                  count(c->assigned), "attempted", count(c->attempted), "contacted",
                  count(c->contacted), "seen", count(c->seen), "complete", count(c->complete),
                  "accounted", count(c->accounted), "barred", count(c->barred));
    json_object_set_new(object, "households", count(c->households));
    json_object_set_new(object, "households_seen", count(c->households_seen));
    json_object_set_new(object, "obligation_met", count(c->obligation_met));
    json_object_set_new(object, "obligation", count(c->obligation));
    json_object_set_new(object, "scheduled", count(c->scheduled));
    json_object_set_new(object, "unscheduled", count(c->unscheduled));
    json_object_set_new(object, "overdue", count(c->overdue));
    json_object_set_new(object, "overdue_days", count(c->overdue_days));
    bool hidden =
        zf_count_hidden(c->in_scope) || zf_count_hidden(c->seen) || zf_count_hidden(c->accounted);
    json_object_set_new(object, "missing",
                        hidden ? json_null() : json_integer(zf_counts_missing(c)));
    return object;
}

static json_t *
row_to_json(const ZfCoverageRow *row, bool category)
{
    json_t *object = json_object();
    json_object_set_new(object, "code", json_string(row->code));
    json_object_set_new(object, "name", json_string(row->name));
    if (!category) {
        json_object_set_new(object, "level", json_string(zf_code(ZF_CODES_LEVEL, (int)row->level)));
        json_object_set_new(object, "parent", json_integer(row->parent));
    }
    json_object_set_new(object, "counts", counts_to_json(&row->counts));
    json_object_set_new(object, "class_seen",
                        json_string(zf_code(ZF_CODES_CLASS, (int)row->class_seen)));
    json_object_set_new(object, "class_complete",
                        json_string(zf_code(ZF_CODES_CLASS, (int)row->class_complete)));
    json_object_set_new(object, "last_visit", date(row->last_visit));
    json_object_set_new(object, "talks", json_integer(row->talks));
    return object;
}

static json_t *
rows_to_json(const ZfCoverageRow *rows, size_t n, bool category, ZfFiguresBy by)
{
    json_t *array = json_array();
    for (size_t i = 0; i < n; i++) {
        ZfAreaLevel level = rows[i].level;
        bool wanted = category || by == ZF_BY_ALL ||
                      (by == ZF_BY_GROUP && level == ZF_LEVEL_GROUP) ||
                      (by == ZF_BY_VILLAGE && level == ZF_LEVEL_VILLAGE) ||
                      (by == ZF_BY_TOWN && level == ZF_LEVEL_TOWN) ||
                      (by == ZF_BY_COUNTY && level <= ZF_LEVEL_COUNTY);
        if (wanted) {
            json_array_append_new(array, row_to_json(&rows[i], category));
        }
    }
    return array;
}

static json_t *
conservation_to_json(const ZfConservation *sum)
{
    json_t *scope = json_object();
    json_t *state = json_object();
    for (int i = 0; i < ZF_SCOPE_COUNT; i++) {
        json_object_set_new(scope, zf_code(ZF_CODES_SCOPE, i), count(sum->by_scope[i]));
    }
    for (int i = 0; i < 4; i++) {
        json_object_set_new(state, zf_code(ZF_CODES_STATE, i), count(sum->by_state[i]));
    }
    return json_pack("{s:o,s:o,s:o,s:b}", "registered", count(sum->registered), "by_scope", scope,
                     "by_state", state, "holds", (int)sum->holds);
}

static json_t *
trend_to_json(const ZfCoverage *coverage)
{
    json_t *array = json_array();
    for (size_t i = 0; i < coverage->n_trend; i++) {
        const ZfTrendDay *day = &coverage->trend[i];
        json_array_append_new(array,
                              json_pack("{s:o,s:o,s:f}", "date", date(day->date), "seen",
                                        count(day->seen), "needed", day->needed_x100 / 100.0));
    }
    return array;
}

static json_t *
forecast_to_json(const ZfForecast *forecast)
{
    static const char *const verdicts[] = {"done", "in_time", "late", "no_pace", "nobody"};
    return json_pack("{s:s,s:o,s:o,s:f,s:o,s:i}", "verdict", verdicts[forecast->verdict],
                     "remaining", count(forecast->remaining), "seen_7_days",
                     count(forecast->seen_7_days), "needed_per_day",
                     forecast->needed_per_day_x10 / 10.0, "finish", date(forecast->finish),
                     "late_days", forecast->late_days);
}

char *
zf_figures_json(const ZfFigures *figures, ZfFiguresBy by)
{
    const ZfCoverage *c = figures->coverage;
    g_autofree char *as_of = zf_stamp_format(c->as_of);
    json_t *root = json_object();
    json_object_set_new(root, "campaign", json_string(figures->snapshot->campaign.id));
    json_object_set_new(root, "as_of", json_string(as_of));
    json_object_set_new(root, "unit", json_string(zf_code(ZF_CODES_UNIT, (int)c->unit)));
    json_object_set_new(root, "audience",
                        json_string(zf_code(ZF_CODES_AUDIENCE, (int)c->audience)));
    json_object_set_new(root, "k", json_integer(c->k));
    json_object_set_new(root, "total", counts_to_json(&c->total.counts));
    if (by != ZF_BY_CATEGORY) {
        json_object_set_new(root, "rows", rows_to_json(c->rows, c->n_rows, false, by));
    }
    json_object_set_new(root, "categories", rows_to_json(c->categories, c->n_categories, true, by));
    json_object_set_new(root, "conservation", conservation_to_json(&c->conservation));
    json_object_set_new(root, "trend", trend_to_json(c));
    json_object_set_new(root, "forecast", forecast_to_json(&c->forecast));
    json_object_set_new(root, "villages",
                        json_pack("{s:i,s:i,s:i,s:i}", "in_scope", c->villages, "reached",
                                  c->villages_reached, "complete", c->villages_complete, "talked",
                                  c->villages_talked));
    return json_print(root);
}
