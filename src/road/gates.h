/* gates: where one gets out of a vehicle and walks on. A gate is a place where a stretch of the
 * foot graph ends on the vehicle's roads; on the same road both graphs have the same stretches, so
 * a home that stands on one parks in front of its door. Private to road. */
#pragma once

#include "road/pathimpl.h"
#include "road/segindex.h"

typedef struct ZfRoadGate {
    ZfRoadSnap walk; /* on the foot graph */
    ZfRoadSnap park; /* on the vehicle's graph */
} ZfRoadGate;

typedef struct ZfRoadGates {
    const ZfRoadGraph *graph; /* the vehicle's */
    const ZfRoadGraph *walk;  /* on foot */
    ZfSegSearch *near;
    ZfRoadGate *gates;
    uint32_t n;
    uint32_t *at_end;     /* two a foot piece, its a and its b: number of the gate + 1; 0 = none */
    ZfRoadSearch *search; /* over the foot graph, for whoever holds the gates */
} ZfRoadGates;

ZfRoadGates *zf_road_gates_new(const ZfRoadGraph *graph, const ZfRoadGraph *walk);
void zf_road_gates_free(ZfRoadGates *gates);

/* ret: whether the vehicle's roads pass here; its place there. */
bool zf_road_gates_park(ZfRoadGates *gates, ZfLonLat at, ZfRoadSnap *ret);

/* The walk the finished search found to a place on the foot graph, as runs, all but the first of
 * them and the last one first. node: where it begins. ret: the number of its seed. */
uint32_t zf_road_gates_trace(const ZfRoadGates *gates, const ZfRoadSnap *to, uint32_t *node,
                             GArray *runs);
/* Completes such a walk by its first run, and puts the runs in order. from: its seed. */
void zf_road_gates_leave(const ZfRoadGates *gates, const ZfRoadSnap *from, uint32_t node,
                         GArray *runs);

/* Makes the walk between a home and a parked vehicle the leg of snap, whose point is the home.
 * on_foot: the home on the foot graph; walked: along the runs, which lead to the home or from it;
 * the leg's points are appended to legs and go from the home. */
void zf_road_gates_leg(const ZfRoadGates *gates, const ZfRoadSnap *on_foot, const ZfRoadSnap *park,
                       uint64_t walked, const GArray *runs, bool to_home, ZfRoadSnap *snap,
                       GArray *legs);
