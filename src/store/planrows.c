#include "store/planrows.h"

#include <string.h>

#include "store/blob.h"
#include "store/change.h"
#include "store/layout.h"
#include "store/store.h"

#define AT(Row, member)         offsetof(Row, member), 0
#define TEXT(Row, name)         #name, ZF_COLUMN_TEXT, 0, AT(Row, name)
#define KEY(Row, name)          #name, ZF_COLUMN_KEY, 0, AT(Row, name)
#define INT(Row, name)          #name, ZF_COLUMN_INT, 0, AT(Row, name)
#define LONG(Row, name)         #name, ZF_COLUMN_LONG, 0, AT(Row, name)
#define BOOL(Row, name)         #name, ZF_COLUMN_BOOL, 0, AT(Row, name)
#define DATE(Row, name)         #name, ZF_COLUMN_DATE, 0, AT(Row, name)
#define SET(Row, name, list)    #name, ZF_COLUMN_SET, list, AT(Row, name)
#define CODE(Row, name, list)   #name, ZF_COLUMN_CODE, list, AT(Row, name)
#define REAL(Row, name, member) #name, ZF_COLUMN_REAL, 0, AT(Row, member)

/* clang-format off */
static const ZfField route_fields[] = {
    {INT(ZfRoute, number)}, {TEXT(ZfRoute, shift)}, {TEXT(ZfRoute, team)},
    {TEXT(ZfRoute, team_name)}, {DATE(ZfRoute, date)}, {CODE(ZfRoute, mode, ZF_CODES_MODE)},
    {TEXT(ZfRoute, base)}, {"point", ZF_COLUMN_ALWAYS_POINT, 0, AT(ZfRoute, point)},
    {INT(ZfRoute, first_stop)}, {INT(ZfRoute, n_stops)}, {INT(ZfRoute, home_leg)},
    {INT(ZfRoute, depart_s)}, {INT(ZfRoute, return_s)}, {INT(ZfRoute, travel_s)},
    {INT(ZfRoute, service_s)}, {INT(ZfRoute, wait_s)}, {INT(ZfRoute, rest_begin_s)},
    {INT(ZfRoute, rest_s)}, {INT(ZfRoute, rest_after)}, {INT(ZfRoute, metres)},
    {INT(ZfRoute, children)},
};
static const ZfField stop_fields[] = {
    {TEXT(ZfStop, duty)}, {KEY(ZfStop, household)}, {KEY(ZfStop, area)}, {INT(ZfStop, number)},
    {INT(ZfStop, arrive_s)}, {INT(ZfStop, begin_s)}, {INT(ZfStop, leave_s)},
    {INT(ZfStop, children)}, {INT(ZfStop, priority)}, {SET(ZfStop, reasons, ZF_CODES_PRIORITY)},
    {LONG(ZfStop, skills)}, {INT(ZfStop, team_size)}, {BOOL(ZfStop, fixed_time)},
    {BOOL(ZfStop, repeat)}, {BOOL(ZfStop, locked)}, {INT(ZfStop, leg)},
};
static const ZfField leg_fields[] = {
    {INT(ZfLeg, seconds)}, {INT(ZfLeg, metres)}, {BOOL(ZfLeg, estimated)},
    {INT(ZfLeg, first_point)}, {INT(ZfLeg, road_from)}, {INT(ZfLeg, road_to)},
    {INT(ZfLeg, first_cue)}, {INT(ZfLeg, n_cues)},
};
static const ZfField cue_fields[] = {
    {CODE(ZfCue, kind, ZF_CODES_CUE)}, {REAL(ZfCue, lon, point.lon)},
    {REAL(ZfCue, lat, point.lat)}, {INT(ZfCue, metres)}, {INT(ZfCue, seconds)},
    {INT(ZfCue, count)}, {TEXT(ZfCue, road)}, {TEXT(ZfCue, highway)}, {TEXT(ZfCue, landmark)},
    {CODE(ZfCue, landmark_kind, ZF_CODES_PLACE)},
};
static const ZfField unplanned_fields[] = {
    {TEXT(ZfUnplanned, duty)}, {KEY(ZfUnplanned, household)}, {KEY(ZfUnplanned, area)},
    {INT(ZfUnplanned, priority)}, {CODE(ZfUnplanned, reason, ZF_CODES_UNPLANNED)},
    {INT(ZfUnplanned, short_s)}, {TEXT(ZfUnplanned, team)}, {TEXT(ZfUnplanned, team_name)},
    {DATE(ZfUnplanned, date)}, {INT(ZfUnplanned, forced_s)}, {TEXT(ZfUnplanned, pushes)},
    {BOOL(ZfUnplanned, relaxable)},
};
static const ZfField relaxation_fields[] = {
    {INT(ZfRelaxation, days)}, {DATE(ZfRelaxation, until)}, {INT(ZfRelaxation, teams)},
    {INT(ZfRelaxation, team_size)}, {LONG(ZfRelaxation, skills)}, {TEXT(ZfRelaxation, base)},
    {INT(ZfRelaxation, extra_s)}, {INT(ZfRelaxation, visits)}, {INT(ZfRelaxation, placed)},
    {BOOL(ZfRelaxation, least)},
};
/* clang-format on */

