/* hotspot: places on paper gathered in hexagons, to show where they lie close together. */
#pragma once

#include "draw/draw.h"

/* Across, from one flat side to the other. */
#define ZF_HOTSPOT_MM 6.0

enum { ZF_HOTSPOT_CLASSES = 4 };

typedef struct ZfHotspotPoint {
    ZfMm at;
    int32_t weight; /* 1 or more */
    int32_t area;   /* any number >= 0, or -1 */
} ZfHotspotPoint;

typedef struct ZfHotspot {
    ZfMm middle;
    int32_t column, row;
    int32_t points;
    int64_t weight; /* of all its points */
    int32_t area; /* the one with the most weight in it, the smaller number of several; -1 = none */
    unsigned class; /* 0 … ZF_HOTSPOT_CLASSES - 1 */
} ZfHotspot;

/* ret: the hexagons that hold something, heaviest first (then from the top left), of a grid that is
 * anchored to the paper; ZfHotspot. The sum of their points is n. floors: the least weight of each
 * class, the lowest of a few round steps (1, 3, 6, 11; 1, 6, 11, 21; …) at which no more than a
 * seventh of the cells are of the highest class: where everything is dark nothing stands out. */
GArray *zf_hotspots_gather(const ZfHotspotPoint *points, size_t n,
                           int64_t floors[ZF_HOTSPOT_CLASSES]);

/* The outline of one as a path. */
void zf_hotspot_path(ZfCanvas *canvas, ZfMm middle);
