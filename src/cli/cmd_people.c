/* team, pair, close, household, lock, unlock: what the planner settles by hand. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"

/* Runs what a verb asks for and shows the list behind it. */
static ZfExit
show_grid(ZfSession *session, ZfGrid *grid, GError *error)
{
    if (!grid) {
        return zf_session_fail(session, error);
    }
    ZfExit ret = zf_session_grid(session, grid, NULL, NULL);
    zf_grid_free(grid);
    return ret;
}

/* ---- team ---- */

static char *date;
static char *cancel;
static char *from;
static char *to;
static gint64 visits = -1;
static char *rest;
static gint64 overtime = -1;
static gint64 km = -1;

static const GOptionEntry team_entries[] = {
    {"date", 0, 0, G_OPTION_ARG_STRING, &date, N_("day of a shift"), N_("DATE")},
    {"cancel", 0, 0, G_OPTION_ARG_STRING, &cancel, N_("yes: the team stays at home that day"),
     N_("yes|no")},
    {"from", 0, 0, G_OPTION_ARG_STRING, &from, N_("sets out at"), N_("09:00")},
    {"to", 0, 0, G_OPTION_ARG_STRING, &to, N_("is back at"), N_("17:00")},
    {"visits", 0, 0, G_OPTION_ARG_INT64, &visits, N_("homes at most"), N_("N")},
    {"rest", 0, 0, G_OPTION_ARG_STRING, &rest,
     N_("rest: 12:00-13:00, or the minutes within the campaign's rest hours, or none"), N_("WHEN")},
    {"overtime", 0, 0, G_OPTION_ARG_INT64, &overtime, N_("may be back so many minutes later"),
     N_("MINUTES")},
    {"km", 0, 0, G_OPTION_ARG_INT64, &km, N_("longest way of the day, 0: no limit"), N_("KM")},
    {NULL},
};

static const GOptionEntry *
team_options(void)
{
    return team_entries;
}

static bool
read_shift(ZfSession *session, const char *team, ZfShiftEdit *edit)
{
    *edit = (ZfShiftEdit){.team = team,
                          .date = ZF_DATE_NONE,
                          .cancelled = -1,
                          .from_s = -1,
                          .to_s = -1,
                          .max_visits = (int32_t)CLAMP(visits, -1, 1000),
                          .rest = rest,
                          .overtime_s = (int32_t)CLAMP(overtime, -1, 600) * 60,
                          .max_metres = (int32_t)CLAMP(km, -1, 1000) * 1000};
    if (!date || !zf_session_date(session, "date", date, &edit->date)) {
        if (!date) {
            zf_session_usage(session, "team", _("say which day with --date 2026-02-14"));
        }
        return false;
    }
    if ((from && !zf_time_parse(from, &edit->from_s)) || (to && !zf_time_parse(to, &edit->to_s))) {
        zf_session_usage(session, "team", _("write times as 09:00"));
        return false;
    }
    if (cancel) {
        edit->cancelled = strcmp(cancel, "no") != 0;
    }
    return true;
}

static ZfExit
run_shift(ZfSession *session, ZfApp *app, const char *team)
{
    ZfShiftEdit edit;
    GError *error = NULL;
    if (!read_shift(session, team, &edit)) {
        return ZF_EXIT_USAGE;
    }
    if (!zf_app_shift_edit(app, &edit, &error)) {
        return zf_session_fail(session, error);
    }
    return show_grid(session, zf_app_shift_list(app, &error), error);
}

static ZfExit
run_team_auto(ZfSession *session, ZfApp *app)
{
    GError *error = NULL;
    size_t teams;
    size_t shifts;
    if (!zf_app_teams_make(app, &teams, &shifts, &error)) {
        return zf_session_fail(session, error);
    }
    zf_session_note(session, _("new teams: %zu, new shifts: %zu"), teams, shifts);
    return show_grid(session, zf_app_team_list(app, &error), error);
}

static ZfExit
run_team(ZfSession *session, int argc, char **argv)
{
    const char *verb = argc > 0 ? argv[0] : "list";
    bool write = strcmp(verb, "list") != 0 && (strcmp(verb, "shifts") != 0);
    g_autoptr(ZfApp) app = zf_session_open(session, write);
    GError *error = NULL;
    if (!app) {
        return ZF_EXIT_FAILED;
    }
    if (strcmp(verb, "list") == 0) {
        return show_grid(session, zf_app_team_list(app, &error), error);
    }
    if (strcmp(verb, "shifts") == 0) {
        return show_grid(session, zf_app_shift_list(app, &error), error);
    }
    if (strcmp(verb, "auto") == 0) {
        return run_team_auto(session, app);
    }
    if (strcmp(verb, "shift") == 0 && argc == 2) {
        return run_shift(session, app, argv[1]);
    }
    bool good;
    if (strcmp(verb, "add") == 0 && argc >= 3) {
        good = zf_app_team_add(app, argv[1], (const char *const *)argv + 2, &error);
    } else if (strcmp(verb, "remove") == 0 && argc == 2) {
        good = zf_app_team_remove(app, argv[1], &error);
    } else {
        return zf_session_usage(session, "team",
                                _("team list | auto | add NAME MEMBER… | remove NAME | shifts | "
                                  "shift NAME --date DAY …"));
    }
    return good ? show_grid(session, zf_app_team_list(app, &error), error)
                : zf_session_fail(session, error);
}

