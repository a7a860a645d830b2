/* ledger: children, their families and homes from the 留守 and 困境 ledgers. One row is one child;
 * the same child may stand in several ledgers or sheets, siblings in several rows. */
#include <inttypes.h>
#include <string.h>

#include "ingest/child.h"

enum { WEAK_CARER_AGE = 70 };

typedef struct Ledger {
    Homes *homes;
    GArray *children;      /* Child, in the file's order */
    GHashTable *known;     /* known children by name and birth */
    GHashTable *known_ids; /* key of a known person -> index + 1 */
    GHashTable *by_key;    /* child key -> index in children + 1, the first row of a child */
    GHashTable *seen;      /* keys of family members in the batch */
    GHashTable *persons;   /* child key -> index in the batch's persons + 1 */
    GHashTable *addresses; /* village \x1f address -> known household index + 1, 0 = several */
} Ledger;

#define CHILD(ledger, i) (&g_array_index((ledger)->children, Child, (i)))

static void
drop(Ledger *ledger, Child *child, const char *code, const char *message, const char *advice)
{
    In *in = ledger->homes->in;
    child->dropped = true;
    InRow *row = ZF_IN_ROW(in, child->row);
    zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_NAME, code, message, advice);
    row->key = child->key;
}

static void
in_two_villages(Ledger *ledger, Child *first, Child *second)
{
    const char *message = _("the same child (by ID number) stands in two villages");
    const char *advice = _("delete the child where it does not live");
    if (!first->dropped) {
        drop(ledger, first, "child-two-villages", message, advice);
    }
    drop(ledger, second, "child-two-villages", message, advice);
}

/* Same ID number: the same child, whatever else differs. Without one a tie is never a merge. */
static void
compare_with_first(Ledger *ledger, Child *first, Child *second)
{
    In *in = ledger->homes->in;
    bool both_villages = *first->village && *second->village;
    if (both_villages && strcmp(first->village, second->village) != 0) {
        in_two_villages(ledger, first, second);
    } else if (!*first->id_number || !*second->id_number) {
        drop(ledger, second, "child-tie",
             _("another row has the same name, birth date, village and guardian, and no ID number "
               "tells whether it is the same child"),
             _("fill in the ID number, or delete one of the rows"));
    } else if (strcmp(first->name, second->name) != 0) {
        g_autofree char *message = g_strdup_printf(
            _("the same ID number stands in an earlier row with the name %s"), first->name);
        zf_in_find(in, ZF_IN_ROW(in, second->row), ZF_WHOM_SELF, ZF_F_NAME, ZF_SEVERITY_WARNING,
                   "name-variant", message, NULL);
    }
}

static void
find_twins(Ledger *ledger)
{
    for (guint i = 0; i < ledger->children->len; i++) {
        Child *child = CHILD(ledger, i);
        InRow *row = ZF_IN_ROW(ledger->homes->in, child->row);
        if (child->dropped) {
            if (row->fate == ZF_FATE_QUARANTINED) { /* it has not left the ledger */
                row->key = zf_child_key_of_unread(ledger->homes, ledger->known, child);
            }
            continue;
        }
        child->key = zf_child_key(ledger->homes, ledger->known, child);
        guint first = GPOINTER_TO_UINT(g_hash_table_lookup(ledger->by_key, child->key));
        if (first) {
            compare_with_first(ledger, CHILD(ledger, first - 1), child);
        } else {
            g_hash_table_insert(ledger->by_key, (gpointer)child->key, GUINT_TO_POINTER(i + 1));
        }
    }
}

/* More children than this born on one day in one village: a date that stands for "not known". */
#define SAME_DAY_MAX 50

