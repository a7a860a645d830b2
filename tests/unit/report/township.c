#include "township.h"

#include <math.h>

#define VILLAGES 10
#define HOMES    12

static const struct {
    const char *code, *name;
    int in_scope, seen, complete, accounted, last_missing;
} villages[VILLAGES] = {
    {"990115104001", "南门社区", 88, 62, 51, 4, 31},
    {"990115104002", "城东社区", 112, 87, 80, 3, 27},
    {"990115104201", "龙潭村", 66, 42, 29, 6, 24},
    {"990115104003", "城西社区", 96, 85, 81, 1, 14},
    {"990115104202", "双井村", 49, 41, 38, 2, 9},
    {"990115104203", "石桥村", 61, 55, 53, 2, 4},
    {"990115104204", "观音桥村", 52, 48, 46, 1, 3},
    {"990115104205", "河湾村", 74, 72, 71, 1, 3},
    {"990115104206", "新塘村", 57, 56, 55, 0, 0},
    {"990115104207", "杨柳村", 38, 38, 38, 0, 0},
};

static ZfPolygon *
square(int i)
{
    ZfPolygon *p = g_new0(ZfPolygon, 1);
    double lon = 107.0 + 0.03 * (i % 4);
    double lat = 29.8 + 0.025 * (i / 4);
    p->points = g_new(ZfLonLat, 4);
    p->points[0] = (ZfLonLat){lon, lat};
    p->points[1] = (ZfLonLat){lon + 0.03, lat};
    p->points[2] = (ZfLonLat){lon + 0.03, lat + 0.025};
    p->points[3] = (ZfLonLat){lon, lat + 0.025};
    p->n_points = 4;
    p->rings = g_new(uint32_t, 2);
    p->rings[0] = 0;
    p->rings[1] = 4;
    p->n_rings = 1;
    p->parts = g_new(uint32_t, 2);
    p->parts[0] = 0;
    p->parts[1] = 1;
    p->n_parts = 1;
    return p;
}

static void
make_areas(ZfSnapshot *s)
{
    s->areas = g_new(ZfArea, VILLAGES + 1);
    s->n_areas = VILLAGES + 1;
    for (int i = 0; i < VILLAGES; i++) {
        ZfArea *a = &s->areas[i];
        *a = zf_area_empty();
        a->code = villages[i].code;
        a->name = villages[i].name;
        a->parent = "990115104";
        a->contact_name = "罗主任";
        a->contact_phone = "138 0000 0745";
        a->shape = square(i);
        a->has_point = true;
        a->point = (ZfLonLat){107.015 + 0.03 * (i % 4), 29.8125 + 0.025 * (i / 4)};
    }
    ZfArea *town = &s->areas[VILLAGES];
    *town = zf_area_empty();
    town->code = "990115104";
    town->name = "青溪镇";
    town->level = ZF_LEVEL_TOWN;
}

static ZfPerson *
add_person(ZfSnapshot *s, const char *home, ZfRole role, const char *name)
{
    ZfPerson *p = &s->persons[s->n_persons++];
    *p = zf_person_empty();
    g_autofree char *id = g_strdup_printf("p%03u", (unsigned)s->n_persons);
    p->id = zf_snapshot_text(s, id);
    p->household = home;
    p->role = role;
    p->name = name;
    return p;
}

static void
make_homes(ZfSnapshot *s)
{
    s->households = g_new(ZfHousehold, HOMES);
    s->n_households = HOMES;
    s->persons = g_new(ZfPerson, HOMES * 5);
    for (int i = 0; i < HOMES; i++) {
        ZfHousehold *h = &s->households[i];
        *h = zf_household_empty();
        g_autofree char *id = g_strdup_printf("h%02d", i);
        g_autofree char *address = g_strdup_printf("%d 号", i * 3 + 1);
        h->id = zf_snapshot_text(s, id);
        h->number = h->id;
        h->declared_area = villages[i % 3].code;
        h->group = "2组";
        h->address = zf_snapshot_text(s, address);
        h->traits = (i == 4 ? ZF_TRAIT_NEAR_WATER : 0) | (i == 5 ? ZF_TRAIT_LEFT_BEHIND_WIFE : 0);
        h->weekend_only = i == 6;
        h->window_from_s = i == 6 ? 9 * 3600 : 0;
        h->window_to_s = i == 6 ? 11 * 3600 : 0;
        h->back_date = i == 7 ? zf_date_from_civil((ZfCivil){2026, 2, 12}) : ZF_DATE_NONE;
        ZfPerson *child = add_person(s, h->id, ZF_ROLE_CHILD, "田小明");
        child->sex = ZF_SEX_FEMALE;
        child->birth = zf_date_from_civil((ZfCivil){2015, 4, 2});
        child->id_number = "999115201504020025";
        child->categories = (i % 2 ? ZF_CATEGORY_RURAL_LEFT : ZF_CATEGORY_DISABLED) |
                            (i == 0 ? (uint32_t)ZF_CATEGORY_ABUSED : 0);
        child->health = "听力残疾";
        child->school = "青溪小学";
        child->grade = "四";
        ZfPerson *father = add_person(s, h->id, ZF_ROLE_FATHER, "田大山");
        father->away_place = "广东东莞";
        father->away_since = zf_date_from_civil((ZfCivil){2025, 3, 1});
        father->phone = "139 0000 0002";
        ZfPerson *carer = add_person(s, h->id, ZF_ROLE_CARER, "=冉秀英");
        carer->relation = "祖母";
        carer->phone = "139 0000 0001";
    }
}

