#include "say/say.h"

#define MINUS      "\xe2\x88\x92" /* U+2212 */
#define DASH       "\xe2\x80\x94" /* U+2014 */
#define PICK(z, e) (lang == ZF_LANG_ZH ? (z) : (e))

char *
zf_say_number(int64_t value)
{
    if (value >= 0) {
        return zf_text_thousands(value);
    }
    g_autofree char *digits = zf_text_thousands(value == INT64_MIN ? INT64_MAX : -value);
    return g_strconcat(MINUS, digits, NULL);
}

char *
zf_say_change(int64_t value)
{
    g_autofree char *digits = zf_say_number(value);
    return g_strconcat(value > 0 ? "+" : "", digits, NULL);
}

char *
zf_say_ordinal(ZfLang lang, int value)
{
    static const char *const digits[] = {"零", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
    static const char *const units[] = {"千", "百", "十", ""};
    if (lang == ZF_LANG_EN || value <= 0 || value > 9999) {
        return g_strdup_printf("%d", value);
    }
    GString *ret = g_string_new(NULL);
    bool zero = false;
    for (int i = 0, unit = 1000; i < 4; i++, unit /= 10) {
        int digit = value / unit % 10;
        if (digit == 0) {
            zero = ret->len > 0;
            continue;
        }
        if (zero) {
            g_string_append(ret, digits[0]);
            zero = false;
        }
        /* 十二, not 一十二 */
        if (!(unit == 10 && digit == 1 && ret->len == 0)) {
            g_string_append(ret, digits[digit]);
        }
        g_string_append(ret, units[i]);
    }
    return g_string_free(ret, FALSE);
}

/* Hundredths or tenths of per cent as a text without sign. */
static char *
per_cent_digits(int64_t value, int decimals)
{
    if (decimals == 0) {
        return g_strdup_printf("%" G_GINT64_FORMAT, value);
    }
    return g_strdup_printf("%" G_GINT64_FORMAT ".%d", value / 10, (int)(value % 10));
}

char *
zf_say_percent(ZfLang lang, int64_t part, int64_t whole, int decimals)
{
    g_assert(decimals == 0 || decimals == 1);
    if (whole <= 0) {
        return g_strdup(DASH);
    }
    int64_t full = decimals == 0 ? 100 : 1000;
    int64_t value = part < 0 ? 0 : (part * full * 2 + whole) / (2 * whole);
    const char *sign = "";
    if (part < whole && value >= full) {
        value = full - 1;
        sign = PICK("＞", ">");
    } else if (part > 0 && value == 0) {
        value = 1;
        sign = PICK("＜", "<");
    }
    g_autofree char *digits = per_cent_digits(value, decimals);
    return g_strconcat(sign, digits, " %", NULL);
}

char *
zf_say_part(int64_t part, int64_t whole)
{
    g_autofree char *a = zf_say_number(part);
    g_autofree char *b = zf_say_number(whole);
    return g_strconcat(a, "/", b, NULL);
}

char *
zf_say_ratio(ZfLang lang, int64_t part, int64_t whole, int decimals)
{
    g_autofree char *ratio = zf_say_part(part, whole);
    g_autofree char *percent = zf_say_percent(lang, part, whole, decimals);
    return g_strconcat(ratio, PICK("（", " ("), percent, PICK("）", ")"), NULL);
}

char *
zf_say_shown(ZfLang lang, ZfShown shown, int64_t part, int64_t whole, int32_t k)
{
    switch (shown) {
    case ZF_SHOWN_EXACT: return zf_say_part(part, whole);
    case ZF_SHOWN_BOUND: {
        g_autofree char *ratio = zf_say_part(MAX(whole - k + 1, 0), whole);
        return g_strconcat("≥", ratio, NULL);
    }
    case ZF_SHOWN_FEW: return g_strdup_printf("%s%d", PICK("＜", "<"), k);
    case ZF_SHOWN_HIDDEN: return g_strdup(zf_say(lang, ZF_SAY_HIDDEN));
    }
    g_assert_not_reached();
}

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

char *
zf_say_date(ZfLang lang, ZfDate date)
{
    if (date == ZF_DATE_NONE) {
        return g_strdup(DASH);
    }
    ZfCivil civil = zf_date_to_civil(date);
    if (lang == ZF_LANG_ZH) {
        return g_strdup_printf("%d 月 %d 日", civil.month, civil.day);
    }
    return g_strdup_printf("%d %s", civil.day, months[civil.month - 1]);
}

char *
zf_say_date_year(ZfLang lang, ZfDate date)
{
    g_autofree char *day = zf_say_date(lang, date);
    if (date == ZF_DATE_NONE) {
        return g_steal_pointer(&day);
    }
    int year = zf_date_to_civil(date).year;
    return lang == ZF_LANG_ZH ? g_strdup_printf("%d 年 %s", year, day)
                              : g_strdup_printf("%s %d", day, year);
}

char *
zf_say_dates(ZfLang lang, ZfDate from, ZfDate to)
{
    g_autofree char *a = zf_say_date(lang, from);
    if (from == to) {
        return g_steal_pointer(&a);
    }
    g_autofree char *b = zf_say_date(lang, to);
    return g_strconcat(a, PICK("—", " – "), b, NULL);
}

const char *
zf_say_weekday(ZfLang lang, ZfDate date)
{
    static const char *const zh[] = {"星期一", "星期二", "星期三", "星期四",
                                     "星期五", "星期六", "星期日"};
    static const char *const en[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                     "Friday", "Saturday", "Sunday"};
    int day = zf_date_weekday(date);
    return PICK(zh[day], en[day]);
}

char *
zf_say_as_of(ZfLang lang, ZfStamp stamp)
{
    g_autofree char *moment = zf_stamp_format(stamp);
    return g_strconcat(PICK("截至 ", "as of "), moment, NULL);
}

char *
zf_say_times(ZfLang lang, int32_t from_s, int32_t to_s)
{
    g_autofree char *a = zf_time_format(from_s);
    g_autofree char *b = zf_time_format(to_s);
    return g_strconcat(a, PICK("—", "–"), b, NULL);
}

char *
zf_say_rest(ZfLang lang, const ZfRoute *route)
{
    return route->rest_s > 0
               ? zf_say_times(lang, route->rest_begin_s, route->rest_begin_s + route->rest_s)
               : g_strdup("");
}

char *
zf_say_duration(ZfLang lang, int64_t seconds)
{
    int64_t minutes = (MAX(seconds, 0) + 30) / 60;
    if (minutes == 0 && seconds > 0) {
        minutes = 1;
    }
    int64_t hours = minutes / 60;
    minutes %= 60;
    if (hours == 0) {
        return g_strdup_printf(PICK("%d 分", "%d min"), (int)minutes);
    }
    if (minutes == 0) {
        return g_strdup_printf(PICK("%d 小时", "%d h"), (int)hours);
    }
    return g_strdup_printf(PICK("%d 小时 %d 分", "%d h %d min"), (int)hours, (int)minutes);
}

char *
zf_say_km(int64_t metres, int decimals)
{
    g_assert(decimals == 1 || decimals == 2);
    int64_t unit = decimals == 1 ? 100 : 10;
    int64_t value = (MAX(metres, 0) + unit / 2) / unit;
    int64_t per = 1000 / unit;
    return g_strdup_printf("%" G_GINT64_FORMAT ".%0*d", value / per, decimals, (int)(value % per));
}

char *
zf_say_distance(ZfLang lang, int64_t metres)
{
    int64_t step = metres < 100 ? 5 : 10;
    int64_t rounded = (MAX(metres, 0) + step / 2) / step * step;
    if (rounded < 1000) {
        return g_strdup_printf(PICK("%d 米", "%d m"), (int)MAX(rounded, metres > 0 ? step : 0));
    }
    g_autofree char *km = zf_say_km(metres, 1);
    return g_strconcat(km, PICK(" 公里", " km"), NULL);
}

char *
zf_say_days(ZfLang lang, int64_t days)
{
    return g_strdup_printf(PICK("%d 天", days == 1 ? "%d day" : "%d days"), (int)days);
}

char *
zf_say_units(ZfLang lang, ZfUnit unit, int64_t n)
{
    g_autofree char *number = zf_say_number(n);
    const char *word = zf_say_unit(lang, unit);
    if (lang == ZF_LANG_EN && n == 1) {
        word = unit == ZF_UNIT_CHILD ? "child" : "home";
    }
    return g_strconcat(number, " ", word, NULL);
}

char *
zf_say_tenths(int64_t tenths)
{
    if (tenths % 10 == 0) {
        return zf_say_number(tenths / 10);
    }
    return g_strdup_printf("%" G_GINT64_FORMAT ".%d", tenths / 10, (int)ABS(tenths % 10));
}
