#include "plan/travelrows.h"

#include <math.h>
#include <stdlib.h>

/* Positions in whole decimetres around the middle, so that all decide alike everywhere. */
typedef struct Grid {
    int64_t x;
    int64_t y;
} Grid;

typedef struct Maker {
    const ZfPlanPlaces *places;
    const ZfTravel *travel;
    int32_t threads;
    const ZfProgress *progress;
    Grid *at; /* by place */
    ZfVrpWayRows *rows;
    int32_t *hubs;
    int32_t n_hubs;
} Maker;

/* -- hubs ---------------------------------------------------------------------------------------
 */

static Grid *
lay_out(const ZfPlanPlaces *places)
{
    Grid *at = g_new0(Grid, places->n + 1);
    ZfProjection plane = zf_projection_at(places->points[places->n / 2]);
    for (int32_t i = 0; i < places->n; i++) {
        ZfXY point = zf_project(&plane, places->points[i]);
        at[i] = (Grid){llround(point.x * 10), llround(point.y * 10)};
    }
    return at;
}

/* Can anything be reached from there? */
static bool
is_reached(const Maker *m, int32_t place)
{
    return !m->travel->graph || m->travel->snaps->snaps[place].piece != UINT32_MAX;
}

/* Brings the distance of every place from its nearest hub up to date after one more. */
static void
add_hub(Maker *m, int64_t *far, int32_t place)
{
    m->hubs[m->n_hubs++] = place;
    for (int32_t i = 0; i < m->places->n; i++) {
        int64_t dx = m->at[i].x - m->at[place].x;
        int64_t dy = m->at[i].y - m->at[place].y;
        far[i] = MIN(far[i], dx * dx + dy * dy);
    }
}

/* First where shifts begin; then always the place farthest from all hubs (Gonzalez, "Clustering to
 * minimize the maximum intercluster distance", 1985). */
static void
choose_hubs(Maker *m, size_t n_shifts)
{
    int32_t n = m->places->n;
    g_autofree int64_t *far = g_new0(int64_t, n + 1);
    g_autofree bool *is_hub = g_new0(bool, n + 1);
    m->hubs = g_new(int32_t, n_shifts + ZF_TRAVEL_HUBS + 1);
    for (int32_t i = 0; i < n; i++) {
        far[i] = is_reached(m, i) ? INT64_MAX : -1;
    }
    for (size_t i = 0; i < n_shifts; i++) {
        int32_t base = m->places->shift_place[i];
        if (base >= 0 && !is_hub[base]) {
            is_hub[base] = true;
            add_hub(m, far, base);
        }
    }
    for (int k = 0; k < ZF_TRAVEL_HUBS; k++) {
        int32_t farthest = 0;
        for (int32_t i = 1; i < n; i++) {
            farthest = far[i] > far[farthest] ? i : farthest;
        }
        if (far[farthest] <= 0) {
            return;
        }
        add_hub(m, far, farthest);
    }
}

/* ret: the ways from hubs to all, or from all to hubs. */
static ZfRoadTable *
hub_table(const Maker *m, bool to_hub, GError **error)
{
    size_t n = (size_t)m->places->n;
    size_t n_hubs = (size_t)m->n_hubs;
    if (!m->travel->graph) {
        g_autofree ZfLonLat *points = g_new(ZfLonLat, n_hubs + 1);
        for (size_t i = 0; i < n_hubs; i++) {
            points[i] = m->places->points[m->hubs[i]];
        }
        return zf_road_table_straight(to_hub ? m->places->points : points, to_hub ? n : n_hubs,
                                      to_hub ? points : m->places->points, to_hub ? n_hubs : n,
                                      ZF_PLAN_DETOUR_PERCENT, zf_travel_kmh(m->travel->mode));
    }
    g_autofree ZfRoadSnap *picked = g_new(ZfRoadSnap, n_hubs + 1);
    for (size_t i = 0; i < n_hubs; i++) {
        picked[i] = m->travel->snaps->snaps[m->hubs[i]];
    }
    ZfRoadSnaps hubs = *m->travel->snaps;
    hubs.snaps = picked;
    hubs.n = n_hubs;
    const ZfRoadTableOptions options = {.threads = (unsigned)m->threads};
    return zf_road_table(m->travel->graph, to_hub ? m->travel->snaps : &hubs,
                         to_hub ? &hubs : m->travel->snaps, &options, NULL, error);
}

