/* Homes, the people in them, volunteers and who is paired with whom. */
#include "store/importing.h"

#include <string.h>

static const char *
home_label(const ZfHousehold *home)
{
    return *home->number ? home->number : *home->address ? home->address : home->id;
}

static bool
put_homes(ZfImporting *job, GError **error)
{
    g_auto(ZfWriter) writer = {0};
    if (job->batch->households->len == 0) {
        return true;
    }
    if (!zf_writer_init(&writer, &job->change, &zf_table_household, error)) {
        return false;
    }
    ZfHomeRules rules = {.from = job->options.valid_from};
    writer.protect = zf_home_protect;
    writer.differing = zf_home_differing;
    writer.user = &rules;
    for (guint i = 0; i < job->batch->households->len; i++) {
        ZfHomeRow row = {.home = g_array_index(job->batch->households, ZfHousehold, i),
                         .membership_from = ZF_DATE_NONE,
                         .position_from = ZF_DATE_NONE};
        ZfPutState state;
        if (!zf_importing_tick(job, error) || !zf_writer_put(&writer, &row, &state, error)) {
            return false;
        }
        zf_importing_record(job, job->homes, "household", row.home.id, home_label(&row.home), state,
                            writer.fields->str);
    }
    job->result->kept += rules.kept;
    return true;
}

/* One row of person_category as it is. */
typedef struct Held {
    int64_t pk;
    int category;
} Held;

/* The categories somebody holds now. */
static bool
read_held(ZfStore *store, const char *person, GArray *held, GError **error)
{
    sqlite3_stmt *stmt = zf_db_statement(
        store,
        "SELECT pk, category FROM person_category WHERE person = ? AND exit_date IS NULL "
        "ORDER BY pk",
        error);
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "s", person);
    for (bool row = true; row;) {
        if (!zf_db_step(store, stmt, &row, error)) {
            return false;
        }
        Held one;
        if (row && zf_code_find(ZF_CODES_CATEGORY, (const char *)sqlite3_column_text(stmt, 1),
                                &one.category)) {
            one.pk = sqlite3_column_int64(stmt, 0);
            g_array_append_val(held, one);
        }
    }
    return true;
}

static bool
enter_category(ZfImporting *job, const ZfPerson *person, int category, bool is_new, GError **error)
{
    ZfChange *change = &job->change;
    ZfDate entry = is_new ? person->entry : job->options.valid_from;
    return zf_db_run(change->store,
                     "INSERT INTO person_category (person, category, entry, exit_reason, run, "
                     "changed) VALUES (?, ?, ?, '', ?, ?)",
                     error, "ssDll", person->id, zf_code(ZF_CODES_CATEGORY, category), entry,
                     change->run, change->version) &&
           zf_change_note_new(change, "person_category",
                              sqlite3_last_insert_rowid(change->store->db), error);
}

static bool
leave_category(ZfImporting *job, int64_t pk, GError **error)
{
    ZfChange *change = &job->change;
    return zf_change_keep(change, "person_category", pk, error) &&
           zf_db_run(change->store,
                     "UPDATE person_category SET exit_date = ?, run = ?, changed = ? WHERE pk = ?",
                     error, "Dlll", job->options.valid_from, change->run, change->version, pk);
}

/* 应保尽保、应退尽退: what is held now becomes what the ledger says; an empty set says nothing. */
static bool
put_categories(ZfImporting *job, const ZfPerson *person, ZfPutState *state, GError **error)
{
    uint32_t wanted = person->categories;
    bool is_new = *state == ZF_PUT_NEW;
    if (wanted == 0) {
        return true;
    }
    g_autoptr(GArray) held = g_array_new(FALSE, FALSE, sizeof(Held));
    if (!is_new && !read_held(job->change.store, person->id, held, error)) {
        return false;
    }
    bool differs = false;
    for (guint i = 0; i < held->len; i++) {
        const Held *one = &g_array_index(held, Held, i);
        if (wanted >> one->category & 1) {
            wanted &= ~(1u << one->category);
            continue;
        }
        differs = true;
        if (!leave_category(job, one->pk, error)) {
            return false;
        }
    }
    for (int c = 0; c < ZF_CATEGORY_COUNT; c++) {
        if (wanted >> c & 1) {
            differs = true;
            if (!enter_category(job, person, c, is_new, error)) {
                return false;
            }
        }
    }
    *state = differs && *state == ZF_PUT_SAME ? ZF_PUT_CHANGED : *state;
    return true;
}

