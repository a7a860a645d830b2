/* Teams, shifts, pairs, locks and closed roads, as the planner sets them. */
#include "store/importing.h"
#include "store/reading.h"

#include <string.h>

static bool
invalid(GError **error, const char *message, const char *key)
{
    g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_INVALID, message, key);
    return false;
}

static bool
known(ZfStore *store, const char *sql, const char *key, bool *ret, GError **error)
{
    int64_t found = 0;
    if (!zf_db_get(store, sql, &found, error, "s", key)) {
        return false;
    }
    *ret = found != 0;
    return true;
}

/* ---- teams */

typedef struct TeamList {
    const ZfTeam *items;
    size_t n;
} TeamList;

static bool
team_is_same(ZfStore *store, const ZfTeam *team, bool *same, GError **error)
{
    sqlite3_stmt *stmt = zf_db_statement(
        store,
        "SELECT t.name, m.volunteer FROM team t LEFT JOIN team_member m ON m.team = t.id WHERE "
        "t.id = ? ORDER BY m.seq",
        error);
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "s", team->id);
    int32_t members = 0;
    int32_t rows = 0;
    *same = true;
    for (bool row = true; row;) {
        if (!zf_db_step(store, stmt, &row, error)) {
            return false;
        }
        if (!row) {
            break;
        }
        const char *name = (const char *)sqlite3_column_text(stmt, 0);
        const char *member = (const char *)sqlite3_column_text(stmt, 1);
        rows++;
        *same = *same && strcmp(name, team->name) == 0;
        if (member) {
            *same =
                *same && members < team->n_members && strcmp(member, team->members[members]) == 0;
            members++;
        }
    }
    *same = *same && rows > 0 && members == team->n_members;
    return true;
}

static bool
save_team(ZfStore *store, const ZfTeam *team, GError **error)
{
    if (!team->id || !*team->id || team->n_members < 0 || team->n_members > ZF_TEAM_MAX) {
        return invalid(error, _("a team needs a key and at most six members: “%s”"), team->name);
    }
    if (!zf_db_run(store,
                   "INSERT INTO team (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name "
                   "= excluded.name",
                   error, "ss", team->id, team->name) ||
        !zf_db_run(store, "DELETE FROM team_member WHERE team = ?", error, "s", team->id)) {
        return false;
    }
    for (int32_t i = 0; i < team->n_members; i++) {
        bool there;
        if (!known(store, "SELECT 1 FROM volunteer WHERE id = ?", team->members[i], &there,
                   error)) {
            return false;
        }
        if (!there) {
            return invalid(error, _("a team has the member “%s”, who is not known"),
                           team->members[i]);
        }
        if (!zf_db_run(store, "INSERT INTO team_member (team, seq, volunteer) VALUES (?, ?, ?)",
                       error, "sis", team->id, i, team->members[i])) {
            return false;
        }
    }
    return true;
}

static bool
save_teams(ZfStore *store, void *user, GError **error)
{
    const TeamList *list = user;
    bool changed = false;
    for (size_t i = 0; i < list->n; i++) {
        bool same;
        if (!team_is_same(store, &list->items[i], &same, error)) {
            return false;
        }
        if (!same && !save_team(store, &list->items[i], error)) {
            return false;
        }
        changed = changed || !same;
    }
    return !changed || zf_db_bump(store, NULL, error);
}

bool
zf_store_teams_save(ZfStore *store, const ZfTeam *teams, size_t n, GError **error)
{
    TeamList list = {teams, n};
    return zf_db_write(store, save_teams, &list, error);
}

static bool
remove_team(ZfStore *store, void *user, GError **error)
{
    const char *id = user;
    bool there;
    if (!known(store, "SELECT 1 FROM team WHERE id = ?", id, &there, error)) {
        return false;
    }
    if (!there) {
        return zf_store_unknown(_("there is no team “%s”"), id, error);
    }
    return zf_db_run(store, "DELETE FROM shift WHERE team = ?", error, "s", id) &&
           zf_db_run(store, "DELETE FROM team_member WHERE team = ?", error, "s", id) &&
           zf_db_run(store, "DELETE FROM duty WHERE locked_team = ? AND locked_date IS NULL", error,
                     "s", id) &&
           zf_db_run(store, "UPDATE duty SET locked_team = NULL WHERE locked_team = ?", error, "s",
                     id) &&
           zf_db_run(store, "DELETE FROM team WHERE id = ?", error, "s", id) &&
           zf_db_bump(store, NULL, error);
}

