/* check: is this result true? Recomputes everything from the problem with code of its own, shared
 * with no part of the solver: limits, schedules, every part of the cost, and whether a visit left
 * out could have gone in somewhere. Included by "vrp/vrp.h". */
#pragma once

#include "vrp/vrp.h"

typedef struct ZfVrpViolation {
    int32_t shift; /* or ZF_VRP_NONE */
    int32_t visit; /* or ZF_VRP_NONE */
    char *message; /* in the user's language; visits and shifts by index */
} ZfVrpViolation;

/* ret: the ZfVrpViolation found, empty when all is well; owned by the caller. Plans that are far
 * from valid are fine; at most 1000 violations are listed. Room: a visit left out that fits at some
 * position of some shift, with all limits kept, and whose prize (its group's prize) is more than
 * the cost of putting it there, is a violation. */
GPtrArray *zf_vrp_check(const ZfVrpProblem *problem, const ZfVrpResult *result);

/* The checker's own arithmetic for one route, for whoever wants to search without the solver:
 * cost of ways, times, spread and placing its visits there, without pairs, prizes and team balance.
 * ret: false when the shift must not drive this (series and groups are not looked at). */
bool zf_vrp_check_route(const ZfVrpProblem *problem, int32_t shift, const int32_t *visits,
                        int32_t n, int64_t *cost, int64_t *duration);
