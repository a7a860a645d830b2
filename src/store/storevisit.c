/* Results back from the doors. */
#include "store/importing.h"
#include "store/reading.h"

#include <string.h>

typedef struct Adding {
    const ZfVisit *visits;
    size_t n;
    ZfVisitsResult result;
} Adding;

static bool
add_visits(ZfStore *store, void *user, GError **error)
{
    Adding *adding = user;
    int64_t version = zf_store_data_version(store, error);
    if (version < 0) {
        return false;
    }
    g_auto(ZfChange) change = {0};
    g_auto(ZfVisitWriter) writer = {0};
    zf_change_init(&change, store, 0, version + 1);
    if (!zf_visit_writer_init(&writer, &change, zf_stamp_now(), error)) {
        return false;
    }
    for (size_t i = 0; i < adding->n; i++) {
        ZfPutState state;
        g_autofree char *id = NULL;
        if (!zf_visit_put(&writer, &adding->visits[i], &state, &id, error)) {
            return false;
        }
        adding->result.added += state == ZF_PUT_NEW;
        adding->result.same += state == ZF_PUT_SAME;
    }
    adding->result.data_version = version;
    return adding->result.added == 0 || zf_db_bump(store, &adding->result.data_version, error);
}

bool
zf_store_visits_add(ZfStore *store, const ZfVisit *visits, size_t n, ZfVisitsResult *result,
                    GError **error)
{
    Adding adding = {.visits = visits, .n = n};
    if (!zf_db_write(store, add_visits, &adding, error)) {
        return false;
    }
    if (result) {
        *result = adding.result;
    }
    return true;
}

typedef struct Listing {
    const char *tail;
    const char *key;
    ZfVisits *visits;
} Listing;

static bool
list_visits(ZfStore *store, void *user, GError **error)
{
    const Listing *listing = user;
    GArray *rows = zf_read_visits(store, listing->tail, true, listing->visits->texts, error, "s",
                                  listing->key);
    if (!rows) {
        return false;
    }
    listing->visits->n = rows->len;
    listing->visits->items = (ZfVisit *)(void *)g_array_free(rows, FALSE);
    return true;
}

static ZfVisits *
read_list(ZfStore *store, const char *tail, const char *key, GError **error)
{
    g_autoptr(ZfVisits) visits = g_new0(ZfVisits, 1);
    visits->texts = g_string_chunk_new(1024);
    Listing listing = {tail, key, visits};
    return zf_db_read(store, list_visits, &listing, error) ? g_steal_pointer(&visits) : NULL;
}

ZfVisits *
zf_store_visits_of(ZfStore *store, const char *household, GError **error)
{
    return read_list(store, "WHERE household = ? ORDER BY date, time_s, id", household, error);
}

ZfVisits *
zf_store_visits_on(ZfStore *store, const char *sheet, GError **error)
{
    g_autofree char *number = zf_sheet_number_clean(sheet);
    return read_list(store,
                     "WHERE sheet = ? AND NOT EXISTS (SELECT 1 FROM visit w WHERE w.supersedes = "
                     "visit.id) ORDER BY stop, date, time_s, id",
                     number ? number : sheet, error);
}
