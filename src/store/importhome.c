/* What is special about homes: fields edited by hand and better positions stay, and where a home
 * belonged and stood before is kept. */
#include "store/importing.h"

#include <string.h>

static ZfLocationSource
old_location(sqlite3_stmt *old)
{
    int i = zf_table_column(&zf_table_household, "location");
    int value = ZF_LOCATION_NONE;
    const char *code = (const char *)sqlite3_column_text(old, i + 1);
    if (code) {
        zf_code_find(ZF_CODES_LOCATION, code, &value);
    }
    return (ZfLocationSource)value;
}

/* A position good to the house replaces one that is not, whoever says so. */
static bool
finds_house(const ZfWriter *writer, sqlite3_stmt *old, const ZfHomeRow *home)
{
    int accuracy = sqlite3_column_int(old, zf_table_column(writer->table, "accuracy_m") + 1);
    return home->home.location >= ZF_LOCATION_GEOCODED && home->home.accuracy_m <= ZF_LOCATED_M &&
           accuracy > ZF_LOCATED_M;
}

void
zf_home_protect(ZfWriter *writer, sqlite3_stmt *old, void *row, bool *keep)
{
    const ZfHomeRow *home = row;
    ZfHomeRules *rules = writer->user;
    const ZfTable *table = writer->table;
    unsigned edited = (unsigned)sqlite3_column_int(old, zf_table_column(table, "edited") + 1);
    /* A home that only says where it is located now comes from new borders, not from a new point.
     */
    bool worse = home->home.location < old_location(old) &&
                 home->home.location != ZF_LOCATION_NONE && !finds_house(writer, old, home);
    for (int i = 1; i < table->n_fields; i++) {
        const ZfField *field = &table->fields[i];
        bool by_hand = (field->edit & edited) != 0;
        if (by_hand && !zf_field_unknown(field, row) &&
            !zf_field_equal(field, row, old, i + 1, writer->change->scratch)) {
            rules->kept++;
        }
        keep[i] = by_hand || (worse && field->edit == ZF_FIELD_POINT);
    }
}

static bool
any_differs(const ZfTable *table, const bool *differs, const char *const *columns)
{
    for (; *columns; columns++) {
        if (differs[zf_table_column(table, *columns)]) {
            return true;
        }
    }
    return false;
}

/* ret: false when the old state held for no time at all: it began on the day it ends. */
static bool
lasted(sqlite3_stmt *old, int from_column, ZfDate until)
{
    ZfDate from = zf_db_date(old, from_column);
    return from == ZF_DATE_NONE || from < until;
}

static bool
keep_membership(ZfWriter *w, sqlite3_stmt *old, ZfDate until, GError **error)
{
    const ZfTable *t = w->table;
    ZfStore *store = w->change->store;
    g_autofree char *run =
        w->change->run ? g_strdup_printf("%" G_GINT64_FORMAT, w->change->run) : NULL;
    return zf_db_run(store,
                     "INSERT INTO membership_past (household, declared_area, located_area, grp, "
                     "valid_from, valid_to, run, changed) VALUES (?, ?, ?, ?, ?, ?, "
                     "CAST(? AS INTEGER), ?)",
                     error, "skksDDkl", sqlite3_column_text(old, 1),
                     sqlite3_column_text(old, zf_table_column(t, "declared_area") + 1),
                     sqlite3_column_text(old, zf_table_column(t, "located_area") + 1),
                     sqlite3_column_text(old, zf_table_column(t, "grp") + 1),
                     zf_db_date(old, zf_table_column(t, "membership_from") + 1), until, run,
                     w->change->version) &&
           zf_change_note_new(w->change, "membership_past", sqlite3_last_insert_rowid(store->db),
                              error);
}

static bool
keep_position(ZfWriter *w, sqlite3_stmt *old, ZfDate until, GError **error)
{
    const ZfTable *t = w->table;
    ZfStore *store = w->change->store;
    int geom = zf_table_column(t, "geom") + 1;
    g_autofree char *run =
        w->change->run ? g_strdup_printf("%" G_GINT64_FORMAT, w->change->run) : NULL;
    return zf_db_run(store,
                     "INSERT INTO position_past (household, location, accuracy_m, point, "
                     "valid_from, valid_to, run, changed) VALUES (?, ?, ?, ?, ?, ?, "
                     "CAST(? AS INTEGER), ?)",
                     error, "ssibDDkl", sqlite3_column_text(old, 1),
                     sqlite3_column_text(old, zf_table_column(t, "location") + 1),
                     sqlite3_column_int(old, zf_table_column(t, "accuracy_m") + 1),
                     sqlite3_column_blob(old, geom), (size_t)sqlite3_column_bytes(old, geom),
                     zf_db_date(old, zf_table_column(t, "position_from") + 1), until, run,
                     w->change->version) &&
           zf_change_note_new(w->change, "position_past", sqlite3_last_insert_rowid(store->db),
                              error);
}

bool
zf_home_differing(ZfWriter *writer, sqlite3_stmt *old, void *row, bool *differs, GError **error)
{
    static const char *const membership[] = {"declared_area", "located_area", "grp", NULL};
    static const char *const position[] = {"location", "accuracy_m", "geom", NULL};
    ZfHomeRow *home = row;
    const ZfHomeRules *rules = writer->user;
    const ZfTable *t = writer->table;
    int since = zf_table_column(t, "membership_from");
    if (any_differs(t, differs, membership)) {
        if (lasted(old, since + 1, rules->from) &&
            !keep_membership(writer, old, rules->from, error)) {
            return false;
        }
        home->membership_from = rules->from;
        differs[since] = true;
    }
    since = zf_table_column(t, "position_from");
    if (any_differs(t, differs, position)) {
        if (lasted(old, since + 1, rules->from) &&
            !keep_position(writer, old, rules->from, error)) {
            return false;
        }
        home->position_from = rules->from;
        differs[since] = true;
    }
    return true;
}
