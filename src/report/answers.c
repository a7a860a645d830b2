/* What homes answered to the campaign's own questions: the list, and how often which answer. */
#include "report/formgrid.h"

#include <string.h>

static bool
may_read(const ZfReportJob *job, const ZfQuestion *question)
{
    return !question->restricted || job->input->audience == ZF_AUDIENCE_PLANNER;
}

static bool
is_reported(const ZfReportJob *job, const ZfVisit *visit)
{
    return visit->household_index >= 0 && visit->answers[0] != '\0' &&
           zf_report_in_area(job, job->snapshot->households[visit->household_index].area_index);
}

/* Keys of answers to questions that the campaign no longer asks, in the order of the visits. */
static GPtrArray *
former_keys(const ZfReportJob *job)
{
    GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < job->snapshot->n_questions; i++) {
        g_hash_table_add(seen, (gpointer)job->snapshot->questions[i].key);
    }
    for (size_t i = 0; i < job->snapshot->n_visits; i++) {
        g_auto(GStrv) lines = g_strsplit(job->snapshot->visits[i].answers, "\n", -1);
        for (char **line = lines; *line; line++) {
            char *equals = strchr(*line, '=');
            if (equals == NULL) {
                continue;
            }
            *equals = '\0';
            if (!g_hash_table_contains(seen, *line)) {
                char *key = g_strdup(*line);
                g_ptr_array_add(keys, key);
                g_hash_table_add(seen, key);
            }
        }
    }
    return keys;
}

static void
answer_cell(const ZfReportJob *job, ZfReport *grid, const ZfVisit *visit, const char *key)
{
    g_autofree char *answer = zf_answers_get(visit->answers, key);
    if (answer == NULL) {
        zf_form_blank(grid);
        return;
    }
    g_auto(GStrv) parts = g_strsplit(answer, ";", -1);
    zf_form_take(grid, g_strjoinv(zf_say(job->lang, ZF_SAY_LIST_COMMA), parts));
}

/* A number comes out as one. */
static void
number_cell(ZfReport *grid, const ZfVisit *visit, const char *key)
{
    g_autofree char *answer = zf_answers_get(visit->answers, key);
    int64_t whole;
    if (answer != NULL && zf_text_to_int64(answer, &whole)) {
        zf_form_number(grid, whole);
    } else {
        zf_form_text(grid, answer != NULL ? answer : "");
    }
}

static void
text_cell(ZfReport *grid, const ZfVisit *visit, const char *key)
{
    g_autofree char *answer = zf_answers_get(visit->answers, key);
    zf_form_text(grid, answer != NULL ? answer : "");
}

static void
answers_row(const ZfReportJob *job, ZfReport *grid, const ZfVisit *visit, const GPtrArray *former)
{
    zf_report_home_cells(job, grid, visit->household_index);
    zf_form_date(grid, visit->date);
    for (size_t i = 0; i < job->snapshot->n_questions; i++) {
        const ZfQuestion *question = &job->snapshot->questions[i];
        if (!may_read(job, question)) {
            continue;
        }
        if (question->kind == ZF_QUESTION_NUMBER) {
            number_cell(grid, visit, question->key);
        } else if (question->kind == ZF_QUESTION_TEXT) {
            text_cell(grid, visit, question->key);
        } else {
            answer_cell(job, grid, visit, question->key);
        }
    }
    for (guint i = 0; i < former->len; i++) {
        text_cell(grid, visit, former->pdata[i]);
    }
}

static void
list_answers(const ZfReportJob *job, GPtrArray *reports)
{
    ZfReport *grid = zf_report_new_list(job, ZF_SAY_REPORT_ANSWERS);
    zf_report_home_columns(grid);
    zf_form_column(grid, -1, ZF_SAY_COL_DATE, 11, false);
    uint32_t withheld = 0;
    for (size_t i = 0; i < job->snapshot->n_questions; i++) {
        const ZfQuestion *question = &job->snapshot->questions[i];
        bool number = question->kind == ZF_QUESTION_NUMBER;
        if (may_read(job, question)) {
            zf_form_column_named(grid, -1, question->key, number ? 9 : 18, number);
        } else {
            withheld++;
        }
    }
    /* nobody knows any more whether such an answer was restricted */
    g_autoptr(GPtrArray) former =
        job->input->audience == ZF_AUDIENCE_PLANNER ? former_keys(job) : g_ptr_array_new();
    for (guint i = 0; i < former->len; i++) {
        zf_form_column_named(grid, -1, former->pdata[i], 18, false);
    }
    for (size_t i = 0; i < job->snapshot->n_visits; i++) {
        if (is_reported(job, &job->snapshot->visits[i])) {
            answers_row(job, grid, &job->snapshot->visits[i], former);
        }
    }
    if (withheld > 0) {
        g_autofree char *n = g_strdup_printf("%u", withheld);
        g_autofree char *note = zf_say_fill(job->lang, ZF_SAY_NOTE_RESTRICTED, n);
        zf_form_note(grid, note);
    }
    g_ptr_array_add(reports, grid);
}

/* How the homes of a report answered one question. */
typedef struct Tally {
    int32_t homes; /* that answered it */
    int32_t options[ZF_QUESTION_OPTIONS];
    bool hidden[ZF_QUESTION_OPTIONS];
    double sum;
} Tally;