static bool
put_person(ZfImporting *job, ZfWriter *writer, const ZfPerson *person, GError **error)
{
    ZfPersonRow row = {.person = *person, .home_version = job->change.version};
    ZfPutState state;
    if (!zf_writer_put(writer, &row, &state, error)) {
        if (g_error_matches(*error, ZF_STORE_ERROR, ZF_STORE_ERROR_INVALID)) {
            g_prefix_error(error, _("home %s of person %s: "), person->household, person->id);
        }
        return false;
    }
    bool fields_differ = state == ZF_PUT_CHANGED;
    if (!put_categories(job, person, &state, error)) {
        return false;
    }
    if (state == ZF_PUT_CHANGED && !fields_differ) {
        g_string_assign(writer->fields, "categories");
    }
    zf_importing_record(job, job->persons, "person", person->id, person->name, state,
                        writer->fields->str);
    if (person->role == ZF_ROLE_CHILD) {
        g_hash_table_insert(job->family, (gpointer)person->id, (gpointer)person->household);
    } else if (state != ZF_PUT_SAME) {
        zf_importing_raise(job->homes, person->household, ZF_PUT_CHANGED);
    }
    return true;
}

static bool
put_persons(ZfImporting *job, GError **error)
{
    g_auto(ZfWriter) writer = {0};
    if (job->batch->persons->len == 0) {
        return true;
    }
    if (!zf_writer_init(&writer, &job->change, &zf_table_person, error)) {
        return false;
    }
    writer.protect = zf_person_protect;
    writer.differing = zf_person_differing;
    writer.user = &job->options.valid_from;
    for (guint i = 0; i < job->batch->persons->len; i++) {
        GError *failure = NULL;
        if (!zf_importing_tick(job, error)) {
            return false;
        }
        if (!put_person(job, &writer, &g_array_index(job->batch->persons, ZfPerson, i), &failure)) {
            g_propagate_error(error, failure);
            return false;
        }
    }
    return true;
}

/* The skills of a volunteer as texts: codes of the fixed ones (not FEMALE, which follows from the
 * sex), and the words of the roster. */
static GPtrArray *
skill_names(const ZfVolunteer *volunteer)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (int bit = ZF_SKILL_FEMALE + 1; bit < zf_code_count(ZF_CODES_SKILL); bit++) {
        if (volunteer->skills >> bit & 1) {
            g_ptr_array_add(names, g_strdup(zf_code(ZF_CODES_SKILL, bit)));
        }
    }
    g_auto(GStrv) words = g_strsplit(volunteer->skill_names, ",", -1);
    for (char **word = words; *word; word++) {
        g_strstrip(*word);
        if (**word && !g_ptr_array_find_with_equal_func(names, *word, g_str_equal, NULL)) {
            g_ptr_array_add(names, g_strdup(*word));
        }
    }
    g_ptr_array_add(names, NULL);
    return names;
}

static bool
put_volunteers(ZfImporting *job, GError **error)
{
    g_auto(ZfWriter) writer = {0};
    if (job->batch->volunteers->len == 0) {
        return true;
    }
    if (!zf_writer_init(&writer, &job->change, &zf_table_volunteer, error)) {
        return false;
    }
    for (guint i = 0; i < job->batch->volunteers->len; i++) {
        ZfVolunteer volunteer = g_array_index(job->batch->volunteers, ZfVolunteer, i);
        ZfPutState state;
        if (!zf_importing_tick(job, error) || !zf_writer_put(&writer, &volunteer, &state, error)) {
            return false;
        }
        bool fields_differ = state == ZF_PUT_CHANGED;
        g_autoptr(GPtrArray) skills = skill_names(&volunteer);
        if (skills->len > 1 &&
            !zf_change_list(&job->change, "volunteer_skill", "volunteer", volunteer.id, "skill",
                            (const char *const *)skills->pdata, &state, error)) {
            return false;
        }
        zf_importing_record(job, job->states, "volunteer", volunteer.id, volunteer.name, state,
                            fields_differ ? writer.fields->str : "skills");
    }
    return true;
}

