#include "app/locate.h"

#include <stdlib.h>
#include <string.h>

#include "app/figures.h"
#include "app/inside.h"
#include "app/mapsource.h"
#include "app/printletters.h"
#include "app/relief.h"
#include "map/map.h"
#include "say/say.h"
#include "sheet/sheet.h"

/* ---- drawing ---- */

typedef struct Village {
    int32_t area;
    GArray *homes; /* int32_t, indices in the snapshot */
    ZfLocateMap *map;
    char *hash;
} Village;

static void
village_clear(gpointer data)
{
    Village *village = data;
    g_array_unref(village->homes);
    zf_locate_map_free(village->map);
    g_free(village->hash);
}

typedef struct Job {
    ZfApp *app;
    ZfSnapshot *snapshot;
    GArray *villages; /* Village, by code */
    ZfBatch *roads;
    ZfBatch *water;
    ZfContours *contours;
    size_t homes;
} Job;

static void
job_clear(Job *job)
{
    g_clear_pointer(&job->villages, g_array_unref);
    zf_batch_free(job->roads);
    zf_batch_free(job->water);
    zf_contours_free(job->contours);
    zf_snapshot_free(job->snapshot);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Job, job_clear)

static bool
lies_below(const ZfSnapshot *snapshot, int32_t area, int32_t root)
{
    for (int depth = 0; area >= 0 && depth < 16; depth++) {
        if (area == root) {
            return true;
        }
        area = snapshot->areas[area].parent_index;
    }
    return root < 0;
}

/* By number as people read it, then key. */
static int
compare_homes(gconstpointer a, gconstpointer b, gpointer user)
{
    const ZfSnapshot *snapshot = user;
    const ZfHousehold *x = &snapshot->households[*(const int32_t *)a];
    const ZfHousehold *y = &snapshot->households[*(const int32_t *)b];
    int order = zf_text_compare(x->number, y->number);
    return order ? order : zf_text_compare(x->id, y->id);
}

static void
add_home(GHashTable *places, GArray *villages, int32_t area, int32_t home)
{
    gpointer place = g_hash_table_lookup(places, GINT_TO_POINTER(area));
    if (!place) {
        Village village = {.area = area, .homes = g_array_new(FALSE, FALSE, sizeof(int32_t))};
        g_array_append_val(villages, village);
        place = GUINT_TO_POINTER(villages->len);
        g_hash_table_insert(places, GINT_TO_POINTER(area), place);
    }
    Village *village = &g_array_index(villages, Village, GPOINTER_TO_UINT(place) - 1);
    g_array_append_val(village->homes, home);
}

static int
compare_villages(gconstpointer a, gconstpointer b, gpointer user)
{
    const ZfSnapshot *snapshot = user;
    return zf_text_compare(snapshot->areas[((const Village *)a)->area].code,
                           snapshot->areas[((const Village *)b)->area].code);
}

/* Homes of the ledger that nobody has located, village by village. */
static bool
find_villages(Job *job, const char *wanted, ZfFindings *findings, GError **error)
{
    ZfSnapshot *snapshot = job->snapshot;
    int32_t root = wanted ? zf_app_find_area(snapshot, wanted, error) : -1;
    if (wanted && root < 0) {
        return false;
    }
    g_autoptr(GHashTable) places = g_hash_table_new(g_direct_hash, g_direct_equal);
    job->villages = g_array_new(FALSE, TRUE, sizeof(Village));
    g_array_set_clear_func(job->villages, village_clear);
    ZfDate today = zf_stamp_date(zf_app_now());
    size_t nowhere = 0;
    for (size_t i = 0; i < snapshot->n_households; i++) {
        const ZfHousehold *home = &snapshot->households[i];
        bool left = home->exit != ZF_DATE_NONE && home->exit <= today;
        if (left || zf_household_located(home) || !lies_below(snapshot, home->area_index, root)) {
            continue;
        }
        if (home->area_index < 0) {
            nowhere++;
            continue;
        }
        add_home(places, job->villages, home->area_index, (int32_t)i);
        job->homes++;
    }
    g_array_sort_with_data(job->villages, compare_villages, snapshot);
    for (guint i = 0; i < job->villages->len; i++) {
        g_array_sort_with_data(g_array_index(job->villages, Village, i).homes, compare_homes,
                               snapshot);
    }
    if (nowhere > 0) {
        g_autofree char *message =
            g_strdup_printf(NG_("%zu home without a position belongs to no village",
                                "%zu homes without a position belong to no village", nowhere),
                            nowhere);
        zf_findings_add_at(findings, ZF_SEVERITY_WARNING, "locate-nowhere", NULL, NULL, 0, 0, NULL,
                           message, _("give them a village with household edit"));
    }
    return true;
}

