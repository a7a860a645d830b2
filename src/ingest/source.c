#include "ingest/source.h"

#include <string.h>

static void
table_free(gpointer data)
{
    InTable *table = data;
    g_ptr_array_unref(table->headers);
    g_free(table);
}

static void
row_clear(gpointer data)
{
    zf_gis_geometry_clear(&((InRow *)data)->geometry);
}

In *
zf_in_new(ZfImportKind kind, const char *path, const ZfIngestContext *context,
          const ZfIngestOptions *options, const ZfProgress *progress)
{
    static const ZfIngestOptions defaults;
    In *in = g_new0(In, 1);
    in->kind = kind;
    in->path = path;
    in->file = path;
    in->context = context;
    in->options = options ? options : &defaults;
    in->progress = progress;
    in->tables = g_ptr_array_new_with_free_func(table_free);
    in->rows = g_array_new(FALSE, TRUE, sizeof(InRow));
    g_array_set_clear_func(in->rows, row_clear);
    in->blocks = g_ptr_array_new_with_free_func(g_free);
    in->texts = g_string_chunk_new(1 << 14);
    return in;
}

void
zf_in_free(In *in)
{
    if (!in) {
        return;
    }
    g_ptr_array_unref(in->tables);
    g_array_unref(in->rows);
    g_ptr_array_unref(in->blocks);
    g_string_chunk_free(in->texts);
    zf_workbook_free(in->book);
    g_free(in->layer_crs);
    g_free(in);
}

static const ZfCell *
cell_at(const InRow *row, int32_t column)
{
    const ZfTabRow view = {.cells = row->cells, .n_cells = column < 0 ? 0 : row->n_cells};
    return zf_tab_row_cell(&view, column < 0 ? 0 : (uint32_t)column);
}

const ZfCell *
zf_in_cell(const In *in, const InRow *row, ZfWhom whom, ZfField field)
{
    return cell_at(row, zf_in_table(in, row)->column[whom][field]);
}

int32_t
zf_in_column(const In *in, const InRow *row, ZfWhom whom, ZfField field)
{
    return field == ZF_F_COUNT ? 0 : zf_in_table(in, row)->column[whom][field] + 1;
}

bool
zf_in_has(const In *in, const InRow *row, ZfWhom whom, ZfField field)
{
    return zf_in_table(in, row)->column[whom][field] >= 0;
}

static const ZfTab *
tab_of(const In *in, const InRow *row)
{
    static const ZfTab plain;
    const ZfTab *tab = zf_in_table(in, row)->tab;
    return tab ? tab : &plain;
}

