/* questions: a campaign's own questions, from a workbook or a text table. */
#include <string.h>

#include "ingest/ingest.h"
#include "table/table.h"

extern const ZfEmbedded zf_ingest_embedded[];

typedef enum Head {
    HEAD_KEY,
    HEAD_TEXT,
    HEAD_KIND,
    HEAD_OPTIONS,
    HEAD_UNIT,
    HEAD_MIN,
    HEAD_MAX,
    HEAD_RESTRICTED,
    HEAD_COUNT
} Head;

static const char *const head_words[HEAD_COUNT] = {
    "名称|代号|列名|name|key",
    "题目|问题|question|text",
    "类型|题型|kind|type",
    "选项|options|choices",
    "单位|unit",
    "最小|最小值|min|from",
    "最大|最大值|max|to",
    "限阅|仅督导员|restricted|private",
};

static const struct {
    const char *words;
    ZfQuestionKind kind;
    const char *options; /* where the file names none */
} kind_words[] = {
    {"单选|one|choice", ZF_QUESTION_ONE, ""},
    {"多选|勾选|many|choices|tick", ZF_QUESTION_MANY, ""},
    {"数字|数|number", ZF_QUESTION_NUMBER, ""},
    {"文字|填空|text|line", ZF_QUESTION_TEXT, ""},
    {"是否", ZF_QUESTION_ONE, "是\n否"},
    {"yes/no|yesno", ZF_QUESTION_ONE, "yes\nno"},
};

enum { SEARCH_ROWS = 20, FAULTS_LISTED = 10 };

/* A file of questions being read. */
typedef struct Reading {
    const char *file;
    const ZfTab *tab;
    int32_t column[HEAD_COUNT]; /* -1 = not there */
    ZfQuestions *questions;
    GString *faults;
    unsigned n_faults;
} Reading;

static bool
is_word(const char *words, const char *text)
{
    g_auto(GStrv) list = g_strsplit(words, "|", -1);
    g_autofree char *lower = g_utf8_strdown(text, -1);
    return *text && g_strv_contains((const char *const *)list, lower);
}

static char *
cell_text(const Reading *r, uint32_t row, int32_t column)
{
    if (column < 0) {
        return g_strdup("");
    }
    g_autofree char *shown = zf_cell_show(r->tab, zf_tab_cell(r->tab, row, (uint32_t)column));
    return zf_text_clean(shown, NULL);
}

static void G_GNUC_PRINTF(4, 5) fault(Reading *r, uint32_t row, Head head, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    if (++r->n_faults > FAULTS_LISTED) {
        return;
    }
    g_autofree char *letter =
        r->column[head] >= 0 ? zf_column_name(r->column[head] + 1) : g_strdup("");
    g_string_append_printf(r->faults, "\n  %s %s%u: %s", r->tab->name, letter, row, message);
}

/* The row that heads the columns. ret: 0 = there is none. */
static uint32_t
find_head(Reading *r)
{
    for (size_t i = 0; i < r->tab->n_rows && i < SEARCH_ROWS; i++) {
        uint32_t row = r->tab->rows[i].number;
        memset(r->column, -1, sizeof r->column);
        for (uint32_t c = 0; c < r->tab->n_columns; c++) {
            g_autofree char *text = cell_text(r, row, (int32_t)c);
            for (int h = 0; h < HEAD_COUNT; h++) {
                if (r->column[h] < 0 && is_word(head_words[h], text)) {
                    r->column[h] = (int32_t)c;
                    break;
                }
            }
        }
        if (r->column[HEAD_TEXT] >= 0 && r->column[HEAD_KIND] >= 0) {
            return row;
        }
    }
    return 0;
}

static const char *
keep(Reading *r, const char *text)
{
    return g_string_chunk_insert(r->questions->texts, text);
}

/* "低保｜特困" -> "低保\n特困". */
static char *
split_options(const char *text)
{
    g_autoptr(GString) even = g_string_new(text);
    static const char *const marks[] = {"｜", "/", "；", ";", "、"};
    g_string_replace(even, marks[0], "|", 0);
    for (size_t i = 1; i < G_N_ELEMENTS(marks) && !strchr(even->str, '|'); i++) {
        g_string_replace(even, marks[i], "|", 0);
    }
    g_auto(GStrv) parts = g_strsplit(even->str, "|", -1);
    GString *ret = g_string_new(NULL);
    for (char **part = parts; *part; part++) {
        g_strstrip(*part);
        if (**part) {
            g_string_append_printf(ret, "%s%s", ret->len ? "\n" : "", *part);
        }
    }
    return g_string_free(ret, FALSE);
}

