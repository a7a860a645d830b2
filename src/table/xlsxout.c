/* xlsxout: a table as XLSX, by libxlsxwriter. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "table/bookout.h"
#include "table/table.h"

enum {
    MAX_TEXT = 32767,    /* characters of a cell */
    CREATED = 946684800, /* 2000-01-01: the same bytes on any day */
    EXCEL_EPOCH = 25569, /* serial of 1970-01-01 */
};

static lxw_format *
make_format(lxw_workbook *book, const ZfCellStyle *style)
{
    lxw_format *format = workbook_add_format(book);
    if (style->number_format) {
        format_set_num_format(format, style->number_format);
    }
    if (style->fill) {
        format_set_bg_color(format, style->fill);
    }
    if (style->ink) {
        format_set_font_color(format, style->ink);
    }
    if (style->size_pt) {
        format_set_font_size(format, style->size_pt);
    }
    if (style->bold) {
        format_set_bold(format);
    }
    if (style->wrap) {
        format_set_text_wrap(format);
    }
    if (style->border) {
        format_set_border(format, LXW_BORDER_THIN);
    }
    if (style->middle) {
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    }
    static const uint8_t aligns[] = {LXW_ALIGN_NONE, LXW_ALIGN_LEFT, LXW_ALIGN_CENTER,
                                     LXW_ALIGN_RIGHT};
    format_set_align(format, aligns[style->align]);
    return format;
}

/* ret: text, or its first characters and "…" in *cut when it is too long for a cell. */
static const char *
fit(const char *text, char **cut)
{
    if (strlen(text) <= MAX_TEXT || g_utf8_strlen(text, -1) <= MAX_TEXT) {
        return text;
    }
    g_autofree char *head = g_utf8_substring(text, 0, MAX_TEXT - 1);
    *cut = g_strconcat(head, "…", NULL);
    return *cut;
}

static lxw_error
write_cell(lxw_worksheet *out, const ZfOutCell *cell, lxw_format *format)
{
    switch ((ZfOutKind)cell->kind) {
    case ZF_OUT_TEXT: {
        g_autofree char *cut = NULL;
        return worksheet_write_string(out, cell->row, cell->column, fit(cell->text, &cut), format);
    }
    case ZF_OUT_NUMBER:
        return worksheet_write_number(out, cell->row, cell->column, cell->number, format);
    case ZF_OUT_DATE:
        return worksheet_write_number(out, cell->row, cell->column, cell->day + EXCEL_EPOCH,
                                      format);
    case ZF_OUT_BLANK: break;
    }
    return format ? worksheet_write_blank(out, cell->row, cell->column, format) : LXW_NO_ERROR;
}

static void
set_layout(lxw_worksheet *out, const ZfTabOut *sheet)
{
    for (guint i = 0; i < sheet->widths->len; i++) {
        const ZfOutWidth *item = &g_array_index(sheet->widths, ZfOutWidth, i);
        worksheet_set_column(out, (lxw_col_t)item->first, (lxw_col_t)item->last, item->width, NULL);
    }
    for (guint i = 0; i < sheet->heights->len; i++) {
        const ZfOutHeight *item = &g_array_index(sheet->heights, ZfOutHeight, i);
        worksheet_set_row(out, item->row, item->height, NULL);
    }
    if (sheet->freeze_row || sheet->freeze_column) {
        worksheet_freeze_panes(out, sheet->freeze_row, (lxw_col_t)sheet->freeze_column);
    }
    if (sheet->filter) {
        const uint32_t *r = sheet->filter_rect;
        worksheet_autofilter(out, r[0], (lxw_col_t)r[1], r[2], (lxw_col_t)r[3]);
    }
    worksheet_set_paper(out, 9); /* A4 */
    if (sheet->paper) {
        if (sheet->landscape) {
            worksheet_set_landscape(out);
        }
        worksheet_fit_to_pages(out, 1, 0);
        worksheet_repeat_rows(out, sheet->head_first, sheet->head_last);
    }
}