const ZfCommand zf_command_team = {
    .name = "team",
    .arguments = "list|auto|add|remove|shifts|shift [NAME] [MEMBER…]",
    .summary = N_("who goes together, and on which days"),
    .help =
        N_("“auto” makes teams of the volunteers that are in none, a woman in each where "
           "possible, and a shift for every team and day they are free; “plan” does the same by "
           "itself, and takes up what changed in the roster since. “shift NAME --date DAY” changes "
           "one day of one team, which then stays so. Rests, overtime and the longest way of a day "
           "come from the roster (columns 午休, 可加班分钟, 每日最多公里), else the rest from the "
           "campaign (rest, rest_from, rest_to)."),
    .examples = N_("zoufang team auto\n"
                   "zoufang team add 机动队 韩琪子 杜成建\n"
                   "zoufang team shift 第3队 --date 2026-02-04 --cancel yes"),
    .options = team_options,
    .run = run_team,
};

/* ---- pair ---- */

static ZfExit
run_pair(ZfSession *session, int argc, char **argv)
{
    const char *verb = argc > 0 ? argv[0] : "list";
    bool save = strcmp(verb, "accept") == 0;
    if (argc > 1 || (strcmp(verb, "list") != 0 && strcmp(verb, "suggest") != 0 && !save)) {
        return zf_session_usage(session, "pair", _("pair list | suggest | accept"));
    }
    g_autoptr(ZfApp) app = zf_session_open(session, save);
    GError *error = NULL;
    if (!app) {
        return ZF_EXIT_FAILED;
    }
    ZfGrid *grid = strcmp(verb, "list") == 0 ? zf_app_pair_list(app, &error)
                                             : zf_app_pair_suggest(app, save, &error);
    return show_grid(session, grid, error);
}

const ZfCommand zf_command_pair = {
    .name = "pair",
    .arguments = "list|suggest|accept",
    .summary = N_("which volunteer is responsible for which home"),
    .help = N_("“suggest” proposes somebody for every home without one, by distance and load; "
               "“accept” keeps the proposal. Files of pairs come in with “zoufang import "
               "pairings”. Plans send the paired volunteer where possible."),
    .examples = N_("zoufang pair suggest\nzoufang pair accept"),
    .run = run_pair,
};

/* ---- close ---- */

static char *when;
static gint64 reopen;

static const GOptionEntry close_entries[] = {
    {"from", 0, 0, G_OPTION_ARG_STRING, &from, N_("first day"), N_("DATE")},
    {"to", 0, 0, G_OPTION_ARG_STRING, &to, N_("last day"), N_("DATE")},
    {"when", 0, 0, G_OPTION_ARG_STRING, &when, N_("only in this weather: rain or ice"),
     N_("WEATHER")},
    {"reopen", 0, 0, G_OPTION_ARG_INT64, &reopen, N_("take a closure back, by its number"),
     N_("N")},
    {NULL},
};

static const GOptionEntry *
close_options(void)
{
    return close_entries;
}

static ZfExit
run_close(ZfSession *session, int argc, char **argv)
{
    ZfDate first = ZF_DATE_NONE;
    ZfDate last = ZF_DATE_NONE;
    ZfWeather weather = ZF_WEATHER_DRY;
    if (argc > 1 || !zf_session_date(session, "from", from, &first) ||
        !zf_session_date(session, "to", to, &last)) {
        return argc > 1 ? zf_session_usage(session, "close", _("close takes one road"))
                        : ZF_EXIT_USAGE;
    }
    if (when && strcmp(when, "rain") != 0 && strcmp(when, "ice") != 0) {
        return zf_session_usage(session, "close", _("--when %s: rain or ice"), when);
    }
    if (when) {
        weather = strcmp(when, "rain") == 0 ? ZF_WEATHER_RAIN : ZF_WEATHER_ICE;
    }
    g_autoptr(ZfApp) app = zf_session_open(session, argc > 0 || reopen > 0);
    GError *error = NULL;
    if (!app) {
        return ZF_EXIT_FAILED;
    }
    if (reopen > 0 && !zf_app_open_road(app, reopen, &error)) {
        return zf_session_fail(session, error);
    }
    if (argc > 0 && zf_app_close_road(app, argv[0], first, last, weather, &error) < 0) {
        return zf_session_fail(session, error);
    }
    return show_grid(session, zf_app_closures(app, &error), error);
}

