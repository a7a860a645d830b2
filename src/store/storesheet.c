/* The register of worksheets. */
#include "store/reading.h"
#include "store/sheetnumber.h"

#include <string.h>

/* What every reader of the register selects. */
#define SHEET_SELECT                                                                               \
    "SELECT s.number, s.plan, s.route, s.pages, s.issued, s.issued_to, s.returned, "               \
    "s.returned_pages, s.campaign, s.hash, r.team_name, r.date, r.n_stops, "                       \
    "(SELECT count(DISTINCT v.stop) FROM visit v WHERE v.sheet = s.number AND v.stop > 0), "       \
    "s.hash IS NOT (SELECT p.hash FROM plan p WHERE p.campaign = s.campaign AND p.current) "       \
    "FROM sheet s LEFT JOIN route r ON r.plan = s.plan AND r.number = s.route "

static ZfSheetRow *
read_sheet(sqlite3_stmt *stmt)
{
    ZfSheetRow *row = g_new0(ZfSheetRow, 1);
    row->sheet.number = zf_db_text_dup(stmt, 0);
    row->sheet.plan = sqlite3_column_int64(stmt, 1);
    row->sheet.route = sqlite3_column_int(stmt, 2);
    row->sheet.pages = sqlite3_column_int(stmt, 3);
    row->sheet.issued = zf_db_stamp(stmt, 4);
    row->sheet.issued_to = zf_db_text_dup(stmt, 5);
    row->sheet.returned = zf_db_stamp(stmt, 6);
    row->sheet.returned_pages = sqlite3_column_int(stmt, 7);
    row->campaign = zf_db_text_dup(stmt, 8);
    row->hash = zf_db_text_dup(stmt, 9);
    row->team_name = zf_db_text_dup(stmt, 10);
    row->date = zf_db_date(stmt, 11);
    row->stops = sqlite3_column_int(stmt, 12);
    row->recorded = sqlite3_column_int(stmt, 13);
    row->outdated = sqlite3_column_int(stmt, 14) != 0;
    return row;
}

static bool
take_number(ZfStore *store, sqlite3_stmt *stmt, void *user, GError **error)
{
    (void)store;
    (void)error;
    g_ptr_array_add(user, zf_db_text_dup(stmt, 0));
    return true;
}

/* ret: the number of a sheet that may have been meant, NULL when none is near. */
static char *
near_number(ZfStore *store, const char *typed)
{
    g_autoptr(GPtrArray) numbers = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *upper = g_utf8_strup(typed, -1);
    bool read = zf_db_each(store, "SELECT number FROM sheet ORDER BY number", take_number, numbers,
                           NULL, "");
    return read ? g_strdup(zf_text_nearest(upper, numbers)) : NULL;
}

bool
zf_store_unknown_sheet(ZfStore *store, const char *number, GError **error)
{
    g_autofree char *near = near_number(store, number);
    if (near) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_UNKNOWN,
                    _("there is no sheet %s; is %s meant? Look at the number in the head of the "
                      "page"),
                    number, near);
    } else {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_UNKNOWN,
                    _("there is no sheet %s; look at the number in the head of the page"), number);
    }
    return false;
}

static ZfSheetRow *
find_sheet(ZfStore *store, const char *number, GError **error)
{
    bool row;
    sqlite3_stmt *stmt = zf_db_statement(store, SHEET_SELECT "WHERE s.number = ?", error);
    if (!stmt) {
        return NULL;
    }
    zf_db_bind(stmt, "s", number);
    if (!zf_db_step(store, stmt, &row, error)) {
        return NULL;
    }
    if (!row) {
        zf_store_unknown_sheet(store, number, error);
        return NULL;
    }
    ZfSheetRow *sheet = read_sheet(stmt);
    sqlite3_reset(stmt);
    return sheet;
}

