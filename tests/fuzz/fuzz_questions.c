/* A campaign's questions: any bytes give an error or questions that can be asked, and an answer
 * that was taken is taken again as it was kept. */
#include <string.h>

#include "ingest/ingest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
answer(const ZfQuestion *question, const char *text)
{
    g_autofree char *kept = zf_answer_parse(question, text);
    if (!kept) {
        return;
    }
    g_autofree char *again = zf_answer_parse(question, kept);
    g_assert_cmpstr(again, ==, kept);
    g_assert_null(strchr(kept, '\n'));
    g_autoptr(GString) answers = g_string_new("before=x");
    zf_answers_add(answers, question->key, kept);
    if (*kept && strcmp(question->key, "before") != 0) {
        g_autofree char *got = zf_answers_get(answers->str, question->key);
        g_assert_cmpstr(got, ==, kept);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfQuestions) questions = zf_ingest_questions_parse("q.csv", data, size, &error);
    g_assert_true((questions == NULL) == (error != NULL));
    g_autofree char *bytes = g_strndup((const char *)data, size);
    g_autofree char *text = g_utf8_make_valid(bytes, -1);
    for (size_t i = 0; questions && i < questions->n; i++) {
        const ZfQuestion *question = &questions->items[i];
        g_assert_true(*question->key && !strpbrk(question->key, "=\n"));
        g_auto(GStrv) options = g_strsplit(question->options, "\n", -1);
        g_assert_true(question->kind > ZF_QUESTION_MANY || g_strv_length(options) >= 2);
        for (char **option = options; *option; option++) {
            answer(question, *option);
        }
        answer(question, "1");
        answer(question, "12");
        answer(question, "0.10");
        answer(question, text);
    }
    return 0;
}
