#include "ingest/lookup.h"

#include <inttypes.h>
#include <string.h>

struct Lookup {
    const ZfSnapshot *known;
    AreaMatch *match;
    GHashTable *numbers;  /* number as written -> GArray of int32_t homes */
    GHashTable *loose;    /* number as number_key makes it -> the same */
    GHashTable *squeezed; /* its letters and digits -> the same */
    GHashTable *tails;    /* its last part -> the same, to be narrowed by the village */
    GHashTable *names;    /* name of a person -> GArray of int32_t homes, each once */
    GHashTable *stops;    /* "SHEET/stop" -> const ZfIngestStop * */
};

static void
add_index(GHashTable *table, const char *key, int32_t index)
{
    if (!*key) {
        return;
    }
    GArray *list = g_hash_table_lookup(table, key);
    if (!list) {
        list = g_array_new(FALSE, FALSE, sizeof(int32_t));
        g_hash_table_insert(table, g_strdup(key), list);
    }
    for (guint i = 0; i < list->len; i++) {
        if (g_array_index(list, int32_t, i) == index) {
            return;
        }
    }
    g_array_append_val(list, index);
}

/* Sheet numbers as people type them: without hyphens and blanks, O is 0, I and L are 1. */
static char *
stop_key(const char *sheet, int64_t stop)
{
    GString *key = g_string_new(NULL);
    for (const char *p = sheet; *p; p++) {
        char c = g_ascii_toupper(*p);
        if (c != '-' && c != ' ') {
            g_string_append_c(key, c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c);
        }
    }
    g_string_append_printf(key, "/%" PRId64, stop);
    return g_string_free(key, FALSE);
}

/* A household number however it is spelled: its runs of letters and digits, in capitals, numbers
 * without the zeros before them, '-' between: "07－01", "7_1" and "户 07 01 号" are one. ret: owned
 * by the caller; tail: where its last part begins. */
static char *
number_key(const char *text, const char **tail)
{
    GString *key = g_string_new(NULL);
    gsize last = 0;
    gunichar before = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_unichar_toupper(g_utf8_get_char(p));
        bool digit = c < 0x80 && g_ascii_isdigit((char)c);
        bool letter = g_unichar_isalpha(c) && c != 0x6237 /* 户 */ && c != 0x53F7 /* 号 */ &&
                      c != 0x7B2C /* 第 */;
        if (!digit && !letter) {
            before = 0;
            continue;
        }
        bool was_digit = before >= '0' && before <= '9';
        if (key->len > 0 && (before == 0 || was_digit != digit)) {
            g_string_append_c(key, '-');
            last = key->len;
        }
        bool leads = digit && key->len > last && key->len == last + 1 && key->str[last] == '0';
        if (leads) {
            g_string_truncate(key, last); /* a zero that is not the number's last digit */
        }
        g_string_append_unichar(key, c);
        before = c;
    }
    char *ret = g_string_free(key, FALSE);
    *tail = ret + last;
    return ret;
}

/* The number's letters and digits run together: 07-01 -> 0701; owned by the caller. */
static char *
squeeze(const char *text)
{
    GString *key = g_string_new(NULL);
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_unichar_toupper(g_utf8_get_char(p));
        if (g_unichar_isalnum(c)) {
            g_string_append_unichar(key, c);
        }
    }
    return g_string_free(key, FALSE);
}

static GHashTable *
list_table(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
}

Lookup *
zf_lookup_new(const In *in)
{
    Lookup *lookup = g_new0(Lookup, 1);
    const ZfSnapshot *known = in->context ? in->context->known : NULL;
    lookup->known = known;
    lookup->match = zf_area_match_new(known);
    lookup->numbers = list_table();
    lookup->loose = list_table();
    lookup->squeezed = list_table();
    lookup->tails = list_table();
    lookup->names = list_table();
    lookup->stops = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; known && i < known->n_households; i++) {
        const char *tail;
        g_autofree char *key = number_key(known->households[i].number, &tail);
        g_autofree char *squeezed = squeeze(known->households[i].number);
        add_index(lookup->loose, key, (int32_t)i);
        add_index(lookup->squeezed, squeezed, (int32_t)i);
        add_index(lookup->tails, tail, (int32_t)i);
        add_index(lookup->numbers, known->households[i].number, (int32_t)i);
        add_index(lookup->numbers, known->households[i].id, (int32_t)i);
    }
    for (size_t i = 0; known && i < known->n_persons; i++) {
        if (known->persons[i].household_index >= 0) {
            add_index(lookup->names, known->persons[i].name, known->persons[i].household_index);
        }
    }
    for (size_t i = 0; in->context && i < in->context->n_stops; i++) {
        const ZfIngestStop *stop = &in->context->stops[i];
        g_hash_table_insert(lookup->stops, stop_key(stop->sheet, stop->stop), (gpointer)stop);
    }
    return lookup;
}

