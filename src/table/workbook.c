#include "table/workbook.h"

#include <math.h>
#include <string.h>

#include "table/bookbuild.h"
#include "table/table.h"

G_DEFINE_QUARK(zf_table_error, zf_table_error)

static const ZfCell EMPTY_CELL = {.text = "", .kind = ZF_CELL_EMPTY};

const ZfTab *
zf_workbook_sheet(const ZfWorkbook *book, const char *name)
{
    for (size_t i = 0; i < book->n_sheets; i++) {
        if (strcmp(book->sheets[i].name, name) == 0) {
            return &book->sheets[i];
        }
    }
    return NULL;
}

const ZfTabRow *
zf_tab_row(const ZfTab *sheet, uint32_t number)
{
    size_t lo = 0;
    size_t hi = sheet->n_rows;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (sheet->rows[mid].number < number) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    return lo < sheet->n_rows && sheet->rows[lo].number == number ? &sheet->rows[lo] : NULL;
}

const ZfCell *
zf_tab_row_cell(const ZfTabRow *row, uint32_t column)
{
    uint32_t lo = 0;
    uint32_t hi = row ? row->n_cells : 0;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (row->cells[mid].column < column) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    return row && lo < row->n_cells && row->cells[lo].column == column ? &row->cells[lo]
                                                                       : &EMPTY_CELL;
}

const ZfCell *
zf_tab_cell(const ZfTab *sheet, uint32_t number, uint32_t column)
{
    return zf_tab_row_cell(zf_tab_row(sheet, number), column);
}

const ZfCellMerge *
zf_tab_merge_at(const ZfTab *sheet, uint32_t number, uint32_t column)
{
    for (size_t i = 0; i < sheet->n_merges && sheet->merges[i].first_row <= number; i++) {
        const ZfCellMerge *merge = &sheet->merges[i];
        if (number <= merge->last_row && column >= merge->first_column &&
            column <= merge->last_column) {
            return merge;
        }
    }
    return NULL;
}

const ZfCell *
zf_tab_seen(const ZfTab *sheet, uint32_t number, uint32_t column)
{
    const ZfCellMerge *merge = zf_tab_merge_at(sheet, number, column);
    return merge ? zf_tab_cell(sheet, merge->first_row, merge->first_column)
                 : zf_tab_cell(sheet, number, column);
}

bool
zf_tab_column_hidden(const ZfTab *sheet, uint32_t column)
{
    for (size_t i = 0; i < sheet->n_hidden_columns; i++) {
        if (sheet->hidden_columns[i] == column) {
            return true;
        }
    }
    return false;
}

bool
zf_cell_number(const ZfCell *cell, double *ret)
{
    return (cell->kind == ZF_CELL_NUMBER || cell->kind == ZF_CELL_DATE) &&
           zf_text_to_double(cell->text, ret);
}

bool
zf_serial_to_date(double serial, bool date1904, ZfDate *ret_day, int32_t *ret_s)
{
    if (!(serial >= 0 && serial < 2958466)) { /* 9999-12-31 is 2958465 */
        return false;
    }
    double whole = floor(serial);
    int64_t seconds = (int64_t)llround((serial - whole) * 86400);
    int64_t day = (int64_t)whole + seconds / 86400;
    /* 1899-12-30 is day -25569; serials below 60 count from 1899-12-31 because of the leap day
     * of 1900 that Lotus 1-2-3 invented and Excel kept. */
    if (!date1904 && day == 60) {
        return false;
    }
    int64_t epoch = date1904 ? -24107 : day < 60 ? -25568 : -25569;
    if (ret_day) {
        *ret_day = (ZfDate)(day + epoch);
    }
    if (ret_s) {
        *ret_s = (int32_t)(seconds % 86400);
    }
    return true;
}

static char *
show_date(const ZfTab *sheet, const ZfCell *cell)
{
    double serial;
    ZfDate day;
    int32_t time_s;
    if (!zf_cell_number(cell, &serial) ||
        !zf_serial_to_date(serial, sheet->date1904, &day, &time_s)) {
        return g_strdup(cell->text);
    }
    g_autofree char *clock = zf_time_format(time_s);
    if (!(cell->flags & ZF_CELL_HAS_DAY)) {
        return g_steal_pointer(&clock);
    }
    g_autofree char *date = zf_date_format(day);
    bool with_time = (cell->flags & ZF_CELL_HAS_TIME) && time_s != 0;
    return with_time ? g_strconcat(date, " ", clock, NULL) : g_steal_pointer(&date);
}

/* More than 15 digits before the point: 15 of them, then zeros, as Excel shows them. */
static char *
show_large(double value)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(digits, sizeof digits, "%.14e", value); /* -d.dddddddddddddde+XX */
    GString *out = g_string_new(NULL);
    const char *p = digits;
    for (; *p != 'e'; p++) {
        if (*p != '.') {
            g_string_append_c(out, *p);
        }
    }
    for (gint64 zeros = g_ascii_strtoll(p + 1, NULL, 10) - 14; zeros > 0; zeros--) {
        g_string_append_c(out, '0');
    }
    return g_string_free(out, FALSE);
}

/* A number without exponent: as stored when it is short and plain, else 15 significant digits. */
static char *
show_number(const char *literal)
{
    double value;
    bool plain = strspn(literal, "0123456789.-") == strlen(literal);
    if ((plain && strlen(literal) <= 15) || !zf_text_to_double(literal, &value)) {
        return g_strdup(literal);
    }
    double size = fabs(value);
    int before = size >= 1 ? (int)floor(log10(size)) + 1 : 0;
    if (before > 21 || (size > 0 && size < 1e-9)) {
        return g_strdup(literal);
    }
    return before > 15 ? show_large(value) : zf_text_from_double(value, 15 - before);
}

char *
zf_cell_show(const ZfTab *sheet, const ZfCell *cell)
{
    switch ((ZfCellKind)cell->kind) {
    case ZF_CELL_EMPTY: return g_strdup("");
    case ZF_CELL_DATE: return show_date(sheet, cell);
    case ZF_CELL_NUMBER: return show_number(cell->text);
    case ZF_CELL_BOOL: return g_strdup(cell->text[0] == '1' ? "TRUE" : "FALSE");
    case ZF_CELL_UNCOMPUTED: return g_strconcat("=", cell->text, NULL);
    case ZF_CELL_TEXT:
    case ZF_CELL_ERROR: break;
    }
    return g_strdup(cell->text);
}
