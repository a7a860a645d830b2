/* header: where a worksheet's header stands, and what its columns mean. A header is one to three
 * rows; the last of them is the row (merged cells filled in) that holds the most known words. Rows
 * above it belong to it as long as they group its columns: a merged cell over several columns but
 * not over all, or a cell merged down into it. */
#include <string.h>

#include "ingest/answers.h"

enum {
    SEARCH_ROWS = 40,
    MAX_HEADER_ROWS = 3,
    CERTAIN_WORDS = 4, /* so many known words make a header, however many columns are unknown */
};

static char *
seen_text(const ZfTab *tab, uint32_t row, uint32_t column)
{
    const ZfCell *cell = zf_tab_seen(tab, row, column);
    if (cell->kind == ZF_CELL_NUMBER || cell->kind == ZF_CELL_DATE) {
        return g_strdup(cell->kind == ZF_CELL_NUMBER ? cell->text : "");
    }
    return zf_text_clean(cell->text, NULL);
}

/* How many different fields the words of a row name. texts: how many cells have any. */
static int
rate_row(const In *in, const ZfTab *tab, uint32_t row, int *texts)
{
    bool seen[ZF_WHOM_COUNT][ZF_F_COUNT] = {{false}};
    int score = 0;
    *texts = 0;
    for (uint32_t c = 0; c < tab->n_columns; c++) {
        g_autofree char *text = seen_text(tab, row, c);
        const char *path[] = {text};
        ZfWhom whom;
        ZfField field;
        *texts += *text != '\0';
        if (*text && zf_field_match(in->kind, path, 1, false, &whom, &field)) {
            /* 姓名 under 父亲 and under 母亲 are two */
            score += !seen[whom][field] || !zf_tab_merge_at(tab, row, c);
            seen[whom][field] = true;
        }
    }
    return score;
}

/* In how many columns a reader sees a text in this row. */
static uint32_t
columns_filled(const ZfTab *tab, uint32_t row)
{
    uint32_t n = 0;
    for (uint32_t c = 0; c < tab->n_columns; c++) {
        n += zf_tab_seen(tab, row, c)->kind != ZF_CELL_EMPTY;
    }
    return n;
}

/* Does a row above the header's last one group its columns? It speaks of most of them; a line like
 * "填报单位：…" over a few does not. */
static bool
groups_columns(const ZfTab *tab, uint32_t row, uint32_t header)
{
    if (columns_filled(tab, row) * 2 < columns_filled(tab, header)) {
        return false;
    }
    for (size_t i = 0; i < tab->n_merges; i++) {
        const ZfCellMerge *merge = &tab->merges[i];
        uint32_t width = merge->last_column - merge->first_column + 1u;
        bool here = merge->first_row <= row && row <= merge->last_row;
        if (here && (merge->last_row > row || (width > 1 && width * 4 < tab->n_columns * 3))) {
            return true;
        }
    }
    return false;
}

/* CSV and unmerged sheets: a row above that holds a word for a parent. */
static bool
names_persons(const ZfTab *tab, uint32_t row)
{
    for (uint32_t c = 0; c < tab->n_columns; c++) {
        g_autofree char *text = seen_text(tab, row, c);
        if (g_str_has_prefix(text, "父亲") || g_str_has_prefix(text, "母亲")) {
            return true;
        }
    }
    return false;
}

/* The last row of any merged range that begins in the header row. */
static uint32_t
merged_down(const ZfTab *tab, uint32_t row)
{
    uint32_t last = row;
    for (size_t i = 0; i < tab->n_merges; i++) {
        const ZfCellMerge *merge = &tab->merges[i];
        if (merge->first_row <= row && merge->last_row >= row &&
            merge->last_row - merge->first_row < MAX_HEADER_ROWS) {
            last = MAX(last, merge->last_row);
        }
    }
    return last;
}