/* Born on one day in one village, and one character of the name differs: perhaps one child. */
static void
list_name_variants(Ledger *ledger)
{
    g_autoptr(GHashTable) days =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    In *in = ledger->homes->in;
    for (guint i = 0; i < ledger->children->len; i++) {
        const Child *child = CHILD(ledger, i);
        if (child->dropped || child->birth == ZF_DATE_NONE) {
            continue;
        }
        char *day = g_strdup_printf("%s %d", child->village, child->birth);
        GArray *same = g_hash_table_lookup(days, day);
        if (!same) {
            same = g_array_new(FALSE, FALSE, sizeof(guint));
            g_hash_table_insert(days, day, same);
        } else {
            g_free(day);
        }
        for (guint k = 0; k < MIN(same->len, SAME_DAY_MAX); k++) {
            const Child *other = CHILD(ledger, g_array_index(same, guint, k));
            if (strcmp(other->key, child->key) != 0 &&
                zf_text_distance(other->name, child->name, 1) <= 1 &&
                g_utf8_strlen(child->name, -1) >= 2) {
                g_autofree char *message = g_strdup_printf(
                    _("%s of row %" PRId64 " was born on the same day in this village: "
                      "perhaps one child under two spellings"),
                    other->name, ZF_IN_ROW(in, other->row)->number);
                zf_in_find(in, ZF_IN_ROW(in, child->row), ZF_WHOM_SELF, ZF_F_NAME,
                           ZF_SEVERITY_WARNING, "name-variant", message,
                           _("if it is one child, delete one row"));
            }
        }
        g_array_append_val(same, i);
    }
}

/* Known homes by village and address, for ledgers without household numbers. */
static GHashTable *
index_addresses(const ZfSnapshot *known)
{
    GHashTable *index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; known && i < known->n_households; i++) {
        const ZfHousehold *home = &known->households[i];
        if (*home->address) {
            char *key = g_strdup_printf("%s\x1f%s", home->declared_area, home->address);
            bool there = g_hash_table_contains(index, key);
            g_hash_table_insert(index, key, GUINT_TO_POINTER(there ? 0 : i + 1));
        }
    }
    return index;
}

static GHashTable *
index_ids(const ZfSnapshot *known)
{
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; known && i < known->n_persons; i++) {
        g_hash_table_insert(index, (gpointer)known->persons[i].id, GUINT_TO_POINTER(i + 1));
    }
    return index;
}

/* Number first; a known home of that address; else the rows of one guardian at one address. */
static const char *
household_key(const Ledger *ledger, const Child *child, const ZfHousehold *home, bool *guessed)
{
    const Homes *homes = ledger->homes;
    *guessed = false;
    if (*home->number) {
        return zf_homes_number_key(homes, home->declared_area, home->number);
    }
    g_autofree char *place = g_strdup_printf("%s\x1f%s", home->declared_area, home->address);
    guint known = GPOINTER_TO_UINT(g_hash_table_lookup(ledger->addresses, place));
    if (known && *home->address) {
        return zf_batch_text(homes->in->batch, homes->known->households[known - 1].id);
    }
    if (*child->guardian) {
        *guessed = true;
        g_autofree char *phone =
            zf_in_text(homes->in, ZF_IN_ROW(homes->in, child->row), ZF_WHOM_CARER, ZF_F_PHONE);
        const char *where = *home->address ? home->address : phone;
        const char *parts[] = {home->declared_area, home->group, where, child->guardian, NULL};
        return zf_in_hash_key(homes->in, "h", parts);
    }
    const char *parts[] = {"child", child->key, NULL};
    return zf_in_hash_key(homes->in, "h", parts);
}

/* What a later row of the same home adds. */
static void
join_home(Ledger *ledger, const Child *child, ZfHousehold *first, const ZfHousehold *second,
          bool guessed)
{
    In *in = ledger->homes->in;
    first->traits |= second->traits;
    first->weekend_only |= second->weekend_only;
    if (!first->has_point && second->has_point) {
        first->has_point = true;
        first->point = second->point;
        first->accuracy_m = second->accuracy_m;
        first->location = second->location;
        first->located_area = second->located_area;
    }
    const char **fields[][2] = {{&first->address, (const char **)&second->address},
                                {&first->landmark, (const char **)&second->landmark},
                                {&first->group, (const char **)&second->group},
                                {&first->note, (const char **)&second->note}};
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        if (!**fields[i][0]) {
            *fields[i][0] = *fields[i][1];
        }
    }
    first->back_date = first->back_date == ZF_DATE_NONE ? second->back_date : first->back_date;
    if (guessed) {
        zf_in_find(in, ZF_IN_ROW(in, child->row), ZF_WHOM_SELF, ZF_F_NAME, ZF_SEVERITY_WARNING,
                   "siblings", _("same guardian and address as an earlier row: taken as one home"),
                   _("give the homes numbers (户编号) if they are two"));
    }
}

