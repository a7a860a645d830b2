#include "ingest/child.h"

#include <string.h>

enum {
    AWAY_LEAST_DAYS = 90, /* "away" begins after three months (DOMAIN §2) */
    ADULT = 18,
    LEFT_BEHIND_AGE = 16,
};

static ZfDate
reference_day(const In *in)
{
    const ZfSnapshot *known = in->context ? in->context->known : NULL;
    if (known && known->campaign.from != ZF_DATE_NONE && known->campaign.from > 0) {
        return known->campaign.from;
    }
    return in->context ? in->context->today : ZF_DATE_NONE;
}

static ZfDate
last_day(const In *in)
{
    const ZfSnapshot *known = in->context ? in->context->known : NULL;
    bool window = known && known->campaign.to != ZF_DATE_NONE && known->campaign.to > 0;
    return window ? known->campaign.to : reference_day(in);
}

static void
read_id(In *in, InRow *row, Child *child, ZfDate *birth, ZfSex *sex)
{
    char id[19];
    const ZfCell *cell = zf_in_cell(in, row, ZF_WHOM_SELF, ZF_F_ID);
    bool number = cell->kind == ZF_CELL_NUMBER;
    ZfIdState state = zf_parse_id(cell->text, number, id, birth, sex);
    child->id_number = zf_batch_text(in->batch, id);
    switch (state) {
    case ZF_ID_UPGRADED:
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_ID, ZF_SEVERITY_FIXED, "id-upgraded",
                   _("an ID number of 15 digits was made one of 18"), NULL);
        break;
    case ZF_ID_CUT:
        zf_in_set_aside(in, row, ZF_WHOM_SELF, ZF_F_ID, "id-cut",
                        _("Excel stored the ID number as a number and lost its last digits; the "
                          "child was taken without it"),
                        _("format the cell as text and type the number again"));
        break;
    case ZF_ID_CHECK:
        zf_in_set_aside(in, row, ZF_WHOM_SELF, ZF_F_ID, "id-check-digit",
                        _("the ID number's last character does not fit the others: a digit is "
                          "mistyped; the child was taken without it"),
                        _("compare it with the household register"));
        break;
    case ZF_ID_MALFORMED:
        zf_in_set_aside(in, row, ZF_WHOM_SELF, ZF_F_ID, "id-malformed",
                        _("this is not an ID number of 18 characters; the child was taken without "
                          "it"),
                        _("type all 18 characters, or leave the cell empty"));
        break;
    case ZF_ID_GOOD:
    case ZF_ID_NONE: break;
    }
}

/* ret: false when the row was quarantined. */
static bool
read_birth(In *in, InRow *row, Child *child, ZfDate by_id)
{
    ZfDate said = ZF_DATE_NONE;
    bool rough = false;
    ZfParsed state = zf_in_day(in, row, ZF_WHOM_SELF, ZF_F_BIRTH, &said, &rough);
    if (state == ZF_PARSED_BAD && by_id == ZF_DATE_NONE) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_BIRTH, "birth-unread",
                         _("the birth date is not a day"), _("write it like 2014-03-05"));
        return false;
    }
    if (state == ZF_PARSED_BAD) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_BIRTH, ZF_SEVERITY_WARNING, "birth-unread",
                   _("the birth date is not a day; that of the ID number was taken"),
                   _("write it like 2014-03-05"));
    }
    bool differs = said != ZF_DATE_NONE && by_id != ZF_DATE_NONE && said != by_id;
    if (differs && rough) {
        ZfCivil a = zf_date_to_civil(said);
        ZfCivil b = zf_date_to_civil(by_id);
        differs = a.year != b.year || (a.month != b.month && a.month != 1);
    }
    if (differs) {
        zf_in_find(
            in, row, ZF_WHOM_SELF, ZF_F_BIRTH, ZF_SEVERITY_WARNING, "birth-contradicts",
            _("the birth date and the ID number contradict each other; that of the ID number "
              "was taken"),
            _("compare both with the household register"));
    }
    child->birth = by_id != ZF_DATE_NONE ? by_id : said;
    if (child->birth == ZF_DATE_NONE) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_BIRTH, ZF_SEVERITY_WARNING, "birth-missing",
                   _("neither a birth date nor an ID number: the child's age is not known"), NULL);
    }
    return true;
}

