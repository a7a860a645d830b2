#include "plan/teams.h"

#include <stdlib.h>
#include <string.h>

/* Bases nearer to each other than this are one place. */
#define SAME_BASE_M 150.0

typedef struct Maker {
    const ZfSnapshot *s;
    GArray *teams; /* ZfTeam */
    GStringChunk *texts;
    bool *taken; /* by volunteer */
    int32_t size;
} Maker;

/* -- availability
 * ---------------------------------------------------------------------------------- */

/* true when the roster lets the volunteer come on that day ("" = every day). */
static bool
can_come(const ZfVolunteer *volunteer, ZfDate day)
{
    if (!*volunteer->days) {
        return true;
    }
    g_autofree char *text = zf_date_format(day);
    return strstr(volunteer->days, text) != NULL;
}

static void
window_of(const ZfSnapshot *s, ZfDate *from, ZfDate *to)
{
    *from = *from == ZF_DATE_NONE ? s->campaign.from : MAX(*from, s->campaign.from);
    if (s->campaign.to != ZF_DATE_NONE) {
        *to = *to == ZF_DATE_NONE ? s->campaign.to : MIN(*to, s->campaign.to);
    }
    *to = *from == ZF_DATE_NONE ? ZF_DATE_NONE : *to;
}

static int32_t
common_days(const ZfSnapshot *s, const ZfVolunteer *a, const ZfVolunteer *b)
{
    ZfDate from = ZF_DATE_NONE;
    ZfDate to = ZF_DATE_NONE;
    window_of(s, &from, &to);
    int32_t n = 0;
    if (!*a->days && !*b->days) {
        return INT32_MAX;
    }
    for (ZfDate day = from; to != ZF_DATE_NONE && day <= to && day - from < 400; day++) {
        n += can_come(a, day) && can_come(b, day);
    }
    return n;
}

/* -- teams
 * ----------------------------------------------------------------------------------------- */

static bool
is_woman(const ZfVolunteer *v)
{
    return v->sex == ZF_SEX_FEMALE || v->skills >> ZF_SKILL_FEMALE & 1;
}

static bool
same_base(const ZfVolunteer *a, const ZfVolunteer *b)
{
    if (a->has_point && b->has_point) {
        return zf_distance_m(a->point, b->point) <= SAME_BASE_M;
    }
    return a->has_point == b->has_point && strcmp(a->base, b->base) == 0;
}

static ZfTeam *
add_team(Maker *m, int32_t volunteer, const char *name)
{
    ZfTeam team = zf_team_empty();
    g_autofree char *id = g_strdup_printf("team-%s", m->s->volunteers[volunteer].id);
    g_autofree char *number =
        g_strdup_printf(m->s->campaign.lang == ZF_LANG_ZH ? "%u组" : "Team %u",
                        m->teams->len + (unsigned)m->s->n_teams + 1);
    team.id = g_string_chunk_insert_const(m->texts, id);
    team.name = g_string_chunk_insert_const(m->texts, name ? name : number);
    g_array_append_val(m->teams, team);
    return &g_array_index(m->teams, ZfTeam, m->teams->len - 1);
}

static void
join(Maker *m, ZfTeam *team, int32_t volunteer)
{
    team->members[team->n_members] =
        g_string_chunk_insert_const(m->texts, m->s->volunteers[volunteer].id);
    team->member_index[team->n_members] = volunteer;
    team->skills |= m->s->volunteers[volunteer].skills;
    team->n_members++;
    m->taken[volunteer] = true;
}

/* Those who already are in a team, and those whom the roster puts in one. */
static void
take_given(Maker *m)
{
    for (size_t i = 0; i < m->s->n_teams; i++) {
        for (int32_t k = 0; k < m->s->teams[i].n_members; k++) {
            int32_t member = m->s->teams[i].member_index[k];
            if (member >= 0) {
                m->taken[member] = true;
            }
        }
    }
    for (size_t i = 0; i < m->s->n_volunteers; i++) {
        const char *name = m->s->volunteers[i].team;
        if (m->taken[i] || !*name) {
            continue;
        }
        ZfTeam *team = add_team(m, (int32_t)i, name);
        for (size_t j = i; j < m->s->n_volunteers && team->n_members < ZF_TEAM_MAX; j++) {
            if (!m->taken[j] && strcmp(m->s->volunteers[j].team, name) == 0) {
                join(m, team, (int32_t)j);
            }
        }
    }
}

