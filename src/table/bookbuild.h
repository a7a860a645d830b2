/* bookbuild (private): how the readers put a workbook together. */
#pragma once

#include "table/workbook.h"

enum {
    ZF_TABLE_MAX_COLUMNS = 16384,
    ZF_TABLE_MAX_ROWS = 1048576 * 4, /* CSV may be longer than a worksheet */
};

/* A workbook and all it owns; the public part comes first. */
typedef struct ZfTableBook {
    ZfWorkbook pub;
    GStringChunk *texts;
    char *buffer;      /* CSV: the decoded file, cells point into it */
    GPtrArray *blocks; /* arrays handed over by finished sheets */
    GArray *sheets;    /* ZfTab */
    size_t n_cells;
    size_t max_cells;
} ZfTableBook;

/* One sheet while it is read. Rows and cells must come in ascending order. */
typedef struct ZfTabBuild {
    ZfTableBook *book;
    ZfTab sheet;
    GArray *cells;  /* ZfCell */
    GArray *rows;   /* ZfTabRow, cells unset until the end */
    GArray *merges; /* ZfCellMerge */
    GArray *hidden; /* uint16_t */
} ZfTabBuild;

ZfTableBook *zf_book_new(const char *name, ZfBookFormat format, const ZfTableOptions *options);
/* Sorts out pointers; ret: the public part. book is gone. */
ZfWorkbook *zf_book_finish(ZfTableBook *book);
void zf_book_free(ZfTableBook *book);

void zf_tab_build_init(ZfTabBuild *build, ZfTableBook *book, const char *name);
/* Hands everything to the book and clears the build. */
void zf_tab_build_finish(ZfTabBuild *build);
void zf_tab_build_clear(ZfTabBuild *build);

/* A row with no cell at its end is taken back by zf_tab_build_row_end. */
void zf_tab_build_row(ZfTabBuild *build, uint32_t number, uint32_t line, uint16_t flags);
bool zf_tab_build_cell(ZfTabBuild *build, ZfCell cell, GError **error) ZF_CHECK_RESULT;
void zf_tab_build_row_end(ZfTabBuild *build, uint16_t n_fields);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfTableBook, zf_book_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ZfTabBuild, zf_tab_build_clear)

/* The readers. bytes is followed by a 0 that size does not count. */
ZfWorkbook *zf_csv_read(const char *name, const char *bytes, size_t size,
                        const ZfTableOptions *options, const ZfProgress *progress,
                        GError **error) ZF_CHECK_RESULT;
ZfWorkbook *zf_xlsx_read(const char *name, const void *bytes, size_t size,
                         const ZfTableOptions *options, const ZfProgress *progress,
                         GError **error) ZF_CHECK_RESULT;

/* Bytes of a text file as UTF-8.
 * wanted: NULL or "auto" to find out, or a name iconv knows.
 * encoding: a static name of what it was; size_out: without the closing 0.
 * Errors: ZF_TABLE_ERROR_ENCODING. */
char *zf_text_decode(const char *name, const char *bytes, size_t size, const char *wanted,
                     const char **encoding, size_t *size_out, GError **error) ZF_CHECK_RESULT;