bool
zf_in_find_header(const In *in, const ZfTab *tab, uint32_t *first_header, uint32_t *last_header)
{
    int best = 1;
    uint32_t best_row = 0;
    for (size_t i = 0; i < tab->n_rows && tab->rows[i].number <= tab->rows[0].number + SEARCH_ROWS;
         i++) {
        int texts;
        int score = rate_row(in, tab, tab->rows[i].number, &texts);
        /* words of a data row may chance to be known ones: a few among many prove nothing */
        if (score > best && (score >= CERTAIN_WORDS || score * 3 >= texts)) {
            best = score;
            best_row = tab->rows[i].number;
        }
    }
    if (best_row == 0) {
        return false;
    }
    uint32_t first = best_row;
    while (first > 1 && best_row - first + 1 < MAX_HEADER_ROWS &&
           (groups_columns(tab, first - 1, best_row) || names_persons(tab, first - 1))) {
        first--;
    }
    *first_header = first;
    *last_header = merged_down(tab, best_row);
    return true;
}

/* The stacked header texts of a column, each once; n of them in path. */
static size_t
header_path(const ZfTab *tab, uint32_t first, uint32_t last, uint32_t column, char **path)
{
    size_t n = 0;
    for (uint32_t row = first; row <= last && n < MAX_HEADER_ROWS; row++) {
        g_autofree char *text = seen_text(tab, row, column);
        if (*text && (n == 0 || strcmp(path[n - 1], text) != 0)) {
            path[n++] = g_steal_pointer(&text);
        }
    }
    return n;
}

/* An upper header of an unmerged sheet (CSV) reaches to the right until the next one. */
static void
inherit_upper(const ZfTab *tab, uint32_t first, uint32_t last, uint32_t column, char **path,
              size_t *n)
{
    if (tab->n_merges > 0 || first == last || *n != 1) {
        return;
    }
    g_autofree char *own = seen_text(tab, first, column);
    for (uint32_t c = column; !*own && c > 0; c--) {
        g_autofree char *left = seen_text(tab, first, c - 1);
        if (*left) {
            path[1] = path[0];
            path[0] = g_steal_pointer(&left);
            *n = 2;
            return;
        }
    }
}

static void
note_column(In *in, const InTable *table, uint32_t column, const char *header, const char *field)
{
    ZfIngestColumn item = {.sheet = zf_batch_text(in->batch, table->name),
                           .column = (int32_t)column + 1,
                           .header = zf_batch_text(in->batch, header),
                           .field = zf_batch_text(in->batch, field)};
    g_array_append_val(in->out->columns, item);
}

/* Matches headers to fields: exact words first, then looser ones for fields still missing. */
static void
match_columns(const In *in, InTable *table, const ZfTab *tab, uint32_t first, uint32_t last,
              bool loose)
{
    for (uint32_t c = 0; c < table->n_columns; c++) {
        char *path[MAX_HEADER_ROWS + 1] = {NULL};
        size_t n = header_path(tab, first, last, c, path);
        inherit_upper(tab, first, last, c, path, &n);
        ZfWhom whom;
        ZfField field;
        bool taken = false;
        for (int w = 0; w < ZF_WHOM_COUNT; w++) {
            for (int f = 0; f < ZF_F_COUNT; f++) {
                taken |= table->column[w][f] == (int16_t)c;
            }
        }
        if (!taken &&
            zf_field_match(in->kind, (const char *const *)path, n, loose, &whom, &field) &&
            table->column[whom][field] < 0) {
            table->column[whom][field] = (int16_t)c;
        }
        if (!loose) {
            char *composed = g_strjoinv("/", path);
            g_ptr_array_add(table->headers, composed);
        }
        for (size_t i = 0; i < n; i++) {
            g_free(path[i]);
        }
    }
}