static bool
is_han(gunichar c)
{
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

/* Names are spread with blanks to fill a column: 冯 琳. In place. */
static void
join_han(char *text)
{
    char *to = text;
    gunichar before = 0;
    for (const char *p = text; *p;) {
        const char *next = g_utf8_next_char(p);
        bool drop = *p == ' ' && is_han(before) && is_han(g_utf8_get_char(next));
        before = drop ? before : g_utf8_get_char(p);
        while (p < next) {
            if (!drop) {
                *to++ = *p;
            }
            p++;
        }
    }
    *to = '\0';
}

static char *
clean_text(const In *in, const InRow *row, const ZfCell *cell)
{
    if (cell->kind == ZF_CELL_EMPTY || cell->kind == ZF_CELL_ERROR ||
        cell->kind == ZF_CELL_UNCOMPUTED) {
        return g_strdup("");
    }
    g_autofree char *shown = zf_cell_show(tab_of(in, row), cell);
    char *clean = zf_text_clean(shown, NULL);
    if (zf_cell_is_nothing(clean, false)) {
        clean[0] = '\0';
    }
    return clean;
}

char *
zf_in_text_at(const In *in, const InRow *row, int32_t column)
{
    return clean_text(in, row, cell_at(row, column));
}

char *
zf_in_text(const In *in, const InRow *row, ZfWhom whom, ZfField field)
{
    char *clean = clean_text(in, row, zf_in_cell(in, row, whom, field));
    if (field == ZF_F_NAME || field == ZF_F_VILLAGE || field == ZF_F_TOWN) {
        join_han(clean);
    }
    return clean;
}

const char *
zf_in_keep(const In *in, const InRow *row, ZfWhom whom, ZfField field)
{
    g_autofree char *text = zf_in_text(in, row, whom, field);
    return zf_batch_text(in->batch, text);
}

void
zf_in_find(In *in, const InRow *row, ZfWhom whom, ZfField field, ZfSeverity severity,
           const char *code, const char *message, const char *advice)
{
    g_autofree char *value = field == ZF_F_COUNT
                                 ? NULL
                                 : zf_cell_show(tab_of(in, row), zf_in_cell(in, row, whom, field));
    zf_findings_add_at(in->findings, severity, code, in->file, zf_in_table(in, row)->name,
                       row->number, zf_in_column(in, row, whom, field), value, message, advice);
}

void
zf_in_settle(InRow *row, ZfFate fate, const char *key, const char *reason)
{
    g_assert(row->fate < 0);
    row->fate = (int8_t)fate;
    row->key = key;
    row->reason = reason;
}

void
zf_in_quarantine(In *in, InRow *row, ZfWhom whom, ZfField field, const char *code,
                 const char *message, const char *advice)
{
    zf_in_find(in, row, whom, field, ZF_SEVERITY_QUARANTINE, code, message, advice);
    row->defective = true;
    zf_in_settle(row, ZF_FATE_QUARANTINED, "", zf_batch_text(in->batch, message));
}

void
zf_in_set_aside(In *in, InRow *row, ZfWhom whom, ZfField field, const char *code,
                const char *message, const char *advice)
{
    zf_in_find(in, row, whom, field, ZF_SEVERITY_ASIDE, code, message, advice);
    row->defective = true;
}

static int
this_year(const In *in)
{
    bool known = in->context && in->context->today != ZF_DATE_NONE;
    return known ? zf_date_to_civil(in->context->today).year : 2026;
}

ZfParsed
zf_in_day(const In *in, const InRow *row, ZfWhom whom, ZfField field, ZfDate *ret, bool *rough)
{
    const ZfCell *cell = zf_in_cell(in, row, whom, field);
    double serial;
    if (rough) {
        *rough = false;
    }
    if (cell->kind == ZF_CELL_DATE && zf_cell_number(cell, &serial)) {
        return zf_serial_to_date(serial, tab_of(in, row)->date1904, ret, NULL) ? ZF_PARSED_OK
                                                                               : ZF_PARSED_BAD;
    }
    g_autofree char *text = zf_in_text(in, row, whom, field);
    bool number = cell->kind == ZF_CELL_NUMBER;
    ZfParsed state = zf_parse_day(text, number, this_year(in), ret, rough);
    /* a day whose format was lost: 1954-10-03 … 2064-04-08 as serial numbers */
    if (state == ZF_PARSED_BAD && zf_text_to_double(text, &serial) && serial >= 20000 &&
        serial < 60000) {
        return zf_serial_to_date(serial, tab_of(in, row)->date1904, ret, NULL) ? ZF_PARSED_OK
                                                                               : ZF_PARSED_BAD;
    }
    return state;
}

ZfDate
zf_in_optional_day(In *in, InRow *row, ZfWhom whom, ZfField field)
{
    ZfDate day = ZF_DATE_NONE;
    if (zf_in_has(in, row, whom, field) &&
        zf_in_day(in, row, whom, field, &day, NULL) == ZF_PARSED_BAD) {
        zf_in_find(in, row, whom, field, ZF_SEVERITY_WARNING, "date-unread",
                   _("this is not a day; it was left out"), _("write it like 2014-03-05"));
        return ZF_DATE_NONE;
    }
    return day;
}

const char *
zf_in_hash_key(const In *in, const char *prefix, const char *const *parts)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (const char *const *part = parts; *part; part++) {
        g_checksum_update(sum, (const guchar *)*part, (gssize)strlen(*part));
        g_checksum_update(sum, (const guchar *)"\x1f", 1);
    }
    g_autofree char *key = g_strdup_printf("%s%.16s", prefix, g_checksum_get_string(sum));
    return zf_batch_text_unique(in->batch, key);
}

guint
zf_in_next(const In *in, guint i)
{
    while (i < in->rows->len && ZF_IN_ROW(in, i)->fate >= 0) {
        i++;
    }
    return i;
}

/* Options that say something about the other sort of file would do nothing: that is said. */
static bool
options_fit(const In *in, bool map_file, GError **error)
{
    const ZfIngestOptions *o = in->options;
    const char *option = map_file   ? (o->sheet ? "--sheet" : NULL)
                         : o->layer ? "--layer"
                         : o->where ? "--where"
                         : o->limit ? "--limit"
                                    : NULL;
    if (!option) {
        return true;
    }
    g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_KIND,
                map_file ? _("%s is a map file; %s is for workbooks, --layer for map files")
                         : _("%s is a table; %s is for map files, --sheet for workbooks"),
                in->file, option);
    return false;
}

bool
zf_in_read(In *in, GError **error)
{
    if (!options_fit(in, zf_gis_knows(in->path), error)) {
        return false;
    }
    return zf_gis_knows(in->path) ? zf_in_read_layer(in, error) : zf_in_read_book(in, error);
}
