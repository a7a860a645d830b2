#include "ingesttest.h"

static void
test_roster(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    g_autoptr(ZfIngest) in = read_csv(
        &s, ZF_IMPORT_VOLUNTEERS,
        "鹿鸣乡志愿者名单,,,,,,,,,,,,\n"
        "序号,姓名,性别,类别,单位,电话,技能,出发地,出行方式,可用日期,每日时段,最多户数,队\n"
        "1,张一,女,巾帼志愿者,乡妇联,13800000001,苗语、心理,乡政府,步行,\"2026-02-09,2026-02-11\","
        "09:00-17:00,8,一队\n"
        "2,李二,男,律师,县司法局,,,柏垭村,汽车,2月9日至2月11日,上午,,一队\n"
        "3,张一,女,教师,中心小学,13800000002,,,,,,,二队\n"
        "4,张一,女,巾帼志愿者,乡妇联,13800000001,,,,,,,一队\n"
        "5,,男,,,,,,,,,,\n"
        "合计,,,,,,,,,,,,\n",
        NULL);
    g_assert_cmpuint(in->batch->volunteers->len, ==, 3);
    const ZfVolunteer *a = VOLUNTEER(in, 0);
    g_assert_cmpstr(a->name, ==, "张一");
    g_assert_cmpint(a->kind, ==, ZF_VOLUNTEER_WOMEN);
    g_assert_cmpuint(a->skills, ==, 1 << ZF_SKILL_FEMALE | 1 << ZF_SKILL_PSYCHOLOGY);
    g_assert_cmpstr(a->skill_names, ==, "苗语");
    g_assert_cmpstr(a->days, ==, "2026-02-09,2026-02-11");
    g_assert_cmpint(a->from_s, ==, 9 * 3600);
    g_assert_cmpint(a->max_visits, ==, 8);
    g_assert_cmpstr(a->team, ==, "一队");
    const ZfVolunteer *b = VOLUNTEER(in, 1);
    g_assert_cmpint(b->mode, ==, ZF_MODE_CAR);
    g_assert_cmpstr(b->days, ==, "2026-02-09,2026-02-10,2026-02-11");
    g_assert_cmpuint(b->skills, ==, 1 << ZF_SKILL_LAW);
    g_assert_nonnull(find_code(in, "phone-missing"));
    g_assert_nonnull(find_code(in, "namesakes")); /* DOMAIN case 59 */
    g_assert_cmpint(fate_of(in, 6), ==, ZF_FATE_MERGED);
    g_assert_cmpint(fate_of(in, 7), ==, ZF_FATE_QUARANTINED);
    g_assert_cmpint(fate_of(in, 8), ==, ZF_FATE_EXCLUDED);
    g_assert_cmpint(fate_of(in, 1), ==, ZF_FATE_EXCLUDED);
    g_assert_cmpuint(in->batch->rows->len, ==, 8);
}

static void
test_rest(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    g_autoptr(ZfIngest) in = read_csv(&s, ZF_IMPORT_VOLUNTEERS,
                                      "姓名,性别,电话,队,单位,午休,可加班分钟,每日最多公里\n"
                                      "甲,女,13800000001,一,妇联,12:00-13:30,30,15\n"
                                      "乙,女,13800000002,一,妇联,45分钟,30分钟,15公里\n"
                                      "丙,女,13800000003,一,妇联,无,,\n"
                                      "丁,女,13800000004,一,妇联,,,\n"
                                      "戊,女,13800000005,一,妇联,看情况,很晚,很远\n",
                                      NULL);
    static const struct {
        ZfRest rest;
        int32_t overtime_s, max_metres;
    } want[] = {{{43200, 43200, 5400}, 1800, 15000},
                {{0, 0, 2700}, 1800, 15000},
                {{0, 0, ZF_REST_NONE}, 0, 0},
                {{0, 0, 0}, 0, 0},
                {{0, 0, 0}, 0, 0}};
    g_assert_cmpuint(in->batch->volunteers->len, ==, G_N_ELEMENTS(want));
    for (guint i = 0; i < G_N_ELEMENTS(want); i++) {
        const ZfVolunteer *v = VOLUNTEER(in, i);
        g_assert_cmpint(v->rest.from_s, ==, want[i].rest.from_s);
        g_assert_cmpint(v->rest.to_s, ==, want[i].rest.to_s);
        g_assert_cmpint(v->rest.length_s, ==, want[i].rest.length_s);
        g_assert_cmpint(v->overtime_s, ==, want[i].overtime_s);
        g_assert_cmpint(v->max_metres, ==, want[i].max_metres);
    }
    g_assert_nonnull(find_code(in, "rest-unread"));
    g_assert_nonnull(find_code(in, "overtime-unread"));
    g_assert_nonnull(find_code(in, "km-unread"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ingest/volunteers/case59-roster", test_roster);
    g_test_add_func("/ingest/volunteers/rest-and-limits", test_rest);
    return g_test_run();
}
