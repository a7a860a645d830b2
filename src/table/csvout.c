/* csvout: a sheet as CSV (RFC 4180). */
#include <string.h>

#include "table/bookout.h"
#include "table/table.h"

void
zf_csv_append(GString *line, const char *field, bool first)
{
    if (!first) {
        g_string_append_c(line, ',');
    }
    /* spreadsheets would calculate these; one character alone is no formula */
    bool guard = field[0] && strchr("=+-@\t\r", field[0]) && field[1];
    bool quote = strpbrk(field, ",\"\r\n") || field[0] == ' ' ||
                 (field[0] && field[strlen(field) - 1] == ' ');
    if (!quote) {
        g_string_append_printf(line, "%s%s", guard ? "'" : "", field);
        return;
    }
    g_string_append(line, guard ? "\"'" : "\"");
    for (const char *p = field; *p; p++) {
        if (*p == '"') {
            g_string_append_c(line, '"');
        }
        g_string_append_c(line, *p);
    }
    g_string_append_c(line, '"');
}

static void
append_cell(GString *out, const ZfOutCell *cell)
{
    if (cell->kind == ZF_OUT_TEXT) {
        zf_csv_append(out, cell->text, true);
    } else if (cell->kind == ZF_OUT_NUMBER) {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];
        g_string_append(out, g_ascii_formatd(buffer, sizeof buffer, "%.15g", cell->number));
    } else if (cell->kind == ZF_OUT_DATE) {
        g_autofree char *day = zf_date_format(cell->day);
        g_string_append(out, day);
    }
}

static GArray *
with_merges(const ZfTabOut *sheet)
{
    g_autoptr(GArray) own = g_array_copy(sheet->cells);
    for (guint i = 0; i < sheet->merges->len; i++) {
        const ZfOutMerge *merge = &g_array_index(sheet->merges, ZfOutMerge, i);
        ZfOutCell cell = {.row = merge->first_row,
                          .column = (uint16_t)merge->first_column,
                          .kind = *merge->text ? ZF_OUT_TEXT : ZF_OUT_BLANK,
                          .text = merge->text};
        g_array_append_val(own, cell);
    }
    ZfTabOut joined = *sheet;
    joined.cells = own;
    return zf_tab_out_sorted(&joined);
}

GString *
zf_tab_out_csv(const ZfTabOut *sheet)
{
    g_autoptr(GArray) cells = with_merges(sheet);
    uint32_t columns = 0;
    for (guint i = 0; i < cells->len; i++) {
        columns = MAX(columns, g_array_index(cells, ZfOutCell, i).column + 1u);
    }
    GString *out = g_string_new(NULL);
    guint next = 0;
    for (uint32_t row = 0; next < cells->len; row++) {
        for (uint32_t column = 0; column < columns; column++) {
            if (column) {
                g_string_append_c(out, ',');
            }
            const ZfOutCell *cell =
                next < cells->len ? &g_array_index(cells, ZfOutCell, next) : NULL;
            if (cell && cell->row == row && cell->column == column) {
                append_cell(out, cell);
                next++;
            }
        }
        g_string_append(out, "\r\n");
    }
    return out;
}

bool
zf_tab_out_save_csv(const ZfTabOut *sheet, const char *path, bool bom, GError **error)
{
    g_autoptr(GString) out = zf_tab_out_csv(sheet);
    if (bom) {
        g_string_prepend(out, "\xEF\xBB\xBF");
    }
    return zf_file_write(path, out->str, out->len, error);
}
