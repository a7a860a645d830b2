#include "township.h"

#include "table/table.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static char *
out_path(const char *name)
{
    const char *keep = g_getenv("ZF_KEEP");
    return g_build_filename(keep != NULL ? keep : g_get_tmp_dir(), name, NULL);
}

static void
drop(const char *path)
{
    if (g_getenv("ZF_KEEP") == NULL) {
        g_remove(path);
    }
}

static ZfReportInput
input_of(const Township *t, ZfAudience audience)
{
    return (ZfReportInput){
        .snapshot = t->snapshot, .coverage = t->coverage, .plan = t->plan, .audience = audience};
}

static GPtrArray *
make(const Township *t, ZfReportKind kind, ZfAudience audience, const char *area)
{
    ZfReportInput input = input_of(t, audience);
    input.area = area;
    g_autoptr(GError) error = NULL;
    GPtrArray *reports = zf_report_make(kind, &input, &error);
    g_assert_no_error(error);
    return reports;
}

/* The column of that head; the row's text there. */
static char *
cell(const ZfReport *report, size_t row, const char *head)
{
    for (size_t i = 0; i < zf_report_columns(report); i++) {
        if (strcmp(zf_report_head(report, i), head) == 0) {
            return zf_report_cell(report, row, i);
        }
    }
    g_error("no column %s", head);
    return NULL;
}

static void
is(const ZfReport *report, size_t row, const char *head, const char *expected)
{
    g_autofree char *text = cell(report, row, head);
    g_assert_cmpstr(text, ==, expected);
}

static void
test_codes(void)
{
    for (int kind = 0; kind < ZF_REPORT_COUNT; kind++) {
        ZfReportKind back = ZF_REPORT_UNPLANNED;
        g_assert_true(zf_report_find(zf_report_code((ZfReportKind)kind), &back));
        g_assert_cmpint(back, ==, kind);
    }
    ZfReportKind untouched = ZF_REPORT_WISHES;
    g_assert_false(zf_report_find("nothing", &untouched));
    g_assert_cmpint(untouched, ==, ZF_REPORT_WISHES);
}

static void
test_unvisited(void)
{
    g_autoptr(Township) t = township_new(ZF_LANG_ZH);
    g_autoptr(GPtrArray) reports = make(t, ZF_REPORT_UNVISITED, ZF_AUDIENCE_PLANNER, NULL);
    const ZfReport *r = reports->pdata[0];
    g_assert_cmpuint(zf_report_rows(r), ==, 2);
    is(r, 0, "户编号", "h03");
    is(r, 0, "监护人", "=冉秀英（祖母）");
    is(r, 0, "状态", "未排入计划");
    is(r, 0, "最近结果", "无人");
    is(r, 0, "逾期天数", "3");
    is(r, 0, "未排入原因", "各班次时间都已排满，还差 25 分");
    is(r, 1, "计划日期", "2026-02-16");
    is(r, 1, "未排入原因", "");
    g_autoptr(GPtrArray) overdue = make(t, ZF_REPORT_OVERDUE, ZF_AUDIENCE_PLANNER, NULL);
    g_assert_cmpuint(zf_report_rows(overdue->pdata[0]), ==, 1);
    g_autoptr(GPtrArray) volunteer = make(t, ZF_REPORT_UNVISITED, ZF_AUDIENCE_VOLUNTEER, NULL);
    is(volunteer->pdata[0], 0, "儿童", "田某");
    is(volunteer->pdata[0], 0, "联系电话", "");
    for (size_t i = 0; i < zf_report_columns(volunteer->pdata[0]); i++) {
        g_assert_cmpstr(zf_report_head(volunteer->pdata[0], i), !=, "最近结果");
    }
}