static bool
has_woman(const Maker *m, const ZfTeam *team)
{
    for (int32_t i = 0; i < team->n_members; i++) {
        if (is_woman(&m->s->volunteers[team->member_index[i]])) {
            return true;
        }
    }
    return false;
}

/* How well a volunteer fits: a woman where none is (a man where one is), days, means of travel. */
static int64_t
fit(const Maker *m, const ZfTeam *team, int32_t volunteer)
{
    const ZfVolunteer *first = &m->s->volunteers[team->member_index[0]];
    const ZfVolunteer *v = &m->s->volunteers[volunteer];
    int64_t days = MIN(common_days(m->s, first, v), 1000000);
    int64_t sex = is_woman(v) != has_woman(m, team);
    return (days > 0 ? INT64_C(1) << 40 : 0) + (sex << 32) + days * 2 + (first->mode == v->mode);
}

/* One team from those at the base of `first`, who is in it. ret: false when they are too few; then
 * nobody is taken. */
static bool
form_team(Maker *m, int32_t first)
{
    int32_t n = 0;
    for (size_t i = 0; i < m->s->n_volunteers; i++) {
        n += !m->taken[i] && same_base(&m->s->volunteers[first], &m->s->volunteers[i]);
    }
    if (n < m->size) {
        return false;
    }
    ZfTeam *team = add_team(m, first, NULL);
    join(m, team, first);
    while (team->n_members < m->size) {
        int32_t best = -1;
        for (size_t i = 0; i < m->s->n_volunteers; i++) {
            if (!m->taken[i] && same_base(&m->s->volunteers[first], &m->s->volunteers[i]) &&
                (best < 0 || fit(m, team, (int32_t)i) > fit(m, team, best))) {
                best = (int32_t)i;
            }
        }
        join(m, team, best);
    }
    return true;
}

static double
apart_m(const ZfVolunteer *a, const ZfVolunteer *b)
{
    return a->has_point && b->has_point ? zf_distance_m(a->point, b->point) : 1e9;
}

static int32_t
nearest_left(const Maker *m, int32_t volunteer)
{
    const ZfVolunteer *all = m->s->volunteers;
    int32_t best = -1;
    for (size_t j = 0; j < m->s->n_volunteers; j++) {
        if (!m->taken[j] && (best < 0 || apart_m(&all[volunteer], &all[j]) <
                                             apart_m(&all[volunteer], &all[best]))) {
            best = (int32_t)j;
        }
    }
    return best;
}

/* A team of this volunteer's base with room for one more, NULL when there is none. */
static ZfTeam *
team_here(const Maker *m, int32_t volunteer)
{
    for (guint t = m->teams->len; t-- > 0;) {
        ZfTeam *team = &g_array_index(m->teams, ZfTeam, t);
        const ZfVolunteer *first = &m->s->volunteers[team->member_index[0]];
        if (same_base(first, &m->s->volunteers[volunteer]) && team->n_members < ZF_TEAM_MAX) {
            return team;
        }
    }
    return NULL;
}

/* Who is left over, with the nearest others left over; the very last one goes to a team of the own
 * base. */
static void
form_rest(Maker *m)
{
    for (size_t i = 0; i < m->s->n_volunteers; i++) {
        if (m->taken[i]) {
            continue;
        }
        m->taken[i] = true;
        bool alone = m->size > 1 && nearest_left(m, (int32_t)i) < 0;
        ZfTeam *team = alone ? team_here(m, (int32_t)i) : NULL;
        team = team ? team : add_team(m, (int32_t)i, NULL);
        join(m, team, (int32_t)i);
        while (!alone && team->n_members < m->size) {
            int32_t next = nearest_left(m, (int32_t)i);
            if (next < 0) {
                break;
            }
            join(m, team, next);
        }
    }
}

static int
compare_team(const void *a, const void *b)
{
    return zf_text_compare(((const ZfTeam *)a)->id, ((const ZfTeam *)b)->id);
}

