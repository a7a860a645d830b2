#include "app/planning.h"

#include <string.h>

#include "app/changewords.h"
#include "app/inside.h"
#include "app/network.h"
#include "app/people.h"
#include "app/plancheck.h"
#include "app/planinput.h"
#include "coverage/coverage.h"
#include "plan/plan.h"
#include "say/say.h"

bool
zf_prefer_parse(const char *text, ZfPrefer *ret)
{
    static const char *const names[] = {"balanced", "compact", "short"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(text, names[i]) == 0) {
            *ret = (ZfPrefer)i;
            return true;
        }
    }
    return false;
}

G_STATIC_ASSERT((int)ZF_WANT_BALANCED == (int)ZF_PREFER_BALANCED &&
                (int)ZF_WANT_COMPACT == (int)ZF_PREFER_COMPACT &&
                (int)ZF_WANT_SHORT == (int)ZF_PREFER_SHORT);

void
zf_plan_report_free(ZfPlanReport *report)
{
    if (!report) {
        return;
    }
    zf_plan_free(report->plan);
    zf_snapshot_free(report->snapshot);
    zf_findings_free(report->findings);
    zf_grid_free(report->differences);
    g_free(report);
}

/* ---- what the planner needs ---- */

void
plan_input_free(PlanInput *input)
{
    if (!input) {
        return;
    }
    zf_duties_free(input->duties);
    network_free(input->network);
    zf_plan_free(input->previous);
    g_free(input);
}

/* The planner's locks into the duties. */
static bool
apply_locks(ZfApp *app, const ZfSnapshot *snapshot, ZfDuties *duties, GError **error)
{
    g_autoptr(GPtrArray) locks = zf_store_locks(app->store, snapshot->campaign.id, error);
    if (!locks) {
        return false;
    }
    g_autoptr(GHashTable) by_duty = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < locks->len; i++) {
        ZfLock *lock = g_ptr_array_index(locks, i);
        g_hash_table_insert(by_duty, lock->duty, lock);
    }
    for (size_t i = 0; i < duties->n; i++) {
        const ZfLock *lock = g_hash_table_lookup(by_duty, duties->duties[i].id);
        if (lock) {
            duties->duties[i].locked_team = zf_snapshot_team(snapshot, lock->team);
            duties->duties[i].locked_date = lock->date;
        }
    }
    return true;
}

/* The means of travel that shifts use; a vehicle's driver walks the last part. */
static unsigned
modes_used(const ZfSnapshot *snapshot)
{
    unsigned modes = 1u << ZF_MODE_FOOT;
    for (size_t i = 0; i < snapshot->n_shifts; i++) {
        modes |= 1u << snapshot->shifts[i].mode;
    }
    return modes;
}

static ZfDutiesOptions
duties_options(const ZfPlanRequest *request)
{
    ZfDutiesOptions duties = ZF_DUTIES_OPTIONS_INIT;
    duties.as_of = request->as_of == ZF_STAMP_NONE ? zf_app_now() : request->as_of;
    duties.from = request->from;
    duties.to = request->to;
    return duties;
}

PlanInput *
plan_input_load(ZfApp *app, const ZfSnapshot *snapshot, const ZfPlanRequest *request,
                ZfFindings *findings, const ZfProgress *progress, GError **error)
{
    g_autoptr(PlanInput) input = g_new0(PlanInput, 1);
    ZfDutiesOptions duties = duties_options(request);
    input->duties = zf_duties_make(snapshot, &duties);
    if (!apply_locks(app, snapshot, input->duties, error)) {
        return NULL;
    }
    g_autofree ZfLonLat *bases = g_new0(ZfLonLat, snapshot->n_shifts + 1);
    for (size_t i = 0; i < snapshot->n_shifts; i++) {
        bases[i] = snapshot->shifts[i].point;
    }
    NetworkOptions options = {.modes = modes_used(snapshot),
                              .weather = request->weather,
                              .day = ZF_DATE_NONE,
                              .threads = request->threads,
                              .bases = bases,
                              .n_bases = snapshot->n_shifts};
    options.day = request->from != ZF_DATE_NONE ? request->from : snapshot->campaign.from;
    g_autofree ZfDate *dates = g_new(ZfDate, snapshot->n_shifts + 1);
    for (size_t i = 0; i < snapshot->n_shifts; i++) {
        dates[i] = snapshot->shifts[i].date;
    }
    g_autoptr(GArray) days = network_days(dates, snapshot->n_shifts, options.day, request->to);
    options.days = (const ZfDate *)(void *)days->data;
    options.n_days = days->len;
    input->network = network_load(app, &options, findings, progress, error);
    if (!input->network) {
        return NULL;
    }
    GError *failure = NULL;
    input->previous = zf_app_plan(app, &failure);
    if (failure) {
        g_propagate_error(error, failure);
        return NULL;
    }
    input->plan =
        (ZfPlanInput){.snapshot = snapshot, .duties = input->duties, .previous = input->previous};
    network_lend(input->network, &input->plan);
    return g_steal_pointer(&input);
}

