/* xlsx: the workbook part, where the others are, and in which order they are read. */
#include "table/xlsxread.h"

#include <string.h>

#include "table/table.h"

enum {
    MAX_SHEETS = 4096,
    DEFAULT_MAX_INFLATED = 1 << 30,
};

typedef struct SheetName {
    char *name;
    char *relation;
    bool hidden;
} SheetName;

typedef struct Package {
    ZfZip *zip;
    char *folder;          /* of the workbook part, with its '/' */
    GHashTable *relations; /* id -> part */
    char *strings;         /* part names, or NULL */
    char *styles;
    char *office; /* the workbook part, from the root relations */
    GArray *sheets;
    bool date1904;
} Package;

static void
sheet_name_clear(gpointer data)
{
    SheetName *sheet = data;
    g_free(sheet->name);
    g_free(sheet->relation);
}

static void
package_init(Package *package)
{
    *package = (Package){.folder = g_strdup("")};
    package->relations = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    package->sheets = g_array_new(FALSE, TRUE, sizeof(SheetName));
    g_array_set_clear_func(package->sheets, sheet_name_clear);
}

static void
package_clear(Package *package)
{
    zf_zip_close(package->zip);
    g_hash_table_unref(package->relations);
    g_array_unref(package->sheets);
    g_free(package->folder);
    g_free(package->strings);
    g_free(package->styles);
    g_free(package->office);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Package, package_clear)

/* A relation's target as a part name: absolute, or relative to the workbook's folder. */
static char *
resolve(const char *folder, const char *target)
{
    if (target[0] == '/') {
        return g_strdup(target + 1);
    }
    g_autofree char *joined = g_strconcat("/", folder, target, NULL);
    g_autofree char *canonical = g_canonicalize_filename(joined, "/");
    return g_strdup(canonical + 1);
}

static bool
relations_start(ZfXml *xml, const char *name, const char **attributes)
{
    Package *self = zf_xml_user(xml);
    const char *id = zf_xml_attribute(attributes, "Id");
    const char *type = zf_xml_attribute(attributes, "Type");
    const char *target = zf_xml_attribute(attributes, "Target");
    const char *mode = zf_xml_attribute(attributes, "TargetMode");
    if (strcmp(name, "Relationship") != 0 || !id || !type || !target ||
        (mode && strcmp(mode, "External") == 0)) {
        return false;
    }
    g_autofree char *part = resolve(self->folder, target);
    char **known = g_str_has_suffix(type, "/sharedStrings")    ? &self->strings
                   : g_str_has_suffix(type, "/styles")         ? &self->styles
                   : g_str_has_suffix(type, "/officeDocument") ? &self->office
                                                               : NULL;
    if (known && !*known) {
        *known = g_steal_pointer(&part);
    } else if (g_str_has_suffix(type, "/worksheet")) {
        g_hash_table_insert(self->relations, g_strdup(id), g_steal_pointer(&part));
    }
    return false;
}

static bool
workbook_start(ZfXml *xml, const char *name, const char **attributes)
{
    Package *self = zf_xml_user(xml);
    if (strcmp(name, "workbookPr") == 0) {
        self->date1904 = zf_xml_flag(attributes, "date1904");
    }
    if (strcmp(name, "sheet") != 0) {
        return false;
    }
    const char *title = zf_xml_attribute(attributes, "name");
    const char *relation = zf_xml_attribute(attributes, "id");
    const char *state = zf_xml_attribute(attributes, "state");
    if (!title || !relation || self->sheets->len >= MAX_SHEETS) {
        zf_xml_fail(xml, g_error_new(ZF_TABLE_ERROR, ZF_TABLE_ERROR_DAMAGED,
                                     _("the list of sheets is damaged")));
        return false;
    }
    SheetName sheet = {g_strdup(title), g_strdup(relation), state && strcmp(state, "visible") != 0};
    g_array_append_val(self->sheets, sheet);
    return false;
}

static void
nothing_end(ZfXml *xml, const char *name, const char *text)
{
    (void)xml;
    (void)name;
    (void)text;
}

static const ZfXmlHandler RELATIONS = {relations_start, nothing_end};
static const ZfXmlHandler WORKBOOK = {workbook_start, nothing_end};

