#include "base/base.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
test_write_read(void)
{
    g_autofree char *folder = g_dir_make_tmp("zf-file-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "a.txt", NULL);
    GError *error = NULL;
    g_assert_true(zf_file_write(path, "one", 3, &error));
    g_assert_true(zf_file_write(path, "three", 5, &error));
    g_assert_no_error(error);
    size_t size;
    g_autofree char *bytes = zf_file_read(path, 100, &size, &error);
    g_assert_cmpuint(size, ==, 5);
    g_assert_cmpstr(bytes, ==, "three");
    g_autofree char *sum = zf_file_sha256(path, &error);
    g_assert_cmpstr(sum, ==, "8b5b9db0c13db24256c829aa364aa90c6d2eba318b9232a4ab9313b954d3555f");
    g_assert_null(zf_file_read(path, 4, &size, &error));
    g_assert_error(error, ZF_FILE_ERROR, ZF_FILE_ERROR_TOO_LARGE);
    g_clear_error(&error);
    g_assert_null(zf_file_read(folder, 4, &size, &error));
    g_assert_error(error, ZF_FILE_ERROR, ZF_FILE_ERROR_READ);
    g_clear_error(&error);
    g_autofree char *nowhere = g_build_filename(folder, "no", "b.txt", NULL);
    g_assert_false(zf_file_write(nowhere, "x", 1, &error));
    g_assert_error(error, ZF_FILE_ERROR, ZF_FILE_ERROR_WRITE);
    g_clear_error(&error);
    g_unlink(path);
    g_assert_cmpint(g_rmdir(folder), ==, 0); /* nothing else was left there */
}

static void
test_leftovers(void)
{
    g_autofree char *folder = g_dir_make_tmp("zf-file-XXXXXX", NULL);
    g_autofree char *stale = g_build_filename(folder, ".a.pdf.2147483646.part.pdf", NULL);
    g_autofree char *path = g_build_filename(folder, "a.pdf", NULL);
    GError *error = NULL;
    g_assert_true(g_file_set_contents(stale, "half", 4, &error));
    g_autofree char *part = zf_file_part_path(path);
    g_assert_true(g_str_has_suffix(part, ".part.pdf"));
    g_assert_false(g_file_test(stale, G_FILE_TEST_EXISTS));
    g_assert_true(g_file_set_contents(part, "whole", 5, &error));
    g_assert_true(zf_file_commit(part, path, &error));
    g_assert_true(g_file_test(path, G_FILE_TEST_EXISTS));
    g_assert_false(zf_file_commit(part, path, &error));
    g_assert_error(error, ZF_FILE_ERROR, ZF_FILE_ERROR_WRITE);
    g_clear_error(&error);
    g_unlink(path);
    g_assert_cmpint(g_rmdir(folder), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/file/write-read", test_write_read);
    g_test_add_func("/file/leftovers", test_leftovers);
    return g_test_run();
}
