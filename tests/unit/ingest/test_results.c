#include "ingesttest.h"

static const ZfIngestStop STOPS[] = {
    {"KM7-0214-3X", 1, "h-1", "winter", "t1", 20490},
    {"KM7-0214-3X", 2, "h-2", "winter", "t1", 20490},
};

/* Two homes with a child each, two volunteers of one name. */
static void
add_people(Scratch *s)
{
    ZfSnapshot *known = s->known;
    known->campaign.id = "winter";
    known->households = g_new0(ZfHousehold, 2);
    known->n_households = 2;
    known->persons = g_new0(ZfPerson, 2);
    known->n_persons = 2;
    known->volunteers = g_new0(ZfVolunteer, 3);
    known->n_volunteers = 3;
    static const char *const homes[] = {"h-1", "h-2"};
    static const char *const numbers[] = {"12", "12"};
    static const char *const villages[] = {"990101201201", "990101201202"};
    static const char *const children[] = {"王小一", "李小二"};
    static const char *const ids[] = {"p1", "p2"};
    for (int i = 0; i < 2; i++) {
        known->households[i] = zf_household_empty();
        known->households[i].id = homes[i];
        known->households[i].number = numbers[i];
        known->households[i].declared_area = villages[i];
        known->persons[i] = zf_person_empty();
        known->persons[i].id = ids[i];
        known->persons[i].household = homes[i];
        known->persons[i].name = children[i];
    }
    static const char *const names[] = {"张一", "张一", "李二"};
    static const char *const keys[] = {"v1", "v2", "v3"};
    static const char *const phones[] = {"13800000001", "13800000002", ""};
    for (int i = 0; i < 3; i++) {
        known->volunteers[i] = zf_volunteer_empty();
        known->volunteers[i].id = keys[i];
        known->volunteers[i].name = names[i];
        known->volunteers[i].phone = phones[i];
    }
    zf_snapshot_link(known);
    s->context.stops = STOPS;
    s->context.n_stops = G_N_ELEMENTS(STOPS);
}

#define VISIT(in, i) (&g_array_index((in)->batch->visits, ZfVisit, (i)))

