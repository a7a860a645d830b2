#include "report/formgrid.h"

#include <string.h>

ZfReport *
zf_form_new(ZfLang lang, const char *title, const char *subtitle, const char *name)
{
    ZfReport *grid = g_new0(ZfReport, 1);
    grid->lang = lang;
    grid->title = g_strdup(title);
    grid->subtitle = g_strdup(subtitle);
    grid->name = g_strdup(name);
    grid->columns = g_array_new(FALSE, FALSE, sizeof(ZfFormColumn));
    grid->cells = g_array_new(FALSE, FALSE, sizeof(ZfFormCell));
    grid->notes = g_ptr_array_new_with_free_func(g_free);
    grid->texts = g_string_chunk_new(4096);
    return grid;
}

void
zf_report_free(ZfReport *grid)
{
    if (grid == NULL) {
        return;
    }
    g_free(grid->title);
    g_free(grid->subtitle);
    g_free(grid->name);
    g_array_unref(grid->columns);
    g_array_unref(grid->cells);
    g_ptr_array_unref(grid->notes);
    g_string_chunk_free(grid->texts);
    g_free(grid);
}

static void
add_column(ZfReport *grid, int group, const char *head, const char *flat, double width, bool right)
{
    g_assert(grid->cells->len == 0);
    ZfFormColumn column = {
        .group = group < 0 ? "" : zf_say(grid->lang, (ZfSay)group),
        .head = g_string_chunk_insert_const(grid->texts, head),
        .flat = g_string_chunk_insert_const(grid->texts, flat),
        .width = width,
        .right = right,
    };
    g_array_append_val(grid->columns, column);
}

void
zf_form_column(ZfReport *grid, int group, ZfSay head, double width, bool right)
{
    const char *text = zf_say(grid->lang, head);
    add_column(grid, group, text, text, width, right);
}

void
zf_form_column_named(ZfReport *grid, int group, const char *head, double width, bool right)
{
    add_column(grid, group, head, head, width, right);
}

void
zf_form_column_of(ZfReport *grid, ZfSay group, const char *prefix, ZfSay head, double width)
{
    const char *text = zf_say(grid->lang, head);
    const char *between = prefix[0] != '\0' && grid->lang == ZF_LANG_EN ? " " : "";
    g_autofree char *flat = g_strconcat(prefix, between, text, NULL);
    add_column(grid, (int)group, text, flat, width, false);
}

static void
add_cell(ZfReport *grid, ZfFormCell cell)
{
    if (cell.text == NULL) {
        cell.text = "";
    }
    g_array_append_val(grid->cells, cell);
}

void
zf_form_text(ZfReport *grid, const char *text)
{
    if (text[0] == '\0') {
        zf_form_blank(grid);
        return;
    }
    add_cell(grid, (ZfFormCell){.kind = ZF_GRID_TEXT,
                                .text = g_string_chunk_insert_const(grid->texts, text)});
}

void
zf_form_take(ZfReport *grid, char *text)
{
    zf_form_text(grid, text);
    g_free(text);
}

void
zf_form_number(ZfReport *grid, int64_t number)
{
    add_cell(grid, (ZfFormCell){.kind = ZF_GRID_NUMBER, .number = number});
}

void
zf_form_money(ZfReport *grid, int64_t fen)
{
    if (fen == 0) {
        zf_form_blank(grid);
        return;
    }
    add_cell(grid, (ZfFormCell){.kind = ZF_GRID_NUMBER, .number = fen, .decimals = 2});
}

void
zf_form_date(ZfReport *grid, ZfDate day)
{
    if (day == ZF_DATE_NONE) {
        zf_form_blank(grid);
        return;
    }
    add_cell(grid, (ZfFormCell){.kind = ZF_GRID_DATE, .day = day});
}

void
zf_form_blank(ZfReport *grid)
{
    add_cell(grid, (ZfFormCell){.kind = ZF_GRID_BLANK});
}

void
zf_form_count(ZfReport *grid, int32_t count, ZfShown shown, int32_t k)
{
    if (count >= 0) {
        zf_form_number(grid, count);
    } else if (count < -1) {
        zf_form_take(grid, g_strdup_printf("≥%d", -count - 1)); /* at least: N − k + 1 */
    } else {
        zf_form_take(grid,
                     zf_say_shown(grid->lang,
                                  shown == ZF_SHOWN_FEW ? ZF_SHOWN_FEW : ZF_SHOWN_HIDDEN, 0, 0, k));
    }
}

void
zf_form_note(ZfReport *grid, const char *note)
{
    g_ptr_array_add(grid->notes, g_strdup(note));
}

size_t
zf_report_columns(const ZfReport *grid)
{
    return grid->columns->len;
}

size_t
zf_report_rows(const ZfReport *grid)
{
    g_assert(grid->columns->len > 0 && grid->cells->len % grid->columns->len == 0);
    return grid->cells->len / grid->columns->len;
}

size_t
zf_form_rows_begun(const ZfReport *grid)
{
    return grid->cells->len / grid->columns->len;
}

const char *
zf_report_title(const ZfReport *grid)
{
    return grid->title;
}

const char *
zf_report_head(const ZfReport *grid, size_t column)
{
    g_assert(column < grid->columns->len);
    return g_array_index(grid->columns, ZfFormColumn, column).flat;
}

int64_t
zf_form_sum(const ZfReport *grid, size_t column)
{
    int64_t sum = 0;
    for (size_t i = column; i < grid->cells->len; i += grid->columns->len) {
        const ZfFormCell *cell = &g_array_index(grid->cells, ZfFormCell, i);
        sum += cell->kind == ZF_GRID_NUMBER ? cell->number : 0;
    }
    return sum;
}

char *
zf_report_cell(const ZfReport *grid, size_t row, size_t column)
{
    g_assert(row < zf_report_rows(grid) && column < grid->columns->len);
    const ZfFormCell *cell =
        &g_array_index(grid->cells, ZfFormCell, row * grid->columns->len + column);
    switch (cell->kind) {
    case ZF_GRID_BLANK:
    case ZF_GRID_TEXT: return g_strdup(cell->text);
    case ZF_GRID_DATE: return zf_date_format(cell->day);
    case ZF_GRID_NUMBER:
        if (cell->decimals == 2) {
            return g_strdup_printf("%" G_GINT64_FORMAT ".%02d", cell->number / 100,
                                   (int)ABS(cell->number % 100));
        }
        return g_strdup_printf("%" G_GINT64_FORMAT, cell->number);
    }
    g_assert_not_reached();
}