/* Says what else a zip container without a workbook is. */
static bool
not_a_workbook(const Package *package, GError **error)
{
    const char *what = zf_zip_has(package->zip, "content.xml")          ? _("an .ods or .odt file")
                       : zf_zip_has(package->zip, "Index/Document.iwa") ? _("a .numbers file")
                       : zf_zip_has(package->zip, "word/document.xml")  ? _("a Word document")
                       : zf_zip_has(package->zip, "xl/workbook.bin")    ? _("an .xlsb file")
                       : zf_zip_has(package->zip, "ppt/presentation.xml") ? _("a presentation")
                                                                          : _("no workbook");
    g_set_error(error, ZF_TABLE_ERROR, ZF_TABLE_ERROR_FORMAT,
                _("this is %s; open it in Excel or WPS and save it as .xlsx"), what);
    return false;
}

static bool
read_package(Package *package, GError **error)
{
    if (zf_zip_has(package->zip, "_rels/.rels") &&
        !zf_zip_parse(package->zip, "_rels/.rels", &RELATIONS, package, NULL, NULL, error)) {
        return false;
    }
    const char *part = package->office ? package->office : "xl/workbook.xml";
    if (!zf_zip_has(package->zip, part) || g_str_has_suffix(part, ".bin") ||
        g_str_has_prefix(part, "word/") || g_str_has_prefix(part, "ppt/")) {
        return not_a_workbook(package, error);
    }
    const char *slash = strrchr(part, '/');
    g_free(package->folder);
    package->folder = slash ? g_strndup(part, (gsize)(slash - part) + 1) : g_strdup("");
    g_autofree char *relations =
        g_strconcat(package->folder, "_rels/", slash ? slash + 1 : part, ".rels", NULL);
    return zf_zip_parse(package->zip, part, &WORKBOOK, package, NULL, NULL, error) &&
           zf_zip_parse(package->zip, relations, &RELATIONS, package, NULL, NULL, error);
}

static bool
read_sheets(Package *package, ZfTableBook *book, const ZfXlsxShared *shared,
            const ZfProgress *progress, GError **error)
{
    for (guint i = 0; i < package->sheets->len; i++) {
        const SheetName *sheet = &g_array_index(package->sheets, SheetName, i);
        const char *part = g_hash_table_lookup(package->relations, sheet->relation);
        if (part && !zf_xlsx_read_sheet(package->zip, part, sheet->name, sheet->hidden, book,
                                        shared, progress, error)) {
            return false;
        }
    }
    return true;
}

static bool
read_all(Package *package, ZfTableBook *book, const ZfProgress *progress, GError **error)
{
    g_autoptr(GArray) strings = g_array_new(FALSE, FALSE, sizeof(char *));
    g_autoptr(GArray) formats = g_array_new(FALSE, FALSE, sizeof(uint8_t));
    if (!read_package(package, error)) {
        return false;
    }
    if (package->strings && zf_zip_has(package->zip, package->strings) &&
        !zf_xlsx_read_strings(package->zip, package->strings, book, strings, progress, error)) {
        return false;
    }
    if (package->styles && zf_zip_has(package->zip, package->styles) &&
        !zf_xlsx_read_styles(package->zip, package->styles, formats, error)) {
        return false;
    }
    ZfXlsxShared shared = {strings, formats, package->date1904};
    return read_sheets(package, book, &shared, progress, error);
}

ZfWorkbook *
zf_xlsx_read(const char *name, const void *bytes, size_t size, const ZfTableOptions *options,
             const ZfProgress *progress, GError **error)
{
    g_autoptr(ZfTableBook) book = zf_book_new(name, ZF_BOOK_XLSX, options);
    g_auto(Package) package;
    package_init(&package);
    size_t limit = options && options->max_inflated ? options->max_inflated : DEFAULT_MAX_INFLATED;
    package.zip = zf_zip_open(bytes, size, limit, error);
    if (!package.zip || !read_all(&package, book, progress, error)) {
        g_prefix_error(error, _("%s: "), name);
        return NULL;
    }
    return zf_book_finish(g_steal_pointer(&book));
}
