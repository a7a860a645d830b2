/* The rules of merging, whole layers, dry runs, and what an import refuses. */
#include "storetest.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static ZfHousehold *
one_home(ZfBatch *batch, const char *id)
{
    ZfHousehold *home = zf_batch_add_household(batch);
    home->id = id;
    return home;
}

static ZfHousehold
load_home(ZfStore *store, const char *id, ZfSnapshot **snapshot)
{
    g_clear_pointer(snapshot, zf_snapshot_free);
    *snapshot = zf_store_load(store, NULL, 0, ZF_DATE_NONE, NULL);
    int32_t at = zf_snapshot_household(*snapshot, id);
    g_assert_cmpint(at, >=, 0);
    return (*snapshot)->households[at];
}

/* Unknown never erases; a worse position never replaces a better one. */
static void
test_merge(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(ZfSnapshot) snapshot = NULL;
    g_autoptr(ZfBatch) first = zf_batch_new(ZF_IMPORT_HOUSEHOLDS);
    g_autoptr(ZfBatch) second = zf_batch_new(ZF_IMPORT_HOUSEHOLDS);
    g_autoptr(ZfBatch) third = zf_batch_new(ZF_IMPORT_HOUSEHOLDS);
    ZfHousehold *home = one_home(first, "h");
    home->address = "桥头";
    home->traits = ZF_TRAIT_DOG;
    home->location = ZF_LOCATION_POINT;
    home->has_point = true;
    home->point = (ZfLonLat){110.1, 28.1};
    home->accuracy_m = 20;
    must_import(s->store, first, "2026-01-01", NULL);

    home = one_home(second, "h");
    home->group = "2组";
    home->location = ZF_LOCATION_VILLAGE;
    home->has_point = true;
    home->point = (ZfLonLat){110.9, 28.9};
    home->accuracy_m = 1500;
    g_auto(ZfImportResult) result = {0};
    must_import(s->store, second, "2026-01-02", &result);
    g_assert_cmpuint(result.records_changed, ==, 1);
    ZfHousehold now = load_home(s->store, "h", &snapshot);
    g_assert_cmpstr(now.address, ==, "桥头");
    g_assert_cmpstr(now.group, ==, "2组");
    g_assert_cmpuint(now.traits, ==, ZF_TRAIT_DOG);
    g_assert_cmpfloat(now.point.lon, ==, 110.1);
    g_assert_cmpint(now.accuracy_m, ==, 20);

    home = one_home(third, "h");
    home->location = ZF_LOCATION_FIELD;
    home->has_point = true;
    home->point = (ZfLonLat){110.1001, 28.1001};
    home->accuracy_m = 5;
    must_import(s->store, third, "2026-01-03", &result);
    now = load_home(s->store, "h", &snapshot);
    g_assert_cmpfloat(now.point.lon, ==, 110.1001);
    g_assert_cmpint(now.location, ==, ZF_LOCATION_FIELD);
    g_autofree char *past = query(s->path, "SELECT location || valid_to FROM position_past");
    g_assert_cmpstr(past, ==, "point2026-01-03");
}

/* A home that only says in which area it lies, after new borders. */
static void
test_relocate(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(ZfSnapshot) snapshot = NULL;
    g_autoptr(ZfBatch) areas = sample_areas(2);
    g_autoptr(ZfBatch) ledger = sample_ledger(2, 2);
    g_autoptr(ZfBatch) located = zf_batch_new(ZF_IMPORT_HOUSEHOLDS);
    must_import(s->store, areas, "2026-01-01", NULL);
    must_import(s->store, ledger, "2026-01-01", NULL);
    one_home(located, "h0")->located_area = "A2";
    must_import(s->store, located, "2026-01-02", NULL);
    ZfHousehold now = load_home(s->store, "h0", &snapshot);
    g_assert_cmpstr(now.located_area, ==, "A2");
    g_assert_cmpstr(now.declared_area, ==, "A1");
    g_assert_cmpint(now.location, ==, ZF_LOCATION_POINT);
    g_assert_true(now.has_point);
}

static ZfBatch *
road_layer(int from, int to)
{
    ZfBatch *batch = zf_batch_new(ZF_IMPORT_ROADS);
    batch->file = "/somewhere/roads.osm";
    for (int i = from; i < to; i++) {
        g_autofree char *id = g_strdup_printf("w%d", i);
        ZfRoad *road = zf_batch_add_road(batch);
        road->id = zf_batch_text(batch, id);
        road->highway = "track";
        road->tags = "highway=track";
        road->points = g_new(ZfLonLat, 2);
        road->points[0] = (ZfLonLat){110 + i * 0.1, 28};
        road->points[1] = (ZfLonLat){110.05 + i * 0.1, 28.01};
        road->n_points = 2;
        ZfRoadBarrier *barrier = zf_batch_add_barrier(batch);
        barrier->point = road->points[1];
        barrier->tags = "barrier=gate";
    }
    return batch;
}

