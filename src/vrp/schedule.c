/* Dynamic programming over (stop, breaks had): forwards the earliest time to leave each stop, then
 * backwards from the earliest finish the latest time to leave it. Earlier is never worse, so one
 * number a state is exact. */
#include "vrp/schedule.h"

#define NEVER  (4 * ZF_VRP_FAR)
#define BREAKS 17 /* 16 breaks and the state without any */

struct Scheduler {
    const Core *core;
    GArray *early; /* int64_t [(stop) * (breaks + 1) + had] */
    GArray *late;
    GArray *choice; /* uint8_t: came by a break */
};

/* One route being scheduled. */
typedef struct Run {
    const Core *c;
    const ZfVrpShift *s;
    const ZfVrpBreak *breaks;
    const ZfVrpMatrix *leg;
    int32_t shift;
    const int32_t *visits;
    int32_t n;
    int32_t states; /* breaks + 1 */
} Run;

Scheduler *
zf_vrp_scheduler_new(const Core *core)
{
    Scheduler *scheduler = g_new0(Scheduler, 1);
    scheduler->core = core;
    scheduler->early = g_array_new(FALSE, FALSE, sizeof(int64_t));
    scheduler->late = g_array_new(FALSE, FALSE, sizeof(int64_t));
    scheduler->choice = g_array_new(FALSE, FALSE, sizeof(uint8_t));
    return scheduler;
}

void
zf_vrp_scheduler_free(Scheduler *scheduler)
{
    if (scheduler) {
        g_array_unref(scheduler->early);
        g_array_unref(scheduler->late);
        g_array_unref(scheduler->choice);
        g_free(scheduler);
    }
}

static Run
run_init(Scheduler *scheduler, int32_t shift, const int32_t *visits, int32_t n)
{
    const Core *c = scheduler->core;
    const ZfVrpShift *s = &c->p->shifts[shift];
    guint cells = (guint)(n + 1) * (guint)(s->n_breaks + 1);
    if (scheduler->early->len < cells) {
        g_array_set_size(scheduler->early, 2 * cells);
        g_array_set_size(scheduler->late, 2 * cells);
        g_array_set_size(scheduler->choice, 2 * cells);
    }
    return (Run){c,
                 s,
                 s->n_breaks ? c->p->breaks + s->first_break : NULL,
                 core_leg(c, shift),
                 shift,
                 visits,
                 n,
                 s->n_breaks + 1};
}

/* i = 0: the start; n + 1: the end. */
static int32_t
run_place(const Run *run, int32_t i)
{
    return i == 0       ? run->s->start_place
           : i > run->n ? run->s->end_place
                        : run->c->place[run->visits[i - 1]];
}

static int64_t
run_setup(const Run *run, int32_t i)
{
    return i > run->n || run_place(run, i - 1) == run_place(run, i)
               ? 0
               : run->c->setup[run->visits[i - 1]];
}

/* ret: earliest begin at or after t, NEVER when all windows are over. */
static int64_t
earliest_begin(const Run *run, int32_t visit, int64_t t)
{
    const Entry *e = core_entry(run->c, visit, run->shift);
    for (int32_t i = 0; i < e->n; i++) {
        const Win *w = &run->c->win[e->first + i];
        if (t <= w->close) {
            return MAX(t, w->open);
        }
    }
    return NEVER;
}

/* ret: latest begin at or before t, -NEVER when none. */
static int64_t
latest_begin(const Run *run, int32_t visit, int64_t t)
{
    const Entry *e = core_entry(run->c, visit, run->shift);
    for (int32_t i = e->n; i-- > 0;) {
        const Win *w = &run->c->win[e->first + i];
        if (t >= w->open) {
            return MIN(t, w->close);
        }
    }
    return -NEVER;
}

/* Departing with the first `had` breaks behind: the earliest time. */
static int64_t
depart_after(const Run *run, int32_t had)
{
    int64_t t = run->s->open;
    for (int32_t j = 0; j < had; j++) {
        t = MAX(t, run->breaks[j].earliest + run->breaks[j].length);
    }
    return t <= run->s->close ? t : NEVER;
}

/* With `had` breaks behind: the latest end. */
static int64_t
end_before(const Run *run, int32_t had)
{
    int64_t t = run->s->close;
    for (int32_t j = had; j < run->states - 1; j++) {
        t = MIN(t, run->breaks[j].latest);
    }
    return t;
}

