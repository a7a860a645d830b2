/* v_coverage, v_unvisited, v_route and v_stop say what the program says, on random townships. */
#include "coverage/coverage.h"
#include "store/store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#define VILLAGES 6
#define HOMES    60
/* random townships: SQL under a sanitizer is slow, and its loops are the same */
#ifdef __SANITIZE_ADDRESS__
#define ROUNDS 3
#else
#define ROUNDS 12
#endif
#define FIRST 20483 /* 2026-01-30 */
#define LAST  (FIRST + 20)

static const char *
number(ZfBatch *batch, const char *format, int n)
{
    g_autofree char *text = g_strdup_printf(format, n);
    return zf_batch_text(batch, text);
}

static ZfDate
maybe(ZfRng *rng, uint32_t one_in, ZfDate from, int days)
{
    return zf_rng_below(rng, one_in) ? ZF_DATE_NONE
                                     : from + (ZfDate)zf_rng_below(rng, (uint32_t)days);
}

static ZfBatch *
make_areas(void)
{
    ZfBatch *batch = zf_batch_new(ZF_IMPORT_AREAS);
    batch->file = "areas";
    for (int i = 0; i < VILLAGES + 3; i++) {
        ZfArea *area = zf_batch_add_area(batch);
        area->code = i == 0 ? "C" : i < 3 ? number(batch, "C%d", i) : number(batch, "V%d", i - 3);
        area->name = area->code;
        area->level = i == 0 ? ZF_LEVEL_COUNTY : i < 3 ? ZF_LEVEL_TOWN : ZF_LEVEL_VILLAGE;
        area->parent = i == 0 ? "" : i < 3 ? "C" : i % 2 ? "C1" : "C2";
    }
    return batch;
}

static void
make_persons(ZfBatch *batch, ZfRng *rng, const char *home, int h)
{
    int n = (int)zf_rng_below(rng, 5);
    for (int k = 0; k < n; k++) {
        ZfPerson *person = zf_batch_add_person(batch);
        person->id = number(batch, "p%d", h * 10 + k);
        person->household = home;
        person->role = zf_rng_below(rng, 3) ? ZF_ROLE_CHILD : ZF_ROLE_CARER;
        person->birth = maybe(rng, 1, FIRST - 20 * 365, 20 * 365);
        if (zf_rng_below(rng, 10) == 0) {
            person->birth = zf_date_from_civil((ZfCivil){2008, 1, 28 + (int)zf_rng_below(rng, 4)});
        }
        person->categories =
            zf_rng_below(rng, 4) ? 1u << zf_rng_below(rng, 4) : ZF_CATEGORY_ILL | ZF_CATEGORY_POOR;
        person->entry = maybe(rng, 6, FIRST - 40, 80);
        person->exit = maybe(rng, 6, FIRST - 20, 60);
    }
}

static ZfBatch *
make_homes(ZfRng *rng)
{
    ZfBatch *batch = zf_batch_new(ZF_IMPORT_LEDGER);
    batch->file = "ledger";
    for (int i = 0; i < HOMES; i++) {
        ZfHousehold *home = zf_batch_add_household(batch);
        home->id = number(batch, "h%d", i);
        home->declared_area = zf_rng_below(rng, 8)
                                  ? number(batch, "V%d", (int)zf_rng_below(rng, VILLAGES + 1))
                              : zf_rng_below(rng, 2) ? "C1"
                                                     : "";
        home->located_area = number(batch, "V%d", (int)zf_rng_below(rng, VILLAGES));
        if (zf_rng_below(rng, 12) == 0) {
            home->declared_area = home->located_area = "";
        }
        home->location = (ZfLocationSource)zf_rng_below(rng, 6);
        home->has_point = zf_rng_below(rng, 5) > 0;
        home->point = (ZfLonLat){110.0 + i * 0.001, 28.0};
        home->accuracy_m = (int32_t)zf_rng_below(rng, 200);
        home->traits = zf_rng_below(rng, 3) ? 0 : ZF_TRAIT_NEAR_WATER | ZF_TRAIT_DOG;
        home->entry = maybe(rng, 8, FIRST - 40, 80);
        home->exit = maybe(rng, 8, FIRST - 20, 60);
        make_persons(batch, rng, home->id, i);
    }
    return batch;
}

