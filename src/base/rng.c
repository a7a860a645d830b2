#include "base/rng.h"

static uint64_t
splitmix(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

void
zf_rng_init(ZfRng *rng, uint64_t seed, uint64_t stream)
{
    uint64_t state = seed;
    uint64_t mixed = splitmix(&state) ^ (stream * 0xd1342543de82ef95u);
    for (int i = 0; i < 4; i++) {
        rng->s[i] = splitmix(&mixed);
    }
}

static uint64_t
rotl(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

uint64_t
zf_rng_u64(ZfRng *rng)
{
    uint64_t *s = rng->s;
    uint64_t ret = rotl(s[1] * 5, 7) * 9;
    uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotl(s[3], 45);
    return ret;
}

uint32_t
zf_rng_below(ZfRng *rng, uint32_t n)
{
    g_assert(n > 0);
    /* Lemire's multiply-shift with rejection: unbiased for every n. */
    uint64_t m = (zf_rng_u64(rng) >> 32) * n;
    if ((uint32_t)m < n) {
        uint32_t threshold = (uint32_t)(-n) % n;
        while ((uint32_t)m < threshold) {
            m = (zf_rng_u64(rng) >> 32) * n;
        }
    }
    return (uint32_t)(m >> 32);
}

int32_t
zf_rng_range(ZfRng *rng, int32_t lo, int32_t hi)
{
    g_assert(lo <= hi);
    uint32_t span = (uint32_t)hi - (uint32_t)lo;
    if (span == UINT32_MAX) {
        return (int32_t)(zf_rng_u64(rng) >> 32);
    }
    return (int32_t)((uint32_t)lo + zf_rng_below(rng, span + 1));
}

bool
zf_rng_chance(ZfRng *rng, uint32_t num, uint32_t den)
{
    return zf_rng_below(rng, den) < num;
}

double
zf_rng_unit(ZfRng *rng)
{
    return (double)(zf_rng_u64(rng) >> 11) * 0x1p-53;
}

void
zf_rng_shuffle(ZfRng *rng, uint32_t *items, size_t n)
{
    for (size_t i = n; i > 1; i--) {
        size_t j = zf_rng_below(rng, (uint32_t)i);
        uint32_t t = items[i - 1];
        items[i - 1] = items[j];
        items[j] = t;
    }
}