/* Fills early (and choice) from row 0, which is set. ret: the earliest end and how many breaks it
 * leaves behind; NEVER when there is none. */
static int64_t
forwards(const Run *run, int64_t *early, uint8_t *choice, int32_t *had)
{
    int32_t states = run->states;
    for (int32_t i = 1; i <= run->n; i++) {
        int64_t t =
            leg_time(run->leg, run_place(run, i - 1), run_place(run, i)) + run_setup(run, i);
        int32_t visit = run->visits[i - 1];
        for (int32_t j = 0; j < states; j++) {
            int64_t *cell = &early[i * states + j];
            int64_t before = early[(i - 1) * states + j];
            int64_t begin = before >= NEVER ? NEVER : earliest_begin(run, visit, before + t);
            *cell = begin >= NEVER ? NEVER : begin + run->c->service[visit];
            choice[i * states + j] = 0;
            if (j > 0 && cell[-1] < NEVER) {
                const ZfVrpBreak *b = &run->breaks[j - 1];
                begin = MAX(cell[-1], b->earliest);
                if (begin <= b->latest && begin + b->length < *cell) {
                    *cell = begin + b->length;
                    choice[i * states + j] = 1;
                }
            }
        }
    }
    int64_t t = leg_time(run->leg, run_place(run, run->n), run_place(run, run->n + 1));
    int64_t end = NEVER;
    for (int32_t j = 0; j < states; j++) {
        int64_t at = early[run->n * states + j];
        if (at < NEVER && at + t <= end_before(run, j) && at + t < end) {
            end = at + t;
            *had = j;
        }
    }
    return end;
}

/* ret: the latest departure that still ends by end; early holds the forward pass. */
static int64_t
backwards(const Run *run, const int64_t *early, int64_t *late, int64_t end)
{
    int32_t states = run->states;
    int64_t t = leg_time(run->leg, run_place(run, run->n), run_place(run, run->n + 1));
    for (int32_t j = 0; j < states; j++) {
        late[run->n * states + j] = end <= end_before(run, j) ? end - t : -NEVER;
    }
    for (int32_t i = run->n; i > 0; i--) {
        int32_t visit = run->visits[i - 1];
        t = leg_time(run->leg, run_place(run, i - 1), run_place(run, i)) + run_setup(run, i);
        for (int32_t j = states; j-- > 0;) {
            int64_t *cell = &late[i * states + j];
            if (j + 1 < states && cell[1] > -NEVER) {
                const ZfVrpBreak *b = &run->breaks[j];
                int64_t begin = MIN(b->latest, cell[1] - b->length);
                *cell = begin >= b->earliest ? MAX(*cell, begin) : *cell;
            }
            int64_t begin =
                *cell > -NEVER ? latest_begin(run, visit, *cell - run->c->service[visit]) : -NEVER;
            late[(i - 1) * states + j] = begin > -NEVER ? begin - t : -NEVER;
        }
    }
    int64_t depart = -NEVER;
    for (int32_t j = 0; j < states; j++) {
        if (early[j] < NEVER && late[j] >= early[j]) {
            depart = MAX(depart, late[j]);
        }
    }
    return depart;
}

static void
add_ways(const Run *run, Times *times)
{
    for (int32_t i = 1; i <= run->n + 1; i++) {
        times->travel += leg_time(run->leg, run_place(run, i - 1), run_place(run, i));
        times->distance += leg_distance(run->leg, run_place(run, i - 1), run_place(run, i));
        times->work += i <= run->n ? run->c->service[run->visits[i - 1]] + run_setup(run, i) : 0;
    }
}

static bool
limits_hold(const Run *run)
{
    int64_t load[ZF_VRP_DIMS] = {0};
    int32_t order = 0;
    for (int32_t i = 1; i <= run->n + 1; i++) {
        int32_t a = run_place(run, i - 1);
        int32_t b = run_place(run, i);
        if (leg_time(run->leg, a, b) >= ZF_VRP_NO_WAY ||
            leg_distance(run->leg, a, b) >= ZF_VRP_NO_WAY) {
            return false;
        }
        if (i <= run->n) {
            const ZfVrpVisit *v = &run->c->p->visits[run->visits[i - 1]];
            if (v->lock_order > 0 && v->lock_order < order) {
                return false;
            }
            order = v->lock_order > 0 ? v->lock_order : order;
            for (size_t d = 0; d < ZF_VRP_DIMS; d++) {
                load[d] += v->demand[d];
            }
        }
    }
    for (size_t d = 0; d < ZF_VRP_DIMS; d++) {
        if (load[d] > run->s->capacity[d]) {
            return false;
        }
    }
    return run->n <= run->s->max_visits;
}

