/* Text tables: any bytes give an error or a table whose rows and cells stand in order. */
#include <string.h>

#include "table/table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    if (size >= 2 && memcmp(data, "PK", 2) == 0) {
        return 0; /* a workbook: fuzz_xlsx */
    }
    g_autoptr(ZfWorkbook) book = zf_workbook_parse("f.csv", data, size, NULL, NULL, &error);
    g_assert_true((book == NULL) == (error != NULL));
    for (size_t s = 0; book && s < book->n_sheets; s++) {
        const ZfTab *tab = &book->sheets[s];
        for (size_t r = 0; r < tab->n_rows; r++) {
            g_assert_true(r == 0 || tab->rows[r].number > tab->rows[r - 1].number);
            for (uint32_t c = 0; c < tab->rows[r].n_cells; c++) {
                const ZfCell *cell = &tab->rows[r].cells[c];
                g_assert_true(g_utf8_validate(cell->text, -1, NULL));
                g_assert_true(zf_tab_cell(tab, tab->rows[r].number, cell->column) == cell);
            }
        }
    }
    return 0;
}
