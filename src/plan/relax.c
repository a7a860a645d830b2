#include "plan/relax.h"

#include <string.h>

/* Searches for one kind of change are given up after so many. */
#define TRIALS_MAX 12
#define TRIAL_PART 16 /* of the budget for one search */
/* Setting a search up takes as long as so many iterations, times the square of the thousands of
 * visits: where they are many, it is what takes the time. */
#define SETTING_UP 50

typedef enum Kind { KIND_DAYS, KIND_TEAMS, KIND_HOURS, KIND_VISITS } Kind;

typedef struct Relaxer {
    const ZfPlanProblem *problem;
    const ZfVrpResult *result;
    const ZfPlanOptions *options;
    const ZfProgress *progress;
    int32_t *left; /* duties left out */
    int32_t n_left;
    int32_t n_crowded;
    bool *crowded;   /* by left: it fits into a shift that does nothing else */
    bool *again;     /* by shift of the problem: more days repeat it */
    int32_t *bases;  /* of new teams, the first one's first: shifts of the problem */
    uint64_t skills; /* that those left out ask for */
    int64_t budget;  /* iterations that are left */
    int64_t trial;   /* of one search */
    int64_t work_s;  /* at homes: of the planned, and of the crowded out */
    int64_t count;   /* of these visits */
} Relaxer;

/* A search for one kind of change: what it shall place, and the least that does. */
typedef struct Search {
    Kind kind;
    const ZfRelaxation *beside; /* changed as well; or NULL */
    const bool *wanted;         /* by left */
    int32_t from;               /* less need not be tried */
    int32_t most;
    ZfRelaxation least; /* placed 0 = nothing does */
    int32_t n;          /* its amount */
} Search;

/* -- who is left out
 * ---------------------------------------------------------------------------------- */

static bool
fits_alone(const ZfVrpProblem *vrp, int32_t visit)
{
    for (int32_t s = 0; s < vrp->n_shifts; s++) {
        int64_t cost;
        int64_t duration;
        if (zf_vrp_check_route(vrp, s, &visit, 1, &cost, &duration)) {
            return true;
        }
    }
    return false;
}

static void
list_left(Relaxer *r)
{
    const ZfPlanProblem *p = r->problem;
    size_t n = p->input->duties->n;
    g_autofree bool *planned = g_new0(bool, n + 1);
    const ZfVrpPlan *plan = &r->result->plan;
    for (int32_t i = 0; i < plan->first[plan->n_shifts]; i++) {
        const ZfVrpVisit *visit = &p->vrp.visits[plan->visits[i]];
        planned[p->duty_of[plan->visits[i]]] = true;
        r->work_s += visit->service;
        r->count++;
    }
    r->left = g_new(int32_t, n + 1);
    r->crowded = g_new0(bool, n + 1);
    for (size_t i = 0; i < n; i++) {
        int32_t visit = p->visit_of[i];
        if (planned[i]) {
            continue;
        }
        r->crowded[r->n_left] = visit >= 0 && fits_alone(&p->vrp, visit);
        if (r->crowded[r->n_left]) {
            r->work_s += p->vrp.visits[visit].service;
            r->count++;
            r->n_crowded++;
        }
        r->skills |= zf_plan_duty_skills(&p->input->duties->duties[i]);
        r->left[r->n_left++] = (int32_t)i;
    }
}

/* -- new teams set out where most of those left out are near
 * ------------------------------------------------------ */

/* The first shift of each team; n of them. */
static int32_t *
first_shifts(const ZfVrpProblem *vrp, int32_t *n)
{
    int32_t *ret = g_new(int32_t, (gsize)vrp->n_shifts + 1);
    g_autofree bool *known = g_new0(bool, (gsize)vrp->n_teams + 1);
    *n = 0;
    for (int32_t s = 0; s < vrp->n_shifts; s++) {
        if (!known[vrp->shifts[s].team]) {
            known[vrp->shifts[s].team] = true;
            ret[(*n)++] = s;
        }
    }
    return ret;
}

static int64_t
there_and_back(const ZfVrpProblem *vrp, int32_t shift, int32_t place)
{
    const ZfVrpShift *s = &vrp->shifts[shift];
    const ZfVrpMatrix *m = &vrp->matrices[s->matrix];
    return (int64_t)zf_vrp_matrix_duration(m, s->start_place, place) +
           zf_vrp_matrix_duration(m, place, s->end_place);
}

