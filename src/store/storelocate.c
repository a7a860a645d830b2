/* The register of gridded village maps. */
#include "store/reading.h"
#include "store/sheetnumber.h"

#include <math.h>
#include <string.h>

#include "store/store.h"

ZfLocateMap *
zf_locate_map_new(const char *campaign, const char *area, ZfCellGrid grid)
{
    ZfLocateMap *map = g_new0(ZfLocateMap, 1);
    map->campaign = g_strdup(campaign);
    map->area = g_strdup(area);
    map->grid = grid;
    map->homes = g_ptr_array_new_with_free_func(g_free);
    return map;
}

void
zf_locate_map_free(ZfLocateMap *map)
{
    if (!map) {
        return;
    }
    g_free(map->number);
    g_free(map->campaign);
    g_free(map->area);
    g_ptr_array_unref(map->homes);
    g_free(map);
}

static int64_t
e7(double degrees)
{
    return llround(degrees * 1e7);
}

/* Everything that is printed, joined. */
static char *
content(const ZfLocateMap *map)
{
    g_autoptr(GString) all = g_string_new(NULL);
    g_string_append_printf(all, "%s|%s|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%d|%d|%d",
                           map->campaign, map->area, e7(map->grid.corner.lon),
                           e7(map->grid.corner.lat), (int)lround(map->grid.cell_m),
                           map->grid.columns, map->grid.rows);
    for (guint i = 0; i < map->homes->len; i++) {
        g_string_append_printf(all, "|%s", (const char *)g_ptr_array_index(map->homes, i));
    }
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, all->str, (gssize)all->len);
}

char *
zf_locate_map_hash(const ZfLocateMap *map)
{
    g_autofree char *sum = content(map);
    return g_strndup(sum, 12);
}

static bool
find_by(ZfStore *store, const char *sql, const char *value, char **number, GError **error)
{
    bool row;
    sqlite3_stmt *stmt = zf_db_statement(store, sql, error);
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "s", value);
    if (!zf_db_step(store, stmt, &row, error)) {
        return false;
    }
    *number = row ? zf_db_text_dup(stmt, 0) : NULL;
    if (row) {
        sqlite3_reset(stmt);
    }
    return true;
}

static bool
draw(ZfStore *store, void *user, GError **error)
{
    ZfLocateMap *map = user;
    g_autofree char *sum = content(map);
    g_autofree char *number = NULL;
    if (!find_by(store, "SELECT number FROM locate_map WHERE content = ?", sum, &number, error)) {
        return false;
    }
    if (number) {
        map->number = g_steal_pointer(&number);
        return true;
    }
    number = zf_sheet_number_free(store, sum, error);
    bool ok =
        number && zf_db_run(store,
                            "INSERT INTO locate_map (number, content, campaign, area, west_e7, "
                            "north_e7, cell_m, columns, rows) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            error, "sssslliii", number, sum, map->campaign, map->area,
                            e7(map->grid.corner.lon), e7(map->grid.corner.lat),
                            (int)lround(map->grid.cell_m), map->grid.columns, map->grid.rows);
    for (guint i = 0; ok && i < map->homes->len; i++) {
        ok = zf_db_run(store, "INSERT INTO locate_home (map, seq, household) VALUES (?, ?, ?)",
                       error, "sis", number, (int)i + 1, g_ptr_array_index(map->homes, i));
    }
    if (ok) {
        map->number = g_steal_pointer(&number);
    }
    return ok;
}

bool
zf_store_locate_draw(ZfStore *store, ZfLocateMap *map, GError **error)
{
    g_clear_pointer(&map->number, g_free);
    map->grid.corner.lon = (double)e7(map->grid.corner.lon) / 1e7;
    map->grid.corner.lat = (double)e7(map->grid.corner.lat) / 1e7;
    map->grid.cell_m = round(map->grid.cell_m);
    return zf_db_write(store, draw, map, error);
}

static ZfLocateMap *
read_map(sqlite3_stmt *stmt)
{
    ZfCellGrid grid = {.corner = {(double)sqlite3_column_int64(stmt, 3) / 1e7,
                                  (double)sqlite3_column_int64(stmt, 4) / 1e7},
                       .cell_m = sqlite3_column_int(stmt, 5),
                       .columns = sqlite3_column_int(stmt, 6),
                       .rows = sqlite3_column_int(stmt, 7)};
    ZfLocateMap *map = zf_locate_map_new((const char *)sqlite3_column_text(stmt, 1),
                                         (const char *)sqlite3_column_text(stmt, 2), grid);
    map->number = zf_db_text_dup(stmt, 0);
    return map;
}

