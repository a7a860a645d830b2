/* workbook: what a CSV, TSV or XLSX file says, cell by cell, without interpreting it.
 *
 *     g_autoptr(ZfWorkbook) book = zf_workbook_open("留守儿童.xlsx", NULL, NULL, &error);
 *     for (size_t s = 0; s < book->n_sheets; s++) {
 *         const ZfTab *sheet = &book->sheets[s];
 *         for (size_t r = 0; r < sheet->n_rows; r++) {          // rows with something in them
 *             for (uint32_t c = 0; c < sheet->rows[r].n_cells; c++) { ...
 *
 * Only cells that hold something are kept: a million formatted blank rows cost nothing. Numbers
 * keep the digits that stand in the file, so that an ID number stored as a number can be told and
 * used as far as it goes. A formula never calculated (no cached value) and an error value are kinds
 * of their own. Nothing is trusted: sizes, ratios, entities and cell counts are bounded. */
#pragma once

#include "base/base.h"

typedef enum ZfCellKind {
    ZF_CELL_EMPTY,
    ZF_CELL_TEXT,
    ZF_CELL_NUMBER,
    ZF_CELL_DATE,       /* a number whose format shows a day or a time of day */
    ZF_CELL_BOOL,       /* text "1" or "0" */
    ZF_CELL_ERROR,      /* text "#REF!", "#N/A" … */
    ZF_CELL_UNCOMPUTED, /* a formula without a stored value; text is the formula */
} ZfCellKind;

enum {
    ZF_CELL_FORMULA = 1,  /* the value was calculated */
    ZF_CELL_HAS_DAY = 2,  /* ZF_CELL_DATE: the format shows a day */
    ZF_CELL_HAS_TIME = 4, /* ZF_CELL_DATE: the format shows a time of day */
    ZF_CELL_QUOTED = 8,   /* CSV: stood in quotes */
};

typedef struct ZfCell {
    const char *text; /* UTF-8 as stored, never NULL: a text, or the literal of a number */
    uint16_t column;  /* from 0 */
    uint8_t kind;     /* ZfCellKind */
    uint8_t flags;    /* ZF_CELL_… */
} ZfCell;

enum {
    ZF_TAB_ROW_HIDDEN = 1, /* hidden by hand or by a filter */
};

typedef struct ZfTabRow {
    const ZfCell *cells; /* by column, holes left out */
    uint32_t n_cells;
    uint32_t number;   /* as the user's program counts, from 1 */
    uint32_t line;     /* CSV: line of the text file the row begins on; XLSX: = number */
    uint16_t n_fields; /* CSV: fields of the record, empty ones counted; XLSX: last column + 1 */
    uint16_t flags;    /* ZF_ROW_… */
} ZfTabRow;

/* A rectangle of merged cells, both ends included; rows from 1, columns from 0. Only the upper left
 * cell has a value. */
typedef struct ZfCellMerge {
    uint32_t first_row, last_row;
    uint16_t first_column, last_column;
} ZfCellMerge;

typedef struct ZfTab {
    char *name;           /* worksheet name; for CSV the file name without folder and extension */
    const ZfTabRow *rows; /* by number; rows without any value are left out */
    size_t n_rows;
    uint32_t n_columns;        /* last column with a value + 1 */
    const ZfCellMerge *merges; /* by first row, then first column */
    size_t n_merges;
    const uint16_t *hidden_columns; /* ascending, up to n_columns */
    size_t n_hidden_columns;
    bool hidden;     /* the sheet is not shown */
    bool filtered;   /* a filter is on: some rows are out of the user's sight */
    bool date1904;   /* days are counted from 1904-01-01 */
    uint16_t fields; /* CSV: the most common number of fields, 0 for XLSX: others are ragged */
} ZfTab;

typedef enum ZfBookFormat { ZF_BOOK_CSV, ZF_BOOK_XLSX } ZfBookFormat;

typedef struct ZfWorkbook {
    char *name; /* file name without folder */
    ZfBookFormat format;
    ZfTab *sheets; /* in the order of the tabs; chart sheets are left out */
    size_t n_sheets;
    const char *encoding; /* CSV: "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"; XLSX: "UTF-8" */
    char delimiter;       /* CSV: what was found; XLSX: 0 */
} ZfWorkbook;

typedef struct ZfTableOptions {
    const char *encoding; /* CSV: NULL or "auto", or a name iconv knows ("GBK", "UTF-8") */
    char delimiter;       /* CSV: 0 = find out */
    size_t max_bytes;     /* of the file; 0 = 512 MiB */
    size_t max_inflated;  /* XLSX: of all parts together; 0 = 1 GiB */
    size_t max_cells;     /* 0 = 20 million */
} ZfTableOptions;

/* Reads a whole file. Which format it is is told by its first bytes, never by its name.
 * options and progress may be NULL.
 * Errors: ZF_TABLE_ERROR_*, ZF_FILE_ERROR_*, ZF_PROGRESS_ERROR_CANCELLED; the message names the
 * file and what to do ("save it as .xlsx"). */
ZfWorkbook *zf_workbook_open(const char *path, const ZfTableOptions *options,
                             const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;
/* The same from memory; name stands for the file in messages. bytes are copied where needed. */
ZfWorkbook *zf_workbook_parse(const char *name, const void *bytes, size_t size,
                              const ZfTableOptions *options, const ZfProgress *progress,
                              GError **error) ZF_CHECK_RESULT;
void zf_workbook_free(ZfWorkbook *book);

/* ret: the sheet of that name, or NULL. */
const ZfTab *zf_workbook_sheet(const ZfWorkbook *book, const char *name);

/* ret: the row of that number (from 1), or NULL when it holds nothing. */
const ZfTabRow *zf_tab_row(const ZfTab *sheet, uint32_t number);
/* ret: the cell at a row number from 1 and a column from 0; an empty cell where there is none. */
const ZfCell *zf_tab_cell(const ZfTab *sheet, uint32_t number, uint32_t column);
const ZfCell *zf_tab_row_cell(const ZfTabRow *row, uint32_t column);
/* ret: the merged range that covers a place, or NULL. */
const ZfCellMerge *zf_tab_merge_at(const ZfTab *sheet, uint32_t number, uint32_t column);
/* The value a person sees at a place: that of the merged range's corner inside merged ranges. */
const ZfCell *zf_tab_seen(const ZfTab *sheet, uint32_t number, uint32_t column);
bool zf_tab_column_hidden(const ZfTab *sheet, uint32_t column);

/* The number of a number or date cell (a date's serial). false for other kinds. */
bool zf_cell_number(const ZfCell *cell, double *ret);
/* The day and second of a serial number. Serial 60 (29 February 1900, a day that never was) and
 * numbers outside 0001…9999 give false. ret_s: rounded to a second; either may be NULL. */
bool zf_serial_to_date(double serial, bool date1904, ZfDate *ret_day, int32_t *ret_s);
/* ret: what a person would read in the cell: texts as they are, numbers in full without an exponent
 * (at most 15 significant digits, as Excel keeps), days as 2024-03-05, times as 09:30, TRUE/FALSE,
 * "" for an empty cell. Owned by the caller. */
char *zf_cell_show(const ZfTab *sheet, const ZfCell *cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfWorkbook, zf_workbook_free)