static void
read_sex(In *in, InRow *row, Child *child, ZfSex by_id)
{
    g_autofree char *text = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_SEX);
    ZfSex said = ZF_SEX_UNKNOWN;
    if (zf_parse_sex(text, &said) == ZF_PARSED_BAD) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_SEX, ZF_SEVERITY_WARNING, "sex-unread",
                   _("this is neither 男 nor 女"), NULL);
    }
    if (said != ZF_SEX_UNKNOWN && by_id != ZF_SEX_UNKNOWN && said != by_id) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_SEX, ZF_SEVERITY_WARNING, "sex-contradicts",
                   _("the sex and the ID number contradict each other; the sex as written was "
                     "taken"),
                   _("compare both with the household register"));
    }
    child->sex = said != ZF_SEX_UNKNOWN ? said : by_id;
}

/* What the ledger as a whole is about, when a row does not say. */
static uint32_t
default_category(const In *in, const InRow *row)
{
    const InTable *table = zf_in_table(in, row);
    g_autofree char *base = g_path_get_basename(in->path);
    const char *const texts[] = {table->name, table->hint, base};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        bool urban = strstr(texts[i], "城镇") != NULL;
        if (strstr(texts[i], "留守儿童")) {
            return urban ? ZF_CATEGORY_URBAN_LEFT : ZF_CATEGORY_RURAL_LEFT;
        }
        if (strstr(texts[i], "困境")) {
            return ZF_CATEGORY_OTHER;
        }
    }
    return 0;
}

static void
read_categories(In *in, InRow *row, Child *child)
{
    g_autofree char *text = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_CATEGORY);
    g_autofree char *rest = NULL;
    uint32_t whole = default_category(in, row);
    child->categories = zf_parse_categories(text, whole == ZF_CATEGORY_URBAN_LEFT, &rest);
    if (rest) {
        g_autofree char *message =
            g_strdup_printf(_("“%s” is no category this program knows; it counts as other"), rest);
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_CATEGORY, ZF_SEVERITY_WARNING, "category-unread",
                   message, _("use the categories of the ledger, with a comma between several"));
        child->categories |= ZF_CATEGORY_OTHER;
    }
    if (whole == ZF_CATEGORY_OTHER ? child->categories == 0 : true) {
        child->categories |= whole;
    }
}

static void
check_stale_age(In *in, InRow *row, const Child *child)
{
    g_autofree char *text = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_AGE);
    int64_t said;
    ZfDate today = in->context ? in->context->today : ZF_DATE_NONE;
    if (child->birth == ZF_DATE_NONE || today == ZF_DATE_NONE ||
        zf_parse_count(text, 150, &said) != ZF_PARSED_OK) {
        return;
    }
    int age = zf_date_age(child->birth, today);
    if (said < age - 1 || said > age + 1) { /* 虚岁 counts one more */
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_AGE, ZF_SEVERITY_WARNING, "age-stale",
                   _("the age does not fit the birth date; the birth date counts"), NULL);
    }
}

/* ret: false when the child is an adult by the campaign's first day. */
static bool
check_age(In *in, InRow *row, Child *child)
{
    ZfDate day = reference_day(in);
    ZfDate end = last_day(in);
    if (child->birth == ZF_DATE_NONE || day == ZF_DATE_NONE) {
        return true;
    }
    int age = zf_date_age(child->birth, day);
    int later = zf_date_age(child->birth, end);
    if (age >= ADULT) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_BIRTH, ZF_SEVERITY_WARNING, "adult",
                   _("18 or older on the first day: out of scope"), NULL);
        zf_in_settle(row, ZF_FATE_OUTSIDE, "", "18 or older");
        return false;
    }
    if (age < 0) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_BIRTH, "birth-future",
                         _("the birth date lies in the future"), _("correct the birth date"));
        return false;
    }
    bool left = child->categories & (ZF_CATEGORY_RURAL_LEFT | ZF_CATEGORY_URBAN_LEFT);
    if (later >= ADULT || (left && age < LEFT_BEHIND_AGE && later >= LEFT_BEHIND_AGE)) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_BIRTH, ZF_SEVERITY_WARNING, "turns",
                   later >= ADULT ? _("turns 18 within the campaign's window")
                                  : _("turns 16 within the campaign's window"),
                   NULL);
    }
    if (left && age >= LEFT_BEHIND_AGE) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_BIRTH, ZF_SEVERITY_WARNING, "left-behind-age",
                   _("16 or older: no left-behind child by the definition"), NULL);
    }
    return true;
}

