/* anneal: ruin, recreate, keep or undo. One annealer is one logical worker. Private to vrp. */
#pragma once

#include "vrp/insertion.h"
#include "vrp/polish.h"
#include "vrp/ruin.h"

typedef struct Tuning {
    RuinTuning ruin;
    double hot;  /* first temperature, in mean ways between stops */
    double cold; /* last temperature */
    int32_t near;
    uint32_t blink; /* one position in so many is passed over */
} Tuning;

extern const Tuning zf_vrp_tuning;

/* The best first plan of one kind: shifts of one type filled first, or one order of visits. */
typedef struct Start {
    ZfVrpPlan plan;
    int64_t total;
    int32_t kind;
} Start;

#define STARTS_MAX 6

typedef struct Annealer {
    State *s;
    Insertion *in;
    ZfRng rng;
    Tuning tuning;
    Kept *best;
    ZfVrpPlan plan; /* the best, once finished */
    int64_t best_total;
    int64_t iterations;
    double hot;   /* first temperature, in units, */
    double cold;  /* and last */
    double prize; /* mean prize of the visits the first plan leaves out, where they are many */
    double unit;  /* mean way between stops of the first plan, in cost */
    double temperature;
    Start
        start[STARTS_MAX]; /* first plans of several kinds, none much worse than the best, where */
    int32_t n_starts;      /* shifts differ in cost: a search seldom gets from one to another */
    StopFunc stop;         /* or NULL: no more time to put visits in outside of trials */
    void *stop_user;
    bool annealing; /* between build and finish */
    int32_t *items;
    int64_t *keys;
    int32_t n_orders;
    int32_t orders[16]; /* ways to sort, as often as they are wanted */
} Annealer;

Annealer *zf_vrp_annealer_new(const Core *core, uint64_t seed, uint64_t stream,
                              const Tuning *tuning);
void zf_vrp_annealer_free(Annealer *a);

/* A first plan, cut short where the annealer's stop says so: start, or the best of several orders
 * of putting everything in. rate: iterations to come, for each visit; few of them leave no time to
 * begin hot. */
void zf_vrp_annealer_build(Annealer *a, const ZfVrpPlan *start, double rate);

/* Goes on from another plan, as warm as the leader. */
void zf_vrp_annealer_follow(Annealer *a, const Annealer *leader, const ZfVrpPlan *plan);
/* Puts absent visits in, wherever they find room. */
void zf_vrp_annealer_fill(Annealer *a);

/* step: 0 … ZF_VRP_STEPS - 1, how far the cooling is. */
#define ZF_VRP_STEPS 1024
void zf_vrp_annealer_cool(Annealer *a, int32_t step);
/* ret: a new best was found. */
bool zf_vrp_annealer_iterate(Annealer *a);

/* Goes back to the best plan, smooths every route and puts in whatever absent visit still finds
 * room anywhere. stop (or NULL) cuts the smoothing short. */
void zf_vrp_annealer_finish(Annealer *a, StopFunc stop, void *user);
