/* layout: which field of a struct stands in which column. Import, edit and load all work from these
 * tables, so a new field is one line here and one in a migration. Private to the store. */
#pragma once

#include <sqlite3.h>

#include "model/model.h"

typedef enum ZfFieldKind {
    ZF_COLUMN_TEXT,
    ZF_COLUMN_KEY,  /* text; "" is NULL */
    ZF_COLUMN_INT,  /* int32_t */
    ZF_COLUMN_LONG, /* int64_t */
    ZF_COLUMN_BOOL,
    ZF_COLUMN_REAL, /* double */
    ZF_COLUMN_DATE,
    ZF_COLUMN_STAMP,
    ZF_COLUMN_TIME,         /* int32_t; -1 is NULL */
    ZF_COLUMN_CODE,         /* an enumeration, by its code */
    ZF_COLUMN_SET,          /* uint32_t of bits, by their codes */
    ZF_COLUMN_POINT,        /* bool at `at`, ZfLonLat at `more` */
    ZF_COLUMN_ALWAYS_POINT, /* ZfLonLat at `at` */
    ZF_COLUMN_POLYGON,      /* ZfPolygon * */
    ZF_COLUMN_LINES,        /* ZfLines * */
    ZF_COLUMN_LINE,         /* ZfLonLat * at `at`, uint32_t at `more` */
} ZfFieldKind;

typedef enum ZfFieldFlags {
    ZF_COLUMN_STAYS = 1 << 0,   /* unknown ("", 0, none) on import leaves what is known */
    ZF_COLUMN_NAMES = 1 << 1,   /* read only with ZF_LOAD_NAMES */
    ZF_COLUMN_INDEXED = 1 << 2, /* geometry with a spatial index */
} ZfFieldFlags;

typedef struct ZfField {
    const char *column;
    ZfFieldKind kind;
    ZfCodeList list; /* CODE and SET */
    size_t at;
    size_t more;
    unsigned flags;
    unsigned edit; /* bit of ZfHouseholdField */
} ZfField;

typedef struct ZfTable {
    const char *name;
    size_t size;           /* of the row's struct */
    const ZfField *fields; /* the first one is the key */
    int n_fields;
} ZfTable;

#define ZF_TABLE_FIELDS_MAX 40

/* Rows with more than the model's struct. */
typedef struct ZfHomeRow {
    ZfHousehold home;
    ZfDate membership_from;
    ZfDate position_from;
    int32_t edited;
} ZfHomeRow;

typedef struct ZfPersonRow {
    ZfPerson person;
    const char *area;     /* of a village's contact */
    const char *role;     /* "contact": a word the model does not have */
    int64_t home_version; /* data_version that brought the person to this home */
} ZfPersonRow;

typedef struct ZfRoadRow {
    ZfRoad road;
    int64_t source;
} ZfRoadRow;

typedef struct ZfWaterRow {
    ZfWater water;
    int64_t source;
} ZfWaterRow;

typedef struct ZfBarrierRow {
    const char *id;
    ZfRoadBarrier barrier;
    int64_t source;
} ZfBarrierRow;

extern const ZfTable zf_table_area;
extern const ZfTable zf_table_household;
extern const ZfTable zf_table_person;
extern const ZfTable zf_table_contact;
extern const ZfTable zf_table_volunteer;
extern const ZfTable zf_table_visit;
extern const ZfTable zf_table_place;
extern const ZfTable zf_table_water;
extern const ZfTable zf_table_road;
extern const ZfTable zf_table_barrier;
extern const ZfTable zf_table_activity;
extern const ZfTable zf_table_campaign;
extern const ZfTable zf_table_question;
extern const ZfTable zf_table_shift;

/* ret: the place of a column, an assertion when there is none. */
int zf_table_column(const ZfTable *table, const char *column);

/* "pk, id, name …": what zf_field_read reads, first column pk; fields that name people as ''
 * without names. Owned by the caller. */
char *zf_table_columns(const ZfTable *table, bool names);

/* One field of a row onto parameter i. scratch is for geometry. */
void zf_field_bind(const ZfField *field, const void *row, sqlite3_stmt *stmt, int i,
                   GByteArray *scratch);
/* true when column i says the same as the row. */
bool zf_field_equal(const ZfField *field, const void *row, sqlite3_stmt *stmt, int i,
                    GByteArray *scratch);
/* "", 0, no day, no geometry. */
bool zf_field_unknown(const ZfField *field, const void *row);
/* Its box; empty when there is no geometry. */
ZfBox zf_field_box(const ZfField *field, const void *row);

/* All fields of a row from columns first … of the statement; texts go to chunk. What cannot be
 * understood (an unknown code) is left as it is in the row. */
void zf_row_read(const ZfTable *table, void *row, sqlite3_stmt *stmt, int first,
                 GStringChunk *chunk);
