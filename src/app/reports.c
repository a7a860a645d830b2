#include "app/reports.h"

#include <string.h>

#include "app/figures.h"
#include "app/inside.h"
#include "app/mapsource.h"
#include "coverage/coverage.h"
#include "report/report.h"

const char *const *
zf_app_report_names(void)
{
    static const char *names[ZF_REPORT_COUNT + 3];
    for (int i = 0; i < ZF_REPORT_COUNT; i++) {
        names[i] = zf_report_code((ZfReportKind)i);
    }
    names[ZF_REPORT_COUNT] = "bulletin";
    names[ZF_REPORT_COUNT + 1] = "village-page";
    return names;
}

static ZfFigures *
load(ZfApp *app, const ZfReportRequest *request, GError **error)
{
    ZfFiguresOptions options = {
        .as_of = request->as_of, .audience = request->audience, .area = request->area};
    g_autoptr(ZfFigures) figures = zf_app_figures(app, &options, error);
    if (!figures) {
        return NULL;
    }
    /* the tables name people: the same snapshot again, with names */
    ZfDate day = request->as_of == ZF_STAMP_NONE ? ZF_DATE_NONE : zf_stamp_date(request->as_of);
    ZfSnapshot *named = zf_app_snapshot(app, true, day, error);
    if (!named) {
        return NULL;
    }
    zf_snapshot_free(figures->snapshot);
    figures->snapshot = named;
    return g_steal_pointer(&figures);
}

/* The figures of a week before, when the campaign ran then. ret: false on failure. */
static bool
last_issue(ZfApp *app, const ZfReportRequest *request, const ZfFigures *figures, ZfFigures **ret,
           GError **error)
{
    ZfStamp then = figures->coverage->as_of - (ZfStamp)7 * 86400;
    ZfFiguresOptions options = {.audience = request->audience, .area = request->area};
    if (zf_stamp_date(then) < figures->snapshot->campaign.from) {
        return true;
    }
    *ret = zf_app_figures_before(app, &options, then, error);
    return *ret != NULL;
}

/* The name of the area that the others lie in: the first that is placed and whose parent is not. */
static const char *
place_of(const ZfSnapshot *snapshot, const int32_t *placed)
{
    for (size_t i = 0; i < snapshot->n_areas; i++) {
        int32_t parent = snapshot->areas[i].parent_index;
        if (placed[i] >= 0 && (parent < 0 || placed[parent] < 0)) {
            return snapshot->areas[i].name;
        }
    }
    return NULL;
}

static bool
bulletin(ZfApp *app, const ZfReportRequest *request, const ZfFigures *figures, GError **error)
{
    if (!g_str_has_suffix(request->output, ".pdf")) {
        g_set_error_literal(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE,
                            _("the bulletin is a page on paper: -o FILE.pdf"));
        return false;
    }
    g_autoptr(ZfBatch) roads = zf_store_load_roads(app->store, zf_box_empty(), error);
    g_autoptr(ZfBatch) water =
        roads ? zf_store_load_water(app->store, zf_box_empty(), error) : NULL;
    if (!water) {
        return false;
    }
    g_autofree char *check = zf_coverage_check(figures->coverage);
    g_autofree ZfArea *areas = NULL;
    g_autofree int32_t *placed = NULL;
    g_autoptr(ZfFigures) last = NULL;
    size_t n_areas = 0;
    if (request->area) {
        areas = zf_app_areas_below(figures->snapshot, request->area, &n_areas, &placed, error);
        if (!areas) {
            return false;
        }
    }
    if (!last_issue(app, request, figures, &last, error)) {
        return false;
    }
    const ZfCampaign *campaign = &figures->snapshot->campaign;
    g_autofree char *source = zf_app_map_source(app, campaign, campaign->lang, error);
    if (!source) {
        return false;
    }
    ZfBulletinInput input = {
        .check = check,
        .source = source,
        .areas = areas,
        .n_areas = n_areas,
        .place = request->area ? place_of(figures->snapshot, placed) : NULL,
        .last = last ? last->coverage : NULL,
        .snapshot = figures->snapshot,
        .coverage = figures->coverage,
        .plan = figures->plan,
        .audience = request->audience,
        .roads = (const ZfRoad *)(void *)roads->roads->data,
        .n_roads = roads->roads->len,
        .water = (const ZfWater *)(void *)water->water->data,
        .n_water = water->water->len,
        .bw = request->bw,
        .created = zf_app_now(),
    };
    return zf_report_bulletin(&input, request->output, error);
}

