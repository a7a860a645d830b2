/* rows: the tree of areas (and groups) as rows of figures. Private to coverage. */
#pragma once

#include "coverage/facts.h"

typedef struct ZfRows {
    GArray *rows;      /* ZfCoverageRow, tree order, counts still empty */
    int32_t *home_row; /* by household: the row it belongs to itself, -1 = not in options.area */
    bool *community;   /* by row: an area without areas below it */
} ZfRows;

/* root: index of the only area wanted, -1 = all. Texts go to coverage->texts. */
ZfRows *zf_rows_new(const ZfSnapshot *snapshot, int32_t root, bool groups, GStringChunk *texts);
void zf_rows_free(ZfRows *rows);

/* Adds every row's counts, talks and last visit to its parent. */
void zf_rows_sum(ZfCoverageRow *rows, size_t n);

/* Adds what stands in from: sums, the longest for overdue_days. */
void zf_counts_add(ZfCounts *counts, const ZfCounts *from);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfRows, zf_rows_free)