/* Roads are a whole layer: what the file no longer has goes, and comes back with undo. */
static void
test_roads(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfBatch) first = road_layer(0, 10);
    g_autoptr(ZfBatch) second = road_layer(5, 12);
    g_auto(ZfImportResult) result = {0};
    must_import(s->store, first, "2026-01-01", NULL);
    g_autofree char *before = dump(s->path);
    must_import(s->store, second, "2026-01-02", &result);
    g_assert_cmpuint(result.records_new, ==, 4);
    g_assert_cmpuint(result.records_left, ==, 10);
    g_autoptr(ZfBatch) all = zf_store_load_roads(s->store, zf_box_empty(), &error);
    g_assert_no_error(error);
    g_assert_cmpuint(all->roads->len, ==, 7);
    g_assert_cmpuint(all->barriers->len, ==, 7);
    g_assert_cmpstr(g_array_index(all->roads, ZfRoad, 0).id, ==, "w5");
    g_assert_cmpstr(g_array_index(all->roads, ZfRoad, 6).id, ==, "w11");
    ZfBox box = {110.61, 27, 110.62, 29};
    g_autoptr(ZfBatch) some = zf_store_load_roads(s->store, box, &error);
    g_assert_cmpuint(some->roads->len, ==, 1);
    g_assert_cmpstr(g_array_index(some->roads, ZfRoad, 0).id, ==, "w6");
    g_autoptr(GPtrArray) files = zf_store_ground_files(s->store, &error);
    g_assert_cmpuint(files->len, ==, 1);
    g_assert_cmpstr(g_ptr_array_index(files, 0), ==, "roads.osm");
    g_assert_true(zf_store_undo(s->store, result.run, NULL, &error));
    g_assert_no_error(error);
    g_autofree char *after = dump(s->path);
    g_assert_cmpstr(before, ==, after);
}

static void
test_water_and_places(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfBatch) water = zf_batch_new(ZF_IMPORT_WATER);
    g_autoptr(ZfBatch) places = zf_batch_new(ZF_IMPORT_PLACES);
    ZfWater *pond = zf_batch_add_water(water);
    pond->id = "p";
    pond->shape = square(110, 28, 0.01);
    ZfWater *river = zf_batch_add_water(water);
    river->id = "r";
    g_auto(ZfLinesBuilder) builder = zf_lines_builder();
    zf_lines_builder_line(&builder);
    zf_lines_builder_add(&builder, (ZfLonLat){111, 28});
    zf_lines_builder_add(&builder, (ZfLonLat){111.5, 28.5});
    river->lines = zf_lines_builder_finish(&builder);
    ZfPlace *place = zf_batch_add_place(places);
    place->id = "s";
    place->kind = ZF_PLACE_SCHOOL;
    place->name = "小学";
    place->point = (ZfLonLat){110.5, 28.5};
    must_import(s->store, water, "2026-01-01", NULL);
    must_import(s->store, places, "2026-01-01", NULL);
    g_autoptr(ZfBatch) all = zf_store_load_water(s->store, zf_box_empty(), &error);
    g_assert_cmpuint(all->water->len, ==, 2);
    g_assert_cmpuint(g_array_index(all->water, ZfWater, 0).shape->n_points, ==, 4);
    g_assert_cmpuint(g_array_index(all->water, ZfWater, 1).lines->n_points, ==, 2);
    ZfBox box = {111.1, 28.1, 111.2, 28.2};
    g_autoptr(ZfBatch) some = zf_store_load_water(s->store, box, &error);
    g_assert_cmpuint(some->water->len, ==, 1);
    g_autoptr(ZfBatch) schools = zf_store_load_places(s->store, zf_box_empty(), &error);
    g_assert_cmpint(g_array_index(schools->places, ZfPlace, 0).kind, ==, ZF_PLACE_SCHOOL);
    box = (ZfBox){0, 0, 1, 1};
    g_autoptr(ZfBatch) none = zf_store_load_places(s->store, box, &error);
    g_assert_cmpuint(none->places->len, ==, 0);
}

static void
test_dry_run(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfBatch) ledger = sample_ledger(2, 9);
    g_autofree char *before = dump(s->path);
    ZfImportOptions options = zf_import_options_default();
    options.dry_run = true;
    g_auto(ZfImportResult) result = {0};
    g_assert_true(zf_store_import(s->store, ledger, &options, &result, &error));
    g_assert_no_error(error);
    g_assert_cmpint(result.run, ==, 0);
    g_assert_cmpuint(result.fates[ZF_FATE_NEW], ==, 9);
    g_assert_cmpint(zf_store_data_version(s->store, NULL), ==, 0);
    g_autofree char *after = dump(s->path);
    g_assert_cmpstr(before, ==, after);
    g_autoptr(GPtrArray) runs = zf_store_runs(s->store, &error);
    g_assert_cmpuint(runs->len, ==, 0);
}

