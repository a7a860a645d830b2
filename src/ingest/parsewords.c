/* parsewords: sex, yes and no, counts, groups, categories. */
#include <string.h>

#include "ingest/cellparse.h"
#include "model/model.h"

static bool
is_one_of(const char *text, const char *words)
{
    g_auto(GStrv) list = g_strsplit(words, "|", -1);
    for (char **word = list; *word; word++) {
        if (g_ascii_strcasecmp(text, *word) == 0) {
            return true;
        }
    }
    return false;
}

ZfParsed
zf_parse_sex(const char *text, ZfSex *ret)
{
    g_autofree char *clean = zf_text_clean(text ? text : "", NULL);
    if (is_one_of(clean, "女|女性|女孩|f|female|w|女童|♀")) {
        *ret = ZF_SEX_FEMALE;
        return ZF_PARSED_OK;
    }
    if (is_one_of(clean, "男|男性|男孩|m|male|男童|♂")) {
        *ret = ZF_SEX_MALE;
        return ZF_PARSED_OK;
    }
    return zf_cell_is_nothing(clean, true) ? ZF_PARSED_EMPTY : ZF_PARSED_BAD;
}

ZfParsed
zf_parse_yes(const char *text, bool *ret)
{
    g_autofree char *clean = zf_text_clean(text ? text : "", NULL);
    if (!*clean) {
        return ZF_PARSED_EMPTY;
    }
    if (is_one_of(clean,
                  "是|有|√|✓|✔|☑|■|对|y|yes|true|1|住校|寄宿|已签|已签订|签|全部|齐|合格|正常")) {
        *ret = true;
        return ZF_PARSED_OK;
    }
    if (is_one_of(clean,
                  "否|无|没有|×|x|✗|✘|☐|□|n|no|false|0|走读|不住校|不寄宿|未签|未签订|-|—|不")) {
        *ret = false;
        return ZF_PARSED_OK;
    }
    return zf_cell_is_nothing(clean, true) ? ZF_PARSED_EMPTY : ZF_PARSED_BAD;
}

static int
chinese_digit(gunichar c)
{
    static const char digits[] = "〇一二三四五六七八九";
    if (c == 0x4E24 /* 两 */) {
        return 2;
    }
    if (c == 0x96F6 /* 零 */) {
        return 0;
    }
    const char *p = digits;
    for (int i = 0; i < 10; i++, p = g_utf8_next_char(p)) {
        if (g_utf8_get_char(p) == c) {
            return i;
        }
    }
    return -1;
}

/* 十二 = 12, 二十 = 20, 一百零三 = 103. ret: the end, or NULL when no numeral stands there. */
static const char *
chinese_numeral(const char *p, int64_t *ret)
{
    int64_t total = 0;
    int64_t pending = -1;
    bool any = false;
    for (; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        int digit = chinese_digit(c);
        if (digit >= 0) {
            pending = pending > 0 ? pending * 10 + digit : digit;
        } else if (c == 0x5341 /* 十 */) {
            total += (pending > 0 ? pending : 1) * 10;
            pending = -1;
        } else if (c == 0x767E /* 百 */) {
            total += (pending > 0 ? pending : 1) * 100;
            pending = -1;
        } else {
            break;
        }
        any = true;
    }
    *ret = total + MAX(pending, 0);
    return any ? p : NULL;
}

/* A whole number at p, in digits or Chinese. */
static const char *
numeral_at(const char *p, int64_t *ret)
{
    size_t digits = strspn(p, "0123456789");
    if (digits == 0) {
        return chinese_numeral(p, ret);
    }
    *ret = g_ascii_strtoll(p, NULL, 10);
    return digits <= 12 ? p + digits : NULL;
}

ZfParsed
zf_parse_count(const char *text, int64_t max, int64_t *ret)
{
    g_autofree char *clean = zf_text_clean(text ? text : "", NULL);
    int64_t value;
    if (zf_cell_is_nothing(clean, false)) {
        return ZF_PARSED_EMPTY;
    }
    const char *end = numeral_at(clean, &value);
    while (end && *end && strchr(" .0", *end)) { /* 12.0 */
        end++;
    }
    if (!end ||
        !is_one_of(end, "|户|人|次|个|家|名|天|场|元|岁|分钟|分|公里|千米|min|minutes|km") ||
        value < 0 || value > max) {
        return ZF_PARSED_BAD;
    }
    *ret = value;
    return ZF_PARSED_OK;
}

/* Reads "第三村民小组", "3组", "三社" at p. ret: the end, or NULL. */
static const char *
group_at(const char *p, int64_t *number)
{
    static const char *const words[] = {"村民小组", "居民小组", "小组", "组", "社", "队", "村民组"};
    p += g_str_has_prefix(p, "第") ? strlen("第") : 0;
    p = numeral_at(p, number);
    if (!p || *number < 1 || *number > 999) {
        return NULL;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        bool community = strcmp(words[i], "社") == 0 && g_str_has_prefix(p, "社区");
        if (g_str_has_prefix(p, words[i]) && !community) {
            return p + strlen(words[i]);
        }
    }
    return NULL;
}

