#include "ingesttest.h"

static const ZfIngestOptions WGS = {.crs = "wgs84"};

/* A made-up ID of the unassigned area 990000. */
static char *
make_id(const char *birth, const char *order)
{
    g_autofree char *head = g_strconcat("990000", birth, order, NULL);
    return g_strdup_printf("%s%c", head, zf_id_check_character(head));
}

static void
put(ZfTabOut *tab, uint32_t row, const char *line)
{
    g_auto(GStrv) cells = g_strsplit(line, "|", -1);
    for (uint32_t c = 0; cells[c]; c++) {
        zf_tab_out_text(tab, row, c, cells[c], NULL);
    }
}

static char *
save(const Scratch *s, ZfBookOut *book)
{
    g_autoptr(GError) error = NULL;
    char *path = g_build_filename(s->folder, "台账.xlsx", NULL);
    g_assert_true(zf_book_out_save_xlsx(book, path, &error));
    g_assert_no_error(error);
    return path;
}

/* The mandated form: a title line, groups merged over their columns, single headers merged down. */
static void
put_header(ZfTabOut *tab, const char *title)
{
    static const char *const single[] = {"序号"};
    static const char *const child[] = {"姓名", "性别",     "出生日期", "身份证号",
                                        "村",   "村民小组", "现居住地", "类别"};
    static const char *const parent[] = {"姓名", "务工地点", "外出时间"};
    static const char *const carer[] = {"姓名", "与儿童关系", "联系电话"};
    zf_tab_out_merge(tab, 0, 0, 0, 17, title, NULL);
    zf_tab_out_merge(tab, 1, 0, 2, 0, single[0], NULL);
    zf_tab_out_merge(tab, 1, 1, 1, 8, "儿童基本情况", NULL);
    zf_tab_out_merge(tab, 1, 9, 1, 11, "父亲情况", NULL);
    zf_tab_out_merge(tab, 1, 12, 1, 14, "母亲情况", NULL);
    zf_tab_out_merge(tab, 1, 15, 1, 17, "实际监护人情况", NULL);
    for (uint32_t i = 0; i < 8; i++) {
        zf_tab_out_text(tab, 2, 1 + i, child[i], NULL);
    }
    for (uint32_t i = 0; i < 3; i++) {
        zf_tab_out_text(tab, 2, 9 + i, parent[i], NULL);
        zf_tab_out_text(tab, 2, 12 + i, parent[i], NULL);
        zf_tab_out_text(tab, 2, 15 + i, carer[i], NULL);
    }
}

static const ZfPerson *
person_named(const ZfIngest *in, const char *name)
{
    for (guint i = 0; i < in->batch->persons->len; i++) {
        if (strcmp(PERSON(in, i)->name, name) == 0) {
            return PERSON(in, i);
        }
    }
    return NULL;
}

