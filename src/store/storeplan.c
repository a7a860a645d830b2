/* Saving plans, whole. */
#include "store/change.h"
#include "store/planrows.h"
#include "store/reading.h"

#include <string.h>

static const char *const plan_parts[] = {"cue", "leg", "unplanned", "relaxation", "stop", "route"};

/* Takes out what hangs on a plan, out of the spatial indexes too. */
static bool
clear_plan(ZfStore *store, int64_t number, GError **error)
{
    if (!zf_db_run(store,
                   "DELETE FROM idx_stop_geom WHERE pkid IN (SELECT pk FROM stop WHERE plan = ?)",
                   error, "l", number) ||
        !zf_db_run(store,
                   "DELETE FROM idx_route_geom WHERE pkid IN (SELECT pk FROM route WHERE plan = "
                   "?)",
                   error, "l", number)) {
        return false;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(plan_parts); i++) {
        g_autofree char *sql = g_strdup_printf("DELETE FROM %s WHERE plan = ?", plan_parts[i]);
        if (!zf_db_run(store, sql, error, "l", number)) {
            return false;
        }
    }
    return true;
}

/* The plan's number: that of the current one when it prints the same, else a new one. */
static bool
choose_number(ZfStore *store, ZfPlan *plan, int64_t *number, GError **error)
{
    int64_t known = 0;
    int64_t last = 0;
    *number = 0;
    if (!zf_db_get(store, "SELECT 1 FROM campaign WHERE id = ?", &known, error, "s",
                   plan->campaign)) {
        return false;
    }
    if (!known) {
        return zf_store_unknown(_("there is no campaign “%s”"), plan->campaign, error);
    }
    if (!zf_db_get(store,
                   "SELECT number FROM plan WHERE campaign = ? AND current AND hash = ? AND hash "
                   "<> ''",
                   number, error, "ss", plan->campaign, plan->hash) ||
        !zf_db_get(store, "SELECT max(number) FROM plan", &last, error, "")) {
        return false;
    }
    *number = *number ? *number : last + 1;
    return true;
}

static bool
write_head(ZfStore *store, const ZfPlan *plan, int64_t number, GError **error)
{
    return zf_db_run(store, "UPDATE plan SET current = 0 WHERE campaign = ? AND number <> ?", error,
                     "sl", plan->campaign, number) &&
           zf_db_run(store,
                     "INSERT INTO plan (number, campaign, data_version, made, seed, iterations, "
                     "options, hash, cost, current) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1) ON "
                     "CONFLICT (number) DO UPDATE SET data_version = excluded.data_version, made = "
                     "excluded.made, seed = excluded.seed, iterations = excluded.iterations, "
                     "options = excluded.options, cost = excluded.cost, current = 1",
                     error, "lslSllssl", number, plan->campaign, plan->data_version, plan->made,
                     (int64_t)plan->seed, plan->iterations, plan->options, plan->hash, plan->cost);
}

static bool
save(ZfStore *store, void *user, GError **error)
{
    ZfPlan *plan = user;
    int64_t version = zf_store_data_version(store, error);
    int64_t number;
    if (version < 0) {
        return false;
    }
    if (version != plan->data_version) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_STALE,
                    _("the data has changed since this plan was begun (version %d, now %d); "
                      "plan again, with --keep to change as little as possible"),
                    (int)plan->data_version, (int)version);
        return false;
    }
    if (!choose_number(store, plan, &number, error) || !clear_plan(store, number, error) ||
        !write_head(store, plan, number, error) ||
        !zf_plan_rows_write(store, plan, number, error)) {
        return false;
    }
    plan->number = number;
    return true;
}

bool
zf_store_plan_save(ZfStore *store, ZfPlan *plan, GError **error)
{
    int64_t before = plan->number;
    if (!zf_db_write(store, save, plan, error)) {
        plan->number = before;
        return false;
    }
    return true;
}

typedef struct PlanLoad {
    const char *campaign;
    int64_t number;
    int32_t route; /* only this one, 0 = all */
    ZfPlan *plan;
    bool no_ways;
} PlanLoad;

static bool
find_number(ZfStore *store, PlanLoad *load, GError **error)
{
    int64_t found = 0;
    if (load->number == 0) {
        if (!zf_db_get(store, "SELECT number FROM plan WHERE campaign = ? AND current", &found,
                       error, "s", load->campaign)) {
            return false;
        }
        load->number = found;
        return found || zf_store_unknown(_("campaign “%s” has no plan yet; make one "
                                           "with: zoufang plan"),
                                         load->campaign, error);
    }
    if (!zf_db_get(store,
                   "SELECT number FROM plan WHERE number = ? AND (?2 IS NULL OR campaign = "
                   "?2)",
                   &found, error, "lk", load->number, load->campaign)) {
        return false;
    }
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, load->number);
    return found || zf_store_unknown(_("there is no plan %s"), text, error);
}

