/* A made-up township small enough to count by hand, shared by the tests of this folder.
 *
 *   county C · town T (V1, V2) · town U (V3); campaign 2026-01-10 … 2026-02-08, one visit each
 *   V1: h1 (girl 10, boy 8; group 1组), h2 (boy 5; 2组), h3 (no listed people; 1组)
 *   V2: h4 (girl 17 → 18 before the window), h5 (boy 12, left the ledger 2025-12-01)
 *   V3: h6 (girl 6, boards)     T itself: h7 (boy 9)     nowhere: h8 (boy 4) */
#pragma once

#include <string.h>

#include "model/model.h"

static inline ZfDate
day(int year, int month, int number)
{
    return zf_date_from_civil((ZfCivil){year, month, number});
}

typedef struct Town {
    ZfSnapshot *s;
    GArray *areas, *homes, *persons, *visits, *volunteers, *pairings, *activities;
} Town;

static inline void
town_area(Town *t, const char *code, const char *parent, ZfAreaLevel level)
{
    ZfArea a = zf_area_empty();
    a.code = a.name = zf_snapshot_text(t->s, code);
    a.parent = zf_snapshot_text(t->s, parent);
    a.level = level;
    g_array_append_val(t->areas, a);
}

static inline ZfHousehold *
town_home(Town *t, const char *id, const char *area, const char *group)
{
    ZfHousehold h = zf_household_empty();
    h.id = zf_snapshot_text(t->s, id);
    h.declared_area = zf_snapshot_text(t->s, area);
    h.group = zf_snapshot_text(t->s, group);
    h.has_point = true;
    h.location = ZF_LOCATION_POINT;
    h.accuracy_m = 20;
    h.point = (ZfLonLat){110.0 + t->homes->len * 0.01, 28.7};
    g_array_append_val(t->homes, h);
    return &g_array_index(t->homes, ZfHousehold, t->homes->len - 1);
}

static inline ZfPerson *
town_child(Town *t, const char *id, const char *home, ZfSex sex, ZfDate birth)
{
    ZfPerson p = zf_person_empty();
    p.id = zf_snapshot_text(t->s, id);
    p.household = zf_snapshot_text(t->s, home);
    p.sex = sex;
    p.birth = birth;
    p.categories = ZF_CATEGORY_RURAL_LEFT;
    g_array_append_val(t->persons, p);
    return &g_array_index(t->persons, ZfPerson, t->persons->len - 1);
}

static inline ZfVisit *
town_visit(Town *t, const char *home, ZfDate date, ZfOutcome outcome)
{
    ZfVisit v = zf_visit_empty();
    g_autofree char *id = g_strdup_printf("v%03u", t->visits->len);
    v.id = zf_snapshot_text(t->s, id);
    v.household = zf_snapshot_text(t->s, home);
    v.date = date;
    v.outcome = outcome;
    g_array_append_val(t->visits, v);
    return &g_array_index(t->visits, ZfVisit, t->visits->len - 1);
}

static inline void
town_complete(ZfVisit *visit)
{
    visit->clear = ZF_CLEAR_ALL;
    visit->safe = 0x1f;
    visit->signed_by_guardian = true;
}

static inline Town
town_new(void)
{
    Town t = {zf_snapshot_new(),
              g_array_new(FALSE, TRUE, sizeof(ZfArea)),
              g_array_new(FALSE, TRUE, sizeof(ZfHousehold)),
              g_array_new(FALSE, TRUE, sizeof(ZfPerson)),
              g_array_new(FALSE, TRUE, sizeof(ZfVisit)),
              g_array_new(FALSE, TRUE, sizeof(ZfVolunteer)),
              g_array_new(FALSE, TRUE, sizeof(ZfPairing)),
              g_array_new(FALSE, TRUE, sizeof(ZfActivity))};
    t.s->campaign.id = "2026";
    t.s->campaign.from = day(2026, 1, 10);
    t.s->campaign.to = day(2026, 2, 8);
    town_area(&t, "C", "", ZF_LEVEL_COUNTY);
    town_area(&t, "T", "C", ZF_LEVEL_TOWN);
    town_area(&t, "U", "C", ZF_LEVEL_TOWN);
    town_area(&t, "V1", "T", ZF_LEVEL_VILLAGE);
    town_area(&t, "V2", "T", ZF_LEVEL_VILLAGE);
    town_area(&t, "V3", "U", ZF_LEVEL_VILLAGE);
    town_home(&t, "h1", "V1", "1组");
    town_home(&t, "h2", "V1", "2组");
    town_home(&t, "h3", "V1", "1组");
    town_home(&t, "h4", "V2", "");
    town_home(&t, "h5", "V2", "");
    town_home(&t, "h6", "V3", "");
    town_home(&t, "h7", "T", "");
    town_home(&t, "h8", "", "");
    town_child(&t, "c1", "h1", ZF_SEX_FEMALE, day(2015, 3, 1));
    town_child(&t, "c2", "h1", ZF_SEX_MALE, day(2017, 3, 1));
    town_child(&t, "c3", "h2", ZF_SEX_MALE, day(2020, 3, 1));
    town_child(&t, "c4", "h4", ZF_SEX_FEMALE, day(2008, 1, 10));
    town_child(&t, "c5", "h5", ZF_SEX_MALE, day(2013, 3, 1))->exit = day(2025, 12, 1);
    town_child(&t, "c6", "h6", ZF_SEX_FEMALE, day(2019, 3, 1))->boarding = true;
    town_child(&t, "c7", "h7", ZF_SEX_MALE, day(2016, 3, 1));
    town_child(&t, "c8", "h8", ZF_SEX_MALE, day(2021, 3, 1));
    return t;
}

#define TOWN_TAKE(array, Type, field, count)                                                       \
    t->s->count = (array)->len;                                                                    \
    t->s->field = (Type *)(void *)g_array_free((array), FALSE);

/* Hands everything to the snapshot and links it. ret: owned by the caller. */
static inline ZfSnapshot *
town_finish(Town *t)
{
    TOWN_TAKE(t->areas, ZfArea, areas, n_areas)
    TOWN_TAKE(t->homes, ZfHousehold, households, n_households)
    TOWN_TAKE(t->persons, ZfPerson, persons, n_persons)
    TOWN_TAKE(t->visits, ZfVisit, visits, n_visits)
    TOWN_TAKE(t->volunteers, ZfVolunteer, volunteers, n_volunteers)
    TOWN_TAKE(t->pairings, ZfPairing, pairings, n_pairings)
    TOWN_TAKE(t->activities, ZfActivity, activities, n_activities)
    zf_snapshot_link(t->s);
    return t->s;
}

/* 18:00 on that day. */
static inline ZfStamp
evening(ZfDate date)
{
    return (ZfStamp)date * 86400 + 18 * 3600;
}
