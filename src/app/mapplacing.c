#include "app/mapplacing.h"

#include <stdio.h>
#include <string.h>

/* How many homes a label numbers: 1 for "7", 5 for "3、12–15". */
static int64_t
numbered(const char *label, size_t length)
{
    int64_t count = 0;
    g_autofree char *text = g_strndup(label, length);
    g_auto(GStrv) parts = g_strsplit(text, "、", -1);
    for (size_t i = 0; parts[i]; i++) {
        const char *dash = strstr(parts[i], "–");
        int64_t first = g_ascii_strtoll(parts[i], NULL, 10);
        int64_t last = dash ? g_ascii_strtoll(dash + strlen("–"), NULL, 10) : first;
        count += last - first + 1;
    }
    return count;
}

/* The number behind a word of a line; 0 without it. */
static int64_t
after(const char *line, const char *word)
{
    const char *found = strstr(line, word);
    return found ? g_ascii_strtoll(found + strlen(word), NULL, 10) : 0;
}

static void
add_name(ZfMapPlacing *ret, const char *line)
{
    const struct {
        const char *fate;
        int64_t *count;
    } fates[] = {{" inside fit ", &ret->inside},
                 {" inset fit ", &ret->inset},
                 {" called fit ", &ret->outside},
                 {" key fit ", &ret->keys},
                 {" missing fit ", &ret->missing}};
    for (size_t i = 0; i < G_N_ELEMENTS(fates); i++) {
        if (strstr(line, fates[i].fate)) {
            (*fates[i].count)++;
            ret->names++;
        }
    }
}

static void
add_line(ZfMapPlacing *ret, const char *line)
{
    if (g_str_has_prefix(line, "number ")) { /* a label of the atlas */
        const char *end = strstr(line, " home ");
        ret->numbers += end ? numbered(line + strlen("number "), (size_t)(end - line) - 7) : 0;
    } else if (g_str_has_prefix(line, "village ")) {
        ret->homes += after(line, " homes ");
        ret->leaders += after(line, " leaders ");
        ret->crowded += after(line, " crowded ");
        ret->crossings += after(line, " crossing ");
    } else if (g_str_has_prefix(line, "inset ")) {
        ret->insets++;
        ret->crowded += after(line, " crowded ");
        ret->crossings += after(line, " crossing ");
    } else if (g_str_has_prefix(line, "stop ")) { /* routes */
        ret->numbers++;
    } else if (g_str_has_prefix(line, "page ") && !strstr(line, " overview ")) {
        ret->homes += after(line, " stops ");
    } else if (g_str_has_prefix(line, "paper ")) {
        g_strlcpy(ret->paper, line + strlen("paper "), sizeof ret->paper);
        ret->on_a4 = after(line, " on A4 ");
    } else if (g_str_has_prefix(line, "crowded ")) {
        ret->crowded += after(line, "crowded ");
    } else if (g_str_has_prefix(line, "crossings ")) {
        ret->crossings += after(line, "crossings ");
    } else if (g_str_has_prefix(line, "overlaps ")) {
        ret->overlaps += after(line, "overlaps ");
    } else {
        add_name(ret, line);
    }
}

ZfMapPlacing
zf_map_placing(const char *placed)
{
    ZfMapPlacing ret = {0};
    g_auto(GStrv) lines = g_strsplit(placed, "\n", -1);
    for (size_t i = 0; lines[i]; i++) {
        add_line(&ret, lines[i]);
    }
    return ret;
}
