/* chords: straight ways across plazas, from each place where one enters to each other. Private to
 * road. */
#pragma once

#include "road/way.h"

/* Areas are closed ways with area=yes; rings of one id that stand together are one area with holes.
 * Entries are the vertices that other ways share. A chord lies inside the area; of areas with more
 * than 64 entries only each entry's way to the next 64 along the rim is looked at.
 * ret: ways with the area's id and tags but for area=yes; NULL when there are no areas. */
ZfWays *zf_road_area_chords(const ZfWays *ways);
