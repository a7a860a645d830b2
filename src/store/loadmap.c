/* What maps and road graphs want: layers by box; and how much there is. */
#include "store/reading.h"

#include <stdlib.h>

/* Names and ids are compared as everywhere; every keyed record begins with its key. */
static int
compare_key(gconstpointer a, gconstpointer b)
{
    return zf_text_compare(*(const char *const *)a, *(const char *const *)b);
}

static int
compare_barrier(gconstpointer a, gconstpointer b)
{
    const ZfRoadBarrier *p = a;
    const ZfRoadBarrier *q = b;
    int order = (p->point.lat > q->point.lat) - (p->point.lat < q->point.lat);
    return order ? order : (p->point.lon > q->point.lon) - (p->point.lon < q->point.lon);
}

/* Rows whose geometry touches the box (by the indexes of one or two columns). */
static GArray *
read_box(ZfStore *store, const ZfTable *table, const char *second, ZfBox box, const void *empty,
         GStringChunk *texts, GError **error)
{
#define TOUCHES                                                                                    \
    "SELECT pkid FROM \"idx_%s_%s\" WHERE xmax >= ?1 AND ymax >= ?2 AND xmin <= ?3 AND ymin <= ?4"
    g_autoptr(GString) tail = g_string_new("WHERE pk IN (");
    if (zf_box_is_empty(box)) {
        return zf_read_rows(store, &(ZfReading){.table = table, .empty = empty}, texts, error, "");
    }
    g_string_append_printf(tail, TOUCHES, table->name, "geom");
    if (second) {
        g_string_append(tail, " UNION ");
        g_string_append_printf(tail, TOUCHES, table->name, second);
    }
    g_string_append(tail, ")");
#undef TOUCHES
    return zf_read_rows(store, &(ZfReading){.table = table, .tail = tail->str, .empty = empty},
                        texts, error, "dddd", box.min_lon, box.min_lat, box.max_lon, box.max_lat);
}

typedef struct BoxLoad {
    ZfBatch *batch;
    ZfBox box;
} BoxLoad;

static bool
load_roads(ZfStore *store, void *user, GError **error)
{
    BoxLoad *load = user;
    GStringChunk *texts = load->batch->texts;
    ZfRoadRow road = {.road = {.id = "", .name = "", .highway = "", .tags = ""}};
    ZfBarrierRow barrier = {.id = "", .barrier = {.tags = ""}};
    g_autoptr(GArray) roads = read_box(store, &zf_table_road, NULL, load->box, &road, texts, error);
    g_autoptr(GArray) barriers =
        roads ? read_box(store, &zf_table_barrier, NULL, load->box, &barrier, texts, error) : NULL;
    if (!barriers) {
        for (guint i = 0; roads && i < roads->len; i++) {
            g_free(g_array_index(roads, ZfRoadRow, i).road.points);
        }
        return false;
    }
    for (guint i = 0; i < roads->len; i++) {
        ZfRoadRow *row = &g_array_index(roads, ZfRoadRow, i);
        if (row->road.points) {
            g_array_append_val(load->batch->roads, row->road);
        }
    }
    for (guint i = 0; i < barriers->len; i++) {
        g_array_append_val(load->batch->barriers, g_array_index(barriers, ZfBarrierRow, i).barrier);
    }
    g_array_sort(load->batch->roads, compare_key);
    g_array_sort(load->batch->barriers, compare_barrier);
    return true;
}

static bool
load_water(ZfStore *store, void *user, GError **error)
{
    BoxLoad *load = user;
    ZfWaterRow water = {.water = {.id = "", .name = ""}};
    g_autoptr(GArray) rows =
        read_box(store, &zf_table_water, "line", load->box, &water, load->batch->texts, error);
    if (!rows) {
        return false;
    }
    for (guint i = 0; i < rows->len; i++) {
        g_array_append_val(load->batch->water, g_array_index(rows, ZfWaterRow, i).water);
    }
    g_array_sort(load->batch->water, compare_key);
    return true;
}