ZfTeams *
zf_teams_suggest(const ZfSnapshot *snapshot)
{
    Maker m = {.s = snapshot,
               .teams = g_array_new(FALSE, TRUE, sizeof(ZfTeam)),
               .texts = g_string_chunk_new(1 << 10),
               .taken = g_new0(bool, snapshot->n_volunteers + 1),
               .size = CLAMP(snapshot->campaign.team_size, 1, ZF_TEAM_MAX)};
    take_given(&m);
    /* women first, so that each finds a man while there are any */
    for (int women = 1; women >= 0; women--) {
        for (size_t i = 0; i < snapshot->n_volunteers; i++) {
            if (!m.taken[i] && is_woman(&snapshot->volunteers[i]) == (women == 1)) {
                form_team(&m, (int32_t)i);
            }
        }
    }
    form_rest(&m);
    g_free(m.taken);
    ZfTeams *ret = g_new0(ZfTeams, 1);
    ret->n = m.teams->len;
    ret->teams = (ZfTeam *)(void *)g_array_free(m.teams, FALSE);
    ret->texts = m.texts;
    if (ret->n > 1) {
        qsort(ret->teams, ret->n, sizeof(ZfTeam), compare_team);
    }
    return ret;
}

void
zf_teams_free(ZfTeams *teams)
{
    if (teams) {
        g_free(teams->teams);
        g_string_chunk_free(teams->texts);
        g_free(teams);
    }
}

/* -- shifts
 * ---------------------------------------------------------------------------------------- */

/* Where a volunteer sets out: the own position, else the only place, else the only area of that
 * name; else the only place whose name ends so, or the only area with whose name the base begins
 * ("鹿溪社区居委会" lies in 鹿溪社区). */
static bool
find_base(const ZfSnapshot *s, const ZfVolunteer *v, ZfLonLat *point)
{
    if (v->has_point) {
        *point = v->point;
        return true;
    }
    for (int loose = 0; *v->base && loose <= 1; loose++) {
        int found = 0;
        for (size_t i = 0; i < s->n_places; i++) {
            const char *name = s->places[i].name;
            if (loose ? g_str_has_suffix(name, v->base) : strcmp(name, v->base) == 0) {
                found++;
                *point = s->places[i].point;
            }
        }
        for (size_t i = 0; found == 0 && i < s->n_areas; i++) {
            const char *name = s->areas[i].name;
            bool named =
                loose ? *name && g_str_has_prefix(v->base, name) : strcmp(name, v->base) == 0;
            if (s->areas[i].has_point && named) {
                found++;
                *point = s->areas[i].point;
            }
        }
        if (found == 1) {
            return true;
        }
    }
    return false;
}

/* Where everybody sets out who has no base of their own. */
static bool
common_base(const ZfSnapshot *s, const char **name, ZfLonLat *point)
{
    for (size_t i = 0; i < s->n_places; i++) {
        if (s->places[i].kind == ZF_PLACE_OFFICE) {
            *name = s->places[i].name;
            *point = s->places[i].point;
            return true;
        }
    }
    for (size_t i = 0; i < s->n_areas; i++) {
        if (s->areas[i].has_point) {
            *name = s->areas[i].name;
            *point = s->areas[i].point;
            return true;
        }
    }
    return false;
}

/* The longest rest that any member asks for; none only when nobody wants one. */
static void
join_rest(ZfRest *rest, const ZfRest *member, bool first)
{
    if (first || member->length_s > MAX(rest->length_s, 0) ||
        (member->length_s == 0 && rest->length_s == ZF_REST_NONE)) {
        *rest = *member;
    }
}

/* What the members have in common, apart from days. ret: false when there is no common time or no
 * base; no_base says which. */