static lxw_error
write_choices(lxw_worksheet *out, const ZfTabOut *sheet)
{
    lxw_error code = LXW_NO_ERROR;
    for (guint i = 0; i < sheet->choices->len && code == LXW_NO_ERROR; i++) {
        const ZfOutChoices *item = &g_array_index(sheet->choices, ZfOutChoices, i);
        lxw_data_validation rule = {.validate = LXW_VALIDATION_TYPE_LIST,
                                    .value_list = item->texts,
                                    .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING};
        code = worksheet_data_validation_range(out, item->first_row, (lxw_col_t)item->column,
                                               item->last_row, (lxw_col_t)item->column, &rule);
    }
    return code;
}

static lxw_error
write_sheet(lxw_workbook *book, lxw_format *const *formats, const ZfTabOut *sheet)
{
    lxw_worksheet *out = workbook_add_worksheet(book, sheet->name);
    if (!out) {
        return LXW_ERROR_PARAMETER_VALIDATION;
    }
    set_layout(out, sheet);
    lxw_error code = write_choices(out, sheet);
    for (guint i = 0; i < sheet->merges->len && code == LXW_NO_ERROR; i++) {
        const ZfOutMerge *m = &g_array_index(sheet->merges, ZfOutMerge, i);
        g_autofree char *cut = NULL;
        code =
            worksheet_merge_range(out, m->first_row, (lxw_col_t)m->first_column, m->last_row,
                                  (lxw_col_t)m->last_column, fit(m->text, &cut), formats[m->style]);
    }
    g_autoptr(GArray) cells = zf_tab_out_sorted(sheet);
    for (guint i = 0; i < cells->len && code == LXW_NO_ERROR; i++) {
        const ZfOutCell *cell = &g_array_index(cells, ZfOutCell, i);
        code = write_cell(out, cell, formats[cell->style]);
    }
    return code;
}

static time_t
created(void)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    int64_t value;
    return epoch && zf_text_to_int64(epoch, &value) && value > 0 ? (time_t)value : CREATED;
}

static lxw_error
write_book(const ZfBookOut *book, const char *part)
{
    lxw_workbook *out = workbook_new(part);
    if (!out) {
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    }
    lxw_doc_properties properties = {
        .title = book->title, .author = book->author, .created = created()};
    workbook_set_properties(out, &properties);
    g_autofree lxw_format **formats = g_new0(lxw_format *, book->styles->len + 1);
    for (guint i = 0; i < book->styles->len; i++) {
        formats[i + 1] = make_format(out, &g_array_index(book->styles, ZfCellStyle, i));
    }
    lxw_error code = LXW_NO_ERROR;
    for (guint i = 0; i < book->sheets->len && code == LXW_NO_ERROR; i++) {
        code = write_sheet(out, formats, g_ptr_array_index(book->sheets, i));
    }
    lxw_error closed = workbook_close(out);
    return code == LXW_NO_ERROR ? closed : code;
}

/* libxlsxwriter prints when it cannot create a file: find that out first, and fix the mode. */
static bool
create_private(const char *part, const char *path, GError **error)
{
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) {
        return zf_file_commit(part, path, error);
    }
    close(fd);
    return true;
}

bool
zf_book_out_save_xlsx(const ZfBookOut *book, const char *path, GError **error)
{
    g_autofree char *part = zf_file_part_path(path);
    if (!create_private(part, path, error)) {
        return false;
    }
    lxw_error code = write_book(book, part);
    if (code != LXW_NO_ERROR) {
        (void)g_unlink(part);
        g_set_error(error, ZF_TABLE_ERROR, ZF_TABLE_ERROR_WRITE, _("cannot write %s: %s"), path,
                    lxw_strerror(code));
        return false;
    }
    return zf_file_commit(part, path, error);
}
