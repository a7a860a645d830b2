#include "app/campaigns.h"

#include <string.h>

#include "app/inside.h"
#include "draw/draw.h"
#include "ingest/ingest.h"

typedef enum FieldKind {
    FIELD_TEXT,
    FIELD_INT,
    FIELD_BOOL,
    FIELD_DATE,
    FIELD_TIME,
    FIELD_MINUTES,  /* kept in seconds */
    FIELD_PER_CENT, /* kept in per mille */
    FIELD_CODE,
    FIELD_SET,
    FIELD_NAVIGATION,
} FieldKind;

typedef struct Field {
    const char *key;
    FieldKind kind;
    size_t offset;
    ZfCodeList codes;
    int min, max;
    const char *meaning;
} Field;

#define AT(member) offsetof(ZfCampaign, member)

static const Field fields[] = {
    {"title", FIELD_TEXT, AT(title), 0, 0, 0, N_("title on sheets and maps")},
    {"place", FIELD_TEXT, AT(place), 0, 0, 0, N_("township or town, as printed")},
    {"organiser", FIELD_TEXT, AT(organiser), 0, 0, 0, N_("who holds the campaign")},
    {"lang", FIELD_CODE, AT(lang), ZF_CODES_LANG, 0, 0, N_("language of sheets, maps and tables")},
    {"unit", FIELD_CODE, AT(unit), ZF_CODES_UNIT, 0, 0, N_("what is counted")},
    {"from", FIELD_DATE, AT(from), 0, 0, 0, N_("first day")},
    {"to", FIELD_DATE, AT(to), 0, 0, 0, N_("last day")},
    {"categories", FIELD_SET, AT(categories), ZF_CODES_CATEGORY, 0, 0,
     N_("which children it is about (empty: all)")},
    {"age_limit", FIELD_INT, AT(age_limit), 0, 1, 120, N_("children under this age")},
    {"required_visits", FIELD_INT, AT(required_visits), 0, 1, 100, N_("visits a home")},
    {"gap_days", FIELD_INT, AT(gap_days), 0, 0, 366, N_("days between two visits, at least")},
    {"interval_days", FIELD_INT, AT(interval_days), 0, 0, 3660,
     N_("a home is due again after so many days (0: by the last day)")},
    {"target", FIELD_PER_CENT, AT(target_permille), 0, 0, 1000, N_("coverage aimed at, per cent")},
    {"service", FIELD_MINUTES, AT(service_s), 0, 0, 600, N_("minutes at a home")},
    {"service_extra", FIELD_MINUTES, AT(service_extra_s), 0, 0, 600,
     N_("minutes more for each further child")},
    {"team_size", FIELD_INT, AT(team_size), 0, 1, ZF_TEAM_MAX, N_("people in a team")},
    {"female_for_girls", FIELD_BOOL, AT(female_for_girls), 0, 0, 0,
     N_("a woman goes along where a girl lives")},
    {"two_at_isolated", FIELD_BOOL, AT(two_at_isolated), 0, 0, 0,
     N_("two people go to isolated homes")},
    {"village_talks", FIELD_BOOL, AT(village_talks), 0, 0, 0, N_("each village also holds a talk")},
    {"day_from", FIELD_TIME, AT(day_from_s), 0, 0, 0, N_("a day begins at")},
    {"day_to", FIELD_TIME, AT(day_to_s), 0, 0, 0, N_("and ends at")},
    {"max_visits", FIELD_INT, AT(max_visits), 0, 1, 1000, N_("homes a team and day, at most")},
    {"rest", FIELD_MINUTES, AT(rest.length_s), 0, 0, 240,
     N_("minutes of rest on the way (0: none)")},
    {"rest_from", FIELD_TIME, AT(rest.from_s), 0, 0, 0, N_("the rest begins not before")},
    {"rest_to", FIELD_TIME, AT(rest.to_s), 0, 0, 0, N_("and not after")},
    {"mode", FIELD_CODE, AT(mode), ZF_CODES_MODE, 0, 0, N_("how teams travel")},
    {"navigation", FIELD_NAVIGATION, AT(navigation), 0, 0, 0,
     N_("navigation codes for: geo, amap, tencent")},
    {"hotline_name", FIELD_TEXT, AT(hotline_name), 0, 0, 0, N_("whom to phone at once")},
    {"hotline", FIELD_TEXT, AT(hotline), 0, 0, 0, N_("and the number")},
    {"hotlines", FIELD_TEXT, AT(hotlines), 0, 0, 0, N_("other numbers, \\n between")},
    {"rules", FIELD_TEXT, AT(rules), 0, 0, 0,
     N_("rules for volunteers, \\n between (empty: ours)")},
    {"return_to", FIELD_TEXT, AT(return_to), 0, 0, 0, N_("where sheets are handed back")},
    {"map_approval", FIELD_TEXT, AT(map_approval), 0, 0, 0, N_("map approval number (审图号)")},
    {"source", FIELD_TEXT, AT(source), 0, 0, 0, N_("source line of maps")},
};

