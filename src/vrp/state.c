#include "vrp/state.h"

#include <stdlib.h>
#include <string.h>

G_STATIC_ASSERT(sizeof(Link) == 64);
G_STATIC_ASSERT(G_STRUCT_OFFSET(Route, load) - G_STRUCT_OFFSET(Route, sums) ==
                G_STRUCT_OFFSET(Sums, load));

/* One a cache line. */
static Link *
aligned_links(size_t n)
{
    Link *link = aligned_alloc(64, n * sizeof(Link));
    g_assert(link);
    for (size_t i = 0; i < n; i++) {
        link[i] = (Link){.route = ZF_VRP_NONE};
    }
    return link;
}

static void
give_visits_room(State *s, size_t n)
{
    s->route_of = g_new(int32_t, n + 1);
    s->link = aligned_links(n + 1);
    s->absent = g_new(int32_t, n + 1);
    s->absent_at = g_new(int32_t, n + 1);
    s->scratch = g_new(int32_t, n + 2);
    s->before = g_new(int32_t, n + 2);
    s->rest = g_new(int32_t, n + 2);
    s->foreign = g_new0(bool, n + 1);
    s->own = g_new(int32_t, n + 1);
}

State *
zf_vrp_state_new(const Core *core)
{
    State *s = g_new0(State, 1);
    size_t r = (size_t)core->r;
    s->c = core;
    s->scheduler = zf_vrp_scheduler_new(core);
    s->route = g_new0(Route, r + 1);
    s->gate = g_new0(Gate, r + 1);
    s->ends = g_new0(Ends, r + 1);
    s->ends_at = g_new(int32_t, r + 1);
    memset(s->ends_at, 0xff, sizeof(int32_t) * (r + 1)); /* ZF_VRP_NONE */
    give_visits_room(s, (size_t)core->n);
    s->group_served = g_new0(int32_t, (size_t)core->p->n_groups + 1);
    s->team_hours = g_new0(int64_t, (size_t)core->p->n_teams + 1);
    s->touched = g_new(int32_t, r + 1);
    s->journal = g_array_new(FALSE, FALSE, sizeof(int32_t));
    s->unsaved = g_new(int32_t, r + 1);
    s->discount = g_new0(int64_t, r + 1);
    s->empty_hint = g_new0(int32_t, (size_t)core->n_types + 1);
    s->type_empty = g_new0(int32_t, (size_t)core->n_types + 1);
    s->closed = g_new0(bool, r + 1);
    for (int32_t i = 0; i < core->r; i++) {
        s->route[i].room = 8;
        s->route[i].node = g_new0(Node, 8);
    }
    zf_vrp_state_clear(s);
    zf_vrp_state_open(s, NULL, NULL, 0);
    return s;
}

void
zf_vrp_state_free(State *s)
{
    if (!s) {
        return;
    }
    for (int32_t i = 0; i < s->c->r; i++) {
        g_free(s->route[i].node);
        g_free(s->route[i].kept);
    }
    zf_vrp_scheduler_free(s->scheduler);
    g_free(s->route);
    g_free(s->route_of);
    free(s->link);
    g_free(s->gate);
    g_free(s->ends);
    g_free(s->ends_at);
    g_free(s->absent);
    g_free(s->absent_at);
    g_free(s->group_served);
    g_free(s->team_hours);
    g_free(s->touched);
    g_array_unref(s->journal);
    g_free(s->unsaved);
    g_free(s->scratch);
    g_free(s->before);
    g_free(s->rest);
    g_free(s->discount);
    g_free(s->empty_hint);
    g_free(s->type_empty);
    g_free(s->closed);
    g_free(s->foreign);
    g_free(s->own);
    g_free(s);
}

/* -- routes -------------------------------------------------------------------------------------
 */

static void
route_reserve(Route *r, int32_t len)
{
    if (r->room < len + 2) {
        r->room = 2 * (len + 2);
        r->node = g_renew(Node, r->node, r->room);
    }
}

static Seg
visit_seg(const Core *c, int32_t visit, int32_t shift)
{
    const Entry *e = core_entry(c, visit, shift);
    return (Seg){c->service[visit], c->win[e->first].open, c->win[e->first + e->n - 1].close};
}

static inline int64_t
node_setup(const Core *c, const Node *a, const Node *b)
{
    return b->visit < 0 || a->place == b->place ? 0 : c->setup[b->visit];
}

/* Both ends, and the way over an empty route. */
static void
set_ends(State *s, int32_t shift)
{
    const ZfVrpShift *sh = &s->c->p->shifts[shift];
    Route *r = &s->route[shift];
    r->node[0].visit = r->node[r->len + 1].visit = ZF_VRP_NONE;
    r->node[0].place = sh->start_place;
    r->node[r->len + 1].place = sh->end_place;
}