/* DOMAIN cases 1, 2, 6, 12, 21 and 23 */
static void
test_form(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    g_autoptr(ZfBookOut) book = zf_book_out_new();
    ZfTabOut *tab = zf_book_out_tab(book, "台账");
    g_autofree char *id = make_id("20140305", "002");
    g_autofree char *line =
        g_strdup_printf("1|王小一|女|2014.3|%s|柏垭村|三组|3组12号|留守，低保|王大|广东东莞|"
                        "2024年3月|李花|无|—|王奶奶|祖母|13800000000",
                        id);
    put_header(tab, "鹿鸣乡农村留守儿童信息台账");
    put(tab, 3, line);
    put(tab, 4,
        "2|王小二|男|2016-05-01|无|柏垭村|3组|3组12号||王大|广东东莞|2024年3月|李花||/"
        "|王奶奶|祖母|13800000000");
    put(tab, 5, "3|赵小三|男|2015/6/7||松林村|1组|||赵大|浙江|2023.5|||||");
    put(tab, 6, "合计||3人|||||||||||||||");
    zf_tab_out_merge(tab, 7, 0, 7, 17, "填表人：张三    审核人：李四    填报日期：2026年1月5日",
                     NULL);
    g_autofree char *path = save(&s, book);
    g_autoptr(ZfIngest) in = read_file(&s, ZF_IMPORT_LEDGER, path, &WGS);
    g_assert_cmpuint(zf_batch_count(in->batch, ZF_FATE_NEW), ==, 3);
    g_assert_cmpuint(zf_batch_count(in->batch, ZF_FATE_EXCLUDED), ==, 5);
    g_assert_cmpuint(in->batch->households->len, ==, 2);
    const ZfPerson *one = person_named(in, "王小一");
    g_assert_cmpstr(one->id_number, ==, id);
    g_assert_cmpuint(one->categories, ==, ZF_CATEGORY_RURAL_LEFT | ZF_CATEGORY_LOW_INCOME);
    g_autofree char *birth = zf_date_format(one->birth);
    g_assert_cmpstr(birth, ==, "2014-03-05");
    const ZfPerson *two = person_named(in, "王小二");
    g_assert_cmpstr(two->household, ==, one->household);
    g_assert_cmpuint(two->categories, ==, ZF_CATEGORY_RURAL_LEFT); /* by the title */
    g_assert_nonnull(find_code(in, "siblings"));
    const ZfPerson *father = person_named(in, "王大");
    g_assert_cmpint(father->role, ==, ZF_ROLE_FATHER);
    g_assert_cmpstr(father->away_place, ==, "广东东莞");
    const ZfPerson *carer = person_named(in, "王奶奶");
    g_assert_cmpstr(carer->relation, ==, "祖母");
    g_assert_cmpstr(carer->phone, ==, "13800000000");
    g_assert_cmpuint(in->batch->persons->len, ==, 3 + 3 + 1);
    bool composed = false;
    for (guint i = 0; i < in->columns->len; i++) {
        const ZfIngestColumn *column = &g_array_index(in->columns, ZfIngestColumn, i);
        composed |= strcmp(column->header, "父亲情况/姓名") == 0 &&
                    strcmp(column->field, "father.name") == 0;
    }
    g_assert_true(composed);
}

/* DOMAIN case 4: a sheet a village, other columns each; case 3: a village merged down */
static void
test_sheets(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    g_autoptr(ZfBookOut) book = zf_book_out_new();
    ZfTabOut *a = zf_book_out_tab(book, "柏垭村");
    put(a, 0, "姓名|出生年月|类别");
    put(a, 1, "甲小一|2015-01-02|孤儿");
    ZfTabOut *b = zf_book_out_tab(book, "松林");
    put(b, 0, "序号|儿童姓名|出生日期|组");
    put(b, 1, "1|乙小一|20150103|2组");
    ZfTabOut *c = zf_book_out_tab(book, "合并");
    put(c, 0, "村|姓名|出生日期|学校");
    put(c, 1, "|丙小一|2015-01-04|a");
    put(c, 2, "|丙小二|2015-01-05|b");
    put(c, 3, "松林村|丙小三|2015-01-06|c");
    zf_tab_out_merge(c, 1, 0, 2, 0, "柏垭村", NULL);
    ZfTabOut *d = zf_book_out_tab(book, "说明");
    put(d, 0, "请各村认真填写");
    g_autofree char *path = save(&s, book);
    g_autoptr(ZfIngest) in = read_file(&s, ZF_IMPORT_LEDGER, path, &WGS);
    g_assert_cmpuint(zf_batch_count(in->batch, ZF_FATE_NEW), ==, 5);
    g_assert_cmpstr(HOME(in, 0)->declared_area, ==, "990101201201");
    g_assert_cmpstr(HOME(in, 1)->declared_area, ==, "990101201202");
    g_assert_cmpstr(HOME(in, 3)->declared_area, ==, "990101201201");
    g_assert_cmpstr(HOME(in, 4)->declared_area, ==, "990101201202");
    g_assert_nonnull(find_code(in, "sheet-skipped"));
}

#define HEAD "姓名,性别,出生日期,身份证号,年龄,村,户编号,类别,父亲姓名,父亲务工地点,父亲外出时间\n"

