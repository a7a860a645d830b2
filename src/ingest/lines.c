/* lines: which rows below a header are no records — totals, signatures, blank template lines,
 * section lines, the header printed again — and whether typed totals are right. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "ingest/source.h"

/* The row's cells that a person would read, at most n. ret: how many there are. */
static size_t
first_texts(const InRow *row, const char **texts, size_t n)
{
    size_t found = 0;
    for (uint32_t c = 0; c < row->n_cells && found < n; c++) {
        texts[found++] = row->cells[c].text;
    }
    return found;
}

static bool
begins_with_any(const char *text, const char *words)
{
    g_auto(GStrv) list = g_strsplit(words, "|", -1);
    for (char **word = list; *word; word++) {
        if (g_str_has_prefix(text, *word)) {
            return true;
        }
    }
    return false;
}

/* ret: 2 for a grand total, 1 for a subtotal, 0 for neither. */
static int
total_kind(const InRow *row)
{
    const char *texts[3];
    size_t n = first_texts(row, texts, 3);
    for (size_t i = 0; i < n; i++) {
        g_autofree char *clean = zf_header_clean(texts[i]);
        if (begins_with_any(clean, "合计|总计|共计|总合计|total") && strlen(clean) < 40) {
            return 2;
        }
        if (begins_with_any(clean, "小计|subtotal") && strlen(clean) < 40) {
            return 1;
        }
    }
    return 0;
}

static bool
is_signature(const In *in, const InRow *row)
{
    const char *texts[1];
    if (first_texts(row, texts, 1) == 0) {
        return false;
    }
    g_autofree char *clean = zf_header_clean(texts[0]);
    bool words = begins_with_any(
        clean, "填表人|填报人|制表|审核|负责人|签字|签名|填报单位|填报日期|单位盖章|"
               "盖章|联系人|填表日期|注|备注|说明|填表说明|主要领导|分管领导|经办人");
    bool named = zf_in_cell(in, row, ZF_WHOM_SELF, ZF_F_NAME)->kind != ZF_CELL_EMPTY &&
                 zf_in_table(in, row)->column[ZF_WHOM_SELF][ZF_F_NAME] > 0;
    return words && !named;
}

/* Every cell says what its column's header says. */
static bool
repeats_header(const In *in, const InRow *row)
{
    const InTable *table = zf_in_table(in, row);
    size_t same = 0;
    for (uint32_t c = 0; c < row->n_cells; c++) {
        uint32_t column = row->cells[c].column;
        const char *header =
            column < table->headers->len ? g_ptr_array_index(table->headers, column) : "";
        g_autofree char *clean = zf_text_clean(row->cells[c].text, NULL);
        same += *clean && strstr(header, clean) != NULL;
    }
    return row->n_cells >= 2 && same == row->n_cells;
}

/* Only a serial number, or nothing in any column that is used. */
static bool
is_blank_line(const In *in, const InRow *row)
{
    const InTable *table = zf_in_table(in, row);
    for (uint32_t c = 0; c < row->n_cells; c++) {
        if (row->cells[c].column != table->column[ZF_WHOM_SELF][ZF_F_SERIAL]) {
            return false;
        }
    }
    return true;
}

/* One text alone in a table of several columns, merged over half of them or speaking of a village:
 * "一、柏垭村". A name alone is no such line: it is a record with cells missing. */
static bool
is_section(const In *in, const InRow *row)
{
    const InTable *table = zf_in_table(in, row);
    const ZfCell *cell = &row->cells[0];
    if (row->n_cells != 1 || cell->column > 1 || cell->kind != ZF_CELL_TEXT ||
        table->n_columns < 4 || table->headless) {
        return false;
    }
    const ZfCellMerge *merge =
        table->tab ? zf_tab_merge_at(table->tab, (uint32_t)row->number, cell->column) : NULL;
    if (merge && (merge->last_column - merge->first_column + 1u) * 2 >= table->n_columns) {
        return true;
    }
    bool place = strstr(cell->text, "村") || strstr(cell->text, "社区") ||
                 strstr(cell->text, "乡") || strstr(cell->text, "镇");
    return place && table->column[ZF_WHOM_SELF][ZF_F_NAME] != cell->column &&
           table->column[ZF_WHOM_SELF][ZF_F_VILLAGE] != cell->column;
}

typedef struct Sums {
    double sum;
    size_t numbers;
    size_t others;
} Sums;

static void
add_to_sums(const InRow *row, Sums *sums, uint32_t n)
{
    for (uint32_t c = 0; c < row->n_cells; c++) {
        const ZfCell *cell = &row->cells[c];
        double value;
        if (cell->column >= n) {
            continue;
        }
        if (zf_text_to_double(cell->text, &value) && cell->kind != ZF_CELL_DATE) {
            sums[cell->column].sum += value;
            sums[cell->column].numbers++;
        } else {
            sums[cell->column].others++;
        }
    }
}