static void
test_audience(void)
{
    g_autoptr(Township) t = township_new(ZF_LANG_ZH);
    for (int kind = 0; kind < ZF_REPORT_COUNT; kind++) {
        bool persons = kind != ZF_REPORT_COVERAGE && kind != ZF_REPORT_VILLAGE &&
                       kind != ZF_REPORT_SUMMARY && kind != ZF_REPORT_ACTIVITIES &&
                       kind != ZF_REPORT_TALLY;
        for (int audience = ZF_AUDIENCE_COUNTY; audience <= ZF_AUDIENCE_PUBLIC; audience++) {
            ZfReportInput input = input_of(t, (ZfAudience)audience);
            g_autoptr(GError) error = NULL;
            g_autoptr(GPtrArray) reports = zf_report_make((ZfReportKind)kind, &input, &error);
            g_assert_true((reports == NULL) == persons);
            if (persons) {
                g_assert_error(error, ZF_REPORT_ERROR, ZF_REPORT_ERROR_AUDIENCE);
            }
        }
    }
    ZfReportInput input = input_of(t, ZF_AUDIENCE_VILLAGE);
    g_autoptr(GError) error = NULL;
    g_assert_null(zf_report_make(ZF_REPORT_LEDGER, &input, &error));
    g_assert_error(error, ZF_REPORT_ERROR, ZF_REPORT_ERROR_AREA);
    input.area = "000000000000";
    g_autoptr(GError) unknown = NULL;
    g_assert_null(zf_report_make(ZF_REPORT_COVERAGE, &input, &unknown));
    g_assert_error(unknown, ZF_REPORT_ERROR, ZF_REPORT_ERROR_AREA);
}

/* Figures that disclosure control took away do not come back. */
static void
test_hidden(void)
{
    g_autoptr(Township) t = township_new(ZF_LANG_ZH);
    t->coverage->k = 5;
    ZfCoverageRow *row = &t->coverage->rows[1];
    row->shown = ZF_SHOWN_BOUND;
    row->counts.complete = -85; /* at least 84 */
    row->counts.seen = -1;
    g_autoptr(GPtrArray) reports = make(t, ZF_REPORT_COVERAGE, ZF_AUDIENCE_COUNTY, NULL);
    const ZfReport *r = reports->pdata[0];
    is(r, 1, "完整", "≥84");
    is(r, 1, "见到", "隐");
    is(r, 1, "未掌握", "隐");
    is(r, 1, "有效覆盖率", "≥84/88");
    is(r, 1, "行政覆盖率", "隐");
    g_autoptr(GPtrArray) villages = make(t, ZF_REPORT_VILLAGE, ZF_AUDIENCE_COUNTY, NULL);
    is(villages->pdata[0], 0, "联系电话", "");
    is(villages->pdata[0], 0, "近水户", "隐");
}

static void
test_coverage(void)
{
    g_autoptr(Township) t = township_new(ZF_LANG_ZH);
    g_autoptr(GPtrArray) reports = make(t, ZF_REPORT_COVERAGE, ZF_AUDIENCE_PLANNER, NULL);
    const ZfReport *r = reports->pdata[0];
    g_assert_cmpuint(zf_report_rows(r), ==, 12); /* town, ten villages, total */
    is(r, 0, "地区", "青溪镇");
    is(r, 11, "地区", "合计");
    is(r, 11, "未掌握", "87");
    is(r, 11, "有效覆盖率", "542/693（78 %）");
    is(r, 1, "等级", "50 % 至 ＜80 %");
    g_autoptr(GPtrArray) one = make(t, ZF_REPORT_COVERAGE, ZF_AUDIENCE_PLANNER, "990115104201");
    g_assert_cmpuint(zf_report_rows(one->pdata[0]), ==, 1);
}

