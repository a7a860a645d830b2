/* Where persons lived before, and whom a visit is about. */
#include "store/importing.h"
#include "store/reading.h"

#include <string.h>

/* The day of the import that brought a data version; NONE = by hand, or before imports were kept.
 */
static bool
day_of_version(ZfStore *store, int64_t version, ZfDate *ret, GError **error)
{
    sqlite3_stmt *stmt = zf_db_statement(
        store, "SELECT max(valid_from) FROM import_run WHERE data_version = ?", error);
    bool row;
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "l", version);
    if (!zf_db_step(store, stmt, &row, error)) {
        return false;
    }
    *ret = zf_db_date(stmt, 0);
    sqlite3_reset(stmt);
    return true;
}

void
zf_person_protect(ZfWriter *writer, sqlite3_stmt *old, void *row, bool *keep)
{
    (void)old;
    (void)row;
    keep[zf_table_column(writer->table, "home_from")] = true;
    keep[zf_table_column(writer->table, "home_version")] = true;
}

/* A home that was entered and put right on one day was a slip: it is kept for what was printed in
 * between, but held on no day, and the right one holds since the slip did. */
bool
zf_person_differing(ZfWriter *w, sqlite3_stmt *old, void *row, bool *differs, GError **error)
{
    ZfPersonRow *person = row;
    const ZfTable *t = w->table;
    ZfStore *store = w->change->store;
    const ZfDate day = *(const ZfDate *)w->user;
    int at[] = {zf_table_column(t, "household"), zf_table_column(t, "home_from"),
                zf_table_column(t, "home_version")};
    ZfDate since = zf_db_date(old, at[1] + 1);
    int64_t version = sqlite3_column_int64(old, at[2] + 1);
    ZfDate known;
    if (!differs[at[0]] || sqlite3_column_type(old, at[0] + 1) == SQLITE_NULL) {
        return true;
    }
    if (!day_of_version(store, version, &known, error)) {
        return false;
    }
    bool slip = known != ZF_DATE_NONE && known >= day;
    differs[at[1]] = !slip;
    differs[at[2]] = true;
    person->person.home_from = day;
    g_autofree char *run =
        w->change->run ? g_strdup_printf("%" G_GINT64_FORMAT, w->change->run) : NULL;
    return zf_db_run(store,
                     "INSERT INTO residence_past (person, household, valid_from, valid_to, "
                     "from_version, run, changed) VALUES (?, ?, ?, ?, ?, CAST(? AS INTEGER), ?)",
                     error, "ssDDlkl", person->person.id, sqlite3_column_text(old, at[0] + 1),
                     slip ? day : since, day, version, run, w->change->version) &&
           zf_change_note_new(w->change, "residence_past", sqlite3_last_insert_rowid(store->db),
                              error);
}

/* Children of a home ?1, with when and in which data versions they lived there. */
#define LIVED                                                                                      \
    "SELECT p.pk, p.id, p.exit_date, p.home_from AS a, NULL AS b, p.home_version AS va, NULL AS "  \
    "vb FROM person p WHERE p.household = ?1 AND p.role = 'child' UNION ALL SELECT p.pk, p.id, "   \
    "p.exit_date, r.valid_from, r.valid_to, r.from_version, r.changed FROM residence_past r JOIN " \
    "person p ON p.id = r.person AND p.role = 'child' WHERE r.household = ?1"
#define LIST(condition)                                                                            \
    "SELECT group_concat(id) FROM (SELECT DISTINCT id, pk FROM (" LIVED ") WHERE (" condition      \
    ") AND (exit_date IS NULL OR ?2 IS NULL OR exit_date > ?2) ORDER BY pk)"

bool
zf_residents(ZfStore *store, const ZfVisit *visit, const char **ret, GStringChunk *texts,
             GError **error)
{
    static const char *const lists[] = {
        /* those on the sheet */
        LIST("(SELECT p.data_version FROM sheet s JOIN plan p ON p.number = s.plan WHERE s.number "
             "= ?3) BETWEEN va AND coalesce(vb - 1, 9223372036854775807)"),
        /* those of that day */
        LIST("(a IS NULL OR a <= ?2) AND (b IS NULL OR ?2 < b)"),
        /* those who lived there last */
        LIST(
            "a IS NOT b AND b = (SELECT max(valid_to) FROM residence_past WHERE household = ?1 AND "
            "valid_to <= ?2 AND valid_from IS NOT valid_to)"),
    };
    *ret = "";
    for (size_t i = 0; i < G_N_ELEMENTS(lists) && !**ret; i++) {
        sqlite3_stmt *stmt = zf_db_statement(store, lists[i], error);
        bool row;
        if (!stmt) {
            return false;
        }
        zf_db_bind(stmt, i == 0 ? "sDs" : "sD", visit->household, visit->date, visit->sheet);
        if (!zf_db_step(store, stmt, &row, error)) {
            return false;
        }
        *ret = zf_db_text(stmt, 0, texts);
        sqlite3_reset(stmt);
    }
    return true;
}
