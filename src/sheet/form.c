#include "sheet/form.h"

#define BOX(row, x, say)                                                                           \
    {                                                                                              \
        ZF_FORM_BOX, row, x, 0, ZF_SAY_##say                                                       \
    }
#define WORD(row, x, say)                                                                          \
    {                                                                                              \
        ZF_FORM_WORD, row, x, 0, ZF_SAY_##say                                                      \
    }
#define LABEL(row, x, w, say)                                                                      \
    {                                                                                              \
        ZF_FORM_LABEL, row, x, w, ZF_SAY_##say                                                     \
    }
#define BLANK(row, x, w)                                                                           \
    {                                                                                              \
        ZF_FORM_BLANK, row, x, w, ZF_SAY_COLON                                                     \
    }
#define END                                                                                        \
    {                                                                                              \
        ZF_FORM_END, 0, 0, 0, ZF_SAY_COLON                                                         \
    }

/* clang-format off */
static const ZfFormItem standard_zh[] = {
    BOX(1, 56, OUT_SEEN), BOX(1, 88.5, OUT_GUARDIAN), WORD(1, 117.5, OUT_NOBODY),
    BOX(1, 130, DIGIT_1), BOX(1, 139, DIGIT_2), BOX(1, 148, DIGIT_3_TIMES), BOX(1, 162, OUT_REFUSED),
    BOX(2, 56, OUT_WITH_PARENTS), WORD(2, 80.5, OUT_WITH_PARENTS_TO), BLANK(2, 85, 7.5),
    BOX(2, 93.5, OUT_BOARDING), BOX(2, 107.5, OUT_MOVED), BOX(2, 121.5, OUT_NOT_FOUND),
    BOX(2, 143, OUT_NO_ROAD), BOX(2, 161, OUT_OTHER),
    BOX(3, 56, MODE_IN_PERSON), BOX(3, 70.5, MODE_PHONE), BOX(3, 85, MODE_VIDEO),
    WORD(3, 100, ARRIVED), WORD(3, 111, COLON), WORD(3, 123, LEFT), WORD(3, 134, COLON),
    BOX(5, 56, ALL_SAFE), WORD(5, 75, HAZARD_IN),
    BOX(6, 56, CARE_SIGNED), BOX(6, 85.5, CARE_UNSIGNED), BOX(6, 100, CARE_WEAK),
    LABEL(6, 128, 9.5, ROW_HAZARD), BOX(6, 140.5, HAZARD_REMOVED), BOX(6, 159, HAZARD_REPORTED),
    END,
};

static const ZfFormItem standard_en[] = {
    BOX(1, 56, OUT_SEEN), BOX(1, 83, OUT_GUARDIAN), WORD(1, 110.5, OUT_NOBODY),
    BOX(1, 126, DIGIT_1), BOX(1, 135, DIGIT_2), BOX(1, 144, DIGIT_3_TIMES), BOX(1, 155, OUT_REFUSED),
    BOX(2, 56, OUT_WITH_PARENTS), BOX(2, 72.5, OUT_BOARDING), BOX(2, 92.5, OUT_MOVED),
    BOX(2, 113, OUT_NOT_FOUND), BOX(2, 138.5, OUT_NO_ROAD), BOX(2, 159.5, OUT_OTHER),
    BOX(3, 56, MODE_IN_PERSON), BOX(3, 72.5, MODE_PHONE), BOX(3, 92.5, MODE_VIDEO),
    WORD(3, 112, ARRIVED), WORD(3, 127, COLON), WORD(3, 138, LEFT), WORD(3, 149, COLON),
    BOX(5, 56, ALL_SAFE), WORD(5, 75.5, HAZARD_IN),
    BOX(6, 56, CARE_SIGNED), BOX(6, 83, CARE_UNSIGNED), BOX(6, 100, CARE_WEAK),
    LABEL(6, 128, 9.5, ROW_HAZARD), BOX(6, 140.5, HAZARD_REMOVED), BOX(6, 161.5, HAZARD_REPORTED),
    END,
};