static void
test_runs(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfBatch) ledger = sample_ledger(2, 3);
    must_import(s->store, ledger, "2026-01-05", NULL);
    g_autoptr(GPtrArray) runs = zf_store_runs(s->store, &error);
    const ZfImportRun *run = g_ptr_array_index(runs, 0);
    g_assert_cmpint(run->kind, ==, ZF_IMPORT_LEDGER);
    g_assert_cmpstr(run->file, ==, "in/ledger.xlsx");
    g_assert_cmpint(run->fates[ZF_FATE_NEW], ==, 3);
    g_assert_cmpint(run->fates[ZF_FATE_EXCLUDED], ==, 1);
    g_assert_cmpint(run->valid_from, ==, day("2026-01-05"));
    g_assert_false(run->undone);
    g_assert_cmpint(zf_store_find_run(s->store, ZF_IMPORT_LEDGER, "ledger-1", &error), ==, 1);
    g_assert_cmpint(zf_store_find_run(s->store, ZF_IMPORT_AREAS, "ledger-1", &error), ==, 0);
    g_autoptr(ZfBatch) rows = zf_store_run_rows(s->store, 1, &error);
    g_assert_cmpuint(rows->rows->len, ==, 4);
    g_assert_cmpstr(g_array_index(rows->rows, ZfRow, 1).key, ==, "c1");
    g_assert_cmpint(g_array_index(rows->rows, ZfRow, 3).row, ==, 1);
    g_assert_null(zf_store_run_rows(s->store, 7, &error));
    g_assert_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_UNKNOWN);
    ZfStoreCounts counts;
    g_assert_true(zf_store_counts(s->store, &counts, NULL));
    g_assert_cmpint(counts.households, ==, 3);
    g_assert_cmpint(counts.children, ==, 3);
    g_assert_cmpint(counts.persons, ==, 6);
}

/* Who left the ledger leaves the denominator when asked, and only then. */
static void
test_close_left(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfBatch) first = sample_ledger(2, 4);
    g_autoptr(ZfBatch) second = sample_ledger(2, 3);
    second->sha256 = "ledger-2";
    must_import(s->store, first, "2026-01-01", NULL);
    ZfImportOptions options = zf_import_options_default();
    options.valid_from = day("2026-01-08");
    options.close_left = true;
    g_auto(ZfImportResult) result = {0};
    g_assert_true(zf_store_import(s->store, second, &options, &result, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(result.records_left, ==, 1);
    g_autofree char *exits =
        query(s->path, "SELECT group_concat(id || exit_date) FROM person WHERE exit_date NOT NULL");
    g_assert_cmpstr(exits, ==, "c32026-01-08");
    g_assert_true(zf_store_undo(s->store, result.run, NULL, &error));
    g_autofree char *back = query(s->path, "SELECT count(*) FROM person WHERE exit_date NOT NULL");
    g_assert_cmpstr(back, ==, "0");
}

static void
must_refuse(ZfStore *store, const ZfBatch *batch, const char *path, int code, const char *naming)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *before = dump(path);
    g_assert_false(zf_store_import(store, batch, NULL, NULL, &error));
    g_assert_error(error, ZF_STORE_ERROR, code);
    g_assert_nonnull(strstr(error->message, naming));
    g_autofree char *after = dump(path);
    g_assert_cmpstr(before, ==, after);
}

static bool
always(void *user)
{
    (void)user;
    return true;
}