#define TABLE(name, Row, fields)                                                                   \
    {                                                                                              \
        name, sizeof(Row), fields, G_N_ELEMENTS(fields)                                            \
    }
static const ZfTable route_table = TABLE("route", ZfRoute, route_fields);
static const ZfTable stop_table = TABLE("stop", ZfStop, stop_fields);
static const ZfTable leg_table = TABLE("leg", ZfLeg, leg_fields);
static const ZfTable cue_table = TABLE("cue", ZfCue, cue_fields);
static const ZfTable unplanned_table = TABLE("unplanned", ZfUnplanned, unplanned_fields);
static const ZfTable relaxation_table = TABLE("relaxation", ZfRelaxation, relaxation_fields);

/* ---- writing */

/* A statement for (plan, seq, [extra], fields …). */
static sqlite3_stmt *
insert_statement(ZfStore *store, const ZfTable *table, const char *extra, GError **error)
{
    g_autoptr(GString) sql = g_string_new(NULL);
    g_autoptr(GString) marks = g_string_new("?, ?");
    g_string_printf(sql, "INSERT INTO %s (plan, seq", table->name);
    for (int i = 0; i < table->n_fields; i++) {
        g_string_append_printf(sql, ", %s", table->fields[i].column);
        g_string_append(marks, ", ?");
    }
    for (const char *p = extra; *p; p++) {
        g_string_append(marks, *p == ',' ? ", ?" : "");
    }
    g_string_append_printf(sql, "%s) VALUES (%s)", extra, marks->str);
    return zf_db_statement(store, sql->str, error);
}

static void
bind_row(const ZfTable *table, const void *row, sqlite3_stmt *stmt, int64_t plan, size_t seq,
         GByteArray *scratch)
{
    sqlite3_bind_int64(stmt, 1, plan);
    sqlite3_bind_int64(stmt, 2, (int64_t)seq);
    for (int i = 0; i < table->n_fields; i++) {
        zf_field_bind(&table->fields[i], row, stmt, i + 3, scratch);
    }
}

/* All rows of one table that has nothing beside its fields. */
static bool
write_plain(ZfStore *store, const ZfTable *table, const void *items, size_t n, int64_t plan,
            GError **error)
{
    g_autoptr(GByteArray) scratch = g_byte_array_new();
    sqlite3_stmt *stmt = insert_statement(store, table, "", error);
    for (size_t i = 0; stmt && i < n; i++) {
        bind_row(table, (const char *)items + i * table->size, stmt, plan, i, scratch);
        if (!zf_db_done(store, stmt, error)) {
            return false;
        }
    }
    return stmt != NULL;
}

static bool
write_legs(ZfStore *store, const ZfPlan *plan, int64_t number, GError **error)
{
    g_autoptr(GByteArray) points = g_byte_array_new();
    sqlite3_stmt *stmt = insert_statement(store, &leg_table, ", points", error);
    for (size_t i = 0; stmt && i < plan->n_legs; i++) {
        const ZfLeg *leg = &plan->legs[i];
        bind_row(&leg_table, leg, stmt, number, i, points);
        g_byte_array_set_size(points, 0);
        for (uint32_t p = 0; p < leg->n_points; p++) {
            zf_blob_bare_point(points, plan->points[leg->first_point + p]);
        }
        sqlite3_bind_blob(stmt, leg_table.n_fields + 3, points->len ? points->data : (void *)"",
                          (int)points->len, SQLITE_TRANSIENT);
        if (!zf_db_done(store, stmt, error)) {
            return false;
        }
    }
    return stmt != NULL;
}

