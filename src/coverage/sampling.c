#include "coverage/sampling.h"

#include <math.h>
#include <stdlib.h>

#include "coverage/coverage.h"

#define WILSON_Z         1.959963984540054
#define INFINITE_LOT_MAX 10000

/* -- intervals
 * ------------------------------------------------------------------------------------- */

ZfInterval
zf_wilson(int32_t k, int32_t n, int32_t N)
{
    g_assert(n > 0 && k >= 0 && k <= n && (N == 0 || n <= N));
    double p = (double)k / n;
    if (n == N) {
        int32_t at = (int32_t)(((int64_t)k * 20000 + n) / (2 * (int64_t)n));
        return (ZfInterval){at, at};
    }
    double size = N > 0 ? (double)n * (N - 1) / (N - n) : n;
    double z2 = WILSON_Z * WILSON_Z;
    double scale = 1 + z2 / size;
    double centre = (p + z2 / (2 * size)) / scale;
    double half = WILSON_Z * sqrt(p * (1 - p) / size + z2 / (4 * size * size)) / scale;
    /* k = 0 and k = n reach their end exactly, whatever the rounding of the arithmetic says */
    double lower = k == 0 ? 0 : centre - half;
    double upper = k == n ? 1 : centre + half;
    return (ZfInterval){(int32_t)floor(CLAMP(lower, 0, 1) * 10000 + 1e-9),
                        (int32_t)ceil(CLAMP(upper, 0, 1) * 10000 - 1e-9)};
}

ZfClass
zf_class_of_sample(int32_t k, int32_t n, int32_t N, int32_t target_permille)
{
    if (n <= 0) {
        return ZF_CLASS_NO_DATA;
    }
    if (n == N) {
        return zf_class_of(k, n, target_permille);
    }
    ZfInterval interval = zf_wilson(k, n, N);
    if (interval.lower >= target_permille * 10) {
        return ZF_CLASS_TARGET;
    }
    if (interval.upper >= target_permille * 10) {
        return ZF_CLASS_UNDECIDED;
    }
    return zf_class_of(k, n, target_permille);
}

/* -- lots
 * ------------------------------------------------------------------------------------------ */

/* How likely k + 1 misses in a sample of n are, measured by k. N = 0: an infinite lot. */
typedef struct Draw {
    int32_t N;
    int32_t M;
    int32_t n;
    double odds; /* of a miss, in an infinite lot */
} Draw;

static double
ratio(const Draw *draw, int32_t k)
{
    double step = (double)(draw->n - k) / (k + 1);
    if (draw->N == 0) {
        return step * draw->odds;
    }
    return step * (draw->M - k) / (draw->N - draw->M - draw->n + k + 1);
}

/* P(at most d misses): the terms are built up from the most likely one, which is 1, and divided by
 * their sum at last; so nothing overflows, and what vanishes does not matter. */
static double
at_most(const Draw *draw, int32_t d)
{
    int32_t least = draw->N ? MAX(0, draw->n - (draw->N - draw->M)) : 0;
    int32_t most = draw->N ? MIN(draw->n, draw->M) : draw->n;
    double below = 0;
    double all = 0;
    int32_t mode = least;
    while (mode < most && ratio(draw, mode) > 1) {
        mode++;
    }
    double term = 1;
    for (int32_t k = mode; k <= most && term > 1e-30; k++) {
        all += term;
        below += k <= d ? term : 0;
        term *= k < most ? ratio(draw, k) : 0;
    }
    term = 1;
    for (int32_t k = mode; k > least && term > 1e-30; k--) {
        term /= ratio(draw, k - 1);
        all += term;
        below += k - 1 <= d ? term : 0;
    }
    return below / all;
}

double
zf_accept_probability(int32_t N, int32_t M, int32_t n, int32_t d)
{
    g_assert(N > 0 && M >= 0 && M <= N && n >= 0 && n <= N);
    Draw draw = {.N = N, .M = M, .n = n};
    return at_most(&draw, d);
}

/* The same in an infinite lot of which miss_permille / 1000 are misses. */
static double
accept_infinite(int32_t miss_permille, int32_t n, int32_t d)
{
    Draw draw = {.n = n, .odds = (double)miss_permille / (1000 - miss_permille)};
    return at_most(&draw, d);
}

