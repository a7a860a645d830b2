#include "say/say.h"

/* Bits of the places {1} … {9} that a sentence has. */
static uint32_t
places(const char *text)
{
    uint32_t set = 0;
    for (const char *p = strchr(text, '{'); p != NULL; p = strchr(p + 1, '{')) {
        g_assert_true(p[1] >= '1' && p[1] <= '9' && p[2] == '}');
        set |= 1u << (p[1] - '0');
    }
    return set;
}

static void
test_both_languages(void)
{
    for (int i = 0; i < ZF_SAY_COUNT; i++) {
        const char *zh = zf_say(ZF_LANG_ZH, i);
        const char *en = zf_say(ZF_LANG_EN, i);
        g_assert_true(zh != NULL && zh[0] != '\0' && g_utf8_validate(zh, -1, NULL));
        g_assert_true(en != NULL && en[0] != '\0' && g_utf8_validate(en, -1, NULL));
        if (places(zh) != places(en)) {
            g_error("different places: %s | %s", zh, en);
        }
        uint32_t set = places(zh);
        g_assert_cmpuint(set & (set + 2), ==, 0); /* {1} … {n} without a gap */
    }
}

static void
test_fill(void)
{
    g_autofree char *zh = zf_say_fill(ZF_LANG_ZH, ZF_SAY_PAGE_OF, "2", "8");
    g_assert_cmpstr(zh, ==, "第 2 / 8 页");
    g_autofree char *en = zf_say_fill(ZF_LANG_EN, ZF_SAY_DATE_WEEKDAY, "14 Feb", "Saturday");
    g_assert_cmpstr(en, ==, "Saturday, 14 Feb");
    /* what is filled in is not looked at again */
    g_autofree char *odd = zf_say_fill(ZF_LANG_EN, ZF_SAY_PAGE_OF, "{2}", "8");
    g_assert_cmpstr(odd, ==, "page {2} / 8");
}

static void
test_lang_tag(void)
{
    g_assert_cmpstr(zf_say_lang_tag(ZF_LANG_ZH), ==, "zh-CN");
    g_assert_cmpstr(zf_say_lang_tag(ZF_LANG_EN), ==, "en");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sentence/both-languages", test_both_languages);
    g_test_add_func("/sentence/fill", test_fill);
    g_test_add_func("/sentence/lang-tag", test_lang_tag);
    return g_test_run();
}
