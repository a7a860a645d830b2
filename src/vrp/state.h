/* state: a plan being changed, with everything kept that makes a change cheap to judge: joined
 * segments from both ends of each route, running sums, the total cost. Every route in it is always
 * possible; only visits may be missing. Private to vrp.
 *
 * A trial is a series of changes that is kept or undone as a whole:
 *     zf_vrp_state_begin(s); … changes …; zf_vrp_state_undo(s) or simply the next begin. */
#pragma once

#include "vrp/schedule.h"

/* A position of a route: 0 the start, 1 … len its visits, len + 1 the end. Where the duration of a
 * route never matters (Core.quick), pre.e is the earliest begin here and suf.l the latest, whatever
 * windows there are, and nothing else of the two is kept. */
typedef struct Node {
    int32_t visit; /* ZF_VRP_NONE at both ends */
    int32_t place;
    int32_t next_time; /* the way to the next position */
    int32_t next_distance;
    Seg pre; /* from the start up to here */
    Seg suf; /* from here to the end */
} Node;

typedef struct Sums {
    int32_t len;
    int32_t slow;   /* > 0: segments do not tell all; the scheduler decides */
    int64_t cost;   /* its quantities and assignment costs; 0 when empty */
    int64_t assign; /* with the spread */
    Moments moments;
    int64_t duration; /* 0 where it never matters */
    int64_t distance;
    int64_t travel;
    int64_t work;
    int64_t load[ZF_VRP_DIMS];
} Sums;

typedef struct Route {
    Node *node;
    union {
        Sums sums;
        struct { /* the same by name */
            int32_t len;
            int32_t slow;
            int64_t cost;
            int64_t assign;
            Moments moments;
            int64_t duration;
            int64_t distance;
            int64_t travel;
            int64_t work;
            int64_t load[ZF_VRP_DIMS];
        };
    };
    int32_t room; /* nodes allocated */
    bool touched; /* in the current trial */
    bool unsaved; /* changed since the last zf_vrp_state_keep */
    Node *kept;   /* what it was before the trial */
    int32_t kept_room;
    Sums kept_sums;
} Route;

/* What a first look at the places beside a served visit needs, in one cache line. */
typedef struct Link {
    int32_t route; /* ZF_VRP_NONE: absent, and the rest means nothing */
    int32_t pos;
    int32_t prev_place;
    int32_t next_place;
    int32_t prev_distance;
    int32_t next_distance;
    int32_t prev_time;
    int32_t next_time;
    int64_t prev_ready; /* where Core.has_time, breaks aside: earliest end of the one before, */
    int64_t ready;      /* earliest end here, */
    int64_t latest;     /* and latest begins */
    int64_t next_latest;
} Link;

/* What a first look at a route that serves anything needs, two in one cache line. */
typedef struct Gate {
    int64_t room;  /* demand that it can still take; -1: it takes nobody */
    uint64_t kind; /* the bit of its type in Core.kinds */
    int32_t rate;  /* of a unit of way */
    int32_t start; /* places */
    int32_t end;
} Gate;

/* The ways out and back of a route that serves anything and is not closed. */
typedef struct Ends {
    int32_t shift;
    int32_t rate;  /* of a unit of way */
    int32_t start; /* places */
    int32_t first;
    int32_t last;
    int32_t end;
    int32_t way_out;
    int32_t way_back;
} Ends;

