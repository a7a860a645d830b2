/* zipxml (private): the XML parts of a zip container, read as streams under one budget. No document
 * type, hence no entity, is allowed; depth, text length, inflated bytes and ratio are bounded. */
#pragma once

#include "base/base.h"

typedef struct ZfZip ZfZip;
typedef struct ZfXml ZfXml;

/* bytes are borrowed until zf_zip_close. Errors: ZF_TABLE_ERROR_DAMAGED. */
ZfZip *zf_zip_open(const void *bytes, size_t size, size_t max_inflated,
                   GError **error) ZF_CHECK_RESULT;
void zf_zip_close(ZfZip *zip);
bool zf_zip_has(ZfZip *zip, const char *part);

/* What a reader does with one part. Element names come without prefix. text is what stood between
 * the start and the end of an element for which start returned true, children's text included. */
typedef struct ZfXmlHandler {
    bool (*start)(ZfXml *xml, const char *name, const char **attributes);
    void (*end)(ZfXml *xml, const char *name, const char *text);
} ZfXmlHandler;

/* Errors: ZF_TABLE_ERROR_DAMAGED (also for a part that is missing), _LIMIT, what zf_xml_fail was
 * given. progress may be NULL; stage is its text. */
bool zf_zip_parse(ZfZip *zip, const char *part, const ZfXmlHandler *handler, void *user,
                  const ZfProgress *progress, const char *stage, GError **error) ZF_CHECK_RESULT;

/* For handlers. */
void *zf_xml_user(ZfXml *xml);
/* Stops the parser; takes error over. Only the first error is kept. */
void zf_xml_fail(ZfXml *xml, GError *error);
/* ret: the value of an attribute, its name without prefix, or NULL. */
const char *zf_xml_attribute(const char **attributes, const char *name);
/* An attribute that is a whole number from 0 to max; fallback where it is missing or not one. */
uint32_t zf_xml_uint(const char **attributes, const char *name, uint32_t max, uint32_t fallback);
/* "1" or "true". */
bool zf_xml_flag(const char **attributes, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfZip, zf_zip_close)
