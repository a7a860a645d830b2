/* answers: columns of a file of visits that are headed by the campaign's own questions. */
#include "ingest/answers.h"

#include <string.h>

/* The columns that a file of visits has for itself: no question may be called so. */
bool
zf_ingest_is_visit_column(const char *name)
{
    static const ZfField own[] = {
        ZF_F_SERIAL,   ZF_F_NAME, ZF_F_NUMBER,   ZF_F_VILLAGE, ZF_F_VILLAGE_CODE, ZF_F_TOWN,
        ZF_F_GROUP,    ZF_F_MODE, ZF_F_SHEET,    ZF_F_STOP,    ZF_F_DATE,         ZF_F_TIME,
        ZF_F_VISITORS, ZF_F_SEEN, ZF_F_OUTCOME,  ZF_F_HAZARD,  ZF_F_AGREEMENT,    ZF_F_SIGNED,
        ZF_F_VERIFIED, ZF_F_WISH, ZF_F_EVIDENCE, ZF_F_NOTE,    ZF_F_ADDRESS,
    };
    ZfWhom whom;
    ZfField field;
    if (!zf_field_match(ZF_IMPORT_VISITS, &name, 1, false, &whom, &field) || whom != ZF_WHOM_SELF) {
        return false;
    }
    bool found = (field >= ZF_F_CLEAR && field <= ZF_F_CLEAR_OTHER) ||
                 (field >= ZF_F_SAFE && field <= ZF_F_SAFE_NEAR_WATER);
    for (size_t i = 0; i < G_N_ELEMENTS(own) && !found; i++) {
        found = field == own[i];
    }
    return found;
}

static bool
is_headed(const char *header, const char *name)
{
    const char *slash = strrchr(header, '/');
    g_autofree char *clean = zf_header_clean(slash ? slash + 1 : header);
    g_autofree char *wanted = zf_header_clean(name);
    return *wanted && strcmp(clean, wanted) == 0;
}

static int16_t
find_column(const InTable *table, const ZfQuestion *question)
{
    for (guint c = 0; c < table->headers->len; c++) {
        const char *header = g_ptr_array_index(table->headers, c);
        if (is_headed(header, question->key) || is_headed(header, question->text)) {
            return (int16_t)c;
        }
    }
    return -1;
}

void
zf_in_match_questions(const In *in, InTable *table)
{
    memset(table->question, -1, sizeof table->question);
    const ZfSnapshot *known = in->context ? in->context->known : NULL;
    if (in->kind != ZF_IMPORT_VISITS || !known) {
        return;
    }
    for (size_t q = 0; q < known->n_questions && q < ZF_QUESTIONS_MAX; q++) {
        int16_t column = find_column(table, &known->questions[q]);
        table->question[q] = column;
        for (int w = 0; column >= 0 && w < ZF_WHOM_COUNT; w++) {
            for (int f = 0; f < ZF_F_COUNT; f++) {
                if (table->column[w][f] == column) { /* 健康 heads the question here */
                    table->column[w][f] = -1;
                }
            }
        }
    }
}

const ZfQuestion *
zf_in_question_at(const In *in, const InTable *table, uint32_t column)
{
    const ZfSnapshot *known = in->context ? in->context->known : NULL;
    for (size_t q = 0; known && q < known->n_questions && q < ZF_QUESTIONS_MAX; q++) {
        if (table->question[q] == (int16_t)column) {
            return &known->questions[q];
        }
    }
    return NULL;
}

/* What an answer should have been. */
static char *
advice(const ZfQuestion *question)
{
    if (question->kind == ZF_QUESTION_NUMBER) {
        return g_strdup_printf(_("write a number from %d to %d"), question->min, question->max);
    }
    if (question->kind == ZF_QUESTION_TEXT) {
        return g_strdup_printf(_("write at most %d characters"), ZF_ANSWER_TEXT_MAX);
    }
    g_autofree char *options = g_strdup(question->options);
    g_strdelimit(options, "\n", '|');
    return g_strdup_printf(question->kind == ZF_QUESTION_ONE
                               ? _("write one of: %s")
                               : _("write any of these, ; between: %s"),
                           options);
}

const char *
zf_in_answers(In *in, InRow *row)
{
    const ZfSnapshot *known = in->context->known;
    const InTable *table = zf_in_table(in, row);
    g_autoptr(GString) answers = g_string_new(NULL);
    for (size_t q = 0; q < known->n_questions && q < ZF_QUESTIONS_MAX; q++) {
        const ZfQuestion *question = &known->questions[q];
        if (table->question[q] < 0) {
            continue;
        }
        g_autofree char *text = zf_in_text_at(in, row, table->question[q]);
        g_autofree char *answer = zf_answer_parse(question, text);
        if (answer) {
            zf_answers_add(answers, question->key, answer);
            continue;
        }
        g_autofree char *message =
            g_strdup_printf(_("this is no answer to “%s”; it was set aside"), question->text);
        g_autofree char *what = advice(question);
        zf_findings_add_at(in->findings, ZF_SEVERITY_ASIDE, "answer-unread", in->file, table->name,
                           row->number, table->question[q] + 1, text, message, what);
        row->defective = true;
    }
    return zf_batch_text(in->batch, answers->str);
}
