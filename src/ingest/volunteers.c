/* volunteers: the roster (DOMAIN §6). */
#include <string.h>

#include "ingest/source.h"

static bool
has_word(const char *text, const char *words)
{
    g_auto(GStrv) list = g_strsplit(words, "|", -1);
    for (char **word = list; *word; word++) {
        if (strstr(text, *word)) {
            return true;
        }
    }
    return false;
}

static ZfVolunteerKind
kind_of(const char *text)
{
    static const struct {
        const char *words;
        ZfVolunteerKind kind;
    } kinds[] = {
        {"妇联|执委", ZF_VOLUNTEER_COMMITTEE},  {"巾帼", ZF_VOLUNTEER_WOMEN},
        {"家庭教育|家教", ZF_VOLUNTEER_FAMILY}, {"儿童主任|督导员", ZF_VOLUNTEER_CHILD_HEAD},
        {"法官|法院", ZF_VOLUNTEER_JUDGE},      {"检察", ZF_VOLUNTEER_PROSECUTOR},
        {"律师", ZF_VOLUNTEER_LAWYER},          {"大学生|学生", ZF_VOLUNTEER_STUDENT},
        {"教师|老师", ZF_VOLUNTEER_TEACHER},    {"公安|干警|民警|警", ZF_VOLUNTEER_POLICE},
        {"医|护士|护", ZF_VOLUNTEER_MEDICAL},   {"社工", ZF_VOLUNTEER_SOCIAL},
        {"五老|老干部", ZF_VOLUNTEER_ELDER},    {"团", ZF_VOLUNTEER_LEAGUE}};
    int code;
    if (zf_code_find(ZF_CODES_VOLUNTEER, text, &code)) {
        return (ZfVolunteerKind)code;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (has_word(text, kinds[i].words)) {
            return kinds[i].kind;
        }
    }
    return ZF_VOLUNTEER_OTHER;
}

static bool
mode_of(const char *text, ZfTravelMode *mode)
{
    static const struct {
        const char *words;
        ZfTravelMode mode;
    } modes[] = {{"电动|电瓶|电单车|ebike|e-bike", ZF_MODE_EBIKE},
                 {"摩托", ZF_MODE_MOTORCYCLE},
                 {"自行车|单车|bicycle|bike", ZF_MODE_BICYCLE},
                 {"汽车|小车|轿车|驾车|开车|自驾|公车|私家车|car", ZF_MODE_CAR},
                 {"步行|徒步|走路|foot|walk", ZF_MODE_FOOT}};
    int code;
    if (zf_code_find(ZF_CODES_MODE, text, &code)) {
        *mode = (ZfTravelMode)code;
        return true;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(modes); i++) {
        if (has_word(text, modes[i].words)) {
            *mode = modes[i].mode;
            return true;
        }
    }
    return false;
}

/* Splits at , ; 、 / and blanks. */
static GStrv
split_list(const char *text)
{
    g_autoptr(GString) even = g_string_new(text);
    static const char *const marks[] = {"、", ";", "/", "|", " ", "；", "，", "和"};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        g_string_replace(even, marks[i], ",", 0);
    }
    return g_strsplit(even->str, ",", -1);
}

/* Fixed skills become bits; others (苗语, 手语) are kept by name. */
static void
set_skills(In *in, ZfVolunteer *v, const char *text)
{
    static const struct {
        const char *words;
        ZfSkill skill;
    } known[] = {{"医|护理|急救|medical", ZF_SKILL_MEDICAL},
                 {"法律|普法|law", ZF_SKILL_LAW},
                 {"心理|psychology", ZF_SKILL_PSYCHOLOGY},
                 {"教育|教学|辅导|teacher", ZF_SKILL_TEACHER},
                 {"警|police", ZF_SKILL_POLICE}};
    g_auto(GStrv) items = split_list(text);
    g_autoptr(GString) custom = g_string_new(NULL);
    for (char **item = items; *item; item++) {
        bool found = zf_cell_is_nothing(*item, true) || strcmp(*item, "female") == 0 ||
                     strcmp(*item, "女访员") == 0;
        for (size_t i = 0; !found && i < G_N_ELEMENTS(known); i++) {
            if (has_word(*item, known[i].words)) {
                v->skills |= (uint64_t)1 << known[i].skill;
                found = true;
            }
        }
        if (!found) {
            g_string_append_printf(custom, "%s%s", custom->len ? "," : "", *item);
        }
    }
    v->skill_names = zf_batch_text(in->batch, custom->str);
}

