/* visitwords (private): how outcomes and check boxes are written in files of results. */
#pragma once

#include "ingest/source.h"

/* nobody_count: n of 无人(第n次), else 0. vague: "已访", which does not say whom one saw. */
bool zf_parse_outcome(const char *text, ZfOutcome *ret, int32_t *nobody_count, bool *vague);
bool zf_parse_visit_mode(const char *text, ZfVisitMode *ret);

/* A set of n check boxes in one cell: "√√×√√√", "1,1,0,1,1,1", "全部", "6", or the boxes' names
 * ("数据、基本"), n of them in names ('|' between the spellings of one). no: the boxes crossed out.
 * ret: false when it cannot be understood. */
bool zf_parse_boxes(const char *text, const char *const *names, int n, uint32_t *yes, uint32_t *no);
