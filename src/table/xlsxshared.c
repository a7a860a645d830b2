/* xlsxshared: shared strings and number formats. */
#include "table/xlsxread.h"

#include <string.h>

#include "table/table.h"

enum {
    MAX_STRINGS = 10 * 1000 * 1000,
    MAX_FORMATS = 1 << 16,
};

void
zf_xlsx_unescape(char *text)
{
    char *write = strstr(text, "_x");
    if (!write) {
        return;
    }
    for (const char *read = write; *read;) {
        bool escape = read[0] == '_' && read[1] == 'x';
        uint32_t code = 0;
        for (int i = 2; escape && i < 6; i++) {
            escape = g_ascii_isxdigit(read[i]);
            code = code << 4 | (escape ? (uint32_t)g_ascii_xdigit_value(read[i]) : 0);
        }
        if (escape && read[6] == '_' && code > 0 && g_unichar_validate(code)) {
            write += g_unichar_to_utf8(code, write);
            read += 7;
        } else {
            *write++ = *read++;
        }
    }
    *write = '\0';
}

typedef struct Strings {
    ZfTableBook *book;
    GArray *strings;
    GString *item;
    bool phonetic;
} Strings;

static bool
strings_start(ZfXml *xml, const char *name, const char **attributes)
{
    (void)attributes;
    Strings *self = zf_xml_user(xml);
    if (strcmp(name, "si") == 0) {
        g_string_truncate(self->item, 0);
    } else if (strcmp(name, "rPh") == 0) {
        self->phonetic = true;
    }
    return strcmp(name, "t") == 0;
}

static void
strings_end(ZfXml *xml, const char *name, const char *text)
{
    Strings *self = zf_xml_user(xml);
    if (text && !self->phonetic) {
        g_string_append(self->item, text);
    } else if (strcmp(name, "rPh") == 0) {
        self->phonetic = false;
    } else if (strcmp(name, "si") == 0) {
        if (self->strings->len >= MAX_STRINGS) {
            zf_xml_fail(xml, g_error_new(ZF_TABLE_ERROR, ZF_TABLE_ERROR_LIMIT,
                                         _("more than %d different texts"), MAX_STRINGS));
            return;
        }
        zf_xlsx_unescape(self->item->str);
        const char *kept = g_string_chunk_insert(self->book->texts, self->item->str);
        g_array_append_val(self->strings, kept);
    }
}

bool
zf_xlsx_read_strings(ZfZip *zip, const char *part, ZfTableBook *book, GArray *strings,
                     const ZfProgress *progress, GError **error)
{
    static const ZfXmlHandler handler = {strings_start, strings_end};
    Strings self = {.book = book, .strings = strings, .item = g_string_new(NULL)};
    bool good = zf_zip_parse(zip, part, &handler, &self, progress, _("Reading texts"), error);
    g_string_free(self.item, TRUE);
    return good;
}

uint8_t
zf_xlsx_format_builtin(uint32_t id)
{
    /* ECMA-376 18.8.30, with the ids East Asian versions reserve for days and times */
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) ||
        id == 57 || id == 58) {
        return ZF_CELL_HAS_DAY;
    }
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 ||
        id == 56) {
        return ZF_CELL_HAS_TIME;
    }
    return id == 22 ? ZF_CELL_HAS_DAY | ZF_CELL_HAS_TIME : 0;
}

/* Steps over a quoted text, an escaped character or a bracket in a format code; elapsed time in
 * brackets ("[h]") is told. ret: the next character to look at. */
static const char *
skip_literal(const char *p, uint8_t *shows)
{
    if (*p == '"') {
        const char *end = strchr(p + 1, '"');
        return end ? end + 1 : p + strlen(p);
    }
    if (*p == '[') {
        *shows |= strchr("hHmMsS", p[1]) && p[1] ? ZF_CELL_HAS_TIME : 0;
        const char *end = strchr(p, ']');
        return end ? end + 1 : p + strlen(p);
    }
    return p[1] ? g_utf8_next_char(p + 1) : p + 1; /* \x _x *x */
}

uint8_t
zf_xlsx_format_code(const char *code)
{
    uint8_t shows = 0;
    bool month_or_minute = false;
    if (g_ascii_strcasecmp(code, "General") == 0) {
        return 0;
    }
    for (const char *p = code; *p && *p != ';';) {
        if (strchr("\"[\\_*", *p)) {
            p = skip_literal(p, &shows);
            continue;
        }
        switch (*p) {
        case 'y':
        case 'Y':
        case 'd':
        case 'D': shows |= ZF_CELL_HAS_DAY; break;
        case 'h':
        case 'H':
        case 's':
        case 'S': shows |= ZF_CELL_HAS_TIME; break;
        case 'm':
        case 'M': month_or_minute = true; break;
        case '0':
        case '#':
        case '?': return shows & ZF_CELL_HAS_TIME; /* digits: a number, or fractions of a second */
        default: break;
        }
        p = g_utf8_next_char(p);
    }
    return shows ? shows : month_or_minute ? ZF_CELL_HAS_DAY : 0;
}

typedef struct Styles {
    GArray *formats;
    GHashTable *codes; /* format id -> what it shows + 1 */
    bool in_cell_xfs;
} Styles;

static bool
styles_start(ZfXml *xml, const char *name, const char **attributes)
{
    Styles *self = zf_xml_user(xml);
    uint32_t id = zf_xml_uint(attributes, "numFmtId", UINT16_MAX, 0);
    if (strcmp(name, "numFmt") == 0) {
        const char *code = zf_xml_attribute(attributes, "formatCode");
        uint8_t shows = code ? zf_xlsx_format_code(code) : 0;
        g_hash_table_insert(self->codes, GUINT_TO_POINTER(id), GUINT_TO_POINTER(shows + 1u));
    } else if (strcmp(name, "cellXfs") == 0) {
        self->in_cell_xfs = true;
    } else if (self->in_cell_xfs && strcmp(name, "xf") == 0 && self->formats->len < MAX_FORMATS) {
        guint known = GPOINTER_TO_UINT(g_hash_table_lookup(self->codes, GUINT_TO_POINTER(id)));
        uint8_t shows = known ? (uint8_t)(known - 1) : zf_xlsx_format_builtin(id);
        g_array_append_val(self->formats, shows);
    }
    return false;
}

static void
styles_end(ZfXml *xml, const char *name, const char *text)
{
    (void)text;
    Styles *self = zf_xml_user(xml);
    if (strcmp(name, "cellXfs") == 0) {
        self->in_cell_xfs = false;
    }
}

bool
zf_xlsx_read_styles(ZfZip *zip, const char *part, GArray *formats, GError **error)
{
    static const ZfXmlHandler handler = {styles_start, styles_end};
    g_autoptr(GHashTable) codes = g_hash_table_new(NULL, NULL);
    Styles self = {.formats = formats, .codes = codes};
    return zf_zip_parse(zip, part, &handler, &self, NULL, NULL, error);
}