/* The county of a village by its ancestors, "" when not known. */
static const char *
county_of(const Homes *homes, int32_t area)
{
    while (area >= 0) {
        if (homes->known->areas[area].level == ZF_LEVEL_COUNTY) {
            return homes->known->areas[area].name;
        }
        area = homes->known->areas[area].parent_index;
    }
    return "";
}

/* Rural left-behind: away for three months and across the county line. */
static void
check_away(Homes *homes, InRow *row, const Child *child)
{
    In *in = homes->in;
    ZfDate today = in->context ? in->context->today : ZF_DATE_NONE;
    const char *county = county_of(homes, homes->claims[child->row]);
    for (int w = ZF_WHOM_FATHER;
         (child->categories & ZF_CATEGORY_RURAL_LEFT) && w <= ZF_WHOM_MOTHER; w++) {
        g_autofree char *where = zf_in_text(in, row, (ZfWhom)w, ZF_F_WORKPLACE);
        ZfDate since = ZF_DATE_NONE;
        (void)zf_in_day(in, row, (ZfWhom)w, ZF_F_AWAY_SINCE, &since, NULL);
        if (since != ZF_DATE_NONE && today != ZF_DATE_NONE && since <= today &&
            today - since < AWAY_LEAST_DAYS) {
            zf_in_find(in, row, (ZfWhom)w, ZF_F_AWAY_SINCE, ZF_SEVERITY_WARNING, "away-short",
                       _("away for less than three months: no left-behind child by the "
                         "definition yet"),
                       NULL);
        }
        if (*where && ((*county && strstr(where, county)) || strstr(where, "本县") ||
                       strstr(where, "县内") || strstr(where, "本乡") || strstr(where, "本镇"))) {
            zf_in_find(in, row, (ZfWhom)w, ZF_F_WORKPLACE, ZF_SEVERITY_WARNING, "away-near",
                       _("works within the county: no left-behind child by the definition"), NULL);
        }
    }
}

static const char *
guardian_of(const In *in, const InRow *row)
{
    static const ZfWhom order[] = {ZF_WHOM_CARER, ZF_WHOM_FATHER, ZF_WHOM_MOTHER};
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
        const char *name = zf_in_keep(in, row, order[i], ZF_F_NAME);
        if (*name) {
            return name;
        }
    }
    return "";
}

/* Characters a program could not write became question marks: of a name that is nothing but them
 * nothing is left. */
static bool
check_name(In *in, InRow *row, const char *name)
{
    if (name[strspn(name, "?")] == '\0') {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_NAME, "name-lost",
                         _("the name was lost when the file was saved"), _("type it again"));
        return false;
    }
    if (strchr(name, '?')) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_NAME, ZF_SEVERITY_WARNING, "name-character-lost",
                   _("a character of the name was lost when the file was saved"),
                   _("type it again, and save the file as .xlsx or as CSV in UTF-8"));
    }
    return true;
}

Child
zf_child_read(Homes *homes, guint i)
{
    In *in = homes->in;
    InRow *row = ZF_IN_ROW(in, i);
    ZfDate by_id;
    ZfSex sex_by_id;
    Child child = {.row = i,
                   .key = "",
                   .name = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_NAME),
                   .village = zf_homes_claim(homes, i),
                   .guardian = guardian_of(in, row),
                   .id_number = "",
                   .birth = ZF_DATE_NONE,
                   .dropped = true};
    if (!*child.name) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_NAME, "name-missing",
                         _("the child has no name"), _("fill in the name, or delete the row"));
        return child;
    }
    if (!check_name(in, row, child.name)) {
        return child;
    }
    read_id(in, row, &child, &by_id, &sex_by_id);
    if (!read_birth(in, row, &child, by_id)) {
        return child;
    }
    read_sex(in, row, &child, sex_by_id);
    read_categories(in, row, &child);
    check_stale_age(in, row, &child);
    if (!check_age(in, row, &child)) {
        return child;
    }
    check_away(homes, row, &child);
    child.dropped = false;
    return child;
}

