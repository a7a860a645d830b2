/* Areas, places, and the two layers that are taken as a whole: roads and water. */
#include "store/importing.h"

#include <math.h>
#include <string.h>

/* The village's worker is a person, so not in the table area. */
static bool
put_contact(ZfWriter *writer, const ZfArea *area, ZfPutState *state, GError **error)
{
    if (!*area->contact_name && !*area->contact_phone) {
        return true;
    }
    g_autofree char *id = g_strdup_printf("contact:%s", area->code);
    ZfPersonRow row = {.person = zf_person_empty(), .area = area->code, .role = "contact"};
    row.person.id = id;
    row.person.name = area->contact_name;
    row.person.phone = area->contact_phone;
    ZfPutState contact;
    if (!zf_writer_put(writer, &row, &contact, error)) {
        return false;
    }
    if (contact != ZF_PUT_SAME && *state == ZF_PUT_SAME) {
        *state = ZF_PUT_CHANGED;
    }
    return true;
}

static bool
put_areas(ZfImporting *job, GError **error)
{
    g_auto(ZfWriter) areas = {0};
    g_auto(ZfWriter) contacts = {0};
    if (job->batch->areas->len == 0) {
        return true;
    }
    if (!zf_writer_init(&areas, &job->change, &zf_table_area, error) ||
        !zf_writer_init(&contacts, &job->change, &zf_table_contact, error)) {
        return false;
    }
    for (guint i = 0; i < job->batch->areas->len; i++) {
        ZfArea area = g_array_index(job->batch->areas, ZfArea, i);
        ZfPutState state;
        if (!zf_importing_tick(job, error) || !zf_writer_put(&areas, &area, &state, error) ||
            !put_contact(&contacts, &area, &state, error)) {
            return false;
        }
        zf_importing_record(job, job->states, "area", area.code, area.name, state,
                            areas.fields->len ? areas.fields->str : "contact");
    }
    return true;
}

static bool
put_places(ZfImporting *job, GError **error)
{
    g_auto(ZfWriter) writer = {0};
    if (job->batch->places->len == 0) {
        return true;
    }
    if (!zf_writer_init(&writer, &job->change, &zf_table_place, error)) {
        return false;
    }
    for (guint i = 0; i < job->batch->places->len; i++) {
        ZfPlace place = g_array_index(job->batch->places, ZfPlace, i);
        ZfPutState state;
        if (!zf_importing_tick(job, error) || !zf_writer_put(&writer, &place, &state, error)) {
            return false;
        }
        zf_importing_record(job, job->states, "place", place.id, place.name, state,
                            writer.fields->str);
    }
    return true;
}

/* The file as a source. ret: its pk, 0 on failure. */
static int64_t
put_source(ZfImporting *job, const char *kind, GError **error)
{
    ZfChange *change = &job->change;
    g_autofree char *base = g_path_get_basename(job->batch->file);
    int64_t pk = 0;
    if (!zf_db_get(change->store, "SELECT pk FROM road_source WHERE kind = ? AND base = ?", &pk,
                   error, "ss", kind, base)) {
        return 0;
    }
    if (pk) {
        return pk;
    }
    if (!zf_db_run(change->store,
                   "INSERT INTO road_source (kind, base, crs, changed) VALUES (?, ?, ?, ?)", error,
                   "sssl", kind, base, job->batch->crs, change->version)) {
        return 0;
    }
    pk = sqlite3_last_insert_rowid(change->store->db);
    return zf_change_note_new(change, "road_source", pk, error) ? pk : 0;
}