static void
make_visit(ZfBatch *batch, ZfRng *rng, int i)
{
    ZfVisit *visit = zf_batch_add_visit(batch);
    uint32_t h = zf_rng_below(rng, HOMES);
    visit->id = number(batch, "x%04d", i);
    visit->campaign = zf_rng_below(rng, 3) ? "w" : "old";
    visit->household = number(batch, "h%d", (int)h);
    visit->date = FIRST - (visit->campaign[0] == 'o' ? 60 : 3) + (ZfDate)zf_rng_below(rng, 30);
    visit->time_s = zf_rng_below(rng, 3) ? (int32_t)zf_rng_below(rng, 86400) : -1;
    visit->mode = (ZfVisitMode)(zf_rng_below(rng, 4) ? 0 : zf_rng_below(rng, 3));
    visit->outcome =
        zf_rng_below(rng, 2) ? ZF_OUTCOME_SEEN : (ZfOutcome)zf_rng_below(rng, ZF_OUTCOME_COUNT);
    visit->clear = zf_rng_below(rng, 4) ? ZF_CLEAR_ALL : zf_rng_below(rng, 64);
    visit->safe = zf_rng_below(rng, 3) ? 0x3f : 0x1f;
    visit->hazard = zf_rng_below(rng, 3) ? 0 : zf_rng_below(rng, 64);
    visit->signed_by_guardian = zf_rng_below(rng, 4) > 0;
    visit->verified = zf_rng_below(rng, 3) == 0;
    visit->sheet = zf_rng_below(rng, 5) ? "" : "elsewhere";
    if (zf_rng_below(rng, 3) == 0) {
        uint32_t there = zf_rng_below(rng, 4) ? h : (h + 1) % HOMES; /* who moved since */
        g_autofree char *seen =
            g_strdup_printf("p%u, p%u", h * 10 + zf_rng_below(rng, 4), there * 10 + 1);
        visit->seen = zf_batch_text(batch, seen);
    }
    if (i > 0 && zf_rng_below(rng, 10) == 0) {
        visit->supersedes = number(batch, "x%04d", i - 1);
    }
}

/* n visits, numbered from first. */
static ZfBatch *
make_visits(ZfRng *rng, int first, int n)
{
    ZfBatch *batch = zf_batch_new(ZF_IMPORT_VISITS);
    batch->file = "visits";
    for (int i = 0; i < n; i++) {
        make_visit(batch, rng, first + i);
    }
    return batch;
}

/* Children move, some to a home that has nobody, some leave theirs empty. */
static ZfBatch *
make_moves(const ZfBatch *ledger, ZfRng *rng)
{
    ZfBatch *batch = zf_batch_new(ZF_IMPORT_LEDGER);
    batch->file = "moves";
    for (guint i = 0; i < ledger->persons->len; i++) {
        const ZfPerson *known = &g_array_index(ledger->persons, ZfPerson, i);
        if (zf_rng_below(rng, 4) == 0) {
            ZfPerson *person = zf_batch_add_person(batch);
            *person = *known;
            person->household = number(batch, "h%d", (int)zf_rng_below(rng, HOMES));
        }
    }
    return batch;
}

static void
make_campaigns(ZfStore *store, ZfRng *rng)
{
    g_autoptr(GError) error = NULL;
    ZfCampaign old = zf_campaign_default();
    old.id = "old";
    old.from = FIRST - 70;
    old.to = FIRST - 40;
    g_assert_true(zf_store_campaign_save(store, &old, &error));
    ZfCampaign c = zf_campaign_default();
    c.id = "w";
    c.from = FIRST;
    c.to = LAST;
    c.unit = (ZfUnit)zf_rng_below(rng, 2);
    c.areas = zf_rng_below(rng, 3) ? "" : "C1,V0";
    c.categories =
        zf_rng_below(rng, 2) ? ZF_CATEGORY_ALL : ZF_CATEGORY_ILL | ZF_CATEGORY_RURAL_LEFT;
    c.age_limit = zf_rng_below(rng, 2) ? 18 : 16;
    c.required_visits = 1 + (int32_t)zf_rng_below(rng, 3);
    c.interval_days = zf_rng_below(rng, 2) ? 0 : 5;
    g_assert_true(zf_store_campaign_save(store, &c, &error));
    g_assert_no_error(error);
}

