/* park: where a vehicle is left when the home lies beyond its roads. Private to road. */
#pragma once

#include "road/segindex.h"
#include "road/snap.h"

/* A place found by a search as a snap with a straight leg, without flags. heights: NULL = flat. */
ZfRoadSnap zf_road_snap_hit(const ZfRoadGraph *graph, ZfLonLat point, const ZfSegHit *hit,
                            const ZfRoadHeights *heights);

/* Betters the snaps of a vehicle's graph: where the walk from its roads through options->walk takes
 * less time than the straight leg, the leg becomes that walk. */
bool zf_road_park(const ZfRoadGraph *graph, const ZfRoadSnapOptions *options, ZfRoadSnaps *snaps,
                  const ZfProgress *progress, GError **error) ZF_CHECK_RESULT;
