/* testdata: where the big real files are, and small ones made on the spot. */
#pragma once

#include "gis/gis.h"

#include <glib/gstdio.h>

/* ret: the path of a real file, or NULL after marking the test as skipped. */
static inline char *
real_data(const char *name)
{
    const char *root = g_getenv("ZF_DATA");
    g_autofree char *beside =
        g_build_filename(g_getenv("ZF_SOURCE_DIR"), "..", "shared", "data", NULL);
    char *path = g_build_filename(root ? root : beside, name, NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_autofree char *message = g_strdup_printf("%s is not here (set ZF_DATA)", name);
        g_test_skip(message);
        g_clear_pointer(&path, g_free);
    }
    return path;
}

/* A scratch folder of this test program. */
static inline char *
scratch(const char *name)
{
    static char *folder;
    if (!folder) {
        folder = g_dir_make_tmp("zf-gis-XXXXXX", NULL);
    }
    return g_build_filename(folder, name, NULL);
}

static inline void
put_file(const char *path, const void *bytes, gssize size)
{
    g_assert_true(g_file_set_contents(path, bytes, size, NULL));
}
