#include "coverage/facts.h"

#include <string.h>

#include "coverage/coverage.h"
#include "coverage/reasons.h"

/* -- visits ------------------------------------------------------------------------------------ */

/* list: keys with ',' between, blanks around them allowed. */
static bool
names(const char *list, const char *key)
{
    const char *at = list;
    size_t n = strlen(key);
    while (n > 0 && *at) {
        at += strspn(at, ", ");
        size_t length = strcspn(at, ",");
        size_t trimmed = length;
        while (trimmed > 0 && at[trimmed - 1] == ' ') {
            trimmed--;
        }
        if (trimmed == n && strncmp(at, key, n) == 0) {
            return true;
        }
        at += length;
    }
    return false;
}

bool
zf_visit_names(const ZfVisit *visit, const char *person)
{
    return names(visit->seen, person);
}

/* Who came to the home after a visit at which nobody was listed. */
static bool
was_there(const ZfSnapshot *snapshot, const ZfVisit *visit, int32_t person)
{
    return person < 0 || snapshot->persons[person].home_from == ZF_DATE_NONE ||
           snapshot->persons[person].home_from <= visit->date;
}

/* The child, or (person -1) the home without listed people, is who the visit is about. */
static bool
is_about(const ZfSnapshot *snapshot, const ZfVisit *visit, int32_t person)
{
    return person < 0 || (*visit->about ? names(visit->about, snapshot->persons[person].id)
                                        : was_there(snapshot, visit, person));
}

bool
zf_visit_saw(const ZfSnapshot *snapshot, const ZfVisit *visit, int32_t person)
{
    if (visit->mode != ZF_VISIT_IN_PERSON) {
        return false;
    }
    if (!*visit->seen) {
        return visit->outcome == ZF_OUTCOME_SEEN && was_there(snapshot, visit, person);
    }
    return person >= 0 ? zf_visit_names(visit, snapshot->persons[person].id) : true;
}

static bool
has_everything(const ZfVisit *visit, uint32_t traits)
{
    const uint32_t always = ZF_SAFETY_ELECTRICITY | ZF_SAFETY_GAS | ZF_SAFETY_WATER_USE |
                            ZF_SAFETY_FIRE | ZF_SAFETY_FOOD;
    uint32_t wanted = always | (traits & ZF_TRAIT_NEAR_WATER ? ZF_SAFETY_NEAR_WATER : 0u);
    return (visit->clear & ZF_CLEAR_ALL) == ZF_CLEAR_ALL &&
           ((visit->safe | visit->hazard) & wanted) == wanted && visit->signed_by_guardian;
}

static bool
contacts(const ZfVisit *visit)
{
    return visit->outcome == ZF_OUTCOME_SEEN || visit->outcome == ZF_OUTCOME_GUARDIAN ||
           visit->outcome == ZF_OUTCOME_REFUSED || *visit->seen;
}

static bool
accounts(const ZfVisit *visit)
{
    switch (visit->outcome) {
    case ZF_OUTCOME_NOBODY:
    case ZF_OUTCOME_REFUSED:
    case ZF_OUTCOME_NOT_FOUND:
    case ZF_OUTCOME_NO_ROAD: return false;
    default: return visit->verified;
    }
}

/* What is said of the place does not follow a child who lives elsewhere by now. */
static bool
follows(const ZfVisit *visit)
{
    return visit->outcome != ZF_OUTCOME_NOBODY && visit->outcome != ZF_OUTCOME_MOVED &&
           visit->outcome != ZF_OUTCOME_NOT_FOUND && visit->outcome != ZF_OUTCOME_NO_ROAD;
}

static bool
bars(const ZfVisit *visit)
{
    return visit->outcome == ZF_OUTCOME_REFUSED || visit->outcome == ZF_OUTCOME_NO_ROAD ||
           visit->outcome == ZF_OUTCOME_MOVED || visit->outcome == ZF_OUTCOME_NOT_FOUND;
}

/* -- scope --------------------------------------------------------------------------------------
 */

