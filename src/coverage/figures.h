/* figures: facts added up — rows, categories, trend, forecast. Private to coverage. */
#pragma once

#include "coverage/rows.h"

/* Fills counts, talks and days of all rows, the total, the categories and conservation. */
void zf_figures_count(ZfCoverage *coverage, const ZfFacts *facts, const ZfRows *rows);

/* Trend and forecast of the units that home_row names. */
void zf_figures_trend(ZfCoverage *coverage, const ZfFacts *facts, const ZfRows *rows);

/* The list of homes still to be visited. */
void zf_figures_unvisited(ZfCoverage *coverage, const ZfFacts *facts, const ZfRows *rows);