/* The way from position i to the next. ret: false when there is none. */
static inline bool
set_way(const Core *c, const ZfVrpMatrix *leg, Node *a)
{
    a->next_time = (int32_t)leg_time(leg, a->place, a[1].place);
    a->next_distance = (int32_t)leg_distance(leg, a->place, a[1].place);
    return !c->has_no_way || (a->next_time < ZF_VRP_NO_WAY && a->next_distance < ZF_VRP_NO_WAY);
}

/* All ways and sums; node[].visit is set. ret: false for a way that does not exist or a visit that
 * may never be here. */
static bool
sum_up(State *s, int32_t shift)
{
    const Core *c = s->c;
    Route *r = &s->route[shift];
    const ZfVrpMatrix *leg = core_leg(c, shift);
    bool ok = true;
    set_ends(s, shift);
    r->distance = r->travel = r->work = 0;
    for (int32_t i = 1; i <= r->len; i++) {
        r->node[i].place = c->place[r->node[i].visit];
    }
    for (int32_t i = 0; i <= r->len && r->len > 0; i++) {
        Node *a = &r->node[i];
        ok &= set_way(c, leg, a);
        r->distance += a->next_distance;
        r->travel += a->next_time;
        if (i < r->len) {
            ok = ok && core_entry(c, a[1].visit, shift)->n > 0;
            r->work += c->service[a[1].visit] + node_setup(c, a, a + 1);
        }
    }
    return ok;
}

/* Puts a visit's share into the route's sums, or takes it out. */
static void
weigh(State *s, int32_t shift, int32_t visit, int32_t sign)
{
    const Core *c = s->c;
    Route *r = &s->route[shift];
    if (c->has_order) {
        r->slow += sign * (c->p->visits[visit].lock_order > 0);
    }
    if (!c->quick && c->has_time) {
        r->slow += sign * (core_entry(c, visit, shift)->n > 1);
    }
    if (c->assign) {
        r->assign += sign * core_assign(c, visit, shift);
    }
    if (c->p->weights.spread) {
        r->assign -= core_spread(c, &r->moments);
        r->moments = core_moments(c, r->moments, visit, sign);
        r->assign += core_spread(c, &r->moments);
    }
    for (int32_t d = 0; d < c->n_dims; d++) {
        r->load[d] += sign * c->demand[visit * c->n_dims + d];
    }
}

static inline bool
same_seg(const Seg *a, const Seg *b)
{
    return a->d == b->d && a->e == b->e && a->l == b->l;
}

/* Segments from both ends as far as they change, positions lo … hi being new. ret: false when some
 * window is missed; else *from: the first position whose segments changed. */
static bool
join_segments(State *s, int32_t shift, int32_t lo, int32_t hi, int32_t *from)
{
    const Core *c = s->c;
    const ZfVrpShift *sh = &c->p->shifts[shift];
    Route *r = &s->route[shift];
    Node *node = r->node;
    int32_t end = r->len + 1;
    Seg depot = {0, sh->open, sh->close};
    node[0].pre = depot;
    for (int32_t i = MAX(1, lo); i <= end; i++) {
        Seg here = i == end ? depot : visit_seg(c, node[i].visit, shift);
        int64_t t = node[i - 1].next_time + node_setup(c, &node[i - 1], &node[i]);
        if (!seg_join(&node[i - 1].pre, t, &here, &here)) {
            return false;
        }
        if (i > hi && same_seg(&node[i].pre, &here)) {
            break;
        }
        node[i].pre = here;
    }
    node[end].suf = depot;
    *from = MIN(lo, end);
    for (int32_t i = MIN(end, hi + 1); i-- > 0;) {
        Seg here = i == 0 ? depot : visit_seg(c, node[i].visit, shift);
        int64_t t = node[i].next_time + node_setup(c, &node[i], &node[i + 1]);
        if (!seg_join(&here, t, &node[i + 1].suf, &here)) {
            return false;
        }
        if (i < lo && same_seg(&node[i].suf, &here)) {
            break;
        }
        *from = MIN(*from, i);
        node[i].suf = here;
    }
    r->duration = node[end].pre.d;
    return true;
}

/* Earliest and latest begins where durations do not matter, positions lo … hi being new, as far as
 * they change. ret: false when some window is missed; else *from the first position that changed.
 */