/* Grid and number of each village; those nobody knows the place of go. */
static bool
draw_numbers(Job *job, ZfFindings *findings, GError **error)
{
    for (guint i = 0; i < job->villages->len;) {
        Village *village = &g_array_index(job->villages, Village, i);
        const ZfArea *area = &job->snapshot->areas[village->area];
        ZfCellGrid grid = zf_sheet_locate_grid(job->snapshot, village->area);
        if (grid.columns == 0) {
            g_autofree char *message =
                g_strdup_printf(_("%s has no map: neither its border nor a place in it is known "
                                  "(homes without a position: %u)"),
                                area->name, village->homes->len);
            zf_findings_add_at(findings, ZF_SEVERITY_WARNING, "locate-no-place", NULL, NULL, 0, 0,
                               NULL, message, _("import village boundaries or points"));
            job->homes -= village->homes->len;
            g_array_remove_index(job->villages, i);
            continue;
        }
        village->map = zf_locate_map_new(job->snapshot->campaign.id, area->code, grid);
        for (guint k = 0; k < village->homes->len; k++) {
            int32_t home = g_array_index(village->homes, int32_t, k);
            g_ptr_array_add(village->map->homes, g_strdup(job->snapshot->households[home].id));
        }
        if (!zf_store_locate_draw(job->app->store, village->map, error)) {
            return false;
        }
        village->hash = zf_locate_map_hash(village->map);
        i++;
    }
    return true;
}

static bool
load_ground(Job *job, GError **error)
{
    ZfBox box = zf_box_empty();
    for (guint i = 0; i < job->villages->len; i++) {
        const ZfCellGrid *grid = &g_array_index(job->villages, Village, i).map->grid;
        zf_box_add(&box, zf_cell_middle(grid, 0, 0));
        zf_box_add(&box, zf_cell_middle(grid, grid->columns - 1, grid->rows - 1));
    }
    job->roads = zf_store_load_roads(job->app->store, zf_box_empty(), error);
    job->water = job->roads ? zf_store_load_water(job->app->store, zf_box_empty(), error) : NULL;
    return job->water && relief_load(job->app, box, &job->contours, error);
}

static bool
render(Job *job, const ZfLocateRequest *request, int32_t *pages, const ZfProgress *progress,
       GError **error)
{
    const ZfSnapshot *snapshot = job->snapshot;
    ZfGroundInput ground_input = {
        .roads = (const ZfRoad *)(void *)job->roads->roads->data,
        .n_roads = job->roads->roads->len,
        .water = (const ZfWater *)(void *)job->water->water->data,
        .n_water = job->water->water->len,
        .places = snapshot->places,
        .n_places = snapshot->n_places,
        .areas = snapshot->areas,
        .n_areas = snapshot->n_areas,
        .contours = job->contours,
    };
    g_autoptr(ZfGround) ground = zf_ground_new(&ground_input);
    g_autoptr(ZfLetters) letters = zf_app_letters(snapshot, NULL, job->roads, job->water, true);
    g_autofree ZfSheetLocateMap *maps = g_new0(ZfSheetLocateMap, job->villages->len);
    for (guint i = 0; i < job->villages->len; i++) {
        const Village *village = &g_array_index(job->villages, Village, i);
        maps[i] = (ZfSheetLocateMap){.area = village->area,
                                     .grid = village->map->grid,
                                     .number = village->map->number,
                                     .hash = village->hash,
                                     .homes = (const int32_t *)(void *)village->homes->data,
                                     .n_homes = village->homes->len};
    }
    const ZfCampaign *campaign = &snapshot->campaign;
    g_autofree char *source = zf_app_map_source(job->app, campaign, campaign->lang, error);
    if (!source) {
        return false;
    }
    ZfSheetLocateInput input = {.snapshot = snapshot,
                                .source = source,
                                .ground = ground,
                                .letters = letters,
                                .maps = maps,
                                .n_maps = job->villages->len};
    ZfSheetOptions options = {.bw = request->bw, .created = zf_app_now()};
    return zf_sheet_render_locate(&input, &options, request->output, pages, progress, error);
}