/* The pair that is known: the same two, and the same first day or none given. */
static bool
find_pairing(ZfStore *store, const ZfPairing *pairing, int64_t *pk, ZfDate *to, GError **error)
{
    sqlite3_stmt *stmt = zf_db_statement(
        store,
        "SELECT pk, valid_to FROM pairing WHERE household = ?1 AND volunteer = ?2 AND (?3 IS NULL "
        "OR valid_from IS ?3) ORDER BY valid_to IS NOT NULL, valid_from DESC, pk DESC LIMIT 1",
        error);
    bool row;
    if (!stmt) {
        return false;
    }
    zf_db_bind(stmt, "ssD", pairing->household, pairing->volunteer, pairing->from);
    if (!zf_db_step(store, stmt, &row, error)) {
        return false;
    }
    *pk = row ? sqlite3_column_int64(stmt, 0) : 0;
    *to = row ? zf_db_date(stmt, 1) : ZF_DATE_NONE;
    sqlite3_reset(stmt);
    return true;
}

bool
zf_pairing_put(ZfChange *change, const ZfPairing *pairing, ZfPutState *state, GError **error)
{
    int64_t pk;
    ZfDate to;
    if (!find_pairing(change->store, pairing, &pk, &to, error)) {
        return false;
    }
    if (pk == 0) {
        *state = ZF_PUT_NEW;
        return zf_db_run(change->store,
                         "INSERT INTO pairing (household, volunteer, valid_from, valid_to, "
                         "changed) VALUES (?, ?, ?, ?, ?)",
                         error, "ssDDl", pairing->household, pairing->volunteer, pairing->from,
                         pairing->to, change->version) &&
               zf_change_note_new(change, "pairing", sqlite3_last_insert_rowid(change->store->db),
                                  error);
    }
    if (pairing->to == ZF_DATE_NONE || pairing->to == to) {
        *state = ZF_PUT_SAME;
        return true;
    }
    *state = ZF_PUT_CHANGED;
    return zf_change_keep(change, "pairing", pk, error) &&
           zf_db_run(change->store, "UPDATE pairing SET valid_to = ?, changed = ? WHERE pk = ?",
                     error, "Dll", pairing->to, change->version, pk);
}

/* "07-01 周岚" */
static char *
pairing_label(ZfImporting *job, const ZfPairing *pairing, GError **error)
{
    g_autofree char *home = zf_importing_name(job, ZF_SQL_HOME_NAME, pairing->household, error);
    g_autofree char *who =
        home ? zf_importing_name(job, ZF_SQL_VOLUNTEER_NAME, pairing->volunteer, error) : NULL;
    return who ? g_strconcat(home, " ", who, NULL) : NULL;
}

static bool
put_pairings(ZfImporting *job, GError **error)
{
    for (guint i = 0; i < job->batch->pairings->len; i++) {
        const ZfPairing *pairing = &g_array_index(job->batch->pairings, ZfPairing, i);
        ZfPutState state;
        if (!zf_importing_tick(job, error)) {
            return false;
        }
        if (!zf_pairing_put(&job->change, pairing, &state, error)) {
            g_prefix_error(error, _("pair of home %s and volunteer %s: "), pairing->household,
                           pairing->volunteer);
            return false;
        }
        g_autofree char *label = pairing_label(job, pairing, error);
        if (!label) {
            return false;
        }
        zf_importing_record(job, job->states, "pairing", pairing->household, label, state,
                            "valid_to");
    }
    return true;
}

bool
zf_importing_people(ZfImporting *job, GError **error)
{
    return put_homes(job, error) && put_persons(job, error) && put_volunteers(job, error) &&
           put_pairings(job, error);
}