static bool
quick_times(State *s, int32_t shift, int32_t lo, int32_t hi, int32_t *from)
{
    const Core *c = s->c;
    const ZfVrpShift *sh = &c->p->shifts[shift];
    Node *node = s->route[shift].node;
    int32_t end = s->route[shift].len + 1;
    node[0].pre.e = sh->open;
    for (int32_t i = MAX(1, lo); i <= end; i++) {
        const Node *a = &node[i - 1];
        int64_t begin = a->pre.e + (i > 1 ? c->service[a->visit] : 0) + a->next_time;
        if (i < end) {
            begin += c->has_setup ? node_setup(c, a, &node[i]) : 0;
            begin = core_begin(c, core_entry(c, node[i].visit, shift), begin);
            if (begin >= CORE_NEVER) {
                return false;
            }
        } else if (begin > sh->close) {
            return false;
        }
        if (i > hi && node[i].pre.e == begin) {
            break;
        }
        node[i].pre.e = begin;
    }
    node[end].suf.l = sh->close;
    *from = lo;
    for (int32_t i = MIN(end - 1, hi); i > 0; i--) {
        const Node *b = &node[i + 1];
        int64_t latest = b->suf.l - node[i].next_time - c->service[node[i].visit];
        latest -= c->has_setup ? node_setup(c, &node[i], b) : 0;
        latest = core_latest(c, core_entry(c, node[i].visit, shift), latest);
        if (i < lo && node[i].suf.l == latest) {
            break;
        }
        *from = MIN(*from, i);
        node[i].suf.l = latest;
    }
    return true;
}

static bool
slow_duration(State *s, int32_t shift)
{
    Route *r = &s->route[shift];
    for (int32_t i = 0; i < r->len; i++) {
        s->scratch[i] = r->node[i + 1].visit;
    }
    Times times;
    if (!zf_vrp_schedule_times(s->scheduler, shift, s->scratch, r->len, &times)) {
        return false;
    }
    r->duration = times.end - times.depart;
    return true;
}

/* Times, limits and cost, the ways and sums being right; positions lo … hi are new. ret: possible?
 * *from: the first position whose times changed. */
static bool
route_update(State *s, int32_t shift, int32_t lo, int32_t hi, int32_t *from)
{
    const Core *c = s->c;
    const ZfVrpShift *sh = &c->p->shifts[shift];
    Route *r = &s->route[shift];
    *from = lo;
    r->cost = r->duration = 0;
    if (r->len == 0) {
        Seg depot = {0, sh->open, sh->close};
        r->node[0].pre = r->node[0].suf = r->node[1].pre = r->node[1].suf = depot;
        return true;
    }
    if (c->quick ? !quick_times(s, shift, lo, hi, from)
                 : c->has_time && !join_segments(s, shift, lo, hi, from)) {
        return false;
    }
    if (r->slow && !slow_duration(s, shift)) {
        return false;
    }
    for (int32_t d = 0; d < c->n_dims; d++) {
        if (r->load[d] > sh->capacity[d]) {
            return false;
        }
    }
    if (r->len > sh->max_visits || r->distance > sh->max_distance ||
        r->duration > sh->max_duration) {
        return false;
    }
    r->cost = core_route_cost(c, sh, r->distance, r->travel, r->work, r->duration) + r->assign;
    return true;
}

static void
drop_ends(State *s, int32_t shift)
{
    int32_t at = s->ends_at[shift];
    s->ends[at] = s->ends[--s->n_ends];
    s->ends_at[s->ends[at].shift] = at;
    s->ends_at[shift] = ZF_VRP_NONE;
}

static void
note_gate(State *s, int32_t shift)
{
    const Core *c = s->c;
    const Route *r = &s->route[shift];
    const ZfVrpShift *sh = &c->p->shifts[shift];
    int64_t room = c->n_dims > 0 ? sh->capacity[0] - r->load[0] : 0;
    s->gate[shift] = (Gate){.room = s->closed[shift] || r->len >= sh->max_visits ? -1 : room,
                            .kind = UINT64_C(1) << c->type[shift],
                            .rate = c->fast[shift].rate,
                            .start = sh->start_place,
                            .end = sh->end_place};
}

/* Brings what is known of the outside of a route up to date. */
static void
note_ends(State *s, int32_t shift)
{
    const Core *c = s->c;
    const Route *r = &s->route[shift];
    if (!c->one_way) {
        return;
    }
    if (c->plain) {
        note_gate(s, shift);
    }
    if (r->len == 0 || s->closed[shift]) {
        if (s->ends_at[shift] >= 0) {
            drop_ends(s, shift);
        }
        return;
    }
    if (s->ends_at[shift] < 0) {
        s->ends_at[shift] = s->n_ends++;
    }
    const Node *a = &r->node[0];
    const Node *b = &r->node[r->len];
    s->ends[s->ends_at[shift]] =
        (Ends){.shift = shift,
               .rate = c->fast[shift].rate,
               .start = a->place,
               .first = a[1].place,
               .last = b->place,
               .end = b[1].place,
               .way_out = c->way_is_time ? a->next_time : a->next_distance,
               .way_back = c->way_is_time ? b->next_time : b->next_distance};
}

/* The earliest end at a position that segments or quick times are known of. */
static inline int64_t
ready_at(const Core *c, const Node *node)
{
    int64_t after = c->quick ? (node->visit >= 0 ? c->service[node->visit] : 0) : node->pre.d;
    return node->pre.e + after;
}