/* DOMAIN cases 60 and 62 */
static void
test_visits(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    add_people(&s);
    g_autoptr(ZfIngest) in = read_csv(
        &s, ZF_IMPORT_VISITS,
        "任务单号,序号,户编号,村,日期,时间,访员,方式,结果,六清,用电,近水,隐患,委托照护,微心愿,"
        "备注\n"
        "KM7-0214-3X,1,,,2026-01-30,9:30,张一,入户,见到儿童并完成,√√√√√√,√,×,已上报,已签,书包,好\n"
        "km7O2143x,2,,,2026-01-30,,张一,入户,无人（第2次）,,,,,,,\n"
        "KM7-0214-3X,9,,,2026-01-30,,张一,入户,无人,,,,,,,\n"
        ",,12,柏垭村,2026-01-31,,李二,电话,已访,全部,,,,,,\n"
        ",,12,,2026-01-31,,李二,电话,拒访,,,,,,,\n"
        ",,12,柏垭村,2027-01-31,,李二,电话,拒访,,,,,,,\n"
        ",,12,柏垭村,2025-12-31,,李二,电话,拒访,,,,,,,\n"
        ",,12,柏垭村,2026-01-31,,李二,电话,拒访,,,,,,,\n"
        ",,12,松林村,2026-01-31,,李二,入户,吃饭,,,,,,,\n"
        "KM7-0214-3X,1,,,2026-01-30,9:30,张一,入户,见到儿童并完成,√√√√√√,√,×,已上报,已签,书包,好\n",
        NULL);
    static const ZfFate fates[] = {ZF_FATE_NEW,         ZF_FATE_NEW,         ZF_FATE_QUARANTINED,
                                   ZF_FATE_NEW,         ZF_FATE_QUARANTINED, ZF_FATE_QUARANTINED,
                                   ZF_FATE_QUARANTINED, ZF_FATE_QUARANTINED, ZF_FATE_QUARANTINED,
                                   ZF_FATE_MERGED};
    for (size_t i = 0; i < G_N_ELEMENTS(fates); i++) {
        g_test_message("row %d", (int)i + 2);
        g_assert_cmpint(fate_of(in, (int64_t)i + 2), ==, fates[i]);
    }
    const ZfVisit *one = VISIT(in, 0);
    g_assert_cmpstr(one->household, ==, "h-1");
    g_assert_cmpstr(one->campaign, ==, "winter");
    g_assert_cmpstr(one->team, ==, "t1");
    g_assert_cmpint(one->time_s, ==, 34200);
    g_assert_cmpuint(one->clear, ==, ZF_CLEAR_ALL);
    g_assert_cmpuint(one->safe, ==, ZF_SAFETY_ELECTRICITY);
    g_assert_cmpuint(one->hazard, ==, ZF_SAFETY_NEAR_WATER);
    g_assert_cmpint(one->hazard_state, ==, ZF_HAZARD_REPORTED);
    g_assert_cmpint(one->agreement, ==, ZF_AGREEMENT_SIGNED);
    g_assert_cmpint(VISIT(in, 1)->nobody_count, ==, 2);
    g_assert_cmpint(VISIT(in, 2)->mode, ==, ZF_VISIT_PHONE);
    g_assert_cmpstr(VISIT(in, 2)->household, ==, "h-1");
    g_assert_nonnull(find_code(in, "seen-nobody-named"));
    g_assert_nonnull(find_code(in, "sheet-unknown"));
    g_assert_nonnull(find_code(in, "home-ambiguous"));
    g_assert_nonnull(find_code(in, "visit-future"));
    g_assert_nonnull(find_code(in, "visit-early"));
    g_assert_nonnull(find_code(in, "visit-twice"));
    g_assert_nonnull(find_code(in, "outcome-unread"));
}

static void
test_many_visits(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    ZfSnapshot *known = s.known;
    known->campaign.id = "winter";
    known->households = g_new0(ZfHousehold, 60);
    known->n_households = 60;
    g_autoptr(GString) text = g_string_new("户编号,日期,访员,结果\n");
    for (int i = 0; i < 60; i++) {
        g_autofree char *number = g_strdup_printf("%d", i + 100);
        known->households[i] = zf_household_empty();
        known->households[i].id = zf_snapshot_text(known, number);
        known->households[i].number = zf_snapshot_text(known, number);
        g_string_append_printf(text, "%s,2026-01-30,张一,见到儿童\n", number);
    }
    zf_snapshot_link(known);
    g_autoptr(ZfIngest) in = read_csv(&s, ZF_IMPORT_VISITS, text->str, NULL);
    g_assert_cmpuint(in->batch->visits->len, ==, 60);
    g_assert_nonnull(find_code(in, "visits-many"));
}

static void
test_pairings(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    add_people(&s);
    g_autoptr(ZfIngest) in = read_csv(&s, ZF_IMPORT_PAIRINGS,
                                      "儿童,户编号,村,志愿者,电话,起始日期\n"
                                      "王小一,,,李二,,2026-01-05\n"
                                      ",12,松林村,张一,13800000002,\n"
                                      ",12,松林村,张一,,\n"
                                      ",12,松林村,赵九,,\n"
                                      "钱多多,,,李二,,\n",
                                      NULL);
    g_assert_cmpuint(in->batch->pairings->len, ==, 2);
    const ZfPairing *a = &g_array_index(in->batch->pairings, ZfPairing, 0);
    const ZfPairing *b = &g_array_index(in->batch->pairings, ZfPairing, 1);
    g_assert_cmpstr(a->household, ==, "h-1");
    g_assert_cmpstr(a->volunteer, ==, "v3");
    g_assert_cmpstr(b->volunteer, ==, "v2");
    g_assert_cmpint(b->from, ==, s.known->campaign.from);
    g_assert_nonnull(find_code(in, "volunteer-ambiguous"));
    g_assert_nonnull(find_code(in, "volunteer-unknown"));
    g_assert_nonnull(find_code(in, "home-unknown"));
}

