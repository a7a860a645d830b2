/* coverage: rules into figures and duties (DOMAIN §3, §5). It never draws and never plans.
 *
 *     ZfCoverageOptions options = ZF_COVERAGE_OPTIONS_INIT;
 *     options.as_of = zf_stamp_now();
 *     g_autoptr(ZfCoverage) coverage = zf_coverage_compute(snapshot, plan, NULL, 0, &options,
 * &error);
 *
 * The chapters: this one (sets, metrics, rows), "coverage/duties.h" (which visits must be made),
 * "coverage/disclosure.h" (what an audience may read), "coverage/sampling.h" (spot checks).
 *
 * ---------------------------------------------------------------------------------------------
 * The sets, word for word. SQL views that give the same figures mirror this text.
 *
 * t is the day of as-of; a visit counts when its date <= t (superseded visits never do). The
 * window is campaign.from … campaign.to; a missing `from` is t, a missing `to` has no end.
 *
 * Unit child: one unit for every listed person of role child, and one for every home without any
 * listed person (a "home unit"). A home that lists adults only has no child unit. Unit household:
 * one unit for every home. "Child" below also means a home unit, which the home's visits describe.
 *
 * A visit is about the children who lived at the home on that day, or stood on its sheet (`about`;
 * the store keeps who they were when it is recorded). When one of them lives elsewhere by now, the
 * visit is "carried" to that home: two homes became one, or the child moved. A visit about nobody
 * in particular is about those who live at the home and have not come there since.
 *
 * R  registered: every unit.
 * S  in scope: a child whose reason is none of these, tried in this order (its home's first):
 *      exited     exit of the home or the child known and (exit < from or exit <= min(t, to))
 *      not_yet    entry of the home or the child known and entry > to
 *      area       campaign.areas is not "" and neither the home's area (area_index: declared, else
 *                 located) nor an ancestor of it is named there
 *      age        birth known and full years on `from` >= age_limit (birth not known: in scope)
 *      category   campaign.categories is not ZF_CATEGORY_ALL and shares no bit with the child's
 *    A home unit is never out by age or category. A household is in scope when one of its children
 *    (or its home unit) is; otherwise its reason is its own (exited, not_yet, area), else category
 *    for a home that lists no child, else the smallest ZfScope among its children's reasons.
 *    Refused, inaccessible and unassigned stay in S.
 * L  located: in S, the home has a point, location >= ZF_LOCATION_GEOCODED and
 *    accuracy_m <= ZF_LOCATED_M.
 * A  assigned: in S, the home is a stop of the current plan (with sheets given: of a route that has
 *    a sheet of that plan's number), or a counted visit of it carries a sheet number.
 * T  attempted: in S, the home has a counted visit, its own or carried, of any mode and outcome.
 * C  contacted: in S, the home has a counted visit with outcome seen, guardian or refused, or with
 *    a list of children seen: somebody of the home was spoken to. Any mode.
 * V  seen: in S, there is a counted visit in person at which the child was seen: its id is in the
 *    visit's `seen` list (also of a carried one), or the list is empty, the visit is of its home
 *    and about it, and the outcome is seen. (By phone or video nobody is seen; a verified call
 *    makes the child accounted for.)
 * Q  complete: in V, one such visit has all six 六清 marks, a verdict (in order or hazard) on each
 *    of electricity, gas, water use, fire and food, near homes with the trait near-water also on
 *    that, and the guardian's signature.
 * O  accounted for: in S, not V, and a counted visit (any mode) about the child is `verified`
 *    with an outcome other than nobody, refused, not_found, no_road; a carried one other than
 *    moved, too.
 * B  barred: in S, not V, and the home's last counted visit (by date, time, id) has the outcome
 *    refused, no_road, moved or not_found; of carried ones those count that do not speak of the
 *    place (nobody, moved, not_found, no_road). Overlaps with O.
 *
 * Household units: S, L, A, T, C as above; V all in-scope children seen; Q all complete; O not V
 * and every in-scope child in V or O; B not V and the last visit as above.
 *
 * scheduled    in S, not V, not O, and the home is a stop of the current plan dated t or later.
 * unscheduled  in S, not V, not O, not scheduled.
 * not accounted for 未掌握 = S − V − O = scheduled + unscheduled.
 * households / households_seen   homes in scope / those with all in-scope children seen.
 * obligation_met / obligation    Σ min(v, r) / Σ r over S; r = required_visits, v = distinct days
 *              of counted visits in person at which the child was seen (household: any of its
 *              in-scope children). Two visits in one day count once.
 * overdue      of a home in scope: due = (last valid visit, of any campaign, not after t) +
 *              interval_days where interval_days > 0 and there is one; else `to`. A valid visit is
 *              one in person at which an in-scope child was seen. Days overdue = max(0, t − due);
 *              always 0 when the home is accounted for (O), or is seen (V) and interval_days is 0.
 * talks        activities of kind "talk" in this very area with date <= t, of this campaign or
 *              none.
 *
 * Places. A home belongs to area_index and all its ancestors. A community (village) is an area
 * without areas below it. Where homes belong to an area that has areas below it, they get a row of
 * their own under it, code "<area>/", so that rows always add up to the row above; homes in no area
 * get a row with the code "" at the end. With groups, code "<village>/<group>", and "<village>/"
 * for homes without a group where others have one. villages: communities with somebody in scope;
 * reached: with a home in scope visited in person (any outcome); complete: all seen; talked: with a
 * talk. */