char *
zf_parse_group(const char *text)
{
    g_autofree char *clean = zf_text_clean(text ? text : "", NULL);
    int64_t number;
    if (zf_cell_is_nothing(clean, true)) {
        return g_strdup("");
    }
    const char *end = group_at(clean, &number);
    const char *bare = end ? NULL : numeral_at(clean, &number);
    bool whole = (end && !*end) || (bare && (!*bare || strcmp(bare, ".0") == 0));
    if (whole && number >= 1 && number <= 999) {
        return g_strdup_printf("%d组", (int)number);
    }
    return g_steal_pointer(&clean);
}

char *
zf_group_in_address(const char *address)
{
    g_autofree char *clean = zf_text_clean(address ? address : "", NULL);
    char *found = NULL;
    bool digit_before = false;
    for (const char *p = clean; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool numeral = g_ascii_isdigit(*p) || chinese_digit(c) >= 0 || c == 0x5341 || c == 0x767E;
        int64_t number;
        if (!digit_before && (numeral || c == 0x7B2C /* 第 */) && group_at(p, &number)) {
            g_free(found);
            found = g_strdup_printf("%d组", (int)number);
        }
        digit_before = numeral || c == 0x7B2C;
    }
    return found;
}

/* Longer words first: 事实无人抚养 before 抚养. */
static const struct {
    const char *words;
    uint32_t category;
} CATEGORY_WORDS[] = {
    {"事实无人抚养儿童|事实无人抚养|事实孤儿|无人抚养", ZF_CATEGORY_DE_FACTO_ORPHAN},
    {"散居孤儿|集中供养孤儿|孤儿", ZF_CATEGORY_ORPHAN},
    {"城镇留守儿童|城镇留守|城市留守", ZF_CATEGORY_URBAN_LEFT},
    {"农村留守儿童|农村留守|乡村留守", ZF_CATEGORY_RURAL_LEFT},
    {"低保家庭|低保边缘|低保户|低保|最低生活保障", ZF_CATEGORY_LOW_INCOME},
    {"特困人员|特困供养|特困", ZF_CATEGORY_EXTREME_POVERTY},
    {"重病重残|重残|重病|大病|重度残疾", ZF_CATEGORY_ILL},
    {"残疾|残障", ZF_CATEGORY_DISABLED},
    {"遭受家暴|家暴|家庭暴力|虐待", ZF_CATEGORY_ABUSED},
    {"易走失流浪|易走失|流浪|走失", ZF_CATEGORY_WANDERING},
    {"涉案受侵害|涉案|受侵害|性侵", ZF_CATEGORY_JUSTICE},
    {"受教育矫正|教育矫正|社区矫正|矫治", ZF_CATEGORY_CORRECTION},
    {"辍学|失学", ZF_CATEGORY_DROPOUT},
    {"贫困家庭|脱贫户|贫困户|建档立卡|监测户|贫困", ZF_CATEGORY_POOR},
    {"单亲家庭|单亲|离异", ZF_CATEGORY_SINGLE_PARENT},
    {"其他困境儿童|其他困境|困境儿童|困境|其他", ZF_CATEGORY_OTHER},
};

/* The categories of one item, and how much of it was words we know. */
static uint32_t
category_of(char *item, bool urban)
{
    uint32_t set = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(CATEGORY_WORDS); i++) {
        g_auto(GStrv) words = g_strsplit(CATEGORY_WORDS[i].words, "|", -1);
        for (char **word = words; *word; word++) {
            char *hit = strstr(item, *word);
            if (hit) {
                set |= CATEGORY_WORDS[i].category;
                memset(hit, ' ', strlen(*word)); /* 低保 inside 低保边缘 counts once */
                break;
            }
        }
    }
    if (strstr(item, "留守") && !strstr(item, "留守妇女") && !strstr(item, "留守老人")) {
        set |= urban ? ZF_CATEGORY_URBAN_LEFT : ZF_CATEGORY_RURAL_LEFT;
    }
    return set;
}

uint32_t
zf_parse_categories(const char *text, bool urban, char **rest)
{
    g_autofree char *clean = zf_text_clean(text ? text : "", NULL);
    g_autoptr(GString) unknown = g_string_new(NULL);
    uint64_t coded;
    uint32_t set = 0;
    g_autoptr(GString) even = g_string_new(clean);
    g_string_replace(even, "、", ",", 0);
    g_string_replace(even, ";", ",", 0);
    g_string_replace(even, "/", ",", 0);
    g_string_replace(even, "+", ",", 0);
    g_string_replace(even, " ", ",", 0);
    g_string_replace(even, "。", ",", 0);
    g_auto(GStrv) items = g_strsplit(even->str, ",", -1);
    for (char **item = items; *item; item++) {
        if (zf_cell_is_nothing(*item, true) || is_one_of(*item, "否|正常|一般")) {
            continue;
        }
        g_autofree char *said = g_strdup(*item);
        uint32_t one = category_of(*item, urban);
        if (!one && zf_codes_parse(ZF_CODES_CATEGORY, said, &coded)) {
            one = (uint32_t)coded;
        }
        set |= one;
        if (!one) {
            g_string_append_printf(unknown, "%s%s", unknown->len ? ";" : "", said);
        }
    }
    if (rest) {
        *rest = unknown->len ? g_strdup(unknown->str) : NULL;
    }
    return set;
}
