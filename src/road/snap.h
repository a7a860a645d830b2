/* snap: from a home's position to a place on the road where a path can begin or end. */
#pragma once

#include "road/graph.h"
#include "road/obstacle.h"

/* What happened to a point; several may be set. */
typedef enum ZfRoadSnapFlags {
    ZF_ROAD_SNAP_NONE = 1 << 0,    /* no road in reach, every cell is ZF_ROAD_NEVER */
    ZF_ROAD_SNAP_WIDE = 1 << 1,    /* farther than near_m */
    ZF_ROAD_SNAP_MOVED = 1 << 2,   /* the nearest way is an island: taken to the main part */
    ZF_ROAD_SNAP_BLOCKED = 1 << 3, /* a nearer way lies beyond water, a railway or a motorway */
    ZF_ROAD_SNAP_PARKED = 1 << 4,  /* the leg is walked from where the vehicle is parked */
    ZF_ROAD_SNAP_FERRY = 1 << 6,   /* that walk takes a ferry */
    ZF_ROAD_SNAP_BAD = 1 << 5,     /* the position is no position (not finite, out of range) */
} ZfRoadSnapFlags;

typedef struct ZfRoadSnap {
    ZfLonLat point;     /* as given */
    ZfLonLat at;        /* on the road; the point itself with NONE */
    uint32_t piece;     /* private to the engine; UINT32_MAX = none */
    uint32_t offset_dm; /* along the piece */
    uint32_t leg_ds;    /* the leg between point and road: time */
    uint32_t leg_dm;    /* and length */
    uint32_t extra_dm;  /* how much longer than to the nearest way of any kind */
    uint32_t leg_first; /* the leg's points, from the home to the road: legs[leg_first …] */
    uint32_t leg_n;     /* 0 when the home stands on the road */
    uint32_t flags;     /* ZfRoadSnapFlags */
} ZfRoadSnap;

typedef struct ZfRoadSnaps {
    ZfRoadSnap *snaps; /* n, in the order of the points */
    ZfLonLat *legs;
    size_t n;
    size_t n_legs;
} ZfRoadSnaps;

typedef struct ZfRoadSnapOptions {
    const ZfBarriers *barriers; /* NULL = nothing is in the way; indexed */
    double near_m;              /* 0 = 300: farther legs are flagged WIDE */
    double far_m;               /* 0 = 3000: farther homes are not snapped */
    /* For vehicles: the graph on foot. The vehicle is left at the place on its own roads from which
     * the walk is shortest in time, by foot roads or straight; with starts, from which driving
     * there from the nearest of them and walking take the least time together. NULL = straight legs
     * only. */
    const ZfRoadGraph *walk;
    const ZfRoadSnaps *starts; /* on the same graph: where vehicles set out, legs count; NULL =
                                * nobody knows. zf_road_depart makes them of places */
    bool from_all; /* driving counts as the mean over all starts, not from the nearest */
    const ZfRoadHeights *heights; /* legs uphill take longer; thread-safe. NULL = flat */
    unsigned threads;
} ZfRoadSnapOptions;

/* Snaps n points. A point is put on the nearest stretch of the main part (never a ferry, tunnel,
 * bridge or motorway) that a straight leg reaches without crossing a barrier.
 * options: NULL = all defaults. ret: for use with this graph only.
 * Errors: cancelled. */
ZfRoadSnaps *zf_road_snap(const ZfRoadGraph *graph, const ZfLonLat *points, size_t n,
                          const ZfRoadSnapOptions *options, const ZfProgress *progress,
                          GError **error) ZF_CHECK_RESULT;

/* Where vehicles are left by people who set out from any of n points: all the places from which
 * something is reached sooner, walk and drive together, than from the others. So one to all
 * (zf_road_reach, zf_road_nearest) and starts above are exact. Points that reach no road come last,
 * with ZF_ROAD_SNAP_NONE. of: whose place each is, by index, owned by the caller.
 * Without options->walk, the points snapped; options->starts means nothing here. */
ZfRoadSnaps *zf_road_depart(const ZfRoadGraph *graph, const ZfLonLat *points, size_t n,
                            const ZfRoadSnapOptions *options, uint32_t **of,
                            const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;

void zf_road_snaps_free(ZfRoadSnaps *snaps);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfRoadSnaps, zf_road_snaps_free)
