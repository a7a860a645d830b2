#include "fixture.h"

#include <math.h>
#include <string.h>

#define CENTRE_LON 107.08
#define CENTRE_LAT 29.86
#define LOOP       120 /* points of the loop road */

static ZfProjection
plane(void)
{
    return zf_projection_at((ZfLonLat){CENTRE_LON, CENTRE_LAT});
}

static ZfLonLat
at(double x, double y)
{
    ZfProjection p = plane();
    return zf_unproject(&p, (ZfXY){x, y});
}

/* The loop: a wobbling ellipse, 0 … 1. */
static ZfXY
loop_xy(double t)
{
    double a = -G_PI / 2 - 2 * G_PI * t;
    double wobble = 1 + 0.12 * sin(3 * a) + 0.05 * sin(7 * a);
    return (ZfXY){620 * wobble * cos(a), 410 * wobble * sin(a)};
}

static void
add_road(Fixture *f, const char *id, const char *name, const char *highway, const ZfXY *xy,
         size_t n)
{
    ZfRoad road = {.id = id, .name = name, .highway = highway, .tags = "", .n_points = (uint32_t)n};
    road.points = g_new(ZfLonLat, n);
    for (size_t i = 0; i < n; i++) {
        road.points[i] = at(xy[i].x, xy[i].y);
    }
    g_array_append_val(f->roads, road);
}

static void
make_ground(Fixture *f)
{
    f->roads = g_array_new(FALSE, FALSE, sizeof(ZfRoad));
    f->water = g_array_new(FALSE, FALSE, sizeof(ZfWater));
    f->houses = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    ZfXY loop[LOOP + 1];
    for (int i = 0; i <= LOOP; i++) {
        loop[i] = loop_xy(i / (double)LOOP);
    }
    add_road(f, "r1", "村道", "unclassified", loop, LOOP + 1);
    const ZfXY county[] = {{-1200, 300}, {-700, -100}, {-300, -480}, {0, -412}, {500, -700}};
    add_road(f, "r2", "鹿溪公路", "secondary", county, G_N_ELEMENTS(county));
    const ZfXY path[] = {{-200, -300}, {-100, 0}, {100, 150}, {150, 420}};
    add_road(f, "r3", "", "path", path, G_N_ELEMENTS(path));
    ZfWater river = {.id = "w1", .name = "鹿溪河", .lines = g_new0(ZfLines, 1)};
    river.lines->n_lines = 1;
    river.lines->n_points = 5;
    river.lines->lines = g_new(uint32_t, 2);
    river.lines->lines[0] = 0;
    river.lines->lines[1] = 5;
    river.lines->points = g_new(ZfLonLat, 5);
    const ZfXY course[] = {{-900, 700}, {-420, 260}, {-250, -100}, {60, -300}, {80, -900}};
    for (int i = 0; i < 5; i++) {
        river.lines->points[i] = at(course[i].x, course[i].y);
    }
    g_array_append_val(f->water, river);
    ZfRng rng;
    zf_rng_init(&rng, 7, 0);
    for (int i = 0; i < 160; i++) {
        ZfXY on = loop_xy(zf_rng_unit(&rng));
        ZfLonLat house = at(on.x + zf_rng_range(&rng, -90, 90), on.y + zf_rng_range(&rng, -90, 90));
        g_array_append_val(f->houses, house);
    }
    f->ground = zf_ground_new(&(ZfGroundInput){
        .roads = (const ZfRoad *)(const void *)f->roads->data,
        .n_roads = f->roads->len,
        .water = (const ZfWater *)(const void *)f->water->data,
        .n_water = f->water->len,
        .places = f->snapshot->places,
        .n_places = f->snapshot->n_places,
        .houses = (const ZfLonLat *)(const void *)f->houses->data,
        .n_houses = f->houses->len,
    });
}

static void
make_campaign(ZfSnapshot *s, ZfLang lang)
{
    s->campaign = zf_campaign_default();
    ZfCampaign *c = &s->campaign;
    bool zh = lang == ZF_LANG_ZH;
    c->id = "2026-winter";
    c->title = zh ? "鹿鸣乡 · 2026 年寒假走访" : "Luming · winter visits 2026";
    c->organiser = zh ? "鹿鸣乡未保站" : "Luming child protection";
    c->lang = lang;
    c->from = zf_date_from_civil((ZfCivil){2026, 2, 9});
    c->to = zf_date_from_civil((ZfCivil){2026, 2, 20});
    c->place = zh ? "鹿鸣乡" : "Luming";
    c->hotline_name = zh ? "乡儿童督导员" : "Child worker";
    c->hotline = "138 0000 0712";
    c->hotlines = zh ? "报警 110\n急救 120\n未保热线 12345" : "Police 110\nAmbulance 120";
    c->return_to = zh ? "鹿鸣乡儿童督导站" : "Luming office";
}