static bool
read_homes(ZfStore *store, ZfLocateMap *map, GError **error)
{
    sqlite3_stmt *stmt = zf_db_statement(
        store, "SELECT household FROM locate_home WHERE map = ? ORDER BY seq", error);
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "s", map->number);
    for (bool row = true; row;) {
        if (!zf_db_step(store, stmt, &row, error)) {
            return false;
        }
        if (row) {
            g_ptr_array_add(map->homes, zf_db_text_dup(stmt, 0));
        }
    }
    return true;
}

bool
zf_store_locate_find(ZfStore *store, const char *typed, ZfLocateMap **map, GError **error)
{
    bool row = false;
    g_autofree char *number = zf_sheet_number_clean(typed);
    *map = NULL;
    if (!number) {
        return true;
    }
    sqlite3_stmt *stmt =
        zf_db_statement(store,
                        "SELECT number, campaign, area, west_e7, north_e7, cell_m, "
                        "columns, rows FROM locate_map WHERE number = ?",
                        error);
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "s", number);
    if (!zf_db_step(store, stmt, &row, error)) {
        return false;
    }
    if (!row) {
        return true;
    }
    g_autoptr(ZfLocateMap) found = read_map(stmt);
    sqlite3_reset(stmt);
    if (!read_homes(store, found, error)) {
        return false;
    }
    *map = g_steal_pointer(&found);
    return true;
}

/* ---- circles on worksheets */

GArray *
zf_store_sheet_circles(ZfStore *store, const char *number, GError **error)
{
    sqlite3_stmt *stmt = zf_db_statement(
        store,
        "SELECT stop, lon_e7, lat_e7, radius_m FROM sheet_circle WHERE sheet = ? ORDER BY stop",
        error);
    g_autoptr(GArray) circles = g_array_new(FALSE, TRUE, sizeof(ZfSheetCircle));
    if (!stmt) {
        return NULL;
    }
    zf_db_bind(stmt, "s", number);
    for (bool row = true; row;) {
        if (!zf_db_step(store, stmt, &row, error)) {
            return NULL;
        }
        if (row) {
            ZfSheetCircle circle = {.stop = sqlite3_column_int(stmt, 0),
                                    .centre = {(double)sqlite3_column_int64(stmt, 1) / 1e7,
                                               (double)sqlite3_column_int64(stmt, 2) / 1e7},
                                    .radius_m = sqlite3_column_int(stmt, 3)};
            g_array_append_val(circles, circle);
        }
    }
    return g_steal_pointer(&circles);
}

typedef struct Putting {
    const char *number;
    const ZfSheetCircle *circles;
    size_t n;
} Putting;

/* ret: whether a sheet is known to show just these. */
static bool
shows(const GArray *known, const Putting *putting)
{
    bool same = known->len == putting->n;
    for (guint i = 0; same && i < known->len; i++) {
        const ZfSheetCircle *a = &g_array_index(known, ZfSheetCircle, i);
        const ZfSheetCircle *b = &putting->circles[i];
        same = a->stop == b->stop && a->radius_m == b->radius_m &&
               e7(a->centre.lon) == e7(b->centre.lon) && e7(a->centre.lat) == e7(b->centre.lat);
    }
    return same;
}

static bool
put_circles(ZfStore *store, void *user, GError **error)
{
    const Putting *putting = user;
    bool ok =
        zf_db_run(store, "DELETE FROM sheet_circle WHERE sheet = ?", error, "s", putting->number);
    for (size_t i = 0; ok && i < putting->n; i++) {
        const ZfSheetCircle *circle = &putting->circles[i];
        ok = zf_db_run(store,
                       "INSERT INTO sheet_circle (sheet, stop, lon_e7, lat_e7, radius_m) VALUES "
                       "(?, ?, ?, ?, ?)",
                       error, "silli", putting->number, circle->stop, e7(circle->centre.lon),
                       e7(circle->centre.lat), circle->radius_m);
    }
    return ok;
}

bool
zf_store_sheet_circles_put(ZfStore *store, const char *number, const ZfSheetCircle *circles,
                           size_t n, GError **error)
{
    Putting putting = {number, circles, n};
    g_autoptr(GArray) known = zf_store_sheet_circles(store, number, error);
    return known && (shows(known, &putting) || zf_db_write(store, put_circles, &putting, error));
}
