#include "base/embedded.h"

#include <string.h>

const ZfEmbedded *
zf_embedded_find(const ZfEmbedded *table, const char *name)
{
    for (const ZfEmbedded *entry = table; entry->name; entry++) {
        if (strcmp(entry->name, name) == 0) {
            return entry;
        }
    }
    return NULL;
}
