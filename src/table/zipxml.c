#include "table/zipxml.h"

#include <inttypes.h>
#include <expat.h>
#include <string.h>
#include <zip.h>

#include "table/table.h"

enum {
    BLOCK = 1 << 16,
    MAX_DEPTH = 64,
    MAX_TEXT = 1 << 20,
    RATIO_FREE = 32 << 20, /* below this size any ratio is harmless */
    MAX_RATIO = 400,
};

struct ZfZip {
    zip_t *zip;
    size_t inflated;
    size_t max_inflated;
};

struct ZfXml {
    XML_Parser parser;
    const ZfXmlHandler *handler;
    void *user;
    GString *text;
    int depth;
    int collecting; /* depth of the element whose text is wanted, 0 = none */
    GError *error;
};

ZfZip *
zf_zip_open(const void *bytes, size_t size, size_t max_inflated, GError **error)
{
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_buffer_create(bytes, size, 0, &why);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &why) : NULL;
    if (!zip) {
        g_set_error(error, ZF_TABLE_ERROR, ZF_TABLE_ERROR_DAMAGED,
                    _("the file is damaged or only half of it is there; copy it again"));
        zip_source_free(source);
        zip_error_fini(&why);
        return NULL;
    }
    zip_error_fini(&why);
    ZfZip *made = g_new0(ZfZip, 1);
    made->zip = zip;
    made->max_inflated = max_inflated;
    return made;
}

void
zf_zip_close(ZfZip *zip)
{
    if (zip) {
        zip_discard(zip->zip);
        g_free(zip);
    }
}

bool
zf_zip_has(ZfZip *zip, const char *part)
{
    return zip_name_locate(zip->zip, part, ZIP_FL_NOCASE) >= 0;
}

void *
zf_xml_user(ZfXml *xml)
{
    return xml->user;
}

void
zf_xml_fail(ZfXml *xml, GError *error)
{
    if (xml->error) {
        g_error_free(error);
        return;
    }
    xml->error = error;
    XML_StopParser(xml->parser, XML_FALSE);
}

