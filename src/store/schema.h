/* schema: the pragmas of a connection, the schema and how a file comes to it. Private to the store.
 */
#pragma once

#include "store/db.h"

/* "zouf" */
#define ZF_APPLICATION_ID 0x7a6f7566

/* The version the migrations lead to: they are 001.sql, 002.sql … */
int zf_schema_newest(void);

/* Reads a pragma that is a number. */
bool zf_schema_pragma(ZfStore *store, const char *name, int64_t *ret, GError **error);
/* Sets a pragma and reads it back, expecting a number: SQLite ignores silently what it cannot do.
 */
bool zf_schema_set(ZfStore *store, const char *name, const char *value, int64_t expected,
                   GError **error);
bool zf_schema_set_journal(ZfStore *store, const char *mode, GError **error);
/* What holds for every connection. */
bool zf_schema_set_common(ZfStore *store, GError **error);

/* From the version the file has to the newest, one transaction a step. */
bool zf_schema_migrate(ZfStore *store, int version, GError **error);

/* Fills an empty file of nobody else's: the journal is off meanwhile. The same libraries give the
 * same bytes, whatever the day. */
bool zf_schema_build(ZfStore *store, GError **error);
