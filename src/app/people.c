#include "app/people.h"

#include <string.h>

#include "app/changewords.h"
#include "app/figures.h"
#include "app/inside.h"
#include "coverage/coverage.h"
#include "ingest/ingest.h"
#include "plan/plan.h"
#include "say/say.h"

static void
no_such_home(const ZfSnapshot *snapshot, const char *text, GError **error)
{
    g_autoptr(GPtrArray) numbers = g_ptr_array_new();
    for (size_t i = 0; i < snapshot->n_households; i++) {
        g_ptr_array_add(numbers, (char *)snapshot->households[i].number);
    }
    zf_app_no_such(text, numbers,
                   _("there is no home %s; “zoufang unvisited” lists numbers and ids"),
                   _("there is no home %s; is %s meant? “zoufang unvisited” lists numbers and "
                     "ids"),
                   error);
}

int32_t
zf_app_find_household(const ZfSnapshot *snapshot, const char *text, GError **error)
{
    int32_t found = zf_snapshot_household(snapshot, text);
    if (found >= 0) {
        return found;
    }
    for (size_t i = 0; i < snapshot->n_households; i++) {
        const ZfHousehold *home = &snapshot->households[i];
        if (*text && (strcmp(home->number, text) == 0 || strcmp(home->address, text) == 0)) {
            if (found >= 0) {
                g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_CHOICE,
                            _("several homes are %s: %s and %s among them; give the id"), text,
                            snapshot->households[found].id, home->id);
                return -1;
            }
            found = (int32_t)i;
        }
    }
    if (found < 0) {
        no_such_home(snapshot, text, error);
    }
    return found;
}

static void
no_such_team(const ZfSnapshot *snapshot, const char *text, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (size_t i = 0; i < snapshot->n_teams; i++) {
        g_ptr_array_add(names, (char *)snapshot->teams[i].name);
        g_ptr_array_add(names, (char *)snapshot->teams[i].id);
    }
    zf_app_no_such(text, names, _("there is no team %s; “zoufang team list” shows them"),
                   _("there is no team %s; is %s meant? “zoufang team list” shows them"), error);
}

int32_t
zf_app_find_team(const ZfSnapshot *snapshot, const char *text, GError **error)
{
    int32_t found = zf_snapshot_team(snapshot, text);
    for (size_t i = 0; found < 0 && i < snapshot->n_teams; i++) {
        if (strcmp(snapshot->teams[i].name, text) == 0) {
            found = (int32_t)i;
        }
    }
    if (found < 0) {
        no_such_team(snapshot, text, error);
    }
    return found;
}

/* ---- teams ---- */

/* ret: by id, pointing into shifts. */
static GHashTable *
index_shifts(const ZfShift *shifts, size_t n)
{
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < n; i++) {
        g_hash_table_insert(index, (gpointer)shifts[i].id, (gpointer)&shifts[i]);
    }
    return index;
}

/* Days of the campaign that the roster does not have any more: cancelled, unless set by hand. */
static void
cancel_days(const ZfSnapshot *s, const ZfShifts *made, const ZfTeam *teams, size_t n, GArray *save)
{
    g_autoptr(GHashTable) still = index_shifts(made->shifts, made->n);
    g_autoptr(GHashTable) ours = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t t = 0; t < n; t++) {
        g_hash_table_add(ours, (gpointer)teams[t].id);
    }
    for (size_t i = 0; i < s->n_shifts; i++) {
        ZfShift shift = s->shifts[i];
        bool inside = shift.date >= s->campaign.from && shift.date <= s->campaign.to;
        if (inside && !shift.by_hand && !shift.cancelled &&
            g_hash_table_contains(ours, shift.team) && !g_hash_table_contains(still, shift.id)) {
            shift.cancelled = true;
            g_array_append_val(save, shift);
        }
    }
}