/* The links of positions lo … hi, and the ends. */
static void
set_links(State *s, int32_t shift, int32_t lo, int32_t hi)
{
    const Core *c = s->c;
    const Route *r = &s->route[shift];
    note_ends(s, shift);
    for (int32_t i = MAX(1, lo); i <= MIN(hi, r->len); i++) {
        const Node *a = &r->node[i - 1];
        const Node *b = &r->node[i];
        s->route_of[b->visit] = shift;
        s->link[b->visit] = (Link){.route = shift,
                                   .pos = i,
                                   .prev_place = a->place,
                                   .next_place = b[1].place,
                                   .prev_distance = a->next_distance,
                                   .next_distance = b->next_distance,
                                   .prev_time = a->next_time,
                                   .next_time = b->next_time,
                                   .prev_ready = ready_at(c, a),
                                   .ready = ready_at(c, b),
                                   .latest = b->suf.l,
                                   .next_latest = b[1].suf.l};
    }
}

/* -- visits coming and going --------------------------------------------------------------------
 */

static void
absent_add(State *s, int32_t visit)
{
    s->absent_at[visit] = s->n_absent;
    s->absent[s->n_absent++] = visit;
}

static void
absent_drop(State *s, int32_t visit)
{
    int32_t at = s->absent_at[visit];
    int32_t last = s->absent[--s->n_absent];
    s->absent[at] = last;
    s->absent_at[last] = at;
}

static int64_t
pair_cost_of(const State *s, int32_t visit, int32_t route)
{
    const Core *c = s->c;
    int64_t cost = 0;
    for (int32_t i = c->pair_first[visit]; i < c->pair_first[visit + 1]; i++) {
        int32_t other = s->route_of[c->pair_to[i]];
        if (other >= 0 && other != route) {
            cost += c->pair_cost[i];
        }
    }
    return cost;
}

static void
visit_enters(State *s, int32_t visit, int32_t route)
{
    int32_t group = s->c->p->visits[visit].group;
    s->total -= state_prize(s, visit);
    s->total += s->c->p->n_pairs ? pair_cost_of(s, visit, route) : 0;
    if (group >= 0) {
        g_assert(s->group_served[group] == 0);
        s->group_served[group] = 1;
    }
    absent_drop(s, visit);
    s->route_of[visit] = route;
    g_array_append_val(s->journal, visit);
}

static void
visit_leaves(State *s, int32_t visit)
{
    int32_t group = s->c->p->visits[visit].group;
    s->total += state_prize(s, visit);
    s->total -= s->c->p->n_pairs ? pair_cost_of(s, visit, s->route_of[visit]) : 0;
    if (group >= 0) {
        s->group_served[group] = 0;
    }
    absent_add(s, visit);
    s->route_of[visit] = s->link[visit].route = ZF_VRP_NONE;
    int32_t left = ~visit;
    g_array_append_val(s->journal, left);
}

/* Takes a changed route's old cost and hours out of the totals, or puts its new ones in. */
static void
account(State *s, int32_t shift, int64_t cost, int64_t duration, int sign)
{
    s->total += sign * cost;
    if (s->c->time_costs) {
        int32_t team = s->c->p->shifts[shift].team;
        s->total -= core_team_cost(s->c, team, s->team_hours[team]);
        s->team_hours[team] += sign * duration;
        s->total += core_team_cost(s->c, team, s->team_hours[team]);
    }
}

/* A shift begins (1) or ceases (-1) to be used. */
static void
count_used(State *s, int32_t shift, int32_t change)
{
    s->n_used += change;
    s->type_empty[s->c->type[shift]] -= change;
}

bool
zf_vrp_state_series_ok(const State *s, int32_t visit, int32_t day)
{
    const ZfVrpVisit *visits = s->c->p->visits;
    int32_t before = visits[visit].after;
    if (before >= 0 && s->route_of[before] >= 0) {
        int64_t gap = (int64_t)day - s->c->p->shifts[s->route_of[before]].day;
        if (gap < visits[visit].gap_min || gap > visits[visit].gap_max) {
            return false;
        }
    }
    int32_t next = s->c->series_next[visit];
    if (next >= 0 && s->route_of[next] >= 0) {
        int64_t gap = (int64_t)s->c->p->shifts[s->route_of[next]].day - day;
        if (gap < visits[next].gap_min || gap > visits[next].gap_max) {
            return false;
        }
    }
    return true;
}

int32_t
zf_vrp_state_empty_of(State *s, int32_t type)
{
    const Core *c = s->c;
    int32_t first = c->type_first[type];
    int32_t n = s->type_empty[type] > 0 ? c->type_first[type + 1] - first : 0;
    for (int32_t i = 0; i < n; i++) {
        int32_t at = (s->empty_hint[type] + i) % n;
        int32_t shift = c->type_shift[first + at];
        if (s->route[shift].len == 0 && !s->closed[shift]) {
            s->empty_hint[type] = at;
            return shift;
        }
    }
    return ZF_VRP_NONE;
}

