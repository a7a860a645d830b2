/* sampling: spot checks (DOMAIN §5): intervals, lot quality samples, discovery samples and the
 * exchange check. Pure arithmetic without logarithms: the same numbers on every machine. */
#pragma once

#include "model/model.h"

/* lower and upper in hundredths of a per cent (9512 = 95.12 %), rounded down and up. */
typedef struct ZfInterval {
    int32_t lower;
    int32_t upper;
} ZfInterval;

/* Wilson's interval for k hits in a sample of n out of a lot of N (N = 0: infinite), 95 %:
 * p = k/n, effective size n(N−1)/(N−n). n = N is a full count: no interval, lower = upper.
 * 0 <= k <= n, 0 < n, n <= N or N = 0. */
ZfInterval zf_wilson(int32_t k, int32_t n, int32_t N);

/* 达标 if lower >= target, else 待定 if upper >= target, else the class of the sample's ratio. A
 * full count (n = N) is classed by itself. n = 0: ZF_CLASS_NO_DATA. */
ZfClass zf_class_of_sample(int32_t k, int32_t n, int32_t N, int32_t target_permille);

/* A lot quality plan: look at n, accept when at most d miss. */
typedef struct ZfLotPlan {
    int32_t n;
    int32_t d;
} ZfLotPlan;

/* Smallest n (and its smallest d) with P(reject | M_hi) <= alpha and P(accept | M_lo) <= beta,
 * where M_hi = ⌊N(1−p_hi)⌋, M_lo = ⌈N(1−p_lo)⌉; N = 0: infinite lot (binomial). All in permille, 0
 * < p_lo < p_hi < 1000. ret: {N, M_hi} (look at all) when no smaller sample does. Errors:
 * ZF_COVERAGE_ERROR_SAMPLE: numbers out of range, or an infinite lot needs over 10 000. */
bool zf_lot_plan(int32_t N, int32_t p_hi, int32_t p_lo, int32_t alpha, int32_t beta, ZfLotPlan *ret,
                 GError **error) ZF_CHECK_RESULT;

/* P(at most d misses in n of N, M of which are misses); hypergeometric.
 * 0 < N, 0 <= M, n <= N. */
double zf_accept_probability(int32_t N, int32_t M, int32_t n, int32_t d);

/* Discovery sample: smallest n with P(no miss found | M misses in N) <= risk_permille / 1000.
 * 1 <= M <= N. */
int32_t zf_discovery_size(int32_t N, int32_t M, int32_t risk_permille);

/* n of N without replacement, ascending; a function of the seed and N alone, and the first m of a
 * larger sample are a sample of m. ret: n indices, owned by the caller; n <= N. */
int32_t *zf_sample_draw(uint64_t seed, int32_t N, int32_t n);

/* Exchange check 交换互查: who checks whom. points: n villages' positions. ret[i]: the village
 * whose people check village i. Nobody checks the own village, nobody is checked by whom they check
 * where that can be avoided, legs longer than limit_m only where there is no other way; then the
 * least total way. n <= ZF_EXCHANGE_MAX. */
#define ZF_EXCHANGE_MAX 1000
typedef struct ZfExchange {
    int32_t *checker; /* n, owned */
    int32_t n;
    int32_t reciprocal; /* pairs that check each other all the same */
    int32_t too_far;    /* legs longer than the limit */
    int64_t total_m;
} ZfExchange;
/* Errors: ZF_COVERAGE_ERROR_SAMPLE: fewer than 2 villages or too many. */
bool zf_exchange_make(const ZfLonLat *points, int32_t n, int32_t limit_m, ZfExchange *ret,
                      GError **error) ZF_CHECK_RESULT;
void zf_exchange_clear(ZfExchange *exchange);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ZfExchange, zf_exchange_clear)