/* The way of a route as people see it; NULL when it has none. */
static ZfLines *
route_lines(const ZfPlan *plan, const ZfRoute *route)
{
    g_auto(ZfLinesBuilder) builder = zf_lines_builder();
    for (uint32_t i = 0; i <= route->n_stops; i++) {
        uint32_t at = i < route->n_stops ? plan->stops[route->first_stop + i].leg : route->home_leg;
        const ZfLeg *leg = &plan->legs[at];
        zf_lines_builder_line(&builder);
        for (uint32_t p = 0; p < leg->n_points; p++) {
            zf_lines_builder_add(&builder, plan->points[leg->first_point + p]);
        }
    }
    return zf_lines_builder_finish(&builder);
}

static bool
write_routes(ZfStore *store, const ZfPlan *plan, int64_t number, GError **error)
{
    g_autoptr(GByteArray) scratch = g_byte_array_new();
    sqlite3_stmt *stmt = insert_statement(store, &route_table, ", geom", error);
    for (size_t i = 0; stmt && i < plan->n_routes; i++) {
        g_autoptr(ZfLines) lines = route_lines(plan, &plan->routes[i]);
        bind_row(&route_table, &plan->routes[i], stmt, number, i, scratch);
        if (lines) {
            g_byte_array_set_size(scratch, 0);
            zf_blob_lines(scratch, lines);
            sqlite3_bind_blob(stmt, route_table.n_fields + 3, scratch->data, (int)scratch->len,
                              SQLITE_TRANSIENT);
        } else {
            sqlite3_bind_null(stmt, route_table.n_fields + 3);
        }
        if (!zf_db_done(store, stmt, error)) {
            return false;
        }
        ZfBox box = zf_box_empty();
        if (lines) {
            zf_blob_read_box(scratch->data, scratch->len, &box);
        }
        if (!zf_index_set(store, "route", "geom", sqlite3_last_insert_rowid(store->db), box,
                          error)) {
            return false;
        }
    }
    return stmt != NULL;
}

static bool
write_stops(ZfStore *store, const ZfPlan *plan, int64_t number, GError **error)
{
    g_autoptr(GByteArray) scratch = g_byte_array_new();
    sqlite3_stmt *stmt = insert_statement(store, &stop_table, ", route, geom", error);
    for (size_t r = 0; stmt && r < plan->n_routes; r++) {
        const ZfRoute *route = &plan->routes[r];
        for (uint32_t i = route->first_stop; i < route->first_stop + route->n_stops; i++) {
            const ZfLeg *leg = &plan->legs[plan->stops[i].leg];
            ZfBox box = zf_box_empty();
            bind_row(&stop_table, &plan->stops[i], stmt, number, i, scratch);
            sqlite3_bind_int(stmt, stop_table.n_fields + 3, route->number);
            sqlite3_bind_null(stmt, stop_table.n_fields + 4);
            if (leg->n_points > 0) {
                ZfLonLat point = plan->points[leg->first_point + leg->n_points - 1];
                g_byte_array_set_size(scratch, 0);
                zf_blob_point(scratch, point);
                zf_box_add(&box, point);
                sqlite3_bind_blob(stmt, stop_table.n_fields + 4, scratch->data, (int)scratch->len,
                                  SQLITE_TRANSIENT);
            }
            if (!zf_db_done(store, stmt, error) ||
                !zf_index_set(store, "stop", "geom", sqlite3_last_insert_rowid(store->db), box,
                              error)) {
                return false;
            }
        }
    }
    return stmt != NULL;
}

static bool
has_whole_ways(const ZfPlan *plan)
{
    for (size_t i = 0; i < plan->n_legs; i++) {
        const ZfLeg *leg = &plan->legs[i];
        if ((size_t)leg->first_point + leg->n_points > plan->n_points ||
            (size_t)leg->first_cue + leg->n_cues > plan->n_cues) {
            return false;
        }
    }
    for (size_t r = 0; r < plan->n_routes; r++) {
        if (plan->routes[r].home_leg >= plan->n_legs) {
            return false;
        }
    }
    for (size_t i = 0; i < plan->n_stops; i++) {
        if (plan->stops[i].leg >= plan->n_legs) {
            return false;
        }
    }
    return true;
}

/* Every stop stands in one route. */
static bool
has_whole_routes(const ZfPlan *plan)
{
    size_t stops = 0;
    for (size_t r = 0; r < plan->n_routes; r++) {
        const ZfRoute *route = &plan->routes[r];
        if (route->first_stop != stops || stops + route->n_stops > plan->n_stops) {
            return false;
        }
        stops += route->n_stops;
    }
    return stops == plan->n_stops;
}

/* Every index of the plan points into its arrays. */
static bool
is_whole(const ZfPlan *plan)
{
    return has_whole_ways(plan) && has_whole_routes(plan);
}

