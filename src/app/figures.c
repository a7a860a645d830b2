#include "app/figures.h"

#include <string.h>

#include "app/inside.h"
#include "coverage/coverage.h"
#include "say/say.h"

static bool
area_matches(const ZfArea *area, const char *text)
{
    if (strcmp(area->code, text) == 0 || strcmp(area->name, text) == 0) {
        return true;
    }
    g_auto(GStrv) aliases = g_strsplit(area->aliases, "|", -1);
    return *text && g_strv_contains((const char *const *)aliases, text);
}

static void
no_such_area(const ZfSnapshot *snapshot, const char *text, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < snapshot->n_areas; i++) {
        const ZfArea *area = &snapshot->areas[i];
        g_auto(GStrv) aliases = g_strsplit(area->aliases, "|", -1);
        g_ptr_array_add(names, g_strdup(area->name));
        g_ptr_array_add(names, g_strdup(area->code));
        for (char **alias = aliases; *alias; alias++) {
            g_ptr_array_add(names, g_strdup(*alias));
        }
    }
    zf_app_no_such(text, names, _("there is no area %s; “zoufang coverage” lists codes and names"),
                   _("there is no area %s; is %s meant? “zoufang coverage” lists codes and names"),
                   error);
}

int32_t
zf_app_find_area(const ZfSnapshot *snapshot, const char *text, GError **error)
{
    int32_t found = -1;
    g_autoptr(GString) several = g_string_new(NULL);
    for (size_t i = 0; i < snapshot->n_areas; i++) {
        const ZfArea *area = &snapshot->areas[i];
        if (strcmp(area->code, text) == 0) {
            return (int32_t)i;
        }
        if (area_matches(area, text)) {
            g_string_append_printf(several, "%s%s %s", several->len ? _(", ") : "", area->code,
                                   area->name);
            found = found == -1 ? (int32_t)i : -2;
        }
    }
    if (found >= 0) {
        return found;
    }
    if (found == -1) {
        no_such_area(snapshot, text, error);
    } else {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_CHOICE,
                    _("several areas are called %s: %s; give the code"), text, several->str);
    }
    return -1;
}

ZfArea *
zf_app_areas_below(const ZfSnapshot *snapshot, const char *text, size_t *n, int32_t **placed,
                   GError **error)
{
    int32_t root = zf_app_find_area(snapshot, text, error);
    if (root < 0) {
        return NULL;
    }
    ZfArea *areas = g_new0(ZfArea, snapshot->n_areas + 1);
    g_autofree int32_t *place = g_new(int32_t, snapshot->n_areas + 1);
    *n = 0;
    for (size_t i = 0; i < snapshot->n_areas; i++) {
        int32_t up = (int32_t)i;
        for (int depth = 0; up >= 0 && up != root && depth < 16; depth++) {
            up = snapshot->areas[up].parent_index;
        }
        place[i] = up == root ? (int32_t)*n : -1;
        if (up == root) {
            areas[(*n)++] = snapshot->areas[i];
        }
    }
    for (size_t i = 0; i < *n; i++) {
        int32_t parent = areas[i].parent_index;
        areas[i].parent_index = parent >= 0 ? place[parent] : -1;
    }
    *placed = g_steal_pointer(&place);
    return areas;
}

static ZfSheet *
sheets_of_plan(ZfApp *app, const ZfSnapshot *snapshot, const ZfPlan *plan, size_t *n,
               GError **error)
{
    g_autoptr(GPtrArray) rows = zf_store_sheets(app->store, snapshot->campaign.id, false, error);
    if (!rows) {
        return NULL;
    }
    ZfSheet *sheets = g_new0(ZfSheet, rows->len + 1);
    *n = 0;
    for (guint i = 0; i < rows->len; i++) {
        const ZfSheetRow *row = g_ptr_array_index(rows, i);
        if (plan && row->sheet.plan == plan->number) {
            sheets[(*n)++] = row->sheet;
            /* the texts go with the rows; coverage looks at the numbers only */
            sheets[*n - 1].number = "";
            sheets[*n - 1].issued_to = "";
        }
    }
    return sheets;
}

