#include "vrp/files_scan.h"

#include <math.h>
#include <string.h>

Scan
zf_vrp_scan_init(const char *text, size_t size, const char *name)
{
    return (Scan){.name = name, .at = text, .end = text + size};
}

char *
zf_vrp_scan_line(Scan *scan)
{
    if (scan->at >= scan->end) {
        return NULL;
    }
    const char *stop = memchr(scan->at, '\n', (size_t)(scan->end - scan->at));
    const char *next = stop ? stop + 1 : scan->end;
    char *line = g_strndup(scan->at, (gsize)((stop ? stop : scan->end) - scan->at));
    scan->at = next;
    scan->line++;
    return g_strstrip(line);
}

int32_t
zf_vrp_scan_numbers(const char *line, double *ret, int32_t max)
{
    int32_t n = 0;
    while (n < max) {
        while (g_ascii_isspace(*line)) {
            line++;
        }
        if (!*line) {
            break;
        }
        char *end;
        ret[n] = g_ascii_strtod(line, &end);
        if (end == line || (*end && !g_ascii_isspace(*end)) || !isfinite(ret[n])) {
            return -1;
        }
        line = end;
        n++;
    }
    return n;
}

bool
zf_vrp_scan_fail(const Scan *scan, const char *what, GError **error)
{
    g_set_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_FILE, _("%s, line %d: %s"), scan->name,
                scan->line, what);
    return false;
}
