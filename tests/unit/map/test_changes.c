/* Maps that compare: changes, small multiples, where an area lies, which way the sheet stands. */
#include "county.h"
#include "map/mapsheet.h"

#include <string.h>

/* The county's figures as they were before: every third village had more, every other less. */
static ZfCoverage
earlier(const County *county, ZfCoverageRow **rows)
{
    ZfCoverage before = *county->coverage;
    before.as_of -= 7 * 86400;
    *rows = g_memdup2(before.rows, before.n_rows * sizeof(ZfCoverageRow));
    before.rows = *rows;
    for (size_t i = 0; i < before.n_rows; i++) {
        ZfCounts *counts = &(*rows)[i].counts;
        counts->complete = i % 3 == 0   ? MIN(counts->complete + 9, counts->in_scope)
                           : i % 3 == 1 ? counts->complete / 2
                                        : counts->complete;
        counts->seen = counts->complete;
    }
    return before;
}

static ZfMapInput
input_of(const County *county)
{
    return (ZfMapInput){.campaign = &county->campaign,
                        .areas = county->areas,
                        .n_areas = county->n_areas,
                        .roads = county->roads,
                        .n_roads = 1,
                        .water = county->water,
                        .n_water = 1,
                        .coverage = county->coverage,
                        .day = ZF_DATE_NONE};
}

static char *
draw(const ZfMapInput *input, const ZfMapOptions *options, bool multiples, unsigned *pages)
{
    g_autoptr(GError) error = NULL;
    char *placed = NULL;
    g_autoptr(ZfPaper) paper =
        zf_paper_new(&(ZfPaperOptions){.format = options->format, .dpi = 60, .created = 1});
    bool good = multiples ? zf_map_multiples(paper, input, options, &placed, &error)
                          : zf_map_coverage(paper, input, options, &placed, &error);
    g_assert_no_error(error);
    g_assert_true(good);
    *pages = zf_paper_pages(paper);
    g_autoptr(GBytes) bytes = zf_paper_finish(paper, &error);
    g_assert_no_error(error);
    return placed;
}

static const ZfMapOptions options = {
    .format = ZF_PAPER_PDF, .audience = ZF_AUDIENCE_COUNTY, .lang = ZF_LANG_ZH};

static void
test_change(void)
{
    g_autoptr(County) county = county_new(6, 4, 4000, false, ZF_LANG_ZH);
    g_autofree ZfCoverageRow *rows = NULL;
    ZfCoverage before = earlier(county, &rows);
    ZfMapInput input = input_of(county);
    input.before = &before;
    unsigned pages;
    g_autofree char *placed = draw(&input, &options, false, &pages);
    g_autofree char *path =
        g_build_filename(g_getenv("ZF_SOURCE_DIR"), "tests", "golden", "map", "change.txt", NULL);
    if (g_getenv("ZF_RENEW")) {
        g_assert_true(g_file_set_contents(path, placed, -1, NULL));
    }
    g_autofree char *stored = NULL;
    g_assert_true(g_file_get_contents(path, &stored, NULL, NULL));
    g_assert_cmpstr(placed, ==, stored);
    /* what is shown as a bound or as few is not compared: neither figure can be worked out */
    static const char *const kinds[] = {" fell_much ", " fell ", " rose_much ",
                                        " same ",      " few ",  " no_data "};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_assert_nonnull(strstr(placed, kinds[i]));
    }
    g_assert_null(strstr(placed, "≥"));
    g_assert_null(strstr(placed, "＜"));
}

static void
test_multiples(void)
{
    g_autoptr(County) county = county_new(6, 4, 4000, false, ZF_LANG_ZH);
    enum { DAYS = 15 };
    ZfCoverage days[DAYS];
    const ZfCoverage *moments[DAYS];
    for (int i = 0; i < DAYS; i++) {
        days[i] = *county->coverage;
        days[i].as_of += 86400 * i;
        moments[i] = &days[i];
    }
    ZfMapInput input = input_of(county);
    input.moments = moments;
    input.n_moments = DAYS;
    unsigned pages;
    g_autofree char *placed = draw(&input, &options, true, &pages);
    g_auto(GStrv) lines = g_strsplit(placed, "\n", -1);
    g_assert_cmpuint(pages, ==, 2);
    g_assert_cmpuint(g_strv_length(lines), ==, DAYS + 2 + 1);
    unsigned maps = 0;
    for (int i = 0; i < DAYS + 2; i++) {
        maps += g_str_has_prefix(lines[i], "map ");
    }
    g_assert_cmpuint(maps, ==, DAYS);
    /* one scale for all maps, on each page once */
    g_assert_true(g_str_has_prefix(lines[12], "scale 1:"));
    g_assert_cmpstr(lines[12], ==, lines[DAYS + 1]);
    ZfMapOptions png = options;
    png.format = ZF_PAPER_PNG;
    g_autofree char *one = draw(&input, &png, true, &pages);
    g_assert_cmpuint(pages, ==, 1);
    input.n_moments =
        ZF_MAP_MULTIPLES_MOST + 1; /* more than one picture holds: never fewer drawn */
    const ZfCoverage *many[ZF_MAP_MULTIPLES_MOST + 1];
    for (size_t i = 0; i < input.n_moments; i++) {
        many[i] = county->coverage;
    }
    input.moments = many;
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PNG, .dpi = 60});
    g_assert_false(zf_map_multiples(paper, &input, &png, NULL, &error));
    g_assert_error(error, ZF_MAP_ERROR, ZF_MAP_ERROR_EMPTY);
}

static void
test_best_fit(void)
{
    for (int tall = 0; tall < 2; tall++) {
        g_autoptr(County) county = county_new(tall ? 3 : 8, tall ? 9 : 3, 4000, false, ZF_LANG_ZH);
        ZfMapInput input = input_of(county);
        ZfMapOptions fit = options;
        ZfMapSheet fixed = zf_map_sheet(&input, &fit);
        g_assert_true(fixed.width > fixed.height);
        fit.best_fit = true;
        ZfMapSheet sheet = zf_map_sheet(&input, &fit);
        g_assert_true((sheet.height > sheet.width) == (tall == 1));
    }
}

/* With a wider area around, a small map of it takes a corner: names outside make room for it. */
static void
test_locator(void)
{
    g_autoptr(County) county = county_new(6, 4, 4000, false, ZF_LANG_ZH);
    ZfMapInput input = input_of(county);
    unsigned pages;
    g_autofree char *without = draw(&input, &options, false, &pages);
    input.wider = county->areas;
    input.n_wider = county->n_areas;
    g_autofree char *with = draw(&input, &options, false, &pages);
    g_assert_null(strstr(without, "locator"));
    g_assert_nonnull(strstr(with, "locator"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/map/changes/change", test_change);
    g_test_add_func("/map/changes/multiples", test_multiples);
    g_test_add_func("/map/changes/best-fit", test_best_fit);
    g_test_add_func("/map/changes/locator", test_locator);
    return g_test_run();
}