bool
zf_store_team_remove(ZfStore *store, const char *id, GError **error)
{
    return zf_db_write(store, remove_team, (void *)id, error);
}

/* ---- shifts */

typedef struct ShiftList {
    const ZfShift *items;
    size_t n;
} ShiftList;

static bool
save_shifts(ZfStore *store, void *user, GError **error)
{
    const ShiftList *list = user;
    bool changed = false;
    for (size_t i = 0; i < list->n; i++) {
        const ZfShift *shift = &list->items[i];
        bool there;
        if (!known(store, "SELECT 1 FROM team WHERE id = ?", shift->team, &there, error)) {
            return false;
        }
        if (!there) {
            return invalid(error,
                           _("a shift belongs to the team “%s”, which is not "
                             "known"),
                           shift->team);
        }
        if (!shift->id || !*shift->id || shift->date == ZF_DATE_NONE ||
            shift->from_s > shift->to_s) {
            return invalid(error,
                           _("a shift of team “%s” needs a key, a day, and an end "
                             "after its begin"),
                           shift->team);
        }
        if (!zf_row_put(store, &zf_table_shift, shift, &changed, error)) {
            return false;
        }
    }
    return !changed || zf_db_bump(store, NULL, error);
}

bool
zf_store_shifts_save(ZfStore *store, const ZfShift *shifts, size_t n, GError **error)
{
    ShiftList list = {shifts, n};
    return zf_db_write(store, save_shifts, &list, error);
}

static bool
remove_shift(ZfStore *store, void *user, GError **error)
{
    const char *id = user;
    bool there;
    if (!known(store, "SELECT 1 FROM shift WHERE id = ?", id, &there, error)) {
        return false;
    }
    if (!there) {
        return zf_store_unknown(_("there is no shift “%s”"), id, error);
    }
    return zf_db_run(store, "DELETE FROM shift WHERE id = ?", error, "s", id) &&
           zf_db_bump(store, NULL, error);
}

bool
zf_store_shift_remove(ZfStore *store, const char *id, GError **error)
{
    return zf_db_write(store, remove_shift, (void *)id, error);
}

/* ---- pairs */

typedef struct PairingList {
    const ZfPairing *items;
    size_t n;
} PairingList;

static bool
save_pairings(ZfStore *store, void *user, GError **error)
{
    const PairingList *list = user;
    bool changed = false;
    int64_t version = 0;
    if (!zf_db_get(store, "SELECT value FROM meta WHERE name = 'data_version'", &version, error,
                   "")) {
        return false;
    }
    g_auto(ZfChange) change = {0};
    zf_change_init(&change, store, 0, version + 1);
    for (size_t i = 0; i < list->n; i++) {
        ZfPutState state;
        if (!zf_pairing_put(&change, &list->items[i], &state, error)) {
            g_prefix_error(error, _("pair of home %s and volunteer %s: "), list->items[i].household,
                           list->items[i].volunteer);
            return false;
        }
        changed = changed || state != ZF_PUT_SAME;
    }
    return !changed || zf_db_bump(store, NULL, error);
}

bool
zf_store_pairings_save(ZfStore *store, const ZfPairing *pairings, size_t n, GError **error)
{
    PairingList list = {pairings, n};
    return zf_db_write(store, save_pairings, &list, error);
}

/* ---- locks */

typedef struct LockEdit {
    const char *campaign;
    const char *duty;
    const char *team;
    ZfDate date;
} LockEdit;

static bool
check_campaign_known(ZfStore *store, const char *campaign, GError **error)
{
    bool there;
    if (!known(store, "SELECT 1 FROM campaign WHERE id = ?", campaign, &there, error)) {
        return false;
    }
    return there || zf_store_unknown(_("there is no campaign “%s”"), campaign, error);
}