static void
make_plan(ZfStore *store, ZfRng *rng)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfPlan) plan = zf_plan_new();
    plan->campaign = "w";
    plan->data_version = zf_store_data_version(store, NULL);
    plan->n_routes = 3;
    plan->routes = g_new0(ZfRoute, 3);
    plan->n_stops = 24;
    plan->stops = g_new0(ZfStop, 24);
    plan->n_legs = 1;
    plan->legs = g_new0(ZfLeg, 1);
    for (uint32_t i = 0; i < 24; i++) {
        g_autofree char *home = g_strdup_printf("h%u", zf_rng_below(rng, HOMES));
        plan->stops[i] = (ZfStop){.duty = zf_plan_text(plan, home),
                                  .household = i % 9 == 8 ? "" : zf_plan_text(plan, home),
                                  .area = "",
                                  .number = (int32_t)i % 8 + 1};
    }
    for (uint32_t r = 0; r < 3; r++) {
        plan->routes[r] = (ZfRoute){.number = (int32_t)r + 1,
                                    .shift = "",
                                    .team = "",
                                    .team_name = "一组",
                                    .base = "",
                                    .date = FIRST + (ZfDate)zf_rng_below(rng, 20),
                                    .first_stop = r * 8,
                                    .n_stops = 8};
    }
    zf_plan_set_hash(plan);
    g_assert_true(zf_store_plan_save(store, plan, &error));
    for (int32_t route = 1; route <= 2; route++) {
        g_autoptr(ZfSheetRow) sheet = zf_store_sheet_draw(store, plan->number, route, 4, &error);
        g_assert_no_error(error);
    }
}

static int
column_index(sqlite3_stmt *stmt, const char *name)
{
    for (int i = 0; i < sqlite3_column_count(stmt); i++) {
        if (strcmp(sqlite3_column_name(stmt, i), name) == 0) {
            return i;
        }
    }
    g_assert_not_reached();
}

static int
column(sqlite3_stmt *stmt, const char *name)
{
    return sqlite3_column_int(stmt, column_index(stmt, name));
}

static const char *
column_text(sqlite3_stmt *stmt, const char *name)
{
    return (const char *)sqlite3_column_text(stmt, column_index(stmt, name));
}

/* The row of an area. */
static const ZfCounts *
counts_of(const ZfCoverage *coverage, const char *code)
{
    for (size_t i = 0; i < coverage->n_rows; i++) {
        const ZfCoverageRow *row = &coverage->rows[i];
        if (row->area >= 0 && strcmp(row->code, code) == 0) {
            return &row->counts;
        }
    }
    g_assert_not_reached();
}

/* Sums over all rounds: a set that never occurred was not compared. */
static ZfCounts met;