static bool
load_places(ZfStore *store, void *user, GError **error)
{
    BoxLoad *load = user;
    ZfPlace place = zf_place_empty();
    g_autoptr(GArray) rows =
        read_box(store, &zf_table_place, NULL, load->box, &place, load->batch->texts, error);
    if (!rows) {
        return false;
    }
    g_array_append_vals(load->batch->places, rows->data, rows->len);
    g_array_sort(load->batch->places, compare_key);
    return true;
}

static ZfBatch *
load_layer(ZfStore *store, ZfImportKind kind, ZfDbWork work, ZfBox box, GError **error)
{
    g_autoptr(ZfBatch) batch = zf_batch_new(kind);
    BoxLoad load = {batch, box};
    return zf_db_read(store, work, &load, error) ? g_steal_pointer(&batch) : NULL;
}

ZfBatch *
zf_store_load_roads(ZfStore *store, ZfBox box, GError **error)
{
    return load_layer(store, ZF_IMPORT_ROADS, load_roads, box, error);
}

ZfBatch *
zf_store_load_water(ZfStore *store, ZfBox box, GError **error)
{
    return load_layer(store, ZF_IMPORT_WATER, load_water, box, error);
}

ZfBatch *
zf_store_load_places(ZfStore *store, ZfBox box, GError **error)
{
    return load_layer(store, ZF_IMPORT_PLACES, load_places, box, error);
}

GPtrArray *
zf_store_ground_files(ZfStore *store, GError **error)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    sqlite3_stmt *stmt = zf_db_statement(
        store,
        "SELECT DISTINCT base FROM road_source WHERE kind IN ('roads', 'water') ORDER BY base",
        error);
    if (!stmt) {
        return NULL;
    }
    for (bool row = true; row;) {
        if (!zf_db_step(store, stmt, &row, error)) {
            return NULL;
        }
        if (row) {
            g_ptr_array_add(files, zf_db_text_dup(stmt, 0));
        }
    }
    return g_steal_pointer(&files);
}

static bool
count(ZfStore *store, void *user, GError **error)
{
    ZfStoreCounts *c = user;
    const struct {
        const char *sql;
        int64_t *ret;
    } what[] = {
        {"SELECT count(*) FROM area", &c->areas},
        {"SELECT count(*) FROM area WHERE geom IS NOT NULL", &c->areas_with_shape},
        {"SELECT count(*) FROM household", &c->households},
        {"SELECT count(*) FROM household WHERE geom IS NOT NULL", &c->households_with_point},
        {"SELECT count(*) FROM person WHERE role <> 'contact'", &c->persons},
        {"SELECT count(*) FROM person WHERE role = 'child'", &c->children},
        {"SELECT count(*) FROM volunteer", &c->volunteers},
        {"SELECT count(*) FROM team", &c->teams},
        {"SELECT count(*) FROM shift", &c->shifts},
        {"SELECT count(*) FROM pairing", &c->pairings},
        {"SELECT count(*) FROM visit", &c->visits},
        {"SELECT count(*) FROM place", &c->places},
        {"SELECT count(*) FROM water", &c->water},
        {"SELECT count(*) FROM road", &c->roads},
        {"SELECT count(*) FROM activity", &c->activities},
        {"SELECT count(*) FROM campaign", &c->campaigns},
        {"SELECT count(*) FROM plan", &c->plans},
        {"SELECT count(*) FROM sheet", &c->sheets},
        {"SELECT count(*) FROM import_run", &c->runs},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(what); i++) {
        if (!zf_db_get(store, what[i].sql, what[i].ret, error, "")) {
            return false;
        }
    }
    return true;
}

bool
zf_store_counts(ZfStore *store, ZfStoreCounts *ret, GError **error)
{
    ZfStoreCounts counts = {0};
    if (!zf_db_read(store, count, &counts, error)) {
        return false;
    }
    *ret = counts;
    return true;
}