static const char *const landmarks[] = {
    "村道左转小路 110 米，青瓦三合院，院前一棵柚子树",
    "幺妹小店对面进院，右手第一家，红砖二层，蓝铁门",
    "院子上头，问小店老板“谭家新房”",
    "",
    "水塘边上坡第三家，门前有石磨",
    ("老水井旁晒坝，白墙平房，过晒坝往里走二十步，看见两棵并排的黄桷树再右拐，树下有石凳，石凳旁是"
     "谢"
     "家院子"),
};
static const char *const surnames[] = {"田", "冉", "谭", "欧阳", "彭", "向"};
static const char *const surnames_en[] = {"Frick",           "Beck",   "Ospelt",
                                          "Schwarzenberger", "Marxer", "Vogt"};

static void
add_person(ZfSnapshot *s, uint32_t home, ZfRole role, uint32_t k, bool zh)
{
    ZfPerson *p = &s->persons[s->n_persons++];
    *p = zf_person_empty();
    g_autofree char *id = g_strdup_printf("p%03u", (unsigned)s->n_persons);
    g_autofree char *house = g_strdup_printf("h%03u", home + 1);
    const char *given = role == ZF_ROLE_CHILD ? "小明" : "大山";
    g_autofree char *name = zh ? g_strconcat(surnames[home % 6], given, NULL)
                               : g_strconcat("Anna ", surnames_en[home % 6], NULL);
    p->id = zf_snapshot_text(s, id);
    p->household = zf_snapshot_text(s, house);
    p->role = role;
    p->name = zf_snapshot_text(s, name);
    p->sex = k % 2 == 0 ? ZF_SEX_FEMALE : ZF_SEX_MALE;
    p->birth = role == ZF_ROLE_CHILD
                   ? zf_date_from_civil((ZfCivil){2010 + (int)((home * 5 + k * 3) % 14), 5, 3})
                   : ZF_DATE_NONE;
    p->relation = role == ZF_ROLE_CARER ? (zh ? "祖母" : "grandmother") : "";
    p->phone = role == ZF_ROLE_CARER ? "139 0000 0001" : "";
    p->categories = ZF_CATEGORY_RURAL_LEFT;
}

static ZfXY
home_xy(uint32_t i, uint32_t n)
{
    ZfXY on = loop_xy((i + 0.7) / (n + 0.6));
    double side = i % 3 == 0 ? 60 : i % 3 == 1 ? -35 : 25;
    double length = hypot(on.x, on.y);
    return (ZfXY){on.x + side * on.x / length, on.y + side * on.y / length};
}

static void
make_homes(ZfSnapshot *s, uint32_t n, bool zh)
{
    s->households = g_new(ZfHousehold, n);
    s->n_households = n;
    s->persons = g_new(ZfPerson, n * 6);
    for (uint32_t i = 0; i < n; i++) {
        ZfHousehold *h = &s->households[i];
        *h = zf_household_empty();
        g_autofree char *id = g_strdup_printf("h%03u", i + 1);
        g_autofree char *address =
            zh ? g_strdup_printf("%u 号", 3 + i * 4) : g_strdup_printf("Dorfstrasse %u", 3 + i * 4);
        h->id = zf_snapshot_text(s, id);
        h->declared_area = "500115104203";
        h->group = zh ? (i < n / 2 ? "一组" : "二组") : "";
        h->address = zf_snapshot_text(s, address);
        h->landmark = zh ? landmarks[i % 6] : i % 2 ? "white house behind the well" : "";
        ZfXY xy = home_xy(i, n);
        h->has_point = true;
        h->point = at(xy.x, xy.y);
        h->location = i % 8 == 2 ? ZF_LOCATION_GROUP : ZF_LOCATION_POINT;
        h->accuracy_m = i % 8 == 2 ? 120 : 10;
        uint32_t children = i % 7 == 4 ? 4 : 1 + i % 2;
        for (uint32_t k = 0; k < children; k++) {
            add_person(s, i, ZF_ROLE_CHILD, k, zh);
        }
        add_person(s, i, ZF_ROLE_CARER, 0, zh);
    }
}

