#include "vrp/files_build.h"

#include <math.h>
#include <sys/mman.h>

FileDraft *
zf_vrp_draft_new(void)
{
    FileDraft *draft = g_new0(FileDraft, 1);
    draft->nodes = g_array_new(FALSE, TRUE, sizeof(FileNode));
    draft->vehicles = g_array_new(FALSE, TRUE, sizeof(FileVehicle));
    draft->forbidden = g_array_new(FALSE, TRUE, sizeof(ZfVrpForbidden));
    return draft;
}

void
zf_vrp_draft_free(FileDraft *draft)
{
    if (draft) {
        g_array_unref(draft->nodes);
        g_array_unref(draft->vehicles);
        g_array_unref(draft->forbidden);
        g_free(draft->matrix);
        g_free(draft);
    }
}

static bool
fail(const ZfVrpFile *file, const char *what, GError **error)
{
    g_set_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_FILE, "%s: %s", file->name, what);
    return false;
}

static int64_t
scaled(double value, const ZfVrpFile *file)
{
    double limit = (double)ZF_VRP_FAR / 2;
    double x = value * (double)file->scale;
    /* DIMACS truncates times too */
    x = file->rounding == ZF_VRP_ROUNDING_DIMACS ? floor(x + 1e-9) : floor(x + 0.5);
    return (int64_t)CLAMP(x, -limit, limit);
}

static int64_t
scale_of(ZfVrpRounding rounding)
{
    switch (rounding) {
    case ZF_VRP_ROUNDING_DIMACS: return 10;
    case ZF_VRP_ROUNDING_EXACT: return 1000;
    case ZF_VRP_ROUNDING_DOUBLE: return 10000;
    default: return 1;
    }
}

/* What is added before the rest is cut off. */
static double
rounding_up(const ZfVrpFile *file)
{
    return file->rounding == ZF_VRP_ROUNDING_DIMACS ? 1e-9 : 0.5;
}

/* Straight lines from node i to all, as scaled() has them. ret: false where one is too long. */
static bool
fill_row(const ZfVrpFile *file, size_t i, size_t n, int32_t *row)
{
    double scale = (double)file->scale;
    double up = rounding_up(file);
    const double *x = file->x;
    const double *y = file->y;
    double longest = 0;
    for (size_t j = 0; j < n; j++) {
        double square = (x[i] - x[j]) * (x[i] - x[j]) + (y[i] - y[j]) * (y[i] - y[j]);
        longest = MAX(longest, square);
    }
    if (!isfinite(x[i]) || !isfinite(y[i]) || !(sqrt(longest) * scale + up < ZF_VRP_NO_WAY)) {
        return false;
    }
    for (size_t j = 0; j < n; j++) {
        /* not negative, so cutting off is rounding down */
        row[j] =
            (int32_t)(sqrt((x[i] - x[j]) * (x[i] - x[j]) + (y[i] - y[j]) * (y[i] - y[j])) * scale +
                      up);
    }
    return true;
}

/* Large pages: most of the time a large matrix took was the first touch of each small one. */
static void
use_large_pages(int32_t *entries, size_t n)
{
    const uintptr_t page = 1 << 21;
    uintptr_t from = ((uintptr_t)entries + page - 1) / page * page;
    uintptr_t to = (uintptr_t)(entries + n * n) / page * page;
    if (to > from) {
        (void)madvise((void *)from, to - from, MADV_HUGEPAGE);
    }
}

static bool
fill_matrix(const FileDraft *draft, ZfVrpFile *file, int32_t *entries, GError **error)
{
    size_t n = draft->nodes->len;
    for (size_t i = 0; i < n; i++) {
        bool good = true;
        if (!draft->matrix) {
            good = fill_row(file, i, n, entries + i * n);
        }
        for (size_t j = 0; j < n && draft->matrix; j++) {
            int64_t d = i == j ? 0 : draft->matrix[i * n + j];
            good = good && d >= 0 && d < ZF_VRP_NO_WAY;
            entries[i * n + j] = good ? (int32_t)d : 0;
        }
        if (!good) {
            return fail(file, _("a distance is negative or too large"), error);
        }
    }
    return true;
}

