#include "coverage/figures.h"

#include <string.h>

/* -- one unit ------------------------------------------------------------------------------------
 */

static void
count_unit(ZfCounts *counts, ZfScope scope, uint32_t facts, int32_t days, int32_t required)
{
    const uint32_t settled = ZF_FACT_SEEN | ZF_FACT_ACCOUNTED;
    counts->registered++;
    if (scope != ZF_SCOPE_IN) {
        return;
    }
    counts->in_scope++;
    counts->located += (facts & ZF_FACT_LOCATED) != 0;
    counts->assigned += (facts & ZF_FACT_ASSIGNED) != 0;
    counts->attempted += (facts & ZF_FACT_ATTEMPTED) != 0;
    counts->contacted += (facts & ZF_FACT_CONTACTED) != 0;
    counts->seen += (facts & ZF_FACT_SEEN) != 0;
    counts->complete += (facts & ZF_FACT_COMPLETE) != 0;
    counts->accounted += (facts & ZF_FACT_ACCOUNTED) != 0;
    counts->barred += (facts & ZF_FACT_BARRED) != 0;
    counts->scheduled += (facts & ZF_FACT_SCHEDULED) != 0;
    counts->unscheduled += !(facts & (settled | ZF_FACT_SCHEDULED));
    counts->obligation += required;
    counts->obligation_met += MIN(days, required);
}

static void
count_home(ZfCounts *counts, const ZfHomeFacts *home)
{
    if (home->scope == ZF_SCOPE_IN) {
        counts->households++;
        counts->households_seen += (home->facts & ZF_FACT_SEEN) != 0;
        counts->overdue += home->overdue_days > 0;
        counts->overdue_days = MAX(counts->overdue_days, home->overdue_days);
    }
}

static int32_t
required_visits(const ZfFacts *f)
{
    return MAX(f->snapshot->campaign.required_visits, 1);
}

/* All units of one home. */
static void
count_units(ZfCounts *counts, const ZfFacts *f, const ZfHomeFacts *home)
{
    int32_t required = required_visits(f);
    if (f->snapshot->campaign.unit == ZF_UNIT_HOUSEHOLD) {
        count_unit(counts, home->scope, home->facts, home->seen_days, required);
        return;
    }
    for (int32_t i = 0; i < home->n_children; i++) {
        const ZfChildFacts *child = &f->children[home->first_child + i];
        count_unit(counts, child->scope, child->facts, child->seen_days, required);
    }
}

/* -- categories ----------------------------------------------------------------------------------
 */

static uint32_t
categories_of(const ZfFacts *f, const ZfChildFacts *child)
{
    return child->person >= 0 ? f->snapshot->persons[child->person].categories : 0u;
}

static void
count_category(ZfCounts *counts, const ZfFacts *f, const ZfHomeFacts *home, uint32_t category)
{
    bool by_home = f->snapshot->campaign.unit == ZF_UNIT_HOUSEHOLD;
    bool any = false;
    bool any_in = false;
    for (int32_t i = 0; i < home->n_children; i++) {
        const ZfChildFacts *child = &f->children[home->first_child + i];
        if (!(categories_of(f, child) & category)) {
            continue;
        }
        any = true;
        any_in = any_in || child->scope == ZF_SCOPE_IN;
        if (!by_home) {
            count_unit(counts, child->scope, child->facts, child->seen_days, required_visits(f));
        }
    }
    if (any && by_home) {
        ZfScope scope = any_in ? ZF_SCOPE_IN : ZF_SCOPE_CATEGORY;
        count_unit(counts, scope, home->facts, home->seen_days, required_visits(f));
    }
    if (any_in) {
        count_home(counts, home);
    }
}

static void
count_categories(ZfCoverage *coverage, const ZfFacts *f, const ZfRows *rows)
{
    ZfCoverageRow all[ZF_CATEGORY_COUNT];
    memset(all, 0, sizeof all);
    for (size_t i = 0; i < f->snapshot->n_households; i++) {
        const ZfHomeFacts *home = &f->homes[i];
        uint32_t held = 0;
        for (int32_t c = 0; c < home->n_children; c++) {
            held |= categories_of(f, &f->children[home->first_child + c]);
        }
        for (int bit = 0; rows->home_row[i] >= 0 && bit < ZF_CATEGORY_COUNT; bit++) {
            if (held >> bit & 1) {
                count_category(&all[bit].counts, f, home, 1u << bit);
            }
        }
    }
    coverage->categories = g_new0(ZfCoverageRow, ZF_CATEGORY_COUNT);
    for (int bit = 0; bit < ZF_CATEGORY_COUNT; bit++) {
        if (all[bit].counts.registered == 0) {
            continue;
        }
        all[bit].code = all[bit].name = zf_code(ZF_CODES_CATEGORY, bit);
        all[bit].level = ZF_LEVEL_GROUP;
        all[bit].area = all[bit].parent = -1;
        all[bit].last_visit = ZF_DATE_NONE;
        coverage->categories[coverage->n_categories++] = all[bit];
    }
}

/* -- rows ----------------------------------------------------------------------------------------
 */

