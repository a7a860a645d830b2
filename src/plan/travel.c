#include "plan/travel.h"

#include "plan/travelrows.h"

#include <math.h>
#include <stdlib.h>

/* Rows are taken in blocks of about this many cells, so that the engine's own table stays small. */
#define BLOCK_CELLS (4 << 20)

double
zf_travel_kmh(ZfTravelMode mode)
{
    static const double kmh[ZF_MODE_COUNT] = ZF_PLAN_KMH;
    return kmh[mode];
}

bool
zf_duty_point(const ZfSnapshot *snapshot, const ZfDuty *duty, ZfLonLat *ret)
{
    if (duty->household >= 0 && snapshot->households[duty->household].has_point) {
        *ret = snapshot->households[duty->household].point;
        return true;
    }
    if (duty->area >= 0 && snapshot->areas[duty->area].has_point) {
        *ret = snapshot->areas[duty->area].point;
        return true;
    }
    return false;
}

/* -- places
 * ---------------------------------------------------------------------------------------- */

/* A position on the 1e-7° grid and whose it is. */
typedef struct Mark {
    int64_t lat;
    int64_t lon;
    int32_t *place; /* filled in with the place's number */
    ZfLonLat point;
} Mark;

static void
mark(GArray *marks, ZfLonLat point, int32_t *place)
{
    bool good = isfinite(point.lon) && isfinite(point.lat) && fabs(point.lon) <= 180 &&
                fabs(point.lat) <= 90;
    if (good) {
        Mark item = {llround(point.lat * 1e7), llround(point.lon * 1e7), place, point};
        g_array_append_val(marks, item);
    }
}

static int
compare_mark(const void *a, const void *b)
{
    const Mark *p = a;
    const Mark *q = b;
    if (p->lat != q->lat) {
        return p->lat < q->lat ? -1 : 1;
    }
    if (p->lon != q->lon) {
        return p->lon < q->lon ? -1 : 1;
    }
    return (p->place > q->place) - (p->place < q->place);
}

static void
number_places(ZfPlanPlaces *places, GArray *marks)
{
    places->points = g_new(ZfLonLat, marks->len + 1);
    if (marks->len > 1) {
        qsort(marks->data, marks->len, sizeof(Mark), compare_mark);
    }
    for (guint i = 0; i < marks->len; i++) {
        const Mark *item = &g_array_index(marks, Mark, i);
        const Mark *last = i > 0 ? &g_array_index(marks, Mark, i - 1) : NULL;
        if (!last || last->lat != item->lat || last->lon != item->lon) {
            places->points[places->n++] = item->point;
        }
        *item->place = places->n - 1;
    }
}

static void
find_places(ZfPlanPlaces *places, const ZfPlanInput *input, const bool *used)
{
    const ZfSnapshot *s = input->snapshot;
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(Mark));
    places->shift_place = g_new(int32_t, s->n_shifts + 1);
    places->duty_place = g_new(int32_t, input->duties->n + 1);
    for (size_t i = 0; i < s->n_shifts; i++) {
        places->shift_place[i] = -1;
        if (used[i]) {
            mark(marks, s->shifts[i].point, &places->shift_place[i]);
        }
    }
    for (size_t i = 0; i < input->duties->n; i++) {
        ZfLonLat point;
        places->duty_place[i] = -1;
        if (zf_duty_point(s, &input->duties->duties[i], &point)) {
            mark(marks, point, &places->duty_place[i]);
        }
    }
    number_places(places, marks);
}

/* -- tables
 * ---------------------------------------------------------------------------------------- */

static void
travel_free(ZfTravel *travel)
{
    if (travel) {
        zf_road_snaps_free(travel->snaps);
        g_free(travel->seconds);
        g_free(travel->metres);
        zf_vrp_way_rows_free(travel->rows);
        g_free(travel);
    }
}

/* A table that is being copied, block by block. */
typedef struct Copy {
    ZfTravel *travel;
    size_t n;
    const ZfProgress *progress;
} Copy;

static bool
copy_rows(void *user, const ZfRoadTable *table, size_t first, GError **error)
{
    const Copy *copy = user;
    size_t n = copy->n;
    for (size_t i = 0; i < table->rows; i++) {
        for (size_t j = 0; j < n; j++) {
            size_t from = i * n + j;
            size_t to = (first + i) * n + j;
            ZfTravelWay way = zf_travel_way_of(table->time_ds[from], table->dist_dm[from]);
            copy->travel->seconds[to] = way.seconds;
            copy->travel->metres[to] = way.metres;
        }
        copy->travel->seconds[(first + i) * n + first + i] = 0;
        copy->travel->metres[(first + i) * n + first + i] = 0;
    }
    zf_progress_report(copy->progress, _("travel times"), (int64_t)(first + table->rows),
                       (int64_t)n);
    return !zf_progress_stop(copy->progress, error);
}