/* DOMAIN cases 7, 9, 10, 11, 12, 14, 15, 16 and 24 */
static void
test_rows(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    g_autofree char *girl = make_id("20140305", "002");
    g_autofree char *text =
        g_strdup_printf(HEAD "一,女,2014-03-05,990000201403050000,,柏垭村,1,孤儿,,,\n"
                             "二,女,2014-03-05,990000201403050021,,柏垭村,2,孤儿,,,\n"
                             "三,男,2014-04-05,%s,,柏垭村,3,孤儿,,,\n"
                             "四,女,2014-03-05,未登记户口,3,柏垭村,4,爱唱歌,,,\n"
                             "五,女,2014/13/01,,,柏垭村,5,孤儿,,,\n"
                             "六,女,2001-01-01,,,柏垭村,6,孤儿,,,\n"
                             "七,女,2008-02-10,,,柏垭村,7,孤儿,,,\n"
                             "八,女,2015-02-10,,,柏垭村,8,农村留守儿童,王,鹿山县城,2026-01-05\n"
                             ",女,2015-02-10,,,柏垭村,9,孤儿,,,\n",
                        girl);
    g_autoptr(ZfIngest) in = read_csv(&s, ZF_IMPORT_LEDGER, text, &WGS);
    g_assert_cmpint(find_code(in, "id-cut")->row, ==, 2);
    g_assert_cmpint(fate_of(in, 2), ==, ZF_FATE_NEW);
    g_assert_cmpint(find_code(in, "id-check-digit")->row, ==, 3);
    g_assert_cmpint(find_code(in, "birth-contradicts")->row, ==, 4);
    g_assert_cmpint(find_code(in, "sex-contradicts")->row, ==, 4);
    g_assert_cmpint(find_code(in, "age-stale")->row, ==, 5);
    g_assert_cmpint(find_code(in, "category-unread")->row, ==, 5);
    g_assert_cmpint(fate_of(in, 6), ==, ZF_FATE_QUARANTINED);
    g_assert_cmpint(fate_of(in, 7), ==, ZF_FATE_OUTSIDE);
    g_assert_cmpint(find_code(in, "turns")->row, ==, 8);
    g_assert_cmpint(find_code(in, "away-short")->row, ==, 9);
    g_assert_cmpint(find_code(in, "away-near")->row, ==, 9);
    g_assert_cmpint(fate_of(in, 10), ==, ZF_FATE_QUARANTINED);
    g_assert_cmpuint(in->batch->rows->len, ==, 10);
    g_assert_cmpstr(person_named(in, "一")->id_number, ==, "");
    /* set-aside IDs stand in the corrections too */
    g_assert_cmpuint(in->bad->len, ==, 4);
}

/* DOMAIN cases 17, 18, 19 and 20 */
static void
test_same_child(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    g_autofree char *a = make_id("20140305", "002");
    g_autofree char *b = make_id("20140306", "002");
    g_autofree char *text = g_strdup_printf(HEAD "王小一,女,2014-03-05,%s,,柏垭村,1,留守,,,\n"
                                                 "王小一,女,2014-03-05,%s,,柏垭村,1,困境,,,\n"
                                                 "李小二,女,2014-03-06,%s,,柏垭村,2,孤儿,,,\n"
                                                 "李小二,女,2014-03-06,%s,,松林村,2,孤儿,,,\n"
                                                 "张小三,男,2013-01-01,,,柏垭村,3,孤儿,张大,,\n"
                                                 "张小三,男,2012-01-01,,,柏垭村,4,孤儿,张大,,\n"
                                                 "张小三,男,2013-01-01,,,柏垭村,5,孤儿,张大,,\n"
                                                 "张小山,男,2013-01-01,,,柏垭村,6,孤儿,张五,,\n",
                                            a, a, b, b);
    g_autoptr(ZfIngest) in = read_csv(&s, ZF_IMPORT_LEDGER, text, &WGS);
    g_assert_cmpint(fate_of(in, 3), ==, ZF_FATE_MERGED);
    g_assert_cmpuint(person_named(in, "王小一")->categories, ==,
                     ZF_CATEGORY_RURAL_LEFT | ZF_CATEGORY_OTHER);
    g_assert_cmpint(fate_of(in, 4), ==, ZF_FATE_QUARANTINED);
    g_assert_cmpint(fate_of(in, 5), ==, ZF_FATE_QUARANTINED);
    g_assert_cmpint(fate_of(in, 6), ==, ZF_FATE_NEW);
    g_assert_cmpint(fate_of(in, 7), ==, ZF_FATE_NEW);
    g_assert_cmpint(fate_of(in, 8), ==, ZF_FATE_QUARANTINED);
    g_assert_nonnull(find_code(in, "child-tie"));
    g_assert_cmpint(find_code(in, "name-variant")->row, ==, 9);
}

