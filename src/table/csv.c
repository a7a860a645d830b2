/* csv: comma, semicolon, tab or bar separated text. A field in quotes may hold the delimiter, line
 * ends and doubled quotes; a quote inside a field that does not begin with one is an ordinary
 * character. Records end with LF, CRLF or CR. The decoded text is cut up in place. */
#include "table/bookbuild.h"

#include <string.h>

#include "table/table.h"

typedef struct Csv {
    char *at;  /* next character */
    char *end; /* holds a 0 */
    char delimiter;
    uint32_t line;
} Csv;

typedef struct Field {
    const char *text;
    bool quoted;
    bool last; /* the record ends here */
} Field;

/* Steps over a line end; ret: false when there is none here. */
static bool
take_line_end(Csv *csv)
{
    if (*csv->at == '\r' && csv->at < csv->end) {
        csv->at += csv->at[1] == '\n' ? 2 : 1;
    } else if (*csv->at == '\n') {
        csv->at++;
    } else {
        return false;
    }
    csv->line++;
    return true;
}

/* Ends a field at write: after delimiter, line end or the end of the text. */
static void
close_field(Csv *csv, char *write, Field *field)
{
    if (csv->at < csv->end && *csv->at == csv->delimiter) {
        csv->at++;
        field->last = false;
    } else {
        field->last = csv->at >= csv->end || take_line_end(csv);
    }
    *write = '\0';
}

/* The inside of a quoted field: at stands behind the opening quote. ret: where the text ends, or
 * NULL when the closing quote is missing. */
static char *
unquote(Csv *csv)
{
    char *write = csv->at;
    while (csv->at < csv->end) {
        char c = *csv->at++;
        if (c == '"') {
            if (*csv->at != '"') {
                return write;
            }
            csv->at++;
        }
        csv->line += c == '\n' || (c == '\r' && *csv->at != '\n');
        *write++ = c;
    }
    return NULL;
}

static bool
is_field_end(const Csv *csv)
{
    return csv->at >= csv->end || *csv->at == csv->delimiter || *csv->at == '\n' ||
           *csv->at == '\r';
}

static bool
next_field(Csv *csv, Field *field, GError **error)
{
    char *write = csv->at;
    field->quoted = csv->at < csv->end && *csv->at == '"';
    if (field->quoted) {
        uint32_t line = csv->line;
        csv->at++;
        field->text = csv->at;
        write = unquote(csv);
        if (!write) {
            g_set_error(error, ZF_TABLE_ERROR, ZF_TABLE_ERROR_DAMAGED,
                        _("row %u: a quote (\") is opened and never closed; close it or take it "
                          "away"),
                        line);
            return false;
        }
    } else {
        field->text = csv->at;
    }
    while (!is_field_end(csv)) { /* plain text, or what follows a closing quote */
        *write++ = *csv->at++;
    }
    close_field(csv, write, field);
    return true;
}

static bool
add_field(ZfTabBuild *build, const Field *field, uint32_t column, GError **error)
{
    if (column >= ZF_TABLE_MAX_COLUMNS) {
        g_set_error(error, ZF_TABLE_ERROR, ZF_TABLE_ERROR_LIMIT,
                    _("more than %d columns; is the delimiter right?"), ZF_TABLE_MAX_COLUMNS);
        return false;
    }
    if (zf_text_is_blank(field->text)) {
        return true;
    }
    ZfCell cell = {.text = field->text,
                   .column = (uint16_t)column,
                   .kind = ZF_CELL_TEXT,
                   .flags = field->quoted ? ZF_CELL_QUOTED : 0};
    return zf_tab_build_cell(build, cell, error);
}

static bool
read_record(Csv *csv, ZfTabBuild *build, uint32_t number, GError **error)
{
    Field field = {0};
    uint32_t column = 0;
    zf_tab_build_row(build, number, csv->line, 0);
    while (!field.last) {
        if (!next_field(csv, &field, error)) {
            return false;
        }
        if (!add_field(build, &field, column, error)) {
            g_prefix_error(error, _("row %u: "), number);
            return false;
        }
        column++;
    }
    zf_tab_build_row_end(build, (uint16_t)column);
    return true;
}

/* How well a delimiter explains the first records: those with the most common number of fields,
 * times the delimiters in each. */
static uint64_t
rate_delimiter(const char *text, size_t size, char delimiter)
{
    uint32_t seen[256] = {0};
    uint32_t fields = 1;
    uint32_t records = 0;
    bool quoted = false;
    for (size_t i = 0; i < size && records < 100; i++) {
        quoted ^= text[i] == '"';
        if (quoted) {
            continue;
        }
        if (text[i] == delimiter) {
            fields = MIN(fields + 1, 255);
        } else if (text[i] == '\n') {
            seen[fields]++;
            fields = 1;
            records++;
        }
    }
    seen[fields]++;
    uint64_t best = 0;
    for (uint32_t n = 2; n < 256; n++) {
        best = MAX(best, (uint64_t)seen[n] * seen[n] * (n - 1));
    }
    return best;
}

