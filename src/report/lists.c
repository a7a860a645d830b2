/* Lists of homes. */
#include "report/formgrid.h"

#include <string.h>

ZfReport *
zf_report_new_list(const ZfReportJob *job, ZfSay title)
{
    g_autofree char *text = zf_say_fill(job->lang, title, job->place);
    g_autofree char *subtitle = g_strconcat(job->campaign->title, " · ", job->as_of, " · ",
                                            zf_say_audience(job->lang, job->input->audience), NULL);
    return zf_form_new(job->lang, text, subtitle, text);
}

void
zf_report_home_columns(ZfReport *grid)
{
    zf_form_column(grid, -1, ZF_SAY_COL_NO, 6, true);
    zf_form_column(grid, -1, ZF_SAY_COL_VILLAGE, 14, false);
    zf_form_column(grid, -1, ZF_SAY_COL_GROUP, 9, false);
    zf_form_column(grid, -1, ZF_SAY_COL_HOME, 10, false);
    zf_form_column(grid, -1, ZF_SAY_COL_ADDRESS, 24, false);
    zf_form_column(grid, -1, ZF_SAY_COL_CHILD_NAMES, 16, false);
    zf_form_column(grid, -1, ZF_SAY_COL_CARER, 16, false);
    zf_form_column(grid, -1, ZF_SAY_COL_PHONE, 14, false);
}

void
zf_report_home_cells(const ZfReportJob *job, ZfReport *grid, int32_t household)
{
    const ZfHousehold *home = &job->snapshot->households[household];
    zf_form_number(grid, (int64_t)zf_form_rows_begun(grid) + 1);
    zf_form_text(grid, home->area_index >= 0 ? job->snapshot->areas[home->area_index].name
                                             : zf_say(job->lang, ZF_SAY_LED_UNKNOWN_VILLAGE));
    zf_form_text(grid, home->group);
    zf_form_text(grid, home->number);
    zf_form_text(grid, home->address[0] != '\0' ? home->address : home->landmark);
    zf_form_take(grid, zf_report_children(job, household));
    zf_form_take(grid, zf_report_carer(job, household));
    zf_form_text(grid, zf_report_phone(job, household));
}

/* The home's line in the plan's list of those left out, NULL = it is not there. */
static const ZfUnplanned *
unplanned_of(const ZfReportJob *job, const char *household)
{
    const ZfPlan *plan = job->input->plan;
    for (size_t i = 0; plan != NULL && i < plan->n_unplanned; i++) {
        if (strcmp(plan->unplanned[i].household, household) == 0) {
            return &plan->unplanned[i];
        }
    }
    return NULL;
}

/* What would place those left out; of the whole plan, so not in a list of one area. */
static void
note_relaxations(const ZfReportJob *job, ZfReport *grid)
{
    bool whole = job->input->plan != NULL && job->area < 0;
    g_autofree char *words = whole ? zf_say_relaxations(job->lang, job->input->plan) : NULL;
    if (words != NULL) {
        zf_form_note(grid, words);
    }
}

/* A volunteer learns the last date, not what was found then (DOMAIN §7). */
static bool
tells_results(const ZfReportJob *job)
{
    return job->input->audience != ZF_AUDIENCE_VOLUNTEER;
}

static void
unvisited_columns(const ZfReportJob *job, ZfReport *grid)
{
    zf_report_home_columns(grid);
    zf_form_column(grid, -1, ZF_SAY_COL_CHILDREN, 8, true);
    zf_form_column(grid, -1, ZF_SAY_COL_STATE, 12, false);
    if (tells_results(job)) {
        zf_form_column(grid, -1, ZF_SAY_COL_OUTCOME, 14, false);
        zf_form_column(grid, -1, ZF_SAY_COL_ATTEMPTS, 8, true);
    }
    zf_form_column(grid, -1, ZF_SAY_COL_LAST_ATTEMPT, 11, false);
    zf_form_column(grid, -1, ZF_SAY_COL_LAST_SEEN, 11, false);
    zf_form_column(grid, -1, ZF_SAY_COL_DUE, 11, false);
    zf_form_column(grid, -1, ZF_SAY_COL_OVERDUE, 8, true);
    zf_form_column(grid, -1, ZF_SAY_COL_PRIORITY, 18, false);
    zf_form_column(grid, -1, ZF_SAY_COL_PLANNED, 11, false);
    zf_form_column(grid, -1, ZF_SAY_COL_ROUTE, 6, true);
    zf_form_column(grid, -1, ZF_SAY_COL_WHY_NOT, 26, false);
}

