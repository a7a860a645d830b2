#include "app/keeping.h"

#include "app/inside.h"
#include "app/layers.h"
#include "app/plancheck.h"
#include "coverage/coverage.h"

/* Figures must add up for both units, whatever the campaign counts. */
static bool
check_sums(const ZfSnapshot *snapshot, const ZfPlan *plan, ZfFindings *findings, GError **error)
{
    ZfCoverageOptions options = ZF_COVERAGE_OPTIONS_INIT;
    options.as_of = zf_app_now();
    g_autoptr(ZfCoverage) coverage = zf_coverage_compute(snapshot, plan, NULL, 0, &options, error);
    if (!coverage) {
        return false;
    }
    if (!coverage->conservation.holds) {
        zf_findings_add(findings, ZF_SEVERITY_STOP, "conservation",
                        _("registered, in scope and their states do not add up"));
    }
    return true;
}

/* Water may come after the homes: they are told until their position is mended or confirmed by
 * hand, as homes that come after the water are until their rows are mended. */
static bool
check_water(ZfApp *app, ZfFindings *findings, GError **error)
{
    g_autoptr(ZfBatch) layers = zf_store_load_water(app->store, zf_box_empty(), error);
    if (!layers || layers->water->len == 0) {
        return layers != NULL;
    }
    g_autoptr(ZfSnapshot) homes = zf_store_load(app->store, NULL, 0, ZF_DATE_NONE, error);
    if (!homes) {
        return false;
    }
    layers_report_wet_homes(layers, homes, false, zf_store_path(app->store), findings);
    return true;
}

ZfFindings *
zf_app_check(ZfApp *app, const ZfProgress *progress, GError **error)
{
    g_autoptr(ZfFindings) findings = zf_findings_new();
    if (!zf_store_check(app->store, findings, progress, error) ||
        !check_water(app, findings, error)) {
        return NULL;
    }
    g_autoptr(ZfCampaigns) campaigns = zf_store_campaigns(app->store, error);
    if (!campaigns) {
        return NULL;
    }
    if (campaigns->n == 0) {
        return g_steal_pointer(&findings);
    }
    g_autoptr(ZfSnapshot) snapshot = zf_app_snapshot(app, false, ZF_DATE_NONE, error);
    GError *failure = NULL;
    g_autoptr(ZfPlan) plan = snapshot ? zf_app_plan(app, &failure) : NULL;
    if (!snapshot || failure) {
        if (failure) {
            g_propagate_error(error, failure);
        }
        return NULL;
    }
    if (!check_sums(snapshot, plan, findings, error) ||
        (plan && !plan_check(app, snapshot, plan, findings, progress, error))) {
        return NULL;
    }
    return g_steal_pointer(&findings);
}

bool
zf_app_backup(ZfApp *app, const char *path, GError **error)
{
    return zf_store_backup(app->store, path, error);
}

ZfGrid *
zf_app_audit_list(ZfApp *app, size_t limit, GError **error)
{
    g_autoptr(GPtrArray) entries = zf_store_audit_list(app->store, limit, error);
    if (!entries) {
        return NULL;
    }
    ZfGrid *grid = zf_grid_new("audit", _("Access log"));
    zf_grid_column(grid, "number", _("no."), ZF_GRID_INT);
    zf_grid_column(grid, "at", _("when"), ZF_GRID_TEXT);
    zf_grid_column(grid, "user", _("who"), ZF_GRID_TEXT);
    zf_grid_column(grid, "action", _("what"), ZF_GRID_TEXT);
    zf_grid_column(grid, "detail", _("detail"), ZF_GRID_TEXT);
    for (guint i = 0; i < entries->len; i++) {
        const ZfAuditEntry *entry = g_ptr_array_index(entries, i);
        g_autofree char *at = zf_stamp_format(entry->at);
        zf_grid_row(grid);
        zf_grid_int(grid, entry->number);
        zf_grid_text(grid, at);
        zf_grid_text(grid, entry->user);
        zf_grid_text(grid, entry->action);
        zf_grid_text(grid, entry->detail);
    }
    return grid;
}