static void
test_places(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    ZfIngestOptions wgs = {.crs = "wgs84"};
    g_autoptr(ZfIngest) in =
        read_csv(&s, ZF_IMPORT_PLACES,
                 "名称,类型,经度,纬度\n柏垭村村委会,村委会,109.011111,28.011111\n"
                 "希望小学,学校,109.031111,28.011111\n甲塘,,,\n",
                 &wgs);
    const ZfPlace *a = &g_array_index(in->batch->places, ZfPlace, 0);
    g_assert_cmpint(a->kind, ==, ZF_PLACE_OFFICE);
    g_assert_cmpstr(a->area, ==, "990101201201");
    g_assert_cmpint(g_array_index(in->batch->places, ZfPlace, 1).kind, ==, ZF_PLACE_SCHOOL);
    g_assert_cmpint(fate_of(in, 4), ==, ZF_FATE_QUARANTINED);
}

/* DOMAIN cases 1, 6 and 65 */
static void
test_activities(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    g_autoptr(ZfBookOut) book = zf_book_out_new();
    ZfTabOut *tab = zf_book_out_tab(book, "统计");
    static const char *const single[] = {"序号", "活动内容", "承办单位（部门）", "活动时间"};
    static const char *const gifts[] = {"资金", "物资", "其他"};
    zf_tab_out_merge(tab, 0, 0, 0, 8, "活动统计表", NULL);
    for (uint32_t c = 0; c < 4; c++) {
        zf_tab_out_merge(tab, 1, c, 2, c, single[c], NULL);
    }
    zf_tab_out_merge(tab, 1, 4, 1, 6, "捐赠（助）方式", NULL);
    for (uint32_t c = 0; c < 3; c++) {
        zf_tab_out_text(tab, 2, 4 + c, gifts[c], NULL);
    }
    zf_tab_out_merge(tab, 1, 7, 2, 7, "价值（元）", NULL);
    zf_tab_out_merge(tab, 1, 8, 2, 8, "受益儿童数（人）", NULL);
    for (uint32_t r = 0; r < 2; r++) {
        zf_tab_out_text(tab, 3 + r, 1, r ? "柏垭村安全宣讲" : "送书包", NULL);
        zf_tab_out_text(tab, 3 + r, 2, "乡妇联", NULL);
        zf_tab_out_text(tab, 3 + r, 3, "2026.2.9", NULL);
        zf_tab_out_text(tab, 3 + r, 5, r ? "" : "书包", NULL);
        zf_tab_out_number(tab, 3 + r, 7, 1000.5, NULL);
        zf_tab_out_number(tab, 3 + r, 8, 20, NULL);
    }
    zf_tab_out_text(tab, 5, 0, "合 计", NULL);
    zf_tab_out_number(tab, 5, 7, 2001, NULL);
    zf_tab_out_number(tab, 5, 8, 41, NULL);
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(s.folder, "活动.xlsx", NULL);
    g_assert_true(zf_book_out_save_xlsx(book, path, &error));
    g_assert_null(zf_ingest_file(ZF_IMPORT_ACTIVITIES, path, &s.context, NULL, NULL, &error));
    g_assert_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_TOTALS);
    g_test_message("%s", error->message);
    g_assert_nonnull(strstr(error->message, "I6"));
    g_assert_nonnull(strstr(error->message, "I4"));
    ZfIngestOptions accept = {.accept_totals = true};
    g_autoptr(ZfIngest) in = read_file(&s, ZF_IMPORT_ACTIVITIES, path, &accept);
    const ZfActivity *a = &g_array_index(in->batch->activities, ZfActivity, 0);
    const ZfActivity *b = &g_array_index(in->batch->activities, ZfActivity, 1);
    g_assert_cmpstr(a->goods, ==, "书包");
    g_assert_cmpint((int)a->money_fen, ==, 100050);
    g_assert_cmpint(a->people, ==, 20);
    g_assert_cmpstr(b->kind, ==, "talk");
    g_assert_nonnull(find_code(in, "total-differs"));
}