static void
make_rest(ZfSnapshot *s)
{
    s->volunteers = g_new(ZfVolunteer, 5);
    s->n_volunteers = 5;
    static const ZfVolunteerKind kinds[] = {ZF_VOLUNTEER_WOMEN, ZF_VOLUNTEER_WOMEN,
                                            ZF_VOLUNTEER_LAWYER, ZF_VOLUNTEER_STUDENT,
                                            ZF_VOLUNTEER_SOCIAL};
    for (int i = 0; i < 5; i++) {
        s->volunteers[i] = zf_volunteer_empty();
        g_autofree char *id = g_strdup_printf("v%d", i);
        s->volunteers[i].id = zf_snapshot_text(s, id);
        s->volunteers[i].kind = kinds[i];
    }
    s->pairings = g_new(ZfPairing, 2);
    s->n_pairings = 2;
    for (int i = 0; i < 2; i++) {
        s->pairings[i] = zf_pairing_empty();
        s->pairings[i].household = i == 0 ? "h01" : "h02";
        s->pairings[i].volunteer = "v0";
        s->pairings[i].to = i == 0 ? ZF_DATE_NONE : zf_date_from_civil((ZfCivil){2025, 1, 1});
    }
    s->visits = g_new(ZfVisit, 2);
    s->n_visits = 2;
    for (int i = 0; i < 2; i++) {
        s->visits[i] = zf_visit_empty();
        s->visits[i].id = i == 0 ? "visit0" : "visit1";
        s->visits[i].household = i == 0 ? "h01" : "h02";
        s->visits[i].date = zf_date_from_civil((ZfCivil){2026, 2, 13});
        s->visits[i].outcome = ZF_OUTCOME_SEEN;
        s->visits[i].wish = i == 0 ? "一盏台灯" : "";
        s->visits[i].agreement = i == 1 ? ZF_AGREEMENT_MISSING : ZF_AGREEMENT_UNKNOWN;
    }
    s->activities = g_new(ZfActivity, 3);
    s->n_activities = 3;
    for (int i = 0; i < 3; i++) {
        s->activities[i] = zf_activity_empty();
        g_autofree char *id = g_strdup_printf("a%d", i);
        s->activities[i].id = zf_snapshot_text(s, id);
        s->activities[i].kind = i == 2 ? "新媒体" : "talk";
        s->activities[i].title = i == 0 ? "安全宣讲" : "送书包";
        s->activities[i].date = zf_date_from_civil((ZfCivil){2026, 2, 10 + i});
        s->activities[i].people = 30;
        s->activities[i].money_fen = i == 1 ? 123450 : 0;
        s->activities[i].goods = i == 1 ? "书包 50 个" : "";
    }
}

static void
fill_counts(ZfCounts *c, int i)
{
    *c = (ZfCounts){
        .registered = villages[i].in_scope + 8,
        .in_scope = villages[i].in_scope,
        .located = villages[i].in_scope - 1,
        .assigned = villages[i].in_scope - 3,
        .attempted = villages[i].seen + 3,
        .contacted = villages[i].seen + 1,
        .seen = villages[i].seen,
        .complete = villages[i].complete,
        .accounted = villages[i].accounted,
        .households = villages[i].in_scope - 5,
        .households_seen = villages[i].seen - 4,
        .obligation = villages[i].in_scope,
        .obligation_met = villages[i].seen,
        .overdue = 2,
    };
}

static void
add_counts(ZfCounts *sum, const ZfCounts *c)
{
    sum->registered += c->registered;
    sum->in_scope += c->in_scope;
    sum->located += c->located;
    sum->assigned += c->assigned;
    sum->attempted += c->attempted;
    sum->contacted += c->contacted;
    sum->seen += c->seen;
    sum->complete += c->complete;
    sum->accounted += c->accounted;
    sum->households += c->households;
    sum->households_seen += c->households_seen;
    sum->obligation += c->obligation;
    sum->obligation_met += c->obligation_met;
    sum->overdue += c->overdue;
}

static ZfClass
class_of(const ZfCounts *c)
{
    return c->complete * 2 < c->in_scope         ? ZF_CLASS_UNDER_50
           : c->complete * 10 < c->in_scope * 8  ? ZF_CLASS_UNDER_80
           : c->complete * 20 < c->in_scope * 19 ? ZF_CLASS_UNDER_TARGET
                                                 : ZF_CLASS_TARGET;
}