static bool
load_plan(ZfStore *store, void *user, GError **error)
{
    PlanLoad *load = user;
    ZfPlan *plan = load->plan;
    bool row;
    if (!find_number(store, load, error)) {
        return false;
    }
    sqlite3_stmt *stmt = zf_db_statement(
        store,
        "SELECT campaign, data_version, made, seed, iterations, options, hash, cost FROM plan "
        "WHERE number = ?",
        error);
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "l", load->number);
    if (!zf_db_step(store, stmt, &row, error)) {
        return false;
    }
    g_assert(row);
    plan->number = load->number;
    plan->campaign = zf_db_text(stmt, 0, plan->texts);
    plan->data_version = sqlite3_column_int64(stmt, 1);
    plan->made = zf_db_stamp(stmt, 2);
    plan->seed = (uint64_t)sqlite3_column_int64(stmt, 3);
    plan->iterations = sqlite3_column_int64(stmt, 4);
    plan->options = zf_db_text(stmt, 5, plan->texts);
    plan->hash = zf_db_text(stmt, 6, plan->texts);
    plan->cost = sqlite3_column_int64(stmt, 7);
    sqlite3_reset(stmt);
    return load->route ? zf_plan_rows_read_route(store, plan, load->route, error)
                       : zf_plan_rows_read(store, plan, !load->no_ways, error);
}

static ZfPlan *
load_from(ZfStore *store, const char *campaign, int64_t number, bool no_ways, GError **error)
{
    g_autoptr(ZfPlan) plan = zf_plan_new();
    PlanLoad load = {.campaign = campaign, .number = number, .plan = plan, .no_ways = no_ways};
    return zf_db_read(store, load_plan, &load, error) ? g_steal_pointer(&plan) : NULL;
}

ZfPlan *
zf_store_plan_load(ZfStore *store, const char *campaign, int64_t number, GError **error)
{
    return load_from(store, campaign, number, false, error);
}

ZfPlan *
zf_store_plan_load_stops(ZfStore *store, const char *campaign, int64_t number, GError **error)
{
    return load_from(store, campaign, number, true, error);
}

ZfPlan *
zf_plan_load_route(ZfStore *store, int64_t number, int32_t route, GError **error)
{
    g_autoptr(ZfPlan) plan = zf_plan_new();
    PlanLoad load = {.number = number, .route = route, .plan = plan};
    return zf_db_read(store, load_plan, &load, error) ? g_steal_pointer(&plan) : NULL;
}

static bool
set_current(ZfStore *store, void *user, GError **error)
{
    PlanLoad load = {.number = *(const int64_t *)user};
    return find_number(store, &load, error) &&
           zf_db_run(
               store,
               "UPDATE plan SET current = 0 WHERE campaign = (SELECT campaign FROM plan WHERE "
               "number = ?)",
               error, "l", load.number) &&
           zf_db_run(store, "UPDATE plan SET current = 1 WHERE number = ?", error, "l",
                     load.number);
}

bool
zf_store_plan_set_current(ZfStore *store, int64_t number, GError **error)
{
    return zf_db_write(store, set_current, &number, error);
}

static bool
remove_plan(ZfStore *store, void *user, GError **error)
{
    PlanLoad load = {.number = *(const int64_t *)user};
    int64_t issued = 0;
    if (!find_number(store, &load, error) ||
        !zf_db_get(store,
                   "SELECT count(*) FROM sheet s WHERE s.plan = ? AND (s.issued IS NOT NULL OR "
                   "EXISTS (SELECT 1 FROM visit v WHERE v.sheet = s.number))",
                   &issued, error, "l", load.number)) {
        return false;
    }
    if (issued) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_CONFLICT,
                    NG_("%d sheet of plan %d was issued; the plan is kept for its results",
                        "%d sheets of plan %d were issued; it is kept for their results",
                        (unsigned long)issued),
                    (int)issued, (int)load.number);
        return false;
    }
    return zf_db_run(store, "DELETE FROM sheet WHERE plan = ?", error, "l", load.number) &&
           clear_plan(store, load.number, error) &&
           zf_db_run(store, "DELETE FROM plan WHERE number = ?", error, "l", load.number);
}

bool
zf_store_plan_remove(ZfStore *store, int64_t number, GError **error)
{
    return zf_db_write(store, remove_plan, &number, error);
}

static void
info_free(gpointer info)
{
    zf_plan_info_free(info);
}

static bool
use_info(ZfStore *store, sqlite3_stmt *stmt, void *user, GError **error)
{
    (void)store;
    (void)error;
    ZfPlanInfo *info = g_new0(ZfPlanInfo, 1);
    info->number = sqlite3_column_int64(stmt, 0);
    info->current = sqlite3_column_int(stmt, 1) != 0;
    info->data_version = sqlite3_column_int64(stmt, 2);
    info->made = zf_db_stamp(stmt, 3);
    info->campaign = zf_db_text_dup(stmt, 4);
    info->hash = zf_db_text_dup(stmt, 5);
    info->options = zf_db_text_dup(stmt, 6);
    info->routes = sqlite3_column_int64(stmt, 7);
    info->stops = sqlite3_column_int64(stmt, 8);
    info->unplanned = sqlite3_column_int64(stmt, 9);
    info->cost = sqlite3_column_int64(stmt, 10);
    g_ptr_array_add(user, info);
    return true;
}

GPtrArray *
zf_store_plans(ZfStore *store, const char *campaign, GError **error)
{
    g_autoptr(GPtrArray) plans = g_ptr_array_new_with_free_func(info_free);
    bool ok = zf_db_each(
        store,
        "SELECT number, current, data_version, made, campaign, hash, options, (SELECT count(*) "
        "FROM route WHERE plan = p.number), (SELECT count(*) FROM stop WHERE plan = p.number), "
        "(SELECT count(*) FROM unplanned WHERE plan = p.number), cost FROM plan p WHERE ?1 IS NULL "
        "OR campaign = ?1 ORDER BY number",
        use_info, plans, error, "k", campaign);
    return ok ? g_steal_pointer(&plans) : NULL;
}