typedef struct Lot {
    int32_t N;
    int32_t M_hi;
    int32_t M_lo;
    int32_t miss_hi; /* permille */
    int32_t miss_lo;
} Lot;

static double
accept_good(const Lot *lot, int32_t n, int32_t d)
{
    return lot->N ? zf_accept_probability(lot->N, lot->M_hi, n, d)
                  : accept_infinite(lot->miss_hi, n, d);
}

static double
accept_bad(const Lot *lot, int32_t n, int32_t d)
{
    return lot->N ? zf_accept_probability(lot->N, lot->M_lo, n, d)
                  : accept_infinite(lot->miss_lo, n, d);
}

bool
zf_lot_plan(int32_t N, int32_t p_hi, int32_t p_lo, int32_t alpha, int32_t beta, ZfLotPlan *ret,
            GError **error)
{
    bool sane = N >= 0 && p_lo > 0 && p_lo < p_hi && p_hi < 1000 && alpha > 0 && alpha < 1000 &&
                beta > 0 && beta < 1000;
    if (!sane) {
        g_set_error(error, ZF_COVERAGE_ERROR, ZF_COVERAGE_ERROR_SAMPLE,
                    _("a spot check needs 0 < lower level < upper level < 100 %% and risks between "
                      "0 and 100 %%"));
        return false;
    }
    Lot lot = {.N = N, .miss_hi = 1000 - p_hi, .miss_lo = 1000 - p_lo};
    lot.M_hi = (int32_t)((int64_t)N * lot.miss_hi / 1000);
    lot.M_lo = (int32_t)(((int64_t)N * lot.miss_lo + 999) / 1000);
    /* equality must count as reached: probabilities carry rounding of about n * 1e-16 */
    double reject_max = alpha / 1000.0 + 1e-12;
    double accept_max = beta / 1000.0 + 1e-12;
    int32_t limit = N ? MIN(N, INFINITE_LOT_MAX) : INFINITE_LOT_MAX;
    int32_t d = 0; /* the smallest d never falls while n grows */
    for (int32_t n = 1; n <= limit; n++) {
        while (d < n && 1 - accept_good(&lot, n, d) > reject_max) {
            d++;
        }
        if (accept_bad(&lot, n, d) <= accept_max) {
            *ret = (ZfLotPlan){n, d};
            return true;
        }
    }
    if (N && N <= INFINITE_LOT_MAX) {
        *ret = (ZfLotPlan){N, lot.M_hi};
        return true;
    }
    g_set_error(error, ZF_COVERAGE_ERROR, ZF_COVERAGE_ERROR_SAMPLE,
                _("no sample of up to %d can tell these two levels apart: choose them further "
                  "apart or allow higher risks"),
                INFINITE_LOT_MAX);
    return false;
}

int32_t
zf_discovery_size(int32_t N, int32_t M, int32_t risk_permille)
{
    g_assert(M >= 1 && M <= N);
    double p = 1;
    int32_t n = 0;
    while (n < N && p > risk_permille / 1000.0 + 1e-12) {
        p *= (double)MAX(N - M - n, 0) / (N - n);
        n++;
    }
    return n;
}

/* -- drawing
 * --------------------------------------------------------------------------------------- */

static int
compare_int(const void *a, const void *b)
{
    int32_t p = *(const int32_t *)a;
    int32_t q = *(const int32_t *)b;
    return (p > q) - (p < q);
}

int32_t *
zf_sample_draw(uint64_t seed, int32_t N, int32_t n)
{
    g_assert(N >= 0 && n >= 0 && n <= N);
    g_autofree uint32_t *all = g_new(uint32_t, (gsize)N + 1);
    for (int32_t i = 0; i < N; i++) {
        all[i] = (uint32_t)i;
    }
    ZfRng rng;
    zf_rng_init(&rng, seed, 0);
    zf_rng_shuffle(&rng, all, (size_t)N);
    int32_t *ret = g_new(int32_t, (gsize)n + 1);
    for (int32_t i = 0; i < n; i++) {
        ret[i] = (int32_t)all[i];
    }
    if (n > 1) {
        qsort(ret, (size_t)n, sizeof *ret, compare_int);
    }
    return ret;
}
