/* xlsxread (private): the parts of an XLSX workbook (ECMA-376, SpreadsheetML). */
#pragma once

#include "table/bookbuild.h"
#include "table/zipxml.h"

/* What the cells of all sheets refer to. */
typedef struct ZfXlsxShared {
    GArray *strings; /* const char *, owned by the book */
    GArray *formats; /* uint8_t per cell style: ZF_CELL_HAS_DAY | ZF_CELL_HAS_TIME */
    bool date1904;
} ZfXlsxShared;

bool zf_xlsx_read_strings(ZfZip *zip, const char *part, ZfTableBook *book, GArray *strings,
                          const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;
bool zf_xlsx_read_styles(ZfZip *zip, const char *part, GArray *formats,
                         GError **error) ZF_CHECK_RESULT;
bool zf_xlsx_read_sheet(ZfZip *zip, const char *part, const char *name, bool hidden,
                        ZfTableBook *book, const ZfXlsxShared *shared, const ZfProgress *progress,
                        GError **error) ZF_CHECK_RESULT;

/* What a number format shows: ZF_CELL_HAS_DAY | ZF_CELL_HAS_TIME. */
uint8_t zf_xlsx_format_code(const char *code);
uint8_t zf_xlsx_format_builtin(uint32_t id);

/* "B12" -> row 12, column 1; a row or a column may be missing: 0, or UINT32_MAX. ret: the end of
 * what was read, NULL when it is no reference or out of range. */
const char *zf_xlsx_parse_ref(const char *text, uint32_t *row, uint32_t *column);

/* Undoes Office's "_x000D_" for characters XML cannot hold; in place. */
void zf_xlsx_unescape(char *text);
