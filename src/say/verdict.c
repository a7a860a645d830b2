#include "say/say.h"

char *
zf_say_forecast(ZfLang lang, const ZfForecast *forecast)
{
    bool zh = lang == ZF_LANG_ZH;
    switch (forecast->verdict) {
    case ZF_VERDICT_DONE: return g_strdup(zh ? "已走完" : "Done");
    case ZF_VERDICT_IN_TIME: return g_strdup(zh ? "能" : "Yes");
    case ZF_VERDICT_LATE: {
        g_autofree char *days = zf_say_days(lang, forecast->late_days);
        return zh ? g_strconcat("不能：晚 ", days, NULL) : g_strconcat("No: ", days, " late", NULL);
    }
    case ZF_VERDICT_NO_PACE: return g_strdup(zh ? "无法预测" : "Cannot be said");
    case ZF_VERDICT_NOBODY: return g_strdup(zh ? "没有对象" : "Nobody to visit");
    }
    g_assert_not_reached();
}

char *
zf_say_forecast_finish(ZfLang lang, const ZfForecast *forecast)
{
    bool zh = lang == ZF_LANG_ZH;
    switch (forecast->verdict) {
    case ZF_VERDICT_DONE:
        return g_strdup(zh ? "在范围的都已见到" : "everyone in scope has been seen");
    case ZF_VERDICT_NO_PACE:
        return g_strdup(zh ? "近 7 日无进展，无法预测" : "nothing in the last 7 days: no forecast");
    case ZF_VERDICT_NOBODY: return g_strdup(zh ? "范围内没有走访对象" : "nobody is in scope");
    case ZF_VERDICT_IN_TIME:
    case ZF_VERDICT_LATE: break;
    }
    g_autofree char *finish = zf_say_date(lang, forecast->finish);
    return zh ? g_strdup_printf("照近 7 日速度，%s走完", finish)
              : g_strdup_printf("at the last 7 days' pace, done on %s", finish);
}

char *
zf_say_forecast_pace(ZfLang lang, const ZfForecast *forecast, ZfUnit unit)
{
    /* halves up, as everywhere */
    int64_t pace_x10 = ((int64_t)forecast->seen_7_days * 20 + 7) / 14;
    g_autofree char *pace = zf_say_tenths(pace_x10);
    g_autofree char *needed = zf_say_tenths(forecast->needed_per_day_x10);
    if (lang == ZF_LANG_ZH) {
        const char *word = zf_say_unit(lang, unit);
        return g_strdup_printf("近 7 日每日 %s %s，按期需每日 %s %s", pace, word, needed, word);
    }
    return g_strdup_printf("%s a day now, %s a day needed", pace, needed);
}

const char *
zf_say_unplanned_reason(ZfLang lang, ZfUnplannedReason reason)
{
    static const struct {
        const char *zh;
        const char *en;
    } words[ZF_UNPLANNED_COUNT] = {
        [ZF_UNPLANNED_NO_SHIFT] = {"没有可用的班次", "no team is out on its days"},
        [ZF_UNPLANNED_NO_POSITION] = {"没有位置，连村也不知道", "nobody knows where it is"},
        [ZF_UNPLANNED_UNREACHABLE] = {"没有路能到", "no way leads there"},
        [ZF_UNPLANNED_SKILL] = {"没有合要求的访员", "no team has what it needs"},
        [ZF_UNPLANNED_TEAM_SIZE] = {"没有人数够的小组", "no team is large enough"},
        [ZF_UNPLANNED_PAIR] = {"结对志愿者没有班次", "the paired volunteer has no shift"},
        [ZF_UNPLANNED_WINDOW] = {"可访时间对不上任何班次", "its times fit no shift"},
        [ZF_UNPLANNED_TIME] = {"各班次时间都已排满", "every shift is full"},
        [ZF_UNPLANNED_VISITS] = {"各班次户数都已到上限", "every shift has its most visits"},
        [ZF_UNPLANNED_GAP] = {"离上次走访太近", "too soon after the last visit"},
        [ZF_UNPLANNED_LOCK] = {"与锁定的安排冲突", "a lock stands against it"},
    };
    g_assert((size_t)reason < G_N_ELEMENTS(words));
    return lang == ZF_LANG_ZH ? words[reason].zh : words[reason].en;
}

char *
zf_say_unplanned(ZfLang lang, const ZfUnplanned *unplanned)
{
    bool zh = lang == ZF_LANG_ZH;
    GString *text = g_string_new(zf_say_unplanned_reason(lang, unplanned->reason));
    if (unplanned->date != ZF_DATE_NONE) {
        g_autofree char *day = zf_say_date(lang, unplanned->date);
        g_string_append_printf(text, zh ? "；最接近的是 %s" : "; nearest is %s", day);
        if (unplanned->team_name[0] != '\0') {
            g_string_append_printf(text, zh ? " %s" : ", %s", unplanned->team_name);
        }
    }
    if (unplanned->short_s > 0) {
        g_autofree char *lacks = zf_say_duration(lang, unplanned->short_s);
        g_string_append_printf(text, zh ? "，还差 %s" : ", %s short", lacks);
    }
    if (unplanned->forced_s > 0) {
        g_autofree char *cost = zf_say_duration(lang, unplanned->forced_s);
        g_string_append_printf(text, zh ? "；硬要排入多花 %s" : "; forcing it in costs %s", cost);
    }
    return g_string_free(text, FALSE);
}
