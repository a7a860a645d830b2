/* readimpl: shared by the readers of roads and barriers. Private to road. */
#pragma once

#include "gis/gis.h"
#include "road/read.h"

bool zf_road_read_wants(const ZfRoadReadOptions *options, const ZfLonLat *points, size_t n);

/* Hands every feature of a layer to take. */
bool zf_road_read_layer(ZfGisSource *source, const ZfGisReadOptions *how, const char *stage,
                        bool (*take)(void *user, const ZfGisReader *reader,
                                     const ZfGisFeature *feature, GError **error),
                        void *user, const ZfProgress *progress, GError **error);

/* Adds what the feature bars. osm: by its tags, else any line and polygon. ret: whether it did. */
bool zf_road_take_barrier(ZfBarriers *barriers, const ZfRoadReadOptions *options,
                          const ZfGisFeature *feature, bool osm);
void zf_road_take_landmark(ZfRoadLandmarks *landmarks, const ZfGisFeature *feature);

/* Any layer of lines. */
bool zf_road_read_lines(ZfGisSource *source, const char *path, const ZfRoadReadOptions *options,
                        ZfWays *ways, ZfFindings *findings, const ZfProgress *progress,
                        GError **error);