static bool
fill_table(ZfTravel *travel, const ZfPlanPlaces *places, int32_t threads,
           const ZfProgress *progress, GError **error)
{
    Copy copy = {travel, (size_t)places->n, progress};
    if (travel->graph) {
        const ZfRoadTableOptions options = {.threads = (unsigned)threads,
                                            .block_cells = BLOCK_CELLS};
        return zf_road_table_blocks(travel->graph, travel->snaps, travel->snaps, &options,
                                    copy_rows, &copy, NULL, error);
    }
    size_t block = MAX((size_t)BLOCK_CELLS / MAX(copy.n, 1), 1);
    for (size_t first = 0; first < copy.n; first += block) {
        g_autoptr(ZfRoadTable) table = zf_road_table_straight(
            places->points + first, MIN(block, copy.n - first), places->points, copy.n,
            ZF_PLAN_DETOUR_PERCENT, zf_travel_kmh(travel->mode));
        if (!copy_rows(&copy, table, first, error)) {
            return false;
        }
    }
    return true;
}

const ZfRoadGraph *
zf_plan_graph(const ZfPlanInput *input, ZfTravelMode mode, ZfDate day)
{
    const ZfRoadGraph *graph = input->graphs[mode];
    for (size_t i = 0; i < input->n_changes && input->changes[i].from <= day; i++) {
        graph = input->changes[i].graphs[mode];
    }
    return graph;
}

static int
compare_points(const void *a, const void *b)
{
    const ZfLonLat *p = a;
    const ZfLonLat *q = b;
    if (p->lat != q->lat) {
        return p->lat < q->lat ? -1 : 1;
    }
    return (p->lon > q->lon) - (p->lon < q->lon);
}

GArray *
zf_plan_bases(const ZfPlanInput *input, ZfTravelMode mode, ZfDate day)
{
    const ZfSnapshot *s = input->snapshot;
    const ZfRoadGraph *graph = zf_plan_graph(input, mode, day);
    GArray *bases = g_array_new(FALSE, FALSE, sizeof(ZfLonLat));
    for (size_t i = 0; i < s->n_shifts; i++) {
        const ZfShift *shift = &s->shifts[i];
        if (shift->mode == mode && zf_plan_graph(input, mode, shift->date) == graph) {
            g_array_append_val(bases, shift->point);
        }
    }
    g_array_sort(bases, compare_points);
    guint n = 0;
    for (guint i = 0; i < bases->len; i++) {
        const ZfLonLat point = g_array_index(bases, ZfLonLat, i);
        if (n == 0 || compare_points(&point, &g_array_index(bases, ZfLonLat, n - 1)) != 0) {
            g_array_index(bases, ZfLonLat, n++) = point;
        }
    }
    g_array_set_size(bases, n);
    return bases;
}

ZfRoadSnaps *
zf_plan_snap(const ZfPlanInput *input, ZfTravelMode mode, ZfDate day, const ZfLonLat *points,
             size_t n, unsigned threads, const ZfProgress *progress, GError **error)
{
    const ZfRoadGraph *graph = zf_plan_graph(input, mode, day);
    ZfRoadSnapOptions options = {
        .barriers = input->barriers, .heights = input->heights, .threads = threads};
    g_autoptr(ZfRoadSnaps) starts = NULL;
    if (mode != ZF_MODE_FOOT) {
        g_autoptr(GArray) bases = zf_plan_bases(input, mode, day);
        starts = zf_road_snap(graph, (const ZfLonLat *)(const void *)bases->data, bases->len,
                              &options, progress, error);
        if (!starts) {
            return NULL;
        }
        options.walk = zf_plan_graph(input, ZF_MODE_FOOT, day);
        options.starts = starts;
    }
    return zf_road_snap(graph, points, n, &options, progress, error);
}

/* ret: NULL when there is none yet. */
static const ZfTravel *
find_travel(const ZfPlanPlaces *places, const ZfShift *shift)
{
    const ZfRoadGraph *graph = zf_plan_graph(places->input, shift->mode, shift->date);
    for (int32_t i = 0; i < places->n_travels; i++) {
        if (places->travels[i]->mode == shift->mode && places->travels[i]->graph == graph) {
            return places->travels[i];
        }
    }
    return NULL;
}

const ZfTravel *
zf_travel_of(const ZfPlanPlaces *places, const ZfShift *shift)
{
    const ZfTravel *travel = find_travel(places, shift);
    for (int32_t i = 0; i < places->n_travels && !travel; i++) {
        travel = places->travels[i]->mode == shift->mode ? places->travels[i] : NULL;
    }
    g_assert(travel);
    return travel;
}

