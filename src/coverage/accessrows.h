/* accessrows: which homes are hard to reach, and why; medians of communities. */
#pragma once

#include "model/model.h"

/* Fills the reasons of every home by limit_s, and rows and total. access has mode, limit_s and
 * homes; rows must be NULL. A home counts in its area and in all areas above it; homes in no area
 * count in the total alone.
 * unlocated: indices of households that count but have no position.
 * Rows: every area with a home, parents before their children, children by code. The median of an
 * even number is the lower one of the two in the middle. */
void zf_access_add_up(ZfAccess *access, const ZfSnapshot *snapshot, int32_t root,
                      const int32_t *unlocated, size_t n_unlocated);

/* ret: whether a household counts as of t: not left, not yet to come, not outside the campaign. */
bool zf_access_counts(const ZfSnapshot *snapshot, int32_t household, ZfDate t);
