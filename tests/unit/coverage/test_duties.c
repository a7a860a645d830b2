#include "coverage/coverage.h"

#include "township.h"

static ZfDutiesOptions
options_on(ZfDate date)
{
    ZfDutiesOptions options = ZF_DUTIES_OPTIONS_INIT;
    options.as_of = evening(date);
    return options;
}

static const ZfDuty *
find(const ZfDuties *duties, const char *id)
{
    for (size_t i = 0; i < duties->n; i++) {
        if (strcmp(duties->duties[i].id, id) == 0) {
            return &duties->duties[i];
        }
    }
    return NULL;
}

static ZfHousehold *
home(Town *t, int number)
{
    return &g_array_index(t->homes, ZfHousehold, number - 1);
}

static void
test_plain(void)
{
    Town t = town_new();
    g_autoptr(ZfSnapshot) s = town_finish(&t);
    ZfDutiesOptions options = options_on(day(2026, 1, 5));
    g_autoptr(ZfDuties) duties = zf_duties_make(s, &options);
    g_assert_cmpuint(duties->n, ==, 6); /* h4 and h5 are out of scope */
    const ZfDuty *two = find(duties, "h1#1");
    g_assert_cmpint(two->children, ==, 2);
    g_assert_cmpint(two->service_s, ==, 1800);
    g_assert_cmpuint(two->skills, ==, 1u << ZF_SKILL_FEMALE);
    g_assert_cmpint(two->n_windows, ==, 0);
    g_assert_cmpint(two->team_size, ==, 1);
    g_assert_cmpint(two->locked_team, ==, -1);
    g_assert_cmpuint(two->reasons, ==, ZF_PRIORITY_NEVER_SEEN | ZF_PRIORITY_GIRL);
    g_assert_cmpint(two->priority, ==, 2);
    const ZfDuty *empty = find(duties, "h3#1");
    g_assert_cmpint(empty->children, ==, 0);
    g_assert_cmpint(empty->service_s, ==, 1500);
    g_assert_cmpuint(empty->skills, ==, 0);
    g_assert_cmpint(zf_duties_none(s, &options, 3), ==, ZF_NO_DUTY_OUT_OF_SCOPE);
    g_assert_cmpint(zf_duties_none(s, &options, 0), ==, ZF_NO_DUTY_HAS_ONE);
    options.area = "V1";
    g_autoptr(ZfDuties) part = zf_duties_make(s, &options);
    g_assert_cmpuint(part->n, ==, 3);
    g_assert_cmpint(zf_duties_none(s, &options, 5), ==, ZF_NO_DUTY_ELSEWHERE);
}

static void
test_weekends(void)
{
    Town t = town_new();
    g_autoptr(ZfSnapshot) s = town_finish(&t);
    ZfDutiesOptions options = options_on(day(2026, 1, 5));
    g_autoptr(ZfDuties) duties = zf_duties_make(s, &options);
    const ZfDuty *duty = find(duties, "h6#1"); /* c6 boards */
    g_assert_cmpint(duty->n_windows, ==, 10);  /* five weekends from 10 January to 8 February */
    for (int32_t i = 0; i < duty->n_windows; i++) {
        const ZfDutyWindow *w = &duties->windows[duty->first_window + i];
        g_assert_cmpint(zf_date_weekday(w->date), >=, 5);
        g_assert_cmpint(w->from_s, ==, 0);
    }
    /* Monday to Friday only: nobody would ever go there, so the rule does not hold */
    options.from = day(2026, 1, 12);
    options.to = day(2026, 1, 16);
    g_autoptr(ZfDuties) weekdays = zf_duties_make(s, &options);
    g_assert_cmpint(find(weekdays, "h6#1")->n_windows, ==, 0);
}

static void
test_back_days(void)
{
    Town t = town_new();
    home(&t, 2)->back_date = day(2026, 2, 1);
    home(&t, 2)->back_until = day(2026, 2, 4);
    home(&t, 7)->back_date = day(2026, 3, 1); /* after the end: the child is visited all the same */
    home(&t, 8)->back_date = day(2026, 2, 1);
    home(&t, 8)->traits = ZF_TRAIT_PARENTS_STAY;
    home(&t, 3)->window_from_s = 14 * 3600;
    home(&t, 3)->window_to_s = 16 * 3600;
    g_autoptr(ZfSnapshot) s = town_finish(&t);
    ZfDutiesOptions options = options_on(day(2026, 1, 5));
    g_autoptr(ZfDuties) duties = zf_duties_make(s, &options);
    const ZfDuty *back = find(duties, "h2#1");
    g_assert_cmpint(back->n_windows, ==, 4);
    g_assert_cmpint(duties->windows[back->first_window].date, ==, day(2026, 2, 1));
    g_assert_cmpint(find(duties, "h7#1")->n_windows, ==, 0);
    g_assert_cmpint(find(duties, "h8#1")->n_windows, ==, 0);
    const ZfDuty *timed = find(duties, "h3#1");
    g_assert_cmpint(timed->n_windows, ==, 30);
    g_assert_cmpint(duties->windows[timed->first_window].from_s, ==, 14 * 3600);
    g_assert_cmpint(duties->windows[timed->first_window].to_s, ==, 16 * 3600 - 1500);
    /* parents are gone again: any day will do */
    ZfDutiesOptions later = options_on(day(2026, 2, 6));
    g_autoptr(ZfDuties) after = zf_duties_make(s, &later);
    g_assert_cmpint(find(after, "h2#1")->n_windows, ==, 0);
}

