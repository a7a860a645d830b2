#include <math.h>
#include <string.h>

#include "ingest/ingest.h"

static void
check_day(const char *text, bool number, const char *want, bool want_rough)
{
    ZfDate day = ZF_DATE_NONE;
    bool rough = false;
    ZfParsed state = zf_parse_day(text, number, 2026, &day, &rough);
    if (!want) {
        g_assert_cmpint(state, ==, ZF_PARSED_BAD);
        return;
    }
    g_assert_cmpint(state, ==, *want ? ZF_PARSED_OK : ZF_PARSED_EMPTY);
    g_autofree char *got = zf_date_format(day);
    g_assert_cmpstr(got, ==, want);
    g_assert_cmpint(rough, ==, want_rough);
}

/* DOMAIN cases 12 and 23 */
static void
test_days(void)
{
    static const struct {
        const char *text;
        bool number;
        const char *want;
        bool rough;
    } cases[] = {{"2014-03-05", false, "2014-03-05", false},
                 {"2014/3/5", false, "2014-03-05", false},
                 {"2014.3.5", false, "2014-03-05", false},
                 {"2014。3。5", false, NULL, false},
                 {"2014年3月5日", false, "2014-03-05", false},
                 {"２０１４年３月５号", false, "2014-03-05", false},
                 {"20140305", true, "2014-03-05", false},
                 {"140305", true, "2014-03-05", false},
                 {"140305", false, "2014-03-05", false},
                 {"990305", false, "1999-03-05", false},
                 {"201403", false, "2014-03-01", true},
                 {"2014.3", false, "2014-03-01", true},
                 {"2014.3", true, "2014-03-01", true},
                 {"2014.1", false, "2014-01-01", true},
                 {"2014.1", true, NULL, false},
                 {"2014.10", false, "2014-10-01", true},
                 {"2014年3月", false, "2014-03-01", true},
                 {"2014年", false, "2014-01-01", true},
                 {"14.3.5", false, "2014-03-05", false},
                 {"2014-03-05 10:30", false, "2014-03-05", false},
                 {"2014-03-05T10:30:00", false, "2014-03-05", false},
                 {"2014/13/01", false, NULL, false},
                 {"2014-02-30", false, NULL, false},
                 {"3月5日", false, NULL, false},
                 {"去年", false, NULL, false},
                 {"1234567", false, NULL, false},
                 {"不详", false, "", false},
                 {"/", false, "", false},
                 {"—", false, "", false},
                 {"0", false, "", false},
                 {"", false, "", false}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].text);
        check_day(cases[i].text, cases[i].number, cases[i].want, cases[i].rough);
    }
}

static void
test_clocks(void)
{
    static const struct {
        const char *text;
        int32_t want; /* -1 bad */
    } cases[] = {{"09:30", 34200},   {"9：30", 34200},   {"9点半", 34200}, {"9时30分", 34200},
                 {"上午9点", 32400}, {"下午3点", 54000}, {"24:00", 86400}, {"9:60", -1},
                 {"25:00", -1},      {"9", -1},          {"下午", -1},     {"10:20:30", 37200}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        int32_t got = -1;
        g_test_message("%s", cases[i].text);
        ZfParsed state = zf_parse_clock(cases[i].text, &got);
        g_assert_cmpint(state, ==, cases[i].want < 0 ? ZF_PARSED_BAD : ZF_PARSED_OK);
        g_assert_cmpint(got, ==, cases[i].want);
    }
}

static void
test_spans(void)
{
    static const struct {
        const char *text;
        int32_t from, to;
        bool weekend, bad;
    } cases[] = {{"09:00-17:00", 32400, 61200, false, false},
                 {"9点至17点", 32400, 61200, false, false},
                 {"上午", 28800, 43200, false, false},
                 {"下午2点到下午5点", 50400, 61200, false, false},
                 {"全天", 0, 0, false, false},
                 {"周末", 0, 0, true, false},
                 {"周末 上午", 28800, 43200, true, false},
                 {"17:00-9:00", 0, 0, false, true},
                 {"有空", 0, 0, false, true}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        int32_t from = 0;
        int32_t to = 0;
        bool weekend = false;
        g_test_message("%s", cases[i].text);
        ZfParsed state = zf_parse_span(cases[i].text, &from, &to, &weekend);
        g_assert_cmpint(state, ==, cases[i].bad ? ZF_PARSED_BAD : ZF_PARSED_OK);
        g_assert_cmpint(from, ==, cases[i].from);
        g_assert_cmpint(to, ==, cases[i].to);
        g_assert_cmpint(weekend, ==, cases[i].weekend);
    }
}

