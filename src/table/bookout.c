#include "table/bookout.h"

#include <math.h>
#include <string.h>

enum {
    MAX_ROW = 1048576,
    MAX_COLUMN = 16384,
    MAX_STYLES = 60000,
    MAX_SHEET_NAME = 31,
};

ZfBookOut *
zf_book_out_new(void)
{
    ZfBookOut *book = g_new0(ZfBookOut, 1);
    book->sheets = g_ptr_array_new();
    book->styles = g_array_new(FALSE, TRUE, sizeof(ZfCellStyle));
    book->texts = g_string_chunk_new(1 << 14);
    return book;
}

static void
sheet_free(ZfTabOut *sheet)
{
    for (guint i = 0; i < sheet->choices->len; i++) {
        g_strfreev(g_array_index(sheet->choices, ZfOutChoices, i).texts);
    }
    g_array_unref(sheet->cells);
    g_array_unref(sheet->merges);
    g_array_unref(sheet->widths);
    g_array_unref(sheet->heights);
    g_array_unref(sheet->choices);
    g_free(sheet->name);
    g_free(sheet);
}

void
zf_book_out_free(ZfBookOut *book)
{
    if (!book) {
        return;
    }
    for (guint i = 0; i < book->sheets->len; i++) {
        sheet_free(g_ptr_array_index(book->sheets, i));
    }
    g_ptr_array_unref(book->sheets);
    g_array_unref(book->styles);
    g_string_chunk_free(book->texts);
    g_free(book->title);
    g_free(book->author);
    g_free(book);
}

void
zf_book_out_properties(ZfBookOut *book, const char *title, const char *author)
{
    g_free(book->title);
    g_free(book->author);
    book->title = g_strdup(title);
    book->author = g_strdup(author);
}

/* At most n characters. */
static char *
cut(const char *text, glong n)
{
    return g_utf8_strlen(text, -1) <= n ? g_strdup(text) : g_utf8_substring(text, 0, n);
}

static char *
legal_name(const char *name)
{
    g_autofree char *legal = cut(*name ? name : "Sheet", MAX_SHEET_NAME);
    for (char *p = legal; *p; p++) {
        if (strchr("[]:*?/\\", *p) || (unsigned char)*p < ' ') {
            *p = '_';
        }
    }
    size_t length = strlen(legal);
    if (legal[0] == '\'') {
        legal[0] = '_';
    }
    if (legal[length - 1] == '\'') {
        legal[length - 1] = '_';
    }
    return g_steal_pointer(&legal);
}

static bool
name_taken(const ZfBookOut *book, const char *name)
{
    g_autofree char *folded = g_utf8_casefold(name, -1);
    for (guint i = 0; i < book->sheets->len; i++) {
        const ZfTabOut *sheet = g_ptr_array_index(book->sheets, i);
        g_autofree char *other = g_utf8_casefold(sheet->name, -1);
        if (strcmp(folded, other) == 0) {
            return true;
        }
    }
    return false;
}

ZfTabOut *
zf_book_out_tab(ZfBookOut *book, const char *name)
{
    g_autofree char *wanted = legal_name(name);
    char *unique = g_strdup(wanted);
    for (int n = 2; name_taken(book, unique); n++) {
        g_autofree char *suffix = g_strdup_printf(" (%d)", n);
        g_autofree char *stem = cut(wanted, MAX_SHEET_NAME - (glong)strlen(suffix));
        g_free(unique);
        unique = g_strconcat(stem, suffix, NULL);
    }
    ZfTabOut *sheet = g_new0(ZfTabOut, 1);
    sheet->book = book;
    sheet->name = unique;
    sheet->cells = g_array_new(FALSE, FALSE, sizeof(ZfOutCell));
    sheet->merges = g_array_new(FALSE, FALSE, sizeof(ZfOutMerge));
    sheet->widths = g_array_new(FALSE, FALSE, sizeof(ZfOutWidth));
    sheet->heights = g_array_new(FALSE, FALSE, sizeof(ZfOutHeight));
    sheet->choices = g_array_new(FALSE, FALSE, sizeof(ZfOutChoices));
    g_ptr_array_add(book->sheets, sheet);
    return sheet;
}

static bool
same_style(const ZfCellStyle *a, const ZfCellStyle *b)
{
    return a->number_format == b->number_format && a->fill == b->fill && a->ink == b->ink &&
           a->size_pt == b->size_pt && a->align == b->align && a->bold == b->bold &&
           a->wrap == b->wrap && a->border == b->border && a->middle == b->middle;
}

/* ret: index + 1 of the style among the book's. */
static uint16_t
style_index(ZfBookOut *book, const ZfCellStyle *style)
{
    if (!style) {
        return 0;
    }
    ZfCellStyle wanted = *style;
    wanted.number_format = g_intern_string(style->number_format);
    for (guint i = book->styles->len; i > 0; i--) {
        if (same_style(&g_array_index(book->styles, ZfCellStyle, i - 1), &wanted)) {
            return (uint16_t)i;
        }
    }
    g_assert(book->styles->len < MAX_STYLES);
    g_array_append_val(book->styles, wanted);
    return (uint16_t)book->styles->len;
}

