/* openbook: telling by its first bytes what a file is. */
#include <string.h>

#include "table/bookbuild.h"
#include "table/table.h"

enum { DEFAULT_MAX_BYTES = 512 << 20 };

static bool
begins(const char *bytes, size_t size, const char *mark, size_t length)
{
    return size >= length && memcmp(bytes, mark, length) == 0;
}

/* HTML and SpreadsheetML 2003, which some systems export under the name .xls. */
static bool
is_markup(const char *bytes, size_t size)
{
    static const char *const tags[] = {"<html", "<!doctype", "<table", "<?xml", "<meta", "<head"};
    size_t i = begins(bytes, size, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (i < size && g_ascii_isspace(bytes[i])) {
        i++;
    }
    for (size_t t = 0; t < G_N_ELEMENTS(tags); t++) {
        size_t length = strlen(tags[t]);
        if (size - i >= length && g_ascii_strncasecmp(bytes + i, tags[t], length) == 0) {
            return true;
        }
    }
    return false;
}

/* ret: what a file that only shows a table is, in words, or NULL. */
static const char *
picture(const char *bytes, size_t size)
{
    if (begins(bytes, size, "%PDF-", 5)) {
        return _("it is a PDF");
    }
    if (begins(bytes, size, "\x89PNG", 4) || begins(bytes, size, "\xFF\xD8\xFF", 3)) {
        return _("it is a picture");
    }
    return NULL;
}

/* ret: what a file that is no table is, in words, or NULL when it may be text. */
static const char *
foreign(const char *bytes, size_t size)
{
    static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    if (begins(bytes, size, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8)) {
        return memmem(bytes, size, encrypted, sizeof encrypted - 1)
                   ? _("it is protected by a password")
                   : _("it is an old .xls or .et workbook");
    }
    if (begins(bytes, size, "\x09\x08", 2) || begins(bytes, size, "\x09\x04\x06", 3)) {
        return _("it is an old .xls or .et workbook");
    }
    if (begins(bytes, size, "Rar!", 4) || begins(bytes, size, "7z\xBC\xAF", 4) ||
        begins(bytes, size, "\x1F\x8B", 2)) {
        return _("it is a compressed archive, unpack it first");
    }
    return is_markup(bytes, size) ? _("it is a web page or XML under another name") : NULL;
}

ZfWorkbook *
zf_workbook_parse(const char *name, const void *bytes, size_t size, const ZfTableOptions *options,
                  const ZfProgress *progress, GError **error)
{
    if (size == 0) {
        g_set_error(error, ZF_TABLE_ERROR, ZF_TABLE_ERROR_FORMAT, _("%s: the file is empty"), name);
        return NULL;
    }
    if (begins(bytes, size, "PK", 2)) {
        return zf_xlsx_read(name, bytes, size, options, progress, error);
    }
    const char *paper = picture(bytes, size);
    if (paper) {
        g_set_error(error, ZF_TABLE_ERROR, ZF_TABLE_ERROR_FORMAT,
                    _("%s: %s, not a table; ask for the table itself, or type it into Excel or WPS "
                      "and save it as .xlsx"),
                    name, paper);
        return NULL;
    }
    const char *what = foreign(bytes, size);
    if (what) {
        g_set_error(error, ZF_TABLE_ERROR, ZF_TABLE_ERROR_FORMAT,
                    _("%s: %s; open it in Excel or WPS and save it as .xlsx without a password"),
                    name, what);
        return NULL;
    }
    return zf_csv_read(name, bytes, size, options, progress, error);
}

ZfWorkbook *
zf_workbook_open(const char *path, const ZfTableOptions *options, const ZfProgress *progress,
                 GError **error)
{
    size_t limit = options && options->max_bytes ? options->max_bytes : DEFAULT_MAX_BYTES;
    size_t size;
    g_autofree char *bytes = zf_file_read(path, limit, &size, error);
    return bytes ? zf_workbook_parse(path, bytes, size, options, progress, error) : NULL;
}
