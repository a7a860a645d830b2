/* vrp: the optimiser. It knows shifts, visits, integers and matrices; no maps, no homes, no dates.
 *
 *     problem   ZfVrpProblem: plain arrays, read only for the solver, owned by the caller
 *     plan      ZfVrpPlan: which visits each shift serves, in which order
 *     result    ZfVrpResult: a plan with its schedules, its cost in parts, and for every visit left
 *               out the reasons
 *
 *     ZfVrpProblem problem = {.shifts = shifts, .n_shifts = 10, .visits = visits, .n_visits = 240,
 *                             .windows = windows, .n_windows = 300, .n_teams = 2,
 *                             .matrices = &matrix, .n_matrices = 1};
 *     g_autoptr(ZfVrpResult) result = zf_vrp_solve(&problem, NULL, progress, &error);
 *
 * Units. Times are whole seconds (or any other integer unit used throughout) on one clock a day:
 * a shift and the windows tagged with its day speak of the same clock, 28800 = 08:00; a caller with
 * one absolute clock leaves every day 0. Distances are whole metres or any other unit. Costs are
 * integers without a unit: rates times times and distances. Indices count from 0, -1 is none.
 *
 * A shift is one team on one day; a route is what a shift does. Routes are never synchronised with
 * each other. A shift without visits costs nothing.
 *
 * The schedule of a route is fixed by its order: it finishes as early as it can, and departs as
 * late as possible without finishing later. Arriving before a window opens means waiting. Every
 * hard limit holds in every result; only visits may be missing, and then with their reasons.
 *
 * The chapters: this one, "vrp/ways.h" (matrices too large to be laid out), "vrp/check.h" (the
 * independent checker), "vrp/files.h" (public instance files). Other folders include this header
 * alone. */
#pragma once

#include "vrp/ways.h"

#define ZF_VRP_ERROR (zf_vrp_error_quark())
GQuark zf_vrp_error_quark(void);
typedef enum {
    ZF_VRP_ERROR_PROBLEM, /* an index, size or number out of range; the message names it */
    ZF_VRP_ERROR_FILE,    /* an instance file that cannot be understood */
} ZfVrpError;

/* -- the problem --------------------------------------------------------------------------------
 */

#define ZF_VRP_NONE    (-1)
#define ZF_VRP_ANY_DAY (-1)
#define ZF_VRP_DIMS    4 /* capacity dimensions */
/* Times, distances and limits are below this, so that sums of them never overflow. */
#define ZF_VRP_FAR (INT64_C(1) << 40)
/* A prize that means: must be served. A result that leaves such a visit out is not complete. */
#define ZF_VRP_MUST INT64_MAX
/* The plane that weights.spread measures on. */
#define ZF_VRP_PLANE 16384
/* Any other prize or cost on a visit, pair or group is at most this. */
#define ZF_VRP_COST_MAX (INT64_C(1) << 44)

/* Travel between places for one mode. Both may be asymmetric; the diagonal is 0. A NULL matrix is
 * all zero. Entries are 0 … 2^30; one above stands for "no way". Row-major n × n. */
typedef struct ZfVrpMatrix {
    int32_t n;
    const int32_t *duration; /* [from * n + to] */
    const int32_t *distance; /* [from * n + to] */
    const ZfVrpWays *ways;   /* instead of both, where they would be too large; or NULL */
} ZfVrpMatrix;
#define ZF_VRP_NO_WAY (1 << 30)

/* One entry, however the matrix is kept: 0 where there are no durations, and from or to nowhere
 * (ZF_VRP_NONE). */
static inline int32_t
zf_vrp_matrix_duration(const ZfVrpMatrix *m, int32_t from, int32_t to)
{
    if (from < 0 || to < 0) {
        return 0;
    }
    return m->duration                 ? m->duration[(size_t)from * (size_t)m->n + (size_t)to]
           : m->ways && m->ways->times ? zf_vrp_ways_entry(m->ways, from, to)
                                       : 0;
}

static inline int32_t
zf_vrp_matrix_distance(const ZfVrpMatrix *m, int32_t from, int32_t to)
{
    if (from < 0 || to < 0) {
        return 0;
    }
    return m->distance                   ? m->distance[(size_t)from * (size_t)m->n + (size_t)to]
           : m->ways && m->ways->lengths ? zf_vrp_ways_entry(m->ways, from, to)
                                         : 0;
}

