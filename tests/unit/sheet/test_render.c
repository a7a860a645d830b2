#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* A file in the test's own folder; ZF_KEEP=DIR keeps what was drawn, to look at. */
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

/* Runs a program. ret: its output, NULL when it is not installed. */
static char *
run(const char *program, const char *const *args)
{
    g_autofree char *found = g_find_program_in_path(program);
    if (found == NULL) {
        return NULL;
    }
    g_autoptr(GPtrArray) argv = g_ptr_array_new();
    g_ptr_array_add(argv, found);
    for (; *args != NULL; args++) {
        g_ptr_array_add(argv, (char *)*args);
    }
    g_ptr_array_add(argv, NULL);
    char *out = NULL;
    int status = 0;
    g_autoptr(GError) error = NULL;
    g_spawn_sync(NULL, (char **)argv->pdata, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out,
                 NULL, &status, &error);
    g_assert_no_error(error);
    g_assert_true(g_spawn_check_wait_status(status, NULL));
    return out;
}

static char *
draw(const Fixture *f, const ZfSheetOptions *options, const char *name, int32_t *pages)
{
    char *path = out_path(name);
    ZfSheetInput input = fixture_input(f);
    GError *error = NULL;
    bool ok = zf_sheet_render(&input, options, path, pages, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(ok);
    return path;
}

static const ZfSheetOptions plain = {.created = 1770000000};

static void
test_chinese(void)
{
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, 11, 1);
    int32_t pages = 0;
    g_autofree char *path = draw(f, &plain, "sheet-zh.pdf", &pages);
    g_assert_cmpint(pages, >=, 7);
    drop(path);
}

static void
test_english(void)
{
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_EN, 9, 1);
    g_autofree char *path = draw(f, &plain, "sheet-en.pdf", NULL);
    drop(path);
}

static void
test_large(void)
{
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, 5, 1);
    ZfSheetOptions options = plain;
    options.large = options.bw = options.names = options.phone = true;
    g_autofree char *path = draw(f, &options, "sheet-large.pdf", NULL);
    drop(path);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sheet/chinese", test_chinese);
    g_test_add_func("/sheet/english", test_english);
    g_test_add_func("/sheet/large", test_large);
    (void)run;
    return g_test_run();
}
