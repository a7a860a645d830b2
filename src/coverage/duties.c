#include "coverage/duties.h"

#include <string.h>

#include "coverage/facts.h"

/* A campaign without an end is looked at for this many days. */
#define HORIZON_DAYS 365
/* and any window for at most this many. */
#define HORIZON_MAX 1500

typedef struct Maker {
    const ZfSnapshot *s;
    const ZfFacts *f;
    const ZfDutiesOptions *o;
    int32_t area; /* options.area, -1 = all */
    ZfDate first; /* days that can still be used */
    ZfDate last;
    int32_t *paired;   /* by household: volunteer, -1 */
    GHashTable *names; /* volunteer id or name -> index + 1, 0 for a name of several */
    GArray *duties;
    GArray *windows;
    GStringChunk *texts;
} Maker;

/* -- which homes ---------------------------------------------------------------------------------
 */

static bool
within(const ZfSnapshot *s, int32_t area, int32_t root)
{
    for (int depth = 0; area >= 0 && depth < 16; depth++) {
        if (area == root) {
            return true;
        }
        area = s->areas[area].parent_index;
    }
    return false;
}

static int32_t
visits_needed(const Maker *m, const ZfHomeFacts *home)
{
    int32_t required = MAX(m->s->campaign.required_visits, 1);
    return MAX(required - home->seen_days, home->facts & ZF_FACT_SEEN ? 0 : 1);
}

static ZfNoDuty
why_none(const Maker *m, int32_t household)
{
    const ZfHomeFacts *home = &m->f->homes[household];
    if (home->scope != ZF_SCOPE_IN) {
        return ZF_NO_DUTY_OUT_OF_SCOPE;
    }
    if (m->o->area && *m->o->area &&
        !within(m->s, m->s->households[household].area_index, m->area)) {
        return ZF_NO_DUTY_ELSEWHERE;
    }
    if (visits_needed(m, home) <= 0) {
        return ZF_NO_DUTY_DONE;
    }
    if (home->facts & ZF_FACT_ACCOUNTED) {
        return ZF_NO_DUTY_ACCOUNTED;
    }
    if (home->last >= 0 && !m->o->barred) {
        switch (m->s->visits[home->last].outcome) {
        case ZF_OUTCOME_REFUSED: return ZF_NO_DUTY_REFUSED;
        case ZF_OUTCOME_MOVED: return ZF_NO_DUTY_MOVED;
        case ZF_OUTCOME_NOT_FOUND: return ZF_NO_DUTY_NOT_FOUND;
        default: break;
        }
    }
    return home->vain_days >= m->o->max_attempts ? ZF_NO_DUTY_ATTEMPTS : ZF_NO_DUTY_HAS_ONE;
}

/* -- who should go -------------------------------------------------------------------------------
 */

static void
remember_name(GHashTable *names, const char *name, int32_t index)
{
    if (*name) {
        bool known = g_hash_table_contains(names, name);
        g_hash_table_insert(names, (gpointer)name, GINT_TO_POINTER(known ? 0 : index + 1));
    }
}

static void
index_volunteers(Maker *m)
{
    const ZfSnapshot *s = m->s;
    m->names = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < s->n_volunteers; i++) {
        remember_name(m->names, s->volunteers[i].name, (int32_t)i);
    }
    for (size_t i = 0; i < s->n_volunteers; i++) {
        /* ids are unique and win over names */
        g_hash_table_insert(m->names, (gpointer)s->volunteers[i].id, GINT_TO_POINTER(i + 1));
    }
    m->paired = g_new(int32_t, s->n_households + 1);
    for (size_t i = 0; i < s->n_households; i++) {
        m->paired[i] = -1;
    }
    for (size_t i = 0; i < s->n_pairings; i++) {
        /* by household, from: the latest wins */
        const ZfPairing *pairing = &s->pairings[i];
        bool begun = pairing->from == ZF_DATE_NONE || pairing->from <= m->last;
        bool over = pairing->to != ZF_DATE_NONE && pairing->to < m->first;
        if (pairing->household_index >= 0 && pairing->volunteer_index >= 0 && begun && !over) {
            m->paired[pairing->household_index] = pairing->volunteer_index;
        }
    }
}