static void
check_options(Reading *r, uint32_t row, const char *options)
{
    g_auto(GStrv) list = g_strsplit(options, "\n", -1);
    guint n = *options ? g_strv_length(list) : 0;
    if (n < 2 || n > ZF_QUESTION_OPTIONS) {
        fault(r, row, HEAD_OPTIONS, _("name 2 to %d options with | between them"),
              ZF_QUESTION_OPTIONS);
        return;
    }
    for (guint i = 0; i < n; i++) {
        int64_t number;
        bool twice = false;
        for (guint k = 0; k < i; k++) {
            twice |= strcmp(list[k], list[i]) == 0;
        }
        if (twice) {
            fault(r, row, HEAD_OPTIONS, _("the option “%s” stands there twice"), list[i]);
        } else if (strpbrk(list[i], ",;") || strstr(list[i], "、") || strstr(list[i], "，") ||
                   strstr(list[i], "；")) {
            fault(r, row, HEAD_OPTIONS, _("the option “%s” holds a comma or semicolon"), list[i]);
        } else if (zf_text_to_int64(list[i], &number)) {
            fault(r, row, HEAD_OPTIONS,
                  _("the option “%s” is a bare number, which cannot be told from the option's "
                    "place; write it with a word, or ask for a number"),
                  list[i]);
        } else if (zf_text_columns(list[i]) > ZF_OPTION_COLUMNS_MAX) {
            fault(r, row, HEAD_OPTIONS,
                  _("the option “%s” is too long for paper: %d letters or %d Hanzi"), list[i],
                  ZF_OPTION_COLUMNS_MAX, ZF_OPTION_COLUMNS_MAX / 2);
        }
    }
}

static void
read_kind(Reading *r, uint32_t row, ZfQuestion *question)
{
    g_autofree char *text = cell_text(r, row, r->column[HEAD_KIND]);
    g_autofree char *written = cell_text(r, row, r->column[HEAD_OPTIONS]);
    g_autofree char *options = split_options(written);
    for (size_t i = 0; i < G_N_ELEMENTS(kind_words); i++) {
        if (is_word(kind_words[i].words, text)) {
            bool boxes = kind_words[i].kind <= ZF_QUESTION_MANY;
            question->kind = kind_words[i].kind;
            question->options = keep(r, *options ? options : kind_words[i].options);
            if (boxes) {
                check_options(r, row, question->options);
            } else if (*options) {
                fault(r, row, HEAD_OPTIONS,
                      _("a number or a text has no options; leave the cell empty, or make the "
                        "question one of 单选 (one) and 多选 (many)"));
            }
            return;
        }
    }
    fault(r, row, HEAD_KIND,
          _("“%s” is no kind of question; write 单选 (one), 多选 (many), 是否 (yes/no), 数字 "
            "(number) or 文字 (text)"),
          text);
}

static void
read_bound(Reading *r, uint32_t row, Head head, int32_t *bound)
{
    g_autofree char *text = cell_text(r, row, r->column[head]);
    int64_t value;
    if (!*text) {
        return;
    }
    if (zf_text_to_int64(text, &value) && value >= -1000000000 && value <= 1000000000) {
        *bound = (int32_t)value;
    } else {
        fault(r, row, head, _("“%s” is no whole number"), text);
    }
}

static void
read_number(Reading *r, uint32_t row, ZfQuestion *question)
{
    g_autofree char *unit = cell_text(r, row, r->column[HEAD_UNIT]);
    read_bound(r, row, HEAD_MIN, &question->min);
    read_bound(r, row, HEAD_MAX, &question->max);
    question->unit = keep(r, unit);
    if (g_utf8_strlen(unit, -1) > ZF_QUESTION_KEY_MAX) {
        fault(r, row, HEAD_UNIT, _("a unit has at most %d characters"), ZF_QUESTION_KEY_MAX);
    }
    if (question->min > question->max) {
        fault(r, row, HEAD_MAX, _("the largest number is smaller than the smallest"));
    }
}

static bool
is_taken(const Reading *r, const char *key)
{
    for (size_t i = 0; i < r->questions->n; i++) {
        if (strcmp(r->questions->items[i].key, key) == 0) {
            return true;
        }
    }
    return false;
}