static char *
name_birth(const char *name, ZfDate birth)
{
    return g_strdup_printf("%s\x1f%d", name, birth);
}

static void
list_under(GHashTable *index, char *key, size_t person)
{
    GArray *list = g_hash_table_lookup(index, key);
    if (!list) {
        list = g_array_new(FALSE, FALSE, sizeof(size_t));
        g_hash_table_insert(index, key, list);
    } else {
        g_free(key);
    }
    g_array_append_val(list, person);
}

GHashTable *
zf_child_index(const ZfSnapshot *known)
{
    GHashTable *index =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    for (size_t i = 0; known && i < known->n_persons; i++) {
        const ZfPerson *person = &known->persons[i];
        if (person->role != ZF_ROLE_CHILD) {
            continue;
        }
        if (person->birth != ZF_DATE_NONE) {
            list_under(index, name_birth(person->name, person->birth), i);
        }
        list_under(index, name_birth(person->name, ZF_DATE_NONE), i);
    }
    return index;
}

/* The only known child of that name and village, born on that day (NONE: on any), where no ID
 * number contradicts. */
static const ZfPerson *
known_child(const ZfSnapshot *known, GHashTable *index, const Child *child, ZfDate birth)
{
    g_autofree char *key = name_birth(child->name, birth);
    const GArray *list = g_hash_table_lookup(index, key);
    const ZfPerson *found = NULL;
    for (guint i = 0; list && i < list->len; i++) {
        const ZfPerson *person = &known->persons[g_array_index(list, size_t, i)];
        int32_t home = person->household_index;
        bool here = home >= 0 && strcmp(known->households[home].declared_area, child->village) == 0;
        bool clash = *person->id_number && *child->id_number &&
                     strcmp(person->id_number, child->id_number) != 0;
        if (here && !clash) {
            if (found) {
                return NULL; /* twins of one name: never by guessing */
            }
            found = person;
        }
    }
    return found;
}

const char *
zf_child_key(const Homes *homes, GHashTable *known, const Child *child)
{
    bool born = child->birth != ZF_DATE_NONE;
    const ZfPerson *same = born ? known_child(homes->known, known, child, child->birth) : NULL;
    if (same) {
        return zf_batch_text(homes->in->batch, same->id);
    }
    g_autofree char *birth = zf_date_format(child->birth);
    const char *by_id[] = {child->id_number, NULL};
    const char *by_name[] = {child->village, child->name, birth, child->guardian, NULL};
    return zf_in_hash_key(homes->in, "p", *child->id_number ? by_id : by_name);
}

const char *
zf_child_key_of_unread(const Homes *homes, GHashTable *known, const Child *child)
{
    if (*child->id_number) {
        return zf_child_key(homes, known, child);
    }
    const ZfPerson *same = known_child(homes->known, known, child, ZF_DATE_NONE);
    return same ? zf_batch_text(homes->in->batch, same->id) : "";
}

static const char *
keep_phone(In *in, const InRow *row, ZfWhom whom)
{
    const ZfCell *cell = zf_in_cell(in, row, whom, ZF_F_PHONE);
    g_autofree char *rest = NULL;
    g_autofree char *phone = zf_parse_phone(cell->text, cell->kind == ZF_CELL_NUMBER, &rest);
    if (rest) {
        zf_in_find(in, row, whom, ZF_F_PHONE, ZF_SEVERITY_WARNING, "phones-several",
                   _("several numbers in one cell; the first was taken"), NULL);
    }
    if (phone && !zf_phone_is_usual(phone)) {
        zf_in_find(in, row, whom, ZF_F_PHONE, ZF_SEVERITY_WARNING, "phone-odd",
                   _("this telephone number has too few or too many digits"),
                   _("a mobile number has 11 digits, one on a wire its area code and 7 or 8"));
    }
    return zf_batch_text(in->batch, phone);
}

