/* crew: several searches of one problem, which meet after so many steps. How many there are changes
 * the plan; on how many threads they run does not. Private to vrp.
 *
 * Islands, for problems a single search is soon done with: each begins anew, then goes on from a
 * plan put together from its own best and another's (routes of one, and where they cover the same
 * visits, of the other: Nagata, Bräysy and Dullaert, "A penalty-based edge assembly memetic
 * algorithm …", Computers & OR 37, 2010, exchange routes in this way).
 *
 * Parts, for the others: each searches some routes of the one plan and the visits in them; after a
 * while the plan is put together and divided along other lines. */
#pragma once

#include "vrp/anneal.h"

/* What one member does until the crew meets again. */
typedef struct Stint {
    int64_t steps;    /* at most; INT64_MAX: as the clock says */
    double first;     /* of the whole budget, where it begins, */
    double last;      /* and where it is after so many steps */
    double warm_from; /* of the whole budget, where cooling begins, */
    double warm_to;   /* and where it ends */
    double until;     /* and where the clock ends the stint */
} Stint;

typedef struct Crew {
    const Core *core;
    Annealer **member;
    int32_t n;
    int32_t threads;
    ZfRng rng;
    int64_t budget;  /* steps; 0: the clock alone decides */
    double expected; /* steps to be expected, where the clock decides */
    ZfVrpPlan plan;  /* the best */
    int64_t total;   /* its */
    int64_t done;    /* steps of all members */
    /* Searches; called for several members at once, from several threads. */
    void (*search)(void *user, int32_t member, const Stint *stint);
    /* Where the plan is divided: that of member 0's state is the best so far. */
    void (*better)(void *user);
    /* ret: no more time. */
    bool (*over)(void *user);
    void *user;
} Crew;

/* How many members suit a problem. steps: to be expected. */
int32_t zf_vrp_crew_size(const Core *core, double steps);

/* Does a crew of n divide the plan, rather than each search a plan of its own? */
bool zf_vrp_crew_divides(const Core *core, int32_t n);

/* member[0] has been built, and holds the best in the end. Fills plan, total and done. */
void zf_vrp_crew_search(Crew *crew);