/* The shifts of these teams as the roster has them now; those set by hand stay as they are. */
static bool
save_shifts(ZfApp *app, const ZfSnapshot *snapshot, const ZfTeam *teams, size_t n, size_t *added,
            GError **error)
{
    size_t no_base = 0;
    g_autoptr(ZfShifts) made =
        zf_shifts_make(snapshot, teams, n, ZF_DATE_NONE, ZF_DATE_NONE, &no_base);
    g_autoptr(GHashTable) known = index_shifts(snapshot->shifts, snapshot->n_shifts);
    g_autoptr(GArray) save = g_array_new(FALSE, FALSE, sizeof(ZfShift));
    *added = 0;
    for (size_t i = 0; i < made->n; i++) {
        const ZfShift *before = g_hash_table_lookup(known, made->shifts[i].id);
        if (!before || !before->by_hand) {
            g_array_append_val(save, made->shifts[i]);
            *added += !before;
        }
    }
    if (no_base > 0 && made->n == 0) {
        g_set_error_literal(error, ZF_APP_ERROR, ZF_APP_ERROR_NOTHING,
                            _("nobody knows where the teams set out: import areas or places first, "
                              "or give the roster a column 出发地 with known places"));
        return false;
    }
    cancel_days(snapshot, made, teams, n, save);
    return zf_store_shifts_save(app->store, (const ZfShift *)(void *)save->data, save->len, error);
}

bool
zf_app_teams_make(ZfApp *app, size_t *teams, size_t *shifts, GError **error)
{
    g_autoptr(ZfSnapshot) snapshot = zf_app_snapshot(app, true, ZF_DATE_NONE, error);
    if (!snapshot) {
        return false;
    }
    if (snapshot->n_volunteers == 0) {
        g_set_error_literal(error, ZF_APP_ERROR, ZF_APP_ERROR_NOTHING,
                            _("there are no volunteers yet; import a roster with “zoufang import "
                              "volunteers FILE”"));
        return false;
    }
    g_autoptr(ZfTeams) made = zf_teams_suggest(snapshot);
    size_t added = 0;
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(ZfTeam));
    g_array_append_vals(all, snapshot->teams, (guint)snapshot->n_teams);
    g_array_append_vals(all, made->teams, (guint)made->n);
    if (made->n > 0 && !zf_store_teams_save(app->store, made->teams, made->n, error)) {
        return false;
    }
    if (!save_shifts(app, snapshot, (const ZfTeam *)(void *)all->data, all->len, &added, error)) {
        return false;
    }
    if (teams) {
        *teams = made->n;
    }
    if (shifts) {
        *shifts = added;
    }
    return true;
}

static void
no_such_volunteer(const ZfSnapshot *snapshot, const char *text, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (size_t i = 0; i < snapshot->n_volunteers; i++) {
        g_ptr_array_add(names, (char *)snapshot->volunteers[i].name);
    }
    zf_app_no_such(text, names, _("there is no volunteer %s in the roster"),
                   _("there is no volunteer %s in the roster; is %s meant?"), error);
}

static int32_t
find_volunteer(const ZfSnapshot *snapshot, const char *text, GError **error)
{
    int32_t found = zf_snapshot_volunteer(snapshot, text);
    for (size_t i = 0; found < 0 && i < snapshot->n_volunteers; i++) {
        if (strcmp(snapshot->volunteers[i].name, text) == 0) {
            found = (int32_t)i;
        }
    }
    if (found < 0) {
        no_such_volunteer(snapshot, text, error);
    }
    return found;
}

bool
zf_app_team_add(ZfApp *app, const char *name, const char *const *members, GError **error)
{
    g_autoptr(ZfSnapshot) snapshot = zf_app_snapshot(app, true, ZF_DATE_NONE, error);
    if (!snapshot) {
        return false;
    }
    ZfTeam team = zf_team_empty();
    g_autofree char *id = g_strdup_printf("team-%s", name);
    team.id = id;
    team.name = name;
    for (int i = 0; members[i]; i++) {
        int32_t found = find_volunteer(snapshot, members[i], error);
        if (found < 0) {
            return false;
        }
        if (team.n_members == ZF_TEAM_MAX) {
            g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE, _("a team has at most %d members"),
                        ZF_TEAM_MAX);
            return false;
        }
        team.members[team.n_members++] = snapshot->volunteers[found].id;
    }
    size_t added;
    return zf_store_teams_save(app->store, &team, 1, error) &&
           save_shifts(app, snapshot, &team, 1, &added, error);
}

bool
zf_app_team_remove(ZfApp *app, const char *name, GError **error)
{
    g_autoptr(ZfSnapshot) snapshot = zf_app_snapshot(app, false, ZF_DATE_NONE, error);
    int32_t team = snapshot ? zf_app_find_team(snapshot, name, error) : -1;
    return team >= 0 && zf_store_team_remove(app->store, snapshot->teams[team].id, error);
}