void
zf_child_add(Homes *homes, const Child *child, const char *household)
{
    In *in = homes->in;
    InRow *row = ZF_IN_ROW(in, child->row);
    bool boarding = false;
    g_autofree char *boards = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_BOARDING);
    (void)zf_parse_yes(boards, &boarding);
    ZfPerson *person = zf_batch_add_person(in->batch);
    person->id = child->key;
    person->household = household;
    person->role = ZF_ROLE_CHILD;
    person->name = child->name;
    person->sex = child->sex;
    person->birth = child->birth;
    person->id_number = child->id_number;
    person->phone = keep_phone(in, row, ZF_WHOM_SELF);
    person->hukou_area = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_HUKOU);
    person->categories = child->categories;
    person->boarding = boarding;
    person->school = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_SCHOOL);
    person->grade = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_GRADE);
    person->health = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_HEALTH);
    person->entry = zf_in_optional_day(in, row, ZF_WHOM_SELF, ZF_F_ENTRY);
    person->exit = zf_in_optional_day(in, row, ZF_WHOM_SELF, ZF_F_EXIT);
    person->exit_reason = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_EXIT_REASON);
}

static void
add_member(Homes *homes, InRow *row, ZfWhom whom, const char *household, GHashTable *seen)
{
    static const ZfRole roles[] = {ZF_ROLE_CHILD, ZF_ROLE_FATHER, ZF_ROLE_MOTHER, ZF_ROLE_CARER};
    In *in = homes->in;
    char id[19];
    ZfDate by_id;
    ZfSex sex;
    const char *name = zf_in_keep(in, row, whom, ZF_F_NAME);
    const char *parts[] = {household, zf_code(ZF_CODES_ROLE, roles[whom]), name, NULL};
    if (!*name) {
        return;
    }
    const char *key = zf_in_hash_key(in, "p", parts);
    if (!g_hash_table_add(seen, (gpointer)key)) {
        return; /* a sibling's row told of them */
    }
    const ZfCell *cell = zf_in_cell(in, row, whom, ZF_F_ID);
    ZfIdState state = zf_parse_id(cell->text, cell->kind == ZF_CELL_NUMBER, id, &by_id, &sex);
    if (state == ZF_ID_CUT || state == ZF_ID_CHECK || state == ZF_ID_MALFORMED) {
        zf_in_find(in, row, whom, ZF_F_ID, ZF_SEVERITY_WARNING, "family-id",
                   _("this ID number cannot be right; it was left out"), NULL);
    }
    const char *phone = keep_phone(in, row, whom);
    ZfDate birth = zf_in_optional_day(in, row, whom, ZF_F_BIRTH);
    ZfDate away = zf_in_optional_day(in, row, whom, ZF_F_AWAY_SINCE);
    ZfPerson *person = zf_batch_add_person(in->batch);
    person->id = key;
    person->household = household;
    person->role = roles[whom];
    person->name = name;
    person->id_number = zf_batch_text(in->batch, id);
    person->birth = birth != ZF_DATE_NONE ? birth : by_id;
    person->sex = whom == ZF_WHOM_FATHER   ? ZF_SEX_MALE
                  : whom == ZF_WHOM_MOTHER ? ZF_SEX_FEMALE
                                           : sex;
    person->phone = phone;
    person->relation = zf_in_keep(in, row, whom, ZF_F_RELATION);
    person->away_place = zf_in_keep(in, row, whom, ZF_F_WORKPLACE);
    person->away_since = away;
    person->health = zf_in_keep(in, row, whom, ZF_F_CAPACITY);
}

void
zf_child_add_family(Homes *homes, const Child *child, const char *household, GHashTable *seen)
{
    InRow *row = ZF_IN_ROW(homes->in, child->row);
    add_member(homes, row, ZF_WHOM_FATHER, household, seen);
    add_member(homes, row, ZF_WHOM_MOTHER, household, seen);
    add_member(homes, row, ZF_WHOM_CARER, household, seen);
}
