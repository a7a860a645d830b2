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

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ingest/volunteers/case59-roster", test_roster);
    return g_test_run();
}
