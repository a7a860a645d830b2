/* What goes in comes out, again and again, and can be taken back. */
#include "storetest.h"

#include <string.h>

static void
test_load_back(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfBatch) areas = sample_areas(3);
    g_autoptr(ZfBatch) ledger = sample_ledger(3, 30);
    g_autoptr(ZfBatch) volunteers = sample_volunteers(4);
    g_auto(ZfImportResult) result = {0};
    must_import(s->store, areas, "2026-01-01", &result);
    g_assert_cmpuint(result.fates[ZF_FATE_NEW], ==, 4);
    must_import(s->store, ledger, "2026-01-02", &result);
    g_assert_cmpuint(result.fates[ZF_FATE_NEW], ==, 30);
    g_assert_cmpuint(result.fates[ZF_FATE_EXCLUDED], ==, 1);
    g_assert_cmpuint(result.records_new, ==, 90);
    g_assert_cmpint(result.run, ==, 2);
    g_assert_cmpint(result.data_version, ==, 2);
    must_import(s->store, volunteers, "2026-01-02", &result);
    ZfCampaign campaign = sample_campaign();
    g_assert_true(zf_store_campaign_save(s->store, &campaign, &error));
    g_assert_no_error(error);

    g_autoptr(ZfSnapshot) snapshot =
        zf_store_load(s->store, "w", ZF_LOAD_NAMES, ZF_DATE_NONE, &error);
    g_assert_no_error(error);
    g_assert_cmpint(snapshot->data_version, ==, 4);
    g_assert_cmpint(snapshot->campaign.navigation, ==, ZF_NAVIGATION_AMAP);
    g_assert_cmpstr(snapshot->campaign.title, ==, campaign.title);
    g_assert_cmpint(snapshot->campaign.to, ==, campaign.to);
    g_assert_cmpuint(snapshot->n_areas, ==, 4);
    g_assert_cmpuint(snapshot->n_households, ==, 30);
    g_assert_cmpuint(snapshot->n_persons, ==, 60);
    const ZfArea *area = &snapshot->areas[zf_snapshot_area(snapshot, "A2")];
    g_assert_cmpstr(area->contact_name, ==, "石大山");
    g_assert_cmpuint(area->shape->n_points, ==, 4);
    g_assert_cmpint(memcmp(area->shape->points,
                           g_array_index(areas->areas, ZfArea, 2).shape->points,
                           4 * sizeof(ZfLonLat)),
                    ==, 0);
    g_assert_cmpint(snapshot->areas[area->parent_index].level, ==, ZF_LEVEL_TOWN);
    const ZfHousehold *home = &snapshot->households[zf_snapshot_household(snapshot, "h7")];
    const ZfHousehold *given = &g_array_index(ledger->households, ZfHousehold, 7);
    g_assert_cmpfloat(home->point.lon, ==, given->point.lon);
    g_assert_cmpstr(home->group, ==, "4组");
    g_assert_cmpuint(home->traits, ==, ZF_TRAIT_ISOLATED);
    g_assert_cmpint(home->n_persons, ==, 2);
    const ZfPerson *child = &snapshot->persons[home->first_person];
    g_assert_cmpstr(child->name, ==, "童7");
    g_assert_cmpuint(child->categories, ==, ZF_CATEGORY_RURAL_LEFT);
    g_assert_cmpint(child->birth, ==, day("2016-05-04"));
    g_assert_cmpstr(snapshot->skills[0], ==, "会计");
    const ZfVolunteer *v = &snapshot->volunteers[zf_snapshot_volunteer(snapshot, "v0")];
    g_assert_true(v->skills & 1 << ZF_SKILL_FEMALE && v->skills & 1 << ZF_SKILL_MEDICAL);
    g_assert_cmpstr(v->name, ==, "志愿者0");

    g_autoptr(ZfSnapshot) blind = zf_store_load(s->store, "w", 0, ZF_DATE_NONE, &error);
    for (size_t i = 0; i < blind->n_persons; i++) {
        g_assert_cmpstr(blind->persons[i].name, ==, "");
        g_assert_cmpstr(blind->persons[i].phone, ==, "");
    }
    g_assert_null(zf_store_load(s->store, "none", 0, ZF_DATE_NONE, &error));
    g_assert_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_UNKNOWN);
}

