#include "road/spot.h"

#include "road/dijkstra.h"
#include "road/park.h"
#include "road/pieceshape.h"

#include <math.h>
#include <string.h>

static const double NEAR_M = 300;
static const double FAR_M = 3000;

enum { BLOCK = 64 };

typedef struct Job {
    const ZfRoadGraph *graph;
    ZfRoadSnapOptions options;
    ZfRoadSnaps *snaps;
    ZfSegSearch **searches; /* one a worker */
} Job;

/* Metres along the piece to a hit, as its share of len_dm. */
static uint32_t
offset_of(const ZfRoadGraph *graph, const ZfRoadPiece *piece, const ZfSegHit *hit)
{
    g_autofree ZfLonLat *shape = zf_road_piece_shape(graph, piece);
    double before = 0;
    double total = 0;
    for (uint32_t k = 0; k + 1 < piece->n_vertices; k++) {
        double length = zf_distance_m(shape[k], shape[k + 1]);
        before += k < hit->segment->part ? length : k == hit->segment->part ? length * hit->t : 0;
        total += length;
    }
    double share = total > 0 ? before / total : 0;
    return (uint32_t)MIN(llround(share * piece->len_dm), piece->len_dm);
}

ZfRoadSnap
zf_road_snap_hit(const ZfRoadGraph *graph, ZfLonLat point, const ZfSegHit *hit,
                 const ZfRoadHeights *heights)
{
    double leg_m = zf_distance_m(point, hit->foot);
    ZfRoadSnap snap = {.point = point, .at = hit->foot, .piece = hit->segment->owner};
    snap.offset_dm = offset_of(graph, &graph->pieces[snap.piece], hit);
    snap.leg_dm = (uint32_t)llround(leg_m * 10);
    double slope = heights ? zf_road_leg_factor(heights, point, hit->foot) : 1;
    /* what is too short to be drawn takes no time: a path is exactly the sum of its parts */
    snap.leg_n = snap.leg_dm > 0 ? 2 : 0;
    snap.leg_ds = snap.leg_n ? (uint32_t)llround(leg_m * 36 / graph->offroad_kmh * slope) : 0;
    return snap;
}

/* What is paid where a piece ends at a snap; nothing by whoever stands there. */
static uint32_t
gate_ds(const ZfRoadGraph *graph, const ZfRoadSnap *snap)
{
    const ZfRoadPiece *piece = &graph->pieces[snap->piece];
    return snap->offset_dm == 0               ? piece->extra_a_ds
           : snap->offset_dm == piece->len_dm ? piece->extra_b_ds
                                              : 0;
}

/* Where ways meet a home stands on all of them. It is put on the one with the dearest gate, which
 * is open to it both ways, so that the order of the ways in the file decides nothing. */
static void
prefer_gated(const Job *job, ZfSegSearch *search, int64_t dist_mm, ZfBarriersHome *home,
             ZfRoadSnap *snap)
{
    ZfSegHit hit;
    if (snap->offset_dm != 0 && snap->offset_dm != job->graph->pieces[snap->piece].len_dm) {
        return;
    }
    while (zf_segsearch_next(search, &hit) && hit.dist_mm == dist_mm) {
        if (!zf_road_piece_is_main(job->graph, hit.segment->owner) ||
            (job->options.barriers &&
             zf_barriers_block_from(job->options.barriers, home, hit.foot))) {
            continue;
        }
        ZfRoadSnap other = zf_road_snap_hit(job->graph, snap->point, &hit, job->options.heights);
        if (gate_ds(job->graph, &other) > gate_ds(job->graph, snap)) {
            other.extra_dm = snap->extra_dm;
            other.flags = snap->flags;
            *snap = other;
        }
    }
}

