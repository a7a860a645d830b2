#include "app/drawing.h"

#include <string.h>
#include <sys/stat.h>

#include "app/access.h"
#include "app/figures.h"
#include "app/inside.h"
#include "app/mapsource.h"
#include "app/planweather.h"
#include "app/printletters.h"
#include "app/relief.h"
#include "coverage/coverage.h"
#include "map/map.h"
#include "say/say.h"
#include "sheet/sheet.h"

#define BESIDE_DEG 0.03

bool
zf_map_wanted_parse(const char *text, ZfMapWanted *ret)
{
    static const char *const names[] = {"coverage", "unvisited", "routes", "atlas",
                                        "access",   "hotspots",  "change"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(text, names[i]) == 0) {
            *ret = (ZfMapWanted)i;
            return true;
        }
    }
    return false;
}

/* ---- what of the plan ---- */

static bool
has_member(const ZfSnapshot *snapshot, const ZfRoute *route, const char *volunteer)
{
    int32_t team = zf_snapshot_team(snapshot, route->team);
    for (int32_t m = 0; team >= 0 && m < snapshot->teams[team].n_members; m++) {
        int32_t index = snapshot->teams[team].member_index[m];
        if (index >= 0 && (strcmp(snapshot->volunteers[index].name, volunteer) == 0 ||
                           strcmp(snapshot->volunteers[index].id, volunteer) == 0)) {
            return true;
        }
    }
    return false;
}

/* Is it the route asked for, of that day, with that volunteer? 0, ZF_DATE_NONE, NULL: any. */
static bool
wanted_route(const ZfSnapshot *snapshot, const ZfRoute *route, int32_t number, ZfDate day,
             const char *volunteer)
{
    return (number == 0 || route->number == number) &&
           (day == ZF_DATE_NONE || route->date == day) &&
           (!volunteer || has_member(snapshot, route, volunteer));
}

/* ---- maps ---- */

typedef struct Layers {
    ZfBatch *roads;
    ZfBatch *water;
} Layers;

static void
layers_clear(Layers *layers)
{
    zf_batch_free(layers->roads);
    zf_batch_free(layers->water);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Layers, layers_clear)

static bool
layers_load(ZfApp *app, Layers *layers, GError **error)
{
    layers->roads = zf_store_load_roads(app->store, zf_box_empty(), error);
    layers->water = layers->roads ? zf_store_load_water(app->store, zf_box_empty(), error) : NULL;
    return layers->water != NULL;
}

static bool
paper_size(const char *name, double *width_mm, double *height_mm, GError **error)
{
    if (name && !zf_paper_size_of(name, true, width_mm, height_mm)) {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE, _("--paper %s: A4, A3, A2, A1 or A0"),
                    name);
        return false;
    }
    return true;
}

/* The figures of a map: now, and what it compares them with. */
typedef struct MapFigures {
    ZfFigures *now;
    ZfFigures *before;
    GPtrArray *series; /* of ZfFigures; the last is now */
    const ZfCoverage **moments;
} MapFigures;

static void
map_figures_clear(MapFigures *figures)
{
    if (!figures->series) {
        zf_figures_free(figures->now);
    }
    zf_figures_free(figures->before);
    g_clear_pointer(&figures->series, g_ptr_array_unref);
    g_free(figures->moments);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MapFigures, map_figures_clear)

static bool
map_figures_load(MapFigures *figures, ZfApp *app, const ZfMapRequest *request, GError **error)
{
    ZfFiguresOptions options = {.as_of = request->as_of,
                                .audience = request->audience,
                                .area = request->area,
                                .names = request->what == ZF_MAP_WANT_ATLAS,
                                .ways = request->what == ZF_MAP_WANT_ROUTES};
    if (request->multiples != ZF_MULTIPLES_NONE) {
        figures->series =
            zf_app_figures_series(app, &options, request->multiples == ZF_MULTIPLES_WEEK, error);
        if (!figures->series) {
            return false;
        }
        figures->moments = g_new(const ZfCoverage *, figures->series->len);
        for (guint i = 0; i < figures->series->len; i++) {
            figures->now = figures->series->pdata[i];
            figures->moments[i] = figures->now->coverage;
        }
        return true;
    }
    figures->now = zf_app_figures(app, &options, error);
    if (figures->now && request->what == ZF_MAP_WANT_CHANGE) {
        figures->before = zf_app_figures_before(app, &options, request->since, error);
        return figures->before != NULL;
    }
    return figures->now != NULL;
}

