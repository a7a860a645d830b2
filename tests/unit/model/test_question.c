#include "model/model.h"

static void
is(const ZfQuestion *question, const char *typed, const char *kept)
{
    g_autofree char *answer = zf_answer_parse(question, typed);
    g_assert_cmpstr(answer, ==, kept);
}

static void
test_one(void)
{
    ZfQuestion q = zf_question_empty();
    q.kind = ZF_QUESTION_ONE;
    q.options = "良好\n一般\n慢性病";
    is(&q, " 一般 ", "一般");
    is(&q, "3", "慢性病");
    is(&q, "", "");
    is(&q, "4", NULL);
    is(&q, "0", NULL);
    is(&q, "好", NULL);
    is(&q, "良好、一般", NULL);
}

static void
test_many(void)
{
    ZfQuestion q = zf_question_empty();
    q.kind = ZF_QUESTION_MANY;
    q.options = "in school\nat home\nworking";
    is(&q, "13", "in school;working");
    is(&q, "3 1", "in school;working");
    is(&q, "3，1", "in school;working");
    is(&q, "working; in school", "in school;working");
    is(&q, "at home、working", "at home;working");
    is(&q, "at home", "at home");
    is(&q, "14", NULL);
    is(&q, "at home, elsewhere", NULL);
    /* ten and more options: digits are not told apart */
    q.options = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl";
    is(&q, "12", "l");
    is(&q, "1,2", "a;b");
    is(&q, "123", NULL);
}

static void
test_number(void)
{
    ZfQuestion q = zf_question_empty();
    q.kind = ZF_QUESTION_NUMBER;
    q.unit = "人";
    q.min = -2;
    q.max = 20;
    is(&q, "3", "3");
    is(&q, "３人", "3");
    is(&q, "2.50", "2.5");
    is(&q, "-2", "-2");
    is(&q, "20", "20");
    is(&q, "21", NULL);
    is(&q, "-3", NULL);
    is(&q, "2.555", NULL);
    is(&q, "nan", NULL);
    is(&q, "三", NULL);
}

static void
test_text(void)
{
    ZfQuestion q = zf_question_empty();
    is(&q, "书费=300\n急", "书费=300 急");
    g_autofree char *most = g_strnfill(ZF_ANSWER_TEXT_MAX, 'a');
    g_autofree char *more = g_strnfill(ZF_ANSWER_TEXT_MAX + 1, 'a');
    is(&q, most, most);
    is(&q, more, NULL);
}

static void
test_answers(void)
{
    g_autoptr(GString) all = g_string_new(NULL);
    zf_answers_add(all, "健康", "良好");
    zf_answers_add(all, "健", "");
    zf_answers_add(all, "费用", "书费=300");
    g_assert_cmpstr(all->str, ==, "健康=良好\n费用=书费=300");
    g_autofree char *first = zf_answers_get(all->str, "健康");
    g_autofree char *last = zf_answers_get(all->str, "费用");
    g_assert_cmpstr(first, ==, "良好");
    g_assert_cmpstr(last, ==, "书费=300");
    g_assert_null(zf_answers_get(all->str, "健"));
    g_assert_null(zf_answers_get("", "健康"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/question/one", test_one);
    g_test_add_func("/question/many", test_many);
    g_test_add_func("/question/number", test_number);
    g_test_add_func("/question/text", test_text);
    g_test_add_func("/question/answers", test_answers);
    return g_test_run();
}
