/* A grid as XLSX, CSV or PDF. */
#include "report/formgrid.h"
#include "table/table.h"

#include <string.h>

static const ZfCellStyle title_style = {.bold = true, .size_pt = 16, .align = ZF_CELL_ALIGN_CENTRE};
static const ZfCellStyle line_style = {.size_pt = 10};
static const ZfCellStyle head_style = {.bold = true,
                                       .border = true,
                                       .fill = 0xE0E0E0,
                                       .align = ZF_CELL_ALIGN_CENTRE,
                                       .wrap = true,
                                       .middle = true};

static const ZfFormColumn *
column_at(const ZfReport *grid, size_t i)
{
    return &g_array_index(grid->columns, ZfFormColumn, i);
}

static bool
has_groups(const ZfReport *grid)
{
    for (size_t i = 0; i < grid->columns->len; i++) {
        if (column_at(grid, i)->group[0] != '\0') {
            return true;
        }
    }
    return false;
}

/* One line of heads, or two with the groups above. ret: first row of data. */
static uint32_t
sheet_heads(const ZfReport *grid, ZfTabOut *sheet, uint32_t row)
{
    bool two = has_groups(grid);
    uint32_t n = grid->columns->len;
    for (uint32_t i = 0; i < n;) {
        const ZfFormColumn *column = column_at(grid, i);
        uint32_t end = i + 1;
        while (column->group[0] != '\0' && end < n &&
               strcmp(column_at(grid, end)->group, column->group) == 0) {
            end++;
        }
        if (!two) {
            zf_tab_out_text(sheet, row, i, column->head, &head_style);
        } else if (column->group[0] == '\0') {
            zf_tab_out_merge(sheet, row, i, row + 1, i, column->head, &head_style);
        } else if (end - i > 1) {
            zf_tab_out_merge(sheet, row, i, row, end - 1, column->group, &head_style);
        } else {
            zf_tab_out_text(sheet, row, i, column->group, &head_style);
        }
        for (uint32_t k = i; k < end && two && column->group[0] != '\0'; k++) {
            zf_tab_out_text(sheet, row + 1, k, column_at(grid, k)->head, &head_style);
        }
        i = end;
    }
    return row + (two ? 2 : 1);
}

static void
sheet_cell(const ZfReport *grid, ZfTabOut *sheet, uint32_t row, uint32_t column,
           const ZfFormCell *cell, bool bold)
{
    const ZfFormColumn *head = column_at(grid, column);
    ZfCellStyle style = {.border = true, .bold = bold, .middle = true, .wrap = head->width >= 16};
    if (head->right) {
        style.align = ZF_CELL_ALIGN_RIGHT;
    }
    switch (cell->kind) {
    case ZF_GRID_BLANK: zf_tab_out_text(sheet, row, column, "", &style); break;
    case ZF_GRID_TEXT: zf_tab_out_text(sheet, row, column, cell->text, &style); break;
    case ZF_GRID_DATE:
        style.number_format = "yyyy-mm-dd";
        zf_tab_out_date(sheet, row, column, cell->day, &style);
        break;
    case ZF_GRID_NUMBER:
        style.number_format = cell->decimals == 2 ? "0.00" : NULL;
        zf_tab_out_number(sheet, row, column,
                          (double)cell->number / (cell->decimals == 2 ? 100.0 : 1.0), &style);
        break;
    }
}

