/* pathimpl: putting a path together. Private to road. */
#pragma once

#include "road/dijkstra.h"
#include "road/path.h"

/* A stretch of one edge in the direction of travel: from a piece and an offset in it to another. */
typedef struct ZfRoadRun {
    uint32_t first_piece;
    uint32_t first_dm;
    uint32_t last_piece;
    uint32_t last_dm;
    bool back;      /* against the edge */
    bool from_node; /* begins at the edge's end: what is paid there is part of it */
    bool to_node;
    ZfLonLat end_at; /* where it ends, when that is not a node */
} ZfRoadRun;

/* A whole edge. arc: as ZfRoadArc's id. */
ZfRoadRun zf_road_run_edge(const ZfRoadGraph *graph, uint32_t arc);
/* From a snap's place to an end of its edge (0 = a, 1 = b), and the other way. */
ZfRoadRun zf_road_run_leave(const ZfRoadGraph *graph, const ZfRoadSnap *snap, int end);
ZfRoadRun zf_road_run_arrive(const ZfRoadGraph *graph, const ZfRoadSnap *snap, int end);

/* Along one edge from s to t, nothing when they are at one place; appended to runs. */
void zf_road_run_direct(const ZfRoadSnap *from, const ZfRoadSnap *to, const ZfRoadSpot *s,
                        const ZfRoadSpot *t, GArray *runs);
/* Turns the order of runs[first …] round. */
void zf_road_runs_reverse(GArray *runs, guint first);

/* A path that grows. */
typedef struct ZfRoadDraft {
    const ZfRoadGraph *graph;
    GArray *points; /* ZfLonLat */
    GArray *at_ds;  /* uint32_t, one a point */
    GArray *at_dm;
    GArray *parts;     /* ZfRoadPart */
    GArray *part_ways; /* uint32_t, one a part; UINT32_MAX off the road */
    uint32_t time_ds;
    uint32_t dist_dm;
} ZfRoadDraft;

void zf_road_draft_init(ZfRoadDraft *draft, const ZfRoadGraph *graph);
void zf_road_draft_clear(ZfRoadDraft *draft);
void zf_road_draft_run(ZfRoadDraft *draft, const ZfRoadRun *run);
/* The leg of a snap: outwards to the road, or back to the home. */
void zf_road_draft_leg(ZfRoadDraft *draft, const ZfRoadSnaps *snaps, const ZfRoadSnap *snap,
                       bool to_road);

/* A node the path passes. */
typedef struct ZfRoadMark {
    uint32_t point; /* index into the path's points */
    uint32_t node;
    uint32_t arc_in; /* ids */
    uint32_t arc_out;
} ZfRoadMark;

/* Adds the cues of a finished path. marks: ZfRoadMark in the order of the path. */
void zf_road_cues(const ZfRoadGraph *graph, ZfRoadPath *path, const ZfRoadPathOptions *options,
                  const GArray *marks);