/* Are there durations, or distances, at all? */
static inline bool
zf_vrp_matrix_timed(const ZfVrpMatrix *m)
{
    return m->duration || (m->ways && m->ways->times);
}

static inline bool
zf_vrp_matrix_measured(const ZfVrpMatrix *m)
{
    return m->distance || (m->ways && m->ways->lengths);
}

/* When a visit may begin: open … close, both included, on that day. */
typedef struct ZfVrpWindow {
    int32_t day; /* or ZF_VRP_ANY_DAY */
    int64_t open;
    int64_t close;
} ZfVrpWindow;

/* A rest without a place. It begins within earliest … latest after one stop (or the start) and
 * before setting out for the next. It has been had already when the route departs at or after
 * earliest + length, and will be had afterwards when the route finishes at or before latest.
 * The breaks of a shift are taken in the order of the array. */
typedef struct ZfVrpBreak {
    int64_t earliest;
    int64_t latest;
    int64_t length;
} ZfVrpBreak;

typedef struct ZfVrpShift {
    int32_t team;         /* who: 0 … n_teams-1 */
    int32_t day;          /* 0 … */
    int32_t matrix;       /* travel mode */
    int32_t start_place;  /* ZF_VRP_NONE: begins at its first visit */
    int32_t end_place;    /* ZF_VRP_NONE: ends at its last visit */
    int64_t open;         /* departs no earlier … */
    int64_t close;        /* … and is back no later */
    int64_t max_duration; /* from departure to the end */
    int64_t max_distance;
    int32_t max_visits;
    int64_t free_duration; /* longer than this costs rate_overtime a second */
    int64_t capacity[ZF_VRP_DIMS];
    uint64_t skills;     /* every bit a visit requires must be set here */
    int32_t first_break; /* into breaks */
    int32_t n_breaks;
    int64_t fixed_cost;    /* when it serves anything */
    int32_t rate_distance; /* cost of a metre, */
    int32_t rate_travel;   /* of a second of travel, */
    int32_t rate_duration; /* of a second between departure and end, */
    int32_t rate_wait;     /* of a second waiting, */
    int32_t rate_overtime; /* of a second beyond free_duration */
} ZfVrpShift;

/* Start from this: no limits, costs one for each second of travel. */
#define ZF_VRP_SHIFT_INIT                                                                          \
    {                                                                                              \
        .start_place = ZF_VRP_NONE, .end_place = ZF_VRP_NONE, .close = ZF_VRP_FAR,                 \
        .max_duration = ZF_VRP_FAR, .max_distance = ZF_VRP_FAR, .max_visits = INT32_MAX,           \
        .free_duration = ZF_VRP_FAR, .capacity = {ZF_VRP_FAR, ZF_VRP_FAR, ZF_VRP_FAR, ZF_VRP_FAR}, \
        .rate_travel = 1                                                                           \
    }

typedef struct ZfVrpVisit {
    int32_t place;
    int64_t service;
    int64_t setup; /* before the service, spared when the stop before (or the start) is at the same
                      place; it may be spent before the window opens */
    int32_t first_window; /* into windows; */
    int32_t n_windows;    /* none: any shift at any time */
    uint64_t skills;      /* required; rules of team size and sex are skills too */
    int64_t demand[ZF_VRP_DIMS];
    int64_t prize;          /* cost of leaving it out, or ZF_VRP_MUST; 0 for a member of a group */
    int32_t group;          /* of alternatives: at most one member is served */
    int32_t preferred_team; /* continuity: another team costs preferred_cost */
    int64_t preferred_cost;
    int32_t earlier_team; /* stability: as in the plan before. Another team or another day than */
    int32_t
        earlier_day;   /* there costs the weights of the problem; ZF_VRP_NONE: not planned before */
    int32_t lock_team; /* only this team */
    int32_t lock_day;  /* only this day, or ZF_VRP_ANY_DAY */
    int32_t lock_order; /* > 0: the locked visits of one route keep ascending order */
    int32_t after;      /* series: the visit before this one in the series. When both are served, */
    int32_t gap_min;    /* day(this) - day(after) is at least this */
    int32_t gap_max;    /* and at most this. A visit is named as `after` by one other at most */
    int32_t x; /* on a plane, in any unit, for weights.spread: -ZF_VRP_PLANE … ZF_VRP_PLANE */
    int32_t y;
} ZfVrpVisit;

