/* The optimiser's problem with more days, teams, hours or visits. */
#include "plan/relax.h"

#include <string.h>

/* -- more days
 * ---------------------------------------------------------------------------------------- */

bool *
zf_relaxed_last_days(const ZfVrpProblem *vrp)
{
    g_autofree int32_t *last = g_new0(int32_t, (gsize)vrp->n_teams + 1);
    bool *ret = g_new0(bool, (gsize)vrp->n_shifts + 1);
    for (int32_t i = 0; i < vrp->n_shifts; i++) {
        last[vrp->shifts[i].team] = MAX(last[vrp->shifts[i].team], vrp->shifts[i].day);
    }
    for (int32_t i = 0; i < vrp->n_shifts; i++) {
        ret[i] = vrp->shifts[i].day == last[vrp->shifts[i].team];
    }
    return ret;
}

/* The snapshot's shifts, and those of each team's last day again on each of the days. ret: the
 * places of all of them. */
static int32_t *
add_days(ZfRelaxed *relaxed, const ZfPlanProblem *problem, int32_t days)
{
    const ZfSnapshot *s = problem->input->snapshot;
    g_autofree bool *again = zf_relaxed_last_days(&problem->vrp);
    GArray *shifts = g_array_new(FALSE, FALSE, sizeof(ZfShift));
    GArray *places = g_array_new(FALSE, FALSE, sizeof(int32_t));
    g_array_append_vals(shifts, s->shifts, (guint)s->n_shifts);
    g_array_append_vals(places, problem->places->shift_place, (guint)s->n_shifts);
    for (int32_t i = 0; i < problem->vrp.n_shifts; i++) {
        int32_t at = problem->shift_of[i];
        for (int32_t day = 1; again[i] && day <= days; day++) {
            ZfShift more = s->shifts[at];
            more.date = problem->day_last + day;
            g_array_append_val(shifts, more);
            g_array_append_val(places, problem->places->shift_place[at]);
        }
    }
    relaxed->snapshot = *s;
    relaxed->snapshot.n_shifts = shifts->len;
    relaxed->snapshot.shifts = (ZfShift *)(void *)g_array_free(shifts, FALSE);
    return (int32_t *)(void *)g_array_free(places, FALSE);
}

/* The same duties, with the windows that they have on later days. */
static bool
add_later_duties(ZfRelaxed *relaxed, const ZfPlanProblem *problem, const ZfPlanOptions *options,
                 ZfDate until)
{
    const ZfDuties *now = problem->input->duties;
    relaxed->duties = options->duties_until ? options->duties_until(options->user, until) : NULL;
    bool same = !relaxed->duties || relaxed->duties->n == now->n;
    for (size_t i = 0; relaxed->duties && same && i < now->n; i++) {
        ZfDuty *later = &relaxed->duties->duties[i];
        same = strcmp(later->id, now->duties[i].id) == 0;
        later->locked_team = now->duties[i].locked_team;
        later->locked_date = now->duties[i].locked_date;
    }
    return same;
}

static bool
make_longer(ZfRelaxed *relaxed, const ZfPlanProblem *problem, const ZfPlanOptions *options,
            const ZfRelaxation *amount, GError **error)
{
    ZfPlanOptions longer = *options;
    longer.keep = false;
    longer.prefer = ZF_PREFER_SHORT;
    longer.to = MAX(options->to, amount->until);
    int32_t *places = add_days(relaxed, problem, amount->days);
    relaxed->input = *problem->input;
    relaxed->input.snapshot = &relaxed->snapshot;
    if (!add_later_duties(relaxed, problem, options, longer.to)) {
        g_free(places);
        g_set_error(error, ZF_PLAN_ERROR, ZF_PLAN_ERROR_STALE,
                    _("the visits of a longer campaign are not those of this plan"));
        return false;
    }
    if (relaxed->duties) {
        relaxed->input.duties = relaxed->duties;
    }
    ZfPlanPlaces *lent = zf_plan_places_lend(problem->places, places, problem->input->duties->n);
    relaxed->own = zf_plan_problem_at(&relaxed->input, &longer, lent, error);
    return relaxed->own != NULL;
}

/* -- more teams, hours, visits
 * ---------------------------------------------------------------------------------------- */

static void
lengthen(ZfRelaxed *relaxed, const ZfRelaxation *amount)
{
    for (guint i = 0; i < relaxed->shifts->len; i++) {
        ZfVrpShift *shift = &g_array_index(relaxed->shifts, ZfVrpShift, i);
        shift->close += amount->extra_s;
        shift->max_duration += shift->max_duration < ZF_VRP_FAR ? amount->extra_s : 0;
        shift->max_visits += shift->max_visits < INT32_MAX ? amount->visits : 0;
    }
}