static int32_t
visitor_of(const Maker *m, const ZfVisit *visit)
{
    GString *text = g_string_new(visit->visitors);
    g_string_replace(text, "、", ",", 0);
    g_string_replace(text, "，", ",", 0);
    g_string_replace(text, "；", ",", 0);
    g_auto(GStrv) parts = g_strsplit_set(text->str, ",;/ \t", -1);
    g_string_free(text, TRUE);
    for (char **part = parts; *part; part++) {
        int32_t found = GPOINTER_TO_INT(g_hash_table_lookup(m->names, *part));
        if (**part && found > 0) {
            return found - 1;
        }
    }
    int32_t team = zf_snapshot_team(m->s, visit->team);
    return team >= 0 && m->s->teams[team].n_members > 0 ? m->s->teams[team].member_index[0] : -1;
}

static bool
is_valid(const ZfVisit *visit)
{
    return visit->mode == ZF_VISIT_IN_PERSON && (visit->outcome == ZF_OUTCOME_SEEN || *visit->seen);
}

/* The last of n visits (in order) at which somebody was seen, up to t: who came; -1 not known. */
static int32_t
last_visitor_in(const Maker *m, const ZfVisit *visits, size_t n)
{
    for (size_t i = n; i-- > 0;) {
        if (visits[i].date <= m->f->t && is_valid(&visits[i])) {
            return visitor_of(m, &visits[i]);
        }
    }
    return -1;
}

static size_t
earlier_of(const ZfSnapshot *s, int32_t household, size_t *first)
{
    size_t lo = 0;
    size_t hi = s->n_earlier;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (s->earlier[mid].household_index < household) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    size_t n = 0;
    while (lo + n < s->n_earlier && s->earlier[lo + n].household_index == household) {
        n++;
    }
    *first = lo;
    return n;
}

static int32_t
preferred_volunteer(const Maker *m, int32_t household)
{
    if (m->paired[household] >= 0) {
        return m->paired[household];
    }
    size_t first;
    size_t n = zf_snapshot_visits(m->s, household, &first);
    int32_t who = last_visitor_in(m, m->s->visits + first, n);
    if (who < 0) {
        n = earlier_of(m->s, household, &first);
        who = last_visitor_in(m, m->s->earlier + first, n);
    }
    return who;
}

/* -- when
 * ------------------------------------------------------------------------------------------ */

typedef struct Days {
    ZfDate from;
    ZfDate to;
    bool weekend;
    ZfDate not_on;
    int32_t from_s;
    int32_t to_s;
    bool restricted;
} Days;

/* Parents are home: kept as far as such days are left. */
static void
keep_back_days(Days *days, const ZfHousehold *home)
{
    bool known = home->back_date != ZF_DATE_NONE || home->back_until != ZF_DATE_NONE;
    if (!known || home->traits & ZF_TRAIT_PARENTS_STAY) {
        return;
    }
    ZfDate from = MAX(days->from, home->back_date);
    ZfDate to = home->back_until == ZF_DATE_NONE ? days->to : MIN(days->to, home->back_until);
    if (from <= to) {
        days->from = from;
        days->to = to;
        days->restricted = true;
    }
}

static bool
has_weekend(ZfDate from, ZfDate to)
{
    for (ZfDate day = from; day <= to && day < from + 7; day++) {
        if (zf_date_weekday(day) >= 5) {
            return true;
        }
    }
    return false;
}

static Days
days_of(const Maker *m, int32_t household, int32_t ahead, bool boarding, int32_t service_s)
{
    const ZfHousehold *home = &m->s->households[household];
    const ZfHomeFacts *facts = &m->f->homes[household];
    bool weekend = (home->weekend_only || boarding) && has_weekend(m->first, m->last);
    Days days = {m->first, m->last, weekend, ZF_DATE_NONE, 0, 86400, false};
    keep_back_days(&days, home);
    if (facts->last_valid != ZF_DATE_NONE) {
        int64_t next =
            (int64_t)facts->last_valid + (int64_t)MAX(m->s->campaign.gap_days, 1) * (ahead + 1);
        if (next > days.from) {
            days.from = (ZfDate)MIN(next, INT32_MAX);
            days.restricted = true;
        }
    }
    if (facts->last_vain >= days.from) {
        days.not_on = facts->last_vain;
        days.restricted = true;
    }
    if (home->window_to_s > home->window_from_s) {
        days.from_s = home->window_from_s;
        days.to_s = MAX(home->window_to_s - service_s, home->window_from_s);
        days.restricted = true;
    }
    days.restricted = days.restricted || days.weekend;
    return days;
}