void
zf_vrp_state_open(State *s, const int32_t *part_of_shift, const int32_t *part_of_visit,
                  int32_t part)
{
    const Core *c = s->c;
    memset(s->type_empty, 0, sizeof(int32_t) * (size_t)c->n_types);
    for (int32_t r = 0; r < c->r; r++) {
        s->closed[r] = part_of_shift && part_of_shift[r] != part;
        note_ends(s, r);
        s->type_empty[c->type[r]] += s->route[r].len == 0 && !s->closed[r];
    }
    s->n_own = 0;
    for (int32_t v = 0; v < c->n; v++) {
        int32_t route = s->route_of[v];
        s->foreign[v] = route >= 0 ? s->closed[route] : part_of_visit && part_of_visit[v] != part;
        if (!s->foreign[v]) {
            s->own[s->n_own++] = v;
        }
    }
}

/* -- trials -------------------------------------------------------------------------------------
 */

void
zf_vrp_state_begin(State *s)
{
    for (int32_t i = 0; i < s->n_touched; i++) {
        s->route[s->touched[i]].touched = false;
    }
    s->n_touched = 0;
    g_array_set_size(s->journal, 0);
    s->saved_total = s->total;
}

static void
touch(State *s, int32_t shift)
{
    Route *r = &s->route[shift];
    if (r->touched) {
        return;
    }
    r->touched = true;
    s->touched[s->n_touched++] = shift;
    if (r->kept_room < r->len + 2) {
        g_free(r->kept);
        r->kept_room = 2 * (r->len + 2);
        r->kept = g_new(Node, r->kept_room);
    }
    memcpy(r->kept, r->node, sizeof(Node) * (size_t)(r->len + 2));
    r->kept_sums = r->sums;
    if (!r->unsaved) {
        r->unsaved = true;
        s->unsaved[s->n_unsaved++] = shift;
    }
}

static void
swap_kept(Route *r)
{
    Node *node = r->node;
    int32_t room = r->room;
    r->node = r->kept;
    r->room = r->kept_room;
    r->kept = node;
    r->kept_room = room;
}

void
zf_vrp_state_undo(State *s)
{
    for (guint i = s->journal->len; i-- > 0;) {
        int32_t v = g_array_index(s->journal, int32_t, i);
        int32_t visit = v < 0 ? ~v : v;
        int32_t group = s->c->p->visits[visit].group;
        if (v < 0) {
            absent_drop(s, visit);
        } else {
            absent_add(s, visit);
            s->route_of[visit] = s->link[visit].route = ZF_VRP_NONE;
        }
        if (group >= 0) {
            s->group_served[group] = v < 0;
        }
    }
    for (int32_t i = 0; i < s->n_touched; i++) {
        int32_t shift = s->touched[i];
        Route *r = &s->route[shift];
        count_used(s, shift, (r->kept_sums.len > 0) - (r->len > 0));
        if (s->c->time_costs) {
            s->team_hours[s->c->p->shifts[shift].team] += r->kept_sums.duration - r->duration;
        }
        swap_kept(r);
        r->sums = r->kept_sums;
        set_links(s, shift, 1, r->len);
    }
    s->total = s->saved_total;
    zf_vrp_state_begin(s);
}

void
zf_vrp_state_insert(State *s, int32_t shift, int32_t pos, int32_t visit)
{
    const Core *c = s->c;
    Route *r = &s->route[shift];
    g_assert(s->route_of[visit] < 0);
    touch(s, shift);
    account(s, shift, r->cost, r->duration, -1);
    route_reserve(r, r->len + 1);
    memmove(&r->node[pos + 1], &r->node[pos], sizeof(Node) * (size_t)(r->len + 2 - pos));
    r->node[pos].visit = visit;
    r->len++;
    weigh(s, shift, visit, 1);
    int32_t lo = pos;
    bool possible;
    if (r->len == 1) {
        possible = sum_up(s, shift);
        count_used(s, shift, 1);
    } else {
        const ZfVrpMatrix *leg = core_leg(c, shift);
        Node *a = &r->node[pos - 1];
        a[1].place = c->place[visit];
        r->distance -= a->next_distance;
        r->travel -= a->next_time;
        r->work += c->service[visit];
        r->work += c->has_setup ? node_setup(c, a, a + 1) + node_setup(c, a + 1, a + 2) -
                                      node_setup(c, a, a + 2)
                                : 0;
        possible = set_way(c, leg, a);
        possible &= set_way(c, leg, a + 1);
        r->distance += a[0].next_distance + a[1].next_distance;
        r->travel += a[0].next_time + a[1].next_time;
    }
    possible = possible && (r->len == 1 ? route_update(s, shift, 0, 2, &lo)
                                        : route_update(s, shift, pos, pos, &lo));
    g_assert(possible);
    visit_enters(s, visit, shift);
    set_links(s, shift, lo - 1, r->len);
    account(s, shift, r->cost, r->duration, 1);
}