static void
unvisited_cells(const ZfReportJob *job, ZfReport *grid, const ZfUnvisited *u)
{
    zf_report_home_cells(job, grid, u->household);
    zf_form_number(grid, u->children);
    zf_form_text(grid, zf_say_state(job->lang, u->state));
    if (tells_results(job)) {
        zf_form_text(grid, u->attempted ? zf_say_outcome(job->lang, u->outcome) : "");
        zf_form_number(grid, u->attempts);
    }
    zf_form_date(grid, u->last_attempt);
    zf_form_date(grid, u->last_seen);
    zf_form_date(grid, u->due);
    zf_form_number(grid, u->overdue_days);
    zf_form_take(grid, zf_say_priorities(job->lang, u->reasons));
    zf_form_date(grid, u->planned);
    if (u->planned != ZF_DATE_NONE && u->planned_route > 0) {
        zf_form_number(grid, u->planned_route);
    } else {
        zf_form_blank(grid);
    }
    const ZfUnplanned *why = u->state == ZF_STATE_UNSCHEDULED
                                 ? unplanned_of(job, job->snapshot->households[u->household].id)
                                 : NULL;
    zf_form_take(grid, why != NULL ? zf_say_unplanned(job->lang, why) : g_strdup(""));
}

static void
unvisited(const ZfReportJob *job, bool overdue_only, GPtrArray *reports)
{
    ZfReport *grid =
        zf_report_new_list(job, overdue_only ? ZF_SAY_REPORT_OVERDUE : ZF_SAY_REPORT_UNVISITED);
    unvisited_columns(job, grid);
    for (size_t i = 0; i < job->coverage->n_unvisited; i++) {
        const ZfUnvisited *u = &job->coverage->unvisited[i];
        if (zf_report_in_area(job, u->area) && (!overdue_only || u->overdue_days > 0)) {
            unvisited_cells(job, grid, u);
        }
    }
    zf_form_note(grid, zf_say(job->lang, ZF_SAY_NOTE_DEFINITION));
    if (!overdue_only) {
        note_relaxations(job, grid);
    }
    g_ptr_array_add(reports, grid);
}

static bool
is_paired(const ZfReportJob *job, int32_t household)
{
    const ZfSnapshot *s = job->snapshot;
    ZfDate day = zf_stamp_date(job->coverage->as_of);
    for (size_t i = 0; i < s->n_pairings; i++) {
        const ZfPairing *p = &s->pairings[i];
        if (p->household_index == household && (p->to == ZF_DATE_NONE || p->to >= day)) {
            return true;
        }
    }
    return false;
}

static bool
is_in_ledger(const ZfHousehold *home, ZfDate day)
{
    return (home->exit == ZF_DATE_NONE || home->exit > day) &&
           (home->entry == ZF_DATE_NONE || home->entry <= day);
}

