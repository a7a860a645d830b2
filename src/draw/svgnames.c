#include "draw/svgnames.h"

#include <string.h>

static const char word[] = "surface";

/* ret: the new number of an old one, given out in order. */
static unsigned
renumber(GArray *known, guint64 old)
{
    for (guint i = 0; i < known->len; i++) {
        if (g_array_index(known, guint64, i) == old) {
            return i;
        }
    }
    g_array_append_val(known, old);
    return known->len - 1;
}

GByteArray *
zf_svg_renumber(const GByteArray *svg)
{
    g_autofree char *text = g_strndup((const char *)svg->data, svg->len);
    g_autoptr(GArray) known = g_array_new(FALSE, FALSE, sizeof(guint64));
    GByteArray *out = g_byte_array_sized_new(svg->len);
    const char *from = text;
    for (const char *at = text; (at = strstr(at, word));) {
        const char *digits = at + strlen(word);
        bool name = at > text && (at[-1] == '"' || at[-1] == '#') && g_ascii_isdigit(*digits);
        at = digits;
        if (name) {
            char *end;
            g_byte_array_append(out, (const guint8 *)from, (guint)(digits - from));
            unsigned number = renumber(known, g_ascii_strtoull(digits, &end, 10));
            g_autofree char *written = g_strdup_printf("%u", number);
            g_byte_array_append(out, (const guint8 *)written, (guint)strlen(written));
            from = at = end;
        }
    }
    g_byte_array_append(out, (const guint8 *)from, (guint)strlen(from));
    return out;
}
