#include "model/model.h"

static ZfSnapshot *
make(void)
{
    ZfSnapshot *s = zf_snapshot_new();
    s->areas = g_new(ZfArea, 2);
    s->n_areas = 2;
    s->areas[0] = zf_area_empty();
    s->areas[0].code = zf_snapshot_text(s, "500000001201");
    s->areas[0].parent = zf_snapshot_text(s, "500000001");
    s->areas[1] = zf_area_empty();
    s->areas[1].code = zf_snapshot_text(s, "500000001");
    s->areas[1].level = ZF_LEVEL_TOWN;
    s->households = g_new(ZfHousehold, 3);
    s->n_households = 3;
    for (int i = 0; i < 3; i++) {
        g_autofree char *id = g_strdup_printf("h%d", 11 - i); /* h11 h10 h9 */
        s->households[i] = zf_household_empty();
        s->households[i].id = zf_snapshot_text(s, id);
        s->households[i].declared_area = zf_snapshot_text(s, "500000001201");
    }
    s->persons = g_new(ZfPerson, 3);
    s->n_persons = 3;
    for (int i = 0; i < 3; i++) {
        s->persons[i] = zf_person_empty();
        s->persons[i].id = zf_snapshot_text(s, i ? "p1" : "p0");
        s->persons[i].household = zf_snapshot_text(s, i < 2 ? "h9" : "h11");
        s->persons[i].birth = 100 - i;
    }
    s->visits = g_new(ZfVisit, 2);
    s->n_visits = 2;
    for (int i = 0; i < 2; i++) {
        s->visits[i] = zf_visit_empty();
        s->visits[i].id = zf_snapshot_text(s, i ? "v0" : "v1");
        s->visits[i].household = zf_snapshot_text(s, "h10");
        s->visits[i].date = 5 - i;
    }
    zf_snapshot_link(s);
    return s;
}

static void
test_link(void)
{
    g_autoptr(ZfSnapshot) s = make();
    g_assert_cmpint(zf_snapshot_area(s, "500000001"), ==, 0);
    g_assert_cmpint(s->areas[1].parent_index, ==, 0);
    g_assert_cmpint(zf_snapshot_household(s, "h9"), ==, 0);
    g_assert_cmpint(zf_snapshot_household(s, "h11"), ==, 2);
    g_assert_cmpint(zf_snapshot_household(s, "h12"), ==, -1);
    g_assert_cmpint(zf_snapshot_household(s, ""), ==, -1);
    g_assert_cmpint(s->households[0].n_persons, ==, 2);
    g_assert_cmpint(s->households[0].first_person, ==, 0);
    g_assert_cmpint(s->persons[0].birth, ==, 99);
    g_assert_cmpint(s->households[1].first_person, ==, -1);
    g_assert_cmpint(s->households[2].first_person, ==, 2);
    g_assert_cmpint(s->households[1].area_index, ==, 1);
    g_assert_cmpint(zf_snapshot_ancestor(s, 1, ZF_LEVEL_TOWN), ==, 0);
    g_assert_cmpint(zf_snapshot_ancestor(s, 1, ZF_LEVEL_COUNTY), ==, -1);
    size_t first;
    g_assert_cmpuint(zf_snapshot_visits(s, 1, &first), ==, 2);
    g_assert_cmpstr(s->visits[first].id, ==, "v0");
    g_assert_cmpuint(zf_snapshot_visits(s, 0, &first), ==, 0);
    g_assert_true(zf_box_is_empty(zf_snapshot_box(s)));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/snapshot/link", test_link);
    return g_test_run();
}