static const char *const navigations[] = {"geo", "amap", "tencent"};

static const Field *
field_by_key(const char *key)
{
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        if (strcmp(fields[i].key, key) == 0) {
            return &fields[i];
        }
    }
    return NULL;
}

const char *const *
zf_campaign_keys(size_t *n)
{
    static const char *keys[G_N_ELEMENTS(fields)];
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        keys[i] = fields[i].key;
    }
    *n = G_N_ELEMENTS(fields);
    return keys;
}

const char *
zf_campaign_meaning(const char *key)
{
    const Field *field = field_by_key(key);
    return field ? _(field->meaning) : "";
}

/* "\n" typed as two characters becomes a line break, and back. */
static char *
replace(const char *text, const char *from, const char *to)
{
    g_auto(GStrv) parts = g_strsplit(text, from, -1);
    return g_strjoinv(to, parts);
}

static char *
choices(const Field *field)
{
    GString *out = g_string_new(NULL);
    int n = field->kind == FIELD_NAVIGATION ? (int)G_N_ELEMENTS(navigations)
                                            : zf_code_count(field->codes);
    for (int i = 0; i < n; i++) {
        const char *word =
            field->kind == FIELD_NAVIGATION ? navigations[i] : zf_code(field->codes, i);
        g_string_append_printf(out, "%s%s", i ? _(", ") : "", word);
    }
    return g_string_free(out, FALSE);
}

static bool
refuse(const Field *field, const char *text, GError **error)
{
    g_autofree char *what = NULL;
    switch (field->kind) {
    case FIELD_DATE: what = g_strdup(_("a day as 2026-02-09")); break;
    case FIELD_TIME: what = g_strdup(_("a time as 09:00")); break;
    case FIELD_BOOL: what = g_strdup(_("yes or no")); break;
    case FIELD_INT:
    case FIELD_MINUTES:
        what = g_strdup_printf(_("a whole number from %d to %d"), field->min, field->max);
        break;
    case FIELD_PER_CENT: what = g_strdup(_("a number from 0 to 100")); break;
    default: what = choices(field); break;
    }
    g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE, _("%s=%s: write %s"), field->key, text,
                what);
    return false;
}

static bool
parse_bool(const char *text, bool *ret)
{
    static const char *const yes[] = {"yes", "true", "1", "是"};
    static const char *const no[] = {"no", "false", "0", "否"};
    for (size_t i = 0; i < G_N_ELEMENTS(yes); i++) {
        if (strcmp(text, yes[i]) == 0 || strcmp(text, no[i]) == 0) {
            *ret = strcmp(text, yes[i]) == 0;
            return true;
        }
    }
    return false;
}

