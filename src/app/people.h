/* people: volunteers, teams, shifts, pairs and the planner's locks. */
#pragma once

#include "app/grid.h"
#include "app/workspace.h"

/* Makes teams from volunteers that are in none, and a shift for every team and day, as the roster
 * says now; what was set by hand stays, and days on which nobody comes any more are cancelled. ret
 * counts may be NULL. Errors: NOTHING without volunteers. */
bool zf_app_teams_make(ZfApp *app, size_t *teams, size_t *shifts, GError **error) ZF_CHECK_RESULT;

/* A team by hand. members: ids or names, NULL-terminated. Shifts are made for it as well. */
bool zf_app_team_add(ZfApp *app, const char *name, const char *const *members,
                     GError **error) ZF_CHECK_RESULT;
bool zf_app_team_remove(ZfApp *app, const char *name, GError **error) ZF_CHECK_RESULT;
ZfGrid *zf_app_team_list(ZfApp *app, GError **error) ZF_CHECK_RESULT;

/* One team's day: cancelled, or another window or limit (-1 = as it is). */
typedef struct ZfShiftEdit {
    const char *team;
    ZfDate date;
    int cancelled; /* -1 as it is, 0, 1 */
    int32_t from_s;
    int32_t to_s;
    int32_t max_visits;
    const char *rest; /* as in the roster: "12:00-13:00", "45", "none"; NULL = as it is */
    int32_t overtime_s;
    int32_t max_metres; /* 0 = no limit */
} ZfShiftEdit;
bool zf_app_shift_edit(ZfApp *app, const ZfShiftEdit *edit, GError **error) ZF_CHECK_RESULT;
ZfGrid *zf_app_shift_list(ZfApp *app, GError **error) ZF_CHECK_RESULT;

/* 结对. suggest: homes in scope without one, by distance and load; save: keep the suggestion. */
ZfGrid *zf_app_pair_list(ZfApp *app, GError **error) ZF_CHECK_RESULT;
ZfGrid *zf_app_pair_suggest(ZfApp *app, bool save, GError **error) ZF_CHECK_RESULT;

/* household: id or number. team NULL and date NONE: as the current plan has it. */
bool zf_app_lock(ZfApp *app, const char *household, const char *team, ZfDate date,
                 GError **error) ZF_CHECK_RESULT;
bool zf_app_unlock(ZfApp *app, const char *household, GError **error) ZF_CHECK_RESULT;
ZfGrid *zf_app_lock_list(ZfApp *app, GError **error) ZF_CHECK_RESULT;

/* Closed roads. when: dry = in any weather. ret: its number, -1. */
int64_t zf_app_close_road(ZfApp *app, const char *road, ZfDate from, ZfDate to, ZfWeather when,
                          GError **error) ZF_CHECK_RESULT;
bool zf_app_open_road(ZfApp *app, int64_t number, GError **error) ZF_CHECK_RESULT;
ZfGrid *zf_app_closures(ZfApp *app, GError **error) ZF_CHECK_RESULT;

/* ret: the home meant by an id, a number, or (when only one has it) an address; -1 with an error.
 */
int32_t zf_app_find_household(const ZfSnapshot *snapshot, const char *text, GError **error);
int32_t zf_app_find_team(const ZfSnapshot *snapshot, const char *text, GError **error);

/* "address=…", "landmark=…", "group=…", "point=LON,LAT", "note=…" … by hand. */
bool zf_app_household_edit(ZfApp *app, const char *household, const char *const *settings,
                           GError **error) ZF_CHECK_RESULT;
