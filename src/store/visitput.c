/* One visit into the database: checked, never overwritten. */
#include "store/importing.h"
#include "store/reading.h"

#include <string.h>

/* `entered` is when it was keyed, not what was found. */
static void
protect_entered(ZfWriter *writer, sqlite3_stmt *old, void *row, bool *keep)
{
    (void)old;
    (void)row;
    keep[zf_table_column(writer->table, "entered")] = true;
}

static bool
set_conflict(const ZfVisit *visit, const char *other, GError **error)
{
    if (*visit->sheet) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_CONFLICT,
                    _("sheet %s, stop %d was keyed before with other values (visit %s); to "
                      "correct it, enter a visit that supersedes that one"),
                    visit->sheet, visit->stop, other);
    } else {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_CONFLICT,
                    _("visit %s is known with other values; to correct it, enter a visit that "
                      "supersedes it"),
                    other);
    }
    return false;
}

static bool
refuse_change(ZfWriter *writer, sqlite3_stmt *old, void *row, bool *differs, GError **error)
{
    (void)writer;
    (void)old;
    (void)differs;
    const ZfVisit *visit = row;
    return set_conflict(visit, visit->id, error);
}

bool
zf_visit_writer_init(ZfVisitWriter *writer, ZfChange *change, ZfStamp now, GError **error)
{
    writer->now = now;
    if (!zf_writer_init(&writer->writer, change, &zf_table_visit, error)) {
        return false;
    }
    writer->writer.protect = protect_entered;
    writer->writer.differing = refuse_change;
    return true;
}

void
zf_visit_writer_clear(ZfVisitWriter *writer)
{
    zf_writer_clear(&writer->writer);
}

/* Home and campaign of a stop on a sheet, where the visit does not say them. */
static bool
fill_from_sheet(ZfStore *store, ZfVisit *visit, GStringChunk *texts, GError **error)
{
    if (!*visit->sheet) {
        return true;
    }
    g_autofree char *number = zf_sheet_number_clean(visit->sheet);
    sqlite3_stmt *stmt = zf_db_statement(
        store,
        "SELECT s.campaign, t.household FROM sheet s LEFT JOIN stop t ON t.plan = s.plan AND "
        "t.route = s.route AND t.number = ? WHERE s.number = ?",
        error);
    bool row;
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "is", visit->stop, number ? number : visit->sheet);
    if (!zf_db_step(store, stmt, &row, error)) {
        return false;
    }
    if (!row) {
        if (*visit->household && *visit->campaign) {
            return true; /* a sheet of another database: kept as written */
        }
        return zf_store_unknown_sheet(store, visit->sheet, error);
    }
    visit->sheet = number ? g_string_chunk_insert(texts, number) : visit->sheet;
    const char *home = (const char *)sqlite3_column_text(stmt, 1);
    if (!*visit->campaign) {
        visit->campaign = zf_db_text(stmt, 0, texts);
    }
    if (!*visit->household && home) {
        visit->household = g_string_chunk_insert(texts, home);
    }
    sqlite3_reset(stmt);
    if (!*visit->household) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_UNKNOWN,
                    _("sheet %s has no home at stop %d"), visit->sheet, visit->stop);
        return false;
    }
    return true;
}

/* The same content gives the same id, whenever it is keyed. */
static const char *
draw_id(const ZfVisit *v, GStringChunk *texts)
{
    g_autofree char *content = g_strdup_printf(
        "%s|%s|%d|%d|%s|%s|%d|%d|%d|%s|%u|%u|%u|%d|%d|%d|%d|%s|%s|%s|%s|%d|%s", v->campaign,
        v->household, v->date, v->time_s, v->visitors, v->team, (int)v->mode, (int)v->outcome,
        v->nobody_count, v->seen, v->clear, v->safe, v->hazard, (int)v->hazard_state,
        (int)v->agreement, v->signed_by_guardian, v->verified, v->wish, v->note, v->evidence,
        v->sheet, v->stop, v->supersedes);
    g_autofree char *whole =
        v->answers && *v->answers ? g_strconcat(content, "|", v->answers, NULL) : g_strdup(content);
    g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, whole, -1);
    g_autofree char *id = g_strdup_printf("v%.20s", sum);
    return g_string_chunk_insert(texts, id);
}

