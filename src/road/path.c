#include "road/pathimpl.h"

#include "road/hierarchy.h"

#include <math.h>

void
zf_road_run_direct(const ZfRoadSnap *from, const ZfRoadSnap *to, const ZfRoadSpot *s,
                   const ZfRoadSpot *t, GArray *runs)
{
    bool forward;
    zf_road_spot_direct(s, t, &forward);
    if (s->pos_dm == t->pos_dm) {
        return;
    }
    ZfRoadRun run = {.first_piece = from->piece,
                     .first_dm = from->offset_dm,
                     .last_piece = to->piece,
                     .last_dm = to->offset_dm,
                     .back = !forward,
                     .end_at = to->at};
    g_array_append_val(runs, run);
}

void
zf_road_runs_reverse(GArray *runs, guint first)
{
    for (guint i = first, j = runs->len; i + 1 < j; i++, j--) {
        ZfRoadRun swap = g_array_index(runs, ZfRoadRun, i);
        g_array_index(runs, ZfRoadRun, i) = g_array_index(runs, ZfRoadRun, j - 1);
        g_array_index(runs, ZfRoadRun, j - 1) = swap;
    }
}

static uint64_t
fast_pair(const ZfRoadGraph *graph, const ZfRoadSpot *s, const ZfRoadSpot *t, GArray *arcs,
          int *s_end, int *t_end)
{
    ZfRoadClimber *climber = zf_road_climbers_take(graph);
    uint64_t cost = zf_road_climber_pair(climber, s, t, arcs, s_end, t_end);
    zf_road_climbers_give(graph, climber);
    return cost;
}

/* The same by plain search. */
static uint64_t
plain_pair(const ZfRoadGraph *graph, const ZfRoadSpot *s, const ZfRoadSpot *t, GArray *arcs,
           int *s_end, int *t_end)
{
    g_autoptr(ZfRoadSearch) search = zf_road_search_new(graph);
    zf_road_search_begin(search);
    if (s->leave_a != ZF_ROAD_INFINITE) {
        zf_road_search_seed(search, s->a, s->leave_a, 0);
    }
    if (s->leave_b != ZF_ROAD_INFINITE) {
        zf_road_search_seed(search, s->b, s->leave_b, 1);
    }
    zf_road_search_run(search, graph, ZF_ROAD_INFINITE);
    uint64_t cost = zf_road_search_to(search, t, t_end);
    if (cost == ZF_ROAD_INFINITE) {
        return cost;
    }
    uint32_t node = *t_end ? t->b : t->a;
    for (; search->parent[node] != UINT32_MAX; node = search->from[node]) {
        g_array_append_val(arcs, graph->arcs[search->parent[node]].id);
    }
    *s_end = (int)search->from[node];
    for (guint i = 0, j = arcs->len; i + 1 < j; i++, j--) {
        uint32_t swap = g_array_index(arcs, uint32_t, i);
        g_array_index(arcs, uint32_t, i) = g_array_index(arcs, uint32_t, j - 1);
        g_array_index(arcs, uint32_t, j - 1) = swap;
    }
    return cost;
}

/* The runs of the best way between two snaps; false when there is none. */
static bool
find_runs(const ZfRoadGraph *graph, const ZfRoadSnap *from, const ZfRoadSnap *to,
          ZfRoadMethod method, GArray *runs)
{
    ZfRoadSpot s = zf_road_spot(graph, from);
    ZfRoadSpot t = zf_road_spot(graph, to);
    g_autoptr(GArray) arcs = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    int s_end = 0;
    int t_end = 0;
    uint64_t through = method == ZF_ROAD_PLAIN ? plain_pair(graph, &s, &t, arcs, &s_end, &t_end)
                                               : fast_pair(graph, &s, &t, arcs, &s_end, &t_end);
    uint64_t direct = zf_road_spot_direct(&s, &t, NULL);
    if (direct <= through) {
        if (direct != ZF_ROAD_INFINITE) {
            zf_road_run_direct(from, to, &s, &t, runs);
        }
        return direct != ZF_ROAD_INFINITE;
    }
    ZfRoadRun run = zf_road_run_leave(graph, from, s_end);
    g_array_append_val(runs, run);
    for (guint i = 0; i < arcs->len; i++) {
        run = zf_road_run_edge(graph, g_array_index(arcs, uint32_t, i));
        g_array_append_val(runs, run);
    }
    run = zf_road_run_arrive(graph, to, t_end);
    g_array_append_val(runs, run);
    return true;
}

