#include "ingest/corrections.h"

#include <inttypes.h>
#include <string.h>

typedef struct BadRow {
    char *sheet;
    int64_t row;
    char *cells;   /* "C7 D7" */
    char *reason;  /* messages with their advice, one a line */
    GStrv headers; /* of the sheet, composed "父亲情况/姓名" */
    GStrv values;
} BadRow;

void
zf_bad_row_free(gpointer data)
{
    BadRow *bad = data;
    g_free(bad->sheet);
    g_free(bad->cells);
    g_free(bad->reason);
    g_strfreev(bad->headers);
    g_strfreev(bad->values);
    g_free(bad);
}

/* Messages of all findings that ask for a correction, by sheet and row. */
static GHashTable *
index_findings(const ZfFindings *findings)
{
    GHashTable *index =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    for (size_t i = 0; i < zf_findings_count(findings); i++) {
        const ZfFinding *finding = zf_findings_get(findings, i);
        if (finding->severity < ZF_SEVERITY_ASIDE || finding->row == 0) {
            continue;
        }
        char *key =
            g_strdup_printf("%s\x1f%" PRId64, finding->sheet ? finding->sheet : "", finding->row);
        GPtrArray *list = g_hash_table_lookup(index, key);
        if (!list) {
            list = g_ptr_array_new();
            g_hash_table_insert(index, key, list);
        } else {
            g_free(key);
        }
        g_ptr_array_add(list, (gpointer)finding);
    }
    return index;
}

static void
add_reasons(BadRow *bad, const GPtrArray *findings)
{
    g_autoptr(GString) reason = g_string_new(NULL);
    g_autoptr(GString) cells = g_string_new(NULL);
    for (guint i = 0; findings && i < findings->len; i++) {
        const ZfFinding *finding = g_ptr_array_index(findings, i);
        g_autofree char *cell = zf_finding_cell(finding);
        g_string_append_printf(cells, "%s%s", cells->len ? " " : "", cell);
        g_string_append_printf(reason, "%s%s", reason->len ? "\n" : "", finding->message);
        if (finding->advice) {
            g_string_append_printf(reason, " → %s", finding->advice);
        }
    }
    bad->reason = g_strdup(reason->str);
    bad->cells = g_strdup(cells->str);
}

static GStrv
row_values(const In *in, const InRow *row)
{
    static const ZfTab plain;
    const InTable *table = zf_in_table(in, row);
    GStrv values = g_new0(char *, table->n_columns + 1);
    const ZfTabRow view = {.cells = row->cells, .n_cells = row->n_cells};
    for (uint32_t c = 0; c < table->n_columns; c++) {
        values[c] = zf_cell_show(table->tab ? table->tab : &plain, zf_tab_row_cell(&view, c));
    }
    return values;
}

static GStrv
table_headers(const InTable *table)
{
    GStrv headers = g_new0(char *, table->n_columns + 1);
    for (uint32_t c = 0; c < table->n_columns; c++) {
        const char *header = c < table->headers->len ? g_ptr_array_index(table->headers, c) : "";
        headers[c] = NULL;
        for (int w = 0; !*header && w < ZF_WHOM_COUNT; w++) {
            for (int f = 0; f < ZF_F_COUNT; f++) {
                if (table->column[w][f] == (int16_t)c && !headers[c]) {
                    headers[c] = zf_field_full_code((ZfWhom)w, (ZfField)f);
                }
            }
        }
        headers[c] = headers[c] ? headers[c] : g_strdup(header);
    }
    return headers;
}

void
zf_corrections_collect(In *in)
{
    g_autoptr(GHashTable) index = index_findings(in->findings);
    for (guint i = 0; i < in->rows->len; i++) {
        const InRow *row = ZF_IN_ROW(in, i);
        if (!row->defective) {
            continue;
        }
        const InTable *table = zf_in_table(in, row);
        g_autofree char *key = g_strdup_printf("%s\x1f%" PRId64, table->name, row->number);
        BadRow *bad = g_new0(BadRow, 1);
        bad->sheet = g_strdup(table->name);
        bad->row = row->number;
        bad->headers = table_headers(table);
        bad->values = row_values(in, row);
        add_reasons(bad, g_hash_table_lookup(index, key));
        g_ptr_array_add(in->out->bad, bad);
    }
}

enum { OWN_COLUMNS = 3 };

/* The two header rows: ours, then the sheet's own, a composed header over two rows. */
static void
write_header(ZfTabOut *out, const GStrv headers)
{
    const ZfCellStyle head = {.bold = true,
                              .wrap = true,
                              .border = true,
                              .fill = 0xD9E2EC,
                              .align = ZF_CELL_ALIGN_CENTRE};
    const char *const own[] = {_("Row in the file"), _("Cells"), _("What to correct")};
    for (uint32_t c = 0; c < OWN_COLUMNS; c++) {
        zf_tab_out_merge(out, 0, c, 1, c, own[c], &head);
    }
    for (uint32_t c = 0; headers[c]; c++) {
        char *slash = strrchr(headers[c], '/');
        if (!slash) {
            zf_tab_out_merge(out, 0, OWN_COLUMNS + c, 1, OWN_COLUMNS + c, headers[c], &head);
            continue;
        }
        g_autofree char *upper = g_strndup(headers[c], (gsize)(slash - headers[c]));
        zf_tab_out_text(out, 0, OWN_COLUMNS + c, upper, &head);
        zf_tab_out_text(out, 1, OWN_COLUMNS + c, slash + 1, &head);
    }
    zf_tab_out_width(out, 0, 1, 10);
    zf_tab_out_width(out, 2, 2, 50);
    zf_tab_out_width(out, OWN_COLUMNS, OWN_COLUMNS + 40, 14);
    zf_tab_out_freeze(out, 2, OWN_COLUMNS);
}

static void
write_row(ZfTabOut *out, uint32_t line, const BadRow *bad)
{
    const ZfCellStyle said = {.wrap = true, .border = true, .fill = 0xFCE8D5};
    const ZfCellStyle plain = {.border = true, .number_format = "@"};
    g_autofree char *row = g_strdup_printf("%" PRId64, bad->row);
    zf_tab_out_text(out, line, 0, row, &said);
    zf_tab_out_text(out, line, 1, bad->cells, &said);
    zf_tab_out_text(out, line, 2, bad->reason, &said);
    for (uint32_t c = 0; bad->values[c]; c++) {
        zf_tab_out_text(out, line, OWN_COLUMNS + c, bad->values[c], &plain);
    }
}

bool
zf_ingest_write_corrections(const ZfIngest *ingest, const char *path, GError **error)
{
    if (ingest->bad->len == 0) {
        return true;
    }
    g_autoptr(ZfBookOut) book = zf_book_out_new();
    ZfTabOut *out = NULL;
    const char *sheet = NULL;
    uint32_t line = 0;
    for (guint i = 0; i < ingest->bad->len; i++) {
        const BadRow *bad = g_ptr_array_index(ingest->bad, i);
        if (!sheet || strcmp(sheet, bad->sheet) != 0) {
            out = zf_book_out_tab(book, bad->sheet);
            write_header(out, bad->headers);
            sheet = bad->sheet;
            line = 2;
        }
        write_row(out, line++, bad);
    }
    if (!zf_book_out_save_xlsx(book, path, error)) {
        g_prefix_error(error, _("corrections: "));
        return false;
    }
    return true;
}