typedef struct State {
    const Core *c;
    Scheduler *scheduler;
    Route *route;
    Link *link;       /* of a visit */
    Gate *gate;       /* of a shift; kept where Core.one_way and Core.plain */
    Ends *ends;       /* side by side, in no order that matters; kept where Core.one_way */
    int32_t *ends_at; /* of a shift; ZF_VRP_NONE: not among them */
    int32_t n_ends;
    int32_t *route_of; /* of a visit; ZF_VRP_NONE: absent */
    int32_t *absent;   /* the absent visits, in no order that matters */
    int32_t *absent_at;
    int32_t n_absent;
    int32_t n_used;        /* routes that serve anything */
    int32_t *group_served; /* members served, 0 or 1 */
    int64_t *team_hours;
    int64_t total;

    /* the trial */
    int32_t *touched; /* routes changed */
    int32_t n_touched;
    GArray *journal; /* int32_t: v a visit that entered, ~v one that left */
    int64_t saved_total;
    int32_t *unsaved; /* routes changed since the last zf_vrp_state_keep */
    int32_t n_unsaved;

    int32_t *scratch; /* n + 2 each */
    int32_t *rest;
    int32_t *before;
    int64_t *discount; /* [shift], 0 between uses */
    /* first shift of a type's list that may be empty: looking for an empty one starts here */
    int32_t *empty_hint;
    int32_t *type_empty; /* empty shifts of a type, those not closed */

    /* A part of the plan searched by itself: nothing comes into a closed shift or leaves it, and
     * only the own visits are looked at. Without parts nothing is closed and all are own. */
    bool *closed;
    bool *foreign; /* of a visit */
    int32_t *own;
    int32_t n_own;
} State;

State *zf_vrp_state_new(const Core *core);
void zf_vrp_state_free(State *state);

/* Everything absent. */
void zf_vrp_state_clear(State *s);
/* Takes the plan over, leaving out what does not fit. */
void zf_vrp_state_load(State *s, const ZfVrpPlan *plan);
/* plan must have room: first n_shifts + 1, visits n. */
void zf_vrp_state_save(const State *s, ZfVrpPlan *plan);

/* Opens the shifts of one part alone: part_of_shift[shift] == part; the visits of these, and the
 * absent ones with part_of_visit[visit] == part, are its own. NULL, NULL: opens all. Undoing and
 * closing do not mix: between trials only. */
void zf_vrp_state_open(State *s, const int32_t *part_of_shift, const int32_t *part_of_visit,
                       int32_t part);

void zf_vrp_state_begin(State *s);
void zf_vrp_state_undo(State *s);

/* The routes of a plan that changed while it was not looked at, one array a route. */
typedef struct Kept {
    int32_t n_shifts;
    int32_t **visits; /* [shift][room] */
    int32_t *len;
    int32_t *room;
} Kept;

Kept *zf_vrp_kept_new(int32_t n_shifts);
void zf_vrp_kept_free(Kept *kept);
/* Brings kept up to date with the state; only one Kept may follow a state. */
void zf_vrp_state_keep(State *s, Kept *kept);
void zf_vrp_kept_plan(const Kept *kept, ZfVrpPlan *plan);

/* Takes the visits from … from + span - 1 out, but for `skip` of them from keep_from on. ret: how
 * many, written to out; 0, and nothing changed, where the way without them is longer than the
 * shift. The route must not be touched yet. */
int32_t zf_vrp_state_take(State *s, int32_t route, int32_t from, int32_t span, int32_t keep_from,
                          int32_t skip, int32_t *out);

/* Puts an absent visit at position pos (1 … len + 1) of a route; it must fit. */
void zf_vrp_state_insert(State *s, int32_t route, int32_t pos, int32_t visit);
/* Gives a route new contents. Visits that are new in it must be absent; those no longer in it
 * become absent. ret: false, and nothing changed, when the new route is not possible. */
bool zf_vrp_state_set(State *s, int32_t route, const int32_t *visits, int32_t n);
/* The same for two routes that exchange visits. */
bool zf_vrp_state_set_two(State *s, int32_t a, const int32_t *visits_a, int32_t n_a, int32_t b,
                          const int32_t *visits_b, int32_t n_b);

/* The total, counted from scratch, the routes touched in this trial stop by stop: for tests and
 * assertions. Where ZF_VRP_RECOUNT is defined (debug builds, sanitizers) every change is counted.
 */
int64_t zf_vrp_state_recount(State *s);

/* May v go into this shift as far as its series is concerned? */
bool zf_vrp_state_series_ok(const State *s, int32_t visit, int32_t day);

/* ret: an empty shift of the type, or -1. */
int32_t zf_vrp_state_empty_of(State *s, int32_t type);

/* What leaving this visit out costs now: its prize, or its group's. */
static inline int64_t
state_prize(const State *s, int32_t visit)
{
    int32_t group = s->c->p->visits[visit].group;
    return group < 0 ? s->c->prize[visit] : s->c->group_prize[group];
}