/* By the rule of D'Hondt: each new team goes where most are left for one team more. */
static void
choose_bases(Relaxer *r)
{
    const ZfPlanProblem *p = r->problem;
    int32_t n;
    g_autofree int32_t *firsts = first_shifts(&p->vrp, &n);
    g_autofree int64_t *near = g_new0(int64_t, (gsize)n + 1);
    g_autofree int64_t *given = g_new0(int64_t, (gsize)n + 1);
    for (int32_t i = 0; i < r->n_left; i++) {
        int32_t place = p->places->duty_place[r->left[i]];
        int32_t best = 0;
        for (int32_t b = 1; place >= 0 && b < n; b++) {
            bool nearer = there_and_back(&p->vrp, firsts[b], place) <
                          there_and_back(&p->vrp, firsts[best], place);
            best = nearer ? b : best;
        }
        near[best] += place >= 0;
    }
    r->bases = g_new0(int32_t, ZF_RELAX_TEAMS_MAX);
    for (int32_t k = 0; n > 0 && k < ZF_RELAX_TEAMS_MAX; k++) {
        int32_t best = 0;
        for (int32_t b = 1; b < n; b++) {
            best = near[b] * (given[best] + 1) > near[best] * (given[b] + 1) ? b : best;
        }
        given[best]++;
        r->bases[k] = firsts[best];
    }
}

/* -- one amount of one kind
 * --------------------------------------------------------------------------- */

static int32_t
team_size_of(const Relaxer *r)
{
    const ZfVrpShift *like = &r->problem->vrp.shifts[r->bases[0]];
    int32_t size = r->problem->input->snapshot->teams[like->team].n_members;
    for (int32_t s = 2; s <= ZF_TEAM_MAX; s++) {
        size = r->skills & ZF_PLAN_SIZE_BIT(s) ? MAX(size, s) : size;
    }
    return size;
}

static const char *
base_of(const Relaxer *r, int32_t teams)
{
    const ZfPlanProblem *p = r->problem;
    const ZfShift *shifts = p->input->snapshot->shifts;
    for (int32_t k = 1; k < teams; k++) {
        if (p->vrp.shifts[r->bases[k]].start_place != p->vrp.shifts[r->bases[0]].start_place) {
            return "";
        }
    }
    return shifts[p->shift_of[r->bases[0]]].base;
}

static ZfRelaxation
amount_of(const Relaxer *r, Kind kind, int32_t n, const ZfRelaxation *beside)
{
    ZfRelaxation ret = beside ? *beside : (ZfRelaxation){.until = ZF_DATE_NONE, .base = ""};
    switch (kind) {
    case KIND_DAYS:
        ret.days = n;
        ret.until = r->problem->day_last + n;
        break;
    case KIND_TEAMS:
        ret.teams = n;
        ret.skills = r->skills;
        ret.team_size = team_size_of(r);
        ret.base = base_of(r, n);
        break;
    case KIND_HOURS: ret.extra_s = n * ZF_RELAX_STEP_S; break;
    case KIND_VISITS: ret.visits = n; break;
    }
    return ret;
}

/* Hours and visits of all shifts, whatever the ways: is there room at all? */
static bool
room_for_all(const Relaxer *r, const ZfRelaxation *amount)
{
    const ZfVrpProblem *vrp = &r->problem->vrp;
    int64_t room = 0;
    int64_t seats = 0;
    for (int32_t s = 0; s < vrp->n_shifts; s++) {
        const ZfVrpShift *shift = &vrp->shifts[s];
        int64_t times = 1;
        for (int32_t k = 0; k < amount->teams; k++) {
            times += vrp->shifts[r->bases[k]].team == shift->team;
        }
        times += r->again[s] ? amount->days : 0;
        int64_t length = MIN(shift->close - shift->open, shift->max_duration) + amount->extra_s;
        room += times * MAX(length, 0);
        seats += times * MIN((int64_t)shift->max_visits + amount->visits, INT32_MAX);
    }
    return room >= r->work_s && seats >= r->count;
}