static bool *
areas_in(const ZfSnapshot *s)
{
    bool *in = g_new0(bool, s->n_areas + 1);
    const char *list = s->campaign.areas;
    for (size_t i = 0; i < s->n_areas; i++) {
        int32_t area = (int32_t)i;
        for (int depth = 0; area >= 0 && depth < 16 && !in[i]; depth++) {
            in[i] = !list || !*list || names(list, s->areas[area].code);
            area = s->areas[area].parent_index;
        }
    }
    return in;
}

static bool
has_exited(const ZfFacts *f, ZfDate day)
{
    return day != ZF_DATE_NONE && (day < f->from || day <= MIN(f->t, f->to));
}

ZfScope
zf_facts_home_scope(const ZfFacts *f, int32_t household)
{
    const ZfHousehold *home = &f->snapshot->households[household];
    const char *list = f->snapshot->campaign.areas;
    if (has_exited(f, home->exit)) {
        return ZF_SCOPE_EXITED;
    }
    if (home->entry != ZF_DATE_NONE && home->entry > f->to) {
        return ZF_SCOPE_NOT_YET;
    }
    bool anywhere = !list || !*list;
    bool in = anywhere || (home->area_index >= 0 && f->area_in[home->area_index]);
    return in ? ZF_SCOPE_IN : ZF_SCOPE_AREA;
}

static ZfScope
child_scope(const ZfFacts *f, int32_t household, int32_t person)
{
    ZfScope home = zf_facts_home_scope(f, household);
    if (person < 0) {
        return home;
    }
    const ZfPerson *child = &f->snapshot->persons[person];
    const ZfCampaign *campaign = &f->snapshot->campaign;
    if (home == ZF_SCOPE_EXITED || has_exited(f, child->exit)) {
        return ZF_SCOPE_EXITED;
    }
    if (home == ZF_SCOPE_NOT_YET || (child->entry != ZF_DATE_NONE && child->entry > f->to)) {
        return ZF_SCOPE_NOT_YET;
    }
    if (home == ZF_SCOPE_AREA) {
        return ZF_SCOPE_AREA;
    }
    if (child->birth != ZF_DATE_NONE && zf_date_age(child->birth, f->from) >= campaign->age_limit) {
        return ZF_SCOPE_AGE;
    }
    bool all = (campaign->categories & ZF_CATEGORY_ALL) == ZF_CATEGORY_ALL;
    return all || (campaign->categories & child->categories) ? ZF_SCOPE_IN : ZF_SCOPE_CATEGORY;
}

static void
set_window(ZfFacts *f)
{
    const ZfCampaign *campaign = &f->snapshot->campaign;
    f->from = campaign->from == ZF_DATE_NONE ? f->t : campaign->from;
    f->to = campaign->to == ZF_DATE_NONE ? INT32_MAX : campaign->to;
}

ZfScope
zf_coverage_scope(const ZfSnapshot *snapshot, int32_t household, int32_t person, ZfDate t)
{
    g_autofree bool *in = areas_in(snapshot);
    ZfFacts f = {.snapshot = snapshot, .t = t, .area_in = in};
    set_window(&f);
    return child_scope(&f, household, person);
}

/* -- children ------------------------------------------------------------------------------------
 */

/* The counted visits of a home: its own, and those of homes where one of its children lived before,
 * which are about the child. */
typedef struct Span {
    const ZfVisit *visits;
    size_t n;
    const ZfVisit *const *merged; /* both, by date; NULL = its own alone */
    size_t n_merged;
} Span;

static size_t
span_length(Span span)
{
    return span.merged ? span.n_merged : span.n;
}

static const ZfVisit *
span_at(Span span, size_t i)
{
    return span.merged ? span.merged[i] : &span.visits[i];
}

/* The home's visits that count: sorted by date, so those up to t are its head. */
static Span
counted(const ZfFacts *f, int32_t household)
{
    size_t first;
    size_t n = zf_snapshot_visits(f->snapshot, household, &first);
    size_t k = 0;
    while (k < n && f->snapshot->visits[first + k].date <= f->t) {
        k++;
    }
    return (Span){.visits = f->snapshot->visits + first, .n = k};
}