ZfDate
plan_first_day(const ZfSnapshot *snapshot, const ZfPlanRequest *request)
{
    if (request->from != ZF_DATE_NONE) {
        return request->from;
    }
    ZfStamp as_of = request->as_of == ZF_STAMP_NONE ? zf_app_now() : request->as_of;
    return MAX(zf_stamp_date(as_of), snapshot->campaign.from);
}

static char *
describe(const ZfPlanRequest *request)
{
    static const char *const prefers[] = {"balanced", "compact", "short"};
    static const char *const weathers[] = {"dry", "rain", "ice"};
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "--prefer %s --seed %lu", prefers[request->prefer],
                           (unsigned long)request->seed);
    if (request->weather != ZF_WEATHER_DRY) {
        g_string_append_printf(out, " --weather %s", weathers[request->weather]);
    }
    if (request->keep) {
        g_string_append(out, " --keep");
    }
    return g_string_free(out, FALSE);
}

/* ---- making ---- */

static const char *
route_team(const ZfPlan *plan, int32_t route)
{
    return route >= 0 ? plan->routes[route].team_name : "";
}

static ZfDate
route_date(const ZfPlan *plan, int32_t route)
{
    return route >= 0 ? plan->routes[route].date : ZF_DATE_NONE;
}

static ZfGrid *
differences_grid(const ZfSnapshot *snapshot, const ZfPlan *before, const ZfPlan *after,
                 const ZfPlanInput *input, ZfDate from)
{
    static const char *const words[] = {N_("new on the plan"), N_("not on the plan any more"),
                                        N_("another team"), N_("another day"), N_("another time")};
    static const char *const whys[] = {
        [ZF_PLAN_WHY_NEW] = N_("new to be visited"),
        [ZF_PLAN_WHY_AGAIN] = N_("its day passed without a valid visit"),
        [ZF_PLAN_WHY_ROOM] = N_("was left out before, now there is room"),
        [ZF_PLAN_WHY_SETTLED] = N_("done, accounted for or not in scope any more"),
        [ZF_PLAN_WHY_NO_ROOM] = N_("no room any more: see those left out"),
        [ZF_PLAN_WHY_SHIFT] = N_("the team does not work that day any more"),
        [ZF_PLAN_WHY_LOCK] = N_("locked by the planner"),
        [ZF_PLAN_WHY_HOME] = N_("the home cannot be visited then any more"),
        [ZF_PLAN_WHY_OTHERS] = N_("makes room for other visits"),
        [ZF_PLAN_WHY_WAYS] = N_("the ways or the length of visits have changed"),
    };
    G_STATIC_ASSERT(G_N_ELEMENTS(whys) == ZF_PLAN_WHY_COUNT);
    g_autoptr(ZfPlanDiff) diff = zf_plan_diff(before, after, from);
    g_autofree char *title = g_strdup_printf(
        _("Against the plan before: visits as they were %zu, different %zu"), diff->same, diff->n);
    ZfGrid *grid = zf_grid_new("differences", title);
    zf_grid_column(grid, "home", _("home"), ZF_GRID_TEXT);
    zf_grid_column(grid, "village", _("village"), ZF_GRID_TEXT);
    zf_grid_column(grid, "change", _("change"), ZF_GRID_TEXT);
    zf_grid_column(grid, "old_date", _("day before"), ZF_GRID_DATE);
    zf_grid_column(grid, "old_team", _("team before"), ZF_GRID_TEXT);
    zf_grid_column(grid, "new_date", _("day now"), ZF_GRID_DATE);
    zf_grid_column(grid, "new_team", _("team now"), ZF_GRID_TEXT);
    zf_grid_column(grid, "why", _("why"), ZF_GRID_TEXT);
    for (size_t i = 0; i < diff->n; i++) {
        const ZfPlanDifference *one = &diff->items[i];
        const char *village;
        g_autofree char *home = duty_words(snapshot, one->duty, &village);
        zf_grid_row(grid);
        zf_grid_text(grid, home);
        zf_grid_text(grid, village);
        zf_grid_text(grid, _(words[one->change]));
        zf_grid_int(grid, route_date(before, one->old_route));
        zf_grid_text(grid, route_team(before, one->old_route));
        zf_grid_int(grid, route_date(after, one->new_route));
        zf_grid_text(grid, route_team(after, one->new_route));
        zf_grid_text(grid, _(whys[zf_plan_diff_why(before, after, input, one)]));
    }
    return grid;
}