static bool
draw_map(ZfPaper *paper, ZfMapWanted what, const ZfMapInput *input, const ZfMapOptions *options,
         char **placed, GError **error)
{
    switch (what) {
    case ZF_MAP_WANT_UNVISITED: return zf_map_unvisited(paper, input, options, placed, error);
    case ZF_MAP_WANT_HOTSPOTS: return zf_map_hotspots(paper, input, options, placed, error);
    case ZF_MAP_WANT_ATLAS: return zf_map_atlas(paper, input, options, placed, error);
    case ZF_MAP_WANT_ACCESS: return zf_map_access(paper, input, options, placed, error);
    case ZF_MAP_WANT_ROUTES: return zf_map_routes(paper, input, options, placed, error);
    default:
        return input->n_moments > 0 ? zf_map_multiples(paper, input, options, placed, error)
                                    : zf_map_coverage(paper, input, options, placed, error);
    }
}

/* ret: by route of the plan, NULL = all are wanted; owned by the caller. */
static bool *
map_routes(const ZfFigures *figures, const ZfMapRequest *request)
{
    if (request->route == 0 && !request->volunteer) {
        return NULL;
    }
    bool *only = g_new0(bool, figures->plan->n_routes + 1);
    for (size_t i = 0; i < figures->plan->n_routes; i++) {
        only[i] = wanted_route(figures->snapshot, &figures->plan->routes[i], request->route,
                               request->day, request->volunteer);
    }
    return only;
}

static ZfMapInput
map_input(const ZfFigures *figures, const Layers *layers, const ZfCampaign *campaign,
          const ZfMapRequest *request)
{
    const ZfSnapshot *snapshot = figures->snapshot;
    return (ZfMapInput){
        .campaign = campaign,
        .areas = snapshot->areas,
        .n_areas = snapshot->n_areas,
        .roads = (const ZfRoad *)(void *)layers->roads->roads->data,
        .n_roads = layers->roads->roads->len,
        .water = (const ZfWater *)(void *)layers->water->water->data,
        .n_water = layers->water->water->len,
        .places = snapshot->places,
        .n_places = snapshot->n_places,
        .coverage = figures->coverage,
        .households = snapshot->households,
        .n_households = snapshot->n_households,
        .persons = request->what == ZF_MAP_WANT_ATLAS ? snapshot->persons : NULL,
        .plan = figures->plan,
        .day = request->day,
    };
}

static ZfAccessFigures *
map_access(ZfApp *app, const ZfMapRequest *request, ZfFindings *findings,
           const ZfProgress *progress, GError **error)
{
    ZfAccessOptions options = {.as_of = request->as_of,
                               .audience = request->audience,
                               .area = request->area,
                               .mode = request->mode,
                               .limit_minutes = request->limit_minutes,
                               .weather = request->weather};
    return zf_app_access(app, &options, findings, progress, error);
}

/* The homes of access are those of its own snapshot, which was made the same way. */
static void
put_access(ZfMapInput *input, const ZfAccessFigures *access, const ZfMapRequest *request)
{
    input->access = access->access;
    input->access_k = zf_disclosure_k(request->audience);
    input->as_of = request->as_of == ZF_STAMP_NONE ? zf_app_now() : request->as_of;
    input->households = access->snapshot->households;
    input->n_households = access->snapshot->n_households;
}