/* A search ends as soon as nobody is left out. */
typedef struct Watch {
    const ZfProgress *outer;
    bool complete;
} Watch;

static void
watch(void *user, int64_t iteration, int64_t cost, int32_t missing)
{
    Watch *w = user;
    (void)iteration;
    (void)cost;
    w->complete = w->complete || missing == 0;
}

static bool
enough(void *user)
{
    const Watch *w = user;
    return w->complete || zf_progress_cancelled(w->outer);
}

/* What is planned must stay so, what is wanted must be planned; the rest does not count. ret: the
 * number wanted, 0 when one of them fits into no shift even alone. */
static int32_t
want(const Relaxer *r, ZfRelaxed *relaxed, const bool *wanted)
{
    int32_t n = 0;
    ZfVrpVisit *visits = (ZfVrpVisit *)(void *)relaxed->visits->data;
    for (int32_t v = 0; v < relaxed->vrp.n_visits; v++) {
        visits[v].prize = 0;
    }
    for (int32_t i = 0; i < relaxed->start.first[relaxed->start.n_shifts]; i++) {
        visits[relaxed->start.visits[i]].prize = ZF_VRP_MUST;
    }
    for (int32_t i = 0; i < r->n_left; i++) {
        int32_t visit = relaxed->visit_of[r->left[i]];
        if (!wanted[i]) {
            continue;
        }
        if (visit < 0 || !(r->crowded[i] || fits_alone(&relaxed->vrp, visit))) {
            return 0;
        }
        visits[visit].prize = ZF_VRP_MUST;
        n++;
    }
    return n;
}

static bool
is_true(const ZfRelaxed *relaxed, const ZfVrpResult *result)
{
    if (!result->complete) {
        return false;
    }
    g_autoptr(GPtrArray) wrong = zf_vrp_check(&relaxed->vrp, result);
    return wrong->len == 0;
}

/* Tries an amount; the search learns of it when it does. ret: false with error. */
static bool
try_amount(Relaxer *r, Search *search, int32_t n, bool *does, GError **error)
{
    ZfRelaxation amount = amount_of(r, search->kind, n, search->beside);
    *does = false;
    g_autoptr(ZfRelaxed) relaxed =
        zf_relaxed_new(r->problem, r->options, &r->result->plan, &amount, r->bases, error);
    if (!relaxed) {
        return false;
    }
    amount.placed = want(r, relaxed, search->wanted);
    if (amount.placed == 0) {
        return true;
    }
    Watch seen = {.outer = r->progress};
    ZfProgress inner = {NULL, enough, &seen};
    ZfVrpOptions options = {.seed = r->options->seed,
                            .iterations = MAX(1, MIN(r->trial, r->budget)),
                            .workers = 1,
                            .threads = 1,
                            .start = &relaxed->start,
                            .no_reasons = true,
                            .watch = watch,
                            .watch_user = &seen};
    g_autoptr(ZfVrpResult) result = zf_vrp_solve(&relaxed->vrp, &options, &inner, error);
    if (!result) {
        return false;
    }
    int64_t thousands = relaxed->vrp.n_visits / 1000;
    int64_t spent = result->iterations + SETTING_UP * thousands * thousands;
    r->budget -= MIN(r->budget, spent);
    *does = is_true(relaxed, result);
    if (*does) {
        search->least = amount;
        search->n = n;
    }
    return true;
}

/* -- the least amount
 * ---------------------------------------------------------------------------------- */

static bool
is_over(const Relaxer *r)
{
    return r->budget <= 0 || zf_progress_cancelled(r->progress);
}

/* The first amount from n on that has room for the work at homes and so many seconds on the way to
 * each. */
static int32_t
first_with_room(const Relaxer *r, const Search *search, int32_t n, int64_t travel_s)
{
    Relaxer wider = *r;
    wider.work_s += travel_s * r->count;
    for (; n <= search->most; n++) {
        ZfRelaxation amount = amount_of(r, search->kind, n, search->beside);
        if (room_for_all(&wider, &amount)) {
            break;
        }
    }
    return n;
}

