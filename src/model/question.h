/* question: what a campaign asks at every home beside the boxes each sheet has (DOMAIN §4), and the
 * answers. A visit keeps its answers as one text: lines "key=answer" in the order of the questions,
 * '\n' between, unanswered ones left out. */
#pragma once

#include "model/kinds.h"

typedef enum ZfQuestionKind {
    ZF_QUESTION_ONE,    /* boxes, one of them is ticked */
    ZF_QUESTION_MANY,   /* boxes, any of them */
    ZF_QUESTION_NUMBER, /* a number, with up to two decimals */
    ZF_QUESTION_TEXT,   /* a line to write on */
} ZfQuestionKind;
#define ZF_QUESTION_KIND_COUNT 4

#define ZF_QUESTIONS_MAX      40  /* a campaign */
#define ZF_QUESTION_OPTIONS   20  /* a question */
#define ZF_QUESTION_KEY_MAX   20  /* characters */
#define ZF_QUESTION_TEXT_MAX  100 /* characters of a question */
#define ZF_OPTION_COLUMNS_MAX 44  /* of an option, a Hanzi counts two: it must fit on paper */
#define ZF_ANSWER_TEXT_MAX    1000

typedef struct ZfQuestion {
    const char *key;  /* short name, heads its column in tables; no '=' and no line break */
    const char *text; /* as it is asked */
    ZfQuestionKind kind;
    const char *options; /* ONE, MANY: '\n' between; none of them holds , ; 、 or a line break */
    const char *unit;    /* NUMBER: "人", or "" */
    int32_t min, max;    /* NUMBER, both included */
    bool restricted;     /* the answer is for the planner alone (health, abuse: DOMAIN §7) */
} ZfQuestion;

/* ret: one with empty texts, kind TEXT, any number from 0 on. */
ZfQuestion zf_question_empty(void);

typedef struct ZfQuestions {
    ZfQuestion *items; /* as printed */
    size_t n;
    GStringChunk *texts;
} ZfQuestions;
ZfQuestions *zf_questions_new(void);
void zf_questions_free(ZfQuestions *questions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfQuestions, zf_questions_free)

/* What somebody typed as an answer: an option's words or its number from 1 on; several options with
 * , ; 、 or blanks between their numbers ("13" is 1 and 3 where there are at most nine); a number;
 * a text.
 * ret: the answer as it is kept (options in the order of the question, ';' between; "" for
 * nothing), owned by the caller; NULL when it is no answer to this question. */
char *zf_answer_parse(const ZfQuestion *question, const char *text);

/* ret: the answer under a key, owned by the caller; NULL when there is none. */
char *zf_answers_get(const char *answers, const char *key);
/* Appends a line; nothing for an empty answer. */
void zf_answers_add(GString *answers, const char *key, const char *answer);
