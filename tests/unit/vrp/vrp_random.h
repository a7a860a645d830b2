/* Small random problems with everything the model knows, and their optimum by looking at all plans.
 */
#pragma once

#include "vrp/vrp.h"

#define RANDOM_VISITS 8
#define RANDOM_SHIFTS 3

typedef struct RandomProblem {
    ZfVrpProblem problem; /* points into this struct */
    ZfVrpShift shifts[RANDOM_SHIFTS];
    ZfVrpVisit visits[RANDOM_VISITS];
    ZfVrpWindow windows[3 * RANDOM_VISITS];
    ZfVrpBreak breaks[2 * RANDOM_SHIFTS];
    ZfVrpMatrix matrices[2];
    ZfVrpGroup groups[2];
    ZfVrpForbidden forbidden[2];
    ZfVrpPair pairs[2 * RANDOM_VISITS];
    int32_t entries[4][(RANDOM_VISITS + 2) * (RANDOM_VISITS + 2)];
} RandomProblem;

/* n visits at most RANDOM_VISITS; the same seed gives the same problem. Every fourth has
 * missing ways or detours that are shorter: there, two visits may fit where neither fits alone. */
void random_problem_init(RandomProblem *random, uint64_t seed, int32_t n);

/* The least cost of any plan, a visit that must be served and is not counting must. */
int64_t brute_force(const ZfVrpProblem *problem, int64_t must);
