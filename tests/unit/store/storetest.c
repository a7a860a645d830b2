#include "storetest.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* The first of a process is made, the others are its copies: SpatiaLite's tables take a while. */
static void
make_database(const char *path)
{
    static char *empty;
    static gsize size;
    g_autoptr(GError) error = NULL;
    if (empty) {
        g_file_set_contents_full(path, empty, (gssize)size, G_FILE_SET_CONTENTS_NONE, 0600, &error);
        g_assert_no_error(error);
        return;
    }
    bool ok = zf_store_create(path, &error);
    g_assert_no_error(error);
    g_assert_true(ok);
    g_file_get_contents(path, &empty, &size, &error);
    g_assert_no_error(error);
}

Scratch *
scratch_new(void)
{
    g_autoptr(GError) error = NULL;
    Scratch *scratch = g_new0(Scratch, 1);
    scratch->folder = g_dir_make_tmp("zf-store-XXXXXX", &error);
    g_assert_no_error(error);
    scratch->path = g_build_filename(scratch->folder, "zoufang.db", NULL);
    make_database(scratch->path);
    scratch->store = zf_store_open(scratch->path, ZF_STORE_WRITE, &error);
    g_assert_no_error(error);
    g_assert_nonnull(scratch->store);
    return scratch;
}

void
scratch_free(Scratch *scratch)
{
    zf_store_close(scratch->store);
    GDir *dir = g_dir_open(scratch->folder, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(scratch->folder, name, NULL);
        g_unlink(path);
    }
    g_clear_pointer(&dir, g_dir_close);
    g_rmdir(scratch->folder);
    g_free(scratch->folder);
    g_free(scratch->path);
    g_free(scratch);
}

ZfDate
day(const char *text)
{
    ZfDate date = ZF_DATE_NONE;
    g_assert_true(zf_date_parse(text, &date));
    return date;
}

ZfPolygon *
square(double lon, double lat, double side_deg)
{
    g_auto(ZfPolygonBuilder) builder = zf_polygon_builder();
    zf_polygon_builder_part(&builder);
    zf_polygon_builder_ring(&builder);
    zf_polygon_builder_add(&builder, (ZfLonLat){lon, lat});
    zf_polygon_builder_add(&builder, (ZfLonLat){lon + side_deg, lat});
    zf_polygon_builder_add(&builder, (ZfLonLat){lon + side_deg, lat + side_deg});
    zf_polygon_builder_add(&builder, (ZfLonLat){lon, lat + side_deg});
    return zf_polygon_builder_finish(&builder);
}

static const char *
text(ZfBatch *batch, const char *format, int n)
{
    g_autofree char *made = g_strdup_printf(format, n);
    return zf_batch_text(batch, made);
}

ZfBatch *
sample_areas(int villages)
{
    ZfBatch *batch = zf_batch_new(ZF_IMPORT_AREAS);
    batch->file = "in/villages.shp";
    batch->sha256 = "areas-1";
    ZfArea *town = zf_batch_add_area(batch);
    town->code = "A";
    town->name = "鹿鸣乡";
    town->level = ZF_LEVEL_TOWN;
    zf_batch_add_row(batch, "villages", 1, ZF_FATE_NEW, "A", "");
    for (int i = 0; i < villages; i++) {
        ZfArea *area = zf_batch_add_area(batch);
        area->code = text(batch, "A%d", i + 1);
        area->name = text(batch, "第%d村", i + 1);
        area->parent = "A";
        area->aliases = "老名";
        area->contact_name = "石大山";
        area->contact_phone = "000-1234";
        area->shape = square(110 + 0.01 * i, 28, 0.01);
        area->has_point = true;
        area->point = (ZfLonLat){110.005 + 0.01 * i, 28.005};
        zf_batch_add_row(batch, "villages", i + 2, ZF_FATE_NEW, area->code, "");
    }
    return batch;
}

static void
add_person(ZfBatch *batch, int i, bool child)
{
    ZfPerson *person = zf_batch_add_person(batch);
    person->id = text(batch, child ? "c%d" : "g%d", i);
    person->household = text(batch, "h%d", i);
    person->role = child ? ZF_ROLE_CHILD : ZF_ROLE_CARER;
    person->name = text(batch, child ? "童%d" : "护%d", i);
    person->sex = i % 2 ? ZF_SEX_FEMALE : ZF_SEX_MALE;
    person->birth = day(child ? "2016-05-04" : "1958-05-04");
    person->phone = child ? "" : "000-5678";
    person->relation = child ? "" : "祖母";
    if (child) {
        person->categories =
            i % 3 ? ZF_CATEGORY_RURAL_LEFT : ZF_CATEGORY_LOW_INCOME | ZF_CATEGORY_DISABLED;
        person->entry = day("2025-09-01");
    }
}