static bool
map_onto_paper(ZfApp *app, const ZfMapRequest *request, const ZfMapOptions *options,
               ZfPaperFormat format, ZfFindings *findings, const ZfProgress *progress,
               GError **error)
{
    g_auto(MapFigures) all = {0};
    g_auto(Layers) layers = {0};
    if (!map_figures_load(&all, app, request, error) || !layers_load(app, &layers, error)) {
        return false;
    }
    const ZfFigures *figures = all.now;
    g_autoptr(ZfAccessFigures) access = NULL;
    if (request->what == ZF_MAP_WANT_ACCESS) {
        access = map_access(app, request, findings, progress, error);
        if (!access) {
            return false;
        }
    }
    if (request->what == ZF_MAP_WANT_ROUTES && !figures->plan) {
        g_set_error_literal(error, ZF_APP_ERROR, ZF_APP_ERROR_NOTHING,
                            _("there is no plan yet; make one with “zoufang plan”"));
        return false;
    }
    if (request->stand_in) {
        zf_app_stand_in(figures->snapshot, figures->plan);
    }
    g_autofree bool *only = figures->plan ? map_routes(figures, request) : NULL;
    ZfMapOptions own = *options;
    ZfCampaign campaign = figures->snapshot->campaign;
    own.lang = request->lang < 0 ? campaign.lang : (ZfLang)request->lang;
    g_autofree char *source = zf_app_map_source(app, &campaign, own.lang, error);
    if (!source) {
        return false;
    }
    campaign.source = source;
    ZfMapInput input = map_input(figures, &layers, &campaign, request);
    g_autofree char *check = zf_coverage_check(figures->coverage);
    input.check = check;
    input.only_routes = only;
    if (access) {
        put_access(&input, access, request);
    }
    input.before = all.before ? all.before->coverage : NULL;
    input.moments = all.moments;
    input.n_moments = all.series ? all.series->len : 0;
    input.weekly = request->multiples == ZF_MULTIPLES_WEEK;
    g_autofree ZfArea *areas = NULL;
    g_autofree int32_t *place = NULL;
    if (request->area) {
        areas = zf_app_areas_below(figures->snapshot, request->area, &input.n_areas, &place, error);
        input.area_place = place;
        input.areas = areas;
        input.wider = figures->snapshot->areas;
        input.n_wider = figures->snapshot->n_areas;
        if (!areas) {
            return false;
        }
    }
    ZfPaperOptions paper_options = {.format = format,
                                    .dpi = request->dpi ? request->dpi : 150,
                                    .title = campaign.title,
                                    .author = campaign.organiser,
                                    .lang = zf_say_lang_tag(own.lang),
                                    .created = zf_app_now()};
    g_autoptr(ZfLetters) letters = zf_app_letters(figures->snapshot, figures->plan, layers.roads,
                                                  layers.water, request->what == ZF_MAP_WANT_ATLAS);
    paper_options.letters = letters;
    g_autoptr(ZfPaper) paper = zf_paper_new(&paper_options);
    g_autofree char *placed = NULL;
    if (!draw_map(paper, request->what, &input, &own, request->placing ? &placed : NULL, error) ||
        !zf_paper_save(paper, request->output, error)) {
        return false;
    }
    if (request->placing) {
        *request->placing = zf_map_placing(placed);
    }
    return true;
}

bool
zf_app_map(ZfApp *app, const ZfMapRequest *request, ZfFindings *findings,
           const ZfProgress *progress, GError **error)
{
    ZfMapOptions options = {
        .audience = request->audience, .bw = request->bw, .best_fit = true, .progress = progress};
    options.grow = !request->paper;
    ZfPaperFormat format;
    if (!zf_paper_format_of(request->output, &format, error) ||
        !paper_size(request->paper, &options.width_mm, &options.height_mm, error)) {
        return false;
    }
    options.format = format;
    g_autoptr(ZfStyle) style = NULL;
    if (request->style) {
        style = zf_style_load(request->style, error);
        if (!style) {
            return false;
        }
        options.style = style;
    }
    return map_onto_paper(app, request, &options, format, findings, progress, error);
}

/* ---- worksheets ---- */

void
zf_sheets_report_free(ZfSheetsReport *report)
{
    if (!report) {
        return;
    }
    g_ptr_array_unref(report->files);
    g_free(report);
}

typedef struct SheetJob {
    ZfSnapshot *snapshot;
    char *source; /* of what lies under the maps */
    ZfPlan *plan;
    Layers layers;
    ZfContours *contours; /* NULL = no heights */
    GArray *routes;       /* ZfSheetRoute */
    GPtrArray *drawn;     /* ZfSheetRow, own the numbers */
    GPtrArray *rain;      /* char **, own what routes say of rain */
} SheetJob;

