#include "store/reading.h"

#include <string.h>

bool
zf_store_unknown(const char *message, const char *key, GError **error)
{
    g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_UNKNOWN, message, key);
    return false;
}

ZfPlace
zf_place_empty(void)
{
    return (ZfPlace){.id = "", .kind = ZF_PLACE_OTHER, .name = "", .area = ""};
}

/* "a,b" of the areas a campaign covers. */
static bool
read_scope(ZfStore *store, ZfCampaign *campaign, GStringChunk *texts, GError **error)
{
    g_autoptr(GString) areas = g_string_new(NULL);
    sqlite3_stmt *stmt = zf_db_statement(
        store, "SELECT area FROM campaign_scope WHERE campaign = ? ORDER BY seq", error);
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "s", campaign->id);
    for (bool row = true; row;) {
        if (!zf_db_step(store, stmt, &row, error)) {
            return false;
        }
        if (row) {
            g_string_append_printf(areas, "%s%s", areas->len ? "," : "",
                                   (const char *)sqlite3_column_text(stmt, 0));
        }
    }
    campaign->areas = areas->len ? g_string_chunk_insert_const(texts, areas->str) : "";
    return true;
}

ZfCampaign *
zf_read_campaign(ZfStore *store, const char *id, GStringChunk *texts, GError **error)
{
    ZfCampaign empty = zf_campaign_default();
    g_autoptr(GArray) rows = zf_read_rows(
        store, &(ZfReading){.table = &zf_table_campaign, .tail = "WHERE id = ?", .empty = &empty},
        texts, error, "s", id);
    if (!rows) {
        return NULL;
    }
    if (rows->len == 0) {
        zf_store_unknown(_("there is no campaign “%s”"), id, error);
        return NULL;
    }
    g_autofree ZfCampaign *campaign = g_memdup2(rows->data, sizeof(ZfCampaign));
    return read_scope(store, campaign, texts, error) ? g_steal_pointer(&campaign) : NULL;
}

/* The lists that hang on visits: calls use with the visit and the value for each. */
typedef void (*UseValue)(ZfVisit *visit, const char *value, GStringChunk *texts);

static bool
read_values(ZfStore *store, const char *sql, GHashTable *visits, UseValue use, GStringChunk *texts,
            GError **error)
{
    sqlite3_stmt *stmt = zf_db_statement(store, sql, error);
    if (!stmt) {
        return false;
    }
    for (bool row = true; row;) {
        if (!zf_db_step(store, stmt, &row, error)) {
            return false;
        }
        const char *id = row ? (const char *)sqlite3_column_text(stmt, 0) : NULL;
        ZfVisit *visit = id ? g_hash_table_lookup(visits, id) : NULL;
        if (visit) {
            use(visit, (const char *)sqlite3_column_text(stmt, 1), texts);
        }
    }
    return true;
}

static void
use_wish(ZfVisit *visit, const char *value, GStringChunk *texts)
{
    visit->wish = g_string_chunk_insert(texts, value);
}

static void
use_hazard(ZfVisit *visit, const char *value, GStringChunk *texts)
{
    (void)texts;
    int bit;
    if (zf_code_find(ZF_CODES_SAFETY, value, &bit)) {
        visit->hazard |= 1u << bit;
    }
}

static void
use_evidence(ZfVisit *visit, const char *value, GStringChunk *texts)
{
    g_autofree char *all =
        *visit->evidence ? g_strconcat(visit->evidence, ";", value, NULL) : g_strdup(value);
    visit->evidence = g_string_chunk_insert(texts, all);
}

static void
use_answer(ZfVisit *visit, const char *value, GStringChunk *texts)
{
    g_autofree char *all =
        *visit->answers ? g_strconcat(visit->answers, "\n", value, NULL) : g_strdup(value);
    visit->answers = g_string_chunk_insert(texts, all);
}

GArray *
zf_read_visits(ZfStore *store, const char *tail, bool names, GStringChunk *texts, GError **error,
               const char *letters, ...)
{
    ZfVisit empty = zf_visit_empty();
    g_autofree char *columns = zf_table_columns(&zf_table_visit, names);
    g_autofree char *sql = g_strdup_printf("SELECT %s FROM visit %s", columns, tail);
    sqlite3_stmt *stmt = zf_db_statement(store, sql, error);
    if (!stmt) {
        return NULL;
    }
    va_list args;
    va_start(args, letters);
    zf_db_bind_list(stmt, letters, args);
    va_end(args);
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(ZfVisit));
    for (bool row = true; row;) {
        if (!zf_db_step(store, stmt, &row, error)) {
            return NULL;
        }
        if (row) {
            ZfVisit visit = empty;
            zf_row_read(&zf_table_visit, &visit, stmt, 1, texts);
            g_array_append_val(rows, visit);
        }
    }
    g_autoptr(GHashTable) visits = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < rows->len; i++) {
        ZfVisit *visit = &g_array_index(rows, ZfVisit, i);
        g_hash_table_insert(visits, (gpointer)visit->id, visit);
    }
    if (rows->len > 0 && (!read_values(store, "SELECT visit, text FROM wish ORDER BY pk", visits,
                                       use_wish, texts, error) ||
                          !read_values(store, "SELECT visit, hazard FROM hazard_found ORDER BY pk",
                                       visits, use_hazard, texts, error) ||
                          !read_values(store, "SELECT visit, path FROM visit_evidence ORDER BY pk",
                                       visits, use_evidence, texts, error))) {
        return NULL;
    }
    if (rows->len > 0 && names &&
        !read_values(store, "SELECT visit, question || '=' || answer FROM visit_answer ORDER BY pk",
                     visits, use_answer, texts, error)) {
        return NULL;
    }
    return g_steal_pointer(&rows);
}
