#include "say/say.h"

static ZfCue
cue(ZfCueKind kind)
{
    return (ZfCue){.kind = kind, .road = "", .highway = "path", .landmark = ""};
}

static void
says(const ZfCue *c, int32_t then_m, const char *place, unsigned detail, const char *zh,
     const char *en)
{
    g_autofree char *a = zf_say_cue(ZF_LANG_ZH, c, then_m, place, detail);
    g_assert_cmpstr(a, ==, zh);
    g_autofree char *b = zf_say_cue(ZF_LANG_EN, c, then_m, place, detail);
    g_assert_cmpstr(b, ==, en);
}

static void
test_turns(void)
{
    ZfCue c = cue(ZF_CUE_LEFT);
    says(&c, 112, NULL, ZF_CUE_DETAIL_ALL, "左转上小路，走 110 米", "left, path, 110 m");
    c.landmark = "柏垭小学";
    says(&c, 112, NULL, ZF_CUE_DETAIL_ALL, "见柏垭小学，左转上小路，走 110 米",
         "left at 柏垭小学, path, 110 m");
    says(&c, 112, NULL, ZF_CUE_DETAIL_ROAD, "左转上小路", "left, path");
    says(&c, 112, NULL, 0, "左转", "left");
    c = cue(ZF_CUE_STRAIGHT);
    c.road = "鹿溪路";
    says(&c, 80, NULL, ZF_CUE_DETAIL_ALL, "直行，沿鹿溪路走 80 米", "straight on, 鹿溪路, 80 m");
    says(&c, -1, NULL, ZF_CUE_DETAIL_ALL, "直行，沿鹿溪路", "straight on, 鹿溪路");
    c = cue(ZF_CUE_ROUNDABOUT);
    c.count = 3;
    says(&c, 0, NULL, 0, "环岛第 3 个口出", "roundabout, exit 3");
    c.road = "东路";
    says(&c, 470, NULL, ZF_CUE_DETAIL_ALL, "环岛第 3 个口出，上东路，走 470 米",
         "roundabout, exit 3, 东路, 470 m");
}

static void
test_ends(void)
{
    ZfCue c = cue(ZF_CUE_START);
    says(&c, 160, "村委会", ZF_CUE_DETAIL_ALL, "村委会出发，沿小路前行，走 160 米",
         "leave 村委会, follow path, 160 m");
    c.count = 2;
    says(&c, 160, "村委会", ZF_CUE_DETAIL_ALL, "村委会出发向东北，沿小路前行，走 160 米",
         "leave 村委会, go north-east, follow path, 160 m");
    c.count = 8;
    says(&c, 0, NULL, ZF_CUE_DETAIL_ALL, "出发向西北，沿小路前行",
         "leave to the north-west, follow path");
    c = cue(ZF_CUE_END);
    says(&c, 0, "村委会", ZF_CUE_DETAIL_ALL, "回到村委会", "back at 村委会");
    c = cue(ZF_CUE_ROAD_ENDS);
    c.count = 720;
    c.landmark = "土地庙";
    says(&c, 700, NULL, ZF_CUE_DETAIL_ALL, "土地庙：路到头，步行 12 分",
         "土地庙: road ends, walk 12 min");
    c.kind = ZF_CUE_PARK;
    c.highway = "ferry";
    says(&c, 700, NULL, ZF_CUE_DETAIL_ALL, "土地庙：停车，乘渡船并步行 12 分",
         "土地庙: park, by ferry and on foot 12 min");
    c.highway = "path";
    c.kind = ZF_CUE_ROAD_ENDS;
    c = cue(ZF_CUE_STOP);
    says(&c, 0, NULL, ZF_CUE_DETAIL_ALL, "到了", "here");
    c.count = 1;
    says(&c, 0, NULL, ZF_CUE_DETAIL_ALL, "到了，在左边", "here, on the left");
}

static void
test_every_kind(void)
{
    for (int kind = 0; kind < ZF_CUE_COUNT; kind++) {
        for (unsigned detail = 0; detail <= ZF_CUE_DETAIL_ALL; detail++) {
            ZfCue c = cue((ZfCueKind)kind);
            for (int lang = 0; lang < 2; lang++) {
                g_autofree char *text = zf_say_cue((ZfLang)lang, &c, 250, NULL, detail);
                g_assert_cmpuint(strlen(text), >, 0);
                g_assert_true(g_utf8_validate(text, -1, NULL));
            }
        }
    }
}

static void
test_highway(void)
{
    g_assert_cmpstr(zf_say_highway(ZF_LANG_ZH, "track"), ==, "机耕道");
    g_assert_cmpstr(zf_say_highway(ZF_LANG_ZH, "primary_link"), ==, "公路");
    g_assert_cmpstr(zf_say_highway(ZF_LANG_ZH, "primaryx"), ==, "路");
    g_assert_cmpstr(zf_say_highway(ZF_LANG_EN, ""), ==, "the way");
}