static void
sheet_fill(const ZfReport *grid, ZfBookOut *book)
{
    ZfTabOut *sheet = zf_book_out_tab(book, grid->name);
    uint32_t n = grid->columns->len;
    uint32_t row = 0;
    zf_tab_out_merge(sheet, row, 0, row, n - 1, grid->title, &title_style);
    zf_tab_out_height(sheet, row++, 28);
    zf_tab_out_merge(sheet, row, 0, row, n - 1, grid->subtitle, &line_style);
    row++;
    uint32_t head = row;
    row = sheet_heads(grid, sheet, row);
    size_t rows = zf_report_rows(grid);
    for (size_t i = 0; i < rows; i++) {
        bool bold = grid->total && i + 1 == rows;
        for (uint32_t k = 0; k < n; k++) {
            sheet_cell(grid, sheet, row + (uint32_t)i, k,
                       &g_array_index(grid->cells, ZfFormCell, i * n + k), bold);
        }
    }
    for (uint32_t k = 0; k < n; k++) {
        zf_tab_out_width(sheet, k, k, column_at(grid, k)->width);
    }
    zf_tab_out_freeze(sheet, row, 0);
    zf_tab_out_paper(sheet, true, head, row - 1);
    row += (uint32_t)rows;
    for (guint i = 0; i < grid->notes->len; i++) {
        zf_tab_out_merge(sheet, row + i, 0, row + i, n - 1, grid->notes->pdata[i], &line_style);
    }
}

static bool
save_xlsx(const GPtrArray *grids, const char *path, GError **error)
{
    g_autoptr(ZfBookOut) book = zf_book_out_new();
    const ZfReport *first = grids->pdata[0];
    zf_book_out_properties(book, first->title, NULL);
    for (guint i = 0; i < grids->len; i++) {
        sheet_fill(grids->pdata[i], book);
    }
    return zf_book_out_save_xlsx(book, path, error);
}

/* Heads once, then the rows of all; no titles, no notes: for programs. */
static bool
save_csv(const GPtrArray *grids, const char *path, GError **error)
{
    g_autoptr(ZfBookOut) book = zf_book_out_new();
    ZfTabOut *sheet = zf_book_out_tab(book, "1");
    const ZfReport *first = grids->pdata[0];
    uint32_t n = first->columns->len;
    for (uint32_t k = 0; k < n; k++) {
        zf_tab_out_text(sheet, 0, k, column_at(first, k)->flat, NULL);
    }
    uint32_t row = 1;
    for (guint g = 0; g < grids->len; g++) {
        const ZfReport *grid = grids->pdata[g];
        size_t rows = zf_report_rows(grid);
        for (size_t i = 0; i < rows; i++, row++) {
            for (uint32_t k = 0; k < n; k++) {
                sheet_cell(grid, sheet, row, k, &g_array_index(grid->cells, ZfFormCell, i * n + k),
                           false);
            }
        }
    }
    return zf_tab_out_save_csv(sheet, path, true, error);
}

/* Page and lettering by how much stands side by side. */
typedef struct PageShape {
    double width, height, size;
} PageShape;

static PageShape
shape_of(const ZfReport *grid)
{
    double characters = 0;
    for (size_t i = 0; i < grid->columns->len; i++) {
        characters += column_at(grid, i)->width;
    }
    PageShape shape = characters <= 90    ? (PageShape){210, 297, 0}
                      : characters <= 190 ? (PageShape){297, 210, 0}
                                          : (PageShape){420, 297, 0};
    /* a character of the width given to its column is half an em wide */
    double fitting = (shape.width - 28) / characters * 1.9;
    shape.size = CLAMP(fitting, ZF_PT(5), ZF_PT(10));
    return shape;
}

static void
pdf_furniture(const ZfReport *grid, ZfCanvas *page, PageShape shape, unsigned number)
{
    ZfLettering title = {.size = ZF_PT(16), .bold = true};
    ZfLettering small = {.size = ZF_PT(9)};
    zf_canvas_text(page, &title, 14, 20, grid->title);
    small.width = shape.width - 28;
    zf_canvas_text(page, &small, 14, 26, grid->subtitle);
    g_autofree char *digits = g_strdup_printf("%u", number);
    ZfLettering foot = {.size = ZF_PT(9), .align = ZF_ALIGN_RIGHT};
    zf_canvas_text(page, &foot, shape.width - 14, shape.height - 9, digits);
    if (grid->personal) {
        foot.align = ZF_ALIGN_LEFT;
        foot.bold = true;
        zf_canvas_text(page, &foot, 14, shape.height - 9,
                       zf_say(grid->lang, ZF_SAY_REPORT_INTERNAL));
    }
}