void
zf_lookup_free(Lookup *lookup)
{
    if (!lookup) {
        return;
    }
    zf_area_match_free(lookup->match);
    g_hash_table_unref(lookup->numbers);
    g_hash_table_unref(lookup->loose);
    g_hash_table_unref(lookup->squeezed);
    g_hash_table_unref(lookup->tails);
    g_hash_table_unref(lookup->names);
    g_hash_table_unref(lookup->stops);
    g_free(lookup);
}

/* Does the home belong to the village or lie in it? */
static bool
lives_in(const Lookup *lookup, int32_t home, int32_t village)
{
    const ZfHousehold *one = &lookup->known->households[home];
    return one->area_index == village ||
           strcmp(one->located_area, lookup->known->areas[village].code) == 0;
}

/* The one home of a list, or the one of them in the row's village; a single one elsewhere is given
 * all the same, for whoever asks to look at. ret: -1 none, -2 several. */
static int32_t
only_home(const Lookup *lookup, const GArray *list, int32_t village)
{
    int32_t found = -1;
    if (!list) {
        return -1;
    }
    if (list->len == 1) {
        return g_array_index(list, int32_t, 0);
    }
    for (guint i = 0; village >= 0 && i < list->len; i++) {
        int32_t home = g_array_index(list, int32_t, i);
        if (lives_in(lookup, home, village)) {
            if (found >= 0) {
                return -2;
            }
            found = home;
        }
    }
    return found >= 0 ? found : -2;
}

static int32_t
village_of(const Lookup *lookup, const In *in, const InRow *row)
{
    static const ZfField fields[] = {ZF_F_VILLAGE_CODE, ZF_F_VILLAGE};
    g_autofree char *town = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_TOWN);
    const InTable *table = zf_in_table(in, row);
    int32_t area = -1;
    for (size_t i = 0; i < G_N_ELEMENTS(fields) && area < 0; i++) {
        g_autofree char *text = zf_in_text(in, row, ZF_WHOM_SELF, fields[i]);
        (void)zf_area_match_text(lookup->match, text, town, &area);
    }
    if (area < 0 && !table->layer) {
        AreaFound found = zf_area_match_text(lookup->match, table->name, NULL, &area);
        area = found == AREA_FUZZY ? -1 : area;
    }
    return area;
}

/* The sheet or gridded map whose rows are keyed; NULL = rows say themselves. */
static const char *
keyed_paper(const In *in)
{
    return in->options->locate_map ? in->options->locate_map : in->options->visit_sheet;
}

/* ret: -1 when the row has no sheet and stop; -2 when it was quarantined. */
static int32_t
home_by_stop(Lookup *lookup, In *in, InRow *row, const ZfIngestStop **ret)
{
    g_autofree char *sheet = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_SHEET);
    g_autofree char *number = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_STOP);
    int64_t stop = row->nth;
    const char *paper = keyed_paper(in);
    bool in_order = paper && !*number && !zf_in_has(in, row, ZF_WHOM_SELF, ZF_F_STOP);
    if (paper && !*sheet) {
        g_free(sheet);
        sheet = g_strdup(paper);
    }
    if (!*sheet || (!in_order && zf_parse_count(number, 9999, &stop) != ZF_PARSED_OK)) {
        return -1;
    }
    g_autofree char *key = stop_key(sheet, stop);
    const ZfIngestStop *found = g_hash_table_lookup(lookup->stops, key);
    int32_t home =
        found && lookup->known ? zf_snapshot_household(lookup->known, found->household) : -1;
    if (home < 0) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_SHEET, "sheet-unknown",
                         _("no printed sheet has this number and stop"),
                         _("compare with the sheet; or give the household number instead"));
        return -2;
    }
    *ret = found;
    return home;
}

/* The home of a number: as it is written, in another spelling, its digits run together, or the last
 * part of it alone beside the village (or where only one home ends so). ret: -1 none, -2 several.
 */
static int32_t
home_by_number(const Lookup *lookup, const char *number, int32_t village)
{
    const char *tail;
    g_autofree char *key = number_key(number, &tail);
    int32_t home = only_home(lookup, g_hash_table_lookup(lookup->numbers, number), village);
    if (home == -1) {
        home = only_home(lookup, g_hash_table_lookup(lookup->loose, key), village);
    }
    if (home == -1) {
        g_autofree char *squeezed = squeeze(number);
        home = only_home(lookup, g_hash_table_lookup(lookup->squeezed, squeezed), village);
    }
    if (home == -1 && tail == key) {
        home = only_home(lookup, g_hash_table_lookup(lookup->tails, key), village);
        home = home < 0 || village < 0 || lives_in(lookup, home, village) ? home : -1;
    }
    return home;
}

