/* bench_sheets [ROUTES] [STOPS]: worksheets of a made-up valley (200 routes of 8 stops), in CPU
 * seconds: all in one file, one file a route in one thread and in two. Says whether the bytes are
 * the same. The first run of a process also finds the fonts; it is drawn once before. */
#include "../unit/sheet/fixture.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double
cpu_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
must(bool ok, GError *error)
{
    if (!ok) {
        fprintf(stderr, "bench_sheets: %s\n", error->message);
        exit(1);
    }
}

static char **
names_in(const char *folder, unsigned round, size_t n)
{
    char **names = g_new0(char *, n + 1);
    for (size_t i = 0; i < n; i++) {
        names[i] = g_strdup_printf("%s/%u-%03zu.pdf", folder, round, i);
    }
    return names;
}

/* Draws one file a route. ret: CPU seconds. */
static double
draw_each(const ZfSheetInput *input, unsigned threads, char **paths, int32_t *pages)
{
    ZfSheetOptions options = {.created = 1770000000, .threads = threads};
    GError *error = NULL;
    double start = cpu_s();
    must(zf_sheet_render_each(input, &options, (const char *const *)paths, pages, NULL, &error),
         error);
    return cpu_s() - start;
}

/* ret: bytes of all files together; same: whether both rounds are alike. Removes them. */
static size_t
compare(char **a, char **b, size_t n, bool *same)
{
    size_t bytes = 0;
    for (size_t i = 0; i < n; i++) {
        g_autofree char *x = NULL;
        g_autofree char *y = NULL;
        gsize nx = 0;
        gsize ny = 0;
        *same = g_file_get_contents(a[i], &x, &nx, NULL) &&
                g_file_get_contents(b[i], &y, &ny, NULL) && nx == ny && memcmp(x, y, nx) == 0 &&
                *same;
        bytes += nx;
        g_remove(a[i]);
        g_remove(b[i]);
    }
    return bytes;
}

int
main(int argc, char **argv)
{
    uint32_t routes = argc > 1 ? (uint32_t)atoi(argv[1]) : 200;
    uint32_t stops = argc > 2 ? (uint32_t)atoi(argv[2]) : 8;
    if (routes < 1 || stops < 1) {
        fprintf(stderr, "usage: bench_sheets [ROUTES] [STOPS]\n");
        return 2;
    }
    g_autofree char *folder = g_dir_make_tmp("zoufang-bench-XXXXXX", NULL);
    g_autoptr(Fixture) f = fixture_new(ZF_LANG_ZH, stops, routes);
    ZfSheetInput input = fixture_input(f);
    ZfSheetOptions options = {.created = 1770000000};
    g_autofree int32_t *pages = g_new0(int32_t, routes);
    g_autofree char *one = g_build_filename(folder, "all.pdf", NULL);
    GError *error = NULL;
    ZfSheetInput warm = input;
    warm.n_routes = 1;
    must(zf_sheet_render(&warm, &options, one, pages, NULL, &error), error);
    double start = cpu_s();
    must(zf_sheet_render(&input, &options, one, pages, NULL, &error), error);
    double whole = cpu_s() - start;
    int64_t n = 0;
    for (uint32_t i = 0; i < routes; i++) {
        n += pages[i];
    }
    GStatBuf whole_file = {0};
    g_stat(one, &whole_file);
    g_remove(one);
    g_auto(GStrv) a = names_in(folder, 1, routes);
    g_auto(GStrv) b = names_in(folder, 2, routes);
    double single = draw_each(&input, 1, a, pages);
    double twice = draw_each(&input, 2, b, pages);
    bool same = true;
    size_t bytes = compare(a, b, routes, &same);
    g_rmdir(folder);
    printf("sheets: %u routes of %u stops, %ld pages\n", routes, stops, (long)n);
    printf("one file: %.2f s CPU, %.1f ms a page, %.2f MB\n", whole, whole * 1000 / (double)n,
           (double)whole_file.st_size / 1e6);
    printf("one file a route: %.2f s CPU, %.1f ms a page, %.2f MB; two threads %.2f s, x%.2f\n",
           single, single * 1000 / (double)n, (double)bytes / 1e6, twice, twice / single);
    printf("bytes by threads: %s\n", same ? "the same" : "DIFFERENT");
    return same ? 0 : 1;
}