static void
test_guess(void)
{
    static const struct {
        const char *name, *text;
        ZfImportKind kind;
    } cases[] = {
        {"a.csv", "序号,姓名,性别,出生日期,身份证号,村,类别,父亲姓名\n1,a,男,2015,,b,c,d\n",
         ZF_IMPORT_LEDGER},
        {"b.csv", "姓名,性别,类别,单位,电话,技能,出发地,出行方式,可用日期\n", ZF_IMPORT_VOLUNTEERS},
        {"c.csv", "任务单号,序号,户编号,日期,结果\n", ZF_IMPORT_VISITS},
        {"d.csv", "儿童,户编号,志愿者,起始日期\n", ZF_IMPORT_PAIRINGS},
        {"e.csv", "村,组,户编号,地址,经度,纬度\n", ZF_IMPORT_HOUSEHOLDS},
        {"f.csv", "序号,活动内容,承办单位（部门）,活动时间,受益儿童数（人）\n",
         ZF_IMPORT_ACTIVITIES},
        {"g.csv", "代码,名称,乡镇,经度,纬度\n", ZF_IMPORT_AREAS},
        {"h.csv", "名称,类型,经度,纬度\n", ZF_IMPORT_PLACES},
        {"roads.geojson",
         "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},"
         "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[9,47],[9.1,47]]}}]}",
         ZF_IMPORT_ROADS},
        {"dem.tif", "x", ZF_IMPORT_DEM}};
    g_auto(Scratch) s;
    scratch_init(&s);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *path = write_text(&s, cases[i].name, cases[i].text);
        g_autofree char *why = NULL;
        ZfImportKind kind = ZF_IMPORT_WATER;
        g_test_message("%s", cases[i].name);
        g_assert_true(zf_ingest_guess(path, &kind, &why, &error));
        g_assert_no_error(error);
        g_assert_cmpint(kind, ==, cases[i].kind);
        g_assert_nonnull(why);
    }
    g_autoptr(GError) error = NULL;
    g_autofree char *path = write_text(&s, "z.csv", "一,二\n1,2\n");
    ZfImportKind kind;
    g_assert_false(zf_ingest_guess(path, &kind, NULL, &error));
    g_assert_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_KIND);
}

static ZfQuestions *
read_questions(Scratch *s, const char *text, GError **error)
{
    g_autofree char *path = write_text(s, "q.csv", text);
    return zf_ingest_questions(path, NULL, error);
}

static void
test_questions(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfQuestions) q = read_questions(&s,
                                              "走访问题\n"
                                              "名称,题目,类型,选项,单位,最小,最大,限阅\n"
                                              "健康,健康状况,单选,良好｜一般,,,,是\n"
                                              ",会游泳吗,是否,,,,,\n"
                                              "人数,几口人,数字,,人,1,30,\n"
                                              "救助,已有救助,多选,低保、特困,,,,\n"
                                              "还有什么,还有什么要说,文字,,,,,\n"
                                              ",,,,,,,\n",
                                              &error);
    g_assert_no_error(error);
    g_assert_cmpuint(q->n, ==, 5);
    g_assert_cmpstr(q->items[0].key, ==, "健康");
    g_assert_cmpstr(q->items[0].options, ==, "良好\n一般");
    g_assert_true(q->items[0].restricted);
    g_assert_cmpstr(q->items[1].key, ==, "会游泳吗");
    g_assert_cmpstr(q->items[1].options, ==, "是\n否");
    g_assert_cmpint(q->items[2].max, ==, 30);
    g_assert_cmpstr(q->items[3].options, ==, "低保\n特困");
    g_assert_cmpint(q->items[4].kind, ==, ZF_QUESTION_TEXT);
    g_assert_false(q->items[4].restricted);
    for (int lang = 0; lang <= 1; lang++) {
        g_autoptr(ZfQuestions) ours = zf_ingest_questions_default((ZfLang)lang);
        g_assert_cmpuint(ours->n, ==, 7);
    }
}