static void
pdf_notes(const ZfReport *grid, ZfCanvas *page, PageShape shape, double y)
{
    ZfLettering style = {.size = ZF_PT(9), .width = shape.width - 28};
    for (guint i = 0; i < grid->notes->len; i++) {
        ZfTextSize size = zf_canvas_text_size(page, &style, grid->notes->pdata[i]);
        zf_canvas_text(page, &style, 14, y + 4, grid->notes->pdata[i]);
        y += size.height + 0.5;
    }
}

static void
pdf_pages(const ZfReport *grid, ZfPaper *paper)
{
    PageShape shape = shape_of(grid);
    size_t n = grid->columns->len;
    size_t rows = zf_report_rows(grid);
    g_autofree ZfTabularColumn *columns = g_new0(ZfTabularColumn, n);
    g_autofree const char **heads = g_new0(const char *, n);
    double all = 0;
    for (size_t i = 0; i < n; i++) {
        all += column_at(grid, i)->width;
        heads[i] = column_at(grid, i)->flat;
    }
    for (size_t i = 0; i < n; i++) {
        columns[i].width = column_at(grid, i)->width * (shape.width - 28) / all;
        columns[i].align = column_at(grid, i)->right ? ZF_ALIGN_RIGHT : ZF_ALIGN_LEFT;
    }
    g_auto(GStrv) cells = g_new0(char *, rows *n + 1);
    for (size_t i = 0; i < rows * n; i++) {
        cells[i] = zf_report_cell(grid, i / n, i % n);
    }
    ZfTabular table = {.columns = columns,
                       .n_columns = (unsigned)n,
                       .heads = heads,
                       .cells = (const char *const *)cells,
                       .n_rows = (unsigned)rows,
                       .row_height = shape.size * 1.9,
                       .size = shape.size,
                       .upright = true,
                       .last_is_total = grid->total};
    double bottom = shape.height - 16;
    unsigned next = 0;
    do {
        ZfCanvas *page = zf_paper_page(paper, shape.width, shape.height, NULL);
        pdf_furniture(grid, page, shape, zf_paper_pages(paper));
        unsigned first = next;
        double notes = 5.5 * grid->notes->len;
        double y = zf_canvas_tabular(page, &table, 14, 30, bottom, first, &next);
        if (next >= rows && y + notes <= bottom) {
            pdf_notes(grid, page, shape, y + 1);
        } else if (next >= rows) {
            page = zf_paper_page(paper, shape.width, shape.height, NULL);
            pdf_furniture(grid, page, shape, zf_paper_pages(paper));
            pdf_notes(grid, page, shape, 30);
        }
    } while (next < rows && zf_paper_error(paper) == NULL);
}

static bool
save_pdf(const GPtrArray *grids, const char *path, GError **error)
{
    const ZfReport *first = grids->pdata[0];
    g_autoptr(ZfPaper) paper = zf_paper_new(&(ZfPaperOptions){
        .format = ZF_PAPER_PDF, .title = first->title, .lang = zf_say_lang_tag(first->lang)});
    for (guint i = 0; i < grids->len && zf_paper_error(paper) == NULL; i++) {
        pdf_pages(grids->pdata[i], paper);
    }
    return zf_paper_save(paper, path, error);
}

bool
zf_report_save(const GPtrArray *grids, const char *path, GError **error)
{
    g_assert(grids->len > 0);
    g_autofree char *lower = g_ascii_strdown(path, -1);
    if (g_str_has_suffix(lower, ".xlsx")) {
        return save_xlsx(grids, path, error);
    }
    if (g_str_has_suffix(lower, ".csv")) {
        return save_csv(grids, path, error);
    }
    if (g_str_has_suffix(lower, ".pdf")) {
        return save_pdf(grids, path, error);
    }
    g_set_error(error, ZF_REPORT_ERROR, ZF_REPORT_ERROR_FORMAT,
                _("%s: give a name ending in .xlsx, .csv or .pdf"), path);
    return false;
}