bool
zf_vrp_schedule_times(Scheduler *scheduler, int32_t shift, const int32_t *visits, int32_t n,
                      Times *ret)
{
    *ret = (Times){0};
    if (n == 0) {
        return true;
    }
    Run run = run_init(scheduler, shift, visits, n);
    if (!limits_hold(&run)) {
        return false;
    }
    int64_t *early = (int64_t *)(void *)scheduler->early->data;
    for (int32_t j = 0; j < run.states; j++) {
        early[j] = depart_after(&run, j);
    }
    int32_t had = 0;
    ret->end = forwards(&run, early, (uint8_t *)scheduler->choice->data, &had);
    if (ret->end >= NEVER) {
        return false;
    }
    ret->depart = backwards(&run, early, (int64_t *)(void *)scheduler->late->data, ret->end);
    add_ways(&run, ret);
    return ret->distance <= run.s->max_distance && ret->end - ret->depart <= run.s->max_duration;
}

/* -- stop by stop -------------------------------------------------------------------------------
 */

static void
append_break(const Run *run, int32_t j, GArray *stops, int64_t *t)
{
    const ZfVrpBreak *b = &run->breaks[j];
    int64_t begin = MAX(*t, b->earliest);
    ZfVrpStop stop = {.visit = ZF_VRP_NONE,
                      .arrive = *t,
                      .start = begin,
                      .wait = begin - *t,
                      .depart = begin + b->length};
    g_array_append_val(stops, stop);
    *t = stop.depart;
}

static void
append_visit(const Run *run, int32_t i, GArray *stops, int64_t *t)
{
    ZfVrpStop stop = {.visit = run->visits[i - 1], .setup = run_setup(run, i)};
    stop.travel = leg_time(run->leg, run_place(run, i - 1), run_place(run, i));
    stop.distance = leg_distance(run->leg, run_place(run, i - 1), run_place(run, i));
    stop.arrive = *t + stop.travel;
    stop.start = earliest_begin(run, stop.visit, stop.arrive + stop.setup);
    stop.wait = stop.start - stop.arrive - stop.setup;
    stop.depart = stop.start + run->c->service[stop.visit];
    g_array_append_val(stops, stop);
    *t = stop.depart;
}

void
zf_vrp_schedule_stops(Scheduler *scheduler, int32_t shift, const int32_t *visits, int32_t n,
                      GArray *stops, ZfVrpRoute *route)
{
    *route = (ZfVrpRoute){.shift = shift, .n_visits = n};
    Times times;
    bool possible = zf_vrp_schedule_times(scheduler, shift, visits, n, &times);
    g_assert(possible);
    if (n == 0) {
        return;
    }
    Run run = run_init(scheduler, shift, visits, n);
    int64_t *early = (int64_t *)(void *)scheduler->early->data;
    uint8_t *choice = (uint8_t *)scheduler->choice->data;
    for (int32_t j = 0; j < run.states; j++) {
        early[j] = depart_after(&run, j) <= times.depart ? times.depart : NEVER;
    }
    int32_t had = 0;
    int64_t end = forwards(&run, early, choice, &had);
    g_assert(end == times.end);
    /* walk back: how many breaks are had before each stop's leaving */
    g_autofree int32_t *after = g_new(int32_t, n + 1);
    for (int32_t i = n; i > 0; i--) {
        after[i] = had;
        while (had > 0 && choice[i * run.states + had]) {
            had--;
        }
    }
    guint first = stops->len;
    int64_t t = times.depart;
    for (int32_t i = 1; i <= n; i++) {
        append_visit(&run, i, stops, &t);
        for (; run.breaks && had < after[i]; had++) {
            append_break(&run, had, stops, &t);
        }
    }
    route->n_stops = (int32_t)(stops->len - first);
    route->depart = times.depart;
    route->end = times.end;
    route->travel = times.travel;
    route->distance = times.distance;
    route->service = times.work;
    for (guint i = first; i < stops->len; i++) {
        route->wait += g_array_index(stops, ZfVrpStop, i).wait;
    }
    route->last_travel = leg_time(run.leg, run_place(&run, n), run_place(&run, n + 1));
    route->last_distance = leg_distance(run.leg, run_place(&run, n), run_place(&run, n + 1));
}

