#include "model/question.h"

#include <math.h>
#include <string.h>

#include "base/base.h"

ZfQuestion
zf_question_empty(void)
{
    return (ZfQuestion){.key = "",
                        .text = "",
                        .kind = ZF_QUESTION_TEXT,
                        .options = "",
                        .unit = "",
                        .max = 1000000000};
}

ZfQuestions *
zf_questions_new(void)
{
    ZfQuestions *questions = g_new0(ZfQuestions, 1);
    questions->texts = g_string_chunk_new(1024);
    return questions;
}

void
zf_questions_free(ZfQuestions *questions)
{
    if (!questions) {
        return;
    }
    g_free(questions->items);
    g_string_chunk_free(questions->texts);
    g_free(questions);
}

/* ret: the number of the option those words or that number mean, from 1; 0 = none. */
static guint
option_number(char **options, const char *word)
{
    guint n = g_strv_length(options);
    int64_t number;
    for (guint i = 0; i < n; i++) {
        if (strcmp(options[i], word) == 0) {
            return i + 1;
        }
    }
    return zf_text_to_int64(word, &number) && number >= 1 && number <= (int64_t)n ? (guint)number
                                                                                  : 0;
}

/* "135" with at most nine options: each digit is one. ret: false when it is no such word. */
static bool
add_digits(guint n, const char *word, uint32_t *chosen)
{
    uint32_t bits = 0;
    for (const char *p = word; *p; p++) {
        if (*p < '1' || *p > '9' || (guint)(*p - '0') > n) {
            return false;
        }
        bits |= 1u << (*p - '1');
    }
    *chosen |= bits;
    return n <= 9;
}

static bool
choose(const ZfQuestion *question, char **options, const char *text, uint32_t *chosen)
{
    guint n = g_strv_length(options);
    guint whole = option_number(options, text);
    if (whole > 0 || question->kind == ZF_QUESTION_ONE) {
        *chosen = whole > 0 ? 1u << (whole - 1) : 0;
        return whole > 0;
    }
    g_autoptr(GString) even = g_string_new(text);
    g_string_replace(even, "、", ",", 0);
    g_string_replace(even, "，", ",", 0);
    g_string_replace(even, "；", ",", 0);
    g_string_replace(even, ";", ",", 0);
    if (strspn(even->str, "0123456789 ,") == even->len) {
        g_string_replace(even, " ", ",", 0);
    }
    g_auto(GStrv) words = g_strsplit(even->str, ",", -1);
    for (char **word = words; *word; word++) {
        g_strstrip(*word);
        guint number = option_number(options, *word);
        if (number > 0) {
            *chosen |= 1u << (number - 1);
        } else if (**word && !add_digits(n, *word, chosen)) {
            return false;
        }
    }
    return true;
}

static char *
parse_options(const ZfQuestion *question, const char *text)
{
    g_auto(GStrv) options = g_strsplit(question->options, "\n", -1);
    uint32_t chosen = 0;
    if (!choose(question, options, text, &chosen)) {
        return NULL;
    }
    GString *ret = g_string_new(NULL);
    for (guint i = 0; options[i]; i++) {
        if (chosen >> i & 1) {
            g_string_append_printf(ret, "%s%s", ret->len ? ";" : "", options[i]);
        }
    }
    return g_string_free(ret, FALSE);
}

static char *
parse_number(const ZfQuestion *question, const char *text)
{
    double value;
    g_autofree char *bare = *question->unit && g_str_has_suffix(text, question->unit)
                                ? g_strndup(text, strlen(text) - strlen(question->unit))
                                : g_strdup(text);
    if (!zf_text_to_double(g_strstrip(bare), &value) || !isfinite(value) ||
        value < (double)question->min || value > (double)question->max) {
        return NULL;
    }
    g_autofree char *shown = zf_text_from_double(value, 2);
    double kept;
    return zf_text_to_double(shown, &kept) && fabs(kept - value) < 1e-9 ? g_steal_pointer(&shown)
                                                                        : NULL;
}

char *
zf_answer_parse(const ZfQuestion *question, const char *text)
{
    g_autofree char *clean = zf_text_clean(text, NULL);
    if (!*clean) {
        return g_steal_pointer(&clean);
    }
    switch (question->kind) {
    case ZF_QUESTION_ONE:
    case ZF_QUESTION_MANY: return parse_options(question, clean);
    case ZF_QUESTION_NUMBER: return parse_number(question, clean);
    case ZF_QUESTION_TEXT: break;
    }
    return g_utf8_strlen(clean, -1) <= ZF_ANSWER_TEXT_MAX ? g_steal_pointer(&clean) : NULL;
}

char *
zf_answers_get(const char *answers, const char *key)
{
    size_t length = strlen(key);
    for (const char *line = answers; line && *line;) {
        const char *end = strchrnul(line, '\n');
        if (strncmp(line, key, length) == 0 && line[length] == '=') {
            return g_strndup(line + length + 1, (gsize)(end - line) - length - 1);
        }
        line = *end ? end + 1 : end;
    }
    return NULL;
}

void
zf_answers_add(GString *answers, const char *key, const char *answer)
{
    if (*answer) {
        g_string_append_printf(answers, "%s%s=%s", answers->len ? "\n" : "", key, answer);
    }
}
