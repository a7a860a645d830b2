/* outfile: a text file written line by line, in UTF-8 or GBK, that appears when it is whole.
 * Private. */
#pragma once

#include "base/base.h"

typedef struct OutFile OutFile;

OutFile *out_open(const char *path, bool gbk, GError **error);
/* Texts that cannot be said in GBK do not occur in the sample. Failures show at out_close. */
void out_text(OutFile *file, const char *text);
void out_printf(OutFile *file, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* One field of CSV; the first of a line says so. Ends a line: out_line. */
void out_field(OutFile *file, const char *text, bool first);
void out_line(OutFile *file);
bool out_close(OutFile *file, GError **error);
void out_free(OutFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(OutFile, out_free)
