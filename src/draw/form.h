/* form: tables and check boxes to be filled in by hand. */
#pragma once

#include "draw/lettering.h"

/* An empty box of that size (4.5) with its left edge at x, centred on y_mid; label 1.0 to its right
 * (NULL = none). ret: the x behind the label, or behind the box. */
double zf_canvas_check_box(ZfCanvas *canvas, double x, double y_mid, double size,
                           const ZfLettering *lettering, const char *label);

typedef struct ZfTabularColumn {
    double width;
    ZfAlign align;
    bool bold;
} ZfTabularColumn;

/* A ruled table. */
typedef struct ZfTabular {
    const ZfTabularColumn *columns;
    unsigned n_columns;
    const char *const *heads; /* n_columns texts, or NULL for no head */
    const char *const *cells; /* n_rows × n_columns texts, row by row; NULL = empty */
    unsigned n_rows;
    double row_height;  /* at least; wrapped cells make a row higher */
    double head_height; /* 0 = row_height */
    double size;        /* of the lettering, mm */
    double pad;         /* between rule and text, 0 = 1 */
    bool zebra;         /* every other row tinted, no rules between rows */
    bool upright;       /* upright rules between columns and a frame */
    bool last_is_total; /* thicker rule above the last row, which is bold */
} ZfTabular;

/* Draws rows first … until n_rows, or until bottom_mm would be passed; the head is repeated by the
 * next call. next: first row not drawn (n_rows when done). A single row that does not fit on an
 * empty page is an error. ret: y below what was drawn. */
double zf_canvas_tabular(ZfCanvas *canvas, const ZfTabular *tabular, double x, double y,
                         double bottom_mm, unsigned first, unsigned *next);
