#include "model/snapshot.h"

#include <stdlib.h>
#include <string.h>

ZfSnapshot *
zf_snapshot_new(void)
{
    ZfSnapshot *snapshot = g_new0(ZfSnapshot, 1);
    snapshot->campaign = zf_campaign_default();
    snapshot->texts = g_string_chunk_new(1 << 16);
    return snapshot;
}

void
zf_snapshot_free(ZfSnapshot *snapshot)
{
    if (!snapshot) {
        return;
    }
    for (size_t i = 0; i < snapshot->n_areas; i++) {
        zf_polygon_free(snapshot->areas[i].shape);
    }
    g_free(snapshot->questions);
    g_free(snapshot->areas);
    g_free(snapshot->households);
    g_free(snapshot->persons);
    g_free(snapshot->residences);
    g_free(snapshot->volunteers);
    g_free(snapshot->teams);
    g_free(snapshot->shifts);
    g_free(snapshot->pairings);
    g_free(snapshot->visits);
    g_free(snapshot->earlier);
    g_free(snapshot->places);
    g_free(snapshot->activities);
    g_string_chunk_free(snapshot->texts);
    g_free(snapshot);
}

const char *
zf_snapshot_text(ZfSnapshot *snapshot, const char *text)
{
    return text && *text ? g_string_chunk_insert_const(snapshot->texts, text) : "";
}

/* Every keyed record begins with its key. */
static int
compare_key(const void *a, const void *b)
{
    return zf_text_compare(*(const char *const *)a, *(const char *const *)b);
}

G_STATIC_ASSERT(offsetof(ZfArea, code) == 0);
G_STATIC_ASSERT(offsetof(ZfHousehold, id) == 0);
G_STATIC_ASSERT(offsetof(ZfPerson, id) == 0);
G_STATIC_ASSERT(offsetof(ZfVolunteer, id) == 0);
G_STATIC_ASSERT(offsetof(ZfTeam, id) == 0);
G_STATIC_ASSERT(offsetof(ZfShift, id) == 0);
G_STATIC_ASSERT(offsetof(ZfVisit, id) == 0);
G_STATIC_ASSERT(offsetof(ZfPlace, id) == 0);
G_STATIC_ASSERT(offsetof(ZfActivity, id) == 0);
G_STATIC_ASSERT(offsetof(ZfPairing, household) == 0);

static void
sort(void *items, size_t n, size_t size, int (*compare)(const void *, const void *))
{
    if (n > 1) {
        qsort(items, n, size, compare);
    }
}

static int32_t
find(const void *items, size_t n, size_t size, const char *key)
{
    if (!key || !*key || n == 0) {
        return -1;
    }
    const char *hit = bsearch(&key, items, n, size, compare_key);
    return hit ? (int32_t)((size_t)(hit - (const char *)items) / size) : -1;
}

int32_t
zf_snapshot_area(const ZfSnapshot *snapshot, const char *code)
{
    return find(snapshot->areas, snapshot->n_areas, sizeof(ZfArea), code);
}

int32_t
zf_snapshot_household(const ZfSnapshot *snapshot, const char *id)
{
    return find(snapshot->households, snapshot->n_households, sizeof(ZfHousehold), id);
}

int32_t
zf_snapshot_volunteer(const ZfSnapshot *snapshot, const char *id)
{
    return find(snapshot->volunteers, snapshot->n_volunteers, sizeof(ZfVolunteer), id);
}

int32_t
zf_snapshot_team(const ZfSnapshot *snapshot, const char *id)
{
    return find(snapshot->teams, snapshot->n_teams, sizeof(ZfTeam), id);
}