/* A made-up ID of the unassigned area 990000 with its right check character. */
static char *
make_id(const char *birth, const char *order)
{
    g_autofree char *head = g_strconcat("990000", birth, order, NULL);
    return g_strdup_printf("%s%c", head, zf_id_check_character(head));
}

/* DOMAIN cases 7, 8, 9 and 11 */
static void
test_ids(void)
{
    char id[19];
    ZfDate birth;
    ZfSex sex;
    /* the example of GB 11643-1999 */
    g_assert_cmpint(zf_id_check_character("11010519491231002"), ==, 'X');
    g_autofree char *good = make_id("20140305", "002");
    g_assert_cmpint(zf_parse_id(good, false, id, &birth, &sex), ==, ZF_ID_GOOD);
    g_assert_cmpstr(id, ==, good);
    g_assert_cmpint(sex, ==, ZF_SEX_FEMALE);
    g_assert_cmpint(birth, ==, zf_date_from_civil((ZfCivil){2014, 3, 5}));
    g_assert_cmpint(zf_parse_id("11010519491231002x", false, id, &birth, &sex), ==, ZF_ID_GOOD);
    g_assert_cmpstr(id, ==, "11010519491231002X");
    g_assert_cmpint(zf_parse_id("'１１０１０５ 19491231 002X", false, id, &birth, &sex), ==,
                    ZF_ID_GOOD);
    g_assert_cmpint(zf_parse_id("110105491231002", false, id, &birth, &sex), ==, ZF_ID_UPGRADED);
    g_assert_cmpstr(id, ==, "11010519491231002X");
    g_assert_cmpint(zf_parse_id("110105194912310021", false, id, &birth, &sex), ==, ZF_ID_CHECK);
    g_assert_cmpstr(id, ==, "");
    g_assert_cmpint(zf_parse_id("110105194913310021", false, id, &birth, &sex), ==,
                    ZF_ID_MALFORMED);
    g_assert_cmpint(zf_parse_id("12345", false, id, &birth, &sex), ==, ZF_ID_MALFORMED);
    g_assert_cmpint(zf_parse_id("9.900002014030501E+17", true, id, &birth, &sex), ==, ZF_ID_CUT);
    g_assert_cmpint(birth, ==, zf_date_from_civil((ZfCivil){2014, 3, 5}));
    g_assert_cmpstr(id, ==, "");
    g_assert_cmpint(zf_parse_id("990000201403051000", true, id, &birth, &sex), ==, ZF_ID_CUT);
    g_assert_cmpint(zf_parse_id("", false, id, &birth, &sex), ==, ZF_ID_NONE);
    g_assert_cmpint(zf_parse_id("未登记户口", false, id, &birth, &sex), ==, ZF_ID_NONE);
    g_assert_cmpint(zf_parse_id("无", false, id, &birth, &sex), ==, ZF_ID_NONE);
    /* any single wrong digit is noticed */
    for (int i = 0; i < 17; i++) {
        g_autofree char *bad = g_strdup(good);
        bad[i] = bad[i] == '9' ? '8' : (char)(bad[i] + 1);
        g_assert_cmpint(zf_parse_id(bad, false, id, &birth, &sex), !=, ZF_ID_GOOD);
    }
}

/* DOMAIN case 22 */
static void
test_phones(void)
{
    static const struct {
        const char *text;
        bool number;
        const char *want, *rest;
    } cases[] = {{"13800000000", false, "13800000000", NULL},
                 {"138-0000-0000", false, "13800000000", NULL},
                 {"138 0000 0000", false, "13800000000", NULL},
                 {"1.38E+10", true, "13800000000", NULL},
                 {"13800000000.0", false, "13800000000", NULL},
                 {"+86 13800000000", false, "13800000000", NULL},
                 {"0743-1234567", false, "0743-1234567", NULL},
                 {"13800000000/13900000000", false, "13800000000", "13900000000"},
                 {"13800000000、0743-1234567", false, "13800000000", "0743-1234567"},
                 {"13800000000 13900000000", false, "13800000000", "13900000000"},
                 {"父13800000000", false, "13800000000", NULL},
                 {"无", false, NULL, NULL},
                 {"123", false, NULL, NULL},
                 {"", false, NULL, NULL}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *rest = NULL;
        g_test_message("%s", cases[i].text);
        g_autofree char *got = zf_parse_phone(cases[i].text, cases[i].number, &rest);
        g_assert_cmpstr(got, ==, cases[i].want);
        g_assert_cmpstr(rest, ==, cases[i].rest);
    }
}