/* Every cell that needs mending is named. */
static void
test_questions_bad(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    static const struct {
        const char *rows;
        const char *said;
    } cases[] = {{"甲,问题,选,,,,\n", "C2"},
                 {"甲,问题,单选,只有一个,,,\n", "D2"},
                 {"甲,问题,单选,好｜好,,,\n", "D2"},
                 {"甲,问题,单选,1｜2,,,\n", "D2"},
                 {"甲,问题,单选,\"好,坏｜坏\",,,\n", "D2"},
                 {"甲,问题,文字,好｜坏,,,\n", "D2"},
                 {"甲,问题,数字,,,5,1\n", "G2"},
                 {"甲,问题,数字,,,五,\n", "F2"},
                 {"备注,问题,文字,,,,\n", "A2"},
                 {"结果,问题,文字,,,,\n", "A2"},
                 {"a=b,问题,文字,,,,\n", "A2"},
                 {",这个问题的文字太长不能当作一列的名称所以要另起一个名字,文字,,,,\n", "B2"},
                 {"甲,问题,文字,,,,\n甲,又问,文字,,,,\n", "A3"},
                 {"甲,,文字,,,,\n", "B2"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *text =
            g_strconcat("名称,题目,类型,选项,单位,最小,最大\n", cases[i].rows, NULL);
        g_test_message("%s", cases[i].rows);
        g_assert_null(read_questions(&s, text, &error));
        g_assert_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_HEADER);
        g_assert_nonnull(strstr(error->message, cases[i].said));
    }
    g_autoptr(GError) error = NULL;
    g_assert_null(read_questions(&s, "姓名,村\n甲,乙\n", &error));
    g_assert_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_HEADER);
    g_clear_error(&error);
    g_assert_null(read_questions(&s, "题目,类型\n", &error));
    g_assert_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_HEADER);
}

static void
ask(Scratch *s)
{
    s->known->questions = g_new0(ZfQuestion, 3);
    s->known->n_questions = 3;
    for (int i = 0; i < 3; i++) {
        s->known->questions[i] = zf_question_empty();
    }
    s->known->questions[0].key = "健康"; /* a ledger's column elsewhere */
    s->known->questions[0].text = "健康状况";
    s->known->questions[0].kind = ZF_QUESTION_ONE;
    s->known->questions[0].options = "良好\n一般";
    s->known->questions[1].key = "人数";
    s->known->questions[1].text = "几口人（含老人）";
    s->known->questions[1].kind = ZF_QUESTION_NUMBER;
    s->known->questions[1].max = 30;
    s->known->questions[2].key = "要说";
    s->known->questions[2].text = "还有什么要说";
}

static void
test_answers(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    add_people(&s);
    ask(&s);
    g_autoptr(ZfIngest) in = read_csv(&s, ZF_IMPORT_VISITS,
                                      "任务单号,序号,日期,结果,健康,几口人(含老人),还有什么要说\n"
                                      "KM7-0214-3X,1,2026-01-30,见到儿童并完成,2,4,书包 新的\n"
                                      "KM7-0214-3X,2,2026-01-30,见到儿童并完成,很好,4,\n",
                                      NULL);
    g_assert_cmpuint(in->batch->visits->len, ==, 2);
    g_assert_cmpstr(VISIT(in, 0)->answers, ==, "健康=一般\n人数=4\n要说=书包 新的");
    g_assert_cmpstr(VISIT(in, 1)->answers, ==, "人数=4");
    g_assert_cmpuint(in->bad->len, ==, 1); /* 很好 was set aside, the visit taken */
    g_assert_cmpstr(g_array_index(in->columns, ZfIngestColumn, 4).field, ==, "question:健康");
    g_assert_cmpstr(g_array_index(in->columns, ZfIngestColumn, 5).field, ==, "question:人数");
}