/* A number as typed, checked. ret: NULL and error when a character is wrong. */
static char *
clean(ZfStore *store, const char *typed, GError **error)
{
    char *number = zf_sheet_number_clean(typed);
    g_autofree char *near = number ? NULL : near_number(store, typed);
    if (near) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_UNKNOWN,
                    _("“%s” is no sheet number: a character is wrong or missing; is %s meant?"),
                    typed, near);
    } else if (!number) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_UNKNOWN,
                    _("“%s” is no sheet number: a character is wrong or missing; type it as "
                      "printed in the head of the page"),
                    typed);
    }
    return number;
}

/* ---- drawing */

typedef struct Drawing {
    int64_t plan;
    int32_t route;
    int32_t pages;
    ZfSheetRow *row;
} Drawing;

/* The plan's campaign and hash. */
static bool
plan_identity(ZfStore *store, const Drawing *drawing, char **campaign, char **hash, GError **error)
{
    bool row;
    sqlite3_stmt *stmt = zf_db_statement(
        store,
        "SELECT p.campaign, p.hash FROM plan p JOIN route r ON r.plan = p.number WHERE p.number = "
        "? AND r.number = ?",
        error);
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "li", drawing->plan, drawing->route);
    if (!zf_db_step(store, stmt, &row, error)) {
        return false;
    }
    if (!row) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_UNKNOWN,
                    _("there is no route %d in plan %d"), drawing->route, (int)drawing->plan);
        return false;
    }
    *campaign = zf_db_text_dup(stmt, 0);
    *hash = zf_db_text_dup(stmt, 1);
    sqlite3_reset(stmt);
    return true;
}

static bool
register_sheet(ZfStore *store, const Drawing *drawing, const char *campaign, const char *hash,
               char **number, GError **error)
{
    bool row;
    sqlite3_stmt *stmt = zf_db_statement(
        store, "SELECT number FROM sheet WHERE campaign = ? AND hash = ? AND route = ?", error);
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "ssi", campaign, hash, drawing->route);
    if (!zf_db_step(store, stmt, &row, error)) {
        return false;
    }
    if (row) {
        *number = zf_db_text_dup(stmt, 0);
        sqlite3_reset(stmt);
        /* another plan that prints the same takes the sheet over */
        return zf_db_run(store,
                         "UPDATE sheet SET plan = ?1, pages = CASE WHEN ?2 > 0 THEN ?2 ELSE pages "
                         "END WHERE number = ?3 AND (plan <> ?1 OR (?2 > 0 AND pages <> ?2))",
                         error, "lis", drawing->plan, drawing->pages, *number);
    }
    g_autofree char *seed = g_strdup_printf("%s|%s|%d", campaign, hash, drawing->route);
    *number = zf_sheet_number_free(store, seed, error);
    return *number &&
           zf_db_run(store,
                     "INSERT INTO sheet (number, plan, hash, campaign, route, pages, issued_to, "
                     "returned_pages) VALUES (?, ?, ?, ?, ?, ?, '', 0)",
                     error, "slssii", *number, drawing->plan, hash, campaign, drawing->route,
                     drawing->pages);
}

static bool
draw(ZfStore *store, void *user, GError **error)
{
    Drawing *drawing = user;
    g_autofree char *campaign = NULL;
    g_autofree char *hash = NULL;
    g_autofree char *number = NULL;
    if (!plan_identity(store, drawing, &campaign, &hash, error) ||
        !register_sheet(store, drawing, campaign, hash, &number, error)) {
        return false;
    }
    drawing->row = find_sheet(store, number, error);
    return drawing->row != NULL;
}

ZfSheetRow *
zf_store_sheet_draw(ZfStore *store, int64_t plan, int32_t route, int32_t pages, GError **error)
{
    Drawing drawing = {.plan = plan, .route = route, .pages = pages};
    if (!zf_db_write(store, draw, &drawing, error)) {
        zf_sheet_row_free(drawing.row);
        return NULL;
    }
    return drawing.row;
}

/* ---- looking up */

ZfSheetRow *
zf_store_sheet_find(ZfStore *store, const char *number, GError **error)
{
    g_autofree char *clean_number = clean(store, number, error);
    return clean_number ? find_sheet(store, clean_number, error) : NULL;
}