static ZfCoverage *
compute(ZfApp *app, const ZfFigures *figures, const ZfFiguresOptions *options, GError **error)
{
    const ZfSnapshot *snapshot = figures->snapshot;
    ZfCoverageOptions wanted = ZF_COVERAGE_OPTIONS_INIT;
    wanted.as_of = options->as_of;
    wanted.audience = options->audience;
    wanted.groups = options->groups;
    if (options->area) {
        int32_t area = zf_app_find_area(snapshot, options->area, error);
        if (area < 0) {
            return NULL;
        }
        wanted.area = snapshot->areas[area].code;
    }
    size_t n_sheets = 0;
    g_autofree ZfSheet *sheets = sheets_of_plan(app, snapshot, figures->plan, &n_sheets, error);
    return sheets ? zf_coverage_compute(snapshot, figures->plan, sheets, n_sheets, &wanted, error)
                  : NULL;
}

ZfFigures *
zf_app_figures(ZfApp *app, const ZfFiguresOptions *options, GError **error)
{
    ZfFiguresOptions defaults = {.as_of = ZF_STAMP_NONE};
    ZfFiguresOptions wanted = options ? *options : defaults;
    ZfDate day = wanted.as_of == ZF_STAMP_NONE ? ZF_DATE_NONE : zf_stamp_date(wanted.as_of);
    wanted.as_of = wanted.as_of == ZF_STAMP_NONE ? zf_app_now() : wanted.as_of;
    g_autoptr(ZfFigures) figures = g_new0(ZfFigures, 1);
    figures->snapshot = zf_app_snapshot(app, options && options->names, day, error);
    if (!figures->snapshot) {
        return NULL;
    }
    GError *failure = NULL;
    figures->plan = wanted.ways ? zf_app_plan(app, &failure) : zf_app_plan_stops(app, &failure);
    if (failure) {
        g_propagate_error(error, failure);
        return NULL;
    }
    figures->coverage = compute(app, figures, &wanted, error);
    return figures->coverage ? g_steal_pointer(&figures) : NULL;
}

/* ret: the campaign that began last before this one; owned by the caller, NULL with an error. */
static char *
earlier_campaign(ZfApp *app, ZfDate *end, GError **error)
{
    g_autofree char *id = zf_app_campaign_id(app, error);
    g_autoptr(ZfCampaigns) campaigns = id ? zf_store_campaigns(app->store, error) : NULL;
    const ZfCampaign *this = NULL;
    const ZfCampaign *found = NULL;
    for (size_t i = 0; campaigns && i < campaigns->n; i++) {
        this = strcmp(campaigns->items[i].id, id) == 0 ? &campaigns->items[i] : this;
    }
    for (size_t i = 0; this && i < campaigns->n; i++) { /* by first day */
        const ZfCampaign *one = &campaigns->items[i];
        found = one->from < this->from ? one : found;
    }
    if (campaigns && !found) {
        g_set_error_literal(error, ZF_APP_ERROR, ZF_APP_ERROR_NOTHING,
                            _("there is no campaign before this one to compare with; give a day of "
                              "this one with --since"));
    }
    if (found) {
        *end = found->to;
    }
    return found ? g_strdup(found->id) : NULL;
}

static ZfStamp
end_of_day(ZfDate day)
{
    g_autofree char *text = zf_date_format(day);
    ZfStamp stamp = ZF_STAMP_NONE;
    return zf_stamp_parse(text, true, &stamp) ? stamp : ZF_STAMP_NONE;
}