static void
read_key(Reading *r, uint32_t row, ZfQuestion *question)
{
    g_autofree char *key = cell_text(r, row, r->column[HEAD_KEY]);
    bool given = *key != '\0';
    if (!given) { /* the question itself, when it is short enough */
        g_free(key);
        key = g_strdup(question->text);
    }
    if (g_utf8_strlen(key, -1) > ZF_QUESTION_KEY_MAX || strchr(key, '=')) {
        fault(r, row, given ? HEAD_KEY : HEAD_TEXT,
              _("the question needs a name of at most %d characters without “=” (column 名称 or "
                "name): it heads the answers in tables"),
              ZF_QUESTION_KEY_MAX);
    } else if (is_taken(r, key)) {
        fault(r, row, HEAD_KEY, _("two questions are called “%s”"), key);
    } else if (*key && zf_ingest_is_visit_column(key)) {
        fault(r, row, HEAD_KEY,
              _("“%s” is a column of every file of visits already; call the question otherwise"),
              key);
    }
    question->key = keep(r, key);
}

static bool
is_yes(const char *text)
{
    bool yes = false;
    return zf_parse_yes(text, &yes) == ZF_PARSED_OK && yes;
}

static void
read_question(Reading *r, uint32_t row)
{
    ZfQuestion question = zf_question_empty();
    g_autofree char *text = cell_text(r, row, r->column[HEAD_TEXT]);
    g_autofree char *kind = cell_text(r, row, r->column[HEAD_KIND]);
    g_autofree char *restricted = cell_text(r, row, r->column[HEAD_RESTRICTED]);
    if (!*text && !*kind) {
        return; /* an empty line, a signature below the table */
    }
    if (!*text || g_utf8_strlen(text, -1) > ZF_QUESTION_TEXT_MAX) {
        fault(r, row, HEAD_TEXT, _("a question has 1 to %d characters"), ZF_QUESTION_TEXT_MAX);
    }
    question.text = keep(r, text);
    read_kind(r, row, &question);
    read_number(r, row, &question);
    read_key(r, row, &question);
    question.restricted = is_yes(restricted);
    ZfQuestions *all = r->questions;
    all->items = g_renew(ZfQuestion, all->items, all->n + 1);
    all->items[all->n++] = question;
}

static bool
read_tab(Reading *r, GError **error)
{
    uint32_t head = find_head(r);
    if (head == 0) {
        g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_HEADER,
                    _("%s: these are no questions: the columns 题目 (question) and 类型 (kind) "
                      "are missing; “zoufang campaign questions default” shows how such a table "
                      "looks"),
                    r->file);
        return false;
    }
    for (size_t i = 0; i < r->tab->n_rows && r->questions->n <= ZF_QUESTIONS_MAX; i++) {
        if (r->tab->rows[i].number > head) {
            read_question(r, r->tab->rows[i].number);
        }
    }
    if (r->questions->n == 0 || r->questions->n > ZF_QUESTIONS_MAX) {
        g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_HEADER,
                    _("%s: there must be 1 to %d questions"), r->file, ZF_QUESTIONS_MAX);
        return false;
    }
    if (r->n_faults > 0) {
        g_set_error(
            error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_HEADER,
            NG_("%s: the questions were not taken, %u cell needs mending:%s%s",
                "%s: the questions were not taken, %u cells need mending:%s%s", r->n_faults),
            r->file, r->n_faults, r->faults->str, r->n_faults > FAULTS_LISTED ? "\n  …" : "");
    }
    return r->n_faults == 0;
}

static ZfQuestions *
read_book(const char *file, const ZfWorkbook *book, GError **error)
{
    g_autoptr(ZfQuestions) questions = zf_questions_new();
    g_autoptr(GString) faults = g_string_new(NULL);
    static const ZfTab nothing = {.name = (char *)""};
    Reading r = {.file = file,
                 .tab = book->n_sheets > 0 ? &book->sheets[0] : &nothing,
                 .questions = questions,
                 .faults = faults};
    return read_tab(&r, error) ? g_steal_pointer(&questions) : NULL;
}

ZfQuestions *
zf_ingest_questions(const char *path, const ZfProgress *progress, GError **error)
{
    g_autoptr(ZfWorkbook) book = zf_workbook_open(path, NULL, progress, error);
    return book ? read_book(path, book, error) : NULL;
}

ZfQuestions *
zf_ingest_questions_parse(const char *name, const void *bytes, size_t size, GError **error)
{
    g_autoptr(ZfWorkbook) book = zf_workbook_parse(name, bytes, size, NULL, NULL, error);
    return book ? read_book(name, book, error) : NULL;
}

ZfQuestions *
zf_ingest_questions_default(ZfLang lang)
{
    const char *name = lang == ZF_LANG_ZH ? "questions.zh_CN.csv" : "questions.en.csv";
    const ZfEmbedded *file = zf_embedded_find(zf_ingest_embedded, name);
    g_assert(file);
    ZfQuestions *questions = zf_ingest_questions_parse(name, file->bytes, file->size, NULL);
    g_assert(questions);
    return questions;
}
