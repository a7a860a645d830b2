/* Tables of figures: coverage row by row, villages with what their workers need. */
#include "report/formgrid.h"

static ZfReport *
new_table(const ZfReportJob *job, ZfSay title)
{
    g_autofree char *text = zf_say_fill(job->lang, title, job->place);
    g_autofree char *subtitle = g_strconcat(job->campaign->title, " · ", job->as_of, " · ",
                                            zf_say_audience(job->lang, job->input->audience), NULL);
    return zf_form_new(job->lang, text, subtitle, text);
}

/* n/N（p %） as far as both may be read. */
static void
ratio(const ZfReportJob *job, ZfReport *grid, int32_t part, int32_t whole, ZfShown shown)
{
    if (part >= 0 && whole >= 0) {
        zf_form_take(grid, zf_say_ratio(job->lang, part, whole, 0));
    } else if (part < -1 && whole >= 0) {
        g_autofree char *least = zf_say_part(-part - 1, whole);
        zf_form_take(grid, g_strconcat("≥", least, NULL));
    } else {
        ZfShown how = shown == ZF_SHOWN_FEW ? ZF_SHOWN_FEW : ZF_SHOWN_HIDDEN;
        zf_form_take(grid, zf_say_shown(job->lang, how, 0, 0, job->coverage->k));
    }
}

/* 未掌握 as far as its parts may be read. */
static void
missing(const ZfReportJob *job, ZfReport *grid, const ZfCoverageRow *row)
{
    const ZfCounts *c = &row->counts;
    bool known = c->in_scope >= 0 && c->seen >= 0 && c->accounted >= 0;
    zf_form_count(grid, known ? zf_counts_missing(c) : -1, row->shown, job->coverage->k);
}

static void
coverage_columns(const ZfReportJob *job, ZfReport *grid)
{
    zf_form_column(grid, -1, ZF_SAY_COL_CODE, 14, false);
    zf_form_column(grid, -1, ZF_SAY_COL_AREA, 16, false);
    zf_form_column(grid, -1, ZF_SAY_COL_LEVEL, 12, false);
    for (unsigned rung = 0; rung < ZF_SAY_RUNGS; rung++) {
        zf_form_column_named(grid, -1, zf_say_rung(job->lang, rung), 8, true);
    }
    zf_form_column(grid, -1, ZF_SAY_COL_ACCOUNTED, 10, true);
    zf_form_column(grid, -1, ZF_SAY_COL_BARRED, 6, true);
    zf_form_column(grid, -1, ZF_SAY_MISSING, 8, true);
    zf_form_column(grid, -1, ZF_SAY_ADMINISTRATIVE_COVERAGE, 16, true);
    zf_form_column(grid, -1, ZF_SAY_EFFECTIVE_COVERAGE, 16, true);
    zf_form_column(grid, -1, ZF_SAY_COL_HOUSEHOLDS, 16, true);
    zf_form_column(grid, -1, ZF_SAY_COL_OBLIGATION, 16, true);
    zf_form_column(grid, -1, ZF_SAY_COL_SCHEDULED, 10, true);
    zf_form_column(grid, -1, ZF_SAY_COL_OVERDUE_HOMES, 8, true);
    zf_form_column(grid, -1, ZF_SAY_COL_TALKS, 8, true);
    zf_form_column(grid, -1, ZF_SAY_COL_CLASS, 14, false);
}

static void
coverage_row(const ZfReportJob *job, ZfReport *grid, const ZfCoverageRow *row, const char *name,
             const char *level)
{
    int32_t k = job->coverage->k;
    const ZfCounts *c = &row->counts;
    zf_form_text(grid, row->code != NULL ? row->code : "");
    zf_form_text(grid, name);
    zf_form_text(grid, level);
    for (unsigned rung = 0; rung < ZF_SAY_RUNGS; rung++) {
        zf_form_count(grid, zf_counts_rung(c, rung), row->shown, k);
    }
    zf_form_count(grid, c->accounted, row->shown, k);
    zf_form_count(grid, c->barred, row->shown, k);
    missing(job, grid, row);
    ratio(job, grid, c->seen, c->in_scope, row->shown);
    ratio(job, grid, c->complete, c->in_scope, row->shown);
    ratio(job, grid, c->households_seen, c->households, row->shown);
    ratio(job, grid, c->obligation_met, c->obligation, row->shown);
    zf_form_count(grid, c->scheduled, row->shown, k);
    zf_form_count(grid, c->overdue, row->shown, k);
    zf_form_number(grid, row->talks);
    zf_form_take(grid, zf_say_class_target(job->lang, row->class_complete,
                                           job->campaign->target_permille, k));
}