bool
zf_app_locate_map(ZfApp *app, const ZfLocateRequest *request, ZfLocateReport *report,
                  ZfFindings *findings, const ZfProgress *progress, GError **error)
{
    g_autofree char *lower = g_ascii_strdown(request->output, -1);
    if (!g_str_has_suffix(lower, ".pdf")) {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_CHOICE,
                    _("%s: gridded maps have several pages and are PDF files; let the name end in "
                      ".pdf"),
                    request->output);
        return false;
    }
    g_auto(Job) job = {.app = app, .snapshot = zf_app_snapshot(app, true, ZF_DATE_NONE, error)};
    if (!job.snapshot || !find_villages(&job, request->area, findings, error) ||
        !draw_numbers(&job, findings, error)) {
        return false;
    }
    if (job.villages->len == 0) {
        g_set_error_literal(error, ZF_APP_ERROR, ZF_APP_ERROR_NOTHING,
                            _("there is no home to be located there"));
        return false;
    }
    *report = (ZfLocateReport){.maps = job.villages->len, .homes = job.homes};
    g_autofree char *detail =
        g_strdup_printf("%zu villages, %zu homes", report->maps, report->homes);
    return load_ground(&job, error) && render(&job, request, &report->pages, progress, error) &&
           zf_app_audit(app, "locate-names", detail, error);
}

/* ---- what comes back ---- */

static void
home_free(gpointer data)
{
    ZfLocateHome *home = data;
    g_free(home->household);
    g_free(home->label);
    g_free(home->cell);
    g_free(home);
}

void
zf_locate_sheet_free(ZfLocateSheet *sheet)
{
    if (!sheet) {
        return;
    }
    g_free(sheet->number);
    g_free(sheet->village);
    g_ptr_array_unref(sheet->homes);
    g_free(sheet);
}

static ZfLocateHome *
make_home(const ZfSnapshot *snapshot, const char *key)
{
    ZfLocateHome *ret = g_new0(ZfLocateHome, 1);
    int32_t index = zf_snapshot_household(snapshot, key);
    ret->household = g_strdup(key);
    ret->known = index >= 0;
    if (index < 0) {
        ret->label = g_strdup(key);
        return ret;
    }
    const ZfHousehold *home = &snapshot->households[index];
    g_autofree char *address = zf_sheet_address(snapshot, home);
    ret->label = g_strdup_printf("%s%s%s", home->number, *home->number ? "  " : "", address);
    ret->located = zf_household_located(home);
    ret->measured = ret->located && home->location != ZF_LOCATION_FIELD;
    return ret;
}

bool
zf_app_locate_open(ZfApp *app, const char *number, ZfLocateSheet **ret, GError **error)
{
    g_autoptr(ZfLocateMap) map = NULL;
    *ret = NULL;
    if (!zf_store_locate_find(app->store, number, &map, error)) {
        return false;
    }
    if (!map) {
        return true;
    }
    g_autoptr(ZfSnapshot) snapshot =
        zf_store_load(app->store, map->campaign, ZF_LOAD_ALL, ZF_DATE_NONE, error);
    if (!snapshot) {
        return false;
    }
    int32_t area = zf_snapshot_area(snapshot, map->area);
    ZfLocateSheet *sheet = g_new0(ZfLocateSheet, 1);
    sheet->number = g_strdup(map->number);
    sheet->village = g_strdup(area >= 0 ? snapshot->areas[area].name : map->area);
    sheet->grid = map->grid;
    sheet->lang = snapshot->campaign.lang;
    sheet->homes = g_ptr_array_new_with_free_func(home_free);
    for (guint i = 0; i < map->homes->len; i++) {
        g_ptr_array_add(sheet->homes, make_home(snapshot, g_ptr_array_index(map->homes, i)));
    }
    *ret = sheet;
    return true;
}

