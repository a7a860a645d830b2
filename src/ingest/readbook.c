/* readbook: the worksheets of a workbook, or a text table, as rows. */
#include <string.h>

#include "ingest/source.h"

/* Cells merged over several rows count for each of them; horizontal merges stay as they are. */
typedef struct Filler {
    const ZfTab *tab;
    size_t next;
    GArray *active; /* const ZfCellMerge * over several rows */
} Filler;

static void
filler_advance(Filler *filler, uint32_t row)
{
    for (guint i = filler->active->len; i > 0; i--) {
        if (g_array_index(filler->active, const ZfCellMerge *, i - 1)->last_row < row) {
            g_array_remove_index(filler->active, i - 1);
        }
    }
    while (filler->next < filler->tab->n_merges &&
           filler->tab->merges[filler->next].first_row <= row) {
        const ZfCellMerge *merge = &filler->tab->merges[filler->next++];
        if (merge->last_row > merge->first_row && merge->last_row >= row) {
            g_array_append_val(filler->active, merge);
        }
    }
}

static int
compare_cells(gconstpointer a, gconstpointer b)
{
    return (int)((const ZfCell *)a)->column - (int)((const ZfCell *)b)->column;
}

/* The row's cells with those of merged ranges that began above it. */
static void
fill_down(In *in, const Filler *filler, const ZfTabRow *source, InRow *row)
{
    GArray *cells = NULL;
    for (guint i = 0; i < filler->active->len; i++) {
        const ZfCellMerge *merge = g_array_index(filler->active, const ZfCellMerge *, i);
        const ZfCell *corner = zf_tab_cell(filler->tab, merge->first_row, merge->first_column);
        if (merge->first_row == source->number || corner->kind == ZF_CELL_EMPTY ||
            zf_tab_row_cell(source, merge->first_column)->kind != ZF_CELL_EMPTY) {
            continue;
        }
        if (!cells) {
            cells = g_array_new(FALSE, FALSE, sizeof(ZfCell));
            g_array_append_vals(cells, source->cells, source->n_cells);
        }
        g_array_append_val(cells, *corner);
    }
    if (!cells) {
        return;
    }
    g_array_sort(cells, compare_cells);
    row->n_cells = cells->len;
    gpointer block = g_array_free(cells, FALSE);
    g_ptr_array_add(in->blocks, block);
    row->cells = block;
}

static void
add_rows(In *in, const ZfTab *tab, int32_t table, uint32_t first_header, uint32_t last_header)
{
    Filler filler = {.tab = tab, .active = g_array_new(FALSE, FALSE, sizeof(ZfCellMerge *))};
    for (size_t i = 0; i < tab->n_rows; i++) {
        const ZfTabRow *source = &tab->rows[i];
        InRow row = {.number = source->number,
                     .cells = source->cells,
                     .n_cells = source->n_cells,
                     .table = table,
                     .fate = -1,
                     .key = "",
                     .reason = "",
                     .hidden = source->flags & ZF_TAB_ROW_HIDDEN};
        filler_advance(&filler, source->number);
        if (source->number < first_header) {
            zf_in_settle(&row, ZF_FATE_EXCLUDED, "", "title");
        } else if (source->number <= last_header) {
            zf_in_settle(&row, ZF_FATE_EXCLUDED, "", "header");
        } else {
            fill_down(in, &filler, source, &row);
            row.ragged = tab->fields > 0 && source->n_fields != tab->fields;
        }
        g_array_append_val(in->rows, row);
    }
    g_array_unref(filler.active);
}

/* The texts above the header, and how many rows are out of sight. */
static void
note_surroundings(In *in, InTable *table, uint32_t first_header)
{
    const ZfTab *tab = table->tab;
    g_autoptr(GString) above = g_string_new(NULL);
    size_t hidden = 0;
    for (size_t i = 0; i < tab->n_rows; i++) {
        const ZfTabRow *row = &tab->rows[i];
        hidden += (row->flags & ZF_TAB_ROW_HIDDEN) != 0;
        for (uint32_t c = 0; row->number < first_header && c < row->n_cells; c++) {
            if (row->cells[c].kind == ZF_CELL_TEXT) {
                g_string_append_printf(above, "%s ", row->cells[c].text);
            }
        }
    }
    table->hint = g_string_chunk_insert(in->texts, above->str);
    if (hidden > 0 || tab->hidden) {
        g_autofree char *message =
            tab->hidden
                ? g_strdup(_("the sheet is hidden; it was read all the same"))
                : g_strdup_printf(
                      NG_("%zu row is hidden or filtered out of sight; it was read all the same",
                          "%zu rows are hidden or filtered out of sight; they were read all the "
                          "same",
                          hidden),
                      hidden);
        zf_findings_add_at(in->findings, ZF_SEVERITY_WARNING, "hidden-rows", in->file, table->name,
                           0, 0, NULL, message, NULL);
    }
}