static void
test_forms(void)
{
    g_autoptr(Township) t = township_new(ZF_LANG_ZH);
    g_autoptr(GPtrArray) reports = make(t, ZF_REPORT_SUMMARY, ZF_AUDIENCE_PLANNER, NULL);
    const ZfReport *r = reports->pdata[0];
    g_assert_cmpuint(zf_report_columns(r), ==, 22); /* the unit and 21 */
    is(r, 0, "巾帼志愿者", "2");
    is(r, 0, "律师", "1");
    is(r, 0, "各类志愿者合计", "4"); /* the social worker is not among the ten */
    is(r, 0, "覆盖县区数", "1");
    is(r, 0, "覆盖城乡社区数", "2");
    is(r, 0, "结对儿童数", "1"); /* the second pairing has ended */
    is(r, 0, "活动场次", "2");
    is(r, 0, "受益家长儿童（人次）", "62");
    is(r, 0, "新媒体", "1");
    is(r, 0, "宣传报道合计", "1");
    g_autoptr(GPtrArray) acts = make(t, ZF_REPORT_ACTIVITIES, ZF_AUDIENCE_PLANNER, NULL);
    const ZfReport *a = acts->pdata[0];
    g_assert_cmpuint(zf_report_rows(a), ==, 3);
    is(a, 1, "物资", "书包 50 个");
    is(a, 1, "价值（元）", "1234.50");
    is(a, 2, "活动内容", "合计");
    is(a, 2, "价值（元）", "1234.50");
    is(a, 2, "受益儿童数（人）", "60");
}

static void
test_ledger(void)
{
    g_autoptr(Township) t = township_new(ZF_LANG_ZH);
    g_autoptr(GPtrArray) left = make(t, ZF_REPORT_LEDGER, ZF_AUDIENCE_PLANNER, NULL);
    g_autoptr(GPtrArray) hard = make(t, ZF_REPORT_HARDSHIP, ZF_AUDIENCE_PLANNER, NULL);
    g_assert_cmpuint(left->len, ==, 3); /* a sheet a village */
    size_t rows = 0;
    for (guint i = 0; i < left->len; i++) {
        rows += zf_report_rows(left->pdata[i]);
    }
    for (guint i = 0; i < hard->len; i++) {
        rows += zf_report_rows(hard->pdata[i]);
    }
    g_assert_cmpuint(rows, ==, 12);        /* every child in one of them */
    is(hard->pdata[0], 0, "类别", "残疾"); /* what is secret is left out */
    is(hard->pdata[0], 0, "身份证号", "999115201504020025");
    is(left->pdata[0], 0, "父亲务工地点", "广东东莞");
    is(left->pdata[0], 0, "监护人联系电话", "139 0000 0001");
    g_autoptr(GPtrArray) village = make(t, ZF_REPORT_LEDGER, ZF_AUDIENCE_VILLAGE, "990115104001");
    is(village->pdata[0], 0, "身份证号", "**** 0025");
    is(village->pdata[0], 0, "健康状况", "");
}

static void
test_lists(void)
{
    g_autoptr(Township) t = township_new(ZF_LANG_ZH);
    static const struct {
        ZfReportKind kind;
        size_t rows;
    } expected[] = {{ZF_REPORT_NEAR_WATER, 1}, {ZF_REPORT_WIVES, 1},      {ZF_REPORT_UNPAIRED, 11},
                    {ZF_REPORT_WISHES, 1},     {ZF_REPORT_AGREEMENTS, 1}, {ZF_REPORT_UNPLANNED, 1}};
    for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
        g_autoptr(GPtrArray) reports = make(t, expected[i].kind, ZF_AUDIENCE_PLANNER, NULL);
        g_assert_cmpuint(zf_report_rows(reports->pdata[0]), ==, expected[i].rows);
    }
}

static void
ask(ZfSnapshot *s)
{
    s->questions = g_new(ZfQuestion, 3);
    s->n_questions = 3;
    for (int i = 0; i < 3; i++) {
        s->questions[i] = zf_question_empty();
    }
    s->questions[0].key = "健康";
    s->questions[0].text = "健康状况";
    s->questions[0].kind = ZF_QUESTION_ONE;
    s->questions[0].options = "良好\n一般";
    s->questions[0].restricted = true;
    s->questions[1].key = "救助";
    s->questions[1].text = "已有救助";
    s->questions[1].kind = ZF_QUESTION_MANY;
    s->questions[1].options = "低保\n特困\n没有";
    s->questions[2].key = "人数";
    s->questions[2].text = "几口人";
    s->questions[2].kind = ZF_QUESTION_NUMBER;
    s->questions[2].unit = "人";
    s->visits[0].answers = "健康=一般\n救助=低保;特困\n人数=4\n旧题=答";
    s->visits[1].answers = "救助=低保\n人数=5";
}