static bool
is_summed_field(const InTable *table, uint32_t column)
{
    static const ZfField fields[] = {ZF_F_MONEY, ZF_F_GOODS,    ZF_F_VALUE,     ZF_F_PEOPLE,
                                     ZF_F_OTHER, ZF_F_CHILDREN, ZF_F_MAX_VISITS};
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        if (table->column[ZF_WHOM_SELF][fields[i]] == (int16_t)column) {
            return true;
        }
    }
    for (int w = 0; w < ZF_WHOM_COUNT; w++) {
        for (int f = 0; f < ZF_F_COUNT; f++) {
            if (table->column[w][f] == (int16_t)column) {
                return false; /* an ID, a phone, an age: nobody sums those */
            }
        }
    }
    return true;
}

/* ret: false when a total is wrong and the user did not accept that. */
static bool
check_total(In *in, const InRow *row, const Sums *sums, uint32_t n, int64_t first, int64_t last,
            GError **error)
{
    const InTable *table = zf_in_table(in, row);
    for (uint32_t c = 0; c < row->n_cells; c++) {
        const ZfCell *cell = &row->cells[c];
        double typed;
        if (cell->column >= n || !zf_text_to_double(cell->text, &typed) ||
            sums[cell->column].numbers == 0 || sums[cell->column].others > 0 ||
            !is_summed_field(table, cell->column) || fabs(typed - sums[cell->column].sum) < 0.005) {
            continue;
        }
        g_autofree char *letters = zf_column_name(cell->column + 1);
        g_autofree char *sum = zf_text_from_double(sums[cell->column].sum, 2);
        g_autofree char *message =
            g_strdup_printf(_("the total typed in %s%" PRId64 " is %s, but %s%" PRId64
                              " to %s%" PRId64 " add up to %s"),
                            letters, row->number, cell->text, letters, first, letters, last, sum);
        bool accept = in->options->accept_totals;
        zf_findings_add_at(in->findings, accept ? ZF_SEVERITY_WARNING : ZF_SEVERITY_STOP,
                           "total-differs", in->file, table->name, row->number, cell->column + 1,
                           cell->text, message, _("look for a missing row, or correct the total"));
        if (!accept) {
            g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_TOTALS,
                        _("%s, %s: %s; look for a missing row, or correct the total "
                          "(--accept-totals takes the file as it is)"),
                        in->file, table->name, message);
            return false;
        }
    }
    return true;
}

/* "合计：378人" beside fewer rows: a row may be missing. A count may be of homes or of something
 * else, so it is a warning only. */
static void
check_count(In *in, const InRow *row, size_t rows)
{
    const char *texts[3];
    size_t n = first_texts(row, texts, 3);
    for (size_t i = 0; i < n; i++) {
        g_autofree char *clean = zf_text_clean(texts[i], NULL);
        const char *digits = clean + strcspn(clean, "0123456789");
        char *end;
        guint64 said = g_ascii_strtoull(digits, &end, 10);
        if (!*digits || !(g_str_has_prefix(end, "人") || g_str_has_prefix(end, "名")) ||
            said == rows) {
            continue;
        }
        g_autofree char *message = g_strdup_printf(
            _("this line speaks of %" PRIu64 ", but the rows above it are %zu"), said, rows);
        zf_findings_add_at(in->findings, ZF_SEVERITY_WARNING, "count-differs", in->file,
                           zf_in_table(in, row)->name, row->number, 0, texts[i], message,
                           _("look for a missing row, or correct the total"));
        return;
    }
}

/* Settles a row that is no record. ret: true when it was settled. */
static bool
settle_line(In *in, InRow *row)
{
    const char *reason = is_blank_line(in, row)    ? "blank"
                         : repeats_header(in, row) ? "header"
                         : is_signature(in, row)   ? "signature"
                         : is_section(in, row)     ? "section"
                                                   : NULL;
    if (reason) {
        zf_in_settle(row, ZF_FATE_EXCLUDED, "", reason);
    }
    return reason != NULL;
}

bool
zf_in_judge_lines(In *in, int32_t index, GError **error)
{
    const InTable *table = g_ptr_array_index(in->tables, index);
    uint32_t n = table->n_columns;
    g_autofree Sums *all = g_new0(Sums, n + 1);
    g_autofree Sums *part = g_new0(Sums, n + 1);
    int64_t first = 0;
    int64_t part_first = 0;
    int64_t last = 0;
    size_t n_all = 0;
    size_t n_part = 0;
    const char *section = NULL;
    for (guint i = 0; i < in->rows->len; i++) {
        InRow *row = ZF_IN_ROW(in, i);
        if (row->table != index || row->fate >= 0) {
            continue;
        }
        int total = table->layer ? 0 : total_kind(row);
        if (total > 0) {
            bool grand = total == 2;
            if (!check_total(in, row, grand ? all : part, n, grand ? first : part_first, last,
                             error)) {
                return false;
            }
            check_count(in, row, grand ? n_all : n_part);
            zf_in_settle(row, ZF_FATE_EXCLUDED, "", "total");
            n_part = 0;
            memset(part, 0, (n + 1) * sizeof *part);
            part_first = 0;
        } else if (settle_line(in, row)) {
            section = strcmp(row->reason, "section") == 0 ? row->cells[0].text : section;
        } else {
            row->hint = section;
            add_to_sums(row, all, n);
            add_to_sums(row, part, n);
            first = first ? first : row->number;
            part_first = part_first ? part_first : row->number;
            last = row->number;
            n_all++;
            n_part++;
        }
    }
    return true;
}