ZfGrid *
zf_app_team_list(ZfApp *app, GError **error)
{
    g_autoptr(ZfSnapshot) snapshot = zf_app_snapshot(app, true, ZF_DATE_NONE, error);
    if (!snapshot) {
        return NULL;
    }
    ZfGrid *grid = zf_grid_new("teams", _("Teams"));
    zf_grid_column(grid, "id", _("id"), ZF_GRID_TEXT);
    zf_grid_column(grid, "name", _("name"), ZF_GRID_TEXT);
    zf_grid_column(grid, "members", _("members"), ZF_GRID_TEXT);
    zf_grid_column(grid, "skills", _("skills"), ZF_GRID_TEXT);
    zf_grid_column(grid, "shifts", _("days"), ZF_GRID_INT);
    for (size_t i = 0; i < snapshot->n_teams; i++) {
        const ZfTeam *team = &snapshot->teams[i];
        g_autoptr(GString) members = g_string_new(NULL);
        for (int32_t m = 0; m < team->n_members; m++) {
            int32_t index = team->member_index[m];
            g_string_append_printf(members, "%s%s", m ? " " : "",
                                   index >= 0 ? snapshot->volunteers[index].name
                                              : team->members[m]);
        }
        int64_t days = 0;
        for (size_t s = 0; s < snapshot->n_shifts; s++) {
            days += snapshot->shifts[s].team_index == (int32_t)i && !snapshot->shifts[s].cancelled;
        }
        g_autofree char *skills =
            zf_say_skills(snapshot->campaign.lang, team->skills, snapshot->skills);
        zf_grid_row(grid);
        zf_grid_text(grid, team->id);
        zf_grid_text(grid, team->name);
        zf_grid_text(grid, members->str);
        zf_grid_text(grid, skills);
        zf_grid_int(grid, days);
    }
    return grid;
}

/* ---- shifts ---- */

bool
zf_app_shift_edit(ZfApp *app, const ZfShiftEdit *edit, GError **error)
{
    g_autoptr(ZfSnapshot) snapshot = zf_app_snapshot(app, false, ZF_DATE_NONE, error);
    int32_t team = snapshot ? zf_app_find_team(snapshot, edit->team, error) : -1;
    if (team < 0) {
        return false;
    }
    for (size_t i = 0; i < snapshot->n_shifts; i++) {
        ZfShift shift = snapshot->shifts[i];
        if (shift.team_index != team || shift.date != edit->date) {
            continue;
        }
        shift.cancelled = edit->cancelled < 0 ? shift.cancelled : edit->cancelled == 1;
        shift.from_s = edit->from_s < 0 ? shift.from_s : edit->from_s;
        shift.to_s = edit->to_s < 0 ? shift.to_s : edit->to_s;
        shift.max_visits = edit->max_visits < 0 ? shift.max_visits : edit->max_visits;
        shift.overtime_s = edit->overtime_s < 0 ? shift.overtime_s : edit->overtime_s;
        shift.max_metres = edit->max_metres < 0 ? shift.max_metres : edit->max_metres;
        shift.by_hand = true;
        if (edit->rest && !zf_ingest_rest(edit->rest, &shift.rest)) {
            g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE,
                        _("--rest %s: write it like 12:00-13:00, or only the minutes: 45, or none"),
                        edit->rest);
            return false;
        }
        return zf_store_shifts_save(app->store, &shift, 1, error);
    }
    g_autofree char *day = zf_date_format(edit->date);
    g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_NOTHING,
                _("team %s has no shift on %s; “zoufang team shifts” lists them"), edit->team, day);
    return false;
}

/* "12:00–13:00", or "45 min, 11:30–13:00" for a rest that begins within; "" = none. */
static char *
rest_words(ZfLang lang, const ZfRest *rest)
{
    if (rest->length_s == 0) {
        return g_strdup("");
    }
    if (rest->from_s == rest->to_s) {
        return zf_say_times(lang, rest->from_s, rest->from_s + rest->length_s);
    }
    g_autofree char *length = zf_say_duration(lang, rest->length_s);
    g_autofree char *within = zf_say_times(lang, rest->from_s, rest->to_s);
    return g_strconcat(length, _(", "), within, NULL);
}