/* Homes with a trait, or without a paired volunteer. */
static void
homes(const ZfReportJob *job, ZfReportKind kind, GPtrArray *reports)
{
    ZfSay title = kind == ZF_REPORT_NEAR_WATER ? ZF_SAY_REPORT_NEAR_WATER
                  : kind == ZF_REPORT_WIVES    ? ZF_SAY_REPORT_WIVES
                                               : ZF_SAY_REPORT_UNPAIRED;
    ZfReport *grid = zf_report_new_list(job, title);
    zf_report_home_columns(grid);
    zf_form_column(grid, -1, ZF_SAY_REMARKS, 20, false);
    ZfDate day = zf_stamp_date(job->coverage->as_of);
    for (size_t i = 0; i < job->snapshot->n_households; i++) {
        const ZfHousehold *home = &job->snapshot->households[i];
        bool wanted = kind == ZF_REPORT_NEAR_WATER ? (home->traits & ZF_TRAIT_NEAR_WATER) != 0
                      : kind == ZF_REPORT_WIVES    ? (home->traits & ZF_TRAIT_LEFT_BEHIND_WIFE) != 0
                                                   : !is_paired(job, (int32_t)i);
        if (wanted && is_in_ledger(home, day) && zf_report_in_area(job, home->area_index)) {
            zf_report_home_cells(job, grid, (int32_t)i);
            zf_form_blank(grid);
        }
    }
    g_ptr_array_add(reports, grid);
}

/* What visits brought: wishes to follow up, agreements signed or missing. */
static void
from_visits(const ZfReportJob *job, bool wishes, GPtrArray *reports)
{
    ZfReport *grid =
        zf_report_new_list(job, wishes ? ZF_SAY_REPORT_WISHES : ZF_SAY_REPORT_AGREEMENTS);
    zf_report_home_columns(grid);
    zf_form_column(grid, -1, ZF_SAY_COL_DATE, 11, false);
    zf_form_column(grid, -1, wishes ? ZF_SAY_COL_WISH : ZF_SAY_COL_AGREEMENT, 24, false);
    zf_form_column(grid, -1, wishes ? ZF_SAY_COL_DONE : ZF_SAY_REMARKS, 18, false);
    for (size_t i = 0; i < job->snapshot->n_visits; i++) {
        const ZfVisit *visit = &job->snapshot->visits[i];
        bool has = wishes ? visit->wish[0] != '\0' : visit->agreement != ZF_AGREEMENT_UNKNOWN;
        if (!has || visit->household_index < 0 ||
            !zf_report_in_area(job, job->snapshot->households[visit->household_index].area_index)) {
            continue;
        }
        zf_report_home_cells(job, grid, visit->household_index);
        zf_form_date(grid, visit->date);
        zf_form_text(grid, wishes ? visit->wish : zf_say_agreement(job->lang, visit->agreement));
        zf_form_blank(grid);
    }
    g_ptr_array_add(reports, grid);
}

static void
unplanned(const ZfReportJob *job, GPtrArray *reports)
{
    ZfReport *grid = zf_report_new_list(job, ZF_SAY_REPORT_UNPLANNED);
    zf_report_home_columns(grid);
    zf_form_column(grid, -1, ZF_SAY_COL_REASON, 40, false);
    const ZfPlan *plan = job->input->plan;
    for (size_t i = 0; plan != NULL && i < plan->n_unplanned; i++) {
        int32_t home = zf_snapshot_household(job->snapshot, plan->unplanned[i].household);
        if (home < 0 || !zf_report_in_area(job, job->snapshot->households[home].area_index)) {
            continue;
        }
        zf_report_home_cells(job, grid, home);
        zf_form_take(grid, zf_say_unplanned(job->lang, &plan->unplanned[i]));
    }
    note_relaxations(job, grid);
    g_ptr_array_add(reports, grid);
}

void
zf_report_make_list(const ZfReportJob *job, ZfReportKind kind, GPtrArray *reports)
{
    switch (kind) {
    case ZF_REPORT_UNVISITED: unvisited(job, false, reports); break;
    case ZF_REPORT_OVERDUE: unvisited(job, true, reports); break;
    case ZF_REPORT_WISHES: from_visits(job, true, reports); break;
    case ZF_REPORT_AGREEMENTS: from_visits(job, false, reports); break;
    case ZF_REPORT_UNPLANNED: unplanned(job, reports); break;
    default: homes(job, kind, reports); break;
    }
}
