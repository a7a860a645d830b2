/* The database as one campaign sees it. */
#include "store/reading.h"

#include <stdlib.h>
#include <string.h>

typedef struct Loading {
    const char *campaign;
    unsigned flags;
    ZfDate as_of;
    ZfSnapshot *snapshot;
    GHashTable *homes; /* id -> index + 1, before linking */
    GHashTable *persons;
    GHashTable *volunteers;
} Loading;

GArray *
zf_read_rows(ZfStore *store, const ZfReading *what, GStringChunk *texts, GError **error,
             const char *letters, ...)
{
    g_autofree char *columns = zf_table_columns(what->table, what->names);
    g_autofree char *sql = g_strdup_printf("SELECT %s FROM %s %s", columns, what->table->name,
                                           what->tail ? what->tail : "");
    sqlite3_stmt *stmt = zf_db_statement(store, sql, error);
    if (!stmt) {
        return NULL;
    }
    va_list args;
    va_start(args, letters);
    zf_db_bind_list(stmt, letters, args);
    va_end(args);
    size_t size = what->keep ? what->keep : what->table->size;
    g_autofree char *one = g_malloc0(what->table->size);
    GArray *rows = g_array_new(FALSE, TRUE, (guint)size);
    for (bool row = true; row;) {
        if (!zf_db_step(store, stmt, &row, error)) {
            g_array_unref(rows);
            return NULL;
        }
        if (row) {
            memset(one, 0, what->table->size);
            memcpy(one, what->empty, size);
            zf_row_read(what->table, one, stmt, 1, texts);
            g_array_append_vals(rows, one, 1);
        }
    }
    return rows;
}

/* A snapshot's array out of a GArray. */
#define TAKE(snapshot, member, rows)                                                               \
    do {                                                                                           \
        (snapshot)->n_##member = (rows)->len;                                                      \
        (snapshot)->member = (void *)g_array_free((rows), FALSE);                                  \
    } while (0)

/* Ids of keyed records -> index + 1; every keyed record begins with its id. */
static GHashTable *
index_by_id(const void *items, size_t n, size_t size)
{
    GHashTable *ret = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < n; i++) {
        const char *id = *(const char *const *)((const char *)items + i * size);
        g_hash_table_insert(ret, (gpointer)id, GSIZE_TO_POINTER(i + 1));
    }
    return ret;
}

/* ret: the index under the text in a column, -1 when there is none. */
static ssize_t
find_index(GHashTable *index, sqlite3_stmt *stmt, int column)
{
    const char *id = (const char *)sqlite3_column_text(stmt, column);
    return id ? (ssize_t)GPOINTER_TO_SIZE(g_hash_table_lookup(index, id)) - 1 : -1;
}

/* Calls use for every row of a query with (as-of day, or NULL). */
typedef void (*UseRow)(Loading *loading, sqlite3_stmt *stmt);
static bool
each_row(ZfStore *store, Loading *loading, const char *sql, UseRow use, GError **error)
{
    sqlite3_stmt *stmt = zf_db_statement(store, sql, error);
    if (!stmt) {
        return false;
    }
    if (sqlite3_bind_parameter_count(stmt) > 0) {
        zf_db_bind(stmt, "D", loading->as_of);
    }
    for (bool row = true; row;) {
        if (!zf_db_step(store, stmt, &row, error)) {
            return false;
        }
        if (row) {
            use(loading, stmt);
        }
    }
    return true;
}

static bool
load_campaign(ZfStore *store, Loading *loading, GError **error)
{
    ZfSnapshot *s = loading->snapshot;
    if (!loading->campaign || !*loading->campaign) {
        return true;
    }
    ZfCampaign *campaign = zf_read_campaign(store, loading->campaign, s->texts, error);
    if (!campaign) {
        return false;
    }
    s->campaign = *campaign;
    g_free(campaign);
    return zf_read_questions(store, loading->campaign, s->texts, &s->questions, &s->n_questions,
                             error);
}

