/* What rain makes of a route, in the words the caller gives. */
#include "sheet/ink.h"
#include "sheet/sheetint.h"

char *
zf_sheet_rain_line(ZfCanvas *canvas, const ZfSheetDraft *draft, double width)
{
    const char *const *words = draft->rain;
    GString *line = g_string_new(NULL);
    for (unsigned i = 0; words && words[i]; i++) {
        size_t before = line->len;
        const char *gap = draft->lang == ZF_LANG_EN && line->len > 0 ? " " : "";
        g_string_append_printf(line, "%s%s", gap, words[i]);
        if (zf_ink_width(canvas, 10.5, false, line->str) > width) {
            g_string_truncate(line, before);
        }
    }
    return g_string_free(line, line->len == 0);
}