static void
test_answers(void)
{
    g_autoptr(Township) t = township_new(ZF_LANG_ZH);
    ask(t->snapshot);
    g_autoptr(GPtrArray) planner = make(t, ZF_REPORT_ANSWERS, ZF_AUDIENCE_PLANNER, NULL);
    const ZfReport *list = planner->pdata[0];
    g_assert_cmpuint(zf_report_rows(list), ==, 2);
    is(list, 0, "户编号", "h01");
    is(list, 0, "健康", "一般");
    is(list, 0, "救助", "低保、特困");
    is(list, 0, "人数", "4");
    is(list, 0, "旧题", "答");
    is(list, 1, "健康", "");
    const char *area = t->snapshot->areas[t->snapshot->households[1].area_index].code;
    g_autoptr(GPtrArray) village = make(t, ZF_REPORT_ANSWERS, ZF_AUDIENCE_VILLAGE, area);
    const ZfReport *own = village->pdata[0];
    g_assert_cmpuint(zf_report_rows(own), ==, 1);
    is(own, 0, "救助", "低保、特困");
    for (size_t i = 0; i < zf_report_columns(own); i++) {
        g_assert_cmpstr(zf_report_head(own, i), !=, "健康");
        g_assert_cmpstr(zf_report_head(own, i), !=, "旧题");
    }
    static const ZfReportKind kinds[] = {ZF_REPORT_ANSWERS, ZF_REPORT_ANSWERS, ZF_REPORT_TALLY,
                                         ZF_REPORT_WISHES, ZF_REPORT_AGREEMENTS};
    static const ZfAudience refused[] = {ZF_AUDIENCE_VOLUNTEER, ZF_AUDIENCE_COUNTY,
                                         ZF_AUDIENCE_VOLUNTEER, ZF_AUDIENCE_VOLUNTEER,
                                         ZF_AUDIENCE_VOLUNTEER};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        ZfReportInput input = input_of(t, refused[i]);
        g_autoptr(GError) error = NULL;
        g_assert_null(zf_report_make(kinds[i], &input, &error));
        g_assert_error(error, ZF_REPORT_ERROR, ZF_REPORT_ERROR_AUDIENCE);
    }
}

static void
test_tally(void)
{
    g_autoptr(Township) t = township_new(ZF_LANG_ZH);
    ask(t->snapshot);
    g_autoptr(GPtrArray) planner = make(t, ZF_REPORT_TALLY, ZF_AUDIENCE_PLANNER, NULL);
    const ZfReport *all = planner->pdata[0];
    g_assert_cmpuint(zf_report_rows(all), ==, 6);
    is(all, 1, "答复", "一般");
    is(all, 1, "户数", "1");
    is(all, 2, "答复", "低保");
    is(all, 2, "户数", "2");
    is(all, 3, "户数", "1");
    is(all, 4, "户数", "0");
    is(all, 5, "答复", "平均 4.5 人");
    is(all, 5, "答复户数", "2");
    /* between counties nothing below five is told, and nothing restricted */
    t->coverage->k = 5;
    g_autoptr(GPtrArray) county = make(t, ZF_REPORT_TALLY, ZF_AUDIENCE_COUNTY, NULL);
    const ZfReport *few = county->pdata[0];
    g_assert_cmpuint(zf_report_rows(few), ==, 4);
    is(few, 0, "户数", "＜5");
    is(few, 3, "答复", "已答复");
    is(few, 3, "答复户数", "＜5");
}

