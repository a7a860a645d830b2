/* What of a home may stand on a volunteer's sheet (DOMAIN §7): surname and age band, address,
 * landmark and position, last date; no category, no health, no phone, no free remarks. */
#include "sheet/sheet.h"

static bool
is_child_to_see(const ZfPerson *person, const ZfCampaign *campaign, ZfDate day)
{
    if (person->role != ZF_ROLE_CHILD ||
        (person->exit != ZF_DATE_NONE &&
         (person->exit < campaign->from || person->exit <= MIN(day, campaign->to))) ||
        (person->entry != ZF_DATE_NONE && person->entry > campaign->to)) {
        return false;
    }
    if (person->birth != ZF_DATE_NONE &&
        zf_date_age(person->birth, campaign->from) >= campaign->age_limit) {
        return false;
    }
    return campaign->categories == ZF_CATEGORY_ALL ||
           (person->categories & campaign->categories) != 0;
}

static char *
child_text(const ZfPerson *child, ZfLang lang, ZfDate day)
{
    g_autofree char *surname = zf_say_surname(child->name);
    g_autofree char *band = zf_say_age_band(lang, child->birth, day);
    const char *sex = zf_say_child_sex(lang, child->sex);
    const char *name = surname[0] != '\0' ? surname : zf_say_role(lang, ZF_ROLE_CHILD);
    return sex[0] != '\0' ? g_strconcat(name, " ", sex, " ", band, NULL)
                          : g_strconcat(name, " ", band, NULL);
}

/* The carer, else a parent who is not away. */
static const ZfPerson *
carer_of(const ZfPerson *persons, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        if (persons[i].role == ZF_ROLE_CARER && persons[i].name[0] != '\0') {
            return &persons[i];
        }
    }
    for (int32_t i = 0; i < n; i++) {
        const ZfPerson *p = &persons[i];
        if (p->role != ZF_ROLE_CHILD && p->name[0] != '\0' && p->away_place[0] == '\0' &&
            p->away_since == ZF_DATE_NONE) {
            return p;
        }
    }
    return NULL;
}

static char *
carer_text(const ZfPerson *carer, ZfLang lang)
{
    if (carer == NULL) {
        return g_strdup("");
    }
    g_autofree char *surname = zf_say_surname(carer->name);
    const char *relation = carer->role == ZF_ROLE_CARER && carer->relation[0] != '\0'
                               ? carer->relation
                               : zf_say_role(lang, carer->role);
    return g_strconcat(relation, lang == ZF_LANG_ZH ? "" : " ", surname, NULL);
}

/* One behind the other; "一组" and "12 号" want a blank between, "一组" and "老屋基" do not. */
static char *
joined(const char *a, const char *b, ZfLang lang)
{
    if (a[0] == '\0' || b[0] == '\0') {
        return g_strconcat(a, b, NULL);
    }
    const char *between = lang == ZF_LANG_EN ? ", " : g_ascii_isalnum(b[0]) ? " " : "";
    return g_strconcat(a, between, b, NULL);
}

/* The group stands in the address as it is, or with its number in Chinese numerals: 4组, 四组. */
static bool
names_group(const char *address, const char *group)
{
    if (strstr(address, group) != NULL) {
        return true;
    }
    char *rest = NULL;
    guint64 number = g_ascii_strtoull(group, &rest, 10);
    if (number == 0 || number > 999 || rest[0] == '\0') {
        return false;
    }
    g_autofree char *ordinal = zf_say_ordinal(ZF_LANG_ZH, (int)number);
    g_autofree char *written = g_strconcat(ordinal, rest, NULL);
    return strstr(address, written) != NULL;
}

/* "柏垭村", "3组", "柏垭村3组 12 号" -> nothing twice. */
static char *
address_text(const char *village, const char *group, const char *address, ZfLang lang)
{
    bool has_village = strstr(address, village) != NULL;
    bool has_group = names_group(address, group);
    if (has_village) {
        return joined(address, has_group ? "" : group, lang);
    }
    g_autofree char *head = joined(village, has_group ? "" : group, lang);
    return joined(head, address, lang);
}

static size_t
first_earlier(const ZfSnapshot *snapshot, int32_t household)
{
    size_t lo = 0;
    size_t hi = snapshot->n_earlier;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (snapshot->earlier[mid].household_index < household) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    return lo;
}