/* Between `fails`, that does not do, and search->n, that does. */
static bool
halve(Relaxer *r, Search *search, int32_t fails, int trials, GError **error)
{
    while (search->n - fails > 1 && trials-- > 0 && !is_over(r)) {
        /* the guess is mostly near: look close to it first */
        int32_t n = search->n - MAX(1, (search->n - fails) / 4);
        bool does;
        if (!try_amount(r, search, n, &does, error)) {
            return false;
        }
        fails = does ? fails : n;
    }
    return true;
}

static bool
find_least(Relaxer *r, Search *search, GError **error)
{
    const ZfVrpCost *cost = &r->result->cost;
    int64_t travel_s = cost->served > 0 ? cost->travel_s / cost->served : 0;
    int32_t bound = first_with_room(r, search, search->from, 0); /* counting allows no less */
    int32_t n = first_with_room(r, search, bound, travel_s);
    n = n > search->most && bound <= search->most ? search->most : n;
    int32_t fails = bound - 1;
    int trials = TRIALS_MAX;
    for (int32_t step = 1; n <= search->most && trials-- > 0 && !is_over(r); step *= 2) {
        bool does;
        if (!try_amount(r, search, n, &does, error)) {
            return false;
        }
        if (does) {
            break;
        }
        fails = n;
        n = n < search->most ? MIN(n + step, search->most) : n + 1;
    }
    if (search->least.placed == 0) {
        return true;
    }
    if (!halve(r, search, fails, trials, error)) {
        return false;
    }
    search->least.least = search->n == bound;
    return true;
}

/* -- all kinds
 * ------------------------------------------------------------------------------------------ */

static int32_t
steps_max(const Relaxer *r)
{
    int64_t latest = 0;
    for (int32_t s = 0; s < r->problem->vrp.n_shifts; s++) {
        latest = MAX(latest, r->problem->vrp.shifts[s].close);
    }
    return (int32_t)CLAMP((ZF_RELAX_LATEST_S - latest) / ZF_RELAX_STEP_S, 0, ZF_RELAX_STEPS_MAX);
}

static bool
any_most(const Relaxer *r)
{
    for (int32_t s = 0; s < r->problem->vrp.n_shifts; s++) {
        if (r->problem->vrp.shifts[s].max_visits < INT32_MAX) {
            return true;
        }
    }
    return false;
}

static void
keep(const Relaxer *r, const Search *search, ZfPlan *plan)
{
    ZfRelaxation item = search->least;
    item.base = zf_plan_text(plan, item.base);
    plan->relaxations[plan->n_relaxations++] = item;
    const ZfDuty *duties = r->problem->input->duties->duties;
    for (int32_t i = 0; i < r->n_left; i++) {
        for (size_t k = 0; search->wanted[i] && k < plan->n_unplanned; k++) {
            if (strcmp(plan->unplanned[k].duty, duties[r->left[i]].id) == 0) {
                plan->unplanned[k].relaxable = true;
            }
        }
    }
}

/* By left: those crowded out, and those that the most of this kind makes possible. ret: how many of
 * these, or -1 with error. */
static int32_t
possible_with(const Relaxer *r, Kind kind, int32_t most, bool *ret, GError **error)
{
    ZfRelaxation amount = amount_of(r, kind, most, NULL);
    g_autoptr(ZfRelaxed) relaxed =
        zf_relaxed_new(r->problem, r->options, &r->result->plan, &amount, r->bases, error);
    int32_t n = 0;
    for (int32_t i = 0; relaxed && i < r->n_left; i++) {
        int32_t visit = relaxed->visit_of[r->left[i]];
        bool now = !r->crowded[i] && visit >= 0 && fits_alone(&relaxed->vrp, visit);
        ret[i] = r->crowded[i] || now;
        n += now;
    }
    return relaxed ? n : -1;
}

/* -- one kind, and two together
 * -------------------------------------------------------------------------------------- */

/* The least that places those crowded out; and, where that is more, the least that also places
 * those which such a change makes possible in the first place. */
