/* plan: duties into routes with times, ways, cues and reasons. It never counts and never draws.
 *
 *     ZfPlanInput input = {.snapshot = snapshot, .duties = duties, .graphs = {[ZF_MODE_FOOT] =
 * foot}}; ZfPlanOptions options = ZF_PLAN_OPTIONS_INIT; g_autoptr(ZfPlan) plan =
 * zf_plan_make(&input, &options, progress, &error);
 *
 * How it is done: bases and homes become places (equal positions once), snapped to the road graph
 * of each means of travel that a shift uses, with a table of seconds and metres between all of
 * them (above 8 000 places only between those near each other and from and to some hubs:
 * "vrp/ways.h"); shifts and duties become a problem of the optimiser (vrp); its solution becomes
 * routes.
 *
 * The chapters: this one, "plan/human.h" (how a plan looks to people), "plan/teams.h" (teams,
 * shifts, pairs), "plan/weather.h" (its routes in rain and on ice). */
#pragma once

#include "model/model.h"
#include "road/road.h"

#include "plan/human.h"
#include "plan/teams.h"

#define ZF_PLAN_ERROR (zf_plan_error_quark())
GQuark zf_plan_error_quark(void);
typedef enum {
    ZF_PLAN_ERROR_EMPTY, /* no duty at all, or no shift on the days asked for */
    ZF_PLAN_ERROR_LARGE, /* more than ZF_PLAN_PLACES_MAX places: plan by area */
    ZF_PLAN_ERROR_STALE, /* a plan that does not belong to this snapshot */
} ZfPlanError;

#define ZF_PLAN_PLACES_MAX 32000

typedef enum ZfPlanPrefer {
    ZF_PREFER_BALANCED, /* even hours among teams, each route a territory of its own */
    ZF_PREFER_COMPACT,  /* each route a territory of its own */
    ZF_PREFER_SHORT,    /* least travel, whatever else */
} ZfPlanPrefer;

/* Where there is no road graph: straight line × this, in per cent, at these speeds. */
#define ZF_PLAN_DETOUR_PERCENT 140
/* km/h on foot, by bicycle, e-bike, motorcycle, car. */
#define ZF_PLAN_KMH                                                                                \
    {                                                                                              \
        4.0, 11.0, 16.0, 22.0, 25.0                                                                \
    }

/* Roads that are shut or open again from a day on. */
typedef struct ZfPlanRoads {
    ZfDate from; /* holds until the next one's */
    const ZfRoadGraph *graphs[ZF_MODE_COUNT];
} ZfPlanRoads;

/* Everything is borrowed. */
typedef struct ZfPlanInput {
    const ZfSnapshot *snapshot;
    const ZfDuties *duties; /* of this snapshot; locks of the planner stand in them */
    /* By ZfTravelMode, for the plan's days and weather; NULL = no network: legs are estimated and
     * marked so. A vehicle's graph wants the one on foot beside it, to park and walk. */
    const ZfRoadGraph *graphs[ZF_MODE_COUNT];
    const ZfPlanRoads *changes; /* in the order of days; before the first, graphs hold */
    size_t n_changes;
    const ZfBarriers *barriers;   /* what off-road legs may not cross; may be NULL */
    const ZfRoadHeights *heights; /* off-road legs uphill take longer; NULL = flat */
    const ZfPlan *previous;       /* the plan before, for keep; may be NULL */
} ZfPlanInput;

/* Of that means of travel on that day; NULL = no network. */
const ZfRoadGraph *zf_plan_graph(const ZfPlanInput *input, ZfTravelMode mode, ZfDate day);

/* Where teams set out on the roads of that day by that means: ZfLonLat, each place once, in one
 * order. A vehicle is parked where driving there from the nearest of them and walking take least.
 */
GArray *zf_plan_bases(const ZfPlanInput *input, ZfTravelMode mode, ZfDate day);

/* Where n points stand on the roads of that day and means of travel, which there must be. threads:
 * 0 = as many as there are cores. NULL on error. */
ZfRoadSnaps *zf_plan_snap(const ZfPlanInput *input, ZfTravelMode mode, ZfDate day,
                          const ZfLonLat *points, size_t n, unsigned threads,
                          const ZfProgress *progress, GError **error);