/* ret: 0 when none of them splits anything. */
static char
find_delimiter(const char *text, size_t size)
{
    static const char candidates[] = {',', '\t', ';', '|'};
    char best = 0;
    uint64_t best_rate = 0;
    for (size_t i = 0; i < sizeof candidates; i++) {
        uint64_t rate = rate_delimiter(text, MIN(size, 1 << 16), candidates[i]);
        if (rate > best_rate) {
            best = candidates[i];
            best_rate = rate;
        }
    }
    return best;
}

/* A table typed with Chinese commas: 村，姓名，出生日期. When no other delimiter is to be seen and
 * most lines hold them, they are made ordinary ones, in place. */
static void
even_out_commas(Csv *csv)
{
    static const char wide[] = "，";
    size_t length = sizeof wide - 1;
    size_t lines = 0;
    size_t with = 0;
    for (const char *p = csv->at; p < csv->end;) {
        const char *line_end = memchr(p, '\n', (size_t)(csv->end - p));
        line_end = line_end ? line_end : csv->end;
        lines++;
        with += g_strstr_len(p, line_end - p, wide) != NULL;
        p = line_end + 1;
    }
    if (with * 2 <= lines) {
        return;
    }
    char *to = csv->at;
    for (const char *p = csv->at; p < csv->end;) {
        if ((size_t)(csv->end - p) >= length && memcmp(p, wide, length) == 0) {
            *to++ = ',';
            p += length;
        } else {
            *to++ = *p++;
        }
    }
    csv->end = to;
    *to = '\0';
}

/* Excel's own first line "sep=;". */
static char
take_sep_line(Csv *csv)
{
    if (g_ascii_strncasecmp(csv->at, "sep=", 4) != 0 || csv->end - csv->at < 6) {
        return 0;
    }
    char delimiter = csv->at[4];
    Csv after = *csv;
    after.at += 5;
    if (!take_line_end(&after)) {
        return 0;
    }
    *csv = after;
    return delimiter;
}

/* The most common number of fields among rows with something in them; the larger of equals. */
static uint16_t
common_fields(const GArray *rows)
{
    g_autofree uint32_t *seen = g_new0(uint32_t, ZF_TABLE_MAX_COLUMNS + 1);
    uint16_t best = 0;
    for (guint i = 0; i < rows->len; i++) {
        uint16_t n = g_array_index(rows, ZfTabRow, i).n_fields;
        seen[n]++;
        if (seen[n] > seen[best] || (n > best && seen[n] == seen[best])) {
            best = n;
        }
    }
    return best;
}

static bool
read_records(Csv *csv, ZfTabBuild *build, const ZfProgress *progress, GError **error)
{
    uint32_t number = csv->line;
    const char *start = csv->at;
    for (; csv->at < csv->end; number++) {
        if (number > ZF_TABLE_MAX_ROWS) {
            g_set_error(error, ZF_TABLE_ERROR, ZF_TABLE_ERROR_LIMIT,
                        _("more than %d rows; split the file"), ZF_TABLE_MAX_ROWS);
            return false;
        }
        if (number % 8192 == 0) {
            zf_progress_report(progress, _("Reading rows"), csv->at - start, csv->end - start);
            if (zf_progress_stop(progress, error)) {
                return false;
            }
        }
        if (!read_record(csv, build, number, error)) {
            return false;
        }
    }
    return true;
}

ZfWorkbook *
zf_csv_read(const char *name, const char *bytes, size_t size, const ZfTableOptions *options,
            const ZfProgress *progress, GError **error)
{
    g_autoptr(ZfTableBook) book = zf_book_new(name, ZF_BOOK_CSV, options);
    size_t length;
    book->buffer = zf_text_decode(name, bytes, size, options ? options->encoding : NULL,
                                  &book->pub.encoding, &length, error);
    if (!book->buffer) {
        return NULL;
    }
    Csv csv = {.at = book->buffer, .end = book->buffer + length, .line = 1};
    char said = take_sep_line(&csv);
    csv.delimiter = options && options->delimiter ? options->delimiter : said;
    if (!csv.delimiter) {
        csv.delimiter = find_delimiter(csv.at, (size_t)(csv.end - csv.at));
        if (!csv.delimiter) {
            even_out_commas(&csv);
            csv.delimiter = ',';
        }
    }
    book->pub.delimiter = csv.delimiter;
    g_autofree char *title = g_strdup(book->pub.name);
    char *dot = strrchr(title, '.');
    if (dot && dot != title) {
        *dot = '\0';
    }
    g_auto(ZfTabBuild) build;
    zf_tab_build_init(&build, book, title);
    if (!read_records(&csv, &build, progress, error)) {
        g_prefix_error(error, _("%s: "), name);
        return NULL;
    }
    build.sheet.fields = common_fields(build.rows);
    zf_tab_build_finish(&build);
    return zf_book_finish(g_steal_pointer(&book));
}