/* Outwards from the point until something of the main part can be reached. */
static void
snap_point(const Job *job, ZfSegSearch *search, ZfRoadSnap *snap)
{
    ZfRoadVertex vertex;
    if (!zf_road_vertex(snap->point, &vertex)) {
        snap->flags = ZF_ROAD_SNAP_NONE | ZF_ROAD_SNAP_BAD;
        return;
    }
    ZfSegHit hit;
    int64_t nearest_mm = -1;
    uint32_t flags = 0;
    ZfBarriersHome home = {.home = snap->point};
    zf_segsearch_begin(search, job->graph->index, snap->point, job->options.far_m);
    while (zf_segsearch_next(search, &hit)) {
        bool blocked =
            job->options.barriers && zf_barriers_block_from(job->options.barriers, &home, hit.foot);
        nearest_mm = nearest_mm < 0 ? hit.dist_mm : nearest_mm;
        if (blocked) {
            flags |= ZF_ROAD_SNAP_BLOCKED;
        } else if (!zf_road_piece_is_main(job->graph, hit.segment->owner)) {
            flags |= ZF_ROAD_SNAP_MOVED;
        } else {
            *snap = zf_road_snap_hit(job->graph, snap->point, &hit, job->options.heights);
            snap->extra_dm = (uint32_t)((hit.dist_mm - nearest_mm + 50) / 100);
            snap->flags = hit.dist_mm == nearest_mm ? 0 : flags;
            snap->flags |=
                (double)hit.dist_mm > job->options.near_m * 1000 ? ZF_ROAD_SNAP_WIDE : 0u;
            prefer_gated(job, search, hit.dist_mm, &home, snap);
            return;
        }
    }
    snap->flags = flags | ZF_ROAD_SNAP_NONE;
}

static bool
snap_block(void *user, size_t item, unsigned worker, GError **error)
{
    (void)error;
    Job *job = user;
    size_t end = MIN(job->snaps->n, (item + 1) * BLOCK);
    for (size_t i = item * BLOCK; i < end; i++) {
        snap_point(job, job->searches[worker], &job->snaps->snaps[i]);
    }
    return true;
}

/* Lays out the straight legs, from the home to the road. */
static void
lay_legs(ZfRoadSnaps *snaps)
{
    snaps->legs = g_new(ZfLonLat, snaps->n * 2 + 1);
    for (size_t i = 0; i < snaps->n; i++) {
        ZfRoadSnap *snap = &snaps->snaps[i];
        snap->leg_first = (uint32_t)snaps->n_legs;
        if (snap->leg_n == 2) {
            snaps->legs[snaps->n_legs++] = snap->point;
            snaps->legs[snaps->n_legs++] = snap->at;
        }
    }
}

static ZfRoadSnaps *
snaps_alloc(const ZfLonLat *points, size_t n)
{
    ZfRoadSnaps *snaps = g_new0(ZfRoadSnaps, 1);
    snaps->snaps = g_new0(ZfRoadSnap, n + 1);
    snaps->n = n;
    for (size_t i = 0; i < n; i++) {
        snaps->snaps[i] = (ZfRoadSnap){.point = points[i], .at = points[i], .piece = UINT32_MAX};
    }
    return snaps;
}

ZfRoadSnaps *
zf_road_snap(const ZfRoadGraph *graph, const ZfLonLat *points, size_t n,
             const ZfRoadSnapOptions *options, const ZfProgress *progress, GError **error)
{
    g_assert(n < INT32_MAX / 4);
    g_autoptr(ZfRoadSnaps) snaps = snaps_alloc(points, n);
    Job job = {.graph = graph, .snaps = snaps};
    job.options = options ? *options : (ZfRoadSnapOptions){0};
    job.options.near_m = job.options.near_m > 0 ? job.options.near_m : NEAR_M;
    job.options.far_m = job.options.far_m > 0 ? job.options.far_m : FAR_M;
    unsigned threads = job.options.threads ? job.options.threads : zf_pool_cores();
    g_autofree ZfSegSearch **searches = g_new(ZfSegSearch *, threads);
    for (unsigned i = 0; i < threads; i++) {
        searches[i] = zf_segsearch_new();
    }
    job.searches = searches;
    bool good = zf_pool_run(threads, (n + BLOCK - 1) / BLOCK, snap_block, &job, progress, error);
    for (unsigned i = 0; i < threads; i++) {
        zf_segsearch_free(searches[i]);
    }
    if (!good) {
        return NULL;
    }
    lay_legs(snaps);
    if (job.options.walk && !zf_road_park(graph, &job.options, snaps, progress, error)) {
        return NULL;
    }
    return g_steal_pointer(&snaps);
}

void
zf_road_snaps_free(ZfRoadSnaps *snaps)
{
    if (snaps) {
        g_free(snaps->snaps);
        g_free(snaps->legs);
        g_free(snaps);
    }
}
