/* embedded: files built into the program by scripts/embed.py. */
#pragma once

#include <stddef.h>

typedef struct ZfEmbedded {
    const char *name;  /* file name without folder; NULL ends a table */
    const char *bytes; /* followed by a 0 that size does not count */
    size_t size;
} ZfEmbedded;

/* ret: the entry of that name, or NULL. */
const ZfEmbedded *zf_embedded_find(const ZfEmbedded *table, const char *name);