/* -- how far from possible ----------------------------------------------------------------------
 */

/* Drives along, shifting the clock back to the window's close wherever it is late. */
static int64_t
lateness(const Run *run)
{
    int64_t late = 0;
    int64_t t = run->s->open;
    int32_t j = 0;
    while (j < run->states - 1 && run->breaks[j].earliest + run->breaks[j].length <= t) {
        j++;
    }
    for (int32_t i = 1; i <= run->n + 1; i++) {
        int64_t way =
            leg_time(run->leg, run_place(run, i - 1), run_place(run, i)) + run_setup(run, i);
        if (i > run->n) {
            way += 0;
        }
        for (; i > 1 && j < run->states - 1; j++) {
            const ZfVrpBreak *b = &run->breaks[j];
            int64_t work = i <= run->n ? run->c->service[run->visits[i - 1]] : 0;
            if (t + way + work <= b->latest) {
                break;
            }
            late += MAX(0, t - b->latest);
            t = MIN(MAX(t, b->earliest), b->latest) + b->length;
        }
        t += way;
        if (i <= run->n) {
            const Entry *e = core_entry(run->c, run->visits[i - 1], run->shift);
            int64_t close = run->c->win[e->first + e->n - 1].close;
            late += MAX(0, t - close);
            t = earliest_begin(run, run->visits[i - 1], MIN(t, close)) +
                run->c->service[run->visits[i - 1]];
        }
    }
    return late + MAX(0, t - run->s->close);
}

Excess
zf_vrp_schedule_excess(Scheduler *scheduler, int32_t shift, const int32_t *visits, int32_t n)
{
    Excess excess = {0};
    Times times = {0};
    if (zf_vrp_schedule_times(scheduler, shift, visits, n, &times)) {
        return excess;
    }
    Run run = run_init(scheduler, shift, visits, n);
    int32_t order = 0;
    int64_t load[ZF_VRP_DIMS] = {0};
    for (int32_t i = 1; i <= n + 1; i++) {
        int32_t a = run_place(&run, i - 1);
        int32_t b = run_place(&run, i);
        excess.never = excess.never || leg_time(run.leg, a, b) >= ZF_VRP_NO_WAY ||
                       leg_distance(run.leg, a, b) >= ZF_VRP_NO_WAY ||
                       (i <= n && core_entry(run.c, visits[i - 1], shift)->n == 0);
        if (i <= n) {
            const ZfVrpVisit *v = &run.c->p->visits[visits[i - 1]];
            excess.order = excess.order || (v->lock_order > 0 && v->lock_order < order);
            order = MAX(order, v->lock_order);
            for (size_t d = 0; d < ZF_VRP_DIMS; d++) {
                load[d] += v->demand[d];
            }
        }
    }
    for (size_t d = 0; d < ZF_VRP_DIMS; d++) {
        excess.load[d] = MAX(0, load[d] - run.s->capacity[d]);
    }
    excess.visits = MAX(0, n - run.s->max_visits);
    if (excess.never) {
        return excess;
    }
    times = (Times){0};
    add_ways(&run, &times);
    excess.distance = MAX(0, times.distance - run.s->max_distance);
    excess.time = lateness(&run);
    int64_t *early = (int64_t *)(void *)scheduler->early->data;
    for (int32_t j = 0; j < run.states; j++) {
        early[j] = depart_after(&run, j);
    }
    int32_t had = 0;
    int64_t end = forwards(&run, early, (uint8_t *)scheduler->choice->data, &had);
    if (end < NEVER) {
        int64_t depart = backwards(&run, early, (int64_t *)(void *)scheduler->late->data, end);
        excess.duration = MAX(0, end - depart - run.s->max_duration);
        excess.time = 0;
    } else {
        excess.time = MAX(1, excess.time);
    }
    return excess;
}
