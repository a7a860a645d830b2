/* xlsxsheet: one worksheet part. Cells without a value (formatted blanks) are passed over, so a
 * sheet ends where its data ends whatever its dimension says. */
#include "table/xlsxread.h"

#include <string.h>

#include "table/table.h"

enum {
    MAX_ROW = 1048576,
    MAX_MERGES = 1 << 20,
};

typedef struct Sheet {
    ZfTabBuild *build;
    const ZfXlsxShared *shared;
    uint32_t row;    /* number of the row being read, 0 = none yet */
    uint32_t column; /* of the cell being read */
    uint32_t style;
    char type; /* first letter of t: n s b e d; 'S' = str, 'i' = inlineStr */
    bool in_cell;
    bool phonetic;
    bool has_value;
    bool has_formula;
    uint32_t next_column;
    GString *value;
    GString *formula;
} Sheet;

const char *
zf_xlsx_parse_ref(const char *text, uint32_t *row, uint32_t *column)
{
    const char *p = text;
    uint32_t letters = 0;
    uint32_t digits = 0;
    for (p += *p == '$'; g_ascii_isalpha(*p); p++) {
        letters = letters * 26 + (uint32_t)(g_ascii_toupper(*p) - 'A' + 1);
        if (letters > ZF_TABLE_MAX_COLUMNS) {
            return NULL;
        }
    }
    for (p += *p == '$'; g_ascii_isdigit(*p); p++) {
        digits = digits * 10 + (uint32_t)(*p - '0');
        if (digits > MAX_ROW) {
            return NULL;
        }
    }
    *row = digits;
    *column = letters - 1;
    return p > text ? p : NULL;
}

static void
fail(ZfXml *xml, const char *message)
{
    zf_xml_fail(xml, g_error_new_literal(ZF_TABLE_ERROR, ZF_TABLE_ERROR_DAMAGED, message));
}

static void
start_row(ZfXml *xml, Sheet *self, const char **attributes)
{
    uint32_t number = zf_xml_uint(attributes, "r", MAX_ROW, self->row + 1);
    if (number <= self->row || number > MAX_ROW) {
        fail(xml, _("the rows of the sheet are not in order"));
        return;
    }
    self->row = number;
    self->next_column = 0;
    uint16_t flags = zf_xml_flag(attributes, "hidden") ? ZF_TAB_ROW_HIDDEN : 0;
    zf_tab_build_row(self->build, number, number, flags);
}

static char
cell_type(const char *type)
{
    if (!type) {
        return 'n';
    }
    return strcmp(type, "str") == 0 ? 'S' : type[0];
}

static void
start_cell(ZfXml *xml, Sheet *self, const char **attributes)
{
    const char *ref = zf_xml_attribute(attributes, "r");
    uint32_t row = self->row;
    uint32_t column = self->next_column;
    if (ref && (!zf_xlsx_parse_ref(ref, &row, &column) || row != self->row)) {
        fail(xml, _("a cell stands in the wrong row"));
        return;
    }
    if (self->row == 0 || column < self->next_column || column >= ZF_TABLE_MAX_COLUMNS) {
        fail(xml, _("the cells of a row are not in order"));
        return;
    }
    self->column = column;
    self->next_column = column + 1;
    self->style = zf_xml_uint(attributes, "s", UINT16_MAX, 0);
    self->type = cell_type(zf_xml_attribute(attributes, "t"));
    self->in_cell = true;
    self->has_value = false;
    self->has_formula = false;
    g_string_truncate(self->value, 0);
    g_string_truncate(self->formula, 0);
}

static void
start_column(Sheet *self, const char **attributes)
{
    uint32_t first = zf_xml_uint(attributes, "min", ZF_TABLE_MAX_COLUMNS, 0);
    uint32_t last = zf_xml_uint(attributes, "max", ZF_TABLE_MAX_COLUMNS, 0);
    if (!zf_xml_flag(attributes, "hidden") || first == 0) {
        return;
    }
    for (uint32_t c = first - 1; c < last && self->build->hidden->len < ZF_TABLE_MAX_COLUMNS; c++) {
        uint16_t column = (uint16_t)c;
        g_array_append_val(self->build->hidden, column);
    }
}

static void
start_merge(Sheet *self, const char **attributes)
{
    const char *ref = zf_xml_attribute(attributes, "ref");
    uint32_t r1;
    uint32_t c1;
    uint32_t r2;
    uint32_t c2;
    const char *colon = ref ? zf_xlsx_parse_ref(ref, &r1, &c1) : NULL;
    if (!colon || *colon != ':' || !zf_xlsx_parse_ref(colon + 1, &r2, &c2) || r1 == 0 || r1 > r2 ||
        c1 > c2 || c2 >= ZF_TABLE_MAX_COLUMNS || self->build->merges->len >= MAX_MERGES) {
        return;
    }
    ZfCellMerge merge = {r1, r2, (uint16_t)c1, (uint16_t)c2};
    g_array_append_val(self->build->merges, merge);
}

