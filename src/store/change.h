/* change: writing records so that a run can be taken back. Private to the store.
 *
 * import_change.old holds a record as it was: int32 columns, then each column as one type byte (0
 * NULL, 1 integer, 2 real, 3 text, 4 blob) followed by 8 bytes, or by an int32 size and the bytes;
 * all little-endian, in the table's column order. Columns added by later migrations are missing at
 * the end and keep their defaults. */
#pragma once

#include "store/db.h"
#include "store/layout.h"

/* What goes on during one writing call. run 0 = by hand: nothing is noted for undo. */
typedef struct ZfChange {
    ZfStore *store;
    int64_t run;
    int64_t version; /* data_version the changed records get */
    int64_t seq;
    GByteArray *scratch;
} ZfChange;

void zf_change_init(ZfChange *change, ZfStore *store, int64_t run, int64_t version);
void zf_change_clear(ZfChange *change);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ZfChange, zf_change_clear)

/* Notes that record pk of a table is new, or keeps it as it is now, before it is changed or
 * deleted. */
bool zf_change_note_new(ZfChange *change, const char *table, int64_t pk, GError **error);
bool zf_change_keep(ZfChange *change, const char *table, int64_t pk, GError **error);
/* Keeps and deletes, out of the spatial indexes too (layout may be NULL). */
bool zf_change_delete(ZfChange *change, const char *table, const ZfTable *layout, int64_t pk,
                      GError **error);

/* Puts back record pk as old says (NULL: takes it out). Part of undo. */
bool zf_change_restore(ZfStore *store, const char *table, int64_t pk, const void *old, size_t size,
                       GError **error);

/* The spatial index of a geometry column; an empty box takes the entry out. */
bool zf_index_set(ZfStore *store, const char *table, const char *column, int64_t pk, ZfBox box,
                  GError **error);
/* Whether the tables named have spatial indexes is read from here. NULL when none. */
const ZfTable *zf_table_find(const char *name);

typedef enum ZfPutState { ZF_PUT_SAME, ZF_PUT_CHANGED, ZF_PUT_NEW } ZfPutState;

typedef struct ZfWriter ZfWriter;

/* May keep fields back (keep[i] = true) before a known record is compared; old: the record, its
 * field i in column i + 1. Or, once something differs, write what goes with it and change row and
 * differs. user: the writer's. */
typedef void (*ZfProtect)(ZfWriter *writer, sqlite3_stmt *old, void *row, bool *keep);
typedef bool (*ZfDiffering)(ZfWriter *writer, sqlite3_stmt *old, void *row, bool *differs,
                            GError **error);

/* Puts rows of one table, new or known by the first field. */
struct ZfWriter {
    ZfChange *change;
    const ZfTable *table;
    sqlite3_stmt *find;
    sqlite3_stmt *insert;
    sqlite3_stmt *update;
    bool empty;    /* the table had no record when we began: nothing can be known (but twice) */
    bool by_hand;  /* unknown values erase too; `only` says which fields count */
    unsigned only; /* with by_hand: edit bits, 0 = all */
    ZfProtect protect;
    ZfDiffering differing;
    void *user;
    int64_t pk;      /* of the last record put */
    GString *fields; /* names of the fields that differed in the last put, ',' between */
};

bool zf_writer_init(ZfWriter *writer, ZfChange *change, const ZfTable *table, GError **error);
void zf_writer_clear(ZfWriter *writer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ZfWriter, zf_writer_clear)

bool zf_writer_put(ZfWriter *writer, void *row, ZfPutState *state, GError **error);

/* The values of a list of one parent (volunteer_skill …) made equal to wanted; state: raised to
 * CHANGED when they were not. */
bool zf_change_list(ZfChange *change, const char *table, const char *parent, const char *key,
                    const char *column, const char *const *wanted, ZfPutState *state,
                    GError **error);

/* A row of a table that has no history (campaign, shift), new or known by its first field; changed
 * is set when anything differs and is left alone otherwise. */
bool zf_row_put(ZfStore *store, const ZfTable *table, const void *row, bool *changed,
                GError **error);