static void
sheet_job_clear(SheetJob *job)
{
    zf_snapshot_free(job->snapshot);
    zf_plan_free(job->plan);
    layers_clear(&job->layers);
    g_free(job->source);
    zf_contours_free(job->contours);
    g_clear_pointer(&job->routes, g_array_unref);
    g_clear_pointer(&job->drawn, g_ptr_array_unref);
    g_clear_pointer(&job->rain, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SheetJob, sheet_job_clear)

static bool
sheet_job_load(ZfApp *app, const ZfSheetsRequest *request, SheetJob *job, GError **error)
{
    job->snapshot = zf_app_snapshot(app, true, ZF_DATE_NONE, error);
    if (!job->snapshot) {
        return false;
    }
    GError *failure = NULL;
    job->plan = zf_app_plan(app, &failure);
    if (!job->plan) {
        if (failure) {
            g_propagate_error(error, failure);
        } else {
            g_set_error_literal(error, ZF_APP_ERROR, ZF_APP_ERROR_NOTHING,
                                _("there is no plan yet; make one with “zoufang plan”"));
        }
        return false;
    }
    if (request->stand_in) {
        zf_app_stand_in(job->snapshot, job->plan);
    }
    const ZfCampaign *campaign = &job->snapshot->campaign;
    job->source = zf_app_map_source(app, campaign, campaign->lang, error);
    if (!job->source) {
        return false;
    }
    job->routes = g_array_new(FALSE, TRUE, sizeof(ZfSheetRoute));
    job->drawn = g_ptr_array_new_with_free_func((GDestroyNotify)zf_sheet_row_free);
    for (size_t i = 0; i < job->plan->n_routes; i++) {
        const ZfRoute *route = &job->plan->routes[i];
        if (!wanted_route(job->snapshot, route, request->route, request->day, request->volunteer)) {
            continue;
        }
        ZfSheetRow *row =
            zf_store_sheet_draw(app->store, job->plan->number, route->number, 0, error);
        if (!row) {
            return false;
        }
        g_ptr_array_add(job->drawn, row);
        ZfSheetRoute one = {.route = (uint32_t)i, .number = row->sheet.number};
        g_array_append_val(job->routes, one);
    }
    if (job->routes->len == 0) {
        g_set_error_literal(error, ZF_APP_ERROR, ZF_APP_ERROR_NOTHING,
                            _("the plan has no such route; “zoufang routes” lists them"));
        return false;
    }
    ZfBox box = zf_box_empty();
    for (size_t i = 0; i < job->plan->n_points; i++) {
        zf_box_add(&box, job->plan->points[i]);
    }
    for (size_t i = 0; i < job->plan->n_routes; i++) {
        zf_box_add(&box, job->plan->routes[i].point);
    }
    /* what a strip shows beside the way */
    ZfBox wide = {box.min_lon - BESIDE_DEG, box.min_lat - BESIDE_DEG, box.max_lon + BESIDE_DEG,
                  box.max_lat + BESIDE_DEG};
    return layers_load(app, &job->layers, error) && relief_load(app, wide, &job->contours, error);
}

/* What rain makes of the routes that are drawn. A plan made for rain or ice says so itself. */
static bool
find_rain(ZfApp *app, SheetJob *job, const ZfProgress *progress, GError **error)
{
    job->rain = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    if (strstr(job->plan->options, "--weather")) {
        return true;
    }
    g_autoptr(ZfFindings) findings = zf_findings_new(); /* making the plan told them */
    ZfPlanWeather *all = plan_weather_load(app, job->snapshot, job->plan, ZF_WEATHER_RAIN, findings,
                                           progress, error);
    for (guint i = 0; all && i < job->routes->len; i++) {
        ZfSheetRoute *one = &g_array_index(job->routes, ZfSheetRoute, i);
        char **words = plan_weather_words(&all[one->route], &job->plan->routes[one->route],
                                          job->snapshot->campaign.lang);
        one->rain = (const char *const *)words;
        if (words) {
            g_ptr_array_add(job->rain, words);
        }
    }
    zf_plan_weather_free(all, job->plan->n_routes);
    return all != NULL;
}

static bool
is_folder(const char *path)
{
    return g_str_has_suffix(path, "/") || g_file_test(path, G_FILE_TEST_IS_DIR);
}

static bool
has_pdf_name(const char *path)
{
    g_autofree char *lower = g_ascii_strdown(path, -1);
    return g_str_has_suffix(lower, ".pdf");
}

/* "03-2026-02-14-KM7-0214-3X.pdf": sorted as the routes are. */
static char *
route_file(const char *folder, const ZfPlan *plan, const ZfSheetRoute *one)
{
    const ZfRoute *route = &plan->routes[one->route];
    g_autofree char *day = zf_date_format(route->date);
    g_autofree char *name = g_strdup_printf("%03d-%s-%s.pdf", route->number, day, one->number);
    return g_build_filename(folder, name, NULL);
}

static bool
render(const ZfSheetsRequest *request, const SheetJob *job, ZfSheetsReport *report, int32_t *pages,
       const ZfProgress *progress, GError **error)
{
    const ZfSheetRoute *routes = (const ZfSheetRoute *)(void *)job->routes->data;
    ZfGroundInput ground_input = {
        .roads = (const ZfRoad *)(void *)job->layers.roads->roads->data,
        .n_roads = job->layers.roads->roads->len,
        .water = (const ZfWater *)(void *)job->layers.water->water->data,
        .n_water = job->layers.water->water->len,
        .places = job->snapshot->places,
        .n_places = job->snapshot->n_places,
        .contours = job->contours,
    };
    g_autoptr(ZfGround) ground = zf_ground_new(&ground_input);
    g_autoptr(ZfLetters) letters =
        zf_app_letters(job->snapshot, job->plan, job->layers.roads, job->layers.water, true);
    ZfSheetInput input = {.snapshot = job->snapshot,
                          .letters = letters,
                          .plan = job->plan,
                          .routes = routes,
                          .n_routes = job->routes->len,
                          .ground = ground,
                          .source = job->source,
                          .relief = job->contours != NULL};
    ZfSheetOptions options = {.large = request->large,
                              .bw = request->bw,
                              .blind = request->blind,
                              .names = request->names,
                              .phone = request->phone,
                              .north_up = request->north_up,
                              .created = zf_app_now(),
                              .threads = request->threads};
    if (!is_folder(request->output)) {
        g_ptr_array_add(report->files, g_strdup(request->output));
        return zf_sheet_render(&input, &options, request->output, pages, progress, error);
    }
    if (!zf_file_make_folder(request->output, error)) {
        return false;
    }
    for (guint i = 0; i < job->routes->len; i++) {
        g_ptr_array_add(report->files, route_file(request->output, job->plan, &routes[i]));
    }
    GError *failure = NULL;
    if (!zf_sheet_render_each(&input, &options, (const char *const *)(void *)report->files->pdata,
                              pages, progress, &failure)) {
        if (g_error_matches(failure, ZF_PROGRESS_ERROR, ZF_PROGRESS_ERROR_CANCELLED)) {
            g_clear_error(&failure);
            g_set_error(&failure, ZF_PROGRESS_ERROR, ZF_PROGRESS_ERROR_CANCELLED,
                        _("interrupted; the worksheets that were done stay in %s, the same command "
                          "draws all"),
                        request->output);
        }
        g_propagate_error(error, failure);
        return false;
    }
    char *index = g_build_filename(request->output, "index.pdf", NULL);
    g_ptr_array_add(report->files, index);
    return zf_sheet_render_index(&input, &options, pages, index, error);
}

/* Keeps the circles in which homes that are not located stand on a sheet, so that a cell that comes
 * back means what was printed. */
static bool
keep_circles(ZfApp *app, const SheetJob *job, const ZfSheetRoute *one, GError **error)
{
    const ZfRoute *route = &job->plan->routes[one->route];
    g_autoptr(GArray) circles = g_array_new(FALSE, TRUE, sizeof(ZfSheetCircle));
    for (uint32_t i = 0; i < route->n_stops; i++) {
        const ZfStop *stop = &job->plan->stops[route->first_stop + i];
        g_autoptr(ZfSheetHome) home = zf_sheet_home(job->snapshot, route, stop, true);
        if (!home->located && home->has_point) {
            ZfSheetCircle circle = {stop->number, home->point, home->accuracy_m};
            g_array_append_val(circles, circle);
        }
    }
    return zf_store_sheet_circles_put(
        app->store, one->number, (const ZfSheetCircle *)(void *)circles->data, circles->len, error);
}

ZfSheetsReport *
zf_app_sheets(ZfApp *app, const ZfSheetsRequest *request, const ZfProgress *progress,
              GError **error)
{
    if (!is_folder(request->output) && !has_pdf_name(request->output)) {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_CHOICE,
                    _("%s: worksheets are PDF files; let the name end in .pdf, or in / for one "
                      "file a route"),
                    request->output);
        return NULL;
    }
    g_auto(SheetJob) job = {0};
    if (!sheet_job_load(app, request, &job, error) || !find_rain(app, &job, progress, error)) {
        return NULL;
    }
    g_autoptr(ZfSheetsReport) report = g_new0(ZfSheetsReport, 1);
    report->files = g_ptr_array_new_with_free_func(g_free);
    report->routes = job.routes->len;
    g_autofree int32_t *pages = g_new0(int32_t, job.routes->len + 1);
    if (!render(request, &job, report, pages, progress, error)) {
        return NULL;
    }
    for (guint i = 0; i < job.routes->len; i++) {
        const ZfSheetRoute *one = &g_array_index(job.routes, ZfSheetRoute, i);
        int32_t number = job.plan->routes[one->route].number;
        report->pages += pages[i];
        g_autoptr(ZfSheetRow) row =
            zf_store_sheet_draw(app->store, job.plan->number, number, pages[i], error);
        if (!row || !keep_circles(app, &job, one, error)) {
            return NULL;
        }
    }
    const char *kind = request->names || request->phone ? "sheets-names" : "sheets";
    g_autofree char *detail =
        g_strdup_printf("plan %ld, %zu routes", (long)job.plan->number, report->routes);
    return zf_app_audit(app, kind, detail, error) ? g_steal_pointer(&report) : NULL;
}