static bool
set_number(void *at, const Field *field, const char *text)
{
    int64_t value;
    double real;
    int scale = field->kind == FIELD_MINUTES ? 60 : 1;
    if (field->kind == FIELD_PER_CENT) {
        if (!zf_text_to_double(text, &real) || real < 0 || real > 100) {
            return false;
        }
        *(int32_t *)at = (int32_t)(real * 10 + 0.5);
        return true;
    }
    if (!zf_text_to_int64(text, &value) || value < field->min || value > field->max) {
        return false;
    }
    *(int32_t *)at = (int32_t)value * scale;
    return true;
}

static bool
set_code(void *at, const Field *field, const char *text)
{
    if (field->kind == FIELD_NAVIGATION) {
        for (size_t i = 0; i < G_N_ELEMENTS(navigations); i++) {
            if (strcmp(navigations[i], text) == 0) {
                *(ZfNavigation *)at = (ZfNavigation)i;
                return true;
            }
        }
        return false;
    }
    int value;
    if (!zf_code_find(field->codes, text, &value)) {
        return false;
    }
    *(unsigned *)at = (unsigned)value; /* every enumeration has the size of unsigned */
    return true;
}

G_STATIC_ASSERT(sizeof(ZfLang) == sizeof(unsigned) && sizeof(ZfUnit) == sizeof(unsigned) &&
                sizeof(ZfTravelMode) == sizeof(unsigned) &&
                sizeof(ZfNavigation) == sizeof(unsigned));

static bool
set_field(ZfCampaign *campaign, GStringChunk *chunk, const Field *field, const char *text)
{
    void *at = (char *)campaign + field->offset;
    uint64_t bits;
    switch (field->kind) {
    case FIELD_TEXT: {
        g_autofree char *lines = replace(text, "\\n", "\n");
        *(const char **)at = g_string_chunk_insert(chunk, lines);
        return true;
    }
    case FIELD_BOOL: return parse_bool(text, at);
    case FIELD_DATE: return zf_date_parse(text, at);
    case FIELD_TIME: return zf_time_parse(text, at);
    case FIELD_INT:
    case FIELD_MINUTES:
    case FIELD_PER_CENT: return set_number(at, field, text);
    case FIELD_SET:
        if (!zf_codes_parse(field->codes, text, &bits)) {
            return false;
        }
        *(uint32_t *)at = bits ? (uint32_t)bits : ZF_CATEGORY_ALL;
        return true;
    default: return set_code(at, field, text);
    }
}

bool
zf_campaign_set(ZfCampaign *campaign, GStringChunk *chunk, const char *key, const char *text,
                GError **error)
{
    const Field *field = field_by_key(key);
    if (!field) {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE,
                    _("a campaign has no setting %s; “zoufang campaign show” lists them all"), key);
        return false;
    }
    return set_field(campaign, chunk, field, text) || refuse(field, text, error);
}

char *
zf_campaign_get(const ZfCampaign *campaign, const char *key)
{
    const Field *field = field_by_key(key);
    if (!field) {
        return NULL;
    }
    const void *at = (const char *)campaign + field->offset;
    switch (field->kind) {
    case FIELD_TEXT: return replace(*(const char *const *)at, "\n", "\\n");
    case FIELD_BOOL: return g_strdup(*(const bool *)at ? "yes" : "no");
    case FIELD_DATE: return zf_date_format(*(const ZfDate *)at);
    case FIELD_TIME: return zf_time_format(*(const int32_t *)at);
    case FIELD_INT: return g_strdup_printf("%d", *(const int32_t *)at);
    case FIELD_MINUTES: return g_strdup_printf("%d", *(const int32_t *)at / 60);
    case FIELD_PER_CENT: return zf_text_from_double(*(const int32_t *)at / 10.0, 1);
    case FIELD_SET:
        return *(const uint32_t *)at == ZF_CATEGORY_ALL
                   ? g_strdup("")
                   : zf_codes_format(field->codes, *(const uint32_t *)at);
    case FIELD_NAVIGATION: return g_strdup(navigations[*(const unsigned *)at]);
    default: return g_strdup(zf_code(field->codes, (int)*(const unsigned *)at));
    }
}

