/* Access as tables. */
#include <stdlib.h>

#include "app/access.h"
#include "coverage/coverage.h"
#include "say/say.h"

static const char *const service_keys[ZF_SERVICE_COUNT] = {"children", "school", "clinic",
                                                           "office"};
static const char *const reason_keys[ZF_ACCESS_REASONS] = {"far",     "steep", "ferry", "off_road",
                                                           "no_road", "water", "no_way"};

/* County and public read minutes in steps, and no counts. */
static bool
is_coarse(const ZfAccessFigures *figures)
{
    return zf_disclosure_k(figures->audience) > 0;
}

static void
put_minutes(ZfGrid *grid, int32_t seconds, bool coarse)
{
    if (seconds == ZF_ACCESS_NEVER) {
        zf_grid_none(grid);
        return;
    }
    int32_t minutes = (seconds + 59) / 60;
    zf_grid_int(grid, coarse ? (minutes + 4) / 5 * 5 : minutes);
}

static void
row_columns(ZfGrid *grid, ZfLang lang)
{
    zf_grid_column(grid, "code", _("code"), ZF_GRID_TEXT);
    zf_grid_column(grid, "name", _("name"), ZF_GRID_TEXT);
    zf_grid_column(grid, "level", _("level"), ZF_GRID_TEXT);
    zf_grid_column(grid, "homes", _("homes"), ZF_GRID_INT);
    zf_grid_column(grid, "unlocated", _("without a position"), ZF_GRID_INT);
    zf_grid_column(grid, "hard", _("hard to reach"), ZF_GRID_INT);
    zf_grid_column(grid, "hard_percent", _("hard to reach %"), ZF_GRID_REAL);
    zf_grid_column(grid, "nearest_minutes", _("min to the nearest"), ZF_GRID_INT);
    for (int i = 0; i < ZF_SERVICE_COUNT; i++) {
        g_autofree char *key = g_strconcat(service_keys[i], "_minutes", NULL);
        g_autofree char *title = g_strdup_printf(_("min: %s"), zf_say_service(lang, (ZfService)i));
        zf_grid_column(grid, key, title, ZF_GRID_INT);
        g_autofree char *far_key = g_strconcat(service_keys[i], "_longest", NULL);
        g_autofree char *far_title =
            g_strdup_printf(_("longest: %s"), zf_say_service(lang, (ZfService)i));
        zf_grid_column(grid, far_key, far_title, ZF_GRID_INT);
        zf_grid_detail(grid);
    }
    for (unsigned i = 0; i < ZF_ACCESS_REASONS; i++) {
        zf_grid_column(grid, reason_keys[i], zf_say_access_reason(lang, i), ZF_GRID_INT);
        zf_grid_detail(grid);
    }
}

static void
put_count(ZfGrid *grid, int32_t n, bool coarse)
{
    if (coarse) {
        zf_grid_none(grid);
    } else {
        zf_grid_int(grid, n);
    }
}

static void
add_row(ZfGrid *grid, const ZfAccessFigures *figures, const ZfAccessRow *row, ZfLang lang)
{
    const ZfArea *area = row->area >= 0 ? &figures->snapshot->areas[row->area] : NULL;
    bool coarse = is_coarse(figures);
    bool few = coarse && row->homes < zf_disclosure_k(figures->audience);
    zf_grid_row(grid);
    zf_grid_text(grid, area ? area->code : "");
    zf_grid_text(grid, area ? area->name : _("all"));
    zf_grid_text(grid, area ? zf_say_level(lang, area->level) : "");
    put_count(grid, row->homes, coarse);
    put_count(grid, row->unlocated, coarse);
    put_count(grid, row->hard, coarse);
    if (coarse || row->homes == 0) {
        zf_grid_none(grid);
    } else {
        zf_grid_real(grid, 100.0 * row->hard / row->homes, 1);
    }
    put_minutes(grid, few ? ZF_ACCESS_NEVER : row->nearest_median_s, coarse);
    for (int i = 0; i < ZF_SERVICE_COUNT; i++) {
        put_minutes(grid, few ? ZF_ACCESS_NEVER : row->median_s[i], coarse);
        put_minutes(grid, coarse ? ZF_ACCESS_NEVER : row->longest_s[i], coarse);
    }
    for (int i = 0; i < ZF_ACCESS_REASONS; i++) {
        put_count(grid, row->by_reason[i], coarse);
    }
    if (area && area->shape) {
        zf_grid_polygon(grid, area->shape);
    } else if (area && area->has_point) {
        zf_grid_point(grid, area->point);
    }
}

ZfGrid *
zf_access_rows(const ZfAccessFigures *figures, ZfLang lang)
{
    ZfGrid *grid = zf_grid_new("access", figures->snapshot->campaign.title);
    row_columns(grid, lang);
    for (size_t i = 0; i < figures->access->n_rows; i++) {
        add_row(grid, figures, &figures->access->rows[i], lang);
    }
    add_row(grid, figures, &figures->access->total, lang);
    zf_grid_total(grid);
    return grid;
}

/* ---- homes ---- */

