#include "draw/form.h"

#include "draw/draw.h"
#include "draw/paperint.h"

#include <math.h>

static double
padding(const ZfTabular *tabular)
{
    return tabular->pad > 0 ? tabular->pad : 1;
}

static ZfLettering
cell_lettering(const ZfTabular *tabular, unsigned column, bool bold)
{
    const ZfTabularColumn *c = &tabular->columns[column];
    return (ZfLettering){.size = tabular->size,
                         .bold = bold || c->bold,
                         .align = c->align,
                         .line_height = 1.25,
                         .width = c->width - 2 * padding(tabular)};
}

/* The height of a row: at least what was asked, more when a cell wraps. */
static double
row_height(ZfCanvas *canvas, const ZfTabular *tabular, const char *const *texts, bool bold,
           double least)
{
    double height = least;
    for (unsigned c = 0; c < tabular->n_columns; c++) {
        if (texts[c]) {
            ZfLettering style = cell_lettering(tabular, c, bold);
            ZfTextSize size = zf_canvas_text_size(canvas, &style, texts[c]);
            height = fmax(height, size.height + 0.6);
        }
    }
    return height;
}

static void
draw_row(ZfCanvas *canvas, const ZfTabular *tabular, const char *const *texts, bool bold, double x,
         double y, double height)
{
    double pad = padding(tabular);
    for (unsigned c = 0; c < tabular->n_columns; c++) {
        double width = tabular->columns[c].width;
        ZfLettering style = cell_lettering(tabular, c, bold);
        double at = style.align == ZF_ALIGN_CENTRE  ? x + width / 2
                    : style.align == ZF_ALIGN_RIGHT ? x + width - pad
                                                    : x + pad;
        if (texts[c]) {
            zf_canvas_text_mid(canvas, &style, at, y + height / 2, texts[c]);
        }
        x += width;
    }
}

static double
total_width(const ZfTabular *tabular)
{
    double width = 0;
    for (unsigned c = 0; c < tabular->n_columns; c++) {
        width += tabular->columns[c].width;
    }
    return width;
}

static double
draw_head(ZfCanvas *canvas, const ZfTabular *tabular, double x, double y)
{
    if (!tabular->heads) {
        return y;
    }
    double least = tabular->head_height > 0 ? tabular->head_height : tabular->row_height;
    double height = row_height(canvas, tabular, tabular->heads, true, least);
    double width = total_width(tabular);
    if (tabular->upright) {
        zf_canvas_rect(canvas, (ZfRect){x, y, width, height}, zf_colour_grey(0.88), NULL);
    }
    draw_row(canvas, tabular, tabular->heads, true, x, y, height);
    zf_canvas_line(canvas, x, y + height, x + width, y + height, &(ZfStroke){.width = 0.35});
    return y + height;
}

static void
draw_upright(ZfCanvas *canvas, const ZfTabular *tabular, double x, double y, double bottom)
{
    double at = x;
    for (unsigned c = 0; c + 1 < tabular->n_columns; c++) {
        at += tabular->columns[c].width;
        zf_canvas_line(canvas, at, y, at, bottom, &(ZfStroke){.width = 0.2});
    }
    zf_canvas_rect(canvas, (ZfRect){x, y, total_width(tabular), bottom - y}, (ZfColour){0},
                   &(ZfStroke){.width = 0.35});
}

double
zf_canvas_tabular(ZfCanvas *canvas, const ZfTabular *tabular, double x, double y, double bottom_mm,
                  unsigned first, unsigned *next)
{
    double top = y;
    double width = total_width(tabular);
    y = draw_head(canvas, tabular, x, y);
    unsigned row = first;
    for (; row < tabular->n_rows; row++) {
        const char *const *texts = tabular->cells + (size_t)row * tabular->n_columns;
        bool total = tabular->last_is_total && row + 1 == tabular->n_rows;
        double height = row_height(canvas, tabular, texts, total, tabular->row_height);
        if (y + height > bottom_mm + 1e-6) {
            break;
        }
        if (tabular->zebra && row % 2 == 1 && !total) {
            zf_canvas_rect(canvas, (ZfRect){x, y, width, height}, zf_colour_rgb(0xF4F5F6), NULL);
        }
        if (total || (!tabular->zebra && row > first)) {
            zf_canvas_line(canvas, x, y, x + width, y,
                           &(ZfStroke){.width = total ? 0.5 : 0.18,
                                       .colour = zf_colour_grey(total ? 0 : 0.2)});
        }
        draw_row(canvas, tabular, texts, total, x, y, height);
        y += height;
    }
    if (row == first && row < tabular->n_rows) {
        zf_paper_fail_with(zf_canvas_paper(canvas), ZF_DRAW_ERROR_FIT,
                           _("row %u of a table does not fit on the page"), row + 1);
        row = tabular->n_rows;
    }
    if (tabular->upright) {
        draw_upright(canvas, tabular, x, top, y);
    }
    *next = row;
    return y;
}