static void
test_same_again(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(ZfBatch) areas = sample_areas(3);
    g_autoptr(ZfBatch) ledger = sample_ledger(3, 20);
    g_autoptr(ZfBatch) volunteers = sample_volunteers(3);
    g_auto(ZfImportResult) result = {0};
    must_import(s->store, areas, "2026-01-01", NULL);
    must_import(s->store, ledger, "2026-01-01", NULL);
    must_import(s->store, volunteers, "2026-01-01", NULL);
    g_autofree char *before = dump(s->path);
    must_import(s->store, areas, "2026-01-05", &result);
    must_import(s->store, volunteers, "2026-01-05", &result);
    g_assert_cmpuint(result.fates[ZF_FATE_SAME], ==, 3);
    must_import(s->store, ledger, "2026-01-05", &result);
    g_assert_true(result.repeated);
    g_assert_cmpint(result.run, ==, 2);
    g_assert_cmpint(result.data_version, ==, 3);
    g_assert_cmpuint(result.fates[ZF_FATE_SAME], ==, 20);
    g_assert_cmpuint(result.changes->len, ==, 0);
    g_autofree char *after = dump(s->path);
    g_assert_cmpstr(before, ==, after);
    g_autofree char *runs = query(s->path, "SELECT count(*) FROM import_run");
    g_assert_cmpstr(runs, ==, "3");
}

static void
test_changes(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfBatch) areas = sample_areas(3);
    g_autoptr(ZfBatch) ledger = sample_ledger(3, 20);
    g_auto(ZfImportResult) result = {0};
    must_import(s->store, areas, "2026-01-01", NULL);
    must_import(s->store, ledger, "2026-01-01", NULL);
    g_autofree char *before = dump(s->path);

    /* the ledger of the next week: h1 moved, c2 has another category, c19 is gone, h20 is new */
    g_autoptr(ZfBatch) next = sample_ledger(3, 21);
    next->sha256 = "ledger-2";
    ZfHousehold *moved = &g_array_index(next->households, ZfHousehold, 1);
    moved->declared_area = "A3";
    moved->point.lon += 0.001;
    moved->address = "";
    g_array_index(next->persons, ZfPerson, 4).categories = ZF_CATEGORY_DISABLED;
    g_array_remove_index(next->households, 19);
    g_array_remove_range(next->persons, 38, 2);
    g_array_remove_index(next->rows, 19);
    must_import(s->store, next, "2026-01-08", &result);
    g_assert_cmpuint(result.fates[ZF_FATE_NEW], ==, 1);
    g_assert_cmpuint(result.fates[ZF_FATE_CHANGED], ==, 2);
    g_assert_cmpuint(result.fates[ZF_FATE_SAME], ==, 17);
    g_assert_cmpuint(result.records_left, ==, 1);
    const ZfImportChange *first = g_ptr_array_index(result.changes, 0);
    g_assert_cmpint(first->kind, ==, ZF_CHANGE_NEW);
    g_autoptr(GString) lines = g_string_new(NULL);
    for (guint i = 0; i < result.changes->len; i++) {
        const ZfImportChange *c = g_ptr_array_index(result.changes, i);
        g_string_append_printf(lines, "%d %s %s %s\n", (int)c->kind, c->record, c->key, c->fields);
    }
    g_assert_cmpstr(lines->str, ==,
                    "0 household h20 \n0 person c20 \n0 person g20 \n1 person c19 \n"
                    "2 household h1 declared_area,geom\n2 person c2 categories\n");

    g_autoptr(ZfSnapshot) now = zf_store_load(s->store, NULL, 0, ZF_DATE_NONE, &error);
    const ZfHousehold *home = &now->households[zf_snapshot_household(now, "h1")];
    g_assert_cmpstr(home->declared_area, ==, "A3");
    g_assert_cmpstr(home->address, ==, "门牌1号");
    g_autoptr(ZfSnapshot) then = zf_store_load(s->store, NULL, 0, day("2026-01-07"), &error);
    const ZfHousehold *old = &then->households[zf_snapshot_household(then, "h1")];
    g_assert_cmpstr(old->declared_area, ==, "A2");
    g_assert_cmpfloat(old->point.lon + 0.001, ==, home->point.lon);
    g_assert_cmpuint(
        then->persons[then->households[zf_snapshot_household(then, "h2")].first_person].categories,
        ==, ZF_CATEGORY_RURAL_LEFT);
    g_assert_cmpuint(
        now->persons[now->households[zf_snapshot_household(now, "h2")].first_person].categories, ==,
        ZF_CATEGORY_DISABLED);

    g_assert_false(zf_store_undo(s->store, 2, NULL, &error));
    g_assert_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_CONFLICT);
    g_clear_error(&error);
    g_assert_true(zf_store_undo(s->store, 3, &result, &error));
    g_assert_no_error(error);
    g_autofree char *after = dump(s->path);
    g_assert_cmpstr(before, ==, after);
    g_assert_false(zf_store_undo(s->store, 3, NULL, &error));
    g_assert_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_UNKNOWN);
    g_clear_error(&error);
    g_assert_true(zf_store_undo(s->store, 2, NULL, &error));
    g_autofree char *homes = query(s->path, "SELECT count(*) FROM household");
    g_assert_cmpstr(homes, ==, "0");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/store/load-back", test_load_back);
    g_test_add_func("/store/same-again", test_same_again);
    g_test_add_func("/store/changes", test_changes);
    return g_test_run();
}