static void
use_contact(Loading *loading, sqlite3_stmt *stmt)
{
    ZfSnapshot *s = loading->snapshot;
    const char *code = (const char *)sqlite3_column_text(stmt, 0);
    for (size_t i = 0; code && i < s->n_areas; i++) {
        if (strcmp(s->areas[i].code, code) == 0) {
            s->areas[i].contact_name = zf_db_text(stmt, 1, s->texts);
            s->areas[i].contact_phone = zf_db_text(stmt, 2, s->texts);
        }
    }
}

static bool
load_areas(ZfStore *store, Loading *loading, GError **error)
{
    ZfSnapshot *s = loading->snapshot;
    ZfArea empty = zf_area_empty();
    GArray *rows = zf_read_rows(store, &(ZfReading){.table = &zf_table_area, .empty = &empty},
                                s->texts, error, "");
    if (!rows) {
        return false;
    }
    TAKE(s, areas, rows);
    return !(loading->flags & ZF_LOAD_NAMES) ||
           each_row(store, loading,
                    "SELECT area, name, phone FROM person WHERE role = 'contact' ORDER BY pk",
                    use_contact, error);
}

static void
use_membership(Loading *loading, sqlite3_stmt *stmt)
{
    ssize_t i = find_index(loading->homes, stmt, 0);
    if (i >= 0) {
        ZfHousehold *home = &loading->snapshot->households[i];
        home->declared_area = zf_db_text(stmt, 1, loading->snapshot->texts);
        home->located_area = zf_db_text(stmt, 2, loading->snapshot->texts);
        home->group = zf_db_text(stmt, 3, loading->snapshot->texts);
    }
}

static void
use_position(Loading *loading, sqlite3_stmt *stmt)
{
    ssize_t i = find_index(loading->homes, stmt, 0);
    int location;
    if (i >= 0 &&
        zf_code_find(ZF_CODES_LOCATION, (const char *)sqlite3_column_text(stmt, 1), &location)) {
        ZfHousehold *home = &loading->snapshot->households[i];
        const void *blob = sqlite3_column_blob(stmt, 3);
        home->location = (ZfLocationSource)location;
        home->accuracy_m = sqlite3_column_int(stmt, 2);
        home->has_point =
            zf_blob_read_point(blob, (size_t)sqlite3_column_bytes(stmt, 3), &home->point);
    }
}

static bool
load_homes(ZfStore *store, Loading *loading, GError **error)
{
    ZfSnapshot *s = loading->snapshot;
    ZfHousehold empty = zf_household_empty();
    GArray *rows = zf_read_rows(
        store,
        &(ZfReading){.table = &zf_table_household, .empty = &empty, .keep = sizeof(ZfHousehold)},
        s->texts, error, "");
    if (!rows) {
        return false;
    }
    TAKE(s, households, rows);
    if (loading->as_of == ZF_DATE_NONE) {
        return true;
    }
    loading->homes = index_by_id(s->households, s->n_households, sizeof(ZfHousehold));
    return each_row(store, loading,
                    "SELECT household, declared_area, located_area, grp FROM membership_past "
                    "WHERE ?1 < valid_to AND (valid_from IS NULL OR valid_from <= ?1) ORDER BY pk",
                    use_membership, error) &&
           each_row(store, loading,
                    "SELECT household, location, accuracy_m, point FROM position_past "
                    "WHERE ?1 < valid_to AND (valid_from IS NULL OR valid_from <= ?1) ORDER BY pk",
                    use_position, error);
}

static void
use_category(Loading *loading, sqlite3_stmt *stmt)
{
    ssize_t i = find_index(loading->persons, stmt, 0);
    int category;
    if (i >= 0 &&
        zf_code_find(ZF_CODES_CATEGORY, (const char *)sqlite3_column_text(stmt, 1), &category)) {
        loading->snapshot->persons[i].categories |= 1u << category;
    }
}

