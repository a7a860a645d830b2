#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "table/table.h"

static ZfBookOut *
make_book(void)
{
    ZfBookOut *book = zf_book_out_new();
    zf_book_out_properties(book, "汇总", NULL);
    ZfTabOut *sheet = zf_book_out_tab(book, "汇总");
    ZfCellStyle head = {.bold = true, .wrap = true, .border = true, .fill = 0xD9E2EC, .align = 2};
    zf_tab_out_merge(sheet, 0, 0, 0, 3, "标题,行", &head);
    zf_tab_out_text(sheet, 1, 0, "村", &head);
    zf_tab_out_text(sheet, 1, 1, "旧", NULL);
    zf_tab_out_text(sheet, 1, 1, "=1+1", NULL);
    zf_tab_out_number(sheet, 2, 0, 0.25, &(ZfCellStyle){.number_format = "0.0%"});
    zf_tab_out_date(sheet, 2, 1, zf_date_from_civil((ZfCivil){2026, 2, 9}), NULL);
    zf_tab_out_text(sheet, 2, 3, "说\"好\"", NULL);
    zf_tab_out_width(sheet, 0, 1, 12);
    zf_tab_out_freeze(sheet, 2, 1);
    zf_tab_out_filter(sheet, 1, 0, 2, 3);
    zf_tab_out_paper(sheet, true, 0, 1);
    const char *const choices[] = {"是", "否"};
    zf_tab_out_choices(sheet, 2, 9, 2, choices, 2);
    zf_book_out_tab(book, "汇总");
    zf_book_out_tab(book, "a/b:c");
    return book;
}

static char *
temp_folder(void)
{
    g_autoptr(GError) error = NULL;
    char *folder = g_dir_make_tmp("zf-table-XXXXXX", &error);
    g_assert_no_error(error);
    return folder;
}

static void
test_roundtrip(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = temp_folder();
    g_autofree char *path = g_build_filename(folder, "汇总.xlsx", NULL);
    g_autoptr(ZfBookOut) out = make_book();
    g_assert_true(zf_book_out_save_xlsx(out, path, &error));
    g_assert_no_error(error);
    g_autoptr(ZfWorkbook) book = zf_workbook_open(path, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(book->n_sheets, ==, 3);
    const ZfTab *sheet = zf_workbook_sheet(book, "汇总");
    g_assert_cmpstr(book->sheets[1].name, ==, "汇总 (2)");
    g_assert_cmpstr(book->sheets[2].name, ==, "a_b_c");
    g_assert_cmpstr(zf_tab_seen(sheet, 1, 3)->text, ==, "标题,行");
    g_assert_cmpstr(zf_tab_cell(sheet, 2, 1)->text, ==, "=1+1");
    g_assert_cmpint(zf_tab_cell(sheet, 2, 1)->kind, ==, ZF_CELL_TEXT);
    g_assert_cmpint(zf_tab_cell(sheet, 3, 0)->kind, ==, ZF_CELL_NUMBER);
    g_autofree char *day = zf_cell_show(sheet, zf_tab_cell(sheet, 3, 1));
    g_assert_cmpstr(day, ==, "2026-02-09");
    g_assert_cmpint(g_unlink(path), ==, 0);
    g_assert_cmpint(g_rmdir(folder), ==, 0); /* no leftovers */
}

static void
test_same_bytes(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = temp_folder();
    g_autofree char *first = g_build_filename(folder, "1.xlsx", NULL);
    g_autofree char *second = g_build_filename(folder, "2.xlsx", NULL);
    g_autoptr(ZfBookOut) out = make_book();
    g_assert_true(zf_book_out_save_xlsx(out, first, &error));
    g_usleep(2100000); /* a zip's clock ticks every two seconds */
    g_assert_true(zf_book_out_save_xlsx(out, second, &error));
    g_autofree char *a = zf_file_sha256(first, &error);
    g_autofree char *b = zf_file_sha256(second, &error);
    g_assert_cmpstr(a, ==, b);
    g_assert_cmpint(g_unlink(first) | g_unlink(second) | g_rmdir(folder), ==, 0);
}

static void
test_csv(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = temp_folder();
    g_autofree char *path = g_build_filename(folder, "a.csv", NULL);
    g_autoptr(ZfBookOut) out = make_book();
    ZfTabOut *sheet = zf_book_out_tab(out, "x");
    zf_tab_out_merge(sheet, 0, 0, 0, 2, "标题,行", NULL);
    zf_tab_out_text(sheet, 1, 0, "=1+1", NULL);
    zf_tab_out_text(sheet, 1, 1, "-", NULL);
    zf_tab_out_text(sheet, 1, 2, "@a,b", NULL);
    zf_tab_out_number(sheet, 3, 0, 0.1, NULL);
    zf_tab_out_text(sheet, 3, 2, "说\"好\"\n再见", NULL);
    g_assert_true(zf_tab_out_save_csv(sheet, path, true, &error));
    gsize size;
    g_autofree char *bytes = NULL;
    g_assert_true(g_file_get_contents(path, &bytes, &size, &error));
    g_assert_cmpstr(bytes, ==,
                    "\xEF\xBB\xBF\"标题,行\",,\r\n'=1+1,-,\"'@a,b\"\r\n,,\r\n"
                    "0.1,,\"说\"\"好\"\"\n再见\"\r\n");
    g_autoptr(ZfWorkbook) book = zf_workbook_open(path, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(zf_tab_cell(&book->sheets[0], 4, 2)->text, ==, "说\"好\"\n再见");
    g_assert_cmpint(g_unlink(path) | g_rmdir(folder), ==, 0);
}

static void
test_cannot_write(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfBookOut) out = make_book();
    g_assert_false(zf_book_out_save_xlsx(out, "/nonexistent/folder/a.xlsx", &error));
    g_assert_error(error, ZF_FILE_ERROR, ZF_FILE_ERROR_WRITE);
}

static void
test_long_text(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = temp_folder();
    g_autofree char *path = g_build_filename(folder, "a.xlsx", NULL);
    g_autoptr(ZfBookOut) out = zf_book_out_new();
    ZfTabOut *sheet = zf_book_out_tab(out, "");
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 40000; i++) {
        g_string_append(text, "访");
    }
    zf_tab_out_text(sheet, 0, 0, text->str, NULL);
    g_assert_true(zf_book_out_save_xlsx(out, path, &error));
    g_assert_no_error(error);
    g_autoptr(ZfWorkbook) book = zf_workbook_open(path, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpint(g_utf8_strlen(zf_tab_cell(&book->sheets[0], 1, 0)->text, -1), ==, 32767);
    g_assert_cmpint(g_unlink(path) | g_rmdir(folder), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/table/write/roundtrip", test_roundtrip);
    g_test_add_func("/table/write/same-bytes", test_same_bytes);
    g_test_add_func("/table/write/case67-csv", test_csv);
    g_test_add_func("/table/write/case68-cannot-write", test_cannot_write);
    g_test_add_func("/table/write/long-text", test_long_text);
    return g_test_run();
}
