/* state: a plan being changed, with everything kept that makes a change cheap to judge: joined
 * segments from both ends of each route, running sums, the total cost. Every route in it is always
 * possible; only visits may be missing. Private to vrp.
 *
 * A trial is a series of changes that is kept or undone as a whole:
 *     zf_vrp_state_begin(s); … changes …; zf_vrp_state_undo(s) or simply the next begin. */
#pragma once

#include "vrp/schedule.h"

/* A position of a route: 0 the start, 1 … len its visits, len + 1 the end. */
typedef struct Node {
    int32_t visit; /* ZF_VRP_NONE at both ends */
    int32_t place;
    int32_t next_time; /* the way to the next position */
    int32_t next_distance;
    Seg pre;          /* from the start up to here */
    Seg suf;          /* from here to the end */
    int64_t distance; /* sums from the start up to here */
    int64_t travel;
    int64_t work;
} Node;

typedef struct Route {
    Node *node;
    int32_t len;
    int32_t room; /* nodes allocated */
    int32_t slow; /* > 0: segments do not tell all; the scheduler decides */
    bool touched; /* in the current trial */
    int64_t cost; /* its quantities and assignment costs; 0 when empty */
    int64_t assign;
    int64_t duration;
    int64_t distance;
    int64_t travel;
    int64_t work;
    int64_t load[ZF_VRP_DIMS];
} Route;

/* A served visit's ways from and to its neighbours: what a first look at a place needs, close
 * together in memory. */
typedef struct Link {
    int32_t prev_place;
    int32_t next_place;
    int32_t prev_distance;
    int32_t next_distance;
    int32_t prev_time;
    int32_t next_time;
} Link;

typedef struct State {
    const Core *c;
    Scheduler *scheduler;
    Route *route;
    int32_t *route_of; /* of a visit; ZF_VRP_NONE: absent */
    int32_t *pos_of;
    Link *link;
    int32_t *absent; /* the absent visits, in no order that matters */
    int32_t *absent_at;
    int32_t n_absent;
    int32_t *group_served; /* members served, 0 or 1 */
    int64_t *team_hours;
    int64_t total;

    /* the trial */
    int32_t *touched; /* routes changed */
    int32_t n_touched;
    int32_t *saved; /* their visits before, one after the other */
    int32_t n_saved;
    int32_t *saved_first; /* n_touched + 1 */
    int64_t saved_total;

    int32_t *scratch; /* n + 2 each */
    int32_t *rest;
    int32_t *before;
    int64_t *discount; /* [shift], 0 between uses */
    /* first shift of a type's list that may be empty: looking for an empty one starts here */
    int32_t *empty_hint;
} State;

State *zf_vrp_state_new(const Core *core);
void zf_vrp_state_free(State *state);

/* Everything absent. */
void zf_vrp_state_clear(State *s);
/* Takes the plan over, leaving out what does not fit. */
void zf_vrp_state_load(State *s, const ZfVrpPlan *plan);
/* plan must have room: first n_shifts + 1, visits n. */
void zf_vrp_state_save(const State *s, ZfVrpPlan *plan);

void zf_vrp_state_begin(State *s);
void zf_vrp_state_undo(State *s);

/* Puts an absent visit at position pos (1 … len + 1) of a route; it must fit. */
void zf_vrp_state_insert(State *s, int32_t route, int32_t pos, int32_t visit);
/* Gives a route new contents. Visits that are new in it must be absent; those no longer in it
 * become absent. ret: false, and nothing changed, when the new route is not possible. */
bool zf_vrp_state_set(State *s, int32_t route, const int32_t *visits, int32_t n);
/* The same for two routes that exchange visits. */
bool zf_vrp_state_set_two(State *s, int32_t a, const int32_t *visits_a, int32_t n_a, int32_t b,
                          const int32_t *visits_b, int32_t n_b);

/* The total, counted from scratch: for tests and assertions. */
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