static int
compare_int(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

static int
compare_person(const void *a, const void *b)
{
    const ZfPerson *p = a;
    const ZfPerson *q = b;
    int order = compare_int(p->household_index, q->household_index);
    order = order ? order : compare_int(p->role, q->role);
    order = order ? order : compare_int(p->birth, q->birth);
    return order ? order : zf_text_compare(p->id, q->id);
}

static int
compare_visit(const void *a, const void *b)
{
    const ZfVisit *p = a;
    const ZfVisit *q = b;
    int order = compare_int(p->household_index, q->household_index);
    order = order ? order : compare_int(p->date, q->date);
    order = order ? order : compare_int(p->time_s, q->time_s);
    return order ? order : zf_text_compare(p->id, q->id);
}

static int
compare_shift(const void *a, const void *b)
{
    const ZfShift *p = a;
    const ZfShift *q = b;
    int order = compare_int(p->date, q->date);
    order = order ? order : zf_text_compare(p->team, q->team);
    order = order ? order : compare_int(p->from_s, q->from_s);
    return order ? order : zf_text_compare(p->id, q->id);
}

static int
compare_pairing(const void *a, const void *b)
{
    const ZfPairing *p = a;
    const ZfPairing *q = b;
    int order = zf_text_compare(p->household, q->household);
    order = order ? order : compare_int(p->from, q->from);
    return order ? order : zf_text_compare(p->volunteer, q->volunteer);
}

static void
link_areas(ZfSnapshot *s)
{
    sort(s->areas, s->n_areas, sizeof(ZfArea), compare_key);
    for (size_t i = 0; i < s->n_areas; i++) {
        int32_t parent = zf_snapshot_area(s, s->areas[i].parent);
        s->areas[i].parent_index = parent == (int32_t)i ? -1 : parent;
    }
}

static void
link_households(ZfSnapshot *s)
{
    sort(s->households, s->n_households, sizeof(ZfHousehold), compare_key);
    for (size_t i = 0; i < s->n_households; i++) {
        ZfHousehold *h = &s->households[i];
        int32_t declared = zf_snapshot_area(s, h->declared_area);
        h->located_index = zf_snapshot_area(s, h->located_area);
        h->area_index = declared >= 0 ? declared : h->located_index;
        h->first_person = -1;
        h->n_persons = 0;
    }
}

/* Index + 1 of each household by its id: persons and visits are many. */
static GHashTable *
index_households(const ZfSnapshot *s)
{
    GHashTable *homes = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < s->n_households; i++) {
        g_hash_table_insert(homes, (gpointer)(uintptr_t)s->households[i].id,
                            GSIZE_TO_POINTER(i + 1));
    }
    return homes;
}

static int32_t
index_of(GHashTable *indices, const char *id)
{
    return id && *id ? (int32_t)GPOINTER_TO_SIZE(g_hash_table_lookup(indices, id)) - 1 : -1;
}

static void
link_persons(ZfSnapshot *s, GHashTable *homes)
{
    for (size_t i = 0; i < s->n_persons; i++) {
        s->persons[i].household_index = index_of(homes, s->persons[i].household);
    }
    sort(s->persons, s->n_persons, sizeof(ZfPerson), compare_person);
    for (size_t i = 0; i < s->n_persons; i++) {
        int32_t household = s->persons[i].household_index;
        if (household >= 0) {
            ZfHousehold *h = &s->households[household];
            h->first_person = h->n_persons == 0 ? (int32_t)i : h->first_person;
            h->n_persons++;
        }
    }
}

static int
compare_residence(const void *a, const void *b)
{
    const ZfResidence *p = a;
    const ZfResidence *q = b;
    int order = compare_int(p->household_index, q->household_index);
    order = order ? order : compare_int(p->from, q->from);
    order = order ? order : compare_int(p->person_index, q->person_index);
    return order ? order : compare_int(p->to, q->to);
}

static void
link_residences(ZfSnapshot *s, GHashTable *homes)
{
    if (s->n_residences == 0) {
        return;
    }
    g_autoptr(GHashTable) persons = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < s->n_persons; i++) {
        g_hash_table_insert(persons, (gpointer)s->persons[i].id, GSIZE_TO_POINTER(i + 1));
    }
    for (size_t i = 0; i < s->n_residences; i++) {
        ZfResidence *r = &s->residences[i];
        r->person_index = index_of(persons, r->person);
        r->household_index = index_of(homes, r->household);
    }
    sort(s->residences, s->n_residences, sizeof(ZfResidence), compare_residence);
}

