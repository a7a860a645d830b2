/* ruin: takes visits out of a plan, near one another, a string of stops from each route: adjacent
 * string removal of Christiaens and Vanden Berghe, "Slack Induction by String Removals for Vehicle
 * Routing Problems", Transportation Science 54, 2020. Private to vrp. */
#pragma once

#include "vrp/state.h"

typedef struct RuinTuning {
    double average; /* visits taken out */
    double longest; /* string */
    bool deep;      /* whole routes may go, however short they are */
    int32_t raze;   /* > 0: whole routes go, until so many visits are out */
} RuinTuning;

/* Visits taken out, and absent ones near by that may now find room, in out (room for n).
 * ret: how many. */
int32_t zf_vrp_ruin(State *s, ZfRng *rng, const RuinTuning *tuning, int32_t *out);
