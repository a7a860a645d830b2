/* spot: a place on an edge as searches see it — what it costs to get from there to the edge's ends
 * and from the ends to there. Private to road. */
#pragma once

#include "road/graphimpl.h"
#include "road/snap.h"

/* Along an edge between its a and a spot. What is paid where two pieces meet (a gate, the border of
 * private land) is not paid by who stands right there: near is without it, far is with it. Both are
 * ZF_ROAD_INFINITE when the edge does not lead that way. */
typedef struct ZfRoadClock {
    uint64_t near;
    uint64_t far;
} ZfRoadClock;

typedef struct ZfRoadSpot {
    uint32_t edge; /* UINT32_MAX = nowhere */
    uint32_t a;
    uint32_t b;
    uint64_t leave_a; /* from the spot to a; ZF_ROAD_INFINITE = not that way */
    uint64_t leave_b;
    uint64_t arrive_a; /* from a to the spot */
    uint64_t arrive_b;
    uint64_t leg;      /* between the home and the spot */
    ZfRoadClock ahead; /* from a to the spot */
    ZfRoadClock back;  /* from the spot to a */
    uint32_t pos_dm;   /* from a */
    ZfLonLat point;    /* the home */
} ZfRoadSpot;

ZfRoadSpot zf_road_spot(const ZfRoadGraph *graph, const ZfRoadSnap *snap);
/* ret: spots of n snaps, owned by the caller. */
ZfRoadSpot *zf_road_spots(const ZfRoadGraph *graph, const ZfRoadSnap *snaps, size_t n);

/* Along the edge from s to t without leaving it; ZF_ROAD_INFINITE when they are on different edges
 * or the edge is closed that way. forward: whether it runs with the edge; may be NULL. */
uint64_t zf_road_spot_direct(const ZfRoadSpot *s, const ZfRoadSpot *t, bool *forward);

/* The cell: legs and the lesser of the direct way and through. through: the least cost over the
 * ends, ZF_ROAD_INFINITE when there is none. */
static inline uint64_t
zf_road_spot_total(const ZfRoadSpot *s, const ZfRoadSpot *t, uint64_t through)
{
    if (s->edge == t->edge) {
        if (s->point.lon == t->point.lon && s->point.lat == t->point.lat) {
            return 0;
        }
        uint64_t direct = zf_road_spot_direct(s, t, NULL);
        through = direct < through ? direct : through;
    }
    return zf_road_cost_add(through, zf_road_cost_add(s->leg, t->leg));
}
