#include "sample/outfile.h"

#include "table/table.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

struct OutFile {
    FILE *stream;
    char *part, *path;
    GString *line;
    bool gbk;
};

OutFile *
out_open(const char *path, bool gbk, GError **error)
{
    g_autoptr(OutFile) file = g_new0(OutFile, 1);
    file->path = g_strdup(path);
    file->part = zf_file_part_path(path);
    file->gbk = gbk;
    file->line = g_string_new(NULL);
    file->stream = fopen(file->part, "wb");
    if (!file->stream && !zf_file_commit(file->part, path, error)) {
        return NULL; /* it says why there is no part */
    }
    return g_steal_pointer(&file);
}

void
out_text(OutFile *file, const char *text)
{
    size_t size = strlen(text);
    g_autofree char *converted = NULL;
    if (file->gbk) {
        converted = g_convert(text, -1, "GBK", "UTF-8", NULL, &size, NULL);
        g_assert(converted);
        text = converted;
    }
    fwrite(text, 1, size, file->stream);
}

void
out_printf(OutFile *file, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    g_autofree char *text = g_strdup_vprintf(format, list);
    va_end(list);
    out_text(file, text);
}

void
out_field(OutFile *file, const char *text, bool first)
{
    zf_csv_append(file->line, text ? text : "", first);
}

void
out_line(OutFile *file)
{
    g_string_append(file->line, "\r\n");
    out_text(file, file->line->str);
    g_string_truncate(file->line, 0);
}

bool
out_close(OutFile *file, GError **error)
{
    bool ok = fflush(file->stream) == 0 && !ferror(file->stream);
    int saved = errno;
    ok = fclose(file->stream) == 0 && ok;
    file->stream = NULL;
    if (!ok) {
        g_set_error(error, ZF_FILE_ERROR, ZF_FILE_ERROR_WRITE, _("cannot write %s: %s"), file->path,
                    g_strerror(saved));
        return false;
    }
    return zf_file_commit(file->part, file->path, error);
}

void
out_free(OutFile *file)
{
    if (!file) {
        return;
    }
    if (file->stream) {
        fclose(file->stream);
    }
    g_unlink(file->part);
    g_string_free(file->line, TRUE);
    g_free(file->part);
    g_free(file->path);
    g_free(file);
}