ZfGrid *
zf_app_shift_list(ZfApp *app, GError **error)
{
    g_autoptr(ZfSnapshot) snapshot = zf_app_snapshot(app, false, ZF_DATE_NONE, error);
    if (!snapshot) {
        return NULL;
    }
    ZfGrid *grid = zf_grid_new("shifts", _("Shifts"));
    zf_grid_column(grid, "date", _("day"), ZF_GRID_DATE);
    zf_grid_column(grid, "team", _("team"), ZF_GRID_TEXT);
    zf_grid_column(grid, "from", _("from"), ZF_GRID_TIME);
    zf_grid_column(grid, "to", _("to"), ZF_GRID_TIME);
    zf_grid_column(grid, "base", _("sets out at"), ZF_GRID_TEXT);
    zf_grid_column(grid, "mode", _("travels"), ZF_GRID_TEXT);
    zf_grid_column(grid, "max_visits", _("homes at most"), ZF_GRID_INT);
    zf_grid_column(grid, "rest", _("rest"), ZF_GRID_TEXT);
    zf_grid_column(grid, "overtime_min", _("minutes longer at most"), ZF_GRID_INT);
    zf_grid_column(grid, "max_km", _("km at most (0: any)"), ZF_GRID_INT);
    zf_grid_column(grid, "cancelled", _("cancelled"), ZF_GRID_BOOL);
    for (size_t i = 0; i < snapshot->n_shifts; i++) {
        const ZfShift *shift = &snapshot->shifts[i];
        ZfRest when = zf_shift_rest(&snapshot->campaign, shift);
        g_autofree char *rest = rest_words(snapshot->campaign.lang, &when);
        zf_grid_row(grid);
        zf_grid_int(grid, shift->date);
        zf_grid_text(grid, shift->team_index >= 0 ? snapshot->teams[shift->team_index].name
                                                  : shift->team);
        zf_grid_int(grid, shift->from_s);
        zf_grid_int(grid, shift->to_s);
        zf_grid_text(grid, shift->base);
        zf_grid_text(grid, zf_say_mode(snapshot->campaign.lang, shift->mode));
        zf_grid_int(grid, shift->max_visits);
        zf_grid_text(grid, rest);
        zf_grid_int(grid, shift->overtime_s / 60);
        zf_grid_int(grid, shift->max_metres / 1000);
        zf_grid_int(grid, shift->cancelled);
        zf_grid_point(grid, shift->point);
    }
    return grid;
}

/* ---- pairs ---- */

static ZfGrid *
pairs_grid(const ZfSnapshot *snapshot, const ZfPairing *pairings, size_t n, const char *title)
{
    ZfGrid *grid = zf_grid_new("pairings", title);
    zf_grid_column(grid, "household", _("home"), ZF_GRID_TEXT);
    zf_grid_column(grid, "address", _("address"), ZF_GRID_TEXT);
    zf_grid_column(grid, "volunteer", _("volunteer"), ZF_GRID_TEXT);
    zf_grid_column(grid, "name", _("name"), ZF_GRID_TEXT);
    zf_grid_column(grid, "from", _("from"), ZF_GRID_DATE);
    for (size_t i = 0; i < n; i++) {
        int32_t home = zf_snapshot_household(snapshot, pairings[i].household);
        int32_t volunteer = zf_snapshot_volunteer(snapshot, pairings[i].volunteer);
        zf_grid_row(grid);
        zf_grid_text(grid, pairings[i].household);
        zf_grid_text(grid, home >= 0 ? snapshot->households[home].address : "");
        zf_grid_text(grid, pairings[i].volunteer);
        zf_grid_text(grid, volunteer >= 0 ? snapshot->volunteers[volunteer].name : "");
        zf_grid_int(grid, pairings[i].from);
    }
    return grid;
}

ZfGrid *
zf_app_pair_list(ZfApp *app, GError **error)
{
    g_autoptr(ZfSnapshot) snapshot = zf_app_snapshot(app, true, ZF_DATE_NONE, error);
    return snapshot ? pairs_grid(snapshot, snapshot->pairings, snapshot->n_pairings, _("Pairs"))
                    : NULL;
}

