/* ground: the ground with boxes, so that a small frame looks only at what it shows. */
#pragma once

#include "map/frame.h"

typedef struct ZfGroundRoad {
    const ZfRoad *road;
    ZfBox box;
    bool bridge;
    bool tunnel;
} ZfGroundRoad;

typedef struct ZfGroundWater {
    const ZfWater *water;
    ZfBox box;
    double length_m; /* of all lines of that name; an area's diagonal */
} ZfGroundWater;

/* A grid over many boxes: cell c lists members[starts[c]] … members[starts[c + 1] - 1]. */
typedef struct ZfGroundIndex {
    ZfBox box;
    uint32_t *starts;
    uint32_t *members;
} ZfGroundIndex;

struct ZfGround {
    ZfGroundRoad *roads;
    size_t n_roads;
    ZfGroundWater *water;
    size_t n_water;
    ZfGroundIndex road_index;
    ZfGroundIndex water_index;
    ZfBox *house_boxes;
    ZfBox *area_boxes;
    ZfGroundInput input;
};

static inline bool
zf_box_meets(ZfBox a, ZfBox b)
{
    return a.min_lon <= b.max_lon && b.min_lon <= a.max_lon && a.min_lat <= b.max_lat &&
           b.min_lat <= a.max_lat;
}

/* found: the numbers of what may meet the box, ascending, each once. */
void zf_ground_find(const ZfGroundIndex *index, ZfBox box, GArray *found);
