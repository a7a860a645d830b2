/* A made-up township of ten villages with round figures that add up. */
#pragma once

#include "report/report.h"

typedef struct Township {
    ZfSnapshot *snapshot;
    ZfCoverage *coverage;
    ZfCoverage *last;
    ZfPlan *plan;
} Township;

Township *township_new(ZfLang lang);
void township_free(Township *township);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Township, township_free)