static bool
apply_settings(ZfCampaign *campaign, GStringChunk *chunk, const char *const *settings,
               GError **error)
{
    for (size_t i = 0; settings && settings[i]; i++) {
        const char *equals = strchr(settings[i], '=');
        if (!equals) {
            g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE,
                        _("%s: write a setting as name=value"), settings[i]);
            return false;
        }
        g_autofree char *key = g_strndup(settings[i], (gsize)(equals - settings[i]));
        if (!zf_campaign_set(campaign, chunk, key, equals + 1, error)) {
            return false;
        }
    }
    if (campaign->from == ZF_DATE_NONE || campaign->to == ZF_DATE_NONE ||
        campaign->from > campaign->to) {
        g_set_error_literal(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE,
                            _("a campaign needs its first and last day, in this order: --from "
                              "2026-02-09 --to 2026-02-20"));
        return false;
    }
    if (campaign->day_from_s >= campaign->day_to_s) {
        g_set_error_literal(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE,
                            _("day_from must be earlier than day_to"));
        return false;
    }
    if (campaign->rest.from_s > campaign->rest.to_s) {
        g_set_error_literal(error, ZF_APP_ERROR, ZF_APP_ERROR_USAGE,
                            _("rest_from must not be later than rest_to"));
        return false;
    }
    return true;
}

static const ZfCampaign *
find_campaign(const ZfCampaigns *campaigns, const char *id)
{
    for (size_t i = 0; i < campaigns->n; i++) {
        if (strcmp(campaigns->items[i].id, id) == 0) {
            return &campaigns->items[i];
        }
    }
    return NULL;
}

/* "none", "default" or a file. ret: NULL on failure. */
static ZfQuestions *
read_questions(const char *what, ZfLang lang, GError **error)
{
    if (strcmp(what, "none") == 0) {
        return zf_questions_new();
    }
    return strcmp(what, "default") == 0 ? zf_ingest_questions_default(lang)
                                        : zf_ingest_questions(what, NULL, error);
}

/* What sheets cannot print is told now, not when they are printed. */
static bool
check_glyphs(const ZfQuestions *questions, GError **error)
{
    for (size_t i = 0; i < questions->n; i++) {
        const ZfQuestion *q = &questions->items[i];
        gunichar missing;
        g_autofree char *all = g_strconcat(q->key, q->text, q->options, q->unit, NULL);
        g_strdelimit(all, "\n", ' ');
        if (!zf_font_covers(all, &missing)) {
            char one[7] = {0};
            g_unichar_to_utf8(missing, one);
            g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_FILE,
                        _("the sheets' font lacks “%s” (U+%04X) in the question “%s”; write it in "
                          "other characters"),
                        one, (unsigned)missing, q->key);
            return false;
        }
    }
    return true;
}

static bool
save_campaign(ZfApp *app, const ZfCampaign *campaign, const char *questions, GError **error)
{
    g_autoptr(ZfQuestions) wanted = NULL;
    if (questions) {
        wanted = read_questions(questions, campaign->lang, error);
        if (!wanted || !check_glyphs(wanted, error)) {
            return false;
        }
    }
    return zf_store_campaign_save_asking(app->store, campaign, wanted, error);
}

static bool
save(ZfApp *app, const char *id, bool fresh, const char *const *settings, const char *questions,
     GError **error)
{
    g_autoptr(ZfCampaigns) campaigns = zf_store_campaigns(app->store, error);
    if (!campaigns) {
        return false;
    }
    const ZfCampaign *known = find_campaign(campaigns, id);
    if (fresh == (known != NULL)) {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_CHOICE,
                    fresh ? _("there is a campaign %s already; change it with “campaign edit”")
                          : _("there is no campaign %s; “zoufang campaign list” shows them"),
                    id);
        return false;
    }
    ZfCampaign campaign = known ? *known : zf_campaign_default();
    campaign.id = id;
    GStringChunk *chunk = g_string_chunk_new(1024);
    bool good = apply_settings(&campaign, chunk, settings, error) &&
                save_campaign(app, &campaign, questions, error);
    g_string_chunk_free(chunk);
    return good;
}