ZfFigures *
zf_app_figures_before(ZfApp *app, const ZfFiguresOptions *options, ZfStamp since, GError **error)
{
    ZfFiguresOptions wanted = *options;
    wanted.as_of = since;
    if (since != ZF_STAMP_NONE) {
        return zf_app_figures(app, &wanted, error);
    }
    ZfDate end = ZF_DATE_NONE;
    char *earlier = earlier_campaign(app, &end, error);
    if (!earlier) {
        return NULL;
    }
    wanted.as_of = MIN(end_of_day(end), zf_app_now());
    char *campaign = app->campaign; /* for a moment the app means the other one */
    int64_t plan = app->plan;
    app->campaign = earlier;
    app->plan = 0;
    ZfFigures *figures = zf_app_figures(app, &wanted, error);
    app->campaign = campaign;
    app->plan = plan;
    g_free(earlier);
    return figures;
}

static void
free_figures(gpointer figures)
{
    zf_figures_free(figures);
}

GPtrArray *
zf_app_figures_series(ZfApp *app, const ZfFiguresOptions *options, bool weekly, GError **error)
{
    g_autoptr(GPtrArray) series = g_ptr_array_new_with_free_func(free_figures);
    ZfFigures *last = zf_app_figures(app, options, error);
    if (!last) {
        return NULL;
    }
    ZfDate from = last->snapshot->campaign.from;
    ZfDate until = zf_stamp_date(last->coverage->as_of);
    ZfFiguresOptions then = *options;
    for (ZfDate day = from + (weekly ? 6 : 0); day < until; day += weekly ? 7 : 1) {
        then.as_of = end_of_day(day);
        ZfFigures *figures = zf_app_figures(app, &then, error);
        if (!figures) {
            zf_figures_free(last);
            return NULL;
        }
        g_ptr_array_add(series, figures);
    }
    g_ptr_array_add(series, last);
    return g_steal_pointer(&series);
}

void
zf_figures_free(ZfFigures *figures)
{
    if (!figures) {
        return;
    }
    zf_coverage_free(figures->coverage);
    zf_plan_free(figures->plan);
    zf_snapshot_free(figures->snapshot);
    g_free(figures);
}

bool
zf_figures_by_parse(const char *text, ZfFiguresBy *ret)
{
    static const char *const names[] = {"all", "group", "village", "town", "county", "category"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(names[i], text) == 0) {
            *ret = (ZfFiguresBy)i;
            return true;
        }
    }
    return false;
}

/* ---- coverage as a grid ---- */

typedef struct CountColumn {
    const char *key;
    size_t offset;
    const char *title;
    bool detail; /* too much for a terminal */
} CountColumn;

#define COUNT(member) offsetof(ZfCounts, member)

static const CountColumn count_columns[] = {
    {"registered", COUNT(registered), N_("registered"), false},
    {"in_scope", COUNT(in_scope), N_("in scope"), false},
    {"located", COUNT(located), N_("located"), true},
    {"assigned", COUNT(assigned), N_("assigned"), true},
    {"attempted", COUNT(attempted), N_("attempted"), true},
    {"contacted", COUNT(contacted), N_("contacted"), true},
    {"seen", COUNT(seen), N_("seen"), false},
    {"complete", COUNT(complete), N_("complete"), false},
    {"accounted", COUNT(accounted), N_("accounted for"), false},
    {"barred", COUNT(barred), N_("barred"), true},
    {"households", COUNT(households), N_("homes"), true},
    {"households_seen", COUNT(households_seen), N_("homes seen"), true},
    {"obligation_met", COUNT(obligation_met), N_("visits made"), true},
    {"obligation", COUNT(obligation), N_("visits due"), true},
    {"scheduled", COUNT(scheduled), N_("scheduled"), false},
    {"unscheduled", COUNT(unscheduled), N_("not scheduled"), false},
    {"overdue", COUNT(overdue), N_("homes overdue"), true},
    {"overdue_days", COUNT(overdue_days), N_("days overdue"), true},
};

static int32_t
count_at(const ZfCounts *counts, size_t offset)
{
    return *(const int32_t *)((const char *)counts + offset);
}

static void
put_count(ZfGrid *grid, int32_t n)
{
    if (zf_count_hidden(n)) {
        zf_grid_none(grid);
    } else {
        zf_grid_int(grid, n);
    }
}