/* Start from this: anybody, any time, must be served. */
#define ZF_VRP_VISIT_INIT                                                                          \
    {                                                                                              \
        .prize = ZF_VRP_MUST, .group = ZF_VRP_NONE, .preferred_team = ZF_VRP_NONE,                 \
        .earlier_team = ZF_VRP_NONE, .earlier_day = ZF_VRP_NONE, .lock_team = ZF_VRP_NONE,         \
        .lock_day = ZF_VRP_ANY_DAY, .after = ZF_VRP_NONE, .gap_max = INT32_MAX                     \
    }

/* Alternatives of which one is enough. prize: cost when none is served, or ZF_VRP_MUST. */
typedef struct ZfVrpGroup {
    int64_t prize;
} ZfVrpGroup;

/* This team never goes to this visit. */
typedef struct ZfVrpForbidden {
    int32_t visit;
    int32_t team;
} ZfVrpForbidden;

/* Compactness: cost when both are served, but not by the same shift. a < b, each pair once. */
typedef struct ZfVrpPair {
    int32_t a;
    int32_t b;
    int64_t cost;
} ZfVrpPair;

/* All 0: only travel and what the shifts and visits name. */
typedef struct ZfVrpWeights {
    /* balance over people: for each team, weight * H * K / 3600 rounded down, H its hours in
     * seconds (the durations of its routes), K = H * share / 1024 rounded down, share = 1024 * the
     * most time that any team offers / the time it offers (the lengths of its shifts; 1024 where
     * that is without end, 1024 * 1024 at most). So hours even out in proportion to what each
     * offers. With weight 1 the hour after the eighth costs 17 hours more than the first. */
    int32_t balance_teams;
    /* balance over days: the same for each route. */
    int32_t balance_days;
    /* Compact routes: for each route, weight * S / 1024 rounded down, S = the sum of x * x + y * y
     * of its n visits, less (X * X + Y * Y) / n rounded down, X and Y being the sums of x and y:
     * the squared distances from the middle of its visits. Least squares draw straight borders
     * between the routes, as in a power diagram (Aurenhammer, Hoffmann and Aronov, "Minkowski-type
     * theorems and least-squares clustering", Algorithmica 20, 1998). 0 … 10 000; with it a problem
     * has 65 536 visits at most. */
    int32_t spread;
    /* stability, for each visit that was planned before. */
    int64_t other_team;
    int64_t other_day;
} ZfVrpWeights;

typedef struct ZfVrpProblem {
    const ZfVrpShift *shifts;
    const ZfVrpVisit *visits;
    const ZfVrpWindow *windows;
    const ZfVrpBreak *breaks;
    const ZfVrpMatrix *matrices;
    const ZfVrpGroup *groups;
    const ZfVrpForbidden *forbidden;
    const ZfVrpPair *pairs;
    int32_t n_shifts;
    int32_t n_visits;
    int32_t n_windows;
    int32_t n_breaks;
    int32_t n_matrices;
    int32_t n_groups;
    int32_t n_forbidden;
    int32_t n_pairs;
    int32_t n_teams;
    ZfVrpWeights weights;
} ZfVrpProblem;

/* Looks at every index and number. Errors: ZF_VRP_ERROR_PROBLEM. zf_vrp_solve does it too. */
bool zf_vrp_problem_valid(const ZfVrpProblem *problem, GError **error) ZF_CHECK_RESULT;

/* ret: a cost above what serving any one visit more can cost in travel, duration and waiting, so
 * that prize = class * this means: visits first, by class, then short routes. A planner's problem
 * with classes 1 … 100 stays far below ZF_VRP_COST_MAX. */
int64_t zf_vrp_prize_unit(const ZfVrpProblem *problem);

/* The pairs of each visit with its k nearest (there and back by the first matrix, duration or,
 * where that is missing, distance; ties by index), each pair once, ordered by a, then b. ret: owned
 * by the caller, n pairs. */
ZfVrpPair *zf_vrp_nearest_pairs(const ZfVrpProblem *problem, int32_t k, int64_t cost, int32_t *n);

/* -- plans and results --------------------------------------------------------------------------
 */

/* Shift s serves visits[first[s]] … visits[first[s + 1] - 1], in that order. */
typedef struct ZfVrpPlan {
    int32_t n_shifts;
    int32_t *first;  /* n_shifts + 1 */
    int32_t *visits; /* first[n_shifts] */
} ZfVrpPlan;