static bool
carer_is_weak(const In *in, InRow *row)
{
    char id[19];
    ZfDate birth;
    ZfSex sex;
    ZfDate today = in->context ? in->context->today : ZF_DATE_NONE;
    g_autofree char *capacity = zf_in_text(in, row, ZF_WHOM_CARER, ZF_F_CAPACITY);
    g_autofree char *general = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_CAPACITY);
    const char *const texts[] = {capacity, general};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        if (strstr(texts[i], "无") || strstr(texts[i], "弱") || strstr(texts[i], "差") ||
            strstr(texts[i], "丧失")) {
            return true;
        }
    }
    const ZfCell *cell = zf_in_cell(in, row, ZF_WHOM_CARER, ZF_F_ID);
    (void)zf_parse_id(cell->text, cell->kind == ZF_CELL_NUMBER, id, &birth, &sex);
    if (birth == ZF_DATE_NONE) {
        (void)zf_in_day(in, row, ZF_WHOM_CARER, ZF_F_BIRTH, &birth, NULL);
    }
    return birth != ZF_DATE_NONE && today != ZF_DATE_NONE &&
           zf_date_age(birth, today) >= WEAK_CARER_AGE;
}

static ZfHousehold
home_of_row(Ledger *ledger, const Child *child, bool *good)
{
    In *in = ledger->homes->in;
    InRow *row = ZF_IN_ROW(in, child->row);
    ZfHousehold home = zf_household_empty();
    bool boarding = false;
    g_autofree char *boards = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_BOARDING);
    *good = zf_homes_place(ledger->homes, child->row, &home);
    if (!*good) {
        return home;
    }
    zf_homes_describe(ledger->homes, child->row, &home);
    (void)zf_parse_yes(boards, &boarding);
    home.weekend_only |= boarding;
    home.traits |= carer_is_weak(in, row) ? ZF_TRAIT_CARER_WEAK : 0;
    home.exit = ZF_DATE_NONE; /* a child leaves the ledger, not the home */
    home.exit_reason = "";
    return home;
}

/* A child already in the batch: another ledger or sheet tells more of it. */
static void
merge_child(Ledger *ledger, const Child *child, guint person_index)
{
    In *in = ledger->homes->in;
    ZfPerson *person = &g_array_index(in->batch->persons, ZfPerson, person_index);
    person->categories |= child->categories;
    person->birth = person->birth == ZF_DATE_NONE ? child->birth : person->birth;
    person->sex = person->sex == ZF_SEX_UNKNOWN ? child->sex : person->sex;
    InRow *row = ZF_IN_ROW(in, child->row);
    const char **fields[] = {&person->school, &person->grade, &person->health, &person->hukou_area};
    const ZfField from[] = {ZF_F_SCHOOL, ZF_F_GRADE, ZF_F_HEALTH, ZF_F_HUKOU};
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        if (!**fields[i]) {
            *fields[i] = zf_in_keep(in, row, ZF_WHOM_SELF, from[i]);
        }
    }
    zf_in_settle(row, ZF_FATE_MERGED, child->key, "same child as an earlier row");
}

/* A child that another file put into another village: it counts where it was named last, and only
 * there, but somebody should know. */
static void
report_moved(const Ledger *ledger, const Child *child)
{
    const ZfSnapshot *known = ledger->homes->known;
    guint found = GPOINTER_TO_UINT(g_hash_table_lookup(ledger->known_ids, child->key));
    const ZfPerson *person = found ? &known->persons[found - 1] : NULL;
    if (!person || person->household_index < 0 || person->exit != ZF_DATE_NONE) {
        return;
    }
    const ZfHousehold *home = &known->households[person->household_index];
    int32_t area = zf_snapshot_area(known, home->declared_area);
    if (area < 0 || !*child->village || strcmp(home->declared_area, child->village) == 0) {
        return;
    }
    g_autofree char *message = g_strdup_printf(
        _("this child stood in %s until now; from this row on it counts here, and only here"),
        known->areas[area].name);
    zf_in_find(ledger->homes->in, ZF_IN_ROW(ledger->homes->in, child->row), ZF_WHOM_SELF, ZF_F_NAME,
               ZF_SEVERITY_WARNING, "child-moved", message,
               _("if it has not moved, delete it from this file and import the other one again"));
}