static void
test_repeats(void)
{
    Town t = town_new();
    t.s->campaign.required_visits = 3;
    town_visit(&t, "h2", day(2026, 1, 12), ZF_OUTCOME_SEEN);
    town_visit(&t, "h2", day(2026, 1, 12), ZF_OUTCOME_SEEN);
    g_autoptr(ZfSnapshot) s = town_finish(&t);
    ZfDutiesOptions options = options_on(day(2026, 1, 13));
    g_autoptr(ZfDuties) duties = zf_duties_make(s, &options);
    g_assert_null(find(duties, "h2#1"));
    const ZfDuty *second = find(duties, "h2#2");
    const ZfDuty *third = find(duties, "h2#3");
    g_assert_cmpint(second->gap_days, ==, 7);
    g_assert_cmpint(duties->windows[second->first_window].date, ==, day(2026, 1, 19));
    g_assert_cmpint(duties->windows[third->first_window].date, ==, day(2026, 1, 26));
    g_assert_cmpint(second->children, ==, 1); /* everybody again */
    g_assert_nonnull(find(duties, "h1#3"));
    /* too late for the third: a window nobody can meet */
    ZfDutiesOptions late = options_on(day(2026, 1, 13));
    late.to = day(2026, 1, 20);
    g_autoptr(ZfDuties) never = zf_duties_make(s, &late);
    const ZfDuty *duty = find(never, "h2#3");
    g_assert_cmpint(duty->n_windows, ==, 1);
    g_assert_cmpint(never->windows[duty->first_window].to_s, ==, -1);
}

static void
test_none(void)
{
    Town t = town_new();
    ZfDate d = day(2026, 1, 12);
    town_visit(&t, "h1", d, ZF_OUTCOME_SEEN);
    town_visit(&t, "h2", d, ZF_OUTCOME_REFUSED);
    town_visit(&t, "h3", d, ZF_OUTCOME_NOT_FOUND);
    town_visit(&t, "h6", d, ZF_OUTCOME_BOARDING)->verified = true;
    for (int i = 0; i < 3; i++) {
        town_visit(&t, "h7", d + i, ZF_OUTCOME_NOBODY);
    }
    town_visit(&t, "h8", d + 2, ZF_OUTCOME_NOBODY);
    g_autoptr(ZfSnapshot) s = town_finish(&t);
    ZfDutiesOptions options = options_on(d + 2);
    g_autoptr(ZfDuties) duties = zf_duties_make(s, &options);
    g_assert_cmpint(zf_duties_none(s, &options, 0), ==, ZF_NO_DUTY_DONE);
    g_assert_cmpint(zf_duties_none(s, &options, 1), ==, ZF_NO_DUTY_REFUSED);
    g_assert_cmpint(zf_duties_none(s, &options, 2), ==, ZF_NO_DUTY_NOT_FOUND);
    g_assert_cmpint(zf_duties_none(s, &options, 5), ==, ZF_NO_DUTY_ACCOUNTED);
    g_assert_cmpint(zf_duties_none(s, &options, 6), ==, ZF_NO_DUTY_ATTEMPTS);
    g_assert_cmpuint(duties->n, ==, 1);
    const ZfDuty *retry = find(duties, "h8#1");
    g_assert_true(retry->reasons & ZF_PRIORITY_RETRY);
    /* not again on the same day */
    g_assert_cmpint(duties->windows[retry->first_window].date, ==, d + 3);
    options.barred = true;
    options.max_attempts = 5;
    g_autoptr(ZfDuties) more = zf_duties_make(s, &options);
    g_assert_cmpuint(more->n, ==, 4);
}

/* One of two children is still to be seen: the visit is for that one alone. */
static void
test_the_other_child(void)
{
    Town t = town_new();
    town_visit(&t, "h1", day(2026, 1, 12), ZF_OUTCOME_SEEN)->seen = "c1";
    g_autoptr(ZfSnapshot) s = town_finish(&t);
    ZfDutiesOptions options = options_on(day(2026, 1, 13));
    g_autoptr(ZfDuties) duties = zf_duties_make(s, &options);
    const ZfDuty *duty = find(duties, "h1#2");
    g_assert_nonnull(duty);
    g_assert_cmpint(duty->children, ==, 1);
    g_assert_cmpuint(duty->skills, ==, 0); /* the girl was seen, a boy remains */
    g_assert_false(duty->reasons & ZF_PRIORITY_GIRL);
}