static void
test_refuse(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(ZfBatch) orphan = sample_ledger(2, 3);
    g_array_index(orphan->persons, ZfPerson, 4).household = "nowhere";
    must_refuse(s->store, orphan, s->path, ZF_STORE_ERROR_INVALID, "c2");
    g_autoptr(ZfBatch) nameless = sample_ledger(2, 3);
    g_array_index(nameless->households, ZfHousehold, 1).id = "";
    must_refuse(s->store, nameless, s->path, ZF_STORE_ERROR_INVALID, "household");
    g_autoptr(ZfBatch) pairs = zf_batch_new(ZF_IMPORT_PAIRINGS);
    pairs->file = "pairs.csv";
    ZfPairing *pair = zf_batch_add_pairing(pairs);
    pair->household = "h1";
    pair->volunteer = "v1";
    must_refuse(s->store, pairs, s->path, ZF_STORE_ERROR_INVALID, "pairs.csv");
    g_autoptr(ZfBatch) visits = zf_batch_new(ZF_IMPORT_VISITS);
    ZfVisit *visit = zf_batch_add_visit(visits);
    visit->campaign = "none";
    visit->household = "h1";
    must_refuse(s->store, visits, s->path, ZF_STORE_ERROR_UNKNOWN, "none");

    g_autoptr(GError) error = NULL;
    g_autoptr(ZfBatch) ledger = sample_ledger(2, 3);
    const ZfProgress progress = {.cancelled = always};
    ZfImportOptions options = zf_import_options_default();
    options.progress = &progress;
    g_assert_false(zf_store_import(s->store, ledger, &options, NULL, &error));
    g_assert_error(error, ZF_PROGRESS_ERROR, ZF_PROGRESS_ERROR_CANCELLED);
    g_autofree char *homes = query(s->path, "SELECT count(*) FROM household");
    g_assert_cmpstr(homes, ==, "0");
}

static void
test_visits_by_file(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(ZfBatch) ledger = sample_ledger(2, 3);
    must_import(s->store, ledger, "2026-01-01", NULL);
    ZfCampaign campaign = sample_campaign();
    g_assert_true(zf_store_campaign_save(s->store, &campaign, NULL));
    g_autoptr(ZfBatch) visits = zf_batch_new(ZF_IMPORT_VISITS);
    visits->file = "visits.csv";
    visits->sha256 = "visits";
    ZfVisit *visit = zf_batch_add_visit(visits);
    visit->id = "x";
    visit->campaign = "w";
    visit->household = "h1";
    visit->date = day("2026-02-02");
    zf_batch_add_row(visits, "", 2, ZF_FATE_NEW, "x", "");
    g_auto(ZfImportResult) result = {0};
    must_import(s->store, visits, "2026-02-03", &result);
    g_assert_cmpuint(result.fates[ZF_FATE_NEW], ==, 1);
    must_import(s->store, visits, "2026-02-04", &result);
    g_assert_cmpuint(result.fates[ZF_FATE_SAME], ==, 1);
    g_assert_true(result.repeated);
    g_array_index(visits->visits, ZfVisit, 0).outcome = ZF_OUTCOME_MOVED;
    must_refuse(s->store, visits, s->path, ZF_STORE_ERROR_CONFLICT, "x");
}

/* A limit on the file's size is what a quota or a full disk looks like. */
static void
test_full(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(ZfBatch) ledger = sample_ledger(2, 3000);
    g_clear_pointer(&s->store, zf_store_close);
    pid_t pid = fork();
    if (pid == 0) {
        struct rlimit limit = {1500000, 1500000};
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        GError *error = NULL;
        ZfStore *store = zf_store_open(s->path, ZF_STORE_WRITE, NULL);
        bool ok = store && !zf_store_import(store, ledger, NULL, NULL, &error) &&
                  g_error_matches(error, ZF_STORE_ERROR, ZF_STORE_ERROR_FULL);
        zf_store_close(store);
        _exit(ok ? 0 : 1);
    }
    int status;
    g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
    g_assert_cmpint(status, ==, 0);
    g_autofree char *homes = query(s->path, "SELECT count(*) FROM household");
    g_assert_cmpstr(homes, ==, "0");
    s->store = zf_store_open(s->path, ZF_STORE_WRITE, NULL);
    must_import(s->store, ledger, "2026-01-01", NULL);
}

static gpointer
release(gpointer db)
{
    g_usleep(G_USEC_PER_SEC / 2);
    sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    return NULL;
}

/* A second run waits for the first one. */
static void
test_wait(void)
{
    g_autoptr(Scratch) s = scratch_new();
    g_autoptr(ZfBatch) ledger = sample_ledger(2, 3);
    sqlite3 *other = NULL;
    g_assert_cmpint(sqlite3_open(s->path, &other), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
    GThread *thread = g_thread_new("release", release, other);
    must_import(s->store, ledger, "2026-01-01", NULL);
    g_thread_join(thread);
    sqlite3_close(other);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/store/merge", test_merge);
    g_test_add_func("/store/relocate", test_relocate);
    g_test_add_func("/store/roads", test_roads);
    g_test_add_func("/store/water-and-places", test_water_and_places);
    g_test_add_func("/store/dry-run", test_dry_run);
    g_test_add_func("/store/runs", test_runs);
    g_test_add_func("/store/close-left", test_close_left);
    g_test_add_func("/store/refuse", test_refuse);
    g_test_add_func("/store/visits-by-file", test_visits_by_file);
    g_test_add_func("/store/full", test_full);
    g_test_add_func("/store/wait", test_wait);
    return g_test_run();
}