/* The column a user names: by header, letters or number. ret: -1 when there is none such. */
static int32_t
named_column(const InTable *table, const char *name)
{
    for (guint i = 0; i < table->headers->len; i++) {
        const char *header = g_ptr_array_index(table->headers, i);
        const char *slash = strrchr(header, '/');
        g_autofree char *clean = zf_header_clean(slash ? slash + 1 : header);
        g_autofree char *wanted = zf_header_clean(name);
        if (strcmp(header, name) == 0 || (*wanted && strcmp(clean, wanted) == 0)) {
            return (int32_t)i;
        }
    }
    int64_t number;
    if (zf_text_to_int64(name, &number)) {
        return number >= 1 && number <= 16384 ? (int32_t)number - 1 : -1;
    }
    int32_t letters = 0;
    for (const char *p = name; *p; p++) {
        if (!g_ascii_isalpha(*p) || letters > 16384) {
            return -1;
        }
        letters = letters * 26 + (g_ascii_toupper(*p) - 'A' + 1);
    }
    return letters >= 1 && letters <= 16384 && strlen(name) <= 3 ? letters - 1 : -1;
}

static bool
apply_map(const In *in, InTable *table, GError **error)
{
    const char *const *map = in->options->map;
    for (size_t i = 0; map && map[i]; i++) {
        const char *equals = strchr(map[i], '=');
        g_autofree char *code = g_strndup(map[i], equals ? (gsize)(equals - map[i]) : 0);
        ZfWhom whom;
        ZfField field;
        if (!equals || !zf_field_parse(code, &whom, &field)) {
            g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_HEADER,
                        _("--map %s: write FIELD=COLUMN, for example name=C; fields are listed by "
                          "“zoufang import --help”"),
                        map[i]);
            return false;
        }
        int32_t column = named_column(table, equals + 1);
        if (column < 0 || (uint32_t)column >= table->n_columns) {
            g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_HEADER,
                        _("--map %s: there is no such column in %s"), map[i], table->name);
            return false;
        }
        for (int w = 0; w < ZF_WHOM_COUNT; w++) {
            for (int f = 0; f < ZF_F_COUNT; f++) {
                if (table->column[w][f] == column) {
                    table->column[w][f] = -1;
                }
            }
        }
        table->column[whom][field] = (int16_t)column;
    }
    return true;
}

static void
note_columns(In *in, const InTable *table)
{
    for (uint32_t c = 0; c < table->n_columns; c++) {
        const char *header = c < table->headers->len ? g_ptr_array_index(table->headers, c) : "";
        g_autofree char *code = NULL;
        for (int w = 0; w < ZF_WHOM_COUNT; w++) {
            for (int f = 0; f < ZF_F_COUNT; f++) {
                if (table->column[w][f] == (int16_t)c) {
                    g_free(code);
                    code = zf_field_full_code((ZfWhom)w, (ZfField)f);
                }
            }
        }
        const ZfQuestion *question = zf_in_question_at(in, table, c);
        if (question && !code) {
            code = g_strconcat("question:", question->key, NULL);
        }
        if (*header || code) {
            note_column(in, table, c, header, code ? code : "");
        }
    }
}

static void
match_layer(const In *in, InTable *table, bool loose)
{
    for (guint c = 0; c < table->headers->len; c++) {
        const char *path[] = {g_ptr_array_index(table->headers, c)};
        ZfWhom whom;
        ZfField field;
        if (zf_field_match(in->kind, path, 1, loose, &whom, &field) &&
            table->column[whom][field] < 0) {
            table->column[whom][field] = (int16_t)c;
        }
    }
}

bool
zf_in_map_columns(In *in, InTable *table, uint32_t first_header, uint32_t last_header,
                  GError **error)
{
    memset(table->column, -1, sizeof table->column);
    if (table->layer) {
        match_layer(in, table, false); /* exact ones first */
        match_layer(in, table, true);
    } else if (first_header > 0) {
        match_columns(in, table, table->tab, first_header, last_header, false);
        match_columns(in, table, table->tab, first_header, last_header, true);
    }
    zf_in_match_questions(in, table);
    if (!apply_map(in, table, error)) {
        return false;
    }
    note_columns(in, table);
    return true;
}