ZfBatch *
sample_ledger(int villages, int homes)
{
    ZfBatch *batch = zf_batch_new(ZF_IMPORT_LEDGER);
    batch->file = "in/ledger.xlsx";
    batch->sha256 = "ledger-1";
    for (int i = 0; i < homes; i++) {
        ZfHousehold *home = zf_batch_add_household(batch);
        int village = i % villages;
        home->id = text(batch, "h%d", i);
        home->number = text(batch, "%04d", i);
        home->declared_area = text(batch, "A%d", village + 1);
        home->located_area = home->declared_area;
        home->group = text(batch, "%d组", i % 4 + 1);
        home->address = text(batch, "门牌%d号", i);
        home->location = ZF_LOCATION_POINT;
        home->has_point = true;
        home->point = (ZfLonLat){110.001 + 0.01 * village + 0.0001 * (i / villages % 80),
                                 28.001 + 0.0001 * (i / villages / 80 % 80)};
        home->accuracy_m = 15;
        home->traits = i % 7 == 0 ? ZF_TRAIT_ISOLATED : 0;
        add_person(batch, i, true);
        add_person(batch, i, false);
        g_autofree char *child = g_strdup_printf("c%d", i);
        zf_batch_add_row(batch, "台账", i + 4, ZF_FATE_NEW, child, "");
    }
    zf_batch_add_row(batch, "台账", 1, ZF_FATE_EXCLUDED, "", "标题");
    return batch;
}

ZfBatch *
sample_volunteers(int n)
{
    ZfBatch *batch = zf_batch_new(ZF_IMPORT_VOLUNTEERS);
    batch->file = "in/volunteers.xlsx";
    batch->sha256 = "volunteers-1";
    for (int i = 0; i < n; i++) {
        ZfVolunteer *volunteer = zf_batch_add_volunteer(batch);
        volunteer->id = text(batch, "v%d", i);
        volunteer->name = text(batch, "志愿者%d", i);
        volunteer->sex = i % 2 ? ZF_SEX_MALE : ZF_SEX_FEMALE;
        volunteer->kind = ZF_VOLUNTEER_STUDENT;
        volunteer->skills = (uint64_t)1 << ZF_SKILL_MEDICAL;
        volunteer->skill_names = i % 2 ? "苗语,会计" : "土家语";
        volunteer->base = "乡政府";
        volunteer->has_point = true;
        volunteer->point = (ZfLonLat){110.005, 28.005};
        zf_batch_add_row(batch, "名单", i + 2, ZF_FATE_NEW, volunteer->id, "");
    }
    return batch;
}

ZfCampaign
sample_campaign(void)
{
    ZfCampaign campaign = zf_campaign_default();
    campaign.id = "w";
    campaign.title = "鹿鸣乡 · 2026 年寒假走访";
    campaign.from = day("2026-02-01");
    campaign.to = day("2026-02-20");
    campaign.navigation = ZF_NAVIGATION_AMAP;
    return campaign;
}

void
must_import(ZfStore *store, ZfBatch *batch, const char *when, ZfImportResult *result)
{
    g_autoptr(GError) error = NULL;
    ZfImportOptions options = zf_import_options_default();
    options.valid_from = day(when);
    options.now = (ZfStamp)options.valid_from * 86400 + 36000;
    bool ok = zf_store_import(store, batch, &options, result, &error);
    g_assert_no_error(error);
    g_assert_true(ok);
}

char *
query(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    g_assert_cmpint(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK) {
        g_error("%s: %s", sql, sqlite3_errmsg(db));
    }
    char *ret = NULL;
    if (sqlite3_step(stmt) == SQLITE_ROW) {
        ret = g_strdup((const char *)sqlite3_column_text(stmt, 0));
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return ret;
}

static void
dump_table(sqlite3 *db, const char *table, GString *out)
{
    g_autofree char *sql = g_strdup_printf("SELECT * FROM \"%s\" ORDER BY 1, 2", table);
    sqlite3_stmt *stmt = NULL;
    g_assert_cmpint(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        g_string_append(out, table);
        for (int i = 0; i < sqlite3_column_count(stmt); i++) {
            const uint8_t *bytes = sqlite3_column_blob(stmt, i);
            int n = sqlite3_column_bytes(stmt, i);
            g_string_append_printf(out, "|%d:", sqlite3_column_type(stmt, i));
            for (int b = 0; bytes && b < n; b++) {
                g_string_append_printf(out, "%02x", bytes[b]);
            }
        }
        g_string_append_c(out, '\n');
    }
    sqlite3_finalize(stmt);
}

char *
dump(const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func(g_free);
    GString *out = g_string_new(NULL);
    g_assert_cmpint(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
    g_assert_cmpint(
        sqlite3_prepare_v2(db,
                           "SELECT name FROM sqlite_schema WHERE type = 'table' AND "
                           "sql LIKE '%) STRICT%' AND name NOT IN ('meta', 'import_run', "
                           "'import_row') OR name LIKE 'idx_%_geom' ORDER BY name",
                           -1, &stmt, NULL),
        ==, SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        g_ptr_array_add(tables, g_strdup((const char *)sqlite3_column_text(stmt, 0)));
    }
    sqlite3_finalize(stmt);
    g_assert_cmpuint(tables->len, >, 20);
    for (guint i = 0; i < tables->len; i++) {
        dump_table(db, g_ptr_array_index(tables, i), out);
    }
    sqlite3_close(db);
    return g_string_free(out, FALSE);
}
