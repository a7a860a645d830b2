#include "gis/hstore.h"

/* Reads "…" at *at, undoing the backslashes in place; *at moves behind the closing quote. */
static char *
quoted(char **at)
{
    char *p = *at;
    if (*p != '"') {
        return NULL;
    }
    char *start = ++p;
    char *to = start;
    while (*p && *p != '"') {
        if (*p == '\\' && p[1]) {
            p++;
        }
        *to++ = *p++;
    }
    if (*p != '"') {
        return NULL;
    }
    *at = p + 1;
    *to = '\0';
    return start;
}

bool
hstore_split(char *text, GArray *tags)
{
    char *at = text;
    while (*at) {
        ZfGisTag tag;
        tag.key = quoted(&at);
        if (!tag.key || at[0] != '=' || at[1] != '>') {
            return false;
        }
        at += 2;
        tag.value = quoted(&at);
        if (!tag.value) {
            return false;
        }
        g_array_append_val(tags, tag);
        if (*at == ',') {
            at++;
        } else if (*at) {
            return false;
        }
    }
    return true;
}