/* 未掌握 of a row, hidden when one of its parts is. */
static int32_t
missing_of(const ZfCounts *counts)
{
    bool hidden = zf_count_hidden(counts->in_scope) || zf_count_hidden(counts->seen) ||
                  zf_count_hidden(counts->accounted);
    return hidden ? ZF_COUNT_HIDDEN : zf_counts_missing(counts);
}

static void
put_ratio(ZfGrid *grid, int32_t n, int32_t of)
{
    if (zf_count_hidden(n) || zf_count_hidden(of) || of == 0) {
        zf_grid_none(grid);
    } else {
        zf_grid_real(grid, 100.0 * n / of, 1);
    }
}

static void
coverage_columns(ZfGrid *grid)
{
    zf_grid_column(grid, "code", _("code"), ZF_GRID_TEXT);
    zf_grid_column(grid, "name", _("name"), ZF_GRID_TEXT);
    zf_grid_column(grid, "level", _("level"), ZF_GRID_TEXT);
    for (size_t i = 0; i < G_N_ELEMENTS(count_columns); i++) {
        zf_grid_column(grid, count_columns[i].key, _(count_columns[i].title), ZF_GRID_INT);
        if (count_columns[i].detail) {
            zf_grid_detail(grid);
        }
    }
    zf_grid_column(grid, "missing", _("not accounted for"), ZF_GRID_INT);
    zf_grid_column(grid, "seen_percent", _("seen %"), ZF_GRID_REAL);
    zf_grid_column(grid, "complete_percent", _("complete %"), ZF_GRID_REAL);
    zf_grid_column(grid, "class", _("class"), ZF_GRID_TEXT);
    zf_grid_detail(grid);
    zf_grid_column(grid, "last_visit", _("last visit"), ZF_GRID_DATE);
}

static void
coverage_row(ZfGrid *grid, const ZfFigures *figures, const ZfCoverageRow *row, const char *level)
{
    zf_grid_row(grid);
    zf_grid_text(grid, row->code);
    zf_grid_text(grid, row->name);
    zf_grid_text(grid, level);
    for (size_t i = 0; i < G_N_ELEMENTS(count_columns); i++) {
        put_count(grid, count_at(&row->counts, count_columns[i].offset));
    }
    put_count(grid, missing_of(&row->counts));
    put_ratio(grid, row->counts.seen, row->counts.in_scope);
    put_ratio(grid, row->counts.complete, row->counts.in_scope);
    zf_grid_text(grid, zf_code(ZF_CODES_CLASS, (int)row->class_complete));
    if (row->last_visit == ZF_DATE_NONE) {
        zf_grid_none(grid);
    } else {
        zf_grid_int(grid, row->last_visit);
    }
    if (row->area < 0 || row->level == ZF_LEVEL_GROUP) {
        return;
    }
    const ZfArea *area = &figures->snapshot->areas[row->area];
    if (area->shape) {
        zf_grid_polygon(grid, area->shape);
    } else if (area->has_point) {
        zf_grid_point(grid, area->point);
    }
}

static bool
wanted_level(ZfFiguresBy by, ZfAreaLevel level)
{
    switch (by) {
    case ZF_BY_GROUP: return level == ZF_LEVEL_GROUP;
    case ZF_BY_VILLAGE: return level == ZF_LEVEL_VILLAGE;
    case ZF_BY_TOWN: return level == ZF_LEVEL_TOWN;
    case ZF_BY_COUNTY: return level <= ZF_LEVEL_COUNTY;
    case ZF_BY_CATEGORY: return false;
    default: return true;
    }
}