bool
zf_plan_rows_write(ZfStore *store, const ZfPlan *plan, int64_t number, GError **error)
{
    if (!is_whole(plan)) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_INVALID,
                    _("%s: a plan whose parts do not fit together was not stored"), store->path);
        return false;
    }
    return write_routes(store, plan, number, error) && write_stops(store, plan, number, error) &&
           write_legs(store, plan, number, error) &&
           write_plain(store, &cue_table, plan->cues, plan->n_cues, number, error) &&
           write_plain(store, &unplanned_table, plan->unplanned, plan->n_unplanned, number,
                       error) &&
           write_plain(store, &relaxation_table, plan->relaxations, plan->n_relaxations, number,
                       error);
}

/* ---- reading */

/* ret: the rows of a table in their order; extra columns go to use, if any. */
typedef void (*UseExtra)(ZfPlan *plan, void *row, sqlite3_stmt *stmt, int column);

static bool
read_rows(ZfStore *store, ZfPlan *plan, const ZfTable *table, const char *extra, UseExtra use,
          const char *only, int32_t route, size_t *n, void **items, GError **error)
{
    g_autoptr(GString) sql = g_string_new("SELECT seq");
    for (int i = 0; i < table->n_fields; i++) {
        g_string_append_printf(sql, ", %s", table->fields[i].column);
    }
    g_string_append_printf(sql, "%s FROM %s WHERE plan = ? %s ORDER BY seq", extra, table->name,
                           only);
    sqlite3_stmt *stmt = zf_db_statement(store, sql->str, error);
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, *only ? "li" : "l", plan->number, (int)route);
    GArray *rows = g_array_new(FALSE, TRUE, (guint)table->size);
    g_autofree char *one = g_malloc0(table->size);
    bool ok = true;
    for (bool row = true; row && ok;) {
        ok = zf_db_step(store, stmt, &row, error);
        if (ok && row) {
            memset(one, 0, table->size);
            zf_row_read(table, one, stmt, 1, plan->texts);
            if (use) {
                use(plan, one, stmt, 1 + table->n_fields);
            }
            g_array_append_vals(rows, one, 1);
        }
    }
    *n = rows->len;
    *items = g_array_free(rows, FALSE);
    return ok;
}

/* The points of legs stand one behind the other, as they were. */
static void
use_points(ZfPlan *plan, void *row, sqlite3_stmt *stmt, int column)
{
    ZfLeg *leg = row;
    const uint8_t *bytes = sqlite3_column_blob(stmt, column);
    size_t n = (size_t)sqlite3_column_bytes(stmt, column) / 16;
    size_t end = (size_t)leg->first_point + n;
    leg->n_points = (uint32_t)n;
    if (end > plan->n_points) {
        plan->points = g_renew(ZfLonLat, plan->points, end);
        memset(plan->points + plan->n_points, 0, (end - plan->n_points) * sizeof(ZfLonLat));
        plan->n_points = end;
    }
    for (size_t i = 0; i < n; i++) {
        plan->points[leg->first_point + i] = zf_blob_read_bare_point(bytes + 16 * i);
    }
}

#define READ(table, extra, use, member)                                                            \
    read_rows(store, plan, table, extra, use, "", 0, &plan->n_##member, (void **)&plan->member,    \
              error)

bool
zf_plan_rows_read(ZfStore *store, ZfPlan *plan, bool ways, GError **error)
{
    bool ok = READ(&route_table, "", NULL, routes) && READ(&stop_table, "", NULL, stops) &&
              (!ways || (READ(&leg_table, ", points", use_points, legs) &&
                         READ(&cue_table, "", NULL, cues))) &&
              READ(&unplanned_table, "", NULL, unplanned) &&
              READ(&relaxation_table, "", NULL, relaxations);
    if (ok && !(has_whole_routes(plan) && (!ways || has_whole_ways(plan)))) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_DAMAGED,
                    _("%s: plan %d is damaged; plan again"), store->path, (int)plan->number);
        return false;
    }
    return ok;
}

bool
zf_plan_rows_read_route(ZfStore *store, ZfPlan *plan, int32_t route, GError **error)
{
    if (!read_rows(store, plan, &route_table, "", NULL, "AND number = ?", route, &plan->n_routes,
                   (void **)&plan->routes, error) ||
        !read_rows(store, plan, &stop_table, "", NULL, "AND route = ?", route, &plan->n_stops,
                   (void **)&plan->stops, error)) {
        return false;
    }
    if (plan->n_routes == 1) {
        plan->routes[0].first_stop = 0;
        plan->routes[0].n_stops = (uint32_t)plan->n_stops;
    }
    return true;
}