bool
zf_app_campaign_new(ZfApp *app, const char *id, const char *const *settings, const char *questions,
                    GError **error)
{
    return save(app, id, true, settings, questions, error) && zf_app_campaign_use(app, id, error);
}

bool
zf_app_campaign_edit(ZfApp *app, const char *id, const char *const *settings, const char *questions,
                     GError **error)
{
    return save(app, id, false, settings, questions, error);
}

bool
zf_app_campaign_use(ZfApp *app, const char *id, GError **error)
{
    g_autoptr(ZfCampaigns) campaigns = zf_store_campaigns(app->store, error);
    if (!campaigns) {
        return false;
    }
    if (!find_campaign(campaigns, id)) {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_CHOICE,
                    _("there is no campaign %s; “zoufang campaign list” shows them"), id);
        return false;
    }
    return zf_store_set_setting(app->store, "campaign.current", id, error);
}

ZfGrid *
zf_app_campaign_list(ZfApp *app, GError **error)
{
    g_autoptr(ZfCampaigns) campaigns = zf_store_campaigns(app->store, error);
    if (!campaigns) {
        return NULL;
    }
    ZfGrid *grid = zf_grid_new("campaigns", _("Campaigns"));
    zf_grid_column(grid, "id", _("name"), ZF_GRID_TEXT);
    zf_grid_column(grid, "title", _("title"), ZF_GRID_TEXT);
    zf_grid_column(grid, "from", _("first day"), ZF_GRID_DATE);
    zf_grid_column(grid, "to", _("last day"), ZF_GRID_DATE);
    zf_grid_column(grid, "unit", _("counts"), ZF_GRID_TEXT);
    for (size_t i = 0; i < campaigns->n; i++) {
        const ZfCampaign *campaign = &campaigns->items[i];
        zf_grid_row(grid);
        zf_grid_text(grid, campaign->id);
        zf_grid_text(grid, campaign->title);
        zf_grid_int(grid, campaign->from);
        zf_grid_int(grid, campaign->to);
        zf_grid_text(grid, zf_code(ZF_CODES_UNIT, (int)campaign->unit));
    }
    return grid;
}

/* "one: 是|否", "number 0–20 人". */
static char *
answer_kind(const ZfQuestion *question)
{
    const char *kind = zf_code(ZF_CODES_QUESTION, (int)question->kind);
    if (question->kind == ZF_QUESTION_NUMBER) {
        return g_strdup_printf("%s %d–%d %s", kind, question->min, question->max, question->unit);
    }
    if (question->kind == ZF_QUESTION_TEXT) {
        return g_strdup(kind);
    }
    g_autofree char *options = g_strdup(question->options);
    g_strdelimit(options, "\n", '|');
    return g_strconcat(kind, ": ", options, NULL);
}

