#include <string.h>

#include "table/table.h"

static ZfWorkbook *
read_bytes(const char *bytes, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *copy = g_malloc(size + 1);
    memcpy(copy, bytes, size);
    copy[size] = '\0';
    ZfWorkbook *book = zf_workbook_parse("dir/名单.csv", copy, size, NULL, NULL, &error);
    g_assert_no_error(error);
    return book;
}

static ZfWorkbook *
read_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

static void
check_fails(const char *bytes, size_t size, int code, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *copy = g_malloc(size + 1);
    memcpy(copy, bytes, size);
    copy[size] = '\0';
    g_assert_null(zf_workbook_parse("x.csv", copy, size, NULL, NULL, &error));
    g_assert_error(error, ZF_TABLE_ERROR, code);
    g_assert_nonnull(strstr(error->message, "x.csv"));
    g_assert_nonnull(strstr(error->message, words));
}

static const char *
at(const ZfWorkbook *book, uint32_t row, uint32_t column)
{
    return zf_tab_cell(&book->sheets[0], row, column)->text;
}

static void
test_plain(void)
{
    g_autoptr(ZfWorkbook) book =
        read_text("姓名,村,备注\n甲,\"柏,垭\",\"说\"\"好\"\"\n第二行\"\n\n乙,,x\"y\n");
    g_assert_cmpuint(book->n_sheets, ==, 1);
    g_assert_cmpstr(book->name, ==, "名单.csv");
    g_assert_cmpstr(book->sheets[0].name, ==, "名单");
    g_assert_cmpstr(book->encoding, ==, "UTF-8");
    g_assert_cmpint(book->delimiter, ==, ',');
    g_assert_cmpuint(book->sheets[0].n_columns, ==, 3);
    g_assert_cmpuint(book->sheets[0].n_rows, ==, 3);
    g_assert_cmpstr(at(book, 1, 2), ==, "备注");
    g_assert_cmpstr(at(book, 2, 1), ==, "柏,垭");
    g_assert_cmpstr(at(book, 2, 2), ==, "说\"好\"\n第二行");
    g_assert_cmpint(zf_tab_cell(&book->sheets[0], 2, 2)->flags, ==, ZF_CELL_QUOTED);
    g_assert_null(zf_tab_row(&book->sheets[0], 3));
    g_assert_cmpstr(at(book, 4, 2), ==, "x\"y");
    g_assert_cmpint(zf_tab_cell(&book->sheets[0], 4, 1)->kind, ==, ZF_CELL_EMPTY);
    g_assert_cmpuint(zf_tab_row(&book->sheets[0], 4)->line, ==, 5);
    g_assert_cmpstr(at(book, 99, 99), ==, "");
}

static void
test_ends(void)
{
    g_autoptr(ZfWorkbook) crlf = read_text("a,b\r\n1,2\r\n3,4");
    g_assert_cmpstr(at(crlf, 3, 1), ==, "4");
    g_assert_cmpuint(crlf->sheets[0].rows[2].line, ==, 3);
    g_autoptr(ZfWorkbook) cr = read_text("a,b\r1,2\r");
    g_assert_cmpuint(cr->sheets[0].n_rows, ==, 2);
    g_assert_cmpstr(at(cr, 2, 0), ==, "1");
    g_autoptr(ZfWorkbook) one = read_text("x");
    g_assert_cmpstr(at(one, 1, 0), ==, "x");
    g_autoptr(ZfWorkbook) blank = read_text("\n\n , \n");
    g_assert_cmpuint(blank->sheets[0].n_rows, ==, 0);
    check_fails("a,b\n\"c,d\n", 9, ZF_TABLE_ERROR_DAMAGED, "row 2");
    check_fails("", 0, ZF_TABLE_ERROR_FORMAT, "empty");
}

static void
test_ragged(void)
{
    g_autoptr(ZfWorkbook) book = read_text("a,b,c\n1,2,3\n1,2\n1,2,3,4\n");
    const ZfTab *sheet = &book->sheets[0];
    g_assert_cmpuint(sheet->fields, ==, 3);
    g_assert_cmpuint(sheet->rows[2].n_fields, ==, 2);
    g_assert_cmpuint(sheet->rows[3].n_fields, ==, 4);
}

static void
test_delimiters(void)
{
    static const struct {
        const char *text;
        char delimiter;
    } cases[] = {{"a;b;c\n1,5;2;3\n", ';'}, {"a\tb\n1,2\t3\n", '\t'},
                 {"a|b|c\n1|2|3\n", '|'},   {"姓名，村,组\n甲，乙,丙\n", ','},
                 {"单列\n甲\n", ','},       {"sep=;\na,a;b\n", ';'}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(ZfWorkbook) book = read_text(cases[i].text);
        g_assert_cmpint(book->delimiter, ==, cases[i].delimiter);
    }
    g_autoptr(ZfWorkbook) wide = read_text("姓名，村,组\n甲，乙,丙\n");
    g_assert_cmpstr(at(wide, 1, 0), ==, "姓名，村"); /* a full-width comma is text */
    g_autoptr(ZfWorkbook) sep = read_text("sep=;\na,a;b\n");
    g_assert_cmpstr(at(sep, 2, 0), ==, "a,a");
}