/* Somebody keyed this stop already, and the visit does not correct that. */
static bool
check_twice(ZfStore *store, const ZfVisit *visit, GError **error)
{
    if (!*visit->sheet || visit->stop == 0) {
        return true;
    }
    sqlite3_stmt *stmt = zf_db_statement(
        store,
        "SELECT v.id FROM visit v WHERE v.sheet = ? AND v.stop = ? AND v.id <> ? AND v.id <> ? AND "
        "NOT EXISTS (SELECT 1 FROM visit w WHERE w.supersedes = v.id) LIMIT 1",
        error);
    bool row;
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "siss", visit->sheet, visit->stop, visit->id, visit->supersedes);
    if (!zf_db_step(store, stmt, &row, error)) {
        return false;
    }
    if (row) {
        g_autofree char *other = zf_db_text_dup(stmt, 0);
        sqlite3_reset(stmt);
        return set_conflict(visit, other, error);
    }
    return true;
}

static bool
exists(ZfStore *store, const char *sql, const char *key, const char *message, GError **error)
{
    int64_t found = 0;
    if (!zf_db_get(store, sql, &found, error, "s", key)) {
        return false;
    }
    if (!found) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_UNKNOWN, message, key);
    }
    return found != 0;
}

static bool
check_references(ZfStore *store, const ZfVisit *visit, GError **error)
{
    if (!exists(store, "SELECT 1 FROM campaign WHERE id = ?", visit->campaign,
                _("a visit belongs to the campaign “%s”, which is not known"), error) ||
        !exists(store, "SELECT 1 FROM household WHERE id = ?", visit->household,
                _("a visit belongs to the home “%s”, which is not known"), error)) {
        return false;
    }
    if (!*visit->supersedes) {
        return true;
    }
    int64_t other = 0;
    if (!exists(store, "SELECT 1 FROM visit WHERE id = ?", visit->supersedes,
                _("the visit “%s” that is to be corrected is not known"), error) ||
        !zf_db_get(store, "SELECT 1 FROM visit WHERE supersedes = ? AND id <> ?", &other, error,
                   "ss", visit->supersedes, visit->id)) {
        return false;
    }
    if (other) {
        g_set_error(error, ZF_STORE_ERROR, ZF_STORE_ERROR_CONFLICT,
                    _("visit %s was corrected before; correct the newer one"), visit->supersedes);
    }
    return !other;
}

static bool
put_list(ZfVisitWriter *w, const char *table, const char *id, const char *column,
         const char *const *values, ZfPutState *state, GError **error)
{
    return zf_change_list(w->writer.change, table, "visit", id, column, values, state, error);
}

static bool
use_answer(ZfStore *store, sqlite3_stmt *stmt, void *user, GError **error)
{
    (void)store;
    (void)error;
    zf_answers_add(user, (const char *)sqlite3_column_text(stmt, 0),
                   (const char *)sqlite3_column_text(stmt, 1));
    return true;
}

static bool
add_answer(ZfChange *change, const char *visit, const char *line, GError **error)
{
    const char *equals = strchr(line, '=');
    g_assert(equals);
    g_autofree char *question = g_strndup(line, (gsize)(equals - line));
    return zf_db_run(change->store,
                     "INSERT INTO visit_answer (visit, question, answer, changed) VALUES (?, ?, ?, "
                     "?)",
                     error, "sssl", visit, question, equals + 1, change->version) &&
           zf_change_note_new(change, "visit_answer", sqlite3_last_insert_rowid(change->store->db),
                              error);
}

/* Answers come with a new visit; a known one with others has other content. */
static bool
put_answers(ZfChange *change, const ZfVisit *visit, ZfPutState *state, GError **error)
{
    const char *wanted = visit->answers ? visit->answers : "";
    if (*state != ZF_PUT_NEW) {
        g_autoptr(GString) known = g_string_new(NULL);
        if (!zf_db_each(change->store,
                        "SELECT question, answer FROM visit_answer WHERE visit = ? ORDER BY pk",
                        use_answer, known, error, "s", visit->id)) {
            return false;
        }
        *state = strcmp(known->str, wanted) == 0 ? *state : ZF_PUT_CHANGED;
        return true;
    }
    g_auto(GStrv) lines = g_strsplit(wanted, "\n", -1);
    for (char **line = lines; *line; line++) {
        if (!add_answer(change, visit->id, *line, error)) {
            return false;
        }
    }
    return true;
}

