#include "model/coverage.h"

void
zf_coverage_free(ZfCoverage *coverage)
{
    if (!coverage) {
        return;
    }
    g_free(coverage->rows);
    g_free(coverage->categories);
    g_free(coverage->trend);
    g_free(coverage->unvisited);
    if (coverage->texts) {
        g_string_chunk_free(coverage->texts);
    }
    g_free(coverage);
}