static void
count_talks(ZfCoverage *coverage, const ZfFacts *f)
{
    const ZfSnapshot *s = f->snapshot;
    g_autofree int32_t *talks = g_new0(int32_t, s->n_areas + 1);
    for (size_t i = 0; i < s->n_activities; i++) {
        const ZfActivity *activity = &s->activities[i];
        int32_t area = zf_snapshot_area(s, activity->area);
        bool ours = !*activity->campaign || strcmp(activity->campaign, s->campaign.id) == 0;
        if (area >= 0 && ours && activity->date <= f->t && strcmp(activity->kind, "talk") == 0) {
            talks[area]++;
        }
    }
    for (size_t i = 0; i < coverage->n_rows; i++) {
        ZfCoverageRow *row = &coverage->rows[i];
        row->talks = row->area >= 0 ? talks[row->area] : 0;
    }
}

static void
count_villages(ZfCoverage *coverage, const ZfRows *rows, const bool *reached)
{
    for (size_t i = 0; i < coverage->n_rows; i++) {
        const ZfCoverageRow *row = &coverage->rows[i];
        if (!rows->community[i] || row->counts.in_scope == 0) {
            continue;
        }
        coverage->villages++;
        coverage->villages_reached += reached[i];
        coverage->villages_complete += row->counts.seen == row->counts.in_scope;
        coverage->villages_talked += row->talks > 0;
    }
}

/* A fresh sum over units, against which the rows are held. */
static void
conserve(ZfCoverage *coverage, const ZfFacts *f, const ZfRows *rows)
{
    ZfConservation *c = &coverage->conservation;
    bool by_home = f->snapshot->campaign.unit == ZF_UNIT_HOUSEHOLD;
    for (size_t i = 0; i < f->snapshot->n_households; i++) {
        const ZfHomeFacts *home = &f->homes[i];
        int32_t n = rows->home_row[i] < 0 ? 0 : by_home ? 1 : home->n_children;
        for (int32_t k = 0; k < n; k++) {
            const ZfChildFacts *child = &f->children[home->first_child + k];
            ZfScope scope = by_home ? home->scope : child->scope;
            uint32_t facts = by_home ? home->facts : child->facts;
            c->registered++;
            c->by_scope[scope]++;
            if (scope == ZF_SCOPE_IN) {
                ZfState state = facts & ZF_FACT_SEEN        ? ZF_STATE_SEEN
                                : facts & ZF_FACT_ACCOUNTED ? ZF_STATE_ACCOUNTED
                                : facts & ZF_FACT_SCHEDULED ? ZF_STATE_SCHEDULED
                                                            : ZF_STATE_UNSCHEDULED;
                c->by_state[state]++;
            }
        }
    }
    const ZfCounts *total = &coverage->total.counts;
    int32_t scopes = 0;
    for (int i = 0; i < ZF_SCOPE_COUNT; i++) {
        scopes += c->by_scope[i];
    }
    c->holds =
        scopes == c->registered && c->registered == total->registered &&
        c->by_scope[ZF_SCOPE_IN] == total->in_scope && c->by_state[ZF_STATE_SEEN] == total->seen &&
        c->by_state[ZF_STATE_ACCOUNTED] == total->accounted &&
        c->by_state[ZF_STATE_SCHEDULED] == total->scheduled &&
        c->by_state[ZF_STATE_UNSCHEDULED] == total->unscheduled &&
        total->seen + total->accounted + total->scheduled + total->unscheduled == total->in_scope;
    g_assert(c->holds);
}

void
zf_figures_count(ZfCoverage *coverage, const ZfFacts *f, const ZfRows *rows)
{
    coverage->n_rows = rows->rows->len;
    coverage->rows = g_new0(ZfCoverageRow, coverage->n_rows + 1);
    if (coverage->n_rows) {
        memcpy(coverage->rows, rows->rows->data, coverage->n_rows * sizeof(ZfCoverageRow));
    }
    g_autofree bool *reached = g_new0(bool, coverage->n_rows + 1);
    count_talks(coverage, f);
    for (size_t i = 0; i < f->snapshot->n_households; i++) {
        const ZfHomeFacts *home = &f->homes[i];
        int32_t at = rows->home_row[i];
        if (at < 0) {
            continue;
        }
        ZfCoverageRow *row = &coverage->rows[at];
        count_units(&row->counts, f, home);
        count_home(&row->counts, home);
        row->last_visit = MAX(row->last_visit, home->last_visit);
        if (home->scope == ZF_SCOPE_IN && home->facts & ZF_FACT_IN_PERSON) {
            /* a group's home reaches its village too */
            reached[at] = true;
            reached[row->parent >= 0 ? row->parent : at] = true;
        }
    }
    zf_rows_sum(coverage->rows, coverage->n_rows);
    coverage->total = (ZfCoverageRow){.code = "",
                                      .name = "",
                                      .level = ZF_LEVEL_PROVINCE,
                                      .area = -1,
                                      .parent = -1,
                                      .last_visit = ZF_DATE_NONE};
    for (size_t i = 0; i < coverage->n_rows; i++) {
        const ZfCoverageRow *row = &coverage->rows[i];
        if (row->parent < 0) {
            zf_counts_add(&coverage->total.counts, &row->counts);
            coverage->total.talks += row->talks;
            coverage->total.last_visit = MAX(coverage->total.last_visit, row->last_visit);
        }
    }
    count_categories(coverage, f, rows);
    count_villages(coverage, rows, reached);
    conserve(coverage, f, rows);
}