/* Where persons lived before; as of a day at which one holds, the person lives there. */
static bool
load_residences(ZfStore *store, Loading *loading, GError **error)
{
    ZfSnapshot *s = loading->snapshot;
    const ZfDate t = loading->as_of;
    sqlite3_stmt *stmt = zf_db_statement(
        store, "SELECT person, household, valid_from, valid_to FROM residence_past ORDER BY pk",
        error);
    if (!stmt) {
        return false;
    }
    GArray *rows = g_array_new(FALSE, TRUE, sizeof(ZfResidence));
    bool ok = true;
    for (bool row = true; row && ok;) {
        ok = zf_db_step(store, stmt, &row, error);
        ssize_t i = ok && row ? find_index(loading->persons, stmt, 0) : -1;
        if (i < 0) {
            continue;
        }
        ZfResidence past = {.person = s->persons[i].id,
                            .household = zf_db_text(stmt, 1, s->texts),
                            .from = zf_db_date(stmt, 2),
                            .to = zf_db_date(stmt, 3)};
        g_array_append_val(rows, past);
        if (t != ZF_DATE_NONE && t < past.to && (past.from == ZF_DATE_NONE || past.from <= t)) {
            s->persons[i].household = past.household;
        }
    }
    TAKE(s, residences, rows);
    return ok;
}

static bool
load_persons(ZfStore *store, Loading *loading, GError **error)
{
    ZfSnapshot *s = loading->snapshot;
    ZfPerson empty = zf_person_empty();
    GArray *rows = zf_read_rows(store,
                                &(ZfReading){.table = &zf_table_person,
                                             .tail = "WHERE role <> 'contact'",
                                             .names = loading->flags & ZF_LOAD_NAMES,
                                             .empty = &empty,
                                             .keep = sizeof(ZfPerson)},
                                s->texts, error, "");
    if (!rows) {
        return false;
    }
    TAKE(s, persons, rows);
    loading->persons = index_by_id(s->persons, s->n_persons, sizeof(ZfPerson));
    return load_residences(store, loading, error) &&
           each_row(store, loading,
                    loading->as_of == ZF_DATE_NONE
                        ? "SELECT person, category FROM person_category WHERE exit_date IS NULL"
                        : "SELECT person, category FROM person_category WHERE (entry IS NULL OR "
                          "entry <= ?1) AND (exit_date IS NULL OR ?1 < exit_date)",
                    use_category, error);
}

/* Custom skills get their bits in the order of their names. */
static void
use_custom_skill(Loading *loading, sqlite3_stmt *stmt)
{
    ZfSnapshot *s = loading->snapshot;
    int known;
    const char *name = (const char *)sqlite3_column_text(stmt, 0);
    if (zf_code_find(ZF_CODES_SKILL, name, &known)) {
        return;
    }
    for (int i = 0; i < ZF_SKILL_CUSTOM_MAX; i++) {
        if (!s->skills[i]) {
            s->skills[i] = zf_db_text(stmt, 0, s->texts);
            return;
        }
    }
}

static void
use_skill(Loading *loading, sqlite3_stmt *stmt)
{
    ZfSnapshot *s = loading->snapshot;
    ssize_t v = find_index(loading->volunteers, stmt, 0);
    const char *name = (const char *)sqlite3_column_text(stmt, 1);
    int bit = -1;
    if (!zf_code_find(ZF_CODES_SKILL, name, &bit)) {
        for (int i = 0; i < ZF_SKILL_CUSTOM_MAX && s->skills[i]; i++) {
            bit = strcmp(s->skills[i], name) == 0 ? ZF_SKILL_CUSTOM + i : bit;
        }
    }
    if (v >= 0 && bit >= 0) {
        s->volunteers[v].skills |= (uint64_t)1 << bit;
    }
}

