#include "model/model.h"

static void
test_all(void)
{
    for (int list = 0; list < ZF_CODES_LISTS; list++) {
        g_assert_cmpint(zf_code_count(list), >, 0);
        for (int i = 0; i < zf_code_count(list); i++) {
            int value = -1;
            g_assert_true(zf_code_find(list, zf_code(list, i), &value));
            g_assert_cmpint(value, ==, i);
        }
        int untouched = 77;
        g_assert_false(zf_code_find(list, "no such code", &untouched));
        g_assert_cmpint(untouched, ==, 77);
    }
    g_assert_cmpint(zf_code_count(ZF_CODES_CATEGORY), ==, ZF_CATEGORY_COUNT);
    g_assert_cmpint(zf_code_count(ZF_CODES_TRAIT), ==, ZF_TRAIT_COUNT);
    g_assert_cmpint(zf_code_count(ZF_CODES_OUTCOME), ==, ZF_OUTCOME_COUNT);
    g_assert_cmpint(zf_code_count(ZF_CODES_PLACE), ==, ZF_PLACE_COUNT);
    g_assert_cmpint(zf_code_count(ZF_CODES_VOLUNTEER), ==, ZF_VOLUNTEER_COUNT);
    g_assert_cmpint(zf_code_count(ZF_CODES_MODE), ==, ZF_MODE_COUNT);
    g_assert_cmpint(zf_code_count(ZF_CODES_CUE), ==, ZF_CUE_COUNT);
    g_assert_cmpint(zf_code_count(ZF_CODES_UNPLANNED), ==, ZF_UNPLANNED_COUNT);
    g_assert_cmpint(zf_code_count(ZF_CODES_SCOPE), ==, ZF_SCOPE_COUNT);
    g_assert_cmpint(zf_code_count(ZF_CODES_FATE), ==, ZF_FATE_COUNT);
    g_assert_cmpint(zf_code_count(ZF_CODES_IMPORT), ==, ZF_IMPORT_COUNT);
    g_assert_cmpint(zf_code_count(ZF_CODES_CLASS), ==, ZF_CLASS_COUNT);
    g_assert_cmpint(zf_code_count(ZF_CODES_PRIORITY), ==, ZF_PRIORITY_COUNT);
}

static void
test_sets(void)
{
    uint64_t bits = ZF_CATEGORY_RURAL_LEFT | ZF_CATEGORY_DISABLED;
    g_autofree char *text = zf_codes_format(ZF_CODES_CATEGORY, bits);
    g_assert_cmpstr(text, ==, "rural_left,disabled");
    uint64_t back = 0;
    g_assert_true(zf_codes_parse(ZF_CODES_CATEGORY, text, &back));
    g_assert_cmpuint(back, ==, bits);
    g_assert_true(zf_codes_parse(ZF_CODES_CATEGORY, "", &back));
    g_assert_cmpuint(back, ==, 0);
    g_assert_false(zf_codes_parse(ZF_CODES_CATEGORY, "rural_left,nope", &back));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/codes/all", test_all);
    g_test_add_func("/codes/sets", test_sets);
    return g_test_run();
}