ZfGrid *
zf_app_pair_suggest(ZfApp *app, bool save, GError **error)
{
    g_autoptr(ZfSnapshot) snapshot = zf_app_snapshot(app, true, ZF_DATE_NONE, error);
    if (!snapshot) {
        return NULL;
    }
    ZfDate today = zf_stamp_date(zf_app_now());
    ZfDate day = CLAMP(today, snapshot->campaign.from, snapshot->campaign.to);
    g_autofree bool *wanted = g_new0(bool, snapshot->n_households + 1);
    for (size_t i = 0; i < snapshot->n_households; i++) {
        wanted[i] = zf_coverage_scope(snapshot, (int32_t)i, -1, day) == ZF_SCOPE_IN;
    }
    g_autoptr(ZfPairs) pairs = zf_pairs_suggest(snapshot, wanted, day);
    if (save && !zf_store_pairings_save(app->store, pairs->pairings, pairs->n, error)) {
        return NULL;
    }
    return pairs_grid(snapshot, pairs->pairings, pairs->n,
                      save ? _("Pairs that were added") : _("Pairs that could be added"));
}

/* ---- locks ---- */

/* Where the current plan has the home. */
static bool
planned_at(const ZfPlan *plan, const char *household, const char **team, ZfDate *date,
           const char **duty)
{
    for (size_t r = 0; plan && r < plan->n_routes; r++) {
        const ZfRoute *route = &plan->routes[r];
        for (uint32_t i = 0; i < route->n_stops; i++) {
            const ZfStop *stop = &plan->stops[route->first_stop + i];
            if (strcmp(stop->household, household) == 0) {
                *team = route->team;
                *date = route->date;
                *duty = stop->duty;
                return true;
            }
        }
    }
    return false;
}

/* What is locked of a duty already; NULL = nothing. */
static const ZfLock *
find_lock(const GPtrArray *locks, const char *duty)
{
    for (guint i = 0; i < locks->len; i++) {
        const ZfLock *lock = g_ptr_array_index(locks, i);
        if (strcmp(lock->duty, duty) == 0) {
            return lock;
        }
    }
    return NULL;
}

/* A team or a day is named: the other one stays as it was locked before, if it was. */
static bool
lock_named(ZfApp *app, const ZfSnapshot *snapshot, const char *duty, const char *team, ZfDate date,
           GError **error)
{
    const ZfCampaign *campaign = &snapshot->campaign;
    if (date != ZF_DATE_NONE && (date < campaign->from || date > campaign->to)) {
        g_autofree char *first = zf_date_format(campaign->from);
        g_autofree char *last = zf_date_format(campaign->to);
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE,
                    _("the campaign is from %s to %s: lock a day of these"), first, last);
        return false;
    }
    g_autoptr(GPtrArray) locks = zf_store_locks(app->store, campaign->id, error);
    int32_t index = locks && team ? zf_app_find_team(snapshot, team, error) : 0;
    if (!locks || index < 0) {
        return false;
    }
    const ZfLock *lock = find_lock(locks, duty);
    const char *new_team = team ? snapshot->teams[index].id : lock ? lock->team : "";
    ZfDate new_date = date != ZF_DATE_NONE ? date : lock ? lock->date : ZF_DATE_NONE;
    return zf_store_lock(app->store, campaign->id, duty, new_team, new_date, error);
}

bool
zf_app_lock(ZfApp *app, const char *household, const char *team, ZfDate date, GError **error)
{
    g_autoptr(ZfSnapshot) snapshot = zf_app_snapshot(app, false, ZF_DATE_NONE, error);
    int32_t home = snapshot ? zf_app_find_household(snapshot, household, error) : -1;
    if (home < 0) {
        return false;
    }
    GError *failure = NULL;
    g_autoptr(ZfPlan) plan = zf_app_plan(app, &failure);
    if (failure) {
        g_propagate_error(error, failure);
        return false;
    }
    const char *id = snapshot->households[home].id;
    g_autofree char *first = g_strdup_printf("%s#1", id);
    const char *planned_team = "";
    const char *duty = first;
    ZfDate planned_date = ZF_DATE_NONE;
    bool planned = planned_at(plan, id, &planned_team, &planned_date, &duty);
    if (!team && date == ZF_DATE_NONE) {
        if (!planned) {
            g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE,
                        _("%s is not on the plan; say --team NAME or --date DAY"), household);
            return false;
        }
        return zf_store_lock(app->store, snapshot->campaign.id, duty, planned_team, planned_date,
                             error);
    }
    return lock_named(app, snapshot, duty, team, date, error);
}

