/* zipmake: workbooks put together from their parts, for the tests. */
#pragma once

#include <glib.h>
#include <string.h>
#include <zip.h>

/* parts: name, content, name, content …, NULL. ret: the bytes of the archive. */
static inline GBytes *
make_zip(const char *const *parts)
{
    zip_error_t why;
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &why);
    zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &why);
    g_assert_nonnull(zip);
    zip_source_keep(target);
    for (size_t i = 0; parts[i]; i += 2) {
        zip_source_t *part = zip_source_buffer(zip, parts[i + 1], strlen(parts[i + 1]), 0);
        g_assert_cmpint(zip_file_add(zip, parts[i], part, ZIP_FL_ENC_UTF_8), >=, 0);
    }
    g_assert_cmpint(zip_close(zip), ==, 0);
    g_assert_cmpint(zip_source_open(target), ==, 0);
    zip_source_seek(target, 0, SEEK_END);
    zip_int64_t size = zip_source_tell(target);
    zip_source_seek(target, 0, SEEK_SET);
    char *bytes = g_malloc((size_t)size);
    g_assert_cmpint(zip_source_read(target, bytes, (zip_uint64_t)size), ==, size);
    zip_source_close(target);
    zip_source_free(target);
    return g_bytes_new_take(bytes, (size_t)size);
}

#define RELS_HEAD                                                                                  \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define REL_TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

/* One sheet named 一村 with this inside <worksheet>; extra: attributes of workbookPr. */
static inline GBytes *
make_xlsx(const char *sheet, const char *strings, const char *styles, const char *extra)
{
    g_autofree char *workbook = g_strdup_printf(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><workbook><workbookPr %s/><sheets>"
        "<sheet name=\"一村\" sheetId=\"1\" r:id=\"rId1\" xmlns:r=\"x\"/></sheets></workbook>",
        extra);
    g_autofree char *body = g_strconcat("<worksheet>", sheet, "</worksheet>", NULL);
    const char *const parts[] = {
        "_rels/.rels",
        RELS_HEAD "<Relationship Id=\"a\" Type=\"" REL_TYPE
                  "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        "xl/workbook.xml",
        workbook,
        "xl/_rels/workbook.xml.rels",
        RELS_HEAD "<Relationship Id=\"rId1\" Type=\"" REL_TYPE
                  "worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                  "<Relationship Id=\"rId2\" Type=\"" REL_TYPE
                  "sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
                  "<Relationship Id=\"rId3\" Type=\"" REL_TYPE "styles\" Target=\"styles.xml\"/>"
                  "</Relationships>",
        "xl/sharedStrings.xml",
        strings,
        "xl/styles.xml",
        styles,
        "xl/worksheets/sheet1.xml",
        body,
        NULL};
    return make_zip(parts);
}
