#include "say/say.h"

#define ZH ZF_LANG_ZH
#define EN ZF_LANG_EN

/* text is freed */
static void
is(char *text, const char *expected)
{
    g_assert_cmpstr(text, ==, expected);
    g_free(text);
}

static void
test_ratio(void)
{
    is(zf_say_ratio(ZH, 542, 693, 0), "542/693（78 %）");
    is(zf_say_ratio(ZH, 542, 693, 1), "542/693（78.2 %）");
    is(zf_say_ratio(EN, 542, 693, 0), "542/693 (78 %)");
    is(zf_say_percent(ZH, 1, 200, 0), "1 %"); /* 0.5 rounds up */
    is(zf_say_percent(ZH, 1, 201, 0), "＜1 %");
    is(zf_say_percent(EN, 1, 201, 0), "<1 %");
    is(zf_say_percent(ZH, 0, 201, 0), "0 %");
    is(zf_say_percent(ZH, 999, 1000, 0), "＞99 %");
    is(zf_say_percent(EN, 9999, 10000, 1), ">99.9 %");
    is(zf_say_percent(ZH, 1000, 1000, 1), "100.0 %");
    is(zf_say_percent(ZH, 0, 0, 0), "—");
    is(zf_say_ratio(ZH, 12345, 23456, 0), "12\u2009345/23\u2009456（53 %）");
}

static void
test_shown(void)
{
    is(zf_say_shown(ZH, ZF_SHOWN_EXACT, 70, 74, 5), "70/74");
    is(zf_say_shown(ZH, ZF_SHOWN_BOUND, 72, 74, 5), "≥70/74");
    is(zf_say_shown(ZH, ZF_SHOWN_FEW, 1, 3, 5), "＜5");
    is(zf_say_shown(EN, ZF_SHOWN_FEW, 1, 3, 10), "<10");
    is(zf_say_shown(ZH, ZF_SHOWN_HIDDEN, 1, 30, 5), "隐");
}

static void
test_numbers(void)
{
    is(zf_say_number(-3), "−3");
    is(zf_say_change(15), "+15");
    is(zf_say_change(0), "0");
    is(zf_say_change(-12000), "−12\u2009000");
    is(zf_say_tenths(96), "9.6");
    is(zf_say_tenths(100), "10");
    is(zf_say_ordinal(ZH, 7), "七");
    is(zf_say_ordinal(ZH, 10), "十");
    is(zf_say_ordinal(ZH, 12), "十二");
    is(zf_say_ordinal(ZH, 20), "二十");
    is(zf_say_ordinal(ZH, 105), "一百零五");
    is(zf_say_ordinal(ZH, 110), "一百一十");
    is(zf_say_ordinal(ZH, 1003), "一千零三");
    is(zf_say_ordinal(EN, 12), "12");
    is(zf_say_units(EN, ZF_UNIT_CHILD, 1), "1 child");
    is(zf_say_units(EN, ZF_UNIT_HOUSEHOLD, 2), "2 homes");
    is(zf_say_units(ZH, ZF_UNIT_CHILD, 16), "16 人");
}

static void
test_dates(void)
{
    ZfDate day = zf_date_from_civil((ZfCivil){2026, 2, 14});
    is(zf_say_date(ZH, day), "2 月 14 日");
    is(zf_say_date(EN, day), "14 Feb");
    is(zf_say_date_year(ZH, day), "2026 年 2 月 14 日");
    is(zf_say_date_year(EN, day), "14 Feb 2026");
    is(zf_say_dates(ZH, day, day + 6), "2 月 14 日—2 月 20 日");
    is(zf_say_dates(EN, day, day), "14 Feb");
    is(zf_say_date(ZH, ZF_DATE_NONE), "—");
    g_assert_cmpstr(zf_say_weekday(ZH, day), ==, "星期六");
    g_assert_cmpstr(zf_say_weekday(EN, day), ==, "Saturday");
    is(zf_say_as_of(ZH, (ZfStamp)day * 86400 + 18 * 3600), "截至 2026-02-14 18:00");
    is(zf_say_times(ZH, 9 * 3600 + 360, 9 * 3600 + 2100), "09:06—09:35");
}

static void
test_lengths(void)
{
    is(zf_say_duration(ZH, 5 * 3600 + 40 * 60), "5 小时 40 分");
    is(zf_say_duration(EN, 5 * 3600 + 40 * 60), "5 h 40 min");
    is(zf_say_duration(ZH, 3600), "1 小时");
    is(zf_say_duration(ZH, 20), "1 分");
    is(zf_say_duration(ZH, 0), "0 分");
    is(zf_say_duration(ZH, 3599), "1 小时");
    is(zf_say_distance(ZH, 112), "110 米");
    is(zf_say_distance(ZH, 43), "45 米");
    is(zf_say_distance(ZH, 2), "5 米");
    is(zf_say_distance(EN, 996), "1.0 km");
    is(zf_say_distance(ZH, 1640), "1.6 公里");
    is(zf_say_km(1640, 2), "1.64");
    is(zf_say_km(3949, 1), "3.9");
    is(zf_say_km(3950, 1), "4.0");
    is(zf_say_km(7, 2), "0.01");
    is(zf_say_days(EN, 1), "1 day");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/figure/ratio", test_ratio);
    g_test_add_func("/figure/shown", test_shown);
    g_test_add_func("/figure/numbers", test_numbers);
    g_test_add_func("/figure/dates", test_dates);
    g_test_add_func("/figure/lengths", test_lengths);
    return g_test_run();
}