static bool
put_details(ZfVisitWriter *w, const ZfVisit *visit, ZfPutState *state, GError **error)
{
    const char *wish[] = {*visit->wish ? visit->wish : NULL, NULL};
    const char *hazards[ZF_SAFETY_COUNT + 1] = {NULL};
    int n = 0;
    for (int bit = 0; bit < ZF_SAFETY_COUNT; bit++) {
        if (visit->hazard >> bit & 1) {
            hazards[n++] = zf_code(ZF_CODES_SAFETY, bit);
        }
    }
    g_autoptr(GPtrArray) paths = g_ptr_array_new();
    g_auto(GStrv) parts = g_strsplit(visit->evidence, ";", -1);
    for (char **part = parts; *part; part++) {
        g_strstrip(*part);
        if (**part) {
            g_ptr_array_add(paths, *part);
        }
    }
    g_ptr_array_add(paths, NULL);
    return put_list(w, "wish", visit->id, "text", wish, state, error) &&
           put_list(w, "hazard_found", visit->id, "hazard", hazards, state, error) &&
           put_list(w, "visit_evidence", visit->id, "path", (const char *const *)paths->pdata,
                    state, error) &&
           put_answers(w->writer.change, visit, state, error);
}

/* The children named as seen and not among those it is about: somebody who lives elsewhere. */
static const char *
with_seen(const char *about, const char *seen, GStringChunk *texts)
{
    g_autoptr(GString) all = g_string_new(about);
    g_auto(GStrv) names = g_strsplit(seen, ",", -1);
    g_auto(GStrv) known = g_strsplit(about, ",", -1);
    for (char **name = names; *name; name++) {
        g_strstrip(*name);
        if (**name && !g_strv_contains((const char *const *)known, *name)) {
            g_string_append_printf(all, "%s%s", all->len ? "," : "", *name);
        }
    }
    return g_string_chunk_insert(texts, all->str);
}

static bool
read_kept(ZfStore *store, ZfVisit *visit, bool *known, GStringChunk *texts, GError **error)
{
    sqlite3_stmt *stmt =
        zf_db_statement(store, "SELECT about, seen FROM visit WHERE id = ?", error);
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "s", visit->id);
    if (!zf_db_step(store, stmt, known, error)) {
        return false;
    }
    if (*known) {
        visit->about = zf_db_text(stmt, 0, texts);
        visit->seen = *visit->seen ? visit->seen : zf_db_text(stmt, 1, texts);
    }
    sqlite3_reset(stmt);
    return true;
}

/* Whom it is about, and, where "seen" names nobody, who was seen: their ids are kept, so that who
 * comes to the home later was not seen, and who leaves it was. A visit known already keeps its own,
 * and a correction is about the same children. */
static bool
fill_children(ZfStore *store, ZfVisit *visit, GStringChunk *texts, GError **error)
{
    bool known;
    ZfVisit before = {.id = visit->supersedes, .about = "", .seen = visit->seen};
    bool all = !*visit->seen && visit->outcome == ZF_OUTCOME_SEEN;
    if (!read_kept(store, visit, &known, texts, error) ||
        !read_kept(store, &before, &(bool){false}, texts, error)) {
        return false;
    }
    if (known) {
        return true;
    }
    visit->about = before.about;
    if (!*visit->about && !zf_residents(store, visit, &visit->about, texts, error)) {
        return false;
    }
    visit->about = with_seen(visit->about, visit->seen, texts);
    visit->seen = all && visit->mode == ZF_VISIT_IN_PERSON ? visit->about : visit->seen;
    return true;
}

bool
zf_visit_put(ZfVisitWriter *writer, const ZfVisit *visit, ZfPutState *state, char **id,
             GError **error)
{
    ZfStore *store = writer->writer.change->store;
    GStringChunk *texts = g_string_chunk_new(256);
    ZfVisit row = *visit;
    bool ok = fill_from_sheet(store, &row, texts, error);
    if (ok) {
        row.id = row.id && *row.id ? row.id : draw_id(&row, texts);
        row.entered = row.entered == ZF_STAMP_NONE ? writer->now : row.entered;
        ok = check_references(store, &row, error) && check_twice(store, &row, error) &&
             fill_children(store, &row, texts, error) &&
             zf_writer_put(&writer->writer, &row, state, error) &&
             put_details(writer, &row, state, error);
    }
    if (ok && *state == ZF_PUT_CHANGED) {
        ok = set_conflict(&row, row.id, error);
    }
    if (ok) {
        *id = g_strdup(row.id);
    }
    g_string_chunk_free(texts);
    return ok;
}