/* The home or the area before the '#'. */
static bool
check_duty(ZfStore *store, const char *duty, GError **error)
{
    const char *hash = strrchr(duty, '#');
    g_autofree char *key = g_strndup(duty, hash ? (size_t)(hash - duty) : 0);
    bool talk = hash && strcmp(hash, "#talk") == 0;
    bool there = false;
    if (hash &&
        !known(store,
               talk ? "SELECT 1 FROM area WHERE code = ?" : "SELECT 1 FROM household WHERE id = ?",
               key, &there, error)) {
        return false;
    }
    return there || zf_store_unknown(_("there is no duty “%s”"), duty, error);
}

static bool
lock_duty(ZfStore *store, void *user, GError **error)
{
    const LockEdit *edit = user;
    bool there = true;
    int64_t same = 0;
    if (!check_campaign_known(store, edit->campaign, error) ||
        !check_duty(store, edit->duty, error)) {
        return false;
    }
    if (edit->team && *edit->team &&
        !known(store, "SELECT 1 FROM team WHERE id = ?", edit->team, &there, error)) {
        return false;
    }
    if (!there) {
        return zf_store_unknown(_("there is no team “%s”"), edit->team, error);
    }
    if (!zf_db_get(store,
                   "SELECT 1 FROM duty WHERE campaign = ? AND id = ? AND locked_team IS ? AND "
                   "locked_date IS ?",
                   &same, error, "sskD", edit->campaign, edit->duty, edit->team, edit->date)) {
        return false;
    }
    return same || (zf_db_run(store,
                              "INSERT INTO duty (campaign, id, locked_team, locked_date) VALUES "
                              "(?, ?, ?, ?) ON CONFLICT DO UPDATE SET locked_team = "
                              "excluded.locked_team, locked_date = excluded.locked_date",
                              error, "sskD", edit->campaign, edit->duty, edit->team, edit->date) &&
                    zf_db_bump(store, NULL, error));
}

bool
zf_store_lock(ZfStore *store, const char *campaign, const char *duty, const char *team, ZfDate date,
              GError **error)
{
    if ((!team || !*team) && date == ZF_DATE_NONE) {
        return invalid(error, _("a lock needs a team or a day: “%s”"), duty);
    }
    LockEdit edit = {campaign, duty, team, date};
    return zf_db_write(store, lock_duty, &edit, error);
}

static bool
unlock_duty(ZfStore *store, void *user, GError **error)
{
    const LockEdit *edit = user;
    int64_t there = 0;
    if (!zf_db_get(store, "SELECT 1 FROM duty WHERE campaign = ? AND id = ?", &there, error, "ss",
                   edit->campaign, edit->duty)) {
        return false;
    }
    if (!there) {
        return zf_store_unknown(_("the duty “%s” is not locked"), edit->duty, error);
    }
    return zf_db_run(store, "DELETE FROM duty WHERE campaign = ? AND id = ?", error, "ss",
                     edit->campaign, edit->duty) &&
           zf_db_bump(store, NULL, error);
}

bool
zf_store_unlock(ZfStore *store, const char *campaign, const char *duty, GError **error)
{
    LockEdit edit = {.campaign = campaign, .duty = duty};
    return zf_db_write(store, unlock_duty, &edit, error);
}

static void
lock_free(gpointer lock)
{
    zf_lock_free(lock);
}

static int
compare_lock(gconstpointer a, gconstpointer b)
{
    const ZfLock *p = *(ZfLock *const *)a;
    const ZfLock *q = *(ZfLock *const *)b;
    return zf_text_compare(p->duty, q->duty);
}

GPtrArray *
zf_store_locks(ZfStore *store, const char *campaign, GError **error)
{
    g_autoptr(GPtrArray) locks = g_ptr_array_new_with_free_func(lock_free);
    sqlite3_stmt *stmt = zf_db_statement(
        store, "SELECT id, locked_team, locked_date FROM duty WHERE campaign = ? ORDER BY id",
        error);
    if (!stmt) {
        return NULL;
    }
    zf_db_bind(stmt, "s", campaign);
    for (bool row = true; row;) {
        if (!zf_db_step(store, stmt, &row, error)) {
            return NULL;
        }
        if (row) {
            ZfLock *lock = g_new0(ZfLock, 1);
            lock->duty = zf_db_text_dup(stmt, 0);
            lock->team = zf_db_text_dup(stmt, 1);
            lock->date = zf_db_date(stmt, 2);
            g_ptr_array_add(locks, lock);
        }
    }
    g_ptr_array_sort(locks, compare_lock);
    return g_steal_pointer(&locks);
}

