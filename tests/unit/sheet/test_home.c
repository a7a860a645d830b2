#include "fixture.h"

#include <string.h>

static void
test_disclosure(void)
{
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, 6, 1);
    const ZfRoute *route = &f->plan->routes[0];
    g_autoptr(ZfSheetHome) home = zf_sheet_home(f->snapshot, route, &f->plan->stops[3], false);
    g_assert_cmpstr(home->code, ==, "07-04");
    g_assert_cmpstr(home->village, ==, "柏垭村");
    g_assert_cmpstr(home->address, ==, "柏垭村二组 15 号");
    g_assert_cmpstr(home->carer, ==, "祖母欧阳某");
    g_assert_cmpuint(home->n_children, ==, 2);
    g_assert_cmpstr(home->children[0], ==, "欧阳某 女 12—14 岁");
    g_assert_cmpstr(home->children[1], ==, "欧阳某 男 9—11 岁");
    g_assert_true(home->located);
    g_assert_true(home->female);
    g_assert_false(home->two);
    g_autoptr(ZfSheetHome) circle = zf_sheet_home(f->snapshot, route, &f->plan->stops[2], false);
    g_assert_false(circle->located);
    g_assert_cmpint(circle->accuracy_m, ==, 120);
}

/* Whom the campaign is not about, and whom it is too late or too early for, do not stand there. */
static void
test_scope(void)
{
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, 2, 1);
    const ZfHousehold *household = &f->snapshot->households[1];
    ZfPerson *child = &f->snapshot->persons[household->first_person];
    child[0].birth = zf_date_from_civil((ZfCivil){2008, 2, 9}); /* 18 on the first day */
    g_autoptr(ZfSheetHome) old =
        zf_sheet_home(f->snapshot, &f->plan->routes[0], &f->plan->stops[1], false);
    g_assert_cmpuint(old->n_children, ==, 1);
    child[1].exit = f->snapshot->campaign.from - 3;
    g_autoptr(ZfSheetHome) left =
        zf_sheet_home(f->snapshot, &f->plan->routes[0], &f->plan->stops[1], false);
    g_assert_cmpuint(left->n_children, ==, 0);
    child[1].exit = ZF_DATE_NONE;
    f->snapshot->campaign.categories = ZF_CATEGORY_ORPHAN;
    g_autoptr(ZfSheetHome) other =
        zf_sheet_home(f->snapshot, &f->plan->routes[0], &f->plan->stops[1], false);
    g_assert_cmpuint(other->n_children, ==, 0);
}

/* The last date, and no more, of earlier visits; nothing on a blind sheet. */
static void
test_last_visit(void)
{
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, 2, 1);
    ZfSnapshot *s = f->snapshot;
    s->earlier = g_new(ZfVisit, 1);
    s->n_earlier = 1;
    s->earlier[0] = zf_visit_empty();
    s->earlier[0].id = "e1";
    s->earlier[0].household = "h002";
    s->earlier[0].date = zf_date_from_civil((ZfCivil){2025, 11, 3});
    s->earlier[0].note = "secret";
    zf_snapshot_link(s);
    g_autoptr(ZfSheetHome) home = zf_sheet_home(s, &f->plan->routes[0], &f->plan->stops[1], false);
    g_assert_cmpstr(home->last, ==, "2025-11-03");
    g_autoptr(ZfSheetHome) blind = zf_sheet_home(s, &f->plan->routes[0], &f->plan->stops[1], true);
    g_assert_cmpstr(blind->last, ==, "");
    g_autoptr(ZfSheetHome) first = zf_sheet_home(s, &f->plan->routes[0], &f->plan->stops[0], false);
    g_assert_cmpstr(first->last, ==, "");
}

static void
test_address(void)
{
    static const struct {
        const char *group, *address, *expected;
    } cases[] = {
        {"3组", "12 号", "柏垭村 3组 12 号"},
        {"3组", "柏垭村3组12号", "柏垭村3组12号"},
        {"4组", "柏垭村四组9号", "柏垭村四组9号"},
        {"", "老屋基", "柏垭村老屋基"},
        {"3组", "", "柏垭村 3组"},
        {"", "", "柏垭村"},
        {"3组", "柏垭村老屋基", "柏垭村老屋基 3组"},
    };
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, 1, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        f->snapshot->households[0].group = cases[i].group;
        f->snapshot->households[0].address = cases[i].address;
        g_autoptr(ZfSheetHome) home =
            zf_sheet_home(f->snapshot, &f->plan->routes[0], &f->plan->stops[0], false);
        g_assert_cmpstr(home->address, ==, cases[i].expected);
    }
}

static void
test_talk(void)
{
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, 2, 1);
    f->plan->stops[0].household = "";
    g_autoptr(ZfSheetHome) talk =
        zf_sheet_home(f->snapshot, &f->plan->routes[0], &f->plan->stops[0], false);
    g_assert_true(talk->talk);
    g_assert_cmpstr(talk->address, ==, "柏垭村");
    g_assert_true(talk->has_point);
    g_assert_cmpuint(talk->n_children, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/home/disclosure", test_disclosure);
    g_test_add_func("/home/scope", test_scope);
    g_test_add_func("/home/last-visit", test_last_visit);
    g_test_add_func("/home/address", test_address);
    g_test_add_func("/home/talk", test_talk);
    return g_test_run();
}