static void
take_child(Ledger *ledger, const Child *child)
{
    In *in = ledger->homes->in;
    guint before = GPOINTER_TO_UINT(g_hash_table_lookup(ledger->persons, child->key));
    if (before) {
        merge_child(ledger, child, before - 1);
        return;
    }
    bool good;
    bool guessed;
    ZfHousehold home = home_of_row(ledger, child, &good);
    if (!good) {
        ZF_IN_ROW(in, child->row)->key = child->key; /* set aside, but it has not left the ledger */
        return;
    }
    home.id = household_key(ledger, child, &home, &guessed);
    ZfHousehold *first = zf_homes_find(ledger->homes, home.id);
    if (first) {
        join_home(ledger, child, first, &home, guessed);
    } else {
        zf_homes_add(ledger->homes, &home);
    }
    report_moved(ledger, child);
    zf_child_add(ledger->homes, child, home.id);
    g_hash_table_insert(ledger->persons, (gpointer)child->key,
                        GUINT_TO_POINTER(in->batch->persons->len));
    zf_child_add_family(ledger->homes, child, home.id, ledger->seen);
    zf_in_settle(ZF_IN_ROW(in, child->row), ZF_FATE_NEW, child->key, "");
}

/* Homes of different numbers with one guardian and one address or group. */
static void
list_siblings_apart(Ledger *ledger)
{
    In *in = ledger->homes->in;
    g_autoptr(GHashTable) places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < ledger->children->len; i++) {
        const Child *child = CHILD(ledger, i);
        InRow *row = ZF_IN_ROW(in, child->row);
        g_autofree char *number = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_NUMBER);
        g_autofree char *address = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_ADDRESS);
        if (child->dropped || !*number || !*child->guardian || !*address) {
            continue;
        }
        char *place = g_strdup_printf("%s\x1f%s\x1f%s", child->village, address, child->guardian);
        const char *first = g_hash_table_lookup(places, place);
        const char *kept = zf_batch_text(in->batch, number);
        if (first && strcmp(first, kept) != 0) {
            g_autofree char *message =
                g_strdup_printf(_("same guardian and address as home %s: perhaps one home"), first);
            zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_NUMBER, ZF_SEVERITY_WARNING, "siblings-apart",
                       message, _("if so, give both the same household number"));
        }
        if (first) {
            g_free(place);
        } else {
            g_hash_table_insert(places, place, (gpointer)kept);
        }
    }
}

static void
ledger_clear(Ledger *ledger)
{
    g_array_unref(ledger->children);
    g_hash_table_unref(ledger->known);
    g_hash_table_unref(ledger->known_ids);
    g_hash_table_unref(ledger->by_key);
    g_hash_table_unref(ledger->seen);
    g_hash_table_unref(ledger->persons);
    g_hash_table_unref(ledger->addresses);
}

bool
zf_in_ledger(In *in, GError **error)
{
    g_auto(Homes) homes = {0};
    if (!zf_homes_init(&homes, in, error)) {
        return false;
    }
    Ledger ledger = {.homes = &homes,
                     .children = g_array_new(FALSE, TRUE, sizeof(Child)),
                     .known = zf_child_index(homes.known),
                     .known_ids = index_ids(homes.known),
                     .by_key = g_hash_table_new(g_str_hash, g_str_equal),
                     .seen = g_hash_table_new(g_str_hash, g_str_equal),
                     .persons = g_hash_table_new(g_str_hash, g_str_equal),
                     .addresses = index_addresses(homes.known)};
    for (guint i = zf_in_next(in, 0); i < in->rows->len; i = zf_in_next(in, i + 1)) {
        Child child = zf_child_read(&homes, i);
        g_array_append_val(ledger.children, child);
    }
    find_twins(&ledger);
    list_name_variants(&ledger);
    for (guint i = 0; i < ledger.children->len; i++) {
        if (!CHILD(&ledger, i)->dropped) {
            take_child(&ledger, CHILD(&ledger, i));
        }
    }
    list_siblings_apart(&ledger);
    zf_homes_finish(&homes);
    ledger_clear(&ledger);
    return true;
}
