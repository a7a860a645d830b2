#include "table/table.h"
#include "zipmake.h"

#define STRINGS                                                                                    \
    "<sst><si><t>姓名</t></si><si><r><t>王</t></r><r><t xml:space=\"preserve\">小一 </t></r>" \
    "<rPh><t>wang</t></rPh></si><si><t> </t></si><si><t>a_x000A_b_x005F_</t></si></sst>"
#define STYLES                                                                                     \
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\年m\\月d\\日\"/>"         \
    "<numFmt numFmtId=\"165\" formatCode=\"&quot;day &quot;0.00\"/></numFmts>"                     \
    "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"              \
    "<xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"20\"/>"       \
    "</cellXfs></styleSheet>"

static ZfWorkbook *
open_sheet(const char *sheet, const char *extra)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = make_xlsx(sheet, STRINGS, STYLES, extra);
    gsize size;
    const void *data = g_bytes_get_data(bytes, &size);
    ZfWorkbook *book = zf_workbook_parse("a.xlsx", data, size, NULL, NULL, &error);
    g_assert_no_error(error);
    return book;
}

static void
check_shown(const ZfWorkbook *book, uint32_t row, uint32_t column, ZfCellKind kind,
            const char *text)
{
    const ZfTab *sheet = &book->sheets[0];
    const ZfCell *cell = zf_tab_cell(sheet, row, column);
    g_autofree char *shown = zf_cell_show(sheet, cell);
    g_assert_cmpint(cell->kind, ==, kind);
    g_assert_cmpstr(shown, ==, text);
}

static void
test_kinds(void)
{
    g_autoptr(ZfWorkbook) book = open_sheet(
        "<sheetData><row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c>"
        "<c r=\"D2\" t=\"s\"><v>2</v></c><c r=\"E2\" t=\"s\"><v>3</v></c></row>"
        "<row r=\"5\" hidden=\"1\"><c r=\"A5\"><v>5.2202019900101123E17</v></c>"
        "<c r=\"B5\" s=\"1\"><v>41760</v></c><c r=\"C5\" s=\"2\"><v>41760.5</v></c>"
        "<c r=\"D5\" s=\"3\"><v>1.5</v></c><c r=\"E5\" s=\"4\"><v>0.39583333333333331</v></c>"
        "<c r=\"F5\" t=\"b\"><v>1</v></c><c r=\"G5\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"
        "<c r=\"H5\"><f>SUM(A1)</f></c><c r=\"I5\" t=\"str\"><f>A2</f><v>姓名</v></c>"
        "<c r=\"J5\" t=\"inlineStr\"><is><t>内联</t></is></c><c r=\"K5\"><f>A</f><v></v></c>"
        "<c r=\"L5\"><v>0.1</v></c><c r=\"M5\" s=\"1\"/></row></sheetData>",
        "");
    const ZfTab *sheet = &book->sheets[0];
    g_assert_cmpstr(sheet->name, ==, "一村");
    g_assert_cmpuint(sheet->n_rows, ==, 2);
    g_assert_cmpuint(sheet->n_columns, ==, 12);
    check_shown(book, 2, 0, ZF_CELL_TEXT, "姓名");
    check_shown(book, 2, 2, ZF_CELL_TEXT, "王小一 ");
    check_shown(book, 2, 3, ZF_CELL_EMPTY, "");
    check_shown(book, 2, 4, ZF_CELL_TEXT, "a\nb_");
    check_shown(book, 5, 0, ZF_CELL_NUMBER, "522020199001011000");
    g_assert_cmpstr(zf_tab_cell(sheet, 5, 0)->text, ==, "5.2202019900101123E17");
    check_shown(book, 5, 1, ZF_CELL_DATE, "2014-05-01");
    check_shown(book, 5, 2, ZF_CELL_DATE, "2014-05-01");
    check_shown(book, 5, 3, ZF_CELL_NUMBER, "1.5");
    check_shown(book, 5, 4, ZF_CELL_DATE, "09:30");
    check_shown(book, 5, 5, ZF_CELL_BOOL, "TRUE");
    check_shown(book, 5, 6, ZF_CELL_ERROR, "#DIV/0!");
    check_shown(book, 5, 7, ZF_CELL_UNCOMPUTED, "=SUM(A1)");
    check_shown(book, 5, 8, ZF_CELL_TEXT, "姓名");
    g_assert_cmpint(zf_tab_cell(sheet, 5, 8)->flags & ZF_CELL_FORMULA, !=, 0);
    check_shown(book, 5, 9, ZF_CELL_TEXT, "内联");
    check_shown(book, 5, 10, ZF_CELL_UNCOMPUTED, "=A");
    check_shown(book, 5, 11, ZF_CELL_NUMBER, "0.1");
    g_assert_cmpint(zf_tab_row(sheet, 5)->flags, ==, ZF_TAB_ROW_HIDDEN);
    g_assert_cmpint(zf_tab_row(sheet, 2)->flags, ==, 0);
}