#pragma once

#include "model/model.h"

#include "coverage/accessrows.h"
#include "coverage/datacheck.h"
#include "coverage/disclosure.h"
#include "coverage/duties.h"
#include "coverage/sampling.h"

#define ZF_COVERAGE_ERROR (zf_coverage_error_quark())
GQuark zf_coverage_error_quark(void);
typedef enum {
    ZF_COVERAGE_ERROR_AREA,   /* an area code that does not exist */
    ZF_COVERAGE_ERROR_SAMPLE, /* numbers that make no sample */
} ZfCoverageError;

typedef struct ZfCoverageOptions {
    ZfStamp as_of;       /* ZF_STAMP_NONE = zf_stamp_now() */
    ZfAudience audience; /* county and public: disclosure control, no list of homes */
    bool groups;         /* rows for groups under each village */
    const char *area;    /* only this area and what lies below; NULL or "" = everything */
} ZfCoverageOptions;

#define ZF_COVERAGE_OPTIONS_INIT                                                                   \
    {                                                                                              \
        .as_of = ZF_STAMP_NONE, .audience = ZF_AUDIENCE_PLANNER                                    \
    }

/* All figures of the snapshot's campaign. plan: the current plan or NULL; sheets: n_sheets of the
 * register, or NULL when every route of the plan counts as a sheet. options NULL = the defaults.
 *
 * Rows are in tree order: every area of the snapshot (province … village), children by code behind
 * their parent. Areas without polygons work alike: only declared codes matter. A row is classed by
 * exact n/N; fewer than ZF_CLASS_FEW_UNITS in scope is ZF_CLASS_FEW, nobody ZF_CLASS_NO_DATA.
 *
 * unvisited: every home with in-scope children not yet seen. Homes accounted for stand last; the
 * others by overdue days, priority, area, household. Σ children = S − V in children (a home unit
 * counts one).
 *
 * Conservation is asserted, and `holds` says so. ret: owned by the caller.
 * Errors: ZF_COVERAGE_ERROR_AREA. */
ZfCoverage *zf_coverage_compute(const ZfSnapshot *snapshot, const ZfPlan *plan,
                                const ZfSheet *sheets, size_t n_sheets,
                                const ZfCoverageOptions *options, GError **error) ZF_CHECK_RESULT;

/* Below this many units in scope a ratio means nothing (look/map SPEC §2). */
#define ZF_CLASS_FEW_UNITS 5

/* The class of n of N, without regard to few: at target first, then under 50 %, 80 %, target. */
ZfClass zf_class_of(int32_t n, int32_t N, int32_t target_permille);

/* The scope of a person of role child, or (person -1) of a household itself, as of t. */
ZfScope zf_coverage_scope(const ZfSnapshot *snapshot, int32_t household, int32_t person, ZfDate t);