bool
zf_app_unlock(ZfApp *app, const char *household, GError **error)
{
    g_autoptr(ZfSnapshot) snapshot = zf_app_snapshot(app, false, ZF_DATE_NONE, error);
    int32_t home = snapshot ? zf_app_find_household(snapshot, household, error) : -1;
    g_autoptr(GPtrArray) locks =
        home >= 0 ? zf_store_locks(app->store, snapshot->campaign.id, error) : NULL;
    if (!locks) {
        return false;
    }
    g_autofree char *prefix = g_strdup_printf("%s#", snapshot->households[home].id);
    bool found = false;
    for (guint i = 0; i < locks->len; i++) {
        const ZfLock *lock = g_ptr_array_index(locks, i);
        if (g_str_has_prefix(lock->duty, prefix)) {
            found = true;
            if (!zf_store_unlock(app->store, snapshot->campaign.id, lock->duty, error)) {
                return false;
            }
        }
    }
    if (found) {
        return true;
    }
    g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_NOTHING, _("%s is not locked"), household);
    return false;
}

ZfGrid *
zf_app_lock_list(ZfApp *app, GError **error)
{
    g_autoptr(ZfSnapshot) snapshot = zf_app_snapshot(app, false, ZF_DATE_NONE, error);
    g_autoptr(GPtrArray) locks =
        snapshot ? zf_store_locks(app->store, snapshot->campaign.id, error) : NULL;
    if (!locks) {
        return NULL;
    }
    ZfGrid *grid = zf_grid_new("locks", _("Locks"));
    zf_grid_column(grid, "home", _("home"), ZF_GRID_TEXT);
    zf_grid_column(grid, "village", _("village"), ZF_GRID_TEXT);
    zf_grid_column(grid, "team", _("team"), ZF_GRID_TEXT);
    zf_grid_column(grid, "date", _("day"), ZF_GRID_DATE);
    for (guint i = 0; i < locks->len; i++) {
        const ZfLock *lock = g_ptr_array_index(locks, i);
        int32_t team = zf_snapshot_team(snapshot, lock->team);
        const char *village;
        g_autofree char *home = duty_words(snapshot, lock->duty, &village);
        zf_grid_row(grid);
        zf_grid_text(grid, home);
        zf_grid_text(grid, village);
        zf_grid_text(grid, team >= 0 ? snapshot->teams[team].name : lock->team);
        zf_grid_int(grid, lock->date);
    }
    return grid;
}

/* ---- closed roads ---- */

int64_t
zf_app_close_road(ZfApp *app, const char *road, ZfDate from, ZfDate to, ZfWeather when,
                  GError **error)
{
    g_autoptr(ZfBatch) roads = zf_store_load_roads(app->store, zf_box_empty(), error);
    if (!roads) {
        return -1;
    }
    bool known = false;
    for (guint i = 0; i < roads->roads->len && !known; i++) {
        const ZfRoad *one = &g_array_index(roads->roads, ZfRoad, i);
        known = strcmp(one->id, road) == 0 || (*road && strcmp(one->name, road) == 0);
    }
    if (!known) {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_CHOICE, _("no road has the name or id %s"),
                    road);
        return -1;
    }
    ZfClosure closure = {.road = road, .from = from, .to = to, .when = when};
    return zf_store_closure_add(app->store, &closure, error);
}

bool
zf_app_open_road(ZfApp *app, int64_t number, GError **error)
{
    return zf_store_closure_remove(app->store, number, error);
}

ZfGrid *
zf_app_closures(ZfApp *app, GError **error)
{
    g_autoptr(ZfClosures) closures = zf_store_closures(app->store, error);
    if (!closures) {
        return NULL;
    }
    static const char *const weathers[] = {N_("always"), N_("rain"), N_("ice")};
    ZfGrid *grid = zf_grid_new("closures", _("Closed roads"));
    zf_grid_column(grid, "number", _("no."), ZF_GRID_INT);
    zf_grid_column(grid, "road", _("road"), ZF_GRID_TEXT);
    zf_grid_column(grid, "from", _("from"), ZF_GRID_DATE);
    zf_grid_column(grid, "to", _("to"), ZF_GRID_DATE);
    zf_grid_column(grid, "when", _("when"), ZF_GRID_TEXT);
    for (size_t i = 0; i < closures->n; i++) {
        const ZfClosure *closure = &closures->items[i];
        zf_grid_row(grid);
        zf_grid_int(grid, closures->numbers[i]);
        zf_grid_text(grid, closure->road);
        zf_grid_int(grid, closure->from);
        zf_grid_int(grid, closure->to);
        zf_grid_text(grid, _(weathers[closure->when]));
    }
    return grid;
}