static void
add_windows(Maker *m, ZfDuty *duty, const Days *days)
{
    duty->first_window = (int32_t)m->windows->len;
    if (!days->restricted) {
        return;
    }
    for (int64_t day = days->from; day <= days->to; day++) {
        bool weekend = zf_date_weekday((ZfDate)day) >= 5;
        if (day != days->not_on && (weekend || !days->weekend)) {
            ZfDutyWindow window = {(ZfDate)day, days->from_s, days->to_s};
            g_array_append_val(m->windows, window);
        }
    }
    if ((int32_t)m->windows->len == duty->first_window) {
        ZfDutyWindow never = {m->first, -1, -1};
        g_array_append_val(m->windows, never);
    }
    duty->n_windows = (int32_t)m->windows->len - duty->first_window;
}

/* -- duties
 * ---------------------------------------------------------------------------------------- */

typedef struct ToSee {
    int32_t children;
    bool girl;
    bool boarding;
} ToSee;

/* Those in scope neither seen nor accounted for; once everybody was seen, all in scope. */
static ToSee
to_see(const Maker *m, const ZfHomeFacts *home)
{
    ToSee ret = {0};
    bool again = home->facts & ZF_FACT_SEEN;
    for (int32_t i = 0; i < home->n_children; i++) {
        const ZfChildFacts *child = &m->f->children[home->first_child + i];
        bool settled = child->facts & (ZF_FACT_SEEN | ZF_FACT_ACCOUNTED);
        if (child->scope != ZF_SCOPE_IN || child->person < 0 || (settled && !again)) {
            continue;
        }
        const ZfPerson *person = &m->s->persons[child->person];
        ret.children++;
        ret.girl = ret.girl || person->sex == ZF_SEX_FEMALE;
        ret.boarding = ret.boarding || person->boarding;
    }
    return ret;
}

static void
add_home_duties(Maker *m, int32_t household)
{
    const ZfCampaign *campaign = &m->s->campaign;
    const ZfHousehold *record = &m->s->households[household];
    const ZfHomeFacts *home = &m->f->homes[household];
    ToSee see = to_see(m, home);
    int32_t who = preferred_volunteer(m, household);
    int32_t needed = visits_needed(m, home);
    for (int32_t i = 0; i < needed; i++) {
        int32_t nth = home->seen_days + 1 + i;
        g_autofree char *id = g_strdup_printf("%s#%d", record->id, nth);
        ZfDuty duty = {
            .id = g_string_chunk_insert_const(m->texts, id),
            .kind = ZF_DUTY_HOUSEHOLD,
            .household = household,
            .area = record->area_index,
            .nth = nth,
            .children = see.children,
            .reasons = home->reasons,
            .priority = zf_priority_class(home->reasons),
            .service_s = campaign->service_s + campaign->service_extra_s * MAX(see.children - 1, 0),
            .team_size = campaign->two_at_isolated && record->traits & ZF_TRAIT_ISOLATED ? 2 : 1,
            .gap_days = campaign->gap_days,
            .preferred_volunteer = who,
            .pair_required = m->o->pair_required && m->paired[household] >= 0,
            .locked_team = -1,
            .locked_date = ZF_DATE_NONE,
        };
        duty.skills = campaign->female_for_girls && see.girl ? UINT64_C(1) << ZF_SKILL_FEMALE : 0;
        Days days = days_of(m, household, i, see.boarding, duty.service_s);
        add_windows(m, &duty, &days);
        g_array_append_val(m->duties, duty);
    }
}

static bool *
villages_talked(const Maker *m)
{
    const ZfSnapshot *s = m->s;
    bool *talked = g_new0(bool, s->n_areas + 1);
    for (size_t i = 0; i < s->n_activities; i++) {
        const ZfActivity *activity = &s->activities[i];
        int32_t area = zf_snapshot_area(s, activity->area);
        bool ours = !*activity->campaign || strcmp(activity->campaign, s->campaign.id) == 0;
        if (area >= 0 && ours && activity->date <= m->f->t && strcmp(activity->kind, "talk") == 0) {
            talked[area] = true;
        }
    }
    return talked;
}

