#include "say/say.h"

static void
good(const char *word)
{
    g_assert_nonnull(word);
    g_assert_true(g_utf8_validate(word, -1, NULL));
    g_assert_cmpuint(strlen(word), >, 0);
}

static void
test_every_value(void)
{
    for (int i = 0; i < 2; i++) {
        ZfLang lang = (ZfLang)i;
#define EVERY(list, call)                                                                          \
    for (int v = 0; v < zf_code_count(list); v++) {                                                \
        good(call);                                                                                \
    }
        EVERY(ZF_CODES_AUDIENCE, zf_say_audience(lang, (ZfAudience)v))
        EVERY(ZF_CODES_LEVEL, zf_say_level(lang, (ZfAreaLevel)v))
        EVERY(ZF_CODES_ROLE, zf_say_role(lang, (ZfRole)v))
        EVERY(ZF_CODES_CATEGORY, zf_say_category(lang, (unsigned)v))
        EVERY(ZF_CODES_TRAIT, zf_say_trait(lang, (unsigned)v))
        EVERY(ZF_CODES_LOCATION, zf_say_location(lang, (ZfLocationSource)v))
        EVERY(ZF_CODES_VISIT_MODE, zf_say_visit_mode(lang, (ZfVisitMode)v))
        EVERY(ZF_CODES_OUTCOME, zf_say_outcome(lang, (ZfOutcome)v))
        EVERY(ZF_CODES_CLEAR, zf_say_clear(lang, (unsigned)v))
        EVERY(ZF_CODES_SAFETY, zf_say_safety(lang, (unsigned)v))
        EVERY(ZF_CODES_HAZARD, zf_say_hazard(lang, (ZfHazardState)v))
        EVERY(ZF_CODES_AGREEMENT, zf_say_agreement(lang, (ZfAgreement)v))
        EVERY(ZF_CODES_MODE, zf_say_mode(lang, (ZfTravelMode)v))
        EVERY(ZF_CODES_PLACE, zf_say_place(lang, (ZfPlaceKind)v))
        EVERY(ZF_CODES_SKILL, zf_say_skill(lang, (unsigned)v, NULL))
        EVERY(ZF_CODES_VOLUNTEER, zf_say_volunteer(lang, (ZfVolunteerKind)v))
        EVERY(ZF_CODES_PRIORITY, zf_say_priority(lang, (unsigned)v))
        EVERY(ZF_CODES_UNPLANNED, zf_say_unplanned_reason(lang, (ZfUnplannedReason)v))
        EVERY(ZF_CODES_SCOPE, zf_say_scope(lang, (ZfScope)v))
        EVERY(ZF_CODES_STATE, zf_say_state(lang, (ZfState)v))
        EVERY(ZF_CODES_CLASS, zf_say_class(lang, (ZfClass)v))
        EVERY(ZF_CODES_UNIT, zf_say_unit(lang, (ZfUnit)v))
#undef EVERY
        for (unsigned rung = 0; rung < ZF_SAY_RUNGS; rung++) {
            good(zf_say_rung(lang, rung));
        }
    }
}

static void
test_lists(void)
{
    g_autofree char *two = zf_say_categories(ZF_LANG_ZH, ZF_CATEGORY_RURAL_LEFT | ZF_CATEGORY_POOR);
    g_assert_cmpstr(two, ==, "农村留守儿童、贫困家庭");
    g_autofree char *none = zf_say_priorities(ZF_LANG_ZH, 0);
    g_assert_cmpstr(none, ==, "");
    const char *custom[ZF_SKILL_CUSTOM_MAX] = {"苗语"};
    g_autofree char *skills =
        zf_say_skills(ZF_LANG_ZH, 1u << ZF_SKILL_FEMALE | 1u << ZF_SKILL_CUSTOM, custom);
    g_assert_cmpstr(skills, ==, "女访员、苗语");
}

static void
test_class_target(void)
{
    g_autofree char *met = zf_say_class_target(ZF_LANG_ZH, ZF_CLASS_TARGET, 950, 0);
    g_assert_cmpstr(met, ==, "≥95 %");
    g_autofree char *under = zf_say_class_target(ZF_LANG_EN, ZF_CLASS_UNDER_TARGET, 975, 0);
    g_assert_cmpstr(under, ==, "80 % to <97.5 %");
    g_autofree char *few = zf_say_class_target(ZF_LANG_ZH, ZF_CLASS_FEW, 950, 5);
    g_assert_cmpstr(few, ==, "少于 5 人");
}

static void
test_rungs(void)
{
    ZfCounts counts = {.registered = 8, .in_scope = 7, .seen = 2, .complete = 1};
    g_assert_cmpint(zf_counts_rung(&counts, 0), ==, 8);
    g_assert_cmpint(zf_counts_rung(&counts, 6), ==, 2);
    g_assert_cmpint(zf_counts_rung(&counts, 7), ==, 1);
}

static void
test_surname(void)
{
    static const char *const cases[][2] = {
        {"田小明", "田某"},        {"欧阳小明", "欧阳某"},  {"司马光", "司马某"}, {"司马", "司某"},
        {"买买提·吐尔逊", "买某"}, {"Anna Frick", "Frick"}, {"Frick", "Frick"},   {"", ""},
        {" 田 ", "田某"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *name = zf_say_surname(cases[i][0]);
        g_assert_cmpstr(name, ==, cases[i][1]);
    }
}

static void
test_age(void)
{
    ZfDate day = zf_date_from_civil((ZfCivil){2026, 2, 14});
    ZfDate birth = zf_date_from_civil((ZfCivil){2018, 5, 1});
    g_autofree char *band = zf_say_age_band(ZF_LANG_ZH, birth, day);
    g_assert_cmpstr(band, ==, "6—8 岁");
    g_autofree char *english = zf_say_age_band(ZF_LANG_EN, birth, day);
    g_assert_cmpstr(english, ==, "6–8 y");
    g_autofree char *age = zf_say_age(ZF_LANG_ZH, birth, day);
    g_assert_cmpstr(age, ==, "7 岁");
    g_autofree char *none = zf_say_age_band(ZF_LANG_ZH, ZF_DATE_NONE, day);
    g_assert_cmpstr(none, ==, "年龄不详");
    g_autofree char *tail = zf_say_id_tail("999101201805013421");
    g_assert_cmpstr(tail, ==, "**** 3421");
    g_autofree char *no_id = zf_say_id_tail("");
    g_assert_cmpstr(no_id, ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/word/every-value", test_every_value);
    g_test_add_func("/word/lists", test_lists);
    g_test_add_func("/word/class-target", test_class_target);
    g_test_add_func("/word/rungs", test_rungs);
    g_test_add_func("/person/surname", test_surname);
    g_test_add_func("/person/age", test_age);
    return g_test_run();
}
