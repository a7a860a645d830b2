/* bookout (private): a table in memory, before it is written in one format or the other. */
#pragma once

#include "table/tablewrite.h"

typedef enum ZfOutKind { ZF_OUT_BLANK, ZF_OUT_TEXT, ZF_OUT_NUMBER, ZF_OUT_DATE } ZfOutKind;

typedef struct ZfOutCell {
    uint32_t row;
    uint16_t column;
    uint16_t style; /* index into the book's styles + 1; 0 = plain */
    uint8_t kind;   /* ZfOutKind */
    union {
        const char *text;
        double number;
        ZfDate day;
    };
} ZfOutCell;

typedef struct ZfOutMerge {
    uint32_t first_row, first_column, last_row, last_column;
    const char *text;
    uint16_t style;
} ZfOutMerge;

typedef struct ZfOutWidth {
    uint32_t first, last;
    double width;
} ZfOutWidth;

typedef struct ZfOutHeight {
    uint32_t row;
    double height;
} ZfOutHeight;

typedef struct ZfOutChoices {
    uint32_t first_row, last_row, column;
    char **texts;
} ZfOutChoices;

struct ZfTabOut {
    ZfBookOut *book;
    char *name;
    GArray *cells; /* ZfOutCell in the order of the calls */
    GArray *merges;
    GArray *widths;
    GArray *heights;
    GArray *choices;
    uint32_t freeze_row, freeze_column;
    bool filter, paper, landscape;
    uint32_t filter_rect[4]; /* first row, first column, last row, last column */
    uint32_t head_first, head_last;
};

struct ZfBookOut {
    GPtrArray *sheets;
    GArray *styles; /* ZfCellStyle, formats interned */
    GStringChunk *texts;
    char *title;
    char *author;
};

/* ret: the cells by row and column, the last written of a place alone; owned by the caller. */
GArray *zf_tab_out_sorted(const ZfTabOut *sheet);