/* DOMAIN case 7, in a workbook: a number cell */
static void
test_id_as_number(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    g_autoptr(ZfBookOut) book = zf_book_out_new();
    ZfTabOut *tab = zf_book_out_tab(book, "柏垭村");
    put(tab, 0, "姓名|身份证号|联系电话|类别");
    put(tab, 1, "甲");
    zf_tab_out_number(tab, 1, 1, 990000201403050021.0, NULL);
    zf_tab_out_number(tab, 1, 2, 13800000000.0, NULL);
    zf_tab_out_text(tab, 1, 3, "孤儿", NULL);
    g_autofree char *path = save(&s, book);
    g_autoptr(ZfIngest) in = read_file(&s, ZF_IMPORT_LEDGER, path, &WGS);
    const ZfPerson *child = person_named(in, "甲");
    g_autofree char *birth = zf_date_format(child->birth);
    g_assert_cmpstr(birth, ==, "2014-03-05");
    g_assert_cmpstr(child->id_number, ==, "");
    g_assert_cmpstr(child->phone, ==, "13800000000");
    g_assert_nonnull(find_code(in, "id-cut"));
}

/* A child that had no ID keeps its key when the ID turns up. */
static void
test_known_child(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    g_autofree char *id = make_id("20140305", "002");
    g_autoptr(ZfIngest) first =
        read_csv(&s, ZF_IMPORT_LEDGER, HEAD "王小一,女,2014-03-05,,,柏垭村,1,留守,,,\n", &WGS);
    ZfSnapshot *known = s.known;
    known->households = g_new0(ZfHousehold, 1);
    known->n_households = 1;
    known->households[0] = *HOME(first, 0);
    known->persons = g_new0(ZfPerson, 1);
    known->n_persons = 1;
    known->persons[0] = *PERSON(first, 0);
    zf_snapshot_link(known);
    g_autofree char *text = g_strdup_printf(HEAD "王小一,女,2014-03-05,%s,,柏垭村,1,留守,,,\n", id);
    g_autoptr(ZfIngest) second = read_csv(&s, ZF_IMPORT_LEDGER, text, &WGS);
    g_assert_cmpstr(PERSON(second, 0)->id, ==, PERSON(first, 0)->id);
    g_assert_cmpstr(PERSON(second, 0)->id_number, ==, id);
}

/* Any mutation of a ledger's bytes ends in an error or in conserved rows (asserted inside). */
static void
test_mutations(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    static const char text[] =
        HEAD "王小一,女,2014-03-05,990000201403050021,11,柏垭村,1,留守,王,广东,2024-03\n"
             "李小二,男,2015.6,无,10,松林村,2,困境,李,,\n合计,2,,,,,,,,,\n";
    ZfRng rng;
    zf_rng_init(&rng, 1, 0);
    for (int round = 0; round < 400; round++) {
        g_autofree char *copy = g_strdup(text);
        for (int k = 0; k < 3; k++) {
            copy[zf_rng_below(&rng, sizeof text - 1)] = (char)(" ,\n\"0A?"[zf_rng_below(&rng, 7)]);
        }
        g_autofree char *path = write_text(&s, "m.csv", copy);
        g_autoptr(GError) error = NULL;
        g_autoptr(ZfIngest) in =
            zf_ingest_file(ZF_IMPORT_LEDGER, path, &s.context, &WGS, NULL, &error);
        g_assert_true((in != NULL) != (error != NULL));
        if (in) {
            ZfIngestCounts counts = zf_ingest_counts(in);
            size_t sum = 0;
            for (int f = 0; f < ZF_FATE_COUNT; f++) {
                sum += counts.fates[f];
            }
            g_assert_cmpuint(sum, ==, counts.rows);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ingest/ledger/case01-02-06-21-23-form", test_form);
    g_test_add_func("/ingest/ledger/case03-04-sheets", test_sheets);
    g_test_add_func("/ingest/ledger/case07-09-10-11-12-14-15-16-24-rows", test_rows);
    g_test_add_func("/ingest/ledger/case17-18-19-20-same-child", test_same_child);
    g_test_add_func("/ingest/ledger/case07-22-id-as-number", test_id_as_number);
    g_test_add_func("/ingest/ledger/known-child", test_known_child);
    g_test_add_func("/ingest/ledger/mutations", test_mutations);
    return g_test_run();
}
