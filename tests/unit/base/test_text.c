#include "base/base.h"

static void
check_clean(const char *in, const char *out, bool changed)
{
    bool got;
    g_autofree char *text = zf_text_clean(in, &got);
    g_assert_cmpstr(text, ==, out);
    g_assert_cmpint(got, ==, changed);
}

static void
test_clean(void)
{
    check_clean("柏垭村", "柏垭村", false);
    check_clean("  柏垭村 ", "柏垭村", false);
    check_clean("１２３Ａ", "123A", true);
    check_clean("'5002", "5002", true);
    check_clean("a\u00A0\u3000b", "a b", true);
    check_clean("a\nb", "a b", true);
    check_clean("\uFEFFa\u200B", "a", true);
    check_clean("", "", false);
    g_assert_true(zf_text_is_blank(" \u3000\u200B"));
    g_assert_true(zf_text_is_blank(NULL));
    g_assert_false(zf_text_is_blank(" 一"));
}

static void
test_columns(void)
{
    g_assert_cmpuint(zf_text_columns("走访 ab"), ==, 7);
    g_autofree char *left = zf_text_pad("走", 4, false);
    g_autofree char *right = zf_text_pad("12", 4, true);
    g_assert_cmpstr(left, ==, "走  ");
    g_assert_cmpstr(right, ==, "  12");
}

static void
test_distance(void)
{
    g_assert_cmpuint(zf_text_distance("柏垭村", "柏桠村", 3), ==, 1);
    g_assert_cmpuint(zf_text_distance("abc", "abc", 0), ==, 0);
    g_assert_cmpuint(zf_text_distance("abc", "xyzw", 2), ==, 3);
    g_assert_cmpuint(zf_text_distance("", "ab", 5), ==, 2);
}

static void
test_nearest(void)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    const char *const list[] = {"碧溪村", "柏垭村", "K01", "KM7-0214-3X", "KM7-0215-4X"};
    for (size_t i = 0; i < G_N_ELEMENTS(list); i++) {
        g_ptr_array_add(names, (char *)list[i]);
    }
    g_assert_cmpstr(zf_text_nearest("碧西村", names), ==, "碧溪村");
    g_assert_cmpstr(zf_text_nearest("柏桠村", names), ==, "柏垭村");
    g_assert_null(zf_text_nearest("青石村", names));
    g_assert_null(zf_text_nearest("01", names));
    g_assert_cmpstr(zf_text_nearest("KM7-0241-3X", names), ==, "KM7-0214-3X");
    g_assert_null(zf_text_nearest("", names));
}

static void
test_compare(void)
{
    g_assert_cmpint(zf_text_compare("9组", "10组"), <, 0);
    g_assert_cmpint(zf_text_compare("a", "ab"), <, 0);
    g_assert_cmpint(zf_text_compare("a01", "a1"), !=, 0);
    g_assert_cmpint(zf_text_compare("a01", "a2"), <, 0);
    g_assert_cmpint(zf_text_compare("x", "x"), ==, 0);
    g_assert_cmpint(zf_text_compare("a19", "a2"), >, 0);
    g_assert_cmpint(zf_text_compare("a129组", "a12组"), >, 0);
    g_assert_cmpint(zf_text_compare("7-010-3", "7-010-12"), <, 0);
    g_assert_cmpint(zf_text_compare("7-010-3", "7-10-2"), >, 0);
    g_assert_cmpint(zf_text_compare("12", "12a"), <, 0);
}

static void
test_numbers(void)
{
    double d;
    int64_t i;
    g_assert_true(zf_text_to_double("116.48", &d));
    g_assert_true(zf_text_to_double("-1e3", &d));
    g_assert_false(zf_text_to_double("1,5", &d));
    g_assert_false(zf_text_to_double("nan", &d));
    g_assert_false(zf_text_to_double("0x10", &d));
    g_assert_false(zf_text_to_double("", &d));
    g_assert_false(zf_text_to_double("1e999", &d));
    g_assert_true(zf_text_to_int64("-42", &i));
    g_assert_cmpint(i, ==, -42);
    g_assert_false(zf_text_to_int64("4.2", &i));
    g_autofree char *a = zf_text_from_double(1.5000, 7);
    g_autofree char *b = zf_text_from_double(-0.0001, 2);
    g_autofree char *c = zf_text_from_double(100, 0);
    g_assert_cmpstr(a, ==, "1.5");
    g_assert_cmpstr(b, ==, "0");
    g_assert_cmpstr(c, ==, "100");
    g_autofree char *t = zf_text_thousands(1234567);
    g_autofree char *u = zf_text_thousands(-9999);
    g_assert_cmpstr(t, ==, "1\u2009234\u2009567");
    g_assert_cmpstr(u, ==, "-9999");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/clean", test_clean);
    g_test_add_func("/text/columns", test_columns);
    g_test_add_func("/text/distance", test_distance);
    g_test_add_func("/text/nearest", test_nearest);
    g_test_add_func("/text/compare", test_compare);
    g_test_add_func("/text/numbers", test_numbers);
    return g_test_run();
}