static bool
fill_shift(const ZfSnapshot *s, const ZfTeam *team, ZfShift *shift, bool *no_base)
{
    shift->from_s = 0;
    shift->to_s = 2 * 86400;
    shift->mode = ZF_MODE_CAR;
    shift->max_visits = INT32_MAX;
    shift->overtime_s = INT32_MAX;
    bool based = false;
    bool first = true;
    for (int32_t i = 0; i < team->n_members; i++) {
        int32_t index = zf_snapshot_volunteer(s, team->members[i]);
        if (index < 0) {
            continue;
        }
        const ZfVolunteer *v = &s->volunteers[index];
        bool own = v->to_s > v->from_s;
        shift->from_s = MAX(shift->from_s, own ? v->from_s : s->campaign.day_from_s);
        shift->to_s = MIN(shift->to_s, own ? v->to_s : s->campaign.day_to_s);
        shift->mode = MIN(shift->mode, v->mode);
        int32_t most = v->max_visits > 0 ? v->max_visits : s->campaign.max_visits;
        shift->max_visits = MIN(shift->max_visits, most);
        shift->overtime_s = MIN(shift->overtime_s, v->overtime_s);
        if (v->max_metres > 0 && (shift->max_metres == 0 || v->max_metres < shift->max_metres)) {
            shift->max_metres = v->max_metres;
        }
        join_rest(&shift->rest, &v->rest, first);
        first = false;
        if (!based && find_base(s, v, &shift->point)) {
            shift->base = v->base;
            based = true;
        }
    }
    *no_base = !based && !common_base(s, &shift->base, &shift->point);
    return !*no_base && shift->max_visits > 0 && shift->max_visits < INT32_MAX &&
           shift->from_s < shift->to_s;
}

static bool
all_come(const ZfSnapshot *s, const ZfTeam *team, ZfDate day)
{
    for (int32_t i = 0; i < team->n_members; i++) {
        int32_t index = zf_snapshot_volunteer(s, team->members[i]);
        if (index >= 0 && !can_come(&s->volunteers[index], day)) {
            return false;
        }
    }
    return team->n_members > 0;
}

static int
compare_shift(const void *a, const void *b)
{
    const ZfShift *p = a;
    const ZfShift *q = b;
    return p->date != q->date ? (p->date < q->date ? -1 : 1) : zf_text_compare(p->team, q->team);
}

ZfShifts *
zf_shifts_make(const ZfSnapshot *s, const ZfTeam *teams, size_t n, ZfDate from, ZfDate to,
               size_t *no_base)
{
    GArray *shifts = g_array_new(FALSE, FALSE, sizeof(ZfShift));
    GStringChunk *texts = g_string_chunk_new(1 << 10);
    size_t without = 0;
    window_of(s, &from, &to);
    for (size_t i = 0; i < n; i++) {
        ZfShift shift = zf_shift_empty();
        bool baseless;
        if (!fill_shift(s, &teams[i], &shift, &baseless)) {
            without += baseless;
            continue;
        }
        shift.team = g_string_chunk_insert_const(texts, teams[i].id);
        shift.base = g_string_chunk_insert_const(texts, shift.base);
        shift.team_index = zf_snapshot_team(s, teams[i].id);
        for (ZfDate day = from; to != ZF_DATE_NONE && day <= to && day - from < 400; day++) {
            if (!all_come(s, &teams[i], day)) {
                continue;
            }
            g_autofree char *date = zf_date_format(day);
            g_autofree char *id = g_strdup_printf("%s@%s", teams[i].id, date);
            shift.id = g_string_chunk_insert_const(texts, id);
            shift.date = day;
            g_array_append_val(shifts, shift);
        }
    }
    ZfShifts *ret = g_new0(ZfShifts, 1);
    ret->n = shifts->len;
    ret->shifts = (ZfShift *)(void *)g_array_free(shifts, FALSE);
    ret->texts = texts;
    if (ret->n > 1) {
        qsort(ret->shifts, ret->n, sizeof(ZfShift), compare_shift);
    }
    if (no_base) {
        *no_base = without;
    }
    return ret;
}

void
zf_shifts_free(ZfShifts *shifts)
{
    if (shifts) {
        g_free(shifts->shifts);
        g_string_chunk_free(shifts->texts);
        g_free(shifts);
    }
}

bool
zf_plan_goes_along(const ZfSnapshot *snapshot, const char *team, int32_t volunteer)
{
    int32_t index = zf_snapshot_team(snapshot, team);
    for (int32_t i = 0; index >= 0 && i < snapshot->teams[index].n_members; i++) {
        if (snapshot->teams[index].member_index[i] == volunteer) {
            return true;
        }
    }
    return false;
}