static void
test_verdict(void)
{
    ZfForecast late = {
        .verdict = ZF_VERDICT_LATE,
        .seen_7_days = 67,
        .needed_per_day_x10 = 136,
        .finish = zf_date_from_civil((ZfCivil){2026, 3, 7}),
        .late_days = 6,
    };
    g_autofree char *verdict = zf_say_forecast(ZF_LANG_ZH, &late);
    g_assert_cmpstr(verdict, ==, "不能：晚 6 天");
    g_autofree char *finish = zf_say_forecast_finish(ZF_LANG_EN, &late);
    g_assert_cmpstr(finish, ==, "at the last 7 days' pace, done on 7 Mar");
    g_autofree char *pace = zf_say_forecast_pace(ZF_LANG_ZH, &late, ZF_UNIT_CHILD);
    g_assert_cmpstr(pace, ==, "近 7 日每日 9.6 人，按期需每日 13.6 人");
    late.verdict = ZF_VERDICT_NOBODY;
    g_autofree char *nobody = zf_say_forecast_finish(ZF_LANG_EN, &late);
    g_assert_cmpstr(nobody, ==, "nobody is in scope");
    late.verdict = ZF_VERDICT_NO_PACE;
    g_autofree char *none = zf_say_forecast_finish(ZF_LANG_ZH, &late);
    g_assert_cmpstr(none, ==, "近 7 日无进展，无法预测");
}

static void
test_unplanned(void)
{
    ZfUnplanned u = {
        .reason = ZF_UNPLANNED_TIME,
        .short_s = 1500,
        .team_name = "第三组",
        .date = zf_date_from_civil((ZfCivil){2026, 2, 14}),
        .forced_s = 2400,
    };
    g_autofree char *text = zf_say_unplanned(ZF_LANG_ZH, &u);
    g_assert_cmpstr(
        text, ==,
        "各班次时间都已排满；最接近的是 2 月 14 日 第三组，还差 25 分；硬要排入多花 40 分");
    ZfUnplanned bare = {.reason = ZF_UNPLANNED_NO_POSITION, .date = ZF_DATE_NONE, .team_name = ""};
    g_autofree char *short_text = zf_say_unplanned(ZF_LANG_EN, &bare);
    g_assert_cmpstr(short_text, ==, "nobody knows where it is");
}

static void
check_relaxations(const ZfPlan *plan, const char *zh, const char *en)
{
    g_autofree char *chinese = zf_say_relaxations(ZF_LANG_ZH, plan);
    g_autofree char *english = zf_say_relaxations(ZF_LANG_EN, plan);
    g_assert_cmpstr(chinese, ==, zh);
    g_assert_cmpstr(english, ==, en);
}

static void
test_relaxations(void)
{
    ZfUnplanned left[3] = {{.reason = ZF_UNPLANNED_TIME, .relaxable = true},
                           {.reason = ZF_UNPLANNED_TIME, .relaxable = true},
                           {.reason = ZF_UNPLANNED_UNREACHABLE}};
    ZfRelaxation more[] = {
        {.days = 1, .until = zf_date_from_civil((ZfCivil){2026, 2, 14}), .base = "", .placed = 2},
        {.teams = 2,
         .team_size = 2,
         .skills = 1u << ZF_SKILL_FEMALE,
         .base = "村委会",
         .until = ZF_DATE_NONE,
         .placed = 2},
        {.extra_s = 5400, .visits = 3, .until = ZF_DATE_NONE, .base = "", .placed = 1}};
    ZfPlan plan = {0};
    check_relaxations(&plan, NULL, NULL);
    plan.unplanned = left;
    plan.n_unplanned = 2;
    plan.relaxations = more;
    plan.n_relaxations = 3;
    check_relaxations(&plan,
                      "没排上的 2 次走访，这样就能排上：再加 1 天（到 2 月 14 日）；或每天再加 2 "
                      "个组（每组 2 人，须有：女访员，从村委会出发）；或每天延长 1 小时 30 "
                      "分并每组每天多走 3 户，排上 1 次。",
                      "The 2 left out find a place with 1 more day (until 14 Feb), or 2 more teams "
                      "of 2 people every day (with: female visitor; from 村委会), or days 1 h 30 "
                      "min longer and 3 more visits a team and day: places 1.");
    g_autofree char *brief = zf_say_relaxations_short(ZF_LANG_ZH, &plan);
    g_assert_cmpstr(brief, ==, "要全部排上：加 1 天，或每天加 2 组");
    plan.n_unplanned = 3;
    plan.n_relaxations = 1;
    check_relaxations(
        &plan,
        "没排上的 3 次走访，这样就能排上：再加 1 天（到 2 月 14 日），排上 2 "
        "次。另有 1 次这样也排不上：没有路能到（1）。",
        "The 3 left out find a place with 1 more day (until 14 Feb): places 2. 1 more "
        "cannot be placed so: no way leads there (1).");
    g_autofree char *part = zf_say_relaxations_short(ZF_LANG_EN, &plan);
    g_assert_cmpstr(part, ==, "To fit 2 more in: 1 more day");
    plan.n_relaxations = 0;
    left[0].relaxable = left[1].relaxable = false;
    check_relaxations(
        &plan,
        "没排上的 3 次走访，试过加天数、加人、延长时间，都没能全部排上：没有路能到（1）、"
        "各班次时间都已排满（2）。",
        "More days, teams and hours were tried and do not place the 3 left out: no way leads "
        "there (1), every shift is full (2).");
    left[0].reason = left[1].reason = left[2].reason;
    left[0].relaxable = left[1].relaxable = false;
    check_relaxations(
        &plan, "没排上的 3 次走访，加天数、加人、延长时间都排不上：没有路能到（3）。",
        "No more days, teams or hours would place the 3 left out: no way leads there (3).");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/way/turns", test_turns);
    g_test_add_func("/way/ends", test_ends);
    g_test_add_func("/way/every-kind", test_every_kind);
    g_test_add_func("/way/highway", test_highway);
    g_test_add_func("/verdict/forecast", test_verdict);
    g_test_add_func("/verdict/unplanned", test_unplanned);
    g_test_add_func("/verdict/relaxations", test_relaxations);
    return g_test_run();
}