static void
row_free(gpointer row)
{
    zf_sheet_row_free(row);
}

GPtrArray *
zf_store_sheets(ZfStore *store, const char *campaign, bool outstanding, GError **error)
{
    g_autoptr(GPtrArray) sheets = g_ptr_array_new_with_free_func(row_free);
    sqlite3_stmt *stmt = zf_db_statement(
        store,
        SHEET_SELECT "WHERE (?1 IS NULL OR s.campaign = ?1) AND (NOT ?2 OR (s.issued IS NOT NULL "
                     "AND s.returned IS NULL)) ORDER BY r.date, s.route, s.number",
        error);
    if (!stmt) {
        return NULL;
    }
    zf_db_bind(stmt, "ki", campaign, (int)outstanding);
    for (bool row = true; row;) {
        if (!zf_db_step(store, stmt, &row, error)) {
            return NULL;
        }
        if (row) {
            g_ptr_array_add(sheets, read_sheet(stmt));
        }
    }
    return g_steal_pointer(&sheets);
}

ZfPlan *
zf_store_sheet_stops(ZfStore *store, const char *number, GError **error)
{
    g_autoptr(ZfSheetRow) sheet = zf_store_sheet_find(store, number, error);
    g_autoptr(ZfPlan) plan =
        sheet ? zf_plan_load_route(store, sheet->sheet.plan, sheet->sheet.route, error) : NULL;
    if (plan && plan->n_routes == 0) {
        zf_store_unknown_sheet(store, number, error);
        return NULL;
    }
    return g_steal_pointer(&plan);
}

/* ---- out and back */

typedef struct Moving {
    char *number;
    const char *to;
    int32_t pages;
    ZfStamp at;
    bool back;
} Moving;

static bool
refuse(GError **error, const char *message, const char *number)
{
    g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_CONFLICT, message, number);
    return false;
}

static bool
move(ZfStore *store, void *user, GError **error)
{
    const Moving *moving = user;
    const char *number = moving->number;
    g_autoptr(ZfSheetRow) row = find_sheet(store, number, error);
    if (!row) {
        return false;
    }
    if (row->sheet.returned != ZF_STAMP_NONE) {
        return refuse(error, _("sheet %s came back before"), number);
    }
    if (moving->back) {
        if (row->sheet.issued == ZF_STAMP_NONE) {
            return refuse(error, _("sheet %s was never issued"), number);
        }
        g_autofree char *detail = g_strdup_printf("%s, %d", number, moving->pages);
        return zf_db_run(store,
                         "UPDATE sheet SET returned = ?, returned_pages = ? WHERE number = ?",
                         error, "Sis", moving->at, moving->pages, number) &&
               zf_audit_add(store, "sheet-return", detail, error);
    }
    if (row->sheet.issued != ZF_STAMP_NONE) {
        return refuse(error, _("sheet %s is out already"), number);
    }
    return zf_db_run(store, "UPDATE sheet SET issued = ?, issued_to = ? WHERE number = ?", error,
                     "Sss", moving->at, moving->to, number) &&
           zf_audit_add(store, "sheet-issue", number, error);
}

static bool
move_sheet(ZfStore *store, const char *typed, Moving moving, GError **error)
{
    g_autofree char *number = clean(store, typed, error);
    moving.number = number;
    moving.at = moving.at == ZF_STAMP_NONE ? zf_stamp_now() : moving.at;
    return number && zf_db_write(store, move, &moving, error);
}

bool
zf_store_sheet_issue(ZfStore *store, const char *number, const char *to, ZfStamp at, GError **error)
{
    return move_sheet(store, number, (Moving){.to = to, .at = at}, error);
}

bool
zf_store_sheet_return(ZfStore *store, const char *number, int32_t pages, ZfStamp at, GError **error)
{
    return move_sheet(store, number, (Moving){.pages = pages, .at = at, .back = true}, error);
}