static void
test_people(void)
{
    Town t = town_new();
    home(&t, 2)->traits = ZF_TRAIT_ISOLATED;
    for (int i = 0; i < 3; i++) {
        static const char *const names[] = {"李甲", "王乙", "王乙"};
        g_autofree char *id = g_strdup_printf("v%d", i);
        ZfVolunteer v = zf_volunteer_empty();
        v.id = zf_snapshot_text(t.s, id);
        v.name = names[i];
        g_array_append_val(t.volunteers, v);
    }
    const struct {
        const char *household, *volunteer;
        ZfDate from, to;
    } pairs[] = {{"h1", "v0", day(2026, 1, 1), day(2026, 1, 9)}, /* over before the window */
                 {"h1", "v1", day(2025, 1, 1), ZF_DATE_NONE},
                 {"h1", "v2", day(2025, 6, 1), ZF_DATE_NONE}};
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        ZfPairing p = zf_pairing_empty();
        p.household = pairs[i].household;
        p.volunteer = pairs[i].volunteer;
        p.from = pairs[i].from;
        p.to = pairs[i].to;
        g_array_append_val(t.pairings, p);
    }
    g_autoptr(ZfSnapshot) s = town_finish(&t);
    s->earlier = g_new(ZfVisit, 2);
    s->n_earlier = 2;
    for (int i = 0; i < 2; i++) {
        s->earlier[i] = zf_visit_empty();
        s->earlier[i].id = i ? "e1" : "e0";
        s->earlier[i].household = i ? "h2" : "h3";
        s->earlier[i].outcome = ZF_OUTCOME_SEEN;
        s->earlier[i].date = day(2025, 7, 1);
        s->earlier[i].visitors = i ? "王乙、李甲" : "王乙";
    }
    zf_snapshot_link(s);
    ZfDutiesOptions options = options_on(day(2026, 1, 5));
    g_autoptr(ZfDuties) duties = zf_duties_make(s, &options);
    g_assert_cmpint(find(duties, "h1#1")->preferred_volunteer, ==, 2);
    g_assert_cmpint(find(duties, "h2#1")->preferred_volunteer, ==, 0); /* 王乙 is two people */
    g_assert_cmpint(find(duties, "h2#1")->team_size, ==, 2);
    g_assert_cmpint(find(duties, "h3#1")->preferred_volunteer, ==, -1);
    g_assert_false(find(duties, "h2#1")->reasons & ZF_PRIORITY_NEVER_SEEN);
    options.pair_required = true;
    g_autoptr(ZfDuties) strict = zf_duties_make(s, &options);
    g_assert_true(find(strict, "h1#1")->pair_required);
    g_assert_false(find(strict, "h2#1")->pair_required);
}

static void
test_talks(void)
{
    Town t = town_new();
    t.s->campaign.village_talks = true;
    ZfActivity talk = zf_activity_empty();
    talk.id = "a1";
    talk.kind = "talk";
    talk.area = "V3";
    talk.date = day(2026, 1, 11);
    g_array_append_val(t.activities, talk);
    g_autoptr(ZfSnapshot) s = town_finish(&t);
    ZfDutiesOptions options = options_on(day(2026, 1, 12));
    g_autoptr(ZfDuties) duties = zf_duties_make(s, &options);
    g_assert_nonnull(find(duties, "V1#talk"));
    g_assert_null(find(duties, "V3#talk")); /* held */
    g_assert_null(find(duties, "V2#talk")); /* nobody in scope there */
    g_assert_null(find(duties, "T#talk"));  /* no community */
    g_assert_cmpint(find(duties, "V1#talk")->kind, ==, ZF_DUTY_VILLAGE);
    g_assert_cmpint(find(duties, "V1#talk")->household, ==, -1);
}

static void
test_priority(void)
{
    g_assert_cmpint(zf_priority_class(0), ==, 0);
    g_assert_cmpint(zf_priority_class(ZF_PRIORITY_GIRL), ==, 1);
    g_assert_cmpint(zf_priority_class(0x7f), ==, 3);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/duties/plain", test_plain);
    g_test_add_func("/duties/weekends", test_weekends);
    g_test_add_func("/duties/back-days", test_back_days);
    g_test_add_func("/duties/repeats", test_repeats);
    g_test_add_func("/duties/none", test_none);
    g_test_add_func("/duties/the-other-child", test_the_other_child);
    g_test_add_func("/duties/people", test_people);
    g_test_add_func("/duties/talks", test_talks);
    g_test_add_func("/duties/priority", test_priority);
    return g_test_run();
}
