/* Workbooks: any bytes give an error or sheets whose cells stand in order, within small limits. The
 * zip container hides its parts from a fuzzer, so a byte that is not P stands for: these bytes are
 * the inside of the first worksheet. */
#include <string.h>
#include <zip.h>

#include "table/table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define RELS                                                                                       \
    "<Relationships><Relationship Id=\"r\" Type=\"x/worksheet\" Target=\"s.xml\"/>"                \
    "<Relationship Id=\"t\" Type=\"x/sharedStrings\" Target=\"t.xml\"/></Relationships>"
#define BOOK    "<workbook><sheets><sheet name=\"a\" id=\"r\"/></sheets></workbook>"
#define STRINGS "<sst><si><t>a</t></si><si><t>b</t></si></sst>"

static void
add_part(zip_t *zip, const char *name, const void *bytes, size_t size)
{
    zip_source_t *part = zip_source_buffer(zip, bytes, size, 0);
    g_assert_cmpint(zip_file_add(zip, name, part, ZIP_FL_ENC_UTF_8), >=, 0);
}

/* ret: a workbook with data as its worksheet. */
static GBytes *
wrap(const uint8_t *data, size_t size)
{
    zip_error_t why;
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &why);
    zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &why);
    zip_source_keep(target);
    add_part(zip, "xl/workbook.xml", BOOK, strlen(BOOK));
    add_part(zip, "xl/_rels/workbook.xml.rels", RELS, strlen(RELS));
    add_part(zip, "xl/t.xml", STRINGS, strlen(STRINGS));
    add_part(zip, "xl/s.xml", data, size);
    g_assert_cmpint(zip_close(zip), ==, 0);
    g_assert_cmpint(zip_source_open(target), ==, 0);
    zip_source_seek(target, 0, SEEK_END);
    size_t length = (size_t)zip_source_tell(target);
    zip_source_seek(target, 0, SEEK_SET);
    void *bytes = g_malloc(length);
    g_assert_cmpint(zip_source_read(target, bytes, length), ==, (zip_int64_t)length);
    zip_source_close(target);
    zip_source_free(target);
    return g_bytes_new_take(bytes, length);
}

static void
try_parse(const void *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    ZfTableOptions options = {.max_inflated = 8 << 20, .max_cells = 100000};
    g_autoptr(ZfWorkbook) book = zf_workbook_parse("f.xlsx", data, size, &options, NULL, &error);
    g_assert_true((book == NULL) == (error != NULL));
    for (size_t s = 0; book && s < book->n_sheets; s++) {
        const ZfTab *tab = &book->sheets[s];
        for (size_t r = 0; r < tab->n_rows; r++) {
            for (uint32_t c = 0; c < tab->rows[r].n_cells; c++) {
                const ZfCell *cell = &tab->rows[r].cells[c];
                g_autofree char *shown = zf_cell_show(tab, cell);
                g_assert_true(g_utf8_validate(shown, -1, NULL));
                g_assert_true(c == 0 || cell->column > cell[-1].column);
                (void)zf_tab_seen(tab, tab->rows[r].number, cell->column);
            }
        }
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 0 && data[0] == 'P') {
        try_parse(data, size);
    } else if (size > 0) {
        g_autoptr(GBytes) wrapped = wrap(data, size);
        gsize length;
        const void *bytes = g_bytes_get_data(wrapped, &length);
        try_parse(bytes, length);
    }
    return 0;
}
