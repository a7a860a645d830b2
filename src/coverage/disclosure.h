/* disclosure: which figures an audience may read (DOMAIN §5): non-zero counts below k are hidden,
 * and enough others that nobody can work them out from the sums. */
#pragma once

#include "model/model.h"

/* Counts that disclosure control took away are negative, so that a writer who forgets to look
 * prints no secret: -1 says nothing, anything below says "at least zf_count_at_least(n)". */
#define ZF_COUNT_HIDDEN (-1)

static inline bool
zf_count_hidden(int32_t n)
{
    return n < 0;
}

/* ret: N − k + 1 where n was hidden because 0 < N − n < k ("≥70/74"), else 0. */
static inline int32_t
zf_count_at_least(int32_t n)
{
    return n < ZF_COUNT_HIDDEN ? -n - 1 : 0;
}

/* 0 for planner, village and volunteer, 5 for the county, 10 for the public. */
int32_t zf_disclosure_k(ZfAudience audience);

/* Hides in rows, total, categories, conservation and trend what coverage->k does not allow, sets
 * every `shown`, and drops the list of homes. Called by zf_coverage_compute for county and public;
 * k = 0 only hides small figures of secret categories (with k = 5).
 *
 * Primary: in any row, a count n with 0 < n < k; and for seen, complete and households_seen also
 * their remainder (in scope − n). S < k hides the whole row (FEW). Complementary: in every sum that
 * a reader can form (parent = its rows, for each figure; S = V + not seen = Q + not complete; not
 * seen = O + 未掌握; 未掌握 = scheduled + unscheduled), a single hidden figure, or hidden ones that
 * together are below k, take the smallest other one with them. Then a reader is played who knows
 * which hidden figures are small and narrows their bounds along all sums; where that leaves a
 * single value, the sum loses its next smallest figure too. Repeated until nothing changes.
 *
 * shown of a row: FEW: 0 < S < k; HIDDEN: S is hidden to protect another; BOUND: S stands, seen or
 * complete do not; EXACT otherwise.
 * The trend's counts are rounded down to multiples of k, so that no day's work can be read off. */
void zf_disclosure_apply(ZfCoverage *coverage);
