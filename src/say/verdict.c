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
        [ZF_UNPLANNED_DISTANCE] = {"各班次里程都会超过上限", "every shift would go too far"},
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

/* -- what would place those left out
 * ---------------------------------------------------------------------------------- */

/* "1 more day" or "3 more days". */
static void
add_more(GString *text, int32_t n, const char *one, const char *many)
{
    g_string_append_printf(text, "%d more %s", (int)n, n == 1 ? one : many);
}

static void
add_days_more(GString *text, ZfLang lang, const ZfRelaxation *r)
{
    g_autofree char *until = zf_say_date(lang, r->until);
    if (lang == ZF_LANG_ZH) {
        g_string_append_printf(text, "再加 %d 天（到 %s）", (int)r->days, until);
    } else {
        add_more(text, r->days, "day", "days");
        g_string_append_printf(text, " (until %s)", until);
    }
}

static void
add_teams_more(GString *text, ZfLang lang, const ZfRelaxation *r)
{
    g_autofree char *skills = zf_say_skills(lang, r->skills, NULL);
    if (lang == ZF_LANG_ZH) {
        g_string_append_printf(text, "每天再加 %d 个组（每组 %d 人", (int)r->teams,
                               (int)r->team_size);
        g_string_append_printf(text, *skills ? "，须有：%s" : "%s", skills);
        g_string_append_printf(text, *r->base ? "，从%s出发）" : "%s）", r->base);
        return;
    }
    add_more(text, r->teams, "team", "teams");
    g_string_append_printf(text, r->team_size == 1 ? " of %d person" : " of %d people",
                           (int)r->team_size);
    g_string_append_printf(text, *skills ? " every day (with: %s" : " every day%s", skills);
    g_string_append(text, *skills ? *r->base ? "; " : ")" : *r->base ? " (" : "");
    g_string_append_printf(text, *r->base ? "from %s)" : "%s", r->base);
}

static void
add_longer(GString *text, ZfLang lang, const ZfRelaxation *r)
{
    g_autofree char *longer = zf_say_duration(lang, r->extra_s);
    g_string_append_printf(text, lang == ZF_LANG_ZH ? "每天延长 %s" : "days %s longer", longer);
}

static void
add_visits_more(GString *text, ZfLang lang, const ZfRelaxation *r)
{
    if (lang == ZF_LANG_ZH) {
        g_string_append_printf(text, "每组每天多走 %d 户", (int)r->visits);
    } else {
        add_more(text, r->visits, "visit", "visits");
        g_string_append(text, " a team and day");
    }
}

/* All that is more, in a row: "2 more days and days 1 h longer". brief: without until when and who.
 */
static void
add_amounts(GString *text, ZfLang lang, const ZfRelaxation *r, bool brief)
{
    bool zh = lang == ZF_LANG_ZH;
    const char *and = "";
    if (r->days > 0 && brief && zh) {
        g_string_append_printf(text, "加 %d 天", (int)r->days);
    } else if (r->days > 0 && brief) {
        add_more(text, r->days, "day", "days");
    } else if (r->days > 0) {
        add_days_more(text, lang, r);
    }
    if (r->teams > 0 && brief && zh) {
        g_string_append_printf(text, "每天加 %d 组", (int)r->teams);
    } else if (r->teams > 0 && brief) {
        add_more(text, r->teams, "team", "teams");
    } else if (r->teams > 0) {
        add_teams_more(text, lang, r);
    }
    and = r->days > 0 || r->teams > 0 ? zh ? "并" : " and " : "";
    if (r->extra_s > 0) {
        g_string_append(text, and);
        add_longer(text, lang, r);
        and = zh ? "并" : " and ";
    }
    if (r->visits > 0) {
        g_string_append(text, and);
        add_visits_more(text, lang, r);
    }
}

static void
add_relaxation(GString *text, ZfLang lang, const ZfRelaxation *r, size_t left)
{
    add_amounts(text, lang, r, false);
    if ((size_t)r->placed < left) {
        g_string_append_printf(text, lang == ZF_LANG_ZH ? "，排上 %d 次" : ": places %d",
                               (int)r->placed);
    }
}