/* What somebody's profession brings along. */
static void
skills_of_kind(ZfVolunteer *v)
{
    uint64_t skill = 0;
    switch (v->kind) {
    case ZF_VOLUNTEER_JUDGE:
    case ZF_VOLUNTEER_PROSECUTOR:
    case ZF_VOLUNTEER_LAWYER: skill = (uint64_t)1 << ZF_SKILL_LAW; break;
    case ZF_VOLUNTEER_TEACHER: skill = (uint64_t)1 << ZF_SKILL_TEACHER; break;
    case ZF_VOLUNTEER_POLICE: skill = (uint64_t)1 << ZF_SKILL_POLICE; break;
    case ZF_VOLUNTEER_MEDICAL: skill = (uint64_t)1 << ZF_SKILL_MEDICAL; break;
    default: break;
    }
    v->skills |= skill | (v->sex == ZF_SEX_FEMALE ? (uint64_t)1 << ZF_SKILL_FEMALE : 0);
}

/* One day of a list: full, or month and day within the campaign's year ("2月9日"). */
static ZfParsed
list_day(const In *in, const char *text, ZfDate *ret)
{
    const ZfSnapshot *known = in->context ? in->context->known : NULL;
    ZfDate from = known ? known->campaign.from : ZF_DATE_NONE;
    ZfDate base = from != ZF_DATE_NONE ? from : in->context ? in->context->today : ZF_DATE_NONE;
    int year = base == ZF_DATE_NONE ? 2026 : zf_date_to_civil(base).year;
    ZfParsed state = zf_parse_day(text, false, year, ret, NULL);
    if (state != ZF_PARSED_BAD) {
        return state;
    }
    g_autofree char *full = g_strdup_printf("%d年%s", year, text);
    g_autoptr(GString) even = g_string_new(full);
    if (!strstr(text, "月")) {
        g_string_assign(even, "");
        g_string_append_printf(even, "%d-%s", year, text);
        g_string_replace(even, ".", "-", 0);
    }
    state = zf_parse_day(even->str, false, year, ret, NULL);
    if (state == ZF_PARSED_OK && from != ZF_DATE_NONE && *ret < from) {
        g_string_erase(even, 0, 4); /* a winter campaign runs into the next year */
        g_autofree char *next = g_strdup_printf("%d%s", year + 1, even->str);
        ZfDate later;
        if (zf_parse_day(next, false, year + 1, &later, NULL) == ZF_PARSED_OK &&
            later <= known->campaign.to) {
            *ret = later;
        }
    }
    return state;
}

static void
append_day(GString *days, ZfDate day)
{
    g_autofree char *text = zf_date_format(day);
    g_string_append_printf(days, "%s%s", days->len ? "," : "", text);
}

/* "2026-02-09,2026-02-11", "2月9日至2月13日", "周末" is left to the campaign's window. */
static void
set_days(In *in, InRow *row, ZfVolunteer *v)
{
    g_autofree char *text = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_DAYS);
    g_autoptr(GString) days = g_string_new(NULL);
    ZfDate one;
    if (!*text || has_word(text, "全程|全部|任意|每天|均可")) {
        return;
    }
    if (zf_in_day(in, row, ZF_WHOM_SELF, ZF_F_DAYS, &one, NULL) == ZF_PARSED_OK) {
        append_day(days, one);
        v->days = zf_batch_text(in->batch, days->str);
        return;
    }
    g_auto(GStrv) items = split_list(text);
    bool bad = false;
    for (char **item = items; *item; item++) {
        g_autoptr(GString) span = g_string_new(*item);
        g_string_replace(span, "至", "~", 0);
        g_string_replace(span, "到", "~", 0);
        g_string_replace(span, "—", "~", 0);
        g_auto(GStrv) ends = g_strsplit(span->str, "~", 2);
        ZfDate from;
        ZfDate to;
        if (!**item) {
            continue;
        }
        if (list_day(in, ends[0], &from) != ZF_PARSED_OK ||
            (ends[1] && list_day(in, ends[1], &to) != ZF_PARSED_OK)) {
            bad = true;
            continue;
        }
        to = ends[1] ? to : from;
        bad |= to < from || to - from > 366;
        for (ZfDate day = from; day <= to && to - from <= 366; day++) {
            append_day(days, day);
        }
    }
    if (bad) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_DAYS, ZF_SEVERITY_WARNING, "days-unread",
                   _("some of these days were not understood and left out"),
                   _("write them like 2026-02-09,2026-02-11 or 2026-02-09~2026-02-13"));
    }
    v->days = zf_batch_text(in->batch, days->str);
}

