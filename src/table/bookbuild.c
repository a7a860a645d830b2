#include "table/bookbuild.h"

#include <inttypes.h>
#include <string.h>

#include "table/table.h"

enum { DEFAULT_MAX_CELLS = 20 * 1000 * 1000 };

ZfTableBook *
zf_book_new(const char *name, ZfBookFormat format, const ZfTableOptions *options)
{
    ZfTableBook *book = g_new0(ZfTableBook, 1);
    book->pub.name = g_path_get_basename(name);
    book->pub.format = format;
    book->pub.encoding = "UTF-8";
    book->texts = g_string_chunk_new(1 << 16);
    book->blocks = g_ptr_array_new_with_free_func(g_free);
    book->sheets = g_array_new(FALSE, TRUE, sizeof(ZfTab));
    book->max_cells = options && options->max_cells ? options->max_cells : DEFAULT_MAX_CELLS;
    return book;
}

ZfWorkbook *
zf_book_finish(ZfTableBook *book)
{
    book->pub.sheets = (ZfTab *)(void *)book->sheets->data;
    book->pub.n_sheets = book->sheets->len;
    return &book->pub;
}

void
zf_book_free(ZfTableBook *book)
{
    if (!book) {
        return;
    }
    for (guint i = 0; i < book->sheets->len; i++) {
        g_free(g_array_index(book->sheets, ZfTab, i).name);
    }
    g_array_unref(book->sheets);
    g_ptr_array_unref(book->blocks);
    g_string_chunk_free(book->texts);
    g_free(book->buffer);
    g_free(book->pub.name);
    g_free(book);
}

void
zf_workbook_free(ZfWorkbook *book)
{
    zf_book_free((ZfTableBook *)(void *)book);
}

void
zf_tab_build_init(ZfTabBuild *build, ZfTableBook *book, const char *name)
{
    *build = (ZfTabBuild){.book = book};
    build->sheet.name = g_strdup(name);
    build->cells = g_array_new(FALSE, FALSE, sizeof(ZfCell));
    build->rows = g_array_new(FALSE, FALSE, sizeof(ZfTabRow));
    build->merges = g_array_new(FALSE, FALSE, sizeof(ZfCellMerge));
    build->hidden = g_array_new(FALSE, FALSE, sizeof(uint16_t));
}

void
zf_tab_build_clear(ZfTabBuild *build)
{
    g_clear_pointer(&build->sheet.name, g_free);
    g_clear_pointer(&build->cells, g_array_unref);
    g_clear_pointer(&build->rows, g_array_unref);
    g_clear_pointer(&build->merges, g_array_unref);
    g_clear_pointer(&build->hidden, g_array_unref);
}

/* Moves an array's block to the book. */
static const void *
hand_over(ZfTableBook *book, GArray **array, size_t *n)
{
    *n = (*array)->len;
    void *block = g_array_free(*array, FALSE);
    *array = NULL;
    if (block) {
        g_ptr_array_add(book->blocks, block);
    }
    return block;
}

static int
compare_merges(gconstpointer a, gconstpointer b)
{
    const ZfCellMerge *p = a;
    const ZfCellMerge *q = b;
    if (p->first_row != q->first_row) {
        return p->first_row < q->first_row ? -1 : 1;
    }
    return (int)p->first_column - (int)q->first_column;
}

void
zf_tab_build_finish(ZfTabBuild *build)
{
    ZfTab *sheet = &build->sheet;
    size_t n_cells;
    const ZfCell *cells = hand_over(build->book, &build->cells, &n_cells);
    for (guint i = 0; i < build->rows->len; i++) {
        ZfTabRow *row = &g_array_index(build->rows, ZfTabRow, i);
        row->cells = cells;
        cells += row->n_cells;
    }
    sheet->rows = hand_over(build->book, &build->rows, &sheet->n_rows);
    g_array_sort(build->merges, compare_merges);
    sheet->merges = hand_over(build->book, &build->merges, &sheet->n_merges);
    sheet->hidden_columns = hand_over(build->book, &build->hidden, &sheet->n_hidden_columns);
    g_array_append_val(build->book->sheets, *sheet);
    sheet->name = NULL;
}

void
zf_tab_build_row(ZfTabBuild *build, uint32_t number, uint32_t line, uint16_t flags)
{
    ZfTabRow row = {.number = number, .line = line, .flags = flags};
    g_array_append_val(build->rows, row);
}

bool
zf_tab_build_cell(ZfTabBuild *build, ZfCell cell, GError **error)
{
    if (++build->book->n_cells > build->book->max_cells) {
        g_set_error(error, ZF_TABLE_ERROR, ZF_TABLE_ERROR_LIMIT,
                    _("more than %" PRIu64 " cells; split the file"),
                    (guint64)build->book->max_cells);
        return false;
    }
    g_array_append_val(build->cells, cell);
    g_array_index(build->rows, ZfTabRow, build->rows->len - 1).n_cells++;
    build->sheet.n_columns = MAX(build->sheet.n_columns, cell.column + 1u);
    return true;
}

void
zf_tab_build_row_end(ZfTabBuild *build, uint16_t n_fields)
{
    ZfTabRow *row = &g_array_index(build->rows, ZfTabRow, build->rows->len - 1);
    row->n_fields = n_fields;
    if (row->n_cells == 0) {
        g_array_set_size(build->rows, build->rows->len - 1);
    }
}