void zf_vrp_plan_clear(ZfVrpPlan *plan);
ZfVrpPlan zf_vrp_plan_copy(const ZfVrpPlan *plan);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ZfVrpPlan, zf_vrp_plan_clear)

/* The parts of a cost, and the quantities behind them. total is the sum of the parts. A visit that
 * must be served and is not counts in unserved_must, not in total. */
typedef struct ZfVrpCost {
    int64_t total;
    int64_t distance; /* rate_distance * metres */
    int64_t travel;   /* rate_travel * seconds */
    int64_t duration; /* rate_duration * seconds */
    int64_t wait;     /* rate_wait * seconds */
    int64_t overtime; /* rate_overtime * seconds */
    int64_t fixed;
    int64_t prizes;      /* of visits and groups left out */
    int64_t compactness; /* pairs and spread */
    int64_t continuity;  /* preferred teams */
    int64_t stability;   /* differences from the plan before */
    int64_t balance;     /* teams and days */
    int64_t distance_m;  /* the quantities themselves, whatever their rates */
    int64_t travel_s;
    int64_t duration_s;
    int64_t wait_s;
    int64_t service_s; /* with set-ups */
    int64_t overtime_s;
    int32_t routes; /* shifts that serve anything */
    int32_t served;
    int32_t unserved;      /* visits left out, groups counted once */
    int32_t unserved_must; /* of these, those that must be served */
} ZfVrpCost;

typedef struct ZfVrpStop {
    int32_t visit;  /* ZF_VRP_NONE for a break */
    int64_t arrive; /* for a break: its begin, as start */
    int64_t start;  /* arrive, then setup where it is needed, then waiting, then the service */
    int64_t depart; /* start + service */
    int64_t wait;
    int64_t setup;
    int64_t travel;   /* from the stop before; 0 for a break */
    int64_t distance; /* likewise */
} ZfVrpStop;

typedef struct ZfVrpRoute {
    int32_t shift;
    int32_t first_stop; /* into stops; 0 stops: the shift stays at home */
    int32_t n_stops;    /* breaks on the way are stops */
    int32_t n_visits;
    int64_t depart;
    int64_t end;
    int64_t travel; /* sums, the way to the end place included */
    int64_t distance;
    int64_t wait;
    int64_t service;     /* with set-ups */
    int64_t last_travel; /* to the end place */
    int64_t last_distance;
} ZfVrpRoute;

/* Why a visit is not in a shift: the first of these, in this order, that forbids it everywhere in
 * the route. */
typedef enum ZfVrpConstraint {
    ZF_VRP_CONSTRAINT_LOCK,      /* locked to another team or day */
    ZF_VRP_CONSTRAINT_FORBIDDEN, /* this team never goes there */
    ZF_VRP_CONSTRAINT_SKILLS,    /* short_by: the missing bits */
    ZF_VRP_CONSTRAINT_DAY,       /* no window on that day; short_by: days to the nearest window */
    ZF_VRP_CONSTRAINT_WAY,       /* no way there, or none back */
    ZF_VRP_CONSTRAINT_WINDOW,   /* alone in the shift it would be too late (or the shift too short);
                                   short_by: seconds */
    ZF_VRP_CONSTRAINT_SERIES,   /* too near or too far from its series; short_by: days */
    ZF_VRP_CONSTRAINT_CAPACITY, /* short_by: units of dimension */
    ZF_VRP_CONSTRAINT_VISITS,   /* short_by: visits */
    ZF_VRP_CONSTRAINT_DISTANCE, /* short_by: metres */
    ZF_VRP_CONSTRAINT_DURATION, /* the day would be too long; short_by: seconds */
    ZF_VRP_CONSTRAINT_TIME,     /* this or a later stop would be too late; short_by: seconds */
    ZF_VRP_CONSTRAINT_ORDER,    /* only a place that breaks a locked order would do */
    ZF_VRP_CONSTRAINT_PRICE, /* it fits, but costs more than its prize; short_by: the difference */
} ZfVrpConstraint;

/* One shift that was tried for one visit. */
typedef struct ZfVrpMiss {
    int32_t shift;
    ZfVrpConstraint constraint;
    int32_t dimension;  /* for CAPACITY */
    int32_t position;   /* the place that comes nearest: as the position-th visit, from 0; or -1 */
    int64_t short_by;   /* see the constraint; of the best place in the route */
    int64_t extra_cost; /* of forcing it in there all the same; -1 where nothing can be forced */
    int32_t pushed_out; /* the one visit of least prize that would make room; or ZF_VRP_NONE.
                           Looked for in the three nearest misses of a visit */
} ZfVrpMiss;

