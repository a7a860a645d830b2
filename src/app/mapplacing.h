/* mapplacing: how well the names and numbers of a map found a place, for “map … --json” and the
 * benchmarks. */
#pragma once

#include "base/base.h"

typedef struct ZfMapPlacing {
    /* coverage, change: labels of communities */
    char paper[3]; /* "A3" where names needed larger paper than A4; else "" */
    int64_t on_a4; /* so many would be inside there */
    int64_t names;
    int64_t inside;  /* wholly in their own polygon, or beside their symbol */
    int64_t inset;   /* in the inset */
    int64_t outside; /* with a leader */
    int64_t keys;    /* a number, the name in a list */
    int64_t missing;
    int64_t overlaps; /* pairs that cover each other */
    /* atlas: numbers of homes; routes: of stops */
    int64_t homes;
    int64_t numbers;   /* so many of them are drawn */
    int64_t leaders;   /* lines from homes to numbers (atlas) */
    int64_t crossings; /* of such lines */
    int64_t crowded;   /* numbers that cover something */
    int64_t insets;
} ZfMapPlacing;

/* Counts in what map.h's functions say of what they placed. */
ZfMapPlacing zf_map_placing(const char *placed);