static void
home_columns(ZfGrid *grid, ZfLang lang)
{
    zf_grid_column(grid, "household", _("home"), ZF_GRID_TEXT);
    zf_grid_detail(grid);
    zf_grid_column(grid, "number", _("number"), ZF_GRID_TEXT);
    zf_grid_column(grid, "village", _("village"), ZF_GRID_TEXT);
    zf_grid_column(grid, "group", _("group"), ZF_GRID_TEXT);
    zf_grid_column(grid, "address", _("address"), ZF_GRID_TEXT);
    zf_grid_column(grid, "nearest", _("nearest place"), ZF_GRID_TEXT);
    zf_grid_column(grid, "minutes", _("min to the nearest"), ZF_GRID_INT);
    zf_grid_column(grid, "metres", _("m to the nearest"), ZF_GRID_INT);
    for (int i = 0; i < ZF_SERVICE_COUNT; i++) {
        g_autofree char *key = g_strconcat(service_keys[i], "_minutes", NULL);
        g_autofree char *title = g_strdup_printf(_("min: %s"), zf_say_service(lang, (ZfService)i));
        zf_grid_column(grid, key, title, ZF_GRID_INT);
        g_autofree char *name_key = g_strconcat(service_keys[i], "_name", NULL);
        zf_grid_column(grid, name_key, zf_say_service(lang, (ZfService)i), ZF_GRID_TEXT);
        zf_grid_detail(grid);
    }
    zf_grid_column(grid, "off_road_m", _("m off the road"), ZF_GRID_INT);
    zf_grid_column(grid, "hard", _("hard to reach"), ZF_GRID_BOOL);
    zf_grid_column(grid, "reasons", _("why"), ZF_GRID_TEXT);
}

static const char *
place_name(const ZfAccessFigures *figures, const ZfAccessTrip *trip)
{
    return trip->place >= 0 ? figures->snapshot->places[trip->place].name : "";
}

static void
add_home(ZfGrid *grid, const ZfAccessFigures *figures, const ZfAccessHome *home, ZfLang lang)
{
    const ZfHousehold *household = &figures->snapshot->households[home->household];
    int32_t area = household->area_index;
    const ZfAccessTrip *nearest = home->nearest >= 0 ? &home->trips[home->nearest] : NULL;
    g_autofree char *reasons = zf_say_access_reasons(lang, home->reasons);
    zf_grid_row(grid);
    zf_grid_text(grid, household->id);
    zf_grid_text(grid, household->number);
    zf_grid_text(grid, area >= 0 ? figures->snapshot->areas[area].name : "");
    zf_grid_text(grid, household->group);
    zf_grid_text(grid, household->address);
    zf_grid_text(grid, nearest ? place_name(figures, nearest) : "");
    put_minutes(grid, nearest ? nearest->seconds : ZF_ACCESS_NEVER, false);
    if (nearest) {
        zf_grid_int(grid, nearest->metres);
    } else {
        zf_grid_none(grid);
    }
    for (int i = 0; i < ZF_SERVICE_COUNT; i++) {
        put_minutes(grid, home->trips[i].seconds, false);
        zf_grid_text(grid, place_name(figures, &home->trips[i]));
    }
    zf_grid_int(grid, home->leg_m);
    zf_grid_int(grid, home->reasons != 0);
    zf_grid_text(grid, reasons);
    zf_grid_point(grid, household->point);
}

static int32_t
seconds_of(const ZfAccessHome *home)
{
    return home->nearest >= 0 ? home->trips[home->nearest].seconds : ZF_ACCESS_NEVER;
}

/* Farthest first, then as in the snapshot. */
static int
compare_homes(const void *a, const void *b)
{
    const ZfAccessHome *x = *(const ZfAccessHome *const *)a;
    const ZfAccessHome *y = *(const ZfAccessHome *const *)b;
    if (seconds_of(x) != seconds_of(y)) {
        return seconds_of(x) > seconds_of(y) ? -1 : 1;
    }
    return (x->household > y->household) - (x->household < y->household);
}

ZfGrid *
zf_access_homes(const ZfAccessFigures *figures, ZfLang lang)
{
    ZfGrid *grid = zf_grid_new("access_homes", figures->snapshot->campaign.title);
    home_columns(grid, lang);
    size_t n = is_coarse(figures) ? 0 : figures->access->n_homes;
    g_autofree const ZfAccessHome **order = g_new(const ZfAccessHome *, n + 1);
    for (size_t i = 0; i < n; i++) {
        order[i] = &figures->access->homes[i];
    }
    qsort(order, n, sizeof *order, compare_homes);
    for (size_t i = 0; i < n; i++) {
        add_home(grid, figures, order[i], lang);
    }
    return grid;
}

char *
zf_access_summary(const ZfAccessFigures *figures, ZfLang lang)
{
    const ZfAccess *access = figures->access;
    const ZfAccessRow *total = &access->total;
    g_autofree char *limit = zf_say_duration(lang, access->limit_s);
    GString *out = g_string_new(NULL);
    if (!is_coarse(figures)) {
        g_string_append_printf(out, _("Hard to reach: %d of %d homes (%s, limit %s)"), total->hard,
                               total->homes, zf_say_mode(lang, access->mode), limit);
        for (unsigned bit = 0; bit < ZF_ACCESS_REASONS; bit++) {
            if (total->by_reason[bit] > 0) {
                g_string_append_printf(out, "%s%s %d", lang == ZF_LANG_ZH ? "；" : "; ",
                                       zf_say_access_reason(lang, bit), total->by_reason[bit]);
            }
        }
        g_string_append_c(out, '\n');
    }
    if (access->estimated) {
        g_string_append(out, _("Estimated in straight lines: there are no roads yet.\n"));
    }
    return g_string_free(out, FALSE);
}
