/* source (private): one file as tables of rows, whatever format it came in. A worksheet and a layer
 * of a map file look the same from here on. */
#pragma once

#include "gis/gis.h"
#include "ingest/fieldlist.h"
#include "ingest/ingest.h"
#include "table/table.h"

/* One row of the file: a record, or something else with its fate already settled. */
typedef struct InRow {
    int64_t number; /* as the user counts */
    int64_t nth;    /* of a sheet that is keyed: which of the records it is, from 1 */
    const ZfCell *cells;
    uint32_t n_cells;
    int32_t table;
    int8_t fate; /* ZfFate, -1 = not settled yet */
    bool hidden;
    bool ragged;
    bool defective;     /* a part of it was set aside: it stands in the corrections too */
    const char *key;    /* of what it became */
    const char *reason; /* why it ended there */
    const char *hint;   /* village named by a section line above, or NULL */
    char osm_type;
    int64_t osm_id;
    ZfGisGeometry geometry; /* layers; kind NONE for worksheets */
} InRow;

typedef struct InTable {
    const char *name;
    const ZfTab *tab;   /* NULL for a layer */
    const char *hint;   /* texts that may name a village: title lines; the name comes on top */
    GPtrArray *headers; /* char *, one a column, "" where there is none */
    int16_t column[ZF_WHOM_COUNT][ZF_F_COUNT]; /* -1 = not there */
    int16_t question[ZF_QUESTIONS_MAX]; /* columns of the campaign's questions; -1 = not there */
    uint32_t n_columns;
    bool layer;
    bool headless;
} InTable;

typedef struct In {
    ZfImportKind kind;
    const char *path;
    const char *file; /* as shown: the path as the user named it */
    const ZfIngestContext *context;
    const ZfIngestOptions *options;
    const ZfProgress *progress;
    ZfIngest *out;
    ZfBatch *batch; /* = out->batch */
    ZfFindings *findings;
    GPtrArray *tables; /* InTable */
    GArray *rows;      /* InRow, in the file's order */
    ZfWorkbook *book;
    GPtrArray *blocks;   /* cells made here */
    GStringChunk *texts; /* texts made here */
    char *layer_crs;     /* what a map file says, NULL = silent */
    bool layer_osm;
    bool swapped; /* the coordinates put north first; settled with batch->crs */
} In;

In *zf_in_new(ZfImportKind kind, const char *path, const ZfIngestContext *context,
              const ZfIngestOptions *options, const ZfProgress *progress);
void zf_in_free(In *in);

/* Reads worksheets or a layer into in->tables and in->rows, headers understood, lines that are no
 * records settled as EXCLUDED. */
bool zf_in_read(In *in, GError **error) ZF_CHECK_RESULT;
bool zf_in_read_book(In *in, GError **error) ZF_CHECK_RESULT;
bool zf_in_read_layer(In *in, GError **error) ZF_CHECK_RESULT;

/* Finds the header of a worksheet. first_data: row number from 1; ret: false when there is none. */
bool zf_in_find_header(const In *in, const ZfTab *tab, uint32_t *first_header,
                       uint32_t *last_header);
/* Fills table->headers and column from header rows (0, 0: none) and the user's --map. */
bool zf_in_map_columns(In *in, InTable *table, uint32_t first_header, uint32_t last_header,
                       GError **error) ZF_CHECK_RESULT;
/* Settles titles, totals, signatures and blank template lines of a table's rows; totals are
 * compared with their columns. */
bool zf_in_judge_lines(In *in, int32_t table, GError **error) ZF_CHECK_RESULT;

static inline InTable *
zf_in_table(const In *in, const InRow *row)
{
    return g_ptr_array_index(in->tables, row->table);
}

/* The raw cell of a field; an empty one where the column is missing. */
const ZfCell *zf_in_cell(const In *in, const InRow *row, ZfWhom whom, ZfField field);
/* The column of a field from 1, 0 = missing. */
int32_t zf_in_column(const In *in, const InRow *row, ZfWhom whom, ZfField field);
bool zf_in_has(const In *in, const InRow *row, ZfWhom whom, ZfField field);
/* ret: the cell as a person reads it, cleaned, "" for nothing (words for nothing too, see
 * zf_cell_is_nothing without zero), blanks between the characters of a name taken out; owned by the
 * caller. */
char *zf_in_text(const In *in, const InRow *row, ZfWhom whom, ZfField field);
/* The same of a column from 0 on. */
char *zf_in_text_at(const In *in, const InRow *row, int32_t column);
/* The same kept by the batch. */
const char *zf_in_keep(const In *in, const InRow *row, ZfWhom whom, ZfField field);

/* A finding at a field's cell of a row (or at the whole row for ZF_F_COUNT). */
void zf_in_find(In *in, const InRow *row, ZfWhom whom, ZfField field, ZfSeverity severity,
                const char *code, const char *message, const char *advice);
/* Settles a row: not taken. message and advice as for a finding, which is added. */
void zf_in_quarantine(In *in, InRow *row, ZfWhom whom, ZfField field, const char *code,
                      const char *message, const char *advice);
/* Part of the row is set aside (an ID number), the rest is taken. */
void zf_in_set_aside(In *in, InRow *row, ZfWhom whom, ZfField field, const char *code,
                     const char *message, const char *advice);
void zf_in_settle(InRow *row, ZfFate fate, const char *key, const char *reason);

/* A day in a cell, serial numbers and 1904 included. BAD adds no finding. */
ZfParsed zf_in_day(const In *in, const InRow *row, ZfWhom whom, ZfField field, ZfDate *ret,
                   bool *rough);
/* The same for optional fields: BAD becomes a warning and ZF_DATE_NONE. */
ZfDate zf_in_optional_day(In *in, InRow *row, ZfWhom whom, ZfField field);

/* ret: prefix + 16 hexadecimal digits of the SHA-256 of the parts (joined by a byte that stands in
 * no text); kept by the batch. parts: NULL at the end. */
const char *zf_in_hash_key(const In *in, const char *prefix, const char *const *parts);

/* One handler a kind: turns the unsettled rows into records. */
bool zf_in_areas(In *in, GError **error) ZF_CHECK_RESULT;
bool zf_in_households(In *in, GError **error) ZF_CHECK_RESULT;
bool zf_in_ledger(In *in, GError **error) ZF_CHECK_RESULT;
bool zf_in_volunteers(In *in, GError **error) ZF_CHECK_RESULT;
bool zf_in_pairings(In *in, GError **error) ZF_CHECK_RESULT;
bool zf_in_visits(In *in, GError **error) ZF_CHECK_RESULT;
bool zf_in_cells(In *in, GError **error) ZF_CHECK_RESULT;
bool zf_in_places(In *in, GError **error) ZF_CHECK_RESULT;
bool zf_in_activities(In *in, GError **error) ZF_CHECK_RESULT;

/* Lists where villages, those of the batch and those known before, overlap or leave ground between
 * them that belongs to none (mosaic.c). */
void zf_in_check_mosaic(In *in);

/* The first row not settled at or behind i, in->rows->len at the end. */
guint zf_in_next(const In *in, guint i);
#define ZF_IN_ROW(in, i) (&g_array_index((in)->rows, InRow, (i)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC(In, zf_in_free)