/* Closes the gaps of a take. ret: possible? */
static bool
close_gaps(State *s, int32_t shift, int32_t from, int32_t span, int32_t keep_from, int32_t skip,
           int32_t *lo)
{
    const Core *c = s->c;
    Route *r = &s->route[shift];
    if (skip > 0) {
        memmove(&r->node[from], &r->node[keep_from], sizeof(Node) * (size_t)skip);
    }
    memmove(&r->node[from + skip], &r->node[from + span],
            sizeof(Node) * (size_t)(r->len + 2 - from - span));
    r->len -= span - skip;
    bool ok = true;
    if (r->len == 0 || c->has_setup) {
        ok = sum_up(s, shift);
    } else {
        const ZfVrpMatrix *leg = core_leg(c, shift);
        ok &= set_way(c, leg, &r->node[from - 1]);
        r->distance += r->node[from - 1].next_distance;
        r->travel += r->node[from - 1].next_time;
        if (skip > 0) {
            ok &= set_way(c, leg, &r->node[from + skip - 1]);
            r->distance += r->node[from + skip - 1].next_distance;
            r->travel += r->node[from + skip - 1].next_time;
        }
    }
    return ok && route_update(s, shift, MIN(from, r->len + 1), MIN(from + skip, r->len + 1), lo);
}

int32_t
zf_vrp_state_take(State *s, int32_t shift, int32_t from, int32_t span, int32_t keep_from,
                  int32_t skip, int32_t *out)
{
    const Core *c = s->c;
    Route *r = &s->route[shift];
    g_assert(!r->touched && from >= 1 && span > skip && from + span <= r->len + 1);
    touch(s, shift);
    int32_t taken = 0;
    for (int32_t i = from - 1; i < from + span; i++) {
        /* the ways out of kept stops but the last stay */
        bool kept = skip > 0 && i >= keep_from && i < keep_from + skip;
        if (!kept || i == keep_from + skip - 1) {
            r->distance -= r->node[i].next_distance;
            r->travel -= r->node[i].next_time;
        }
        if (!kept && i >= from) {
            int32_t visit = r->node[i].visit;
            out[taken++] = visit;
            r->work -= c->service[visit];
            weigh(s, shift, visit, -1);
        }
    }
    int64_t cost = r->cost;
    int64_t duration = r->duration;
    int32_t lo = from;
    if (!close_gaps(s, shift, from, span, keep_from, skip, &lo)) {
        r->sums = r->kept_sums;
        memcpy(r->node, r->kept, sizeof(Node) * (size_t)(r->len + 2));
        return 0;
    }
    for (int32_t i = 0; i < taken; i++) {
        visit_leaves(s, out[i]);
    }
    count_used(s, shift, -(r->len == 0));
    set_links(s, shift, lo - 1, r->len);
    account(s, shift, cost, duration, -1);
    account(s, shift, r->cost, r->duration, 1);
    return taken;
}

/* New contents; every sum follows. ret: possible? */
static bool
put(State *s, int32_t shift, const int32_t *visits, int32_t n)
{
    Route *r = &s->route[shift];
    for (int32_t i = 1; i <= r->len; i++) {
        weigh(s, shift, r->node[i].visit, -1);
    }
    route_reserve(r, n);
    r->len = n;
    for (int32_t i = 0; i < n; i++) {
        r->node[i + 1].visit = visits[i];
        weigh(s, shift, visits[i], 1);
    }
    int32_t lo;
    return sum_up(s, shift) && route_update(s, shift, 0, n + 1, &lo);
}

