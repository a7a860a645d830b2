/* One field of a row: bound, compared, read. */
#include "store/layout.h"

#include <string.h>

#include "store/blob.h"
#include "store/db.h"
#include "store/store.h"

int
zf_table_column(const ZfTable *table, const char *column)
{
    for (int i = 0; i < table->n_fields; i++) {
        if (strcmp(table->fields[i].column, column) == 0) {
            return i;
        }
    }
    g_assert_not_reached();
}

char *
zf_table_columns(const ZfTable *table, bool names)
{
    GString *out = g_string_new("pk");
    for (int i = 0; i < table->n_fields; i++) {
        bool hidden = !names && (table->fields[i].flags & ZF_COLUMN_NAMES);
        g_string_append_printf(out, ", %s", hidden ? "''" : table->fields[i].column);
    }
    return g_string_free(out, FALSE);
}

static const void *
at(const ZfField *field, const void *row)
{
    return (const char *)row + field->at;
}

static const char *
get_text(const ZfField *field, const void *row)
{
    const char *text = *(const char *const *)at(field, row);
    return text ? text : "";
}

static int
get_int(const ZfField *field, const void *row)
{
    return *(const int *)at(field, row);
}

/* The geometry of a row in scratch. ret: false when it has none. */
static bool
encode(const ZfField *field, const void *row, GByteArray *scratch)
{
    const char *base = row;
    g_byte_array_set_size(scratch, 0);
    switch (field->kind) {
    case ZF_COLUMN_POINT:
        if (!*(const bool *)at(field, row)) {
            return false;
        }
        zf_blob_point(scratch, *(const ZfLonLat *)(base + field->more));
        return true;
    case ZF_COLUMN_ALWAYS_POINT:
        zf_blob_point(scratch, *(const ZfLonLat *)at(field, row));
        return true;
    case ZF_COLUMN_POLYGON: {
        const ZfPolygon *polygon = *(ZfPolygon *const *)at(field, row);
        if (polygon) {
            zf_blob_polygon(scratch, polygon);
        }
        return polygon != NULL;
    }
    case ZF_COLUMN_LINES: {
        const ZfLines *lines = *(ZfLines *const *)at(field, row);
        if (lines) {
            zf_blob_lines(scratch, lines);
        }
        return lines != NULL;
    }
    case ZF_COLUMN_LINE: {
        uint32_t n = *(const uint32_t *)(base + field->more);
        if (n >= 2) {
            zf_blob_line(scratch, *(ZfLonLat *const *)at(field, row), n);
        }
        return n >= 2;
    }
    default: g_assert_not_reached();
    }
}

ZfBox
zf_field_box(const ZfField *field, const void *row)
{
    ZfBox box = zf_box_empty();
    g_autoptr(GByteArray) scratch = NULL;
    switch (field->kind) {
    case ZF_COLUMN_POINT:
        if (*(const bool *)at(field, row)) {
            zf_box_add(&box, *(const ZfLonLat *)((const char *)row + field->more));
        }
        return box;
    case ZF_COLUMN_ALWAYS_POINT: zf_box_add(&box, *(const ZfLonLat *)at(field, row)); return box;
    default:
        scratch = g_byte_array_new();
        if (encode(field, row, scratch)) {
            zf_blob_read_box(scratch->data, scratch->len, &box);
        }
        return box;
    }
}

static void
bind_geometry(const ZfField *field, const void *row, sqlite3_stmt *stmt, int i, GByteArray *scratch)
{
    if (encode(field, row, scratch)) {
        sqlite3_bind_blob(stmt, i, scratch->data, (int)scratch->len, SQLITE_TRANSIENT);
    } else {
        sqlite3_bind_null(stmt, i);
    }
}

static void
bind_day(sqlite3_stmt *stmt, int i, ZfDate date)
{
    if (date == ZF_DATE_NONE) {
        sqlite3_bind_null(stmt, i);
        return;
    }
    char text[ZF_DB_DATE_SIZE];
    zf_db_date_text(date, text);
    sqlite3_bind_text(stmt, i, text, -1, SQLITE_TRANSIENT);
}

static void
bind_moment(sqlite3_stmt *stmt, int i, ZfStamp stamp)
{
    if (stamp == ZF_STAMP_NONE) {
        sqlite3_bind_null(stmt, i);
        return;
    }
    char text[ZF_DB_STAMP_SIZE];
    zf_db_stamp_text(stamp, text);
    sqlite3_bind_text(stmt, i, text, -1, SQLITE_TRANSIENT);
}