/* Takes out what the source had before and has not now. */
static bool
drop_gone(ZfImporting *job, const ZfTable *table, int64_t source, GError **error)
{
    ZfStore *store = job->change.store;
    g_autofree char *sql =
        g_strdup_printf("SELECT pk, id FROM %s WHERE source = ? ORDER BY pk", table->name);
    g_autoptr(GArray) gone = g_array_new(FALSE, FALSE, sizeof(int64_t));
    sqlite3_stmt *stmt = zf_db_statement(store, sql, error);
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "l", source);
    for (bool row = true; row;) {
        if (!zf_db_step(store, stmt, &row, error)) {
            return false;
        }
        const char *id = row ? (const char *)sqlite3_column_text(stmt, 1) : NULL;
        if (id && !g_hash_table_contains(job->states, id)) {
            int64_t pk = sqlite3_column_int64(stmt, 0);
            g_array_append_val(gone, pk);
            zf_importing_left(job, table->name, id, NULL);
        }
    }
    for (guint i = 0; i < gone->len; i++) {
        if (!zf_change_delete(&job->change, table->name, table, g_array_index(gone, int64_t, i),
                              error)) {
            return false;
        }
    }
    return true;
}

static bool
put_roads(ZfImporting *job, int64_t source, GError **error)
{
    g_auto(ZfWriter) writer = {0};
    if (!zf_writer_init(&writer, &job->change, &zf_table_road, error)) {
        return false;
    }
    for (guint i = 0; i < job->batch->roads->len; i++) {
        ZfRoadRow row = {.road = g_array_index(job->batch->roads, ZfRoad, i), .source = source};
        ZfPutState state;
        if (!zf_importing_tick(job, error) || !zf_writer_put(&writer, &row, &state, error)) {
            return false;
        }
        zf_importing_record(job, job->states, "road", row.road.id, row.road.name, state,
                            writer.fields->str);
    }
    return true;
}

/* Barriers have no name in any file: their place is their key. */
static bool
put_barriers(ZfImporting *job, int64_t source, GError **error)
{
    g_auto(ZfWriter) writer = {0};
    if (!zf_writer_init(&writer, &job->change, &zf_table_barrier, error)) {
        return false;
    }
    for (guint i = 0; i < job->batch->barriers->len; i++) {
        ZfBarrierRow row = {.barrier = g_array_index(job->batch->barriers, ZfRoadBarrier, i),
                            .source = source};
        g_autofree char *id = g_strdup_printf("%lld,%lld", llround(row.barrier.point.lon * 1e7),
                                              llround(row.barrier.point.lat * 1e7));
        row.id = g_string_chunk_insert(job->keys, id);
        ZfPutState state;
        if (!zf_importing_tick(job, error) || !zf_writer_put(&writer, &row, &state, error)) {
            return false;
        }
        zf_importing_record(job, job->states, "road_barrier", row.id, NULL, state,
                            writer.fields->str);
    }
    return true;
}

static bool
put_road_layer(ZfImporting *job, GError **error)
{
    if (job->batch->kind != ZF_IMPORT_ROADS && job->batch->roads->len == 0) {
        return true;
    }
    int64_t source = put_source(job, "roads", error);
    return source != 0 && put_roads(job, source, error) && put_barriers(job, source, error) &&
           drop_gone(job, &zf_table_road, source, error) &&
           drop_gone(job, &zf_table_barrier, source, error);
}

static bool
put_water(ZfImporting *job, GError **error)
{
    if (job->batch->kind != ZF_IMPORT_WATER && job->batch->water->len == 0) {
        return true;
    }
    g_auto(ZfWriter) writer = {0};
    int64_t source = put_source(job, "water", error);
    if (source == 0 || !zf_writer_init(&writer, &job->change, &zf_table_water, error)) {
        return false;
    }
    for (guint i = 0; i < job->batch->water->len; i++) {
        ZfWaterRow row = {.water = g_array_index(job->batch->water, ZfWater, i), .source = source};
        ZfPutState state;
        if (!zf_importing_tick(job, error) || !zf_writer_put(&writer, &row, &state, error)) {
            return false;
        }
        zf_importing_record(job, job->states, "water", row.water.id, row.water.name, state,
                            writer.fields->str);
    }
    return drop_gone(job, &zf_table_water, source, error);
}

bool
zf_importing_places(ZfImporting *job, GError **error)
{
    return put_areas(job, error) && put_places(job, error) && put_road_layer(job, error) &&
           put_water(job, error);
}