static void
make_team(ZfSnapshot *s, bool zh)
{
    s->volunteers = g_new(ZfVolunteer, 2);
    s->n_volunteers = 2;
    for (int i = 0; i < 2; i++) {
        s->volunteers[i] = zf_volunteer_empty();
        s->volunteers[i].id = i == 0 ? "v1" : "v2";
        s->volunteers[i].name =
            zh ? (i == 0 ? "周岚" : "韩启文") : (i == 0 ? "Mia Hasler" : "Jan Kind");
        s->volunteers[i].sex = i == 0 ? ZF_SEX_FEMALE : ZF_SEX_MALE;
    }
    s->teams = g_new(ZfTeam, 1);
    s->n_teams = 1;
    s->teams[0] = zf_team_empty();
    s->teams[0].id = "t1";
    s->teams[0].name = zh ? "第三组" : "Team 3";
    s->teams[0].n_members = 2;
    s->teams[0].members[0] = "v1";
    s->teams[0].members[1] = "v2";
    s->areas = g_new(ZfArea, 1);
    s->n_areas = 1;
    s->areas[0] = zf_area_empty();
    s->areas[0].code = "500115104203";
    s->areas[0].name = zh ? "柏垭村" : "Baiya";
    s->areas[0].contact_name = zh ? "罗主任" : "Mr Luo";
    s->areas[0].contact_phone = "138 0000 0745";
    s->areas[0].has_point = true;
    s->areas[0].point = at(0, -400);
    static const struct {
        ZfPlaceKind kind;
        const char *name;
        double x, y;
    } places[] = {
        {ZF_PLACE_SCHOOL, "柏垭小学", -130, -360}, {ZF_PLACE_CLINIC, "村卫生室", 420, 300},
        {ZF_PLACE_WELL, "老水井", 520, -120},      {ZF_PLACE_HAMLET, "桥头", -420, -150},
        {ZF_PLACE_HAMLET, "柏树垭", 380, 380},
    };
    s->places = g_new0(ZfPlace, G_N_ELEMENTS(places));
    s->n_places = zh ? G_N_ELEMENTS(places) : 0;
    for (size_t i = 0; i < s->n_places; i++) {
        g_autofree char *id = g_strdup_printf("pl%u", (unsigned)i);
        s->places[i] = (ZfPlace){.id = zf_snapshot_text(s, id),
                                 .kind = places[i].kind,
                                 .name = places[i].name,
                                 .point = at(places[i].x, places[i].y),
                                 .area = ""};
    }
}

/* Along the loop from t to t, with the steps from and to the homes. */
static void
add_leg(GArray *points, GArray *cues, ZfLeg *leg, ZfXY from, double t0, double t1, ZfXY to,
        bool end)
{
    *leg = (ZfLeg){.first_point = points->len, .first_cue = cues->len};
    ZfLonLat p = at(from.x, from.y);
    g_array_append_val(points, p);
    int steps = MAX((int)lround((t1 - t0) * LOOP), 1);
    for (int i = 0; i <= steps; i++) {
        ZfXY xy = loop_xy(t0 + (t1 - t0) * i / steps);
        p = at(xy.x, xy.y);
        g_array_append_val(points, p);
    }
    p = at(to.x, to.y);
    g_array_append_val(points, p);
    leg->n_points = points->len - leg->first_point;
    leg->road_from = 1;
    leg->road_to = leg->n_points - 1;
    const ZfLonLat *all = (const ZfLonLat *)(const void *)points->data + leg->first_point;
    leg->metres = (int32_t)lround(zf_line_length_m(all, leg->n_points));
    leg->seconds = leg->metres * 60 / 67;
    int32_t lane = (int32_t)lround(zf_distance_m(all[leg->n_points - 2], all[leg->n_points - 1]));
    ZfCue turn = {.kind = leg->n_points % 2 ? ZF_CUE_LEFT : ZF_CUE_RIGHT,
                  .point = all[leg->n_points - 2],
                  .metres = leg->metres - lane,
                  .seconds = (leg->metres - lane) * 60 / 67,
                  .road = "",
                  .highway = "path",
                  .landmark = ""};
    if (lane > 30 && !end) {
        g_array_append_val(cues, turn);
    }
    ZfCue arrive = {.kind = end ? ZF_CUE_END : ZF_CUE_STOP,
                    .point = at(to.x, to.y),
                    .metres = leg->metres,
                    .seconds = leg->seconds,
                    .road = "",
                    .highway = "",
                    .landmark = ""};
    g_array_append_val(cues, arrive);
    leg->n_cues = cues->len - leg->first_cue;
}

