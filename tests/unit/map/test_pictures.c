/* A handful of maps as pictures, compared with those in tests/golden/map: block by block, so that
 * another version of a library may draw an edge a little differently, but nothing may be missing,
 * moved or of another colour. ZF_RENEW=1 stores them anew: look at them. */
#include "county.h"
#include "picture.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK 8
#define MOST  40 /* of 255: how far one block's mean may be off */
#define MEAN  2  /* and all of them together */

static int
mean_of(const Picture *picture, uint32_t x, uint32_t y, int channel)
{
    int sum = 0;
    int n = 0;
    for (uint32_t j = y; j < MIN(y + BLOCK, picture->height); j++) {
        for (uint32_t i = x; i < MIN(x + BLOCK, picture->width); i++, n++) {
            sum += picture->rgb[3 * ((size_t)j * picture->width + i) + channel];
        }
    }
    return sum / MAX(n, 1);
}

static void
compare(const Picture *a, const Picture *b)
{
    int64_t sum = 0;
    int64_t n = 0;
    g_assert_cmpuint(a->width, ==, b->width);
    g_assert_cmpuint(a->height, ==, b->height);
    for (uint32_t y = 0; y < a->height; y += BLOCK) {
        for (uint32_t x = 0; x < a->width; x += BLOCK) {
            for (int channel = 0; channel < 3; channel++, n++) {
                int off = abs(mean_of(a, x, y, channel) - mean_of(b, x, y, channel));
                g_assert_cmpint(off, <=, MOST);
                sum += off;
            }
        }
    }
    g_assert_cmpint(sum, <=, MEAN * n);
}

static GBytes *
draw(bool bw, bool change)
{
    g_autoptr(County) county = county_new(6, 4, 4000, false, ZF_LANG_ZH);
    ZfCoverage before = *county->coverage;
    g_autofree ZfCoverageRow *rows = g_memdup2(before.rows, before.n_rows * sizeof(ZfCoverageRow));
    before.rows = rows;
    for (size_t i = 0; i < before.n_rows; i++) {
        rows[i].counts.complete = rows[i].counts.complete * (int32_t)(10 - i % 5) / 10;
    }
    ZfMapInput input = {.campaign = &county->campaign,
                        .areas = county->areas,
                        .n_areas = county->n_areas,
                        .roads = county->roads,
                        .n_roads = 1,
                        .water = county->water,
                        .n_water = 1,
                        .coverage = county->coverage,
                        .before = change ? &before : NULL,
                        .day = ZF_DATE_NONE};
    ZfMapOptions options = {
        .format = ZF_PAPER_PNG, .audience = ZF_AUDIENCE_COUNTY, .lang = ZF_LANG_ZH, .bw = bw};
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_PNG, .dpi = 50});
    g_assert_true(zf_map_coverage(paper, &input, &options, NULL, NULL));
    return zf_paper_finish(paper, NULL);
}

static void
test_picture(gconstpointer name)
{
    g_autoptr(GBytes) bytes = draw(strstr(name, "bw"), strstr(name, "change"));
    g_assert_nonnull(bytes);
    g_autofree char *path =
        g_build_filename(g_getenv("ZF_SOURCE_DIR"), "tests", "golden", "map", name, NULL);
    gsize size;
    const uint8_t *data = g_bytes_get_data(bytes, &size);
    if (g_getenv("ZF_RENEW")) {
        g_assert_true(g_file_set_contents(path, (const char *)data, (gssize)size, NULL));
    }
    g_autofree char *stored = NULL;
    gsize stored_size;
    g_assert_true(g_file_get_contents(path, &stored, &stored_size, NULL));
    g_auto(Picture) now = picture_unpack(data, size, 50);
    g_auto(Picture) then = picture_unpack((const uint8_t *)stored, stored_size, 50);
    compare(&now, &then);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/map/pictures/coverage", "coverage.png", test_picture);
    g_test_add_data_func("/map/pictures/coverage-bw", "coverage-bw.png", test_picture);
    g_test_add_data_func("/map/pictures/change", "change.png", test_picture);
    g_test_add_data_func("/map/pictures/change-bw", "change-bw.png", test_picture);
    return g_test_run();
}