static void
quarantine_elsewhere(const Lookup *lookup, In *in, InRow *row, ZfField field, int32_t home,
                     int32_t village)
{
    const ZfSnapshot *known = lookup->known;
    const ZfHousehold *one = &known->households[home];
    const char *where = one->area_index >= 0 ? known->areas[one->area_index].name : "";
    g_autofree char *message = g_strdup_printf(_("home %s is in %s, but the row names %s"),
                                               *one->number ? one->number : one->address, where,
                                               known->areas[village].name);
    zf_in_quarantine(in, row, ZF_WHOM_SELF, field, "home-elsewhere", message,
                     _("correct the household number or the village"));
}

/* The stop of the sheet being keyed at which a home was to be visited; NULL when there is none. */
static const ZfIngestStop *
stop_of_home(const Lookup *lookup, const In *in, int32_t home)
{
    for (size_t i = 0; i < in->context->n_stops; i++) {
        const ZfIngestStop *stop = &in->context->stops[i];
        if (strcmp(stop->sheet, keyed_paper(in)) == 0 &&
            strcmp(stop->household, lookup->known->households[home].id) == 0) {
            return stop;
        }
    }
    return NULL;
}

int32_t
zf_lookup_home(Lookup *lookup, In *in, InRow *row, const ZfIngestStop **stop)
{
    const ZfIngestStop *found_stop = NULL;
    g_autofree char *number = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_NUMBER);
    g_autofree char *name = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_NAME);
    int32_t village = village_of(lookup, in, row);
    int32_t home = -1;
    ZfField field = ZF_F_NUMBER;
    if (*number) {
        home = home_by_number(lookup, number, village);
        const ZfCell *cell = zf_in_cell(in, row, ZF_WHOM_SELF, ZF_F_NUMBER);
        if (home == -1 && cell->kind == ZF_CELL_DATE && strlen(number) > 5) {
            home = home_by_number(lookup, number + 5, village); /* Excel made a day of 7-1 */
        }
    }
    if (home == -1 && !*number) {
        home = home_by_stop(lookup, in, row, &found_stop);
        if (home == -2) {
            return -1;
        }
    }
    if (home == -1 && *name) {
        field = ZF_F_NAME;
        home = only_home(lookup, g_hash_table_lookup(lookup->names, name), village);
    }
    if (home < 0) {
        bool several = home == -2;
        zf_in_quarantine(in, row, ZF_WHOM_SELF, field, several ? "home-ambiguous" : "home-unknown",
                         several ? _("several homes fit; which one is meant?")
                                 : _("no home is known by this number or name"),
                         _("give the household number (户编号) and the village, or the sheet "
                           "number and the stop"));
        return -1;
    }
    if (village >= 0 && !found_stop && !lives_in(lookup, home, village)) {
        quarantine_elsewhere(lookup, in, row, field, home, village);
        return -1;
    }
    if (keyed_paper(in) && !found_stop) {
        found_stop = stop_of_home(lookup, in, home);
        if (!found_stop) {
            zf_in_quarantine(in, row, ZF_WHOM_SELF, field, "home-off-sheet",
                             _("this home is no stop of the sheet"),
                             _("record it with “zoufang import visits”, or correct the number"));
            return -1;
        }
    }
    if (stop) {
        *stop = found_stop;
    }
    return home;
}

int32_t
zf_lookup_home_then(const Lookup *lookup, const In *in, const InRow *row, int32_t home, ZfDate day)
{
    const ZfSnapshot *known = lookup->known;
    g_autofree char *number = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_NUMBER);
    g_autofree char *name = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_NAME);
    for (size_t i = 0; !*number && i < known->n_residences; i++) {
        const ZfResidence *past = &known->residences[i];
        const ZfPerson *person = &known->persons[past->person_index];
        bool then = day < past->to && (past->from == ZF_DATE_NONE || past->from <= day);
        if (then && person->household_index == home && past->household_index >= 0 &&
            strcmp(person->name, name) == 0) {
            return past->household_index;
        }
    }
    return home;
}

int32_t
zf_lookup_volunteer(const Lookup *lookup, const char *text, const char *phone)
{
    int32_t found = -1;
    for (size_t i = 0; lookup->known && i < lookup->known->n_volunteers; i++) {
        const ZfVolunteer *v = &lookup->known->volunteers[i];
        bool by_phone = phone && *phone && strcmp(v->phone, phone) == 0;
        if (strcmp(v->id, text) == 0 || (by_phone && strcmp(v->name, text) == 0)) {
            return (int32_t)i;
        }
        if (strcmp(v->name, text) == 0) {
            found = found == -1 ? (int32_t)i : -2;
        }
    }
    return found;
}
