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
} ZfGroundWater;

struct ZfGround {
    ZfGroundRoad *roads;
    size_t n_roads;
    ZfGroundWater *water;
    size_t n_water;
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