static void
notes(const ZfReportJob *job, ZfReport *grid)
{
    zf_form_note(grid, zf_say(job->lang, ZF_SAY_NOTE_DEFINITION));
    zf_form_note(grid, zf_say(job->lang, ZF_SAY_NOTE_NOT_NESTED));
    if (job->coverage->k > 0) {
        g_autofree char *k = g_strdup_printf("%d", job->coverage->k);
        g_autofree char *text = zf_say_fill(job->lang, ZF_SAY_NOTE_HIDDEN, k);
        zf_form_note(grid, text);
    }
    const ZfCounts *t = &job->coverage->total.counts;
    if (job->area >= 0 || t->registered < 0 || t->in_scope < 0 || t->seen < 0 || t->accounted < 0) {
        return;
    }
    g_autofree char *registered = zf_say_number(t->registered);
    g_autofree char *scope = zf_say_number(t->in_scope);
    g_autofree char *out = zf_say_number(t->registered - t->in_scope);
    g_autofree char *seen = zf_say_number(t->seen);
    g_autofree char *accounted = zf_say_number(t->accounted);
    g_autofree char *left = zf_say_number(zf_counts_missing(t));
    g_autofree char *text = zf_say_fill(job->lang, ZF_SAY_NOTE_CONSERVATION, registered, scope, out,
                                        seen, accounted, left);
    zf_form_note(grid, text);
}

static void
coverage_table(const ZfReportJob *job, GPtrArray *reports)
{
    ZfReport *grid = new_table(job, ZF_SAY_REPORT_COVERAGE);
    coverage_columns(job, grid);
    for (size_t i = 0; i < job->coverage->n_rows; i++) {
        const ZfCoverageRow *row = &job->coverage->rows[i];
        if (job->area < 0 || (row->area >= 0 && zf_report_in_area(job, row->area))) {
            coverage_row(job, grid, row, row->name, zf_say_level(job->lang, row->level));
        }
    }
    if (job->area < 0) {
        coverage_row(job, grid, &job->coverage->total, zf_say(job->lang, ZF_SAY_TOTAL), "");
        grid->total = true;
    }
    notes(job, grid);
    g_ptr_array_add(reports, grid);
}

/* Homes of which something holds, by area. */
typedef struct Homes {
    int32_t not_located;
    int32_t wives;
    int32_t near_water;
} Homes;

static Homes *
count_homes(const ZfReportJob *job)
{
    Homes *homes = g_new0(Homes, job->snapshot->n_areas + 1);
    ZfDate day = zf_stamp_date(job->coverage->as_of);
    for (size_t i = 0; i < job->snapshot->n_households; i++) {
        const ZfHousehold *h = &job->snapshot->households[i];
        bool in = h->area_index >= 0 && (h->exit == ZF_DATE_NONE || h->exit > day) &&
                  (h->entry == ZF_DATE_NONE || h->entry <= day);
        if (!in) {
            continue;
        }
        homes[h->area_index].not_located += !zf_household_located(h);
        homes[h->area_index].wives += (h->traits & ZF_TRAIT_LEFT_BEHIND_WIFE) != 0;
        homes[h->area_index].near_water += (h->traits & ZF_TRAIT_NEAR_WATER) != 0;
    }
    return homes;
}