/* The same table in every format: the cells read back from XLSX and CSV are the table's. */
static void
test_files(void)
{
    g_autoptr(Township) t = township_new(ZF_LANG_ZH);
    g_autofree char *xlsx = out_path("report.xlsx");
    g_autofree char *csv = out_path("report.csv");
    g_autoptr(GPtrArray) reports = make(t, ZF_REPORT_UNVISITED, ZF_AUDIENCE_PLANNER, NULL);
    const ZfReport *r = reports->pdata[0];
    g_autoptr(GError) error = NULL;
    g_assert_true(zf_report_save(reports, xlsx, &error));
    g_assert_true(zf_report_save(reports, csv, &error));
    g_assert_no_error(error);
    g_autoptr(ZfWorkbook) book = zf_workbook_open(xlsx, NULL, NULL, &error);
    g_autoptr(ZfWorkbook) text = zf_workbook_open(csv, NULL, NULL, &error);
    g_assert_no_error(error);
    for (size_t row = 0; row < zf_report_rows(r); row++) {
        for (uint32_t column = 0; column < zf_report_columns(r); column++) {
            g_autofree char *wanted = zf_report_cell(r, row, column);
            const ZfTab *a = &book->sheets[0];
            const ZfTab *b = &text->sheets[0];
            /* title, line, heads: data begin in row 4; in CSV in row 2 */
            g_autofree char *in_xlsx = zf_cell_show(a, zf_tab_cell(a, (uint32_t)row + 4, column));
            g_autofree char *in_csv = zf_cell_show(b, zf_tab_cell(b, (uint32_t)row + 2, column));
            g_assert_cmpstr(in_xlsx, ==, wanted);
            g_assert_true(strcmp(in_csv, wanted) == 0 ||
                          (in_csv[0] == '\'' && strcmp(in_csv + 1, wanted) == 0));
        }
    }
    drop(xlsx);
    drop(csv);
    g_autoptr(GError) ending = NULL;
    g_assert_false(zf_report_save(reports, "report.doc", &ending));
    g_assert_error(ending, ZF_REPORT_ERROR, ZF_REPORT_ERROR_FORMAT);
}

/* Two lines of heads, the groups merged. */
static void
test_ledger_heads(void)
{
    g_autoptr(Township) t = township_new(ZF_LANG_ZH);
    g_autofree char *path = out_path("ledger.xlsx");
    g_autoptr(GPtrArray) reports = make(t, ZF_REPORT_LEDGER, ZF_AUDIENCE_PLANNER, NULL);
    g_autoptr(GError) error = NULL;
    g_assert_true(zf_report_save(reports, path, &error));
    g_autoptr(ZfWorkbook) book = zf_workbook_open(path, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(book->n_sheets, ==, 3);
    const ZfTab *sheet = &book->sheets[0];
    g_assert_cmpstr(zf_tab_seen(sheet, 3, 2)->text, ==, "儿童基本情况");
    g_assert_cmpstr(zf_tab_seen(sheet, 4, 1)->text, ==, "姓名");
    g_assert_cmpstr(zf_tab_seen(sheet, 3, 15)->text, ==, "父亲情况");
    g_assert_cmpstr(zf_tab_seen(sheet, 4, 0)->text, ==, "序号");
    g_assert_cmpstr(zf_tab_cell(sheet, 5, 1)->text, ==, "田小明");
    drop(path);
}

static void
test_pdf(void)
{
    static const ZfReportKind kinds[] = {ZF_REPORT_UNVISITED, ZF_REPORT_COVERAGE, ZF_REPORT_LEDGER,
                                         ZF_REPORT_SUMMARY, ZF_REPORT_VILLAGE};
    for (int lang = 0; lang < 2; lang++) {
        g_autoptr(Township) t = township_new((ZfLang)lang);
        for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
            g_autofree char *name =
                g_strdup_printf("report-%s-%d.pdf", zf_report_code(kinds[i]), lang);
            g_autofree char *path = out_path(name);
            g_autoptr(GPtrArray) reports = make(t, kinds[i], ZF_AUDIENCE_PLANNER, NULL);
            g_autoptr(GError) error = NULL;
            bool ok = zf_report_save(reports, path, &error);
            g_assert_no_error(error);
            g_assert_true(ok);
            drop(path);
        }
    }
}