static void
count_answer(const ZfQuestion *question, char **options, const char *answer, Tally *tally)
{
    double value;
    tally->homes++;
    if (question->kind == ZF_QUESTION_NUMBER && zf_text_to_double(answer, &value)) {
        tally->sum += value;
    }
    g_auto(GStrv) chosen = g_strsplit(answer, ";", -1);
    for (guint i = 0; question->kind <= ZF_QUESTION_MANY && options[i]; i++) {
        tally->options[i] += g_strv_contains((const char *const *)chosen, options[i]);
    }
}

/* Each home by its last visit that has an answer: visits stand by home and day. */
static Tally
count_answers(const ZfReportJob *job, const ZfQuestion *question, char **options)
{
    const ZfSnapshot *s = job->snapshot;
    Tally tally = {0};
    g_autofree char *last = NULL;
    for (size_t i = 0; i < s->n_visits; i++) {
        char *answer = is_reported(job, &s->visits[i])
                           ? zf_answers_get(s->visits[i].answers, question->key)
                           : NULL;
        if (answer != NULL) {
            g_free(last);
            last = answer;
        }
        bool ends = i + 1 == s->n_visits ||
                    s->visits[i + 1].household_index != s->visits[i].household_index;
        if (ends && last != NULL) {
            count_answer(question, options, last, &tally);
            g_clear_pointer(&last, g_free);
        }
    }
    return tally;
}

/* Counts below k are hidden, and where that is only one the next smallest with it: the options of a
 * question add up. */
static void
hide_few(Tally *tally, guint n, int32_t k)
{
    guint hidden = 0;
    for (guint i = 0; i < n; i++) {
        tally->hidden[i] = tally->options[i] > 0 && tally->options[i] < k;
        hidden += tally->hidden[i];
    }
    guint smallest = n;
    for (guint i = 0; hidden == 1 && i < n; i++) {
        if (!tally->hidden[i] && tally->options[i] > 0 &&
            (smallest == n || tally->options[i] < tally->options[smallest])) {
            smallest = i;
        }
    }
    if (smallest < n) {
        tally->hidden[smallest] = true;
    }
}

static void
tally_row(ZfReport *grid, const ZfQuestion *question, const char *answer, bool hidden,
          int32_t count, const Tally *tally, int32_t k)
{
    zf_form_text(grid, question->key);
    zf_form_text(grid, question->text);
    zf_form_text(grid, answer);
    bool few = tally->homes > 0 && tally->homes < k;
    zf_form_count(grid, hidden || few ? -1 : count,
                  few || count < k ? ZF_SHOWN_FEW : ZF_SHOWN_HIDDEN, k);
    zf_form_count(grid, few ? -1 : tally->homes, ZF_SHOWN_FEW, k);
}

static void
tally_question(const ZfReportJob *job, ZfReport *grid, const ZfQuestion *question)
{
    int32_t k = job->coverage->k;
    g_auto(GStrv) options = g_strsplit(question->options, "\n", -1);
    Tally tally = count_answers(job, question, options);
    if (question->kind == ZF_QUESTION_TEXT) {
        tally_row(grid, question, zf_say(job->lang, ZF_SAY_ANSWERED), false, tally.homes, &tally,
                  k);
        return;
    }
    if (question->kind == ZF_QUESTION_NUMBER) {
        g_autofree char *mean =
            zf_text_from_double(tally.homes > 0 ? tally.sum / tally.homes : 0, 1);
        g_autofree char *words =
            g_strchomp(zf_say_fill(job->lang, ZF_SAY_MEAN, mean, question->unit));
        bool few = tally.homes < MAX(k, 1);
        tally_row(grid, question, few ? zf_say(job->lang, ZF_SAY_ANSWERED) : words, false,
                  tally.homes, &tally, k);
        return;
    }
    hide_few(&tally, g_strv_length(options), k);
    for (guint i = 0; options[i]; i++) {
        tally_row(grid, question, options[i], tally.hidden[i], tally.options[i], &tally, k);
    }
}

static void
tally(const ZfReportJob *job, GPtrArray *reports)
{
    ZfReport *grid = zf_report_new_list(job, ZF_SAY_REPORT_TALLY);
    zf_form_column(grid, -1, ZF_SAY_COL_NAME_OF, 14, false);
    zf_form_column(grid, -1, ZF_SAY_COL_QUESTION, 30, false);
    zf_form_column(grid, -1, ZF_SAY_COL_ANSWER, 24, false);
    zf_form_column(grid, -1, ZF_SAY_COL_HOMES, 9, true);
    zf_form_column(grid, -1, ZF_SAY_COL_ANSWERED, 11, true);
    for (size_t i = 0; i < job->snapshot->n_questions; i++) {
        if (may_read(job, &job->snapshot->questions[i])) {
            tally_question(job, grid, &job->snapshot->questions[i]);
        }
    }
    zf_form_note(grid, zf_say(job->lang, ZF_SAY_NOTE_TALLY));
    if (job->coverage->k > 0) {
        g_autofree char *k = g_strdup_printf("%d", job->coverage->k);
        g_autofree char *note = zf_say_fill(job->lang, ZF_SAY_NOTE_HIDDEN, k);
        zf_form_note(grid, note);
    }
    g_ptr_array_add(reports, grid);
}

void
zf_report_make_answers(const ZfReportJob *job, ZfReportKind kind, GPtrArray *reports)
{
    if (kind == ZF_REPORT_ANSWERS) {
        list_answers(job, reports);
    } else {
        tally(job, reports);
    }
}