static bool
load_volunteers(ZfStore *store, Loading *loading, GError **error)
{
    ZfSnapshot *s = loading->snapshot;
    ZfVolunteer empty = zf_volunteer_empty();
    GArray *rows = zf_read_rows(store,
                                &(ZfReading){.table = &zf_table_volunteer,
                                             .names = loading->flags & ZF_LOAD_NAMES,
                                             .empty = &empty},
                                s->texts, error, "");
    if (!rows) {
        return false;
    }
    TAKE(s, volunteers, rows);
    for (size_t i = 0; i < s->n_volunteers; i++) {
        if (s->volunteers[i].sex == ZF_SEX_FEMALE) {
            s->volunteers[i].skills |= (uint64_t)1 << ZF_SKILL_FEMALE;
        }
    }
    loading->volunteers = index_by_id(s->volunteers, s->n_volunteers, sizeof(ZfVolunteer));
    return each_row(store, loading,
                    "SELECT DISTINCT skill FROM volunteer_skill ORDER BY skill COLLATE BINARY",
                    use_custom_skill, error) &&
           each_row(store, loading, "SELECT volunteer, skill FROM volunteer_skill", use_skill,
                    error);
}

static void
use_member(Loading *loading, sqlite3_stmt *stmt)
{
    ZfSnapshot *s = loading->snapshot;
    const char *id = (const char *)sqlite3_column_text(stmt, 0);
    ZfTeam *team = s->n_teams ? &s->teams[s->n_teams - 1] : NULL;
    if (!team || strcmp(team->id, id) != 0) {
        s->teams = g_renew(ZfTeam, s->teams, s->n_teams + 1);
        team = &s->teams[s->n_teams++];
        *team = zf_team_empty();
        team->id = zf_db_text(stmt, 0, s->texts);
        team->name = zf_db_text(stmt, 1, s->texts);
    }
    if (sqlite3_column_type(stmt, 2) != SQLITE_NULL && team->n_members < ZF_TEAM_MAX) {
        team->members[team->n_members++] = zf_db_text(stmt, 2, s->texts);
    }
}

static bool
load_teams(ZfStore *store, Loading *loading, GError **error)
{
    ZfSnapshot *s = loading->snapshot;
    bool all = loading->flags & ZF_LOAD_ALL;
    ZfShift empty = zf_shift_empty();
    if (!each_row(store, loading,
                  "SELECT t.id, t.name, m.volunteer FROM team t LEFT JOIN team_member m ON m.team "
                  "= t.id ORDER BY t.id, m.seq",
                  use_member, error)) {
        return false;
    }
    if (!*s->campaign.id && !all) {
        return true;
    }
    GArray *rows = zf_read_rows(store,
                                &(ZfReading){.table = &zf_table_shift,
                                             .tail = "WHERE (?1 IS NULL OR date >= ?1) AND (?2 IS "
                                                     "NULL OR date <= ?2)",
                                             .empty = &empty},
                                s->texts, error, "DD", all ? ZF_DATE_NONE : s->campaign.from,
                                all ? ZF_DATE_NONE : s->campaign.to);
    if (!rows) {
        return false;
    }
    TAKE(s, shifts, rows);
    return true;
}

static bool
load_pairings(ZfStore *store, Loading *loading, GError **error)
{
    ZfSnapshot *s = loading->snapshot;
    bool all = loading->flags & ZF_LOAD_ALL;
    sqlite3_stmt *stmt = zf_db_statement(
        store,
        "SELECT household, volunteer, valid_from, valid_to FROM pairing WHERE (?1 IS NULL OR "
        "valid_to IS NULL OR valid_to >= ?1) AND (?2 IS NULL OR valid_from IS NULL OR valid_from "
        "<= ?2) ORDER BY pk",
        error);
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "DD", all ? ZF_DATE_NONE : s->campaign.from,
               all ? ZF_DATE_NONE : s->campaign.to);
    GArray *rows = g_array_new(FALSE, TRUE, sizeof(ZfPairing));
    bool ok = true;
    for (bool row = true; row && ok;) {
        ok = zf_db_step(store, stmt, &row, error);
        if (ok && row) {
            ZfPairing pairing = zf_pairing_empty();
            pairing.household = zf_db_text(stmt, 0, s->texts);
            pairing.volunteer = zf_db_text(stmt, 1, s->texts);
            pairing.from = zf_db_date(stmt, 2);
            pairing.to = zf_db_date(stmt, 3);
            g_array_append_val(rows, pairing);
        }
    }
    TAKE(s, pairings, rows);
    return ok;
}