static ZfDate
last_visit(const ZfSnapshot *snapshot, int32_t household)
{
    ZfDate last = ZF_DATE_NONE;
    for (size_t i = first_earlier(snapshot, household);
         i < snapshot->n_earlier && snapshot->earlier[i].household_index == household; i++) {
        last = MAX(last, snapshot->earlier[i].date);
    }
    size_t first = 0;
    size_t n = zf_snapshot_visits(snapshot, household, &first);
    for (size_t i = first; i < first + n; i++) {
        last = MAX(last, snapshot->visits[i].date);
    }
    return last;
}

static void
add_children(ZfSheetHome *ret, const ZfSnapshot *snapshot, const ZfHousehold *home, ZfDate day)
{
    const ZfCampaign *campaign = &snapshot->campaign;
    for (int32_t i = 0; i < home->n_persons; i++) {
        const ZfPerson *person = &snapshot->persons[home->first_person + i];
        if (!is_child_to_see(person, campaign, day)) {
            continue;
        }
        if (ret->n_children == ZF_SHEET_CHILDREN_MAX) {
            ret->n_more++;
            continue;
        }
        ret->children[ret->n_children++] = child_text(person, campaign->lang, day);
    }
}

static const char *
area_name(const ZfSnapshot *snapshot, int32_t area)
{
    return area >= 0 ? snapshot->areas[area].name : "";
}

char *
zf_sheet_address(const ZfSnapshot *snapshot, const ZfHousehold *home)
{
    return address_text(area_name(snapshot, home->area_index), home->group, home->address,
                        snapshot->campaign.lang);
}

static void
fill_talk(ZfSheetHome *ret, const ZfSnapshot *snapshot, const ZfStop *stop)
{
    int32_t area = zf_snapshot_area(snapshot, stop->area);
    ret->talk = true;
    ret->located = true;
    ret->village = g_strdup(area_name(snapshot, area));
    ret->address = g_strdup(ret->village);
    ret->carer = g_strdup("");
    ret->find = g_strdup("");
    ret->last = g_strdup("");
    if (area >= 0 && snapshot->areas[area].has_point) {
        ret->has_point = true;
        ret->point = snapshot->areas[area].point;
    }
}

static void
fill_home(ZfSheetHome *ret, const ZfSnapshot *snapshot, const ZfRoute *route,
          const ZfHousehold *home, int32_t index, bool blind)
{
    ZfLang lang = snapshot->campaign.lang;
    ret->village = g_strdup(area_name(snapshot, home->area_index));
    ret->address = zf_sheet_address(snapshot, home);
    const ZfPerson *persons = home->n_persons > 0 ? &snapshot->persons[home->first_person] : NULL;
    ret->carer = carer_text(carer_of(persons, home->n_persons), lang);
    ret->find = home->traits & ZF_TRAIT_DOG
                    ? g_strconcat(home->landmark, home->landmark[0] != '\0' ? "；" : "",
                                  zf_say(lang, ZF_SAY_FIND_DOG), NULL)
                    : g_strdup(home->landmark);
    ZfDate last = blind ? ZF_DATE_NONE : last_visit(snapshot, index);
    ret->last = last == ZF_DATE_NONE ? g_strdup("") : zf_date_format(last);
    ret->located = zf_household_located(home);
    ret->has_point = home->has_point;
    ret->point = home->point;
    ret->accuracy_m = home->accuracy_m;
    add_children(ret, snapshot, home, route->date);
}

ZfSheetHome *
zf_sheet_home(const ZfSnapshot *snapshot, const ZfRoute *route, const ZfStop *stop, bool blind)
{
    ZfSheetHome *ret = g_new0(ZfSheetHome, 1);
    int32_t index =
        stop->household[0] != '\0' ? zf_snapshot_household(snapshot, stop->household) : -1;
    const ZfHousehold *home = index >= 0 ? &snapshot->households[index] : NULL;
    if (home != NULL) {
        fill_home(ret, snapshot, route, home, index, blind);
    } else {
        fill_talk(ret, snapshot, stop);
    }
    ret->code = home != NULL && home->number[0] != '\0'
                    ? g_strdup(home->number)
                    : g_strdup_printf("%02d-%02d", route->number, stop->number);
    ret->female = (stop->skills >> ZF_SKILL_FEMALE & 1) != 0;
    ret->two = stop->team_size >= 2;
    return ret;
}

void
zf_sheet_home_free(ZfSheetHome *home)
{
    if (home == NULL) {
        return;
    }
    g_free(home->code);
    g_free(home->village);
    g_free(home->address);
    g_free(home->carer);
    g_free(home->find);
    g_free(home->last);
    for (uint32_t i = 0; i < home->n_children; i++) {
        g_free(home->children[i]);
    }
    g_free(home);
}