const ZfCommand zf_command_close = {
    .name = "close",
    .arguments = "[ROAD]",
    .summary = N_("close a road for some days, or when it rains or freezes"),
    .help = N_("ROAD is the road's name or its id in the database. Plans made afterwards go round "
               "it. Without a road: lists what is closed."),
    .examples = N_("zoufang close 鹿溪路 --from 2026-02-03 --to 2026-02-04\n"
                   "zoufang close 桃竹溪路 --when rain"),
    .options = close_options,
    .run = run_close,
};

/* ---- household ---- */

static ZfExit
run_household(ZfSession *session, int argc, char **argv)
{
    if (argc < 3 || strcmp(argv[0], "edit") != 0) {
        return zf_session_usage(session, "household", _("household edit HOME SETTING=VALUE…"));
    }
    g_autoptr(ZfApp) app = zf_session_open(session, true);
    GError *error = NULL;
    if (!app) {
        return ZF_EXIT_FAILED;
    }
    if (!zf_app_household_edit(app, argv[1], (const char *const *)argv + 2, &error)) {
        return zf_session_fail(session, error);
    }
    return zf_session_done(session, zf_done_json("changed", argv[1]),
                           _("%s is changed; later imports leave these fields alone"), argv[1]);
}

const ZfCommand zf_command_household = {
    .name = "household",
    .arguments = "edit HOME SETTING=VALUE…",
    .summary = N_("correct a home by hand"),
    .help = N_("HOME is its number or id. Settings: number, area, group, address, landmark, note, "
               "point=LON,LAT (WGS-84), back=FIRST..LAST (days parents are home), "
               "window=10:00..16:00, weekend=yes|no, traits=isolated,dog …, exit=DATE."),
    .examples = N_("zoufang household edit 990101100201-0004 point=110.23125,28.89031 "
                   "landmark=院前一棵柚子树"),
    .run = run_household,
};

/* ---- lock, unlock ---- */

static char *team;

static const GOptionEntry lock_entries[] = {
    {"team", 0, 0, G_OPTION_ARG_STRING, &team, N_("this team and no other"), N_("NAME")},
    {"date", 0, 0, G_OPTION_ARG_STRING, &date, N_("this day and no other"), N_("DATE")},
    {NULL},
};

static const GOptionEntry *
lock_options(void)
{
    return lock_entries;
}

static ZfExit
run_lock(ZfSession *session, int argc, char **argv)
{
    ZfDate day = ZF_DATE_NONE;
    if (argc > 1 || !zf_session_date(session, "date", date, &day)) {
        return argc > 1 ? zf_session_usage(session, "lock", _("lock takes one home"))
                        : ZF_EXIT_USAGE;
    }
    if (argc == 0 && (team || date)) {
        return zf_session_usage(session, "lock", _("say which home"));
    }
    g_autoptr(ZfApp) app = zf_session_open(session, argc > 0);
    GError *error = NULL;
    if (!app) {
        return ZF_EXIT_FAILED;
    }
    if (argc > 0 && !zf_app_lock(app, argv[0], team, day, &error)) {
        return zf_session_fail(session, error);
    }
    return show_grid(session, zf_app_lock_list(app, &error), error);
}

const ZfCommand zf_command_lock = {
    .name = "lock",
    .arguments = "[HOME]",
    .summary = N_("fix who visits a home, or when"),
    .help =
        N_("Without --team and --date the home stays where the current plan has it; with one of "
           "them the other stays as it was locked before. Without HOME: lists what is locked."),
    .examples = N_("zoufang lock 990101100201-0004 --date 2026-02-04\nzoufang lock "
                   "990101100201-0004 --team 第3队"),
    .options = lock_options,
    .run = run_lock,
};

static ZfExit
run_unlock(ZfSession *session, int argc, char **argv)
{
    if (argc != 1) {
        return zf_session_usage(session, "unlock", _("unlock takes one home"));
    }
    g_autoptr(ZfApp) app = zf_session_open(session, true);
    GError *error = NULL;
    if (!app) {
        return ZF_EXIT_FAILED;
    }
    if (!zf_app_unlock(app, argv[0], &error)) {
        return zf_session_fail(session, error);
    }
    return zf_session_done(session, zf_done_json("unlocked", argv[0]), _("%s is free again"),
                           argv[0]);
}

const ZfCommand zf_command_unlock = {
    .name = "unlock",
    .arguments = "HOME",
    .summary = N_("take a lock back"),
    .help = "",
    .examples = N_("zoufang unlock 990101100201-0004"),
    .run = run_unlock,
};