/* ---- closed roads */

typedef struct ClosureEdit {
    const ZfClosure *closure;
    int64_t number;
} ClosureEdit;

static bool
add_closure(ZfStore *store, void *user, GError **error)
{
    ClosureEdit *edit = user;
    const ZfClosure *c = edit->closure;
    const char *weather = zf_code(ZF_CODES_WEATHER, (int)c->when);
    if (!zf_db_get(store,
                   "SELECT number FROM closure WHERE road = ? AND valid_from IS ? AND valid_to IS "
                   "? AND weather = ?",
                   &edit->number, error, "sDDs", c->road, c->from, c->to, weather)) {
        return false;
    }
    if (edit->number) {
        return true;
    }
    if (!zf_db_run(store,
                   "INSERT INTO closure (road, valid_from, valid_to, weather) VALUES (?, ?, ?, ?)",
                   error, "sDDs", c->road, c->from, c->to, weather)) {
        return false;
    }
    edit->number = sqlite3_last_insert_rowid(store->db);
    return zf_db_bump(store, NULL, error);
}

int64_t
zf_store_closure_add(ZfStore *store, const ZfClosure *closure, GError **error)
{
    if (!closure->road || !*closure->road ||
        (closure->from != ZF_DATE_NONE && closure->to != ZF_DATE_NONE &&
         closure->from > closure->to)) {
        invalid(error,
                _("a closure needs a road, and must not end before it begins: "
                  "“%s”"),
                closure->road ? closure->road : "");
        return -1;
    }
    ClosureEdit edit = {closure, 0};
    return zf_db_write(store, add_closure, &edit, error) ? edit.number : -1;
}

static bool
remove_closure(ZfStore *store, void *user, GError **error)
{
    const ClosureEdit *edit = user;
    int64_t there = 0;
    if (!zf_db_get(store, "SELECT 1 FROM closure WHERE number = ?", &there, error, "l",
                   edit->number)) {
        return false;
    }
    if (!there) {
        g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, edit->number);
        return zf_store_unknown(_("there is no closure %s"), number, error);
    }
    return zf_db_run(store, "DELETE FROM closure WHERE number = ?", error, "l", edit->number) &&
           zf_db_bump(store, NULL, error);
}

bool
zf_store_closure_remove(ZfStore *store, int64_t number, GError **error)
{
    ClosureEdit edit = {NULL, number};
    return zf_db_write(store, remove_closure, &edit, error);
}

ZfClosures *
zf_store_closures(ZfStore *store, GError **error)
{
    sqlite3_stmt *stmt = zf_db_statement(
        store, "SELECT number, road, valid_from, valid_to, weather FROM closure ORDER BY number",
        error);
    if (!stmt) {
        return NULL;
    }
    g_autoptr(ZfClosures) closures = g_new0(ZfClosures, 1);
    closures->texts = g_string_chunk_new(1024);
    for (bool row = true; row;) {
        if (!zf_db_step(store, stmt, &row, error)) {
            return NULL;
        }
        if (!row) {
            break;
        }
        size_t n = closures->n++;
        int weather = ZF_WEATHER_DRY;
        closures->items = g_renew(ZfClosure, closures->items, closures->n);
        closures->numbers = g_renew(int64_t, closures->numbers, closures->n);
        closures->numbers[n] = sqlite3_column_int64(stmt, 0);
        zf_code_find(ZF_CODES_WEATHER, (const char *)sqlite3_column_text(stmt, 4), &weather);
        closures->items[n] = (ZfClosure){.road = zf_db_text(stmt, 1, closures->texts),
                                         .from = zf_db_date(stmt, 2),
                                         .to = zf_db_date(stmt, 3),
                                         .when = (ZfWeather)weather};
    }
    return g_steal_pointer(&closures);
}