#define NOT_SUPERSEDED "NOT EXISTS (SELECT 1 FROM visit w WHERE w.supersedes = visit.id)"

static bool
load_visits(ZfStore *store, Loading *loading, GError **error)
{
    ZfSnapshot *s = loading->snapshot;
    if (!*s->campaign.id) {
        return true;
    }
    bool names = loading->flags & ZF_LOAD_NAMES;
    ZfDate until = s->campaign.to;
    if (loading->as_of != ZF_DATE_NONE && (until == ZF_DATE_NONE || loading->as_of < until)) {
        until = loading->as_of;
    }
    GArray *rows = zf_read_visits(store,
                                  "WHERE campaign = ?1 AND (?2 IS NULL OR date <= ?2) "
                                  "AND " NOT_SUPERSEDED,
                                  names, s->texts, error, "sD", s->campaign.id, loading->as_of);
    if (!rows) {
        return false;
    }
    TAKE(s, visits, rows);
    rows = zf_read_visits(
        store,
        "WHERE pk IN (SELECT pk FROM (SELECT pk, row_number() OVER (PARTITION BY household ORDER "
        "BY mode = 'in_person' AND (seen <> '' OR outcome = 'seen') DESC, date DESC, time_s DESC, "
        "id "
        "DESC) AS n "
        "FROM visit WHERE campaign <> ?1 AND (?2 IS NULL OR date <= ?2) AND " NOT_SUPERSEDED
        ") WHERE n = 1)",
        names, s->texts, error, "sD", s->campaign.id, until);
    if (!rows) {
        return false;
    }
    TAKE(s, earlier, rows);
    return true;
}

static bool
load_rest(ZfStore *store, Loading *loading, GError **error)
{
    ZfSnapshot *s = loading->snapshot;
    ZfPlace place = zf_place_empty();
    ZfActivity activity = zf_activity_empty();
    GArray *rows = zf_read_rows(store, &(ZfReading){.table = &zf_table_place, .empty = &place},
                                s->texts, error, "");
    if (!rows) {
        return false;
    }
    TAKE(s, places, rows);
    rows = zf_read_rows(store,
                        &(ZfReading){.table = &zf_table_activity,
                                     .tail = "WHERE ?1 = '' OR campaign IS NULL OR campaign = ?1",
                                     .empty = &activity},
                        s->texts, error, "s", s->campaign.id);
    if (!rows) {
        return false;
    }
    TAKE(s, activities, rows);
    return true;
}

static bool
load(ZfStore *store, void *user, GError **error)
{
    Loading *loading = user;
    loading->snapshot->data_version = zf_store_data_version(store, error);
    return loading->snapshot->data_version >= 0 && load_campaign(store, loading, error) &&
           load_areas(store, loading, error) && load_homes(store, loading, error) &&
           load_persons(store, loading, error) && load_volunteers(store, loading, error) &&
           load_teams(store, loading, error) && load_pairings(store, loading, error) &&
           load_visits(store, loading, error) && load_rest(store, loading, error);
}

ZfSnapshot *
zf_store_load(ZfStore *store, const char *campaign, unsigned flags, ZfDate as_of, GError **error)
{
    g_autoptr(ZfSnapshot) snapshot = zf_snapshot_new();
    Loading loading = {.campaign = campaign, .flags = flags, .as_of = as_of, .snapshot = snapshot};
    bool ok = zf_db_read(store, load, &loading, error);
    g_clear_pointer(&loading.homes, g_hash_table_unref);
    g_clear_pointer(&loading.persons, g_hash_table_unref);
    g_clear_pointer(&loading.volunteers, g_hash_table_unref);
    if (!ok) {
        return NULL;
    }
    zf_snapshot_link(snapshot);
    return g_steal_pointer(&snapshot);
}
