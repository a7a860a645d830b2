/* files_scan: a text of lines and numbers, read with a place to point at. Private to vrp. */
#pragma once

#include "vrp/files_build.h"

typedef struct Scan {
    const char *name; /* of the file */
    const char *at;
    const char *end;
    int32_t line; /* of the line handed out last */
} Scan;

Scan zf_vrp_scan_init(const char *text, size_t size, const char *name);

/* ret: the next line, trimmed, without its end; NULL after the last. Owned by the caller. */
char *zf_vrp_scan_line(Scan *scan);

/* All numbers of a line. ret: how many (at most max), -1 where something is no number. */
int32_t zf_vrp_scan_numbers(const char *line, double *ret, int32_t max);

/* Sets "FILE, line N: what". ret: false. */
bool zf_vrp_scan_fail(const Scan *scan, const char *what, GError **error);