static const char *
local_name(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

const char *
zf_xml_attribute(const char **attributes, const char *name)
{
    for (size_t i = 0; attributes[i]; i += 2) {
        if (strcmp(local_name(attributes[i]), name) == 0) {
            return attributes[i + 1];
        }
    }
    return NULL;
}

uint32_t
zf_xml_uint(const char **attributes, const char *name, uint32_t max, uint32_t fallback)
{
    const char *text = zf_xml_attribute(attributes, name);
    int64_t value;
    return text && zf_text_to_int64(text, &value) && value >= 0 && value <= max ? (uint32_t)value
                                                                                : fallback;
}

bool
zf_xml_flag(const char **attributes, const char *name)
{
    const char *text = zf_xml_attribute(attributes, name);
    return text && (strcmp(text, "1") == 0 || strcmp(text, "true") == 0);
}

static void XMLCALL
on_start(void *user, const char *name, const char **attributes)
{
    ZfXml *xml = user;
    if (xml->error) { /* expat still closes an empty element after a stop */
        return;
    }
    if (++xml->depth > MAX_DEPTH) {
        zf_xml_fail(xml, g_error_new(ZF_TABLE_ERROR, ZF_TABLE_ERROR_LIMIT,
                                     _("elements nested more than %d deep"), MAX_DEPTH));
        return;
    }
    bool wanted = xml->handler->start(xml, local_name(name), attributes);
    if (wanted && !xml->collecting) {
        xml->collecting = xml->depth;
        g_string_truncate(xml->text, 0);
    }
}

static void XMLCALL
on_end(void *user, const char *name)
{
    ZfXml *xml = user;
    if (xml->error) {
        return;
    }
    bool mine = xml->collecting == xml->depth;
    xml->handler->end(xml, local_name(name), mine ? xml->text->str : NULL);
    if (mine) {
        xml->collecting = 0;
    }
    xml->depth--;
}

static void XMLCALL
on_text(void *user, const char *text, int length)
{
    ZfXml *xml = user;
    if (!xml->collecting) {
        return;
    }
    if (xml->text->len + (size_t)length > MAX_TEXT) {
        zf_xml_fail(xml, g_error_new(ZF_TABLE_ERROR, ZF_TABLE_ERROR_LIMIT,
                                     _("a cell holds more than %d bytes of text"), MAX_TEXT));
        return;
    }
    g_string_append_len(xml->text, text, length);
}

static void XMLCALL
on_doctype(void *user, const char *name, const char *system, const char *public, int internal)
{
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    zf_xml_fail(user, g_error_new(ZF_TABLE_ERROR, ZF_TABLE_ERROR_DAMAGED,
                                  _("a document type inside the workbook; no spreadsheet program "
                                    "writes that, so the file is refused")));
}

static bool
check_entry(ZfZip *zip, zip_uint64_t index, GError **error)
{
    zip_stat_t st;
    if (zip_stat_index(zip->zip, index, 0, &st) != 0 || !(st.valid & ZIP_STAT_SIZE) ||
        !(st.valid & ZIP_STAT_COMP_SIZE)) {
        g_set_error(error, ZF_TABLE_ERROR, ZF_TABLE_ERROR_DAMAGED, _("the file is damaged"));
        return false;
    }
    bool bomb = st.size > RATIO_FREE && st.size / MAX_RATIO > st.comp_size;
    if (bomb || st.size > zip->max_inflated - MIN(zip->inflated, zip->max_inflated)) {
        g_set_error(error, ZF_TABLE_ERROR, ZF_TABLE_ERROR_LIMIT,
                    _("unpacked, the file would take %" PRIu64
                      " bytes; copy the cells you need into a new workbook"),
                    (guint64)st.size);
        return false;
    }
    return true;
}

static bool
feed(ZfZip *zip, ZfXml *xml, zip_file_t *file, const ZfProgress *progress, const char *stage,
     GError **error)
{
    for (bool more = true; more;) {
        void *block = XML_GetBuffer(xml->parser, BLOCK);
        zip_int64_t got = block ? zip_fread(file, block, BLOCK) : -1;
        if (got < 0) {
            g_set_error(error, ZF_TABLE_ERROR, ZF_TABLE_ERROR_DAMAGED,
                        _("the file is damaged; copy it again"));
            return false;
        }
        zip->inflated += (size_t)got;
        if (zip->inflated > zip->max_inflated) {
            g_set_error(error, ZF_TABLE_ERROR, ZF_TABLE_ERROR_LIMIT,
                        _("unpacked, the file takes more than %" PRIu64 " bytes"),
                        (guint64)zip->max_inflated);
            return false;
        }
        more = got > 0;
        bool parsed = XML_ParseBuffer(xml->parser, (int)got, !more) == XML_STATUS_OK;
        if (xml->error) {
            g_propagate_error(error, g_steal_pointer(&xml->error));
            return false;
        }
        if (!parsed) {
            g_set_error(
                error, ZF_TABLE_ERROR, ZF_TABLE_ERROR_DAMAGED,
                _("the file is damaged (line %lu); open it in Excel or WPS and save it anew"),
                (unsigned long)XML_GetCurrentLineNumber(xml->parser));
            return false;
        }
        zf_progress_report(progress, stage, (int64_t)zip->inflated, 0);
        if (zf_progress_stop(progress, error)) {
            return false;
        }
    }
    return true;
}

/* ret: the opened part, or NULL. */
static zip_file_t *
open_part(ZfZip *zip, const char *part, GError **error)
{
    zip_int64_t index = zip_name_locate(zip->zip, part, ZIP_FL_NOCASE);
    if (index < 0) {
        g_set_error(error, ZF_TABLE_ERROR, ZF_TABLE_ERROR_DAMAGED,
                    _("the file is damaged: its part %s is missing; open it in Excel or WPS and "
                      "save it anew"),
                    part);
        return NULL;
    }
    if (!check_entry(zip, (zip_uint64_t)index, error)) {
        return NULL;
    }
    zip_file_t *file = zip_fopen_index(zip->zip, (zip_uint64_t)index, 0);
    if (!file) {
        g_set_error(error, ZF_TABLE_ERROR, ZF_TABLE_ERROR_DAMAGED,
                    _("the part %s cannot be read: %s"), part, zip_strerror(zip->zip));
    }
    return file;
}

bool
zf_zip_parse(ZfZip *zip, const char *part, const ZfXmlHandler *handler, void *user,
             const ZfProgress *progress, const char *stage, GError **error)
{
    zip_file_t *file = open_part(zip, part, error);
    if (!file) {
        return false;
    }
    ZfXml xml = {.handler = handler, .user = user, .text = g_string_new(NULL)};
    xml.parser = XML_ParserCreate(NULL);
    XML_SetUserData(xml.parser, &xml);
    XML_SetElementHandler(xml.parser, on_start, on_end);
    XML_SetCharacterDataHandler(xml.parser, on_text);
    XML_SetStartDoctypeDeclHandler(xml.parser, on_doctype);
    bool good = feed(zip, &xml, file, progress, stage, error);
    XML_ParserFree(xml.parser);
    g_string_free(xml.text, TRUE);
    g_clear_error(&xml.error);
    (void)zip_fclose(file);
    return good;
}