static void
test_bulletin(void)
{
    for (int lang = 0; lang < 2; lang++) {
        g_autoptr(Township) t = township_new((ZfLang)lang);
        for (int variant = 0; variant < 3; variant++) {
            ZfBulletinInput input = {.snapshot = t->snapshot,
                                     .coverage = t->coverage,
                                     .last = variant == 0 ? t->last : NULL,
                                     .issue = variant == 0 ? 6 : 0,
                                     .check = "7c1f-90be-22d4",
                                     .bw = variant == 1,
                                     .created = 1770000000};
            g_autofree char *name = g_strdup_printf("bulletin-%d-%d.pdf", lang, variant);
            g_autofree char *path = out_path(name);
            if (variant == 2) {
                t->coverage->total.counts.seen = -1;
                t->coverage->n_trend = 0;
                t->coverage->forecast.verdict = ZF_VERDICT_NO_PACE;
                t->coverage->forecast.finish = ZF_DATE_NONE;
            }
            g_autoptr(GError) error = NULL;
            bool ok = zf_report_bulletin(&input, path, &error);
            g_assert_no_error(error);
            g_assert_true(ok);
            drop(path);
        }
    }
}

/* The dates below the bulletin's chart do not touch and stay in its column, however long after the
 * campaign it is made. */
static void
test_bulletin_dates(void)
{
    g_autofree char *pdftotext = g_find_program_in_path("pdftotext");
    for (int weeks = 0; pdftotext && weeks <= 160; weeks += 16) {
        g_autoptr(Township) t = township_new(ZF_LANG_ZH);
        t->coverage->forecast.finish = ZF_DATE_NONE;
        t->coverage->as_of += (ZfStamp)weeks * 7 * 24 * 3600;
        ZfBulletinInput input = {
            .snapshot = t->snapshot, .coverage = t->coverage, .check = "", .created = 1};
        g_autofree char *path = out_path("bulletin-dates.pdf");
        g_assert_true(zf_report_bulletin(&input, path, NULL));
        g_autofree char *command = g_strdup_printf("%s -bbox %s -", pdftotext, path);
        g_autofree char *listing = NULL;
        g_assert_true(g_spawn_command_line_sync(command, &listing, NULL, NULL, NULL));
        g_auto(GStrv) lines = g_strsplit(listing, "\n", -1);
        double end = 116; /* mm: of the word before; the map ends at 110 */
        unsigned dates = 0;
        for (char **line = lines; *line; line++) {
            double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
            bool word = sscanf(*line, " <word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"",
                               &x0, &y0, &x1, &y1) == 4;
            double base = (y0 + (y1 - y0) * 0.8) * 25.4 / 72;
            if (word && fabs(base - 162.3) < 0.5 && x1 * 25.4 / 72 > 112) {
                g_assert_cmpfloat(x0 * 25.4 / 72, >, end);
                end = x1 * 25.4 / 72;
                dates++;
            }
        }
        g_assert_cmpfloat(end, <=, 196.5);
        g_assert_cmpuint(dates, >=, 2);
        drop(path);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report/codes", test_codes);
    g_test_add_func("/report/unvisited", test_unvisited);
    g_test_add_func("/report/audience", test_audience);
    g_test_add_func("/report/hidden", test_hidden);
    g_test_add_func("/report/coverage", test_coverage);
    g_test_add_func("/report/forms", test_forms);
    g_test_add_func("/report/ledger", test_ledger);
    g_test_add_func("/report/lists", test_lists);
    g_test_add_func("/report/answers", test_answers);
    g_test_add_func("/report/tally", test_tally);
    g_test_add_func("/report/files", test_files);
    g_test_add_func("/report/ledger-heads", test_ledger_heads);
    g_test_add_func("/report/pdf", test_pdf);
    g_test_add_func("/report/bulletin", test_bulletin);
    g_test_add_func("/report/bulletin-dates", test_bulletin_dates);
    return g_test_run();
}