static void
compare_rows(sqlite3 *db, const ZfCoverage *coverage)
{
    sqlite3_stmt *stmt = NULL;
    g_assert_cmpint(sqlite3_prepare_v2(db, "SELECT * FROM v_coverage", -1, &stmt, NULL), ==,
                    SQLITE_OK);
    int compared = 0;
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        const ZfCounts *c = counts_of(coverage, column_text(stmt, "code"));
        compared++;
#define SAME(name)                                                                                 \
    g_assert_cmpint(column(stmt, #name), ==, c->name);                                             \
    met.name += c->name
        SAME(registered);
        SAME(in_scope);
        SAME(located);
        SAME(assigned);
        SAME(attempted);
        SAME(contacted);
        SAME(seen);
        SAME(complete);
        SAME(accounted);
        SAME(barred);
        SAME(households);
        SAME(households_seen);
        SAME(obligation_met);
        SAME(obligation);
        SAME(scheduled);
        SAME(unscheduled);
        SAME(overdue);
        SAME(overdue_days);
        /* a new count does not compile until it stands above */
        G_STATIC_ASSERT(sizeof(ZfCounts) == 18 * sizeof(int32_t));
#undef SAME
    }
    g_assert_cmpint(compared, ==, VILLAGES + 3);
    sqlite3_finalize(stmt);
}

static void
same_day(const unsigned char *text, ZfDate date)
{
    g_autofree char *expected = zf_date_format(date);
    g_assert_cmpstr(text ? (const char *)text : "", ==, expected);
}

static void
compare_unvisited(sqlite3 *db, const ZfSnapshot *snapshot, const ZfCoverage *coverage)
{
    sqlite3_stmt *stmt = NULL;
    size_t n = 0;
    g_assert_cmpint(sqlite3_prepare_v2(db,
                                       "SELECT household, children, state, attempts, last_attempt, "
                                       "last_seen, due, overdue_days, planned, planned_route "
                                       "FROM v_unvisited",
                                       -1, &stmt, NULL),
                    ==, SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        int32_t home = zf_snapshot_household(snapshot, (const char *)sqlite3_column_text(stmt, 0));
        const ZfUnvisited *found = NULL;
        for (size_t i = 0; i < coverage->n_unvisited; i++) {
            found = coverage->unvisited[i].household == home ? &coverage->unvisited[i] : found;
        }
        g_assert_nonnull(found);
        n++;
        g_assert_cmpint(sqlite3_column_int(stmt, 1), ==, found->children);
        g_assert_cmpstr((const char *)sqlite3_column_text(stmt, 2), ==,
                        zf_code(ZF_CODES_STATE, (int)found->state));
        g_assert_cmpint(sqlite3_column_int(stmt, 3), ==, found->attempts);
        same_day(sqlite3_column_text(stmt, 4), found->last_attempt);
        same_day(sqlite3_column_text(stmt, 5), found->last_seen);
        same_day(sqlite3_column_text(stmt, 6), found->due);
        g_assert_cmpint(sqlite3_column_int(stmt, 7), ==, found->overdue_days);
        same_day(sqlite3_column_text(stmt, 8), found->planned);
        if (found->planned != ZF_DATE_NONE) {
            g_assert_cmpint(sqlite3_column_int(stmt, 9), ==, found->planned_route);
        }
    }
    g_assert_cmpuint(n, ==, coverage->n_unvisited);
    sqlite3_finalize(stmt);
}

static int
count(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    g_assert_cmpint(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_step(stmt), ==, SQLITE_ROW);
    int ret = sqlite3_column_int(stmt, 0);
    sqlite3_finalize(stmt);
    return ret;
}

static void
compare(const char *path, ZfStore *store, ZfDate t)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *as_of = zf_date_format(t);
    g_assert_true(zf_store_set_setting(store, "as_of", as_of, &error));
    g_autoptr(ZfSnapshot) snapshot = zf_store_load(store, "w", 0, ZF_DATE_NONE, &error);
    g_assert_no_error(error);
    g_autoptr(ZfPlan) plan = zf_store_plan_load(store, "w", 0, &error);
    g_assert_no_error(error);
    ZfCoverageOptions options = ZF_COVERAGE_OPTIONS_INIT;
    options.as_of = (ZfStamp)t * 86400 + 3600;
    g_autoptr(GPtrArray) rows = zf_store_sheets(store, "w", false, &error);
    g_assert_cmpuint(rows->len, ==, 2);
    const ZfSheet sheets[2] = {((const ZfSheetRow *)g_ptr_array_index(rows, 0))->sheet,
                               ((const ZfSheetRow *)g_ptr_array_index(rows, 1))->sheet};
    g_autoptr(ZfCoverage) coverage =
        zf_coverage_compute(snapshot, plan, sheets, 2, &options, &error);
    g_assert_no_error(error);
    sqlite3 *db = NULL;
    g_assert_cmpint(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
    compare_rows(db, coverage);
    compare_unvisited(db, snapshot, coverage);
    g_assert_cmpint(count(db, "SELECT count(*) FROM v_route"), ==, (int)plan->n_routes);
    g_assert_cmpint(count(db, "SELECT count(*) FROM v_stop"), ==, (int)plan->n_stops);
    sqlite3_close(db);
}

static void
check_met(void)
{
    const int32_t *sums = (const int32_t *)&met;
    for (size_t i = 0; i < sizeof met / sizeof *sums; i++) {
        g_assert_cmpint(sums[i], >, 0);
    }
}

static void
test_views(void)
{
    for (int round = 0; round < (g_test_slow() ? 60 : ROUNDS); round++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *folder = g_dir_make_tmp("zf-sql-XXXXXX", &error);
        g_autofree char *path = g_build_filename(folder, "zoufang.db", NULL);
        ZfRng rng;
        zf_rng_init(&rng, (uint64_t)round + 1, 0);
        g_assert_true(zf_store_create(path, &error));
        ZfStore *store = zf_store_open(path, ZF_STORE_WRITE, &error);
        g_assert_no_error(error);
        g_autoptr(ZfBatch) areas = make_areas();
        g_autoptr(ZfBatch) homes = make_homes(&rng);
        g_assert_true(zf_store_import(store, areas, NULL, NULL, &error));
        g_assert_true(zf_store_import(store, homes, NULL, NULL, &error));
        g_assert_no_error(error);
        make_campaigns(store, &rng);
        g_autoptr(ZfBatch) visits = make_visits(&rng, 0, HOMES * 2);
        g_autoptr(ZfBatch) moves = make_moves(homes, &rng);
        g_autoptr(ZfBatch) later = make_visits(&rng, HOMES * 2, HOMES);
        ZfImportOptions day = zf_import_options_default();
        day.valid_from = FIRST + 6;
        g_assert_true(zf_store_import(store, visits, NULL, NULL, &error));
        g_assert_true(zf_store_import(store, moves, &day, NULL, &error));
        g_assert_true(zf_store_import(store, later, NULL, NULL, &error));
        g_assert_no_error(error);
        make_plan(store, &rng);
        compare(path, store, FIRST + (ZfDate)zf_rng_below(&rng, 20));
        compare(path, store, LAST + 10);
        zf_store_close(store);
        g_unlink(path);
        g_rmdir(folder);
    }
    check_met();
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sql/views", test_views);
    return g_test_run();
}
