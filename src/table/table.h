/* table: workbooks and text tables in and out — CSV, TSV and XLSX as one model of sheets and cells.
 * It knows cells, not what they mean: headers, dates people type and villages are ingest's.
 *
 * Other folders include this header alone; the headers it names are its chapters. */
#pragma once

#include "base/base.h"

#define ZF_TABLE_ERROR (zf_table_error_quark())
GQuark zf_table_error_quark(void);
typedef enum {
    ZF_TABLE_ERROR_FORMAT,   /* not a table this program reads: .xls, .ods, a password, a picture */
    ZF_TABLE_ERROR_ENCODING, /* text in no encoding that can be told, or already garbled */
    ZF_TABLE_ERROR_LIMIT,    /* larger than the limits: a zip bomb, too many cells */
    ZF_TABLE_ERROR_DAMAGED,  /* truncated or broken inside */
    ZF_TABLE_ERROR_WRITE,    /* cannot be written */
} ZfTableError;

#include "table/workbook.h"
#include "table/tablewrite.h"
