#include "ingest/visitwords.h"

#include <string.h>

static bool
has_word(const char *text, const char *words)
{
    g_auto(GStrv) list = g_strsplit(words, "|", -1);
    for (char **word = list; *word; word++) {
        if (strstr(text, *word)) {
            return true;
        }
    }
    return false;
}

bool
zf_parse_outcome(const char *text, ZfOutcome *ret, int32_t *nobody_count, bool *vague)
{
    /* the more telling words first: 未见到儿童只见到监护人 */
    static const struct {
        const char *words;
        ZfOutcome outcome;
    } outcomes[] = {{"查无|无此户", ZF_OUTCOME_NOT_FOUND},
                    {"只见到监护人|仅见监护人|见到监护人|监护人", ZF_OUTCOME_GUARDIAN},
                    {"拒访|拒绝", ZF_OUTCOME_REFUSED},
                    {"随父母|外出", ZF_OUTCOME_WITH_PARENTS},
                    {"住校|寄宿", ZF_OUTCOME_BOARDING},
                    {"搬走|搬迁|搬家|迁出|已搬", ZF_OUTCOME_MOVED},
                    {"路不通|道路|断路", ZF_OUTCOME_NO_ROAD},
                    {"无人|没人|不在家|锁门|未见", ZF_OUTCOME_NOBODY},
                    {"见到儿童|见到|完成|已访|已走访|已入户|走访成功", ZF_OUTCOME_SEEN},
                    {"其他|其它", ZF_OUTCOME_OTHER}};
    int code;
    *nobody_count = 0;
    *vague = false;
    if (zf_code_find(ZF_CODES_OUTCOME, text, &code)) {
        *ret = (ZfOutcome)code;
        return true;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(outcomes); i++) {
        if (!has_word(text, outcomes[i].words)) {
            continue;
        }
        *ret = outcomes[i].outcome;
        const char *time = strstr(text, "第");
        int64_t n;
        g_autofree char *count = time ? g_strndup(time + strlen("第"), 3) : NULL;
        g_autofree char *digit = time ? g_strndup(time + strlen("第"), 1) : NULL;
        if (time &&
            (zf_parse_count(digit, 3, &n) == ZF_PARSED_OK ||
             (g_utf8_validate(count, -1, NULL) && zf_parse_count(count, 3, &n) == ZF_PARSED_OK))) {
            *nobody_count = (int32_t)n;
        }
        *vague = *ret == ZF_OUTCOME_SEEN && !has_word(text, "见到|完成");
        return true;
    }
    return false;
}

bool
zf_parse_visit_mode(const char *text, ZfVisitMode *ret)
{
    int code;
    if (zf_code_find(ZF_CODES_VISIT_MODE, text, &code)) {
        *ret = (ZfVisitMode)code;
        return true;
    }
    if (has_word(text, "视频|微信")) {
        *ret = ZF_VISIT_VIDEO;
    } else if (has_word(text, "电话")) {
        *ret = ZF_VISIT_PHONE;
    } else if (!*text || has_word(text, "入户|上门|面访|实地|步行|开车|走访")) {
        *ret = ZF_VISIT_IN_PERSON;
    } else {
        return false;
    }
    return true;
}

/* 1 for a tick, 0 for a cross, -1 for anything else. */
static int
mark(gunichar c)
{
    if (c == 0x221A || c == 0x2713 || c == 0x2714 || c == 0x2611 || c == '1' || c == 'Y' ||
        c == 'y' || c == 0x662F /* 是 */ || c == 0x25A0) {
        return 1;
    }
    bool cross = c == 0xD7 || c == 0x2717 || c == 0x2718 || c == '0' || c == 'N' || c == 'n' ||
                 c == 'x' || c == 'X' || c == 0x5426 /* 否 */ || c == 0x2610 || c == 0x25A1;
    return cross ? 0 : -1;
}

/* Exactly n marks, with nothing but separators between. */
static bool
row_of_marks(const char *text, int n, uint32_t *yes, uint32_t *no)
{
    int i = 0;
    uint32_t ticks = 0;
    uint32_t crosses = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        int m = mark(c);
        if (m < 0 && (c == ',' || c == ' ' || c == ';' || c == '/' || c == 0x3001)) {
            continue;
        }
        if (m < 0 || i == n) {
            return false;
        }
        *(m ? &ticks : &crosses) |= 1u << i++;
    }
    if (i != n) {
        return false;
    }
    *yes = ticks;
    *no = crosses;
    return true;
}

bool
zf_parse_boxes(const char *text, const char *const *names, int n, uint32_t *yes, uint32_t *no)
{
    uint32_t all = (1u << n) - 1;
    bool whole;
    int64_t count;
    *yes = 0;
    *no = 0;
    if (!*text) {
        return true;
    }
    if (row_of_marks(text, n, yes, no)) {
        return true;
    }
    if (has_word(text, "全部|齐全|均|都")) {
        *yes = all;
        return true;
    }
    for (int i = 0; i < n; i++) {
        *yes |= has_word(text, names[i]) ? 1u << i : 0;
    }
    if (*yes) {
        return true;
    }
    if (zf_parse_yes(text, &whole) == ZF_PARSED_OK) {
        *yes = whole ? all : 0;
        *no = whole ? 0 : all;
        return true;
    }
    if (zf_parse_count(text, n, &count) == ZF_PARSED_OK && count == n) {
        *yes = all;
        return true;
    }
    return false;
}
