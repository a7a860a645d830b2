#include "say/say.h"

/* Surnames of two characters that are common enough to occur in a county. */
static const char *const compound[] = {
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "司空",
    "夏侯", "端木", "南宫", "独孤", "呼延", "轩辕", "宇文", "长孙", "钟离", "澹台", "公冶", "濮阳",
    "太史", "申屠", "赫连", "闻人", "百里", "东郭", "西门", "第五", "拓跋", "完颜", "纳兰", "闾丘",
};

static bool
is_han(gunichar c)
{
    return g_unichar_get_script(c) == G_UNICODE_SCRIPT_HAN;
}

static char *
latin_surname(const char *name)
{
    const char *last = strrchr(name, ' ');
    return g_strdup(last != NULL && last[1] != '\0' ? last + 1 : name);
}

char *
zf_say_surname(const char *name)
{
    g_autofree char *clean = g_strstrip(g_strdup(name));
    if (clean[0] == '\0') {
        return g_strdup("");
    }
    if (!is_han(g_utf8_get_char(clean))) {
        return latin_surname(clean);
    }
    long length = g_utf8_strlen(clean, -1);
    for (size_t i = 0; length >= 3 && i < G_N_ELEMENTS(compound); i++) {
        if (g_str_has_prefix(clean, compound[i])) {
            return g_strconcat(compound[i], "某", NULL);
        }
    }
    g_autofree char *first = g_utf8_substring(clean, 0, 1);
    return g_strconcat(first, "某", NULL);
}

char *
zf_say_age_band(ZfLang lang, ZfDate birth, ZfDate day)
{
    if (birth == ZF_DATE_NONE) {
        return zf_say_age(lang, birth, day);
    }
    int age = zf_date_age(birth, day);
    if (age < 0 || age >= 18) {
        return zf_say_age(lang, birth, day);
    }
    int from = age / 3 * 3;
    return g_strdup_printf(lang == ZF_LANG_ZH ? "%d—%d 岁" : "%d–%d y", from, from + 2);
}

char *
zf_say_age(ZfLang lang, ZfDate birth, ZfDate day)
{
    int age = birth == ZF_DATE_NONE ? -1 : zf_date_age(birth, day);
    if (age < 0) {
        return g_strdup(lang == ZF_LANG_ZH ? "年龄不详" : "age not known");
    }
    return g_strdup_printf(lang == ZF_LANG_ZH ? "%d 岁" : "%d y", age);
}

const char *
zf_say_child_sex(ZfLang lang, ZfSex sex)
{
    switch (sex) {
    case ZF_SEX_FEMALE: return lang == ZF_LANG_ZH ? "女" : "girl";
    case ZF_SEX_MALE: return lang == ZF_LANG_ZH ? "男" : "boy";
    case ZF_SEX_UNKNOWN: return "";
    }
    g_assert_not_reached();
}

char *
zf_say_id_tail(const char *id_number)
{
    size_t length = strlen(id_number);
    if (length == 0) {
        return g_strdup("");
    }
    bool shown = length > 8 && g_str_is_ascii(id_number);
    return g_strconcat("**** ", shown ? id_number + length - 4 : "", NULL);
}