static void
bind_set(const ZfField *field, uint32_t bits, sqlite3_stmt *stmt, int i)
{
    if (bits == 0) {
        sqlite3_bind_text(stmt, i, "", 0, SQLITE_STATIC);
    } else {
        sqlite3_bind_text(stmt, i, zf_codes_format(field->list, bits), -1, g_free);
    }
}

void
zf_field_bind(const ZfField *field, const void *row, sqlite3_stmt *stmt, int i, GByteArray *scratch)
{
    const void *value = at(field, row);
    const char *text;
    switch (field->kind) {
    case ZF_COLUMN_TEXT:
        sqlite3_bind_text(stmt, i, get_text(field, row), -1, SQLITE_STATIC);
        return;
    case ZF_COLUMN_KEY:
        text = get_text(field, row);
        sqlite3_bind_text(stmt, i, *text ? text : NULL, -1, SQLITE_STATIC);
        return;
    case ZF_COLUMN_INT: sqlite3_bind_int(stmt, i, get_int(field, row)); return;
    case ZF_COLUMN_LONG: sqlite3_bind_int64(stmt, i, *(const int64_t *)value); return;
    case ZF_COLUMN_BOOL: sqlite3_bind_int(stmt, i, *(const bool *)value); return;
    case ZF_COLUMN_REAL: sqlite3_bind_double(stmt, i, *(const double *)value); return;
    case ZF_COLUMN_DATE: bind_day(stmt, i, *(const ZfDate *)value); return;
    case ZF_COLUMN_STAMP: bind_moment(stmt, i, *(const ZfStamp *)value); return;
    case ZF_COLUMN_TIME:
        if (get_int(field, row) < 0) {
            sqlite3_bind_null(stmt, i);
        } else {
            sqlite3_bind_int(stmt, i, get_int(field, row));
        }
        return;
    case ZF_COLUMN_CODE:
        sqlite3_bind_text(stmt, i, zf_code(field->list, get_int(field, row)), -1, SQLITE_STATIC);
        return;
    case ZF_COLUMN_SET: bind_set(field, *(const uint32_t *)value, stmt, i); return;
    default: bind_geometry(field, row, stmt, i, scratch);
    }
}

static bool
same_text(const char *text, sqlite3_stmt *stmt, int i)
{
    const char *other = (const char *)sqlite3_column_text(stmt, i);
    return strcmp(text, other ? other : "") == 0;
}

static bool
same_geometry(const ZfField *field, const void *row, sqlite3_stmt *stmt, int i, GByteArray *scratch)
{
    bool has = encode(field, row, scratch);
    const void *blob = sqlite3_column_blob(stmt, i);
    size_t size = (size_t)sqlite3_column_bytes(stmt, i);
    return has ? blob && size == scratch->len && memcmp(blob, scratch->data, size) == 0 : !blob;
}

bool
zf_field_equal(const ZfField *field, const void *row, sqlite3_stmt *stmt, int i,
               GByteArray *scratch)
{
    const void *value = at(field, row);
    bool null = sqlite3_column_type(stmt, i) == SQLITE_NULL;
    g_autofree char *set = NULL;
    switch (field->kind) {
    case ZF_COLUMN_TEXT:
    case ZF_COLUMN_KEY: return same_text(get_text(field, row), stmt, i);
    case ZF_COLUMN_INT: return !null && sqlite3_column_int(stmt, i) == get_int(field, row);
    case ZF_COLUMN_LONG: return !null && sqlite3_column_int64(stmt, i) == *(const int64_t *)value;
    case ZF_COLUMN_BOOL: return (sqlite3_column_int(stmt, i) != 0) == *(const bool *)value;
    case ZF_COLUMN_REAL: return !null && sqlite3_column_double(stmt, i) == *(const double *)value;
    case ZF_COLUMN_DATE: return zf_db_date(stmt, i) == *(const ZfDate *)value;
    case ZF_COLUMN_STAMP: return zf_db_stamp(stmt, i) == *(const ZfStamp *)value;
    case ZF_COLUMN_TIME: return get_int(field, row) == (null ? -1 : sqlite3_column_int(stmt, i));
    case ZF_COLUMN_CODE: return same_text(zf_code(field->list, get_int(field, row)), stmt, i);
    case ZF_COLUMN_SET:
        set = zf_codes_format(field->list, *(const uint32_t *)value);
        return same_text(set, stmt, i);
    default: return same_geometry(field, row, stmt, i, scratch);
    }
}