static ZfOutCell *
add_cell(ZfTabOut *sheet, uint32_t row, uint32_t column, ZfOutKind kind, const ZfCellStyle *style)
{
    g_assert(row < MAX_ROW && column < MAX_COLUMN);
    ZfOutCell cell = {.row = row,
                      .column = (uint16_t)column,
                      .style = style_index(sheet->book, style),
                      .kind = (uint8_t)kind};
    g_array_append_val(sheet->cells, cell);
    return &g_array_index(sheet->cells, ZfOutCell, sheet->cells->len - 1);
}

void
zf_tab_out_text(ZfTabOut *sheet, uint32_t row, uint32_t column, const char *text,
                const ZfCellStyle *style)
{
    bool blank = !text || !*text;
    ZfOutCell *cell = add_cell(sheet, row, column, blank ? ZF_OUT_BLANK : ZF_OUT_TEXT, style);
    cell->text = blank ? "" : g_string_chunk_insert_const(sheet->book->texts, text);
}

void
zf_tab_out_number(ZfTabOut *sheet, uint32_t row, uint32_t column, double value,
                  const ZfCellStyle *style)
{
    g_assert(isfinite(value));
    add_cell(sheet, row, column, ZF_OUT_NUMBER, style)->number = value;
}

void
zf_tab_out_date(ZfTabOut *sheet, uint32_t row, uint32_t column, ZfDate day,
                const ZfCellStyle *style)
{
    ZfCellStyle dated = style ? *style : (ZfCellStyle){0};
    if (!dated.number_format) {
        dated.number_format = "yyyy-mm-dd";
    }
    ZfOutKind kind = day == ZF_DATE_NONE ? ZF_OUT_BLANK : ZF_OUT_DATE;
    ZfOutCell *cell = add_cell(sheet, row, column, kind, &dated);
    if (kind == ZF_OUT_DATE) {
        cell->day = day;
    }
}

void
zf_tab_out_merge(ZfTabOut *sheet, uint32_t first_row, uint32_t first_column, uint32_t last_row,
                 uint32_t last_column, const char *text, const ZfCellStyle *style)
{
    g_assert(first_row <= last_row && first_column <= last_column && last_row < MAX_ROW &&
             last_column < MAX_COLUMN);
    if (first_row == last_row && first_column == last_column) {
        zf_tab_out_text(sheet, first_row, first_column, text, style);
        return;
    }
    ZfOutMerge merge = {first_row,
                        first_column,
                        last_row,
                        last_column,
                        g_string_chunk_insert_const(sheet->book->texts, text ? text : ""),
                        style_index(sheet->book, style)};
    g_array_append_val(sheet->merges, merge);
}

void
zf_tab_out_width(ZfTabOut *sheet, uint32_t first_column, uint32_t last_column, double width)
{
    ZfOutWidth item = {first_column, last_column, CLAMP(width, 0, 255)};
    g_array_append_val(sheet->widths, item);
}

void
zf_tab_out_height(ZfTabOut *sheet, uint32_t row, double height_pt)
{
    ZfOutHeight item = {row, CLAMP(height_pt, 0, 409)};
    g_array_append_val(sheet->heights, item);
}

void
zf_tab_out_freeze(ZfTabOut *sheet, uint32_t row, uint32_t column)
{
    sheet->freeze_row = row;
    sheet->freeze_column = column;
}

void
zf_tab_out_filter(ZfTabOut *sheet, uint32_t first_row, uint32_t first_column, uint32_t last_row,
                  uint32_t last_column)
{
    sheet->filter = true;
    sheet->filter_rect[0] = first_row;
    sheet->filter_rect[1] = first_column;
    sheet->filter_rect[2] = last_row;
    sheet->filter_rect[3] = last_column;
}

void
zf_tab_out_paper(ZfTabOut *sheet, bool landscape, uint32_t first_head, uint32_t last_head)
{
    sheet->paper = true;
    sheet->landscape = landscape;
    sheet->head_first = first_head;
    sheet->head_last = last_head;
}

void
zf_tab_out_choices(ZfTabOut *sheet, uint32_t first_row, uint32_t last_row, uint32_t column,
                   const char *const *texts, size_t n)
{
    ZfOutChoices item = {first_row, last_row, column, g_new0(char *, n + 1)};
    for (size_t i = 0; i < n; i++) {
        item.texts[i] = g_strdup(texts[i]);
    }
    g_array_append_val(sheet->choices, item);
}

static int
compare_places(gconstpointer a, gconstpointer b)
{
    const ZfOutCell *p = a;
    const ZfOutCell *q = b;
    if (p->row != q->row) {
        return p->row < q->row ? -1 : 1;
    }
    return (int)p->column - (int)q->column;
}

GArray *
zf_tab_out_sorted(const ZfTabOut *sheet)
{
    GArray *sorted = g_array_copy(sheet->cells);
    g_array_sort(sorted, compare_places); /* a merge sort: stable */
    guint keep = 0;
    for (guint i = 0; i < sorted->len; i++) {
        const ZfOutCell *cell = &g_array_index(sorted, ZfOutCell, i);
        bool last = i + 1 == sorted->len ||
                    compare_places(cell, &g_array_index(sorted, ZfOutCell, i + 1)) != 0;
        if (last) {
            g_array_index(sorted, ZfOutCell, keep++) = *cell;
        }
    }
    g_array_set_size(sorted, keep);
    return sorted;
}