typedef struct ZfPlanOptions {
    ZfDate from; /* days to plan; ZF_DATE_NONE = all shifts */
    ZfDate to;
    uint64_t seed;
    int64_t iterations; /* 0 = as the problem's size suggests */
    double time_s;      /* > 0: wall clock instead; gives up repeatability */
    int32_t workers;    /* logical, 0 = by size; may change the plan */
    int32_t threads;    /* 0 = all cores; never changes it */
    ZfPlanPrefer prefer;
    bool keep; /* start from input->previous and change little */
    /* Learns balance_price_s and compact_price_s: the travel of the plan less that of the best plan
     * found from it without that wish, with a fifth of the budget each. NULL = not wanted; nothing
     * is measured with keep. */
    ZfPlanHuman *price;
    double
        *solve_cpu_s; /* learns the CPU seconds of the search alone, all threads; NULL = unasked */
    /* Looks for what would place those left out (ZfPlan.relaxations), with a third of the budget.
     */
    bool relax;
    /* With relax: the same duties with the windows they would have if the plan's days ended at
     * `to`; owned by the caller of it. NULL = they keep their windows. */
    ZfDuties *(*duties_until)(void *user, ZfDate to);
    void *user;
    ZfStamp made;     /* ZF_STAMP_NONE = zf_stamp_now() */
    const char *text; /* kept as ZfPlan.options; NULL = "" */
} ZfPlanOptions;

#define ZF_PLAN_OPTIONS_INIT                                                                       \
    {                                                                                              \
        .from = ZF_DATE_NONE, .to = ZF_DATE_NONE, .seed = 1, .made = ZF_STAMP_NONE                 \
    }

/* The plan. Every duty is a stop of exactly one route or in `unplanned` with the reason; none is
 * left out while a shift that may do it has room (zf_plan_check tries). With relax the plan says
 * what would place them: the fewest more days, teams, hours or visits a shift that a search found
 * (see plan/relax.h).
 *
 * Routes: shifts that have stops, numbered by date, team, start; stops numbered along the route. A
 * team leaves its base as late as it can without coming home later, never before its shift starts.
 * Homes without a position are visited at their village's point; without that they are NO_POSITION.
 * A duty without a base that reaches it (there and back) is UNREACHABLE.
 *
 * With keep the previous plan changes little: duties keep their team, day and time as long as
 * everything finds a place so; what is new looks for a place among them; then times may move, and
 * only when a new duty or one of the previous plan would be left out, teams and days (see
 * plan/keep.h). Locks stand in the duties. Routes before `from` are
 * taken over as they were (their stops stand in the plan, and their duties may stand in it again).
 * Cancelled: the best plan so far is returned.
 * ret: owned by the caller, zf_plan_set_hash done, number 0.
 * Errors: ZF_PLAN_ERROR_EMPTY, ZF_PLAN_ERROR_LARGE, those of road and vrp. */