bool
zf_vrp_state_set_two(State *s, int32_t a, const int32_t *visits_a, int32_t n_a, int32_t b,
                     const int32_t *visits_b, int32_t n_b)
{
    const int32_t shift[2] = {a, b};
    const int32_t *const visits[2] = {visits_a, visits_b};
    const int32_t n[2] = {n_a, n_b};
    int k = b < 0 ? 1 : 2;
    int32_t n_before[2] = {0, 0};
    int64_t cost[2];
    int64_t duration[2];
    int32_t filled = 0;
    for (int i = 0; i < k; i++) {
        Route *r = &s->route[shift[i]];
        for (int32_t j = 1; j <= r->len; j++) {
            s->before[filled++] = r->node[j].visit;
        }
        n_before[i] = r->len;
        cost[i] = r->cost;
        duration[i] = r->duration;
        touch(s, shift[i]);
    }
    bool possible = true;
    int done = 0;
    for (; done < k && possible; done++) {
        possible = put(s, shift[done], visits[done], n[done]);
    }
    if (!possible) {
        for (int i = 0; i < done; i++) {
            bool back = put(s, shift[i], s->before + (i ? n_before[0] : 0), n_before[i]);
            g_assert(back);
        }
        return false;
    }
    for (int32_t j = 0; j < filled; j++) {
        visit_leaves(s, s->before[j]);
    }
    for (int i = 0; i < k; i++) {
        account(s, shift[i], cost[i], duration[i], -1);
        for (int32_t j = 0; j < n[i]; j++) {
            visit_enters(s, visits[i][j], shift[i]);
        }
        count_used(s, shift[i], (n[i] > 0) - (n_before[i] > 0));
        set_links(s, shift[i], 1, n[i]);
        account(s, shift[i], s->route[shift[i]].cost, s->route[shift[i]].duration, 1);
    }
    return true;
}

bool
zf_vrp_state_set(State *s, int32_t route, const int32_t *visits, int32_t n)
{
    return zf_vrp_state_set_two(s, route, visits, n, -1, NULL, 0);
}

/* -- plans kept on the way ----------------------------------------------------------------------
 */

Kept *
zf_vrp_kept_new(int32_t n_shifts)
{
    Kept *kept = g_new0(Kept, 1);
    kept->n_shifts = n_shifts;
    kept->visits = g_new0(int32_t *, n_shifts + 1);
    kept->len = g_new0(int32_t, n_shifts + 1);
    kept->room = g_new0(int32_t, n_shifts + 1);
    return kept;
}

void
zf_vrp_kept_free(Kept *kept)
{
    if (kept) {
        for (int32_t i = 0; i < kept->n_shifts; i++) {
            g_free(kept->visits[i]);
        }
        g_free(kept->visits);
        g_free(kept->len);
        g_free(kept->room);
        g_free(kept);
    }
}

void
zf_vrp_state_keep(State *s, Kept *kept)
{
    for (int32_t k = 0; k < s->n_unsaved; k++) {
        int32_t i = s->unsaved[k];
        Route *r = &s->route[i];
        r->unsaved = false;
        if (kept->room[i] < r->len) {
            kept->room[i] = 2 * r->len;
            kept->visits[i] = g_renew(int32_t, kept->visits[i], kept->room[i]);
        }
        kept->len[i] = r->len;
        for (int32_t j = 0; j < r->len; j++) {
            kept->visits[i][j] = r->node[j + 1].visit;
        }
    }
    s->n_unsaved = 0;
    /* those of a running trial may still change back */
    for (int32_t k = 0; k < s->n_touched; k++) {
        s->route[s->touched[k]].unsaved = true;
        s->unsaved[s->n_unsaved++] = s->touched[k];
    }
}

void
zf_vrp_kept_plan(const Kept *kept, ZfVrpPlan *plan)
{
    int32_t n = 0;
    plan->n_shifts = kept->n_shifts;
    for (int32_t i = 0; i < kept->n_shifts; i++) {
        plan->first[i] = n;
        if (kept->len[i]) {
            memcpy(plan->visits + n, kept->visits[i], sizeof(int32_t) * (size_t)kept->len[i]);
        }
        n += kept->len[i];
    }
    plan->first[kept->n_shifts] = n;
}

/* -- whole plans --------------------------------------------------------------------------------
 */

void
zf_vrp_state_clear(State *s)
{
    const Core *c = s->c;
    s->total = 0;
    s->n_absent = s->n_used = s->n_unsaved = 0;
    for (int32_t i = 0; i < c->n; i++) {
        s->route_of[i] = s->link[i].route = ZF_VRP_NONE;
        absent_add(s, i);
        s->total += c->p->visits[i].group < 0 ? c->prize[i] : 0;
    }
    for (int32_t g = 0; g < c->p->n_groups; g++) {
        s->group_served[g] = 0;
        /* a group no visit belongs to is nobody's loss */
        s->total += c->group_first[g + 1] > c->group_first[g] ? c->group_prize[g] : 0;
    }
    memset(s->team_hours, 0, sizeof(int64_t) * (size_t)c->p->n_teams);
    for (int32_t i = 0; i < c->r; i++) {
        Route *r = &s->route[i];
        r->len = 0;
        r->touched = false;
        r->assign = 0;
        r->moments = (Moments){0};
        r->slow = c->p->shifts[i].n_breaks > 0;
        memset(r->load, 0, sizeof r->load);
        r->unsaved = true;
        s->unsaved[s->n_unsaved++] = i;
        int32_t lo;
        bool possible = sum_up(s, i) && route_update(s, i, 0, 1, &lo);
        g_assert(possible);
        note_ends(s, i);
    }
    for (int32_t t = 0; t < c->n_types; t++) {
        s->type_empty[t] = c->type_first[t + 1] - c->type_first[t];
    }
    s->n_touched = 0;
    zf_vrp_state_begin(s);
}