static bool
find_kind(Relaxer *r, Kind kind, int32_t most, ZfPlan *plan, ZfRelaxation *found, GError **error)
{
    Search crowded = {.kind = kind, .wanted = r->crowded, .from = 1, .most = most};
    g_autofree bool *possible = g_new0(bool, (gsize)r->n_left + 1);
    int32_t n = most > 0 ? possible_with(r, kind, most, possible, error) : 0;
    if (n < 0 || (most > 0 && r->n_crowded > 0 && !find_least(r, &crowded, error))) {
        return false;
    }
    Search all = {.kind = kind, .wanted = possible, .from = MAX(1, crowded.n), .most = most};
    if (n > 0 && (r->n_crowded == 0 || crowded.n > 0) && !find_least(r, &all, error)) {
        return false;
    }
    if (crowded.n > 0 && crowded.n != all.n) {
        keep(r, &crowded, plan);
    }
    if (all.n > 0) {
        keep(r, &all, plan);
    }
    *found = all.n > 0 ? all.least : crowded.least;
    return true;
}

/* Longer days beside something else, at its most; then the least of that where it is visits. */
static bool
find_both(Relaxer *r, const ZfRelaxation *beside, int32_t steps, ZfPlan *plan, bool *found,
          GError **error)
{
    g_autofree bool *wanted = g_new0(bool, (gsize)r->n_left + 1);
    int32_t possible = steps > 0 ? possible_with(r, KIND_HOURS, steps, wanted, error) : 0;
    *found = false;
    if (possible + r->n_crowded <= 0) {
        return possible == 0;
    }
    Search longer = {
        .kind = KIND_HOURS, .beside = beside, .wanted = wanted, .from = 1, .most = steps};
    if (!find_least(r, &longer, error)) {
        return false;
    }
    *found = longer.n > 0;
    longer.least.least = false;
    if (longer.n == 0 || beside->visits == 0) {
        if (*found) {
            keep(r, &longer, plan);
        }
        return true;
    }
    ZfRelaxation hours = longer.least;
    Search more = {
        .kind = KIND_VISITS, .beside = &hours, .wanted = wanted, .from = 1, .most = beside->visits};
    if (!find_least(r, &more, error)) {
        return false;
    }
    more.least.least = false;
    keep(r, more.n > 0 ? &more : &longer, plan);
    return true;
}

static bool
find_all(Relaxer *r, ZfPlan *plan, GError **error)
{
    bool seats = any_most(r);
    const int32_t most[] = {ZF_RELAX_DAYS_MAX, ZF_RELAX_TEAMS_MAX, steps_max(r),
                            seats && r->n_crowded > 0 ? ZF_RELAX_VISITS_MAX : 0};
    ZfRelaxation found[G_N_ELEMENTS(most)] = {0};
    for (Kind kind = KIND_DAYS; kind <= KIND_VISITS; kind++) {
        if (!find_kind(r, kind, most[kind], plan, &found[kind], error)) {
            return false;
        }
    }
    ZfRelaxation visits = {.until = ZF_DATE_NONE, .base = "", .visits = ZF_RELAX_VISITS_MAX};
    bool both = found[KIND_HOURS].placed > 0 || found[KIND_VISITS].placed == r->n_left;
    if (!both && seats && !find_both(r, &visits, most[KIND_HOURS], plan, &both, error)) {
        return false;
    }
    return both || found[KIND_DAYS].placed == 0 || found[KIND_DAYS].placed == r->n_left ||
           find_both(r, &found[KIND_DAYS], most[KIND_HOURS], plan, &both, error);
}

bool
zf_plan_relax(ZfPlan *plan, const ZfPlanProblem *problem, const ZfVrpResult *result,
              const ZfPlanOptions *options, int64_t budget, const ZfProgress *progress,
              GError **error)
{
    Relaxer r = {.problem = problem,
                 .result = result,
                 .options = options,
                 .progress = progress,
                 .budget = budget,
                 .trial = MAX(1, budget / TRIAL_PART)};
    plan->relaxations = g_new0(ZfRelaxation, 2 * (KIND_VISITS + 1) + 2);
    list_left(&r);
    bool good = true;
    if (r.n_left > 0 && problem->vrp.n_shifts > 0) {
        zf_progress_report(progress, _("what would place those left out"), 0, 0);
        choose_bases(&r);
        r.again = zf_relaxed_last_days(&problem->vrp);
        good = find_all(&r, plan, error);
    }
    g_free(r.left);
    g_free(r.crowded);
    g_free(r.again);
    g_free(r.bases);
    return good;
}
