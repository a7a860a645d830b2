/* A grid as CSV or XLSX. */
#include <stdio.h>

#include "app/gridcells.h"
#include "table/table.h"

static void
put_cell(ZfTabOut *sheet, uint32_t row, uint32_t column, ZfGridType type, const GridCell *cell)
{
    static const ZfCellStyle plain = {.border = true};
    static const ZfCellStyle real = {.border = true, .number_format = "0.0"};
    if (!cell->text) {
        zf_tab_out_text(sheet, row, column, "", &plain);
    } else if (type == ZF_GRID_INT) {
        zf_tab_out_number(sheet, row, column, (double)cell->number, &plain);
    } else if (type == ZF_GRID_REAL) {
        zf_tab_out_number(sheet, row, column, cell->real, &real);
    } else if (type == ZF_GRID_DATE) {
        zf_tab_out_date(sheet, row, column, (ZfDate)cell->number, &plain);
    } else {
        zf_tab_out_text(sheet, row, column, cell->text, &plain);
    }
}

/* The widest of a column's cells, within reason. */
static double
column_width(const ZfGrid *grid, size_t column)
{
    size_t width = zf_text_columns(grid_column(grid, column)->title);
    for (size_t row = 0; row < zf_grid_rows(grid); row++) {
        width = MAX(width, zf_text_columns(zf_grid_cell(grid, row, column)));
    }
    return (double)CLAMP(width + 2, 6, 60);
}

static ZfBookOut *
make_book(const ZfGrid *grid)
{
    static const ZfCellStyle head = {
        .bold = true, .border = true, .wrap = true, .middle = true, .fill = 0xD9E2EC};
    ZfBookOut *book = zf_book_out_new();
    zf_book_out_properties(book, grid->title, NULL);
    ZfTabOut *sheet = zf_book_out_tab(book, *grid->title ? grid->title : grid->key);
    for (uint32_t c = 0; c < zf_grid_columns(grid); c++) {
        zf_tab_out_text(sheet, 0, c, grid_column(grid, c)->title, &head);
        zf_tab_out_width(sheet, c, c, column_width(grid, c));
    }
    for (uint32_t r = 0; r < zf_grid_rows(grid); r++) {
        for (uint32_t c = 0; c < zf_grid_columns(grid); c++) {
            put_cell(sheet, r + 1, c, grid_column(grid, c)->type, grid_cell(grid, r, c));
        }
    }
    zf_tab_out_freeze(sheet, 1, 0);
    zf_tab_out_paper(sheet, true, 0, 0);
    return book;
}

/* CSV carries the stable keys, not the titles: programs read it. */
static GString *
make_csv(const ZfGrid *grid)
{
    GString *out = g_string_new(NULL);
    for (size_t c = 0; c < zf_grid_columns(grid); c++) {
        zf_csv_append(out, grid_column(grid, c)->key, c == 0);
    }
    g_string_append(out, "\r\n");
    for (size_t r = 0; r < zf_grid_rows(grid); r++) {
        g_autoptr(GString) line = g_string_new(NULL);
        for (size_t c = 0; c < zf_grid_columns(grid); c++) {
            zf_csv_append(line, zf_grid_cell(grid, r, c), c == 0);
        }
        g_string_append_printf(out, "%s\r\n", line->str);
    }
    return out;
}

bool
zf_grid_write_sheet(const ZfGrid *grid, ZfFormat format, const char *path, GError **error)
{
    if (format == ZF_FORMAT_XLSX) {
        g_autoptr(ZfBookOut) book = make_book(grid);
        return zf_book_out_save_xlsx(book, path, error);
    }
    g_autoptr(GString) csv = make_csv(grid);
    if (path) {
        g_string_prepend(csv, "\xEF\xBB\xBF"); /* Excel in China needs the mark */
        return zf_file_write(path, csv->str, csv->len, error);
    }
    if (fwrite(csv->str, 1, csv->len, stdout) != csv->len || fflush(stdout) != 0) {
        g_set_error_literal(error, ZF_FILE_ERROR, ZF_FILE_ERROR_WRITE,
                            _("cannot write to the standard output"));
        return false;
    }
    return true;
}