static const ZfFormItem large_zh[] = {
    BOX(1, 58.2, OUT_SEEN), BOX(1, 102, OUT_GUARDIAN),
    WORD(2, 58.2, NOBODY_LARGE), BOX(2, 76, DIGIT_1), BOX(2, 88, DIGIT_2),
    BOX(2, 100, DIGIT_3_TIMES), BOX(2, 118.5, OUT_REFUSED), BOX(2, 137.5, OUT_BOARDING),
    BOX(3, 58.2, OUT_WITH_PARENTS), WORD(3, 92, OUT_WITH_PARENTS_TO), BLANK(3, 98, 24),
    BOX(3, 127.5, OUT_MOVED),
    BOX(4, 58.2, OUT_NOT_FOUND), BOX(4, 87, OUT_NO_ROAD), BOX(4, 110.7, OUT_OTHER),
    BOX(5, 58.2, MODE_IN_PERSON), BOX(5, 77, MODE_PHONE), BOX(5, 95.8, MODE_VIDEO),
    WORD(5, 115, ARRIVED), WORD(5, 130, COLON), WORD(5, 141, LEFT), WORD(5, 156, COLON),
    BOX(6, 58.2, CARE_SIGNED), BOX(6, 97, CARE_UNSIGNED), BOX(6, 115.7, CARE_WEAK),
    LABEL(7, 57, 13, ROW_HAZARD), BOX(7, 72, HAZARD_REMOVED), BOX(7, 95.7, HAZARD_REPORTED),
    BOX(9, 13, ALL_SAFE), WORD(9, 37, HAZARD_IN),
    END,
};

static const ZfFormItem large_en[] = {
    BOX(1, 58.2, OUT_SEEN), BOX(1, 97, OUT_GUARDIAN),
    WORD(2, 58.2, NOBODY_LARGE), BOX(2, 78, DIGIT_1), BOX(2, 89.5, DIGIT_2),
    BOX(2, 101, DIGIT_3_TIMES), BOX(2, 118.5, OUT_REFUSED), BOX(2, 147, OUT_BOARDING),
    BOX(3, 58.2, OUT_WITH_PARENTS), WORD(3, 81, OUT_WITH_PARENTS_TO), BLANK(3, 87, 34),
    BOX(3, 127.5, OUT_MOVED),
    BOX(4, 58.2, OUT_NOT_FOUND), BOX(4, 94, OUT_NO_ROAD), BOX(4, 122, OUT_OTHER),
    BOX(5, 58.2, MODE_IN_PERSON), BOX(5, 79, MODE_PHONE), BOX(5, 104, MODE_VIDEO),
    WORD(5, 127, ARRIVED), WORD(5, 145, COLON), WORD(5, 154, LEFT), WORD(5, 168, COLON),
    BOX(6, 58.2, CARE_SIGNED), BOX(6, 94, CARE_UNSIGNED), BOX(6, 118, CARE_WEAK),
    LABEL(7, 57, 13, ROW_HAZARD), BOX(7, 72, HAZARD_REMOVED), BOX(7, 102, HAZARD_REPORTED),
    BOX(9, 13, ALL_SAFE), WORD(9, 41, HAZARD_IN),
    END,
};
/* clang-format on */

const ZfFormLayout *
zf_form_layout(ZfLang lang, bool large)
{
    static const ZfFormLayout layouts[2][2] = {
        [ZF_LANG_EN] = {{standard_en,
                         {56, 96, 136},
                         34,
                         {56, 70.5, 92.5, 114.5, 136.5, 158.5},
                         {83, 100.5, 114, 131.5, 145.5, 161.5}},
                        {large_en,
                         {58.2, 113.6},
                         46,
                         {13, 36, 64, 88, 116, 146.8},
                         {53.7, 78, 97, 121, 138, 157}}},
        [ZF_LANG_ZH] = {{standard_zh,
                         {56, 96, 136},
                         34,
                         {56, 70.5, 92.5, 114.5, 136.5, 158.5},
                         {87.5, 102, 116.5, 131, 145.5, 160}},
                        {large_zh,
                         {58.2, 113.6},
                         46,
                         {13, 32, 60.6, 89.5, 118, 146.8},
                         {54, 72.6, 91.6, 110.3, 129, 147.9}}},
    };
    g_assert((size_t)lang < G_N_ELEMENTS(layouts));
    return &layouts[lang][large ? 1 : 0];
}