ZfGrid *
zf_app_campaign_show(ZfApp *app, const char *id, GError **error)
{
    g_autofree char *meant = id ? g_strdup(id) : zf_app_campaign_id(app, error);
    g_autoptr(ZfCampaigns) campaigns = meant ? zf_store_campaigns(app->store, error) : NULL;
    if (!campaigns) {
        return NULL;
    }
    const ZfCampaign *campaign = find_campaign(campaigns, meant);
    if (!campaign) {
        g_set_error(error, ZF_APP_ERROR, ZF_APP_ERROR_CHOICE,
                    _("there is no campaign %s; “zoufang campaign list” shows them"), meant);
        return NULL;
    }
    g_autoptr(ZfQuestions) questions = zf_store_questions(app->store, meant, error);
    if (!questions) {
        return NULL;
    }
    g_autofree char *title = g_strdup_printf(_("Campaign %s"), meant);
    ZfGrid *grid = zf_grid_new("settings", title);
    zf_grid_column(grid, "key", _("setting"), ZF_GRID_TEXT);
    zf_grid_column(grid, "value", _("value"), ZF_GRID_TEXT);
    zf_grid_column(grid, "meaning", _("meaning"), ZF_GRID_TEXT);
    size_t n;
    const char *const *keys = zf_campaign_keys(&n);
    for (size_t i = 0; i < n; i++) {
        g_autofree char *value = zf_campaign_get(campaign, keys[i]);
        zf_grid_row(grid);
        zf_grid_text(grid, keys[i]);
        zf_grid_text(grid, value);
        zf_grid_text(grid, zf_campaign_meaning(keys[i]));
    }
    for (size_t i = 0; i < questions->n; i++) {
        g_autofree char *key = g_strdup_printf("question:%s", questions->items[i].key);
        g_autofree char *value = answer_kind(&questions->items[i]);
        zf_grid_row(grid);
        zf_grid_text(grid, key);
        zf_grid_text(grid, value);
        zf_grid_text(grid, questions->items[i].text);
    }
    return grid;
}

/* The heads are those that zf_ingest_questions reads, in the campaign's language: what is listed
 * here can be changed and read again. */
static ZfGrid *
questions_grid(const ZfQuestions *questions, ZfLang lang)
{
    static const char *const heads[][2] = {
        {"name", "名称"}, {"question", "题目"}, {"kind", "类型"}, {"options", "选项"},
        {"unit", "单位"}, {"min", "最小"},      {"max", "最大"},  {"restricted", "限阅"}};
    static const char *const kinds[ZF_QUESTION_KIND_COUNT][2] = {
        {"one", "单选"}, {"many", "多选"}, {"number", "数字"}, {"text", "文字"}};
    bool zh = lang == ZF_LANG_ZH;
    ZfGrid *grid = zf_grid_new("questions", _("Questions asked at every home"));
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
        bool number = strcmp(heads[i][0], "min") == 0 || strcmp(heads[i][0], "max") == 0;
        zf_grid_column(grid, heads[i][0], heads[i][zh], number ? ZF_GRID_INT : ZF_GRID_TEXT);
    }
    for (size_t i = 0; i < questions->n; i++) {
        const ZfQuestion *q = &questions->items[i];
        g_autofree char *options = g_strdup(q->options);
        g_strdelimit(options, "\n", '|');
        zf_grid_row(grid);
        zf_grid_text(grid, q->key);
        zf_grid_text(grid, q->text);
        zf_grid_text(grid, kinds[q->kind][zh]);
        zf_grid_text(grid, options);
        zf_grid_text(grid, q->unit);
        if (q->kind == ZF_QUESTION_NUMBER) {
            zf_grid_int(grid, q->min);
            zf_grid_int(grid, q->max);
        } else {
            zf_grid_none(grid);
            zf_grid_none(grid);
        }
        zf_grid_text(grid, !q->restricted ? "" : zh ? "是" : "yes");
    }
    return grid;
}

ZfGrid *
zf_app_campaign_questions(ZfApp *app, const char *what, ZfLang lang, GError **error)
{
    if (what) {
        g_autoptr(ZfQuestions) shown = read_questions(what, lang, error);
        return shown ? questions_grid(shown, lang) : NULL;
    }
    g_autofree char *meant = zf_app_campaign_id(app, error);
    g_autoptr(ZfCampaigns) campaigns = meant ? zf_store_campaigns(app->store, error) : NULL;
    const ZfCampaign *campaign = campaigns ? find_campaign(campaigns, meant) : NULL;
    g_autoptr(ZfQuestions) questions =
        campaign ? zf_store_questions(app->store, meant, error) : NULL;
    return questions ? questions_grid(questions, campaign->lang) : NULL;
}
