#include "base/base.h"

static void
test_place(void)
{
    g_autoptr(ZfFindings) findings = zf_findings_new();
    zf_findings_add_at(findings, ZF_SEVERITY_QUARANTINE, "date", "a.xlsx", "一组", 7, 28,
                       "2014/13/01", "not a date", "type 2014-01-13");
    zf_findings_add(findings, ZF_SEVERITY_WARNING, "hidden", "3 hidden rows were read");
    g_autofree char *cell = zf_finding_cell(zf_findings_get(findings, 0));
    g_autofree char *whole = zf_finding_cell(zf_findings_get(findings, 1));
    g_assert_cmpstr(cell, ==, "AB7");
    g_assert_cmpstr(whole, ==, "");
    g_assert_cmpuint(zf_findings_count_of(findings, ZF_SEVERITY_WARNING), ==, 1);
    g_autofree char *z = zf_column_name(26);
    g_autofree char *aaa = zf_column_name(703);
    g_assert_cmpstr(z, ==, "Z");
    g_assert_cmpstr(aaa, ==, "AAA");
}

static void
test_move(void)
{
    g_autoptr(ZfFindings) a = zf_findings_new();
    g_autoptr(ZfFindings) b = zf_findings_new();
    zf_findings_add(a, ZF_SEVERITY_FIXED, "a", "a");
    zf_findings_add(b, ZF_SEVERITY_FIXED, "b", "b");
    zf_findings_move(a, b);
    g_assert_cmpuint(zf_findings_count(a), ==, 2);
    g_assert_cmpuint(zf_findings_count(b), ==, 0);
    g_assert_cmpstr(zf_findings_get(a, 1)->code, ==, "b");
    zf_findings_add(b, ZF_SEVERITY_FIXED, "c", "c");
    g_assert_cmpuint(zf_findings_count(b), ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/finding/place", test_place);
    g_test_add_func("/finding/move", test_move);
    return g_test_run();
}
