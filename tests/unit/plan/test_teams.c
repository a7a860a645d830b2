#include <string.h>

#include "plan/plan.h"

static ZfDate
day(int number)
{
    return zf_date_from_civil((ZfCivil){2026, 2, number});
}

/* n volunteers v0 … at one base, the even ones women. */
static ZfSnapshot *
roster(size_t n)
{
    ZfSnapshot *s = zf_snapshot_new();
    s->campaign.from = day(9);
    s->campaign.to = day(13);
    s->volunteers = g_new(ZfVolunteer, n);
    s->n_volunteers = n;
    for (size_t i = 0; i < n; i++) {
        g_autofree char *id = g_strdup_printf("v%zu", i);
        s->volunteers[i] = zf_volunteer_empty();
        s->volunteers[i].id = zf_snapshot_text(s, id);
        s->volunteers[i].sex = i % 2 ? ZF_SEX_MALE : ZF_SEX_FEMALE;
        s->volunteers[i].skills = i % 2 ? 0 : 1u << ZF_SKILL_FEMALE;
        s->volunteers[i].has_point = true;
        s->volunteers[i].point = (ZfLonLat){110.1, 28.7};
        s->volunteers[i].base = "乡政府";
    }
    return s;
}

static void
check_everybody_once(const ZfSnapshot *s, const ZfTeams *teams)
{
    g_autofree int *seen = g_new0(int, s->n_volunteers + 1);
    for (size_t i = 0; i < teams->n; i++) {
        g_assert_cmpint(teams->teams[i].n_members, >, 0);
        for (int32_t k = 0; k < teams->teams[i].n_members; k++) {
            seen[teams->teams[i].member_index[k]]++;
        }
    }
    for (size_t i = 0; i < s->n_volunteers; i++) {
        g_assert_cmpint(seen[i], ==, 1);
    }
}

static void
test_pairs_of_volunteers(void)
{
    for (size_t n = 0; n <= 9; n++) {
        g_autoptr(ZfSnapshot) s = roster(n);
        zf_snapshot_link(s);
        g_autoptr(ZfTeams) teams = zf_teams_suggest(s);
        check_everybody_once(s, teams);
        g_assert_cmpuint(teams->n, ==, n == 1 ? 1 : n / 2); /* the odd one makes a three */
        for (size_t i = 0; n > 1 && i < teams->n; i++) {
            g_assert_cmpint(teams->teams[i].n_members, >=, 2);
            g_assert_cmpuint(teams->teams[i].skills & 1, ==, 1); /* a woman in each */
        }
    }
}

static void
test_bases_and_roster(void)
{
    g_autoptr(ZfSnapshot) s = roster(7);
    s->volunteers[1].team = "红旗";
    s->volunteers[4].team = "红旗";
    s->volunteers[5].point.lon = 110.5; /* far away, with … */
    s->volunteers[6].point.lon = 110.5; /* … the only other there */
    zf_snapshot_link(s);
    g_autoptr(ZfTeams) teams = zf_teams_suggest(s);
    check_everybody_once(s, teams);
    g_assert_cmpuint(teams->n, ==, 3);
    for (size_t i = 0; i < teams->n; i++) {
        const ZfTeam *team = &teams->teams[i];
        if (strcmp(team->name, "红旗") == 0) {
            g_assert_cmpint(team->n_members, ==, 2);
        }
        if (strcmp(team->id, "team-v6") == 0) {
            g_assert_cmpstr(team->members[1], ==, "v5");
        }
    }
}

static void
test_days_decide(void)
{
    g_autoptr(ZfSnapshot) s = roster(4);
    s->volunteers[0].days = "2026-02-09";
    s->volunteers[1].days = "2026-02-10";
    s->volunteers[2].days = "2026-02-10";
    s->volunteers[3].days = "2026-02-09";
    zf_snapshot_link(s);
    g_autoptr(ZfTeams) teams = zf_teams_suggest(s);
    g_assert_cmpuint(teams->n, ==, 2);
    g_assert_cmpstr(teams->teams[0].members[1], ==, "v3");
    size_t no_base;
    g_autoptr(ZfShifts) shifts =
        zf_shifts_make(s, teams->teams, teams->n, ZF_DATE_NONE, ZF_DATE_NONE, &no_base);
    g_assert_cmpuint(shifts->n, ==, 2);
    g_assert_cmpint(shifts->shifts[0].date, ==, day(9));
    g_assert_cmpstr(shifts->shifts[0].id, ==, "team-v0@2026-02-09");
    g_assert_cmpuint(no_base, ==, 0);
}