/* Children by id; made when a visit names somebody who does not live where it was paid. */
static GHashTable *
children_by_id(const ZfSnapshot *s)
{
    GHashTable *ids = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < s->n_persons; i++) {
        if (s->persons[i].role == ZF_ROLE_CHILD && s->persons[i].household_index >= 0) {
            g_hash_table_insert(ids, (gpointer)s->persons[i].id, GINT_TO_POINTER((int)i + 1));
        }
    }
    return ids;
}

/* Does a child of this id live in the home? */
static bool
lives_at(const ZfSnapshot *s, int32_t household, const char *id)
{
    const ZfHousehold *home = &s->households[household];
    for (int32_t i = 0; i < home->n_persons; i++) {
        if (strcmp(s->persons[home->first_person + i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static void
add_stray(GHashTable *strays, int32_t household, const ZfVisit *visit)
{
    GPtrArray *list = g_hash_table_lookup(strays, GINT_TO_POINTER(household + 1));
    if (!list) {
        list = g_ptr_array_new();
        g_hash_table_insert(strays, GINT_TO_POINTER(household + 1), list);
    }
    g_ptr_array_add(list, (gpointer)visit);
}

/* Homes other than the visit's where children of a list (ids) live by now. ret: indices, each once.
 */
static GArray *
other_homes(ZfFacts *f, const ZfVisit *visit, const char *list)
{
    const ZfSnapshot *s = f->snapshot;
    GArray *homes = g_array_new(FALSE, FALSE, sizeof(int32_t));
    g_auto(GStrv) named = g_strsplit(list, ",", -1);
    for (char **id = named; *id; id++) {
        if (!*g_strstrip(*id) || lives_at(s, visit->household_index, *id)) {
            continue;
        }
        f->child_ids = f->child_ids ? f->child_ids : children_by_id(s);
        int person = GPOINTER_TO_INT(g_hash_table_lookup(f->child_ids, *id)) - 1;
        bool once = person >= 0;
        for (guint i = 0; once && i < homes->len; i++) {
            once = g_array_index(homes, int32_t, i) != s->persons[person].household_index;
        }
        if (once) {
            g_array_append_val(homes, s->persons[person].household_index);
        }
    }
    return homes;
}

/* Visits up to t that are about a child who lives in another home by now: two homes became one, or
 * a child moved. ret: household + 1 -> GPtrArray of const ZfVisit *. */
static GHashTable *
find_strays(ZfFacts *f)
{
    const ZfSnapshot *s = f->snapshot;
    GHashTable *strays = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    for (size_t i = 0; i < s->n_visits; i++) {
        const ZfVisit *visit = &s->visits[i];
        if (!*visit->about || visit->household_index < 0 || visit->date > f->t) {
            continue;
        }
        g_autoptr(GArray) homes = other_homes(f, visit, visit->about);
        for (guint k = 0; k < homes->len; k++) {
            add_stray(strays, g_array_index(homes, int32_t, k), visit);
        }
    }
    return strays;
}

static int
compare_visit_date(gconstpointer a, gconstpointer b)
{
    const ZfVisit *p = *(const ZfVisit *const *)a;
    const ZfVisit *q = *(const ZfVisit *const *)b;
    if (p->date != q->date) {
        return p->date < q->date ? -1 : 1;
    }
    return p->time_s != q->time_s ? (p->time_s < q->time_s ? -1 : 1) : strcmp(p->id, q->id);
}

/* ret: what the span's merged points to, or NULL. */
static GPtrArray *
merge_strays(const ZfFacts *f, int32_t household, Span *span)
{
    const GPtrArray *strays = g_hash_table_lookup(f->strays, GINT_TO_POINTER(household + 1));
    if (!strays) {
        return NULL;
    }
    GPtrArray *all = g_ptr_array_new();
    for (size_t i = 0; i < span->n; i++) {
        g_ptr_array_add(all, (gpointer)&span->visits[i]);
    }
    for (guint i = 0; i < strays->len; i++) {
        g_ptr_array_add(all, g_ptr_array_index(strays, i));
    }
    g_ptr_array_sort(all, compare_visit_date);
    span->merged = (const ZfVisit *const *)(void *)all->pdata;
    span->n_merged = all->len;
    return all;
}

static void
look_at_child(const ZfFacts *f, ZfChildFacts *child, Span span)
{
    uint32_t traits = f->snapshot->households[child->household].traits;
    bool accounted = false;
    ZfDate day = ZF_DATE_NONE;
    child->first_seen = ZF_DATE_NONE;
    for (size_t i = 0; i < span_length(span); i++) {
        const ZfVisit *visit = span_at(span, i);
        bool here = visit->household_index == child->household;
        accounted = accounted || ((here || follows(visit)) && accounts(visit) &&
                                  is_about(f->snapshot, visit, child->person));
        if (!zf_visit_saw(f->snapshot, visit, child->person)) {
            continue;
        }
        child->facts |= ZF_FACT_SEEN;
        child->first_seen = child->first_seen == ZF_DATE_NONE ? visit->date : child->first_seen;
        child->seen_days += visit->date != day;
        day = visit->date;
        if (has_everything(visit, traits)) {
            child->facts |= ZF_FACT_COMPLETE;
        }
    }
    if (accounted && !(child->facts & ZF_FACT_SEEN)) {
        child->facts |= ZF_FACT_ACCOUNTED;
    }
}

static void
add_children(ZfFacts *f, GArray *children, int32_t household, Span span)
{
    const ZfSnapshot *s = f->snapshot;
    const ZfHousehold *home = &s->households[household];
    ZfHomeFacts *facts = &f->homes[household];
    facts->first_child = children->len;
    for (int32_t i = 0; i < MAX(home->n_persons, 1); i++) {
        int32_t person = home->n_persons > 0 ? home->first_person + i : -1;
        if (person >= 0 && s->persons[person].role != ZF_ROLE_CHILD) {
            continue;
        }
        ZfChildFacts child = {.household = household, .person = person};
        child.scope = child_scope(f, household, person);
        look_at_child(f, &child, span);
        g_array_append_val(children, child);
    }
    facts->n_children = (int32_t)(children->len - facts->first_child);
}

/* -- homes ---------------------------------------------------------------------------------------
 */

static ZfScope
home_scope(const ZfFacts *f, int32_t household, const ZfChildFacts *children, int32_t n)
{
    ZfScope own = zf_facts_home_scope(f, household);
    if (own != ZF_SCOPE_IN) {
        return own;
    }
    ZfScope scope = n == 0 ? ZF_SCOPE_CATEGORY : children[0].scope;
    for (int32_t i = 1; i < n; i++) {
        scope = MIN(scope, children[i].scope);
    }
    return scope;
}

static bool
sees_anybody(const ZfFacts *f, const ZfVisit *visit, const ZfChildFacts *children, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        if (children[i].scope == ZF_SCOPE_IN &&
            zf_visit_saw(f->snapshot, visit, children[i].person)) {
            return true;
        }
    }
    return false;
}

static void
look_at_visits(const ZfFacts *f, ZfHomeFacts *home, Span span, const ZfChildFacts *children)
{
    ZfDate day = ZF_DATE_NONE;
    ZfDate valid_day = ZF_DATE_NONE;
    ZfDate vain_day = ZF_DATE_NONE;
    home->last = -1;
    for (size_t i = 0; i < span_length(span); i++) {
        const ZfVisit *visit = span_at(span, i);
        bool own = visit >= span.visits && visit < span.visits + span.n;
        bool in_person = visit->mode == ZF_VISIT_IN_PERSON;
        home->facts |= ZF_FACT_ATTEMPTED | (contacts(visit) ? ZF_FACT_CONTACTED : 0u) |
                       (own && *visit->sheet ? ZF_FACT_ASSIGNED : 0u) |
                       (in_person ? ZF_FACT_IN_PERSON : 0u);
        home->attempts += visit->date != day;
        day = visit->date;
        home->last = own || follows(visit) ? (int32_t)(visit - f->snapshot->visits) : home->last;
        if (sees_anybody(f, visit, children, home->n_children)) {
            home->seen_days += visit->date != valid_day;
            valid_day = visit->date;
        } else if (in_person && own) {
            home->vain_days += visit->date != vain_day;
            vain_day = visit->date;
        }
    }
    home->last_visit = day;
    home->last_valid = valid_day;
    home->last_vain = vain_day;
}

static void
sum_children(ZfHomeFacts *home, const ZfChildFacts *children)
{
    int32_t complete = 0;
    home->all_seen = ZF_DATE_NONE;
    for (int32_t i = 0; i < home->n_children; i++) {
        const ZfChildFacts *child = &children[i];
        if (child->scope != ZF_SCOPE_IN) {
            continue;
        }
        home->n_in_scope++;
        home->n_seen += (child->facts & ZF_FACT_SEEN) != 0;
        home->n_accounted += (child->facts & ZF_FACT_ACCOUNTED) != 0;
        complete += (child->facts & ZF_FACT_COMPLETE) != 0;
        home->all_seen = MAX(home->all_seen, child->first_seen);
    }
    bool in = home->n_in_scope > 0;
    bool all = in && home->n_seen == home->n_in_scope;
    home->facts |= all ? ZF_FACT_SEEN : 0u;
    home->facts |= in && complete == home->n_in_scope ? ZF_FACT_COMPLETE : 0u;
    home->facts |=
        in && !all && home->n_seen + home->n_accounted == home->n_in_scope ? ZF_FACT_ACCOUNTED : 0u;
    home->all_seen = all ? home->all_seen : ZF_DATE_NONE;
}

static void
set_due(const ZfFacts *f, ZfHomeFacts *home)
{
    int32_t interval = f->snapshot->campaign.interval_days;
    home->due = ZF_DATE_NONE;
    home->overdue_days = 0;
    bool settled = home->facts & ZF_FACT_ACCOUNTED || (home->facts & ZF_FACT_SEEN && interval <= 0);
    if (home->scope != ZF_SCOPE_IN || settled) {
        return;
    }
    if (interval > 0 && home->last_seen != ZF_DATE_NONE) {
        home->due = home->last_seen + interval;
    } else if (f->to != INT32_MAX) {
        home->due = f->to;
    }
    if (home->due != ZF_DATE_NONE) {
        home->overdue_days = MAX(0, f->t - home->due);
    }
}

static void
add_home(ZfFacts *f, GArray *children, int32_t household)
{
    const ZfHousehold *record = &f->snapshot->households[household];
    ZfHomeFacts *home = &f->homes[household];
    Span span = counted(f, household);
    g_autoptr(GPtrArray) merged = merge_strays(f, household, &span);
    add_children(f, children, household, span);
    ZfChildFacts *units = &g_array_index(children, ZfChildFacts, home->first_child);
    home->scope = home_scope(f, household, units, home->n_children);
    look_at_visits(f, home, span, units);
    sum_children(home, units);
    home->facts |= zf_household_located(record) ? ZF_FACT_LOCATED : 0u;
    home->last_seen = home->last_valid;
}

static void
see_earlier(ZfFacts *f, const ZfVisit *visit, int32_t household)
{
    ZfHomeFacts *home = &f->homes[household];
    if (sees_anybody(f, visit, f->children + home->first_child, home->n_children)) {
        home->last_seen = MAX(home->last_seen, visit->date);
    }
}

/* Valid visits of earlier campaigns; earlier has the order of visits. */
static void
look_at_earlier(ZfFacts *f)
{
    const ZfSnapshot *s = f->snapshot;
    for (size_t i = 0; i < s->n_earlier; i++) {
        const ZfVisit *visit = &s->earlier[i];
        if (visit->household_index < 0 || visit->date > f->t) {
            continue;
        }
        see_earlier(f, visit, visit->household_index);
        g_autoptr(GArray) homes = other_homes(f, visit, visit->seen);
        for (guint k = 0; k < homes->len; k++) {
            see_earlier(f, visit, g_array_index(homes, int32_t, k));
        }
    }
}

static bool
on_paper(const ZfPlan *plan, int32_t route, const ZfSheet *sheets, size_t n_sheets)
{
    for (size_t i = 0; sheets && i < n_sheets; i++) {
        if (sheets[i].plan == plan->number && sheets[i].route == route) {
            return true;
        }
    }
    return !sheets;
}

static void
look_at_plan(ZfFacts *f, const ZfPlan *plan, const ZfSheet *sheets, size_t n_sheets)
{
    for (size_t r = 0; plan && r < plan->n_routes; r++) {
        const ZfRoute *route = &plan->routes[r];
        bool assigned = on_paper(plan, route->number, sheets, n_sheets);
        for (uint32_t i = 0; i < route->n_stops; i++) {
            const ZfStop *stop = &plan->stops[route->first_stop + i];
            int32_t household = zf_snapshot_household(f->snapshot, stop->household);
            if (household < 0) {
                continue;
            }
            ZfHomeFacts *home = &f->homes[household];
            home->facts |= assigned ? ZF_FACT_ASSIGNED : 0u;
            if (route->date >= f->t &&
                (home->planned == ZF_DATE_NONE || route->date < home->planned)) {
                home->planned = route->date;
                home->planned_route = route->number;
            }
        }
    }
}

/* What a home passes on to its children, and what follows from everything else. */
static void
finish_home(ZfFacts *f, ZfHomeFacts *home, int32_t household)
{
    bool barred = home->last >= 0 && bars(&f->snapshot->visits[home->last]);
    uint32_t shared = home->facts & (ZF_FACT_LOCATED | ZF_FACT_ASSIGNED | ZF_FACT_ATTEMPTED |
                                     ZF_FACT_CONTACTED | ZF_FACT_IN_PERSON);
    const uint32_t settled = ZF_FACT_SEEN | ZF_FACT_ACCOUNTED;
    bool planned = home->planned != ZF_DATE_NONE;
    home->facts |= barred && !(home->facts & ZF_FACT_SEEN) ? ZF_FACT_BARRED : 0u;
    home->facts |= planned && !(home->facts & settled) ? ZF_FACT_SCHEDULED : 0u;
    for (int32_t i = 0; i < home->n_children; i++) {
        ZfChildFacts *child = &f->children[home->first_child + i];
        child->facts |= shared;
        child->facts |= barred && !(child->facts & ZF_FACT_SEEN) ? ZF_FACT_BARRED : 0u;
        child->facts |= planned && !(child->facts & settled) ? ZF_FACT_SCHEDULED : 0u;
    }
    set_due(f, home);
    home->reasons = zf_reasons_of(f, household);
}

ZfFacts *
zf_facts_new(const ZfSnapshot *snapshot, ZfDate t, const ZfPlan *plan, const ZfSheet *sheets,
             size_t n_sheets)
{
    ZfFacts *f = g_new0(ZfFacts, 1);
    f->snapshot = snapshot;
    f->t = t;
    set_window(f);
    f->area_in = areas_in(snapshot);
    f->homes = g_new0(ZfHomeFacts, snapshot->n_households + 1);
    f->strays = find_strays(f);
    GArray *children = g_array_new(FALSE, TRUE, sizeof(ZfChildFacts));
    for (size_t i = 0; i < snapshot->n_households; i++) {
        f->homes[i].planned = ZF_DATE_NONE;
        add_home(f, children, (int32_t)i);
    }
    f->n_children = children->len;
    f->children = (ZfChildFacts *)(void *)g_array_free(children, FALSE);
    look_at_earlier(f);
    look_at_plan(f, plan, sheets, n_sheets);
    for (size_t i = 0; i < snapshot->n_households; i++) {
        finish_home(f, &f->homes[i], (int32_t)i);
    }
    return f;
}

void
zf_facts_free(ZfFacts *facts)
{
    if (facts) {
        g_clear_pointer(&facts->strays, g_hash_table_unref);
        g_clear_pointer(&facts->child_ids, g_hash_table_unref);
        g_free(facts->area_in);
        g_free(facts->homes);
        g_free(facts->children);
        g_free(facts);
    }
}