/* Could v join the visits already in seq, and those in other routes? */
static bool
may_join(const State *s, int32_t r, const int32_t *seq, int32_t n, int32_t v)
{
    const ZfVrpVisit *visits = s->c->p->visits;
    int32_t group = visits[v].group;
    if (s->route_of[v] >= 0 || (group >= 0 && s->group_served[group]) ||
        !zf_vrp_state_series_ok(s, v, s->c->p->shifts[r].day)) {
        return false;
    }
    for (int32_t i = 0; i < n && (group >= 0 || s->c->has_series); i++) {
        const ZfVrpVisit *a = &visits[v];
        const ZfVrpVisit *b = &visits[seq[i]];
        if ((group >= 0 && b->group == group) ||
            (a->after == seq[i] && (a->gap_min > 0 || a->gap_max < 0)) ||
            (b->after == v && (b->gap_min > 0 || b->gap_max < 0))) {
            return false;
        }
    }
    return true;
}

void
zf_vrp_state_load(State *s, const ZfVrpPlan *plan)
{
    zf_vrp_state_clear(s);
    g_autofree int32_t *seq = g_new(int32_t, s->c->n + 1);
    for (int32_t r = 0; r < MIN(plan->n_shifts, s->c->r); r++) {
        int32_t n = 0;
        for (int32_t i = plan->first[r]; i < plan->first[r + 1]; i++) {
            if (may_join(s, r, seq, n, plan->visits[i])) {
                seq[n++] = plan->visits[i];
            }
        }
        if (n == 0 || zf_vrp_state_set(s, r, seq, n)) {
            continue;
        }
        /* one after the other, those that do not fit left out */
        int32_t kept = 0;
        for (int32_t i = 0; i < n; i++) {
            seq[kept] = seq[i];
            kept += zf_vrp_state_set(s, r, seq, kept + 1);
        }
    }
    zf_vrp_state_begin(s);
}

void
zf_vrp_state_save(const State *s, ZfVrpPlan *plan)
{
    int32_t n = 0;
    plan->n_shifts = s->c->r;
    for (int32_t r = 0; r < s->c->r; r++) {
        plan->first[r] = n;
        for (int32_t i = 1; i <= s->route[r].len; i++) {
            plan->visits[n++] = s->route[r].node[i].visit;
        }
    }
    plan->first[s->c->r] = n;
}

/* The cost of a route, by the scheduler and from its stops alone. */
static int64_t
route_recount(State *s, int32_t shift)
{
    const Core *c = s->c;
    const Route *r = &s->route[shift];
    if (r->len == 0) {
        return 0;
    }
    int64_t assign = 0;
    Moments moments = {0};
    for (int32_t i = 0; i < r->len; i++) {
        s->scratch[i] = r->node[i + 1].visit;
        assign += core_assign(c, s->scratch[i], shift);
        moments = core_moments(c, moments, s->scratch[i], 1);
    }
    assign += core_spread(c, &moments);
    Times times;
    bool possible = zf_vrp_schedule_times(s->scheduler, shift, s->scratch, r->len, &times);
    g_assert(possible);
    return core_route_cost(c, &c->p->shifts[shift], times.distance, times.travel, times.work,
                           times.end - times.depart) +
           assign;
}

int64_t
zf_vrp_state_recount(State *s)
{
    const Core *c = s->c;
    int64_t total = 0;
    for (int32_t i = 0; i < s->n_touched; i++) {
        int32_t shift = s->touched[i];
        g_assert(s->route[shift].cost == route_recount(s, shift));
    }
    for (int32_t i = 0; i < c->n; i++) {
        if (s->route_of[i] < 0) {
            total += c->p->visits[i].group < 0 ? c->prize[i] : 0;
        } else {
            total += pair_cost_of(s, i, s->route_of[i]);
        }
    }
    int64_t pairs = 0;
    for (int32_t i = 0; i < c->p->n_pairs; i++) {
        int32_t a = s->route_of[c->p->pairs[i].a];
        int32_t b = s->route_of[c->p->pairs[i].b];
        pairs += a >= 0 && b >= 0 && a != b ? c->p->pairs[i].cost : 0;
    }
    total -= pairs; /* each was counted from both sides */
    for (int32_t g = 0; g < c->p->n_groups; g++) {
        if (!s->group_served[g] && c->group_first[g + 1] > c->group_first[g]) {
            total += c->group_prize[g];
        }
    }
    for (int32_t t = 0; t < c->p->n_teams; t++) {
        total += core_team_cost(c, t, s->team_hours[t]);
    }
    for (int32_t r = 0; r < c->r; r++) {
        total += s->route[r].cost;
    }
    return total;
}