static bool
add_travel(ZfPlanPlaces *places, const ZfShift *shift, int32_t threads, const ZfProgress *progress,
           GError **error)
{
    const ZfPlanInput *input = places->input;
    ZfTravelMode mode = shift->mode;
    size_t n = (size_t)places->n;
    size_t n_shifts = input->snapshot->n_shifts;
    ZfTravel *travel = g_new0(ZfTravel, 1);
    places->travels = g_renew(ZfTravel *, places->travels, places->n_travels + 1);
    travel->mode = mode;
    travel->number = places->n_travels;
    places->travels[places->n_travels++] = travel;
    travel->graph = zf_plan_graph(input, mode, shift->date);
    if (travel->graph) {
        travel->snaps = zf_plan_snap(input, mode, shift->date, places->points, n, (unsigned)threads,
                                     progress, error);
        if (!travel->snaps) {
            return false;
        }
    }
    if (n >= ZF_VRP_WAYS_FROM) {
        travel->rows = zf_travel_rows_new(places, travel, n_shifts, threads, progress, error);
        return travel->rows != NULL;
    }
    travel->seconds = g_new(int32_t, n * n + 1);
    travel->metres = g_new(int32_t, n * n + 1);
    return fill_table(travel, places, threads, progress, error);
}

ZfPlanPlaces *
zf_plan_places_new(const ZfPlanInput *input, const bool *used, int32_t threads,
                   const ZfProgress *progress, GError **error)
{
    g_autoptr(ZfPlanPlaces) places = g_new0(ZfPlanPlaces, 1);
    places->input = input;
    find_places(places, input, used);
    if (places->n > ZF_PLAN_PLACES_MAX) {
        g_set_error(error, ZF_PLAN_ERROR, ZF_PLAN_ERROR_LARGE,
                    _("%d places are too many for one plan (at most %d): plan town by town"),
                    places->n, ZF_PLAN_PLACES_MAX);
        return NULL;
    }
    for (size_t i = 0; i < input->snapshot->n_shifts; i++) {
        const ZfShift *shift = &input->snapshot->shifts[i];
        if (used[i] && !find_travel(places, shift) &&
            !add_travel(places, shift, threads, progress, error)) {
            return NULL;
        }
    }
    return g_steal_pointer(&places);
}

ZfTravelWay
zf_travel_way(const ZfPlanPlaces *places, const ZfTravel *travel, int32_t from, int32_t to)
{
    if (travel->seconds) {
        size_t at = (size_t)from * (size_t)places->n + (size_t)to;
        return (ZfTravelWay){travel->seconds[at], travel->metres[at]};
    }
    uint32_t time_ds = ZF_ROAD_NEVER;
    uint32_t dist_dm = ZF_ROAD_NEVER;
    if (from == to) {
        time_ds = dist_dm = 0;
    } else if (!travel->graph) {
        zf_road_straight(places->points[from], places->points[to], ZF_PLAN_DETOUR_PERCENT,
                         zf_travel_kmh(travel->mode), &time_ds, &dist_dm);
    } else if (!zf_road_pair(travel->graph, &travel->snaps->snaps[from], &travel->snaps->snaps[to],
                             &time_ds, &dist_dm)) {
        time_ds = dist_dm = ZF_ROAD_NEVER;
    }
    return zf_travel_way_of(time_ds, dist_dm);
}

size_t
zf_travel_learn(const ZfPlanPlaces *places, const ZfTravel *travel, ZfVrpWayEntry *ways, size_t n)
{
    ZfVrpWayRows *rows = travel->rows;
    size_t unknown = 0;
    for (size_t i = 0; rows && i < n; i++) {
        if (!zf_vrp_way_rows_know(rows, ways[i].from, ways[i].to)) {
            ways[unknown] = ways[i];
            ways[unknown].entry = zf_travel_way(places, travel, ways[i].from, ways[i].to).seconds;
            unknown++;
        }
    }
    if (unknown > 0) {
        zf_vrp_way_rows_add(rows, ways, unknown);
    }
    return unknown;
}

ZfPlanPlaces *
zf_plan_places_lend(const ZfPlanPlaces *places, int32_t *shift_place, size_t n_duties)
{
    ZfPlanPlaces *lent = g_memdup2(places, sizeof *places);
    lent->lent = true;
    lent->shift_place = shift_place;
    lent->duty_place = g_memdup2(places->duty_place, sizeof(int32_t) * (n_duties + 1));
    return lent;
}

void
zf_plan_places_free(ZfPlanPlaces *places)
{
    if (places) {
        for (int32_t i = 0; !places->lent && i < places->n_travels; i++) {
            travel_free(places->travels[i]);
        }
        if (!places->lent) {
            g_free(places->travels);
            g_free(places->points);
        }
        g_free(places->shift_place);
        g_free(places->duty_place);
        g_free(places);
    }
}