bool
zf_ingest_rest(const char *text, ZfRest *ret)
{
    static const char *const none[] = {"无", "不休", "不休息", "没有", "none", "no", "0"};
    g_autofree char *clean = zf_text_clean(text, NULL);
    int32_t from = 0;
    int32_t to = 0;
    int64_t minutes = 0;
    *ret = (ZfRest){0};
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++) {
        if (strcmp(clean, none[i]) == 0) {
            ret->length_s = ZF_REST_NONE;
            return true;
        }
    }
    if (zf_parse_span(clean, &from, &to, NULL) == ZF_PARSED_OK) {
        *ret = (ZfRest){from, from, to - from};
        return true;
    }
    bool good = zf_parse_count(clean, 240, &minutes) != ZF_PARSED_BAD;
    ret->length_s = (int32_t)minutes * 60;
    return good;
}

/* The rest, how late, how far. */
static void
set_limits(In *in, InRow *row, ZfVolunteer *v)
{
    /* raw: 无 says something here */
    const char *rest = zf_in_cell(in, row, ZF_WHOM_SELF, ZF_F_REST)->text;
    g_autofree char *late = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_OVERTIME);
    g_autofree char *far = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_MAX_KM);
    int64_t minutes = 0;
    int64_t km = 0;
    if (!zf_ingest_rest(rest, &v->rest)) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_REST, ZF_SEVERITY_WARNING, "rest-unread",
                   _("this rest was not understood; the campaign's was taken"),
                   _("write it like 12:00-13:00, or only the minutes: 45, or 无 for none"));
    }
    if (zf_parse_count(late, 600, &minutes) == ZF_PARSED_BAD) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_OVERTIME, ZF_SEVERITY_WARNING, "overtime-unread",
                   _("these are no minutes; nobody is sent home late"),
                   _("write by how many minutes the day may be longer, like 30"));
    }
    if (zf_parse_count(far, 1000, &km) == ZF_PARSED_BAD) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_MAX_KM, ZF_SEVERITY_WARNING, "km-unread",
                   _("these are no kilometres; no limit was set"),
                   _("write the longest way of a day in whole kilometres, like 15"));
    }
    v->overtime_s = (int32_t)minutes * 60;
    v->max_metres = (int32_t)km * 1000;
}

static void
set_work(In *in, InRow *row, ZfVolunteer *v)
{
    g_autofree char *mode = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_MODE);
    g_autofree char *hours = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_HOURS);
    if (!*hours) {
        g_free(hours);
        hours = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_VISIT_TIME);
    }
    g_autofree char *most = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_MAX_VISITS);
    int64_t count = 0;
    if (*mode && !mode_of(mode, &v->mode)) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_MODE, ZF_SEVERITY_WARNING, "mode-unread",
                   _("this way of travelling is not known; on foot was taken"),
                   _("write 步行, 自行车, 电动车, 摩托车 or 汽车"));
    }
    if (zf_parse_span(hours, &v->from_s, &v->to_s, NULL) == ZF_PARSED_BAD) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_HOURS, ZF_SEVERITY_WARNING, "span-unread",
                   _("these hours were not understood; the campaign's were taken"),
                   _("write them like 09:00-17:00"));
    }
    if (zf_parse_count(most, 100, &count) == ZF_PARSED_BAD) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_MAX_VISITS, ZF_SEVERITY_WARNING, "count-unread",
                   _("this is not a number of homes; the campaign's limit was taken"), NULL);
    }
    v->max_visits = (int32_t)count;
    v->base = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_BASE);
    v->team = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_TEAM);
    set_limits(in, row, v);
    set_days(in, row, v);
}