/* One sheet keyed from a table: in printed order, unfilled rows are stops not visited. */
static void
test_sheet(void)
{
    g_auto(Scratch) s;
    scratch_init(&s);
    add_people(&s);
    ask(&s);
    s.context.today += 10;
    ZfIngestOptions options = {.visit_sheet = "KM7-0214-3X"};
    g_autofree char *path = write_text(
        &s, "sheet.csv", "地址,结果,健康,备注\n一号,,,\n二号,见到儿童并完成,1,\n三号,见到,,\n");
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfIngest) in =
        zf_ingest_file(ZF_IMPORT_VISITS, path, &s.context, &options, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(in->batch->visits->len, ==, 1);
    g_assert_cmpstr(VISIT(in, 0)->household, ==, "h-2");
    g_assert_cmpint(VISIT(in, 0)->stop, ==, 2);
    g_assert_cmpint(VISIT(in, 0)->date, ==, 20490);
    g_assert_cmpstr(VISIT(in, 0)->sheet, ==, "KM7-0214-3X");
    g_assert_cmpuint(zf_batch_count(in->batch, ZF_FATE_EXCLUDED), ==, 2);    /* head and stop 1 */
    g_assert_cmpuint(zf_batch_count(in->batch, ZF_FATE_QUARANTINED), ==, 1); /* no third stop */

    /* keyed again with other content: a correction; the same again: nothing */
    s.known->visits = g_new(ZfVisit, 1);
    s.known->n_visits = 1;
    s.known->visits[0] = *VISIT(in, 0);
    zf_snapshot_link(s.known);
    g_autoptr(ZfIngest) same =
        zf_ingest_file(ZF_IMPORT_VISITS, path, &s.context, &options, NULL, &error);
    g_assert_cmpuint(same->batch->visits->len, ==, 0);
    g_assert_cmpuint(zf_batch_count(same->batch, ZF_FATE_MERGED), ==, 1);
    g_autofree char *other = write_text(&s, "other.csv", "序号,结果\n2,无人\n");
    g_autoptr(ZfIngest) corrected =
        zf_ingest_file(ZF_IMPORT_VISITS, other, &s.context, &options, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(corrected->batch->visits->len, ==, 1);
    g_assert_cmpstr(VISIT(corrected, 0)->supersedes, ==, VISIT(in, 0)->id);
    g_assert_cmpstr(VISIT(corrected, 0)->id, !=, VISIT(in, 0)->id);
    g_autofree char *wrong = write_text(&s, "wrong.csv", "序号,备注\n2,无人\n");
    g_assert_null(zf_ingest_file(ZF_IMPORT_VISITS, wrong, &s.context, &options, NULL, &error));
    g_assert_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_HEADER);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ingest/results/case60-62-visits", test_visits);
    g_test_add_func("/ingest/results/case62-many-visits", test_many_visits);
    g_test_add_func("/ingest/results/pairings", test_pairings);
    g_test_add_func("/ingest/results/places", test_places);
    g_test_add_func("/ingest/results/case65-activities", test_activities);
    g_test_add_func("/ingest/results/guess", test_guess);
    g_test_add_func("/ingest/results/questions", test_questions);
    g_test_add_func("/ingest/results/questions-bad", test_questions_bad);
    g_test_add_func("/ingest/results/answers", test_answers);
    g_test_add_func("/ingest/results/sheet", test_sheet);
    return g_test_run();
}