/* Moves the draft's arrays into a path. */
static ZfRoadPath *
path_from(ZfRoadDraft *draft)
{
    ZfRoadPath *path = g_new0(ZfRoadPath, 1);
    path->time_ds = draft->time_ds;
    path->dist_dm = draft->dist_dm;
    path->n_points = draft->points->len;
    path->n_parts = draft->parts->len;
    path->points = g_memdup2(draft->points->data, path->n_points * sizeof(ZfLonLat));
    path->at_ds = g_memdup2(draft->at_ds->data, path->n_points * sizeof(uint32_t));
    path->at_dm = g_memdup2(draft->at_dm->data, path->n_points * sizeof(uint32_t));
    path->parts = g_memdup2(draft->parts->data, path->n_parts * sizeof(ZfRoadPart));
    return path;
}

static uint32_t
arc_of(const ZfRoadGraph *graph, const ZfRoadRun *run)
{
    return graph->pieces[run->first_piece].edge * 2 + run->back;
}

/* Draws all runs and notes the nodes between them. */
static void
draw_runs(ZfRoadDraft *draft, const GArray *runs, GArray *marks)
{
    const ZfRoadGraph *graph = draft->graph;
    for (guint k = 0; k < runs->len; k++) {
        const ZfRoadRun *run = &g_array_index(runs, ZfRoadRun, k);
        zf_road_draft_run(draft, run);
        if (k + 1 == runs->len) {
            break;
        }
        const ZfRoadEdge *edge = &graph->edges[graph->pieces[run->first_piece].edge];
        ZfRoadMark mark = {.point = draft->points->len - 1,
                           .node = run->back ? edge->a : edge->b,
                           .arc_in = arc_of(graph, run),
                           .arc_out = arc_of(graph, run + 1)};
        g_array_append_val(marks, mark);
    }
}

static uint32_t
edge_of(const ZfRoadGraph *graph, const ZfRoadSnap *snap)
{
    return snap->piece == UINT32_MAX ? UINT32_MAX : graph->pieces[snap->piece].edge;
}

static ZfRoadPath *
path_here(ZfLonLat point)
{
    ZfRoadPath *path = g_new0(ZfRoadPath, 1);
    path->n_points = 1;
    path->points = g_memdup2(&point, sizeof point);
    path->at_ds = g_new0(uint32_t, 1);
    path->at_dm = g_new0(uint32_t, 1);
    return path;
}

ZfRoadPath *
zf_road_path(const ZfRoadGraph *graph, const ZfRoadSnaps *from, size_t i, const ZfRoadSnaps *to,
             size_t j, const ZfRoadPathOptions *options)
{
    g_assert(i < from->n && j < to->n);
    const ZfRoadSnap *a = &from->snaps[i];
    const ZfRoadSnap *b = &to->snaps[j];
    if (a->point.lon == b->point.lon && a->point.lat == b->point.lat &&
        edge_of(graph, a) == edge_of(graph, b)) {
        return path_here(a->point);
    }
    if (a->piece == UINT32_MAX || b->piece == UINT32_MAX) {
        return NULL;
    }
    g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(ZfRoadRun));
    if (!find_runs(graph, a, b, options ? options->method : ZF_ROAD_FAST, runs)) {
        return NULL;
    }
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(ZfRoadMark));
    ZfRoadDraft draft;
    zf_road_draft_init(&draft, graph);
    zf_road_draft_leg(&draft, from, a, true);
    draw_runs(&draft, runs, marks);
    zf_road_draft_leg(&draft, to, b, false);
    ZfRoadPath *path = path_from(&draft);
    zf_road_draft_clear(&draft);
    if (options && options->cues) {
        zf_road_cues(graph, path, options, marks);
    }
    return path;
}

ZfRoadPath *
zf_road_path_straight(ZfLonLat a, ZfLonLat b, unsigned factor_percent, double kmh)
{
    ZfRoadPath *path = g_new0(ZfRoadPath, 1);
    zf_road_straight(a, b, factor_percent, kmh, &path->time_ds, &path->dist_dm);
    path->n_points = 2;
    path->points = g_new0(ZfLonLat, 2);
    path->points[0] = a;
    path->points[1] = b;
    path->at_ds = g_new0(uint32_t, 2);
    path->at_dm = g_new0(uint32_t, 2);
    path->at_ds[1] = path->time_ds;
    path->at_dm[1] = path->dist_dm;
    path->n_parts = 1;
    path->parts = g_new0(ZfRoadPart, 1);
    path->parts[0] = (ZfRoadPart){.kind = ZF_ROAD_PART_STRAIGHT,
                                  .last = 1,
                                  .dist_dm = path->dist_dm,
                                  .time_ds = path->time_ds};
    return path;
}

void
zf_road_path_free(ZfRoadPath *path)
{
    if (path) {
        g_free(path->points);
        g_free(path->at_ds);
        g_free(path->at_dm);
        g_free(path->parts);
        g_free(path->cues);
        g_free(path);
    }
}