static bool
fill_hubs(Maker *m, GError **error)
{
    size_t n = (size_t)m->places->n;
    size_t n_hubs = (size_t)m->n_hubs;
    for (int side = 0; side < 2; side++) {
        g_autoptr(ZfRoadTable) table = hub_table(m, side == 1, error);
        if (!table) {
            return false;
        }
        int32_t *entries = zf_vrp_way_rows_table(m->rows, side == 1);
        for (size_t h = 0; h < n_hubs; h++) {
            for (size_t i = 0; i < n; i++) {
                size_t at = side == 1 ? i * n_hubs + h : h * n + i;
                bool same = m->hubs[h] == (int32_t)i;
                entries[h * n + i] =
                    same ? 0 : zf_travel_way_of(table->time_ds[at], table->dist_dm[at]).seconds;
            }
        }
        if (zf_progress_stop(m->progress, error)) {
            return false;
        }
    }
    zf_vrp_way_rows_link(m->rows);
    return true;
}

/* -- near ---------------------------------------------------------------------------------------
 */

static int
compare_to(const void *a, const void *b)
{
    const ZfVrpWayEntry *x = a;
    const ZfVrpWayEntry *y = b;
    return (x->to > y->to) - (x->to < y->to);
}

static void
add_row(GArray *entries, const ZfVrpWayEntry *row, guint n)
{
    guint first = entries->len;
    g_array_append_vals(entries, row, n);
    qsort(&g_array_index(entries, ZfVrpWayEntry, first), n, sizeof *row, compare_to);
}

static bool
find_near(Maker *m, GArray *entries, GError **error)
{
    const ZfRoadNearOptions options = {
        .k = ZF_TRAVEL_NEAR, .others = true, .threads = (unsigned)m->threads};
    const ZfRoadSnaps *snaps = m->travel->snaps;
    g_autoptr(ZfRoadNearRows) near =
        zf_road_near_rows(m->travel->graph, snaps, snaps, &options, m->progress, error);
    ZfVrpWayEntry row[ZF_TRAVEL_NEAR];
    for (size_t i = 0; near && i < near->rows; i++) {
        guint n = 0;
        for (size_t k = near->first[i]; k < near->first[i + 1]; k++) {
            const ZfRoadNear *one = &near->near[k];
            ZfTravelWay way = zf_travel_way_of(one->time_ds, one->dist_dm);
            row[n++] = (ZfVrpWayEntry){(int32_t)i, (int32_t)one->col, way.seconds};
        }
        if (n > 0) {
            add_row(entries, row, n);
        }
    }
    return near != NULL;
}

/* Where there are no roads the nearest as the crow flies are near. */
static void
find_straight(Maker *m, GArray *entries)
{
    const ZfPlanPlaces *places = m->places;
    g_autofree ZfXY *points = g_new(ZfXY, places->n + 1);
    for (int32_t i = 0; i < places->n; i++) {
        points[i] = (ZfXY){(double)m->at[i].x, (double)m->at[i].y};
    }
    g_autoptr(ZfPointIndex) index = zf_point_index_new(points, (size_t)places->n);
    int32_t near[ZF_TRAVEL_NEAR + 1];
    ZfVrpWayEntry row[ZF_TRAVEL_NEAR + 1];
    for (int32_t i = 0; i < places->n; i++) {
        size_t found =
            zf_point_index_k_nearest(index, points[i], ZF_TRAVEL_NEAR + 1, INFINITY, near, NULL);
        guint n = 0;
        for (size_t k = 0; k < found; k++) {
            if (near[k] != i) {
                int32_t seconds = zf_travel_way(places, m->travel, i, near[k]).seconds;
                row[n++] = (ZfVrpWayEntry){i, near[k], seconds};
            }
        }
        add_row(entries, row, n);
    }
}

ZfVrpWayRows *
zf_travel_rows_new(const ZfPlanPlaces *places, const ZfTravel *travel, size_t n_shifts,
                   int32_t threads, const ZfProgress *progress, GError **error)
{
    Maker m = {.places = places,
               .travel = travel,
               .threads = threads,
               .progress = progress,
               .at = lay_out(places)};
    zf_progress_report(progress, _("travel times"), 0, places->n);
    choose_hubs(&m, n_shifts);
    m.rows = zf_vrp_way_rows_new(places->n, m.hubs, m.n_hubs);
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(ZfVrpWayEntry));
    bool good = fill_hubs(&m, error);
    if (good && m.travel->graph) {
        good = find_near(&m, entries, error);
    } else if (good) {
        find_straight(&m, entries);
    }
    if (good) {
        zf_vrp_way_rows_add(m.rows, (const ZfVrpWayEntry *)(void *)entries->data, entries->len);
    }
    g_free(m.hubs);
    g_free(m.at);
    if (!good) {
        g_clear_pointer(&m.rows, zf_vrp_way_rows_free);
    }
    return m.rows;
}