/* All entries of the matrix. */
static bool
lay_out(const FileDraft *draft, ZfVrpFile *file, ZfVrpMatrix *matrix, GError **error)
{
    size_t n = draft->nodes->len;
    int32_t *entries = zf_arena_array(file->arena, int32_t, n * n);
    use_large_pages(entries, n);
    if (!fill_matrix(draft, file, entries, error)) {
        return false;
    }
    matrix->duration = draft->timed ? entries : NULL;
    matrix->distance = entries;
    return true;
}

/* Straight lines of many places are worked out whenever they are asked for. */
static bool
measure_plane(const FileDraft *draft, ZfVrpFile *file, ZfVrpMatrix *matrix, GError **error)
{
    ZfVrpWays *ways = zf_arena_array(file->arena, ZfVrpWays, 1);
    double low[2] = {INFINITY, INFINITY};
    double high[2] = {-INFINITY, -INFINITY};
    bool good = true;
    for (int32_t i = 0; i < matrix->n; i++) {
        const double at[2] = {file->x[i], file->y[i]};
        for (int k = 0; k < 2; k++) {
            good = good && isfinite(at[k]);
            low[k] = MIN(low[k], at[k]);
            high[k] = MAX(high[k], at[k]);
        }
    }
    *ways = (ZfVrpWays){.times = draft->timed,
                        .lengths = true,
                        .x = file->x,
                        .y = file->y,
                        .scale = (double)file->scale,
                        .up = rounding_up(file)};
    double across =
        sqrt((high[0] - low[0]) * (high[0] - low[0]) + (high[1] - low[1]) * (high[1] - low[1]));
    if (!good || !(across * ways->scale + ways->up < ZF_VRP_NO_WAY)) {
        return fail(file, _("a distance is negative or too large"), error);
    }
    ways->most = (int32_t)(across * ways->scale + ways->up);
    matrix->ways = ways;
    return true;
}

static int64_t
longest_way(const ZfVrpMatrix *matrix)
{
    if (matrix->ways) {
        return matrix->ways->most;
    }
    int32_t largest = 0;
    for (size_t i = 0; i < (size_t)matrix->n * (size_t)matrix->n; i++) {
        largest = MAX(largest, matrix->distance[i]);
    }
    return largest;
}

static ZfVrpVisit
make_visit(const ZfVrpFile *file, const FileNode *node, int32_t place, bool timed)
{
    ZfVrpVisit v = ZF_VRP_VISIT_INIT;
    v.place = place;
    v.service = timed ? scaled(node->service, file) : 0;
    v.group = node->group;
    for (int32_t d = 0; d < ZF_VRP_DIMS; d++) {
        v.demand[d] = node->demand[d];
    }
    if (node->group >= 0) {
        v.prize = 0;
    } else if (node->prize >= 0) {
        v.prize = file->score_unit ? (int64_t)(node->prize + 0.5) * file->score_unit
                                   : scaled(node->prize, file);
    }
    return v;
}

static ZfVrpShift
make_shift(const ZfVrpFile *file, const FileDraft *draft, const FileVehicle *vehicle)
{
    const FileNode *base = &g_array_index(draft->nodes, FileNode, vehicle->base);
    ZfVrpShift s = ZF_VRP_SHIFT_INIT;
    s.team = vehicle->team;
    s.start_place = s.end_place = vehicle->base;
    if (draft->timed) {
        s.open = base->windowed ? scaled(base->open, file) : 0;
        s.close = base->windowed ? scaled(base->close, file) : ZF_VRP_FAR;
        s.max_duration =
            vehicle->max_duration >= 0 ? scaled(vehicle->max_duration, file) : ZF_VRP_FAR;
    }
    s.max_distance = vehicle->max_distance >= 0 ? scaled(vehicle->max_distance, file) : ZF_VRP_FAR;
    for (int32_t d = 0; d < ZF_VRP_DIMS; d++) {
        s.capacity[d] = vehicle->capacity[d];
    }
    s.rate_travel = 0;
    s.rate_distance = vehicle->unit;
    s.fixed_cost = vehicle->fixed * file->scale;
    return s;
}

