#include "base/base.h"
#include "base/zlibstream.h"

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

/* "hello\n" as gzip -n writes it. */
static const char packed[] = "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xcb\x48\xcd\xc9\xc9\xe7\x02"
                             "\x00\x20\x30\x3a\x36\x06\x00\x00\x00";

static void
test_zlib_stream(void)
{
    uint8_t bytes[5000];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (uint8_t)(i * i % 251);
    }
    g_autoptr(GBytes) stream = zf_zlib_pack(bytes, sizeof bytes, 6);
    gsize size;
    const uint8_t *data = g_bytes_get_data(stream, &size);
    g_autoptr(GByteArray) again = zf_zlib_unpack(data, size, sizeof bytes);
    g_assert_cmpuint(again->len, ==, sizeof bytes);
    g_assert_cmpint(memcmp(again->data, bytes, sizeof bytes), ==, 0);
    g_assert_null(zf_zlib_unpack(data, size, sizeof bytes - 1));
    for (size_t cut = 0; cut < size; cut += 7) {
        g_assert_null(zf_zlib_unpack(data, cut, sizeof bytes));
    }
}

static void
test_gunzip(void)
{
    size_t size = sizeof packed - 1;
    size_t unpacked = 0;
    g_autoptr(GError) error = NULL;
    g_assert_true(zf_file_is_gzip(packed, size));
    g_assert_false(zf_file_is_gzip("hello", 5));
    g_assert_false(zf_file_is_gzip(packed, 1));
    g_autofree char *text = zf_file_gunzip(packed, size, 100, "x", &unpacked, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(text, ==, "hello\n");
    g_assert_cmpuint(unpacked, ==, 6);
    /* two members, one behind the other */
    g_autofree char *twice = g_malloc(2 * size);
    for (size_t i = 0; i < 2 * size; i++) {
        twice[i] = packed[i % size];
    }
    g_autofree char *both = zf_file_gunzip(twice, 2 * size, 100, "x", &unpacked, &error);
    g_assert_cmpstr(both, ==, "hello\nhello\n");
    /* too large */
    g_assert_null(zf_file_gunzip(packed, size, 5, "x", &unpacked, &error));
    g_assert_error(error, ZF_FILE_ERROR, ZF_FILE_ERROR_TOO_LARGE);
    /* cut anywhere, or a byte changed */
    for (size_t cut = 0; cut < size; cut++) {
        g_autoptr(GError) why = NULL;
        g_assert_null(zf_file_gunzip(packed, cut, 100, "x", &unpacked, &why));
        g_assert_error(why, ZF_FILE_ERROR, ZF_FILE_ERROR_READ);
    }
    for (size_t i = 0; i < size; i++) {
        twice[i] ^= 0x10;
        g_autoptr(GError) why = NULL;
        g_autofree char *other = zf_file_gunzip(twice, size, 100, "x", &unpacked, &why);
        g_assert_true((other == NULL) == (why != NULL));
        twice[i] ^= 0x10;
    }
}

/* What is mapped is empty and can be filled to its end, before and after the heap was prepared. */
static void
test_memory(void)
{
    for (int round = 0; round < 2; round++) {
        size_t size = (5u << 20) + 3;
        unsigned char *memory = zf_memory_map(size);
        for (size_t i = 0; i < size; i += 4096) {
            g_assert_cmpuint(memory[i], ==, 0);
        }
        memset(memory, 7, size);
        g_assert_cmpuint(memory[size - 1], ==, 7);
        zf_memory_unmap(memory, size);
        zf_memory_prepare();
        g_autofree char *heap = g_malloc(6u << 20);
        memset(heap, 1, 6u << 20);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/file/write-read", test_write_read);
    g_test_add_func("/file/leftovers", test_leftovers);
    g_test_add_func("/base/file/gunzip", test_gunzip);
    g_test_add_func("/base/file/zlib-stream", test_zlib_stream);
    g_test_add_func("/base/memory", test_memory);
    return g_test_run();
}