/* Positions of bases are few: each must say its own system or be WGS-84 outside China. */
static void
set_point(In *in, InRow *row, ZfVolunteer *v)
{
    ZfCoordinate pair[2];
    g_autofree char *both = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_LONLAT);
    g_autofree char *lon = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_LON);
    g_autofree char *lat = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_LAT);
    g_autofree char *text = *both ? g_strdup(both) : *lon ? g_strconcat(lon, ",", lat, NULL) : NULL;
    if (!text || zf_parse_coordinates(text, pair) != 2) {
        return;
    }
    double x = pair[0].axis == ZF_AXIS_LAT ? pair[1].value : pair[0].value;
    double y = pair[0].axis == ZF_AXIS_LAT ? pair[0].value : pair[1].value;
    const char *spec = in->options->crs;
    bool said = spec && g_ascii_strcasecmp(spec, "auto") != 0;
    if (!said && zf_chinagrid_covers((ZfLonLat){x, y})) {
        zf_in_find(in, row, ZF_WHOM_SELF, *both ? ZF_F_LONLAT : ZF_F_LON, ZF_SEVERITY_WARNING,
                   "crs-unknown",
                   _("whose coordinates these are is not said; the base's name is used instead"),
                   _("say --crs gcj02 for AMap, bd09 for Baidu, wgs84 for GPS"));
        return;
    }
    g_autoptr(ZfCrs) crs = zf_crs_new(said ? spec : "wgs84", NULL);
    v->has_point = crs && zf_crs_to_wgs84(crs, x, y, &v->point, NULL);
}

/* Same name and same phone or unit is the same person; keys must hold over years, so the row's
 * number is no part of them. */
static const char *
key_of(const In *in, const InRow *row, const char *name, const char *phone, const char *unit)
{
    g_autofree char *code = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_CODE);
    if (*code) {
        g_autofree char *key = g_strconcat("v-", code, NULL);
        return zf_batch_text(in->batch, key);
    }
    const char *parts[] = {name, *phone ? phone : unit, NULL};
    return zf_in_hash_key(in, "v", parts);
}

static void
take_row(In *in, InRow *row, GHashTable *seen)
{
    g_autofree char *name = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_NAME);
    g_autofree char *phone_text = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_PHONE);
    bool number = zf_in_cell(in, row, ZF_WHOM_SELF, ZF_F_PHONE)->kind == ZF_CELL_NUMBER;
    g_autofree char *phone = zf_parse_phone(phone_text, number, NULL);
    g_autofree char *unit = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_UNIT);
    if (!*name) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_NAME, "name-missing",
                         _("the volunteer has no name"), _("fill in the name, or delete the row"));
        return;
    }
    const char *key = key_of(in, row, name, phone ? phone : "", unit);
    if (g_hash_table_contains(seen, key)) {
        zf_in_settle(row, ZF_FATE_MERGED, key, "same volunteer as an earlier row");
        return;
    }
    g_hash_table_add(seen, (gpointer)key);
    if (!phone) {
        zf_in_find(in, row, ZF_WHOM_SELF, ZF_F_PHONE, ZF_SEVERITY_WARNING, "phone-missing",
                   _("no phone number that can be called"), NULL);
    }
    ZfVolunteer *v = zf_batch_add_volunteer(in->batch);
    g_autofree char *sex = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_SEX);
    g_autofree char *kind = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_CATEGORY);
    g_autofree char *skills = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_SKILLS);
    v->id = key;
    v->name = zf_batch_text(in->batch, name);
    v->phone = zf_batch_text(in->batch, phone);
    v->unit = zf_batch_text(in->batch, unit);
    v->kind = kind_of(kind);
    (void)zf_parse_sex(sex, &v->sex);
    set_skills(in, v, skills);
    skills_of_kind(v);
    set_work(in, row, v);
    set_point(in, row, v);
    zf_in_settle(row, ZF_FATE_NEW, key, "");
}

/* Two people of one name: legal, but sheets and results must not mix them up. */
static void
list_namesakes(In *in)
{
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < in->batch->volunteers->len; i++) {
        const char *name = g_array_index(in->batch->volunteers, ZfVolunteer, i).name;
        if (!g_hash_table_add(names, (gpointer)name)) {
            g_autofree char *message =
                g_strdup_printf(_("two volunteers are called %s; they are kept apart"), name);
            zf_findings_add_at(in->findings, ZF_SEVERITY_WARNING, "namesakes", in->file, NULL, 0, 0,
                               name, message,
                               _("if it is one person, give both rows the same phone number"));
        }
    }
}

bool
zf_in_volunteers(In *in, GError **error)
{
    (void)error;
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = zf_in_next(in, 0); i < in->rows->len; i = zf_in_next(in, i + 1)) {
        take_row(in, ZF_IN_ROW(in, i), seen);
    }
    list_namesakes(in);
    return true;
}