/* DOMAIN case 28 */
static void
test_odd_phones(void)
{
    static const char *const usual[] = {"13800000000",  "8123456",     "81234567",
                                        "0743-8123456", "01081234567", "400-810-0000"};
    static const char *const odd[] = {"1380000000", "138000000000", "123456", "0743", "912345678"};
    for (size_t i = 0; i < G_N_ELEMENTS(usual); i++) {
        g_assert_true(zf_phone_is_usual(usual[i]));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(odd); i++) {
        g_assert_false(zf_phone_is_usual(odd[i]));
    }
}

static void
test_groups(void)
{
    static const char *const cases[][2] = {
        {"3组", "3组"},       {"三组", "3组"},      {"三社", "3组"}, {"第三村民小组", "3组"},
        {"第3小组", "3组"},   {"３组", "3组"},      {"3", "3组"},    {"十二组", "12组"},
        {"二十一社", "21组"}, {"大屋场", "大屋场"}, {"无", ""},      {"", ""},
        {"3.0", "3组"},       {"103队", "103组"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = zf_parse_group(cases[i][0]);
        g_assert_cmpstr(got, ==, cases[i][1]);
    }
    g_autofree char *inside = zf_group_in_address("鹿鸣乡柏垭村第三村民小组12号");
    g_assert_cmpstr(inside, ==, "3组");
    g_autofree char *twelve = zf_group_in_address("柏垭村十二组5号");
    g_assert_cmpstr(twelve, ==, "12组");
    g_autofree char *community = zf_group_in_address("第三社区5栋");
    g_assert_cmpstr(community, ==, NULL);
}

/* DOMAIN case 24 */
static void
test_categories(void)
{
    g_autofree char *rest = NULL;
    g_assert_cmpuint(zf_parse_categories("留守，低保、单亲", false, &rest), ==,
                     ZF_CATEGORY_RURAL_LEFT | ZF_CATEGORY_LOW_INCOME | ZF_CATEGORY_SINGLE_PARENT);
    g_assert_null(rest);
    g_assert_cmpuint(zf_parse_categories("城镇留守儿童", false, NULL), ==, ZF_CATEGORY_URBAN_LEFT);
    g_assert_cmpuint(zf_parse_categories("留守", true, NULL), ==, ZF_CATEGORY_URBAN_LEFT);
    g_assert_cmpuint(zf_parse_categories("事实无人抚养儿童", false, NULL), ==,
                     ZF_CATEGORY_DE_FACTO_ORPHAN);
    g_assert_cmpuint(zf_parse_categories("散居孤儿;残疾", false, NULL), ==,
                     ZF_CATEGORY_ORPHAN | ZF_CATEGORY_DISABLED);
    g_assert_cmpuint(zf_parse_categories("rural_left,disabled", false, NULL), ==,
                     ZF_CATEGORY_RURAL_LEFT | ZF_CATEGORY_DISABLED);
    g_assert_cmpuint(zf_parse_categories("无", false, NULL), ==, 0);
    g_assert_cmpuint(zf_parse_categories("爱唱歌，低保", false, &rest), ==, ZF_CATEGORY_LOW_INCOME);
    g_assert_cmpstr(rest, ==, "爱唱歌");
}

static void
test_words(void)
{
    ZfSex sex = ZF_SEX_UNKNOWN;
    bool yes = false;
    int64_t count = 0;
    g_assert_cmpint(zf_parse_sex("女", &sex), ==, ZF_PARSED_OK);
    g_assert_cmpint(sex, ==, ZF_SEX_FEMALE);
    g_assert_cmpint(zf_parse_sex("M", &sex), ==, ZF_PARSED_OK);
    g_assert_cmpint(sex, ==, ZF_SEX_MALE);
    g_assert_cmpint(zf_parse_sex("?", &sex), ==, ZF_PARSED_BAD);
    g_assert_cmpint(zf_parse_yes("√", &yes), ==, ZF_PARSED_OK);
    g_assert_true(yes);
    g_assert_cmpint(zf_parse_yes("走读", &yes), ==, ZF_PARSED_OK);
    g_assert_false(yes);
    g_assert_cmpint(zf_parse_yes("大概", &yes), ==, ZF_PARSED_BAD);
    g_assert_cmpint(zf_parse_count("12户", 99, &count), ==, ZF_PARSED_OK);
    g_assert_cmpint((int)count, ==, 12);
    g_assert_cmpint(zf_parse_count("一百零三", 999, &count), ==, ZF_PARSED_OK);
    g_assert_cmpint((int)count, ==, 103);
    g_assert_cmpint(zf_parse_count("120", 99, &count), ==, ZF_PARSED_BAD);
}

/* DOMAIN case 40 */
static void
test_coordinates(void)
{
    static const struct {
        const char *text;
        int n;
        double a, b;
        ZfAxis first;
        int decimals;
    } cases[] = {{"109.856933,28.979955", 2, 109.856933, 28.979955, ZF_AXIS_UNKNOWN, 6},
                 {"109.85，28.97", 2, 109.85, 28.97, ZF_AXIS_UNKNOWN, 2},
                 {"109.85 28.97", 2, 109.85, 28.97, ZF_AXIS_UNKNOWN, 2},
                 {"28.97N, 109.85E", 2, 28.97, 109.85, ZF_AXIS_LAT, 2},
                 {"N28.97 E109.85", 2, 28.97, 109.85, ZF_AXIS_LAT, 2},
                 {"东经109.85，北纬28.97", 2, 109.85, 28.97, ZF_AXIS_LON, 2},
                 {"109°51′24″", 1, 109.8566666666667, 0, ZF_AXIS_UNKNOWN, 4},
                 {"109°51'24.5\"E", 1, 109.8568055555556, 0, ZF_AXIS_LON, 5},
                 {"东经109度51分24秒", 1, 109.8566666666667, 0, ZF_AXIS_LON, 4},
                 {"109°51.4′", 1, 109.8566666666667, 0, ZF_AXIS_UNKNOWN, 3},
                 {"109°51′24″,28°58′48″", 2, 109.8566666666667, 28.98, ZF_AXIS_UNKNOWN, 4},
                 {"36412776.2,3184769.7", 2, 36412776.2, 3184769.7, ZF_AXIS_UNKNOWN, 1},
                 {"109.85", 1, 109.85, 0, ZF_AXIS_UNKNOWN, 2},
                 {"107°75′", -1, 0, 0, ZF_AXIS_UNKNOWN, 0},
                 {"107°15′60″", -1, 0, 0, ZF_AXIS_UNKNOWN, 0},
                 {"1,2,3", -1, 0, 0, ZF_AXIS_UNKNOWN, 0},
                 {"E109,E28", -1, 0, 0, ZF_AXIS_UNKNOWN, 0},
                 {"村口", -1, 0, 0, ZF_AXIS_UNKNOWN, 0},
                 {"无", 0, 0, 0, ZF_AXIS_UNKNOWN, 0},
                 {"", 0, 0, 0, ZF_AXIS_UNKNOWN, 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        ZfCoordinate got[2] = {{0}};
        g_test_message("%s", cases[i].text);
        g_assert_cmpint(zf_parse_coordinates(cases[i].text, got), ==, cases[i].n);
        if (cases[i].n > 0) {
            g_assert_cmpfloat_with_epsilon(got[0].value, cases[i].a, 1e-9);
            g_assert_cmpint(got[0].axis, ==, cases[i].first);
            g_assert_cmpint(got[0].decimals, ==, cases[i].decimals);
        }
        if (cases[i].n == 2) {
            g_assert_cmpfloat_with_epsilon(got[1].value, cases[i].b, 1e-9);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ingest/cell/case12-days", test_days);
    g_test_add_func("/ingest/cell/clocks", test_clocks);
    g_test_add_func("/ingest/cell/spans", test_spans);
    g_test_add_func("/ingest/cell/case07-09-11-ids", test_ids);
    g_test_add_func("/ingest/cell/case22-phones", test_phones);
    g_test_add_func("/ingest/cell/case22-odd-phones", test_odd_phones);
    g_test_add_func("/ingest/cell/case28-groups", test_groups);
    g_test_add_func("/ingest/cell/case24-categories", test_categories);
    g_test_add_func("/ingest/cell/words", test_words);
    g_test_add_func("/ingest/cell/case40-coordinates", test_coordinates);
    return g_test_run();
}