/* DOMAIN case 13 */
static void
test_date1904(void)
{
    g_autoptr(ZfWorkbook) book = open_sheet(
        "<sheetData><row><c s=\"1\"><v>40298</v></c></row></sheetData>", "date1904=\"1\"");
    check_shown(book, 1, 0, ZF_CELL_DATE, "2014-05-01");
}

static void
test_serials(void)
{
    static const struct {
        double serial;
        const char *day;
        int32_t time_s;
    } cases[] = {
        {1, "1900-01-01", 0},     {59, "1900-02-28", 0},           {61, "1900-03-01", 0},
        {41760, "2014-05-01", 0}, {41760.75, "2014-05-01", 64800}, {41760.999999, "2014-05-02", 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        ZfDate day;
        int32_t time_s;
        g_assert_true(zf_serial_to_date(cases[i].serial, false, &day, &time_s));
        g_autofree char *text = zf_date_format(day);
        g_assert_cmpstr(text, ==, cases[i].day);
        g_assert_cmpint(time_s, ==, cases[i].time_s);
    }
    g_assert_false(zf_serial_to_date(60, false, NULL, NULL));
    g_assert_false(zf_serial_to_date(-1, false, NULL, NULL));
    g_assert_false(zf_serial_to_date(1e9, false, NULL, NULL));
}

/* DOMAIN cases 3 and 5 */
static void
test_merges_and_hidden(void)
{
    g_autoptr(ZfWorkbook) book = open_sheet(
        "<sheetPr filterMode=\"1\"/><cols><col min=\"2\" max=\"16384\" hidden=\"1\"/></cols>"
        "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"
        "<row r=\"3\"><c r=\"C3\"><v>7</v></c></row></sheetData>"
        "<mergeCells><mergeCell ref=\"A1:B3\"/><mergeCell ref=\"X\"/></mergeCells>",
        "");
    const ZfTab *sheet = &book->sheets[0];
    g_assert_cmpuint(sheet->n_merges, ==, 1);
    g_assert_true(sheet->filtered);
    g_assert_cmpuint(sheet->n_hidden_columns, ==, 2);
    g_assert_true(zf_tab_column_hidden(sheet, 2));
    g_assert_false(zf_tab_column_hidden(sheet, 0));
    g_assert_cmpstr(zf_tab_seen(sheet, 3, 1)->text, ==, "姓名");
    g_assert_cmpstr(zf_tab_seen(sheet, 3, 2)->text, ==, "7");
    g_assert_null(zf_tab_merge_at(sheet, 4, 0));
}

static void
check_refused(GBytes *bytes, const ZfTableOptions *options, int code, const char *words)
{
    g_autoptr(GError) error = NULL;
    gsize size;
    const void *data = g_bytes_get_data(bytes, &size);
    g_assert_null(zf_workbook_parse("a.xlsx", data, size, options, NULL, &error));
    g_assert_error(error, ZF_TABLE_ERROR, code);
    g_test_message("%s", error->message);
    g_assert_nonnull(strstr(error->message, words));
}

/* DOMAIN case 35: formatted blanks cost nothing and end nowhere */
static void
test_blank_rows(void)
{
    g_autoptr(GString) sheet = g_string_new("<sheetData>");
    for (int i = 1; i <= 200000; i++) {
        g_string_append_printf(sheet, "<row r=\"%d\"><c r=\"A%d\" s=\"1\"/>%s</row>", i, i,
                               i == 3 ? "<c r=\"B3\"><v>1</v></c>" : "");
    }
    g_string_append(sheet, "</sheetData>");
    g_autoptr(ZfWorkbook) book = open_sheet(sheet->str, "");
    g_assert_cmpuint(book->sheets[0].n_rows, ==, 1);
    g_assert_cmpuint(book->sheets[0].n_columns, ==, 2);
}

/* DOMAIN case 36 */
static void
test_bombs(void)
{
    size_t n = 40 << 20;
    g_autofree char *blanks = g_strnfill(n, ' ');
    g_autoptr(GBytes) bomb = make_xlsx(blanks, STRINGS, STYLES, "");
    check_refused(bomb, NULL, ZF_TABLE_ERROR_LIMIT, "unpacked");
    ZfTableOptions tight = {.max_inflated = 500};
    g_autoptr(GBytes) small = make_xlsx("<sheetData/>", STRINGS, STYLES, "");
    check_refused(small, &tight, ZF_TABLE_ERROR_LIMIT, "unpacked");
    gsize size;
    const char *data = g_bytes_get_data(small, &size);
    for (gsize cut = 4; cut + 1 < size; cut += 97) {
        g_autoptr(GBytes) half = g_bytes_new(data, cut);
        check_refused(half, NULL, ZF_TABLE_ERROR_DAMAGED, "damaged");
    }
    g_autoptr(GBytes) entity =
        make_xlsx("<sheetData/>", "<!DOCTYPE x [<!ENTITY a \"b\">]><sst/>", STYLES, "");
    check_refused(entity, NULL, ZF_TABLE_ERROR_DAMAGED, "document type");
    ZfTableOptions few = {.max_cells = 1};
    g_autoptr(GBytes) two = make_xlsx(
        "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>", STRINGS, STYLES, "");
    check_refused(two, &few, ZF_TABLE_ERROR_LIMIT, "cells");
}

static void
test_damaged(void)
{
    static const struct {
        const char *sheet;
        const char *words;
    } cases[] = {{"<sheetData><row r=\"2\"/><row r=\"1\"/></sheetData>", "order"},
                 {"<sheetData><row><c r=\"B1\"/><c r=\"A1\"/></row></sheetData>", "order"},
                 {"<sheetData><row><c r=\"A9\"/></row></sheetData>", "wrong row"},
                 {"<sheetData><row><c t=\"s\"><v>99</v></c></row></sheetData>", "not there"},
                 {"<sheetData><row>", "damaged"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GBytes) bytes = make_xlsx(cases[i].sheet, STRINGS, STYLES, "");
        check_refused(bytes, NULL, ZF_TABLE_ERROR_DAMAGED, cases[i].words);
    }
    const char *const ods[] = {"mimetype", "x", "content.xml", "<x/>", NULL};
    g_autoptr(GBytes) other = make_zip(ods);
    check_refused(other, NULL, ZF_TABLE_ERROR_FORMAT, ".ods");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/table/xlsx/kinds", test_kinds);
    g_test_add_func("/table/xlsx/case13-date1904", test_date1904);
    g_test_add_func("/table/xlsx/serials", test_serials);
    g_test_add_func("/table/xlsx/case03-case05-merges-hidden", test_merges_and_hidden);
    g_test_add_func("/table/xlsx/case35-blank-rows", test_blank_rows);
    g_test_add_func("/table/xlsx/case36-bombs", test_bombs);
    g_test_add_func("/table/xlsx/damaged", test_damaged);
    return g_test_run();
}