static void
exclude_sheet(In *in, const ZfTab *tab, int32_t table)
{
    zf_findings_add_at(in->findings, ZF_SEVERITY_WARNING, "sheet-skipped", in->file, tab->name, 0,
                       0, NULL, _("no header row was found on this sheet; it was left out"),
                       _("if it holds data, give its columns the usual headers (姓名, 村 …)"));
    for (size_t i = 0; i < tab->n_rows; i++) {
        InRow row = {.number = tab->rows[i].number,
                     .cells = tab->rows[i].cells,
                     .n_cells = tab->rows[i].n_cells,
                     .table = table,
                     .fate = ZF_FATE_EXCLUDED,
                     .key = "",
                     .reason = "sheet without header"};
        g_array_append_val(in->rows, row);
    }
}

static InTable *
new_table(In *in, const ZfTab *tab)
{
    InTable *table = g_new0(InTable, 1);
    table->name = tab->name;
    table->tab = tab;
    table->hint = "";
    table->headers = g_ptr_array_new_with_free_func(g_free);
    table->n_columns = tab->n_columns;
    memset(table->column, -1, sizeof table->column);
    memset(table->question, -1, sizeof table->question);
    g_ptr_array_add(in->tables, table);
    return table;
}

/* used: set when the sheet has a header (or needs none). */
static bool
read_tab(In *in, const ZfTab *tab, bool *used, GError **error)
{
    InTable *table = new_table(in, tab);
    int32_t index = (int32_t)in->tables->len - 1;
    uint32_t first = 0;
    uint32_t last = 0;
    bool found = zf_in_find_header(in, tab, &first, &last);
    bool mapped = in->options->map && in->options->map[0];
    if (!found && !mapped) {
        exclude_sheet(in, tab, index);
        return true;
    }
    *used = true;
    table->headless = !found;
    if (!zf_in_map_columns(in, table, first, last, error)) {
        return false;
    }
    note_surroundings(in, table, first);
    add_rows(in, tab, index, first, last);
    return zf_in_judge_lines(in, index, error);
}

static bool
no_header(const In *in, GError **error)
{
    g_set_error(
        error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_HEADER,
        _("%s: no header row was found; name the columns in the first rows (姓名, 村, 地址 …) "
          "or say which column is which, for example --map name=3 --map lon=18"),
        in->file);
    return false;
}

static bool
no_sheet(const In *in, GError **error)
{
    g_autoptr(GString) list = g_string_new(NULL);
    for (size_t s = 0; s < in->book->n_sheets; s++) {
        g_string_append_printf(list, "%s%s", s ? _(", ") : "", in->book->sheets[s].name);
    }
    g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_HEADER,
                _("%s: there is no sheet %s; there are: %s"), in->file,
                in->options->sheet ? in->options->sheet : "", list->str);
    return false;
}

static bool
no_rows(const In *in, GError **error)
{
    g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_HEADER,
                _("%s: not one cell of it is filled in; look whether it is the right file"),
                in->file);
    return false;
}

static bool
holds_anything(const ZfWorkbook *book)
{
    for (size_t s = 0; s < book->n_sheets; s++) {
        for (size_t r = 0; r < book->sheets[s].n_rows; r++) {
            const ZfTabRow *row = &book->sheets[s].rows[r];
            for (uint32_t c = 0; c < row->n_cells; c++) {
                const ZfCell *cell = &row->cells[c];
                if (cell->kind != ZF_CELL_EMPTY &&
                    (cell->kind != ZF_CELL_TEXT || !zf_text_is_blank(cell->text))) {
                    return true;
                }
            }
        }
    }
    return false;
}

bool
zf_in_read_book(In *in, GError **error)
{
    ZfTableOptions options = {.encoding = in->options->encoding};
    in->book = zf_workbook_open(in->path, &options, in->progress, error);
    if (!in->book) {
        return false;
    }
    bool used = false;
    bool any = false;
    for (size_t s = 0; s < in->book->n_sheets; s++) {
        const ZfTab *tab = &in->book->sheets[s];
        if (in->options->sheet && strcmp(in->options->sheet, tab->name) != 0) {
            continue;
        }
        any = true;
        if (tab->n_rows > 0 && !read_tab(in, tab, &used, error)) {
            return false;
        }
    }
    if (!any) {
        return no_sheet(in, error);
    }
    if (!used) {
        return holds_anything(in->book) ? no_header(in, error) : no_rows(in, error);
    }
    if (in->book->format == ZF_BOOK_CSV && strcmp(in->book->encoding, "UTF-8") != 0) {
        g_autofree char *message =
            g_strdup_printf(_("the text is in %s; it was converted"), in->book->encoding);
        zf_findings_add_at(in->findings, ZF_SEVERITY_FIXED, "encoding", in->file, NULL, 0, 0, NULL,
                           message, NULL);
    }
    return true;
}