ZfGrid *
zf_figures_coverage(const ZfFigures *figures, ZfFiguresBy by, ZfLang lang)
{
    const ZfCoverage *coverage = figures->coverage;
    ZfGrid *grid = zf_grid_new("rows", figures->snapshot->campaign.title);
    coverage_columns(grid);
    for (size_t i = 0; i < coverage->n_rows; i++) {
        const ZfCoverageRow *row = &coverage->rows[i];
        if (wanted_level(by, row->level)) {
            coverage_row(grid, figures, row, zf_say_level(lang, row->level));
        }
    }
    for (size_t i = 0; by == ZF_BY_CATEGORY && i < coverage->n_categories; i++) {
        coverage_row(grid, figures, &coverage->categories[i], _("category"));
    }
    ZfCoverageRow total = coverage->total;
    total.area = -1;
    total.code = "";
    total.name = _("all");
    coverage_row(grid, figures, &total, "");
    zf_grid_total(grid);
    return grid;
}

/* ---- homes still to visit ---- */

static void
unvisited_columns(ZfGrid *grid)
{
    zf_grid_column(grid, "household", _("home"), ZF_GRID_TEXT);
    zf_grid_column(grid, "number", _("number"), ZF_GRID_TEXT);
    zf_grid_column(grid, "area", _("area"), ZF_GRID_TEXT);
    zf_grid_detail(grid);
    zf_grid_column(grid, "village", _("village"), ZF_GRID_TEXT);
    zf_grid_column(grid, "group", _("group"), ZF_GRID_TEXT);
    zf_grid_column(grid, "address", _("address"), ZF_GRID_TEXT);
    zf_grid_column(grid, "children", _("children"), ZF_GRID_INT);
    zf_grid_column(grid, "state", _("state"), ZF_GRID_TEXT);
    zf_grid_column(grid, "outcome", _("last outcome"), ZF_GRID_TEXT);
    zf_grid_column(grid, "attempts", _("attempts"), ZF_GRID_INT);
    zf_grid_column(grid, "last_attempt", _("last attempt"), ZF_GRID_DATE);
    zf_grid_column(grid, "last_seen", _("last seen"), ZF_GRID_DATE);
    zf_grid_column(grid, "due", _("due"), ZF_GRID_DATE);
    zf_grid_detail(grid);
    zf_grid_column(grid, "overdue_days", _("days overdue"), ZF_GRID_INT);
    zf_grid_column(grid, "planned", _("planned"), ZF_GRID_DATE);
    zf_grid_column(grid, "reasons", _("why first"), ZF_GRID_TEXT);
}

static void
put_date(ZfGrid *grid, ZfDate date)
{
    if (date == ZF_DATE_NONE) {
        zf_grid_none(grid);
    } else {
        zf_grid_int(grid, date);
    }
}

static void
unvisited_row(ZfGrid *grid, const ZfFigures *figures, const ZfUnvisited *home, ZfLang lang)
{
    const ZfHousehold *household = &figures->snapshot->households[home->household];
    const ZfArea *area = home->area >= 0 ? &figures->snapshot->areas[home->area] : NULL;
    g_autofree char *reasons = zf_say_priorities(lang, home->reasons);
    zf_grid_row(grid);
    zf_grid_text(grid, household->id);
    zf_grid_text(grid, household->number);
    zf_grid_text(grid, area ? area->code : "");
    zf_grid_text(grid, area ? area->name : "");
    zf_grid_text(grid, household->group);
    zf_grid_text(grid, household->address);
    zf_grid_int(grid, home->children);
    zf_grid_text(grid, zf_say_state(lang, home->state));
    zf_grid_text(grid, home->attempted ? zf_say_outcome(lang, home->outcome) : "");
    zf_grid_int(grid, home->attempts);
    put_date(grid, home->last_attempt);
    put_date(grid, home->last_seen);
    put_date(grid, home->due);
    zf_grid_int(grid, home->overdue_days);
    put_date(grid, home->planned);
    zf_grid_text(grid, reasons);
    if (household->has_point) {
        zf_grid_point(grid, household->point);
    }
}