/* Nobody but the one who is paired goes where that is required. */
static void
forbid(ZfRelaxed *relaxed, int32_t team)
{
    guint n = relaxed->forbidden->len;
    int32_t last = ZF_VRP_NONE;
    for (guint i = 0; i < n; i++) {
        ZfVrpForbidden item = g_array_index(relaxed->forbidden, ZfVrpForbidden, i);
        if (item.visit != last && item.team < relaxed->vrp.n_teams) {
            last = item.visit;
            item.team = team;
            g_array_append_val(relaxed->forbidden, item);
        }
    }
}

static void
add_teams(ZfRelaxed *relaxed, const ZfRelaxation *amount, const int32_t *bases)
{
    guint n = relaxed->shifts->len;
    for (int32_t k = 0; k < amount->teams; k++) {
        int32_t like = g_array_index(relaxed->shifts, ZfVrpShift, bases[k]).team;
        for (guint i = 0; i < n; i++) {
            ZfVrpShift shift = g_array_index(relaxed->shifts, ZfVrpShift, i);
            if (shift.team == like) {
                shift.team = relaxed->vrp.n_teams + k;
                shift.skills |= amount->skills;
                g_array_append_val(relaxed->shifts, shift);
            }
        }
        forbid(relaxed, relaxed->vrp.n_teams + k);
    }
    relaxed->vrp.n_teams += amount->teams;
}

/* -- all together
 * ---------------------------------------------------------------------------------- */

/* The plan in the changed problem's numbers. */
static void
carry_over(ZfRelaxed *relaxed, const ZfPlanProblem *problem, const ZfVrpPlan *now)
{
    int32_t n = 0;
    int32_t n_shifts = relaxed->vrp.n_shifts;
    relaxed->start = (ZfVrpPlan){n_shifts, g_new(int32_t, (gsize)n_shifts + 1),
                                 g_new(int32_t, (gsize)relaxed->vrp.n_visits + 1)};
    for (int32_t r = 0; r < n_shifts; r++) {
        relaxed->start.first[r] = n;
        for (int32_t i = r < now->n_shifts ? now->first[r] : 0;
             r < now->n_shifts && i < now->first[r + 1]; i++) {
            int32_t visit = relaxed->visit_of[problem->duty_of[now->visits[i]]];
            if (visit >= 0) {
                relaxed->start.visits[n++] = visit;
            }
        }
    }
    relaxed->start.first[n_shifts] = n;
}

ZfRelaxed *
zf_relaxed_new(const ZfPlanProblem *problem, const ZfPlanOptions *options, const ZfVrpPlan *now,
               const ZfRelaxation *amount, const int32_t *bases, GError **error)
{
    g_autoptr(ZfRelaxed) relaxed = g_new0(ZfRelaxed, 1);
    if (amount->days > 0 && !make_longer(relaxed, problem, options, amount, error)) {
        return NULL;
    }
    const ZfPlanProblem *from = relaxed->own ? relaxed->own : problem;
    ZfVrpProblem *vrp = &relaxed->vrp;
    *vrp = from->vrp;
    relaxed->visit_of = from->visit_of;
    vrp->n_pairs = 0;
    vrp->weights = (ZfVrpWeights){0};
    relaxed->shifts = g_array_new(FALSE, FALSE, sizeof(ZfVrpShift));
    relaxed->visits = g_array_new(FALSE, FALSE, sizeof(ZfVrpVisit));
    relaxed->forbidden = g_array_new(FALSE, FALSE, sizeof(ZfVrpForbidden));
    g_array_append_vals(relaxed->shifts, vrp->shifts, (guint)vrp->n_shifts);
    g_array_append_vals(relaxed->visits, vrp->visits, (guint)vrp->n_visits);
    g_array_append_vals(relaxed->forbidden, vrp->forbidden, (guint)vrp->n_forbidden);
    lengthen(relaxed, amount);
    add_teams(relaxed, amount, bases);
    vrp->shifts = (const ZfVrpShift *)(void *)relaxed->shifts->data;
    vrp->n_shifts = (int32_t)relaxed->shifts->len;
    vrp->visits = (const ZfVrpVisit *)(void *)relaxed->visits->data;
    vrp->forbidden = (const ZfVrpForbidden *)(void *)relaxed->forbidden->data;
    vrp->n_forbidden = (int32_t)relaxed->forbidden->len;
    carry_over(relaxed, problem, now);
    return g_steal_pointer(&relaxed);
}

void
zf_relaxed_free(ZfRelaxed *relaxed)
{
    if (!relaxed) {
        return;
    }
    zf_vrp_plan_clear(&relaxed->start);
    zf_plan_problem_free(relaxed->own);
    zf_duties_free(relaxed->duties);
    g_free(relaxed->snapshot.shifts);
    g_clear_pointer(&relaxed->shifts, g_array_unref);
    g_clear_pointer(&relaxed->visits, g_array_unref);
    g_clear_pointer(&relaxed->forbidden, g_array_unref);
    g_free(relaxed);
}
