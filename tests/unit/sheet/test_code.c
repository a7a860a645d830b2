#include "sheet/sheet.h"

static void
test_there_and_back(void)
{
    g_autofree char *code = zf_sheet_code("LM7-0214-3X", 3, "7c1f90be22d4");
    g_assert_cmpstr(code, ==, "LM702143X-03-7C1F90");
    g_assert_cmpuint(strlen(code), <=, 20);
    ZfSheetCode read;
    g_assert_true(zf_sheet_code_parse(code, &read));
    g_assert_cmpstr(read.number, ==, "LM702143X");
    g_assert_cmpint(read.page, ==, 3);
    g_assert_cmpstr(read.hash, ==, "7c1f90");
    g_autofree char *many = zf_sheet_code("LM7-0214-3X", 123, "7c1f90be22d4");
    g_assert_cmpstr(many, ==, "LM702143X-123-7C1F90");
    g_assert_true(zf_sheet_code_parse(many, &read));
    g_assert_cmpint(read.page, ==, 123);
}

static void
test_refused(void)
{
    g_assert_null(zf_sheet_code("LM7-0214-3XYZW", 3, "7c1f90be22d4"));
    g_assert_null(zf_sheet_code("鹿7-0214", 3, "7c1f90be22d4"));
    static const char *const wrong[] = {"",
                                        "LM702143X",
                                        "LM702143X-03",
                                        "LM702143X-03-7C1F9",
                                        "LM702143X-03-7C1F900",
                                        "LM702143X-00-7C1F90",
                                        "LM702143X-3-7C1F90",
                                        "lm702143x-03-7c1f90",
                                        "-03-7C1F90",
                                        "geo:29.858042,107.075533",
                                        "AAAAAAAAAAAAAAAAAAAAAAAA-03-7C1F90"};
    ZfSheetCode untouched = {.page = 77};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_assert_false(zf_sheet_code_parse(wrong[i], &untouched));
    }
    g_assert_cmpint(untouched.page, ==, 77);
}

static void
test_navigation(void)
{
    ZfLonLat point = {116.404, 39.915};
    g_autofree char *geo = zf_sheet_navigation(ZF_NAVIGATION_GEO, ZF_LANG_ZH, point, 4);
    g_assert_cmpstr(geo, ==, "geo:39.915000,116.404000");
    g_autofree char *amap = zf_sheet_navigation(ZF_NAVIGATION_AMAP, ZF_LANG_ZH, point, 4);
    g_assert_cmpstr(amap, ==,
                    "https://uri.amap.com/navigation?to=116.410244,39.916404,%E5%81%9C4&mode=walk"
                    "&src=zoufang&callnative=1");
    g_autofree char *tencent = zf_sheet_navigation(ZF_NAVIGATION_TENCENT, ZF_LANG_EN, point, 4);
    g_assert_cmpstr(tencent, ==,
                    "https://apis.map.qq.com/uri/v1/routeplan?type=walk&to=Stop%204"
                    "&tocoord=39.915000,116.404000&coord_type=1&referer=zoufang");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/code/there-and-back", test_there_and_back);
    g_test_add_func("/code/refused", test_refused);
    g_test_add_func("/code/navigation", test_navigation);
    return g_test_run();
}
