#include "coverage/coverage.h"

#include "coverage/figures.h"

G_DEFINE_QUARK(zf_coverage_error, zf_coverage_error)

ZfClass
zf_class_of(int32_t n, int32_t N, int32_t target_permille)
{
    if (N <= 0) {
        return ZF_CLASS_NO_DATA;
    }
    if ((int64_t)n * 1000 >= (int64_t)N * target_permille) {
        return ZF_CLASS_TARGET;
    }
    if ((int64_t)n * 2 < N) {
        return ZF_CLASS_UNDER_50;
    }
    return (int64_t)n * 10 < (int64_t)N * 8 ? ZF_CLASS_UNDER_80 : ZF_CLASS_UNDER_TARGET;
}

static void
classify(ZfCoverageRow *row, int32_t target)
{
    const ZfCounts *c = &row->counts;
    bool few = c->in_scope > 0 && c->in_scope < ZF_CLASS_FEW_UNITS;
    row->class_seen = few ? ZF_CLASS_FEW : zf_class_of(c->seen, c->in_scope, target);
    row->class_complete = few ? ZF_CLASS_FEW : zf_class_of(c->complete, c->in_scope, target);
}

static void
classify_all(ZfCoverage *coverage, int32_t target)
{
    for (size_t i = 0; i < coverage->n_rows; i++) {
        classify(&coverage->rows[i], target);
    }
    for (size_t i = 0; i < coverage->n_categories; i++) {
        classify(&coverage->categories[i], target);
    }
    classify(&coverage->total, target);
}

static bool
find_root(const ZfSnapshot *snapshot, const char *code, int32_t *ret, GError **error)
{
    *ret = -1;
    if (code && *code) {
        *ret = zf_snapshot_area(snapshot, code);
        if (*ret < 0) {
            g_set_error(error, ZF_COVERAGE_ERROR, ZF_COVERAGE_ERROR_AREA,
                        _("there is no area with the code %s"), code);
            return false;
        }
    }
    return true;
}

ZfCoverage *
zf_coverage_compute(const ZfSnapshot *snapshot, const ZfPlan *plan, const ZfSheet *sheets,
                    size_t n_sheets, const ZfCoverageOptions *options, GError **error)
{
    const ZfCoverageOptions defaults = ZF_COVERAGE_OPTIONS_INIT;
    const ZfCoverageOptions *o = options ? options : &defaults;
    int32_t root;
    if (!find_root(snapshot, o->area, &root, error)) {
        return NULL;
    }
    ZfCoverage *coverage = g_new0(ZfCoverage, 1);
    coverage->as_of = o->as_of == ZF_STAMP_NONE ? zf_stamp_now() : o->as_of;
    coverage->unit = snapshot->campaign.unit;
    coverage->audience = o->audience;
    coverage->k = zf_disclosure_k(o->audience);
    coverage->texts = g_string_chunk_new(1 << 12);
    g_autoptr(ZfFacts) facts =
        zf_facts_new(snapshot, zf_stamp_date(coverage->as_of), plan, sheets, n_sheets);
    g_autoptr(ZfRows) rows = zf_rows_new(snapshot, root, o->groups, coverage->texts);
    zf_figures_count(coverage, facts, rows);
    zf_figures_trend(coverage, facts, rows);
    zf_figures_unvisited(coverage, facts, rows);
    classify_all(coverage, snapshot->campaign.target_permille);
    zf_disclosure_apply(coverage);
    return coverage;
}