static void
village_row(const ZfReportJob *job, ZfReport *grid, const ZfCoverageRow *row, const Homes *homes)
{
    const ZfArea *area = &job->snapshot->areas[row->area];
    const ZfCounts *c = &row->counts;
    int32_t k = job->coverage->k;
    bool exact = k == 0;
    zf_form_text(grid, area->code);
    zf_form_text(grid, area->name);
    zf_form_text(grid, exact ? area->contact_name : "");
    zf_form_text(grid, exact ? area->contact_phone : "");
    zf_form_count(grid, c->registered, row->shown, k);
    zf_form_count(grid, c->in_scope, row->shown, k);
    zf_form_count(grid, c->households, row->shown, k);
    zf_form_count(grid, c->seen, row->shown, k);
    zf_form_count(grid, c->complete, row->shown, k);
    missing(job, grid, row);
    ratio(job, grid, c->complete, c->in_scope, row->shown);
    zf_form_count(grid, c->overdue, row->shown, k);
    zf_form_count(grid, c->scheduled, row->shown, k);
    /* counted here and not by disclosure control, so for those who see everything only */
    const Homes *h = &homes[row->area];
    const int32_t own[] = {h->not_located, h->wives, h->near_water};
    for (size_t i = 0; i < G_N_ELEMENTS(own); i++) {
        zf_form_count(grid, exact ? own[i] : -1, ZF_SHOWN_HIDDEN, k);
    }
    zf_form_number(grid, row->talks);
    zf_form_date(grid, exact ? row->last_visit : ZF_DATE_NONE);
}

static void
village_table(const ZfReportJob *job, GPtrArray *reports)
{
    ZfReport *grid = new_table(job, ZF_SAY_REPORT_VILLAGE);
    zf_form_column(grid, -1, ZF_SAY_COL_CODE, 14, false);
    zf_form_column(grid, -1, ZF_SAY_COL_VILLAGE, 14, false);
    zf_form_column(grid, -1, ZF_SAY_COL_CONTACT, 12, false);
    zf_form_column(grid, -1, ZF_SAY_COL_PHONE, 15, false);
    zf_form_column_named(grid, -1, zf_say_rung(job->lang, 0), 8, true);
    zf_form_column_named(grid, -1, zf_say_rung(job->lang, 1), 8, true);
    zf_form_column_named(grid, -1, zf_say_unit(job->lang, ZF_UNIT_HOUSEHOLD), 6, true);
    zf_form_column_named(grid, -1, zf_say_rung(job->lang, 6), 8, true);
    zf_form_column_named(grid, -1, zf_say_rung(job->lang, 7), 8, true);
    zf_form_column(grid, -1, ZF_SAY_MISSING, 8, true);
    zf_form_column(grid, -1, ZF_SAY_EFFECTIVE_COVERAGE, 16, true);
    zf_form_column(grid, -1, ZF_SAY_COL_OVERDUE_HOMES, 8, true);
    zf_form_column(grid, -1, ZF_SAY_COL_SCHEDULED, 10, true);
    zf_form_column(grid, -1, ZF_SAY_COL_NOT_LOCATED, 8, true);
    zf_form_column(grid, -1, ZF_SAY_COL_WIVES, 8, true);
    zf_form_column(grid, -1, ZF_SAY_COL_NEAR_WATER, 8, true);
    zf_form_column(grid, -1, ZF_SAY_COL_TALKS, 8, true);
    zf_form_column(grid, -1, ZF_SAY_COL_DATE, 11, false);
    g_autofree Homes *homes = count_homes(job);
    for (size_t i = 0; i < job->coverage->n_rows; i++) {
        const ZfCoverageRow *row = &job->coverage->rows[i];
        if (row->level == ZF_LEVEL_VILLAGE && row->area >= 0 && zf_report_in_area(job, row->area)) {
            village_row(job, grid, row, homes);
        }
    }
    notes(job, grid);
    g_ptr_array_add(reports, grid);
}

void
zf_report_make_figures(const ZfReportJob *job, ZfReportKind kind, GPtrArray *reports)
{
    if (kind == ZF_REPORT_COVERAGE) {
        coverage_table(job, reports);
    } else {
        village_table(job, reports);
    }
}