static void
fill_visits(const FileDraft *draft, ZfVrpFile *file, int32_t *visit_of)
{
    guint n = draft->nodes->len;
    ZfVrpVisit *visits = zf_arena_array(file->arena, ZfVrpVisit, n);
    ZfVrpWindow *windows = zf_arena_array(file->arena, ZfVrpWindow, n);
    int32_t count = 0;
    int32_t n_windows = 0;
    file->customer = zf_arena_array(file->arena, int64_t, n);
    for (guint i = 0; i < n; i++) {
        const FileNode *node = &g_array_index(draft->nodes, FileNode, i);
        visit_of[i] = ZF_VRP_NONE;
        if (node->base) {
            continue;
        }
        visits[count] = make_visit(file, node, (int32_t)i, draft->timed);
        if (node->windowed && draft->timed) {
            visits[count].first_window = n_windows;
            visits[count].n_windows = 1;
            windows[n_windows++] =
                (ZfVrpWindow){ZF_VRP_ANY_DAY, scaled(node->open, file), scaled(node->close, file)};
        }
        file->customer[count] = node->number;
        visit_of[i] = count++;
    }
    file->problem.visits = visits;
    file->problem.n_visits = count;
    file->problem.windows = windows;
    file->problem.n_windows = n_windows;
}

static void
fill_shifts(const FileDraft *draft, ZfVrpFile *file, const int32_t *visit_of)
{
    guint n = draft->vehicles->len;
    ZfVrpShift *shifts = zf_arena_array(file->arena, ZfVrpShift, n);
    file->vehicle = zf_arena_array(file->arena, int64_t, n);
    int32_t teams = 0;
    for (guint i = 0; i < n; i++) {
        const FileVehicle *vehicle = &g_array_index(draft->vehicles, FileVehicle, i);
        shifts[i] = make_shift(file, draft, vehicle);
        teams = MAX(teams, vehicle->team + 1);
        file->vehicle[i] = i + 1;
    }
    ZfVrpForbidden *forbidden = zf_arena_array(file->arena, ZfVrpForbidden, draft->forbidden->len);
    int32_t kept = 0;
    for (guint i = 0; i < draft->forbidden->len; i++) {
        ZfVrpForbidden f = g_array_index(draft->forbidden, ZfVrpForbidden, i);
        if (visit_of[f.visit] >= 0) {
            forbidden[kept++] = (ZfVrpForbidden){visit_of[f.visit], f.team};
        }
    }
    file->problem.shifts = shifts;
    file->problem.n_shifts = (int32_t)n;
    file->problem.n_teams = teams;
    file->problem.forbidden = forbidden;
    file->problem.n_forbidden = kept;
}

bool
zf_vrp_draft_build(const FileDraft *draft, ZfVrpFile *file, GError **error)
{
    size_t n = draft->nodes->len;
    if (n == 0 || draft->vehicles->len == 0) {
        return fail(file, _("no customers or no vehicles"), error);
    }
    if (n > ZF_VRP_FILE_NODES) {
        return fail(file, _("too many customers for a full matrix of distances"), error);
    }
    file->scale = scale_of(file->rounding);
    file->n_points = draft->placed ? (int32_t)n : 0;
    file->measured = !draft->matrix;
    file->x = zf_arena_array(file->arena, double, n);
    file->y = zf_arena_array(file->arena, double, n);
    for (size_t i = 0; i < n; i++) {
        file->x[i] = g_array_index(draft->nodes, FileNode, i).x;
        file->y[i] = g_array_index(draft->nodes, FileNode, i).y;
    }
    ZfVrpMatrix *matrix = zf_arena_array(file->arena, ZfVrpMatrix, 1);
    matrix->n = (int32_t)n;
    file->problem.matrices = matrix;
    file->problem.n_matrices = 1;
    bool good = !draft->matrix && n >= ZF_VRP_WAYS_FROM ? measure_plane(draft, file, matrix, error)
                                                        : lay_out(draft, file, matrix, error);
    if (!good) {
        return false;
    }
    if (draft->scored) {
        file->score_unit = 2 * MAX(longest_way(matrix), 1) + 1;
    }
    ZfVrpGroup *groups = zf_arena_array(file->arena, ZfVrpGroup, (size_t)draft->n_groups);
    for (int32_t g = 0; g < draft->n_groups; g++) {
        groups[g].prize = ZF_VRP_MUST;
    }
    file->problem.groups = groups;
    file->problem.n_groups = draft->n_groups;
    g_autofree int32_t *visit_of = g_new(int32_t, n);
    fill_visits(draft, file, visit_of);
    fill_shifts(draft, file, visit_of);
    return zf_vrp_problem_valid(&file->problem, error);
}
