#include "map/numbers.h"

#include <stdlib.h>
#include <string.h>

static const ZfRect bounds = {12, 31, 186, 150};

static ZfNumbers *
make(const ZfNumberSite *sites, size_t n, const ZfRect *taken, size_t n_taken)
{
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){.format = ZF_PAPER_MEASURE});
    ZfCanvas *canvas = zf_paper_page(paper, 210, 297, NULL);
    return zf_numbers_new(canvas, bounds, sites, n, 2.6, taken, n_taken);
}

/* Marks the numbers that a text such as "3、12–15" names. */
static void
mark(const char *text, bool *seen, unsigned most)
{
    g_auto(GStrv) parts = g_strsplit(text, "、", -1);
    for (size_t i = 0; parts[i]; i++) {
        const char *dash = strstr(parts[i], "–");
        unsigned first = (unsigned)strtoul(parts[i], NULL, 10);
        unsigned last = dash ? (unsigned)strtoul(dash + strlen("–"), NULL, 10) : first;
        for (unsigned k = first; k <= last; k++) {
            g_assert_cmpuint(k, <=, most);
            g_assert_false(seen[k]);
            seen[k] = true;
        }
    }
}

/* Whatever the input: every number once, no leaders that cross, labels inside, and, where there is
 * room for none for each, several in one label rather than one on another. */
static void
test_random(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(11);
    for (int round = 0; round < 16; round++) {
        size_t n = 1 + (size_t)g_rand_int_range(rand, 0, round < 14 ? 60 : 130);
        double spread = round % 4 == 0 ? 6 : round % 4 == 1 ? 25 : 180; /* mm: dense or not */
        g_autofree ZfNumberSite *sites = g_new0(ZfNumberSite, n);
        for (size_t i = 0; i < n; i++) {
            sites[i] = (ZfNumberSite){.at = {13 + g_rand_double(rand) * spread,
                                             32 + g_rand_double(rand) * MIN(spread, 145)},
                                      .number = (unsigned)i + 1,
                                      .rough = i % 13 == 5};
            if (i > 0 && g_rand_int_range(rand, 0, 6) == 0) {
                sites[i].at = sites[i - 1].at; /* ten homes in one house */
            }
        }
        g_autoptr(ZfNumbers) numbers = make(sites, n, NULL, 0);
        g_autofree bool *seen = g_new0(bool, n + 1);
        for (size_t i = 0; i < numbers->n; i++) {
            mark(numbers->labels[i].text, seen, (unsigned)n);
            g_assert_true(numbers->places[i].placed);
        }
        for (size_t k = 1; k <= n; k++) {
            g_assert_true(seen[k]);
        }
        g_assert_cmpuint(zf_point_labels_crossings(numbers->places, numbers->n), ==, 0);
        if (spread > 6) {
            g_assert_cmpuint(numbers->crowded, ==, 0);
        }
        if (numbers->crowded == 0) {
            g_assert_cmpuint(zf_point_labels_overlaps(numbers->places, numbers->n), ==, 0);
        }
        g_autoptr(ZfNumbers) again = make(sites, n, NULL, 0);
        g_autoptr(GString) a = g_string_new(NULL);
        g_autoptr(GString) b = g_string_new(NULL);
        zf_numbers_dump(numbers, a);
        zf_numbers_dump(again, b);
        g_assert_cmpstr(a->str, ==, b->str);
    }
}

static void
test_same_spot(void)
{
    const ZfNumberSite sites[] = {{{50, 60}, 3, false, false},   {{90, 60}, 4, false, true},
                                  {{50, 60}, 12, false, true},   {{50.1, 60}, 13, false, true},
                                  {{50, 60.1}, 14, false, true}, {{50, 60}, 15, false, true},
                                  {{50, 60}, 20, true, false}};
    g_autoptr(ZfNumbers) numbers = make(sites, G_N_ELEMENTS(sites), NULL, 0);
    g_assert_cmpuint(numbers->n, ==, 3);
    g_assert_cmpstr(numbers->labels[0].text, ==, "3、12–15");
    g_assert_false(numbers->dots[0].done);
    g_assert_true(numbers->dots[1].done);
    g_assert_cmpstr(numbers->labels[2].text, ==, "20"); /* only somewhere around */
}

static void
test_taken(void)
{
    const ZfNumberSite site = {{60, 80}, 1, false, false};
    const ZfRect right = {60.9, 60, 40, 40};
    g_autoptr(ZfNumbers) numbers = make(&site, 1, &right, 1);
    g_assert_false(zf_rect_meets(numbers->places[0].box, right));
    g_assert_cmpfloat(numbers->places[0].box.x, <, 60);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/map/numbers/random", test_random);
    g_test_add_func("/map/numbers/same-spot", test_same_spot);
    g_test_add_func("/map/numbers/taken", test_taken);
    return g_test_run();
}
