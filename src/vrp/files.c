#include "vrp/files_build.h"

#include <math.h>
#include <string.h>

#define MAX_BYTES ((size_t)512 << 20)

void
zf_vrp_file_free(ZfVrpFile *file)
{
    if (file) {
        zf_arena_free(file->arena);
        g_free(file->name);
        g_free(file);
    }
}

/* -- names --------------------------------------------------------------------------------------
 */

static bool
find_name(const char *const *names, size_t n, const char *text, int *ret)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(names[i], text) == 0) {
            *ret = (int)i;
            return true;
        }
    }
    return false;
}

bool
zf_vrp_format_parse(const char *text, ZfVrpFormat *ret)
{
    static const char *const names[] = {"auto", "vrplib", "solomon", "cordeau", "toptw", "vroom"};
    int i;
    bool known = find_name(names, G_N_ELEMENTS(names), text, &i);
    *ret = known ? (ZfVrpFormat)i : *ret;
    return known;
}

bool
zf_vrp_rounding_parse(const char *text, ZfVrpRounding *ret)
{
    static const char *const names[] = {"auto", "round", "dimacs", "exact", "double", "matrix"};
    int i;
    bool known = find_name(names, G_N_ELEMENTS(names), text, &i);
    *ret = known ? (ZfVrpRounding)i : *ret;
    return known;
}

/* -- which format -------------------------------------------------------------------------------
 */

static bool
contains(const char *text, size_t size, const char *word)
{
    return g_strstr_len(text, (gssize)MIN(size, 4096), word) != NULL;
}

/* Numbers on the first line, and on the last. */
static void
count_numbers(const char *text, size_t size, int32_t *first, int32_t *last)
{
    *first = *last = 0;
    bool in_number = false;
    bool first_line = true;
    int32_t here = 0;
    for (size_t i = 0; i < size; i++) {
        bool blank = g_ascii_isspace(text[i]);
        here += !blank && !in_number;
        in_number = !blank;
        if (text[i] == '\n' || i + 1 == size) {
            if (here > 0) {
                *first = first_line ? here : *first;
                *last = here;
                first_line = false;
            }
            here = 0;
        }
    }
}

static ZfVrpFormat
guess_format(const char *text, size_t size)
{
    size_t i = 0;
    while (i < size && g_ascii_isspace(text[i])) {
        i++;
    }
    if (i < size && text[i] == '{') {
        return ZF_VRP_FORMAT_VROOM;
    }
    if (contains(text, size, "DIMENSION")) {
        return ZF_VRP_FORMAT_VRPLIB;
    }
    if (contains(text, size, "VEHICLE") && contains(text, size, "CUSTOMER")) {
        return ZF_VRP_FORMAT_SOLOMON;
    }
    int32_t first;
    int32_t last;
    count_numbers(text, MIN(size, 4096), &first, &last);
    if (first != 4) {
        return ZF_VRP_FORMAT_AUTO;
    }
    /* both begin with four numbers: Cordeau's problem types are small, and its second line has the
     * limits of a base, D and Q; the second line of TOPTW has D and Q once, then come the nodes
     * with a number 0 first */
    const char *line = memchr(text, '\n', size);
    line = line ? memchr(line + 1, '\n', size - (size_t)(line + 1 - text)) : NULL;
    if (!line) {
        return ZF_VRP_FORMAT_AUTO;
    }
    g_autofree char *third = g_strndup(line + 1, MIN(size - (size_t)(line + 1 - text), 200));
    g_strchug(third);
    return third[0] == '0' && g_ascii_isspace(third[1]) && strchr(third, '.') != NULL
               ? ZF_VRP_FORMAT_TOPTW
               : ZF_VRP_FORMAT_CORDEAU;
}

static ZfVrpRounding
usual_rounding(ZfVrpFormat format)
{
    switch (format) {
    case ZF_VRP_FORMAT_SOLOMON: return ZF_VRP_ROUNDING_DIMACS;
    case ZF_VRP_FORMAT_CORDEAU:
    case ZF_VRP_FORMAT_TOPTW: return ZF_VRP_ROUNDING_DOUBLE;
    case ZF_VRP_FORMAT_VROOM: return ZF_VRP_ROUNDING_MATRIX;
    default: return ZF_VRP_ROUNDING_ROUND;
    }
}

/* -- reading ------------------------------------------------------------------------------------
 */

ZfVrpFile *
zf_vrp_file_parse(const char *text, size_t size, const char *name, const ZfVrpFileOptions *options,
                  GError **error)
{
    const ZfVrpFileOptions defaults = {0};
    options = options ? options : &defaults;
    g_autoptr(ZfVrpFile) file = g_new0(ZfVrpFile, 1);
    file->arena = zf_arena_new(0);
    file->name = g_strdup(name);
    file->format =
        options->format == ZF_VRP_FORMAT_AUTO ? guess_format(text, size) : options->format;
    file->rounding = options->rounding == ZF_VRP_ROUNDING_AUTO ? usual_rounding(file->format)
                                                               : options->rounding;
    static bool (*const readers[])(const char *, size_t, const ZfVrpFileOptions *, ZfVrpFile *,
                                   GError **) = {
        [ZF_VRP_FORMAT_VRPLIB] = zf_vrp_read_vrplib,
        [ZF_VRP_FORMAT_SOLOMON] = zf_vrp_read_solomon,
        [ZF_VRP_FORMAT_CORDEAU] = zf_vrp_read_cordeau,
        [ZF_VRP_FORMAT_TOPTW] = zf_vrp_read_toptw,
        [ZF_VRP_FORMAT_VROOM] = zf_vrp_read_vroom,
    };
    if (file->format == ZF_VRP_FORMAT_AUTO) {
        g_set_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_FILE,
                    _("%s: not a format that is known; name it if it is one of vrplib, solomon, "
                      "cordeau, toptw, vroom"),
                    name);
        return NULL;
    }
    if (memchr(text, 0, size)) {
        g_set_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_FILE, _("%s: not a text file"), name);
        return NULL;
    }
    return readers[file->format](text, size, options, file, error) ? g_steal_pointer(&file) : NULL;
}

ZfVrpFile *
zf_vrp_file_read(const char *path, const ZfVrpFileOptions *options, GError **error)
{
    size_t size;
    g_autofree char *text = zf_file_read(path, MAX_BYTES, &size, error);
    if (text && zf_file_is_gzip(text, size)) {
        char *unpacked = zf_file_gunzip(text, size, MAX_BYTES, path, &size, error);
        g_free(text);
        text = unpacked;
    }
    return text ? zf_vrp_file_parse(text, size, path, options, error) : NULL;
}