static void
test_shift_is_what_all_share(void)
{
    g_autoptr(ZfSnapshot) s = roster(2);
    s->volunteers[0].mode = ZF_MODE_CAR;
    s->volunteers[1].mode = ZF_MODE_BICYCLE;
    s->volunteers[0].from_s = 8 * 3600;
    s->volunteers[0].to_s = 12 * 3600;
    s->volunteers[1].max_visits = 5;
    s->volunteers[0].has_point = false;
    zf_snapshot_link(s);
    g_autoptr(ZfTeams) teams = zf_teams_suggest(s);
    g_autoptr(ZfShifts) shifts = zf_shifts_make(s, teams->teams, teams->n, day(12), day(20), NULL);
    g_assert_cmpuint(shifts->n, ==, 2); /* the window ends on the 13th */
    const ZfShift *shift = &shifts->shifts[0];
    g_assert_cmpint(shift->from_s, ==, 9 * 3600);
    g_assert_cmpint(shift->to_s, ==, 12 * 3600);
    g_assert_cmpint(shift->mode, ==, ZF_MODE_BICYCLE);
    g_assert_cmpint(shift->max_visits, ==, 5);
    g_assert_cmpfloat(shift->point.lon, ==, 110.1);
    s->volunteers[1].has_point = false;
    /* nobody knows where, but there is a place of that name */
    s->places = g_new0(ZfPlace, 3);
    s->n_places = 3;
    for (int i = 0; i < 3; i++) {
        static const char *const names[] = {"A乡政府", "乡政府", "卫生院"};
        s->places[i] = (ZfPlace){.id = names[i],
                                 .kind = i == 2 ? ZF_PLACE_OFFICE : ZF_PLACE_OTHER,
                                 .name = names[i],
                                 .point = {110.0 + i, 28.0},
                                 .area = ""};
    }
    g_autoptr(ZfShifts) named = zf_shifts_make(s, teams->teams, teams->n, day(12), day(12), NULL);
    g_assert_cmpfloat(named->shifts[0].point.lon, ==, 111.0);
    g_assert_cmpstr(named->shifts[0].base, ==, "乡政府");
    s->volunteers[0].base = s->volunteers[1].base = "大桥头";
    g_autoptr(ZfShifts) office = zf_shifts_make(s, teams->teams, teams->n, day(12), day(12), NULL);
    g_assert_cmpfloat(office->shifts[0].point.lon, ==, 112.0);
    s->n_places = 0;
    size_t no_base;
    g_autoptr(ZfShifts) none =
        zf_shifts_make(s, teams->teams, teams->n, day(12), day(20), &no_base);
    g_assert_cmpuint(none->n, ==, 0);
    g_assert_cmpuint(no_base, ==, 1);
}

/* The longest rest, the least overtime, the shortest longest way of two. */
static void
test_rest_and_limits(void)
{
    static const struct {
        int32_t a, b, want;
    } rests[] = {{0, 0, 0},
                 {0, 1800, 1800},
                 {3600, 1800, 3600},
                 {ZF_REST_NONE, 0, 0},
                 {0, ZF_REST_NONE, 0},
                 {ZF_REST_NONE, ZF_REST_NONE, ZF_REST_NONE},
                 {ZF_REST_NONE, 1800, 1800}};
    for (size_t i = 0; i < G_N_ELEMENTS(rests); i++) {
        g_autoptr(ZfSnapshot) s = roster(2);
        g_autoptr(ZfTeams) teams = zf_teams_suggest(s);
        s->volunteers[0].rest.length_s = rests[i].a;
        s->volunteers[1].rest.length_s = rests[i].b;
        s->volunteers[0].overtime_s = 1800;
        s->volunteers[1].max_metres = 9000;
        g_autoptr(ZfShifts) shifts =
            zf_shifts_make(s, teams->teams, teams->n, ZF_DATE_NONE, ZF_DATE_NONE, NULL);
        g_assert_cmpuint(shifts->n, >, 0);
        g_assert_cmpint(shifts->shifts[0].rest.length_s, ==, rests[i].want);
        g_assert_cmpint(shifts->shifts[0].overtime_s, ==, 0);
        g_assert_cmpint(shifts->shifts[0].max_metres, ==, 9000);
        ZfRest rest = zf_shift_rest(&s->campaign, &shifts->shifts[0]);
        g_assert_cmpint(rest.length_s, ==, MAX(rests[i].want, 0));
        g_assert_cmpint(rest.to_s, ==, 13 * 3600);
    }
}

static void
test_pair_suggestion(void)
{
    g_autoptr(ZfSnapshot) s = roster(2); /* v0 a woman, v1 a man */
    s->volunteers[1].point.lon = 110.2;
    s->households = g_new(ZfHousehold, 4);
    s->n_households = 4;
    for (int i = 0; i < 4; i++) {
        g_autofree char *id = g_strdup_printf("h%d", i);
        s->households[i] = zf_household_empty();
        s->households[i].id = zf_snapshot_text(s, id);
        s->households[i].has_point = true;
        s->households[i].point = (ZfLonLat){110.1 + 0.03 * i, 28.7};
    }
    s->persons = g_new(ZfPerson, 1);
    s->n_persons = 1;
    s->persons[0] = zf_person_empty();
    s->persons[0].id = "c0";
    s->persons[0].household = "h3";
    s->persons[0].sex = ZF_SEX_FEMALE;
    zf_snapshot_link(s);
    g_autoptr(ZfPairs) pairs = zf_pairs_suggest(s, NULL, day(9));
    g_assert_cmpuint(pairs->n, ==, 4);
    int load[2] = {0};
    for (size_t i = 0; i < pairs->n; i++) {
        load[pairs->pairings[i].volunteer_index]++;
    }
    g_assert_cmpint(load[0], ==, 2);
    g_assert_cmpint(load[1], ==, 2);
    g_assert_cmpstr(pairs->pairings[3].volunteer, ==, "v0"); /* the girl's home wants a woman */
    g_assert_cmpstr(pairs->pairings[2].volunteer, ==, "v1");
    const bool wanted[] = {false, true, false, false};
    g_autoptr(ZfPairs) one = zf_pairs_suggest(s, wanted, day(9));
    g_assert_cmpuint(one->n, ==, 1);
    g_assert_cmpstr(one->pairings[0].household, ==, "h1");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/teams/pairs-of-volunteers", test_pairs_of_volunteers);
    g_test_add_func("/teams/bases-and-roster", test_bases_and_roster);
    g_test_add_func("/teams/days-decide", test_days_decide);
    g_test_add_func("/teams/shift-is-what-all-share", test_shift_is_what_all_share);
    g_test_add_func("/teams/rest-and-limits", test_rest_and_limits);
    g_test_add_func("/teams/pair-suggestion", test_pair_suggestion);
    return g_test_run();
}