bool
zf_field_unknown(const ZfField *field, const void *row)
{
    const void *value = at(field, row);
    switch (field->kind) {
    case ZF_COLUMN_TEXT:
    case ZF_COLUMN_KEY: return *get_text(field, row) == 0;
    case ZF_COLUMN_INT:
    case ZF_COLUMN_CODE: return get_int(field, row) == 0;
    case ZF_COLUMN_LONG: return *(const int64_t *)value == 0;
    case ZF_COLUMN_BOOL: return !*(const bool *)value;
    case ZF_COLUMN_REAL: return *(const double *)value == 0;
    case ZF_COLUMN_DATE: return *(const ZfDate *)value == ZF_DATE_NONE;
    case ZF_COLUMN_STAMP: return *(const ZfStamp *)value == ZF_STAMP_NONE;
    case ZF_COLUMN_TIME: return get_int(field, row) < 0;
    case ZF_COLUMN_SET: return *(const uint32_t *)value == 0;
    case ZF_COLUMN_POINT: return !*(const bool *)value;
    case ZF_COLUMN_ALWAYS_POINT: return false;
    case ZF_COLUMN_POLYGON: return !*(ZfPolygon *const *)value;
    case ZF_COLUMN_LINES: return !*(ZfLines *const *)value;
    case ZF_COLUMN_LINE: return !*(ZfLonLat *const *)value;
    default: g_assert_not_reached();
    }
}

static void
read_geometry(const ZfField *field, char *row, sqlite3_stmt *stmt, int i)
{
    const void *blob = sqlite3_column_blob(stmt, i);
    size_t size = (size_t)sqlite3_column_bytes(stmt, i);
    char *value = row + field->at;
    switch (field->kind) {
    case ZF_COLUMN_POINT:
        *(bool *)value = zf_blob_read_point(blob, size, (ZfLonLat *)(row + field->more));
        return;
    case ZF_COLUMN_ALWAYS_POINT: zf_blob_read_point(blob, size, (ZfLonLat *)value); return;
    case ZF_COLUMN_POLYGON: *(ZfPolygon **)value = zf_blob_read_polygon(blob, size); return;
    case ZF_COLUMN_LINES: *(ZfLines **)value = zf_blob_read_lines(blob, size); return;
    case ZF_COLUMN_LINE:
        *(ZfLonLat **)value = zf_blob_read_line(blob, size, (uint32_t *)(row + field->more));
        return;
    default: g_assert_not_reached();
    }
}

static void
read_field(const ZfField *field, char *row, sqlite3_stmt *stmt, int i, GStringChunk *chunk)
{
    char *value = row + field->at;
    bool null = sqlite3_column_type(stmt, i) == SQLITE_NULL;
    const char *text = NULL;
    uint64_t bits;
    switch (field->kind) {
    case ZF_COLUMN_TEXT:
    case ZF_COLUMN_KEY: *(const char **)value = zf_db_text(stmt, i, chunk); return;
    case ZF_COLUMN_INT: *(int *)value = sqlite3_column_int(stmt, i); return;
    case ZF_COLUMN_LONG: *(int64_t *)value = sqlite3_column_int64(stmt, i); return;
    case ZF_COLUMN_BOOL: *(bool *)value = sqlite3_column_int(stmt, i) != 0; return;
    case ZF_COLUMN_REAL: *(double *)(void *)value = sqlite3_column_double(stmt, i); return;
    case ZF_COLUMN_DATE: *(ZfDate *)value = zf_db_date(stmt, i); return;
    case ZF_COLUMN_STAMP: *(ZfStamp *)value = zf_db_stamp(stmt, i); return;
    case ZF_COLUMN_TIME: *(int *)value = null ? -1 : sqlite3_column_int(stmt, i); return;
    case ZF_COLUMN_CODE:
        text = (const char *)sqlite3_column_text(stmt, i);
        if (text) {
            zf_code_find(field->list, text, (int *)value);
        }
        return;
    case ZF_COLUMN_SET:
        text = (const char *)sqlite3_column_text(stmt, i);
        if (text && zf_codes_parse(field->list, text, &bits)) {
            *(uint32_t *)value = (uint32_t)bits;
        }
        return;
    default: read_geometry(field, row, stmt, i);
    }
}

void
zf_row_read(const ZfTable *table, void *row, sqlite3_stmt *stmt, int first, GStringChunk *chunk)
{
    for (int i = 0; i < table->n_fields; i++) {
        read_field(&table->fields[i], row, stmt, first + i, chunk);
    }
}
