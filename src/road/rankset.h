/* rankset: a set of ranks that is emptied from its smallest member up, while larger ones come in.
 * That is the order in which a climb through a hierarchy may take its nodes, and a bit a rank is
 * all the queue it needs. Private to road. */
#pragma once

#include "base/base.h"

/* Which words of bits hold something is kept apart, so that empty stretches cost nothing. */
typedef struct ZfRankSet {
    uint64_t *bits;
    uint64_t *words; /* one bit a word of bits */
    size_t n_words;
    size_t n_bits;
} ZfRankSet;

/* An empty set that can hold ranks 0 … n - 1. */
static inline void
zf_rank_set_init(ZfRankSet *set, uint32_t n)
{
    set->n_bits = n / 64 + 1;
    set->n_words = set->n_bits / 64 + 1;
    set->bits = g_new0(uint64_t, set->n_bits);
    set->words = g_new0(uint64_t, set->n_words);
}

static inline void
zf_rank_set_clear(ZfRankSet *set)
{
    g_free(set->bits);
    g_free(set->words);
}

static inline bool
zf_rank_set_has(const ZfRankSet *set, uint32_t rank)
{
    return set->bits[rank / 64] >> rank % 64 & 1;
}

static inline void
zf_rank_set_add(ZfRankSet *set, uint32_t rank)
{
    set->bits[rank / 64] |= (uint64_t)1 << rank % 64;
    set->words[rank / 4096] |= (uint64_t)1 << rank / 64 % 64;
}

/* Takes the smallest rank out, false when empty. from: a word (of words) below which all is empty;
 * kept by the caller between calls, 0 at first. */
static inline bool
zf_rank_set_take(ZfRankSet *set, size_t *from, uint32_t *ret)
{
    while (*from < set->n_words && !set->words[*from]) {
        ++*from;
    }
    if (*from == set->n_words) {
        return false;
    }
    size_t word = *from * 64 + (size_t)__builtin_ctzll(set->words[*from]);
    *ret = (uint32_t)(word * 64 + (size_t)__builtin_ctzll(set->bits[word]));
    set->bits[word] &= set->bits[word] - 1;
    if (!set->bits[word]) {
        set->words[*from] &= set->words[*from] - 1;
    }
    return true;
}