static void
link_teams(ZfSnapshot *s, GHashTable *homes)
{
    sort(s->volunteers, s->n_volunteers, sizeof(ZfVolunteer), compare_key);
    sort(s->teams, s->n_teams, sizeof(ZfTeam), compare_key);
    for (size_t i = 0; i < s->n_teams; i++) {
        ZfTeam *team = &s->teams[i];
        team->skills = 0;
        for (int32_t m = 0; m < team->n_members; m++) {
            int32_t member = zf_snapshot_volunteer(s, team->members[m]);
            team->member_index[m] = member;
            team->skills |= member >= 0 ? s->volunteers[member].skills : 0;
        }
    }
    for (size_t i = 0; i < s->n_shifts; i++) {
        s->shifts[i].team_index = zf_snapshot_team(s, s->shifts[i].team);
    }
    sort(s->shifts, s->n_shifts, sizeof(ZfShift), compare_shift);
    for (size_t i = 0; i < s->n_pairings; i++) {
        s->pairings[i].household_index = index_of(homes, s->pairings[i].household);
        s->pairings[i].volunteer_index = zf_snapshot_volunteer(s, s->pairings[i].volunteer);
    }
    sort(s->pairings, s->n_pairings, sizeof(ZfPairing), compare_pairing);
}

static void
link_visits(ZfVisit *visits, size_t n, GHashTable *homes)
{
    for (size_t i = 0; i < n; i++) {
        visits[i].household_index = index_of(homes, visits[i].household);
    }
    sort(visits, n, sizeof(ZfVisit), compare_visit);
}

void
zf_snapshot_link(ZfSnapshot *snapshot)
{
    link_areas(snapshot);
    link_households(snapshot);
    g_autoptr(GHashTable) homes = index_households(snapshot);
    link_persons(snapshot, homes);
    link_residences(snapshot, homes);
    link_teams(snapshot, homes);
    link_visits(snapshot->visits, snapshot->n_visits, homes);
    link_visits(snapshot->earlier, snapshot->n_earlier, homes);
    sort(snapshot->places, snapshot->n_places, sizeof(ZfPlace), compare_key);
    sort(snapshot->activities, snapshot->n_activities, sizeof(ZfActivity), compare_key);
}

size_t
zf_snapshot_visits(const ZfSnapshot *snapshot, int32_t household, size_t *first)
{
    size_t lo = 0;
    size_t hi = snapshot->n_visits;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (snapshot->visits[mid].household_index < household) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    *first = lo;
    size_t n = 0;
    while (lo + n < snapshot->n_visits && snapshot->visits[lo + n].household_index == household) {
        n++;
    }
    return n;
}

int32_t
zf_snapshot_ancestor(const ZfSnapshot *snapshot, int32_t area, ZfAreaLevel level)
{
    /* Bounded, so that parents that form a circle cannot hang it. */
    for (int depth = 0; area >= 0 && depth < 16; depth++) {
        if (snapshot->areas[area].level == level) {
            return area;
        }
        area = snapshot->areas[area].parent_index;
    }
    return -1;
}

ZfBox
zf_snapshot_box(const ZfSnapshot *snapshot)
{
    ZfBox box = zf_box_empty();
    for (size_t i = 0; i < snapshot->n_areas; i++) {
        const ZfArea *area = &snapshot->areas[i];
        for (uint32_t j = 0; area->shape && j < area->shape->n_points; j++) {
            zf_box_add(&box, area->shape->points[j]);
        }
        if (area->has_point) {
            zf_box_add(&box, area->point);
        }
    }
    for (size_t i = 0; i < snapshot->n_households; i++) {
        if (snapshot->households[i].has_point) {
            zf_box_add(&box, snapshot->households[i].point);
        }
    }
    return box;
}