static void
add_village_duties(Maker *m)
{
    const ZfSnapshot *s = m->s;
    g_autofree bool *settled = villages_talked(m); /* or has areas below it */
    g_autofree bool *anybody = g_new0(bool, s->n_areas + 1);
    for (size_t i = 0; i < s->n_areas; i++) {
        if (s->areas[i].parent_index >= 0) {
            settled[s->areas[i].parent_index] = true;
        }
    }
    for (size_t i = 0; i < s->n_households; i++) {
        if (m->f->homes[i].scope == ZF_SCOPE_IN && s->households[i].area_index >= 0) {
            anybody[s->households[i].area_index] = true;
        }
    }
    for (size_t i = 0; i < s->n_areas; i++) {
        bool wanted = !m->o->area || !*m->o->area || within(s, (int32_t)i, m->area);
        if (settled[i] || !anybody[i] || !wanted) {
            continue;
        }
        g_autofree char *id = g_strdup_printf("%s#talk", s->areas[i].code);
        ZfDuty duty = {.id = g_string_chunk_insert_const(m->texts, id),
                       .kind = ZF_DUTY_VILLAGE,
                       .household = -1,
                       .area = (int32_t)i,
                       .nth = 1,
                       .priority = 1,
                       .service_s = ZF_TALK_SERVICE_S,
                       .team_size = 1,
                       .preferred_volunteer = -1,
                       .first_window = (int32_t)m->windows->len,
                       .locked_team = -1,
                       .locked_date = ZF_DATE_NONE};
        g_array_append_val(m->duties, duty);
    }
}

/* -- all together
 * ---------------------------------------------------------------------------------- */

static void
begin(Maker *m, const ZfSnapshot *snapshot, const ZfDutiesOptions *options)
{
    static const ZfDutiesOptions defaults = ZF_DUTIES_OPTIONS_INIT;
    m->s = snapshot;
    m->o = options ? options : &defaults;
    ZfStamp as_of = m->o->as_of == ZF_STAMP_NONE ? zf_stamp_now() : m->o->as_of;
    ZfFacts *f = zf_facts_new(snapshot, zf_stamp_date(as_of), NULL, NULL, 0);
    m->f = f;
    m->area = m->o->area ? zf_snapshot_area(snapshot, m->o->area) : -1;
    m->first = MAX(m->o->from == ZF_DATE_NONE ? f->from : m->o->from, f->t);
    m->last = m->o->to != ZF_DATE_NONE ? m->o->to
              : f->to != INT32_MAX     ? f->to
                                       : m->first + HORIZON_DAYS;
    m->last = MIN(m->last, m->first + HORIZON_MAX);
    index_volunteers(m);
}

static void
end(Maker *m)
{
    zf_facts_free((ZfFacts *)m->f);
    g_free(m->paired);
    g_hash_table_unref(m->names);
}

ZfDuties *
zf_duties_make(const ZfSnapshot *snapshot, const ZfDutiesOptions *options)
{
    Maker m = {.duties = g_array_new(FALSE, FALSE, sizeof(ZfDuty)),
               .windows = g_array_new(FALSE, FALSE, sizeof(ZfDutyWindow)),
               .texts = g_string_chunk_new(1 << 12)};
    begin(&m, snapshot, options);
    for (size_t i = 0; i < snapshot->n_households; i++) {
        if (why_none(&m, (int32_t)i) == ZF_NO_DUTY_HAS_ONE) {
            add_home_duties(&m, (int32_t)i);
        }
    }
    if (snapshot->campaign.village_talks) {
        add_village_duties(&m);
    }
    end(&m);
    ZfDuties *duties = g_new0(ZfDuties, 1);
    duties->n = m.duties->len;
    duties->duties = (ZfDuty *)(void *)g_array_free(m.duties, FALSE);
    duties->n_windows = m.windows->len;
    duties->windows = (ZfDutyWindow *)(void *)g_array_free(m.windows, FALSE);
    duties->texts = m.texts;
    return duties;
}

ZfNoDuty
zf_duties_none(const ZfSnapshot *snapshot, const ZfDutiesOptions *options, int32_t household)
{
    Maker m = {0};
    begin(&m, snapshot, options);
    ZfNoDuty ret = why_none(&m, household);
    end(&m);
    return ret;
}