/* Is somebody left out for whom there was no room, so that more of something may help after all? */
static bool
any_crowded_out(const ZfPlan *plan)
{
    bool any = false;
    for (size_t i = 0; i < plan->n_unplanned; i++) {
        ZfUnplannedReason reason = plan->unplanned[i].reason;
        any |= reason == ZF_UNPLANNED_TIME || reason == ZF_UNPLANNED_VISITS ||
               reason == ZF_UNPLANNED_DISTANCE;
    }
    return any;
}

/* Nothing was found; where more than was tried might help, that is not denied. */
static const char *
nothing_helps(ZfLang lang, const ZfPlan *plan)
{
    bool zh = lang == ZF_LANG_ZH;
    if (any_crowded_out(plan)) {
        return zh ? "没排上的 %d 次走访，试过加天数、加人、延长时间，都没能全部排上：%s。"
                  : "More days, teams and hours were tried and do not place the %d left out: %s.";
    }
    return zh ? "没排上的 %d 次走访，加天数、加人、延长时间都排不上：%s。"
              : "No more days, teams or hours would place the %d left out: %s.";
}

/* "no way leads there (3), nobody knows where it is (1)", of those that no change places. */
static char *
reasons_left(ZfLang lang, const ZfPlan *plan, size_t *n)
{
    bool zh = lang == ZF_LANG_ZH;
    int counts[ZF_UNPLANNED_COUNT] = {0};
    GString *text = g_string_new(NULL);
    *n = 0;
    for (size_t i = 0; i < plan->n_unplanned; i++) {
        counts[plan->unplanned[i].reason] += !plan->unplanned[i].relaxable;
        *n += !plan->unplanned[i].relaxable;
    }
    for (int i = 0; i < ZF_UNPLANNED_COUNT; i++) {
        if (counts[i] > 0) {
            g_string_append(text, text->len == 0 ? "" : zh ? "、" : ", ");
            g_string_append_printf(text, zh ? "%s（%d）" : "%s (%d)",
                                   zf_say_unplanned_reason(lang, (ZfUnplannedReason)i), counts[i]);
        }
    }
    return g_string_free(text, FALSE);
}

char *
zf_say_relaxations(ZfLang lang, const ZfPlan *plan)
{
    bool zh = lang == ZF_LANG_ZH;
    int left = (int)plan->n_unplanned;
    size_t n_others;
    g_autofree char *others = reasons_left(lang, plan, &n_others);
    if (left == 0) {
        return NULL;
    }
    GString *text = g_string_new(NULL);
    if (plan->n_relaxations == 0) {
        g_string_append_printf(text, nothing_helps(lang, plan), left, others);
        return g_string_free(text, FALSE);
    }
    g_string_append_printf(
        text, zh ? "没排上的 %d 次走访，这样就能排上：" : "The %d left out find a place with ",
        left);
    for (size_t i = 0; i < plan->n_relaxations; i++) {
        g_string_append(text, i == 0 ? "" : zh ? "；或" : ", or ");
        add_relaxation(text, lang, &plan->relaxations[i], plan->n_unplanned);
    }
    g_string_append(text, zh ? "。" : ".");
    if (n_others > 0) {
        g_string_append_printf(
            text, zh ? "另有 %d 次这样也排不上：%s。" : " %d more cannot be placed so: %s.",
            (int)n_others, others);
    }
    return g_string_free(text, FALSE);
}

char *
zf_say_relaxations_short(ZfLang lang, const ZfPlan *plan)
{
    bool zh = lang == ZF_LANG_ZH;
    int32_t most = 0;
    for (size_t i = 0; i < plan->n_relaxations; i++) {
        most = MAX(most, plan->relaxations[i].placed);
    }
    GString *text = g_string_new(NULL);
    if ((size_t)most == plan->n_unplanned) {
        g_string_append(text, zh ? "要全部排上" : "To fit all in");
    } else {
        g_string_append_printf(text, zh ? "要再排上 %d 次" : "To fit %d more in", (int)most);
    }
    const char *before = zh ? "：" : ": ";
    for (size_t i = 0; i < plan->n_relaxations; i++) {
        if (plan->relaxations[i].placed == most) {
            g_string_append(text, before);
            add_amounts(text, lang, &plan->relaxations[i], true);
            before = zh ? "，或" : ", or ";
        }
    }
    return g_string_free(text, FALSE);
}