ZfPlan *zf_plan_make(const ZfPlanInput *input, const ZfPlanOptions *options,
                     const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;

/* A cue of a path as sheets say it, without landmark. at: its place; on_foot: nobody parks where
 * the road ends; home: the path ends at the base. Texts are the cue's own, "" where it has none. */
ZfCue zf_plan_cue(const ZfRoadCue *cue, ZfLonLat at, bool on_foot, bool home);
/* ret: the names of the ways to the next cue, "A → B" where the road soon changes its name, or NULL
 * where it has none; owned by the caller. */
char *zf_plan_cue_road(const ZfRoadCue *cue);

/* -- looking at a plan --------------------------------------------------------------------------
 */

typedef enum ZfPlanChange {
    ZF_PLAN_ADDED,   /* not planned before */
    ZF_PLAN_DROPPED, /* planned before, not now */
    ZF_PLAN_TEAM,    /* another team (and perhaps another day) */
    ZF_PLAN_DAY,     /* same team, another day */
    ZF_PLAN_TIME,    /* same team and day, begins 15 minutes or more earlier or later */
} ZfPlanChange;

typedef struct ZfPlanDifference {
    ZfPlanChange change;
    const char *duty; /* owned by whichever plan it stands in */
    int32_t old_stop; /* index into stops, -1 */
    int32_t new_stop;
    int32_t old_route;
    int32_t new_route;
} ZfPlanDifference;

typedef struct ZfPlanDiff {
    ZfPlanDifference *items; /* by duty */
    size_t n;
    size_t same; /* duties planned as before */
} ZfPlanDiff;

/* Both plans must outlive ret. Routes before `from` are not looked at (ZF_DATE_NONE = all). */
ZfPlanDiff *zf_plan_diff(const ZfPlan *before, const ZfPlan *after, ZfDate from);
void zf_plan_diff_free(ZfPlanDiff *diff);

/* Why it changed, as far as it can be told from both plans and what they were made from. */
typedef enum ZfPlanChangeWhy {
    ZF_PLAN_WHY_NEW,     /* added: nothing to do there when the plan before was made */
    ZF_PLAN_WHY_AGAIN,   /* added: its day passed without a valid visit */
    ZF_PLAN_WHY_ROOM,    /* added: left out before, now there is room */
    ZF_PLAN_WHY_SETTLED, /* dropped: done, accounted for, or not in scope any more */
    ZF_PLAN_WHY_NO_ROOM, /* dropped: the list of those left out says why */
    ZF_PLAN_WHY_SHIFT,   /* its team does not work that day any more */
    ZF_PLAN_WHY_LOCK,    /* the planner's lock wants it so */
    ZF_PLAN_WHY_HOME,    /* the home cannot be visited then, or by that team, any more */
    ZF_PLAN_WHY_OTHERS,  /* to make room for other visits of this list */
    ZF_PLAN_WHY_WAYS,    /* none of these: the ways or the length of visits have changed */
} ZfPlanChangeWhy;
#define ZF_PLAN_WHY_COUNT 10

/* item: of zf_plan_diff(before, after, …); input: what after was made from. */
ZfPlanChangeWhy zf_plan_diff_why(const ZfPlan *before, const ZfPlan *after,
                                 const ZfPlanInput *input, const ZfPlanDifference *item);

/* A place in the plan where one more visit fits. */
typedef struct ZfPlanSlot {
    int32_t shift;    /* index in the snapshot */
    int32_t route;    /* index in the plan, -1: the team has no route that day yet */
    int32_t position; /* becomes the position-th stop, from 0 */
    int32_t begin_s;  /* the visit would begin */
    int32_t extra_s;  /* travel more than before */
} ZfPlanSlot;

/* What stands behind one duty of a home. Texts belong to the plan and the snapshot. */
typedef struct ZfPlanWhy {
    int32_t duty;  /* index in input->duties, -1: the plan has it, the duties no longer do */
    int32_t route; /* index in the plan, -1 = not planned */
    int32_t stop;
    int32_t unplanned;     /* index in the plan's unplanned, -1 */
    int32_t preferred;     /* volunteer who should go, -1 */
    bool preferred_kept;   /* and goes */
    bool locked;           /* the planner said so */
    int32_t windows;       /* days on which it can be visited at all; -1 = any */
    int32_t shifts_able;   /* shifts that could do it if they did nothing else */
    uint64_t shifts_short; /* bits of ZfUnplannedReason: what rules the other shifts out */
    ZfPlanSlot
        *slots; /* every shift it would still fit in (a planned one: elsewhere), best first */
    size_t n_slots;
} ZfPlanWhy;

typedef struct ZfPlanWhys {
    ZfPlanWhy *items; /* by duty */
    size_t n;         /* 0: no duty of this home, see coverage */
} ZfPlanWhys;

/* Why this day and team, or why not. Errors: those of zf_plan_make. */
ZfPlanWhys *zf_plan_explain(const ZfPlan *plan, const ZfPlanInput *input,
                            const ZfPlanOptions *options, int32_t household,
                            GError **error) ZF_CHECK_RESULT;
void zf_plan_whys_free(ZfPlanWhys *whys);

/* Is this plan true to its input? Builds problem and tables anew and recomputes every route from
 * duties and shifts with arithmetic of its own: days, windows, travel, service, limits, skills,
 * team sizes, locks, gaps, homes and duties planned twice or lost; and tries every duty left out at
 * every position of every shift. Then lets the optimiser's own checker do the same. findings: one
 * for each breach (severity stop, code "plan-…"); routes before options->from and the duties of
 * frozen days are not looked at. ret: false with error when it cannot look at all. Errors:
 * ZF_PLAN_ERROR_STALE, those of zf_plan_make. */
bool zf_plan_check(const ZfPlan *plan, const ZfPlanInput *input, const ZfPlanOptions *options,
                   ZfFindings *findings, GError **error) ZF_CHECK_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfPlanDiff, zf_plan_diff_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfPlanWhys, zf_plan_whys_free)

#include "plan/weather.h"
