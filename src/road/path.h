/* path: one way from a to b to draw and to follow, with cues where a person must decide.
 * Words are made elsewhere: here are kinds, names and numbers. */
#pragma once

#include "road/table.h"

/* Turns by the angle between the way in and the way out, 180 = straight on, measured over some
 * 20 m on both sides: < 60 sharp, 60–140 turn, 140–160 slight, 160–200 straight. */
typedef enum ZfRoadCueKind {
    ZF_ROAD_CUE_START,    /* set out; bearing_deg tells where to */
    ZF_ROAD_CUE_STRAIGHT, /* straight on where the bigger or same-named road bends away */
    ZF_ROAD_CUE_SLIGHT_LEFT,
    ZF_ROAD_CUE_LEFT,
    ZF_ROAD_CUE_SHARP_LEFT,
    ZF_ROAD_CUE_SLIGHT_RIGHT,
    ZF_ROAD_CUE_RIGHT,
    ZF_ROAD_CUE_SHARP_RIGHT,
    ZF_ROAD_CUE_U_TURN,
    ZF_ROAD_CUE_ROUNDABOUT, /* exit_no tells which */
    ZF_ROAD_CUE_BRIDGE,     /* over a bridge: a landmark of its own */
    ZF_ROAD_CUE_FERRY,      /* board */
    ZF_ROAD_CUE_STEPS,      /* up or down steps */
    ZF_ROAD_CUE_ROAD,       /* from the off-road leg or a ferry on to the road: side tells */
    ZF_ROAD_CUE_WALK,       /* the road ends here (or the vehicle is left): next_dm, next_ds follow;
                             * of class "ferry" when the walk takes one */
    ZF_ROAD_CUE_ARRIVE,     /* the stop; side tells where it lies */
} ZfRoadCueKind;

typedef enum ZfRoadSide {
    ZF_ROAD_AHEAD,
    ZF_ROAD_LEFT,
    ZF_ROAD_RIGHT,
} ZfRoadSide;

/* Something to recognise a place by, given by the caller. */
typedef struct ZfRoadPlace {
    ZfLonLat at;
    const char *kind; /* e.g. "office", "school", "pond", "shop" */
    const char *name; /* or NULL */
} ZfRoadPlace;

typedef struct ZfRoadCue {
    ZfRoadCueKind kind;
    uint32_t point;   /* index into the path's points: where it happens */
    uint32_t dist_dm; /* since the start of the path */
    uint32_t time_ds; /* since the start of the path */
    uint32_t next_dm; /* from here to the next cue; 0 at the last */
    uint32_t next_ds;
    double bearing_deg;    /* of the way out, clockwise from north */
    ZfRoadSide side;       /* of a ROAD or ARRIVE cue */
    uint8_t exit_no;       /* of a ROUNDABOUT, from 1 */
    int32_t place;         /* index of the landmark among the given places, -1 = none */
    const char *name;      /* of the way taken now, or NULL; valid while the graph lives */
    const char *way_class; /* its OSM class, or NULL off the road; valid while the graph lives */
    /* Most of the way to the next cue has this other name, though nothing need be decided where it
     * begins; NULL = none has. The name taken first goes on for first_dm. */
    const char *then_name;
    uint32_t first_dm;
} ZfRoadCue;

typedef enum ZfRoadPartKind {
    ZF_ROAD_PART_LEG, /* off the road, or from the parking place: drawn dashed */
    ZF_ROAD_PART_ROAD,
    ZF_ROAD_PART_FERRY,
    ZF_ROAD_PART_STRAIGHT, /* estimated where there are no roads */
} ZfRoadPartKind;

/* A run of points of one kind, name and class: points first … last, both included. */
typedef struct ZfRoadPart {
    ZfRoadPartKind kind;
    uint32_t first;
    uint32_t last;
    uint32_t dist_dm;
    uint32_t time_ds;
    int64_t way_id; /* 0 off the road */
    bool bridge;
    bool tunnel;
    bool steps;
    bool roundabout;
    bool ferry; /* a ferry, or a leg walked from a parked vehicle that takes one */
    const char *name;
    const char *way_class;
} ZfRoadPart;

typedef struct ZfRoadPath {
    uint32_t time_ds; /* equals the table's cell */
    uint32_t dist_dm;
    ZfLonLat *points; /* from the one home to the other, n_points >= 1 */
    uint32_t *at_ds;  /* time since the start at each point */
    uint32_t *at_dm;  /* length since the start at each point */
    ZfRoadPart *parts;
    ZfRoadCue *cues;
    uint32_t n_points;
    uint32_t n_parts;
    uint32_t n_cues;
} ZfRoadPath;

typedef struct ZfRoadPathOptions {
    ZfRoadMethod method;
    bool cues;
    const ZfRoadPlace *places; /* landmarks to mention */
    size_t n_places;
    double place_m; /* how near a landmark must be to its cue; 0 = 30 */
} ZfRoadPathOptions;

/* ret: the path from from->snaps[i] to to->snaps[j]; NULL without error when there is none.
 * options: NULL = fast, no cues. */
ZfRoadPath *zf_road_path(const ZfRoadGraph *graph, const ZfRoadSnaps *from, size_t i,
                         const ZfRoadSnaps *to, size_t j, const ZfRoadPathOptions *options);
/* The estimate's path: one straight part. */
ZfRoadPath *zf_road_path_straight(ZfLonLat a, ZfLonLat b, unsigned factor_percent, double kmh);
void zf_road_path_free(ZfRoadPath *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfRoadPath, zf_road_path_free)
