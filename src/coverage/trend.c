/* Trend, forecast (look/map SPEC §2) and the list of homes. */
#include <stdlib.h>

#include "coverage/duties.h"
#include "coverage/figures.h"

/* -- trend ---------------------------------------------------------------------------------------
 */

/* Days on which units in scope were first seen, in no order. */
static GArray *
seen_days(const ZfFacts *f, const ZfRows *rows)
{
    GArray *days = g_array_new(FALSE, FALSE, sizeof(ZfDate));
    bool by_home = f->snapshot->campaign.unit == ZF_UNIT_HOUSEHOLD;
    for (size_t i = 0; i < f->snapshot->n_households; i++) {
        const ZfHomeFacts *home = &f->homes[i];
        int32_t n = rows->home_row[i] < 0 ? 0 : by_home ? 1 : home->n_children;
        for (int32_t k = 0; k < n; k++) {
            const ZfChildFacts *child = &f->children[home->first_child + k];
            ZfScope scope = by_home ? home->scope : child->scope;
            ZfDate day = by_home ? home->all_seen : child->first_seen;
            if (scope == ZF_SCOPE_IN && day != ZF_DATE_NONE) {
                g_array_append_val(days, day);
            }
        }
    }
    return days;
}

/* ⌈a / b⌉ for a >= 0, b > 0. */
static int64_t
ceil_div(int64_t a, int64_t b)
{
    return (a + b - 1) / b;
}

static void
fill_trend(ZfCoverage *coverage, const ZfFacts *f, const GArray *days)
{
    const ZfCampaign *campaign = &f->snapshot->campaign;
    ZfDate last = MIN(f->t, campaign->to);
    if (campaign->from == ZF_DATE_NONE || campaign->to == ZF_DATE_NONE || last < campaign->from) {
        return;
    }
    size_t n = (size_t)(last - campaign->from) + 1;
    int64_t whole = (int64_t)campaign->to - campaign->from + 1;
    int64_t goal = (int64_t)coverage->total.counts.in_scope * campaign->target_permille;
    coverage->n_trend = n;
    coverage->trend = g_new0(ZfTrendDay, n);
    for (guint i = 0; i < days->len; i++) {
        ZfDate day = g_array_index(days, ZfDate, i);
        if (day <= last) {
            coverage->trend[MAX(day, campaign->from) - campaign->from].seen++;
        }
    }
    for (size_t i = 0; i < n; i++) {
        ZfTrendDay *at = &coverage->trend[i];
        at->date = campaign->from + (ZfDate)i;
        at->seen += i > 0 ? coverage->trend[i - 1].seen : 0;
        /* hundredths of a unit: goal is in thousandths */
        at->needed_x100 = (int32_t)((goal * (int64_t)(i + 1) / whole + 5) / 10);
    }
}

static void
fill_forecast(ZfCoverage *coverage, const ZfFacts *f, const GArray *days)
{
    ZfForecast *forecast = &coverage->forecast;
    forecast->remaining = coverage->total.counts.in_scope - coverage->total.counts.seen;
    forecast->finish = ZF_DATE_NONE;
    for (guint i = 0; i < days->len; i++) {
        ZfDate day = g_array_index(days, ZfDate, i);
        forecast->seen_7_days += day > f->t - 7 && day <= f->t;
    }
    if (forecast->remaining == 0) {
        bool nobody = coverage->total.counts.in_scope == 0;
        forecast->verdict = nobody ? ZF_VERDICT_NOBODY : ZF_VERDICT_DONE;
        return;
    }
    if (f->to != INT32_MAX) {
        int64_t left = f->t < f->from ? (int64_t)f->to - f->from + 1 : (int64_t)f->to - f->t;
        forecast->needed_per_day_x10 =
            (int32_t)ceil_div((int64_t)forecast->remaining * 10, MAX(left, 1));
    }
    if (forecast->seen_7_days == 0) {
        forecast->verdict = ZF_VERDICT_NO_PACE;
        return;
    }
    forecast->finish =
        f->t + (ZfDate)ceil_div((int64_t)forecast->remaining * 7, forecast->seen_7_days);
    bool late = forecast->finish > f->to;
    forecast->verdict = late ? ZF_VERDICT_LATE : ZF_VERDICT_IN_TIME;
    forecast->late_days = late ? forecast->finish - f->to : 0;
}

void
zf_figures_trend(ZfCoverage *coverage, const ZfFacts *f, const ZfRows *rows)
{
    GArray *days = seen_days(f, rows);
    fill_trend(coverage, f, days);
    fill_forecast(coverage, f, days);
    g_array_unref(days);
}

/* -- homes still to be visited
 * --------------------------------------------------------------------- */

static int
compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int
compare_unvisited(const void *a, const void *b)
{
    const ZfUnvisited *p = a;
    const ZfUnvisited *q = b;
    int order = compare(p->state == ZF_STATE_ACCOUNTED, q->state == ZF_STATE_ACCOUNTED);
    order = order ? order : compare(q->overdue_days, p->overdue_days);
    order = order ? order : compare(zf_priority_class(q->reasons), zf_priority_class(p->reasons));
    /* homes in no area last */
    order = order ? order : compare((uint32_t)p->area, (uint32_t)q->area);
    return order ? order : compare(p->household, q->household);
}

static ZfUnvisited
describe(const ZfFacts *f, int32_t household)
{
    const ZfHomeFacts *home = &f->homes[household];
    ZfUnvisited ret = {
        .household = household,
        .area = f->snapshot->households[household].area_index,
        .children = home->n_in_scope - home->n_seen,
        .state = home->facts & ZF_FACT_ACCOUNTED   ? ZF_STATE_ACCOUNTED
                 : home->facts & ZF_FACT_SCHEDULED ? ZF_STATE_SCHEDULED
                                                   : ZF_STATE_UNSCHEDULED,
        .attempted = home->last >= 0,
        .outcome = ZF_OUTCOME_OTHER,
        .attempts = home->attempts,
        .last_attempt = home->last_visit,
        .last_seen = home->last_seen,
        .due = home->due,
        .overdue_days = home->overdue_days,
        .reasons = home->reasons,
        .planned = home->planned,
        .planned_route = home->planned_route,
    };
    if (home->last >= 0) {
        ret.outcome = f->snapshot->visits[home->last].outcome;
    }
    return ret;
}

void
zf_figures_unvisited(ZfCoverage *coverage, const ZfFacts *f, const ZfRows *rows)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(ZfUnvisited));
    for (size_t i = 0; i < f->snapshot->n_households; i++) {
        const ZfHomeFacts *home = &f->homes[i];
        if (rows->home_row[i] >= 0 && home->scope == ZF_SCOPE_IN && !(home->facts & ZF_FACT_SEEN)) {
            ZfUnvisited item = describe(f, (int32_t)i);
            g_array_append_val(list, item);
        }
    }
    coverage->n_unvisited = list->len;
    coverage->unvisited = (ZfUnvisited *)(void *)g_array_free(list, FALSE);
    if (coverage->n_unvisited > 1) {
        qsort(coverage->unvisited, coverage->n_unvisited, sizeof(ZfUnvisited), compare_unvisited);
    }
}