typedef struct ZfVrpUnserved {
    int32_t visit;
    int32_t first_miss; /* into misses: every shift once; nearest miss first (the constraint
                           furthest down the list above, then the least short_by, then the shift) */
    int32_t n_misses;
} ZfVrpUnserved;

typedef struct ZfVrpTrace {
    int64_t iteration;
    double cpu_s;
    int64_t cost;
    int64_t prizes; /* of it, for visits and groups left out */
} ZfVrpTrace;

typedef struct ZfVrpResult {
    ZfVrpPlan plan;
    ZfVrpCost cost;
    bool complete;      /* nothing that must be served is missing */
    ZfVrpRoute *routes; /* one a shift */
    ZfVrpStop *stops;
    ZfVrpUnserved *unserved; /* by visit; a group left out is listed by each of its members */
    ZfVrpMiss *misses;
    ZfVrpTrace *trace; /* each new best, oldest first; thinned to at most 4096 */
    int32_t n_routes;
    int32_t n_stops;
    int32_t n_unserved;
    int32_t n_misses;
    int32_t n_trace;
    int64_t iterations;
    double seconds; /* times never influence a result made by iterations */
    double cpu_s;
} ZfVrpResult;

void zf_vrp_result_free(ZfVrpResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfVrpResult, zf_vrp_result_free)

/* -- solving ------------------------------------------------------------------------------------
 */

typedef struct ZfVrpOptions {
    uint64_t seed;
    int64_t iterations; /* 0: zf_vrp_default_iterations, unless one of the times is given */
    double time_s;      /* wall clock; 0: no limit. Gives up repeatability */
    double cpu_s;       /* CPU of the process; 0: no limit. Likewise */
    int32_t workers;    /* searches side by side; may change the plan. 0: by the size of the problem
                           and the budget. Up to 300 visits, or with series, each searches plans of its
                           own and they are put together; beyond, each searches a part of one plan */
    int32_t threads; /* workers search on so many; never changes the plan. 0: the machine's cores */
    const ZfVrpPlan *start; /* begin here (visits that do not fit are dropped), or NULL */
    bool no_reasons;        /* leave out unserved/misses: faster in benchmarks */
    /* Learns of each new best, from one thread at a time; may be NULL. cost is the total, visits
     * that must be served and are not left aside: missing says how many. */
    void (*watch)(void *user, int64_t iteration, int64_t cost, int32_t missing);
    void *watch_user;
} ZfVrpOptions;

/* The budget of "plan": about 10 s on an ordinary PC for 1 000 visits, 1–2 s for 240. */
int64_t zf_vrp_default_iterations(const ZfVrpProblem *problem);

/* Finds a plan. options NULL = all defaults. Deterministic for (problem, seed, iterations,
 * workers). progress: reported with the stage, done of total the budget in thousandths. When
 * cancelled, the best plan so far is returned: it is valid like any other. ret: owned by the
 * caller; NULL with ZF_VRP_ERROR_PROBLEM. */
ZfVrpResult *zf_vrp_solve(const ZfVrpProblem *problem, const ZfVrpOptions *options,
                          const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;

/* Schedules, cost and reasons of a given plan, which must name valid indices, each visit once at
 * most. Fails with ZF_VRP_ERROR_PROBLEM where the plan breaks a hard limit, naming it: use the
 * checker to learn of all of them. */
ZfVrpResult *zf_vrp_evaluate(const ZfVrpProblem *problem, const ZfVrpPlan *plan,
                             GError **error) ZF_CHECK_RESULT;

/* Where could this visit go in this plan? Every feasible place, at most one a shift, cheapest
 * first, ties by shift. The visit must not be in the plan. */
typedef struct ZfVrpSlot {
    int32_t shift;
    int32_t position; /* becomes the position-th visit of the route, from 0 */
    int64_t extra_cost;
    int64_t extra_travel; /* seconds */
    int64_t start;        /* of its service */
} ZfVrpSlot;
/* ret: n slots, owned by the caller (g_free); NULL with *n = 0 when there is none, or with error.
 */
ZfVrpSlot *zf_vrp_slots(const ZfVrpProblem *problem, const ZfVrpPlan *plan, int32_t visit,
                        int32_t *n, GError **error);

#include "vrp/check.h"
#include "vrp/files.h"