ZfGrid *
zf_figures_homes(const ZfFigures *figures, ZfLang lang)
{
    ZfGrid *grid = zf_grid_new("unvisited", figures->snapshot->campaign.title);
    unvisited_columns(grid);
    for (size_t i = 0; i < figures->coverage->n_unvisited; i++) {
        unvisited_row(grid, figures, &figures->coverage->unvisited[i], lang);
    }
    return grid;
}

/* ---- headline ---- */

static char *
shown_count(int32_t n)
{
    return zf_count_hidden(n) ? g_strdup("×") : zf_say_number(n);
}

static void
add_ratio(GString *out, ZfLang lang, const char *what, int32_t n, int32_t of)
{
    if (zf_count_hidden(n) || zf_count_hidden(of)) {
        g_string_append_printf(out, _("%s: %s\n"), what, "×");
        return;
    }
    g_autofree char *ratio = zf_say_ratio(lang, n, of, 1);
    g_string_append_printf(out, _("%s: %s\n"), what, ratio);
}

static void
add_ladder(GString *out, ZfLang lang, const ZfCounts *counts)
{
    for (unsigned i = 0; i < ZF_SAY_RUNGS; i++) {
        g_autofree char *n = shown_count(zf_counts_rung(counts, i));
        g_string_append_printf(out, "%s%s %s", i ? " → " : "", zf_say_rung(lang, i), n);
    }
    g_string_append_c(out, '\n');
}

static void
add_conservation(GString *out, ZfLang lang, const ZfConservation *sum)
{
    g_autofree char *registered = shown_count(sum->registered);
    g_string_append_printf(out, _("Every one accounted: %s registered ="), registered);
    for (int i = 0; i < ZF_SCOPE_COUNT; i++) {
        if (sum->by_scope[i] != 0) {
            g_autofree char *n = shown_count(sum->by_scope[i]);
            g_string_append_printf(out, " %s %s", n, zf_say_scope(lang, (ZfScope)i));
            g_string_append(out, _(" +"));
        }
    }
    if (sum->registered == 0) {
        g_string_append_printf(out, " 0%s", _(" +"));
    }
    g_string_truncate(out, out->len - strlen(_(" +")));
    g_autofree char *scope = shown_count(sum->by_scope[ZF_SCOPE_IN]);
    g_string_append_printf(out, _("; %s in scope ="), scope);
    for (int i = 0; i < 4; i++) {
        g_autofree char *n = shown_count(sum->by_state[i]);
        g_string_append_printf(out, " %s %s%s", n, zf_say_state(lang, (ZfState)i),
                               i < 3 ? _(" +") : "");
    }
    g_string_append(out, sum->holds ? "\n" : _(" — THE SUMS DO NOT AGREE\n"));
}

char *
zf_figures_summary(const ZfFigures *figures, ZfLang lang)
{
    const ZfCoverage *coverage = figures->coverage;
    const ZfCounts *counts = &coverage->total.counts;
    GString *out = g_string_new(NULL);
    g_autofree char *as_of = zf_say_as_of(lang, coverage->as_of);
    g_autofree char *missing = shown_count(missing_of(counts));
    g_autofree char *verdict = zf_say_forecast(lang, &coverage->forecast);
    g_autofree char *finish = zf_say_forecast_finish(lang, &coverage->forecast);
    g_string_append_printf(out, "%s · %s\n", figures->snapshot->campaign.title, as_of);
    g_string_append_printf(out, _("Not accounted for: %s %s\n"), missing,
                           zf_say_unit(lang, coverage->unit));
    add_ratio(out, lang, _("Effective coverage (complete / in scope)"), counts->complete,
              counts->in_scope);
    add_ratio(out, lang, _("Administrative coverage (seen / in scope)"), counts->seen,
              counts->in_scope);
    add_ratio(out, lang, _("Homes with everybody seen"), counts->households_seen,
              counts->households);
    add_ladder(out, lang, counts);
    add_conservation(out, lang, &coverage->conservation);
    g_string_append_printf(out, _("Done by the deadline? %s; %s\n"), verdict, finish);
    return g_string_free(out, FALSE);
}