/* ret: the code of the area asked for, "" = everywhere; NULL with an error. */
static const char *
area_code(const ZfReportRequest *request, const ZfFigures *figures, GError **error)
{
    int32_t area = request->area ? zf_app_find_area(figures->snapshot, request->area, error) : -1;
    return !request->area ? "" : area < 0 ? NULL : figures->snapshot->areas[area].code;
}

static bool
village_pages(ZfApp *app, const ZfReportRequest *request, const ZfFigures *figures, GError **error)
{
    const char *area = area_code(request, figures, error);
    if (!area) {
        return false;
    }
    if (!g_str_has_suffix(request->output, ".pdf")) {
        g_set_error_literal(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE,
                            _("village pages are paper: -o FILE.pdf"));
        return false;
    }
    g_autoptr(ZfBatch) roads = zf_store_load_roads(app->store, zf_box_empty(), error);
    g_autoptr(ZfBatch) water =
        roads ? zf_store_load_water(app->store, zf_box_empty(), error) : NULL;
    if (!water) {
        return false;
    }
    const ZfCampaign *campaign = &figures->snapshot->campaign;
    g_autofree char *source = zf_app_map_source(app, campaign, campaign->lang, error);
    if (!source) {
        return false;
    }
    ZfVillagePageInput input = {
        .source = source,
        .snapshot = figures->snapshot,
        .coverage = figures->coverage,
        .audience = request->audience,
        .area = area,
        .roads = (const ZfRoad *)(void *)roads->roads->data,
        .n_roads = roads->roads->len,
        .water = (const ZfWater *)(void *)water->water->data,
        .n_water = water->water->len,
        .bw = request->bw,
        .created = zf_app_now(),
    };
    return zf_report_village_pages(&input, request->output, error);
}

static bool
table(const ZfReportRequest *request, ZfReportKind kind, const ZfFigures *figures, GError **error)
{
    ZfReportInput input = {.snapshot = figures->snapshot,
                           .coverage = figures->coverage,
                           .plan = figures->plan,
                           .audience = request->audience};
    input.area = area_code(request, figures, error);
    if (!input.area) {
        return false;
    }
    g_autoptr(GPtrArray) tables = zf_report_make(kind, &input, error);
    return tables && zf_report_save(tables, request->output, error);
}

bool
zf_app_report(ZfApp *app, const ZfReportRequest *request, GError **error)
{
    ZfReportKind kind = ZF_REPORT_UNVISITED;
    bool page = strcmp(request->what, "bulletin") == 0;
    bool villages = strcmp(request->what, "village-page") == 0;
    if (!page && !villages && !zf_report_find(request->what, &kind)) {
        g_autofree char *names = g_strjoinv(_(", "), (char **)zf_app_report_names());
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE,
                    _("there is no report %s; there are: %s"), request->what, names);
        return false;
    }
    g_autoptr(ZfFigures) figures = load(app, request, error);
    if (!figures || !(page       ? bulletin(app, request, figures, error)
                      : villages ? village_pages(app, request, figures, error)
                                 : table(request, kind, figures, error))) {
        return false;
    }
    g_autofree char *detail = g_strdup_printf("%s for %s", request->what,
                                              zf_code(ZF_CODES_AUDIENCE, (int)request->audience));
    return zf_app_audit(app, "report", detail, error);
}
