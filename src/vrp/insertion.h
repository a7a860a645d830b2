/* insertion: where an absent visit costs least. Private to vrp. */
#pragma once

#include "vrp/state.h"

#define IMPOSSIBLE INT64_MAX

typedef struct Spot {
    int32_t visit; /* differs from the one asked for when it is a member of a group */
    int32_t route;
    int32_t pos;   /* becomes this position, 1 … len + 1 */
    int64_t delta; /* of the cost, the prize left aside; IMPOSSIBLE when there is none */
} Spot;

/* The cost of being in a route at all, or IMPOSSIBLE. */
typedef struct Base {
    int64_t cost;
    uint32_t stamp;
} Base;

typedef struct Insertion {
    State *s;
    int32_t n_near; /* neighbours beside which is looked; 0: everywhere */
    uint32_t blink; /* on average one position in so many is passed over; 0: none */
    uint32_t until; /* positions until the next is passed over */
    ZfRng *rng;     /* for blinking; NULL: never */
    bool ends;      /* with rng: visits are tried as the first and the last of every route, too */
    bool wide;      /* where the nearest offer no place, look a little further */
    int32_t share; /* of the fixed cost counted for opening a shift, in 256ths, but as much at least
                      as the visit takes of its room */
    int32_t only_type; /* the only type of shift that is opened; ZF_VRP_NONE: any */
    uint32_t *stamp;   /* [visit]: the position behind it has been looked at */
    Base *base;        /* [shift] */
    uint32_t now;
} Insertion;

Insertion *zf_vrp_insertion_new(State *state);
void zf_vrp_insertion_free(Insertion *insertion);

/* The best place for v, or for any visit of its group: beside its neighbours and in empty shifts
 * when n_near > 0, and everywhere when that finds none and fallback is set. */
Spot zf_vrp_insertion_best(Insertion *in, int32_t visit, bool fallback);

/* The best place for v in one shift; delta IMPOSSIBLE when there is none. */
Spot zf_vrp_insertion_best_in(Insertion *in, int32_t visit, int32_t route);