static ZfCoverage *
make_coverage(const ZfSnapshot *s, bool last)
{
    ZfCoverage *c = g_new0(ZfCoverage, 1);
    ZfDate day = zf_date_from_civil((ZfCivil){2026, 2, last ? 8 : 15});
    c->as_of = (ZfStamp)day * 86400 + 18 * 3600;
    c->rows = g_new0(ZfCoverageRow, VILLAGES + 1);
    c->n_rows = VILLAGES + 1;
    c->texts = g_string_chunk_new(64);
    c->total = (ZfCoverageRow){.code = "", .name = "", .area = -1, .parent = -1};
    for (int i = 0; i < VILLAGES; i++) {
        ZfCoverageRow *row = &c->rows[i + 1];
        *row = (ZfCoverageRow){.code = villages[i].code,
                               .name = villages[i].name,
                               .level = ZF_LEVEL_VILLAGE,
                               .area = zf_snapshot_area(s, villages[i].code),
                               .parent = 0,
                               .last_visit = day,
                               .talks = 1};
        fill_counts(&row->counts, i);
        if (last) {
            row->counts.in_scope -= 1;
            row->counts.seen =
                row->counts.in_scope - row->counts.accounted - villages[i].last_missing;
            row->counts.complete = MIN(row->counts.complete, row->counts.seen) * 9 / 10;
        }
        row->class_complete = row->class_seen = class_of(&row->counts);
        add_counts(&c->total.counts, &row->counts);
    }
    c->rows[0] = c->total;
    c->rows[0].code = "990115104";
    c->rows[0].name = "青溪镇";
    c->rows[0].level = ZF_LEVEL_TOWN;
    c->rows[0].area = zf_snapshot_area(s, "990115104");
    const ZfCounts *t = &c->total.counts;
    c->conservation.registered = t->registered;
    c->conservation.by_scope[ZF_SCOPE_IN] = t->in_scope;
    c->conservation.by_scope[ZF_SCOPE_EXITED] = last ? 10 : 14;
    c->conservation.by_scope[ZF_SCOPE_AGE] =
        t->registered - t->in_scope - c->conservation.by_scope[ZF_SCOPE_EXITED];
    c->n_trend = last ? 35 : 42;
    c->trend = g_new0(ZfTrendDay, c->n_trend);
    for (size_t i = 0; i < c->n_trend; i++) {
        c->trend[i].date = day - (ZfDate)(c->n_trend - 1 - i);
        c->trend[i].seen = (int32_t)lround(t->seen * sqrt((double)(i + 1) / (double)c->n_trend));
    }
    c->forecast = (ZfForecast){.verdict = ZF_VERDICT_LATE,
                               .remaining = t->in_scope - t->seen,
                               .seen_7_days = 37,
                               .needed_per_day_x10 = 77,
                               .finish = day + 21,
                               .late_days = 7};
    c->unvisited = g_new0(ZfUnvisited, 2);
    c->n_unvisited = 2;
    for (int i = 0; i < 2; i++) {
        c->unvisited[i] = (ZfUnvisited){.household = 3 + i,
                                        .area = s->households[3 + i].area_index,
                                        .children = 1,
                                        .state = i == 0 ? ZF_STATE_UNSCHEDULED : ZF_STATE_SCHEDULED,
                                        .attempted = i == 0,
                                        .outcome = ZF_OUTCOME_NOBODY,
                                        .attempts = 1 - i,
                                        .last_attempt = i == 0 ? day - 2 : ZF_DATE_NONE,
                                        .last_seen = ZF_DATE_NONE,
                                        .due = day - 3,
                                        .overdue_days = 3 - 3 * i,
                                        .reasons = ZF_PRIORITY_NEVER_SEEN,
                                        .planned = i == 1 ? day + 1 : ZF_DATE_NONE,
                                        .planned_route = 7};
    }
    return c;
}

Township *
township_new(ZfLang lang)
{
    Township *t = g_new0(Township, 1);
    ZfSnapshot *s = t->snapshot = zf_snapshot_new();
    s->campaign = zf_campaign_default();
    s->campaign.id = "2026-winter";
    s->campaign.title = "2026 年寒假走访";
    s->campaign.organiser = "青溪镇民政办";
    s->campaign.lang = lang;
    s->campaign.place = "青溪镇";
    s->campaign.source = "边界为示例数据，非真实地域";
    s->campaign.from = zf_date_from_civil((ZfCivil){2026, 1, 5});
    s->campaign.to = zf_date_from_civil((ZfCivil){2026, 3, 1});
    make_areas(s);
    make_homes(s);
    make_rest(s);
    zf_snapshot_link(s);
    t->coverage = make_coverage(s, false);
    t->last = make_coverage(s, true);
    t->plan = zf_plan_new();
    t->plan->unplanned = g_new0(ZfUnplanned, 1);
    t->plan->n_unplanned = 1;
    t->plan->unplanned[0] = (ZfUnplanned){.duty = "h03#1",
                                          .household = "h03",
                                          .area = "",
                                          .reason = ZF_UNPLANNED_TIME,
                                          .short_s = 1500,
                                          .team = "",
                                          .team_name = "",
                                          .date = ZF_DATE_NONE};
    return t;
}

void
township_free(Township *t)
{
    zf_coverage_free(t->coverage);
    zf_coverage_free(t->last);
    zf_plan_free(t->plan);
    zf_snapshot_free(t->snapshot);
    g_free(t);
}