static void
make_plan(Fixture *f, uint32_t n, uint32_t routes, bool zh)
{
    ZfPlan *plan = f->plan = zf_plan_new();
    plan->routes = g_new0(ZfRoute, routes);
    plan->n_routes = routes;
    plan->stops = g_new0(ZfStop, n * routes);
    plan->n_stops = n * routes;
    plan->legs = g_new0(ZfLeg, (n + 1) * routes);
    plan->n_legs = (n + 1) * routes;
    GArray *points = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    GArray *cues = g_array_new(FALSE, FALSE, sizeof(ZfCue));
    for (uint32_t r = 0; r < routes; r++) {
        ZfRoute *route = &plan->routes[r];
        *route = (ZfRoute){.number = (int32_t)r + 7,
                           .shift = "s1",
                           .team = "t1",
                           .team_name = zh ? "第三组" : "Team 3",
                           .date = zf_date_from_civil((ZfCivil){2026, 2, 14}),
                           .mode = ZF_MODE_FOOT,
                           .base = zh ? "柏垭村村委会" : "Baiya office",
                           .point = at(loop_xy(0).x, loop_xy(0).y),
                           .first_stop = r * n,
                           .n_stops = n,
                           .home_leg = r * (n + 1) + n,
                           .depart_s = 9 * 3600};
        ZfXY here = loop_xy(0);
        double t = 0;
        int32_t clock = route->depart_s;
        for (uint32_t i = 0; i <= n; i++) {
            ZfLeg *leg = &plan->legs[r * (n + 1) + i];
            double next = i < n ? (i + 0.7) / (n + 0.6) : 1;
            ZfXY there = i < n ? home_xy(i, n) : loop_xy(0);
            add_leg(points, cues, leg, here, t, next, there, i == n);
            clock += leg->seconds;
            route->metres += leg->metres;
            route->travel_s += leg->seconds;
            here = there;
            t = next;
            if (i == n) {
                break;
            }
            ZfStop *stop = &plan->stops[r * n + i];
            const ZfHousehold *home = &f->snapshot->households[i];
            g_autofree char *duty = g_strconcat(home->id, "#1", NULL);
            *stop = (ZfStop){.duty = zf_plan_text(plan, duty),
                             .household = home->id,
                             .area = "500115104203",
                             .number = (int32_t)i + 1,
                             .arrive_s = clock,
                             .begin_s = clock,
                             .leave_s = clock + 1500,
                             .children = i % 7 == 4 ? 4 : 1 + (int32_t)i % 2,
                             .team_size = i % 2 ? 1 : 2,
                             .skills = i % 3 == 0 ? 1u << ZF_SKILL_FEMALE : 0,
                             .fixed_time = i == 3,
                             .repeat = i == 5,
                             .leg = r * (n + 1) + i};
            clock += 1500;
            route->service_s += 1500;
            route->children += stop->children;
        }
        route->return_s = clock;
    }
    plan->n_points = points->len;
    plan->points = (ZfLonLat *)(void *)g_array_free(points, FALSE);
    plan->n_cues = cues->len;
    plan->cues = (ZfCue *)(void *)g_array_free(cues, FALSE);
    zf_plan_set_hash(plan);
}

Fixture *
fixture_new(ZfLang lang, uint32_t stops, uint32_t routes)
{
    Fixture *f = g_new0(Fixture, 1);
    bool zh = lang == ZF_LANG_ZH;
    f->snapshot = zf_snapshot_new();
    make_campaign(f->snapshot, lang);
    make_homes(f->snapshot, stops, zh);
    make_team(f->snapshot, zh);
    zf_snapshot_link(f->snapshot);
    make_ground(f);
    make_plan(f, stops, routes, zh);
    f->routes = g_new0(ZfSheetRoute, routes);
    f->n_routes = routes;
    for (uint32_t r = 0; r < routes; r++) {
        g_autofree char *number = g_strdup_printf("KM7-0214-%uX", r % 10);
        f->routes[r] = (ZfSheetRoute){.route = r, .number = zf_snapshot_text(f->snapshot, number)};
    }
    return f;
}

void
fixture_free(Fixture *f)
{
    if (f == NULL) {
        return;
    }
    zf_ground_free(f->ground);
    for (guint i = 0; i < f->roads->len; i++) {
        g_free(g_array_index(f->roads, ZfRoad, i).points);
    }
    for (guint i = 0; i < f->water->len; i++) {
        zf_lines_free(g_array_index(f->water, ZfWater, i).lines);
    }
    g_array_unref(f->roads);
    g_array_unref(f->water);
    g_array_unref(f->houses);
    zf_plan_free(f->plan);
    zf_snapshot_free(f->snapshot);
    g_free(f->routes);
    g_free(f);
}

ZfSheetInput
fixture_input(const Fixture *f)
{
    return (ZfSheetInput){.snapshot = f->snapshot,
                          .plan = f->plan,
                          .routes = f->routes,
                          .n_routes = f->n_routes,
                          .ground = f->ground};
}