static bool
sheet_start(ZfXml *xml, const char *name, const char **attributes)
{
    Sheet *self = zf_xml_user(xml);
    if (self->in_cell) {
        self->phonetic |= strcmp(name, "rPh") == 0;
        return strcmp(name, "v") == 0 || strcmp(name, "f") == 0 ||
               (strcmp(name, "t") == 0 && !self->phonetic);
    }
    if (strcmp(name, "c") == 0) {
        start_cell(xml, self, attributes);
    } else if (strcmp(name, "row") == 0) {
        start_row(xml, self, attributes);
    } else if (strcmp(name, "col") == 0) {
        start_column(self, attributes);
    } else if (strcmp(name, "mergeCell") == 0) {
        start_merge(self, attributes);
    } else if (strcmp(name, "filterColumn") == 0 ||
               (strcmp(name, "sheetPr") == 0 && zf_xml_flag(attributes, "filterMode"))) {
        self->build->sheet.filtered = true;
    }
    return false;
}

/* The kind and text of the cell just closed; ret: false where there is nothing in it. */
static bool
judge_cell(ZfXml *xml, Sheet *self, ZfCell *cell)
{
    const char *value = self->value->str;
    GStringChunk *texts = self->build->book->texts;
    if (self->has_formula && (!self->has_value || (self->type == 'n' && !*value))) {
        cell->kind = ZF_CELL_UNCOMPUTED;
        cell->text = g_string_chunk_insert(texts, self->formula->str);
        return true;
    }
    if (!self->has_value || !*value) {
        return false;
    }
    if (self->type == 's') {
        int64_t index;
        if (!zf_text_to_int64(value, &index) || index < 0 || index >= self->shared->strings->len) {
            fail(xml, _("a cell refers to a text that is not there"));
            return false;
        }
        cell->text = g_array_index(self->shared->strings, const char *, (guint)index);
        return !zf_text_is_blank(cell->text);
    }
    if (self->type == 'b') {
        cell->kind = ZF_CELL_BOOL;
    } else if (self->type == 'e') {
        cell->kind = ZF_CELL_ERROR;
    } else if (self->type == 'n') {
        double number;
        uint8_t shows = self->style < self->shared->formats->len
                            ? g_array_index(self->shared->formats, uint8_t, self->style)
                            : 0;
        cell->kind = shows ? ZF_CELL_DATE : ZF_CELL_NUMBER;
        cell->flags |= shows;
        if (!zf_text_to_double(value, &number)) {
            cell->kind = ZF_CELL_TEXT;
        }
    } else {
        zf_xlsx_unescape(self->value->str);
    }
    cell->text = g_string_chunk_insert(texts, value);
    return !zf_text_is_blank(value);
}

static void
end_cell(ZfXml *xml, Sheet *self)
{
    ZfCell cell = {.text = "",
                   .column = (uint16_t)self->column,
                   .kind = ZF_CELL_TEXT,
                   .flags = self->has_formula ? ZF_CELL_FORMULA : 0};
    self->in_cell = false;
    GError *error = NULL;
    if (judge_cell(xml, self, &cell) && !zf_tab_build_cell(self->build, cell, &error)) {
        zf_xml_fail(xml, error);
    }
}

static void
sheet_end(ZfXml *xml, const char *name, const char *text)
{
    Sheet *self = zf_xml_user(xml);
    if (strcmp(name, "rPh") == 0) {
        self->phonetic = false;
    } else if (text && strcmp(name, "f") == 0) {
        self->has_formula = true;
        g_string_append(self->formula, text);
    } else if (text) {
        self->has_value = true;
        g_string_append(self->value, text);
    } else if (self->in_cell && strcmp(name, "c") == 0) {
        end_cell(xml, self);
    } else if (strcmp(name, "row") == 0 && self->row > 0) {
        const GArray *cells = self->build->cells;
        const ZfTabRow *row =
            &g_array_index(self->build->rows, ZfTabRow, self->build->rows->len - 1);
        uint16_t fields = 0;
        if (row->n_cells > 0) {
            fields = (uint16_t)(g_array_index(cells, ZfCell, cells->len - 1).column + 1);
        }
        zf_tab_build_row_end(self->build, fields);
    }
}

/* Hidden columns behind the data are of no interest. */
static void
trim_hidden(ZfTabBuild *build)
{
    guint keep = 0;
    while (keep < build->hidden->len &&
           g_array_index(build->hidden, uint16_t, keep) < build->sheet.n_columns) {
        keep++;
    }
    g_array_set_size(build->hidden, keep);
}

bool
zf_xlsx_read_sheet(ZfZip *zip, const char *part, const char *name, bool hidden, ZfTableBook *book,
                   const ZfXlsxShared *shared, const ZfProgress *progress, GError **error)
{
    static const ZfXmlHandler handler = {sheet_start, sheet_end};
    g_auto(ZfTabBuild) build;
    zf_tab_build_init(&build, book, name);
    build.sheet.hidden = hidden;
    build.sheet.date1904 = shared->date1904;
    Sheet self = {.build = &build,
                  .shared = shared,
                  .value = g_string_new(NULL),
                  .formula = g_string_new(NULL)};
    g_autofree char *stage = g_strdup_printf(_("Reading sheet %s"), name);
    bool good = zf_zip_parse(zip, part, &handler, &self, progress, stage, error);
    g_string_free(self.value, TRUE);
    g_string_free(self.formula, TRUE);
    if (!good) {
        if (self.row > 0) {
            g_prefix_error(error, _("row %u: "), self.row);
        }
        g_prefix_error(error, _("sheet %s: "), name);
        return false;
    }
    trim_hidden(&build);
    zf_tab_build_finish(&build);
    return true;
}
