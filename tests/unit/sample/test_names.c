#include "sample/names.h"

#include <string.h>

/* ISO 7064 MOD 11-2: with its check character a number leaves 1 when divided by 11. */
static bool
id_is_right(const char *id)
{
    static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1};
    int sum = 0;
    for (int i = 0; i < 18; i++) {
        sum += weights[i] * (id[i] == 'X' ? 10 : id[i] - '0');
    }
    return sum % 11 == 1;
}

static void
test_ids(void)
{
    g_assert_true(id_is_right("11010519491231002X")); /* the example of GB 11643-1999 */
    g_autoptr(IdMaker) maker = id_maker_new(10000, 20600);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (int i = 0; i < 4000; i++) {
        char id[19];
        ZfSex sex = i % 2 ? ZF_SEX_MALE : ZF_SEX_FEMALE;
        ZfDate birth = i < 2400 ? 16000 : 10000 + i;
        id_make(maker, birth, sex, id);
        g_assert_cmpuint(strlen(id), ==, 18);
        g_assert_true(id_is_right(id));
        g_assert_cmpint(memcmp(id, "9901", 4), ==, 0);
        g_assert_cmpint((id[16] - '0') % 2, ==, sex == ZF_SEX_MALE);
        g_assert_true(g_hash_table_add(seen, g_strdup(id))); /* nobody twice */
        ZfCivil day = zf_date_to_civil(birth);
        g_autofree char *text = g_strdup_printf("%04d%02d%02d", day.year, day.month, day.day);
        g_assert_cmpint(memcmp(id + 6, text, 8), ==, 0);
    }
}

static void
test_places(void)
{
    ZfRng rng;
    zf_rng_init(&rng, 1, 1);
    g_autoptr(GPtrArray) villages = names_villages(&rng, 1000);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < villages->len; i++) {
        g_assert_true(g_str_has_suffix(villages->pdata[i], "村"));
        g_assert_true(g_hash_table_add(seen, villages->pdata[i]));
    }
    g_autoptr(GPtrArray) towns = names_towns(&rng, 50);
    g_assert_cmpstr(towns->pdata[0], ==, "鹿溪镇");
}

static void
test_words(void)
{
    char text[NAME_BYTES];
    names_number(3, text);
    g_assert_cmpstr(text, ==, "三");
    names_number(10, text);
    g_assert_cmpstr(text, ==, "十");
    names_number(21, text);
    g_assert_cmpstr(text, ==, "二十一");
    ZfRng rng;
    zf_rng_init(&rng, 1, 1);
    char phone[12];
    names_phone(&rng, phone);
    g_assert_cmpuint(strlen(phone), ==, 11);
    g_assert_true(g_str_has_prefix(phone, "14000"));
    names_person(&rng, "田", ZF_SEX_FEMALE, true, text);
    g_assert_true(g_str_has_prefix(text, "田"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/names/ids", test_ids);
    g_test_add_func("/names/places", test_places);
    g_test_add_func("/names/words", test_words);
    return g_test_run();
}
