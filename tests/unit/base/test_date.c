#include "base/base.h"

static void
test_civil(void)
{
    for (ZfDate d = -800000; d < 2900000; d += 17) {
        ZfCivil civil = zf_date_to_civil(d);
        if (civil.year >= 1 && civil.year <= 9999) {
            g_assert_true(zf_civil_valid(civil));
            g_assert_cmpint(zf_date_from_civil(civil), ==, d);
        }
    }
    g_assert_cmpint(zf_date_from_civil((ZfCivil){1970, 1, 1}), ==, 0);
    g_assert_cmpint(zf_date_from_civil((ZfCivil){2026, 2, 14}), ==, 20498);
    g_assert_cmpint(zf_date_weekday(20498), ==, 5); /* a Saturday */
    g_assert_cmpint(zf_date_weekday(-4), ==, 6);
    g_assert_false(zf_civil_valid((ZfCivil){2023, 2, 29}));
    g_assert_false(zf_civil_valid((ZfCivil){1900, 2, 29}));
    g_assert_true(zf_civil_valid((ZfCivil){2000, 2, 29}));
}

static void
test_parse(void)
{
    ZfDate date = 7;
    g_assert_true(zf_date_parse("2026-02-14", &date));
    g_assert_cmpint(date, ==, 20498);
    const char *bad[] = {"",         "2026-2-14",  "2026-02-30", "2026/02/14", "2026-02-14x",
                         "20260214", "2026-13-01", "0000-01-01"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_assert_false(zf_date_parse(bad[i], &date));
    }
    g_autofree char *text = zf_date_format(date);
    g_assert_cmpstr(text, ==, "2026-02-14");
    g_autofree char *none = zf_date_format(ZF_DATE_NONE);
    g_assert_cmpstr(none, ==, "");
}

static void
test_time(void)
{
    int32_t t;
    g_assert_true(zf_time_parse("08:45", &t));
    g_assert_cmpint(t, ==, 31500);
    g_assert_true(zf_time_parse("24:00", &t));
    g_assert_false(zf_time_parse("24:01", &t));
    g_assert_false(zf_time_parse("8:45", &t));
    g_assert_false(zf_time_parse("08:61", &t));
    g_autofree char *text = zf_time_format(90600);
    g_assert_cmpstr(text, ==, "25:10");
}

static void
test_stamp(void)
{
    ZfStamp stamp;
    g_assert_true(zf_stamp_parse("2026-02-15", true, &stamp));
    g_autofree char *late = zf_stamp_format(stamp);
    g_assert_cmpstr(late, ==, "2026-02-15 23:59");
    g_assert_true(zf_stamp_parse("2026-02-15T18:00", true, &stamp));
    g_autofree char *six = zf_stamp_format(stamp);
    g_assert_cmpstr(six, ==, "2026-02-15 18:00");
    g_assert_cmpint(zf_stamp_date(stamp), ==, 20499);
    g_assert_cmpint(zf_stamp_date(-1), ==, -1);
    g_assert_cmpint(zf_stamp_date(-86400), ==, -1);
    g_setenv("SOURCE_DATE_EPOCH", "86400", TRUE);
    g_assert_cmpint(zf_stamp_now(), ==, 86400);
}

static void
test_age(void)
{
    ZfDate birth;
    ZfDate day;
    g_assert_true(zf_date_parse("2012-02-29", &birth));
    g_assert_true(zf_date_parse("2026-02-28", &day));
    g_assert_cmpint(zf_date_age(birth, day), ==, 13);
    g_assert_cmpint(zf_date_age(birth, day + 1), ==, 14);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/date/civil", test_civil);
    g_test_add_func("/date/parse", test_parse);
    g_test_add_func("/date/time", test_time);
    g_test_add_func("/date/stamp", test_stamp);
    g_test_add_func("/date/age", test_age);
    return g_test_run();
}
