/* tablewrite: building a table in memory and writing it as XLSX or CSV.
 *
 * The same calls give the same bytes, on any day. Files appear in one step or not at all. A text is
 * written as a text whatever it begins with (= + - @ never become a formula); in CSV such a text
 * gets a leading apostrophe, which Excel, WPS and this program's own reader take for a text mark.
 *
 *     g_autoptr(ZfBookOut) book = zf_book_out_new();
 *     ZfTabOut *sheet = zf_book_out_tab(book, "汇总");
 *     ZfCellStyle head = {.bold = true, .border = true, .fill = 0xD9E2EC};
 *     zf_tab_out_text(sheet, 0, 0, "村", &head);
 *     zf_tab_out_number(sheet, 1, 1, 42, NULL);
 *     zf_book_out_save_xlsx(book, "out/summary.xlsx", &error); */
#pragma once

#include "base/base.h"

typedef struct ZfBookOut ZfBookOut;
typedef struct ZfTabOut ZfTabOut; /* owned by its book */

typedef enum ZfCellAlign {
    ZF_CELL_ALIGN_AUTO,
    ZF_CELL_ALIGN_LEFT,
    ZF_CELL_ALIGN_CENTRE,
    ZF_CELL_ALIGN_RIGHT
} ZfCellAlign;

/* How a cell looks; {0} is plain. Copied by the call it is handed to. */
typedef struct ZfCellStyle {
    const char *number_format; /* "0.0%", "#,##0", "yyyy-mm-dd"; NULL = general */
    uint32_t fill;             /* 0xRRGGBB, 0 = none */
    uint32_t ink;              /* 0xRRGGBB, 0 = black */
    uint16_t size_pt;          /* 0 = 11 */
    uint8_t align;             /* ZfCellAlign */
    bool bold;
    bool wrap;
    bool border;
    bool middle; /* vertically centred */
} ZfCellStyle;

ZfBookOut *zf_book_out_new(void);
void zf_book_out_free(ZfBookOut *book);

/* Adds a sheet. name: characters Excel forbids become '_', it is cut to 31 characters and made
 * unique with " (2)" … */
ZfTabOut *zf_book_out_tab(ZfBookOut *book, const char *name);
/* Title and author in the file's properties; either may be NULL. */
void zf_book_out_properties(ZfBookOut *book, const char *title, const char *author);

/* row and column from 0, at most 1 048 575 and 16 383. Writing a place twice keeps the last. text
 * NULL or "" with a style writes a blank styled cell. A text longer than Excel's 32 767 characters
 * is cut in XLSX with "…" at its end. style may be NULL. */
void zf_tab_out_text(ZfTabOut *sheet, uint32_t row, uint32_t column, const char *text,
                     const ZfCellStyle *style);
/* value must be finite; CSV writes up to 15 significant digits. */
void zf_tab_out_number(ZfTabOut *sheet, uint32_t row, uint32_t column, double value,
                       const ZfCellStyle *style);
/* A real day; ZF_DATE_NONE leaves the cell blank. Without a number_format: yyyy-mm-dd. */
void zf_tab_out_date(ZfTabOut *sheet, uint32_t row, uint32_t column, ZfDate day,
                     const ZfCellStyle *style);
/* Merges a rectangle, ends included, and writes text in it. Ranges must not overlap. */
void zf_tab_out_merge(ZfTabOut *sheet, uint32_t first_row, uint32_t first_column, uint32_t last_row,
                      uint32_t last_column, const char *text, const ZfCellStyle *style);

/* Width in characters of the standard font; a Chinese character takes two. */
void zf_tab_out_width(ZfTabOut *sheet, uint32_t first_column, uint32_t last_column, double width);
void zf_tab_out_height(ZfTabOut *sheet, uint32_t row, double height_pt);
/* The rows and columns before this place stay in sight. */
void zf_tab_out_freeze(ZfTabOut *sheet, uint32_t row, uint32_t column);
void zf_tab_out_filter(ZfTabOut *sheet, uint32_t first_row, uint32_t first_column,
                       uint32_t last_row, uint32_t last_column);
/* A4 on paper, fitted to the page's width, rows first … last repeated at the head of every page. */
void zf_tab_out_paper(ZfTabOut *sheet, bool landscape, uint32_t first_head, uint32_t last_head);
/* A drop-down list for a column of cells; n texts, together at most 255 characters. */
void zf_tab_out_choices(ZfTabOut *sheet, uint32_t first_row, uint32_t last_row, uint32_t column,
                        const char *const *texts, size_t n);

/* Days in the file's properties are 2000-01-01, or SOURCE_DATE_EPOCH. Mode 0600.
 * Errors: ZF_TABLE_ERROR_WRITE, ZF_FILE_ERROR_WRITE. */
bool zf_book_out_save_xlsx(const ZfBookOut *book, const char *path, GError **error) ZF_CHECK_RESULT;

/* One sheet as CSV: comma, CRLF, quotes where needed, merged cells once. bom: write a UTF-8 mark,
 * which Excel in China needs to read UTF-8. */
bool zf_tab_out_save_csv(const ZfTabOut *sheet, const char *path, bool bom,
                         GError **error) ZF_CHECK_RESULT;
/* ret: the same as bytes, without a mark; owned by the caller. */
GString *zf_tab_out_csv(const ZfTabOut *sheet);

/* Appends one field to a line of CSV, with a comma before it unless first. For those who stream. */
void zf_csv_append(GString *line, const char *field, bool first);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfBookOut, zf_book_out_free)
