/* rng: random numbers that are the same on every machine: xoshiro256** (Blackman and Vigna,
 * "Scrambled linear pseudorandom number generators", 2021), seeded through splitmix64.
 * All results are integers; nothing here goes through floating point but zf_rng_unit. */
#pragma once

#include "base/prelude.h"

typedef struct ZfRng {
    uint64_t s[4];
} ZfRng;

/* stream: independent sequences of one seed (worker number, village number …). */
void zf_rng_init(ZfRng *rng, uint64_t seed, uint64_t stream);

uint64_t zf_rng_u64(ZfRng *rng);

/* 0 … n-1, without bias; n > 0. */
uint32_t zf_rng_below(ZfRng *rng, uint32_t n);

/* lo … hi, both included; lo <= hi. */
int32_t zf_rng_range(ZfRng *rng, int32_t lo, int32_t hi);

/* true in num of den cases. */
bool zf_rng_chance(ZfRng *rng, uint32_t num, uint32_t den);

/* [0, 1) on a grid of 2^-53. */
double zf_rng_unit(ZfRng *rng);

/* Fisher–Yates over n uint32. */
void zf_rng_shuffle(ZfRng *rng, uint32_t *items, size_t n);
