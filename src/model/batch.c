#include "model/batch.h"

static void
clear_area(gpointer data)
{
    g_clear_pointer(&((ZfArea *)data)->shape, zf_polygon_free);
}

static void
clear_water(gpointer data)
{
    g_clear_pointer(&((ZfWater *)data)->shape, zf_polygon_free);
    g_clear_pointer(&((ZfWater *)data)->lines, zf_lines_free);
}

static void
clear_road(gpointer data)
{
    g_clear_pointer(&((ZfRoad *)data)->points, g_free);
}

ZfBatch *
zf_batch_new(ZfImportKind kind)
{
    ZfBatch *batch = g_new0(ZfBatch, 1);
    batch->kind = kind;
    batch->file = "";
    batch->sha256 = "";
    batch->crs = "";
    batch->areas = g_array_new(FALSE, TRUE, sizeof(ZfArea));
    batch->households = g_array_new(FALSE, TRUE, sizeof(ZfHousehold));
    batch->persons = g_array_new(FALSE, TRUE, sizeof(ZfPerson));
    batch->volunteers = g_array_new(FALSE, TRUE, sizeof(ZfVolunteer));
    batch->pairings = g_array_new(FALSE, TRUE, sizeof(ZfPairing));
    batch->visits = g_array_new(FALSE, TRUE, sizeof(ZfVisit));
    batch->places = g_array_new(FALSE, TRUE, sizeof(ZfPlace));
    batch->water = g_array_new(FALSE, TRUE, sizeof(ZfWater));
    batch->roads = g_array_new(FALSE, TRUE, sizeof(ZfRoad));
    batch->barriers = g_array_new(FALSE, TRUE, sizeof(ZfRoadBarrier));
    batch->activities = g_array_new(FALSE, TRUE, sizeof(ZfActivity));
    batch->rows = g_array_new(FALSE, TRUE, sizeof(ZfRow));
    g_array_set_clear_func(batch->areas, clear_area);
    g_array_set_clear_func(batch->water, clear_water);
    g_array_set_clear_func(batch->roads, clear_road);
    batch->texts = g_string_chunk_new(1 << 14);
    return batch;
}

void
zf_batch_free(ZfBatch *batch)
{
    if (!batch) {
        return;
    }
    g_array_unref(batch->areas);
    g_array_unref(batch->households);
    g_array_unref(batch->persons);
    g_array_unref(batch->volunteers);
    g_array_unref(batch->pairings);
    g_array_unref(batch->visits);
    g_array_unref(batch->places);
    g_array_unref(batch->water);
    g_array_unref(batch->roads);
    g_array_unref(batch->barriers);
    g_array_unref(batch->activities);
    g_array_unref(batch->rows);
    g_string_chunk_free(batch->texts);
    g_free(batch);
}

const char *
zf_batch_text(ZfBatch *batch, const char *text)
{
    return text && *text ? g_string_chunk_insert_const(batch->texts, text) : "";
}

const char *
zf_batch_text_unique(ZfBatch *batch, const char *text)
{
    return text && *text ? g_string_chunk_insert(batch->texts, text) : "";
}

/* Appends one element of the array's size. ret: where it stands now. */
static gpointer
append(GArray *array, gconstpointer element)
{
    g_array_append_vals(array, element, 1);
    return array->data + (size_t)(array->len - 1) * g_array_get_element_size(array);
}

ZfArea *
zf_batch_add_area(ZfBatch *batch)
{
    ZfArea area = zf_area_empty();
    return append(batch->areas, &area);
}

ZfHousehold *
zf_batch_add_household(ZfBatch *batch)
{
    ZfHousehold household = zf_household_empty();
    return append(batch->households, &household);
}

ZfPerson *
zf_batch_add_person(ZfBatch *batch)
{
    ZfPerson person = zf_person_empty();
    return append(batch->persons, &person);
}

ZfVolunteer *
zf_batch_add_volunteer(ZfBatch *batch)
{
    ZfVolunteer volunteer = zf_volunteer_empty();
    return append(batch->volunteers, &volunteer);
}

ZfPairing *
zf_batch_add_pairing(ZfBatch *batch)
{
    ZfPairing pairing = zf_pairing_empty();
    return append(batch->pairings, &pairing);
}

ZfVisit *
zf_batch_add_visit(ZfBatch *batch)
{
    ZfVisit visit = zf_visit_empty();
    return append(batch->visits, &visit);
}

ZfPlace *
zf_batch_add_place(ZfBatch *batch)
{
    ZfPlace place = {.id = "", .kind = ZF_PLACE_OTHER, .name = "", .area = ""};
    return append(batch->places, &place);
}

ZfWater *
zf_batch_add_water(ZfBatch *batch)
{
    ZfWater water = {.id = "", .name = ""};
    return append(batch->water, &water);
}

ZfRoad *
zf_batch_add_road(ZfBatch *batch)
{
    ZfRoad road = {.id = "", .name = "", .highway = "", .tags = ""};
    return append(batch->roads, &road);
}

ZfRoadBarrier *
zf_batch_add_barrier(ZfBatch *batch)
{
    ZfRoadBarrier barrier = {.tags = ""};
    return append(batch->barriers, &barrier);
}

ZfActivity *
zf_batch_add_activity(ZfBatch *batch)
{
    ZfActivity activity = zf_activity_empty();
    return append(batch->activities, &activity);
}

ZfRow *
zf_batch_add_row(ZfBatch *batch, const char *sheet, int64_t row, ZfFate fate, const char *key,
                 const char *reason)
{
    ZfRow record = {.sheet = zf_batch_text(batch, sheet),
                    .row = row,
                    .fate = fate,
                    .key = zf_batch_text_unique(batch, key),
                    .reason = zf_batch_text(batch, reason)};
    return append(batch->rows, &record);
}

size_t
zf_batch_count(const ZfBatch *batch, ZfFate fate)
{
    size_t n = 0;
    for (guint i = 0; i < batch->rows->len; i++) {
        n += g_array_index(batch->rows, ZfRow, i).fate == fate;
    }
    return n;
}
