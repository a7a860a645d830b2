/* The check finds what another program broke, each under its code, and nothing in a sound file. */
#include "storetest.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

static void
fill(ZfStore *store)
{
    g_autoptr(ZfBatch) areas = sample_areas(3);
    g_autoptr(ZfBatch) ledger = sample_ledger(3, 12);
    g_autoptr(ZfBatch) volunteers = sample_volunteers(3);
    must_import(store, areas, "2026-01-01", NULL);
    must_import(store, ledger, "2026-01-01", NULL);
    must_import(store, volunteers, "2026-01-01", NULL);
    ZfCampaign campaign = sample_campaign();
    g_assert_true(zf_store_campaign_save(store, &campaign, NULL));
    ZfVisit visit = zf_visit_empty();
    visit.id = "visit";
    visit.campaign = "w";
    visit.household = "h1";
    visit.date = day("2026-02-02");
    g_assert_true(zf_store_visits_add(store, &visit, 1, NULL, NULL));
}

/* The codes found, ',' between. */
static char *
codes(ZfStore *store)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfFindings) findings = zf_findings_new();
    g_assert_true(zf_store_check(store, findings, NULL, &error));
    g_assert_no_error(error);
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < zf_findings_count(findings); i++) {
        const ZfFinding *finding = zf_findings_get(findings, i);
        g_string_append_printf(out, "%s%s", out->len ? "," : "", finding->code);
        g_assert_nonnull(finding->message);
        g_assert_nonnull(finding->advice);
    }
    return g_string_free(out, FALSE);
}

typedef struct Case {
    const char *sql;
    const char *codes;
} Case;

static void
test_sound(void)
{
    g_autoptr(Scratch) s = scratch_new();
    fill(s->store);
    g_autofree char *found = codes(s->store);
    g_assert_cmpstr(found, ==, "");
    /* still sound when records changed and were taken back */
    g_autoptr(ZfBatch) ledger = sample_ledger(3, 13);
    ledger->sha256 = "other";
    g_array_index(ledger->households, ZfHousehold, 2).group = "9组";
    g_array_index(ledger->households, ZfHousehold, 2).point.lon += 0.0005;
    g_auto(ZfImportResult) result = {0};
    must_import(s->store, ledger, "2026-01-09", &result);
    g_autofree char *changed = codes(s->store);
    g_assert_cmpstr(changed, ==, "");
    g_assert_true(zf_store_undo(s->store, result.run, NULL, NULL));
    g_autofree char *undone = codes(s->store);
    g_assert_cmpstr(undone, ==, "");
}

static void
test_broken(void)
{
    static const Case cases[] = {
        {"PRAGMA foreign_keys = OFF; UPDATE person SET household = 'gone' WHERE id = 'c3'",
         "store-reference"},
        {"UPDATE household SET declared_area = 'Z' WHERE id = 'h2'", "store-area-unknown"},
        {"UPDATE household SET located_area = 'Z' WHERE id = 'h2'", "store-located-unknown"},
        {"UPDATE area SET parent = 'Z' WHERE code = 'A1'", "store-parent-unknown"},
        {"UPDATE area SET parent = 'A1' WHERE code = 'A'", "store-parent-circle"},
        {"UPDATE person SET household = NULL WHERE id = 'c3'", "store-no-home"},
        {"DELETE FROM idx_household_geom WHERE pkid = 4", "store-index"},
        {"UPDATE idx_household_geom SET xmin = 1, xmax = 2 WHERE pkid = 4", "store-index"},
        {"INSERT INTO idx_area_geom VALUES (77, 1, 2, 1, 2)", "store-index"},
        {"UPDATE household SET geom = x'00' WHERE id = 'h4'", "store-geometry"},
        {"UPDATE household SET geom = NULL WHERE id = 'h4'", "store-index"},
        {"DELETE FROM import_row WHERE run = 2 AND seq = 3", "store-conservation"},
        {"UPDATE import_row SET fate = 'nowhere' WHERE run = 2 AND seq = 3", "store-row-fate"},
        {"PRAGMA foreign_keys = OFF; DELETE FROM volunteer_skill; DELETE FROM volunteer WHERE id = "
         "'v1'",
         "store-row-lost"},
        {"INSERT INTO membership_past (household, grp, valid_from, valid_to, changed) VALUES "
         "('h1', "
         "'', '2026-01-05', '2026-01-05', 1)",
         "store-history"},
        {"INSERT INTO residence_past (person, household, valid_from, valid_to, from_version, "
         "changed) VALUES ('c1', 'h2', NULL, '2026-01-05', 1, 2)",
         "store-residence"},
        {"UPDATE visit SET about = 'nobody'", "store-visit-child"},
        {"UPDATE visit SET about = '', seen = 'c1'", "store-visit-seen"},
        {"UPDATE person_category SET entry = '2026-01-05', exit_date = '2026-01-04' WHERE person = "
         "'c1'",
         "store-category"},
        {"INSERT INTO visit SELECT 99, 'other', campaign, 'h2', date, time_s, visitors, team, "
         "mode, "
         "outcome, nobody_count, seen, clear, safe, hazard_state, agreement, signed, verified, "
         "note, sheet, stop, 'visit', entered, changed, about FROM visit",
         "store-visit-child,store-visit-home"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scratch) s = scratch_new();
        fill(s->store);
        sqlite3 *db = NULL;
        char *message = NULL;
        g_assert_cmpint(sqlite3_open(s->path, &db), ==, SQLITE_OK);
        sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
        sqlite3_exec(db, cases[i].sql, NULL, NULL, &message);
        g_assert_cmpstr(message, ==, NULL);
        sqlite3_close(db);
        g_autofree char *found = codes(s->store);
        g_assert_cmpstr(found, ==, cases[i].codes);
    }
}

static void
test_rights(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_assert_cmpint(g_chmod(s->path, 0644), ==, 0);
    g_autofree char *found = codes(s->store);
    g_assert_cmpstr(found, ==, "store-rights");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/store/check/sound", test_sound);
    g_test_add_func("/store/check/broken", test_broken);
    g_test_add_func("/store/check/rights", test_rights);
    return g_test_run();
}