ZfCellGrid
zf_app_stop_grid(const GArray *circles, int32_t stop)
{
    for (guint i = 0; i < circles->len; i++) {
        const ZfSheetCircle *circle = &g_array_index(circles, ZfSheetCircle, i);
        if (circle->stop == stop) {
            return zf_cell_grid_around(circle->centre, circle->radius_m);
        }
    }
    return (ZfCellGrid){.columns = 0};
}

ZfHousehold *
zf_app_cell_home(ZfBatch *batch, const ZfSnapshot *snapshot, const char *household,
                 const ZfCellGrid *grid, const char *cell)
{
    int32_t column;
    int32_t row;
    if (!zf_cell_parse(grid, cell, &column, &row)) {
        return NULL;
    }
    ZfHousehold placed = zf_household_empty();
    placed.has_point = true;
    placed.point = zf_cell_middle(grid, column, row);
    placed.accuracy_m = zf_cell_accuracy_m(grid);
    placed.location = ZF_LOCATION_FIELD;
    zf_app_locate_home(snapshot, &placed);
    placed.located_area = zf_batch_text(batch, placed.located_area);
    placed.id = zf_batch_text(batch, household);
    ZfHousehold *ret = zf_batch_add_household(batch);
    *ret = placed;
    return ret;
}

ZfImportReport *
zf_app_locate_keep(ZfApp *app, const ZfLocateSheet *sheet, GError **error)
{
    g_autoptr(ZfSnapshot) snapshot =
        zf_store_load(app->store, NULL, ZF_LOAD_ALL, ZF_DATE_NONE, error);
    if (!snapshot) {
        return NULL;
    }
    g_autoptr(ZfBatch) batch = zf_batch_new(ZF_IMPORT_HOUSEHOLDS);
    batch->file = zf_batch_text(batch, sheet->number);
    for (guint i = 0; i < sheet->homes->len; i++) {
        const ZfLocateHome *home = g_ptr_array_index(sheet->homes, i);
        bool taken = home->cell && home->known && !home->measured &&
                     zf_app_cell_home(batch, snapshot, home->household, &sheet->grid, home->cell);
        zf_batch_add_row(batch, sheet->number, (int64_t)i + 1,
                         taken ? ZF_FATE_NEW : ZF_FATE_EXCLUDED, taken ? home->household : "",
                         taken ? "" : "not marked");
    }
    return zf_app_import_batch(app, batch, error);
}

ZfImportReport *
zf_app_locate_file(ZfApp *app, const ZfLocateSheet *sheet, const ZfImportRequest *request,
                   const ZfProgress *progress, GError **error)
{
    ZfImportRequest cells = *request;
    cells.kind = ZF_IMPORT_HOUSEHOLDS;
    cells.locate_map = sheet->number;
    return zf_app_import(app, &cells, progress, error);
}

ZfGrid *
zf_app_locate_grid(const ZfLocateSheet *sheet, bool filled)
{
    int zh = sheet->lang == ZF_LANG_ZH;
    g_autofree char *title = g_strdup_printf(_("Map %s · %s"), sheet->number, sheet->village);
    ZfGrid *grid = zf_grid_new("cells", title);
    zf_grid_column(grid, "sheet", zh ? "任务单号" : "sheet", ZF_GRID_TEXT);
    zf_grid_column(grid, "stop", zh ? "图上号" : "stop", ZF_GRID_INT);
    zf_grid_column(grid, "address", zh ? "地址" : "address", ZF_GRID_TEXT);
    if (filled) {
        zf_grid_column(grid, "located", _("located"), ZF_GRID_BOOL);
    } else {
        zf_grid_column(grid, "cell", zh ? "图上格" : "cell", ZF_GRID_TEXT);
    }
    for (guint i = 0; i < sheet->homes->len; i++) {
        const ZfLocateHome *home = g_ptr_array_index(sheet->homes, i);
        zf_grid_row(grid);
        zf_grid_text(grid, sheet->number);
        zf_grid_int(grid, (int64_t)i + 1);
        zf_grid_text(grid, home->label);
        if (filled) {
            zf_grid_int(grid, home->located);
        } else {
            zf_grid_text(grid, "");
        }
    }
    return grid;
}
