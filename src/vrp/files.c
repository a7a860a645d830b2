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
    return text ? zf_vrp_file_parse(text, size, path, options, error) : NULL;
}

/* -- writing ------------------------------------------------------------------------------------
 */

static double
leg_length(const ZfVrpFile *file, int32_t a, int32_t b)
{
    if (a < 0 || b < 0) {
        return 0;
    }
    double dx = file->x[a] - file->x[b];
    double dy = file->y[a] - file->y[b];
    return sqrt(dx * dx + dy * dy);
}

double
zf_vrp_file_length(const ZfVrpFile *file, const ZfVrpPlan *plan)
{
    if (file->n_points == 0) {
        return NAN;
    }
    double sum = 0;
    for (int32_t r = 0; r < plan->n_shifts; r++) {
        const ZfVrpShift *s = &file->problem.shifts[r];
        if (plan->first[r] == plan->first[r + 1]) {
            continue;
        }
        int32_t at = s->start_place;
        for (int32_t i = plan->first[r]; i < plan->first[r + 1]; i++) {
            int32_t next = file->problem.visits[plan->visits[i]].place;
            sum += leg_length(file, at, next);
            at = next;
        }
        sum += leg_length(file, at, s->end_place);
    }
    return sum;
}

int64_t
zf_vrp_file_score(const ZfVrpFile *file, const ZfVrpResult *result)
{
    int64_t score = 0;
    for (int32_t i = 0; i < result->plan.first[result->plan.n_shifts]; i++) {
        score += file->problem.visits[result->plan.visits[i]].prize;
    }
    return file->score_unit ? score / file->score_unit : 0;
}

static void
append_cost(const ZfVrpFile *file, const ZfVrpResult *result, GString *text)
{
    if (file->score_unit) {
        g_string_append_printf(text, "Score %" G_GINT64_FORMAT "\n",
                               zf_vrp_file_score(file, result));
    } else if (file->rounding == ZF_VRP_ROUNDING_DOUBLE) {
        g_autofree char *cost = zf_text_from_double(zf_vrp_file_length(file, &result->plan), 4);
        g_string_append_printf(text, "Cost %s\n", cost);
    } else {
        g_string_append_printf(text, "Cost %" G_GINT64_FORMAT "\n", result->cost.total);
    }
}

char *
zf_vrp_file_solution(const ZfVrpFile *file, const ZfVrpResult *result)
{
    if (file->format == ZF_VRP_FORMAT_VROOM) {
        return zf_vrp_write_vroom(file, result);
    }
    GString *text = g_string_new(NULL);
    bool fleet = file->problem.n_teams > 1;
    for (int32_t i = 1; i < file->problem.n_shifts && !fleet; i++) {
        fleet = file->problem.shifts[i].start_place != file->problem.shifts[0].start_place ||
                file->problem.shifts[i].rate_distance != file->problem.shifts[0].rate_distance;
    }
    int32_t count = 0;
    for (int32_t r = 0; r < result->plan.n_shifts; r++) {
        int32_t first = result->plan.first[r];
        int32_t end = result->plan.first[r + 1];
        /* where vehicles differ, the number of the route is the vehicle's */
        if (first == end && !fleet) {
            continue;
        }
        g_string_append_printf(text, "Route #%d:", ++count);
        for (int32_t i = first; i < end; i++) {
            g_string_append_printf(text, " %" G_GINT64_FORMAT,
                                   file->customer[result->plan.visits[i]]);
        }
        g_string_append_c(text, '\n');
    }
    append_cost(file, result, text);
    return g_string_free(text, FALSE);
}
