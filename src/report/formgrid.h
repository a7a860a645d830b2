/* grid: a table in memory before it becomes a file; private to the folder. */
#pragma once

#include "report/report.h"

typedef enum ZfFormKind { ZF_GRID_BLANK, ZF_GRID_TEXT, ZF_GRID_NUMBER, ZF_GRID_DATE } ZfFormKind;

typedef struct ZfFormCell {
    ZfFormKind kind;
    const char *text; /* TEXT; "" otherwise */
    int64_t number;   /* NUMBER, in 10^-decimals */
    uint8_t decimals; /* NUMBER: 0 or 2 */
    ZfDate day;       /* DATE */
} ZfFormCell;

typedef struct ZfFormColumn {
    const char *group; /* head above; neighbours of one group share it; "" = none */
    const char *head;
    const char *flat; /* head in a file with one line of heads */
    double width;     /* characters, a Chinese one counts two */
    bool right;
} ZfFormColumn;

struct ZfReport {
    char *title;
    char *subtitle;
    char *name; /* of the sheet */
    ZfLang lang;
    GArray *columns;  /* ZfFormColumn */
    GArray *cells;    /* ZfFormCell, row by row */
    GPtrArray *notes; /* char * */
    bool total;       /* the last row is one */
    bool personal;    /* names people */
    GStringChunk *texts;
};

ZfReport *zf_form_new(ZfLang lang, const char *title, const char *subtitle, const char *name);
/* group, head: sentences; group < 0 = none. flat NULL = the head. */
void zf_form_column(ZfReport *grid, int group, ZfSay head, double width, bool right);
/* The same with flat heads "父亲姓名". */
void zf_form_column_of(ZfReport *grid, ZfSay group, const char *prefix, ZfSay head, double width);
void zf_form_column_named(ZfReport *grid, int group, const char *head, double width, bool right);

/* Cells are added in order, row by row; the texts are copied. */
void zf_form_text(ZfReport *grid, const char *text);
void zf_form_take(ZfReport *grid, char *text); /* and freed */
void zf_form_number(ZfReport *grid, int64_t number);
void zf_form_money(ZfReport *grid, int64_t fen); /* 0 = blank */
void zf_form_date(ZfReport *grid, ZfDate day);   /* ZF_DATE_NONE = blank */
void zf_form_blank(ZfReport *grid);
/* A figure as disclosure control left it; k for "＜5". */
void zf_form_count(ZfReport *grid, int32_t count, ZfShown shown, int32_t k);

void zf_form_note(ZfReport *grid, const char *note);

/* Whole rows so far: call at the beginning of a row. */
size_t zf_form_rows_begun(const ZfReport *grid);
/* A sum of a column over the rows so far; texts and blanks count nothing. */
int64_t zf_form_sum(const ZfReport *grid, size_t column);

/* Builders, one a chapter. */
typedef struct ZfReportJob {
    const ZfReportInput *input;
    const ZfSnapshot *snapshot;
    const ZfCampaign *campaign;
    const ZfCoverage *coverage;
    ZfLang lang;
    int32_t area;      /* restricted to, -1 = everything */
    const char *place; /* of titles */
    char *as_of;
} ZfReportJob;

/* true when that area (index) is the one asked for or lies below it. */
bool zf_report_in_area(const ZfReportJob *job, int32_t area);
/* Name and phone as the audience may read them. Owned by the caller. */
char *zf_report_carer(const ZfReportJob *job, int32_t household);
const char *zf_report_phone(const ZfReportJob *job, int32_t household);
char *zf_report_children(const ZfReportJob *job, int32_t household);
char *zf_report_name(const ZfReportJob *job, const char *name);

/* A list of homes: title, for whom, as of when; and the columns that every such list begins with.
 */
ZfReport *zf_report_new_list(const ZfReportJob *job, ZfSay title);
void zf_report_home_columns(ZfReport *grid);
void zf_report_home_cells(const ZfReportJob *job, ZfReport *grid, int32_t household);

void zf_report_make_answers(const ZfReportJob *job, ZfReportKind kind, GPtrArray *reports);
void zf_report_make_list(const ZfReportJob *job, ZfReportKind kind, GPtrArray *reports);
void zf_report_make_figures(const ZfReportJob *job, ZfReportKind kind, GPtrArray *reports);
void zf_report_make_form(const ZfReportJob *job, ZfReportKind kind, GPtrArray *reports);
void zf_report_make_ledger(const ZfReportJob *job, ZfReportKind kind, GPtrArray *reports);