/* DOMAIN case 29 */
static void
test_encodings(void)
{
    static const char text[] = "姓名,村组\n王小一,一组\n";
    static const struct {
        const char *iconv;
        const char *mark;
        size_t mark_length;
        const char *told;
    } cases[] = {{"UTF-8", "", 0, "UTF-8"},
                 {"UTF-8", "\xEF\xBB\xBF", 3, "UTF-8"},
                 {"GBK", "", 0, "GB18030"},
                 {"GB18030", "", 0, "GB18030"},
                 {"UTF-16LE", "\xFF\xFE", 2, "UTF-16LE"},
                 {"UTF-16BE", "\xFE\xFF", 2, "UTF-16BE"},
                 {"UTF-16LE", "", 0, "UTF-16LE"},
                 {"UTF-16BE", "", 0, "UTF-16BE"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        gsize n;
        g_autofree char *bytes = g_convert(text, -1, cases[i].iconv, "UTF-8", NULL, &n, NULL);
        g_autoptr(GString) file = g_string_new_len(cases[i].mark, (gssize)cases[i].mark_length);
        g_string_append_len(file, bytes, (gssize)n);
        g_autoptr(ZfWorkbook) book = read_bytes(file->str, file->len);
        g_assert_cmpstr(book->encoding, ==, cases[i].told);
        g_assert_cmpstr(at(book, 1, 0), ==, "姓名");
        g_assert_cmpstr(at(book, 2, 1), ==, "一组");
    }
    /* a rare character that only GB18030's four bytes can write: U+3400 㐀 */
    g_autoptr(ZfWorkbook) rare = read_bytes("\xD0\xD5\xC3\xFB,\x81\x39\xEE\x39\n", 10);
    g_assert_cmpstr(at(rare, 1, 1), ==, "㐀");
}

/* DOMAIN case 30 */
static void
test_garbled(void)
{
    static const char twice[] = "姓名\n锟斤拷锟斤拷\n";
    check_fails(twice, strlen(twice), ZF_TABLE_ERROR_ENCODING, "line 2");
    static const char marks[] = "\?\?\?,\?\?\n1,\?\?\?\n2,\?\?\n";
    check_fails(marks, strlen(marks), ZF_TABLE_ERROR_ENCODING, "garbled");
    static const char latin[] = "a\nB\xFCrgermeister,M\xFCller,S\xF6hne,\xC4gypten\n";
    check_fails(latin, strlen(latin), ZF_TABLE_ERROR_ENCODING, "--encoding");
    static const char broken[] = "\xD0\xD5\xC3\xFB\n\x81\n";
    check_fails(broken, strlen(broken), ZF_TABLE_ERROR_ENCODING, "encoding");
    g_autoptr(ZfWorkbook) honest = read_text("姓名,出生\n王小一,\?\?\n李小二,\?\?\n张小三,\?\?\n");
    g_assert_cmpstr(at(honest, 2, 1), ==, "\?\?");
}

static void
test_options(void)
{
    g_autoptr(GError) error = NULL;
    ZfTableOptions latin = {.encoding = "ISO-8859-1", .delimiter = ';'};
    g_autoptr(ZfWorkbook) book = zf_workbook_parse("a", "M\xFCller;1,2", 10, &latin, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(at(book, 1, 0), ==, "Müller");
    g_assert_cmpstr(at(book, 1, 1), ==, "1,2");
    ZfTableOptions few = {.max_cells = 3};
    g_assert_null(zf_workbook_parse("a", "1,2\n3,4", 7, &few, NULL, &error));
    g_assert_error(error, ZF_TABLE_ERROR, ZF_TABLE_ERROR_LIMIT);
}

/* DOMAIN case 33 */
static void
test_foreign(void)
{
    check_fails("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", 12, ZF_TABLE_ERROR_FORMAT, ".xlsx");
    check_fails("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
                "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
                40, ZF_TABLE_ERROR_FORMAT, "password");
    check_fails("  <HTML><table>", 15, ZF_TABLE_ERROR_FORMAT, "web page");
    check_fails("%PDF-1.4", 8, ZF_TABLE_ERROR_FORMAT, "PDF");
    check_fails("PK\x03\x04xxxxxxxxxx", 14, ZF_TABLE_ERROR_DAMAGED, "half");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/table/csv/plain", test_plain);
    g_test_add_func("/table/csv/line-ends", test_ends);
    g_test_add_func("/table/csv/ragged", test_ragged);
    g_test_add_func("/table/csv/delimiters", test_delimiters);
    g_test_add_func("/table/csv/case29-encodings", test_encodings);
    g_test_add_func("/table/csv/case30-garbled", test_garbled);
    g_test_add_func("/table/csv/options", test_options);
    g_test_add_func("/table/csv/case33-foreign", test_foreign);
    return g_test_run();
}