static size_t
count_estimated(const ZfPlan *plan)
{
    size_t n = 0;
    for (size_t i = 0; i < plan->n_legs; i++) {
        n += plan->legs[i].estimated;
    }
    return n;
}

/* What the duties of a campaign that lasts longer are made from. */
typedef struct Longer {
    const ZfSnapshot *snapshot;
    ZfDutiesOptions options;
} Longer;

static ZfDuties *
duties_until(void *user, ZfDate to)
{
    const Longer *longer = user;
    ZfDutiesOptions options = longer->options;
    options.to = to;
    return zf_duties_make(longer->snapshot, &options);
}

static bool
solve(const PlanInput *input, const ZfPlanRequest *request, ZfPlanReport *report,
      const ZfProgress *progress, GError **error)
{
    g_autofree char *text = describe(request);
    ZfPlanOptions options = ZF_PLAN_OPTIONS_INIT;
    options.from = plan_first_day(report->snapshot, request);
    options.to = request->to != ZF_DATE_NONE ? request->to : report->snapshot->campaign.to;
    options.seed = request->seed;
    options.iterations = request->iterations;
    options.time_s = request->time_s;
    options.threads = (int32_t)request->threads;
    options.prefer = (ZfPlanPrefer)request->prefer;
    options.keep = request->keep && input->previous;
    options.made = request->as_of == ZF_STAMP_NONE ? zf_app_now() : request->as_of;
    options.text = text;
    Longer longer = {report->snapshot, duties_options(request)};
    options.relax = true;
    options.duties_until = duties_until;
    options.user = &longer;
    options.price = request->keep ? NULL : &report->human;
    options.solve_cpu_s = &report->solve_cpu_s;
    report->plan = zf_plan_make(&input->plan, &options, progress, error);
    return report->plan != NULL;
}

/* Homes that the nearest road does not serve, by the means of travel that teams use. */
static bool
list_moved(const Network *network, const ZfPlanReport *report, const ZfProgress *progress,
           GError **error)
{
    unsigned modes = 0;
    for (size_t i = 0; i < report->snapshot->n_shifts; i++) {
        modes |= 1u << report->snapshot->shifts[i].mode;
    }
    for (int mode = 0; mode < ZF_MODE_COUNT; mode++) {
        if ((modes >> mode & 1) && !network_list_moved(network, mode, report->snapshot,
                                                       report->findings, progress, error)) {
            return false;
        }
    }
    return true;
}

/* What the plan looks like, beside what its wishes cost, which making it told. */
static void
measure(ZfPlanReport *report, const ZfDuties *duties)
{
    ZfPlanHuman human = zf_plan_human(report->plan, report->snapshot, duties);
    human.balance_price_s = report->human.balance_price_s;
    human.compact_price_s = report->human.compact_price_s;
    report->human = human;
}

