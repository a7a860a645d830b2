#include "app/samples.h"

#include "app/workspace.h"
#include "sample/sample.h"

/* as sample.h has it */
#define CAMPAIGN_DAYS 5

static void
put(ZfGrid *grid, const char *what, int64_t n)
{
    zf_grid_row(grid);
    zf_grid_text(grid, what);
    zf_grid_int(grid, n);
}

static bool
in_range(const char *option, int64_t value, int64_t max, GError **error)
{
    if (value >= 0 && value <= max) {
        return true;
    }
    g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE, _("--%s is from 0 to %ld"), option,
                (long)max);
    return false;
}

ZfGrid *
zf_app_sample(const ZfSampleRequest *request, const ZfProgress *progress, GError **error)
{
    if (!in_range("villages", request->villages, ZF_SAMPLE_MAX_VILLAGES, error) ||
        !in_range("households", request->households, ZF_SAMPLE_MAX_HOUSEHOLDS, error) ||
        !in_range("teams", request->teams, ZF_SAMPLE_MAX_HOUSEHOLDS, error)) {
        return NULL;
    }
    ZfSampleOptions options = {.folder = request->folder,
                               .villages = (int32_t)request->villages,
                               .households = (int32_t)request->households,
                               .teams = (int32_t)request->teams,
                               .seed = request->seed,
                               .start = request->start == ZF_DATE_NONE ? 0 : request->start,
                               .clean = request->clean};
    g_auto(ZfSampleReport) report = {0};
    if (!zf_sample_write(&options, progress, &report, error)) {
        return NULL;
    }
    g_autofree char *first = zf_date_format(report.start);
    g_autofree char *last = zf_date_format(report.start + CAMPAIGN_DAYS - 1);
    bool over = report.start + CAMPAIGN_DAYS - 1 < zf_stamp_date(zf_stamp_now());
    g_autofree char *title =
        over ? g_strdup_printf(
                   _("Made up; nobody in it exists. The volunteers can come from %s to %s: these "
                     "days are over, and nothing can be planned on them; --start DATE makes the "
                     "township for a campaign to come"),
                   first, last)
             : g_strdup_printf(
                   _("Made up; nobody in it exists. The volunteers can come from %s to %s (--start "
                     "chooses other days). Next: zoufang go %s --from %s --to %s"),
                   first, last, request->folder, first, last);
    ZfGrid *grid = zf_grid_new("sample", title);
    zf_grid_column(grid, "what", _("what"), ZF_GRID_TEXT);
    zf_grid_column(grid, "count", _("how many"), ZF_GRID_INT);
    put(grid, _("towns"), report.towns);
    put(grid, _("villages"), report.villages);
    put(grid, _("homes"), report.households);
    put(grid, _("children"), report.children);
    put(grid, _("homes with a position"), report.with_point);
    put(grid, _("volunteers"), report.volunteers);
    put(grid, _("pairs"), report.pairings);
    put(grid, _("visits of an earlier round"), report.visits);
    put(grid, _("places"), report.places);
    put(grid, _("km of roads"), (int64_t)(report.road_m / 1000));
    put(grid, _("files"), report.files ? report.files->len : 0);
    return grid;
}