static bool
still_running(const ZfSnapshot *snapshot, const ZfPlanRequest *request, GError **error)
{
    if (plan_first_day(snapshot, request) <= snapshot->campaign.to) {
        return true;
    }
    g_autofree char *last = zf_date_format(snapshot->campaign.to);
    g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_NOTHING,
                _("the campaign ended on %s: there is no day left to plan; “zoufang campaign edit "
                  "%s to=DATE” makes it longer"),
                last, snapshot->campaign.id);
    return false;
}

ZfPlanReport *
zf_app_plan_make(ZfApp *app, const ZfPlanRequest *request, const ZfProgress *progress,
                 GError **error)
{
    ZfPlanRequest defaults = ZF_PLAN_REQUEST_INIT;
    request = request ? request : &defaults;
    g_autoptr(ZfPlanReport) report = g_new0(ZfPlanReport, 1);
    report->findings = zf_findings_new();
    if (!zf_app_teams_make(app, NULL, NULL, error)) {
        return NULL;
    }
    report->snapshot = zf_app_snapshot(app, true, ZF_DATE_NONE, error);
    if (report->snapshot && !still_running(report->snapshot, request, error)) {
        return NULL;
    }
    g_autoptr(PlanInput) input =
        report->snapshot
            ? plan_input_load(app, report->snapshot, request, report->findings, progress, error)
            : NULL;
    if (!input || !list_moved(input->network, report, progress, error) ||
        !solve(input, request, report, progress, error) || zf_progress_stop(progress, error)) {
        return NULL;
    }
    report->duties = input->duties->n;
    measure(report, input->duties);
    report->estimated = count_estimated(report->plan);
    if (input->previous) {
        report->differences =
            differences_grid(report->snapshot, input->previous, report->plan, &input->plan,
                             plan_first_day(report->snapshot, request));
    }
    return zf_store_plan_save(app->store, report->plan, error) ? g_steal_pointer(&report) : NULL;
}

bool
zf_app_plan_stands(ZfApp *app, const ZfPlanRequest *request, bool *ret, GError **error)
{
    ZfPlanRequest wanted = request ? *request : (ZfPlanRequest)ZF_PLAN_REQUEST_INIT;
    g_autoptr(ZfSnapshot) snapshot = zf_app_snapshot(app, false, ZF_DATE_NONE, error);
    if (!snapshot) {
        return false;
    }
    GError *failure = NULL;
    g_autoptr(ZfPlan) plan = zf_app_plan(app, &failure);
    if (failure) {
        g_propagate_error(error, failure);
        return false;
    }
    *ret = false;
    if (!plan || plan->data_version != snapshot->data_version) {
        return true;
    }
    wanted.keep = false;
    g_autofree char *text = describe(&wanted);
    ZfPlanRequest then = wanted;
    then.as_of = plan->made;
    bool same_days = plan_first_day(snapshot, &then) == plan_first_day(snapshot, &wanted);
    char after = g_str_has_prefix(plan->options, text) ? plan->options[strlen(text)] : '-';
    *ret = same_days && (after == '\0' || after == ' ');
    return true;
}

/* ---- checking ---- */

bool
plan_check(ZfApp *app, const ZfSnapshot *snapshot, const ZfPlan *plan, ZfFindings *findings,
           const ZfProgress *progress, GError **error)
{
    if (plan->data_version != snapshot->data_version) {
        zf_findings_add(findings, ZF_SEVERITY_WARNING, "plan-stale",
                        _("the data has changed since the plan was made; “zoufang plan --keep” "
                          "brings it up to date"));
        return true;
    }
    ZfPlanRequest request = ZF_PLAN_REQUEST_INIT;
    request.as_of = plan->made;
    request.weather = strstr(plan->options, "--weather rain")  ? ZF_WEATHER_RAIN
                      : strstr(plan->options, "--weather ice") ? ZF_WEATHER_ICE
                                                               : ZF_WEATHER_DRY;
    g_autoptr(ZfFindings) loading = zf_findings_new();
    g_autoptr(PlanInput) input = plan_input_load(app, snapshot, &request, loading, progress, error);
    if (!input) {
        return false;
    }
    ZfPlanOptions options = ZF_PLAN_OPTIONS_INIT;
    options.from = plan_first_day(snapshot, &request);
    options.to = snapshot->campaign.to;
    return zf_plan_check(plan, &input->plan, &options, findings, error);
}
